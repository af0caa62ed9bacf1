//! The clauses of a sentence: which items belong together, what their verb and subject are.
//!
//! Owns the boundaries (semicolons, dashes, "while", brackets, participles after a comma, relative
//! clauses). Knows nothing of figures' meaning.

mod divide;
mod subject;

use crate::link::item::{Item, Tag};
use std::ops::Range;

/// How a clause hangs on the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A clause of its own.
    Main,
    /// A further verb of the same subject: "and contribute 85 percent".
    Coordinate,
    /// ", contributing 2 percent", ", up 4 percent".
    Participial,
    /// ", with output growing 5 percent".
    With,
    /// ", which fell to 3 percent".
    Relative,
    /// "(up 4 percent)"
    Bracket,
}

/// One clause.
#[derive(Clone, Debug)]
pub struct Clause {
    /// How it hangs on its parent.
    pub kind: Kind,
    /// The clause it hangs on.
    pub parent: Option<usize>,
    /// First item.
    pub start: usize,
    /// Item of its first finite verb (or governing participle).
    pub verb: Option<usize>,
    /// Items of the subject's noun phrase with what hangs on it.
    pub subject: Option<Range<usize>>,
}

/// A sentence with its clauses.
#[derive(Clone, Debug)]
pub struct Parse {
    /// Its items.
    pub items: Vec<Item>,
    /// For each item, its clause.
    pub clause_of: Vec<usize>,
    /// Its clauses, in order of their beginnings.
    pub clauses: Vec<Clause>,
}

impl Parse {
    /// Divides the items into clauses.
    pub fn of(items: Vec<Item>) -> Self {
        let mut parse = Self {
            clause_of: Vec::with_capacity(items.len()),
            items,
            clauses: Vec::new(),
        };
        parse.divide();
        for index in 0..parse.clauses.len() {
            parse.find_verb(index);
        }
        for index in 0..parse.clauses.len() {
            parse.find_subject(index);
        }
        parse
    }

    /// Tag of the item at `index`; [`Tag::Other`] past the end.
    pub fn tag(&self, index: usize) -> Tag {
        self.items.get(index).map_or(Tag::Other, |i| i.tag)
    }

    /// Tag of the item before `index`.
    pub fn tag_before(&self, index: usize) -> Tag {
        index.checked_sub(1).map_or(Tag::Other, |i| self.tag(i))
    }

    /// The clause of the item at `index`.
    pub fn clause(&self, index: usize) -> Option<&Clause> {
        self.clauses.get(*self.clause_of.get(index)?)
    }

    /// Subject of the clause at `index`, or of the clause it takes its subject from.
    pub fn subject(&self, index: usize) -> Option<Range<usize>> {
        let mut at = index;
        for _ in 0..self.clauses.len() {
            let clause = self.clauses.get(at)?;
            if clause.subject.is_some() {
                return clause.subject.clone();
            }
            at = clause.parent?;
        }
        None
    }

    fn open(&mut self, kind: Kind, parent: Option<usize>, start: usize) -> usize {
        self.clauses.push(Clause {
            kind,
            parent,
            start,
            verb: None,
            subject: None,
        });
        self.clauses.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain::article;
    use crate::link::item::{Mentions, items};
    use crate::segment::Segments;

    fn parsed(text: &str) -> (Parse, Vec<String>) {
        let article = article(text.to_owned());
        let segments = Segments::of(&article);
        let none = Mentions {
            figures: &[],
            dates: &[],
            regions: &[],
            projects: &[],
        };
        let parse = Parse::of(items(&segments, segments.sentence_tokens(0), &none));
        let words = parse
            .items
            .iter()
            .map(|i| i.span.of(text).to_owned())
            .collect();
        (parse, words)
    }

    /// "subject | verb" of each clause, with its kind.
    fn outline(text: &str) -> Vec<(Kind, String, String)> {
        let (parse, words) = parsed(text);
        (0..parse.clauses.len())
            .map(|c| {
                let subject = parse
                    .subject(c)
                    .map(|r| words[r].join(" "))
                    .unwrap_or_default();
                let verb = parse.clauses[c]
                    .verb
                    .map(|v| words[v].clone())
                    .unwrap_or_default();
                (parse.clauses[c].kind, subject, verb)
            })
            .collect()
    }

    fn is(found: &(Kind, String, String), kind: Kind, subject: &str, verb: &str) -> bool {
        (found.0, found.1.as_str(), found.2.as_str()) == (kind, subject, verb)
    }

    #[test]
    fn while_and_semicolons_begin_clauses_of_their_own() {
        let found = outline("Output of the mines rose sharply, while exports of the ports fell.");
        assert!(
            is(&found[0], Kind::Main, "Output of the mines", "rose"),
            "{found:?}"
        );
        assert!(
            is(&found[1], Kind::Main, "exports of the ports", "fell"),
            "{found:?}"
        );
    }

    #[test]
    fn participles_after_a_comma_share_the_subject() {
        let found = outline("The ports handled more coal, representing growth of a tenth.");
        assert!(
            is(&found[1], Kind::Participial, "The ports", "representing"),
            "{found:?}"
        );
    }

    #[test]
    fn with_brings_its_own_subject() {
        let found = outline("The zone grew, with technology contracts rising by a tenth.");
        assert!(
            is(&found[1], Kind::With, "technology contracts", "rising"),
            "{found:?}"
        );
    }

    #[test]
    fn relative_clauses_end_where_the_main_verb_comes() {
        let found = outline("Counties that have ports reached a record.");
        assert!(
            is(&found[0], Kind::Main, "Counties", "reached") || found[0].2 == "reached",
            "{found:?}"
        );
        assert_eq!(found[1].0, Kind::Relative);
    }

    #[test]
    fn a_second_verb_keeps_the_subject() {
        let found = outline("The clusters house most people and contribute most output.");
        assert!(
            is(&found[1], Kind::Coordinate, "The clusters", "contribute"),
            "{found:?}"
        );
    }
}
