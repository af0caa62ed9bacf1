//! Shortened forms: abbreviations and what their dot means, contractions with "not", and the words with which
//! sentences open.
//!
//! Owns the words; where a sentence or an item ends is decided by those who cut.

use super::hashed::Hashed;
use super::table::rows;
use super::words::Function;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Where an abbreviation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Before a person's name: "Dr.".
    Title,
    /// Behind a firm's or a person's name: "Corp.", "Jr.".
    Firm,
    /// Before a number: "No.".
    Number,
    /// Anywhere else.
    Other,
}

/// What is known of an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// Where it stands.
    pub class: Class,
    /// A capital behind it may begin a new sentence.
    pub may_end: bool,
}

/// Bytes of the longest abbreviation in the table.
pub const LONGEST: usize = 6;

static ABBREVIATIONS: LazyLock<Hashed<Abbreviation>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/words/abbreviations.tsv"));
    let words = table.filter_map(|row| {
        let known = Abbreviation {
            class: class(row.cell(1))?,
            may_end: row.cell(2) == "yes",
        };
        Some((Cow::Borrowed(row.cell(0)), known))
    });
    Hashed::of(words.collect())
});

fn class(word: &str) -> Option<Class> {
    Some(match word {
        "title" => Class::Title,
        "firm" => Class::Firm,
        "number" => Class::Number,
        "other" => Class::Other,
        _ => return None,
    })
}

/// What is known of a word as an abbreviation, without its last dot, in whatever case.
///
/// ```
/// use figtrace::lexicon::shortened::{Class, abbreviation};
/// assert_eq!(abbreviation("Corp").map(|a| a.class), Some(Class::Firm));
/// assert_eq!(abbreviation("corporation"), None);
/// ```
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    among(&ABBREVIATIONS, word).copied()
}

/// Looks a short word up without regard to the case of ASCII letters.
fn among<'t, T>(table: &'t Hashed<T>, word: &str) -> Option<&'t T> {
    const ROOM: usize = 12;
    let mut buffer = [0; ROOM];
    let room = buffer.get_mut(..word.len())?;
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    table.get(std::str::from_utf8(room).ok()?)
}

static OPENERS: LazyLock<Hashed<()>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/words/openers.tsv"));
    Hashed::of(table.map(|row| (Cow::Borrowed(row.cell(0)), ())).collect())
});

/// Whether a sentence often begins with the word, in whatever case.
pub fn opens_sentences(word: &str) -> bool {
    among(&OPENERS, word).is_some()
}

static NEGATIONS: LazyLock<Hashed<Function>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/words/negations.tsv"));
    let words = table.map(|row| {
        let function = match row.cell(1) {
            "modal" => Function::Modal,
            _ => Function::Auxiliary,
        };
        (Cow::Borrowed(row.cell(0)), function)
    });
    Hashed::of(words.collect())
});

/// The class of a contraction with "not", by what stands before the apostrophe of "'t".
///
/// ```
/// use figtrace::lexicon::shortened::negated;
/// use figtrace::lexicon::words::Function;
/// assert_eq!(negated("don"), Some(Function::Auxiliary));
/// assert_eq!(negated("won"), Some(Function::Modal));
/// ```
pub fn negated(word: &str) -> Option<Function> {
    NEGATIONS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_every_class_is_known() {
        for table in [
            include_str!("../../lexicon/words/abbreviations.tsv"),
            include_str!("../../lexicon/words/negations.tsv"),
            include_str!("../../lexicon/words/openers.tsv"),
        ] {
            let keys: Vec<&str> = rows(table).map(|r| r.cell(0)).collect();
            assert!(keys.windows(2).all(|w| w[0] < w[1]), "unsorted or doubled");
        }
        let table = include_str!("../../lexicon/words/abbreviations.tsv");
        assert!(rows(table).all(|r| class(r.cell(1)).is_some()));
    }

    #[test]
    fn no_abbreviation_is_longer_than_the_longest() {
        let table = rows(include_str!("../../lexicon/words/abbreviations.tsv"));
        assert_eq!(table.map(|r| r.cell(0).len()).max(), Some(LONGEST));
    }

    #[test]
    fn long_words_are_none() {
        assert_eq!(abbreviation("administratively"), None);
        assert!(opens_sentences("However") && !opens_sentences("antidisestablishment"));
    }
}
