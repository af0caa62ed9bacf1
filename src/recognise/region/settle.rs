//! Settles what each name means: an explicit parent beside it, its suffix, regions named elsewhere
//! in the article, rank, population, in this order. And whether a little known name counts at all.

use super::name::{comma_before, suffix_at};
use super::scene::{Found, Meaning, Scene};
use super::words::{Classes, Suffix, suffixes};
use crate::base::vocabulary::Level;
use crate::lexicon::gazetteer::{self, Candidate, MINOR, RegionIndex};
use crate::recognise::mention::Place;
use crate::segment::token::TokenKind;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The regions an article names beyond doubt, with all they lie in.
#[derive(Debug, Default)]
pub struct Known {
    named: BTreeSet<RegionIndex>,
    around: BTreeSet<RegionIndex>,
}

impl Known {
    /// Notes a region the article names.
    pub fn note(&mut self, region: RegionIndex) {
        self.named.insert(region);
        self.around.extend(gazetteer::ancestors(region));
    }

    fn score(&self, region: RegionIndex) -> u32 {
        let mut best = 0;
        for at in gazetteer::ancestors(region) {
            let country = gazetteer::region(at).is_some_and(|r| r.level == Level::Country);
            let worth = if country { 1 } else { 2 };
            if self.named.contains(&at) {
                best = best.max(2 * worth);
            } else if self.around.contains(&at) {
                best = best.max(worth);
            }
        }
        best
    }
}

/// Classes that make a lone word of a little known name something else first.
const OTHERWISE: Classes = Classes::NAME_HEAD
    .or(Classes::OFFICE)
    .or(Classes::PERSON_TITLE)
    .or(Classes::FIRST_NAME)
    .or(Classes::SURNAME)
    .or(Classes::PART_WORD)
    .or(Classes::FEATURE)
    .or(Classes::FUNCTION);

/// Whether the name is also an everyday word or a person's name.
fn is_everyday(scene: &Scene<'_, '_>, found: &Found, candidates: &[Candidate]) -> bool {
    candidates.iter().all(|c| c.is_everyday())
        || found.name.len() == 1
            && scene.classes(found.name.start).any(OTHERWISE)
            && candidates.iter().all(|c| gazetteer::weight(c.region).0 < 8)
}

/// Whether what was found is an everyday word that only its place in the text makes a region.
fn is_everyday_name(scene: &Scene<'_, '_>, found: &Found) -> bool {
    matches!(&found.meaning, Meaning::Named(candidates) if is_everyday(scene, found, candidates))
        && !found.proven
}

/// Whether the name counts without support: well known, and no everyday word.
pub fn is_plain(scene: &Scene<'_, '_>, found: &Found) -> bool {
    if found.proven || found.suffix.is_some() {
        return true;
    }
    let Meaning::Named(candidates) = &found.meaning else {
        return true;
    };
    !is_everyday(scene, found, candidates)
        && candidates
            .iter()
            .filter_map(|c| gazetteer::region(c.region))
            .any(|r| {
                usize::from(r.rank) > MINOR
                    || usize::from(r.rank) == MINOR
                        && scene.chinese
                        && scene.span(&found.name).len() >= 7
            })
}

/// Whether the name can only mean zones, whose short forms ("FTZ") are kinds, not names.
pub fn is_zone(found: &Found) -> bool {
    matches!(&found.meaning, Meaning::Named(candidates)
        if candidates.iter().all(|c| gazetteer::region(c.region).is_some_and(|r| r.level == Level::Zone)))
}

/// Which of the names count: the plain ones, the supported ones, their equals elsewhere, and
/// those that stand in a list with one that counts.
pub fn counting(scene: &Scene<'_, '_>, found: &[Found], known: &Known) -> Vec<bool> {
    let mut counts: Vec<bool> = found
        .iter()
        .map(|f| is_plain(scene, f) || is_supported(scene, f, known))
        .collect();
    spread(scene, found, known, &mut counts);
    let names: BTreeSet<&str> = found
        .iter()
        .zip(&counts)
        .filter(|(f, counts)| **counts && !is_everyday_name(scene, f))
        .map(|(f, _)| scene.text(&f.name))
        .collect();
    found
        .iter()
        .zip(&counts)
        .map(|(f, counts)| *counts || names.contains(scene.text(&f.name)))
        .collect()
}

