//! The records of a web archive, one after the other; finds the next one behind a broken one.
//!
//! Knows where records begin and end, not what they hold.

use super::super::DOCUMENT_LIMIT;
use super::super::error::{Problem, ReadError};
use super::super::fields::Fields;
use super::super::opened::Opened;
use std::io::{self, ErrorKind};

/// Longest header of a record in bytes, and longest line of it.
const HEADER_LIMIT: usize = 64 * 1024;

/// How a record begins.
const MAGIC: &[u8] = b"WARC/";

/// What separates records, before the next begins.
const NEXT: &[u8] = b"\r\n\r\nWARC/";

/// Damaged stretches that give nothing, one behind the other, after which a file is given up.
const PATIENCE: usize = 10_000;

/// A record.
#[derive(Debug)]
pub struct Record {
    /// The byte of the file, as it is stored, where it begins.
    pub offset: u64,
    /// Its `WARC-Type`.
    pub kind: String,
    /// Its fields.
    pub fields: Fields,
    /// Its block; empty for kinds that no document comes from.
    pub block: Vec<u8>,
}

/// A record that could not be read.
#[derive(Debug)]
pub struct Trouble {
    /// The byte of the file where it begins.
    pub offset: u64,
    /// What is wrong.
    pub problem: Problem,
}

/// Bytes read twice at most because of wrong lengths: lies upon lies would take for ever.
const GIVEN_BACK: u64 = 4 * DOCUMENT_LIMIT as u64;

/// Reads records.
pub struct Records {
    /// The stream.
    pub opened: Opened,
    /// Bytes given back, to be read again.
    back: io::Cursor<Vec<u8>>,
    /// The byte of the unpacked stream that comes next.
    at: u64,
    /// Bytes given back so far.
    given_back: u64,
    /// What is wrong with the part behind the last record, seen when that one was proved.
    pending: Option<Problem>,
    /// Whether the reader looks for the next beginning.
    lost: bool,
    /// How many damaged stretches came since the last record.
    damaged: usize,
    ended: bool,
}

impl Records {
    /// From the first one on.
    pub fn new(opened: Opened) -> Self {
        Self {
            opened,
            back: io::Cursor::default(),
            at: 0,
            given_back: 0,
            pending: None,
            lost: false,
            damaged: 0,
            ended: false,
        }
    }

    /// The place of the record at `offset`.
    pub fn place(&self, offset: u64) -> String {
        format!("{}#{offset}", self.opened.place.name)
    }

    /// An error about the record at `offset`.
    pub fn error(&self, offset: u64, problem: Problem) -> ReadError {
        ReadError {
            document: self.place(offset),
            path: self.opened.place.path.clone(),
            line: None,
            problem,
        }
    }

    /// The next record; nothing at the end.
    ///
    /// # Errors
    /// A broken record; the next call goes on behind it.
    pub fn next_record(&mut self) -> Result<Option<Record>, Trouble> {
        while !self.ended {
            let start = self.at;
            match self.try_next() {
                Ok(Some(record)) => {
                    (self.lost, self.damaged) = (false, 0);
                    return Ok(Some(record));
                }
                Ok(None) => self.ended = true,
                Err((at, problem)) => {
                    let first = !std::mem::replace(&mut self.lost, true);
                    let packed = matches!(problem, Problem::Damaged(_));
                    self.damaged += 1;
                    let stuck = self.at == start && !packed;
                    self.ended = stuck
                        || self.damaged > PATIENCE
                        || matches!(problem, Problem::Bomb | Problem::Unreadable(_));
                    if first {
                        let offset = self.opened.stored_at(at);
                        return Err(Trouble { offset, problem });
                    }
                }
            }
        }
        Ok(None)
    }

    fn try_next(&mut self) -> Result<Option<Record>, (u64, Problem)> {
        let Some(start) = self.beginning()? else {
            return Ok(None);
        };
        let at = |problem| (start, problem);
        let header = self.header().map_err(at)?;
        let fields = Fields::parse(&header);
        let kind = fields
            .get("warc-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let length = fields
            .get("content-length")
            .and_then(|l| l.parse::<u64>().ok());
        let length =
            length.ok_or_else(|| at(part("the record's header does not say how long it is")))?;
        let offset = self.opened.stored_at(start);
        let block = self.block(length, has_article(&kind)).map_err(at)?;
        Ok(Some(Record {
            offset,
            kind,
            fields,
            block,
        }))
    }

    /// Goes behind the first line of the next record; where it begins.
    fn beginning(&mut self) -> Result<Option<u64>, (u64, Problem)> {
        loop {
            let start = self.at;
            let line = self.line().map_err(|p| (start, p))?;
            let Some(line) = line else {
                return Ok(None);
            };
            if line.starts_with(MAGIC) {
                return Ok(Some(start));
            }
            if !line.trim_ascii().is_empty() && !self.lost {
                return Err((start, part("no record begins where one should")));
            }
        }
    }

    /// The lines up to the empty one.
    fn header(&mut self) -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        loop {
            let line = self
                .line()?
                .ok_or_else(|| part("the record is cut off in its header"))?;
            if line.trim_ascii().is_empty() {
                return Ok(out);
            }
            if out.len() + line.len() > HEADER_LIMIT {
                return Err(part("the record's header has no end"));
            }
            out.extend_from_slice(&line);
        }
    }

