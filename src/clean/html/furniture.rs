//! What class names, ids and tags say about the part of a page they mark.
//!
//! The words stand in `lexicon/pages/tokens.tsv`. Knows single elements, not their surroundings.

use super::tree::Element;
use crate::lexicon::table;
use html5ever::local_name;
use std::collections::BTreeMap;
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

static TOKENS: LazyLock<BTreeMap<&'static str, Part>> = LazyLock::new(|| {
    table::rows(include_str!("../../../lexicon/pages/tokens.tsv"))
        .map(|row| match row.cell(1) {
            "article" => (row.cell(0), Part::Article),
            "appendix" => (row.cell(0), Part::Appendix),
            "weak" => (row.cell(0), Part::Weak),
            "caption" => (row.cell(0), Part::Caption),
            _ => (row.cell(0), Part::Furniture),
        })
        .collect()
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
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(hides)
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

/// What the tag, role, class and id of an element say.
pub fn part(element: &Element) -> Part {
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
        _ if hidden(element) => return Part::Weak,
        _ => {}
    }
    if element.attr("itemprop") == Some("articleBody") {
        return Part::Article;
    }
    if element
        .attr("itemprop")
        .is_some_and(|p| METADATA.contains(&p))
    {
        return Part::Weak;
    }
    if let Some(
        "navigation" | "complementary" | "contentinfo" | "banner" | "search" | "menu" | "dialog"
        | "alert",
    ) = element.attr("role")
    {
        return Part::Furniture;
    }
    let names = ["class", "id"].iter().filter_map(|a| element.attr(a));
    names
        .flat_map(str::split_ascii_whitespace)
        .map(part_of_name)
        .max()
        .unwrap_or(Part::Unknown)
}

/// What one class name or id says: `ArticleBody__text` is `article-body-text`.
fn part_of_name(name: &str) -> Part {
    let words = words(name);
    // `has-sidebar` says what stands inside, not what it is.
    if words.starts_with("has-") || words.starts_with("with-") || words.starts_with("no-") {
        return Part::Unknown;
    }
    let starts = std::iter::once(0).chain(words.match_indices('-').map(|(at, _)| at + 1));
    let mut found = Part::Unknown;
    for start in starts {
        let rest = words.get(start..).unwrap_or_default();
        let mut ends = rest.match_indices('-').map(|(at, _)| at);
        let (first, second) = (ends.next(), ends.next());
        let word = rest.get(..first.unwrap_or(rest.len())).unwrap_or_default();
        let pair = rest.get(..second.unwrap_or(rest.len())).unwrap_or_default();
        let said = [word, pair].map(|w| TOKENS.get(w).copied().unwrap_or(Part::Unknown));
        found = said.into_iter().fold(found, Part::max);
    }
    found
}

/// The words of a name in lower case, joined by `-`.
fn words(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
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
    out
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
            assert_eq!(part_of_name(name), part, "{name}");
        }
    }

    #[test]
    fn hidden_parts_are_known_by_their_style() {
        assert!(hides("color:red; display : none"));
        assert!(hides("visibility:hidden"));
        assert!(!hides("display:block"));
    }
}
