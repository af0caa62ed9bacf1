//! Which regions a figure is about.
//!
//! Tries what stands closest in the structure first: its own genitive, the phrase it begins, the
//! subject, the clause, what the clause hangs on, the figure before, the topic. The holder of a
//! share counts, not the whole. Knows no gazetteer but the mentions.

use super::clause::Kind;
use super::item::Tag;
use super::memory::Memory;
use super::reading::Figure;
use super::scene::{Frame, Scene};
use super::territory;
use super::wording::is_region_noun;
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Level, ProjectKind, Role};
use crate::recognise::mention::Place;
use std::borrow::Cow;
use std::ops::Range;

/// Regions with the reason they were taken.
pub type Placed = (Vec<Place>, RuleId);

const GENITIVE: RuleId = RuleId("place/genitive");
const BESIDE: RuleId = RuleId("place/beside-figure");
const PHRASE: RuleId = RuleId("place/in-its-phrase");
const SUBJECT: RuleId = RuleId("place/subject");
const CLAUSE: RuleId = RuleId("place/clause");
const POINTER: RuleId = RuleId("place/pointer");
const PROJECT: RuleId = RuleId("place/name-of-project");
const CARRIED: RuleId = RuleId("place/figure-before");
const TOPIC: RuleId = RuleId("place/topic");
const MAIN: RuleId = RuleId("place/article");

/// The regions of the figure and why; `None` when none can be told.
pub fn place(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    memory: &Memory,
    done: &[Figure],
) -> Option<Placed> {
    let before = done.last().filter(|f| f.mention.sentence == scene.sentence);
    let last = before.map_or(&[] as &[Place], |f| f.regions.as_slice());
    let finder = Finder {
        scene,
        frame,
        role,
        memory,
        last,
    };
    finder
        .genitive()
        .or_else(|| finder.beside())
        .or_else(|| finder.own_phrase())
        .or_else(|| gapped(scene, frame, done))
        .or_else(|| finder.clauses())
        .or_else(|| finder.later_subject())
        .or_else(|| carried(scene, done))
        .or_else(|| finder.earlier_words())
        .or_else(|| finder.topic())
}

/// Whether a place taken for this reason governs what follows: it is the subject, the owner, or
/// was the topic before.
pub fn governs(reason: RuleId) -> bool {
    [GENITIVE, SUBJECT, CLAUSE, POINTER, PROJECT, TOPIC, MAIN].contains(&reason)
}

/// The places that a sentence without figures is about: those of its first subject, or the one it
/// opens with.
pub fn theme(scene: &Scene<'_>) -> Vec<Place> {
    let region = |i: usize| {
        scene
            .item(i)?
            .region
            .and_then(|r| scene.mentions.regions.get(r))
            .map(|r| r.place.clone())
    };
    let clause = scene
        .parse
        .clauses
        .iter()
        .find(|c| c.kind == Kind::Main && c.verb.is_some());
    let subject = clause.and_then(|c| c.subject.clone()).unwrap_or(0..0);
    let places: Vec<Place> = subject.filter_map(region).collect();
    if !places.is_empty() {
        return narrowest(&places);
    }
    let opens = matches!(scene.lower(0), "in" | "across" | "for" | "at");
    (0..if opens { 3 } else { 1 })
        .find_map(region)
        .into_iter()
        .collect()
}

fn carried(scene: &Scene<'_>, done: &[Figure]) -> Option<Placed> {
    let before = done
        .last()
        .filter(|f| f.mention.sentence == scene.sentence)?;
    filled(&before.regions, CARRIED)
}

/// "and Nova Scotia with 942,500, a plus of 1,100": what follows a figure that had its own place
/// beside it, with no verb between, is of that place.
fn gapped(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Placed> {
    let before = done
        .last()
        .filter(|f| f.mention.sentence == scene.sentence && f.why.contains(&BESIDE))?;
    let from = scene
        .frames
        .iter()
        .rev()
        .find(|f| f.item < frame.item)?
        .item;
    let quiet = (from..frame.item).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Semicolon | Tag::Subordinator
        )
    });
    let placed = (from..frame.item).any(|i| scene.item(i).is_some_and(|x| x.region.is_some()));
    (quiet && !placed)
        .then(|| filled(&before.regions, CARRIED))
        .flatten()
}

