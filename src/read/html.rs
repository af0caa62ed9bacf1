//! Web pages: one file is one document. Knows a page when it sees one, not what is in it.

use super::opened::Opened;
use super::{Content, Documents, encoding, whole};

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
    whole(opened, "html", encoding::decode_html, Content::Html)
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
