//! Amounts of money as they are written: signs and codes before and after a number, millions of a
//! currency in one word, "a dollar a day".
//!
//! Owns which stretch is the amount. Knows no rules of figures.

use super::Scene;
use super::quantity::{Quantity, half_behind, measured};
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{ScaleKind, scale};
use crate::lexicon::units::by_code;
use crate::lexicon::words::{Function, entry};
use crate::recognise::mention::Form;
use crate::recognise::number::{Letters, Numeral, Shape, number_at};
use crate::recognise::phrase::{Line, is_hyphen};
use crate::recognise::unit::{self, Class, UnitHit};
use crate::segment::token::{Case, TokenKind};
use rust_decimal::Decimal;

/// `$1.43 trillion`, `CNY 4,984.31 billion`, `RM13,000 per month`
pub fn money(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    let line = &scene.line;
    if line.case(at) == Case::Upper
        && line.kind(at + 1) == TokenKind::Numeral
        && !line.glued(at + 1)
    {
        let amount = mega_before(line, at);
        if amount.is_some() {
            return amount;
        }
    }
    let sign = unit::before(line, at, scene.homes)?;
    let from = if line.lower(sign.end) == "." && line.glued(sign.end) {
        sign.end + 1
    } else {
        sign.end
    };
    let negative = matches!(line.word(from), "-" | "−") && line.glued(from) && line.glued(from + 1);
    let from = if negative { from + 1 } else { from };
    let number = scene
        .number_at(from, Letters::Money)
        .filter(|n| n.shape != Shape::Words || line.lower(from) != "a")?;
    let number = lettered_apart(line, &number).unwrap_or(number);
    // "Rs 1.5L"
    let lakhs = sign.code == "INR" && line.word(number.end) == "L" && line.glued(number.end);
    let number = if lakhs && number.scale.is_none() {
        many(&number, Decimal::from(100_000), number.end + 1)?
    } else {
        number
    };
    // The sign of the pound in plain letters: "PS2.7m", but "PS5".
    let folded = line.word(at) == "PS" && (small(&number) || !line.glued(sign.end));
    if folded || sign.doubtful && small(&number) || !initial_fits(scene, at, &sign, &number) {
        return None;
    }
    let mut end = number.end;
    // "RMB 5 billion yuan", "US$5 million USD"
    if let Some(again) = unit::plain(line, end, scene.homes).filter(|u| u.class == Class::Money)
        && again.code == sign.code
    {
        end = again.end;
    }
    let sign = of_country(scene, at, &UnitHit { end, ..sign });
    let end = sign.end;
    let unit = unit::denominated(line, UnitHit { end, ..sign }, scene.homes);
    Some(Quantity {
        first: at,
        end: unit.end,
        number,
        unit: Some(unit),
        negative,
        form: Form::Plain,
    })
}

/// Whether the sign of money, where it is a single letter, is one here: "N5 billion", "R1,200", or "R5"
/// in an article about South Africa.
fn initial_fits(scene: &Scene<'_, '_>, at: usize, sign: &UnitHit, number: &Numeral) -> bool {
    let line = &scene.line;
    if sign.end != at + 1 || line.kind(at) != TokenKind::Word || line.word(at).len() > 1 {
        return true;
    }
    let large = !small(number) && (number.scale.is_some() || line.word(sign.end).contains(','));
    let rand = sign.code == "ZAR";
    let beside = line.glued(sign.end) && !line.glued(at);
    let some = rand || number.scale.is_some() || line.word(sign.end).len() > 2;
    beside && large || scene.homes.spells(&sign.code) && some && (beside || rand)
}

