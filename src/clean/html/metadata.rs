//! A page's title, author, publisher, address, language and day of publication.
//!
//! The page's own statements in the order in which they are trusted; never today's date, never a
//! date of change for one of publication. Knows nothing of the article's text.

use super::linked_data::{LinkedData, linked_data};
use super::page::Page;
use super::published;
use crate::clean::phrases::fold;
use crate::lexicon::table;
use jiff::civil::Date;
use scraper::Html;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a page says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline without the site's name.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Whether `published` is the day of the last change, for want of a better one.
    pub only_modified: bool,
}

/// Names of `<meta>` elements: the field each fills and its rank.
static NAMES: LazyLock<BTreeMap<&'static str, (&'static str, usize)>> = LazyLock::new(|| {
    table::rows(include_str!("../../../lexicon/pages/meta.tsv"))
        .enumerate()
        .map(|(rank, row)| (row.cell(0), (row.cell(1), rank)))
        .collect()
});

/// Marks between a headline and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ~ ", "|",
];

/// The values of the page's `<meta>` elements, by field, the most trusted first.
pub type Fields = BTreeMap<&'static str, Vec<(usize, String)>>;

/// Reads a page's statements about itself.
pub fn metadata(html: &Html, page: &Page) -> Metadata {
    let fields = meta_fields(html);
    let linked = linked_data(html);
    let first = |field: &str| {
        fields
            .get(field)
            .and_then(|v| v.first())
            .map(|(_, v)| v.clone())
    };
    let url = canonical(html)
        .or_else(|| first("url"))
        .filter(|u| u.starts_with("http"));
    let publisher = first("publisher").or_else(|| linked.publisher.clone());
    let site = Site::of(publisher.as_deref(), url.as_deref());
    let statements = [
        linked.title.as_deref().map(unescaped),
        first("title"),
        element_text(html, "title"),
    ];
    let statements: Vec<String> = statements
        .into_iter()
        .flatten()
        .filter(|t| !t.is_empty())
        .collect();
    let first_day = published::published(page, &linked, &fields, url.as_deref());
    let last_day = match first_day {
        Some(_) => None,
        None => published::modified(page, &linked, &fields),
    };
    Metadata {
        title: title(page, &statements, &site),
        author: author(page, &linked, fields.get("author")),
        published: first_day.or(last_day),
        only_modified: last_day.is_some(),
        language: language(html)
            .or(linked.language)
            .or_else(|| first("language"))
            .map(|l| l.replace('_', "-")),
        publisher,
        url,
    }
}

fn meta_fields(html: &Html) -> Fields {
    let mut out = Fields::new();
    for node in html.tree.nodes() {
        let Some(element) = node.value().as_element().filter(|e| e.name() == "meta") else {
            continue;
        };
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
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A statement of linked data without the character references that some pages write there.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return clean(text);
    }
    let html = Html::parse_fragment(text);
    let texts = html.tree.nodes().filter_map(|n| n.value().as_text());
    clean(&texts.map(|t| &**t).collect::<String>())
}

fn canonical(html: &Html) -> Option<String> {
    html.tree.nodes().find_map(|node| {
        let element = node.value().as_element().filter(|e| e.name() == "link")?;
        element
            .attr("rel")
            .filter(|r| r.eq_ignore_ascii_case("canonical"))?;
        element.attr("href").map(|h| h.trim().to_owned())
    })
}

fn language(html: &Html) -> Option<String> {
    let root = html
        .tree
        .root()
        .children()
        .find_map(|n| n.value().as_element())?;
    let lang = root.attr("lang").or_else(|| root.attr("xml:lang"))?.trim();
    (!lang.is_empty()).then(|| lang.to_owned())
}

/// The headline: the page's `<h1>` when its other statements confirm it, else those without the site's name.
fn title(page: &Page, statements: &[String], site: &Site) -> Option<String> {
    let headlines = headlines(page);
    let confirmed = headlines.iter().find(|h| {
        let folded = fold(h);
        !folded.is_empty() && statements.iter().any(|s| alike(&folded, &fold(s)))
    });
    let only = match headlines.as_slice() {
        [one] if one.split_whitespace().count() >= 3 && fold(one) != site.name => Some(one),
        _ => None,
    };
    confirmed
        .or(only)
        .cloned()
        .or_else(|| statements.first().map(|s| site.cut_from(s)))
        .or_else(|| headlines.into_iter().next())
}

/// The texts of the page's `<h1>` elements that have some.
fn headlines(page: &Page) -> Vec<String> {
    let all = page.elements().filter(|(_, e)| e.name() == "h1");
    all.map(|(index, _)| page.text(index))
        .filter(|t| t.len() > 3)
        .take(8)
        .collect()
}

