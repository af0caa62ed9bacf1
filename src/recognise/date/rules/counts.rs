//! Rules for what is counted or listed: days and quarters that share a month or year, counts of years.

use super::super::{counted, division, first::First, lists};
use super::Construction::{Composed, Simple};
use super::{DateRule, rule};

pub(super) const LISTED_DAY: DateRule = rule(
    "date/listed-day",
    "a day of the month that another day of the list names",
    &[
        ("on April 24 and 25.", "25"),
        ("on 24 and 25 April it", "24"),
        ("on July 3, 5 and 7, they", "5"),
    ],
    &[
        "on April 24 and 25 people came",
        "on July 3, 5 people came",
        "on April 24 and 3.",
    ],
    Simple(lists::listed_day),
    First::NUMERAL,
);

pub(super) const DIVISION_BESIDE: DateRule = rule(
    "date/division-beside",
    "a quarter or half whose noun stands behind another",
    &[
        ("in the first and third quarters of 2024 it", "the first"),
        ("in the second and fourth quarters of 2024.", "the second"),
    ],
    &[
        "the first and third men",
        "the third and first quarters",
        "in the second and fourth quarters.",
    ],
    Simple(division::division_beside),
    First::NTH,
);

pub(super) const NUMBERED_WEEK: DateRule = rule(
    "date/numbered-week",
    "a week by its number in a year",
    &[
        ("in week 27 of 2024 it", "week 27 of 2024"),
        ("since week 3 of last year.", "week 3 of last year"),
    ],
    &["in week 27 of the league", "in week 60 of 2024"],
    Composed(counted::numbered_week),
    First::UNIT,
);

pub(super) const BETWEEN_COUNTS: DateRule = rule(
    "date/between-counts",
    "a length between two counts, up to now or from now",
    &[
        ("over the next 12 to 18 months.", "the next 12 to 18 months"),
        ("in the past 10-15 years it", "the past 10-15 years"),
        (
            "in the next two or three years it",
            "the next two or three years",
        ),
    ],
    &["the next 12 to 18 men", "the past 15 to 10 years"],
    Simple(counted::between_counts),
    First::SHIFT,
);

pub(super) const YEARS_TO: DateRule = rule(
    "date/years-to",
    "so many years up to a year or month",
    &[
        ("in the five years to 2023, it", "the five years to 2023"),
        ("in the decade to March 2024 it", "the decade to March 2024"),
        ("over the ten years ended 2020.", "the ten years ended 2020"),
    ],
    &["the five years to come", "it took five years to 2023"],
    Simple(counted::years_to),
    First::AMOUNT,
);

pub(super) const WEEKDAYS_AWAY: DateRule = rule(
    "date/weekdays-away",
    "so many week days from now",
    &[
        ("due three Fridays from now.", "three Fridays from now"),
        ("signed two Thursdays ago.", "two Thursdays ago"),
    ],
    &["on two Fridays of May", "three men ago"],
    Simple(counted::weekdays_away),
    First::AMOUNT,
);

pub(super) const COUNTED_SHIFT: DateRule = rule(
    "date/counted-shift",
    "so many units before or after now",
    &[
        (
            "than in the three previous years.",
            "the three previous years",
        ),
        ("over the two coming months it", "the two coming months"),
    ],
    &[
        "the three previous owners",
        "the 50 previous years worth of it",
    ],
    Simple(counted::counted_shift),
    First::AMOUNT,
);
