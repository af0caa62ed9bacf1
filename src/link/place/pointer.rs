//! What a pronoun, "the zone" or "the country" stands for.

use super::finder::Finder;
use super::{MAIN, POINTER, Placed, TOPIC, filled, zone_place};
use crate::base::vocabulary::{Level, ProjectKind};
use crate::lexicon::links::region_noun;
use crate::link::item::Tag;
use crate::link::territory;
use crate::link::wording::definite;
use crate::recognise::mention::Place;

impl Finder<'_, '_> {
    /// What a pronoun or "the zone" before the figure stands for.
    pub(super) fn pointed(&self, clause: usize) -> Option<Placed> {
        let mut before = self
            .scene
            .clause_items(clause)
            .filter(|i| *i < self.frame.item);
        filled(&before.find_map(|i| self.pointer(i))?, POINTER)
    }

    pub(super) fn topic(&self) -> Option<Placed> {
        if self.unplaced() {
            return None;
        }
        self.topic_or_main()
            .or_else(|| filled(self.memory.main.as_slice(), MAIN))
            .or_else(|| filled(self.memory.country.as_slice(), MAIN))
    }

    /// "both cities", "the two provinces", "between the two": the places named last, as many as are
    /// counted.
    fn group(&self, index: usize) -> Option<Vec<Place>> {
        let scene = self.scene;
        let before = |words: &[&str]| {
            index
                .checked_sub(1)
                .is_some_and(|i| words.contains(&scene.lower(i)))
        };
        let the = before(&["the", "these", "those"]);
        let count = match scene.lower(index) {
            "both" => 2,
            "pair" | "duo" | "two" if the => 2,
            "trio" | "three" if the => 3,
            "four" if the => 4,
            _ => return None,
        };
        let next = scene.lower(index + 1);
        let alone = scene.tag(index + 1) != Tag::Noun && scene.lower(index) != "both";
        if alone {
            let last = self.memory.named.last()?.level;
            return self.named_last(count, &[last]);
        }
        let singular = next
            .strip_suffix("ies")
            .map(|stem| format!("{stem}y"))
            .or_else(|| next.strip_suffix('s').map(str::to_owned))
            .and_then(|s| region_noun(&s))?;
        match singular {
            [] => self.named_last(count, &[self.memory.named.last()?.level]),
            levels => self.named_last(count, levels),
        }
    }

    /// The last `count` different places named on one of the levels, in order.
    fn named_last(&self, count: usize, levels: &[Level]) -> Option<Vec<Place>> {
        let mut out: Vec<Place> = Vec::new();
        let fitting = self.memory.named.iter().rev().take(LOOK_BACK);
        for place in fitting.filter(|p| levels.contains(&p.level)) {
            if out.len() < count && !out.iter().any(|p| p.id == place.id) {
                out.insert(0, place.clone());
            }
        }
        (out.len() == count).then_some(out)
    }

    /// What "its", "the zone", "the city", "the country", "national" stand for.
    pub(super) fn pointer(&self, index: usize) -> Option<Vec<Place>> {
        let scene = self.scene;
        let word = scene.lower(index);
        if let Some(group) = self.group(index) {
            return Some(group);
        }
        if scene.tag(index) == Tag::Noun && region_noun(word).is_some() {
            // "the region", "the cooperation zone", "my country"
            let named = index > 0 && scene.tag(index - 1) == Tag::Noun;
            let determined = definite(scene, index) || named && definite(scene, index - 1);
            let plain = scene.tag(index + 1) != Tag::Noun;
            return (determined && plain).then(|| self.resolve(word)).flatten();
        }
        match word {
            "national" | "nationwide" | "nation" if scene.lower(index + 1) != "average" => {
                self.country().map(|c| vec![c])
            }
            "there" => self.before_here(),
            "its" | "their" | "it" | "they" | "our" if !self.unplaced() => self.before_here(),
            "here" => self.topic_or_main().map(|(places, _)| places),
            _ => None,
        }
    }

    /// The places that a pronoun picks up: those of this sentence before it, else the topic.
    pub(super) fn before_here(&self) -> Option<Vec<Place>> {
        if !self.last.is_empty() {
            return Some(self.last.to_vec());
        }
        let topic = &self.memory.topic;
        (!topic.is_empty()).then(|| topic.clone())
    }

    pub(super) fn topic_or_main(&self) -> Option<Placed> {
        let topic = self.current_topic();
        let main = std::ptr::eq(topic, self.memory.main.as_slice());
        filled(topic, if main { MAIN } else { TOPIC })
    }

    /// The topic of this paragraph; in a later one, the region the article is about, if one stands
    /// out.
    pub(super) fn current_topic(&self) -> &[Place] {
        let here = self
            .scene
            .segments
            .sentences
            .get(self.scene.sentence)
            .map_or(0, |s| s.block);
        let topic = &self.memory.topic;
        if self.memory.main.is_none() && here > self.memory.topic_block {
            // What another paragraph named once, in passing, is not what this one is about.
            let once = |p: &Place| self.memory.passing.iter().any(|q| q.id == p.id);
            return if topic.iter().all(once) { &[] } else { topic };
        }
        if here <= self.memory.topic_block {
            return topic;
        }
        self.memory.main.as_slice()
    }

    /// "the country": that of the place named last, else the article's.
    pub(super) fn country(&self) -> Option<Place> {
        let here = (0..self.frame.item).rev().find_map(|i| self.place_at(i));
        let last = here.or_else(|| self.memory.named.last().cloned());
        last.as_ref()
            .and_then(territory::country)
            .or_else(|| self.memory.country.clone())
    }

    pub(super) fn resolve(&self, noun: &str) -> Option<Vec<Place>> {
        let levels = region_noun(noun).unwrap_or_default();
        if levels.is_empty() {
            return self.before_here();
        }
        if noun == "region" {
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
        let country = || self.country().filter(|_| levels.contains(&Level::Country));
        country()
            .or(here)
            .or_else(on_topic)
            .or_else(|| self.memory.last(levels).cloned())
            .map(|p| vec![p])
            .or_else(|| {
                matches!(noun, "zone" | "town")
                    .then(|| self.before_here())
                    .flatten()
            })
    }
}

/// Mentions back in which the places of "both cities" are looked for.
const LOOK_BACK: usize = 40;
