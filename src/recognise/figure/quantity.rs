//! One number with the unit that stands beside it: the brick every rule builds with.

use super::Scene;
use super::draft::Draft;
use super::money::{mega, mega_sign, money, single, small};
use crate::base::number::{Number, Value};
use crate::base::span::Span;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{ScaleKind, scale};
use crate::lexicon::words::entry;
use crate::recognise::figure::trap::places_after;
use crate::recognise::mention::Form;
use crate::recognise::number::{Letters, Numeral, Shape};
use crate::recognise::phrase::Line;
use crate::recognise::unit::{self, Class, UnitHit};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use rust_decimal::Decimal;

/// A number with its unit, if one stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// First token, sign or currency included.
    pub first: usize,
    /// Token after the unit.
    pub end: usize,
    /// The number.
    pub number: Numeral,
    /// The unit.
    pub unit: Option<UnitHit>,
    /// A minus sign that belongs to the value.
    pub negative: bool,
    /// What a sign before the number says.
    pub form: Form,
}

impl Quantity {
    /// The value, its sign applied.
    pub fn value(&self) -> Number {
        match (self.negative, self.number.value) {
            (true, Number::Decimal(d)) => Number::Decimal(-d),
            (true, Number::Fraction(n, d)) => Number::Fraction(-n, d),
            (false, value) => value,
        }
    }

    /// As a draft.
    pub fn draft(&self) -> Draft {
        let mut out = Draft::new(self.first, self.end, Value::Exact(self.value()));
        out.half_place = self.number.half_place;
        out.scale = self.number.scale;
        out.places = self.number.places;
        out.form = self.form;
        match &self.unit {
            Some(unit) => {
                if unit.class == Class::Multiple {
                    out.form = Form::Multiple;
                }
                out.with_unit(unit.code.clone(), Some(unit.class))
            }
            None => out,
        }
    }
}

/// Whether the article writes "m" for a million: it writes "bn" or puts "m" behind an amount of money.
pub fn writes_millions(segments: &Segments<'_>) -> bool {
    let text = segments.lower_of(Span::new(0, segments.text.len()));
    memchr::memmem::find_iter(text.as_bytes(), b"bn")
        .chain(memchr::memmem::find_iter(text.as_bytes(), b"m "))
        .any(|at| {
            let before = text.as_bytes().get(at.saturating_sub(1));
            let short = text.get(at..).is_some_and(|t| t.starts_with("bn"));
            before.is_some_and(u8::is_ascii_digit) && (short || money_before(text, at))
        })
}

fn money_before(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
        .ends_with(['$', '€', '£', '¥', '₹'])
}

/// The number and unit that begin at the token.
pub fn at(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    if let Some((place, found)) = scene.memory.last.borrow().as_ref()
        && *place == at
    {
        return found.clone();
    }
    let found = read(scene, at);
    *scene.memory.last.borrow_mut() = Some((at, found.clone()));
    found
}

fn read(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    signed(scene, at)
        .or_else(|| money(scene, at))
        .or_else(|| measured(scene, at))
        .or_else(|| single(scene, at))
}

/// "and a half" behind the unit that ends at the token: the token after it, unless a noun follows or the
/// length only places.
pub fn half_behind(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let end = at + 3;
    let half = line.reads(at, &["and", "a"]) && matches!(line.lower(at + 2), "half" | "quarter");
    let free = line.kind(end) != TokenKind::Word && !line.tight_hyphen(end)
        || entry(line.key(end)).function.is_some()
        || line.lower(end) == "long";
    (half && free && !places_after(line, end)).then_some(end)
}

/// Whether a name of money that is a word of other meaning too means that other: "25 won", "1,200 real
/// estate firms". A scale word, a hyphen or the end of the phrase behind a large amount makes it money.
fn misread(line: &Line<'_, '_>, number: &Numeral, unit: &UnitHit) -> bool {
    let goes_on = line.kind(unit.end) == TokenKind::Word
        && line.case(unit.end) == Case::Lower
        && entry(line.key(unit.end)).function.is_none();
    unit.doubtful && (small(number) || number.scale.is_none() && goes_on)
}

