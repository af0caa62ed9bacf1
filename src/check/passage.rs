//! Statements from passages of a database, and what to look for there.

use crate::base::edtf::Edtf;
use crate::base::number::{Number, Value};
use crate::base::span::Span;
use crate::base::vocabulary::{Comparator, Modality, Role};
use crate::check::statement::{Given, Statement, dateline};
use crate::check::when::When;
use crate::check::words::keys;
use crate::lexicon::check::{is_common, leaning_of};
use crate::link::reading::Figure;
use crate::query::claim::{Passage, Sought, Told};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Words of a claim that are looked for at most.
const WORDS: usize = 24;

/// Figures this much smaller or larger than the claim's are looked for by their value.
const AROUND: f64 = 0.02;

/// What to look for, to hold the claim against a database; `figures` are those of the claim.
pub fn sought(claim: &Statement, figures: &[Figure]) -> Sought {
    let words = claim.text.split(|c: char| !c.is_alphanumeric());
    let told = |w: &&str| w.chars().count() > 1 && !is_common(&w.to_lowercase());
    let mut words: Vec<String> = words.filter(told).map(str::to_owned).collect();
    words.truncate(WORDS);
    let numbers = figures.iter().filter_map(|f| {
        let ends = (f.mention.value.low(), f.mention.value.high());
        let (low, high) = (
            ends.0.to_decimal()?.to_f64()?,
            ends.1.to_decimal()?.to_f64()?,
        );
        let unit = f.mention.unit.to_string();
        Some((unit, low - low.abs() * AROUND, high + high.abs() * AROUND))
    });
    let things = claim.quantities.iter().filter_map(|q| q.thing.clone());
    Sought {
        words,
        numbers: numbers.collect(),
        things: things.collect(),
    }
}

/// A passage as a statement.
pub fn statement(passage: &Passage) -> Statement {
    let text = passage.text.as_str();
    let figures = passage.figures.iter();
    let given = figures.filter_map(|f| given(f, text)).collect();
    let mut out = Statement::new(text.to_owned(), given);
    let head = dateline(text);
    let dates = passage
        .dates
        .iter()
        .filter(|(at, _)| byte(text, *at) >= head)
        .filter_map(|(at, edtf)| {
            let before = Span::new(0, byte(text, *at)).of(text).to_lowercase();
            let when = When {
                period: Edtf::parse(edtf)?.without_open(),
                leaning: leaning_of(&before),
            };
            Some((byte(text, *at), when))
        })
        .collect();
    out.date(dates);
    let regions = passage.regions.iter();
    let regions = regions.map(|(at, code)| (byte(text, *at), code.clone()));
    out.place(regions.collect());
    out.headline = keys(passage.title.as_deref().unwrap_or_default());
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
        planned: Modality::parse(&told.modality) == Some(Modality::Planned),
        thing: told.thing.clone(),
        points: None,
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
            modality: "planned".into(),
            period: Some("2024".into()),
            regions: vec!["CN-53".into()],
            thing: Some("length".into()),
        }
    }

    #[test]
    fn a_passage_becomes_a_statement() {
        let passage = Passage {
            marks: Vec::new(),
            text: "Ön the dam: 2 km before 2024.".into(),
            figures: vec![told(12, 16, "2", "km"), told(0, 1, "x", "km")],
            dates: vec![(24, "2024".into()), (0, "odd".into())],
            regions: vec![(0, "CN-53".into())],
            title: None,
            published: None,
            url: None,
            path: "a".into(),
        };
        let made = statement(&passage);
        assert_eq!(made.quantities.len(), 1);
        assert!(made.quantities[0].planned);
        assert_eq!(made.quantities[0].thing.as_deref(), Some("length"));
        assert_eq!(made.quantities[0].quote, "2 km");
        assert_eq!(made.quantities[0].stated.low, Decimal::from(2000));
        assert_eq!(made.dates.len(), 1);
        assert_eq!(
            made.dates[0].leaning,
            crate::lexicon::check::Leaning::Before
        );
    }

    #[test]
    fn the_date_of_a_dateline_is_no_date_of_the_passage() {
        let passage = |text: &str, at| Passage {
            marks: Vec::new(),
            text: text.into(),
            figures: Vec::new(),
            dates: vec![(at, "2024-01-05".into())],
            regions: Vec::new(),
            title: None,
            published: None,
            url: None,
            path: "a".into(),
        };
        let filed = passage("ZHENGZHOU, Jan. 5, 2024 (Xinhua) -- A fair opened.", 11);
        assert!(statement(&filed).dates.is_empty());
        let told = passage("The fair of Jan. 5, 2024 -- the first -- was full.", 12);
        assert_eq!(statement(&told).dates.len(), 1);
    }

    #[test]
    fn words_and_numbers_of_a_claim_are_sought() {
        let reading = read_article(plain::article("The dam is 100 km long.".into()));
        let found = sought(&Statement::whole(&reading), &reading.figures);
        assert!(found.words.contains(&"dam".to_owned()));
        assert!(!found.words.contains(&"the".to_owned()));
        assert_eq!(found.numbers, [("km".to_owned(), 98.0, 102.0)]);
    }
}
