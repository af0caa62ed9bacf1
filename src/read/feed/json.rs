//! JSON Feed. Knows its fields, not what becomes of an entry.

use super::{Content, Entry, Feed, day, plain};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Source {
    version: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    items: Vec<Fields>,
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    external_url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    content_html: Option<String>,
    #[serde(default)]
    content_text: Option<String>,
    #[serde(default)]
    summary: Option<String>,
    #[serde(default)]
    date_published: Option<String>,
    #[serde(default)]
    date_modified: Option<String>,
    #[serde(default)]
    author: Option<Author>,
    #[serde(default)]
    authors: Vec<Author>,
}

#[derive(Deserialize)]
struct Author {
    #[serde(default)]
    name: Option<String>,
}

/// The feed that `source` is.
pub fn feed(source: &str) -> Option<Feed> {
    let source: Source = serde_json::from_str(source.trim_start_matches('\u{FEFF}')).ok()?;
    source.version.contains("jsonfeed.org").then_some(())?;
    Some(Feed {
        title: source.title.as_deref().and_then(plain),
        entries: source.items.into_iter().map(entry).collect(),
        broken: None,
    })
}

fn entry(fields: Fields) -> Entry {
    let said = |text: Option<String>| text.filter(|t| !t.trim().is_empty());
    let full = said(fields.content_html).map(Content::Html);
    let full = full.or_else(|| said(fields.content_text).map(Content::Text));
    let names: Vec<String> = fields
        .authors
        .into_iter()
        .chain(fields.author)
        .filter_map(|a| a.name)
        .collect();
    let published = fields.date_published.as_deref().and_then(day);
    let changed = fields.date_modified.as_deref().and_then(day);
    Entry {
        id: match fields.id {
            Value::String(id) => Some(id),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        },
        url: fields.url.or(fields.external_url),
        title: fields.title.as_deref().and_then(plain),
        author: Some(names.join(", ")).filter(|n| !n.is_empty()),
        date: published.or(changed),
        summary: full.is_none(),
        content: full.or_else(|| said(fields.summary).map(Content::Text)),
        changed: published.is_none() && changed.is_some(),
    }
}
