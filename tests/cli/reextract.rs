//! `figtrace reextract`.

use crate::place::{Place, articles};

fn place() -> Place {
    let place = Place::new().with("news.jsonl", articles(90));
    place
        .figtrace(&["ingest", "news.jsonl", "--db", "k.db", "-q"])
        .assert()
        .success();
    place
}

fn run(place: &Place, sql: &str) {
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    conn.execute_batch(sql).unwrap();
}

/// What rules of an older version might have left: other roles, fewer figures, other places.
const OLDER: &str = "
UPDATE extraction SET rules = 'older';
UPDATE figure SET role = 'share' WHERE quote LIKE '%million yuan';
DELETE FROM figure_region WHERE figure_id % 3 = 0;
DELETE FROM same_thing; DELETE FROM relation_figure; DELETE FROM relation;
DELETE FROM figure_reason WHERE figure_id = 7; DELETE FROM figure_project WHERE figure_id = 7;
DELETE FROM figure_region WHERE figure_id = 7; DELETE FROM figure WHERE id = 7;
DELETE FROM date_mention WHERE id % 5 = 0;";

#[test]
fn the_present_rules_find_nothing_to_change() {
    let place = place();
    let before = place.dump("k.db");
    place
        .figtrace(&["reextract", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("k.db: the rows of all 90 documents come from the present rules; --all reads them again\n");
    place
        .figtrace(&["reextract", "--all", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("k.db: 90 of 90 documents read again, 0 changed; figures: 0 added, 0 removed, 0 changed\n");
    assert_eq!(place.dump("k.db"), before);
}

#[test]
fn rows_of_older_rules_become_those_of_a_fresh_ingest() {
    let (healed, fresh) = (place(), place());
    run(&healed, OLDER);
    let stale = healed.dump("k.db");
    let told = healed
        .figtrace(&["reextract", "--dry-run", "--db", "k.db"])
        .output()
        .unwrap();
    assert_eq!(healed.dump("k.db"), stale, "a dry run changes nothing");
    let told = String::from_utf8(told.stdout).unwrap();
    for part in [": role share -> level", "\n   + ", "would be changed"] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let done = healed
        .figtrace(&["reextract", "--db", "k.db"])
        .output()
        .unwrap();
    assert!(done.status.success());
    assert_eq!(
        String::from_utf8(done.stdout).unwrap(),
        told.replace(" would be", "")
    );
    for view in [
        "SELECT uid, value, unit, comparator, role, indicator, measure, regions, period, base_period, projects, speaker FROM facts ORDER BY uid",
        "SELECT key, uid FROM same_thing JOIN figure ON id = figure_id ORDER BY key, uid",
        "SELECT document_id, start_char, quote, timex_value FROM date_mention ORDER BY document_id, start_char",
        "SELECT document_id, ord, text FROM sentence ORDER BY document_id, ord",
        "SELECT kind, verdict, computation, figures FROM arithmetic ORDER BY document_id, relation_id",
        "SELECT document_id, rules FROM extraction ORDER BY 1",
        "SELECT document_id, sha256 FROM document_seal ORDER BY 1",
    ] {
        assert_eq!(rows(&healed, view), rows(&fresh, view), "{view}");
    }
    healed
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
    healed
        .figtrace(&["reextract", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("k.db: the rows of all 90[..]\n");
}

fn rows(place: &Place, sql: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    let mut rows = conn.prepare(sql).unwrap();
    let width = rows.column_count();
    let line = |r: &rusqlite::Row<'_>| {
        let cells: Vec<String> = (0..width)
            .map(|i| format!("{:?}", r.get_ref(i).unwrap()))
            .collect();
        Ok(cells.join("|"))
    };
    let all = rows.query_map([], line).unwrap();
    all.map(Result::unwrap).collect()
}

#[test]
fn marks_stay_with_figures_that_stay() {
    let place = place();
    run(
        &place,
        "INSERT INTO mark SELECT uid, 'disputed', 'look twice', 't' FROM figure WHERE quote LIKE '%million yuan' LIMIT 1;",
    );
    run(&place, OLDER);
    place
        .figtrace(&["reextract", "-q", "--db", "k.db"])
        .assert()
        .success();
    assert_eq!(
        place.number("SELECT count(*) FROM mark JOIN facts USING (uid) WHERE role = 'level'"),
        1
    );
}

#[test]
fn a_run_that_was_stopped_says_what_is_done_and_the_next_goes_on() {
    let place = place();
    run(&place, OLDER);
    let mut child = place.start(&["reextract", "--db", "k.db"]);
    std::thread::sleep(std::time::Duration::from_millis(30));
    child.kill().unwrap();
    child.wait().unwrap();
    let half_done = "SELECT count(*) FROM extraction e WHERE e.rules <> 'older' \
                     AND EXISTS (SELECT 1 FROM figure f WHERE f.document_id = e.document_id AND f.role = 'share' AND f.quote LIKE '%million yuan')";
    assert_eq!(place.number(half_done), 0, "what is noted as done is done");
    place
        .figtrace(&["reextract", "-q", "--db", "k.db"])
        .assert()
        .success();
    assert_eq!(
        place.number("SELECT count(*) FROM extraction WHERE rules = 'older'"),
        0
    );
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn there_must_be_a_database_and_nobody_else_writing() {
    let place = Place::new();
    place
        .figtrace(&["reextract", "--db", "k.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: there is no database at k.db; make one with `figtrace ingest PATH --db k.db`\n");
}

#[test]
fn what_is_no_database_does_not_become_one() {
    let place = Place::new().with("zero.db", "");
    for arguments in [
        &["reextract", "--db", "zero.db"][..],
        &["reextract", "--all", "--dry-run", "--db", "zero.db"],
        &["mark", "00", "wrong", "--db", "zero.db"],
    ] {
        place
            .figtrace(arguments)
            .assert()
            .code(2)
            .stderr_eq("figtrace: zero.db is not a figtrace database; name another file with --db (nothing was changed)\n");
    }
    assert_eq!(std::fs::read(place.path("zero.db")).unwrap(), b"");
}
