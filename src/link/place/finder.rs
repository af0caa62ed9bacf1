//! The places named around one figure: its genitive, its phrase, its subject, its clause.

use super::{
    BESIDE, CLAUSE, GENITIVE, PEOPLE, PHRASE, POINTER, PROJECT, Placed, SUBJECT, filled, zone_place,
};
use super::{SENTENCE, WORLD};
use crate::base::vocabulary::{ProjectKind, Role};
use crate::lexicon::words::Sense;
use crate::link::clause::Kind;
use crate::link::item::Tag;
use crate::link::memory::{self, Memory};
use crate::link::scene::{Frame, Scene};
use crate::link::territory;
use crate::recognise::mention::Place;
use std::ops::Range;

impl Finder<'_, '_> {
    /// "Beijing's CNY 4,984.31 billion", "the zone's 263 enterprises".
    pub(super) fn genitive(&self) -> Option<Placed> {
        let left = self.frame.left?;
        if self.scene.tag(left) != Tag::Possessive {
            return None;
        }
        let owner = self.scene.phrase_left(left);
        filled(&self.places(owner), GENITIVE)
    }

    /// "30% in Mayotte", "and Shaanxi to 49.6m tonnes", "Western Slovenia at 105%".
    pub(super) fn beside(&self) -> Option<Placed> {
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
        if let Some(country) = self.national(at) {
            return Some((vec![country], POINTER));
        }
        // "in Nantes up 1 percent"
        if scene.tag(at) == Tag::Adverb && scene.direction(at).is_some() && at > 0 {
            at -= 1;
        }
        // "ahead of Xinjiang (8.6)"
        if scene.tag(at) == Tag::Open && scene.tag(right) == Tag::Close && at > 0 {
            let place = self.place_at(at - 1)?;
            return Some((vec![place], BESIDE));
        }
        // "Sri Lanka - 28,000, India - 7,000"
        let marked = matches!(scene.tag(at), Tag::Dash | Tag::Colon);
        if (marked || matches!(scene.tag(at), Tag::Preposition | Tag::To)) && at > 0 {
            at -= 1;
        }
        let place = self.place_at(at)?;
        // "the journey from Nairobi to Mombasa to 4 hours"
        let way = at.checked_sub(2).filter(|i| self.goes_to(i + 1, at - 1));
        if let Some(origin) = way.and_then(|i| self.place_at(i)) {
            return filled(&[origin, place], BESIDE);
        }
        let gapped = at == 0
            || matches!(
                scene.tag(at - 1),
                Tag::Comma
                    | Tag::Conjunction
                    | Tag::Semicolon
                    | Tag::Open
                    | Tag::Determiner
                    | Tag::Dash
                    | Tag::Colon
                    | Tag::Quote
            );
        let locative = !marked && at > 0 && matches!(scene.lower(at - 1), "in" | "for" | "to");
        ((gapped && !self.listed(at)) || locative && self.frame.item - at <= 2)
            .then_some((vec![place], BESIDE))
    }

    /// "the national rate of 5 percent", "the national 417,700 dollars": a value of the whole country.
    fn national(&self, left: usize) -> Option<Place> {
        let scene = self.scene;
        let of = scene.lower(left) == "of" && left > 0;
        let phrase = scene.phrase_left(if of { left } else { left + 1 });
        let said = phrase.clone().any(|i| scene.lower(i) == "national");
        let alone = of || phrase.end.saturating_sub(phrase.start) <= 2;
        let named = phrase.into_iter().any(|i| self.place_at(i).is_some());
        (said && alone && !named).then(|| self.country()).flatten()
    }

    /// Whether the place at `at` is the last of a coordinated list of places.
    pub(super) fn listed(&self, at: usize) -> bool {
        at > 1
            && matches!(self.scene.tag(at - 1), Tag::Conjunction | Tag::Comma)
            && self.place_at(at - 2).is_some()
    }

