//! The noun phrases before and behind a figure, and whether their head says anything.

use super::act::is_name;
use super::carried::carried;
use super::verb::{moves, subject};
use super::{Named, named};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::lexicon::indicators::is_laid_on;
use crate::lexicon::links::{empty_adjective, empty_head};
use crate::lexicon::words::{Function, Sense};
use crate::link::dimension::is_time_unit;
use crate::link::item::Tag;
use crate::link::reading::Figure;
use crate::link::role::results;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use crate::recognise::mention::Form;
use std::ops::Range;

pub(super) const HEAD: RuleId = RuleId("indicator/noun-before-of");
pub(super) const MODIFIED: RuleId = RuleId("indicator/noun-it-modifies");

/// "volume of FIG", "growth of FIG", "an investment of over FIG".
pub(super) fn head(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let left = frame.left?;
    let modifies = scene.tag(frame.right) == Tag::Noun && scene.mention(frame).unit != "count";
    let mention = scene.mention(frame);
    // "work for more than 1,200", "beds for 300": people, whom the number leaves out.
    let people = mention.unit == "count" && mention.counted.is_none() && scene.lower(left) == "for";
    if modifies
        || !matches!(scene.lower(left), "of" | "at" | "worth")
            && scene.tag(left) != Tag::Noun
            && !people
    {
        return None;
    }
    let end = if scene.tag(left) == Tag::Noun && scene.lower(left) != "aged" {
        left + 1
    } else {
        left
    };
    // "the stake, worth 30 million euros,"
    let comma = end
        .checked_sub(1)
        .filter(|c| *c > 0 && scene.lower(left) == "worth" && scene.tag(*c) == Tag::Comma);
    let phrase = tails_left(scene, comma.unwrap_or(end));
    let last = phrase.clone().rev().find(|i| scene.tag(*i) == Tag::Noun)?;
    // "Rice prices in Tokyo doubled": the figure is the verb, and all before it the subject.
    let verb = matches!(mention.form, Form::Grew | Form::Shrank);
    // "lent to Quill Foods 500,000 euros": who gets it.
    let given = phrase
        .start
        .checked_sub(1)
        .is_some_and(|i| scene.tag(i) == Tag::To);
    if given && scene.tag(left) == Tag::Noun && is_name(scene, phrase.clone()) {
        return None;
    }
    // "close branches within 18 months": until when, not of what.
    if is_until(scene, frame) && scene.tag(left) == Tag::Noun {
        return None;
    }
    // "Every year 40,000 tonnes pass": how often, not what.
    let often = phrase.len() == 2 && wording(scene, phrase.clone()).is_none();
    let placed = often
        || scene.item(last)?.region.is_some()
        || scene.tag(left) == Tag::Noun && scene.item(left)?.region.is_some();
    if placed && !verb {
        return None;
    }
    let heads = head_range(scene, phrase.clone());
    let result = heads.clone().rev().find(|i| scene.tag(*i) == Tag::Noun);
    if result.is_some_and(|i| results(scene, i, mention)) {
        return named(wording(scene, heads), HEAD);
    }
    // "The number of users doubled" says all of it.
    if verb && phrase.len() > heads.len() {
        return named(wording(scene, phrase), HEAD);
    }
    if change_or_empty(scene, heads.clone()) {
        let speaks = frame
            .verb
            .and_then(|v| scene.verb_sense(v))
            .is_some_and(|s| matches!(s, Sense::Say | Sense::Plan));
        let moving = scene
            .noun(last)
            .is_some_and(|s| matches!(s, Sense::Up | Sense::Down));
        let rest = without_head(scene, heads.clone());
        // "the team reckons with growth of 3 percent": who speaks is not what grows.
        if rest.is_none() && speaks && moving {
            return named(wording(scene, heads), HEAD);
        }
        // "a reduction in household income of 5 percent": what is reduced.
        let field = rest.is_none() && moves(scene, heads.clone());
        // "a margin of error of 3 points", "a difference in height of 3 metres"
        let gap = scene.noun(heads.end.saturating_sub(1)) == Some(Sense::Gap);
        let tail = (field && phrase.len() > heads.len())
            .then(|| {
                wording(
                    scene,
                    if gap { phrase.start } else { heads.end }..phrase.end,
                )
            })
            .flatten()
            .filter(|t| !matches!(t.as_str(), "value" | "volume" | "size" | "number"));
        if let Some(tail) = tail {
            return Some((tail, HEAD));
        }
        // "The bank offered a rate of 2 percent": who offers it is not the rate.
        let offered = frame
            .verb
            .is_some_and(|v| v < phrase.start && phrase.start - v <= 1);
        if rest.is_none() && offered && scene.lower(last) == "rate" {
            return named(wording(scene, heads), HEAD);
        }
        // "its benchmark rate" is more than "benchmark".
        let whole = scene.noun(last).is_none() && rest.is_some();
        let rest = if whole { wording(scene, heads) } else { rest };
        return named(rest, HEAD)
            .or_else(|| subject(scene, frame, role, done))
            .or_else(|| carried(scene, frame, role, done));
    }
    named(wording(scene, phrase), HEAD)
}

