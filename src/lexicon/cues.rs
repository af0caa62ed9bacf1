//! Small closed sets of words around numbers, from `lexicon/cues.tsv`.

use super::hashed::{Hashed, Key};
use super::table::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Declares the classes of the table in the order of its rows.
macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $class:literal,)+) => {
        /// A class of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Cue { $($(#[$doc])* $name,)+ }

        /// The classes as the table names them.
        const CLASSES: &[&str] = &[$($class,)+];
    };
}

cues! {
    /// Words behind a number and its hyphen that are nothing counted.
    BehindNumber = "behind_number",
    /// Words after which a numeral like a year is a number.
    BoundBeforeYear = "bound_before_year",
    /// Verbs and adverbs of change: the two ends after them are two figures.
    Change = "change",
    /// Words that speak of what holds an electric charge.
    Charge = "charge",
    /// Words that tell how a contest ended.
    Contest = "contest",
    /// Events that take a number as their name.
    Event = "event",
    /// Words between a number and its unit.
    Filler = "filler",
    /// Words before "double" as a verb.
    GrowVerb = "grow_verb",
    /// Words before "half" as a share.
    HalfBound = "half_bound",
    /// Words that follow a length written with m.
    Length = "length",
    /// Moments at which somebody's age is told.
    LifeMoment = "life_moment",
    /// Nouns of works that are given marks: "gave the second version 75/100".
    Marked = "marked",
    /// Nouns of things whose number is their name: "the 747 jet".
    Model = "model",
    /// Months and their abbreviations.
    Month = "month",
    /// Verbs whose "up to" is no bound.
    Motion = "motion",
    /// What is measured on a scale of its own, without a unit.
    OwnScale = "own_scale",
    /// Words for two of something.
    Pair = "pair",
    /// Nouns that only measure out another noun.
    Partitive = "partitive",
    /// Nouns whose length of time is a period.
    Period = "period",
    /// Nouns for one person, behind which a number between commas is an age.
    Person = "person",
    /// Adjectives that stand for people: "the homeless".
    PersonAdjective = "person_adjective",
    /// Nouns for people, whose bare number after a bound is an age.
    Persons = "persons",
    /// Words before a length of time that only places.
    Placing = "placing",
    /// Plural nouns that do not end in s.
    Plural = "plural",
    /// Plurals that go before another plural.
    PluralModifier = "plural_modifier",
    /// Words of paying.
    Price = "price",
    /// Words before the two ends of a range.
    Ranging = "ranging",
    /// Verbs before a place in an order.
    Rank = "rank",
    /// Words between an amount and its equivalent.
    Restating = "restating",
    /// What follows "a third" when it is a share.
    Share = "share",
    /// Verbs whose "over" is no bound.
    Spanning = "spanning",
    /// Words that say a sentence speaks of temperatures.
    Temperature = "temperature",
    /// Nouns of which "one" is no count: "just one way".
    Uncounted = "uncounted",
    /// Words that tell of a vote.
    Vote = "vote",
    /// What is weighed, and words of weighing.
    Weighed = "weighed",
    /// People whose age may be of one digit.
    Young = "young",
}

/// Of each word, a bit for each class it is in.
static WORDS: LazyLock<Hashed<u64>> = LazyLock::new(|| {
    let mut out = BTreeMap::<&'static str, u64>::new();
    for row in rows(include_str!("../../lexicon/cues.tsv")) {
        let class = CLASSES.iter().position(|class| *class == row.cell(0));
        for word in class.into_iter().flat_map(|_| row.list(1)) {
            *out.entry(word).or_default() |= 1 << class.unwrap_or_default();
        }
    }
    Hashed::by_word(out)
});

/// Whether the lower-case word is of the class.
pub fn cue<'w>(word: impl Into<Key<'w>>, class: Cue) -> bool {
    WORDS
        .get(word)
        .is_some_and(|classes| classes >> (class as u32) & 1 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_sorted_words() {
        let table = include_str!("../../lexicon/cues.tsv");
        assert_eq!(rows(table).count(), CLASSES.len());
        assert!(CLASSES.len() < 64);
        for (row, class) in rows(table).zip(CLASSES) {
            let words: Vec<&str> = row.list(1).collect();
            assert_eq!(row.cell(0), *class);
            assert!(!words.is_empty() && words.is_sorted(), "{class}");
        }
    }

    #[test]
    fn words_belong_to_their_class() {
        assert!(cue("rose", Cue::Change) && !cue("stood", Cue::Change));
        assert!(cue("people", Cue::Plural));
    }
}
