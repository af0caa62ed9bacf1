//! The seal of a document: one hash over everything that is written about it.
//!
//! It is made from the reading, before any row, and made again from the rows by [`of_rows`]. Names
//! stand in it, not ids, so a database made anew has the same seals. Texts of sentences and quotes do
//! not: they are held against the text itself.

use crate::base::edtf::Edtf;
use crate::base::hash::sha256_hex;
use crate::base::number::{Number, Value};
use crate::base::span::Span;
use crate::base::vocabulary::Part;
use crate::link::reading::{Base, Figure, Reading, Relation};
use crate::store::bounds::exact;
use crate::store::code_points::{CodePoints, to_sql};
use crate::store::prepared::rounding;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use rust_decimal::Decimal;
use std::fmt::Display;
use std::io::Write as _;

/// Ends a cell, and a row.
const CELL: u8 = 0x1f;
const ROW: u8 = 0x1e;

/// Cells and rows, written so that no two different tables give the same bytes.
struct Sheet(Vec<u8>);

impl Sheet {
    fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.nothing(),
        }
    }

    fn number(&mut self, number: impl Display) -> &mut Self {
        // Writing to a Vec cannot fail.
        let _ = write!(self.0, "{number}");
        self.0.push(CELL);
        self
    }

    fn nothing(&mut self) -> &mut Self {
        self.0.push(CELL);
        self
    }

    fn row(&mut self) {
        self.0.push(ROW);
    }

    fn list<'a>(&mut self, items: impl ExactSizeIterator<Item = &'a str>) {
        self.number(items.len());
        for item in items {
            self.text(item);
        }
        self.row();
    }
}

/// The seal of a reading.
pub fn of(reading: &Reading) -> String {
    let mut sheet = Sheet(Vec::with_capacity(8192));
    let points = CodePoints::of(&reading.article.text);
    document(&mut sheet, reading);
    parts(&mut sheet, reading, &points);
    let things = reading.things.iter().map(Option::as_deref);
    let things = things.chain(std::iter::repeat(None));
    for (figure, thing) in reading.figures.iter().zip(things) {
        self::figure(&mut sheet, figure, reading, &points);
        sheet.list(thing.into_iter());
    }
    mentions(&mut sheet, reading, &points);
    for relation in &reading.relations {
        self::relation(&mut sheet, relation);
    }
    sha256_hex(&sheet.0)
}

fn document(sheet: &mut Sheet, reading: &Reading) {
    let article = &reading.article;
    for cell in [
        &article.title,
        &article.author,
        &article.publisher,
        &article.url,
        &article.language,
        &article.published.map(|d| d.to_string()),
        &article.modified.map(|d| d.to_string()),
    ] {
        sheet.maybe(cell.as_deref());
    }
    sheet.row();
}

fn parts(sheet: &mut Sheet, reading: &Reading, points: &CodePoints<'_>) {
    for block in &reading.article.blocks {
        sheet.text(block.kind.as_str());
        span(sheet, points, block.span);
        sheet.row();
    }
    for (at, block) in &reading.sentences {
        sheet.number(block);
        span(sheet, points, *at);
        sheet.row();
    }
}

fn span(sheet: &mut Sheet, points: &CodePoints<'_>, span: Span) {
    let (start, end) = points.span(span);
    sheet.number(start).number(end);
}

fn figure(sheet: &mut Sheet, figure: &Figure, reading: &Reading, points: &CodePoints<'_>) {
    let mention = &figure.mention;
    sheet.number(mention.sentence);
    span(sheet, points, mention.span);
    let (value, low, high) = match mention.value {
        Value::Exact(n) => (Some(exact(n)), None, None),
        Value::Range(l, h) => (None, Some(exact(l)), Some(exact(h))),
    };
    let (base, relative) = match &figure.base_period {
        Some(Base::Period(edtf)) => (Some(edtf.as_str()), None),
        Some(other) => (None, Some(other.as_str())),
        None => (None, None),
    };
    let half = rounding(mention).map(|h| h.normalize().to_string());
    let counted = mention.counted.map(|s| s.of(&reading.article.text));
    let name = figure.measure.as_deref().or(figure.indicator.as_deref());
    for cell in [
        value.as_deref(),
        low.as_deref(),
        high.as_deref(),
        half.as_deref(),
        Some(mention.comparator.as_str()),
        Some(&*mention.unit),
        counted,
        Some(figure.role.as_str()),
        Some(figure.modality.as_str()),
        name,
        figure.indicator.as_deref(),
        figure.period.as_ref().map(Edtf::as_str),
        base,
        relative,
        figure.attributed_to.as_deref(),
        Some(mention.rule.0),
    ] {
        sheet.maybe(cell);
    }
    match mention.equivalent_to {
        Some(index) => sheet.number(to_sql(index)),
        None => sheet.nothing(),
    };
    sheet.row();
    sheet.list(figure.regions.iter().map(|r| &*r.id));
    sheet.list(figure.projects.iter().map(String::as_str));
    sheet.list(figure.why.iter().map(|r| r.0));
}

