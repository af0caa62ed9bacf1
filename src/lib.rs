//! figtrace reads news articles and keeps what their numbers say.

pub mod base;
pub mod clean;
pub mod lexicon;
pub mod link;
pub mod meaning;
pub mod pipeline;
pub mod query;
pub mod read;
pub mod recognise;
pub mod segment;
pub mod show;
pub mod store;
