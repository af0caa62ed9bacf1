//! Arguments and one file per command.

mod extract;

use std::process::ExitCode;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    extract::run()
}
