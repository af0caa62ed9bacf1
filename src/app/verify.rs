//! `figtrace verify`: proves a database.

use crate::app::outcome::{self, Failure};
use figtrace::meaning::REFERENCE;
use figtrace::query::Library;
use figtrace::query::verify::Proof;
use figtrace::show::verify::text;
use figtrace::store::error::StoreError;
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
    let proof = match Library::open(&args.db) {
        Ok(library) => library.verify(&REFERENCE),
        // Too little of it is left to be opened: that is what fails.
        Err(StoreError::Damaged { reason, .. }) => Proof::of_damage(reason),
        Err(other) => return Err(other.into()),
    };
    outcome::print(&text(&proof, &args.db.display().to_string()))?;
    Ok(if proof.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        outcome::NEGATIVE.into()
    })
}
