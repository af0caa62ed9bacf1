//! The record: one JSON object per document, the contract of `figtrace extract`.
//!
//! The only place that knows the record's field names; the order of the structs' fields is the
//! record's. Offsets are UTF-8 bytes into `text`.

use crate::base::edtf::Edtf;
use crate::base::notice::Notice;
use crate::base::number::{Number, Value};
use crate::base::span::Span;
use crate::base::vocabulary::Part;
use crate::link::reading::{Base, Figure, Reading, Relation};
use crate::recognise::mention::{DateMention, ProjectMention, RegionMention};
use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json};
use std::fmt::Display;

/// The record of one document as JSON. `source` names it, `sha256` is of its input bytes.
pub fn record(reading: &Reading, source: &str, sha256: &str) -> Json {
    serde_json::to_value(Record::of(reading, source, sha256)).unwrap_or_default()
}

/// The record of one document as a line of JSON, without its end: what [`record`] gives, written
/// without building it first.
///
/// # Errors
/// None that this record can cause: writing to memory does not fail, and every key is a string.
pub fn line(reading: &Reading, source: &str, sha256: &str) -> serde_json::Result<String> {
    // Blocks, sentences and findings together take about as much room as the text.
    let mut out = Vec::with_capacity(reading.article.text.len() * 3 + 1024);
    serde_json::to_writer(&mut out, &Record::of(reading, source, sha256))?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

#[derive(Serialize)]
struct Record<'r> {
    source: &'r str,
    sha256: &'r str,
    text: &'r str,
    title: Option<&'r str>,
    author: Option<&'r str>,
    publisher: Option<&'r str>,
    published: Option<Shown<Date>>,
    url: Option<&'r str>,
    language: Option<&'r str>,
    blocks: Vec<BlockRecord>,
    sentences: Vec<Stretch>,
    figures: Vec<FigureRecord<'r>>,
    dates: Vec<DateRecord<'r>>,
    regions: Vec<RegionRecord<'r>>,
    projects: Vec<ProjectRecord<'r>>,
    relations: Vec<RelationRecord<'r>>,
    notices: Vec<NoticeRecord<'r>>,
}

impl<'r> Record<'r> {
    fn of(reading: &'r Reading, source: &'r str, sha256: &'r str) -> Self {
        let article = &reading.article;
        let text = article.text.as_str();
        Self {
            source,
            sha256,
            text,
            title: article.title.as_deref(),
            author: article.author.as_deref(),
            publisher: article.publisher.as_deref(),
            published: article.published.map(Shown),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            blocks: article
                .blocks
                .iter()
                .map(|b| BlockRecord {
                    start: b.span.start,
                    end: b.span.end,
                    kind: b.kind.as_str(),
                })
                .collect(),
            sentences: reading
                .sentences
                .iter()
                .map(|(span, _)| Stretch::of(*span))
                .collect(),
            figures: of_each(text, &reading.figures, FigureRecord::of),
            dates: of_each(text, &reading.dates, DateRecord::of),
            regions: of_each(text, &reading.regions, RegionRecord::of),
            projects: of_each(text, &reading.projects, ProjectRecord::of),
            relations: reading.relations.iter().map(RelationRecord::of).collect(),
            notices: reading.notices.iter().map(NoticeRecord::of).collect(),
        }
    }
}

fn of_each<'r, T, R>(text: &'r str, list: &'r [T], record: fn(&'r str, &'r T) -> R) -> Vec<R> {
    list.iter().map(|one| record(text, one)).collect()
}

/// A value written as it displays itself.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

/// A day, or a moment within one.
struct Moment(DateTime);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if self.0.time() == Time::midnight() {
            out.collect_str(&self.0.date())
        } else {
            out.collect_str(&self.0)
        }
    }
}

#[derive(Serialize)]
struct Stretch {
    start: usize,
    end: usize,
}

impl Stretch {
    const fn of(span: Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

#[derive(Serialize)]
struct BlockRecord {
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Serialize)]
struct NoticeRecord<'r> {
    code: &'r str,
    message: &'r str,
    start: Option<usize>,
    end: Option<usize>,
}

