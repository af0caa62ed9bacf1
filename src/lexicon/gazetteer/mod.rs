//! The regions of the world: names, levels, parents, parts.
//!
//! Owns how a name is looked up and what is known of the region found. Reads the index the build
//! script packed from `lexicon/regions/`; nothing is parsed when the program starts. Knows no article.

pub mod demonym;
pub mod fold;
mod layout;
mod pack;

use crate::base::vocabulary::Level;
pub use layout::MINOR;
use layout::{ABBREVIATION, COMMA_ONLY, EVERYDAY};
pub use pack::{Walk, may_open};

/// A region's number in the packed gazetteer: the order of ids. Stable within one build only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionIndex(u32);

/// What the gazetteer knows of one region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it stands in the gazetteer.
    pub index: RegionIndex,
    /// The gazetteer's id: `CN-53`, `530600`, `g5391959`, `cluster:jing-jin-ji`.
    pub id: &'static str,
    /// Canonical English name.
    pub name: &'static str,
    /// Its rung.
    pub level: Level,
    /// The region it lies in.
    pub parent: Option<RegionIndex>,
    /// Inhabitants; 0 where not known.
    pub population: u32,
    /// How widely known, 0 to 9; up to [`MINOR`] a bare name needs support.
    pub rank: u8,
}

/// One meaning of a surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The region.
    pub region: RegionIndex,
    flags: u32,
}

impl Candidate {
    /// Whether the surface means the region only in capitals ("US").
    pub const fn only_in_capitals(self) -> bool {
        self.flags & ABBREVIATION != 0
    }

    /// Whether it means the region only after a place and a comma ("Austin, Tex.").
    pub const fn only_after_comma(self) -> bool {
        self.flags & COMMA_ONLY != 0
    }

    /// Whether the surface is also an everyday word or a person's name.
    pub const fn is_everyday(self) -> bool {
        self.flags & EVERYDAY != 0
    }
}

/// The candidates a surface has, best known first.
///
/// ```
/// use figtrace::lexicon::gazetteer;
/// let found = gazetteer::candidates("Xi’an");
/// assert_eq!(found.first().and_then(|c| gazetteer::region(c.region)).unwrap().id, "610100");
/// ```
pub fn candidates(surface: &str) -> Vec<Candidate> {
    let mut walk = Walk::start();
    for byte in fold::key(surface) {
        walk.step(byte);
    }
    let mut found: Vec<Candidate> = walk.candidates().collect();
    found.sort_by_key(|c| std::cmp::Reverse(weight(c.region)));
    found
}

/// Rank and population: the order in which namesakes come to mind.
pub fn weight(index: RegionIndex) -> (u8, u32) {
    region(index).map_or((0, 0), |r| (r.rank, r.population))
}

/// The region at `index`.
pub fn region(index: RegionIndex) -> Option<Region> {
    pack::record(index.0)
}

