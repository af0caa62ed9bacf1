//! Claims held against evidence: supported, contradicted, or not covered, and by what.
//!
//! Owns what "the same thing", "the same time" and "the same number" mean. Knows no SQL and no output
//! formats. Everything here is a pure function of statements.

pub mod bounds;
pub mod contrast;
pub mod event;
pub mod facet;
pub mod judge;
pub mod pairing;
pub mod passage;
pub mod rank;
pub mod spacing;
pub mod stance;
pub mod statement;
pub mod when;
pub mod words;

#[cfg(test)]
mod tests;
