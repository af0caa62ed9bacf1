//! Sentences that may speak of a claim, with what was read in them.

use crate::query::Library;
use crate::query::figure::{Found, column, said};
use crate::store::error::StoreError;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeSet;

/// Sentences taken from the full-text index, the best by its rank.
const BY_WORDS: i64 = 60;

/// Sentences taken for each thing.
const BY_KEY: i64 = 40;

/// Sentences taken for each number, of those with figures about as large.
const BY_NUMBER: i64 = 60;

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sought {
    /// Words of the claim.
    pub words: Vec<String>,
    /// Numbers of the claim, in the unit with this code: the code, the least, the most.
    pub numbers: Vec<(String, f64, f64)>,
    /// Keys of what its figures are about.
    pub things: Vec<String>,
}

/// A sentence with its figures, dates and source.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The sentence.
    pub text: String,
    /// Its figures, in order.
    pub figures: Vec<Told>,
    /// Its dates: where each begins in the sentence, in code points, and its EDTF.
    pub dates: Vec<(usize, String)>,
    /// The regions it names: where each begins in the sentence, in code points, and its code.
    pub regions: Vec<(usize, String)>,
    /// What people say of its figures: the number, the mark, the note. Those marked `wrong` are not among
    /// `figures`.
    pub marks: Vec<(String, String, Option<String>)>,
    /// Headline.
    pub title: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The file it was first read from.
    pub path: String,
}

/// A figure of a passage; words as the database writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Content-derived id.
    pub uid: String,
    /// Where it begins in the sentence, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The exact number.
    pub value: Option<String>,
    /// The ends of a range.
    pub range: Option<(String, String)>,
    /// What rounding may hide.
    pub half_place: Option<String>,
    /// How the number bounds the truth.
    pub comparator: String,
    /// Code of the unit.
    pub unit: String,
    /// What is counted.
    pub counted: Option<String>,
    /// What it says about its indicator.
    pub role: String,
    /// What is measured, in the words of text and vocabulary.
    pub indicator: String,
    /// Fact or intention.
    pub modality: String,
    /// EDTF.
    pub period: Option<String>,
    /// Codes of its regions.
    pub regions: Vec<String>,
    /// The key of what it is about.
    pub thing: Option<String>,
}

const BY_RANK: &str =
    "SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH ?1 ORDER BY rank LIMIT ?2";

/// Sentences ranked at most, as long as two words do not share one.
const COMMON: i64 = 20_000;

const OFTEN: &str =
    "SELECT count(*) FROM (SELECT 1 FROM sentence_fts WHERE sentence_fts MATCH ?1 LIMIT ?2)";

const BY_VALUE: &str = "SELECT f.sentence_id FROM unit a CROSS JOIN unit u ON u.base_id = a.base_id \
     CROSS JOIN figure f ON f.unit_id = u.id \
     AND f.value BETWEEN ?2 * a.factor_real / u.factor_real AND ?3 * a.factor_real / u.factor_real \
     WHERE a.code = ?1 LIMIT ?4";

/// Figures with the same key are about the same thing.
const BY_THING: &str = "SELECT DISTINCT f.sentence_id FROM same_thing t JOIN figure f ON f.id = t.figure_id \
     WHERE t.key = ?1 LIMIT ?2";

const THING: &str = "SELECT key FROM same_thing WHERE figure_id = ?1 LIMIT 1";

const CODES: &str = "SELECT r.code FROM figure_region x JOIN region r ON r.id = x.region_id WHERE x.figure_id = ?1 \
     ORDER BY x.ord";

const SENTENCE: &str = "SELECT s.text, s.start_char, d.title, d.published, d.url, \
     (SELECT c.path FROM capture c WHERE c.document_id = d.id ORDER BY c.id LIMIT 1) \
     FROM sentence s JOIN document d ON d.id = s.document_id WHERE s.id = ?1";

const FIGURES: &str = "SELECT f.id FROM figure f WHERE f.sentence_id = ?1 \
     AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.uid = f.uid AND m.kind = 'wrong') ORDER BY f.start_char, f.id";

const MARKS: &str = "SELECT f.quote, m.kind, m.note FROM figure f JOIN mark m ON m.uid = f.uid WHERE f.sentence_id = ?1 \
     ORDER BY f.start_char, f.id";

const DATES: &str = "SELECT m.start_char, p.edtf FROM date_mention m JOIN period p ON p.id = m.period_id \
     WHERE m.sentence_id = ?1 ORDER BY m.start_char";

