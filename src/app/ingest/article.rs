//! From an input to what the writer takes: read, hashed, packed.

use figtrace::clean::{self, Article, Selector};
use figtrace::link::reading::Reading;
use figtrace::pipeline::{self, read_article};
use figtrace::query::known::Known;
use figtrace::read::error::Problem;
use figtrace::read::{Found, Held, Item, RawDocument};
use figtrace::store::incoming::{Content, Incoming, RawBytes, Received};
use jiff::civil::Date;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// What the arguments say about each article.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its date, where the input has none.
    pub date: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// What of a web page is the article.
    pub within: Option<Selector>,
    /// Whether its bytes are kept.
    pub keep: bool,
    /// Its longest length in bytes.
    pub most_bytes: Option<usize>,
    /// The longest time to spend on it.
    pub most_time: Option<Duration>,
}

/// Reads one input; bytes that the database knows as `known` are not read again.
pub fn incoming(found: Item, known: Option<Known>, given: &Given) -> Incoming {
    match found {
        Ok(Found::Document(raw)) => document(*raw, known, given),
        Ok(Found::Revisit(revisit)) => Incoming {
            path: revisit.place.clone(),
            source: revisit.place.clone(),
            media_type: "".into(),
            held: revisit.held.clone(),
            content: Ok(Content::Revisit(revisit)),
        },
        Ok(Found::Skipped(part)) => bare(part.place.clone(), Ok(Content::Skipped(part))),
        Err(error) => bare(error.document, Err(error.problem.to_string())),
    }
}

fn bare(place: String, content: Result<Content, String>) -> Incoming {
    Incoming {
        path: place.clone(),
        source: place,
        media_type: "".into(),
        held: Held::default(),
        content,
    }
}

fn document(mut raw: RawDocument, known: Option<Known>, given: &Given) -> Incoming {
    if let Some(limit) = given.most_bytes.filter(|most| raw.bytes.len() > *most) {
        return bare(raw.place, Err(Problem::TooLong { limit }.to_string()));
    }
    raw.date = raw.date.or(given.date);
    raw.url = given.url.clone().or(raw.url);
    raw.title = given.title.clone().or(raw.title);
    Incoming {
        content: match known {
            Some(known) => Ok(Content::Known {
                raw: known.raw,
                document: known.document,
                url: raw.url.or(known.url),
            }),
            None => received(&raw, given).map(|r| Content::Read(Box::new(r))),
        },
        path: raw.place,
        source: raw.source,
        media_type: raw.media_type,
        held: raw.held,
    }
}

/// Reads one document. Reading never fails; should a defect stop it all the same, the others go on.
fn received(raw: &RawDocument, given: &Given) -> Result<Received, String> {
    let article = || clean::article_within(raw, given.within.as_ref());
    let read = || match given.most_time {
        None => Ok(read_article(article())),
        Some(most) => timed(article, most),
    };
    let bytes = RawBytes {
        sha256: raw.sha256.clone(),
        size: raw.bytes.len(),
        kept: given.keep.then_some(raw.bytes.as_slice()),
    };
    let packed = || read().map(|reading| Received::of(bytes, reading));
    match catch_unwind(AssertUnwindSafe(packed)) {
        Ok(received) => received?.map_err(|unfit| unfit.to_string()),
        Err(_) => Err("reading it stopped at a defect of figtrace; please report it".to_owned()),
    }
}

/// The reading, unless the clock is past `most` at the end of a stage.
fn timed(article: impl Fn() -> Article, most: Duration) -> Result<Reading, String> {
    let begun = Instant::now();
    let on_time = || (begun.elapsed() <= most).then_some(()).ok_or(());
    pipeline::read_article_while(article(), on_time).map_err(|()| {
        let seconds = most.as_secs();
        format!(
            "reading it took longer than {seconds} s, the limit of --max-seconds; raise it and run the same \
             command again"
        )
    })
}
