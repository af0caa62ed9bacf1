//! Answers and readings as bytes: JSON, text. Knows no SQL and no rules.

pub mod check;
pub mod diff;
pub mod fragment;
pub mod holds;
pub mod record;
pub mod status;
pub mod summary;
pub mod trace;
pub mod verify;
