//! Traps of time: days, clock times, years, and lengths of time that only place something.
//!
//! The date recogniser owns dates; these keep figures right where it saw none.

use super::Trap;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{WordKind, number};
use crate::lexicon::words::entry;
use crate::recognise::figure::Scene;
use crate::recognise::figure::count::counted;
use crate::recognise::figure::quantity::{self, plural};
use crate::recognise::number::Letters;
use crate::recognise::phrase::{Line, is_hyphen};
use crate::recognise::unit::{self, Class};
use crate::segment::token::{Case, TokenKind};

/// Whether the token names a month; in lower case the short ambiguous ones do not.
pub fn month(line: &Line<'_, '_>, at: usize) -> bool {
    let word = line.lower(at);
    cue(word, Cue::Month)
        && (line.case(at) != Case::Lower
            || !matches!(word, "may" | "march" | "mar" | "sep" | "dec" | "jan"))
}

/// "June 21", "5 January", "Jan. 5", "October 7-9"
pub fn day(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral || line.word(at).len() > 2 {
        return None;
    }
    let value: u32 = line.word(at).parse().ok()?;
    let dotted = usize::from(line.lower_before(at) == ".");
    let before = at.saturating_sub(1 + dotted);
    let telling = dotted == 1 || line.lower_before(before) == "on";
    let after_month =
        at > dotted && (month(line, before) || (telling && cue(line.key(before), Cue::Month)));
    let after_range = at >= line.first + 3
        && matches!(line.lower(at - 1), "-" | "–" | "to" | "and" | "or")
        && line.kind(at - 2) == TokenKind::Numeral
        && month(line, at - 3);
    let suffix = usize::from(matches!(line.lower(at + 1), "st" | "nd" | "rd" | "th"));
    let of = usize::from(line.lower(at + 1 + suffix) == "of");
    let pair = matches!(line.lower(at + 1), "-" | "–" | "to" | "and")
        && line.kind(at + 2) == TokenKind::Numeral
        && month(line, at + 3);
    let before_month = pair || month(line, at + 1 + suffix + of);
    let free = unit::after(line, at + 1, scene.homes).is_none_or(|u| u.class == Class::Time);
    let holds = (1..=31).contains(&value) && ((after_month || after_range) && free || before_month);
    holds.then_some((at + 1 + suffix, "date"))
}

/// `10:27`, "6 pm", "8 a.m.", "9 o'clock"
pub fn clock(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.lower(at + 1) == "o" && matches!(line.word(at + 2), "'" | "’") {
        return Some((at + 4, "clock time"));
    }
    if line.kind(at) != TokenKind::Numeral {
        return None;
    }
    let pair = |i: usize| {
        line.word(i) == ":"
            && line.glued(i)
            && line.glued(i + 1)
            && line.kind(i + 1) == TokenKind::Numeral
    };
    if pair(at + 1) {
        let mut end = at + 3;
        while pair(end) {
            end += 2;
        }
        return Some((end, "clock time or ratio"));
    }
    let word = line.word(at);
    let minutes = word
        .split_once('.')
        .is_some_and(|(h, m)| h.len() <= 2 && m.len() == 2);
    let suffix = match line.lower(at + 1) {
        "pm" | "am" => true,
        "p" | "a" => line.lower(at + 2) == "." && line.lower(at + 3) == "m",
        _ => false,
    };
    ((word.len() <= 2 || minutes) && suffix).then_some((at + 2, "clock time"))
}

/// A bare numeral from 1800 to 2199 with nothing to count.
pub fn year(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if let Some(end) = decade(line, at) {
        return Some((end, "date"));
    }
    // "some 4,000 BC nurses": of British Columbia.
    let era = before_christ(line, at + 1).filter(|end| counted(line, *end).is_none());
    if let Some(end) = era {
        return Some((end, "date"));
    }
    let word = line.word(at);
    let cited = line.glued(at + 1) && matches!(line.word(at + 1), "a" | "b" | "c" | "d");
    let four = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let value: u32 = word.parse().ok().filter(|_| four)?;
    let century = (1900..=2099).contains(&value);
    let placed = matches!(
        line.lower_before(at),
        "in" | "since" | "by" | "until" | "from" | "year" | "around" | "between" | "circa" | "of"
    ) || (line.lower_before(at) == "and"
        && line.kind(at.saturating_sub(2)) == TokenKind::Numeral);
    if !(century || ((1500..=2199).contains(&value) && placed)) || money_before(scene, at) {
        return None;
    }
    if cited {
        return Some((at + 2, "date"));
    }
    if let Some(end) = season(line, at) {
        return Some((end, "date"));
    }
    let from = if line.tight_hyphen(at + 1) {
        at + 2
    } else {
        at + 1
    };
    let unit = unit::after(line, from, scene.homes)
        .is_some_and(|_| !matches!(line.lower(from), "year" | "times" | "′" | "'" | "\""));
    let noun = cue(line.lower_before(at), Cue::BoundBeforeYear) && plural(line.lower(from));
    let many = unit || noun || crate::lexicon::numbers::scale(line.key(from)).is_some();
    (!many).then_some((at + 1, "date"))
}

/// "200 B.C.", "10,000 BCE": the token after the era.
fn before_christ(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let dotted = || {
        let letters = [0, 2].map(|n| line.word(at + n));
        let dots = [1, 3].iter().all(|n| line.word(at + n) == ".");
        (letters == ["B", "C"] && dots && line.glued(at + 2)).then_some(at + 4)
    };
    match line.word(at) {
        "BC" | "BCE" => Some(at + 1),
        _ => dotted(),
    }
}

