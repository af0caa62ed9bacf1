//! What a bare number counts: the noun phrase right of it.

use crate::base::span::Span;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::traps::nominal_stops;
use crate::lexicon::words::entry;
use crate::recognise::figure::quantity::plural;
use crate::recognise::phrase::{Form, Line, PhraseIndex};
use crate::segment::token::{Case, TokenKind};
use std::sync::LazyLock;

static STOPS: LazyLock<PhraseIndex<bool>> =
    LazyLock::new(|| PhraseIndex::new(nominal_stops().map(|(w, verb)| (w, Form::default(), verb))));

/// The longest noun phrase looked at, in tokens.
const REACH: usize = 12;

/// Whether the word may stand in a noun phrase.
pub fn nominal(line: &Line<'_, '_>, at: usize) -> bool {
    STOPS.longest(line, at).is_none()
}

/// The noun phrase counted by a number that ends before the token `at`.
pub fn counted(line: &Line<'_, '_>, at: usize) -> Option<Span> {
    let at = match (line.tight_hyphen(at), line.lower(at + 1)) {
        (true, "odd" | "plus" | "strong") => at + 2,
        _ => at,
    };
    let quoted = matches!(line.word(at), "“" | "\"" | "‘") && line.glued(at + 1);
    let start = if quoted || line.tight_hyphen(at) {
        at + 1
    } else {
        at
    };
    if start > at && !quoted {
        // "200-bed": the word itself.
        let noun = line.kind(start) == TokenKind::Word && STOPS.longest(line, start).is_none();
        return noun.then(|| line.span(start, start + 1));
    }
    let end = phrase_end(line, start)?;
    Some(line.span(start, end))
}

/// What "one" at the token counts, where it is a true count: "only one province", "one count of fraud",
/// "one goal and two assists", "two men and one woman".
pub fn one_counted(line: &Line<'_, '_>, at: usize) -> Option<Span> {
    let noun = at + 1;
    let known = entry(line.key(noun));
    let names = line.lower(at) == "one"
        && line.kind(noun) == TokenKind::Word
        && known.function.is_none()
        && known.verb.is_none_or(|v| v.noun_too)
        && !plural(line.lower(noun))
        && !cue(line.key(noun), Cue::Uncounted)
        && nominal(line, noun);
    let before = line.lower_before(at);
    let told = matches!(line.lower(at.saturating_sub(2)), "is" | "was" | "s");
    let bounded = || {
        matches!(before, "only" | "exactly")
            || before == "just" && !told
            || before == "least" && line.lower(at.saturating_sub(2)) == "at"
    };
    let charge = || line.lower(noun) == "count" && line.lower(noun + 1) == "of";
    let end = phrase_end(line, noun).unwrap_or(noun + 1);
    let apart = matches!(line.lower(end), "ahead" | "away" | "short" | "behind");
    (names && !apart && (bounded() || charge() || listed_with_more(line, at)))
        .then(|| line.span(noun, end))
}

/// Whether "one" and its noun are joined with a count of more.
fn listed_with_more(line: &Line<'_, '_>, at: usize) -> bool {
    let many = |i: usize| is_number(line, i) && plural(line.lower(i + 1));
    let ahead = line.lower(at + 2) == "and" && many(at + 3);
    let behind = at >= line.first + 3 && line.lower(at - 1) == "and" && many(at - 3);
    ahead || behind
}

fn phrase_end(line: &Line<'_, '_>, start: usize) -> Option<usize> {
    let mut at = start;
    let mut last_word = None;
    while at < start + REACH {
        let Some(end) = word_end(line, at, at == start) else {
            let joint = last_word.is_some() && matches!(line.lower(at), "and" | "or");
            if joint && !is_number(line, at + 1) && has_plural(line, at + 1, start + REACH) {
                at += 1;
                continue;
            }
            break;
        };
        let head = end - 1;
        let word = line.lower(head);
        last_word = Some(end);
        at = end;
        if plural(word) && !plural_follows(line, at, word) {
            return Some(past_joint(line, past_of(line, at, word)));
        }
    }
    // No plural: a compound is still what is counted ("5 national-level and 12 local parks"); a plain
    // word is more likely the sentence going on.
    let end = last_word.and_then(|_| word_end(line, start, true))?;
    (end > start + 1 && dotted_end(line, start) != Some(end)).then_some(end)
}

