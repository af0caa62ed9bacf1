//! What earlier sentences of the article leave for later ones: its regions, periods, speakers.
//!
//! Owns the order in which things were said. Makes no link.

use super::reading::Figure;
use super::speaker::Statements;
use super::territory;
use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::Level;
use crate::recognise::mention::{Place, ProjectMention, RegionMention};
use crate::segment::Segments;

/// A period that later statements may be about.
#[derive(Clone, Debug)]
pub struct Governing {
    /// The period.
    pub period: Edtf,
    /// The block it was said in.
    pub block: usize,
    /// The regions of the figure it was said of.
    pub regions: Vec<Place>,
}

/// What has been said so far.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The country most named in the article.
    pub country: Option<Place>,
    /// The region the article is about, if one stands out.
    pub main: Option<Place>,
    /// Regions named so far, in order.
    pub named: Vec<Place>,
    /// Regions of the figures, or of the subject, of the sentence before.
    pub topic: Vec<Place>,
    /// Block of the topic.
    pub topic_block: usize,
    /// The period of the last figure that had one.
    pub period: Option<Governing>,
    /// The cluster or large region spoken of last.
    pub cluster: Option<Place>,
    /// Who speaks in each sentence.
    pub statements: Statements,
    /// Places that the article names once only, and not where it begins.
    pub passing: Vec<Place>,
    /// The project that the last sentences were about.
    pub theme: Option<String>,
    /// The list that follows, or goes on, was announced as one of targets or plans.
    pub intentions: bool,
    /// The block that announced it.
    pub intentions_block: usize,
    /// Projects named so far, in order.
    pub projects: Vec<ProjectMention>,
}

impl Memory {
    /// What is known before the first sentence: the whole article's leading regions.
    pub fn of(regions: &[RegionMention], segments: &Segments<'_>) -> Self {
        let body: Vec<&RegionMention> = regions.iter().filter(|r| !dateline(r, segments)).collect();
        let times = |p: &Place| body.iter().filter(|r| r.place.id == p.id).count();
        let lead = body.first().map(|r| r.sentence);
        let once = body
            .iter()
            .filter(|r| Some(r.sentence) != lead && times(&r.place) == 1);
        Self {
            passing: once.map(|r| r.place.clone()).collect(),
            country: leading(&body, |p| p.level == Level::Country).filter(|c| {
                let times = times(c);
                times > 1 || times * 3 >= body.len()
            }),
            main: standing_out(&body),
            statements: Statements::of(segments.sentences.len()),
            ..Self::default()
        }
    }

    /// The last region named whose level is one of `levels`.
    pub fn last(&self, levels: &[Level]) -> Option<&Place> {
        self.named.iter().rev().find(|p| levels.contains(&p.level))
    }

    /// Takes in the theme of a sentence without figures: the places of its subject, or the place
    /// that opens it. A paragraph's first place is its theme until a better one comes.
    pub fn pass(&mut self, theme: Vec<Place>, first: Option<&Place>, block: usize) {
        if !theme.is_empty() {
            self.topic = theme;
            self.topic_block = block;
        } else if let Some(first) = first.filter(|_| self.topic_block != block) {
            self.topic = vec![first.clone()];
            self.topic_block = block;
        }
    }

    /// Takes in the regions that a sentence names.
    pub fn name(&mut self, regions: &[RegionMention]) {
        if regions.is_empty() {
            return;
        }
        let places: Vec<Place> = regions.iter().map(|r| r.place.clone()).collect();
        let provinces: Vec<Place> = places
            .iter()
            .filter(|p| p.level == Level::Province)
            .cloned()
            .collect();
        let large: Vec<&Place> = places
            .iter()
            .filter(|p| matches!(p.level, Level::Cluster | Level::Macro))
            .collect();
        let only = large
            .iter()
            .all(|p| large.first().is_some_and(|f| f.id == p.id));
        self.cluster = match (territory::cluster(&provinces), large.first()) {
            (Some(cluster), _) => Some(cluster),
            (None, Some(place)) if only || place.level == Level::Cluster && large.len() == 2 => {
                Some((*place).clone())
            }
            (None, Some(_)) => None,
            (None, None) => self.cluster.take(),
        };
        self.named.extend(places);
    }

    /// Takes in what the figures of a sentence were about, where its structure says so: places
    /// that only stand beside a figure come and go. `governs` knows the reasons that say so.
    pub fn learn(&mut self, figures: &[Figure], block: usize, governs: impl Fn(RuleId) -> bool) {
        let about = |f: &&Figure| !f.regions.iter().all(territory::is_continent);
        let placed = |f: &&Figure| about(f) && f.why.iter().any(|r| governs(*r));
        let figure = figures.iter().find(placed);
        let figure = figure.or_else(|| {
            figures
                .iter()
                .find(|f| about(f) && self.topic_block != block)
        });
        if let Some(figure) = figure {
            self.topic.clone_from(&figure.regions);
            self.topic_block = block;
        }
    }
}

