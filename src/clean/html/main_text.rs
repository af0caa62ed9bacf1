//! Which blocks of a page are the article.
//!
//! Each block weighs for or against being article text; the article's container is the element whose
//! blocks weigh most. Inside it, furniture is taken out again. Knows no metadata and no extraction.

mod copies;
mod trim;

use super::blocks::Block;
use super::furniture::Part;
use super::page::Page;
use crate::base::vocabulary::BlockKind;
use copies::repetitions;
use html5ever::local_name;
use std::ops::Range;
use trim::{drop_cards, drop_date_lines, drop_idle_headings, drop_sections, is_furniture};

/// Fewest words of prose that make an article.
const FEWEST_WORDS: usize = 25;

/// Share of the page's prose above which an element's furniture name is not believed:
/// a `<div class="has-sidebar">` around everything is no sidebar.
const BELIEVED: f64 = 0.4;

/// What the name of an article's container is worth, in words of prose.
const NAMED_ARTICLE: f64 = 30.0;

/// Words of prose from which a weak furniture name is not believed.
const BELIEVED_WEAK: f64 = 80.0;

/// The same for comments and other articles, which may well be longer than the article.
const BELIEVED_APPENDIX: f64 = 0.9;

/// For each block whether it belongs to the article; nothing when there is none. Weak names of
/// furniture are believed first; when that leaves no article they are not. A text too short to be
/// found by its weight is believed where something else says that it is one: `alone` that the source
/// is no page but what stands in one, or the page's one `<article>`.
pub fn select(
    page: &Page,
    parts: &[Part],
    blocks: &[Block],
    title: &str,
    alone: bool,
) -> Option<Vec<bool>> {
    let ranges = block_ranges(page, blocks);
    let again = repetitions(blocks);
    let flagged = |believe_weak: bool| -> Vec<bool> {
        let furniture = furniture_nodes(page, parts, &ranges, blocks, believe_weak);
        let in_furniture = |b: &Block| furniture.get(b.element).copied().unwrap_or_default();
        let marked = blocks.iter().zip(&again);
        marked
            .map(|(block, again)| *again || in_furniture(block))
            .collect()
    };
    let first = flagged(true);
    let by_weight = |flagged: &[bool]| {
        let container = container(page, parts, &ranges, blocks, flagged)?;
        let keep = cleaned(page, &ranges, blocks, flagged, title, &container);
        let kept = blocks.iter().zip(&keep).filter(|(_, k)| **k);
        let words: usize = kept.map(|(b, _)| prose_words(b)).sum();
        (words >= FEWEST_WORDS).then_some(keep)
    };
    let by_place = || {
        let all = alone.then_some(0..blocks.len());
        let range = all.or_else(|| ranges.get(only_article(page)?).cloned())?;
        let keep = cleaned(page, &ranges, blocks, &first, title, &range);
        let says = |b: &Block| b.kind != BlockKind::Heading && (alone || is_sentence(b));
        let mut kept = blocks.iter().zip(&keep).filter(|(_, k)| **k);
        kept.any(|(b, _)| says(b)).then_some(keep)
    };
    by_weight(&first)
        .or_else(|| by_weight(&flagged(false)))
        .or_else(by_place)
}

/// The element with which the page says itself what its article is: the one `<article>` that lies in
/// no other.
fn only_article(page: &Page) -> Option<usize> {
    let is_article = |node: usize| page.tag(node) == local_name!("article");
    let outermost = |node: &usize| is_article(*node) && !page.ancestors(*node).any(is_article);
    let mut found = page.elements().map(|(node, _)| node).filter(outermost);
    found.next().filter(|_| found.next().is_none())
}

/// The blocks of a container, at `range`, without furniture.
fn cleaned(
    page: &Page,
    ranges: &[Range<usize>],
    blocks: &[Block],
    flagged: &[bool],
    title: &str,
    range: &Range<usize>,
) -> Vec<bool> {
    let within = |i: usize| range.contains(&i) && flagged.get(i) == Some(&false);
    let first_h1 = blocks.iter().position(|b| b.level == 1);
    let mut keep: Vec<bool> = blocks
        .iter()
        .enumerate()
        .map(|(i, b)| within(i) && first_h1 != Some(i) && !is_furniture(b, title))
        .collect();
    drop_sections(page, ranges, blocks, &mut keep);
    drop_cards(page, ranges, blocks, &mut keep, range);
    drop_date_lines(blocks, &mut keep);
    drop_idle_headings(blocks, &mut keep);
    keep
}

/// Word counts are far below the 2^52 that a float holds exactly.
fn as_float(words: usize) -> f64 {
    u32::try_from(words).map_or(f64::from(u32::MAX), f64::from)
}

/// For each node the range of blocks that lie in it.
fn block_ranges(page: &Page, blocks: &[Block]) -> Vec<Range<usize>> {
    (0..page.len())
        .map(|node| {
            let nodes = page.subtree(node);
            let first = blocks.partition_point(|b| b.at < nodes.start);
            let last = blocks.partition_point(|b| b.at < nodes.end);
            first..last.max(first)
        })
        .collect()
}