/// `$75 Canadian`, "$75 U.S. a barrel": the country of a dollar behind its amount, no noun after it.
fn of_country(scene: &Scene<'_, '_>, at: usize, sign: &UnitHit) -> UnitHit {
    let line = &scene.line;
    let found = (line.word(at) == "$").then(|| unit::money::country_after(line, sign.end));
    let Some((code, end)) = found.flatten() else {
        return sign.clone();
    };
    let known = entry(line.key(end));
    let preposition = known.function == Some(Function::Preposition);
    let free = line.kind(end) != TokenKind::Word && !is_hyphen(line.word(end))
        || preposition
        || matches!(line.lower(end), "a" | "an" | "per");
    if !free {
        return sign.clone();
    }
    UnitHit {
        end,
        code: code.into(),
        ..sign.clone()
    }
}

/// `MEUR 60`, `KSEK 450`: millions or thousands of a currency in one word before the number.
fn mega_before(line: &Line<'_, '_>, at: usize) -> Option<Quantity> {
    let (code, factor) = mega_word(line.word(at))?;
    let number = number_at(line, at + 1, Letters::Metres).filter(|n| n.scale.is_none())?;
    let number = many(&number, factor, number.end)?;
    Some(Quantity {
        first: at,
        end: number.end,
        number,
        unit: Some(UnitHit {
            end: number.end,
            code: code.into(),
            class: Class::Money,
            doubtful: false,
        }),
        negative: false,
        form: Form::Plain,
    })
}

/// So many times the number, whose writing ends at the token `end`.
fn many(number: &Numeral, factor: Decimal, end: usize) -> Option<Numeral> {
    Some(Numeral {
        end,
        value: number.value.times(factor)?,
        half_place: number.half_place.and_then(|h| h.checked_mul(factor)),
        scale: Some(factor),
        ..*number
    })
}

/// "$2.3 M": the capital letter of a scale, a space before it and no name behind it.
fn lettered_apart(line: &Line<'_, '_>, number: &Numeral) -> Option<Numeral> {
    let at = number.end;
    let (ScaleKind::Letter, factor) = scale(line.key(at))? else {
        return None;
    };
    let apart = !line.glued(at) && (!line.glued(at + 1) || line.kind(at + 1) == TokenKind::Mark);
    let free = line.kind(at + 1) != TokenKind::Word || line.case(at + 1) == Case::Lower;
    let fits = apart
        && free
        && line.case(at) == Case::Capital
        && number.scale.is_none()
        && !line.tight_hyphen(at + 1);
    let value = fits.then(|| number.value.times(factor))??;
    Some(Numeral {
        end: at + 1,
        value,
        half_place: number.half_place.and_then(|h| h.checked_mul(factor)),
        scale: Some(factor),
        ..*number
    })
}

/// Whether the number is too small for money whose name is a word of other meaning too: `COP27`,
/// "TOP 10", "3 won seats".
pub fn small(number: &Numeral) -> bool {
    let value = number.value.to_decimal();
    value.is_some_and(|v| v < Decimal::ONE_THOUSAND)
}

/// "ringgit 42", "dollar 22.5 million": a name of money before a number that has nothing after it.
pub fn named_money(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Word
        || (at > line.first && line.kind(at - 1) == TokenKind::Numeral)
    {
        return None;
    }
    let name = unit::plain(line, at, scene.homes).filter(|u| u.class == Class::Money)?;
    if line.kind(name.end) != TokenKind::Numeral || name.doubtful {
        return None;
    }
    let inner = measured(scene, name.end).filter(|q| q.unit.is_none())?;
    let alone = matches!(line.lower(inner.end), "" | "." | "," | ";" | ")");
    // "sen 250,000 is": thousands are no year and no part of a name.
    let thousands = line.word(name.end).contains(',') && !small(&inner.number);
    let goes_on = thousands && entry(line.key(inner.end)).function.is_some();
    let whole = name.code.len() == 3 || thousands && line.lower_before(at) != "per";
    ((alone || goes_on) && whole).then_some(Quantity {
        first: at,
        unit: Some(UnitHit {
            end: inner.end,
            ..name
        }),
        ..inner
    })
}

