//! Indicators that are by definition one amount less another: net migration, a trade surplus.

use super::{Apply, Found, as_part, verdict};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind};
use crate::lexicon::relate::{Balance, balances, begins, holds};
use crate::relate::scene::{Item, Scene, is_single};

/// A balance and its two sides.
pub const BALANCE: Rule<Apply> = Rule {
    id: RuleId("relate/balance"),
    does: "an indicator that is one amount less another, and the two amounts",
    hits: &[
        (
            "Exports came to 512 billion yuan and imports to 402 billion yuan, a trade surplus of 110 billion yuan.",
            "agrees: 512 billion yuan - 402 billion yuan",
        ),
        (
            "Net migration was 2,500. In the year 9,000 people arrived and 6,500 departed.",
            "agrees: 9,000 - 6,500",
        ),
    ],
    misses: &["Exports came to 512 billion yuan and imports to 402 billion yuan."],
    apply: balance,
};

fn balance(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let said = |b: &&Balance| scene.holds(b.indicator);
    let all: Vec<&Balance> = balances().iter().filter(said).collect();
    if all.is_empty() {
        return;
    }
    for sentence in scene.by_sentence() {
        for net in sentence.iter().filter(|i| i.is_amount() && is_single(i)) {
            let known = all.iter().find(|b| is_about(scene, net, b.indicator));
            let Some(known) = known else { continue };
            out.extend(sides(scene, sentence, net, known));
        }
    }
}

fn is_about(scene: &Scene<'_>, item: &Item<'_>, indicator: &str) -> bool {
    let words = [&item.figure.indicator, &item.figure.measure];
    let told = words.into_iter().flatten().any(|w| holds(w, indicator));
    told || holds(scene.before(item), indicator)
}

/// The two sides, in the sentence of the balance, the one after or the one before.
fn sides(
    scene: &Scene<'_>,
    sentence: &[Item<'_>],
    net: &Item<'_>,
    known: &Balance,
) -> Option<Found> {
    let own = net.figure.mention.sentence;
    let near = scene.by_sentence().filter(|run| {
        let of = run.first().map(|i| i.figure.mention.sentence);
        of.is_some_and(|s| s.abs_diff(own) <= 2)
    });
    let mut near: Vec<&[Item<'_>]> = near.collect();
    near.sort_by_key(|run| run.first().map(|i| i.figure.mention.sentence.abs_diff(own)));
    near.retain(|run| run.first().map(|i| i.at) != sentence.first().map(|i| i.at));
    near.insert(0, sentence);
    near.into_iter().find_map(|run| {
        let side = |beginnings: &str| {
            let fits = |i: &&Item<'_>| i.unit() == net.unit() && i.at != net.at && is_single(i);
            let words = |i: &&Item<'_>| begins(&around(scene, i), beginnings);
            run.iter().filter(fits).find(words)
        };
        let (more, less) = (side(known.more)?, side(known.less)?);
        let expected = more.stated.minus(less.stated)?;
        let sharp = expected.told.width(expected.number)? < rust_decimal::Decimal::ONE;
        Some(Found {
            kind: RelationKind::Difference,
            verdict: verdict(expected, net.stated, false).filter(|_| sharp)?,
            figures: vec![
                as_part(Part::Begin, less),
                as_part(Part::End, more),
                as_part(Part::Change, net),
            ],
            computation: format!("{} - {}", scene.quote(more), scene.quote(less)),
            unit: net.figure.mention.unit.clone(),
            expected: Some(expected),
            stated: net.number(),
        })
    })
}

/// The words that say what a side is: its clause.
fn around(scene: &Scene<'_>, item: &Item<'_>) -> String {
    let before = scene
        .before(item)
        .rsplit([',', ';'])
        .next()
        .unwrap_or_default();
    let after = scene
        .after(item)
        .split([',', ';'])
        .next()
        .unwrap_or_default();
    let after = after.split(" and ").next().unwrap_or_default();
    let before = before.rsplit(" and ").next().unwrap_or_default();
    format!("{before} {after}")
}
