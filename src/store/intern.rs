//! Row ids of names: looked up once, kept in a small cache.

use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// Names kept at most: enough for the common ones, little enough for any run.
pub const KEPT: usize = 16_384;

/// The ids of one vocabulary table.
#[derive(Debug)]
pub struct Interner {
    /// `SELECT id ... WHERE key = ?1`.
    select: &'static str,
    ids: BTreeMap<String, i64>,
}

impl Interner {
    /// For the table that `select` looks into by its one parameter.
    pub const fn new(select: &'static str) -> Self {
        Self {
            select,
            ids: BTreeMap::new(),
        }
    }

    /// The id of `key`; `insert` makes the row when there is none.
    pub fn id(
        &mut self,
        conn: &Connection,
        key: &str,
        insert: impl FnOnce(&Connection) -> rusqlite::Result<i64>,
    ) -> rusqlite::Result<i64> {
        if let Some(id) = self.ids.get(key) {
            return Ok(*id);
        }
        let found = conn
            .prepare_cached(self.select)?
            .query_row([key], |r| r.get(0))
            .optional()?;
        let id = match found {
            Some(id) => id,
            None => insert(conn)?,
        };
        if self.ids.len() >= KEPT {
            self.ids.clear();
        }
        self.ids.insert(key.to_owned(), id);
        Ok(id)
    }

    /// Forgets every id: some may be of rows that were rolled back.
    pub fn forget(&mut self) {
        self.ids.clear();
    }
}
