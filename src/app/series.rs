//! `figtrace series`: what articles state about one indicator of one region, period by period.

use crate::app::narrow::{indicators, known_unit};
use crate::app::outcome::{self, Failure};
use crate::app::place::{self, Asked as Place, told};
use crate::app::whole::{spare, whole_file};
use anyhow::{Context as _, anyhow};
use clap::builder::PossibleValuesParser;
use figtrace::base::vocabulary::Role;
use figtrace::lexicon::indicators::common_name;
use figtrace::query::Library;
use figtrace::query::series::{Asked, Series};
use figtrace::show::plot::svg;
use figtrace::show::series::{Canvas, Heading, csv, json, text};
use std::io::{IsTerminal, Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Show what articles state about one indicator of one region, period by period
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The indicator, by its common name or by words of it: gdp, 'forest coverage'
    indicator: String,

    /// The region (a name, or an id such as CN-YN)
    #[arg(long, value_name = "NAME")]
    region: String,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// What the numbers say about the indicator
    #[arg(long, default_value = "level",
          value_parser = PossibleValuesParser::new(Role::ALL.iter().map(|r| r.as_str())))]
    role: String,

    /// The unit to show values in (a code or a name); the commonest one when not given
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,

    /// Write a plot to this file, and the numbers beside it as .csv
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,

    /// Print one JSON object
    #[arg(long, conflicts_with = "csv")]
    json: bool,

    /// Print comma-separated values, the first line with names
    #[arg(long)]
    csv: bool,
}

/// Columns where the output is no terminal.
const PAGE: usize = 100;

/// Runs the command. Exit status 0: a series; 1: nothing is stated; 2: nothing was done.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = Library::open(&args.db)?;
    if let Some(path) = &args.svg {
        twin(path, &args.db)?;
    }
    let mut notes = Vec::new();
    let (asked, heading) = asked(args, &library, &mut notes)?;
    let series = match &asked {
        Some(asked) => library.series(asked)?,
        None => Series::default(),
    };
    for note in &notes {
        eprintln!("figtrace: {note}");
    }
    if args.json {
        outcome::print(&format!("{:#}\n", json(&heading, &series, &notes)))?;
    } else if args.csv {
        outcome::print(&csv(&series))?;
    } else if series.periods.is_empty() {
        outcome::print(&format!(
            "{}: {}\n",
            args.db.display(),
            nothing(&library, &heading, &series, asked.as_ref())?
        ))?;
    } else {
        outcome::print(&text(&heading, &series, canvas()))?;
    }
    if series.periods.is_empty() {
        return Ok(outcome::NEGATIVE.into());
    }
    if let Some(path) = &args.svg {
        plot(args, path, &heading, &series)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The question with the names of the database; `None` when it cannot have an answer.
fn asked(
    args: &Args,
    library: &Library,
    notes: &mut Vec<String>,
) -> anyhow::Result<(Option<Asked>, Heading)> {
    let rows = indicators(library, &args.indicator, notes)?;
    let place = Place {
        name: &args.region,
        option: "--region",
        whole: false,
    };
    let region = place::one(library, &place, notes)?;
    let role = Role::parse(&args.role).unwrap_or(Role::Level);
    let words = args.indicator.to_lowercase();
    let heading = Heading {
        indicator: common_name(&words).map_or(words.clone(), str::to_owned),
        region: region.as_ref().map_or_else(|| args.region.clone(), told),
        code: region.as_ref().map(|r| r.code.clone()).unwrap_or_default(),
        role: role.as_str().to_owned(),
    };
    let unit = args.unit.as_deref().map(|u| known_unit(library, u));
    let unit = unit.transpose()?.map(|(code, _)| code);
    let asked = region.map(|region| Asked {
        indicators: rows,
        region: region.id,
        role,
        unit,
    });
    Ok((asked, heading))
}

fn nothing(
    library: &Library,
    heading: &Heading,
    series: &Series,
    asked: Option<&Asked>,
) -> anyhow::Result<String> {
    let Heading {
        indicator,
        region,
        role,
        ..
    } = heading;
    let mut out = format!("no {role} of {indicator} with a period is stated for {region}");
    let left = figtrace::show::series::remarks(&series.left_out);
    if !left.is_empty() {
        out = format!("{out}; left out: {}", left.join(", "));
    }
    if let Some(asked) = asked {
        let mut roles = library.roles_of(&asked.indicators, asked.region)?;
        roles.remove(role);
        let roles: Vec<String> = roles.keys().map(|r| format!("--role {r}")).collect();
        if !roles.is_empty() {
            out = format!("{out}; there is something with {}", roles.join(", "));
        }
    }
    Ok(out)
}

fn canvas() -> Canvas {
    let terminal = stdout().is_terminal();
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Canvas {
        width: width.filter(|_| terminal).unwrap_or(PAGE),
        unicode: terminal,
    }
}

/// The table that goes with a plot; both are files that may be written.
fn twin(plot: &Path, database: &Path) -> anyhow::Result<PathBuf> {
    let twin = plot.with_extension("csv");
    if twin == plot {
        return Err(anyhow!(
            "--svg {} would be overwritten by its own table; name it .svg",
            plot.display()
        ));
    }
    spare(plot, database, "--svg")?;
    spare(&twin, database, "--svg")?;
    Ok(twin)
}

fn plot(args: &Args, path: &Path, heading: &Heading, series: &Series) -> anyhow::Result<()> {
    let drawn = svg(heading, series).context("the plot cannot be drawn")?;
    for (path, text) in [(path, drawn), (&twin(path, &args.db)?, csv(series))] {
        whole_file(path, &args.db, "--svg", |out| {
            Ok::<_, anyhow::Error>(out.write_all(text.as_bytes())?)
        })?;
    }
    Ok(())
}
