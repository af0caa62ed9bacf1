//! Traps of names and fixed phrases.

use super::Trap;
use super::calendar::month;
use super::shape::past_word;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{WordKind, number, scale};
use crate::lexicon::traps::{NameNoun, name_nouns, phrases};
use crate::lexicon::words::{Function, Sense, entry};
use crate::recognise::figure::Scene;
use crate::recognise::figure::count::{counted, dotted_end, nominal, one_counted};
use crate::recognise::figure::money;
use crate::recognise::figure::quantity::{self, plural, proper};
use crate::recognise::number::Letters;
use crate::recognise::phrase::{Form, Line, PhraseIndex, is_hyphen};
use crate::recognise::unit;
use crate::segment::token::{Case, TokenKind};
use std::sync::LazyLock;

static PHRASES: LazyLock<PhraseIndex<&'static str>> =
    LazyLock::new(|| PhraseIndex::new(phrases().map(|(p, r)| (p, Form::default(), r))));

static NAME_NOUNS: LazyLock<PhraseIndex<NameNoun>> =
    LazyLock::new(|| PhraseIndex::backwards(name_nouns().map(|n| (n.noun, Form::default(), n))));

/// A phrase of `traps/phrases.tsv`.
pub fn phrase(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    PHRASES
        .longest(&scene.line, at)
        .map(|(reason, end)| (end, reason))
}

/// "several hundred", "a few thousand"
pub fn vague(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let large =
        line.lower(at) == "hundred" || line.lower(at) == "dozen" || scale(line.key(at)).is_some();
    let head = matches!(
        line.lower_before(at),
        "several" | "few" | "many" | "couple" | "of"
    );
    (large && head && line.kind(at) == TokenKind::Word || or_two(scene, at))
        .then_some((at + 1, "vague"))
}

/// "a month or two", "the first week or two"
fn or_two(scene: &Scene<'_, '_>, at: usize) -> bool {
    let line = &scene.line;
    let Some(length) = at.checked_sub(2).filter(|i| *i > line.first) else {
        return false;
    };
    let led = matches!(
        line.lower_before(length),
        "a" | "an" | "another" | "first" | "last" | "next" | "the"
    );
    let time = || {
        unit::plain(line, length, scene.homes)
            .is_some_and(|u| u.class == unit::Class::Time && u.end == length + 1)
    };
    line.lower(at) == "two"
        && line.lower_before(at) == "or"
        && led
        && time()
        && unit::after(line, at + 1, scene.homes).is_none()
        && counted(line, at + 1).is_none()
        && scene
            .number_at(at, Letters::Metres)
            .is_some_and(|n| n.end == at + 1)
}

/// "Highway 107"
pub fn name_noun(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let before = at.checked_sub(1)?;
    if line.reads(before.saturating_sub(1), &["group", "of"])
        && line.case(before - 1) == Case::Capital
    {
        return Some((past_word(line, at + 1), "part of a name"));
    }
    let worded = line.kind(at) == TokenKind::Word
        && matches!(
            number(line.key(at)),
            Some((WordKind::Unit | WordKind::Teen, _))
        );
    let counts = || {
        counted(line, at + 1).is_some()
            || unit::after(line, at + 1, scene.homes).is_some()
            || line.tight_hyphen(at + 1)
    };
    if !(line.kind(at) == TokenKind::Numeral || worded && !counts()) {
        return None;
    }
    // "gave the second version 75/100"
    let score = line.word(at + 1) == "/"
        && matches!(line.word(at + 2), "10" | "100")
        && cue(line.lower(before), Cue::Marked)
        && line.case(before) == Case::Lower;
    let (noun, first) = NAME_NOUNS.longest(line, before).filter(|_| !score)?;
    let small = line.case(first) == Case::Lower;
    // "in the game 40,000 fans saw it"
    if small && noun.alone && counts() {
        return None;
    }
    let plural = plural(line.lower(before));
    let end = past_numbers(line, at, plural);
    // "(exit 436)": all that stands in a bracket is a label, whatever its case.
    let bracketed = matches!(
        (line.word(first.wrapping_sub(1)), line.word(end)),
        ("(", ")")
    );
    (!noun.capital || bracketed || !small).then_some((end, noun.reason))
}

