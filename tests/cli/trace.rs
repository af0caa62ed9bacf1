//! `figtrace trace`.

use crate::place::Place;
use snapbox::str;

#[test]
fn a_figure_is_shown_with_sentence_meaning_source_and_proof() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["trace", "383", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(str![[r"
1. Ningbo’s port handled »383« ships in May.
   says     383 ships, level
   about    ships handled; Ningbo; 2025-05
   article  A busy May, Harbour News, 2025-06-01
   link     https://news.example/may?x=1#:~:text=Ningbo%E2%80%99s%20port%20handled-,383,-ships%20in%20May.
   file     port.txt (sha256 [..])
   place    characters 22-25 of text sha256 [..]
   figure   [..]
   rule     figure/count
   because  place/subject

"]])
        .stderr_eq("");
}

#[test]
fn explaining_says_what_rules_mean_and_how_the_query_was_read() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["trace", "383", "--db", "k.db", "--explain"])
        .assert()
        .success()
        .stdout_eq(str![[r#"
"383" is read as 382.5 to 383.5, of any unit

1. Ningbo[..]
...
   rule     figure/count: a number and a noun
...
"#]]);
}

#[test]
fn rounding_of_what_was_typed_decides() {
    let place = Place::new().with_figures();
    let found = |query: &str| {
        let (status, json) = place.json(&["trace", query, "--db", "k.db", "--json"]);
        (status, json["total"].as_i64().unwrap())
    };
    assert_eq!(found("383"), (0, 1));
    assert_eq!(found("383.4"), (1, 0));
    for query in [
        "9 trillion yuan",
        "RMB9.2tn",
        "9200 billion yuan",
        "9,200,000,000,000",
        "half",
        "50%",
    ] {
        assert_eq!(found(query), (0, 1), "{query}");
    }
    for query in ["9.0 trillion yuan", "9.2 trillion dollars", "51%", "9.2"] {
        assert_eq!(found(query), (1, 0), "{query}");
    }
}

#[test]
fn json_holds_the_proof() {
    let place = Place::new().with_figures();
    let (_, json) = place.json(&["trace", "9.2 trillion yuan", "--db", "k.db", "--json"]);
    let hit = &json["hits"][0];
    assert_eq!(hit["quote"], "9.2 trillion yuan");
    assert_eq!(hit["comparator"], "about");
    assert_eq!(hit["base_period"], "yoy");
    assert_eq!(hit["attributed_to"], "officials");
    let text = place.number("SELECT count(*) FROM provenance WHERE quote_ok = 1");
    assert_eq!(text, 3);
    let uid = hit["uid"].as_str().unwrap();
    let (_, one) = place.json(&["trace", "--figure", uid, "--db", "k.db", "--json"]);
    assert_eq!(one["hits"][0], *hit);
}

#[test]
fn nothing_found_says_so() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["trace", "384", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("k.db: nothing states 384\n");
    place
        .figtrace(&["trace", "383", "--db", "k.db", "--region", "Hebei"])
        .assert()
        .code(1)
        .stdout_eq("k.db: nothing states 383 with these filters; leave one out to see more\n");
    place
        .figtrace(&["trace", "--figure", "ffffffff", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("k.db: nothing states figure ffffffff\n");
}

#[test]
fn the_whole_query_is_asked_or_none_of_it() {
    let place = Place::new().with_figures();
    let status = |query: &str| {
        let out = place.figtrace(&["trace", query, "--db", "k.db"]).output();
        out.unwrap().status.code().unwrap()
    };
    assert_eq!(status("383 ships"), 0);
    assert_eq!(status("383 zorkmids"), 1);
    for query in [
        "10^400",
        "1e400",
        "1/0",
        "383 in May",
        "9.2 trillion yuan of zork",
    ] {
        assert_eq!(status(query), 2, "{query}");
    }
}

#[test]
fn filters_narrow() {
    let place = Place::new().with_figures();
    for filter in [
        ["--region", "ningbo"],
        ["--period", "2025"],
        ["--period", "2025-05"],
        ["--indicator", "ships"],
        ["--unit", "count"],
    ] {
        let arguments = [&["trace", "383", "--db", "k.db"], &filter[..]].concat();
        place.figtrace(&arguments).assert().success();
    }
    place
        .figtrace(&["trace", "383", "--db", "k.db", "--period", "2024"])
        .assert()
        .code(1);
}

#[test]
fn what_cannot_be_understood_is_said_in_one_sentence() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["trace", "ships", "--db", "k.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: no figure can be read in \"ships\"; write one as '9 trillion yuan', '34.4%' or 383\n");
    place
        .figtrace(&["trace", "383", "--db", "k.db", "--period", "May"])
        .assert()
        .code(2)
        .stderr_eq(
            "figtrace: --period \"May\" is no EDTF; write it as 2024, 2024-05 or 2016/2020\n",
        );
    place
        .figtrace(&["trace", "383", "--db", "none.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: there is no database at none.db; make one with `figtrace ingest PATH --db none.db`\n");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let place = Place::new().with_figures();
    place
        .shell("\"$FIGTRACE\" trace 383 --db k.db | true; \"$FIGTRACE\" verify --db k.db | true")
        .assert()
        .success()
        .stderr_eq("");
    place
        .shell("sh -c '\"$FIGTRACE\" trace 383 --db k.db; echo $? >status' | true; sleep 0.2; cat status")
        .assert()
        .stdout_eq("0\n")
        .stderr_eq("");
}
