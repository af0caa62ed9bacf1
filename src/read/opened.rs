//! An input as a stream: opened, unpacked when it is compressed, its first bytes looked at.
//!
//! Knows files, standard input and members of archives alike, no document format.

use super::error::{Problem, ReadError};
use super::unpack::{self, Counted, Gauge, Guarded, Marks, Members};
use super::walk::{Input, display_name};
use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// How many bytes are looked at to tell formats apart.
const HEAD: usize = 16 * 1024;

/// A stream with its name and its first bytes.
pub struct Opened {
    /// Where it is, and what may be inside.
    pub place: Place,
    /// The name without the compression's extension, in lower case: `page.html` for `Page.HTML.gz`.
    pub inner_name: String,
    /// The first bytes, unpacked.
    pub head: Vec<u8>,
    packed: bool,
    marks: Marks,
    stream: Box<dyn BufRead + Send>,
    stamp: Option<Stamp>,
    memory: Option<Arc<[u8]>>,
}

/// Where a stream was found: a file, standard input, or a member in one.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its name in records: path, or `path#member`.
    pub name: String,
    /// The file, if it is in one.
    pub path: Option<PathBuf>,
    /// The member's path, if it is one.
    pub member: Option<String>,
    /// How many archives are around it.
    pub depth: u8,
    /// What is unpacked of the outermost file.
    pub gauge: Gauge,
}

impl Place {
    /// The place of a member in this one.
    pub fn member(&self, member: &str) -> Self {
        let inner = self
            .member
            .as_ref()
            .map_or_else(|| member.to_owned(), |outer| format!("{outer}#{member}"));
        Self {
            name: format!("{}#{member}", self.name),
            path: self.path.clone(),
            member: Some(inner),
            depth: self.depth + 1,
            gauge: self.gauge.clone(),
        }
    }

    /// An error about it.
    pub fn error(&self, problem: Problem) -> ReadError {
        ReadError {
            document: self.name.clone(),
            path: self.path.clone(),
            line: None,
            problem,
        }
    }
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

/// Bytes that can be read anywhere.
#[derive(Clone, Debug)]
pub enum Backing {
    /// A file.
    File(PathBuf),
    /// Bytes in memory.
    Memory(Arc<[u8]>),
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
        let place = Place {
            name,
            path,
            ..Place::default()
        };
        let error = |problem| place.error(problem);
        match &place.path {
            None => Self::of(place.clone(), io::stdin()),
            Some(path) => {
                let file = File::open(path).map_err(|e| error(Problem::of(e)))?;
                let metadata = file.metadata().map_err(|e| error(Problem::of(e)))?;
                let mut opened = Self::of(place.clone(), file)?;
                opened.stamp = metadata.is_file().then(|| Stamp::of(&metadata));
                Ok(opened)
            }
        }
    }

    /// What `stream` holds, found at `place`.
    pub fn of(place: Place, stream: impl Read + Send + 'static) -> Result<Self, ReadError> {
        let (magic, error, raw) = peek(stream, 4);
        if let Some(error) = error.filter(|_| magic.is_empty()) {
            return Err(place.error(read_problem(error, place.depth > 0)));
        }
        let marks = Marks::default();
        let (unpacked, packed) = unpacked(&magic, raw, &place.gauge, &marks)
            .map_err(|e| place.error(unpack::problem(&e)))?;
        let (head, error, stream) = peek(unpacked, HEAD);
        let packed = packed || place.depth > 0;
        if let Some(error) = error.filter(|_| head.is_empty()) {
            return Err(place.error(read_problem(error, packed)));
        }
        Ok(Self {
            inner_name: inner_name(place.member.as_deref().unwrap_or(&place.name)),
            place,
            head,
            packed,
            marks,
            stream,
            stamp: None,
            memory: None,
        })
    }

    /// The stream from its first byte on.
    pub fn stream(&mut self) -> &mut dyn BufRead {
        self.stream.as_mut()
    }

