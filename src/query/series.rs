//! Time series: what articles state about one indicator of one region, period by period.
//!
//! Values that differ stand side by side; nothing is averaged, chosen or filled in.

use crate::base::vocabulary::Role;
use crate::query::Library;
use crate::query::bounds::apart;
use crate::query::figure::column;
use crate::store::error::StoreError;
use crate::store::unit;
use rusqlite::{Connection, Row as SqlRow, params};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Rows of the indicator.
    pub indicators: Vec<i64>,
    /// Row of the region.
    pub region: i64,
    /// What the numbers say about the indicator.
    pub role: Role,
    /// Code of the unit wanted; the commonest when not given.
    pub unit: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Code of the unit of all values; empty when there are none.
    pub unit: String,
    /// Name of that unit.
    pub unit_name: String,
    /// The periods, in order.
    pub periods: Vec<Period>,
    /// What is not in it, and why.
    pub left_out: LeftOut,
}

/// Figures of the indicator and region that are in no row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// No period can be told.
    pub undated: usize,
    /// About several regions together.
    pub shared: usize,
    /// Marked as wrong by a person.
    pub wrong: usize,
    /// In units that do not convert: code, how many.
    pub units: BTreeMap<String, usize>,
}

/// What is stated for one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// EDTF.
    pub edtf: String,
    /// First day, if bounded.
    pub begin: Option<String>,
    /// Day after the last, if bounded.
    pub end_before: Option<String>,
    /// The values, the one that most stories state first.
    pub values: Vec<Stated>,
}

impl Period {
    /// Whether two values that are stated as facts cannot both be true.
    pub fn conflicts(&self) -> bool {
        let facts: Vec<&Stated> = self.values.iter().filter(|v| !v.planned).collect();
        facts.iter().enumerate().any(|(n, a)| {
            let later = facts.iter().skip(n + 1);
            later
                .filter(|b| a.base == b.base)
                .any(|b| apart((a.low, a.high), (b.low, b.high)))
        })
    }
}

/// One value of a period, and who states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The number, or the middle of a range.
    pub value: f64,
    /// The least the sentence allows; `None`: unbounded.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
    /// The ends as stated, of a range.
    pub range: Option<(f64, f64)>,
    /// How the number bounds the truth.
    pub comparator: String,
    /// A plan, target or forecast.
    pub planned: bool,
    /// What a change is compared with: EDTF, `yoy`, `qoq` or `mom`.
    pub base: Option<String>,
    /// The figures, in the order of their articles' days.
    pub sources: Vec<Source>,
}

impl Stated {
    /// How many different articles state it.
    pub fn articles(&self) -> usize {
        let all: BTreeSet<i64> = self.sources.iter().map(|s| s.document).collect();
        all.len()
    }

    /// How many different stories state it: near-duplicate articles are one.
    pub fn stories(&self) -> usize {
        let all: BTreeSet<i64> = self.sources.iter().map(|s| s.story).collect();
        all.len()
    }

    fn same(&self, other: &Self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= a.abs().max(b.abs()) * 1e-12;
        let ends = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => close(a, b),
            (None, None) => true,
            _ => false,
        };
        close(self.value, other.value)
            && ends(self.low, other.low)
            && ends(self.high, other.high)
            && self.comparator == other.comparator
            && self.range.is_some() == other.range.is_some()
            && (self.planned, &self.base) == (other.planned, &other.base)
    }
}

/// A figure of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Content-derived id.
    pub uid: String,
    /// As the article writes it.
    pub quote: String,
    /// Row of the article.
    pub document: i64,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The file it was first read from.
    pub path: String,
    /// The story it tells; near-duplicate articles tell one.
    pub story: i64,
}

