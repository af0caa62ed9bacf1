//! What a date expression says, before it is placed on the calendar.
//!
//! Plain data between the rules, which read tokens, and the resolver, which knows the article's date.

use super::period::Period;
use crate::lexicon::dates::{Part, Shift, Unit};

/// Which year a part of a year belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// The text says it.
    Said(i16),
    /// The text leaves it out.
    Unsaid,
    /// The text leaves it out and says on which week day the day falls.
    On(i8),
    /// "last year", "this year", "next year", "the same year" ...
    Shifted(Shift),
    /// The fiscal year that ends in this year.
    Fiscal(i16),
    /// The fiscal year that runs now.
    FiscalUnsaid,
}

/// A stretch that comes once a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InYear {
    /// The whole year.
    Whole,
    /// A month.
    Month(i8),
    /// A day of a month.
    Day(i8, i8),
    /// From a day through a day.
    Days((i8, i8), (i8, i8)),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// A season, spring 1 to winter 4.
    Season(u8),
    /// From a month through a month.
    Months(i8, i8),
    /// The first or last so many months: the same as [`InYear::Months`], said as a length.
    Counted(i8, i8),
    /// So many months that end with a month.
    MonthsTo(i8, i8),
    /// The three months that end with a month, and which quarter (0 unsaid) they are called.
    QuarterTo(i8, u8),
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Count(u32),
    /// So many and a half.
    AndHalf(u32),
    /// "a few", "several".
    Some,
}

/// Where a length of time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Up to now: "the past decade".
    Past,
    /// From now: "the next two years".
    Next,
    /// From a time said before up to now: "the ten years since".
    Since,
    /// Of a time said before: "the six months".
    Within,
    /// Up to the year said before: "2025 is the final year of the five-year period".
    EndingWith,
    /// From the year said before on.
    BeginningWith,
}

/// What a date expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A period known in full.
    Known(Period),
    /// A part of a year that may be left out.
    InYear(Year, InYear),
    /// "last week", "this quarter", "that day".
    Shifted(Shift, Unit),
    /// "yesterday" -1, "today" 0.
    FromToday(i32),
    /// A week day, Monday 1, with its shift.
    Weekday(i8, Option<Shift>),
    /// So long before (sign -1) or after now, or (not `now`) the time said before.
    Away {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// -1 before, 1 after.
        sign: i32,
        /// Counted from the article's date, not from a time said before.
        now: bool,
    },
    /// A length of time that lies somewhere.
    Length(Side, Amount, Unit),
    /// So many days from Monday to Friday before or after now.
    Workdays(Side, u32),
    /// The period said before, moved by so many years: "the year-earlier quarter".
    SamePeriod(i32),
    /// The period said before, in another year: "the 1988 period".
    SamePeriodIn(i16),
    /// The period said before, in the year before the article's: "the same period last year".
    SameLastYear,
    /// A month with its shift: "last May".
    LastMonth(Shift, i8),
    /// A day of a month by its number, and the week day beside it: "the 18th", "Tuesday the 18th".
    OfMonth(i8, Option<i8>),
    /// So long after (before, when negative) a day: "three days after June 4".
    From(i32, Unit, Box<Expr>),
    /// The so many-th week day or day (0) of a period: 0 is the last, -1 the last but one.
    Nth(i8, i8, Box<Expr>),
    /// The so many-th week of a period, counted alike.
    NthWeek(i8, Box<Expr>),
    /// The first so many days or weeks of a period, or, when negative, the last.
    Firsts(i8, Unit, Box<Expr>),
    /// A week day of a week.
    InWeek(i8, Shift),
    /// A holiday, by its place in the lexicon's table, its year, and "last" or "next" before it.
    Holiday(usize, Year, Option<Shift>),
    /// The week that holds a day.
    WeekOf(Box<Expr>),
    /// The seven days that end with a day.
    WeekTo(Box<Expr>),
    /// The week end beside a day, with the days between.
    WeekendOf(Box<Expr>),
    /// A unit said before: "the quarter", "the weekend".
    TheUnit(Unit),
    /// A count of months said before: "the nine months".
    TheMonths(i8),
    /// A clock time, two by a slash, or a part of a day (TIMEX3 code) on a day.
    Time(String, Option<Box<Expr>>),
    /// A reference without a calendar: `PRESENT_REF`.
    Vague(&'static str),
    /// A recurring time by its TIMEX3 value.
    Recurring(String),
    /// A part of a period: "the end of 2024", "early December".
    Part(Part, Box<Expr>),
    /// From one to the other.
    Range(Box<Expr>, Box<Expr>),
    /// A Five-Year Plan by number, with its years.
    Plan(i16, i16),
    /// A fiscal year named by one year ("FY25") or by two ("2024-25", the last).
    Fiscal {
        /// The year it ends in.
        ends: i16,
        /// The two years are written.
        both: bool,
    },
    /// A fiscal year relative to the one that runs.
    FiscalShifted(Shift),
    /// Before a period ends.
    Until(Box<Expr>),
    /// From a period on.
    Since(Box<Expr>),
}

impl Expr {
    /// Whether it is a date of the calendar or relative to it: what ranges and parts are made of.
    pub const fn is_date(&self) -> bool {
        !matches!(
            self,
            Self::Vague(_)
                | Self::Recurring(_)
                | Self::Length(..)
                | Self::Workdays(..)
                | Self::Until(_)
                | Self::Since(_)
        )
    }
}

/// One reading of the tokens `start..end`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// What they say.
    pub expr: Expr,
}

impl Draft {
    /// A reading of the tokens `start..end`.
    pub const fn new(start: usize, end: usize, expr: Expr) -> Self {
        Self { start, end, expr }
    }
}
