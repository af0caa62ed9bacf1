//! The one writer: a batch of inputs is one transaction, a document is stored whole or not at all.

use crate::link::reading::Reading;
use crate::read::Revisit;
use crate::store::document::{Refusal, Rows};
use crate::store::error::StoreError;
use crate::store::incoming::{Content, Incoming, RawBytes, Received};
use crate::store::lock::WriteLock;
use crate::store::open::{fold, for_writing};
use crate::store::vocabulary::{Vocabulary, insert};
use crate::store::{address, source_map, story};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
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
}

impl Counts {
    /// Those of one reading.
    pub fn of(reading: &Reading) -> Self {
        Self {
            figures: reading.figures.len(),
            dates: reading.dates.len(),
            regions: reading.regions.len(),
            projects: reading.projects.len(),
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.figures += other.figures;
        self.dates += other.dates;
        self.regions += other.regions;
        self.projects += other.projects;
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
        let mut tx = self.conn.transaction()?;
        let run = run_id(&tx, &self.run)?;
        let mut outcomes = Vec::with_capacity(batch.len());
        for incoming in batch {
            let outcome = match &incoming.content {
                Ok(Content::Known { raw, document, url }) => {
                    capture(&tx, incoming, (*document, *raw, run), url.as_deref())?;
                    Outcome::Unchanged
                }
                Ok(Content::Read(received)) => {
                    let point = tx.savepoint()?;
                    match receive(&point, &mut self.vocabulary, incoming, received, run) {
                        Ok(outcome) => {
                            point.commit()?;
                            outcome
                        }
                        Err(refusal) => {
                            drop(point);
                            self.vocabulary.forget();
                            Outcome::Failed(refusal.reason()?)
                        }
                    }
                }
                Ok(Content::Revisit(revisit)) => again(&tx, incoming, revisit, run)?,
                Ok(Content::Skipped(part)) => Outcome::Skipped(part.number, part.reason.clone()),
                Err(reason) => Outcome::Failed(reason.clone()),
            };
            match &outcome {
                Outcome::Failed(reason) => failure(&tx, run, &incoming.path, reason)?,
                Outcome::Skipped(number, reason) => {
                    skipped(&tx, run, &incoming.path, (*number, reason))?;
                }
                Outcome::New(..) | Outcome::Unchanged => {}
            }
            outcomes.push(outcome);
        }
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

impl Refusal {
    /// The sentence for the failure table, or the error that ends the batch.
    pub(super) fn reason(self) -> rusqlite::Result<String> {
        match self {
            Self::Defect(what) => Ok(format!(
                "its reading contradicts itself ({what}); please report it"
            )),
            Self::Database(e) if e.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Ok(format!(
                    "its reading breaks a rule of the database ({e}); please report it"
                ))
            }
            Self::Database(e) => Err(e),
        }
    }
}

fn run_id(conn: &Connection, run: &Run) -> rusqlite::Result<i64> {
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

fn receive(
    conn: &Connection,
    vocabulary: &mut Vocabulary,
    incoming: &Incoming,
    received: &Received,
    run: i64,
) -> Result<Outcome, Refusal> {
    let known = conn
        .prepare_cached("SELECT id FROM document WHERE text_sha256 = ?1")?
        .query_row([&received.text_sha256], |r| r.get(0))
        .optional()?;
    let reading = &received.reading;
    let url = reading.article.url.as_deref();
    let (document, outcome) = if let Some(id) = known {
        (id, Outcome::Unchanged)
    } else {
        let id = Rows::write(conn, vocabulary, reading, &received.text_sha256, run)?;
        let kin = remember(conn, id, received, url)?;
        (id, Outcome::New(Counts::of(reading), kin))
    };
    let raw = raw_id(conn, &received.raw)?;
    if let Some(origin) = &reading.article.origin {
        source_map::write(conn, document, raw, origin)?;
    }
    capture(conn, incoming, (document, raw, run), url)?;
    Ok(outcome)
}

/// Seals a new document, places it in its story, and says what it is akin to.
fn remember(
    conn: &Connection,
    document: i64,
    received: &Received,
    url: Option<&str>,
) -> rusqlite::Result<Kin> {
    insert(
        conn,
        "INSERT OR REPLACE INTO document_seal (document_id, sha256) VALUES (?1, ?2)",
        params![document, received.seal],
    )?;
    let address = address::id(conn, url)?;
    Ok(Kin {
        version: match address {
            Some(address) => address::has_others(conn, address, document)?,
            None => false,
        },
        story: story::place(conn, document, &received.signature)?,
    })
}

/// Notes that `incoming` gave `document` from the bytes `raw` in `run`.
fn capture(
    conn: &Connection,
    incoming: &Incoming,
    (document, raw, run): (i64, i64, i64),
    url: Option<&str>,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO capture (document_id, raw_id, run_id, media_type, path, source, url, \
         member, record_id, record_offset, captured_at, address_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        document,
        raw,
        run,
        incoming.media_type,
        incoming.path,
        incoming.source,
        url,
        incoming.held.member,
        incoming.held.record_id,
        incoming.held.offset.and_then(|o| i64::try_from(o).ok()),
        incoming.held.captured_at.map(|at| at.to_string()),
        address::id(conn, url)?,
    ])
    .map(|_| ())
}

/// Notes that the bytes of an earlier capture were received again.
fn again(
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
    capture(
        conn,
        &incoming,
        (document, raw, run),
        revisit.url.as_deref(),
    )?;
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
fn skipped(
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

fn raw_id(conn: &Connection, raw: &RawBytes) -> rusqlite::Result<i64> {
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

fn failure(conn: &Connection, run: i64, path: &str, reason: &str) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO failure (run_id, path, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![run, path, reason])
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::span::Span;
    use crate::read::Held;
    use crate::store::open::for_reading;
    use crate::store::sample::{dump, incoming, reading, received, writer};

    const TEXT: &str =
        "Yunnan’s output was 3.14 units.\nThe Sky Bridge cost 1,200 — 5G came later.";

    fn count(path: &Path, sql: &str) -> i64 {
        for_reading(path)
            .unwrap()
            .query_row(sql, [], |r| r.get(0))
            .unwrap()
    }

    fn temporary() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        (folder, path)
    }

    #[test]
    fn a_document_is_stored_with_its_proofs() {
        let (_folder, path) = temporary();
        let mut w = writer(&path, "t1");
        let outcomes = w.store(&[incoming("a.txt", TEXT)]).unwrap();
        w.finish().unwrap();
        let counts = Counts {
            figures: 3,
            dates: 0,
            regions: 1,
            projects: 1,
        };
        assert_eq!(outcomes, [Outcome::New(counts, Kin::default())]);
        assert_eq!(
            count(&path, "SELECT count(*) FROM provenance WHERE quote_ok = 1"),
            3
        );
        assert_eq!(
            count(
                &path,
                "SELECT count(*) FROM facts WHERE regions = 'Yunnan' AND projects = 'Sky Bridge' AND measure = 'gdp'"
            ),
            3
        );
        assert_eq!(
            count(
                &path,
                "SELECT count(*) FROM sentence_fts WHERE sentence_fts MATCH 'cost'"
            ),
            1
        );
        assert_eq!(
            count(
                &path,
                "SELECT count(*) FROM rejection r JOIN document d WHERE substr(d.text, r.start_char + 1, r.end_char - r.start_char) = r.quote"
            ),
            1
        );
        assert_eq!(count(&path, "SELECT count(*) FROM figure_reason"), 6);
    }

    #[test]
    fn the_same_content_again_adds_a_capture_and_no_document() {
        let (_folder, path) = temporary();
        writer(&path, "t1")
            .store(&[incoming("a.txt", TEXT)])
            .unwrap();
        let outcomes = writer(&path, "t2")
            .store(&[incoming("a.txt", TEXT)])
            .unwrap();
        assert_eq!(outcomes, [Outcome::Unchanged]);
        assert_eq!(count(&path, "SELECT count(*) FROM capture"), 2);
        assert_eq!(count(&path, "SELECT count(*) FROM raw"), 1);
        assert_eq!(count(&path, "SELECT count(*) FROM document"), 1);
        let before = dump(&path);
        writer(&path, "t2")
            .store(&[incoming("a.txt", TEXT)])
            .unwrap();
        assert_eq!(dump(&path), before, "the same run again changes nothing");
    }

    #[test]
    fn known_bytes_add_a_capture_without_being_read() {
        let (_folder, path) = temporary();
        writer(&path, "t1")
            .store(&[incoming("a.txt", TEXT)])
            .unwrap();
        let mut again = incoming("b.txt", TEXT);
        again.content = Ok(Content::Known {
            raw: 1,
            document: 1,
            url: None,
        });
        let outcomes = writer(&path, "t2").store(&[again]).unwrap();
        assert_eq!(outcomes, [Outcome::Unchanged]);
        assert_eq!(
            count(
                &path,
                "SELECT count(*) FROM capture WHERE path = 'b.txt' AND raw_id = 1"
            ),
            1
        );
    }

    #[test]
    fn one_bad_reading_does_not_hurt_its_neighbours() {
        let (_folder, path) = temporary();
        let mut bad = reading("Sales rose 5 points.");
        bad.figures[0].mention.span = Span::new(900, 901);
        let mut lost = reading("Sales rose 6 points.");
        lost.figures[0].mention.sentence = 7;
        let batch = [
            incoming("a", TEXT),
            received("b", "x", bad),
            received("c", "y", lost),
            received("d", "z", reading("Nul\0 9")),
            incoming("e", "Yunnan sold 7."),
        ];
        let outcomes = writer(&path, "t").store(&batch).unwrap();
        let failed: Vec<bool> = outcomes
            .iter()
            .map(|o| matches!(o, Outcome::Failed(_)))
            .collect();
        assert_eq!(failed, [false, true, true, true, false]);
        assert_eq!(count(&path, "SELECT count(*) FROM document"), 2);
        assert_eq!(count(&path, "SELECT count(*) FROM failure"), 3);
        assert_eq!(
            count(&path, "SELECT count(*) FROM pragma_foreign_key_check"),
            0
        );
        assert_eq!(
            count(&path, "SELECT count(*) FROM provenance WHERE NOT quote_ok"),
            0
        );
    }

    #[test]
    fn batches_do_not_change_rows() {
        let texts: Vec<String> = (0..40)
            .map(|n| format!("Yunnan sold {n} and {n}.5 cars."))
            .collect();
        let all: Vec<Incoming> = texts.iter().map(|t| incoming(t, t)).collect();
        let (_folder, one) = temporary();
        writer(&one, "t").store(&all).unwrap();
        let (_other, many) = temporary();
        let mut w = writer(&many, "t");
        for batch in all.chunks(3) {
            w.store(batch).unwrap();
        }
        drop(w);
        assert_eq!(dump(&one), dump(&many));
    }

    #[test]
    fn uids_survive_a_rebuild_in_another_order() {
        let uids = |texts: &[&str]| {
            let (_folder, path) = temporary();
            let batch: Vec<Incoming> = texts.iter().map(|t| incoming(t, t)).collect();
            writer(&path, "t").store(&batch).unwrap();
            let conn = for_reading(&path).unwrap();
            let mut all = conn.prepare("SELECT uid FROM figure ORDER BY uid").unwrap();
            let all: Vec<String> = all
                .query_map([], |r| r.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            all
        };
        let forth = uids(&["It sold 5.", "It sold 6."]);
        assert_eq!(forth, uids(&["It sold 6.", "It sold 5."]));
        assert_eq!((forth.len(), forth[0].len()), (2, 16));
    }

    #[test]
    fn a_figure_read_twice_at_one_place_keeps_both() {
        let (_folder, path) = temporary();
        let mut twice = reading("It sold 5 cars.");
        twice.figures.push(twice.figures[0].clone());
        twice.figures[1].mention.equivalent_to = Some(0);
        writer(&path, "t")
            .store(&[received("a", "x", twice)])
            .unwrap();
        assert_eq!(count(&path, "SELECT count(DISTINCT uid) FROM figure"), 2);
        assert_eq!(
            count(&path, "SELECT equivalent_to_id FROM figure WHERE id = 2"),
            1
        );
    }

    #[test]
    fn rounding_hides_nothing_in_things_counted_one_by_one() {
        let (_folder, path) = temporary();
        let mut read = reading("It sold 5 cars and 7 yuan and 9 people.");
        read.figures[0].mention.unit = "count".into();
        read.figures[2].mention.unit = "count".into();
        read.figures[2].mention.half_place = Some("500".parse().unwrap());
        writer(&path, "t")
            .store(&[received("a", "x", read)])
            .unwrap();
        let widths = "SELECT group_concat(CAST(high - low AS INTEGER)) = '0,1,1000' FROM figure";
        assert_eq!(count(&path, widths), 1);
    }

    #[test]
    fn raw_bytes_come_back() {
        let (_folder, path) = temporary();
        writer(&path, "t").store(&[incoming("a", TEXT)]).unwrap();
        let conn = for_reading(&path).unwrap();
        let (frame, size): (Vec<u8>, i64) = conn
            .query_row("SELECT content, size FROM raw", [], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .unwrap();
        assert_eq!(
            zstd::bulk::decompress(&frame, usize::try_from(size).unwrap()).unwrap(),
            TEXT.as_bytes()
        );
    }

    fn again_at(path: &str, of_record: Option<&str>, of_capture: Option<(&str, &str)>) -> Incoming {
        let revisit = Revisit {
            place: path.into(),
            path: None,
            held: Held::default(),
            url: Some("http://a.example/".into()),
            of_record: of_record.map(str::to_owned),
            of_capture: of_capture.map(|(url, at)| (url.to_owned(), at.parse().unwrap())),
        };
        let content = Ok(Content::Revisit(Box::new(revisit)));
        Incoming {
            content,
            ..incoming(path, "")
        }
    }

    #[test]
    fn a_page_received_again_is_a_capture_of_the_bytes_received_first() {
        let (_folder, path) = temporary();
        let mut first = incoming("a.warc#0", TEXT);
        first.held = Held {
            member: None,
            record_id: Some("<urn:uuid:1>".into()),
            offset: Some(0),
            captured_at: Some("2025-05-12T08:00:00Z".parse().unwrap()),
        };
        let mut writer = writer(&path, "2025-06-01T00:00:00Z");
        let outcomes = writer
            .store(&[
                first,
                again_at("b.warc#7", Some("<urn:uuid:1>"), None),
                again_at("b.warc#9", Some("<urn:uuid:2>"), None),
                again_at(
                    "b.warc#11",
                    None,
                    Some(("http://a.example/", "2025-05-12T08:00:00Z")),
                ),
            ])
            .unwrap();
        writer.finish().unwrap();
        assert_eq!(outcomes[1], Outcome::Unchanged);
        assert_eq!(outcomes[2], Outcome::of_unknown_revisit());
        // The first capture names no address, so address and time alone do not find it.
        assert_eq!(outcomes[3], Outcome::of_unknown_revisit());
        assert_eq!(count(&path, "SELECT count(*) FROM capture"), 2);
        assert_eq!(
            count(&path, "SELECT count(DISTINCT raw_id) FROM capture"),
            1
        );
        assert_eq!(count(&path, "SELECT sum(number) FROM skipped"), 2);
        let when =
            "SELECT captured_at = '2025-05-12T08:00:00Z' FROM capture WHERE record_offset = 0";
        assert_eq!(count(&path, when), 1);
    }
}
