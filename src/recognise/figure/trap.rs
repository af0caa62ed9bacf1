//! Numbers that are no figures, each with its reason.

use super::Scene;
use super::quantity::{plural, proper};
use crate::lexicon::traps::{name_nouns, phrases};
use crate::recognise::phrase::{Form, Line, PhraseIndex, is_hyphen};
use crate::recognise::unit::{self, Class};
use crate::segment::token::{Case, TokenKind};
use std::sync::LazyLock;

static PHRASES: LazyLock<PhraseIndex<&'static str>> =
    LazyLock::new(|| PhraseIndex::new(phrases().map(|(p, r)| (p, Form::default(), r))));

static NAME_NOUNS: LazyLock<PhraseIndex<(bool, &'static str)>> = LazyLock::new(|| {
    PhraseIndex::backwards(name_nouns().map(|n| (n.noun, Form::default(), (n.capital, n.reason))))
});

/// A trap: the token after the number that is none, and why.
pub type Trap = (usize, &'static str);

type Test = fn(&Scene<'_, '_>, usize) -> Option<Trap>;

const TESTS: &[Test] = &[
    phrase,
    address,
    part_of_word,
    dotted,
    phone,
    calendar,
    clock,
    ordinal,
    list_number,
    after_name,
    place_in_time,
    year,
    lone_one,
];

/// The first trap that holds the number at the token.
pub fn at(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    TESTS.iter().find_map(|test| test(scene, at))
}

fn phrase(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    PHRASES
        .longest(&scene.line, at)
        .map(|(reason, end)| (end, reason))
}

/// A web or mail address: the unspaced run of tokens around the number holds its marks.
fn address(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral || !(line.glued(at) || line.glued(at + 1)) {
        return None;
    }
    let mut first = at;
    while line.glued(first) && at - first < 40 {
        first -= 1;
    }
    let mut end = at + 1;
    while line.glued(end) && end - at < 40 {
        end += 1;
    }
    let run = line.span(first, end).of(line.segments.text);
    (run.contains("://") || run.starts_with("www.") || run.contains('@') || run.contains(".com"))
        .then_some((end, "web address"))
}

/// `PM2.5`, `COVID-19`, `SU7`, `5G`: letters and digits grown together.
fn part_of_word(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral {
        return None;
    }
    let before = at.checked_sub(1)?;
    if line.glued(at)
        && line.kind(before) == TokenKind::Word
        && unit::before(line, before, scene.homes).is_none()
    {
        return Some((past_word(line, at + 1), "part of a name"));
    }
    if line.tight_hyphen(before)
        && at >= line.first + 2
        && line.kind(at - 2) == TokenKind::Word
        && !matches!(line.lower(at - 2), "to" | "a" | "an" | "of" | "and")
    {
        return Some((past_word(line, at + 1), "part of a name"));
    }
    None
}

/// The token after the letters, hyphens and digits grown onto the token before `at`.
fn past_word(line: &Line<'_, '_>, at: usize) -> usize {
    let mut at = at;
    while line.glued(at) && matches!(line.kind(at), TokenKind::Word | TokenKind::Numeral) {
        at += 1;
    }
    at
}

/// `5G`, `777F`: a numeral with letters that are no unit and no scale; `1990s`.
fn dotted(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral {
        return None;
    }
    if crate::recognise::number::digits::parse(line.word(at)).is_none() {
        return Some((at + 1, "date or version number"));
    }
    let grown = line.glued(at + 1) && line.kind(at + 1) == TokenKind::Word;
    if !grown {
        return None;
    }
    let word = line.lower(at + 1);
    if matches!(word, "st" | "nd" | "rd" | "th") {
        return None;
    }
    if word == "s" && line.word(at).len() == 4 {
        return Some((at + 2, "date"));
    }
    let known = unit::plain(line, at + 1, scene.homes).is_some()
        || crate::lexicon::numbers::scale(word).is_some()
        || matches!(word, "x" | "yo" | "g" | "bn");
    let letter = word == "g" && line.word(at + 1) == "G" && line.word(at).len() == 1;
    (!known || letter).then(|| (past_word(line, at + 1), "part of a name"))
}

/// Groups of digits joined by hyphens, or a plus sign before a long run: telephone numbers and dates.
fn phone(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral {
        return None;
    }
    let mut end = at + 1;
    let mut groups = 1;
    while (line.tight_hyphen(end)
        || (line.word(end) == "/" && line.glued(end) && line.glued(end + 1)))
        && line.kind(end + 1) == TokenKind::Numeral
    {
        end += 2;
        groups += 1;
    }
    if groups > 2 {
        return Some((end, "telephone number or date"));
    }
    let digits = line.word(at).bytes().all(|b| b.is_ascii_digit());
    let long = line.word(at).len();
    if digits
        && long >= 9
        && unit::after(line, at + 1, scene.homes).is_none()
        && line.kind(at + 1) != TokenKind::Word
    {
        return Some((end, "registration number"));
    }
    None
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

fn month(line: &Line<'_, '_>, at: usize) -> bool {
    MONTHS.contains(&line.lower(at)) && line.case(at) != Case::Lower
}

/// "June 21", "5 January", "Jan. 5"
fn calendar(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral || line.word(at).len() > 2 {
        return None;
    }
    let value: u32 = line.word(at).parse().ok()?;
    let dotted = usize::from(line.lower_before(at) == ".");
    let after_month = at > dotted && month(line, at - 1 - dotted);
    let after_range = at >= line.first + 3
        && matches!(line.lower(at - 1), "-" | "–" | "to" | "and")
        && line.kind(at - 2) == TokenKind::Numeral
        && month(line, at - 3);
    let day = usize::from(matches!(line.lower(at + 1), "st" | "nd" | "rd" | "th"));
    let of = usize::from(line.lower(at + 1 + day) == "of");
    let before_month = month(line, at + 1 + day + of);
    let holds = (1..=31).contains(&value)
        && ((after_month || after_range)
            && unit::after(line, at + 1, scene.homes).is_none_or(|u| u.class == Class::Time)
            || before_month);
    holds.then_some((at + 1 + day, "date"))
}

/// `10:27`, "6 pm", "8 a.m.", "9 o'clock"
fn clock(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral {
        return None;
    }
    if line.word(at + 1) == ":"
        && line.glued(at + 1)
        && line.glued(at + 2)
        && line.kind(at + 2) == TokenKind::Numeral
    {
        let mut end = at + 3;
        while line.word(end) == ":"
            && line.glued(end)
            && line.kind(end + 1) == TokenKind::Numeral
            && line.glued(end + 1)
        {
            end += 2;
        }
        return Some((end, "clock time or ratio"));
    }
    let small = line.word(at).len() <= 2 || line.word(at).contains('.');
    let suffix = match line.lower(at + 1) {
        "pm" | "am" => line.word(at + 1) != "PM" || !line.glued(at + 1),
        "p" | "a" => line.lower(at + 2) == "." && line.lower(at + 3) == "m",
        "o" => matches!(line.word(at + 2), "'" | "’"),
        _ => false,
    };
    (small && suffix).then_some((at + 2, "clock time"))
}

/// "14th", "21st": unless a rank is stated, an ordinal only orders.
fn ordinal(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let suffix = line.glued(at + 1) && matches!(line.lower(at + 1), "st" | "nd" | "rd" | "th");
    let ranked = super::rules::rank_before(line, at);
    (line.kind(at) == TokenKind::Numeral && suffix && !ranked).then_some((at + 2, "ordinal"))
}

/// `1.`, `(2)`, `3)` at the start of a block.
fn list_number(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let opens =
        at == line.first || (at == line.first + 1 && matches!(line.word(line.first), "(" | "["));
    if line.kind(at) != TokenKind::Numeral || !opens || line.word(at).len() > 2 {
        return None;
    }
    let closes = matches!(line.word(at + 1), "." | ")" | "]" | "、")
        && line.glued(at + 1)
        && line.kind(at + 2) != TokenKind::Numeral;
    closes.then_some((at + 1, "list number"))
}

/// "Highway 107", "Fortune Global 500", "Boeing 737"
fn after_name(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral && !(line.case(at) == Case::Capital && at > line.first) {
        return None;
    }
    let before = at.checked_sub(1).filter(|b| line.has(*b))?;
    let end = past_word(line, at + 1);
    if let Some(((capital, reason), first)) = NAME_NOUNS.longest(line, before)
        && (!capital || line.case(first) != Case::Lower)
        && line.kind(at) == TokenKind::Numeral
    {
        return Some((end, reason));
    }
    let grouped = line.word(at).contains([',', '.']);
    let unlike = line.kind(at) != TokenKind::Numeral
        || grouped
        || line.kind(before) != TokenKind::Word
        || !proper(line, before)
        || month(line, before)
        || unit::before(line, before, scene.homes).is_some();
    if unlike {
        return None;
    }
    let number =
        crate::recognise::number::number_at(line, at, crate::recognise::number::Letters::Millions)?;
    let measured = unit::after(line, number.end, scene.homes).is_some() || number.scale.is_some();
    let noun = plural(line.lower(number.end))
        && line.case(number.end) == Case::Lower
        && !proper(line, before.saturating_sub(1));
    (!measured && !noun).then_some((end, "part of a name"))
}

const SPAN_WORDS: &[&str] = &[
    "past",
    "last",
    "next",
    "first",
    "previous",
    "coming",
    "following",
    "preceding",
    "recent",
    "final",
    "initial",
    "other",
    "prior",
    "ensuing",
    "these",
    "those",
    "second",
];

/// "the past ten years", "two months later", "a five-year plan": lengths that place in time.
fn place_in_time(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let number =
        crate::recognise::number::number_at(line, at, crate::recognise::number::Letters::Metres)?;
    let hyphen = line.tight_hyphen(number.end);
    let unit = unit::plain(line, number.end + usize::from(hyphen), scene.homes)
        .filter(|u| u.class == Class::Time)?;
    if hyphen
        && matches!(
            line.lower(unit.end),
            "plan"
                | "plans"
                | "period"
                | "transition"
                | "forecast"
                | "term"
                | "history"
                | "programme"
                | "program"
                | "strategy"
                | "low"
                | "high"
                | "anniversary"
                | "campaign"
                | "transitional"
                | "ban"
                | "fishing"
        )
    {
        return Some((unit.end, "period"));
    }
    let before = SPAN_WORDS.contains(&line.lower_before(at));
    let after = matches!(
        line.lower(unit.end),
        "ago" | "later" | "earlier" | "before" | "after" | "since" | "hence" | "prior"
    ) || line.reads(unit.end, &["from", "now"])
        || line.reads(unit.end, &["in", "a", "row"])
        || line.lower(unit.end) == "running";
    (before || after).then_some((unit.end, "period"))
}

/// A bare numeral from 1900 to 2099 with nothing to count: a year.
fn year(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let word = line.word(at);
    let range = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let value: u32 = word.parse().ok().filter(|_| range)?;
    if !(1900..=2099).contains(&value) || money_before(scene, at) {
        return None;
    }
    let from = if line.tight_hyphen(at + 1) {
        at + 2
    } else {
        at + 1
    };
    if is_hyphen(line.lower(at + 1))
        && line.glued(at + 1)
        && line.kind(at + 2) == TokenKind::Numeral
    {
        return Some((at + 3, "date"));
    }
    let unit = unit::after(line, from, scene.homes)
        .is_some_and(|u| !matches!(u.class, Class::Multiple) || line.lower(from) != "times");
    let bound = matches!(
        line.lower_before(at),
        "than"
            | "some"
            | "over"
            | "nearly"
            | "almost"
            | "about"
            | "approximately"
            | "exceeded"
            | "roughly"
            | "reached"
            | "totaled"
            | "with"
    );
    let noun = bound && plural(line.lower(from));
    (!unit && !noun).then_some((at + 1, "date"))
}

fn money_before(scene: &Scene<'_, '_>, at: usize) -> bool {
    let line = &scene.line;
    (1..=3).any(|back| {
        at.checked_sub(back)
            .and_then(|b| unit::before(line, b, scene.homes))
            .is_some_and(|u| u.end == at)
    })
}

/// "one" as pronoun or article: alone, or before a noun that is no measure.
fn lone_one(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.lower(at) != "one" {
        return None;
    }
    let number =
        crate::recognise::number::number_at(line, at, crate::recognise::number::Letters::Metres)?;
    let more = number.end > at + 1;
    let next = if line.tight_hyphen(at + 1) {
        at + 2
    } else {
        at + 1
    };
    let part = crate::lexicon::numbers::number(line.lower(next)).is_some();
    let ratio = matches!(line.lower(at + 1), "in" | "out");
    let unit = unit::after(line, next, scene.homes).is_some();
    (!more && !part && !unit && !ratio).then_some((at + 1, "pronoun"))
}
