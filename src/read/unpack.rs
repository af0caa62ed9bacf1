//! Compressed streams: gzip member by member, Zstandard, and the guard against bombs.
//!
//! Knows no document format. Damage ends one gzip member; reading goes on at the next.

use super::error::Problem;
use flate2::bufread::GzDecoder;
use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, ErrorKind, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Unpacked bytes that no ratio is asked of.
const FREE: u64 = 64 * 1024 * 1024;

/// How many times its packed size a stream may unpack to. Articles pack 3 to 10 times, pages up to
/// 20, deflate's limit is 1,032.
const RATIO: u64 = 250;

/// Starts of gzip members remembered at most; older ones are forgotten.
const MARKS: usize = 64 * 1024;

/// Bytes remembered to find the next gzip member in: a decoder soon sees that it has left its own.
const RECENT: usize = 256 * 1024;

/// How a gzip member begins: magic and the one method there is.
const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];

/// Why a stream was given up: what it unpacks to is out of proportion.
#[derive(Debug, thiserror::Error)]
#[error("it unpacks to more than {RATIO} times its size")]
struct Bomb;

/// What went into unpacking and what came out, of a file and everything in it.
#[derive(Clone, Debug, Default)]
pub struct Gauge {
    packed: Arc<AtomicU64>,
    unpacked: Arc<AtomicU64>,
}

impl Gauge {
    /// Notes the size of an archive.
    pub fn of_archive(&self, bytes: u64) {
        self.packed.fetch_max(bytes, Ordering::Relaxed);
    }

    fn took(&self, bytes: u64) {
        self.packed.fetch_add(bytes, Ordering::Relaxed);
    }

    fn gave(&self, bytes: u64) -> io::Result<()> {
        let unpacked = self.unpacked.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let fair = self
            .packed
            .load(Ordering::Relaxed)
            .saturating_mul(RATIO)
            .max(FREE);
        if unpacked > fair {
            return Err(bomb());
        }
        Ok(())
    }
}

/// The error that stops a bomb.
pub fn bomb() -> io::Error {
    io::Error::other(Bomb)
}

/// The problem that an error while unpacking stands for.
pub fn problem(error: &io::Error) -> Problem {
    if error
        .get_ref()
        .and_then(|e| e.downcast_ref::<Bomb>())
        .is_some()
    {
        return Problem::Bomb;
    }
    Problem::Damaged(match error.kind() {
        ErrorKind::UnexpectedEof => "it ends too soon",
        ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::Other => {
            "its bytes do not fit together"
        }
        _ => "it cannot be read to its end",
    })
}

/// Counts what is unpacked, and stops a bomb.
pub struct Guarded<R> {
    stream: R,
    gauge: Gauge,
}

impl<R> Guarded<R> {
    /// `stream` under `gauge`.
    pub fn new(stream: R, gauge: Gauge) -> Self {
        Self { stream, gauge }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.gauge.gave(read as u64)?;
        Ok(read)
    }
}

/// Counts what is taken from a packed stream, and can give back the last of it.
pub struct Counted<R> {
    stream: R,
    taken: u64,
    gauge: Gauge,
    /// Bytes taken last: where a member was cut off, they hold the beginning of the next.
    recent: Vec<u8>,
    /// Bytes given back.
    back: Cursor<Vec<u8>>,
}

impl<R: BufRead> Counted<R> {
    /// `stream`, noted in `gauge`.
    pub fn new(stream: R, gauge: Gauge) -> Self {
        Self {
            stream,
            taken: 0,
            gauge,
            recent: Vec::new(),
            back: Cursor::default(),
        }
    }

    /// Gives back what was taken since a gzip member began behind the one that began first.
    fn give_back_member(&mut self) {
        let recent = std::mem::take(&mut self.recent);
        let later = recent.get(1..).unwrap_or_default();
        if let Some(at) = memchr::memmem::find(later, GZIP) {
            let mut back = later.get(at..).unwrap_or_default().to_vec();
            self.taken -= back.len() as u64;
            back.extend_from_slice(self.back.fill_buf().unwrap_or_default());
            self.back = Cursor::new(back);
        }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.back.fill_buf()?.is_empty() {
            self.stream.fill_buf()
        } else {
            self.back.fill_buf()
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.recent.len() > RECENT {
            self.recent.drain(..RECENT / 2);
        }
        let given_back = !self.back.fill_buf().unwrap_or_default().is_empty();
        // Filled by whoever consumes, so this reads nothing.
        let taken = self.fill_buf().unwrap_or_default();
        let taken = taken.get(..amount).unwrap_or_default().to_vec();
        self.recent.extend(taken);
        if given_back {
            self.back.consume(amount);
        } else {
            self.stream.consume(amount);
        }
        self.taken += amount as u64;
        self.gauge.took(amount as u64);
    }
}

/// Where gzip members begin: the byte of what they unpack to, and the byte of the file.
#[derive(Clone, Debug, Default)]
pub struct Marks(Arc<Mutex<VecDeque<(u64, u64)>>>);

impl Marks {
    fn note(&self, unpacked: u64, packed: u64) {
        let mut marks = self.lock();
        if marks.len() == MARKS {
            marks.pop_front();
        }
        marks.push_back((unpacked, packed));
    }

