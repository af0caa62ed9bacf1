//! Arithmetic of periods: parts of years, units around a day, spans, the n-th of a period.

use super::super::expr::{InYear, Side};
use super::super::period::{Period, add_days, add_months};
use crate::lexicon::dates::{Part, Unit};
use jiff::civil::Date;

/// A part of a year as a period of `year`.
pub fn in_year(part: InYear, year: i16) -> Option<Period> {
    let day = |(m, d): (i8, i8)| Date::new(year, m, d).ok();
    Some(match part {
        InYear::Whole | InYear::Counted(1, 12) => Period::Year(year),
        InYear::Month(m) => Period::Month(year, m),
        InYear::Day(m, d) => Period::Day(day((m, d))?),
        InYear::Days(a, b) => Period::Days(day(a)?, day(b)?),
        InYear::Quarter(q) => Period::Quarter(year, q),
        InYear::Half(h) => Period::Half(year, h),
        InYear::Season(s) => Period::Season(year, s),
        InYear::Counted(1, 6) => Period::Half(year, 1),
        InYear::Counted(1, 3) => Period::Quarter(year, 1),
        InYear::Months(a, b) | InYear::Counted(a, b) => Period::Months((year, a), (year, b)),
        InYear::MonthsTo(n, m) => months_to(n, m, year)?,
        InYear::QuarterTo(m, _) => months_to(3, m, year)?,
    })
}

/// The `n` months that end with month `m` of `year`, by the calendar's own name where it has one.
fn months_to(n: i8, m: i8, year: i16) -> Option<Period> {
    let number = u8::try_from(m).ok()?;
    Some(match (n, m) {
        (12, 12) => Period::Year(year),
        (6, 6 | 12) => Period::Half(year, number / 6),
        (3, 3 | 6 | 9 | 12) => Period::Quarter(year, number / 3),
        (1, _) => Period::Month(year, m),
        _ => Period::Months(add_months(year, m, 1 - i32::from(n))?, (year, m)),
    })
}

pub fn yearless(part: InYear) -> Option<Period> {
    match part {
        InYear::Month(m) => Some(Period::Yearless(m, None)),
        InYear::Day(m, d) => Some(Period::Yearless(m, Some(d))),
        _ => None,
    }
}

pub fn first_month(part: InYear) -> i8 {
    in_year(part, 2001)
        .and_then(Period::begin)
        .map_or(1, Date::month)
}

/// The `n`-th (0 the last, -1 the last but one) of a week day, or of all days (`day` 0), of a period.
pub fn nth_day(period: Period, n: i8, day: i8) -> Option<Period> {
    let (first, last) = (period.begin()?, period.last()?);
    let step = if day == 0 { 1 } else { 7 };
    let found = if n <= 0 {
        let back = if day == 0 {
            0
        } else {
            (i32::from(last.weekday().to_monday_one_offset()) - i32::from(day)).rem_euclid(7)
        };
        add_days(last, i32::from(n) * step - back)?
    } else {
        let ahead = if day == 0 {
            0
        } else {
            (i32::from(day) - i32::from(first.weekday().to_monday_one_offset())).rem_euclid(7)
        };
        add_days(first, ahead + (i32::from(n) - 1) * step)?
    };
    (first <= found && found <= last).then_some(Period::Day(found))
}

/// The `n`-th week (0 the last) of a period: the first is the one that holds its first Thursday,
/// as ISO 8601 counts the weeks of a year.
pub fn nth_week(period: Period, n: i8) -> Option<Period> {
    Period::week_of(nth_day(period, n, 4)?.begin()?)
}

/// The first `n` days or weeks of a period, or, when `n` is negative, the last: counted from its ends.
pub fn firsts(period: Period, n: i8, unit: Unit) -> Option<Period> {
    let days = i32::from(n) * if unit == Unit::Week { 7 } else { 1 };
    let (first, last) = (period.begin()?, period.last()?);
    let (from, to) = if n > 0 {
        (first, add_days(first, days - 1)?)
    } else {
        (add_days(last, days + 1)?, last)
    };
    (first <= from && to <= last).then_some(Period::Days(from, to))
}

