//! `figtrace cat`: what was received comes back as it was.

use crate::place::Place;

const PAGE: &str = "<html><head><title>Ports</title></head><body><p>The port of Lirra moved 383 ships in May, \
    and its harbour master said that June would be better.</p></body></html>\r\n";

fn read() -> Place {
    let odd: &[u8] = b"caf\xe9 moved 5 tonnes of beans to the old town in May\r\n\n";
    let place = Place::new()
        .with("page.html", PAGE)
        .with("odd.txt", odd)
        .with(
            "n.jsonl",
            "{\"id\": \"x7\", \"text\": \"It sold 9 cars.\"}\n",
        );
    place
        .figtrace(&[
            "ingest",
            "-q",
            "page.html",
            "odd.txt",
            "n.jsonl",
            "--db",
            "k.db",
        ])
        .assert()
        .success();
    place
}

fn cat(place: &Place, name: &str) -> Vec<u8> {
    let output = place
        .figtrace(&["cat", name, "--db", "k.db"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{name}");
    output.stdout
}

#[test]
fn bytes_come_back_exactly() {
    let place = read();
    for name in ["page.html", "odd.txt"] {
        let bytes = std::fs::read(place.path(name)).unwrap();
        assert_eq!(cat(&place, name), bytes, "{name}");
        let hash = figtrace::base::hash::sha256_hex(&bytes);
        assert_eq!(cat(&place, &hash), bytes);
        assert_eq!(cat(&place, &hash.get(..12).unwrap().to_uppercase()), bytes);
    }
    assert_eq!(cat(&place, "document:1"), PAGE.as_bytes());
    assert_eq!(cat(&place, "capture:1"), PAGE.as_bytes());
    assert_eq!(cat(&place, "x7"), cat(&place, "n.jsonl#1"));
}

#[test]
fn the_text_of_an_article_can_be_had() {
    let place = read();
    let text = place
        .figtrace(&["cat", "--text", "page.html", "--db", "k.db"])
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(
        text.contains("moved 383 ships") && !text.contains("<p>"),
        "{text}"
    );
    place
        .figtrace(&["cat", "--text", "x7", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("It sold 9 cars.");
}

#[test]
fn what_is_not_there_and_what_is_several_are_told() {
    let place = read();
    place
        .figtrace(&["cat", "nothing.txt", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("figtrace: k.db holds nothing called \"nothing.txt\"; name a document, the beginning of a SHA-256, an address or a path\n");
    place
        .figtrace(&["cat", "1", "--db", "none.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: there is no database at none.db[..]\n");
    rusqlite::Connection::open(place.path("k.db"))
        .unwrap()
        .execute(
            "UPDATE raw SET sha256 = 'abcdef' || id || substr(sha256, 8)",
            [],
        )
        .unwrap();
    place
        .figtrace(&["cat", "ABCDEF", "--db", "k.db"])
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq("figtrace: \"ABCDEF\" is the beginning of several; write more of it: document:1 [..]; document:2 [..]; document:3 [..]\n");
}

#[test]
fn damage_is_never_printed_as_if_it_were_the_input() {
    let place = read();
    rusqlite::Connection::open(place.path("k.db"))
        .unwrap()
        .execute(
            "UPDATE raw SET content = (SELECT content FROM raw WHERE id = 2) WHERE id = 1",
            [],
        )
        .unwrap();
    place
        .figtrace(&["cat", "page.html", "--db", "k.db"])
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq("figtrace: the bytes kept of page.html are damaged ([..]); restore the database from a copy\n");
}
