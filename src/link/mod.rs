//! What belongs together: each figure with its indicator, regions, period, base, role, speaker.
//!
//! Sentence by sentence: the sentence is parsed into clauses ([`item`], [`clause`]), each figure's
//! place in it is described ([`scene`]), and each link is made by its own module from that place and
//! from what was said before ([`memory`]). Each link keeps its reason. Knows no files and no SQL.

pub mod clause;
pub mod dimension;
pub mod indicator;
pub mod item;
pub mod list;
pub mod memory;
pub mod modality;
pub mod pairing;
pub mod period;
pub mod place;
pub mod reading;
pub mod role;
pub mod scene;
pub mod speaker;
pub mod territory;
pub mod undertaking;
pub mod wording;

use crate::base::edtf::{Edtf, Precision};
use crate::base::rule::RuleId;
use crate::base::vocabulary::BlockKind;
use crate::base::vocabulary::{Modality, Role};
use crate::lexicon::indicators::common_name;
use crate::recognise::mention::{DateSense, FigureMention, Place};
use crate::segment::Segments;
use item::Mentions;
use jiff::civil::Date;
use memory::{Governing, Memory};
use pairing::Partner;
use reading::Figure;
use scene::{Frame, Scene};

/// Links every figure of an article.
pub fn link(
    segments: &Segments<'_>,
    mentions: Mentions<'_>,
    published: Option<Date>,
) -> Vec<Figure> {
    let mut memory = Memory::of(&mentions, segments);
    let mut done: Vec<Figure> = Vec::with_capacity(mentions.figures.len());
    // What is said after the last figure is remembered for nobody.
    let end = mentions.figures.last().map_or(0, |f| f.sentence + 1);
    for sentence in 0..end.min(segments.sentences.len()) {
        let first = done.len();
        if segments.sentence_tokens(sentence).len() > LONGEST {
            done.extend(
                of_sentence(mentions.figures, sentence, |f| f.sentence)
                    .iter()
                    .map(unlinked),
            );
        } else if let Some(scene) = Scene::of(segments, mentions, sentence) {
            settle_topic(segments, mentions, &mut memory);
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

/// Tokens beyond which a sentence has no structure to go by: a table or list without full stops.
const LONGEST: usize = 500;

const NO_STRUCTURE: RuleId = RuleId("role/no-structure");

/// A figure of a stretch without sentence structure: nothing is linked to it.
fn unlinked(mention: &FigureMention) -> Figure {
    Figure {
        mention: mention.clone(),
        role: Role::Level,
        modality: Modality::Actual,
        indicator: None,
        measure: None,
        regions: Vec::new(),
        period: None,
        base_period: None,
        projects: Vec::new(),
        attributed_to: None,
        why: vec![NO_STRUCTURE],
    }
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
    if let Some(original) = mention.equivalent_to.and_then(|i| done.get(i)) {
        return restate(mention, original);
    }
    let (role, role_reason) = settle_role(scene, frame, done);
    let (modality, modality_reason) =
        modality::modality(scene, frame, published, memory.intentions);
    let mut why = vec![role_reason];
    why.extend(modality_reason);
    let twin = list::twin(scene, frame).and_then(|i| done.get(i));
    let spoken = speaker::speaker(
        &speaker::View {
            segments: scene.segments,
            mentions: scene.mentions,
        },
        scene.sentence,
        mention.span,
        &memory.statements,
    );
    let speaks =
        |n: &indicator::Named| indicator::is_speaker(n, spoken.as_ref().map(|s| s.0.as_str()));
    let named = name(scene, frame, role, partner, twin, done)
        .filter(|n| !speaks(n))
        .or_else(|| indicator::carried(scene, frame, role, done).filter(|n| !speaks(n)));
    let indicator = keep(&mut why, named);
    let regions = keep(
        &mut why,
        locate(scene, frame, role, partner, twin, memory, done),
    )
    .unwrap_or_default();
    let (role, grown) = role::of_growth(role, role_reason, &mention, indicator.as_deref());
    if grown {
        why.push(role::OF_GROWTH);
    }
    let now = Linking {
        role,
        regions: &regions,
        carried: why.contains(&indicator::CARRIED),
        indicator: indicator.as_deref(),
        attribute: why.contains(&indicator::MEASURE),
        published,
    };
    let period = keep(
        &mut why,
        date(
            scene,
            frame,
            &now,
            source(partner, done).or(twin),
            memory,
            done,
        ),
    );
    let base_period = keep(
        &mut why,
        period::base(
            scene,
            frame,
            role,
            indicator.as_deref(),
            period.as_ref(),
            done,
        ),
    );
    let projects = keep(
        &mut why,
        undertaking::projects(
            scene,
            frame,
            &regions,
            memory,
            done.last().filter(|f| f.mention.sentence == scene.sentence),
        ),
    )
    .unwrap_or_default();
    let attributed_to = keep(&mut why, spoken);
    Figure {
        mention,
        role,
        modality,
        measure: indicator
            .as_deref()
            .and_then(common_name)
            .map(str::to_owned),
        indicator,
        regions,
        period,
        base_period,
        projects,
        attributed_to,
        why,
    }
}

/// What is settled of a figure when its period is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Linking<'l> {
    /// Its role.
    pub role: Role,
    /// Its regions.
    pub regions: &'l [Place],
    /// Its indicator was carried over from a figure before.
    pub carried: bool,
    /// What it measures.
    pub indicator: Option<&'l str>,
    /// It is an attribute of a thing, as its length: true at any time.
    pub attribute: bool,
    /// The day of the article.
    pub published: Option<Date>,
}

/// A bracketed equivalent says of its own number all that is said of the one before it.
fn restate(mention: FigureMention, original: &Figure) -> Figure {
    let mut why = vec![RESTATED];
    why.extend(original.why.iter().copied());
    Figure {
        mention,
        why,
        ..original.clone()
    }
}

const RESTATED: RuleId = RuleId("list/restates-figure-before");
const ELLIPTIC: RuleId = RuleId("role/as-the-figure-it-goes-on-from");
const LISTED: RuleId = RuleId("list/member-of-list");

/// The role by itself, or, where nothing but the plain value is seen, that of the list or twin.
fn settle_role(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> (Role, RuleId) {
    let (role, reason) = role::role(scene, frame);
    let moved = |f: &&Figure| matches!(f.role, Role::Increase | Role::Decrease | Role::Share);
    let mate = list::list_mate(scene, frame)
        .and_then(|i| done.get(i))
        .filter(moved);
    if let Some(mate) = mate.filter(|_| matches!(role, Role::Level | Role::Share)) {
        return (mate.role, LISTED);
    }
    if role != Role::Level && reason != role::SHARE_BY_PLACE {
        return (role, reason);
    }
    let other = list::former(scene, frame)
        .or_else(|| list::elliptic(scene, frame).map(|e| e.figure))
        .and_then(|i| done.get(i))
        .filter(moved);
    let verb = |f: &&Figure| f.why.contains(&role::CHANGE_VERB) || f.why.contains(&ELLIPTIC);
    let other = other.or_else(|| {
        list::shares_verb(scene, frame)
            .and_then(|i| done.get(i))
            .filter(moved)
            .filter(verb)
    });
    if let Some(other) = other {
        return (other.role, ELLIPTIC);
    }
    let changed = |f: &&Figure| matches!(f.role, Role::Increase | Role::Decrease);
    let twin = list::twin(scene, frame)
        .and_then(|i| done.get(i))
        .filter(changed);
    twin.map_or((role, reason), |t| (t.role, RESTATED))
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
    twin: Option<&Figure>,
    done: &[Figure],
) -> Option<indicator::Named> {
    let paired = match partner {
        Some(Partner::Figure(_)) => source(partner, done).and_then(|f| f.indicator.clone()),
        Some(Partner::Phrase(_, text)) => text.clone(),
        None => None,
    };
    let again = twin.and_then(|t| t.indicator.clone());
    paired
        .map(|p| (p, PAIRED))
        .or_else(|| again.map(|a| (a, RESTATED)))
        .or_else(|| indicator::indicator(scene, frame, role, done))
}

fn locate(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    partner: Option<&Partner>,
    twin: Option<&Figure>,
    memory: &Memory,
    done: &[Figure],
) -> Option<(Vec<Place>, RuleId)> {
    let paired = match partner {
        Some(Partner::Phrase(range, _)) => places_in(scene, range.clone()),
        _ => source(partner, done)
            .map(|f| f.regions.clone())
            .unwrap_or_default(),
    };
    if !paired.is_empty() {
        return Some((paired, PAIRED));
    }
    let again = twin.map(|t| t.regions.clone()).filter(|r| !r.is_empty());
    again
        .map(|r| (r, RESTATED))
        .or_else(|| place::place(scene, frame, role, memory, done))
}

fn places_in(scene: &Scene<'_>, range: std::ops::Range<usize>) -> Vec<Place> {
    let regions = range.filter_map(|i| scene.item(i)?.region);
    regions
        .filter_map(|r| scene.mentions.regions.get(r))
        .map(|r| r.place.clone())
        .collect()
}

fn date(
    scene: &Scene<'_>,
    frame: &Frame,
    now: &Linking<'_>,
    source: Option<&Figure>,
    memory: &Memory,
    done: &[Figure],
) -> Option<(Edtf, RuleId)> {
    source
        .and_then(|f| f.period.clone())
        .map(|p| (p, PAIRED))
        .or_else(|| period::period(scene, frame, now, memory, done))
}

/// Takes in the themes of the sentences without figures since the last figure: they are read only
/// when a figure comes, and from the last one back, as a theme puts all before it out of mind.
fn settle_topic(segments: &Segments<'_>, mentions: Mentions<'_>, memory: &mut Memory) {
    let mut openings = Vec::new();
    for sentence in std::mem::take(&mut memory.unread).into_iter().rev() {
        let Some(block) = segments.sentences.get(sentence).map(|s| s.block) else {
            continue;
        };
        let scene = Scene::any(segments, mentions, sentence);
        let theme = place::theme(&scene);
        if !theme.is_empty() {
            memory.topic = theme;
            memory.topic_block = block;
            break;
        }
        openings.extend(place::first_named(&scene).map(|place| (place, block)));
    }
    for (place, block) in openings.into_iter().rev() {
        memory.open(place, block);
    }
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
    let regions = of_sentence(mentions.regions, sentence, |r| r.sentence);
    let item = |b: usize| {
        segments
            .blocks
            .get(b)
            .is_some_and(|b| b.kind == BlockKind::ListItem || bulleted(b.span.of(segments.text)))
    };
    if !item(block) || !item(block + 1) {
        let before = memory.intentions && memory.intentions_block == block;
        memory.intentions =
            !item(block) && item(block + 1) && (before || modality::announces(segments, sentence));
        memory.intentions_block = block;
    }
    memory.theme = undertaking::theme(segments, *mentions, sentence, memory.theme.take());
    memory.name(regions);
    if figures.is_empty() {
        memory
            .unread
            .extend((!regions.is_empty()).then_some(sentence));
    } else {
        memory.learn(figures, block, place::governs);
    }
    memory
        .projects
        .extend_from_slice(of_sentence(mentions.projects, sentence, |p| p.sentence));
    // "A year earlier it earned 4 million" and "in the past year" say nothing of what follows.
    let dates = of_sentence(mentions.dates, sentence, |d| d.sentence);
    let aside = |p: &Edtf| {
        let same = dates.iter().find(|d| d.edtf.as_ref() == Some(p));
        same.is_some_and(|d| period::is_aside(segments.lower_of(d.span)))
    };
    let told = |f: &&Figure| {
        let governs = |p: &Edtf| !p.is_day() && !aside(p);
        f.modality == Modality::Actual
            && f.period.as_ref().is_some_and(governs)
            && !f.why.contains(&period::BEFORE)
    };
    if let Some(figure) = figures.iter().rev().find(told) {
        memory.period = figure.period.clone().map(|p| Governing {
            period: p,
            block,
            regions: figure.regions.clone(),
        });
    }
    if figures.is_empty() {
        let mut plain = dates
            .iter()
            .filter(|d| d.sense == DateSense::Plain)
            .filter(|d| !period::is_aside(segments.lower_of(d.span)))
            .filter_map(|d| d.edtf.clone());
        let coarse = |e: &Edtf| {
            matches!(
                e.precision(),
                Precision::Year | Precision::Half | Precision::Quarter
            )
        };
        if let Some(period) = plain.rfind(coarse) {
            memory.period = Some(Governing {
                period,
                block,
                regions: Vec::new(),
            });
        }
    }
}

/// "- Jobs: 400,000": an item of a list in plain text.
fn bulleted(block: &str) -> bool {
    ["- ", "– ", "• ", "* ", "· "]
        .iter()
        .any(|mark| block.starts_with(mark))
}

/// The part of a list of mentions, in order, that lies in one sentence.
fn of_sentence<T>(list: &[T], sentence: usize, at: impl Fn(&T) -> usize) -> &[T] {
    let first = list.partition_point(|m| at(m) < sentence);
    let end = list.partition_point(|m| at(m) <= sentence);
    list.get(first..end).unwrap_or_default()
}
