//! Where clauses begin and end: pauses, conjunctions, relative pronouns, and what follows them.

use super::{Clause, Kind, Parse};
use crate::lexicon::words::Sense;
use crate::link::item::Tag;

impl Parse {
    pub(super) fn divide(&mut self) {
        let mut current = self.open(Kind::Main, None, 0);
        let mut resume: Vec<usize> = Vec::new();
        let mut has_verb = false;
        for i in 0..self.items.len() {
            match self.tag(i) {
                Tag::Open => {
                    resume.push(current);
                    current = self.open(Kind::Bracket, Some(current), i);
                }
                Tag::Close => {
                    self.clause_of.push(current);
                    current = resume.pop().unwrap_or(current);
                    continue;
                }
                tag => {
                    if let Some(kind) = self.boundary(i, tag, current, has_verb) {
                        let parent = self.parent_of(kind, current);
                        current = self.open(kind, parent, i);
                        has_verb = false;
                    } else if self.resumes(i, current) {
                        current = self
                            .clauses
                            .get(current)
                            .and_then(|c| c.parent)
                            .unwrap_or(0);
                    }
                }
            }
            has_verb |= self.finite(i) && tag_counts(self.clauses.get(current));
            self.clause_of.push(current);
        }
    }

    /// The clause on which a new one of `kind` hangs.
    pub(super) fn parent_of(&self, kind: Kind, current: usize) -> Option<usize> {
        if kind == Kind::Main {
            return None;
        }
        let current = self.past_inserted(current);
        let sibling = self
            .clauses
            .get(current)
            .filter(|c| c.kind == kind && kind == Kind::Participial);
        sibling.map_or(Some(current), |c| c.parent)
    }

    /// The clause before an inserted ", the survey noted,", which has no further verbs.
    pub(super) fn past_inserted(&self, current: usize) -> usize {
        let says = self.members(current).any(|i| {
            let verb = self.items.get(i).and_then(|x| x.entry.verb);
            self.finite(i) && verb.is_some_and(|v| v.sense == Sense::Say)
        });
        let inserted = says && current > 0 && self.members(current).count() <= 6;
        if inserted { current - 1 } else { current }
    }

    /// Kind of the clause that begins at `i`, if one does.
    pub(super) fn boundary(
        &self,
        i: usize,
        tag: Tag,
        current: usize,
        has_verb: bool,
    ) -> Option<Kind> {
        match tag {
            Tag::Semicolon => Some(Kind::Main),
            Tag::Colon => Some(
                self.finite_ahead(i + 1)
                    .map_or(Kind::Participial, |_| Kind::Main),
            ),
            Tag::Dash if i > 0 => Some(self.after_pause(i + 1, true).unwrap_or(Kind::Participial)),
            Tag::Subordinator if self.finite_ahead(i + 1).is_some() => Some(Kind::Main),
            Tag::Relative
                if i > 0 && (self.finite_ahead_or_at(i + 1) || self.past_aside(i + 1)) =>
            {
                Some(Kind::Relative)
            }
            Tag::Comma => self.after_pause(self.skip_joint(i + 1), has_verb),
            Tag::Conjunction if self.tag_before(i) != Tag::Comma => {
                self.after_and(i + 1, current, has_verb)
            }
            _ => None,
        }
    }

    pub(super) fn skip_joint(&self, i: usize) -> usize {
        (i..self.items.len())
            .find(|j| !matches!(self.tag(*j), Tag::Conjunction | Tag::Adverb | Tag::Quote))
            .unwrap_or(i)
    }

    pub(super) fn after_pause(&self, next: usize, has_verb: bool) -> Option<Kind> {
        match self.tag(next) {
            _ if !has_verb => None,
            Tag::Gerund | Tag::Participle => Some(Kind::Participial),
            Tag::Preposition if self.reads(next, "with") => Some(Kind::With),
            Tag::Verb | Tag::Auxiliary | Tag::Modal => Some(Kind::Coordinate),
            Tag::Relative | Tag::Subordinator => None,
            _ => {
                let aside = self.tag_before(next) == Tag::Conjunction && self.past_aside(next);
                (aside || self.finite_ahead(next).is_some()).then_some(Kind::Main)
            }
        }
    }

    pub(super) fn after_and(&self, next: usize, current: usize, has_verb: bool) -> Option<Kind> {
        let kind = self.clauses.get(current).map_or(Kind::Main, |c| c.kind);
        let next = self.skip_joint(next);
        match self.tag(next) {
            Tag::Gerund | Tag::Participle if kind == Kind::Participial => Some(Kind::Participial),
            _ if !has_verb => None,
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Participle => Some(Kind::Coordinate),
            Tag::Preposition if self.reads(next, "with") => Some(Kind::With),
            _ => self.finite_ahead(next).map(|_| Kind::Main),
        }
    }

