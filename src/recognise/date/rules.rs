//! The rules of date expressions, in order.

mod counts;

use super::expr::Draft;
use super::first::First;
use super::reader::Reader;
use super::view::View;
use super::{
    calendar, clock, compose, counted, daypart, distance, division, feast, numeric, open, relative,
    years,
};
use crate::base::rule::{Rule, RuleId};
use crate::recognise::mention::MONTHS_TO;

/// Reads an expression at a token.
pub type ReadSimple = fn(&View<'_, '_>, usize) -> Option<Draft>;

/// Reads an expression made of simple ones at a token.
pub type ReadComposed = fn(&View<'_, '_>, usize, &Reader) -> Option<Draft>;

/// What a rule does at a token.
#[derive(Clone, Copy, Debug)]
pub enum Construction {
    /// Reads an expression by itself.
    Simple(ReadSimple),
    /// Reads an expression made of simple ones.
    Composed(ReadComposed),
}

use Construction::{Composed, Simple};

/// What a rule does, and the words it may begin with.
#[derive(Clone, Copy, Debug)]
pub struct Apply {
    /// How it reads.
    pub read: Construction,
    /// Where it is tried.
    pub first: First,
}

/// A rule of this family.
pub type DateRule = Rule<Apply>;

/// A rule of date expressions.
const fn rule(
    id: &'static str,
    does: &'static str,
    hits: &'static [(&'static str, &'static str)],
    misses: &'static [&'static str],
    read: Construction,
    first: First,
) -> DateRule {
    Rule {
        id: RuleId(id),
        does,
        hits,
        misses,
        apply: Apply { read, first },
    }
}

