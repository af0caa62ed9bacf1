//! Writes the tree as html5ever's tree builder tells it to, each text with its place.
//!
//! The tree builder hands texts on without a place, cut up or late: white space apart from words,
//! the text of tables only when their next tag is seen. But it keeps their order, so the texts are
//! noted here as they are read, and found again as they arrive. Knows nothing of tokens' states.

use super::tree::{Element, Id, ROOT, Tree, Value};
use crate::base::span::Span;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, expanded_name, local_name, ns};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// A stretch of a text as it was read, with its place.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// Bytes of the text.
    pub len: usize,
    /// Where it stands in the source.
    pub source: Span,
    /// Whether the source has the same bytes there.
    pub copied: bool,
}

/// A text as it was read that has not arrived in the tree, or not wholly.
#[derive(Debug)]
struct Expected {
    text: StrTendril,
    /// Bytes of it that have arrived or were left out.
    taken: usize,
    first: Stretch,
    /// Only the text of a CDATA section has more than one.
    more: Vec<Stretch>,
}

/// What is being built.
#[derive(Debug)]
struct State<'s> {
    tree: Tree<'s>,
    expected: Vec<Expected>,
    /// Those before it cannot arrive now.
    from: usize,
    nameless: QualName,
}

/// The sink of html5ever's tree builder.
#[derive(Debug)]
pub struct Sink<'s>(RefCell<State<'s>>);

impl<'s> Sink<'s> {
    /// A sink for the page `source`.
    pub fn new(source: &'s str) -> Self {
        Self(RefCell::new(State {
            tree: Tree::new(source),
            expected: Vec::new(),
            from: 0,
            nameless: QualName::new(None, ns!(), local_name!("")),
        }))
    }

    /// How many nodes were made.
    pub fn len(&self) -> usize {
        self.0.borrow().tree.len()
    }

    /// Notes a text that was read and will arrive now or with the next tag, if it is not left out.
    pub fn announce(&self, text: StrTendril, first: Stretch, more: Vec<Stretch>) {
        let mut state = self.0.borrow_mut();
        state.from = state.expected.len();
        state.expected.push(Expected {
            text,
            taken: 0,
            first,
            more,
        });
    }

    /// Ends the reading of a text: what has arrived wholly is forgotten.
    pub fn after_text(&self) {
        let mut state = self.0.borrow_mut();
        if state
            .expected
            .last()
            .is_some_and(|e| e.taken >= e.text.len())
        {
            state.expected.pop();
        }
        state.from = 0;
    }

    /// Ends the reading of anything else: what has not arrived by now was left out.
    pub fn after_other(&self) {
        let mut state = self.0.borrow_mut();
        state.expected.clear();
        state.from = 0;
    }
}

impl State<'_> {
    /// Adds `said` to the node `text`, with its place.
    fn write(&mut self, text: Id, said: &str) {
        while let Some(expected) = self.expected.get_mut(self.from) {
            let Some(at) = expected.find(said) else {
                self.from += 1;
                continue;
            };
            expected.taken = at + said.len();
            expected.write(at, said, &mut self.tree, text);
            return;
        }
        let nowhere = self.tree.source().len();
        self.tree.unplaced += said.len();
        self.tree
            .write(text, Span::new(nowhere, nowhere), Some(said));
    }
}

impl Expected {
    /// Where `said` begins in what is left of the text. It is all of it, or all but a line break or
    /// white space at its head, or one of its stretches of white space or of other characters.
    fn find(&self, said: &str) -> Option<usize> {
        let rest = self.text.get(self.taken..)?;
        if rest.len() == said.len() {
            return (rest == said).then_some(self.taken);
        }
        let mut before = None;
        rest.char_indices().find_map(|(at, c)| {
            let white = c.is_ascii_whitespace();
            let begins =
                before != Some(white) || before == Some(true) && said.len() == rest.len() - at;
            before = Some(white);
            let fits = begins && rest.get(at..).is_some_and(|r| r.starts_with(said));
            fits.then_some(self.taken + at)
        })
    }

    /// Writes the stretches of `said`, which begins at `at`.
    fn write(&self, at: usize, said: &str, tree: &mut Tree, text: Id) {
        let wanted = Span::new(at, at + said.len());
        let mut start = 0;
        for stretch in std::iter::once(&self.first).chain(&self.more) {
            let here = Span::new(start, start + stretch.len);
            start = here.end;
            if !here.overlaps(wanted) {
                continue;
            }
            let part = Span::new(here.start.max(wanted.start), here.end.min(wanted.end));
            if stretch.copied {
                let begin = stretch.source.start + (part.start - here.start);
                tree.write(text, Span::new(begin, begin + part.len()), None);
            } else {
                let decoded = Span::new(part.start - at, part.end - at).of(said);
                tree.write(text, stretch.source, Some(decoded));
            }
        }
    }
}

impl<'s> TreeSink for Sink<'s> {
    type Handle = Id;
    type Output = Tree<'s>;
    type ElemName<'a>
        = Ref<'a, QualName>
    where
        Self: 'a;

    fn finish(self) -> Tree<'s> {
        self.0.into_inner().tree
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &Id) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |state| {
            state
                .tree
                .element(*target)
                .map_or(&state.nameless, |e| &e.name)
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let template = name.expanded() == expanded_name!(html "template");
        let tree = &mut self.0.borrow_mut().tree;
        let id = tree.add(Value::Element(Element { name, attributes }));
        if template {
            let contents = tree.add(Value::Root);
            tree.append(id, contents);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.0.borrow_mut().tree.add(Value::Unseen)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.0.borrow_mut().tree.add(Value::Unseen)
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        let tree = &mut self.0.borrow_mut().tree;
        let id = tree.add(Value::Unseen);
        tree.append(ROOT, id);
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let mut state = self.0.borrow_mut();
        match child {
            NodeOrText::AppendNode(id) => state.tree.append(*parent, id),
            NodeOrText::AppendText(said) => {
                let text = state.tree.text_at_end(*parent);
                state.write(text, &said);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let mut state = self.0.borrow_mut();
        match child {
            NodeOrText::AppendNode(id) => state.tree.insert_before(*sibling, id),
            NodeOrText::AppendText(said) => {
                if let Some(text) = state.tree.text_before(*sibling) {
                    state.write(text, &said);
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let has_parent = self.0.borrow().tree.parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn get_template_contents(&self, target: &Id) -> Id {
        self.0.borrow().tree.first(*target).unwrap_or(ROOT)
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        self.0.borrow_mut().tree.complete(*target, attributes);
    }

    fn remove_from_parent(&self, target: &Id) {
        self.0.borrow_mut().tree.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        self.0.borrow_mut().tree.move_children(*node, *new_parent);
    }
}
