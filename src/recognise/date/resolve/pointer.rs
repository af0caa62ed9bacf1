//! Expressions that point at a time said before, or so far away from now.

use super::super::expr::{Amount, InYear, Side};
use super::super::period::{Period, add_days, add_months, add_years};
use super::super::tense::Tense;
use super::Calendar;
use super::place::{joined, unit_of, years_in};
use crate::lexicon::dates::{Shift, Unit};
use jiff::Span;
use jiff::civil::Date;

/// How many sentences a quarter or half reaches for "a year earlier".
const PERIOD_REACH: usize = 4;

/// How many sentences a period reaches for "a year earlier" and "three days later".
const REACH: usize = 2;

/// How many days ahead a day that its week day tells is nearby.
const SOON: i32 = 31;

/// `day` moved by `by` months.
fn months_from(day: Date, by: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(by).ok()?).ok()
}

impl Calendar {
    /// The year of "the year to March" where the article writes it out elsewhere.
    pub(super) fn year_to(&self, part: InYear) -> Option<i16> {
        let InYear::MonthsTo(12, month) = part else {
            return None;
        };
        self.reporting.filter(|(m, _)| *m == month).map(|(_, y)| y)
    }

    /// The period read last, as a unit: its year, its month.
    pub(super) fn read_as(&self, unit: Unit) -> Option<Period> {
        let (last, _) = self.last?;
        if let (Unit::Quarter, Some((quarter @ Period::Quarter(..), _))) = (unit, self.within) {
            return Some(quarter);
        }
        let fiscal = matches!(last, Period::Months((a, m), (b, n)) if (i32::from(b) - i32::from(a)) * 12 + i32::from(n - m) == 11);
        match (unit, last) {
            (Unit::Year, _) if fiscal => Some(last),
            (Unit::Quarter, Period::Quarter(..))
            | (Unit::Month, Period::Month(..))
            | (Unit::Week, Period::Week(_)) => Some(last),
            (Unit::Year, _) => last.year().map(Period::Year),
            (Unit::Quarter, Period::Month(..)) => Some(Period::quarter_of(last.begin()?)),
            (Unit::Month | Unit::Week | Unit::Day | Unit::Weekend, Period::Day(d)) => {
                unit_of(d, unit)
            }
            _ => None,
        }
    }

    pub(super) fn day_read(&self) -> Option<Period> {
        let (last, at) = self.last?;
        (matches!(last, Period::Day(_)) && at + 1 >= self.sentence).then_some(last)
    }

    /// "last May", "next June": the nearest one before or after the month of the article.
    pub(super) fn month_from_now(&self, shift: Shift, month: i8) -> Option<Period> {
        let today = self.published?;
        let year = match shift {
            Shift::This => today.year(),
            Shift::Next | Shift::Coming => today.year() + i16::from(month <= today.month()),
            _ => today.year() - i16::from(month >= today.month()),
        };
        Some(Period::Month(year, month))
    }

    /// "the quarter", "the weekend": the one read last; of week ends the last before the article.
    pub(super) fn the_unit(&self, unit: Unit) -> Option<Period> {
        let last = || unit_of(self.published?, unit)?.step(-1);
        match unit {
            Unit::Weekend => last(),
            _ => self.read_as(unit).or_else(last),
        }
    }

    /// What "the same period" points at: the part of a year read last, or the year itself.
    pub(super) fn base(&self) -> Option<Period> {
        self.within.or(self.last).map(|(period, _)| period)
    }

    /// "the 1988 period": the part of a year read last, in that year; else the year.
    pub(super) fn period_in(&self, year: i16) -> Period {
        let part = self.within.filter(|(period, at)| {
            let part = matches!(
                period,
                Period::Quarter(..) | Period::Months(..) | Period::Half(..)
            );
            part && at + PERIOD_REACH >= self.sentence
        });
        let moved = part.and_then(|(p, _)| p.step_years(i32::from(year) - i32::from(p.year()?)));
        moved.unwrap_or(Period::Year(year))
    }

    /// "the same period last year": the base itself when the article already speaks of last year.
    pub(super) fn same_last_year(&self) -> Option<Period> {
        let base = self.base()?;
        let said = self
            .published
            .zip(base.year())
            .is_some_and(|(today, y)| y == today.year() - 1);
        // Early in a year the year before is what articles report on, and "last year" its neighbour.
        let early = self.published.is_none_or(|today| today.month() <= 3);
        base.step_years(if said && !early { 0 } else { -1 })
    }

    /// "the six months": the months read before, when they are so many.
    pub(super) fn months_read(&self, n: i8) -> Option<Period> {
        let (period, _) = self.within?;
        let months = match period {
            Period::Half(..) => 6,
            Period::Quarter(..) => 3,
            Period::Months((year, first), (end, last)) if year == end => last - first + 1,
            _ => return None,
        };
        (months == n).then_some(period)
    }

