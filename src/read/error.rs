//! Why an input could not be read, in sentences a person can act on. Knows no format.

use std::io;
use std::path::PathBuf;

/// An input, or one document of it, that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{document}: {problem}")]
pub struct ReadError {
    /// The document's name as records show it: path, or the part of it, as in `path#line`.
    pub document: String,
    /// The file, if the input is one.
    pub path: Option<PathBuf>,
    /// 1-based line of the file, for formats that hold a document a line.
    pub line: Option<usize>,
    /// What went wrong.
    pub problem: Problem,
}

/// What went wrong with an input. Each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// No file or folder of this name.
    #[error("there is no such file or folder; check the path")]
    Missing,
    /// The system refuses to open or read it.
    #[error("it cannot be read ({0}); check its permissions and the disk")]
    Unreadable(io::Error),
    /// A compressed stream or an archive is damaged or cut off.
    #[error("the compressed data is damaged ({0}); fetch the file again")]
    Damaged(&'static str),
    /// A compressed stream or an archive that unpacks out of all proportion.
    #[error(
        "it unpacks to more than 250 times its size, which no articles do; unpack it yourself if you trust it"
    )]
    Bomb,
    /// No bytes at all.
    #[error("it is empty; there is nothing to read")]
    Empty,
    /// Not text.
    #[error("it looks like {0}, not like text; convert it to text or HTML first")]
    Binary(&'static str),
    /// Text in an encoding that is not read, or with characters that no text has.
    #[error("{0}; convert it to UTF-8 text first")]
    Encoding(&'static str),
    /// A database of figtrace, given as an article.
    #[error("it is a database, not an article; to ask it, name it with --db")]
    Database,
    /// A folder without a single file.
    #[error("the folder holds no readable file; name a file or another folder")]
    NoFiles,
    /// A link that leads back to a folder above it.
    #[error("the link leads back to a folder that contains it; it was not followed")]
    LinkLoop,
    /// A link that leads to itself, if by way of others.
    #[error("the link leads to itself; it was not followed")]
    LinkCircle,
    /// Neither file nor folder.
    #[error("it is neither a file nor a folder; name a file, a folder or -")]
    Special,
    /// A line that is no JSON object with a text.
    #[error("byte {byte} of the line: {reason}; correct the line and read it again")]
    MalformedLine {
        /// 1-based byte of the line where reading stopped.
        byte: usize,
        /// What is wrong there.
        reason: &'static str,
    },
    /// A line longer than the limit.
    #[error(
        "the line is longer than {limit} bytes, the limit; split the document or give it as a file of its own"
    )]
    LineTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A document longer than the limit.
    #[error("the document is longer than {limit} bytes, the limit; split it")]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// Length or time of change differ before and after reading.
    #[error("the file changed while it was read; read it again when it is complete")]
    Changed,
    /// Named or labelled as one thing, but another.
    #[error("it is {is}, not {wanted}; name its format with --format if you know better")]
    Another {
        /// What it should be.
        wanted: &'static str,
        /// What it is.
        is: &'static str,
    },
    /// A part of a container that breaks the container's rules; the others are read.
    #[error("{0}; it was left out, the rest was read")]
    Part(String),
    /// A container that breaks the rules of its format.
    #[error("{0}; save or fetch it again")]
    Malformed(String),
    /// More members than the limit, or archives in archives in archives.
    #[error("{0}; unpack it and read the folder")]
    Archive(&'static str),
}

impl Problem {
    /// The problem that an error of the operating system stands for.
    pub(super) fn of(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable(error),
        }
    }
}
