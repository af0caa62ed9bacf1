//! Words that bound a number, from `lexicon/qualifiers.tsv`.

use super::table::rows;
use crate::base::vocabulary::Comparator;

/// A phrase that says how a number bounds the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Qualifier {
    /// The phrase, lower case.
    pub phrase: &'static str,
    /// Whether it stands before its number.
    pub before: bool,
    /// What it says.
    pub comparator: Comparator,
}

/// Every qualifier of the table.
pub fn qualifiers() -> impl Iterator<Item = Qualifier> {
    rows(include_str!("../../lexicon/qualifiers.tsv")).filter_map(|row| {
        Some(Qualifier {
            phrase: row.cell(0),
            before: row.cell(1) == "before",
            comparator: Comparator::parse(row.cell(2))?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_comparator_and_a_side() {
        let table = include_str!("../../lexicon/qualifiers.tsv");
        let lines = table.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(qualifiers().count(), lines);
        assert!(qualifiers().any(|q| !q.before && q.phrase == "or so"));
    }
}
