//! `figtrace ingest --report`: what became of each input.

use crate::place::Place;
use serde_json::Value;

const STORY: &str = "The port of Lirra moved 383 ships in May, 12 more than in April.\n\
    Officials said the new quay cost 9.2 billion yuan and took four years to build.\n\
    It is 1,400 metres long, and the largest carriers can moor at it side by side.\n";

fn lines(place: &Place) -> Vec<Value> {
    let text = std::fs::read_to_string(place.path("run.jsonl")).unwrap();
    text.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

fn place() -> Place {
    Place::new()
        .with("a.txt", STORY)
        .with("b.txt", STORY)
        .with("c.txt", STORY.replace("1,400", "1,450"))
        .with("d.txt", "")
}

fn run(place: &Place, more: &[&str]) -> Vec<String> {
    let head = [
        "ingest",
        ".",
        "-q",
        "--db",
        "k.db",
        "--report",
        "run.jsonl",
        "--captured-at",
        "2025-06-01T00:00:00Z",
    ];
    let arguments = [&head, more].concat();
    place.figtrace(&arguments).assert().code(3);
    let told = lines(place);
    told.iter()
        .map(|l| {
            format!(
                "{} {}",
                l["path"].as_str().unwrap(),
                l["outcome"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn every_input_has_a_line_with_what_became_of_it() {
    let place = place();
    let told = run(&place, &[]);
    assert_eq!(
        told,
        [
            "./a.txt new",
            "./b.txt unchanged",
            "./c.txt near-duplicate",
            "./d.txt failed"
        ]
    );
    let lines = lines(&place);
    assert_eq!(lines[0]["bytes"], STORY.len());
    assert_eq!(lines[2]["story"], 1);
    assert_eq!(lines[1]["reason"], "its text was received before");
    assert!(lines[3]["reason"].as_str().unwrap().contains("empty"));
    assert!(lines[0]["figures"].as_u64().unwrap() > 2);
    let again = run(&place, &[]);
    assert_eq!(
        again,
        [
            "./a.txt unchanged",
            "./b.txt unchanged",
            "./c.txt unchanged",
            "./d.txt failed"
        ]
    );
    assert_eq!(
        place.number("SELECT count(*) FROM capture"),
        3,
        "the report is no article"
    );
}

#[test]
fn the_report_is_the_same_for_any_number_of_threads() {
    let (one, four) = (place(), place());
    assert_eq!(run(&one, &["--jobs", "1"]), run(&four, &["--jobs", "4"]));
    assert_eq!(lines(&one), lines(&four));
}

#[test]
fn a_dry_run_reports_what_would_be() {
    let place = place();
    let told = run(&place, &["--dry-run"]);
    assert_eq!((told.len(), told[0].as_str()), (4, "./a.txt new"));
    assert_eq!(lines(&place)[0]["dry_run"], true);
    assert!(!place.path("k.db").exists());
}

#[test]
fn a_report_that_cannot_be_written_stops_before_anything_is_read() {
    let place = place();
    place
        .figtrace(&["ingest", "a.txt", "--report", "none/run.jsonl"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: the report none/run.jsonl cannot be written; name another place with --report: [..]\n");
    assert!(!place.path("figtrace.db").exists());
}

#[test]
fn bytes_need_not_be_kept_and_may_be_later() {
    let place = place();
    let ingest = |more: &[&str], day: &str| {
        let when = format!("2025-06-{day}T00:00:00Z");
        let arguments = [
            &[
                "ingest",
                "a.txt",
                "-q",
                "--db",
                "k.db",
                "--captured-at",
                &when,
            ],
            more,
        ]
        .concat();
        place.figtrace(&arguments).assert().success();
    };
    ingest(&["--no-keep"], "01");
    place
        .figtrace(&["cat", "a.txt", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("figtrace: the bytes of a.txt were not kept (`ingest --no-keep`)[..]\n");
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("not checked: 1 inputs against their hash: their bytes were not kept (`ingest --no-keep`)\nnot checked: the maps of 1 texts whose inputs were not kept\nk.db: sound; checked [..], 0 inputs\n");
    place
        .figtrace(&["holds", "a.txt", "--exact", "-q", "--db", "k.db"])
        .assert()
        .success();
    ingest(&["--no-keep"], "02");
    ingest(&[], "03");
    let kept = place
        .figtrace(&["cat", "a.txt", "--db", "k.db"])
        .output()
        .unwrap();
    assert_eq!(kept.stdout, STORY.as_bytes());
    ingest(&["--no-keep"], "04");
    assert_eq!(
        place.number("SELECT count(*) FROM raw WHERE content IS NOT NULL"),
        1
    );
    assert_eq!(place.number("SELECT count(*) FROM capture"), 4);
}
