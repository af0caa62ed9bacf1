//! From the arguments to the files they name: folders recursively, in the order of their names.
//!
//! Holds the names of the folders on the way down and no more. Knows no format.

use super::error::{Problem, ReadError};
use std::collections::BTreeSet;
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

/// Extensions of files that lie beside articles and are none: data, styles, scripts, source, pictures,
/// fonts, recordings.
const BESIDE: &[&str] = &[
    "avif", "bat", "bmp", "c", "cfg", "conf", "cpp", "css", "csv", "eot", "gif", "go", "h", "ico",
    "ini", "ipynb", "java", "jpeg", "jpg", "js", "json", "lock", "lua", "map", "mjs", "mp3", "mp4",
    "otf", "png", "ps1", "py", "r", "rb", "rs", "sh", "sql", "svg", "toml", "ts", "tsv", "tsx",
    "ttf", "wasm", "webm", "webp", "woff", "woff2", "xml", "yaml", "yml",
];

/// Those of them under which feeds go.
const FEEDS: &[&str] = &["json", "xml"];

/// What browsers put behind a page's name for the folder of its pictures and scripts, in the languages
/// they speak.
const SAVED_WITH_PAGE: &[&str] = &[
    "_files",
    ".files",
    "-dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "_file",
    "-filer",
    "_pliki",
    "_soubory",
    "_tiedostot",
    "_elemei",
    "_ficheiros",
    "_dosyalar",
    "_fajlovi",
    "_datoteke",
];

/// The files that `arguments` name, in order; a folder's files sorted by name, hidden ones and
/// those that lie beside articles left out (data, unless `is_article` says it is one), with the folders
/// that browsers save with a page. With `everything` only hidden ones are left out: who names a format
/// means all files.
pub fn inputs(arguments: Vec<PathBuf>, everything: bool, is_article: fn(&Path) -> bool) -> Walk {
    Walk {
        arguments: arguments.into_iter(),
        folders: Vec::new(),
        everything,
        is_article,
    }
}

/// The name of a path in records: as it is, bytes that are no UTF-8 written `\xNN`.
pub fn display_name(path: &OsStr) -> String {
    printable_bytes(path.as_encoded_bytes())
}

/// A name whose bytes may be no UTF-8, these written `\xNN`.
pub(super) fn printable_bytes(name: &[u8]) -> String {
    let mut out = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
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
    is_article: fn(&Path) -> bool,
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
            let fair = kind.is_file() || (self.folders.is_empty() && !is_device(kind));
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
        if !self.everything {
            leave_out_beside(&mut entries, self.is_article);
        }
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
        Problem::LinkCircle
    } else {
        Problem::of(error)
    }
}

/// A device gives no end of bytes, or none at all.
#[cfg(unix)]
fn is_device(kind: fs::FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
fn is_device(_: fs::FileType) -> bool {
    false
}

/// Leaves out what is no article by its name, unless it is one by its content, and the folders that
/// browsers save with a page.
fn leave_out_beside(entries: &mut Vec<PathBuf>, is_article: fn(&Path) -> bool) {
    let names: BTreeSet<String> = entries.iter().map(|e| lower_name(e)).collect();
    entries.retain(|entry| {
        let name = lower_name(entry);
        if saved_with_page(&name, |page| names.contains(page)) {
            return !entry.is_dir();
        }
        !is_beside(&name) || entry.is_dir() || (may_be_feed(&name) && is_article(entry))
    });
}

fn lower_name(path: &Path) -> String {
    display_name(path.file_name().unwrap_or_default()).to_lowercase()
}

/// Whether a file of this name, in lower case, is no article.
pub(super) fn is_beside(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    BESIDE.contains(&extension)
}

/// Whether a folder of this name, in lower case, was saved with a page that is there.
pub(super) fn saved_with_page(folder: &str, is_there: impl Fn(&str) -> bool) -> bool {
    let mut pages = SAVED_WITH_PAGE
        .iter()
        .filter_map(|s| folder.strip_suffix(s));
    pages.any(|page| {
        let with = |e: &&str| is_there(&format!("{page}.{e}"));
        ["html", "htm", "xhtml", "shtml"].iter().any(with)
    })
}

/// Whether a feed may hide under the name, which is in lower case.
pub(super) fn may_be_feed(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    FEEDS.contains(&extension)
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
        inputs(vec![root.to_owned()], false, |p| p.ends_with("feed.xml"))
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
        let missing: Vec<_> = inputs(vec![root.path().join("nothing")], false, |p| {
            p.ends_with("feed.xml")
        })
        .collect();
        assert!(matches!(missing[0], Err(ref e) if matches!(e.problem, Problem::Missing)));
    }

    #[test]
    fn what_lies_beside_articles_is_read_only_when_it_is_meant() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("node.js")).unwrap();
        for name in [
            "a.txt",
            "a.json",
            "feed.xml",
            "make.py",
            "style.CSS",
            "node.js/b.html",
        ] {
            fs::write(root.path().join(name), "x").unwrap();
        }
        assert_eq!(names(root.path()), ["a.txt", "feed.xml", "node.js/b.html"]);
        assert_eq!(
            inputs(vec![root.path().to_owned()], true, |p| p
                .ends_with("feed.xml"))
            .count(),
            6
        );
        assert_eq!(
            inputs(vec![root.path().join("a.json")], false, |p| p
                .ends_with("feed.xml"))
            .count(),
            1
        );
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
        assert!(found[2].starts_with("! the link leads to itself"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_no_article() {
        let found: Vec<_> =
            inputs(vec!["/dev/null".into()], false, |p| p.ends_with("feed.xml")).collect();
        assert!(matches!(&found[..], [Err(e)] if matches!(e.problem, Problem::Special)));
    }

    #[test]
    fn what_a_browser_saved_with_a_page_is_no_article() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["News_files", "old_files", "Seite-Dateien"] {
            fs::create_dir(root.path().join(folder)).unwrap();
            fs::write(root.path().join(folder).join("frame.html"), "x").unwrap();
        }
        for name in ["news.HTML", "seite.htm", "photo.JPG"] {
            fs::write(root.path().join(name), "x").unwrap();
        }
        assert_eq!(
            names(root.path()),
            ["news.HTML", "old_files/frame.html", "seite.htm"]
        );
        assert_eq!(names(&root.path().join("News_files")), ["frame.html"]);
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
