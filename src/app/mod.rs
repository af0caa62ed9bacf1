//! Arguments and one file per command.

mod cat;
mod check;
mod cite;
mod conflicts;
mod diff;
mod export;
mod extract;
mod find;
mod holds;
mod ingest;
mod mark;
mod narrow;
mod outcome;
mod place;
mod quantity;
mod reextract;
mod series;
mod signals;
mod status;
mod trace;
mod value;
mod verify;
mod whole;

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
    Find(find::Args),
    Series(series::Args),
    Check(check::Args),
    Conflicts(conflicts::Args),
    Cite(cite::Args),
    Mark(mark::Args),
    Reextract(reextract::Args),
    Verify(verify::Args),
    Extract(extract::Args),
    Export(export::Args),
    Cat(cat::Args),
    Diff(diff::Args),
    Holds(holds::Args),
    Status(status::Args),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    if let Err(error) = signals::survive_file_limits() {
        eprintln!("figtrace: a limit on the size of files cannot be noticed ({error})");
    }
    match Arguments::parse().command {
        Command::Ingest(args) => outcome::exit(ingest::run(&args)),
        Command::Trace(args) => outcome::exit(trace::run(&args)),
        Command::Find(args) => outcome::exit(find::run(&args)),
        Command::Series(args) => outcome::exit(series::run(&args)),
        Command::Check(args) => outcome::exit(check::run(&args)),
        Command::Conflicts(args) => outcome::exit(conflicts::run(&args)),
        Command::Cite(args) => outcome::exit(cite::run(&args)),
        Command::Mark(args) => outcome::exit(mark::run(&args)),
        Command::Reextract(args) => outcome::exit(reextract::run(&args)),
        Command::Verify(args) => outcome::exit(verify::run(&args)),
        Command::Export(args) => outcome::exit(export::run(&args)),
        Command::Extract(args) => extract::run(args),
        Command::Cat(args) => outcome::exit(cat::run(&args)),
        Command::Diff(args) => outcome::exit(diff::run(&args)),
        Command::Holds(args) => outcome::exit(holds::run(&args)),
        Command::Status(args) => outcome::exit(status::run(&args)),
    }
}