/// `9 trillion yuan`, `231.8-kilometer`, `nine`
pub fn measured(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    let line = &scene.line;
    let mut number = scene.number_at(at, letters(scene, at))?;
    if let Some(found) = mega_sign(scene, at, &number) {
        return Some(found);
    }
    let mut unit = unit_after(scene, &number)
        .filter(|u| !lettered(line, &number, u) && !misread(line, &number, u));
    if unit.is_none() {
        unit = degrees(scene, &number).or_else(|| behind_filler(scene, &number));
    }
    if unit.is_none()
        && number.scale.is_none()
        && let Some((found, millions)) = mega(scene, &number)
    {
        number = millions;
        unit = Some(found);
    }
    if let Some(kn) = unit.as_mut().filter(|u| u.code == "[kn_i]")
        && line.word(kn.end - 1) == "kn"
        && scene.homes.spells("HRK")
    {
        // The kuna has the sign of the knot.
        kn.code = "HRK".into();
        kn.class = Class::Money;
    }
    if let Some(pounds) = unit.as_mut().filter(|u| u.code == "[lb_av]")
        && line.lower(pounds.end - 1).starts_with("pound")
        && !weighed(line, at, pounds.end)
        && (number.scale.is_some_and(|s| s >= Decimal::from(1_000_000)) || scene.homes.sterling())
    {
        pounds.code = "GBP".into();
        pounds.class = Class::Money;
    }
    if let Some(found) = below_zero(scene, at, &number, unit.as_ref()) {
        return Some(found);
    }
    // "75 USD million"
    if let Some(money) = unit.as_mut().filter(|u| u.class == Class::Money)
        && number.scale.is_none()
        && let Some((ScaleKind::Word, factor)) = scale(line.key(money.end))
        && let Some(value) = number.value.times(factor)
    {
        number.value = value;
        number.scale = Some(factor);
        number.half_place = number.half_place.and_then(|h| h.checked_mul(factor));
        money.end += 1;
    }
    Some(Quantity {
        first: at,
        end: unit.as_ref().map_or(number.end, |u| u.end),
        number,
        unit,
        negative: false,
        form: Form::Plain,
    })
}

/// "25 degrees below zero": the sign of a temperature in words behind it.
fn below_zero(
    scene: &Scene<'_, '_>,
    at: usize,
    number: &Numeral,
    unit: Option<&UnitHit>,
) -> Option<Quantity> {
    let from = unit.map_or(number.end, |u| u.end);
    if !scene.line.reads(from, &["below", "zero"]) {
        return None;
    }
    let (code, class) = match unit {
        Some(u) if u.class == Class::Temperature || u.code == "deg" => (u.code.clone(), u.class),
        None if number.scale.is_none() => ("deg".into(), Class::Measure),
        _ => return None,
    };
    let end = from + 2;
    Some(Quantity {
        first: at,
        end,
        number: *number,
        unit: Some(UnitHit {
            end,
            code,
            class,
            doubtful: false,
        }),
        negative: true,
        form: Form::Plain,
    })
}

/// Words before a number among which it may be said that something is weighed.
const WEIGHED_REACH: usize = 4;

/// "8 million pounds of thrust", "it weighs 3 million pounds": no money.
fn weighed(line: &Line<'_, '_>, at: usize, end: usize) -> bool {
    let says = |i: usize| cue(line.key(i), Cue::Weighed);
    let stuff = || line.lower(end) == "of" && (end + 1..end + 3).any(says);
    (at.saturating_sub(WEIGHED_REACH)..at).any(says) || says(end) || stuff()
}

/// Whether the unit is a single letter after a number in words: "two K" are no kelvins.
fn lettered(line: &Line<'_, '_>, number: &Numeral, unit: &UnitHit) -> bool {
    number.shape == Shape::Words
        && number.scale.is_none()
        && unit.end == number.end + 1
        && line.kind(number.end) == TokenKind::Word
        && line.word(number.end).len() == 1
}

