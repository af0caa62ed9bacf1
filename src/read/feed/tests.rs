//! Feeds of every kind, whole and cut.

use super::super::documents;
use super::*;

fn found(name: &str, source: &str) -> Vec<Item> {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join(name);
    std::fs::write(&path, source).unwrap();
    documents(vec![path], None).collect()
}

fn entries(name: &str, source: &str) -> Vec<RawDocument> {
    let all = found(name, source).into_iter();
    all.filter_map(|f| f.unwrap().document()).collect()
}

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="c"><channel>
<title>Harbour &amp; Sea</title><link>http://h.example/news</link>
<item><title>Cargo &amp;lt;up&amp;gt;</title><link>/a</link><guid isPermaLink="false">id-1</guid>
<author>desk@h.example (The desk)</author><pubDate>Mon, 12 May 2025 00:30:00 +0800</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>Cargo rose 5&nbsp;percent.</p>]]></content:encoded></item>
<item><title>B</title><description>&lt;p&gt;Ships came.&lt;/p&gt;</description></item>
<item><title>No text at all</title></item>
</channel></rss>"#;

#[test]
fn rss_gives_each_entry_with_what_it_says_of_it() {
    let all = found("a.xml", RSS);
    assert_eq!(all.len(), 3);
    let docs = entries("a.xml", RSS);
    let one = &docs[0];
    assert_eq!(
        one.content,
        Content::Html("<p>Cargo rose 5&nbsp;percent.</p>".into())
    );
    assert_eq!(one.bytes, one.content.as_str().as_bytes());
    assert_eq!(one.url.as_deref(), Some("http://h.example/a"));
    assert_eq!(one.author.as_deref(), Some("The desk"));
    assert_eq!(one.publisher.as_deref(), Some("Harbour & Sea"));
    assert_eq!(
        one.date,
        Some(jiff::civil::date(2025, 5, 12)),
        "the day in its own zone"
    );
    assert_eq!(one.held.record_id.as_deref(), Some("id-1"));
    assert!(one.place.ends_with("a.xml#1") && one.notices.is_empty());
    assert_eq!(docs[1].content, Content::Html("<p>Ships came.</p>".into()));
    assert_eq!(docs[1].notices[0].code, "feed-summary");
    assert!(matches!(all.last(), Some(Ok(Found::Skipped(s))) if s.number == 1));
}

#[test]
fn atom_gives_markup_as_it_stands() {
    let source = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="http://h.example/"/>
<entry><id>x</id><title type="html">A &lt;b&gt;day&lt;/b&gt;</title><link rel="self" href="/s"/><link href="p/1"/>
<author><name>Li Wei</name></author><author><name>Ana</name></author><updated>2025-05-12T00:30:00+08:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It rose.</p></div></content></entry>
<entry><id>y</id><title>B</title><published>2025-05-11T23:00:00-05:00</published><summary>Short.</summary></entry></feed>"#;
    let docs = entries("a", source);
    assert!(docs[0].content.as_str().starts_with("<div xmlns"));
    assert_eq!(docs[0].title.as_deref(), Some("A day"));
    assert_eq!(docs[0].url.as_deref(), Some("http://h.example/p/1"));
    assert_eq!(docs[0].author.as_deref(), Some("Li Wei, Ana"));
    assert_eq!(
        (docs[0].date, docs[0].modified),
        (None, Some(jiff::civil::date(2025, 5, 12)))
    );
    assert_eq!(docs[1].date, Some(jiff::civil::date(2025, 5, 11)));
    assert_eq!(docs[1].content, Content::Text("Short.".into()));
}

#[test]
fn a_json_feed_is_told_from_json_lines() {
    let source = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
{"id": 7, "url": "http://h.example/7", "content_html": "<p>It rose.</p>", "date_published": "2025-05-12T08:00:00+08:00",
"authors": [{"name": "Ana"}]}, {"id": "8", "summary": "Short."}]}"#;
    let docs = entries("a.json", source);
    assert_eq!(
        (docs[0].format, docs[0].author.as_deref()),
        ("feed", Some("Ana"))
    );
    assert_eq!(docs[0].held.record_id.as_deref(), Some("7"));
    assert_eq!(docs[1].notices[0].code, "feed-summary");
}

#[test]
fn a_feed_cut_in_the_middle_gives_the_entries_before() {
    let cut = RSS
        .get(..RSS.find("<item><title>No").unwrap() + 10)
        .unwrap();
    let all = found("a.rss", cut);
    assert_eq!(all.iter().filter(|f| f.is_ok()).count(), 2);
    let said = all.last().unwrap().as_ref().unwrap_err().to_string();
    assert!(
        said.contains("breaks off at byte") && said.contains("behind entry 2"),
        "{said}"
    );
}

#[test]
fn a_stray_nul_is_left_out_of_an_entry() {
    let item = "<item><description>It \0rose by 5.</description></item>".to_owned();
    let more = "<item><description>It fell by 5.</description></item>".repeat(9);
    let source = format!("<rss version='2.0'><channel>{item}{more}</channel></rss>");
    let docs = entries("a.rss", &source);
    assert_eq!(docs[0].content, Content::Text("It rose by 5.".into()));
}

#[test]
fn odd_items_of_a_json_feed_cost_no_more_than_what_is_odd() {
    let head = r#"{"version": "https://jsonfeed.org/version/1.1", "title": 5, "items": ["#;
    let odd = r#"{"id": true, "title": 5, "authors": null, "author": {"name": "Li"}, "content_text": "It \u0000rose."}"#;
    let good = "{\"id\": \"b\", \"content_text\": \"It fell.\"}";
    let whole = format!("{head}{odd}, 7,\n{good}]}}");
    let docs: Vec<RawDocument> = entries("a.json", &whole);
    assert_eq!(docs[0].content, Content::Text("It rose.".into()));
    assert_eq!(docs[0].author.as_deref(), Some("Li"));
    assert!(docs[1].place.ends_with("#3") && docs.len() == 2);
    let last = found("a.json", &whole).pop();
    assert!(matches!(last, Some(Ok(Found::Skipped(s))) if s.number == 1));
    let cut = format!("{head}{odd},\n{good}, {{\"id\": \"c\", \"cont");
    let all = found("a.json", &cut);
    assert_eq!(all.iter().filter(|f| f.is_ok()).count(), 2);
    let said = all.last().unwrap().as_ref().unwrap_err().to_string();
    let told = format!("breaks off at byte {}, behind entry 2", cut.len());
    assert!(said.contains(&told), "{said}");
}

#[test]
fn what_is_no_feed_is_said() {
    let named = |source: &str| {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("feed.rss");
        std::fs::write(&path, source).unwrap();
        let found: Vec<Item> = documents(vec![path], super::super::format_named("feed")).collect();
        found[0].as_ref().unwrap_err().problem.to_string()
    };
    assert!(named("<!DOCTYPE html><p>Gone").starts_with("it is a web page, not a feed"));
    assert!(named("{\"a\": 1}").starts_with("it is other JSON data, not a feed"));
    assert!(named("<rss version='2.0'><channel/></rss>").contains("holds no entries"));
    let typed = b"<!DOCTYPE rss [\n<!ENTITY nbsp \"&#160;\">\n<!ENTITY eur \"&#8364;\"> ]>\n<rss version='2.0'>";
    assert!(sniff(typed) && sniff(b"<!DOCTYPE rss><rss>") && !sniff(b"<!DOCTYPE rss [<rss>"));
    assert!(
        !sniff(b"<rssx>")
            && !sniff(b"<!-- open <rss>")
            && sniff(b"<?xml?><!-- x --><rss version='2.0'>")
    );
}
