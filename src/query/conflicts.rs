//! Figures of different articles about the same thing that cannot both be true, or that lie far apart; and
//! computations inside an article that do not agree.
//!
//! Figures are grouped by their stored key (table `same_thing`) in one pass over its index.

use crate::query::Library;
use crate::query::trace::{Filter, Search};
use crate::store::error::StoreError;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Period and indicator; its unit is not looked at.
    pub filter: Filter,
    /// Only figures about one of these regions, by the ids of their rows.
    pub regions: Option<Vec<i64>>,
    /// Also what agrees: figures that lie far apart though both can be true, computations that are right.
    pub all: bool,
}

/// Figures about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// What is measured.
    pub indicator: String,
    /// Names of the regions.
    pub regions: Vec<String>,
    /// EDTF.
    pub period: String,
    /// Unit of the first statement.
    pub unit: String,
    /// What the numbers say about the indicator.
    pub role: String,
    /// EDTF, or `yoy`, `qoq`, `mom`.
    pub base_period: Option<String>,
    /// Whether two statements cannot both be true; otherwise they are far apart.
    pub impossible: bool,
    /// What is stated, the newest first; the same number in near-duplicate articles once.
    pub statements: Vec<Statement>,
}

/// One number with its source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Content-derived id of the figure.
    pub uid: String,
    /// The number and its unit as written; of a rate between currencies the computation.
    pub quote: String,
    /// How the number bounds the truth.
    pub comparator: String,
    /// The number in base units.
    pub value: Option<f64>,
    /// The least the sentence allows.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
    /// How many stories say so.
    pub stories: usize,
    /// How many articles say so.
    pub articles: usize,
    /// What a person says about it.
    pub mark: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The file it was first read from.
    pub path: String,
    /// Id of its row.
    pub figure: i64,
}

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

/// What a search answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conflicts {
    /// By thing, the newest first.
    pub things: Vec<Thing>,
    /// Things about which a person has said which figure to take: not among `things`.
    pub settled: usize,
}

/// Values further apart than this, relatively, are far apart though both can be true.
const FAR: f64 = 1.2;

/// Rates between two currencies in one year further apart than this are not of one market.
const RATES: f64 = 1.1;

/// REALs that differ by less, relatively, are the same number.
const SAME: f64 = 1e-9;

/// Different numbers about one thing that are compared pair by pair.
const COMPARED: usize = 64;

const GROUPED: &str = "SELECT t.key, f.id, f.uid, f.document_id, coalesce(y.story_id, f.document_id), \
     f.value * u.factor_real, f.low * u.factor_real, f.high * u.factor_real, d.published, m.kind \
     FROM (SELECT key FROM same_thing GROUP BY key HAVING count(*) > 1) k \
     CROSS JOIN same_thing t ON t.key = k.key CROSS JOIN figure f ON f.id = t.figure_id \
     CROSS JOIN unit u ON u.id = f.unit_id CROSS JOIN document d ON d.id = f.document_id \
     LEFT JOIN document_story y ON y.document_id = f.document_id LEFT JOIN mark m ON m.uid = f.uid \
     WHERE f.modality = 'actual' AND m.kind IS NOT 'wrong'";

const DETAIL: &str = "SELECT f.quote, f.comparator, s.text, d.title, pb.name, d.published, d.url, \
     (SELECT c.path FROM capture c WHERE c.document_id = d.id ORDER BY c.id LIMIT 1) \
     FROM figure f JOIN sentence s ON s.id = f.sentence_id JOIN document d ON d.id = f.document_id \
     LEFT JOIN publisher pb ON pb.id = d.publisher_id WHERE f.id = ?1";

const THING: &str = "SELECT coalesce(i.name, f.indicator_text, ''), p.edtf, u.code, f.role, coalesce(b.edtf, f.base_relative) \
     FROM figure f JOIN unit u ON u.id = f.unit_id LEFT JOIN indicator i ON i.id = f.indicator_id \
     LEFT JOIN period p ON p.id = f.period_id LEFT JOIN period b ON b.id = f.base_period_id WHERE f.id = ?1";

const REGIONS: &str = "SELECT r.name FROM figure_region x JOIN region r ON r.id = x.region_id \
     WHERE x.figure_id = ?1 ORDER BY x.ord";

