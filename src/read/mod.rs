//! From arguments to raw documents: paths, folders and standard input, one document at a time.
//!
//! Owns formats, containers, encodings and everything that can fail before an article is there.
//! A bad input is an error in the stream; the others go on. Memory does not grow with their number.
//! Knows nothing of what an article looks like.

pub mod encoding;
mod epub;
pub mod error;
mod feed;
mod fields;
mod found;
mod html;
mod http;
mod jsonl;
mod mhtml;
mod opened;
mod pdf;
pub mod source;
mod text;
mod unpack;
mod walk;
mod warc;
mod xml;
mod zip;

use encoding::Decoded;
use error::{Problem, ReadError};
use opened::Opened;
use std::path::{Path, PathBuf};
use walk::Input;

pub use found::{Content, Found, Held, RawDocument, Revisit, Skipped};
pub use walk::display_name;

/// Longest document in bytes: spans of 4 GB texts would not fit where they are stored, and no
/// article comes near.
pub const DOCUMENT_LIMIT: usize = 256 * 1024 * 1024;

/// Longest line in bytes of a format that holds a document a line.
pub const LINE_LIMIT: usize = 64 * 1024 * 1024;

/// One item of the stream.
pub type Item = Result<Found, ReadError>;

/// A stream of what was found, and errors.
pub type Documents = Box<dyn Iterator<Item = Item> + Send>;

/// An input format: how it is recognised and read.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether the first bytes can only be this format.
    sniff: fn(&[u8]) -> bool,
    /// Extensions of its files, without the dot, in lower case.
    extensions: &'static [&'static str],
    /// Whether files of it are known among data by their content.
    beside: bool,
    /// Reads the documents.
    read: fn(Opened) -> Documents,
}

/// Every format, in the order in which they are tried; the last one takes any text.
pub const FORMATS: &[Format] = &[
    Format {
        name: "warc",
        sniff: warc::sniff,
        extensions: &["warc"],
        beside: false,
        read: warc::read,
    },
    Format {
        name: "epub",
        sniff: epub::sniff,
        extensions: &["epub"],
        beside: false,
        read: epub::read,
    },
    Format {
        name: "wacz",
        sniff: |_| false,
        extensions: &["wacz"],
        beside: false,
        read: zip::read_wacz,
    },
    Format {
        name: "zip",
        sniff: zip::sniff,
        extensions: &["zip"],
        beside: false,
        read: zip::read,
    },
    Format {
        name: "pdf",
        sniff: pdf::sniff,
        extensions: &["pdf"],
        beside: false,
        read: pdf::read,
    },
    Format {
        name: "feed",
        sniff: feed::sniff,
        extensions: &["rss", "atom"],
        beside: true,
        read: feed::read,
    },
    Format {
        name: "mhtml",
        sniff: mhtml::sniff,
        extensions: &["mht", "mhtml"],
        beside: false,
        read: mhtml::read,
    },
    Format {
        name: "jsonl",
        sniff: jsonl::sniff,
        extensions: &["jsonl", "ndjson"],
        beside: false,
        read: jsonl::read,
    },
    Format {
        name: "html",
        sniff: html::sniff,
        extensions: &["html", "htm", "xhtml", "shtml"],
        beside: false,
        read: html::read,
    },
    Format {
        name: "text",
        sniff: |_| false,
        extensions: &["txt", "text", "md"],
        beside: false,
        read: text::read,
    },
];

/// The format called `name`, or nothing; `auto` is no format.
pub fn format_named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

/// Every document that `arguments` name: files, folders (recursively, sorted by name), `-` for
/// standard input. Without `format` each file's own is found by its content, then its extension,
/// and a folder's files of data, styles and scripts (`.json`, `.css` ...) are left alone.
pub fn documents(
    arguments: Vec<PathBuf>,
    format: Option<&'static Format>,
) -> impl Iterator<Item = Item> + Send {
    walk::inputs(arguments, format.is_some(), is_feed).flat_map(move |input| match input {
        Ok(input) => match Opened::new(input) {
            Ok(opened) => read(opened, format),
            Err(error) => single(Err(error)),
        },
        Err(error) => single(Err(error)),
    })
}

/// Whether a file among data holds articles by its content. A pipe that is named like one is not
/// opened: nobody may ever write to it.
fn is_feed(path: &Path) -> bool {
    if !path.is_file() {
        return false;
    }
    let opened = Opened::new(Input::File(path.to_owned()));
    opened.is_ok_and(|o| FORMATS.iter().any(|f| f.beside && (f.sniff)(&o.head)))
}

fn read(mut opened: Opened, format: Option<&'static Format>) -> Documents {
    if opened.head.is_empty() {
        return single(Err(opened.error(Problem::Empty)));
    }
    match format.or_else(|| sniffed(&mut opened)) {
        Some(format) => (format.read)(opened),
        None => text::read(opened),
    }
}

/// The format that content or else extension tell; an archive's members tell which kind it is.
fn sniffed(opened: &mut Opened) -> Option<&'static Format> {
    let by_content = FORMATS.iter().find(|f| (f.sniff)(&opened.head));
    if let Some(format) = by_content {
        let closer = (format.name == "zip")
            .then(|| zip::closer(opened))
            .flatten();
        return closer.and_then(format_named).or(Some(format));
    }
    let extension = opened.inner_name.rsplit_once('.')?.1;
    FORMATS.iter().find(|f| f.extensions.contains(&extension))
}

