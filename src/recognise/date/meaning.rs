//! From an expression and its period to the fields of a mention: EDTF, days, TIMEX3.

use super::expr::{Amount, Expr, InYear, Side, Year};
use super::period::Period;
use super::resolve::Calendar;
use super::tense::Tense;
use crate::base::edtf::Edtf;
use crate::base::vocabulary::TimexType;
use crate::lexicon::dates::Unit;
use jiff::Span;
use jiff::civil::{Date, DateTime};

/// The first moment of an expression and the one after its last: a clock time covers its minute, an
/// hour without minutes its hour, one with seconds its second; a part of the day, whose bounds nobody fixes, the whole day.
pub fn moments(expr: &Expr, edtf: Option<&Edtf>) -> (Option<DateTime>, Option<DateTime>) {
    let days = edtf.map(Edtf::interval).unwrap_or_default();
    if let Expr::Time(code, _) = expr
        && let Some((begin, end)) = days.begin.and_then(|day| clock(day, code))
    {
        return (Some(begin), Some(end));
    }
    let midnight = |day: Date| day.at(0, 0, 0, 0);
    (days.begin.map(midnight), days.end_before.map(midnight))
}

/// The minute or hour of a clock time, by its TIMEX3 code.
fn clock(day: Date, code: &str) -> Option<(DateTime, DateTime)> {
    let (from, to) = code.split_once('/').unwrap_or((code, code));
    let begin = moment(day, from)?;
    let last = moment(day, to)?;
    let length = match (from == to, to.matches(':').count()) {
        (false, _) => Span::new(),
        (true, 0) => Span::new().hours(1),
        (true, 1) => Span::new().minutes(1),
        (true, _) => Span::new().seconds(1),
    };
    Some((begin, last.checked_add(length).ok()?))
}

fn moment(day: Date, code: &str) -> Option<DateTime> {
    let mut parts = code.split(':');
    let hour = parts.next()?;
    let mut part = || parts.next().unwrap_or("0").parse::<i64>();
    let after_midnight = Span::new()
        .try_hours(hour.parse::<i64>().ok()?)
        .ok()?
        .try_minutes(part().ok()?)
        .ok()?
        .try_seconds(part().ok()?)
        .ok()?;
    day.at(0, 0, 0, 0).checked_add(after_midnight).ok()
}

/// TIMEX3 type and value of an expression whose period is `period`.
pub fn timex(
    expr: &Expr,
    period: Option<Period>,
    calendar: &Calendar,
    tense: Tense,
) -> (TimexType, String) {
    let known = |p: Option<Period>| p.map_or_else(|| "XXXX".to_owned(), Period::timex);
    match expr {
        Expr::Vague(value) if value.starts_with("PX") => (TimexType::Duration, (*value).to_owned()),
        Expr::Vague(value) => (TimexType::Date, (*value).to_owned()),
        Expr::Firsts(n, unit, _) => {
            let count = Amount::Count(n.unsigned_abs().into());
            (TimexType::Duration, duration(count, *unit))
        }
        Expr::Workdays(_, n) => (TimexType::Duration, format!("P{n}D")),
        Expr::Recurring(value) => (TimexType::Set, value.clone()),
        Expr::InYear(_, InYear::MonthsTo(12, _)) => (TimexType::Duration, "P1Y".to_owned()),
        // A quarter of a year that begins elsewhere keeps the number it is called by.
        Expr::InYear(_, InYear::QuarterTo(_, called @ 1..)) => {
            let year = period.and_then(Period::last).map(Date::year);
            (
                TimexType::Date,
                known(year.map(|y| Period::Quarter(y, *called))),
            )
        }
        Expr::InYear(_, InYear::MonthsTo(n, _)) | Expr::TheMonths(n) => {
            (TimexType::Duration, format!("P{n}M"))
        }
        Expr::Length(Side::Past, Amount::Count(1), Unit::Year) => {
            let year = calendar.published.map(|d| Period::Year(d.year() - 1));
            (TimexType::Date, known(year))
        }
        Expr::Length(_, amount, unit) => (TimexType::Duration, duration(*amount, *unit)),
        // A year back from nine months is said of the year.
        Expr::SamePeriodIn(_)
        | Expr::Away {
            unit: Unit::Year, ..
        } if matches!(period, Some(Period::Months(..))) => (
            TimexType::Date,
            known(period.and_then(Period::year).map(Period::Year)),
        ),
        Expr::InYear(_, InYear::Counted(a, b)) => (TimexType::Duration, format!("P{}M", b - a + 1)),
        Expr::InYear(Year::Fiscal(y), InYear::Quarter(q)) => {
            (TimexType::Date, Period::Quarter(*y, *q).timex())
        }
        Expr::Fiscal { ends, both: false } => (TimexType::Date, format!("{ends:04}")),
        Expr::Time(code, _) => {
            let day = match period {
                Some(Period::Day(d)) => d.to_string(),
                _ => "XXXX-XX-XX".to_owned(),
            };
            let code: Vec<String> = code
                .split('/')
                .map(|c| format!("{day}T{}", full(c)))
                .collect();
            (TimexType::Time, code.join("/"))
        }
        // The part is a modifier in TIMEX3; the value is that of the whole.
        Expr::Part(_, of) => timex(of, calendar.place(of, tense), calendar, tense),
        Expr::Away {
            amount: Amount::Some,
            sign,
            ..
        } => {
            let reference = if *sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            (TimexType::Date, reference.to_owned())
        }
        Expr::Weekday(n, _) if period.is_none() => (TimexType::Date, format!("XXXX-WXX-{n}")),
        Expr::Until(of) | Expr::Since(of) => timex(of, period, calendar, tense),
        _ => (TimexType::Date, known(period)),
    }
}

/// The code of a clock time with its minutes.
fn full(code: &str) -> String {
    let hour = code.bytes().all(|b| b.is_ascii_digit());
    format!("{code}{}", if hour { ":00" } else { "" })
}

/// The TIMEX3 value of a length of time.
fn duration(amount: Amount, unit: Unit) -> String {
    let (time, code, times) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Weekend => ("", "WE", 1),
        Unit::Week => ("", "W", 1),
        Unit::Fortnight => ("", "W", 2),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "M", 3),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "Y", 100),
    };
    match amount {
        Amount::Count(n) => format!("P{time}{}{code}", n * times),
        Amount::AndHalf(n) if unit == Unit::Year => format!("P{n}Y6M"),
        Amount::AndHalf(n) => format!("P{time}{n}.5{code}"),
        Amount::Some => format!("P{time}X{code}"),
    }
}
