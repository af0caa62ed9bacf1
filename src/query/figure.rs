//! One stored figure with everything that proves it.

use crate::query::Library;
use crate::query::mark::{self, Mark};
use crate::query::source::{Written, written};
use crate::store::error::StoreError;
use rusqlite::{Connection, OptionalExtension, Row};

/// A figure as stored, with its sentence, its source and its reasons. Offsets are code points.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Content-derived id.
    pub uid: String,
    /// The number and its unit as written.
    pub quote: String,
    /// The exact number; `None` for a range.
    pub value: Option<String>,
    /// The ends of a range.
    pub range: Option<(String, String)>,
    /// Half a unit of the last written place: what rounding may hide.
    pub half_place: Option<String>,
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: String,
    /// The noun phrase counted.
    pub counted: Option<String>,
    /// How the number bounds the truth.
    pub comparator: String,
    /// What it says about its indicator.
    pub role: String,
    /// Fact or intention.
    pub modality: String,
    /// What is measured, in the words of the text.
    pub indicator: Option<String>,
    /// What is measured, in the words of the vocabulary.
    pub measure: Option<String>,
    /// Names of the regions.
    pub regions: Vec<String>,
    /// EDTF.
    pub period: Option<String>,
    /// EDTF, or `yoy`, `qoq`, `mom`.
    pub base_period: Option<String>,
    /// Names of the projects.
    pub projects: Vec<String>,
    /// Who states it.
    pub speaker: Option<String>,
    /// uid of the figure it restates.
    pub equivalent_to: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Where the sentence begins in the text.
    pub sentence_start: u32,
    /// Where the figure begins in the text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Whether the text holds the quote at that place.
    pub proved: bool,
    /// What a person says about it.
    pub mark: Option<Mark>,
    /// The article.
    pub source: Source,
    /// Where it stands in the bytes that were received, when that is known.
    pub written: Option<Written>,
    /// The rule that made it.
    pub rule: Reason,
    /// Why its links were made, in order.
    pub reasons: Vec<Reason>,
    /// Numbers of the same sentence that are no figures, each with the reason.
    pub rejected: Vec<(String, String)>,
}

/// Where a figure stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The file it was first read from.
    pub path: String,
    /// SHA-256 of the text.
    pub text_sha256: String,
    /// SHA-256 of the bytes it was first read from.
    pub raw_sha256: String,
    /// When they were first received, RFC 3339.
    pub captured_at: String,
}

/// A rule or reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// `family/kebab-name`.
    pub name: String,
    /// What it means.
    pub does: Option<String>,
}

const FIGURE: &str = "
SELECT f.uid, f.quote, f.value_exact, f.low_exact, f.high_exact, u.code, u.name, f.counted, f.comparator,
       f.role, f.modality, f.indicator_text, i.name, p.edtf, coalesce(b.edtf, f.base_relative), k.name, e.uid,
       s.text, s.start_char, f.start_char, f.end_char,
       substr(d.text, f.start_char + 1, f.end_char - f.start_char) = f.quote,
       d.title, d.author, pb.name, d.published, d.url, d.text_sha256, l.name, l.does, d.id, s.end_char, f.half_place
FROM figure f
JOIN sentence s ON s.id = f.sentence_id
JOIN document d ON d.id = f.document_id
JOIN unit u ON u.id = f.unit_id
JOIN rule l ON l.id = f.rule_id
LEFT JOIN publisher pb ON pb.id = d.publisher_id
LEFT JOIN indicator i ON i.id = f.indicator_id
LEFT JOIN period p ON p.id = f.period_id
LEFT JOIN period b ON b.id = f.base_period_id
LEFT JOIN speaker k ON k.id = f.speaker_id
LEFT JOIN figure e ON e.id = f.equivalent_to_id
WHERE f.id = ?1";

impl Library {
    /// The figure with this uid, or the one whose uid begins so, when there is but one. Capital letters
    /// are taken for small ones.
    ///
    /// # Errors
    /// What the database says.
    pub fn figure(&self, uid: &str) -> Result<Option<Found>, StoreError> {
        let found = || {
            let ids = column::<i64>(
                &self.conn,
                "SELECT id FROM figure WHERE uid >= ?1 AND uid < ?1 || 'g' LIMIT 2",
                uid.to_ascii_lowercase(),
            )?;
            match ids.as_slice() {
                [id] => found(&self.conn, *id).map(Some),
                _ => Ok(None),
            }
        };
        found().map_err(|e| self.said(&e))
    }

    /// The figures whose uid begins so, `limit` at most: uid and quote.
    ///
    /// # Errors
    /// What the database says.
    pub fn figures_beginning(
        &self,
        uid: &str,
        limit: usize,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let found = || {
            let mut rows = self.conn.prepare_cached(
                "SELECT uid, quote FROM figure WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY uid LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let found = rows.query_map((uid.to_ascii_lowercase(), limit), |r| {
                Ok((r.get(0)?, r.get(1)?))
            })?;
            found.collect::<rusqlite::Result<_>>()
        };
        found().map_err(|e| self.said(&e))
    }
}

/// The figure of row `id`, with everything that proves it.
pub(super) fn found(conn: &Connection, id: i64) -> rusqlite::Result<Found> {
    let (mut out, document, until) = row(conn, id)?;
    proved(conn, id, &mut out, (document, until))?;
    Ok(out)
}

/// The figure of row `id` by what it says: without reasons, rejections, input and mark, which cost
/// many times as much.
pub(super) fn said(conn: &Connection, id: i64) -> rusqlite::Result<Found> {
    row(conn, id).map(|(found, ..)| found)
}

