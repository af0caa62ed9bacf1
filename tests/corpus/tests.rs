//! The gate itself: gold well formed, floors held.

use super::articles::Generator;
use super::case::{Case, cases, traps};
use super::floors::{Floors, Order};
use super::gold::{Gold, articles, folder};
use super::score::Scores;
use figtrace::clean::plain;
use figtrace::pipeline::read_article;
use figtrace::show::record::record;
use serde_json::Value as Json;
use std::fmt::Write as _;

/// How many differences a failure prints, unless `FIGTRACE_DIFFERENCES` says another number.
const SHOWN: usize = 40;

fn read(gold: &Gold) -> Json {
    let mut article = plain::article(gold.text.clone());
    article.published = gold.date;
    record(&read_article(article), &gold.name, "")
}

/// How many pass, and a report of the others.
fn run(cases: &[Case]) -> (usize, String) {
    let mut report = String::new();
    let mut passed = 0;
    for case in cases {
        let differences = case.differences();
        if differences.is_empty() {
            passed += 1;
            continue;
        }
        let _ = writeln!(report, "{}: {}", case.place, case.sentence);
        for line in differences {
            let _ = writeln!(report, "    {line}");
        }
    }
    (passed, report)
}

#[test]
fn gold_files_are_well_formed() {
    let faults: Vec<String> = articles().into_iter().flat_map(|g| g.faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn cases_and_traps_can_be_read() {
    for case in cases(&folder("cases")).unwrap() {
        assert!(
            !case.expected.is_empty() || !case.none.is_empty(),
            "{} states nothing",
            case.place
        );
        for (_, item) in &case.expected {
            let quote = item["quote"].as_str().unwrap();
            assert!(
                case.sentence.contains(quote),
                "{}: {quote:?} is not there",
                case.place
            );
        }
    }
    traps(&folder("traps")).unwrap();
}

#[test]
fn floors_hold() {
    let mut scores = Scores::default();
    for gold in articles() {
        scores.add(&gold, &read(&gold));
    }
    let cases = cases(&folder("cases")).unwrap();
    let traps = traps(&folder("traps")).unwrap();
    let (cases_passed, cases_report) = run(&cases);
    let (traps_passed, traps_report) = run(&traps);
    let measured = Floors::measured(&scores, cases_passed, traps_passed);
    let path = folder("floors.toml");
    let pinned = Floors::parse(&std::fs::read_to_string(&path).unwrap_or_default());
    let shown = std::env::var("FIGTRACE_DIFFERENCES")
        .ok()
        .and_then(|n| n.parse().ok());
    let take = shown.unwrap_or(SHOWN);
    println!("{cases_report}{traps_report}");
    for line in scores.differences.iter().take(take) {
        println!("{line}");
    }
    println!(
        "{}\ncases {cases_passed} of {}, traps {traps_passed} of {}",
        measured.to_toml(),
        cases.len(),
        traps.len()
    );
    match Order::of(std::env::var("FIGTRACE_FLOORS").ok().as_deref()).settle(&pinned, &measured) {
        Ok(Some(text)) => std::fs::write(&path, text).unwrap(),
        Ok(None) => {}
        Err(faults) => panic!("{}", faults.join("\n")),
    }
}

#[test]
fn generated_articles_are_the_same_for_the_same_seed_and_differ_from_one_another() {
    let articles = |seed: u64| {
        let mut generator = Generator::new(&folder("articles"), seed, 15).unwrap();
        (0..50).map(|_| generator.article()).collect::<Vec<_>>()
    };
    assert_eq!(articles(1), articles(1));
    assert_ne!(articles(1), articles(2));
    let mut distinct = articles(1);
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 50);
}

#[test]
fn every_finding_of_a_generated_article_stands_where_it_says() {
    let mut generator = Generator::new(&folder("articles"), 7, 15).unwrap();
    for _ in 0..40 {
        let text = generator.article();
        let found = record(&read_article(plain::article(text.clone())), "generated", "");
        for family in super::gold::FAMILIES {
            for item in super::score::items(&found, family) {
                let at = |key: &str| usize::try_from(item[key].as_u64().unwrap()).unwrap();
                assert_eq!(text.get(at("start")..at("end")), item["quote"].as_str());
            }
        }
    }
}
