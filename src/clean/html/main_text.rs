//! Which blocks of a page are the article.
//!
//! Each block weighs for or against being article text; the article's container is the element whose
//! blocks weigh most. Inside it, furniture is taken out again. Knows no metadata and no extraction.

use super::blocks::{Block, count_words};
use super::furniture::Part;
use super::page::Page;
use crate::base::vocabulary::BlockKind;
use crate::clean::phrases;
use std::collections::BTreeSet;
use std::ops::Range;

/// Fewest words of prose that make an article.
const FEWEST_WORDS: usize = 25;

/// Share of the page's prose above which an element's furniture name is not believed:
/// a `<div class="has-sidebar">` around everything is no sidebar.
const BELIEVED: f64 = 0.4;

/// What the name of an article's container is worth, in words of prose.
const NAMED_ARTICLE: f64 = 30.0;

/// Words from which a linked heading looks like the title of another article, not like a name.
const FEWEST_TITLE_WORDS: usize = 5;

/// Words from which a block may be a copy of the whole article.
const COPY: usize = 150;

/// Blocks of that length among which copies are looked for.
const MOST_COPIES: usize = 20;

/// In a copy at least one paragraph begins every so many words.
const LONGEST_PARAGRAPH: usize = 100;

/// Words of the longest teaser of another article.
const LONGEST_CARD: usize = 90;

/// Words of prose from which a weak furniture name is not believed.
const BELIEVED_WEAK: f64 = 80.0;

/// The same for comments and other articles, which may well be longer than the article.
const BELIEVED_APPENDIX: f64 = 0.9;

/// For each block whether it belongs to the article; nothing when there is none. Weak names of
/// furniture are believed first; when that leaves no article they are not.
pub fn select(page: &Page, parts: &[Part], blocks: &[Block], title: &str) -> Option<Vec<bool>> {
    let ranges = block_ranges(page, blocks);
    let again = repetitions(blocks);
    let attempt = |believe_weak: bool| {
        let furniture = furniture_nodes(page, parts, &ranges, blocks, believe_weak);
        let in_furniture = |b: &Block| furniture.get(b.element).copied().unwrap_or_default();
        let flagged: Vec<bool> = blocks
            .iter()
            .zip(&again)
            .map(|(block, again)| *again || in_furniture(block))
            .collect();
        article_blocks(page, parts, &ranges, blocks, &flagged, title)
    };
    attempt(true).or_else(|| attempt(false))
}

/// For each block whether it says again what stands elsewhere on the page.
fn repetitions(blocks: &[Block]) -> Vec<bool> {
    let mut seen = BTreeSet::new();
    // Where many blocks are long they are chapters, and looking for copies would take too long.
    let copies = blocks.iter().filter(|b| b.words > COPY).count() <= MOST_COPIES;
    let mut again = |b: &Block| {
        let same = b.words > 8 && !seen.insert(b.text.clone());
        same || (copies && b.words > COPY && is_copy(&b.text, blocks))
    };
    blocks.iter().map(&mut again).collect()
}

/// The blocks of the best container without furniture, if they hold enough text.
fn article_blocks(
    page: &Page,
    parts: &[Part],
    ranges: &[Range<usize>],
    blocks: &[Block],
    flagged: &[bool],
    title: &str,
) -> Option<Vec<bool>> {
    let weights = running(blocks.iter().zip(flagged).map(|(b, f)| weight(b, *f)));
    let container = container(page, parts, ranges, &weights)?;
    let range = ranges.get(container)?.clone();
    let within = |i: usize| range.contains(&i) && flagged.get(i) == Some(&false);
    let first_h1 = blocks.iter().position(|b| b.level == 1);
    let mut keep: Vec<bool> = blocks
        .iter()
        .enumerate()
        .map(|(i, b)| within(i) && first_h1 != Some(i) && !is_furniture(b, title))
        .collect();
    drop_sections(page, ranges, blocks, &mut keep);
    drop_cards(page, ranges, blocks, &mut keep, &range);
    drop_date_lines(blocks, &mut keep);
    drop_idle_headings(blocks, &mut keep);
    let kept = blocks.iter().zip(&keep).filter(|(_, k)| **k);
    let words: usize = kept.map(|(b, _)| prose_words(b)).sum();
    (words >= FEWEST_WORDS).then_some(keep)
}

