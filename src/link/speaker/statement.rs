//! Who a sentence says is speaking: "according to X", "X said", "X was quoted as saying".

use super::name::{name_from, named, run_back, text_of};
use super::{Statement, Who};
use crate::base::rule::RuleId;
use crate::lexicon::links::{Speech, is_data, speech};
use crate::lexicon::words::{Form, Function, Sense, entry};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::ops::Range;

pub(super) const ACCORDING: RuleId = RuleId("speaker/according-to");
const SAID: RuleId = RuleId("speaker/sentence-after");
pub(super) const SAYS: RuleId = RuleId("speaker/verb-of-saying");

pub(super) fn statement(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    looking_back(segments, tokens.clone())
        .or_else(|| according(segments, tokens.clone()))
        .or_else(|| account(segments, tokens.clone()))
        .or_else(|| saying(segments, tokens))
}

/// "By his account", "in her words": the one spoken of last.
fn account(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    let by = |i: usize| {
        matches!(segments.lower(i), "by" | "in")
            && matches!(segments.lower(i + 1), "his" | "her" | "their" | "its")
            && matches!(
                segments.lower(i + 2),
                "account" | "words" | "reckoning" | "count" | "estimate" | "view"
            )
    };
    tokens.into_iter().find(|i| by(*i))?;
    Some(Statement {
        who: Who::Pronoun,
        reason: ACCORDING,
    })
}

/// "So says the report.", "This was disclosed by Li Wei.": a sentence that only tells who stated what
/// stands in the one before.
pub(super) fn looking_back(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    let start = tokens.start;
    let says = |i: usize| {
        entry(segments.key(i))
            .verb
            .is_some_and(|v| v.sense == Sense::Say)
    };
    let from = match (segments.lower(start), segments.lower(start + 1)) {
        ("so", _) if says(start + 1) => start + 2,
        ("this" | "that" | "these" | "those", "was" | "were" | "is" | "are") => {
            let by = (start + 2..start + 6).find(|i| segments.lower(*i) == "by")?;
            if !(start + 2..by).any(says) {
                return None;
            }
            by + 1
        }
        _ => return None,
    };
    let who = Who::Named(name_from(segments, from, tokens.end)?);
    Some(Statement { who, reason: SAID })
}

/// "according to the Ministry of Commerce", "data from X show" is another construction.
pub(super) fn according(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    let at = tokens
        .clone()
        .find(|i| segments.reads(*i, &["according", "to"]))?;
    let mut from = at + 2;
    // "according to data from X", "according to figures which X gave": the source behind the data.
    let limit = (from + 6).min(tokens.end);
    if is_data(segments.lower(from))
        && let Some(source) = (from..limit).find(|i| {
            matches!(
                segments.lower(*i),
                "from" | "by" | "of" | "which" | "released"
            )
        })
    {
        from = source + 1;
        if segments.lower(from) == "by" {
            from += 1;
        }
    }
    let who = if matches!(segments.lower(from), "him" | "her" | "it" | "them") {
        Who::Pronoun
    } else {
        Who::Named(name_from(segments, from, tokens.end)?)
    };
    Some(Statement {
        who,
        reason: ACCORDING,
    })
}

