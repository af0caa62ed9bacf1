//! Web archives: records well and broken, packed and not.

use super::super::{documents, format_named};
use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const PAGE: &str = "<!DOCTYPE html><p>Output rose by 5 percent.</p>";

fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/{kind}\r\n\
         WARC-Date: 2025-05-12T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}>\r\n{fields}\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, fields: &str, body: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 {status}\r\n{fields}\r\n{body}");
    let http = "Content-Type: application/http; msgtype=response\r\n";
    record("response", http, block.as_bytes())
}

fn page(body: &str) -> Vec<u8> {
    answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn found(bytes: &[u8]) -> Vec<Item> {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a.warc");
    std::fs::write(&path, bytes).unwrap();
    documents(vec![path], None).collect()
}

/// One word for each item: `d` a document, `r` a revisit, `s` a remark, else the error.
fn said(bytes: &[u8]) -> Vec<String> {
    let word = |item: Item| match item {
        Ok(Found::Document(_)) => "d".to_owned(),
        Ok(Found::Revisit(_)) => "r".to_owned(),
        Ok(Found::Skipped(s)) => format!("s {} {}", s.number, s.reason),
        Err(e) => format!("{} {}", e.document.rsplit('#').next().unwrap(), e.problem),
    };
    found(bytes).into_iter().map(word).collect()
}

#[test]
fn a_page_has_its_address_time_and_record() {
    let info = record("warcinfo", "", b"software: x\r\n");
    let all = found(&[info.clone(), page(PAGE)].concat());
    let Ok(Found::Document(one)) = &all[0] else {
        panic!()
    };
    assert_eq!(one.bytes, PAGE.as_bytes());
    assert_eq!(one.url.as_deref(), Some("http://a.example/response"));
    assert_eq!(one.held.record_id.as_deref(), Some("<urn:uuid:response>"));
    assert_eq!(one.held.offset, Some(info.len() as u64));
    assert_eq!(
        one.held.captured_at.unwrap().to_string(),
        "2025-05-12T08:00:00Z"
    );
    assert!(one.place.ends_with(&format!("a.warc#{}", info.len())));
    assert_eq!(
        (one.format, &*one.media_type),
        ("warc", "text/html; charset=utf-8")
    );
    assert!(matches!(&all[1], Ok(Found::Skipped(s)) if s.number == 1));
}

#[test]
fn records_packed_one_by_one_have_the_byte_of_the_packed_file() {
    let (one, two) = (gzip(&page(PAGE)), gzip(&page("<p>Two.</p>")));
    let all = found(&[one.clone(), two].concat());
    let offsets: Vec<_> = all
        .into_iter()
        .map(|f| f.unwrap().document().unwrap().held.offset)
        .collect();
    assert_eq!(offsets, [Some(0), Some(one.len() as u64)]);
    let whole = gzip(&[page(PAGE), page("<p>Two.</p>")].concat());
    assert_eq!(said(&whole), ["d", "d"]);
}

#[test]
fn what_is_no_article_is_counted_by_reason() {
    let bytes = [
        answer("301 Moved", "Location: /b\r\n", ""),
        answer("404 Not Found", "Content-Type: text/html\r\n", PAGE),
        answer("404 Not Found", "Content-Type: text/html\r\n", PAGE),
        answer("500 Oops", "", ""),
        answer("200 OK", "Content-Type: image/png\r\n", "\u{89}PNG"),
        answer("200 OK", "Content-Type: application/wasm\r\n", "x"),
        answer("200 OK", "Content-Type: text/html\r\n", " \n"),
        record("request", "", b"GET / HTTP/1.1\r\n\r\n"),
        record("resource", "Content-Type: text/css\r\n", b"p {}"),
    ];
    assert_eq!(
        said(&bytes.concat()),
        [
            "s 1 answers of HTTP status 500",
            "s 1 empty pages",
            "s 1 files of other types",
            "s 2 pages that were not found",
            "s 1 pictures",
            "s 1 redirects",
            "s 1 requests and notes of the crawler",
            "s 1 styles and scripts",
        ]
    );
}

#[test]
fn resources_and_conversions_are_documents_and_revisits_captures() {
    let again =
        "WARC-Refers-To: <urn:uuid:response>\r\nWARC-Refers-To-Date: 2025-05-11T08:00:00Z\r\n";
    let bytes = [
        record(
            "resource",
            "Content-Type: text/plain; charset=gbk\r\n",
            b"\xb8\xdb\xbf\xda 5%",
        ),
        record(
            "conversion",
            "Content-Type: text/plain\r\n",
            b"Output rose.",
        ),
        record(
            "revisit",
            again,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        ),
        record(
            "revisit",
            again,
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n",
        ),
    ];
    let all = found(&bytes.concat());
    assert!(
        matches!(&all[0], Ok(Found::Document(d)) if d.content == Content::Text("港口 5%".into()))
    );
    assert!(matches!(&all[1], Ok(Found::Document(_))));
    let Ok(Found::Revisit(revisit)) = &all[2] else {
        panic!()
    };
    assert_eq!(revisit.of_record.as_deref(), Some("<urn:uuid:response>"));
    let (url, at) = revisit.of_capture.clone().unwrap();
    assert_eq!(
        (url.as_str(), at.to_string().as_str()),
        ("http://a.example/revisit", "2025-05-11T08:00:00Z")
    );
    assert!(matches!(&all[3], Ok(Found::Skipped(s)) if s.reason == "pictures"));
}

#[test]
fn a_broken_record_is_told_with_its_place_and_the_next_one_read() {
    let chunked = answer(
        "200 OK",
        "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
        "4\r\nOut",
    );
    let clipped = record(
        "response",
        "WARC-Truncated: length\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n<p>Out",
    );
    let json = page("{\"a\": [1, 2]}");
    let bytes = [page(PAGE), chunked, clipped, json, page(PAGE)].concat();
    let found = said(&bytes);
    assert_eq!(
        (found[0].as_str(), found[4].as_str(), found.len()),
        ("d", "d", 5)
    );
    assert!(
        found[1].starts_with(&format!(
            "{} its chunks break off at byte 0",
            page(PAGE).len()
        )),
        "{}",
        found[1]
    );
    assert!(
        found[2].contains("cut this record off (length)"),
        "{}",
        found[2]
    );
    assert!(
        found[3].contains("JSON data, not a web page"),
        "{}",
        found[3]
    );
}

#[test]
fn a_wrong_length_costs_one_record() {
    let long = String::from_utf8(page(PAGE)).unwrap();
    let length = |s: &str| s.find("Content-Length: ").unwrap() + 16;
    let digits = long.get(length(&long)..).unwrap().find('\r').unwrap();
    let mut short = long.clone();
    short.replace_range(length(&short)..length(&short) + digits, "60");
    let mut far = long.clone();
    far.replace_range(length(&far)..length(&far), "9");
    for wrong in [short, far.clone()] {
        let found = said(format!("{long}{wrong}{long}").as_bytes());
        assert_eq!(
            (found[0].as_str(), found[2].as_str(), found.len()),
            ("d", "d", 3),
            "{found:?}"
        );
        assert!(found[1].starts_with(&long.len().to_string()), "{found:?}");
    }
    assert!(
        said(far.as_bytes())[0].contains("0 the record is cut off: "),
        "{:?}",
        said(far.as_bytes())
    );
    let request = String::from_utf8(record("request", "", b"GET / HTTP/1.1")).unwrap();
    let mut taking = request.clone();
    taking.replace_range(length(&taking)..length(&taking), "9");
    let mut beyond = long.clone();
    beyond.replace_range(length(&beyond)..length(&beyond), "9999999");
    for wrong in [taking, beyond] {
        let found = said(format!("{long}{wrong}{long}{long}").as_bytes());
        assert_eq!((found.len(), &*found[2], &*found[3]), (4, "d", "d"));
    }
    let found = said(format!("{long}junk\r\nmore\r\n{long}").as_bytes());
    assert!(
        found[1].contains("no record begins where one should"),
        "{found:?}"
    );
    assert_eq!(found.len(), 3);
}

#[test]
fn damage_in_a_packed_archive_costs_one_record() {
    let text = (0..3000).fold(String::new(), |text, n| text + &n.to_string() + " ships ");
    let mut torn = gzip(&page(&format!("<p>{text}")));
    let middle = torn.len() / 2;
    torn[middle..middle + 9].fill(0xFF);
    let found = said(&[gzip(&page(PAGE)), torn, gzip(&page(PAGE))].concat());
    assert_eq!(found.len(), 3, "{found:?}");
    let told = found[1].contains("data is damaged") || found[1].contains("not as long");
    assert!(told, "{found:?}");
    let mut small = gzip(&page(PAGE));
    // Behind the ten bytes of its header: nothing can be unpacked.
    small[10..19].fill(0xFF);
    let mut headless = gzip(&page(PAGE));
    headless[0] = b'?';
    for torn in [small, headless] {
        let good = gzip(&page(PAGE));
        let found = said(&[good.clone(), torn, good.clone()].concat());
        assert_eq!((found.len(), &*found[0], &*found[2]), (3, "d", "d"));
        let told = format!("{} the compressed data is damaged", good.len());
        assert!(found[1].starts_with(&told), "{found:?}");
    }
    let mut wrong_sum = gzip(&page(PAGE));
    let end = wrong_sum.len();
    wrong_sum[end - 8] ^= 1;
    let found = said(&[wrong_sum, gzip(&page(PAGE))].concat());
    assert_eq!((found.len(), &*found[1]), (2, "d"));
    assert!(found[0].starts_with("0 the compressed data"), "{found:?}");
    let mut cut = [gzip(&page(PAGE)), gzip(&page(PAGE))].concat();
    cut.truncate(cut.len() - 20);
    let found = said(&cut);
    assert_eq!(found[0], "d");
    assert!(found[1].contains("damaged (it ends too soon)"), "{found:?}");
}

#[test]
fn records_in_records_without_end_are_given_up() {
    let inner = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n\r\n\r\n",
        9_000_000
    );
    let started = std::time::Instant::now();
    assert!(!said(inner.repeat(40_000).as_bytes()).is_empty());
    assert!(started.elapsed().as_secs() < 60);
}

#[test]
fn a_named_format_is_not_questioned() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a.txt");
    std::fs::write(&path, PAGE).unwrap();
    let found: Vec<Item> = documents(vec![path], format_named("warc")).collect();
    assert!(
        found[0]
            .as_ref()
            .unwrap_err()
            .to_string()
            .contains("no record begins")
    );
}
