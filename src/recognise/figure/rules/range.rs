//! Ranges.

use super::single::aged;
use crate::base::number::{Number, Value};
use crate::lexicon::cues::{Cue, cue};
use crate::recognise::figure::Scene;
use crate::recognise::figure::count::counted;
use crate::recognise::figure::draft::Draft;
use crate::recognise::figure::quantity::{self, Quantity};
use crate::recognise::mention::Form;
use crate::recognise::number::{Letters, Shape};
use crate::recognise::phrase::{Line, is_hyphen};
use crate::recognise::unit::Class;
use crate::segment::token::TokenKind;
use rust_decimal::Decimal;

/// "between 4 and 6 percent"
pub fn between(scene: &Scene<'_, '_>, at: usize, low: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    if line.lower_before(at) != "between" {
        return None;
    }
    let joint = matches!(line.lower(low.end), "and" | "to" | "-" | "–");
    let high = upper(scene, low.end + 1).filter(|_| joint)?;
    // "between 9 and 6 percent": the ends in falling order.
    let out = join(low, &high).or_else(|| falling(low, &high))?;
    if out.unit.is_none() && aged(line, at - 1) {
        return Some(out.with_unit("a", Some(Class::Time)));
    }
    Some(with_counted(line, out))
}

/// The range of two ends of one unit, the upper one first.
fn falling(high: &Quantity, low: &Quantity) -> Option<Draft> {
    let unit = low
        .unit
        .as_ref()
        .filter(|u| matches!(u.class, Class::Percent | Class::Measure))?;
    if high.number.scale.is_some() || low.number.scale.is_some() {
        return None;
    }
    let named = Quantity {
        unit: Some(unit.clone()),
        ..high.clone()
    };
    let out = join(low, &named)?;
    Some(Draft {
        first: high.first,
        end: low.end,
        ..out
    })
}

/// The upper end, a bound before it passed over: "and about 7 g".
fn upper(scene: &Scene<'_, '_>, at: usize) -> Option<Quantity> {
    let bound = matches!(
        scene.line.lower(at),
        "about" | "around" | "approximately" | "~" | "nearly"
    );
    quantity::at(scene, if bound { at + 1 } else { at })
}

fn with_counted(line: &Line<'_, '_>, out: Draft) -> Draft {
    if out.unit.is_some() {
        return out;
    }
    let counted = counted(line, out.end);
    Draft { counted, ..out }
}

/// One range of two quantities; a missing unit or scale is the other's.
fn join(low: &Quantity, high: &Quantity) -> Option<Draft> {
    let unit = match (&low.unit, &high.unit) {
        (Some(a), Some(b)) if a.code != b.code && !per(&a.code, &b.code) => return None,
        (Some(a), None) => Some(a),
        (_, b) => b.as_ref(),
    };
    // "-5 to -3 percent": beside a negative end the other's sign belongs to its value too.
    let signed = low.negative && high.form == Form::Shrank;
    let high = &Quantity {
        negative: high.negative || signed,
        ..high.clone()
    };
    let (bottom, top) = (scaled_alike(low, high)?, high.value());
    if bottom.to_decimal()? > top.to_decimal()? {
        return None;
    }
    let mut out = Draft::new(low.first, high.end, Value::Range(bottom, top));
    out.half_place = high.number.half_place;
    out.scale = high.number.scale;
    out.places = low.number.places.max(high.number.places);
    Some(match unit {
        Some(unit) => out.with_unit(unit.code.clone(), Some(unit.class)),
        None => out,
    })
}

/// "$62 and $68 per share": the denominator stands only once.
fn per(low: &str, high: &str) -> bool {
    high.strip_prefix(low)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// The lower end, under the upper one's scale where it has none of its own.
fn scaled_alike(low: &Quantity, high: &Quantity) -> Option<Number> {
    let bottom = low.value();
    let Some(scale) = high.number.scale.filter(|_| low.number.scale.is_none()) else {
        return Some(bottom);
    };
    let stated = bottom.to_decimal()?;
    let unscaled = high.value().to_decimal()?.checked_div(scale)?;
    if stated <= unscaled && stated < Decimal::ONE_THOUSAND {
        return bottom.times(scale);
    }
    Some(bottom)
}

/// What joins the two ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    Or,
}

/// "4-6 percent", "1- to 2-hour", "3 to 5 km", "three or four"
pub fn range(scene: &Scene<'_, '_>, at: usize, low: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    let (next, joint) = joint(line, low)?;
    let high = match joint {
        Joint::Dash | Joint::To => unsigned(scene, low, next).or_else(|| upper(scene, next))?,
        Joint::Or => upper(scene, next)?,
    };
    let one = match joint {
        Joint::Dash => true,
        Joint::To => one_range(line, at, low, &high),
        Joint::Or => neighbours(low, &high),
    };
    let out = join(low, &high).filter(|_| one)?;
    let old = line.tight_hyphen(high.end) && matches!(line.lower(high.end + 1), "old" | "olds");
    let end = if old { high.end + 2 } else { high.end };
    let out = Draft { end, ..out };
    if out.unit.is_none() && aged(line, at) {
        return Some(out.with_unit("a", Some(Class::Time)));
    }
    Some(with_counted(line, out))
}

