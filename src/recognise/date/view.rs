//! One sentence as the date rules see it: tokens with their meaning in date expressions.
//!
//! Every accessor is total; past either end of the sentence there is nothing.

use super::expr::Amount;
use crate::base::span::Span;
use crate::lexicon::dates::{Unit, Word, word_of};
use crate::lexicon::tenses::{Bearing, bearing};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::ops::Range;

/// The largest count of units that is still a time: what is beyond is no date of ours.
const MOST: u32 = 100_000;

/// The meaning of every token of an article.
pub fn words(segments: &Segments<'_>) -> Vec<Word> {
    (0..segments.tokens.len())
        .map(|i| match segments.kind(i) {
            TokenKind::Numeral => Word::Numeral,
            TokenKind::Word => word_of(segments.key(i)),
            _ => Word::Other,
        })
        .collect()
}

/// The most tokens of a note.
const NOTE: usize = 16;

/// Words of a note that are no words of dates.
const JOINING: &[&str] = &[
    "on", "in", "at", "by", "from", "to", "until", "till", "through", "since", "and", "of",
    "between", "before", "after", "st", "nd", "rd", "th", "am", "pm", "m", "p", "s", "for",
];

/// One sentence.
#[derive(Clone, Copy, Debug)]
pub struct View<'a, 't> {
    segments: &'a Segments<'t>,
    words: &'a [Word],
    first: usize,
    end: usize,
}

impl<'a, 't> View<'a, 't> {
    /// The sentence with the tokens `tokens`.
    pub const fn new(segments: &'a Segments<'t>, words: &'a [Word], tokens: &Range<usize>) -> Self {
        Self {
            segments,
            words,
            first: tokens.start,
            end: tokens.end,
        }
    }

    /// Its tokens.
    pub const fn tokens(&self) -> Range<usize> {
        self.first..self.end
    }

    /// Whether the whole text is a date and nothing else, such as an entry in a diary: what it
    /// names lies ahead.
    pub fn is_note(&self) -> bool {
        self.segments.sentences.len() == 1
            && self.end - self.first <= NOTE
            && self.tokens().all(|i| {
                self.kind(i) != TokenKind::Word
                    || self.word(i) != Word::Other
                    || self.is(i, JOINING)
            })
    }

    const fn inside(&self, i: usize) -> bool {
        self.first <= i && i < self.end
    }

    /// Meaning of the token at `i`.
    pub fn word(&self, i: usize) -> Word {
        match self.words.get(i) {
            Some(word) if self.inside(i) => *word,
            _ => Word::Other,
        }
    }