fn filled(places: &[Place], reason: RuleId) -> Option<Placed> {
    (!places.is_empty()).then(|| (narrowest(places), reason))
}

/// Without the places that another of the list lies in, and without repetition.
fn narrowest(places: &[Place]) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for place in places {
        let wider = places.iter().any(|p| territory::lies_in(p, place));
        if !wider && !out.iter().any(|p| p.id == place.id || p.name == place.name) {
            out.push(place.clone());
        }
    }
    out
}

/// Looks for the places of one figure.
struct Finder<'f, 'a> {
    scene: &'f Scene<'a>,
    frame: &'f Frame,
    role: Role,
    memory: &'f Memory,
    /// Regions of the figure before in the same sentence.
    last: &'f [Place],
}

impl Finder<'_, '_> {
    /// "Beijing's CNY 4,984.31 billion", "the zone's 263 enterprises".
    fn genitive(&self) -> Option<Placed> {
        let left = self.frame.left?;
        if self.scene.tag(left) != Tag::Possessive {
            return None;
        }
        let owner = self.scene.phrase_left(left);
        filled(&self.places(owner), GENITIVE)
    }

    /// "30% in Mayotte", "and Shaanxi to 49.6m tonnes", "Western Slovenia at 105%".
    fn beside(&self) -> Option<Placed> {
        let scene = self.scene;
        let right = self.frame.right;
        if self.role == Role::Rank {
            return None;
        }
        if matches!(scene.lower(right), "in" | "for" | "across") {
            let list = self.list_from(right + 1);
            if !list.is_empty() {
                return filled(&self.places(list), BESIDE);
            }
        }
        let mut at = self.frame.left?;
        if matches!(scene.tag(at), Tag::Preposition | Tag::To) && at > 0 {
            at -= 1;
        }
        let place = self.place_at(at)?;
        let gapped = at == 0
            || matches!(
                scene.tag(at - 1),
                Tag::Comma
                    | Tag::Conjunction
                    | Tag::Semicolon
                    | Tag::Open
                    | Tag::Determiner
                    | Tag::Dash
                    | Tag::Quote
            );
        let locative = at > 0 && matches!(scene.lower(at - 1), "in" | "for" | "to");
        ((gapped && !self.listed(at)) || locative && self.frame.item - at <= 2)
            .then_some((vec![place], BESIDE))
    }

    /// Whether the place at `at` is the last of a coordinated list of places.
    fn listed(&self, at: usize) -> bool {
        at > 1
            && matches!(self.scene.tag(at - 1), Tag::Conjunction | Tag::Comma)
            && self.place_at(at - 2).is_some()
    }

    /// "10,000 branches in Tianjin and Hebei": places in the phrase that the figure begins.
    fn own_phrase(&self) -> Option<Placed> {
        let scene = self.scene;
        let starts = matches!(
            scene.tag(self.frame.right),
            Tag::Noun | Tag::Preposition | Tag::Gerund | Tag::Participle
        );
        if !starts || scene.lower(self.frame.right) == "to" {
            return None;
        }
        let of_share = self.role == Role::Share && scene.lower(self.frame.right) == "of";
        if of_share || self.role == Role::Difference || self.role == Role::Rank {
            return None;
        }
        let from = self.frame.right + usize::from(scene.tag(self.frame.right) == Tag::Preposition);
        let mut range = scene.phrase_with_tails(from);
        range.end = self.list_end(range.end);
        while scene.lower(range.start) == "national" {
            range.start += 1;
        }
        let pronoun = |i: usize| matches!(scene.lower(i), "its" | "their" | "it" | "they");
        if range.clone().any(pronoun) && !range.clone().any(|i| self.place_at(i).is_some()) {
            return None;
        }
        filled(&self.places(range), PHRASE)
    }

