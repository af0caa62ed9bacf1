//! How fast articles are read, stage by stage, on one core: plain text as full of figures as news are and twice
//! as full, then web pages.
//!
//! `cargo bench --bench speed` prints three tables; `-- MEGABYTES` sets the size of the text;
//! `-- --pages FOLDER` measures the pages of a folder instead, `-- --write COUNT PATH` writes that
//! many generated articles as JSON lines.

#[path = "../articles/mod.rs"]
mod articles;
mod pages;

use articles::Generator;
use figtrace::clean::{Article, plain};
use figtrace::link::item::Mentions;
use figtrace::link::link;
use figtrace::pipeline::{read_article, read_articles};
use figtrace::read::RawDocument;
use figtrace::recognise::{date, figure, project, region};
use figtrace::relate::{relate, things};
use figtrace::segment::Segments;
use figtrace::show::record;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each stage is measured; the median counts.
const ROUNDS: usize = 5;

/// Figures in three kilobytes of wire news on the economy: five such articles, read by hand, have 99 in 42.
const NEWS: usize = 7;

/// The same of articles full of them.
const DENSE: usize = 15;

/// Articles that are read together, as `extract` does it.
const RUN: usize = 20;

/// Where the generator starts: any number does, as long as it stays.
const SEED: u64 = 20_251;

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    let news = || Generator::new(&root, SEED, NEWS);
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["--pages", folder] => {
            measure_pages(&pages::read(Path::new(folder)));
            Ok(())
        }
        ["--write", count, path] => write(&mut news()?, count.parse().unwrap_or(10_000), path),
        arguments => {
            let size = arguments.first().and_then(|size| size.parse().ok());
            let size = size.unwrap_or(2);
            measure(&mut news()?, size);
            measure(&mut Generator::new(&root, SEED, DENSE)?, size);
            measure_pages(&pages::made(&mut news()?, size)?);
            Ok(())
        }
    }
}

/// Writes `count` articles, a JSON object a line, as `figtrace extract --format jsonl` reads them.
fn write(generator: &mut Generator, count: usize, path: &str) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for index in 0..count {
        let line = serde_json::json!({
            "id": format!("generated-{index}"),
            "date": "2025-06-12",
            "text": generator.article(),
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// Articles until `megabytes` are full.
fn articles(generator: &mut Generator, megabytes: usize) -> Vec<Article> {
    let mut out = Vec::new();
    let mut bytes = 0;
    while bytes < megabytes * 1_000_000 {
        let text = generator.article();
        bytes += text.len();
        let mut article = plain::article(text);
        article.published = "2025-06-12".parse().ok();
        out.push(article);
    }
    out
}

/// The median time of `stage` over all articles.
fn median(stage: &mut dyn FnMut()) -> Duration {
    stage();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            stage();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}

fn measure(generator: &mut Generator, megabytes: usize) {
    let articles = articles(generator, megabytes);
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    println!(
        "{} articles, {bytes} bytes, {} figures, one core, median of {ROUNDS}",
        articles.len(),
        articles
            .iter()
            .map(|a| read_article(a.clone()).figures.len())
            .sum::<usize>()
    );
    table(bytes, stages(&articles));
}

fn measure_pages(pages: &[RawDocument]) {
    let bytes: usize = pages.iter().map(|p| p.content.as_str().len()).sum();
    println!("{} pages, {bytes} bytes of HTML", pages.len());
    table(bytes, pages::stages(pages, median));
}

fn table(bytes: usize, stages: Vec<(&str, Duration)>) {
    println!("{:<10} {:>9} {:>9}", "stage", "ms", "MB/s");
    for (name, time) in stages {
        let seconds = time.as_secs_f64();
        let size = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6;
        println!("{name:<10} {:>9.1} {:>9.1}", seconds * 1e3, size / seconds);
    }
}

/// Each stage with its time, the whole last.
fn stages(articles: &[Article]) -> Vec<(&'static str, Duration)> {
    let segments: Vec<Segments<'_>> = articles.iter().map(Segments::of).collect();
    let found: Vec<_> = articles
        .iter()
        .zip(&segments)
        .map(|(a, s)| Found::of(a, s))
        .collect();
    let each = |stage: &dyn Fn(&Article, &Segments<'_>, &Found)| {
        median(&mut || {
            for ((article, segments), found) in articles.iter().zip(&segments).zip(&found) {
                stage(article, segments, found);
            }
        })
    };
    let readings: Vec<_> = articles.iter().map(|a| read_article(a.clone())).collect();
    vec![
        (
            "clean",
            each(&|a, _, _| drop(black_box(plain::article(a.text.clone())))),
        ),
        ("segment", each(&|a, _, _| drop(black_box(Segments::of(a))))),
        (
            "dates",
            each(&|a, s, _| drop(black_box(date::recognise(s, a.published)))),
        ),
        (
            "regions",
            each(&|_, s, _| drop(black_box(region::recognise(s)))),
        ),
        (
            "projects",
            each(&|_, s, f| drop(black_box(project::recognise(s, &f.regions)))),
        ),
        (
            "figures",
            each(&|_, s, f| drop(black_box(figure::recognise(s, &f.taken)))),
        ),
        (
            "link",
            each(&|a, s, f| drop(black_box(link(s, f.mentions(), a.published)))),
        ),
        (
            "relate",
            median(&mut || {
                for reading in &readings {
                    drop(black_box((things(reading), relate(reading))));
                }
            }),
        ),
        (
            "record",
            median(&mut || {
                for reading in &readings {
                    drop(black_box(record::line(reading, "bench", "")));
                }
            }),
        ),
        (
            "all",
            each(&|a, _, _| drop(black_box(read_article(a.clone())))),
        ),
        (
            "in runs",
            median(&mut || {
                for run in articles.chunks(RUN) {
                    drop(black_box(read_articles(run.to_vec())));
                }
            }),
        ),
    ]
}

/// What the recognisers find, as the later stages are given it.
struct Found {
    dates: Vec<figtrace::recognise::mention::DateMention>,
    regions: Vec<figtrace::recognise::mention::RegionMention>,
    projects: Vec<figtrace::recognise::mention::ProjectMention>,
    figures: Vec<figtrace::recognise::mention::FigureMention>,
    taken: Vec<figtrace::base::span::Span>,
}

impl Found {
    fn of(article: &Article, segments: &Segments<'_>) -> Self {
        let dates = date::recognise(segments, article.published);
        let regions = region::recognise(segments);
        let projects = project::recognise(segments, &regions);
        let when = dates.iter().map(|d| d.span);
        let mut taken: Vec<_> = when.chain(projects.iter().map(|p| p.span)).collect();
        taken.sort_unstable();
        let (figures, _) = figure::recognise(segments, &taken);
        Self {
            dates,
            regions,
            projects,
            figures,
            taken,
        }
    }

    fn mentions(&self) -> Mentions<'_> {
        Mentions {
            figures: &self.figures,
            dates: &self.dates,
            regions: &self.regions,
            projects: &self.projects,
        }
    }
}
