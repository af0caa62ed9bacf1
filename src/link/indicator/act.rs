//! What a verb says by itself: that something cost, weighed, lasted; and names, which measure nothing.
//!
//! Owns the test whether a subject is only the name of a company or person. Knows no vocabulary of verbs.

use super::Named;
use super::phrase::is_until;
use super::verb::{DEED, SUBJECT, is_money, local_subject};
use crate::base::number::Number;
use crate::lexicon::indicators::{Amount, act, is_market};
use crate::lexicon::words::Sense;
use crate::link::dimension::{Dimension, is_sum, is_time_unit};
use crate::link::item::Tag;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use crate::recognise::mention::Form;
use crate::segment::token::{Case, TokenKind};
use rust_decimal::Decimal;
use std::ops::Range;

/// Items that may stand between a verb and the amount it names.
const NEAR: usize = 10;

/// Items that may stand between them where what is sold is named there.
const FAR: usize = 18;

/// The smallest sum that is no price of one share.
const LARGE: u32 = 10_000;

/// "The trip costs 450 dollars", "it closed at $9.75", "priced to yield 7 percent": the verb has a noun for
/// the amount, and its subject is what has that cost, price or yield.
pub(super) fn by_its_verb(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let (verb, left) = (frame.verb?, frame.left?);
    let act = act(scene.lower(verb)).filter(|a| is_of(scene, frame, a.amount))?;
    let direct = left == verb && act.is_direct();
    let led = left > verb && left - verb <= FAR && act.led_by(scene.lower(left));
    // "bought Quill, a brewer, from its owners for 3 million"
    let comma = |i: usize| scene.tag(i) == Tag::Comma && object_before(scene, verb, i).is_some();
    let quiet = (verb + 1..left).all(|i| {
        matches!(
            scene.tag(i),
            Tag::Adverb
                | Tag::Date
                | Tag::Figure
                | Tag::Preposition
                | Tag::Noun
                | Tag::Possessive
                | Tag::To
                | Tag::Determiner
        ) || comma(i)
    });
    if !(direct || led && quiet) || scene.tag(frame.right) == Tag::Noun {
        return None;
    }
    // "bought 30 percent of Quill for 28 million": what was paid is the price of a part.
    if led && is_part(scene, verb + 1) {
        return Some((act.noun.to_owned(), DEED));
    }
    // "Quill sold the mill for 3 million", "the deal values Quill at": what stands behind the verb.
    let object = object_before(scene, verb, left).filter(|_| led);
    // "was bought for 3 million", "shares bought for 7", but "agreed to buy for 3 million"
    let passive = scene.tag(verb) == Tag::Participle
        || verb
            .checked_sub(1)
            .is_some_and(|i| scene.tag(i) == Tag::Auxiliary);
    if act.of_object && object.is_none() && !passive {
        return Some((act.noun.to_owned(), DEED));
    }
    let range = object
        .or_else(|| local_subject(scene, frame))
        .or_else(|| scene.parse.subject(frame.clause));
    // Whoever is fined or sentenced is named, or left to the text: a thing is not.
    let person = matches!(act.noun, "fine" | "sentence");
    let of = range
        .filter(|r| !person || is_name(scene, r.clone()))
        .and_then(|r| wording(scene, before_aside(scene, r)));
    let text = match of {
        // "The price closed at", "the cost of the trip"
        Some(of) if of.split(' ').any(|w| w == act.noun) => of,
        Some(of) => format!("{} of {of}", act.noun),
        None => act.noun.to_owned(),
    };
    Some((text, DEED))
}

/// What stands right behind the verb, before `end`: "sold its mill for", "sold 3 million of its shares for".
fn object_before(scene: &Scene<'_>, verb: usize, end: usize) -> Option<Range<usize>> {
    let mut from = verb + 1;
    // "buying out its partner"
    from += usize::from(matches!(scene.lower(from), "out" | "off" | "back" | "up"));
    if scene.tag(from) == Tag::Figure {
        from += 1 + usize::from(scene.lower(from + 1) == "of");
    }
    let mut object = scene.phrase_with_tails(from);
    // The last tail may be what leads to the amount.
    object.end = object.end.min(end);
    Some(object).filter(|o| !o.is_empty())
}