const RATES_OF: &str = "SELECT u.code, coalesce(substr(p.begin_day, 1, 4), substr(d.published, 1, 4)) AS year, r.stated, r.computation, f.uid, f.id \
     FROM relation r JOIN unit u ON u.id = r.unit_id JOIN document d ON d.id = r.document_id \
     JOIN relation_figure x ON x.relation_id = r.id AND x.ord = 0 JOIN figure f ON f.id = x.figure_id \
     LEFT JOIN mark m ON m.uid = f.uid LEFT JOIN period p ON p.id = f.period_id WHERE year IS NOT NULL AND r.kind = 'equivalent' AND u.code LIKE '___/___' AND m.kind IS NOT 'wrong'";

const COMPUTED: &str = "SELECT r.kind, r.verdict, r.computation, r.expected, r.expected_low, r.expected_high, r.stated, \
     r.deviation, u.code, d.title, d.published, \
     (SELECT c.path FROM capture c WHERE c.document_id = d.id ORDER BY c.id LIMIT 1), r.id \
     FROM relation r JOIN unit u ON u.id = r.unit_id JOIN document d ON d.id = r.document_id \
     WHERE (?1 OR r.verdict <> 'agrees') AND NOT EXISTS (SELECT 1 FROM relation_figure x JOIN figure f ON f.id = x.figure_id \
     JOIN mark m ON m.uid = f.uid AND m.kind = 'wrong' WHERE x.relation_id = r.id)";

const PARTS: &str = "SELECT x.part, f.uid, f.quote, s.text FROM relation_figure x JOIN figure f ON f.id = x.figure_id \
     JOIN sentence s ON s.id = f.sentence_id WHERE x.relation_id = ?1 ORDER BY x.ord";

impl Library {
    /// The things about which articles contradict each other, the newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn conflicts(&self, asked: &Asked) -> Result<Conflicts, StoreError> {
        let look = || {
            let mut out = grouped(&self.conn, asked)?;
            out.things.extend(rates(&self.conn, asked)?);
            let newest = |t: &Thing| t.statements.first().and_then(|s| s.published.clone());
            out.things.sort_by(|a, b| {
                (b.impossible, newest(b))
                    .cmp(&(a.impossible, newest(a)))
                    .then_with(|| a.indicator.cmp(&b.indicator))
            });
            Ok(out)
        };
        look().map_err(|e| self.said(&e))
    }

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

/// Adds the conditions of what was asked.
fn narrow(search: &mut Search, asked: &Asked) {
    search.narrow(&asked.filter);
    if let Some(regions) = &asked.regions {
        let ids: Vec<String> = regions.iter().map(i64::to_string).collect();
        search
            .sql
            .push_str(" AND f.id IN (SELECT figure_id FROM figure_region WHERE region_id IN (");
        search.sql.push_str(&ids.join(","));
        search.sql.push_str("))");
    }
}

/// A figure of a group.
struct Member {
    key: String,
    figure: i64,
    uid: String,
    document: i64,
    story: i64,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    published: Option<String>,
    mark: Option<String>,
}

fn member(r: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        key: r.get(0)?,
        figure: r.get(1)?,
        uid: r.get(2)?,
        document: r.get(3)?,
        story: r.get(4)?,
        value: r.get(5)?,
        low: r.get(6)?,
        high: r.get(7)?,
        published: r.get(8)?,
        mark: r.get(9)?,
    })
}

fn grouped(conn: &Connection, asked: &Asked) -> rusqlite::Result<Conflicts> {
    let mut search = Search::begin(GROUPED, Vec::new());
    narrow(&mut search, asked);
    search.sql.push_str(" ORDER BY t.key, f.id");
    let mut rows = conn.prepare(&search.sql)?;
    let mut rows = rows.query(params_from_iter(&search.values))?;
    let mut out = Conflicts::default();
    let mut group: Vec<Member> = Vec::new();
    loop {
        let next = rows.next()?.map(member).transpose()?;
        let ends = group
            .first()
            .is_some_and(|g| next.as_ref().is_none_or(|n| n.key != g.key));
        if ends {
            weigh(conn, asked, std::mem::take(&mut group), &mut out)?;
        }
        match next {
            Some(next) => group.push(next),
            None => return Ok(out),
        }
    }
}

