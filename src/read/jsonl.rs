//! JSON Lines: a document a line, `text` or `html` with optional `id`, `url`, `title`, `date`.
//!
//! Read line by line; a bad line is an error and the next one goes on.

use super::error::{Problem, ReadError};
use super::opened::Opened;
use super::{Content, Documents, Found, Item, LINE_LIMIT, RawDocument};
use crate::base::notice::Notice;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::error::Category;
use std::borrow::Cow;
use std::io::{self, BufRead};

/// The fields of a line that are read; others are left alone.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    html: Option<Cow<'a, str>>,
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
}

/// Ids are strings, but counters are common.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

pub(super) fn read(opened: Opened) -> Documents {
    Box::new(Lines {
        opened,
        number: 0,
        done: false,
    })
}

/// Whether the first line is a JSON object.
pub(super) fn sniff(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let line = head.split(|b| *b == b'\n').next().unwrap_or(head);
    let cut_off = line.len() == head.len();
    let object = line
        .trim_ascii()
        .strip_prefix(b"{")
        .map(<[u8]>::trim_ascii_start);
    match object {
        Some([b'"', ..]) => cut_off || line.trim_ascii_end().ends_with(b"}"),
        _ => false,
    }
}

struct Lines {
    opened: Opened,
    number: usize,
    done: bool,
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.done {
            self.number += 1;
            match line(self.opened.stream(), LINE_LIMIT) {
                Ok(Some(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(bytes)) if bytes.len() > LINE_LIMIT => {
                    return Some(Err(self.error(Problem::LineTooLong { limit: LINE_LIMIT })));
                }
                Ok(Some(bytes)) => {
                    let document = self.document(bytes);
                    return Some(document.map(|d| Found::Document(Box::new(d))));
                }
                Ok(None) => {
                    self.done = true;
                    if self.opened.changed() {
                        return Some(Err(self.opened.error(Problem::Changed)));
                    }
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(self.error(self.opened.problem(error))));
                }
            }
        }
        None
    }
}

impl Lines {
    fn error(&self, problem: Problem) -> ReadError {
        ReadError {
            document: self.name(),
            path: self.opened.place.path.clone(),
            line: Some(self.number),
            problem,
        }
    }

    fn name(&self) -> String {
        format!("{}#{}", self.opened.place.name, self.number)
    }

    fn document(&self, mut bytes: Vec<u8>) -> Result<RawDocument, ReadError> {
        if self.number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        let fields: Line = serde_json::from_slice(&bytes).map_err(|e| {
            let reason = plain_reason(&e);
            self.error(Problem::MalformedLine {
                byte: e.column(),
                reason,
            })
        })?;
        let content = match (fields.text, fields.html) {
            (Some(text), _) => Content::Text(text.into_owned()),
            (None, Some(html)) => Content::Html(html.into_owned()),
            (None, None) => {
                let reason = "the object has neither `text` nor `html`";
                return Err(self.error(Problem::MalformedLine { byte: 1, reason }));
            }
        };
        // A page may hold a NUL, which is left out of its text; nothing else may.
        let plain = match &content {
            Content::Text(text) => Some(text),
            Content::Html(_) => None,
        };
        let named = [&fields.url, &fields.title].into_iter().flatten();
        if plain
            .into_iter()
            .chain(named)
            .any(|said| said.contains('\0'))
        {
            let byte = memchr::memmem::find(&bytes, b"\\u0000").map_or(1, |at| at + 1);
            let reason = "a NUL character (\\u0000), which no text has";
            return Err(self.error(Problem::MalformedLine { byte, reason }));
        }
        let (date, notices) = date(fields.date.as_deref());
        let (id, url, title) = (fields.id, fields.url, fields.title);
        let mut out = RawDocument::of(&self.opened.place, bytes, content);
        (out.place, out.source) = (self.name(), self.name());
        out.media_type = Cow::Borrowed("application/json");
        out.format = "jsonl";
        out.line = Some(self.number);
        if let Some(id) = id {
            out.source = id.into_string();
        }
        (out.url, out.title) = (url, title);
        (out.date, out.notices) = (date, notices);
        Ok(out)
    }
}

