//! A value and the range it is said to lie in.

use super::{Apply, Found, as_part};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict};
use crate::lexicon::relate::{Cue, says};
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

fn range(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for range in scene.items().iter().filter(|i| !is_single(i)) {
        let before = range.at.checked_sub(1);
        let beside = [before, Some(range.at + 1)].into_iter().flatten();
        let mut values = beside.filter_map(|at| scene.item(at));
        let value = values.find(|value| {
            is_single(value)
                && value.unit() == range.unit()
                && same_regions(value.figure, range.figure)
                && is_told(scene, value, range)
        });
        out.extend(value.and_then(|value| held(scene, value, range)));
    }
}

/// Whether the words say that the value stands for the range: in its sentence, or in the one after.
fn is_told(scene: &Scene<'_>, value: &Item<'_>, range: &Item<'_>) -> bool {
    let (of_value, of_range) = (value.figure.mention.sentence, range.figure.mention.sentence);
    let near = of_range == of_value || of_range + 1 == of_value;
    near && (says(scene.before(value), Cue::Middle)
        || says(scene.between(value, range), Cue::Range))
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
