//! A web page as an article. Knows HTML, no rules of extraction.

use super::{Article, plain};

/// The article of a page.
pub fn article(source: &str) -> Article {
    let page = scraper::Html::parse_document(source);
    let mut text = String::new();
    for node in page.tree.nodes() {
        if let Some(piece) = node.value().as_text() {
            let parent = node.parent();
            let hidden = parent.is_some_and(|p| {
                p.value()
                    .as_element()
                    .is_some_and(|e| matches!(e.name(), "script" | "style" | "title"))
            });
            if !hidden {
                text.push_str(piece);
            }
        }
    }
    plain::article(text)
}