impl Id {
    fn into_string(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// What is wrong with a line, in words of JSON and not of the program that reads it.
fn plain_reason(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        Category::Eof => "the JSON object ends too soon",
        Category::Syntax => "this is not JSON",
        Category::Data if error.column() <= 1 => "the line is no JSON object",
        Category::Data | Category::Io => {
            "the value before this byte is of the wrong kind (strings are wanted)"
        }
    }
}

/// The day of an ISO date or date and time, with a notice when it is none.
fn date(written: Option<&str>) -> (Option<Date>, Vec<Notice>) {
    let Some(written) = written.filter(|w| !w.trim().is_empty()) else {
        return (None, Vec::new());
    };
    match written.trim().get(..10).and_then(|day| day.parse().ok()) {
        Some(day) => (Some(day), Vec::new()),
        None => (
            None,
            vec![Notice {
                code: "date-not-iso",
                message: format!(
                    "the given date `{written}` is not written YYYY-MM-DD and was not used"
                ),
                span: None,
            }],
        ),
    }
}

/// The next line without its end, or nothing at the end of the stream. Of a line longer than
/// `limit` only the first `limit + 1` bytes are kept, and the rest is skipped.
fn line(stream: &mut dyn BufRead, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut out = Vec::new();
    let mut any = false;
    loop {
        let buffer = match stream.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            return Ok(any.then_some(out));
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let piece = buffer
            .get(..end.unwrap_or(buffer.len()))
            .unwrap_or_default();
        let room = (limit + 1).saturating_sub(out.len()).min(piece.len());
        out.extend_from_slice(piece.get(..room).unwrap_or_default());
        let used = end.map_or(buffer.len(), |e| e + 1);
        stream.consume(used);
        if end.is_some() {
            if out.last() == Some(&b'\r') {
                out.pop();
            }
            return Ok(Some(out));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::documents;
    use super::*;

    fn read_lines(content: &[u8]) -> Vec<Result<RawDocument, ReadError>> {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.jsonl");
        std::fs::write(&path, content).unwrap();
        documents(vec![path], None)
            .map(|found| found.map(|f| f.document().unwrap()))
            .collect()
    }

    #[test]
    fn a_line_is_a_document_with_its_own_bytes() {
        let first = r#"{"id":"x","text":"Output \"rose\"","date":"2025-05-29T08:00:00Z","url":"http://a.cn/1","n":[1]}"#;
        let found = read_lines(format!("{first}\r\n\n{{\"id\":7,\"html\":\"<p>a\"}}").as_bytes());
        let one = found[0].as_ref().unwrap();
        assert_eq!(one.source, "x");
        assert_eq!(one.content, Content::Text("Output \"rose\"".into()));
        assert_eq!(one.bytes, first.as_bytes());
        assert_eq!(one.date, Some(jiff::civil::date(2025, 5, 29)));
        assert_eq!(one.url.as_deref(), Some("http://a.cn/1"));
        let two = found[1].as_ref().unwrap();
        assert_eq!((two.source.as_str(), two.line), ("7", Some(3)));
        assert_eq!(two.content, Content::Html("<p>a".into()));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_bad_line_is_named_and_the_next_one_read() {
        let found = read_lines(b"{\"text\":\"a\"}\n{\"text\": oops}\n[1]\n{\"title\":\"a\"}\n{\"text\":\"\xFF\"}\n{\"text\":\"b\"}\n");
        let said: Vec<String> = found
            .iter()
            .map(|f| {
                f.as_ref()
                    .map_or_else(ToString::to_string, |d| d.source.clone())
            })
            .collect();
        assert!(said[0].ends_with("a.jsonl#1"));
        assert!(
            said[1].contains("a.jsonl#2: byte 10 of the line: this is not JSON;"),
            "{}",
            said[1]
        );
        assert!(said[2].contains("#3:"));
        assert!(said[3].contains("neither `text` nor `html`"));
        assert!(said[4].contains("#5:"));
        assert!(said[5].ends_with("#6"));
    }

    #[test]
    fn a_date_that_is_none_leaves_a_notice() {
        let found =
            read_lines(b"{\"text\":\"a\",\"date\":\"29 May\"}\n{\"text\":\"a\",\"date\":null}");
        assert_eq!(found[0].as_ref().unwrap().notices[0].code, "date-not-iso");
        assert!(found[1].as_ref().unwrap().notices.is_empty());
    }

    #[test]
    fn long_lines_are_cut_and_the_rest_of_them_skipped() {
        let mut stream = io::BufReader::with_capacity(4, &b"123456789\nab\r\n\nlast"[..]);
        let mut next = || line(&mut stream, 5).unwrap();
        assert_eq!(next().unwrap(), b"123456");
        assert_eq!(next().unwrap(), b"ab");
        assert_eq!(next().unwrap(), b"");
        assert_eq!(next().unwrap(), b"last");
        assert_eq!(next(), None);
    }

    #[test]
    fn objects_are_told_from_other_braces() {
        assert!(sniff(b"\xEF\xBB\xBF{\"text\": \"a\"}\n"));
        assert!(sniff(b"{ \"text\": \"a long line that is cut"));
        assert!(!sniff(b"{\n  \"pretty\": 1\n}"));
        assert!(!sniff(b"{braces} in a text\n"));
    }
}
