//! What class names, ids and tags say about the part of a page they mark.
//!
//! The words stand in `lexicon/pages/tokens.tsv`. Knows single elements, not their surroundings.

use super::tree::Element;
use crate::lexicon::hashed::Hashed;
use crate::lexicon::table;
use html5ever::{LocalName, local_name};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What an element's names say it is.
///
/// Of several things that are said the last of this list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Nothing known.
    Unknown,
    /// The caption of a picture.
    Caption,
    /// Perhaps around the article: a word that also names parts of articles.
    Weak,
    /// Around the article: navigation, sharing, advertisements.
    Furniture,
    /// What readers wrote, or other articles: may be longer than the article itself.
    Appendix,
    /// Made to hold the article.
    Article,
}

static TOKENS: LazyLock<Hashed<Part>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("../../../lexicon/pages/tokens.tsv"));
    let entry = |row: table::Row| {
        let part = match row.cell(1) {
            "article" => Part::Article,
            "appendix" => Part::Appendix,
            "weak" => Part::Weak,
            "caption" => Part::Caption,
            _ => Part::Furniture,
        };
        (Cow::Borrowed(row.cell(0)), part)
    };
    Hashed::of(rows.map(entry).collect())
});

/// Properties of schema.org microdata that say something about an article and are no part of it.
const METADATA: &[&str] = &[
    "author",
    "commentCount",
    "dateCreated",
    "dateModified",
    "datePublished",
    "height",
    "image",
    "interactionCount",
    "keywords",
    "logo",
    "mainEntityOfPage",
    "publisher",
    "thumbnailUrl",
    "url",
    "width",
];

/// Tags whose content is never text of the page.
pub fn unseen(element: &Element) -> bool {
    matches!(
        *element.tag(),
        local_name!("script")
            | local_name!("style")
            | local_name!("noscript")
            | local_name!("template")
            | local_name!("svg")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("canvas")
            | local_name!("select")
            | local_name!("textarea")
            | local_name!("audio")
            | local_name!("video")
            | local_name!("math")
            | local_name!("map")
            | local_name!("datalist")
    )
}

/// Whether the element says that it is not shown.
fn hidden(element: &Element) -> bool {
    element.value(&local_name!("hidden")).is_some()
        || element.value(&local_name!("aria-hidden")) == Some("true")
        || element.value(&local_name!("style")).is_some_and(hides)
}

fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules.any(|(name, value)| match name.trim() {
        "display" => value.trim().starts_with("none"),
        "visibility" => value.trim().starts_with("hidden"),
        _ => false,
    })
}

/// What the tag, role, class and id of each element say; nothing is known of texts.
pub fn parts<'p>(nodes: impl Iterator<Item = Option<&'p Element>>) -> Vec<Part> {
    // One buffer for all names: pages have tens of thousands.
    let mut words = String::new();
    nodes
        .map(|element| element.map_or(Part::Unknown, |e| part(e, &mut words)))
        .collect()
}

fn part(element: &Element, words: &mut String) -> Part {
    match *element.tag() {
        local_name!("nav")
        | local_name!("footer")
        | local_name!("aside")
        | local_name!("button")
        | local_name!("menu")
        | local_name!("dialog") => return Part::Furniture,
        local_name!("form") | local_name!("fieldset") | local_name!("header") => return Part::Weak,
        local_name!("body")
        | local_name!("html")
        | local_name!("main")
        | local_name!("tbody")
        | local_name!("tr")
        | local_name!("td")
        | local_name!("th") => return Part::Unknown,
        _ if element.attributes.is_empty() => return Part::Unknown,
        _ if hidden(element) => return Part::Weak,
        _ => {}
    }
    match element.value(&local_name!("itemprop")) {
        Some("articleBody") => return Part::Article,
        Some(property) if METADATA.contains(&property) => return Part::Weak,
        _ => {}
    }
    if let Some(
        "navigation" | "complementary" | "contentinfo" | "banner" | "search" | "menu" | "dialog"
        | "alert",
    ) = element.value(&local_name!("role"))
    {
        return Part::Furniture;
    }
    let class = part_of_names(element, &local_name!("class"), words);
    class.max(part_of_names(element, &local_name!("id"), words))
}

/// What the names in one attribute say.
fn part_of_names(element: &Element, attribute: &LocalName, words: &mut String) -> Part {
    let mut found = Part::Unknown;
    for name in element
        .value(attribute)
        .unwrap_or_default()
        .split_ascii_whitespace()
    {
        found = found.max(part_of_name(name, words));
    }
    found
}

/// What one class name or id says: `ArticleBody__text` is `article-body-text`.
fn part_of_name(name: &str, words: &mut String) -> Part {
    write_words(name, words);
    // `has-sidebar` says what stands inside, not what it is.
    if words.starts_with("has-") || words.starts_with("with-") || words.starts_with("no-") {
        return Part::Unknown;
    }
    let known = |word: &str| TOKENS.get(word).copied().unwrap_or(Part::Unknown);
    let mut found = Part::Unknown;
    let mut before: Option<usize> = None;
    let mut start = 0;
    for end in memchr::memchr_iter(b'-', words.as_bytes()).chain([words.len()]) {
        let word = words.get(start..end).unwrap_or_default();
        found = found.max(known(word));
        if let Some(pair) = before.and_then(|from| words.get(from..end)) {
            found = found.max(known(pair));
        }
        (before, start) = (Some(start), end + 1);
    }
    found
}

/// Writes the words of a name in lower case, joined by `-`.
fn write_words(name: &str, out: &mut String) {
    out.clear();
    let mut before_lower = false;
    for c in name.chars() {
        if c.is_ascii_alphabetic() {
            if c.is_ascii_uppercase() && before_lower {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') {
            out.push('-');
        }
        before_lower = c.is_ascii_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_words() {
        for (name, part) in [
            ("site-nav", Part::Weak),
            ("page-sidebar", Part::Furniture),
            ("has-sidebar", Part::Unknown),
            ("relatedPosts", Part::Appendix),
            ("c-comments__list", Part::Appendix),
            ("ArticleBody__text", Part::Article),
            ("entry-content", Part::Article),
            ("paragraph", Part::Unknown),
            ("shared-values", Part::Unknown),
        ] {
            assert_eq!(part_of_name(name, &mut String::new()), part, "{name}");
        }
    }

    #[test]
    fn hidden_parts_are_known_by_their_style() {
        assert!(hides("color:red; display : none"));
        assert!(hides("visibility:hidden"));
        assert!(!hides("display:block"));
    }
}
