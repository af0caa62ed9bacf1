//! Where clauses begin and end: pauses, conjunctions, relative pronouns, and what follows them.

use super::{Clause, Kind, Parse};
use crate::lexicon::words::{Function, Sense};
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
                        let parent = self.past_relative(i, kind, parent);
                        current = self.open(kind, parent, i);
                        has_verb = false;
                    } else if tag == Tag::Comma && self.past_inserted(current) != current {
                        current = self.past_inserted(current);
                        has_verb = true;
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

    /// "according to figures which the railway gave: over 25,000 km": what follows the colon goes on with the
    /// statement, not with the relative clause; "he said that exports would grow: to 5 billion" does.
    fn past_relative(&self, i: usize, kind: Kind, parent: Option<usize>) -> Option<usize> {
        let fragment = self.tag(i) == Tag::Colon && kind == Kind::Participial;
        let clause = parent
            .filter(|_| fragment)
            .and_then(|p| self.clauses.get(p))
            .filter(|c| c.kind == Kind::Relative);
        let content = |c: &Clause| {
            let said = c.start.checked_sub(1).and_then(|j| self.items.get(j));
            said.is_some_and(|x| {
                let states = |s| matches!(s, Sense::Say | Sense::Plan);
                x.entry.verb.is_some_and(|v| states(v.sense)) || x.tag == Tag::Pronoun
            })
        };
        clause.filter(|c| !content(c)).map_or(parent, |c| c.parent)
    }

    /// The clause before an inserted ", the survey noted,", which has no further verbs.
    pub(super) fn past_inserted(&self, current: usize) -> usize {
        let says = self
            .members(current)
            .any(|i| self.finite(i) && self.says(i));
        let counts = || self.members(current).any(|i| self.tag(i) == Tag::Figure);
        let short = || self.members(current).count() <= INSERTED && !counts();
        let inserted = says && current > 0 && short();
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
            Tag::Dash if i > 0 => {
                let kind = self.after_pause(i + 1, true);
                let fallback = if !has_verb && self.verb_ahead(i + 1) {
                    Kind::Main
                } else {
                    Kind::Participial
                };
                Some(kind.unwrap_or(fallback))
            }
            Tag::Subordinator if self.finite_ahead(i + 1).is_some() => Some(Kind::Main),
            Tag::Relative
                if i > 0 && (self.finite_ahead_or_at(i + 1) || self.past_aside(i + 1)) =>
            {
                Some(Kind::Relative)
            }
            Tag::Comma => self.after_pause(self.skip_joint(i + 1), has_verb),
            Tag::Noun | Tag::Determiner | Tag::Figure | Tag::Pronoun if self.told(i) => {
                Some(Kind::Main)
            }
            Tag::Conjunction if self.tag_before(i) != Tag::Comma => {
                self.after_and(i + 1, current, has_verb)
            }
            _ => None,
        }
    }

    /// ", Henan, Shanxi and Shaanxi signed": a list of names from `from` on, then the verb.
    fn past_names(&self, from: usize) -> bool {
        let place = |j: usize| self.items.get(j).is_some_and(|x| x.region.is_some());
        let mut at = from;
        while place(at) && self.tag(at + 1) == Tag::Comma {
            at += 2;
        }
        let last = place(at) && self.tag(at + 1) == Tag::Conjunction && place(at + 2);
        at > from && last && self.finite_ahead(at).is_some()
    }

    /// "COLUMBUS, Ohio -- Payrolls in Michigan, Indiana and Ohio grew": a verb before the next dash.
    fn verb_ahead(&self, from: usize) -> bool {
        (from..self.items.len())
            .take_while(|j| !matches!(self.tag(*j), Tag::Dash | Tag::Semicolon | Tag::Colon))
            .any(|j| self.finite(j))
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
            Tag::Preposition if self.is_with(next) => Some(Kind::With),
            Tag::Verb | Tag::Auxiliary | Tag::Modal => Some(Kind::Coordinate),
            Tag::Relative | Tag::Subordinator => None,
            _ => {
                let aside = self.tag_before(next) == Tag::Conjunction && self.past_aside(next);
                let verb = self.finite_ahead(next).is_some() || self.past_names(next);
                (aside || verb).then_some(Kind::Main)
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
            Tag::Preposition if self.is_with(next) => Some(Kind::With),
            _ => self.finite_ahead(next).map(|_| Kind::Main),
        }
    }

    /// "the bureau said exports rose", "it said on Friday exports rose": what is said, without "that",
    /// begins at `i`.
    fn told(&self, i: usize) -> bool {
        let before = |n: usize| i.checked_sub(n);
        let dated = before(1).is_some_and(|j| self.tag(j) == Tag::Date);
        let on = dated && before(2).is_some_and(|j| self.tag(j) == Tag::Preposition);
        let verb = before(1 + usize::from(dated) + usize::from(on));
        verb.is_some_and(|v| self.says(v) && self.finite(v))
            && (self.finite_ahead(i).is_some_and(|v| v > i) || self.past_aside(i))
    }

    fn says(&self, i: usize) -> bool {
        let verb = self.items.get(i).and_then(|x| x.entry.verb);
        verb.is_some_and(|v| v.sense == Sense::Say)
            && matches!(self.tag(i), Tag::Verb | Tag::Participle)
    }

    fn is_with(&self, i: usize) -> bool {
        let entry = self.items.get(i).map(|x| x.entry);
        entry.is_some_and(|e| e.function == Some(Function::With))
    }

    /// Whether the item can be the finite verb of its clause.
    pub fn finite(&self, i: usize) -> bool {
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
                        | Tag::Conjunction
                ) || self.tag_before(i) == Tag::Gerund
                    && (i == 1 || self.tag(i - 2).pauses());
                after_noun
                    && match self.next_finite(i + 1) {
                        None => self.says(i) || !self.closes_aside(i),
                        // "a plant that opened in May cost": right behind the pronoun, it is its verb.
                        Some(_) if self.tag_before(i) == Tag::Relative => true,
                        // "The bureau said exports rose": the next verb has a subject of its own.
                        Some(next) => self.says(i) && self.has_subject(i + 1, next),
                    }
            }
            _ => false,
        }
    }

    /// "Losses, the part of the heat given off, were 5 percent": a participle of an aside, whose sentence goes
    /// on with its verb right behind the comma.
    fn closes_aside(&self, i: usize) -> bool {
        let comma = (i + 1..i + ASIDE).find(|j| self.tag(*j) == Tag::Comma);
        let opened = (i.saturating_sub(ASIDE)..i)
            .rev()
            .take_while(|j| !self.tag(*j).pauses() || self.tag(*j) == Tag::Comma)
            .find(|j| self.tag(*j) == Tag::Comma);
        let noun = |j: usize| matches!(self.tag_before(j), Tag::Noun | Tag::Close);
        let within = opened.is_some_and(|o| noun(o) && self.tag(o + 1) == Tag::Determiner);
        within
            && comma.is_some_and(|c| {
                matches!(self.tag(c + 1), Tag::Verb | Tag::Auxiliary | Tag::Modal)
                    && (i..c).all(|j| !self.tag(j).pauses())
            })
    }

    /// Whether what is said begins right behind the verb of saying, or behind a day, with the subject
    /// of the verb at `verb`.
    fn has_subject(&self, from: usize, verb: usize) -> bool {
        let on = usize::from(self.tag(from) == Tag::Preposition && self.tag(from + 1) == Tag::Date);
        let first = from + on + usize::from(self.tag(from + on) == Tag::Date);
        let begins = matches!(
            self.tag(first),
            Tag::Noun | Tag::Determiner | Tag::Figure | Tag::Pronoun
        );
        begins && first < verb
    }

    /// The next verb, auxiliary or modal before the clause can end.
    pub(super) fn next_finite(&self, from: usize) -> Option<usize> {
        (from..self.items.len())
            .take_while(|j| {
                !(self.tag(*j).pauses()
                    || matches!(self.tag(*j), Tag::Colon | Tag::Open | Tag::Conjunction))
            })
            .find(|j| matches!(self.tag(*j), Tag::Verb | Tag::Auxiliary | Tag::Modal))
    }

    /// A finite verb with a subject before it, from `from` on, before the next pause.
    pub(super) fn finite_ahead(&self, from: usize) -> Option<usize> {
        let verb = (from..self.items.len())
            .take_while(|j| !(self.tag(*j).pauses() || self.tag(*j) == Tag::Colon))
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
        // "which currently holds": the day is no subject.
        let from = from + usize::from(self.tag(from) == Tag::Date);
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

/// The most items between a participle and the commas of its aside.
const ASIDE: usize = 9;

/// The most items of an inserted ", the Federal Statistical Office said on Friday,".
const INSERTED: usize = 9;

/// Brackets and relative clauses do not give the clause around them a verb.
pub(super) fn tag_counts(clause: Option<&Clause>) -> bool {
    clause.is_some_and(|c| !matches!(c.kind, Kind::Bracket | Kind::Relative))
}
