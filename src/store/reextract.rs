//! Documents read again by the program's present rules: rows that differ are replaced, the others stay.
//!
//! A batch is one transaction, and each document notes which rules its rows come from, so that a run that
//! was stopped leaves a file that says what was done, and the next one goes on.

use crate::link::reading::Reading;
use crate::store::document::{Desk, Rows};
use crate::store::error::StoreError;
use crate::store::incoming::Unfit;
use crate::store::inserts::Inserts;
use crate::store::lock::WriteLock;
use crate::store::open::{fold, for_changing};
use crate::store::prepared::Prepared;
use crate::store::seal;
use crate::store::vocabulary::{Reference, Vocabulary};
use crate::store::writer::{is_refused, refused};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What changed in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub document: i64,
    /// Headline.
    pub title: Option<String>,
    /// The figures that changed, in the order of the text.
    pub figures: Vec<FigureChange>,
    /// How many rows of other tables came or went.
    pub others: usize,
    /// Why it could not be stored: its old rows stay.
    pub refused: Option<String>,
}

/// What changed in one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Its uid.
    pub uid: String,
    /// The number and its unit as written.
    pub quote: String,
    /// The mark a person made on it.
    pub mark: Option<String>,
    /// What happened.
    pub what: What,
}

/// What happened to a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was not there.
    Added,
    /// It is no figure any more, or stands elsewhere.
    Removed,
    /// Other fields: name, before, after.
    Changed(Vec<(&'static str, String, String)>),
}

/// Reads documents of one database again; nobody else can write to it while it lives.
#[derive(Debug)]
pub struct Rereader {
    // Dropped in this order: the connection is closed before the lock is given back.
    conn: Connection,
    path: PathBuf,
    vocabulary: Vocabulary,
    _lock: WriteLock,
}

impl Rereader {
    /// Opens the database at `path`, which must be there.
    ///
    /// # Errors
    /// A [`StoreError`] that says what to do.
    pub fn open(path: &Path, reference: Reference) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        let lock = WriteLock::take(path)?;
        Ok(Self {
            conn: for_changing(path)?,
            path: path.to_path_buf(),
            vocabulary: Vocabulary::new(reference),
            _lock: lock,
        })
    }

    /// Compares each document's new reading with its rows, and replaces them where they differ; with `dry`,
    /// nothing is kept. What it answers is committed when it answers, one change for each document.
    ///
    /// # Errors
    /// Why nothing of the batch was done; batches before it are safe.
    pub fn read_again(
        &mut self,
        batch: &[(i64, Reading)],
        dry: bool,
    ) -> Result<Vec<Change>, StoreError> {
        let done = self.try_batch(batch, dry);
        if dry || done.is_err() {
            self.vocabulary.forget();
        }
        done.map_err(|e| StoreError::of(&self.path, &e))
    }

    fn try_batch(&mut self, batch: &[(i64, Reading)], dry: bool) -> rusqlite::Result<Vec<Change>> {
        let mut tx = self.conn.transaction()?;
        let mut out = Vec::with_capacity(batch.len());
        for (document, reading) in batch {
            let point = tx.savepoint()?;
            let mut change = match replace(&point, &mut self.vocabulary, *document, reading) {
                Ok(change) => change,
                Err(refusal) => Change {
                    document: *document,
                    refused: Some(refusal.reason()?),
                    ..Change::default()
                },
            };
            change.title.clone_from(&reading.article.title);
            if change.differs() {
                point.commit()?;
            } else {
                // The rows as they were keep their ids.
                drop(point);
                self.vocabulary.forget();
                if change.refused.is_none() {
                    noted(&tx, *document, self.vocabulary.extractor())?;
                }
            }
            out.push(change);
        }
        if dry {
            tx.rollback()?;
        } else {
            tx.commit()?;
        }
        Ok(out)
    }

    /// Brings names and meanings up to date, unless `dry`, and folds the log into the file, so that one file
    /// holds everything.
    ///
    /// # Errors
    /// What `SQLite` says; everything stored is safe all the same.
    pub fn finish(mut self, dry: bool) -> Result<(), StoreError> {
        let done = if dry { Ok(()) } else { self.tidy() };
        let done = done.and_then(|()| fold(&self.conn));
        done.map_err(|e| StoreError::of(&self.path, &e))
    }

    fn tidy(&mut self) -> rusqlite::Result<()> {
        let tx = self.conn.transaction()?;
        tx.execute_batch(UNUSED)?;
        self.vocabulary.renew(&tx)?;
        self.vocabulary.demote(&tx)?;
        tx.commit()
    }
}