fn mentions(sheet: &mut Sheet, reading: &Reading, points: &CodePoints<'_>) {
    for date in &reading.dates {
        sheet.number(date.sentence);
        span(sheet, points, date.span);
        sheet.maybe(date.edtf.as_ref().map(Edtf::as_str));
        sheet.text(date.timex_type.as_str()).text(&date.timex_value);
        sheet.text(date.rule.0).row();
    }
    for region in &reading.regions {
        sheet.number(region.sentence);
        span(sheet, points, region.span);
        sheet.text(&region.place.id).text(region.rule.0).row();
    }
    for project in &reading.projects {
        sheet.number(project.sentence);
        span(sheet, points, project.span);
        sheet.text(&project.name).text(project.rule.0).row();
    }
    for rejection in &reading.rejections {
        span(sheet, points, rejection.span);
        sheet.text(rejection.reason).row();
    }
    for notice in &reading.notices {
        match notice.span.map(|s| points.span(s)) {
            Some((start, end)) => sheet.number(start).number(end),
            None => sheet.nothing().nothing(),
        };
        sheet.text(notice.code).text(&notice.message).row();
    }
}

fn relation(sheet: &mut Sheet, relation: &Relation) {
    let number = |d: Option<Decimal>| d.map(|d| exact(Number::Decimal(d)));
    for cell in [
        Some(relation.rule.0),
        Some(relation.kind.as_str()),
        Some(relation.verdict.as_str()),
        Some(&relation.computation),
        Some(&relation.unit),
        number(relation.expected).as_deref(),
        number(relation.bounds.0).as_deref(),
        number(relation.bounds.1).as_deref(),
        number(Some(relation.stated)).as_deref(),
        number(relation.deviation()).as_deref(),
    ] {
        sheet.maybe(cell);
    }
    sheet.row();
    let of = |(part, figure): &(Part, usize)| format!("{} {figure}", part.as_str());
    let parts: Vec<String> = relation.figures.iter().map(of).collect();
    sheet.list(parts.iter().map(String::as_str));
}

/// The rows of a document in the order of its seal. A statement whose first column is called as one of
/// [`LISTS`] has those lists behind each of its rows.
const ROWS: &[&str] = &[
    "SELECT d.title, d.author, p.name, d.url, d.language, d.published, d.modified \
     FROM document d LEFT JOIN publisher p ON p.id = d.publisher_id WHERE d.id = ?1",
    "SELECT kind, start_char, end_char FROM block WHERE document_id = ?1 ORDER BY ord",
    "SELECT b.ord, s.start_char, s.end_char FROM sentence s LEFT JOIN block b ON b.id = s.block_id \
     WHERE s.document_id = ?1 ORDER BY s.ord",
    "SELECT f.id AS figure, s.ord, f.start_char, f.end_char, f.value_exact, f.low_exact, f.high_exact, f.half_place, \
     f.comparator, u.code, f.counted, f.role, f.modality, i.name, f.indicator_text, p.edtf, b.edtf, f.base_relative, \
     k.name, l.name, CASE WHEN f.equivalent_to_id IS NOT NULL THEN \
       (SELECT count(*) FROM figure e WHERE e.document_id = f.document_id AND e.id < f.equivalent_to_id) END \
     FROM figure f LEFT JOIN sentence s ON s.id = f.sentence_id LEFT JOIN unit u ON u.id = f.unit_id \
     LEFT JOIN indicator i ON i.id = f.indicator_id LEFT JOIN period p ON p.id = f.period_id \
     LEFT JOIN period b ON b.id = f.base_period_id LEFT JOIN speaker k ON k.id = f.speaker_id \
     LEFT JOIN rule l ON l.id = f.rule_id WHERE f.document_id = ?1 ORDER BY f.id",
    "SELECT s.ord, m.start_char, m.end_char, p.edtf, m.timex_type, m.timex_value, l.name FROM date_mention m \
     LEFT JOIN sentence s ON s.id = m.sentence_id LEFT JOIN period p ON p.id = m.period_id \
     LEFT JOIN rule l ON l.id = m.rule_id WHERE m.document_id = ?1 ORDER BY m.id",
    "SELECT s.ord, m.start_char, m.end_char, r.code, l.name FROM region_mention m \
     LEFT JOIN sentence s ON s.id = m.sentence_id LEFT JOIN region r ON r.id = m.region_id \
     LEFT JOIN rule l ON l.id = m.rule_id WHERE m.document_id = ?1 ORDER BY m.id",
    "SELECT s.ord, m.start_char, m.end_char, j.name, l.name FROM project_mention m \
     LEFT JOIN sentence s ON s.id = m.sentence_id LEFT JOIN project j ON j.id = m.project_id \
     LEFT JOIN rule l ON l.id = m.rule_id WHERE m.document_id = ?1 ORDER BY m.id",
    "SELECT start_char, end_char, reason FROM rejection WHERE document_id = ?1 ORDER BY id",
    "SELECT start_char, end_char, code, message FROM notice WHERE document_id = ?1 ORDER BY id",
    "SELECT r.id AS relation, l.name, r.kind, r.verdict, r.computation, u.code, r.expected, r.expected_low, r.expected_high, \
     r.stated, r.deviation FROM relation r LEFT JOIN rule l ON l.id = r.rule_id LEFT JOIN unit u ON u.id = r.unit_id \
     WHERE r.document_id = ?1 ORDER BY r.id",
];

