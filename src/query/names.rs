//! Names a person types, looked up among those the database knows: regions, indicators, projects,
//! publishers, units; and the names near to one that is not there.

use crate::query::Library;
use crate::query::figure::column;
use crate::store::error::StoreError;
use rusqlite::{Connection, Row};
use serde_json::json;
use std::collections::BTreeSet;

/// A region of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Row id.
    pub id: i64,
    /// The gazetteer's id.
    pub code: String,
    /// Canonical name.
    pub name: String,
    /// Its rung.
    pub level: String,
    /// The province or country it lies in.
    pub within: Option<String>,
    /// Figures that are about it.
    pub figures: i64,
}

/// A vocabulary whose names can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Regions, by name and by what articles call them.
    Region,
    /// Indicators.
    Indicator,
    /// Projects, by name and by what articles call them.
    Project,
    /// Publishers.
    Publisher,
    /// Codes of units.
    Unit,
}

impl Kind {
    /// Every name of the vocabulary (?1 is 1).
    const fn names(self) -> &'static str {
        match self {
            Self::Region => "SELECT name FROM region WHERE ?1 UNION SELECT name FROM region_alias",
            Self::Indicator => "SELECT name FROM indicator WHERE ?1",
            Self::Project => {
                "SELECT name FROM project WHERE ?1 UNION SELECT name FROM project_alias"
            }
            Self::Publisher => "SELECT name FROM publisher WHERE ?1",
            Self::Unit => "SELECT code FROM unit WHERE ?1",
        }
    }

    /// Rows (id, name) of which a name is like ?1.
    const fn like(self) -> &'static str {
        match self {
            Self::Project => {
                "SELECT id, name FROM project WHERE name LIKE ?1 ESCAPE '\\' OR id IN \
                 (SELECT project_id FROM project_alias WHERE name LIKE ?1 ESCAPE '\\')"
            }
            Self::Publisher => "SELECT id, name FROM publisher WHERE name LIKE ?1 ESCAPE '\\'",
            Self::Unit => "SELECT id, code FROM unit WHERE code = ?1",
            Self::Indicator => "SELECT id, name FROM indicator WHERE name LIKE ?1 ESCAPE '\\'",
            Self::Region => "SELECT id, name FROM region WHERE name LIKE ?1 ESCAPE '\\'",
        }
    }
}

const REGION: &str = "SELECT r.id, r.code, r.name, r.level, r.within, \
     (SELECT count(*) FROM figure_region x WHERE x.region_id = r.id) FROM region r WHERE r.id = ?1";

const CALLED: &str = "SELECT id FROM region WHERE code = ?1 UNION SELECT id FROM region WHERE name = ?1 COLLATE NOCASE \
     UNION SELECT region_id FROM region_alias WHERE name = ?1 COLLATE NOCASE";

/// The regions of ?1 (a JSON list of rows), those that lie in them, their members and what lies in those.
pub(super) const INSIDE: &str = "WITH RECURSIVE inside(id) AS (SELECT value FROM json_each(?1) \
     UNION SELECT p.part_id FROM region_part p JOIN inside ON p.whole_id = inside.id \
     UNION SELECT r.id FROM region r JOIN inside ON r.parent_id = inside.id) SELECT id FROM inside ORDER BY id";

impl Library {
    /// The regions called `name` (a name, what articles call one, or a code), the one that most
    /// figures are about first.
    ///
    /// # Errors
    /// What the database says.
    pub fn regions_called(&self, name: &str) -> Result<Vec<Region>, StoreError> {
        let found = || {
            let ids = column::<i64>(&self.conn, CALLED, name)?;
            regions(&self.conn, ids)
        };
        found().map_err(|e| self.said(&e))
    }

    /// The regions with these codes, as far as the database knows them, in the same order.
    ///
    /// # Errors
    /// What the database says.
    pub fn regions_with_codes(&self, codes: &[&str]) -> Result<Vec<Region>, StoreError> {
        let sql =
            "SELECT r.id FROM json_each(?1) j JOIN region r ON r.code = j.value ORDER BY j.key";
        let found = || {
            let ids = column::<i64>(&self.conn, sql, json!(codes).to_string())?;
            let rows = ids.into_iter().map(|id| region(&self.conn, id));
            rows.collect::<rusqlite::Result<Vec<Region>>>()
        };
        found().map_err(|e| self.said(&e))
    }

