//! A page's tree, and for every character of its texts the place in the source it came from.
//!
//! The nodes lie in one list, linked by their places in it, and a text is a chain of pieces of the
//! source: nothing is copied, and no page is nested too deeply to be let go of. `sink` writes it.

use crate::base::span::Span;
use html5ever::{Attribute, LocalName, QualName, ns};
use std::ops::Range;

/// A node's place in the tree's list.
pub type Id = u32;

/// No node.
const NONE: Id = u32::MAX;

/// The document itself.
pub const ROOT: Id = 0;

/// What a node is.
#[derive(Debug)]
pub enum Value {
    /// The document, or the contents of a `<template>`.
    Root,
    /// An element.
    Element(Element),
    /// A text: its first and its last piece.
    Text(u32, u32),
    /// A comment, a document type, an instruction: nothing that is seen.
    Unseen,
}

/// An element's name and attributes.
#[derive(Debug)]
pub struct Element {
    /// Its name.
    pub name: QualName,
    /// Its attributes, in the order of the source.
    pub attributes: Vec<Attribute>,
}

impl Element {
    /// Its tag.
    pub fn tag(&self) -> &LocalName {
        &self.name.local
    }

    /// The value of an attribute of a name that HTML knows, without a namespace.
    pub fn value(&self, name: &LocalName) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|a| a.name.local == *name && a.name.ns == ns!())
            .map(|a| &*a.value)
    }

    /// The value of an attribute without a namespace.
    pub fn attr(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|a| *a.name.local == *name && a.name.ns == ns!())
            .map(|a| &*a.value)
    }
}

#[derive(Debug)]
struct Node {
    value: Value,
    parent: Id,
    before: Id,
    after: Id,
    first: Id,
    last: Id,
}

/// A stretch of a text: bytes of the source, or characters that the source writes otherwise.
#[derive(Clone, Debug)]
struct Part {
    source: Range<u32>,
    /// Where the characters stand in `decoded`; nothing when the source has them as they are.
    decoded: Option<Range<u32>>,
    next: u32,
}

/// A stretch of a text with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The characters.
    pub text: &'t str,
    /// Where they stand in the source.
    pub source: Span,
    /// Whether the source has the same bytes there.
    pub copied: bool,
}

/// The tree of a page.
#[derive(Debug)]
pub struct Tree<'s> {
    source: &'s str,
    nodes: Vec<Node>,
    parts: Vec<Part>,
    decoded: String,
    /// Bytes of text for which no place was found; always zero.
    pub unplaced: usize,
}

impl<'s> Tree<'s> {
    /// An empty document on `source`.
    pub fn new(source: &'s str) -> Self {
        let mut out = Self {
            source,
            nodes: Vec::with_capacity(source.len() / 64 + 16),
            parts: Vec::with_capacity(source.len() / 128 + 16),
            decoded: String::new(),
            unplaced: 0,
        };
        out.add(Value::Root);
        out
    }

