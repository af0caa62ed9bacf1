//! Gaps between two values: percentage points between rates, amounts between levels.

use super::{Apply, Found, as_part, verdict};
use crate::base::number::{Number, Value};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Comparator, Part, RelationKind, Role};
use crate::relate::interval::Stated;
use crate::relate::scene::{Item, Scene, is_single};
use rust_decimal::Decimal;

/// Percentage or basis points between two percentages.
pub const POINTS: Rule<Apply> = Rule {
    id: RuleId("relate/points"),
    does: "percentage points and the two percentages they lie between",
    hits: &[
        (
            "Coverage rose by 6 percentage points, from 36 percent to 42 percent.",
            "agrees: 42 percent - 36 percent",
        ),
        (
            "Coverage rose by 6 percentage points, from 36 percent to 44 percent.",
            "off by: 44 percent - 36 percent",
        ),
        (
            "Coverage is 36 to 42 percent, a gap of 6 percentage points.",
            "agrees: 42 - 36",
        ),
        (
            "Coverage was 42 percent, 6.5 percentage points more than the 35.5 percent of Hebei.",
            "agrees: 42 percent - 35.5 percent",
        ),
    ],
    misses: &["Coverage rose by 6 percentage points to 42 percent, and 12 towns have 9 percent."],
    apply: points,
};

/// An amount between two levels.
pub const AMOUNT: Rule<Apply> = Rule {
    id: RuleId("relate/amount-between"),
    does: "an amount of change and the levels before and after",
    hits: &[
        (
            "The number of farms rose by 25, from 100 to 125.",
            "agrees: 125 - 100",
        ),
        (
            "Output fell by 30 tonnes from 90 tonnes to 70 tonnes.",
            "off by: 90 tonnes - 70 tonnes",
        ),
    ],
    misses: &["The number of farms rose from 100 to 125, and 300 ships came."],
    apply: amount,
};

/// One hundredth of a percent.
const BASIS_POINT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

fn points(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let of = |unit: &'static str| {
            sentence
                .iter()
                .filter(move |i| i.unit() == unit && is_single(i))
        };
        let mut gaps = of("pp").chain(of("bp"));
        let (Some(gap), None) = (gaps.next(), gaps.next()) else {
            continue;
        };
        let stated = match gap.unit() {
            "bp" => gap.stated.times(BASIS_POINT),
            _ => Some(gap.stated),
        };
        let Some(stated) = stated else { continue };
        let rates: Vec<&Item<'_>> = sentence.iter().filter(|i| i.unit() == "%").collect();
        match rates.as_slice() {
            [a, b] if is_single(a) && is_single(b) => {
                out.extend(between(scene, gap, stated, (a, b), "pp"));
            }
            [range] => out.extend(within(scene, gap, stated, range)),
            _ => {}
        }
    }
}

fn amount(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let changes = |i: &&Item<'_>| {
            i.is_amount()
                && is_single(i)
                && matches!(
                    i.figure.role,
                    Role::Increase | Role::Decrease | Role::Difference
                )
                && (scene.is_led_by(i, "by")
                    || scene.is_led_by(i, "up")
                    || scene.is_led_by(i, "down"))
        };
        for gap in sentence.iter().filter(changes) {
            let levels: Vec<&Item<'_>> = sentence
                .iter()
                .filter(|i| i.unit() == gap.unit() && i.at != gap.at && is_single(i))
                .collect();
            let [a, b] = levels.as_slice() else { continue };
            let led = |a, b| scene.is_led_by(a, "from") && scene.is_led_by(b, "to");
            if led(*a, *b) || led(*b, *a) {
                out.extend(between(scene, gap, gap.stated, (a, b), gap.unit()));
            }
        }
    }
}

/// Holds a gap against "from 36 percent to 42 percent", which is read as a range.
fn within(scene: &Scene<'_>, gap: &Item<'_>, stated: Stated, range: &Item<'_>) -> Option<Found> {
    let Value::Range(low, high) = range.figure.mention.value else {
        return None;
    };
    let half = range.figure.mention.half_place.unwrap_or_default();
    let end = |n: Number| Stated::of(Value::Exact(n), Comparator::Exact, half);
    let expected = end(high)?.minus(end(low)?)?;
    let led = scene.is_led_by(range, "from") || scene.quote(range).starts_with("from ");
    Some(Found {
        kind: RelationKind::Difference,
        verdict: verdict(expected, stated, led)?,
        figures: vec![as_part(Part::Range, range), as_part(Part::Change, gap)],
        computation: format!("{high} - {low}"),
        unit: "pp".into(),
        expected: Some(expected),
        stated: stated.number,
    })
}

/// Holds a gap against two values; the larger less the smaller.
fn between(
    scene: &Scene<'_>,
    gap: &Item<'_>,
    stated: Stated,
    (a, b): (&Item<'_>, &Item<'_>),
    unit: &str,
) -> Option<Found> {
    let (more, less) = if a.number() >= b.number() {
        (a, b)
    } else {
        (b, a)
    };
    let expected = more.stated.minus(less.stated)?;
    let led = |a, b| scene.is_led_by(a, "from") && scene.is_led_by(b, "to");
    let plain = led(a, b) || led(b, a);
    // Rates with no place between them would agree with any gap.
    if !plain && stated.width() > Decimal::ONE {
        return None;
    }
    Some(Found {
        kind: RelationKind::Difference,
        verdict: verdict(expected, stated, plain)?,
        figures: vec![
            as_part(Part::Begin, if led(b, a) { b } else { a }),
            as_part(Part::End, if led(b, a) { a } else { b }),
            as_part(Part::Change, gap),
        ],
        computation: format!("{} - {}", scene.quote(more), scene.quote(less)),
        unit: unit.to_owned().into(),
        expected: Some(expected),
        stated: stated.number,
    })
}
