//! `figtrace status`: what a database holds.

use crate::app::outcome::{self, Failure};
use figtrace::query::Library;
use figtrace::show::status::{json, text};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show what a database holds, what failed, the last runs, the size of its parts
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// At most so many publishers, months, runs and failures
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the command. Exit status 0: shown; 2: the database could not be read.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let status = Library::open(&args.db)?.status(args.limit)?;
    if args.json {
        outcome::print(&format!("{:#}\n", json(&status)))?;
    } else {
        outcome::print(&text(&status, &args.db.display().to_string()))?;
    }
    Ok(ExitCode::SUCCESS)
}
