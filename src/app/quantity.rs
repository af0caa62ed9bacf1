//! Reads a quantity that a person typed, as articles are read.

use figtrace::base::number::{Number, Value};
use figtrace::base::span::Span;
use figtrace::base::vocabulary::Comparator;
use figtrace::clean::plain;
use figtrace::recognise;
use figtrace::recognise::mention::{FigureMention, Form};
use figtrace::segment::Segments;
use rust_decimal::Decimal;

/// A quantity as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The number or range.
    pub value: Value,
    /// "over", "about" and the like.
    pub comparator: Comparator,
    /// What rounding may hide.
    pub half_place: Option<Decimal>,
    /// Code of the unit; `None` for a bare number, which may be of anything.
    pub unit: Option<String>,
    /// What is counted, in the singular.
    pub counted: Vec<String>,
    /// Whether nothing was typed beside it.
    pub whole: bool,
    /// The words that were typed beside it.
    pub beside: String,
}

/// Sentences around a query: some figures ("half", "doubled") are figures in a sentence only.
const FRAMES: &[(&str, &str)] = &[("", ""), ("", " of it."), ("It was ", "."), ("It ", ".")];

/// Words that belong to a quantity and to none of its parts.
const JOINTS: &[&str] = &[
    "between", "from", "and", "to", "a", "the", "or", "than", "of",
];

/// Reads `query` by the recogniser of figures, else as a bare number.
pub fn typed(query: &str) -> Option<Typed> {
    let query = query.trim();
    let mut framed = FRAMES
        .iter()
        .filter_map(|(before, after)| in_frame(before, query, after));
    framed.next().or_else(|| bare(query))
}

fn in_frame(before: &str, query: &str, after: &str) -> Option<Typed> {
    let text = format!("{before}{query}{after}");
    let article = plain::article(text.clone());
    let segments = Segments::of(&article);
    let (mentions, _) = recognise::figure::recognise(&segments, &[]);
    let typed = Span::new(before.len(), before.len() + query.len());
    let mention = mentions.iter().find(|m| typed.contains(m.span))?;
    Some(of_mention(mention, &text, typed))
}

fn of_mention(mention: &FigureMention, text: &str, typed: Span) -> Typed {
    // A bare number may be of anything; a fraction is one of a whole, and comparable with percents.
    let bare = matches!(mention.unit.as_ref(), "1" | "count") && mention.form != Form::Fraction;
    let counted = mention.counted.filter(|c| typed.contains(*c));
    let parts = [Some(mention.span), mention.cue, counted];
    let within = |at: usize| {
        parts
            .iter()
            .flatten()
            .any(|p| (p.start..p.end).contains(&at))
    };
    let rest: String = text
        .char_indices()
        .filter(|(at, _)| (typed.start..typed.end).contains(at))
        .map(|(at, c)| if within(at) { ' ' } else { c })
        .collect();
    let words = rest.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|w| !w.is_empty());
    let strange: Vec<&str> = words
        .clone()
        .filter(|w| !JOINTS.contains(&w.to_lowercase().as_str()))
        .collect();
    let whole = strange.is_empty();
    Typed {
        value: mention.value,
        comparator: mention.comparator,
        half_place: mention.half_place,
        unit: (!bare).then(|| mention.unit.to_string()),
        counted: counted.map(|c| singular(c.of(text))).unwrap_or_default(),
        whole,
        beside: if whole {
            String::new()
        } else {
            words.collect::<Vec<_>>().join(" ")
        },
    }
}

/// The words of a phrase without plural endings, which a search takes for parts of words.
fn singular(phrase: &str) -> Vec<String> {
    let word = |w: &str| match w.strip_suffix('s') {
        Some(stem) if w.len() > 3 && !w.ends_with("ss") => {
            stem.strip_suffix("ie").unwrap_or(stem).to_owned()
        }
        _ => w.to_owned(),
    };
    phrase.split_whitespace().map(word).collect()
}

/// A number by itself, which the recogniser may take for a year or a list number.
fn bare(query: &str) -> Option<Typed> {
    let number: Decimal = query.replace(',', "").parse().ok()?;
    let half = Decimal::new(5, number.scale().checked_add(1).filter(|s| *s <= 28)?);
    Some(Typed {
        value: Value::Exact(Number::Decimal(number)),
        comparator: Comparator::Exact,
        half_place: Some(half),
        unit: None,
        counted: Vec::new(),
        whole: true,
        beside: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (Comparator, Option<String>, Vec<String>, bool) {
        let t = typed(query).unwrap();
        (t.comparator, t.unit, t.counted, t.whole)
    }

    #[test]
    fn quantities_are_read_with_all_that_belongs_to_them() {
        let cny = Some("CNY".to_owned());
        assert_eq!(
            read("over 9 trillion yuan"),
            (Comparator::Over, cny, vec![], true)
        );
        let percent = Some("%".to_owned());
        assert_eq!(
            read("between 4% and 6%"),
            (Comparator::Exact, percent, vec![], true)
        );
        assert_eq!(read("383"), (Comparator::Exact, None, vec![], true));
        let ships = vec!["ship".to_owned()];
        assert_eq!(
            read("at least 300 ships"),
            (Comparator::AtLeast, None, ships, true)
        );
    }

    #[test]
    fn what_is_typed_beside_a_quantity_is_seen() {
        let rest = |query: &str| typed(query).map(|t| t.whole);
        assert_eq!(rest("Guangdong grew by 5%"), Some(false));
        assert_eq!(rest("5%"), Some(true));
        assert_eq!(rest("harbour"), None);
    }

    #[test]
    fn ranges_keep_both_ends() {
        let range = typed("between 4% and 6%").unwrap().value;
        assert_eq!((range.low(), range.high()), (4.into(), 6.into()));
    }

    #[test]
    fn a_bare_number_is_meant_as_far_as_it_was_typed() {
        let half = |query: &str| {
            bare(query)
                .and_then(|q| q.half_place)
                .map(|h| h.to_string())
        };
        assert_eq!(half("9").as_deref(), Some("0.5"));
        assert_eq!(half("9.0").as_deref(), Some("0.05"));
        assert_eq!(half("nine"), None);
    }
}
