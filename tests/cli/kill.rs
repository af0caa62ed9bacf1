//! Killed at any moment, an ingest leaves a sound file that the same command completes.

use crate::place::{Place, articles};
use std::time::Duration;

const INGEST: &[&str] = &[
    "ingest",
    "-q",
    "n.jsonl",
    "--db",
    "k.db",
    "--jobs",
    "2",
    "--captured-at",
    "2025-06-01T00:00:00Z",
];

#[test]
fn killed_runs_leave_whole_documents_and_can_be_continued() {
    let place = Place::new().with("n.jsonl", articles(1500));
    place
        .figtrace(&[
            "ingest",
            "-q",
            "n.jsonl",
            "--db",
            "whole.db",
            "--captured-at",
            "2025-06-01T00:00:00Z",
        ])
        .assert()
        .success();
    // A fixed row of moments, spread by a multiplicative sequence over the first half second.
    let mut moment: u64 = 12;
    let mut partial = 0;
    for _ in 0..12 {
        moment = moment * 75 % 65_537;
        let mut child = place.start(INGEST);
        std::thread::sleep(Duration::from_millis(moment % 500));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        if !place.path("k.db").exists() || std::fs::metadata(place.path("k.db")).unwrap().len() == 0
        {
            continue;
        }
        let out = place
            .figtrace(&["verify", "--db", "k.db"])
            .output()
            .unwrap();
        if out.status.success() {
            let stored = place.number("SELECT count(*) FROM document");
            partial += i64::from(0 < stored && stored < 1500);
            assert_eq!(place.number("SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM sentence)"), 0);
        } else {
            // Killed while the tables were being made: nothing is there, and nothing is lost.
            assert_eq!(
                place.number("SELECT count(*) FROM sqlite_master"),
                0,
                "{out:?}"
            );
        }
        if place.path("k.db").exists() && moment.is_multiple_of(3) {
            for left in ["k.db", "k.db-wal", "k.db-shm"] {
                let _ = std::fs::remove_file(place.path(left));
            }
        }
    }
    assert!(partial > 0, "no kill fell into the run");
    place.figtrace(INGEST).assert().success();
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
    assert!(
        place.dump("k.db") == place.dump("whole.db"),
        "a continued run gives the rows of an undisturbed one"
    );
}
