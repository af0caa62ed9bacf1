//! Expressions made of others: ranges, the ends of periods, early and late parts.

use super::calendar::YEARS;
use super::expr::{Draft, Expr, InYear, Year};
use super::period::Period;
use super::reader::Reader;
use super::view::View;
use crate::lexicon::dates::{Part, Shift, Unit, Word};
use crate::segment::token::TokenKind;

/// "2013 to 2023", "January to May 2025", "Jan.-August", "June 3 to July 5".
pub fn range(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let from = inner.from(view, i)?;
    let (j, through) = through(view, from.end)?;
    let to = month_at(view, j, &from).or_else(|| end_of_range(view, j, inner))?;
    // "rose from 5 in 2013 to 9 ..." is no range.
    let years = rank(&from.expr) == Some(0);
    if !fits(&from.expr, &to.expr) || years && !through && view.before(i) == "in" {
        return None;
    }
    Some(joined(view, i, from, to))
}

/// The range from one date to the other, with the year behind both: "April to June in 2017".
fn joined(view: &View<'_, '_>, i: usize, from: Draft, to: Draft) -> Draft {
    let year = (view.lower(to.end) == "in")
        .then(|| view.digits(to.end + 1, 4))
        .flatten();
    let year = year
        .and_then(|y| i16::try_from(y).ok())
        .filter(|y| YEARS.contains(&(*y).into()));
    let (end, last) = match (&from.expr, to.expr, year) {
        (Expr::InYear(Year::Unsaid, _), Expr::InYear(Year::Unsaid, part), Some(y)) => {
            (to.end + 2, Expr::InYear(Year::Said(y), part))
        }
        (_, last, _) => (to.end, last),
    };
    Draft::new(i, end, Expr::Range(Box::new(from.expr), Box::new(last)))
}

/// A month's short name at the end of a range that begins with a month: "from Sep to Nov".
fn month_at(view: &View<'_, '_>, i: usize, from: &Draft) -> Option<Draft> {
    let month = matches!(from.expr, Expr::InYear(_, InYear::Month(_)));
    let short = super::calendar::short_month(view, i).filter(|_| month)?;
    let (end, _) = super::calendar::year_behind(view, short.end);
    let day = super::calendar::day(view, i).is_some();
    (end == short.end && !day && !view.dash(end)).then_some(short)
}

/// "between 1989 and 1995": the quote is what stands behind "between".
pub fn between(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    if view.before(i) != "between" {
        return None;
    }
    let from = inner.from(view, i)?;
    let and = view.lower(from.end) == "and";
    let to = and.then(|| end_of_range(view, from.end + 1, inner))??;
    fits(&from.expr, &to.expr).then(|| joined(view, i, from, to))
}

/// What may stand at either end of a range: a date, its begin or end, an early or late part of it.
pub fn end_of_range(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let readings = [
        inner.read(view, i),
        edge(view, i, inner),
        part(view, i, inner),
    ];
    let longest = readings.into_iter().flatten().max_by_key(|d| d.end);
    let led = || view.is(i.wrapping_sub(1), &["from", "between"]);
    longest.or_else(|| led().then(|| super::calendar::short_month(view, i))?)
}

/// The index behind "to", "until", "-to-" or a dash, and whether nothing but a range is written so.
pub fn through(view: &View<'_, '_>, i: usize) -> Option<(usize, bool)> {
    if view.is(i, &["to", "through", "thru", "until", "till"]) {
        let through = view.is(i, &["through", "thru"]);
        let more = through && view.lower(i + 1) == "to";
        return Some((i + 1 + usize::from(more), through));
    }
    if matches!(view.text(i), "~" | "～") && view.glued(i) && view.glued(i + 1) {
        return Some((i + 1, true));
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
    let up_to_now = b == 6 && a == 2 && matches!(to, Expr::FromToday(_));
    a == b || (a > 0 && b > 0 && a.abs_diff(b) <= 1) || up_to_now
}

/// How fine an end of a range is: year 0, quarter and month 1, day 2.
pub fn rank(expr: &Expr) -> Option<u8> {
    Some(match expr {
        Expr::InYear(Year::Said(_) | Year::Shifted(_), InYear::Whole) => 0,
        Expr::InYear(_, InYear::Month(_)) | Expr::LastMonth(..) => 1,
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
        .or_else(|| the_unit(view, j + 2))
        .or_else(|| bare_unit(view, j + 2).filter(|_| matches!(part, Part::Start | Part::End)))?;
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

/// "year" in "by end of year", "month" in "at the end of month".
fn bare_unit(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let unit = view
        .unit(i)
        .filter(|u| matches!(u, Unit::Year | Unit::Month))?;
    let plural = matches!(view.word(i), Word::Unit { plural: true, .. });
    let noun =
        view.kind(i + 1) == TokenKind::Word && view.word(i + 1) == Word::Other || view.dash(i + 1);
    let closed = !noun
        || view.is(
            i + 1,
            &["and", "but", "as", "with", "to", "by", "for", "it", "they"],
        );
    (!plural && closed).then(|| Draft::new(i, i + 1, Expr::Shifted(Shift::This, unit)))
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
    let of = super::daypart::daypart(view, k, inner)
        .or_else(|| inner.read(view, k))
        .filter(|d| d.expr.is_date() || matches!(d.expr, Expr::Length(..) | Expr::Time(..)))
        .or_else(|| the_unit(view, k).filter(|_| matches!(part, Part::Earlier | Part::Later)))?;
    let day = matches!(of.expr, Expr::Weekday(..) | Expr::FromToday(_));
    if matches!(of.expr, Expr::Away { .. }) || day && matches!(part, Part::Earlier | Part::Later) {
        return None;
    }
    Some(Draft::new(i, of.end, Expr::Part(part, Box::new(of.expr))))
}
