//! The tables of `lexicon/projects/`: heads, well-known names, subjects of strategies, parts of names.
//!
//! Knows no article; how the words combine is the recogniser's business.

use super::hashed::{Hashed, Key};
use super::table::rows;
use crate::base::vocabulary::ProjectKind;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What must stand in capitals before a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// One name.
    Any,
    /// Two words.
    Two,
    /// Two names joined by a hyphen or dash.
    Pair,
    /// Nothing in capitals will do, only a quotation.
    Quote,
}

/// Whether a head may be written in lower case after the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lower {
    /// Only in capitals.
    Never,
    /// After any name.
    Name,
    /// After a pair of names.
    Pair,
    /// Before a name ("the master plan for X").
    Of,
}

/// A word or phrase that names of undertakings end with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its words in lower case, hyphens left out.
    pub words: Vec<&'static str>,
    /// The kind it makes.
    pub kind: ProjectKind,
    /// What must stand before it.
    pub needs: Needs,
    /// Whether it may be in lower case.
    pub lower: Lower,
}

/// A name with its canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The surface cut into the words and marks that tokens are.
    pub tokens: Vec<&'static str>,
    /// Canonical name.
    pub name: &'static str,
    /// Its kind.
    pub kind: ProjectKind,
    /// A name that must stand in the same article; empty when none.
    pub with: &'static str,
}

/// The part a word plays in the name of an undertaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Goes on to make the name one of a body, company or event.
    Organisation,
    /// Capitalised only because a sentence begins with it.
    Lead,
    /// Of a head's own kind: names nothing by itself.
    Generic,
    /// Lower-case word that belongs to the name of a plan.
    Qualifier,
    /// Verb of which a plan is the subject.
    Acts,
    /// Adjective of a people or country.
    Demonym,
    /// Stands before a description, never before a name.
    Indefinite,
}

/// A set of words with a cheap test that turns most others away.
#[derive(Debug, Default)]
struct Words {
    sorted: Vec<&'static str>,
    /// For each first letter, one bit for each length.
    lengths: [u32; 26],
}

impl Words {
    fn of(words: impl Iterator<Item = &'static str>) -> Self {
        let mut out = Self {
            sorted: words.collect(),
            lengths: [0; 26],
        };
        out.sorted.sort_unstable();
        for word in &out.sorted {
            if let Some(mask) = slot(word).and_then(|i| out.lengths.get_mut(i)) {
                *mask |= bit(word.len());
            }
        }
        out
    }

    /// Whether a word of the set has this first letter and this length.
    fn may_hold(&self, word: &str) -> bool {
        let mask = slot(word).and_then(|i| self.lengths.get(i));
        mask.is_some_and(|mask| mask & bit(word.len()) != 0)
    }

    fn holds(&self, word: &str) -> bool {
        self.may_hold(word) && self.sorted.binary_search(&word).is_ok()
    }
}

/// All tables, indexed for the recogniser.
#[derive(Debug)]
pub struct ProjectLexicon {
    heads: Hashed<Vec<Head>>,
    known: Hashed<Vec<Named>>,
    subjects: Vec<Named>,
    parts: [Words; PARTS.len()],
    none: Vec<Vec<&'static str>>,
    /// The last words of heads, in the singular and the plural.
    head_words: Hashed<()>,
}

/// The tables, read on first use.
pub static PROJECTS: LazyLock<ProjectLexicon> = LazyLock::new(ProjectLexicon::read);

impl ProjectLexicon {
    fn read() -> Self {
        let (heads, known) = (heads(), known());
        Self {
            head_words: head_words(&heads),
            heads: Hashed::by_word(heads),
            known: Hashed::by_word(known),
            subjects: subjects(),
            parts: PARTS.map(|(_, name)| Words::of(words(name))),
            none: rows(include_str!("../../lexicon/projects/not.tsv"))
                .map(|r| cut(r.cell(0)))
                .collect(),
        }
    }