/// What hangs on a row, in order, by the name of the column that holds its id.
const LISTS: &[(&str, &[&str])] = &[
    (
        "figure",
        &[
            "SELECT r.code FROM figure_region x JOIN region r ON r.id = x.region_id WHERE x.figure_id = ?1 ORDER BY x.ord",
            "SELECT j.name FROM figure_project x JOIN project j ON j.id = x.project_id WHERE x.figure_id = ?1 ORDER BY x.ord",
            "SELECT l.name FROM figure_reason x JOIN rule l ON l.id = x.rule_id WHERE x.figure_id = ?1 ORDER BY x.ord",
            "SELECT key FROM same_thing WHERE figure_id = ?1 ORDER BY key",
        ],
    ),
    (
        "relation",
        &[
            "SELECT x.part || ' ' || (SELECT count(*) FROM figure e WHERE e.document_id = f.document_id AND e.id < f.id) \
             FROM relation_figure x JOIN figure f ON f.id = x.figure_id WHERE x.relation_id = ?1 ORDER BY x.ord",
        ],
    ),
];

/// The seal of a stored document, made from its rows.
///
/// # Errors
/// What `SQLite` says.
pub fn of_rows(conn: &Connection, document: i64) -> rusqlite::Result<String> {
    let mut sheet = Sheet(Vec::with_capacity(8192));
    for sql in ROWS {
        let mut statement = conn.prepare_cached(sql)?;
        let width = statement.column_count();
        let named = statement.column_name(0)?;
        let lists = LISTS.iter().find(|(name, _)| *name == named);
        let mut rows = statement.query([document])?;
        while let Some(row) = rows.next()? {
            for column in usize::from(lists.is_some())..width {
                cell(&mut sheet, row.get_ref(column)?);
            }
            sheet.row();
            if let Some((_, lists)) = lists {
                hanging(conn, &mut sheet, lists, row.get(0)?)?;
            }
        }
    }
    Ok(sha256_hex(&sheet.0))
}

fn hanging(conn: &Connection, sheet: &mut Sheet, lists: &[&str], id: i64) -> rusqlite::Result<()> {
    for sql in lists {
        let mut rows = conn.prepare_cached(sql)?;
        let names = rows.query_map([id], |r| r.get::<_, String>(0))?;
        let names: Vec<String> = names.collect::<rusqlite::Result<_>>()?;
        sheet.list(names.iter().map(String::as_str));
    }
    Ok(())
}

