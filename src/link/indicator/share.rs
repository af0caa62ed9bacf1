//! Of what a share or amount is: "of" behind the figure, the whole that opens the clause.

use super::counted::passive;
use super::phrase::head_range;
use super::phrase::tails_left;
use super::{Named, named};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::link::item::Tag;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use std::ops::Range;

pub(super) const WHOLE: RuleId = RuleId("indicator/of-what");

/// "20.1 percent of the total", "36 billion kilowatt hours of electricity".
pub(super) fn whole(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<Named> {
    let mut of = frame.right;
    while scene.tag(of) == Tag::Adverb || scene.lower(of) == "worth" {
        of += 1;
    }
    if scene.lower(of) != "of" {
        return opening_of(scene, frame, role);
    }
    if matches!(
        scene.lower(of + 1),
        "them" | "it" | "these" | "those" | "which" | "whom"
    ) {
        return of_pronoun(scene, frame, of + 2);
    }
    // "a credit of 25 percent of what they spend"
    if scene.lower(of + 1) == "what" {
        return None;
    }
    let counted = usize::from(scene.tag(of + 1) == Tag::Figure);
    let range = scene.phrase_with_tails(of + 1 + counted);
    if yardstick(scene, range.clone()) {
        return None;
    }
    let whole = wording(scene, range.clone());
    if role != Role::Share {
        return named(whole, WHOLE);
    }
    let part = holder(scene, frame);
    let deed = if frame.in_subject {
        passive(scene, range.end, frame)
    } else {
        None
    };
    let text = match (part, whole) {
        (Some(part), Some(whole)) if !frame.in_subject => format!("{part} share of {whole}"),
        (_, Some(whole)) => deed.map_or(whole.clone(), |d| format!("{whole} {d}")),
        (Some(part), None) => part,
        (None, None) => return None,
    };
    Some((text, WHOLE))
}

/// "72 percent of the EU average", "67 percent of the norm": a yardstick is no whole and names
/// nothing.
fn yardstick(scene: &Scene<'_>, range: Range<usize>) -> bool {
    let heads = head_range(scene, range);
    heads
        .rev()
        .find(|i| scene.tag(*i) == Tag::Noun)
        .is_some_and(|i| {
            matches!(
                scene.lower(i),
                "average" | "mean" | "median" | "norm" | "level" | "figure" | "benchmark"
            )
        })
}

/// "over 300 tonnes of them", "1.3 million of them have been moved": what stands before the comma,
/// or what the verb says.
pub(super) fn of_pronoun(scene: &Scene<'_>, frame: &Frame, after: usize) -> Option<Named> {
    let comma = frame.left.filter(|l| scene.tag(*l) == Tag::Comma);
    let before = comma.and_then(|c| wording(scene, tails_left(scene, c)));
    named(
        before.or_else(|| passive(scene, after, frame).map(str::to_owned)),
        WHOLE,
    )
}

/// "Of the firms set up in 2013, 40.7 percent were ...": the whole opens the clause.
pub(super) fn opening_of(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<Named> {
    let opening = |clause: usize| {
        let light = |i: &usize| {
            matches!(
                scene.tag(*i),
                Tag::Conjunction | Tag::Comma | Tag::Semicolon
            )
        };
        scene.clause_items(clause).find(|i| !light(i))
    };
    // A participle of the opening ("the firms set up in 2013") may make it a clause of its own.
    let own = opening(frame.clause).filter(|i| scene.lower(*i) == "of");
    let first = own.or_else(|| opening(frame.clause.checked_sub(1)?))?;
    let opened = role == Role::Share && frame.in_subject && scene.lower(first) == "of";
    let whole = if opened {
        wording(scene, scene.phrase_with_tails(first + 1))
    } else {
        None
    };
    named(whole, WHOLE)
}

/// What holds the share: the subject, unless it is a region or pronoun.
pub(super) fn holder(scene: &Scene<'_>, frame: &Frame) -> Option<String> {
    if frame.in_subject {
        return None;
    }
    wording(scene, scene.parse.subject(frame.clause)?)
}