    /// "the 18th": the nearest one, ahead in the future, else not after today; of a week day, the
    /// nearest that falls on it.
    pub(super) fn of_month(&self, day: i8, on: Option<i8>, tense: Tense) -> Option<Period> {
        let today = self.published?;
        let nearest = |step: i32| {
            (0..=14)
                .filter_map(|k| add_months(today.year(), today.month(), k * step))
                .filter_map(|(y, m)| Date::new(y, m, day).ok())
                .filter(|d| if step > 0 { *d >= today } else { *d <= today })
                .find(|d| on.is_none_or(|on| d.weekday().to_monday_one_offset() == on))
        };
        // A week day beside the number leaves few days to choose from: the one nearby is meant.
        let soon = nearest(1).filter(|d| *d <= add_days(today, SOON).unwrap_or(today));
        let unsure = on.is_some() && !matches!(tense, Tense::Past | Tense::Future);
        let found = match tense {
            Tense::Future => nearest(1),
            _ if unsure => soon.or_else(|| nearest(-1)),
            _ => nearest(-1),
        };
        found.map(Period::Day)
    }

    /// So long before or after now, or the time said before; what is told as past does not count
    /// from a time ahead.
    pub(super) fn away(
        &self,
        (amount, unit): (Amount, Unit),
        sign: i32,
        now: bool,
        tense: Tense,
    ) -> Option<Period> {
        let Amount::Count(n) = amount else {
            return None;
        };
        let by = sign * i32::try_from(n).ok()?;
        let past = tense == Tense::Past && self.published.is_some();
        let ahead = |period: Period| past && period.begin() > self.published;
        let planned = self.last.is_some_and(|(period, _)| ahead(period));
        let recent = self
            .last
            .filter(|(_, at)| at + REACH >= self.sentence && !planned);
        if unit == Unit::Year
            && n == 1
            && sign < 0
            && let Some((period, at)) = self.within
            && (at + PERIOD_REACH >= self.sentence || planned)
            && !ahead(period)
            && matches!(
                period,
                Period::Quarter(..) | Period::Months(..) | Period::Half(..)
            )
        {
            return period.step_years(by);
        }
        let day = match (now, recent) {
            (false, Some((period, _))) => period.begin(),
            _ => self.published,
        }?;
        let (unit, by) = match unit {
            Unit::Decade => (Unit::Year, by * 10),
            Unit::Century => (Unit::Year, by * 100),
            Unit::Fortnight => (Unit::Week, by * 2),
            unit => (unit, by),
        };
        unit_of(day, unit)?.step(by)
    }

    pub(super) fn stretch(&self, side: Side, amount: Amount, unit: Unit) -> Option<Period> {
        let Amount::Count(n) = amount else {
            return None;
        };
        let n = i32::try_from(n).ok()?;
        if side == Side::Since {
            let first = self.last?.0.begin()?.year();
            let length = years_in(n, unit)?;
            return Some(Period::Years(
                first,
                i16::try_from(i32::from(first) + length).ok()?,
            ));
        }
        if let Side::Within | Side::EndingWith | Side::BeginningWith = side {
            return self.period_with_end(side, n, unit);
        }
        let today = self.published?;
        let sign = if side == Side::Past { -1 } else { 1 };
        if unit == Unit::Quarter {
            let near = Period::quarter_of(today).step(sign)?;
            let far = Period::quarter_of(today).step(sign * n)?;
            return if sign < 0 {
                joined(far, near)
            } else {
                joined(near, far)
            };
        }
        let other = match unit {
            Unit::Day => add_days(today, sign * n)?,
            Unit::Week => add_days(today, sign * n * 7)?,
            Unit::Month => months_from(today, sign * n)?,
            Unit::Year | Unit::Decade | Unit::Century => {
                add_years(today, sign * years_in(n, unit)?)?
            }
            _ => return None,
        };
        let (a, b) = if sign < 0 {
            (other, today)
        } else {
            (today, other)
        };
        Some(match unit {
            Unit::Week if n == 1 && sign > 0 => unit_of(today, unit)?.step(1)?,
            // Whole days: the one that runs belongs to neither side.
            Unit::Day | Unit::Week if sign < 0 => Period::Days(a, b.yesterday().ok()?),
            Unit::Day | Unit::Week => Period::Days(a.tomorrow().ok()?, b),
            Unit::Year | Unit::Decade | Unit::Century if n > 1 || unit != Unit::Year => {
                Period::Years(a.year(), b.year())
            }
            _ => Period::Months((a.year(), a.month()), (b.year(), b.month())),
        })
    }

    /// "the five-year period", of which the year said before in the sentence is an end.
    pub(super) fn period_with_end(&self, side: Side, n: i32, unit: Unit) -> Option<Period> {
        let (last, at) = self.last?;
        let more = i16::try_from(years_in(n, unit)? - 1).ok()?;
        match (side, last) {
            (Side::EndingWith, Period::Year(y)) if at == self.sentence => {
                Some(Period::Years(y.checked_sub(more)?, y))
            }
            (Side::BeginningWith, Period::Year(y)) if at == self.sentence => {
                Some(Period::Years(y, y.checked_add(more)?))
            }
            _ => None,
        }
    }
}
