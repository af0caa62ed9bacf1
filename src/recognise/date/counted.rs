//! Days and weeks by their number in a period, and by a count of week days or units from now.
//!
//! Knows no article date.

use super::expr::{Amount, Draft, Expr, InYear, Side, Year};
use super::reader::Reader;
use super::relative::direction;
use super::view::View;
use crate::lexicon::dates::{Shift, Unit, Word};

/// ISO number of the day a week end begins on.
const SATURDAY: i8 = 6;

/// The place in an order at `i`, counted from the end when not positive: "third", "last" 0, "second
/// last" -1, "third-to-last" -2; and the index behind it.
fn place(view: &View<'_, '_>, i: usize) -> Option<(usize, i8)> {
    if view.word(i) == Word::Shift(Shift::Last) {
        return Some((i + 1, 0));
    }
    let (j, n) = view.ordinal(i)?;
    let n = i8::try_from(n).ok()?;
    let to = j + usize::from(view.dash(j));
    let k = if view.lower(to) == "to" {
        to + 1 + usize::from(view.dash(to + 1))
    } else {
        j
    };
    let from_end = n > 1 && view.word(k) == Word::Shift(Shift::Last);
    Some(if from_end { (k + 1, 1 - n) } else { (j, n) })
}

/// "the first Monday of October", "the last day of March 2024", "the second week of May", "the
/// second last day of June", "the 21st of this month".
pub fn nth(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let (k, n) = place(view, view.after_the(i))?;
    let of = usize::from(view.lower(k) == "of");
    if n > 0 && (of == 1 || matches!(view.word(k), Word::Shift(Shift::This | Shift::Next))) {
        let month = |d: &Draft| matches!(d.expr, Expr::Shifted(_, Unit::Month));
        let of = inner.read(view, k + of).filter(month)?;
        let day = Expr::Nth(n, 0, Box::new(of.expr));
        return (n <= 31).then(|| Draft::new(i, of.end, day));
    }
    if n > 31 || !view.is(k + 1, &["of", "in"]) {
        return None;
    }
    if let Some(draft) = of_every_month(view, i, k) {
        return Some(draft);
    }
    let of = inner
        .read(view, k + 2)
        .or_else(|| super::calendar::short_month(view, k + 2))
        .filter(|d| is_month_or_year(&d.expr))?;
    let whole = Box::new(of.expr);
    let expr = match view.word(k) {
        Word::Weekday {
            number,
            short: false,
        } if n <= 5 => Expr::Nth(n, number, whole),
        Word::Unit {
            unit: Unit::Day,
            plural: false,
        } => Expr::Nth(n, 0, whole),
        Word::Unit {
            unit: Unit::Week,
            plural: false,
        } if n <= 5 => Expr::NthWeek(n, whole),
        Word::Unit {
            unit: Unit::Weekend,
            plural: false,
        } if n <= 5 => Expr::WeekendOf(Box::new(Expr::Nth(n, SATURDAY, whole))),
        _ => return None,
    };
    Some(Draft::new(i, of.end, expr))
}

/// "the first Monday of every month", "the last Friday of the month": a week day at `k` that comes again.
fn of_every_month(view: &View<'_, '_>, i: usize, k: usize) -> Option<Draft> {
    let Word::Weekday {
        number,
        short: false,
    } = view.word(k)
    else {
        return None;
    };
    let unit = matches!(
        view.word(k + 3),
        Word::Unit {
            unit: Unit::Month,
            plural: false
        }
    );
    let again = matches!(view.word(k + 2), Word::The | Word::Every | Word::A) && unit;
    again.then(|| Draft::new(i, k + 4, Expr::Recurring(format!("XXXX-WXX-{number}"))))
}

/// "week 27 of 2024".
pub fn numbered_week(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let week = matches!(
        view.word(i),
        Word::Unit {
            unit: Unit::Week,
            plural: false
        }
    );
    let n = view.int(i + 1).filter(|n| week && (1..=52).contains(n))?;
    let linked = view.is(i + 2, &["of", "in"]);
    let of = linked.then(|| {
        inner.read(view, i + 3).filter(|d| {
            matches!(
                d.expr,
                Expr::InYear(_, InYear::Whole) | Expr::Shifted(_, Unit::Year)
            )
        })
    })??;
    let expr = Expr::NthWeek(i8::try_from(n).ok()?, Box::new(of.expr));
    Some(Draft::new(i, of.end, expr))
}

/// "the next 12 to 18 months", "the past two or three years": a length between two counts.
pub fn between_counts(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let side = match view.word(j) {
        Word::Shift(Shift::Last | Shift::Past | Shift::Previous) => Side::Past,
        Word::Shift(Shift::Next | Shift::Coming | Shift::Following) => Side::Next,
        _ => return None,
    };
    let (k, Amount::Count(low)) = view.amount(j + 1)? else {
        return None;
    };
    let or = (view.lower(k) == "or").then_some(k + 1);
    let m = or.or_else(|| super::compose::through(view, k).map(|(m, _)| m))?;
    let (end, Amount::Count(high)) = view.amount(m)? else {
        return None;
    };
    let Word::Unit { unit, plural: true } = view.word(end) else {
        return None;
    };
    (low < high).then(|| Draft::new(i, end + 1, Expr::Length(side, Amount::Some, unit)))
}

