//! Places what an expression says on the calendar.
//!
//! Knows the article's date and the dates read before; knows no tokens.

mod place;
mod pointer;

use super::expr::{Expr, InYear, Year};
use super::period::{Period, add_days, add_months, weekday};
use super::tense::Tense;
use crate::lexicon::dates::{Shift, Unit};
use crate::lexicon::holidays::holiday_in;
use jiff::civil::Date;
pub use place::in_year;
use place::{first_month, from_day, joined, narrowed, nth_day, nth_week, unit_of, yearless};

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
    /// The text is a short note, which speaks of what lies ahead.
    pub note: bool,
    /// The sentence being read.
    pub sentence: usize,
}

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
            Expr::SamePeriod(years) => self.base()?.step_years(*years),
            Expr::SameLastYear => self.same_last_year(),
            Expr::LastMonth(shift, month) => self.month_from_now(*shift, *month),
            Expr::TheUnit(unit) => self.the_unit(*unit),
            Expr::Nth(n, day, of) => nth_day(self.place(of, tense)?, *n, *day),
            Expr::NthWeek(n, of) => nth_week(self.place(of, tense)?, *n),
            Expr::OfMonth(day, weekday) => self.of_month(*day, *weekday, tense),
            Expr::From(by, unit, of) => from_day(self.place(of, tense)?.begin()?, *by, *unit),
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
            Tense::Future if self.note && short && period.last()? < published => this + 1,
            // A day this near ahead is not a year gone.
            _ if ahead && months <= 3 && matches!(part, InYear::Day(..)) => this,
            Tense::Future if !ahead && short && months < -2 => this + 1,
            Tense::Ahead if !ahead && short && months < -6 => this + 1,
            Tense::Past if ahead => this - 1,
            Tense::Unknown if ahead && (months > 3 || !short) => this - 1,
            _ if matches!(part, InYear::MonthsTo(..) | InYear::QuarterTo(..))
                && period.last()? > published =>
            {
                this - 1
            }
            Tense::Unknown if short && months < -9 => this + 1,
            _ => this,
        })
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
            // What has not ended is not the latest to be reported.
            Shift::Latest => self
                .read_as(unit)
                .filter(|p| p.last() < self.published)
                .or_else(|| now()?.step(-1)),
        }
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
        | Expr::SameLastYear
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
