//! Words that say how figures belong together in a computation, from `lexicon/relate/`.

use super::table::rows;
use crate::base::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// What words around a figure say about a computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A group in which something is measured comes next.
    Among,
    /// A rate for each year.
    Average,
    /// What the number before is comes next.
    Being,
    /// Another clause begins.
    Clause,
    /// The value in the middle of a range.
    Middle,
    /// A part of the number before.
    Part,
    /// A part of what the next word names.
    PartOf,
    /// A place that is the other side of what is measured comes next.
    Partner,
    /// A change that prices play into.
    Prices,
    /// A range in which the number before lies.
    Range,
    /// What is left of a whole.
    Rest,
    /// Who says so stands before.
    Said,
    /// Shares of one whole come before or next.
    Shares,
    /// Who says so comes next.
    SaidBy,
    /// A total of parts.
    Total,
    /// The whole of the parts behind it comes next.
    Whole,
}

/// An indicator that is the difference of two others; words are beginnings of words, lower case.
#[derive(Clone, Copy, Debug)]
pub struct Balance {
    /// Its name.
    pub indicator: &'static str,
    /// Words of what is counted in.
    pub more: &'static str,
    /// Words of what is counted out.
    pub less: &'static str,
}

/// An indicator that is a share by definition.
#[derive(Clone, Copy, Debug)]
pub struct ShareOf {
    /// Its name.
    pub indicator: &'static str,
    /// Words beside the part's number, `|` between them.
    pub part: &'static str,
    /// Common name of the whole.
    pub whole: &'static str,
}

static CUES: LazyLock<Phrases<Vec<Cue>>> = LazyLock::new(|| {
    Phrases::of(
        rows(include_str!("../../lexicon/relate/cues.tsv"))
            .map(|row| (row.cell(0), row.list(1).filter_map(cue).collect())),
    )
});

static BALANCES: LazyLock<Vec<Balance>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/relate/balances.tsv"));
    let balance = table.map(|row| Balance {
        indicator: row.cell(0),
        more: row.cell(1),
        less: row.cell(2),
    });
    balance.collect()
});

static SHARES: LazyLock<Vec<ShareOf>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/relate/shares.tsv"));
    let share = table.map(|row| ShareOf {
        indicator: row.cell(0),
        part: row.cell(1),
        whole: row.cell(2),
    });
    share.collect()
});

static OPPOSITES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/relate/opposites.tsv"));
    table.map(|row| (row.cell(0), row.cell(1))).collect()
});

static PRICED: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::of(rows(include_str!("../../lexicon/relate/priced.tsv")).map(|row| (row.cell(0), ())))
});

static QUALIFIERS: LazyLock<Phrases<bool>> = LazyLock::new(|| {
    Phrases::of(
        rows(include_str!("../../lexicon/relate/qualifiers.tsv"))
            .map(|row| (row.cell(0), row.cell(1) == "how")),
    )
});

/// The phrases of a table, each with what the table says of it, looked for all at once.
struct Phrases<T> {
    rows: Vec<(&'static str, T)>,
    /// `None` would be a table too large to compile, which a test rules out.
    search: Option<AhoCorasick>,
}

impl<T> Phrases<T> {
    fn of(rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let rows: Vec<_> = rows.collect();
        let search = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(rows.iter().map(|(phrase, _)| phrase))
            .ok();
        Self { rows, search }
    }

    /// The phrases that stand in `lower` as whole words: row and place, in the order they end.
    fn found<'p>(&'p self, lower: &'p str) -> impl Iterator<Item = (usize, Span)> + 'p {
        let all = self
            .search
            .iter()
            .flat_map(move |s| s.find_overlapping_iter(lower));
        all.filter(move |m| whole(lower, m.start(), m.end()))
            .map(|m| (m.pattern().as_usize(), Span::new(m.start(), m.end())))
    }
}

fn cue(word: &str) -> Option<Cue> {
    Some(match word {
        "among" => Cue::Among,
        "average" => Cue::Average,
        "being" => Cue::Being,
        "clause" => Cue::Clause,
        "middle" => Cue::Middle,
        "part" => Cue::Part,
        "part of" => Cue::PartOf,
        "partner" => Cue::Partner,
        "prices" => Cue::Prices,
        "range" => Cue::Range,
        "rest" => Cue::Rest,
        "said" => Cue::Said,
        "said by" => Cue::SaidBy,
        "shares" => Cue::Shares,
        "total" => Cue::Total,
        "whole" => Cue::Whole,
        _ => return None,
    })
}

/// Whether a phrase of this sense stands in `lower`, as whole words.
pub fn says(lower: &str, sense: Cue) -> bool {
    places(lower, sense).next().is_some()
}

/// Where phrases of this sense stand in `lower`, as whole words, in the order they end.
pub fn places(lower: &str, sense: Cue) -> impl Iterator<Item = Span> {
    let of_sense = move |at: usize| CUES.rows.get(at).is_some_and(|(_, s)| s.contains(&sense));
    CUES.found(lower)
        .filter(move |(at, _)| of_sense(*at))
        .map(|(_, span)| span)
}

/// Whether an indicator's words are such as are often told at constant prices.
pub fn is_priced(lower: &str) -> bool {
    PRICED.found(lower).next().is_some()
}

/// A phrase that narrows what a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Qualifier {
    /// The phrase.
    pub phrase: &'static str,
    /// Whether it says how the figure was measured.
    pub how: bool,
    /// Where it stands.
    pub span: Span,
    row: usize,
}

