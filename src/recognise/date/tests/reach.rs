//! Ranges, open ends, counts of days and weeks, holidays, and the clock beside parts of the day.
//!
//! The articles of these tests appeared on Tuesday, 15 July 2025.

use super::{TODAY, check, mentions};
use jiff::civil::date;

#[test]
fn ranges_by_words_and_waves() {
    check(&[
        (
            "The sum for 2014~2018 doubled.",
            "2014~2018",
            "2014/2018",
            "2014/2018",
        ),
        (
            "It grew from April to June in 2023.",
            "April to June in 2023",
            "2023-04/2023-06",
            "2023-04/2023-06",
        ),
        (
            "The plant ran from Sep to Nov and stopped.",
            "Sep to Nov",
            "2024-09/2024-11",
            "2024-09/2024-11",
        ),
        (
            "The port was closed between June 3 and 7.",
            "June 3 and 7",
            "2025-06-03/2025-06-07",
            "2025-06-03/2025-06-07",
        ),
        (
            "The port was closed between 3 and 7 June.",
            "3 and 7 June",
            "2025-06-03/2025-06-07",
            "2025-06-03/2025-06-07",
        ),
        (
            "It grew in 2014 through 2018.",
            "2014 through 2018",
            "2014/2018",
            "2014/2018",
        ),
        (
            "The line will be shut from this August to May 2026.",
            "this August to May 2026",
            "2025-08/2026-05",
            "2025-08/2026-05",
        ),
        (
            "It fell from July 1 to yesterday.",
            "July 1 to yesterday",
            "2025-07-01/2025-07-14",
            "2025-07-01/2025-07-14",
        ),
    ]);
}

#[test]
fn week_days_from_one_to_the_next() {
    check(&[
        (
            "The shop was shut from Monday to Friday.",
            "Monday to Friday",
            "2025-07-07/2025-07-11",
            "2025-07-07/2025-07-11",
        ),
        (
            "The shop will be shut from next Monday to Friday.",
            "next Monday to Friday",
            "2025-07-21/2025-07-25",
            "2025-07-21/2025-07-25",
        ),
        (
            "It opened after last week's Sunday.",
            "last week's Sunday",
            "2025-07-13",
            "2025-07-13",
        ),
        (
            "They meet on Tuesday of the following week.",
            "Tuesday of the following week",
            "2025-07-22",
            "2025-07-22",
        ),
    ]);
}

#[test]
fn times_open_to_one_side() {
    check(&[
        (
            "It grew from 2013 to now.",
            "2013 to now",
            "2013/..",
            "2013",
        ),
        (
            "It went from 2013 to now-closed mines.",
            "2013",
            "2013",
            "2013",
        ),
        (
            "The mayor (2010-present) of the town spoke.",
            "2010-present",
            "2010/..",
            "2010",
        ),
        (
            "It opens in 2030 or later.",
            "2030 or later",
            "2030/..",
            "2030",
        ),
        (
            "Houses of 1990 or earlier are old.",
            "1990 or earlier",
            "../1990",
            "1990",
        ),
        (
            "Output fell in the year to date.",
            "the year to date",
            "2025-01-01/2025-07-15",
            "2025-01-01/2025-07-15",
        ),
    ]);
    let found = mentions("He came in 2012 and later left.", TODAY);
    assert_eq!(found[0].edtf.as_ref().unwrap().as_str(), "2012");
}

#[test]
fn days_and_weeks_counted_from_an_end() {
    check(&[
        (
            "It rained in the first ten days of June.",
            "the first ten days of June",
            "2025-06-01/2025-06-10",
            "P10D",
        ),
        (
            "It rained in the last three days of June.",
            "the last three days of June",
            "2025-06-28/2025-06-30",
            "P3D",
        ),
        (
            "It rained in the first two weeks of May 2025.",
            "the first two weeks of May 2025",
            "2025-05-01/2025-05-14",
            "P2W",
        ),
        (
            "It rained in the second last week of June.",
            "the second last week of June",
            "2025-06-16/2025-06-22",
            "2025-W25",
        ),
        (
            "It rained on the third-to-last day of May.",
            "the third-to-last day of May",
            "2025-05-29",
            "2025-05-29",
        ),
        (
            "It rained in the 3rd week of Feb 2025.",
            "the 3rd week of Feb 2025",
            "2025-02-17/2025-02-23",
            "2025-W08",
        ),
    ]);
}

