//! Whether two signatures are of one story.

use crate::story::signature::{LEAST, NUMBERS, SAMPLE, Signature};

/// Least share of the shorter text's shingles that stand in the longer one. Half, so that a report
/// whose opening was rewritten passes, and one that borrows a few paragraphs of background does not.
const CONTAINED: f64 = 0.5;

/// The same where the shorter text has no numeral to decide by.
const CONTAINED_UNNUMBERED: f64 = 0.6;

/// Least resemblance (shared shingles by all): a paragraph in a round-up of many is not the round-up.
const RESEMBLES: f64 = 0.3;

/// Least share of the numerals of the text that has fewer which stand in the other, with the words
/// around them. Corrections change some numbers of a story; next month's report changes all.
const AGREE: f64 = 0.4;

/// Whether two texts tell the same story. Symmetric.
pub fn same_story(a: &Signature, b: &Signature) -> bool {
    if a.shingles.min(b.shingles) < LEAST {
        return false;
    }
    let resemblance = resemblance(a, b);
    let least = match agreement(&a.numbers, &b.numbers) {
        Some(share) if share < AGREE => return false,
        Some(_) => CONTAINED,
        None => CONTAINED_UNNUMBERED,
    };
    resemblance >= RESEMBLES && containment(a, b, resemblance) >= least
}

/// Shared shingles by all of them, told from the smallest of the two samples taken together.
pub fn resemblance(a: &Signature, b: &Signature) -> f64 {
    let (mut shared, mut seen) = (0_u32, 0_u32);
    let (mut left, mut right) = (a.sample.as_slice(), b.sample.as_slice());
    while let (true, Some(next)) = (seen < limit(SAMPLE), least(left, right)) {
        let (in_left, in_right) = (taken(&mut left, next), taken(&mut right, next));
        shared += u32::from(in_left && in_right);
        seen += 1;
    }
    f64::from(shared) / f64::from(seen.max(1))
}

/// Shared shingles by those of the shorter text.
pub fn containment(a: &Signature, b: &Signature, resemblance: f64) -> f64 {
    let all = real(a.shingles) + real(b.shingles);
    let shared = resemblance / (1.0 + resemblance) * all;
    shared / real(a.shingles.min(b.shingles).max(1))
}

/// Share of the numerals of the text with fewer that the other has too; `None` without any.
fn agreement(a: &[u32], b: &[u32]) -> Option<f64> {
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // Of a list that was cut off, only what lies below its end can be told to be missing.
    let end = (more.len() == NUMBERS).then(|| more.last()).flatten();
    let told = fewer.iter().filter(|n| end.is_none_or(|e| *n <= e));
    let (mut count, mut shared) = (0_u32, 0_u32);
    for number in told {
        count += 1;
        shared += u32::from(more.binary_search(number).is_ok());
    }
    (count > 0).then(|| f64::from(shared) / f64::from(count))
}

fn least(left: &[u32], right: &[u32]) -> Option<u32> {
    match (left.first(), right.first()) {
        (Some(l), Some(r)) => Some(*l.min(r)),
        (one, other) => one.or(other).copied(),
    }
}

/// Takes `next` off the list if it begins with it.
fn taken(list: &mut &[u32], next: u32) -> bool {
    match list.split_first() {
        Some((first, rest)) if *first == next => {
            *list = rest;
            true
        }
        _ => false,
    }
}

fn limit(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A count; texts have no more than four thousand million words.
fn real(count: usize) -> f64 {
    f64::from(limit(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence of its own for each number, with that numeral in it.
    fn sentence(n: usize, figure: usize) -> String {
        format!("Ward {n}a in district {n}b counted {figure} boats near pier {n}c and street {n}d")
    }

    fn text(sentences: impl Iterator<Item = usize>, figure: impl Fn(usize) -> usize) -> Signature {
        let all: Vec<String> = sentences.map(|n| sentence(n, figure(n))).collect();
        Signature::of(all.iter().map(String::as_str))
    }

    #[test]
    fn a_cut_and_reordered_text_tells_the_same_story() {
        let whole = text(0..20, |n| n);
        assert!(same_story(&whole, &text((0..12).rev(), |n| n)));
        assert!(same_story(&whole, &text(4..24, |n| n)));
        assert!(!same_story(&whole, &text(15..35, |n| n)));
        assert!(!same_story(&whole, &text(20..40, |n| n)));
    }

    #[test]
    fn some_numbers_may_change_not_all() {
        let whole = text(0..20, |n| n);
        assert!(same_story(
            &whole,
            &text(0..20, |n| if n < 8 { n + 100 } else { n })
        ));
        assert!(!same_story(&whole, &text(0..20, |n| n + 100)));
    }

    #[test]
    fn a_brief_is_not_the_round_up_that_holds_it() {
        assert!(!same_story(&text(0..5, |n| n), &text(0..40, |n| n)));
    }

    #[test]
    fn resemblance_is_that_of_the_sets() {
        let near = |found: f64, wanted: f64| (found - wanted).abs() < 0.12;
        let (a, b) = (text(0..60, |n| n), text(20..80, |n| n));
        let found = resemblance(&a, &b);
        assert!(near(found, 0.5), "{found}");
        assert!(near(containment(&a, &b, found), 0.67));
        let (a, b) = (text(0..4, |n| n), text(2..6, |n| n));
        assert!(near(resemblance(&a, &b), 1.0 / 3.0));
    }

    #[test]
    fn texts_without_words_are_not_alike() {
        let none = Signature::default();
        assert!(!same_story(&none, &none));
        assert!(resemblance(&none, &none) < 0.1);
    }
}
