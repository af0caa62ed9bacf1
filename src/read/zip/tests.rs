//! Archives: what is read of them, and what is not.

use super::super::documents;
use super::*;
use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;
use std::io::{Cursor, Write};

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// One line for each item: a document's place and format, or what is said.
fn said(name: &str, bytes: &[u8]) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let line = |item: Item| match item {
        Ok(Found::Document(d)) => {
            format!("{} {}", d.held.member.as_deref().unwrap_or("-"), d.format)
        }
        Ok(Found::Skipped(s)) => format!("{} {}", s.number, s.reason),
        Ok(Found::Revisit(_)) => "again".to_owned(),
        Err(e) => {
            let at = e
                .document
                .find('#')
                .map_or("", |at| e.document.get(at..).unwrap());
            format!("{at} {}", e.problem)
        }
    };
    documents(vec![path], None).map(line).collect()
}

const PAGE: &[u8] = b"<!DOCTYPE html><p>Output rose.</p>";
const FEED: &[u8] =
    b"<rss version='2.0'><channel><item><description>It rose.</description></item></channel></rss>";

#[test]
fn members_are_read_like_the_files_of_a_folder() {
    let bytes = zip(&[
        ("z.txt", b"Output rose."),
        ("a/news.html", PAGE),
        ("a/news_files/frame.html", PAGE),
        ("a/style.css", b"p {}"),
        ("a/feed.xml", FEED),
        ("a/data.json", b"{\"a\": 1}"),
        ("__MACOSX/a", b"x"),
        (".hidden", b"x"),
        ("empty.txt", b""),
        (
            "lines.jsonl",
            b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n",
        ),
    ]);
    assert_eq!(
        said("a.zip", &bytes),
        [
            "a/feed.xml feed",
            "a/news.html html",
            "#empty.txt it is empty; there is nothing to read",
            "lines.jsonl jsonl",
            "lines.jsonl jsonl",
            "z.txt text",
            "3 pictures, styles, scripts and data",
        ]
    );
}

#[test]
fn archives_in_archives_are_read_to_a_depth() {
    let mut bytes = zip(&[("a.html", PAGE)]);
    for depth in 0..3 {
        assert_eq!(said("a.zip", &bytes).len(), 1);
        assert!(said("a.zip", &bytes)[0].ends_with("a.html html"), "{depth}");
        bytes = zip(&[("inner.zip", &bytes)]);
    }
    assert!(said("a.zip", &bytes)[0].contains("archives lie in archives"));
}

#[test]
fn a_wacz_gives_its_web_archives_and_an_office_document_nothing() {
    let record = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\r\n<p>It rose.\n\r\n\r\n";
    let bytes = zip(&[
        ("datapackage.json", b"{}"),
        ("archive/data.warc", record),
        ("pages/pages.jsonl", b"{\"text\": \"x\"}"),
    ]);
    assert_eq!(said("a.wacz", &bytes), ["archive/data.warc warc"]);
    assert_eq!(
        said("a.zip", &bytes),
        ["archive/data.warc warc"],
        "by its content"
    );
    let office = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ]);
    assert!(said("a.docx", &office)[0].contains("an office document"));
}

#[test]
fn damage_is_told_with_the_member() {
    let mut bytes = zip(&[
        ("a.txt", &b"Output rose again. ".repeat(40)),
        ("b.txt", b"Output rose."),
    ]);
    bytes[40..44].fill(0xFF);
    let found = said("a.zip", &bytes);
    assert!(
        found[0].starts_with("#a.txt the compressed data is damaged"),
        "{found:?}"
    );
    assert_eq!(found[1], "b.txt text");
    bytes.truncate(60);
    assert!(said("a.zip", &bytes)[0].contains("list of members is missing or damaged"));
    assert!(said("a.zip", &zip(&[]))[0].contains("nothing to read"));
}

#[test]
fn a_bomb_is_stopped_before_it_goes_off() {
    let bomb = vec![b' '; 90 << 20];
    let bytes = zip(&[("bomb.txt", &bomb), ("later.txt", b"Output rose.")]);
    assert!(bytes.len() < 200_000);
    let found = said("a.zip", &bytes);
    assert!(
        found[0].starts_with("#bomb.txt it unpacks to more than 250 times"),
        "{found:?}"
    );
    let packed = zip(&[("inner.zip", &bytes)]);
    assert!(
        said("a.zip", &packed)
            .iter()
            .any(|s| s.contains("250 times"))
    );
}

#[test]
fn names_that_are_no_utf_8_are_shown_byte_by_byte() {
    let mut bytes = zip(&[("page-x.txt", b"Output rose.")]);
    while let Some(at) = memchr::memmem::find(&bytes, b"page-x") {
        bytes[at + 5] = 0xFF;
    }
    assert_eq!(said("a.zip", &bytes), ["page-\\xFF.txt text"]);
}

#[test]
fn a_bomb_from_standard_input_is_told_from_a_large_archive() {
    let noise = |i: u32| i.wrapping_mul(2_654_435_761).to_le_bytes()[3];
    let text: Vec<u8> = (0..1_000_000).map(|i| b'a' + noise(i) % 26).collect();
    let large: Vec<(String, &[u8])> = (0..70).map(|i| (format!("{i}.txt"), &text[..])).collect();
    let large: Vec<(&str, &[u8])> = large.iter().map(|(n, t)| (n.as_str(), *t)).collect();
    for (bytes, good) in [
        (zip(&large), true),
        (zip(&[("bomb.txt", &vec![b' '; 90 << 20])]), false),
    ] {
        // A stream without a file, as standard input is.
        let opened = Opened::of(super::super::opened::Place::default(), Cursor::new(bytes));
        let found: Vec<Item> = read(opened.unwrap()).collect();
        assert_eq!(found.iter().all(Result::is_ok), good);
    }
}

#[test]
fn members_with_odd_names_are_read_or_told() {
    let bytes = zip(&[("./a.txt", b"Output rose."), ("../b.txt", b"It fell.")]);
    assert_eq!(said("a.zip", &bytes), ["../b.txt text", "./a.txt text"]);
    let mut twice = zip(&[("a1.txt", b"Output rose."), ("a2.txt", b"It fell.")]);
    while let Some(at) = memchr::memmem::find(&twice, b"a2.txt") {
        twice[at + 1] = b'1';
    }
    let found = said("a.zip", &twice);
    assert_eq!((found.len(), &*found[0]), (2, "a1.txt text"));
    assert!(found[1].contains("a member has the name of another one; it was left out"));
}