    /// "10,000 branches in Tianjin and Hebei": places in the phrase that the figure begins.
    pub(super) fn own_phrase(&self) -> Option<Placed> {
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
    pub(super) fn clauses(&self) -> Option<Placed> {
        self.scene.chain(self.frame.clause).find_map(|clause| {
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
    pub(super) fn later_subject(&self) -> Option<Placed> {
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

    pub(super) fn subject_of(&self, clause: usize) -> Option<Placed> {
        let subject = self.scene.parse.clauses.get(clause)?.subject.clone()?;
        let holder = if self.role == Role::Share && subject.contains(&self.frame.item) {
            subject.start..self.frame.item
        } else {
            subject
        };
        let named = holder.clone().any(|i| self.place_at(i).is_some());
        let places = self.places(holder.clone());
        if named && !places.is_empty() {
            return filled(&places, SUBJECT);
        }
        let people = self.people_in(holder);
        people.map_or_else(|| filled(&places, POINTER), |p| Some((vec![p], PEOPLE)))
    }

    /// "The Gansu-Zhejiang line, rated at FIG": the places that a work in the subject is named for.
    pub(super) fn project_of(&self, clause: usize) -> Option<Placed> {
        let subject = self.scene.parse.clauses.get(clause)?.subject.clone()?;
        // "A China-Laos Railway cargo train" is a train.
        let head = |i: &usize| self.scene.tag(*i + 1) != Tag::Noun;
        let project = subject
            .into_iter()
            .filter(head)
            .find_map(|i| self.scene.item(i)?.project)?;
        let name = &self.scene.mentions.projects.get(project)?.name;
        filled(&territory::named_in(name), PROJECT)
    }

    /// Places of the clause outside the subject: those before the figure, nearest the beginning
    /// first, then those after it up to the next figure.
    pub(super) fn rest_of(&self, clause: usize) -> Option<Placed> {
        let items: Vec<usize> = self.scene.clause_items(clause).collect();
        let before = items
            .iter()
            .copied()
            .filter(|i| *i < self.frame.item && !self.is_whole(*i));
        let told = |i: usize| self.said_at(i) && !self.opens_locative(i) && !self.office_at(i);
        let end = items.last().map_or(0, |i| i + 1);
        let aside = |i: usize| self.compared(i) || self.sender(i, end) || self.seated(i);
        let named = |i: &usize| self.place_at(*i).is_some() && !aside(*i) && !told(*i);
        let located = before
            .clone()
            .rev()
            .filter(named)
            .find(|i| self.opens_locative(*i));
        let first = located.or_else(|| before.clone().find(named));
        if let Some(first) = first {
            return filled(&self.places(self.list_from(first)), CLAUSE);
        }
        // "number four in China": where the order is made, not who has the place in it.
        let own = clause == self.frame.clause && self.role != Role::Rank;
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
    pub(super) fn opens_locative(&self, index: usize) -> bool {
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

    /// The place belongs to the whole that a share is of.
    pub(super) fn is_whole(&self, index: usize) -> bool {
        if self.role != Role::Share {
            return false;
        }
        self.scene.lower(self.frame.right) == "of" && index > self.frame.right
    }

    pub(super) fn earlier_words(&self) -> Option<Placed> {
        let item = self.frame.item;
        let first = (0..item).find(|i| {
            let said = self.said_at(*i) && !self.office_at(*i);
            let aside = self.compared(*i) || self.in_bracket(*i) || said || self.seated(*i);
            self.place_at(*i).is_some() && !aside
        })?;
        filled(&self.places(self.list_from(first)), CLAUSE)
    }

    /// "With 280 fine days a year, Zhongwei suits data centres": the one place, or list of places,
    /// that the sentence names anywhere, unless something is only said there.
    pub(super) fn sentence(&self) -> Option<Placed> {
        let scene = self.scene;
        let end = (self.frame.item..scene.parse.items.len())
            .find(|i| scene.tag(*i) == Tag::Semicolon)
            .unwrap_or(scene.parse.items.len());
        let origin =
            |i: usize| i > 0 && matches!(self.scene.lower(i - 1), "from" | "to" | "with" | "by");
        let aside = |i: usize| {
            self.compared(i)
                || self.in_bracket(i)
                || self.is_whole(i)
                || self.said_at(i)
                || self.seated(i)
                || origin(i)
        };
        let named: Vec<Place> = (0..end)
            .filter(|i| !aside(*i))
            .filter_map(|i| self.place_at(i))
            .collect();
        let first = (0..end).find(|i| !aside(*i) && self.place_at(*i).is_some())?;
        let list = self.places(self.list_from(first));
        let related = |p: &Place, q: &Place| {
            p.id == q.id || territory::lies_in(p, q) || territory::lies_in(q, p)
        };
        let alone = named.iter().all(|p| list.iter().any(|q| related(p, q)));
        let wide = |p: &Place| {
            let narrower = |q: &Place| territory::lies_in(q, p);
            territory::is_continent(p)
                || self.memory.main.as_ref().is_some_and(narrower)
                || self.memory.topic.iter().any(narrower)
        };
        let held = named.iter().any(wide);
        (alone && !held).then(|| filled(&named, SENTENCE)).flatten()
    }

    /// "the mayor of Boston said": where somebody holds an office, which is what he speaks of.
    fn office_at(&self, index: usize) -> bool {
        index > 0 && self.scene.lower(index - 1) == "of"
    }

    /// "as he told journalists in Jeddah": the place of a clause that only tells who spoke.
    fn said_at(&self, index: usize) -> bool {
        let scene = self.scene;
        let Some(clause) = scene.parse.clause_of.get(index) else {
            return false;
        };
        let own = *clause == self.frame.clause;
        // "with one death reported": a participle behind its noun tells who spoke of nothing.
        let verb = scene.parse.clauses.get(*clause).and_then(|c| c.verb);
        let told = |i: usize| scene.tag(i) == Tag::Verb || verb == Some(i);
        !own && scene
            .clause_items(*clause)
            .any(|i| told(i) && scene.verb_sense(i) == Some(Sense::Say))
    }

    /// "733 million people worldwide": the world as a whole is no region, and no topic takes its
    /// place.
    pub(super) fn world(&self) -> Option<Placed> {
        let scene = self.scene;
        let wide = |i: usize| {
            let word = scene.lower(i);
            let whole = matches!(word, "worldwide" | "globally")
                || matches!(word, "world" | "planet" | "globe" | "earth") && self.of_world(i);
            whole && !self.superlative(i)
        };
        let placed = scene
            .clause_items(self.frame.clause)
            .any(|i| self.place_at(i).is_some());
        let said = scene.clause_items(self.frame.clause).any(wide);
        let beside = matches!(scene.lower(self.frame.right), "worldwide" | "globally");
        (beside || said && !placed).then(|| (Vec::new(), WORLD))
    }

    /// "people on this planet", "the world has": the world as the holder, not the measure of a
    /// superlative.
    fn of_world(&self, index: usize) -> bool {
        let scene = self.scene;
        let determined = index > 0 && scene.tag(index - 1) == Tag::Determiner;
        let holder = index > 1 && matches!(scene.lower(index - 2), "on" | "around" | "across");
        let subject = scene
            .parse
            .subject(self.frame.clause)
            .is_some_and(|s| s.end == index + 1);
        determined
            && (holder || subject)
            && scene.tag(index + 1) != Tag::Possessive
            && scene.tag(index + 1) != Tag::Noun
    }

    /// "the largest worldwide", "third globally": a place in an order, not a territory.
    fn superlative(&self, index: usize) -> bool {
        let scene = self.scene;
        (index.saturating_sub(5)..index).any(|i| {
            let word = scene.lower(i);
            word.len() > 4 && word.ends_with("est")
                || matches!(
                    word,
                    "most" | "top" | "first" | "second" | "third" | "ranked"
                )
        })
    }

    pub(super) fn in_bracket(&self, index: usize) -> bool {
        self.scene
            .parse
            .clause(index)
            .is_some_and(|c| c.kind == Kind::Bracket)
    }

    /// Every place named or pointed at in the range.
    pub(super) fn places(&self, range: Range<usize>) -> Vec<Place> {
        let mut out = Vec::new();
        for i in range.clone() {
            if self.compared(i) {
                continue;
            }
            if let Some(place) = self.place_at(i) {
                let owner =
                    self.scene.tag(i + 1) == Tag::Possessive && self.place_at(i + 2).is_some();
                let locator = self.locator(i) && !out.is_empty();
                let aim = out.is_empty() && self.destination(i);
                if !(owner || locator || aim || self.sender(i, range.end)) {
                    out.push(place);
                }
            } else if out.is_empty() {
                out.extend(self.pointer(i).unwrap_or_default());
            }
        }
        out
    }

    /// "Zhongwei in Ningxia": the place only says where the one before it lies.
    pub(super) fn locator(&self, index: usize) -> bool {
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
    pub(super) fn place_at(&self, index: usize) -> Option<Place> {
        let item = self.scene.item(index)?;
        if let Some(region) = item.region {
            let mention = self.scene.mentions.regions.get(region)?;
            let filed = index <= 2 && memory::dateline(mention, self.scene.segments);
            return (!filed).then(|| mention.place.clone());
        }
        let project = self.scene.mentions.projects.get(item.project?)?;
        (project.kind == ProjectKind::Zone).then(|| zone_place(&project.name))
    }

    /// From a place, the coordinated list it begins: "Henan, Shanxi and Shaanxi".
    pub(super) fn list_from(&self, first: usize) -> Range<usize> {
        if self.place_at(first).is_none() {
            return first..first;
        }
        first..self.list_end(first + 1)
    }

    /// "from Xiaoxian to Huaibei": the second end of a way, when `from` stands behind the first.
    fn goes_to(&self, from: usize, index: usize) -> bool {
        let opened = from
            .checked_sub(2)
            .is_some_and(|i| self.scene.lower(i) == "from");
        opened && index == from && self.scene.lower(index) == "to"
    }

    pub(super) fn list_end(&self, from: usize) -> usize {
        let mut end = from;
        loop {
            let joint = (end..end + 2)
                .take_while(|j| {
                    matches!(
                        self.scene.tag(*j),
                        Tag::Comma | Tag::Conjunction | Tag::Determiner | Tag::Possessive
                    ) || self.goes_to(from, *j)
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
}

/// Looks for the places of one figure.
pub(super) struct Finder<'f, 'a> {
    pub(super) scene: &'f Scene<'a>,
    pub(super) frame: &'f Frame,
    pub(super) role: Role,
    pub(super) memory: &'f Memory,
    /// Regions of the figure before in the same sentence.
    pub(super) last: &'f [Place],
}
