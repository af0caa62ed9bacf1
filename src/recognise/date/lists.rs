//! Members of a list of dates that leave out what another member says: its month or its year.
//!
//! Knows no article date.

use super::Found;
use super::calendar::{month, year_behind};
use super::distance::goes_on;
use super::expr::{Draft, Expr, InYear, Year};
use super::resolve::in_year;
use super::view::View;
use crate::lexicon::dates::Shift;
use crate::segment::token::TokenKind;

/// The most days of one month a list names.
const DAYS: usize = 6;

/// A day of the month by its number at `i`, bare or as an ordinal, and the index behind it.
fn number(view: &View<'_, '_>, i: usize) -> Option<(usize, i8)> {
    let (end, n) = match view.ordinal(i) {
        Some((end, n)) => (end, i32::from(n)),
        None => (i + 1, view.int(i).filter(|_| view.text(i).len() <= 2)?),
    };
    let day = i8::try_from(n).ok().filter(|n| (1..=31).contains(n))?;
    (view.kind(i) == TokenKind::Numeral).then_some((end, day))
}

/// Whether "and", "or" or a comma joins two members at `i`.
fn joint(view: &View<'_, '_>, i: usize) -> bool {
    view.is(i, &["and", "or"]) || view.mark(i, ',')
}

/// "25" in "April 24 and 25", "24" in "24 and 25 April": a day of a month another member names.
pub fn listed_day(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    behind_month(view, i).or_else(|| before_month(view, i))
}

fn behind_month(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (end, day) = number(view, i).filter(|_| joint(view, i.wrapping_sub(1)))?;
    let month = month_of(view, i, day)?;
    let last = view.is(i.wrapping_sub(1), &["and", "or"]);
    // "June 5, 7 people died": within the list only another number shows that it goes on.
    // "on March 8, 9 or 10 people left"
    let free = |end: usize| !goes_on(view, end) && !view.mark(end, '%');
    let next = || {
        number(view, end + 1).is_some_and(|(behind, n)| {
            let last = view.is(behind, &["and", "or"]);
            let last = last.then(|| number(view, behind + 1)).flatten();
            n > day && free(behind) && last.is_none_or(|(end, _)| free(end))
        })
    };
    let more = !last && joint(view, end) && next();
    let closed = last && !goes_on(view, end) && !view.mark(end, '%') && !view.mark(end, ':');
    let (end, year) = year_behind(view, end);
    let expr = Expr::InYear(year, InYear::Day(month, day));
    (more || closed || last && year != Year::Unsaid).then(|| Draft::new(i, end, expr))
}

/// The month before the days that stand before the one at `i`, each earlier than the next.
fn month_of(view: &View<'_, '_>, i: usize, day: i8) -> Option<i8> {
    let (mut at, mut day) = (i, day);
    for _ in 0..DAYS {
        let joined = at.checked_sub(2).filter(|_| joint(view, at - 1))?;
        let first = (joined.saturating_sub(1)..=joined)
            .find(|k| number(view, *k).is_some_and(|(end, _)| end == joined + 1))?;
        let (_, n) = number(view, first).filter(|(_, n)| *n < day)?;
        let named = (first.saturating_sub(2)..first)
            .find_map(|m| month(view, m).filter(|(end, _)| *end == first));
        if let Some((_, month)) = named {
            return Some(month);
        }
        (at, day) = (first, n);
    }
    None
}

fn before_month(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (end, day) = number(view, i)?;
    let placed = view.is(i.wrapping_sub(1), &["on", "the", "of", "and", "or"])
        || view.mark(i.wrapping_sub(1), ',');
    let (mut at, mut last) = (end, day);
    for _ in 0..DAYS {
        let next = placed && joint(view, at);
        let (behind, n) = number(view, at + 1).filter(|(_, n)| next && *n > last)?;
        let of = usize::from(view.lower(behind) == "of");
        if let Some((behind, month)) = month(view, behind + of) {
            let (_, year) = year_behind(view, behind);
            let expr = Expr::InYear(year, InYear::Day(month, day));
            return Some(Draft::new(i, end, expr));
        }
        (at, last) = (behind, n);
    }
    None
}

/// Gives the members of a list the year that only its last one says: "May and June 2024".
pub fn share_years(view: &View<'_, '_>, found: &mut [Found]) {
    let mut shared = false;
    for k in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(k);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first()) else {
            return;
        };
        let year = joined(view, a.draft.end, b.draft.start, shared)
            .then(|| year_of(&a.draft.expr, &b.draft.expr))
            .flatten();
        if let (Some(year), Expr::InYear(unsaid, _)) = (year, &mut a.draft.expr) {
            *unsaid = year;
        }
        shared = year.is_some();
    }
}

/// Whether nothing but "and", "or" or, in a list whose end shares its year, a comma stands between two
/// dates.
fn joined(view: &View<'_, '_>, from: usize, to: usize, list: bool) -> bool {
    let comma = from + usize::from(view.mark(from, ','));
    let and = comma + usize::from(view.is(comma, &["and", "or"]));
    let led = and + usize::from(view.is(and, &["in", "on"]));
    (and > comma || list && comma > from) && led == to
}

/// The year of the first member, when only the second, of the same kind and not before it, has one.
fn year_of(first: &Expr, second: &Expr) -> Option<Year> {
    use InYear::{Day, Half, Month, Quarter, Season};
    let (Expr::InYear(Year::Unsaid | Year::On(_), a), Expr::InYear(year, b)) = (first, second)
    else {
        return None;
    };
    let alike = matches!(
        (a, b),
        (Month(_), Month(_))
            | (Day(..), Day(..))
            | (Quarter(_), Quarter(_))
            | (Half(_), Half(_))
            | (Season(_), Season(_))
    );
    let begin = |part: InYear| in_year(part, LEAP).and_then(super::period::Period::begin);
    let in_order = begin(*a)? <= begin(*b)?;
    match year {
        Year::Said(_) | Year::Shifted(Shift::Last | Shift::This | Shift::Next) if alike => {
            in_order.then_some(*year)
        }
        _ => None,
    }
}

/// A year that has every day.
const LEAP: i16 = 2024;
