//! What the figure before measured, when nothing in the clause names it.

use super::act::is_name;
use super::beside::is_reference;
use super::verb::is_money;
use super::{Named, named};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::lexicon::indicators::{is_market, mentioned};
use crate::lexicon::words::Sense;
use crate::link::clause::Kind;
use crate::link::dimension::Dimension;
use crate::link::item::Tag;
use crate::link::list::{elliptic, former, member};
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use crate::recognise::mention::FigureMention;
use rust_decimal::Decimal;
use std::ops::Range;

const BEFORE: RuleId = RuleId("indicator/subject-of-sentence-before");
const HEADLINED: RuleId = RuleId("indicator/spoken-of-before");
const GAPPED: RuleId = RuleId("indicator/subject-without-verb");
/// Nothing in the clause names what is measured; the figure before does.
pub const CARRIED: RuleId = RuleId("indicator/carried-from-figure-before");

/// How many figures back an elliptical statement may pick up its indicator.
pub(super) const REACH: usize = 64;

/// The nearest figure before, of the same kind, in this sentence or the one before.
pub(super) fn earlier<'d>(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &'d [Figure],
) -> Option<&'d Figure> {
    let mention = scene.mention(frame);
    let near = |f: &&Figure| {
        f.mention.sentence + 1 >= scene.sentence && f.indicator.is_some() && f.role != Role::Rank
    };
    let change = |r: Role| {
        matches!(
            r,
            Role::Increase | Role::Decrease | Role::Difference | Role::Multiple
        )
    };
    let alike = |f: &&Figure| f.mention.unit == mention.unit && f.role == role;
    let here = |f: &&Figure| f.mention.sentence == scene.sentence;
    // Four sentences and a handful of figures back nothing is meant any more.
    let recent = || {
        done.iter()
            .rev()
            .take(REACH)
            .take_while(|f| f.mention.sentence + 4 >= scene.sentence)
    };
    let before = || recent().filter(near);
    if change(role) {
        return before()
            .filter(here)
            .find(|f| f.role == Role::Level || change(f.role))
            .or_else(|| before().find(alike))
            .or_else(|| before().next());
    }
    let size = |f: &&Figure| like_sized(&f.mention, mention);
    let far = |f: &&Figure| f.indicator.is_some() && f.mention.counted.is_none();
    // Like is set beside like: a population follows a population, not a handful of arrivals.
    recent()
        .filter(|f| f.indicator.is_some() && f.role != Role::Rank)
        .filter(alike)
        .find(size)
        .filter(|_| mention.unit == "count" && mention.counted.is_none())
        .or_else(|| before().find(alike))
        .or_else(|| before().find(|f| f.mention.unit == mention.unit))
        .or_else(|| recent().filter(far).find(alike))
}

/// Whether two figures cannot measure the same: one is a length, weight or time, and the other something else.
fn unlike(before: &FigureMention, now: &FigureMention) -> bool {
    let money = |u: &str| is_money(u.split('/').next().unwrap_or_default());
    if money(&now.unit) && !money(&before.unit) {
        return before.unit == "count" || Dimension::of(&before.unit).is_some();
    }
    let other = match Dimension::of(&now.unit) {
        Some(Dimension::Other) => before.unit != now.unit,
        own => own.is_some() && Dimension::of(&before.unit) != own,
    };
    other && before.unit != "1"
}

