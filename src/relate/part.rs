//! Parts of a whole: no part is larger than the whole it is a part of.

use super::{Apply, Found, as_part};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict, Role};
use crate::lexicon::relate::{Cue, holds, places, says};
use crate::relate::interval::{Interval, Stated};
use crate::relate::scene::{Item, Scene, is_single, same_regions};
use rust_decimal::Decimal;

/// Parts said to be of a whole.
pub const PART: Rule<Apply> = Rule {
    id: RuleId("relate/part-of-whole"),
    does: "amounts said to be part of the amount before, which they may not exceed",
    hits: &[
        (
            "The line carried 4.2 million tonnes, 647,000 tonnes of it across the border.",
            "agrees: 647,000 tonnes of 4.2 million tonnes",
        ),
        (
            "The review has 83 studies with 6,703 patients, and 55 of those studies were short.",
            "agrees: 55 of 83",
        ),
        (
            "The line carried 4.2 million tonnes, of which 5.1 million tonnes went by sea.",
            "impossible: 5.1 million tonnes of 4.2 million tonnes",
        ),
    ],
    misses: &[
        "The line carried 4.2 million tonnes, and 647,000 tonnes came by sea.",
        "They work 900 hours, and some of those hours go into at least 40 hours of travel.",
    ],
    apply: part,
};

fn is_amount(item: &Item<'_>) -> bool {
    item.is_amount()
        && !TIMES.contains(&item.unit())
        && is_single(item)
        && item.number() > Decimal::ZERO
        && matches!(item.figure.role, Role::Level | Role::Share)
        && item.figure.mention.equivalent_to.is_none()
}

fn part(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let amounts: Vec<&Item<'_>> = sentence.iter().filter(|i| is_amount(i)).collect();
        let tied = |i: &&Item<'_>| says(scene.sentence(i), Cue::Part);
        if !amounts.first().is_some_and(tied) {
            continue;
        }
        for (at, part) in amounts.iter().enumerate() {
            let Some(tie) = tie(scene, part) else {
                continue;
            };
            let before = amounts.get(..at).unwrap_or_default();
            let noun = named(scene, part);
            let fits = |w: &&Item<'_>| is_whole(scene, w, part, noun);
            let mut large = before.iter().rev().copied().filter(fits);
            // The nearest that can hold it, else the nearest.
            let here = large.clone().find(|w| w.number() >= part.number());
            let here = here.or_else(|| large.next());
            let whole = here.or_else(|| {
                scene
                    .sentence_before(part)
                    .iter()
                    .find(|w| is_governing(w, part))
            });
            let Some(whole) = whole else { continue };
            let others = amounts.get(at + 1..).unwrap_or_default();
            let parts: Vec<&Item<'_>> = std::iter::once(*part)
                .chain(others.iter().copied().filter(|p| is_governing(whole, p)))
                .collect();
            out.extend(held(
                scene,
                whole,
                &parts,
                tie == Tie::Strict && here.is_some(),
            ));
            break;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// "of which", "of them": what follows is a part of what was said.
    Strict,
    /// "including", "contributing": it most probably is.
    Loose,
}

fn tie(scene: &Scene<'_>, part: &Item<'_>) -> Option<Tie> {
    let before = scene.before(part);
    let after = scene.after(part).trim_start();
    let words = |text: &str, n: usize| {
        text.split_whitespace()
            .take(n)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let head = words(after, 2);
    if head.starts_with("of ") && says(&head, Cue::Part) {
        return Some(Tie::Strict);
    }
    // "of which the northern line took 5", "including about 5": the words begin the clause or stand
    // right before the number.
    let clause = before.rsplit([',', ';', '(']).next().unwrap_or_default();
    let begin = words(clause.trim_start().trim_start_matches("and "), 2);
    let count = clause.split_whitespace().count();
    let end: Vec<&str> = clause
        .split_whitespace()
        .skip(count.saturating_sub(3))
        .collect();
    let at_begin = says(&begin, Cue::Part);
    if at_begin && (begin.contains("of ") || begin.contains("among ")) {
        Some(Tie::Strict)
    } else {
        (at_begin || says(&end.join(" "), Cue::Part)).then_some(Tie::Loose)
    }
}

/// The noun that the part is said to be of: "studies" in "55 of those studies".
fn named<'s>(scene: &'s Scene<'_>, part: &Item<'_>) -> Option<&'s str> {
    let after = scene.after(part).trim_start();
    let cue = places(after, Cue::PartOf).find(|p| p.start == 0)?;
    let rest = after.get(cue.end..)?.trim_start();
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    word.filter(|w| !w.is_empty())
}

/// Units of time: an age or a stretch of time is no whole that others are parts of.
const TIMES: &[&str] = &["a", "mo", "wk", "d", "h", "min", "s"];

/// Whether an amount before in the sentence can be the whole: same unit, and for counts of things words that
/// do not name another thing.
fn is_whole(scene: &Scene<'_>, whole: &Item<'_>, part: &Item<'_>, noun: Option<&str>) -> bool {
    let counted = whole.figure.mention.counted;
    let counted = counted.map(|c| c.of(&scene.reading.article.text).to_ascii_lowercase());
    let says = |noun: &str| counted.is_some_and(|c| holds(&c, noun));
    whole.unit() == part.unit() && noun.is_none_or(says)
}

/// Whether an amount of the sentence before governs one here: the same unit, place and stated time.
fn is_governing(whole: &Item<'_>, part: &Item<'_>) -> bool {
    let (a, b) = (&whole.figure.period, &part.figure.period);
    is_amount(whole)
        && whole.unit() == part.unit()
        && whole.unit() != "count"
        && a.is_some()
        && a == b
        && same_regions(whole.figure, part.figure)
}

fn held(scene: &Scene<'_>, whole: &Item<'_>, parts: &[&Item<'_>], strict: bool) -> Option<Found> {
    let zero = Some(Stated::point(Decimal::ZERO));
    let sum = parts.iter().fold(zero, |sum, p| sum?.plus(p.stated))?;
    let one = parts.first().map(|p| p.stated)?;
    let over = sum.told.is_above(whole.stated.told);
    let (parts, sum) = if over {
        (parts.get(..1)?, one)
    } else {
        (parts, sum)
    };
    let verdict = if !sum.told.is_above(whole.stated.told) {
        RelationVerdict::Agrees
    } else if strict && sum.open.is_above(whole.stated.open) {
        RelationVerdict::Impossible
    } else {
        return None;
    };
    let mut figures = vec![as_part(Part::Whole, whole)];
    figures.extend(parts.iter().map(|p| as_part(Part::Part, p)));
    let quotes: Vec<String> = parts.iter().map(|p| scene.quote(p)).collect();
    let most = Interval {
        low: None,
        ..whole.stated.told
    };
    Some(Found {
        kind: RelationKind::Part,
        verdict,
        figures,
        computation: format!("{} of {}", quotes.join(" + "), scene.quote(whole)),
        unit: whole.figure.mention.unit.clone(),
        expected: Some(Stated {
            told: most,
            ..whole.stated
        }),
        stated: sum.number,
    })
}