    /// Whether `word`, in lower case, is the last word of a head, in the singular or the plural.
    pub fn is_head<'w>(&self, word: impl Into<Key<'w>>) -> bool {
        self.head_words.get(word).is_some()
    }

    /// The heads whose last word is `word` in lower case, longest first.
    pub fn heads(&self, word: &str) -> &[Head] {
        self.heads.get(word).map_or(&[], Vec::as_slice)
    }

    /// Well-known names whose first token is `word`, longest first.
    pub fn known(&self, word: &str) -> &[Named] {
        self.known.get(word).map_or(&[], Vec::as_slice)
    }

    /// Subjects of strategies, longest first.
    pub fn subjects(&self) -> &[Named] {
        &self.subjects
    }

    /// Whether `word`, in lower case, plays this part.
    pub fn is(&self, word: &str, part: Part) -> bool {
        let index = PARTS.iter().position(|(p, _)| *p == part);
        index
            .and_then(|i| self.parts.get(i))
            .is_some_and(|words| words.holds(word))
    }

    /// Names that only look like undertakings, as tokens.
    pub fn none(&self) -> &[Vec<&'static str>] {
        &self.none
    }
}

/// Each part with its name in the table.
const PARTS: [(Part, &str); 7] = [
    (Part::Organisation, "organisation"),
    (Part::Lead, "lead"),
    (Part::Generic, "generic"),
    (Part::Qualifier, "qualifier"),
    (Part::Acts, "acts"),
    (Part::Demonym, "demonym"),
    (Part::Indefinite, "indefinite"),
];

/// The words of one part.
fn words(part: &'static str) -> impl Iterator<Item = &'static str> {
    let table = rows(include_str!("../../lexicon/projects/words.tsv"));
    table.filter(move |r| r.cell(1) == part).map(|r| r.cell(0))
}

/// The place of a word's first letter in the alphabet; digits share the first place.
fn slot(word: &str) -> Option<usize> {
    let first = word.bytes().next()?.to_ascii_lowercase();
    match first {
        b'0'..=b'9' => Some(0),
        b'a'..=b'z' => Some(usize::from(first - b'a')),
        _ => None,
    }
}

const fn bit(length: usize) -> u32 {
    if length < 32 { 1 << length } else { 0 }
}

fn heads() -> BTreeMap<&'static str, Vec<Head>> {
    let mut out: BTreeMap<&'static str, Vec<Head>> = BTreeMap::new();
    for row in rows(include_str!("../../lexicon/projects/heads.tsv")) {
        let words: Vec<&str> = row.cell(0).split([' ', '-']).collect();
        let (Some(last), Some(kind)) = (words.last().copied(), ProjectKind::parse(row.cell(1)))
        else {
            continue;
        };
        let needs = match row.cell(2) {
            "pair" => Needs::Pair,
            "two" => Needs::Two,
            "quote" => Needs::Quote,
            _ => Needs::Any,
        };
        let lower = match row.cell(3) {
            "yes" => Lower::Name,
            "pair" => Lower::Pair,
            "of" => Lower::Of,
            _ => Lower::Never,
        };
        out.entry(last).or_default().push(Head {
            words,
            kind,
            needs,
            lower,
        });
    }
    for list in out.values_mut() {
        list.sort_by_key(|h| std::cmp::Reverse(h.words.len()));
    }
    out
}

fn head_words(heads: &BTreeMap<&'static str, Vec<Head>>) -> Hashed<()> {
    let forms = heads
        .keys()
        .flat_map(|word| [Cow::Borrowed(*word), Cow::Owned(format!("{word}s"))]);
    Hashed::of(forms.map(|form| (form, ())).collect())
}

fn known() -> BTreeMap<&'static str, Vec<Named>> {
    let mut out: BTreeMap<&'static str, Vec<Named>> = BTreeMap::new();
    for row in rows(include_str!("../../lexicon/projects/known.tsv")) {
        let Some(kind) = ProjectKind::parse(row.cell(1)) else {
            continue;
        };
        for surface in std::iter::once(row.cell(0)).chain(row.list(2)) {
            let tokens = cut(surface);
            let Some(first) = tokens.first().copied() else {
                continue;
            };
            let named = Named {
                tokens,
                name: row.cell(0),
                kind,
                with: row.cell(3),
            };
            out.entry(first).or_default().push(named);
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|n| std::cmp::Reverse(n.tokens.len()));
    }
    out
}

