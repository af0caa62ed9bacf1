//! What the verb of a figure says: its subject, its object, the deed.

use super::act::{is_name, share_price};
use super::carried::earlier;
use super::counted::passive;
use super::phrase::{change_or_empty, head_range, without_head};
use super::share::past_bracket;
use super::{Named, named};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::lexicon::links::{empty_adjective, empty_head};
pub(super) use crate::lexicon::units::is_money;
use crate::lexicon::words::{Function, Sense};
use crate::link::clause::Kind;
use crate::link::dimension::{is_sum, is_time_unit};
use crate::link::item::Tag;
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::link::wording::wording;
use std::ops::Range;

pub(super) const SUBJECT: RuleId = RuleId("indicator/subject-of-verb");
pub(super) const DEED: RuleId = RuleId("indicator/verb-with-object");
pub(super) const OBJECT: RuleId = RuleId("indicator/object-of-verb");
pub(super) const FIELD: RuleId = RuleId("indicator/field-of-change");

/// "with an increase in the price to FIG", "a cut in rates to FIG": what the noun of change hangs on.
pub(super) fn field_moved(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let left = frame
        .left
        .filter(|l| matches!(scene.lower(*l), "to" | "from"))?;
    let field = scene.phrase_left(left);
    let within = field
        .start
        .checked_sub(1)
        .filter(|i| matches!(scene.lower(*i), "in" | "of") && !field.is_empty())?;
    let change = scene.phrase_left(within);
    (!change.is_empty() && moves(scene, change))
        .then(|| named(wording(scene, field), OBJECT))
        .flatten()
}

/// "cut emissions by FIG", "put the total at FIG", "raised its target to FIG".
pub(super) fn object(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let verb = frame.verb?;
    let link = frame
        .left
        .filter(|l| matches!(scene.lower(*l), "by" | "to" | "at" | "from"))?;
    let mut from = verb + 1;
    while scene.tag(from) == Tag::Adverb && from < link {
        from += 1;
    }
    let phrase = scene.phrase_with_tails(from);
    let inside = phrase.end <= link && scene.tag(from) != Tag::Pronoun && !phrase.is_empty();
    let held = inside
        && phrase.clone().any(|i| {
            scene.tag(i) == Tag::Noun && scene.item(i).is_some_and(|x| x.figure.is_none())
        });
    let heads = head_range(scene, phrase.clone());
    let kept = ["remain", "stay", "keep", "kept", "stand", "stood"]
        .iter()
        .any(|stem| scene.lower(verb).starts_with(stem));
    // "its key rate" names something where "the rate" does not.
    let empty = change_or_empty(scene, heads.clone())
        && (without_head(scene, heads.clone()).is_none() || moves(scene, heads))
        || kept;
    (held && !empty)
        .then(|| named(wording(scene, phrase), OBJECT))
        .flatten()
}

/// The head of the phrase is a change or gap.
pub(super) fn moves(scene: &Scene<'_>, mut heads: Range<usize>) -> bool {
    heads
        .rfind(|i| scene.tag(*i) == Tag::Noun)
        .is_some_and(|i| matches!(scene.noun(i), Some(Sense::Up | Sense::Down | Sense::Gap)))
}