    /// The byte of the file where the member begins whose content begins at byte `unpacked`.
    pub fn at(&self, unpacked: u64) -> Option<u64> {
        let mut marks = self.lock();
        while marks.get(1).is_some_and(|(start, _)| *start <= unpacked) {
            marks.pop_front();
        }
        let (start, packed) = marks.front()?;
        (*start == unpacked).then_some(*packed)
    }

    /// Whether a member, or what should be one, begins at byte `unpacked`.
    pub fn has(&self, unpacked: u64) -> bool {
        self.lock().iter().any(|(start, _)| *start == unpacked)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(u64, u64)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A gzip stream, member by member.
pub struct Members<R> {
    state: State<R>,
    given: u64,
    marks: Marks,
}

enum State<R> {
    /// Before a member, or behind the last.
    Between(Counted<R>),
    /// In a member.
    Inside(Box<GzDecoder<Counted<R>>>),
    /// Somewhere in damaged bytes.
    Lost(Counted<R>),
    Done,
}

impl<R: BufRead> Members<R> {
    /// The members of `stream`, their starts noted in `marks`.
    pub fn new(stream: Counted<R>, marks: Marks) -> Self {
        Self {
            state: State::Between(stream),
            given: 0,
            marks,
        }
    }

    /// Goes to the next member; nothing but padding before it unless bytes were lost.
    fn enter(&mut self, mut stream: Counted<R>, lost: bool) -> io::Result<()> {
        loop {
            let buffer = stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            if buffer.starts_with(GZIP) || short(buffer) {
                self.marks.note(self.given, stream.taken);
                stream.recent.clear();
                self.state = State::Inside(Box::new(GzDecoder::new(stream)));
                return Ok(());
            }
            let padding = buffer.iter().take_while(|b| **b == 0).count();
            let skip = match (lost, padding) {
                (true, _) => to_magic(buffer),
                (false, 0) => {
                    self.marks.note(self.given, stream.taken);
                    self.state = State::Lost(stream);
                    return Err(io::Error::from(ErrorKind::InvalidData));
                }
                (false, n) => n,
            };
            stream.consume(skip);
        }
    }
}

/// The magic may be cut by the end of the buffer; the decoder then says whether it is one.
fn short(buffer: &[u8]) -> bool {
    buffer.len() < GZIP.len() && GZIP.starts_with(buffer)
}

/// How many bytes lie before the next magic, at least one.
fn to_magic(buffer: &[u8]) -> usize {
    let rest = buffer.get(1..).unwrap_or_default();
    let found = memchr::memmem::find(rest, GZIP);
    1 + found.unwrap_or_else(|| rest.len().saturating_sub(GZIP.len() - 1))
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(stream) => self.enter(stream, false)?,
                State::Lost(stream) => self.enter(stream, true)?,
                State::Inside(mut decoder) => match decoder.read(buffer) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    Ok(read) => {
                        self.state = State::Inside(decoder);
                        self.given += read as u64;
                        return Ok(read);
                    }
                    Err(error) => {
                        let mut stream = decoder.into_inner();
                        stream.give_back_member();
                        self.state = State::Lost(stream);
                        return Err(error);
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn members(bytes: Vec<u8>) -> (Members<Cursor<Vec<u8>>>, Marks) {
        let marks = Marks::default();
        let stream = Counted::new(Cursor::new(bytes), Gauge::default());
        (Members::new(stream, marks.clone()), marks)
    }

    #[test]
    fn members_follow_each_other_and_their_starts_are_known() {
        let (one, two) = (gzip(b"one "), gzip(b"two"));
        let (mut stream, marks) = members([&one[..], &two, &[0; 9]].concat());
        let mut out = String::new();
        stream.read_to_string(&mut out).unwrap();
        assert_eq!(out, "one two");
        assert_eq!(marks.at(0), Some(0));
        assert_eq!(marks.at(2), None);
        assert_eq!(marks.at(4), Some(one.len() as u64));
    }

    #[test]
    fn a_damaged_member_is_an_error_and_the_next_one_is_read() {
        let mut torn = gzip(&(0..200_u8).collect::<Vec<u8>>());
        torn.truncate(60);
        let (mut stream, _) = members([gzip(b"one "), torn, gzip(b"three")].concat());
        let (mut out, mut errors) = (Vec::new(), 0);
        for _ in 0..9 {
            let mut piece = Vec::new();
            if stream.read_to_end(&mut piece).is_err() {
                errors += 1;
            }
            out.extend(piece);
        }
        assert_eq!(errors, 1);
        assert!(out.starts_with(b"one ") && out.ends_with(b"three"));
    }

    #[test]
    fn a_bomb_is_stopped_early() {
        let bomb = gzip(&vec![0; 80 << 20]);
        assert!(bomb.len() < 100 << 10);
        let gauge = Gauge::default();
        let counted = Counted::new(Cursor::new(bomb), gauge.clone());
        let stream = Members::new(counted, Marks::default());
        let mut guarded = Guarded::new(stream, gauge);
        let error = io::copy(&mut guarded, &mut io::sink()).unwrap_err();
        assert!(matches!(problem(&error), Problem::Bomb));
    }
}
