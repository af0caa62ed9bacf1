//! `figtrace mark`: what a person says about a figure.

use crate::app::outcome::{self, Failure};
use anyhow::anyhow;
use clap::builder::PossibleValuesParser;
use figtrace::base::vocabulary::MarkKind;
use figtrace::query::Library;
use figtrace::show::mark::{json, text};
use figtrace::store::mark::Marker;
use jiff::{Timestamp, Unit};
use std::path::PathBuf;
use std::process::ExitCode;

/// Mark a figure as preferred, disputed or wrong; marks outlive ingesting and reading again
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The figure's uid, or its beginning, as `trace` shows it
    #[arg(required_unless_present = "list", conflicts_with = "list")]
    uid: Option<String>,

    /// What to say: preferred (the one to take where several differ), disputed, wrong (not to be used)
    #[arg(value_parser = kinds(), required_unless_present_any = ["list", "remove"], conflicts_with_all = ["list", "remove"])]
    kind: Option<String>,

    /// Why, in your words
    #[arg(long, value_name = "TEXT", requires = "kind")]
    note: Option<String>,

    /// Take the mark of this figure away
    #[arg(long)]
    remove: bool,

    /// List every mark, the newest first
    #[arg(long)]
    list: bool,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// The instant to note (RFC 3339); now when not given
    #[arg(long, value_name = "INSTANT")]
    at: Option<Timestamp>,

    /// Print one JSON object (with --list)
    #[arg(long, requires = "list")]
    json: bool,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(MarkKind::ALL.iter().map(|k| k.as_str()))
}

/// Runs the command. Exit status 0: done; 1: no mark to list or remove; 2: nothing was done.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    if args.list {
        return list(args);
    }
    let begins = args.uid.as_deref().unwrap_or_default();
    if args.remove {
        return remove(args, begins);
    }
    let found = Library::open(&args.db)?.figure(begins)?.ok_or_else(|| {
        anyhow!("{}: no figure, or more than one, has a uid that begins with {begins:?}; `figtrace trace NUMBER` shows uids", args.db.display())
    })?;
    let kind = args.kind.as_deref().and_then(MarkKind::parse);
    let kind = kind.ok_or_else(|| anyhow!("say preferred, disputed or wrong"))?;
    let marker = Marker::open(&args.db)?;
    marker.set(&found.uid, kind, args.note.as_deref(), &instant(args))?;
    marker.finish()?;
    let quote = found.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    outcome::print(&format!(
        "{} {quote}: marked {}\n",
        found.uid,
        kind.as_str()
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn instant(args: &Args) -> String {
    let now = || Timestamp::now().round(Unit::Second).unwrap_or_default();
    args.at.unwrap_or_else(now).to_string()
}

fn list(args: &Args) -> Result<ExitCode, Failure> {
    let marks = Library::open(&args.db)?.marks()?;
    if args.json {
        outcome::print(&format!("{:#}\n", json(&marks)))?;
    } else if marks.is_empty() {
        outcome::print(&format!("{}: no figure is marked\n", args.db.display()))?;
    } else {
        outcome::print(&text(&marks))?;
    }
    Ok(if marks.is_empty() {
        outcome::NEGATIVE.into()
    } else {
        ExitCode::SUCCESS
    })
}

fn remove(args: &Args, begins: &str) -> Result<ExitCode, Failure> {
    let Some(uid) = Library::open(&args.db)?.marked_uid(begins)? else {
        let name = args.db.display();
        outcome::print(&format!(
            "{name}: no mark, or more than one, begins with {begins:?}; `figtrace mark --list` shows them\n"
        ))?;
        return Ok(outcome::NEGATIVE.into());
    };
    let marker = Marker::open(&args.db)?;
    marker.remove(&uid)?;
    marker.finish()?;
    outcome::print(&format!("{uid}: no longer marked\n"))?;
    Ok(ExitCode::SUCCESS)
}
