//! The verb of a statement: whether it says something here, and how it takes what is said.
//!
//! Knows nothing of who speaks.

use super::view::View;
use crate::lexicon::links::{Speech, speech};
use crate::lexicon::words::{Form, Function, Sense, Verb};
use crate::segment::token::TokenKind;
use std::ops::Range;

/// Tokens of the longest subject of a verb that closes its sentence.
pub(super) const CLOSING: usize = 12;

/// Tokens between a relative pronoun and the verb of a short clause.
const RELATIVE: usize = 5;

/// Tokens behind a verb of saying in which the verb of what is said stands.
const CLAUSE: usize = 16;

/// How the verb at `i` takes what is said; none for one that says whatever stands behind it.
pub(super) fn class(view: &View<'_>, i: usize, verb: Verb) -> Option<Speech> {
    let word = view.lower(i);
    if counts_out(view, i) {
        return Some(Speech::Expects);
    }
    match speech(word) {
        Some(Speech::Expects) if !expects(view, i, verb.sense) => Some(Speech::Reports),
        other => other,
    }
}

/// Whether the form at `i` can be the finite verb of a statement here.
pub(super) fn is_finite_here(view: &View<'_>, i: usize, verb: Verb, tokens: &Range<usize>) -> bool {
    let before = i.checked_sub(1).filter(|b| *b >= tokens.start);
    let word = before.map_or("", |b| view.lower(b));
    let passive = matches!(
        word,
        "was" | "were" | "is" | "been" | "be" | "are" | "being"
    );
    let attribute = before.is_some_and(|b| {
        let determiner = matches!(
            view.function(b),
            Some(
                Function::Determiner
                    | Function::Indefinite
                    | Function::Preposition
                    | Function::Adjective
            )
        );
        determiner || word == "s" && view.glued(b)
    });
    let participle = verb.form == Form::PastOrParticiple && view.lower(i + 1) == "by";
    if passive || attribute || participle {
        return false;
    }
    match verb.form {
        Form::Gerund | Form::Participle => false,
        Form::Base => before.is_some_and(|b| {
            let bare = view.kind(b) == TokenKind::Word || view.is_mark(b, ',');
            let governed = matches!(
                view.function(b),
                Some(Function::To | Function::Modal | Function::Auxiliary | Function::Not)
            );
            bare && !governed
        }),
        Form::Third if verb.noun_too => {
            after_quote(view, i)
                || counts_out(view, i)
                || closing(view, i, tokens)
                || view.lower(i + 1) == "that"
                || before == Some(tokens.start) && reports_that(view, i, tokens)
        }
        _ => true,
    }
}

/// "Borg reports the average house costs ...": a name alone, and a clause behind the verb.
pub(super) fn reports_that(view: &View<'_>, i: usize, tokens: &Range<usize>) -> bool {
    let determiner = matches!(
        view.function(i + 1),
        Some(Function::Determiner | Function::Indefinite)
    );
    determiner && view.is_capital(i - 1) && has_clause(view, i, tokens)
}

/// A past form that is no attribute: behind a noun, and not behind a comma.
pub(super) fn moved(view: &View<'_>, i: usize, verb: Verb) -> bool {
    let past = matches!(verb.form, Form::Past | Form::PastOrParticiple);
    let noun = i.checked_sub(1).is_some_and(|b| {
        view.kind(b) == TokenKind::Word && view.function(b).is_none_or(|f| f == Function::Pronoun)
    });
    past && view.is_lower(i) && noun && view.lower(i + 1) != "by"
}

/// Whether what stands behind the verb is a clause, or "of ..." as in "warned of": not a mere object.
pub(super) fn has_clause(view: &View<'_>, verb: usize, tokens: &Range<usize>) -> bool {
    if matches!(
        view.lower(verb + 1),
        "that" | "of" | "about" | "how" | "whether"
    ) {
        return true;
    }
    // "found her", "found it and gave": an object, and a second deed.
    if matches!(
        view.lower(verb + 1),
        "him" | "her" | "it" | "them" | "me" | "us"
    ) && !view.is_finite(verb + 2)
    {
        return false;
    }
    let second = |i: usize| view.lower(i) == "and" && view.is_finite(i + 1);
    let limit = (verb + CLAUSE).min(tokens.end);
    // "had informed its leaders, Lang said": the verb that closes the sentence is of another clause.
    let comma = (verb + 2..limit).find(|i| view.is_mark(*i, ','));
    let says = |i: usize| {
        comma.is_some_and(|c| i > c) && view.entry(i).verb.is_some_and(|v| v.sense == Sense::Say)
    };
    (verb + 2..limit)
        .take_while(|i| {
            !matches!(view.word(*i), ";" | ":")
                && !second(*i)
                && !matches!(
                    view.function(*i),
                    Some(Function::Relative | Function::Subordinator)
                )
        })
        .any(|i| view.is_finite(i) && !says(i))
}