/// Whether most sentences of a long block stand elsewhere on the page: a hidden copy of the article.
fn is_copy(text: &str, blocks: &[Block]) -> bool {
    let starts: BTreeSet<&str> = blocks
        .iter()
        .filter(|b| b.words > 8 && b.text != text)
        .map(|b| first_words(&b.text))
        .collect();
    let found: usize = starts
        .into_iter()
        .filter(|start| text.contains(start))
        .count();
    found * LONGEST_PARAGRAPH > count_words(text)
}

/// The first bytes of a text, up to a character's boundary.
fn first_words(text: &str) -> &str {
    let end = (0..=40).rev().find(|e| text.is_char_boundary(*e));
    text.get(..end.unwrap_or_default()).unwrap_or(text)
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
    } else if block.words >= 3 && block.text.ends_with(['.', '!', '?', '。']) {
        0.0
    } else {
        -1.0
    }
}

/// The innermost element whose blocks weigh most.
fn container(
    page: &Page,
    parts: &[Part],
    ranges: &[Range<usize>],
    weights: &[f64],
) -> Option<usize> {
    let mut best = None;
    for (node, _) in page.elements() {
        let (factor, more) = match (parts.get(node), page.tag(node)) {
            (Some(Part::Article), _) => (1.2, NAMED_ARTICLE),
            (_, "article" | "main") => (1.1, 0.0),
            _ => (1.0, 0.0),
        };
        let own = ranges.get(node).map_or(0.0, |r| sum(weights, r));
        let found = if own > 0.0 { own * factor + more } else { own };
        if found > 0.0 && best.is_none_or(|(most, _)| found >= most) {
            best = Some((found, node));
        }
    }
    best.map(|(_, node)| around_text(page, node))
}

/// The element itself, or the one around it when it holds no more than a line of text.
fn around_text(page: &Page, node: usize) -> usize {
    let is_text = |node: usize| {
        matches!(
            page.tag(node),
            "p" | "blockquote" | "pre" | "span" | "strong" | "b" | "em" | "i" | "font" | "a"
        )
    };
    let mut around = std::iter::once(node).chain(page.ancestors(node));
    around
        .find(|n| !is_text(*n))
        .filter(|n| page.tag(*n) != "body")
        .unwrap_or(node)
}

