//! Opens a database file: for the one writer, or for reading only.

use crate::store::error::StoreError;
use crate::store::schema::{APPLICATION_ID, MIGRATIONS, Migration, VERSION, create, migrate};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long a statement waits for a reader that is in the way.
const PATIENCE: Duration = Duration::from_secs(10);

/// Statements kept prepared: more than the writer has.
const STATEMENTS: usize = 96;

/// Opens `path` for writing; makes it when it is not there, brings an older one up to date.
///
/// # Errors
/// A [`StoreError`] that says what to do; a file of another program or of a newer version is not touched.
pub fn for_writing(path: &Path) -> Result<Connection, StoreError> {
    open_up_to(path, VERSION, MIGRATIONS)
}

/// The same for a database that must be there: an empty file is none, and stays as it is.
///
/// # Errors
/// A [`StoreError`] that says what to do.
pub fn for_changing(path: &Path) -> Result<Connection, StoreError> {
    match read_only(path) {
        Err(missing @ StoreError::Missing(_)) => Err(missing),
        Ok((_, standing)) if standing.empty => Err(StoreError::Foreign(path.to_path_buf())),
        // Whatever keeps it from being read keeps it from being written, and is told then.
        _ => for_writing(path),
    }
}

/// The same for any last version; tests look ahead with it.
fn open_up_to(path: &Path, version: i64, steps: &[Migration]) -> Result<Connection, StoreError> {
    if let Some(folder) = path
        .parent()
        .filter(|f| !f.as_os_str().is_empty() && !f.is_dir())
    {
        return Err(StoreError::NoFolder(folder.to_path_buf()));
    }
    let said = |e: rusqlite::Error| StoreError::of(path, &e);
    let mut conn = Connection::open(path).map_err(said)?;
    let standing = Standing::of(&conn).map_err(said)?;
    if !standing.empty {
        standing.admit(path, version)?;
    }
    conn.busy_timeout(PATIENCE).map_err(said)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    tune(&conn).map_err(said)?;
    if standing.empty {
        create(&mut conn).map_err(said)?;
    } else {
        migrate(&mut conn, standing.version, steps).map_err(said)?;
    }
    Ok(conn)
}

/// Lets plans not hang on the values that are asked for. Where there are statistics, `SQLite` would make the
/// plan of a question anew for every value, which takes longer than the answer when it is asked a thousand times.
///
/// # Errors
/// What `SQLite` says.
pub(crate) fn keep_plans(conn: &Connection, keep: bool) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, keep)
        .map(|_| ())
}

/// WAL with synchronous FULL: an acknowledged commit survives a loss of power. The log is folded into
/// the file every 8192 pages (32 MB), not at every batch: the pages of the indexes change in each. The
/// cache (128 MB) holds the indexes of some ten thousand articles.
fn tune(conn: &Connection) -> rusqlite::Result<()> {
    let _: String = conn.query_row("PRAGMA journal_mode = WAL", [], |r| r.get(0))?;
    keep_plans(conn, true)?;
    conn.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
         PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 8192;",
    )
}

/// How long the end of a run waits for readers.
const BRIEF: Duration = Duration::from_millis(200);

/// Folds the log into the file, so that one file holds everything; a reader in the way keeps the log,
/// which the next writer folds.
///
/// # Errors
/// What `SQLite` says; everything stored is safe all the same.
pub(super) fn fold(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(BRIEF)?;
    let mode: rusqlite::Result<String> =
        conn.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get(0));
    match mode {
        Err(e) if e.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) => Err(e),
        _ => Ok(()),
    }
}

/// Opens `path` for reading only.
///
/// # Errors
/// A [`StoreError`] that says what to do.
pub fn for_reading(path: &Path) -> Result<Connection, StoreError> {
    let (conn, standing) = match read_only(path) {
        // Beside a WAL file SQLite wants to write; without one the file cannot change under us.
        Err(StoreError::ReadOnly(_)) if !beside(path, "-wal").exists() => immutable(path)?,
        other => other?,
    };
    if standing.empty {
        return Err(StoreError::Foreign(path.to_path_buf()));
    }
    standing.admit(path, VERSION)?;
    if standing.version < VERSION {
        return Err(StoreError::Older {
            path: path.to_path_buf(),
            found: standing.version,
        });
    }
    Ok(conn)
}

fn read_only(path: &Path) -> Result<(Connection, Standing), StoreError> {
    if !path.is_file() {
        return Err(StoreError::Missing(path.to_path_buf()));
    }
    let said = |e: rusqlite::Error| StoreError::of(path, &e);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(said)?;
    conn.busy_timeout(PATIENCE).map_err(said)?;
    let standing = Standing::of(&conn).map_err(said)?;
    Ok((conn, standing))
}

