//! Of what a share or amount is: "of" behind the figure, the whole that opens the clause.

use super::counted::passive;
use super::phrase::head_range;
use super::phrase::tails_left;
use super::verb::{local_subject, object, puts_pronoun};
use super::{Named, named};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::lexicon::indicators::deed;
use crate::lexicon::links::speech;
use crate::lexicon::words::Sense;
use crate::link::item::Tag;
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use std::ops::Range;

pub(super) const WHOLE: RuleId = RuleId("indicator/of-what");

/// "20.1 percent of the total", "36 billion kilowatt hours of electricity".
pub(super) fn whole(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<Named> {
    let mut of = frame.right;
    while scene.tag(of) == Tag::Adverb || scene.lower(of) == "worth" {
        of += 1;
    }
    of = past_bracket(scene, of, "of");
    if scene.lower(of) != "of" {
        return opening_of(scene, frame, role);
    }
    if matches!(
        scene.lower(of + 1),
        "them" | "it" | "these" | "those" | "which" | "whom"
    ) {
        return of_pronoun(scene, frame, of + 2, done);
    }
    // "a credit of 25 percent of what they spend"
    if scene.lower(of + 1) == "what" {
        return None;
    }
    let range = scene.phrase_with_tails(past_number(scene, of + 1));
    if yardstick(scene, range.clone()) {
        return None;
    }
    let whole = wording(scene, range.clone());
    if role != Role::Share {
        return named(whole.map(|w| made(scene, frame, range.end, w)), WHOLE);
    }
    // "raise defence spending to 5.5 percent of GDP"
    let part = object(scene, frame)
        .map(|(text, _)| text)
        .or_else(|| holds(scene, frame).then(|| holder(scene, frame)).flatten())
        .filter(|part| whole.as_ref() != Some(part));
    // "imports half of its wheat": wheat imports.
    let done_with = || {
        frame
            .verb
            .filter(|v| frame.left == Some(*v))
            .map(|v| scene.lower(v))
    };
    let deed_of = || done_with().and_then(deed);
    let deed = if frame.in_subject {
        passive(scene, range.end, frame)
    } else {
        deed_of().filter(|d| whole.as_ref().is_some_and(|w| !w.contains(d)))
    };
    // "The deficit, at 5 percent of GDP, was": the noun before the aside holds the share.
    let aside = frame
        .in_subject
        .then(|| before_aside(scene, frame, range.end))
        .flatten();
    let text = match (part, whole) {
        (_, Some(whole)) if aside.is_some() => {
            format!("{} share of {whole}", aside.unwrap_or_default())
        }
        (_, Some(whole)) if !frame.in_subject && deed.is_some() => {
            format!("{whole} {}", deed.unwrap_or_default())
        }
        (Some(part), Some(whole)) if !frame.in_subject => format!("{part} share of {whole}"),
        (_, Some(whole)) => deed.map_or(whole.clone(), |d| format!("{whole} {d}")),
        (Some(part), None) => part,
        (None, None) => return None,
    };
    Some((text, WHOLE))
}

/// "8 miles (13 km) of new tunnels": past what says the number again in a bracket.
pub(super) fn past_bracket(scene: &Scene<'_>, from: usize, preposition: &str) -> usize {
    let again = scene.tag(from) == Tag::Open && scene.tag(from + 1) == Tag::Figure;
    let close = (from + 2..from + 4).find(|i| scene.tag(*i) == Tag::Close);
    match close {
        Some(close) if again && scene.lower(close + 1) == preposition => close + 1,
        _ => from,
    }
}

/// Whether the subject has the share: not where the figure stands behind "in" or a comma ("it stopped the pain
/// in 81 percent of patients"), nor where a pronoun is what is put at it.
fn holds(scene: &Scene<'_>, frame: &Frame) -> bool {
    // "has 392 billion, close to a third of the budget" says the number before again.
    let first = !scene
        .frames
        .iter()
        .any(|f| f.item < frame.item && f.clause == frame.clause);
    let apart = frame.left.is_some_and(|l| {
        scene.tag(l) == Tag::Comma && first
            || matches!(
                scene.lower(l),
                "in" | "among" | "on" | "from" | "by" | "than"
            )
    });
    // "The poll found 34 percent of voters": who finds has no share.
    let tells = frame.verb.is_some_and(|v| {
        let sense = scene.verb_sense(v);
        matches!(sense, Some(Sense::Say | Sense::Plan)) || speech(scene.lower(v)).is_some()
    });
    !apart && !tells && !puts_pronoun(scene, frame)
}

/// "Eighteen, or more than 70 percent of the insurers": what the share behind "or" is of is counted.
pub(super) fn or_share(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let own = scene.mention(frame);
    let comma = scene.tag(frame.right) == Tag::Comma && own.unit == "count";
    if !comma || own.counted.is_some() || scene.lower(frame.right + 1) != "or" {
        return None;
    }
    let share = (frame.right + 2..frame.right + 6).find(|i| scene.tag(*i) == Tag::Figure)?;
    if scene.lower(share + 1) != "of" {
        return None;
    }
    named(wording(scene, scene.phrase_with_tails(share + 2)), WHOLE)
}

/// The noun phrase that the aside with the figure hangs on: ", at 5 percent of GDP,".
fn before_aside(scene: &Scene<'_>, frame: &Frame, end: usize) -> Option<String> {
    // "In the survey, 45 percent of tenants said" has no aside.
    let left = frame.left.filter(|_| scene.tag(end) == Tag::Comma)?;
    let at = matches!(scene.lower(left), "at" | "of" | "about");
    let comma = left.checked_sub(usize::from(at))?;
    (scene.tag(comma) == Tag::Comma)
        .then(|| wording(scene, tails_left(scene, comma)))
        .flatten()
}

/// "of the 1.2 million residents", "of the more than 3,000 firms", "of China's 1.4 billion people": where
/// the whole is named behind its own number.
fn past_number(scene: &Scene<'_>, from: usize) -> usize {
    let light = |i: &usize| {
        matches!(
            scene.tag(*i),
            Tag::Determiner | Tag::Comparative | Tag::Adverb | Tag::Possessive
        ) || scene.item(*i).is_some_and(|x| x.region.is_some())
            || scene.tag(*i + 1) == Tag::Possessive
            || matches!(scene.lower(*i), "than" | "over" | "around" | "about")
    };
    let number = (from..from + 6).find(|i| !light(i));
    number
        .filter(|i| scene.tag(*i) == Tag::Figure)
        .map_or(from, |i| i + 1)
}

/// "produced 38 million tonnes of grain": grain output. The verb, or the passive behind the whole, says
/// what was done with the stuff.
fn made(scene: &Scene<'_>, frame: &Frame, end: usize, stuff: String) -> String {
    let active = || frame.verb.map(|v| scene.lower(v));
    let passive = passive(scene, end, frame);
    let deed = passive.or_else(active).and_then(deed);
    match deed.filter(|d| is_stuff(&scene.mention(frame).unit) && !stuff.contains(d)) {
        Some(deed) => format!("{stuff} {deed}"),
        None => stuff,
    }
}

/// Whether the unit measures stuff by weight, volume or energy.
fn is_stuff(unit: &str) -> bool {
    let amount = unit.split('/').next().unwrap_or_default();
    matches!(
        amount,
        "t" | "kg" | "g" | "L" | "m3" | "[bbl_us]" | "kW.h" | "MW.h" | "GW.h" | "TW.h" | "[lb_av]"
    )
}

/// "72 percent of the EU average", "67 percent of the norm": a yardstick is no whole and names
/// nothing.
fn yardstick(scene: &Scene<'_>, range: Range<usize>) -> bool {
    let heads = head_range(scene, range);
    heads
        .rev()
        .find(|i| scene.tag(*i) == Tag::Noun)
        .is_some_and(|i| scene.yardstick(i) || matches!(scene.lower(i), "level" | "figure"))
}

/// "over 300 tonnes of them", "1.3 million of them have been moved": what stands before the comma,
/// or what the verb says.
pub(super) fn of_pronoun(
    scene: &Scene<'_>,
    frame: &Frame,
    after: usize,
    done: &[Figure],
) -> Option<Named> {
    // "nearly 49,000 km of them high-speed lines"
    let these = scene.phrase_right(after);
    if scene.tag(after) == Tag::Noun
        && let Some(text) = wording(scene, these)
    {
        return Some((text, WHOLE));
    }
    // "draws 6,000 visitors a year, 70 percent of them from abroad", "Eleven of them": what was counted.
    if scene.lower(after - 1) == "them"
        && let Some(counted) = counted_before(scene, done)
    {
        // "lost 500 of them": who did says which of them.
        let done = frame.verb.is_some() && frame.verb == frame.left;
        let holder = if done { holder(scene, frame) } else { None };
        let text = holder.map_or(counted.clone(), |h| format!("{h} {counted}"));
        return Some((text, WHOLE));
    }
    let comma = frame.left.filter(|l| scene.tag(*l) == Tag::Comma);
    // "killed 597,000 people in 2023, 95 percent of them in Africa"
    let end = comma.map(|c| {
        let dated = c > 1 && scene.tag(c - 1) == Tag::Date && scene.tag(c - 2) == Tag::Preposition;
        if dated { c - 2 } else { c }
    });
    let before = end.and_then(|e| wording(scene, tails_left(scene, e)));
    named(
        before.or_else(|| passive(scene, after, frame).map(str::to_owned)),
        WHOLE,
    )
}

/// What the last count of this sentence, or of the one before, counts.
fn counted_before(scene: &Scene<'_>, done: &[Figure]) -> Option<String> {
    let near = |f: &&Figure| f.mention.sentence + 1 >= scene.sentence;
    let last = done.iter().rev().take_while(near);
    let counts = |f: &&Figure| f.mention.counted.is_some();
    last.into_iter().find(counts)?.indicator.clone()
}

/// "Of the shops opened in May, 12 percent were ...": the whole opens the clause.
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
    let mention = scene.mention(frame);
    let share = role == Role::Share && frame.in_subject;
    // "Of the 120 seats, the party won 48."
    let count = mention.unit == "count" && mention.counted.is_none() && first < frame.item;
    if scene.lower(first) != "of" || !(share || count) {
        return None;
    }
    named(
        wording(
            scene,
            scene.phrase_with_tails(past_number(scene, first + 1)),
        ),
        WHOLE,
    )
}

/// What holds the share: the subject, unless it is a region or pronoun.
pub(super) fn holder(scene: &Scene<'_>, frame: &Frame) -> Option<String> {
    if frame.in_subject {
        return None;
    }
    let subject = local_subject(scene, frame).or_else(|| scene.parse.subject(frame.clause))?;
    wording(scene, subject)
}
