//! Writes where the characters of a text stand in the bytes it was read from.

use crate::base::source_map::Origin;
use rusqlite::{Connection, params};

/// Notes that `document`, read from the bytes of row `raw`, has its characters at the places that
/// `origin` says. What is noted already stays.
///
/// # Errors
/// What `SQLite` says.
pub fn write(conn: &Connection, document: i64, raw: i64, origin: &Origin) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO source_map (document_id, raw_id, syntax, encoding, runs) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        document,
        raw,
        origin.syntax.as_str(),
        origin.encoding,
        origin.map.encode(),
    ])
    .map(|_| ())
}
