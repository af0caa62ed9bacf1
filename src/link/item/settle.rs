//! What an ambiguous word is in its place: verb or noun, participle or adjective.

use super::{Item, Tag};
use crate::lexicon::links::{adjectival, is_plural, is_willing};
use crate::lexicon::words::{Form, Function, Sense, entry};
use crate::segment::Segments;

/// Decides by neighbours what each ambiguous word is here, left to right.
pub(super) fn settle(segments: &Segments<'_>, items: &mut [Item]) {
    for i in 0..items.len() {
        if !is_open(items, i) {
            continue;
        }
        let before = i
            .checked_sub(1)
            .and_then(|j| items.get(j))
            .map_or(Tag::Other, |x| x.tag);
        let after = items.get(i + 1).map_or(Tag::Other, ahead);
        // "fish exports tripled": the figure is the verb.
        let after = match items.get(i + 1) {
            Some(x) if x.tag == Tag::Figure && entry(segments.lower_of(x.span)).verb.is_some() => {
                Tag::Verb
            }
            _ => after,
        };
        let governed = governor(items, i);
        let each = items
            .get(i + 1)
            .is_some_and(|x| matches!(segments.lower_of(x.span), "each" | "every"));
        let after = if each { Tag::Other } else { after };
        let bare = after == Tag::Noun
            && i.checked_sub(1)
                .is_some_and(|j| attribute(segments, items, j));
        let closely = items.get(i + 1).is_some_and(|x| x.tag == Tag::To);
        let valued = i
            .checked_sub(1)
            .and_then(|j| items.get(j))
            .is_some_and(|x| segments.lower_of(x.span) == "value");
        let outdone = after == Tag::To && verb_later(items, i);
        let described = described(items, i);
        let left_out = matches!(before, Tag::Conjunction | Tag::Comma)
            && after == Tag::Figure
            && past_before(segments, items, i);
        let outdone = outdone || moved_where(segments, items, i);
        let deed = done_to(items, i) || intends(items, i, before) || told_by(segments, items, i);
        // "is forecast to hit 5 billion": what helps the participle behind it.
        let after = if done_to(items, i + 1) {
            Tag::Participle
        } else {
            after
        };
        let beyond = items.get(i + 2).map(|x| x.tag);
        let Some(item) = items.get_mut(i) else {
            continue;
        };
        item.tag = match item.tag {
            // "close to 200": words that bound a number.
            Tag::Verb | Tag::Noun if closely && segments.lower_of(item.span) == "close" => {
                Tag::Adverb
            }
            Tag::Verb | Tag::Participle if deed => item.tag,
            // "exports were 20 billion yuan and imports 10 billion yuan"
            Tag::Verb if left_out || described || outdone => Tag::Noun,
            Tag::Verb => verb_or_noun(item, before, after, governed),
            // "a value added of 90 million"
            Tag::Participle if valued && segments.lower_of(item.span) == "added" => Tag::Noun,
            // "Ann Roe, a broker, said exports fell": no attribute of what is said.
            Tag::Participle if before == Tag::Comma && says(item) => Tag::Participle,
            // "the firm agreed to pay": its own verb, and nothing done to it.
            Tag::Participle
                if closely
                    && matches!(before, Tag::Noun | Tag::Pronoun | Tag::Adverb | Tag::Close)
                    && governed.is_none()
                    && is_willing(segments.lower_of(item.span)) =>
            {
                Tag::Verb
            }
            // "its quarterly dividend"
            Tag::Adverb
                if matches!(
                    segments.lower_of(item.span),
                    "quarterly" | "monthly" | "weekly" | "daily" | "yearly"
                ) =>
            {
                Tag::Noun
            }
            // "by an annualised 2 percent": it describes the number.
            Tag::Participle
                if before == Tag::Determiner
                    && after == Tag::Figure
                    && beyond != Some(Tag::Noun)
                    && item.entry.verb.is_some_and(|v| v.sense == Sense::Other) =>
            {
                Tag::Noun
            }
            Tag::Participle => participle(before, after, governed),
            Tag::Gerund if bare => Tag::Noun,
            Tag::Gerund => gerund(item, before, after),
            Tag::Auxiliary => auxiliary(segments, item, after),
            Tag::Relative => relative(segments, item, before, after),
            tag => tag,
        };
    }
}

/// "bringing foreign trade to 35 billion yuan": a word that can be a noun, behind an adjective.
fn described(items: &[Item], i: usize) -> bool {
    let adjective = i
        .checked_sub(1)
        .and_then(|j| items.get(j))
        .is_some_and(|x| x.entry.function == Some(Function::Adjective));
    adjective
        && items
            .get(i)
            .and_then(|x| x.entry.verb)
            .is_some_and(|v| v.noun_too)
}

