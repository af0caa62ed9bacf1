//! The least any ingest must do: the same lines parsed, the same rows inserted, nothing understood.
//!
//! The rows are taken from a finished database before the clock starts. Schema, pragmas, size of
//! transactions and the order of rows are the writer's own.

use figtrace::store::error::StoreError;
use figtrace::store::open::for_writing;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;
use std::time::{Duration, Instant};

/// Documents a transaction, as `ingest` has them.
const BATCH: usize = 512;

/// The fields a line must be parsed for.
#[derive(Deserialize)]
struct Line {
    #[expect(dead_code, reason = "parsed, as an ingest must, and then let go")]
    id: String,
    text: String,
}

/// A table and how its rows are inserted.
struct Table {
    insert: String,
    /// The column that says which document, or which figure of one, a row belongs to.
    owner: Option<(usize, Owner)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Document,
    Figure,
}

/// A row: the index of its table, and its cells.
type Row = (usize, Vec<Value>);

/// Every row of a database, by the document it belongs to.
pub struct Rows {
    tables: Vec<Table>,
    /// Rows of no document: what `ingest` writes when it first meets a name.
    names: Vec<Row>,
    documents: BTreeMap<i64, Vec<Row>>,
}

impl Rows {
    /// Reads a finished database.
    ///
    /// # Errors
    /// What the database says.
    pub fn of(finished: &Path) -> rusqlite::Result<Self> {
        let conn = Connection::open(finished)?;
        let mut out = Self {
            tables: Vec::new(),
            names: Vec::new(),
            documents: BTreeMap::new(),
        };
        let mut owners = BTreeMap::new();
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                   AND name NOT LIKE 'sentence_fts%' ORDER BY rowid";
        let mut names = conn.prepare(sql)?;
        let names: Vec<String> = names
            .query_map([], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for name in names {
            out.table(&conn, &name, &mut owners)?;
        }
        Ok(out)
    }

    fn table(
        &mut self,
        conn: &Connection,
        name: &str,
        owners: &mut BTreeMap<i64, i64>,
    ) -> rusqlite::Result<()> {
        let raw = "SELECT w.*, (SELECT min(c.document_id) FROM capture c WHERE c.raw_id = w.id) \
                   AS document_id FROM raw w ORDER BY document_id";
        let all = format!("SELECT * FROM {name} ORDER BY 1");
        let mut rows = conn.prepare(if name == "raw" { raw } else { &all })?;
        let columns: Vec<String> = rows.column_names().map(ToString::to_string).collect();
        let table = Table::of(name, &columns);
        let width = columns.len();
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let mut cells = (0..width)
                .map(|i| row.get(i))
                .collect::<rusqlite::Result<Vec<Value>>>()?;
            let owner = table
                .owner
                .and_then(|(at, owner)| match (cells.get(at), owner) {
                    (Some(Value::Integer(id)), Owner::Document) => Some(*id),
                    (Some(Value::Integer(id)), Owner::Figure) => owners.get(id).copied(),
                    _ => None,
                });
            if name == "figure"
                && let (Some(Value::Integer(id)), Some(document)) = (cells.first(), owner)
            {
                owners.insert(*id, document);
            }
            if name == "raw" {
                cells.pop();
            }
            let list = owner.map_or(&mut self.names, |id| self.documents.entry(id).or_default());
            list.push((self.tables.len(), cells));
        }
        self.tables.push(table);
        Ok(())
    }

    /// Parses `lines` and writes the rows into a new database at `path`; answers the time it took.
    ///
    /// # Errors
    /// What the system or the database says.
    pub fn write(&self, lines: &Path, path: &Path) -> anyhow::Result<Duration> {
        let begun = Instant::now();
        let mut conn = for_writing(path)?;
        let mut lines = std::io::BufReader::new(std::fs::File::open(lines)?).lines();
        let documents: Vec<&Vec<Row>> = self.documents.values().collect();
        for (index, batch) in documents.chunks(BATCH).enumerate() {
            for line in lines.by_ref().take(BATCH) {
                let line: Line = serde_json::from_str(&line?)?;
                std::hint::black_box(line.text);
            }
            let first = self.names.iter().filter(|_| index == 0);
            let rows = first.chain(batch.iter().flat_map(|rows| rows.iter()));
            self.insert(&mut conn, rows)?;
        }
        conn.execute_batch("PRAGMA optimize")?;
        let _: String = conn.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get(0))?;
        conn.close().map_err(|(_, e)| StoreError::of(path, &e))?;
        Ok(begun.elapsed())
    }

    fn insert<'r>(
        &self,
        conn: &mut Connection,
        rows: impl Iterator<Item = &'r Row>,
    ) -> rusqlite::Result<()> {
        let tx = conn.transaction()?;
        // A figure may restate a later one, a region lie in one with a higher id.
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        {
            let mut inserts = self
                .tables
                .iter()
                .map(|t| tx.prepare_cached(&t.insert))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let last: i64 = tx.query_row("SELECT coalesce(max(id), 0) FROM sentence", [], |r| {
                r.get(0)
            })?;
            for (table, cells) in rows {
                if let Some(insert) = inserts.get_mut(*table) {
                    insert.execute(params_from_iter(cells))?;
                }
            }
            tx.prepare_cached(
                "INSERT INTO sentence_fts (rowid, text) SELECT id, text FROM sentence WHERE id > ?1 ORDER BY id",
            )?
            .execute([last])?;
        }
        tx.commit()
    }
}

impl Table {
    fn of(name: &str, columns: &[String]) -> Self {
        let place = |column: &str| columns.iter().position(|c| c == column);
        let owner = match name {
            "document" => Some((0, Owner::Document)),
            _ => place("document_id")
                .map(|at| (at, Owner::Document))
                .or(place("figure_id").map(|at| (at, Owner::Figure))),
        };
        let written = columns.len() - usize::from(name == "raw");
        let marks = vec!["?"; written].join(", ");
        Self {
            // Units that every database has are there.
            insert: format!("INSERT OR IGNORE INTO {name} VALUES ({marks})"),
            owner,
        }
    }
}
