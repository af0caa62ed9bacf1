//! A claim or a piece of evidence in the form in which the two are compared.

use crate::base::edtf::Edtf;
use crate::base::number::{Number, Value};
use crate::base::span::Span;
use crate::base::vocabulary::{Comparator, Modality, Role};
use crate::check::bounds::Stated;
use crate::check::contrast::{Side, sides};
use crate::check::stance::{Course, beside, courses, denies, is_denied, sentence_start, whole};
use crate::check::when::When;
use crate::check::words::{keys, word_keys};
use crate::lexicon::check::{Extent, extents, is_agent, is_common, is_comparing, is_outside};
use crate::lexicon::gazetteer::{self, demonym::is_one};
use crate::lexicon::units::measure;
use crate::link::reading::{Figure, Reading};
use crate::recognise::mention::RegionMention;
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
    /// Things; `bare` when the text does not say what.
    Count {
        /// Nothing is named.
        bare: bool,
    },
    /// So many times another number, or so often.
    Times,
    /// A part of a whole: percent, fraction, points of a score.
    Part,
    /// Percentage points: the gap between two parts.
    Points,
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
    /// Codes of its regions.
    pub regions: Vec<String>,
    /// Its period.
    pub period: Option<Edtf>,
    /// Whether it is an intention or a forecast.
    pub planned: bool,
    /// The key of what it is about, that is the same in every article.
    pub thing: Option<String>,
    /// The points of a score.
    pub points: Option<Decimal>,
}

/// A figure ready to be compared.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// As the text writes it.
    pub quote: String,
    /// The number in base units.
    pub stated: Stated,
    /// The number of things of "15 out of 28", of points of "7.1/10".
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
    /// Codes of its regions.
    pub regions: Vec<String>,
    /// Its period.
    pub period: Option<Edtf>,
    /// Whether it is an intention or a forecast.
    pub planned: bool,
    /// The key of what it is about.
    pub thing: Option<String>,
    /// Whether the text says that it is not so.
    pub denied: bool,
    /// Of which change it is an end.
    pub course: Option<Course>,
    /// On which side it is: exports or imports.
    pub sides: Vec<Side>,
    /// Keys of the words beside it that speak of no other figure.
    pub beside: Vec<String>,
    /// Codes of the regions that the words beside it name, else of its regions.
    pub places: Vec<String>,
    /// How far it reaches, as far as the words beside it say.
    pub extent: Option<Extent>,
    /// Whether the words beside it name a region.
    pub placed: bool,
    /// Whether it is about what lies outside of those.
    pub outside: bool,
    /// The date named last before it, else first behind it, in its sentence.
    pub dated: Option<Edtf>,
    span: Span,
    /// With the words beside it that speak of no other figure.
    phrase: Span,
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
    /// Codes of the regions it names.
    pub regions: Vec<String>,
    /// Keys of its words outside dates and names of regions.
    pub content: Vec<String>,
    /// Whether it tells of something that is not so.
    pub denied: bool,
    /// Keys of the names in it that are no regions: words with a capital letter, the first one left out.
    pub names: Vec<String>,
    /// Keys of the headline of its article.
    pub headline: Vec<String>,
}

impl Statement {
    /// The stretch `within` of an article that was read.
    pub fn of(reading: &Reading, within: Span) -> Self {
        let text = within.of(&reading.article.text).to_owned();
        let dates = inside(&reading.dates, within, |d| d.span);
        let regions = regions_in(reading, within);
        let first = reading
            .figures
            .partition_point(|f| f.mention.span.start < within.start);
        let figures = figures_in(reading, within).iter().zip(first..);
        let given = figures
            .map(|(f, at)| given(f, at, reading, within.start))
            .collect();
        let mut out = Self::new(text, given);
        let mut named: Vec<Span> = dates.iter().map(|d| d.span).collect();
        named.extend(regions.iter().map(|r| r.span));
        let rest = outside(&reading.article.text, within, named);
        out.content = rest.iter().flat_map(|part| word_keys(part)).collect();
        out.names = names(&rest);
        out.headline = keys(reading.article.title.as_deref().unwrap_or_default());
        let head = within.start + dateline(&out.text);
        let dates = dates.iter().filter(|d| d.span.start >= head);
        let dates = dates.filter_map(|d| {
            let when = When::of(d, &reading.article.text)?;
            Some((d.span.start - within.start, when))
        });
        out.date(dates.collect());
        let places = regions.iter();
        let places = places.map(|r| (r.span.start - within.start, r.place.id.to_string()));
        out.place(places.collect());
        out
    }

