//! What a page's `<meta>` elements say, by the field that each fills.
//!
//! Knows the customary names (`lexicon/pages/meta.tsv`), not which of several statements is right.

use super::tree::Tree;
use crate::lexicon::table;
use html5ever::local_name;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names of `<meta>` elements: the field each fills and its rank.
static NAMES: LazyLock<BTreeMap<&'static str, (&'static str, usize)>> = LazyLock::new(|| {
    table::rows(include_str!("../../../lexicon/pages/meta.tsv"))
        .enumerate()
        .map(|(rank, row)| (row.cell(0), (row.cell(1), rank)))
        .collect()
});

/// The values of the page's `<meta>` elements, by field, the most trusted first.
pub type Fields = BTreeMap<&'static str, Vec<(usize, String)>>;

/// The fields of a page.
pub fn meta_fields(tree: &Tree<'_>) -> Fields {
    let mut out = Fields::new();
    for (_, element) in tree.elements() {
        if *element.tag() != local_name!("meta") {
            continue;
        }
        let Some(content) = element.attr("content").map(clean).filter(|c| !c.is_empty()) else {
            continue;
        };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let name = element.attr(key).map(str::to_ascii_lowercase);
            let Some((field, rank)) = name.as_deref().and_then(field_of) else {
                continue;
            };
            out.entry(field).or_default().push((rank, content.clone()));
        }
    }
    for values in out.values_mut() {
        values.sort_by_key(|(rank, _)| *rank);
    }
    out
}

/// The field that a name fills and its rank; an unknown name that speaks of the time of publication is last.
fn field_of(name: &str) -> Option<(&'static str, usize)> {
    let publication = name.contains("publish")
        && (name.contains("date") || name.contains("time"))
        && !name.contains("modif")
        && !name.contains("updat");
    NAMES
        .get(name)
        .copied()
        .or_else(|| publication.then_some(("published", usize::MAX)))
}

/// White space collapsed.
pub fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
