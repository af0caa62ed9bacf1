//! A share, the part and the whole it is a share of.

use super::{Apply, Found, as_part, verdict};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, Role};
use crate::lexicon::relate::{begins, shares};
use crate::relate::interval::Stated;
use crate::relate::scene::{Item, Scene, is_single, may_be, same_regions};
use rust_decimal::Decimal;

/// A share that the amounts around it give.
pub const SHARE: Rule<Apply> = Rule {
    id: RuleId("relate/share"),
    does: "a share, and a part and a whole near it that give it",
    hits: &[
        (
            "Foreign trade came to 220.6 billion yuan. Of it, 95.4 billion yuan passed through Horgos, 43.2 percent of the region's foreign trade.",
            "agrees: 95.4 billion yuan / 220.6 billion yuan",
        ),
        (
            "Hunan's foreign trade came to 220.63 billion yuan.\n\nSome 95.39 billion yuan went by rail and 72.82 billion yuan by sea, which is 43.2 percent and 33 percent of the foreign trade.",
            "agrees: 72.82 billion yuan / 220.63 billion yuan",
        ),
        (
            "The farm has 800 hectares, of which 200 hectares, or 25 percent, are forest.",
            "agrees: 200 hectares / 800 hectares",
        ),
    ],
    misses: &["The farm has 800 hectares, and 25 percent of the people live on 190 farms."],
    apply: share,
};

/// An indicator that is a share by definition.
pub const BY_DEFINITION: Rule<Apply> = Rule {
    id: RuleId("relate/share-by-definition"),
    does: "an indicator that is a share by definition, with part and whole said elsewhere in the article",
    hits: &[
        (
            "Hebei has a population of over 70 million, with more than 44 million living in urban areas.\n\nThe urbanization rate of Hebei reached 63 percent.",
            "agrees: 44 million / 70 million",
        ),
        (
            "The population of Hunan is 66 million. 40 million live in its cities.\n\nThe urbanization rate of Hunan was 60.6 percent.",
            "agrees: 40 million / 66 million",
        ),
    ],
    misses: &["Hebei has a population of over 70 million. The urbanization rate was 63 percent."],
    apply: by_definition,
};

/// Sentences before the share in which its whole may stand.
const BACK: usize = 6;

/// A share that is stated more roughly is given by too many pairs of amounts.
const SHARP: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// Counts below this have too few shares to prove anything.
const FEW: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

fn is_share(item: &Item<'_>) -> bool {
    let role = item.figure.role;
    is_single(item)
        && (item.unit() == "%" && matches!(role, Role::Share | Role::Level)
            || item.unit() == "1" && role == Role::Share)
}

/// The share in percent.
fn percent(item: &Item<'_>) -> Option<Stated> {
    if item.unit() == "1" {
        item.stated.percent()
    } else {
        Some(item.stated)
    }
}

fn is_amount(item: &Item<'_>) -> bool {
    item.is_amount()
        && is_single(item)
        && item.number() > Decimal::ZERO
        && item.figure.role != Role::Threshold
        && item.figure.mention.equivalent_to.is_none()
}

fn share(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let mut last: Option<(usize, usize)> = None;
        for share in sentence.iter().filter(|i| is_share(i)) {
            let found = plain(scene, sentence, share)
                .or_else(|| sharp(scene, sentence, share))
                .or_else(|| next(scene, share, last?));
            let Some((found, part, whole)) = found else {
                continue;
            };
            last = Some((part, whole));
            out.push(found);
        }
    }
}

type Given = (Found, usize, usize);

/// Part, share and whole in one sentence, and nothing else of their unit; the share right behind the part.
fn plain(scene: &Scene<'_>, sentence: &[Item<'_>], share: &Item<'_>) -> Option<Given> {
    let amounts: Vec<&Item<'_>> = sentence.iter().filter(|i| is_amount(i)).collect();
    let before = amounts.iter().rev().find(|i| i.at < share.at)?;
    let of_unit = amounts.iter().filter(|i| i.unit() == before.unit());
    let mut others = of_unit.filter(|i| i.at != before.at);
    let (Some(other), None) = (others.next(), others.next()) else {
        return None;
    };
    let gap = scene.between(before, share);
    let few = other.unit() == "count" && other.number() < FEW;
    (gap.len() <= 16 && !few).then(|| given(scene, share, before, other))?
}