/// Words of the vocabularies that only replaced rows had.
const UNUSED: &str = "
DELETE FROM indicator WHERE id NOT IN (SELECT indicator_id FROM figure WHERE indicator_id IS NOT NULL);
DELETE FROM speaker WHERE id NOT IN (SELECT speaker_id FROM figure WHERE speaker_id IS NOT NULL);
DELETE FROM region_alias WHERE NOT EXISTS
  (SELECT 1 FROM region_mention m WHERE m.region_id = region_alias.region_id AND m.quote = region_alias.name);
DELETE FROM project_alias WHERE NOT EXISTS
  (SELECT 1 FROM project_mention m WHERE m.project_id = project_alias.project_id AND m.quote = project_alias.name);";

impl Change {
    /// Whether any row is another.
    pub fn differs(&self) -> bool {
        !self.figures.is_empty() || self.others > 0
    }
}

/// Why the rows of a document stay as they are.
enum Refusal {
    /// The new reading contradicts itself.
    Defect(String),
    /// What `SQLite` says.
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl Refusal {
    /// The sentence for a person, or the error that ends the batch.
    fn reason(self) -> rusqlite::Result<String> {
        match self {
            Self::Defect(what) => Ok(Unfit::Defect(what).to_string()),
            Self::Database(e) if is_refused(&e) => Ok(refused(&e)),
            Self::Database(e) => Err(e),
        }
    }
}

fn noted(conn: &Connection, document: i64, rules: &str) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO extraction (document_id, rules) VALUES (?1, ?2)";
    conn.prepare_cached(sql)?
        .execute(params![document, rules])
        .map(|_| ())
}

fn replace(
    conn: &Connection,
    vocabulary: &mut Vocabulary,
    document: i64,
    reading: &Reading,
) -> Result<Change, Refusal> {
    let sha256: String = conn
        .prepare_cached("SELECT text_sha256 FROM document WHERE id = ?1")?
        .query_row([document], |r| r.get(0))?;
    let before = Snapshot::of(conn, document)?;
    for sql in REMOVE {
        conn.prepare_cached(sql)?.execute([document])?;
    }
    let prepared = Prepared::of(reading, &sha256).map_err(Refusal::Defect)?;
    let mut desk = Desk {
        conn,
        inserts: &mut Inserts::of(conn)?,
        vocabulary,
        run: 0,
    };
    Rows::write_again(&mut desk, reading, &prepared, document)?;
    let after = Snapshot::of(conn, document)?;
    let sql = "UPDATE document_seal SET sha256 = ?2 WHERE document_id = ?1";
    conn.prepare_cached(sql)?
        .execute(params![document, seal::of_rows(conn, document)?])?;
    Ok(before.against(&after, document))
}

/// Removes what was read in a document, what refers to rows before the rows.
const REMOVE: &[&str] = &[
    "DELETE FROM relation_figure WHERE relation_id IN (SELECT id FROM relation WHERE document_id = ?1)",
    "DELETE FROM relation WHERE document_id = ?1",
    "DELETE FROM same_thing WHERE figure_id IN (SELECT id FROM figure WHERE document_id = ?1)",
    "DELETE FROM figure_region WHERE figure_id IN (SELECT id FROM figure WHERE document_id = ?1)",
    "DELETE FROM figure_project WHERE figure_id IN (SELECT id FROM figure WHERE document_id = ?1)",
    "DELETE FROM figure_reason WHERE figure_id IN (SELECT id FROM figure WHERE document_id = ?1)",
    "UPDATE figure SET equivalent_to_id = NULL WHERE document_id = ?1",
    "DELETE FROM figure WHERE document_id = ?1",
    "DELETE FROM date_mention WHERE document_id = ?1",
    "DELETE FROM region_mention WHERE document_id = ?1",
    "DELETE FROM project_mention WHERE document_id = ?1",
    "DELETE FROM rejection WHERE document_id = ?1",
    "DELETE FROM sentence WHERE document_id = ?1",
    "DELETE FROM extraction WHERE document_id = ?1",
];

/// Fields of a figure, in the order of [`FIGURES`]' columns after uid, quote and mark.
const FIELDS: &[&str] = &[
    "value",
    "low",
    "high",
    "half_place",
    "comparator",
    "unit",
    "counted",
    "real",
    "least",
    "most",
    "role",
    "modality",
    "measure",
    "indicator",
    "period",
    "base_period",
    "base_relative",
    "attributed_to",
    "equivalent_to",
    "regions",
    "projects",
    "why",
    "rule",
    "thing",
    "place",
];

