//! One writer at a time: a lock file beside the database, which the system frees when its holder dies.

use crate::store::error::StoreError;
use crate::store::open::beside;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The right to write to one database; given back when dropped.
#[derive(Debug)]
pub struct WriteLock {
    file: File,
    path: PathBuf,
}

impl WriteLock {
    /// Takes the right to write to `database`, or says at once that another has it.
    ///
    /// # Errors
    /// [`StoreError::Busy`], or why the lock file cannot be made.
    pub fn take(database: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = database
            .parent()
            .filter(|f| !f.as_os_str().is_empty() && !f.is_dir())
        {
            return Err(StoreError::NoFolder(folder.to_path_buf()));
        }
        let path = beside(database, ".lock");
        let file = File::create(&path).map_err(|e| match e.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                StoreError::Full(database.to_path_buf())
            }
            _ => StoreError::ReadOnly(database.to_path_buf()),
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file, path }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy(database.to_path_buf())),
            Err(TryLockError::Error(e)) => Err(StoreError::Other {
                path: database.to_path_buf(),
                reason: format!("cannot be locked: {e}"),
            }),
        }
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // Neither failure matters: a file left behind is taken over, a lock ends with the process.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_refused_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let first = WriteLock::take(&path).unwrap();
        assert!(matches!(WriteLock::take(&path), Err(StoreError::Busy(_))));
        drop(first);
        assert!(WriteLock::take(&path).is_ok());
        assert!(!beside(&path, ".lock").exists());
    }
}
