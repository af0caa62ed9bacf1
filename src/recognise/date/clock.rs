//! Times of the day and recurring times.

use super::expr::{Draft, Expr};
use super::rules::Reader;
use super::view::View;
use crate::lexicon::dates::{Shift, Word};

/// "10:30 a.m.", "5 p.m.", "noon", "15:00", with the day beside it: "10 p.m. Wednesday".
pub fn time(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let (end, code) = clock(view, i)?;
    let end = zone(view, end);
    let (end, day) = day_behind(view, end, inner);
    Some(Draft::new(i, end, Expr::Time(code, day)))
}

/// The clock time at `i` as TIMEX3 writes it behind `T`.
fn clock(view: &View<'_, '_>, i: usize) -> Option<(usize, String)> {
    if let Word::Daypart(code) = view.word(i)
        && code.contains(':')
    {
        return Some((i + 1, code.to_owned()));
    }
    let hour = view
        .int(i)
        .filter(|h| (0..=24).contains(h) && view.text(i).len() <= 2)?;
    let mut end = i + 1;
    let mut minute = None;
    if view.mark(end, ':') && view.glued(end) && view.glued(end + 1) {
        minute = Some(view.digits(end + 1, 2).filter(|m| *m < 60)?);
        end += 2;
    }
    let (end, hour) = match meridiem(view, end) {
        Some((end, pm)) if (1..=12).contains(&hour) => (end, hour % 12 + if pm { 12 } else { 0 }),
        // Without "a.m." or "p.m." only behind "at" or "by": scores are written alike.
        _ if minute.is_some()
            && view.is(i.wrapping_sub(1), &["at", "by", "until", "from"])
            && !view.mark(end, ':') =>
        {
            (end, hour)
        }
        _ => return None,
    };
    Some((end, format!("{hour:02}:{:02}", minute.unwrap_or(0))))
}

/// "a.m.", "pm", "p.m": the index behind, and whether it is the afternoon.
fn meridiem(view: &View<'_, '_>, i: usize) -> Option<(usize, bool)> {
    match view.lower(i) {
        "am" => return Some((i + 1, false)),
        "pm" => return Some((i + 1, true)),
        _ => {}
    }
    let pm = match view.lower(i) {
        "a" => false,
        "p" => true,
        _ => return None,
    };
    let m = view.mark(i + 1, '.') && view.lower(i + 2) == "m" && view.glued(i + 2);
    m.then(|| {
        (
            i + 3 + usize::from(view.mark(i + 3, '.') && view.glued(i + 3)),
            pm,
        )
    })
}

const ZONES: &[&str] = &[
    "est", "edt", "pst", "pdt", "cst", "cdt", "gmt", "utc", "bst", "cet", "et", "mst", "mdt",
];

fn zone(view: &View<'_, '_>, i: usize) -> usize {
    i + usize::from(view.is(i, ZONES))
}

/// The day behind a time: "10 p.m. Wednesday", "5 p.m. on Nov. 9", "noon, Nov. 9".
fn day_behind(view: &View<'_, '_>, i: usize, inner: &Reader) -> (usize, Option<Box<Expr>>) {
    let j = i + usize::from(view.mark(i, ',') || view.lower(i) == "on");
    match inner.read(view, j) {
        Some(draft) if is_day(&draft.expr) => (draft.end, Some(Box::new(draft.expr))),
        _ => (i, None),
    }
}

/// Whether an expression names one day.
const fn is_day(expr: &Expr) -> bool {
    use super::expr::InYear;
    matches!(
        expr,
        Expr::Weekday(..)
            | Expr::FromToday(_)
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

/// "every Monday", "each July", "Tuesdays", "Tuesday nights".
pub fn recurring(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    if let Word::Weekdays(day) = view.word(i) {
        return Some(Draft::new(
            i,
            i + 1,
            Expr::Recurring(format!("XXXX-WXX-{day}")),
        ));
    }
    if let (Word::Weekday { number, .. }, Word::Dayparts(code)) = (view.word(i), view.word(i + 1)) {
        return Some(Draft::new(
            i,
            i + 2,
            Expr::Recurring(format!("XXXX-WXX-{number}T{code}")),
        ));
    }
    if view.word(i) != Word::Every {
        return None;
    }
    let value = match view.word(i + 1) {
        Word::Weekday {
            number,
            short: false,
        } => format!("XXXX-WXX-{number}"),
        Word::Month {
            number,
            short: false,
        } => format!("XXXX-{number:02}"),
        Word::Season {
            number,
            plural: false,
        } => format!("XXXX-{}", super::period::season_code(number)),
        _ => return None,
    };
    Some(Draft::new(i, i + 2, Expr::Recurring(value)))
}
