//! Blocks that say again what stands elsewhere on the page: repeated lines, a hidden copy of the
//! whole article. Knows blocks, not their place in the page.

use crate::clean::html::blocks::{Block, count_words};
use std::collections::BTreeSet;

/// Words from which a block may be a copy of the whole article.
const COPY: usize = 150;

/// Blocks of that length among which copies are looked for.
const MOST_COPIES: usize = 20;

/// In a copy at least one paragraph begins every so many words.
const LONGEST_PARAGRAPH: usize = 100;

/// For each block whether it says again what stands elsewhere on the page.
pub(super) fn repetitions(blocks: &[Block]) -> Vec<bool> {
    let mut seen = BTreeSet::new();
    // Where many blocks are long they are chapters, and looking for copies would take too long.
    let copies = blocks.iter().filter(|b| b.words > COPY).count() <= MOST_COPIES;
    let again = blocks.iter().map(|b| {
        let same = b.words > 8 && !seen.insert(b.text);
        same || (copies && b.words > COPY && is_copy(b.text, blocks))
    });
    again.collect()
}

/// Whether most sentences of a long block stand elsewhere on the page: a hidden copy of the article.
fn is_copy(text: &str, blocks: &[Block]) -> bool {
    let starts: BTreeSet<&str> = blocks
        .iter()
        .filter(|b| b.words > 8 && b.text != text)
        .map(|b| first_words(b.text))
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
