//! Times of the day and recurring times.

use super::daypart::is_day;
use super::expr::{Amount, Draft, Expr};
use super::reader::Reader;
use super::view::View;
use crate::lexicon::dates::{Unit, Word};
use crate::segment::token::TokenKind;

/// "10:30 a.m.", "5 p.m.", "noon", "15:00", with the day beside it: "10 p.m. Wednesday".
pub fn time(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    if let Some((end, code)) = clock(view, i) {
        let end = zone(view, end);
        let (end, day) = day_behind(view, end, inner);
        return Some(Draft::new(i, end, Expr::Time(code, day)));
    }
    // "9:30 - 11:00 on Thursday"
    let time = Reading::at(view, i).filter(|t| t.minute.is_some())?;
    let (end, code) = clock_span(view, i, &time, true)?;
    let (end, day) = day_behind(view, zone(view, end), inner);
    day.map(|day| Draft::new(i, end, Expr::Time(code, Some(day))))
}

/// Hour, minute where written, and whether it is the afternoon where written.
pub struct Reading {
    /// The index behind it.
    pub end: usize,
    /// 0 to 24.
    pub hour: i32,
    /// Where written.
    pub minute: Option<i32>,
    /// Where written.
    pub second: Option<i32>,
    /// Whether it is the afternoon, where written.
    pub pm: Option<bool>,
    /// "o'clock" stands behind it.
    pub oclock: bool,
}

impl Reading {
    /// "9", "9:30", "9 a.m.", "9:30pm", "9.30pm", "15:00", "15:00:20", "nine o'clock", "half past 9".
    pub fn at(view: &View<'_, '_>, i: usize) -> Option<Self> {
        let (end, hour, minute) = beside_hour(view, i)
            .or_else(|| colon(view, i))
            .or_else(|| dotted(view, i))
            .or_else(|| four_digits(view, i))
            .or_else(|| spelt(view, i))?;
        let second = (minute.is_some() && view.mark(end, ':') && view.glued(end + 1))
            .then(|| view.digits(end + 1, 2).filter(|s| *s < 60))
            .flatten();
        let end = end + 2 * usize::from(second.is_some());
        let said = meridiem(view, end).filter(|_| (1..=12).contains(&hour));
        let oclock = o_clock(view, end).filter(|_| minute.is_none());
        let behind = said.map(|(end, _)| end).or(oclock);
        Some(Self {
            end: behind.unwrap_or(end),
            hour,
            minute,
            second,
            pm: said.map(|(_, pm)| pm),
            oclock: oclock.is_some(),
        })
    }

    /// As TIMEX3 writes it behind `T`, a full hour without its minutes; in the half of the day `pm`
    /// unless it says its own.
    pub fn code(&self, pm: Option<bool>) -> String {
        let hour = match self.pm.or(pm) {
            Some(pm) if self.hour <= 12 => self.hour % 12 + if pm { 12 } else { 0 },
            _ => self.hour,
        };
        match (self.minute, self.second) {
            (Some(minute), Some(second)) => format!("{hour:02}:{minute:02}:{second:02}"),
            (Some(minute), None) => format!("{hour:02}:{minute:02}"),
            (None, _) => format!("{hour:02}"),
        }
    }
}

/// "9", "9:30": the index behind, hour and minute.
fn colon(view: &View<'_, '_>, i: usize) -> Option<(usize, i32, Option<i32>)> {
    let tail = i > 0 && view.glued(i) && view.mark(i - 1, ':');
    let hour = view
        .int(i)
        .filter(|h| (0..=24).contains(h) && view.text(i).len() <= 2 && !tail)?;
    if let Some(minute) = lettered(view, i) {
        return Some((i + 3, hour, Some(minute)));
    }
    if !(view.mark(i + 1, ':') && view.glued(i + 1) && view.glued(i + 2)) {
        return Some((i + 1, hour, None));
    }
    let minute = view.digits(i + 2, 2).filter(|m| *m < 60)?;
    Some((i + 3, hour, Some(minute)))
}

/// The minutes of "15h30" where a clock is spoken of: "at 15h30".
fn lettered(view: &View<'_, '_>, i: usize) -> Option<i32> {
    let glued = view.lower(i + 1) == "h" && view.glued(i + 1) && view.glued(i + 2);
    let led = view.is(i.wrapping_sub(1), &["at", "until", "till", "from"]);
    let minute = glued.then(|| view.digits(i + 2, 2))??;
    (minute < 60 && (led || zone(view, i + 3) > i + 3)).then_some(minute)
}