/// The phrase that ends at `end`, with the noun phrases its "of" and "for" tails hang on.
pub(super) fn tails_left(scene: &Scene<'_>, end: usize) -> Range<usize> {
    // "a loss for the third quarter of 226 million": past when it was.
    let end = past_date(scene, end);
    let mut phrase = scene.phrase_left(end);
    while phrase.start > 1
        && matches!(
            scene.lower(phrase.start - 1),
            "of" | "in" | "for" | "from" | "per" | "among" | "under" | "on" | "between"
        )
    {
        let before = scene.phrase_left(phrase.start - 1);
        // "a tariff on imports of 5 percent", but "a loss on sales of 5 million"
        let on = scene.lower(phrase.start - 1) == "on";
        let noun = before.end.checked_sub(1).map_or("", |i| scene.lower(i));
        if on && !is_laid_on(noun) {
            break;
        }
        if before.is_empty() || before.clone().all(|i| scene.tag(i) == Tag::Determiner) {
            break;
        }
        phrase = before.start..phrase.end;
    }
    phrase
}

/// Whether the figure is a time within which something happens.
pub(super) fn is_until(scene: &Scene<'_>, frame: &Frame) -> bool {
    let mention = scene.mention(frame);
    let within = |c| scene.segments.lower_of(c) == "within";
    is_time_unit(&mention.unit) && mention.cue.is_some_and(within)
}

/// Where a phrase ends before the date, with its preposition, that ends at `end`.
fn past_date(scene: &Scene<'_>, end: usize) -> usize {
    let Some(date) = end.checked_sub(1).filter(|d| scene.tag(*d) == Tag::Date) else {
        return end;
    };
    let the = date
        .checked_sub(1)
        .is_some_and(|d| scene.tag(d) == Tag::Determiner);
    let before = date - usize::from(the);
    match before.checked_sub(1) {
        Some(at) if matches!(scene.lower(at), "in" | "for" | "on" | "of") && at > 0 => at,
        _ => end,
    }
}

/// The first plain noun phrase of a phrase with tails.
pub(super) fn head_range(scene: &Scene<'_>, phrase: Range<usize>) -> Range<usize> {
    let end = phrase
        .clone()
        .find(|i| scene.tag(*i) == Tag::Preposition)
        .unwrap_or(phrase.end);
    phrase.start..end
}

pub(super) fn change_or_empty(scene: &Scene<'_>, heads: Range<usize>) -> bool {
    heads
        .rev()
        .find(|i| scene.tag(*i) == Tag::Noun)
        .is_some_and(|i| {
            matches!(scene.noun(i), Some(Sense::Up | Sense::Down | Sense::Gap))
                || empty_head(scene.lower(i))
                || scene
                    .item(i)
                    .is_some_and(|x| x.entry.function == Some(Function::Adjective))
        })
}

