//! Numbers as texts write them: digits, words, scales.
//!
//! Owns what value stands at a token and where it ends. Knows no units and no rules of figures.

pub mod digits;
pub mod unread;
pub mod words;

use crate::base::number::Number;
use crate::lexicon::numbers::{ScaleKind, scale};
use crate::recognise::phrase::Line;
use crate::segment::token::{Case, TokenKind};
use rust_decimal::Decimal;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `4,984.31`
    Digits,
    /// "twenty-five"
    Words,
    /// `1/9`, `½`, "half"
    Fraction,
}

/// Which single letters count as scales after a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// All: the number is an amount of money.
    Money,
    /// `m` is a million here.
    Millions,
    /// `m` is a metre here.
    Metres,
}

/// A number at some token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Token after it.
    pub end: usize,
    /// Its value, scale applied.
    pub value: Number,
    /// Half a unit of the last written place, scale applied.
    pub half_place: Option<Decimal>,
    /// How it is written.
    pub shape: Shape,
    /// The scale applied, if a scale word or letter stands there.
    pub scale: Option<Decimal>,
    /// Decimal places written.
    pub places: u32,
}

/// The number that begins at the token `at`; none where what is written goes on with what cannot
/// be read, because a part of a number is another number.
pub fn number_at(line: &Line<'_, '_>, at: usize, letters: Letters) -> Option<Numeral> {
    begun(line, at, letters).filter(|n| unread::end(line, n.end).is_none())
}

/// The number that begins at the token `at`, as far as it can be read.
fn begun(line: &Line<'_, '_>, at: usize, letters: Letters) -> Option<Numeral> {
    match line.kind(at) {
        TokenKind::Numeral | TokenKind::Mark => {
            let mut bare = digits::at(line, at)?;
            if plus_inside(line, bare.end) {
                bare.end += 1;
            }
            Some(scaled(line, bare, letters))
        }
        TokenKind::Word => {
            let worded = words::at(line, at)?;
            Some(if worded.scale.is_none() && worded.shape == Shape::Words {
                worded
            } else {
                scaled(line, worded, letters)
            })
        }
        TokenKind::Edge => None,
    }
}

/// Whether the token is the plus sign of "6.2+ million", between a number and its scale.
pub fn plus_inside(line: &Line<'_, '_>, at: usize) -> bool {
    line.word(at) == "+"
        && line.glued(at)
        && line.kind(at + 1) == TokenKind::Word
        && line.lower(at + 1).len() > 2
        && scale(line.lower(at + 1)).is_some()
}

/// The number with the scale words that follow it.
fn scaled(line: &Line<'_, '_>, bare: Numeral, letters: Letters) -> Numeral {
    let mut out = bare;
    while let Some((factor, end)) = scale_at(line, out.end, letters, out.scale.is_none()) {
        let (Some(value), product) = (
            out.value.times(factor),
            out.scale.unwrap_or(Decimal::ONE).checked_mul(factor),
        ) else {
            return bare;
        };
        out.value = value;
        out.half_place = out.half_place.and_then(|h| h.checked_mul(factor));
        out.scale = product;
        out.end = end;
    }
    if bare.shape == Shape::Digits
        && let Some(factor) = out.scale
    {
        return go_on(line, out, factor);
    }
    out
}

/// "3 crore 12 lakh", "4 thousand 3 hundred and 21", "3 million and a half": smaller parts after a
/// scale word.
fn go_on(line: &Line<'_, '_>, number: Numeral, factor: Decimal) -> Numeral {
    let (mut out, mut smallest) = (number, factor);
    while let Some((part, scale, end)) = next_part(line, out.end, smallest) {
        let Some(sum) = out.value.to_decimal().and_then(|v| v.checked_add(part)) else {
            return out;
        };
        out = Numeral {
            end,
            value: Number::Decimal(sum.normalize()),
            half_place: None,
            ..out
        };
        smallest = scale;
    }
    out
}