/// "completed its purchase of Quill for 3 million": what the money is paid for.
pub(super) fn paid_for(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let left = frame.left.filter(|l| scene.lower(*l) == "for")?;
    let verb = frame.verb.filter(|v| *v + 1 < left && left - *v <= FAR)?;
    let money = is_money(&scene.mention(frame).unit) && scene.tag(frame.right) != Tag::Noun;
    let done = !matches!(
        scene.verb_sense(verb),
        Some(Sense::Say | Sense::Plan | Sense::Up | Sense::Down | Sense::Reach | Sense::Share)
    );
    let object = object_before(scene, verb, left)?;
    let head = scene.phrase_right(object.start);
    let noun = head.clone().any(|i| scene.tag(i) == Tag::Noun);
    let full = scene.item(verb)?.entry.function.is_none();
    (money && done && noun && full && object.end == left)
        .then(|| wording(scene, object))
        .flatten()
        .map(|text| (text, DEED))
}

fn is_of(scene: &Scene<'_>, frame: &Frame, amount: Amount) -> bool {
    let unit = scene.mention(frame).unit.as_ref();
    match amount {
        Amount::Money => is_sum(unit),
        Amount::Time => is_time_unit(unit),
        Amount::Mass => Dimension::of(unit) == Some(Dimension::Mass),
        Amount::Percent => unit == "%",
        Amount::Area => Dimension::of(unit) == Some(Dimension::Area),
        Amount::Length => Dimension::of(unit) == Some(Dimension::Length),
    }
}

/// "ran the firm for 12 years", "the crew stayed there for three days", "got her papers within a day": what
/// took that long.
pub(super) fn lasted(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let until = is_until(scene, frame);
    let left = frame
        .left
        .filter(|l| scene.lower(*l) == "for" || until && scene.tag(*l) == Tag::Noun)?;
    let end = left + usize::from(until);
    let verb = frame
        .verb
        .filter(|v| *v < left && left - *v <= NEAR && is_time_unit(&scene.mention(frame).unit))?;
    if scene.tag(frame.right) == Tag::Noun {
        return None;
    }
    let object = matches!(
        scene.tag(verb + 1),
        Tag::Noun | Tag::Determiner | Tag::Pronoun
    );
    let object = object.then(|| wording(scene, verb + 1..end)).flatten();
    if until && object.is_none() {
        return None;
    }
    let full = scene.item(verb)?.entry.function.is_none();
    let word = scene.lower(verb);
    let subject = || {
        let range = local_subject(scene, frame).or_else(|| scene.parse.subject(frame.clause))?;
        let thing = before_aside(scene, range);
        (!is_name(scene, thing.clone()))
            .then(|| wording(scene, thing))
            .flatten()
    };
    let text = match object {
        // "The rent is free for two years"
        Some(object) if !full && !object.contains(' ') => {
            subject().map_or_else(|| object.clone(), |s| format!("{s} {object}"))
        }
        Some(object) if !full => object,
        None if !full => return None,
        Some(object) => format!("{word} {object}"),
        None => subject().map_or_else(|| word.to_owned(), |s| format!("{s} {word}")),
    };
    Some((text, DEED))
}

/// The subject without what is said of it between commas: "Norlund, a lender,".
fn before_aside(scene: &Scene<'_>, subject: Range<usize>) -> Range<usize> {
    let comma = subject.clone().find(|i| {
        scene.tag(*i) == Tag::Comma
            && matches!(
                scene.tag(*i + 1),
                Tag::Determiner | Tag::Relative | Tag::Figure | Tag::Participle
            )
    });
    subject.start..comma.unwrap_or(subject.end)
}

/// Whether the phrase is nothing but the name of a company or person, who have something and are nothing
/// measured.
pub(super) fn is_name(scene: &Scene<'_>, phrase: Range<usize>) -> bool {
    let phrase = before_aside(scene, phrase);
    let capital = |i: usize| {
        scene.item(i).is_some_and(|x| {
            let text = x.span.of(scene.segments.text);
            let plain = x.region.is_none() && x.project.is_none();
            x.tag == Tag::Noun && plain && text.starts_with(char::is_uppercase)
        })
    };
    let names = || phrase.clone().filter(|i| capital(*i));
    let only = phrase
        .clone()
        .all(|i| capital(i) || matches!(scene.tag(i), Tag::Determiner | Tag::Conjunction));
    let measured = || names().any(|i| is_market(scene.lower(i)) || scene.noun(i).is_some());
    match (only, names().count()) {
        (false, _) | (_, 0) => false,
        (true, 1) => !measured() && names().all(|i| is_own_name(scene, i)),
        (true, _) => !measured() && !in_title_case(scene, phrase.end),
    }
}