fn subjects() -> Vec<Named> {
    let mut out = Vec::new();
    for row in rows(include_str!("../../lexicon/projects/subjects.tsv")) {
        let Some(kind) = ProjectKind::parse(row.cell(1)) else {
            continue;
        };
        for subject in row.list(2) {
            out.push(Named {
                tokens: cut(subject),
                name: row.cell(0),
                kind,
                with: "",
            });
        }
    }
    out.sort_by_key(|n| std::cmp::Reverse(n.tokens.len()));
    out
}

/// A surface cut as the segmenter cuts text: runs of letters, numerals, single marks.
fn cut(surface: &'static str) -> Vec<&'static str> {
    let mut tokens = Vec::new();
    let whole = crate::base::span::Span::new(0, surface.len());
    let class = |c: char| match c {
        c if c.is_ascii_digit() => 1,
        c if c.is_alphabetic() => 2,
        c if c.is_whitespace() => 0,
        _ => 3,
    };
    let mut start = whole.start;
    let mut open = 0;
    for (at, c) in surface.char_indices() {
        let now = class(c);
        // A point inside a number belongs to it.
        let inside = c == '.' && open == 1;
        if (now != open || now == 3) && !inside {
            if open != 0 {
                tokens.extend(surface.get(start..at));
            }
            start = at;
            open = now;
        }
    }
    if open != 0 {
        tokens.extend(surface.get(start..));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surfaces_are_cut_like_text() {
        assert_eq!(cut("East Data, West"), ["East", "Data", ",", "West"]);
        assert_eq!(cut("South-to-North"), ["South", "-", "to", "-", "North"]);
        assert_eq!(cut("Snowy 2.0"), ["Snowy", "2.0"]);
        assert_eq!(cut("21st Century"), ["21", "st", "Century"]);
    }

    #[test]
    fn every_row_of_every_table_is_used() {
        let count = |t: &'static str| rows(t).count();
        let heads: usize = PROJECTS.heads.iter().map(|(_, list)| list.len()).sum();
        assert_eq!(
            heads,
            count(include_str!("../../lexicon/projects/heads.tsv"))
        );
        let known: usize = PROJECTS.known.iter().map(|(_, list)| list.len()).sum();
        assert!(known >= count(include_str!("../../lexicon/projects/known.tsv")));
        assert!(
            PROJECTS.subjects.len() >= count(include_str!("../../lexicon/projects/subjects.tsv"))
        );
        for row in rows(include_str!("../../lexicon/projects/words.tsv")) {
            let part = row.cell(1);
            assert!(PARTS.iter().any(|(_, name)| *name == part), "{part}");
        }
    }

    #[test]
    fn tables_are_sorted_and_without_doubles() {
        for table in [
            include_str!("../../lexicon/projects/heads.tsv"),
            include_str!("../../lexicon/projects/known.tsv"),
            include_str!("../../lexicon/projects/subjects.tsv"),
            include_str!("../../lexicon/projects/not.tsv"),
        ] {
            let keys: Vec<&str> = rows(table).map(|r| r.cell(0)).collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
            assert!(table.contains("# source:"));
        }
    }

    #[test]
    fn every_head_is_known_in_the_singular_and_the_plural() {
        for (word, _) in PROJECTS.heads.iter() {
            assert!(
                PROJECTS.is_head(word) && PROJECTS.is_head(format!("{word}s").as_str()),
                "{word}"
            );
        }
        assert!(!PROJECTS.is_head("yuan"));
    }

    #[test]
    fn the_longest_head_comes_first() {
        let zones = PROJECTS.heads("zone");
        assert!(zones.first().is_some_and(|h| h.words.len() >= 3));
        assert_eq!(zones.last().map(|h| h.words.len()), Some(1));
    }
}