    pub(super) fn reads(&self, i: usize, word: &str) -> bool {
        word == "with"
            && self
                .items
                .get(i)
                .is_some_and(|x| x.entry.function.is_some() && x.span.len() == 4)
    }

    /// Whether the item can be the finite verb of its clause.
    pub(super) fn finite(&self, i: usize) -> bool {
        let Some(item) = self.items.get(i) else {
            return false;
        };
        match item.tag {
            Tag::Verb | Tag::Auxiliary | Tag::Modal => true,
            Tag::Participle => {
                let after_noun = matches!(
                    self.tag_before(i),
                    Tag::Noun
                        | Tag::Close
                        | Tag::Adverb
                        | Tag::Date
                        | Tag::Relative
                        | Tag::Pronoun
                        | Tag::Quote
                        | Tag::Figure
                        | Tag::Comma
                );
                after_noun && self.next_finite(i + 1).is_none()
            }
            _ => false,
        }
    }

    /// The next verb, auxiliary or modal before the clause can end.
    pub(super) fn next_finite(&self, from: usize) -> Option<usize> {
        (from..self.items.len())
            .take_while(|j| {
                !matches!(
                    self.tag(*j),
                    Tag::Comma
                        | Tag::Semicolon
                        | Tag::Dash
                        | Tag::Colon
                        | Tag::Subordinator
                        | Tag::Relative
                        | Tag::Open
                        | Tag::Conjunction
                )
            })
            .find(|j| matches!(self.tag(*j), Tag::Verb | Tag::Auxiliary | Tag::Modal))
    }

    /// A finite verb with a subject before it, from `from` on, before the next pause.
    pub(super) fn finite_ahead(&self, from: usize) -> Option<usize> {
        let verb = (from..self.items.len())
            .take_while(|j| {
                !matches!(
                    self.tag(*j),
                    Tag::Comma
                        | Tag::Semicolon
                        | Tag::Dash
                        | Tag::Colon
                        | Tag::Subordinator
                        | Tag::Relative
                )
            })
            .find(|j| self.finite(*j))?;
        let subject =
            (from..verb).any(|j| matches!(self.tag(j), Tag::Noun | Tag::Pronoun | Tag::Figure));
        subject.then_some(verb)
    }

    /// "whose August output, 74 tonnes, was lower": the verb comes after an aside between commas.
    pub(super) fn past_aside(&self, from: usize) -> bool {
        let comma = |at: usize| (at..at + 12).find(|j| self.tag(*j) == Tag::Comma);
        let second = comma(from).and_then(|c| comma(c + 1));
        second.is_some_and(|c| matches!(self.tag(c + 1), Tag::Verb | Tag::Auxiliary | Tag::Modal))
    }

    pub(super) fn finite_ahead_or_at(&self, from: usize) -> bool {
        matches!(
            self.tag(self.skip_joint(from)),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Participle
        ) || self.finite_ahead(from).is_some()
    }

    /// Whether the item ends a relative clause and goes on with what it hangs on: a second finite
    /// verb, or the verb after the comma that closes it.
    pub(super) fn resumes(&self, i: usize, current: usize) -> bool {
        let Some(clause) = self.clauses.get(current) else {
            return false;
        };
        if clause.kind != Kind::Relative || !self.finite(i) {
            return false;
        }
        let Some(first) = (clause.start + 1..i).find(|j| self.finite(*j)) else {
            return false;
        };
        // Auxiliaries and their verb are one group.
        let apart = (first + 1..i).any(|j| {
            matches!(
                self.tag(j),
                Tag::Noun | Tag::Figure | Tag::Date | Tag::Comma
            )
        });
        apart && !self.parent_has_verb(clause)
    }

    pub(super) fn parent_has_verb(&self, clause: &Clause) -> bool {
        let Some(parent) = clause.parent else {
            return true;
        };
        self.clause_of
            .iter()
            .enumerate()
            .any(|(j, c)| *c == parent && self.finite(j))
    }

    pub(super) fn members(&self, index: usize) -> impl Iterator<Item = usize> {
        self.clause_of
            .iter()
            .enumerate()
            .filter(move |(_, c)| **c == index)
            .map(|(i, _)| i)
    }
}

/// Brackets and relative clauses do not give the clause around them a verb.
pub(super) fn tag_counts(clause: Option<&Clause>) -> bool {
    clause.is_some_and(|c| !matches!(c.kind, Kind::Bracket | Kind::Relative))
}