/// Whether a single word in capitals is a name: it is not the first of its sentence, or the article writes it
/// so elsewhere; what has only capitals may be a measure.
fn is_own_name(scene: &Scene<'_>, i: usize) -> bool {
    let Some(item) = scene.item(i) else {
        return false;
    };
    let word = item.span.of(scene.segments.text);
    let loud = !word.chars().any(char::is_lowercase);
    !loud && (i > 0 || is_written_inside(scene, item.tokens.start))
}

/// Whether the word stands behind one in lower case, in capitals as here, in the sentences around.
fn is_written_inside(scene: &Scene<'_>, token: usize) -> bool {
    let segments = scene.segments;
    let key = segments.key(token);
    (token.saturating_sub(AROUND)..token + AROUND)
        .filter(|i| segments.key(*i).hash() == key.hash())
        .filter(|i| segments.word(*i) == segments.word(token))
        .any(|i| {
            let before = i.checked_sub(1).and_then(|b| segments.token(b));
            before.is_some_and(|b| b.kind == TokenKind::Word && b.case == Case::Lower)
        })
}

/// Tokens on either side in which a name is looked for.
const AROUND: usize = 1500;

/// Whether the figure at the item is a part of a whole.
fn is_part(scene: &Scene<'_>, item: usize) -> bool {
    let figure = scene.item(item).and_then(|x| x.figure);
    let mention = figure.and_then(|f| scene.mentions.figures.get(f));
    mention.is_some_and(|m| m.unit == "%" || m.form == Form::Fraction)
}

/// Whether the phrase is one word in capitals: "POP".
fn is_loud(scene: &Scene<'_>, phrase: Range<usize>) -> bool {
    let item = scene.item(phrase.start).filter(|_| phrase.len() == 1);
    item.is_some_and(|x| {
        let word = x.span.of(scene.segments.text);
        x.region.is_none() && word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
    })
}

/// Whether the verb behind the subject begins with a capital too: a headline.
fn in_title_case(scene: &Scene<'_>, verb: usize) -> bool {
    scene.item(verb).is_some_and(|x| {
        x.span
            .of(scene.segments.text)
            .starts_with(char::is_uppercase)
    })
}

/// "Harlow Mills eased 2 percent to $31": what has a name moves to a sum that only a share can cost. The
/// percentage beside such a sum is of the price too.
pub(super) fn share_price(
    scene: &Scene<'_>,
    frame: &Frame,
    subject: Range<usize>,
) -> Option<Named> {
    let verb = frame.verb.filter(|v| moves(scene, *v))?;
    // A measure in capitals has a common name: "CPI".
    let market = || subject.clone().any(|i| is_market(scene.lower(i)));
    let share = scene.mention(frame).unit.ends_with("/{share}");
    let ticker = share && is_loud(scene, subject.clone()) && !market();
    if !(ticker || is_name(scene, subject.clone())) {
        return None;
    }
    let own = |f: &Frame| f.verb == Some(verb) && f.clause == frame.clause;
    let priced = scene
        .frames
        .iter()
        .any(|f| own(f) && is_small_sum(scene, f) && arrives(scene, f));
    let unit = scene.mention(frame).unit.as_ref();
    let alike = unit == "%" || is_small_sum(scene, frame);
    let name = wording(scene, before_aside(scene, subject))?;
    (priced && alike).then(|| (format!("price of {name}"), SUBJECT))
}

fn moves(scene: &Scene<'_>, verb: usize) -> bool {
    matches!(scene.verb_sense(verb), Some(Sense::Up | Sense::Down))
}

fn arrives(scene: &Scene<'_>, frame: &Frame) -> bool {
    frame
        .left
        .is_some_and(|l| matches!(scene.lower(l), "to" | "at"))
}

fn is_small_sum(scene: &Scene<'_>, frame: &Frame) -> bool {
    let mention = scene.mention(frame);
    let small = match mention.value.low() {
        Number::Decimal(amount) => amount < Decimal::from(LARGE),
        Number::Fraction(..) => true,
    };
    small && is_sum(&mention.unit)
}
