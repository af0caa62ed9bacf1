//! What changed in the figures of an article from one version to the next.

pub mod align;

use crate::query::Library;
use crate::query::figure::{Found, column, said};
use crate::query::named::{Capture, captures};
use crate::store::error::StoreError;
use align::{Change, align};
use rusqlite::{Connection, OptionalExtension};

/// A document with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its first capture, at this address when it is one of several.
    pub capture: Capture,
    /// ISO date it bears.
    pub published: Option<String>,
    /// Its figures, in the order of the text.
    pub figures: Vec<Found>,
}

/// What changed from one version to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The version before.
    pub from: Version,
    /// The version after.
    pub to: Version,
    /// What became of each figure; indices are those of the two versions.
    pub changes: Vec<Change>,
}

impl Library {
    /// The first captures of the versions of the article that `capture` is of, in their order; the
    /// address is its own, else the one its document was received from.
    ///
    /// # Errors
    /// What the database says.
    pub fn versions(&self, capture: &Capture) -> Result<Vec<Capture>, StoreError> {
        versions(&self.conn, capture).map_err(|e| self.said(&e))
    }

    /// What changed from each of these documents to the next.
    ///
    /// # Errors
    /// What the database says.
    pub fn diff(&self, captures: &[Capture]) -> Result<Vec<Step>, StoreError> {
        let read = captures.iter().map(|c| version(&self.conn, c));
        let versions: Vec<Version> = read
            .collect::<rusqlite::Result<_>>()
            .map_err(|e| self.said(&e))?;
        let pairs = versions.iter().zip(versions.iter().skip(1));
        let step = |(from, to): (&Version, &Version)| Step {
            changes: align(&from.figures, &to.figures),
            from: from.clone(),
            to: to.clone(),
        };
        Ok(pairs.map(step).collect())
    }
}

fn versions(conn: &Connection, capture: &Capture) -> rusqlite::Result<Vec<Capture>> {
    // In two steps: the view is only quick for an address that is known.
    let address: Option<i64> = conn
        .prepare_cached(
            "SELECT address_id FROM capture WHERE document_id = ?2 AND address_id IS NOT NULL \
             ORDER BY id <> ?1, id LIMIT 1",
        )?
        .query_row([capture.id, capture.document], |r| r.get(0))
        .optional()?;
    captures(
        conn,
        "JOIN version v ON v.first_capture_id = c.id WHERE v.address_id = ?1 ORDER BY v.number",
        [address],
    )
}

fn version(conn: &Connection, capture: &Capture) -> rusqlite::Result<Version> {
    let ids: Vec<i64> = column(
        conn,
        "SELECT id FROM figure WHERE document_id = ?1 ORDER BY start_char, id",
        capture.document,
    )?;
    let published = "SELECT published FROM document WHERE id = ?1";
    Ok(Version {
        capture: capture.clone(),
        published: conn
            .prepare_cached(published)?
            .query_row([capture.document], |r| r.get(0))?,
        figures: ids
            .into_iter()
            .map(|id| said(conn, id))
            .collect::<rusqlite::Result<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::align::Change;
    use super::*;
    use crate::query::named::Named;
    use crate::store::sample::{reading, received, writer};

    #[test]
    fn versions_of_an_address_are_compared_in_the_order_they_came() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        for (day, count) in [(3, "9"), (1, "7"), (2, "8"), (4, "7")] {
            let text = format!("Yunnan sold {count} cars to Hebei.");
            let mut page = reading(&text);
            page.article.url = Some(format!("https://news.example/a?utm_id={day}"));
            writer(&path, &format!("2025-06-0{day}T00:00:00Z"))
                .store(&[received(&format!("{day}.html"), &text, page)])
                .unwrap();
        }
        let library = Library::open(&path).unwrap();
        let Named::One(any) = library.named("2.html").unwrap() else {
            panic!("2.html is there")
        };
        let versions = library.versions(&any).unwrap();
        let paths: Vec<&str> = versions.iter().map(|v| v.path.as_str()).collect();
        assert_eq!(paths, ["1.html", "2.html", "3.html"]);
        let steps = library.diff(&versions).unwrap();
        assert_eq!(steps.len(), 2);
        for step in steps {
            let changed = |c: &Change| matches!(c, Change::Changed { .. });
            assert!(step.changes.iter().all(changed), "{:?}", step.changes);
        }
        let plan = "SELECT number FROM version WHERE address = 'news.example/a' AND document_id = \
                    (SELECT document_id FROM capture WHERE path = '4.html')";
        let back: i64 = library.conn.query_row(plan, [], |r| r.get(0)).unwrap();
        assert_eq!(back, 1, "a text that comes back is the version it was");
    }

    #[test]
    fn no_version_is_looked_for_in_all_captures() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("../../../schema.sql"))
            .unwrap();
        for sql in [
            "SELECT * FROM version WHERE address = 'a'",
            "SELECT * FROM version WHERE address_id = 1",
        ] {
            let mut rows = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = rows.query_map([], |r| r.get::<_, String>(3)).unwrap();
            for step in steps {
                let step = step.unwrap();
                assert!(!step.starts_with("SCAN c"), "{sql}: {step}");
            }
        }
    }
}
