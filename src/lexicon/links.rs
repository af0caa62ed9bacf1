//! Words by which the linker tells what belongs together: nouns that point back, words that name
//! nothing by themselves, comparisons, adjectives of measure, verbs around statements.
//!
//! Owns the words; where they count is decided by the linker.

use super::hashed::Hashed;
use super::table::{Row, rows};
use super::words::Sense;
use crate::base::vocabulary::{Level, ProjectKind};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A table of one word a row, with what the row says of it.
fn table<T>(text: &'static str, says: impl Fn(Row) -> Option<T>) -> Hashed<T> {
    let words = rows(text).filter_map(|row| Some((Cow::Borrowed(row.cell(0)), says(row)?)));
    Hashed::of(words.collect())
}

static PLACES: LazyLock<Hashed<Vec<Level>>> = LazyLock::new(|| {
    table(include_str!("../../lexicon/words/places.tsv"), |row| {
        Some(row.list(1).filter_map(Level::parse).collect())
    })
});

/// The rungs that a noun can stand for which, with "the" or "this", points back to a region; empty for
/// one that fits any, `None` for other words.
///
/// ```
/// use figtrace::base::vocabulary::Level;
/// use figtrace::lexicon::links::region_noun;
/// assert_eq!(region_noun("town"), Some([Level::Town].as_slice()));
/// assert_eq!(region_noun("island"), Some([].as_slice()));
/// assert_eq!(region_noun("bridge"), None);
/// ```
pub fn region_noun(word: &str) -> Option<&'static [Level]> {
    PLACES.get(word).map(Vec::as_slice)
}

static PROJECTS: LazyLock<Hashed<Vec<ProjectKind>>> = LazyLock::new(|| {
    table(include_str!("../../lexicon/projects/pointers.tsv"), |row| {
        Some(row.list(1).filter_map(ProjectKind::parse).collect())
    })
});

/// The kinds that a noun can mean which points back to a project named before.
///
/// ```
/// use figtrace::base::vocabulary::ProjectKind;
/// use figtrace::lexicon::links::project_noun;
/// assert_eq!(project_noun("canal"), Some([ProjectKind::Infrastructure].as_slice()));
/// assert_eq!(project_noun("river"), None);
/// ```
pub fn project_noun(word: &str) -> Option<&'static [ProjectKind]> {
    PROJECTS.get(word).map(Vec::as_slice)
}

/// Where a word names nothing: as the head of a phrase, as an adjective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Empty {
    head: bool,
    adjective: bool,
}

static EMPTY: LazyLock<Hashed<Empty>> = LazyLock::new(|| {
    table(include_str!("../../lexicon/indicators/empty.tsv"), |row| {
        let place = row.cell(1);
        Some(Empty {
            head: matches!(place, "head" | "both"),
            adjective: matches!(place, "adjective" | "both"),
        })
    })
});

/// Whether a noun names no indicator of its own: "a total of", "an average of".
pub fn empty_head(word: &str) -> bool {
    EMPTY.get(word).is_some_and(|e| e.head)
}

/// Whether a word beside a noun of change says nothing of what changes: "annual growth".
pub fn empty_adjective(word: &str) -> bool {
    EMPTY.get(word).is_some_and(|e| e.adjective)
}

static ENDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/words/endings.tsv"));
    table.map(|row| row.cell(0)).collect()
});

