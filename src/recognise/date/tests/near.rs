//! Days near the article's: by number, by distance, by the clock, and in notes without a verb.
//!
//! The articles of these tests appeared on Tuesday, 15 July 2025, unless one says otherwise.

use super::{TODAY, check, mentions};

#[test]
fn days_in_digits_without_a_year() {
    check(&[
        (
            "The office will close on 8/21.",
            "8/21",
            "2025-08-21",
            "2025-08-21",
        ),
        (
            "It was opened on 21/6 by the mayor.",
            "21/6",
            "2025-06-21",
            "2025-06-21",
        ),
        (
            "They will build from 7/20 to 9/15.",
            "7/20 to 9/15",
            "2025-07-20/2025-09-15",
            "2025-07-20/2025-09-15",
        ),
        (
            "The plant was opened in 2/2013.",
            "2/2013",
            "2013-02",
            "2013-02",
        ),
        (
            "It was built by 2014-10 at the latest.",
            "2014-10",
            "../2014-10",
            "2014-10",
        ),
        (
            "Filed 2019/Aug/01 in Oslo.",
            "2019/Aug/01",
            "2019-08-01",
            "2019-08-01",
        ),
        (
            "Printed 10.31.1974 in Oslo.",
            "10.31.1974",
            "1974-10-31",
            "1974-10-31",
        ),
    ]);
}

#[test]
fn fractions_and_attacks_are_no_days() {
    for text in [
        "They cut it by 2/3 over time.",
        "It grew from 1/2 to 3/4 of the crop.",
        "Security has changed since 9/11 in the city.",
        "A share of 5/12 of the whole land was sold last.",
    ] {
        let found = mentions(text, TODAY);
        assert!(found.iter().all(|m| m.edtf.is_none()), "{text}: {found:?}");
    }
}

#[test]
fn days_of_a_month_left_out() {
    check(&[
        (
            "The board will meet on the 18th.",
            "the 18th",
            "2025-07-18",
            "2025-07-18",
        ),
        (
            "The board met on the 18th.",
            "the 18th",
            "2025-06-18",
            "2025-06-18",
        ),
        (
            "The board will meet Friday the 25th, he said.",
            "Friday the 25th",
            "2025-07-25",
            "2025-07-25",
        ),
        (
            "The board will meet on the 20th of next month.",
            "the 20th of next month",
            "2025-08-20",
            "2025-08-20",
        ),
    ]);
}

#[test]
fn distances_from_now_and_from_a_day() {
    check(&[
        (
            "The bridge will open in three weeks.",
            "three weeks",
            "2025-08-04/2025-08-10",
            "2025-W32",
        ),
        (
            "The bridge will open in two days' time.",
            "two days' time",
            "2025-07-17",
            "2025-07-17",
        ),
        (
            "It closed two days after June 4, 2024.",
            "two days after June 4, 2024",
            "2024-06-06",
            "2024-06-06",
        ),
        (
            "It will open two weeks from tomorrow.",
            "two weeks from tomorrow",
            "2025-07-30",
            "2025-07-30",
        ),
        (
            "It closed the day before Christmas 2024.",
            "the day before Christmas 2024",
            "2024-12-24",
            "2024-12-24",
        ),
        (
            "Sales rose over the past two quarters.",
            "the past two quarters",
            "2025-01/2025-06",
            "P6M",
        ),
    ]);
}

#[test]
fn lengths_that_lie_nowhere() {
    check(&[
        ("It lasted for a year in all.", "a year", "", "P1Y"),
        (
            "After several months the work began.",
            "several months",
            "",
            "PXM",
        ),
    ]);
}

#[test]
fn a_note_speaks_of_what_lies_ahead() {
    check(&[
        ("Thursday", "Thursday", "2025-07-17", "2025-07-17"),
        ("on 2/15", "2/15", "2026-02-15", "2026-02-15"),
        ("2nd of march", "2nd of march", "2026-03-02", "2026-03-02"),
        ("fri", "fri", "2025-07-18", "2025-07-18"),
        (
            "new year's eve",
            "new year's eve",
            "2025-12-31",
            "2025-12-31",
        ),
        ("third qtr", "third qtr", "2025-35", "2025-Q3"),
        ("May 4", "May 4", "2026-05-04", "2026-05-04"),
        ("in a week", "a week", "2025-07-21/2025-07-27", "2025-W30"),
        ("on the 12th", "the 12th", "2025-08-12", "2025-08-12"),
    ]);
    check(&[
        (
            "Rains fell on Thursday.",
            "Thursday",
            "2025-07-10",
            "2025-07-10",
        ),
        (
            "It was planned in May. The road was long, and nobody knew Thursday from Friday.",
            "Thursday",
            "2025-07-10",
            "2025-07-10",
        ),
    ]);
}

