//! `figtrace check`.

use crate::place::Place;
use serde_json::Value;
use snapbox::str;

#[test]
fn a_claim_is_held_against_the_database() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["check", "Ningbo's port handled 383 ships.", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(str![[r"
supported: Ningbo's port handled 383 ships.
   383: same indicator and region; the evidence says 383
1. Ningbo’s port handled 383 ships in May.
   A busy May, 2025-06-01, https://news.example/may?x=1#top, port.txt

"]])
        .stderr_eq("");
    place
        .figtrace(&["check", "Ningbo's port handled 300 ships.", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
contradicted: Ningbo's port handled 300 ships.
   300: same indicator and region; the evidence says 383, 27.7 % higher
...
"]]);
}

#[test]
fn what_cannot_be_compared_is_said_in_one_sentence() {
    let place = Place::new().with_figures();
    for (claim, said) in [
        (
            "The port is busy.",
            "not covered: The port is busy.\n   the claim has no number and no date to compare[..]\n...",
        ),
        (
            "В порту 383 судна",
            "not covered: В порту 383 судна\n   no figure or date was recognised in the claim; figtrace reads English\n",
        ),
        (
            "The bakery sold 400 loaves in Oslo.",
            "not covered: The bakery sold 400 loaves in Oslo.\n   no sentence of the evidence is about it\n",
        ),
    ] {
        place
            .figtrace(&["check", claim, "--db", "k.db"])
            .assert()
            .code(1)
            .stdout_eq(said);
    }
}

#[test]
fn a_text_can_be_the_evidence_and_units_convert() {
    let place = Place::new().with(
        "a.txt",
        "Water\n\nThe new canal is 12 km long and cost 8 million yuan.\n",
    );
    let check = |claim: &str| {
        let command = place.figtrace(&["check", claim, "--against", "a.txt"]);
        command.output().unwrap().status.code()
    };
    assert_eq!(check("The new canal is 12,000 metres long."), Some(0));
    assert_eq!(check("The new canal is 15 km long."), Some(1));
    place
        .figtrace(&[
            "check",
            "The new canal cost 8 million euros.",
            "--against",
            "a.txt",
        ])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
not covered: The new canal cost 8 million euros.
   8 million euros: the evidence has 8 million yuan, in a unit that does not convert
...
"]]);
}

#[test]
fn a_file_of_claims_is_answered_claim_by_claim() {
    let place = Place::new()
        .with("a.txt", "Water\n\nThe new canal is 12 km long.\n")
        .with(
            "claims.txt",
            "The new canal is 12 km long. It is blue.\nThe new canal is 15 km long.\n",
        );
    let command = [
        "check",
        "--file",
        "claims.txt",
        "--against",
        "a.txt",
        "--json",
    ];
    let output = place.figtrace(&command).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let verdicts: Vec<&str> = json["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts, ["supported", "contradicted"]);
    assert_eq!(json["claims"][1]["figures"][0]["evidence"], "12 km");
    place
        .shell("\"$FIGTRACE\" check - --against a.txt --exit-zero < claims.txt | grep -c :")
        .assert()
        .success();
}

#[test]
fn pairs_are_answered_in_order_and_bad_lines_are_named() {
    let lines = "{\"id\":7,\"claim\":\"It had 412 farms.\",\"evidence\":[\"It was dry.\",\"It had 412 farms.\"]}\n\n\
                 {\"id\":\"b\",\"claim\":\"It had 90 farms.\",\"evidence\":\"It had 412 farms .\"}\nnonsense\n";
    let place = Place::new().with("p.jsonl", lines);
    let output = place
        .figtrace(&["check", "--pairs", "p.jsonl"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = text
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(
        (&answers[0]["id"], &answers[0]["verdict"]),
        (&7.into(), &"supported".into())
    );
    assert_eq!(answers[0]["ranked"][0], 1);
    assert_eq!(
        (&answers[1]["id"], &answers[1]["verdict"]),
        (&"b".into(), &"contradicted".into())
    );
    assert_eq!(answers[2]["line"], 4);
}

#[test]
fn what_cannot_be_done_ends_with_status_2() {
    let place = Place::new()
        .with("empty.txt", "")
        .with("latin.txt", b"caf\xe9 5")
        .with("a.txt", "It had 412 farms.");
    for (arguments, said) in [
        (&["check", " "][..], "figtrace: the claim is empty[..]\n"),
        (
            &["check", "It had 5 farms."],
            "figtrace: there is no database at figtrace.db[..]\n",
        ),
        (
            &["check", "It had 5 farms.", "--against", "none.txt"],
            "figtrace: [..]none.txt[..]\n",
        ),
        (
            &["check", "--file", "none.txt", "--against", "a.txt"],
            "figtrace: none.txt cannot be read[..]\n",
        ),
        (
            &["check", "--file", "empty.txt", "--against", "a.txt"],
            "figtrace: empty.txt: no sentence has a figure or a date[..]\n",
        ),
        (
            &["check", "--file", "latin.txt", "--against", "a.txt"],
            "figtrace: latin.txt: the claims are not UTF-8[..]\n",
        ),
        (
            &["check", "--pairs", "empty.txt"],
            "figtrace: there is no pair[..]\n",
        ),
        (
            &["check", "--pairs", "none.jsonl"],
            "figtrace: none.jsonl cannot be opened[..]\n",
        ),
    ] {
        place
            .figtrace(arguments)
            .assert()
            .code(2)
            .stdout_eq("")
            .stderr_eq(said);
    }
}

#[test]
fn an_empty_database_is_told_from_one_that_says_nothing() {
    let place = Place::new().with("a.txt", "All is well.\n");
    place
        .figtrace(&["ingest", "-q", "a.txt", "--db", "k.db"])
        .assert()
        .success();
    place
        .figtrace(&["check", "It had 5 farms.", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq(
            "not covered: It had 5 farms.\n   there is no evidence: no figure was read in it\n",
        );
}

#[test]
fn other_values_of_the_same_thing_are_said() {
    let place = Place::new()
        .with(
            "a.txt",
            "Trade\n\nExports of Hebei rose 5.0 percent in 2024.\n",
        )
        .with(
            "b.txt",
            "Ports\n\nIn 2024, exports of Hebei rose 2.8 percent.\n",
        );
    place
        .figtrace(&["ingest", "-q", "a.txt", "b.txt", "--db", "k.db"])
        .assert()
        .success();
    place
        .figtrace(&["check", "Exports of Hebei rose 5.0 percent in 2024.", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(str![[r"
supported: Exports of Hebei rose 5.0 percent in 2024.
   5.0 percent: same indicator and region and period; the evidence says 5.0 percent; also stated: 2.8 percent
1. Exports of Hebei rose 5.0 percent in 2024.
   a.txt
2. In 2024, exports of Hebei rose 2.8 percent.
   b.txt

"]]);
}

#[test]
fn a_namesake_and_a_slip_of_the_pen_are_noted() {
    let place = Place::new()
        .with(
            "a.txt",
            "Trade\n\nExports of Suzhou, Anhui, rose 5.0 percent in 2024.\n",
        )
        .with(
            "b.txt",
            "Mills\n\nThe output of Henan rose 2.8 percent in 2024.\n",
        );
    place
        .figtrace(&["ingest", "-q", "a.txt", "b.txt", "--db", "k.db"])
        .assert()
        .success();
    let check = |claim: &str| {
        let output = place
            .figtrace(&["check", claim, "--db", "k.db", "--json"])
            .output();
        let json: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
        let claim = &json["claims"][0];
        (claim["verdict"].to_string(), claim["notes"][0].to_string())
    };
    let (verdict, note) = check("Exports of Suzhou rose 5.0 percent in 2024.");
    assert_eq!(verdict, "\"not_covered\"");
    assert!(
        note.contains("Suzhou, Jiangsu; there is also Suzhou, Anhui"),
        "{note}"
    );
    assert_eq!(
        check("Exports of Suzhou, Anhui, rose 5.0 percent in 2024.").0,
        "\"supported\""
    );
    let (verdict, note) = check("The output of Hennan rose 2.8 percent in 2024.");
    assert_eq!(verdict, "\"not_covered\"");
    assert!(
        note.contains("no article here tells of Hennan; near to it: Henan"),
        "{note}"
    );
}
