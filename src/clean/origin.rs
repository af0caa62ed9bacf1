//! Leads an article's map from the decoded content on to the bytes that were received.
//!
//! A map is kept only when it can be exact: the content is the bytes themselves, or their text in
//! UTF-8, or stands among them, as it is or as a JSON string. Knows nothing of pages.

use super::Article;
use crate::base::source_map::{Origin, SourceMap, Syntax};
use crate::read::source::{canonical, json_map};
use crate::read::{Content, RawDocument};

/// A byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Where the article's text stands in what was received, if every character can be placed.
pub fn origin(raw: &RawDocument, article: &mut Article) -> Option<Origin> {
    let in_content = article.origin.take().unwrap_or_else(|| Origin {
        map: SourceMap::verbatim(article.text.len(), 0),
        syntax: Syntax::Text,
        encoding: None,
    });
    match place(raw)? {
        Place::From(start, encoding) => {
            let mut out = in_content;
            out.map.shift(start);
            out.encoding = encoding;
            Some(out)
        }
        Place::Json(under) => Some(Origin {
            map: in_content.map.through(&under),
            syntax: match in_content.syntax {
                Syntax::Text | Syntax::Json => Syntax::Json,
                Syntax::Html | Syntax::JsonHtml => Syntax::JsonHtml,
            },
            encoding: None,
        }),
    }
}

