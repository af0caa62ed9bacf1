//! `figtrace ingest`.

use crate::place::{Place, articles};
use snapbox::str;

const ARTICLE: &str = "The port handled more cargo.\nIt was a good year.\n";
const WHEN: &[&str] = &["--captured-at", "2025-06-01T00:00:00Z", "--db", "k.db"];

fn with<'a>(head: &[&'a str], tail: &[&'a str]) -> Vec<&'a str> {
    [head, tail].concat()
}

#[test]
fn a_new_article_is_stored_and_the_summary_says_what_to_do_next() {
    let place = Place::new().with("a.txt", ARTICLE);
    place
        .figtrace(&["ingest", "a.txt"])
        .assert()
        .success()
        .stdout_eq(str![[r"
figtrace.db: 1 article new, 0 unchanged, 0 failed
found in the new: [..]
try next:
  figtrace verify
  sqlite3 figtrace.db 'SELECT quote, indicator, regions, period FROM facts LIMIT 20'

"]])
        .stderr_eq("");
    let place = place.with("b.txt", "The port cost 9.2 trillion yuan.");
    place
        .figtrace(&["ingest", "b.txt"])
        .assert()
        .success()
        .stdout_eq(
            "...\ntry next:\n  figtrace trace '9.2 trillion yuan'\n  figtrace verify\n...\n",
        );
}

#[test]
fn the_same_article_again_is_a_capture_and_no_document() {
    let place = Place::new().with("a.txt", ARTICLE).with("b.txt", ARTICLE);
    place
        .figtrace(&with(&["ingest", "-q", "a.txt"], WHEN))
        .assert()
        .success()
        .stdout_eq("");
    place
        .figtrace(&[
            "ingest",
            "a.txt",
            "b.txt",
            "--db",
            "k.db",
            "--captured-at",
            "2025-07-01T00:00:00Z",
        ])
        .assert()
        .success()
        .stdout_eq(str![[r"
k.db: 0 articles new, 2 unchanged, 0 failed
...
"]]);
    assert_eq!(place.number("SELECT count(*) FROM document"), 1);
    assert_eq!(place.number("SELECT count(*) FROM raw"), 1);
    assert_eq!(place.number("SELECT count(*) FROM capture"), 3);
    assert_eq!(
        place.number("SELECT count(DISTINCT run_id) FROM capture"),
        2
    );
}

#[test]
fn the_same_bytes_as_another_format_are_read_anew() {
    let page = "<html><body><p>The port handled more cargo than ever.</p></body></html>";
    let place = Place::new().with("a.txt", page);
    for (format, documents) in [("text", 1), ("text", 1), ("html", 2), ("html", 2)] {
        place
            .figtrace(&with(&["ingest", "a.txt", "-q", "--format", format], WHEN))
            .assert()
            .success();
        assert_eq!(
            place.number("SELECT count(*) FROM document"),
            documents,
            "{format}"
        );
    }
    assert_eq!(place.number("SELECT count(*) FROM capture"), 2);
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn a_folder_that_holds_its_own_database_is_read_without_it() {
    let place = Place::new()
        .with("a.txt", ARTICLE)
        .with("other.db", "SQLite format 3\0and more");
    place.figtrace(&["ingest", ".", "-q"]).assert().code(3);
    place
        .figtrace(&["ingest", "."])
        .assert()
        .code(3)
        .stdout_eq("figtrace.db: 0 articles new, 1 unchanged, 1 failed\n...\n")
        .stderr_eq("figtrace: ./other.db: [..]\n");
}

#[test]
fn standard_input_and_what_the_options_say_are_kept() {
    let place = Place::new();
    let options = [
        "--url",
        "https://x.example/1",
        "--title",
        "Ports",
        "--date",
        "2025-05-04",
    ];
    place
        .figtrace(&with(&with(&["ingest", "-", "-q"], &options), WHEN))
        .stdin(ARTICLE)
        .assert()
        .success();
    let kept = "SELECT count(*) FROM document d JOIN capture c ON c.document_id = d.id JOIN run r ON r.id = c.run_id \
                WHERE c.path = '-' AND d.url = 'https://x.example/1' AND d.title = 'Ports' \
                AND d.published = '2025-05-04' AND r.captured_at = '2025-06-01T00:00:00Z' \
                AND r.options ->> 'title' = 'Ports'";
    assert_eq!(place.number(kept), 1);
}

#[test]
fn an_address_is_of_one_article_wherever_the_others_come_from() {
    let place = Place::new();
    for folder in ["a", "one"] {
        std::fs::create_dir(place.path(folder)).unwrap();
    }
    let place = place
        .with("a/a.txt", ARTICLE)
        .with("a/b.txt", ARTICLE)
        .with("one/a.txt", ARTICLE)
        .with(
            "lines.jsonl",
            "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n",
        );
    for path in ["a", "lines.jsonl"] {
        place
            .figtrace(&["ingest", path, "--url", "https://x.example/1"])
            .assert()
            .code(2)
            .stdout_eq("")
            .stderr_eq(
                "figtrace: --url speaks of one article, and PATH gives more; name a file that is one\n",
            );
    }
    let one = ["ingest", "-q", "one", "--url", "https://x.example/1"];
    place.figtrace(&one).assert().success();
}

#[test]
fn articles_without_running_text_are_counted() {
    let page = "<title>Rents</title><p>Rents rose 5 percent.</p>";
    let place = Place::new().with("a.html", page).with("b.txt", ARTICLE);
    place
        .figtrace(&["ingest", "a.html", "b.txt", "--report", "run.jsonl"])
        .assert()
        .success()
        .stdout_eq(
            "...\nwithout running text, so without figures: 1 article; the table `notice` tells which\n...\n",
        );
    let report = std::fs::read_to_string(place.path("run.jsonl")).unwrap();
    assert!(report.lines().next().unwrap().contains("[\"no-article\"]"));
}

#[test]
fn a_text_that_sql_would_cut_is_refused_in_words() {
    let far = format!("{}\0", "Output rose. ".repeat(900));
    let lines = "{\"text\": \"Rose\\u0000 by 5.\"}\n{\"text\": \"It fell.\"}\n";
    let place = Place::new().with("a.txt", &far).with("b.jsonl", lines);
    place
        .figtrace(&["ingest", "a.txt", "b.jsonl"])
        .assert()
        .code(3)
        .stderr_eq(str![[r"
figtrace: a.txt: it holds NUL characters; convert it to UTF-8 text first
figtrace: b.jsonl#1: byte 15 of the line: a NUL character (/u0000), which no text has; correct the line and read it again

"]]);
}

#[test]
fn a_title_is_of_one_article() {
    let place = Place::new().with("a.txt", ARTICLE).with("b.txt", ARTICLE);
    place
        .figtrace(&["ingest", "a.txt", "b.txt", "--title", "x"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: --title speaks of one article; give one PATH with it\n");
    assert!(!place.path("figtrace.db").exists());
}

#[test]
fn lines_of_json_are_documents_with_their_own_place() {
    let place = Place::new().with("n.jsonl", articles(3));
    place
        .figtrace(&with(&["ingest", "n.jsonl", "-q"], WHEN))
        .assert()
        .success();
    assert_eq!(
        place.number("SELECT count(*) FROM capture WHERE path = 'n.jsonl#2' AND source = 'a1'"),
        1
    );
    assert_eq!(
        place.number("SELECT count(*) FROM document WHERE published = '2025-01-05'"),
        3
    );
}

#[test]
fn a_dry_run_stores_nothing() {
    let place = Place::new().with("n.jsonl", articles(2) + &articles(1));
    place
        .figtrace(&["ingest", "n.jsonl", "--dry-run", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(str![[r"
dry run, nothing stored: 2 articles new, 1 unchanged, 0 failed
found in the new: [..]

"]]);
    assert!(!place.path("k.db").exists());
    place
        .figtrace(&with(&["ingest", "n.jsonl", "-q"], WHEN))
        .assert()
        .success();
    let before = std::fs::read(place.path("k.db")).unwrap();
    place
        .figtrace(&["ingest", "n.jsonl", "--dry-run", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("dry run, nothing stored: 0 articles new, 3 unchanged, 0 failed\n");
    assert_eq!(std::fs::read(place.path("k.db")).unwrap(), before);
}

#[test]
fn any_number_of_threads_gives_the_same_rows() {
    let place = Place::new().with("n.jsonl", articles(300));
    let dump = |db: &str, jobs: &str| {
        let arguments = [
            "ingest",
            "n.jsonl",
            "-q",
            "--jobs",
            jobs,
            "--db",
            db,
            "--captured-at",
            "2025-06-01T00:00:00Z",
        ];
        place.figtrace(&arguments).assert().success();
        place.dump(db)
    };
    let one = dump("one.db", "1");
    assert!(one.contains("Town 299"));
    assert!(one == dump("two.db", "2"), "two threads");
    assert!(one == dump("five.db", "5"), "five threads");
    let bytes = |db: &str| std::fs::read(place.path(db)).unwrap();
    assert!(bytes("one.db") == bytes("two.db"), "the same bytes too");
    assert!(bytes("one.db") == bytes("five.db"), "the same bytes too");
}

#[test]
fn many_articles_are_counted_in_plain_lines() {
    let place = Place::new().with("n.jsonl", articles(2100));
    place
        .figtrace(&["ingest", "n.jsonl", "--db", "k.db"])
        .assert()
        .success()
        .stderr_eq("figtrace: 1000 articles done\nfigtrace: 2000 articles done\n");
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn one_file_holds_everything_when_it_is_done() {
    let place = Place::new().with("a.txt", ARTICLE);
    place
        .figtrace(&with(&["ingest", "a.txt", "-q"], WHEN))
        .assert()
        .success();
    for left in ["k.db-wal", "k.db-shm", "k.db.lock", "k.db-journal"] {
        assert!(!place.path(left).exists(), "{left}");
    }
}

#[test]
fn an_address_given_for_one_input_is_not_that_of_another() {
    let place = Place::new().with("a.txt", ARTICLE).with("b.txt", ARTICLE);
    let url: &[&str] = &["--url", "https://news.example/port"];
    place
        .figtrace(&with(&["ingest", "-q", "a.txt"], &[WHEN, url].concat()))
        .assert()
        .success();
    place
        .figtrace(&with(&["ingest", "-q", "a.txt", "b.txt"], WHEN))
        .assert()
        .success();
    let captures = "SELECT count(*) FROM capture";
    assert_eq!(place.number(captures), 3);
    let addressed = "SELECT count(*) FROM capture WHERE url IS NOT NULL";
    assert_eq!(place.number(addressed), 1, "nobody said the others");
}
