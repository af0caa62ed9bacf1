//! `figtrace ingest`: articles into the database.

mod article;
mod progress;
mod report;
mod sink;
mod supply;

use crate::app::outcome::{self, Failure};
use crate::app::signals::Stop;
use crate::app::value;
use anyhow::Context as _;
use article::{Given, incoming};
use figtrace::clean::Selector;
use figtrace::query::Library;
use figtrace::query::known::{Bytes, Earlier, Known};
use figtrace::read::{self, Found, Item};
use figtrace::show::summary::Summary;
use figtrace::store::error::StoreError;
use figtrace::store::incoming::Incoming;
use figtrace::store::writer::Run;
use jiff::civil::Date;
use jiff::{Timestamp, Unit};
use progress::Progress;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use report::Report;
use serde_json::{Map, Value};
use sink::{Outcomes, Sink};
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use supply::{Batch, Room};

/// How long a wait for input lasts before it is seen whether somebody asked to stop.
const GLANCE: Duration = Duration::from_millis(50);

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

    /// Of web pages, take what this CSS selector names for the article
    #[arg(long, value_name = "CSS", value_parser = value::selector)]
    select: Option<Selector>,

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

    /// Refuse an article of more bytes, unpacked; 268435456 is the most in any case
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    max_bytes: Option<u64>,

    /// Give up an article that takes longer, looked at between the stages of reading it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    max_seconds: Option<u64>,

    /// Articles stored together at most: one transaction
    #[arg(long, value_name = "N", hide = true, default_value_t = supply::BATCH)]
    batch: u16,

    /// Say nothing but what went wrong
    #[arg(short, long)]
    quiet: bool,

    /// Name every article, once it is on the disk
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
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
    let documents = documents(args);
    let documents = match single {
        None => documents,
        Some(option) => one_article(documents).ok_or_else(|| {
            let rest = "speaks of one article, and PATH gives more; name a file that is one";
            anyhow::anyhow!("{option} {rest}")
        })?,
    };
    let stop = Stop::watch().context("signals cannot be watched")?;
    let summary = ingest(args, documents, &stop)?;
    if !args.quiet {
        let example = example(args);
        let database = args.db.display().to_string();
        outcome::print(&summary.text(&database, args.dry_run, example.as_deref()))?;
    }
    if let Some(status) = stop.asked() {
        eprintln!(
            "figtrace: stopped before the end; what is stored is safe, run the same command again to go on"
        );
        return Ok(status.into());
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

/// What is to be read, without the files that this run writes itself.
fn documents(args: &Args) -> Inputs {
    let own = own_files(&args.db, args.report.as_deref());
    let named = args.paths.clone();
    let found = read::documents(paths(args), read::format_named(&args.format));
    Box::new(found.filter(move |found| !is_among(&own, &named, found)))
}

/// The same inputs, when no more than one is an article; looks no further than the second.
fn one_article(documents: Inputs) -> Option<Inputs> {
    let mut seen = Vec::new();
    let mut articles = 0;
    for found in documents {
        articles += usize::from(matches!(found, Ok(Found::Document(_))));
        if articles > 1 {
            return None;
        }
        seen.push(found);
    }
    Some(Box::new(seen.into_iter()))
}

fn ingest(args: &Args, documents: Inputs, stop: &Stop) -> anyhow::Result<Summary> {
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
    let version = env!("CARGO_PKG_VERSION");
    let selected = args.select.as_ref().map(Selector::as_str);
    let earlier = |library| Earlier::of(library, version, selected, !args.no_keep);
    let earlier = if args.db.exists() {
        Some(Library::open(&args.db).and_then(earlier)?)
    } else {
        None
    };
    let room = Arc::new(Room::default());
    let (batches, reader) = supply::start(documents, args.batch.into(), Arc::clone(&room));
    // One batch being read, one waiting, one being understood, one being stored.
    let (send, received) = sync_channel(0);
    std::thread::scope(|scope| {
        let progress = Progress::new(args.quiet, args.verbose, paths(args));
        let writer = scope.spawn(move || store(sink, &received, report, &room, &progress));
        let desk = Desk {
            pool,
            earlier,
            given: given(args),
        };
        let go_on = || stop.asked().is_none() && !writer.is_finished();
        let read = desk.understand(&batches, &send, go_on);
        // Before the writer folds the log, nobody else may hold the file.
        drop(desk);
        drop(send);
        let summary = joined(writer.join());
        if stop.asked().is_none() && summary.is_ok() {
            drop(batches);
            joined(reader.join());
        }
        read.and(summary)
    })
}

/// What a thread answers; its panic goes on here.
fn joined<T>(result: std::thread::Result<T>) -> T {
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What was found, one by one.
type Inputs = Box<dyn Iterator<Item = Item> + Send>;

/// Where batches are understood.
struct Desk {
    pool: ThreadPool,
    earlier: Option<Earlier>,
    given: Given,
}

/// A batch ready to be stored, with the bytes that were its input.
type Understood = (Vec<Incoming>, usize);

impl Desk {
    /// Takes batches until there are no more or `go_on` says no; a batch that was begun is finished.
    fn understand(
        &self,
        batches: &Receiver<Batch>,
        send: &SyncSender<Understood>,
        go_on: impl Fn() -> bool,
    ) -> anyhow::Result<()> {
        while go_on() {
            let Batch { found, bytes } = match batches.recv_timeout(GLANCE) {
                Ok(batch) => batch,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let known = known(self.earlier.as_ref(), &found, &self.given)?;
            let found = found.into_par_iter().zip(known);
            let given = &self.given;
            let read = || found.map(|(f, k)| incoming(f, k, given)).collect();
            // The writer hangs up only when it has an error to tell.
            if send.send((self.pool.install(read), bytes)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

fn given(args: &Args) -> Given {
    Given {
        date: args.date,
        url: args.url.clone(),
        title: args.title.clone(),
        keep: !args.no_keep,
        within: args.select.clone(),
        most_bytes: args.max_bytes.and_then(|most| usize::try_from(most).ok()),
        most_time: args.max_seconds.map(Duration::from_secs),
    }
}

/// The database, the files beside it and the report, which need not be there yet: a folder of articles
/// may hold them too.
fn own_files(database: &Path, report: Option<&Path>) -> Vec<PathBuf> {
    let beside = |suffix: &&str| {
        let mut name = database.file_name().unwrap_or_default().to_owned();
        name.push(suffix);
        real(&database.with_file_name(name))
    };
    ["", "-wal", "-shm", "-journal", ".lock"]
        .iter()
        .filter_map(beside)
        .chain(report.and_then(real))
        .collect()
}

/// A file's path in its folder's real one.
fn real(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
    Some(folder.join(file.file_name()?))
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
    batches: &Receiver<Understood>,
    mut report: Option<Report>,
    room: &Room,
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
    for (batch, bytes) in batches {
        tell(sink.store(batch)?)?;
        progress.bytes(bytes);
        room.leave(bytes);
    }
    tell(sink.finish()?)?;
    progress.end();
    Ok(summary)
}

/// For each input, whether its bytes were read before.
fn known(
    earlier: Option<&Earlier>,
    found: &[Item],
    given: &Given,
) -> Result<Vec<Option<Known>>, StoreError> {
    let of = |f: &Item| match (earlier, f) {
        (Some(earlier), Ok(Found::Document(raw))) => earlier.known(&Bytes {
            sha256: &raw.sha256,
            media_type: &raw.media_type,
            path: &raw.place,
            addressed: raw.url.is_some() || given.url.is_some(),
        }),
        _ => Ok(None),
    };
    found.iter().map(of).collect()
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
    note(
        "select",
        args.select.as_ref().map(|s| s.as_str().to_owned()),
    );
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
