//! `figtrace extract`: records on standard output, no database.

use crate::app::value;
use figtrace::clean::{self, Selector};
use figtrace::link::reading::Reading;
use figtrace::meaning::of_rule;
use figtrace::pipeline::read_articles;
use figtrace::read::{self, Found, Item};
use figtrace::show::explain;
use figtrace::show::record::{self, failure};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Documents in memory at once, per thread. Enough for threads to even out long and short ones.
const BATCH_PER_THREAD: usize = 32;

/// Input bytes in memory at once: a batch ends here even when it holds few documents.
const BATCH_BYTES: usize = 32 * 1024 * 1024;

/// Bytes of the documents that one thread reads together, stage by stage.
const RUN_BYTES: usize = 64 * 1024;

/// Nothing could be read.
const NOTHING: u8 = 2;

/// Some documents could be read, others could not.
const PARTLY: u8 = 3;

/// Print one JSON record, or an explanation, per document, in input order; no database is touched
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Format of the input; `auto` looks at content and extension
    #[arg(long, default_value = "auto", value_parser = value::format())]
    format: String,

    /// Threads to use; as many as there are processors when not given
    #[arg(long, value_name = "N", value_parser = value::threads)]
    jobs: Option<u16>,

    /// Of web pages, take what this CSS selector names for the article
    #[arg(long, value_name = "CSS", value_parser = value::selector)]
    select: Option<Selector>,

    /// Print for people instead: every sentence with numbers, what each figure says, the rule and
    /// reasons it was read by, and why the other numbers are no figures
    #[arg(long)]
    explain: bool,

    /// Files, folders (read recursively), or `-` for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,
}

/// How many documents went well and how many did not.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    well: usize,
    failed: usize,
}

impl Tally {
    /// Counts one more; says what is passed over.
    fn add(&mut self, item: &Item) {
        match item {
            Ok(Found::Document(_)) => self.well += 1,
            Ok(Found::Revisit(_)) => {}
            Ok(Found::Skipped(part)) => eprintln!("figtrace: {}", part.sentence()),
            Err(_) => self.failed += 1,
        }
    }

    fn exit_code(self) -> ExitCode {
        match (self.well, self.failed) {
            (_, 0) => ExitCode::SUCCESS,
            (0, _) => NOTHING.into(),
            _ => PARTLY.into(),
        }
    }
}

/// Runs the command. Exit status 0: all documents read; 3: some; 2: none.
pub fn run(args: Args) -> ExitCode {
    let told = if args.explain {
        "each is named above with its problem"
    } else {
        "their records say why in `error`"
    };
    match print_records(args) {
        Ok(tally) => {
            if tally.failed > 0 {
                eprintln!(
                    "figtrace: {} of {} documents could not be read; {told}",
                    tally.failed,
                    tally.failed + tally.well
                );
            }
            tally.exit_code()
        }
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "figtrace: standard output cannot be written ({error}); free the disk or name another place"
            );
            NOTHING.into()
        }
    }
}

fn print_records(args: Args) -> io::Result<Tally> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, usize::from))
        .build()
        .map_err(io::Error::other)?;
    let batch = BATCH_PER_THREAD * pool.current_num_threads();
    let mut documents = read::documents(args.paths, read::format_named(&args.format));
    let mut out = BufWriter::new(io::stdout().lock());
    let mut tally = Tally::default();
    let within = args.select.as_ref();
    let form = |found: Vec<Item>| -> Vec<io::Result<Option<String>>> {
        let told = told(found, within);
        if args.explain {
            told.into_iter().map(|told| Ok(explanation(told))).collect()
        } else {
            told.into_iter().map(line).collect()
        }
    };
    let mut first = true;
    loop {
        let found = next_batch(&mut documents, batch);
        if found.is_empty() {
            out.flush()?;
            return Ok(tally);
        }
        for item in &found {
            tally.add(item);
        }
        let lines: Vec<io::Result<Option<String>>> = pool.install(|| {
            together(found)
                .into_par_iter()
                .flat_map_iter(form)
                .collect()
        });
        for line in lines {
            let Some(text) = line? else { continue };
            // Explanations run over many lines: an empty one keeps documents apart.
            if args.explain && !first {
                out.write_all(b"\n")?;
            }
            first = false;
            out.write_all(text.as_bytes())?;
        }
    }
}

fn next_batch(documents: &mut impl Iterator<Item = Item>, limit: usize) -> Vec<Item> {
    let mut bytes = 0;
    let mut out = Vec::new();
    while out.len() < limit && bytes < BATCH_BYTES {
        let Some(found) = documents.next() else { break };
        if let Ok(Found::Document(raw)) = &found {
            bytes += raw.bytes.len();
        }
        out.push(found);
    }
    out
}

/// What came, in runs that are read stage by stage, in order: short, so that their texts stay in the
/// processor's caches as well.
fn together(found: Vec<Item>) -> Vec<Vec<Item>> {
    let mut out: Vec<Vec<Item>> = Vec::new();
    let mut bytes = RUN_BYTES;
    for item in found {
        if bytes >= RUN_BYTES {
            out.push(Vec::new());
            bytes = 0;
        }
        if let Ok(Found::Document(raw)) = &item {
            bytes += raw.bytes.len();
        }
        if let Some(run) = out.last_mut() {
            run.push(item);
        }
    }
    out
}

/// What is told of one input.
enum Told {
    /// A document: its reading, its source, its hash.
    Reading(Box<Reading>, String, String),
    /// No document.
    Nothing,
    /// One that could not be read: which, and why.
    Failure(String, String),
}

/// Reads the documents among what came.
fn told(found: Vec<Item>, within: Option<&Selector>) -> Vec<Told> {
    let mut articles = Vec::with_capacity(found.len());
    let mut named = Vec::with_capacity(found.len());
    for item in found {
        named.push(match item {
            Ok(Found::Document(raw)) => {
                articles.push(clean::article_within(&raw, within));
                Ok((raw.source, raw.sha256))
            }
            Ok(Found::Revisit(_) | Found::Skipped(_)) => Err(Told::Nothing),
            Err(error) => Err(Told::Failure(error.document, error.problem.to_string())),
        });
    }
    let mut readings = read_articles(articles).into_iter();
    let tell = |named: Result<(String, String), Told>| match named {
        Ok((source, sha256)) => readings.next().map_or(Told::Nothing, |reading| {
            Told::Reading(Box::new(reading), source, sha256)
        }),
        Err(told) => told,
    };
    named.into_iter().map(tell).collect()
}

/// The record; none for what is no document.
fn line(told: Told) -> io::Result<Option<String>> {
    let mut json = match told {
        Told::Reading(reading, source, sha256) => record::line(&reading, &source, &sha256)?,
        Told::Nothing => return Ok(None),
        Told::Failure(document, why) => failure(&document, &why).to_string(),
    };
    json.push('\n');
    Ok(Some(json))
}

/// The document explained; none for what is no document.
fn explanation(told: Told) -> Option<String> {
    match told {
        Told::Reading(reading, source, _) => Some(explain::text(&reading, &source, of_rule)),
        Told::Nothing => None,
        Told::Failure(document, why) => Some(explain::failure(&document, &why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_status_tells_all_some_or_none() {
        let code = |well, failed| format!("{:?}", Tally { well, failed }.exit_code());
        assert_eq!(code(2, 0), format!("{:?}", ExitCode::SUCCESS));
        assert_eq!(code(1, 1), format!("{:?}", ExitCode::from(3)));
        assert_eq!(code(0, 1), format!("{:?}", ExitCode::from(2)));
    }
}
