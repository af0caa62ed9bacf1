//! A value and the range it is said to lie in.

use super::{Apply, Found, as_part};
use crate::base::number::Value;
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict};
use crate::lexicon::relate::holds;
use crate::relate::scene::{Item, Scene, is_single, same_regions};

/// A value with its range.
pub const RANGE: Rule<Apply> = Rule {
    id: RuleId("relate/in-range"),
    does: "a value and a range of its unit said beside it, in which it lies",
    hits: &[
        (
            "The number of hungry people in Chad lies between 5.2 million and 5.9 million, with a mid-point of 5.5 million.",
            "agrees: 5.5 million in 5.2 million and 5.9 million",
        ),
        (
            "Losses in Chad are put at 5.5 million tonnes, in a range of 5.2 to 5.9 million tonnes.",
            "agrees: 5.5 million tonnes in 5.2 to 5.9 million tonnes",
        ),
    ],
    misses: &["It takes 3 to 5 days by sea and 4 days by rail."],
    apply: range,
};

/// Words before a value that say it stands for a range.
const WORDS: &[&str] = &["mid-point", "midpoint", "average", "mean", "median"];

/// Words between a value and its range.
const BETWEEN: &[&str] = &["in a range of", "in the range of", "within a range of"];

fn range(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        for value in sentence.iter().filter(|i| is_single(i)) {
            let told = WORDS.iter().any(|w| holds(scene.before(value), w));
            let between = |r: &Item<'_>| {
                let words = scene.between(value, r);
                BETWEEN.iter().any(|w| holds(words, w))
            };
            let near = scene.sentence_before(value).iter().chain(sentence);
            let of = |r: &&Item<'_>| {
                matches!(r.figure.mention.value, Value::Range(..))
                    && r.unit() == value.unit()
                    && same_regions(r.figure, value.figure)
                    && r.at.abs_diff(value.at) == 1
                    && (told || between(r))
            };
            let mut ranges = near.filter(of);
            out.extend(ranges.find_map(|range| held(scene, value, range)));
        }
    }
}

fn held(scene: &Scene<'_>, value: &Item<'_>, range: &Item<'_>) -> Option<Found> {
    let inside = value.stated.told.meets(range.stated.told);
    inside.then(|| Found {
        kind: RelationKind::Range,
        verdict: RelationVerdict::Agrees,
        figures: vec![as_part(Part::Value, value), as_part(Part::Range, range)],
        computation: format!("{} in {}", scene.quote(value), scene.quote(range)),
        unit: value.figure.mention.unit.clone(),
        expected: Some(range.stated),
        stated: value.number(),
    })
}