#[test]
fn what_is_set_ahead_and_what_is_over() {
    check(&[
        (
            "The union scheduled talks for Monday.",
            "Monday",
            "2025-07-21",
            "2025-07-21",
        ),
        (
            "She will succeed the mayor Sept. 1.",
            "Sept. 1",
            "2025-09-01",
            "2025-09-01",
        ),
        (
            "The mill will stay closed, as it has been since August.",
            "August",
            "2024-08/..",
            "2024-08",
        ),
        (
            "Until Monday, the mill had not paid.",
            "Monday",
            "../2025-07-14",
            "2025-07-14",
        ),
    ]);
}

#[test]
fn clock_times_bound_minutes_and_hours() {
    for (text, begin, end) in [
        (
            "It opened at 10:30 a.m. on July 9, 2025.",
            "2025-07-09T10:30:00",
            "2025-07-09T10:31:00",
        ),
        (
            "It opened at 3 p.m. on July 9, 2025.",
            "2025-07-09T15:00:00",
            "2025-07-09T16:00:00",
        ),
        (
            "It opened on the morning of rain, July 9, 2025.",
            "2025-07-09T00:00:00",
            "2025-07-10T00:00:00",
        ),
    ] {
        let found = mentions(text, TODAY);
        let last = found.last().unwrap();
        assert_eq!(last.begin.unwrap().to_string(), begin, "{text}");
        assert_eq!(last.end_before.unwrap().to_string(), end, "{text}");
    }
}

#[test]
fn ranges_of_parts_and_ends_of_years() {
    check(&[
        (
            "Output fell in the last four months of 2024.",
            "the last four months of 2024",
            "2024-09/2024-12",
            "2024-09/2024-12",
        ),
        (
            "Prices rose from mid-2023 to early 2024.",
            "mid-2023 to early 2024",
            "2023/2024",
            "2023/2024",
        ),
        (
            "It ran from the 3rd to the 5th of May.",
            "the 3rd to the 5th of May",
            "2025-05-03/2025-05-05",
            "2025-05-03/2025-05-05",
        ),
        (
            "Printed 31-Oct-74 in Oslo.",
            "31-Oct-74",
            "1974-10-31",
            "1974-10-31",
        ),
        (
            "Shops were full on Black Friday.",
            "Black Friday",
            "2024-11-29",
            "2024-11-29",
        ),
        (
            "They will meet Friday the eighth, he said.",
            "Friday the eighth",
            "2025-08-08",
            "2025-08-08",
        ),
    ]);
}

#[test]
fn a_note_may_be_written_small() {
    check(&[
        ("2nd of march", "2nd of march", "2026-03-02", "2026-03-02"),
        ("fri", "fri", "2025-07-18", "2025-07-18"),
        (
            "new year's eve",
            "new year's eve",
            "2025-12-31",
            "2025-12-31",
        ),
        ("third qtr", "third qtr", "2025-35", "2025-Q3"),
    ]);
}

#[test]
fn clock_times_may_be_two() {
    for (text, begin, end) in [
        (
            "It will open Thursday from 9:30 to 11:00 only.",
            "2025-07-17T09:30:00",
            "2025-07-17T11:00:00",
        ),
        (
            "It is open 11-1 p.m. on July 9, 2025.",
            "2025-07-09T11:00:00",
            "2025-07-09T13:00:00",
        ),
        (
            "The gates will open tomorrow 10 a.m. in Oslo.",
            "2025-07-16T10:00:00",
            "2025-07-16T11:00:00",
        ),
    ] {
        let found = mentions(text, TODAY);
        let last = found.last().unwrap();
        assert_eq!(last.begin.unwrap().to_string(), begin, "{text}");
        assert_eq!(last.end_before.unwrap().to_string(), end, "{text}");
    }
}