#[test]
fn one_step_further() {
    check(&[
        (
            "It will open the week after next.",
            "the week after next",
            "2025-07-28/2025-08-03",
            "2025-W31",
        ),
        (
            "It was sold the year before last.",
            "the year before last",
            "2023",
            "2023",
        ),
        (
            "It will open on Friday after next.",
            "Friday after next",
            "2025-07-25",
            "2025-07-25",
        ),
        (
            "They signed two Thursdays ago.",
            "two Thursdays ago",
            "2025-07-03",
            "2025-07-03",
        ),
        (
            "It is due three Fridays from now.",
            "three Fridays from now",
            "2025-08-01",
            "2025-08-01",
        ),
        (
            "Prices fell over the past fortnight.",
            "the past fortnight",
            "2025-07-01/2025-07-14",
            "P2W",
        ),
        (
            "It will fall over the next five trading days.",
            "the next five trading days",
            "2025-07-16/2025-07-22",
            "P5D",
        ),
        (
            "It fell in the last three working days.",
            "the last three working days",
            "2025-07-10/2025-07-14",
            "P3D",
        ),
        (
            "It fell in the two previous weeks.",
            "the two previous weeks",
            "2025-07-01/2025-07-14",
            "P2W",
        ),
        (
            "It holds for this calendar year.",
            "this calendar year",
            "2025",
            "2025",
        ),
    ]);
}

#[test]
fn the_week_day_tells_the_year() {
    check(&[
        (
            "The bridge opened on Sunday, Feb. 11.",
            "Sunday, Feb. 11",
            "2024-02-11",
            "2024-02-11",
        ),
        (
            "The bridge will open on Friday, Feb. 6.",
            "Friday, Feb. 6",
            "2026-02-06",
            "2026-02-06",
        ),
        // No year beside the article's has it: the likely one stays.
        (
            "The bridge opened on Sunday, March 3, it seems.",
            "Sunday, March 3",
            "2024-03-03",
            "2024-03-03",
        ),
        (
            "The bridge opened on Feb. 29.",
            "Feb. 29",
            "2024-02-29",
            "2024-02-29",
        ),
    ]);
}

#[test]
fn dates_by_dashes_and_slashes() {
    check(&[
        (
            "Filed 01/Aug/2019 in Oslo.",
            "01/Aug/2019",
            "2019-08-01",
            "2019-08-01",
        ),
        ("It closed in Dec-2018.", "Dec-2018", "2018-12", "2018-12"),
        (
            "It closed in 12-2015 at last.",
            "12-2015",
            "2015-12",
            "2015-12",
        ),
        ("It was closed in 2014/10.", "2014/10", "2014-10", "2014-10"),
        (
            "It fell from 2017-Q1 on.",
            "2017-Q1",
            "2017-33/..",
            "2017-Q1",
        ),
        ("The band of the 90s met.", "the 90s", "1990/1999", "199"),
        (
            "Sent Thu Oct 26 11:00:09 EDT 2023 from home.",
            "Thu Oct 26 11:00:09 EDT 2023",
            "2023-10-26",
            "2023-10-26",
        ),
    ]);
}

