//! What a database holds, as text and as JSON.

use crate::query::status::{Group, Ran, Status};
use serde_json::{Map, Value as Json, json};
use std::fmt::Write as _;

/// What is shown on one line: a word for it, and what is counted.
const LINES: &[(&str, &[&str])] = &[
    ("articles", &["documents", "stories", "near-duplicates"]),
    (
        "found",
        &["figures", "dates", "regions", "projects", "sentences"],
    ),
    ("addresses", &["addresses", "addresses with versions"]),
    ("inputs", &["captures", "inputs", "inputs not kept"]),
    ("runs", &["runs", "failures", "skipped"]),
];

/// The status as text.
pub fn text(status: &Status, database: &str) -> String {
    let size: u64 = status.parts.iter().map(|p| p.1).sum();
    let mut out = format!("{database}: {}\n", bytes(size));
    for (label, whats) in LINES {
        let counts: Vec<String> = whats
            .iter()
            .map(|what| format!("{what} {}", count(status, what)))
            .collect();
        let _ = writeln!(out, "{label:<10} {}", counts.join(", "));
    }
    let _ = writeln!(
        out,
        "{:<10} {} as received",
        "",
        bytes(count(status, "input bytes"))
    );
    let parts = status.parts.iter();
    let parts: Vec<String> = parts
        .map(|(name, n)| format!("{name} {}", bytes(*n)))
        .collect();
    let _ = writeln!(out, "{:<10} {}", "size", parts.join(", "));
    groups(&mut out, "publisher", &status.publishers);
    groups(&mut out, "month", &status.months);
    for run in &status.runs {
        let _ = writeln!(out, "{:<10} {}", "run", ran(run));
    }
    for failed in &status.failures {
        let (path, reason) = (&failed.path, &failed.reason);
        let _ = writeln!(
            out,
            "{:<10} {path}: {reason} ({})",
            "failed", failed.captured_at
        );
    }
    out
}

fn count(status: &Status, what: &str) -> u64 {
    let found = status.counts.iter().find(|(known, _)| *known == what);
    found.map_or(0, |(_, n)| *n)
}

fn groups(out: &mut String, label: &str, groups: &[Group]) {
    for group in groups {
        let name = group.name.as_deref().unwrap_or("unknown");
        let (documents, figures) = (group.documents, group.figures);
        let _ = writeln!(
            out,
            "{label:<10} {name}: {documents} documents, {figures} figures"
        );
    }
}

fn ran(run: &Ran) -> String {
    let mut out = format!(
        "{}, figtrace {}: {} inputs, {} of them new, {} failed",
        run.captured_at, run.tool_version, run.captures, run.documents, run.failures
    );
    if run.skipped > 0 {
        let _ = write!(out, ", {} skipped", run.skipped);
    }
    if run.options != "{}" {
        let _ = write!(out, "; options {}", run.options);
    }
    out
}

/// Bytes for a person, in thousands.
fn bytes(count: u64) -> String {
    const UNITS: &[(&str, u64)] = &[("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)];
    for (unit, size) in UNITS {
        if count >= *size {
            let tenths = count / (size / 10);
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
    }
    format!("{count} bytes")
}

/// The status as one JSON object.
pub fn json(status: &Status) -> Json {
    let mut counts = Map::new();
    for (what, n) in &status.counts {
        counts.insert(what.replace([' ', '-'], "_"), (*n).into());
    }
    let group =
        |g: &Group| json!({ "name": g.name, "documents": g.documents, "figures": g.figures });
    let groups = |all: &[Group]| all.iter().map(group).collect::<Vec<_>>();
    let runs = status.runs.iter().map(|r| {
        json!({
            "captured_at": r.captured_at,
            "tool_version": r.tool_version,
            "options": serde_json::from_str::<Json>(&r.options).unwrap_or_default(),
            "captures": r.captures,
            "documents": r.documents,
            "failures": r.failures,
            "skipped": r.skipped,
        })
    });
    let failures = status
        .failures
        .iter()
        .map(|f| json!({ "path": f.path, "reason": f.reason, "captured_at": f.captured_at }));
    let parts = status.parts.iter();
    json!({
        "counts": counts,
        "publishers": groups(&status.publishers),
        "months": groups(&status.months),
        "runs": runs.collect::<Vec<_>>(),
        "failures": failures.collect::<Vec<_>>(),
        "bytes": parts.map(|(name, n)| (name.clone(), (*n).into())).collect::<Map<_, _>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::status::Failed;

    fn status() -> Status {
        let group = |name: Option<&str>| Group {
            name: name.map(str::to_owned),
            documents: 2,
            figures: 9,
        };
        Status {
            counts: vec![
                ("documents", 3),
                ("near-duplicates", 1),
                ("input bytes", 1234),
            ],
            publishers: vec![group(Some("The Paper")), group(None)],
            months: vec![group(Some("2025-06"))],
            failures: vec![Failed {
                path: "a.txt".into(),
                reason: "it is empty".into(),
                captured_at: "t".into(),
            }],
            runs: vec![Ran {
                captured_at: "t".into(),
                tool_version: "0.1.0".into(),
                options: "{\"date\":\"2025-06-01\"}".into(),
                captures: 3,
                documents: 2,
                failures: 1,
                skipped: 4,
            }],
            parts: vec![("texts".into(), 2_150_000), ("inputs".into(), 999)],
        }
    }

    #[test]
    fn a_person_reads_what_is_there() {
        let text = text(&status(), "k.db");
        for wanted in [
            "k.db: 2.1 MB\n",
            "articles   documents 3, stories 0, near-duplicates 1\n",
            "           1.2 kB as received\n",
            "size       texts 2.1 MB, inputs 999 bytes\n",
            "publisher  unknown: 2 documents, 9 figures\n",
            "month      2025-06: 2 documents, 9 figures\n",
            "run        t, figtrace 0.1.0: 3 inputs, 2 of them new, 1 failed, 4 skipped; options {\"date\":\"2025-06-01\"}\n",
            "failed     a.txt: it is empty (t)\n",
        ] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
    }

    #[test]
    fn a_program_reads_the_same() {
        let json = json(&status());
        assert_eq!(json["counts"]["near_duplicates"], 1);
        assert_eq!(json["runs"][0]["options"]["date"], "2025-06-01");
        assert_eq!(json["bytes"]["texts"], 2_150_000);
        assert!(json["publishers"][1]["name"].is_null());
    }
}
