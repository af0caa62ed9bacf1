//! Tests of EDTF: reading, days, order, shifts.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|| panic!("{text} is EDTF"))
}

fn days(text: &str) -> (Option<String>, Option<String>) {
    let i = edtf(text).interval();
    (
        i.begin.map(|d| d.to_string()),
        i.end_before.map(|d| d.to_string()),
    )
}

#[test]
fn texts_are_kept_as_written() {
    for text in [
        "2024",
        "2017-04-01",
        "2025-01/2025-05",
        "2013/2023",
        "2014/..",
        "../2024",
        "2025-12~",
        "2024-21",
        "2024-24",
        "2024-33",
        "2024-36",
        "2024-40",
        "2024-41",
        "XXXX-06-21",
        "XXXX-06",
        "199X",
        "19XX",
        "2024-XX",
        "2024-06-XX",
        "-0044-03-15",
        "1984?/2004~",
        "1984%",
    ] {
        assert_eq!(edtf(text).as_str(), text);
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "24",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "2024-25",
        "2024-37",
        "2023/2013",
        "../..",
        "2024-6",
        "2024/",
        "/2024",
        "20X4",
        "XXXX",
        "XXXX-02-30",
        "2024-W23",
        "2024-33-01",
        "٢٠٢٤",
        "2024~~",
    ] {
        assert!(Edtf::parse(text).is_none(), "{text}");
    }
}

#[test]
fn days_are_half_open() {
    let some = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
    assert_eq!(days("2024"), some("2024-01-01", "2025-01-01"));
    assert_eq!(days("2024-02"), some("2024-02-01", "2024-03-01"));
    assert_eq!(days("2024-06-21~"), some("2024-06-21", "2024-06-22"));
    assert_eq!(days("2024-24"), some("2024-12-01", "2025-03-01"));
    assert_eq!(days("2024-35"), some("2024-07-01", "2024-10-01"));
    assert_eq!(days("2024-41"), some("2024-07-01", "2025-01-01"));
    assert_eq!(days("2024-04/2025-03"), some("2024-04-01", "2025-04-01"));
    assert_eq!(days("199X"), some("1990-01-01", "2000-01-01"));
    assert_eq!(days("19XX"), some("1900-01-01", "2000-01-01"));
    assert_eq!(days("../2024"), (None, Some("2025-01-01".to_owned())));
    assert_eq!(days("2014/.."), (Some("2014-01-01".to_owned()), None));
    assert_eq!(days("XXXX-06-21"), (None, None));
}

#[test]
fn constructors_write_edtf() {
    assert_eq!(Edtf::year(987).unwrap().as_str(), "0987");
    assert_eq!(Edtf::month(2024, 6).unwrap().as_str(), "2024-06");
    assert_eq!(Edtf::day(date(2024, 6, 21)).as_str(), "2024-06-21");
    assert_eq!(Edtf::quarter(2024, 3).unwrap().as_str(), "2024-35");
    assert_eq!(Edtf::half(2025, 1).unwrap().as_str(), "2025-40");
    assert_eq!(Edtf::season(2025, 4).unwrap().as_str(), "2025-24");
    assert_eq!(Edtf::yearless(6, Some(21)).unwrap().as_str(), "XXXX-06-21");
    assert_eq!(
        Edtf::span(&edtf("2025-01"), &edtf("2025-05"))
            .unwrap()
            .as_str(),
        "2025-01/2025-05"
    );
    assert_eq!(
        Edtf::span(&edtf("2025"), &edtf("2025")).unwrap().as_str(),
        "2025"
    );
    assert_eq!(Edtf::since(&edtf("2014/2015")).unwrap().as_str(), "2014/..");
    assert_eq!(Edtf::until(&edtf("2024")).unwrap().as_str(), "../2024");
}

#[test]
fn impossible_constructions_are_none() {
    assert!(Edtf::month(2024, 13).is_none());
    assert!(Edtf::quarter(2024, 5).is_none());
    assert!(Edtf::half(2024, 0).is_none());
    assert!(Edtf::season(2024, 9).is_none());
    assert!(Edtf::yearless(2, Some(30)).is_none());
    assert!(Edtf::span(&edtf("2024"), &edtf("2013")).is_none());
    assert!(Edtf::until(&edtf("2014/..")).is_none());
    assert!(Edtf::since(&edtf("../2014")).is_none());
}

#[test]
fn ends_and_precision() {
    assert_eq!(edtf("2018/2024").year_of_end(), Some(2024));
    assert_eq!(edtf("2024-24").year_of_end(), Some(2024));
    assert_eq!(edtf("2014/..").year_of_end(), None);
    assert_eq!(edtf("2014/..").year_of_begin(), Some(2014));
    assert_eq!(edtf("199X").year_of_end(), Some(1999));
    assert_eq!(edtf("../2024").without_open().as_str(), "2024");
    assert_eq!(edtf("2014-05/..").without_open().as_str(), "2014-05");
    assert_eq!(edtf("2014/2015").without_open().as_str(), "2014/2015");
    assert_eq!(edtf("2018/2024").at_end().as_str(), "2024");
    assert_eq!(edtf("2018/2024").at_begin().as_str(), "2018");
    assert_eq!(edtf("2024-06").enclosing_year().unwrap().as_str(), "2024");
    assert!(edtf("2018/2024").enclosing_year().is_none());
    assert_eq!(edtf("2024-40").precision(), Precision::Half);
    assert_eq!(edtf("2024-21").precision(), Precision::Quarter);
    assert_eq!(edtf("2024/2025-03").precision(), Precision::Month);
    assert!(edtf("2024/..").is_open() && edtf("2024/..").is_interval());
    assert!(!edtf("2024").is_interval());
}