const MEMBERS: &str = "SELECT f.id, f.uid, f.quote, f.value, f.low, f.high, f.low_exact || ' ' || f.high_exact, f.comparator, f.modality, \
     coalesce(b.edtf, f.base_relative), u.code, v.code, u.factor_real, p.edtf, p.begin_day, p.end_before, d.id, d.title, \
     n.name, d.published, d.url, (SELECT c.path FROM capture c WHERE c.document_id = d.id ORDER BY c.id LIMIT 1), coalesce(t.story_id, d.id), \
     EXISTS (SELECT 1 FROM mark m WHERE m.uid = f.uid AND m.kind = 'wrong') \
     FROM figure f JOIN unit u ON u.id = f.unit_id JOIN unit v ON v.id = u.base_id JOIN document d ON d.id = f.document_id \
     LEFT JOIN publisher n ON n.id = d.publisher_id LEFT JOIN period p ON p.id = f.period_id \
     LEFT JOIN period b ON b.id = f.base_period_id LEFT JOIN document_story t ON t.document_id = d.id WHERE f.id = ?1";

/// Figures of the indicators ?1 (a JSON list) and the region ?2, through the indicator's index.
const BY_INDICATOR: &str = "SELECT g.id FROM figure g WHERE g.indicator_id IN (SELECT value FROM json_each(?1)) \
     AND EXISTS (SELECT 1 FROM figure_region x WHERE x.figure_id = g.id AND x.region_id = ?2) ORDER BY g.id";

/// The same through the region's index.
const BY_REGION: &str = "SELECT DISTINCT x.figure_id FROM figure_region x CROSS JOIN figure g ON g.id = x.figure_id \
     AND +g.indicator_id IN (SELECT value FROM json_each(?1)) WHERE x.region_id = ?2 ORDER BY x.figure_id";

const OF_INDICATOR: &str =
    "SELECT count(*) FROM figure g WHERE g.indicator_id IN (SELECT value FROM json_each(?1))";

const OF_REGION: &str = "SELECT count(*) FROM figure_region x WHERE x.region_id = ?1";

const PLACES: &str = "SELECT x.region_id FROM figure_region x WHERE x.figure_id = ?1";

/// The regions that ?1 lies in, and itself.
const AROUND: &str = "WITH RECURSIVE around(id) AS (SELECT ?1 UNION SELECT r.parent_id FROM region r \
     JOIN around ON r.id = around.id WHERE r.parent_id IS NOT NULL) SELECT id FROM around";

const ROLE: &str = "SELECT role FROM figure WHERE id = ?1";

impl Library {
    /// The series of `asked`.
    ///
    /// # Errors
    /// What the database says.
    pub fn series(&self, asked: &Asked) -> Result<Series, StoreError> {
        let read = || {
            let (members, left_out) = members(&self.conn, asked)?;
            Ok(assembled(members, left_out, asked.unit.as_deref()))
        };
        read().map_err(|e| self.said(&e))
    }

    /// The roles that figures of these indicators and this region have, each with how many.
    ///
    /// # Errors
    /// What the database says.
    pub fn roles_of(
        &self,
        indicators: &[i64],
        region: i64,
    ) -> Result<BTreeMap<String, usize>, StoreError> {
        let read = || {
            let mut out = BTreeMap::new();
            for id in candidates(&self.conn, indicators, region)? {
                for role in column::<String>(&self.conn, ROLE, id)? {
                    *out.entry(role).or_default() += 1;
                }
            }
            Ok(out)
        };
        read().map_err(|e: rusqlite::Error| self.said(&e))
    }
}

/// A figure before it is put into a row.
struct Member {
    stated: Stated,
    unit: String,
    base_unit: String,
    factor: f64,
    edtf: String,
    begin: Option<String>,
    end_before: Option<String>,
    /// Marked so by a person.
    wrong: bool,
}

fn candidates(conn: &Connection, indicators: &[i64], region: i64) -> rusqlite::Result<Vec<i64>> {
    let list = json!(indicators).to_string();
    let told: i64 = conn.query_row(OF_INDICATOR, [&list], |r| r.get(0))?;
    let placed: i64 = conn.query_row(OF_REGION, [region], |r| r.get(0))?;
    let sql = if told <= placed {
        BY_INDICATOR
    } else {
        BY_REGION
    };
    let mut rows = conn.prepare(sql)?;
    rows.query_map(params![list, region], |r| r.get(0))?
        .collect()
}

