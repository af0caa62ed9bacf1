//! Files that a command writes: whole or not at all, and never over the database.

use anyhow::{Context as _, bail};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Writes the file at `path` under another name until it is whole, so that nobody reads a half; what stood
/// there before stays when writing fails. `option` is the one that named the path, for sentences.
///
/// # Errors
/// What `write` says; a sentence when the path is the database or cannot be written.
pub fn whole_file<T, E: From<anyhow::Error>>(
    path: &Path,
    database: &Path,
    option: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    spare(path, database, option)?;
    let mut partial = path.as_os_str().to_owned();
    partial.push(".part");
    let partial = PathBuf::from(partial);
    spare(&partial, database, option)?;
    let sorry = || {
        let name = path.display();
        format!("{name} cannot be written; name another place with {option}")
    };
    let mut out = BufWriter::new(File::create(&partial).with_context(sorry)?);
    let written = write(&mut out).and_then(|told| {
        out.flush().with_context(sorry)?;
        std::fs::rename(&partial, path).with_context(sorry)?;
        Ok(told)
    });
    if written.is_err() {
        // Whatever stopped us is told; a rest that cannot be removed changes nothing about it.
        let _ = std::fs::remove_file(&partial);
    }
    written
}

/// Refuses a path that is the database, by whatever name.
///
/// # Errors
/// A sentence that says so.
pub fn spare(path: &Path, database: &Path, option: &str) -> anyhow::Result<()> {
    let place = path.canonicalize().ok();
    if place.is_some() && place == database.canonicalize().ok() {
        bail!(
            "{} is the database itself; name another file with {option}",
            path.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, database: &Path, text: Result<&str, &str>) -> anyhow::Result<()> {
        whole_file(path, database, "--output", |out| {
            out.write_all(b"begun ")?;
            let text = text.map_err(|e| anyhow::anyhow!("{e}"))?;
            Ok(out.write_all(text.as_bytes())?)
        })
    }

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (plot, database) = (path("a.svg"), path("k.db"));
        write(&plot, &database, Ok("and ended")).unwrap();
        assert_eq!(std::fs::read_to_string(&plot).unwrap(), "begun and ended");
        assert!(write(&plot, &database, Err("no more")).is_err());
        assert_eq!(std::fs::read_to_string(&plot).unwrap(), "begun and ended");
        assert!(!path("a.svg.part").exists());
    }

    #[test]
    fn the_database_is_spared_by_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for database in ["k.db", "a.svg.part"] {
            std::fs::write(path(database), "all we know").unwrap();
        }
        let roundabout = path("../").join(folder.path().file_name().unwrap());
        for (target, database) in [
            (path("k.db"), path("k.db")),
            (roundabout.join("k.db"), path("k.db")),
            (path("a.svg"), path("a.svg.part")),
        ] {
            let said = write(&target, &database, Ok("")).unwrap_err().to_string();
            assert!(said.contains("is the database itself"), "{said}");
            let kept = std::fs::read_to_string(database).unwrap();
            assert_eq!(kept, "all we know");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let said = write(Path::new("/nowhere/at/all.svg"), Path::new("k.db"), Ok(""));
        assert_eq!(
            said.unwrap_err().to_string(),
            "/nowhere/at/all.svg cannot be written; name another place with --output"
        );
    }
}
