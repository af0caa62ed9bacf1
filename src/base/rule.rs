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

/// Proves a family's examples: every rule has enough of them, finds the quote in each hit and nothing
/// in a miss, and no two rules have one id. `found` gives the quotes that the rule finds in a text.
///
/// # Panics
/// Where an example does not hold: it is for tests.
#[cfg(test)]
pub fn prove<F>(rules: &[Rule<F>], found: impl Fn(&Rule<F>, &str) -> Vec<String>) {
    let mut ids = std::collections::BTreeSet::new();
    for rule in rules {
        assert!(ids.insert(rule.id), "{} stands twice", rule.id);
        let enough = rule.hits.len() >= 2 && !rule.misses.is_empty();
        assert!(enough, "{} has too few examples", rule.id);
        for (text, quote) in rule.hits {
            let quotes = found(rule, text);
            assert!(
                quotes.iter().any(|q| q == quote),
                "{}: {quote:?} in {text:?}, found {quotes:?}",
                rule.id
            );
        }
        for text in rule.misses {
            assert_eq!(found(rule, text), [""; 0], "{}: {text:?}", rule.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule<char> = Rule {
        id: RuleId("test/letter"),
        does: "a letter",
        hits: &[("an a", "a"), ("a", "a")],
        misses: &["no"],
        apply: 'a',
    };

    fn letters(rule: &Rule<char>, text: &str) -> Vec<String> {
        text.matches(rule.apply).map(str::to_owned).collect()
    }

    fn fails(rules: &[Rule<char>]) -> bool {
        std::panic::catch_unwind(|| prove(rules, letters)).is_err()
    }

    #[test]
    fn wrong_examples_are_told() {
        assert!(!fails(&[RULE]));
        assert!(fails(&[RULE, RULE]));
        let few = &[("a", "a")];
        assert!(fails(&[Rule { hits: few, ..RULE }]));
        let wrong = &[("a", "a"), ("a", "b")];
        assert!(fails(&[Rule {
            hits: wrong,
            ..RULE
        }]));
        let hit = &["a"];
        assert!(fails(&[Rule {
            misses: hit,
            ..RULE
        }]));
    }
}
