//! Words that matter when a claim is compared with a sentence, from `lexicon/check/`.

use super::table::rows;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How a claim leans on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// In the period.
    In,
    /// Before it begins.
    Before,
    /// After it ends.
    After,
    /// Not later than its end.
    By,
    /// Not earlier than its begin.
    Since,
}

static SAME: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/same.tsv"));
    table
        .flat_map(|row| row.list(1).map(move |other| (other, row.cell(0))))
        .collect()
});

static COMMON: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/check/common.tsv"));
    table.map(|row| row.cell(0)).collect()
});

static WHEN: LazyLock<Vec<(&'static str, Leaning)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/check/when.tsv"))
        .filter_map(|row| Some((row.cell(0), leaning(row.cell(1))?)))
        .collect()
});

fn leaning(word: &str) -> Option<Leaning> {
    Some(match word {
        "before" => Leaning::Before,
        "after" => Leaning::After,
        "by" => Leaning::By,
        "since" => Leaning::Since,
        _ => return None,
    })
}

/// The word that stands for `lower` and all that mean the same, if the table knows it.
pub fn same(lower: &str) -> Option<&'static str> {
    SAME.get(lower).copied()
}

/// Whether the lower-case word is too common to say what a sentence is about.
pub fn is_common(lower: &str) -> bool {
    COMMON.contains(lower)
}

/// How the lower-case words that end `before` lean on the date that follows them.
pub fn leaning_of(before: &str) -> Leaning {
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let ends = |phrase: &str| {
        before
            .strip_suffix(phrase)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    WHEN.iter()
        .find(|(phrase, _)| ends(phrase))
        .map_or(Leaning::In, |(_, sense)| *sense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_each_other() {
        assert_eq!(same("fatalities"), same("died"));
        assert_eq!(same("bridge"), None);
        assert!(is_common("the") && !is_common("bridge"));
    }

    #[test]
    fn every_sense_is_known() {
        let table = include_str!("../../lexicon/check/when.tsv");
        assert_eq!(WHEN.len(), rows(table).count());
    }

    #[test]
    fn words_before_a_date_say_how_it_is_meant() {
        assert_eq!(leaning_of("it opened before "), Leaning::Before);
        assert_eq!(leaning_of("by the end of the "), Leaning::By);
        assert_eq!(leaning_of("stand-by the"), Leaning::By);
        assert_eq!(leaning_of("it opened in "), Leaning::In);
        assert_eq!(leaning_of("nearby "), Leaning::In);
    }
}
