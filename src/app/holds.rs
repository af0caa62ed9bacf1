//! `figtrace holds`: whether something is in the archive already.

use crate::app::outcome::{self, Failure};
use anyhow::Context as _;
use figtrace::base::hash::sha256_hex;
use figtrace::clean::{self, Article, plain};
use figtrace::lexicon::address::canonical;
use figtrace::query::Library;
use figtrace::query::holds::{Asked, Held};
use figtrace::query::named::Named;
use figtrace::read::{self, Found, RawDocument};
use figtrace::segment::Segments;
use figtrace::show::holds::{Answer, json, text};
use figtrace::story::Signature;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Say whether something is held: exit status 0 if all of it is, 1 if not
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files or folders, addresses, ids as for `figtrace cat`, or texts; `-` reads a text, or a list of files and
    /// addresses a line, from standard input
    #[arg(value_name = "PATH|URL|TEXT", required = true)]
    things: Vec<String>,

    /// The database
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// Only the same bytes or the same text count, no other version and nothing alike
    #[arg(long)]
    exact: bool,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// Print nothing; the exit status answers
    #[arg(short, long)]
    quiet: bool,
}

/// Runs the command. Exit status 0: all is held; 1: something is not; 2: something could not be looked for.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = Library::open(&args.db)?;
    let mut answers = Vec::new();
    for thing in &args.things {
        if thing == "-" {
            for thing in typed()? {
                answer(&library, &thing, &mut answers)?;
            }
        } else {
            answer(&library, thing, &mut answers)?;
        }
    }
    if args.exact {
        for answer in &mut answers {
            let inexact = |h: &Option<Held>| h.as_ref().is_some_and(|h| !h.how.exact());
            if answer.held.as_ref().is_ok_and(inexact) {
                answer.held = Ok(None);
            }
        }
    }
    if !args.quiet {
        let said = if args.json {
            format!("{:#}\n", json(&answers))
        } else {
            text(&answers)
        };
        outcome::print(&said)?;
    }
    Ok(status(&answers).into())
}

fn status(answers: &[Answer]) -> u8 {
    if answers.is_empty() || answers.iter().any(|a| a.held.is_err()) {
        outcome::NOTHING
    } else if answers.iter().any(|a| matches!(a.held, Ok(None))) {
        outcome::NEGATIVE
    } else {
        0
    }
}

/// Standard input: a list when each of its lines is a file or an address, else one text.
fn typed() -> anyhow::Result<Vec<String>> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .context("standard input cannot be read as UTF-8 text")?;
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let named = |line: &&str| canonical(line).is_some() || Path::new(line).exists();
    if !lines.is_empty() && lines.iter().all(named) {
        return Ok(lines.into_iter().map(str::to_owned).collect());
    }
    Ok(vec![text])
}

fn answer(library: &Library, thing: &str, out: &mut Vec<Answer>) -> anyhow::Result<()> {
    if Path::new(thing).exists() {
        return files(library, thing, out);
    }
    let held = if thing.trim().is_empty() {
        Err("there is nothing to look for; name a file or an address, or write a text".to_owned())
    } else if canonical(thing).is_some() {
        Ok(library.holds_address(thing)?)
    } else if thing.trim().contains(char::is_whitespace) {
        Ok(library.holds(&of_text(thing))?)
    } else {
        Ok(named(library, thing)?)
    };
    out.push(Answer {
        asked: thing.to_owned(),
        held,
    });
    Ok(())
}

/// Every document of a file or folder.
fn files(library: &Library, path: &str, out: &mut Vec<Answer>) -> anyhow::Result<()> {
    for found in read::documents(vec![path.into()], None) {
        let (asked, held) = match found {
            Ok(Found::Document(raw)) => {
                (raw.source.clone(), Ok(library.holds(&of_document(&raw))?))
            }
            // Parts that are no articles, and records without bytes of their own.
            Ok(Found::Revisit(_) | Found::Skipped(_)) => continue,
            Err(error) => (error.document.clone(), Err(error.problem.to_string())),
        };
        out.push(Answer { asked, held });
    }
    Ok(())
}

/// An id, the beginning of a hash, the path of a file that is gone, or else a word.
fn named(library: &Library, name: &str) -> anyhow::Result<Option<Held>> {
    let capture = match library.named(name)? {
        Named::Nothing => return Ok(library.holds(&of_text(name))?),
        Named::One(capture) => *capture,
        Named::Several(all) => match all.into_iter().next() {
            Some(first) => first,
            None => return Ok(None),
        },
    };
    let asked = Asked {
        raw_sha256: Some(capture.raw_sha256),
        ..Asked::default()
    };
    Ok(library.holds(&asked)?)
}

fn of_document(raw: &RawDocument) -> Asked {
    let article = clean::article(raw);
    Asked {
        raw_sha256: Some(raw.sha256.clone()),
        url: article.url.clone(),
        text_sha256: vec![sha256_hex(article.text.as_bytes())],
        signature: Signature::of(article.readable()),
        sentences: Vec::new(),
    }
}

/// A text as it was typed: white space around it may differ from the one that is held.
fn of_text(text: &str) -> Asked {
    let trimmed = text.trim();
    let forms = [text.to_owned(), trimmed.to_owned(), format!("{trimmed}\n")];
    let article = plain::article(text.to_owned());
    let hashes: Vec<String> = forms.iter().map(|f| sha256_hex(f.as_bytes())).collect();
    Asked {
        raw_sha256: hashes.first().cloned(),
        text_sha256: hashes,
        url: None,
        signature: Signature::of(article.readable()),
        sentences: sentences(&article),
    }
}

fn sentences(article: &Article) -> Vec<String> {
    let segments = Segments::of(article);
    let spans = segments.sentences.iter().map(|s| s.span.of(&article.text));
    spans.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use figtrace::query::holds::How;

    #[test]
    fn one_thing_that_is_not_held_decides() {
        let answer = |held| Answer {
            asked: String::new(),
            held,
        };
        assert_eq!(status(&[]), 2);
        assert_eq!(status(&[answer(Ok(None))]), 1);
        assert_eq!(status(&[answer(Ok(None)), answer(Err("x".into()))]), 2);
        assert!(!How::Address.exact() && How::Text.exact());
    }

    #[test]
    fn a_typed_text_is_known_with_and_without_the_last_line_end() {
        let asked = of_text(" It sold 5 cars. ");
        assert!(
            asked
                .text_sha256
                .contains(&sha256_hex(b"It sold 5 cars.\n"))
        );
        assert!(asked.text_sha256.contains(&sha256_hex(b"It sold 5 cars.")));
        assert_eq!(asked.sentences, ["It sold 5 cars."]);
    }
}