/// Whether the ending of a word shows an adjective: "processional", "extensive".
///
/// ```
/// use figtrace::lexicon::links::adjectival;
/// assert!(adjectival("industrial") && !adjectival("steel"));
/// ```
pub fn adjectival(word: &str) -> bool {
    word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// The words of a table whose lines hold all forms of one.
fn forms(text: &'static str) -> Hashed<()> {
    let all = rows(text).flat_map(|row| row.list(0).map(|form| (Cow::Borrowed(form), ())));
    Hashed::of(all.collect())
}

static DEADLINES: LazyLock<Hashed<()>> =
    LazyLock::new(|| forms(include_str!("../../lexicon/words/deadlines.tsv")));

/// Whether the date behind a word is one by which something is to happen: "due", "expires".
pub fn is_deadline(word: &str) -> bool {
    DEADLINES.get(word).is_some()
}

static MAKING: LazyLock<Hashed<()>> =
    LazyLock::new(|| forms(include_str!("../../lexicon/words/making.tsv")));

/// Whether a verb brings about what is counted beside it: "create", "build".
pub fn is_making(word: &str) -> bool {
    MAKING.get(word).is_some()
}

static FLOWS: LazyLock<Hashed<()>> =
    LazyLock::new(|| table(include_str!("../../lexicon/words/flows.tsv"), |_| Some(())));

/// Whether what the noun names goes from one place to another: "exports to Egypt".
pub fn is_flow(noun: &str) -> bool {
    FLOWS.get(noun).is_some()
}

static NATIONAL: LazyLock<Hashed<()>> = LazyLock::new(|| {
    table(include_str!("../../lexicon/words/national.tsv"), |_| {
        Some(())
    })
});

/// Whether the noun names what a whole country has: "Japanese exports".
pub fn is_national(noun: &str) -> bool {
    NATIONAL.get(noun).is_some()
}

/// What a word says of companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// A company's paper: "shares", "dividend".
    Stock,
    /// It ends a company's name: "Corp", "PLC".
    Name,
    /// A noun for one company: "the retailer".
    Firm,
}

static COMPANIES: LazyLock<Hashed<Company>> = LazyLock::new(|| {
    table(
        include_str!("../../lexicon/words/companies.tsv"),
        |row| match row.cell(1) {
            "stock" => Some(Company::Stock),
            "name" => Some(Company::Name),
            "firm" => Some(Company::Firm),
            _ => None,
        },
    )
});

/// What a word, in lower case, says of companies.
///
/// ```
/// use figtrace::lexicon::links::{Company, company};
/// assert_eq!(company("plc"), Some(Company::Name));
/// assert_eq!(company("river"), None);
/// ```
pub fn company(word: &str) -> Option<Company> {
    COMPANIES.get(word).copied()
}

static TIMES: LazyLock<Hashed<()>> =
    LazyLock::new(|| table(include_str!("../../lexicon/words/times.tsv"), |_| Some(())));

/// Whether a noun, behind "each" or "every", tells how often and not what: "each year".
pub fn is_time(noun: &str) -> bool {
    TIMES.get(noun).is_some()
}

static PLURALS: LazyLock<Hashed<()>> = LazyLock::new(|| {
    table(
        include_str!("../../lexicon/words/plurals.tsv"),
        |_| Some(()),
    )
});

/// Whether a noun is a plural: by its ending, or as one that has none ("people").
///
/// ```
/// use figtrace::lexicon::links::is_plural;
/// assert!(is_plural("ports") && is_plural("people") && !is_plural("glass"));
/// ```
pub fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') && !noun.ends_with("ss") || PLURALS.get(noun).is_some()
}

static MEASURES: LazyLock<Hashed<&'static str>> = LazyLock::new(|| {
    table(
        include_str!("../../lexicon/indicators/measures.tsv"),
        |row| Some(row.cell(1)),
    )
});

/// What a word behind a length or an age says that it measures.
///
/// ```
/// use figtrace::lexicon::links::measured;
/// assert_eq!(measured("deep"), Some("depth"));
/// assert_eq!(measured("blue"), None);
/// ```
pub fn measured(word: &str) -> Option<&'static str> {
    MEASURES.get(word).copied()
}

static COMPARISONS: LazyLock<Hashed<Sense>> = LazyLock::new(|| {
    table(
        include_str!("../../lexicon/words/comparisons.tsv"),
        |row| match row.cell(1) {
            "up" => Some(Sense::Up),
            "down" => Some(Sense::Down),
            _ => None,
        },
    )
});

/// The direction of a word of comparison: "higher", "less".
pub fn comparison(word: &str) -> Option<Sense> {
    COMPARISONS.get(word).copied()
}

/// What a verb around a statement tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// Its subject is mostly a thing: "data show".
    Shows,
    /// It looks ahead: "the fund expects".
    Expects,
    /// It tells of a release, and the day beside it is that of the release.
    Publishes,
    /// With an object that is no clause, only a name, a body or an official says it: "reported losses".
    Reports,
    /// Without a clause it says something else: "found 40 pounds".
    Claims,
}

