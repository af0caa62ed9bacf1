//! `figtrace diff`: what changed from version to version.

use crate::place::Place;
use serde_json::Value;

const FIRST: &str = "The flood in Hunan killed 12 people on Monday, officials said. Damage came to 90 million yuan. \
    Rain fell for 3 days.";

/// Three versions of one address, the second read last, and an article elsewhere.
fn versions() -> Place {
    let second = FIRST.replace("12 people", "15 people");
    let third = format!(
        "{} Some 4,000 people were moved.",
        second.replace(" Rain fell for 3 days.", "")
    );
    let line = |text: &str, query: &str| {
        let url = format!("https://www.news.example/flood/?{query}");
        serde_json::json!({ "text": text, "url": url, "title": "Flood" }).to_string()
    };
    let place = Place::new()
        .with("1.jsonl", line(FIRST, "utm_source=mail"))
        .with("2.jsonl", line(&second, "fbclid=x"))
        .with("3.jsonl", line(&third, ""))
        .with(
            "other.txt",
            "Another story\n\nThe bakery sold 400 loaves.\n",
        );
    for (file, day) in [
        ("1.jsonl", 1),
        ("3.jsonl", 3),
        ("2.jsonl", 2),
        ("other.txt", 4),
    ] {
        let when = format!("2025-06-0{day}T00:00:00Z");
        place
            .figtrace(&["ingest", "-q", file, "--db", "k.db", "--captured-at", &when])
            .assert()
            .success();
    }
    place
}

fn json(place: &Place, names: &[&str]) -> Value {
    let arguments = [&["diff", "--json", "--db", "k.db"], names].concat();
    let (status, json) = place.json(&arguments);
    assert_eq!(status, 0, "{json:#}");
    json
}

/// The changes of a step but for what stayed the same: what, before, after.
fn changes(step: &Value) -> Vec<(String, String, String)> {
    let quote = |side: &Value| side["quote"].as_str().unwrap_or_default().to_owned();
    let all = step["changes"].as_array().unwrap().iter();
    all.filter(|c| c["change"] != "same")
        .map(|c| {
            (
                c["change"].as_str().unwrap().to_owned(),
                quote(&c["from"]),
                quote(&c["to"]),
            )
        })
        .collect()
}

#[test]
fn all_versions_of_an_address_are_compared_in_order() {
    let place = versions();
    let json = json(&place, &["http://news.example/flood"]);
    let days: Vec<&str> = json["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["captured_at"].as_str().unwrap().get(8..10).unwrap())
        .collect();
    assert_eq!(days, ["01", "02", "03"]);
    let told = changes(&json["steps"][0]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].0 == "changed" && told[0].1.starts_with("12") && told[0].2.starts_with("15"),
        "{told:?}"
    );
    let told = changes(&json["steps"][1]);
    let what: Vec<&str> = told.iter().map(|t| t.0.as_str()).collect();
    assert_eq!(
        what.iter().filter(|w| **w == "changed").count(),
        0,
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|t| t.0 == "added" && t.2.starts_with("4,000")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .all(|t| t.0 != "removed" || t.1.starts_with('3')),
        "{told:?}"
    );
}

#[test]
fn documents_are_compared_as_they_are_named() {
    let place = versions();
    let (_, text) = place.answer(&["diff", "2.jsonl#1", "1.jsonl#1", "--db", "k.db"]);
    assert!(text.starts_with("from     Flood, 2025-06-02T00:00:00Z, https://www.news.example/flood/?fbclid=x, document 3\n"), "{text}");
    assert!(
        text.contains("changed  15 people") && text.contains("(-20 %)"),
        "{text}"
    );
    let steps = json(&place, &["1", "other.txt", "1"]);
    assert_eq!(steps["steps"].as_array().unwrap().len(), 2);
}

#[test]
fn one_version_is_nothing_to_compare() {
    let place = versions();
    place
        .figtrace(&["diff", "other.txt", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("figtrace: there is one version of other.txt (received from other.txt), nothing to compare it with; name a second document\n");
    place
        .figtrace(&["diff", "https://news.example/none", "--db", "k.db"])
        .assert()
        .code(1)
        .stderr_eq("figtrace: k.db holds nothing called [..]\n");
    place.figtrace(&["diff", "--db", "k.db"]).assert().code(2);
}
