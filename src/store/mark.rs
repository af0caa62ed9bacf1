//! A person's marks on figures: the one thing in a database that no program makes.

use crate::base::vocabulary::MarkKind;
use crate::store::error::StoreError;
use crate::store::lock::WriteLock;
use crate::store::open::{fold, for_changing};
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};

/// Writes marks to one database; nobody else can write to it while it lives.
#[derive(Debug)]
pub struct Marker {
    // Dropped in this order: the connection is closed before the lock is given back.
    conn: Connection,
    path: PathBuf,
    _lock: WriteLock,
}

impl Marker {
    /// Opens the database at `path`, which must be there.
    ///
    /// # Errors
    /// A [`StoreError`] that says what to do.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        let lock = WriteLock::take(path)?;
        Ok(Self {
            conn: for_changing(path)?,
            path: path.to_path_buf(),
            _lock: lock,
        })
    }

    /// Marks the figure with this uid at the instant `at` (RFC 3339); a mark it had before is replaced.
    ///
    /// # Errors
    /// What the database says.
    pub fn set(
        &self,
        uid: &str,
        kind: MarkKind,
        note: Option<&str>,
        at: &str,
    ) -> Result<(), StoreError> {
        let sql =
            "INSERT OR REPLACE INTO mark (uid, kind, note, marked_at) VALUES (?1, ?2, ?3, ?4)";
        let done = self
            .conn
            .execute(sql, params![uid, kind.as_str(), note, at]);
        done.map(|_| ()).map_err(|e| self.said(&e))
    }

    /// Takes the mark of this uid away; whether there was one.
    ///
    /// # Errors
    /// What the database says.
    pub fn remove(&self, uid: &str) -> Result<bool, StoreError> {
        let done = self.conn.execute("DELETE FROM mark WHERE uid = ?1", [uid]);
        done.map(|n| n > 0).map_err(|e| self.said(&e))
    }

    /// Folds the log into the file, so that one file holds everything.
    ///
    /// # Errors
    /// What `SQLite` says; the marks are safe all the same.
    pub fn finish(self) -> Result<(), StoreError> {
        fold(&self.conn).map_err(|e| self.said(&e))
    }

    fn said(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Library;
    use crate::store::sample::{incoming, writer};

    #[test]
    fn a_mark_is_set_replaced_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        assert!(matches!(Marker::open(&path), Err(StoreError::Missing(_))));
        writer(&path, "t")
            .store(&[incoming("a", "It sold 5.")])
            .unwrap();
        let marker = Marker::open(&path).unwrap();
        assert!(matches!(Marker::open(&path), Err(StoreError::Busy(_))));
        let uid = "0123456789abcdef";
        marker.set(uid, MarkKind::Disputed, None, "t1").unwrap();
        marker
            .set(uid, MarkKind::Wrong, Some("a slip"), "t2")
            .unwrap();
        marker.finish().unwrap();
        let marks = Library::open(&path).unwrap().marks().unwrap();
        assert_eq!(marks.len(), 1);
        assert_eq!(
            (marks[0].mark.kind.as_str(), marks[0].mark.note.as_deref()),
            ("wrong", Some("a slip"))
        );
        assert!(marks[0].figure.is_none(), "no figure has this uid");
        let marker = Marker::open(&path).unwrap();
        assert!(marker.remove(uid).unwrap() && !marker.remove(uid).unwrap());
    }
}
