//! Progress on standard error: a bar on a terminal, plain lines off one.

use figtrace::read::Skipped;
use figtrace::store::writer::Outcome;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::ffi::OsStr;
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

/// Off a terminal, a line each time so many inputs are done.
const EVERY: u64 = 1000;

/// Extensions of files whose documents have other sizes than the file.
const PACKED: &[&str] = &["gz", "zst", "zip", "epub", "docx", "pdf", "warc"];

/// How far the run is.
pub struct Progress {
    bar: Option<Bar>,
    done: Cell<u64>,
    quiet: bool,
    verbose: bool,
}

struct Bar {
    drawn: ProgressBar,
    begun: Instant,
    /// Hears how many bytes there are to read, when that is known.
    total: Receiver<u64>,
}

impl Progress {
    /// With nothing of `inputs` done.
    pub fn new(quiet: bool, verbose: bool, inputs: Vec<PathBuf>) -> Self {
        let shown = !quiet && stderr().is_terminal();
        Self {
            bar: shown.then(|| Bar::of(inputs)),
            done: Cell::new(0),
            quiet,
            verbose,
        }
    }

    /// One input is done, and on the disk.
    pub fn one(&self, path: &str, outcome: &Outcome) {
        self.done.set(self.done.get() + 1);
        match outcome {
            Outcome::Failed(reason) => self.say(&format!("figtrace: {path}: {reason}")),
            Outcome::Skipped(number, reason) if !self.quiet => {
                let part = Skipped {
                    place: path.to_owned(),
                    number: *number,
                    reason: reason.clone(),
                };
                self.say(&format!("figtrace: {}", part.sentence()));
            }
            Outcome::New(..) if self.verbose => self.say(&format!("figtrace: {path}: new")),
            Outcome::Unchanged if self.verbose => {
                self.say(&format!("figtrace: {path}: unchanged"));
            }
            _ => {}
        }
        let counted = !self.quiet && !self.verbose && self.bar.is_none();
        if counted && self.done.get().is_multiple_of(EVERY) {
            self.say(&format!("figtrace: {} articles done", self.done.get()));
        }
    }

    /// A batch of so many bytes of input is done.
    pub fn bytes(&self, bytes: usize) {
        if let Some(bar) = &self.bar {
            bar.advance(bytes, self.done.get());
        }
    }

    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.drawn.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    /// Everything is done.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.drawn.finish_and_clear();
        }
    }
}

impl Bar {
    fn of(inputs: Vec<PathBuf>) -> Self {
        let (send, total) = channel();
        // A folder of a million files takes a while to add up; nobody waits for it.
        std::thread::spawn(move || {
            if let Some(bytes) = sizes(&inputs) {
                let _ = send.send(bytes);
            }
        });
        let bar = ProgressBar::no_length();
        bar.set_style(style("{spinner} {msg}, {elapsed}"));
        Self {
            drawn: bar,
            begun: Instant::now(),
            total,
        }
    }

    fn advance(&self, bytes: usize, articles: u64) {
        if let Ok(total) = self.total.try_recv() {
            self.drawn.set_length(total);
            self.drawn
                .set_style(style("{bar:20} {percent} %, {msg}, {eta} left"));
        }
        self.drawn.inc(u64::try_from(bytes).unwrap_or_default());
        let a_second = per_second(articles, self.begun.elapsed().as_millis());
        self.drawn
            .set_message(format!("{articles} articles, {a_second} a second"));
    }
}

fn per_second(articles: u64, milliseconds: u128) -> u128 {
    u128::from(articles) * 1000 / milliseconds.max(1)
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The bytes of all files, where they tell how much there is to read: not of a pipe or a packed file.
fn sizes(paths: &[PathBuf]) -> Option<u64> {
    paths.iter().map(|path| size(path)).sum()
}

fn size(path: &Path) -> Option<u64> {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let metadata = std::fs::metadata(path).ok()?;
    if metadata.is_dir() {
        // A link may lead back up.
        let real = |e: &std::fs::DirEntry| e.file_type().is_ok_and(|t| !t.is_symlink());
        let inside = std::fs::read_dir(path).ok()?.flatten().filter(real);
        return inside.map(|e| size(&e.path())).sum();
    }
    let plain = !PACKED.contains(&extension.to_ascii_lowercase().as_str());
    (metadata.is_file() && plain).then_some(metadata.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_to_read_is_told_by_sizes_of_plain_files_only() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "12345").unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        std::fs::write(folder.path().join("b/c.html"), "123").unwrap();
        let all = vec![folder.path().to_path_buf()];
        assert_eq!(sizes(&all), Some(8));
        assert_eq!(sizes(&["-".into()]), None);
        std::fs::write(folder.path().join("b/d.jsonl.GZ"), "123").unwrap();
        assert_eq!(sizes(&all), None);
    }

    #[test]
    fn the_rate_is_whole_articles_a_second() {
        assert_eq!(per_second(500, 250), 2000);
        assert_eq!(per_second(0, 0), 0);
    }
}
