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
use place::{
    first_month, firsts, from_day, joined, narrowed, nth_day, nth_week, unit_of, weekend_at,
    workdays, yearless,
};

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
        // "the quarter" keeps the quarter it points at in mind, for "a year ago".
        let quarter = matches!(
            expr,
            Expr::TheUnit(Unit::Quarter) | Expr::Shifted(Shift::Latest, Unit::Quarter)
        );
        if quarter {
            self.within = Some((period, self.sentence));
        }
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
            } => self.away((*amount, *unit), *sign, *now, tense),
            Expr::Length(side, amount, unit) => self.stretch(*side, *amount, *unit),
            Expr::Workdays(side, n) => workdays(self.published?, *side, *n),
            // "the quarter a year ago", with no quarter before it: the year is known.
            Expr::SamePeriod(years) => self
                .base()
                .or_else(|| self.shifted(Shift::This, Unit::Year))?
                .step_years(*years),
            Expr::SamePeriodIn(year) => Some(self.period_in(*year)),
            Expr::SameLastYear => self
                .same_last_year()
                .or_else(|| self.shifted(Shift::Last, Unit::Year)),
            Expr::LastMonth(shift, month) => self.month_from_now(*shift, *month),
            Expr::TheUnit(unit) => self.the_unit(*unit),
            Expr::Nth(n, day, of) => nth_day(self.place(of, tense)?, *n, *day),
            Expr::NthWeek(n, of) => nth_week(self.place(of, tense)?, *n),
            Expr::Firsts(n, unit, of) => firsts(self.place(of, tense)?, *n, *unit),
            Expr::OfMonth(day, weekday) => self.of_month(*day, *weekday, tense),
            Expr::From(by, unit, of) => from_day(self.place(of, tense)?.begin()?, *by, *unit),
            Expr::InWeek(day, shift) => {
                let monday = self.shifted(*shift, Unit::Week)?.begin()?;
                Some(Period::Day(add_days(monday, i32::from(*day) - 1)?))
            }
            Expr::Holiday(index, year, turn) => self.holiday(*index, *year, *turn, tense),
            Expr::WeekOf(day) => Period::week_of(self.place(day, tense)?.begin()?),
            Expr::WeekTo(day) => {
                let last = self.place(day, tense)?.last()?;
                Some(Period::Days(add_days(last, -6)?, last))
            }
            Expr::WeekendOf(day) => weekend_at(self.place(day, tense)?.begin()?),
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
            Year::On(weekday) => match self.year_on(part, weekday, tense) {
                Some(y) => y,
                None => return yearless(part),
            },
            Year::Unsaid => match self.unsaid_year(part, tense) {
                Some(y) => y,
                None => return yearless(part),
            },
        };
        in_year(part, year)
    }

    /// The year of a day that leaves it out and names its week day: the likely one, unless only one
    /// beside the article's fits.
    fn year_on(&self, part: InYear, weekday: i8, tense: Tense) -> Option<i16> {
        let likely = self.unsaid_year(part, tense);
        let Some(today) = self.published else {
            return likely;
        };
        let begin = |y: i16| in_year(part, y).and_then(Period::begin);
        let fits = |y: i16| begin(y).is_some_and(|d| d.weekday().to_monday_one_offset() == weekday);
        let told = |y: i16| match tense {
            _ if self.note => true,
            Tense::Past => begin(y) <= Some(today),
            Tense::Future => begin(y) >= Some(today),
            _ => true,
        };
        let away = |y: &i16| begin(*y).map(|d| today.duration_until(d).as_secs().unsigned_abs());
        let beside = (today.year() - 1..=today.year() + 1)
            .filter(|y| fits(*y) && told(*y))
            .min_by_key(away);
        likely.filter(|y| fits(*y)).or(beside).or(likely)
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
        let Some(period) = in_year(part, this) else {
            return leap_year(part, this, tense);
        };
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
        // "the following Monday" behind a day is counted from it.
        let pointed = matches!(shift, Some(Shift::Previous | Shift::Following));
        let said = self.day_read().filter(|_| pointed).and_then(Period::begin);
        let today = said.or(self.published)?;
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

    /// The days of a holiday: of its year, of the one before or after today, or of the likely one.
    fn holiday(
        &self,
        index: usize,
        year: Year,
        turn: Option<Shift>,
        tense: Tense,
    ) -> Option<Period> {
        let on = |y: i16| {
            let (first, last) = holiday_in(index, y)?;
            joined(Period::Day(first), Period::Day(last))
        };
        match year {
            // A calendar whose days the table does not hold.
            Year::Said(y) => return Some(on(y).unwrap_or(Period::Year(y))),
            Year::Shifted(shift) => return on(self.shifted(shift, Unit::Year)?.year()?),
            Year::Fiscal(_) | Year::FiscalUnsaid => return None,
            Year::Unsaid | Year::On(_) => {}
        }
        let today = self.published?;
        let this = on(today.year())?;
        let ahead = this.begin()? > today;
        // Before Christmas the shops speak of the one that comes.
        let nearby = ahead && this.begin()? <= add_days(today, NEARBY)?;
        let back = match turn {
            Some(turn) => matches!(turn, Shift::Last | Shift::Previous),
            None => tense == Tense::Past && !nearby,
        };
        let on_ahead = turn.map_or(tense == Tense::Future, |turn| turn == Shift::Next);
        if back && ahead {
            on(today.year() - 1)
        } else if on_ahead && !ahead {
            on(today.year() + 1)
        } else {
            Some(this)
        }
    }

    fn range(&self, from: &Expr, to: &Expr, tense: Tense) -> Option<Period> {
        let (a, b) = match (from, to) {
            (Expr::InYear(Year::Unsaid | Year::On(_), part), Expr::InYear(year, _)) => {
                let last = self.place(to, tense)?;
                let same = match year {
                    Year::Unsaid | Year::On(_) => last.year().and_then(|y| in_year(*part, y)),
                    year => self.in_year(*year, *part, tense),
                };
                let first = match (same, last.year()) {
                    (Some(p), Some(y)) if p.begin() > last.begin() => in_year(*part, y - 1),
                    (same, _) => same,
                };
                (first.or_else(|| yearless(*part))?, last)
            }
            (_, Expr::InYear(Year::Unsaid | Year::On(_), part)) => {
                let first = self.place(from, tense)?;
                let y = first.year()?;
                let same = in_year(*part, y).filter(|p| p.begin() >= first.begin());
                (first, same.or_else(|| in_year(*part, y + 1))?)
            }
            (Expr::Weekday(..), Expr::Weekday(last, None)) => self.weekdays(from, *last, tense)?,
            _ => (self.place(from, tense)?, self.place(to, tense)?),
        };
        joined(a, b)
    }

    /// From a week day to the one behind it; what is past ends no later than today.
    fn weekdays(&self, from: &Expr, last: i8, tense: Tense) -> Option<(Period, Period)> {
        let first = self.place(from, tense)?.begin()?;
        let on = first.weekday().to_monday_one_offset();
        let length = i32::from((last - on).rem_euclid(7));
        let over = add_days(first, length)? > self.published?;
        let bare = matches!(from, Expr::Weekday(_, None)) && tense != Tense::Future;
        let first = add_days(first, if over && bare { -7 } else { 0 })?;
        Some((Period::Day(first), Period::Day(add_days(first, length)?)))
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

/// How many days ahead a holiday is the one meant, whatever the tense.
const NEARBY: i32 = 14;

/// The nearest year that has the 29th of February.
fn leap_year(part: InYear, this: i16, tense: Tense) -> Option<i16> {
    let step = if tense == Tense::Future { 1 } else { -1 };
    (0..=4)
        .map(|k| this + k * step)
        .find(|y| in_year(part, *y).is_some())
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
        | Expr::SamePeriodIn(_)
        | Expr::SameLastYear
        | Expr::TheUnit(_)
        | Expr::TheMonths(_)
        | Expr::Workdays(..)
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