/// "the segment, where profit soared": a word that can be a noun, between "where" and a verb of change.
fn moved_where(segments: &Segments<'_>, items: &[Item], i: usize) -> bool {
    let verb = |j: usize| items.get(j).and_then(|x| x.entry.verb);
    let moved = verb(i + 1).is_some_and(|v| {
        matches!(v.sense, Sense::Up | Sense::Down | Sense::Reach)
            && matches!(v.form, Form::Past | Form::PastOrParticiple)
    });
    let place = i
        .checked_sub(1)
        .and_then(|j| items.get(j))
        .is_some_and(|x| matches!(segments.lower_of(x.span), "where" | "when" | "whose"));
    moved && place && verb(i).is_some_and(|v| v.noun_too)
}

/// Whether the item is a form of a verb of saying.
fn says(item: &Item) -> bool {
    item.entry.verb.is_some_and(|v| v.sense == Sense::Say)
}

/// "garment exports to the European Union rose": a later verb of change shows that the word at `i`, which
/// can be a noun, is one.
fn verb_later(items: &[Item], i: usize) -> bool {
    let noun = items
        .get(i)
        .and_then(|x| x.entry.verb)
        .is_some_and(|v| v.noun_too && v.sense != Sense::Plan);
    let rest = items.get(i + 2..).unwrap_or_default();
    let pause = |x: &Item| x.tag.pauses() || x.tag == Tag::Conjunction;
    let moves = |x: &Item| {
        x.entry.verb.is_some_and(|v| {
            let changes = matches!(v.sense, Sense::Up | Sense::Down | Sense::Reach);
            changes
                && match x.tag {
                    Tag::Verb => matches!(v.form, Form::Past | Form::Third) && !v.noun_too,
                    Tag::Participle => true,
                    _ => false,
                }
        })
    };
    noun && rest.iter().take_while(|x| !pause(x)).any(moves)
}

/// "was cut to 3 percent", "is forecast at 5 billion": behind a form of "be", and before no noun, the base
/// of a verb that never changes is its participle.
fn done_to(items: &[Item], i: usize) -> bool {
    let tag = |j: usize| items.get(j).map_or(Tag::Other, |x| x.tag);
    let unchanging = items
        .get(i)
        .and_then(|x| x.entry.verb)
        .is_some_and(|v| v.unchanging && v.noun_too && v.form == Form::Base);
    let helper = items.get(..i).and_then(|l| {
        let light = |x: &&Item| !matches!(x.tag, Tag::Adverb | Tag::Not);
        l.iter().rev().find(light)
    });
    unchanging
        && matches!(tag(i), Tag::Verb)
        && helper.is_some_and(|x| x.entry.function == Some(Function::Auxiliary))
        && matches!(
            tag(i + 1),
            Tag::To | Tag::Preposition | Tag::Adverb | Tag::Date
        )
}

/// "employs 4,500 people and plans to hire 600 more": a form in -s of intent before an infinitive.
fn intends(items: &[Item], i: usize, before: Tag) -> bool {
    let verb = |j: usize| items.get(j).and_then(|x| x.entry.verb);
    let plans = verb(i).is_some_and(|v| v.sense == Sense::Plan && v.form == Form::Third);
    let to = items.get(i + 1).is_some_and(|x| x.tag == Tag::To);
    plans
        && to
        && matches!(before, Tag::Conjunction | Tag::Comma)
        && verb(i + 2).is_some_and(|v| v.form == Form::Base)
}

/// ", said Wang Qiang": a verb of saying between a comma or quotation mark and the name of who speaks.
fn told_by(segments: &Segments<'_>, items: &[Item], i: usize) -> bool {
    let says = items.get(i).is_some_and(|x| {
        x.tag == Tag::Participle && x.entry.verb.is_some_and(|v| v.sense == Sense::Say)
    });
    let pause = i
        .checked_sub(1)
        .and_then(|j| items.get(j))
        .is_some_and(|x| matches!(x.tag, Tag::Comma | Tag::Quote));
    says && pause
        && items.get(i + 1).is_some_and(|x| {
            let name = x.span.of(segments.text).starts_with(char::is_uppercase);
            name && x.tag == Tag::Noun
        })
}

/// Whether the form in -s at `i`, which can be a noun, follows a verb of the past: it would not go on in
/// the present.
fn past_before(segments: &Segments<'_>, items: &[Item], i: usize) -> bool {
    let plural = items
        .get(i)
        .and_then(|x| x.entry.verb)
        .is_some_and(|v| v.noun_too && v.form == Form::Third);
    let past = |x: &Item| {
        matches!(segments.lower_of(x.span), "was" | "were" | "had" | "did")
            || x.tag != Tag::Noun
                && x.entry
                    .verb
                    .is_some_and(|v| matches!(v.form, Form::Past | Form::PastOrParticiple))
    };
    let verbal = |x: &&Item| x.verbal() || x.tag == Tag::Participle;
    plural
        && items
            .get(..i)
            .is_some_and(|l| l.iter().rev().find(verbal).is_some_and(past))
}

