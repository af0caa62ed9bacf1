//! The database: its schema, how a file is opened, and the one writer.
//!
//! Owns schema.sql, migrations and every INSERT. Knows no rules of extraction; takes a
//! [`crate::link::reading::Reading`] as it is.

mod address;
pub mod bounds;
mod captures;
pub mod code_points;
mod document;
pub mod error;
pub mod incoming;
mod inserts;
mod intern;
pub mod lock;
pub mod mark;
pub mod open;
mod prepared;
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
