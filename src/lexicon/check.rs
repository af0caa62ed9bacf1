//! Words that matter when a claim is compared with a sentence, from `lexicon/check/`.

use super::table::rows;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How a claim leans on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// In the period.
    In,
    /// Before it begins.
    Before,
    /// After it ends.
    After,
    /// Not later than its end.
    By,
    /// Not earlier than its begin.
    Since,
}

/// How far a denial reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The figure of its clause.
    Clause,
    /// The figure right behind it.
    Next,
    /// What stands before the next comma.
    Comma,
    /// What stands before a turn.
    Sentence,
    /// What stands before it in its sentence.
    After,
    /// An event, and no figure.
    Nobody,
    /// Nothing: it only looks like a denial.
    Open,
}

/// What a small word does around a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Ends a denial.
    Turn,
    /// Ends a clause.
    Clause,
    /// What follows narrows a noun.
    Relative,
    /// What follows is of something else beside it.
    Aside,
    /// A direction that is no verb.
    Up,
    /// The other one.
    Down,
    /// May stand between "to" and a number.
    Step,
}

/// Words of which a number has at most one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opposites {
    /// The words.
    pub sides: Vec<&'static str>,
    /// Whether two of them cannot both be true of one amount.
    pub contrary: bool,
}

static DENIALS: LazyLock<Vec<(String, Reach)>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/denials.tsv"));
    let known = table.filter_map(|row| Some((row.cell(0), reach(row.cell(1))?)));
    let mut out: Vec<(String, Reach)> = known.map(|(p, r)| (p.to_owned(), r)).collect();
    let curly = out.iter().filter(|(p, _)| p.contains('\''));
    let curly: Vec<_> = curly.map(|(p, r)| (p.replace('\'', "’"), *r)).collect();
    out.extend(curly);
    out
});

static TURNS: LazyLock<BTreeMap<&'static str, Turn>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/turns.tsv"));
    table
        .filter_map(|row| Some((row.cell(0), kind_of_turn(row.cell(1))?)))
        .collect()
});

fn reach(word: &str) -> Option<Reach> {
    Some(match word {
        "clause" => Reach::Clause,
        "next" => Reach::Next,
        "comma" => Reach::Comma,
        "sentence" => Reach::Sentence,
        "after" => Reach::After,
        "nobody" => Reach::Nobody,
        "open" => Reach::Open,
        _ => return None,
    })
}

fn kind_of_turn(word: &str) -> Option<Turn> {
    Some(match word {
        "turn" => Turn::Turn,
        "clause" => Turn::Clause,
        "relative" => Turn::Relative,
        "aside" => Turn::Aside,
        "up" => Turn::Up,
        "down" => Turn::Down,
        "step" => Turn::Step,
        _ => return None,
    })
}

/// Phrases by which a text says that something is not so, in lower case, with straight and curly
/// apostrophes.
pub fn denials() -> &'static [(String, Reach)] {
    &DENIALS
}

/// How far a number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A region that is named, or one's own country.
    Home,
    /// All but the places named before.
    Elsewhere,
    /// The whole world.
    World,
}

static EXTENTS: LazyLock<Vec<(&'static str, Extent)>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/extents.tsv"));
    let known = table.filter_map(|row| {
        let extent = match row.cell(1) {
            "home" => Extent::Home,
            "elsewhere" => Extent::Elsewhere,
            "world" => Extent::World,
            _ => return None,
        };
        Some((row.cell(0), extent))
    });
    known.collect()
});

/// Phrases that say how far a number beside them reaches, in lower case.
pub fn extents() -> &'static [(&'static str, Extent)] {
    &EXTENTS
}

static AGENTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/agents.tsv"));
    table.map(|row| row.cell(0)).collect()
});

/// Whether the region that follows this text, in lower case, is who did something, not where.
pub fn is_agent(before: &str) -> bool {
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    AGENTS.iter().any(|phrase| before.ends_with(phrase))
}

static ANYBODY: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/anybody.tsv"));
    table.map(|row| row.cell(0)).collect()
});

/// Whether the key counts persons and says no more of them.
pub fn is_anybody(key: &str) -> bool {
    ANYBODY.contains(key)
}

