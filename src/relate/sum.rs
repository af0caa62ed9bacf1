//! Parts and their sum.

use super::{Apply, Found, as_part, verdict};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict, Role};
use crate::lexicon::relate::{Cue, places, says};
use crate::relate::interval::Stated;
use crate::relate::scene::{Item, Scene, is_single, may_be};
use rust_decimal::Decimal;

/// Parts that add up to a whole said before or after them.
pub const SUM: Rule<Apply> = Rule {
    id: RuleId("relate/sum"),
    does: "amounts said one after the other, and their sum right before or after them",
    hits: &[
        (
            "GDP came to 1,206.5 billion yuan: 302.2 billion yuan in the north, 404.1 billion yuan in the south and 500.2 billion yuan in the west.",
            "agrees: 302.2 billion yuan + 404.1 billion yuan + 500.2 billion yuan",
        ),
        (
            "The county has 52,000 farmers, 31,000 of them in the hills and 21,000 in the plain.",
            "agrees: 31,000 + 21,000",
        ),
        (
            "Of the 2,115 km of new road, 1,460 km is paved and 755 km is gravel.",
            "off by: 1,460 km + 755 km",
        ),
        (
            "The three towns have 1,230, 840 and 950 farms, 3,220 in total.",
            "off by: 1,230 + 840 + 950",
        ),
    ],
    misses: &[
        "The pass is sold for 7, 14 or 21 days.",
        "The plans cost $25, $40 and $70, respectively.",
        "The county has 7 schools, 3 clinics and 4 bridges.",
        "Of the 2,115 km of new road, 1,460 km is paved and 555 km is gravel.",
        "Of the 2,115 members, 1,460 are women and 755 are farmers.",
        "It sold 52,000 cars in May, 31,000 in June and 25,000 in July.",
    ],
    apply: sum,
};

/// Shares that make up a whole.
pub const REST: Rule<Apply> = Rule {
    id: RuleId("relate/shares-of-one"),
    does: "shares of one whole, the rest among them, that make a hundred percent",
    hits: &[
        (
            "The state pays 20 percent and private investors pay the other 80 percent.",
            "agrees: 20 percent + 80 percent",
        ),
        (
            "Coal makes 55 percent of the power, wind 25 percent and water the remaining 20 percent.",
            "agrees: 55 percent + 25 percent + 20 percent",
        ),
    ],
    misses: &["Coal makes 55 percent of the power and wind 45 percent of the heat."],
    apply: rest,
};

/// Parts are looked for so many sentences before their sum.
const BACK: usize = 2;

/// Parts at most.
const PARTS: usize = 9;

/// Two amounts add up to a third by chance once in so many: the width of what the sum may be.
const SHARP: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// The same where words or the sentence say that they are parts, or where they are many.
const LIKELY: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

fn is_amount(item: &Item<'_>) -> bool {
    item.is_amount()
        && is_single(item)
        && item.number() > Decimal::ZERO
        && matches!(item.figure.role, Role::Level | Role::Share)
        && item.figure.mention.equivalent_to.is_none()
}

fn sum(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let mut units: Vec<&str> = sentence.iter().map(Item::unit).collect();
        units.sort_unstable();
        units.dedup();
        let Some(first) = sentence.first() else {
            continue;
        };
        for unit in &units {
            let fits = |i: &&Item<'_>| is_amount(i) && i.unit() == *unit;
            let here: Vec<&Item<'_>> = sentence.iter().filter(fits).collect();
            if here.is_empty() {
                continue;
            }
            let earlier = scene.earlier(first, BACK).iter().filter(fits);
            let all: Vec<&Item<'_>> = earlier.chain(here.iter().copied()).collect();
            let found = in_line(scene, &all, here.len());
            out.extend(found);
        }
    }
}

/// Sums in a line of amounts of one unit, of which the last `here` stand in one sentence. A sum has at
/// least one figure there.
fn in_line(scene: &Scene<'_>, line: &[&Item<'_>], here: usize) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let fresh = line.get(line.len() - here).map_or(0, |i| i.at);
    for whole in line {
        // What is counted is said once in a list; a count of other things is no part.
        let fits = |p: &&&Item<'_>| p.at == whole.at || is_part(scene, whole, p);
        let line: Vec<&Item<'_>> = line.iter().filter(fits).copied().collect();
        let Some(at) = line.iter().position(|i| i.at == whole.at) else {
            continue;
        };
        let after = (2..=PARTS).filter_map(|n| line.get(at + 1..at + 1 + n));
        let before = (2..=PARTS).filter_map(|n| line.get(at.checked_sub(n)?..at));
        let mut runs = after.chain(before).filter(|parts| {
            let last = parts.last().map_or(0, |p| p.at);
            last.max(whole.at) >= fresh
        });
        out.extend(runs.find_map(|parts| adds_up(scene, whole, parts)));
    }
    out
}

/// A part of a count that is smaller than this part of it counts other things, unless it says the same noun.
const SLIGHT: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

fn is_part(scene: &Scene<'_>, whole: &Item<'_>, part: &Item<'_>) -> bool {
    // What rounding of the whole hides proves nothing.
    let hidden = whole.stated.told.width(Decimal::ONE);
    if hidden.is_none_or(|h| part.number() <= h) {
        return false;
    }
    if whole.unit() != "count" {
        return true;
    }
    match (noun(scene, whole), noun(scene, part)) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => part.number() >= whole.number().saturating_mul(SLIGHT),
    }
}

