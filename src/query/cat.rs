//! The kept bytes of an input, and the text of a document.

use crate::base::hash::sha256_hex;
use crate::query::Library;
use crate::query::named::Capture;
use crate::store::error::StoreError;

/// The bytes of an input, as they are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Here they are, proved by their hash.
    Bytes(Vec<u8>),
    /// They were not to be kept.
    NotKept,
    /// What is held is not what was received.
    Damaged(String),
}

impl Library {
    /// The bytes that were received.
    ///
    /// # Errors
    /// What the database says.
    pub fn bytes(&self, capture: &Capture) -> Result<Kept, StoreError> {
        let read = || {
            let sql = "SELECT size, content FROM raw WHERE id = ?1";
            let mut row = self.conn.prepare_cached(sql)?;
            row.query_row([capture.raw], |r| {
                let size: i64 = r.get(0)?;
                let frame = r.get_ref(1)?.as_blob_or_null()?;
                Ok(frame.map_or(Kept::NotKept, |f| unpacked(f, size, &capture.raw_sha256)))
            })
        };
        read().map_err(|e| self.said(&e))
    }

    /// The text of a document.
    ///
    /// # Errors
    /// What the database says.
    pub fn text(&self, capture: &Capture) -> Result<String, StoreError> {
        let sql = "SELECT text FROM document WHERE id = ?1";
        let read = || {
            let mut row = self.conn.prepare_cached(sql)?;
            row.query_row([capture.document], |r| r.get(0))
        };
        read().map_err(|e| self.said(&e))
    }
}

/// Unpacks a frame and proves it.
fn unpacked(frame: &[u8], size: i64, sha256: &str) -> Kept {
    match zstd::bulk::decompress(frame, usize::try_from(size).unwrap_or_default()) {
        Ok(bytes) if sha256_hex(&bytes) == sha256 => Kept::Bytes(bytes),
        Ok(_) => Kept::Damaged(format!("they are not those with sha256 {sha256}")),
        Err(e) => Kept::Damaged(format!("they cannot be unpacked: {e}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::named::Named;
    use crate::store::sample::{incoming, writer};
    use rusqlite::Connection;

    fn kept_after(sql: &str) -> Kept {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        writer(&path, "t")
            .store(&[incoming("a", "Yunnan sold 7.")])
            .unwrap();
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let library = Library::open(&path).unwrap();
        let Named::One(capture) = library.named("a").unwrap() else {
            panic!("a is there")
        };
        assert_eq!(library.text(&capture).unwrap(), "Yunnan sold 7.");
        library.bytes(&capture).unwrap()
    }

    #[test]
    fn bytes_come_back_or_it_is_said_why_not() {
        assert_eq!(kept_after(""), Kept::Bytes(b"Yunnan sold 7.".to_vec()));
        assert_eq!(kept_after("UPDATE raw SET content = NULL"), Kept::NotKept);
        assert!(matches!(
            kept_after("UPDATE raw SET content = x'00'"),
            Kept::Damaged(_)
        ));
        assert!(matches!(
            kept_after("UPDATE raw SET sha256 = replace(sha256, 'a', 'b')"),
            Kept::Damaged(_)
        ));
    }
}
