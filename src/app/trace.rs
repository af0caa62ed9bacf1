//! `figtrace trace`: from a quantity to the sentences that state it.

use crate::app::outcome::{self, Failure};
use crate::app::quantity::{Typed, typed};
use anyhow::anyhow;
use figtrace::base::edtf::Edtf;
use figtrace::base::vocabulary::Comparator;
use figtrace::query::Library;
use figtrace::query::trace::{Filter, Hits, Quantity};
use figtrace::show::trace::{Marks, json, text};
use figtrace::store::bounds::bounds;
use figtrace::store::unit::describe;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show where a figure comes from: its sentence, its article, and why it was read so
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The figure as an article would write it: '9 trillion yuan', '34.4%', 383, half
    #[arg(required_unless_present = "figure", allow_hyphen_values = true)]
    query: Option<String>,

    /// The figure with this uid, or the one whose uid begins so
    #[arg(long, value_name = "UID", conflicts_with = "query")]
    figure: Option<String>,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// Only figures written in this unit (a code: CNY, %, km)
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,

    /// Only figures about this region or one that lies in it
    #[arg(long, value_name = "NAME")]
    region: Option<String>,

    /// Only figures about this period (EDTF: 2024, 2024-05, 2016/2020) or one inside it
    #[arg(long, value_name = "EDTF")]
    period: Option<String>,

    /// Only figures whose indicator holds these words
    #[arg(long, value_name = "WORDS")]
    indicator: Option<String>,

    /// At most so many, the nearest first
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// Say what rules and reasons mean, what was no figure, and how the query was read
    #[arg(long)]
    explain: bool,
}

/// Runs the command. Exit status 0: found; 1: nothing found; 2: it could not be searched.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (hits, sought) = match (&args.figure, &args.query) {
        (Some(uid), _) => (one(args, uid)?, format!("figure {uid}")),
        (None, query) => {
            let query = query.as_deref().unwrap_or_default();
            let quantity = quantity(query)?;
            if args.explain && !args.json {
                outcome::print(&format!("{}\n\n", explained(query, &quantity)))?;
            }
            let hits = Library::open(&args.db)?.trace(&quantity, &filter(args)?, args.limit)?;
            (hits, query.to_owned())
        }
    };
    if args.json {
        outcome::print(&format!("{:#}\n", json(&hits)))?;
    } else if hits.total == 0 {
        outcome::print(&format!(
            "{}: nothing states {sought}{}\n",
            args.db.display(),
            narrowed(args)
        ))?;
    } else {
        let marks = if stdout().is_terminal() {
            Marks::Terminal
        } else {
            Marks::Plain
        };
        outcome::print(&text(&hits, marks, args.explain))?;
    }
    Ok(if hits.total == 0 {
        outcome::NEGATIVE.into()
    } else {
        ExitCode::SUCCESS
    })
}

fn one(args: &Args, uid: &str) -> anyhow::Result<Hits> {
    let library = Library::open(&args.db)?;
    let found = library.figure(uid)?;
    let several = library.figures_beginning(uid, CANDIDATES)?;
    if found.is_none() && !several.is_empty() {
        let told: Vec<String> = several.iter().map(|(u, q)| format!("{u} ({q})")).collect();
        let more = if several.len() == CANDIDATES {
            ", ..."
        } else {
            ""
        };
        let told = told.join(", ");
        return Err(anyhow!(
            "several figures begin with {uid}: {told}{more}; write more of the uid"
        ));
    }
    let total = usize::from(found.is_some());
    Ok(Hits {
        shown: found.into_iter().collect(),
        total,
    })
}

fn narrowed(args: &Args) -> &'static str {
    let filters = [&args.unit, &args.region, &args.period, &args.indicator];
    if filters.iter().any(|f| f.is_some()) {
        " with these filters; leave one out to see more"
    } else {
        ""
    }
}

