//! `figtrace verify`: proves a database.

use crate::app::outcome::{self, Failure};
use figtrace::query::Library;
use figtrace::show::verify::text;
use std::path::PathBuf;
use std::process::ExitCode;

/// Prove a database: every span against its text, every text and input against its hash
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,
}

/// Runs the command. Exit status 0: sound; 1: something fails; 2: it could not be opened.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let proof = Library::open(&args.db)?.verify();
    outcome::print(&text(&proof, &args.db.display().to_string()))?;
    Ok(if proof.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        outcome::NEGATIVE.into()
    })
}