/// Carries support along lists, forth and back.
fn spread(scene: &Scene<'_, '_>, found: &[Found], known: &Known, counts: &mut [bool]) {
    let order = (1..found.len()).map(|i| (i - 1, i));
    for (from, to) in order.clone().chain(order.rev().map(|(a, b)| (b, a))) {
        let (Some(one), Some(other)) = (found.get(from), found.get(to)) else {
            continue;
        };
        let counted = counts.get(from).copied().unwrap_or(false);
        if counted
            && in_one_list(scene, one, other)
            && is_near(scene, one, other, known)
            && let Some(slot) = counts.get_mut(to)
        {
            *slot = true;
        }
    }
}

/// Whether nothing but commas and "and" stands between the two.
fn in_one_list(scene: &Scene<'_, '_>, one: &Found, other: &Found) -> bool {
    let (first, second) = if one.tokens.start < other.tokens.start {
        (one, other)
    } else {
        (other, one)
    };
    let between = first.tokens.end..second.tokens.start;
    !between.is_empty()
        && between.len() <= 2
        && between
            .clone()
            .all(|t| matches!(scene.segments.lower(t), "," | "and" | "or"))
        && scene.before(second.tokens.start).is_some()
}

/// Whether the other name can mean a place in the country the article puts the one in.
fn is_near(scene: &Scene<'_, '_>, one: &Found, other: &Found, known: &Known) -> bool {
    let Meaning::Named(candidates) = &other.meaning else {
        return true;
    };
    let Some(country) = choose(scene, one, known).and_then(gazetteer::country) else {
        return false;
    };
    !is_everyday(scene, other, candidates)
        && candidates
            .iter()
            .any(|c| gazetteer::country(c.region) == Some(country) && c.region != country)
}

/// Whether a word that goes with places stands directly before the name.
pub fn is_located(scene: &Scene<'_, '_>, found: &Found) -> bool {
    scene.before(found.tokens.start).is_some_and(|b| {
        matches!(
            scene.segments.lower(b),
            "in" | "at" | "near" | "outside" | "across" | "around"
        )
    })
}

/// Whether the candidate is a county of China with a telling name, whose province the article names.
fn is_chinese_county(
    candidate: Candidate,
    found: &Found,
    scene: &Scene<'_, '_>,
    known: &Known,
) -> bool {
    usize::from(gazetteer::weight(candidate.region).0) == MINOR
        && scene.span(&found.name).len() >= 6
        && known.score(candidate.region) > 2
}

/// Whether the surroundings support a name that does not count by itself.
fn is_supported(scene: &Scene<'_, '_>, found: &Found, known: &Known) -> bool {
    let Meaning::Named(candidates) = &found.meaning else {
        return true;
    };
    if beside(scene, found)
        .is_some_and(|parents| candidates.iter().any(|c| lies_in_any(c.region, &parents)))
    {
        return true;
    }
    let children = child_beside(scene, found);
    if candidates.iter().any(|c| {
        children
            .iter()
            .any(|child| gazetteer::is_part_of(child.region, c.region))
    }) {
        return true;
    }
    let Some(before) = scene.before(found.tokens.start) else {
        return false;
    };
    let word = scene.segments.lower(before);
    if word == "of"
        && scene
            .before(before)
            .is_some_and(|k| scene.classes(k).any(Classes::KIND) && !scene.is_capital(k))
    {
        return true;
    }
    if candidates.iter().all(|c| c.is_everyday())
        && found.name.len() == 1
        && scene.classes(found.name.start).any(OTHERWISE)
    {
        return false;
    }
    let everyday = is_everyday(scene, found, candidates);
    if !everyday
        && candidates
            .iter()
            .any(|c| is_chinese_county(*c, found, scene, known))
    {
        return true;
    }
    let located = matches!(
        word,
        "in" | "at" | "near" | "from" | "outside" | "around" | "nearby"
    ) || !everyday && scene.classes(before).any(Classes::LOCATIVE);
    let after = found.tokens.end;
    let capital_follows =
        scene.after(after).is_some() && scene.is_capital(after) && !scene.segments.glued(after);
    located
        && !capital_follows
        && !scene.is_loud(after)
        && candidates.iter().any(|c| known.score(c.region) > 0)
}