/// A figure, its document, and where its sentence ends.
fn row(conn: &Connection, id: i64) -> rusqlite::Result<(Found, i64, i64)> {
    let (mut out, document, until) = conn.prepare_cached(FIGURE)?.query_row([id], |r| {
        Ok((figure(r)?, r.get::<_, i64>(30)?, r.get::<_, i64>(31)?))
    })?;
    out.regions = column(
        conn,
        "SELECT r.name FROM figure_region x JOIN region r ON r.id = x.region_id WHERE x.figure_id = ?1 ORDER BY x.ord",
        id,
    )?;
    out.projects = column(
        conn,
        "SELECT j.name FROM figure_project x JOIN project j ON j.id = x.project_id WHERE x.figure_id = ?1 ORDER BY x.ord",
        id,
    )?;
    Ok((out, document, until))
}

/// Adds why a figure was read so and where it comes from.
fn proved(
    conn: &Connection,
    id: i64,
    out: &mut Found,
    (document, until): (i64, i64),
) -> rusqlite::Result<()> {
    let mut reasons = conn.prepare_cached(
        "SELECT l.name, l.does FROM figure_reason x JOIN rule l ON l.id = x.rule_id WHERE x.figure_id = ?1 ORDER BY x.ord",
    )?;
    let reason = |r: &Row<'_>| {
        Ok(Reason {
            name: r.get(0)?,
            does: r.get(1)?,
        })
    };
    out.reasons = reasons
        .query_map([id], reason)?
        .collect::<rusqlite::Result<_>>()?;
    let mut rejected = conn.prepare_cached(
        "SELECT quote, reason FROM rejection WHERE document_id = ?1 AND start_char >= ?2 AND end_char <= ?3 ORDER BY start_char",
    )?;
    let from = i64::from(out.sentence_start);
    out.rejected = rejected
        .query_map([document, from, until], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let capture = conn
        .prepare_cached(
            "SELECT c.path, w.sha256, coalesce(c.captured_at, n.captured_at) FROM capture c JOIN raw w ON w.id = c.raw_id \
             JOIN run n ON n.id = c.run_id WHERE c.document_id = ?1 ORDER BY c.id LIMIT 1",
        )?
        .query_row([document], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let (path, sha256, captured_at) = capture.unwrap_or_default();
    out.source.path = path;
    out.source.raw_sha256 = sha256;
    out.source.captured_at = captured_at;
    out.written = written(conn, document, out.start.into(), out.end.into())?;
    out.mark = mark::of(conn, &out.uid)?;
    Ok(())
}

fn figure(r: &Row<'_>) -> rusqlite::Result<Found> {
    let range: (Option<String>, Option<String>) = (r.get(3)?, r.get(4)?);
    Ok(Found {
        uid: r.get(0)?,
        quote: r.get(1)?,
        value: r.get(2)?,
        range: range.0.zip(range.1),
        half_place: r.get(32)?,
        unit: r.get(5)?,
        unit_name: r.get(6)?,
        counted: r.get(7)?,
        comparator: r.get(8)?,
        role: r.get(9)?,
        modality: r.get(10)?,
        indicator: r.get(11)?,
        measure: r.get(12)?,
        regions: Vec::new(),
        period: r.get(13)?,
        base_period: r.get(14)?,
        projects: Vec::new(),
        speaker: r.get(15)?,
        equivalent_to: r.get(16)?,
        sentence: r.get(17)?,
        sentence_start: r.get(18)?,
        start: r.get(19)?,
        end: r.get(20)?,
        proved: r.get(21)?,
        mark: None,
        source: Source {
            title: r.get(22)?,
            author: r.get(23)?,
            publisher: r.get(24)?,
            published: r.get(25)?,
            url: r.get(26)?,
            text_sha256: r.get(27)?,
            ..Source::default()
        },
        written: None,
        rule: Reason {
            name: r.get(28)?,
            does: r.get(29)?,
        },
        reasons: Vec::new(),
        rejected: Vec::new(),
    })
}

/// The first column of every row that `sql` answers for its one parameter.
pub(super) fn column<T: rusqlite::types::FromSql>(
    conn: &Connection,
    sql: &str,
    parameter: impl rusqlite::ToSql,
) -> rusqlite::Result<Vec<T>> {
    let mut rows = conn.prepare_cached(sql)?;
    let found = rows.query_map([parameter], |r| r.get(0))?;
    found.collect()
}

/// A figure in yuan at character `at` of `sentence`, which begins at `start`.
#[cfg(test)]
pub(crate) fn sample(sentence: &str, start: usize, at: usize, quote: &str) -> Found {
    let number = |n: usize| u32::try_from(n).unwrap();
    Found {
        uid: "0123456789abcdef".into(),
        quote: quote.into(),
        value: Some(quote.into()),
        range: None,
        half_place: None,
        unit: "CNY".into(),
        unit_name: "yuan".into(),
        counted: None,
        comparator: "exact".into(),
        role: "level".into(),
        modality: "actual".into(),
        indicator: None,
        measure: None,
        regions: Vec::new(),
        period: None,
        base_period: None,
        projects: Vec::new(),
        speaker: None,
        equivalent_to: None,
        sentence: sentence.into(),
        sentence_start: number(start),
        start: number(start + at),
        end: number(start + at + quote.len()),
        proved: true,
        mark: None,
        source: Source::default(),
        written: None,
        rule: Reason {
            name: "figure/plain".into(),
            does: None,
        },
        reasons: Vec::new(),
        rejected: Vec::new(),
    }
}
