//! What a figure measures.
//!
//! Tries the constructions in order, from the tightest (a counted noun, "volume of FIG") to the
//! loosest (what the figure before measured); each has its reason. Knows no vocabulary of indicators.

mod act;
mod beside;
mod carried;
mod counted;
mod phrase;
mod share;
mod verb;

use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use crate::recognise::mention::Form;
use act::{by_its_verb, lasted, paid_for};
use beside::{
    apposed, apposed_change, bracketed, in_bracket_alone, included, is_reference, label, likelier,
    listed_label,
};
pub use carried::{CARRIED, carried};
use carried::{antecedent, continued, gapped, headline};
pub use counted::MEASURE;
use counted::{age, counted, measure, part_of_count, predicate, same_counted};
use phrase::{head, modified};
use share::{or_share, whole};
use verb::{
    SUBJECT, field, field_again, field_moved, money_in, object, object_behind, spent, subject,
};

/// An indicator with its reason.
pub type Named = (String, RuleId);

/// What the figure measures, given the figures already linked.
pub fn indicator(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let mention = scene.mention(frame);
    if mention.form == Form::Rank {
        return Some(rank(scene, frame));
    }
    if is_reference(scene, frame) {
        return None;
    }
    listed_label(scene, frame)
        .or_else(|| apposed_change(scene, frame, role, done))
        .or_else(|| likelier(scene, frame))
        .or_else(|| in_bracket_alone(scene, frame, role, done))
        .or_else(|| bracketed(scene, frame, done))
        .or_else(|| age(scene, frame))
        .or_else(|| counted(scene, frame))
        .or_else(|| predicate(scene, frame))
        .or_else(|| same_counted(scene, frame))
        .or_else(|| part_of_count(scene, frame, done))
        .or_else(|| measure(scene, frame))
        .or_else(|| or_share(scene, frame))
        .or_else(|| whole(scene, frame, role, done))
        .or_else(|| by_its_verb(scene, frame))
        .or_else(|| field_moved(scene, frame))
        .or_else(|| object(scene, frame))
        .or_else(|| object_behind(scene, frame))
        .or_else(|| gapped(scene, frame, done))
        .or_else(|| continued(scene, frame, done))
        .or_else(|| lasted(scene, frame))
        .or_else(|| money_in(scene, frame))
        .or_else(|| field_again(scene, frame, done))
        .or_else(|| included(scene, frame))
        .or_else(|| paid_for(scene, frame))
        .or_else(|| head(scene, frame, role, done))
        .or_else(|| apposed(scene, frame))
        .or_else(|| modified(scene, frame, role, done))
        .or_else(|| label(scene, frame))
        .or_else(|| spent(scene, frame))
        .or_else(|| field(scene, frame, role))
        .or_else(|| subject(scene, frame, role, done))
        .or_else(|| antecedent(scene, frame))
        .or_else(|| carried(scene, frame, role, done))
        .or_else(|| headline(scene, frame))
}

fn named(text: Option<String>, reason: RuleId) -> Option<Named> {
    text.map(|t| (t, reason))
}

/// "Eurostat arrives at 87 percent": whoever states a number is not what it measures.
pub fn is_speaker((text, reason): &Named, speaker: Option<&str>) -> bool {
    *reason == SUBJECT && speaker.is_some_and(|s| s.eq_ignore_ascii_case(text))
}

fn rank(scene: &Scene<'_>, frame: &Frame) -> Named {
    let subject = scene
        .parse
        .subject(frame.clause)
        .and_then(|s| wording(scene, s));
    (
        subject.map_or_else(|| "rank".to_owned(), |s| format!("rank of {s}")),
        SUBJECT,
    )
}