/// "put on 0.36% in population", "2.3 percent up in value": the field of a change whose subject is
/// only a region.
pub(super) fn field(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<Named> {
    let change = matches!(role, Role::Increase | Role::Decrease);
    let bare = scene
        .parse
        .subject(frame.clause)
        .and_then(|s| wording(scene, s))
        .is_none();
    let money =
        role == Role::Level && is_money(&scene.mention(frame).unit) && !invests(scene, frame);
    // "$13 billion for research" in a list without a verb of its own.
    let purpose = money
        && scene.lower(frame.right) == "for"
        && !frame.in_subject
        && (frame.verb.is_none() || frame.left.is_some_and(|l| scene.tag(l) == Tag::Comma));
    // "3 million euros in the deal" tells when, not what.
    let plain = scene.tag(frame.right + 1) != Tag::Determiner;
    let field = (change && bare || money && plain) && scene.lower(frame.right) == "in";
    if !field && !purpose {
        return None;
    }
    named(
        wording(scene, scene.phrase_with_tails(frame.right + 1)),
        FIELD,
    )
}

/// "up to $90 million in revolving loans", "$28 billion in exports": what the money is.
pub(super) fn money_in(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    // "7 billion euros (8 billion dollars) in sales"
    let within = past_bracket(scene, frame.right, "in");
    let from = within + 1;
    let amount = is_money(&scene.mention(frame).unit)
        && scene.lower(within) == "in"
        && !invests(scene, frame);
    let plain = |i: usize| {
        scene.item(i).is_some_and(|x| {
            let lower = x
                .span
                .of(scene.segments.text)
                .starts_with(char::is_lowercase);
            matches!(x.tag, Tag::Noun | Tag::Gerund) && lower
        })
    };
    if !amount || !plain(from) {
        return None;
    }
    let phrase = scene.phrase_right(from);
    let empty = change_or_empty(scene, phrase.clone());
    (!empty)
        .then(|| named(wording(scene, phrase), FIELD))
        .flatten()
}

/// "5 million in damages to Ann Roe and 2 million to the city": the second sum of the same thing.
pub(super) fn field_again(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Named> {
    let joint = frame
        .left
        .filter(|l| matches!(scene.tag(*l), Tag::Conjunction | Tag::Comma))?;
    let goes = matches!(scene.lower(frame.right), "to" | "for" | "from");
    let before = done
        .last()
        .filter(|f| goes && f.mention.sentence == scene.sentence)?;
    let quiet = scene.frames.iter().rev().find(|f| f.item < joint)?;
    let quiet = (quiet.item..joint).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Gerund | Tag::Relative
        )
    });
    let alike = before.mention.unit == scene.mention(frame).unit && before.why.contains(&FIELD);
    (alike && quiet && is_money(&before.mention.unit))
        .then(|| named(before.indicator.clone(), FIELD))
        .flatten()
}

/// "brought to nine the number of people held": the object stands behind the figure.
pub(super) fn object_behind(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    // "added 227 million to its reserves"
    let onto = frame
        .verb
        .filter(|v| frame.left == Some(*v))
        .filter(|_| is_money(&scene.mention(frame).unit) || is_added_to(scene, frame))
        .filter(|v| matches!(scene.lower(*v), "add" | "adds" | "added" | "adding"));
    if onto.is_some() && scene.tag(frame.right) == Tag::To && scene.mention(frame).counted.is_none()
    {
        return named(wording(scene, scene.phrase_right(frame.right + 1)), OBJECT);
    }
    let left = frame.left.filter(|l| scene.lower(*l) == "to")?;
    let close = frame.verb.is_some_and(|v| v < left && left < v + 3);
    let of = scene.phrase_right(frame.right);
    let object = scene.tag(frame.right) == Tag::Determiner && scene.lower(of.end) == "of";
    (close && object && of.len() > 1)
        .then(|| named(wording(scene, scene.phrase_with_tails(frame.right)), OBJECT))
        .flatten()
}

/// "add 12 percent to its output", but not "added 3 percent to its gains", "to a record high".
fn is_added_to(scene: &Scene<'_>, frame: &Frame) -> bool {
    let object = scene.phrase_right(frame.right + 1);
    let made_known = matches!(scene.lower(object.start), "its" | "their" | "the");
    let moves = object.clone().any(|i| scene.noun(i).is_some());
    scene.mention(frame).unit == "%" && made_known && !moves
}

/// "Traders put it at 5 percent": a pronoun is what the number is said of, and not who puts it there.
pub(super) fn puts_pronoun(scene: &Scene<'_>, frame: &Frame) -> bool {
    frame.verb.is_some_and(|v| {
        let led = frame
            .left
            .is_some_and(|l| l > v + 1 && scene.tag(l) != Tag::Pronoun);
        led && matches!(scene.lower(v + 1), "it" | "them")
    })
}

/// "60 million euros was put into the plant": money as the subject of a passive deed.
pub(super) fn spent(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    if !frame.in_subject || !is_money(&scene.mention(frame).unit) {
        return None;
    }
    let verb = passive(scene, frame.right, frame)?;
    let at = (frame.right..frame.right + 5).find(|i| scene.lower(*i) == verb)?;
    let tail = (scene.tag(at + 1) == Tag::Preposition)
        .then(|| wording(scene, scene.phrase_with_tails(at + 2)))
        .flatten();
    Some((
        tail.map_or_else(
            || verb.to_owned(),
            |t| format!("{verb} {} {t}", scene.lower(at + 1)),
        ),
        DEED,
    ))
}

