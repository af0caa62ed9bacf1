//! What belongs together: each figure with its indicator, regions, period, base, role, speaker.
//!
//! Sentence by sentence: the sentence is parsed into clauses ([`item`], [`clause`]), each figure's
//! place in it is described ([`scene`]), and each link is made by its own module from that place and
//! from what was said before ([`memory`]). Each link keeps its reason. Knows no files and no SQL.

pub mod clause;
pub mod indicator;
pub mod item;
pub mod memory;
pub mod modality;
pub mod pairing;
pub mod period;
pub mod place;
pub mod reading;
pub mod role;
pub mod scene;
pub mod speaker;
pub mod undertaking;
pub mod wording;

use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::recognise::mention::{DateSense, Place, RegionMention};
use crate::segment::Segments;
use item::Mentions;
use jiff::civil::Date;
use memory::Memory;
use pairing::Partner;
use reading::Figure;
use scene::{Frame, Scene};

/// Links every figure of an article.
pub fn link(
    segments: &Segments<'_>,
    mentions: Mentions<'_>,
    published: Option<Date>,
) -> Vec<Figure> {
    let mut memory = Memory::of(mentions.regions, segments);
    let mut done: Vec<Figure> = Vec::with_capacity(mentions.figures.len());
    for sentence in 0..segments.sentences.len() {
        let first = done.len();
        if let Some(scene) = Scene::of(segments, mentions, sentence) {
            link_sentence(&scene, &memory, published, &mut done);
        }
        remember(
            segments,
            &mentions,
            sentence,
            done.get(first..).unwrap_or_default(),
            &mut memory,
        );
    }
    done
}

fn link_sentence(
    scene: &Scene<'_>,
    memory: &Memory,
    published: Option<Date>,
    done: &mut Vec<Figure>,
) {
    let partners = pairing::partners(scene);
    for frame in &scene.frames {
        let partner = partners
            .iter()
            .find(|(f, _)| *f == frame.figure)
            .map(|(_, p)| p);
        let figure = link_figure(scene, frame, partner, memory, published, done);
        done.push(figure);
    }
}

fn link_figure(
    scene: &Scene<'_>,
    frame: &Frame,
    partner: Option<&Partner>,
    memory: &Memory,
    published: Option<Date>,
    done: &[Figure],
) -> Figure {
    let mention = scene.mention(frame).clone();
    let (role, role_reason) = role::role(scene, frame);
    let (modality, modality_reason) = modality::modality(scene, frame, published);
    let mut why = vec![role_reason];
    why.extend(modality_reason);
    let indicator = keep(&mut why, name(scene, frame, role, partner, done));
    let regions =
        keep(&mut why, locate(scene, frame, role, partner, memory, done)).unwrap_or_default();
    let period = keep(&mut why, date(scene, frame, role, partner, memory, done));
    let base_period = keep(
        &mut why,
        period::base(scene, frame, role, period.as_ref(), done),
    );
    let projects = keep(&mut why, undertaking::projects(scene, frame, memory)).unwrap_or_default();
    let attributed_to = keep(
        &mut why,
        speaker::speaker(scene.segments, scene.sentence, mention.span, memory),
    );
    Figure {
        mention,
        role,
        modality,
        measure: None,
        indicator,
        regions,
        period,
        base_period,
        projects,
        attributed_to,
        why,
    }
}

fn keep<T>(why: &mut Vec<RuleId>, found: Option<(T, RuleId)>) -> Option<T> {
    found.map(|(value, reason)| {
        why.push(reason);
        value
    })
}

const PAIRED: RuleId = RuleId("pairing/respectively");

fn source<'d>(partner: Option<&Partner>, done: &'d [Figure]) -> Option<&'d Figure> {
    match partner? {
        Partner::Figure(index) => done.get(*index),
        Partner::Phrase(..) => None,
    }
}

fn name(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    partner: Option<&Partner>,
    done: &[Figure],
) -> Option<indicator::Named> {
    let paired = match partner {
        Some(Partner::Figure(_)) => source(partner, done).and_then(|f| f.indicator.clone()),
        Some(Partner::Phrase(_, text)) => text.clone(),
        None => None,
    };
    paired
        .map(|p| (p, PAIRED))
        .or_else(|| indicator::indicator(scene, frame, role, done))
}

fn locate(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    partner: Option<&Partner>,
    memory: &Memory,
    done: &[Figure],
) -> Option<(Vec<Place>, RuleId)> {
    let paired = match partner {
        Some(Partner::Phrase(range, _)) => range
            .clone()
            .filter_map(|i| scene.item(i)?.region)
            .filter_map(|r| scene.mentions.regions.get(r))
            .map(|r| r.place.clone())
            .collect(),
        _ => source(partner, done)
            .map(|f| f.regions.clone())
            .unwrap_or_default(),
    };
    if !paired.is_empty() {
        return Some((paired, PAIRED));
    }
    place::place(scene, frame, role, memory, done)
}

fn date(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    partner: Option<&Partner>,
    memory: &Memory,
    done: &[Figure],
) -> Option<(Edtf, RuleId)> {
    source(partner, done)
        .and_then(|f| f.period.clone())
        .map(|p| (p, PAIRED))
        .or_else(|| period::period(scene, frame, role, memory, done))
}

/// Takes what the sentence said into the memory for the next ones.
fn remember(
    segments: &Segments<'_>,
    mentions: &Mentions<'_>,
    sentence: usize,
    figures: &[Figure],
    memory: &mut Memory,
) {
    let Some(block) = segments.sentences.get(sentence).map(|s| s.block) else {
        return;
    };
    let regions: Vec<&RegionMention> = mentions
        .regions
        .iter()
        .filter(|r| r.sentence == sentence)
        .collect();
    if figures.iter().any(|f| !f.regions.is_empty()) {
        memory.named.extend(regions.iter().map(|r| r.place.clone()));
        memory.learn(figures, block);
    } else {
        memory.pass(&regions, block);
    }
    memory.projects.extend(
        mentions
            .projects
            .iter()
            .filter(|p| p.sentence == sentence)
            .cloned(),
    );
    let dates = of_sentence(mentions.dates, sentence, |d| d.sentence);
    let said = dates
        .iter()
        .filter(|d| {
            matches!(
                d.sense,
                DateSense::Plain | DateSense::Until | DateSense::Pointer
            )
        })
        .find_map(|d| d.edtf.clone());
    let period = figures
        .iter()
        .rev()
        .find_map(|f| f.period.clone())
        .or_else(|| said.map(|e| e.without_open()));
    if let Some(period) = period {
        memory.period = Some((period, block));
    }
    if let Some(name) = speaker::speaks(segments, sentence) {
        memory.speaker = Some((name, block));
    }
}

/// The part of a list of mentions, in order, that lies in one sentence.
fn of_sentence<T>(list: &[T], sentence: usize, at: impl Fn(&T) -> usize) -> &[T] {
    let first = list.partition_point(|m| at(m) < sentence);
    let end = list.partition_point(|m| at(m) <= sentence);
    list.get(first..end).unwrap_or_default()
}
