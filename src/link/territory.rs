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

/// The place with this id, if the gazetteer holds it.
pub fn by_id(id: &str) -> Option<Place> {
    gazetteer::by_id(id).map(place)
}

/// The country that a place lies in (itself, for a country).
pub fn country(of: &Place) -> Option<Place> {
    let region = gazetteer::by_id(&of.id)?;
    let own = gazetteer::country(region.index).and_then(gazetteer::region);
    own.map(place).or_else(|| known(of.within.as_deref()?))
}

/// The cluster whose parts are exactly the places: Beijing, Tianjin and Hebei make up
/// Beijing-Tianjin-Hebei.
pub fn cluster(of: &[&Place]) -> Option<Place> {
    if of.len() < 2 {
        return None;
    }
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

/// Of each place, how many mentions of the others lie in it. The places come with the number of
/// their mentions.
pub fn inside(places: &[(&Place, usize)]) -> Vec<usize> {
    let chains: Vec<Vec<RegionIndex>> = places
        .iter()
        .map(|(p, _)| gazetteer::by_id(&p.id).map_or_else(Vec::new, |r| chain(r.index)))
        .collect();
    let above = sorted(
        chains
            .iter()
            .flat_map(|c| c.iter().skip(1))
            .copied()
            .collect(),
    );
    let of = |outer: usize| {
        let own = chains.get(outer).and_then(|c| c.first()).copied();
        let members = own.map(gazetteer::parts).unwrap_or_default();
        // In most places nothing else of an article lies.
        let whole = own.is_some_and(|own| above.binary_search(&own).is_ok());
        let name = places.get(outer).map(|(p, _)| &p.name);
        let named = || places.iter().any(|(p, _)| p.within.as_ref() == name);
        if !whole && members.is_empty() && !named() {
            return 0;
        }
        let lies = |(at, (inner, _)): &(usize, &(&Place, usize))| {
            let named = places
                .get(outer)
                .is_some_and(|(p, _)| inner.within.as_ref() == Some(&p.name));
            let chain = chains.get(*at).map_or(&[] as &[RegionIndex], Vec::as_slice);
            let above = chain.iter().skip(1).any(|i| Some(*i) == own);
            *at != outer && (named || above || chain.iter().any(|i| members.contains(i)))
        };
        let inner = places.iter().enumerate().filter(lies);
        inner.map(|(_, (_, n))| n).sum()
    };
    (0..places.len()).map(of).collect()
}

/// The region and all it lies in.
fn chain(of: RegionIndex) -> Vec<RegionIndex> {
    std::iter::once(of)
        .chain(gazetteer::ancestors(of))
        .collect()
}

/// Whether the place is a continent: an article may name it, but is seldom about it.
pub fn is_continent(place: &Place) -> bool {
    place.level == Level::Macro
        && matches!(
            place.id.as_ref(),
            "macro:africa"
                | "macro:americas"
                | "macro:asia"
                | "macro:asia-pacific"
                | "macro:europe"
                | "macro:latin-america"
                | "macro:north-america"
                | "macro:oceania"
                | "macro:south-america"
        )
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
    // "China-Europe Railway Express": the continent is no end that a statistic knows.
    if out.iter().any(|p| !is_continent(p)) {
        out.retain(|p| !is_continent(p));
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
        let all: Vec<&Place> = all.iter().collect();
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
