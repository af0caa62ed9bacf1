//! JSON Feed. Knows its fields, not what becomes of an entry.
//!
//! Each item is read by itself, so that a feed which is cut or wrong somewhere gives what it has; a
//! field of another type than it should have counts as not given.

use super::{Content, Entry, Feed, day, plain};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// What of a feed was read, also when it breaks off.
#[derive(Default)]
struct Source {
    version: Value,
    title: Value,
    items: Vec<Value>,
}

/// The feed that `source` is.
pub fn feed(source: &str) -> Option<Feed> {
    let source = source.trim_start_matches('\u{FEFF}');
    let mut found = Source::default();
    let mut stream = serde_json::Deserializer::from_str(source);
    let read = Object(&mut found).deserialize(&mut stream);
    let broken = read.err().map(|e| byte(source, e.line(), e.column()));
    let version = found.version.as_str()?;
    version.contains("jsonfeed.org").then_some(())?;
    Some(Feed {
        title: found.title.as_str().and_then(plain),
        entries: found.items.iter().map(entry).collect(),
        broken,
    })
}

/// The byte at a line and column, both counted from 1 as the parser does.
fn byte(source: &str, line: usize, column: usize) -> usize {
    let before = source.split_inclusive('\n').take(line.saturating_sub(1));
    before.map(str::len).sum::<usize>() + column
}

/// Takes the outermost object apart.
struct Object<'s>(&'s mut Source);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, stream: D) -> Result<(), D::Error> {
        stream.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => self.0.version = map.next_value()?,
                "title" => self.0.title = map.next_value()?,
                "items" => map.next_value_seed(Items(&mut self.0.items))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Takes the items down one by one.
struct Items<'s>(&'s mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, stream: D) -> Result<(), D::Error> {
        stream.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            self.0.push(item);
        }
        Ok(())
    }
}

/// The entry that an item is; one without text when it is none.
fn entry(item: &Value) -> Entry {
    let said = |name: &str| {
        let text = item.get(name)?.as_str()?;
        // A NUL stands in no text; what is left reads as before.
        (!text.trim().is_empty()).then(|| text.replace('\0', ""))
    };
    let full = said("content_html").map(Content::Html);
    let full = full.or_else(|| said("content_text").map(Content::Text));
    let authors = item.get("authors").and_then(Value::as_array);
    let authors = authors.into_iter().flatten().chain(item.get("author"));
    let names: Vec<&str> = authors.filter_map(|a| a.get("name")?.as_str()).collect();
    let published = said("date_published").as_deref().and_then(day);
    let changed = said("date_modified").as_deref().and_then(day);
    Entry {
        id: match item.get("id") {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        },
        url: said("url").or_else(|| said("external_url")),
        title: said("title").as_deref().and_then(plain),
        author: Some(names.join(", ")).filter(|n| !n.is_empty()),
        date: published,
        summary: full.is_none(),
        content: full.or_else(|| said("summary").map(Content::Text)),
        changed,
    }
}
