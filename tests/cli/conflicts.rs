//! `figtrace conflicts`.

use crate::place::Place;
use serde_json::Value;

/// Three papers on one output, and one whose own numbers do not add up.
fn place() -> Place {
    let articles = [
        (
            "one",
            "2025-01-10",
            "In 2024, the GDP of Hebei was 4.75 trillion yuan.",
        ),
        (
            "two",
            "2025-02-11",
            "Hebei’s gross domestic product came to 4.9 trillion yuan in 2024, the bureau said.",
        ),
        (
            "three",
            "2025-03-12",
            "The GDP of Hebei reached 4.7527 trillion yuan in 2024.",
        ),
        (
            "four",
            "2025-04-13",
            "The number of visitors of Hunan fell 30 percent, from 200,000 to 100,000.",
        ),
        (
            "five",
            "2025-04-14",
            "The bridge in Hunan cost 21 billion yuan ($3 billion).",
        ),
        (
            "six",
            "2025-04-15",
            "The tunnel in Anhui cost 21 billion yuan ($5 billion).",
        ),
    ];
    let lines: Vec<String> = articles
        .iter()
        .map(|(id, date, text)| {
            serde_json::json!({ "id": id, "date": date, "title": id, "text": text }).to_string()
        })
        .collect();
    let place = Place::new().with("news.jsonl", lines.join("\n"));
    place
        .figtrace(&["ingest", "news.jsonl", "--db", "k.db", "-q"])
        .assert()
        .success();
    place
}

fn json(place: &Place, more: &[&str]) -> (i32, Value) {
    let mut arguments = vec!["conflicts", "--db", "k.db", "--json"];
    arguments.extend(more);
    place.json(&arguments)
}

#[test]
fn articles_that_contradict_each_other_are_shown_by_thing() {
    let (status, found) = json(&place(), &["--within", "Hebei"]);
    assert_eq!(status, 0);
    assert_eq!(found["things"].as_array().unwrap().len(), 1, "{found:#}");
    let thing = &found["things"][0];
    assert_eq!(
        (&thing["indicator"], &thing["period"]),
        (&"gdp".into(), &"2024".into())
    );
    assert_eq!(thing["verdict"], "impossible");
    let quotes: Vec<&str> = thing["statements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["quote"].as_str().unwrap())
        .collect();
    assert_eq!(
        quotes,
        [
            "4.7527 trillion yuan",
            "4.9 trillion yuan",
            "4.75 trillion yuan"
        ],
        "the newest first"
    );
}

#[test]
fn computations_and_rates_are_held_against_each_other() {
    let place = place();
    let (status, found) = json(&place, &["--arithmetic"]);
    assert_eq!((status, found["things"].as_array().unwrap().len()), (0, 0));
    let off = &found["computations"][0];
    assert_eq!(
        (&off["verdict"], &off["deviation"]),
        (&"off by".into(), &"-20".into())
    );
    let (_, all) = json(&place, &["--arithmetic", "--all"]);
    assert_eq!(all["computations"].as_array().unwrap().len(), 3, "{all:#}");
    let (_, rates) = json(&place, &["--indicator", "cost"]);
    let rate = rates["things"]
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["unit"] == "CNY/USD");
    assert!(rate.is_none_or(|r| r["statements"].as_array().unwrap().len() == 2));
    let (_, rates) = json(&place, &[]);
    let rate = rates["things"]
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["unit"] == "CNY/USD");
    assert_eq!(
        rate.unwrap()["statements"].as_array().unwrap().len(),
        2,
        "7 and 4.2 yuan for a dollar"
    );
}

#[test]
fn filters_formats_and_marks() {
    let place = place();
    place
        .figtrace(&["conflicts", "--db", "k.db", "--within", "Yunnan"])
        .assert()
        .code(1)
        .stdout_eq(
            "k.db: nothing contradicts another with these filters; leave one out to see more\n",
        );
    place
        .figtrace(&["conflicts", "--db", "k.db", "--period", "soon"])
        .assert()
        .code(2)
        .stderr_eq(
            "figtrace: --period \"soon\" is no EDTF; write it as 2024, 2024-05 or 2016/2020\n",
        );
    place
        .figtrace(&["conflicts", "--db", "k.db", "--within", "Hebie"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: no region is called \"Hebie\"[..]Hebei[..]\n");
    let csv = ["conflicts", "--db", "k.db", "--csv", "--within", "Hebei"];
    let (_, csv) = place.answer(&csv);
    assert_eq!(csv.matches("\r\n").count(), 4, "{csv}");
    let (_, found) = json(&place, &["--within", "Hebei"]);
    let wrong = found["things"][0]["statements"][1]["uid"]
        .as_str()
        .unwrap()
        .to_owned();
    place
        .figtrace(&["mark", &wrong, "wrong", "--note", "a slip", "--db", "k.db"])
        .assert()
        .success();
    let (status, found) = json(&place, &["--within", "Hebei"]);
    assert_eq!((status, found["things"].as_array().unwrap().len()), (1, 0));
}

/// What the papers say in two sentences each, held against each other.
fn contradict(one: &str, other: &str) -> bool {
    let line = |id: &str, text: &str| serde_json::json!({ "id": id, "text": text }).to_string();
    let lines = [line("one", one), line("other", other)].join("\n");
    let place = Place::new().with("news.jsonl", lines);
    place
        .figtrace(&["ingest", "news.jsonl", "--db", "k.db", "-q"])
        .assert()
        .success();
    let (status, found) = json(&place, &[]);
    let things = found["things"].as_array().unwrap().len();
    assert_eq!(status, i32::from(things == 0), "{found:#}");
    things == 1
}

#[test]
fn who_reports_it_hides_no_contradiction() {
    let plain = "In 2024, the GDP of Hebei grew by 2.8 percent.";
    for other in [
        "NEW YORK (Kite News) - The GDP of Hebei grew by 5 percent in 2024.",
        "The GDP of Hebei grew by 5 percent in 2024, provincial officials said.",
        "In 2024, the GDP of Hebei grew by 5 percent year on year, the Private Enterprise Daily wrote.",
    ] {
        assert!(contradict(plain, other), "{other}");
    }
    assert!(
        !contradict(
            "In 2024, the exports of Guangxi rose by 7.1 percent in yuan terms.",
            "In 2024, the exports of Guangxi rose by 5.9 percent in dollar terms."
        ),
        "each is true in its currency"
    );
}

#[test]
fn an_empty_database_contradicts_nothing() {
    let place = Place::new().with("a.txt", "Nothing to see here.");
    place
        .figtrace(&["ingest", "a.txt", "--db", "k.db", "-q"])
        .assert()
        .success();
    place
        .figtrace(&["conflicts", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("k.db: nothing contradicts another; --all shows computations that agree and figures that lie far apart\n");
    place
        .figtrace(&["conflicts", "--db", "none.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: there is no database at none.db; make one with `figtrace ingest PATH --db none.db`\n");
}
