//! The day a page was published: the earliest that it states as such, never a day of change; and the day of
//! its last change.

use super::fields::Fields;
use super::linked_data::LinkedData;
use super::page::{Kind, Page};
use super::tree::{Element, Piece};
use crate::clean::day::{day, day_of_path};
use crate::clean::phrases::is_date_line;
use html5ever::local_name;
use jiff::civil::Date;

/// Nodes of the largest element that is read as a line of dates.
const LARGEST_DATE_LINE: usize = 12;

/// Elements with a time that are looked at: those of the article come early.
const MOST_TIMES: usize = 50;

/// Longest sentence, in bytes, that says when an article was first published.
const LONGEST_SENTENCE: usize = 160;

/// Nodes after the headline among which the day beside it stands.
const BESIDE_HEADLINE: usize = 60;

/// Bytes of a text with which the article itself has begun.
const RUNNING_TEXT: usize = 200;

/// Longest line of dates, in bytes.
const LONGEST_LINE: usize = 80;

/// Words before the day an article first appeared.
const ORIGINALLY: &str = "originally published";

/// The day of publication. Linked data, meta elements, marked elements, the address, the day beside
/// the headline and a sentence "originally published on ..." say it outright, and the earliest of
/// them is the original one: times are in different zones, and a page that is made anew often gets
/// a new day in some of them. Without any of these, the first time that is no update, then the
/// first line of dates.
pub fn published(
    page: &Page,
    linked: &LinkedData,
    fields: &Fields,
    url: Option<&str>,
) -> Option<Date> {
    let outright = [
        linked.published.iter().filter_map(|p| day(p)).min(),
        stated_day(fields, "published"),
        marked_day(page),
        url.and_then(day_of_path),
        original_day(page),
        day_beside_headline(page),
    ];
    let earliest = outright.into_iter().flatten().min();
    earliest
        .or_else(|| time_near_headline(page))
        .or_else(|| line_with_date(page, false))
}

/// The day of the last change, if the page states one; with `searched` also one in a line of dates.
pub fn modified(page: &Page, linked: &LinkedData, fields: &Fields, searched: bool) -> Option<Date> {
    let linked = linked.modified.as_deref().and_then(day);
    let stated = linked.or_else(|| stated_day(fields, "modified"));
    stated.or_else(|| searched.then(|| line_with_date(page, true))?)
}

fn stated_day(fields: &Fields, field: &str) -> Option<Date> {
    let values = fields.get(field).into_iter().flatten();
    values.into_iter().find_map(|(_, value)| day(value))
}

/// The day of the first element marked as the date of publication.
fn marked_day(page: &Page) -> Option<Date> {
    let is_marked = |e: &Element| {
        e.value(&local_name!("itemprop")) == Some("datePublished")
            || (*e.tag() == local_name!("time") && e.attr("pubdate").is_some())
    };
    let (first, _) = page.elements().find(|(_, e)| is_marked(e))?;
    day_of(page, first)
}

/// The day an element states in its attributes or its text.
fn day_of(page: &Page, index: usize) -> Option<Date> {
    let element = page.element(index)?;
    let attribute = element
        .value(&local_name!("datetime"))
        .or_else(|| element.value(&local_name!("content")));
    attribute.and_then(day).or_else(|| day(&page.text(index)))
}

/// The day in a sentence such as "This article was originally published on 26 Sep 2019".
fn original_day(page: &Page) -> Option<Date> {
    page.nodes().find_map(|(index, node)| {
        let Kind::Text(piece) = node.kind else {
            return None;
        };
        let said =
            |p: &Piece| memchr::memmem::find(p.text.as_bytes(), ORIGINALLY.as_bytes()).is_some();
        piece.pieces().find(said)?;
        let around = page.parent(index)?;
        if page.subtree(around).len() > LARGEST_DATE_LINE {
            return None;
        }
        let text = page.text(around);
        let (_, after) = text.split_once(ORIGINALLY)?;
        day(after).filter(|_| text.len() <= LONGEST_SENTENCE)
    })
}

/// The day of the first `<time>` after the headline, or on the page, that is no update.
fn time_near_headline(page: &Page) -> Option<Date> {
    let times = |from: usize| {
        let all = page.elements().skip_while(move |(i, _)| *i < from);
        let all = all
            .filter(|(_, e)| *e.tag() == local_name!("time"))
            .take(MOST_TIMES);
        all.filter(|(i, _)| !is_update(page, *i))
    };
    let headline = page.elements().find(|(_, e)| *e.tag() == local_name!("h1"));
    times(headline.map_or(0, |(i, _)| i))
        .chain(times(0))
        .find_map(|(index, _)| day_of(page, index))
}

/// Whether an element, its class or the words before it speak of a change.
fn is_update(page: &Page, index: usize) -> bool {
    let names = std::iter::once(index).chain(page.ancestors(index).take(1));
    let mut classes = names.filter_map(|i| page.element(i)?.value(&local_name!("class")));
    let said = page.parent(index).map(|p| page.text(p)).unwrap_or_default();
    let said: String = said.chars().take(80).collect();
    classes.any(speaks_of_change) || speaks_of_change(&said)
}