fn element_text(html: &Html, tag: &str) -> Option<String> {
    let mut nodes = html.tree.nodes();
    let node = nodes.find(|n| n.value().as_element().is_some_and(|e| e.name() == tag))?;
    node.first_child()?.value().as_text().map(|t| clean(t))
}

/// Whether a headline is confirmed by a statement: one begins with the other, or most words are shared.
fn alike(headline: &str, statement: &str) -> bool {
    if statement.starts_with(headline) && headline.len() * 3 > statement.len()
        || headline.starts_with(statement) && statement.len() * 2 > headline.len()
    {
        return true;
    }
    let words: Vec<&str> = headline.split(' ').collect();
    let shared = words
        .iter()
        .filter(|w| statement.split(' ').any(|s| s == **w))
        .count();
    words.len() >= 3 && shared * 3 >= words.len() * 2
}

/// What the site is called.
struct Site {
    /// The publisher's name, folded.
    name: String,
    /// The same without spaces.
    letters: String,
    /// Letters and digits of the host.
    host: String,
}

impl Site {
    fn of(publisher: Option<&str>, url: Option<&str>) -> Self {
        let name = publisher.map(fold).unwrap_or_default();
        let host = url.and_then(|u| u.split('/').nth(2)).unwrap_or_default();
        Self {
            letters: name.replace(' ', ""),
            host: host.chars().filter(|c| c.is_alphanumeric()).collect(),
            name,
        }
    }

    /// Whether `part` is the site's name or a piece of it.
    fn is_called(&self, part: &str) -> bool {
        let folded = fold(part);
        let letters = folded.replace(' ', "");
        let within = |whole: &str| letters.len() > 2 && whole.contains(&letters);
        !folded.is_empty() && (folded == self.name || within(&self.host) || within(&self.letters))
    }

    /// The title without the site's name at its end or beginning.
    fn cut_from(&self, title: &str) -> String {
        let mut rest = title.trim();
        for separator in SEPARATORS {
            while let Some((before, after)) = rest.rsplit_once(separator) {
                let short = words(after) <= 3 && words(before) >= 4;
                let cut = self.is_called(after) || (separator.contains('|') && short);
                if !cut {
                    break;
                }
                rest = before.trim();
            }
            let at_start = rest.split_once(separator);
            if let Some((_, after)) = at_start.filter(|(before, _)| self.is_called(before)) {
                rest = after.trim();
            }
        }
        rest.to_owned()
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn author(page: &Page, linked: &LinkedData, meta: Option<&Vec<(usize, String)>>) -> Option<String> {
    let stated = meta.into_iter().flatten().map(|(_, v)| v.clone());
    linked
        .author
        .clone()
        .into_iter()
        .chain(stated)
        .chain(marked_author(page))
        .map(|name| unescaped(&name))
        .map(|name| name.strip_prefix("By ").unwrap_or(&name).to_owned())
        .find(|name| plausible_author(name))
}

fn plausible_author(name: &str) -> bool {
    let fit = (2..=100).contains(&name.len());
    fit && !name.starts_with("http") && !name.contains('@') && name.contains(char::is_alphabetic)
}

fn marked_author(page: &Page) -> Option<String> {
    page.elements().find_map(|(index, element)| {
        let marked =
            element.attr("rel") == Some("author") || element.attr("itemprop") == Some("author");
        marked
            .then(|| page.text(index))
            .filter(|t| plausible_author(t))
    })
}

#[cfg(test)]
mod tests {
    use super::super::furniture;
    use super::*;

    fn of(source: &str) -> Metadata {
        let html = Html::parse_document(source);
        metadata(&html, &Page::of(&html, furniture::unseen))
    }

    #[test]
    fn the_headline_is_the_confirmed_h1() {
        let found = of(
            "<title>Output rises in May - Daily</title><h1>Daily</h1><h1>Output rises in May</h1>",
        );
        assert_eq!(found.title.as_deref(), Some("Output rises in May"));
    }

    #[test]
    fn the_site_is_no_part_of_the_title() {
        let found = of(
            "<meta property=og:site_name content='The Daily'><title>Output rises - in May - The Daily</title>",
        );
        assert_eq!(found.title.as_deref(), Some("Output rises - in May"));
        let found = of(
            "<link rel=canonical href=https://www.dailynews.com/a><title>Output | Daily News</title>",
        );
        assert_eq!(found.title.as_deref(), Some("Output"));
    }

    #[test]
    fn authors_are_names_not_addresses() {
        let found = of("<meta name=author content=http://a.cn/li><a rel=author>By Li Na</a>");
        assert_eq!(found.author.as_deref(), Some("Li Na"));
    }

    #[test]
    fn the_language_is_the_roots() {
        assert_eq!(of("<html lang=en_GB>").language.as_deref(), Some("en-GB"));
    }
}