/// Where the content stands in what was received.
enum Place {
    /// As it is, from this byte on, of the bytes or of their text.
    From(usize, Option<&'static str>),
    /// As a JSON string.
    Json(SourceMap),
}

fn place(raw: &RawDocument) -> Option<Place> {
    let content = raw.content.as_str().as_bytes();
    if raw.media_type == "application/json" {
        let key = match raw.content {
            Content::Text(_) => "text",
            Content::Html(_) => "html",
        };
        let (map, start) = json_map(&raw.bytes, key)?;
        let as_it_is = raw.bytes.get(start..)?.starts_with(content);
        let fits = map.len() == content.len();
        return fits.then_some(if as_it_is {
            Place::From(start, None)
        } else {
            Place::Json(map)
        });
    }
    let start = match raw.bytes.strip_prefix(MARK) {
        Some(rest) if rest == content => Some(MARK.len()),
        _ => (raw.bytes == content).then_some(0),
    };
    if let Some(start) = start {
        return Some(Place::From(start, None));
    }
    let decoded = canonical(&raw.bytes, Some(raw.encoding));
    (*decoded == *content).then_some(Place::From(0, Some(raw.encoding)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::span::Span;
    use crate::clean;
    use crate::read::source::refuted;
    use crate::read::{Content, documents};
    use proptest::prelude::*;

    /// The article of `bytes` in a file called `name`, its map proved; and what `of` is written as.
    fn written(name: &str, bytes: &[u8], of: &str) -> (Origin, String) {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let raw = documents(vec![path], None).next().unwrap().unwrap();
        let raw = raw.document().unwrap();
        let article = clean::article(&raw);
        let origin = article.origin.unwrap();
        let source = canonical(bytes, origin.encoding);
        assert_eq!(
            refuted(&origin.map, origin.syntax, &source, &article.text),
            None
        );
        let at = article.text.find(of).unwrap();
        let places = origin.map.places(Span::new(at, at + of.len()));
        assert_eq!(places.len(), 1);
        let said = source[places[0].start..places[0].end].to_vec();
        (origin, String::from_utf8(said).unwrap())
    }

    #[test]
    fn a_page_is_mapped_to_its_bytes() {
        let page = b"\xEF\xBB\xBF<!DOCTYPE html><p>It cost <b>9.1&nbsp;trillion</b>\r\n yuan.";
        let (origin, said) = written("a.html", page, "9.1 trillion yuan");
        assert_eq!((origin.syntax, origin.encoding), (Syntax::Html, None));
        assert_eq!(said, "9.1&nbsp;trillion</b>\r\n yuan");
    }

    #[test]
    fn a_page_in_another_encoding_is_mapped_to_its_text() {
        let page = encoding_rs::GBK
            .encode("<meta charset=gbk><p>产值9.1&nbsp;亿元。")
            .0;
        let (origin, said) = written("a.html", &page, "9.1 亿元");
        assert_eq!(
            (origin.encoding, said.as_str()),
            (Some("GBK"), "9.1&nbsp;亿元")
        );
    }

    #[test]
    fn texts_and_lines_are_mapped_too() {
        let (origin, said) = written("a.txt", b"\xEF\xBB\xBFIt cost 5\r\nyuan.", "5\r\nyuan");
        assert_eq!((origin.syntax, origin.map.runs().len()), (Syntax::Text, 1));
        assert_eq!(said, "5\r\nyuan");
        let line = br#"{"id":"x","text":"It \"cost\" 5\u00a0yuan."}"#;
        let (origin, said) = written("a.jsonl", line, "5\u{a0}yuan");
        assert_eq!(
            (origin.syntax, said.as_str()),
            (Syntax::Json, r"5\u00a0yuan")
        );
        let line = br#"{"html":"<p class=\"a\">It cost 5&nbsp;\u0026lt;\nyuan."}"#;
        let (origin, said) = written("a.jsonl", line, "5 < yuan");
        assert_eq!(
            (origin.syntax, said.as_str()),
            (Syntax::JsonHtml, r"5&nbsp;\u0026lt;\nyuan")
        );
        let (origin, _) = written("a.jsonl", br#"{"text":"It cost 5 yuan."}"#, "5 yuan");
        assert_eq!(origin.syntax, Syntax::Text);
        // The same words in another field, in a field inside of another, and under a key in escapes.
        let line = br#"{"title":"It cost 5.","note":{"text":"It cost 5."},"id":"text","text":"It cost 5."}"#;
        let (origin, _) = written("a.jsonl", line, "5");
        let first = origin.map.places(Span::new(0, 2));
        assert_eq!(first[0].start, line.len() - 12);
        let (origin, said) = written("a.jsonl", br#"{"te\u0078t" : "\u0035 yuan"}"#, "5");
        assert_eq!((origin.syntax, &*said), (Syntax::Json, r"\u0035"));
    }

    #[test]
    fn bytes_that_are_no_text_in_their_encoding_are_mapped_to_what_was_read() {
        let mut page = format!("<p>{}", "Größe 5 €. ".repeat(30)).into_bytes();
        page.push(0xff);
        let (origin, said) = written("a.html", &page, "5 €");
        assert_eq!((origin.encoding, said.as_str()), (Some("UTF-8"), "5 €"));
    }

    #[test]
    fn what_cannot_be_placed_exactly_has_no_map() {
        let mut raw = documents(vec!["corpus/formats/page.html".into()], None)
            .next()
            .unwrap()
            .unwrap()
            .document()
            .unwrap();
        raw.content = Content::Html("<p>Something that stands nowhere in it.".into());
        assert_eq!(clean::article(&raw).origin, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        /// The law: the runs tile the text, and each reads as what it is said to be.
        #[test]
        fn any_page_is_mapped(source in "(</?(p|b|table|tr|td|pre|br|h2|li|a|script)>|&(amp|nbsp;|#160;|lt;)|[ \r\n\u{a0}\u{3000}]{1,3}|[a-c0-9é中.]{1,5}){0,30}") {
            let article = super::super::html::article(&source, None);
            let origin = article.origin.unwrap();
            prop_assert_eq!(origin.map.len(), article.text.len());
            prop_assert_eq!(refuted(&origin.map, Syntax::Html, source.as_bytes(), &article.text), None);
            let stored = SourceMap::decode(&origin.map.encode()).unwrap();
            prop_assert_eq!(stored, origin.map);
        }

        #[test]
        fn where_the_page_is_in_order_so_is_its_map(source in "(<(p|b|br|h2|li|i)>|</(p|b|i)>|&amp;|&nbsp;|[ \n]{1,3}|[a-c0-9é中.]{1,5}){0,30}") {
            let origin = super::super::html::article(&source, None).origin.unwrap();
            let starts: Vec<usize> = origin.map.runs().iter().map(|r| r.source.start).collect();
            prop_assert!(starts.is_sorted());
            let ends: Vec<usize> = origin.map.runs().iter().map(|r| r.source.end).collect();
            prop_assert!(ends.iter().zip(starts.iter().skip(1)).all(|(end, next)| end <= next));
        }
    }
}
