//! What earlier sentences of the article leave for later ones: its regions, periods, speakers.
//!
//! Owns the order in which things were said. Makes no link.

use super::item::Mentions;
use super::reading::Figure;
use super::speaker::Statements;
use super::territory;
use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::Level;
use crate::recognise::mention::{FigureMention, Place, ProjectMention, RegionMention};
use crate::segment::Segments;
use std::cmp::Reverse;

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
    /// Sentences without figures, but with places, since the last figure: their themes are still unread.
    pub unread: Vec<usize>,
    /// The period of the last figure that had one.
    pub period: Option<Governing>,
    /// The cluster or large region spoken of last.
    pub cluster: Option<Place>,
    /// Who speaks in each sentence.
    pub statements: Statements,
    /// Places that the first sentence with a place names.
    pub lead: Vec<Place>,
    /// Places that the article names once only, and not where it begins.
    pub passing: Vec<Place>,
    /// The article speaks of companies' shares.
    pub corporate: bool,
    /// Places within a country that the article comes back to: a market, the city of a report.
    pub often: Vec<Place>,
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
    pub fn of(mentions: &Mentions<'_>, segments: &Segments<'_>) -> Self {
        let regions = mentions.regions.iter();
        let body: Vec<&RegionMention> = regions.filter(|r| !filed(r, segments)).collect();
        let tallies = tallies(&body);
        let lead = body.first().map(|r| r.sentence);
        let sentence = |t: &Tally<'_>| body.get(t.first).map(|r| r.sentence);
        let once = |t: &&Tally<'_>| t.times == 1 && sentence(t) != lead;
        let often = |t: &&Tally<'_>| t.place.level != Level::Country && t.times >= STRONG;
        let places = || tallies.iter();
        let opened = |t: &&Tally<'_>| opened_with(t, &body, segments);
        Self {
            lead: body
                .iter()
                .filter(|r| Some(r.sentence) == lead)
                .map(|r| r.place.clone())
                .collect(),
            passing: places().filter(once).map(|t| t.place.clone()).collect(),
            country: leading(&tallies, |p| p.level == Level::Country)
                .filter(|t| t.times > 1 || t.times * 3 >= body.len())
                .filter(opened)
                .map(|t| t.place.clone()),
            corporate: of_shares(mentions.figures, segments.text),
            often: places().filter(often).map(|t| t.place.clone()).collect(),
            main: standing_out(&tallies, body.len())
                .filter(opened)
                .map(|t| t.place.clone()),
            statements: Statements::of(segments.sentences.len()),
            ..Self::default()
        }
    }

    /// The last region named whose level is one of `levels`.
    pub fn last(&self, levels: &[Level]) -> Option<&Place> {
        self.named.iter().rev().find(|p| levels.contains(&p.level))
    }

    /// Takes in a place of a sentence without figures that is no theme: a paragraph's first place is
    /// its topic until a better one comes, where it belongs to what the article is about.
    pub fn open(&mut self, place: Place, block: usize) {
        if !self.topic.is_empty() && self.topic_block == block {
            return;
        }
        if self.belongs(&place) {
            self.topic = vec![place];
            self.topic_block = block;
        } else if !self.is_topic(&place) {
            self.topic.clear();
        }
    }

    /// Whether the place is what the article is about, or lies in it or around it, or is its first.
    fn belongs(&self, place: &Place) -> bool {
        let related = |p: &Place| {
            p.id == place.id || territory::lies_in(p, place) || territory::lies_in(place, p)
        };
        self.lead.iter().any(|p| p.id == place.id)
            || self.main.iter().chain(&self.country).any(related)
    }

    /// Whether the place is the topic, or in it, or around it.
    fn is_topic(&self, place: &Place) -> bool {
        let related = |p: &Place| territory::lies_in(p, place) || territory::lies_in(place, p);
        self.topic.iter().any(|p| p.id == place.id || related(p))
    }

    /// Takes in the regions that a sentence names.
    pub fn name(&mut self, regions: &[RegionMention]) {
        if regions.is_empty() {
            return;
        }
        let places = || regions.iter().map(|r| &r.place);
        let provinces: Vec<&Place> = places().filter(|p| p.level == Level::Province).collect();
        let large: Vec<&Place> = places()
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
        self.named.extend(places().cloned());
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

/// Times that a place is named with which it is an article's, whatever companies do in it.
const STRONG: usize = 4;

/// Whether the article comes to the place, or to one in it, in its first sentences, or to none there.
fn opened_with(tally: &Tally<'_>, regions: &[&RegionMention], segments: &Segments<'_>) -> bool {
    let lead = (segments.sentences.len() / 5).max(LEAD);
    let mostly = tally.times >= STRONG && tally.times * 2 >= regions.len();
    let opens = regions.first().is_some_and(|r| r.sentence < lead);
    mostly
        || !opens
        || regions
            .iter()
            .take_while(|r| r.sentence < lead)
            .any(|r| r.place.id == tally.place.id || territory::lies_in(&r.place, tally.place))
}

/// Sentences that open an article: its headline, its lead, what belongs to the lead.
const LEAD: usize = 4;

/// Whether the figures are often those of shares: "20 cents a share", "2 million shares".
fn of_shares(figures: &[FigureMention], text: &str) -> bool {
    let share = |f: &&FigureMention| {
        let counted = f.counted.is_some_and(|s| s.of(text).ends_with("shares"));
        counted || f.unit.ends_with("/{share}")
    };
    let shares = figures.iter().filter(share).count();
    shares > 1 && shares * 8 >= figures.len()
}

/// A place at the very beginning of a block, in capitals or with a date, an agency or a dash behind
/// it: where the report was filed.
pub fn dateline(mention: &RegionMention, segments: &Segments<'_>) -> bool {
    filed(mention, segments) || {
        let start = mention.span.start;
        let behind = segments.blocks.partition_point(|b| b.span.start <= start);
        let block = behind.checked_sub(1).and_then(|b| segments.blocks.get(b));
        mention.place.level != Level::Country
            && block.is_some_and(|b| is_second(b.span.start, mention.span, segments))
    }
}

/// The first place of a dateline.
fn filed(mention: &RegionMention, segments: &Segments<'_>) -> bool {
    let start = mention.span.start;
    let opens = segments
        .blocks
        .binary_search_by_key(&start, |b| b.span.start)
        .is_ok();
    opens && (is_loud(mention.span.of(segments.text)) || is_filed(mention.span, segments))
}

/// "New York, NY -": the state behind the town in which a report was filed.
fn is_second(begin: usize, name: Span, segments: &Segments<'_>) -> bool {
    if name.start > begin + 36 {
        return false;
    }
    let before = Span::new(begin, name.start).of(segments.text);
    let Some(town) = before.strip_suffix(", ") else {
        return false;
    };
    let names = |w: &str| w.starts_with(|c: char| c.is_uppercase());
    let after = Span::new(name.end, segments.text.len()).of(segments.text);
    town.split(' ').all(names)
        && ["—", "--", "–", " —", " --", " –", " - "]
            .iter()
            .any(|mark| after.starts_with(mark))
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

/// A place with its mentions.
#[derive(Clone, Copy, Debug)]
struct Tally<'r> {
    place: &'r Place,
    times: usize,
    /// Its first mention among all, by number.
    first: usize,
}

/// Each place once, in the order of ids.
fn tallies<'r>(regions: &[&'r RegionMention]) -> Vec<Tally<'r>> {
    let places = regions.iter().map(|r| &r.place).enumerate();
    let mut sorted: Vec<(usize, &Place)> = places.collect();
    sorted.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    let groups = sorted.chunk_by(|a, b| a.1.id == b.1.id);
    groups
        .filter_map(|group| {
            let (first, place) = *group.first()?;
            let times = group.len();
            Some(Tally {
                place,
                times,
                first,
            })
        })
        .collect()
}

