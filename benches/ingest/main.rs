//! How long `figtrace ingest` takes against the least any program must do to the same effect.
//!
//! `cargo bench --bench ingest` prints both and their ratio; `-- COUNT` sets the number of articles;
//! `-- --write COUNT PATH` writes the articles as JSON Lines instead.

#[path = "../articles/mod.rs"]
mod articles;
mod floor;

use anyhow::{Context as _, ensure};
use articles::Generator;
use floor::Rows;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How often each is measured, in turn; the median counts.
const ROUNDS: usize = 3;

/// Where the generator starts: any number does, as long as it stays.
const SEED: u64 = 20_252;

/// Articles when none are asked for.
const COUNT: usize = 10_000;

/// Figures of an article.
const FIGURES: usize = 15;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--write", count, path] => write(count.parse()?, Path::new(path)),
        [count] => measure(count.parse()?),
        _ => measure(COUNT),
    }
}

/// Writes `count` articles, a JSON object a line.
fn write(count: usize, path: &Path) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    let mut generator = Generator::new(&root, SEED, FIGURES)?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for index in 0..count {
        let line = serde_json::json!({
            "id": format!("generated-{index}"),
            "date": "2025-06-12",
            "text": generator.article(),
        });
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

fn measure(count: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (lines, finished) = (folder.path().join("n.jsonl"), folder.path().join("k.db"));
    write(count, &lines)?;
    ingest(&lines, &finished)?;
    let rows = Rows::of(&finished)?;
    let (mut whole, mut least) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (a, b) = (folder.path().join("a.db"), folder.path().join("b.db"));
        whole.push(ingest(&lines, &a)?);
        least.push(rows.write(&lines, &b)?);
        if round == 0 {
            ensure!(
                sizes(&a)? == sizes(&b)?,
                "the floor does not write the same rows"
            );
        }
        std::fs::remove_file(a)?;
        std::fs::remove_file(b)?;
    }
    let (whole, least) = (median(whole), median(least));
    println!("{count} articles, median of {ROUNDS}");
    println!("ingest {:>8.2} s", whole.as_secs_f64());
    println!("floor  {:>8.2} s", least.as_secs_f64());
    println!("ratio  {:>8.2}", whole.as_secs_f64() / least.as_secs_f64());
    Ok(())
}

fn ingest(lines: &Path, database: &Path) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_figtrace"))
        .args(["ingest", "-q", "--captured-at", "2025-06-12T00:00:00Z"])
        .arg(lines)
        .arg("--db")
        .arg(database)
        .status()
        .context("figtrace does not run")?;
    ensure!(status.success(), "figtrace ended with {status}");
    Ok(begun.elapsed())
}

/// How many rows there are of the tables that grow.
fn sizes(database: &Path) -> anyhow::Result<Vec<i64>> {
    let conn = rusqlite::Connection::open(database)?;
    let tables = [
        "document",
        "raw",
        "capture",
        "sentence",
        "figure",
        "figure_reason",
        "date_mention",
        "region_mention",
        "indicator",
        "period",
        "region_alias",
        "sentence_fts_docsize",
    ];
    let count = |table| {
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(conn.query_row(&sql, [], |r| r.get(0))?)
    };
    tables.into_iter().map(count).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
