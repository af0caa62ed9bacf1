//! Where batches go: into the database, or nowhere.

use crate::app::ingest::report::Entry;
use figtrace::meaning::REFERENCE;
use figtrace::query::Library;
use figtrace::store::error::StoreError;
use figtrace::store::incoming::{Content, Incoming};
use figtrace::store::writer::{Counts, Kin, Outcome, Run, Writer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Failures kept back at most while no document has come: a database is made for a document only.
const KEPT_BACK: usize = 1000;

/// Takes batches.
pub enum Sink {
    /// Stores them.
    Open(Box<Writer>),
    /// Will store them, in a database that is made when the first document comes.
    Waiting {
        /// The database to be.
        path: PathBuf,
        /// The run to note.
        run: Run,
        /// Failures so far.
        failures: Vec<Incoming>,
    },
    /// Only says what would become of them.
    Dry {
        /// The database as it is, if there is one.
        library: Option<Library>,
        /// Texts seen in this run.
        seen: BTreeSet<String>,
    },
}

/// What became of the inputs.
pub type Outcomes = Vec<(Entry, Outcome)>;

impl Sink {
    /// Into the database at `path`. One that exists is opened at once, so that what is wrong with it
    /// is said before any article is read.
    pub fn into(path: &Path, run: Run) -> Result<Self, StoreError> {
        if path.exists() {
            return Ok(Self::Open(Box::new(Writer::open(path, run, REFERENCE)?)));
        }
        let (path, failures) = (path.to_path_buf(), Vec::new());
        Ok(Self::Waiting {
            path,
            run,
            failures,
        })
    }

    /// Nowhere.
    pub fn dry(path: &Path) -> Result<Self, StoreError> {
        let library = path.exists().then(|| Library::open(path)).transpose()?;
        let seen = BTreeSet::new();
        Ok(Self::Dry { library, seen })
    }

    /// Takes one batch.
    pub fn store(&mut self, batch: Vec<Incoming>) -> Result<Outcomes, StoreError> {
        match self {
            Self::Open(writer) => written(writer, &batch),
            Self::Waiting {
                path,
                run,
                failures,
            } => {
                failures.extend(batch);
                if failures.len() < KEPT_BACK && !failures.iter().any(Incoming::has_document) {
                    return Ok(Vec::new());
                }
                let mut writer = Box::new(Writer::open(path, run.clone(), REFERENCE)?);
                let outcomes = written(&mut writer, &std::mem::take(failures))?;
                *self = Self::Open(writer);
                Ok(outcomes)
            }
            Self::Dry { library, seen } => {
                let mut out = Vec::with_capacity(batch.len());
                for incoming in batch {
                    let outcome = foreseen(&incoming, library.as_ref(), seen)?;
                    out.push((Entry::of(&incoming), outcome));
                }
                Ok(out)
            }
        }
    }

    /// Ends; answers what was kept back.
    pub fn finish(self) -> Result<Outcomes, StoreError> {
        match self {
            Self::Open(writer) => writer.finish().map(|()| Vec::new()),
            Self::Waiting { failures, .. } => Ok(failures
                .into_iter()
                .map(|i| (Entry::of(&i), without_document(i.content)))
                .collect()),
            Self::Dry { .. } => Ok(Vec::new()),
        }
    }
}

fn written(writer: &mut Writer, batch: &[Incoming]) -> Result<Outcomes, StoreError> {
    let outcomes = writer.store(batch)?;
    Ok(batch.iter().map(Entry::of).zip(outcomes).collect())
}

/// What becomes of an input that gives no document by itself.
fn without_document(content: Result<Content, String>) -> Outcome {
    match content {
        Err(reason) => Outcome::Failed(reason),
        Ok(Content::Skipped(part)) => Outcome::Skipped(part.number, part.reason),
        Ok(_) => Outcome::of_unknown_revisit(),
    }
}

fn foreseen(
    incoming: &Incoming,
    library: Option<&Library>,
    seen: &mut BTreeSet<String>,
) -> Result<Outcome, StoreError> {
    Ok(match &incoming.content {
        Err(reason) => Outcome::Failed(reason.clone()),
        // What a revisit speaks of may come in this very run.
        Ok(Content::Known { .. } | Content::Revisit(_)) => Outcome::Unchanged,
        Ok(Content::Skipped(part)) => Outcome::Skipped(part.number, part.reason.clone()),
        Ok(Content::Read(received)) => {
            let known = library
                .map(|l| l.has_text(&received.text_sha256))
                .transpose()?;
            if known == Some(true) || !seen.insert(received.text_sha256.clone()) {
                Outcome::Unchanged
            } else {
                Outcome::New(Counts::of(&received.reading), Kin::default())
            }
        }
    })
}
