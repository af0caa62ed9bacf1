//! The SELECT that a filter is: the narrowest index leads, everything else is asked of its rows.

use super::{Amount, Days, Filter, Order, Part};
use crate::base::vocabulary::{Modality, Role};
use crate::store::unit;
use rusqlite::types::{FromSql, Value as Sql};
use rusqlite::{Connection, params_from_iter};
use serde_json::json;
use std::fmt::Write as _;

/// Two REALs that differ by less, relatively, are the same number.
const SAME: f64 = 1e-12;

/// Regions up to which they lead.
const FEW: usize = 40;

/// A SELECT with its values.
pub struct Search {
    sql: String,
    values: Vec<Sql>,
}

/// What a filter asks, in both of its forms.
struct Clause {
    /// Rows `id, ends, far`: the figures themselves, the nearest with the least of both.
    lead: String,
    /// The same, asked of a figure `f`, or of its id in `hit`.
    asks: String,
    /// Whether what is asked stands in the figure's own row.
    of_row: bool,
}

/// How a search is answered.
enum Answer {
    Count,
    Rows,
    Part(Part, bool),
}

impl Search {
    /// How many figures pass.
    pub fn counting(filter: &Filter) -> Self {
        Self::of(filter, &Answer::Count)
    }

    /// The rows of a part of those that pass; `ranked`: sentences with the words in the order of how
    /// well they fit, else in that of the database.
    pub fn listing(filter: &Filter, part: Part, ranked: bool) -> Self {
        Self::of(filter, &Answer::Part(part, ranked))
    }

    /// The rows of all that pass.
    pub fn rows(filter: &Filter) -> Self {
        Self::of(filter, &Answer::Rows)
    }

    fn of(filter: &Filter, answer: &Answer) -> Self {
        let mut out = Self {
            sql: String::new(),
            values: Vec::new(),
        };
        let ranked = matches!(answer, Answer::Part(part, true) if part.order == Order::Relevance);
        let mut clauses = out.clauses(filter, ranked).into_iter();
        let lead = clauses.next().map_or(
            "SELECT id, 0 AS ends, 0 AS far FROM figure".to_owned(),
            |c| c.lead,
        );
        let asks: Vec<Clause> = clauses.collect();
        let (columns, tables, order) = shape(answer, filter);
        // The figure's row is read only when something is asked of it.
        let read = asks.iter().any(|c| c.of_row) || !tables.is_empty();
        let figure = if read {
            " CROSS JOIN figure f ON f.id = hit.id"
        } else {
            ""
        };
        let _ = write!(
            out.sql,
            "WITH hit(id, ends, far) AS ({lead}) SELECT {columns} FROM hit{figure}{tables}"
        );
        for (n, ask) in asks.iter().enumerate() {
            let joint = if n == 0 { "WHERE" } else { "AND" };
            let _ = write!(out.sql, " {joint} {}", ask.asks);
        }
        out.sql.push_str(&order);
        if let Answer::Part(part, _) = answer {
            let limit = out.bind(whole(part.limit));
            let skip = out.bind(whole(part.skip));
            let _ = write!(out.sql, " LIMIT {limit} OFFSET {skip}");
        }
        out
    }

    /// What is asked, the narrowest first as a rule: few figures share a value, many a role.
    fn clauses(&mut self, filter: &Filter, ranked: bool) -> Vec<Clause> {
        let mut out = Vec::new();
        out.extend(filter.amount.as_ref().map(|a| self.amount(a)));
        out.extend(filter.projects.as_ref().map(|p| self.projects(p)));
        out.extend(filter.indicators.as_ref().map(|i| self.indicators(i)));
        out.extend((!filter.words.is_empty()).then(|| self.words(&filter.words, ranked)));
        // A country's regions are many, and most figures are about one of them.
        let (few, many) = match &filter.regions {
            Some(regions) if regions.len() > FEW => (None, Some(regions)),
            other => (other.as_ref(), None),
        };
        out.extend(few.map(|r| self.regions(r)));
        out.extend(filter.publishers.as_ref().map(|p| self.publishers(p)));
        out.extend(filter.unit.map(|u| self.unit(u)));
        out.extend(filter.days.as_ref().map(|d| self.days(d)));
        out.extend(many.map(|r| self.regions(r)));
        out.extend(kind(filter.role, filter.modality));
        if !filter.counted.is_empty() {
            out.push(self.counted(&filter.counted));
        }
        out
    }