fn cell(sheet: &mut Sheet, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => sheet.nothing(),
        ValueRef::Integer(number) => sheet.number(number),
        ValueRef::Real(number) => sheet.number(number),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            sheet.text(&String::from_utf8_lossy(bytes))
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::notice::Notice;
    use crate::base::rule::RuleId;
    use crate::base::vocabulary::{RelationKind, RelationVerdict, TimexType};
    use crate::recognise::mention::{DateMention, DateSense};
    use crate::store::sample::{reading, received, writer};

    /// A reading that has something of everything.
    fn rich() -> Reading {
        let mut out = reading(
            "Yunnan’s output was 3.14 units.\nThe Sky Bridge cost 1,200, then 7 — 5G came.",
        );
        out.article.title = Some("Growth".into());
        out.article.publisher = Some("The Paper".into());
        out.article.published = Some("2025-06-01".parse().unwrap());
        out.figures[0].mention.value = Value::Range(Number::from(3), Number::from(4));
        out.figures[1].period = Edtf::parse("2024");
        out.figures[1].base_period = Edtf::parse("2023").map(Base::Period);
        out.figures[2].mention.equivalent_to = Some(1);
        out.figures[2].mention.unit = "count".into();
        out.figures[2].mention.counted = Some(Span::new(0, 6));
        out.figures[2].indicator = None;
        let span = Span::new(0, 6);
        out.dates.push(DateMention {
            span,
            sentence: 0,
            rule: RuleId("date/year"),
            edtf: Edtf::parse("2024"),
            begin: None,
            end_before: None,
            timex_type: TimexType::Date,
            timex_value: "2024".into(),
            sense: DateSense::Plain,
        });
        out.things = vec![Some("gdp|CN-YN".into()), None, None];
        out.relations.push(Relation {
            rule: RuleId("relate/sum"),
            kind: RelationKind::Sum,
            verdict: RelationVerdict::OffBy,
            figures: vec![(Part::Whole, 1), (Part::Part, 2)],
            computation: "7".into(),
            unit: "count".into(),
            expected: Some(7.into()),
            bounds: (None, Some(8.into())),
            stated: 1200.into(),
        });
        for span in [Some(span), None] {
            out.notices.push(Notice {
                code: "encoding/odd",
                message: "an odd byte".into(),
                span,
            });
        }
        out
    }

    #[test]
    fn a_reading_and_its_rows_have_the_same_seal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let batch = [
            received("a", "x", reading("Yunnan sold 7 cars.")),
            received("b", "y", rich()),
        ];
        writer(&path, "t").store(&batch).unwrap();
        let conn = Connection::open(&path).unwrap();
        assert_eq!(of_rows(&conn, 2).unwrap(), of(&rich()));
        assert_ne!(of_rows(&conn, 1).unwrap(), of_rows(&conn, 2).unwrap());
    }

    #[test]
    fn no_column_of_a_document_changes_unnoticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        writer(&path, "t")
            .store(&[received("b", "y", rich())])
            .unwrap();
        let mut conn = Connection::open(&path).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
            .unwrap();
        let sealed = of_rows(&conn, 1).unwrap();
        let mut seen = 0;
        for (table, others) in COLUMNS {
            for column in columns(&conn, table) {
                if others.contains(&column.as_str()) {
                    continue;
                }
                let tx = conn.transaction().unwrap();
                let which = match *table {
                    "unit" => "id IN (SELECT unit_id FROM figure)".to_owned(),
                    // Tables without row ids.
                    "relation_figure" => "ord = 1".to_owned(),
                    "same_thing" => "1".to_owned(),
                    _ => format!("rowid = (SELECT max(rowid) FROM {table})"),
                };
                let sql = format!(
                    "UPDATE {table} SET \"{column}\" = CASE typeof(\"{column}\") WHEN 'integer' THEN \"{column}\" + 1000 \
                     WHEN 'real' THEN \"{column}\" + 1 ELSE coalesce(\"{column}\", '') || 'x' END \
                     WHERE {which}"
                );
                // What is null stays null where a number belongs.
                if tx.execute(&sql, []).is_ok() {
                    assert_ne!(of_rows(&tx, 1).unwrap(), sealed, "{table}.{column}");
                    seen += 1;
                }
                tx.rollback().unwrap();
            }
        }
        assert!(seen > 50, "{seen}");
    }

    /// Every table that is sealed, and those of its columns that something else proves: ids by foreign
    /// keys, texts and quotes by the text, REALs by the exact numbers, uids by what they are made of.
    const COLUMNS: &[(&str, &[&str])] = &[
        ("document", &["id", "text_sha256", "run_id", "text"]),
        ("block", &["id", "ord"]),
        ("sentence", &["id", "ord", "text"]),
        (
            "figure",
            &["id", "uid", "quote", "value", "low", "high", "document_id"],
        ),
        ("date_mention", &["id", "quote"]),
        ("region_mention", &["id", "quote"]),
        ("project_mention", &["id", "quote"]),
        ("rejection", &["id", "quote"]),
        ("notice", &["id"]),
        ("relation", &["id"]),
        ("relation_figure", &["relation_id", "ord"]),
        ("same_thing", &[]),
        (
            "unit",
            &[
                "id",
                "name",
                "dimension",
                "base_id",
                "factor",
                "factor_real",
            ],
        ),
    ];

    fn columns(conn: &Connection, table: &str) -> Vec<String> {
        let sql = format!("SELECT name FROM pragma_table_info('{table}')");
        let mut rows = conn.prepare(&sql).unwrap();
        let names = rows.query_map([], |r| r.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    }

    #[test]
    fn cells_do_not_run_into_each_other() {
        let sheet = |cells: &[Option<&str>]| {
            let mut sheet = Sheet(Vec::new());
            for cell in cells {
                sheet.maybe(*cell);
            }
            sheet.0
        };
        assert_ne!(sheet(&[Some("a"), Some("b")]), sheet(&[Some("ab")]));
        assert_ne!(sheet(&[None]), sheet(&[Some("")]));
        assert_ne!(
            sheet(&[Some("a\u{1f}1\u{1f}b")]),
            sheet(&[Some("a"), Some("b")])
        );
    }
}