const REGIONS: &str = "SELECT m.start_char, r.code FROM region_mention m JOIN region r ON r.id = m.region_id \
     WHERE m.sentence_id = ?1 ORDER BY m.start_char";

impl Library {
    /// The sentences that share words or numbers with a claim, in the order of the database.
    ///
    /// # Errors
    /// What the database says.
    pub fn passages(&self, sought: &Sought) -> Result<Vec<Passage>, StoreError> {
        let found = || {
            let ids = candidates(&self.conn, sought)?;
            ids.into_iter()
                .map(|id| passage(&self.conn, id))
                .collect::<rusqlite::Result<_>>()
        };
        found().map_err(|e| self.said(&e))
    }

    /// Whether no figure is stored.
    ///
    /// # Errors
    /// What the database says.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM figure)";
        let found = self.conn.query_row(sql, [], |r| r.get(0));
        found.map_err(|e| self.said(&e))
    }
}

fn candidates(conn: &Connection, sought: &Sought) -> rusqlite::Result<BTreeSet<i64>> {
    let mut out = BTreeSet::new();
    let words = telling(conn, &sought.words)?;
    if !words.is_empty() {
        let mut rows = conn.prepare_cached(BY_RANK)?;
        for id in rows.query_map(params![words.join(" OR "), BY_WORDS], |r| r.get(0))? {
            out.insert(id?);
        }
    }
    for (code, low, high) in &sought.numbers {
        let mut rows = conn.prepare_cached(BY_VALUE)?;
        let found = rows.query_map(
            params![code, Sql::Real(*low), Sql::Real(*high), BY_NUMBER],
            |r| r.get(0),
        )?;
        for id in found {
            out.insert(id?);
        }
    }
    for key in &sought.things {
        let mut rows = conn.prepare_cached(BY_THING)?;
        for id in rows.query_map(params![key, BY_KEY], |r| r.get(0))? {
            out.insert(id?);
        }
    }
    Ok(out)
}

/// The words, quoted, without those that stand in so many sentences that ranking these would take
/// longer than a person waits; the rarest is always among them.
fn telling(conn: &Connection, words: &[String]) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::with_capacity(words.len());
    let mut count = conn.prepare_cached(OFTEN)?;
    for word in words {
        let quoted = format!("\"{}\"", word.replace('"', "\"\""));
        let often: i64 = count.query_row(params![quoted, COMMON], |r| r.get(0))?;
        found.push((often, quoted));
    }
    // A word that stands nowhere finds nothing.
    found.retain(|(often, _)| *often > 0);
    found.sort();
    let mut all = 0;
    let enough = found.iter().position(|(often, _)| {
        all += often;
        all > COMMON
    });
    found.truncate(enough.map_or(found.len(), |n| n.max(1)));
    Ok(found.into_iter().map(|(_, quoted)| quoted).collect())
}

