//! A page's title, author, publisher, address, language and day of publication.
//!
//! The page's own statements in the order in which they are trusted; never today's date, never a
//! date of change for one of publication. Knows nothing of the article's text.

use super::fields::{clean, meta_fields};
use super::linked_data::{LinkedData, linked_data};
use super::page::Page;
use super::parse::parse;
use super::published;
use super::tree::{Tree, Value};
use crate::clean::phrases::fold;
use html5ever::{LocalName, local_name};
use jiff::civil::Date;

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
    /// The day of its last change.
    pub modified: Option<Date>,
}

/// Marks between a headline and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ~ ", "|",
];

/// Reads a page's statements about itself.
pub fn metadata(tree: &Tree, page: &Page) -> Metadata {
    let fields = meta_fields(tree);
    let linked = linked_data(tree);
    let first = |field: &str| {
        fields
            .get(field)
            .and_then(|v| v.first())
            .map(|(_, v)| v.clone())
    };
    let url = canonical(tree)
        .or_else(|| first("url"))
        .filter(|u| u.starts_with("http"));
    let publisher = first("publisher").or_else(|| linked.publisher.clone());
    let site = Site::of(publisher.as_deref(), url.as_deref());
    let statements = [
        linked.title.as_deref().map(unescaped),
        first("title"),
        element_text(tree, &local_name!("title")),
    ];
    let statements: Vec<String> = statements
        .into_iter()
        .flatten()
        .filter(|t| !t.is_empty())
        .collect();
    let first_day = published::published(page, &linked, &fields, url.as_deref());
    let last_day = published::modified(page, &linked, &fields, first_day.is_none());
    Metadata {
        title: title(page, &statements, &site),
        author: author(page, &linked, fields.get("author")),
        published: first_day,
        modified: last_day,
        language: language(tree)
            .or(linked.language)
            .or_else(|| first("language"))
            .map(|l| l.replace('_', "-")),
        publisher,
        url,
    }
}

/// A statement of linked data without the character references that some pages write there.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return clean(text);
    }
    let parsed = parse(text);
    let ids = 0..u32::try_from(parsed.tree.len()).unwrap_or(u32::MAX);
    let pieces = ids.flat_map(|id| parsed.tree.pieces(id));
    clean(&pieces.map(|p| p.text).collect::<String>())
}

fn canonical(tree: &Tree) -> Option<String> {
    let mut links = tree
        .elements()
        .filter(|(_, e)| *e.tag() == local_name!("link"));
    links.find_map(|(_, link)| {
        link.value(&local_name!("rel"))
            .filter(|r| r.eq_ignore_ascii_case("canonical"))?;
        link.value(&local_name!("href"))
            .map(|h| h.trim().to_owned())
    })
}

fn language(tree: &Tree) -> Option<String> {
    let (_, root) = tree.elements().next()?;
    let lang = root
        .value(&local_name!("lang"))
        .or_else(|| root.attr("xml:lang"))?
        .trim();
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
    let all = page
        .elements()
        .filter(|(_, e)| *e.tag() == local_name!("h1"));
    all.map(|(index, _)| page.text(index))
        .filter(|t| t.len() > 3)
        .take(8)
        .collect()
}

/// The text with which the first element of this tag begins.
fn element_text(tree: &Tree, tag: &LocalName) -> Option<String> {
    let (id, _) = tree.elements().find(|(_, e)| e.tag() == tag)?;
    let text = tree.first(id)?;
    let said = matches!(tree.value(text), Value::Text(..));
    said.then(|| clean(&tree.pieces(text).map(|p| p.text).collect::<String>()))
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
        let marked = element.value(&local_name!("rel")) == Some("author")
            || element.value(&local_name!("itemprop")) == Some("author");
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
        let tree = parse(source).tree;
        metadata(&tree, &Page::of(&tree, furniture::unseen))
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