fn filter(args: &Args) -> anyhow::Result<Filter> {
    let read = |text: &String| {
        Edtf::parse(text).ok_or_else(|| {
            anyhow!("--period {text:?} is no EDTF; write it as 2024, 2024-05 or 2016/2020")
        })
    };
    Ok(Filter {
        unit: args.unit.clone(),
        region: args.region.clone(),
        period: args.period.as_ref().map(read).transpose()?,
        indicator: args.indicator.clone(),
    })
}

/// Figures told at most when a uid is the beginning of several.
const CANDIDATES: usize = 10;

/// Reads a query as articles are read. Words such as "over" say what the asker remembers, not what to
/// search.
fn quantity(query: &str) -> anyhow::Result<Quantity> {
    let typed = typed(query);
    // An answer to a part of the question would be an answer to another question.
    if let Some(beside) = typed.as_ref().filter(|t| !t.whole).map(|t| &t.beside) {
        return Err(anyhow!(
            "{beside:?} in {query:?} is no part of a figure that can be read; write the figure alone, \
             as '9 trillion yuan', '34.4%' or 383"
        ));
    }
    typed.and_then(of_typed).ok_or_else(|| {
        anyhow!(
            "no figure can be read in {query:?}; write one as '9 trillion yuan', '34.4%' or 383"
        )
    })
}

fn of_typed(typed: Typed) -> Option<Quantity> {
    let bounds = bounds(typed.value, Comparator::Exact, typed.half_place);
    Some(Quantity {
        value: bounds.value?,
        low: bounds.low?,
        high: bounds.high?,
        unit: typed.unit,
        counted: typed.counted,
    })
}

fn explained(query: &str, quantity: &Quantity) -> String {
    let unit = match quantity.unit.as_deref() {
        None if !quantity.counted.is_empty() => format!("counting {}", quantity.counted.join(" ")),
        None => "of any unit".to_owned(),
        Some(code) => describe(code).name,
    };
    if quantity.low < quantity.high {
        format!(
            "{query:?} is read as {} to {}, {unit}",
            quantity.low, quantity.high
        )
    } else {
        format!("{query:?} is read as {}, {unit}", quantity.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_as_articles_are() {
        let read = |query: &str| {
            quantity(query)
                .ok()
                .map(|q| (q.low, q.high, q.unit.unwrap_or_default()))
        };
        let of = |low, high, unit: &str| Some((low, high, unit.to_owned()));
        assert_eq!(read("9 trillion yuan"), of(8.5e12, 9.5e12, "CNY"));
        assert_eq!(read("9.0 trillion yuan"), of(8.95e12, 9.05e12, "CNY"));
        assert_eq!(read("RMB9tn"), of(8.5e12, 9.5e12, "CNY"));
        assert_eq!(read("34.4%"), of(34.35, 34.45, "%"));
        assert_eq!(read("383"), of(382.5, 383.5, ""));
        assert_eq!(read("half"), of(0.5, 0.5, "1"));
        assert_eq!(read("2024"), of(2023.5, 2024.5, ""));
        assert_eq!(read("over 34.4%"), of(34.35, 34.45, "%"));
        for query in [
            "rain",
            "10^400",
            "1e400",
            "1/0",
            "9 trillion yuan in 2024",
            "5 of the zork",
        ] {
            assert_eq!(read(query), None, "{query}");
        }
    }

    #[test]
    fn what_is_counted_is_part_of_the_question() {
        let counted = |query: &str| quantity(query).unwrap().counted;
        assert_eq!(counted("383 ships"), ["ship"]);
        assert_eq!(counted("5 zorkmids"), ["zorkmid"]);
        assert_eq!(counted("383"), [""; 0]);
        assert_eq!(counted("34.4%"), [""; 0]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let said = quantity("9 trillion yuan in 2024").unwrap_err().to_string();
        assert!(said.starts_with("\"in 2024\" in"), "{said}");
    }
}