/// "X said", "said X", "X told reporters".
pub(super) fn saying(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    cited(segments, tokens.clone()).or_else(|| {
        tokens.clone().find_map(|i| {
            if segments.token(i)?.case != Case::Lower {
                return None;
            }
            let verb = entry(segments.key(i)).verb?;
            let finite = !matches!(verb.form, Form::Gerund | Form::Participle | Form::Base)
                || verb.form == Form::Base && pronoun_beside(segments, i);
            let says = verb.sense == Sense::Say
                || segments.lower(i) == "added" && adds_words(segments, i)
                || counts_out(segments, i)
                || expects(segments, i, verb.sense);
            if !says
                || !finite
                || verb.noun_too
                    && verb.form == Form::Third
                    && !after_quote(segments, i)
                    && !counts_out(segments, i)
                    && !closing(segments, i, tokens.clone())
            {
                return None;
            }
            let passive = i > tokens.start
                && matches!(
                    segments.lower(i - 1),
                    "was" | "were" | "is" | "been" | "be" | "are"
                );
            if passive {
                return None;
            }
            let name = after(segments, i, tokens.end)
                .or_else(|| told(segments, i, tokens.start))
                .or_else(|| before(segments, i, tokens.start));
            let source = source(segments, i, tokens.start);
            if source.is_some() && shows(segments.lower(i)) {
                return source.map(|name| Statement {
                    who: Who::Named(name),
                    reason: SAYS,
                });
            }
            let spoken = expects(segments, i, verb.sense) || !shows(segments.lower(i));
            let who = match name {
                Some(name) if spoken => Who::Named(name),
                None if spoken && pronoun_beside(segments, i) => Who::Pronoun,
                None if spoken => Who::Noun(noun_before(segments, i, tokens.start)?),
                Some(_) | None => return None,
            };
            Some(Statement { who, reason: SAYS })
        })
    })
}

/// "data from the National Bureau of Statistics showed": the source of the data behind a verb of showing.
fn source(segments: &Segments<'_>, verb: usize, start: usize) -> Option<String> {
    let from = verb.saturating_sub(SOURCE).max(start);
    let by = (from..verb)
        .filter(|i| is_data(segments.lower(*i)))
        .find_map(|data| {
            (data + 1..verb.min(data + 4))
                .find(|i| matches!(segments.lower(*i), "from" | "by" | "of"))
        })?;
    let name = name_from(segments, by + 1, verb)?;
    name.chars().any(char::is_uppercase).then_some(name)
}

/// Tokens before a verb of showing in which the data and their source stand.
const SOURCE: usize = 16;

/// "Reuters quoted the prince as saying", "Uribe was cited as saying": the one quoted speaks.
pub(super) fn cited(segments: &Segments<'_>, mut tokens: Range<usize>) -> Option<Statement> {
    let at = tokens.find(|i| matches!(segments.lower(*i), "quoted" | "cited"))?;
    let end = (at + 1..at + 14).find(|i| segments.lower(*i) == "as")?;
    let passive = at > 0 && matches!(segments.lower(at - 1), "was" | "were" | "been");
    let run = if passive {
        run_back(segments, at - 1, at.saturating_sub(12))
    } else {
        at + 1..end
    };
    let who = Who::Named(named(segments, run)?);
    Some(Statement { who, reason: SAYS })
}

/// "added that", "he added", "..., added Li": words are added, not amounts.
fn adds_words(segments: &Segments<'_>, i: usize) -> bool {
    let ends = [',', '.', '"', '”']
        .iter()
        .any(|mark| segments.is_mark(i + 1, *mark));
    let name = i > 0
        && segments
            .token(i - 1)
            .is_some_and(|t| t.case == Case::Capital);
    ends && name
        || segments.lower(i + 1) == "that"
        || after_quote(segments, i)
        || pronoun_beside(segments, i)
}

/// "..., the grain bureau estimates.": a verb that ends its sentence, behind a comma and its subject.
fn closing(segments: &Segments<'_>, verb: usize, tokens: Range<usize>) -> bool {
    let ends = verb + 1 >= tokens.end || segments.is_mark(verb + 1, '.') && verb + 2 >= tokens.end;
    let from = verb.saturating_sub(8).max(tokens.start);
    ends && (from..verb).any(|i| segments.is_mark(i, ','))
}

/// "The association counts over 40 projects", "the survey puts the loss at", "its authors find
/// that": whoever counts states the number.
fn counts_out(segments: &Segments<'_>, i: usize) -> bool {
    let soon =
        |words: &[&str], n: usize| (i + 1..=i + n).any(|j| words.contains(&segments.lower(j)));
    let number = (i + 1..=i + 4).any(|j| segments.kind(j) == TokenKind::Numeral);
    match segments.lower(i) {
        "counts" | "bets" | "banks" if soon(&["on"], 1) => true,
        "reckons" | "reckoned" if soon(&["with"], 1) => true,
        "counts" | "counted" | "lists" | "estimates" | "estimated" | "reckons" => number,
        "find" | "finds" | "found" | "calculates" | "calculated" => soon(&["that"], 1),
        "arrives" | "arrived" => segments.lower(i + 1) == "at" && number,
        _ => false,
    }
}

