//! RSS (0.9 to 2.0) and Atom. Knows their elements, not what becomes of an entry.

use super::super::xml::{Element, tree};
use super::{Content, Entry, Feed, day, guessed, plain};

/// The feed that `source` is.
pub fn feed(source: &str) -> Option<Feed> {
    let (root, broken) = tree(source);
    let root = root?;
    let atom = root.local() == "feed";
    if !atom && !matches!(root.local(), "rss" | "RDF") {
        return None;
    }
    let channel = root.local_child("channel").unwrap_or(&root);
    // RSS 1.0 puts its items beside the channel.
    let holder = if root.local() == "RDF" {
        &root
    } else {
        channel
    };
    let name = if atom { "entry" } else { "item" };
    let elements = holder
        .children
        .iter()
        .filter(|c| c.closed && c.local() == name);
    let site = if atom {
        link(&root)
    } else {
        channel.said("link").map(str::to_owned)
    };
    let read = |e: &Element| {
        if atom {
            atom_entry(e, source)
        } else {
            rss_item(e)
        }
    };
    let entries = elements.map(read).map(|mut entry| {
        entry.url = entry.url.and_then(|url| absolute(&url, site.as_deref()));
        entry
    });
    Some(Feed {
        title: channel.local_child("title").and_then(|t| plain(&t.text)),
        entries: entries.collect(),
        broken,
    })
}

fn rss_item(item: &Element) -> Entry {
    let full = item.said("content:encoded").and_then(guessed);
    let summary = full.is_none();
    let guid = item.child("guid");
    let permanent = guid.filter(|g| g.attribute("isPermaLink") != Some("false"));
    let permanent = permanent
        .map(|g| g.text.trim())
        .filter(|g| g.starts_with("http"));
    let url = item
        .said("link")
        .or(item.attribute("rdf:about"))
        .or(permanent);
    let author = item.said("dc:creator").or(item.said("author").map(name_of));
    let date = item.said("pubDate").or(item.said("dc:date"));
    Entry {
        id: guid
            .map(|g| g.text.trim().to_owned())
            .filter(|g| !g.is_empty()),
        url: url.map(str::to_owned),
        title: item.said("title").and_then(plain),
        author: author.and_then(plain),
        date: date.and_then(day),
        content: full.or_else(|| item.said("description").and_then(guessed)),
        summary,
        changed: None,
    }
}

/// The name in `desk@example.org (The desk)`, or all of it.
fn name_of(author: &str) -> &str {
    let name = author.split_once('(').map(|(_, n)| n.trim_end_matches(')'));
    name.unwrap_or(author)
}

fn atom_entry(entry: &Element, source: &str) -> Entry {
    let full = entry
        .local_child("content")
        .and_then(|c| construct(c, source));
    let summary = full.is_none();
    let short = || {
        entry
            .local_child("summary")
            .and_then(|s| construct(s, source))
    };
    let said = |name: &str| Some(entry.local_child(name)?.text.trim()).filter(|t| !t.is_empty());
    let published = said("published").or(said("issued")).and_then(day);
    let changed = said("updated").or(said("modified")).and_then(day);
    let authors = entry.children.iter().filter(|c| c.local() == "author");
    let names = authors.filter_map(|a| plain(&a.local_child("name")?.text));
    let names: Vec<String> = names.collect();
    Entry {
        id: said("id").map(str::to_owned),
        url: link(entry),
        title: said("title").and_then(plain),
        author: Some(names.join(", ")).filter(|n| !n.is_empty()),
        date: published,
        content: full.or_else(short),
        summary,
        changed,
    }
}

/// The text of an Atom construct: markup in the source, markup as text, or plain text.
fn construct(element: &Element, source: &str) -> Option<Content> {
    let text = element.text.trim();
    match element.attribute("type").unwrap_or("text") {
        "xhtml" | "application/xhtml+xml" => {
            let inner = source.get(element.inner.clone())?.trim();
            (!inner.is_empty()).then(|| Content::Html(inner.to_owned()))
        }
        "html" | "text/html" => (!text.is_empty()).then(|| Content::Html(text.to_owned())),
        "text" | "text/plain" => guessed(text),
        _ => None,
    }
}

/// The address an Atom element links to as its page.
fn link(element: &Element) -> Option<String> {
    let links = element.children.iter().filter(|c| c.local() == "link");
    let mut pages = links.filter(|l| matches!(l.attribute("rel"), None | Some("alternate")));
    pages.find_map(|l| l.attribute("href")).map(str::to_owned)
}

/// An address with its site before it, if it lacks one.
fn absolute(url: &str, site: Option<&str>) -> Option<String> {
    if url.contains("://") {
        return Some(url.to_owned());
    }
    let site = site?;
    let host = site.find("://").map(|at| at + 3)?;
    let end = site
        .get(host..)?
        .find('/')
        .map_or(site.len(), |at| host + at);
    Some(format!(
        "{}/{}",
        site.get(..end)?,
        url.trim_start_matches('/')
    ))
}
