//! EDTF (ISO 8601-2), levels 0 and 1: periods as text and as half-open intervals of days.
//!
//! Knows no words of any language; the date recogniser makes these, links and queries compare them.
//! Supported: years, months, days; divisions of a year by number (seasons 21-24, quarters 33-36,
//! halves 40-41); unspecified digits (`199X`, `19XX`, `2024-XX`, `XXXX-06-21`); the qualifiers `~`,
//! `?` and `%` after a date; intervals `A/B`, `../A`, `A/..`. Seasons are those of the northern
//! hemisphere, by months: spring is March to May, winter December to February of the next year.

mod point;

use jiff::civil::Date;
use point::Point;
use std::cmp::Ordering;
use std::fmt;

/// A date or period in EDTF, such as `2024`, `2025-01/2025-05`, `../2024`, `2024-33`, `2025-12~`.
///
/// Values are ordered by the days they cover (an open begin before every day, an open end after),
/// then by their text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: String,
    shape: Shape,
}

/// What an EDTF text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shape {
    /// One date.
    One(Point),
    /// `A/B`
    Span(Point, Point),
    /// `A/..`
    Since(Point),
    /// `../A`
    Until(Point),
}

/// How finely a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Hundred years (`19XX`).
    Century,
    /// Ten years (`199X`).
    Decade,
    /// A year.
    Year,
    /// Half a year (40, 41).
    Half,
    /// A quarter (33 to 36) or a season (21 to 24).
    Quarter,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// The days a period covers; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Interval {
    /// First day.
    pub begin: Option<Date>,
    /// Day after the last.
    pub end_before: Option<Date>,
}

impl Interval {
    /// Whether every day of `other` lies in this interval.
    pub fn contains(self, other: Self) -> bool {
        let begins = match (self.begin, other.begin) {
            (None, _) => true,
            (Some(a), Some(b)) => a <= b,
            (Some(_), None) => false,
        };
        let ends = match (self.end_before, other.end_before) {
            (None, _) => true,
            (Some(a), Some(b)) => b <= a,
            (Some(_), None) => false,
        };
        begins && ends
    }

    /// Whether the two share at least one day.
    pub fn overlaps(self, other: Self) -> bool {
        let before = |end: Option<Date>, begin: Option<Date>| match (end, begin) {
            (Some(end), Some(begin)) => end <= begin,
            _ => false,
        };
        !before(self.end_before, other.begin) && !before(other.end_before, self.begin)
    }
}

