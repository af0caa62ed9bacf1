//! `figtrace reextract`: stored texts read again by the program's present rules.

use crate::app::outcome::{self, Failure};
use figtrace::clean::{Article, Block};
use figtrace::link::reading::Reading;
use figtrace::meaning::{EXTRACTOR, REFERENCE};
use figtrace::pipeline::read_article;
use figtrace::query::Library;
use figtrace::query::stored::StoredText;
use figtrace::show::reextract::{Tally, json, text};
use figtrace::store::reextract::{Change, Rereader};
use rayon::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

/// Documents of one transaction.
const BATCH: usize = 64;

/// Read the stored texts again by the present rules, and say what changes, figure by figure
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// Say what would change, change nothing
    #[arg(long)]
    dry_run: bool,

    /// Read every text again, also those that these rules have read
    #[arg(long)]
    all: bool,

    /// Say only how much changed
    #[arg(short, long)]
    quiet: bool,

    /// Print one JSON object for each document that changes
    #[arg(long, conflicts_with = "quiet")]
    json: bool,
}

/// Runs the command. Exit status 0: done; 2: nothing was done; 3: some documents could not be stored.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut tally = Tally::default();
    let mut after = 0;
    let mut rereader = Rereader::open(&args.db, REFERENCE)?;
    loop {
        // Opened for each batch: a reader that stays would keep the log from being folded.
        let library = Library::open(&args.db)?;
        tally.documents = library.documents()?;
        let texts = library.stale(EXTRACTOR, args.all, after, BATCH)?;
        drop(library);
        let Some(last) = texts.last().map(|t| t.document) else {
            break;
        };
        after = last;
        let batch: Vec<(i64, Reading)> = texts
            .into_par_iter()
            .map(|t| (t.document, read_article(article(t))))
            .collect();
        for change in rereader.read_again(&batch, args.dry_run)? {
            tally.add(&change);
            told(args, &change)?;
        }
    }
    rereader.finish(args.dry_run)?;
    if !args.json {
        outcome::print(&tally.text(&args.db.display().to_string(), args.dry_run))?;
    }
    Ok(if tally.refused > 0 {
        outcome::PARTLY.into()
    } else {
        ExitCode::SUCCESS
    })
}

fn told(args: &Args, change: &Change) -> Result<(), Failure> {
    if args.json && (change.differs() || change.refused.is_some()) {
        outcome::print(&format!("{}\n", json(change)))
    } else if args.quiet || args.json {
        Ok(())
    } else {
        outcome::print(&text(change))
    }
}

/// A stored text as the pipeline takes it.
fn article(stored: StoredText) -> Article {
    Article {
        text: stored.text,
        blocks: stored
            .blocks
            .into_iter()
            .map(|(span, kind)| Block { span, kind })
            .collect(),
        title: stored.title,
        author: stored.author,
        publisher: stored.publisher,
        published: stored.published,
        modified: stored.modified,
        url: stored.url,
        language: stored.language,
        notices: Vec::new(),
        origin: None,
    }
}
