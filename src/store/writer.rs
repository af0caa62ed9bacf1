//! The one writer: a batch of inputs is one transaction, a document is stored whole or not at all.

use crate::link::reading::Reading;
use crate::store::captures::{Arrival, again, capture, failure, raw_id, run_id, skipped};
use crate::store::document::{Desk, Rows};
use crate::store::error::StoreError;
use crate::store::incoming::{Content, Incoming, Received};
use crate::store::inserts::{Inserts, WORDS_SINCE};
use crate::store::lock::WriteLock;
use crate::store::open::{fold, for_writing};
use crate::store::vocabulary::{Vocabulary, insert};
use crate::store::{address, source_map, story};
use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior, params};
use std::path::{Path, PathBuf};

pub use crate::store::vocabulary::Reference;

/// Which call of the program makes the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Version of the program.
    pub tool_version: String,
    /// JSON of the options that change rows.
    pub options: String,
    /// The instant of receiving, RFC 3339; an argument, never the library's own clock.
    pub captured_at: String,
}

/// What became of one input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new document, and what it is akin to.
    New(Counts, Kin),
    /// Its text was there before; the capture was added.
    Unchanged,
    /// No document, and why.
    Failed(String),
    /// Parts that are no articles: how many, and why.
    Skipped(u64, String),
}

impl Outcome {
    /// A revisit whose bytes no capture holds.
    pub fn of_unknown_revisit() -> Self {
        let why = "records of pages received again whose first capture is not in the database";
        Self::Skipped(1, why.to_owned())
    }
}

/// What a new document is akin to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kin {
    /// Its address gave other texts before: it is another version of the article.
    pub version: bool,
    /// The story (id of its first document) that others tell too.
    pub story: Option<i64>,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Figures.
    pub figures: usize,
    /// Date mentions.
    pub dates: usize,
    /// Region mentions.
    pub regions: usize,
    /// Project mentions.
    pub projects: usize,
    /// Documents of whose text nothing was read as an article, though there is some.
    pub unread: usize,
}

impl Counts {
    /// Those of one reading.
    pub fn of(reading: &Reading) -> Self {
        Self {
            figures: reading.figures.len(),
            dates: reading.dates.len(),
            regions: reading.regions.len(),
            projects: reading.projects.len(),
            unread: usize::from(
                reading.sentences.is_empty() && !reading.article.text.trim().is_empty(),
            ),
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.figures += other.figures;
        self.dates += other.dates;
        self.regions += other.regions;
        self.projects += other.projects;
        self.unread += other.unread;
    }
}

/// Writes to one database; nobody else can while it lives.
#[derive(Debug)]
pub struct Writer {
    // Dropped in this order: the connection is closed before the lock is given back.
    conn: Connection,
    path: PathBuf,
    run: Run,
    vocabulary: Vocabulary,
    _lock: WriteLock,
}

impl Writer {
    /// Opens or makes the database at `path`.
    ///
    /// # Errors
    /// A [`StoreError`] that says what to do.
    pub fn open(path: &Path, run: Run, reference: Reference) -> Result<Self, StoreError> {
        let lock = WriteLock::take(path)?;
        Ok(Self {
            conn: for_writing(path)?,
            path: path.to_path_buf(),
            run,
            vocabulary: Vocabulary::new(reference),
            _lock: lock,
        })
    }

    /// Stores a batch; what it answers is committed, to the disk, when it answers.
    ///
    /// # Errors
    /// Why nothing of the batch was stored; batches before it are safe.
    pub fn store(&mut self, batch: &[Incoming]) -> Result<Vec<Outcome>, StoreError> {
        let done = self.try_store(batch);
        done.map_err(|e| {
            self.vocabulary.forget();
            StoreError::of(&self.path, &e)
        })
    }

    fn try_store(&mut self, batch: &[Incoming]) -> rusqlite::Result<Vec<Outcome>> {
        match self.attempt(batch, false) {
            // One document breaks a rule of the database: again, each on trial.
            Err(e) if is_refused(&e) => {
                self.vocabulary.forget();
                self.attempt(batch, true)
            }
            done => done,
        }
    }

    /// Stores a batch in one transaction. `on_trial`: a savepoint before each document, so that one
    /// that is refused leaves the others; it costs a copy of every page that a document changes.
    fn attempt(&mut self, batch: &[Incoming], on_trial: bool) -> rusqlite::Result<Vec<Outcome>> {
        // At once the writer: a transaction that begins by reading is refused later without patience.
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let run = run_id(&tx, &self.run)?;
        let last: i64 = tx
            .prepare_cached("SELECT coalesce(max(id), 0) FROM sentence")?
            .query_row([], |r| r.get(0))?;
        let mut inserts = Inserts::of(&tx)?;
        let mut desk = Desk {
            conn: &tx,
            inserts: &mut inserts,
            vocabulary: &mut self.vocabulary,
            run,
        };
        let mut outcomes = Vec::with_capacity(batch.len());
        for incoming in batch {
            let outcome = if on_trial {
                tried(&mut desk, incoming)?
            } else {
                stored(&mut desk, incoming)?
            };
            remark(&desk, incoming, &outcome)?;
            outcomes.push(outcome);
        }
        drop(inserts);
        tx.prepare_cached(WORDS_SINCE)?.execute([last])?;
        tx.commit()?;
        Ok(outcomes)
    }

