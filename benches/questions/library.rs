//! A large database of made-up articles: the same every time, through the store as any other.

use figtrace::base::edtf::Edtf;
use figtrace::base::number::{Number, Value};
use figtrace::base::rule::RuleId;
use figtrace::base::span::Span;
use figtrace::base::vocabulary::{Comparator, Level, Modality, Role};
use figtrace::clean::plain;
use figtrace::lexicon::gazetteer;
use figtrace::link::reading::{Figure, Reading};
use figtrace::meaning;
use figtrace::read::Held;
use figtrace::recognise::mention::{FigureMention, Place, RegionMention};
use figtrace::relate::things;
use figtrace::segment::Segments;
use figtrace::store::incoming::{Content, Incoming, Received};
use figtrace::store::writer::{Run, Writer};
use rust_decimal::Decimal;
use std::fmt::Write as _;
use std::path::Path;

/// Sentences of an article, each with one figure.
const SENTENCES: usize = 25;

const INDICATORS: &[&str] = &[
    "gdp",
    "foreign trade",
    "grain output",
    "exports",
    "imports",
    "forest coverage rate",
    "coal output",
    "electricity consumption",
    "freight volume",
    "life expectancy",
    "industrial output",
    "minimum wage",
];

const UNITS: &[(&str, &str)] = &[
    ("yuan", "CNY"),
    ("yuan", "CNY"),
    ("yuan", "CNY"),
    ("percent", "%"),
    ("percent", "%"),
    ("dollars", "USD"),
    ("hectares", "har"),
    ("mu", "mu"),
    ("kilometres", "km"),
    ("tonnes", "t"),
    ("companies", "count"),
];

const VERBS: &[&str] = &[
    "reached",
    "stood at",
    "came to",
    "was",
    "amounted to",
    "climbed to",
    "fell to",
];

/// Numbers that look like chance and are not.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % n.max(1)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Makes a database with `figures` figures at `path`.
pub fn make(path: &Path, figures: usize) {
    let run = Run {
        tool_version: "0.0.0".into(),
        options: "{}".into(),
        captured_at: "2025-01-01T00:00:00Z".into(),
    };
    let mut writer = Writer::open(path, run, meaning::REFERENCE).unwrap();
    let places = places();
    let mut chance = Chance(7);
    let articles: Vec<usize> = (0..figures.div_ceil(SENTENCES)).collect();
    for batch in articles.chunks(256) {
        let batch: Vec<Incoming> = batch
            .iter()
            .map(|n| article(*n, &places, &mut chance))
            .collect();
        writer.store(&batch).unwrap();
    }
    writer.finish().unwrap();
}

/// Provinces and prefectures of China, and countries.
fn places() -> Vec<Place> {
    let kept = |r: &gazetteer::Region| {
        let chinese = r.id.starts_with("CN-") || r.id.len() == 6 && r.id.ends_with("00");
        r.level == Level::Country
            || chinese && matches!(r.level, Level::Province | Level::Prefecture)
    };
    gazetteer::all()
        .filter(kept)
        .map(|r| Place {
            id: r.id.into(),
            name: r.name.into(),
            level: r.level,
            within: gazetteer::within(r.index).map(Into::into),
        })
        .collect()
}

/// What one sentence says.
struct Told {
    quote: String,
    value: Decimal,
    unit: &'static str,
    indicator: String,
    place: Place,
    year: i16,
}

