//! The words of a speaker: where a name begins and ends.

use crate::lexicon::words::{Form, entry};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::ops::Range;

/// The name that begins at `from`: up to a comma, a verb or the end; capitalised names keep their
/// "of" tails.
pub(super) fn name_from(segments: &Segments<'_>, from: usize, end: usize) -> Option<String> {
    let mut first = from;
    while first < end && matches!(segments.lower(first), "the" | "a" | "an" | "its") {
        first += 1;
    }
    if matches!(
        segments.lower(first),
        "he" | "she" | "him" | "her" | "them" | "it" | "they"
    ) {
        return None;
    }
    // "according to the “State of Food” report": what stands between the marks is the name.
    let quoted = matches!(segments.word(first), "\"" | "“");
    first += usize::from(quoted);
    let closing = |i: &usize| matches!(segments.word(*i), "\"" | "”");
    if let Some(close) = (first..end.min(first + 14)).find(|i| quoted && closing(i)) {
        return Some(text_of(segments, first..close)).filter(|t| !t.is_empty());
    }
    let mut last = first;
    while last < end && name_goes_on(segments, last) {
        last += 1;
    }
    // A capitalised name inside a description wins: "general manager Li Wei" -> "Li Wei".
    let whole = first..last;
    let text = text_of(segments, whole.clone());
    (!text.is_empty()).then(|| proper(segments, whole).unwrap_or(text))
}

pub(super) fn name_goes_on(segments: &Segments<'_>, i: usize) -> bool {
    match segments.kind(i) {
        TokenKind::Word => {
            let word = segments.lower(i);
            let known = entry(word);
            let lower = segments.token(i).is_some_and(|t| t.case == Case::Lower);
            let finite = lower
                && known
                    .verb
                    .is_some_and(|v| !v.noun_too && v.form != Form::Gerund);
            !finite
                && !matches!(
                    word,
                    "who"
                        | "which"
                        | "that"
                        | "in"
                        | "on"
                        | "at"
                        | "as"
                        | "when"
                        | "while"
                        | "with"
                        | "to"
                        | "from"
                        | "by"
                        | "is"
                        | "was"
                        | "has"
                        | "after"
                        | "during"
                        | "about"
                )
        }
        TokenKind::Numeral => segments.glued(i),
        TokenKind::Mark => {
            segments.is_mark(i, '-')
                || segments.is_mark(i, '\'')
                || segments.is_mark(i, '’')
                || segments.is_mark(i, '&')
                || (segments.is_mark(i, '.') && segments.glued(i) && segments.glued(i + 1))
        }
        TokenKind::Edge => false,
    }
}

pub(super) fn text_of(segments: &Segments<'_>, tokens: Range<usize>) -> String {
    if tokens.is_empty() {
        return String::new();
    }
    segments
        .span(tokens.start)
        .cover(segments.span(tokens.end - 1))
        .of(segments.text)
        .to_owned()
}

/// The last run of capitalised words ("Li Wei"), joined over "of", "and", "for" inside an institution's
/// name; `None` when there is none.
pub(super) fn proper(segments: &Segments<'_>, tokens: Range<usize>) -> Option<String> {
    let capital = |i: usize| {
        segments
            .token(i)
            .is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper | Case::Mixed))
    };
    let first = tokens.clone().find(|i| capital(*i))?;
    let last = tokens.clone().rev().find(|i| capital(*i))?;
    // "the Liaoning grain bureau": what the name is only an attribute of belongs to it.
    let noun = |i: usize| {
        let genitive = segments.is_mark(i, '\'') || segments.is_mark(i, '’');
        genitive
            || segments.kind(i) == TokenKind::Word
                && (entry(segments.lower(i)).function.is_none() || segments.lower(i) == "s")
    };
    let headed = (last + 1..tokens.end).all(noun);
    let whole = first..if headed { tokens.end } else { last + 1 };
    let broken = (first..=last).any(|i| {
        segments.token(i).is_some_and(|t| t.case == Case::Lower)
            && !matches!(
                segments.lower(i),
                "of" | "and" | "for" | "the" | "on" | "s" | "de" | "al" | "bin"
            )
    });
    (!broken).then(|| text_of(segments, whole))
}

pub(super) fn run_back(segments: &Segments<'_>, end: usize, start: usize) -> Range<usize> {
    let mut first = end;
    while first > start && name_goes_on(segments, first - 1) && !segments.is_mark(first - 1, ',') {
        first -= 1;
    }
    while first < end && matches!(segments.lower(first), "the" | "a" | "an" | "and" | "but") {
        first += 1;
    }
    first..end
}

pub(super) fn named(segments: &Segments<'_>, run: Range<usize>) -> Option<String> {
    let capital = run.clone().any(|i| {
        segments
            .token(i)
            .is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper | Case::Mixed))
    });
    let text = text_of(segments, run.clone());
    let pointer = matches!(
        text.to_ascii_lowercase().as_str(),
        "he" | "she" | "it" | "they" | ""
    );
    (capital && !pointer && run.len() <= 14).then(|| proper(segments, run).unwrap_or(text))
}
