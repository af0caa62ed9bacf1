//! Words and marks as items by themselves, before their neighbours are looked at.

use super::{Item, Tag};
use crate::base::span::Span;
use crate::lexicon::shortened::{Class, abbreviation, negated};
use crate::lexicon::words::{Entry, Form, Function, Verb, entry, rate};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::ops::Range;

/// The item of a plain word or mark; hyphened words are one.
pub(super) fn word(segments: &Segments<'_>, at: usize, first: usize, end: usize) -> Item {
    let mut last = at + 1;
    let own = segments.lower(at);
    let stepped = matches!(own, "year" | "month" | "quarter" | "week")
        && matches!(segments.lower(at + 1), "on" | "over")
        && own == segments.lower(at + 2);
    let plain = |tag, tokens: Range<usize>, entry| {
        let span = segments
            .span(tokens.start)
            .cover(segments.span(tokens.end - 1));
        Item {
            tag,
            span,
            tokens,
            entry,
            figure: None,
            date: None,
            region: None,
            project: None,
        }
    };
    let idiom = own == "as" && segments.reads(at, &["as", "a", "whole"])
        || own == "to" && segments.reads(at, &["to", "begin", "with"]);
    if (stepped || idiom) && at + 3 <= end {
        return plain(Tag::Adverb, at..at + 3, Entry::default());
    }
    if segments.kind(at) == TokenKind::Mark {
        let (tag, width) = mark(segments, at);
        return plain(tag, at..at + width, Entry::default());
    }
    if let Some(item) = shortened(segments, at, end) {
        return item;
    }
    // "assets as of May 5": one preposition.
    if own == "as" && segments.lower(last) == "of" && last < end {
        return plain(Tag::Preposition, at..last + 1, Entry::default());
    }
    if own == "net" && segments.lower(last) == "worth" && last < end {
        return plain(Tag::Noun, at..last + 1, Entry::default());
    }
    if own == "per"
        && matches!(
            segments.lower(last),
            "capita" | "head" | "person" | "unit" | "mu" | "hectare"
        )
    {
        return plain(Tag::Noun, at..last + 1, Entry::default());
    }
    while last + 1 < end
        && (segments.is_mark(last, '-') || segments.is_mark(last, '&'))
        && segments.glued(last)
        && segments.glued(last + 1)
        && segments.kind(last + 1) != TokenKind::Mark
    {
        last += 2;
    }
    if last > at + 1 {
        let lower = segments.lower_of(segments.span(at).cover(segments.span(last - 1)));
        let adverb = rate(lower).is_some();
        return plain(
            if adverb { Tag::Adverb } else { Tag::Noun },
            at..last,
            Entry::default(),
        );
    }
    let known = entry(segments.key(at));
    let named = segments.token(at).is_some_and(|t| {
        matches!(t.case, Case::Upper | Case::Mixed)
            && t.span.len() > 1
            && !known_loud(segments, t.span)
            || t.case == Case::Capital && at > first && known.function.is_none()
    });
    let tag = if named { Tag::Noun } else { class(known) };
    plain(
        tag,
        at..last,
        if named {
            Entry {
                verb: None,
                ..known
            }
        } else {
            known
        },
    )
}

/// A word that a dot or an apostrophe after it shortens: "Corp.", "U.N.", "J.", "don't".
fn shortened(segments: &Segments<'_>, at: usize, end: usize) -> Option<Item> {
    let behind = at + 1;
    if behind >= end || !segments.glued(behind) || segments.kind(behind) != TokenKind::Mark {
        return None;
    }
    let item = |tag, span, tokens| Item {
        tag,
        span,
        tokens,
        entry: Entry::default(),
        figure: None,
        date: None,
        region: None,
        project: None,
    };
    let word = segments.span(at);
    if segments.is_mark(behind, '.') {
        let dotted = dotted_end(segments, at, end);
        if dotted > at + 3 {
            let span = word.cover(segments.span(dotted - 1));
            return Some(item(Tag::Noun, span, at..dotted));
        }
        let capital = segments.token(at).is_some_and(|t| t.case != Case::Lower);
        let initial = word.len() == 1
            && segments
                .token(behind + 1)
                .is_some_and(|t| t.case == Case::Capital || t.case == Case::Mixed);
        let known = || initial || abbreviation(segments.word(at)).is_some();
        // The dot closes the word, which keeps its letters: no clause ends there.
        let number = abbreviation(segments.word(at)).is_some_and(|a| a.class == Class::Number);
        if capital && !number && behind + 1 < end && known() {
            return Some(item(Tag::Noun, word, at..behind + 1));
        }
        let numbered = segments.kind(behind + 1) == TokenKind::Numeral;
        let entry = entry(segments.key(at));
        return (numbered && behind + 1 < end && known()).then(|| Item {
            entry,
            ..item(class(entry), word, at..behind + 1)
        });
    }
    let apostrophe = segments.is_mark(behind, '\'') || segments.is_mark(behind, '’');
    let tail = apostrophe && segments.glued(behind + 1) && segments.lower(behind + 1) == "t";
    let class = if tail {
        negated(segments.lower(at))
    } else {
        None
    };
    let tag = match class? {
        Function::Modal => Tag::Modal,
        _ => Tag::Auxiliary,
    };
    let span = word.cover(segments.span(behind + 1));
    Some(item(tag, span, at..behind + 2))
}

