//! Which named projects a figure belongs to.
//!
//! A project in the figure's clause, or the one that "the line", "the project", "the zone" points
//! back to. Knows no project names but the mentions.

use super::item::{Mentions, Tag};
use super::memory::Memory;
use super::reading::Figure;
use super::scene::{Frame, Scene};
use crate::base::rule::RuleId;
use crate::base::vocabulary::ProjectKind;
use crate::lexicon::links::project_noun;
use crate::recognise::mention::{Place, ProjectMention};
use crate::segment::Segments;
use std::ops::Range;

const NAMED: RuleId = RuleId("project/in-its-clause");
const POINTED: RuleId = RuleId("project/pointer");
const TERRITORY: RuleId = RuleId("project/its-territory");
const SHARED: RuleId = RuleId("project/shared-in-sentence");
const PARAGRAPH: RuleId = RuleId("project/paragraph");

/// Names of the figure's projects, with the reason. `before`: the figure before in the sentence;
/// `regions`: where the figure is.
pub fn projects(
    scene: &Scene<'_>,
    frame: &Frame,
    regions: &[Place],
    memory: &Memory,
    before: Option<&Figure>,
) -> Option<(Vec<String>, RuleId)> {
    let theme = || of_pronoun(scene, frame, memory).map(|n| (vec![n], POINTED));
    theme()
        .or_else(|| named(scene, frame).map(|n| (n, NAMED)))
        .or_else(|| pointed(scene, frame, memory).map(|n| (vec![n], POINTED)))
        .or_else(|| territory_of(regions).map(|n| (vec![n], TERRITORY)))
        .or_else(|| shared(regions, before).map(|n| (n, SHARED)))
        .or_else(|| gone_on(scene, frame, memory).map(|n| (vec![n], POINTED)))
        .or_else(|| paragraph(scene, memory).map(|n| (vec![n], PARAGRAPH)))
}

/// The figure is about a zone that is an undertaking: it belongs to it.
fn territory_of(regions: &[Place]) -> Option<String> {
    let [place] = regions else { return None };
    place.id.strip_prefix("project:").map(str::to_owned)
}

/// "The line carried 8 million tonnes, while fares brought in 90 million yuan": figures of one
/// sentence about one place share their project.
fn shared(regions: &[Place], before: Option<&Figure>) -> Option<Vec<String>> {
    let before = before.filter(|f| !f.projects.is_empty() && f.regions == regions)?;
    Some(before.projects.clone())
}

/// "Rent is free for 24 months": a sentence that names no place and no project goes on with the
/// project that its paragraph is about.
fn paragraph(scene: &Scene<'_>, memory: &Memory) -> Option<String> {
    let theme = memory.theme.clone()?;
    let elsewhere = scene
        .parse
        .items
        .iter()
        .any(|i| i.region.is_some() || i.project.is_some());
    let block = |s: usize| scene.segments.sentences.get(s).map(|s| s.block);
    let same = scene.sentence > 0 && block(scene.sentence) == block(scene.sentence - 1);
    (same && !elsewhere).then_some(theme)
}

/// The project that a sentence is about: one that its subject names, the one before when a pronoun
/// or "the line" opens it, else none.
pub fn theme(
    segments: &Segments<'_>,
    mentions: Mentions<'_>,
    sentence: usize,
    before: Option<String>,
) -> Option<String> {
    let tokens = segments.sentence_tokens(sentence);
    let first = mentions.projects.partition_point(|p| p.sentence < sentence);
    let here = || {
        let rest = mentions.projects.get(first..).unwrap_or_default();
        rest.iter().take_while(|p| p.sentence == sentence)
    };
    let named = here().find(|p| counts(p));
    let start = segments.span(tokens.start).start;
    let pronoun = |before: usize, words: &[&str]| {
        tokens
            .clone()
            .take_while(|t| segments.span(*t).start < before)
            .any(|t| words.contains(&segments.lower(t)))
    };
    let opens = |p: &&ProjectMention| {
        let early = p.span.start < start + OPENING && !pronoun(p.span.start, &["it", "its"]);
        early || after_comma(segments, &tokens, p) && !pronoun(p.span.start, &["it"])
    };
    if let Some(project) = named.filter(opens) {
        return Some(project.name.clone());
    }
    // "At a length of 134 km, it links": a pronoun before any other name goes on.
    let place = mentions.regions.partition_point(|r| r.sentence < sentence);
    let place = mentions
        .regions
        .get(place)
        .filter(|r| r.sentence == sentence);
    let other = here().map(|p| p.span.start).next();
    let other = place.map(|r| r.span.start).into_iter().chain(other).min();
    let goes_on = matches!(
        segments.lower(tokens.start),
        "it" | "its" | "they" | "their" | "the" | "this" | "when" | "once"
    ) || pronoun(other.unwrap_or(usize::MAX), &["it"]);
    let block = |s: usize| segments.sentences.get(s).map(|s| s.block);
    let same = sentence > 0 && block(sentence) == block(sentence - 1);
    before.filter(|_| goes_on || same && place.is_none() && named.is_none())
}

