//! No rule reads an expression where its first words say that it cannot begin.

use super::super::first::First;
use super::super::reader::Reader;
use super::super::rules::Construction;
use super::super::view::{View, words};
use super::super::{RULES, starts};
use crate::clean::plain;
use crate::lexicon::dates::Word;
use crate::segment::Segments;
use proptest::prelude::*;

/// Pieces of expressions beside the words of the table.
const PIECES: &[&str] = &[
    "2024",
    "1989",
    "24",
    "21",
    "3",
    "10",
    "2024-25",
    "2024-06-21",
    "06/21/2024",
    "6/21",
    "2/2013",
    "10.3.2020",
    "21st",
    "1990s",
    "'24",
    "’80s",
    "Q3",
    "H1",
    "3Q",
    "FY25",
    "10:30",
    "a.m.",
    "pm",
    "of",
    "in",
    "on",
    "and",
    "to",
    "since",
    "before",
    "after",
    "from",
    "now",
    "period",
    "plan",
    "five-year",
    "year-ago",
    "year-end",
    "-",
    ",",
    "'s",
    "Easter",
    "Thanksgiving",
    "May",
    "March",
    "Christmas",
    "Eid al-Fitr",
    "o'clock",
    "past",
    "minutes",
    "~",
    "ago",
    "or",
    "date",
    "ended",
    "Fridays",
    "at",
    "present",
    "so",
    "far",
    "the",
    "a",
];

/// Every word that may stand in an expression.
fn vocabulary() -> Vec<String> {
    let table = include_str!("../../../../lexicon/dates/words.tsv");
    let words = crate::lexicon::table::rows(table).map(|r| r.cell(0).to_owned());
    words
        .chain(PIECES.iter().map(|p| (*p).to_owned()))
        .collect()
}

/// The ids of rules that read something where their first words do not stand.
fn strangers(text: &str) -> Vec<(&'static str, usize)> {
    let article = plain::article(text.to_owned());
    let segments = Segments::of(&article);
    let words = words(&segments);
    let mut out = Vec::new();
    for sentence in 0..segments.sentences.len() {
        let view = View::new(&segments, &words, &segments.sentence_tokens(sentence));
        for i in view.tokens().filter(|i| starts(&view, *i)) {
            let first = First::at(&view, i);
            for rule in RULES {
                let draft = match rule.apply.read {
                    Construction::Simple(read) => read(&view, i),
                    Construction::Composed(read) => read(&view, i, &Reader::afresh()),
                };
                if draft.is_some() && !rule.apply.first.meets(first) {
                    out.push((rule.id.0, i));
                }
            }
        }
    }
    out
}

#[test]
fn an_article_is_passed_over() {
    let article = plain::article("the year 2024 a few of the".into());
    let segments = Segments::of(&article);
    let words = words(&segments);
    let view = View::new(&segments, &words, &segments.sentence_tokens(0));
    assert_eq!(First::at(&view, 0), First::UNIT);
    assert_eq!(First::at(&view, 2), First::NUMERAL);
    assert_eq!(First::at(&view, 3), First::VAGUE);
    assert_eq!(First::at(&view, 6), First::OTHER);
    assert_eq!(view.word(6), Word::The);
}

#[test]
fn the_examples_begin_as_their_rules_say() {
    for rule in RULES {
        for (text, _) in rule.hits {
            assert_eq!(strangers(text), [], "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_rule_reads_where_it_cannot_begin(
        picks in prop::collection::vec(any::<prop::sample::Index>(), 40)
    ) {
        let vocabulary = vocabulary();
        let text: Vec<&str> = picks.iter().map(|i| i.get(&vocabulary).as_str()).collect();
        let text = text.join(" ");
        prop_assert_eq!(strangers(&text), [], "{}", text);
    }
}
