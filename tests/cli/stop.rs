//! Asked to stop, an ingest finishes what it has begun and says how to go on.

use crate::place::{Place, articles};
use std::io::Read as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const HOW_TO_GO_ON: &str =
    "figtrace: stopped before the end; what is stored is safe, run the same command again to go on";

const INGEST: &[&str] = &[
    "ingest",
    "n.jsonl",
    "--verbose",
    "--db",
    "k.db",
    "--batch",
    "4",
    "--captured-at",
    "2025-06-01T00:00:00Z",
];

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// Waits for its end, which must come within ten seconds.
fn ended(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if begun.elapsed() > Duration::from_secs(10) {
            let _ = child.kill();
            panic!("it does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn wait_for(what: impl Fn() -> bool) {
    let begun = Instant::now();
    while !what() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "it does not begin"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_signal_ends_an_ingest_after_its_batch_and_the_same_command_goes_on() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let place = Place::new().with("n.jsonl", articles(900));
        let mut child = place
            .command(INGEST)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let mut said = vec![0; 400];
        // Some articles are stored.
        stderr.read_exact(&mut said).unwrap();
        signal(&child, name);
        stderr.read_to_end(&mut said).unwrap();
        assert_eq!(ended(&mut child).code(), Some(code), "{name}");
        let said = String::from_utf8(said).unwrap();
        assert_eq!(said.lines().last(), Some(HOW_TO_GO_ON));
        let stored = said.matches(": new\n").count();
        let there = place.number("SELECT count(*) FROM document");
        assert_eq!(i64::try_from(stored).unwrap(), there);
        assert!((1..900).contains(&there), "{there}");
        assert!(!place.path("k.db-wal").exists(), "the file is closed well");
        place.figtrace(INGEST).assert().success();
        assert_eq!(place.number("SELECT count(*) FROM document"), 900);
        place
            .figtrace(&["verify", "--db", "k.db"])
            .assert()
            .success();
    }
}

#[test]
fn an_ingest_that_waits_for_its_input_can_be_stopped() {
    let place = Place::new();
    let mut child = place.start(&["ingest", "-", "--format", "jsonl", "--db", "k.db"]);
    let own = format!("/proc/{}/task", child.id());
    let threads = || std::fs::read_dir(&own).map_or(3, Iterator::count);
    wait_for(|| threads() >= 3);
    std::thread::sleep(Duration::from_millis(100));
    signal(&child, "INT");
    assert_eq!(ended(&mut child).code(), Some(130));
    assert!(!place.path("k.db").exists(), "no database for nothing");
}

#[test]
fn a_second_signal_ends_it_where_it_is() {
    let place = Place::new().with("n.jsonl", articles(50));
    place
        .figtrace(&["ingest", "-q", "n.jsonl", "--db", "k.db"])
        .assert()
        .success();
    std::fs::write(place.path("n.jsonl"), articles(90)).unwrap();
    // Somebody else holds the database: the batch cannot be finished now.
    let other = rusqlite::Connection::open(place.path("k.db")).unwrap();
    other
        .execute_batch("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; DELETE FROM notice")
        .unwrap();
    let mut child = place.command(INGEST).spawn().unwrap();
    wait_for(|| place.path("k.db.lock").exists());
    std::thread::sleep(Duration::from_millis(300));
    signal(&child, "INT");
    std::thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "it waits to finish");
    signal(&child, "INT");
    assert_eq!(ended(&mut child).code(), Some(130));
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    place.figtrace(INGEST).assert().success();
    assert_eq!(place.number("SELECT count(*) FROM document"), 90);
}
