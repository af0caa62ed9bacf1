//! The vocabulary of indicators: names that join "gross domestic product", "GDP" and "economic
//! output" across articles.
//!
//! Owns aliases only; what a figure measures is found by the linker and named in the article's words.

use super::hashed::Hashed;
use super::table::rows;
use std::borrow::Cow;
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

/// What kind of amount a verb names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A sum of money.
    Money,
    /// A length of time.
    Time,
    /// A weight.
    Mass,
    /// A percentage.
    Percent,
    /// A surface.
    Area,
    /// A length.
    Length,
}

/// A verb that has a noun for the amount beside it.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// The words that may stand between it and the amount, between bars; "-" for none.
    before: &'static str,
    /// What the amount is.
    pub noun: &'static str,
    /// The kind of amount.
    pub amount: Amount,
    /// The noun is of the object alone: whoever buys has no price.
    pub of_object: bool,
}

impl Act {
    /// Whether `word` may stand between the verb and the amount.
    pub fn led_by(&self, word: &str) -> bool {
        self.before.split('|').any(|w| w == word)
    }

    /// Whether the amount may stand right behind the verb.
    pub fn is_direct(&self) -> bool {
        self.led_by("-")
    }
}

static ACTS: LazyLock<Hashed<Act>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/indicators/acts.tsv"));
    let forms = table.flat_map(|row| {
        let act = amount(row.cell(3)).map(|amount| Act {
            before: row.cell(1),
            noun: row.cell(2),
            amount,
            of_object: row.cell(4) == "object",
        });
        row.list(0).filter_map(move |form| Some((form, act?)))
    });
    Hashed::by_word(forms.collect::<BTreeMap<_, _>>())
});

fn amount(word: &str) -> Option<Amount> {
    Some(match word {
        "money" => Amount::Money,
        "time" => Amount::Time,
        "mass" => Amount::Mass,
        "percent" => Amount::Percent,
        "area" => Amount::Area,
        "length" => Amount::Length,
        _ => return None,
    })
}

/// What the amount beside a form of a verb is.
///
/// ```
/// use figtrace::lexicon::indicators::act;
/// assert_eq!(act("weighed").map(|a| a.noun), Some("weight"));
/// assert!(act("painted").is_none());
/// ```
pub fn act(verb: &str) -> Option<Act> {
    ACTS.get(verb).copied()
}

static LAID: LazyLock<Hashed<()>> =
    LazyLock::new(|| words_of(include_str!("../../lexicon/indicators/laid.tsv")));

static MARKETS: LazyLock<Hashed<()>> =
    LazyLock::new(|| words_of(include_str!("../../lexicon/indicators/markets.tsv")));

fn words_of(table: &'static str) -> Hashed<()> {
    let words = rows(table).map(|row| (Cow::Borrowed(row.cell(0)), ()));
    Hashed::of(words.collect())
}

/// Whether "on" behind the noun tells what it is on: "a tariff on imports".
pub fn is_laid_on(noun: &str) -> bool {
    LAID.get(noun).is_some()
}

/// Whether a word shows that a name is something measured: "the Nikkei index".
///
/// ```
/// use figtrace::lexicon::indicators::is_market;
/// assert!(is_market("nikkei") && !is_market("corp"));
/// ```
pub fn is_market(word: &str) -> bool {
    MARKETS.get(word).is_some()
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
    fn every_act_is_read() {
        let table = rows(include_str!("../../lexicon/indicators/acts.tsv"));
        assert!(table.into_iter().all(|r| amount(r.cell(3)).is_some()));
        assert!(act("cost").is_some_and(|a| a.is_direct() && !a.led_by("at")));
        assert!(act("sold").is_some_and(|a| a.led_by("for") && !a.is_direct()));
    }

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