/// Token after the word (with what hyphens join to it), unless a noun phrase ends before it.
fn word_end(line: &Line<'_, '_>, at: usize, first: bool) -> Option<usize> {
    let open = line.kind(at) == TokenKind::Word
        || (!first && line.kind(at) == TokenKind::Numeral && name_number(line, at));
    if !open || stops(line, at, first) {
        return None;
    }
    let mut end = dotted_end(line, at).unwrap_or(at + 1);
    while joined(line, end) {
        end += 2;
    }
    Some(end)
}

/// The token after two and more capitals with a dot behind each: "159 U.N. members".
pub fn dotted_end(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let initial = |i: usize| {
        line.word(i).len() == 1
            && line.case(i) != Case::Lower
            && line.kind(i) == TokenKind::Word
            && line.word(i + 1) == "."
            && line.glued(i + 1)
    };
    let mut end = at;
    while initial(end) && (end == at || line.glued(end)) {
        end += 2;
    }
    (end > at + 2).then_some(end)
}

/// Whether the mark joins two words into one: `high-tech`, `R&D`, `Beijing–Tianjin`.
fn joined(line: &Line<'_, '_>, at: usize) -> bool {
    let tight = line.glued(at) && line.glued(at + 1);
    match line.word(at) {
        "-" | "‐" | "‑" | "'" | "’" | "&" | "/" => tight,
        "–" => {
            tight
                && line.kind(at + 1) == TokenKind::Word
                && line.case(at + 1) != Case::Lower
                && line.case(at - 1) != Case::Lower
        }
        _ => false,
    }
}

/// Whether a noun phrase ends before the word.
fn stops(line: &Line<'_, '_>, at: usize, first: bool) -> bool {
    let Some((verb, end)) = STOPS.longest(line, at) else {
        return matches!(line.lower(at), "and" | "or");
    };
    let participle = verb && first && has_plural(line, end, at + REACH);
    !participle && !line.tight_hyphen(end)
}

/// A number inside a name that is itself counted: "22 Fortune Global 500 companies".
fn name_number(line: &Line<'_, '_>, at: usize) -> bool {
    crate::recognise::figure::quantity::proper(line, at.saturating_sub(1))
}

fn is_number(line: &Line<'_, '_>, at: usize) -> bool {
    line.kind(at) == TokenKind::Numeral || crate::lexicon::numbers::number(line.key(at)).is_some()
}

fn has_plural(line: &Line<'_, '_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        let Some(end) = word_end(line, at, false) else {
            return false;
        };
        if plural(line.lower(end - 1)) {
            return true;
        }
        at = end;
    }
    false
}

/// Whether the plural `word` is only a modifier of a plural that follows.
fn plural_follows(line: &Line<'_, '_>, at: usize, word: &str) -> bool {
    cue(word, Cue::PluralModifier)
        && word_end(line, at, false).is_some_and(|end| has_plural(line, at, end + 3))
}

/// "kinds of corn products"
fn past_of(line: &Line<'_, '_>, at: usize, word: &str) -> usize {
    if cue(word, Cue::Partitive) && line.lower(at) == "of" {
        return phrase_end(line, at + 1).unwrap_or(at);
    }
    at
}

/// "countries and regions": a second bare plural.
fn past_joint(line: &Line<'_, '_>, at: usize) -> usize {
    let joined = matches!(line.lower(at), "and" | "or")
        && word_end(line, at + 1, true).is_some_and(|e| e == at + 2)
        && plural(line.lower(at + 1));
    if joined { at + 2 } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::phrase::read_whole;

    fn counted_in(text: &str) -> Option<String> {
        read_whole(text, |line| counted(line, 1).map(|s| s.of(text).to_owned()))
    }

    #[test]
    fn the_phrase_ends_with_its_plural() {
        for (text, phrase) in [
            ("9 major projects were signed", "major projects"),
            (
                "22 Fortune Global 500 companies, and",
                "Fortune Global 500 companies",
            ),
            ("19 city clusters house most people", "city clusters"),
            ("70 old and new schools", "old and new schools"),
            (
                "3 Chinese state-run steel mills shut",
                "Chinese state-run steel mills",
            ),
            ("159 U.N. members met", "U.N. members"),
            ("20 Sudanese left", "Sudanese"),
            (
                "14 countries and regions of Europe",
                "countries and regions",
            ),
            ("40 kinds of maize products", "kinds of maize products"),
            ("12 sports venues", "sports venues"),
            ("200-bed hospital", "bed"),
        ] {
            assert_eq!(counted_in(text).as_deref(), Some(phrase), "{text}");
        }
        assert_eq!(counted_in("50-plus towns").as_deref(), Some("towns"));
        assert_eq!(counted_in("3 shrank"), None);
        assert_eq!(counted_in("9 of them"), None);
        assert_eq!(counted_in("9, and"), None);
    }
}
