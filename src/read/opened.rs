//! An input as a stream: opened, unpacked when it is compressed, its first bytes looked at.
//!
//! Knows containers (gzip, Zstandard), no document format.

use super::error::{Problem, ReadError};
use super::walk::{Input, display_name};
use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::time::SystemTime;

/// How many bytes are looked at to tell formats apart.
const HEAD: u64 = 16 * 1024;

/// A stream with its name and its first bytes.
pub struct Opened {
    /// Its name in records.
    pub name: String,
    /// The file, if it is one.
    pub path: Option<PathBuf>,
    /// The name without the container's extension, in lower case: `page.html` for `Page.HTML.gz`.
    pub inner_name: String,
    /// The first bytes, unpacked.
    pub head: Vec<u8>,
    packed: bool,
    stream: Box<dyn BufRead + Send>,
    stamp: Option<Stamp>,
}

/// What tells whether a file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }
}

impl Opened {
    /// Opens `input` and reads its first bytes.
    pub fn new(input: Input) -> Result<Self, ReadError> {
        let path = match input {
            Input::Stdin => None,
            Input::File(path) => Some(path),
        };
        let name = path
            .as_ref()
            .map_or_else(|| "-".to_owned(), |p| display_name(p.as_os_str()));
        match Self::open(&name, path.clone()) {
            Ok(opened) => Ok(opened),
            Err(problem) => Err(ReadError {
                document: name,
                path,
                line: None,
                problem,
            }),
        }
    }

    fn open(name: &str, path: Option<PathBuf>) -> Result<Self, Problem> {
        let mut stamp = None;
        let raw: Box<dyn Read + Send> = match &path {
            None => Box::new(io::stdin()),
            Some(path) => {
                let file = File::open(path).map_err(Problem::of)?;
                let metadata = file.metadata().map_err(Problem::of)?;
                stamp = metadata.is_file().then(|| Stamp::of(&metadata));
                Box::new(file)
            }
        };
        let (magic, raw) = peek(raw, 4).map_err(Problem::of)?;
        let (unpacked, packed) = unpack(&magic, raw).map_err(Problem::Damaged)?;
        let (head, stream) = peek(unpacked, HEAD).map_err(|e| {
            if packed {
                Problem::Damaged(e)
            } else {
                Problem::of(e)
            }
        })?;
        Ok(Self {
            name: name.to_owned(),
            path,
            inner_name: inner_name(name),
            head,
            packed,
            stream,
            stamp,
        })
    }

    /// The stream from its first byte on.
    pub fn stream(&mut self) -> &mut dyn BufRead {
        self.stream.as_mut()
    }

    /// All bytes, or a problem when there are more than `limit` or the file changed meanwhile.
    pub fn bytes(&mut self, limit: usize) -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        let take = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let result = (&mut self.stream).take(take).read_to_end(&mut out);
        result.map_err(|e| self.problem(e))?;
        if out.len() > limit {
            return Err(Problem::TooLong { limit });
        }
        if self.changed() {
            return Err(Problem::Changed);
        }
        Ok(out)
    }

    /// Whether the file's length or time of change differ from when it was opened.
    pub fn changed(&self) -> bool {
        let (Some(path), Some(before)) = (&self.path, self.stamp) else {
            return false;
        };
        std::fs::metadata(path).map_or(true, |now| Stamp::of(&now) != before)
    }

    /// What an error while reading on means.
    pub fn problem(&self, error: io::Error) -> Problem {
        if self.packed {
            Problem::Damaged(error)
        } else {
            Problem::of(error)
        }
    }

    /// An error about the whole input.
    pub fn error(&self, problem: Problem) -> ReadError {
        ReadError {
            document: self.name.clone(),
            path: self.path.clone(),
            line: None,
            problem,
        }
    }
}

/// The first `count` bytes, and a stream that still begins with them.
fn peek(
    mut stream: impl Read + Send + 'static,
    count: u64,
) -> io::Result<(Vec<u8>, Box<dyn BufRead + Send>)> {
    let mut head = Vec::new();
    (&mut stream).take(count).read_to_end(&mut head)?;
    let rest = BufReader::with_capacity(64 * 1024, stream);
    Ok((head.clone(), Box::new(Cursor::new(head).chain(rest))))
}

/// The stream without its container, and whether there was one.
fn unpack(
    magic: &[u8],
    stream: Box<dyn BufRead + Send>,
) -> io::Result<(Box<dyn Read + Send>, bool)> {
    match magic {
        [0x1f, 0x8b, ..] => Ok((Box::new(flate2::bufread::MultiGzDecoder::new(stream)), true)),
        [0x28, 0xb5, 0x2f, 0xfd] => {
            let decoder = zstd::stream::read::Decoder::with_buffer(stream)?;
            Ok((Box::new(decoder), true))
        }
        _ => Ok((Box::new(stream), false)),
    }
}

fn inner_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let inner = lower.strip_suffix(".gz").or(lower.strip_suffix(".zst"));
    inner.map_or(lower.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(bytes: &[u8], name: &str) -> Result<Vec<u8>, String> {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut opened = Opened::new(Input::File(path)).map_err(|e| e.problem.to_string())?;
        opened.bytes(1000).map_err(|e| e.to_string())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn compressed_files_are_unpacked_by_their_content() {
        assert_eq!(read(b"plain", "a.txt").unwrap(), b"plain");
        assert_eq!(read(&gzip(b"packed"), "a.txt").unwrap(), b"packed");
        let both = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(read(&both, "a.gz").unwrap(), b"one two");
        let zstd = zstd::encode_all(&b"packed"[..], 3).unwrap();
        assert_eq!(read(&zstd, "a.zst").unwrap(), b"packed");
    }

    #[test]
    fn damaged_and_overlong_data_is_refused() {
        let mut cut = gzip(&[b'x'; 500]);
        cut.truncate(12);
        assert!(read(&cut, "a.gz").unwrap_err().contains("damaged"));
        assert!(read(&[b'x'; 1001], "a").unwrap_err().contains("1000 bytes"));
        assert!(
            read(&gzip(&[b'x'; 9000]), "a")
                .unwrap_err()
                .contains("1000 bytes")
        );
    }

    #[test]
    fn a_file_that_grows_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a");
        std::fs::write(&path, "first").unwrap();
        let mut opened = Opened::new(Input::File(path.clone())).unwrap();
        std::fs::write(&path, "first and second").unwrap();
        assert!(matches!(opened.bytes(99), Err(Problem::Changed)));
    }

    #[test]
    fn the_container_does_not_hide_the_extension() {
        assert_eq!(inner_name("A/Page.HTML.gz"), "a/page.html");
        assert_eq!(inner_name("x.txt"), "x.txt");
    }
}
