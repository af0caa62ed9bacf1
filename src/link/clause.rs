//! The clauses of a sentence: which items belong together, what their verb and subject are.
//!
//! Owns the boundaries (semicolons, dashes, "while", brackets, participles after a comma, relative
//! clauses). Knows nothing of figures' meaning.

use super::item::{Item, Tag};
use crate::lexicon::words::Sense;
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

    fn divide(&mut self) {
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
    fn parent_of(&self, kind: Kind, current: usize) -> Option<usize> {
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
    fn past_inserted(&self, current: usize) -> usize {
        let says = self.members(current).any(|i| {
            let verb = self.items.get(i).and_then(|x| x.entry.verb);
            self.finite(i) && verb.is_some_and(|v| v.sense == Sense::Say)
        });
        let inserted = says && current > 0 && self.members(current).count() <= 6;
        if inserted { current - 1 } else { current }
    }

    /// Kind of the clause that begins at `i`, if one does.
    fn boundary(&self, i: usize, tag: Tag, current: usize, has_verb: bool) -> Option<Kind> {
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

    fn skip_joint(&self, i: usize) -> usize {
        (i..self.items.len())
            .find(|j| !matches!(self.tag(*j), Tag::Conjunction | Tag::Adverb | Tag::Quote))
            .unwrap_or(i)
    }

    fn after_pause(&self, next: usize, has_verb: bool) -> Option<Kind> {
        match self.tag(next) {
            _ if !has_verb => None,
            Tag::Gerund | Tag::Participle => Some(Kind::Participial),
            Tag::Preposition if self.reads(next, "with") => Some(Kind::With),
            Tag::Verb | Tag::Auxiliary | Tag::Modal => Some(Kind::Coordinate),
            Tag::Relative | Tag::Subordinator => None,
            _ => self.finite_ahead(next).map(|_| Kind::Main),
        }
    }

    fn after_and(&self, next: usize, current: usize, has_verb: bool) -> Option<Kind> {
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

    fn reads(&self, i: usize, word: &str) -> bool {
        word == "with"
            && self
                .items
                .get(i)
                .is_some_and(|x| x.entry.function.is_some() && x.span.len() == 4)
    }

    /// Whether the item can be the finite verb of its clause.
    fn finite(&self, i: usize) -> bool {
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
    fn next_finite(&self, from: usize) -> Option<usize> {
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
    fn finite_ahead(&self, from: usize) -> Option<usize> {
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
    fn past_aside(&self, from: usize) -> bool {
        let comma = |at: usize| (at..at + 12).find(|j| self.tag(*j) == Tag::Comma);
        let second = comma(from).and_then(|c| comma(c + 1));
        second.is_some_and(|c| matches!(self.tag(c + 1), Tag::Verb | Tag::Auxiliary | Tag::Modal))
    }

    fn finite_ahead_or_at(&self, from: usize) -> bool {
        matches!(
            self.tag(self.skip_joint(from)),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Participle
        ) || self.finite_ahead(from).is_some()
    }

    /// Whether the item ends a relative clause and goes on with what it hangs on: a second finite
    /// verb, or the verb after the comma that closes it.
    fn resumes(&self, i: usize, current: usize) -> bool {
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

    fn parent_has_verb(&self, clause: &Clause) -> bool {
        let Some(parent) = clause.parent else {
            return true;
        };
        self.clause_of
            .iter()
            .enumerate()
            .any(|(j, c)| *c == parent && self.finite(j))
    }

    fn members(&self, index: usize) -> impl Iterator<Item = usize> {
        self.clause_of
            .iter()
            .enumerate()
            .filter(move |(_, c)| **c == index)
            .map(|(i, _)| i)
    }

    fn find_verb(&mut self, index: usize) {
        let finite = self.members(index).find(|i| self.finite(*i));
        let verb = finite.or_else(|| {
            self.members(index)
                .find(|i| matches!(self.tag(*i), Tag::Gerund | Tag::Participle))
        });
        if let Some(clause) = self.clauses.get_mut(index) {
            clause.verb = verb;
        }
    }

    fn find_subject(&mut self, index: usize) {
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
    fn antecedent(&self, start: usize) -> Option<Range<usize>> {
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
    fn run_left(&self, end: usize, from: usize) -> usize {
        let mut at = end;
        let own = self.clause_of.get(end).copied();
        while at > from {
            let i = at - 1;
            if let Some(start) = self.inner_relative(i, own).filter(|s| *s > from) {
                at = start;
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
                Tag::Gerund | Tag::Participle
                    if held || before == Tag::Determiner || before == Tag::Preposition =>
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
    fn inner_relative(&self, i: usize, own: Option<usize>) -> Option<usize> {
        let index = self.clause_of.get(i).copied()?;
        let clause = self.clauses.get(index)?;
        (clause.kind == Kind::Relative && clause.parent == own).then_some(clause.start)
    }

    fn opening(&self, close: usize, from: usize) -> Option<usize> {
        (from..close).rev().find(|j| self.tag(*j) == Tag::Open)
    }

    /// Start of the member before the comma `i` of a list that "and" closes further right: "Henan,
    /// Shanxi and Shaanxi", "exports of cells, batteries and cars".
    fn list_member(&self, i: usize, at: usize, end: usize, from: usize) -> Option<usize> {
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
    fn aside(&self, i: usize, from: usize) -> Option<usize> {
        let comma = (from..i).rev().find(|j| self.tag(*j) == Tag::Comma)?;
        let opener = self.items.get(comma + 1)?;
        let noun_before = matches!(self.tag_before(comma), Tag::Noun | Tag::Close);
        let place = opener.region.is_some();
        let figure = (comma + 1..i).take(3).any(|j| self.tag(j) == Tag::Figure);
        let kind = matches!(opener.tag, Tag::Relative | Tag::Participle | Tag::Gerund)
            || (opener.tag == Tag::Determiner && self.tag(comma + 2) == Tag::Noun);
        (noun_before && (place || kind || figure) && comma > from).then_some(comma)
    }

    /// Moves past an opening adverbial that runs into the subject without a comma: "In 2024 GDP".
    fn without_opening(&self, first: usize, end: usize) -> usize {
        let mut at = first;
        if matches!(self.tag(at), Tag::Preposition | Tag::To) {
            at += 1;
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

/// Brackets and relative clauses do not give the clause around them a verb.
fn tag_counts(clause: Option<&Clause>) -> bool {
    clause.is_some_and(|c| !matches!(c.kind, Kind::Bracket | Kind::Relative))
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