fn lies_in_any(region: RegionIndex, parents: &[Candidate]) -> bool {
    parents
        .iter()
        .any(|p| gazetteer::is_part_of(region, p.region))
}

/// The candidates of a smaller place beside the name: before it and a comma, or after its
/// possessive ("Victoria's Melbourne").
fn child_beside(scene: &Scene<'_, '_>, found: &Found) -> Vec<Candidate> {
    let end = found.tokens.end;
    if scene.is_possessive(end) && scene.is_capital(end + 2) {
        return scene
            .names_at(end + 2)
            .pop()
            .map(|(_, candidates)| candidates)
            .unwrap_or_default();
    }
    child_before(scene, found)
}

/// The candidates of a smaller place written before the name and a comma: `Atlanta` in
/// "Atlanta, Georgia".
fn child_before(scene: &Scene<'_, '_>, found: &Found) -> Vec<Candidate> {
    if !comma_before(scene, found.tokens.start) {
        return Vec::new();
    }
    let comma = found.tokens.start - 1;
    (comma.saturating_sub(6)..comma)
        .filter(|from| scene.is_capital(*from))
        .find_map(|from| {
            let (stop, candidates) = scene.names_at(from).pop()?;
            let end = suffix_at(scene, stop).map_or(stop, |(end, _)| end);
            (stop == comma || end == comma).then_some(candidates)
        })
        .unwrap_or_default()
}

/// The candidates of a larger place written beside the name: after it ("Austin, Texas", "Yulin in
/// Guangxi", "Yulin, a city in Guangxi"), or before it with a possessive ("Hebei's Zhuozhou").
pub fn beside(scene: &Scene<'_, '_>, found: &Found) -> Option<Vec<Candidate>> {
    let end = found.tokens.end;
    let after = match scene.segments.lower(end) {
        "," | "(" => place_at(scene, end + 1).or_else(|| apposed(scene, end + 1)),
        "in" | "of" => place_at(scene, end + 1),
        _ => None,
    };
    after.or_else(|| possessor(scene, found))
}

/// The place whose name begins at `at`, or after a direction and the country there.
fn place_at(scene: &Scene<'_, '_>, mut at: usize) -> Option<Vec<Candidate>> {
    while !scene.is_capital(at) && scene.classes(at).any(Classes::LOCATIVE)
        || scene.segments.lower(at) == "the"
    {
        at += 1;
    }
    if !scene.is_capital(at) || scene.after(at).is_none() {
        return None;
    }
    let (stop, candidates) = scene.names_at(at).pop()?;
    if scene.is_possessive(stop) && scene.is_capital(stop + 2) {
        return scene.names_at(stop + 2).pop().map(|(_, inner)| inner);
    }
    Some(candidates)
}

/// The place that an apposition names: "a coastal city in Shandong".
fn apposed(scene: &Scene<'_, '_>, at: usize) -> Option<Vec<Candidate>> {
    if !matches!(scene.segments.lower(at), "a" | "an" | "the") {
        return None;
    }
    (at + 1..at + 7)
        .take_while(|t| scene.after(*t).is_some() && scene.segments.kind(*t) == TokenKind::Word)
        .find(|t| matches!(scene.segments.lower(*t), "in" | "of"))
        .and_then(|t| place_at(scene, t + 1))
}

/// The place whose possessive stands directly before the name.
fn possessor(scene: &Scene<'_, '_>, found: &Found) -> Option<Vec<Candidate>> {
    let mark = scene.before(scene.before(found.tokens.start)?)?;
    if !scene.is_possessive(mark) {
        return None;
    }
    (mark.saturating_sub(6)..mark).find_map(|from| {
        let ends = |stop: usize| {
            stop == mark || suffix_at(scene, stop).is_some_and(|(end, _)| end == mark)
        };
        let mut names = scene.names_at(from).into_iter();
        names
            .find(|(stop, _)| ends(*stop))
            .map(|(_, candidates)| candidates)
    })
}

