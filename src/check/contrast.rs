//! Sides that a number can be on: exports or imports, men or women. Knows keys of words, and no figures.

use crate::check::words::word_keys;
use crate::lexicon::check::opposites;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A side: the group of opposites, and which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    group: usize,
    one: usize,
    contrary: bool,
}

/// How two numbers on different sides stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contrast {
    /// They are of different things.
    Other,
    /// Both cannot be true of one amount.
    Contrary,
}

static SIDES: LazyLock<BTreeMap<String, Vec<Side>>> = LazyLock::new(|| {
    let mut out: BTreeMap<String, Vec<Side>> = BTreeMap::new();
    for (group, row) in opposites().enumerate() {
        for (one, word) in row.sides.iter().enumerate() {
            let side = Side {
                group,
                one,
                contrary: row.contrary,
            };
            for key in word_keys(word) {
                out.entry(key).or_default().push(side);
            }
        }
    }
    out
});

/// The sides of a number of which these keys are said; where they name two of a group, none of it.
pub fn sides(said: &[&[String]]) -> Vec<Side> {
    let mut out: Vec<Side> = Vec::new();
    let keys = said.iter().copied().flatten();
    for side in keys.filter_map(|k| SIDES.get(k)).flatten() {
        match out.iter_mut().find(|s| s.group == side.group) {
            Some(known) if known.one != side.one => known.one = BOTH,
            Some(_) => {}
            None => out.push(*side),
        }
    }
    out.retain(|s| s.one != BOTH);
    out
}

/// Stands for more than one side of a group.
const BOTH: usize = usize::MAX;

/// How two numbers contrast; `None` when neither is on another side than the other.
pub fn contrast(a: &[Side], b: &[Side]) -> Option<Contrast> {
    let apart = |x: &&Side| b.iter().any(|y| y.group == x.group && y.one != x.one);
    let found: Vec<&Side> = a.iter().filter(apart).collect();
    match found.as_slice() {
        [] => None,
        all if all.iter().all(|s| s.contrary) => Some(Contrast::Contrary),
        _ => Some(Contrast::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Side> {
        sides(&[&word_keys(text)])
    }

    #[test]
    fn opposites_are_told_apart() {
        let of = |a: &str, b: &str| contrast(&found(a), &found(b));
        assert_eq!(
            of("exports of wine", "imports of wine"),
            Some(Contrast::Other)
        );
        assert_eq!(of("a net loss", "the profit"), Some(Contrast::Contrary));
        assert_eq!(of("exports of wine", "exports of grain"), None);
        assert_eq!(of("exports of wine", "sales of wine"), None);
        assert_eq!(of("imports and exports", "exports"), None);
    }

    #[test]
    fn every_side_has_one_key_of_its_own() {
        for row in opposites() {
            let mut keys: Vec<Vec<String>> = row.sides.iter().map(|w| word_keys(w)).collect();
            assert!(keys.iter().all(|k| k.len() == 1), "{:?}", row.sides);
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), row.sides.len(), "{:?}", row.sides);
        }
    }
}