/// A sharp share, given by an amount of its sentence or the one before and a whole that the sentence names.
fn sharp(scene: &Scene<'_>, sentence: &[Item<'_>], share: &Item<'_>) -> Option<Given> {
    if percent(share)?.width() > SHARP {
        return None;
    }
    let near = scene.earlier(share, 1).iter().chain(sentence);
    let far = scene.within(share, BACK).iter();
    let wholes: Vec<&Item<'_>> = far.filter(|i| is_amount(i)).collect();
    let parts: Vec<&Item<'_>> = near.filter(|i| is_amount(i)).collect();
    let pairs = parts
        .iter()
        .rev()
        .flat_map(|p| wholes.iter().rev().map(move |w| (*p, *w)));
    pairs
        .filter(|(p, w)| p.at != w.at && is_roughly(share, p, w) && is_named(scene, w, share))
        .find_map(|(part, whole)| given(scene, share, part, whole))
}

fn is_roughly(share: &Item<'_>, part: &Item<'_>, whole: &Item<'_>) -> bool {
    let percent = if share.unit() == "%" { 100.0 } else { 1.0 };
    may_be(share, percent * part.rough() / whole.rough())
}

/// Whether the sentence of the share, or the words of the share, name what the whole is.
fn is_named(scene: &Scene<'_>, whole: &Item<'_>, share: &Item<'_>) -> bool {
    let sentence = scene.sentence(share);
    let names = [&whole.figure.measure, &whole.figure.indicator];
    let counted = whole.figure.mention.counted;
    let counted = counted.map(|c| c.of(&scene.reading.article.text).to_ascii_lowercase());
    let mut words = names
        .into_iter()
        .flatten()
        .flat_map(|n| n.split_whitespace())
        .chain(counted.iter().flat_map(|c| c.split_whitespace()));
    words.any(|w| w.len() > 2 && begins(sentence, w.trim_end_matches('s')))
}

/// The next share of a list: the next part, the same whole.
fn next(scene: &Scene<'_>, share: &Item<'_>, (part, whole): (usize, usize)) -> Option<Given> {
    let whole = scene.item(whole)?;
    let parts = [part + 1, part.checked_sub(1)?];
    let parts = parts.into_iter().filter_map(|at| scene.item(at));
    let mut parts = parts.filter(|p| is_amount(p));
    parts.find_map(|part| given(scene, share, part, whole))
}

fn given(scene: &Scene<'_>, share: &Item<'_>, part: &Item<'_>, whole: &Item<'_>) -> Option<Given> {
    if part.unit() != whole.unit() || part.number() >= whole.number() {
        return None;
    }
    let expected = part.stated.over(whole.stated)?.percent()?;
    let stated = percent(share)?;
    let found = Found {
        kind: RelationKind::Share,
        verdict: verdict(expected, stated, false)?,
        figures: vec![
            as_part(Part::Whole, whole),
            as_part(Part::Part, part),
            as_part(Part::Share, share),
        ],
        computation: format!("{} / {}", scene.quote(part), scene.quote(whole)),
        unit: "%".into(),
        expected: Some(expected),
        stated: stated.number,
    };
    Some((found, part.at, whole.at))
}

fn by_definition(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let shares_of = |share: &Item<'_>| {
        let words = share.figure.indicator.as_deref().unwrap_or_default();
        shares().iter().find(|k| words.starts_with(k.indicator))
    };
    let is_rate = |i: &&Item<'_>| {
        i.unit() == "%" && is_single(i) && matches!(i.figure.role, Role::Level | Role::Share)
    };
    for share in scene.items().iter().filter(is_rate) {
        let Some(known) = shares_of(share) else {
            continue;
        };
        let here = |i: &&Item<'_>| {
            is_amount(i) && i.unit() == "count" && same_regions(i.figure, share.figure)
        };
        let whole = scene
            .items()
            .iter()
            .filter(here)
            .find(|i| i.figure.measure.as_deref() == Some(known.whole));
        let Some(whole) = whole else { continue };
        let part = scene
            .items()
            .iter()
            .filter(here)
            .find(|i| i.number() < whole.number() && begins(scene.after(i), known.part));
        let found = part.and_then(|part| given(scene, share, part, whole));
        out.extend(found.map(|(found, ..)| found));
    }
}
