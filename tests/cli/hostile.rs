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

/// One record of a web archive about `http://a.example/N`.
fn record(kind: &str, number: usize, fields: &str, block: &str) -> String {
    let length = block.len();
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/{number}\r\n\
         WARC-Date: 2025-05-12T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n{fields}\
         Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
}

fn page(number: usize) -> String {
    let text = format!("Ship {number} came. All is well in the harbour.");
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{text}</p>");
    record("response", number, "", &block)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(*name, options).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_web_archive_with_every_fault_gives_what_is_well_in_it() {
    let chunked =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nOut";
    let json = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{\"a\": 1}";
    let again = "WARC-Refers-To: <urn:uuid:1>\r\n";
    let lost = "WARC-Refers-To: <urn:uuid:99>\r\n";
    let parts = [
        page(1),
        record("response", 2, "", chunked),
        record(
            "response",
            3,
            "WARC-Truncated: time\r\n",
            "HTTP/1.1 200 OK\r\n\r\n<p>Out",
        ),
        record("response", 4, "", json),
        record("response", 5, "", "HTTP/1.1 404 Not Found\r\n\r\n<p>Gone"),
        record("revisit", 6, again, ""),
        record("revisit", 7, lost, ""),
        page(8),
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200".to_owned(),
    ];
    let place = stored().with("crawl.warc", parts.concat());
    let said = str![[r"
figtrace: crawl.warc#[..]: its chunks break off at byte 0 of the body; it was left out, the rest was read
figtrace: crawl.warc#[..]: the crawler cut this record off (time); it was left out, the rest was read
figtrace: crawl.warc#[..]: it is JSON data, not a web page; name its format with --format if you know better
figtrace: crawl.warc#[..]: the record is cut off: 12 of 999 bytes are there; it was left out, the rest was read

"]];
    refused(&place, &["crawl.warc"], 3, said);
    assert_eq!(place.number("SELECT count(*) FROM document"), 3);
    let of_first = "SELECT count(*) FROM capture WHERE document_id = (SELECT document_id FROM capture \
                    WHERE record_id = '<urn:uuid:1>')";
    assert_eq!(place.number(of_first), 2);
    assert_eq!(
        place.number("SELECT count(*) FROM capture WHERE captured_at = '2025-05-12T08:00:00Z'"),
        3
    );
    assert_eq!(place.number("SELECT count(*) FROM failure"), 4);
    assert_eq!(place.number("SELECT sum(number) FROM skipped"), 2);
}

#[test]
fn a_packed_web_archive_cut_in_the_middle() {
    let mut bytes = [gzip(page(1).as_bytes()), gzip(page(2).as_bytes())].concat();
    bytes.truncate(bytes.len() - 30);
    let place = stored().with("crawl.warc.gz", bytes);
    let said = "figtrace: crawl.warc.gz#[..]: the compressed data is damaged (it ends too soon); fetch the file again\n";
    refused(&place, &["crawl.warc.gz"], 3, said);
    assert_eq!(place.number("SELECT count(*) FROM document"), 2);
}

#[test]
fn bombs_of_every_sort() {
    let spaces = vec![b' '; 70 << 20];
    let packed = zip(&[("a.txt", &spaces), ("b.txt", b"All is well.")]);
    let place = stored()
        .with("bomb.txt.gz", gzip(&spaces))
        .with("nested.zip", zip(&[("inner.zip", &packed)]))
        .with("bomb.zip", packed);
    let told = "it unpacks to more than 250 times its size, which no articles do; unpack it yourself if you trust it\n";
    refused(
        &place,
        &["bomb.txt.gz"],
        2,
        format!("figtrace: bomb.txt.gz: {told}"),
    );
    let all = format!("figtrace: bomb.zip#a.txt: {told}figtrace: bomb.zip#b.txt: {told}");
    refused(&place, &["bomb.zip"], 2, all);
    let all = format!(
        "figtrace: nested.zip#inner.zip#a.txt: {told}figtrace: nested.zip#inner.zip#b.txt: {told}"
    );
    refused(&place, &["nested.zip"], 2, all);
}

#[test]
fn one_thing_under_the_name_of_another() {
    let place = stored()
        .with("page.html", "[{\"a\": 1}]")
        .with("feed.rss", "<!DOCTYPE html><p>The feed has moved.</p>")
        .with(
            "data.epub",
            zip(&[("META-INF/container.xml", b"<container/>")]),
        )
        .with("torn.zip", "PK\x03\x04 and no more")
        .with("report.pdf", "%PDF-1.7\n1 0 obj\n<<")
        .with(
            "saved.mht",
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
        );
    let one = |name: &str, said: &str| {
        refused(&place, &[name], 2, format!("figtrace: {name}: {said}\n"));
    };
    one(
        "page.html",
        "it is JSON data, not a web page; name its format with --format if you know better",
    );
    one(
        "data.epub",
        "the book's table of its parts is missing or damaged; save or fetch it again",
    );
    one(
        "torn.zip",
        "the archive's list of members is missing or damaged; save or fetch it again",
    );
    one(
        "report.pdf",
        "the PDF document is damaged or cut off; save or fetch it again",
    );
    one(
        "saved.mht",
        "the saved page holds no HTML; save or fetch it again",
    );
    // By its content the feed is a page; asked for a feed, it is none.
    let named = ["--format", "feed", "feed.rss"];
    let said = "figtrace: feed.rss: it is a web page, not a feed; name its format with --format if you know better\n";
    refused(&place, &named, 2, said);
    refused(&place, &["feed.rss"], 0, "");
}

#[test]
fn a_database_given_as_an_article() {
    let place = stored();
    std::fs::copy(place.path("k.db"), place.path("other.db")).unwrap();
    let said = "it is a database, not an article; to ask it, name it with --db\n";
    refused(
        &place,
        &["other.db"],
        2,
        format!("figtrace: other.db: {said}"),
    );
    refused(&place, &["k.db"], 2, format!("figtrace: k.db: {said}"));
    // In a folder of articles it is only in the way.
    std::fs::remove_file(place.path("other.db")).unwrap();
    refused(&place, &["."], 0, "");
}

#[cfg(unix)]
#[test]
fn devices_and_links_that_lead_nowhere() {
    let place = stored();
    std::os::unix::fs::symlink("b", place.path("a")).unwrap();
    std::os::unix::fs::symlink("a", place.path("b")).unwrap();
    refused(
        &place,
        &["a"],
        2,
        "figtrace: a: the link leads to itself; it was not followed\n",
    );
    let said =
        "figtrace: /dev/null: it is neither a file nor a folder; name a file, a folder or -\n";
    refused(&place, &["/dev/null"], 2, said);
}

#[test]
fn a_page_of_two_hundred_megabytes() {
    let place = stored();
    let mut page = b"<!DOCTYPE html><p>".to_vec();
    page.resize(200 << 20, b'x');
    std::fs::write(place.path("long.html"), page).unwrap();
    let said =
        "figtrace: long.html: the document is longer than 33554432 bytes, the limit; split it\n";
    refused(&place, &["long.html"], 2, said);
}

#[test]
fn members_whose_names_are_no_utf8() {
    let mut bytes = zip(&[("ship-x.txt", b"All is well at sea.")]);
    for at in 0..bytes.len() - 6 {
        if &bytes[at..at + 6] == b"ship-x" {
            bytes[at + 5] = 0xFF;
        }
    }
    let place = stored().with("ships.zip", bytes);
    refused(&place, &["ships.zip"], 0, "");
    assert_eq!(place.number(r"SELECT count(*) FROM capture WHERE path = 'ships.zip#ship-\xFF.txt' AND member = 'ship-\xFF.txt'"), 1);
}

#[test]
fn values_that_options_do_not_take_are_told_in_plain_words() {
    let place = stored();
    for (arguments, said) in [
        (["--date", "29 May"], "[..]write a day as 2025-05-29[..]"),
        (
            ["--captured-at", "noon"],
            "[..]write an instant as 2025-05-29T08:00:00Z[..]",
        ),
        (
            ["--jobs", "0"],
            "[..]write a number of threads, 1 or more[..]",
        ),
    ] {
        let all = [&["ingest", "good.txt"][..], &arguments].concat();
        place
            .figtrace(&all)
            .assert()
            .code(2)
            .stderr_eq(format!("{said}\n...\n"));
    }
}