/// "annual GDP growth" without "growth" and its adjectives of time: "gdp".
pub(super) fn without_head(scene: &Scene<'_>, heads: Range<usize>) -> Option<String> {
    let end = heads.clone().rev().find(|i| scene.tag(*i) == Tag::Noun)?;
    let text = wording(scene, heads.start..end)?;
    let bare = text
        .split(' ')
        .all(|w| empty_adjective(w) || w.contains("-on-") || w.contains("-digit"));
    (!bare).then_some(text)
}

/// "a 10 billion yuan industrial cluster", "a 4-hour drive", "a 4.4 percent increase".
pub(super) fn modified(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<Named> {
    let mut from = frame.right;
    while scene.tag(from) == Tag::Adverb && scene.direction(from).is_none() {
        from += 1;
    }
    from = past_attributes(scene, frame, from);
    if scene.tag(from) == Tag::Open {
        let close = (from..from + 8).find(|j| scene.tag(*j) == Tag::Close)?;
        from = close + 1;
    }
    let phrase = scene.phrase_right(from);
    if scene.points(from) {
        return None;
    }
    // "25 percent below average" names nothing that "25 percent more milk" does.
    if scene.comparison(from).is_some()
        && (scene.tag(from) != Tag::Preposition || scene.lower(from) == "under")
        && scene.tag(from + 1) == Tag::Noun
        && !scene.yardstick(from + 1)
        && scene.mention(frame).unit != "count"
    {
        return named(wording(scene, scene.phrase_with_tails(from + 1)), MODIFIED);
    }
    if phrase.is_empty() || scene.tag(from) != Tag::Noun {
        return None;
    }
    let result = phrase.clone().rev().find(|i| scene.tag(*i) == Tag::Noun);
    if result.is_some_and(|i| results(scene, i, scene.mention(frame))) {
        return named(wording(scene, phrase), MODIFIED);
    }
    if change_or_empty(scene, phrase.clone()) || scene.comparison(from).is_some() {
        let own = scene.phrase_with_tails(from);
        let tail = (own.start..own.end)
            .find(|i| matches!(scene.lower(*i), "in" | "of"))
            .and_then(|i| wording(scene, i + 1..own.end));
        // "an 11 million addition to reserves"
        let added = scene.tag(own.end) == Tag::To
            && phrase
                .end
                .checked_sub(1)
                .is_some_and(|i| scene.lower(i) == "addition");
        let onto = || wording(scene, scene.phrase_right(own.end + 1));
        let tail = tail.or_else(|| added.then(onto).flatten());
        return named(tail.or_else(|| without_head(scene, phrase)), MODIFIED)
            .or_else(|| subject(scene, frame, role, done))
            .or_else(|| carried(scene, frame, role, done));
    }
    let gapped = scene.item(from).is_some_and(|i| i.region.is_some()) && phrase.len() == 1;
    if gapped {
        return None;
    }
    named(wording(scene, scene.phrase_with_tails(from)), MODIFIED)
}

/// "a five-year, 3 million euro project": the noun that the figures before it describe together.
fn past_attributes(scene: &Scene<'_>, frame: &Frame, from: usize) -> usize {
    let led = frame
        .item
        .checked_sub(1)
        .is_some_and(|d| scene.tag(d) == Tag::Determiner);
    let next = led && scene.tag(from) == Tag::Comma && scene.tag(from + 1) == Tag::Figure;
    let noun = matches!(scene.tag(from + 2), Tag::Noun | Tag::Open);
    let other = scene.item(from + 1).and_then(|x| x.figure);
    let attribute = other
        .and_then(|f| scene.mentions.figures.get(f))
        .is_some_and(|m| m.unit != "count");
    if next && noun && attribute {
        from + 2
    } else {
        from
    }
}