/// One number in a group, with the figures that state it.
struct Number {
    members: Vec<Member>,
}

impl Number {
    fn first(&self) -> Option<&Member> {
        self.members.first()
    }
}

/// Judges the figures about one thing.
fn weigh(
    conn: &Connection,
    asked: &Asked,
    group: Vec<Member>,
    out: &mut Conflicts,
) -> rusqlite::Result<()> {
    let mut numbers = by_number(group);
    let preferred = |n: &Number| {
        n.members
            .iter()
            .any(|m| m.mark.as_deref() == Some("preferred"))
    };
    let impossible = any_pair(&numbers, |a, b| a.document != b.document && apart(a, b));
    let far = asked.all
        && any_pair(&numbers, |a, b| {
            a.document != b.document && far(a.value, b.value)
        });
    if !impossible && !far {
        return Ok(());
    }
    if numbers.iter().filter(|n| preferred(n)).count() == 1 && !asked.all {
        out.settled += 1;
        return Ok(());
    }
    numbers.sort_by(|a, b| newest(b).cmp(&newest(a)));
    let Some(figure) = numbers.first().and_then(Number::first).map(|m| m.figure) else {
        return Ok(());
    };
    let statements = numbers.into_iter().map(|n| statement(conn, n));
    let statements = statements.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut thing = thing(conn, figure)?;
    thing.impossible = impossible;
    thing.statements = statements;
    out.things.push(thing);
    Ok(())
}

fn newest(number: &Number) -> (Option<&str>, i64) {
    let of = |m: &Member| m.figure;
    let published = number
        .members
        .iter()
        .filter_map(|m| m.published.as_deref())
        .max();
    (
        published,
        number.members.iter().map(of).max().unwrap_or_default(),
    )
}

/// Figures with the same bounds together, the newest first.
fn by_number(mut group: Vec<Member>) -> Vec<Number> {
    let real = |x: Option<f64>| x.unwrap_or(f64::NAN);
    let order = |a: &Member, b: &Member| {
        real(a.value)
            .total_cmp(&real(b.value))
            .then(real(a.low).total_cmp(&real(b.low)))
            .then(real(a.high).total_cmp(&real(b.high)))
            .then_with(|| b.published.cmp(&a.published))
            .then(b.figure.cmp(&a.figure))
    };
    group.sort_by(order);
    let mut out: Vec<Number> = Vec::new();
    for member in group {
        let same =
            |m: &Member| m.value == member.value && m.low == member.low && m.high == member.high;
        match out.last_mut().filter(|n| n.first().is_some_and(same)) {
            Some(number) => number.members.push(member),
            None => out.push(Number {
                members: vec![member],
            }),
        }
    }
    // Of very many, the smallest and the largest are compared.
    if out.len() > COMPARED {
        let tail = out.split_off(out.len() - COMPARED / 2);
        out.truncate(COMPARED / 2);
        out.extend(tail);
    }
    out
}

fn any_pair(numbers: &[Number], judge: impl Fn(&Member, &Member) -> bool) -> bool {
    numbers.iter().enumerate().any(|(at, a)| {
        let others = numbers.get(at + 1..).unwrap_or_default();
        others.iter().any(|b| {
            let mut pairs = a
                .members
                .iter()
                .take(2)
                .flat_map(|x| b.members.iter().take(2).map(move |y| (x, y)));
            pairs.any(|(x, y)| judge(x, y))
        })
    })
}

/// Whether both cannot be true.
fn apart(a: &Member, b: &Member) -> bool {
    let above = |low: Option<f64>, high: Option<f64>| matches!((low, high), (Some(l), Some(h)) if l > h + h.abs() * SAME);
    above(a.low, b.high) || above(b.low, a.high)
}

fn far(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) if a > 0.0 && b > 0.0 => a.max(b) / a.min(b) >= FAR,
        _ => false,
    }
}

