//! A web page as an article: all its visible text, the article's blocks told from the furniture.
//!
//! Own method, no copied algorithm. Knows HTML, no rules of extraction.

mod blocks;
mod fields;
mod fold;
mod furniture;
mod linked_data;
mod main_text;
mod metadata;
mod page;
mod parse;
mod positions;
mod published;
mod selection;
mod shallow;
mod sink;
mod tree;
mod writing;

use super::{Article, Block, phrases};
use crate::base::notice::Notice;
use crate::base::source_map::{Origin, Syntax};
use crate::base::vocabulary::BlockKind;
use furniture::Part;
use page::Page;
pub use selection::Selector;
use std::ops::Range;

/// The article of a page, its map leading to `source`: what `within` names, else what is told from the
/// furniture. Never fails: a page without an article is all boilerplate and says so in a notice.
pub fn article(source: &str, within: Option<&Selector>) -> Article {
    let parsed = parse::parse(source);
    let page = Page::of(&parsed.tree, furniture::unseen);
    let parts = furniture::parts((0..page.len()).map(|i| page.element(i)));
    let metadata = metadata::metadata(&parsed.tree, &page);
    let cut = blocks::cut(&page, &parts);
    let title = metadata.title.as_deref();
    let asked = within.filter(|_| !parsed.overfull);
    let named = asked.map(|css| page.held_by(&selection::selected(&parsed.tree, css)));
    let kept = named.and_then(|ranges| lying_in(&ranges, &cut));
    let missed = within.filter(|_| kept.is_none()).map(not_selected);
    let kept = kept.or_else(|| scored(&page, &parts, &cut, title, is_content(source)));
    let found = kept.is_some();
    let blocks = told_apart(&cut, kept.as_deref());
    let remarks = [
        missed,
        (!found).then(no_article),
        parsed.overfull.then(overfull),
    ];
    Article {
        text: cut.text,
        blocks,
        title: metadata.title,
        author: metadata.author,
        publisher: metadata.publisher,
        published: metadata.published,
        modified: metadata.modified,
        url: metadata.url,
        language: metadata.language,
        notices: remarks.into_iter().flatten().collect(),
        origin: Some(Origin {
            map: cut.map,
            syntax: Syntax::Html,
            encoding: None,
        }),
    }
}

/// For each block whether it lies in one of the ranges of nodes, which are in order; nothing when none does.
fn lying_in(ranges: &[Range<usize>], cut: &blocks::Cut) -> Option<Vec<bool>> {
    let lies = |block: &blocks::Block| {
        let next = ranges.partition_point(|r| r.end <= block.at);
        ranges.get(next).is_some_and(|r| r.contains(&block.at))
    };
    let kept: Vec<bool> = cut.blocks().iter().map(lies).collect();
    kept.contains(&true).then_some(kept)
}

/// For each block whether it is the article's, by the page's own looks; nothing when there is none.
fn scored(
    page: &Page,
    parts: &[Part],
    cut: &blocks::Cut,
    title: Option<&str>,
    alone: bool,
) -> Option<Vec<bool>> {
    let title = title.map(phrases::fold).unwrap_or_default();
    main_text::select(page, parts, &cut.blocks(), &title, alone)
}

/// The blocks, those that are not kept marked.
fn told_apart(cut: &blocks::Cut, kept: Option<&[bool]>) -> Vec<Block> {
    let keeps = |index: usize| kept.and_then(|k| k.get(index)).copied();
    let block = |(index, block): (usize, &blocks::Block)| Block {
        span: block.span,
        kind: match keeps(index) {
            Some(true) => block.kind,
            _ => BlockKind::Boilerplate,
        },
    };
    cut.blocks().iter().enumerate().map(block).collect()
}

fn not_selected(within: &Selector) -> Notice {
    let css = within.as_str();
    Notice {
        code: "nothing-selected",
        message: format!(
            "nothing with text on the page is selected by `{css}`; the article was looked for instead"
        ),
        span: None,
    }
}

/// Whether the source is no page but what stands in one: a feed's entry, a field of a record. A page
/// says so with one of its own tags.
fn is_content(source: &str) -> bool {
    const OF_PAGES: [&[u8]; 5] = [b"html", b"head", b"body", b"title", b"!doctype"];
    let bytes = source.as_bytes();
    let begins = |at: usize, tag: &[u8]| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let name = rest.get(..tag.len());
        let after = rest.get(tag.len());
        name.is_some_and(|n| n.eq_ignore_ascii_case(tag))
            && after.is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
    };
    !memchr::memchr_iter(b'<', bytes).any(|at| OF_PAGES.iter().any(|tag| begins(at, tag)))
}

fn no_article() -> Notice {
    Notice {
        code: "no-article",
        message: "the page holds no running text that could be an article".to_owned(),
        span: None,
    }
}

