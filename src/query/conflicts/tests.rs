//! Contradictions in small databases.

use super::*;
use crate::link::reading::Reading;
use crate::store::sample::{reading, received, writer};
use rusqlite::types::Value as Sql;
use std::path::{Path, PathBuf};

/// A database of articles; in each the figures are about the thing `key`.
fn library(texts: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.db");
    let mut w = writer(&path, "t");
    let read = |text: &str, key: &str| -> Reading {
        let mut out = reading(text);
        out.things = out.figures.iter().map(|_| Some(key.to_owned())).collect();
        out
    };
    let batch: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(n, (text, key))| received(&format!("{n}.txt"), text, read(text, key)))
        .collect();
    w.store(&batch).unwrap();
    w.finish().unwrap();
    (folder, path)
}

fn found(path: &Path, all: bool) -> Conflicts {
    let asked = Asked {
        all,
        ..Asked::default()
    };
    Library::open(path).unwrap().conflicts(&asked).unwrap()
}

#[test]
fn what_cannot_both_be_true_is_found_and_rounding_is_allowed() {
    let (_folder, path) = library(&[
        ("Output was 12.", "a"),
        ("It came to 12.3 there.", "a"),
        ("They sold 15.", "a"),
        ("They sold 15 of it.", "b"),
    ]);
    let all = found(&path, false);
    assert_eq!(all.things.len(), 1);
    let thing = &all.things[0];
    assert!(thing.impossible);
    let quotes: Vec<&str> = thing.statements.iter().map(|s| s.quote.as_str()).collect();
    assert_eq!(quotes, ["15", "12.3", "12"]);
    let (_folder, path) = library(&[("Output was 12.", "a"), ("It came to 12.3.", "a")]);
    assert_eq!(found(&path, true).things, []);
}

#[test]
fn one_article_does_not_contradict_itself_here() {
    let (_folder, path) = library(&[("It sold 12 and 15.", "a"), ("Output is 20.", "b")]);
    assert_eq!(found(&path, false).things, []);
}

#[test]
fn a_number_that_one_article_repeats_hides_nothing() {
    // The newest figures with either number stand in the second article; the first contradicts them.
    let (_folder, path) = library(&[
        ("Output was 12.", "a"),
        ("It is 12 or 15, they say; 12 it was, and 15 it is.", "a"),
    ]);
    assert_eq!(found(&path, false).things.len(), 1);
}

#[test]
fn marks_settle() {
    let texts = [("Output was 12.", "a"), ("They sold 15.", "a")];
    let (_folder, path) = library(&texts);
    let mark = |kind: &str| {
        let conn = Connection::open(&path).unwrap();
        let sql =
            "INSERT OR REPLACE INTO mark SELECT uid, ?1, NULL, 't' FROM figure WHERE quote = '12'";
        conn.execute(sql, [kind]).unwrap();
    };
    mark("disputed");
    let disputed = found(&path, false).things;
    assert_eq!(disputed[0].statements[1].mark.as_deref(), Some("disputed"));
    mark("preferred");
    let settled = found(&path, false);
    assert_eq!((settled.things.len(), settled.settled), (0, 1));
    assert_eq!(found(&path, true).things.len(), 1);
    mark("wrong");
    assert_eq!(found(&path, true), Conflicts::default());
    let conn = Connection::open(&path).unwrap();
    let pairs = "SELECT count(*) FROM conflicts";
    assert_eq!(
        conn.query_row(pairs, [], |r| r.get::<_, i64>(0)).unwrap(),
        0
    );
    conn.execute("DELETE FROM mark", []).unwrap();
    assert_eq!(
        conn.query_row(pairs, [], |r| r.get::<_, i64>(0)).unwrap(),
        1
    );
}

/// Without statistics, as for a file of any size.
#[test]
fn one_pass_over_the_index_of_things_and_no_scan_of_figures() {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(crate::store::schema::SCHEMA).unwrap();
    for sql in [GROUPED, DETAIL, THING, REGIONS, computed::PARTS] {
        let mut rows = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let values = vec![Sql::Integer(1); rows.parameter_count()];
        let steps = rows
            .query_map(params_from_iter(values), |r| r.get::<_, String>(3))
            .unwrap();
        let scans: Vec<String> = steps
            .map(Result::unwrap)
            .filter(|s| s.starts_with("SCAN"))
            .collect();
        let once = scans.iter().filter(|s| s.contains("same_thing")).count();
        assert!(
            once <= 1
                && scans
                    .iter()
                    .all(|s| s.contains("same_thing") || s == "SCAN k"),
            "{sql}\n{scans:?}"
        );
    }
}
