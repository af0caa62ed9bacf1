//! A parsed page as one flat list of its nodes, in document order.
//!
//! Every subtree is a range of the list, so that later stages walk and sum without recursion: no
//! page can be nested too deeply. Knows HTML's tree, not what a page's parts mean.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node as Tree};
use std::ops::Range;

/// An element or a text of the page.
#[derive(Clone, Copy, Debug)]
pub struct Node<'p> {
    /// What it is.
    pub kind: Kind<'p>,
    /// Index of the element that holds it; its own for the outermost.
    pub parent: usize,
    /// Index after its last descendant.
    pub end: usize,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'p> {
    /// An element.
    Element(&'p Element),
    /// A stretch of text.
    Text(&'p str),
}

/// The nodes of a page in document order; scripts, styles and comments are left out.
#[derive(Debug)]
pub struct Page<'p> {
    nodes: Vec<Node<'p>>,
}

impl<'p> Page<'p> {
    /// The nodes of `html`. Elements for which `skip` holds are left out with all they hold.
    pub fn of(html: &'p Html, skip: fn(&Element) -> bool) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut skipping = None;
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) if skipping.is_none() => {
                    let kind = match node.value() {
                        Tree::Element(e) if skip(e) => {
                            skipping = Some(node.id());
                            continue;
                        }
                        Tree::Element(e) => Kind::Element(e),
                        Tree::Text(t) => Kind::Text(t),
                        _ => continue,
                    };
                    let index = nodes.len();
                    nodes.push(Node {
                        kind,
                        parent: open.last().copied().unwrap_or(index),
                        end: index + 1,
                    });
                    if matches!(kind, Kind::Element(_)) {
                        open.push(index);
                    }
                }
                Edge::Close(node) if skipping == Some(node.id()) => skipping = None,
                Edge::Close(node) if skipping.is_none() && node.value().is_element() => {
                    let end = nodes.len();
                    if let Some(closed) = open.pop().and_then(|index| nodes.get_mut(index)) {
                        closed.end = end;
                    }
                }
                _ => {}
            }
        }
        Self { nodes }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at `index`.
    pub fn node(&self, index: usize) -> Option<&Node<'p>> {
        self.nodes.get(index)
    }

    /// The nodes with their indices, in document order.
    pub fn nodes(&self) -> impl Iterator<Item = (usize, &Node<'p>)> {
        self.nodes.iter().enumerate()
    }

    /// The elements with their indices, in document order.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &'p Element)> {
        self.nodes().filter_map(|(index, node)| match node.kind {
            Kind::Element(element) => Some((index, element)),
            Kind::Text(_) => None,
        })
    }

    /// The element at `index`, if it is one.
    pub fn element(&self, index: usize) -> Option<&'p Element> {
        match self.nodes.get(index)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    /// The tag at `index`; empty for a text.
    pub fn tag(&self, index: usize) -> &'p str {
        self.element(index).map_or("", Element::name)
    }

    /// Index of the element that holds the node at `index`; nothing for the outermost.
    pub fn parent(&self, index: usize) -> Option<usize> {
        let parent = self.nodes.get(index)?.parent;
        (parent != index).then_some(parent)
    }

    /// The node and all it holds, as indices.
    pub fn subtree(&self, index: usize) -> Range<usize> {
        index..self.nodes.get(index).map_or(index, |n| n.end)
    }

    /// The elements around the node at `index`, innermost first, itself not among them.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(index), |i| self.parent(*i))
    }

    /// The text inside the node at `index`, white space collapsed.
    pub fn text(&self, index: usize) -> String {
        let mut out = String::new();
        for node in self.nodes.get(self.subtree(index)).unwrap_or_default() {
            if let Kind::Text(text) = node.kind {
                for word in text.split_whitespace() {
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    out.push_str(word);
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtrees_are_ranges_and_skipped_elements_are_gone() {
        let html = Html::parse_document("<div><p>a <b>b</b></p><script>x</script><p>c</p></div>");
        let page = Page::of(&html, |e| e.name() == "script");
        let tags: Vec<&str> = (0..page.len()).map(|i| page.tag(i)).collect();
        assert_eq!(
            tags,
            ["html", "head", "body", "div", "p", "", "b", "", "p", ""]
        );
        assert_eq!(page.subtree(4), 4..8);
        assert_eq!(page.text(3), "a b c");
        assert_eq!(page.ancestors(7).collect::<Vec<_>>(), [6, 4, 3, 2, 0]);
    }

    #[test]
    fn ten_thousand_levels_are_no_deeper_than_one() {
        let html = Html::parse_document(&format!("{}deep", "<div>".repeat(10_000)));
        let page = Page::of(&html, |_| false);
        assert_eq!(page.text(0), "deep");
    }
}
