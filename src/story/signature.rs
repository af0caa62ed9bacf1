//! A text reduced to a few hundred bytes that tell how much of it another text shares.

use crate::story::words::{Word, split, stretches};
use std::ops::Range;

/// Words in a shingle.
const RUN: usize = 4;

/// Words before and behind a numeral that say what it states.
const BEFORE: usize = 3;
const BEHIND: usize = 2;

/// Hashes kept of the shingles, and of the numerals.
pub const SAMPLE: usize = 128;
/// Hashes kept of numerals.
pub const NUMBERS: usize = 256;

/// Keys of a signature, and minima in each. Texts with half of their sets in common share a key with a
/// likelihood of 97 %, with a tenth in common of 11 %.
pub const KEYS: usize = 12;
const ROWS: usize = 2;
const BINS: usize = KEYS * ROWS;

/// How many shingles a numeral weighs: reports on one template share most words, and no key should
/// bring them together.
const WEIGHT: u64 = 48;

/// With fewer shingles, chance decides what two texts share: such a text tells a story of its own.
pub const LEAST: usize = 12;

/// Keys are cut to so many bits, which `SQLite` stores in six bytes.
const KEY_BITS: u32 = 47;

/// What a text is compared by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Different shingles.
    pub shingles: usize,
    /// The smallest of their hashes, ascending.
    pub sample: Vec<u32>,
    /// The smallest hashes of numerals with the words around them, ascending.
    pub numbers: Vec<u32>,
    /// Texts that share none of these are not alike.
    pub keys: Vec<i64>,
}

impl Signature {
    /// The signature of a text, given its blocks without furniture.
    pub fn of<'t>(blocks: impl Iterator<Item = &'t str>) -> Self {
        let mut words = Vec::new();
        let (mut shingles, mut numbers) = (Vec::new(), Vec::new());
        for stretch in blocks.flat_map(stretches) {
            words.clear();
            split(stretch, &mut words);
            shingles.extend(words.windows(RUN).map(shingle));
            for (at, _) in words.iter().enumerate().filter(|(_, w)| w.number) {
                numbers.push(statement(&words, at));
            }
        }
        for hashes in [&mut shingles, &mut numbers] {
            hashes.sort_unstable();
            hashes.dedup();
        }
        Self {
            shingles: shingles.len(),
            keys: if shingles.len() < LEAST {
                Vec::new()
            } else {
                keys(&shingles, &numbers)
            },
            sample: smallest(&shingles, SAMPLE),
            numbers: smallest(&numbers, NUMBERS),
        }
    }

    /// The signature as the database keeps it, or what can be compared of it: without keys.
    pub fn stored(shingles: usize, sample: &[u8], numbers: &[u8]) -> Self {
        Self {
            shingles,
            sample: unpacked(sample),
            numbers: unpacked(numbers),
            keys: Vec::new(),
        }
    }
}

/// Hashes as bytes, big-endian.
pub fn packed(hashes: &[u32]) -> Vec<u8> {
    hashes.iter().flat_map(|h| h.to_be_bytes()).collect()
}

fn unpacked(bytes: &[u8]) -> Vec<u32> {
    let (hashes, _) = bytes.as_chunks::<4>();
    hashes.iter().map(|h| u32::from_be_bytes(*h)).collect()
}

/// The last step of `SplitMix64` (Steele, Lea, Flood 2014): every bit depends on every other.
const fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// An odd number with bits all over: 2^64 divided by the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn chained(start: u64, hashes: impl Iterator<Item = u64>) -> u64 {
    let hash = hashes.fold(start, |h, w| (h.rotate_left(23) ^ w).wrapping_mul(GOLDEN));
    mixed(hash)
}

fn shingle(run: &[Word]) -> u64 {
    chained(1, run.iter().map(|w| w.hash))
}

