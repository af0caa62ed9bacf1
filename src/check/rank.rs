//! Which piece of evidence is most probably about a claim. Knows no figures.

use crate::check::statement::Statement;
use crate::check::words::is_number;
use std::collections::{BTreeMap, BTreeSet};

/// A number in common says more than a word.
const NUMBER: f64 = 2.0;

/// Two keys in the same order in both.
const PAIR: f64 = 0.5;

/// Pieces of evidence, and where each key stands in them.
#[derive(Debug)]
pub struct Pool<'e> {
    pieces: &'e [Statement],
    with: BTreeMap<&'e str, Vec<usize>>,
    /// Keys that stand side by side, of each piece.
    pairs: Vec<BTreeSet<(&'e str, &'e str)>>,
}

impl<'e> Pool<'e> {
    /// A pool of these pieces.
    pub fn of(pieces: &'e [Statement]) -> Self {
        let mut with: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, piece) in pieces.iter().enumerate() {
            for key in set(&piece.keys) {
                with.entry(key).or_default().push(at);
            }
        }
        Self {
            pieces,
            with,
            pairs: pieces.iter().map(|p| pairs(&p.keys)).collect(),
        }
    }

    /// The piece at an index.
    pub fn get(&self, at: usize) -> Option<&'e Statement> {
        self.pieces.get(at)
    }

    /// How much each piece has in common with the claim: weights of the keys that both have, where a key
    /// weighs the more the fewer pieces have it (inverse document frequency).
    pub fn likeness(&self, claim: &Statement) -> Vec<f64> {
        let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let all = number(self.pieces.len());
        let mut out = vec![0.0; self.pieces.len()];
        for key in set(&claim.keys) {
            let with = self.with.get(key).map(Vec::as_slice).unwrap_or_default();
            let rare = ((all + 1.0) / (number(with.len()) + 0.5)).ln();
            let weight = if is_number(key) { NUMBER * rare } else { rare };
            for at in with {
                if let Some(score) = out.get_mut(*at) {
                    *score += weight;
                }
            }
        }
        let asked = pairs(&claim.keys);
        for (score, pairs) in out.iter_mut().zip(&self.pairs) {
            if *score > 0.0 && !asked.is_empty() {
                let run = asked.intersection(pairs).count();
                *score += PAIR * number(run);
            }
        }
        out
    }
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
        order(&Pool::of(&evidence).likeness(&of(&claim)))
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
