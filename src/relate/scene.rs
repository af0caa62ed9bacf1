//! An article's figures as computations see them: intervals, and the words around each.

use crate::base::number::Value;
use crate::base::span::Span;
use crate::lexicon::relate::{Cue, says};
use crate::lexicon::units::measure;
use crate::link::reading::{Figure, Reading};
use crate::relate::interval::Stated;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// Figures of one sentence beyond which it is a table or a run of words: nothing is computed in it.
const MOST: usize = 24;

/// One figure.
#[derive(Clone, Copy, Debug)]
pub struct Item<'r> {
    /// Its index among the article's figures.
    pub at: usize,
    /// The figure.
    pub figure: &'r Figure,
    /// What its number allows.
    pub stated: Stated,
    /// Its number, nearly: to pass over what cannot agree. Nothing is judged by it.
    rough: f64,
}

/// Numbers further apart than this part of them cannot agree, whatever rounding and comparators allow.
const ROUGH: f64 = 0.3;

/// Whether a number computed roughly may be that of `item`.
pub fn may_be(item: &Item<'_>, rough: f64) -> bool {
    (rough - item.rough).abs() <= item.rough.abs() * ROUGH
}

impl<'r> Item<'r> {
    /// Code of its unit.
    pub fn unit(&self) -> &'r str {
        self.figure.mention.unit.as_ref()
    }

    /// Whether the unit is one of amounts: money, things, lengths; not percent, points, multiples.
    pub fn is_amount(&self) -> bool {
        !matches!(self.unit(), "%" | "pp" | "bp" | "x" | "1")
    }

    /// Whether it is a sum of money, in one currency.
    pub fn is_money(&self) -> bool {
        let code = self.unit();
        code.len() == 3
            && code.bytes().all(|b| b.is_ascii_uppercase())
            && measure(code).is_some_and(|(dimension, _)| dimension == "money")
    }

    /// Its number as written.
    pub const fn number(&self) -> Decimal {
        self.stated.number
    }

    /// Its number, nearly.
    pub const fn rough(&self) -> f64 {
        self.rough
    }

    fn span(&self) -> Span {
        self.figure.mention.span
    }
}

/// The article.
#[derive(Debug)]
pub struct Scene<'r> {
    /// As read.
    pub reading: &'r Reading,
    /// Its text, letters of ASCII in lower case; the bytes stand where they stood.
    lower: String,
    items: Vec<Item<'r>>,
    /// For each item, the items of its sentence.
    sentences: Vec<Range<usize>>,
}

impl<'r> Scene<'r> {
    /// Prepares an article.
    pub fn of(reading: &'r Reading) -> Self {
        let items: Vec<Item<'r>> = reading
            .figures
            .iter()
            .enumerate()
            .filter_map(|(at, figure)| item(at, figure))
            .collect();
        let sentence = |i: &Item<'_>| i.figure.mention.sentence;
        let mut sentences = Vec::with_capacity(items.len());
        let mut start = 0;
        for run in items.chunk_by(|a, b| sentence(a) == sentence(b)) {
            let end = start + run.len();
            sentences.resize(end, start..end);
            start = end;
        }
        Self {
            reading,
            lower: reading.article.text.to_ascii_lowercase(),
            items,
            sentences,
        }
    }

    /// Every figure with one number or a range, in order.
    pub fn items(&self) -> &[Item<'r>] {
        &self.items
    }

