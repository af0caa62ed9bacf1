//! What belongs together: each figure with its indicator, regions, period, base, role, speaker.
//!
//! Each link keeps its reason. Knows no files and no SQL.

pub mod clause;
pub mod indicator;
pub mod item;
pub mod modality;
pub mod reading;
pub mod role;
pub mod scene;
pub mod wording;