/// "1430" before the name of a time zone: the index behind, hour and minute.
fn four_digits(view: &View<'_, '_>, i: usize) -> Option<(usize, i32, Option<i32>)> {
    let n = view.digits(i, 4).filter(|_| zone(view, i + 1) > i + 1)?;
    let (hour, minute) = (n / 100, n % 100);
    (hour <= 24 && minute < 60).then_some((i + 1, hour, Some(minute)))
}

/// "9.30" before "a.m." or "p.m.": the index behind, hour and minute.
fn dotted(view: &View<'_, '_>, i: usize) -> Option<(usize, i32, Option<i32>)> {
    let (hour, minute) = view.text(i).split_once('.')?;
    let sound = view.word(i) == Word::Numeral && hour.len() <= 2 && minute.len() == 2;
    meridiem(view, i + 1).filter(|_| sound)?;
    let minute = minute.parse().ok().filter(|m| *m < 60)?;
    Some((i + 1, hour.parse().ok()?, Some(minute)))
}

/// An hour in words before "a.m.", "p.m." or "o'clock", or with its minutes before the first two.
fn spelt(view: &View<'_, '_>, i: usize) -> Option<(usize, i32, Option<i32>)> {
    let Word::Cardinal(hour @ 1..=12) = view.word(i) else {
        return None;
    };
    let dash = usize::from(view.dash(i + 1));
    if let Some((end, minute @ 10..=59)) = view.below_hundred(i + 1 + dash)
        && meridiem(view, end).is_some()
    {
        return Some((end, hour.into(), Some(i32::try_from(minute).ok()?)));
    }
    let said = meridiem(view, i + 1).is_some() || o_clock(view, i + 1).is_some();
    said.then_some((i + 1, hour.into(), None))
}

/// "half past nine", "a quarter to noon", "20 minutes past 3 p.m.": the index behind, hour and minute.
fn beside_hour(view: &View<'_, '_>, i: usize) -> Option<(usize, i32, Option<i32>)> {
    let j = i + usize::from(view.word(i) == Word::A);
    let (j, minutes, bare) = match (view.word(j), view.unit(j)) {
        (Word::Half, _) => (j + 1, 30, true),
        (_, Some(Unit::Quarter)) => (j + 1, 15, true),
        _ => {
            let (j, n) = minutes(view, i)?;
            (j, n, false)
        }
    };
    let to = view.lower(j) == "to";
    if !to && view.lower(j) != "past" {
        return None;
    }
    let (end, hour, named) = full_hour(view, j + 1)?;
    // "a quarter to 10 of them"
    let sure = named || meridiem(view, end).is_some() || bare && !to;
    let hour = match (to, hour) {
        (true, 1) => 12,
        (true, hour) => hour - 1,
        (false, 24) => 0,
        (false, hour) => hour,
    };
    let minute = if to { 60 - minutes } else { minutes };
    sure.then_some((end, hour, Some(minute)))
}

/// "20 minutes": the index behind and how many.
fn minutes(view: &View<'_, '_>, i: usize) -> Option<(usize, i32)> {
    let (j, Amount::Count(n)) = view.amount(i)? else {
        return None;
    };
    let n = i32::try_from(n).ok().filter(|n| (1..60).contains(n))?;
    (view.unit(j) == Some(Unit::Minute)).then_some((j + 1, n))
}

/// An hour in digits or words, noon or midnight: the index behind, the hour, and whether it is one of
/// the two.
fn full_hour(view: &View<'_, '_>, i: usize) -> Option<(usize, i32, bool)> {
    match view.word(i) {
        Word::Daypart("12:00") => Some((i + 1, 12, true)),
        Word::Daypart("24:00") => Some((i + 1, 24, true)),
        Word::Cardinal(hour @ 1..=12) => Some((i + 1, hour.into(), false)),
        _ => {
            let hour = view.int(i).filter(|h| (1..=12).contains(h))?;
            (!view.mark(i + 1, ':')).then_some((i + 1, hour, false))
        }
    }
}

/// Noon or midnight as the end of a stretch.
fn named_end(view: &View<'_, '_>, i: usize) -> Option<Reading> {
    let (end, hour, _) = full_hour(view, i).filter(|(.., named)| *named)?;
    Some(Reading {
        end,
        hour,
        minute: None,
        second: None,
        pm: Some(true),
        oclock: false,
    })
}

/// The index behind "o'clock".
fn o_clock(view: &View<'_, '_>, i: usize) -> Option<usize> {
    (view.lower(i) == "o" && view.apostrophe(i + 1) && view.lower(i + 2) == "clock")
        .then_some(i + 3)
}

