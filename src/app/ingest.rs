//! `figtrace ingest`: articles into the database.

mod progress;
mod report;
mod sink;

use crate::app::outcome::{self, Failure};
use crate::app::value;
use anyhow::Context as _;
use figtrace::clean;
use figtrace::pipeline::read_article;
use figtrace::query::{Known, Library};
use figtrace::read::{self, Found, Held, Item, RawDocument};
use figtrace::show::summary::Summary;
use figtrace::store::error::StoreError;
use figtrace::store::incoming::{Content, Incoming, Received};
use figtrace::store::writer::Run;
use jiff::civil::Date;
use jiff::{Timestamp, Unit};
use progress::Progress;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use report::Report;
use serde_json::{Map, Value};
use sink::{Outcomes, Sink};
use std::io::{IsTerminal, stdin};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};

/// Documents parsed at once: one batch is one transaction. The same for any number of threads, since the
/// full-text index is cut into segments by transactions: so the file is the same to the byte.
const BATCH: usize = 128;

/// Input bytes parsed at once: a batch ends here even when it holds few documents.
const BATCH_BYTES: usize = 16 * 1024 * 1024;

/// Read articles and store what their numbers say
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, folders (read recursively), or `-` for standard input, which is read when none is given
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The database; made when it is not there
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// The articles' date, where the input itself gives none: relative dates are resolved against it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = value::day)]
    date: Option<Date>,

    /// The article's address, for a single one
    #[arg(long)]
    url: Option<String>,

    /// The article's headline, for a single one
    #[arg(long)]
    title: Option<String>,

    /// Format of the input; `auto` looks at content and extension
    #[arg(long, default_value = "auto", value_parser = value::format())]
    format: String,

    /// Threads to use; as many as there are processors when not given
    #[arg(long, value_name = "N", value_parser = value::threads)]
    jobs: Option<u16>,

    /// The instant to note as the time of receiving (RFC 3339); now when not given
    #[arg(long, value_name = "INSTANT", value_parser = value::instant)]
    captured_at: Option<Timestamp>,

    /// Read everything, say what would be stored, store nothing
    #[arg(long)]
    dry_run: bool,

    /// Keep hash, length and path of what was received, not the bytes
    #[arg(long)]
    no_keep: bool,

    /// Write a line of JSON for each input to this file: what became of it, and why
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// Say nothing but what went wrong
    #[arg(short, long)]
    quiet: bool,
}

/// Runs the command. Exit status 0: all stored; 3: some; 2: none.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let single = args
        .url
        .as_ref()
        .map(|_| "--url")
        .or(args.title.as_ref().map(|_| "--title"));
    if let Some(option) = single.filter(|_| args.paths.len() > 1) {
        let what = format!("{option} speaks of one article; give one PATH with it");
        return Err(anyhow::Error::msg(what).into());
    }
    if args.paths.is_empty() && stdin().is_terminal() {
        return Err(
            anyhow::Error::msg("name a file or folder to read, or - to type an article").into(),
        );
    }
    let summary = ingest(args)?;
    if !args.quiet {
        let example = example(args);
        let database = args.db.display().to_string();
        outcome::print(&summary.text(&database, args.dry_run, example.as_deref()))?;
    }
    Ok(match (summary.new + summary.unchanged, summary.failed) {
        (0, 0) if summary.skipped > 0 => outcome::NOTHING.into(),
        (_, 0) => ExitCode::SUCCESS,
        (0, _) => outcome::NOTHING.into(),
        _ => outcome::PARTLY.into(),
    })
}

/// A figure to try; without one, or should the database not answer now, the summary has its own.
fn example(args: &Args) -> Option<String> {
    Library::open(&args.db).ok()?.example().ok()?
}

