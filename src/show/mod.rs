//! Answers and readings as bytes: JSON, text. Knows no SQL and no rules.

pub mod check;
pub mod fragment;
pub mod record;
pub mod summary;
pub mod trace;
pub mod verify;