fn members(conn: &Connection, asked: &Asked) -> rusqlite::Result<(Vec<Member>, LeftOut)> {
    let around: BTreeSet<i64> = column(conn, AROUND, asked.region)?.into_iter().collect();
    let (mut out, mut left) = (Vec::new(), LeftOut::default());
    for id in candidates(conn, &asked.indicators, asked.region)? {
        let role = column::<String>(conn, ROLE, id)?;
        if role.first().map(String::as_str) != Some(asked.role.as_str()) {
            continue;
        }
        let member = conn.prepare_cached(MEMBERS)?.query_row([id], member)?;
        if column::<i64>(conn, PLACES, id)?
            .iter()
            .any(|p| !around.contains(p))
        {
            left.shared += 1;
        } else if member.wrong {
            left.wrong += 1;
        } else if member.edtf.is_empty() {
            left.undated += 1;
        } else {
            out.push(member);
        }
    }
    Ok((out, left))
}

fn member(r: &SqlRow<'_>) -> rusqlite::Result<Member> {
    let source = Source {
        uid: r.get(1)?,
        quote: r.get(2)?,
        document: r.get(16)?,
        title: r.get(17)?,
        publisher: r.get(18)?,
        published: r.get(19)?,
        url: r.get(20)?,
        path: r.get::<_, Option<String>>(21)?.unwrap_or_default(),
        story: r.get(22)?,
    };
    Ok(Member {
        stated: Stated {
            value: r.get::<_, Option<f64>>(3)?.unwrap_or_default(),
            low: r.get(4)?,
            high: r.get(5)?,
            range: r.get::<_, Option<String>>(6)?.as_deref().and_then(ends),
            comparator: r.get(7)?,
            planned: r.get::<_, String>(8)? == "planned",
            base: r.get(9)?,
            sources: vec![source],
        },
        unit: r.get(10)?,
        base_unit: r.get(11)?,
        factor: r.get(12)?,
        edtf: r.get::<_, Option<String>>(13)?.unwrap_or_default(),
        begin: r.get(14)?,
        end_before: r.get(15)?,
        wrong: r.get(23)?,
    })
}

/// "4 6.5" or "1/3 1/2": the two ends of a range, approximately.
fn ends(text: &str) -> Option<(f64, f64)> {
    let (low, high) = text.split_once(' ')?;
    let number = |text: &str| match text.split_once('/') {
        Some((above, below)) => Some(above.parse::<f64>().ok()? / below.parse::<f64>().ok()?),
        None => text.parse().ok(),
    };
    number(low).zip(number(high))
}

fn assembled(members: Vec<Member>, left_out: LeftOut, unit: Option<&str>) -> Series {
    let mut out = Series {
        left_out,
        ..Series::default()
    };
    let Some(code) = unit.map(str::to_owned).or_else(|| commonest(&members)) else {
        return out;
    };
    let unit = unit::describe(&code);
    (out.unit, out.unit_name) = (code, unit.name);
    let mut periods: BTreeMap<String, Period> = BTreeMap::new();
    for member in members {
        if member.base_unit != unit.base {
            *out.left_out.units.entry(member.unit).or_default() += 1;
            continue;
        }
        let period = periods
            .entry(member.edtf.clone())
            .or_insert_with(|| Period {
                edtf: member.edtf.clone(),
                begin: member.begin.clone(),
                end_before: member.end_before.clone(),
                values: Vec::new(),
            });
        let ratio = member.factor / unit.factor.real();
        let ratio = if out.unit == member.unit { 1.0 } else { ratio };
        period.add(converted(member.stated, ratio));
    }
    out.periods = periods.into_values().collect();
    for period in &mut out.periods {
        period.settle();
    }
    let day = |p: &Period| {
        (
            p.begin.clone().or(p.end_before.clone()),
            p.end_before.clone(),
        )
    };
    out.periods.sort_by_key(day);
    out
}

impl Period {
    fn add(&mut self, stated: Stated) {
        match self.values.iter_mut().find(|v| v.same(&stated)) {
            Some(known) => known.sources.extend(stated.sources),
            None => self.values.push(stated),
        }
    }

