//! Holidays, and the weeks and week ends beside a day.
//!
//! Knows no article date.

use super::calendar::{full_day, year, year_behind};
use super::expr::{Draft, Expr, Year};
use super::relative::weekday;
use super::view::View;
use crate::lexicon::dates::{Shift, Unit, Word};
use crate::lexicon::holidays::holidays;

/// A holiday with or without its year, and its week or week end: "Thanksgiving", "last Christmas",
/// "Labor Day 2024", "Memorial Day weekend".
pub fn holiday(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let shift = match view.word(i) {
        Word::Shift(shift @ (Shift::Last | Shift::Next | Shift::This | Shift::Previous)) => {
            Some(shift)
        }
        _ => None,
    };
    let j = i + usize::from(shift.is_some());
    let (words, index) = holidays(view.lower(j))
        .iter()
        .find(|(words, _)| view.reads(j, words))?;
    // "easter" and "may day" in small letters are holidays only where nothing else is said.
    let plain = words.len() > 1 && !matches!(view.word(j), Word::Month { .. } | Word::Ordinal(_));
    if !view.capital(j) && !view.is_note() && !plain && shift.is_none() {
        return None;
    }
    let behind = j + words.len();
    let around = view.unit(behind).filter(|_| !view.capital(behind + 1));
    let named = behind + usize::from(matches!(around, Some(Unit::Week | Unit::Weekend)));
    let (end, year) = in_a_year(view, named).unwrap_or_else(|| year_behind(view, named));
    // A name goes on with a capital: "Christmas Island".
    if end == behind && view.capital(end) {
        return None;
    }
    let day = Expr::Holiday(*index, year, shift);
    let expr = match around {
        Some(Unit::Week) => Expr::WeekOf(Box::new(day)),
        Some(Unit::Weekend) => Expr::WeekendOf(Box::new(day)),
        _ => day,
    };
    (year == Year::Unsaid || shift.is_none()).then(|| Draft::new(i, end, expr))
}

/// The year behind "in": "Christmas in 2024".
fn in_a_year(view: &View<'_, '_>, i: usize) -> Option<(usize, Year)> {
    let said = view.lower(i) == "in" && view.digits(i + 1, 4).is_some();
    let (end, y) = said.then(|| year(view, i + 1))??;
    Some((end, Year::Said(y)))
}

/// "the week of March 6", "the week ended March 6", "the week ended Friday", "the weekend of June 7".
pub fn week_of(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let Word::Unit {
        unit: unit @ (Unit::Week | Unit::Weekend),
        plural: false,
    } = view.word(j)
    else {
        return None;
    };
    let ends = unit == Unit::Week && view.is(j + 1, &["ended", "ending"]);
    let holds = view.lower(j + 1) == "of"
        || unit == Unit::Week && view.is(j + 1, &["beginning", "starting", "commencing"]);
    let k = j + 2 + usize::from(ends && view.lower(j + 2) == "on");
    let at = view.after_the(k);
    let named = || holiday(view, at).or_else(|| weekday(view, at).filter(|_| ends));
    let day = (ends || holds).then(|| full_day(view, at).or_else(named))??;
    let of = Box::new(day.expr);
    let expr = match unit {
        Unit::Weekend => Expr::WeekendOf(of),
        _ if ends => Expr::WeekTo(of),
        _ => Expr::WeekOf(of),
    };
    Some(Draft::new(i, day.end, expr))
}