    /// The source of the page.
    pub const fn source(&self) -> &'s str {
        self.source
    }

    /// How many nodes were made, those that are not in the tree any more among them.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What the node is.
    pub fn value(&self, id: Id) -> &Value {
        self.node(id).map_or(&Value::Unseen, |n| &n.value)
    }

    /// The element, if the node is one.
    pub fn element(&self, id: Id) -> Option<&Element> {
        match self.value(id) {
            Value::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Every element that was made, in the order of the source.
    pub fn elements(&self) -> impl Iterator<Item = (Id, &Element)> {
        (0..)
            .zip(&self.nodes)
            .filter_map(|(id, node)| match &node.value {
                Value::Element(element) => Some((id, element)),
                _ => None,
            })
    }

    /// The node that holds it.
    pub fn parent(&self, id: Id) -> Option<Id> {
        self.node(id).map(|n| n.parent).filter(|p| *p != NONE)
    }

    /// Its first child.
    pub fn first(&self, id: Id) -> Option<Id> {
        self.node(id).map(|n| n.first).filter(|p| *p != NONE)
    }

    /// The next child of its parent.
    pub fn after(&self, id: Id) -> Option<Id> {
        self.node(id).map(|n| n.after).filter(|p| *p != NONE)
    }

    fn before(&self, id: Id) -> Option<Id> {
        self.node(id).map(|n| n.before).filter(|p| *p != NONE)
    }

    fn last(&self, id: Id) -> Option<Id> {
        self.node(id).map(|n| n.last).filter(|p| *p != NONE)
    }

    fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(usize::try_from(id).ok()?)
    }

    fn node_mut(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(id).ok()?)
    }

    /// The pieces of a text, in order; none for what is no text.
    pub fn pieces(&self, id: Id) -> impl Iterator<Item = Piece<'_>> {
        let first = match self.value(id) {
            Value::Text(first, _) => self.part(*first),
            _ => None,
        };
        std::iter::successors(first, |part| self.part(part.next)).map(|p| self.piece(p))
    }

    fn part(&self, index: u32) -> Option<&Part> {
        self.parts.get(usize::try_from(index).ok()?)
    }

    fn piece(&self, part: &Part) -> Piece<'_> {
        let (whole, at) = match &part.decoded {
            None => (self.source, &part.source),
            Some(at) => (self.decoded.as_str(), at),
        };
        Piece {
            text: span(at).of(whole),
            source: span(&part.source),
            copied: part.decoded.is_none(),
        }
    }

    /// Makes a node that is not in the tree yet.
    pub fn add(&mut self, value: Value) -> Id {
        let id = index(self.nodes.len());
        self.nodes.push(Node {
            value,
            parent: NONE,
            before: NONE,
            after: NONE,
            first: NONE,
            last: NONE,
        });
        id
    }

    /// Adds attributes that the element does not have.
    pub fn complete(&mut self, id: Id, attributes: Vec<Attribute>) {
        let Some(Value::Element(element)) = self.node_mut(id).map(|n| &mut n.value) else {
            return;
        };
        for attribute in attributes {
            if element.attributes.iter().all(|a| a.name != attribute.name) {
                element.attributes.push(attribute);
            }
        }
    }

    /// Puts `child` behind the last child of `parent`.
    pub fn append(&mut self, parent: Id, child: Id) {
        let last = self.last(parent);
        self.link(parent, last, None, child);
    }

    /// Puts `child` before `sibling`, when that has a parent.
    pub fn insert_before(&mut self, sibling: Id, child: Id) {
        self.detach(child);
        if let Some(parent) = self.parent(sibling) {
            let before = self.before(sibling);
            self.link(parent, before, Some(sibling), child);
        }
    }

    fn link(&mut self, parent: Id, before: Option<Id>, after: Option<Id>, child: Id) {
        if let Some(node) = self.node_mut(child) {
            node.parent = parent;
            node.before = before.unwrap_or(NONE);
            node.after = after.unwrap_or(NONE);
        }
        self.set_after(parent, before, child);
        self.set_before(parent, after, child);
    }

    /// Lets `child` follow `before`, or be the first of `parent`.
    fn set_after(&mut self, parent: Id, before: Option<Id>, child: Id) {
        match before {
            Some(before) => self
                .node_mut(before)
                .into_iter()
                .for_each(|n| n.after = child),
            None => self
                .node_mut(parent)
                .into_iter()
                .for_each(|n| n.first = child),
        }
    }

    /// Lets `child` stand before `after`, or be the last of `parent`.
    fn set_before(&mut self, parent: Id, after: Option<Id>, child: Id) {
        match after {
            Some(after) => self
                .node_mut(after)
                .into_iter()
                .for_each(|n| n.before = child),
            None => self
                .node_mut(parent)
                .into_iter()
                .for_each(|n| n.last = child),
        }
    }

    /// Takes a node, with all it holds, out of the tree.
    pub fn detach(&mut self, id: Id) {
        let Some(parent) = self.parent(id) else {
            return;
        };
        let (before, after) = (self.before(id), self.after(id));
        self.set_after(parent, before, after.unwrap_or(NONE));
        self.set_before(parent, after, before.unwrap_or(NONE));
        if let Some(node) = self.node_mut(id) {
            (node.parent, node.before, node.after) = (NONE, NONE, NONE);
        }
    }

    /// Moves all children of `from` behind those of `to`.
    pub fn move_children(&mut self, from: Id, to: Id) {
        while let Some(child) = self.first(from) {
            self.detach(child);
            self.append(to, child);
        }
    }

    /// The text that ends the children of `parent`, or a new one.
    pub fn text_at_end(&mut self, parent: Id) -> Id {
        if let Some(last) = self.last(parent).filter(|l| self.is_text(*l)) {
            return last;
        }
        let text = self.add(Value::Text(NONE, NONE));
        self.append(parent, text);
        text
    }

    /// The text right before `sibling`, or a new one; nothing when `sibling` has no parent.
    pub fn text_before(&mut self, sibling: Id) -> Option<Id> {
        self.parent(sibling)?;
        let before = self.before(sibling).filter(|b| self.is_text(*b));
        Some(before.unwrap_or_else(|| {
            let text = self.add(Value::Text(NONE, NONE));
            self.insert_before(sibling, text);
            text
        }))
    }

    fn is_text(&self, id: Id) -> bool {
        matches!(self.value(id), Value::Text(..))
    }

    /// Adds characters at the end of a text: those of the source at `source`, or `decoded`, which
    /// the source writes so.
    pub fn write(&mut self, text: Id, source: Span, decoded: Option<&str>) {
        let from = index(self.decoded.len());
        self.decoded.push_str(decoded.unwrap_or_default());
        let to = index(self.decoded.len());
        let part = Part {
            source: index(source.start)..index(source.end),
            decoded: decoded.map(|_| from..to),
            next: NONE,
        };
        let Value::Text(_, last) = self.value(text) else {
            return;
        };
        let last = usize::try_from(*last).unwrap_or(usize::MAX);
        if let Some(before) = self.parts.get_mut(last)
            && goes_on(before, &part)
        {
            return;
        }
        let new = index(self.parts.len());
        self.parts.push(part);
        if let Some(before) = self.parts.get_mut(last) {
            before.next = new;
        }
        if let Some(Value::Text(first, last)) = self.node_mut(text).map(|n| &mut n.value) {
            if *first == NONE {
                *first = new;
            }
            *last = new;
        }
    }
}