/// The region with this id.
pub fn by_id(id: &str) -> Option<Region> {
    let (mut low, mut high) = (0, pack::len());
    while low < high {
        let middle = u32::midpoint(low, high);
        match pack::id(middle)?.cmp(id) {
            std::cmp::Ordering::Equal => return pack::record(middle),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// Every region, in the order of ids.
pub fn all() -> impl Iterator<Item = Region> {
    (0..pack::len()).filter_map(pack::record)
}

/// The regions that contain `index`, the nearest first, itself left out.
pub fn ancestors(index: RegionIndex) -> impl Iterator<Item = RegionIndex> {
    // Four rungs are the most the tables have; eight end a circle, should one slip in.
    std::iter::successors(region(index).and_then(|r| r.parent), |at| {
        region(*at).and_then(|r| r.parent)
    })
    .take(8)
}

/// The country `index` lies in, or is.
pub fn country(index: RegionIndex) -> Option<RegionIndex> {
    std::iter::once(index)
        .chain(ancestors(index))
        .find(|at| region(*at).is_some_and(|r| r.level == Level::Country))
}

/// Canonical name of the province or country `index` lies in.
pub fn within(index: RegionIndex) -> Option<&'static str> {
    ancestors(index)
        .filter_map(region)
        .find(|r| matches!(r.level, Level::Country | Level::Province))
        .map(|r| r.name)
}

/// The listed members of a cluster or part of the world; empty for any other region.
pub fn parts(index: RegionIndex) -> Vec<RegionIndex> {
    pack::parts(index.0)
}

/// Whether `inner` lies in `outer`: below it, or in one of its listed members.
pub fn is_part_of(inner: RegionIndex, outer: RegionIndex) -> bool {
    let members = parts(outer);
    std::iter::once(inner)
        .chain(ancestors(inner))
        .enumerate()
        .any(|(rungs, at)| (rungs > 0 && at == outer) || members.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(surface: &str) -> Region {
        region(candidates(surface).first().unwrap().region).unwrap()
    }

    #[test]
    fn every_way_to_write_a_name_finds_it() {
        for (surface, id) in [
            ("Beijing", "CN-BJ"),
            ("Xi'an", "610100"),
            ("Xi’an", "610100"),
            ("Xian", "610100"),
            ("São Paulo", "g3448439"),
            ("Sao Paulo", "g3448439"),
            ("U.S.", "US"),
            ("USA", "US"),
            ("Zhaotong", "530600"),
            ("Jing-Jin-Ji", "cluster:jing-jin-ji"),
            ("Beijing–Tianjin–Hebei", "cluster:jing-jin-ji"),
            ("Xiongan", "zone:xiongan-new-area"),
        ] {
            assert_eq!(first(surface).id, id, "{surface}");
        }
        assert!(candidates("Nowhere-at-all").is_empty());
    }

    #[test]
    fn ids_are_found_and_sorted() {
        assert_eq!(by_id("530600").unwrap().name, "Zhaotong");
        assert_eq!(by_id("no-such-id"), None);
        let ids: Vec<&str> = all().map(|r| r.id).collect();
        assert!(ids.is_sorted());
        assert!(ids.len() > 70_000);
    }

    #[test]
    fn regions_lie_in_regions() {
        let miyun = by_id("110118").unwrap();
        assert_eq!((miyun.name, miyun.level), ("Miyun", Level::County));
        assert_eq!(within(miyun.index), Some("Beijing"));
        let (china, jjj) = (
            by_id("CN").unwrap().index,
            by_id("cluster:jing-jin-ji").unwrap().index,
        );
        assert!(is_part_of(miyun.index, china));
        assert!(is_part_of(miyun.index, jjj));
        assert!(!is_part_of(china, miyun.index));
        assert!(!is_part_of(china, china));
        assert_eq!(country(miyun.index), Some(china));
        assert_eq!(parts(jjj).len(), 3);
        assert_eq!(within(china), None);
    }

    #[test]
    fn flags_say_when_a_surface_counts() {
        assert!(candidates("GBA").iter().all(|c| c.only_in_capitals()));
        assert!(candidates("Tex").iter().any(|c| c.only_after_comma()));
        assert!(candidates("Reading").iter().all(|c| c.is_everyday()));
        assert!(candidates("Shanghai").iter().all(|c| !c.is_everyday()));
    }

    /// Tables of regions with their text; each is sorted by id, names its source, and is whole.
    const TABLES: &[(&str, &str)] = &[
        ("china", include_str!("../../../lexicon/regions/china.tsv")),
        (
            "cities",
            include_str!("../../../lexicon/regions/cities.tsv"),
        ),
        (
            "clusters",
            include_str!("../../../lexicon/regions/clusters.tsv"),
        ),
        (
            "counties",
            include_str!("../../../lexicon/regions/counties.tsv"),
        ),
        (
            "countries",
            include_str!("../../../lexicon/regions/countries.tsv"),
        ),
        (
            "provinces",
            include_str!("../../../lexicon/regions/provinces.tsv"),
        ),
        ("towns", include_str!("../../../lexicon/regions/towns.tsv")),
    ];

    #[test]
    fn tables_are_sorted_unique_and_sourced() {
        let sources = include_str!("../../../lexicon/SOURCES.tsv");
        for (name, table) in TABLES {
            assert!(table.starts_with("# "), "{name}");
            assert!(sources.contains(&format!("regions/{name}.tsv\t")), "{name}");
            let ids: Vec<&str> = crate::lexicon::table::rows(table)
                .map(|r| r.cell(0))
                .collect();
            assert!(ids.is_sorted_by(|a, b| a < b), "{name}");
        }
    }

    #[test]
    fn rows_are_whole() {
        for (name, table) in TABLES {
            for row in crate::lexicon::table::rows(table) {
                let id = row.cell(0);
                let region = by_id(id).unwrap_or_else(|| panic!("{name}: {id}"));
                assert_eq!(region.name, row.cell(1));
                assert!(!row.cell(7).is_empty(), "{name}: {id}: no source");
                for part in row.list(8) {
                    assert!(
                        by_id(part.trim_start_matches('~')).is_some(),
                        "{id}: {part}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_region_lies_in_itself() {
        for region in all() {
            assert!(
                ancestors(region.index).all(|a| a != region.index),
                "{}",
                region.id
            );
        }
    }
}
