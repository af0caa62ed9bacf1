//! What can go wrong around an ingest: each is one clear sentence, and nothing stored is harmed.

use crate::place::{Place, articles};
use snapbox::str;

/// Runs an ingest into `k.db` that must say `stderr` and end with `code`; afterwards `k.db` is sound.
fn refused(place: &Place, arguments: &[&str], code: i32, stderr: impl snapbox::IntoData) {
    let arguments = [&["ingest", "-q", "--db", "k.db"], arguments].concat();
    place
        .figtrace(&arguments)
        .assert()
        .code(code)
        .stderr_eq(stderr);
    if place.path("k.db").exists() {
        place
            .figtrace(&["verify", "--db", "k.db"])
            .assert()
            .success();
    }
}

fn stored() -> Place {
    let place = Place::new().with("good.txt", "All is well in the harbour.\n");
    place
        .figtrace(&["ingest", "-q", "good.txt", "--db", "k.db"])
        .assert()
        .success();
    place
}

#[test]
fn a_path_that_is_not_there() {
    let place = Place::new();
    let said = "figtrace: gone.txt: there is no such file or folder; check the path\n";
    refused(&place, &["gone.txt"], 2, said);
    assert!(!place.path("k.db").exists(), "no database for nothing");
    let place = stored();
    refused(&place, &["gone.txt", "good.txt"], 3, said);
    assert_eq!(
        place.number("SELECT count(*) FROM failure WHERE path = 'gone.txt'"),
        1
    );
}

/// Rights do not bind root, so the file is one that refuses everybody: one's own memory at 0.
#[test]
fn a_file_that_cannot_be_read() {
    let place = stored();
    let said =
        "figtrace: /proc/self/mem: it cannot be read ([..]); check its permissions and the disk\n";
    refused(&place, &["/proc/self/mem"], 2, said);
}

#[test]
fn empty_binary_and_broken_files() {
    let place = stored()
        .with("empty.txt", "")
        .with("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0")
        .with(
            "bad.jsonl",
            "{\"text\": \"Fine.\"}\n{\"text\": \n{\"text\": \"Fine too.\"}\n",
        );
    refused(&place, &["empty.txt"], 2, "figtrace: empty.txt: [..]\n");
    refused(&place, &["photo.txt"], 2, "figtrace: photo.txt: [..]\n");
    refused(&place, &["bad.jsonl"], 3, "figtrace: bad.jsonl#2: [..]\n");
    assert_eq!(place.number("SELECT count(*) FROM document"), 3);
    assert_eq!(place.number("SELECT count(*) FROM failure"), 3);
}

