//! The words beside a place name that say what it is part of. Reads `lexicon/regions/contexts.tsv`
//! and `suffixes.tsv`; knows no rule.

use crate::base::vocabulary::Level;
use crate::lexicon::hashed::{Hashed, Key};
use crate::lexicon::table;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The classes a word is in, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u16);

impl Classes {
    /// A river, mountain, sea.
    pub const FEATURE: Self = Self(1);
    /// A person's first name.
    pub const FIRST_NAME: Self = Self(1 << 1);
    /// Says that a place follows "of": `city`.
    pub const KIND: Self = Self(1 << 2);
    /// Stands before places: `in`.
    pub const LOCATIVE: Self = Self(1 << 3);
    /// A month or a day of the week.
    pub const MONTH: Self = Self(1 << 4);
    /// Ends a name that begins with a place: `Bank`.
    pub const NAME_HEAD: Self = Self(1 << 5);
    /// Begins a name that ends in "of" a place: `University`.
    pub const NAME_OF: Self = Self(1 << 6);
    /// An office, which follows a place without being part of its name: `President`.
    pub const OFFICE: Self = Self(1 << 7);
    /// Stands before a place without changing it: `Greater`.
    pub const PART_WORD: Self = Self(1 << 8);
    /// Stands before a person: `Mr`.
    pub const PERSON_TITLE: Self = Self(1 << 9);
    /// A Chinese family name.
    pub const SURNAME: Self = Self(1 << 10);
    /// A word sentences begin with: `The`.
    pub const FUNCTION: Self = Self(1 << 11);
    /// An abbreviation that goes with a place: `GDP`.
    pub const MEASURE: Self = Self(1 << 12);
    /// A word for a people: `Chinese`. From the table of demonyms.
    pub const DEMONYM: Self = Self(1 << 13);

    /// A paper, ship or band, in lower case, behind which a name is its own: `newspaper`.
    pub const CALLED: Self = Self(1 << 14);

    /// Whether it has any class of `other`.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn parse(word: &str) -> Self {
        match word {
            "called" => Self::CALLED,
            "feature" => Self::FEATURE,
            "first_name" => Self::FIRST_NAME,
            "kind" => Self::KIND,
            "locative" => Self::LOCATIVE,
            "month" => Self::MONTH,
            "name_head" => Self::NAME_HEAD,
            "name_of" => Self::NAME_OF,
            "office" => Self::OFFICE,
            "part_word" => Self::PART_WORD,
            "person_title" => Self::PERSON_TITLE,
            "surname" => Self::SURNAME,
            "function" => Self::FUNCTION,
            "measure" => Self::MEASURE,
            _ => Self::default(),
        }
    }
}

static CONTEXTS: LazyLock<Hashed<Classes>> = LazyLock::new(|| {
    let mut out = BTreeMap::<&'static str, Classes>::new();
    for row in table::rows(include_str!("../../../lexicon/regions/contexts.tsv")) {
        let class = Classes::parse(row.cell(0));
        for word in row.list(1) {
            let entry = out.entry(word).or_default();
            *entry = entry.or(class);
        }
    }
    Hashed::by_word(out)
});

/// The classes of a word as written: capitalised words for names, lower-case ones for prepositions.
pub fn classes(word: &str) -> Classes {
    CONTEXTS.get(word).copied().unwrap_or_default()
}

/// A word or words that directly after a name say what kind of region it is.
#[derive(Debug)]
pub struct Suffix {
    /// Its words in lower case.
    pub words: Vec<&'static str>,
    /// The level it gives to an unknown name.
    pub level: Level,
    /// The levels a known name may have before it.
    pub after: Vec<Level>,
    /// Whether it makes an unknown name a region.
    pub makes: bool,
}

static SUFFIXES: LazyLock<Vec<Suffix>> = LazyLock::new(|| {
    let mut out: Vec<Suffix> = table::rows(include_str!("../../../lexicon/regions/suffixes.tsv"))
        .filter_map(|row| {
            Some(Suffix {
                words: row.cell(0).split(' ').collect(),
                level: Level::parse(row.cell(1))?,
                after: row.list(2).filter_map(Level::parse).collect(),
                makes: row.cell(3) == "yes",
            })
        })
        .collect();
    out.sort_by_key(|s| std::cmp::Reverse(s.words.len()));
    out
});

/// Of each first word: the suffixes it begins, those of more words first.
static BY_FIRST: LazyLock<Hashed<Vec<&'static Suffix>>> = LazyLock::new(|| {
    let mut out = BTreeMap::<&'static str, Vec<&'static Suffix>>::new();
    for suffix in suffixes() {
        let first = suffix.words.first().copied().unwrap_or_default();
        out.entry(first).or_default().push(suffix);
    }
    Hashed::by_word(out)
});

/// The suffixes that begin with this lower-case word, those of more words first.
pub fn suffixes_from<'w>(word: impl Into<Key<'w>>) -> &'static [&'static Suffix] {
    BY_FIRST.get(word).map_or(&[], Vec::as_slice)
}

/// Every suffix, those of more words first.
pub fn suffixes() -> &'static [Suffix] {
    &SUFFIXES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_table_is_known() {
        for row in table::rows(include_str!("../../../lexicon/regions/contexts.tsv")) {
            assert_ne!(
                Classes::parse(row.cell(0)),
                Classes::default(),
                "{}",
                row.cell(0)
            );
        }
    }

    #[test]
    fn words_have_their_classes() {
        assert!(classes("University").any(Classes::NAME_OF));
        assert!(classes("University").any(Classes::NAME_HEAD));
        assert!(classes("in").any(Classes::LOCATIVE));
        assert!(!classes("banana").any(Classes::NAME_HEAD.or(Classes::LOCATIVE)));
    }

    #[test]
    fn longer_suffixes_come_first() {
        let lengths: Vec<usize> = suffixes().iter().map(|s| s.words.len()).collect();
        assert!(lengths.is_sorted_by(|a, b| a >= b));
        assert!(suffixes().iter().all(|s| !s.after.is_empty()));
    }
}
