//! Killed at any moment, a hundred times, an ingest loses nothing that it said is stored.

use crate::place::{Place, articles};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const ARTICLES: usize = 1200;

const KILLS: usize = 100;

/// Where the row of moments starts: any number does, as long as it stays.
const SEED: u64 = 20_253;

const INGEST: &[&str] = &[
    "ingest",
    "--verbose",
    "n.jsonl",
    "--db",
    "k.db",
    "--jobs",
    "2",
    "--batch",
    "8",
    "--captured-at",
    "2025-06-01T00:00:00Z",
];

/// Numbers from a seed: splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// A run, and what it says line by line.
struct Run {
    child: Child,
    lines: Receiver<String>,
}

impl Run {
    fn start(place: &Place) -> Self {
        let mut child = place
            .command(INGEST)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said: ChildStderr = child.stderr.take().unwrap();
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        Self { child, lines }
    }

    /// Kills it at a moment: some time after its start, or after a line, as `random` decides.
    /// Answers everything it said, and whether it was still at work.
    fn killed(mut self, random: &mut Random) -> (Vec<String>, bool) {
        let after_lines = if random.below(2) == 0 {
            random.below(60)
        } else {
            u64::MAX
        };
        let until = Instant::now() + Duration::from_millis(random.below(160));
        let mut said = Vec::new();
        while u64::try_from(said.len()).unwrap() < after_lines {
            let left = if after_lines == u64::MAX {
                until.saturating_duration_since(Instant::now())
            } else {
                Duration::from_secs(20)
            };
            match self.lines.recv_timeout(left) {
                Ok(line) => said.push(line),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        let at_work = self.child.try_wait().unwrap().is_none();
        let _ = self.child.kill();
        self.child.wait().unwrap();
        said.extend(self.lines);
        (said, at_work)
    }
}

/// The paths that lines of `--verbose` call stored.
fn stored(said: &[String]) -> BTreeSet<String> {
    let path = |line: &String| {
        let rest = line.strip_prefix("figtrace: ")?;
        let (path, outcome) = rest.split_once(": ")?;
        assert!(matches!(outcome, "new" | "unchanged"), "{line}");
        Some(path.to_owned())
    };
    said.iter().filter_map(path).collect()
}

/// Every path the database has, when it is as far as having tables.
fn kept(place: &Place) -> BTreeSet<String> {
    if !place.path("k.db").exists() || place.number("SELECT count(*) FROM sqlite_master") == 0 {
        return BTreeSet::new();
    }
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    let torn: i64 = conn
        .query_row(
            "SELECT (SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM sentence)) \
             + (SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM capture)) \
             + (SELECT count(*) FROM provenance WHERE NOT quote_ok)",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(torn, 0, "a document is whole or not there");
    let mut paths = conn.prepare("SELECT path FROM capture").unwrap();
    let paths = paths.query_map([], |r| r.get(0)).unwrap();
    paths.map(Result::unwrap).collect()
}

/// The first row in which the continued database and the undisturbed one differ.
fn difference(place: &Place) -> Option<(String, String)> {
    let (continued, whole) = (place.dump("k.db"), place.dump("whole.db"));
    let (mut left, mut right) = (continued.lines(), whole.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return None,
            (a, b) if a == b => {}
            (a, b) => {
                let row = |line: Option<&str>| line.unwrap_or("no more rows").to_owned();
                return Some((row(a), row(b)));
            }
        }
    }
}

fn remove(place: &Place) {
    for name in ["k.db", "k.db-wal", "k.db-shm", "k.db-journal"] {
        let _ = std::fs::remove_file(place.path(name));
    }
}

#[test]
fn a_hundred_kills_lose_nothing_that_was_called_stored() {
    let place = Place::new().with("n.jsonl", articles(ARTICLES));
    let whole = [&INGEST[..4], &["whole.db"], &INGEST[5..]].concat();
    place.figtrace(&whole).assert().success();
    let mut random = Random(SEED);
    let mut called = BTreeSet::new();
    let (mut kills, mut runs, mut within) = (0, 0, 0);
    while kills < KILLS {
        runs += 1;
        assert!(runs < 4 * KILLS, "runs end before they are killed");
        let (said, at_work) = Run::start(&place).killed(&mut random);
        kills += usize::from(at_work);
        called.extend(stored(&said));
        let kept = kept(&place);
        let lost: Vec<&String> = called.difference(&kept).collect();
        assert!(lost.is_empty(), "called stored and not there: {lost:?}");
        within += usize::from(at_work && (1..ARTICLES).contains(&kept.len()));
        if runs % 25 == 0 && !kept.is_empty() {
            place
                .figtrace(&["verify", "--db", "k.db"])
                .assert()
                .success();
        }
        if kept.len() == ARTICLES {
            assert_eq!(difference(&place), None, "continued and undisturbed");
            remove(&place);
            called.clear();
        }
    }
    assert!(within > KILLS / 4, "only {within} kills fell into the run");
    place.figtrace(INGEST).assert().success();
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
    assert_eq!(
        difference(&place),
        None,
        "a continued run gives the rows of an undisturbed one"
    );
}
