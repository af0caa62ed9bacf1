//! Lists whose members share a month or year, lengths between two counts, years up to one, clocks by zone.
//!
//! The articles of these tests appeared on Tuesday, 15 July 2025.

use super::{TODAY, check, mentions};

#[test]
fn months_share_the_year_behind_the_last() {
    check(&[
        ("It fell in May and June 2021.", "May", "2021-05", "2021-05"),
        (
            "It fell in May, June and July 2021.",
            "May",
            "2021-05",
            "2021-05",
        ),
        (
            "It fell in the spring and summer of 2021.",
            "the spring",
            "2021-21",
            "2021-SP",
        ),
        (
            "They met on March 5 and June 7, 2021.",
            "March 5",
            "2021-03-05",
            "2021-03-05",
        ),
        (
            "It fell in May and in June last year.",
            "May",
            "2024-05",
            "2024-05",
        ),
        // Nothing but the list joins them.
        (
            "It fell in May and was closed in June 2021.",
            "May",
            "2025-05",
            "2025-05",
        ),
        (
            "It fell in May, while June 2021 was good.",
            "May",
            "2025-05",
            "2025-05",
        ),
    ]);
}

#[test]
fn days_share_the_month_of_another() {
    check(&[
        (
            "It will be held on April 24 and 25.",
            "25",
            "2026-04-25",
            "2026-04-25",
        ),
        (
            "They met on April 24 and 25, 2021, in Lima.",
            "April 24",
            "2021-04-24",
            "2021-04-24",
        ),
        (
            "They met on 24 and 25 April 2021.",
            "24",
            "2021-04-24",
            "2021-04-24",
        ),
        (
            "They met on July 3, 5 and 7, 2021.",
            "5",
            "2021-07-05",
            "2021-07-05",
        ),
    ]);
    for text in [
        "On April 24 and 25 people came.",
        "On July 3, 5 people died.",
        "It rose on May 3 and 5 percent of it left.",
    ] {
        let days = mentions(text, TODAY);
        assert_eq!(days.len(), 1, "{text}");
    }
}

#[test]
fn quarters_share_their_noun_and_year() {
    check(&[
        (
            "It fell in the first and third quarters of 2021.",
            "the first",
            "2021-33",
            "2021-Q1",
        ),
        (
            "It fell in the first and third quarters of 2021.",
            "third quarters of 2021",
            "2021-35",
            "2021-Q3",
        ),
        (
            "It fell in the final quarter of last year.",
            "the final quarter of last year",
            "2024-36",
            "2024-Q4",
        ),
    ]);
}

#[test]
fn lengths_between_two_counts_have_no_calendar() {
    check(&[
        (
            "It will close over the next 12 to 18 months.",
            "the next 12 to 18 months",
            "",
            "PXM",
        ),
        (
            "It fell in the past 10-15 years.",
            "the past 10-15 years",
            "",
            "PXY",
        ),
    ]);
}

#[test]
fn so_many_years_up_to_one() {
    check(&[
        (
            "It grew in the five years to 2023.",
            "the five years to 2023",
            "2018/2023",
            "2018/2023",
        ),
        (
            "It grew in the decade to March 2024.",
            "the decade to March 2024",
            "2014-04/2024-03",
            "2014-04/2024-03",
        ),
        (
            "It grew over the ten years ended 2020.",
            "the ten years ended 2020",
            "2011/2020",
            "2011/2020",
        ),
    ]);
}

#[test]
fn clocks_by_zone_and_letter() {
    check(&[
        (
            "It began at 1430 GMT on Monday.",
            "1430 GMT on Monday",
            "2025-07-14",
            "2025-07-14T14:30",
        ),
        (
            "It struck at 10:35 a.m. (0735 GMT) on Monday.",
            "10:35 a.m.",
            "2025-07-14",
            "2025-07-14T10:35",
        ),
        (
            "Trains left at 15h30 on Monday.",
            "15h30 on Monday",
            "2025-07-14",
            "2025-07-14T15:30",
        ),
        (
            "He left late Monday night.",
            "late Monday night",
            "2025-07-14",
            "2025-07-14TNI",
        ),
    ]);
}

#[test]
fn times_that_come_again_have_no_day() {
    check(&[
        ("It meets every day.", "every day", "", "P1D"),
        ("They rally almost daily.", "daily", "", "P1D"),
        (
            "It opened on 28 June in 2020.",
            "28 June in 2020",
            "2020-06-28",
            "2020-06-28",
        ),
        (
            "It meets on the first Monday of every month.",
            "the first Monday of every month",
            "",
            "XXXX-WXX-1",
        ),
        (
            "It fell in week 27 of last year.",
            "week 27 of last year",
            "2024-07-01/2024-07-07",
            "2024-W27",
        ),
    ]);
}
