//! What bytes as received say, stretch by stretch: the proof of a map from a text to its source.
//!
//! Owns the one definition of how a stretch of source reads. Knows no page and no database.

use crate::base::source_map::{Kind, Run, SourceMap, Syntax};
use crate::base::span::Span;
use encoding_rs::Encoding;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::borrow::Cow;
use std::cell::RefCell;

/// What stands between blocks, cells and lines where the source has nothing of the kind.
const MADE: &[char] = &['\n', ' ', '|'];

/// The bytes that a map's places count: those received, or their text in UTF-8 when they are in
/// another encoding. A byte order mark belongs to the bytes and not to the text.
pub fn canonical<'b>(raw: &'b [u8], encoding: Option<&str>) -> Cow<'b, [u8]> {
    let Some(encoding) = encoding.and_then(|e| Encoding::for_label(e.as_bytes())) else {
        return Cow::Borrowed(raw);
    };
    match encoding.decode_with_bom_removal(raw).0 {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// Whether `written`, a stretch of source, reads as `said`, the stretch of text that a run of the
/// map makes of it.
pub fn reads_as(kind: Kind, syntax: Syntax, written: &[u8], said: &str) -> bool {
    if kind == Kind::Copied {
        return written == said.as_bytes();
    }
    let Ok(written) = std::str::from_utf8(written) else {
        return false;
    };
    match kind {
        Kind::Made => written.is_empty() && said.chars().all(|c| MADE.contains(&c)),
        Kind::Folded => {
            let read = text(syntax, written);
            matches!(said, " " | "\n") && !read.is_empty() && read.chars().all(char::is_whitespace)
        }
        _ => !written.is_empty() && text(syntax, written) == said,
    }
}

/// Whether every run of `map` that has a part in `within` reads as the text it is said to be.
pub fn holds(map: &SourceMap, syntax: Syntax, source: &[u8], text: &str, within: Span) -> bool {
    let mut runs = map.spans().filter(|(at, _)| at.overlaps(within));
    within.end <= map.len() && runs.all(|(at, run)| run_holds(syntax, source, text, at, run))
}

fn run_holds(syntax: Syntax, source: &[u8], text: &str, at: Span, run: Run) -> bool {
    let written = source.get(run.source.start..run.source.end);
    let said = text.get(at.start..at.end);
    matches!((written, said), (Some(w), Some(s)) if reads_as(run.kind, syntax, w, s))
}

/// The first run of `map` that does not read as the text it is said to be, with its place in the
/// text; nothing when the map holds for all of `text`.
pub fn refuted(map: &SourceMap, syntax: Syntax, source: &[u8], text: &str) -> Option<Span> {
    let wrong = map
        .spans()
        .find(|(at, run)| !run_holds(syntax, source, text, *at, *run));
    let short = (map.len() != text.len()).then(|| Span::new(map.len(), text.len()));
    wrong.map(|(at, _)| at).or(short)
}

/// What a stretch of source says in its syntax.
fn text(syntax: Syntax, written: &str) -> Cow<'_, str> {
    match syntax {
        Syntax::Text => Cow::Borrowed(written),
        Syntax::Html => html_text(written),
        Syntax::Json => json_text(written),
        Syntax::JsonHtml => Cow::Owned(html_text(&json_text(written)).into_owned()),
    }
}

/// What a stretch of a JSON string says; nothing when it is cut through an escape.
fn json_text(written: &str) -> Cow<'_, str> {
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    let quoted = format!("\"{written}\"");
    Cow::Owned(serde_json::from_str(&quoted).unwrap_or_default())
}