impl Edtf {
    /// Reads an EDTF text of level 0 or 1; `None` for anything else, impossible dates and
    /// intervals that run backwards included.
    ///
    /// ```
    /// use figtrace::base::edtf::Edtf;
    /// assert_eq!(Edtf::parse("2025-01/2025-05").unwrap().as_str(), "2025-01/2025-05");
    /// assert!(Edtf::parse("2024-13").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let shape = match text.split_once('/') {
            None => Shape::One(Point::parse(text)?),
            Some(("..", to)) => Shape::Until(Point::parse(to)?),
            Some((from, "..")) => Shape::Since(Point::parse(from)?),
            Some((from, to)) => Shape::Span(Point::parse(from)?, Point::parse(to)?),
        };
        Self::sound(shape).then(|| Self {
            text: text.to_owned(),
            shape,
        })
    }

    fn of(shape: Shape) -> Option<Self> {
        let text = match shape {
            Shape::One(point) => point.to_string(),
            Shape::Span(from, to) => format!("{from}/{to}"),
            Shape::Since(from) => format!("{from}/.."),
            Shape::Until(to) => format!("../{to}"),
        };
        Self::sound(shape).then_some(Self { text, shape })
    }

    /// Whether the ends of an interval are in order. An end without a year, or at the edge of the
    /// calendar, cannot be compared.
    fn sound(shape: Shape) -> bool {
        let Shape::Span(from, to) = shape else {
            return true;
        };
        match (from.interval().begin, to.interval().end_before) {
            (Some(begin), Some(end)) => begin < end,
            _ => true,
        }
    }

    /// The year `year`.
    pub fn year(year: i16) -> Option<Self> {
        Self::of(Shape::One(Point::year(year)?))
    }

    /// The month `month` (1 to 12) of `year`.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::of(Shape::One(Point::month(year, month)?))
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        let point = Point::day(day);
        Self {
            text: point.to_string(),
            shape: Shape::One(point),
        }
    }

    /// The quarter `quarter` (1 to 4) of `year`.
    pub fn quarter(year: i16, quarter: u8) -> Option<Self> {
        let code = (1..=4).contains(&quarter).then_some(32 + quarter)?;
        Self::division(year, code)
    }

    /// The half `half` (1 or 2) of `year`.
    pub fn half(year: i16, half: u8) -> Option<Self> {
        let code = (1..=2).contains(&half).then_some(39 + half)?;
        Self::division(year, code)
    }

    /// The season `season` (1 spring to 4 winter) of `year`.
    pub fn season(year: i16, season: u8) -> Option<Self> {
        let code = (1..=4).contains(&season).then_some(20 + season)?;
        Self::division(year, code)
    }

    fn division(year: i16, code: u8) -> Option<Self> {
        Self::of(Shape::One(Point::division(year, code)?))
    }

    /// A day of no known year: `XXXX-06-21`, or a month of none: `XXXX-06`.
    pub fn yearless(month: i8, day: Option<i8>) -> Option<Self> {
        Self::of(Shape::One(Point::yearless(month, day)?))
    }

    /// From the first date of `from` to the last date of `to`; the same date alone when both are
    /// one. `None` when the result would run backwards or lacks both ends.
    pub fn span(from: &Self, to: &Self) -> Option<Self> {
        Self::of(match (from.first(), to.last()) {
            (Some(first), Some(last)) if first == last => Shape::One(first),
            (Some(first), Some(last)) => Shape::Span(first, last),
            (Some(first), None) => Shape::Since(first),
            (None, Some(last)) => Shape::Until(last),
            (None, None) => return None,
        })
    }

    /// From the period on: `2014/..`. `None` when its begin is open.
    pub fn since(from: &Self) -> Option<Self> {
        Self::of(Shape::Since(from.first()?))
    }

    /// Up to and with the period: `../2024`. `None` when its end is open.
    pub fn until(to: &Self) -> Option<Self> {
        Self::of(Shape::Until(to.last()?))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn first(&self) -> Option<Point> {
        match self.shape {
            Shape::One(point) | Shape::Span(point, _) | Shape::Since(point) => Some(point),
            Shape::Until(_) => None,
        }
    }

    fn last(&self) -> Option<Point> {
        match self.shape {
            Shape::One(point) | Shape::Span(_, point) | Shape::Until(point) => Some(point),
            Shape::Since(_) => None,
        }
    }

    /// The days it covers. Both ends are `None` for a date without a year.
    pub fn interval(&self) -> Interval {
        Interval {
            begin: self.first().and_then(|p| p.interval().begin),
            end_before: self.last().and_then(|p| p.interval().end_before),
        }
    }

    /// How finely it is given: of an interval, the finer of its ends.
    pub fn precision(&self) -> Precision {
        match self.shape {
            Shape::One(p) | Shape::Since(p) | Shape::Until(p) => p.precision(),
            Shape::Span(a, b) => a.precision().max(b.precision()),
        }
    }

    /// Whether it is written as an interval (`A/B`, `../A`, `A/..`).
    pub const fn is_interval(&self) -> bool {
        !matches!(self.shape, Shape::One(_))
    }

    /// Whether one end is open.
    pub const fn is_open(&self) -> bool {
        matches!(self.shape, Shape::Since(_) | Shape::Until(_))
    }

    /// Whether it is one day.
    pub fn is_day(&self) -> bool {
        self.as_str().len() == 10 && !self.as_str().contains('/')
    }

    /// Year in which it ends; of an interval open at its end, and of a date without a year, `None`.
    pub fn year_of_end(&self) -> Option<i16> {
        self.last()?.last_year()
    }

    /// Year in which it begins; `None` when that is open or not given.
    pub fn year_of_begin(&self) -> Option<i16> {
        self.first()?.first_year()
    }

    /// The date an open interval leans on (`../2024` and `2024/..` give `2024`); others unchanged.
    #[must_use]
    pub fn without_open(&self) -> Self {
        self.one(match self.shape {
            Shape::Since(p) | Shape::Until(p) => Some(p),
            _ => None,
        })
    }

    /// The last date it names: the end of an interval (`2018/2024` gives `2024`), others unchanged.
    #[must_use]
    pub fn at_end(&self) -> Self {
        self.one(self.last())
    }

    /// The first date it names: the begin of an interval (`2018/2024` gives `2018`), others unchanged.
    #[must_use]
    pub fn at_begin(&self) -> Self {
        self.one(self.first())
    }

    /// `point` alone, or this unchanged.
    fn one(&self, point: Option<Point>) -> Self {
        point
            .and_then(|p| Self::of(Shape::One(p)))
            .unwrap_or_else(|| self.clone())
    }

    /// The same period `years` years before (after, when negative): `2025-01/2025-05` gives
    /// `2024-01/2024-05`. `None` for a date without a year and past the calendar's edge.
    pub fn minus_years(&self, years: i16) -> Option<Self> {
        Self::of(match self.shape {
            Shape::One(p) => Shape::One(p.minus_years(years)?),
            Shape::Since(p) => Shape::Since(p.minus_years(years)?),
            Shape::Until(p) => Shape::Until(p.minus_years(years)?),
            Shape::Span(a, b) => Shape::Span(a.minus_years(years)?, b.minus_years(years)?),
        })
    }

    /// The period of the same length directly before: of a year, quarter, month, day, or of an
    /// interval of whole months. `None` where there is none (open, without a year).
    pub fn previous(&self) -> Option<Self> {
        Self::of(match self.shape {
            Shape::One(p) => Shape::One(p.previous()?),
            Shape::Span(a, b) => {
                let months = a.months_through(b)?;
                Shape::Span(a.minus_months(months)?, b.minus_months(months)?)
            }
            Shape::Since(_) | Shape::Until(_) => return None,
        })
    }

    /// The year that holds it, when it lies in one.
    pub fn enclosing_year(&self) -> Option<Self> {
        let year = self.year_of_begin()?;
        (self.year_of_end()? == year).then(|| Self::year(year))?
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |e: &Self| {
            let i = e.interval();
            // `None` sorts first, which is right for a begin and wrong for an end.
            (i.begin, i.end_before.is_none(), i.end_before)
        };
        key(self)
            .cmp(&key(other))
            .then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
