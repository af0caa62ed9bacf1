//! What is handed to the writer: one input as received and as read.

use crate::base::hash::sha256_hex;
use crate::link::reading::Reading;
use crate::read::{Held, Revisit, Skipped};
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
    pub raw: RawBytes,
    /// SHA-256 of the text.
    pub text_sha256: String,
    /// What the text is compared by, to find the same story told before.
    pub signature: Signature,
    /// The seal of its rows.
    pub seal: String,
    /// What the text says.
    pub reading: Reading,
}

impl Received {
    /// Hashes and compresses; meant for the threads that parse, so that the writer need not.
    ///
    /// # Errors
    /// Why the bytes cannot be compressed (out of memory).
    pub fn new(raw: &[u8], reading: Reading) -> std::io::Result<Self> {
        Ok(Self {
            raw: RawBytes::new(raw)?,
            text_sha256: sha256_hex(reading.article.text.as_bytes()),
            signature: signature(&reading),
            seal: seal::of(&reading),
            reading,
        })
    }
}

impl Received {
    /// Without the bytes: only their hash and length are stored.
    #[must_use]
    pub fn without_bytes(mut self) -> Self {
        self.raw.frame = None;
        self
    }
}

fn signature(reading: &Reading) -> Signature {
    let text = reading.article.text.as_str();
    Signature::of(reading.sentences.iter().map(|(span, _)| span.of(text)))
}

/// Bytes as received, compressed.
#[derive(Debug)]
pub struct RawBytes {
    /// SHA-256 before compression.
    pub sha256: String,
    /// Bytes before compression.
    pub size: usize,
    /// One zstd frame; `None` when the bytes are not to be kept.
    pub frame: Option<Vec<u8>>,
}

impl RawBytes {
    fn new(raw: &[u8]) -> std::io::Result<Self> {
        Ok(Self {
            sha256: sha256_hex(raw),
            size: raw.len(),
            frame: Some(zstd::bulk::compress(raw, LEVEL)?),
        })
    }
}