/// The most working days a period of them has.
const MOST_WORKDAYS: u32 = 1_000;

/// The `n` days from Monday to Friday before or after a day, the day itself left out.
pub fn workdays(day: Date, side: Side, n: u32) -> Option<Period> {
    let step = if side == Side::Past { -1 } else { 1 };
    let open = |d: &Date| d.weekday().to_monday_zero_offset() < 5;
    let mut days = Vec::new();
    let mut at = day;
    while days.len() < usize::try_from(n.min(MOST_WORKDAYS)).ok()? {
        at = add_days(at, step)?;
        days.extend(Some(at).filter(open));
    }
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    joined(Period::Day(*first), Period::Day(*last))
}

/// The days off beside a holiday: from it to Sunday, or from Saturday to a Monday or Tuesday; the week end itself
/// otherwise.
pub fn weekend_at(day: Date) -> Option<Period> {
    let from_monday = i32::from(day.weekday().to_monday_zero_offset());
    let saturday = add_days(day, 5 - from_monday)?;
    Some(match from_monday {
        0 => Period::Days(add_days(day, -2)?, day),
        1 => Period::Days(add_days(day, -3)?, day),
        2 => Period::Days(day, add_days(day, 4)?),
        3 | 4 => Period::Days(day, saturday.tomorrow().ok()?),
        _ => Period::Weekend(saturday),
    })
}

/// The day so many units after another.
pub fn from_day(day: Date, by: i32, unit: Unit) -> Option<Period> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Day => span.try_days(by).ok()?,
        Unit::Week => span.try_weeks(by).ok()?,
        Unit::Month => span.try_months(by).ok()?,
        Unit::Year => span.try_years(by).ok()?,
        _ => return None,
    };
    Some(Period::Day(day.checked_add(span).ok()?))
}

/// The unit that holds a day.
pub fn unit_of(day: Date, unit: Unit) -> Option<Period> {
    Some(match unit {
        Unit::Day => Period::Day(day),
        Unit::Week => Period::week_of(day)?,
        Unit::Weekend => Period::Weekend(Period::week_of(day)?.last()?.yesterday().ok()?),
        Unit::Month => Period::month_of(day),
        Unit::Quarter => Period::quarter_of(day),
        Unit::Year => Period::Year(day.year()),
        Unit::Decade => Period::Decade(day.year() - day.year().rem_euclid(10)),
        Unit::Century => Period::Century(day.year() - day.year().rem_euclid(100)),
        _ => return None,
    })
}

pub fn years_in(n: i32, unit: Unit) -> Option<i32> {
    match unit {
        Unit::Year => Some(n),
        Unit::Decade => Some(n * 10),
        Unit::Century => Some(n * 100),
        _ => None,
    }
}

/// The stretch from `a` through `b`.
pub fn joined(a: Period, b: Period) -> Option<Period> {
    Some(match (a, b) {
        (Period::Year(a), Period::Year(b)) if a < b => Period::Years(a, b),
        (Period::Month(a, m), Period::Month(b, n)) if (a, m) < (b, n) => {
            Period::Months((a, m), (b, n))
        }
        (a, b) if a == b => a,
        (a @ Period::Quarter(..), b @ Period::Quarter(..)) => {
            let (first, last) = (a.begin()?, b.last()?);
            (first < last).then_some(Period::Months(
                (first.year(), first.month()),
                (last.year(), last.month()),
            ))?
        }
        (a, b) => {
            let (first, last) = (a.begin()?, b.last()?);
            if first > last {
                return None;
            }
            Period::Days(first, last)
        }
    })
}

/// A part of a period: the ends of a year by month, else the whole.
pub fn narrowed(part: Part, period: Period) -> Period {
    match (part, period) {
        (Part::End, Period::Year(y)) => Period::Month(y, 12),
        (Part::Start, Period::Year(y)) => Period::Month(y, 1),
        (_, period) => period,
    }
}
