//! `figtrace check`: claims held against a database, a text, or evidence of their own.

mod pairs;

use crate::app::outcome::{self, Failure};
use anyhow::{Context as _, anyhow};
use figtrace::check::judge::{Answer, Origin, Verdict, judge};
use figtrace::check::passage;
use figtrace::check::spacing::closed_up;
use figtrace::check::statement::Statement;
use figtrace::clean::{self, plain};
use figtrace::link::reading::Reading;
use figtrace::pipeline::read_article;
use figtrace::query::Library;
use figtrace::query::claim::Passage;
use figtrace::read;
use figtrace::show::check::{Checked, Remark, Source, all_supported, json, text};
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
    let checked: Result<Vec<Checked>, anyhow::Error> =
        claims.iter().map(|c| evidence.check(c)).collect();
    let checked = checked?;
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

/// A claim: what it says, and the reading it comes from.
struct Claim {
    statement: Statement,
    reading: Reading,
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
        Self {
            statement: Statement::whole(&reading),
            reading,
        }
    }

    /// Every sentence of `text` that has a figure or a date; what the sentences before it say of place
    /// and time is kept.
    fn each(text: &str) -> Vec<Self> {
        let reading = read_article(plain::article(text.to_owned()));
        let sentences = reading.sentences.iter();
        sentences
            .map(|(span, _)| Self {
                statement: Statement::of(&reading, *span),
                reading: only(&reading, *span),
            })
            .filter(|c| !c.statement.quantities.is_empty() || !c.statement.dates.is_empty())
            .collect()
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

/// The reading with the figures of one sentence.
fn only(reading: &Reading, span: figtrace::base::span::Span) -> Reading {
    let mut out = reading.clone();
    out.figures.retain(|f| span.contains(f.mention.span));
    out
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

    fn check(&self, claim: &Claim) -> anyhow::Result<Checked> {
        let (answer, sources, empty) = match self {
            Self::Database(library, empty) => {
                let sought = passage::sought(&claim.statement, &claim.reading);
                let passages = library.passages(&sought)?;
                let statements: Vec<Statement> = passages.iter().map(passage::statement).collect();
                let answer = judge(&claim.statement, &statements, Origin::Searched);
                (answer, passages.into_iter().map(source).collect(), *empty)
            }
            Self::Texts(statements, sources) => (
                judge(&claim.statement, statements, Origin::Searched),
                sources.clone(),
                sources.is_empty(),
            ),
        };
        Ok(Checked {
            claim: claim.statement.text.clone(),
            remark: remark(claim, &answer, empty),
            answer,
            sources,
        })
    }
}

fn remark(claim: &Claim, answer: &Answer, empty: bool) -> Option<Remark> {
    let nothing = answer.findings.iter().all(|f| f.counterpart.is_none());
    if empty {
        return Some(Remark::NoEvidence);
    }
    claim
        .remark()
        .or((nothing && answer.verdict == Verdict::NotCovered).then_some(Remark::NothingAlike))
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
