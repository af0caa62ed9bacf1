//! Expressions made of others: ranges, the ends of periods, early and late parts.

use super::expr::{Draft, Expr, InYear, Year};
use super::period::Period;
use super::reader::Reader;
use super::view::View;
use crate::lexicon::dates::{Part, Shift, Unit, Word};

/// "2013 to 2023", "January to May 2025", "Jan.-August", "June 3 to July 5".
pub fn range(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let from = end_of_range(view, i, inner)?;
    let (j, dash) = through(view, from.end)?;
    let to = end_of_range(view, j, inner)?;
    // "rose from 5 in 2013 to 9 ..." is no range.
    let years = rank(&from.expr) == Some(0);
    if !fits(&from.expr, &to.expr) || years && !dash && view.before(i) == "in" {
        return None;
    }
    Some(Draft::new(
        i,
        to.end,
        Expr::Range(Box::new(from.expr), Box::new(to.expr)),
    ))
}

/// "between 1989 and 1995": the quote is what stands behind "between".
pub fn between(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    if view.before(i) != "between" {
        return None;
    }
    let from = end_of_range(view, i, inner)?;
    let and = view.lower(from.end) == "and";
    let to = and.then(|| end_of_range(view, from.end + 1, inner))??;
    fits(&from.expr, &to.expr).then(|| {
        Draft::new(
            i,
            to.end,
            Expr::Range(Box::new(from.expr), Box::new(to.expr)),
        )
    })
}

/// What may stand at either end of a range: a date, its begin or end, an early or late part of it.
fn end_of_range(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let readings = [
        inner.read(view, i),
        edge(view, i, inner),
        part(view, i, inner),
    ];
    let longest = readings.into_iter().flatten().max_by_key(|d| d.end)?;
    Some(longest)
}

/// The index behind "to", "until", "-to-" or a dash, and whether it is a dash.
fn through(view: &View<'_, '_>, i: usize) -> Option<(usize, bool)> {
    if view.is(i, &["to", "through", "until", "till"]) {
        let more = view.lower(i) == "through" && view.lower(i + 1) == "to";
        return Some((i + 1 + usize::from(more), false));
    }
    if !view.dash(i) {
        return None;
    }
    if view.is(i + 1, &["to"]) && view.dash(i + 2) {
        return Some((i + 3, true));
    }
    (view.glued(i) == view.glued(i + 1)).then_some((i + 1, true))
}

/// Whether two dates can be the ends of one range: as fine as each other, or nearly.
fn fits(from: &Expr, to: &Expr) -> bool {
    let (Some(a), Some(b)) = (rank(from), rank(to)) else {
        return false;
    };
    a == b || (a > 0 && b > 0 && a.abs_diff(b) <= 1)
}

/// How fine an end of a range is: year 0, quarter and month 1, day 2.
fn rank(expr: &Expr) -> Option<u8> {
    Some(match expr {
        Expr::InYear(Year::Said(_) | Year::Shifted(_), InYear::Whole) => 0,
        Expr::InYear(_, InYear::Month(_)) => 1,
        Expr::InYear(_, InYear::Day(..)) | Expr::Known(Period::Day(_)) => 2,
        Expr::InYear(_, InYear::Quarter(_) | InYear::Half(_) | InYear::Season(_)) => 4,
        Expr::Weekday(..) | Expr::FromToday(_) => 6,
        Expr::Part(_, of) => rank(of)?,
        _ => return None,
    })
}

/// "the end of 2024", "the beginning of October", "the middle of next year", "year-end".
pub fn edge(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let j = view.after_the(i);
    if let Some(draft) = year_end(view, i, j, inner) {
        return Some(draft);
    }
    let part = match view.word(j) {
        Word::Edge(part) if part != Part::Whole => part,
        _ => return None,
    };
    if view.lower(j + 1) != "of" {
        return None;
    }
    let of = inner
        .read(view, j + 2)
        .filter(|d| d.expr.is_date())
        .or_else(|| the_unit(view, j + 2))?;
    Some(Draft::new(i, of.end, Expr::Part(part, Box::new(of.expr))))
}

/// "year-end", "year-end 2024", "the year's end", "end-2024", "end-June".
fn year_end(view: &View<'_, '_>, i: usize, j: usize, inner: &Reader) -> Option<Draft> {
    let this = || Expr::Shifted(Shift::This, Unit::Year);
    let part = |end, expr| Some(Draft::new(i, end, Expr::Part(Part::End, Box::new(expr))));
    if view.reads(j, &["year", "end"]) {
        return part(j + 2, this());
    }
    if view.lower(j) == "year" && view.lower(j + 2) == "end" && view.dash(j + 1) {
        return match super::calendar::year(view, j + 3) {
            Some((end, y)) => part(end, Expr::InYear(Year::Said(y), InYear::Whole)),
            None => part(j + 3, this()),
        };
    }
    let behind = super::calendar::possessive(view, j + 1);
    if view.lower(j) == "year" && behind.is_some_and(|k| view.lower(k) == "end") {
        return part(behind? + 1, this());
    }
    if view.lower(j) == "end" && view.dash(j + 1) && view.glued(j + 2) {
        let of = inner
            .read(view, j + 2)
            .filter(|d| matches!(d.expr, Expr::InYear(..)))?;
        return part(of.end, of.expr);
    }
    None
}

/// "the year", "the month", "the century": the one that runs.
fn the_unit(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    match view.word(j) {
        Word::Unit {
            unit:
                unit @ (Unit::Year
                | Unit::Month
                | Unit::Week
                | Unit::Quarter
                | Unit::Decade
                | Unit::Century),
            plural: false,
        } if j > i => Some(Draft::new(i, j + 1, Expr::Shifted(Shift::This, unit))),
        _ => None,
    }
}

/// "early December 2025", "mid-2024", "late 2022", "earlier this year", "late last week".
pub fn part(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let j = view.after_the(i);
    let Word::Part(part) = view.word(j) else {
        return None;
    };
    let mut k = j + 1;
    k += usize::from(view.dash(k));
    k += usize::from(
        view.is(k, &["in", "on"])
            && matches!(part, Part::Earlier | Part::Later | Part::Early | Part::Late),
    );
    let of = inner
        .read(view, k)
        .filter(|d| d.expr.is_date() || matches!(d.expr, Expr::Length(..)))
        .or_else(|| the_unit(view, k).filter(|_| matches!(part, Part::Earlier | Part::Later)))?;
    let day = matches!(
        of.expr,
        Expr::Weekday(..) | Expr::FromToday(_) | Expr::Time(..)
    );
    if matches!(of.expr, Expr::Away { .. }) || day && matches!(part, Part::Earlier | Part::Later) {
        return None;
    }
    Some(Draft::new(i, of.end, Expr::Part(part, Box::new(of.expr))))
}
