//! Counts over two limits: what lies beyond the stricter limit lies beyond the other too.

use super::{Apply, Found, as_part};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Comparator, Part, RelationKind, RelationVerdict, Role};
use crate::relate::interval::{Interval, Stated};
use crate::relate::scene::{Item, Scene, is_single, same_regions};

/// Two counts over two limits.
pub const NESTING: Rule<Apply> = Rule {
    id: RuleId("relate/nesting"),
    does: "how many lie beyond each of two limits: beyond the stricter one not more than beyond the other",
    hits: &[
        (
            "The number of towns with an output exceeding 50 million yuan rose to 40, and the number of towns with an output exceeding 30 million yuan reached 12.",
            "impossible: 40 beyond 50 million yuan, 12 beyond 30 million yuan",
        ),
        (
            "The number of towns with an output exceeding 50 million yuan rose to 12, and the number of towns with an output exceeding 30 million yuan reached 40.",
            "agrees: 12 beyond 50 million yuan, 40 beyond 30 million yuan",
        ),
    ],
    misses: &[
        "The number of towns with an output exceeding 50 million yuan rose to 40, and 12 towns have a river.",
    ],
    apply: nesting,
};

/// Sentences between the two counts at most.
const APART: usize = 2;

struct Counted<'s, 'r> {
    limit: &'s Item<'r>,
    count: &'s Item<'r>,
    /// What is counted, the limit left out.
    what: String,
}

fn nesting(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let mut seen: Vec<Counted<'_, '_>> = Vec::new();
    for sentence in scene.by_sentence() {
        for limit in sentence.iter().filter(|i| is_limit(i)) {
            let Some(counted) = counted(scene, sentence, limit, &seen) else {
                continue;
            };
            for other in &seen {
                out.extend(held(scene, other, &counted));
            }
            seen.push(counted);
            let own = limit.figure.mention.sentence;
            seen.retain(|c| c.limit.figure.mention.sentence + APART >= own);
        }
    }
}

fn is_limit(item: &Item<'_>) -> bool {
    item.figure.role == Role::Threshold && is_single(item) && side(item).is_some()
}

/// Whether what is counted lies above the limit (true) or below.
const fn side(item: &Item<'_>) -> Option<bool> {
    match item.figure.mention.comparator {
        Comparator::Over | Comparator::AtLeast => Some(true),
        Comparator::Under | Comparator::AtMost => Some(false),
        _ => None,
    }
}

/// The count that a limit selects: the one beside it whose words hold the limit, or name the same things.
fn counted<'s, 'r>(
    scene: &Scene<'r>,
    sentence: &'s [Item<'r>],
    limit: &'s Item<'r>,
    seen: &[Counted<'_, '_>],
) -> Option<Counted<'s, 'r>> {
    let quote = scene.quote(limit).to_ascii_lowercase();
    let free = |i: &Item<'_>| seen.iter().all(|c| c.count.at != i.at);
    let beside = |i: &&Item<'_>| (i.at == limit.at + 1 || i.at + 1 == limit.at) && free(i);
    let counts = sentence
        .iter()
        .filter(beside)
        .filter(|i| i.unit() == "count" && is_single(i));
    let mut named = counts.filter_map(|count| {
        let words = count.figure.indicator.as_deref()?;
        let what = match words.split_once(&quote) {
            Some((before, after)) => format!("{} {}", before.trim(), after.trim()),
            // The name of what is counted ends before the limit, whose own is the same so far.
            None => limit
                .figure
                .indicator
                .clone()
                .filter(|limited| words.starts_with(limited.as_str()))?,
        };
        Some(Counted { limit, count, what })
    });
    named.next()
}

fn held(scene: &Scene<'_>, a: &Counted<'_, '_>, b: &Counted<'_, '_>) -> Option<Found> {
    let above = side(a.limit)?;
    let same = a.what == b.what
        && a.limit.unit() == b.limit.unit()
        && side(b.limit)? == above
        && a.limit.number() != b.limit.number()
        && a.count.figure.period == b.count.figure.period
        && same_regions(a.count.figure, b.count.figure);
    if !same {
        return None;
    }
    let (strict, wide) = if (a.limit.number() > b.limit.number()) == above {
        (a, b)
    } else {
        (b, a)
    };
    let verdict = if strict.count.stated.open.is_above(wide.count.stated.open) {
        RelationVerdict::Impossible
    } else {
        RelationVerdict::Agrees
    };
    let told =
        |c: &Counted<'_, '_>| format!("{} beyond {}", scene.quote(c.count), scene.quote(c.limit));
    Some(Found {
        kind: RelationKind::Nesting,
        verdict,
        figures: vec![
            as_part(Part::Limit, strict.limit),
            as_part(Part::Count, strict.count),
            as_part(Part::Limit, wide.limit),
            as_part(Part::Count, wide.count),
        ],
        computation: format!("{}, {}", told(strict), told(wide)),
        unit: "count".into(),
        expected: Some(Stated {
            told: Interval {
                low: None,
                ..wide.count.stated.told
            },
            ..wide.count.stated
        }),
        stated: strict.count.number(),
    })
}
