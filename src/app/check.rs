//! `figtrace check`: claims held against a database, a text, or evidence of their own.

mod pairs;
mod places;

use crate::app::outcome::{self, Failure};
use anyhow::{Context as _, anyhow};
use figtrace::base::span::Span;
use figtrace::check::judge::{Answer, Origin, Verdict, judge};
use figtrace::check::passage;
use figtrace::check::rank::Pool;
use figtrace::check::spacing::closed_up;
use figtrace::check::statement::{Statement, figures_in, regions_in};
use figtrace::clean::{self, plain};
use figtrace::lexicon::check::is_common;
use figtrace::lexicon::words::{Entry, entry};
use figtrace::link::reading::Reading;
use figtrace::pipeline::read_article;
use figtrace::query::Library;
use figtrace::query::claim::{Passage, Sought};
use figtrace::read;
use figtrace::recognise::mention::Place;
use figtrace::show::check::{Checked, Remark, Source, all_supported, json, text};
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::{Read as _, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Say whether a claim is supported, contradicted or not covered, and by which sentence
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The claim, in a sentence: 'Exports rose 5.2% in 2024'; `-` reads claims from standard input
    #[arg(required_unless_present_any = ["file", "pairs"], conflicts_with_all = ["file", "pairs"])]
    claim: Option<String>,

    /// A text of claims: every sentence with a figure or date is one
    #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
    file: Option<PathBuf>,

    /// The database to hold claims against
    #[arg(long, value_name = "FILE", default_value = "figtrace.db")]
    db: PathBuf,

    /// A text or web page to hold claims against, instead of a database
    #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
    against: Option<PathBuf>,

    /// Claims with their own evidence, as JSON lines of `id`, `claim`, `evidence` (a text or a list of
    /// them); one line is answered for each. `-` is standard input
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,

    /// At most so many sentences for each claim
    #[arg(long, value_name = "N", default_value_t = 3)]
    limit: usize,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// End with status 0 whatever the verdicts are
    #[arg(long)]
    exit_zero: bool,
}

/// Runs the command. Exit status 0: every claim is supported; 1: some is not; 2: nothing was checked.
pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    if let Some(path) = &args.pairs {
        return pairs::run(path, args.exit_zero);
    }
    let claims = claims(args)?;
    let evidence = Evidence::open(args)?;
    let checked = evidence.check(&claims, args.limit)?;
    if args.json {
        outcome::print(&format!("{:#}\n", json(&checked, args.limit)))?;
    } else {
        outcome::print(&text(&checked, args.limit))?;
    }
    Ok(if args.exit_zero || all_supported(&checked) {
        ExitCode::SUCCESS
    } else {
        outcome::NEGATIVE.into()
    })
}

/// A claim: what it says, what to look for, and the places it names.
struct Claim {
    statement: Statement,
    sought: Sought,
    places: Vec<Place>,
}

fn claims(args: &Args) -> anyhow::Result<Vec<Claim>> {
    let path = match (&args.claim, &args.file) {
        (Some(claim), _) if claim != "-" => {
            if claim.trim().is_empty() {
                return Err(anyhow!(
                    "the claim is empty; write it as a sentence: 'Exports rose 5.2% in 2024'"
                ));
            }
            return Ok(vec![Claim::one(claim)]);
        }
        (_, Some(path)) => path.as_path(),
        _ => Path::new("-"),
    };
    let claims = Claim::each(&content(path)?);
    if claims.is_empty() {
        let name = path.display();
        return Err(anyhow!(
            "{name}: no sentence has a figure or a date; there is nothing to check"
        ));
    }
    Ok(claims)
}

fn content(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        stdin()
            .read_to_end(&mut bytes)
            .context("standard input cannot be read")?;
    } else {
        bytes = std::fs::read(path)
            .with_context(|| format!("{} cannot be read; name a text of claims", path.display()))?;
    }
    String::from_utf8(bytes).map_err(|_| {
        anyhow!(
            "{}: the claims are not UTF-8; convert them first",
            path.display()
        )
    })
}

impl Claim {
    fn one(text: &str) -> Self {
        let reading = read_article(plain::article(closed_up(text.trim())));
        Self::of(&reading, Span::new(0, reading.article.text.len()))
    }

    /// Every sentence of `text` that has a figure or a date; what the sentences before it say of place
    /// and time is kept.
    fn each(text: &str) -> Vec<Self> {
        let reading = read_article(plain::article(text.to_owned()));
        let sentences = reading.sentences.iter();
        sentences
            .map(|(span, _)| Self::of(&reading, *span))
            .filter(|c| !c.statement.quantities.is_empty() || !c.statement.dates.is_empty())
            .collect()
    }

    fn of(reading: &Reading, span: Span) -> Self {
        let statement = Statement::of(reading, span).without_names();
        Self {
            sought: passage::sought(&statement, figures_in(reading, span)),
            places: regions_in(reading, span)
                .iter()
                .map(|r| r.place.clone())
                .collect(),
            statement,
        }
    }