    /// The figure with this index among the article's, if it has one number or a range.
    pub fn item(&self, at: usize) -> Option<&Item<'r>> {
        let place = self.items.partition_point(|i| i.at < at);
        self.items.get(place).filter(|i| i.at == at)
    }

    /// The figures of each sentence that has some, sentences with too many left out.
    pub fn by_sentence(&self) -> impl Iterator<Item = &[Item<'r>]> {
        let sentence = |i: &Item<'_>| i.figure.mention.sentence;
        let runs = self.items.chunk_by(move |a, b| sentence(a) == sentence(b));
        runs.filter(|run| run.len() <= MOST)
    }

    /// The figures of the sentence of `item`.
    pub fn run(&self, item: &Item<'_>) -> &[Item<'r>] {
        let range = self.sentences.get(self.place(item)).cloned();
        self.items
            .get(range.unwrap_or_default())
            .unwrap_or_default()
    }

    /// The figures of the `back` sentences before the one of `item`, in the same block, the nearest last.
    pub fn earlier(&self, item: &Item<'_>, back: usize) -> &[Item<'r>] {
        let sentence = item.figure.mention.sentence;
        let block = self.block(sentence);
        let first = self.place(item);
        let start = self.sentences.get(first).map_or(first, |r| r.start);
        let mut from = start;
        while let Some(before) = from.checked_sub(1).and_then(|i| self.items.get(i)) {
            let other = before.figure.mention.sentence;
            if other + back < sentence || self.block(other) != block || start - from >= MOST {
                break;
            }
            from -= 1;
        }
        self.items.get(from..start).unwrap_or_default()
    }

    /// The figures of the sentence of `item` and of the `back` sentences before it, in whatever block.
    pub fn within(&self, item: &Item<'_>, back: usize) -> &[Item<'r>] {
        let sentence = item.figure.mention.sentence;
        let end = self
            .sentences
            .get(self.place(item))
            .map_or(0, |range| range.end);
        let near = |i: &Item<'_>| i.figure.mention.sentence + back >= sentence;
        let from = self.items.partition_point(|i| !near(i));
        let from = from.max(end.saturating_sub(MOST * 2));
        self.items.get(from..end).unwrap_or_default()
    }

    /// The figures of the sentence just before, in whatever block.
    pub fn sentence_before(&self, item: &Item<'_>) -> &[Item<'r>] {
        let sentence = item.figure.mention.sentence;
        let start = self
            .sentences
            .get(self.place(item))
            .map_or(0, |range| range.start);
        let Some(last) = start.checked_sub(1) else {
            return &[];
        };
        let range = self.sentences.get(last).cloned().unwrap_or_default();
        let run = self.items.get(range).unwrap_or_default();
        let near = run
            .first()
            .is_some_and(|i| i.figure.mention.sentence + 1 == sentence);
        if near && run.len() <= MOST { run } else { &[] }
    }

    fn place(&self, item: &Item<'_>) -> usize {
        self.items.partition_point(|i| i.at < item.at)
    }

    fn block(&self, sentence: usize) -> Option<usize> {
        self.reading
            .sentences
            .get(sentence)
            .map(|(_, block)| *block)
    }

    /// The number and unit as the text has them, on one line.
    pub fn quote(&self, item: &Item<'_>) -> String {
        let quote = item.span().of(&self.reading.article.text);
        quote.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What stands between two figures.
    pub fn between(&self, left: &Item<'_>, right: &Item<'_>) -> &str {
        Span::new(left.span().end, right.span().start).of(&self.lower)
    }

    /// The sentence of a figure, in lower case.
    pub fn sentence(&self, item: &Item<'_>) -> &str {
        self.sentence_span(item).of(&self.lower)
    }

    fn sentence_span(&self, item: &Item<'_>) -> Span {
        let sentence = item.figure.mention.sentence;
        let found = self.reading.sentences.get(sentence);
        found.map_or_else(|| item.span(), |(span, _)| *span)
    }

    /// What stands between the figure before, or the sentence's begin, and this one.
    pub fn before(&self, item: &Item<'_>) -> &str {
        let begin = self.sentence_span(item).start;
        let before = self.place(item).checked_sub(1);
        let end = before
            .and_then(|i| self.items.get(i))
            .map_or(0, |i| i.span().end);
        Span::new(begin.max(end), item.span().start).of(&self.lower)
    }

    /// What stands between this figure and the next, or the sentence's end.
    pub fn after(&self, item: &Item<'_>) -> &str {
        let end = self.sentence_span(item).end;
        let next = self.items.get(self.place(item) + 1);
        let begin = next.map_or(end, |i| i.span().start);
        Span::new(item.span().end, end.min(begin)).of(&self.lower)
    }

    /// Whether a phrase in lower case stands anywhere in the article.
    pub fn holds(&self, phrase: &str) -> bool {
        self.lower.contains(phrase)
    }

    /// Whether words of this sense stand right before or after the figure.
    pub fn says(&self, item: &Item<'_>, sense: Cue) -> bool {
        says(self.before(item), sense) || says(self.after(item), sense)
    }

    /// Whether the word `word` leads to the figure: "from", or "from less than".
    pub fn is_led_by(&self, item: &Item<'_>, word: &str) -> bool {
        let span = item.span();
        let cue = item.figure.mention.cue.filter(|c| c.end <= span.start);
        let end = cue.map_or(span.start, |c| c.start);
        let begin = self.sentence_span(item).start;
        let before = Span::new(begin, end).of(&self.lower).trim_end();
        let rest = before.strip_suffix(word);
        rest.is_some_and(|r| !r.ends_with(char::is_alphanumeric))
    }
}

fn item(at: usize, figure: &Figure) -> Option<Item<'_>> {
    let mention = &figure.mention;
    // Things counted one by one are not rounded.
    let one_by_one = |half: &Decimal| mention.unit == "count" && *half == Decimal::new(5, 1);
    let half = mention.half_place.filter(|h| !one_by_one(h));
    let stated = Stated::of(mention.value, mention.comparator, half.unwrap_or_default())?;
    Some(Item {
        at,
        figure,
        stated,
        rough: stated.number.to_f64()?,
    })
}

/// Whether a figure is one number.
pub const fn is_single(item: &Item<'_>) -> bool {
    matches!(item.figure.mention.value, Value::Exact(_))
}

/// Whether two figures are said to be about the same: by their common name, else by their words.
pub fn same_indicator(a: &Figure, b: &Figure) -> bool {
    match (&a.measure, &b.measure) {
        (Some(a), Some(b)) => a == b,
        _ => a.indicator.is_some() && a.indicator == b.indicator,
    }
}

/// Whether two figures are about the same regions.
pub fn same_regions(a: &Figure, b: &Figure) -> bool {
    let (a, b) = (a.regions.iter(), b.regions.iter());
    a.map(|p| &p.id).eq(b.map(|p| &p.id))
}
