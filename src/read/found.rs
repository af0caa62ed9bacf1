//! What reading finds: documents, captures again of what was captured before, and parts that are no
//! articles. Knows no format.

use super::opened::Place;
use crate::base::hash::sha256_hex;
use crate::base::notice::Notice;
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::PathBuf;

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A document.
    Document(Box<RawDocument>),
    /// The same bytes as another record's, received again.
    Revisit(Box<Revisit>),
    /// Parts of a container that are no articles.
    Skipped(Skipped),
}

impl Found {
    /// The document, if it is one.
    pub fn document(self) -> Option<RawDocument> {
        match self {
            Self::Document(document) => Some(*document),
            Self::Revisit(_) | Self::Skipped(_) => None,
        }
    }
}

/// One document as it was found, decoded but not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDocument {
    /// Its name in records: the line's id, else its place.
    pub source: String,
    /// Where it was found: the file, or the file and the part of it, as in `a.jsonl#3`.
    pub place: String,
    /// The file, if it came from one.
    pub path: Option<PathBuf>,
    /// 1-based line of the file, for formats that hold a document a line.
    pub line: Option<usize>,
    /// Where in a container it lies.
    pub held: Held,
    /// The input bytes of this document, unpacked when they were compressed: the file's, the line's,
    /// the member's, the record's payload after HTTP decoding, the entry's content.
    pub bytes: Vec<u8>,
    /// SHA-256 of `bytes`.
    pub sha256: String,
    /// What `bytes` are, with the encoding when only the container names it: `text/html; charset=gbk`.
    pub media_type: Cow<'static, str>,
    /// The name of its format in [`FORMATS`](super::FORMATS).
    pub format: &'static str,
    /// Its decoded content.
    pub content: Content,
    /// The encoding `bytes` were in: a name of the WHATWG standard.
    pub encoding: &'static str,
    /// Its address, if the input says.
    pub url: Option<String>,
    /// Its title, if the input says.
    pub title: Option<String>,
    /// Who wrote it, if the input says.
    pub author: Option<String>,
    /// Who published it, if the input says.
    pub publisher: Option<String>,
    /// The article's date, if the input says.
    pub date: Option<Date>,
    /// The day of its last change, if the input says.
    pub modified: Option<Date>,
    /// Remarks of reading, about encodings for instance.
    pub notices: Vec<Notice>,
}

impl RawDocument {
    /// A document of these bytes, of which nothing is known but what they are.
    pub(super) fn of(place: &Place, bytes: Vec<u8>, content: Content) -> Self {
        Self {
            source: place.name.clone(),
            place: place.name.clone(),
            path: place.path.clone(),
            line: None,
            held: Held {
                member: place.member.clone(),
                ..Held::default()
            },
            sha256: sha256_hex(&bytes),
            bytes,
            media_type: Cow::Borrowed(content.media_type()),
            format: "text",
            content,
            encoding: "UTF-8",
            url: None,
            title: None,
            author: None,
            publisher: None,
            date: None,
            modified: None,
            notices: Vec::new(),
        }
    }
}

/// Where in a container bytes lie, and what it says of them; all nothing for a file of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The member's path in an archive.
    pub member: Option<String>,
    /// The container's own name for it: a record's `WARC-Record-ID`, an entry's id.
    pub record_id: Option<String>,
    /// The byte of the file or member, as it is stored, where the record begins.
    pub offset: Option<u64>,
    /// When the container received the bytes.
    pub captured_at: Option<Timestamp>,
}

/// A record that says: the same was received again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revisit {
    /// Where the record was found.
    pub place: String,
    /// The file, if it came from one.
    pub path: Option<PathBuf>,
    /// Where in the container it lies.
    pub held: Held,
    /// The address asked.
    pub url: Option<String>,
    /// The record that holds the bytes, by its id.
    pub of_record: Option<String>,
    /// The record that holds the bytes, by address and time.
    pub of_capture: Option<(String, Timestamp)>,
}

/// Parts of a container that are no articles, with one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The container.
    pub place: String,
    /// How many.
    pub number: u64,
    /// What they are, in the plural: `pictures`.
    pub reason: String,
}

impl Skipped {
    /// One sentence for a person.
    pub fn sentence(&self) -> String {
        let Self {
            place,
            number,
            reason,
        } = self;
        let parts = if *number == 1 { "part" } else { "parts" };
        format!("{place}: {number} {parts} passed over: {reason}")
    }
}

/// The decoded content of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Plain text.
    Text(String),
    /// The source of a web page.
    Html(String),
}

impl Content {
    /// The text or the source.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Html(text) => text,
        }
    }

    /// The media type of bytes that are nothing but this content.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "text/plain",
            Self::Html(_) => "text/html",
        }
    }
}