    /// The token as written.
    pub fn text(&self, i: usize) -> &'t str {
        if self.inside(i) {
            self.segments.word(i)
        } else {
            ""
        }
    }

    /// The token in lower case.
    pub fn lower(&self, i: usize) -> &'a str {
        if self.inside(i) {
            self.segments.lower(i)
        } else {
            ""
        }
    }

    /// What the token tells of the time its clause lies in.
    pub fn bearing(&self, i: usize) -> Bearing {
        if self.inside(i) {
            bearing(self.segments.key(i))
        } else {
            Bearing::default()
        }
    }

    /// The token before `i` in lower case; empty at the begin of the sentence.
    pub fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |j| self.lower(j))
    }

    /// Whether the token is one of `list` in lower case.
    pub fn is(&self, i: usize, list: &[&str]) -> bool {
        let word = self.lower(i);
        !word.is_empty() && list.contains(&word)
    }

    /// Whether the tokens from `i` on read `list`.
    pub fn reads(&self, i: usize, list: &[&str]) -> bool {
        list.iter()
            .enumerate()
            .all(|(k, w)| self.lower(i + k) == *w)
    }

    /// Whether the token is the mark `mark`.
    pub fn mark(&self, i: usize, mark: char) -> bool {
        self.inside(i) && self.segments.is_mark(i, mark)
    }

    /// Whether the token is an apostrophe or a single quotation mark.
    pub fn apostrophe(&self, i: usize) -> bool {
        self.kind(i) == TokenKind::Mark && matches!(self.text(i), "'" | "’" | "‘")
    }

    /// Whether the token is a dash of any length.
    pub fn dash(&self, i: usize) -> bool {
        matches!(self.text(i), "-" | "–" | "—" | "−" | "‑")
    }

    /// Whether the token follows the one before it without white space.
    pub fn glued(&self, i: usize) -> bool {
        self.inside(i) && self.segments.glued(i)
    }

    /// Kind of the token.
    pub fn kind(&self, i: usize) -> TokenKind {
        if self.inside(i) {
            self.segments.kind(i)
        } else {
            TokenKind::Edge
        }
    }

    /// Whether the token is a word that begins with a capital letter.
    pub fn capital(&self, i: usize) -> bool {
        self.inside(i)
            && self
                .segments
                .token(i)
                .is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper))
    }

    /// Whether the token is the first of the sentence.
    pub const fn is_first(&self, i: usize) -> bool {
        i == self.first
    }

    /// The bytes of the tokens `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let last = self.segments.span(end.saturating_sub(1));
        Span::new(self.segments.span(start).start, last.end)
    }

    /// The index behind an article "the" at `i`, or `i` itself.
    pub fn after_the(&self, i: usize) -> usize {
        i + usize::from(self.word(i) == Word::The)
    }

    /// The index behind an article at `i`, or `i` itself.
    pub fn after_article(&self, i: usize) -> usize {
        i + usize::from(matches!(self.word(i), Word::The | Word::A))
    }

    /// A numeral of digits only, at most four.
    pub fn int(&self, i: usize) -> Option<i32> {
        let text = self.text(i);
        (self.kind(i) == TokenKind::Numeral && text.len() <= 4).then(|| text.parse().ok())?
    }

    /// A numeral of exactly `digits` digits.
    pub fn digits(&self, i: usize, digits: usize) -> Option<i32> {
        (self.text(i).len() == digits).then(|| self.int(i))?
    }

    /// A unit of time at `i`.
    pub fn unit(&self, i: usize) -> Option<Unit> {
        match self.word(i) {
            Word::Unit { unit, .. } => Some(unit),
            _ => None,
        }
    }

    /// A number word or numeral below a million at `i` and the index behind it: "five",
    /// "twenty-four", "two and a half", "a few", "30".
    pub fn amount(&self, i: usize) -> Option<(usize, Amount)> {
        match self.word(i) {
            Word::Numeral => {
                let n = u32::try_from(self.int(i)?).ok()?;
                let half = self.int(i + 1) == Some(1)
                    && self.mark(i + 2, '/')
                    && self.int(i + 3) == Some(2);
                Some(if half {
                    (i + 4, Amount::AndHalf(n))
                } else {
                    (i + 1, Amount::Count(n))
                })
            }
            Word::Vague(n) => Some(self.vague(i, n)),
            Word::A => match self.word(i + 1) {
                Word::Vague(n) => Some(self.vague(i + 1, n)),
                Word::Scale(n) => Some((i + 2, Amount::Count(n.into()))),
                Word::Unit { .. } => Some((i + 1, Amount::Count(1))),
                _ => None,
            },
            Word::Cardinal(_) => {
                let (end, n) = self.cardinal(i)?;
                if self.reads(end, &["and", "a", "half"]) {
                    return Some((end + 3, Amount::AndHalf(n)));
                }
                Some((end, Amount::Count(n)))
            }
            _ => None,
        }
    }

    fn vague(&self, i: usize, n: u8) -> (usize, Amount) {
        let end = i + 1 + usize::from(self.lower(i + 1) == "of");
        match n {
            0 => (end, Amount::Some),
            n => (end, Amount::Count(n.into())),
        }
    }

    /// A number in words: "five", "twenty-four", "two hundred", "two thousand five".
    pub fn cardinal(&self, i: usize) -> Option<(usize, u32)> {
        let (mut end, mut n) = self.below_hundred(i)?;
        while let Word::Scale(scale) = self.word(end) {
            n = n.checked_mul(scale.into()).filter(|n| *n <= MOST)?;
            end += 1;
            let rest = end + usize::from(self.lower(end) == "and");
            if let Some((next, more)) = self.below_hundred(rest) {
                n += more;
                end = next;
            }
        }
        Some((end, n))
    }

    /// A number word below a hundred: "five", "ninety-six", "twenty four".
    pub fn below_hundred(&self, i: usize) -> Option<(usize, u32)> {
        let Word::Cardinal(tens) = self.word(i) else {
            return None;
        };
        let j = i + 1 + usize::from(self.dash(i + 1));
        match self.word(j) {
            Word::Cardinal(ones) if tens >= 20 && ones < 10 => Some((j + 1, (tens + ones).into())),
            _ => Some((i + 1, tens.into())),
        }
    }

    /// An ordinal number at `i`: "third", "21st", "twenty-first"; and the index behind it.
    pub fn ordinal(&self, i: usize) -> Option<(usize, u8)> {
        match self.word(i) {
            Word::Ordinal(n) => Some((i + 1, n)),
            Word::Numeral => {
                let n = u8::try_from(self.int(i)?).ok()?;
                let suffix = self.glued(i + 1) && self.is(i + 1, &["st", "nd", "rd", "th"]);
                suffix.then_some((i + 2, n))
            }
            Word::Cardinal(tens @ (20 | 30)) => {
                let j = i + 1 + usize::from(self.dash(i + 1));
                match self.word(j) {
                    Word::Ordinal(n) if n < 10 => Some((j + 1, u8::try_from(tens).ok()? + n)),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