/// "$3-5m", "€1.5 to 2m": behind a sign of money the letter of the upper end is a scale, no metre.
fn unsigned(scene: &Scene<'_, '_>, low: &Quantity, at: usize) -> Option<Quantity> {
    let line = &scene.line;
    let money = low.unit.as_ref().is_some_and(|u| u.class == Class::Money);
    let signed = money && low.number.end == low.end && line.kind(at) == TokenKind::Numeral;
    let number = signed.then(|| scene.number_at(at, Letters::Money))??;
    let scaled = number.scale.is_some() && line.word(number.end - 1).len() == 1;
    scaled.then_some(Quantity {
        first: at,
        end: number.end,
        number,
        unit: None,
        negative: false,
        form: Form::Plain,
    })
}

/// Whether "A to B" is one range and not a change from A to B.
fn one_range(line: &Line<'_, '_>, at: usize, low: &Quantity, high: &Quantity) -> bool {
    let before = line.lower_before(at);
    let change = before != "by"
        && (told_change(line, at, NEAR_CHANGE, &[])
            || before == "from"
                && told_change(line, at - 1, FAR_CHANGE, &["with", ";", "between"]));
    let elided_scale = low.number.scale.is_none() && high.number.scale.is_some();
    let elided = (low.unit.is_none() && high.unit.is_some()) || elided_scale;
    if elided {
        return !change || (before != "from" && near(low, high));
    }
    match (&low.unit, &high.unit) {
        (Some(_), Some(_)) => !change && before != "by",
        (None, None) => {
            !change
                && (before == "from"
                    || counted(line, high.end).is_some()
                    || line.lower(low.end) == "through"
                    || aged(line, at))
        }
        _ => false,
    }
}

/// Whether the upper end is no more than four times the lower: "rose 5 to 120" is no range.
fn near(low: &Quantity, high: &Quantity) -> bool {
    let ends = scaled_alike(low, high)
        .and_then(Number::to_decimal)
        .zip(high.value().to_decimal());
    ends.is_some_and(|(a, b)| a.checked_mul(Decimal::from(4)).is_some_and(|a| b <= a))
}

/// "three or four": a small number and the next one.
fn neighbours(low: &Quantity, high: &Quantity) -> bool {
    let ends = low.value().to_decimal().zip(high.value().to_decimal());
    low.unit.is_none()
        && low.number.scale.is_none()
        && high.number.scale.is_none()
        && ends.is_some_and(|(a, b)| b == a + Decimal::ONE && b < Decimal::from(20))
}

/// The token where the upper end begins, and what joins.
fn joint(line: &Line<'_, '_>, low: &Quantity) -> Option<(usize, Joint)> {
    let end = low.end;
    let word = line.lower(end);
    let digits = low.number.shape != Shape::Words || low.unit.is_some();
    if (is_hyphen(word) || word == "~") && line.kind(end + 1) != TokenKind::Word && digits {
        return Some((end + 1, Joint::Dash));
    }
    if is_hyphen(word) && line.glued(end) {
        // "1- to 2-hour", "18-to-30-year-old"
        let dash = usize::from(line.tight_hyphen(end + 2));
        return (line.lower(end + 1) == "to").then_some((end + 2 + dash, Joint::Dash));
    }
    match word {
        // "20 to-30-year-old"
        "to" if line.tight_hyphen(end + 1) => Some((end + 2, Joint::Dash)),
        "to" | "through" => Some((end + 1, Joint::To)),
        "or" => Some((end + 1, Joint::Or)),
        _ => None,
    }
}

/// How far before a pair of ends a word of change is looked for, in tokens.
const NEAR_CHANGE: usize = 5;

/// The same before "from": "grew strongly in the first months of the year from A to B".
const FAR_CHANGE: usize = 16;

/// Whether a word of change stands before the token, so that the two ends are two figures; and none
/// nearer that tells of a range, or that opens a phrase of its own.
fn told_change(line: &Line<'_, '_>, at: usize, reach: usize, openers: &[&str]) -> bool {
    let from = at.saturating_sub(reach).max(line.first);
    let telling = (from..at).rev().find(|i| {
        let word = line.key(*i);
        cue(word, Cue::Change) || cue(word, Cue::Ranging) || openers.contains(&line.lower(*i))
    });
    telling.is_some_and(|i| cue(line.key(i), Cue::Change))
}
