//! Places in an order: no place is beyond the number of places.

use super::{Apply, Found, as_part};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict, Role};
use crate::relate::interval::{Interval, Stated};
use crate::relate::scene::{Item, Scene, is_single};

/// A rank among so many.
pub const RANK: Rule<Apply> = Rule {
    id: RuleId("relate/rank"),
    does: "a place in an order of so many, which it may not exceed",
    hits: &[
        (
            "Jilin ranked 7th among the 31 provinces.",
            "agrees: place 7 of 31",
        ),
        (
            "Jilin ranked 7th of the 5 provinces.",
            "impossible: place 7 of 5",
        ),
    ],
    misses: &["Jilin ranked 7th, and 31 provinces grew."],
    apply: rank,
};

/// Words between a rank and the number of places at most.
const WORDS: usize = 6;

fn rank(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        for pair in sentence.windows(2) {
            let [rank, count] = pair else { continue };
            let fits = rank.figure.role == Role::Rank
                && count.unit() == "count"
                && is_single(rank)
                && is_single(count);
            if fits && is_among(scene.between(rank, count)) {
                out.push(held(rank, count));
            }
        }
    }
}

fn is_among(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    let first = words
        .first()
        .is_some_and(|w| matches!(*w, "of" | "among" | "out"));
    first && words.len() <= WORDS && !between.contains([',', ';'])
}

fn held(rank: &Item<'_>, count: &Item<'_>) -> Found {
    let beyond = rank.number() > count.number() && rank.stated.open.is_above(count.stated.open);
    Found {
        kind: RelationKind::Rank,
        verdict: if beyond {
            RelationVerdict::Impossible
        } else {
            RelationVerdict::Agrees
        },
        figures: vec![as_part(Part::Rank, rank), as_part(Part::Count, count)],
        computation: format!(
            "place {} of {}",
            rank.number().normalize(),
            count.number().normalize()
        ),
        unit: "1".into(),
        expected: Some(Stated {
            told: Interval {
                low: None,
                ..count.stated.told
            },
            ..count.stated
        }),
        stated: rank.number(),
    }
}
