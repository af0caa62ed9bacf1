//! Noun phrases as short lower-case text: what an indicator is called.
//!
//! Drops what other links hold (regions, dates) and what points back ("the zone's", "its").

use super::item::Tag;
use super::scene::Scene;
use crate::lexicon::links::{is_time, region_noun};
use crate::lexicon::shortened::{Class, LONGEST, abbreviation};
use crate::lexicon::words::Function;
use std::ops::Range;

/// The phrase in lower case, without regions, dates and pointers, and without what hangs on them;
/// `None` when nothing is left.
pub fn wording(scene: &Scene<'_>, range: Range<usize>) -> Option<String> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut i = range.start;
    while i < range.end {
        i = take(scene, i, range.end, &mut words);
    }
    while words.last().is_some_and(|(i, _)| loose(scene, *i)) {
        words.pop();
    }
    let first = words
        .iter()
        .position(|(i, w)| *w == "per" || !loose(scene, *i) && scene.tag(*i) != Tag::Adverb)?;
    let mut out = String::new();
    let mut end = None;
    for (i, word) in words.iter().skip(first) {
        let glued = scene.tag(*i) == Tag::Possessive && end == Some(*i);
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(word);
        end = Some(i + 1);
    }
    (!out.is_empty()).then_some(out)
}

/// Takes the item at `i` or passes it over; returns the next item to look at.
fn take<'s>(
    scene: &'s Scene<'_>,
    i: usize,
    end: usize,
    words: &mut Vec<(usize, &'s str)>,
) -> usize {
    let Some(item) = scene.item(i) else {
        return end;
    };
    // A number inside the name of what is measured is another figure.
    let number = item.figure.is_some() && scene.tag(i + 1) != Tag::Possessive;
    // "each year 40 billion kWh can pass"
    let each = matches!(scene.lower(i), "each" | "every") && is_time(scene.lower(i + 1));
    if item.tag == Tag::Determiner && each && scene.tag(i + 2) != Tag::Noun {
        return i + 2;
    }
    let pointer =
        number || item.region.is_some() || item.date.is_some() || points_back(scene, i, end);
    if pointer || zone(scene, i) {
        let tail = scene.tag(i + 1) == Tag::Possessive;
        if !tail {
            drop_preposition(scene, words);
        }
        return i + 1 + usize::from(tail);
    }
    // "Mr. Roe": a title names nothing.
    let named = |j: usize| {
        let next = scene.item(j).filter(|x| x.tag == Tag::Noun);
        next.is_some_and(|x| {
            x.span
                .of(scene.segments.text)
                .starts_with(char::is_uppercase)
        })
    };
    let title = item.tag == Tag::Noun
        && item.span.len() <= LONGEST
        && named(i)
        && (item.tokens.len() == 2 || named(i + 1))
        && abbreviation(scene.lower(i)).is_some_and(|a| a.class == Class::Title);
    if title {
        return i + 1;
    }
    if item.tag == Tag::Comma && aside(scene, i) {
        return (i + 1..end)
            .find(|j| scene.tag(*j) == Tag::Comma)
            .map_or(end, |j| j + 1);
    }
    match item.tag {
        Tag::Determiner
        | Tag::Pronoun
        | Tag::Quote
        | Tag::Open
        | Tag::Close
        | Tag::Comma
        | Tag::Other => {}
        Tag::Adverb if words.is_empty() => {}
        _ => words.push((i, scene.lower(i))),
    }
    i + 1
}

/// Whether the comma opens an aside: a figure, a relative clause, a place after a place.
fn aside(scene: &Scene<'_>, comma: usize) -> bool {
    let figure = (comma + 1..comma + 4).any(|j| scene.tag(j) == Tag::Figure);
    figure
        || matches!(
            scene.tag(comma + 1),
            Tag::Relative | Tag::Participle | Tag::Gerund | Tag::Adverb | Tag::Preposition
        )
}

/// Whether a project item is an undertaking with a territory: a region for this purpose.
fn zone(scene: &Scene<'_>, i: usize) -> bool {
    use crate::base::vocabulary::ProjectKind::Zone;
    scene
        .item(i)
        .and_then(|x| x.project)
        .and_then(|p| scene.mentions.projects.get(p))
        .is_some_and(|p| p.kind == Zone)
}

/// "the zone's", "of the province", "my country's": a noun that stands for a region named before.
fn points_back(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    if region_noun(scene.lower(i)).is_none() || scene.tag(i) != Tag::Noun {
        return false;
    }
    let ends = i + 1 >= end || scene.tag(i + 1) != Tag::Noun;
    definite(scene, i) && ends
}

/// Whether a determiner that makes its noun known ("the", "this", "my"; not "another", "no") stands
/// right before the item.
pub fn definite(scene: &Scene<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|j| scene.item(j));
    before
        .is_some_and(|x| x.tag == Tag::Determiner && x.entry.function != Some(Function::Indefinite))
}

fn drop_preposition(scene: &Scene<'_>, words: &mut Vec<(usize, &str)>) {
    while words.last().is_some_and(|(i, _)| {
        matches!(scene.tag(*i), Tag::Preposition | Tag::Conjunction | Tag::To)
    }) {
        words.pop();
    }
}

/// Words that cannot end or begin a name of something.
fn loose(scene: &Scene<'_>, i: usize) -> bool {
    matches!(
        scene.tag(i),
        Tag::Preposition
            | Tag::Conjunction
            | Tag::Possessive
            | Tag::To
            | Tag::Relative
            | Tag::Subordinator
            | Tag::Colon
            | Tag::Semicolon
            | Tag::Dash
    )
}
