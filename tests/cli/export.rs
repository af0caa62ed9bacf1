//! `figtrace export`.

use crate::place::Place;
use serde_json::Value;
use snapbox::str;

fn printed(place: &Place, arguments: &[&str]) -> String {
    let all = [&["export", "--db", "k.db"], arguments].concat();
    let (status, text) = place.answer(&all);
    assert_eq!(status, 0, "{text}");
    text
}

#[test]
fn views_come_out_as_tables_and_lines() {
    let place = Place::new().with_figures();
    let csv = printed(&place, &["--format", "csv"]);
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.starts_with("uid,quote,value,unit,"), "{csv}");
    let lines = printed(&place, &["--format", "jsonl", "--role", "share"]);
    let row: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(
        (&row["quote"], &row["value"]),
        (&"half".into(), &"1/2".into())
    );
    let proofs = printed(
        &place,
        &[
            "--format",
            "jsonl",
            "--view",
            "provenance",
            "--region",
            "Ningbo",
        ],
    );
    assert_eq!(
        proofs
            .lines()
            .filter(|l| l.contains("\"quote_ok\":1"))
            .count(),
        3
    );
    let tree = printed(&place, &["--format", "csv", "--view", "region_tree"]);
    assert!(tree.contains("Ningbo,prefecture,0"), "{tree}");
}

#[test]
fn linked_data_holds_quote_place_and_origin() {
    let place = Place::new().with_figures();
    let turtle = printed(&place, &["--format", "turtle"]);
    for line in [
        "@prefix prov: <http://www.w3.org/ns/prov#> .",
        "a schema:Claim",
        "schema:value \"383\"^^xsd:decimal",
        "oa:exact \"9.2 trillion yuan\"",
        "prov:endedAtTime \"2025-06-02T00:00:00Z\"^^xsd:dateTime",
    ] {
        assert!(turtle.contains(line), "{line} is not in\n{turtle}");
    }
    let linked: Value = serde_json::from_str(&printed(&place, &["--format", "jsonld"])).unwrap();
    assert!(linked["@graph"].as_array().unwrap().len() > 10);
    assert_eq!(
        printed(&place, &["--format", "turtle"]),
        turtle,
        "the same every time"
    );
}

#[test]
fn files_and_folders_are_written_whole() {
    let place = Place::new().with_figures();
    std::fs::create_dir(place.path("out")).unwrap();
    place
        .figtrace(&[
            "export", "--db", "k.db", "--format", "csv", "--view", "series", "--output", "out",
        ])
        .assert()
        .success()
        .stdout_eq("out/series.csv: 1 rows of series\n");
    place
        .figtrace(&["export", "--db", "k.db", "-o", "facts.parquet"])
        .assert()
        .success()
        .stdout_eq("facts.parquet: 3 rows of facts\n");
    let parquet = std::fs::read(place.path("facts.parquet")).unwrap();
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    assert!(!place.path("facts.parquet.part").exists());
}

#[test]
fn what_cannot_be_written_is_said() {
    let place = Place::new().with_figures();
    for (arguments, said) in [
        (
            &[][..],
            "figtrace: say how to write it: --format csv, jsonl, parquet, turtle or jsonld\n",
        ),
        (
            &["-o", "facts.xyz"],
            "figtrace: say how to write it: --format csv, jsonl, parquet, turtle or jsonld\n",
        ),
        (
            &["--format", "csv", "--view", "fact"],
            "figtrace: the database has no view \"fact\"; near to it: facts\n",
        ),
        (
            &["--format", "turtle", "--view", "series"],
            "figtrace: linked data is written of facts only; leave --view out, or take csv, jsonl or parquet\n",
        ),
        (
            &[
                "--format",
                "csv",
                "--view",
                "region_tree",
                "--role",
                "share",
            ],
            "figtrace: rows of region_tree are no figures; leave the options out that choose some\n",
        ),
        (
            &["--format", "csv", "-o", "k.db"],
            "figtrace: k.db is the database itself; name another file with --output\n",
        ),
        (
            &["--format", "csv", "-o", "no/x.csv"],
            "figtrace: no/x.csv cannot be written; name another place with --output[..]\n",
        ),
    ] {
        let all = [&["export", "--db", "k.db"], arguments].concat();
        place
            .figtrace(&all)
            .assert()
            .code(2)
            .stdout_eq("")
            .stderr_eq(said);
    }
}

#[test]
fn nothing_to_write_is_status_1_and_a_closed_pipe_none() {
    let place = Place::new().with_figures();
    place
        .figtrace(&[
            "export", "--db", "k.db", "--format", "jsonl", "--role", "rank",
        ])
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("figtrace: no row passes, so only an empty file was written\n");
    for format in ["csv", "jsonl", "turtle", "jsonld", "parquet"] {
        place
            .shell(&format!(
                "\"$FIGTRACE\" export --db k.db --format {format} | true"
            ))
            .assert()
            .success()
            .stderr_eq(str![""]);
    }
}