    /// Rows of `regions`, of those that lie in them, of their members, and of what lies in those.
    ///
    /// # Errors
    /// What the database says.
    pub fn inside(&self, regions: &[i64]) -> Result<Vec<i64>, StoreError> {
        let asked = json!(regions).to_string();
        column(&self.conn, INSIDE, asked).map_err(|e| self.said(&e))
    }

    /// Codes of every region some article names.
    ///
    /// # Errors
    /// What the database says.
    pub fn region_codes(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT code FROM region WHERE ?1 ORDER BY id";
        column(&self.conn, sql, true).map_err(|e| self.said(&e))
    }

    /// The row of the name `name`, exactly (letters' case aside).
    ///
    /// # Errors
    /// What the database says.
    pub fn indicator_named(&self, name: &str) -> Result<Option<(i64, String)>, StoreError> {
        let found = || {
            let exact = "SELECT id FROM indicator WHERE name = ?1 OR name = lower(?1) LIMIT 1";
            let ids = column::<i64>(&self.conn, exact, name)?;
            let name = |id: &i64| {
                let names =
                    column::<String>(&self.conn, "SELECT name FROM indicator WHERE id = ?1", id)?;
                Ok(names.into_iter().next().map(|name| (*id, name)))
            };
            ids.first().map_or(Ok(None), name)
        };
        found().map_err(|e: rusqlite::Error| self.said(&e))
    }

    /// Rows of `kind` of which a name holds every one of `words`, with their names. Of a unit: whose
    /// code is the word.
    ///
    /// # Errors
    /// What the database says.
    pub fn names_with(&self, kind: Kind, words: &[&str]) -> Result<Vec<(i64, String)>, StoreError> {
        let found = || {
            let Some((first, rest)) = words.split_first() else {
                return Ok(Vec::new());
            };
            let mut rows = self.conn.prepare(kind.like())?;
            let pattern = if kind == Kind::Unit {
                (*first).to_owned()
            } else {
                format!("%{}%", escaped(first))
            };
            let all = rows.query_map([pattern], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))?;
            let mut out = all.collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
            for word in rest {
                let pattern = format!("%{}%", escaped(word));
                let like = rows.query_map([pattern], |r| r.get::<_, i64>(0))?;
                let like = like.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
                out.retain(|(id, _)| like.contains(id));
            }
            Ok(out)
        };
        found().map_err(|e: rusqlite::Error| self.said(&e))
    }

    /// Names of `kind` that look or begin like `name`, the nearest first, three at most.
    ///
    /// # Errors
    /// What the database says.
    pub fn near(&self, kind: Kind, name: &str) -> Result<Vec<String>, StoreError> {
        let all = column::<String>(&self.conn, kind.names(), true).map_err(|e| self.said(&e))?;
        Ok(nearest(name, all.iter().map(String::as_str)))
    }
}

/// How like a name must be to be offered: 0 not at all, 1 the same (Jaro-Winkler).
const LIKE: f64 = 0.8;

/// The three of `names` that are most like `name`, the likest first.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let asked = name.to_lowercase();
    let mut scored: Vec<(f64, &str)> = names
        .map(|n| (likeness(&asked, &n.to_lowercase()), n))
        .filter(|(score, _)| *score >= LIKE)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut out: Vec<String> = Vec::new();
    for (_, name) in scored {
        if out.len() < 3 && !out.iter().any(|o| o.eq_ignore_ascii_case(name)) {
            out.push(name.to_owned());
        }
    }
    out
}

fn likeness(asked: &str, name: &str) -> f64 {
    let whole = strsim::jaro_winkler(asked, name);
    // "delta ports" of "Yangtze delta ports": every word is there. "gpd": two letters exchanged.
    let held = name.contains(asked) && asked.chars().count() > 2;
    let slip = asked.len() > 2 && strsim::osa_distance(asked, name) == 1;
    if held || slip { whole.max(0.9) } else { whole }
}

/// `text` with the wildcards of LIKE taken for letters.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\");
    text.replace('%', "\\%").replace('_', "\\_")
}

fn regions(conn: &Connection, ids: Vec<i64>) -> rusqlite::Result<Vec<Region>> {
    let rows = ids.into_iter().map(|id| region(conn, id));
    let mut out = rows.collect::<rusqlite::Result<Vec<Region>>>()?;
    out.sort_by(|a, b| b.figures.cmp(&a.figures).then_with(|| a.id.cmp(&b.id)));
    Ok(out)
}

