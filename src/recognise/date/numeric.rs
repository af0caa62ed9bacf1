//! Dates, decades and centuries in digits.

use super::calendar::{YEARS, full_year, possessive};
use super::expr::{Draft, Expr};
use super::period::Period;
use super::view::View;
use crate::lexicon::dates::{Unit, Word};
use jiff::civil::Date;

/// An ISO date: `2024-06-21`, `2024/06/21`.
pub fn iso(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let y = i16::try_from(view.digits(i, 4)?).ok()?;
    let same = view.text(i + 1) == view.text(i + 3);
    let sign = matches!(view.text(i + 1), "-" | "/" | "‑");
    let glued = (i + 1..i + 5).all(|k| view.glued(k));
    let (m, d) = (view.int(i + 2)?, view.int(i + 4)?);
    let date = Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()?;
    (same && sign && glued).then(|| Draft::new(i, i + 5, Expr::Known(Period::Day(date))))
}

/// A date in digits with slashes or dots: `06/21/2024` (the month first unless it cannot be),
/// `10.3.2020` (the day first).
pub fn digits(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    if let Some(date) = dotted(view.text(i)) {
        return Some(Draft::new(i, i + 1, Expr::Known(Period::Day(date))));
    }
    let sign = view.text(i + 1);
    let glued = (i + 1..i + 5).all(|k| view.glued(k)) && sign == view.text(i + 3);
    if !glued || !matches!(sign, "/" | "-") {
        return None;
    }
    let (a, b) = (view.int(i)?, view.int(i + 2)?);
    let y = match (view.digits(i + 4, 4), view.digits(i + 4, 2)) {
        (Some(four), _) => i16::try_from(four).ok()?,
        (_, Some(two)) => full_year(two)?,
        _ => return None,
    };
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    let date = Date::new(y, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Draft::new(i, i + 5, Expr::Known(Period::Day(date))))
}

fn dotted(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    let short = parts.next().is_none() && d.len() <= 2 && m.len() <= 2 && y.len() == 4;
    short.then(|| Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok())?
}

/// A decade: "the 1990s", "the '80s", "the nineties", "the 1990's".
pub fn decade(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    if let Word::Decade(n) = view.word(j) {
        let first = full_year(n.into())?;
        return (j > i).then(|| Draft::new(i, j + 1, Expr::Known(Period::Decade(first))));
    }
    let apostrophe = matches!(view.text(j), "'" | "’" | "‘");
    let k = j + usize::from(apostrophe);
    let first = match (view.digits(k, 4), view.digits(k, 2)) {
        (Some(y), _) if YEARS.contains(&y) => i16::try_from(y).ok()?,
        (_, Some(y)) if apostrophe => full_year(y)?,
        _ => return None,
    };
    let bare = view.glued(k + 1) && view.lower(k + 1) == "s";
    let end = if bare {
        Some(k + 2)
    } else {
        possessive(view, k + 1).filter(|e| *e == k + 3)
    }?;
    let plain = first % 10 == 0 && (bare || view.word(i) == Word::The);
    plain.then(|| Draft::new(i, end, Expr::Known(Period::Decade(first))))
}

/// A century: "the 20th century", "21st century".
pub fn century(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, n) = view.ordinal(view.after_the(i))?;
    let j = j + usize::from(view.dash(j));
    let first = (i16::from(n) - 1) * 100;
    (view.unit(j) == Some(Unit::Century) && n > 5)
        .then(|| Draft::new(i, j + 1, Expr::Known(Period::Century(first))))
}