/// The map from what the field `key` of the JSON object in `line` says to the bytes that say it, and
/// the first of these; nothing when there is no such field or it is no string.
pub fn json_map(line: &[u8], key: &str) -> Option<(SourceMap, usize)> {
    let (mut at, mut depth, mut is_wanted) = (0, 0_usize, false);
    loop {
        match line.get(at)? {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => is_wanted = false,
            b'"' => {
                let open = at + 1;
                let end = open + end_of_string(line.get(open..)?)?;
                let written = std::str::from_utf8(line.get(open..end)?).ok()?;
                if is_wanted && depth == 1 {
                    return Some((unescaped(written, open)?, open));
                }
                let after = line.get(end + 1..)?.trim_ascii_start();
                is_wanted = depth == 1 && after.starts_with(b":") && *json_text(written) == *key;
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
}

/// Bytes up to the quotation mark that ends a string.
fn end_of_string(written: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', written.get(at..)?)?;
        if written.get(at) == Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The map of a JSON string that begins at `start`.
fn unescaped(written: &str, start: usize) -> Option<SourceMap> {
    let mut out = SourceMap::default();
    let mut at = 0;
    while at < written.len() {
        let rest = written.get(at..)?;
        let (kind, len) = match memchr::memchr(b'\\', rest.as_bytes()) {
            Some(0) => (Kind::Decoded, escape(rest)),
            plain => (Kind::Copied, plain.unwrap_or(rest.len())),
        };
        let said = json_text(rest.get(..len)?).len();
        out.push(kind, said, Span::new(start + at, start + at + len));
        at += len;
    }
    Some(out)
}

/// Bytes of the escape with which `rest` begins; two escapes that stand for one character are one.
fn escape(rest: &str) -> usize {
    let unit = |at: usize| {
        let digits = rest.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    match unit(0) {
        None => 2,
        Some(0xd800..0xdc00) if unit(6).is_some() => 12,
        Some(_) => 6,
    }
}

/// What a stretch of a page's text says: references as the characters they stand for, line ends as
/// the standard has them. Read by html5ever itself.
pub fn html_text(written: &str) -> Cow<'_, str> {
    if !written.contains(['&', '\r', '\0']) {
        return Cow::Borrowed(written);
    }
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(written));
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(Characters::default(), options);
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    Cow::Owned(tokenizer.sink.0.into_inner())
}

/// Collects the characters of a text.
#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.0.borrow_mut().push_str(&text),
            Token::NullCharacterToken => self.0.borrow_mut().push('\u{fffd}'),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_kind_of_run_has_its_own_proof() {
        let html =
            |kind, written: &str, said| reads_as(kind, Syntax::Html, written.as_bytes(), said);
        assert!(html(Kind::Copied, "9.1", "9.1") && !html(Kind::Copied, "9.1", "9.2"));
        assert!(html(Kind::Decoded, "&amp;", "&") && !html(Kind::Decoded, "&lt;", "&"));
        assert!(html(Kind::Decoded, "\r\n", "\n") && html(Kind::Decoded, "\0", "\u{fffd}"));
        assert!(html(Kind::Folded, "&nbsp;\n ", " ") && !html(Kind::Folded, "&nbsp;x", " "));
        assert!(!html(Kind::Folded, "", " ") && !html(Kind::Decoded, "", "x"));
        assert!(html(Kind::Made, "", " | ") && !html(Kind::Made, "", "5"));
        assert!(reads_as(Kind::Decoded, Syntax::Json, br"\n", "\n"));
        assert!(reads_as(
            Kind::Decoded,
            Syntax::JsonHtml,
            br"\u0026lt;",
            "<"
        ));
        assert!(!reads_as(Kind::Decoded, Syntax::Json, br"\u00", "x"));
        assert!(!reads_as(Kind::Decoded, Syntax::Text, b"&amp;", "&"));
    }

    #[test]
    fn a_map_that_says_too_little_or_something_else_is_refuted() {
        let map = SourceMap::verbatim(3, 2);
        let refuted = |source: &[u8], text: &str| refuted(&map, Syntax::Text, source, text);
        assert_eq!(refuted(b"..abc", "abc"), None);
        assert_eq!(refuted(b"..abd", "abc"), Some(Span::new(0, 3)));
        assert_eq!(refuted(b"..ab", "abc"), Some(Span::new(0, 3)));
        assert_eq!(refuted(b"..abc", "abcd"), Some(Span::new(3, 4)));
        assert!(holds(&map, Syntax::Text, b"..abc", "abc", Span::new(1, 3)));
        assert!(!holds(
            &map,
            Syntax::Text,
            b"..abc",
            "abcd",
            Span::new(1, 4)
        ));
    }

    #[test]
    fn the_canonical_bytes_are_those_received_or_their_text() {
        assert_eq!(*canonical(b"\xEF\xBB\xBFa", None), *b"\xEF\xBB\xBFa");
        assert_eq!(*canonical(b"\xEF\xBB\xBFa", Some("UTF-8")), *b"a");
        assert_eq!(*canonical(b"\xD6\xD0", Some("GBK")), *"中".as_bytes());
        assert_eq!(*canonical(b"\xFF\xFEa\0", Some("UTF-16LE")), *b"a");
    }

    #[test]
    fn the_string_that_says_the_content_is_found_among_others() {
        let line = br#"{"id":"a\"b","html":"a\u0022b \ud83d\ude00 <p>"}"#;
        let content = "a\"b 😀 <p>";
        let (map, start) = json_map(line, "html").unwrap();
        assert_eq!(start, 21);
        assert_eq!(refuted(&map, Syntax::Json, line, content), None);
        assert_eq!(map.places(Span::new(1, 2)), [Span::new(22, 28)]);
        assert_eq!(json_map(line, "text"), None);
        assert_eq!(json_map(b"{\"text\": \"open", "text"), None);
        assert_eq!(json_map(b"{\"text\": 5, \"x\": \"5\"}", "text"), None);
    }

    proptest! {
        #[test]
        fn any_text_in_json_is_mapped(text in "[a-c\\\\\"/\n\t\u{1}é中😀]{0,30}", ascii in any::<bool>()) {
            let mut line = serde_json::json!({ "id": "x", "text": text }).to_string();
            if ascii {
                let units: Vec<u16> = line.encode_utf16().collect();
                let written = units.iter().map(|u| match u8::try_from(*u) {
                    Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
                    _ => format!("\\u{u:04x}"),
                });
                line = written.collect::<Vec<_>>().concat();
            }
            let (map, _) = json_map(line.as_bytes(), "text").unwrap();
            prop_assert_eq!(refuted(&map, Syntax::Json, line.as_bytes(), &text), None);
        }
    }
}
