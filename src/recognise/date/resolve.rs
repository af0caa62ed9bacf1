//! Places what an expression says on the calendar.
//!
//! Knows the article's date and the dates read before; knows no tokens.

use super::expr::{Amount, Expr, InYear, Side, Year};
use super::period::{Period, add_days, add_months, weekday};
use super::tense::Tense;
use crate::lexicon::dates::{Part, Shift, Unit, holiday_in};
use jiff::ToSpan;
use jiff::civil::Date;

/// What the article has said so far about time.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The article's date.
    pub published: Option<Date>,
    /// First month of the fiscal year, where the article's country shows it.
    pub fiscal_start: Option<i8>,
    /// The period read last, and its sentence.
    last: Option<(Period, usize)>,
    /// The year that was written out last, and its sentence.
    said: Option<(i16, usize)>,
    /// The period shorter than a year that was read last.
    within: Option<(Period, usize)>,
    /// The last month of the reporting year and its year, where the article writes it out somewhere.
    pub reporting: Option<(i8, i16)>,
    /// The sentence being read.
    pub sentence: usize,
}

/// How many sentences a quarter or half reaches for "a year earlier".
const PERIOD_REACH: usize = 4;

/// How many sentences a period reaches for "a year earlier" and "three days later".
const REACH: usize = 2;

impl Calendar {
    /// A calendar for an article of this date.
    pub fn new(published: Option<Date>, fiscal_start: Option<i8>) -> Self {
        Self {
            published,
            fiscal_start,
            ..Self::default()
        }
    }

    /// Remembers what was read, for the expressions that point back.
    ///
    /// What itself points back is not remembered: "the previous year" said twice is one year.
    pub fn remember(&mut self, expr: &Expr, period: Period) {
        if points(expr) || matches!(period, Period::Yearless(..)) {
            return;
        }
        self.last = Some((period, self.sentence));
        if !matches!(
            period,
            Period::Year(_) | Period::Years(..) | Period::Decade(_) | Period::Day(_)
        ) {
            self.within = Some((period, self.sentence));
        }
        if let (true, Some(year)) = (says_year(expr), period.year()) {
            self.said = Some((year, self.sentence));
        }
    }

    /// The period an expression names; `None` when the article gives no anchor.
    pub fn place(&self, expr: &Expr, tense: Tense) -> Option<Period> {
        match expr {
            Expr::Known(period) => Some(*period),
            Expr::InYear(year, part) => self.in_year(*year, *part, tense),
            Expr::Shifted(shift, unit) => self.shifted(*shift, *unit),
            Expr::FromToday(by) => Some(Period::Day(add_days(self.published?, *by)?)),
            Expr::Weekday(number, shift) => self.weekday(*number, *shift, tense),
            Expr::Away {
                amount,
                unit,
                sign,
                now,
            } => self.away(*amount, *unit, *sign, *now),
            Expr::Length(side, amount, unit) => self.stretch(*side, *amount, *unit),
            Expr::SamePeriod(years) => self.same_period(*years),
            Expr::LastMonth(shift, month) => self.month_from_now(*shift, *month),
            Expr::TheUnit(unit) => self.the_unit(*unit),
            Expr::Nth(n, day, of) => nth_day(self.place(of, tense)?, *n, *day),
            Expr::NthWeek(n, of) => nth_week(self.place(of, tense)?, *n),
            Expr::InWeek(day, shift) => {
                let monday = self.shifted(*shift, Unit::Week)?.begin()?;
                Some(Period::Day(add_days(monday, i32::from(*day) - 1)?))
            }
            Expr::Holiday(index, year) => self.holiday(*index, *year, tense),
            Expr::WeekOf(day) => Period::week_of(self.place(day, tense)?.begin()?),
            Expr::TheMonths(n) => self.months_read(*n),
            Expr::Time(_, day) => match day {
                Some(day) => self.place(day, tense),
                None => self.day_read().or_else(|| self.published.map(Period::Day)),
            },
            Expr::Part(part, of) => self.place(of, tense).map(|p| narrowed(*part, p)),
            Expr::Range(from, to) => self.range(from, to, tense),
            Expr::Plan(first, last) => Some(Period::Years(*first, *last)),
            Expr::Fiscal { ends, both } => Some(self.fiscal(*ends, *both)),
            Expr::FiscalShifted(shift) => self.fiscal_shifted(*shift),
            Expr::Until(of) | Expr::Since(of) => self.place(of, tense),
            Expr::Vague(_) | Expr::Recurring(_) => None,
        }
    }

