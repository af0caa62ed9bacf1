//! Whether something is held: its bytes, its text, its address, or an article that tells the same.

use crate::lexicon::address::canonical;
use crate::query::Library;
use crate::query::named::{Capture, captures};
use crate::store::error::StoreError;
use crate::store::story;
use crate::story::Signature;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// What is asked for; what is unknown of it is left out.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// SHA-256 of its bytes.
    pub raw_sha256: Option<String>,
    /// SHA-256 of its text, in every form that counts as the same.
    pub text_sha256: Vec<String>,
    /// Its address.
    pub url: Option<String>,
    /// What its text is compared by.
    pub signature: Signature,
    /// Its sentences, to be found in another text.
    pub sentences: Vec<String>,
}

/// As what something is held, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// These bytes were received.
    Bytes,
    /// Its text was received, in other bytes.
    Text,
    /// Its address was received, with another text if it has one.
    Address,
    /// Another article tells the same story.
    NearDuplicate,
    /// All its sentences stand in another text.
    Passage,
}

impl How {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bytes => "exact bytes",
            Self::Text => "same text",
            Self::Address => "another version",
            Self::NearDuplicate => "near-duplicate",
            Self::Passage => "passage",
        }
    }

    /// Whether the thing itself is held, not only one like it.
    pub const fn exact(self) -> bool {
        matches!(self, Self::Bytes | Self::Text)
    }
}

/// Something that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// As what.
    pub how: How,
    /// The first capture of it.
    pub first: Capture,
    /// How often it was received.
    pub captures: u64,
    /// How many texts its address gave; 0 when it is not held by its address.
    pub versions: u64,
}

/// Words that make a passage: fewer stand in any archive.
const PASSAGE: usize = 4;

/// Documents looked at for one sentence.
const LOOKED_AT: i64 = 500;

const FIRST: &str = "ORDER BY coalesce(c.captured_at, n.captured_at), c.id LIMIT 1";

impl Library {
    /// As what `asked` is held; nothing when it is not.
    ///
    /// # Errors
    /// What the database says.
    pub fn holds(&self, asked: &Asked) -> Result<Option<Held>, StoreError> {
        holds(&self.conn, asked).map_err(|e| self.said(&e))
    }

    /// As what the address is held.
    ///
    /// # Errors
    /// What the database says.
    pub fn holds_address(&self, url: &str) -> Result<Option<Held>, StoreError> {
        by_address(&self.conn, url).map_err(|e| self.said(&e))
    }
}

fn holds(conn: &Connection, asked: &Asked) -> rusqlite::Result<Option<Held>> {
    if let Some(hash) = &asked.raw_sha256 {
        let held = held(conn, How::Bytes, "w.sha256 = ?1", hash)?;
        if held.is_some() {
            return Ok(held);
        }
    }
    for hash in &asked.text_sha256 {
        let held = held(conn, How::Text, "d.text_sha256 = ?1", hash)?;
        if held.is_some() {
            return Ok(held);
        }
    }
    if let Some(held) = asked
        .url
        .as_ref()
        .map(|u| by_address(conn, u))
        .transpose()?
        .flatten()
    {
        return Ok(Some(held));
    }
    if let Some(story) = story::same(conn, &asked.signature, None)?.first() {
        return held(conn, How::NearDuplicate, "c.document_id = ?1", story);
    }
    match passage(conn, &asked.sentences)? {
        Some(document) => held(conn, How::Passage, "c.document_id = ?1", &document),
        None => Ok(None),
    }
}

fn held(
    conn: &Connection,
    how: How,
    condition: &str,
    value: &dyn rusqlite::ToSql,
) -> rusqlite::Result<Option<Held>> {
    let first = captures(conn, &format!("WHERE {condition} {FIRST}"), [value])?.pop();
    let Some(first) = first else {
        return Ok(None);
    };
    let count = format!(
        "SELECT count(*) FROM capture c JOIN document d ON d.id = c.document_id JOIN raw w ON w.id = c.raw_id \
         WHERE {condition}"
    );
    let captures: i64 = conn.query_row(&count, [value], |r| r.get(0))?;
    Ok(Some(Held {
        how,
        first,
        captures: captures.unsigned_abs(),
        versions: 0,
    }))
}

fn by_address(conn: &Connection, url: &str) -> rusqlite::Result<Option<Held>> {
    let Some(form) = canonical(url) else {
        return Ok(None);
    };
    let id: Option<i64> = conn
        .prepare_cached("SELECT id FROM address WHERE url = ?1")?
        .query_row([form], |r| r.get(0))
        .optional()?;
    let Some(id) = id else {
        return Ok(None);
    };
    let found = held(conn, How::Address, "c.address_id = ?1", &id)?;
    let versions: i64 = conn
        .prepare_cached("SELECT count(DISTINCT document_id) FROM capture WHERE address_id = ?1")?
        .query_row([id], |r| r.get(0))?;
    Ok(found.map(|held| Held {
        versions: versions.unsigned_abs(),
        ..held
    }))
}

