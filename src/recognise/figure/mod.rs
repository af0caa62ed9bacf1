//! Figures: numbers with their units, bounds, and what they count.
//!
//! Reads one sentence at a time from left to right. At each token that may begin a number the traps
//! are asked first (a number that is no figure), then the [`RULES`](rules::RULES) in their order; what
//! neighbours say about a figure (a bound before it, a unit it shares) is settled afterwards in
//! [`settle`]. Knows no dates, regions or indicators.

pub mod count;
pub mod draft;
pub mod money;
pub mod quantity;
pub mod rules;
pub mod settle;
pub mod trap;

use crate::base::span::Span;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{number, scale};
use crate::recognise::mention::{FigureMention, Rejection};
use crate::recognise::number::{Letters, Numeral, digits, number_at};
use crate::recognise::phrase::{Filter, Line};
use crate::recognise::unit;
use crate::recognise::unit::money::Homes;
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use draft::Draft;
use quantity::{Quantity, Warmth};
use std::cell::{Cell, OnceCell, RefCell};
use std::sync::LazyLock;

/// What a rule looks at: one sentence, and what the whole article says about its signs.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a, 't> {
    /// The sentence.
    pub line: Line<'a, 't>,
    /// Which currencies shared names of money mean.
    pub homes: &'a Homes<'a>,
    /// Whether the article writes "m" for a million.
    pub millions: bool,
    /// Whether the article numbers its sources in round brackets.
    pub sources: bool,
    /// What was found in the sentence already.
    pub memory: &'a Memory,
}

impl Scene<'_, '_> {
    /// The number that begins at the token `at`, as [`number_at`] reads it.
    pub fn number_at(&self, at: usize, letters: Letters) -> Option<Numeral> {
        if let Some((last, read, number)) = self.memory.number.get()
            && (last, read) == (at, letters)
        {
            return number;
        }
        let number = number_at(&self.line, at, letters);
        self.memory.number.set(Some((at, letters, number)));
        number
    }
}

/// What the rules ask of one sentence again and again. It lives no longer than the sentence: what a
/// rule sees behind the sentence's end is an edge, and the next sentence's first token is none.
#[derive(Debug, Default)]
pub struct Memory {
    /// The quantity read last, and where: every rule asks for the one at its token.
    pub last: RefCell<Option<(usize, Option<Quantity>)>>,
    /// The number read last, and where: traps and rules ask for the same one.
    number: Cell<Option<(usize, Letters, Option<Numeral>)>>,
    /// Whether the sentence speaks of temperatures.
    pub warmth: OnceCell<Warmth>,
}

/// Words that may begin a figure: a cheap look before the exact one.
static STARTERS: LazyLock<Filter> = LazyLock::new(|| {
    let mut out = unit::before_filter().clone();
    for word in crate::lexicon::numbers::words() {
        out.add(word);
    }
    for word in unit::money_words() {
        out.add(&word);
    }
    for word in ["a", "an", "minus", "negative", "point"] {
        out.add(word);
    }
    out
});

/// Every figure mention of the article, in order, and the numbers that are none. Numbers that lie
/// in the spans `taken` (dates, names) are passed over.
pub fn recognise(segments: &Segments<'_>, taken: &[Span]) -> (Vec<FigureMention>, Vec<Rejection>) {
    let homes = Homes::of(segments);
    let millions = quantity::writes_millions(segments);
    let sources = trap::numbers_sources(segments);
    let taken = &disjoint(taken);
    let mut figures = Vec::new();
    let mut rejections = Vec::new();
    for (sentence, place) in segments.sentences.iter().enumerate() {
        let line = Line {
            segments,
            first: place.tokens.start,
            end: place.tokens.end,
        };
        let memory = Memory::default();
        let scene = Scene {
            line,
            homes: &homes,
            millions,
            sources,
            memory: &memory,
        };
        let mut drafts = read(&scene, taken, &mut rejections);
        settle::settle(&scene, &mut drafts);
        let offset = figures.len();
        figures.extend(
            drafts
                .into_iter()
                .map(|d| d.mention(&line, sentence, offset)),
        );
    }
    (figures, rejections)
}

/// The spans in order, those that overlap made one.
fn disjoint(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    sorted.dedup_by(|next, kept| {
        let joins = kept.overlaps(*next);
        if joins {
            *kept = kept.cover(*next);
        }
        joins
    });
    sorted
}

