//! The words of date expressions: one meaning each, from `lexicon/dates/`.
//!
//! Owns what a single word can say about time. Knows no grammar and no article.

use super::hashed::{Hashed, Key};
use super::holidays::HOLIDAYS;
use super::table;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Weeks from Monday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
    /// Years.
    Year,
    /// Ten years.
    Decade,
    /// Hundred years.
    Century,
}

/// How a word moves away from a time known otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// "last"
    Last,
    /// "past"
    Past,
    /// "previous", "preceding"
    Previous,
    /// "next"
    Next,
    /// "coming"
    Coming,
    /// "following"
    Following,
    /// "this"
    This,
    /// "current"
    Current,
    /// "latest"
    Latest,
    /// "same", "corresponding"
    Same,
    /// "that"
    That,
    /// "recent"
    Recent,
}

/// A stretch inside a longer period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "early"
    Early,
    /// "mid"
    Mid,
    /// "late"
    Late,
    /// "earlier" than now within the period
    Earlier,
    /// "later" than now within the period
    Later,
    /// "the beginning of"
    Start,
    /// "the end of"
    End,
    /// "the rest of"
    Rest,
    /// "the course of"
    Whole,
}

/// What one word means in a date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// None of the words below.
    Other,
    /// A word without meaning of its own with which an expression may begin: "final", "fy".
    Opener,
    /// The same for a name or phrase of the tables only: "at present", "good friday".
    Phrase,
    /// Digits; their meaning depends on their neighbours.
    Numeral,
    /// A month by number; `short` when abbreviated.
    Month {
        /// 1 to 12.
        number: i8,
        /// Whether a dot may follow.
        short: bool,
    },
    /// A week day, Monday 1 to Sunday 7; `short` when abbreviated.
    Weekday {
        /// 1 to 7.
        number: i8,
        /// Whether a dot may follow.
        short: bool,
    },
    /// A week day in the plural: "Tuesdays".
    Weekdays(i8),
    /// A season, spring 1 to winter 4.
    Season {
        /// 1 to 4.
        number: u8,
        /// "summers"
        plural: bool,
    },
    /// A unit of time.
    Unit {
        /// Which.
        unit: Unit,
        /// "years"
        plural: bool,
    },
    /// A number word up to ninety.
    Cardinal(u16),
    /// "hundred", "thousand".
    Scale(u16),
    /// "first" to "thirtieth".
    Ordinal(u8),
    /// "nineties": first year within the century.
    Decade(u8),
    /// A part of the day by its TIMEX3 code (`MO`), or a clock time (`12:00`).
    Daypart(&'static str),
    /// The same in the plural.
    Dayparts(&'static str),
    /// "yesterday" -1, "today" 0, "tomorrow" 1.
    Day(i8),
    /// "tonight"
    Tonight,
    /// "last", "this", "next" ...
    Shift(Shift),
    /// "early", "late", "mid" ...
    Part(Part),
    /// "end", "beginning" ... (before "of")
    Edge(Part),
    /// "the"
    The,
    /// "a", "an"
    A,
    /// "fiscal", "financial"
    Fiscal,
    /// "half"
    Half,
    /// "every", "each"
    Every,
    /// A count that is none: "few" 0, "couple" 2.
    Vague(u8),
}

/// What a word beside a number of four digits tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearCue {
    /// Before it: the number is a year.
    Before,
    /// Before it: the number is a count or a name.
    BeforeCount,
    /// Behind it: what is counted, or a scale.
    Counted,
    /// Near it: the number is a temperature, an age or a score, not a decade.
    Measured,
}

/// The classes of the table in the order of [`YearCue`].
const YEAR_CUES: [&str; 4] = ["before", "before_count", "counted", "measured"];

/// Of each word, a bit for each class it is in.
static YEAR_WORDS: LazyLock<Hashed<u8>> = LazyLock::new(|| {
    let mut out = BTreeMap::<&'static str, u8>::new();
    for row in table::rows(YEARS) {
        let class = YEAR_CUES.iter().position(|class| *class == row.cell(0));
        for word in class.into_iter().flat_map(|_| row.list(1)) {
            *out.entry(word).or_default() |= 1 << class.unwrap_or_default();
        }
    }
    Hashed::by_word(out)
});

