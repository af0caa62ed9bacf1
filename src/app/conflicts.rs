//! `figtrace conflicts`: figures that cannot both be true, and computations that do not agree.

use crate::app::outcome::{self, Failure};
use crate::app::place;
use anyhow::anyhow;
use figtrace::base::edtf::Edtf;
use figtrace::query::Library;
use figtrace::query::conflicts::{Asked, Conflicts};
use figtrace::query::trace::Filter;
use figtrace::show::conflicts::{csv, json, text};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show where articles contradict each other or themselves
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only figures about this region, a region in it, or a member of it
    #[arg(long, value_name = "REGION")]
    within: Option<String>,

    /// Only figures whose indicator holds these words
    #[arg(long, value_name = "WORDS")]
    indicator: Option<String>,

    /// Only figures about this period (EDTF: 2024, 2024-05, 2016/2020) or one inside it
    #[arg(long, value_name = "EDTF")]
    period: Option<String>,

    /// Only computations inside an article: rates from levels, sums of parts, two currencies
    #[arg(long)]
    arithmetic: bool,

    /// Also computations that agree, and figures that lie far apart though all can be true
    #[arg(long)]
    all: bool,

    /// At most so many of each
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Print one JSON object
    #[arg(long, conflicts_with = "csv")]
    json: bool,

    /// Print CSV, a line for each statement
    #[arg(long)]
    csv: bool,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,
}

/// Runs the command. Exit status as grep has it, 0: something was found; 1: nothing; 2: it could not be
/// looked for.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = Library::open(&args.db)?;
    let mut notes = Vec::new();
    let asked = asked(args, &library, &mut notes)?;
    for note in &notes {
        eprintln!("figtrace: {note}");
    }
    let conflicts = if args.arithmetic {
        Conflicts::default()
    } else {
        library.conflicts(&asked)?
    };
    let computed = library.computed(&asked)?;
    let nothing = conflicts.things.is_empty() && computed.is_empty();
    if args.json {
        outcome::print(&format!("{:#}\n", json(&conflicts, &computed)))?;
    } else if args.csv {
        outcome::print(&csv(&conflicts, &computed))?;
    } else {
        outcome::print(&text(&conflicts, &computed, args.limit))?;
        if nothing {
            let name = args.db.display();
            outcome::print(&format!(
                "{name}: nothing contradicts another{}\n",
                narrowed(args)
            ))?;
        }
    }
    Ok(if nothing {
        outcome::NEGATIVE.into()
    } else {
        ExitCode::SUCCESS
    })
}

fn narrowed(args: &Args) -> &'static str {
    if args.within.is_some() || args.indicator.is_some() || args.period.is_some() {
        " with these filters; leave one out to see more"
    } else if args.all {
        ""
    } else {
        "; --all shows computations that agree and figures that lie far apart"
    }
}

fn asked(args: &Args, library: &Library, notes: &mut Vec<String>) -> anyhow::Result<Asked> {
    let within = args.within.as_deref().map(|name| place::Asked {
        name,
        option: "--within",
        whole: true,
    });
    let regions = within.map(|asked| place::rows(library, &asked, notes));
    let read = |text: &String| {
        Edtf::parse(text).ok_or_else(|| {
            anyhow!("--period {text:?} is no EDTF; write it as 2024, 2024-05 or 2016/2020")
        })
    };
    Ok(Asked {
        filter: Filter {
            unit: None,
            region: None,
            period: args.period.as_ref().map(read).transpose()?,
            indicator: args.indicator.clone(),
        },
        regions: regions.transpose()?,
        all: args.all,
    })
}