static SPEECH: LazyLock<Hashed<Speech>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/words/speech.tsv"));
    let words = table.flat_map(|row| {
        let class = class(row.cell(1));
        row.list(0)
            .filter_map(move |form| Some((Cow::Borrowed(form), class?)))
    });
    Hashed::of(words.collect())
});

fn class(word: &str) -> Option<Speech> {
    Some(match word {
        "shows" => Speech::Shows,
        "expects" => Speech::Expects,
        "publishes" => Speech::Publishes,
        "reports" => Speech::Reports,
        "claims" => Speech::Claims,
        _ => return None,
    })
}

/// What a form of a verb tells of a statement beside it.
///
/// ```
/// use figtrace::lexicon::links::{Speech, speech};
/// assert_eq!(speech("suggested"), Some(Speech::Shows));
/// assert_eq!(speech("city"), None);
/// ```
pub fn speech(verb: &str) -> Option<Speech> {
    SPEECH.get(verb).copied()
}

static EVIDENCE: LazyLock<Hashed<()>> = LazyLock::new(|| {
    table(include_str!("../../lexicon/words/evidence.tsv"), |_| {
        Some(())
    })
});

/// Whether a noun is what numbers are taken from: "data", "survey".
pub fn is_data(word: &str) -> bool {
    EVIDENCE.get(word).is_some()
}

static SHARING: LazyLock<Hashed<()>> =
    LazyLock::new(|| forms(include_str!("../../lexicon/words/sharing.tsv")));

static RESULTS: LazyLock<Hashed<()>> = LazyLock::new(|| {
    table(
        include_str!("../../lexicon/words/results.tsv"),
        |_| Some(()),
    )
});

/// Whether a noun of change names a result when an amount of money is one: "a loss of 40 million".
pub fn is_result(noun: &str) -> bool {
    RESULTS.get(noun).is_some()
}

static STATIVE: LazyLock<Hashed<()>> = LazyLock::new(|| {
    table(
        include_str!("../../lexicon/words/stative.tsv"),
        |_| Some(()),
    )
});

/// Whether a base form is a verb of how things are: "hold", "contain".
pub fn is_stative(verb: &str) -> bool {
    STATIVE.get(verb).is_some()
}

static WILLING: LazyLock<Hashed<()>> = LazyLock::new(|| {
    table(
        include_str!("../../lexicon/words/willing.tsv"),
        |_| Some(()),
    )
});

/// Whether a past form before an infinitive is the verb of who does it: "agreed to pay".
pub fn is_willing(verb: &str) -> bool {
    WILLING.get(verb).is_some()
}

/// Whether the bare percentage behind a form of a verb is a part of a whole: "took 62 percent".
///
/// ```
/// use figtrace::lexicon::links::takes_share;
/// assert!(takes_share("supplied"));
/// assert!(!takes_share("charged"));
/// ```
pub fn takes_share(verb: &str) -> bool {
    SHARING.get(verb).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_known() {
        let places = rows(include_str!("../../lexicon/words/places.tsv"));
        assert!(
            places
                .flat_map(|r| r.list(1))
                .all(|l| l == "any" || Level::parse(l).is_some())
        );
        let projects = rows(include_str!("../../lexicon/projects/pointers.tsv"));
        assert!(
            projects
                .flat_map(|r| r.list(1))
                .all(|k| ProjectKind::parse(k).is_some())
        );
        let speech = rows(include_str!("../../lexicon/words/speech.tsv"));
        assert!(speech.into_iter().all(|r| class(r.cell(1)).is_some()));
        let empty = rows(include_str!("../../lexicon/indicators/empty.tsv"));
        assert!(
            empty
                .into_iter()
                .all(|r| matches!(r.cell(1), "head" | "adjective" | "both"))
        );
    }

    #[test]
    fn words_that_name_nothing_do_so_in_their_place() {
        assert!(empty_head("total") && empty_adjective("total"));
        assert!(empty_head("figure") && !empty_adjective("figure"));
        assert!(!empty_head("annual") && empty_adjective("annual"));
        assert!(!empty_head("wheat") && !empty_adjective("wheat"));
    }

    #[test]
    fn comparisons_have_a_direction() {
        assert_eq!(comparison("above"), Some(Sense::Up));
        assert_eq!(comparison("fewer"), Some(Sense::Down));
        assert_eq!(comparison("equal"), None);
    }
}
