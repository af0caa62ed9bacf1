//! Where a stretch of a text stands in the bytes it was read from, and what is written there.

use crate::base::source_map::{SourceMap, Syntax};
use crate::base::span::Span;
use crate::query::places::Places;
use crate::read::source::{canonical, holds};
use rusqlite::{Connection, OptionalExtension};

/// Where a quote stands in the first input that its text was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// SHA-256 of the input.
    pub raw_sha256: String,
    /// How the input writes characters: `text`, `html`, `json`, `json html`.
    pub syntax: String,
    /// The input's encoding when the places count the bytes of its text in UTF-8; nothing when they
    /// count the input's own bytes.
    pub encoding: Option<String>,
    /// First byte and byte after the last; several when the page moves text about.
    pub places: Vec<(u64, u64)>,
    /// What is written there; nothing when the input was not kept.
    pub written: Option<String>,
    /// Whether what is written there reads as the quote; nothing when the input was not kept.
    pub proved: Option<bool>,
}

/// A text, an input it was read from, and the map between them.
#[derive(Debug)]
pub(super) struct Mapped {
    /// The text.
    pub text: String,
    /// The map from the text to `source`.
    pub map: SourceMap,
    /// How the source writes characters.
    pub syntax: Syntax,
    /// The bytes that the map's places count; nothing when the input was not kept.
    pub source: Option<Vec<u8>>,
    encoding: Option<String>,
    raw_sha256: String,
}

/// The text of a document, and of an input it was read from the map, the hash and the bytes.
const MAPPED: &str = "SELECT d.text, m.runs, m.syntax, m.encoding, w.sha256, w.size, w.content FROM source_map m \
                      JOIN document d ON d.id = m.document_id JOIN raw w ON w.id = m.raw_id \
                      WHERE m.document_id = ?1 AND m.raw_id = ?2";

impl Mapped {
    /// The map from the text of `document` to the input of row `raw`; nothing when there is none.
    pub fn read(
        conn: &Connection,
        document: i64,
        raw: i64,
    ) -> Result<Option<Self>, Box<dyn std::error::Error>> {
        let mut sql = conn.prepare_cached(MAPPED)?;
        let mut rows = sql.query([document, raw])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let runs = row.get_ref(1)?.as_blob()?;
        let syntax: String = row.get(2)?;
        let encoding: Option<String> = row.get(3)?;
        let size: i64 = row.get(5)?;
        let frame: Option<Vec<u8>> = row.get(6)?;
        let unpacked =
            frame.map(|f| zstd::bulk::decompress(&f, usize::try_from(size).unwrap_or_default()));
        let source = unpacked.transpose()?;
        Ok(Some(Self {
            text: row.get(0)?,
            map: SourceMap::decode(runs)?,
            syntax: Syntax::named(&syntax).ok_or("its syntax is unknown")?,
            source: source.map(|raw| canonical(&raw, encoding.as_deref()).into_owned()),
            encoding,
            raw_sha256: row.get(4)?,
        }))
    }

    fn written(&self, start: i64, end: i64) -> Option<Written> {
        let places = Places::of(&self.text);
        let quote = Span::new(places.byte(start)?, places.byte(end)?);
        let found = self.map.places(quote);
        let wide = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let source = self.source.as_deref();
        let said = |s: &[u8]| {
            let all = found.iter().filter_map(|at| s.get(at.start..at.end));
            let all: Vec<_> = all.map(String::from_utf8_lossy).collect();
            all.join(" … ")
        };
        Some(Written {
            raw_sha256: self.raw_sha256.clone(),
            syntax: self.syntax.as_str().to_owned(),
            encoding: self.encoding.clone(),
            places: found
                .iter()
                .map(|at| (wide(at.start), wide(at.end)))
                .collect(),
            written: source.map(said),
            proved: source.map(|s| holds(&self.map, self.syntax, s, &self.text, quote)),
        })
    }
}

/// Where the characters from `start` to `end` of a document stand in the first input it was read
/// from; nothing when no map says so, or a broken one, which `verify` names.
pub(super) fn written(
    conn: &Connection,
    document: i64,
    start: i64,
    end: i64,
) -> rusqlite::Result<Option<Written>> {
    let first = "SELECT raw_id FROM source_map WHERE document_id = ?1 ORDER BY raw_id LIMIT 1";
    let raw = conn
        .prepare_cached(first)?
        .query_row([document], |r| r.get(0));
    let Some(raw) = raw.optional()? else {
        return Ok(None);
    };
    let mapped = Mapped::read(conn, document, raw).ok().flatten();
    Ok(mapped.and_then(|m| m.written(start, end)))
}
