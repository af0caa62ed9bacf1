//! A web page as an article: all its visible text, the article's blocks told from the furniture.
//!
//! Own method, no copied algorithm. Knows HTML, no rules of extraction.

mod blocks;
mod day;
mod furniture;
mod linked_data;
mod main_text;
mod metadata;
mod page;

use super::{Article, Block};
use crate::base::notice::Notice;
use crate::base::span::Span;
use crate::base::vocabulary::BlockKind;
use furniture::Part;
use page::Page;
use scraper::Html;

/// The article of a page. Never fails: a page without an article is all boilerplate and says so in a notice.
pub fn article(source: &str) -> Article {
    let html = Html::parse_document(source);
    let page = Page::of(&html, furniture::unseen);
    let parts: Vec<Part> = (0..page.len())
        .map(|i| page.element(i).map_or(Part::Unknown, furniture::part))
        .collect();
    let metadata = metadata::metadata(&html, &page);
    let blocks = blocks::blocks(&page, &parts);
    let kept = {
        let title = metadata.title.as_deref().map(furniture::fold);
        main_text::select(&page, &parts, &blocks, &title.unwrap_or_default())
    };
    let mut out = Article {
        title: metadata.title,
        author: metadata.author,
        publisher: metadata.publisher,
        published: metadata.published,
        url: metadata.url,
        language: metadata.language,
        ..Article::default()
    };
    if kept.is_none() {
        out.notices.push(no_article());
    }
    let kept = kept.unwrap_or_default();
    for (index, block) in blocks.iter().enumerate() {
        let keep = kept.get(index).copied().unwrap_or_default();
        let kind = if keep {
            block.kind
        } else {
            BlockKind::Boilerplate
        };
        append(&mut out, &block.text, kind);
    }
    out
}

fn no_article() -> Notice {
    Notice {
        code: "no-article",
        message: "the page holds no running text that could be an article".to_owned(),
        span: None,
    }
}

/// Adds a block to the text, a blank line before it.
fn append(article: &mut Article, text: &str, kind: BlockKind) {
    if !article.text.is_empty() {
        article.text.push_str("\n\n");
    }
    let start = article.text.len();
    article.text.push_str(text);
    let span = Span::new(start, article.text.len());
    article.blocks.push(Block { span, kind });
}
