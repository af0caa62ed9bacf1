//! A claim or a piece of evidence in the form in which the two are compared.

use crate::base::edtf::Edtf;
use crate::base::number::{Number, Value};
use crate::base::span::Span;
use crate::base::vocabulary::{Comparator, Role};
use crate::check::bounds::Stated;
use crate::check::when::When;
use crate::check::words::{keys, word_keys};
use crate::lexicon::units::measure;
use crate::link::reading::{Figure, Reading};
use rust_decimal::Decimal;

/// Words on either side of a figure that say what it is about.
const NEAR: usize = 5;

/// Words right of a figure that may name what it counts, when nothing else does.
const HEADS: usize = 3;

/// The unit of points out of all points.
const SCORE: &str = "score";

/// What a quantity measures; quantities of one kind can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Things or times; `bare` when the text does not say what.
    Count {
        /// Nothing is named.
        bare: bool,
    },
    /// A part of a whole: percent, fraction, points of a score.
    Part,
    /// Money of one currency.
    Money(String),
    /// Anything with a dimension.
    Dimension(String),
}

impl Kind {
    /// What to take from a likeness for comparing them; `None` when they do not compare.
    pub fn apart(&self, other: &Self) -> Option<f64> {
        match (self, other) {
            (Self::Count { .. }, Self::Count { .. }) => Some(0.0),
            (Self::Count { bare: true }, Self::Money(_))
            | (Self::Money(_), Self::Count { bare: true }) => Some(1.0),
            (a, b) => (a == b).then_some(0.0),
        }
    }
}

/// A figure as a source gives it, before it is brought to base units.
#[derive(Clone, Debug)]
pub struct Given {
    /// Where it stands in the statement's text, in bytes.
    pub span: Span,
    /// The number.
    pub value: Value,
    /// How it bounds the truth.
    pub comparator: Comparator,
    /// What rounding may hide.
    pub half_place: Option<Decimal>,
    /// Code of the unit.
    pub unit: String,
    /// What is counted.
    pub counted: Option<String>,
    /// What is measured, in the words of text and vocabulary.
    pub indicator: String,
    /// What the number says about it.
    pub role: Role,
    /// Names of its regions.
    pub regions: Vec<String>,
    /// Its period.
    pub period: Option<Edtf>,
}

/// A figure ready to be compared.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// As the text writes it.
    pub quote: String,
    /// The number in base units.
    pub stated: Stated,
    /// The number of things of "15 out of 28".
    pub counted_part: Option<Decimal>,
    /// What it measures.
    pub kind: Kind,
    /// Code of the unit it is written in.
    pub unit: String,
    /// What the number says about its indicator.
    pub role: Role,
    /// Keys of what is counted or stands right after it.
    pub heads: Vec<String>,
    /// Keys of the indicator.
    pub about: Vec<String>,
    /// Keys of the words on either side.
    pub near: Vec<String>,
    /// Names of its regions.
    pub regions: Vec<String>,
    /// Its period.
    pub period: Option<Edtf>,
    span: Span,
}

/// A text with its figures, dates and words.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// The text.
    pub text: String,
    /// Keys of its words and numbers, in order.
    pub keys: Vec<String>,
    /// Its figures, in order.
    pub quantities: Vec<Quantity>,
    /// Its dates, in order.
    pub dates: Vec<When>,
    /// Names of the regions it names.
    pub regions: Vec<String>,
}

impl Statement {
    /// The stretch `within` of an article that was read.
    pub fn of(reading: &Reading, within: Span) -> Self {
        let text = within.of(&reading.article.text).to_owned();
        let inside = |span: Span| within.contains(span);
        let dates = reading.dates.iter().filter(|d| inside(d.span));
        let dates = dates.filter_map(|d| When::of(d, &reading.article.text));
        let regions = reading.regions.iter().filter(|r| inside(r.span));
        let figures = reading.figures.iter().filter(|f| inside(f.mention.span));
        let given = figures.map(|f| given(f, reading, within.start)).collect();
        let mut out = Self::new(text, given);
        out.dates = dates.collect();
        out.regions = regions.map(|r| r.place.name.to_string()).collect();
        out
    }

