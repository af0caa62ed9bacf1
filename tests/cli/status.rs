//! `figtrace status`: what is in the file.

use crate::place::{Place, articles};

fn read() -> Place {
    let place = Place::new()
        .with("n.jsonl", articles(5))
        .with("bad.txt", "");
    for (path, code, day) in [("n.jsonl", 0, 1), ("bad.txt", 2, 2), ("n.jsonl", 0, 3)] {
        let when = format!("2025-06-0{day}T00:00:00Z");
        place
            .figtrace(&["ingest", "-q", path, "--db", "k.db", "--captured-at", &when])
            .assert()
            .code(code);
    }
    place
}

#[test]
fn a_person_sees_what_is_there_and_what_went_wrong() {
    let place = read();
    let output = place
        .figtrace(&["status", "--db", "k.db"])
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "articles   documents 5, stories 5, near-duplicates 0\n",
        "inputs     captures 10, inputs 5, inputs not kept 0\n",
        "month      2025-01: 5 documents, ",
        "run        2025-06-03T00:00:00Z, figtrace [..]",
        "failed     bad.txt: ",
    ] {
        let line = line.split("[..]").next().unwrap();
        assert!(text.contains(line), "{line}\n{text}");
    }
    let last = text.find("run        2025-06-03").unwrap();
    assert!(
        last < text.find("run        2025-06-01").unwrap(),
        "the newest first"
    );
}

#[test]
fn a_program_reads_it_as_json_and_no_more_than_it_asked() {
    let place = read();
    let arguments = ["status", "--json", "--limit", "1", "--db", "k.db"];
    let (_, json) = place.json(&arguments);
    assert_eq!(json["counts"]["documents"], 5);
    assert_eq!(json["counts"]["failures"], 1);
    assert_eq!(json["runs"].as_array().unwrap().len(), 1);
    assert_eq!(json["runs"][0]["captures"], 5);
    assert_eq!(json["runs"][0]["documents"], 0);
    let size = std::fs::metadata(place.path("k.db")).unwrap().len();
    let parts = json["bytes"].as_object().unwrap().values();
    let sum: u64 = parts.map(|v| v.as_u64().unwrap()).sum();
    assert!(sum <= size && sum > size / 2, "{sum} of {size}");
    place
        .figtrace(&["status", "--db", "none.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: there is no database at none.db[..]\n");
}
