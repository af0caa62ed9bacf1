//! EDTF (ISO 8601-2), levels 0 and 1: periods as text and as half-open intervals of days.
//!
//! Knows no words of any language; the date recogniser makes these, links and queries compare them.

use jiff::civil::Date;

/// A date or period in EDTF, such as `2024`, `2025-01/2025-05`, `../2024`, `2024-33`, `2025-12~`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(String);

impl Edtf {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The days a period covers; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub begin: Option<Date>,
    /// Day after the last.
    pub end_before: Option<Date>,
}
