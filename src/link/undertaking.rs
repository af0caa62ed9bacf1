//! Which named projects a figure belongs to.
//!
//! A project in the figure's clause, or the one that "the line", "the project", "the zone" points
//! back to. Knows no project names but the mentions.

use super::item::{Mentions, Tag};
use super::memory::Memory;
use super::scene::{Frame, Scene};
use crate::base::rule::RuleId;
use crate::base::vocabulary::ProjectKind;
use crate::recognise::mention::ProjectMention;
use crate::segment::Segments;

const NAMED: RuleId = RuleId("project/in-its-clause");
const POINTED: RuleId = RuleId("project/pointer");

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
    ("programme", &[ProjectKind::Programme]),
    ("program", &[ProjectKind::Programme]),
    (
        "initiative",
        &[ProjectKind::Programme, ProjectKind::Strategy],
    ),
    ("plan", &[ProjectKind::Plan]),
    ("strategy", &[ProjectKind::Strategy]),
];

/// Names of the figure's projects, with the reason.
pub fn projects(
    scene: &Scene<'_>,
    frame: &Frame,
    memory: &Memory,
) -> Option<(Vec<String>, RuleId)> {
    named(scene, frame)
        .map(|n| (n, NAMED))
        .or_else(|| pointed(scene, frame, memory).map(|n| (vec![n], POINTED)))
        .or_else(|| gone_on(scene, frame, memory).map(|n| (vec![n], POINTED)))
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
    if let Some(project) = named.filter(|p| p.span.start < start + 24) {
        return Some(project.name.clone());
    }
    let goes_on = matches!(
        segments.lower(tokens.start),
        "it" | "its" | "they" | "their" | "the" | "this" | "when" | "once"
    );
    before.filter(|_| goes_on)
}

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
        if near && counts(project) && !names.contains(&project.name) {
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
        memory
            .projects
            .iter()
            .rev()
            .find(|p| kinds.contains(&p.kind))
            .map(|p| p.name.clone())
    })
}