/// "..., the minister noted.": nothing is left to say behind the verb.
pub(super) fn at_end(view: &View<'_>, verb: usize, tokens: &Range<usize>) -> bool {
    verb + 1 >= tokens.end || matches!(view.word(verb + 1), "." | "," | "\"" | "”" | "»" | ":")
}

/// "added that", "he added", "..., added Li": words are added, not amounts.
pub(super) fn adds_words(view: &View<'_>, i: usize) -> bool {
    let ends = [',', '.', '"', '”']
        .iter()
        .any(|mark| view.is_mark(i + 1, *mark));
    let name = i > 0 && view.is_capital(i - 1);
    ends && name || view.lower(i + 1) == "that" || after_quote(view, i) || pronoun_beside(view, i)
}

/// "..., the grain bureau estimates.": a verb that ends its sentence, behind a comma and its subject.
pub(super) fn closing(view: &View<'_>, verb: usize, tokens: &Range<usize>) -> bool {
    let ends = verb + 1 >= tokens.end || view.is_mark(verb + 1, '.') && verb + 2 >= tokens.end;
    let from = verb.saturating_sub(CLOSING).max(tokens.start);
    let comma = (from..verb).rev().find(|i| view.is_mark(*i, ','));
    // ", which was in line with estimates" is no subject.
    ends && comma.is_some_and(|c| !(c + 1..verb).any(|i| view.is_finite(i)))
}

/// "The association counts over 40 projects", "the survey puts the loss at", "its authors find
/// that": whoever counts states the number.
pub(super) fn counts_out(view: &View<'_>, i: usize) -> bool {
    let soon = |words: &[&str], n: usize| (i + 1..=i + n).any(|j| words.contains(&view.lower(j)));
    let number = (i + 1..=i + 4).any(|j| view.kind(j) == TokenKind::Numeral);
    match view.lower(i) {
        "counts" | "bets" | "banks" if soon(&["on"], 1) => true,
        "reckons" | "reckoned" if soon(&["with"], 1) => true,
        "counts" | "counted" | "lists" | "estimates" | "estimated" | "reckons" => number,
        "calculates" | "calculated" => soon(&["that"], 1),
        "arrives" | "arrived" => view.lower(i + 1) == "at" && number,
        _ => false,
    }
}

/// "The IMF expects growth of 3 percent": a forecast has the one who makes it.
pub(super) fn expects(view: &View<'_>, i: usize, sense: Sense) -> bool {
    sense == Sense::Plan
        && speech(view.lower(i)) == Some(Speech::Expects)
        && !view.lower(i).ends_with("ing")
        && view.lower(i + 1) != "to"
}

pub(super) fn after_quote(view: &View<'_>, i: usize) -> bool {
    i > 0 && matches!(view.word(i - 1), "\"" | "”" | "»" | ",")
}

pub(super) fn pronoun_beside(view: &View<'_>, verb: usize) -> bool {
    let beside = |i: usize| matches!(view.lower(i), "he" | "she" | "they");
    (1..=2).any(|n| verb.checked_sub(n).is_some_and(beside)) || beside(verb + 1)
}

/// "of what the state projected for May", "the goal that it forecast": the relative clause names a measure.
pub(super) fn measured_by(view: &View<'_>, verb: usize, start: usize) -> bool {
    let relative = (verb.saturating_sub(RELATIVE).max(start)..verb)
        .rev()
        .find(|j| matches!(view.lower(*j), "that" | "which" | "what"));
    let says = |j: usize| view.entry(j).verb.is_some_and(|v| v.sense == Sense::Say);
    let bare = matches!(view.lower(verb + 1), "for" | "in" | "by" | "." | ",");
    bare && relative.is_some_and(|j| j > start && !says(j - 1) && !view.is_mark(j - 1, ','))
}
