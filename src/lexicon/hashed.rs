//! A table of words that is asked for every token of a text. Knows no meaning of a word.
//!
//! Open addressing over FNV-1a: one probe tells most words that they are not in the table. The
//! order of the slots is never seen, so nothing depends on it.

use crate::base::fnv::fnv;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A word with its hash, for words that are looked for in several tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<'w> {
    word: &'w str,
    hash: u32,
}

impl<'w> Key<'w> {
    /// A word in ASCII lower case with the hash that [`fnv_lower`](crate::base::fnv::fnv_lower) gave of it.
    #[inline]
    pub const fn new(word: &'w str, hash: u32) -> Self {
        Self { word, hash }
    }

    /// The word.
    #[inline]
    pub const fn word(self) -> &'w str {
        self.word
    }

    /// Its hash.
    #[inline]
    pub const fn hash(self) -> u32 {
        self.hash
    }
}

impl<'w> From<&'w str> for Key<'w> {
    fn from(word: &'w str) -> Self {
        Self::new(word, fnv(word.as_bytes()))
    }
}

/// Slots per word: at a quarter full, a word that is not in the table mostly meets an empty slot.
const SPARE: usize = 4;

/// A slot: the word's hash, and one more than its place among the entries; 0 when empty.
type Slot = (u32, u32);

/// Words with what is known of each.
#[derive(Debug)]
pub struct Hashed<T> {
    slots: Vec<Slot>,
    entries: Vec<(Cow<'static, str>, T)>,
    mask: usize,
}

impl<T> Hashed<T> {
    /// A table of these words; of a word given twice, the first counts.
    pub fn of(entries: Vec<(Cow<'static, str>, T)>) -> Self {
        let size = (entries.len() * SPARE).next_power_of_two();
        let mut out = Self {
            slots: vec![(0, 0); size],
            mask: size - 1,
            entries,
        };
        for index in 0..out.entries.len() {
            out.enter(index);
        }
        out
    }

    /// A table of what a map knows of its words.
    pub fn by_word(map: BTreeMap<&'static str, T>) -> Self {
        let entries = map.into_iter();
        Self::of(
            entries
                .map(|(word, value)| (Cow::Borrowed(word), value))
                .collect(),
        )
    }

    fn enter(&mut self, index: usize) {
        let Some(word) = self.entries.get(index).map(|(word, _)| word.as_ref()) else {
            return;
        };
        let hash = fnv(word.as_bytes());
        let mut at = self.first(hash);
        while self.slots.get(at).is_some_and(|(_, place)| *place != 0) {
            at = (at + 1) & self.mask;
        }
        if let (Some(slot), Ok(place)) = (self.slots.get_mut(at), u32::try_from(index + 1)) {
            *slot = (hash, place);
        }
    }

    fn first(&self, hash: u32) -> usize {
        usize::try_from(hash).unwrap_or_default() & self.mask
    }

    /// What is known of the word, letter for letter.
    pub fn get<'w>(&self, word: impl Into<Key<'w>>) -> Option<&T> {
        let Key { word, hash } = word.into();
        let mut at = self.first(hash);
        loop {
            let (found, place) = *self.slots.get(at)?;
            let index = usize::try_from(place).ok()?.checked_sub(1)?;
            if found == hash
                && let Some((entry, value)) = self.entries.get(index)
                && entry == word
            {
                return Some(value);
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Every word with what is known of it, as given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries
            .iter()
            .map(|(word, value)| (word.as_ref(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(words: &[&'static str]) -> Hashed<usize> {
        let entries = words.iter().enumerate();
        Hashed::of(entries.map(|(i, w)| (Cow::Borrowed(*w), i)).collect())
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<String> = (0..2000).map(|i| format!("w{i}")).collect();
        let entries = words.iter().enumerate();
        let table = Hashed::of(entries.map(|(i, w)| (Cow::Owned(w.clone()), i)).collect());
        for (i, word) in words.iter().enumerate() {
            assert_eq!(table.get(word.as_str()), Some(&i));
        }
        for i in 2000..9000 {
            assert_eq!(table.get(format!("w{i}").as_str()), None);
        }
        assert_eq!(table.iter().count(), 2000);
    }

    #[test]
    fn the_first_of_two_counts() {
        assert_eq!(numbered(&["rose", "fell", "rose"]).get("rose"), Some(&0));
    }

    #[test]
    fn a_map_becomes_a_table() {
        let table = Hashed::by_word(BTreeMap::from([("rose", 1), ("fell", 2)]));
        assert_eq!(table.get("fell"), Some(&2));
        assert_eq!(table.get("stood"), None);
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        assert_eq!(numbered(&[]).get("rose"), None);
        assert_eq!(numbered(&["rose"]).get(""), None);
    }
}
