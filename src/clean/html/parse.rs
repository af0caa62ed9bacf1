//! From a page's source to its tree, by html5ever and the HTML standard, with a limit on nesting.
//!
//! The standard's algorithm looks through all open elements at every tag, which takes for ever on a
//! page that opens a million of them; browsers stop nesting at a depth, and so does this.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};
use std::cell::Cell;

/// Deepest nesting kept: that of the browsers built on Blink and `WebKit`.
const DEEPEST: usize = 512;

/// Tags that close themselves or one another, so that opening many does not nest.
const NOT_NESTING: &[&str] = &[
    "a", "area", "base", "body", "br", "button", "col", "dd", "dt", "embed", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "hr", "html", "img", "input", "li", "link", "meta", "nobr",
    "optgroup", "option", "p", "param", "rp", "rt", "script", "source", "style", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "title", "tr", "track", "wbr",
];

/// The tree of a page.
pub fn parse(source: &str) -> Html {
    let builder = TreeBuilder::new(
        HtmlTreeSink::new(Html::new_document()),
        TreeBuilderOpts::default(),
    );
    let sink = Shallow {
        inner: builder,
        depth: Cell::new(0),
        dropped: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(source));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.inner.sink.finish()
}

/// Passes tokens on, but for start tags that would nest too deeply and their end tags.
struct Shallow<S> {
    inner: S,
    /// Open tags that nest.
    depth: Cell<usize>,
    /// Open tags that were dropped.
    dropped: Cell<usize>,
}

impl<S> Shallow<S> {
    /// Whether the tag belongs to the tree; counts it.
    fn keeps(&self, tag: &Tag) -> bool {
        if NOT_NESTING.binary_search(&&*tag.name).is_ok() {
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

impl<S: TokenSink> TokenSink for Shallow<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        match &token {
            Token::TagToken(tag) if !self.keeps(tag) => TokenSinkResult::Continue,
            _ => self.inner.process_token(token, line),
        }
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_parsed_as_by_the_standard() {
        let page = "<!DOCTYPE html><title>a</title><script>x<b></script><p>a<b>b<p>c</b><table><tr><td>d<svg><path/></svg><textarea><p></textarea>";
        assert_eq!(parse(page).html(), Html::parse_document(page).html());
    }

    #[test]
    fn nesting_ends_where_browsers_end_it_and_text_is_kept() {
        let page = format!("{}deep{}after", "<div>".repeat(600), "</div>".repeat(600));
        let html = parse(&page);
        let texts: Vec<_> = html.tree.nodes().filter(|n| n.value().is_text()).collect();
        let said: String = texts
            .iter()
            .filter_map(|n| n.value().as_text())
            .map(|t| &**t)
            .collect();
        assert_eq!(said, "deepafter");
        assert_eq!(texts[0].ancestors().count(), DEEPEST + 3);
        assert_eq!(texts[1].ancestors().count(), 3);
    }

    #[test]
    fn items_and_paragraphs_left_open_do_not_count() {
        let page = "<ul>".to_owned() + &"<li>a<p>b".repeat(2000) + "</ul><div>c</div>";
        assert_eq!(parse(&page).html(), Html::parse_document(&page).html());
    }

    #[test]
    fn names_are_sorted() {
        assert!(NOT_NESTING.is_sorted());
    }
}
