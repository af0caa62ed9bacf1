//! Computations inside an article, and what they give.

use super::{Asked, narrow};
use crate::query::Library;
use crate::query::trace::Search;
use crate::store::error::StoreError;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

/// A computation inside an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// What kind it is.
    pub kind: String,
    /// `agrees`, `off by`, `impossible`.
    pub verdict: String,
    /// In the article's numbers.
    pub computation: String,
    /// What it gives.
    pub expected: Option<String>,
    /// The least and the most it may give.
    pub bounds: (Option<String>, Option<String>),
    /// What the article states.
    pub stated: String,
    /// Stated less expected.
    pub deviation: Option<String>,
    /// Unit of the numbers.
    pub unit: String,
    /// What each figure is in it: part, uid, quote.
    pub figures: Vec<(String, String, String)>,
    /// The sentences of its figures, each once.
    pub sentences: Vec<String>,
    /// Headline.
    pub title: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// The file the article was first read from.
    pub path: String,
}

const COMPUTED: &str = "SELECT r.kind, r.verdict, r.computation, r.expected, r.expected_low, r.expected_high, r.stated, \
     r.deviation, u.code, d.title, d.published, \
     (SELECT c.path FROM capture c WHERE c.document_id = d.id ORDER BY c.id LIMIT 1), r.id \
     FROM relation r JOIN unit u ON u.id = r.unit_id JOIN document d ON d.id = r.document_id \
     WHERE (?1 OR r.verdict <> 'agrees') AND NOT EXISTS (SELECT 1 FROM relation_figure x JOIN figure f ON f.id = x.figure_id \
     JOIN mark m ON m.uid = f.uid AND m.kind = 'wrong' WHERE x.relation_id = r.id)";

pub(super) const PARTS: &str = "SELECT x.part, f.uid, f.quote, s.text FROM relation_figure x JOIN figure f ON f.id = x.figure_id \
     JOIN sentence s ON s.id = f.sentence_id WHERE x.relation_id = ?1 ORDER BY x.ord";

impl Library {
    /// The computations inside articles that do not agree, the newest article first; all of them with
    /// `asked.all`.
    ///
    /// # Errors
    /// What the database says.
    pub fn computed(&self, asked: &Asked) -> Result<Vec<Computed>, StoreError> {
        let look = || {
            let mut search = Search::begin(COMPUTED, vec![Sql::Integer(i64::from(asked.all))]);
            search.sql.push_str(
                " AND EXISTS (SELECT 1 FROM relation_figure x JOIN figure f ON f.id = x.figure_id WHERE x.relation_id = r.id",
            );
            narrow(&mut search, asked);
            search
                .sql
                .push_str(") ORDER BY r.verdict = 'agrees', d.published DESC, r.id");
            let mut rows = self.conn.prepare(&search.sql)?;
            let found = rows.query_map(params_from_iter(&search.values), |r| {
                Ok((computed(r)?, r.get::<_, i64>(12)?))
            })?;
            found
                .map(|one| {
                    let (mut one, id) = one?;
                    parts(&self.conn, id, &mut one)?;
                    Ok(one)
                })
                .collect::<rusqlite::Result<_>>()
        };
        look().map_err(|e| self.said(&e))
    }
}

fn computed(r: &Row<'_>) -> rusqlite::Result<Computed> {
    Ok(Computed {
        kind: r.get(0)?,
        verdict: r.get(1)?,
        computation: r.get(2)?,
        expected: r.get(3)?,
        bounds: (r.get(4)?, r.get(5)?),
        stated: r.get(6)?,
        deviation: r.get(7)?,
        unit: r.get(8)?,
        figures: Vec::new(),
        sentences: Vec::new(),
        title: r.get(9)?,
        published: r.get(10)?,
        path: r.get::<_, Option<String>>(11)?.unwrap_or_default(),
    })
}

fn parts(conn: &Connection, relation: i64, out: &mut Computed) -> rusqlite::Result<()> {
    let mut rows = conn.prepare_cached(PARTS)?;
    let mut rows = rows.query([relation])?;
    while let Some(r) = rows.next()? {
        out.figures.push((r.get(0)?, r.get(1)?, r.get(2)?));
        let sentence: String = r.get(3)?;
        if !out.sentences.contains(&sentence) {
            out.sentences.push(sentence);
        }
    }
    Ok(())
}
