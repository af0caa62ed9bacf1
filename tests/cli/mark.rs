//! `figtrace mark`.

use crate::place::Place;
use snapbox::str;

fn uid(place: &Place) -> String {
    let (_, json) = place.json(&["trace", "383", "--db", "k.db", "--json"]);
    json["hits"][0]["uid"].as_str().unwrap().to_owned()
}

#[test]
fn a_mark_is_made_listed_shown_and_removed() {
    let place = Place::new().with_figures();
    let uid = uid(&place);
    let at = "--at=2025-06-03T10:00:00Z";
    place
        .figtrace(&[
            "mark",
            uid.get(..6).unwrap(),
            "disputed",
            "--note",
            "the port says 385",
            at,
            "--db",
            "k.db",
        ])
        .assert()
        .success()
        .stdout_eq(format!("{uid} 383: marked disputed\n"));
    place
        .figtrace(&["mark", "--list", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(format!(
            "{uid} disputed (the port says 385), 2025-06-03T10:00:00Z\n   383: Ningbo’s port handled 383 ships in May.\n"
        ));
    place
        .figtrace(&["trace", "383", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("...\n   marked   disputed (the port says 385), 2025-06-03T10:00:00Z\n...\n");
    place
        .figtrace(&["find", "383", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(
            "...\n   marked disputed (the port says 385), 2025-06-03T10:00:00Z\n\n1 figure\n",
        );
    let (_, csv) = place.answer(&["find", "383", "--db", "k.db", "--csv"]);
    let row = csv.trim_end();
    assert!(row.ends_with(",disputed,the port says 385"), "{csv}");
    let (_, json) = place.json(&["find", "383", "--db", "k.db", "--json"]);
    assert_eq!(json["hits"][0]["mark"]["kind"], "disputed");
    place
        .figtrace(&["check", "Ningbo's port handled 383 ships.", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("...\n   383 is marked disputed (the port says 385)\n");
    place
        .figtrace(&["mark", &uid, "--remove", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(format!("{uid}: no longer marked\n"));
    place
        .figtrace(&["mark", "--list", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("k.db: no figure is marked\n");
}

#[test]
fn a_figure_marked_wrong_is_no_evidence() {
    let place = Place::new().with_figures();
    let uid = uid(&place);
    place
        .figtrace(&["mark", &uid, "wrong", "--db", "k.db"])
        .assert()
        .success();
    place
        .figtrace(&["check", "Ningbo's port handled 383 ships.", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("not covered: [..]\n...\n   383 is marked wrong, left out\n");
}

#[test]
fn a_mark_that_lost_its_figure_is_a_remark_of_verify() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["mark", &uid(&place), "wrong", "--db", "k.db"])
        .assert()
        .success();
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    conn.execute("UPDATE mark SET uid = '00000000000000ff'", [])
        .unwrap();
    drop(conn);
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("not checked: [..]another figtrace[..]\nremark: no figure has the uid 00000000000000ff, which is marked wrong\nk.db: sound;[..]\n");
    place
        .figtrace(&["mark", "--list", "--json", "--db", "k.db"])
        .assert()
        .success();
    place
        .figtrace(&["mark", "0000", "--remove", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn what_cannot_be_marked_is_said() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["mark", "ffff", "wrong", "--db", "k.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: k.db: no figure, or more than one, has a uid that begins with \"ffff\"; `figtrace trace NUMBER` shows uids\n");
    place
        .figtrace(&["mark", "ffff", "--remove", "--db", "k.db"])
        .assert()
        .code(1);
    place
        .figtrace(&["mark", "ffff", "good", "--db", "k.db"])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: invalid value 'good' for '[KIND]'
  [possible values: preferred, disputed, wrong]
...
"]]);
    assert_eq!(place.number("SELECT count(*) FROM mark"), 0);
}
