//! What was received before an ingest began: bytes that need not be read again.

use crate::query::Library;
use crate::store::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// A database as it was when it was opened. What is stored since does not count, so that no answer hangs
/// on how far a writer is.
#[derive(Debug)]
pub struct Earlier {
    library: Library,
    tool_version: String,
    /// `--select`: what of a page is the article.
    selected: Option<String>,
    /// The last capture.
    last: i64,
    /// Rows of bytes that were not kept, ascending; `None` when nobody needs the bytes.
    bare: Option<Vec<i64>>,
}

/// Bytes that came in.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a> {
    /// Their hash.
    pub sha256: &'a str,
    /// Their media type.
    pub media_type: &'a str,
    /// The file, or the part of it, as captures name it.
    pub path: &'a str,
    /// Whether the input says their address.
    pub addressed: bool,
}

/// Bytes that were read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Id in table raw.
    pub raw: i64,
    /// Id in table document.
    pub document: i64,
    /// The address that the page itself names; means nothing when the input says one.
    pub url: Option<String>,
}

/// An input that says no address has the one that the page names. Only two sorts of captures tell it: one
/// without any, and one from this very place, where nobody said an address either.
const KNOWN: &str = "SELECT c.raw_id, c.document_id, c.url FROM raw w JOIN capture c ON c.raw_id = w.id \
     JOIN run r ON r.id = c.run_id \
     WHERE w.sha256 = ?1 AND c.media_type = ?2 AND r.tool_version = ?3 AND c.id <= ?4 \
     AND json_extract(r.options, '$.select') IS ?8 \
     AND (?5 OR c.url IS NULL OR (c.path = ?6 AND json_extract(r.options, '$.url') IS NULL)) \
     AND (w.content IS NOT NULL OR NOT ?7) ORDER BY c.id LIMIT 1";

impl Earlier {
    /// What `library` holds now, as far as this version of the program has read it, with the same part of
    /// pages `selected`: reading the same bytes again would give the same document. With `kept`, only bytes
    /// that are held count.
    ///
    /// # Errors
    /// What the database says.
    pub fn of(
        library: Library,
        tool_version: &str,
        selected: Option<&str>,
        kept: bool,
    ) -> Result<Self, StoreError> {
        let last = "SELECT coalesce(max(id), 0) FROM capture";
        // A file whose captures cannot be read has none that are known; `verify` says why.
        let last = library.conn.query_row(last, [], |r| r.get(0));
        let bare = kept.then(|| not_kept(&library.conn)).transpose();
        Ok(Self {
            last: last.unwrap_or_default(),
            bare: bare.map_err(|e| library.said(&e))?,
            tool_version: tool_version.to_owned(),
            selected: selected.map(str::to_owned),
            library,
        })
    }

    /// What is known of `bytes`.
    ///
    /// # Errors
    /// What the database says.
    pub fn known(&self, bytes: &Bytes<'_>) -> Result<Option<Known>, StoreError> {
        let said = |e: rusqlite::Error| self.library.said(&e);
        let mut found = self.library.conn.prepare_cached(KNOWN).map_err(said)?;
        let asked = params![
            bytes.sha256,
            bytes.media_type,
            self.tool_version,
            self.last,
            bytes.addressed,
            bytes.path,
            self.bare.is_some(),
            self.selected
        ];
        let row = found.query_row(asked, |r| {
            Ok(Known {
                raw: r.get(0)?,
                document: r.get(1)?,
                url: r.get(2)?,
            })
        });
        let known = row.optional().map_err(said)?;
        let held = |k: &Known| {
            let bare = self.bare.as_deref().unwrap_or_default();
            bare.binary_search(&k.raw).is_err()
        };
        Ok(known.filter(held))
    }
}

