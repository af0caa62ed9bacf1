//! Expressions that lean on the article or on what was said, and what they must mean.
//!
//! The articles of these tests appeared on Tuesday, 15 July 2025, unless one says otherwise.

use super::{TODAY, check, mentions};
use crate::recognise::mention::DateSense;
use jiff::civil::date;

#[test]
fn relative_to_the_article() {
    check(&[
        ("It rose last year.", "last year", "2024", "2024"),
        (
            "It will end next month.",
            "next month",
            "2025-08",
            "2025-08",
        ),
        (
            "It fell this week.",
            "this week",
            "2025-07-14/2025-07-20",
            "2025-W29",
        ),
        (
            "He left yesterday.",
            "yesterday",
            "2025-07-14",
            "2025-07-14",
        ),
        ("It opens today.", "today", "2025-07-15", "2025-07-15"),
        (
            "He left the day before yesterday.",
            "the day before yesterday",
            "2025-07-13",
            "2025-07-13",
        ),
        ("He left on Friday.", "Friday", "2025-07-11", "2025-07-11"),
        (
            "He will leave on Friday.",
            "Friday",
            "2025-07-18",
            "2025-07-18",
        ),
        ("He said Tuesday.", "Tuesday", "2025-07-15", "2025-07-15"),
        (
            "He left last Tuesday.",
            "last Tuesday",
            "2025-07-08",
            "2025-07-08",
        ),
        (
            "He leaves next Monday.",
            "next Monday",
            "2025-07-21",
            "2025-07-21",
        ),
        (
            "It opens Friday next week.",
            "Friday next week",
            "2025-07-25",
            "2025-07-25",
        ),
    ]);
}

#[test]
fn so_far_from_the_article() {
    check(&[
        (
            "Three years ago it burned.",
            "Three years ago",
            "2022",
            "2022",
        ),
        (
            "It closed two months ago.",
            "two months ago",
            "2025-05",
            "2025-05",
        ),
        ("A decade ago it was small.", "A decade ago", "2015", "2015"),
        (
            "He left nearly two weeks ago.",
            "nearly two weeks ago",
            "2025-06-30/2025-07-06",
            "2025-W27",
        ),
        (
            "It doubled over the past five years.",
            "the past five years",
            "2020/2025",
            "P5Y",
        ),
        (
            "It doubled over the past decade.",
            "the past decade",
            "2015/2025",
            "P10Y",
        ),
        (
            "In the next two months it",
            "the next two months",
            "2025-07/2025-09",
            "P2M",
        ),
        (
            "Over the weekend they met.",
            "the weekend",
            "2025-07-12/2025-07-13",
            "2025-W28-WE",
        ),
    ]);
}

#[test]
fn feasts_weeks_and_vague_times() {
    check(&[
        (
            "It fell earlier this year.",
            "earlier this year",
            "2025",
            "2025",
        ),
        (
            "It was found last Christmas.",
            "last Christmas",
            "2024-12-25",
            "2024-12-25",
        ),
        (
            "On Labor Day 2024 it closed.",
            "Labor Day 2024",
            "2024-09-02",
            "2024-09-02",
        ),
        (
            "On the first Monday of June it",
            "the first Monday of June",
            "2025-06-02",
            "2025-06-02",
        ),
        (
            "On the last day of March 2024 it",
            "the last day of March 2024",
            "2024-03-31",
            "2024-03-31",
        ),
        (
            "In the week of March 6 it snowed.",
            "the week of March 6",
            "2025-03-03/2025-03-09",
            "2025-W10",
        ),
        ("It is now open.", "now", "", "PRESENT_REF"),
        ("It recently opened.", "recently", "", "PAST_REF"),
        ("In recent years it grew.", "recent years", "", "PAST_REF"),
    ]);
}

#[test]
fn relative_to_what_was_said() {
    check(&[
        (
            "In 2014 it fell. In the same year it rose.",
            "the same year",
            "2014",
            "2014",
        ),
        (
            "In 2014 it rose from the previous year.",
            "the previous year",
            "2013",
            "2013",
        ),
        (
            "In 2014 it beat the previous year. Jobs beat the previous year by 2 percent.",
            "the previous year",
            "2013",
            "2013",
        ),
        (
            "It opened in 2016 and closed the following year.",
            "the following year",
            "2017",
            "2017",
        ),
        (
            "It rose in the first half of this year, more than in the same period last year.",
            "the same period last year",
            "2024-40",
            "2024-H1",
        ),
        (
            "Profit in the third quarter of 2024 beat the year-earlier quarter.",
            "the year-earlier quarter",
            "2023-35",
            "2023-Q3",
        ),
        (
            "Profit in the second quarter rose from a year earlier.",
            "a year earlier",
            "2024-34",
            "2024-Q2",
        ),
        (
            "It began in 2014. In the ten years since, it grew.",
            "the ten years since",
            "2014/2024",
            "P10Y",
        ),
        (
            "2025 is the final year of the five-year period.",
            "the five-year period",
            "2021/2025",
            "P5Y",
        ),
        (
            "It rose in the first six months. In the six months, jobs fell.",
            "the six months",
            "2025-40",
            "P6M",
        ),
        (
            "In 2022, it fell; in June, it rose.",
            "June",
            "2022-06",
            "2022-06",
        ),
    ]);
}

