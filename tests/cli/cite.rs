//! `figtrace cite`.

use crate::place::Place;
use snapbox::str;

fn uid(place: &Place, query: &str) -> String {
    let (_, json) = place.json(&["trace", query, "--db", "k.db", "--json"]);
    json["hits"][0]["uid"].as_str().unwrap().to_owned()
}

#[test]
fn a_figure_is_quoted_with_its_source() {
    let place = Place::new().with_figures();
    let ships = uid(&place, "383");
    place
        .figtrace(&["cite", &ships, "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(str![[r"
“Ningbo’s port handled 383 ships in May.”
   “A busy May”, Harbour News, 2025-06-01
   https://news.example/may?x=1#:~:text=Ningbo%E2%80%99s%20port%20handled-,383,-ships%20in%20May.
   received 2025-06-02 as port.txt, file sha256 [..], text sha256 [..], figure [..]

"]]);
    place
        .figtrace(&["cite", &ships, "--db", "k.db", "--format", "html"])
        .assert()
        .success()
        .stdout_eq(str![[r#"
<p><q cite="https://news.example/may?x=1#:~:text=[..]">Ningbo’s port handled <mark>383</mark> ships in May.</q> <a href="[..]"><cite>A busy May</cite></a>, Harbour News, <time datetime="2025-06-01">2025-06-01</time> <small>([..])</small></p>

"#]]);
}

#[test]
fn reference_managers_read_it() {
    let place = Place::new().with_figures();
    let (ships, trade) = (uid(&place, "383"), uid(&place, "9.2 trillion yuan"));
    let both = [
        "cite", &ships, &trade, "--db", "k.db", "--format", "csl-json",
    ];
    let (_, items) = place.json(&both);
    assert_eq!(items.as_array().unwrap().len(), 2);
    for item in items.as_array().unwrap() {
        assert!(item["id"].is_string() && item["type"].is_string());
    }
    place
        .figtrace(&["cite", &ships, "--db", "k.db", "--format", "bibtex"])
        .assert()
        .success()
        .stdout_eq(str![[r"
@misc{figtrace:[..],
  title = {{A busy May}},
  publisher = {Harbour News},
  year = {2025},
  month = {06},
  day = {01},
  url = {https://news.example/may?x=1#:~:text=[..]},
  urldate = {2025-06-02},
  note = {``Ningbo’s port handled 383 ships in May.''; received 2025-06-02 as port.txt, [..]},
}

"]]);
}

#[test]
fn marks_are_told_and_unknown_uids_named() {
    let place = Place::new().with_figures();
    let ships = uid(&place, "383");
    place
        .figtrace(&[
            "mark",
            &ships,
            "disputed",
            "--note",
            "the port says 385",
            "--db",
            "k.db",
        ])
        .assert()
        .success();
    place
        .figtrace(&["cite", &ships, "ffff", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("...\n   marked disputed (the port says 385), [..]\n")
        .stderr_eq("figtrace: k.db: no figure, or more than one, has a uid that begins with \"ffff\"; `figtrace trace NUMBER` shows uids\n");
}
