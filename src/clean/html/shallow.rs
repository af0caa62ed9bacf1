//! Keeps hostile pages from growing without bounds: a limit on nesting, and one on elements.
//!
//! The standard's algorithm looks through all open elements at every tag, which takes for ever on a
//! page that opens a million of them; browsers stop nesting at a depth, and so does this. It also
//! opens elements such as `<b>` again in every paragraph, so that a page can ask for many more
//! elements than it has bytes; past a measure, tags are dropped and only texts are kept.

use super::sink::Sink;
use html5ever::local_name;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use std::cell::Cell;

/// Deepest nesting kept: that of the browsers built on Blink and `WebKit`.
pub const DEEPEST: usize = 512;

/// Elements that a page may always have; beyond, one for every two bytes of its source: the
/// shortest tag with content of its own has more.
const FREE_ELEMENTS: usize = 100_000;

/// Passes tokens on, but for tags that nest too deeply or are too many.
pub struct Shallow<S> {
    /// What takes the tokens.
    pub inner: S,
    /// Whether tags were dropped because there were too many.
    pub overfull: Cell<bool>,
    /// Open tags that nest.
    depth: Cell<usize>,
    /// Open tags that were dropped.
    dropped: Cell<usize>,
    most: usize,
}

impl<S> Shallow<S> {
    /// Before `inner`, for a page of so many bytes.
    pub const fn new(inner: S, bytes: usize) -> Self {
        Self {
            inner,
            overfull: Cell::new(false),
            depth: Cell::new(0),
            dropped: Cell::new(0),
            most: FREE_ELEMENTS + bytes / 2,
        }
    }

    /// Whether the tag belongs to the tree; counts it.
    fn keeps(&self, tag: &Tag) -> bool {
        if closes_itself(tag) {
            return true;
        }
        let (depth, dropped) = (self.depth.get(), self.dropped.get());
        match tag.kind {
            TagKind::StartTag if depth >= DEEPEST => self.dropped.set(dropped + 1),
            TagKind::StartTag => self.depth.set(depth + 1),
            TagKind::EndTag if dropped > 0 => self.dropped.set(dropped - 1),
            TagKind::EndTag => self.depth.set(depth.saturating_sub(1)),
        }
        match tag.kind {
            TagKind::StartTag => depth < DEEPEST,
            TagKind::EndTag => dropped == 0,
        }
    }
}

/// Tags that close themselves or one another, so that opening many does not nest.
fn closes_itself(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("a")
            | local_name!("area")
            | local_name!("base")
            | local_name!("body")
            | local_name!("br")
            | local_name!("button")
            | local_name!("col")
            | local_name!("dd")
            | local_name!("dt")
            | local_name!("embed")
            | local_name!("form")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("head")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("img")
            | local_name!("input")
            | local_name!("li")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("nobr")
            | local_name!("optgroup")
            | local_name!("option")
            | local_name!("p")
            | local_name!("param")
            | local_name!("rp")
            | local_name!("rt")
            | local_name!("script")
            | local_name!("source")
            | local_name!("style")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("textarea")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("title")
            | local_name!("tr")
            | local_name!("track")
            | local_name!("wbr")
    )
}

impl TokenSink for Shallow<TreeBuilder<u32, Sink<'_>>> {
    type Handle = u32;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<u32> {
        if let Token::TagToken(tag) = &token {
            if self.inner.sink.len() > self.most {
                self.overfull.set(true);
                return TokenSinkResult::Continue;
            }
            if !self.keeps(tag) {
                return TokenSinkResult::Continue;
            }
        }
        self.inner.process_token(token, line)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