/// "a dollar a day", "for a dollar", "a dollar and 42 cents"; "a kilogram" as all of a sentence: one
/// of a unit, where its article counts.
pub fn single(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    let line = &scene.line;
    if !matches!(line.lower(at), "a" | "an") {
        return None;
    }
    let name = unit::plain(line, at + 1, scene.homes).filter(|u| !u.doubtful)?;
    let unit = unit::denominated(line, name.clone(), scene.homes);
    let named = line.kind(at + 1) == TokenKind::Word;
    let all = line.is_all(at, unit.end);
    let counts = match unit.class {
        Class::Money => {
            // "not a penny": parts of money are idioms.
            let whole = name.code.len() == 3;
            all || unit.end > name.end || whole && one_amount(scene, at, unit.end)
        }
        Class::Measure | Class::Time if half_behind(line, name.end).is_some() => true,
        Class::Measure => all,
        _ => false,
    };
    (named && counts).then(|| Quantity {
        first: at,
        end: unit.end,
        number: Numeral {
            end: at + 1,
            value: 1.into(),
            half_place: None,
            shape: Shape::Words,
            scale: None,
            places: 0,
        },
        unit: Some(unit),
        negative: false,
        form: Form::Plain,
    })
}

/// Whether "a dollar" that ends at the token is an amount: after a word of prices and before no noun,
/// or before its cents.
fn one_amount(scene: &Scene<'_, '_>, at: usize, end: usize) -> bool {
    let line = &scene.line;
    let cents = || {
        let and = line.lower(end) == "and";
        let small = and.then(|| measured(scene, end + 1)).flatten();
        small.is_some_and(|s| s.unit.is_some_and(|u| u.class == Class::Money))
    };
    let ends = line.kind(end) != TokenKind::Word && !is_hyphen(line.word(end))
        || entry(line.key(end)).function.is_some();
    let before = line.lower_before(at);
    let told = before == "for" || cue(before, Cue::Price) || cue(before, Cue::HalfBound);
    let priced = told && ends && line.lower(end) != "of";
    priced || cents()
}

/// The currency whose millions or thousands the word counts, and how many: `MEUR`, `KSEK`.
pub fn mega_word(word: &str) -> Option<(&'static str, Decimal)> {
    let (letter, code) = word.split_at_checked(1).filter(|w| w.1.len() == 3)?;
    let factor = match letter {
        "M" => Decimal::from(1_000_000),
        "K" | "k" => Decimal::ONE_THOUSAND,
        _ => return None,
    };
    let known = by_code(code).filter(|u| u.dimension == "money")?;
    Some((known.code.as_ref(), factor))
}

/// `120 MEUR`: millions of a currency in one word.
pub fn mega(scene: &Scene<'_, '_>, number: &Numeral) -> Option<(UnitHit, Numeral)> {
    let line = &scene.line;
    let (code, factor) = mega_word(line.word(number.end))?;
    let millions = many(number, factor, number.end + 1)?;
    let unit = UnitHit {
        end: number.end + 1,
        code: code.into(),
        class: Class::Money,
        doubtful: false,
    };
    Some((unit, millions))
}

/// `3 M€`, `250 k$`: the letter of a scale grown onto a sign of money.
pub fn mega_sign(scene: &Scene<'_, '_>, at: usize, number: &Numeral) -> Option<Quantity> {
    let line = &scene.line;
    let letter = number.end;
    let factor = match line.word(letter) {
        "M" | "m" => Decimal::from(1_000_000),
        "K" | "k" => Decimal::ONE_THOUSAND,
        _ => return None,
    };
    let mark = line.kind(letter + 1) == TokenKind::Mark && line.glued(letter + 1);
    let sign = mark.then(|| unit::before(line, letter + 1, scene.homes))??;
    // "5 m $7": the sign belongs to what follows.
    let ends = line.kind(sign.end) != TokenKind::Numeral || !line.glued(sign.end);
    let number = many(number, factor, sign.end).filter(|_| ends && number.scale.is_none())?;
    Some(Quantity {
        first: at,
        end: number.end,
        number,
        unit: Some(sign),
        negative: false,
        form: Form::Plain,
    })
}
