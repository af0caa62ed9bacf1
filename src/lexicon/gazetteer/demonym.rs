//! Words for the people and things of a region: `Chinese` for China.
//!
//! A demonym is no mention of a place, but it says which region a phrase is about. Reads
//! `lexicon/regions/demonyms.tsv`.

use super::{RegionIndex, by_id};
use crate::lexicon::hashed::Hashed;
use crate::lexicon::table;
use std::borrow::Cow;
use std::sync::LazyLock;

static DEMONYMS: LazyLock<Hashed<&'static str>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("../../../lexicon/regions/demonyms.tsv"));
    Hashed::of(
        rows.map(|row| (Cow::Owned(row.cell(0).to_ascii_lowercase()), row.cell(1)))
            .collect(),
    )
});

/// The region a demonym belongs to; a plural `s` is allowed, ASCII case does not count.
///
/// ```
/// use figtrace::lexicon::gazetteer::{demonym, region};
/// assert_eq!(demonym::region_of("Chinese").and_then(region).unwrap().name, "China");
/// ```
pub fn region_of(word: &str) -> Option<RegionIndex> {
    id_of(&word.to_ascii_lowercase())
        .and_then(by_id)
        .map(|r| r.index)
}

/// Whether the word, in ASCII lower case, is a demonym or its plural.
pub fn is_one(lower: &str) -> bool {
    id_of(lower).is_some()
}

fn id_of(lower: &str) -> Option<&'static str> {
    DEMONYMS
        .get(lower)
        .or_else(|| DEMONYMS.get(lower.strip_suffix('s')?))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::gazetteer::region;

    #[test]
    fn demonyms_name_regions() {
        for (word, id) in [
            ("Chinese", "CN"),
            ("Canadians", "CA"),
            ("south korean", "KR"),
            ("African", "macro:africa"),
        ] {
            assert_eq!(
                region_of(word).and_then(region).map(|r| r.id),
                Some(id),
                "{word}"
            );
        }
        assert_eq!(region_of("Martian"), None);
    }

    #[test]
    fn every_demonym_has_its_region() {
        for (word, id) in DEMONYMS.iter() {
            assert!(by_id(id).is_some(), "{word}: {id}");
        }
    }
}