#[test]
fn a_year_before() {
    for (text, before) in [
        ("2025-01/2025-05", "2024-01/2024-05"),
        ("2024", "2023"),
        ("2024-33", "2023-33"),
        ("2024-02-29", "2023-02-28"),
        ("../2024", "../2023"),
        ("2025-12~", "2024-12~"),
    ] {
        assert_eq!(edtf(text).minus_years(1).unwrap().as_str(), before);
    }
    assert!(edtf("XXXX-06").minus_years(1).is_none());
    assert_eq!(edtf("2024").minus_years(-2).unwrap().as_str(), "2026");
}

#[test]
fn the_period_before() {
    for (text, before) in [
        ("2024", "2023"),
        ("2024-33", "2023-36"),
        ("2024-35", "2024-34"),
        ("2024-40", "2023-41"),
        ("2024-21", "2023-24"),
        ("2024-01", "2023-12"),
        ("2024-03-01", "2024-02-29"),
        ("2024-04/2025-03", "2023-04/2024-03"),
        ("2025-01/2025-05", "2024-08/2024-12"),
        ("2016/2020", "2011/2015"),
    ] {
        assert_eq!(edtf(text).previous().unwrap().as_str(), before);
    }
    assert!(edtf("2014/..").previous().is_none());
    assert!(edtf("XXXX-06").previous().is_none());
}

#[test]
fn the_calendars_edge_is_no_panic() {
    assert_eq!(edtf("9999").interval().end_before, None);
    assert!(edtf("-9999").previous().is_none());
    assert!(edtf("9999-12-31").minus_years(-1).is_none());
    assert!(edtf("2024-06-21").minus_years(i16::MAX).is_none());
    assert!(edtf("2024-06/2025").minus_years(i16::MIN).is_none());
}

#[test]
fn order_is_by_days() {
    let mut list: Vec<Edtf> = [
        "2024-06", "2024", "../2020", "2024/..", "2023-24", "2024-01",
    ]
    .map(edtf)
    .to_vec();
    list.sort();
    let texts: Vec<&str> = list.iter().map(Edtf::as_str).collect();
    assert_eq!(
        texts,
        [
            "../2020", "2023-24", "2024-01", "2024", "2024/..", "2024-06"
        ]
    );
}

#[test]
fn intervals_contain_and_overlap() {
    let days = |text: &str| edtf(text).interval();
    assert!(days("2024").contains(days("2024-06")));
    assert!(!days("2024").contains(days("2024/..")));
    assert!(days("../2024").contains(days("1999")));
    assert!(days("2024-40").overlaps(days("2024-06-30")));
    assert!(!days("2024-40").overlaps(days("2024-41")));
}

fn point() -> impl Strategy<Value = String> {
    let year = 1i16..9998;
    prop_oneof![
        year.clone().prop_map(|y| format!("{y:04}")),
        (year.clone(), 1..=12).prop_map(|(y, m)| format!("{y:04}-{m:02}")),
        (year.clone(), 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
        (
            year,
            prop::sample::select(vec![21, 22, 23, 24, 33, 34, 35, 36, 40, 41])
        )
            .prop_map(|(y, c)| format!("{y:04}-{c}")),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "[0-9X~?%/. -]{0,24}|\\PC{0,12}") {
        if let Some(found) = Edtf::parse(&text) {
            prop_assert_eq!(found.as_str(), text);
        }
    }

    #[test]
    fn dates_round_trip(text in point(), sign in prop::sample::select(vec!["", "~", "?", "%"])) {
        let text = format!("{text}{sign}");
        let found = edtf(&text);
        prop_assert_eq!(found.as_str(), &text);
        // Rebuilt from its parts the text is the same.
        let rebuilt = found.minus_years(0).unwrap();
        prop_assert_eq!(rebuilt.as_str(), text);
        let days = found.interval();
        prop_assert!(days.begin < days.end_before);
    }

    #[test]
    fn spans_round_trip(a in point(), b in point()) {
        let (a, b) = (edtf(&a), edtf(&b));
        if let Some(span) = Edtf::span(&a, &b) {
            let again = Edtf::parse(span.as_str());
            prop_assert_eq!(again.as_ref(), Some(&span));
            prop_assert_eq!(span.interval().begin, a.interval().begin);
            prop_assert_eq!(span.interval().end_before, b.interval().end_before);
        } else {
            prop_assert!(a.interval().begin >= b.interval().end_before);
        }
    }

    #[test]
    fn the_previous_period_ends_where_this_begins(text in point()) {
        let this = edtf(&text);
        if let Some(before) = this.previous() {
            prop_assert_eq!(before.interval().end_before, this.interval().begin);
            prop_assert_eq!(before.precision(), this.precision());
        }
    }

    #[test]
    fn order_agrees_with_begin(a in point(), b in point()) {
        let (a, b) = (edtf(&a), edtf(&b));
        if a.interval().begin < b.interval().begin {
            prop_assert!(a < b);
        }
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
    }
}
