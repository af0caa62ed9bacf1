//! Nouns for those who state something: "ministry", "spokesman", "survey".
//!
//! Owns the words; who speaks in a sentence is decided by the linker.

use super::hashed::Hashed;
use super::table::rows;
use super::words::plural;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What kind of speaker a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// An institution or company.
    Body,
    /// One who speaks for a body, or from knowledge of the matter.
    Official,
    /// Anyone else.
    Person,
    /// A document or outlet.
    Paper,
}

static VOICES: LazyLock<Hashed<Voice>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/words/speakers.tsv"));
    let words = table.flat_map(|row| {
        let voice = voice_of(row.cell(1));
        [Cow::Borrowed(row.cell(0)), Cow::Owned(plural(row.cell(0)))]
            .into_iter()
            .filter_map(move |word| Some((word, voice?)))
    });
    Hashed::of(words.collect())
});

fn voice_of(kind: &str) -> Option<Voice> {
    Some(match kind {
        "body" => Voice::Body,
        "official" => Voice::Official,
        "person" => Voice::Person,
        "paper" => Voice::Paper,
        _ => return None,
    })
}

/// The kind of speaker that a noun, in lower case, names.
///
/// ```
/// use figtrace::lexicon::speakers::{Voice, voice};
/// assert_eq!(voice("ministries"), Some(Voice::Body));
/// assert_eq!(voice("profit"), None);
/// ```
pub fn voice(noun: &str) -> Option<Voice> {
    VOICES.get(noun).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_kind_is_known() {
        let table = include_str!("../../lexicon/words/speakers.tsv");
        let keys: Vec<&str> = rows(table).map(|r| r.cell(0)).collect();
        assert!(keys.windows(2).all(|w| w[0] < w[1]), "unsorted or doubled");
        assert!(rows(table).all(|r| voice_of(r.cell(1)).is_some()));
    }

    #[test]
    fn plurals_are_known() {
        assert_eq!(voice("agencies"), Some(Voice::Body));
        assert_eq!(voice("spokesmen"), Some(Voice::Official));
        assert_eq!(voice("neighbours"), Some(Voice::Person));
        assert_eq!(voice("surveys"), Some(Voice::Paper));
    }
}
