//! Which regions a figure is about.
//!
//! Tries what stands closest in the structure first: its own genitive, the phrase it begins, the
//! subject, the clause, what the clause hangs on, the figure before, the topic. The holder of a
//! share counts, not the whole. Knows no gazetteer but the mentions.

mod aside;
mod finder;
mod measure;
mod pointer;
mod private;

use crate::base::rule::RuleId;
use crate::base::vocabulary::{Level, Role};
use crate::link::clause::Kind;
use crate::link::item::Tag;
use crate::link::list::{elliptic, member};
use crate::link::memory::{Memory, dateline};
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::link::territory;
use crate::recognise::mention::Place;
use finder::Finder;
use std::borrow::Cow;

/// Regions with the reason they were taken.
pub type Placed = (Vec<Place>, RuleId);

const GENITIVE: RuleId = RuleId("place/genitive");
const BESIDE: RuleId = RuleId("place/beside-figure");
const PHRASE: RuleId = RuleId("place/in-its-phrase");
const SUBJECT: RuleId = RuleId("place/subject");
const PEOPLE: RuleId = RuleId("place/people");
const CLAUSE: RuleId = RuleId("place/clause");
const POINTER: RuleId = RuleId("place/pointer");
const PROJECT: RuleId = RuleId("place/name-of-project");
const CARRIED: RuleId = RuleId("place/figure-before");
const SENTENCE: RuleId = RuleId("place/sentence");
const WORLD: RuleId = RuleId("place/whole-world");
const TOPIC: RuleId = RuleId("place/topic");
const MAIN: RuleId = RuleId("place/article");

/// The regions of the figure and why; `None` when none can be told.
pub fn place(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    memory: &Memory,
    done: &[Figure],
) -> Option<Placed> {
    let before = done.last().filter(|f| f.mention.sentence == scene.sentence);
    let last = before.map_or(&[] as &[Place], |f| f.regions.as_slice());
    if let Some(holder) = elliptic(scene, frame).filter(|e| !e.placed) {
        return of_nameless(done.get(holder.figure)?);
    }
    if let Some(before) = member(scene, frame).and_then(|i| done.get(i)) {
        return filled(&before.regions, CARRIED);
    }
    let finder = Finder {
        scene,
        frame,
        role,
        memory,
        last,
    };
    finder
        .world()
        .or_else(|| finder.genitive())
        .or_else(|| finder.beside())
        .or_else(|| finder.own_phrase())
        .or_else(|| gapped(scene, frame, done))
        .or_else(|| finder.clauses())
        .or_else(|| finder.later_subject())
        .or_else(|| carried(scene, done))
        .or_else(|| finder.earlier_words())
        .or_else(|| finder.sentence())
        .or_else(|| finder.topic())
}

/// "Toyota sold 5 million cars, Volkswagen 4.8 million": a holder that is no known place has what the
/// article is about, but not the place of the holder before.
fn of_nameless(before: &Figure) -> Option<Placed> {
    let general = before.why.contains(&TOPIC) || before.why.contains(&MAIN);
    general.then(|| filled(&before.regions, CARRIED)).flatten()
}

/// Whether a place taken for this reason governs what follows: it is the subject, the owner, or
/// was the topic before.
pub fn governs(reason: RuleId) -> bool {
    [
        GENITIVE, SUBJECT, PEOPLE, CLAUSE, POINTER, PROJECT, SENTENCE, TOPIC, MAIN,
    ]
    .contains(&reason)
}

/// The places that a sentence without figures is about: those of its first subject, or the one it
/// opens with.
pub fn theme(scene: &Scene<'_>) -> Vec<Place> {
    let region = |i: usize| {
        scene
            .item(i)?
            .region
            .and_then(|r| scene.mentions.regions.get(r))
            .filter(|r| !dateline(r, scene.segments))
            .map(|r| r.place.clone())
    };
    let clause = scene
        .parse
        .clauses
        .iter()
        .find(|c| c.kind == Kind::Main && c.verb.is_some());
    let subject = clause.and_then(|c| c.subject.clone()).unwrap_or(0..0);
    let first = subject.start;
    // "A group representing Alberta's shops": what somebody does is not where he is.
    let deed = |i: usize| i > first && matches!(scene.tag(i), Tag::Gerund | Tag::Participle);
    let head = subject.take_while(|i| !deed(*i));
    let places: Vec<Place> = head.filter_map(region).collect();
    if !places.is_empty() {
        return narrowest(&places);
    }
    let opens = matches!(scene.lower(0), "in" | "across" | "for" | "at");
    (0..if opens { 3 } else { 1 })
        .find_map(region)
        .into_iter()
        .collect()
}

/// The first place of a sentence that is more than an aside: not "who studied in Honiara", not in a bracket.
pub fn first_named(scene: &Scene<'_>) -> Option<Place> {
    (0..scene.parse.items.len()).find_map(|i| {
        let region = scene.item(i)?.region?;
        let mention = scene.mentions.regions.get(region)?;
        let clause = scene.parse.clause(i)?;
        let person = clause.kind == Kind::Relative && scene.lower(clause.start) == "who";
        let aside = person || clause.kind == Kind::Bracket;
        (!aside && !dateline(mention, scene.segments)).then(|| mention.place.clone())
    })
}

fn carried(scene: &Scene<'_>, done: &[Figure]) -> Option<Placed> {
    let before = done
        .last()
        .filter(|f| f.mention.sentence == scene.sentence)?;
    filled(&before.regions, CARRIED)
}

/// "and Leeds with 310,000, a gain of 900": what follows a figure that had its own place
/// beside it, with no verb between, is of that place.
fn gapped(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Placed> {
    let before = done
        .last()
        .filter(|f| f.mention.sentence == scene.sentence)
        .filter(|f| {
            let beside = [BESIDE, CARRIED, super::RESTATED];
            f.why.iter().any(|r| beside.contains(r))
        })?;
    let from = scene
        .frames
        .iter()
        .rev()
        .find(|f| f.item < frame.item)?
        .item;
    let quiet = (from..frame.item).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Semicolon | Tag::Subordinator
        )
    });
    let placed = (from..frame.item).any(|i| scene.item(i).is_some_and(|x| x.region.is_some()));
    (quiet && !placed)
        .then(|| filled(&before.regions, CARRIED))
        .flatten()
}

fn filled(places: &[Place], reason: RuleId) -> Option<Placed> {
    (!places.is_empty()).then(|| (narrowest(places), reason))
}

/// Without the places that another of the list lies in, and without repetition.
fn narrowest(places: &[Place]) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for place in places {
        let wider = places.iter().any(|p| territory::lies_in(p, place));
        if !wider && !out.iter().any(|p| p.id == place.id || p.name == place.name) {
            out.push(place.clone());
        }
    }
    out
}

/// A project with a territory as a place.
pub fn zone_place(name: &str) -> Place {
    Place {
        id: Cow::Owned(format!("project:{name}")),
        name: Cow::Owned(name.to_owned()),
        level: Level::Zone,
        within: None,
    }
}
