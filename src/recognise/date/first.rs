//! What the first words of an expression tell: which rules can begin at a token at all.
//!
//! Each rule names the words it may begin with; at a token only those rules are tried. A set says
//! too much rather than too little: what a rule reads is the rule's own business.

use super::view::View;
use crate::lexicon::dates::Word;

/// A set of the kinds of words an expression may begin with, an article before them left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First(u32);

impl First {
    /// A numeral: `2024`, `21st`.
    pub const NUMERAL: Self = Self(1);
    /// A month.
    pub const MONTH: Self = Self(1 << 1);
    /// A day of the week.
    pub const WEEKDAY: Self = Self(1 << 2);
    /// The same in the plural.
    pub const WEEKDAYS: Self = Self(1 << 3);
    /// A season.
    pub const SEASON: Self = Self(1 << 4);
    /// A unit of time.
    pub const UNIT: Self = Self(1 << 5);
    /// A number word.
    pub const CARDINAL: Self = Self(1 << 6);
    /// "hundred"; after "a" only.
    pub const SCALE: Self = Self(1 << 7);
    /// "third"
    pub const ORDINAL: Self = Self(1 << 8);
    /// "nineties"
    pub const DECADE: Self = Self(1 << 9);
    /// "noon", "evening", in the plural too.
    pub const DAYPART: Self = Self(1 << 10);
    /// "yesterday", "tonight"
    pub const DAY: Self = Self(1 << 11);
    /// "last", "this"
    pub const SHIFT: Self = Self(1 << 12);
    /// "early"
    pub const PART: Self = Self(1 << 13);
    /// "end"
    pub const EDGE: Self = Self(1 << 14);
    /// "fiscal"
    pub const FISCAL: Self = Self(1 << 15);
    /// "every"
    pub const EVERY: Self = Self(1 << 16);
    /// "few"
    pub const VAGUE: Self = Self(1 << 17);
    /// A word of no other kind that begins an expression, and "half".
    pub const OPENER: Self = Self(1 << 18);
    /// An apostrophe, and all other words.
    pub const OTHER: Self = Self(1 << 19);
    /// A word with which only a name or phrase of the tables may begin.
    pub const PHRASE: Self = Self(1 << 20);
    /// Every word.
    pub const ANY: Self = Self(u32::MAX);

    /// Words a year begins with: `2024`, `'24`, "nineteen ninety-six".
    pub const YEAR: Self = Self::NUMERAL.or(Self::CARDINAL).or(Self::OTHER);
    /// Words of an ordinal: "third", `21st`, "twenty-first".
    pub const NTH: Self = Self::NUMERAL.or(Self::CARDINAL).or(Self::ORDINAL);
    /// Words of an amount: "five", `30`, "a few", "a hundred", "a year".
    pub const AMOUNT: Self = Self::NUMERAL
        .or(Self::CARDINAL)
        .or(Self::VAGUE)
        .or(Self::SCALE)
        .or(Self::UNIT);

    /// Both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Every kind by itself, in the order of [`Self::kind`].
    pub fn kinds() -> impl Iterator<Item = Self> {
        (0..=Self::PHRASE.0.trailing_zeros()).map(|kind| Self(1 << kind))
    }

    /// The number of the kind, where the set holds no other.
    pub fn kind(self) -> Option<usize> {
        let one = self.0.is_power_of_two();
        one.then(|| usize::try_from(self.0.trailing_zeros()).ok())?
    }

    /// Whether the sets share a kind.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The kind of the first word at `i` that says something: an article before it is passed over.
    pub fn at(view: &View<'_, '_>, i: usize) -> Self {
        match view.word(i) {
            Word::The | Word::A => Self::of(view.word(i + 1)),
            word => Self::of(word),
        }
    }

    const fn of(word: Word) -> Self {
        match word {
            Word::Numeral => Self::NUMERAL,
            Word::Month { .. } => Self::MONTH,
            Word::Weekday { .. } => Self::WEEKDAY,
            Word::Weekdays(_) => Self::WEEKDAYS,
            Word::Season { .. } => Self::SEASON,
            Word::Unit { .. } => Self::UNIT,
            Word::Cardinal(_) => Self::CARDINAL,
            Word::Scale(_) => Self::SCALE,
            Word::Ordinal(_) => Self::ORDINAL,
            Word::Decade(_) => Self::DECADE,
            Word::Daypart(_) | Word::Dayparts(_) => Self::DAYPART,
            Word::Day(_) | Word::Tonight => Self::DAY,
            Word::Shift(_) => Self::SHIFT,
            Word::Part(_) => Self::PART,
            Word::Edge(_) => Self::EDGE,
            Word::Fiscal => Self::FISCAL,
            Word::Every => Self::EVERY,
            Word::Vague(_) => Self::VAGUE,
            Word::Opener | Word::Half => Self::OPENER,
            Word::Phrase => Self::PHRASE,
            Word::Other => Self::OTHER,
            // "the a few": whatever follows.
            Word::The | Word::A => Self::ANY,
        }
    }
}
