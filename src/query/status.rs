//! What a database holds: counts, what failed, the last runs, the size of its parts.

use crate::query::Library;
use crate::store::error::StoreError;
use rusqlite::Connection;

/// What a database holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What is counted, and how many there are.
    pub counts: Vec<(&'static str, u64)>,
    /// Documents and figures by publisher, the most first; documents without one under `None`.
    pub publishers: Vec<Group>,
    /// Documents and figures by the month of publication, the newest first.
    pub months: Vec<Group>,
    /// The last failures, the newest first.
    pub failures: Vec<Failed>,
    /// The last runs, the newest first.
    pub runs: Vec<Ran>,
    /// Bytes of the file by what they hold, the most first.
    pub parts: Vec<(String, u64)>,
}

/// Documents of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they share.
    pub name: Option<String>,
    /// How many.
    pub documents: u64,
    /// Their figures.
    pub figures: u64,
}

/// An input that gave no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The file or its part.
    pub path: String,
    /// Why.
    pub reason: String,
    /// When it was tried.
    pub captured_at: String,
}

/// A call of `ingest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// When.
    pub captured_at: String,
    /// The version of the program.
    pub tool_version: String,
    /// JSON of the options that change rows.
    pub options: String,
    /// Inputs that gave a document, new or not.
    pub captures: u64,
    /// Documents that were new.
    pub documents: u64,
    /// Inputs that gave none.
    pub failures: u64,
    /// Parts of containers that are no articles.
    pub skipped: u64,
}

/// What is counted. The words are those of the answer.
const COUNTS: &[(&str, &str)] = &[
    ("documents", "SELECT count(*) FROM document"),
    ("sentences", "SELECT count(*) FROM sentence"),
    ("figures", "SELECT count(*) FROM figure"),
    ("dates", "SELECT count(*) FROM date_mention"),
    ("regions", "SELECT count(*) FROM region_mention"),
    ("projects", "SELECT count(*) FROM project_mention"),
    (
        "stories",
        "SELECT count(DISTINCT story_id) FROM document_story",
    ),
    (
        "near-duplicates",
        "SELECT count(*) FROM document_story WHERE story_id <> document_id",
    ),
    ("addresses", "SELECT count(*) FROM address"),
    (
        "addresses with versions",
        "SELECT count(*) FROM (SELECT 1 FROM capture WHERE address_id IS NOT NULL GROUP BY address_id \
         HAVING count(DISTINCT document_id) > 1)",
    ),
    ("captures", "SELECT count(*) FROM capture"),
    ("inputs", "SELECT count(*) FROM raw"),
    (
        "inputs not kept",
        "SELECT count(*) FROM raw WHERE content IS NULL",
    ),
    ("input bytes", "SELECT coalesce(sum(size), 0) FROM raw"),
    ("failures", "SELECT count(*) FROM failure"),
    ("skipped", "SELECT coalesce(sum(number), 0) FROM skipped"),
    ("runs", "SELECT count(*) FROM run"),
];

const PUBLISHERS: &str = "SELECT p.name, count(*), coalesce(sum(f.figures), 0) FROM document d \
     LEFT JOIN publisher p ON p.id = d.publisher_id \
     LEFT JOIN (SELECT document_id, count(*) AS figures FROM figure GROUP BY document_id) f ON f.document_id = d.id \
     GROUP BY d.publisher_id ORDER BY 2 DESC, p.name IS NULL, p.name LIMIT ?1";

const MONTHS: &str = "SELECT substr(d.published, 1, 7) AS month, count(*), coalesce(sum(f.figures), 0) FROM document d \
     LEFT JOIN (SELECT document_id, count(*) AS figures FROM figure GROUP BY document_id) f ON f.document_id = d.id \
     GROUP BY month ORDER BY month DESC LIMIT ?1";

const FAILURES: &str = "SELECT f.path, f.reason, n.captured_at FROM failure f JOIN run n ON n.id = f.run_id \
     ORDER BY f.id DESC LIMIT ?1";

const RUNS: &str = "SELECT n.captured_at, n.tool_version, n.options, \
     (SELECT count(*) FROM capture WHERE run_id = n.id), (SELECT count(*) FROM document WHERE run_id = n.id), \
     (SELECT count(*) FROM failure WHERE run_id = n.id), \
     (SELECT coalesce(sum(number), 0) FROM skipped WHERE run_id = n.id) \
     FROM run n ORDER BY n.id DESC LIMIT ?1";

/// Bytes by table; an index counts with its table.
const PARTS: &str = "SELECT coalesce(m.tbl_name, b.name), sum(b.pgsize) FROM dbstat b \
     LEFT JOIN sqlite_schema m ON m.name = b.name WHERE b.aggregate = TRUE GROUP BY 1 ORDER BY 1";

/// What a table belongs to; the first beginning that fits.
const GROUPS: &[(&str, &str)] = &[
    ("raw", "inputs"),
    ("document_s", "stories and seals"),
    ("story_key", "stories and seals"),
    ("document", "texts"),
    ("block", "texts"),
    ("sentence_fts", "full-text index"),
    ("sentence", "texts"),
    ("figure", "figures"),
    ("date_mention", "mentions"),
    ("region_mention", "mentions"),
    ("project_mention", "mentions"),
    ("rejection", "mentions"),
    ("notice", "mentions"),
    ("capture", "captures and runs"),
    ("address", "captures and runs"),
    ("run", "captures and runs"),
    ("failure", "captures and runs"),
    ("skipped", "captures and runs"),
    ("", "vocabularies and the rest"),
];

