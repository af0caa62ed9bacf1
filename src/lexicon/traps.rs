//! Words and phrases whose numbers are no figures, from `lexicon/traps/`.

use super::table::rows;

/// A noun that takes a number as part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameNoun {
    /// The noun, lower case.
    pub noun: &'static str,
    /// Whether only its capitalised form does so.
    pub capital: bool,
    /// Whether its form in lower case does so only where nothing is counted behind the number.
    pub alone: bool,
    /// Why the number is no figure.
    pub reason: &'static str,
}

/// Every noun of `name_nouns.tsv`.
pub fn name_nouns() -> impl Iterator<Item = NameNoun> {
    rows(include_str!("../../lexicon/traps/name_nouns.tsv")).map(|row| NameNoun {
        noun: row.cell(0),
        capital: row.cell(1) == "capital",
        alone: row.cell(1) == "alone",
        reason: row.cell(2),
    })
}

/// Every phrase of `phrases.tsv` with the reason why its numbers are none.
pub fn phrases() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(include_str!("../../lexicon/traps/phrases.tsv")).map(|row| (row.cell(0), row.cell(1)))
}

/// Every word of `nominal_stops.tsv`, where a noun phrase right of a number ends; and whether it is a
/// word that may open one all the same ("34 leading companies", "two strong earthquakes").
pub fn nominal_stops() -> impl Iterator<Item = (&'static str, bool)> {
    rows(include_str!("../../lexicon/nominal_stops.tsv")).flat_map(|row| {
        row.list(1)
            .map(move |word| (word, matches!(row.cell(0), "verb" | "adverb")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trap_has_a_reason() {
        assert!(name_nouns().all(|n| !n.reason.is_empty()));
        assert!(phrases().all(|(phrase, reason)| !phrase.is_empty() && !reason.is_empty()));
        assert!(nominal_stops().any(|w| w == ("of", false)));
    }
}