/// Whether the lower-case word beside a number of four digits is of the class.
pub fn year_cue(word: &str, cue: YearCue) -> bool {
    YEAR_WORDS
        .get(word)
        .is_some_and(|classes| classes >> (cue as u8) & 1 != 0)
}

const YEARS: &str = include_str!("../../lexicon/dates/years.tsv");
const WORDS: &str = include_str!("../../lexicon/dates/words.tsv");
const VAGUE: &str = include_str!("../../lexicon/dates/vague.tsv");
const FISCAL: &str = include_str!("../../lexicon/dates/fiscal.tsv");
const PLANS: &str = include_str!("../../lexicon/dates/plans.tsv");

/// Length of the longest word of the table, in bytes.
const LONGEST: usize = 13;

/// The words with a look that refuses most others.
struct Index {
    words: Hashed<Word>,
    /// Bit `n` of a letter's entry: a word of `n` letters begins with it.
    lengths: [u32; 26],
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let meanings = table::rows(WORDS).map(|row| (row.cell(0), word(row)));
    let names = |row: table::Row| row.list(0);
    let names = table::rows(VAGUE)
        .chain(table::rows(HOLIDAYS))
        .flat_map(names);
    let openers = names.filter_map(|name| name.split([' ', '\'', '.', '-']).next());
    // Of a word given twice the first meaning counts.
    let all = meanings.chain(openers.map(|text| (text, Some(Word::Phrase))));
    let mut lengths = [0; 26];
    let mut entries = Vec::new();
    for (text, word) in all {
        let mask = letter(text).and_then(|l| lengths.get_mut(l));
        if let (Some(mask), Some(word)) = (mask, word) {
            *mask |= 1_u32 << text.len();
            entries.push((Cow::Borrowed(text), word));
        }
    }
    Index {
        words: Hashed::of(entries),
        lengths,
    }
});

fn letter(word: &str) -> Option<usize> {
    let first = word.bytes().next()?;
    first
        .is_ascii_lowercase()
        .then(|| usize::from(first - b'a'))
}

/// What `word` (in lower case) means in a date expression.
pub fn word_of<'w>(word: impl Into<Key<'w>>) -> Word {
    let key = word.into();
    let word = key.word();
    if word.len() > LONGEST {
        return Word::Other;
    }
    let Some(letter) = letter(word) else {
        return Word::Other;
    };
    let index = &*INDEX;
    if index
        .lengths
        .get(letter)
        .is_none_or(|m| m >> word.len() & 1 == 0)
    {
        return Word::Other;
    }
    index.words.get(key).copied().unwrap_or(Word::Other)
}