const FIGURES: &str = "
SELECT f.uid, f.quote, (SELECT kind FROM mark m WHERE m.uid = f.uid),
       f.value_exact, f.low_exact, f.high_exact, f.half_place, f.comparator, u.code, f.counted, f.value, f.low, f.high,
       f.role, f.modality, CASE i.known WHEN 1 THEN i.name END, f.indicator_text, p.edtf, b.edtf, f.base_relative,
       k.name, e.uid,
       (SELECT group_concat(code, '; ') FROM (SELECT r.code FROM figure_region x JOIN region r ON r.id = x.region_id
         WHERE x.figure_id = f.id ORDER BY x.ord)),
       (SELECT group_concat(name, '; ') FROM (SELECT j.name FROM figure_project x JOIN project j ON j.id = x.project_id
         WHERE x.figure_id = f.id ORDER BY x.ord)),
       (SELECT group_concat(name, '; ') FROM (SELECT w.name FROM figure_reason x JOIN rule w ON w.id = x.rule_id
         WHERE x.figure_id = f.id ORDER BY x.ord)),
       l.name, (SELECT key FROM same_thing t WHERE t.figure_id = f.id), f.start_char || '-' || f.end_char
FROM figure f
JOIN unit u ON u.id = f.unit_id
JOIN rule l ON l.id = f.rule_id
LEFT JOIN indicator i ON i.id = f.indicator_id
LEFT JOIN period p ON p.id = f.period_id
LEFT JOIN period b ON b.id = f.base_period_id
LEFT JOIN speaker k ON k.id = f.speaker_id
LEFT JOIN figure e ON e.id = f.equivalent_to_id
WHERE f.document_id = ?1 ORDER BY f.start_char, f.end_char, f.uid";

/// Everything else that rules make of a document, one line for each row.
const OTHERS: &[&str] = &[
    "SELECT 'sentence', s.start_char, s.end_char, b.ord FROM sentence s JOIN block b ON b.id = s.block_id WHERE s.document_id = ?1",
    "SELECT 'date', m.start_char, m.end_char, p.edtf, m.timex_type, m.timex_value, l.name FROM date_mention m \
     LEFT JOIN period p ON p.id = m.period_id JOIN rule l ON l.id = m.rule_id WHERE m.document_id = ?1",
    "SELECT 'region', m.start_char, m.end_char, r.code, l.name FROM region_mention m \
     JOIN region r ON r.id = m.region_id JOIN rule l ON l.id = m.rule_id WHERE m.document_id = ?1",
    "SELECT 'project', m.start_char, m.end_char, j.name, l.name FROM project_mention m \
     JOIN project j ON j.id = m.project_id JOIN rule l ON l.id = m.rule_id WHERE m.document_id = ?1",
    "SELECT 'rejection', start_char, end_char, reason FROM rejection WHERE document_id = ?1",
    "SELECT 'relation', l.name, r.kind, r.verdict, r.computation, r.expected, r.expected_low, r.expected_high, r.stated, \
     (SELECT group_concat(part || ' ' || uid, '; ') FROM (SELECT x.part, f.uid FROM relation_figure x \
     JOIN figure f ON f.id = x.figure_id WHERE x.relation_id = r.id ORDER BY x.ord)) \
     FROM relation r JOIN rule l ON l.id = r.rule_id WHERE r.document_id = ?1",
];

struct Figure {
    uid: String,
    quote: String,
    mark: Option<String>,
    fields: Vec<String>,
}

/// What rules made of a document, without ids of rows.
struct Snapshot {
    figures: Vec<Figure>,
    /// Lines with how often each is there.
    others: BTreeMap<String, usize>,
}

impl Snapshot {
    fn of(conn: &Connection, document: i64) -> rusqlite::Result<Self> {
        let mut rows = conn.prepare_cached(FIGURES)?;
        let figures = rows.query_map([document], |r| {
            let fields = (3..3 + FIELDS.len()).map(|i| r.get_ref(i).map(text));
            Ok(Figure {
                uid: r.get(0)?,
                quote: r.get(1)?,
                mark: r.get(2)?,
                fields: fields.collect::<rusqlite::Result<_>>()?,
            })
        })?;
        let figures = figures.collect::<rusqlite::Result<_>>()?;
        let mut others = BTreeMap::new();
        for sql in OTHERS {
            let mut rows = conn.prepare_cached(sql)?;
            let width = rows.column_count();
            let mut rows = rows.query([document])?;
            while let Some(row) = rows.next()? {
                let cells = (0..width).map(|i| row.get_ref(i).map(text));
                let cells: Vec<String> = cells.collect::<rusqlite::Result<_>>()?;
                *others.entry(cells.join("|")).or_default() += 1;
            }
        }
        Ok(Self { figures, others })
    }

