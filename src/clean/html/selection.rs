//! The part of a page that a CSS selector names, for pages of which somebody knows better than any scorer where
//! the article stands.
//!
//! Owns what a selector means for our tree; the selectors and the tree they are asked of are scraper's. Both
//! trees are html5ever's, so the same elements stand in both in the same order. Knows no blocks.

use super::tree::{Element, Id, ROOT, Tree};
use scraper::{ElementRef, Html};
use std::collections::BTreeSet;
use std::fmt;

/// A CSS selector, as in a style sheet: `article.story, #content > div`.
#[derive(Clone)]
pub struct Selector {
    css: String,
    parsed: scraper::Selector,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// What is wrong with it, in the words of the parser.
    ///
    /// ```
    /// use figtrace::clean::Selector;
    /// assert!(Selector::parse("div.story > p").is_ok());
    /// assert!(Selector::parse("div[").is_err());
    /// ```
    pub fn parse(css: &str) -> Result<Self, String> {
        let parsed = scraper::Selector::parse(css).map_err(|fault| fault.to_string())?;
        let css = css.to_owned();
        Ok(Self { css, parsed })
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.css
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Selector").field(&self.css).finish()
    }
}

/// The elements of `tree` that the selector names.
pub fn selected(tree: &Tree<'_>, selector: &Selector) -> BTreeSet<Id> {
    let html = Html::parse_document(tree.source());
    let theirs: Vec<ElementRef<'_>> = html
        .tree
        .root()
        .descendants()
        .filter_map(ElementRef::wrap)
        .collect();
    let ours: Vec<(Id, &Element)> = elements(tree);
    let pairs = ours.iter().zip(&theirs);
    // A page nested deeper than ours may be has other elements; nothing can be said of it.
    if ours.len() != theirs.len() || pairs.clone().any(|((_, a), b)| a.name != b.value().name) {
        return BTreeSet::new();
    }
    pairs
        .filter(|(_, element)| selector.parsed.matches(element))
        .map(|((id, _), _)| *id)
        .collect()
}

/// The elements that stand in the tree, in document order.
fn elements<'t>(tree: &'t Tree<'_>) -> Vec<(Id, &'t Element)> {
    let mut out = Vec::new();
    let mut open = vec![ROOT];
    while let Some(id) = open.pop() {
        out.extend(tree.element(id).map(|element| (id, element)));
        let children = std::iter::successors(tree.first(id), |c| tree.after(*c));
        let from = open.len();
        open.extend(children);
        if let Some(new) = open.get_mut(from..) {
            new.reverse();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn ids(page: &str, css: &str) -> Vec<String> {
        let parsed = parse(page);
        let found = selected(&parsed.tree, &Selector::parse(css).unwrap());
        let id = |id: &Id| parsed.tree.element(*id)?.attr("id").map(str::to_owned);
        found.iter().filter_map(id).collect()
    }

    const PAGE: &str = "<title>t</title><div id=a class=story><p id=b>x<table id=c><tr><td id=d>y</table></div>\
                        <template><p id=e></template><div id=f>z<svg id=g></svg></div>";

    #[test]
    fn elements_are_named_as_in_a_style_sheet() {
        assert_eq!(ids(PAGE, "div"), ["a", "f"]);
        assert_eq!(ids(PAGE, ".story p, #f > svg"), ["b", "g"]);
        assert_eq!(ids(PAGE, "div:not(.story)"), ["f"]);
        assert_eq!(ids(PAGE, "table td"), ["d"]);
        assert!(ids(PAGE, "article").is_empty());
    }

    #[test]
    fn of_a_page_nested_too_deeply_nothing_is_said() {
        let page = format!("{}<p id=a>x", "<div>".repeat(2_000));
        assert!(ids(&page, "p").is_empty());
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        for wrong in ["", "div[", "p::", ">"] {
            assert!(Selector::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Selector::parse("p > a").unwrap().as_str(), "p > a");
    }
}