/// The part that begins at the token, smaller than `above`: its value, its scale, the token after it.
fn next_part(line: &Line<'_, '_>, at: usize, above: Decimal) -> Option<(Decimal, Decimal, usize)> {
    if let Some((part, end)) = words::and_a_part(line, at) {
        let worded = line.kind(at - 1) == TokenKind::Word && line.word(at - 1).len() > 3;
        return Some((part.checked_mul(above)?, Decimal::ONE, end))
            .filter(|_| worded && words::adds(line, at, (part, end)));
    }
    if above <= Decimal::ONE {
        return None;
    }
    let and = usize::from(line.lower(at) == "and");
    let at = at + and;
    let value = match line.kind(at) {
        TokenKind::Numeral => Decimal::from(line.word(at).parse::<u32>().ok()?),
        TokenKind::Word if and == 1 => words::at(line, at)
            .filter(|n| n.end == at + 1 && n.shape == Shape::Words)?
            .value
            .to_decimal()?,
        _ => return None,
    };
    match scale_at(line, at + 1, Letters::Metres, true) {
        Some((scale, end)) if line.kind(end - 1) == TokenKind::Word && !line.glued(at + 1) => {
            let part = value.checked_mul(scale)?;
            (and == 0 && part < above && scale < above).then_some((part, scale, end))
        }
        _ => (and == 1 && above == Decimal::ONE_HUNDRED && value < above).then_some((
            value,
            Decimal::ONE,
            at + 1,
        )),
    }
}

/// The scale word at the token, a joining hyphen before it allowed.
fn scale_at(
    line: &Line<'_, '_>,
    at: usize,
    letters: Letters,
    first: bool,
) -> Option<(Decimal, usize)> {
    let hyphened = line.tight_hyphen(at);
    let at = if hyphened { at + 1 } else { at };
    let word = line.lower(at);
    if line.kind(at) != TokenKind::Word {
        return None;
    }
    if word == "hundred" {
        return Some((Decimal::ONE_HUNDRED, at + 1));
    }
    if matches!(word, "dozen" | "dozens") && first {
        return Some((Decimal::from(12), at + 1));
    }
    let (kind, factor) = scale(word)?;
    let fits = match kind {
        ScaleKind::Word => true,
        ScaleKind::Plural => line.lower(at + 1) != "of" || first,
        ScaleKind::Short => first && !element(line, at),
        ScaleKind::Money => first && line.glued(at) && letters == Letters::Money,
        ScaleKind::Letter => {
            let beside = line.glued(at) || alone(line, at);
            !hyphened && first && beside && letter_fits(line, at, letters)
        }
    };
    fits.then_some((factor, at + 1))
}

/// `0.3 Mn 2.2 Cr 0.6`: the sign of an element in a list of them, no million.
fn element(line: &Line<'_, '_>, at: usize) -> bool {
    line.case(at) == Case::Capital
        && !line.glued(at)
        && line.kind(at + 1) == TokenKind::Numeral
        && scale(line.key(at + 2)).is_none()
}

/// `7.5 k`, `3.2 M` as all of a sentence, a cell of a table for one: a letter apart is a scale.
fn alone(line: &Line<'_, '_>, at: usize) -> bool {
    matches!(line.word(at), "k" | "K" | "M") && line.is_all(at - 1, at + 1)
}

fn letter_fits(line: &Line<'_, '_>, at: usize, letters: Letters) -> bool {
    // "24703m2", "250km/h": the letter begins a unit, not a scale.
    let compound = line.glued(at + 1)
        && (line.kind(at + 1) == TokenKind::Numeral
            || matches!(line.word(at + 1), "/" | "²" | "³"));
    match line.word(at) {
        _ if letters == Letters::Money => true,
        _ if compound => false,
        "k" | "K" | "M" => true,
        // "1.2b"
        "b" => line.word(at - 1).contains('.'),
        "m" => letters == Letters::Millions,
        _ => false,
    }
}
