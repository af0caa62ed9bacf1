//! Quotations of several sentences and their marks.

use super::view::View;
use super::{Statement, Statements};
use crate::base::rule::RuleId;
use crate::base::span::Span;

pub(super) const QUOTED: RuleId = RuleId("speaker/quotation");

/// Bytes before and after a figure in which the marks of its quotation are looked for.
pub(super) const WINDOW: usize = 6000;

/// The figure stands inside a quotation of its block; the speaker named beside the quotation. One that its
/// block does not close goes on in the next, with its speaker.
pub(super) fn quoted_block(
    view: &View<'_>,
    sentence: usize,
    at: Span,
    statements: &Statements,
) -> Option<Statement> {
    let block = view.sentences.get(sentence)?.block;
    let quote = quotation(view, block, at.start)?;
    let first = view
        .sentences
        .partition_point(|s| s.span.end <= quote.start);
    let last = view
        .sentences
        .partition_point(|s| s.span.start <= quote.end);
    let beside = (first..last.max(sentence + 1))
        .rev()
        .filter(|s| view.sentences.get(*s).is_some_and(|x| x.block == block))
        .find_map(|s| statements.at(view, s));
    // "It rose," said X. "It fell.": what goes on in the same block has the same speaker.
    let closed = || {
        let before = first.checked_sub(1)?;
        let said = view.sentences.get(before).filter(|s| s.block == block)?;
        let quotes = said.span.of(view.text).contains(['"', '“', '”', '»']);
        quotes.then(|| statements.at(view, before))?
    };
    beside
        .or_else(closed)
        .or_else(|| going_on(view, block, quote, statements))
        .or_else(|| coming(view, block, quote, statements))
        .or_else(|| alone(view, block, quote, statements))
        .map(|s| Statement::whole(s.who, QUOTED))
}

/// The quotation of the block that holds the byte `at`, without its marks.
fn quotation(view: &View<'_>, block: usize, at: usize) -> Option<Span> {
    let span = view.blocks.get(block)?.span;
    let text = span.of(view.text);
    let place = at.checked_sub(span.start)?;
    let boundary = |i: &usize| text.is_char_boundary(*i);
    let from = (0..=place.saturating_sub(WINDOW)).rev().find(boundary)?;
    let to = (text.len().min(place + WINDOW)..=text.len()).find(boundary)?;
    let inside = inside_quotes(Span::new(from, to).of(text), place - from)?;
    let start = span.start + from;
    Some(Span::new(start + inside.start, start + inside.end))
}

/// The speaker of the block before, whose last quotation stays open and goes on with the mark that opens
/// this block.
fn going_on(
    view: &View<'_>,
    block: usize,
    quote: Span,
    statements: &Statements,
) -> Option<Statement> {
    let opens = view.blocks.get(block)?.span.of(view.text);
    let mark = opens
        .chars()
        .next()
        .filter(|c| matches!(c, '“' | '"' | '«'))?;
    let begins = view.blocks.get(block)?.span.start == quote.start
        || quote.start <= view.blocks.get(block)?.span.start + mark.len_utf8();
    let before = block.checked_sub(1)?;
    let end = view.blocks.get(before)?.span.end;
    let open = quotation(view, before, end.checked_sub(1)?).filter(|q| q.end == end)?;
    let first = view.sentences.partition_point(|s| s.block < before);
    let last = view.sentences.partition_point(|s| s.block <= before);
    // What opens the quotation is said before it, or in a quotation of the same block that is closed.
    (first..last)
        .rev()
        .filter(|_| begins && open.start < end)
        .find_map(|s| statements.at(view, s))
}

/// The speaker of the next blocks, where the quotation is left open and they begin with the mark again.
fn coming(
    view: &View<'_>,
    block: usize,
    quote: Span,
    statements: &Statements,
) -> Option<Statement> {
    let mut open = view.blocks.get(block)?.span.end == quote.end;
    for next in block + 1..=block + BLOCKS {
        let span = view.blocks.get(next).filter(|_| open)?.span;
        let mark = span.of(view.text).chars().next();
        let mark = mark.filter(|c| matches!(c, '“' | '"' | '«'))?;
        let first = view.sentences.partition_point(|s| s.block < next);
        let last = view.sentences.partition_point(|s| s.block <= next);
        if let Some(said) = (first..last).find_map(|s| statements.at(view, s)) {
            return Some(said);
        }
        let inside = quotation(view, next, span.start + mark.len_utf8() + 1)?;
        open = inside.end == span.end;
    }
    None
}

/// The speaker of the sentence before, where a block begins with the quotation and names nobody: "The firm has
/// 70 mills, he said." and behind it, a block of its own, "We need them all."
fn alone(view: &View<'_>, block: usize, quote: Span, statements: &Statements) -> Option<Statement> {
    let span = view.blocks.get(block)?.span;
    let mark = span.of(view.text).chars().next()?;
    let first = quote.start <= span.start + mark.len_utf8();
    let behind = Span::new(quote.end, span.end).of(view.text);
    let stated = quote.of(view.text).ends_with(['.', '!', '?']);
    // A title or a cry stands in a sentence of its own.
    let fills = stated && !behind.contains(char::is_alphanumeric);
    let opens = first && fills && matches!(mark, '“' | '"' | '«');
    let before = view.sentences.partition_point(|s| s.block < block);
    let last = before.checked_sub(1).filter(|_| opens)?;
    let near = view.sentences.get(last)?.block + 1 == block;
    near.then(|| statements.at(view, last))?
}

/// Blocks behind a quotation left open in which its speaker is looked for.
const BLOCKS: usize = 3;

/// What a straight quotation mark can only be.
enum Shape {
    /// White space before it and none behind.
    Opens,
    /// White space behind it and none before.
    Closes,
}

/// What the white space around the mark at `i` tells of it.
fn shape(text: &str, i: usize) -> Option<Shape> {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let before = space(text.get(..i)?.chars().next_back());
    let behind = space(text.get(i + 1..)?.chars().next());
    match (before, behind) {
        (true, false) => Some(Shape::Opens),
        (false, true) => Some(Shape::Closes),
        _ => None,
    }
}

/// The quotation of `text` that holds the byte `at`, its marks left out; a quotation that the block
/// does not close runs to its end.
pub(super) fn inside_quotes(text: &str, at: usize) -> Option<Span> {
    let mut open: Option<usize> = None;
    // Every quotation mark is `"` or begins with one of these bytes.
    for i in memchr::memchr3_iter(b'"', 0xe2, 0xc2, text.as_bytes()) {
        let c = text.get(i..).and_then(|rest| rest.chars().next())?;
        if i > at && open.is_none_or(|o| o >= at) {
            return None;
        }
        match c {
            '“' | '«' => open = Some(i),
            '”' | '»' => {
                if open.is_some_and(|o| o < at && at < i) {
                    return open.map(|o| Span::new(o, i));
                }
                open = None;
            }
            '"' => match (open, shape(text, i)) {
                (Some(o), _) if o < at && at < i => return Some(Span::new(o, i)),
                // A mark that can only open one shows that the one before was not closed.
                (Some(_), Some(Shape::Opens)) => open = Some(i),
                (None, Some(Shape::Closes)) => {}
                (Some(_), _) => open = None,
                (None, _) => open = Some(i),
            },
            _ => {}
        }
    }
    open.filter(|o| *o < at).map(|o| Span::new(o, text.len()))
}
