//! From a quantity to the figures that state it, nearest first.

use crate::base::edtf::Edtf;
use crate::query::Library;
use crate::query::figure::{Found, column, found};
use crate::store::error::StoreError;
use crate::store::unit;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

/// What is looked for: an interval of values in a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number, or the middle of a range.
    pub value: f64,
    /// The least that was meant: what rounding of the typed number hides is allowed.
    pub low: f64,
    /// The most that was meant.
    pub high: f64,
    /// Code of the unit; `None` when only a number was given.
    pub unit: Option<String>,
    /// Words of what is counted, where the number was given with it: only figures that count such
    /// things, or whose indicator says so.
    pub counted: Vec<String>,
}

/// What narrows a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only figures written in this unit.
    pub unit: Option<String>,
    /// Only figures about this region or one that lies in it: a name, or a name articles use.
    pub region: Option<String>,
    /// Only figures about this period or one inside it.
    pub period: Option<Edtf>,
    /// Only figures whose indicator holds these words.
    pub indicator: Option<String>,
}

/// What a search answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The nearest, up to the limit.
    pub shown: Vec<Found>,
    /// How many there are in all.
    pub total: usize,
}

/// Two REALs that differ by less, relatively, are the same number.
const SAME: f64 = 1e-12;

impl Library {
    /// The figures that state `quantity`, nearest first, `limit` at most.
    ///
    /// # Errors
    /// What the database says.
    pub fn trace(
        &self,
        quantity: &Quantity,
        filter: &Filter,
        limit: usize,
    ) -> Result<Hits, StoreError> {
        let search = || {
            let ids = Search::new(quantity, filter).run(&self.conn)?;
            let shown = ids.iter().take(limit).map(|id| found(&self.conn, *id));
            Ok(Hits {
                shown: shown.collect::<rusqlite::Result<_>>()?,
                total: ids.len(),
            })
        };
        search().map_err(|e| self.said(&e))
    }
}

/// One SELECT, put together from what was asked; `f` is a row of figure.
pub(super) struct Search {
    pub(super) sql: String,
    pub(super) values: Vec<Sql>,
}

impl Search {
    fn new(quantity: &Quantity, filter: &Filter) -> Self {
        let slack = |edge: f64| edge.abs() * SAME;
        let (low, high) = (
            quantity.low - slack(quantity.low),
            quantity.high + slack(quantity.high),
        );
        // A typed unit is compared through its base; a bare number with every unit as it stands.
        let (units, scale, factor) = match &quantity.unit {
            None => (String::from("1"), "1.0", 1.0),
            Some(code) => {
                let unit = unit::describe(code);
                let same = "u.base_id = (SELECT id FROM unit WHERE code = ?4)";
                (same.to_owned(), "u.factor_real", unit.factor.real())
            }
        };
        let mut out = Self {
            sql: format!(
                "WITH hit(id, far, ends) AS (\
                 SELECT f.id, abs(f.value * {scale} - ?2), 0 FROM unit u CROSS JOIN figure f ON f.unit_id = u.id \
                 AND f.value BETWEEN ?1 / {scale} AND ?3 / {scale} AND f.value_exact IS NOT NULL WHERE {units} \
                 UNION ALL \
                 SELECT f.id, abs(f.value * {scale} - ?2), 1 FROM unit u CROSS JOIN figure f ON f.unit_id = u.id \
                 AND f.value_exact IS NULL AND f.low <= ?3 / {scale} AND f.high >= ?1 / {scale} WHERE {units}) \
                 SELECT f.id FROM hit JOIN figure f ON f.id = hit.id WHERE 1"
            ),
            values: [low, quantity.value, high]
                .map(|v| Sql::Real(v * factor))
                .to_vec(),
        };
        if let Some(code) = &quantity.unit {
            out.values.push(unit::describe(code).base.into());
        }
        out.narrow(filter);
        out.count(&quantity.counted);
        out.sql.push_str(" ORDER BY hit.ends, hit.far, f.id");
        out
    }

    /// One that begins with `sql`, which ends in a condition; its parameters are numbered from 1.
    pub(super) fn begin(sql: &str, values: Vec<Sql>) -> Self {
        Self {
            sql: sql.to_owned(),
            values,
        }
    }