    fn against(&self, after: &Self, document: i64) -> Change {
        let known = |all: &[Figure], uid: &str| all.iter().position(|f| f.uid == uid);
        let change = |f: &Figure, what: What| FigureChange {
            uid: f.uid.clone(),
            quote: f.quote.clone(),
            mark: f.mark.clone(),
            what,
        };
        let gone = self
            .figures
            .iter()
            .filter(|f| known(&after.figures, &f.uid).is_none());
        let mut figures: Vec<FigureChange> = gone.map(|f| change(f, What::Removed)).collect();
        for now in &after.figures {
            let was = known(&self.figures, &now.uid).and_then(|at| self.figures.get(at));
            match was {
                None => figures.push(change(now, What::Added)),
                Some(was) if was.fields != now.fields => {
                    figures.push(change(now, What::Changed(different(was, now))));
                }
                Some(_) => {}
            }
        }
        let lines = self.others.keys().chain(after.others.keys());
        let mut lines: Vec<&String> = lines.collect();
        lines.sort_unstable();
        lines.dedup();
        let count = |all: &BTreeMap<String, usize>, line: &String| {
            all.get(line).copied().unwrap_or_default()
        };
        let apart = |line: &&String| count(&self.others, line).abs_diff(count(&after.others, line));
        Change {
            document,
            title: None,
            figures,
            others: lines.iter().map(apart).sum(),
            refused: None,
        }
    }
}

fn different(was: &Figure, now: &Figure) -> Vec<(&'static str, String, String)> {
    let pairs = was.fields.iter().zip(&now.fields);
    let each = FIELDS.iter().zip(pairs).filter(|(_, (a, b))| a != b);
    each.map(|(name, (a, b))| (*name, a.clone(), b.clone()))
        .collect()
}