/// ", the China-Laos Railway entered service": the name begins the clause behind a comma.
fn after_comma(segments: &Segments<'_>, tokens: &Range<usize>, p: &ProjectMention) -> bool {
    let at = tokens
        .clone()
        .find(|t| segments.span(*t).start >= p.span.start);
    let behind = |t: usize| {
        let the = usize::from(segments.lower(t.wrapping_sub(1)) == "the");
        t.checked_sub(1 + the)
    };
    at.and_then(behind)
        .is_some_and(|t| t > tokens.start && segments.is_mark(t, ','))
}

/// Bytes from the beginning of a sentence in which the project that it is about is named.
const OPENING: usize = 48;

/// "It also ties together the A-B Line and the C-D Line": the subject is the project spoken of, whatever
/// the sentence names behind it.
fn of_pronoun(scene: &Scene<'_>, frame: &Frame, memory: &Memory) -> Option<String> {
    let subject = scene.parse.subject(frame.clause)?;
    let it = subject.len() == 1 && scene.lower(subject.start) == "it";
    it.then(|| memory.theme.clone()).flatten()
}

/// "It should take FIG in all": a pronoun goes on with the project of the sentence before.
fn gone_on(scene: &Scene<'_>, frame: &Frame, memory: &Memory) -> Option<String> {
    let theme = memory.theme.as_ref()?;
    let mut items = scene
        .chain(frame.clause)
        .flat_map(|c| scene.clause_items(c));
    let pronoun = items.any(|i| {
        i < frame.item && matches!(scene.lower(i), "it" | "its" | "they" | "their")
            // "Ships of 5,000 tonnes are to use it"
            || scene.lower(i) == "it" && i > 0 && scene.tag(i - 1) == Tag::Verb
    });
    pronoun.then(|| theme.clone())
}

fn counts(project: &ProjectMention) -> bool {
    !matches!(
        project.kind,
        ProjectKind::Strategy | ProjectKind::Plan | ProjectKind::Agreement
    )
}

fn named(scene: &Scene<'_>, frame: &Frame) -> Option<Vec<String>> {
    if scene.parse.items.iter().all(|i| i.project.is_none()) {
        return None;
    }
    let subject = scene.parse.subject(frame.clause).unwrap_or(0..0);
    let clauses: Vec<usize> = scene.chain(frame.clause).collect();
    let mut names = Vec::new();
    for (i, item) in scene.parse.items.iter().enumerate() {
        let Some(project) = item.project.and_then(|p| scene.mentions.projects.get(p)) else {
            continue;
        };
        let near = scene
            .parse
            .clause_of
            .get(i)
            .is_some_and(|c| clauses.contains(c))
            || subject.contains(&i);
        // "Under the Upper Delta Agreement, the cities pay ...": what is done under a plan belongs to it.
        let under = i > 0
            && (1..=2).any(|n| {
                i.checked_sub(n)
                    .is_some_and(|p| matches!(scene.lower(p), "under" | "through"))
            });
        let acts = subject.contains(&i) && scene.tag(i + 1) != Tag::Possessive;
        let near = near || under && opened(scene, i, frame);
        let belongs = counts(project) || under || acts;
        if near && belongs && !names.contains(&project.name) {
            names.push(project.name.clone());
        }
    }
    (!names.is_empty()).then_some(names)
}

/// "Under the Upper Delta Agreement, the cities pay": what opens the sentence governs its clause.
fn opened(scene: &Scene<'_>, item: usize, frame: &Frame) -> bool {
    item < frame.item
        && (item..frame.item).all(|i| !matches!(scene.tag(i), Tag::Semicolon | Tag::Dash))
}

fn pointed(scene: &Scene<'_>, frame: &Frame, memory: &Memory) -> Option<String> {
    memory.projects.first()?;
    let items = scene
        .chain(frame.clause)
        .flat_map(|c| scene.clause_items(c));
    let mut kinds = items.filter_map(|i| {
        let determined = i > 0
            && (1..=3).any(|n| {
                i.checked_sub(n)
                    .is_some_and(|d| scene.tag(d) == Tag::Determiner)
            });
        let word = scene.lower(i);
        let plain = scene.tag(i) == Tag::Noun && scene.tag(i + 1) != Tag::Noun && determined;
        plain.then(|| project_noun(word)).flatten()
    });
    kinds.find_map(|kinds| {
        let fits = |p: &&ProjectMention| kinds.contains(&p.kind);
        let named = || memory.projects.iter().rev();
        // The project that is spoken of comes before one that was only mentioned.
        let theme = memory.theme.as_ref();
        let spoken_of = named()
            .find(|p| theme.is_some_and(|t| *t == p.name))
            .filter(fits);
        spoken_of
            .or_else(|| named().find(fits))
            .map(|p| p.name.clone())
    })
}
