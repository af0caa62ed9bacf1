//! What stands beside a figure without a verb: labels, appositions, brackets.

use super::carried::CARRIED;
use super::phrase::tails_left;
use super::verb::is_money;
use super::{Named, named};
use crate::base::number::Number;
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::link::clause::Kind;
use crate::link::item::Tag;
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use rust_decimal::Decimal;

pub(super) const APPOSED: RuleId = RuleId("indicator/noun-it-stands-beside");
pub(super) const LABEL: RuleId = RuleId("indicator/label-before-colon");
pub(super) const RESTATED: RuleId = RuleId("indicator/figure-before-bracket");

/// "(up 4 percent)", "(plus 4.6 percent)": the figure before the bracket.
pub(super) fn bracketed(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Named> {
    let clause = scene.parse.clauses.get(frame.clause)?;
    if clause.kind != Kind::Bracket || scene.mention(frame).counted.is_some() {
        return None;
    }
    let worded = (clause.start + 1..frame.item).any(|i| {
        scene.tag(i) == Tag::Noun
            && scene.item(i).is_some_and(|x| x.region.is_none())
            && scene.noun(i).is_none()
    });
    let before = (0..clause.start)
        .rev()
        .find_map(|i| scene.item(i)?.figure)?;
    (!worded)
        .then(|| done.get(before))
        .flatten()
        .and_then(|f| named(f.indicator.clone(), RESTATED))
}

/// The largest number of a note or source.
const REFERENCES: u32 = 150;

/// "may improve sleep (7).", "as trials show (10, 11).": a small bare number that closes its sentence in a
/// bracket behind a plain word points to a source and measures nothing, also where the article has too few of them
/// for the recogniser to tell.
pub(super) fn is_reference(scene: &Scene<'_>, frame: &Frame) -> bool {
    let mention = scene.mention(frame);
    if mention.unit != "count" || mention.counted.is_some() {
        return false;
    }
    let small = match mention.value.low() {
        Number::Decimal(value) => value <= Decimal::from(REFERENCES) && value.is_integer(),
        Number::Fraction(..) => false,
    };
    let listed = |i: &usize| matches!(scene.tag(*i), Tag::Figure | Tag::Comma);
    let open = (0..frame.item).rev().find(|i| !listed(i));
    let close = (frame.right..frame.right + 8).find(|i| !listed(i));
    let (Some(open), Some(close)) = (open, close) else {
        return false;
    };
    let ends = close + 2 >= scene.parse.items.len();
    let plain = open
        .checked_sub(1)
        .and_then(|i| scene.item(i))
        .is_some_and(|x| {
            let lower = x
                .span
                .of(scene.segments.text)
                .starts_with(char::is_lowercase);
            lower && x.region.is_none() && !matches!(x.tag, Tag::Figure | Tag::Date)
        });
    let first = scene.frames.first().is_none_or(|f| f.item > open);
    let alone = first
        || scene
            .frames
            .iter()
            .rev()
            .find(|f| f.item < open)
            .is_some_and(|f| {
                let m = scene.mention(f);
                m.counted.is_some() || m.unit != "count"
            });
    small
        && ends
        && plain
        && alone
        && scene.tag(open) == Tag::Open
        && scene.tag(close) == Tag::Close
}

/// "charges taken last year, including 11 million dollars for a mill": part of what stands before the comma.
pub(super) fn included(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let word = frame.left.filter(|l| scene.lower(*l) == "including")?;
    let comma = word
        .checked_sub(1)
        .filter(|c| scene.tag(*c) == Tag::Comma)?;
    // "including a 3 million dollar subsidy for farms"
    if !is_money(&scene.mention(frame).unit) || scene.tag(frame.right) == Tag::Noun {
        return None;
    }
    let start = (0..comma).rev().find(|i| {
        matches!(
            scene.tag(*i),
            Tag::Verb | Tag::Comma | Tag::Figure | Tag::Subordinator
        ) || scene.lower(*i) == "by"
    });
    let whole = scene.parse.phrase_left(start.map_or(0, |s| s + 1), comma)?;
    // "spent 40 million on roads, including"
    let spent = whole.start > 0
        && scene.tag(whole.start - 1) == Tag::Preposition
        && scene.lower(whole.start - 1) != "by";
    if spent {
        return None;
    }
    let end = whole
        .clone()
        .find(|i| {
            matches!(
                scene.tag(*i),
                Tag::Preposition | Tag::Participle | Tag::Date
            )
        })
        .unwrap_or(whole.end);
    named(wording(scene, whole.start..end), APPOSED)
}

/// "Girls were more likely than boys to report pain (27% vs. 14%)": who is compared, with what they are likelier
/// to do.
pub(super) fn likelier(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let clause = scene.parse.clauses.get(frame.clause)?;
    let bracket = clause.kind == Kind::Bracket && scene.mention(frame).unit == "%";
    let likely = bracket
        .then(|| (0..clause.start).rfind(|i| matches!(scene.lower(*i), "likely" | "likelier")))??;
    let than = (likely..clause.start).find(|i| scene.lower(*i) == "than")?;
    let other = scene.phrase_right(than + 1);
    let to = (other.end..clause.start).find(|i| scene.tag(*i) == Tag::To)?;
    let deed = wording(scene, to + 1..clause.start)?;
    let first = scene.tag(frame.item - 1) == Tag::Open;
    let holder = if first {
        scene.parse.subject(*scene.parse.clause_of.get(likely)?)?
    } else {
        other
    };
    let who = wording(scene, holder)?;
    Some((format!("{who} {deed}"), APPOSED))
}

/// "losses from drought (41%), pests (22%)": a percentage alone in a bracket is of the item before it; the
/// later items share what the first hangs on.
pub(super) fn in_bracket_alone(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<Named> {
    let open = frame.left.filter(|l| scene.tag(*l) == Tag::Open)?;
    let alone = scene.tag(frame.right) == Tag::Close;
    let unit = scene.mention(frame).unit.as_ref();
    let plain = matches!(role, Role::Level | Role::Share) && unit == "%";
    if !alone || !plain || scene.tag(open.checked_sub(1)?) == Tag::Figure {
        return None;
    }
    let item = scene.phrase_left(open);
    // "spending on food and rent (5%)" is one item, "food (4%) and rent (5%)" are two.
    let joint = item.start.checked_sub(1);
    let before = scene.frames.iter().rev().find(|f| f.item < frame.item);
    let listed = before.filter(|f| {
        let closed =
            scene.tag(f.right) == Tag::Close && f.left.is_some_and(|l| scene.tag(l) == Tag::Open);
        closed && item.start <= f.right + 4
    });
    let own = wording(scene, item.clone())?;
    if let (Some(first), true) = (listed, joint.is_some()) {
        let shared = done.get(first.figure)?.indicator.as_deref();
        let hung = shared.and_then(|s| {
            let of = ["from", "of", "in", "for", "with", "to", "on", "among"];
            let cut = s.split(' ').position(|w| of.contains(&w))?;
            Some(s.split(' ').take(cut + 1).collect::<Vec<_>>().join(" "))
        });
        return Some((hung.map_or(own.clone(), |h| format!("{h} {own}")), APPOSED));
    }
    let is = scene.parse.clauses.get(frame.clause)?.parent;
    let is = is
        .and_then(|c| scene.parse.clauses.get(c)?.verb)
        .filter(|v| *v < item.start);
    let subject = is
        .filter(|v| scene.item(*v).is_some_and(|x| x.entry.function.is_some()))
        .and_then(|_| scene.parse.subject(frame.clause))
        .and_then(|s| wording(scene, s));
    match subject {
        Some(subject) => Some((format!("{subject} {own}"), APPOSED)),
        None => named(wording(scene, tails_left(scene, open)), APPOSED),
    }
}

/// "High-income jobs: 400,000 new ones": an item of a list begins with its label.
pub(super) fn listed_label(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let left = frame.left.filter(|l| scene.tag(*l) == Tag::Colon)?;
    let verbless = (0..left).all(|i| !scene.item(i).is_some_and(crate::link::item::Item::verbal));
    if !verbless || left > 8 {
        return None;
    }
    // "Adults: 5 dollars Children: 3 dollars"
    let from = (0..left).rev().find(|i| scene.tag(*i) == Tag::Figure);
    named(wording(scene, from.map_or(0, |i| i + 1)..left), LABEL)
}

/// "GDP was 9 trillion, a 4.4 percent increase", "..., up 5 percent", "... – 1.9 points higher": a
/// change that stands beside a level is a change of that level.
pub(super) fn apposed_change(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<Named> {
    if !matches!(
        role,
        Role::Increase | Role::Decrease | Role::Difference | Role::Multiple
    ) {
        return None;
    }
    let start = (0..frame.item).rev().find(|i| {
        matches!(
            scene.tag(*i),
            Tag::Comma | Tag::Dash | Tag::Semicolon | Tag::Figure | Tag::Subordinator
        )
    })?;
    let fragment = matches!(scene.tag(start), Tag::Comma | Tag::Dash);
    let verbless = (start..frame.item).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Gerund | Tag::Participle
        )
    });
    let own = (start..frame.item).any(|i| {
        scene.tag(i) == Tag::Noun && scene.noun(i).is_none() && scene.direction(i).is_none()
    });
    let level = done
        .iter()
        .rev()
        .take_while(|f| f.mention.sentence == scene.sentence)
        .enumerate()
        .find(|(back, f)| {
            f.role == Role::Level
                && (*back == 0 || f.mention.unit != "count" || scene.mention(frame).unit == "count")
        })
        .map(|(_, f)| f);
    let modified = scene
        .phrase_with_tails(frame.right)
        .any(|i| scene.lower(i) == "in");
    (fragment && verbless && !own && !modified)
        .then_some(())
        .and_then(|()| named(level?.indicator.clone(), CARRIED))
}

/// "whose August production, 74.4m tonnes, was lower": the noun that the figure stands beside
/// between commas.
pub(super) fn apposed(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let comma = frame.left.filter(|l| scene.tag(*l) == Tag::Comma)?;
    let after = (frame.right..frame.right + 9).find(|i| {
        !matches!(scene.tag(*i), Tag::Adverb | Tag::Date | Tag::Preposition)
            && !in_bracket(scene, *i)
    })?;
    let verb = scene.parse.clauses.get(frame.clause)?.verb?;
    if scene.tag(after) != Tag::Comma || verb < frame.item {
        return None;
    }
    named(wording(scene, tails_left(scene, comma)), APPOSED)
}

pub(super) fn in_bracket(scene: &Scene<'_>, i: usize) -> bool {
    scene.tag(i) == Tag::Close
        || scene
            .parse
            .clause(i)
            .is_some_and(|c| c.kind == Kind::Bracket)
}

/// "Household income: RM13,000", "GDP (2024): 5 trillion".
pub(super) fn label(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let left = frame.left.filter(|l| scene.tag(*l) == Tag::Colon)?;
    named(wording(scene, tails_left(scene, left)), LABEL)
}
