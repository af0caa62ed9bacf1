//! Books (EPUB): the chapters in their order are one document.
//!
//! Knows the package file and its spine; what is in a chapter is for the cleaner of pages.

use super::error::Problem;
use super::opened::{Backing, Opened};
use super::xml::{Element, tree};
use super::zip::archive::Archive;
use super::{Content, DOCUMENT_LIMIT, Documents, Found, RawDocument, encoding, html, single};
use crate::base::notice::Notice;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a package file says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Package {
    title: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    id: Option<String>,
    date: Option<Date>,
    /// Paths of the chapters in the archive, in order.
    chapters: Vec<String>,
}

/// Whether the first member says it: a book's must.
pub(super) fn sniff(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && head.get(30..58) == Some(b"mimetypeapplication/epub+zip")
}

pub(super) fn read(mut opened: Opened) -> Documents {
    single(match document(&mut opened) {
        Ok(document) => Ok(Found::Document(Box::new(document))),
        Err(problem) => Err(opened.error(problem)),
    })
}

fn document(opened: &mut Opened) -> Result<RawDocument, Problem> {
    let mut archive = Archive::open(opened)?;
    let package = package(&mut archive)?;
    let mut notices = Vec::new();
    let source = source(&mut archive, &package, &mut notices)?;
    let bytes = match opened.backing(DOCUMENT_LIMIT)? {
        Backing::Memory(bytes) => bytes.to_vec(),
        Backing::File(_) => opened.bytes(DOCUMENT_LIMIT)?,
    };
    let mut out = RawDocument::of(&opened.place, bytes, Content::Html(source));
    out.media_type = "application/epub+zip".into();
    out.format = "epub";
    out.notices = notices;
    out.held.record_id = package.id;
    (out.title, out.author, out.publisher) = (package.title, package.author, package.publisher);
    out.date = package.date;
    Ok(out)
}

fn package(archive: &mut Archive) -> Result<Package, Problem> {
    let broken =
        || Problem::Malformed("the book's table of its parts is missing or damaged".to_owned());
    let container = member_tree(archive, "META-INF/container.xml")?.ok_or_else(broken)?;
    let root = container
        .local_child("rootfiles")
        .and_then(|r| r.local_child("rootfile"));
    let path = root
        .and_then(|r| r.attribute("full-path"))
        .ok_or_else(broken)?;
    let root = member_tree(archive, path)?.ok_or_else(broken)?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let package = read_package(&root, folder);
    if package.chapters.is_empty() {
        return Err(Problem::Malformed("the book names no chapters".to_owned()));
    }
    Ok(package)
}

fn member_tree(archive: &mut Archive, name: &str) -> Result<Option<Element>, Problem> {
    if archive.index(name).is_none() {
        return Ok(None);
    }
    let bytes = archive.bytes(name, html::PAGE_LIMIT)?;
    Ok(tree(&encoding::decode_html(&bytes, None)?.text).0)
}

fn read_package(root: &Element, folder: &str) -> Package {
    let none = Element::default();
    let metadata = root.local_child("metadata").unwrap_or(&none);
    let said = |name: &str| {
        Some(metadata.local_child(name)?.text.trim().to_owned()).filter(|t| !t.is_empty())
    };
    let creators = metadata.children.iter().filter(|c| c.local() == "creator");
    let names: Vec<&str> = creators
        .map(|c| c.text.trim())
        .filter(|n| !n.is_empty())
        .collect();
    let items = root
        .local_child("manifest")
        .map_or(&none.children, |m| &m.children);
    let refs = root
        .local_child("spine")
        .map_or(&none.children, |s| &s.children);
    let by_id: BTreeMap<&str, &Element> = items
        .iter()
        .rev()
        .filter_map(|i| Some((i.attribute("id")?, i)))
        .collect();
    let chapter = |id: &str| {
        let item = by_id.get(id)?;
        let navigation = item
            .attribute("properties")
            .is_some_and(|p| p.split(' ').any(|w| w == "nav"));
        let page = item
            .attribute("media-type")
            .is_some_and(|t| t.contains("html"));
        (page && !navigation)
            .then(|| item.attribute("href"))
            .flatten()
    };
    // A chapter stands once in a spine, and is read once if it does not.
    let mut seen = BTreeSet::new();
    let read = refs.iter().filter(|r| r.attribute("linear") != Some("no"));
    let hrefs = read.filter_map(|r| chapter(r.attribute("idref")?));
    let hrefs = hrefs.filter(|h| seen.insert(*h));
    Package {
        title: said("title"),
        author: Some(names.join(", ")).filter(|n| !n.is_empty()),
        publisher: said("publisher"),
        id: said("identifier"),
        date: said("date").and_then(|d| d.get(..10)?.parse().ok()),
        chapters: hrefs.map(|h| resolved(folder, h)).collect(),
    }
}

