//! The record: one JSON object per document, the contract of `figtrace extract`.
//!
//! The only place that knows the record's field names. Offsets are UTF-8 bytes into `text`.

use crate::base::edtf::Edtf;
use crate::base::number::Value;
use crate::base::span::Span;
use crate::link::reading::{Base, Figure, Reading};
use crate::recognise::mention::{DateMention, ProjectMention, RegionMention};
use jiff::civil::{DateTime, Time};
use serde_json::{Map, Value as Json, json};

/// The record of one document. `source` names it, `sha256` is of its input bytes.
pub fn record(reading: &Reading, source: &str, sha256: &str) -> Json {
    let article = &reading.article;
    let text = article.text.as_str();
    json!({
        "source": source,
        "sha256": sha256,
        "text": text,
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "published": article.published.map(|d| d.to_string()),
        "url": article.url,
        "language": article.language,
        "blocks": article.blocks.iter().map(|b| json!({
            "start": b.span.start, "end": b.span.end, "kind": b.kind.as_str(),
        })).collect::<Vec<_>>(),
        "sentences": reading.sentences.iter().map(|(span, _)| json!({
            "start": span.start, "end": span.end,
        })).collect::<Vec<_>>(),
        "figures": reading.figures.iter().map(|f| figure(text, f)).collect::<Vec<_>>(),
        "dates": reading.dates.iter().map(|d| date(text, d)).collect::<Vec<_>>(),
        "regions": reading.regions.iter().map(|r| region(text, r)).collect::<Vec<_>>(),
        "projects": reading.projects.iter().map(|p| project(text, p)).collect::<Vec<_>>(),
        "notices": reading.notices.iter().map(|n| json!({
            "code": n.code, "message": n.message,
            "start": n.span.map(|s| s.start), "end": n.span.map(|s| s.end),
        })).collect::<Vec<_>>(),
    })
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
        "notices",
    ] {
        out.insert(field.into(), Json::Array(Vec::new()));
    }
    out.insert("error".into(), error.into());
    Json::Object(out)
}

/// The fields every mention begins with.
fn place(text: &str, span: Span) -> Map<String, Json> {
    let mut out = Map::new();
    out.insert("start".into(), span.start.into());
    out.insert("end".into(), span.end.into());
    out.insert("quote".into(), span.of(text).into());
    out
}

fn with(mut head: Map<String, Json>, rest: Json) -> Json {
    if let Json::Object(rest) = rest {
        head.extend(rest);
    }
    Json::Object(head)
}

fn figure(text: &str, f: &Figure) -> Json {
    let mut head = place(text, f.mention.span);
    match f.mention.value {
        Value::Exact(n) => {
            head.insert("value".into(), n.to_string().into());
        }
        Value::Range(low, high) => {
            head.insert("low".into(), low.to_string().into());
            head.insert("high".into(), high.to_string().into());
        }
    }
    with(
        head,
        json!({
            "unit": f.mention.unit,
            "counted": f.mention.counted.map(|s| s.of(text)),
            "comparator": f.mention.comparator.as_str(),
            "role": f.role.as_str(),
            "modality": f.modality.as_str(),
            "indicator": f.indicator,
            "measure": f.measure,
            "regions": f.regions.iter().map(|r| r.name.as_ref()).collect::<Vec<_>>(),
            "period": f.period.as_ref().map(Edtf::as_str),
            "base_period": f.base_period.as_ref().map(Base::as_str),
            "projects": f.projects,
            "attributed_to": f.attributed_to,
            "equivalent_to": f.mention.equivalent_to,
            "sentence": f.mention.sentence,
            "rule": f.mention.rule.0,
            "why": f.why.iter().map(|r| r.0).collect::<Vec<_>>(),
        }),
    )
}

fn date(text: &str, d: &DateMention) -> Json {
    with(
        place(text, d.span),
        json!({
            "edtf": d.edtf.as_ref().map(Edtf::as_str),
            "begin": d.begin.map(moment),
            "end_before": d.end_before.map(moment),
            "timex_type": d.timex_type.as_str(),
            "timex_value": d.timex_value,
            "sentence": d.sentence,
            "rule": d.rule.0,
        }),
    )
}

/// A day, or a moment within one.
fn moment(at: DateTime) -> String {
    if at.time() == Time::midnight() {
        at.date().to_string()
    } else {
        at.to_string()
    }
}

fn region(text: &str, r: &RegionMention) -> Json {
    with(
        place(text, r.span),
        json!({
            "name": r.place.name,
            "id": r.place.id,
            "level": r.place.level.as_str(),
            "in": r.place.within,
            "sentence": r.sentence,
            "rule": r.rule.0,
        }),
    )
}

fn project(text: &str, p: &ProjectMention) -> Json {
    with(
        place(text, p.span),
        json!({
            "name": p.name,
            "kind": p.kind.as_str(),
            "sentence": p.sentence,
            "rule": p.rule.0,
        }),
    )
}