/// Whether the neighbours of the item may make something else of it.
fn is_open(items: &[Item], i: usize) -> bool {
    let tag = |i: usize| items.get(i).map_or(Tag::Other, |x| x.tag);
    match tag(i) {
        Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Auxiliary | Tag::Relative => true,
        Tag::Noun => tag(i + 1) == Tag::To,
        Tag::Adverb => {
            tag(i + 1) == Tag::Noun
                && i > 0
                && matches!(tag(i - 1), Tag::Determiner | Tag::Possessive)
        }
        _ => false,
    }
}

/// "an annual processing capacity": an adjective behind a determiner or preposition cannot end its
/// phrase, so what follows belongs to it.
fn attribute(segments: &Segments<'_>, items: &[Item], at: usize) -> bool {
    let Some(item) = items.get(at).filter(|x| x.tag == Tag::Noun) else {
        return false;
    };
    let word = segments.lower_of(item.span);
    let adjective = item.entry.function == Some(Function::Adjective) || adjectival(word);
    let opens = at
        .checked_sub(1)
        .and_then(|j| items.get(j))
        .is_some_and(|x| matches!(x.tag, Tag::Determiner | Tag::Preposition | Tag::Possessive));
    adjective && opens && item.region.is_none()
}

/// An opening stretch, up to the first pause, without any verb holds one after all: the first word after
/// a noun that can be one and has a preposition or adverb behind it ("the belt now turns out twice as
/// much").
pub(super) fn promote(segments: &Segments<'_>, items: &mut [Item]) {
    let pause = |x: &Item| x.tag.pauses() || x.tag == Tag::Colon;
    let opening = items.iter().take_while(|x| !pause(x));
    // "Rice prices in Tokyo doubled": the figure is the verb.
    let moves = |x: &Item| x.tag == Tag::Figure && entry(segments.lower_of(x.span)).verb.is_some();
    let verbless = !opening
        .clone()
        .any(|x| x.verbal() || x.tag == Tag::Participle || moves(x));
    let end = opening.count();
    if !verbless {
        return;
    }
    let candidate = (1..end.saturating_sub(1))
        .find(|i| could_be_verb(items, *i) && agrees(segments, items, *i));
    if let Some(item) = candidate.and_then(|i| items.get_mut(i)) {
        item.tag = Tag::Verb;
    }
}

/// The base form has a plural before it, the form in -s a singular.
fn agrees(segments: &Segments<'_>, items: &[Item], i: usize) -> bool {
    let at = (0..i)
        .rev()
        .find(|j| items.get(*j).is_some_and(|x| x.tag != Tag::Adverb));
    let noun = at.and_then(|j| items.get(j));
    let Some(noun) = noun.filter(|x| x.tag == Tag::Noun) else {
        return true;
    };
    let plural = is_plural(segments.lower_of(noun.span));
    let base = items
        .get(i)
        .and_then(|x| x.entry.verb)
        .is_some_and(|v| v.form == Form::Base);
    let name = noun.region.is_some() || noun.project.is_some();
    name || plural == base
}

pub(super) fn could_be_verb(items: &[Item], i: usize) -> bool {
    let tag = |j: usize| items.get(j).map_or(Tag::Other, |x| x.tag);
    let form = items.get(i).and_then(|x| x.entry.verb).map(|v| v.form);
    matches!(form, Some(Form::Third | Form::Base))
        && tag(i) == Tag::Noun
        && matches!(tag(i - 1), Tag::Noun | Tag::Adverb | Tag::Date)
        && matches!(
            tag(i + 1),
            Tag::Preposition | Tag::Adverb | Tag::To | Tag::Figure | Tag::Determiner
        )
}

/// What an item not yet settled most likely is: a word that can be a noun is one.
pub(super) fn ahead(item: &Item) -> Tag {
    match item.tag {
        Tag::Verb if item.entry.verb.is_some_and(|v| v.noun_too) => Tag::Noun,
        tag => tag,
    }
}

/// The nearest auxiliary, modal or "to" left of `i`, over adverbs and "not".
pub(super) fn governor(items: &[Item], i: usize) -> Option<Tag> {
    let rest = items.get(..i)?;
    rest.iter()
        .rev()
        .find(|x| !matches!(x.tag, Tag::Adverb | Tag::Not))
        .map(|x| x.tag)
        .filter(|t| matches!(t, Tag::Auxiliary | Tag::Modal | Tag::To))
}