/// The path of `href` seen from `folder`, its `%NN` undone and its `..` taken.
fn resolved(folder: &str, href: &str) -> String {
    let path = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<String> = folder
        .split('/')
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(unescaped(part)),
        }
    }
    parts.join("/")
}

fn unescaped(part: &str) -> String {
    let mut out = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|d| std::str::from_utf8(d).ok());
        let code = code.and_then(|d| u8::from_str_radix(d, 16).ok());
        if let Some(byte) = code.filter(|_| *first == b'%') {
            out.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            out.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// One page of all chapters. A chapter that cannot be read leaves a notice.
fn source(
    archive: &mut Archive,
    package: &Package,
    notices: &mut Vec<Notice>,
) -> Result<String, Problem> {
    let mut out = String::from("<!DOCTYPE html><html><body><article>\n");
    let before = out.len();
    for path in &package.chapters {
        let bytes = archive.bytes(path, html::PAGE_LIMIT);
        match bytes.and_then(|b| html::page(&b, None)) {
            Ok(page) => {
                out.push_str(body(&page.text));
                out.push('\n');
                notices.extend(page.notices);
            }
            Err(problem) => notices.push(Notice {
                code: "chapter-unread",
                message: format!("the chapter {path} is missing from the text: {problem}"),
                span: None,
            }),
        }
        if out.len() > html::PAGE_LIMIT {
            return Err(Problem::TooLong {
                limit: html::PAGE_LIMIT,
            });
        }
    }
    if out.len() == before {
        return Err(Problem::Malformed(
            "none of the book's chapters can be read".to_owned(),
        ));
    }
    out.push_str("</article></body></html>\n");
    Ok(out)
}

/// What stands in the body of a page.
fn body(page: &str) -> &str {
    let lower = page.to_ascii_lowercase();
    let start = lower
        .find("<body")
        .and_then(|at| Some(at + lower.get(at..)?.find('>')? + 1));
    let start = start.unwrap_or(0);
    let end = lower
        .rfind("</body")
        .filter(|end| *end >= start)
        .unwrap_or(page.len());
    page.get(start..end).unwrap_or(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_come_in_the_order_of_the_spine() {
        let source = r#"<package xmlns:dc="d"><metadata><dc:title>Ports</dc:title><dc:creator>Li Wei</dc:creator>
<dc:creator>Ana</dc:creator><dc:date>2025-05-12T00:00:00Z</dc:date><dc:identifier>urn:x</dc:identifier></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="text/two%20b.xhtml#x" media-type="application/xhtml+xml"/>
<item id="a" href="../one.xhtml" media-type="application/xhtml+xml"/><item id="p" href="p.png" media-type="image/png"/>
</manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/><itemref idref="p"/></spine></package>"#;
        let package = read_package(&tree(source).0.unwrap(), "OEBPS");
        assert_eq!(package.chapters, ["one.xhtml", "OEBPS/text/two b.xhtml"]);
        assert_eq!(package.author.as_deref(), Some("Li Wei, Ana"));
        assert_eq!(package.date, Some(jiff::civil::date(2025, 5, 12)));
    }

    #[test]
    fn the_body_of_a_page_is_what_is_joined() {
        assert_eq!(
            body("<html><BODY class=x><p>a</p></BODY></html>"),
            "<p>a</p>"
        );
        assert_eq!(body("<p>a</p>"), "<p>a</p>");
    }
}
