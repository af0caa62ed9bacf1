//! Questions to a database: read-only, with typed answers.
//!
//! Owns every SELECT that answers a person. Knows no rules of extraction and no output formats.

mod bounds;
pub mod cat;
pub mod claim;
pub mod conflicts;
pub mod diff;
pub mod export;
pub mod figure;
pub mod find;
pub mod holds;
pub mod mark;
pub mod named;
pub mod names;
mod places;
#[cfg(test)]
mod plan;
pub mod quotation;
pub mod series;
pub mod source;
pub mod status;
pub mod stored;
pub mod trace;
pub mod verify;

use crate::store::error::StoreError;
use crate::store::open::for_reading;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::{Path, PathBuf};

/// A database opened for reading.
#[derive(Debug)]
pub struct Library {
    conn: Connection,
    path: PathBuf,
    /// The last capture when it was opened.
    captures: i64,
}

/// Bytes that were read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Id in table raw.
    pub raw: i64,
    /// Id in table document.
    pub document: i64,
    /// The address of their first capture: the input's own, or the one the page names.
    pub url: Option<String>,
}

impl Library {
    /// Opens the database at `path`.
    ///
    /// # Errors
    /// A [`StoreError`] that says what to do.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let conn = for_reading(path)?;
        let last = "SELECT coalesce(max(id), 0) FROM capture";
        let captures = conn.query_row(last, [], |r| r.get(0));
        Ok(Self {
            // A file whose captures cannot be read has none that are known; `verify` says why.
            captures: captures.unwrap_or_default(),
            conn,
            path: path.to_path_buf(),
        })
    }

    /// Whether a document with this hash of its text is there.
    ///
    /// # Errors
    /// What the database says.
    pub fn has_text(&self, text_sha256: &str) -> Result<bool, StoreError> {
        let mut found = self
            .conn
            .prepare_cached("SELECT 1 FROM document WHERE text_sha256 = ?1")
            .map_err(|e| self.said(&e))?;
        let known = found.query_row([text_sha256], |_| Ok(())).optional();
        known.map(|row| row.is_some()).map_err(|e| self.said(&e))
    }

    /// What is known of bytes that this version of the program has read before this database was
    /// opened, as this media type: reading them again would give the same document. With `kept`, only
    /// if the bytes are held.
    ///
    /// What was stored since does not count, so that the answer does not hang on how far a writer is.
    ///
    /// # Errors
    /// What the database says.
    pub fn known(
        &self,
        raw_sha256: &str,
        media_type: &str,
        tool_version: &str,
        kept: bool,
    ) -> Result<Option<Known>, StoreError> {
        let sql = "SELECT c.raw_id, c.document_id, c.url FROM raw w JOIN capture c ON c.raw_id = w.id \
                   JOIN run r ON r.id = c.run_id \
                   WHERE w.sha256 = ?1 AND c.media_type = ?2 AND r.tool_version = ?3 AND c.id <= ?4 \
                   AND (w.content IS NOT NULL OR NOT ?5) ORDER BY c.id LIMIT 1";
        let mut found = self.conn.prepare_cached(sql).map_err(|e| self.said(&e))?;
        let asked = params![raw_sha256, media_type, tool_version, self.captures, kept];
        let row = found.query_row(asked, |r| {
            Ok(Known {
                raw: r.get(0)?,
                document: r.get(1)?,
                url: r.get(2)?,
            })
        });
        row.optional().map_err(|e| self.said(&e))
    }

    /// A figure worth asking for: the first with a unit, on one line.
    ///
    /// # Errors
    /// What the database says.
    pub fn example(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT f.quote FROM figure f JOIN unit u ON u.id = f.unit_id \
                   WHERE u.code NOT IN ('1', 'x', 'count') AND f.value_exact IS NOT NULL \
                   AND instr(f.quote, char(10)) = 0 ORDER BY f.id LIMIT 1";
        let found = self.conn.query_row(sql, [], |r| r.get(0)).optional();
        found.map_err(|e| self.said(&e))
    }

    fn said(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, error)
    }
}
