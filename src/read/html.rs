//! Web pages: one file is one document. Knows a page when it sees one, not what is in it.

use super::encoding::{self, Decoded};
use super::error::Problem;
use super::opened::Opened;
use super::{Content, Documents, whole};
use serde::de::IgnoredAny;

/// Longest page in bytes. In memory a page takes many times its length, and no article comes near.
pub(super) const PAGE_LIMIT: usize = 32 * 1024 * 1024;

/// Tags with which a page begins.
const FIRST_TAGS: &[&[u8]] = &[
    b"!doctype html",
    b"html",
    b"head",
    b"body",
    b"title",
    b"meta",
    b"article",
    b"div",
    b"p>",
];

pub(super) fn read(opened: Opened) -> Documents {
    whole(
        opened,
        "html",
        PAGE_LIMIT,
        |bytes| page(bytes, None),
        Content::Html,
    )
}

/// The source of the page that `bytes` are, in the encoding its container `declared` if it fits.
pub(super) fn page(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, Problem> {
    if bytes.len() > PAGE_LIMIT {
        return Err(Problem::TooLong { limit: PAGE_LIMIT });
    }
    if is_json(bytes) {
        return Err(Problem::Another {
            wanted: "a web page",
            is: "JSON data",
        });
    }
    encoding::decode_html(bytes, declared)
}

fn is_json(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start().first();
    matches!(start, Some(b'{' | b'[')) && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

/// Whether the first tag, after white space, comments and declarations, is one of a page.
pub(super) fn sniff(head: &[u8]) -> bool {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    loop {
        rest = rest.trim_ascii_start();
        let Some(tag) = rest.strip_prefix(b"<") else {
            return false;
        };
        let closing: &[u8] = match tag {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'?', ..] => b"?>",
            _ => return first_tag(tag),
        };
        let Some(end) = memchr::memmem::find(tag, closing) else {
            return false;
        };
        rest = tag.get(end + closing.len()..).unwrap_or_default();
    }
}

fn first_tag(tag: &[u8]) -> bool {
    FIRST_TAGS.iter().any(|first| {
        tag.get(..first.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_under_the_name_of_a_page_is_none() {
        let said = |bytes: &[u8]| page(bytes, None).map(|d| d.text).map_err(|e| e.to_string());
        assert!(
            said(b" [{\"a\": 1}]")
                .unwrap_err()
                .contains("JSON data, not a web page")
        );
        assert_eq!(said(b"[1] See the note.").unwrap(), "[1] See the note.");
        let long = vec![b'x'; PAGE_LIMIT + 1];
        assert!(
            said(&long)
                .unwrap_err()
                .contains("33554432 bytes, the limit")
        );
    }

    #[test]
    fn pages_are_known_by_their_first_tag() {
        for page in [
            "<!DOCTYPE html>\n<html>",
            "\u{FEFF}\n <!-- saved --> <HTML lang=en>",
            "<?xml version='1.0'?><!-- x --><html>",
            "<div class=a>",
        ] {
            assert!(sniff(page.as_bytes()), "{page}");
        }
        for text in [
            "< 5 percent",
            "Output <b>rose</b>",
            "<rss version='2.0'>",
            "<!-- open",
            "",
        ] {
            assert!(!sniff(text.as_bytes()), "{text}");
        }
    }
}