/// The phrases in `lower` that narrow what a figure is about, in the order they end.
pub fn qualifiers(lower: &str) -> impl Iterator<Item = Qualifier> {
    QUALIFIERS.found(lower).filter_map(|(row, span)| {
        let (phrase, how) = QUALIFIERS.rows.get(row).copied()?;
        Some(Qualifier {
            phrase,
            how,
            span,
            row,
        })
    })
}

/// The phrases of `found` once each, in the order of the table.
pub fn in_order(mut found: Vec<Qualifier>) -> Vec<&'static str> {
    found.sort_unstable_by_key(|q| q.row);
    found.dedup_by_key(|q| q.row);
    found.into_iter().map(|q| q.phrase).collect()
}

/// The indicators that are differences of two others.
pub fn balances() -> &'static [Balance] {
    &BALANCES
}

/// The indicators that are shares by definition.
pub fn shares() -> &'static [ShareOf] {
    &SHARES
}

/// Words for the two halves of a whole: nobody belongs to both.
pub fn opposites() -> &'static [(&'static str, &'static str)] {
    &OPPOSITES
}

/// Whether `phrase` stands in `lower` as whole words.
pub fn holds(lower: &str, phrase: &str) -> bool {
    lower
        .match_indices(phrase)
        .any(|(at, found)| whole(lower, at, at + found.len()))
}

/// Whether no letter or digit stands right before `start` or right behind `end`.
fn whole(lower: &str, start: usize, end: usize) -> bool {
    let before = lower.get(..start).unwrap_or_default();
    let after = lower.get(end..).unwrap_or_default();
    !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
}

/// Whether a word of `lower` begins with one of the `|`-separated `beginnings`.
pub fn begins(lower: &str, beginnings: &str) -> bool {
    let word = |w: &str| beginnings.split('|').any(|b| w.starts_with(b));
    lower.split(|c: char| !c.is_alphanumeric()).any(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sense_is_known() {
        let table = include_str!("../../lexicon/relate/cues.tsv");
        let senses = rows(table).map(|row| row.list(1).count());
        let known = CUES.rows.iter().map(|(_, senses)| senses.len());
        assert!(
            senses.eq(known),
            "a sense that the table has and the code has not"
        );
        assert!(CUES.search.is_some() && PRICED.search.is_some() && QUALIFIERS.search.is_some());
    }

    #[test]
    fn phrases_are_found_as_whole_words() {
        assert!(says("it grew 5% a year, of which", Cue::Part));
        assert!(says("per year", Cue::Average));
        assert!(!says("another", Cue::Rest));
        assert!(is_priced("combined gdp") && !is_priced("forest coverage"));
    }

    #[test]
    fn a_phrase_may_have_two_senses() {
        assert!(says("of those studies", Cue::Part) && says("of those studies", Cue::PartOf));
        assert!(says("of which", Cue::Part) && !says("of which", Cue::PartOf));
        let found: Vec<Span> = places("as he said, or said he", Cue::Said).collect();
        assert_eq!(found, [Span::new(6, 10), Span::new(15, 19)]);
    }

    #[test]
    fn qualifiers_come_once_in_the_order_of_the_table() {
        let found = |text| in_order(qualifiers(text).collect());
        assert_eq!(found("rural and average, the rural"), ["average", "rural"]);
        assert_eq!(found("urbane averages"), [""; 0]);
    }

    #[test]
    fn words_are_known_by_their_beginnings() {
        assert!(begins("migrants arriving", "arriv|immigra"));
        assert!(!begins("rearriving", "arriv"));
    }

    #[test]
    fn tables_name_what_they_are_made_of() {
        assert!(
            balances()
                .iter()
                .all(|b| !b.more.is_empty() && !b.less.is_empty())
        );
        assert!(
            shares()
                .iter()
                .all(|s| !s.part.is_empty() && !s.whole.is_empty())
        );
        assert!(
            opposites()
                .iter()
                .all(|(a, b)| !a.is_empty() && !b.is_empty())
        );
    }
}
