//! Gaps and changes said by comparison: "1.9 points higher than", "7.6 percent above the level of 2019".

use super::{DIRECTION, GAP, Reason, change};
use crate::base::vocabulary::Role;
use crate::link::item::Tag;
use crate::link::scene::{Frame, Scene};
use crate::recognise::mention::FigureMention;

/// "1.9 points higher than the national average", "3% above that of the year before".
pub(super) fn compared(
    scene: &Scene<'_>,
    frame: &Frame,
    mention: &FigureMention,
) -> Option<Reason> {
    let mut at = past_equals(scene, frame);
    at += usize::from(scene.points(at));
    while matches!(scene.tag(at), Tag::Adverb) && scene.comparison(at).is_none() {
        at += 1;
    }
    // "3,500 hectares under forest" is no comparison, "under the level of 2019" is one.
    let level = |j: usize| {
        scene.tag(j) == Tag::Date
            || matches!(
                scene.lower(j),
                "level" | "levels" | "figure" | "average" | "peak" | "target" | "year"
            )
    };
    if scene.lower(at) == "under" && !(at + 1..at + 6).any(level) {
        return None;
    }
    if mention.unit == "count" && scene.tag(at) == Tag::Noun {
        return None;
    }
    let sense = scene.comparison(at)?;
    // "the 8.6-inch lower display" describes one thing.
    let attribute = mention.span.of(scene.segments.text).contains('-') && mention.unit != "%";
    if attribute && scene.tag(at) == Tag::Comparative && scene.tag(at + 1) == Tag::Noun {
        return None;
    }
    let than = at + 1 + usize::from(scene.tag(at + 1) == Tag::Noun);
    let against = if scene.lower(than) == "than" {
        than + 1
    } else {
        at + 1
    };
    // "12 km further than before" compares, "two further women" and "40 km further into Peru" do not.
    if matches!(scene.lower(at), "further" | "farther") && scene.lower(than) != "than" {
        return None;
    }
    let same_thing = against_time(scene, against);
    let gap = scene.lower(than) == "than"
        || matches!(
            scene.lower(at),
            "above" | "below" | "ahead" | "behind" | "short"
        );
    let the = usize::from(scene.tag(at + 1) == Tag::Determiner);
    let height = matches!(scene.lower(at + 1 + the), "sea" | "ground");
    if height {
        return None;
    }
    let role = if gap && !same_thing {
        Some(Role::Difference)
    } else {
        change(sense)
    };
    role.map(|r| {
        (
            r,
            if r == Role::Difference {
                GAP
            } else {
                DIRECTION
            },
        )
    })
}

/// The item behind the figure, past a bracket that holds only a figure and past the other members
/// of its list: "600 (0.4 percent) more than", "5.4 and 6.2 percent up on".
fn past_equals(scene: &Scene<'_>, frame: &Frame) -> usize {
    let mut at = frame.right;
    // Only "and" or "or" closes a list: "1.9 billion yuan, 300 million less than planned" is none.
    let mut closed = frame.right;
    for _ in 0..8 {
        let joint = matches!(scene.tag(at), Tag::Conjunction | Tag::Comma);
        let next = at + 1 + usize::from(joint && scene.tag(at + 1) == Tag::Conjunction);
        let mate = joint && scene.tag(next) == Tag::Figure && level_with(scene, frame, next);
        if mate {
            let and = scene.tag(next - 1) == Tag::Conjunction;
            at = next + 1;
            closed = if and { at } else { closed };
        } else if scene.tag(at) == Tag::Open
            && scene.tag(at + 1) == Tag::Figure
            && scene.tag(at + 2) == Tag::Close
        {
            closed = if at == closed { at + 3 } else { closed };
            at += 3;
        } else {
            break;
        }
    }
    closed
}

/// Whether the figure at `item` says something of the same kind: it has the same unit, or stands
/// behind "or" in another measure.
fn level_with(scene: &Scene<'_>, frame: &Frame, item: usize) -> bool {
    let own = scene.mention(frame);
    let other = scene
        .item(item)
        .and_then(|i| i.figure)
        .and_then(|f| scene.mentions.figures.get(f));
    other.is_some_and(|o| {
        let or = scene.lower(item - 1) == "or";
        o.counted.is_none()
            && (o.unit == own.unit && own.unit != "count" || or && o.unit != own.unit)
    })
}

/// Whether the words from `from` name an earlier time of the same thing: "in 2019", "a year before",
/// "the previous year", "the 2023 figure", "last year". What stands behind a yardstick ("below average
/// in May") is when it was so.
fn against_time(scene: &Scene<'_>, from: usize) -> bool {
    (from..from + 6)
        .take_while(|j| {
            !scene.yardstick(*j)
                && !matches!(
                    scene.tag(*j),
                    Tag::Comma | Tag::Semicolon | Tag::Close | Tag::Other | Tag::Conjunction
                )
        })
        .any(|j| {
            scene.tag(j) == Tag::Date
                || matches!(
                    scene.lower(j),
                    "year"
                        | "earlier"
                        | "before"
                        | "previous"
                        | "quarter"
                        | "month"
                        | "year-on-year"
                        | "figure"
                        | "start"
                        | "beginning"
                        | "outset"
                        | "y-o-y"
                )
                || scene.tag(j + 1) != Tag::Noun
                    && scene
                        .item(j)
                        .is_some_and(|i| i.figure.is_some() && scene.noun(j).is_none())
        })
}
