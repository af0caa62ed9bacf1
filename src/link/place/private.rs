//! Statements about a company or one person, which take no place spoken of before.

use super::finder::Finder;
use crate::lexicon::links::{Company, company};
use crate::lexicon::words::Sense;
use crate::link::item::Tag;
use crate::link::wording::definite;
use crate::recognise::mention::Place;

impl Finder<'_, '_> {
    /// Whether the statement takes no place spoken of before: it is one about a person, or about a company in an
    /// article that does not come back to the place.
    pub(super) fn unplaced(&self) -> bool {
        self.by_person() || !self.at_home() && (self.memory.corporate || self.of_company())
    }

    /// "It closed at 28 dollars a share", "the retailer earned 3 million", "Halden Corp. has 40 shops".
    fn of_company(&self) -> bool {
        let unit = self.scene.mention(self.frame).unit.as_ref();
        unit.ends_with("/{share}") || self.of_stock() || self.by_firm()
    }

    /// The place spoken of is one that the article comes back to.
    fn at_home(&self) -> bool {
        let spoken = self.current_topic();
        let often = |p: &Place| self.memory.often.iter().any(|o| o.id == p.id);
        !spoken.is_empty() && spoken.iter().all(often)
    }

    /// The clause speaks of shares, a dividend, a takeover.
    fn of_stock(&self) -> bool {
        let scene = self.scene;
        let mut items = scene.clause_items(self.frame.clause);
        items.any(|i| company(scene.lower(i)) == Some(Company::Stock))
    }

    /// The subject is one company, by its name or by a noun for it.
    fn by_firm(&self) -> bool {
        let scene = self.scene;
        let Some(subject) = self.own_subject() else {
            return false;
        };
        let mut items = subject;
        items.any(|i| match company(scene.lower(i)) {
            Some(Company::Name) => self.capital(i),
            Some(Company::Firm) => self.determined(i),
            _ => false,
        })
    }

    /// "The home-improvement retailer": a determiner that makes its noun known opens the phrase of the noun.
    fn determined(&self, index: usize) -> bool {
        let noun = |i: &usize| self.scene.tag(*i) == Tag::Noun;
        let before = (0..index).rev().take_while(noun).last().unwrap_or(index);
        self.scene.tag(index + 1) != Tag::Noun && definite(self.scene, before)
    }

    /// The subject is one person.
    fn by_person(&self) -> bool {
        let scene = self.scene;
        let subject = self.own_subject().filter(|s| s.len() == 1);
        subject.is_some_and(|s| matches!(scene.lower(s.start), "he" | "she" | "i"))
    }

    /// The subject of the figure's clause, else of those it hangs on.
    fn own_subject(&self) -> Option<std::ops::Range<usize>> {
        let scene = self.scene;
        let mut chain = scene.chain(self.frame.clause);
        chain.find_map(|c| {
            let verb = scene.parse.clauses.get(c)?.verb;
            let says = verb.and_then(|v| scene.verb_sense(v)) == Some(Sense::Say);
            // "..., he said"
            let own = c == self.frame.clause || !says;
            scene.parse.subject(c).filter(|_| own)
        })
    }
}