fn word(row: table::Row) -> Option<Word> {
    let (value, note) = (row.cell(2), row.cell(3));
    Some(match row.cell(1) {
        "month" => Word::Month {
            number: value.parse().ok()?,
            short: note == "short",
        },
        "weekday" => Word::Weekday {
            number: value.parse().ok()?,
            short: note == "short",
        },
        "weekdays" => Word::Weekdays(value.parse().ok()?),
        "season" => Word::Season {
            number: value.parse().ok()?,
            plural: note == "plural",
        },
        "unit" => Word::Unit {
            unit: unit(value)?,
            plural: note == "plural",
        },
        "cardinal" => Word::Cardinal(value.parse().ok()?),
        "scale" => Word::Scale(value.parse().ok()?),
        "ordinal" => Word::Ordinal(value.parse().ok()?),
        "decade" => Word::Decade(value.parse().ok()?),
        "daypart" => Word::Daypart(value),
        "dayparts" => Word::Dayparts(value),
        "day" => Word::Day(value.parse().ok()?),
        "tonight" => Word::Tonight,
        "shift" => Word::Shift(shift(value)?),
        "part" => Word::Part(part(value)?),
        "edge" => Word::Edge(part(value)?),
        "article" if value == "the" => Word::The,
        "article" => Word::A,
        "fiscal" => Word::Fiscal,
        "half" => Word::Half,
        "every" => Word::Every,
        "vague" => Word::Vague(value.parse().ok()?),
        "opener" => Word::Opener,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn shift(name: &str) -> Option<Shift> {
    Some(match name {
        "last" => Shift::Last,
        "past" => Shift::Past,
        "previous" => Shift::Previous,
        "next" => Shift::Next,
        "coming" => Shift::Coming,
        "following" => Shift::Following,
        "this" => Shift::This,
        "current" => Shift::Current,
        "latest" => Shift::Latest,
        "same" => Shift::Same,
        "that" => Shift::That,
        "recent" => Shift::Recent,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        "earlier" => Part::Earlier,
        "later" => Part::Later,
        "start" => Part::Start,
        "end" => Part::End,
        "rest" => Part::Rest,
        "whole" => Part::Whole,
        _ => return None,
    })
}

/// A phrase without a calendar: its words and its TIMEX3 value.
pub type Phrase = (Vec<&'static str>, &'static str);

/// The phrases by first word, longest first.
static PHRASES: LazyLock<Hashed<Vec<Phrase>>> = LazyLock::new(|| {
    let mut out: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for row in table::rows(VAGUE) {
        let words: Vec<&str> = row.cell(0).split(' ').collect();
        if let Some(first) = words.first() {
            out.entry(*first).or_default().push((words, row.cell(1)));
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    Hashed::by_word(out)
});

/// The phrases without a calendar that begin with `first`: their words and TIMEX3 value.
pub fn vague_phrases(first: &str) -> &'static [Phrase] {
    PHRASES.get(first).map_or(&[], Vec::as_slice)
}

static PLAN_YEARS: LazyLock<Vec<(u8, i16, i16)>> = LazyLock::new(|| {
    let row = |row: table::Row| {
        Some((
            row.cell(0).parse().ok()?,
            row.cell(1).parse().ok()?,
            row.cell(2).parse().ok()?,
        ))
    };
    table::rows(PLANS).filter_map(row).collect()
});

/// First and last year of China's Five-Year Plan with this number.
pub fn plan_years(number: u8) -> Option<(i16, i16)> {
    PLAN_YEARS
        .iter()
        .find(|(n, ..)| *n == number)
        .map(|(_, first, last)| (*first, *last))
}

static FISCAL_WORDS: LazyLock<BTreeMap<&'static str, i8>> = LazyLock::new(|| {
    let row = |row: table::Row| Some((row.cell(0), row.cell(1).parse().ok()?));
    table::rows(FISCAL).filter_map(row).collect()
});

/// The month in which the fiscal year begins that the word `word` (in lower case) points to.
pub fn fiscal_month(word: &str) -> Option<i8> {
    FISCAL_WORDS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_years_are_sorted_and_known() {
        let rows: Vec<_> = table::rows(YEARS).collect();
        assert!(rows.iter().map(|r| r.cell(0)).eq(YEAR_CUES));
        for row in rows {
            let words: Vec<&str> = row.list(1).collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{}", row.cell(0));
        }
        assert!(year_cue("since", YearCue::Before) && !year_cue("since", YearCue::Counted));
        assert!(year_cue("homes", YearCue::Counted));
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        for row in table::rows(WORDS) {
            assert!(word(row).is_some(), "{row:?}");
            assert_ne!(word_of(row.cell(0)), Word::Other, "{row:?}");
            assert!(row.cell(0).len() <= LONGEST, "{row:?}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_has_each_word_once() {
        let words: Vec<&str> = table::rows(WORDS).map(|r| r.cell(0)).collect();
        assert!(words.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn other_words_mean_nothing() {
        for text in ["", "yuan", "maya", "é", "the2", "internationalisation"] {
            assert_eq!(word_of(text), Word::Other, "{text}");
        }
    }

    #[test]
    fn plans_follow_each_other() {
        assert_eq!(plan_years(14), Some((2021, 2025)));
        assert_eq!(plan_years(99), None);
        assert!(PLAN_YEARS.is_sorted_by(|a, b| a.2 < b.1));
    }

    #[test]
    fn phrases_are_tried_longest_first() {
        let lengths: Vec<usize> = vague_phrases("the").iter().map(|(w, _)| w.len()).collect();
        assert!(lengths.len() >= 2 && lengths.is_sorted_by(|a, b| a >= b));
        assert!(vague_phrases("zebra").is_empty());
    }
}