#[test]
fn bytes_that_are_no_utf8_are_read_or_refused_but_never_break_a_proof() {
    let place = stored().with(
        "odd.txt",
        b"Caf\xe9 sales rose 5\xff percent.\nThen more \xc3\x28 came.\n",
    );
    let code = place
        .figtrace(&["ingest", "-q", "odd.txt", "--db", "k.db"])
        .output()
        .unwrap()
        .status
        .code();
    assert!(matches!(code, Some(0 | 2)), "{code:?}");
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn a_line_of_a_hundred_megabytes() {
    let place = stored();
    let mut line = vec![b'x'; 100 << 20];
    line.splice(0..0, b"{\"text\": \"".iter().copied());
    line.extend(b"\"}\n{\"text\": \"Fine.\"}\n");
    std::fs::write(place.path("long.jsonl"), line).unwrap();
    refused(
        &place,
        &["long.jsonl"],
        3,
        "figtrace: long.jsonl#1: [..]limit[..]\n",
    );
    assert_eq!(place.number("SELECT count(*) FROM document"), 2);
}

#[test]
fn a_file_of_another_program() {
    let place = Place::new().with("good.txt", "Fine.").with(
        "k.db",
        "just words, no database, but long enough to look at",
    );
    let said = "figtrace: k.db is not a figtrace database; name another file with --db (nothing was changed)\n";
    let before = std::fs::read(place.path("k.db")).unwrap();
    let run = |arguments: &[&str]| {
        place.figtrace(arguments).assert().code(2).stderr_eq(said);
        assert_eq!(std::fs::read(place.path("k.db")).unwrap(), before);
    };
    run(&["ingest", "good.txt", "--db", "k.db"]);
    run(&["trace", "5", "--db", "k.db"]);
    run(&["verify", "--db", "k.db"]);
    std::fs::remove_file(place.path("k.db")).unwrap();
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    conn.execute_batch("CREATE TABLE bookmarks (x); INSERT INTO bookmarks VALUES (1)")
        .unwrap();
    drop(conn);
    place
        .figtrace(&["ingest", "good.txt", "--db", "k.db"])
        .assert()
        .code(2)
        .stderr_eq(said);
    assert_eq!(place.number("SELECT count(*) FROM bookmarks"), 1);
}

#[test]
fn a_newer_schema() {
    let place = stored();
    rusqlite::Connection::open(place.path("k.db"))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let said = str!["figtrace: k.db has schema version 99, newer than this figtrace knows ([..]); use a newer figtrace (nothing was changed)

"];
    for command in [&["ingest", "good.txt"][..], &["trace", "5"], &["verify"]] {
        let arguments = [command, &["--db", "k.db"]].concat();
        place
            .figtrace(&arguments)
            .assert()
            .code(2)
            .stderr_eq(said.clone());
    }
}

/// Rights do not bind root, so the folder is one nobody can write: /proc.
#[test]
fn a_folder_that_cannot_be_written() {
    let place = Place::new().with("good.txt", "Fine.");
    place
        .figtrace(&["ingest", "good.txt", "--db", "/proc/figtrace.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: /proc/figtrace.db cannot be written; check the rights of the file and its folder, or name another place with --db\n");
}

#[test]
fn a_full_disk_keeps_what_was_stored_and_the_same_command_goes_on() {
    let place = stored().with("n.jsonl", articles(400));
    // A limit on the size of files stands for a full disk; it is a sentence, not a signal's death.
    let full = "ulimit -f 900; exec \"$FIGTRACE\" ingest -q n.jsonl --batch 20 --db k.db --captured-at 2025-06-01T00:00:00Z";
    place
        .shell(full)
        .assert()
        .code(2)
        .stderr_eq("figtrace: no space left to write k.db, or files may not grow further (see `ulimit -f`); free some and run the same command again (what was stored is safe)\n");
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
    let kept = place.number("SELECT count(*) FROM document");
    assert!((1..401).contains(&kept), "{kept}");
    let again = [
        "ingest",
        "-q",
        "n.jsonl",
        "--db",
        "k.db",
        "--captured-at",
        "2025-06-01T00:00:00Z",
    ];
    place.figtrace(&again).assert().success();
    assert_eq!(place.number("SELECT count(*) FROM document"), 401);
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn limits_for_one_article_are_failures_of_that_article_only() {
    let place = stored().with("long.txt", "Output rose 5 percent in 2024. ".repeat(40_000));
    refused(
        &place,
        &["long.txt", "good.txt", "--max-bytes", "1000000"],
        3,
        "figtrace: long.txt: the document is longer than 1000000 bytes, the limit; split it\n",
    );
    assert_eq!(
        place.number(
            "SELECT count(*) FROM failure WHERE path = 'long.txt' AND reason LIKE '%longer than%'"
        ),
        1
    );
    refused(&place, &["good.txt", "--max-seconds", "60"], 0, "");
}

#[test]
fn a_second_ingest_is_told_to_wait() {
    use std::io::Write as _;
    let place = stored();
    // The first one waits for its standard input, with the database open.
    let mut first = place.start(&["ingest", "-", "--format", "jsonl", "--db", "k.db"]);
    let lock = place.path("k.db.lock");
    while !lock.exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let said = "figtrace: another figtrace is writing to k.db; wait until it has ended and run the same command again\n";
    refused(&place, &["good.txt"], 2, said);
    let mut input = first.stdin.take().unwrap();
    input.write_all(b"{\"text\": \"Late news.\"}\n").unwrap();
    drop(input);
    assert!(first.wait().unwrap().success());
    assert_eq!(place.number("SELECT count(*) FROM document"), 2);
    refused(&place, &["good.txt"], 0, "");
}
