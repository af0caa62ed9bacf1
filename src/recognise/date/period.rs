//! A calendar period that is known: its EDTF, its days, its TIMEX3 value.
//!
//! Knows no text.

use crate::base::edtf::{Edtf, Interval};
use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A known stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// One day.
    Day(Date),
    /// The week that begins on this Monday.
    Week(Date),
    /// The week end that begins on this Saturday.
    Weekend(Date),
    /// A month.
    Month(i16, i8),
    /// A quarter, 1 to 4.
    Quarter(i16, u8),
    /// A half, 1 or 2.
    Half(i16, u8),
    /// A season, spring 1 to winter 4.
    Season(i16, u8),
    /// A year.
    Year(i16),
    /// The ten years from this one.
    Decade(i16),
    /// The hundred years from this one.
    Century(i16),
    /// From a month through a month.
    Months((i16, i8), (i16, i8)),
    /// From a year through a year.
    Years(i16, i16),
    /// From a day through a day.
    Days(Date, Date),
    /// A day of no known year.
    Yearless(i8, Option<i8>),
}

impl Period {
    /// The period that holds `day` and is as long as `self`'s kind; `None` for spans.
    pub fn week_of(day: Date) -> Option<Self> {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        Some(Self::Week(
            day.checked_sub(Span::new().try_days(back).ok()?).ok()?,
        ))
    }

    /// The month that holds `day`.
    pub fn month_of(day: Date) -> Self {
        Self::Month(day.year(), day.month())
    }

    /// The quarter that holds `day`.
    pub fn quarter_of(day: Date) -> Self {
        Self::Quarter(day.year(), quarter(day.month()))
    }

    /// The period as EDTF.
    pub fn edtf(self) -> Option<Edtf> {
        match self {
            Self::Day(d) => Some(Edtf::day(d)),
            Self::Week(d) => days(d, 6),
            Self::Weekend(d) => days(d, 1),
            Self::Month(y, m) => Edtf::month(y, m),
            Self::Quarter(y, q) => Edtf::quarter(y, q),
            Self::Half(y, h) => Edtf::half(y, h),
            Self::Season(y, s) => Edtf::season(y, s),
            Self::Year(y) => Edtf::year(y),
            Self::Decade(y) => years(y, y.checked_add(9)?),
            Self::Century(y) => years(y, y.checked_add(99)?),
            Self::Months((a, m), (b, n)) => Edtf::span(&Edtf::month(a, m)?, &Edtf::month(b, n)?),
            Self::Years(a, b) => years(a, b),
            Self::Days(a, b) => Edtf::span(&Edtf::day(a), &Edtf::day(b)),
            Self::Yearless(m, d) => Edtf::yearless(m, d),
        }
    }

    /// The days it covers.
    pub fn interval(self) -> Interval {
        self.edtf().map(|e| e.interval()).unwrap_or_default()
    }

    /// First day.
    pub fn begin(self) -> Option<Date> {
        self.interval().begin
    }

    /// Last day.
    pub fn last(self) -> Option<Date> {
        self.interval().end_before?.yesterday().ok()
    }

    /// The year it lies in: that of its end, for a span.
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Season(y, _) => Some(y),
            _ => Some(self.last()?.year()),
        }
    }

    /// The TIMEX3 value.
    pub fn timex(self) -> String {
        match self {
            Self::Day(d) => d.to_string(),
            Self::Week(d) => week(d),
            Self::Weekend(d) => format!("{}-WE", week(d)),
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Half(y, h) => format!("{y:04}-H{h}"),
            Self::Season(y, s) => format!("{y:04}-{}", season_code(s)),
            Self::Year(y) => format!("{y:04}"),
            Self::Decade(y) => format!("{:03}", y / 10),
            Self::Century(y) => format!("{:02}", y / 100),
            Self::Months((a, m), (b, n)) => format!("{a:04}-{m:02}/{b:04}-{n:02}"),
            Self::Years(a, b) => format!("{a:04}/{b:04}"),
            Self::Days(a, b) => format!("{a}/{b}"),
            Self::Yearless(m, Some(d)) => format!("XXXX-{m:02}-{d:02}"),
            Self::Yearless(m, None) => format!("XXXX-{m:02}"),
        }
    }

    /// The period of its kind `by` steps later; spans of months and years step by their own length.
    pub fn step(self, by: i32) -> Option<Self> {
        let year = |y: i16, by: i32| i16::try_from(i32::from(y) + by).ok();
        Some(match self {
            Self::Day(d) => Self::Day(add_days(d, by)?),
            Self::Week(d) => Self::Week(add_days(d, by * 7)?),
            Self::Weekend(d) => Self::Weekend(add_days(d, by * 7)?),
            Self::Month(y, m) => {
                let (y, m) = add_months(y, m, by)?;
                Self::Month(y, m)
            }
            Self::Quarter(y, q) => {
                let n = i32::from(y) * 4 + i32::from(q) - 1 + by;
                let q = u8::try_from(n.rem_euclid(4)).ok()? + 1;
                Self::Quarter(i16::try_from(n.div_euclid(4)).ok()?, q)
            }
            Self::Half(y, h) => {
                let n = i32::from(y) * 2 + i32::from(h) - 1 + by;
                let h = u8::try_from(n.rem_euclid(2)).ok()? + 1;
                Self::Half(i16::try_from(n.div_euclid(2)).ok()?, h)
            }
            Self::Season(y, s) => Self::Season(year(y, by)?, s),
            Self::Year(y) => Self::Year(year(y, by)?),
            Self::Decade(y) => Self::Decade(year(y, by * 10)?),
            Self::Century(y) => Self::Century(year(y, by * 100)?),
            Self::Years(a, b) => {
                let length = i32::from(b - a) + 1;
                Self::Years(year(a, by * length)?, year(b, by * length)?)
            }
            Self::Months((a, m), (b, n)) => {
                let length = i32::from(b - a) * 12 + i32::from(n - m) + 1;
                Self::Months(
                    add_months(a, m, by * length)?,
                    add_months(b, n, by * length)?,
                )
            }
            Self::Days(..) | Self::Yearless(..) => return None,
        })
    }

    /// The same period `by` years later.
    pub fn step_years(self, by: i32) -> Option<Self> {
        let year = |y: i16| i16::try_from(i32::from(y) + by).ok();
        let day = |d: Date| add_years(d, by);
        Some(match self {
            Self::Day(d) => Self::Day(day(d)?),
            Self::Week(d) => Self::week_of(day(d)?)?,
            Self::Weekend(d) => Self::Weekend(add_days(d, by * 364)?),
            Self::Month(y, m) => Self::Month(year(y)?, m),
            Self::Quarter(y, q) => Self::Quarter(year(y)?, q),
            Self::Half(y, h) => Self::Half(year(y)?, h),
            Self::Season(y, s) => Self::Season(year(y)?, s),
            Self::Year(y) => Self::Year(year(y)?),
            Self::Decade(y) => Self::Decade(year(y)?),
            Self::Century(y) => Self::Century(year(y)?),
            Self::Months((a, m), (b, n)) => Self::Months((year(a)?, m), (year(b)?, n)),
            Self::Years(a, b) => Self::Years(year(a)?, year(b)?),
            Self::Days(a, b) => Self::Days(day(a)?, day(b)?),
            Self::Yearless(..) => return None,
        })
    }
}

