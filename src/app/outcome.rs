//! How a command ends: exit status, and one sentence on standard error.

use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

/// Found nothing, or a check failed.
pub const NEGATIVE: u8 = 1;
/// Nothing was done.
pub const NOTHING: u8 = 2;
/// Something was done, something else could not be.
pub const PARTLY: u8 = 3;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// Whoever reads our output has seen enough.
    Unread,
    /// A sentence for a person.
    Told(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Told(error.into())
    }
}

/// Writes `text` to standard output, all of it.
pub fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// Writes bytes to standard output, all of them.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Err(Failure::Unread),
        Err(e) => Err(anyhow::Error::new(e)
            .context("standard output cannot be written; free the disk or name another place")
            .into()),
        Ok(()) => Ok(()),
    }
}

/// The exit status of a command that ended in `result`; says why, if it stopped.
pub fn exit(result: Result<ExitCode, Failure>) -> ExitCode {
    match result {
        Ok(code) => code,
        Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(Failure::Told(error)) => {
            eprintln!("figtrace: {error:#}");
            NOTHING.into()
        }
    }
}