/// Running sums: the sum of a range is the difference of two entries.
fn running(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = values.map(|v| {
        sum += v;
        sum
    });
    std::iter::once(0.0).chain(sums).collect()
}

fn sum(sums: &[f64], range: &Range<usize>) -> f64 {
    let at = |i: usize| sums.get(i).copied().unwrap_or_default();
    at(range.end) - at(range.start)
}

/// Words of running text outside links.
fn prose_words(block: &Block) -> usize {
    let own = block.words.saturating_sub(block.link_words);
    let prose = match block.kind {
        BlockKind::Heading => false,
        BlockKind::Table => block.link_words * 2 <= block.words,
        _ => own >= 10 && block.link_words * 2 <= block.words,
    };
    if prose { own } else { 0 }
}

/// Which nodes lie in furniture.
fn furniture_nodes(
    page: &Page,
    parts: &[Part],
    ranges: &[Range<usize>],
    blocks: &[Block],
    believe_weak: bool,
) -> Vec<bool> {
    let prose = running(blocks.iter().map(|b| as_float(prose_words(b))));
    let all = prose.last().copied().unwrap_or_default().max(1.0);
    let mut out: Vec<bool> = Vec::with_capacity(page.len());
    for node in 0..page.len() {
        let inherited = page
            .parent(node)
            .and_then(|p| out.get(p))
            .copied()
            .unwrap_or_default();
        let words = ranges.get(node).map_or(0.0, |r| sum(&prose, r));
        let share = words / all;
        let own = match parts.get(node) {
            Some(Part::Weak) => believe_weak && share < BELIEVED && words < BELIEVED_WEAK,
            Some(Part::Furniture) => share < BELIEVED,
            Some(Part::Appendix) => share < BELIEVED_APPENDIX,
            _ => false,
        };
        out.push(inherited || own);
    }
    out
}

/// How much a block speaks for its container being the article.
fn weight(block: &Block, flagged: bool) -> f64 {
    let prose = prose_words(block);
    if flagged {
        -2.0
    } else if prose > 0 {
        as_float(prose)
    } else if block.kind == BlockKind::Heading {
        0.0
    } else if block.link_words * 2 > block.words {
        -4.0 - as_float(block.link_words.min(8))
    } else if is_sentence(block) {
        0.0
    } else {
        -1.0
    }
}

/// Whether a block reads like a sentence, if a short one.
fn is_sentence(block: &Block) -> bool {
    block.words >= 3 && block.text.ends_with(['.', '!', '?', '。'])
}

/// The blocks of the innermost element whose blocks weigh most.
fn container(
    page: &Page,
    parts: &[Part],
    ranges: &[Range<usize>],
    blocks: &[Block],
    flagged: &[bool],
) -> Option<Range<usize>> {
    let weights = running(blocks.iter().zip(flagged).map(|(b, f)| weight(b, *f)));
    let mut best = None;
    for (node, _) in page.elements() {
        let (factor, more) = match (parts.get(node), page.tag(node)) {
            (Some(Part::Article), _) => (1.2, NAMED_ARTICLE),
            (_, local_name!("article") | local_name!("main")) => (1.1, 0.0),
            _ => (1.0, 0.0),
        };
        let own = ranges.get(node).map_or(0.0, |r| sum(&weights, r));
        let found = if own > 0.0 { own * factor + more } else { own };
        if found > 0.0 && best.is_none_or(|(most, _)| found >= most) {
            best = Some((found, node));
        }
    }
    let (_, node) = best?;
    ranges.get(around_text(page, node)).cloned()
}

/// The element itself, or the one around it when it holds no more than a line of text.
fn around_text(page: &Page, node: usize) -> usize {
    let is_text = |node: usize| {
        matches!(
            page.tag(node),
            local_name!("p")
                | local_name!("blockquote")
                | local_name!("pre")
                | local_name!("span")
                | local_name!("strong")
                | local_name!("b")
                | local_name!("em")
                | local_name!("i")
                | local_name!("font")
                | local_name!("a")
        )
    };
    let mut around = std::iter::once(node).chain(page.ancestors(node));
    around
        .find(|n| !is_text(*n))
        .filter(|n| page.tag(*n) != local_name!("body"))
        .unwrap_or(node)
}

#[cfg(test)]
mod tests {
    use super::super::{blocks, furniture, parse};
    use super::*;

    const PROSE: &str = "<p>The port of Ningbo handled 1.2 million containers in April, which is more than in any April before, \
        as its operator said on Monday when it opened a new berth.</p>";

    fn kept(body: &str) -> Vec<String> {
        kept_of(body, false)
    }

    fn kept_of(body: &str, alone: bool) -> Vec<String> {
        let parsed = parse::parse(body);
        let page = Page::of(&parsed.tree, furniture::unseen);
        let parts = furniture::parts((0..page.len()).map(|i| page.element(i)));
        let cut = blocks::cut(&page, &parts);
        let blocks = cut.blocks();
        let keep = select(&page, &parts, &blocks, "freight rises", alone).unwrap_or_default();
        let some = blocks.into_iter().zip(keep).filter(|(_, k)| *k);
        some.map(|(b, _)| b.text.chars().take(12).collect())
            .collect()
    }

