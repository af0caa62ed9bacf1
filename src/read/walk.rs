//! From the arguments to the files they name: folders recursively, in the order of their names.
//!
//! Holds the names of the folders on the way down and no more. Knows no format.

use super::error::{Problem, ReadError};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

/// One thing to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Extensions of files that lie beside articles and are none: data, styles, scripts, source.
const BESIDE: &[&str] = &[
    "css", "csv", "js", "json", "map", "toml", "tsv", "xml", "yaml", "yml",
];

/// The files that `arguments` name, in order; a folder's files sorted by name, hidden ones and
/// those that lie beside articles left out. With `everything` only hidden ones are left out: who
/// names a format means all files.
pub fn inputs(arguments: Vec<PathBuf>, everything: bool) -> Walk {
    Walk {
        arguments: arguments.into_iter(),
        folders: Vec::new(),
        everything,
    }
}

/// The name of a path in records: as it is, bytes that are no UTF-8 written `\xNN`.
pub fn display_name(path: &OsStr) -> String {
    let mut out = String::with_capacity(path.len());
    for chunk in path.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{byte:02X}");
        }
    }
    out
}

/// Iterator over the inputs of [`inputs`].
#[derive(Debug)]
pub struct Walk {
    arguments: IntoIter<PathBuf>,
    folders: Vec<Folder>,
    everything: bool,
}

/// A folder on the way down.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// The folder without links, to see loops.
    real: PathBuf,
    entries: IntoIter<PathBuf>,
    yielded: bool,
}

impl Iterator for Walk {
    type Item = Result<Input, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(folder) = self.folders.last_mut() else {
                let argument = self.arguments.next()?;
                if argument.as_os_str() == "-" {
                    return Some(Ok(Input::Stdin));
                }
                if let Some(found) = self.enter(argument) {
                    return Some(found);
                }
                continue;
            };
            if let Some(path) = folder.entries.next() {
                folder.yielded = true;
                if let Some(found) = self.enter(path) {
                    return Some(found);
                }
            } else if let Some(done) = self.folders.pop().filter(|f| !f.yielded) {
                return Some(Err(error(&done.path, Problem::NoFiles)));
            }
        }
    }
}

impl Walk {
    /// A file to yield, an error, or nothing when `path` is a folder now on the stack.
    fn enter(&mut self, path: PathBuf) -> Option<Result<Input, ReadError>> {
        match self.look(&path) {
            Ok(Some(folder)) => {
                self.folders.push(folder);
                None
            }
            Ok(None) => Some(Ok(Input::File(path))),
            Err(problem) => Some(Err(error(&path, problem))),
        }
    }

    fn look(&self, path: &Path) -> Result<Option<Folder>, Problem> {
        let kind = fs::metadata(path)
            .map_err(|e| unreachable_through_links(path, e))?
            .file_type();
        if !kind.is_dir() {
            // A pipe named as an argument is a fair input; inside a folder it would block for ever.
            let fair = kind.is_file() || self.folders.is_empty();
            return if fair {
                Ok(None)
            } else {
                Err(Problem::Special)
            };
        }
        let real = fs::canonicalize(path).map_err(Problem::of)?;
        if self.folders.iter().any(|f| f.real == real) {
            return Err(Problem::LinkLoop);
        }
        let mut entries = sorted_entries(path).map_err(Problem::of)?;
        entries.retain(|entry| self.everything || !beside(entry));
        let entries = entries.into_iter();
        Ok(Some(Folder {
            path: path.to_owned(),
            real,
            entries,
            yielded: false,
        }))
    }
}

/// A link that cannot be followed though its target is neither missing nor forbidden goes in a circle.
fn unreachable_through_links(path: &Path, error: io::Error) -> Problem {
    let plain = matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied
    );
    let link = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
    if link && !plain {
        Problem::LinkLoop
    } else {
        Problem::of(error)
    }
}

fn beside(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    BESIDE.iter().any(|e| extension.eq_ignore_ascii_case(e)) && !path.is_dir()
}

fn sorted_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            out.push(folder.join(name));
        }
    }
    out.sort();
    Ok(out)
}

fn error(path: &Path, problem: Problem) -> ReadError {
    ReadError {
        document: display_name(path.as_os_str()),
        path: Some(path.to_owned()),
        line: None,
        problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path) -> Vec<String> {
        inputs(vec![root.to_owned()], false)
            .map(|found| match found {
                Ok(Input::File(path)) => display_name(path.strip_prefix(root).unwrap().as_os_str()),
                Ok(Input::Stdin) => "-".into(),
                Err(e) => format!("! {}", e.problem),
            })
            .collect()
    }

    #[test]
    fn folders_are_read_down_in_the_order_of_names() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("b/c")).unwrap();
        for name in ["z.txt", "b/c/x.txt", "b/a.txt", "a.txt", ".hidden"] {
            fs::write(root.path().join(name), "x").unwrap();
        }
        assert_eq!(
            names(root.path()),
            ["a.txt", "b/a.txt", "b/c/x.txt", "z.txt"]
        );
    }

    #[test]
    fn a_folder_without_files_and_a_missing_path_are_errors() {
        let root = tempfile::tempdir().unwrap();
        assert!(names(root.path())[0].starts_with("! the folder holds no"));
        let missing: Vec<_> = inputs(vec![root.path().join("nothing")], false).collect();
        assert!(matches!(missing[0], Err(ref e) if matches!(e.problem, Problem::Missing)));
    }

    #[test]
    fn what_lies_beside_articles_is_read_only_when_it_is_meant() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("node.js")).unwrap();
        for name in ["a.txt", "a.json", "style.CSS", "node.js/b.html"] {
            fs::write(root.path().join(name), "x").unwrap();
        }
        assert_eq!(names(root.path()), ["a.txt", "node.js/b.html"]);
        assert_eq!(inputs(vec![root.path().to_owned()], true).count(), 4);
        assert_eq!(inputs(vec![root.path().join("a.json")], false).count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_is_reported_and_the_rest_is_read() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        fs::write(root.path().join("a/x.txt"), "x").unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("a/back")).unwrap();
        std::os::unix::fs::symlink("self", root.path().join("self")).unwrap();
        let found = names(root.path());
        assert_eq!(found.len(), 3);
        assert!(found[0].starts_with("! the link leads back"));
        assert_eq!(found[1], "a/x.txt");
        assert!(found[2].starts_with("! the link leads back"));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf_8_keep_their_bytes() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(
            display_name(OsStr::from_bytes(b"a\xFFb.txt")),
            "a\\xFFb.txt"
        );
    }
}
