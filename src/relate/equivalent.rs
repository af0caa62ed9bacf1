//! One quantity in two units ("1,500 mu (100 hectares)") or two currencies ("7 billion yuan ($1 billion)").

use super::{Apply, Found, as_part, verdict};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict};
use crate::lexicon::units::measure;
use crate::relate::interval::Stated;
use crate::relate::scene::{Item, Scene, is_single};
use rust_decimal::Decimal;

/// One sum in two currencies, and the rate it implies; rates of one article are held against each other.
pub const CURRENCY: Rule<Apply> = Rule {
    id: RuleId("relate/two-currencies"),
    does: "a sum in two currencies gives a rate, which the article's other sums must give too",
    hits: &[
        (
            "The bridge cost 21 billion yuan ($3 billion).",
            "agrees: 21 billion yuan / $3 billion",
        ),
        (
            "The bridge cost 21 billion yuan ($3 billion) and the tunnel 7.2 billion yuan ($1.5 billion).",
            "off by: 7.2 billion yuan / $1.5 billion",
        ),
        (
            "The bridge cost 21.3 billion yuan ($3 billion) and the tunnel 7.2 billion yuan ($1.02 billion).",
            "agrees: 7.2 billion yuan / $1.02 billion",
        ),
    ],
    misses: &["The bridge cost 21 billion yuan and the tunnel $3 billion."],
    apply: currency,
};

/// One quantity in two units of measure.
pub const UNIT: Rule<Apply> = Rule {
    id: RuleId("relate/two-units"),
    does: "a quantity restated in another unit, which the unit's factor gives",
    hits: &[
        (
            "They planted 15,000 mu (1,000 hectares) of trees.",
            "agrees: 15,000 mu = 1000 har",
        ),
        (
            "They planted 15,000 mu (2,000 hectares) of trees.",
            "off by: 15,000 mu = 1000 har",
        ),
    ],
    misses: &["They planted 15,000 mu (1,000 trees each)."],
    apply: unit,
};

/// Currencies that others are counted against, the first before the second.
const YARDSTICKS: &[&str] = &["USD", "EUR", "GBP"];

/// Rates of one article further apart than this part of them are far apart.
const FAR: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// A rewritten quantity further off than this part of it is more than rounded.
const ROUNDED: Decimal = Decimal::from_parts(4, 0, 0, false, 2);

/// A sum in two currencies: how much of the one makes one of the other.
struct Pair<'s, 'r> {
    unit: String,
    dividend: &'s Item<'r>,
    divisor: &'s Item<'r>,
    original: usize,
    rate: Stated,
}

fn pairs<'s, 'r>(scene: &'s Scene<'r>) -> impl Iterator<Item = (&'s Item<'r>, &'s Item<'r>)> {
    let singles = scene.items().iter().filter(|i| is_single(i));
    singles.filter_map(move |i| {
        let original = scene.item(i.figure.mention.equivalent_to?)?;
        (is_single(original) && original.unit() != i.unit()).then_some((original, i))
    })
}

fn currency(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let mut seen: Vec<Pair<'_, '_>> = Vec::new();
    for (original, other) in pairs(scene) {
        let Some(pair) = pair(original, other) else {
            continue;
        };
        let before = seen.iter().find(|p| p.unit == pair.unit);
        out.push(pair.held_against(before, scene));
        seen.push(pair);
    }
}

fn pair<'s, 'r>(original: &'s Item<'r>, other: &'s Item<'r>) -> Option<Pair<'s, 'r>> {
    if !original.is_money() || !other.is_money() {
        return None;
    }
    let place = |i: &Item<'_>| YARDSTICKS.iter().position(|y| *y == i.unit());
    let key = |i: &Item<'_>| (place(i).unwrap_or(YARDSTICKS.len()), i.unit().to_owned());
    let (dividend, divisor) = if key(original) < key(other) {
        (other, original)
    } else {
        (original, other)
    };
    Some(Pair {
        unit: format!("{}/{}", dividend.unit(), divisor.unit()),
        dividend,
        divisor,
        original: original.at,
        rate: dividend.stated.over(divisor.stated)?,
    })
}

impl Pair<'_, '_> {
    fn held_against(&self, before: Option<&Self>, scene: &Scene<'_>) -> Found {
        let expected = before.map(|b| b.rate);
        let far = expected.is_some_and(|e| !e.told.meets(self.rate.told) && far(e, self.rate));
        let role = |i: &Item<'_>| {
            if i.at == self.original {
                Part::Original
            } else {
                Part::Equivalent
            }
        };
        Found {
            kind: RelationKind::Equivalent,
            verdict: if far {
                RelationVerdict::OffBy
            } else {
                RelationVerdict::Agrees
            },
            figures: vec![
                (role(self.dividend), self.dividend.at),
                (role(self.divisor), self.divisor.at),
            ],
            computation: format!(
                "{} / {}",
                scene.quote(self.dividend),
                scene.quote(self.divisor)
            ),
            unit: self.unit.clone().into(),
            expected,
            stated: self.rate.number,
        }
    }
}

fn far(a: Stated, b: Stated) -> bool {
    let ratio = a.number.max(b.number).checked_div(a.number.min(b.number));
    ratio.is_none_or(|r| r > Decimal::ONE + FAR)
}

fn unit(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for (original, other) in pairs(scene) {
        let Some(expected) = converted(original, other) else {
            continue;
        };
        // A rewritten quantity is rounded as roundly as the first one is.
        let ratio = other.number().checked_div(expected.number);
        let near = ratio.is_some_and(|r| (r - Decimal::ONE).abs() <= ROUNDED);
        let verdict = if near {
            Some(RelationVerdict::Agrees)
        } else {
            verdict(expected, other.stated, true)
        };
        let Some(verdict) = verdict else { continue };
        let shown = expected.number.round_sf(4).unwrap_or(expected.number);
        out.push(Found {
            kind: RelationKind::Equivalent,
            verdict,
            figures: vec![
                as_part(Part::Original, original),
                as_part(Part::Equivalent, other),
            ],
            computation: format!(
                "{} = {} {}",
                scene.quote(original),
                shown.normalize(),
                other.unit()
            ),
            unit: other.figure.mention.unit.clone(),
            expected: Some(expected),
            stated: other.number(),
        });
    }
}

/// The first quantity in the unit of the second.
fn converted(original: &Item<'_>, other: &Item<'_>) -> Option<Stated> {
    if !original.is_amount() || !other.is_amount() {
        return None;
    }
    let (from, to) = (measure(original.unit())?, measure(other.unit())?);
    let factor = from.1?.checked_div(to.1?)?;
    (from.0 == to.0 && from.0 != "money")
        .then(|| original.stated.times(factor))
        .flatten()
}
