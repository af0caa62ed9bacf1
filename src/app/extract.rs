//! `figtrace extract`: records on standard output, no database.

use figtrace::base::hash::sha256_hex;
use figtrace::clean::plain;
use figtrace::pipeline::read_article;
use figtrace::show::record::record;
use serde_json::Value;
use std::io::{BufRead, Write};
use std::process::ExitCode;

/// Reads JSON lines from standard input, writes one record a line.
pub fn run() -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(object) = serde_json::from_str::<Value>(&line) else {
            continue;
        };
        let text = object
            .get("text")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut article = plain::article(text.to_owned());
        article.published = object
            .get("date")
            .and_then(Value::as_str)
            .and_then(|d| d.parse().ok());
        let source = object.get("id").and_then(Value::as_str).unwrap_or_default();
        let json = record(&read_article(article), source, &sha256_hex(text.as_bytes()));
        if writeln!(out, "{json}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
