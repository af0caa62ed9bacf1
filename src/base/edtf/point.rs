//! One date of an EDTF text: its digits, its precision, its days. Knows no intervals.

use super::{Interval, Precision};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::fmt;

/// How sure the text is of a date: the qualifier after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Qualifier {
    None,
    /// `~`
    Approximate,
    /// `?`
    Uncertain,
    /// `%`
    Both,
}

/// What a date names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Named {
    /// `19XX`, by its first year.
    Century(i16),
    /// `199X`, by its first year.
    Decade(i16),
    /// `1999`
    Year(i16),
    /// A season, quarter or half by its number.
    Division(i16, u8),
    /// `1999-06`
    Month(i16, i8),
    /// `1999-06-21`
    Day(Date),
    /// `XXXX-06`, `XXXX-06-21`
    Yearless(i8, Option<i8>),
}

/// One date with its qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Point {
    named: Named,
    qualifier: Qualifier,
}

/// Divisions of a year by number: first month and count of months.
const DIVISIONS: &[(u8, i8, i8)] = &[
    (21, 3, 3),
    (22, 6, 3),
    (23, 9, 3),
    (24, 12, 3),
    (33, 1, 3),
    (34, 4, 3),
    (35, 7, 3),
    (36, 10, 3),
    (40, 1, 6),
    (41, 7, 6),
];

/// First month and count of months of the division `code`.
fn months_of(code: u8) -> Option<(i8, i8)> {
    DIVISIONS
        .iter()
        .find(|(c, ..)| *c == code)
        .map(|(_, first, count)| (*first, *count))
}

impl Point {
    const fn plain(named: Named) -> Self {
        Self {
            named,
            qualifier: Qualifier::None,
        }
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        first_of(year, 1).map(|_| Self::plain(Named::Year(year)))
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        first_of(year, month).map(|_| Self::plain(Named::Month(year, month)))
    }

    pub(super) const fn day(day: Date) -> Self {
        Self::plain(Named::Day(day))
    }

    pub(super) fn division(year: i16, code: u8) -> Option<Self> {
        months_of(code)?;
        first_of(year, 1).map(|_| Self::plain(Named::Division(year, code)))
    }

    pub(super) fn yearless(month: i8, day: Option<i8>) -> Option<Self> {
        // A leap year, so that 29 February is a day.
        Date::new(2000, month, day.unwrap_or(1)).ok()?;
        Some(Self::plain(Named::Yearless(month, day)))
    }

    /// Reads one date with its qualifier.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (body, qualifier) = match text.as_bytes().last()? {
            b'~' => (text.strip_suffix('~')?, Qualifier::Approximate),
            b'?' => (text.strip_suffix('?')?, Qualifier::Uncertain),
            b'%' => (text.strip_suffix('%')?, Qualifier::Both),
            _ => (text, Qualifier::None),
        };
        Some(Self {
            named: named(body)?,
            qualifier,
        })
    }

    pub(super) const fn precision(self) -> Precision {
        match self.named {
            Named::Century(_) => Precision::Century,
            Named::Decade(_) => Precision::Decade,
            Named::Year(_) => Precision::Year,
            Named::Division(_, 40 | 41) => Precision::Half,
            Named::Division(..) => Precision::Quarter,
            Named::Month(..) | Named::Yearless(_, None) => Precision::Month,
            Named::Day(_) | Named::Yearless(_, Some(_)) => Precision::Day,
        }
    }

    pub(super) fn interval(self) -> Interval {
        let (begin, end_before) = match self.named {
            Named::Century(y) => (first_of(y, 1), later(first_of(y, 1), 1200)),
            Named::Decade(y) => (first_of(y, 1), later(first_of(y, 1), 120)),
            Named::Year(y) => (first_of(y, 1), later(first_of(y, 1), 12)),
            Named::Month(y, m) => (first_of(y, m), later(first_of(y, m), 1)),
            Named::Day(d) => (Some(d), d.tomorrow().ok()),
            Named::Division(y, code) => match months_of(code) {
                Some((m, count)) => (first_of(y, m), later(first_of(y, m), count.into())),
                None => (None, None),
            },
            Named::Yearless(..) => (None, None),
        };
        Interval { begin, end_before }
    }

    pub(super) fn first_year(self) -> Option<i16> {
        self.interval().begin.map(Date::year)
    }

    pub(super) fn last_year(self) -> Option<i16> {
        match self.named {
            // A winter is the year's that names it, though it ends in the next.
            Named::Division(y, _) | Named::Year(y) => Some(y),
            _ => Some(self.interval().end_before?.yesterday().ok()?.year()),
        }
    }

    pub(super) fn minus_years(self, years: i16) -> Option<Self> {
        let back = |y: i16| y.checked_sub(years);
        let named = match self.named {
            Named::Century(y) => Named::Century(back(y)?.div_euclid(100) * 100),
            Named::Decade(y) => Named::Decade(back(y)?.div_euclid(10) * 10),
            Named::Year(y) => Named::Year(back(y)?),
            Named::Division(y, code) => Named::Division(back(y)?, code),
            Named::Month(y, m) => Named::Month(back(y)?, m),
            Named::Day(d) => Named::Day(d.checked_sub(Span::new().try_years(years).ok()?).ok()?),
            Named::Yearless(..) => return None,
        };
        let moved = Self { named, ..self };
        moved.interval().begin.map(|_| moved)
    }

    /// The date of the same kind directly before.
    pub(super) fn previous(self) -> Option<Self> {
        let named = match self.named {
            Named::Century(y) => Named::Century(y.checked_sub(100)?),
            Named::Decade(y) => Named::Decade(y.checked_sub(10)?),
            Named::Year(y) => Named::Year(y.checked_sub(1)?),
            Named::Division(y, 21) => Named::Division(y.checked_sub(1)?, 24),
            Named::Division(y, 33) => Named::Division(y.checked_sub(1)?, 36),
            Named::Division(y, 40) => Named::Division(y.checked_sub(1)?, 41),
            Named::Division(y, code) => Named::Division(y, code.checked_sub(1)?),
            Named::Month(..) => return self.minus_months(1),
            Named::Day(d) => Named::Day(d.yesterday().ok()?),
            Named::Yearless(..) => return None,
        };
        let moved = Self { named, ..self };
        moved.interval().begin.map(|_| moved)
    }

    /// Count of whole months from the begin of this date through the end of `last`, when both are
    /// years or months.
    pub(super) fn months_through(self, last: Self) -> Option<i32> {
        let whole = |p: Self| matches!(p.named, Named::Year(_) | Named::Month(..));
        let begin = self.interval().begin?;
        let end = last.interval().end_before?;
        let count = i32::from(end.year() - begin.year()) * 12 + i32::from(end.month())
            - i32::from(begin.month());
        (whole(self) && whole(last)).then_some(count)
    }

    /// A year or month, moved back by `months` months; a year only by whole years.
    pub(super) fn minus_months(self, months: i32) -> Option<Self> {
        match self.named {
            Named::Year(y) if months % 12 == 0 => {
                Self::year(y.checked_sub(i16::try_from(months / 12).ok()?)?)
            }
            Named::Month(y, m) => {
                let day = first_of(y, m)?.checked_sub(months.months()).ok()?;
                Self::month(day.year(), day.month())
            }
            _ => None,
        }
    }
}