    /// The whole of an article that was read.
    pub fn whole(reading: &Reading) -> Self {
        Self::of(reading, Span::new(0, reading.article.text.len()))
    }

    /// A text with figures of it, in order.
    pub fn new(text: String, given: Vec<Given>) -> Self {
        let mut quantities: Vec<Quantity> = Vec::with_capacity(given.len());
        let mut given = given.into_iter().peekable();
        while let Some(mut one) = given.next() {
            // "7.1/10": the whole is no figure of its own.
            let gap = |next: &Given| Span::new(one.span.end, next.span.start).of(&text).trim();
            let whole = given.next_if(|n| matches!(gap(n), "/" | "out of"));
            if let Some(whole) = whole {
                out_of(&mut one, &whole);
            }
            quantities.push(Quantity::of(one, &text));
        }
        let spans: Vec<Span> = quantities.iter().map(|q| q.span).collect();
        for (at, quantity) in quantities.iter_mut().enumerate() {
            let before = at.checked_sub(1).and_then(|b| spans.get(b));
            let left = before.map_or(0, |s| s.end);
            let right = spans.get(at + 1).map_or(text.len(), |s| s.start);
            quantity.surround(&text, left, right);
        }
        Self {
            keys: keys(&text),
            text,
            quantities,
            ..Self::default()
        }
    }
}

fn given(figure: &Figure, reading: &Reading, start: usize) -> Given {
    let mention = &figure.mention;
    let span = mention.span;
    let counted = mention.counted.map(|c| c.of(&reading.article.text));
    Given {
        span: Span::new(span.start - start, span.end - start),
        value: mention.value,
        comparator: mention.comparator,
        half_place: mention.half_place,
        unit: mention.unit.to_string(),
        counted: counted.map(str::to_owned),
        indicator: [&figure.indicator, &figure.measure]
            .into_iter()
            .flatten()
            .fold(String::new(), |all, one| format!("{all} {one}")),
        role: figure.role,
        regions: figure.regions.iter().map(|p| p.name.to_string()).collect(),
        period: figure.period.clone(),
    }
}

/// Makes `one` a part of `whole`.
fn out_of(one: &mut Given, whole: &Given) {
    let of = |n: Number| {
        let part = n
            .to_decimal()?
            .checked_div(whole.value.low().to_decimal()?)?;
        Some(Number::Decimal(part))
    };
    let (Some(low), Some(high)) = (of(one.value.low()), of(one.value.high())) else {
        return;
    };
    one.value = match one.value {
        Value::Exact(_) => Value::Exact(low),
        Value::Range(..) => Value::Range(low, high),
    };
    one.half_place = None;
    SCORE.clone_into(&mut one.unit);
    one.span = one.span.cover(whole.span);
}

impl Quantity {
    fn of(given: Given, text: &str) -> Self {
        let quote = given.span.of(text).to_owned();
        let (kind, factor) = kind(&given, &quote);
        let scale = |d: Option<Decimal>| d.and_then(|d| d.checked_mul(factor)).unwrap_or_default();
        let stated = Stated {
            low: scale(given.value.low().to_decimal()),
            high: scale(given.value.high().to_decimal()),
            comparator: given.comparator,
            half: scale(given.half_place),
        };
        let counted_part = match given.value {
            Value::Exact(Number::Fraction(n, _)) => Some(Decimal::from(n)),
            _ => None,
        };
        Self {
            quote,
            stated,
            counted_part,
            kind,
            unit: given.unit,
            role: given.role,
            heads: given.counted.as_deref().map(word_keys).unwrap_or_default(),
            about: word_keys(&given.indicator),
            near: Vec::new(),
            regions: given.regions,
            period: given.period,
            span: given.span,
        }
    }

