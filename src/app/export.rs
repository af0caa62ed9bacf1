//! `figtrace export`: views of the database, or figures as linked data, for other programs.

use crate::app::narrow::{Narrow, offered};
use crate::app::outcome::{self, Failure};
use crate::app::whole::whole_file;
use anyhow::{anyhow, bail};
use clap::ValueEnum;
use figtrace::query::Library;
use figtrace::query::export::{Cell, Extent};
use figtrace::query::find::Filter;
use figtrace::query::names::nearest;
use figtrace::query::quotation::Quotation;
#[cfg(feature = "parquet")]
use figtrace::show::parquet::Rows;
use figtrace::show::rdf::{Graph, Notation};
use figtrace::show::table::writer;
use serde_json::{Map, Value as Json};
use std::io::{self, BufWriter, ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write a view of the database, or figures as linked data, for other programs
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The notation; told from the ending of --output when not given
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The file to write, or a folder, in which the file is named after the view; standard output when
    /// not given
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// The view to write: facts, provenance, series or another of the database's
    #[arg(long, value_name = "NAME", default_value = "facts")]
    view: String,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    #[command(flatten)]
    narrow: Narrow,
}

/// The notations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet
    #[cfg(feature = "parquet")]
    Parquet,
    /// RDF as Turtle
    Turtle,
    /// RDF as JSON-LD
    Jsonld,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            Self::Turtle => "ttl",
            Self::Jsonld => "jsonld",
        }
    }

    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::value_variants()
            .iter()
            .copied()
            .find(|f| f.ending() == ending)
    }
}

