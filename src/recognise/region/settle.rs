//! Settles what each name means: an explicit parent beside it, its suffix, regions named elsewhere
//! in the article, rank, population, in this order. And whether a little known name counts at all.

use super::name::comma_before;
use super::scene::{Found, Meaning, Scene};
use super::words::Classes;
use crate::base::vocabulary::Level;
use crate::lexicon::gazetteer::{self, Candidate, MINOR, RegionIndex};
use crate::recognise::mention::Place;
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

/// Whether the name counts without support: well known, and no everyday word.
pub fn is_plain(found: &Found) -> bool {
    if found.proven || found.suffix.is_some() {
        return true;
    }
    match &found.meaning {
        Meaning::Named(candidates) => candidates
            .iter()
            .any(|c| !c.is_everyday() && usize::from(gazetteer::weight(c.region).0) > MINOR),
        Meaning::Region(_) | Meaning::Unknown(_) => true,
    }
}

/// Whether the surroundings support a name that does not count by itself.
pub fn is_supported(scene: &Scene<'_, '_>, found: &Found, known: &Known) -> bool {
    let Meaning::Named(candidates) = &found.meaning else {
        return true;
    };
    if beside(scene, found)
        .is_some_and(|parents| candidates.iter().any(|c| lies_in_any(c.region, &parents)))
    {
        return true;
    }
    let Some(before) = scene.before(found.tokens.start) else {
        return false;
    };
    let word = scene.segments.lower(before);
    let after = found.tokens.end;
    let capital_follows =
        scene.after(after).is_some() && scene.is_capital(after) && !scene.segments.glued(after);
    let everyday = candidates.iter().all(|c| c.is_everyday());
    let located = matches!(
        word,
        "in" | "at" | "near" | "from" | "outside" | "around" | "nearby"
    ) || !everyday && scene.classes(before).any(Classes::LOCATIVE);
    if word == "of"
        && scene
            .before(before)
            .is_some_and(|k| scene.classes(k).any(Classes::KIND))
    {
        return true;
    }
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

/// The candidates of a larger place written beside the name: after it ("Austin, Texas"), or before
/// it with a possessive ("Hebei's Zhuozhou").
fn beside(scene: &Scene<'_, '_>, found: &Found) -> Option<Vec<Candidate>> {
    let end = found.tokens.end;
    let next = if scene.segments.is_mark(end, ',') || scene.segments.is_mark(end, '(') {
        end + 1
    } else if scene.segments.lower(end) == "in" {
        end + if matches!(
            scene.segments.lower(end + 1),
            "the"
                | "central"
                | "eastern"
                | "western"
                | "northern"
                | "southern"
                | "east"
                | "west"
                | "north"
                | "south"
        ) {
            2
        } else {
            1
        }
    } else {
        usize::MAX
    };
    if next != usize::MAX
        && scene.is_capital(next)
        && scene.after(next).is_some()
        && let Some((_, candidates)) = scene.names_at(next).pop()
    {
        return Some(candidates);
    }
    let s = scene.before(found.tokens.start)?;
    let mark = scene.before(s)?;
    if !scene.is_possessive(mark) {
        return None;
    }
    (mark.saturating_sub(6)..mark).find_map(|from| {
        scene
            .names_at(from)
            .into_iter()
            .find(|(stop, _)| *stop == mark)
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
    let parents = beside(scene, found).unwrap_or_default();
    let comma = comma_before(scene, found.tokens.start);
    candidates
        .iter()
        .map(|c| {
            let level = gazetteer::region(c.region).map(|r| r.level);
            let explicit = lies_in_any(c.region, &parents);
            let suffix = found.suffix.is_some_and(|s| level == Some(s.level));
            let allowed = found
                .suffix
                .is_some_and(|s| level.is_some_and(|l| s.after.contains(&l)));
            let large = comma && matches!(level, Some(Level::Country | Level::Province));
            let (rank, population) = gazetteer::weight(c.region);
            let clear = rank >= 8;
            let score = known.score(c.region);
            (
                (explicit, suffix, allowed),
                (clear && score == 0 || score > 0, large),
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