    /// Notes the dates that the text names: where each begins, in bytes.
    pub fn date(&mut self, dates: Vec<(usize, When)>) {
        for quantity in &mut self.quantities {
            let before = Span::new(0, quantity.span.start).of(&self.text);
            let from = sentence_start(before);
            let in_sentence = dates.iter().filter(|d| d.0 >= from);
            let before = in_sentence.clone().filter(|d| d.0 < quantity.span.start);
            let after = in_sentence.clone().find(|d| d.0 >= quantity.span.end);
            let nearest = before.max_by_key(|d| d.0).or(after);
            quantity.dated = nearest.map(|d| d.1.period.clone());
        }
        self.dates = dates.into_iter().map(|d| d.1).collect();
    }

    /// Notes the regions that the text names: where each begins, in bytes, and its code.
    pub fn place(&mut self, regions: Vec<(usize, String)>) {
        let lower = self.text.to_ascii_lowercase();
        let (agents, places): (Vec<_>, Vec<_>) = regions
            .iter()
            .partition(|r| is_agent(Span::new(0, r.0).of(&lower)));
        for quantity in &mut self.quantities {
            let beside = |from: usize, to: usize| {
                let first = places.partition_point(|r| r.0 < from);
                let end = places.partition_point(|r| r.0 < to);
                places.get(first..end.max(first)).unwrap_or_default()
            };
            let before = beside(quantity.phrase.start, quantity.span.start);
            let after = beside(quantity.span.end, quantity.phrase.end);
            // "France had 30 cases in Brittany": the smaller place is the figure's.
            let inner = after
                .iter()
                .all(|a| before.iter().any(|b| lies_in(&a.1, &b.1)));
            let places = if before.is_empty() || inner && !after.is_empty() {
                after
            } else {
                before
            };
            let Some(first) = places.first() else {
                // "in other territories", "worldwide": none of those that the sentence names.
                if matches!(quantity.extent, Some(Extent::Elsewhere | Extent::World)) {
                    quantity.places.clear();
                }
                quantity.places.retain(|p| agents.iter().all(|a| a.1 != *p));
                continue;
            };
            quantity.placed = true;
            quantity.outside = is_outside(Span::new(quantity.phrase.start, first.0).of(&lower));
            quantity.places = places.iter().map(|r| r.1.clone()).collect();
        }
        self.regions = regions.into_iter().map(|r| r.1).collect();
    }

    /// Leaves out numbers that belong to a name ("Phase 2", "10 Rillington Place"), as far as other figures are left.
    #[must_use]
    pub fn without_names(mut self) -> Self {
        let is_name = |q: &Quantity| {
            let before = Span::new(0, q.span.start).of(&self.text);
            let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
            let name = |w: &str| {
                w.starts_with(char::is_uppercase)
                    && w.chars().all(char::is_alphabetic)
                    && !is_common(&w.to_lowercase())
            };
            let after = Span::new(q.span.end, self.text.len()).of(&self.text);
            let mut behind = after.split(' ').skip(1);
            let begins = before.is_empty() && behind.by_ref().take(2).all(name);
            q.kind == Kind::Count { bare: true }
                && q.stated.comparator == Comparator::Exact
                && q.quote.len() < 3
                && q.quote.chars().all(|c| c.is_ascii_digit())
                && (before.ends_with(' ') && name(word) || begins)
        };
        let names: Vec<bool> = self.quantities.iter().map(is_name).collect();
        if names.contains(&false) {
            let mut names = names.into_iter();
            self.quantities.retain(|_| names.next() == Some(false));
        }
        self
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
            } else if let Some(points) = points(&one, &text) {
                mark(&mut one, points);
            }
            quantities.push(Quantity::of(one, &text));
        }
        let lower = text.to_ascii_lowercase();
        let spans: Vec<Span> = quantities.iter().map(|q| q.span).collect();
        for (at, quantity) in quantities.iter_mut().enumerate() {
            let before = at.checked_sub(1).and_then(|b| spans.get(b));
            let left = before.map_or(0, |s| s.end);
            let right = spans.get(at + 1).map_or(text.len(), |s| s.start);
            quantity.surround(&text, left, right);
            quantity.denied = is_denied(&lower, quantity.span, left);
            quantity.phrase = beside(&lower, quantity.span, left, right);
            quantity.beside = word_keys(quantity.phrase.of(&text));
            quantity.extent = extent(&lower, quantity.phrase, quantity.span);
            quantity.sides = sides(&[&quantity.heads, &quantity.about, &quantity.beside]);
            quantity.places.clone_from(&quantity.regions);
        }
        let ends: Vec<(Span, Role)> = quantities.iter().map(|q| (q.span, q.role)).collect();
        for (quantity, course) in quantities.iter_mut().zip(courses(&lower, &ends)) {
            quantity.course = course;
        }
        Self {
            keys: keys(&text),
            denied: denies(&lower),
            text,
            quantities,
            ..Self::default()
        }
    }
}

