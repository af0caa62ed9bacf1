//! Words that say how figures belong together in a computation, from `lexicon/relate/`.

use super::table::rows;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// What words around a figure say about a computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A rate for each year.
    Average,
    /// A part of the number before.
    Part,
    /// A change that prices play into.
    Prices,
    /// What is left of a whole.
    Rest,
    /// A total of parts.
    Total,
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

static CUES: LazyLock<Phrases<Cue>> = LazyLock::new(|| {
    Phrases::of(
        rows(include_str!("../../lexicon/relate/cues.tsv"))
            .filter_map(|row| Some((row.cell(0), cue(row.cell(1))?))),
    )
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

    /// The phrases that stand in `lower` as whole words, by their row, in the order they end.
    fn found<'p>(&'p self, lower: &'p str) -> impl Iterator<Item = usize> + 'p {
        let all = self
            .search
            .iter()
            .flat_map(move |s| s.find_overlapping_iter(lower));
        all.filter(move |m| whole(lower, m.start(), m.end()))
            .map(|m| m.pattern().as_usize())
    }
}

fn cue(word: &str) -> Option<Cue> {
    Some(match word {
        "average" => Cue::Average,
        "part" => Cue::Part,
        "prices" => Cue::Prices,
        "rest" => Cue::Rest,
        "total" => Cue::Total,
        _ => return None,
    })
}

/// Whether a phrase of this sense stands in `lower`, as whole words.
pub fn says(lower: &str, sense: Cue) -> bool {
    let of_sense = |at: usize| CUES.rows.get(at).is_some_and(|(_, s)| *s == sense);
    CUES.found(lower).any(of_sense)
}

/// Whether an indicator's words are such as are often told at constant prices.
pub fn is_priced(lower: &str) -> bool {
    PRICED.found(lower).next().is_some()
}

/// The words in any of `texts`, in lower case, that narrow what a figure is about, in the order of the table,
/// each with whether it says how the figure was measured.
pub fn qualifiers(texts: [&str; 2]) -> impl Iterator<Item = (&'static str, bool)> {
    let mut found: Vec<usize> = texts.iter().flat_map(|t| QUALIFIERS.found(t)).collect();
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .filter_map(|at| QUALIFIERS.rows.get(at).copied())
}

/// The indicators that are differences of two others.
pub fn balances() -> impl Iterator<Item = Balance> {
    rows(include_str!("../../lexicon/relate/balances.tsv")).map(|row| Balance {
        indicator: row.cell(0),
        more: row.cell(1),
        less: row.cell(2),
    })
}

/// The indicators that are shares by definition.
pub fn shares() -> impl Iterator<Item = ShareOf> {
    rows(include_str!("../../lexicon/relate/shares.tsv")).map(|row| ShareOf {
        indicator: row.cell(0),
        part: row.cell(1),
        whole: row.cell(2),
    })
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
        assert_eq!(CUES.rows.len(), rows(table).count());
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
    fn qualifiers_come_once_in_the_order_of_the_table() {
        let found = |a, b| {
            qualifiers([a, b])
                .map(|(phrase, _)| phrase)
                .collect::<Vec<_>>()
        };
        assert_eq!(found("rural and average", "average"), ["average", "rural"]);
        assert_eq!(found("urbane averages", ""), Vec::<&str>::new());
    }

    #[test]
    fn words_are_known_by_their_beginnings() {
        assert!(begins("migrants arriving", "arriv|immigra"));
        assert!(!begins("rearriving", "arriv"));
    }

    #[test]
    fn tables_name_what_they_are_made_of() {
        assert!(balances().all(|b| !b.more.is_empty() && !b.less.is_empty()));
        assert!(shares().all(|s| !s.part.is_empty() && !s.whole.is_empty()));
    }
}
