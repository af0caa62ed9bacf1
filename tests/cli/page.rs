//! From a figure to the bytes of the page it stands on.

use crate::place::Place;
use serde_json::Value;

/// A page whose figure is written with a reference, markup and a line end of two bytes.
const PAGE: &str = "<!DOCTYPE html><html lang=en><title>Freight rises</title><body><h1>Freight rises</h1>\r\n\
    <p>The port of Ningbo handled goods worth <b>9.1&nbsp;trillion</b>\r\n yuan in 2024 &amp; more ships than in any year \
    before, the city government said on Monday when it opened a new berth.</p>";

/// What stands in the page for the figure.
const WRITTEN: &str = "9.1&nbsp;trillion</b>\r\n yuan";

fn stored(name: &str, content: impl AsRef<[u8]>) -> Place {
    let place = Place::new().with(name, content);
    place
        .figtrace(&["ingest", "-q", name, "--db", "k.db"])
        .assert()
        .success();
    place
}

/// The one hit of `trace '9.1 trillion yuan'`, where its figure is written.
fn written(place: &Place) -> Value {
    let (_, mut json) = place.json(&["trace", "9.1 trillion yuan", "--db", "k.db", "--json"]);
    json["hits"][0]["written"].take()
}

#[test]
fn a_figure_is_shown_as_the_page_writes_it() {
    let place = stored("a.html", PAGE);
    let start = PAGE.find(WRITTEN).unwrap();
    let end = start + WRITTEN.len();
    let (_, said) = place.answer(&["trace", "9.1 trillion yuan", "--db", "k.db"]);
    let line = format!("   page     bytes {start}-{end} of sha256 ");
    assert!(said.contains(&line), "{said}");
    assert!(said.contains(": `9.1&nbsp;trillion</b> yuan`\n"), "{said}");
    let written = written(&place);
    assert_eq!(written["text"], WRITTEN);
    assert_eq!(written["places"][0][0], start);
    assert_eq!(written["proved"], true);
    assert_eq!(written["encoding"], Value::Null);
}

#[test]
fn a_page_in_an_old_encoding_is_shown_as_its_text() {
    let page = format!("<meta charset=gbk><p>中国。</p>{PAGE}");
    let bytes = encoding_rs::GBK.encode(&page).0;
    let place = stored("a.html", &bytes);
    let written = written(&place);
    assert_eq!(written["encoding"], "GBK");
    assert_eq!(written["text"], WRITTEN);
    assert_eq!(written["places"][0][0], page.find(WRITTEN).unwrap());
}

#[test]
fn a_page_in_a_line_of_json_is_shown_with_its_escapes() {
    let line = serde_json::json!({ "id": 7, "html": PAGE }).to_string();
    let place = stored("a.jsonl", &line);
    let written = written(&place);
    assert_eq!(written["syntax"], "json html");
    assert_eq!(written["text"], WRITTEN.replace("\r\n", r"\r\n"));
    assert_eq!(written["proved"], true);
}

#[test]
fn every_map_is_proved_and_one_that_leads_astray_named() {
    let place = stored("a.html", PAGE);
    let verify = |code: i32| {
        let (status, said) = place.answer(&["verify", "--db", "k.db"]);
        assert_eq!(status, code, "{said}");
        said
    };
    assert!(verify(0).contains("bytes of text at their place in the input\n"));
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    conn.execute("UPDATE source_map SET syntax = 'text'", [])
        .unwrap();
    assert!(verify(1).contains("source map of document 1 (input 1): bytes "));
}

/// Two pages with one text: each input has its own map.
#[test]
fn the_same_text_from_another_page_is_mapped_too() {
    let place = stored("a.html", PAGE).with("b.html", PAGE.replace("&nbsp;", "&#160;"));
    place
        .figtrace(&["ingest", "-q", "b.html", "--db", "k.db"])
        .assert()
        .success();
    let count = |table: &str| place.number(&format!("SELECT count(*) FROM {table}"));
    assert_eq!((count("document"), count("source_map")), (1, 2));
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn a_page_of_links_gives_a_notice_and_no_figure() {
    let link = "<li><a href=/x>Port handles 9.1 trillion yuan of goods in 2024</a></li>";
    let page = format!(
        "<!DOCTYPE html><title>The Daily</title><ul>{}</ul>",
        link.repeat(40)
    );
    let place = stored("index.html", page);
    assert_eq!(place.number("SELECT count(*) FROM figure"), 0);
    assert_eq!(
        place.number("SELECT count(*) FROM notice WHERE code = 'no-article'"),
        1
    );
}

#[test]
fn a_selector_chooses_the_article() {
    let page = "<article><p>The port of Ningbo handled 9.1 million containers in 2024, more than in any year before, \
        as the city government said on Monday when it opened a new berth there.</p></article>\
        <div id=box>Ships: 314</div>";
    let place = Place::new().with("a.html", page);
    let figures = |arguments: &[&str]| -> Vec<String> {
        let out = place.figtrace(arguments).output().unwrap();
        assert!(out.status.success(), "{out:?}");
        let record: Value = serde_json::from_slice(&out.stdout).unwrap();
        let all = record["figures"].as_array().unwrap().iter();
        all.map(|f| f["value"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(figures(&["extract", "a.html"]), ["9100000"]);
    assert_eq!(figures(&["extract", "--select", "#box", "a.html"]), ["314"]);
    assert_eq!(
        figures(&["extract", "--select", "#none", "a.html"]),
        ["9100000"]
    );
    place
        .figtrace(&["ingest", "-q", "--select", "#box", "--db", "k.db", "a.html"])
        .assert()
        .success();
    place
        .figtrace(&["trace", "314", "--db", "k.db"])
        .assert()
        .code(0);
    place.figtrace(&["verify", "--db", "k.db"]).assert().code(0);
}

#[test]
fn a_selector_that_is_none_is_refused_in_a_sentence() {
    let place = Place::new().with("a.html", PAGE);
    let out = place
        .figtrace(&["extract", "--select", "div[", "a.html"])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("write a CSS selector"));
}
