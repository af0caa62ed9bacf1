//! Statements from passages of a database, and what to look for there.

use crate::base::edtf::Edtf;
use crate::base::number::{Number, Value};
use crate::base::span::Span;
use crate::base::vocabulary::{Comparator, Role};
use crate::check::statement::{Given, Statement};
use crate::check::when::When;
use crate::lexicon::check::{is_common, leaning_of};
use crate::link::reading::Reading;
use crate::query::claim::{Passage, Sought, Told};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Words of a claim that are looked for at most.
const WORDS: usize = 24;

/// Figures this much smaller or larger than the claim's are looked for by their value.
const AROUND: f64 = 0.02;

/// What to look for, to hold the claim against a database.
pub fn sought(claim: &Statement, reading: &Reading) -> Sought {
    let words = claim.text.split(|c: char| !c.is_alphanumeric());
    let told = |w: &&str| w.chars().count() > 1 && !is_common(&w.to_lowercase());
    let mut words: Vec<String> = words.filter(told).map(str::to_owned).collect();
    words.truncate(WORDS);
    let numbers = reading.figures.iter().filter_map(|f| {
        let ends = (f.mention.value.low(), f.mention.value.high());
        let (low, high) = (
            ends.0.to_decimal()?.to_f64()?,
            ends.1.to_decimal()?.to_f64()?,
        );
        let unit = f.mention.unit.to_string();
        Some((unit, low - low.abs() * AROUND, high + high.abs() * AROUND))
    });
    Sought {
        words,
        numbers: numbers.collect(),
    }
}

/// A passage as a statement.
pub fn statement(passage: &Passage) -> Statement {
    let text = passage.text.as_str();
    let figures = passage.figures.iter();
    let given = figures.filter_map(|f| given(f, text)).collect();
    let mut out = Statement::new(text.to_owned(), given);
    out.dates = passage
        .dates
        .iter()
        .filter_map(|(at, edtf)| {
            let before = Span::new(0, byte(text, *at)).of(text).to_lowercase();
            Some(When {
                period: Edtf::parse(edtf)?.without_open(),
                leaning: leaning_of(&before),
            })
        })
        .collect();
    out.regions.clone_from(&passage.regions);
    out
}

fn given(told: &Told, text: &str) -> Option<Given> {
    let value = match (&told.value, &told.range) {
        (Some(one), _) => Value::Exact(number(one)?),
        (None, Some((low, high))) => Value::Range(number(low)?, number(high)?),
        (None, None) => return None,
    };
    Some(Given {
        span: Span::new(byte(text, told.start), byte(text, told.end)),
        value,
        comparator: Comparator::parse(&told.comparator)?,
        half_place: told.half_place.as_deref().and_then(|h| h.parse().ok()),
        unit: told.unit.clone(),
        counted: told.counted.clone(),
        indicator: told.indicator.clone(),
        role: Role::parse(&told.role)?,
        regions: told.regions.clone(),
        period: told.period.as_deref().and_then(Edtf::parse),
    })
}

fn number(text: &str) -> Option<Number> {
    match text.split_once('/') {
        Some((n, d)) => Some(Number::Fraction(n.parse().ok()?, d.parse().ok()?)),
        None => text.parse::<Decimal>().ok().map(Number::Decimal),
    }
}

/// The byte at which the code point `at` of `text` begins.
fn byte(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(b, _)| b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::pipeline::read_article;

    fn told(start: usize, end: usize, value: &str, unit: &str) -> Told {
        Told {
            uid: "u".into(),
            start,
            end,
            value: Some(value.into()),
            range: None,
            half_place: Some("0.5".into()),
            comparator: "over".into(),
            unit: unit.into(),
            counted: None,
            role: "level".into(),
            indicator: "length of the dam".into(),
            period: Some("2024".into()),
            regions: vec!["Yunnan".into()],
        }
    }

    #[test]
    fn a_passage_becomes_a_statement() {
        let passage = Passage {
            marks: Vec::new(),
            text: "Ön the dam: 2 km before 2024.".into(),
            figures: vec![told(12, 16, "2", "km"), told(0, 1, "x", "km")],
            dates: vec![(24, "2024".into()), (0, "odd".into())],
            regions: vec!["Yunnan".into()],
            title: None,
            published: None,
            url: None,
            path: "a".into(),
        };
        let made = statement(&passage);
        assert_eq!(made.quantities.len(), 1);
        assert_eq!(made.quantities[0].quote, "2 km");
        assert_eq!(made.quantities[0].stated.low, Decimal::from(2000));
        assert_eq!(made.dates.len(), 1);
        assert_eq!(
            made.dates[0].leaning,
            crate::lexicon::check::Leaning::Before
        );
    }

    #[test]
    fn words_and_numbers_of_a_claim_are_sought() {
        let reading = read_article(plain::article("The dam is 100 km long.".into()));
        let found = sought(&Statement::whole(&reading), &reading);
        assert!(found.words.contains(&"dam".to_owned()));
        assert!(!found.words.contains(&"the".to_owned()));
        assert_eq!(found.numbers, [("km".to_owned(), 98.0, 102.0)]);
    }
}