/// The first document that has all these sentences.
fn passage(conn: &Connection, sentences: &[String]) -> rusqlite::Result<Option<i64>> {
    let words = sentences.iter().map(|s| bare(s).split(' ').count());
    if words.sum::<usize>() < PASSAGE {
        return Ok(None);
    }
    let mut common: Option<BTreeSet<i64>> = None;
    for sentence in sentences {
        let with = having(conn, sentence)?;
        let left = match common {
            Some(before) => before.intersection(&with).copied().collect(),
            None => with,
        };
        if left.is_empty() {
            return Ok(None);
        }
        common = Some(left);
    }
    Ok(common.and_then(|c| c.first().copied()))
}

/// Documents with a sentence that holds these words, one after the other.
fn having(conn: &Connection, sentence: &str) -> rusqlite::Result<BTreeSet<i64>> {
    let wanted = bare(sentence);
    let mut out = BTreeSet::new();
    if wanted.is_empty() {
        return Ok(out);
    }
    let mut rows = conn.prepare_cached(
        "SELECT s.document_id, s.text FROM sentence_fts f JOIN sentence s ON s.id = f.rowid \
         WHERE sentence_fts MATCH ?1 ORDER BY f.rowid LIMIT ?2",
    )?;
    let phrase = format!("\"{wanted}\"");
    let mut found = rows.query(params![phrase, LOOKED_AT])?;
    while let Some(row) = found.next()? {
        let text = bare(&row.get::<_, String>(1)?);
        let padded = format!(" {text} ");
        if padded.contains(&format!(" {wanted} ")) {
            out.insert(row.get(0)?);
        }
    }
    Ok(out)
}

/// The words of a text in lower case, with single spaces and no marks.
fn bare(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::sha256_hex;
    use crate::store::sample::{reading, received, writer};

    const TEXT: &str = "Yunnan’s output was 3.14 units.\nThe Sky Bridge cost 1,200.";

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        for when in ["2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"] {
            let mut page = reading(TEXT);
            page.article.url = Some("https://news.example/a".into());
            writer(&path, when)
                .store(&[received("a.html", "<p>", page)])
                .unwrap();
        }
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    fn how(asked: &Asked) -> Option<(How, u64)> {
        let held = library().1.holds(asked).unwrap();
        held.map(|h| (h.how, h.captures))
    }

    #[test]
    fn the_surest_answer_is_given() {
        let mut asked = Asked {
            raw_sha256: Some(sha256_hex(b"<p>")),
            text_sha256: vec![sha256_hex(b"other"), sha256_hex(TEXT.as_bytes())],
            url: Some("http://www.news.example/a/#x".into()),
            ..Asked::default()
        };
        assert_eq!(how(&asked), Some((How::Bytes, 2)));
        asked.raw_sha256 = Some(sha256_hex(b"<b>"));
        assert_eq!(how(&asked), Some((How::Text, 2)));
        asked.text_sha256.pop();
        assert_eq!(how(&asked), Some((How::Address, 2)));
        asked.url = Some("https://news.example/b".into());
        assert_eq!(how(&asked), None);
        assert_eq!(how(&Asked::default()), None);
    }

    #[test]
    fn sentences_are_found_whatever_their_marks() {
        let with = |sentences: &[&str]| {
            how(&Asked {
                sentences: sentences.iter().map(|s| (*s).to_owned()).collect(),
                ..Asked::default()
            })
        };
        let passage = Some((How::Passage, 2));
        assert_eq!(with(&["the sky  bridge COST 1,200"]), passage);
        assert_eq!(with(&["Sky Bridge cost", "output was 3.14"]), passage);
        assert_eq!(with(&["Sky Bridge cost", "output was 3.15"]), None);
        assert_eq!(with(&["Bridge costs 1,200"]), None, "stems are not words");
        assert_eq!(with(&["\"", "…"]), None);
        assert_eq!(with(&["the sky bridge"]), None, "too few words");
    }

    #[test]
    fn it_is_said_since_when() {
        let (_folder, library) = library();
        let held = library
            .holds_address("https://news.example/a?utm_id=1")
            .unwrap();
        let held = held.unwrap();
        assert_eq!(held.first.captured_at, "2025-06-01T00:00:00Z");
        assert_eq!((held.captures, held.versions), (2, 1));
        assert_eq!(library.holds_address("no address").unwrap(), None);
    }
}