/// The rows of bytes that some `ingest --no-keep` let go. Without such a run the table is not walked.
fn not_kept(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    let runs = "SELECT 1 FROM run WHERE json_extract(options, '$.\"no-keep\"') IS NOT NULL";
    if !conn.prepare(runs)?.exists([])? {
        return Ok(Vec::new());
    }
    let mut rows = conn.prepare("SELECT id FROM raw WHERE content IS NULL ORDER BY id")?;
    let rows = rows.query_map([], |r| r.get(0))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::incoming::{Content, Incoming};
    use crate::store::sample::{incoming, reading, received};
    use crate::store::writer::{Reference, Run, Writer};
    use std::path::Path;

    fn writer(path: &Path, options: &str) -> Writer {
        let run = Run {
            tool_version: "0.0.0".into(),
            options: options.into(),
            captured_at: "t".into(),
        };
        Writer::open(path, run, Reference::NONE).unwrap()
    }

    fn with_url(path: &str, text: &str) -> Incoming {
        let mut page = reading(text);
        page.article.url = Some("https://news.example/a".into());
        received(path, text, page)
    }

    fn without_bytes(path: &str, text: &str) -> Incoming {
        let mut out = incoming(path, text);
        if let Ok(Content::Read(received)) = &mut out.content {
            received.raw.frame = None;
        }
        out
    }

    fn known(earlier: &Earlier, path: &str, text: &str, addressed: bool) -> Option<Known> {
        let sha256 = crate::base::hash::sha256_hex(text.as_bytes());
        let bytes = Bytes {
            sha256: &sha256,
            media_type: "text/plain",
            path,
            addressed,
        };
        earlier.known(&bytes).unwrap()
    }

    fn earlier(path: &Path) -> Earlier {
        Earlier::of(Library::open(path).unwrap(), "0.0.0", None, true).unwrap()
    }

    #[test]
    fn an_address_comes_from_the_page_or_the_input_never_from_another_input() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "{}");
        w.store(&[
            with_url("a.html", "Sales: 5."),
            incoming("b.txt", "Sales: 6."),
        ])
        .unwrap();
        let now = earlier(&path);
        let at = |place: &str, addressed| known(&now, place, "Sales: 5.", addressed).is_some();
        assert!(at("a.html", false) && at("a.html", true));
        assert!(at("elsewhere.html", true), "the input says its own");
        assert!(!at("elsewhere.html", false), "who said the address?");
        let url = known(&now, "a.html", "Sales: 5.", false).unwrap().url;
        assert_eq!(url.as_deref(), Some("https://news.example/a"));
        let none = known(&now, "elsewhere.txt", "Sales: 6.", false).unwrap();
        assert_eq!(none.url, None, "a page that names no address");
        let given = folder.path().join("given.db");
        writer(&given, "{\"url\":\"https://news.example/a\"}")
            .store(&[with_url("a.txt", "Sales: 5.")])
            .unwrap();
        assert_eq!(known(&earlier(&given), "a.txt", "Sales: 5.", false), None);
    }

    #[test]
    fn another_part_of_the_page_is_another_article() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        writer(&path, "{\"select\":\"main\"}")
            .store(&[incoming("a", "Sales: 5.")])
            .unwrap();
        let found = |selected| {
            let library = Library::open(&path).unwrap();
            let earlier = Earlier::of(library, "0.0.0", selected, true).unwrap();
            known(&earlier, "a", "Sales: 5.", false).is_some()
        };
        assert!(found(Some("main")));
        assert!(!found(None) && !found(Some("p")));
    }

    #[test]
    fn what_a_writer_stores_meanwhile_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "{\"no-keep\":\"true\"}");
        w.store(&[without_bytes("a", "Sales: 5."), incoming("b", "Sales: 6.")])
            .unwrap();
        let before = earlier(&path);
        let unasked = Earlier::of(Library::open(&path).unwrap(), "0.0.0", None, false).unwrap();
        assert!(known(&unasked, "a", "Sales: 5.", false).is_some());
        w.store(&[incoming("a", "Sales: 5."), incoming("c", "Sales: 7.")])
            .unwrap();
        assert_eq!(known(&before, "a", "Sales: 5.", false), None);
        assert_eq!(known(&before, "c", "Sales: 7.", false), None);
        assert!(known(&before, "b", "Sales: 6.", false).is_some());
        let after = earlier(&path);
        assert!(known(&after, "a", "Sales: 5.", false).is_some(), "kept now");
        assert!(known(&after, "c", "Sales: 7.", false).is_some());
    }
}