    /// Subject, then the rest of the clause, then the clauses it hangs on.
    fn clauses(&self) -> Option<Placed> {
        self.scene
            .chain(self.frame.clause)
            .into_iter()
            .find_map(|clause| {
                let subject = self.subject_of(clause);
                let named = subject.clone().filter(|(_, reason)| *reason == SUBJECT);
                named
                    .or_else(|| self.project_of(clause))
                    .or_else(|| self.rest_of(clause))
                    .or(subject)
                    .or_else(|| self.pointed(clause))
            })
    }

    /// "Covering 3 percent of the land, the delta makes ...": an opening without subject of its own
    /// has that of the clause behind it.
    fn later_subject(&self) -> Option<Placed> {
        let own = self.scene.parse.subject(self.frame.clause);
        let later = self
            .scene
            .parse
            .clauses
            .iter()
            .skip(self.frame.clause + 1)
            .find_map(|c| c.subject.clone());
        let first = self
            .scene
            .frames
            .first()
            .is_some_and(|f| f.item == self.frame.item);
        (own.is_none() && first)
            .then(|| filled(&self.places(later?), SUBJECT))
            .flatten()
    }

    fn subject_of(&self, clause: usize) -> Option<Placed> {
        let subject = self.scene.parse.clauses.get(clause)?.subject.clone()?;
        let holder = if self.role == Role::Share && subject.contains(&self.frame.item) {
            subject.start..self.frame.item
        } else {
            subject
        };
        let pointed = holder.clone().all(|i| self.place_at(i).is_none());
        filled(
            &self.places(holder),
            if pointed { POINTER } else { SUBJECT },
        )
    }

    /// "The Gansu-Zhejiang line, rated at FIG": the places that a work in the subject is named for.
    fn project_of(&self, clause: usize) -> Option<Placed> {
        let mut subject = self.scene.parse.clauses.get(clause)?.subject.clone()?;
        let project = subject.find_map(|i| self.scene.item(i)?.project)?;
        let name = &self.scene.mentions.projects.get(project)?.name;
        filled(&territory::named_in(name), PROJECT)
    }

    /// Places of the clause outside the subject: those before the figure, nearest the beginning
    /// first, then those after it up to the next figure.
    fn rest_of(&self, clause: usize) -> Option<Placed> {
        let items: Vec<usize> = self.scene.clause_items(clause).collect();
        let before = items
            .iter()
            .copied()
            .filter(|i| *i < self.frame.item && !self.is_whole(*i));
        let named = |i: &usize| self.place_at(*i).is_some() && !self.compared(*i);
        let located = before
            .clone()
            .rev()
            .filter(named)
            .find(|i| self.opens_locative(*i));
        let first = located.or_else(|| before.clone().find(named));
        if let Some(first) = first {
            return filled(&self.places(self.list_from(first)), CLAUSE);
        }
        let own = clause == self.frame.clause;
        let after = items
            .iter()
            .copied()
            .filter(|i| *i > self.frame.item && own);
        let pause = |i: &usize| {
            matches!(
                self.scene.tag(*i),
                Tag::Comma | Tag::Semicolon | Tag::Conjunction
            )
        };
        let next = after.take_while(|i| !pause(i)).find(|i| {
            named(i) && !self.is_whole(*i) && self.scene.tag(*i + 1) != Tag::Possessive
        })?;
        filled(&self.places(self.list_from(next)), CLAUSE)
    }

    /// "In Yunnan", ", in the Yangtze River Delta,": a place that opens its clause or stands between
    /// commas.
    fn opens_locative(&self, index: usize) -> bool {
        let back = |n: usize| {
            index
                .checked_sub(n)
                .map_or(Tag::Other, |i| self.scene.tag(i))
        };
        let locative = |n: usize| {
            index
                .checked_sub(n)
                .is_some_and(|i| matches!(self.scene.lower(i), "in" | "across" | "at" | "for"))
        };
        let pause = |n: usize| {
            n > index
                || matches!(
                    back(n),
                    Tag::Comma | Tag::Conjunction | Tag::Semicolon | Tag::Dash
                )
        };
        locative(1) && pause(2) || back(1) == Tag::Determiner && locative(2) && pause(3)
    }

    /// What a pronoun or "the zone" before the figure stands for.
    fn pointed(&self, clause: usize) -> Option<Placed> {
        let mut before = self
            .scene
            .clause_items(clause)
            .filter(|i| *i < self.frame.item);
        filled(&before.find_map(|i| self.pointer(i))?, POINTER)
    }