/// The figures of an article that lie in `within`.
pub fn figures_in(reading: &Reading, within: Span) -> &[Figure] {
    inside(&reading.figures, within, |f| f.mention.span)
}

/// The regions that an article names in `within`.
pub fn regions_in(reading: &Reading, within: Span) -> &[RegionMention] {
    inside(&reading.regions, within, |r| r.span)
}

/// Those of `all`, which are in order, that lie in `within`.
fn inside<T>(all: &[T], within: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = all.partition_point(|one| span(one).start < within.start);
    let to = all.partition_point(|one| span(one).end <= within.end);
    all.get(from..to.max(from)).unwrap_or_default()
}

/// What of `within` lies outside `named`.
fn outside(text: &str, within: Span, mut named: Vec<Span>) -> Vec<&str> {
    named.sort_by_key(|s| s.start);
    let mut out = Vec::new();
    let mut from = within.start;
    for name in named {
        out.push(Span::new(from.min(name.start), name.start).of(text));
        from = from.max(name.end);
    }
    out.push(Span::new(from.min(within.end), within.end).of(text));
    out
}

/// Keys of the words with a capital letter, the first one and abbreviations left out; none when most words
/// have one, as in headlines.
fn names(parts: &[&str]) -> Vec<String> {
    let words = parts
        .iter()
        .flat_map(|p| p.split(|c: char| !c.is_alphabetic()));
    let words: Vec<&str> = words.filter(|w| w.len() > 1).collect();
    let is_name = |w: &&&str| {
        let small = w.chars().any(char::is_lowercase);
        w.starts_with(char::is_uppercase) && small && !is_one(&w.to_lowercase())
    };
    let begins = parts.first().is_some_and(|p| !p.trim().is_empty());
    let found: Vec<&&str> = words
        .iter()
        .skip(usize::from(begins))
        .filter(is_name)
        .collect();
    if found.len() * 2 > words.len() {
        return Vec::new();
    }
    found.into_iter().flat_map(|w| word_keys(w)).collect()
}

/// Longest head of a report, in bytes: "ZHENGZHOU, Jan. 5, 2024 (Xinhua) --".
const DATELINE: usize = 64;

/// Where the report begins behind its dateline: what stands before the first dash, when each word of it
/// has a capital letter or a digit. The date there is the report's, not that of what it tells.
pub fn dateline(text: &str) -> usize {
    let dashes = ["--", "—", "–"];
    let found = dashes.iter().filter_map(|d| Some((text.find(d)?, d.len())));
    let Some((at, long)) = found.min().filter(|f| f.0 <= DATELINE) else {
        return 0;
    };
    let head = text.get(..at).unwrap_or_default();
    let small = |w: &str| w.starts_with(char::is_lowercase);
    let words = head.split(|c: char| !c.is_alphanumeric());
    let filed = head.contains(char::is_numeric) && head.contains([',', '(']);
    if filed && !words.filter(|w| !w.is_empty()).any(small) {
        at + long
    } else {
        0
    }
}

fn given(figure: &Figure, at: usize, reading: &Reading, start: usize) -> Given {
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
        regions: figure.regions.iter().map(|p| p.id.to_string()).collect(),
        period: figure.period.clone(),
        planned: figure.modality == Modality::Planned,
        thing: reading.things.get(at).cloned().flatten(),
        points: None,
    }
}

/// Makes `one` a part of `whole`.
fn out_of(one: &mut Given, whole: &Given) {
    if let Some(points) = whole.value.low().to_decimal() {
        part_of(one, points);
        one.span = one.span.cover(whole.span);
    }
}