fn ingest(args: &Args) -> anyhow::Result<Summary> {
    let sink = if args.dry_run {
        Sink::dry(&args.db)?
    } else {
        Sink::into(&args.db, this_run(args))?
    };
    let report = args.report.as_deref();
    let report = report.map(|path| Report::create(path, args.dry_run));
    let report = report.transpose()?;
    let pool = ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, usize::from))
        .build()
        .context("no threads can be started")?;
    let library = if args.db.exists() {
        Some(Library::open(&args.db)?)
    } else {
        None
    };
    let own = own_files(&args.db, args.report.as_deref());
    let mut documents = read::documents(paths(args), read::format_named(&args.format))
        .filter(|found| !is_among(&own, &args.paths, found));
    // One batch being read, one waiting, one being stored: memory is bounded.
    let (batches, received) = sync_channel::<Vec<Incoming>>(1);
    std::thread::scope(|scope| {
        let progress = Progress::new(args.quiet);
        let writer = scope.spawn(move || store(sink, &received, report, &progress));
        loop {
            let found = next_batch(&mut documents);
            if found.is_empty() {
                break;
            }
            let known = known(library.as_ref(), &found, !args.no_keep)?;
            let found = found.into_par_iter().zip(known);
            let batch = pool.install(|| found.map(|(f, k)| incoming(f, k, args)).collect());
            // The writer hangs up only when it has an error to tell.
            if batches.send(batch).is_err() {
                break;
            }
        }
        // Before the writer folds the log, nobody else may hold the file.
        drop(library);
        drop(batches);
        match writer.join() {
            Ok(summary) => summary,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// The database, the files beside it and the report: a folder of articles may hold them too.
fn own_files(database: &Path, report: Option<&Path>) -> Vec<PathBuf> {
    let name = database.file_name().unwrap_or_default();
    let folder = database.parent().filter(|f| !f.as_os_str().is_empty());
    let Ok(folder) = folder.unwrap_or(Path::new(".")).canonicalize() else {
        return Vec::new();
    };
    let beside = |suffix: &&str| {
        let mut name = name.to_owned();
        name.push(suffix);
        folder.join(name)
    };
    let report = report.and_then(|path| path.canonicalize().ok());
    ["", "-wal", "-shm", "-journal", ".lock"]
        .iter()
        .map(beside)
        .chain(report)
        .collect()
}

/// Whether an item comes from one of our own files in a folder; who names one is told what it is.
fn is_among(own: &[PathBuf], named: &[PathBuf], found: &Item) -> bool {
    let path = match found {
        Ok(Found::Document(raw)) => raw.path.as_deref(),
        Ok(Found::Revisit(revisit)) => revisit.path.as_deref(),
        Ok(Found::Skipped(_)) => None,
        Err(error) => error.path.as_deref(),
    };
    let path = path.filter(|p| !named.iter().any(|n| n == p));
    let like = |p: &&Path| own.iter().any(|o| o.file_name() == p.file_name());
    let real = path.filter(like).and_then(|p| p.canonicalize().ok());
    real.is_some_and(|p| own.contains(&p))
}

fn paths(args: &Args) -> Vec<PathBuf> {
    if args.paths.is_empty() {
        return vec!["-".into()];
    }
    args.paths.clone()
}

fn store(
    mut sink: Sink,
    batches: &Receiver<Vec<Incoming>>,
    mut report: Option<Report>,
    progress: &Progress,
) -> anyhow::Result<Summary> {
    let mut summary = Summary::default();
    let mut tell = |outcomes: Outcomes| {
        for (entry, outcome) in &outcomes {
            progress.one(&entry.path, outcome);
            summary.add(outcome);
        }
        report.as_mut().map_or(Ok(()), |r| r.add(&outcomes))
    };
    for batch in batches {
        tell(sink.store(batch)?)?;
    }
    tell(sink.finish()?)?;
    progress.end();
    Ok(summary)
}

/// For each input, whether its bytes were read before.
fn known(
    library: Option<&Library>,
    found: &[Item],
    kept: bool,
) -> Result<Vec<Option<Known>>, StoreError> {
    let of = |f: &Item| match (library, f) {
        (Some(library), Ok(Found::Document(raw))) => {
            let version = env!("CARGO_PKG_VERSION");
            library.known(&raw.sha256, &raw.media_type, version, kept)
        }
        _ => Ok(None),
    };
    found.iter().map(of).collect()
}

fn next_batch(documents: &mut impl Iterator<Item = Item>) -> Vec<Item> {
    let mut bytes = 0;
    let mut out = Vec::new();
    while out.len() < BATCH && bytes < BATCH_BYTES {
        let Some(found) = documents.next() else { break };
        bytes += found.as_ref().map_or(0, weight);
        out.push(found);
    }
    out
}

/// How many bytes are held in memory for it.
fn weight(found: &Found) -> usize {
    match found {
        Found::Document(raw) => raw.bytes.len(),
        Found::Revisit(_) | Found::Skipped(_) => 0,
    }
}

/// Reads one input; bytes that the database knows are not read again.
fn incoming(found: Item, known: Option<Known>, args: &Args) -> Incoming {
    match found {
        Ok(Found::Document(raw)) => received(*raw, known, args),
        Ok(Found::Revisit(revisit)) => Incoming {
            path: revisit.place.clone(),
            source: revisit.place.clone(),
            media_type: "".into(),
            held: revisit.held.clone(),
            content: Ok(Content::Revisit(revisit)),
        },
        Ok(Found::Skipped(part)) => bare(part.place.clone(), Ok(Content::Skipped(part))),
        Err(error) => bare(error.document, Err(error.problem.to_string())),
    }
}

fn bare(place: String, content: Result<Content, String>) -> Incoming {
    Incoming {
        path: place.clone(),
        source: place,
        media_type: "".into(),
        held: Held::default(),
        content,
    }
}

fn received(mut raw: RawDocument, known: Option<Known>, args: &Args) -> Incoming {
    raw.date = raw.date.or(args.date);
    raw.url = args.url.clone().or(raw.url);
    raw.title = args.title.clone().or(raw.title);
    Incoming {
        content: match known {
            Some(known) => Ok(Content::Known {
                raw: known.raw,
                document: known.document,
                url: raw.url.or(known.url),
            }),
            None => read_one(&raw).map(|r| {
                let received = if args.no_keep { r.without_bytes() } else { r };
                Content::Read(Box::new(received))
            }),
        },
        path: raw.place,
        source: raw.source,
        media_type: raw.media_type,
        held: raw.held,
    }
}

/// Reads one document. Reading never fails; should a defect stop it all the same, the others go on.
fn read_one(raw: &RawDocument) -> Result<Received, String> {
    let read = || Received::new(&raw.bytes, read_article(clean::article(raw)));
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(received) => received.map_err(|e| format!("it cannot be compressed ({e})")),
        Err(_) => Err("reading it stopped at a defect of figtrace; please report it".to_owned()),
    }
}

fn this_run(args: &Args) -> Run {
    let mut options = Map::new();
    let mut note = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            options.insert(name.into(), value.into());
        }
    };
    note("date", args.date.map(|d| d.to_string()));
    note("url", args.url.clone());
    note("title", args.title.clone());
    note("format", Some(args.format.clone()).filter(|f| f != "auto"));
    note("no-keep", args.no_keep.then(|| "true".to_owned()));
    let now = || {
        Timestamp::now()
            .round(Unit::Millisecond)
            .unwrap_or_default()
    };
    let when = args.captured_at.unwrap_or_else(now);
    Run {
        tool_version: env!("CARGO_PKG_VERSION").into(),
        options: Value::Object(options).to_string(),
        captured_at: when.to_string(),
    }
}