/// The token after the number at the token, and after those that a hyphen or slash joins to it
/// ("Section 20-40") or, behind a plural, a list ("Articles 5, 6 and 7").
fn past_numbers(line: &Line<'_, '_>, at: usize, listed: bool) -> usize {
    let mut end = past_word(line, at + 1);
    loop {
        let joined = line.tight_hyphen(end) || line.word(end) == "/" && line.glued(end + 1);
        let lists = listed && matches!(line.lower(end), "," | "and" | "or" | "to" | "through");
        // "Articles 5 and 12 firms": the last number counts something.
        let counts = lists && counted(line, end + 2).is_some();
        let numeral = line.kind(end + 1) == TokenKind::Numeral && digits_only(line.word(end + 1));
        if !numeral || counts || !(joined || lists) {
            return end;
        }
        end = past_word(line, end + 2);
    }
}

fn digits_only(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// "Decree No. 12", "Bus No. 7", "No. 20-123": the number of a thing, no place in an order.
pub fn numbered_thing(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    // "Law No. (10)"
    let bracket = usize::from(line.lower_before(at) == "(" && line.word(at + 1) == ")");
    let mark = at.checked_sub(bracket)?;
    let dotted = usize::from(line.lower_before(mark) == ".");
    let sign = mark.checked_sub(1 + dotted)?;
    let dot = dotted == 1 && line.lower(sign) == "no";
    let numbers = line.word(sign) == "No" || dot || matches!(line.lower(sign), "nos" | "number");
    if line.kind(at) != TokenKind::Numeral || !numbers || !line.has(sign) {
        return None;
    }
    let end = past_numbers(line, at, line.lower(sign) == "nos");
    let pair = line.tight_hyphen(at + 1) && end > at + 2;
    let named = sign > line.first && names_thing(line, sign - 1);
    (pair || named).then_some((end, "part of a name"))
}

/// Whether the word before "No." is what is numbered: a noun that takes a number as its name, or a
/// capitalised word that is neither a people nor "world".
fn names_thing(line: &Line<'_, '_>, at: usize) -> bool {
    if line.kind(at) != TokenKind::Word || line.case(at) == Case::Lower {
        return false;
    }
    let word = line.lower(at);
    let known = entry(word);
    let verb = known.verb.is_some_and(|v| !v.noun_too);
    let noun = known.function.is_none() && !verb && word.len() > 2;
    let holder = word == "world" || demonym(word);
    NAME_NOUNS.longest(line, at).is_some() || noun && at > line.first && !holder
}

/// "Fortune Global 500", "Boeing 737"
pub fn name_end(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let before = at.checked_sub(1).filter(|b| line.has(*b))?;
    let plain = line.kind(at) == TokenKind::Numeral && !line.word(at).contains([',', '.']);
    let label = at + 1 == line.end && at == line.first + 1 && line.case(before) == Case::Capital;
    let abbreviated = line.word(before) == ")"
        && at >= line.first + 3
        && line.case(at - 2) == Case::Upper
        && line.word(at - 3) == "(";
    if plain
        && abbreviated
        && line.word(at).len() < 3
        && unit::after(line, at + 1, scene.homes).is_none()
    {
        return Some((past_word(line, at + 1), "part of a name"));
    }
    let named = line.kind(before) == TokenKind::Word
        && (proper(line, before) || label)
        && !month(line, before)
        && (line.word(before).len() == 1
            || unit::before(line, before, scene.homes).is_none_or(|u| u.doubtful));
    if !plain || !named {
        return None;
    }
    let numeral = scene.number_at(at, Letters::Millions)?;
    // "HD 188753 A": one of several under a long number, no amperes.
    let component = line.word(at).len() > 4
        && line.word(at + 1).len() == 1
        && line.case(at + 1) == Case::Capital
        && !line.glued(at + 1);
    let measured = !component
        && (unit::after(line, numeral.end, scene.homes).is_some() || numeral.scale.is_some());
    let noun = plural(line.lower(numeral.end))
        && line.case(numeral.end) == Case::Lower
        && !proper(line, before.saturating_sub(1));
    (!measured && !noun).then(|| (past_numbers(line, at, false), "part of a name"))
}

/// "22 Park Avenue", "737 Max": a numeral before a capitalised run that counts nothing.
pub fn name_start(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let whole =
        line.kind(at) == TokenKind::Numeral && line.word(at).bytes().all(|b| b.is_ascii_digit());
    // "16-18 Harbour Road"
    let pair = line.tight_hyphen(at + 1) && line.kind(at + 2) == TokenKind::Numeral;
    let end = if pair { at + 3 } else { at + 1 };
    let capital = |i: usize| {
        matches!(line.case(i), Case::Capital | Case::Upper) && line.kind(i) == TokenKind::Word
    };
    if !whole
        || !capital(end)
        || at == line.first
        // "more than 34 All Stars"
        || line.lower_before(at) == "than"
        || dotted_end(line, end).is_some()
        || unit::after(line, end, scene.homes).is_some()
        || scale(line.key(end)).is_some()
        || money::mega_word(line.word(end)).is_some()
    {
        return None;
    }
    if line.word(at).len() == 3 && numbered(line, at) || compass(line, end) {
        return Some((end, "part of a name"));
    }
    let Some(phrase) = counted(line, end) else {
        let model = line.word(at).len() == 3 && !demonym(line.lower(end));
        return (capital(end + 1) || model).then_some((end, "part of a name"));
    };
    let last = line.segments.tokens_in(phrase).end.saturating_sub(1);
    (!plural(line.lower(last))).then_some((end, "part of a name"))
}

/// "9 E 71st St", "120 NW Elm Road": a point of the compass between the numbers or names of an address.
fn compass(line: &Line<'_, '_>, at: usize) -> bool {
    let point = matches!(
        line.word(at),
        "N" | "S" | "E" | "W" | "NE" | "NW" | "SE" | "SW"
    );
    let street = line.kind(at + 1) == TokenKind::Numeral
        && matches!(line.lower(at + 2), "st" | "nd" | "rd" | "th")
        || line.case(at + 1) == Case::Capital && line.case(at + 2) == Case::Capital;
    point && street
}

/// Whether a number stands before the token with at most two adjectives between: "two new 737 Max jets".
fn numbered(line: &Line<'_, '_>, at: usize) -> bool {
    let counts = |i: usize| {
        matches!(
            number(line.key(i)),
            Some((WordKind::Unit | WordKind::Teen | WordKind::Ten, _))
        )
    };
    let adjective = |i: usize| {
        line.kind(i) == TokenKind::Word
            && line.case(i) == Case::Lower
            && !plural(line.lower(i))
            && nominal(line, i)
    };
    (at.saturating_sub(3)..at).any(|i| {
        line.has(i) && counts(i) && (i + 1..at).all(adjective) && !demonym(line.lower(at + 1))
    })
}

/// Whether the word may name a people: "120 Chinese", "300 French".
fn demonym(word: &str) -> bool {
    ["ese", "ish", "ch", "ss", "an", "i", "ians"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// "the 747 is", "a 5500 chip": a number that is the name of a model: a thing of which there is one. "The 270 was
/// reached" is the 270 said before.
pub fn name_model(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let named = matches!(line.word(at).len(), 3..=5) && digits_only(line.word(at));
    if !named || line.kind(at) != TokenKind::Numeral || line.glued(at) {
        return None;
    }
    let led = matches!(line.lower_before(at), "a" | "an" | "the" | "its" | "s");
    let alone =
        || line.kind(at + 2) != TokenKind::Word || entry(line.key(at + 2)).function.is_some();
    let model = led && cue(line.key(at + 1), Cue::Model) && alone();
    let verb = matches!(line.lower(at + 1), "is" | "was" | "has");
    let subject = line.lower_before(at) == "the"
        && verb
        && !line.reads(at.saturating_sub(2), &["of", "the"])
        && !(line.first..at).any(|i| line.word(i) == line.word(at));
    (model || subject).then_some((at + 1, "part of a name"))
}

/// "the 618 shopping festival"
pub fn name_event(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let whole = line.word(at).bytes().all(|b| b.is_ascii_digit());
    if line.kind(at) != TokenKind::Numeral
        || !whole
        || !matches!(line.word(at).len(), 2..=4)
        || line.lower_before(at) != "the"
        || unit::after(line, at + 1, scene.homes).is_some()
    {
        return None;
    }
    let noun = |i: &usize| {
        line.kind(*i) != TokenKind::Word || plural(line.lower(*i)) || cue(line.key(*i), Cue::Event)
    };
    let last = (at + 1..at + 4).find(noun)?;
    cue(line.key(last), Cue::Event).then_some((at + 1, "part of a name"))
}

/// "a seven-time champion"
pub fn how_often(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let numeral = scene.number_at(at, Letters::Metres)?;
    let end = numeral.end + 2;
    if !line.tight_hyphen(numeral.end) || line.lower(end - 1) != "time" {
        return None;
    }
    let next = entry(line.key(end));
    let changes = matches!(next.noun, Some(Sense::Up | Sense::Down))
        || next.function == Some(Function::Comparative);
    (!changes).then_some((end, "how often"))
}

/// "the bottom three", "in the top 10": places from an end, of what is left out.
pub fn top(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let places = matches!(line.lower_before(at), "top" | "bottom");
    let before = || entry(line.key(at.saturating_sub(2))).function;
    let noun = at >= line.first + 2
        && (line.lower(at - 2) == "s"
            || matches!(before(), Some(Function::Determiner | Function::Preposition)));
    let numeral = (places && noun).then(|| scene.number_at(at, Letters::Metres))??;
    let ends = line.kind(numeral.end) != TokenKind::Word
        || entry(line.key(numeral.end)).function.is_some();
    let mark = line.word(numeral.end) == "%"
        || is_hyphen(line.word(numeral.end))
        || matches!(line.lower(numeral.end), "to" | "or");
    let alone = ends && !mark && numeral.scale.is_none();
    alone.then_some((numeral.end, "rank"))
}

/// "one" alone, or before a noun that is no measure.
pub fn lone_one(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.lower(at) != "one" {
        return None;
    }
    let numeral = scene.number_at(at, Letters::Metres)?;
    let part = |i: usize| matches!(number(line.key(i)), Some((WordKind::Part, _)));
    let next = if line.tight_hyphen(at + 1) || (line.word(at + 1) == "-" && part(at + 2)) {
        at + 2
    } else {
        at + 1
    };
    let more = numeral.end > at + 1 || number(line.key(next)).is_some();
    let share = matches!(line.lower(at + 1), "in" | "out")
        && scene.number_at(at + 2, Letters::Metres).is_some()
        || line.reads(at + 1, &["in", "every"])
        || line.reads(at + 1, &["out", "of"]);
    let unit = unit::after(line, next, scene.homes).is_some();
    let over = line.lower(at + 1) == "over"
        && scene
            .number_at(at + 2, Letters::Metres)
            .is_some_and(|d| line.is_all(at, d.end));
    // "one to six days"
    let ranges = matches!(line.lower(at + 1), "to" | "or")
        && quantity::at(scene, at + 2).is_some_and(|q| q.unit.is_some());
    let all = line.is_all(at, at + 1) || one_counted(line, at).is_some() || ranges;
    (!more && !unit && !share && !over && !all).then_some((at + 1, "pronoun"))
}