fn statement(conn: &Connection, number: Number) -> rusqlite::Result<Statement> {
    let mut stories: Vec<i64> = number.members.iter().map(|m| m.story).collect();
    stories.sort_unstable();
    stories.dedup();
    let mut documents: Vec<i64> = number.members.iter().map(|m| m.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let mark = number.members.iter().find_map(|m| m.mark.clone());
    let Some(first) = number.members.into_iter().next() else {
        return Ok(Statement::default());
    };
    let mut out = detail(conn, first.figure)?;
    out.uid = first.uid;
    out.mark = mark;
    (out.value, out.low, out.high) = (first.value, first.low, first.high);
    (out.stories, out.articles) = (stories.len(), documents.len());
    Ok(out)
}

fn detail(conn: &Connection, figure: i64) -> rusqlite::Result<Statement> {
    conn.prepare_cached(DETAIL)?.query_row([figure], |r| {
        Ok(Statement {
            quote: r.get(0)?,
            comparator: r.get(1)?,
            sentence: r.get(2)?,
            title: r.get(3)?,
            publisher: r.get(4)?,
            published: r.get(5)?,
            url: r.get(6)?,
            path: r.get::<_, Option<String>>(7)?.unwrap_or_default(),
            figure,
            ..Statement::default()
        })
    })
}

fn thing(conn: &Connection, figure: i64) -> rusqlite::Result<Thing> {
    let mut out = conn.prepare_cached(THING)?.query_row([figure], |r| {
        Ok(Thing {
            indicator: r.get(0)?,
            regions: Vec::new(),
            period: r.get::<_, Option<String>>(1)?.unwrap_or_default(),
            unit: r.get(2)?,
            role: r.get(3)?,
            base_period: r.get(4)?,
            impossible: false,
            statements: Vec::new(),
        })
    })?;
    out.regions = super::figure::column(conn, REGIONS, figure)?;
    Ok(out)
}

/// Rates between two currencies that the articles of one year imply, where they lie far apart.
fn rates(conn: &Connection, asked: &Asked) -> rusqlite::Result<Vec<Thing>> {
    let mut search = Search::begin(RATES_OF, Vec::new());
    narrow(&mut search, asked);
    search.sql.push_str(" ORDER BY 1, 2, f.id");
    let mut rows = conn.prepare(&search.sql)?;
    let mut rows = rows.query(params_from_iter(&search.values))?;
    let mut groups: Vec<Thing> = Vec::new();
    while let Some(r) = rows.next()? {
        let (unit, year): (String, Option<String>) = (r.get(0)?, r.get(1)?);
        let year = year.unwrap_or_default();
        let stated: String = r.get(2)?;
        let mut one = detail(conn, r.get(5)?)?;
        one.quote = r.get(3)?;
        one.comparator = "exact".into();
        one.uid = r.get(4)?;
        one.value = stated.parse().ok();
        (one.stories, one.articles) = (1, 1);
        match groups
            .last_mut()
            .filter(|g| g.unit == unit && g.period == year)
        {
            Some(group) => group.statements.push(one),
            None => groups.push(Thing {
                indicator: "implied exchange rate".into(),
                regions: Vec::new(),
                period: year,
                unit,
                role: "level".into(),
                base_period: None,
                impossible: true,
                statements: vec![one],
            }),
        }
    }
    for group in &mut groups {
        keep_outliers(&mut group.statements);
    }
    groups.retain(|g| g.statements.len() > 1);
    Ok(groups)
}

/// Keeps the rates that lie far from the middle one, and the one in the middle to hold them against.
fn keep_outliers(statements: &mut Vec<Statement>) {
    let mut values: Vec<f64> = statements.iter().filter_map(|s| s.value).collect();
    values.sort_by(f64::total_cmp);
    let Some(middle) = values.get(values.len() / 2).copied() else {
        return;
    };
    let is_far = |s: &Statement| {
        s.value
            .is_some_and(|v| v > 0.0 && v.max(middle) / v.min(middle) > RATES)
    };
    let mut held = false;
    statements.retain(|s| {
        let is_middle = !held && s.value == Some(middle);
        held |= is_middle;
        is_middle || is_far(s)
    });
    statements.sort_by(|a, b| b.published.cmp(&a.published).then(b.figure.cmp(&a.figure)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::reading::Reading;
    use crate::store::sample::{reading, received, writer};
    use std::path::{Path, PathBuf};

    /// A database of articles; in each the figures are about the thing `key`.
    fn library(texts: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        let read = |text: &str, key: &str| -> Reading {
            let mut out = reading(text);
            out.things = out.figures.iter().map(|_| Some(key.to_owned())).collect();
            out
        };
        let batch: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(n, (text, key))| received(&format!("{n}.txt"), text, read(text, key)))
            .collect();
        w.store(&batch).unwrap();
        w.finish().unwrap();
        (folder, path)
    }

    fn found(path: &Path, all: bool) -> Conflicts {
        let asked = Asked {
            all,
            ..Asked::default()
        };
        Library::open(path).unwrap().conflicts(&asked).unwrap()
    }

    #[test]
    fn what_cannot_both_be_true_is_found_and_rounding_is_allowed() {
        let (_folder, path) = library(&[
            ("Output was 12.", "a"),
            ("It came to 12.3 there.", "a"),
            ("They sold 15.", "a"),
            ("They sold 15 of it.", "b"),
        ]);
        let all = found(&path, false);
        assert_eq!(all.things.len(), 1);
        let thing = &all.things[0];
        assert!(thing.impossible);
        let quotes: Vec<&str> = thing.statements.iter().map(|s| s.quote.as_str()).collect();
        assert_eq!(quotes, ["15", "12.3", "12"]);
        let (_folder, path) = library(&[("Output was 12.", "a"), ("It came to 12.3.", "a")]);
        assert_eq!(found(&path, true).things, []);
    }

    #[test]
    fn one_article_does_not_contradict_itself_here() {
        let (_folder, path) = library(&[("It sold 12 and 15.", "a"), ("Output is 20.", "b")]);
        assert_eq!(found(&path, false).things, []);
    }

    #[test]
    fn marks_settle() {
        let texts = [("Output was 12.", "a"), ("They sold 15.", "a")];
        let (_folder, path) = library(&texts);
        let mark = |kind: &str| {
            let conn = Connection::open(&path).unwrap();
            let sql = "INSERT OR REPLACE INTO mark SELECT uid, ?1, NULL, 't' FROM figure WHERE quote = '12'";
            conn.execute(sql, [kind]).unwrap();
        };
        mark("disputed");
        let disputed = found(&path, false).things;
        assert_eq!(disputed[0].statements[1].mark.as_deref(), Some("disputed"));
        mark("preferred");
        let settled = found(&path, false);
        assert_eq!((settled.things.len(), settled.settled), (0, 1));
        assert_eq!(found(&path, true).things.len(), 1);
        mark("wrong");
        assert_eq!(found(&path, true), Conflicts::default());
        let conn = Connection::open(&path).unwrap();
        let pairs = "SELECT count(*) FROM conflicts";
        assert_eq!(
            conn.query_row(pairs, [], |r| r.get::<_, i64>(0)).unwrap(),
            0
        );
        conn.execute("DELETE FROM mark", []).unwrap();
        assert_eq!(
            conn.query_row(pairs, [], |r| r.get::<_, i64>(0)).unwrap(),
            1
        );
    }

    #[test]
    fn rates_of_one_year_are_held_against_the_middle_one() {
        let of = |value: f64| Statement {
            value: Some(value),
            ..Statement::default()
        };
        let mut all = vec![of(7.0), of(7.1), of(7.2), of(9.0)];
        keep_outliers(&mut all);
        let values: Vec<f64> = all.iter().filter_map(|s| s.value).collect();
        assert_eq!(values, [7.2, 9.0]);
        let mut all = vec![of(7.0), of(7.1)];
        keep_outliers(&mut all);
        assert_eq!(all.len(), 1);
    }

    /// Without statistics, as for a file of any size.
    #[test]
    fn one_pass_over_the_index_of_things_and_no_scan_of_figures() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::schema::SCHEMA).unwrap();
        for sql in [GROUPED, DETAIL, THING, REGIONS, PARTS] {
            let mut rows = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![Sql::Integer(1); rows.parameter_count()];
            let steps = rows
                .query_map(params_from_iter(values), |r| r.get::<_, String>(3))
                .unwrap();
            let scans: Vec<String> = steps
                .map(Result::unwrap)
                .filter(|s| s.starts_with("SCAN"))
                .collect();
            let once = scans.iter().filter(|s| s.contains("same_thing")).count();
            assert!(
                once <= 1
                    && scans
                        .iter()
                        .all(|s| s.contains("same_thing") || s == "SCAN k"),
                "{sql}\n{scans:?}"
            );
        }
    }
}
