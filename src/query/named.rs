//! What a name on the command line means: an id, the beginning of a hash, an address, a path.

use crate::lexicon::address::canonical;
use crate::query::Library;
use crate::store::error::StoreError;
use rusqlite::{Connection, OptionalExtension, Row};

/// Fewest digits of a hash that are taken for its beginning: fewer are more often a word.
const DIGITS: usize = 4;

/// Candidates told at most.
const TOLD: usize = 10;

/// A capture: a document, the bytes it was read from, and where they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Id of the capture.
    pub id: i64,
    /// Id of the document.
    pub document: i64,
    /// Id of the bytes.
    pub raw: i64,
    /// The file, or its part.
    pub path: String,
    /// Address.
    pub url: Option<String>,
    /// When it was received, RFC 3339.
    pub captured_at: String,
    /// Headline.
    pub title: Option<String>,
    /// SHA-256 of the bytes.
    pub raw_sha256: String,
    /// SHA-256 of the text.
    pub text_sha256: String,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Nothing that is held.
    Nothing,
    /// One capture.
    One(Box<Capture>),
    /// The beginning of several hashes; some of them.
    Several(Vec<Capture>),
}

/// Captures, with the columns of [`Capture`]; a condition follows.
const CAPTURE: &str = "SELECT c.id, c.document_id, c.raw_id, c.path, c.url, n.captured_at, d.title, w.sha256, d.text_sha256 \
     FROM capture c JOIN document d ON d.id = c.document_id JOIN raw w ON w.id = c.raw_id JOIN run n ON n.id = c.run_id ";

/// The captures with these ids begin hashes alike: of the bytes, of the text, of a figure.
const BY_HASH: &str = "WHERE c.id IN (\
     SELECT (SELECT min(id) FROM capture WHERE raw_id = w.id) FROM raw w WHERE w.sha256 >= ?1 AND w.sha256 < ?1 || 'g' \
     UNION SELECT (SELECT min(id) FROM capture WHERE document_id = d.id) FROM document d \
       WHERE d.text_sha256 >= ?1 AND d.text_sha256 < ?1 || 'g' \
     UNION SELECT (SELECT min(id) FROM capture WHERE document_id = f.document_id) FROM figure f \
       WHERE f.uid >= ?1 AND f.uid < ?1 || 'g') ORDER BY c.id LIMIT 11";

impl Library {
    /// What `name` means: `document:3` or `3`, `capture:7`, the beginning of the SHA-256 of bytes or
    /// of a text or of a figure's uid, an address (its newest version), a path or the name of a record.
    ///
    /// # Errors
    /// What the database says.
    pub fn named(&self, name: &str) -> Result<Named, StoreError> {
        named(&self.conn, name.trim()).map_err(|e| self.said(&e))
    }
}

fn named(conn: &Connection, name: &str) -> rusqlite::Result<Named> {
    let number = |text: &str| text.parse::<i64>().ok();
    if let Some(id) = name.strip_prefix("capture:") {
        return one(conn, "WHERE c.id = ?1", &number(id));
    }
    let document = name.strip_prefix("document:");
    let by_id = one(
        conn,
        "WHERE c.document_id = ?1 ORDER BY c.id LIMIT 1",
        &number(document.unwrap_or(name)),
    )?;
    if document.is_some() || by_id != Named::Nothing {
        return Ok(by_id);
    }
    let digits = name.strip_prefix("sha256:").unwrap_or(name);
    if digits.len() >= DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        let found = by_hash(conn, &digits.to_ascii_lowercase())?;
        if found != Named::Nothing {
            return Ok(found);
        }
    }
    let path = one(
        conn,
        "WHERE c.path = ?1 OR c.source = ?1 ORDER BY n.captured_at DESC, c.id DESC LIMIT 1",
        &name,
    )?;
    match (path, canonical(name)) {
        (Named::Nothing, Some(form)) => one(
            conn,
            "WHERE c.id = (SELECT first_capture_id FROM version WHERE address = ?1 ORDER BY number DESC LIMIT 1)",
            &form,
        ),
        (path, _) => Ok(path),
    }
}

fn one(conn: &Connection, condition: &str, value: &dyn rusqlite::ToSql) -> rusqlite::Result<Named> {
    let found = conn
        .prepare_cached(&format!("{CAPTURE}{condition}"))?
        .query_row([value], capture)
        .optional()?;
    Ok(found.map_or(Named::Nothing, |c| Named::One(Box::new(c))))
}