/// The numeral at `at` with the words around it; other numerals there count as "a number", so that
/// one that changes leaves its neighbours as they were.
fn statement(words: &[Word], at: usize) -> u64 {
    let around: Range<usize> = at.saturating_sub(BEFORE)..(at + BEHIND + 1).min(words.len());
    let context = words.get(around.clone()).unwrap_or_default();
    let seen = around.zip(context).map(|(i, word)| {
        if word.number && i != at {
            GOLDEN
        } else {
            word.hash
        }
    });
    chained(2, seen)
}

/// The upper halves of the smallest; the lower ones choose bins.
fn smallest(ascending: &[u64], count: usize) -> Vec<u32> {
    let upper = |h: &u64| u32::try_from(h >> 32).unwrap_or_default();
    ascending.iter().take(count).map(upper).collect()
}

/// One-permutation minima over both sets, two a key; a key with an empty bin is none.
fn keys(shingles: &[u64], numbers: &[u64]) -> Vec<i64> {
    let mut minima = [u64::MAX; BINS];
    let mut take = |hash: u64| {
        let bin = ((hash & 0xffff_ffff) * BINS as u64) >> 32;
        let least = usize::try_from(bin).ok().and_then(|b| minima.get_mut(b));
        if let Some(least) = least {
            *least = (*least).min(hash >> 32);
        }
    };
    for hash in shingles {
        take(*hash);
    }
    for hash in numbers {
        for copy in 1..=WEIGHT {
            take(mixed(hash.wrapping_add(copy.wrapping_mul(GOLDEN))));
        }
    }
    let (rows, _) = minima.as_chunks::<ROWS>();
    let full = (0_u64..).zip(rows).filter(|(_, r)| !r.contains(&u64::MAX));
    let key = |(band, row): (u64, &[u64; ROWS])| {
        let hash = chained(3 + band, row.iter().copied());
        i64::try_from(hash >> (64 - KEY_BITS)).unwrap_or_default()
    };
    full.map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[&str] = &[
        "The port of Lirra moved 383 ships in May, 12 more than in April.",
        "Officials said the new quay cost 9.2 billion crowns and took four years to build.",
        "It is 1,400 metres long, and the largest carriers can moor at it side by side.",
    ];

    fn of(sentences: &[&str]) -> Signature {
        Signature::of(sentences.iter().copied())
    }

    #[test]
    fn order_case_and_repetition_make_no_difference() {
        let moved = of(&[TEXT[2], TEXT[0], TEXT[1], TEXT[0]]);
        let loud = TEXT[1].to_uppercase();
        assert_eq!(of(TEXT), moved);
        assert_eq!(of(TEXT), of(&[TEXT[0], &loud, TEXT[2]]));
        assert_eq!(of(TEXT).numbers.len(), 4);
    }

    #[test]
    fn a_number_that_changes_leaves_its_neighbours() {
        let changed = TEXT[0].replace("383", "391");
        let (before, after) = (of(TEXT), of(&[&changed, TEXT[1], TEXT[2]]));
        let kept = before.numbers.iter().filter(|n| after.numbers.contains(n));
        assert_eq!(kept.count(), 3);
    }

    #[test]
    fn a_short_text_has_no_keys() {
        assert!(of(&["The port moved 383 ships."]).keys.is_empty());
        assert!(of(&[]).sample.is_empty());
        assert!(of(TEXT).keys.len() > KEYS / 2);
        assert!(of(TEXT).keys.iter().all(|k| *k >= 0 && *k < 1 << KEY_BITS));
    }

    #[test]
    fn what_is_stored_comes_back() {
        let whole = of(TEXT);
        let (sample, numbers) = (packed(&whole.sample), packed(&whole.numbers));
        let back = Signature::stored(whole.shingles, &sample, &numbers);
        assert_eq!((back.sample, back.numbers), (whole.sample, whole.numbers));
    }

    #[test]
    fn signatures_stay_the_same_from_version_to_version() {
        // A change makes stored signatures worthless: it needs a migration that computes them anew.
        let whole = of(TEXT);
        assert_eq!((whole.shingles, whole.sample[0], whole.keys[0]), PINNED);
    }

    const PINNED: (usize, u32, i64) = (36, 264_686_347, 99_721_912_912_784);
}
