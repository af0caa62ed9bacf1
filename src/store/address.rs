//! Addresses of captures, and which version of an article a document is.

use crate::lexicon::address::canonical;
use crate::store::vocabulary::insert;
use rusqlite::{Connection, OptionalExtension, params};

/// The row of the canonical form of `url`; nothing for what is no web address.
///
/// # Errors
/// What `SQLite` says.
pub fn id(conn: &Connection, url: Option<&str>) -> rusqlite::Result<Option<i64>> {
    let Some(form) = url.and_then(canonical) else {
        return Ok(None);
    };
    let known = conn
        .prepare_cached("SELECT id FROM address WHERE url = ?1")?
        .query_row([&form], |r| r.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(Some(id)),
        None => insert(conn, "INSERT INTO address (url) VALUES (?1)", [form]).map(Some),
    }
}

/// Whether the address gave other texts before this document.
///
/// # Errors
/// What `SQLite` says.
pub fn has_others(conn: &Connection, address: i64, document: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT 1 FROM capture WHERE address_id = ?1 AND document_id <> ?2 LIMIT 1",
    )?
    .exists(params![address, document])
}