/// The day between the headline and the article's text: a time, or a line of dates, of no update.
fn day_beside_headline(page: &Page) -> Option<Date> {
    let (headline, _) = page
        .elements()
        .find(|(_, e)| *e.tag() == local_name!("h1"))?;
    let after = page.subtree(headline).end;
    for index in after..after + BESIDE_HEADLINE {
        let found = match page.node(index)?.kind {
            Kind::Text(text)
                if text.pieces().map(|p| p.text.len()).sum::<usize>() > RUNNING_TEXT =>
            {
                return None;
            }
            Kind::Text(_) => None,
            Kind::Element(e) if *e.tag() == local_name!("time") => {
                day_of(page, index).filter(|_| !is_update(page, index))
            }
            Kind::Element(_) => day_of_line(page, index, false),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The date of the first line that is nothing but one, among those of changes or among the others.
fn line_with_date(page: &Page, of_change: bool) -> Option<Date> {
    page.elements()
        .find_map(|(index, _)| day_of_line(page, index, of_change))
}

/// The date of an element that is a line of dates, of changes or of others.
fn day_of_line(page: &Page, index: usize, of_change: bool) -> Option<Date> {
    if page.subtree(index).len() > LARGEST_DATE_LINE {
        return None;
    }
    let text = page.text_up_to(index, LONGEST_LINE)?;
    let fits = is_date_line(&text) && speaks_of_change(&text) == of_change;
    fits.then(|| day(&text)).flatten()
}

fn speaks_of_change(text: &str) -> bool {
    let text = text.to_lowercase();
    let change = ["updated", "modified", "revised", "reviewed"];
    change.iter().any(|word| text.contains(word)) && !text.contains("published")
}

#[cfg(test)]
mod tests {
    use super::super::metadata::{Metadata, metadata};
    use super::super::{furniture, parse};
    use super::*;

    fn of(source: &str) -> Metadata {
        let tree = parse::parse(source).tree;
        metadata(&tree, &Page::of(&tree, furniture::unseen))
    }

    fn may(day: i8) -> Date {
        jiff::civil::date(2025, 5, day)
    }

    #[test]
    fn publication_goes_before_change() {
        let meta = "<meta property=article:modified_time content=2025-05-30><meta property=article:published_time content=2025-05-29T10:00Z>";
        assert_eq!(of(meta).published, Some(may(29)));
        assert_eq!(of(meta).modified, Some(may(30)));
        let times =
            "<p>Updated <time datetime=2025-05-30>today</time></p><p><time datetime=2025-05-28>";
        assert_eq!(of(times).published, Some(may(28)));
        let updated = of("<p>Updated: May 29, 2025</p>");
        assert_eq!((updated.published, updated.modified), (None, Some(may(29))));
    }

    #[test]
    fn the_earliest_outright_statement_counts() {
        let meta = "<meta property=article:published_time content=2025-05-29T03:00Z>";
        assert_eq!(
            of(&format!(
                "{meta}<link rel=canonical href=https://a.cn/2025/05/28/x>"
            ))
            .published,
            Some(may(28))
        );
        assert_eq!(
            of(&format!(
                "{meta}<p>This article was originally published on 12 May 2025.</p>"
            ))
            .published,
            Some(may(12))
        );
        assert_eq!(
            of(&format!("{meta}<time pubdate datetime=2025-05-13>")).published,
            Some(may(13))
        );
        assert_eq!(
            of(&format!("{meta}<time datetime=2025-05-13>")).published,
            Some(may(29))
        );
    }

    #[test]
    fn the_day_beside_the_headline_is_a_statement_like_others() {
        let meta =
            "<meta property=article:published_time content=2025-05-29T03:00Z><h1>Output</h1>";
        let day = |body: &str| of(&format!("{meta}{body}")).published;
        assert_eq!(
            day("<div>By Li Na</div><div class=date>28 May 2025</div>"),
            Some(may(28))
        );
        assert_eq!(day("<time datetime=2025-05-27>x</time>"), Some(may(27)));
        assert_eq!(day("<p>Updated May 28, 2025</p>"), Some(may(29)));
        let text = format!("<p>{}</p>", "Output rose. ".repeat(20));
        assert_eq!(day(&format!("{text}<div>28 May 2025</div>")), Some(may(29)));
    }

    #[test]
    fn a_time_near_the_headline_goes_before_others() {
        let page = "<aside><time datetime=2025-05-01>x</time></aside><h1>Output rises</h1><time datetime=2025-05-27>";
        assert_eq!(of(page).published, Some(may(27)));
    }

    #[test]
    fn lines_of_dates_count_and_dates_in_sentences_do_not() {
        assert_eq!(
            of("<div>Published on May 27, 2025</div>").published,
            Some(may(27))
        );
        assert_eq!(
            of("<p>On May 27, 2025 the port was opened.</p>").published,
            None
        );
    }
}
