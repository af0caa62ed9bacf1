//! Takes furniture out of the article's container again: sections of other articles, teasers, lines of
//! dates, headings with nothing under them. Knows blocks and names, not what the container is.

use super::prose_words;
use crate::base::vocabulary::BlockKind;
use crate::clean::html::blocks::Block;
use crate::clean::html::page::Page;
use crate::clean::phrases;
use html5ever::local_name;
use std::ops::Range;

/// Words from which a linked heading looks like the title of another article, not like a name.
const FEWEST_TITLE_WORDS: usize = 5;

/// Words of the longest teaser of another article.
const LONGEST_CARD: usize = 90;

/// Whether a block inside the container is furniture by itself.
pub(super) fn is_furniture(block: &Block, title: &str) -> bool {
    // What a picture shows is no part of the article's text; a caption with numbers may hold facts.
    if block.kind == BlockKind::Caption && !block.text.contains(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let links = block.link_words * 10 > block.words * 8 && block.kind != BlockKind::Heading;
    let headline = block.level > 0 && phrases::fold(block.text) == title;
    headline || (links && block.words < 40) || phrases::is_furniture_line(block.text)
}

/// Drops the parts that a heading such as "Related articles" opens.
pub(super) fn drop_sections(
    page: &Page,
    ranges: &[Range<usize>],
    blocks: &[Block],
    keep: &mut [bool],
) {
    for (index, block) in blocks.iter().enumerate() {
        let kept = keep.get(index).copied().unwrap_or_default();
        if !kept || block.words > 10 {
            continue;
        }
        let all = phrases::opens_furniture(block.text);
        let some = block.level > 0 && phrases::may_open_furniture(block.text);
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
pub(super) fn drop_cards(
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
            .find(|node| matches!(page.tag(*node), local_name!("li") | local_name!("article")))
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
pub(super) fn drop_date_lines(blocks: &[Block], keep: &mut [bool]) {
    let text = |(block, kept): &(&Block, &bool)| **kept && prose_words(block) > 0;
    let first = blocks.iter().zip(keep.iter()).position(|b| text(&b));
    let last = blocks.iter().zip(keep.iter()).rposition(|b| text(&b));
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    for (at, (block, slot)) in blocks.iter().zip(keep.iter_mut()).enumerate() {
        if (at < first || at > last) && phrases::is_date_line(block.text) {
            *slot = false;
        }
    }
}

/// Drops headings with nothing under them: linked ones before another heading, and those at the end.
pub(super) fn drop_idle_headings(blocks: &[Block], keep: &mut [bool]) {
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
