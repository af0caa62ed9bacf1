//! Feeds: RSS, Atom and JSON Feed. Every entry is a document.
//!
//! Owns what of an entry is its article. An entry that gives only a summary is read with a notice.

mod json;
mod xml;

use super::encoding;
use super::error::Problem;
use super::opened::Opened;
use super::source::html_text;
use super::{Content, DOCUMENT_LIMIT, Documents, Found, Item, RawDocument, Skipped, html, single};
use crate::base::notice::Notice;
use jiff::civil::Date;
use std::collections::VecDeque;

/// Names of the outermost elements of feeds, as they begin.
const ROOTS: &[&[u8]] = &[b"<rss", b"<feed", b"<rdf:RDF", b"<atom:feed"];

/// A feed.
#[derive(Debug, Default)]
struct Feed {
    title: Option<String>,
    entries: Vec<Entry>,
    /// The byte where it breaks off, if it does.
    broken: Option<usize>,
}

/// An entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    id: Option<String>,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    date: Option<Date>,
    /// The article, or what there is of it.
    content: Option<Content>,
    /// Whether the feed calls the content a summary, or may mean one.
    summary: bool,
    /// The day of the last change.
    changed: Option<Date>,
}

/// Whether the outermost element is a feed's, or the first object says it is a JSON Feed.
pub(super) fn sniff(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    if head.starts_with(b"{") {
        return memchr::memmem::find(head, b"://jsonfeed.org/version/").is_some()
            || memchr::memmem::find(head, b":\\/\\/jsonfeed.org\\/version\\/").is_some();
    }
    let mut rest = head;
    while let [b'<', b'?' | b'!', ..] = rest {
        let Some(after) = behind_declaration(rest) else {
            return false;
        };
        rest = after.trim_ascii_start();
    }
    ROOTS.iter().any(|root| {
        let next = rest.get(root.len());
        rest.starts_with(root) && next.is_some_and(|b| b.is_ascii_whitespace() || *b == b'>')
    })
}

/// What stands behind the comment, instruction or document type with which `source` begins; the
/// latter may hold declarations of its own in brackets.
fn behind_declaration(source: &[u8]) -> Option<&[u8]> {
    let behind = |from: usize, end: &[u8]| {
        let at = memchr::memmem::find(source.get(from..)?, end)?;
        Some(from + at + end.len())
    };
    let end = if source.starts_with(b"<!--") {
        behind(0, b"-->")?
    } else {
        let close = behind(0, b">")?;
        match memchr::memchr(b'[', source.get(..close)?) {
            Some(open) if source.starts_with(b"<!DOCTYPE") => behind(behind(open, b"]")?, b">")?,
            _ => close,
        }
    };
    source.get(end..)
}

pub(super) fn read(mut opened: Opened) -> Documents {
    let items = match feed(&mut opened) {
        Ok((feed, remarks)) => items(&opened, feed, &remarks),
        Err(problem) => return single(Err(opened.error(problem))),
    };
    Box::new(items.into_iter())
}

/// The feed, and remarks on its encoding.
fn feed(opened: &mut Opened) -> Result<(Feed, Vec<Notice>), Problem> {
    let bytes = opened.bytes(DOCUMENT_LIMIT)?;
    let no_feed = |is| Problem::Another {
        wanted: "a feed",
        is,
    };
    if html::sniff(&bytes) {
        return Err(no_feed("a web page"));
    }
    let mut decoded = encoding::decode_html(&bytes, None)?;
    // XML has no NUL, and an entry may be plain text, in which none may stand.
    decoded.text.retain(|c| c != '\0');
    let feed = if decoded.text.trim_start().starts_with('{') {
        json::feed(&decoded.text).ok_or_else(|| no_feed("other JSON data"))?
    } else {
        xml::feed(&decoded.text).ok_or_else(|| no_feed("something else"))?
    };
    Ok((feed, decoded.notices))
}

fn items(opened: &Opened, feed: Feed, remarks: &[Notice]) -> VecDeque<Item> {
    let mut out = VecDeque::new();
    let mut without = 0;
    let entries = feed.entries.len();
    for (index, entry) in feed.entries.into_iter().enumerate() {
        if entry.content.is_none() {
            without += 1;
        }
        let document = document(opened, index + 1, entry, feed.title.as_ref());
        out.extend(document.map(|mut d| {
            d.notices.splice(0..0, remarks.iter().cloned());
            Ok(Found::Document(Box::new(d)))
        }));
    }
    if let Some(byte) = feed.broken {
        let what = format!("the feed breaks off at byte {byte}, behind entry {entries}");
        out.push_back(Err(opened.error(Problem::Malformed(what))));
    } else if entries == 0 {
        let what = "the feed holds no entries".to_owned();
        out.push_back(Err(opened.error(Problem::Malformed(what))));
    }
    if without > 0 {
        out.push_back(Ok(Found::Skipped(Skipped {
            place: opened.place.name.clone(),
            number: without,
            reason: "entries without text".to_owned(),
        })));
    }
    out
}

fn document(
    opened: &Opened,
    number: usize,
    entry: Entry,
    feed: Option<&String>,
) -> Option<RawDocument> {
    let content = entry.content?;
    let bytes = content.as_str().as_bytes().to_vec();
    let mut out = RawDocument::of(&opened.place, bytes, content);
    out.place = format!("{}#{number}", opened.place.name);
    out.source.clone_from(&out.place);
    out.format = "feed";
    out.held.record_id = entry.id;
    (out.url, out.title, out.author) = (entry.url, entry.title, entry.author);
    out.publisher = feed.cloned();
    (out.date, out.modified) = (entry.date, entry.changed);
    if entry.summary {
        out.notices.push(notice(
            "feed-summary",
            "the feed gives no full text of this entry; what was read may be a summary of it",
        ));
    }
    Some(out)
}

fn notice(code: &'static str, message: &str) -> Notice {
    Notice {
        code,
        message: message.to_owned(),
        span: None,
    }
}

/// Content that is markup if it looks like it: feeds seldom say.
fn guessed(text: &str) -> Option<Content> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let markup =
        text.contains("</") || text.contains("<p") || text.contains("<br") || text.contains("/>");
    let entity = text.contains('&') && text.contains(';');
    Some(if markup || entity {
        Content::Html(text.to_owned())
    } else {
        Content::Text(text.to_owned())
    })
}

/// A title's or name's text without markup, on one line.
fn plain(text: &str) -> Option<String> {
    let mut pieces = text.split('<');
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('>') {
            Some((tag, after))
                if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') =>
            {
                bare.push_str(after);
            }
            _ => {
                bare.push('<');
                bare.push_str(piece);
            }
        }
    }
    let text = html_text(&bare);
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|t| !t.is_empty())
}

/// The day that a date of a feed names, in its own time zone.
fn day(written: &str) -> Option<Date> {
    let written = written.trim();
    let iso = written.get(..10).and_then(|d| d.parse().ok());
    iso.or_else(|| Some(jiff::fmt::rfc2822::parse(written).ok()?.date()))
}

#[cfg(test)]
mod tests;