    /// The place belongs to the whole that a share is of.
    fn is_whole(&self, index: usize) -> bool {
        if self.role != Role::Share {
            return false;
        }
        self.scene.lower(self.frame.right) == "of" && index > self.frame.right
    }

    /// "than Jiangsu", "compared with Japan": what something is measured against.
    fn compared(&self, index: usize) -> bool {
        (index.saturating_sub(3)..index).any(|j| {
            matches!(
                self.scene.lower(j),
                "than" | "compared" | "versus" | "against" | "unlike"
            )
        })
    }

    fn earlier_words(&self) -> Option<Placed> {
        let item = self.frame.item;
        let first = (0..item)
            .find(|i| self.place_at(*i).is_some() && !self.compared(*i) && !self.in_bracket(*i))?;
        filled(&self.places(self.list_from(first)), CLAUSE)
    }

    fn in_bracket(&self, index: usize) -> bool {
        self.scene
            .parse
            .clause(index)
            .is_some_and(|c| c.kind == Kind::Bracket)
    }

    fn topic(&self) -> Option<Placed> {
        self.topic_or_main()
            .or_else(|| filled(self.memory.main.as_slice(), MAIN))
            .or_else(|| filled(self.memory.country.as_slice(), MAIN))
    }

    /// Every place named or pointed at in the range.
    fn places(&self, range: Range<usize>) -> Vec<Place> {
        let mut out = Vec::new();
        for i in range {
            if self.compared(i) {
                continue;
            }
            if let Some(place) = self.place_at(i) {
                let owner =
                    self.scene.tag(i + 1) == Tag::Possessive && self.place_at(i + 2).is_some();
                let locator = self.locator(i) && !out.is_empty();
                if !(owner || locator) {
                    out.push(place);
                }
            } else if out.is_empty() {
                out.extend(self.pointer(i).unwrap_or_default());
            }
        }
        out
    }

    /// "Zhongwei in Ningxia": the place only says where the one before it lies.
    fn locator(&self, index: usize) -> bool {
        let back = |n: usize| {
            index
                .checked_sub(n)
                .filter(|i| matches!(self.scene.lower(*i), "in" | "of"))
        };
        let preposition = back(1).or_else(|| back(2));
        let close = |i: usize| i > 0 && self.scene.tag(i - 1) == Tag::Close;
        preposition.is_some_and(|p| p > 0 && (self.place_at(p - 1).is_some() || close(p)))
    }

    /// The region, or the zone with a territory, that the item names.
    fn place_at(&self, index: usize) -> Option<Place> {
        let item = self.scene.item(index)?;
        if let Some(region) = item.region {
            return self
                .scene
                .mentions
                .regions
                .get(region)
                .map(|r| r.place.clone());
        }
        let project = self.scene.mentions.projects.get(item.project?)?;
        (project.kind == ProjectKind::Zone).then(|| zone_place(&project.name))
    }

    /// From a place, the coordinated list it begins: "Henan, Shanxi and Shaanxi".
    fn list_from(&self, first: usize) -> Range<usize> {
        if self.place_at(first).is_none() {
            return first..first;
        }
        first..self.list_end(first + 1)
    }

    fn list_end(&self, from: usize) -> usize {
        let mut end = from;
        loop {
            let joint = (end..end + 2)
                .take_while(|j| {
                    matches!(
                        self.scene.tag(*j),
                        Tag::Comma | Tag::Conjunction | Tag::Determiner
                    )
                })
                .count();
            let next = end + joint;
            if joint == 0
                || end == 0
                || self.place_at(end - 1).is_none()
                || self.place_at(next).is_none()
            {
                return end;
            }
            end = next + 1;
        }
    }

    /// What "its", "the zone", "the city", "the country", "national" stand for.
    fn pointer(&self, index: usize) -> Option<Vec<Place>> {
        let scene = self.scene;
        let word = scene.lower(index);
        if scene.tag(index) == Tag::Noun && is_region_noun(word) {
            let determined = determiner_before(scene, index);
            let plain = scene.tag(index + 1) != Tag::Noun;
            return (determined && plain).then(|| self.resolve(word)).flatten();
        }
        match word {
            "national" | "nationwide" | "nation" if scene.lower(index + 1) != "average" => {
                self.country().map(|c| vec![c])
            }
            "its" | "their" | "it" | "they" | "there" => self.before_here(),
            _ => None,
        }
    }

