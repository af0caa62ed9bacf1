//! Fact or intention: targets, plans, forecasts, expectations.
//!
//! Reads the clause of one figure and what it hangs on.

use super::item::Tag;
use super::scene::{Frame, Scene};
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Modality, TimexType};
use crate::lexicon::words::{Form, Function, Sense, entry};
use crate::recognise::mention::DateSense;
use crate::segment::Segments;
use jiff::civil::Date;

const MODAL: RuleId = RuleId("modality/will-or-would");
const INTENT: RuleId = RuleId("modality/verb-of-intent");
const TARGET: RuleId = RuleId("modality/noun-of-intent");
const LISTED: RuleId = RuleId("modality/list-of-intentions");
const FUTURE: RuleId = RuleId("modality/future-period");

/// Whether a sentence announces targets, plans or forecasts for the list that follows it.
pub fn announces(segments: &Segments<'_>, sentence: usize) -> bool {
    segments.sentence_tokens(sentence).any(|i| {
        let entry = entry(segments.key(i));
        entry.noun == Some(Sense::Plan)
            || entry
                .verb
                .is_some_and(|v| v.sense == Sense::Plan && !v.noun_too)
            || entry.function == Some(Function::Modal)
    })
}

/// Whether the figure is a fact or an intention, with the reason for an intention. `listed`: it is
/// an item of a list that was announced as one of intentions.
pub fn modality(
    scene: &Scene<'_>,
    frame: &Frame,
    published: Option<Date>,
    listed: bool,
) -> (Modality, Option<RuleId>) {
    let found = scene
        .chain(frame.clause)
        .find_map(|c| intent(scene, frame, c));
    let found = found
        .or_else(|| future(scene, frame, published))
        .or_else(|| limit(scene, frame))
        .or_else(|| listed.then_some(LISTED))
        .filter(|_| !past_beside(scene, frame, published));
    (
        if found.is_some() {
            Modality::Planned
        } else {
            Modality::Actual
        },
        found,
    )
}

fn intent(scene: &Scene<'_>, frame: &Frame, clause: usize) -> Option<RuleId> {
    let mut reason = None;
    for i in scene.clause_items(clause) {
        // What stands after the figure governs it only when the figure is the subject.
        if i > frame.item && !frame.in_subject {
            break;
        }
        match scene.tag(i) {
            Tag::Modal if !matches!(scene.lower(i), "can" | "cannot" | "must") => {
                reason = Some(MODAL);
            }
            Tag::Verb | Tag::Participle | Tag::Gerund if plans(scene, i) => reason = Some(INTENT),
            // "The bank counts on the rate being cut."
            Tag::Noun if reckons(scene, i) && scene.tag(i + 2) == Tag::Determiner => {
                reason = Some(INTENT);
            }
            Tag::Auxiliary | Tag::Verb if scene.tag(i + 1) == Tag::To && be(scene.lower(i)) => {
                reason = Some(INTENT);
            }
            Tag::Noun if scene.noun(i) == Some(Sense::Plan) && governs(scene, i, frame) => {
                reason = Some(TARGET);
            }
            // A past tense that follows reports what came of it.
            Tag::Verb if reached(scene, i) => reason = None,
            _ => {}
        }
    }
    reason
}

fn be(word: &str) -> bool {
    matches!(word, "is" | "are" | "be" | "was" | "were")
}

fn plans(scene: &Scene<'_>, i: usize) -> bool {
    scene.verb_sense(i) == Some(Sense::Plan) || reckons(scene, i)
}

/// "counts on", "reckons with", "is seen at": verbs that look ahead with their preposition.
fn reckons(scene: &Scene<'_>, i: usize) -> bool {
    let next = scene.lower(i + 1);
    match scene.lower(i) {
        "count" | "counts" | "counted" | "counting" | "bet" | "bets" | "banks" => next == "on",
        "reckon" | "reckons" | "reckoned" | "reckoning" => next == "with",
        "seen" | "tipped" => {
            matches!(next, "at" | "rising" | "growing" | "reaching" | "falling")
                && i > 0
                && scene.tag(i - 1) == Tag::Auxiliary
        }
        _ => false,
    }
}

/// "exceeded", "surpassed" after a target: the target was met, the number is a fact.
fn reached(scene: &Scene<'_>, i: usize) -> bool {
    scene
        .item(i)
        .and_then(|x| x.entry.verb)
        .is_some_and(|v| v.sense == Sense::Reach && v.form == Form::Past)
}

/// "a target of 5 percent", "the target is 5 percent", "forecast: 5 percent".
fn governs(scene: &Scene<'_>, noun: usize, frame: &Frame) -> bool {
    let near = noun < frame.item && frame.item - noun <= 8;
    // "Its plans for the new park show ...": the plan is the subject.
    let subject = scene.parse.clauses.get(frame.clause).is_some_and(|c| {
        c.subject.as_ref().is_some_and(|s| {
            let head = s
                .clone()
                .take_while(|i| scene.tag(*i) != Tag::Preposition)
                .filter(|i| scene.tag(*i) == Tag::Noun)
                .last();
            head == Some(noun)
        })
    });
    // "The same 4 percent is the aim."
    let predicate = noun > frame.item
        && frame.in_subject
        && scene
            .parse
            .clauses
            .get(frame.clause)
            .and_then(|c| c.verb)
            .is_some_and(|v| be(scene.lower(v)) && noun > v && noun - v <= 3);
    let near = near || subject && noun < frame.item || predicate;
    let met = (noun..frame.item).any(|j| {
        matches!(
            scene.lower(j),
            "met" | "exceeded" | "surpassed" | "beat" | "beating"
        )
    });
    near && !met
}

/// "and 38,000 km by 2025": a limit in time beside a figure that no verb reports.
fn limit(scene: &Scene<'_>, frame: &Frame) -> Option<RuleId> {
    let date = (frame.right..frame.right + 2).find_map(|i| scene.date(i))?;
    let verbless = frame.verb.is_none() && !frame.in_subject;
    (verbless
        && date.sense == DateSense::Until
        && frame.left.is_some_and(|l| scene.tag(l) == Tag::Conjunction))
    .then_some(FUTURE)
}

/// The period of the clause lies wholly after the article's date.
fn future(scene: &Scene<'_>, frame: &Frame, published: Option<Date>) -> Option<RuleId> {
    let published = published?;
    let later = |i: usize| {
        scene
            .date(i)
            .and_then(|d| d.begin)
            .is_some_and(|b| b.date() > published)
    };
    // An hour of the day and "a year earlier" place no figure in the future.
    let calendar = |i: &usize| {
        let hour = scene
            .date(*i)
            .is_some_and(|d| d.timex_type == TimexType::Time);
        let back = ["earlier", "before", "ago"]
            .iter()
            .any(|w| scene.lower(*i).ends_with(w));
        scene.tag(*i) == Tag::Date && !hour && !back
    };
    let mut dates = scene.clause_items(frame.clause).filter(calendar);
    dates.any(later).then_some(FUTURE)
}

/// The figure has a period of its own that is over: the past end of a comparison.
fn past_beside(scene: &Scene<'_>, frame: &Frame, published: Option<Date>) -> bool {
    let near = (frame.right..frame.right + 3).find(|i| scene.tag(*i) == Tag::Date);
    let end = near.and_then(|i| scene.date(i)).and_then(|d| d.end_before);
    let from = frame.left.is_some_and(|l| scene.lower(l) == "from");
    from || end
        .zip(published)
        .is_some_and(|(end, day)| end <= day.at(0, 0, 0, 0))
}
