//! Progress on standard error: a bar on a terminal, plain lines off one.

use figtrace::read::Skipped;
use figtrace::store::writer::Outcome;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::io::{IsTerminal, stderr};

/// Off a terminal, a line each time so many inputs are done.
const EVERY: u64 = 1000;

/// How far the run is.
pub struct Progress {
    bar: Option<ProgressBar>,
    done: Cell<u64>,
    quiet: bool,
}

impl Progress {
    /// With nothing done.
    pub fn new(quiet: bool) -> Self {
        let shown = !quiet && stderr().is_terminal();
        Self {
            bar: shown.then(spinner),
            done: Cell::new(0),
            quiet,
        }
    }

    /// One input is done, and on the disk.
    pub fn one(&self, path: &str, outcome: &Outcome) {
        self.done.set(self.done.get() + 1);
        match outcome {
            Outcome::Failed(reason) => self.say(&format!("figtrace: {path}: {reason}")),
            Outcome::Skipped(number, reason) if !self.quiet => {
                let (place, number, reason) = (path.to_owned(), *number, reason.clone());
                let part = Skipped {
                    place,
                    number,
                    reason,
                };
                self.say(&format!("figtrace: {}", part.sentence()));
            }
            Outcome::Skipped(..) | Outcome::New(..) | Outcome::Unchanged => {}
        }
        match &self.bar {
            Some(bar) => bar.set_position(self.done.get()),
            None if !self.quiet && self.done.get().is_multiple_of(EVERY) => {
                self.say(&format!("figtrace: {} articles done", self.done.get()));
            }
            None => {}
        }
    }

    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    /// Everything is done.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn spinner() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}, {elapsed}");
    let bar = ProgressBar::new_spinner();
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}
