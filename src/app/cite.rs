//! `figtrace cite`: a figure as a quotation with its source.

use crate::app::outcome::{self, Failure};
use anyhow::anyhow;
use clap::builder::PossibleValuesParser;
use figtrace::query::Library;
use figtrace::show::cite::{FORMATS, cited};
use std::path::PathBuf;
use std::process::ExitCode;

/// Quote figures with their source: author, title, publisher, date, address, day of access, hashes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Uids of figures, or their beginnings, as `trace` shows them
    #[arg(required = true, value_name = "UID")]
    uids: Vec<String>,

    /// How to write it
    #[arg(long, default_value = "plain", value_parser = formats())]
    format: String,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|f| f.name))
}

/// Runs the command. Exit status 0: all were found; 1: one was not; 2: it could not be looked for.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = Library::open(&args.db)?;
    let mut found = Vec::new();
    let mut lost = false;
    for uid in &args.uids {
        if let Some(figure) = library.figure(uid)? {
            found.push(figure);
            continue;
        }
        lost = true;
        eprintln!(
            "figtrace: {}: no figure, or more than one, has a uid that begins with {uid:?}; `figtrace trace NUMBER` shows uids",
            args.db.display()
        );
    }
    let format = FORMATS.iter().find(|f| f.name == args.format);
    let format = format.ok_or_else(|| anyhow!("no format is called {:?}", args.format))?;
    if !found.is_empty() {
        outcome::print(&cited(&found, format))?;
    }
    Ok(if lost {
        outcome::NEGATIVE.into()
    } else {
        ExitCode::SUCCESS
    })
}
