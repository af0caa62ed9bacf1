//! The types every stage speaks in: spans, exact numbers, closed vocabularies, rule ids, notices.
//!
//! Owns no text rules and no data tables, and imports nothing else of the crate.

pub mod edtf;
pub mod fnv;
pub mod hash;
pub mod notice;
pub mod number;
pub mod rule;
pub mod source_map;
pub mod span;
pub mod vocabulary;