    /// Folds the log into the file, so that one file holds everything.
    ///
    /// # Errors
    /// What `SQLite` says; everything stored is safe all the same.
    pub fn finish(self) -> Result<(), StoreError> {
        let said = |e: rusqlite::Error| StoreError::of(&self.path, &e);
        self.conn.execute_batch("PRAGMA optimize").map_err(said)?;
        fold(&self.conn).map_err(said)
    }
}

pub(super) fn is_refused(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

/// Why a document is not stored.
pub(super) fn refused(error: &rusqlite::Error) -> String {
    format!("its reading breaks a rule of the database ({error}); please report it")
}

/// Stores one input, or says why the database refuses it.
fn tried(desk: &mut Desk<'_, '_>, incoming: &Incoming) -> rusqlite::Result<Outcome> {
    desk.conn.execute_batch("SAVEPOINT trial")?;
    match stored(desk, incoming) {
        Ok(outcome) => {
            desk.conn.execute_batch("RELEASE trial")?;
            Ok(outcome)
        }
        Err(e) if is_refused(&e) => {
            desk.conn
                .execute_batch("ROLLBACK TO trial; RELEASE trial")?;
            desk.vocabulary.forget();
            Ok(Outcome::Failed(refused(&e)))
        }
        Err(e) => Err(e),
    }
}

/// Notes what gave no document.
fn remark(desk: &Desk<'_, '_>, incoming: &Incoming, outcome: &Outcome) -> rusqlite::Result<()> {
    let path = &incoming.path;
    match outcome {
        Outcome::Failed(reason) => failure(desk.conn, desk.run, path, reason),
        Outcome::Skipped(number, reason) => skipped(desk.conn, desk.run, path, (*number, reason)),
        Outcome::New(..) | Outcome::Unchanged => Ok(()),
    }
}

fn stored(desk: &mut Desk<'_, '_>, incoming: &Incoming) -> rusqlite::Result<Outcome> {
    match &incoming.content {
        Ok(Content::Known { raw, document, url }) => {
            let arrival = Arrival {
                document: *document,
                raw: *raw,
                run: desk.run,
                url: url.as_deref(),
                address: address::id(desk.conn, url.as_deref())?,
            };
            capture(desk.conn, incoming, arrival)?;
            Ok(Outcome::Unchanged)
        }
        Ok(Content::Read(received)) => receive(desk, incoming, received),
        Ok(Content::Revisit(revisit)) => again(desk.conn, incoming, revisit, desk.run),
        Ok(Content::Skipped(part)) => Ok(Outcome::Skipped(part.number, part.reason.clone())),
        Err(reason) => Ok(Outcome::Failed(reason.clone())),
    }
}

fn receive(
    desk: &mut Desk<'_, '_>,
    incoming: &Incoming,
    received: &Received,
) -> rusqlite::Result<Outcome> {
    let (conn, run) = (desk.conn, desk.run);
    let known = conn
        .prepare_cached("SELECT id FROM document WHERE text_sha256 = ?1")?
        .query_row([&received.text_sha256], |r| r.get(0))
        .optional()?;
    let reading = &received.reading;
    let url = reading.article.url.as_deref();
    let address = address::id(conn, url)?;
    let (document, outcome) = if let Some(id) = known {
        (id, Outcome::Unchanged)
    } else {
        let id = Rows::write(desk, reading, &received.prepared, &received.text_sha256)?;
        let kin = remember(conn, id, received, address)?;
        (id, Outcome::New(Counts::of(reading), kin))
    };
    let raw = raw_id(conn, &received.raw)?;
    if let Some(origin) = &reading.article.origin {
        source_map::write(conn, document, raw, origin)?;
    }
    let arrival = Arrival {
        document,
        raw,
        run,
        url,
        address,
    };
    capture(conn, incoming, arrival)?;
    Ok(outcome)
}

/// Seals a new document, places it in its story, and says what it is akin to.
fn remember(
    conn: &Connection,
    document: i64,
    received: &Received,
    address: Option<i64>,
) -> rusqlite::Result<Kin> {
    insert(
        conn,
        "INSERT INTO document_seal (document_id, sha256) VALUES (?1, ?2)",
        params![document, received.seal],
    )?;
    Ok(Kin {
        version: match address {
            Some(address) => address::has_others(conn, address, document)?,
            None => false,
        },
        story: story::place(conn, document, &received.signature)?,
    })
}

#[cfg(test)]
mod tests;