fn region(conn: &Connection, id: i64) -> rusqlite::Result<Region> {
    let read = |r: &Row<'_>| {
        Ok(Region {
            id: r.get(0)?,
            code: r.get(1)?,
            name: r.get(2)?,
            level: r.get(3)?,
            within: r.get(4)?,
            figures: r.get(5)?,
        })
    };
    conn.prepare_cached(REGION)?.query_row([id], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::plan::plan_of;
    use crate::store::sample::{reading, received, writer};

    /// Two regions called Suzhou, the second with more figures, and a cluster with a member.
    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        let read = reading("A 5 b 6 c 7 d 8.");
        w.store(&[received("a", "raw", read)]).unwrap();
        w.finish().unwrap();
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(
            "INSERT INTO region (id, code, name, level, within) VALUES (901, '320500', 'Suzhou', 'prefecture', 'Jiangsu'), \
             (902, '341300', 'Suzhou', 'prefecture', 'Anhui'), (903, 'c', 'Big Delta', 'cluster', NULL), \
             (904, 'CN-JS', 'Jiangsu', 'province', 'China'); \
             UPDATE region SET parent_id = 904 WHERE id = 901; \
             INSERT INTO region_part VALUES (903, 904); \
             INSERT INTO region_alias (region_id, name) VALUES (903, 'the Delta'); \
             INSERT INTO figure_region VALUES (1, 7, 902), (2, 7, 902), (3, 7, 901)",
        )
        .unwrap();
        drop(conn);
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    #[test]
    fn a_name_finds_its_regions_the_most_told_of_first() {
        let (_folder, library) = library();
        let codes = |name: &str| {
            let found = library.regions_called(name).unwrap();
            found.into_iter().map(|r| r.code).collect::<Vec<_>>()
        };
        assert_eq!(codes("suzhou"), ["341300", "320500"]);
        assert_eq!(codes("320500"), ["320500"]);
        assert_eq!(codes("The Delta"), ["c"]);
        assert!(codes("Nowhere").is_empty());
        let known = library.regions_with_codes(&["zz", "c", "320500"]).unwrap();
        assert_eq!(known.len(), 2);
        assert_eq!(known[0].name, "Big Delta");
        assert!(library.region_codes().unwrap().contains(&"c".to_owned()));
    }

    #[test]
    fn a_cluster_holds_its_members_and_what_lies_in_them() {
        let (_folder, library) = library();
        assert_eq!(library.inside(&[903]).unwrap(), [901, 903, 904]);
        assert_eq!(library.inside(&[901]).unwrap(), [901]);
        assert!(library.inside(&[]).unwrap().is_empty());
    }

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let (_folder, library) = library();
        assert_eq!(library.near(Kind::Region, "Suzou").unwrap(), ["Suzhou"]);
        assert_eq!(library.near(Kind::Region, "delta").unwrap()[0], "Big Delta");
        assert!(library.near(Kind::Region, "Qqq").unwrap().is_empty());
        assert_eq!(library.near(Kind::Unit, "CNZ").unwrap()[0], "CNY");
        assert_eq!(library.near(Kind::Indicator, "gpd").unwrap(), ["gdp"]);
        assert!(library.near(Kind::Publisher, "x").unwrap().is_empty());
    }

    #[test]
    fn words_find_names_and_are_no_patterns() {
        let (_folder, library) = library();
        let names = |kind, words: &[&str]| {
            let found = library.names_with(kind, words).unwrap();
            found.into_iter().map(|(_, n)| n).collect::<Vec<_>>()
        };
        assert_eq!(names(Kind::Project, &["bridge", "sky"]), ["Sky Bridge"]);
        assert!(names(Kind::Project, &["%"]).is_empty());
        assert!(names(Kind::Project, &[]).is_empty());
        assert_eq!(names(Kind::Unit, &["CNY"]), ["CNY"]);
        assert_eq!(library.indicator_named("GDP").unwrap().unwrap().1, "gdp");
        assert_eq!(library.indicator_named("gd").unwrap(), None);
    }

    #[test]
    fn no_figure_is_read_for_a_name() {
        let (_folder, library) = library();
        for sql in [REGION, CALLED, INSIDE] {
            for step in plan_of(&library.conn, sql) {
                assert!(
                    !step.starts_with("SCAN f") && !step.starts_with("SCAN x"),
                    "{sql}: {step}"
                );
            }
        }
    }
}
