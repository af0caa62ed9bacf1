//! A parsed page as one flat list of its nodes, in document order.
//!
//! Every subtree is a range of the list, so that later stages walk and sum without recursion: no
//! page can be nested too deeply. Knows HTML's tree, not what a page's parts mean.

use super::fold::{Stretch, stretches};
use super::tree::{Element, Id, Piece, ROOT, Tree, Value};
use html5ever::{LocalName, local_name};
use std::collections::BTreeSet;
use std::ops::Range;

/// An element or a text of the page.
#[derive(Clone, Copy, Debug)]
pub struct Node<'p> {
    /// What it is.
    pub kind: Kind<'p>,
    /// Its place in the tree.
    pub id: Id,
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
    Text(Text<'p>),
}

/// A text of the page.
#[derive(Clone, Copy, Debug)]
pub struct Text<'p> {
    tree: &'p Tree<'p>,
    id: Id,
}

impl<'p> Text<'p> {
    /// Its pieces with their places, in order.
    pub fn pieces(self) -> impl Iterator<Item = Piece<'p>> {
        self.tree.pieces(self.id)
    }
}

/// The nodes of a page in document order; scripts, styles and comments are left out.
#[derive(Debug)]
pub struct Page<'p> {
    nodes: Vec<Node<'p>>,
}

impl<'p> Page<'p> {
    /// The nodes of `tree`. Elements for which `skip` holds are left out with all they hold.
    pub fn of(tree: &'p Tree<'p>, skip: fn(&Element) -> bool) -> Self {
        let mut nodes: Vec<Node> = Vec::with_capacity(tree.len());
        // The elements around the next node: place in the tree, index in the list.
        let mut open: Vec<(Id, usize)> = Vec::new();
        let mut next = tree.first(ROOT);
        while let Some(id) = next {
            let kind = match tree.value(id) {
                Value::Element(e) if !skip(e) => Some(Kind::Element(e)),
                Value::Text(..) => Some(Kind::Text(Text { tree, id })),
                _ => None,
            };
            let index = nodes.len();
            if let Some(kind) = kind {
                nodes.push(Node {
                    kind,
                    id,
                    parent: open.last().map_or(index, |(_, parent)| *parent),
                    end: index + 1,
                });
            }
            next = tree
                .first(id)
                .filter(|_| matches!(kind, Some(Kind::Element(_))));
            if next.is_some() {
                open.push((id, index));
                continue;
            }
            next = tree.after(id);
            while next.is_none() {
                let Some((around, index)) = open.pop() else {
                    break;
                };
                let end = nodes.len();
                if let Some(closed) = nodes.get_mut(index) {
                    closed.end = end;
                }
                next = tree.after(around);
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

    /// The tag at `index`; an empty one for a text.
    pub fn tag(&self, index: usize) -> LocalName {
        self.element(index)
            .map_or(local_name!(""), |e| e.tag().clone())
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

    /// What these elements of the tree hold, as indices: disjoint and in order. Those that are left out of
    /// the list hold nothing.
    pub fn held_by(&self, elements: &BTreeSet<Id>) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for (index, node) in self.nodes() {
            let inside = out.last().is_some_and(|range| index < range.end);
            if !inside && elements.contains(&node.id) {
                out.push(self.subtree(index));
            }
        }
        out
    }

    /// The elements around the node at `index`, innermost first, itself not among them.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(index), |i| self.parent(*i))
    }

    /// The texts inside the node at `index`.
    pub fn texts(&self, index: usize) -> impl Iterator<Item = Text<'p>> {
        let inside = self.nodes.get(self.subtree(index)).unwrap_or_default();
        inside.iter().filter_map(|node| match node.kind {
            Kind::Text(text) => Some(text),
            Kind::Element(_) => None,
        })
    }

    /// The text inside the node at `index`, white space collapsed, a space between any two texts.
    pub fn text(&self, index: usize) -> String {
        self.text_up_to(index, usize::MAX).unwrap_or_default()
    }

    /// The same, or nothing when it is longer than `most` bytes.
    pub fn text_up_to(&self, index: usize, most: usize) -> Option<String> {
        let mut out = String::new();
        for text in self.texts(index) {
            let mut apart = true;
            for stretch in text.pieces().flat_map(stretches) {
                match stretch {
                    Stretch::White(_) => apart = true,
                    Stretch::Words(words) => {
                        if apart && !out.is_empty() {
                            out.push(' ');
                        }
                        apart = false;
                        out.push_str(words.text);
                    }
                }
            }
            if out.len() > most {
                return None;
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn subtrees_are_ranges_and_skipped_elements_are_gone() {
        let parsed = parse("<div><p>a <b>b</b></p><script>x</script><p>c</p></div>");
        let page = Page::of(&parsed.tree, |e| *e.tag() == local_name!("script"));
        let tags: Vec<String> = (0..page.len()).map(|i| page.tag(i).to_string()).collect();
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
        let source = format!("{}deep", "<div>".repeat(10_000));
        let parsed = parse(&source);
        let page = Page::of(&parsed.tree, |_| false);
        assert_eq!(page.text(0), "deep");
        assert_eq!(page.text_up_to(0, 3), None);
    }
}
