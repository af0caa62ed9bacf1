//! Parts of the day, and the clock time beside them.

use super::clock::{Reading, clock_span, zone};
use super::expr::{Draft, Expr};
use super::reader::Reader;
use super::view::View;
use crate::lexicon::dates::{Shift, Word};
use crate::segment::token::TokenKind;

/// Whether an expression names one day.
pub const fn is_day(expr: &Expr) -> bool {
    use super::expr::InYear;
    matches!(
        expr,
        Expr::Weekday(..)
            | Expr::FromToday(_)
            | Expr::OfMonth(..)
            | Expr::InWeek(..)
            | Expr::InYear(_, InYear::Day(..))
            | Expr::Known(super::period::Period::Day(_))
    )
}

/// "Friday morning", "this evening", "last night", "tonight", "yesterday afternoon", "overnight".
pub fn daypart(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    if view.word(i) == Word::Tonight {
        return Some(Draft::new(
            i,
            i + 1,
            Expr::Time("NI".into(), Some(Box::new(Expr::FromToday(0)))),
        ));
    }
    if view.lower(i) == "overnight" {
        return Some(Draft::new(i, i + 1, Expr::Time("NI".into(), None)));
    }
    let code = |j: usize| match view.word(j) {
        Word::Daypart(code) if !code.contains(':') => Some(code.to_owned()),
        _ => None,
    };
    if let Word::Shift(shift) = view.word(i) {
        let back = match shift {
            Shift::This => 0,
            Shift::Last => -1,
            _ => return None,
        };
        let day = Box::new(Expr::FromToday(back));
        return Some(Draft::new(i, i + 2, Expr::Time(code(i + 1)?, Some(day))));
    }
    let draft = inner.read(view, i).filter(|d| is_day(&d.expr))?;
    let code = code(draft.end)?;
    Some(Draft::new(
        i,
        draft.end + 1,
        Expr::Time(code, Some(Box::new(draft.expr))),
    ))
}

/// Whether a bare hour beside a part of the day is an hour: "at 8 tonight".
fn placed(view: &View<'_, '_>, i: usize) -> bool {
    let about =
        view.is(i.wrapping_sub(1), &["around", "about"]) && view.is(i.wrapping_sub(2), &["at"]);
    view.is(i.wrapping_sub(1), &["at", "until", "till"]) || about || view.is_note()
}

/// Whether a bare number beside a part of the day can be an hour of a clock: "at 20 this morning" is a price.
fn of_a_dial(hour: i32) -> bool {
    (1..=12).contains(&hour)
}

/// Whether an hour lies in the afternoon, by the part of the day beside it; none where it cannot tell.
fn afternoon(code: &str, hour: i32) -> Option<bool> {
    match code {
        "MO" => Some(false),
        "AF" | "EV" => Some(true),
        "NI" => match hour {
            6..=11 => Some(true),
            12 | 1..=5 => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// "this morning at 10", "Saturday night at 9:30 p.m.", "tonight around 7", "Monday morning from 10
/// a.m. to noon".
pub fn part_and_clock(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let part = daypart(view, i, inner)?;
    let Expr::Time(code, day) = part.expr else {
        return None;
    };
    let j = part.end + usize::from(view.mark(part.end, ','));
    if view.is(j, &["from", "between"]) {
        let (end, code) = clock_span(view, j + 1, &Reading::at(view, j + 1)?, false)?;
        let time = Expr::Time(code, Some(day?));
        return Some(Draft::new(i, zone(view, end), time));
    }
    let time = view
        .is(j, &["at", "around", "about", "by"])
        .then(|| Reading::at(view, j + 1))??;
    let pm = time.pm.or_else(|| afternoon(&code, time.hour));
    // "tonight at 2 sites"
    let bare = time.pm.is_none() && time.minute.is_none() && !time.oclock;
    let goes_on = view.kind(time.end) == TokenKind::Word
        || view.dash(time.end)
        || view.mark(time.end, '%')
        || view.mark(time.end, '/');
    let closed = !bare || !goes_on && view.is(j, &["at"]) && of_a_dial(time.hour);
    let end = zone(view, time.end);
    let sound = closed && day.is_some() && (pm.is_some() || time.hour > 12);
    sound.then(|| Draft::new(i, end, Expr::Time(time.code(pm), day)))
}

/// "8 p.m. tonight", "at 8:30 this morning", "4 o'clock in the morning", "at 9 on Friday evening".
pub fn clock_and_part(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let time = Reading::at(view, i)?;
    let written = time.pm.is_some() || time.minute.is_some() || time.oclock;
    if !(written || placed(view, i) && of_a_dial(time.hour)) {
        return None;
    }
    let (end, code, day) = part_behind(view, time.end, inner)?;
    let pm = time.pm.or_else(|| afternoon(&code, time.hour));
    (pm.is_some() || time.hour > 12).then(|| Draft::new(i, end, Expr::Time(time.code(pm), day)))
}

/// The part of the day behind a clock time: "in the morning", "at night", "tonight", "on Friday evening"; the
/// index behind it, its code and its day.
fn part_behind(
    view: &View<'_, '_>,
    i: usize,
    inner: &Reader,
) -> Option<(usize, String, Option<Box<Expr>>)> {
    let within = if view.reads(i, &["in", "the"]) {
        i + 2
    } else {
        i + 1
    };
    if let Word::Daypart(code) = view.word(within)
        && (within > i + 1 || view.reads(i, &["at", "night"]))
    {
        let (end, day) = super::clock::day_behind(view, within + 1, inner);
        return Some((end, code.to_owned(), day));
    }
    let j = i + usize::from(view.lower(i) == "on");
    let part = daypart(view, j, inner)?;
    match part.expr {
        Expr::Time(code, day @ Some(_)) => Some((part.end, code, day)),
        _ => None,
    }
}