#[test]
fn times_of_day_and_recurring_times() {
    check(&[
        (
            "It began at 10:30 a.m. on Friday.",
            "10:30 a.m. on Friday",
            "2025-07-11",
            "2025-07-11T10:30",
        ),
        (
            "It began at 5 p.m. yesterday.",
            "5 p.m. yesterday",
            "2025-07-14",
            "2025-07-14T17:00",
        ),
        (
            "It began at noon Monday.",
            "noon Monday",
            "2025-07-14",
            "2025-07-14T12:00",
        ),
        (
            "It rained last night.",
            "last night",
            "2025-07-14",
            "2025-07-14TNI",
        ),
        (
            "It rained on Friday morning.",
            "Friday morning",
            "2025-07-11",
            "2025-07-11TMO",
        ),
        ("They meet every Monday.", "every Monday", "", "XXXX-WXX-1"),
        ("They meet each July.", "each July", "", "XXXX-07"),
        ("They meet on Tuesdays.", "Tuesdays", "", "XXXX-WXX-2"),
    ]);
}

#[test]
fn open_ends() {
    let cases = [
        ("By 2024, it had doubled.", "../2024", DateSense::Until),
        (
            "It will double by the end of 2025.",
            "../2025",
            DateSense::Until,
        ),
        (
            "It will double before the end of 2027.",
            "../2027",
            DateSense::Until,
        ),
        (
            "It stays open until June 2026.",
            "../2026-06",
            DateSense::Until,
        ),
        ("It has grown since 2014.", "2014/..", DateSense::Since),
        ("From 2014 on, it grew.", "2014/..", DateSense::Since),
        (
            "It has grown since the end of 2022.",
            "2022-12/..",
            DateSense::Since,
        ),
        (
            "It stood at 9 percent at the end of 2024.",
            "2024-12",
            DateSense::Plain,
        ),
        ("As of 2024, there were ten.", "2024", DateSense::Plain),
    ];
    for (text, edtf, sense) in cases {
        let found = mentions(text, TODAY);
        let got = found.first().unwrap();
        assert_eq!(got.edtf.as_ref().unwrap().as_str(), edtf, "{text}");
        assert_eq!(got.sense, sense, "{text}");
    }
}

#[test]
fn without_an_anchor_there_is_no_period() {
    for (text, quote) in [
        ("It rose last year.", "last year"),
        ("He left on Monday.", "Monday"),
        ("On January 2 it snowed.", "January 2"),
        ("In May it snowed.", "May"),
        ("It grew over the past decade.", "the past decade"),
        ("In the same year it rose.", "the same year"),
        ("Signed last August, it", "last August"),
    ] {
        let found = mentions(text, None);
        let got = found.iter().find(|m| m.span.of(text) == quote);
        assert_eq!(got.unwrap().edtf, None, "{text}");
    }
}

#[test]
fn a_reporting_year_written_out_elsewhere_is_known() {
    let text = "In the year to March it grew. In the March 2025 year it grew.";
    let found = mentions(text, None);
    assert_eq!(found[0].edtf.as_ref().unwrap().as_str(), "2024-04/2025-03");
}

#[test]
fn a_year_in_one_sentence_does_not_govern_the_next() {
    let text = "In 2014 it began. It has 9 stations, he said on January 2.";
    let found = mentions(text, None);
    assert_eq!(found.last().unwrap().edtf, None);
}

#[test]
fn winter_news_of_december_is_of_the_year_before() {
    let text = "Trade rose in December.";
    let found = mentions(text, Some(date(2025, 1, 14)));
    assert_eq!(found[0].edtf.as_ref().unwrap().as_str(), "2024-12");
}

#[test]
fn intervals_are_half_open() {
    let found = mentions("From January to May 2025 it rose.", TODAY);
    assert_eq!(found[0].begin, Some(date(2025, 1, 1).at(0, 0, 0, 0)));
    assert_eq!(found[0].end_before, Some(date(2025, 6, 1).at(0, 0, 0, 0)));
    let found = mentions("It has risen since 2014.", TODAY);
    assert_eq!(
        (found[0].begin, found[0].end_before),
        (Some(date(2014, 1, 1).at(0, 0, 0, 0)), None)
    );
}