#[test]
fn heat_and_fractions_are_no_dates() {
    for text in [
        "Highs were in the 80s again.",
        "They won 12-2015 to 3.",
        "The 20s of them left.",
        "It sold 5~8 percent more.",
        "He ate 4 in the morning.",
        "They won 8-3 tonight or lost.",
    ] {
        let found = mentions(text, TODAY);
        assert!(
            found.iter().all(|m| m.rule.0 == "date/daypart"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn holidays_of_a_year_and_their_days_off() {
    check(&[
        (
            "Sales on Thanksgiving of last year fell.",
            "Thanksgiving of last year",
            "2024-11-28",
            "2024-11-28",
        ),
        (
            "They drove over Memorial Day weekend.",
            "Memorial Day weekend",
            "2025-05-24/2025-05-26",
            "2025-05-24/2025-05-26",
        ),
        (
            "They flew over Thanksgiving weekend 2024.",
            "Thanksgiving weekend 2024",
            "2024-11-28/2024-12-01",
            "2024-11-28/2024-12-01",
        ),
        (
            "Claims for the week ended June 7 fell.",
            "the week ended June 7",
            "2025-06-01/2025-06-07",
            "2025-06-01/2025-06-07",
        ),
        (
            "Claims for the week ended Friday fell.",
            "the week ended Friday",
            "2025-07-05/2025-07-11",
            "2025-07-05/2025-07-11",
        ),
        (
            "It rained on the last weekend of June.",
            "the last weekend of June",
            "2025-06-28/2025-06-29",
            "2025-W26-WE",
        ),
        (
            "It snowed on Christmas in 2023.",
            "Christmas in 2023",
            "2023-12-25",
            "2023-12-25",
        ),
        (
            "Shops closed for Eid al-Fitr 2024 in town.",
            "Eid al-Fitr 2024",
            "2024-04-10",
            "2024-04-10",
        ),
        // Older than the table: at least the year is said.
        ("It burned at Diwali 1850.", "Diwali 1850", "1850", "1850"),
    ]);
}

#[test]
fn the_period_of_another_year() {
    check(&[
        (
            "It earned 3 million in the third quarter and 2 million in the 1988 period.",
            "the 1988 period",
            "1988-35",
            "1988-Q3",
        ),
        (
            "It lost 3 million in the first quarter of 2025. In the quarter a year ago it won.",
            "the quarter a year ago",
            "2024-33",
            "2024-Q1",
        ),
        (
            "It won, up from the quarter a year ago.",
            "the quarter a year ago",
            "2024",
            "2024",
        ),
        (
            "It fell in the 1988 period.",
            "the 1988 period",
            "1988",
            "1988",
        ),
    ]);
}

#[test]
fn week_days_and_years_count_from_what_was_said() {
    check(&[
        (
            "They voted on June 3. The following Monday it rained.",
            "The following Monday",
            "2025-06-09",
            "2025-06-09",
        ),
        (
            "They voted on June 3, and not on the previous Friday.",
            "the previous Friday",
            "2025-05-30",
            "2025-05-30",
        ),
        (
            "It handled 6 tonnes in the first half of 2025. A hall will open in 2028. Coal shrank and \
             it handled 5 tonnes, from 4 a year earlier.",
            "a year earlier",
            "2024-40",
            "2024-H1",
        ),
    ]);
}

#[test]
fn the_clock_beside_parts_of_the_day() {
    check(&[
        (
            "The train left at 8.30pm.",
            "8.30pm",
            "2025-07-15",
            "2025-07-15T20:30",
        ),
        (
            "The train left at five o'clock on Friday.",
            "five o'clock on Friday",
            "2025-07-11",
            "2025-07-11T05:00",
        ),
        (
            "It struck at 4 in the morning.",
            "4 in the morning",
            "2025-07-15",
            "2025-07-15T04:00",
        ),
        (
            "He will speak at 7 tonight.",
            "7 tonight",
            "2025-07-15",
            "2025-07-15T19:00",
        ),
        (
            "He spoke last night at 9:30.",
            "last night at 9:30",
            "2025-07-14",
            "2025-07-14T21:30",
        ),
        (
            "They met 9:30-11:00 on Thursday.",
            "9:30-11:00 on Thursday",
            "2025-07-10",
            "2025-07-10T09:30/2025-07-10T11:00",
        ),
        (
            "The train left at half past nine in the evening.",
            "half past nine in the evening",
            "2025-07-15",
            "2025-07-15T21:30",
        ),
        (
            "The train left at ten o'clock at night.",
            "ten o'clock at night",
            "2025-07-15",
            "2025-07-15T22:00",
        ),
        (
            "The train left at a quarter to noon on Friday.",
            "a quarter to noon on Friday",
            "2025-07-11",
            "2025-07-11T11:45",
        ),
        (
            "The train left 20 minutes past 3 p.m. on Friday.",
            "20 minutes past 3 p.m. on Friday",
            "2025-07-11",
            "2025-07-11T15:20",
        ),
        (
            "It shook at 14:28:04 on Friday.",
            "14:28:04 on Friday",
            "2025-07-11",
            "2025-07-11T14:28:04",
        ),
        (
            "They met Monday morning from 10 a.m. to noon.",
            "Monday morning from 10 a.m. to noon",
            "2025-07-14",
            "2025-07-14T10:00/2025-07-14T12:00",
        ),
        (
            "It is due on Friday by 5 p.m. at the latest.",
            "Friday by 5 p.m.",
            "2025-07-18",
            "2025-07-18T17:00",
        ),
    ]);
}

#[test]
fn minutes_said_are_a_minute_and_an_hour_said_is_an_hour() {
    let day = date(2025, 7, 15);
    for (text, from, to) in [
        (
            "He spoke at 8 a.m. today.",
            day.at(8, 0, 0, 0),
            day.at(9, 0, 0, 0),
        ),
        (
            "He spoke at 8:00 a.m. today.",
            day.at(8, 0, 0, 0),
            day.at(8, 1, 0, 0),
        ),
        (
            "It shook at 8:00:05 today.",
            day.at(8, 0, 5, 0),
            day.at(8, 0, 6, 0),
        ),
        (
            "He spoke at noon today.",
            day.at(12, 0, 0, 0),
            day.at(13, 0, 0, 0),
        ),
    ] {
        let found = mentions(text, TODAY);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(
            (found[0].begin, found[0].end_before),
            (Some(from), Some(to)),
            "{text}"
        );
    }
}

#[test]
fn bare_amounts_beside_a_part_of_the_day_are_no_hours() {
    for text in [
        "Sales rose by 7 this morning.",
        "They lost by 9 on Friday night.",
        "Sugar stood at 20 this morning.",
        "About 10 last night were hurt.",
    ] {
        let found = crate::pipeline::read_article(crate::clean::plain::article(text.to_owned()));
        assert_eq!(found.figures.len(), 1, "{text}");
    }
}