/// A cell as text; nothing for NULL.
fn text(cell: ValueRef<'_>) -> String {
    match cell {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(x) => x.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{dump, incoming, reading, writer};

    const TEXT: &str =
        "Yunnan’s output was 3.14 units.\nThe Sky Bridge cost 1,200 — 5G came later.";

    fn database() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        w.store(&[incoming("a.txt", TEXT), incoming("b.txt", "Sales: 5.")])
            .unwrap();
        w.finish().unwrap();
        (folder, path)
    }

    fn again(path: &Path, dry: bool) -> Vec<Change> {
        let mut rereader = Rereader::open(path, Reference::NONE).unwrap();
        let batch = [(1, reading(TEXT)), (2, reading("Sales: 5."))];
        let changes = rereader.read_again(&batch, dry).unwrap();
        rereader.finish(false).unwrap();
        changes
    }

    fn run(path: &Path, sql: &str) {
        Connection::open(path).unwrap().execute_batch(sql).unwrap();
    }

    #[test]
    fn the_same_rules_change_nothing() {
        let (_folder, path) = database();
        let before = dump(&path);
        assert!(again(&path, false).iter().all(|c| !c.differs()));
        assert_eq!(dump(&path), before);
    }

    #[test]
    fn rows_of_other_rules_are_healed_and_told() {
        let (_folder, path) = database();
        let uid = "SELECT uid FROM figure WHERE quote = '3.14'";
        run(
            &path,
            &format!(
                "UPDATE figure SET role = 'share', comparator = 'over' WHERE quote = '3.14';
                 INSERT INTO mark SELECT uid, 'disputed', NULL, 't' FROM figure WHERE uid = ({uid});
                 DELETE FROM figure_region WHERE figure_id = 2; DELETE FROM figure_project WHERE figure_id = 2;
                 DELETE FROM figure_reason WHERE figure_id = 2; DELETE FROM figure WHERE id = 2;
                 UPDATE figure SET uid = '00000000000000ff' WHERE document_id = 2;
                 DELETE FROM rejection; UPDATE extraction SET rules = 'older';"
            ),
        );
        let stale = dump(&path);
        let told = again(&path, true);
        assert_eq!(dump(&path), stale, "a dry run keeps nothing");
        let changes = again(&path, false);
        assert_eq!(changes, told);
        let what: Vec<&What> = changes[0].figures.iter().map(|f| &f.what).collect();
        assert_eq!(
            what,
            [
                &What::Changed(vec![
                    ("comparator", "over".into(), "exact".into()),
                    ("role", "share".into(), "level".into())
                ]),
                &What::Added
            ]
        );
        assert_eq!(changes[0].figures[0].mark.as_deref(), Some("disputed"));
        assert_eq!(changes[0].others, 1, "the rejection");
        let what: Vec<&What> = changes[1].figures.iter().map(|f| &f.what).collect();
        assert_eq!(what, [&What::Removed, &What::Added]);
        assert!(again(&path, false).iter().all(|c| !c.differs()), "healed");
        let count = |sql: &str| -> i64 {
            let conn = Connection::open(&path).unwrap();
            conn.query_row(sql, [], |r| r.get(0)).unwrap()
        };
        assert_eq!(
            count("SELECT count(*) FROM mark JOIN figure USING (uid)"),
            1
        );
        assert_eq!(
            count("SELECT count(*) FROM extraction WHERE rules = 'none'"),
            2
        );
        assert_eq!(
            count("SELECT count(*) FROM sentence_fts WHERE sentence_fts MATCH 'cost'"),
            1
        );
        assert_eq!(
            count("SELECT count(*) FROM provenance WHERE NOT quote_ok"),
            0
        );
    }

    /// A table that comes to refer to figures or sentences must be thought of here.
    #[test]
    fn every_table_that_hangs_on_a_reading_is_emptied() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::schema::SCHEMA).unwrap();
        let sql = "SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) k \
                   WHERE m.type = 'table' AND k.\"table\" IN ('figure','sentence','relation') ORDER BY 1";
        let mut rows = conn.prepare(sql).unwrap();
        let names = rows.query_map([], |r| r.get::<_, String>(0)).unwrap();
        for name in names {
            let begin = format!("DELETE FROM {} ", name.unwrap());
            assert!(REMOVE.iter().any(|sql| sql.starts_with(&begin)), "{begin}");
        }
    }

    #[test]
    fn other_bounds_of_sentences_leave_stories_true() {
        let text = "The river rose in the night and took two bridges. Nobody in the low streets had ever seen so much water before.";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        w.store(&[incoming("a.txt", text)]).unwrap();
        w.finish().unwrap();
        let mut whole = reading(text);
        let last = whole.sentences.pop().unwrap().0;
        whole.sentences[0].0.end = last.end;
        let mut rereader = Rereader::open(&path, Reference::NONE).unwrap();
        let changes = rereader.read_again(&[(1, whole)], false).unwrap();
        rereader.finish(false).unwrap();
        assert_eq!(changes[0].others, 3, "two sentences went, one came");
        let proof = crate::query::Library::open(&path)
            .unwrap()
            .verify(&Reference::NONE);
        assert_eq!(proof.faults, []);
        let kept = "SELECT count(*) FROM story_key";
        let conn = Connection::open(&path).unwrap();
        let kept: i64 = conn.query_row(kept, [], |r| r.get(0)).unwrap();
        assert!(kept > 0, "long enough to be compared");
    }

    #[test]
    fn an_indicator_is_known_as_the_present_rules_say() {
        let (_folder, path) = database();
        let known = || -> bool {
            let conn = Connection::open(&path).unwrap();
            let sql = "SELECT known FROM indicator WHERE name = 'gdp'";
            conn.query_row(sql, [], |r| r.get(0)).unwrap()
        };
        assert!(known());
        run(&path, "UPDATE indicator SET known = 0");
        again(&path, false);
        assert!(known(), "as its figures say");
        let knows_nothing = Reference {
            measure: |_| false,
            ..Reference::NONE
        };
        Rereader::open(&path, knows_nothing)
            .unwrap()
            .finish(false)
            .unwrap();
        assert!(!known(), "the vocabulary lost it");
    }

    #[test]
    fn what_cannot_be_stored_leaves_the_old_rows() {
        let (_folder, path) = database();
        let before = dump(&path);
        let mut bad = reading("Sales: 5.");
        bad.figures[0].mention.sentence = 9;
        let mut rereader = Rereader::open(&path, Reference::NONE).unwrap();
        let changes = rereader.read_again(&[(2, bad)], false).unwrap();
        assert!(
            changes[0]
                .refused
                .as_ref()
                .is_some_and(|why| why.contains("no sentence 9"))
        );
        rereader.finish(false).unwrap();
        assert_eq!(dump(&path), before);
    }
}