    #[test]
    fn weak_names_hide_little_text_only() {
        let bar = "<div class=social>Tell the others of it</div>";
        assert_eq!(kept(&format!("<div>{PROSE}{bar}</div>")), ["The port of "]);
        let widget = format!("<div class=widget>{PROSE}</div>");
        let all: String = (0..4).map(|_| widget.as_str()).collect();
        assert_eq!(kept(&format!("<div class=social>{all}</div>")).len(), 1);
    }

    #[test]
    fn the_names_of_a_container_around_everything_are_not_believed() {
        assert_eq!(
            kept(&format!(
                "<div class='page sidebar-left sidebar'>{PROSE}</div>"
            ))
            .len(),
            1
        );
    }

    #[test]
    fn comments_are_left_out_even_when_longer_than_the_article() {
        let comment = "<p>I have been there and it is a very nice port which everybody should see at least once in a life.</p>";
        let other = "<p>Nobody has to see a port, they are all alike and one cannot even swim there, as far as I know.</p>";
        let page = format!("<div><div>{PROSE}</div><div id=comments>{comment}{other}</div></div>");
        assert_eq!(kept(&page), ["The port of "]);
    }

    #[test]
    fn what_follows_a_heading_of_other_articles_is_left_out() {
        let page = format!(
            "<article>{PROSE}<h2>Outlook</h2><p>It expects more.</p><div><h3>Related articles</h3></div><p>Other news of the day.</p><h2>Method</h2><p>Counted at the gate.</p></article>"
        );
        assert_eq!(
            kept(&page),
            [
                "The port of ",
                "Outlook",
                "It expects m",
                "Method",
                "Counted at t"
            ]
        );
    }

    #[test]
    fn teasers_with_linked_headings_are_left_out_unless_they_are_the_article() {
        let card = "<li><h4><a href=/x>Another port opens a berth today</a></h4><p>It is the third one this year.</p></li>";
        let page = format!("<article>{PROSE}<ul>{card}</ul><p>It expects more.</p></article>");
        assert_eq!(kept(&page), ["The port of ", "It expects m"]);
        let list = "<li><h4><a href=/x>A guide to the ports of China</a></h4><p>It tells of thirty ports and of their berths, cranes and canteens.</p></li>\
            <li><h4><a href=/y>All the cranes of the world</a></h4><p>This one is for people who like cranes and want to know every one of them.</p></li>";
        assert_eq!(kept(&format!("<main><ul>{list}</ul></main>")).len(), 4);
    }

    #[test]
    fn headline_dates_and_captions_without_numbers_are_no_text() {
        let page = format!(
            "<article><h1>Freight rises</h1><p>Published May 12, 2025</p><figure><figcaption>A crane at work</figcaption></figure>{PROSE}<figure><figcaption>The 14 cranes</figcaption></figure></article>"
        );
        assert_eq!(kept(&page), ["The port of ", "The 14 crane"]);
    }

    #[test]
    fn a_hidden_copy_of_the_article_is_left_out() {
        let texts: Vec<String> = (0..8)
            .map(|i| format!("Berth {i} took {i}4 ships of which every second one came from the south and went on to the north after a day or two in port."))
            .collect();
        let paragraphs: String = texts.iter().flat_map(|t| ["<p>", t, "</p>"]).collect();
        let page = format!(
            "<article>{paragraphs}</article><div itemprop=articleBody>{}</div>",
            texts.join(" ")
        );
        assert_eq!(kept(&page).len(), 8);
    }

    #[test]
    fn a_short_text_is_believed_where_its_place_says_what_it_is() {
        let short = "<p>Rents rose 5 percent.</p>";
        let nav = "<nav><a href=/>Home</a></nav>";
        assert_eq!(kept(short), [""; 0]);
        assert_eq!(kept_of(short, true), ["Rents rose 5"]);
        assert_eq!(kept_of("Rents: up 5%", true), ["Rents: up 5%"]);
        let more = "<p><a href=/x>Read more of it here</a></p>";
        assert_eq!(
            kept_of(&format!("{nav}{short}{more}"), true),
            ["Rents rose 5"]
        );
        assert_eq!(kept_of("<h2>Rents</h2>", true), [""; 0]);
        let page = format!("{nav}<article>{short}</article><p>Sold to 9 people.</p>");
        assert_eq!(kept(&page), ["Rents rose 5"]);
        let cards = format!("<article>{short}</article>").repeat(2);
        assert_eq!(kept(&cards), [""; 0], "which one is it?");
        assert_eq!(kept("<article><p>9 hits</p></article>"), [""; 0]);
        let around = format!("<article>{short}<article><p>Me too 5.</p></article></article>");
        assert_eq!(kept(&around).len(), 2);
    }

    #[test]
    fn a_table_can_be_the_article() {
        let rows = "<tr><td>Ningbo</td><td>1.2 million containers</td></tr>".repeat(12);
        assert_eq!(
            kept(&format!(
                "<nav><a href=/>Home</a></nav><table>{rows}</table>"
            ))
            .len(),
            12
        );
    }
}
