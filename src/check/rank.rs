//! Which piece of evidence is most probably about a claim. Knows no figures.

use crate::check::statement::Statement;
use crate::check::words::is_number;
use std::collections::{BTreeMap, BTreeSet};

/// A number in common says more than a word.
const NUMBER: f64 = 2.0;

/// Two keys in the same order in both.
const PAIR: f64 = 0.5;

/// How much each piece has in common with the claim: weights of the keys that both have, where a key
/// weighs the more the fewer pieces have it (inverse document frequency).
pub fn likeness(claim: &Statement, evidence: &[Statement]) -> Vec<f64> {
    let sets: Vec<BTreeSet<&str>> = evidence.iter().map(|e| set(&e.keys)).collect();
    let mut pieces: BTreeMap<&str, u32> = BTreeMap::new();
    for key in sets.iter().flatten() {
        *pieces.entry(key).or_default() += 1;
    }
    let all = f64::from(u32::try_from(evidence.len()).unwrap_or(u32::MAX));
    let weight = |key: &str| {
        let with = f64::from(pieces.get(key).copied().unwrap_or_default());
        let rare = ((all + 1.0) / (with + 0.5)).ln();
        if is_number(key) { NUMBER * rare } else { rare }
    };
    let (asked, pairs) = (set(&claim.keys), pairs(&claim.keys));
    let score = |(set, piece): (&BTreeSet<&str>, &Statement)| {
        let words: f64 = asked.intersection(set).map(|k| weight(k)).sum();
        let run = pairs.intersection(&self::pairs(&piece.keys)).count();
        words + PAIR * f64::from(u32::try_from(run).unwrap_or(u32::MAX))
    };
    sets.iter().zip(evidence).map(score).collect()
}

/// The indices of `scores`, best first; equal ones in their order.
pub fn order(scores: &[f64]) -> Vec<usize> {
    let mut out: Vec<usize> = (0..scores.len()).collect();
    let score = |i: &usize| scores.get(*i).copied().unwrap_or_default();
    out.sort_by(|a, b| score(b).total_cmp(&score(a)));
    out
}

fn set(keys: &[String]) -> BTreeSet<&str> {
    keys.iter().map(String::as_str).collect()
}

fn pairs(keys: &[String]) -> BTreeSet<(&str, &str)> {
    let next = keys.iter().skip(1);
    keys.iter()
        .zip(next)
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(claim: &str, evidence: &[&str]) -> Vec<usize> {
        let of = |text: &&str| Statement::new((*text).to_owned(), Vec::new());
        let evidence: Vec<Statement> = evidence.iter().map(of).collect();
        order(&likeness(&of(&claim), &evidence))
    }

    #[test]
    fn rare_words_and_numbers_decide() {
        let pieces = [
            "The library is old.",
            "The library moved in 1987.",
            "The library has a garden by Ito.",
        ];
        assert_eq!(ranked("When the library moved, 1987", &pieces)[0], 1);
        assert_eq!(ranked("Ito drew the library's garden", &pieces)[0], 2);
    }

    #[test]
    fn words_in_the_same_order_break_a_tie() {
        let pieces = ["a bridge over a road", "a road bridge"];
        assert_eq!(ranked("the road bridge", &pieces), [1, 0]);
    }

    #[test]
    fn nothing_in_common_keeps_the_order() {
        assert_eq!(ranked("x y", &["a b", "c d", "e"]), [0, 1, 2]);
        assert_eq!(ranked("x", &[]), [0; 0]);
    }
}
