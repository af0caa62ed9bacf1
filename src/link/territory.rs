//! What the gazetteer tells the linker: the country of a place, the cluster that a list makes up.
//!
//! Owns no places of its own; the recogniser of regions found them.

use crate::base::vocabulary::Level;
use crate::lexicon::gazetteer::{self, Region, RegionIndex};
use crate::recognise::mention::Place;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Clusters with their parts, sorted: what a list of provinces can make up.
static CLUSTERS: LazyLock<Vec<(Vec<RegionIndex>, RegionIndex)>> = LazyLock::new(|| {
    let clusters = gazetteer::all().filter(|r| r.level == Level::Cluster);
    clusters
        .map(|r| (sorted(gazetteer::parts(r.index)), r.index))
        .filter(|(p, _)| p.len() > 1)
        .collect()
});

fn sorted(mut list: Vec<RegionIndex>) -> Vec<RegionIndex> {
    list.sort_unstable();
    list.dedup();
    list
}

fn place(region: Region) -> Place {
    Place {
        id: Cow::Borrowed(region.id),
        name: Cow::Borrowed(region.name),
        level: region.level,
        within: gazetteer::within(region.index).map(Cow::Borrowed),
    }
}

/// The country that a place lies in (itself, for a country).
pub fn country(of: &Place) -> Option<Place> {
    let region = gazetteer::by_id(&of.id)?;
    gazetteer::region(gazetteer::country(region.index)?).map(place)
}

/// The cluster whose parts are exactly the places: Beijing, Tianjin and Hebei make up
/// Beijing-Tianjin-Hebei.
pub fn cluster(of: &[Place]) -> Option<Place> {
    let parts = sorted(
        of.iter()
            .filter_map(|p| gazetteer::by_id(&p.id))
            .map(|r| r.index)
            .collect(),
    );
    if parts.len() < 2 {
        return None;
    }
    let (_, index) = CLUSTERS.iter().find(|(whole, _)| *whole == parts)?;
    gazetteer::region(*index).map(place)
}

/// Whether `inner` lies in `outer`, by the gazetteer or by what the mention itself knows.
pub fn lies_in(inner: &Place, outer: &Place) -> bool {
    if inner.name == outer.name {
        return false;
    }
    let known = gazetteer::by_id(&inner.id).zip(gazetteer::by_id(&outer.id));
    inner.within.as_ref() == Some(&outer.name)
        || known.is_some_and(|(i, o)| gazetteer::is_part_of(i.index, o.index))
}

/// Well-known places in the name of a work: "Gansu-Zhejiang Transmission Project".
pub fn named_in(name: &str) -> Vec<Place> {
    let words: Vec<&str> = name
        .split([' ', '-', '–', '/'])
        .filter(|w| !w.is_empty())
        .collect();
    let mut out: Vec<Place> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = (1..=3).rev().find_map(|n| {
            let surface = words.get(at..at + n)?.join(" ");
            known(&surface).map(|p| (p, n))
        });
        at += found.as_ref().map_or(1, |(_, n)| *n);
        out.extend(found.map(|(p, _)| p));
    }
    out
}

/// The place that a capitalised surface names by itself, without support from its surroundings.
fn known(surface: &str) -> Option<Place> {
    if !surface.starts_with(char::is_uppercase) {
        return None;
    }
    let candidates = gazetteer::candidates(surface);
    let plain = candidates
        .iter()
        .filter(|c| !c.is_everyday() && !c.only_after_comma() && !c.only_in_capitals());
    let regions = plain
        .filter_map(|c| gazetteer::region(c.region))
        .filter(|r| usize::from(r.rank) > gazetteer::MINOR);
    regions.max_by_key(|r| (r.rank, r.population)).map(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Place {
        let found = gazetteer::candidates(name)
            .into_iter()
            .find_map(|c| gazetteer::region(c.region));
        place(found.unwrap())
    }

    #[test]
    fn parts_make_up_their_cluster() {
        let all = [named("Beijing"), named("Tianjin"), named("Hebei")];
        assert_eq!(cluster(&all).unwrap().name, "Beijing-Tianjin-Hebei");
        assert_eq!(cluster(&all[..2]), None);
    }

    #[test]
    fn works_are_named_for_places() {
        let names: Vec<_> = named_in("Gansu-Zhejiang Transmission Project")
            .into_iter()
            .map(|p| p.name)
            .collect();
        assert_eq!(names, ["Gansu", "Zhejiang"]);
        assert!(named_in("Hundred Counties Programme").is_empty());
    }

    #[test]
    fn every_place_lies_in_its_country() {
        assert_eq!(country(&named("Hebei")).unwrap().name, "China");
        assert_eq!(country(&named("France")).unwrap().name, "France");
    }
}