/// What a sentence says of temperatures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Warmth {
    /// A word or sign speaks of them.
    spoken: bool,
    /// The last token that is a C glued to what stands before it.
    celsius: usize,
    /// The last such F.
    fahrenheit: usize,
    /// A word speaks of what holds an electric charge.
    charge: bool,
}

impl Warmth {
    fn of(line: &Line<'_, '_>) -> Self {
        let mut out = Self::default();
        for at in line.first..line.end {
            match line.word(at) {
                "C" if line.glued(at) => out.celsius = at,
                "F" if line.glued(at) => out.fahrenheit = at,
                "°" => out.spoken = true,
                _ => {
                    out.spoken = out.spoken || cue(line.key(at), Cue::Temperature);
                    out.charge = out.charge || cue(line.key(at), Cue::Charge);
                }
            }
        }
        out
    }
}

/// `12 C`: the letter apart from its number, in a sentence that speaks of temperatures or writes the
/// letter glued to a later number; `2.5 F` in one that speaks of capacitors.
fn degrees(scene: &Scene<'_, '_>, number: &Numeral) -> Option<UnitHit> {
    let line = &scene.line;
    let celsius = match line.word(number.end) {
        "C" => true,
        "F" => false,
        _ => return None,
    };
    let digits = number.shape == Shape::Digits && number.scale.is_none();
    if !digits || line.glued(number.end + 1) {
        return None;
    }
    let warmth = scene.memory.warmth.get_or_init(|| Warmth::of(line));
    let (code, later) = if celsius {
        ("Cel", warmth.celsius)
    } else {
        ("[degF]", warmth.fahrenheit)
    };
    let farads = warmth.charge && !celsius;
    let (code, class) = if farads {
        ("F", Class::Measure)
    } else {
        (code, Class::Temperature)
    };
    (farads || warmth.spoken || later > number.end).then(|| UnitHit {
        end: number.end + 1,
        code: code.into(),
        class,
        doubtful: false,
    })
}

/// "517 rushing yards", "two more years": one word between the number and its unit.
fn behind_filler(scene: &Scene<'_, '_>, number: &Numeral) -> Option<UnitHit> {
    let line = &scene.line;
    // "non-consecutive"
    let denied = line.lower(number.end) == "non" && line.tight_hyphen(number.end + 1);
    let filler = number.end + if denied { 2 } else { 0 };
    if !cue(line.key(filler), Cue::Filler) || number.shape == Shape::Fraction {
        return None;
    }
    unit::after(line, filler + 1, scene.homes).filter(|u| {
        line.kind(u.end - 1) == TokenKind::Word
            && line.word(filler + 1).len() > 2
            && matches!(u.class, Class::Time | Class::Measure | Class::Money)
    })
}

/// The unit after a number, a joining hyphen before it allowed.
pub fn unit_after(scene: &Scene<'_, '_>, number: &Numeral) -> Option<UnitHit> {
    let line = &scene.line;
    let at = if line.tight_hyphen(number.end) {
        number.end + 1
    } else {
        number.end
    };
    let part = || {
        let below_one = number.value.to_decimal().is_some_and(|v| v < Decimal::ONE);
        let of = line.lower(at) == "of" && matches!(line.lower(at + 1), "a" | "an");
        of && below_one && number.shape == Shape::Digits
    };
    if number.shape == Shape::Fraction || part() {
        // "half an hour", "3/4 of a mile", "0.25 of a point"
        let from = match (line.lower(at), line.lower(at + 1)) {
            ("of", "a" | "an") => at + 2,
            ("a" | "an", _) => at + 1,
            _ => at,
        };
        return unit::after(line, from, scene.homes);
    }
    let bracketed = matches!(
        (line.word(at), line.word(at + 2)),
        ("(", ")") | ("[", "]") | ("{", "}") | ("<", ">")
    ) && line.kind(at + 1) == TokenKind::Word;
    unit::after(line, at, scene.homes).or_else(|| {
        let inner = bracketed
            .then(|| unit::plain(line, at + 1, scene.homes))
            .flatten()?;
        let alike = matches!(inner.class, Class::Measure) && inner.end == at + 2;
        alike.then_some(UnitHit {
            end: at + 3,
            ..inner
        })
    })
}

