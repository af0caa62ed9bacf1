//! Words that tell where a clause lies in time, from `lexicon/dates/tense.tsv`. Knows no sentence.

use super::hashed::{Hashed, Key};
use super::table::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The classes a word is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bearing(u16);

/// The classes as the table names them.
const CLASSES: &[(&str, Bearing)] = &[
    ("ahead", Bearing::AHEAD),
    ("being", Bearing::BEING),
    ("bound", Bearing::BOUND),
    ("meant", Bearing::MEANT),
    ("noun", Bearing::NOUN),
    ("past", Bearing::PAST),
    ("proposed", Bearing::PROPOSED),
    ("resolved", Bearing::RESOLVED),
    ("saying", Bearing::SAYING),
    ("undone", Bearing::UNDONE),
    ("unverbal", Bearing::UNVERBAL),
];

impl Bearing {
    /// Points ahead, whatever stands around it: "will", "upcoming".
    pub const AHEAD: Self = Self(1);
    /// Before a participle that points ahead: "is".
    pub const BEING: Self = Self(1 << 1);
    /// Whose infinitive lies ahead: "set to", "planned to".
    pub const BOUND: Self = Self(1 << 2);
    /// A participle that points ahead behind "is": "scheduled".
    pub const MEANT: Self = Self(1 << 3);
    /// What follows "to" where no verb does: "the".
    pub const NOUN: Self = Self(1 << 4);
    /// An irregular verb in the past: "fell".
    pub const PAST: Self = Self(1 << 5);
    /// A verb in the past that sets a time ahead: "she scheduled talks for Monday".
    pub const PROPOSED: Self = Self(1 << 6);
    /// A verb of saying: it tells when something was said, not when it happens.
    pub const SAYING: Self = Self(1 << 7);
    /// Before a verb that proposes, makes it past: "had planned".
    pub const UNDONE: Self = Self(1 << 8);
    /// Ends in -ed and is no verb: "hundred".
    pub const UNVERBAL: Self = Self(1 << 9);
    /// A verb in the past whose infinitive lies ahead: "decided to close it in June".
    pub const RESOLVED: Self = Self(1 << 10);

    /// Whether the word is of the class.
    pub const fn is(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }
}

static WORDS: LazyLock<Hashed<Bearing>> = LazyLock::new(|| {
    let mut out = BTreeMap::<&'static str, Bearing>::new();
    for row in rows(include_str!("../../lexicon/dates/tense.tsv")) {
        let class = CLASSES.iter().find(|(name, _)| *name == row.cell(0));
        for (word, (_, class)) in row.list(1).filter_map(|word| Some((word, class?))) {
            out.entry(word).or_default().0 |= class.0;
        }
    }
    Hashed::by_word(out)
});

/// The classes of a word in lower case.
///
/// ```
/// use figtrace::lexicon::tenses::{Bearing, bearing};
/// assert!(bearing("planned").is(Bearing::MEANT) && bearing("planned").is(Bearing::BOUND));
/// assert_eq!(bearing("coal"), Bearing::default());
/// ```
pub fn bearing<'w>(word: impl Into<Key<'w>>) -> Bearing {
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_sorted_words() {
        let table = include_str!("../../lexicon/dates/tense.tsv");
        let classes: Vec<&str> = rows(table).map(|r| r.cell(0)).collect();
        assert!(classes.iter().eq(CLASSES.iter().map(|(name, _)| name)));
        for row in rows(table) {
            let words: Vec<&str> = row.list(1).collect();
            assert!(!words.is_empty() && words.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn a_word_is_in_all_its_classes_and_in_no_other() {
        assert!(bearing("had").is(Bearing::PAST) && bearing("had").is(Bearing::UNDONE));
        assert!(!bearing("had").is(Bearing::AHEAD));
    }
}
