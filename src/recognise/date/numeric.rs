//! Dates, decades and centuries in digits.

use super::calendar::{YEARS, full_year, possessive};
use super::expr::{Draft, Expr, InYear, Year};
use super::period::Period;
use super::view::View;
use crate::lexicon::dates::{Unit, Word, YearCue, year_cue};
use crate::segment::token::TokenKind;
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
/// `10.3.2020` (the day first unless it cannot be).
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
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = first.len() <= 2 && second.len() <= 2 && year.len() == 4;
    if !short || parts.next().is_some() {
        return None;
    }
    let (first, second) = (first.parse().ok()?, second.parse().ok()?);
    let (day, month) = if second > 12 {
        (second, first)
    } else {
        (first, second)
    };
    Date::new(year.parse().ok()?, month, day).ok()
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
        (_, Some(y)) if apostrophe || named_decade(view, k) => full_year(y)?,
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

/// How far before a number a word shows that it measures heat or age.
const MEASURED_WITHIN: usize = 6;

/// "the 90s", "late 80s": whether two digits without an apostrophe name a decade. The temperature is
/// in the 90s too.
fn named_decade(view: &View<'_, '_>, k: usize) -> bool {
    let glued = view.glued(k + 1) && view.lower(k + 1) == "s";
    let j = k - usize::from(k > 0 && view.dash(k - 1));
    let named = j > 0 && matches!(view.word(j - 1), Word::The | Word::Part(_));
    let shows = |i: usize| year_cue(view.lower(i), YearCue::Measured);
    let measured = (k.saturating_sub(MEASURED_WITHIN)..k).any(shows) || shows(k + 2);
    glued && named && view.digits(k, 2).is_some_and(|y| y >= 50) && !measured
}

/// A century: "the 20th century", "21st century".
pub fn century(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, n) = view.ordinal(view.after_the(i))?;
    let j = j + usize::from(view.dash(j));
    let first = (i16::from(n) - 1) * 100;
    (view.unit(j) == Some(Unit::Century) && n > 5)
        .then(|| Draft::new(i, j + 1, Expr::Known(Period::Century(first))))
}

/// Words that place a day: "on 6/21".
const PLACING: &[&str] = &["on", "until", "since"];

/// Words that place a day where the numbers cannot be a fraction's: "from 6/21".
const NEAR_DAY: &[&str] = &[
    "on", "until", "till", "since", "by", "from", "to", "through", "before", "after", "between",
];

/// A day as month and day by a slash (the month first unless it cannot be): "on 6/21", "by 21/6".
pub fn month_day(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let glued = view.glued(i + 1) && view.glued(i + 2) && view.mark(i + 1, '/');
    let (a, b) = glued.then(|| Some((small(view, i)?, small(view, i + 2)?)))??;
    let more = view.glued(i + 3)
        && !matches!(
            view.text(i + 3),
            "." | "," | ")" | ";" | ":" | "?" | "!" | "-"
        );
    let decimal = view.glued(i + 3)
        && view.kind(i + 4) == TokenKind::Numeral
        && view.glued(i + 4)
        && !view.dash(i + 3);
    // "9/11" names the attacks, not a day to come.
    if more || decimal || view.mark(i + 3, '%') || (a, b) == (9, 11) || i > 0 && view.glued(i) {
        return None;
    }
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    Date::new(2000, month, day).ok()?;
    let list = if day > 12 { NEAR_DAY } else { PLACING };
    let placed = view.is(i.wrapping_sub(1), list) || view.is_note();
    let day = Expr::InYear(Year::Unsaid, InYear::Day(month, day));
    placed.then(|| Draft::new(i, i + 3, day))
}

/// A numeral of one or two digits.
fn small(view: &View<'_, '_>, i: usize) -> Option<i8> {
    let n = view.int(i).filter(|_| view.text(i).len() <= 2)?;
    i8::try_from(n).ok()
}

/// A month in digits with its year: "in 2/2013", "by 2014-10", or a day with its month as a word:
/// "2019/Aug/01", "01/Aug/2019".
pub fn month_year(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let sign = view.mark(i + 1, '/') || view.dash(i + 1);
    if !sign || !view.glued(i + 1) || !view.glued(i + 2) || i > 0 && view.glued(i) {
        return None;
    }
    if let Word::Month { number, .. } = view.word(i + 2) {
        let date = month_between(view, i, number)?;
        return Some(Draft::new(i, i + 5, Expr::Known(Period::Day(date))));
    }
    let (year, month) = match (view.digits(i, 4), view.digits(i + 2, 4)) {
        (Some(y), None) => (y, view.digits(i + 2, 2)?),
        (None, Some(y)) => (y, i32::from(small(view, i)?)),
        _ => return None,
    };
    // The second year of a span: "2010-11".
    let span = view.digits(i, 4).is_some() && month == year % 100 + 1;
    let more = view.glued(i + 3) && (view.dash(i + 3) || view.mark(i + 3, '/'));
    let placed = view.is(
        i.wrapping_sub(1),
        &["in", "since", "by", "until", "from", "to"],
    );
    let sound = YEARS.contains(&year) && (1..=12).contains(&month) && !span && !more;
    let month = Period::Month(i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    (sound && (placed || view.is_note())).then(|| Draft::new(i, i + 3, Expr::Known(month)))
}

/// The day whose month stands as a word between two numbers: "2019/Aug/01", "01/Aug/2019".
fn month_between(view: &View<'_, '_>, i: usize, month: i8) -> Option<Date> {
    let glued = view.glued(i + 3) && view.glued(i + 4) && view.text(i + 3) == view.text(i + 1);
    let (year, day) = match (view.digits(i, 4), view.digits(i + 4, 4)) {
        (Some(y), None) => (y, small(view, i + 4)?),
        (None, Some(y)) if view.mark(i + 1, '/') => (y, small(view, i)?),
        _ => return None,
    };
    glued.then(|| Date::new(i16::try_from(year).ok()?, month, day).ok())?
}
