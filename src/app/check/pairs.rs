//! Claims that come with their evidence, a pair a line.

use crate::app::outcome::{self, Failure};
use anyhow::{Context as _, anyhow};
use figtrace::check::judge::{Origin, Verdict, judge};
use figtrace::check::rank::Pool;
use figtrace::check::spacing::closed_up;
use figtrace::check::statement::Statement;
use figtrace::clean::plain;
use figtrace::pipeline::read_article;
use figtrace::show::check::{Remark, pair, unreadable};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value as Json;
use std::fs::File;
use std::io::{BufRead, BufReader, stdin};
use std::path::Path;
use std::process::ExitCode;

/// Pairs in memory at once.
const BATCH: usize = 512;

#[derive(Debug, Deserialize)]
struct Pair {
    #[serde(default)]
    id: Json,
    claim: String,
    evidence: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Supported,
    Otherwise,
    Unread,
}

/// Reads pairs from `path` (`-`: standard input) and prints a line for each, in their order. Exit
/// status 0: all supported; 1: some not; 2: none could be read; 3: some could not be read.
pub fn run(path: &Path, exit_zero: bool) -> Result<ExitCode, Failure> {
    let mut input: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::new(stdin()))
    } else {
        let file = File::open(path).with_context(|| {
            format!("{} cannot be opened; name a file of pairs", path.display())
        })?;
        Box::new(BufReader::new(file))
    };
    let (mut ends, mut read) = (Vec::new(), 0);
    loop {
        let lines = batch(&mut input).context("the pairs cannot be read")?;
        if lines.is_empty() {
            return Ok(status(&ends, exit_zero).ok_or_else(|| {
                anyhow!("there is no pair; write lines such as {{\"id\": 1, \"claim\": \"...\", \"evidence\": \"...\"}}")
            })?);
        }
        let answers: Vec<(End, Json)> = lines
            .par_iter()
            .enumerate()
            .filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace))
            .map(|(at, line)| answer(read + at + 1, line))
            .collect();
        read += lines.len();
        let mut text = String::new();
        for (_, json) in &answers {
            text.push_str(&json.to_string());
            text.push('\n');
        }
        ends.extend(answers.into_iter().map(|a| a.0));
        outcome::print(&text)?;
    }
}

fn batch(input: &mut dyn BufRead) -> std::io::Result<Vec<Vec<u8>>> {
    let mut out = Vec::new();
    while out.len() < BATCH {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        out.push(line);
    }
    Ok(out)
}

fn status(ends: &[End], exit_zero: bool) -> Option<ExitCode> {
    let count = |end: End| ends.iter().filter(|e| **e == end).count();
    let unread = count(End::Unread);
    Some(match ends.len() {
        0 => return None,
        all if unread == all => outcome::NOTHING.into(),
        _ if unread > 0 => outcome::PARTLY.into(),
        all if exit_zero || count(End::Supported) == all => ExitCode::SUCCESS,
        _ => outcome::NEGATIVE.into(),
    })
}

fn answer(number: usize, line: &[u8]) -> (End, Json) {
    match serde_json::from_slice::<Pair>(line) {
        Ok(pair) => held(&pair),
        Err(error) => (End::Unread, unreadable(number, &error.to_string())),
    }
}

fn held(one: &Pair) -> (End, Json) {
    let texts = match &one.evidence {
        Texts::One(text) => std::slice::from_ref(text),
        Texts::Many(texts) => texts,
    };
    let evidence: Vec<Statement> = texts.iter().map(|t| statement(t)).collect();
    let claim = statement(&one.claim).without_names();
    let answer = judge(&claim, &Pool::of(&evidence), Origin::Given);
    let said = match () {
        () if evidence.is_empty() => Some(Remark::NoEvidence),
        () if answer.findings.is_empty() => Some(Remark::NoNumber),
        () => None,
    };
    let end = if answer.verdict == Verdict::Supported {
        End::Supported
    } else {
        End::Otherwise
    };
    (end, pair(&one.id, &answer, said))
}

fn statement(text: &str) -> Statement {
    Statement::whole(&read_article(plain::article(closed_up(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_tells_all_some_or_none() {
        let shown = |ends: &[End], zero| status(ends, zero).map(|s| format!("{s:?}"));
        let code = |n: u8| Some(format!("{:?}", ExitCode::from(n)));
        assert_eq!(shown(&[End::Supported], false), code(0));
        assert_eq!(shown(&[End::Supported, End::Otherwise], false), code(1));
        assert_eq!(shown(&[End::Otherwise], true), code(0));
        assert_eq!(shown(&[End::Unread], true), code(2));
        assert_eq!(shown(&[End::Otherwise, End::Unread], false), code(3));
        assert_eq!(shown(&[], false), None);
    }
}