/// The figures of one sentence, each on its own.
fn read(scene: &Scene<'_, '_>, taken: &[Span], rejections: &mut Vec<Rejection>) -> Vec<Draft> {
    let line = &scene.line;
    let mut out: Vec<Draft> = Vec::new();
    let mut at = line.first;
    while at < line.end {
        if !may_begin(line, at) {
            at += 1;
            continue;
        }
        if let Some(end) = taken_end(line, at, taken) {
            at = end;
            continue;
        }
        if let Some((end, reason)) = trap::at(scene, at) {
            rejections.push(Rejection {
                span: line.span(at, end),
                reason,
            });
            at = end.max(at + 1);
            continue;
        }
        match rules::first(scene, at) {
            Some(draft) => {
                at = draft.end.max(at + 1);
                out.push(draft);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether a figure can begin at the token.
fn may_begin(line: &Line<'_, '_>, at: usize) -> bool {
    match line.kind(at) {
        TokenKind::Numeral => true,
        TokenKind::Edge => false,
        TokenKind::Word => {
            (STARTERS.may_hold(line.key(at)) || counts_millions(line, at)) && word_begins(line, at)
        }
        TokenKind::Mark => mark_begins(line, at),
    }
}

/// `MEUR 60`, seen from its letters and the number behind it.
fn counts_millions(line: &Line<'_, '_>, at: usize) -> bool {
    line.case(at) == Case::Upper
        && line.kind(at + 1) == TokenKind::Numeral
        && line.word(at).len() == 4
}

/// A number word, an article before one, or a name of money beside a number.
fn word_begins(line: &Line<'_, '_>, at: usize) -> bool {
    let word = line.lower(at);
    number(word).is_some()
        || matches!(word, "minus" | "negative")
        || matches!(word, "a" | "an") && {
            let next = line.key(at + 1);
            number(next).is_some()
                || scale(next).is_some()
                || cue(next, Cue::Pair)
                || unit::names_money(line, at + 1)
                || line.first == at && unit::begins(line, at + 1)
                || line.reads(at + 2, &["and", "a", "half"]) && unit::begins(line, at + 1)
        }
        || word == "point"
            && (line.kind(at + 1) == TokenKind::Numeral || number(line.key(at + 1)).is_some())
        || money::mega_word(line.word(at)).is_some()
        || unit::opens_amount(line, at)
        || unit::names_amount(line, at)
}

/// A sign of money, a fraction in one sign, a sign or point before a number.
fn mark_begins(line: &Line<'_, '_>, at: usize) -> bool {
    match line.word(at) {
        "," | "'" | "’" | "\"" | "“" | "”" | "(" | ")" | ":" | ";" => false,
        "." => line.kind(at + 1) == TokenKind::Numeral && line.glued(at + 1) && !line.glued(at),
        "-" | "−" => {
            let next = line.kind(at + 1);
            next == TokenKind::Numeral
                || next == TokenKind::Word && STARTERS.may_hold(line.key(at + 1))
                || next == TokenKind::Mark
                    && !matches!(line.word(at + 1), "-" | "−")
                    && mark_begins(line, at + 1)
        }
        "±" => true,
        mark => digits::vulgar(mark).is_some() || unit::opens_amount(line, at),
    }
}

/// The token after the taken span that the token lies in.
fn taken_end(line: &Line<'_, '_>, at: usize, taken: &[Span]) -> Option<usize> {
    let span = line.segments.span(at);
    let near = taken.partition_point(|t| t.end <= span.start);
    let hit = taken.get(near).filter(|t| t.overlaps(span))?;
    let mut end = at + 1;
    while end < line.end && hit.overlaps(line.segments.span(end)) {
        end += 1;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;

    fn quotes(text: &str) -> Vec<String> {
        let article = plain::article(text.to_owned());
        let (figures, _) = recognise(&Segments::of(&article), &[]);
        let quote = |f: &FigureMention| f.span.of(text).to_owned();
        figures.iter().map(quote).collect()
    }

    #[test]
    fn what_a_sentence_sees_behind_its_end_is_forgotten() {
        assert_eq!(
            quotes("The ride took 3h 47min\n\n12 towns joined."),
            ["3h 47min", "12"]
        );
        assert_eq!(
            quotes("It was read in 3 hours 47 minutes\n\n$5 million was paid"),
            ["3 hours 47 minutes", "$5 million"]
        );
    }

    #[test]
    fn a_letter_apart_is_a_temperature_where_the_sentence_says_so() {
        let units = |text: &str| {
            let article = plain::article(text.to_owned());
            let (figures, _) = recognise(&Segments::of(&article), &[]);
            let unit = |f: &FigureMention| f.unit.to_string();
            figures.iter().map(unit).collect::<Vec<_>>()
        };
        assert_eq!(units("The heat rose to 41 C there."), ["Cel"]);
        assert_eq!(units("It went from 12 C to 15C."), ["Cel", "Cel"]);
        assert_ne!(units("They sold 12 C and 15 F flats."), ["Cel", "[degF]"]);
    }
}
