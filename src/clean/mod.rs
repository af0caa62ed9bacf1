//! From a page as read to an article: its text, its blocks, its headline and date.
//!
//! Owns what counts as the article and what as furniture. Knows no rules of extraction and no SQL.

mod day;
mod html;
mod origin;
mod phrases;
pub mod plain;

pub use html::Selector;

use crate::base::notice::Notice;
use crate::base::source_map::Origin;
use crate::base::span::Span;
use crate::base::vocabulary::BlockKind;
use crate::read::{Content, RawDocument};
use jiff::civil::Date;

/// A stretch of the text with one purpose; blocks are disjoint, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// An article: one text and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The text all offsets point into. For plain text exactly the decoded input.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day it was published: the first one, when it says so.
    pub published: Option<Date>,
    /// The day of its last change, when it says so.
    pub modified: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Remarks.
    pub notices: Vec<Notice>,
    /// Where each character of the text stands in the bytes it was read from, when that is known.
    pub origin: Option<Origin>,
}

impl Article {
    /// The day against which relative dates are resolved: that of publication, else of the last change.
    pub fn day(&self) -> Option<Date> {
        self.published.or(self.modified)
    }

    /// The text of each block but furniture, in order.
    pub fn readable(&self) -> impl Iterator<Item = &str> {
        let blocks = self.blocks.iter();
        blocks
            .filter(|b| b.kind != BlockKind::Boilerplate)
            .map(|b| b.span.of(&self.text))
    }
}

/// The article of a document as read. What the input itself says about it (address, title, date)
/// goes before what the text says. Never fails: what is wrong becomes a notice.
pub fn article(raw: &RawDocument) -> Article {
    article_within(raw, None)
}

/// The same; of a web page what `within` selects is the article, where that has any text.
pub fn article_within(raw: &RawDocument, within: Option<&Selector>) -> Article {
    let mut out = match &raw.content {
        Content::Text(text) => plain::article(text.clone()),
        Content::Html(source) => html::article(source, within),
    };
    out.origin = origin::origin(raw, &mut out);
    out.url = raw.url.clone().or(out.url);
    out.title = raw.title.clone().or(out.title);
    out.author = raw.author.clone().or(out.author);
    out.publisher = raw.publisher.clone().or(out.publisher);
    out.published = raw.date.or(out.published);
    out.modified = raw.modified.or(out.modified);
    let first = out.published;
    out.modified = out
        .modified
        .filter(|day| first.is_none_or(|first| first <= *day));
    out.notices.splice(0..0, raw.notices.iter().cloned());
    if out.published.is_none() && out.modified.is_some() {
        out.notices.push(only_changed());
    }
    out
}

fn only_changed() -> Notice {
    Notice {
        code: "date-of-change",
        message:
            "no day of publication is stated, only one of change; relative dates are told from it"
                .to_owned(),
        span: None,
    }
}