    /// The places that a pronoun picks up: those of this sentence before it, else the topic.
    fn before_here(&self) -> Option<Vec<Place>> {
        if !self.last.is_empty() {
            return Some(self.last.to_vec());
        }
        let topic = &self.memory.topic;
        (!topic.is_empty()).then(|| topic.clone())
    }

    fn topic_or_main(&self) -> Option<Placed> {
        let topic = self.current_topic();
        let main = std::ptr::eq(topic, self.memory.main.as_slice());
        filled(topic, if main { MAIN } else { TOPIC })
    }

    /// The topic of this paragraph or the one before; further on the region the article is about,
    /// if one stands out. A country that the article is about yields to the topic.
    fn current_topic(&self) -> &[Place] {
        let here = self
            .scene
            .segments
            .sentences
            .get(self.scene.sentence)
            .map_or(0, |s| s.block);
        let Some(main) = &self.memory.main else {
            return &self.memory.topic;
        };
        let reach = usize::from(main.level == Level::Country) * 2;
        if here <= self.memory.topic_block + reach {
            return &self.memory.topic;
        }
        self.memory.main.as_slice()
    }

    /// "the country": that of the place named last, else the article's.
    fn country(&self) -> Option<Place> {
        let here = (0..self.frame.item).rev().find_map(|i| self.place_at(i));
        let last = here.or_else(|| self.memory.named.last().cloned());
        last.as_ref()
            .and_then(territory::country)
            .or_else(|| self.memory.country.clone())
    }

    fn resolve(&self, noun: &str) -> Option<Vec<Place>> {
        use Level::{Cluster, Country, County, Macro, Prefecture, Province, Town, Zone};
        let levels: &[Level] = match noun {
            "country" | "nation" | "kingdom" | "republic" => &[Country],
            "province" | "state" | "territory" => &[Province],
            "city" | "municipality" | "prefecture" | "capital" => {
                &[Prefecture, Province, County, Zone]
            }
            "county" | "district" => &[County],
            "town" => &[Town],
            "zone" => &[Zone],
            "belt" | "cluster" | "circle" | "bloc" => &[Cluster, Macro],
            "region" => &[Cluster, Macro, Province, Zone],
            _ => return self.before_here(),
        };
        if noun == "region" || noun == "areas" {
            let cluster = self.memory.cluster.clone();
            if cluster.is_some() {
                return cluster.map(|c| vec![c]);
            }
        }
        if noun == "zone" {
            let zone = self
                .memory
                .projects
                .iter()
                .rev()
                .find(|p| p.kind == ProjectKind::Zone);
            if let Some(zone) = zone {
                return Some(vec![zone_place(&zone.name)]);
            }
        }
        let here = (0..self.frame.item)
            .rev()
            .filter_map(|i| self.place_at(i))
            .find(|p| levels.contains(&p.level));
        let on_topic = || {
            self.memory
                .topic
                .iter()
                .find(|p| levels.contains(&p.level))
                .cloned()
        };
        let country = || self.country().filter(|_| levels.contains(&Country));
        country()
            .or(here)
            .or_else(on_topic)
            .or_else(|| self.memory.last(levels).cloned())
            .map(|p| vec![p])
    }
}

/// "the region", "the cooperation zone", "my country".
fn determiner_before(scene: &Scene<'_>, index: usize) -> bool {
    let tag = |n: usize| index.checked_sub(n).map_or(Tag::Other, |i| scene.tag(i));
    tag(1) == Tag::Determiner || tag(1) == Tag::Noun && tag(2) == Tag::Determiner
}

/// A project with a territory as a place.
pub fn zone_place(name: &str) -> Place {
    Place {
        id: Cow::Owned(format!("project:{name}")),
        name: Cow::Owned(name.to_owned()),
        level: Level::Zone,
        within: None,
    }
}
