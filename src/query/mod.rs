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
pub mod known;
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
use rusqlite::{Connection, OptionalExtension};
use std::path::{Path, PathBuf};

/// A database opened for reading.
#[derive(Debug)]
pub struct Library {
    conn: Connection,
    path: PathBuf,
}

impl Library {
    /// Opens the database at `path`.
    ///
    /// # Errors
    /// A [`StoreError`] that says what to do.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            conn: for_reading(path)?,
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
