//! What the search for speakers looks at: the tokens, and the dates, places and figures among them.
//!
//! Owns the small questions about one token. Knows no construction.

use crate::base::span::Span;
use crate::lexicon::shortened::abbreviation;
use crate::lexicon::words::{Entry, Form, Function, entry};
use crate::link::item::Mentions;
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::ops::{Deref, Range};

/// An article's tokens and mentions.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The tokens.
    pub segments: &'a Segments<'a>,
    /// The mentions.
    pub mentions: Mentions<'a>,
}

impl<'a> Deref for View<'a> {
    type Target = Segments<'a>;

    fn deref(&self) -> &Self::Target {
        self.segments
    }
}

impl View<'_> {
    /// What the tables say of the token.
    pub(super) fn entry(&self, i: usize) -> Entry {
        entry(self.key(i))
    }

    /// Whether the token is a word in small letters.
    pub(super) fn is_lower(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.case == Case::Lower)
    }

    /// Whether the token has a capital.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.token(i)
            .is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper | Case::Mixed))
    }

    /// Whether a sentence or a quotation begins at the token: its capital tells nothing.
    pub(super) fn opens(&self, i: usize) -> bool {
        let first = i.checked_sub(1).is_none_or(|before| {
            matches!(self.word(before), "\"" | "“" | "‘" | "`")
                || self.sentence_at(self.span(i).start) != self.sentence_at(self.span(before).start)
        });
        first && self.token(i).is_some_and(|t| t.case == Case::Capital)
    }

    /// Whether the token is a word by what it says, not a name that is spelt alike.
    pub(super) fn is_plain(&self, i: usize) -> bool {
        self.is_lower(i) || self.opens(i)
    }

    /// Class of the token among the function words; none for a name that is spelt alike.
    pub(super) fn function(&self, i: usize) -> Option<Function> {
        self.entry(i).function.filter(|_| self.is_plain(i))
    }

    /// Whether the token can only be a finite verb, an auxiliary or a modal.
    pub(super) fn is_finite(&self, i: usize) -> bool {
        if !self.is_lower(i) {
            return false;
        }
        let entry = self.entry(i);
        if matches!(entry.function, Some(Function::Auxiliary | Function::Modal)) {
            return true;
        }
        match entry.verb {
            Some(verb) if !verb.noun_too => match verb.form {
                Form::Past | Form::Third => true,
                // "five specialised agencies": behind a number a participle describes.
                Form::PastOrParticiple => i.checked_sub(1).is_some_and(|b| {
                    self.kind(b) == TokenKind::Word
                        && !self.is_number(b)
                        && !matches!(
                            self.entry(b).function,
                            Some(
                                Function::Determiner
                                    | Function::Indefinite
                                    | Function::Preposition
                                    | Function::Conjunction
                                    | Function::Adjective
                            )
                        )
                        && self.lower(i + 1) != "by"
                }),
                Form::Base | Form::Participle | Form::Gerund => false,
            },
            // Words outside the tables are guessed by their ending.
            _ => false,
        }
    }

    /// Whether the dot at `i` belongs to an abbreviation or an initial before it: "Harlow Corp. said", "Mary E.
    /// Roe".
    pub(super) fn dot_within(&self, i: usize) -> bool {
        if !self.is_mark(i, '.') || !self.glued(i) {
            return false;
        }
        if self.glued(i + 1) && self.kind(i + 1) == TokenKind::Word {
            return true;
        }
        let Some(before) = i.checked_sub(1).filter(|b| self.is_capital(*b)) else {
            return false;
        };
        let mark = matches!(self.word(i + 1), "," | "'" | "’") && self.glued(i + 1);
        let word = self.kind(i + 1) == TokenKind::Word
            && self.sentence_at(self.span(i + 1).start) == self.sentence_at(self.span(i).start);
        let follows = mark || word;
        let letter = self.span(before).len() == 1;
        let dotted = letter && before > 0 && self.is_mark(before - 1, '.') && self.glued(before);
        let initial = letter && self.is_capital(i + 1) || dotted;
        follows && (initial || abbreviation(self.word(before)).is_some())
    }

    /// Whether the token can be part of a person's name: a capital, the dot of an initial, "-kwan" in "Shuk-kwan".
    pub(super) fn names(&self, i: usize) -> bool {
        let hyphen = |i: usize| self.is_mark(i, '-') && self.glued(i) && self.glued(i + 1);
        self.is_capital(i)
            || self.dot_within(i)
            || hyphen(i)
            || i.checked_sub(1).is_some_and(hyphen) && self.kind(i) == TokenKind::Word
    }

    /// Tokens of the date that the token lies in.
    pub(super) fn date(&self, i: usize) -> Option<Range<usize>> {
        let span = covering(self.mentions.dates, |m| m.span, self.span(i))?;
        Some(self.tokens_in(span))
    }

    /// Tokens of the place that the token lies in.
    pub(super) fn place(&self, i: usize) -> Option<Range<usize>> {
        let span = covering(self.mentions.regions, |m| m.span, self.span(i))?;
        Some(self.tokens_in(span))
    }

    /// Whether the token lies in a figure.
    pub(super) fn is_number(&self, i: usize) -> bool {
        covering(self.mentions.figures, |m| m.span, self.span(i)).is_some()
            || self.kind(i) == TokenKind::Numeral
    }
}

/// The mention of a list, in order, that holds the span.
fn covering<T>(list: &[T], of: impl Fn(&T) -> Span, span: Span) -> Option<Span> {
    let next = list.partition_point(|m| of(m).start <= span.start);
    let found = of(list.get(next.checked_sub(1)?)?);
    (found.end >= span.end && !span.is_empty()).then_some(found)
}