    /// The byte of the file as it is stored where byte `unpacked` of the stream stands; the same
    /// where the stream is not compressed part by part.
    pub fn stored_at(&self, unpacked: u64) -> u64 {
        self.marks.at(unpacked).unwrap_or(unpacked)
    }

    /// Whether a part that is compressed by itself begins at byte `unpacked` of the stream, well or not.
    pub fn part_begins(&self, unpacked: u64) -> bool {
        self.marks.has(unpacked)
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

    /// The bytes, to be read anywhere: of a file in place, of all else in memory up to `limit`.
    pub fn backing(&mut self, limit: usize) -> Result<Backing, Problem> {
        if let (Some(path), Some(_), false) = (&self.place.path, self.stamp, self.packed) {
            return Ok(Backing::File(path.clone()));
        }
        let memory = match self.memory.take() {
            Some(memory) => memory,
            None => self.bytes(limit)?.into(),
        };
        if !self.packed {
            let length = u64::try_from(memory.len()).unwrap_or(u64::MAX);
            self.place.gauge.of_archive(length);
        }
        self.stream = Box::new(Cursor::new(memory.clone()));
        self.memory = Some(memory.clone());
        Ok(Backing::Memory(memory))
    }

    /// Whether the file's length or time of change differ from when it was opened.
    pub fn changed(&self) -> bool {
        let (Some(path), Some(before)) = (&self.place.path, self.stamp) else {
            return false;
        };
        std::fs::metadata(path).map_or(true, |now| Stamp::of(&now) != before)
    }

    /// What an error while reading on means.
    pub fn problem(&self, error: io::Error) -> Problem {
        read_problem(error, self.packed)
    }

    /// An error about the whole input.
    pub fn error(&self, problem: Problem) -> ReadError {
        self.place.error(problem)
    }
}

fn read_problem(error: io::Error, packed: bool) -> Problem {
    if packed {
        unpack::problem(&error)
    } else {
        Problem::of(error)
    }
}

/// An error that is told once; then the stream behind it goes on.
struct Once(Option<io::Error>);

impl Read for Once {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Once {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// A stream whose first bytes were looked at.
type Peeked = (Vec<u8>, Option<io::Error>, Box<dyn BufRead + Send>);

/// The first `count` bytes, the error that came among them, and a stream that still begins with
/// them and tells the error again behind them.
fn peek(mut stream: impl Read + Send + 'static, count: usize) -> Peeked {
    let mut head = Vec::new();
    let error = (&mut stream)
        .take(count as u64)
        .read_to_end(&mut head)
        .err();
    let again = error.as_ref().map(repeated);
    let rest = BufReader::with_capacity(64 * 1024, stream);
    let whole = Cursor::new(head.clone()).chain(Once(again).chain(rest));
    (head, error, Box::new(whole))
}

/// An error of the same kind: one cannot be copied.
fn repeated(error: &io::Error) -> io::Error {
    match unpack::problem(error) {
        Problem::Bomb => unpack::bomb(),
        _ => error.kind().into(),
    }
}

/// The stream without its compression, and whether there was one.
fn unpacked(
    magic: &[u8],
    stream: Box<dyn BufRead + Send>,
    gauge: &Gauge,
    marks: &Marks,
) -> io::Result<(Box<dyn Read + Send>, bool)> {
    match magic {
        [0x1f, 0x8b, ..] => {
            let members = Members::new(Counted::new(stream, gauge.clone()), marks.clone());
            Ok((Box::new(Guarded::new(members, gauge.clone())), true))
        }
        [0x28, 0xb5, 0x2f, 0xfd] => {
            let counted = Counted::new(stream, gauge.clone());
            let decoder = zstd::stream::read::Decoder::with_buffer(counted)?;
            Ok((Box::new(Guarded::new(decoder, gauge.clone())), true))
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