fn by_hash(conn: &Connection, digits: &str) -> rusqlite::Result<Named> {
    let mut rows = conn.prepare_cached(&format!("{CAPTURE}{BY_HASH}"))?;
    let found = rows.query_map([digits], capture)?;
    let mut found: Vec<Capture> = found.collect::<rusqlite::Result<_>>()?;
    // Bytes and text of one document may begin alike: of plain text they are the same.
    found.dedup_by_key(|c| (c.document, c.raw));
    Ok(match found.len() {
        0 => Named::Nothing,
        1 => found
            .pop()
            .map_or(Named::Nothing, |c| Named::One(Box::new(c))),
        _ => {
            found.truncate(TOLD);
            Named::Several(found)
        }
    })
}

pub(super) fn capture(r: &Row<'_>) -> rusqlite::Result<Capture> {
    Ok(Capture {
        id: r.get(0)?,
        document: r.get(1)?,
        raw: r.get(2)?,
        path: r.get(3)?,
        url: r.get(4)?,
        captured_at: r.get(5)?,
        title: r.get(6)?,
        raw_sha256: r.get(7)?,
        text_sha256: r.get(8)?,
    })
}

/// The captures that `condition` names, in its order.
pub(super) fn captures(
    conn: &Connection,
    condition: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Capture>> {
    let mut rows = conn.prepare_cached(&format!("{CAPTURE}{condition}"))?;
    let found = rows.query_map(values, capture)?;
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{reading, received, writer};

    /// Two versions of a page, and a text without an address.
    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let page = |text: &str| {
            let mut out = reading(text);
            out.article.url = Some("https://www.news.example/a/?utm_source=x".into());
            out
        };
        for (when, name, text) in [
            ("2025-06-02T00:00:00Z", "b.html", "Yunnan sold 8."),
            ("2025-06-01T00:00:00Z", "a.html", "Yunnan sold 7."),
        ] {
            writer(&path, when)
                .store(&[received(name, text, page(text))])
                .unwrap();
        }
        let plain = received("c.txt", "It sold 9.", reading("It sold 9."));
        writer(&path, "2025-06-03T00:00:00Z")
            .store(&[plain])
            .unwrap();
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    fn path(library: &Library, name: &str) -> String {
        match library.named(name).unwrap() {
            Named::One(capture) => capture.path,
            Named::Nothing => "nothing".into(),
            Named::Several(all) => format!("{} of them", all.len()),
        }
    }

    #[test]
    fn every_sort_of_name_leads_to_its_capture() {
        let (_folder, library) = library();
        for (name, wanted) in [
            ("1", "b.html"),
            ("document:2", "a.html"),
            ("capture:3", "c.txt"),
            ("c.txt", "c.txt"),
            ("http://news.example/a", "b.html"),
            ("document:9", "nothing"),
            ("capture:x", "nothing"),
            ("https://other.example/a", "nothing"),
            ("nonsense", "nothing"),
            ("", "nothing"),
        ] {
            assert_eq!(path(&library, name), wanted, "{name}");
        }
    }

    #[test]
    fn beginnings_of_hashes_are_taken_in_any_case() {
        let (_folder, library) = library();
        let Named::One(capture) = library.named("c.txt").unwrap() else {
            panic!("c.txt is there")
        };
        for hash in [&capture.raw_sha256, &capture.text_sha256] {
            assert_eq!(path(&library, hash), "c.txt");
            assert_eq!(
                path(&library, &hash.get(..12).unwrap().to_uppercase()),
                "c.txt"
            );
            assert_eq!(path(&library, &format!("sha256:{hash}")), "c.txt");
        }
        let uid: String = library
            .conn
            .query_row("SELECT uid FROM figure WHERE document_id = 2", [], |r| {
                r.get(0)
            })
            .unwrap();
        assert_eq!(path(&library, uid.get(..10).unwrap()), "a.html");
    }

    #[test]
    fn hashes_that_begin_alike_are_told() {
        let (_folder, library) = library();
        let conn = &library.conn;
        assert_eq!(
            by_hash(conn, "").unwrap(),
            Named::Several(captures(conn, "ORDER BY c.id", []).unwrap())
        );
    }
}