/// `-5 °C`, `± 800 kV`, "minus 5 percent". A plain minus sign before a percentage or an amount says
/// the direction of a change and stays outside.
fn signed(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    let line = &scene.line;
    let sign = line.lower(at);
    if line.glued(at) && line.kind(at.checked_sub(1)?) != TokenKind::Mark {
        return None;
    }
    match sign {
        "±" => {
            let inner = money(scene, at + 1).or_else(|| measured(scene, at + 1))?;
            Some(Quantity { first: at, ..inner })
        }
        "-" | "−" | "–" | "minus" | "negative" => {
            let worded = sign.len() > 3;
            let from = if worded && line.tight_hyphen(at + 1) {
                at + 2
            } else {
                at + 1
            };
            let inner = money(scene, from).or_else(|| measured(scene, from))?;
            if !worded && !line.glued(at + 1) && (inner.unit.is_some() || at > line.first) {
                return None;
            }
            let range = matches!(line.lower(inner.end), "to" | "and" | "-" | "–");
            if !worded && inner.unit.is_none() && !range && !opens_negative(line, at) {
                return None;
            }
            let change = inner.unit.as_ref().is_some_and(|u| {
                // "-5 degrees": a place on a scale, cold or south of zero.
                let placed = u.code == "deg";
                matches!(u.class, Class::Percent | Class::Money | Class::Measure) && !placed
            });
            Some(if change && !worded {
                Quantity {
                    form: Form::Shrank,
                    ..inner
                }
            } else {
                Quantity {
                    first: at,
                    negative: true,
                    ..inner
                }
            })
        }
        _ => None,
    }
}

/// Whether a bare number after a minus sign at the token may be negative: "is -5", not "COVID -19".
fn opens_negative(line: &Line<'_, '_>, at: usize) -> bool {
    at == line.first
        || line.kind(at - 1) == TokenKind::Mark
        || matches!(
            line.lower(at - 1),
            "is" | "of"
                | "to"
                | "from"
                | "at"
                | "was"
                | "between"
                | "and"
                | "than"
                | "by"
                | "around"
                | "about"
                | "value"
        )
}

/// What the letter "m" after the numeral at the token means.
fn letters(scene: &Scene<'_, '_>, at: usize) -> Letters {
    let line = &scene.line;
    if !(line.lower(at + 1) == "m" && line.glued(at + 1)) {
        return Letters::Metres;
    }
    let next = line.lower(at + 2);
    let money = unit::plain(line, at + 2, scene.homes).is_some();
    if money || plural(next) || cue(next, Cue::PersonAdjective) {
        return Letters::Millions;
    }
    if cue(next, Cue::Length) || !scene.millions {
        return Letters::Metres;
    }
    Letters::Millions
}

/// Whether the word looks like a plural noun.
pub fn plural(word: &str) -> bool {
    cue(word, Cue::Plural)
        || (word.len() > 2
            && (word.ends_with('s') || word.ends_with("men"))
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !matches!(word, "gas" | "yes" | "was" | "has" | "mrs" | "men"))
}

/// Whether the decimal is a whole number from two up.
pub fn countable(value: Number) -> bool {
    matches!(value, Number::Decimal(d) if d.fract().is_zero() && d >= Decimal::TWO)
}

/// The first word of a stretch of tokens is a capital in the middle of a sentence.
pub fn proper(line: &Line<'_, '_>, at: usize) -> bool {
    at > line.first && matches!(line.case(at), Case::Capital | Case::Upper | Case::Mixed)
}
