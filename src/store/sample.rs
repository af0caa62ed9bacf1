//! Readings for the tests of this folder and of queries: every numeral is a figure.

use crate::base::number::{Number, Value};
use crate::base::rule::RuleId;
use crate::base::source_map::{Origin, SourceMap, Syntax};
use crate::base::span::Span;
use crate::base::vocabulary::{Comparator, Level, Modality, ProjectKind, Role};
use crate::clean::plain;
use crate::link::reading::{Base, Figure, Reading};
use crate::read::Held;
use crate::recognise::mention::{
    FigureMention, Form, Place, ProjectMention, RegionMention, Rejection,
};
use crate::segment::Segments;
use crate::segment::token::TokenKind;
use crate::store::incoming::{Content, Incoming, Received};
use crate::store::writer::{Reference, Run, Writer};
use std::path::Path;

/// A province.
pub fn yunnan() -> Place {
    Place {
        id: "CN-YN".into(),
        name: "Yunnan".into(),
        level: Level::Province,
        within: Some("China".into()),
    }
}

/// Reads `text` as the pipeline would, were every numeral a figure in yuan of Yunnan's GDP.
pub fn reading(text: &str) -> Reading {
    let article = plain::article(text.to_owned());
    let segments = Segments::of(&article);
    let mut figures = Vec::new();
    for (index, token) in segments.tokens.iter().enumerate() {
        if token.kind == TokenKind::Numeral {
            let sentence = segments.sentence_at(token.span.start).unwrap();
            let number = segments.word(index).replace(',', "").parse().unwrap();
            figures.push(figure(token.span, sentence, Number::Decimal(number)));
        }
    }
    let find = |name: &str| {
        text.match_indices(name)
            .map(|(at, _)| Span::new(at, at + name.len()))
            .collect::<Vec<_>>()
    };
    let sentence = |span: Span| segments.sentence_at(span.start).unwrap();
    Reading {
        sentences: segments
            .sentences
            .iter()
            .map(|s| (s.span, s.block))
            .collect(),
        figures,
        dates: Vec::new(),
        regions: find("Yunnan")
            .into_iter()
            .map(|span| RegionMention {
                span,
                sentence: sentence(span),
                rule: RuleId("region/name"),
                place: yunnan(),
            })
            .collect(),
        projects: find("Sky Bridge")
            .into_iter()
            .map(|span| ProjectMention {
                span,
                sentence: sentence(span),
                rule: RuleId("project/name"),
                name: "Sky Bridge".into(),
                kind: ProjectKind::Infrastructure,
            })
            .collect(),
        things: Vec::new(),
        relations: Vec::new(),
        rejections: find("5G")
            .into_iter()
            .map(|span| Rejection {
                span,
                reason: "part of a name",
            })
            .collect(),
        notices: Vec::new(),
        article,
    }
}

/// A figure in yuan.
pub fn figure(span: Span, sentence: usize, number: Number) -> Figure {
    Figure {
        mention: FigureMention {
            span,
            sentence,
            rule: RuleId("figure/plain"),
            value: Value::Exact(number),
            unit: "CNY".into(),
            counted: None,
            comparator: Comparator::Exact,
            cue: None,
            form: Form::Plain,
            equivalent_to: None,
            half_place: Some("0.5".parse().unwrap()),
        },
        role: Role::Level,
        modality: Modality::Actual,
        indicator: Some("regional gdp".into()),
        measure: Some("gdp".into()),
        regions: vec![yunnan()],
        period: None,
        base_period: Some(Base::YearOnYear),
        projects: vec!["Sky Bridge".into()],
        attributed_to: Some("Li Wei".into()),
        why: vec![RuleId("place/same-sentence"), RuleId("indicator/subject")],
    }
}

/// `text` as it comes in from `path`.
pub fn incoming(path: &str, text: &str) -> Incoming {
    let mut read = reading(text);
    read.article.origin = Some(Origin {
        map: SourceMap::verbatim(text.len(), 0),
        syntax: Syntax::Text,
        encoding: None,
    });
    received(path, text, read)
}

/// A reading of one's own as it comes in from `path`.
pub fn received(path: &str, raw: &str, reading: Reading) -> Incoming {
    let received = Received::new(raw.as_bytes(), reading);
    Incoming {
        path: path.to_owned(),
        source: path.to_owned(),
        media_type: "text/plain".into(),
        held: Held::default(),
        content: received
            .map(|r| Content::Read(Box::new(r)))
            .map_err(|e| e.to_string()),
    }
}

/// A writer on `path` in a run at `when`.
pub fn writer(path: &Path, when: &str) -> Writer {
    writer_with(path, when, Reference::NONE)
}

/// The same with what is known beyond the articles.
pub fn writer_with(path: &Path, when: &str, reference: Reference) -> Writer {
    let run = Run {
        tool_version: "0.0.0".into(),
        options: "{}".into(),
        captured_at: when.into(),
    };
    Writer::open(path, run, reference).unwrap()
}

/// Every row of every table as text, in the order of ids: two databases with the same dump say the same.
pub fn dump(path: &Path) -> String {
    let conn = crate::store::open::for_reading(path).unwrap();
    let mut tables = conn
        // SQLite's own tables hold statistics and the catalogue: how it works, not what is stored.
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        )
        .unwrap();
    let names: Vec<String> = tables
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut out = String::new();
    for name in names {
        let mut rows = conn
            .prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2"))
            .unwrap();
        let width = rows.column_count();
        let mut found = rows.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<String> = (0..width)
                .map(|i| format!("{:?}", row.get_ref(i).unwrap()))
                .collect();
            out.extend([name.as_str(), ": ", &cells.join(" | "), "\n"]);
        }
    }
    out
}
