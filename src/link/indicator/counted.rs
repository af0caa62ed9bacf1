//! What a count or a measure by itself names: the noun behind the number, the adjective of measure.

use super::Named;
use super::act::is_name;
use super::beside::APPOSED;
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::lexicon::links::measured;
use crate::lexicon::words::{Form, Sense};
use crate::link::item::Tag;
use crate::link::list::count_before;
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;

pub(super) const COUNTED: RuleId = RuleId("indicator/what-is-counted");
/// An adjective of measure: "55 km long".
pub const MEASURE: RuleId = RuleId("indicator/adjective-of-measure");

/// "22 companies", "172 projects were signed", "40 kinds of products".
pub(super) fn counted(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let mention = scene.mention(frame);
    let span = mention.counted?;
    if mention.unit != "count" {
        return None;
    }
    let first = (frame.right..scene.parse.items.len())
        .find(|i| scene.item(*i).is_some_and(|x| x.span.start >= span.start))?;
    if scene.points(first) {
        return None;
    }
    let phrase = scene.phrase_with_tails(first);
    let counted_end = (first..scene.parse.items.len())
        .take_while(|i| {
            let within = scene.item(*i).is_some_and(|x| x.span.end <= span.end);
            within && !(scene.tag(*i) == Tag::Verb && *i > first)
        })
        .last()
        .map_or(first, |i| i + 1);
    let range = first..phrase.end.max(counted_end);
    // "Ten others were hurt"
    let others = || (scene.lower(first) == "others").then(|| "others".to_owned());
    let base = wording(scene, range.clone())
        .or_else(|| demonym(scene, span))
        .or_else(others)?;
    let done = passive(scene, range.end, frame);
    Some((
        done.map_or(base.clone(), |v| format!("{base} {v}")),
        COUNTED,
    ))
}

/// "8 million were working staff of private firms": what the counted ones are, behind the verb.
pub(super) fn predicate(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let mention = scene.mention(frame);
    let be = scene.parse.clauses.get(frame.clause)?.verb?;
    let plain = mention.unit == "count" && mention.counted.is_none() && frame.in_subject;
    let alone = (frame.right..be).all(|i| scene.tag(i) != Tag::Noun);
    let phrase = scene.phrase_with_tails(be + 1);
    let noun = matches!(scene.tag(be + 1), Tag::Noun | Tag::Determiner)
        || scene.tag(be + 1) == Tag::Gerund && scene.tag(be + 2) == Tag::Noun;
    let noun = noun && phrase.len() > 1;
    (plain && alone && noun && matches!(scene.lower(be), "were" | "are" | "was" | "is"))
        .then(|| wording(scene, phrase))
        .flatten()
        .map(|t| (t, COUNTED))
}

/// "1,300 people were killed and 4,000 injured": what the number before counts, with the participle
/// behind this one.
pub(super) fn same_counted(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let mention = scene.mention(frame);
    let before = scene.frames.iter().rev().find(|f| f.item < frame.item)?;
    let noun = scene.mention(before).counted?;
    let done = frame.right;
    let participle = matches!(scene.tag(done), Tag::Participle | Tag::Verb)
        && scene.item(done)?.entry.verb.is_some_and(|v| {
            matches!(v.form, Form::Participle | Form::PastOrParticiple) && v.sense != Sense::Say
        });
    let verbless = (before.right..frame.item).any(|i| scene.tag(i) == Tag::Conjunction);
    let bare = mention.unit == "count" && mention.counted.is_none();
    (participle && bare && verbless).then(|| {
        let noun = noun.of(scene.segments.text).to_lowercase();
        (format!("{noun} {}", scene.lower(done)), COUNTED)
    })
}

