//! The words of a speaker: where a name begins and ends.

use super::view::View;
use crate::lexicon::shortened::{Class, abbreviation};
use crate::lexicon::words::{Form, Function};
use crate::segment::token::TokenKind;
use std::ops::Range;

/// Tokens of the longest name.
const LONGEST: usize = 14;

/// The name that begins at `from`: up to a comma, a verb or the end; capitalised names keep their
/// "of" tails.
pub(super) fn name_from(view: &View<'_>, from: usize, end: usize) -> Option<String> {
    let run = run_from(view, from, end)?;
    let text = text_of(view, run.clone());
    (!text.is_empty()).then(|| proper(view, run).unwrap_or(text))
}

/// The tokens of [`name_from`]; those of a title in quotation marks without the marks.
pub(super) fn run_from(view: &View<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let mut first = from;
    while first < end && leads(view, first) {
        first += 1;
    }
    if view.function(first) == Some(Function::Pronoun) {
        return None;
    }
    // "according to the “State of Food” report": what stands between the marks is the name.
    let quoted = matches!(view.word(first), "\"" | "“");
    first += usize::from(quoted);
    let closing = |i: &usize| matches!(view.word(*i), "\"" | "”");
    if let Some(close) = (first..end.min(first + LONGEST)).find(|i| quoted && closing(i)) {
        return (first < close).then_some(first..close);
    }
    // "officials Dr. Roe and Dr. Lang an eleven man team": a determiner opens another phrase.
    let opens = |i: usize| {
        let determines = matches!(
            view.function(i),
            Some(Function::Determiner | Function::Indefinite)
        );
        i > first && determines && !matches!(view.lower(i - 1), "of" | "for" | "and")
    };
    let mut last = first;
    while last < end && name_goes_on(view, last) && !opens(last) {
        last += 1;
    }
    while last > first && matches!(view.lower(last - 1), "of" | "for" | "and" | "or") {
        last -= 1;
    }
    (first < last).then(|| untitled(view, first..last))
}

/// Words that may lead a name: "the", "its", "a".
pub(super) fn leads(view: &View<'_>, i: usize) -> bool {
    matches!(view.word(i), "The" | "A" | "An")
        || matches!(
            view.function(i),
            Some(Function::Determiner | Function::Indefinite | Function::Conjunction)
        )
}

/// Whether the token can be one of a name: a noun, an adjective, "of", a hyphen.
pub(super) fn name_goes_on(view: &View<'_>, i: usize) -> bool {
    match view.kind(i) {
        TokenKind::Word if !view.is_plain(i) => true,
        TokenKind::Word => {
            let word = view.lower(i);
            let known = view.entry(i);
            let hyphened = view.glued(i) && i > 0 && view.is_mark(i - 1, '-')
                || view.is_mark(i + 1, '-') && view.glued(i + 1) && view.glued(i + 2);
            let finite = known
                .verb
                .is_some_and(|v| !v.noun_too && v.form != Form::Gerund)
                && view.is_lower(i)
                && !hyphened;
            let binds = match known.function {
                _ if hyphened => true,
                None
                | Some(
                    Function::Determiner
                    | Function::Indefinite
                    | Function::Conjunction
                    | Function::Adjective,
                ) => true,
                Some(Function::Preposition) => matches!(word, "of" | "for"),
                Some(_) => word == "s",
            };
            !finite && binds
        }
        TokenKind::Numeral => view.glued(i),
        TokenKind::Mark => {
            view.is_mark(i, '-') && view.glued(i)
                || view.is_mark(i, '\'')
                || view.is_mark(i, '’')
                || view.is_mark(i, '&')
                || view.dot_within(i)
        }
        TokenKind::Edge => false,
    }
}

/// The tokens as written.
pub(super) fn text_of(view: &View<'_>, tokens: Range<usize>) -> String {
    if tokens.is_empty() {
        return String::new();
    }
    view.span(tokens.start)
        .cover(view.span(tokens.end - 1))
        .of(view.text)
        .to_owned()
}

