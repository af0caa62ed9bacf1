//! The database: its schema, how a file is opened, and the one writer.
//!
//! Owns schema.sql, migrations and every INSERT. Knows no rules of extraction; takes a
//! [`crate::link::reading::Reading`] as it is.

mod address;
pub mod bounds;
pub mod code_points;
mod document;
pub mod error;
pub mod incoming;
mod intern;
pub mod lock;
pub mod mark;
pub mod open;
pub mod reextract;
#[cfg(test)]
pub(crate) mod sample;
pub mod schema;
pub mod seal;
pub mod source_map;
pub mod story;
pub mod unit;
mod vocabulary;
pub mod writer;