/// The clock time at `i` as TIMEX3 writes it behind `T`, or two by a slash.
fn clock(view: &View<'_, '_>, i: usize) -> Option<(usize, String)> {
    if let Word::Daypart(code) = view.word(i)
        && code.contains(':')
        && view.before(i) != "high"
    {
        return Some((i + 1, code.trim_end_matches(":00").to_owned()));
    }
    let time = Reading::at(view, i)?;
    if let Some(span) = clock_span(view, i, &time, view.is_note()) {
        return Some(span);
    }
    // Without "a.m." or "p.m." only behind "at" or "by": scores are written alike.
    let led =
        view.is(i.wrapping_sub(1), &["at", "by", "until", "from", "around"]) || view.is_note();
    let zoned = zone(view, time.end) > time.end;
    let placed =
        (led || zoned) && (time.minute.is_some() || time.oclock) && !view.mark(time.end, ':');
    (time.pm.is_some() || placed).then(|| (time.end, time.code(None)))
}

/// "9:30 to 11 a.m.", "10am-12pm", "from 9:30 to 11:00": from one clock time to a later one. Both
/// without their half of the day are times only behind "from" or, `dated`, beside a day.
pub fn clock_span(
    view: &View<'_, '_>,
    i: usize,
    from: &Reading,
    dated: bool,
) -> Option<(usize, String)> {
    let between = view.before(i) == "between" && view.lower(from.end) == "and";
    let through = view.is(from.end, &["to", "until", "till"]) || view.dash(from.end);
    let last = || Reading::at(view, from.end + 1).or_else(|| named_end(view, from.end + 1));
    let to = (through || between).then(last)??;
    let written = from.minute.is_some() && to.minute.is_some();
    let placed = (dated || view.is(i.wrapping_sub(1), &["from", "between"])) && written;
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
    let placed = view.is(j, &["at", "from", "between", "by", "around", "about"]);
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
    "ist", "jst", "hkt", "cest", "aest",
];

/// The index behind the name of a time zone at `i`, or `i` itself.
pub fn zone(view: &View<'_, '_>, i: usize) -> usize {
    if view.reads(i, &["local", "time"]) {
        return i + 2;
    }
    i + usize::from(view.is(i, ZONES))
}

/// The index behind a clock time of another zone in brackets: "(0735 GMT)".
fn zone_in_brackets(view: &View<'_, '_>, i: usize) -> Option<usize> {
    let time = view.mark(i, '(').then(|| Reading::at(view, i + 1))??;
    let end = zone(view, time.end);
    (end > time.end && view.mark(end, ')')).then_some(end + 1)
}

/// The day behind a time: "10 p.m. Wednesday", "5 p.m. on Nov. 9", "noon, Nov. 9".
pub fn day_behind(view: &View<'_, '_>, i: usize, inner: &Reader) -> (usize, Option<Box<Expr>>) {
    if let Some(behind) = zone_in_brackets(view, i) {
        // The same moment by another clock: the day behind it is of both.
        return (i, day_behind(view, behind, inner).1);
    }
    let j = i + usize::from(view.mark(i, ','));
    let j = j + usize::from(view.lower(j) == "on");
    match inner.read(view, j) {
        Some(draft) if is_day(&draft.expr) => (draft.end, Some(Box::new(draft.expr))),
        _ => (i, None),
    }
}

/// "almost daily", "on a weekly basis": the TIMEX3 value of what comes again so often; before a noun it only
/// tells of its kind ("daily life").
fn of_a_basis(view: &View<'_, '_>, i: usize) -> Option<&'static str> {
    let value = match view.lower(i) {
        "daily" => "P1D",
        "weekly" => "P1W",
        "monthly" => "P1M",
        "quarterly" => "P3M",
        _ => return None,
    };
    let often =
        view.is(i.wrapping_sub(1), &["almost", "nearly"]) && view.kind(i + 1) != TokenKind::Word;
    let basis = view.before(i) == "a" && view.lower(i + 1) == "basis";
    (often || basis).then_some(value)
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
    if let Some(value) = of_a_basis(view, i) {
        return Some(Draft::new(i, i + 1, Expr::Recurring(value.to_owned())));
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
        Word::Unit {
            unit: Unit::Day,
            plural: false,
        } => "P1D".to_owned(),
        Word::Unit {
            unit: Unit::Month,
            plural: false,
        } => "P1M".to_owned(),
        Word::Daypart(code) if !code.contains(':') => format!("XXXX-XX-XXT{code}"),
        _ => return None,
    };
    Some(Draft::new(i, i + 2, Expr::Recurring(value)))
}
