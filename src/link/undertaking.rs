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
use crate::recognise::mention::{Place, ProjectMention};
use crate::segment::Segments;

const NAMED: RuleId = RuleId("project/in-its-clause");
const POINTED: RuleId = RuleId("project/pointer");
const TERRITORY: RuleId = RuleId("project/its-territory");
const SHARED: RuleId = RuleId("project/shared-in-sentence");
const PARAGRAPH: RuleId = RuleId("project/paragraph");

/// Nouns that point back to a project named before, with the kinds they can mean.
const POINTERS: &[(&str, &[ProjectKind])] = &[
    (
        "project",
        &[
            ProjectKind::Project,
            ProjectKind::Infrastructure,
            ProjectKind::Facility,
            ProjectKind::Programme,
        ],
    ),
    (
        "scheme",
        &[
            ProjectKind::Project,
            ProjectKind::Infrastructure,
            ProjectKind::Programme,
            ProjectKind::Plan,
        ],
    ),
    ("line", &[ProjectKind::Infrastructure]),
    ("railway", &[ProjectKind::Infrastructure]),
    ("bridge", &[ProjectKind::Infrastructure]),
    ("tunnel", &[ProjectKind::Infrastructure]),
    ("expressway", &[ProjectKind::Infrastructure]),
    (
        "corridor",
        &[ProjectKind::Infrastructure, ProjectKind::Programme],
    ),
    (
        "airport",
        &[ProjectKind::Infrastructure, ProjectKind::Facility],
    ),
    (
        "port",
        &[ProjectKind::Infrastructure, ProjectKind::Facility],
    ),
    ("network", &[ProjectKind::Infrastructure]),
    ("plant", &[ProjectKind::Facility, ProjectKind::Project]),
    ("zone", &[ProjectKind::Zone]),
    ("park", &[ProjectKind::Zone, ProjectKind::Facility]),
    (
        "base",
        &[
            ProjectKind::Zone,
            ProjectKind::Facility,
            ProjectKind::Project,
        ],
    ),
    (
        "structure",
        &[
            ProjectKind::Infrastructure,
            ProjectKind::Facility,
            ProjectKind::Project,
        ],
    ),
    ("canal", &[ProjectKind::Infrastructure]),
    ("dam", &[ProjectKind::Infrastructure, ProjectKind::Facility]),
    (
        "station",
        &[ProjectKind::Infrastructure, ProjectKind::Facility],
    ),
    ("link", &[ProjectKind::Infrastructure]),
    ("route", &[ProjectKind::Infrastructure]),
    ("road", &[ProjectKind::Infrastructure]),
    ("complex", &[ProjectKind::Facility, ProjectKind::Project]),
    ("programme", &[ProjectKind::Programme]),
    ("program", &[ProjectKind::Programme]),
    (
        "initiative",
        &[ProjectKind::Programme, ProjectKind::Strategy],
    ),
    ("plan", &[ProjectKind::Plan]),
    ("strategy", &[ProjectKind::Strategy]),
];

/// Names of the figure's projects, with the reason. `before`: the figure before in the sentence;
/// `regions`: where the figure is.
pub fn projects(
    scene: &Scene<'_>,
    frame: &Frame,
    regions: &[Place],
    memory: &Memory,
    before: Option<&Figure>,
) -> Option<(Vec<String>, RuleId)> {
    named(scene, frame)
        .map(|n| (n, NAMED))
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
    let named = mentions
        .projects
        .get(first)
        .filter(|p| p.sentence == sentence && counts(p));
    let start = segments.span(tokens.start).start;
    let opens = |p: &&ProjectMention| {
        let pronoun = tokens
            .clone()
            .take_while(|t| segments.span(*t).start < p.span.start)
            .any(|t| matches!(segments.lower(t), "it" | "its"));
        p.span.start < start + OPENING && !pronoun
    };
    if let Some(project) = named.filter(opens) {
        return Some(project.name.clone());
    }
    let goes_on = matches!(
        segments.lower(tokens.start),
        "it" | "its" | "they" | "their" | "the" | "this" | "when" | "once"
    );
    let block = |s: usize| segments.sentences.get(s).map(|s| s.block);
    let same = sentence > 0 && block(sentence) == block(sentence - 1);
    let placed = mentions
        .regions
        .get(mentions.regions.partition_point(|r| r.sentence < sentence))
        .is_some_and(|r| r.sentence == sentence);
    before.filter(|_| goes_on || same && !placed && named.is_none())
}

/// Bytes from the beginning of a sentence in which the project that it is about is named.
const OPENING: usize = 48;

/// "It should take FIG in all": a pronoun goes on with the project of the sentence before.
fn gone_on(scene: &Scene<'_>, frame: &Frame, memory: &Memory) -> Option<String> {
    let mut items = scene
        .chain(frame.clause)
        .into_iter()
        .flat_map(|c| scene.clause_items(c).collect::<Vec<_>>());
    let pronoun =
        items.any(|i| i < frame.item && matches!(scene.lower(i), "it" | "its" | "they" | "their"));
    memory.theme.clone().filter(|_| pronoun)
}

fn counts(project: &ProjectMention) -> bool {
    !matches!(
        project.kind,
        ProjectKind::Strategy | ProjectKind::Plan | ProjectKind::Agreement
    )
}

fn named(scene: &Scene<'_>, frame: &Frame) -> Option<Vec<String>> {
    let subject = scene.parse.subject(frame.clause).unwrap_or(0..0);
    let clauses = scene.chain(frame.clause);
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
        if near && (counts(project) || under) && !names.contains(&project.name) {
            names.push(project.name.clone());
        }
    }
    (!names.is_empty()).then_some(names)
}

fn pointed(scene: &Scene<'_>, frame: &Frame, memory: &Memory) -> Option<String> {
    let items = scene
        .chain(frame.clause)
        .into_iter()
        .flat_map(|c| scene.clause_items(c).collect::<Vec<_>>());
    let mut kinds = items.filter_map(|i| {
        let determined = i > 0
            && (1..=3).any(|n| {
                i.checked_sub(n)
                    .is_some_and(|d| scene.tag(d) == Tag::Determiner)
            });
        let word = scene.lower(i);
        let plain = scene.tag(i) == Tag::Noun && scene.tag(i + 1) != Tag::Noun && determined;
        plain
            .then(|| POINTERS.iter().find(|(w, _)| *w == word))
            .flatten()
    });
    kinds.find_map(|(_, kinds)| {
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