/// The end of a row of single letters with a dot behind each: "U.N.".
fn dotted_end(segments: &Segments<'_>, at: usize, end: usize) -> usize {
    let mut last = at;
    while last + 1 < end
        && segments.span(last).len() == 1
        && segments.kind(last) == TokenKind::Word
        && (last == at || segments.glued(last))
        && segments.is_mark(last + 1, '.')
        && segments.glued(last + 1)
    {
        last += 2;
    }
    last
}

/// Whether a word in capitals stands in a line of capitals, where case tells nothing.
pub(super) fn known_loud(segments: &Segments<'_>, span: Span) -> bool {
    segments
        .sentence_at(span.start)
        .and_then(|i| segments.sentences.get(i))
        .is_some_and(|s| !s.span.of(segments.text).chars().any(char::is_lowercase))
}

/// Tag of a mark and the number of tokens it takes.
pub(super) fn mark(segments: &Segments<'_>, at: usize) -> (Tag, usize) {
    let apostrophe = segments.is_mark(at, '\'') || segments.is_mark(at, '’');
    if apostrophe && segments.glued(at) {
        if segments.glued(at + 1) && segments.lower(at + 1) == "s" {
            return (Tag::Possessive, 2);
        }
        if segments.lower(at.wrapping_sub(1)).ends_with('s') && !segments.glued(at + 1) {
            return (Tag::Possessive, 1);
        }
        if let Some(tag) = contracted(segments, at + 1) {
            return (tag, 2);
        }
    }
    let tag = match segments.word(at) {
        "," => Tag::Comma,
        ";" => Tag::Semicolon,
        ":" => Tag::Colon,
        "—" | "–" => Tag::Dash,
        "-" if !segments.glued(at) || !segments.glued(at + 1) => Tag::Dash,
        "(" | "[" | "（" => Tag::Open,
        ")" | "]" | "）" => Tag::Close,
        "\"" | "“" | "”" | "'" | "‘" | "’" => Tag::Quote,
        _ => Tag::Other,
    };
    (tag, 1)
}

/// "we're", "they've", "she'd sold", "she'll": the verb whose end stands at `i` behind an apostrophe.
fn contracted(segments: &Segments<'_>, i: usize) -> Option<Tag> {
    if !segments.glued(i) {
        return None;
    }
    let past = |v: Verb| matches!(v.form, Form::PastOrParticiple | Form::Participle);
    Some(match segments.lower(i) {
        "re" | "ve" | "m" => Tag::Auxiliary,
        "d" if entry(segments.key(i + 1)).verb.is_some_and(past) => Tag::Auxiliary,
        "d" | "ll" => Tag::Modal,
        _ => return None,
    })
}

/// The tag a word has by itself; verbs that may be nouns are settled by their neighbours.
pub(super) fn class(entry: Entry) -> Tag {
    match entry.function {
        Some(Function::Determiner | Function::Indefinite) => Tag::Determiner,
        Some(Function::Pronoun) => Tag::Pronoun,
        Some(Function::Preposition | Function::With) => Tag::Preposition,
        Some(Function::Conjunction) => Tag::Conjunction,
        Some(Function::Subordinator) => Tag::Subordinator,
        Some(Function::Relative) => Tag::Relative,
        Some(Function::Auxiliary) => Tag::Auxiliary,
        Some(Function::Modal) => Tag::Modal,
        Some(Function::To) => Tag::To,
        Some(Function::Not) => Tag::Not,
        Some(Function::Adverb) => Tag::Adverb,
        Some(Function::Comparative) => Tag::Comparative,
        Some(Function::Adjective) => Tag::Noun,
        None => match entry.verb.map(|v| v.form) {
            Some(Form::Gerund) => Tag::Gerund,
            Some(Form::Participle | Form::PastOrParticiple) => Tag::Participle,
            Some(_) => Tag::Verb,
            None => Tag::Noun,
        },
    }
}