    /// Adds the conditions of `filter`.
    pub(super) fn narrow(&mut self, filter: &Filter) {
        if let Some(code) = &filter.unit {
            self.and(
                "f.unit_id = (SELECT id FROM unit WHERE code = ?)",
                [code.clone().into()],
            );
        }
        if let Some(name) = &filter.region {
            let name = Sql::Text(name.clone());
            self.and(
                "EXISTS (SELECT 1 FROM figure_region x WHERE x.figure_id = f.id AND +x.region_id IN (\
                 WITH RECURSIVE inside(id) AS (\
                 SELECT id FROM region WHERE name = ? COLLATE NOCASE \
                 UNION SELECT region_id FROM region_alias WHERE name = ? COLLATE NOCASE \
                 UNION SELECT p.part_id FROM region_part p JOIN inside ON p.whole_id = inside.id \
                 UNION SELECT r.id FROM region r JOIN inside ON r.parent_id = inside.id) \
                 SELECT id FROM inside))",
                [name.clone(), name],
            );
        }
        if let Some(period) = &filter.period {
            let days = period.interval();
            let day = |d: Option<jiff::civil::Date>| d.map_or(Sql::Null, |d| d.to_string().into());
            self.and(
                "f.period_id IN (SELECT id FROM period p, (SELECT ? AS b, ? AS e, ? AS t) asked \
                 WHERE p.edtf = asked.t OR ((asked.b IS NULL OR p.begin_day >= asked.b) \
                 AND (asked.e IS NULL OR p.end_before <= asked.e) AND (asked.b IS NOT NULL OR asked.e IS NOT NULL)))",
                [day(days.begin), day(days.end_before), period.as_str().to_owned().into()],
            );
        }
        for word in filter.indicator.iter().flat_map(|i| i.split_whitespace()) {
            let like = holding(word);
            self.and(
                "(f.indicator_text LIKE ? ESCAPE '\\' OR f.indicator_id IN \
                 (SELECT id FROM indicator WHERE name LIKE ? ESCAPE '\\'))",
                [like.clone().into(), like.into()],
            );
        }
    }

    /// Asks that every word stands in what is counted or in the indicator.
    fn count(&mut self, things: &[String]) {
        for word in things {
            let like = holding(word);
            self.and(
                "(f.counted LIKE ? ESCAPE '\\' OR f.indicator_text LIKE ? ESCAPE '\\')",
                [like.clone().into(), like.into()],
            );
        }
    }

    /// Adds a condition; each `?` takes the next value.
    fn and<const N: usize>(&mut self, condition: &str, values: [Sql; N]) {
        self.sql.push_str(" AND ");
        let mut values = values.into_iter();
        for piece in condition.split_inclusive('?') {
            self.sql.push_str(piece);
            if piece.ends_with('?') {
                self.values.extend(values.next());
                self.sql.push_str(&self.values.len().to_string());
            }
        }
    }

    fn run(&self, conn: &Connection) -> rusqlite::Result<Vec<i64>> {
        let mut rows = conn.prepare(&self.sql)?;
        let found = rows.query_map(params_from_iter(&self.values), |r| r.get(0))?;
        found.collect()
    }
}

/// The pattern of a text that holds the word.
fn holding(word: &str) -> String {
    let plain = word.replace('\\', "\\\\");
    format!("%{}%", plain.replace('%', "\\%").replace('_', "\\_"))
}

