//! Rules for the parts of China named by direction: `eastern China`, `the central and western
//! regions`, `the Northeast`. Knows no other country: elsewhere a direction stays outside the name.

use super::Memory;
use super::scene::{Found, Meaning, Scene};
use crate::base::rule::RuleId;
use crate::lexicon::gazetteer;
use std::ops::Range;

/// The part of China a direction word names, as its id in the gazetteer.
fn part(word: &str) -> Option<&'static str> {
    Some(match word {
        "east" | "eastern" => "macro:eastern-china",
        "west" | "western" => "macro:western-china",
        "central" => "macro:central-china",
        "north" | "northern" => "macro:northern-china",
        "south" | "southern" => "macro:southern-china",
        "northeast" | "northeastern" => "macro:northeastern-china",
        "northwest" | "northwestern" => "macro:northwestern-china",
        "southwest" | "southwestern" => "macro:southwestern-china",
        _ => return None,
    })
}

/// Whether the token is a direction word.
pub fn is_direction(scene: &Scene<'_, '_>, i: usize) -> bool {
    let word = scene.segments.lower(i);
    // Most words of a text begin with another letter.
    word.starts_with(['e', 'w', 'c', 'n', 's']) && part(word).is_some()
}

/// A direction at `i`, with or without a hyphen: its tokens' end and the part of China.
fn direction_at(scene: &Scene<'_, '_>, i: usize) -> Option<(usize, &'static str)> {
    let first = scene.segments.lower(i);
    if scene.is_joint(i + 1) && matches!(first, "north" | "south") {
        let whole = format!("{first}{}", scene.segments.lower(i + 2));
        if let Some(id) = part(&whole) {
            return Some((i + 3, id));
        }
    }
    part(first).map(|id| (i + 1, id))
}

/// What ends a list of directions.
enum End {
    /// "China"
    China(usize),
    /// "region", "regions", "areas", "part"
    Region,
}

/// Follows a list of directions from `at` on to the word they all belong to.
fn list_end(scene: &Scene<'_, '_>, mut at: usize) -> Option<End> {
    for _ in 0..8 {
        scene.after(at)?;
        let word = scene.segments.lower(at);
        if word == "china" && scene.is_capital(at) {
            return Some(End::China(at + 1));
        }
        if matches!(word, "region" | "regions" | "areas") {
            return Some(End::Region);
        }
        let first = at;
        while matches!(scene.segments.lower(at), "," | "and" | "or" | "the") {
            at += 1;
        }
        at = direction_at(scene, at).filter(|_| at > first)?.0;
    }
    None
}

/// `eastern China`, `north China`: the direction directly before the country.
pub fn of_china(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let (end, id) = direction_at(scene, i)?;
    scene.after(end)?;
    let country = scene.segments.lower(end) == "china" && scene.is_capital(end);
    let longer = scene.is_capital(end + 1) && scene.after(end + 1).is_some();
    if !country || longer && scene.is_capital(i) && !scene.is_loud(i) {
        return None;
    }
    found(i..end + 1, id, rule)
}

/// A direction in a list that ends in the country or in regions of it: `central` in
/// `the central and western regions`.
pub fn in_list(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let (end, id) = direction_at(scene, i)?;
    match list_end(scene, end)? {
        End::China(stop) if stop == end + 1 => None,
        End::China(_) => found(i..end, id, rule),
        End::Region if scene.chinese && is_regional(scene, i, end) => {
            let last = matches!(scene.segments.lower(end), "region" | "regions");
            found(i..if last { end + 1 } else { end }, id, rule)
        }
        End::Region => None,
    }
}

/// Whether the direction stands in a list, or after "the" without a place behind it.
fn is_regional(scene: &Scene<'_, '_>, i: usize, end: usize) -> bool {
    let before = scene.before(i).map_or("", |b| scene.segments.lower(b));
    let listed = matches!(scene.segments.lower(end), "and" | "," | "or")
        || scene
            .before(i)
            .and_then(|b| scene.before(b))
            .is_some_and(|b| direction_at(scene, b).is_some());
    let stop = scene.segments.lower(end + 1);
    listed || before == "the" && stop != "of"
}

/// `the Northeast`, `the West`: capitalised and alone, in an article on China.
pub fn alone(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let before = scene.before(i)?;
    let wanted = matches!(
        scene.segments.word(i),
        "Northeast" | "Northwest" | "Southwest"
    );
    let (end, id) = direction_at(scene, i)?;
    let longer = scene.after(end).is_some() && scene.is_capital(end);
    let of_china =
        scene.segments.lower(before) == "s" && scene.segments.lower(i.saturating_sub(3)) == "china";
    let led = scene.segments.lower(before) == "the" || of_china;
    if !wanted || !scene.chinese || !led || longer {
        return None;
    }
    found(i..end, id, rule)
}

fn found(tokens: Range<usize>, id: &str, rule: RuleId) -> Option<Found> {
    let region = gazetteer::by_id(id)?;
    Some(Found {
        name: tokens.clone(),
        tokens,
        meaning: Meaning::Region(region.index),
        suffix: None,
        rule,
        proven: true,
    })
}
