//! What is noted of each arrival: the run, the bytes, from where; and what gave no document.

use crate::read::Revisit;
use crate::store::address;
use crate::store::incoming::{Incoming, Packed};
use crate::store::vocabulary::insert;
use crate::store::writer::{Outcome, Run};
use rusqlite::{Connection, OptionalExtension, params};

/// The row of `run`.
pub fn run_id(conn: &Connection, run: &Run) -> rusqlite::Result<i64> {
    let known = conn
        .prepare_cached(
            "SELECT id FROM run WHERE tool_version = ?1 AND options = ?2 AND captured_at = ?3",
        )?
        .query_row(
            params![run.tool_version, run.options, run.captured_at],
            |r| r.get(0),
        )
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => insert(
            conn,
            "INSERT INTO run (tool_version, options, captured_at) VALUES (?1, ?2, ?3)",
            params![run.tool_version, run.options, run.captured_at],
        ),
    }
}

/// What a capture leads to, by the ids of rows, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The text.
    pub document: i64,
    /// The bytes.
    pub raw: i64,
    /// The call of the program.
    pub run: i64,
    /// The address, if the input or the page says.
    pub url: Option<&'a str>,
    /// Its canonical form.
    pub address: Option<i64>,
}

/// Notes the arrival of `incoming`.
pub fn capture(
    conn: &Connection,
    incoming: &Incoming,
    arrival: Arrival<'_>,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO capture (document_id, raw_id, run_id, media_type, path, source, url, \
         member, record_id, record_offset, captured_at, address_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        arrival.document,
        arrival.raw,
        arrival.run,
        incoming.media_type,
        incoming.path,
        incoming.source,
        arrival.url,
        incoming.held.member,
        incoming.held.record_id,
        incoming.held.offset.and_then(|o| i64::try_from(o).ok()),
        incoming.held.captured_at.map(|at| at.to_string()),
        arrival.address,
    ])
    .map(|_| ())
}

/// Notes that the bytes of an earlier capture were received again.
pub fn again(
    conn: &Connection,
    incoming: &Incoming,
    revisit: &Revisit,
    run: i64,
) -> rusqlite::Result<Outcome> {
    let Some((document, raw, media_type)) = first_capture(conn, revisit)? else {
        return Ok(Outcome::of_unknown_revisit());
    };
    let incoming = Incoming {
        path: incoming.path.clone(),
        source: incoming.source.clone(),
        media_type: media_type.into(),
        held: incoming.held.clone(),
        content: Err(String::new()),
    };
    let url = revisit.url.as_deref();
    let arrival = Arrival {
        document,
        raw,
        run,
        url,
        address: address::id(conn, url)?,
    };
    capture(conn, &incoming, arrival)?;
    Ok(Outcome::Unchanged)
}

/// Document, bytes and media type of the capture that `revisit` speaks of.
fn first_capture(
    conn: &Connection,
    revisit: &Revisit,
) -> rusqlite::Result<Option<(i64, i64, String)>> {
    let row = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
    let by_record = "SELECT document_id, raw_id, media_type FROM capture WHERE record_id = ?1 ORDER BY id LIMIT 1";
    if let Some(id) = &revisit.of_record {
        let found = conn.prepare_cached(by_record)?.query_row([id], row);
        if let Some(found) = found.optional()? {
            return Ok(Some(found));
        }
    }
    let Some((url, at)) = &revisit.of_capture else {
        return Ok(None);
    };
    let by_place = "SELECT document_id, raw_id, media_type FROM capture \
                    WHERE url = ?1 AND captured_at = ?2 ORDER BY id LIMIT 1";
    conn.prepare_cached(by_place)?
        .query_row([url, &at.to_string()], row)
        .optional()
}

/// Notes parts of `path` that are no articles. The same container again in one run adds nothing;
/// a record of its own stands under its own place.
pub fn skipped(
    conn: &Connection,
    run: i64,
    path: &str,
    (number, reason): (u64, &str),
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO skipped (run_id, path, reason, number) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        run,
        path,
        reason,
        i64::try_from(number).unwrap_or(i64::MAX)
    ])
    .map(|_| ())
}

/// The row of these bytes.
pub fn raw_id(conn: &Connection, raw: &Packed) -> rusqlite::Result<i64> {
    let known: Option<(i64, bool)> = conn
        .prepare_cached("SELECT id, content IS NOT NULL FROM raw WHERE sha256 = ?1")?
        .query_row([&raw.sha256], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    match (known, &raw.frame) {
        // Bytes that were not kept before are kept now.
        (Some((id, false)), Some(frame)) => {
            conn.prepare_cached("UPDATE raw SET content = ?2 WHERE id = ?1")?
                .execute(params![id, frame])?;
            Ok(id)
        }
        (Some((id, _)), _) => Ok(id),
        (None, frame) => insert(
            conn,
            "INSERT INTO raw (sha256, size, content) VALUES (?1, ?2, ?3)",
            params![
                raw.sha256,
                i64::try_from(raw.size).unwrap_or(i64::MAX),
                frame
            ],
        ),
    }
}

/// Notes that `path` gave no document, and why.
pub fn failure(conn: &Connection, run: i64, path: &str, reason: &str) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO failure (run_id, path, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![run, path, reason])
        .map(|_| ())
}