/// A place at the very beginning of a block, in capitals or with a date, an agency or a dash behind
/// it: where the report was filed.
pub fn dateline(mention: &RegionMention, segments: &Segments<'_>) -> bool {
    let start = mention.span.start;
    let opens = segments
        .blocks
        .binary_search_by_key(&start, |b| b.span.start)
        .is_ok();
    opens && (is_loud(mention.span.of(segments.text)) || is_filed(mention.span, segments))
}

/// Whether a name is written in capitals.
fn is_loud(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
}

/// Whether a bar, or a comma and a dash or bracket, follow, with a date or an agency between: "Berlin, 3
/// January 2025 -", "London | 5 May".
fn is_filed(name: Span, segments: &Segments<'_>) -> bool {
    let end = (name.end..=name.end + 36)
        .rev()
        .find(|i| segments.text.is_char_boundary(*i));
    let after = end.map_or("", |e| Span::new(name.end, e).of(segments.text));
    if after.trim_start_matches(' ').starts_with('|') {
        return true;
    }
    let Some(rest) = after.strip_prefix(',') else {
        return false;
    };
    let marks = ["—", "--", "–", " - ", "("];
    let Some((mark, between)) = marks
        .iter()
        .filter_map(|m| rest.find(m).map(|i| (i, *m)))
        .min()
        .and_then(|(i, m)| Some((m, rest.get(..i)?)))
    else {
        return false;
    };
    let dated = between.contains(|c: char| c.is_ascii_digit());
    let names = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    between.split_whitespace().all(names) && (dated || mark != "(")
}

/// The place named most often among those `wanted`; the first named wins a tie.
fn leading(regions: &[&RegionMention], wanted: impl Fn(&Place) -> bool) -> Option<Place> {
    let mut counts: Vec<(&Place, usize)> = Vec::new();
    for mention in regions.iter().filter(|r| wanted(&r.place)) {
        match counts.iter_mut().find(|(p, _)| p.id == mention.place.id) {
            Some((_, n)) => *n += 1,
            None => counts.push((&mention.place, 1)),
        }
    }
    let best = counts.iter().map(|(_, n)| *n).max()?;
    counts
        .into_iter()
        .find(|(_, n)| *n == best)
        .map(|(p, _)| p.clone())
}

/// The place the article is about: the narrowest one that at least half of all mentions name or
/// lie in. Places named as often as a third of all count when nothing covers half. A continent is
/// no article's place.
fn standing_out(regions: &[&RegionMention]) -> Option<Place> {
    let mut places: Vec<(&Place, usize)> = Vec::new();
    let mut sorted: Vec<&Place> = regions.iter().map(|r| &r.place).collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    for place in sorted {
        match places.last_mut().filter(|(p, _)| p.id == place.id) {
            Some((_, n)) => *n += 1,
            None => places.push((place, 1)),
        }
    }
    let inside = territory::inside(&places);
    let most = places.iter().map(|(_, n)| *n).max().unwrap_or(0);
    // A theme is brought up early: a place named once must stand in the first half.
    let early = |p: &Place| {
        let first = regions.iter().position(|r| r.place.id == p.id);
        first.is_some_and(|i| i * 2 < regions.len())
    };
    let covers = |((p, named), inside): &(&(&Place, usize), usize)| {
        // A country named in passing covers everything and says nothing.
        let opens = regions.first().is_some_and(|r| r.place.id == p.id);
        let passing = p.level == Level::Country && *named == 1 && (most > 1 || !opens);
        let share = (named + inside) * 2;
        if *named == 1 {
            return share > regions.len() && *inside > 0 && early(p) && !passing;
        }
        share >= regions.len() && !passing
    };
    let covering: Vec<(&(&Place, usize), usize)> = places
        .iter()
        .zip(inside)
        .filter(covers)
        .filter(|((p, _), _)| !territory::is_continent(p))
        .collect();
    // A part of the world that holds another of them is the wider one.
    let wider = |p: &Place| {
        p.level == Level::Macro && covering.iter().any(|((q, _), _)| territory::lies_in(q, p))
    };
    let narrowest = covering
        .iter()
        .filter(|((p, _), _)| !wider(p))
        .max_by_key(|((p, named), _)| (p.level, *named));
    narrowest.map(|((p, _), _)| (*p).clone()).or_else(|| {
        let best = leading(regions, |p| !territory::is_continent(p))?;
        let times = regions.iter().filter(|r| r.place.id == best.id).count();
        (times > 1 && times * 3 >= regions.len()).then_some(best)
    })
}