/// The quarter of a month.
pub fn quarter(month: i8) -> u8 {
    u8::try_from((month - 1).max(0) / 3 + 1).unwrap_or(1)
}

/// `day` moved by `by` days.
pub fn add_days(day: Date, by: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(by).ok()?).ok()
}

/// `day` moved by `by` years.
pub fn add_years(day: Date, by: i32) -> Option<Date> {
    day.checked_add(Span::new().try_years(by).ok()?).ok()
}

/// The month `by` months after.
pub fn add_months(year: i16, month: i8, by: i32) -> Option<(i16, i8)> {
    let n = i32::from(year) * 12 + i32::from(month) - 1 + by;
    let month = i8::try_from(n.rem_euclid(12)).ok()? + 1;
    Some((i16::try_from(n.div_euclid(12)).ok()?, month))
}

/// The week day with ISO number `number`.
pub fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

fn days(first: Date, more: i32) -> Option<Edtf> {
    Edtf::span(&Edtf::day(first), &Edtf::day(add_days(first, more)?))
}

fn years(first: i16, last: i16) -> Option<Edtf> {
    Edtf::span(&Edtf::year(first)?, &Edtf::year(last)?)
}

fn week(day: Date) -> String {
    let iso = day.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}

/// TIMEX3's code of a season.
pub const fn season_code(season: u8) -> &'static str {
    match season {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn timex_values() {
        for (period, value) in [
            (Period::Day(date(2024, 6, 21)), "2024-06-21"),
            (Period::Week(date(2024, 6, 3)), "2024-W23"),
            (Period::Weekend(date(2024, 6, 8)), "2024-W23-WE"),
            (Period::Quarter(2024, 3), "2024-Q3"),
            (Period::Half(2025, 1), "2025-H1"),
            (Period::Season(2025, 4), "2025-WI"),
            (Period::Decade(1990), "199"),
            (Period::Century(1900), "19"),
            (Period::Yearless(6, Some(2)), "XXXX-06-02"),
        ] {
            assert_eq!(period.timex(), value);
        }
    }

    #[test]
    fn steps_cross_the_year() {
        assert_eq!(
            Period::Month(2024, 1).step(-1),
            Some(Period::Month(2023, 12))
        );
        assert_eq!(
            Period::Quarter(2024, 1).step(-1),
            Some(Period::Quarter(2023, 4))
        );
        assert_eq!(Period::Half(2024, 2).step(1), Some(Period::Half(2025, 1)));
        assert_eq!(
            Period::Months((2024, 4), (2025, 3)).step(-1),
            Some(Period::Months((2023, 4), (2024, 3)))
        );
        assert_eq!(
            Period::Years(2016, 2020).step(1),
            Some(Period::Years(2021, 2025))
        );
        assert_eq!(
            Period::Day(date(2024, 2, 29)).step_years(-1),
            Some(Period::Day(date(2023, 2, 28)))
        );
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(
            Period::week_of(date(2024, 6, 9)),
            Some(Period::Week(date(2024, 6, 3)))
        );
        assert_eq!(
            Period::Week(date(2024, 6, 3)).edtf().unwrap().as_str(),
            "2024-06-03/2024-06-09"
        );
    }
}
