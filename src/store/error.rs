//! What can go wrong with a database file, each as one sentence that says what to do.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why a database could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No file there.
    #[error("there is no database at {}; make one with `figtrace ingest PATH --db {}`", .0.display(), .0.display())]
    Missing(PathBuf),
    /// A file that is not `SQLite`, or `SQLite` of another program.
    #[error("{} is not a figtrace database; name another file with --db (nothing was changed)", .0.display())]
    Foreign(PathBuf),
    /// The folder of a database to be made.
    #[error("the folder {} does not exist; make it first, or name another place with --db", .0.display())]
    NoFolder(PathBuf),
    /// Written by a newer figtrace.
    #[error("{} has schema version {found}, newer than this figtrace knows ({known}); use a newer figtrace (nothing was changed)", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// Written by an older figtrace, and opened for reading only.
    #[error("{} has the older schema version {found}; any `figtrace ingest --db {}` brings it up to date", path.display(), path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
    },
    /// Another ingest holds the file.
    #[error("another figtrace is writing to {}; wait until it has ended and run the same command again", .0.display())]
    Busy(PathBuf),
    /// The folder or file cannot be written.
    #[error("{} cannot be written; check the rights of the file and its folder, or name another place with --db", .0.display())]
    ReadOnly(PathBuf),
    /// The device is full.
    #[error("no space left to write {}, or files may not grow further (see `ulimit -f`); free some and run the same command again (what was stored is safe)", .0.display())]
    Full(PathBuf),
    /// Pages that are no database any more.
    #[error("{} is damaged ({reason}); restore it from a copy, `figtrace verify` says what fails", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What `SQLite` says.
        reason: String,
    },
    /// Anything else `SQLite` says.
    #[error("{}: {reason}", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What `SQLite` says.
        reason: String,
    },
}

impl StoreError {
    /// The error that `error` means for the database at `path`.
    pub fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly(path)
            }
            // A file size limit or a dying disk speaks as an I/O error while writing.
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::SystemIoFailure) if is_write_failure(error) => Self::Full(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, reason },
            _ => Self::Other { path, reason },
        }
    }
}

fn is_write_failure(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{
        SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
    };
    let rusqlite::Error::SqliteFailure(code, _) = error else {
        return false;
    };
    [
        SQLITE_IOERR_WRITE,
        SQLITE_IOERR_FSYNC,
        SQLITE_IOERR_TRUNCATE,
        SQLITE_IOERR_SHMSIZE,
    ]
    .contains(&code.extended_code)
}
