//! How long a person waits for an answer from 200,000 figures: `cargo bench --bench questions`.
//!
//! Each command is a process of its own, so starting up counts. Ends with status 1 when one takes
//! longer than its budget. `FIGTRACE_LIBRARY=FILE` keeps the database there and takes it again.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a benchmark may stop"
)]

mod library;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FIGURES: usize = 200_000;

/// Runs of each question; the median counts.
const RUNS: usize = 9;

/// The longest a question may take.
const BUDGET: Duration = Duration::from_millis(100);

const QUESTIONS: &[&[&str]] = &[
    &["trace", "4321.5 yuan"],
    &["trace", "50%", "--region", "China"],
    &["trace", "300", "--indicator", "gdp"],
    &["find", "over 80,000 yuan"],
    &["find", "between 4% and 6%", "--role", "increase"],
    &["find", "--value", "1000 hectares", "--sort", "value"],
    &["find", "--indicator", "GDP", "--region", "Zhejiang"],
    &[
        "find",
        "--indicator",
        "GDP",
        "--within",
        "China",
        "--sort",
        "date",
        "--desc",
    ],
    &[
        "find",
        "--within",
        "Yangtze River Delta",
        "--period",
        "2020",
    ],
    &["find", "--region", "CN", "--sort", "period"],
    &["find", "--words", "forest coverage", "--limit", "10"],
    &["find", "--project", "Plan 17", "--modality", "planned"],
    &[
        "find",
        "--publisher",
        "Paper 7",
        "--from",
        "2015",
        "--to",
        "2018",
    ],
    &["find", "--role", "rank"],
    &["find", "--role", "level", "--page", "100"],
    &["series", "gdp", "--region", "Zhejiang"],
    &[
        "series", "exports", "--region", "CN-HE", "--unit", "USD", "--json",
    ],
    &[
        "check",
        "--exit-zero",
        "The gdp of Hebei reached 4,000 yuan in 2015.",
    ],
    &[
        "check",
        "--exit-zero",
        "In 2019 exports of Shanghai stood at 55,000 dollars, said the bureau.",
    ],
];

fn main() {
    // `cargo test --benches` and `cargo clippy` build it; only `cargo bench` runs it.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let (_folder, path) = place();
    if !path.exists() {
        let begun = Instant::now();
        library::make(&path, FIGURES);
        println!(
            "{FIGURES} figures made in {:.1} s",
            begun.elapsed().as_secs_f64()
        );
    }
    let mut late = 0;
    for question in QUESTIONS {
        let mut times: Vec<Duration> = (0..RUNS).map(|_| ask(question, &path)).collect();
        times.sort();
        let median = times[RUNS / 2];
        let mark = if median > BUDGET {
            late += 1;
            "  TOO LATE"
        } else {
            ""
        };
        println!(
            "{:>7.1} ms  figtrace {}{mark}",
            median.as_secs_f64() * 1e3,
            question.join(" ")
        );
    }
    std::process::exit(i32::from(late > 0));
}

fn place() -> (Option<tempfile::TempDir>, PathBuf) {
    if let Some(path) = std::env::var_os("FIGTRACE_LIBRARY") {
        return (None, path.into());
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    (Some(folder), path)
}

fn ask(question: &[&str], database: &Path) -> Duration {
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_figtrace"))
        .args(question)
        .arg("--db")
        .arg(database)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let taken = begun.elapsed();
    assert!(
        matches!(status.code(), Some(0 | 1)),
        "{question:?} ended with {status}"
    );
    taken
}