/// The place named most often among those `wanted`; the first named wins a tie.
fn leading<'t, 'r>(
    tallies: &'t [Tally<'r>],
    wanted: impl Fn(&Place) -> bool,
) -> Option<&'t Tally<'r>> {
    let wanted = tallies.iter().filter(|t| wanted(t.place));
    wanted.max_by_key(|t| (t.times, Reverse(t.first)))
}

/// The place the article is about: the narrowest one that at least half of all `mentions` name or
/// lie in. Places named as often as a third of all count when nothing covers half. A continent is
/// no article's place.
fn standing_out<'t, 'r>(tallies: &'t [Tally<'r>], mentions: usize) -> Option<&'t Tally<'r>> {
    let places: Vec<(&Place, usize)> = tallies.iter().map(|t| (t.place, t.times)).collect();
    let inside = territory::inside(&places);
    let most = tallies.iter().map(|t| t.times).max().unwrap_or(0);
    let covers = |(t, inside): &(&Tally<'_>, usize)| {
        // A country named in passing covers everything and says nothing.
        let passing = t.place.level == Level::Country && t.times == 1 && (most > 1 || t.first != 0);
        let share = (t.times + inside) * 2;
        if t.times == 1 {
            // A theme is brought up early: a place named once must stand in the first half.
            return share > mentions && *inside > 0 && t.first * 2 < mentions && !passing;
        }
        share >= mentions && !passing
    };
    let covering: Vec<&Tally<'_>> = tallies
        .iter()
        .zip(inside)
        .filter(covers)
        .map(|(t, _)| t)
        .filter(|t| !territory::is_continent(t.place))
        .collect();
    // A part of the world that holds another of them is the wider one.
    let wider = |p: &Place| {
        p.level == Level::Macro && covering.iter().any(|t| territory::lies_in(t.place, p))
    };
    let narrowest = covering
        .iter()
        .filter(|t| !wider(t.place))
        .max_by_key(|t| (t.place.level, t.times))
        .copied();
    let often = || {
        leading(tallies, |p| !territory::is_continent(p))
            .filter(|t| t.times > 1 && t.times * 3 >= mentions)
    };
    narrowest.or_else(often)
}
