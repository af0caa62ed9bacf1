//! Rules as values: an id that travels with every finding, one line of meaning, examples that run.

use std::fmt;

/// Stable id of a rule, `family/kebab-name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub &'static str);

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// One construction a recogniser knows. `F` is the family's own function type.
///
/// A family lists its rules once, in order, in a slice called `RULES`; the order settles ties between
/// rules that match the same characters.
#[derive(Clone, Copy, Debug)]
pub struct Rule<F: 'static> {
    /// Stable id, `family/kebab-name`.
    pub id: RuleId,
    /// What it recognises, in one line.
    pub does: &'static str,
    /// Texts it must match, each with the quote it must find there; at least two.
    pub hits: &'static [(&'static str, &'static str)],
    /// Texts in which this rule must find nothing; at least one.
    pub misses: &'static [&'static str],
    /// The construction.
    pub apply: F,
}