/// Makes `before` longer by `part` when the two are one: a copy that goes on, or the second
/// character of one reference.
fn goes_on(before: &mut Part, part: &Part) -> bool {
    match (&mut before.decoded, &part.decoded) {
        (None, None) if before.source.end == part.source.start => {
            before.source.end = part.source.end;
            true
        }
        (Some(had), Some(more)) if had.end == more.start && before.source == part.source => {
            had.end = more.end;
            true
        }
        _ => false,
    }
}

/// A place in a page: pages are far shorter than the 4 GB that fit.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

fn span(range: &Range<u32>) -> Span {
    let wide = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    Span::new(wide(range.start), wide(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_linked_both_ways() {
        let mut tree = Tree::new("abc");
        let [a, b, c] = [(); 3].map(|()| tree.add(Value::Unseen));
        tree.append(ROOT, a);
        tree.append(ROOT, c);
        tree.insert_before(c, b);
        assert_eq!(
            (tree.first(ROOT), tree.after(a), tree.after(b)),
            (Some(a), Some(b), Some(c))
        );
        tree.detach(b);
        assert_eq!(
            (tree.after(a), tree.before(c), tree.parent(b)),
            (Some(c), Some(a), None)
        );
        let other = tree.add(Value::Unseen);
        tree.append(other, b);
        tree.move_children(ROOT, other);
        assert_eq!(
            (tree.first(ROOT), tree.first(other), tree.last(other)),
            (None, Some(b), Some(c))
        );
    }

    #[test]
    fn a_text_is_a_chain_of_pieces() {
        let mut tree = Tree::new("ab&lt;c");
        let text = tree.text_at_end(ROOT);
        tree.write(text, Span::new(0, 1), None);
        tree.write(text, Span::new(1, 2), None);
        tree.write(text, Span::new(2, 6), Some("<"));
        tree.write(text, Span::new(6, 7), None);
        assert_eq!(tree.text_at_end(ROOT), text);
        let said: Vec<_> = tree.pieces(text).map(|p| (p.text, p.copied)).collect();
        assert_eq!(said, [("ab", true), ("<", false), ("c", true)]);
    }
}
