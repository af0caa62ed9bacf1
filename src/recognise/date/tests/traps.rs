//! Texts without a date, and properties that hold for every text.

use super::{TODAY, mentions};
use crate::recognise::mention::DateMention;
use jiff::civil::DateTime;
use proptest::prelude::*;

#[test]
fn what_looks_like_a_date_and_is_none() {
    let mut wrong = Vec::new();
    for text in [
        "The plan Made in China 2025 aims high.",
        "The index Nature Index Cities 2025 ranks them.",
        "Some 2,000 people came.",
        "About 2000 people came.",
        "It carried 2000 tonnes of coal.",
        "It cost $2024 in all.",
        "It cost 2024 yuan in all.",
        "They may come.",
        "They march on the city.",
        "A second chance came.",
        "The sun rose and they sat there.",
        "It rose 10.5 percent.",
        "They won 3:1 at home.",
        "Call 2014-5588 for more.",
        "Call 010-6612-2025 for more.",
        "Version 1.2.3 is out.",
        "Highway 2014 is closed.",
        "The fall of the wall ended it.",
        "A spring of water ran dry.",
        "A quarter of the crop was lost.",
        "The first half of the field is wet.",
        "It took 2h 9min to get there.",
        "A four-hour drive took them there.",
        "It lasted two years.",
        "The report \"2025 Research on Tea\" is long.",
        "It grows in Augusta and Marchfield.",
        "Room 2024 is empty.",
        "It was 1990mm long.",
        "The Long March 5 rocket flew again.",
    ] {
        let found: Vec<(&str, &str)> = mentions(text, TODAY)
            .iter()
            .map(|m| (m.span.of(text), m.rule.0))
            .collect();
        if !found.is_empty() {
            wrong.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_stamp_of_a_page_keeps_its_day_only() {
    let found = mentions("Updated: Mar 8, 2019 1:56 PM", TODAY);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].timex_value, "2019-03-08");
}

#[test]
fn counts_beyond_the_calendar_have_no_period() {
    for text in [
        "It lay there 9999 centuries ago.",
        "It froze in the past 9999 decades.",
        "It froze nine hundred thousand years ago.",
        "It comes in the next 9999 years.",
    ] {
        let found = mentions(text, TODAY);
        assert!(found.iter().all(|m| m.edtf.is_none()), "{text}");
    }
}

fn sound(text: &str, found: &[DateMention]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for m in found {
        prop_assert!(!m.span.of(text).is_empty());
        prop_assert!(m.span.start >= end, "overlap in {:?}", text);
        end = m.span.end;
        if let (Some(begin), Some(before)) = (m.begin, m.end_before) {
            prop_assert!(begin < before);
        }
        if let Some(edtf) = &m.edtf {
            prop_assert!(edtf.interval().begin <= m.begin.map(DateTime::date));
            prop_assert!(
                edtf.interval().end_before.is_none()
                    || m.end_before.map(DateTime::date) <= edtf.interval().end_before
            );
        }
    }
    Ok(())
}

/// Words that date rules look at, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let words = [
        "the",
        "last",
        "next",
        "same",
        "year",
        "years",
        "quarter",
        "month",
        "of",
        "in",
        "to",
        "-",
        "2024",
        "25",
        "1999",
        "0",
        "June",
        "May",
        "Sept",
        ".",
        ",",
        "first",
        "31st",
        "third",
        "half",
        "Q3",
        "FY25",
        "ago",
        "earlier",
        "since",
        "by",
        "end",
        "early",
        "mid",
        "between",
        "and",
        "Monday",
        "noon",
        "a.m",
        "10:30",
        "week",
        "twenty",
        "five",
        "Five-Year",
        "Plan",
        "(",
        ")",
        "'80s",
        "past",
        "previous",
        "Christmas",
        "every",
        "fiscal",
        "/",
        "9999",
        "period",
        "é",
        "decade",
        "century",
        "day",
        "yesterday",
        "2024-06-21",
        "31.12.9999",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..14).prop_map(|w| w.join(" "))
}

proptest! {
    #[test]
    fn any_mixture_of_date_words_is_read_without_panic(text in pieces(), glue in any::<bool>()) {
        let text = if glue { text.replace(" - ", "-").replace(" / ", "/") } else { text };
        sound(&text, &mentions(&text, TODAY))?;
        sound(&text, &mentions(&text, None))?;
        sound(&text, &mentions(&text, Some(jiff::civil::Date::MAX)))?;
        sound(&text, &mentions(&text, Some(jiff::civil::Date::MIN)))?;
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
        sound(&text, &mentions(&text, TODAY))?;
    }
}