/// Verbs of saying whose subject is mostly a thing: "data show", "this suggests".
pub(super) fn shows(verb: &str) -> bool {
    speech(verb) == Some(Speech::Shows)
}

/// "the bureau also said", "the chief minister said": the noun phrase before the verb.
pub(super) fn noun_before(segments: &Segments<'_>, verb: usize, start: usize) -> Option<String> {
    let mut end = verb;
    while end > start && entry(segments.key(end - 1)).function == Some(Function::Adverb) {
        end -= 1;
    }
    // "Its authors, five agencies, find that": the noun stands before the apposition.
    if end > start && segments.is_mark(end - 1, ',') {
        end = (start..end - 1).rev().find(|i| segments.is_mark(*i, ','))?;
    }
    let the = (end.saturating_sub(4)..end)
        .rev()
        .find(|i| *i >= start && matches!(segments.lower(*i), "the" | "its" | "his" | "her"))?;
    let words = the + 1..end;
    let plain = words
        .clone()
        .all(|i| segments.kind(i) == TokenKind::Word && entry(segments.key(i)).function.is_none());
    (plain && !words.is_empty()).then(|| text_of(segments, words))
}

/// "The IMF expects growth of 3 percent": a forecast has the one who makes it.
pub(super) fn expects(segments: &Segments<'_>, i: usize, sense: Sense) -> bool {
    sense == Sense::Plan
        && speech(segments.lower(i)) == Some(Speech::Expects)
        && !segments.lower(i).ends_with("ing")
        && segments.lower(i + 1) != "to"
}

/// "X, who told the assembly": the one whom "who" picks up.
pub(super) fn told(segments: &Segments<'_>, verb: usize, start: usize) -> Option<String> {
    let who = verb
        .checked_sub(1)
        .filter(|w| segments.lower(*w) == "who")?;
    let comma = who.checked_sub(1).filter(|c| segments.is_mark(*c, ','))?;
    named(segments, run_back(segments, comma, start))
}

pub(super) fn after_quote(segments: &Segments<'_>, i: usize) -> bool {
    i > 0 && matches!(segments.word(i - 1), "\"" | "”" | ",")
}

pub(super) fn pronoun_beside(segments: &Segments<'_>, verb: usize) -> bool {
    let beside = |i: usize| matches!(segments.lower(i), "he" | "she" | "they");
    (1..=2).any(|n| verb.checked_sub(n).is_some_and(beside)) || beside(verb + 1)
}

/// The name that ends right before the verb at `verb`.
pub(super) fn before(segments: &Segments<'_>, verb: usize, start: usize) -> Option<String> {
    let mut end = verb;
    while end > start && entry(segments.key(end - 1)).function == Some(Function::Adverb) {
        end -= 1;
    }
    // "X, head of Y, said": the name stands before the apposition.
    if end > start && segments.is_mark(end - 1, ',') {
        let comma = (start..end - 1).rev().find(|i| segments.is_mark(*i, ','))?;
        let name = run_back(segments, comma, start);
        return named(segments, name);
    }
    let run = run_back(segments, end, start);
    named(segments, run)
}

/// "said Zheng Shanjie, head of ...": the name right after the verb.
pub(super) fn after(segments: &Segments<'_>, verb: usize, end: usize) -> Option<String> {
    let closed = verb > 0 && matches!(segments.word(verb - 1), "\"" | "”" | "," | "’" | "'");
    if !closed || segments.lower(verb) == "told" {
        return None;
    }
    let name = name_from(segments, verb + 1, end)?;
    let proper = name.chars().any(char::is_uppercase);
    (proper || !counts_out(segments, verb)).then_some(name)
}
