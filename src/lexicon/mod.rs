//! The tables of `lexicon/`, embedded and read once.
//!
//! One reader for all of them. Knows no article.

pub mod project;
pub mod table;
