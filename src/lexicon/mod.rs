//! The tables of `lexicon/`, embedded and read once.
//!
//! One reader for all of them. Knows no article.

pub mod address;
pub mod check;
pub mod cues;
pub mod dates;
pub mod gazetteer;
pub mod hashed;
pub mod holidays;
pub mod indicators;
pub mod links;
pub mod numbers;
pub mod project;
pub mod qualifiers;
pub mod relate;
pub mod shortened;
pub mod speakers;
pub mod table;
pub mod tenses;
pub mod traps;
pub mod units;
pub mod words;