fn first_of(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}

fn later(from: Option<Date>, months: i32) -> Option<Date> {
    from?.checked_add(months.months()).ok()
}

/// Reads a date without qualifier.
fn named(text: &str) -> Option<Named> {
    let (sign, body) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (year, rest) = match body.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (body, None),
    };
    if year == "XXXX" {
        return (sign == 1).then(|| yearless(rest?))?;
    }
    match (year.strip_suffix("XX"), year.strip_suffix('X'), rest) {
        (Some(century), _, None) => digits(century, 2).map(|c| Named::Century(sign * c * 100)),
        (None, Some(decade), None) => digits(decade, 3).map(|d| Named::Decade(sign * d * 10)),
        (None, None, rest) => {
            let year = sign * digits(year, 4)?;
            rest.map_or_else(|| Some(Named::Year(year)), |rest| in_year(year, rest))
        }
        _ => None,
    }
}

/// What stands after `YYYY-`.
fn in_year(year: i16, rest: &str) -> Option<Named> {
    if matches!(rest, "XX" | "XX-XX") {
        return Some(Named::Year(year));
    }
    let (head, day) = match rest.split_once('-') {
        Some((head, day)) => (head, Some(day)),
        None => (rest, None),
    };
    let number = digits(head, 2)?;
    let Ok(month) = i8::try_from(number) else {
        return None;
    };
    match day {
        None if (1..=12).contains(&month) => Some(Named::Month(year, month)),
        None => {
            let code = u8::try_from(number).ok()?;
            months_of(code).map(|_| Named::Division(year, code))
        }
        Some("XX") => (1..=12)
            .contains(&month)
            .then_some(Named::Month(year, month)),
        Some(day) => {
            let day = i8::try_from(digits(day, 2)?).ok()?;
            Date::new(year, month, day).ok().map(Named::Day)
        }
    }
}

/// What stands after `XXXX-`.
fn yearless(rest: &str) -> Option<Named> {
    let two = |s: &str| digits(s, 2).and_then(|n| i8::try_from(n).ok());
    let point = match rest.split_once('-') {
        Some((month, day)) => Point::yearless(two(month)?, Some(two(day)?)),
        None => Point::yearless(two(rest)?, None),
    };
    point.map(|p| p.named)
}

/// Exactly `count` ASCII digits as a number.
fn digits(text: &str, count: usize) -> Option<i16> {
    let all = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

/// A year in four digits, signed when before year 0.
fn four(f: &mut fmt::Formatter<'_>, year: i16) -> fmt::Result {
    let sign = if year < 0 { "-" } else { "" };
    write!(f, "{sign}{:04}", year.unsigned_abs())
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = |y: i16| if y < 0 { "-" } else { "" };
        match self.named {
            Named::Century(y) => write!(f, "{}{:02}XX", sign(y), (y / 100).unsigned_abs())?,
            Named::Decade(y) => write!(f, "{}{:03}X", sign(y), (y / 10).unsigned_abs())?,
            Named::Year(y) => four(f, y)?,
            Named::Division(y, code) => {
                four(f, y)?;
                write!(f, "-{code}")?;
            }
            Named::Month(y, m) => {
                four(f, y)?;
                write!(f, "-{m:02}")?;
            }
            Named::Day(d) => {
                four(f, d.year())?;
                write!(f, "-{:02}-{:02}", d.month(), d.day())?;
            }
            Named::Yearless(m, None) => write!(f, "XXXX-{m:02}")?,
            Named::Yearless(m, Some(d)) => write!(f, "XXXX-{m:02}-{d:02}")?,
        }
        f.write_str(match self.qualifier {
            Qualifier::None => "",
            Qualifier::Approximate => "~",
            Qualifier::Uncertain => "?",
            Qualifier::Both => "%",
        })
    }
}
