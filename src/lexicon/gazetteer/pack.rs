//! Reads the packed gazetteer: index, records, postings, strings. Knows no meaning of a surface.

use super::layout::{FIRST_WORDS, FLAG_SHIFT, NONE, RECORD};
use super::{Candidate, Region, RegionIndex};
use crate::base::vocabulary::Level;
use fst::raw::{Fst, Node, Output};
use std::sync::LazyLock;

static INDEX: LazyLock<Option<Fst<&'static [u8]>>> = LazyLock::new(|| {
    Fst::new(include_bytes!(concat!(env!("OUT_DIR"), "/regions.fst")).as_slice()).ok()
});
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regions.records"));
static POSTINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regions.postings"));
static FIRSTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regions.firsts"));
static PARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regions.parts"));
static STRINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/regions.strings"));

/// Whether a name may have the word with this FNV-1a hash, in ASCII lower case, as its first.
pub fn may_open(hash: u32) -> bool {
    let bit = hash % FIRST_WORDS;
    let byte = usize::try_from(bit / 8).ok().and_then(|i| FIRSTS.get(i));
    byte.is_none_or(|byte| byte >> (bit % 8) & 1 != 0)
}

/// A walk through the index, one folded byte at a time.
#[derive(Clone)]
pub struct Walk {
    at: Option<(Node<'static>, Output)>,
}

impl Walk {
    /// At the beginning of every name.
    pub fn start() -> Self {
        let index = INDEX.as_ref();
        Self {
            at: index.map(|fst| (fst.root(), Output::zero())),
        }
    }

    /// Takes one byte; whether any name goes on so.
    pub fn step(&mut self, byte: u8) -> bool {
        self.at = self.at.as_ref().and_then(|(node, output)| {
            let transition = node.transition(node.find_input(byte)?);
            let next = INDEX.as_ref()?.node(transition.addr);
            Some((next, output.cat(transition.out)))
        });
        self.is_open()
    }

    /// Whether any name begins with what was taken.
    pub const fn is_open(&self) -> bool {
        self.at.is_some()
    }

    /// The postings of the name that is exactly what was taken, if there is one.
    pub fn postings(&self) -> Option<Postings> {
        let (node, output) = self.at.as_ref()?;
        node.is_final()
            .then(|| Postings(output.cat(node.final_output()).value()))
    }

    /// What the name taken so far means; empty when it is no whole name.
    pub fn candidates(&self) -> impl Iterator<Item = Candidate> {
        self.postings().into_iter().flat_map(Postings::candidates)
    }
}

/// Where the candidates of one surface stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Postings(u64);

impl Postings {
    /// The candidates, in the order of ids.
    pub fn candidates(self) -> impl Iterator<Item = Candidate> {
        let start = usize::try_from(self.0 >> 8).unwrap_or(usize::MAX);
        let count = usize::try_from(self.0 & 0xff).unwrap_or_default();
        (start..start.saturating_add(count))
            .filter_map(|i| number(POSTINGS, i.checked_mul(4)?))
            .map(|posting| Candidate {
                region: RegionIndex(posting & ((1 << FLAG_SHIFT) - 1)),
                flags: posting >> FLAG_SHIFT,
            })
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// How many regions there are.
pub fn len() -> u32 {
    u32::try_from(RECORDS.len() / RECORD).unwrap_or(u32::MAX)
}

fn offset(index: u32) -> Option<usize> {
    usize::try_from(index).ok()?.checked_mul(RECORD)
}

fn string(at: u32, len: u8) -> Option<&'static str> {
    let at = usize::try_from(at).ok()?;
    STRINGS.get(at..at + usize::from(len))
}

/// The id of the region at `index`.
pub fn id(index: u32) -> Option<&'static str> {
    let at = offset(index)?;
    string(number(RECORDS, at)?, *RECORDS.get(at + 24)?)
}

/// The region at `index`.
pub fn record(index: u32) -> Option<Region> {
    let at = offset(index)?;
    let field = |i: usize| number(RECORDS, at + 4 * i);
    let &[id_len, name_len, level, rank] = RECORDS.get(at + 24..at + RECORD)? else {
        return None;
    };
    Some(Region {
        index: RegionIndex(index),
        id: string(field(0)?, id_len)?,
        name: string(field(1)?, name_len)?,
        level: *Level::ALL.get(usize::from(level))?,
        parent: field(2).filter(|p| *p != NONE).map(RegionIndex),
        population: field(3)?,
        rank,
    })
}

/// The listed members of the region at `index`.
pub fn parts(index: u32) -> Vec<RegionIndex> {
    let range = offset(index).and_then(|at| {
        let start = usize::try_from(number(RECORDS, at + 16)?).ok()?;
        let count = usize::try_from(number(RECORDS, at + 20)?).ok()?;
        Some(start..start + count)
    });
    range
        .into_iter()
        .flatten()
        .filter_map(|i| number(PARTS, 4 * i))
        .map(RegionIndex)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_levels_are_those_of_the_vocabulary() {
        let build = include_str!("../../../build.rs");
        let list = build.split("LEVELS: &[&str] = &[").nth(1).unwrap();
        let words: Vec<&str> = list
            .split(']')
            .next()
            .unwrap()
            .split('"')
            .skip(1)
            .step_by(2)
            .collect();
        let levels: Vec<&str> = Level::ALL.iter().map(|l| l.as_str()).collect();
        assert_eq!(words, levels);
    }

    #[test]
    fn a_walk_ends_where_no_name_goes_on() {
        let mut walk = Walk::start();
        assert!(walk.is_open());
        assert_eq!(walk.candidates().count(), 0);
        for byte in *b"beijing" {
            assert!(walk.step(byte));
        }
        assert!(walk.candidates().count() > 0);
        for byte in *b"zzz" {
            walk.step(byte);
        }
        assert!(!walk.is_open());
        assert!(!walk.step(b'a'));
        assert_eq!(walk.postings(), None);
    }

    #[test]
    fn past_the_last_region_there_is_none() {
        assert!(record(len() - 1).is_some());
        assert_eq!(record(len()), None);
        assert_eq!(record(u32::MAX), None);
        assert_eq!(parts(u32::MAX), []);
    }
}