/// "invested FIG in companies": what follows "in" is where it went, not what it is.
pub(super) fn invests(scene: &Scene<'_>, frame: &Frame) -> bool {
    frame.verb.is_some_and(|v| {
        ["invest", "put", "sink", "sank", "plough", "pour", "spen"]
            .iter()
            .any(|s| scene.lower(v).starts_with(s))
    })
}

/// The subject of the verb that governs the figure; for a deed done to the figure, the deed.
pub(super) fn subject(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<Named> {
    let clause = scene.parse.clauses.get(frame.clause)?;
    let governed = frame.verb.is_some() || frame.in_subject;
    if !governed && clause.kind == Kind::Bracket {
        return None;
    }
    let local = local_subject(scene, frame);
    let range = local.or_else(|| scene.parse.subject(frame.clause))?;
    if range.contains(&frame.item) && frame.verb.is_none() {
        // "The remaining 40 million" names nothing.
        let text = wording(scene, range.start..frame.item)
            .filter(|t| !empty_head(t) && !empty_adjective(t));
        return named(text, SUBJECT);
    }
    // "Analysts were expecting $3 a share": who expects is not what is expected.
    let expects = frame.left.filter(|l| frame.verb == Some(*l));
    if expects.and_then(|v| scene.verb_sense(v)) == Some(Sense::Plan) && clause.kind == Kind::Main {
        return None;
    }
    // "the maker suggesting that the car should be able" is no noun phrase.
    let range = without_sentence(scene, range)?;
    if puts_pronoun(scene, frame) {
        return None;
    }
    let only_name = is_name(scene, range.clone());
    if let Some(price) = share_price(scene, frame, range.clone()) {
        return Some(price);
    }
    let text = named(subject_wording(scene, frame, range.clone()), SUBJECT);
    if let (Some((holder, _)), Some(act)) = (&text, act(scene, frame, range.clone())) {
        return Some((format!("{holder} {act}"), DEED));
    }
    let deed = frame.verb.and_then(|v| deed(scene, v, frame));
    // "The Kospi rose 1 percent"
    let sense = frame.verb.and_then(|v| scene.verb_sense(v));
    let moves = matches!(sense, Some(Sense::Up | Sense::Down)) && scene.mention(frame).unit == "%";
    match (text, deed) {
        (Some((text, _)), Some(deed)) => Some((format!("{text} {deed}"), DEED)),
        // "spend on the terminal" names something by itself, "spent" does not.
        (None, Some(deed)) if deed.contains(' ') || !goes_on(scene, frame, role, done) => {
            Some((deed, DEED))
        }
        // A company or person is not what is measured.
        _ if only_name && !moves && counts_or_pays(&scene.mention(frame).unit) => None,
        (text, _) => text,
    }
}

/// The subject without the relative clause that holds a modal: "watches that will be free of duty"; `None`
/// where the modal belongs to no such clause.
fn without_sentence(scene: &Scene<'_>, subject: Range<usize>) -> Option<Range<usize>> {
    let Some(modal) = subject.clone().find(|i| scene.tag(*i) == Tag::Modal) else {
        return Some(subject);
    };
    let pronoun = (subject.start..modal).find(|i| scene.tag(*i) == Tag::Relative)?;
    let noun = pronoun > subject.start && scene.tag(pronoun - 1) == Tag::Noun;
    noun.then_some(subject.start..pronoun)
}

/// Whether a number in this unit says something of what a name has, and not of the thing that has the name.
fn counts_or_pays(unit: &str) -> bool {
    is_sum(unit) || is_time_unit(unit) || matches!(unit, "%" | "pp" | "bp" | "count" | "1")
}

/// "Harlow Mills closed at $28", "Ann Roe ruled for 38 years": what one who has a name did says more than the name.
fn act<'s>(scene: &'s Scene<'_>, frame: &Frame, subject: Range<usize>) -> Option<&'s str> {
    let verb = frame.verb?;
    let left = frame.left?;
    // "lent to Quill Foods 500,000 euros"
    let given = scene.tag(verb + 1) == Tag::To && scene.phrase_left(left + 1).start == verb + 2;
    let near = left == verb
        || given
        || left == verb + 1 && matches!(scene.lower(left), "at" | "for")
        || left == verb + 2 && scene.lower(left) == "for";
    let mention = scene.mention(frame);
    let ratio = matches!(mention.unit.as_ref(), "%" | "pp" | "bp" | "x");
    let sense = scene.verb_sense(verb);
    let other = sense == Some(Sense::Other) || sense == Some(Sense::Share) && !ratio;
    let other = other && scene.item(verb)?.entry.function.is_none();
    let named = |i: usize| {
        scene.item(i).is_some_and(|x| {
            let capital = x
                .span
                .of(scene.segments.text)
                .starts_with(char::is_uppercase);
            x.tag == Tag::Noun && capital && x.region.is_none()
        })
    };
    let name = is_name(scene, subject.clone())
        || subject
            .clone()
            .all(|i| named(i) || scene.tag(i) == Tag::Determiner)
            && subject.clone().filter(|i| named(*i)).count() > 1;
    // "The bombings wounded 5,000", "The flight takes three hours": what it did says more than who did it.
    let direct = (left == verb || given) && !ratio && mention.counted.is_none();
    (near && other && (name || direct)).then(|| scene.lower(verb))
}

/// Whether an earlier figure of the sentence may say what this one measures.
fn goes_on(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> bool {
    earlier(scene, frame, role, done).is_some_and(|f| f.mention.sentence == scene.sentence)
}

/// The subject in words; where it is only "the rate", "its share", with the field that opens the
/// clause: "For services, the rate is ...", "In the gross domestic product, its share was ...".
pub(super) fn subject_wording(
    scene: &Scene<'_>,
    frame: &Frame,
    range: Range<usize>,
) -> Option<String> {
    let text = wording(scene, range)?;
    let empty = empty_head(&text) || text == "share" || text == "growth";
    if !empty {
        return Some(text);
    }
    let first = scene.clause_items(frame.clause).next()?;
    let opens = matches!(scene.lower(first), "for" | "in" | "of" | "among");
    let field = opens
        .then(|| scene.phrase_with_tails(first + 1))
        .filter(|r| r.end < frame.item);
    match field.and_then(|r| wording(scene, r)) {
        Some(field) => Some(format!("{text} {} {field}", scene.lower(first))),
        None => Some(text),
    }
}

/// The noun phrase right before a participle or gerund that governs the figure inside its clause:
/// "with contracts growing FIG", "enterprises exceeding FIG".
pub(super) fn local_subject(scene: &Scene<'_>, frame: &Frame) -> Option<Range<usize>> {
    let verb = frame.verb?;
    let clause = scene.parse.clauses.get(frame.clause)?;
    if clause.verb == Some(verb) {
        return None;
    }
    // "expects the deficit to narrow to FIG": who expects is not what narrows.
    let planned = clause.verb.filter(|v| {
        *v + 1 < verb
            && scene.tag(verb - 1) == Tag::To
            && matches!(scene.verb_sense(*v), Some(Sense::Plan | Sense::Say))
    });
    if let Some(from) = planned {
        let phrase = scene.parse.phrase_left(from + 1, verb - 1)?;
        return (phrase.start == from + 1).then_some(phrase);
    }
    let nominal = matches!(scene.tag(verb), Tag::Gerund | Tag::Participle | Tag::Verb);
    let phrase = scene.parse.phrase_left(clause.start, verb)?;
    let noun = phrase.clone().any(|i| scene.tag(i) == Tag::Noun);
    // "The shares were last trading at": what stands behind the auxiliary is said of the subject.
    let said = phrase.len() == 1
        && phrase
            .start
            .checked_sub(1)
            .and_then(|i| scene.item(i))
            .is_some_and(|x| x.entry.function == Some(Function::Auxiliary));
    (nominal && noun && !said).then_some(phrase)
}

/// "invested FIG in companies": a transitive verb names what is measured.
pub(super) fn deed(scene: &Scene<'_>, verb: usize, frame: &Frame) -> Option<String> {
    let mention = scene.mention(frame);
    let sense = scene.verb_sense(verb)?;
    let transitive = sense == Sense::Hold;
    let word = scene.lower(verb);
    let empty = matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "became"
            | "become"
            | "saw"
            | "see"
            | "remained"
            | "lies"
            | "lie"
            | "recorded"
            | "posted"
            | "received"
            | "put"
            | "set"
            | "expected"
            | "projected"
            | "estimated"
            | "seen"
            | "tipped"
    );
    if !transitive || empty || mention.unit == "%" || mention.unit == "x" {
        return None;
    }
    let tail = (scene.tag(frame.right) == Tag::Preposition)
        .then(|| scene.phrase_with_tails(frame.right + 1))
        .and_then(|r| wording(scene, r));
    Some(tail.map_or_else(
        || word.to_owned(),
        |t| format!("{word} {} {t}", scene.lower(frame.right)),
    ))
}