fn immutable(path: &Path) -> Result<(Connection, Standing), StoreError> {
    let said = |e: rusqlite::Error| StoreError::of(path, &e);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let escaped = path
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let conn =
        Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).map_err(said)?;
    let standing = Standing::of(&conn).map_err(said)?;
    Ok((conn, standing))
}

/// The file beside the database whose name ends in `suffix`.
pub(super) fn beside(path: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// What a file says about itself.
struct Standing {
    /// No table, no mark: new, or left by a run that was killed while making it.
    empty: bool,
    application: i64,
    version: i64,
}

impl Standing {
    fn of(conn: &Connection) -> rusqlite::Result<Self> {
        let pragma = |name| conn.pragma_query_value(None, name, |r| r.get::<_, i64>(0));
        let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get(0))?;
        let (application, version) = (pragma("application_id")?, pragma("user_version")?);
        Ok(Self {
            empty: tables == 0 && application == 0 && version == 0,
            application,
            version,
        })
    }

    fn admit(&self, path: &Path, known: i64) -> Result<(), StoreError> {
        if self.application != APPLICATION_ID || self.version < 1 {
            return Err(StoreError::Foreign(path.to_path_buf()));
        }
        if self.version > known {
            return Err(StoreError::Newer {
                path: path.to_path_buf(),
                found: self.version,
                known,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writer_keeps_its_plans_and_a_reader_does_while_it_asks_often() {
        let conn = Connection::open_in_memory().unwrap();
        let kept = |conn: &Connection| conn.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG);
        assert_eq!(kept(&conn), Ok(false));
        tune(&conn).unwrap();
        assert_eq!(kept(&conn), Ok(true));
        keep_plans(&conn, false).unwrap();
        assert_eq!(kept(&conn), Ok(false));
    }

    #[test]
    fn a_new_file_is_made_and_opens_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a b#c.db");
        assert!(matches!(for_reading(&path), Err(StoreError::Missing(_))));
        drop(for_writing(&path).unwrap());
        drop(for_writing(&path).unwrap());
        assert!(for_reading(&path).is_ok());
        assert!(immutable(&path).is_ok());
    }

    #[test]
    fn only_what_is_there_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        assert!(matches!(for_changing(&path), Err(StoreError::Missing(_))));
        std::fs::write(&path, "").unwrap();
        assert!(matches!(for_changing(&path), Err(StoreError::Foreign(_))));
        assert_eq!(std::fs::read(&path).unwrap(), b"");
        drop(for_writing(&path).unwrap());
        assert!(for_changing(&path).is_ok());
    }

    #[test]
    fn files_of_others_are_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        Connection::open(&path)
            .unwrap()
            .execute_batch("CREATE TABLE t (x)")
            .unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(for_writing(&path), Err(StoreError::Foreign(_))));
        assert!(matches!(for_reading(&path), Err(StoreError::Foreign(_))));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        std::fs::write(&path, "no database at all, just some words in a file").unwrap();
        assert!(matches!(for_writing(&path), Err(StoreError::Foreign(_))));
    }

    #[test]
    fn versions_that_cannot_be_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v.db");
        for_writing(&path)
            .unwrap()
            .pragma_update(None, "user_version", VERSION + 1)
            .unwrap();
        assert!(matches!(for_writing(&path), Err(StoreError::Newer { .. })));
        assert!(matches!(for_reading(&path), Err(StoreError::Newer { .. })));
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", 0)
            .unwrap();
        assert!(matches!(for_reading(&path), Err(StoreError::Foreign(_))));
    }

    #[test]
    fn an_older_file_is_brought_up_to_date_with_everything_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v.db");
        let text = "Yunnan sold 7 cars.";
        crate::store::sample::writer(&path, "t")
            .store(&[crate::store::sample::incoming("a", text)])
            .unwrap();
        let steps = [Migration {
            from: VERSION,
            sql: "ALTER TABLE figure ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm';",
        }];
        let conn = open_up_to(&path, VERSION + 1, &steps).unwrap();
        let kept: i64 = conn
            .query_row(
                "SELECT count(*) FROM figure WHERE quote = '7' AND mood = 'calm'",
                [],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(kept, 1);
        drop(conn);
        assert!(
            open_up_to(&path, VERSION + 1, &steps).is_ok(),
            "once is enough"
        );
        assert!(matches!(for_writing(&path), Err(StoreError::Newer { .. })));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = for_writing(Path::new("/nowhere/at/all/x.db")).unwrap_err();
        assert!(error.to_string().contains("/nowhere/at/all"), "{error}");
    }
}