/// The candidate the name means.
pub fn choose(scene: &Scene<'_, '_>, found: &Found, known: &Known) -> Option<RegionIndex> {
    let candidates = match &found.meaning {
        Meaning::Region(region) => return Some(*region),
        Meaning::Unknown(_) => return None,
        Meaning::Named(candidates) => candidates,
    };
    if let [only] = candidates.as_slice() {
        return Some(only.region);
    }
    let parents = beside(scene, found).unwrap_or_default();
    let children = child_beside(scene, found);
    let said = found
        .suffix
        .or_else(|| kind_before(scene, found))
        .or_else(|| governed(scene, found));
    candidates
        .iter()
        .map(|c| {
            let level = gazetteer::region(c.region).map(|r| r.level);
            let explicit = lies_in_any(c.region, &parents)
                || children
                    .iter()
                    .any(|child| gazetteer::is_part_of(child.region, c.region));
            let suffix = said.is_some_and(|s| level == Some(s.level));
            let allowed = said.is_some_and(|s| level.is_some_and(|l| s.after.contains(&l)));
            let (rank, population) = gazetteer::weight(c.region);
            let clear = rank >= 8;
            let score = known.score(c.region);
            (
                (explicit, suffix, allowed),
                (!is_nested(*c, candidates), clear || score > 0),
                (if clear { 4 } else { score }, rank, population),
                c.region,
            )
        })
        .max_by(|a, b| {
            a.0.cmp(&b.0)
                .then(a.1.cmp(&b.1))
                .then(a.2.cmp(&b.2))
                .then(b.3.cmp(&a.3))
        })
        .map(|(_, _, _, region)| region)
}

/// What kind of region the words before the name say it is: "the state of Washington". "The largest city of
/// Peru" and "the state of Peru's roads" say nothing of Peru.
fn kind_before(scene: &Scene<'_, '_>, found: &Found) -> Option<&'static Suffix> {
    let of = scene.before(found.tokens.start)?;
    let kind = scene.before(of)?;
    let the = scene.before(kind)?;
    let plain = scene.segments.lower(the) == "the" && !scene.is_possessive(found.tokens.end);
    if scene.segments.lower(of) != "of" || scene.is_capital(kind) || !plain {
        return None;
    }
    let kind = scene.segments.lower(kind);
    suffixes().iter().find(|s| s.words == [kind])
}

/// "New York Gov. Ann Roe": a governor has a state or province, not a city.
fn governed(scene: &Scene<'_, '_>, found: &Found) -> Option<&'static Suffix> {
    let end = found.tokens.end;
    let next = end + 2 * usize::from(scene.is_possessive(end));
    let office = matches!(scene.segments.lower(next), "gov" | "governor");
    let state = || suffixes().iter().find(|s| s.words == ["state"]);
    (office && scene.after(next).is_some())
        .then(state)
        .flatten()
}

/// Whether the candidate is a county or town inside another candidate, such as Changsha County in
/// Changsha.
fn is_nested(candidate: Candidate, candidates: &[Candidate]) -> bool {
    usize::from(gazetteer::weight(candidate.region).0) <= MINOR
        && gazetteer::ancestors(candidate.region).any(|a| candidates.iter().any(|c| c.region == a))
}

/// The place a region of the gazetteer is.
pub fn place(region: RegionIndex) -> Option<Place> {
    let found = gazetteer::region(region)?;
    Some(Place {
        id: Cow::Borrowed(found.id),
        name: Cow::Borrowed(found.name),
        level: found.level,
        within: gazetteer::within(region).map(Cow::Borrowed),
    })
}

/// The place of a name the gazetteer does not hold.
pub fn unknown_place(scene: &Scene<'_, '_>, found: &Found, level: Level) -> Place {
    let name = scene.text(&found.name).to_owned();
    let slug: String = gazetteer::fold::key(&name)
        .into_iter()
        .map(|b| if b == b' ' { '-' } else { char::from(b) })
        .collect();
    let parent = beside(scene, found).and_then(|parents| {
        let best = parents.iter().max_by_key(|c| gazetteer::weight(c.region))?;
        let region = gazetteer::region(best.region)?;
        if matches!(region.level, Level::Country | Level::Province) {
            Some(region.name)
        } else {
            gazetteer::within(best.region)
        }
    });
    Place {
        id: Cow::Owned(format!("text:{slug}")),
        name: Cow::Owned(name),
        level,
        within: parent.map(Cow::Borrowed),
    }
}
