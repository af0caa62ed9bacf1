//! XML as a tree, read as far as it is sound: feeds and the package files of books.
//!
//! Knows no vocabulary. Forgives what feeds in the wild get wrong: loose ampersands, HTML's entities.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::ops::Range;

/// Elements inside elements at most; no feed or package comes near.
const DEPTH: usize = 200;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name with its prefix, as written.
    pub name: String,
    /// Its attributes.
    attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Self>,
    /// The text directly in it.
    pub text: String,
    /// The bytes of the source between its tags.
    pub inner: Range<usize>,
    /// Whether its end was found.
    pub closed: bool,
}

impl Element {
    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit_once(':').map_or(&self.name, |(_, l)| l)
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name)?;
        Some(found.1.trim()).filter(|v| !v.is_empty())
    }

    /// The first child of this name, prefix and all.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The first child whose name without prefix is this.
    pub fn local_child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.local() == name)
    }

    /// The text of the child of this name, if it says anything.
    pub fn said(&self, name: &str) -> Option<&str> {
        let child = self
            .children
            .iter()
            .find(|c| c.name == name && !c.text.trim().is_empty())?;
        Some(child.text.trim())
    }
}

/// A document: its outermost element, and the byte where it breaks off, if it does.
pub type Tree = (Option<Element>, Option<usize>);

/// Reads `source`.
pub fn tree(source: &str) -> Tree {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut open: Vec<Element> = Vec::new();
    loop {
        let before = position(&reader);
        let event = reader.read_event();
        let after = position(&reader);
        match event {
            Ok(Event::Start(tag)) if open.len() < DEPTH => open.push(element(&tag, after)),
            Ok(Event::Empty(tag)) => {
                let mut empty = element(&tag, after);
                empty.closed = true;
                if let Some(root) = place(&mut open, empty) {
                    return (Some(root), None);
                }
            }
            Ok(Event::End(tag)) => {
                // A tag that closes nothing is forgiven, one left open is closed with its parent.
                let Some(level) = open.iter().rposition(|e| e.name == *tag.name().as_ref()) else {
                    continue;
                };
                while let Some(mut closed) = (open.len() > level).then(|| open.pop()).flatten() {
                    closed.inner.end = before;
                    closed.closed = true;
                    if let Some(root) = place(&mut open, closed) {
                        return (Some(root), None);
                    }
                }
            }
            Ok(Event::Text(text)) => add(&mut open, &text),
            Ok(Event::CData(text)) => add(&mut open, &text),
            Ok(Event::GeneralRef(name)) => {
                let resolved = name.resolve_char_ref().ok().flatten();
                match resolved
                    .map(String::from)
                    .or_else(|| predefined(&name).map(str::to_owned))
                {
                    Some(text) => add(&mut open, &text),
                    // HTML's entity: whoever reads the content as HTML resolves it.
                    None => add(&mut open, &format!("&{};", &*name)),
                }
            }
            Ok(Event::Eof | Event::Start(_)) | Err(_) => {
                return (unfinished(open, before), Some(before));
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn element(tag: &BytesStart<'_>, at: usize) -> Element {
    let mut attributes = tag.html_attributes();
    let owned = attributes.with_checks(false).flatten().map(|a| {
        let value = a.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_or_else(|_| a.value.to_string(), std::borrow::Cow::into_owned);
        (a.key.as_ref().to_owned(), value)
    });
    Element {
        name: tag.name().as_ref().to_owned(),
        attributes: owned.collect(),
        inner: at..at,
        ..Element::default()
    }
}

/// Puts an element into the one around it; gives it back when there is none.
fn place(open: &mut [Element], element: Element) -> Option<Element> {
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(element);
            None
        }
        None => Some(element),
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn predefined(name: &str) -> Option<&'static str> {
    match name {
        "lt" => Some("<"),
        "gt" => Some(">"),
        "amp" => Some("&"),
        "quot" => Some("\""),
        "apos" => Some("'"),
        _ => None,
    }
}

/// The outermost element with all that was open in it.
fn unfinished(mut open: Vec<Element>, end: usize) -> Option<Element> {
    loop {
        let mut last = open.pop()?;
        last.inner.end = end;
        if let Some(root) = place(&mut open, last) {
            return Some(root);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_attributes_text_and_places() {
        let source = "<?xml version='1.0'?><a:r x='1 &amp; 2'><b>R&amp;D &nbsp;&#65;<![CDATA[<i>]]></b><c/></a:r>";
        let (root, broken) = tree(source);
        let root = root.unwrap();
        assert_eq!(
            (root.local(), root.attribute("x"), broken),
            ("r", Some("1 & 2"), None)
        );
        assert_eq!(root.said("b"), Some("R&D &nbsp;A<i>"));
        assert!(root.child("c").unwrap().closed);
        let b = root.child("b").unwrap();
        assert!(source.get(b.inner.clone()).unwrap().starts_with("R&amp;D"));
        assert!(source.get(b.inner.clone()).unwrap().ends_with("]]>"));
    }

    #[test]
    fn what_is_sound_of_a_broken_source_is_kept() {
        let (root, broken) = tree("<r><e>one</e><e>two</e><e>thr");
        let root = root.unwrap();
        assert_eq!((root.children.len(), broken.is_some()), (3, true));
        let closed: Vec<bool> = root.children.iter().map(|c| c.closed).collect();
        assert_eq!(closed, [true, true, false]);
        assert!(tree("no markup").0.is_none());
        assert!(tree("").0.is_none());
    }

    #[test]
    fn loose_ends_are_forgiven_and_depth_is_bounded() {
        let (root, broken) = tree("<r><p>a & b<br></p></i><q>c</q></r>");
        let root = root.unwrap();
        assert_eq!((root.children.len(), broken), (2, None));
        assert_eq!(root.said("q"), Some("c"));
        let (_, broken) = tree(&"<a>".repeat(100_000));
        assert!(broken.is_some());
    }
}