    fn in_year(&self, year: Year, part: InYear, tense: Tense) -> Option<Period> {
        let year = match year {
            Year::Said(y) => y,
            Year::Shifted(shift) => match self.shifted(shift, Unit::Year)? {
                Period::Year(y) => y,
                other => other.year()?,
            },
            Year::Fiscal(ends) => return self.in_fiscal(ends, part),
            Year::FiscalUnsaid => self.published?.year(),
            Year::Unsaid => match self.unsaid_year(part, tense) {
                Some(y) => y,
                None => return yearless(part),
            },
        };
        in_year(part, year)
    }

    /// The year of a month, day or quarter that leaves it out.
    fn unsaid_year(&self, part: InYear, tense: Tense) -> Option<i16> {
        let said = self.said.filter(|(_, at)| *at == self.sentence);
        let Some(published) = self.published else {
            return said.map(|(y, _)| y).or_else(|| self.year_to(part));
        };
        let this = published.year();
        if let Some((y, _)) = said
            && y != this
            && self.last.is_some_and(|(last, _)| last == Period::Year(y))
            && !matches!(part, InYear::Day(..))
        {
            return Some(y);
        }
        let period = in_year(part, this)?;
        let ahead = period.begin()? > published;
        let months = i32::from(first_month(part)) - i32::from(published.month());
        let short = matches!(part, InYear::Month(_) | InYear::Day(..) | InYear::Days(..));
        Some(match tense {
            // A day this near ahead is not a year gone.
            _ if ahead && months <= 3 && matches!(part, InYear::Day(..)) => this,
            Tense::Future if !ahead && short && months < -2 => this + 1,
            Tense::Ahead if !ahead && short && months < -6 => this + 1,
            Tense::Past if ahead => this - 1,
            Tense::Unknown if ahead && (months > 3 || !short) => this - 1,
            _ if matches!(part, InYear::YearTo(_)) && period.last()? > published => this - 1,
            Tense::Unknown if short && months < -9 => this + 1,
            _ => this,
        })
    }

    /// The year of "the year to March" where the article writes it out elsewhere.
    fn year_to(&self, part: InYear) -> Option<i16> {
        let InYear::YearTo(month) = part else {
            return None;
        };
        self.reporting.filter(|(m, _)| *m == month).map(|(_, y)| y)
    }

    /// "last week", "the previous year", "this month", "that day".
    fn shifted(&self, shift: Shift, unit: Unit) -> Option<Period> {
        let now = || unit_of(self.published?, unit);
        let read = || self.read_as(unit).or_else(now);
        match shift {
            Shift::This | Shift::Current | Shift::Recent => now(),
            Shift::Last | Shift::Past => now()?.step(-1),
            Shift::Next | Shift::Coming => now()?.step(1),
            Shift::Same | Shift::That => read(),
            Shift::Previous => read()?.step(-1),
            Shift::Following => read()?.step(1),
            Shift::Latest => self.read_as(unit).or_else(|| now()?.step(-1)),
        }
    }

