//! Figures of different articles about the same thing that cannot both be true, or that lie far apart; and
//! computations inside an article that do not agree.
//!
//! Figures are grouped by their stored key (table `same_thing`) in one pass over its index.

mod computed;
mod rates;

use crate::query::Library;
use crate::query::bounds::apart;
use crate::query::trace::{Filter, Search};
use crate::store::error::StoreError;
use crate::store::open::keep_plans;
use rusqlite::{Connection, Row, params_from_iter};

pub use computed::Computed;

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

impl Library {
    /// The things about which articles contradict each other, the newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn conflicts(&self, asked: &Asked) -> Result<Conflicts, StoreError> {
        let look = || {
            keep_plans(&self.conn, true)?;
            let mut out = grouped(&self.conn, asked)?;
            out.things.extend(rates::far_apart(&self.conn, asked)?);
            keep_plans(&self.conn, false)?;
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
    let impossible = any_pair(&numbers, |a, b| apart((a.low, a.high), (b.low, b.high)));
    let far = asked.all && any_pair(&numbers, |a, b| far(a.value, b.value));
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

/// Whether any two numbers that different articles state are so.
fn any_pair(numbers: &[Number], judge: impl Fn(&Member, &Member) -> bool) -> bool {
    numbers.iter().enumerate().any(|(at, a)| {
        let mut others = numbers.get(at + 1..).unwrap_or_default().iter();
        others.any(|b| strangers(a, b).is_some_and(|(x, y)| judge(x, y)))
    })
}

/// A figure of each number, in different articles; `None` when one article states both and no other either.
fn strangers<'n>(a: &'n Number, b: &'n Number) -> Option<(&'n Member, &'n Member)> {
    let other = |n: &'n Number, of: &Member| n.members.iter().find(|m| m.document != of.document);
    let (x, y) = a.first().zip(b.first())?;
    other(b, x)
        .map(|y| (x, y))
        .or_else(|| other(a, y).map(|x| (x, y)))
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

#[cfg(test)]
mod tests;
