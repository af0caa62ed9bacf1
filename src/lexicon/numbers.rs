//! Number words and scale words, from `lexicon/numbers.tsv` and `lexicon/scales.tsv`.
//!
//! Owns what a single word is worth; how words make a number is the recogniser's business.

use super::hashed::{Hashed, Key};
use super::table::rows;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// zero to nine.
    Unit,
    /// ten to nineteen.
    Teen,
    /// twenty to ninety.
    Ten,
    /// "hundred".
    Hundred,
    /// "dozen".
    Dozen,
    /// The denominator of a fraction: "third", "quarters"; most are ordinals too.
    Part,
    /// An ordinal that is no denominator: "first", "second".
    Order,
    /// A multiple as adverb: "twice", "threefold".
    Times,
    /// A verb form that holds its multiple: "doubled".
    Grew,
    /// The bare verb, which is an adjective too: "double".
    Grow,
    /// "halved".
    Shrank,
}

/// How a scale word may stand after its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleKind {
    /// Anywhere: "million".
    Word,
    /// After a number, never alone: "millions".
    Plural,
    /// An abbreviation, glued or spaced: "bn".
    Short,
    /// A single letter, glued, where the surroundings agree: "m".
    Letter,
    /// Glued to an amount of money: "mm".
    Money,
}

static NUMBERS: LazyLock<Hashed<(WordKind, i64)>> = LazyLock::new(|| {
    let words = rows(include_str!("../../lexicon/numbers.tsv")).filter_map(|row| {
        let kind = word_kind(row.cell(1))?;
        Some((row.cell(0), (kind, row.cell(2).parse().ok()?)))
    });
    Hashed::by_word(words.collect())
});

static SCALES: LazyLock<Hashed<(ScaleKind, Decimal)>> = LazyLock::new(|| {
    let words = rows(include_str!("../../lexicon/scales.tsv")).filter_map(|row| {
        let kind = scale_kind(row.cell(2))?;
        Some((row.cell(0), (kind, row.cell(1).parse().ok()?)))
    });
    Hashed::by_word(words.collect())
});

fn word_kind(name: &str) -> Option<WordKind> {
    Some(match name {
        "unit" => WordKind::Unit,
        "teen" => WordKind::Teen,
        "ten" => WordKind::Ten,
        "hundred" => WordKind::Hundred,
        "dozen" => WordKind::Dozen,
        "part" => WordKind::Part,
        "order" => WordKind::Order,
        "times" => WordKind::Times,
        "grew" => WordKind::Grew,
        "grow" => WordKind::Grow,
        "shrank" => WordKind::Shrank,
        _ => return None,
    })
}

fn scale_kind(name: &str) -> Option<ScaleKind> {
    Some(match name {
        "word" => ScaleKind::Word,
        "plural" => ScaleKind::Plural,
        "short" => ScaleKind::Short,
        "letter" => ScaleKind::Letter,
        "money" => ScaleKind::Money,
        _ => return None,
    })
}

/// What the lower-case word is worth as a number.
pub fn number<'w>(word: impl Into<Key<'w>>) -> Option<(WordKind, i64)> {
    NUMBERS.get(word).copied()
}

/// The factor of the lower-case scale word.
pub fn scale<'w>(word: impl Into<Key<'w>>) -> Option<(ScaleKind, Decimal)> {
    SCALES.get(word).copied()
}

/// Every number word, for filters.
pub fn words() -> impl Iterator<Item = &'static str> {
    NUMBERS.iter().map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let lines = |t: &str| t.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(
            NUMBERS.iter().count(),
            lines(include_str!("../../lexicon/numbers.tsv"))
        );
        assert_eq!(
            SCALES.iter().count(),
            lines(include_str!("../../lexicon/scales.tsv"))
        );
    }

    #[test]
    fn words_have_their_worth() {
        assert_eq!(number("twelve"), Some((WordKind::Teen, 12)));
        assert_eq!(number("ninth"), Some((WordKind::Part, 9)));
        assert_eq!(number("doubled"), Some((WordKind::Grew, 2)));
        assert_eq!(number("chair"), None);
        assert_eq!(
            scale("crore"),
            Some((ScaleKind::Word, Decimal::from(10_000_000)))
        );
    }
}