    /// The period read last, as a unit: its year, its month.
    fn read_as(&self, unit: Unit) -> Option<Period> {
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

    fn day_read(&self) -> Option<Period> {
        let (last, at) = self.last?;
        (matches!(last, Period::Day(_)) && at + 1 >= self.sentence).then_some(last)
    }

    fn weekday(&self, number: i8, shift: Option<Shift>, tense: Tense) -> Option<Period> {
        let today = self.published?;
        let wanted = weekday(number)?;
        let ahead = i32::from(today.weekday().until(wanted));
        let by = match shift {
            Some(Shift::Last | Shift::Past | Shift::Previous) => ahead - 7,
            Some(Shift::Next | Shift::Coming | Shift::Following) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            Some(Shift::This) => ahead,
            _ if ahead == 0 => 0,
            _ if tense == Tense::Future => ahead,
            _ => ahead - 7,
        };
        Some(Period::Day(add_days(today, by)?))
    }

    /// "last May", "next June": the nearest one before or after the month of the article.
    fn month_from_now(&self, shift: Shift, month: i8) -> Option<Period> {
        let today = self.published?;
        let year = match shift {
            Shift::This => today.year(),
            Shift::Next | Shift::Coming => today.year() + i16::from(month <= today.month()),
            _ => today.year() - i16::from(month >= today.month()),
        };
        Some(Period::Month(year, month))
    }

    /// "the quarter", "the weekend": the one read last; of week ends the last before the article.
    fn the_unit(&self, unit: Unit) -> Option<Period> {
        let last = || unit_of(self.published?, unit)?.step(-1);
        match unit {
            Unit::Weekend => last(),
            _ => self.read_as(unit).or_else(last),
        }
    }

    /// "the same period last year": the part of a year read last, or the year itself.
    fn same_period(&self, years: i32) -> Option<Period> {
        let base = self.within.or(self.last).map(|(period, _)| period)?;
        if let (Some(published), Some(year), -1) = (self.published, base.year(), years)
            && year == published.year() - 1
            && published.month() > 3
        {
            // The article already speaks of the year before.
            return Some(base);
        }
        base.step_years(years)
    }

    /// "the six months": the months read before, when they are so many.
    fn months_read(&self, n: i8) -> Option<Period> {
        let (period, _) = self.within?;
        let months = match period {
            Period::Half(..) => 6,
            Period::Quarter(..) => 3,
            Period::Months((year, first), (end, last)) if year == end => last - first + 1,
            _ => return None,
        };
        (months == n).then_some(period)
    }

    fn away(&self, amount: Amount, unit: Unit, sign: i32, now: bool) -> Option<Period> {
        let Amount::Count(n) = amount else {
            return None;
        };
        let by = sign * i32::try_from(n).ok()?;
        let recent = self.last.filter(|(_, at)| at + REACH >= self.sentence);
        if unit == Unit::Year
            && n == 1
            && sign < 0
            && let Some((period, at)) = self.within
            && at + PERIOD_REACH >= self.sentence
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

    fn stretch(&self, side: Side, amount: Amount, unit: Unit) -> Option<Period> {
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
        let other = match unit {
            Unit::Day => add_days(today, sign * n)?,
            Unit::Week => add_days(today, sign * n * 7)?,
            Unit::Month => today.checked_add((sign * n).months()).ok()?,
            Unit::Quarter => today.checked_add((sign * n * 3).months()).ok()?,
            Unit::Year | Unit::Decade | Unit::Century => today
                .checked_add((sign * years_in(n, unit)?).years())
                .ok()?,
            _ => return None,
        };
        let (a, b) = if sign < 0 {
            (other, today)
        } else {
            (today, other)
        };
        Some(match unit {
            Unit::Day | Unit::Week => Period::Days(a, b),
            Unit::Year | Unit::Decade | Unit::Century if n > 1 || unit != Unit::Year => {
                Period::Years(a.year(), b.year())
            }
            _ => Period::Months((a.year(), a.month()), (b.year(), b.month())),
        })
    }

    /// "the five-year period", of which the year said before in the sentence is an end.
    fn period_with_end(&self, side: Side, n: i32, unit: Unit) -> Option<Period> {
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

    /// The year of a holiday that leaves it out, and the day.
    fn holiday(&self, index: usize, year: Year, tense: Tense) -> Option<Period> {
        let on = |y: i16| holiday_in(index, y).map(Period::Day);
        match year {
            Year::Said(y) => on(y),
            Year::Unsaid => {
                let today = self.published?;
                let this = on(today.year())?;
                let ahead = this.begin()? > today;
                match tense {
                    Tense::Past if ahead => on(today.year() - 1),
                    Tense::Future if !ahead => on(today.year() + 1),
                    _ => Some(this),
                }
            }
            Year::Shifted(shift) => {
                let today = self.published?;
                let ahead = on(today.year())?.begin()? > today;
                on(match shift {
                    Shift::Last => today.year() - i16::from(ahead),
                    Shift::Next => today.year() + i16::from(!ahead),
                    _ => today.year(),
                })
            }
            Year::Fiscal(_) | Year::FiscalUnsaid => None,
        }
    }

    fn range(&self, from: &Expr, to: &Expr, tense: Tense) -> Option<Period> {
        let (a, b) = match (from, to) {
            (Expr::InYear(Year::Unsaid, part), Expr::InYear(year, _)) => {
                let last = self.place(to, tense)?;
                let same = match year {
                    Year::Unsaid => last.year().and_then(|y| in_year(*part, y)),
                    year => self.in_year(*year, *part, tense),
                };
                let first = match (same, last.year()) {
                    (Some(p), Some(y)) if p.begin() > last.begin() => in_year(*part, y - 1),
                    (same, _) => same,
                };
                (first.or_else(|| yearless(*part))?, last)
            }
            (_, Expr::InYear(Year::Unsaid, part)) => {
                let first = self.place(from, tense)?;
                let y = first.year()?;
                let same = in_year(*part, y).filter(|p| p.begin() >= first.begin());
                (first, same.or_else(|| in_year(*part, y + 1))?)
            }
            _ => (self.place(from, tense)?, self.place(to, tense)?),
        };
        joined(a, b)
    }

    fn fiscal(&self, ends: i16, both: bool) -> Period {
        match self.fiscal_start {
            Some(month) if month > 1 => Period::Months((ends - 1, month), (ends, month - 1)),
            _ if both => Period::Years(ends - 1, ends),
            _ => Period::Year(ends),
        }
    }

    fn fiscal_shifted(&self, shift: Shift) -> Option<Period> {
        let today = self.published?;
        let start = self.fiscal_start.unwrap_or(1);
        let ends = today.year() + i16::from(start > 1 && today.month() >= start);
        let this = self.fiscal(ends, false);
        match shift {
            Shift::Last | Shift::Past | Shift::Previous => this.step(-1),
            Shift::Next | Shift::Coming | Shift::Following => this.step(1),
            _ => Some(this),
        }
    }

    /// A quarter or half of the fiscal year that ends in `ends`.
    fn in_fiscal(&self, ends: i16, part: InYear) -> Option<Period> {
        let Some(start) = self.fiscal_start.filter(|m| *m > 1) else {
            return in_year(part, ends);
        };
        let months = |first: i32, count: i32| {
            Some(Period::Months(
                add_months(ends - 1, start, first)?,
                add_months(ends - 1, start, first + count - 1)?,
            ))
        };
        match part {
            InYear::Quarter(q) => months((i32::from(q) - 1) * 3, 3),
            InYear::Half(h) => months((i32::from(h) - 1) * 6, 6),
            InYear::Counted(a, b) => months(i32::from(a) - 1, i32::from(b - a) + 1),
            part => in_year(part, ends),
        }
    }
}

/// Whether the expression points at what was said before.
fn points(expr: &Expr) -> bool {
    match expr {
        Expr::Shifted(shift, _) => {
            matches!(
                shift,
                Shift::Same | Shift::That | Shift::Previous | Shift::Following | Shift::Latest
            )
        }
        Expr::Away { .. }
        | Expr::SamePeriod(_)
        | Expr::TheUnit(_)
        | Expr::TheMonths(_)
        | Expr::Length(..) => true,
        Expr::InYear(Year::Shifted(shift), _) => matches!(shift, Shift::Previous),
        _ => false,
    }
}

/// Whether the expression writes its year out, or leaves no doubt about it.
fn says_year(expr: &Expr) -> bool {
    match expr {
        Expr::InYear(year, _) => matches!(year, Year::Said(_) | Year::Fiscal(_)),
        Expr::Known(_) => true,
        Expr::Part(_, of) | Expr::Until(of) | Expr::Since(of) => says_year(of),
        Expr::Range(from, to) => says_year(from) || says_year(to),
        _ => false,
    }
}

/// A part of a year as a period of `year`.
pub fn in_year(part: InYear, year: i16) -> Option<Period> {
    let day = |(m, d): (i8, i8)| Date::new(year, m, d).ok();
    Some(match part {
        InYear::Whole | InYear::Counted(1, 12) | InYear::YearTo(12) => Period::Year(year),
        InYear::Month(m) => Period::Month(year, m),
        InYear::Day(m, d) => Period::Day(day((m, d))?),
        InYear::Days(a, b) => Period::Days(day(a)?, day(b)?),
        InYear::Quarter(q) => Period::Quarter(year, q),
        InYear::Half(h) => Period::Half(year, h),
        InYear::Season(s) => Period::Season(year, s),
        InYear::Counted(1, 6) => Period::Half(year, 1),
        InYear::Counted(1, 3) => Period::Quarter(year, 1),
        InYear::Months(a, b) | InYear::Counted(a, b) => Period::Months((year, a), (year, b)),
        InYear::YearTo(m) => Period::Months((year - 1, m + 1), (year, m)),
    })
}

fn yearless(part: InYear) -> Option<Period> {
    match part {
        InYear::Month(m) => Some(Period::Yearless(m, None)),
        InYear::Day(m, d) => Some(Period::Yearless(m, Some(d))),
        _ => None,
    }
}

fn first_month(part: InYear) -> i8 {
    in_year(part, 2001)
        .and_then(Period::begin)
        .map_or(1, Date::month)
}

/// The `n`-th (0 the last) of a week day, or of all days (`day` 0), of a period.
fn nth_day(period: Period, n: u8, day: i8) -> Option<Period> {
    let (first, last) = (period.begin()?, period.last()?);
    let step = if day == 0 { 1 } else { 7 };
    let found = if n == 0 {
        let back = if day == 0 {
            0
        } else {
            (i32::from(last.weekday().to_monday_one_offset()) - i32::from(day)).rem_euclid(7)
        };
        add_days(last, -back)?
    } else {
        let ahead = if day == 0 {
            0
        } else {
            (i32::from(day) - i32::from(first.weekday().to_monday_one_offset())).rem_euclid(7)
        };
        add_days(first, ahead + (i32::from(n) - 1) * step)?
    };
    (found <= last).then_some(Period::Day(found))
}

/// The `n`-th week (0 the last) of a period: the first is the one that holds its first Thursday,
/// as ISO 8601 counts the weeks of a year.
fn nth_week(period: Period, n: u8) -> Option<Period> {
    Period::week_of(nth_day(period, n, 4)?.begin()?)
}

/// The unit that holds a day.
fn unit_of(day: Date, unit: Unit) -> Option<Period> {
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

fn years_in(n: i32, unit: Unit) -> Option<i32> {
    match unit {
        Unit::Year => Some(n),
        Unit::Decade => Some(n * 10),
        Unit::Century => Some(n * 100),
        _ => None,
    }
}

/// The stretch from `a` through `b`.
fn joined(a: Period, b: Period) -> Option<Period> {
    Some(match (a, b) {
        (Period::Year(a), Period::Year(b)) if a < b => Period::Years(a, b),
        (Period::Month(a, m), Period::Month(b, n)) if (a, m) < (b, n) => {
            Period::Months((a, m), (b, n))
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
fn narrowed(part: Part, period: Period) -> Period {
    match (part, period) {
        (Part::End, Period::Year(y)) => Period::Month(y, 12),
        (Part::Start, Period::Year(y)) => Period::Month(y, 1),
        (_, period) => period,
    }
}
