//! Arguments and one file per command.

mod check;
mod extract;
mod ingest;
mod outcome;
mod trace;
mod value;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads news articles and keeps what their numbers say, each number with its proof.
#[derive(Debug, Parser)]
#[command(name = "figtrace", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ingest(ingest::Args),
    Trace(trace::Args),
    Check(check::Args),
    Verify(verify::Args),
    Extract(extract::Args),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Ingest(args) => outcome::exit(ingest::run(&args)),
        Command::Trace(args) => outcome::exit(trace::run(&args)),
        Command::Check(args) => outcome::exit(check::run(&args)),
        Command::Verify(args) => outcome::exit(verify::run(&args)),
        Command::Extract(args) => extract::run(args),
    }
}
