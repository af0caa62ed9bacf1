//! The verb and the subject of each clause: the noun phrase with its tails left of the verb.

use super::{Kind, Parse};
use crate::link::item::Tag;
use std::ops::Range;

impl Parse {
    pub(super) fn find_verb(&mut self, index: usize) {
        let finite = self.members(index).find(|i| self.finite(*i));
        let verb = finite.or_else(|| {
            self.members(index)
                .find(|i| matches!(self.tag(*i), Tag::Gerund | Tag::Participle))
        });
        if let Some(clause) = self.clauses.get_mut(index) {
            clause.verb = verb;
        }
    }

    pub(super) fn find_subject(&mut self, index: usize) {
        let Some(clause) = self.clauses.get(index) else {
            return;
        };
        let subject = match (clause.kind, clause.verb) {
            (Kind::Coordinate | Kind::Participial, _) | (_, None) => None,
            (Kind::Relative, Some(verb)) => self
                .phrase_left(clause.start + 1, verb)
                .or_else(|| self.antecedent(clause.start)),
            (_, Some(verb)) => self.phrase_left(clause.start, verb),
        };
        if let Some(clause) = self.clauses.get_mut(index) {
            clause.subject = subject;
        }
    }

    /// The noun phrase that a relative pronoun at `start` picks up.
    pub(super) fn antecedent(&self, start: usize) -> Option<Range<usize>> {
        let end = if self.tag_before(start) == Tag::Comma {
            start - 1
        } else {
            start
        };
        let first = self.run_left(end, 0);
        (first < end).then_some(first..end)
    }

    /// The noun phrase, with what hangs on it, that ends right before `end` and begins no earlier
    /// than `from`; adverbs and auxiliaries before `end` are passed over.
    pub fn phrase_left(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let mut end = end;
        while end > from
            && matches!(
                self.tag_before(end),
                Tag::Adverb
                    | Tag::Auxiliary
                    | Tag::Modal
                    | Tag::Not
                    | Tag::Quote
                    | Tag::Comparative
            )
        {
            end -= 1;
        }
        let first = self.run_left(end, from);
        let first = self.without_opening(first, end);
        (first < end).then_some(first..end)
    }

    /// Start of the noun phrase with prepositional and participial tails that ends at `end`.
    pub(super) fn run_left(&self, end: usize, from: usize) -> usize {
        let mut at = end;
        let own = self.clause_of.get(end).copied();
        while at > from {
            let i = at - 1;
            if let Some(start) = self.inner_relative(i, own).filter(|s| *s > from) {
                let comma = start > from + 1
                    && self.tag_before(start) == Tag::Comma
                    && self.tag_before(start - 1) == Tag::Noun;
                at = start - usize::from(comma);
                continue;
            }
            let before = if i > from {
                self.tag_before(i)
            } else {
                Tag::Other
            };
            let held = matches!(
                before,
                Tag::Noun | Tag::Figure | Tag::Date | Tag::Close | Tag::Pronoun | Tag::Quote
            );
            match self.tag(i) {
                Tag::Noun
                | Tag::Determiner
                | Tag::Possessive
                | Tag::Figure
                | Tag::Pronoun
                | Tag::Quote
                | Tag::Date => at = i,
                Tag::Comparative if at < end => at = i,
                Tag::Preposition | Tag::To if held || before == Tag::Preposition => at = i,
                Tag::Preposition if before == Tag::Gerund || before == Tag::Participle => at = i,
                // "lending to farmers"
                Tag::To if before == Tag::Gerund => at = i,
                Tag::Participle if self.finite(i) => return at,
                Tag::Gerund | Tag::Participle
                    if held || before == Tag::Determiner || before == Tag::Preposition =>
                {
                    at = i;
                }
                // "Spending on roads rose", "and building the line cost": a gerund opens the subject.
                Tag::Gerund
                    if i == from
                        || matches!(
                            before,
                            Tag::Conjunction | Tag::Comma | Tag::Semicolon | Tag::Subordinator
                        ) =>
                {
                    at = i;
                }
                Tag::Adverb
                    if matches!(before, Tag::Determiner | Tag::Preposition | Tag::Noun)
                        && at < end =>
                {
                    at = i;
                }
                Tag::Conjunction if held || before == Tag::Comma && at < end => at = i,
                Tag::Close => match self.opening(i, from) {
                    Some(open) => at = open,
                    None => return at,
                },
                Tag::Comma => match self
                    .aside(i, from)
                    .or_else(|| self.list_member(i, at, end, from))
                {
                    Some(open) => at = open,
                    None => return at,
                },
                _ => return at,
            }
        }
        at
    }

