//! `figtrace cat`: what was received, as it was received.

use crate::app::outcome::{self, Failure};
use anyhow::anyhow;
use figtrace::query::Library;
use figtrace::query::cat::Kept;
use figtrace::query::named::{Capture, Named};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Print what was received, byte for byte as it was, or the article's text
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A document (3, document:3), a capture (capture:7), the beginning of a SHA-256 or of a figure's uid, an address
    /// (its newest version), or the path it was read from
    #[arg(value_name = "ID")]
    name: String,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// The article's text, to which all offsets point, instead of the bytes received
    #[arg(long)]
    text: bool,
}

/// Runs the command. Exit status 0: printed; 1: nothing of that name is held, or its bytes were not
/// kept; 2: it could not be looked for, or what is held is damaged.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = Library::open(&args.db)?;
    let Some(capture) = one(&library, &args.name)? else {
        return Ok(nothing(&args.db, &args.name));
    };
    if args.text {
        outcome::print(&library.text(&capture)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    match library.bytes(&capture)? {
        Kept::Bytes(bytes) => outcome::print_bytes(&bytes)?,
        Kept::NotKept => {
            eprintln!(
                "figtrace: the bytes of {} were not kept (`ingest --no-keep`); they were read from it at {} and have \
                 the SHA-256 {}; `figtrace cat --text` prints the article's text",
                capture.path, capture.captured_at, capture.raw_sha256
            );
            return Ok(outcome::NEGATIVE.into());
        }
        Kept::Damaged(why) => {
            let path = &capture.path;
            return Err(anyhow!(
                "the bytes kept of {path} are damaged ({why}); restore the database from a copy"
            )
            .into());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The one capture that `name` means; a list of candidates as an error when it means several.
pub fn one(library: &Library, name: &str) -> anyhow::Result<Option<Capture>> {
    match library.named(name)? {
        Named::Nothing => Ok(None),
        Named::One(capture) => Ok(Some(*capture)),
        Named::Several(all) => {
            let told: Vec<String> = all.iter().map(candidate).collect();
            Err(anyhow!(
                "{name:?} is the beginning of several; write more of it: {}",
                told.join("; ")
            ))
        }
    }
}

fn candidate(capture: &Capture) -> String {
    let (document, path) = (capture.document, &capture.path);
    format!(
        "document:{document} (sha256 {}, {path})",
        capture.raw_sha256
    )
}

/// Says that nothing of this name is held.
pub fn nothing(db: &Path, name: &str) -> ExitCode {
    eprintln!(
        "figtrace: {} holds nothing called {name:?}; name a document, the beginning of a SHA-256, an address or a path",
        db.display()
    );
    outcome::NEGATIVE.into()
}
