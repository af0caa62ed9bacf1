//! Times of the day and recurring times.

use super::expr::{Draft, Expr};
use super::reader::Reader;
use super::view::View;
use crate::lexicon::dates::{Shift, Word};

/// "10:30 a.m.", "5 p.m.", "noon", "15:00", with the day beside it: "10 p.m. Wednesday".
pub fn time(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let (end, code) = clock(view, i)?;
    let end = zone(view, end);
    let (end, day) = day_behind(view, end, inner);
    Some(Draft::new(i, end, Expr::Time(code, day)))
}

/// Hour, minute where written, and whether it is the afternoon where written.
struct Reading {
    end: usize,
    hour: i32,
    minute: Option<i32>,
    pm: Option<bool>,
}

impl Reading {
    /// "9", "9:30", "9 a.m.", "9:30pm", "15:00".
    fn at(view: &View<'_, '_>, i: usize) -> Option<Self> {
        let hour = view
            .int(i)
            .filter(|h| (0..=24).contains(h) && view.text(i).len() <= 2)?;
        let mut end = i + 1;
        let mut minute = None;
        if view.mark(end, ':') && view.glued(end) && view.glued(end + 1) {
            minute = Some(view.digits(end + 1, 2).filter(|m| *m < 60)?);
            end += 2;
        }
        let said = meridiem(view, end).filter(|_| (1..=12).contains(&hour));
        Some(Self {
            end: said.map_or(end, |(end, _)| end),
            hour,
            minute,
            pm: said.map(|(_, pm)| pm),
        })
    }

    /// As TIMEX3 writes it behind `T`; in the half of the day `pm` unless it says its own.
    fn code(&self, pm: Option<bool>) -> String {
        let hour = match self.pm.or(pm) {
            Some(pm) if self.hour <= 12 => self.hour % 12 + if pm { 12 } else { 0 },
            _ => self.hour,
        };
        format!("{hour:02}:{:02}", self.minute.unwrap_or(0))
    }
}

/// The clock time at `i` as TIMEX3 writes it behind `T`, or two by a slash.
fn clock(view: &View<'_, '_>, i: usize) -> Option<(usize, String)> {
    if let Word::Daypart(code) = view.word(i)
        && code.contains(':')
    {
        return Some((i + 1, code.to_owned()));
    }
    let time = Reading::at(view, i)?;
    if let Some(span) = clock_span(view, i, &time) {
        return Some(span);
    }
    // Without "a.m." or "p.m." only behind "at" or "by": scores are written alike.
    let placed = time.minute.is_some()
        && view.is(i.wrapping_sub(1), &["at", "by", "until", "from"])
        && !view.mark(time.end, ':');
    (time.pm.is_some() || placed).then(|| (time.end, time.code(None)))
}

/// "9:30 to 11 a.m.", "10am-12pm", "from 9:30 to 11:00": from one clock time to a later one.
fn clock_span(view: &View<'_, '_>, i: usize, from: &Reading) -> Option<(usize, String)> {
    let between = view.before(i) == "between" && view.lower(from.end) == "and";
    let through = view.is(from.end, &["to", "until", "till"]) || view.dash(from.end);
    let to = (through || between).then(|| Reading::at(view, from.end + 1))??;
    let written = from.minute.is_some() && to.minute.is_some();
    let placed = view.is(i.wrapping_sub(1), &["from", "between"]) && written;
    let (first, last) = (from.code(to.pm), to.code(None));
    // "11 to 1 p.m." begins in the morning.
    let first = if first > last {
        from.code(Some(false))
    } else {
        first
    };
    ((to.pm.is_some() || placed) && first < last).then(|| (to.end, format!("{first}/{last}")))
}

/// "Thursday at 3 p.m.", "tomorrow from 9:30 to 11:00": a day and the clock time behind it.
pub fn day_and_time(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let day = inner.read(view, i).filter(|d| is_day(&d.expr))?;
    let j = day.end + usize::from(view.mark(day.end, ','));
    let placed = view.is(j, &["at", "from", "between"]);
    // The clock beside a full date is the stamp of the page.
    let near = matches!(
        day.expr,
        Expr::Weekday(..) | Expr::FromToday(_) | Expr::OfMonth(..)
    );
    let (end, code) = (placed || near).then(|| clock(view, j + usize::from(placed)))??;
    let end = zone(view, end);
    Some(Draft::new(
        i,
        end,
        Expr::Time(code, Some(Box::new(day.expr))),
    ))
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
