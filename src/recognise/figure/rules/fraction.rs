//! Fractions in words.

use super::long;
use crate::base::number::{Number, Value};
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{WordKind, number, scale};
use crate::lexicon::words::entry;
use crate::recognise::figure::Scene;
use crate::recognise::figure::draft::Draft;
use crate::recognise::figure::quantity::{self, Quantity};
use crate::recognise::mention::Form;
use crate::recognise::phrase::Line;
use crate::recognise::unit::{self, Class, UnitHit};
use crate::segment::token::{Case, TokenKind};

/// "one in five", "8-of-14"
pub fn out_of(scene: &Scene<'_, '_>, at: usize, part: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    if line.lower(part.end) == "over" {
        return over(scene, at, part);
    }
    if part.unit.is_some() || part.number.scale.is_some() {
        return None;
    }
    let hyphened = line.tight_hyphen(part.end)
        && line.tight_hyphen(part.end + 2)
        && line.kind(part.end + 3) == TokenKind::Numeral;
    let next = match (
        line.lower(part.end),
        line.lower(part.end + 1),
        line.lower(part.end + 2),
    ) {
        (_, "of", _) if hyphened => part.end + 3,
        ("out", "of", "every") => part.end + 3,
        ("in", "every", _) | ("out", "of", _) => part.end + 2,
        ("in", _, _) => part.end + 1,
        _ => return None,
    };
    let whole =
        quantity::at(scene, next).filter(|q| q.unit.is_none() && q.number.scale.is_none())?;
    let (n, d) = (small(part)?, small(&whole)?);
    // "1 in 6,500", no year: "1 in 1950".
    let year = (1500..2200).contains(&d) && !line.word(next).contains(',');
    let round = line.lower(part.end) != "in"
        || matches!(d, 2..=20 | 25 | 30 | 40 | 50 | 100 | 1000 | 10000)
        || n == 1 && d % 10 == 0 && !year;
    if n >= d || d > 10_000_000 || !round {
        return None;
    }
    let mut out =
        Draft::new(at, whole.end, Value::Exact(Number::Fraction(n, d))).with_unit("1", None);
    out.form = Form::Fraction;
    Some(out)
}

/// "one over seven", all of a sentence: a fraction as it is read out; "120 over 80" is a pressure.
fn over(scene: &Scene<'_, '_>, at: usize, part: &Quantity) -> Option<Draft> {
    let whole = quantity::at(scene, part.end + 1)?;
    let (n, d) = (small(part)?, small(&whole)?);
    let bare = part.unit.is_none() && whole.unit.is_none() && scene.line.is_all(at, whole.end);
    let mut out =
        Draft::new(at, whole.end, Value::Exact(Number::Fraction(n, d))).with_unit("1", None);
    out.form = Form::Fraction;
    (bare && d > 1 && (n < d || d < 20)).then_some(out)
}

fn small(q: &Quantity) -> Option<i64> {
    let Number::Decimal(d) = q.number.value else {
        return None;
    };
    d.fract().is_zero().then(|| i64::try_from(d).ok()).flatten()
}

/// "minus two thirds": the draft with its sign.
fn negative(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let inner = fraction(scene, at + 1)?;
    let Value::Exact(Number::Fraction(n, d)) = inner.value else {
        return None;
    };
    Some(Draft {
        first: at,
        value: Value::Exact(Number::Fraction(-n, d)),
        ..inner
    })
}

/// "two thirds", "a quarter of", "half"
pub fn fraction(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    if matches!(line.lower(at), "minus" | "negative") {
        return negative(scene, at);
    }
    if let Some((value, end)) = long::read(line, at) {
        let (end, unit) = match of_measure(scene, end) {
            Some(unit) => (unit.end, Some(unit)),
            None => (end, None),
        };
        let out = Draft::new(at, end, Value::Exact(value));
        let mut out = match unit {
            Some(unit) => out.with_unit(unit.code, Some(unit.class)),
            None => out.with_unit("1", None),
        };
        out.form = Form::Fraction;
        return Some(out);
    }
    let (n, next) = match line.lower(at) {
        "a" | "an" => (1, at + 1),
        "half" => return half(scene, at, at),
        _ => match number(line.key(at))? {
            (WordKind::Unit | WordKind::Teen, n) if n > 0 => (n, at + 1),
            _ => return None,
        },
    };
    // "five - eighths" in texts cut into words
    let hyphen = line.tight_hyphen(next)
        || (line.word(next) == "-"
            && matches!(number(line.key(next + 1)), Some((WordKind::Part, _))));
    let next = next + usize::from(hyphen);
    let word = line.lower(next);
    if word == "half" && line.lower(at) == "a" {
        // "a half million"
        if scale(line.key(next + 1 + usize::from(line.tight_hyphen(next + 1)))).is_some() {
            return None;
        }
        return half(scene, at, next);
    }
    let (WordKind::Part, d) = number(word)? else {
        return None;
    };
    let bare = word == "quarter" || !word.ends_with('s');
    if n == 1 && word.ends_with('s') || n > 1 && bare && !hyphen {
        return None;
    }
    let end = next + 1;
    if let Some(out) = of_points(scene, at, end, (n, d)) {
        return Some(out);
    }
    let article = matches!(line.lower(at), "a" | "an");
    if article && let Some(out) = of_some_measure(scene, at, end, (n, d)) {
        return Some(out);
    }
    if (article || word.starts_with("quarter")) && !hyphen && !goes_on_as_share(line, end) {
        return None;
    }
    if !article && let Some(out) = of_unit(scene, at, end, (n, d)) {
        return Some(out);
    }
    let mut out = Draft::new(at, end, Value::Exact(Number::Fraction(n, d))).with_unit("1", None);
    out.form = Form::Fraction;
    Some(out)
}

