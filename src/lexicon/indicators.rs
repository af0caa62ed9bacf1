//! The vocabulary of indicators: names that join "gross domestic product", "GDP" and "economic
//! output" across articles.
//!
//! Owns aliases only; what a figure measures is found by the linker and named in the article's words.

use super::hashed::Hashed;
use super::table::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An alias as its words in the singular, with the name it stands for.
struct Alias {
    words: Vec<&'static str>,
    name: &'static str,
}

static ALIASES: LazyLock<Vec<Alias>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/indicators/indicators.tsv"));
    let mut out: Vec<Alias> = table
        .flat_map(|row| {
            row.list(1).map(move |a| Alias {
                words: words(a).collect(),
                name: row.cell(0),
            })
        })
        .collect();
    // The alias that says most is tried first; the order of the table settles ties.
    out.sort_by_key(|a| std::cmp::Reverse(a.words.len()));
    out
});

/// Every word of an alias, and every modifier; whether it is a modifier, which may stand beside an
/// alias.
static WORDS: LazyLock<Hashed<bool>> = LazyLock::new(|| {
    let aliases = ALIASES.iter().flat_map(|a| a.words.iter().copied());
    let mut out: BTreeMap<&'static str, bool> = aliases.map(|w| (w, false)).collect();
    let modifiers = rows(include_str!("../../lexicon/indicators/modifiers.tsv"));
    out.extend(modifiers.map(|r| (singular(r.cell(0)), true)));
    Hashed::by_word(out)
});

/// The common name of an indicator worded as `indicator` (lower case); `None` when the vocabulary
/// does not know it, or when a word beside the alias narrows it to something else.
///
/// ```
/// use figtrace::lexicon::indicators::common_name;
/// assert_eq!(common_name("combined gdp"), Some("gdp"));
/// assert_eq!(common_name("gdp per capita"), Some("gdp per capita"));
/// assert_eq!(common_name("share of gdp"), None);
/// ```
pub fn common_name(indicator: &str) -> Option<&'static str> {
    let said: Vec<(&str, bool)> = words(indicator)
        .map(|w| WORDS.get(w).map(|neutral| (w, *neutral)))
        .collect::<Option<_>>()?;
    let names = |alias: &&Alias| {
        alias.words.iter().all(|w| said.iter().any(|(s, _)| s == w))
            && said
                .iter()
                .all(|(w, neutral)| *neutral || alias.words.contains(w))
    };
    ALIASES.iter().find(names).map(|a| a.name)
}

/// Whether the vocabulary has an indicator of this name.
///
/// ```
/// use figtrace::lexicon::indicators::is_name;
/// assert!(is_name("gdp") && !is_name("gross domestic product"));
/// ```
pub fn is_name(name: &str) -> bool {
    ALIASES.iter().any(|a| a.name == name)
}

static DEEDS: LazyLock<Hashed<&'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/indicators/deeds.tsv"));
    let forms = table.flat_map(|row| row.list(0).map(move |form| (form, row.cell(1))));
    Hashed::by_word(forms.collect::<BTreeMap<_, _>>())
});

/// What is measured of a stuff that someone produces, uses or trades, by the form of the verb.
///
/// ```
/// use figtrace::lexicon::indicators::deed;
/// assert_eq!(deed("harvested"), Some("output"));
/// assert_eq!(deed("measured"), None);
/// ```
pub fn deed(verb: &str) -> Option<&'static str> {
    DEEDS.get(verb).copied()
}

/// The first known indicator, by its longest alias, that a sentence of lower-case words names.
///
/// ```
/// use figtrace::lexicon::indicators::mentioned;
/// assert_eq!(mentioned(&["regional", "gdp", "per", "capita", "differs"]), Some("gdp per capita"));
/// assert_eq!(mentioned(&["people", "differ"]), None);
/// ```
pub fn mentioned(sentence: &[&str]) -> Option<&'static str> {
    let words: Vec<&str> = sentence
        .iter()
        .filter(|w| **w != "and" && **w != "of")
        .map(|w| singular(w))
        .collect();
    let named = |alias: &&Alias| {
        words
            .windows(alias.words.len().max(1))
            .any(|w| w.iter().zip(&alias.words).all(|(a, b)| a == b))
    };
    ALIASES.iter().find(named).map(|a| a.name)
}

/// The words of a phrase in the singular.
fn words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split([' ', '-'])
        .filter(|w| !w.is_empty() && *w != "and" && *w != "of")
        .map(singular)
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 3 && !word.ends_with("ss") && !word.ends_with("us") => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_thing_have_one_name() {
        for wording in [
            "gdp",
            "regional gdp",
            "gross domestic product",
            "economic output",
        ] {
            assert_eq!(common_name(wording), Some("gdp"), "{wording}");
        }
        for wording in [
            "imports and exports",
            "combined import and export volume",
            "foreign trade",
        ] {
            assert_eq!(common_name(wording), Some("foreign trade"), "{wording}");
        }
    }

    #[test]
    fn the_alias_that_says_most_wins() {
        assert_eq!(
            common_name("per capita disposable income"),
            Some("disposable income per capita")
        );
        assert_eq!(common_name("per capita income"), Some("per capita income"));
    }

    #[test]
    fn narrowed_and_unknown_wordings_have_none() {
        assert_eq!(common_name("exports of steel"), None);
        assert_eq!(common_name("number of towns with a gdp"), None);
        assert_eq!(common_name("freight terminals"), None);
        assert_eq!(common_name(""), None);
    }

    #[test]
    fn every_alias_names_its_own_row() {
        for row in rows(include_str!("../../lexicon/indicators/indicators.tsv")) {
            for alias in row.list(1) {
                assert_eq!(common_name(alias), Some(row.cell(0)), "{alias}");
            }
        }
    }
}