    /// The next line with its end; of a long one a piece. Nothing at the end.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let mut out = Vec::new();
        while out.last() != Some(&b'\n') && out.len() < HEADER_LIMIT {
            let buffer = self.fill()?;
            if buffer.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', buffer).map_or(buffer.len(), |at| at + 1);
            let end = end.min(HEADER_LIMIT - out.len());
            out.extend_from_slice(buffer.get(..end).unwrap_or_default());
            self.consume(end);
        }
        Ok(Some(out).filter(|line| !line.is_empty()))
    }

    /// The `length` bytes of a block, if they are `wanted`, and whether another record may follow.
    fn block(&mut self, length: u64, wanted: bool) -> Result<Vec<u8>, Problem> {
        let begins = self.at;
        let mut out = Vec::new();
        let mut left = length;
        while left > 0 {
            let buffer = self.fill()?;
            let piece = usize::try_from(left)
                .unwrap_or(usize::MAX)
                .min(buffer.len());
            if piece == 0 {
                let there = length - left;
                self.give_back_next(&out, begins);
                return Err(Problem::Part(format!(
                    "the record is cut off: {there} of {length} bytes are there"
                )));
            }
            // What no document comes from is kept too: a wrong length may have taken in records.
            let room = DOCUMENT_LIMIT - out.len();
            out.extend_from_slice(buffer.get(..piece.min(room)).unwrap_or_default());
            self.consume(piece);
            left -= piece as u64;
        }
        let whole = out.len() as u64 == length;
        if wanted && !whole {
            return Err(Problem::TooLong {
                limit: DOCUMENT_LIMIT,
            });
        }
        if !self.another_may_follow()? {
            if whole {
                self.give_back_next(&out, begins);
            }
            return Err(part("the record is not as long as its header says"));
        }
        Ok(if wanted { out } else { Vec::new() })
    }

    /// Goes behind the lines that end a record. Looking at what comes next holds a packed record
    /// against its checksum; what is wrong with a part that begins here is for the next record to say.
    fn another_may_follow(&mut self) -> Result<bool, Problem> {
        let mut newlines = 0;
        loop {
            let next = match self.fill().map(|buffer| buffer.first().copied()) {
                Ok(next) => next,
                Err(problem) if self.opened.part_begins(self.at) => {
                    self.pending = Some(problem);
                    return Ok(true);
                }
                Err(problem) => return Err(problem),
            };
            match next {
                Some(b'\r' | b'\n') => newlines += 1,
                other => return Ok(newlines > 0 || other.is_none_or(|b| b == b'W')),
            }
            self.consume(1);
        }
    }

    /// Gives back what follows the first beginning of a record in `block`, which begins at byte
    /// `begins`: a wrong length took it in.
    fn give_back_next(&mut self, block: &[u8], begins: u64) {
        if self.given_back > GIVEN_BACK {
            return;
        }
        if let Some(found) = memchr::memmem::find(block, NEXT) {
            let mut back = block.get(found + 4..).unwrap_or_default().to_vec();
            self.at = begins + found as u64 + 4;
            self.given_back += back.len() as u64;
            let read = usize::try_from(self.back.position()).unwrap_or(usize::MAX);
            back.extend_from_slice(self.back.get_ref().get(read..).unwrap_or_default());
            self.back = io::Cursor::new(back);
        }
    }

    fn fill(&mut self) -> Result<&[u8], Problem> {
        let read = usize::try_from(self.back.position()).unwrap_or(usize::MAX);
        if read < self.back.get_ref().len() {
            return Ok(self.back.get_ref().get(read..).unwrap_or_default());
        }
        if let Some(problem) = self.pending.take() {
            return Err(problem);
        }
        loop {
            match self.opened.stream().fill_buf() {
                Ok(_) => break,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(self.opened.problem(e)),
            }
        }
        // Filled already, so this reads nothing; a second borrow ends the one of the loop.
        self.opened.stream().fill_buf().map_err(Problem::of)
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        let read = usize::try_from(self.back.position()).unwrap_or(usize::MAX);
        if read < self.back.get_ref().len() {
            self.back.set_position((read + amount) as u64);
        } else {
            self.opened.stream().consume(amount);
        }
    }
}

fn part(what: &str) -> Problem {
    Problem::Part(what.to_owned())
}

fn has_article(kind: &str) -> bool {
    matches!(kind, "response" | "resource" | "conversion" | "revisit")
}
