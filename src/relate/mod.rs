//! What the figures of one article say about each other, computed again: levels and their rate, parts and
//! their sum, one quantity in two currencies.
//!
//! Owns the rules that find such statements and the verdict on each. Agreement is found wherever the numbers
//! prove it, since many digits do not agree by chance; that a number is off is said only where the sentence
//! itself ties the figures together. Knows no files, no SQL, no other articles. Pure functions of a reading.

mod balance;
mod change;
mod difference;
mod equivalent;
mod halves;
mod interval;
mod nesting;
mod part;
mod range;
mod rank;
mod scene;
mod share;
mod sum;
mod thing;

use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict};
use crate::link::reading::{Reading, Relation};
use interval::Stated;
use rust_decimal::Decimal;
use scene::{Item, Scene};
use std::borrow::Cow;

pub use thing::things;

/// Looks through an article; a rule adds what it finds, in the order of the text.
pub type Apply = fn(&Scene<'_>, &mut Vec<Found>);

/// What a rule found.
#[derive(Clone, Debug)]
pub struct Found {
    kind: RelationKind,
    verdict: RelationVerdict,
    figures: Vec<(Part, usize)>,
    computation: String,
    unit: Cow<'static, str>,
    expected: Option<Stated>,
    stated: Decimal,
}

/// Every rule, in order: of two that compute the same from the same figures, the first is kept. Examples are
/// a text and the computation it must give.
pub const RULES: &[Rule<Apply>] = &[
    equivalent::CURRENCY,
    equivalent::UNIT,
    change::GROWTH,
    change::PERCENT,
    change::AMOUNT,
    change::MULTIPLE,
    difference::POINTS,
    difference::AMOUNT,
    balance::BALANCE,
    sum::SUM,
    sum::REST,
    halves::HALVES,
    share::SHARE,
    share::BY_DEFINITION,
    part::PART,
    nesting::NESTING,
    rank::RANK,
    range::RANGE,
];

/// The relations between the figures of an article, in the order of the text.
pub fn relate(reading: &Reading) -> Vec<Relation> {
    if reading.figures.len() < 2 {
        return Vec::new();
    }
    let scene = Scene::of(reading);
    let mut out: Vec<Relation> = Vec::new();
    let mut found = Vec::new();
    for rule in RULES {
        (rule.apply)(&scene, &mut found);
        for one in found.drain(..) {
            let relation = one.by(rule.id);
            if !out.iter().any(|known| covers(known, &relation)) {
                out.push(relation);
            }
        }
    }
    out.sort_by_key(|r| r.figures.iter().map(|(_, at)| *at).min());
    out
}

/// Whether `known` says all that `other` says: it has all its figures.
fn covers(known: &Relation, other: &Relation) -> bool {
    let has = |at: &usize| known.figures.iter().any(|(_, k)| k == at);
    other.figures.iter().all(|(_, at)| has(at))
}

impl Found {
    fn by(self, rule: RuleId) -> Relation {
        let eight = |d: Decimal| d.round_sf(8).unwrap_or(d).normalize();
        let told = self.expected.map(|e| e.told);
        Relation {
            rule,
            kind: self.kind,
            verdict: self.verdict,
            figures: self.figures,
            computation: self.computation,
            unit: self.unit,
            expected: self.expected.map(|e| eight(e.number)),
            bounds: (
                told.and_then(|t| t.low).map(eight),
                told.and_then(|t| t.high).map(eight),
            ),
            stated: eight(self.stated),
        }
    }
}

/// How a stated number stands to what was computed; `None` when it does not agree and may not be denied.
fn verdict(expected: Stated, stated: Stated, deny: bool) -> Option<RelationVerdict> {
    if expected.told.meets(stated.told) {
        Some(RelationVerdict::Agrees)
    } else if deny && !expected.open.meets(stated.open) && comparable(expected, stated) {
        Some(RelationVerdict::OffBy)
    } else {
        None
    }
}

/// Numbers further apart are taken for numbers about different things.
fn comparable(expected: Stated, stated: Stated) -> bool {
    let three = Decimal::from(3);
    let (a, b) = (expected.number, stated.number);
    let within = |x: Decimal, y: Decimal| y.checked_mul(three).is_none_or(|y| x <= y);
    a > Decimal::ZERO && b > Decimal::ZERO && within(a, b) && within(b, a)
}

/// The figure's index with what it is in a computation.
const fn as_part(part: Part, item: &Item<'_>) -> (Part, usize) {
    (part, item.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::pipeline::read_article;

    pub fn relations(text: &str) -> Vec<Relation> {
        read_article(plain::article(text.to_owned())).relations
    }

    #[test]
    fn every_rule_hits_and_misses_its_examples() {
        let mut faults = Vec::new();
        for rule in RULES {
            assert!(
                rule.hits.len() >= 2 && !rule.misses.is_empty(),
                "{}",
                rule.id
            );
            let found = |text: &str| -> Vec<String> {
                let all = relations(text).into_iter().filter(|r| r.rule == rule.id);
                all.map(|r| format!("{}: {}", r.verdict.as_str(), r.computation))
                    .collect()
            };
            for (text, computation) in rule.hits {
                let all = found(text);
                if !all.iter().any(|c| c == computation) {
                    faults.push(format!("{}: {text}\n  found {all:?}", rule.id));
                }
            }
            for text in rule.misses {
                let all = found(text);
                if !all.is_empty() {
                    faults.push(format!(
                        "{}: {text}\n  found {all:?}, none expected",
                        rule.id
                    ));
                }
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    #[test]
    fn a_relation_has_exact_numbers() {
        let text = "From 2018 to 2024, output of the zone rose from 4 million tonnes to 16 million tonnes, \
                    an average annual growth of 26 percent.";
        let all = relations(text);
        assert_eq!(all.len(), 1, "{all:?}");
        let growth = &all[0];
        assert_eq!(growth.kind, RelationKind::Growth);
        assert_eq!(
            growth.expected.unwrap().round_dp(4),
            "25.9921".parse().unwrap()
        );
        assert_eq!(
            growth.deviation().unwrap().round_dp(4),
            "0.0079".parse().unwrap()
        );
        assert_eq!(growth.unit, "%");
        assert_eq!(growth.figures.len(), 3);
    }

    #[test]
    fn nothing_is_computed_from_nothing() {
        assert!(relations("").is_empty());
        assert!(relations("It rained for 3 days.").is_empty());
        let long = "5 ships, 6 cars, 11 trains, ".repeat(200);
        assert!(relations(&long).is_empty());
    }
}