pub(super) fn verb_or_noun(item: &Item, before: Tag, after: Tag, governed: Option<Tag>) -> Tag {
    let Some(verb) = item.entry.verb else {
        return Tag::Noun;
    };
    if governed == Some(Tag::To) && verb.form == Form::Third && verb.noun_too {
        return Tag::Noun;
    }
    if matches!(governed, Some(Tag::Modal | Tag::To)) {
        return Tag::Verb;
    }
    match verb.form {
        Form::Past => Tag::Verb,
        // "the band of 4 percent to 6 percent lies higher"
        Form::Third if before == Tag::Figure && !verb.noun_too => Tag::Verb,
        Form::Base if before == Tag::Figure && after == Tag::Determiner => Tag::Verb,
        _ if matches!(
            before,
            Tag::Determiner | Tag::Possessive | Tag::Preposition | Tag::Figure | Tag::Comparative
        ) =>
        {
            Tag::Noun
        }
        // "of which exports were 3.9 trillion yuan"
        _ if verb.noun_too
            && before == Tag::Relative
            && matches!(after, Tag::Auxiliary | Tag::Modal | Tag::Verb) =>
        {
            Tag::Noun
        }
        _ if matches!(before, Tag::Pronoun | Tag::Relative) => Tag::Verb,
        // "an increasingly open economy", "clean and open": the base form is an adjective here.
        Form::Base
            if matches!(
                before,
                Tag::Adverb | Tag::Conjunction | Tag::Comma | Tag::Other
            ) && after == Tag::Noun =>
        {
            Tag::Noun
        }
        _ if !verb.noun_too => Tag::Verb,
        _ if matches!(before, Tag::Conjunction | Tag::Comma) && after == Tag::Figure => Tag::Verb,
        // "and cut its forecast"
        Form::Base if before == Tag::Conjunction && after == Tag::Determiner => Tag::Verb,
        // "now stands at", "also trails by"
        Form::Third if matches!(before, Tag::Adverb | Tag::Date) && after == Tag::Preposition => {
            Tag::Verb
        }
        _ if matches!(before, Tag::Noun | Tag::Close | Tag::Adverb | Tag::Date)
            && matches!(after, Tag::Figure | Tag::Determiner | Tag::To | Tag::Adverb) =>
        {
            Tag::Verb
        }
        _ => Tag::Noun,
    }
}

pub(super) fn participle(before: Tag, after: Tag, governed: Option<Tag>) -> Tag {
    if governed == Some(Tag::Auxiliary) && before != Tag::Determiner {
        return Tag::Verb;
    }
    let attributive = matches!(
        before,
        Tag::Determiner
            | Tag::Possessive
            | Tag::Preposition
            | Tag::Adverb
            | Tag::Figure
            | Tag::Comma
            | Tag::Conjunction
            | Tag::Other
    );
    match after {
        Tag::Noun if attributive => Tag::Noun,
        Tag::Participle | Tag::Gerund if matches!(before, Tag::Determiner) => Tag::Noun,
        _ => Tag::Participle,
    }
}

pub(super) fn gerund(item: &Item, before: Tag, after: Tag) -> Tag {
    let bound = matches!(before, Tag::Determiner | Tag::Possessive | Tag::Figure);
    let joined = matches!(before, Tag::Noun | Tag::Preposition | Tag::Conjunction);
    let object = matches!(after, Tag::Figure | Tag::Determiner | Tag::Adverb | Tag::To);
    let plain = item.entry.verb.is_some_and(|v| v.noun_too);
    if bound || (joined && plain && !object) {
        Tag::Noun
    } else {
        Tag::Gerund
    }
}

/// "has" and "is" without another verb after them are verbs themselves.
pub(super) fn auxiliary(segments: &Segments<'_>, item: &Item, after: Tag) -> Tag {
    let helps = matches!(
        after,
        Tag::Participle | Tag::Gerund | Tag::Auxiliary | Tag::Not | Tag::Adverb | Tag::Verb
    );
    let be = !matches!(
        segments.lower_of(item.span),
        "has" | "have" | "had" | "having"
    );
    if helps || (be && after == Tag::To) {
        Tag::Auxiliary
    } else {
        Tag::Verb
    }
}

pub(super) fn relative(segments: &Segments<'_>, item: &Item, before: Tag, after: Tag) -> Tag {
    let that = segments.lower_of(item.span) == "that";
    if that
        && after == Tag::Noun
        && !matches!(
            before,
            Tag::Noun
                | Tag::Verb
                | Tag::Participle
                | Tag::Comma
                | Tag::Gerund
                | Tag::Date
                | Tag::Pronoun
        )
    {
        return Tag::Determiner;
    }
    let stands_for = matches!(
        before,
        Tag::Preposition | Tag::Subordinator | Tag::To | Tag::Verb | Tag::Participle
    );
    if that && after == Tag::Preposition && stands_for {
        return Tag::Pronoun;
    }
    Tag::Relative
}