fn article(n: usize, places: &[Place], chance: &mut Chance) -> Incoming {
    let mut text = format!("Report {n}\n");
    let told: Vec<Told> = (0..SENTENCES)
        .map(|_| sentence(&mut text, places, chance))
        .collect();
    let mut article = plain::article(text.clone());
    article.title = Some(format!("Report {n}"));
    article.publisher = Some(format!("Paper {}", n % 40));
    article.published = format!("20{:02}-{:02}-{:02}", 10 + n % 15, 1 + n % 12, 1 + n % 28)
        .parse()
        .ok();
    let segments = Segments::of(&article);
    let mut reading = Reading {
        sentences: segments
            .sentences
            .iter()
            .map(|s| (s.span, s.block))
            .collect(),
        figures: Vec::new(),
        dates: Vec::new(),
        regions: Vec::new(),
        projects: Vec::new(),
        things: Vec::new(),
        relations: Vec::new(),
        rejections: Vec::new(),
        notices: Vec::new(),
        article: article.clone(),
    };
    let mut from = 0;
    for told in told {
        let at = from + text[from..].find(&told.quote).unwrap();
        from = at + told.quote.len();
        let sentence = segments.sentence_at(at).unwrap();
        let span = Span::new(at, from);
        reading
            .regions
            .extend(named(&text, at, &told.place, sentence));
        reading.figures.push(figure(told, span, sentence, chance));
    }
    reading.things = things(&reading);
    let received = Received::new(text.as_bytes(), reading).unwrap();
    Incoming {
        path: format!("reports/{n}.txt"),
        source: format!("reports/{n}.txt"),
        media_type: "text/plain".into(),
        held: Held::default(),
        content: Ok(Content::Read(Box::new(received))),
    }
}

fn sentence(text: &mut String, places: &[Place], chance: &mut Chance) -> Told {
    // A few places and indicators are told of often, as in the news.
    let often = chance.below(3) > 0;
    let place = places[chance.below(if often { 40 } else { places.len() })].clone();
    let indicator = if often {
        chance.of(INDICATORS).to_owned()
    } else {
        format!(
            "output of line {} in workshop {}",
            chance.below(300),
            chance.below(10)
        )
    };
    let year = 2005 + i16::try_from(chance.below(20)).unwrap();
    let (name, unit) = chance.of(UNITS);
    let value = Decimal::new(i64::try_from(chance.below(900_000) + 1).unwrap(), 1);
    let quote = format!("{value} {name}");
    let verb = chance.of(VERBS);
    let _ = write!(
        text,
        "In {year} the {indicator} of {} {verb} {quote}, said the bureau. ",
        place.name
    );
    if chance.below(5) == 0 {
        text.push_str("\n\n");
    }
    Told {
        quote,
        value,
        unit,
        indicator,
        place,
        year,
    }
}

fn named(text: &str, before: usize, place: &Place, sentence: usize) -> Option<RegionMention> {
    let at = text[..before].rfind(place.name.as_ref())?;
    Some(RegionMention {
        span: Span::new(at, at + place.name.len()),
        sentence,
        rule: RuleId("region/name"),
        place: place.clone(),
    })
}

fn figure(told: Told, span: Span, sentence: usize, chance: &mut Chance) -> Figure {
    let known = INDICATORS.contains(&told.indicator.as_str());
    let role = match (told.unit, chance.below(4)) {
        ("%", 0) => Role::Share,
        ("%", 1) => Role::Increase,
        _ => Role::Level,
    };
    Figure {
        mention: FigureMention {
            span,
            sentence,
            rule: RuleId("figure/measure"),
            value: Value::Exact(Number::Decimal(told.value)),
            unit: told.unit.into(),
            comparator: if chance.below(9) == 0 {
                Comparator::Over
            } else {
                Comparator::Exact
            },
            half_place: Some(Decimal::new(5, 2)),
            ..FigureMention::none()
        },
        role,
        modality: if chance.below(12) == 0 {
            Modality::Planned
        } else {
            Modality::Actual
        },
        measure: known.then(|| told.indicator.clone()),
        indicator: Some(told.indicator),
        regions: vec![told.place],
        period: Edtf::year(told.year),
        base_period: None,
        projects: if chance.below(30) == 0 {
            vec![format!("Plan {}", chance.below(200))]
        } else {
            Vec::new()
        },
        attributed_to: (chance.below(6) == 0).then(|| format!("Speaker {}", chance.below(900))),
        why: vec![RuleId("place/subject"), RuleId("indicator/subject-of-verb")],
    }
}