    /// Why there is nothing to compare, if so.
    fn remark(&self) -> Option<Remark> {
        let statement = &self.statement;
        let letters = || statement.text.chars().filter(|c| c.is_alphabetic());
        if letters().filter(|c| !c.is_ascii()).count() * 2 > letters().count() {
            return Some(Remark::Unread);
        }
        if !statement.quantities.is_empty() || !statement.dates.is_empty() {
            return None;
        }
        Some(if statement.text.contains(char::is_numeric) {
            Remark::Unread
        } else {
            Remark::NoNumber
        })
    }
}

/// What claims are held against.
enum Evidence {
    Database(Library, bool),
    Texts(Vec<Statement>, Vec<Source>),
}

impl Evidence {
    fn open(args: &Args) -> anyhow::Result<Self> {
        let Some(path) = &args.against else {
            let library = Library::open(&args.db)?;
            let empty = library.is_empty()?;
            return Ok(Self::Database(library, empty));
        };
        let (mut statements, mut sources) = (Vec::new(), Vec::new());
        for raw in read::documents(vec![path.clone()], None) {
            let Some(raw) = raw?.document() else {
                continue;
            };
            let reading = read_article(clean::article(&raw));
            for (span, _) in &reading.sentences {
                let statement = Statement::of(&reading, *span);
                sources.push(Source {
                    sentence: statement.text.clone(),
                    title: reading.article.title.clone(),
                    published: reading.article.published.map(|d| d.to_string()),
                    url: reading.article.url.clone(),
                    path: path.display().to_string(),
                    ..Source::default()
                });
                statements.push(statement);
            }
        }
        Ok(Self::Texts(statements, sources))
    }

    fn check<'s>(&'s self, claims: &[Claim], limit: usize) -> anyhow::Result<Vec<Checked<'s>>> {
        match self {
            Self::Database(library, empty) => claims
                .iter()
                .map(|claim| stored(library, *empty, claim, limit))
                .collect(),
            Self::Texts(statements, sources) => {
                let pool = Pool::of(statements);
                let each = claims.par_iter().map(|claim| {
                    let answer = judge(&claim.statement, &pool, Origin::Searched);
                    checked(
                        claim,
                        answer,
                        Cow::Borrowed(sources),
                        Vec::new(),
                        sources.is_empty(),
                    )
                });
                Ok(each.collect())
            }
        }
    }
}

/// A claim held against a database.
fn stored(
    library: &Library,
    empty: bool,
    claim: &Claim,
    limit: usize,
) -> anyhow::Result<Checked<'static>> {
    let passages = library.passages(&claim.sought)?;
    let statements: Vec<Statement> = passages.iter().map(passage::statement).collect();
    let answer = judge(&claim.statement, &Pool::of(&statements), Origin::Searched);
    let notes = if empty {
        Vec::new()
    } else {
        places::notes(
            library,
            &claim.statement.text,
            &claim.places,
            answer.verdict,
        )?
    };
    let mut sources: Vec<Source> = passages.into_iter().map(source).collect();
    // Of many claims, only what the output speaks of is kept.
    let mut kept = answer.shown(limit);
    kept.extend(answer.cited());
    for (at, source) in sources.iter_mut().enumerate() {
        if !kept.contains(&at) {
            *source = Source::default();
        }
    }
    Ok(checked(claim, answer, Cow::Owned(sources), notes, empty))
}

fn checked<'s>(
    claim: &Claim,
    answer: Answer,
    sources: Cow<'s, [Source]>,
    notes: Vec<String>,
    empty: bool,
) -> Checked<'s> {
    Checked {
        claim: claim.statement.text.clone(),
        remark: remark(claim, &answer, empty),
        answer,
        notes,
        sources,
    }
}

/// Whether a text of some length has any word that English texts have.
fn reads_as_english(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let known = |w: &String| is_common(w) || entry(w.as_str()) != Entry::default();
    words.len() < 4 || words.iter().any(known)
}

fn remark(claim: &Claim, answer: &Answer, empty: bool) -> Option<Remark> {
    let nothing = answer.findings.iter().all(|f| f.counterpart.is_none());
    if empty {
        return Some(Remark::NoEvidence);
    }
    match claim.remark() {
        None if answer.verdict != Verdict::NotCovered => None,
        None if !reads_as_english(&claim.statement.text) => Some(Remark::Unread),
        None => nothing.then_some(Remark::NothingAlike),
        said => said,
    }
}

fn source(passage: Passage) -> Source {
    Source {
        sentence: passage.text,
        title: passage.title,
        published: passage.published,
        url: passage.url,
        path: passage.path,
        figures: passage.figures.into_iter().map(|f| f.uid).collect(),
        marks: passage.marks,
    }
}
