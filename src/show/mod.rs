//! Answers and readings as bytes: JSON, text. Knows no SQL and no rules.

pub mod check;
pub mod cite;
pub mod conflicts;
pub mod diff;
pub mod explain;
mod figure;
pub mod find;
pub mod fragment;
pub mod holds;
pub mod mark;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod plot;
pub mod rdf;
pub mod record;
pub mod reextract;
pub mod series;
pub mod status;
pub mod summary;
pub mod table;
pub mod trace;
pub mod verify;