/// "cut 3,800 jobs, including 2,300 in Germany", "3 boats in May and 5 in June": a bare number goes on
/// counting what the one before counts.
pub(super) fn part_of_count(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Named> {
    let before = done.get(count_before(scene, frame)?)?;
    Some((before.indicator.clone()?, COUNTED))
}

/// A counted noun that is a name: "70,000 Kiwis".
pub(super) fn demonym(scene: &Scene<'_>, span: Span) -> Option<String> {
    let text = span.of(scene.segments.text);
    text.starts_with(char::is_uppercase)
        .then(|| text.to_lowercase())
}

/// "were signed", "turned away", "signed last year" after the counted noun.
pub(super) fn passive<'s>(scene: &'s Scene<'_>, from: usize, frame: &Frame) -> Option<&'s str> {
    let verb = (from..from + 5)
        .take_while(|i| {
            matches!(
                scene.tag(*i),
                Tag::Auxiliary | Tag::Adverb | Tag::Verb | Tag::Participle
            )
        })
        .find(|i| {
            scene
                .item(*i)
                .is_some_and(|x| x.entry.verb.is_some() && x.tag != Tag::Auxiliary)
        })?;
    let participle = scene
        .item(verb)?
        .entry
        .verb
        .is_some_and(|v| matches!(v.form, Form::Participle | Form::PastOrParticiple));
    let auxiliary = verb > from && scene.tag(from) == Tag::Auxiliary;
    // "people killed there", but "one study in 24 adults found that"
    let told = matches!(scene.lower(verb + 1), "that" | "it" | "they")
        || scene.verb_sense(verb) == Some(Sense::Say) && scene.tag(verb + 1) != Tag::Preposition;
    let reduced = verb == from && scene.tag(verb) == Tag::Participle && !frame.in_subject && !told;
    (participle && (auxiliary || reduced)).then(|| scene.lower(verb))
}

/// "570 kilometers long", "100 kilometers apart", "a height of 100 meters" is another rule's.
pub(super) fn measure(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    if scene.mention(frame).unit == "count" || scene.mention(frame).unit == "%" {
        return None;
    }
    let word = scene.lower(frame.right);
    if !fits(word, &scene.mention(frame).unit) {
        return None;
    }
    let to_place = scene
        .item(frame.right + 1)
        .is_some_and(|i| i.region.is_some());
    if word == "from" && !to_place {
        return None;
    }
    // "30 km south of Rome", but "30 km south along the coast"
    let compass = word.starts_with("north")
        || word.starts_with("south")
        || word.starts_with("east")
        || word.starts_with("west");
    if compass && scene.lower(frame.right + 1) != "of" {
        return None;
    }
    let lies = frame.verb.is_some_and(|v| {
        matches!(
            scene.lower(v),
            "is" | "are" | "was" | "were" | "lies" | "lie" | "lay" | "stands"
        )
    });
    if compass && (frame.in_subject || !lies) {
        return Some((measured(word)?.to_owned(), MEASURE));
    }
    let above = word == "above" && matches!(scene.lower(frame.right + 1), "sea" | "ground");
    let noun = measured(word).or(above.then_some("height"))?;
    let subject = scene
        .parse
        .subject(frame.clause)
        .or_else(|| {
            frame
                .left
                .and_then(|l| (scene.tag(l) == Tag::Comma).then(|| scene.phrase_left(l)))
        })
        .and_then(|s| wording(scene, s));
    Some((
        subject.map_or_else(|| noun.to_owned(), |s| format!("{noun} of {s}")),
        MEASURE,
    ))
}

/// Whether the adjective measures what the unit does: lengths are long, years are old.
pub(super) fn fits(word: &str, unit: &str) -> bool {
    let length = matches!(
        unit,
        "m" | "km" | "cm" | "mm" | "[ft_i]" | "[mi_i]" | "[in_i]" | "[yd_i]" | "[nmi_i]" | "li"
    );
    if word == "old" {
        matches!(unit, "a" | "mo" | "wk" | "d")
    } else {
        length
    }
}

/// "farmer Gao Ming, 58,", "a 32-year-old nurse", "She was 93": whose age it is.
pub(super) fn age(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let mention = scene.mention(frame);
    if !matches!(mention.unit.as_ref(), "a" | "mo" | "wk" | "d") {
        return None;
    }
    let text = mention.span.of(scene.segments.text);
    let old = text.ends_with("old");
    let bare = mention.unit == "a" && text.bytes().all(|b| b.is_ascii_digit());
    let comma = frame.left.filter(|l| scene.tag(*l) == Tag::Comma);
    // "his wife, their 6-month-old son", but "Ann Roe, a 66-year-old nurse"
    let noun = old && scene.tag(frame.right) == Tag::Noun;
    let article = frame.item > 0 && matches!(scene.lower(frame.item - 1), "a" | "an");
    let whose = match comma {
        Some(comma) if article || !noun && (old || bare) => scene.phrase_left(comma),
        _ if noun => scene.phrase_right(frame.right),
        _ if (old || bare) && is_said_of(scene, frame) => {
            scene.parse.subject(frame.clause).unwrap_or_default()
        }
        _ if old => frame.item..frame.item,
        _ => return None,
    };
    let name = wording(scene, whose);
    Some((
        name.map_or_else(|| "age".to_owned(), |n| format!("age of {n}")),
        APPOSED,
    ))
}

/// Whether a form of "be" says the number of a person or, with "old", of anything.
fn is_said_of(scene: &Scene<'_>, frame: &Frame) -> bool {
    let be = frame
        .left
        .is_some_and(|l| matches!(scene.lower(l), "is" | "are" | "was" | "were" | "am"));
    let subject = scene.parse.subject(frame.clause);
    let person = subject.as_ref().is_some_and(|s| {
        let pronoun = s.len() == 1 && matches!(scene.lower(s.start), "he" | "she" | "i" | "who");
        pronoun || is_name(scene, s.clone())
    });
    let old = scene
        .mention(frame)
        .span
        .of(scene.segments.text)
        .ends_with("old");
    be && (person || old)
}
