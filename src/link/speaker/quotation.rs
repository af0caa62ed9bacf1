//! Quotations of several sentences and their marks.

use super::{Statement, Statements};
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::segment::Segments;

pub(super) const QUOTED: RuleId = RuleId("speaker/quotation");

/// Bytes before and after a figure in which the marks of its quotation are looked for.
pub(super) const WINDOW: usize = 6000;

/// The figure stands inside a quotation of its block; the speaker named beside the quotation.
pub(super) fn quoted_block(
    segments: &Segments<'_>,
    sentence: usize,
    at: Span,
    statements: &Statements,
) -> Option<Statement> {
    let block = segments.sentences.get(sentence)?.block;
    let span = segments.blocks.get(block)?.span;
    let text = span.of(segments.text);
    let place = at.start.checked_sub(span.start)?;
    let boundary = |i: &usize| text.is_char_boundary(*i);
    let from = (0..=place.saturating_sub(WINDOW)).rev().find(boundary)?;
    let to = (text.len().min(place + WINDOW)..=text.len()).find(boundary)?;
    let inside = inside_quotes(Span::new(from, to).of(text), place - from)?;
    let start = span.start + from;
    let quote = Span::new(start + inside.start, start + inside.end);
    let first = segments
        .sentences
        .partition_point(|s| s.span.end <= quote.start);
    let last = segments
        .sentences
        .partition_point(|s| s.span.start <= quote.end);
    (first..last.max(sentence + 1))
        .rev()
        .filter(|s| segments.sentences.get(*s).is_some_and(|x| x.block == block))
        .find_map(|s| statements.at(segments, s))
        .map(|s| Statement {
            reason: QUOTED,
            ..s
        })
}

/// The quotation of `text` that holds the byte `at`, its marks left out; a quotation that the block
/// does not close runs to its end.
pub(super) fn inside_quotes(text: &str, at: usize) -> Option<Span> {
    let mut open: Option<usize> = None;
    // Every quotation mark is `"` or begins with the byte E2.
    for i in memchr::memchr2_iter(b'"', 0xe2, text.as_bytes()) {
        let c = text.get(i..).and_then(|rest| rest.chars().next())?;
        if i > at && open.is_none_or(|o| o >= at) {
            return None;
        }
        match c {
            '“' => open = Some(i),
            '”' => {
                if open.is_some_and(|o| o < at && at < i) {
                    return open.map(|o| Span::new(o, i));
                }
                open = None;
            }
            '"' => match open {
                Some(o) if o < at && at < i => return Some(Span::new(o, i)),
                Some(_) => open = None,
                None => open = Some(i),
            },
            _ => {}
        }
    }
    open.filter(|o| *o < at).map(|o| Span::new(o, text.len()))
}
