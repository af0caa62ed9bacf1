//! Which named projects a figure belongs to.
//!
//! A project in the figure's clause, or the one that "the line", "the project", "the zone" points
//! back to. Knows no project names but the mentions.

use super::item::Tag;
use super::memory::Memory;
use super::scene::{Frame, Scene};
use crate::base::rule::RuleId;
use crate::base::vocabulary::ProjectKind;
use crate::recognise::mention::ProjectMention;

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