/// Every rule; the longest reading wins, then the earlier rule.
pub const RULES: &[DateRule] = &[
    rule(
        "date/iso",
        "a date in ISO order",
        &[
            ("Updated 2024-06-21 by them", "2024-06-21"),
            ("on 2024/06/21.", "2024/06/21"),
        ],
        &["model 2024-60-21 was"],
        Simple(numeric::iso),
        First::NUMERAL,
    ),
    rule(
        "date/digits",
        "a date in digits with slashes or dots",
        &[
            ("posted 06/21/2024 by", "06/21/2024"),
            ("Berlin, 10.3.2020 – News", "10.3.2020"),
        ],
        &["version 1.2.3 of it", "a 10.3 share"],
        Simple(numeric::digits),
        First::NUMERAL,
    ),
    rule(
        "date/month-day-digits",
        "a day as month and day by a slash",
        &[
            ("It opens on 6/21 in Oslo.", "6/21"),
            ("closed by 21/6, they", "21/6"),
        ],
        &[
            "cut by 2/3 of it",
            "from 1/2 to 3/4 of it",
            "since 9/11 the",
        ],
        Simple(numeric::month_day),
        First::NUMERAL,
    ),
    rule(
        "date/month-year-digits",
        "a month in digits with its year, or a day with its month as a word",
        &[
            ("opened in 2/2013, the", "2/2013"),
            ("filed 2019/Aug/01 by", "2019/Aug/01"),
        ],
        &["page 2/2013 of", "in 2010-11 the"],
        Simple(numeric::month_year),
        First::NUMERAL,
    ),
    rule(
        "date/of-month",
        "a day of a month that is left out",
        &[
            ("We meet on the 18th.", "the 18th"),
            ("see you Tuesday the 22nd, then", "Tuesday the 22nd"),
        ],
        &["on the 18th floor", "the 3rd of them"],
        Simple(distance::of_month),
        First::WEEKDAY.or(First::NUMERAL),
    ),
    rule(
        "date/ahead",
        "a distance from now, behind \"in\"",
        &[
            ("it will open in two weeks.", "two weeks"),
            ("in three days' time it", "three days' time"),
        ],
        &[
            "it was built in two weeks.",
            "they will invest in two days of rest",
        ],
        Simple(distance::ahead),
        First::AMOUNT,
    ),
    rule(
        "date/unmeasured",
        "a length of time that no number measures",
        &[
            ("it lasted for a year.", "a year"),
            ("after several months it", "several months"),
        ],
        &["twice a year it", "many hands"],
        Simple(distance::unmeasured),
        First::AMOUNT,
    ),
    rule(
        "date/beside",
        "a length before or after what happened",
        &[
            ("it fell 90 days after they signed", "90 days"),
            ("A month before the vote it", "A month"),
        ],
        &["it took 90 days", "a month of rain"],
        Simple(distance::beside),
        First::AMOUNT,
    ),
    rule(
        "date/uncounted",
        "units of time without a number",
        &[
            ("they waited for weeks.", "weeks"),
            ("the first time in years, it", "years"),
            ("it opened months ago.", "months ago"),
            ("in the weeks before it closed", "weeks"),
            ("in the years ahead it", "the years ahead"),
        ],
        &[
            "it works in days",
            "for years of work",
            "the days before it",
        ],
        Simple(distance::uncounted),
        First::UNIT,
    ),
    rule(
        "date/from-a-day",
        "a distance from another day",
        &[
            ("three days after June 4, it", "three days after June 4"),
            ("two weeks from tomorrow.", "two weeks from tomorrow"),
        ],
        &[
            "three days after the vote",
            "two weeks from June 4 to June 18",
        ],
        Composed(distance::from_a_day),
        First::AMOUNT,
    ),
    rule(
        "date/day",
        "a day of a month, with or without week day and year",
        &[
            ("On June 21, 2024, it", "June 21, 2024"),
            ("on 21 June it", "21 June"),
            ("on Friday, Oct. 23, 1998", "Friday, Oct. 23, 1998"),
        ],
        &["may 21 people come", "it rose in June"],
        Simple(calendar::full_day),
        First::NTH
            .or(First::MONTH)
            .or(First::WEEKDAY)
            .or(First::SHIFT),
    ),
    rule(
        MONTHS_TO.0,
        "the months that end with a month: a year, a quarter, so many months",
        &[
            (
                "in the year ended March 2025, exports",
                "the year ended March 2025",
            ),
            ("in the March 2024 year it", "the March 2024 year"),
            (
                "for the nine months ended 30 September, it",
                "the nine months",
            ),
            ("its third quarter ended June 30, 2025, it", "third quarter"),
            (
                "in the six-month period to May 2025 it",
                "the six-month period to May 2025",
            ),
        ],
        &[
            "in March of that year",
            "the quarter ended badly",
            "the nine months ended on March 17 in rain",
        ],
        Simple(years::months_to),
        First::SHIFT
            .or(First::MONTH)
            .or(First::AMOUNT)
            .or(First::NTH)
            .or(First::FISCAL)
            .or(First::OPENER),
    ),
    rule(
        "date/month",
        "a month with or without year",
        &[
            ("in June 2024 they", "June 2024"),
            ("in September.", "September"),
        ],
        &["they may 2 or 3 times", "march on the city"],
        Simple(calendar::month_alone),
        First::MONTH,
    ),
    rule(
        "date/month-shifted",
        "a month before or after that of the article",
        &[
            ("signed last May, the", "last May"),
            ("due this September.", "this September"),
        ],
        &["last may be first"],
        Simple(calendar::month_shifted),
        First::SHIFT,
    ),
    rule(
        "date/week-of",
        "the week that holds a day or ends with it, the week end beside it",
        &[
            ("in the week of March 6 it", "the week of March 6"),
            ("the week of 10 June", "the week of 10 June"),
            ("in the week ended June 7, claims", "the week ended June 7"),
        ],
        &["a week of rain"],
        Simple(feast::week_of),
        First::UNIT,
    ),
    rule(
        "date/weekday-of-week",
        "a week day of a week",
        &[
            ("on Wednesday of next week.", "Wednesday of next week"),
            ("it opens Friday next week", "Friday next week"),
            ("after last week's Tuesday they", "last week's Tuesday"),
        ],
        &["on Friday of rain"],
        Simple(relative::weekday_of_week),
        First::WEEKDAY.or(First::SHIFT),
    ),
    rule(
        "date/holiday",
        "a holiday",
        &[
            ("found on Thanksgiving Day by", "Thanksgiving Day"),
            ("since last Christmas.", "last Christmas"),
            ("over Memorial Day weekend it", "Memorial Day weekend"),
            ("during Eid al-Fitr 2024, shops", "Eid al-Fitr 2024"),
        ],
        &["on Christmas Island they", "they held a thanksgiving"],
        Simple(feast::holiday),
        First::ANY,
    ),
    rule(
        "date/nth",
        "a week, week day or day by its number in a month or year",
        &[
            (
                "on the first Monday of October.",
                "the first Monday of October",
            ),
            ("the last day of March 2024", "the last day of March 2024"),
            (
                "on the second last day of June it",
                "the second last day of June",
            ),
        ],
        &["the first day of school"],
        Composed(counted::nth),
        First::NTH.or(First::SHIFT),
    ),
    rule(
        "date/first-days",
        "the first or last so many days or weeks of a period",
        &[
            (
                "in the first ten days of June it",
                "the first ten days of June",
            ),
            (
                "the last two weeks of 2024 were",
                "the last two weeks of 2024",
            ),
        ],
        &["the first ten days of rain", "the first ten men of June"],
        Composed(counted::firsts),
        First::NTH.or(First::SHIFT).or(First::OPENER),
    ),
    counts::LISTED_DAY,
    counts::DIVISION_BESIDE,
    counts::NUMBERED_WEEK,
    counts::BETWEEN_COUNTS,
    counts::YEARS_TO,
    rule(
        "date/after-next",
        "the one behind the next, or before the last",
        &[
            ("it opens the week after next.", "the week after next"),
            ("sold the year before last, it", "the year before last"),
            ("on Friday after next they", "Friday after next"),
        ],
        &[
            "the week after next Monday",
            "the day before last year ended",
        ],
        Simple(counted::after_next),
        First::UNIT.or(First::WEEKDAY),
    ),
    counts::WEEKDAYS_AWAY,
    counts::COUNTED_SHIFT,
    rule(
        "date/so-far",
        "the year or month up to today",
        &[
            ("sales in the year to date rose", "the year to date"),
            ("its year-to-date output", "year-to-date"),
        ],
        &["the year to remember"],
        Simple(open::so_far),
        First::UNIT,
    ),
    rule(
        "date/open-ended",
        "a date and what lies behind or before it",
        &[
            ("ready in 2030 or later.", "2030 or later"),
            ("plans for 2026 and beyond.", "2026 and beyond"),
            ("built in 1990 or earlier, it", "1990 or earlier"),
        ],
        &["came in 2012 and later left", "in 2012 or by train"],
        Composed(open::open_ended),
        First::ANY,
    ),
    rule(
        "date/to-now",
        "from a date up to now",
        &[
            ("from 2013 to now, it", "2013 to now"),
            ("from January 2020 to date.", "January 2020 to date"),
            ("chairman (2010-present) of", "2010-present"),
            ("between 2015 and today it", "2015 and today"),
        ],
        &["from 2013 to present the plan", "in 2015 and today it"],
        Composed(open::to_now),
        First::ANY,
    ),
    rule(
        "date/the-unit",
        "a quarter, year end or count of months said before",
        &[
            ("sales in the quarter rose", "the quarter"),
            ("over the weekend they", "the weekend"),
            ("For the nine months, it", "the nine months"),
            ("for the full year, it", "the full year"),
            ("in the 1988 period it", "the 1988 period"),
        ],
        &["the quarter of the city", "it took nine months"],
        Simple(relative::the_unit),
        First::YEAR
            .or(First::AMOUNT)
            .or(First::SHIFT)
            .or(First::OPENER),
    ),
    rule(
        "date/division",
        "a quarter, half or count of months of a year",
        &[
            (
                "in the third quarter of 2024, output",
                "the third quarter of 2024",
            ),
            ("Q3 2024 sales", "Q3 2024"),
            (
                "the first five months of 2025",
                "the first five months of 2025",
            ),
        ],
        &["a quarter of the crop", "the first five people"],
        Simple(division::division_of_year),
        First::YEAR
            .or(First::NTH)
            .or(First::SHIFT)
            .or(First::FISCAL)
            .or(First::OPENER),
    ),
    rule(
        "date/season",
        "a season with its year",
        &[
            ("in the winter of 1994 the", "the winter of 1994"),
            ("built last summer.", "last summer"),
        ],
        &["a spring of water", "the fall of the wall"],
        Simple(division::season),
        First::SEASON.or(First::SHIFT),
    ),
    rule(
        "date/decade",
        "a decade",
        &[
            ("in the 1990s the", "the 1990s"),
            ("the late nineties: the nineties were", "the nineties"),
            ("built in the 70s by", "the 70s"),
        ],
        &["in 1990 s curves", "with temperatures in the 90s today"],
        Simple(numeric::decade),
        First::DECADE.or(First::NUMERAL).or(First::OTHER),
    ),
    rule(
        "date/century",
        "a century",
        &[
            ("in the 20th century", "the 20th century"),
            ("the nineteenth century", "the nineteenth century"),
        ],
        &["a century later"],
        Simple(numeric::century),
        First::NTH,
    ),
    rule(
        "date/fiscal-year",
        "a fiscal year by its label",
        &[
            ("in FY 2024-25, growth", "FY 2024-25"),
            ("for fiscal 2024 it", "fiscal 2024"),
            ("FY25 profit", "FY25"),
        ],
        &["a fiscal deficit"],
        Simple(years::fiscal),
        First::FISCAL.or(First::OPENER),
    ),
    rule(
        "date/fiscal-year-shifted",
        "a fiscal year relative to the one that runs",
        &[
            ("in the current fiscal year it", "the current fiscal year"),
            ("the last financial year, income", "the last financial year"),
        ],
        &["the last fiscal deficit is"],
        Simple(years::fiscal_shifted),
        First::SHIFT,
    ),
    rule(
        "date/years",
        "a span of years by a dash",
        &[
            ("in 2014-2024 the", "2014-2024"),
            ("(base year 2011-12)", "2011-12"),
        ],
        &["call 2014-5588 now"],
        Simple(years::split),
        First::YEAR,
    ),
    rule(
        "date/plan",
        "a Five-Year Plan by its number",
        &[
            (
                "during the 14th Five-Year Plan (2021-2025) it",
                "the 14th Five-Year Plan (2021-2025)",
            ),
            (
                "the 13th Five-Year Plan period",
                "the 13th Five-Year Plan period",
            ),
        ],
        &["a five-year plan for growth"],
        Simple(years::plan),
        First::NTH,
    ),
    rule(
        "date/year",
        "a bare year in a context that shows it is one",
        &[("In 2014, it", "2014"), ("the 2013 figure was", "2013")],
        &[
            "about 2000 people came",
            "Made in China 2025 aims",
            "some 2024 tonnes of it",
        ],
        Simple(years::bare),
        First::YEAR.or(First::UNIT).or(First::OPENER),
    ),
    rule(
        "date/day-relative",
        "a day relative to today",
        &[
            ("he said yesterday.", "yesterday"),
            ("it opens tomorrow", "tomorrow"),
        ],
        &["the day before it"],
        Simple(relative::day),
        First::DAY.or(First::UNIT),
    ),
    rule(
        "date/weekday",
        "a week day",
        &[
            ("he said on Tuesday.", "Tuesday"),
            ("last Friday it", "last Friday"),
        ],
        &["the sun rose", "they sat there"],
        Simple(relative::weekday),
        First::WEEKDAY.or(First::SHIFT),
    ),
    rule(
        "date/same-period",
        "the period said before, a year earlier",
        &[
            (
                "than in the same period last year.",
                "the same period last year",
            ),
            (
                "up from the year-earlier quarter",
                "the year-earlier quarter",
            ),
            ("For the quarter a year ago, it", "the quarter a year ago"),
            ("sales in last year's quarter were", "last year's quarter"),
        ],
        &["in the same period it", "last year's quarterly plan"],
        Simple(relative::same_period),
        First::SHIFT.or(First::UNIT),
    ),
    rule(
        "date/ago",
        "a distance from now or from a time said before",
        &[
            ("three months ago it", "three months ago"),
            ("up from a year earlier.", "a year earlier"),
        ],
        &["three months of rain"],
        Simple(relative::ago),
        First::AMOUNT,
    ),
    rule(
        "date/stretch",
        "a length of time up to now or from now",
        &[
            ("over the past five years it", "the past five years"),
            ("In the ten years since, it", "the ten years since"),
            (
                "within the next two working days.",
                "the next two working days",
            ),
        ],
        &["the five years of work"],
        Simple(relative::stretch),
        First::AMOUNT.or(First::SHIFT),
    ),
    rule(
        "date/period-of-years",
        "a length that is a period of its own",
        &[
            (
                "in the five-year transition period it",
                "the five-year transition period",
            ),
            ("the two-year period ends", "the two-year period"),
            ("over a three-year period it", "a three-year period"),
        ],
        &["a five-year loan", "for a two-year trial period it"],
        Simple(relative::period_of_years),
        First::AMOUNT,
    ),
    rule(
        "date/shifted",
        "a unit of the calendar relative to now or to one said before",
        &[
            ("it rose last year.", "last year"),
            ("in the previous year it", "the previous year"),
            ("this week it", "this week"),
            ("over the next year or so it", "the next year or so"),
        ],
        &["last came the year", "said on \"This Week\" with them"],
        Simple(relative::shifted),
        First::SHIFT,
    ),
    rule(
        "date/vague",
        "now, before or later, without a calendar",
        &[
            ("It is now open", "now"),
            ("at present it", "at present"),
            ("it will one day open", "one day"),
        ],
        &["the past minister", "it took one day"],
        Simple(relative::vague),
        First::ANY,
    ),
    rule(
        "date/recurring",
        "a recurring day, month or season",
        &[
            ("every Monday it", "every Monday"),
            ("on Tuesdays it", "Tuesdays"),
            ("they meet every day.", "every day"),
            ("it is done on a weekly basis.", "weekly"),
        ],
        &["every year it", "every daytime show", "in daily life it"],
        Simple(clock::recurring),
        First::WEEKDAYS
            .or(First::WEEKDAY)
            .or(First::EVERY)
            .or(First::OPENER),
    ),
    rule(
        "date/time",
        "a time of the day",
        &[
            ("at 10:30 a.m. on Friday it", "10:30 a.m. on Friday"),
            ("at noon it", "noon"),
            ("at half past nine on Friday it", "half past nine on Friday"),
            ("at 14:28:04 on Monday it", "14:28:04 on Monday"),
            ("began at 1430 GMT on Monday.", "1430 GMT on Monday"),
            ("leaves at 15h30 on Monday.", "15h30 on Monday"),
            ("at seven thirty p.m. they", "seven thirty p.m."),
        ],
        &[
            "won 3:1 at home",
            "won in 2h15 at home",
            "it sold 1430 goats",
            "in 10 a row",
            "at a quarter to 10 of them",
        ],
        Composed(clock::time),
        First::NUMERAL
            .or(First::DAYPART)
            .or(First::CARDINAL)
            .or(First::UNIT)
            .or(First::OPENER),
    ),
    rule(
        "date/day-and-time",
        "a day with the clock time behind it",
        &[
            ("We meet Thursday at 3 p.m. in", "Thursday at 3 p.m."),
            (
                "tomorrow from 9:30 to 11:00 it",
                "tomorrow from 9:30 to 11:00",
            ),
        ],
        &["on Thursday at 3 sites", "tomorrow from 9 to 11 people"],
        Composed(clock::day_and_time),
        First::ANY,
    ),
    rule(
        "date/daypart-and-time",
        "a part of a day with the clock time behind it",
        &[
            ("tonight at 8 p.m. in", "tonight at 8 p.m."),
            ("this morning at 10, he", "this morning at 10"),
        ],
        &["tonight at 2 sites", "this morning at home"],
        Composed(daypart::part_and_clock),
        First::ANY,
    ),
    rule(
        "date/time-and-daypart",
        "a clock time with the part of the day behind it",
        &[
            ("at 4 o'clock in the morning it", "4 o'clock in the morning"),
            ("at 8:30 on Friday evening it", "8:30 on Friday evening"),
            ("at 7 tonight.", "7 tonight"),
        ],
        &["sold 4 in the morning", "won 8-3 tonight"],
        Composed(daypart::clock_and_part),
        First::NUMERAL
            .or(First::CARDINAL)
            .or(First::UNIT)
            .or(First::OPENER),
    ),
    rule(
        "date/daypart",
        "a part of a day",
        &[
            ("on Friday morning it", "Friday morning"),
            ("last night it", "last night"),
        ],
        &["a night of rain"],
        Composed(daypart::daypart),
        First::ANY,
    ),
    rule(
        "date/range",
        "from one date to another",
        &[
            ("from 2013 to 2023.", "2013 to 2023"),
            ("From January to May 2025, it", "January to May 2025"),
            ("over Jan.-August was", "Jan.-August"),
        ],
        &["in 2013 to 45 in"],
        Composed(compose::range),
        First::ANY,
    ),
    rule(
        "date/between",
        "between one date and another",
        &[
            ("between 1989 and 1995 it", "1989 and 1995"),
            ("between January and June, it", "January and June"),
        ],
        &["in 1989 and 1995"],
        Composed(compose::between),
        First::ANY,
    ),
    rule(
        "date/edge",
        "the begin, middle or end of a period",
        &[
            ("by the end of 2024, it", "the end of 2024"),
            ("at year-end it", "year-end"),
        ],
        &["the end of the road"],
        Composed(compose::edge),
        First::EDGE.or(First::UNIT),
    ),
    rule(
        "date/part",
        "an early or late part of a period",
        &[
            ("in early December 2025, it", "early December 2025"),
            ("since mid-2024", "mid-2024"),
            ("earlier this year it", "earlier this year"),
            ("late Tuesday night it", "late Tuesday night"),
        ],
        &["an early bird"],
        Composed(compose::part),
        First::PART,
    ),
];