impl<'r> NoticeRecord<'r> {
    fn of(notice: &'r Notice) -> Self {
        Self {
            code: notice.code,
            message: &notice.message,
            start: notice.span.map(|s| s.start),
            end: notice.span.map(|s| s.end),
        }
    }
}

#[derive(Serialize)]
struct RelationRecord<'r> {
    kind: &'static str,
    verdict: &'static str,
    computation: &'r str,
    figures: Vec<PartRecord>,
    unit: &'r str,
    expected: Option<Shown<Decimal>>,
    expected_low: Option<Shown<Decimal>>,
    expected_high: Option<Shown<Decimal>>,
    stated: Shown<Decimal>,
    deviation: Option<Shown<Decimal>>,
    rule: &'static str,
}

#[derive(Serialize)]
struct PartRecord {
    part: &'static str,
    figure: usize,
}

impl<'r> RelationRecord<'r> {
    fn of(relation: &'r Relation) -> Self {
        let part = |(part, figure): &(Part, usize)| PartRecord {
            part: part.as_str(),
            figure: *figure,
        };
        Self {
            kind: relation.kind.as_str(),
            verdict: relation.verdict.as_str(),
            computation: &relation.computation,
            figures: relation.figures.iter().map(part).collect(),
            unit: &relation.unit,
            expected: relation.expected.map(Shown),
            expected_low: relation.bounds.0.map(Shown),
            expected_high: relation.bounds.1.map(Shown),
            stated: Shown(relation.stated),
            deviation: relation.deviation().map(Shown),
            rule: relation.rule.0,
        }
    }
}

#[derive(Serialize)]
struct FigureRecord<'r> {
    start: usize,
    end: usize,
    quote: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Shown<Number>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Shown<Number>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Shown<Number>>,
    unit: &'r str,
    counted: Option<&'r str>,
    comparator: &'static str,
    role: &'static str,
    modality: &'static str,
    indicator: Option<&'r str>,
    measure: Option<&'r str>,
    regions: Vec<&'r str>,
    period: Option<&'r str>,
    base_period: Option<&'r str>,
    projects: &'r [String],
    attributed_to: Option<&'r str>,
    equivalent_to: Option<usize>,
    sentence: usize,
    rule: &'static str,
    why: Vec<&'static str>,
}

impl<'r> FigureRecord<'r> {
    fn of(text: &'r str, f: &'r Figure) -> Self {
        let (value, low, high) = match f.mention.value {
            Value::Exact(n) => (Some(Shown(n)), None, None),
            Value::Range(low, high) => (None, Some(Shown(low)), Some(Shown(high))),
        };
        Self {
            start: f.mention.span.start,
            end: f.mention.span.end,
            quote: f.mention.span.of(text),
            value,
            low,
            high,
            unit: &f.mention.unit,
            counted: f.mention.counted.map(|s| s.of(text)),
            comparator: f.mention.comparator.as_str(),
            role: f.role.as_str(),
            modality: f.modality.as_str(),
            indicator: f.indicator.as_deref(),
            measure: f.measure.as_deref(),
            regions: f.regions.iter().map(|r| r.name.as_ref()).collect(),
            period: f.period.as_ref().map(Edtf::as_str),
            base_period: f.base_period.as_ref().map(Base::as_str),
            projects: &f.projects,
            attributed_to: f.attributed_to.as_deref(),
            equivalent_to: f.mention.equivalent_to,
            sentence: f.mention.sentence,
            rule: f.mention.rule.0,
            why: f.why.iter().map(|r| r.0).collect(),
        }
    }
}

#[derive(Serialize)]
struct DateRecord<'r> {
    start: usize,
    end: usize,
    quote: &'r str,
    edtf: Option<&'r str>,
    begin: Option<Moment>,
    end_before: Option<Moment>,
    timex_type: &'static str,
    timex_value: &'r str,
    sentence: usize,
    rule: &'static str,
}