/// The last run of capitalised words ("Li Wei"), joined over "of", "and", "for" inside an institution's
/// name; `None` when there is none.
pub(super) fn proper(view: &View<'_>, tokens: Range<usize>) -> Option<String> {
    let mut first = tokens.clone().find(|i| view.is_capital(*i))?;
    // "de Jong"
    while first > tokens.start && is_particle(view.word(first - 1)) {
        first -= 1;
    }
    let last = tokens.clone().rev().find(|i| view.is_capital(*i))?;
    // "the Liaoning grain bureau": what the name is only an attribute of belongs to it.
    let noun = |i: usize| {
        let genitive = ['\'', '’', '-', '.'].iter().any(|m| view.is_mark(i, *m));
        let binds = matches!(
            view.entry(i).function,
            None | Some(Function::Adjective | Function::Conjunction)
        );
        genitive || view.kind(i) == TokenKind::Word && (binds || view.lower(i) == "s")
    };
    let joined = tokens.end.checked_sub(1).and_then(|l| view.function(l));
    let headed = joined != Some(Function::Conjunction) && (last + 1..tokens.end).all(noun);
    let whole = first..if headed { tokens.end } else { last + 1 };
    let broken = (first..=last).any(|i| {
        view.is_lower(i)
            && !matches!(
                view.lower(i),
                "of" | "and" | "for" | "the" | "on" | "s" | "amp"
            )
            && !is_particle(view.lower(i))
    });
    (!broken).then(|| text_of(view, untitled(view, whole)))
}

/// A small word of family names: "de Jong".
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "der"
            | "di"
            | "da"
            | "dos"
            | "la"
            | "le"
            | "van"
            | "von"
            | "al"
            | "bin"
            | "ten"
    )
}

/// "U.N.": the dot before `end` is the last of several.
pub(super) fn ends_initials(view: &View<'_>, end: usize) -> bool {
    end > 3 && view.is_mark(end - 3, '.') && view.span(end - 2).len() == 1 && view.glued(end - 2)
}

/// The run without "Mr.", "Dr." before it and without a dot that no abbreviation needs.
pub(super) fn untitled(view: &View<'_>, run: Range<usize>) -> Range<usize> {
    let mut first = run.start;
    while first + 1 < run.end
        && abbreviation(view.word(first)).is_some_and(|a| a.class == Class::Title)
        && view.is_capital(first)
    {
        first += 1 + usize::from(view.is_mark(first + 1, '.'));
    }
    let mut end = run.end.max(first);
    // "the agency's and the bank's figures": the name without its ending.
    if end > first + 2 && view.lower(end - 1) == "s" && matches!(view.word(end - 2), "'" | "’") {
        end -= 2;
    }
    // "Harlow Corp." is as well "Harlow Corp".
    let dot = end > first + 1
        && view.is_mark(end - 1, '.')
        && view.dot_within(end - 1)
        && !ends_initials(view, end);
    first..if dot { end - 1 } else { end }
}

/// The tokens of a name that ends right before `end`, without what leads it.
pub(super) fn run_back(view: &View<'_>, end: usize, start: usize) -> Range<usize> {
    let mut first = raw_back(view, end, start);
    while first < end
        && (leads(view, first) || view.is_mark(first, '\'') || view.is_mark(first, '-'))
    {
        first += 1;
    }
    first..end
}

/// The first token of the run of names and nouns that ends right before `end`.
pub(super) fn raw_back(view: &View<'_>, end: usize, start: usize) -> usize {
    let mut first = end;
    while first > start && name_goes_on(view, first - 1) && end - first < LONGEST {
        first -= 1;
        // A determiner opens its phrase, but in "Ministry of the Interior" and "Li and the mayor".
        let opens = matches!(
            view.function(first),
            Some(Function::Determiner | Function::Indefinite)
        );
        let bound = first
            .checked_sub(1)
            .is_some_and(|b| matches!(view.lower(b), "of" | "for" | "and"));
        if opens && !bound {
            break;
        }
    }
    first
}

/// The name that the tokens are, when one of them has a capital.
pub(super) fn named(view: &View<'_>, run: Range<usize>) -> Option<String> {
    let capital = run.clone().any(|i| view.is_capital(i));
    let pointer = run.len() == 1 && view.function(run.start) == Some(Function::Pronoun);
    let text = text_of(view, untitled(view, run.clone()));
    (capital && !pointer && !text.is_empty()).then(|| proper(view, run).unwrap_or(text))
}