    fn settle(&mut self) {
        for value in &mut self.values {
            let day = |s: &Source| (s.published.is_none(), s.published.clone(), s.document);
            value.sources.sort_by_key(day);
        }
        self.values.sort_by(|a, b| {
            let facts = a.planned.cmp(&b.planned);
            let told = (b.stories(), b.articles()).cmp(&(a.stories(), a.articles()));
            facts.then(told).then(a.value.total_cmp(&b.value))
        });
    }
}

fn converted(mut stated: Stated, ratio: f64) -> Stated {
    stated.value *= ratio;
    stated.low = stated.low.map(|v| v * ratio);
    stated.high = stated.high.map(|v| v * ratio);
    stated.range = stated.range.map(|(low, high)| (low * ratio, high * ratio));
    stated
}

/// The commonest unit of the commonest kind.
fn commonest(members: &[Member]) -> Option<String> {
    let most = |counts: BTreeMap<&str, usize>| {
        let best = counts.into_iter().rev().max_by_key(|(_, n)| *n);
        best.map(|(code, _)| code.to_owned())
    };
    let mut bases: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members {
        *bases.entry(&member.base_unit).or_default() += 1;
    }
    let base = most(bases)?;
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members.iter().filter(|m| m.base_unit == base) {
        *units.entry(&member.unit).or_default() += 1;
    }
    most(units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::edtf::Edtf;
    use crate::base::number::{Number, Value};
    use crate::base::vocabulary::{Comparator, Modality};
    use crate::link::reading::Reading;
    use crate::query::plan::{bare, long_walks};
    use crate::store::sample::{reading, received, writer};

    /// One article after another, each with figures 5, 7, 9 of 2020, edited.
    fn library(articles: &[&dyn Fn(&mut Reading)]) -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        for (n, edit) in articles.iter().enumerate() {
            let mut read = reading(&format!(
                "Article {} said 5, 7, 9.",
                ["zero", "one", "two"][n]
            ));
            for figure in &mut read.figures {
                figure.period = Edtf::parse("2020");
                figure.base_period = None;
            }
            edit(&mut read);
            w.store(&[received(&format!("{n}.txt"), &format!("raw {n}"), read)])
                .unwrap();
        }
        w.finish().unwrap();
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    fn series(library: &Library, unit: Option<&str>) -> Series {
        let indicator = library.indicator_named("gdp").unwrap().unwrap().0;
        let asked = Asked {
            indicators: vec![indicator],
            region: library.regions_called("Yunnan").unwrap()[0].id,
            role: Role::Level,
            unit: unit.map(str::to_owned),
        };
        library.series(&asked).unwrap()
    }

    fn only(figure: usize) -> impl Fn(&mut Reading) {
        move |r: &mut Reading| {
            let kept = r.figures.remove(figure);
            r.figures = vec![kept];
        }
    }

    #[test]
    fn equal_values_are_one_and_different_ones_stand_side_by_side() {
        let (_folder, library) = library(&[&only(0), &only(0), &only(2)]);
        let found = series(&library, None);
        assert_eq!((found.unit.as_str(), found.periods.len()), ("CNY", 1));
        let period = &found.periods[0];
        let told: Vec<(f64, usize)> = period
            .values
            .iter()
            .map(|v| (v.value, v.articles()))
            .collect();
        assert_eq!(told, [(5.0, 2), (9.0, 1)]);
        assert!(period.conflicts());
        assert_eq!(period.values[0].sources[1].path, "1.txt");
        assert_eq!(
            (period.values[0].low, period.values[0].high),
            (Some(4.5), Some(5.5))
        );
    }

    #[test]
    fn what_rounding_of_a_conversion_leaves_is_no_conflict() {
        let of = |low: f64, high: f64| Stated {
            value: low,
            low: Some(low),
            high: Some(high),
            range: None,
            comparator: "exact".into(),
            planned: false,
            base: None,
            sources: Vec::new(),
        };
        let period = |values: Vec<Stated>| Period {
            edtf: "2020".into(),
            begin: None,
            end_before: None,
            values,
        };
        assert!(!period(vec![of(0.1 + 0.2, 0.4), of(0.1, 0.3)]).conflicts());
        assert!(period(vec![of(0.31, 0.4), of(0.1, 0.3)]).conflicts());
    }

    #[test]
    fn bounds_that_meet_and_plans_are_no_conflict() {
        let (_folder, library) = library(&[&|r| {
            r.figures[0].mention.comparator = Comparator::Over;
            r.figures[1].mention.value = Value::Range(Number::from(6), Number::from(8));
            r.figures[2].modality = Modality::Planned;
        }]);
        let found = series(&library, None);
        let values = &found.periods[0].values;
        assert_eq!(values.len(), 3);
        assert!(!found.periods[0].conflicts());
        assert_eq!(
            (values[0].comparator.as_str(), values[0].high),
            ("over", None)
        );
        assert_eq!(values[1].range, Some((6.0, 8.0)));
        assert!(values[2].planned);
        assert_eq!(ends("1/4 1/2"), Some((0.25, 0.5)));
    }

    #[test]
    fn units_convert_and_others_are_told_of() {
        let (_folder, library) = library(&[&|r| {
            r.figures[0].mention.unit = "km".into();
            r.figures[1].mention.unit = "m".into();
            r.figures[1].period = Edtf::parse("2019");
            r.figures[2].mention.unit = "USD".into();
        }]);
        let found = series(&library, Some("km"));
        let values: Vec<f64> = found.periods.iter().map(|p| p.values[0].value).collect();
        assert_eq!(values, [0.007, 5.0]);
        assert_eq!(
            found.left_out.units,
            BTreeMap::from([("USD".to_owned(), 1)])
        );
        assert_eq!(series(&library, Some("t")).periods, []);
    }

    #[test]
    fn what_does_not_belong_is_left_out_and_counted() {
        let (folder, library) = library(&[&|r| {
            r.figures[0].period = None;
            let mut other = r.figures[1].regions[0].clone();
            (other.id, other.name) = ("CN-HE".into(), "Hebei".into());
            r.figures[1].regions.push(other);
        }]);
        let found = series(&library, None);
        assert_eq!(found.periods.len(), 1);
        assert_eq!(
            (
                found.left_out.undated,
                found.left_out.shared,
                found.left_out.wrong
            ),
            (1, 1, 0)
        );
        let uid = &found.periods[0].values[0].sources[0].uid;
        let conn = Connection::open(folder.path().join("k.db")).unwrap();
        conn.execute("INSERT INTO mark VALUES (?1, 'wrong', NULL, 't')", [uid])
            .unwrap();
        let marked = series(&library, None);
        assert_eq!((marked.periods.len(), marked.left_out.wrong), (0, 1));
    }

    #[test]
    fn periods_are_in_order_and_a_parent_beside_a_region_is_no_other_region() {
        let (folder, library) = library(&[&|r| {
            let mut parent = r.figures[0].regions[0].clone();
            (parent.id, parent.name) = ("CN".into(), "China".into());
            r.figures[0].regions.push(parent);
            for (figure, edtf) in r.figures.iter_mut().zip(["2021", "../2019", "2020-33"]) {
                figure.period = Edtf::parse(edtf);
            }
        }]);
        Connection::open(folder.path().join("k.db"))
            .unwrap()
            .execute_batch(
                "UPDATE region SET parent_id = (SELECT id FROM region WHERE code = 'CN') WHERE name = 'Yunnan'",
            )
            .unwrap();
        let found = series(&library, None);
        let periods: Vec<&str> = found.periods.iter().map(|p| p.edtf.as_str()).collect();
        assert_eq!(periods, ["../2019", "2020-33", "2021"]);
        let indicator = library.indicator_named("gdp").unwrap().unwrap().0;
        let region = library.regions_called("Yunnan").unwrap()[0].id;
        let roles = library.roles_of(&[indicator], region).unwrap();
        assert_eq!(roles, BTreeMap::from([("level".to_owned(), 3)]));
    }

    #[test]
    fn no_series_walks_over_all_figures() {
        let conn = bare();
        for sql in [
            MEMBERS,
            BY_INDICATOR,
            BY_REGION,
            OF_INDICATOR,
            OF_REGION,
            PLACES,
            AROUND,
            ROLE,
        ] {
            assert_eq!(long_walks(&conn, sql), Vec::<String>::new(), "{sql}");
        }
    }
}
