//! `figtrace holds`: whether something is in the archive already.

use crate::place::Place;

const STORY: &str = "Ports of the north\n\nThe port of Lirra moved 383 ships in May, 12 more than in April.\n\
    Officials said the new quay cost 9.2 billion yuan and took four years to build.\n\
    It is 1,400 metres long, and the largest carriers can moor at it side by side.\n\
    The harbour master expects 450 ships a month when the railway reaches the town next year.\n";

fn read() -> Place {
    let url = "https://www.news.example/quay?utm_id=4";
    let line =
        serde_json::json!({ "text": "The quay opened to 700 guests.", "url": url }).to_string();
    let place = Place::new().with("a.txt", STORY).with("n.jsonl", line);
    place
        .figtrace(&[
            "ingest",
            "-q",
            "a.txt",
            "n.jsonl",
            "--db",
            "k.db",
            "--captured-at",
            "2025-06-01T00:00:00Z",
        ])
        .assert()
        .success();
    place
}

/// As what `thing` is held, and the exit status.
fn held(place: &Place, thing: &str, more: &[&str]) -> (String, i32) {
    let arguments = [&["holds", thing, "--json", "--db", "k.db"], more].concat();
    let (status, json) = place.json(&arguments);
    let answer = &json["answers"][0];
    if let Some(since) = answer["since"].as_str() {
        assert_eq!(since, "2025-06-01T00:00:00Z");
    }
    let how = answer["as"].as_str().unwrap_or("nothing").to_owned();
    (how, status)
}

#[test]
fn files_texts_and_addresses_are_known_again() {
    let cut = STORY
        .replace("Ports of the north", "A quay for giants")
        .replace("12 more", "11 more");
    let bytes = [b"\xef\xbb\xbf", STORY.as_bytes()].concat();
    let place = read()
        .with("same.txt", STORY)
        .with("marked.txt", bytes)
        .with("cut.txt", cut)
        .with(
            "other.txt",
            "The bakery sold 400 loaves on its first day in the square.\n",
        );
    for (thing, how, status) in [
        ("same.txt", "exact bytes", 0),
        ("marked.txt", "same text", 0),
        ("cut.txt", "near-duplicate", 0),
        ("other.txt", "nothing", 1),
        ("http://news.example/quay/", "another version", 0),
        ("https://news.example/else", "nothing", 1),
        ("The quay opened to 700 guests.", "same text", 0),
        ("the harbour master expects 450 ships a month", "passage", 0),
        ("the harbour master expects 460 ships a month", "nothing", 1),
        ("gone.txt", "nothing", 1),
    ] {
        let (found, code) = held(&place, thing, &[]);
        assert_eq!((found.as_str(), code), (how, status), "{thing}");
    }
    assert_eq!(held(&place, "cut.txt", &["--exact"]), ("nothing".into(), 1));
    assert_eq!(
        held(&place, "marked.txt", &["--exact"]),
        ("same text".into(), 0)
    );
}

#[test]
fn several_things_are_answered_line_by_line() {
    let place = read().with("empty.txt", "");
    place
        .figtrace(&["holds", "a.txt", "https://news.example/none", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq(
            "held      a.txt: exact bytes, since 2025-06-01T00:00:00Z as a.txt (document 1, sha256 [..])\n\
             not held  https://news.example/none\n",
        );
    place
        .figtrace(&["holds", "a.txt", "empty.txt", "--db", "k.db"])
        .assert()
        .code(2)
        .stdout_eq("held      a.txt: [..]\nunknown   empty.txt: [..]\n");
    place
        .figtrace(&["holds", "a.txt", "-q", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("");
}

#[test]
fn standard_input_is_a_list_or_a_text() {
    let place = read();
    place
        .figtrace(&["holds", "-", "--db", "k.db"])
        .stdin("a.txt\nhttps://news.example/quay\n\nhttps://news.example/none\n")
        .assert()
        .code(1)
        .stdout_eq("held      a.txt: [..]\nheld      https://news.example/quay: its address, with 1 text, [..]\nnot held  https://news.example/none\n");
    place
        .figtrace(&["holds", "-", "--db", "k.db"])
        .stdin(STORY)
        .assert()
        .success()
        .stdout_eq("held      Ports of the north The port of Lirra [..]…: exact bytes, [..]\n");
    place
        .figtrace(&["holds", "-", "--db", "k.db"])
        .stdin("")
        .assert()
        .code(2)
        .stdout_eq("unknown   : there is nothing to look for[..]\n");
}