fn single(item: Item) -> Documents {
    Box::new(std::iter::once(item))
}

/// The one document that a whole file is.
fn whole(
    mut opened: Opened,
    format: &'static str,
    limit: usize,
    decode: fn(&[u8]) -> Result<Decoded, Problem>,
    content: fn(String) -> Content,
) -> Documents {
    let read = opened
        .bytes(limit)
        .and_then(|bytes| decode(&bytes).map(|decoded| (bytes, decoded)));
    single(match read {
        Err(problem) => Err(opened.error(problem)),
        Ok((bytes, decoded)) => {
            let mut out = RawDocument::of(&opened.place, bytes, content(decoded.text));
            out.format = format;
            out.encoding = decoded.encoding;
            out.notices = decoded.notices;
            Ok(Found::Document(Box::new(out)))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::sha256_hex;
    use crate::lexicon::table;
    use std::fs;

    #[test]
    fn the_content_tells_the_format_before_the_extension() {
        let root = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("a.txt", "<!DOCTYPE html><p>Output rose.</p>"),
            ("b.html", "no markup at all"),
            ("c", "Output rose."),
            ("d.log", "{\"text\": \"Output rose.\"}\n"),
            ("e.txt", ""),
            ("f.bin", "\0\0\0\0"),
        ] {
            fs::write(root.path().join(name), content).unwrap();
        }
        let found: Vec<String> = documents(vec![root.path().to_owned()], None)
            .map(|d| match d {
                Ok(found) => found.document().unwrap().format.to_owned(),
                Err(e) => e.problem.to_string(),
            })
            .collect();
        assert_eq!(found[..4], ["html", "html", "text", "jsonl"]);
        assert!(found[4].contains("empty"));
        assert!(found[5].contains("binary"));
    }

    #[test]
    fn a_named_format_is_not_questioned() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.html");
        fs::write(&path, "<p>Output</p>").unwrap();
        let found: Vec<_> = documents(vec![path], format_named("text"))
            .map(|d| d.unwrap().document().unwrap())
            .collect();
        assert_eq!(found[0].content, Content::Text("<p>Output</p>".into()));
        assert_eq!(found[0].sha256, sha256_hex(b"<p>Output</p>"));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_a_folder_is_not_waited_for() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("z.txt"), "Output rose.").unwrap();
        for name in ["a.json", "b.xml"] {
            let mut make = std::process::Command::new("mkfifo");
            assert!(make.arg(root.path().join(name)).status().unwrap().success());
        }
        let (done, waiting) = std::sync::mpsc::channel();
        let folder = root.path().to_owned();
        std::thread::spawn(move || done.send(documents(vec![folder], None).count()));
        let found = waiting.recv_timeout(std::time::Duration::from_mins(1));
        assert_eq!(found, Ok(1));
    }

    #[test]
    fn errors_name_the_document_and_what_to_do() {
        let found: Vec<_> = documents(vec!["no/such/file".into()], None).collect();
        assert_eq!(
            found[0].as_ref().unwrap_err().to_string(),
            "no/such/file: there is no such file or folder; check the path"
        );
    }

    fn is_pdf(name: &str) -> bool {
        Path::new(name).extension().is_some_and(|e| e == "pdf")
    }

    /// Every row of `corpus/formats/EXPECTED.tsv`, and no document more.
    #[test]
    fn the_files_of_the_format_corpus_are_read_as_expected() {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/formats"));
        let expected: Vec<table::Row> =
            table::rows(include_str!("../../corpus/formats/EXPECTED.tsv"))
                .filter(|row| cfg!(feature = "pdf") || !is_pdf(row.cell(0)))
                .collect();
        let mut files: Vec<&str> = expected.iter().map(|row| row.cell(0)).collect();
        files.dedup();
        let none: [&str; 3] = ["EXPECTED.tsv", "README.md", "make.py"];
        for file in fs::read_dir(&folder).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let known = files.contains(&&*name) || none.contains(&&*name);
            let known = known || (!cfg!(feature = "pdf") && is_pdf(&name));
            assert!(known, "EXPECTED.tsv does not say what {name} gives");
        }
        let found: Vec<_> =
            documents(files.iter().map(|f| folder.join(f)).collect(), None).collect();
        assert_eq!(found.len(), expected.len());
        for (row, found) in expected.iter().zip(found) {
            let (format, encoding, begins) = match &found {
                Ok(Found::Document(d)) => (d.format, d.encoding, d.content.as_str().to_owned()),
                Ok(Found::Revisit(_)) => ("", "", "= again".to_owned()),
                Ok(Found::Skipped(s)) => ("", "", format!("- {} {}", s.number, s.reason)),
                Err(e) => ("", "", format!("! {}", e.problem)),
            };
            assert_eq!(
                (format, encoding),
                (row.cell(1), row.cell(2)),
                "{}",
                row.cell(0)
            );
            assert!(begins.starts_with(row.cell(3)), "{}: {begins}", row.cell(0));
        }
    }
}
