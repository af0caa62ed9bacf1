//! The members of a ZIP archive as streams of their own. Knows names and bytes, not what they are.

use super::super::DOCUMENT_LIMIT;
use super::super::error::Problem;
use super::super::opened::{Backing, Opened};
use super::super::unpack::{Gauge, Guarded};
use super::super::walk::printable_bytes;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use zip::{CompressionMethod, ZipArchive};

/// Members of one archive at most.
const MEMBERS: usize = 1_000_000;

/// Bytes that can be read anywhere.
trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// An open archive.
pub struct Archive {
    backing: Backing,
    inner: ZipArchive<Box<dyn ReadSeek>>,
    /// Place of each member in the list, by its name.
    members: BTreeMap<String, usize>,
    gauge: Gauge,
}

impl Archive {
    /// Reads the list of members.
    pub fn open(opened: &mut Opened) -> Result<Self, Problem> {
        let backing = opened.backing(DOCUMENT_LIMIT)?;
        let damaged =
            || Problem::Malformed("the archive's list of members is missing or damaged".to_owned());
        let inner =
            ZipArchive::new(stream(&backing).map_err(Problem::of)?).map_err(|_| damaged())?;
        if inner.len() > MEMBERS {
            return Err(Problem::Archive(
                "the archive holds more than 1000000 members",
            ));
        }
        if let (Backing::File(path), 0) = (&backing, opened.place.depth) {
            opened
                .place
                .gauge
                .of_archive(std::fs::metadata(path).map_or(0, |m| m.len()));
        }
        let names = inner.file_names_raw().enumerate();
        let members = names
            .map(|(index, name)| (printable_bytes(name), index))
            .collect();
        Ok(Self {
            backing,
            inner,
            members,
            gauge: opened.place.gauge.clone(),
        })
    }

    /// The members' names; bytes that are no UTF-8 are written `\xNN`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    /// The place of the member `name` in the list.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.members.get(name).copied()
    }

    /// Whether the list names a member twice: only the last of these can be read.
    pub fn has_namesakes(&self) -> bool {
        self.inner.has_duplicate_names()
    }

    /// The content of the member `name`; its checksum is held against it at the end, and all that is
    /// unpacked of the archive against its size.
    pub fn member(&mut self, name: &str) -> Result<Box<dyn Read + Send>, Problem> {
        let damaged = || Problem::Damaged("the archive's entry for it does not fit");
        let index = self.index(name).ok_or_else(damaged)?;
        let file = self.inner.by_index_raw(index).map_err(|_| damaged())?;
        if file.encrypted() {
            return Err(Problem::Archive("the member is encrypted"));
        }
        let (start, length) = (
            file.data_start().ok_or_else(damaged)?,
            file.compressed_size(),
        );
        let (method, crc) = (file.compression(), file.crc32());
        drop(file);
        let mut raw = stream(&self.backing).map_err(Problem::of)?;
        raw.seek(SeekFrom::Start(start)).map_err(Problem::of)?;
        let packed = BufReader::with_capacity(64 * 1024, raw.take(length));
        let content: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(packed)),
            CompressionMethod::ZSTD => {
                let decoder = zstd::stream::read::Decoder::with_buffer(packed);
                Box::new(decoder.map_err(|_| damaged())?)
            }
            _ => {
                return Err(Problem::Archive(
                    "the member is packed in a way figtrace does not know",
                ));
            }
        };
        let checked = Checked {
            content,
            crc: Crc::new(),
            wanted: crc,
        };
        Ok(Box::new(Guarded::new(checked, self.gauge.clone())))
    }

    /// All bytes of the member `name`, if they are no more than `limit`.
    pub fn bytes(&mut self, name: &str, limit: usize) -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        let take = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let read = self.member(name)?.take(take).read_to_end(&mut out);
        read.map_err(|e| super::super::unpack::problem(&e))?;
        if out.len() > limit {
            return Err(Problem::TooLong { limit });
        }
        Ok(out)
    }
}

fn stream(backing: &Backing) -> io::Result<Box<dyn ReadSeek>> {
    Ok(match backing {
        Backing::File(path) => Box::new(BufReader::new(File::open(path)?)),
        Backing::Memory(bytes) => Box::new(Cursor::new(bytes.clone())),
    })
}

/// Content whose checksum is known.
struct Checked {
    content: Box<dyn Read + Send>,
    crc: Crc,
    wanted: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        if read == 0 && !buffer.is_empty() && self.crc.sum() != self.wanted {
            return Err(ErrorKind::InvalidData.into());
        }
        self.crc.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}