fn overfull() -> Notice {
    Notice {
        code: "page-overfull",
        message: "the page asks for more elements than its size allows; of its later tags only the text was read"
            .to_owned(),
        span: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html lang=en><title>Freight rises - The Daily</title><body>
        <nav><a href=/>Home</a> <a href=/b>Business</a></nav>
        <div class=cookie-banner>We use cookies to make this site better for you, see our policy. <button>OK</button></div>
        <article><h1>Freight rises</h1><div class=byline>By Li Na</div><time datetime=2025-05-29>29 May</time>
        <p>The port of Ningbo handled 1.2 million containers in April, the city government said on Monday.</p>
        <h2>Outlook</h2>
        <p>It expects to handle 14 million containers this year, up from 13 million in the year before.</p>
        <ul><li>Three berths are being built.</li></ul>
        <table><tr><th>Port</th><th>April</th></tr><tr><td>Ningbo</td><td>1.2 million</td></tr></table>
        <div class=share-bar><a href=#>Share on Facebook</a></div>
        <h3>Related articles</h3><ul><li><a href=/x>Something else happened</a></li></ul></article>
        <section id=comments><p>What a nice port this is, I have been there twice and would go again any time.</p></section>
        <footer>Copyright 2025 The Daily</footer>";

    fn kinds(found: &Article, kind: BlockKind) -> Vec<&str> {
        let some = found.blocks.iter().filter(|b| b.kind == kind);
        some.map(|b| b.span.of(&found.text)).collect()
    }

    #[test]
    fn the_article_is_told_from_the_page_around_it() {
        let found = article(PAGE, None);
        assert_eq!(found.title.as_deref(), Some("Freight rises"));
        assert_eq!(found.published, Some(jiff::civil::date(2025, 5, 29)));
        assert_eq!(found.language.as_deref(), Some("en"));
        assert_eq!(kinds(&found, BlockKind::Paragraph).len(), 2);
        assert_eq!(kinds(&found, BlockKind::Heading), ["Outlook"]);
        assert_eq!(
            kinds(&found, BlockKind::ListItem),
            ["Three berths are being built."]
        );
        assert_eq!(
            kinds(&found, BlockKind::Table),
            ["Port | April", "Ningbo | 1.2 million"]
        );
        assert!(found.notices.is_empty());
    }

    #[test]
    fn a_selector_says_what_the_article_is() {
        let comments = Selector::parse("#comments, .byline").unwrap();
        let found = super::article(PAGE, Some(&comments));
        let kept = kinds(&found, BlockKind::Paragraph);
        assert_eq!(kept.len(), 2, "{kept:?}");
        assert!(kept[0] == "By Li Na" && kept[1].starts_with("What a nice port"));
        assert!(found.notices.is_empty());
        assert_eq!(found.text, article(PAGE, None).text);
    }

    #[test]
    fn where_nothing_is_selected_the_article_is_looked_for() {
        let none = Selector::parse("main p, nav:empty").unwrap();
        let found = super::article(PAGE, Some(&none));
        assert_eq!(found.blocks, article(PAGE, None).blocks);
        assert_eq!(found.notices[0].code, "nothing-selected");
    }

    #[test]
    fn nothing_that_is_seen_is_lost() {
        let found = article(PAGE, None);
        let left_out = kinds(&found, BlockKind::Boilerplate).join(" ");
        for piece in [
            "Home",
            "cookies",
            "By Li Na",
            "Share on Facebook",
            "Something else",
            "nice port",
            "Copyright",
        ] {
            assert!(left_out.contains(piece), "{piece}");
        }
    }

    #[test]
    fn blocks_are_disjoint_and_in_order() {
        let found = article(PAGE, None);
        assert!(
            found
                .blocks
                .windows(2)
                .all(|w| w[0].span.end < w[1].span.start)
        );
        assert!(
            found
                .blocks
                .iter()
                .all(|b| !b.span.of(&found.text).is_empty())
        );
    }

    #[test]
    fn an_index_page_is_no_article() {
        let link = "<li><a href=/x>A headline about something that happened today</a></li>";
        let links = link.repeat(40);
        let found = article(&format!("<title>The Daily</title><ul>{links}</ul>"), None);
        assert_eq!(found.notices[0].code, "no-article");
        assert!(
            found
                .blocks
                .iter()
                .all(|b| b.kind == BlockKind::Boilerplate)
        );
    }

    #[test]
    fn the_content_of_an_entry_is_told_from_a_page() {
        for page in [
            "<!DOCTYPE html><p>x",
            "<HTML lang=en><p>x",
            "x<body>",
            "<head/>x",
        ] {
            assert!(!is_content(page), "{page}");
        }
        for content in [
            "<p>x</p>",
            "x < 5",
            "<header>x</header>",
            "<bodyguard>",
            "<body",
        ] {
            assert!(is_content(content), "{content}");
        }
        let short = "<p>Rents rose 5 percent.</p><script>x</script>";
        assert_eq!(kinds(&article(short, None), BlockKind::Paragraph).len(), 1);
        let page = format!("<title>Rents</title>{short}");
        assert_eq!(article(&page, None).notices[0].code, "no-article");
    }

    #[test]
    fn hostile_pages_neither_panic_nor_hang() {
        let deep = "<div>".repeat(1_000_000);
        let spans = "<b><i>".repeat(3_000);
        let tables = "<table><tr><td>".repeat(2_000);
        for source in [
            "",
            "<",
            "<!--",
            "</p>",
            "<table><p>x",
            "<svg><title>x</svg>",
            "<a><a><a>",
            "\0",
            "<plaintext>x<p>",
            "<template><p>x</template>",
            "<frameset><frame>",
            "<p>x<br><br><br>y",
            &deep,
            &spans,
            &tables,
        ] {
            let found = article(source, None);
            assert!(found.blocks.len() < 10, "{}", source.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_between_tags_is_read(source in "(<(p|div|li|table|tr|td|a|h1|br|pre|ul)( class=(nav|comment|entry-content))?>|</(p|div|table|a)>|[a-z0-9 .éß中]{1,40}){0,40}") {
            let found = article(&source, None);
            for block in &found.blocks {
                proptest::prop_assert!(!block.span.of(&found.text).trim().is_empty());
            }
        }
    }
}
