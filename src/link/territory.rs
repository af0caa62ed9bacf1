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
    fn every_place_lies_in_its_country() {
        assert_eq!(country(&named("Hebei")).unwrap().name, "China");
        assert_eq!(country(&named("France")).unwrap().name, "France");
    }
}