/// `1990s`, `60s`
fn decade(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let word = line.word(at);
    let tens = matches!(word.len(), 2 | 4)
        && word.ends_with('0')
        && word.bytes().all(|b| b.is_ascii_digit());
    let apostrophe = usize::from(matches!(line.word(at + 1), "'" | "’"));
    let plural = line.word(at + 1 + apostrophe) == "s"
        && line.glued(at + 1)
        && line.glued(at + 1 + apostrophe);
    let person = matches!(
        line.lower_before(at),
        "his" | "her" | "their" | "the" | "my"
    );
    // "2018s best year": the year's, its apostrophe lost.
    let possessive = word.len() == 4
        && apostrophe == 0
        && plural
        && word.parse().is_ok_and(|y: u32| (1900..=2099).contains(&y));
    if possessive {
        return Some(at + 2);
    }
    (tens && plural && (apostrophe == 0 || word.len() == 4 || person))
        .then_some(at + 2 + apostrophe)
}

/// `2024-25`, `2024 -25`, `2013–2023`: the token after the second year.
fn season(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let next = line.word(at + 2);
    let second = next.bytes().all(|b| b.is_ascii_digit()) && matches!(next.len(), 2 | 4);
    ((is_hyphen(line.word(at + 1)) || line.word(at + 1) == "/")
        && (line.glued(at + 1) || line.glued(at + 2))
        && second)
        .then_some(at + 3)
}

fn money_before(scene: &Scene<'_, '_>, at: usize) -> bool {
    let line = &scene.line;
    (1..=3).any(|back| {
        at.checked_sub(back)
            .filter(|b| {
                line.word(*b).len() > 1 || line.kind(*b) == TokenKind::Mark || line.glued(at)
            })
            .and_then(|b| unit::before(line, b, scene.homes))
            .is_some_and(|u| u.end == at)
    })
}

/// "the past ten years", "two months later", "a five-year plan", "the first three"
pub fn period(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let numeral = scene.number_at(at, Letters::Metres)?;
    let preposition = at.checked_sub(2).map_or("", |i| line.lower(i));
    let within = line.lower_before(at) == "the"
        && matches!(preposition, "in" | "over" | "for" | "during" | "throughout");
    let placing = within || cue(line.lower_before(at), Cue::Placing);
    if line.lower(numeral.end) == "or"
        && placing
        && let Some((WordKind::Unit, _)) = number(line.key(numeral.end + 1))
    {
        return period_end(scene, numeral.end + 2).map(|end| (end, "period"));
    }
    let hyphen = line.tight_hyphen(numeral.end);
    let past = matches!(
        line.lower(numeral.end),
        "previous" | "preceding" | "prior" | "past"
    );
    let unit = unit::plain(line, numeral.end + usize::from(hyphen || past), scene.homes)
        .filter(|u| u.class == Class::Time && !matches!(u.code.as_ref(), "Ma" | "Ga"));
    let Some(unit) = unit else {
        // "in the first three": the months are left out.
        let elided = placing
            && matches!(line.lower_before(at), "first" | "last")
            && matches!(line.lower(numeral.end), "" | "." | "," | ";");
        return elided.then_some((numeral.end, "period"));
    };
    if hyphen && (cue(line.key(unit.end), Cue::Period) || heads_period(scene, &unit)) {
        return Some((unit.end, "period"));
    }
    if past {
        return (!worth(line, unit.end)).then_some((unit.end, "period"));
    }
    (placing || places_after(line, unit.end)).then_some((unit.end, "period"))
}

/// "three-year network growth forecast", "five-year $700,000 plan": words or an amount between a length
/// of some months or years and the noun that makes it a period.
fn heads_period(scene: &Scene<'_, '_>, unit: &unit::UnitHit) -> bool {
    let line = &scene.line;
    if !matches!(unit.code.as_ref(), "a" | "mo" | "10.a" | "[qtr]") {
        return false;
    }
    let amount = quantity::at(scene, unit.end).filter(|q| q.unit.as_ref().is_some_and(money));
    let from = amount.map_or(unit.end, |q| q.end);
    let plain = |i: usize| {
        let known = entry(line.key(i));
        line.kind(i) == TokenKind::Word
            && line.case(i) == Case::Lower
            && known.function.is_none()
            && known.verb.is_none_or(|v| v.noun_too)
            && !plural(line.lower(i))
    };
    (from..from + PERIOD_REACH)
        // "a three-year jail term", "a two-year trial period" are measured out.
        .find(|i| cue(line.key(*i), Cue::Period) && !matches!(line.lower(*i), "term" | "period"))
        .is_some_and(|noun| (from..noun).all(plain))
}

fn money(unit: &unit::UnitHit) -> bool {
    unit.class == Class::Money
}

/// Words looked at for the noun of a period behind its length.
const PERIOD_REACH: usize = 4;

/// "50 previous years' worth": how much, not when.
fn worth(line: &Line<'_, '_>, at: usize) -> bool {
    let mark = usize::from(matches!(line.word(at), "'" | "’"));
    line.lower(at + mark) == "worth"
}

fn period_end(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    unit::plain(&scene.line, at, scene.homes)
        .filter(|u| u.class == Class::Time)
        .map(|u| u.end)
}

/// Whether the word at the token makes the length of time before it a place in time: "ago", "later".
pub fn places_after(line: &Line<'_, '_>, at: usize) -> bool {
    matches!(
        line.lower(at),
        "ago" | "later" | "earlier" | "before" | "after" | "since" | "hence" | "prior" | "running"
    ) || line.reads(at, &["from", "now"])
        || line.reads(at, &["in", "a", "row"])
}
