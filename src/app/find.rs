//! `figtrace find`: figures by value, indicator, region, period, words and more.

use crate::app::narrow::{Narrow, Narrowed, amount, near_units, offered, phrases};
use crate::app::outcome::{self, Failure};
use crate::app::quantity::typed;
use anyhow::anyhow;
use clap::ValueEnum;
use figtrace::query::Library;
use figtrace::query::find::{Order, Part};
use figtrace::show::find::{csv, json, text};
use figtrace::show::trace::Marks;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// Find figures by value, unit, indicator, region, period, project, publisher and words
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A figure as an article would write it ('between 4% and 6%', 'over 9 trillion yuan'); anything else
    /// is searched as words of the sentence
    #[arg(allow_hyphen_values = true)]
    query: Option<String>,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    #[command(flatten)]
    narrow: Narrow,

    /// The order: relevance is nearness to the value asked for, then fitness of the words
    #[arg(long, value_enum, default_value = "relevance")]
    sort: Sort,

    /// The other way round
    #[arg(long)]
    desc: bool,

    /// At most so many on a page
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,

    /// Which page
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    page: u32,

    /// Print one JSON object
    #[arg(long, conflicts_with = "csv")]
    json: bool,

    /// Print comma-separated values, the first line with names
    #[arg(long)]
    csv: bool,
}

/// The orders as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sort {
    Relevance,
    Value,
    Period,
    Region,
    Date,
}

impl Sort {
    const fn order(self) -> Order {
        match self {
            Self::Relevance => Order::Relevance,
            Self::Value => Order::Value,
            Self::Period => Order::Period,
            Self::Region => Order::Region,
            Self::Date => Order::Date,
        }
    }
}

/// Runs the command. Exit status 0: found; 1: nothing found; 2: it could not be searched.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = Library::open(&args.db)?;
    let mut narrowed = args.narrow.read(&library)?;
    if let Some(query) = &args.query {
        add(query, args, &mut narrowed)?;
    }
    if narrowed.filter.is_empty() {
        let what =
            "say what to find: a figure, words, or an option such as --region or --indicator";
        return Err(anyhow!(what).into());
    }
    let part = Part {
        order: args.sort.order(),
        descending: args.desc,
        skip: (args.page as usize - 1).saturating_mul(args.limit as usize),
        limit: args.limit as usize,
    };
    let page = library.find(&narrowed.filter, part)?;
    for note in &narrowed.notes {
        eprintln!("figtrace: {note}");
    }
    if args.json {
        outcome::print(&format!("{:#}\n", json(&page, part, &narrowed.notes)))?;
    } else if args.csv {
        outcome::print(&csv(&page))?;
    } else if page.total == 0 {
        outcome::print(&format!(
            "{}: {}\n",
            args.db.display(),
            nothing(args, &library)?
        ))?;
    } else if page.shown.is_empty() {
        let pages = page.total.div_ceil(part.limit);
        outcome::print(&format!(
            "there is no page {}; the last one is --page {pages}\n",
            args.page
        ))?;
    } else {
        let marks = if stdout().is_terminal() {
            Marks::Terminal
        } else {
            Marks::Plain
        };
        outcome::print(&text(&page, part, marks))?;
    }
    Ok(if page.shown.is_empty() {
        outcome::NEGATIVE.into()
    } else {
        ExitCode::SUCCESS
    })
}

/// The bare argument: a quantity and nothing else, or words.
fn add(query: &str, args: &Args, narrowed: &mut Narrowed) -> anyhow::Result<()> {
    let quantity = typed(query).filter(|t| t.whole && narrowed.filter.amount.is_none());
    if let Some(typed) = quantity {
        narrowed.filter.amount = Some(amount(&typed));
        narrowed.filter.counted = typed.counted;
        return Ok(());
    }
    let words = phrases(query);
    if words.is_empty() {
        anyhow::bail!("{query:?} holds neither a figure nor a word to search for");
    }
    if args.narrow.words.is_some() {
        anyhow::bail!(
            "{query:?} is read as words, and --words gives others; write all of them in one place"
        );
    }
    narrowed.filter.words = words;
    Ok(())
}

/// Why nothing may have been found.
fn nothing(args: &Args, library: &Library) -> anyhow::Result<String> {
    if library.is_empty()? {
        return Ok("it holds no figures yet; read articles with `figtrace ingest`".to_owned());
    }
    let typed = args
        .query
        .as_deref()
        .or(args.narrow.value.as_deref())
        .and_then(typed);
    let counted = typed.and_then(|t| t.counted.last().cloned());
    let units = counted.map(|word| near_units(&word)).unwrap_or_default();
    Ok(format!(
        "no figure is so; leave an option out to see more{}",
        offered(&units)
    ))
}