    fn amount(&mut self, amount: &Amount) -> Clause {
        let slack = |edge: f64| {
            if edge.is_finite() {
                edge.abs() * SAME
            } else {
                0.0
            }
        };
        // A typed unit is compared through its base; a bare number with every unit as it stands.
        let (units, scale, factor) = match &amount.unit {
            None => ("1".to_owned(), "1.0", 1.0),
            Some(code) => {
                let unit = unit::describe(code);
                let base = self.bind(unit.base.clone());
                let same = format!("u.base_id = (SELECT id FROM unit WHERE code = {base})");
                (same, "u.factor_real", unit.factor.real())
            }
        };
        let (low, high) = (amount.low * factor, amount.high * factor);
        let (below, above) = (self.bind(low - slack(low)), self.bind(low + slack(low)));
        let (under, over) = (self.bind(high - slack(high)), self.bind(high + slack(high)));
        let far = amount.middle.map_or("0".to_owned(), |middle| {
            let middle = self.bind(middle * factor);
            format!("abs(f.value * {scale} - {middle})")
        });
        let from = "FROM unit u CROSS JOIN figure f ON f.unit_id = u.id AND f.value";
        let least = if amount.above { &above } else { &below };
        let most = if amount.below { &under } else { &over };
        let (more, less) = (
            if amount.above { ">" } else { ">=" },
            if amount.below { "<" } else { "<=" },
        );
        let mut lead = format!(
            "SELECT f.id AS id, 0 AS ends, {far} AS far {from} {more} {least} / {scale} AND f.value {less} {most} / {scale} \
             WHERE {units}"
        );
        for (strict, word, down, up) in [
            (amount.above, "over", &below, &above),
            (amount.below, "under", &under, &over),
        ] {
            if strict {
                let _ = write!(
                    lead,
                    " UNION ALL SELECT f.id, 0, {far} {from} BETWEEN {down} / {scale} AND {up} / {scale} \
                     WHERE {units} AND f.comparator = '{word}' AND f.value_exact IS NOT NULL"
                );
            }
        }
        // A range whose middle lies elsewhere.
        let beside = format!(
            "f.value_exact IS NULL AND f.low <= {over} / {scale} AND coalesce(f.high, 9e999) >= {below} / {scale} \
             AND NOT (f.value {more} {least} / {scale} AND f.value {less} {most} / {scale})"
        );
        let _ = write!(
            lead,
            " UNION ALL SELECT f.id, 1, {far} FROM unit u CROSS JOIN figure f ON f.unit_id = u.id AND {beside} WHERE {units}"
        );
        // A value always leads, so nothing is ever asked of other figures.
        Clause {
            lead,
            asks: String::new(),
            of_row: false,
        }
    }

    fn projects(&mut self, projects: &[i64]) -> Clause {
        let list = self.list(projects);
        through("figure_project", "project_id", &list)
    }

    fn regions(&mut self, regions: &[i64]) -> Clause {
        let list = self.list(regions);
        through("figure_region", "region_id", &list)
    }

    fn indicators(&mut self, indicators: &[i64]) -> Clause {
        let list = self.list(indicators);
        own(|f| format!("{f}indicator_id IN {list}"))
    }

    fn publishers(&mut self, publishers: &[i64]) -> Clause {
        let list = self.list(publishers);
        let documents = format!("SELECT d.id FROM document d WHERE d.publisher_id IN {list}");
        own(|f| format!("{f}document_id IN ({documents})"))
    }

    fn unit(&mut self, unit: i64) -> Clause {
        let unit = self.bind(unit);
        own(|f| format!("{f}unit_id = {unit}"))
    }

    fn days(&mut self, days: &Days) -> Clause {
        let day = |d: &Option<String>| d.clone().map_or(Sql::Null, Sql::Text);
        let begin = self.bind(day(&days.begin));
        let end = self.bind(day(&days.end_before));
        let periods = format!(
            "(SELECT p.id FROM period p WHERE (p.begin_day IS NOT NULL OR p.end_before IS NOT NULL) \
             AND ({end} IS NULL OR p.begin_day IS NULL OR p.begin_day < {end}) \
             AND ({begin} IS NULL OR p.end_before IS NULL OR p.end_before > {begin}))"
        );
        own(|f| format!("{f}period_id IN {periods}"))
    }

    fn words(&mut self, words: &[String], ranked: bool) -> Clause {
        let quoted = words.iter().map(|w| format!("\"{}\"", w.replace('"', " ")));
        let asked = self.bind(quoted.collect::<Vec<_>>().join(" "));
        let rank = if ranked { "rank" } else { "0" };
        let hits = format!("FROM sentence_fts WHERE sentence_fts MATCH {asked}");
        Clause {
            lead: format!(
                "SELECT g.id AS id, 0 AS ends, h.rank AS far FROM (SELECT rowid AS sentence, {rank} AS rank {hits}) h \
                 CROSS JOIN figure g ON g.sentence_id = h.sentence"
            ),
            asks: format!("+f.sentence_id IN (SELECT rowid {hits})"),
            of_row: true,
        }
    }

