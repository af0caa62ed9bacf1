//! The marks that people have made.

use crate::query::Library;
use crate::query::figure::{Found, column, found};
use crate::store::error::StoreError;
use rusqlite::{Connection, OptionalExtension, Row};

/// What a person says about a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// `preferred`, `disputed`, `wrong`.
    pub kind: String,
    /// Why, in the person's words.
    pub note: Option<String>,
    /// When, RFC 3339.
    pub at: String,
}

/// A mark with its figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The figure's uid.
    pub uid: String,
    /// The mark.
    pub mark: Mark,
    /// The figure; `None` when no figure of the database has this uid.
    pub figure: Option<Found>,
}

const MARK: &str = "SELECT kind, note, marked_at FROM mark WHERE uid = ?1";

impl Library {
    /// Every mark, the newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn marks(&self) -> Result<Vec<Marked>, StoreError> {
        let all = || {
            let uids: Vec<String> = self
                .conn
                .prepare("SELECT uid FROM mark ORDER BY marked_at DESC, uid")?
                .query_map([], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let each = uids.into_iter().map(|uid| marked(&self.conn, uid));
            each.filter_map(Result::transpose)
                .collect::<rusqlite::Result<_>>()
        };
        all().map_err(|e| self.said(&e))
    }

    /// The uid of a mark that begins so, when there is but one: its figure need not be there.
    ///
    /// # Errors
    /// What the database says.
    pub fn marked_uid(&self, begins: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT uid FROM mark WHERE uid >= ?1 AND uid < ?1 || 'g' LIMIT 2";
        let uids: Vec<String> = column(&self.conn, sql, begins).map_err(|e| self.said(&e))?;
        Ok(match uids.as_slice() {
            [uid] => Some(uid.clone()),
            _ => None,
        })
    }
}

fn marked(conn: &Connection, uid: String) -> rusqlite::Result<Option<Marked>> {
    let id = conn
        .prepare_cached("SELECT id FROM figure WHERE uid = ?1")?
        .query_row([&uid], |r| r.get(0))
        .optional()?;
    let figure = id.map(|id| found(conn, id)).transpose()?;
    let mark = of(conn, &uid)?;
    Ok(mark.map(|mark| Marked { uid, mark, figure }))
}

/// The mark of the figure with this uid.
pub(super) fn of(conn: &Connection, uid: &str) -> rusqlite::Result<Option<Mark>> {
    let mark = |r: &Row<'_>| {
        Ok(Mark {
            kind: r.get(0)?,
            note: r.get(1)?,
            at: r.get(2)?,
        })
    };
    conn.prepare_cached(MARK)?.query_row([uid], mark).optional()
}
