//! Texts as they are stored, to be read again.

use crate::base::span::Span;
use crate::base::vocabulary::BlockKind;
use crate::query::Library;
use crate::store::error::StoreError;
use jiff::civil::Date;
use rusqlite::{Connection, params};

/// A text with its blocks and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredText {
    /// Id of the document.
    pub document: i64,
    /// The text.
    pub text: String,
    /// Its blocks, in bytes, in order.
    pub blocks: Vec<(Span, BlockKind)>,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// The day of its last change.
    pub modified: Option<Date>,
    /// Address.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
}

const STALE: &str = "SELECT d.id FROM document d LEFT JOIN extraction e ON e.document_id = d.id \
     WHERE (?1 OR e.rules IS NOT ?2) AND d.id > ?3 ORDER BY d.id LIMIT ?4";

const TEXT: &str = "SELECT d.id, d.text, d.title, d.author, p.name, d.published, d.url, d.language, d.modified \
     FROM document d LEFT JOIN publisher p ON p.id = d.publisher_id WHERE d.id = ?1";

impl Library {
    /// The next documents after `after`, `limit` at most, whose rows come from other rules than `rules`; all
    /// documents with `all`.
    ///
    /// # Errors
    /// What the database says.
    pub fn stale(
        &self,
        rules: &str,
        all: bool,
        after: i64,
        limit: usize,
    ) -> Result<Vec<StoredText>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let read = || {
            let mut rows = self.conn.prepare_cached(STALE)?;
            let ids = rows
                .query_map(params![all, rules, after, limit], |r| r.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()?;
            let all = ids.into_iter().map(|id| stored(&self.conn, id));
            all.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|e| self.said(&e))
    }

    /// How many documents there are.
    ///
    /// # Errors
    /// What the database says.
    pub fn documents(&self) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM document";
        let count: i64 = self
            .conn
            .query_row(sql, [], |r| r.get(0))
            .map_err(|e| self.said(&e))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

fn day(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|d| d.parse().ok()))
}

fn stored(conn: &Connection, id: i64) -> rusqlite::Result<StoredText> {
    let mut out = conn.prepare_cached(TEXT)?.query_row([id], |r| {
        Ok(StoredText {
            document: r.get(0)?,
            text: r.get(1)?,
            blocks: Vec::new(),
            title: r.get(2)?,
            author: r.get(3)?,
            publisher: r.get(4)?,
            published: day(r, 5)?,
            url: r.get(6)?,
            language: r.get(7)?,
            modified: day(r, 8)?,
        })
    })?;
    let mut rows = conn.prepare_cached(
        "SELECT start_char, end_char, kind FROM block WHERE document_id = ?1 ORDER BY ord",
    )?;
    let starts: Vec<usize> = out.text.char_indices().map(|(at, _)| at).collect();
    let byte = |point: usize| starts.get(point).copied().unwrap_or(out.text.len());
    let blocks = rows.query_map([id], |r| {
        let (start, end): (u32, u32) = (r.get(0)?, r.get(1)?);
        let kind: String = r.get(2)?;
        let span = Span::new(byte(start as usize), byte(end as usize));
        Ok((
            span,
            BlockKind::parse(&kind).unwrap_or(BlockKind::Paragraph),
        ))
    })?;
    out.blocks = blocks.collect::<rusqlite::Result<_>>()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{incoming, reading, writer};

    #[test]
    fn a_text_comes_back_with_its_blocks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let text = "Yunnan’s sales\n\nIt sold 5 — “more” than 4.\n";
        let mut w = writer(&path, "t");
        w.store(&[incoming("a", text), incoming("b", "It sold 6.")])
            .unwrap();
        w.finish().unwrap();
        let library = Library::open(&path).unwrap();
        let all = library.stale("none", true, 0, 9).unwrap();
        assert_eq!((all.len(), library.documents().unwrap()), (2, 2));
        let article = reading(text).article;
        assert_eq!(all[0].text, article.text);
        let blocks: Vec<(Span, BlockKind)> =
            article.blocks.iter().map(|b| (b.span, b.kind)).collect();
        assert_eq!(all[0].blocks, blocks);
        assert_eq!(all[0].title, article.title);
        assert_eq!(library.stale("none", false, 0, 9).unwrap(), []);
        assert_eq!(library.stale("newer", false, 1, 9).unwrap().len(), 1);
    }
}