impl Library {
    /// The codes of units in which some figure states exactly the typed number, for a hint when a
    /// search with a unit finds nothing.
    ///
    /// # Errors
    /// What the database says.
    pub fn units_of(&self, value: f64) -> Result<Vec<String>, StoreError> {
        column(
            &self.conn,
            "SELECT u.code FROM unit u WHERE EXISTS (SELECT 1 FROM figure f WHERE f.unit_id = u.id AND f.value = ?1) \
             ORDER BY u.code",
            value,
        )
        .map_err(|e| self.said(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::number::{Number, Value};
    use crate::base::vocabulary::Comparator;
    use crate::link::reading::Reading;
    use crate::store::sample::{reading, received, writer};
    use std::path::PathBuf;

    fn library(edit: impl Fn(&mut Reading)) -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("k.db");
        let mut read = reading("A 5 b 5000 c 9 d 9.2 e 12 f 5.4.");
        edit(&mut read);
        let mut w = writer(&path, "t");
        w.store(&[received("a", "raw", read)]).unwrap();
        w.finish().unwrap();
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    fn asked(low: f64, value: f64, high: f64, unit: Option<&str>) -> Quantity {
        Quantity {
            value,
            low,
            high,
            unit: unit.map(str::to_owned),
            counted: Vec::new(),
        }
    }

    fn quotes(library: &Library, quantity: &Quantity, filter: &Filter) -> Vec<String> {
        let hits = library.trace(quantity, filter, 10).unwrap();
        hits.shown.into_iter().map(|h| h.quote).collect()
    }

    #[test]
    fn the_nearest_comes_first_and_rounding_decides() {
        let (_folder, library) = library(|_| {});
        let all = Filter::default();
        assert_eq!(
            quotes(&library, &asked(8.5, 9.0, 9.5, None), &all),
            ["9", "9.2"]
        );
        assert_eq!(quotes(&library, &asked(8.95, 9.0, 9.05, None), &all), ["9"]);
        assert_eq!(
            quotes(&library, &asked(8.5, 9.0, 9.5, Some("USD")), &all),
            [""; 0]
        );
        let hits = library
            .trace(&asked(0.0, 9.0, 100.0, None), &all, 2)
            .unwrap();
        assert_eq!((hits.total, hits.shown.len()), (5, 2));
    }

    #[test]
    fn units_convert_inside_a_dimension() {
        let (_folder, library) = library(|r| {
            r.figures[0].mention.unit = "km".into();
            r.figures[1].mention.unit = "m".into();
            r.figures[5].mention.unit = "t".into();
        });
        let five = asked(4.5, 5.0, 5.5, Some("km"));
        assert_eq!(quotes(&library, &five, &Filter::default()), ["5", "5000"]);
        let only = Filter {
            unit: Some("m".into()),
            ..Filter::default()
        };
        assert_eq!(quotes(&library, &five, &only), ["5000"]);
        let jin = asked(10_800.0, 10_800.0, 10_800.0, Some("jin"));
        assert_eq!(quotes(&library, &jin, &Filter::default()), ["5.4"]);
    }

    #[test]
    fn filters_narrow() {
        let (_folder, library) = library(|r| {
            r.figures[2].period = Edtf::parse("2024-05");
            r.figures[3].indicator = Some("forest_cover 100%".into());
        });
        let nine = asked(8.5, 9.0, 9.5, None);
        let with = |edit: fn(&mut Filter)| {
            let mut filter = Filter::default();
            edit(&mut filter);
            quotes(&library, &nine, &filter)
        };
        assert_eq!(with(|f| f.period = Edtf::parse("2024")), ["9"]);
        assert_eq!(with(|f| f.period = Edtf::parse("2023")), [""; 0]);
        assert_eq!(with(|f| f.indicator = Some("cover Forest".into())), ["9.2"]);
        assert_eq!(with(|f| f.indicator = Some("t%c".into())), [""; 0]);
        assert_eq!(with(|f| f.region = Some("yunnan".into())), ["9", "9.2"]);
        assert_eq!(with(|f| f.region = Some("Hebei".into())), [""; 0]);
    }

    #[test]
    fn a_range_is_found_by_what_lies_in_it_and_after_exact_ones() {
        let (_folder, library) = library(|r| {
            let number = |n: i64| Number::from(n);
            r.figures[0].mention.value = Value::Range(number(8), number(10));
            r.figures[0].mention.comparator = Comparator::Exact;
        });
        let nine = asked(8.95, 9.0, 9.05, None);
        assert_eq!(quotes(&library, &nine, &Filter::default()), ["9", "5"]);
        let hit = library
            .trace(&nine, &Filter::default(), 9)
            .unwrap()
            .shown
            .remove(1);
        assert_eq!(hit.range, Some(("8".into(), "10".into())));
        assert_eq!(hit.value, None);
    }

    #[test]
    fn an_answer_holds_its_proof_and_reasons() {
        let (_folder, library) = library(|r| r.figures[1].mention.equivalent_to = Some(0));
        let hit = library.trace(
            &asked(5000.0, 5000.0, 5000.0, Some("CNY")),
            &Filter::default(),
            1,
        );
        let hit = hit.unwrap().shown.remove(0);
        assert!(hit.proved);
        assert_eq!((hit.start, hit.end, hit.sentence_start), (6, 10, 0));
        assert_eq!(hit.reasons.len(), 2);
        assert_eq!(hit.regions, ["Yunnan"]);
        assert_eq!(hit.source.path, "a");
        let other = library
            .figure(hit.equivalent_to.as_deref().unwrap())
            .unwrap()
            .unwrap();
        assert_eq!(other.quote, "5");
        assert_eq!(
            library
                .figure(hit.uid.get(..8).unwrap())
                .unwrap()
                .unwrap()
                .uid,
            hit.uid
        );
        assert_eq!(
            library.figure("").unwrap(),
            None,
            "an empty prefix names all of them"
        );
        assert_eq!(library.figure("zz").unwrap(), None);
    }

    #[test]
    fn no_trace_walks_over_all_figures() {
        let conn = crate::query::plan::bare();
        let all = Filter {
            unit: Some("CNY".into()),
            region: Some("Yunnan".into()),
            period: Edtf::parse("2024"),
            indicator: Some("forest cover".into()),
        };
        for filter in [Filter::default(), all] {
            for unit in [None, Some("CNY")] {
                let search = Search::new(&asked(1.0, 2.0, 3.0, unit), &filter);
                let walks = crate::query::plan::long_walks(&conn, &search.sql);
                assert!(walks.is_empty(), "{walks:?}\n{}", search.sql);
            }
        }
    }

    #[test]
    fn units_of_a_number_are_known() {
        let (_folder, library) = library(|_| {});
        assert_eq!(library.units_of(12.0).unwrap(), ["CNY"]);
        assert_eq!(library.units_of(13.0).unwrap(), Vec::<String>::new());
    }
}
