//! figtrace reads news articles and keeps what their numbers say, each number with its proof.
//!
//! This page is for people who read or change the code: the way of the data, where what stands, what
//! must stay true, and the words used. `README.md` is for users, `schema.sql` is the manual of the
//! database, `CONTRIBUTING.md` shows how to add a unit, a rule, a format.
//!
//! # Bird's-eye view
//!
//! ```text
//! paths      read         clean       segment       recognise         link         store
//! ────▶ RawDocument ─▶ Article ─▶ Segments ─▶ mentions: figures, ─▶ Reading ─▶ figtrace.db
//!        bytes, how     text,       sentences,   dates, regions,      figures       │
//!        decoded        blocks      tokens       projects             with links    ▼
//!                                                                        │        query ─▶ show
//!                                                                        ▼        trace,    text,
//!                                                                      show       verify    JSON
//!                                                                      records
//! ```
//!
//! One direction, and one article at a time up to the store. [`pipeline::read_article`] is the whole
//! middle: an article goes in, a [`Reading`](link::reading::Reading) comes out, and nothing can fail.
//! The binary's commands put the ends on: `ingest` reads on many threads and writes on one,
//! `extract` prints records; `trace`, `find`, `series`, `check`, `export` and `verify` ask a database and
//! know nothing of rules (a number that a person typed is read with the recogniser that reads articles).
//!
//! # Code map
//!
//! A folder is a stage; stages stand here in the order of the layers. A layer may name those above
//! it in this table, and `tests/layers.rs` holds the code to it.
//!
//! | module | owns | must not know |
//! |---|---|---|
//! | [`base`] | spans, exact numbers, closed vocabularies, periods (EDTF), rule ids, notices, hashes | everything else |
//! | [`lexicon`] | the tables of `lexicon/`, embedded and read once; the gazetteer, packed by `build.rs` | articles |
//! | [`read`] | formats, containers, encodings, folders: all that can fail before there is an article; how a stretch of source reads | what an article looks like |
//! | [`clean`] | what is article and what is furniture; headline, date, blocks; where each character stands in the bytes received | rules of extraction, SQL |
//! | [`segment`] | where sentences and tokens begin and end | words for figures, dates, places |
//! | [`recognise`] | what a text mentions: one `RULES` slice for each family, traps beside them | other articles, SQL, what belongs together |
//! | [`link`] | what belongs together: role, indicator, region, period, base, speaker, project of a figure | files, SQL |
//! | [`story`] | which texts tell the same story: signatures and how they are compared | databases, rules of extraction |
//! | [`relate`] | what can be computed from an article's own figures, and whether it agrees | files, SQL, other articles |
//! | [`store`] | `schema.sql`, migrations, every INSERT | rules of extraction |
//! | [`query`] | every SELECT that answers a person | rules, output formats |
//! | [`check`] | what of a claim the evidence supports, contradicts, does not cover | SQL, output formats |
//! | [`show`] | readings and answers as text and JSON | SQL, rules |
//! | [`pipeline`] | the order of the stages | how any of them works |
//! | [`meaning`] | what each rule and reason means, for the database | articles |
//! | `app` (binary) | arguments, exit status, threads, progress | how anything is found |
//!
//! Beside the code: `lexicon/` (words as tables, with their sources), `corpus/` (the gold, with the
//! floors that quality may not fall below), `tests/` (corpus, command line, layers, house rules, the
//! README, damaged inputs; `tests/powerloss` by hand), `fuzz/`, `benches/speed` (megabytes a second for
//! each stage), `benches/ingest` (an ingest against the least any program must do),
//! `benches/questions` (milliseconds an answer takes in a large database), `datasette/` (labels, facets
//! and questions for Datasette), `tests/tools` (the programs analysts use, asked what is known).
//!
//! # Architecture invariants
//!
//! 1. **Every figure is provable.** `text[start..end] == quote` for every span that is kept, and the
//!    view `provenance` proves it in SQL for a whole database.
//! 2. **Nothing is lost.** The input's bytes are kept; furniture is marked, not deleted; an input
//!    that could not be read is recorded with its reason; a document is stored whole or not at all.
//! 3. **Nothing is guessed silently.** No region, period or indicator is better than a wrong one.
//!    Every mention has the id of its rule, every link the reason it was made for.
//! 4. **Same input, same rows**, for any number of threads. No clock, environment or hash order in
//!    the library; the time of an ingest is an argument.
//! 5. **The middle never fails.** Reading, storing and querying return errors; what stands between
//!    returns findings and notices. One bad article never stops a batch.
//! 6. **Numbers are exact**: decimals and fractions as written, never binary floats. The REAL columns
//!    of the database serve order and charts.
//! 7. **Words are data, structure is code.** Vocabulary stands in tables, a construction is a rule
//!    with examples that the tests run. No regular expression over vocabulary.
//! 8. **The pipeline knows no SQL, queries know no rules.** A trace in a large file builds no
//!    gazetteer.
//!
//! # Glossary
//!
//! - **Article**: the text of a document with its blocks, headline, date.
//! - **Capture**: one act of receiving bytes, with place and time. In a container the place is the
//!   part: a record of a web archive, a member, an entry. The same text received twice is one document
//!   with two captures.
//! - **Comparator**: how a stated number bounds the true one: `exact`, `about`, `over`, `at_least`,
//!   `under`, `at_most`, `nearly`.
//! - **EDTF**: Extended Date/Time Format, ISO 8601-2; how periods are written: `2024`,
//!   `2025-01/2025-05`, `../2024`, `2024-33` (first quarter).
//! - **Figure**: one quantity that a text states, with what is true about it.
//! - **Gazetteer**: the list of regions with their names, levels and parents.
//! - **Indicator**: what a figure measures, in the article's words: "forest coverage rate".
//! - **Mention**: a stretch of text that names a figure, date, region or project, found by a rule.
//! - **Mark**: what a person says of a figure: `preferred`, `disputed`, `wrong`; kept by uid.
//! - **Modality**: whether a figure is said to be so (`actual`) or is a plan, target or forecast
//!   (`planned`).
//! - **Project**: a named undertaking: strategy, plan, programme, infrastructure, facility, zone,
//!   agreement.
//! - **Provenance**: the way from a figure back to the bytes that were received.
//! - **Reason**: the id under which a link was made, `place/subject` for one.
//! - **Region**: a place with a name and a territory: country, province, county, city cluster.
//! - **Relation**: a statement that can be computed from figures of the same article (levels, span, rate), with its verdict.
//! - **Rejection**: a number that is no figure, with the reason.
//! - **Role**: what a number says about its indicator: `level`, `increase`, `decrease`, `share`,
//!   `multiple`, `difference`, `rank`, `threshold`.
//! - **Rule**: one construction a recogniser knows, with a stable id `family/kebab-name`.
//! - **Selector**: a pair of offsets that finds a quote again; the database's count code points, as
//!   the `TextPositionSelector` of the W3C Web Annotation model does, records' count UTF-8 bytes.
//! - **Sentence**: the stretch a figure is read in; every figure lies in one.
//! - **Source map**: from each character of a text to its place in the bytes it was read from; the
//!   table `source_map` keeps one for each input, and `verify` proves it.
//! - **Span**: where something stands in a text, in UTF-8 bytes, end exclusive.
//! - **Story**: what near-duplicate articles tell together: one report in several papers.
//! - **TIMEX**: the TIMEX3 standard's type and value of a date expression (`DURATION`, `P10Y`).
//! - **Toponym**: a word or phrase that is the name of a place. It is ambiguous (two Suzhous, a
//!   Washington who is a person) until the recogniser settles it.
//! - **Trap**: a rule that says a number or name is not what it looks like: `5G`, `Highway 107`.
//! - **UCUM**: Unified Code for Units of Measure; how units are written: `km2`, `kW.h`, `[lb_av]`.
//! - **Version**: one of the texts that an address gave in the course of time.

pub mod base;
pub mod check;
pub mod clean;
pub mod lexicon;
pub mod link;
pub mod meaning;
pub mod pipeline;
pub mod query;
pub mod read;
pub mod recognise;
pub mod relate;
pub mod segment;
pub mod show;
pub mod store;
pub mod story;
