//! Places that are named beside a thing without being where it is: where goods go, whose an embassy is, where
//! a company has its seat.

use super::finder::Finder;
use crate::lexicon::gazetteer::{self, demonym};
use crate::lexicon::links::{is_flow, is_national};
use crate::link::item::Tag;
use crate::link::territory;
use crate::recognise::mention::Place;
use crate::segment::token::Case;
use std::ops::Range;

impl Finder<'_, '_> {
    /// "car exports to Egypt and Sudan", "shipments of steel to Japan": where goods go is not whose they are.
    pub(super) fn destination(&self, index: usize) -> bool {
        let scene = self.scene;
        let mut first = index;
        while self.listed(first) {
            first -= 2;
        }
        let the = usize::from(first > 0 && scene.tag(first - 1) == Tag::Determiner);
        let Some(to) = first
            .checked_sub(1 + the)
            .filter(|i| scene.lower(*i) == "to")
        else {
            return false;
        };
        (to.saturating_sub(FLOW)..to)
            .rev()
            .take_while(|i| {
                matches!(
                    scene.tag(*i),
                    Tag::Noun | Tag::Preposition | Tag::Determiner | Tag::Date
                )
            })
            .any(|i| is_flow(scene.lower(i)))
    }

    /// "U.S. embassies in Kenya": whose something is, where more is said of where it stands.
    pub(super) fn sender(&self, index: usize, end: usize) -> bool {
        let scene = self.scene;
        let plain = |i: usize| {
            scene.tag(i) == Tag::Noun && scene.item(i).is_some_and(|x| x.region.is_none())
        };
        let mut at = index + 1;
        while at < end && plain(at) {
            at += 1;
        }
        let owned = at > index + 1 && !is_flow(scene.lower(at - 1));
        if !owned || !matches!(scene.lower(at), "in" | "at") {
            return false;
        }
        let the = usize::from(scene.tag(at + 1) == Tag::Determiner);
        let Some((whose, wherein)) = self.place_at(index).zip(self.place_at(at + 1 + the)) else {
            return false;
        };
        at + 1 + the < end
            && whose.id != wherein.id
            && !territory::lies_in(&whose, &wherein)
            && !territory::lies_in(&wherein, &whose)
    }

    /// ", based in Seattle,", "Salt Lake City-based Halden": where a company has its seat.
    pub(super) fn seated(&self, index: usize) -> bool {
        // "in Seattle, Wash.": the state of a seat goes with it.
        let town = index
            .checked_sub(2)
            .filter(|_| self.scene.tag(index - 1) == Tag::Comma);
        self.seat(index) || town.is_some_and(|t| self.seat(t))
    }

    fn seat(&self, index: usize) -> bool {
        let scene = self.scene;
        let back = |n: usize| index.checked_sub(n).map_or("", |i| scene.lower(i));
        let apposed = index > 2 && scene.tag(index - 3) == Tag::Comma || back(3) == "is";
        let behind = back(1) == "in" && matches!(back(2), "based" | "headquartered") && apposed;
        let before = matches!(scene.lower(index + 1), "based" | "-based") && self.named(index + 2);
        behind || before
    }

    /// "a native of Mexico": where a person comes from.
    pub(super) fn birthplace(&self, index: usize) -> bool {
        let back = |n: usize| index.checked_sub(n).map_or("", |i| self.scene.lower(i));
        back(1) == "of" && matches!(back(2), "native" | "natives" | "citizen" | "citizens")
    }

    /// Whether the item is a word with a capital letter that names no place.
    fn named(&self, index: usize) -> bool {
        self.scene.item(index).is_some_and(|x| {
            x.region.is_none() && self.scene.tag(index) == Tag::Noun && self.capital(index)
        })
    }

    /// Whether the item begins with a capital letter.
    pub(super) fn capital(&self, index: usize) -> bool {
        let token = self
            .scene
            .item(index)
            .and_then(|x| self.scene.segments.token(x.tokens.start));
        token.is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper | Case::Mixed))
    }

    /// The country whose people the subject begins with; not one of a relative clause in it.
    pub(super) fn people_in(&self, subject: Range<usize>) -> Option<Place> {
        let clauses = &self.scene.parse.clause_of;
        let own = clauses.get(subject.start);
        let head = |i: &usize| self.scene.tag(*i) != Tag::Preposition;
        let mut head = subject.take_while(head);
        head.find_map(|i| self.people(i).filter(|_| clauses.get(i) == own))
    }

    /// "Japanese car exports": the country whose people the word names, before what a whole country has.
    fn people(&self, index: usize) -> Option<Place> {
        let scene = self.scene;
        if scene.tag(index) != Tag::Noun || !self.capital(index) {
            return None;
        }
        let word = scene.lower(index);
        if !demonym::is_one(word) {
            return None;
        }
        let noun = |i: &usize| matches!(scene.tag(*i), Tag::Noun | Tag::Gerund);
        let held = (index + 1..index + 1 + FLOW)
            .take_while(noun)
            .any(|i| is_national(scene.lower(i)) && scene.tag(i + 1) != Tag::Noun);
        let region = demonym::region_of(word).filter(|_| held)?;
        territory::by_id(gazetteer::region(region)?.id).filter(|p| !territory::is_continent(p))
    }
}

/// Items between a noun and what belongs to it.
const FLOW: usize = 5;