impl Library {
    /// What the database holds; at most `limit` publishers, months, failures and runs.
    ///
    /// # Errors
    /// What the database says.
    pub fn status(&self, limit: usize) -> Result<Status, StoreError> {
        status(&self.conn, i64::try_from(limit).unwrap_or(i64::MAX)).map_err(|e| self.said(&e))
    }
}

fn status(conn: &Connection, limit: i64) -> rusqlite::Result<Status> {
    let count = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0));
    let counts = COUNTS
        .iter()
        .map(|(what, sql)| Ok((*what, count(sql)?.unsigned_abs())))
        .collect::<rusqlite::Result<_>>()?;
    Ok(Status {
        counts,
        publishers: groups(conn, PUBLISHERS, limit)?,
        months: groups(conn, MONTHS, limit)?,
        failures: list(conn, FAILURES, limit, |r| {
            Ok(Failed {
                path: r.get(0)?,
                reason: r.get(1)?,
                captured_at: r.get(2)?,
            })
        })?,
        runs: list(conn, RUNS, limit, |r| {
            Ok(Ran {
                captured_at: r.get(0)?,
                tool_version: r.get(1)?,
                options: r.get(2)?,
                captures: number(r, 3)?,
                documents: number(r, 4)?,
                failures: number(r, 5)?,
                skipped: number(r, 6)?,
            })
        })?,
        parts: parts(conn)?,
    })
}

fn number(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::unsigned_abs)
}

fn groups(conn: &Connection, sql: &str, limit: i64) -> rusqlite::Result<Vec<Group>> {
    list(conn, sql, limit, |r| {
        Ok(Group {
            name: r.get(0)?,
            documents: number(r, 1)?,
            figures: number(r, 2)?,
        })
    })
}

fn list<T>(
    conn: &Connection,
    sql: &str,
    limit: i64,
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let mut rows = conn.prepare(sql)?;
    rows.query_map([limit], |r| read(r))?.collect()
}

fn parts(conn: &Connection) -> rusqlite::Result<Vec<(String, u64)>> {
    let mut out: Vec<(String, u64)> = Vec::new();
    let mut rows = conn.prepare(PARTS)?;
    let tables = rows.query_map([], |r| Ok((r.get::<_, String>(0)?, number(r, 1)?)))?;
    for table in tables {
        let (table, bytes) = table?;
        let group = GROUPS.iter().find(|(head, _)| table.starts_with(head));
        let name = group.map_or(table.as_str(), |(_, name)| *name);
        match out.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum += bytes,
            None => out.push((name.to_owned(), bytes)),
        }
    }
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::incoming::Incoming;
    use crate::store::sample::{incoming, reading, received, writer};

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let page = |text: &str, day: &str, publisher: Option<&str>| {
            let mut out = reading(text);
            out.article.url = Some("https://news.example/a".into());
            out.article.published = Some(day.parse().unwrap());
            out.article.publisher = publisher.map(str::to_owned);
            received(day, text, out)
        };
        let failed = Incoming {
            content: Err("it is empty".into()),
            ..incoming("bad.txt", "")
        };
        let mut w = writer(&path, "2025-06-01T00:00:00Z");
        w.store(&[
            page("Yunnan sold 7.", "2025-05-01", Some("The Paper")),
            page("Yunnan sold 8 or 9.", "2025-05-02", Some("The Paper")),
            page("Yunnan sold none.", "2025-06-02", None),
            failed,
        ])
        .unwrap();
        w.finish().unwrap();
        writer(&path, "2025-06-02T00:00:00Z")
            .store(&[incoming("e", "It sold 5.")])
            .unwrap();
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    #[test]
    fn everything_is_counted() {
        let (folder, library) = library();
        let status = library.status(10).unwrap();
        let of = |what: &str| status.counts.iter().find(|c| c.0 == what).unwrap().1;
        assert_eq!((of("documents"), of("figures"), of("failures")), (4, 4, 1));
        assert_eq!((of("addresses"), of("addresses with versions")), (1, 1));
        assert_eq!((of("stories"), of("near-duplicates")), (4, 0));
        let paper = &status.publishers[0];
        assert_eq!(paper.name.as_deref(), Some("The Paper"));
        assert_eq!((paper.documents, paper.figures), (2, 3));
        assert_eq!(status.publishers[1].name, None);
        let months: Vec<_> = status.months.iter().map(|m| m.name.as_deref()).collect();
        assert_eq!(months, [Some("2025-06"), Some("2025-05"), None]);
        let file = std::fs::metadata(folder.path().join("k.db")).unwrap().len();
        let parts: u64 = status.parts.iter().map(|p| p.1).sum();
        assert!(parts <= file && parts * 10 > file * 9, "{parts} of {file}");
    }

    #[test]
    fn the_last_runs_come_first_and_no_more_than_asked() {
        let (_folder, library) = library();
        let status = library.status(1).unwrap();
        assert_eq!(status.runs.len(), 1);
        assert_eq!(status.runs[0].captured_at, "2025-06-02T00:00:00Z");
        let first = &library.status(2).unwrap().runs[1];
        assert_eq!((first.captures, first.documents, first.failures), (3, 3, 1));
        assert_eq!(status.failures[0].reason, "it is empty");
        let none = library.status(0).unwrap();
        assert!(none.runs.is_empty() && none.publishers.is_empty());
    }

    #[test]
    fn every_table_belongs_somewhere() {
        let (_folder, library) = library();
        let parts = library.status(1).unwrap().parts;
        let mut groups: Vec<&str> = GROUPS.iter().map(|g| g.1).collect();
        groups.sort_unstable();
        groups.dedup();
        assert_eq!(parts.len(), groups.len(), "{parts:?}");
    }
}