/// What the figure before measured: nothing nearer names it.
pub fn carried(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let last = || {
        done.last()
            .filter(|f| f.mention.sentence + 1 >= scene.sentence)
            .filter(|f| !unlike(&f.mention, scene.mention(frame)))
            .filter(|f| {
                let here = f.mention.sentence == scene.sentence;
                here || !is_money(&scene.mention(frame).unit) || is_money(&f.mention.unit)
            })
    };
    // "He was 71": of whom nothing was measured before.
    let person = scene
        .parse
        .subject(frame.clause)
        .is_some_and(|s| s.len() == 1 && matches!(scene.lower(s.start), "he" | "she" | "i"));
    if is_reference(scene, frame) {
        return None;
    }
    // "Quill plans to pay 42 dollars": who acts goes on with nothing.
    let agent = || {
        let acts = frame.verb.and_then(|v| scene.verb_sense(v));
        let ratio = scene.mention(frame).unit == "%";
        let other = match acts {
            Some(Sense::Other | Sense::Hold | Sense::Plan) => true,
            // "Quill fell 5 to 286"
            Some(Sense::Up | Sense::Down) => !ratio,
            _ => false,
        };
        other
            && scene
                .parse
                .subject(frame.clause)
                .is_some_and(|s| is_name(scene, s))
    };
    let from = earlier(scene, frame, role, done)
        .or_else(last)
        .filter(|f| f.mention.sentence == scene.sentence || !person && !agent())?;
    named(from.indicator.clone(), CARRIED)
}