impl<'r> DateRecord<'r> {
    fn of(text: &'r str, d: &'r DateMention) -> Self {
        Self {
            start: d.span.start,
            end: d.span.end,
            quote: d.span.of(text),
            edtf: d.edtf.as_ref().map(Edtf::as_str),
            begin: d.begin.map(Moment),
            end_before: d.end_before.map(Moment),
            timex_type: d.timex_type.as_str(),
            timex_value: &d.timex_value,
            sentence: d.sentence,
            rule: d.rule.0,
        }
    }
}

#[derive(Serialize)]
struct RegionRecord<'r> {
    start: usize,
    end: usize,
    quote: &'r str,
    name: &'r str,
    id: &'r str,
    level: &'static str,
    #[serde(rename = "in")]
    within: Option<&'r str>,
    sentence: usize,
    rule: &'static str,
}

impl<'r> RegionRecord<'r> {
    fn of(text: &'r str, r: &'r RegionMention) -> Self {
        Self {
            start: r.span.start,
            end: r.span.end,
            quote: r.span.of(text),
            name: &r.place.name,
            id: &r.place.id,
            level: r.place.level.as_str(),
            within: r.place.within.as_deref(),
            sentence: r.sentence,
            rule: r.rule.0,
        }
    }
}

#[derive(Serialize)]
struct ProjectRecord<'r> {
    start: usize,
    end: usize,
    quote: &'r str,
    name: &'r str,
    kind: &'static str,
    sentence: usize,
    rule: &'static str,
}

impl<'r> ProjectRecord<'r> {
    fn of(text: &'r str, p: &'r ProjectMention) -> Self {
        Self {
            start: p.span.start,
            end: p.span.end,
            quote: p.span.of(text),
            name: &p.name,
            kind: p.kind.as_str(),
            sentence: p.sentence,
            rule: p.rule.0,
        }
    }
}

/// The record of a document that could not be read, and why.
pub fn failure(source: &str, error: &str) -> Json {
    let mut out = Map::new();
    out.insert("source".into(), source.into());
    for field in [
        "sha256",
        "text",
        "title",
        "author",
        "publisher",
        "published",
        "url",
        "language",
    ] {
        out.insert(field.into(), Json::Null);
    }
    for field in [
        "blocks",
        "sentences",
        "figures",
        "dates",
        "regions",
        "projects",
        "relations",
        "notices",
    ] {
        out.insert(field.into(), Json::Array(Vec::new()));
    }
    out.insert("error".into(), error.into());
    Json::Object(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::pipeline::read_article;

    const TEXT: &str = "Trade of Hebei rose 4 to 5 percent to 12 million yuan in May 2024.\n\n\
                        The Weihe Industrial Park employs 900 people, \"more\" than in 2023.";

    #[test]
    fn the_line_is_the_record() {
        let reading = read_article(plain::article(TEXT.to_owned()));
        let json = record(&reading, "a \"b\"", "00");
        assert_eq!(line(&reading, "a \"b\"", "00").unwrap(), json.to_string());
        for field in [
            "blocks",
            "sentences",
            "figures",
            "dates",
            "regions",
            "projects",
        ] {
            assert!(!json[field].as_array().unwrap().is_empty(), "{field}");
        }
    }

    #[test]
    fn a_failure_has_the_fields_of_a_record() {
        let reading = read_article(plain::article(TEXT.to_owned()));
        let keys =
            |json: &Json| -> Vec<String> { json.as_object().unwrap().keys().cloned().collect() };
        let mut wanted = keys(&record(&reading, "a", "00"));
        wanted.push("error".into());
        assert_eq!(keys(&failure("a", "torn")), wanted);
    }

    #[test]
    fn a_range_has_two_ends_and_a_number_one_value() {
        let reading = read_article(plain::article(TEXT.to_owned()));
        let json = record(&reading, "a", "00");
        let figures = json["figures"].as_array().unwrap();
        let range = figures.iter().find(|f| f["low"] == "4").unwrap();
        assert_eq!(range["high"], "5");
        assert!(range.get("value").is_none());
        let exact = figures.iter().find(|f| f["value"] == "900").unwrap();
        assert!(exact.get("low").is_none() && exact.get("high").is_none());
    }
}
