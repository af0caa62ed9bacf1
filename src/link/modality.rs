//! Fact or intention: targets, plans, forecasts, expectations.
//!
//! Reads the clause of one figure and what it hangs on.

use super::item::Tag;
use super::scene::{Frame, Scene};
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Modality, TimexType};
use crate::lexicon::words::{Form, Sense};
use crate::recognise::mention::DateSense;
use jiff::civil::Date;

const MODAL: RuleId = RuleId("modality/will-or-would");
const INTENT: RuleId = RuleId("modality/verb-of-intent");
const TARGET: RuleId = RuleId("modality/noun-of-intent");
const FUTURE: RuleId = RuleId("modality/future-period");

/// Whether the figure is a fact or an intention, with the reason for an intention.
pub fn modality(
    scene: &Scene<'_>,
    frame: &Frame,
    published: Option<Date>,
) -> (Modality, Option<RuleId>) {
    let found = scene
        .chain(frame.clause)
        .into_iter()
        .find_map(|c| intent(scene, frame, c));
    let found = found
        .or_else(|| future(scene, frame, published))
        .or_else(|| limit(scene, frame))
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
            Tag::Modal if !matches!(scene.lower(i), "can" | "must") => {
                reason = Some(MODAL);
            }
            Tag::Verb | Tag::Participle | Tag::Gerund if plans(scene, i) => reason = Some(INTENT),
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
    scene.verb_sense(i) == Some(Sense::Plan)
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