fn passage(conn: &Connection, id: i64) -> rusqlite::Result<Passage> {
    let mut sentence = conn.prepare_cached(SENTENCE)?;
    let (mut out, start) = sentence.query_row([id], |r| {
        let start = place(r, 1)?;
        let passage = Passage {
            text: r.get(0)?,
            figures: Vec::new(),
            dates: Vec::new(),
            regions: Vec::new(),
            marks: Vec::new(),
            title: r.get(2)?,
            published: r.get(3)?,
            url: r.get(4)?,
            path: r.get::<_, Option<String>>(5)?.unwrap_or_default(),
        };
        Ok((passage, start))
    })?;
    for figure in column(conn, FIGURES, id)? {
        let codes = column(conn, CODES, figure)?;
        let thing = column(conn, THING, figure)?.pop();
        out.figures.push(told(said(conn, figure)?, codes, thing));
    }
    let mut dates = conn.prepare_cached(DATES)?;
    let date = |r: &Row<'_>| {
        let at = place(r, 0)?;
        Ok((at.saturating_sub(start), r.get(1)?))
    };
    out.dates = dates
        .query_map([id], date)?
        .collect::<rusqlite::Result<_>>()?;
    let mut regions = conn.prepare_cached(REGIONS)?;
    out.regions = regions
        .query_map([id], date)?
        .collect::<rusqlite::Result<_>>()?;
    let mut marks = conn.prepare_cached(MARKS)?;
    out.marks = marks
        .query_map([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(out)
}

/// A figure as a claim is held against it.
fn told(found: Found, regions: Vec<String>, thing: Option<String>) -> Told {
    let within =
        |at: u32| usize::try_from(at.saturating_sub(found.sentence_start)).unwrap_or(usize::MAX);
    let names = [&found.indicator, &found.measure];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    Told {
        start: within(found.start),
        end: within(found.end),
        indicator: names.join(" "),
        uid: found.uid,
        value: found.value,
        range: found.range,
        half_place: found.half_place,
        comparator: found.comparator,
        unit: found.unit,
        counted: found.counted,
        role: found.role,
        modality: found.modality,
        period: found.period,
        regions,
        thing,
    }
}

/// An offset.
fn place(r: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    let at: u32 = r.get(column)?;
    Ok(usize::try_from(at).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{incoming, writer};

    const TEXT: &str = "Yunnan’s output was 3.14 units.\nThe Sky Bridge cost 1,200.";

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        w.store(&[incoming("a.txt", TEXT)]).unwrap();
        w.finish().unwrap();
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    fn texts(sought: &Sought) -> Vec<String> {
        let found = library().1.passages(sought).unwrap();
        found.into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn words_find_sentences_in_any_form_and_nothing_breaks_the_search() {
        let words = |words: &[&str]| Sought {
            words: words.iter().map(|w| (*w).to_owned()).collect(),
            ..Sought::default()
        };
        assert_eq!(texts(&words(&["bridges"])), ["The Sky Bridge cost 1,200."]);
        assert_eq!(texts(&words(&["outputs", "bridge"])).len(), 2);
        assert!(texts(&words(&["\"", "AND", "NEAR("])).is_empty());
        assert!(texts(&words(&[])).is_empty());
    }

    #[test]
    fn numbers_find_sentences_in_their_unit() {
        let number = |code: &str, low, high| Sought {
            numbers: vec![(code.into(), low, high)],
            ..Sought::default()
        };
        assert_eq!(
            texts(&number("CNY", 1100.0, 1300.0)),
            ["The Sky Bridge cost 1,200."]
        );
        assert!(texts(&number("USD", 1100.0, 1300.0)).is_empty());
    }

    #[test]
    fn a_passage_holds_its_figures_where_they_stand() {
        let (_folder, library) = library();
        let sought = Sought {
            words: vec!["output".into()],
            ..Sought::default()
        };
        let passage = library.passages(&sought).unwrap().remove(0);
        let figure = &passage.figures[0];
        let chars: Vec<char> = passage.text.chars().collect();
        let quote: String = chars[figure.start..figure.end].iter().collect();
        assert_eq!((quote.as_str(), figure.unit.as_str()), ("3.14", "CNY"));
        assert_eq!(figure.regions, ["CN-YN"]);
        assert_eq!(passage.path, "a.txt");
        assert!(!library.is_empty().unwrap());
    }

    #[test]
    fn a_figure_marked_wrong_is_left_out_and_said() {
        let (folder, library) = library();
        let conn = Connection::open(folder.path().join("k.db")).unwrap();
        let mark =
            "INSERT INTO mark SELECT uid, 'wrong', 'a slip', 't' FROM figure WHERE quote = '3.14'";
        conn.execute_batch(mark).unwrap();
        let sought = Sought {
            words: vec!["output".into()],
            ..Sought::default()
        };
        let passage = library.passages(&sought).unwrap().remove(0);
        assert_eq!(passage.figures, []);
        assert_eq!(
            passage.marks,
            [("3.14".into(), "wrong".into(), Some("a slip".into()))]
        );
    }

    #[test]
    fn no_question_reads_all_figures() {
        // Without statistics, as for a file of any size.
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("../../schema.sql"))
            .unwrap();
        for sql in [
            BY_VALUE, BY_THING, THING, CODES, SENTENCE, FIGURES, MARKS, DATES, REGIONS,
        ] {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let mut rows = conn.prepare(&plan).unwrap();
            let count = rows.parameter_count();
            let values = vec![Sql::Integer(1); count];
            let steps = rows
                .query_map(rusqlite::params_from_iter(values), |r| {
                    r.get::<_, String>(3)
                })
                .unwrap();
            for step in steps {
                let step = step.unwrap();
                assert!(
                    !step.starts_with("SCAN f") && !step.starts_with("SCAN s"),
                    "{step}"
                );
            }
        }
    }
}