/// What the lower-case word does around a figure, if the table knows it.
pub fn turn(lower: &str) -> Option<Turn> {
    TURNS.get(lower).copied()
}

/// The groups of words of which a number has at most one.
pub fn opposites() -> impl Iterator<Item = Opposites> {
    rows(include_str!("../../lexicon/check/opposites.tsv")).map(|row| Opposites {
        sides: row.list(0).collect(),
        contrary: row.cell(1) == "contrary",
    })
}

static COMPARING: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/comparing.tsv"));
    table.map(|row| row.cell(0)).collect()
});

static OUTSIDE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/outside.tsv"));
    table.map(|row| row.cell(0)).collect()
});

/// Whether "three times" before this lower-case word multiplies: "as much", "higher".
pub fn is_comparing(lower: &str) -> bool {
    COMPARING.contains(lower)
}

/// Whether a place behind these lower-case words is left out: "outside of the".
pub fn is_outside(before: &str) -> bool {
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let ends = |phrase: &&str| {
        let rest = before.strip_suffix(*phrase);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    OUTSIDE.iter().any(ends)
}

static SAME: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/same.tsv"));
    table
        .flat_map(|row| row.list(1).map(move |other| (other, row.cell(0))))
        .collect()
});

static COMMON: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/common.tsv"));
    table.map(|row| row.cell(0)).collect()
});

static WHEN: LazyLock<Vec<(&'static str, Leaning)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/check/when.tsv"))
        .filter_map(|row| Some((row.cell(0), leaning(row.cell(1))?)))
        .collect()
});

fn leaning(word: &str) -> Option<Leaning> {
    Some(match word {
        "before" => Leaning::Before,
        "after" => Leaning::After,
        "by" => Leaning::By,
        "since" => Leaning::Since,
        _ => return None,
    })
}

/// The word that stands for `lower` and all that mean the same, if the table knows it.
pub fn same(lower: &str) -> Option<&'static str> {
    SAME.get(lower).copied()
}

/// Whether the lower-case word is too common to say what a sentence is about.
pub fn is_common(lower: &str) -> bool {
    COMMON.contains(lower)
}

/// How the lower-case words that end `before` lean on the date that follows them.
pub fn leaning_of(before: &str) -> Leaning {
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let ends = |phrase: &str| {
        before
            .strip_suffix(phrase)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    WHEN.iter()
        .find(|(phrase, _)| ends(phrase))
        .map_or(Leaning::In, |(_, sense)| *sense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_each_other() {
        assert_eq!(same("fatalities"), same("died"));
        assert_eq!(same("bridge"), None);
        assert!(is_common("the") && !is_common("bridge"));
    }

    #[test]
    fn every_row_is_understood() {
        let count = |table| rows(table).count();
        let curly = DENIALS.iter().filter(|(p, _)| p.contains('’')).count();
        let denials = include_str!("../../lexicon/check/denials.tsv");
        assert_eq!(DENIALS.len() - curly, count(denials));
        assert_eq!(
            TURNS.len(),
            count(include_str!("../../lexicon/check/turns.tsv"))
        );
        assert!(opposites().all(|o| o.sides.len() > 1));
        assert!(opposites().any(|o| o.contrary) && opposites().any(|o| !o.contrary));
    }

    #[test]
    fn every_sense_is_known() {
        let table = include_str!("../../lexicon/check/when.tsv");
        assert_eq!(WHEN.len(), rows(table).count());
    }

    #[test]
    fn words_beside_places_and_multiples_are_known() {
        assert!(is_outside("sales outside of the ") && is_outside("apart from "));
        assert!(!is_outside("in ") && !is_outside("roadoutside "));
        assert!(is_comparing("as") && !is_comparing("in"));
    }

    #[test]
    fn words_before_a_date_say_how_it_is_meant() {
        assert_eq!(leaning_of("it opened before "), Leaning::Before);
        assert_eq!(leaning_of("by the end of the "), Leaning::By);
        assert_eq!(leaning_of("stand-by the"), Leaning::By);
        assert_eq!(leaning_of("it opened in "), Leaning::In);
        assert_eq!(leaning_of("nearby "), Leaning::In);
    }
}