    /// Start of the relative clause that ends at `i` inside the clause `own`.
    pub(super) fn inner_relative(&self, i: usize, own: Option<usize>) -> Option<usize> {
        let index = self.clause_of.get(i).copied()?;
        let clause = self.clauses.get(index)?;
        (clause.kind == Kind::Relative && clause.parent == own).then_some(clause.start)
    }

    pub(super) fn opening(&self, close: usize, from: usize) -> Option<usize> {
        (from..close).rev().find(|j| self.tag(*j) == Tag::Open)
    }

    /// Start of the member before the comma `i` of a list that "and" closes further right: "Henan,
    /// Shanxi and Shaanxi", "exports of cells, batteries and cars".
    pub(super) fn list_member(
        &self,
        i: usize,
        at: usize,
        end: usize,
        from: usize,
    ) -> Option<usize> {
        let closed =
            (at..end).any(|j| self.tag(j) == Tag::Conjunction && self.tag(j + 1) != Tag::Adverb);
        let mut start = i;
        while start > from
            && matches!(
                self.tag_before(start),
                Tag::Noun | Tag::Determiner | Tag::Possessive | Tag::Close
            )
        {
            start -= 1;
        }
        let opening = start > from
            && matches!(self.tag_before(start), Tag::Preposition | Tag::To)
            && start - 1 == from;
        (closed && start < i && !opening && self.tag_before(i) == Tag::Noun).then_some(start)
    }

    /// Start (its first comma) of the aside that ends at the comma `i`: a relative or participial
    /// clause, "including ...", or a place after a place.
    pub(super) fn aside(&self, i: usize, from: usize) -> Option<usize> {
        let comma = (from..i).rev().find(|j| self.tag(*j) == Tag::Comma)?;
        let opener = self.items.get(comma + 1)?;
        let noun_before = matches!(self.tag_before(comma), Tag::Noun | Tag::Close);
        let place = opener.region.is_some();
        // "Kunshan, in Jiangsu Province, ranked", "The park, on a plateau, covers".
        let verb = matches!(self.tag(i + 1), Tag::Verb | Tag::Auxiliary | Tag::Modal)
            || self.tag(i + 1) == Tag::Participle && self.finite(i + 1);
        let counts = (comma + 1..i).any(|j| self.tag(j) == Tag::Figure);
        let height = self.tag(i - 1) == Tag::Noun && counts;
        let placed = opener.tag == Tag::Preposition && verb && (!counts || height);
        let figure = (comma + 1..i).take(3).any(|j| self.tag(j) == Tag::Figure);
        let kind = matches!(opener.tag, Tag::Relative | Tag::Participle | Tag::Gerund)
            || (opener.tag == Tag::Determiner && self.tag(comma + 2) == Tag::Noun);
        (noun_before && (place || kind || figure || placed) && comma > from).then_some(comma)
    }

    /// Moves past an opening adverbial that runs into the subject without a comma: "In 2024 GDP".
    pub(super) fn without_opening(&self, first: usize, end: usize) -> usize {
        let mut at = first;
        if matches!(self.tag(at), Tag::Preposition | Tag::To) {
            at += 1;
            // "On paper the city", "Before long the ministry": a second phrase begins with its article.
            let second = (at + 1..end)
                .find(|j| self.tag(*j) == Tag::Determiner && self.tag_before(*j) == Tag::Noun);
            if let Some(second) = second.filter(|_| self.tag(at) == Tag::Noun) {
                return second;
            }
        }
        let dated = (at..end)
            .take_while(|j| matches!(self.tag(*j), Tag::Date | Tag::Determiner))
            .last();
        match dated {
            Some(j)
                if self.tag(j) == Tag::Date
                    && j + 1 < end
                    && self.tag(j + 1) != Tag::Possessive =>
            {
                j + 1
            }
            _ if self.tag(first) == Tag::Preposition => at,
            _ => first,
        }
    }
}
