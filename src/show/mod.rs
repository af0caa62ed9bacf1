//! Answers and readings as bytes: JSON, text. Knows no SQL and no rules.

pub mod record;
pub mod summary;