    /// Beside a unit or value only: no index holds what is counted.
    fn counted(&mut self, words: &[String]) -> Clause {
        let mut patterns = Vec::new();
        for word in words {
            let word = word
                .replace('\\', "\\\\")
                .replace('%', "\\%")
                .replace('_', "\\_");
            patterns.push(self.bind(format!("%{word}%")));
        }
        own(|f| {
            let like = patterns
                .iter()
                .map(|p| format!("{f}counted LIKE {p} ESCAPE '\\'"));
            like.collect::<Vec<_>>().join(" AND ")
        })
    }

    /// A JSON list bound as one value.
    fn list(&mut self, rows: &[i64]) -> String {
        let list = self.bind(json!(rows).to_string());
        format!("(SELECT value FROM json_each({list}))")
    }

    /// Binds a value; answers its name in the SELECT.
    fn bind(&mut self, value: impl Into<Sql>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// The first column of every row.
    pub fn run(&self, conn: &Connection) -> rusqlite::Result<Vec<i64>> {
        let mut rows = conn.prepare(&self.sql)?;
        let found = rows.query_map(params_from_iter(&self.values), |r| r.get(0))?;
        found.collect()
    }

    /// The first column of the first row.
    pub fn first<T: FromSql>(&self, conn: &Connection) -> rusqlite::Result<T> {
        conn.query_row(&self.sql, params_from_iter(&self.values), |r| r.get(0))
    }

    #[cfg(test)]
    pub fn sql(&self) -> &str {
        &self.sql
    }
}

/// By role and modality.
fn kind(role: Option<Role>, modality: Option<Modality>) -> Option<Clause> {
    // Every role when none is asked, so that the index on role and modality serves.
    let every = Role::ALL.iter().map(|r| format!("'{}'", r.as_str()));
    let roles = match role {
        Some(role) => format!("'{}'", role.as_str()),
        None => every.collect::<Vec<_>>().join(", "),
    };
    match (role, modality) {
        (None, None) => None,
        (_, Some(modality)) => {
            let modality = modality.as_str();
            Some(own(|f| {
                format!("{f}role IN ({roles}) AND {f}modality = '{modality}'")
            }))
        }
        (_, None) => Some(own(|f| format!("{f}role IN ({roles})"))),
    }
}

/// A condition on columns of the figure, which an index begins with; `condition` writes it with the
/// prefix of each column.
fn own(condition: impl Fn(&str) -> String) -> Clause {
    Clause {
        lead: format!(
            "SELECT id, 0 AS ends, 0 AS far FROM figure WHERE {}",
            condition("")
        ),
        // A plus keeps SQLite from taking another index than the one that leads.
        asks: format!("({})", condition("+f.")),
        of_row: true,
    }
}

/// Figures through a table that links them to what `column` names.
fn through(table: &str, column: &str, list: &str) -> Clause {
    Clause {
        lead: format!(
            "SELECT DISTINCT x.figure_id AS id, 0 AS ends, 0 AS far FROM {table} x WHERE x.{column} IN {list}"
        ),
        // The plus makes SQLite look at the few links of the figure; it would try the whole list for
        // each figure otherwise.
        asks: format!(
            "EXISTS (SELECT 1 FROM {table} x WHERE x.figure_id = hit.id AND +x.{column} IN {list})"
        ),
        of_row: false,
    }
}

/// Columns, further tables, and order.
fn shape(answer: &Answer, filter: &Filter) -> (&'static str, &'static str, String) {
    let part = match answer {
        Answer::Count => return ("count(*)", "", String::new()),
        Answer::Rows => return ("hit.id", "", " ORDER BY hit.id".to_owned()),
        Answer::Part(part, _) => part,
    };
    let way = if part.descending { " DESC" } else { "" };
    let (tables, order) = match part.order {
        Order::Relevance if filter.amount.is_none() && filter.words.is_empty() => {
            ("", String::new())
        }
        Order::Relevance => ("", format!("hit.ends{way}, hit.far{way}, ")),
        Order::Value => (
            " CROSS JOIN unit v ON v.id = f.unit_id",
            format!("f.value IS NULL, v.base_id, f.value * v.factor_real{way}, "),
        ),
        Order::Period => (
            " LEFT JOIN period o ON o.id = f.period_id",
            format!(
                "coalesce(o.begin_day, o.end_before) IS NULL, coalesce(o.begin_day, o.end_before){way}, o.end_before{way}, "
            ),
        ),
        Order::Region => (
            " LEFT JOIN figure_region y ON y.figure_id = f.id AND y.ord = 0 LEFT JOIN region q ON q.id = y.region_id",
            format!("q.name IS NULL, q.name COLLATE NOCASE{way}, "),
        ),
        Order::Date => (
            " CROSS JOIN document w ON w.id = f.document_id",
            format!("w.published IS NULL, w.published{way}, "),
        ),
    };
    // Without a key the order is that of the database, and it can be turned too.
    let last = if order.is_empty() { way } else { "" };
    ("hit.id", tables, format!(" ORDER BY {order}hit.id{last}"))
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