/// The last word of what is counted.
fn noun<'r>(scene: &Scene<'r>, item: &Item<'_>) -> Option<&'r str> {
    let words = item.figure.mention.counted?.of(&scene.reading.article.text);
    words.split_whitespace().last()
}

fn adds_up(scene: &Scene<'_>, whole: &Item<'_>, parts: &[&Item<'_>]) -> Option<Found> {
    if parts.iter().any(|p| p.number() >= whole.number()) {
        return None;
    }
    if !may_be(whole, parts.iter().map(|p| p.rough()).sum()) {
        return None;
    }
    let zero = Some(Stated::point(Decimal::ZERO));
    let expected = parts
        .iter()
        .fold(zero, |sum, part| sum?.plus(part.stated))?;
    let own = whole.figure.mention.sentence;
    let here = parts.iter().all(|p| p.figure.mention.sentence == own);
    let complete = here && parts.len() + 1 == amounts_of(scene, whole);
    let told =
        complete && (scene.says(whole, Cue::Total) || is_exceeded(scene, whole, parts, expected));
    let verdict = verdict(expected, whole.stated, told && near(expected, whole))?;
    if verdict == RelationVerdict::Agrees && !is_no_chance(scene, whole, parts, expected, complete)
    {
        return None;
    }
    let mut figures = vec![as_part(Part::Whole, whole)];
    figures.extend(parts.iter().map(|p| as_part(Part::Part, p)));
    let quotes: Vec<String> = parts.iter().map(|p| scene.quote(p)).collect();
    Some(Found {
        kind: RelationKind::Sum,
        verdict,
        figures,
        computation: quotes.join(" + "),
        unit: whole.figure.mention.unit.clone(),
        expected: Some(expected),
        stated: whole.number(),
    })
}

/// Whether the sentence divides the whole into these parts, and they are more than it: "of the 90 km, 50 km is
/// old and 48 km is new". Counted things may be in two parts, and parts that are less may not be all.
fn is_exceeded(scene: &Scene<'_>, whole: &Item<'_>, parts: &[&Item<'_>], expected: Stated) -> bool {
    let before = scene.before(whole).trim_end();
    let led = places(before, Cue::Whole).any(|p| p.end == before.len());
    let verb = |p: &&Item<'_>| scene.after(p).split_whitespace().next();
    let mut verbs = parts.iter().map(verb);
    let first = verbs.next().flatten();
    led && whole.unit() != "count"
        && first.is_some_and(|v| says(v, Cue::Being))
        && verbs.all(|v| v == first)
        && whole.stated.width() <= SHARP
        && parts.iter().all(|p| p.at > whole.at)
        && expected.number > whole.number()
}

/// How many amounts of this unit the sentence of `whole` has.
fn amounts_of(scene: &Scene<'_>, whole: &Item<'_>) -> usize {
    let fits = |i: &&Item<'_>| {
        is_amount(i) && i.unit() == whole.unit() && (i.at == whole.at || is_part(scene, whole, i))
    };
    scene.run(whole).iter().filter(fits).count()
}

/// A sum that misses by more is one of other things.
fn near(expected: Stated, whole: &Item<'_>) -> bool {
    let ratio = expected.number.checked_div(whole.number());
    ratio.is_some_and(|r| (r - Decimal::ONE).abs() <= Decimal::new(1, 1))
}

/// Whether the agreement proves something: sharp numbers, or words and form that say it is a sum.
fn is_no_chance(
    scene: &Scene<'_>,
    whole: &Item<'_>,
    parts: &[&Item<'_>],
    expected: Stated,
    complete: bool,
) -> bool {
    let wide = expected.told.width(whole.number()).unwrap_or(Decimal::MAX) + whole.stated.width();
    let equal = expected.number == whole.number();
    let words =
        parts.iter().any(|p| scene.says(p, Cue::Part)) || says(scene.sentence(whole), Cue::Total);
    // Of small numbers in a row ("7, 14 or 21 days") some are sums of others.
    let small = whole.number() < Decimal::ONE_THOUSAND;
    let first = parts.iter().all(|p| p.at > whole.at);
    if small && !((words || (complete && first)) && equal) {
        return false;
    }
    wide <= SHARP
        || (wide <= LIKELY && (words || complete || parts.len() > 2))
        || (equal && complete)
}

fn rest(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let shares = |i: &&Item<'_>| {
            i.unit() == "%" && is_single(i) && matches!(i.figure.role, Role::Share | Role::Level)
        };
        let shares: Vec<&Item<'_>> = sentence.iter().filter(shares).collect();
        let last = shares.last().filter(|l| says(scene.before(l), Cue::Rest));
        let (Some(_), 2..) = (last, shares.len()) else {
            continue;
        };
        let zero = Some(Stated::point(Decimal::ZERO));
        let sum = shares.iter().fold(zero, |sum, s| sum?.plus(s.stated));
        let hundred = Stated::point(Decimal::ONE_HUNDRED);
        let Some(expected) = sum.filter(|s| s.told.meets(hundred.told)) else {
            continue;
        };
        let quotes: Vec<String> = shares.iter().map(|s| scene.quote(s)).collect();
        out.push(Found {
            kind: RelationKind::Sum,
            verdict: RelationVerdict::Agrees,
            figures: shares.iter().map(|s| as_part(Part::Share, s)).collect(),
            computation: quotes.join(" + "),
            unit: "%".into(),
            expected: Some(expected),
            stated: Decimal::ONE_HUNDRED,
        });
    }
}
