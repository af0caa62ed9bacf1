//! What is handed to the writer: one input as received and as read.

use crate::base::hash::sha256_hex;
use crate::link::reading::Reading;
use crate::read::{Held, Revisit, Skipped};
use crate::store::prepared::Prepared;
use crate::store::seal;
use crate::story::Signature;
use std::borrow::Cow;

/// zstd level for raw bytes: the knee of its curve for article text.
const LEVEL: i32 = 3;

/// One input, ready to be stored.
#[derive(Debug)]
pub struct Incoming {
    /// The file, `-`, or a part of it: `file#line`, `file#member`.
    pub path: String,
    /// Its name in records: the line's own id, else the path.
    pub source: String,
    /// Media type of its bytes, such as `text/html`.
    pub media_type: Cow<'static, str>,
    /// Where in a container it lies.
    pub held: Held,
    /// What it gave: a document, or the reason it gave none.
    pub content: Result<Content, String>,
}

impl Incoming {
    /// Whether it gives a document by itself.
    pub fn has_document(&self) -> bool {
        matches!(self.content, Ok(Content::Read(_) | Content::Known { .. }))
    }
}

/// What an input holds.
#[derive(Debug)]
pub enum Content {
    /// A document as read.
    Read(Box<Received>),
    /// Bytes that the same program has read before, as row `raw`, to the document of row `document`.
    Known {
        /// Id in table raw.
        raw: i64,
        /// Id in table document.
        document: i64,
        /// Its address, if the input says.
        url: Option<String>,
    },
    /// The bytes of another capture, received again.
    Revisit(Box<Revisit>),
    /// Parts of a container that are no articles.
    Skipped(Skipped),
}

/// A document with the bytes it was read from.
#[derive(Debug)]
pub struct Received {
    /// The bytes.
    pub raw: Packed,
    /// SHA-256 of the text.
    pub text_sha256: String,
    /// What the text is compared by, to find the same story told before.
    pub signature: Signature,
    /// The seal of its rows.
    pub seal: String,
    /// What the text says.
    pub reading: Reading,
    /// What its rows need beside it.
    pub(super) prepared: Prepared,
}

/// Why a document cannot be stored.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Its bytes cannot be compressed: memory is short.
    #[error("it cannot be compressed ({0}); free some memory and run the same command again")]
    Packing(#[from] std::io::Error),
    /// The reading contradicts itself: a span outside its text, a sentence that is not there.
    #[error("its reading contradicts itself ({0}); please report it")]
    Defect(String),
}

impl Received {
    /// Compresses and prepares rows; meant for the threads that read, so that the writer need not.
    ///
    /// # Errors
    /// Why it cannot be stored.
    pub fn of(raw: RawBytes<'_>, reading: Reading) -> Result<Self, Unfit> {
        let text_sha256 = sha256_hex(reading.article.text.as_bytes());
        let prepared = Prepared::of(&reading, &text_sha256).map_err(Unfit::Defect)?;
        Ok(Self {
            raw: raw.packed()?,
            prepared,
            signature: Signature::of(reading.article.readable()),
            seal: seal::of(&reading),
            text_sha256,
            reading,
        })
    }

    /// The same for bytes that are kept and were not hashed.
    ///
    /// # Errors
    /// Why it cannot be stored.
    pub fn new(raw: &[u8], reading: Reading) -> Result<Self, Unfit> {
        let bytes = RawBytes {
            sha256: sha256_hex(raw),
            size: raw.len(),
            kept: Some(raw),
        };
        Self::of(bytes, reading)
    }
}

/// Bytes as received.
#[derive(Clone, Debug)]
pub struct RawBytes<'a> {
    /// Their SHA-256.
    pub sha256: String,
    /// How many they are.
    pub size: usize,
    /// The bytes; `None` when they are not to be kept.
    pub kept: Option<&'a [u8]>,
}

impl RawBytes<'_> {
    fn packed(self) -> std::io::Result<Packed> {
        let frame = self.kept.map(|raw| zstd::bulk::compress(raw, LEVEL));
        Ok(Packed {
            sha256: self.sha256,
            size: self.size,
            frame: frame.transpose()?,
        })
    }
}

/// Bytes as received, compressed.
#[derive(Debug)]
pub struct Packed {
    /// SHA-256 before compression.
    pub sha256: String,
    /// Bytes before compression.
    pub size: usize,
    /// One zstd frame; `None` when the bytes are not to be kept.
    pub frame: Option<Vec<u8>>,
}