/// Why writing stopped.
#[derive(Debug, thiserror::Error)]
enum Stop {
    #[error(transparent)]
    Store(#[from] figtrace::store::error::StoreError),
    #[error(transparent)]
    Write(#[from] io::Error),
    #[error(transparent)]
    Table(#[from] csv::Error),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl Stop {
    /// Whether the reader of our output has gone.
    fn unread(&self) -> bool {
        match self {
            Self::Write(error) => is_broken(error),
            Self::Table(error) => matches!(error.kind(), csv::ErrorKind::Io(e) if is_broken(e)),
            _ => false,
        }
    }
}

/// Whether `error` is a broken pipe, or one that another library wrapped.
fn is_broken(error: &io::Error) -> bool {
    let mut inner = error.get_ref().and_then(|e| e.source());
    while let Some(cause) = inner {
        if cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == ErrorKind::BrokenPipe)
        {
            return true;
        }
        inner = cause.source();
    }
    error.kind() == ErrorKind::BrokenPipe
}

/// Runs the command. Exit status 0: written; 1: nothing to write; 2: it could not be written.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let format = args.format.or(args.output.as_deref().and_then(Format::of));
    let format = format.ok_or_else(|| {
        anyhow!("say how to write it: --format csv, jsonl, parquet, turtle or jsonld")
    })?;
    let library = Library::open(&args.db)?;
    let view = view(&library, &args.view, format)?;
    let narrowed = args.narrow.read(&library)?;
    for note in &narrowed.notes {
        eprintln!("figtrace: {note}");
    }
    let job = Job {
        library: &library,
        filter: &narrowed.filter,
        view: &view,
        format,
    };
    let written = match &args.output {
        None => job.to_standard_output(),
        Some(path) => job.to_file(&file(path, &view, format), &args.db),
    };
    match written {
        Ok(0) => {
            eprintln!("figtrace: no row passes, so only an empty file was written");
            Ok(outcome::NEGATIVE.into())
        }
        Ok(count) => {
            if let Some(path) = &args.output {
                let path = file(path, &view, format);
                outcome::print(&format!("{}: {count} rows of {view}\n", path.display()))?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(stop) if stop.unread() => Err(Failure::Unread),
        Err(stop) => Err(Failure::Told(stop.into())),
    }
}

/// The view by its exact name.
fn view(library: &Library, name: &str, format: Format) -> anyhow::Result<String> {
    let views = library.views()?;
    if !views.iter().any(|v| v == name) {
        let near = nearest(name, views.iter().map(String::as_str));
        let near = if near.is_empty() { views } else { near };
        bail!("the database has no view {name:?}{}", offered(&near));
    }
    if matches!(format, Format::Turtle | Format::Jsonld) && name != "facts" {
        bail!(
            "linked data is written of facts only; leave --view out, or take csv, jsonl or parquet"
        );
    }
    Ok(name.to_owned())
}

fn file(path: &Path, view: &str, format: Format) -> PathBuf {
    if path.is_dir() {
        path.join(format!("{view}.{}", format.ending()))
    } else {
        path.to_path_buf()
    }
}

/// What is to be written.
struct Job<'a> {
    library: &'a Library,
    filter: &'a Filter,
    view: &'a str,
    format: Format,
}

impl Job<'_> {
    fn to_standard_output(&self) -> Result<usize, Stop> {
        #[cfg(feature = "parquet")]
        if self.format == Format::Parquet && std::io::IsTerminal::is_terminal(&stdout()) {
            return Err(anyhow!(
                "Parquet is nothing to read in a terminal; name a file with --output"
            )
            .into());
        }
        let mut out = BufWriter::new(stdout());
        let count = self.write(&mut out)?;
        out.flush()?;
        Ok(count)
    }

    fn to_file(&self, path: &Path, database: &Path) -> Result<usize, Stop> {
        whole_file(path, database, "--output", |out| self.write(out))
    }

    fn write<W: Write + Send>(&self, out: W) -> Result<usize, Stop> {
        match self.format {
            Format::Turtle => self.graph(out, Notation::Turtle),
            Format::Jsonld => self.graph(out, Notation::JsonLd),
            _ => {
                let extent = self.library.extent(self.view, self.filter)?;
                let sorry = || {
                    anyhow!(
                        "rows of {} are no figures; leave the options out that choose some",
                        self.view
                    )
                };
                self.rows(out, &extent.ok_or_else(sorry)?)
            }
        }
    }

    fn graph<W: Write>(&self, out: W, notation: Notation) -> Result<usize, Stop> {
        let mut graph = Graph::new(out, notation)?;
        let each = |q: &Quotation| graph.figure(q).map_err(Stop::Write);
        let count = self.library.quotations(self.filter, each)?;
        graph.finish()?;
        Ok(count)
    }

    fn rows<W: Write + Send>(&self, out: W, extent: &Extent) -> Result<usize, Stop> {
        let names = || extent.columns.iter().map(|c| c.name.as_str());
        match self.format {
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                let mut rows = Rows::new(out, &extent.columns)?;
                let count = self
                    .library
                    .rows(extent, |cells| rows.row(cells).map_err(Stop::Write))?;
                rows.finish()?;
                Ok(count)
            }
            Format::Csv => {
                let mut table = writer(out);
                table.write_record(names())?;
                let each = |cells: &[Cell]| {
                    table
                        .write_record(cells.iter().map(shown))
                        .map_err(Stop::Table)
                };
                let count = self.library.rows(extent, each)?;
                table.flush()?;
                Ok(count)
            }
            _ => {
                let mut out = out;
                self.library.rows(extent, |cells| {
                    let pairs = names().map(str::to_owned).zip(cells.iter().map(value));
                    let object = Json::Object(pairs.collect::<Map<String, Json>>());
                    writeln!(out, "{object}").map_err(Stop::Write)
                })
            }
        }
    }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Whole(n) => n.to_string(),
        Cell::Real(n) => n.to_string(),
        Cell::Text(text) => text.clone(),
    }
}

fn value(cell: &Cell) -> Json {
    match cell {
        Cell::Empty => Json::Null,
        Cell::Whole(n) => (*n).into(),
        Cell::Real(n) => (*n).into(),
        Cell::Text(text) => text.clone().into(),
    }
}