/// "against 80 percent in Jamaica", "Hesse 12 GW": the statement before goes on with another value.
pub(super) fn continued(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Named> {
    let other = former(scene, frame)
        .or_else(|| listed_beside(scene, frame))
        .or_else(|| elliptic(scene, frame).map(|e| e.figure))
        .or_else(|| member(scene, frame))?;
    let whose = set_beside(scene, frame);
    named(
        whose.or_else(|| done.get(other)?.indicator.clone()),
        CARRIED,
    )
}

/// ", 3.5 percent for the Dax and 3.6 percent for the Dow": a further value set beside the one the first is
/// compared with.
fn listed_beside(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let member = |f: &&Frame| {
        let joint = f
            .left
            .is_some_and(|l| matches!(scene.tag(l), Tag::Comma | Tag::Conjunction));
        joint && scene.lower(f.right) == "for" && scene.mention(f).unit == scene.mention(frame).unit
    };
    if !member(&frame) {
        return None;
    }
    let mut earlier = scene.frames.iter().rev().filter(|f| f.item < frame.item);
    former(scene, earlier.find(|f| !member(f))?)
}

/// "The Nikkei fell 4 percent, compared with 3 percent for the Hang Seng": where a name is what moved, the other
/// name is what moved otherwise.
fn set_beside(scene: &Scene<'_>, frame: &Frame) -> Option<String> {
    let first = scene.frames.iter().find(|f| f.clause == frame.clause)?;
    if scene.lower(frame.right) != "for" || scene.lower(first.right) == "for" {
        return None;
    }
    let subject = scene.parse.subject(frame.clause)?;
    let other = scene.phrase_right(frame.right + 1);
    let capital = |i: usize| {
        scene.item(i).is_some_and(|x| {
            x.span
                .of(scene.segments.text)
                .starts_with(char::is_uppercase)
        })
    };
    let all =
        |mut range: Range<usize>| range.all(|i| scene.tag(i) == Tag::Determiner || capital(i));
    let market = subject.clone().any(|i| is_market(scene.lower(i))) && all(subject.clone());
    let named = market || is_name(scene, subject);
    (named && !other.is_empty() && all(other.clone()))
        .then(|| wording(scene, other))
        .flatten()
}

/// "and rent by 2,400 yuan to 34,000 yuan": the verb of the clause before is left out, and what stands
/// between the joint and the preposition is the subject.
pub(super) fn gapped(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Named> {
    let link = frame
        .left
        .filter(|l| matches!(scene.lower(*l), "by" | "to" | "at" | "from"))?;
    let joint = (0..link).rev().find(|i| {
        matches!(
            scene.tag(*i),
            Tag::Comma
                | Tag::Conjunction
                | Tag::Semicolon
                | Tag::Figure
                | Tag::Verb
                | Tag::Auxiliary
                | Tag::Modal
                | Tag::Participle
                | Tag::Gerund
        )
    })?;
    let before = done
        .last()
        .filter(|f| f.mention.sentence == scene.sentence)?;
    match scene.tag(joint) {
        // The second number of the same elided clause.
        Tag::Figure if before.why.contains(&GAPPED) && joint + 2 >= link => {
            named(before.indicator.clone(), GAPPED)
        }
        Tag::Comma | Tag::Conjunction | Tag::Semicolon => {
            let phrase = scene.phrase_with_tails(joint + 1);
            let own = phrase.end == link && !phrase.is_empty();
            let figure = phrase.clone().any(|i| scene.tag(i) == Tag::Figure);
            (own && !figure)
                .then(|| named(wording(scene, phrase), GAPPED))
                .flatten()
        }
        _ => None,
    }
}

/// "The number of visitors has hardly moved. It is put at 700": a pronoun as subject stands for the
/// subject of the sentence before, in the same block.
pub(super) fn antecedent(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let subject = scene.parse.subject(frame.clause)?;
    let pronoun =
        subject.len() == 1 && matches!(scene.lower(subject.start), "it" | "this" | "that");
    let before = scene.sentence.checked_sub(1).filter(|_| pronoun)?;
    let block = |s: usize| scene.segments.sentences.get(s).map(|s| s.block);
    if block(before) != block(scene.sentence)
        || scene.segments.sentence_tokens(before).len() > LONGEST
    {
        return None;
    }
    let told = Scene::any(scene.segments, scene.mentions, before);
    let clause = told
        .parse
        .clauses
        .iter()
        .find(|c| c.kind == Kind::Main && c.verb.is_some() && c.subject.is_some())?;
    let subject = clause.subject.clone()?;
    let named_place = subject.clone().any(|i| {
        told.item(i)
            .is_some_and(|x| x.region.is_some() || x.project.is_some())
    });
    // Whoever speaks, plans or holds is no measure.
    let acts = clause
        .verb
        .and_then(|v| told.verb_sense(v))
        .is_some_and(|s| matches!(s, Sense::Say | Sense::Plan | Sense::Hold));
    let figure = subject.clone().any(|i| told.tag(i) == Tag::Figure);
    let head = subject
        .clone()
        .take_while(|i| told.tag(*i) != Tag::Preposition)
        .filter(|i| told.tag(*i) == Tag::Noun)
        .last()?;
    let word = told.lower(head);
    let plural = word.ends_with('s') && !word.ends_with("ss");
    let text = wording(&told, subject)?;
    (!named_place && !acts && !figure && !plural).then_some((text, BEFORE))
}

/// "they run from 30 percent": the indicator that the sentences before speak of without a number, by
/// a name that the vocabulary knows.
pub(super) fn headline(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let unit = &scene.mention(frame).unit;
    if unit == "count" || unit == "x" || Dimension::of(unit) == Some(Dimension::Time) {
        return None;
    }
    let first = scene.sentence.saturating_sub(HEADLINE);
    (first..scene.sentence).rev().find_map(|s| {
        let tokens = scene.segments.sentence_tokens(s);
        if tokens.len() > LONGEST {
            return None;
        }
        let words: Vec<&str> = tokens.map(|t| scene.segments.lower(t)).collect();
        mentioned(&words).map(|name| (name.to_owned(), HEADLINED))
    })
}

/// Sentences back in which a known indicator is looked for.
const HEADLINE: usize = 3;

/// Tokens beyond which a sentence before is not read again.
const LONGEST: usize = 120;

/// Whether two numbers are of one order: neither is more than thirty times the other.
fn like_sized(one: &FigureMention, other: &FigureMention) -> bool {
    let ends = one
        .value
        .low()
        .to_decimal()
        .zip(other.value.low().to_decimal());
    ends.is_some_and(|(a, b)| {
        let (small, large) = if a < b { (a, b) } else { (b, a) };
        small > Decimal::ZERO
            && small
                .checked_mul(Decimal::from(30))
                .is_some_and(|s| s >= large)
    })
}
