//! The shares of two halves of one whole, which make no more than a hundred percent.

use super::{Apply, Found, as_part};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict, Role};
use crate::lexicon::relate::{Cue, opposites, places, says};
use crate::relate::interval::Stated;
use crate::relate::scene::{Item, Scene, is_single};
use rust_decimal::Decimal;

/// Shares of two groups that leave nobody out and share nobody.
pub const HALVES: Rule<Apply> = Rule {
    id: RuleId("relate/halves-of-one"),
    does: "the shares of two groups of which nobody is in both, which make no more than a hundred percent",
    hits: &[
        (
            "Women made up 52 percent of the voters and men 48 percent.",
            "agrees: 52 percent + 48 percent",
        ),
        (
            "Women made up 55 percent of the voters and men 55 percent.",
            "impossible: 55 percent + 55 percent",
        ),
        (
            "Of the pupils, 60 percent were boys and 46 percent were girls.",
            "impossible: 60 percent + 46 percent",
        ),
    ],
    misses: &[
        "Of the pupils, 60 percent of boys and 70 percent of girls play an instrument.",
        "Women made up 85 percent of the nurses and men 60 percent of the doctors.",
        "Turnout was 55 percent for women and 65 percent for men.",
        "Women made up 40 percent of the voters and men 48 percent.",
    ],
    apply: halves,
};

/// Words between a group and its share at most.
const BETWEEN: usize = 4;

fn halves(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        for pair in sentence.windows(2) {
            let [a, b] = pair else { continue };
            if is_share(a) && is_share(b) && of_one(scene, a, b) {
                out.extend(held(scene, a, b));
            }
        }
    }
}

fn is_share(item: &Item<'_>) -> bool {
    let role = item.figure.role;
    item.unit() == "%" && is_single(item) && matches!(role, Role::Share | Role::Level)
}

/// Whether two shares are of one whole, one of either half of it.
fn of_one(scene: &Scene<'_>, a: &Item<'_>, b: &Item<'_>) -> bool {
    let whole = |i: &Item<'_>| scene.after(i).trim_start().starts_with("of ");
    let (one, other) = if says(scene.before(a), Cue::Shares) {
        (before(scene, a), before(scene, b))
    } else {
        (after(scene, a), after(scene, b))
    };
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let pair = |(x, y): &(&str, &str)| (one, other) == (*x, *y) || (one, other) == (*y, *x);
    a.figure.period == b.figure.period && opposites().iter().any(pair) && !(whole(a) && whole(b))
}

/// The group right before its share: "women made up 55 percent", "and men 45 percent".
fn before<'s>(scene: &'s Scene<'_>, item: &Item<'_>) -> Option<&'s str> {
    let words: Vec<&str> = words(scene.before(item)).collect();
    let near = words.len().saturating_sub(BETWEEN);
    let at = (near..words.len()).find(|at| words.get(*at).is_some_and(|w| is_group(w)))?;
    // "for women": the share is one of women, not that of women among all.
    let led = at.checked_sub(1).and_then(|b| words.get(b));
    let own = led.is_none_or(|w| !is_preposition(w));
    words.get(at).copied().filter(|_| own)
}

/// The group right behind its share: "55 percent were women".
fn after<'s>(scene: &'s Scene<'_>, item: &Item<'_>) -> Option<&'s str> {
    let mut words = words(scene.after(item));
    let first = words.next().filter(|w| says(w, Cue::Being))?;
    let mut next = words.take(2).skip_while(|w| !is_group(w));
    next.next().filter(|_| !first.is_empty())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let all = text.split(|c: char| !c.is_alphanumeric());
    all.filter(|w| !w.is_empty())
}

fn is_group(word: &str) -> bool {
    opposites().iter().any(|(a, b)| word == *a || word == *b)
}

fn is_preposition(word: &str) -> bool {
    places(word, Cue::Among).next().is_some()
}

fn held(scene: &Scene<'_>, a: &Item<'_>, b: &Item<'_>) -> Option<Found> {
    let sum = a.stated.plus(b.stated)?;
    let hundred = Stated::point(Decimal::ONE_HUNDRED);
    let verdict = if sum.told.meets(hundred.told) {
        RelationVerdict::Agrees
    } else if sum.open.is_above(hundred.open) {
        RelationVerdict::Impossible
    } else {
        return None;
    };
    Some(Found {
        kind: RelationKind::Sum,
        verdict,
        figures: vec![as_part(Part::Share, a), as_part(Part::Share, b)],
        computation: format!("{} + {}", scene.quote(a), scene.quote(b)),
        unit: "%".into(),
        expected: Some(sum),
        stated: Decimal::ONE_HUNDRED,
    })
}