    /// Notes the words around the figure, as far as the figures before and after it.
    fn surround(&mut self, text: &str, left: usize, right: usize) {
        let before = Span::new(left, self.span.start).of(text);
        let before = word_keys(before.rsplit([',', ';']).next().unwrap_or_default());
        let after = Span::new(self.span.end, right).of(text);
        let clause = after.split([',', ';']).next().unwrap_or_default();
        self.near = before.iter().rev().take(NEAR).cloned().collect();
        self.near.extend(word_keys(clause).into_iter().take(NEAR));
        if self.heads.is_empty() {
            self.heads = word_keys(clause).into_iter().take(HEADS).collect();
        }
    }
}

/// What a figure measures, and the factor to the base unit.
fn kind(given: &Given, quote: &str) -> (Kind, Decimal) {
    let fraction = matches!(given.value, Value::Exact(Number::Fraction(..)));
    match given.unit.as_str() {
        SCORE => (Kind::Part, Decimal::ONE),
        "1" if fraction || quote.contains('/') || quote.contains(" of ") => {
            (Kind::Part, Decimal::ONE)
        }
        "1" => (Kind::Count { bare: true }, Decimal::ONE),
        "count" => {
            let bare = given.counted.is_none();
            (Kind::Count { bare }, Decimal::ONE)
        }
        "x" => (Kind::Count { bare: false }, Decimal::ONE),
        code => match measure(code) {
            Some((dimension, Some(factor))) if dimension == "fraction" => (Kind::Part, factor),
            Some((dimension, _)) if dimension == "money" => {
                (Kind::Money(code.to_owned()), Decimal::ONE)
            }
            Some((dimension, Some(factor))) => (Kind::Dimension(dimension), factor),
            // Prices per unit and units that no table knows compare with themselves only.
            _ => (Kind::Dimension(format!("={code}")), Decimal::ONE),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::pipeline::read_article;

    fn read(text: &str) -> Statement {
        Statement::whole(&read_article(plain::article(text.to_owned())))
    }

    fn first(text: &str) -> Quantity {
        read(text).quantities.remove(0)
    }

    #[test]
    fn units_are_brought_to_their_base() {
        let (km, m) = (
            first("The dam is 2 km long."),
            first("The dam is 2,000 m long."),
        );
        assert_eq!((&km.kind, km.stated.low), (&m.kind, m.stated.low));
        let (percent, part) = (
            first("It took 25% of the land."),
            first("It took a quarter of the land."),
        );
        assert_eq!(percent.kind.apart(&part.kind), Some(0.0));
        assert_eq!(percent.stated.low, part.stated.low);
    }

    #[test]
    fn kinds_that_do_not_convert_stay_apart() {
        let (yuan, euro) = (
            first("It cost 5 million yuan."),
            first("It cost 5 million euros."),
        );
        assert_eq!(yuan.kind.apart(&euro.kind), None);
        assert_eq!(
            yuan.kind.apart(&first("It has 5 million books.").kind),
            None
        );
    }

    #[test]
    fn a_score_is_one_figure() {
        let score = read("The hotel was rated 7.1/10 by 80 guests.");
        let quotes: Vec<&str> = score.quantities.iter().map(|q| q.quote.as_str()).collect();
        assert_eq!(quotes, ["7.1/10", "80"]);
        assert_eq!(score.quantities[0].kind, Kind::Part);
    }

    #[test]
    fn words_around_a_figure_end_at_the_next_one() {
        let all = read("The town had 500 shops in the north, and 90 farms.");
        assert!(all.quantities[0].near.contains(&"north".to_owned()));
        assert!(!all.quantities[0].near.contains(&"farm".to_owned()));
        assert_eq!(all.quantities[1].heads, ["farm"]);
    }
}