/// "of an inch", "of a second": the measure that a fraction is part of.
fn of_measure(scene: &Scene<'_, '_>, end: usize) -> Option<UnitHit> {
    let line = &scene.line;
    let of = line.lower(end) == "of" && matches!(line.lower(end + 1), "a" | "an");
    let unit = of.then(|| unit::after(line, end + 2, scene.homes))??;
    let measures = match unit.class {
        Class::Measure | Class::Percent => true,
        Class::Time => matches!(unit.code.as_ref(), "h" | "min" | "s"),
        _ => false,
    };
    let whole = line.kind(unit.end) != TokenKind::Word
        || line.case(unit.end) != Case::Lower
        || entry(line.key(unit.end)).function.is_some();
    let possessive = matches!(line.word(unit.end), "'" | "’" | "-");
    (measures && whole && !possessive).then_some(unit)
}

/// "a quarter mile", "a third of an inch": a part of a measure behind an article.
fn of_some_measure(
    scene: &Scene<'_, '_>,
    at: usize,
    end: usize,
    (n, d): (i64, i64),
) -> Option<Draft> {
    let line = &scene.line;
    let quarter = || {
        let unit = unit::after(line, end, scene.homes)?;
        let length = unit.class == Class::Measure && line.word(end).len() > 2;
        (line.lower(end - 1) == "quarter" && length).then_some(unit)
    };
    let unit = of_measure(scene, end).or_else(quarter)?;
    let value = Value::Exact(Number::Fraction(n, d));
    Some(Draft::new(at, unit.end, value).with_unit(unit.code, Some(unit.class)))
}

/// "one-half miles", "three-quarter mile", "two thirds of a mile"
fn of_unit(scene: &Scene<'_, '_>, at: usize, end: usize, (n, d): (i64, i64)) -> Option<Draft> {
    let hyphen = usize::from(scene.line.tight_hyphen(end));
    let unit = of_measure(scene, end).or_else(|| {
        unit::after(&scene.line, end + hyphen, scene.homes)
            .filter(|u| matches!(u.class, Class::Measure | Class::Time))
    })?;
    let value = Value::Exact(Number::Fraction(n, d));
    Some(Draft::new(at, unit.end, value).with_unit(unit.code, Some(unit.class)))
}

/// "a quarter point", "a tenth of a percentage point": points by the quarter are percentage points.
fn of_points(scene: &Scene<'_, '_>, at: usize, end: usize, (n, d): (i64, i64)) -> Option<Draft> {
    let line = &scene.line;
    let from = if line.reads(end, &["of", "a"]) {
        end + 2
    } else {
        end + usize::from(line.tight_hyphen(end))
    };
    let quarters = d == 4 && matches!((n, line.lower(from)), (_, "point") | (2.., "points"));
    let (code, end) = if quarters {
        ("pp".into(), from + 1)
    } else {
        let unit = unit::plain(line, from, scene.homes).filter(|u| u.class == Class::Percent)?;
        (unit.code, unit.end)
    };
    let value = Value::Exact(Number::Fraction(n, d));
    Some(Draft::new(at, end, value).with_unit(code, Some(Class::Percent)))
}

/// What follows "a third" when it is a share, not an ordinal.
fn goes_on_as_share(line: &Line<'_, '_>, at: usize) -> bool {
    let word = line.lower(at);
    (word.is_empty() || cue(word, Cue::Share)) && !(word == "," && line.lower(at + 1) == "fourth")
}

fn half(scene: &Scene<'_, '_>, at: usize, word: usize) -> Option<Draft> {
    let line = &scene.line;
    let end = word + 1;
    let dozen = matches!(line.lower(end), "a")
        && (line.lower(end + 1) == "dozen" || scale(line.key(end + 1)).is_some());
    if dozen {
        return None;
    }
    // "half an hour"
    let measured = scene_half_measure(scene, at, word);
    if measured.is_some() {
        return measured;
    }
    let before = line.lower_before(at);
    let bounded = cue(before, Cue::HalfBound);
    let whole = line.lower(end) == "of"
        || (matches!(
            line.lower(end),
            "the" | "its" | "their" | "that" | "all" | "his" | "her" | "our"
        ) && before != "the");
    let blocked = matches!(
        before,
        "first" | "second" | "latter" | "other" | "the" | "this" | "last" | "each"
    );
    let all = line.is_all(at, end) && line.lower(at) == "a";
    if blocked || !(bounded || whole || all) || line.tight_hyphen(end) {
        return None;
    }
    let mut out = Draft::new(at, end, Value::Exact(Number::Fraction(1, 2))).with_unit("1", None);
    out.form = Form::Fraction;
    Some(out)
}

fn scene_half_measure(scene: &Scene<'_, '_>, at: usize, word: usize) -> Option<Draft> {
    let line = &scene.line;
    let article = matches!(line.lower(word + 1), "a" | "an");
    let from = if article || line.tight_hyphen(word + 1) {
        word + 2
    } else if at < word {
        // "a half mile"
        word + 1
    } else {
        return None;
    };
    let plain = from == word + 1;
    let unit = unit::after(line, from, scene.homes).filter(|u| {
        let long = matches!(line.lower(from), "year" | "time" | "century" | "decade");
        !(plain && long || matches!(line.lower(from), "year" | "time"))
            || (article && u.class == Class::Time)
    })?;
    Some(
        Draft::new(at, unit.end, Value::Exact(Number::Fraction(1, 2)))
            .with_unit(unit.code, Some(unit.class)),
    )
}
