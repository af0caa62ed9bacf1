//! The articles of `corpus/articles` with what must be found in them.
//!
//! A gold item names its place by an exact, unique `context` that holds its `quote`; the byte offsets
//! are computed here, and every malformed item is reported at once.

use super::agree::{list, number, text};
use figtrace::base::vocabulary::{Comparator, Level, Modality, ProjectKind, Role};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// The families of items a gold file lists.
pub const FAMILIES: [&str; 4] = ["figures", "dates", "regions", "projects"];

/// One article and its gold.
pub struct Gold {
    pub name: String,
    pub text: String,
    pub date: Option<jiff::civil::Date>,
    pub items: Json,
    /// What is wrong with the gold file itself.
    pub faults: Vec<String>,
}

/// A folder of the corpus.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name)
}

/// The files under `root` with the extension `ext`, folders included, sorted by path.
pub fn files(root: &Path, ext: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(root).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(files(&path, ext));
        } else if path.extension().is_some_and(|e| e == ext) {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// Every article of the corpus, by name.
pub fn articles() -> Vec<Gold> {
    files(&folder("articles"), "txt")
        .iter()
        .map(|path| load(path))
        .collect()
}

fn load(path: &Path) -> Gold {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let json = std::fs::read_to_string(path.with_extension("json"))
        .unwrap_or_else(|e| panic!("{name}: no gold beside it: {e}"));
    let mut items: Json =
        serde_json::from_str(&json).unwrap_or_else(|e| panic!("{name}.json: {e}"));
    let mut faults = Vec::new();
    for family in FAMILIES {
        let mut seen = Vec::new();
        for item in items[family].as_array_mut().into_iter().flatten() {
            let tag = format!("{name}.json {family} {}", item["quote"]);
            match locate(&text, item) {
                Ok(span) if seen.contains(&span) => faults.push(format!("{tag}: twice")),
                Ok(span) => {
                    seen.push(span);
                    item["start"] = span.0.into();
                    item["end"] = span.1.into();
                }
                Err(fault) => faults.push(format!("{tag}: {fault}")),
            }
            faults.extend(
                fields(family, item)
                    .into_iter()
                    .map(|f| format!("{tag}: {f}")),
            );
        }
    }
    let date = items["date"].as_str().map(|d| d.parse().unwrap());
    Gold {
        name,
        text,
        date,
        items,
        faults,
    }
}

/// The bytes of the item's quote.
fn locate(document: &str, item: &Json) -> Result<(usize, usize), String> {
    let (context, quote) = (text(item, "context"), text(item, "quote"));
    let mut places = document.match_indices(context).map(|(at, _)| at);
    let (Some(at), None, false) = (places.next(), places.next(), quote.is_empty()) else {
        return Err("the context must occur exactly once and the quote not be empty".into());
    };
    let nth = item.get("nth").and_then(Json::as_u64);
    let mut inside = context.match_indices(quote).map(|(at, _)| at);
    if nth.is_none() && inside.clone().count() > 1 {
        return Err("the quote occurs more than once in its context: give nth".into());
    }
    let offset = inside.nth(usize::try_from(nth.unwrap_or(0)).unwrap());
    let start = at + offset.ok_or("the quote does not occur in its context")?;
    Ok((start, start + quote.len()))
}

/// What is wrong with the item's fields.
fn fields(family: &str, item: &Json) -> Vec<String> {
    let mut out = Vec::new();
    let mut must = |ok: bool, fault: &str| {
        if !ok {
            out.push(fault.to_owned());
        }
    };
    match family {
        "figures" => {
            let stated = |k: &str| number(text(item, k)).is_some();
            must(
                stated("value") != (stated("low") && stated("high")),
                "value or low and high",
            );
            must(!text(item, "unit").is_empty(), "no unit");
            let counted = text(item, "unit") != "count" || !text(item, "counted").is_empty();
            must(counted, "count without counted");
            must(
                Comparator::parse(text(item, "comparator")).is_some(),
                "unknown comparator",
            );
            must(Role::parse(text(item, "role")).is_some(), "unknown role");
            must(
                Modality::parse(text(item, "modality")).is_some(),
                "unknown modality",
            );
            must(item["regions"].is_array(), "regions is no list");
            must(item.get("period").is_some(), "no period (null when none)");
            let required = item["optional"] != Json::Bool(true);
            must(
                !required || !list(item, "indicator_any").is_empty(),
                "no indicator_any",
            );
        }
        "dates" => must(item.get("edtf").is_some(), "no edtf (null when none)"),
        "regions" => {
            must(!text(item, "name").is_empty(), "no name");
            must(Level::parse(text(item, "level")).is_some(), "unknown level");
        }
        _ => {
            must(!text(item, "name").is_empty(), "no name");
            must(
                ProjectKind::parse(text(item, "kind")).is_some(),
                "unknown kind",
            );
        }
    }
    out
}

#[test]
fn a_quote_is_located_by_its_context() {
    let item = |context: &str, nth: Option<u32>| {
        let mut item = serde_json::json!({"context": context, "quote": "two"});
        if let Some(nth) = nth {
            item["nth"] = nth.into();
        }
        item
    };
    let text = "One, two. Then é two and two.";
    assert_eq!(locate(text, &item("One, two", None)), Ok((5, 8)));
    assert_eq!(locate(text, &item("é two and two", Some(1))), Ok((26, 29)));
    assert!(locate(text, &item("two", None)).is_err());
    assert!(locate(text, &item("é two and two", None)).is_err());
    assert!(locate(text, &item("é two and two", Some(2))).is_err());
}

#[test]
fn a_faulty_item_is_told() {
    let item = serde_json::json!({"value": "x", "unit": "count", "role": "levels"});
    assert_eq!(fields("figures", &item).len(), 8);
    assert_eq!(fields("dates", &item).len(), 1);
}