/// All points of a mark in one figure: the 5 of "4.5/5".
fn points(one: &Given, text: &str) -> Option<Decimal> {
    let Value::Exact(Number::Decimal(_)) = one.value else {
        return None;
    };
    let quote = one.span.of(text);
    let (_, whole) = quote
        .split_once('/')
        .or_else(|| quote.split_once(" out of "))
        .filter(|_| one.unit == "1")?;
    whole.trim().parse().ok()
}

/// Makes the part of all points a mark.
fn mark(one: &mut Given, points: Decimal) {
    let part = one.value.low().to_decimal();
    one.points = part.and_then(|part| part.checked_mul(points));
    one.half_place = None;
    SCORE.clone_into(&mut one.unit);
}

/// Makes it so many points out of all points.
fn part_of(one: &mut Given, points: Decimal) {
    let of = |n: Number| Some(Number::Decimal(n.to_decimal()?.checked_div(points)?));
    let (Some(low), Some(high)) = (of(one.value.low()), of(one.value.high())) else {
        return;
    };
    one.points = one.value.low().to_decimal();
    one.value = match one.value {
        Value::Exact(_) => Value::Exact(low),
        Value::Range(..) => Value::Range(low, high),
    };
    one.half_place = None;
    SCORE.clone_into(&mut one.unit);
}

/// How far a figure reaches, as the nearest such words in `phrase` around it say.
fn extent(lower: &str, phrase: Span, figure: Span) -> Option<Extent> {
    let text = phrase.of(lower);
    let stands = |(words, extent): &(&'static str, Extent)| {
        let apart = whole(text, words).map(|at| {
            let (start, end) = (phrase.start + at, phrase.start + at + words.len());
            start.saturating_sub(figure.end) + figure.start.saturating_sub(end)
        });
        Some((apart.min()?, *extent))
    };
    let nearest = extents().iter().filter_map(stands).min_by_key(|e| e.0);
    nearest.map(|e| e.1)
}

/// Whether a region, by its code, lies in another.
pub fn lies_in(inner: &str, outer: &str) -> bool {
    let known = gazetteer::by_id(inner).zip(gazetteer::by_id(outer));
    known.is_some_and(|(a, b)| a.index != b.index && gazetteer::is_part_of(a.index, b.index))
}

impl Quantity {
    fn of(given: Given, text: &str) -> Self {
        let quote = given.span.of(text).to_owned();
        let behind = Span::new(given.span.end, text.len()).of(text);
        let (kind, factor) = kind(&given, &quote, behind);
        let scale = |d: Option<Decimal>| d.and_then(|d| d.checked_mul(factor)).unwrap_or_default();
        let stated = Stated {
            low: scale(given.value.low().to_decimal()),
            high: scale(given.value.high().to_decimal()),
            comparator: given.comparator,
            half: scale(given.half_place),
        };
        let counted_part = match given.value {
            Value::Exact(Number::Fraction(n, _)) => Some(Decimal::from(n)),
            _ => given.points,
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
            planned: given.planned,
            thing: given.thing,
            denied: false,
            course: None,
            sides: Vec::new(),
            places: Vec::new(),
            extent: None,
            placed: false,
            outside: false,
            dated: None,
            span: given.span,
            beside: Vec::new(),
            phrase: given.span,
        }
    }

    /// Whether it is so many points out of all points.
    pub fn is_score(&self) -> bool {
        let points = self.kind == Kind::Part && self.counted_part.is_some();
        self.unit == SCORE || points && self.quote.contains('/')
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

/// Whether the words behind "three times" compare: "as much as", "higher than".
fn compares(behind: &str) -> bool {
    let next = behind.trim_start().split(' ').next().unwrap_or_default();
    is_comparing(&next.to_lowercase())
}

/// What a figure measures, and the factor to the base unit.
fn kind(given: &Given, quote: &str, behind: &str) -> (Kind, Decimal) {
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
        // "26 times" counts; "tenfold" and "three times as much" multiply.
        "x" if quote.ends_with("times") && !compares(behind) => {
            (Kind::Count { bare: false }, Decimal::ONE)
        }
        "x" => (Kind::Times, Decimal::ONE),
        "pp" => (Kind::Points, Decimal::ONE),
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
        let all = read("The town had 500 shops in the hills, and 90 farms.");
        assert!(all.quantities[0].near.contains(&"hill".to_owned()));
        assert!(!all.quantities[0].near.contains(&"farm".to_owned()));
        assert_eq!(all.quantities[1].heads, ["farm"]);
    }
}