/// Whether a block inside the container is furniture by itself.
fn is_furniture(block: &Block, title: &str) -> bool {
    // What a picture shows is no part of the article's text; a caption with numbers may hold facts.
    if block.kind == BlockKind::Caption && !block.text.contains(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let links = block.link_words * 10 > block.words * 8 && block.kind != BlockKind::Heading;
    let headline = block.level > 0 && phrases::fold(&block.text) == title;
    headline || (links && block.words < 40) || phrases::is_furniture_line(&block.text)
}

/// Drops the parts that a heading such as "Related articles" opens.
fn drop_sections(page: &Page, ranges: &[Range<usize>], blocks: &[Block], keep: &mut [bool]) {
    for (index, block) in blocks.iter().enumerate() {
        let kept = keep.get(index).copied().unwrap_or_default();
        if !kept || block.words > 10 {
            continue;
        }
        let all = phrases::opens_furniture(&block.text);
        let some = block.level > 0 && phrases::may_open_furniture(&block.text);
        if !all && !some {
            continue;
        }
        let end = section_end(page, ranges, blocks, index);
        let section = blocks.iter().zip(keep.iter_mut()).take(end).skip(index);
        for (at, (inner, slot)) in section.enumerate() {
            if !all && at > 0 && !linked(inner) {
                break;
            }
            *slot = false;
        }
    }
}

/// Whether nearly all words of a block lie in links.
fn linked(block: &Block) -> bool {
    block.link_words * 10 > block.words * 8
}

/// Drops list items and nested articles that begin with a linked heading: teasers of other articles.
fn drop_cards(
    page: &Page,
    ranges: &[Range<usize>],
    blocks: &[Block],
    keep: &mut [bool],
    container: &Range<usize>,
) {
    let mut in_card = vec![false; blocks.len()];
    let title_like = |b: &&Block| b.level > 0 && b.words >= FEWEST_TITLE_WORDS && linked(b);
    for block in blocks.iter().filter(title_like) {
        let card = page
            .ancestors(block.element)
            .take(8)
            .find(|node| matches!(page.tag(*node), "li" | "article"))
            .and_then(|node| ranges.get(node))
            .filter(|r| r.start >= container.start && r.end <= container.end && *r != container)
            .filter(|r| r.len() <= LONGEST_CARD);
        let Some(range) = card else { continue };
        let words: usize = blocks
            .iter()
            .take(range.end)
            .skip(range.start)
            .map(|b| b.words)
            .sum();
        if words <= LONGEST_CARD {
            for slot in in_card.iter_mut().take(range.end).skip(range.start) {
                *slot = true;
            }
        }
    }
    let prose = |cards: bool| -> usize {
        let marked = blocks.iter().zip(keep.iter()).zip(&in_card);
        let some = marked.filter(|((_, kept), card)| **kept && **card == cards);
        some.map(|((b, _), _)| prose_words(b)).sum()
    };
    // A list of linked things with a text each may be the article itself.
    if prose(true) < prose(false) {
        for (slot, card) in keep.iter_mut().zip(&in_card) {
            *slot &= !card;
        }
    }
}

/// Drops lines of dates before the first and after the last paragraph.
fn drop_date_lines(blocks: &[Block], keep: &mut [bool]) {
    let text = |(block, kept): &(&Block, &bool)| **kept && prose_words(block) > 0;
    let first = blocks.iter().zip(keep.iter()).position(|b| text(&b));
    let last = blocks.iter().zip(keep.iter()).rposition(|b| text(&b));
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    for (at, (block, slot)) in blocks.iter().zip(keep.iter_mut()).enumerate() {
        if (at < first || at > last) && phrases::is_date_line(&block.text) {
            *slot = false;
        }
    }
}

/// Drops headings with nothing under them: linked ones before another heading, and those at the end.
fn drop_idle_headings(blocks: &[Block], keep: &mut [bool]) {
    let mut next_is_text = false;
    for (block, slot) in blocks.iter().zip(keep.iter_mut()).rev() {
        if !*slot {
            continue;
        }
        if block.level > 0 && !next_is_text && linked(block) && block.words >= FEWEST_TITLE_WORDS {
            *slot = false;
        } else {
            next_is_text = block.level == 0;
        }
    }
    for (block, slot) in blocks.iter().zip(keep.iter_mut()).rev() {
        if *slot && block.level == 0 {
            return;
        }
        *slot = false;
    }
}

/// Index after the last block of the part that the heading `index` opens.
fn section_end(page: &Page, ranges: &[Range<usize>], blocks: &[Block], index: usize) -> usize {
    let Some(heading) = blocks.get(index) else {
        return index + 1;
    };
    let around = std::iter::once(heading.element).chain(page.ancestors(heading.element));
    let wrapper = around
        .filter_map(|node| ranges.get(node))
        .find(|range| range.end > index + 1);
    let end = wrapper.map_or(index + 1, |range| range.end);
    let rest = blocks.iter().enumerate().take(end).skip(index + 1);
    let next = rest
        .into_iter()
        .find(|(_, b)| b.level > 0 && (heading.level == 0 || b.level <= heading.level))
        .map(|(at, _)| at);
    next.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::super::{blocks, furniture, parse};
    use super::*;

    const PROSE: &str = "<p>The port of Ningbo handled 1.2 million containers in April, which is more than in any April before, \
        as its operator said on Monday when it opened a new berth.</p>";

    fn kept(body: &str) -> Vec<String> {
        let html = parse::parse(body);
        let page = Page::of(&html, furniture::unseen);
        let parts: Vec<Part> = (0..page.len())
            .map(|i| page.element(i).map_or(Part::Unknown, furniture::part))
            .collect();
        let blocks = blocks::blocks(&page, &parts);
        let keep = select(&page, &parts, &blocks, "freight rises").unwrap_or_default();
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
