//! `figtrace diff`: which figures changed from version to version.

use crate::app::cat;
use crate::app::outcome::{self, Failure};
use figtrace::query::Library;
use figtrace::query::named::Capture;
use figtrace::show::diff::{json, text};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show which figures changed from one version of an article to the next
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An address, to compare all its versions in order; or two and more documents, named as for `figtrace cat`
    #[arg(value_name = "URL|ID", required = true)]
    names: Vec<String>,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the command. Exit status 0: compared; 1: there is nothing to compare; 2: it could not be looked for.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = Library::open(&args.db)?;
    let mut captures: Vec<Capture> = Vec::new();
    for name in &args.names {
        match cat::one(&library, name)? {
            Some(capture) => captures.push(capture),
            None => return Ok(cat::nothing(&args.db, name)),
        }
    }
    if let ([only], [name]) = (captures.as_slice(), args.names.as_slice()) {
        let versions = library.versions(only)?;
        if versions.len() < 2 {
            let received = only.url.as_deref().unwrap_or(&only.path);
            eprintln!(
                "figtrace: there is one version of {name} (received from {received}), nothing to compare it with; \
                 name a second document"
            );
            return Ok(outcome::NEGATIVE.into());
        }
        captures = versions;
    }
    let steps = library.diff(&captures)?;
    if args.json {
        outcome::print(&format!("{:#}\n", json(&steps)))?;
    } else {
        outcome::print(&text(&steps))?;
    }
    Ok(ExitCode::SUCCESS)
}
