//! PDF documents: one file is one document, its lines joined to paragraphs.
//!
//! The pages are read by another's parser. It runs in a thread of its own: a panic there is an error
//! here, and a document that takes longer than [`PATIENCE`] is given up. That is the one clock of the
//! library; no document that is read at all comes near it.

#[cfg(feature = "pdf")]
mod glyphs;
#[cfg(feature = "pdf")]
mod lines;
#[cfg(feature = "pdf")]
mod paragraphs;

use super::error::Problem;
use super::opened::{Opened, Place};
use super::{DOCUMENT_LIMIT, Documents, Found, RawDocument, single};

/// Longest PDF document in bytes.
const PDF_LIMIT: usize = DOCUMENT_LIMIT / 2;

/// Whether a PDF document begins here; readers forgive bytes before it.
pub(super) fn sniff(head: &[u8]) -> bool {
    let window = head.get(..head.len().min(1024)).unwrap_or_default();
    window.starts_with(b"%PDF-")
        || (window.contains(&0) && memchr::memmem::find(window, b"%PDF-1.").is_some())
}

pub(super) fn read(mut opened: Opened) -> Documents {
    let bytes = opened.bytes(PDF_LIMIT);
    single(match bytes.and_then(|b| document(&opened.place, b)) {
        Ok(document) => Ok(Found::Document(Box::new(document))),
        Err(problem) => Err(opened.error(problem)),
    })
}

/// Without the feature there is a sentence in place of each document.
#[cfg(not(feature = "pdf"))]
pub(super) fn document(_: &Place, _: Vec<u8>) -> Result<RawDocument, Problem> {
    Err(Problem::Binary("a PDF document"))
}

#[cfg(feature = "pdf")]
pub(super) use with_pages::document;

#[cfg(feature = "pdf")]
mod with_pages {
    use super::glyphs::{self, Pages};
    use super::{Place, Problem, RawDocument, paragraphs};
    use crate::base::notice::Notice;
    use crate::read::Content;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;
    use std::sync::mpsc::{RecvTimeoutError, sync_channel};
    use std::time::Duration;

    /// Longest time for one document. A page takes milliseconds.
    const PATIENCE: Duration = Duration::from_mins(1);

    /// Stack of the thread that reads pages: nested objects take much of it.
    const STACK: usize = 128 * 1024 * 1024;

    /// Share of characters without meaning above which a text is none: one in so many.
    const UNKNOWN: usize = 4;

    /// The document of these bytes.
    pub fn document(place: &Place, bytes: Vec<u8>) -> Result<RawDocument, Problem> {
        let bytes = Arc::new(bytes);
        let pages = pages(&bytes)?;
        let notices = remarks(&pages)?;
        let text = paragraphs::text(&pages.marks);
        let bytes = Arc::unwrap_or_clone(bytes);
        let mut out = RawDocument::of(place, bytes, Content::Text(text));
        out.media_type = "application/pdf".into();
        out.format = "pdf";
        out.notices = notices;
        (out.title, out.author) = (pages.title, pages.author);
        Ok(out)
    }

    fn pages(bytes: &Arc<Vec<u8>>) -> Result<Pages, Problem> {
        let (done, waiting) = sync_channel(1);
        let bytes = Arc::clone(bytes);
        let work = move || {
            // The lead goes with its thread, so the answer may find nobody.
            let _ = done.send(catch_unwind(AssertUnwindSafe(|| glyphs::pages(&bytes))));
        };
        let thread = std::thread::Builder::new()
            .name("pdf".into())
            .stack_size(STACK);
        thread.spawn(work).map_err(Problem::Unreadable)?;
        let broken = |what: &str| Problem::Malformed(format!("the PDF document {what}"));
        match waiting.recv_timeout(PATIENCE) {
            Ok(Ok(Ok(pages))) => Ok(pages),
            Ok(Ok(Err(what))) => Err(broken(what)),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                Err(broken("stops the program that reads its pages"))
            }
            Err(RecvTimeoutError::Timeout) => Err(broken("takes longer than a minute to read")),
        }
    }

    /// What a reader should know; a problem when there is no text to speak of.
    fn remarks(pages: &Pages) -> Result<Vec<Notice>, Problem> {
        let empty: Vec<String> = (1..)
            .zip(&pages.marks)
            .filter(|(_, p)| p.is_empty())
            .map(|(n, _)| n.to_string())
            .collect();
        if empty.len() == pages.marks.len() {
            let what = "its pages hold no text, only pictures: it is a scan";
            return Err(Problem::Malformed(format!(
                "{what}, and text recognition has to come first"
            )));
        }
        let glyphs = pages.marks.iter().map(Vec::len).sum::<usize>();
        if pages.unknown > glyphs / UNKNOWN {
            let what = "its letters are drawn without saying which they are";
            return Err(Problem::Malformed(format!(
                "{what}, and text recognition has to come first"
            )));
        }
        let mut out = Vec::new();
        if !empty.is_empty() {
            let one = empty.len() == 1;
            let (pages, are) = if one {
                ("page", "is")
            } else {
                ("pages", "are")
            };
            let which = empty.join(", ");
            let message = format!("{pages} {which} {are} without text, perhaps a scan");
            out.push(notice("pdf-page-without-text", message));
        }
        if pages.left_out > 0 {
            let message = format!(
                "the last {} of its pages are missing from the text: there are more than the limit",
                pages.left_out
            );
            out.push(notice("pdf-pages-left-out", message));
        }
        if pages.unknown > 0 {
            let message = format!(
                "{} characters are drawn without saying which they are; each stands as U+FFFD",
                pages.unknown
            );
            out.push(notice("pdf-unknown-characters", message));
        }
        Ok(out)
    }

    fn notice(code: &'static str, message: String) -> Notice {
        Notice {
            code,
            message,
            span: None,
        }
    }
}

#[cfg(test)]
#[cfg(feature = "pdf")]
mod tests;