/// Years in the amount and unit of years or decades at `i`, and the index behind them.
fn years(view: &View<'_, '_>, i: usize) -> Option<(usize, i16)> {
    let (k, amount) = view.amount(i).unwrap_or((i, Amount::Count(1)));
    let Amount::Count(n) = amount else {
        return None;
    };
    let times = match view.word(k) {
        Word::Unit {
            unit: Unit::Year,
            plural: true,
        } => 1,
        Word::Unit {
            unit: Unit::Decade, ..
        } => 10,
        _ => return None,
    };
    Some((k + 1, i16::try_from(n).ok()?.checked_mul(times)?))
}

/// "the five years to 2023", "the decade to March 2024", "the ten years ended 2020": the years up to one.
pub fn years_to(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let from = view.after_the(i);
    let (behind, count) = years(view, from).filter(|(_, count)| from > i && *count > 1)?;
    let whole = view.is(behind, &["ended", "ending"]);
    if !whole && !view.is(behind, &["to", "through", "until"]) {
        return None;
    }
    let at = behind + 1 + usize::from(whole && view.lower(behind + 1) == "in");
    let last = super::calendar::year(view, at)
        .map(|(end, y)| Draft::new(at, end, Expr::InYear(Year::Said(y), InYear::Whole)))
        .or_else(|| super::calendar::month_alone(view, at))?;
    let Expr::InYear(Year::Said(year), part) = last.expr else {
        return None;
    };
    let before = year.checked_sub(count)?;
    let (first, opens) = match part {
        InYear::Whole => (before + i16::from(whole), InYear::Whole),
        InYear::Month(12) => (before + 1, InYear::Month(1)),
        InYear::Month(month) => (before, InYear::Month(month + 1)),
        _ => return None,
    };
    let first = Expr::InYear(Year::Said(first), opens);
    let expr = Expr::Range(Box::new(first), Box::new(last.expr));
    Some(Draft::new(i, last.end, expr))
}

/// "the first ten days of June", "the last two weeks of 2024".
pub fn firsts(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let j = view.after_the(i);
    let sign = match view.word(j) {
        Word::Ordinal(1) => 1,
        Word::Shift(Shift::Last) => -1,
        _ if view.lower(j) == "final" => -1,
        _ => return None,
    };
    let (k, Amount::Count(n)) = view.amount(j + 1)? else {
        return None;
    };
    let unit = view
        .unit(k)
        .filter(|u| matches!(u, Unit::Day | Unit::Week))?;
    let n = i8::try_from(n).ok().filter(|n| *n > 1)?;
    let linked = view.is(k + 1, &["of", "in"]);
    let of = linked.then(|| {
        inner
            .read(view, k + 2)
            .filter(|d| is_month_or_year(&d.expr))
    })??;
    let expr = Expr::Firsts(sign * n, unit, Box::new(of.expr));
    Some(Draft::new(i, of.end, expr))
}

/// Whether an expression names one month or year.
const fn is_month_or_year(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::InYear(_, InYear::Month(_) | InYear::Whole)
            | Expr::LastMonth(..)
            | Expr::Shifted(_, Unit::Month | Unit::Year)
    )
}

/// "the week after next", "the year before last", "Friday after next".
pub fn after_next(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let weekday = super::calendar::weekday(view, j).filter(|_| j == i);
    let end = weekday.map_or(j + 1, |(end, _)| end);
    let sign = if view.reads(end, &["after", "next"]) {
        1
    } else if view.reads(end, &["before", "last"]) {
        -1
    } else {
        return None;
    };
    // "the week after next Monday", "the day before last year's vote"
    if view.word(end + 2) != Word::Other {
        return None;
    }
    let expr = match (weekday, view.word(j)) {
        (Some((_, n)), _) => {
            let shift = if sign > 0 { Shift::Next } else { Shift::Last };
            Expr::From(sign, Unit::Week, Box::new(Expr::Weekday(n, Some(shift))))
        }
        (
            None,
            Word::Unit {
                unit,
                plural: false,
            },
        ) if j > i => Expr::Away {
            amount: Amount::Count(2),
            unit,
            sign,
            now: true,
        },
        _ => return None,
    };
    Some(Draft::new(i, end + 2, expr))
}

/// "three Fridays from now", "two Thursdays ago".
pub fn weekdays_away(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, Amount::Count(n)) = view.amount(i)? else {
        return None;
    };
    let Word::Weekdays(day) = view.word(j) else {
        return None;
    };
    let (end, sign, _) = direction(view, j + 1).filter(|(.., now)| *now)?;
    let shift = if sign > 0 { Shift::Next } else { Shift::Last };
    let more = i32::try_from(n).ok()?.checked_sub(1)?;
    let nearest = Box::new(Expr::Weekday(day, Some(shift)));
    Some(Draft::new(
        i,
        end,
        Expr::From(sign * more, Unit::Week, nearest),
    ))
}

/// "the three previous years", "ten preceding weeks", "the two coming months".
pub fn counted_shift(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, amount) = view.amount(view.after_the(i))?;
    let side = match view.word(j) {
        Word::Shift(Shift::Previous | Shift::Past) => Side::Past,
        Word::Shift(Shift::Next | Shift::Coming | Shift::Following) => Side::Next,
        _ => return None,
    };
    let Word::Unit { unit, plural: true } = view.word(j + 1) else {
        return None;
    };
    // "the 50 previous years' worth of it" measures.
    let measured =
        super::calendar::possessive(view, j + 2).is_some() || view.lower(j + 2) == "worth";
    (!measured).then(|| Draft::new(i, j + 2, Expr::Length(side, amount, unit)))
}
