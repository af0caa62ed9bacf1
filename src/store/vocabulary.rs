//! The vocabulary tables: a row for each name when it is first met.

use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::recognise::mention::Place;
use crate::store::intern::{Interner, KEPT};
use crate::store::schema::insert_unit;
use crate::store::unit;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// What the database knows beyond the articles: looked up when a name is first met.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// What a rule or reason means, in one line.
    pub rule: fn(&str) -> Option<&'static str>,
    /// The region with this id.
    pub region: fn(&str) -> Option<Place>,
    /// The region that the region with this id lies in.
    pub parent: fn(&str) -> Option<Place>,
    /// The members of the cluster or macro region with this id.
    pub parts: fn(&str) -> Vec<Place>,
    /// Whether a name of an indicator is one of the vocabulary.
    pub measure: fn(&str) -> bool,
    /// Digest of the rules and tables that readings are made by.
    pub extractor: &'static str,
}

impl Reference {
    /// Knows nothing, and believes readings what they say of indicators.
    pub const NONE: Self = Self {
        rule: |_| None,
        region: |_| None,
        parent: |_| None,
        parts: |_| Vec::new(),
        measure: |_| true,
        extractor: "none",
    };
}

/// How deep a chain of parents may be; a longer one would be a circle in the data.
const DEPTH: u8 = 8;

/// Ids of every vocabulary's rows.
#[derive(Debug)]
pub struct Vocabulary {
    reference: Reference,
    rules: Interner,
    units: Interner,
    regions: Interner,
    periods: Interner,
    indicators: Interner,
    measures: Interner,
    projects: Interner,
    speakers: Interner,
    publishers: Interner,
    region_aliases: Aliases,
    project_aliases: Aliases,
}

impl Vocabulary {
    /// With nothing looked up yet.
    pub const fn new(reference: Reference) -> Self {
        Self {
            reference,
            rules: Interner::new("SELECT id FROM rule WHERE name = ?1"),
            units: Interner::new("SELECT id FROM unit WHERE code = ?1"),
            regions: Interner::new("SELECT id FROM region WHERE code = ?1"),
            periods: Interner::new("SELECT id FROM period WHERE edtf = ?1"),
            indicators: Interner::new("SELECT id FROM indicator WHERE name = ?1"),
            measures: Interner::new("SELECT id FROM indicator WHERE name = ?1 AND known = 1"),
            projects: Interner::new("SELECT id FROM project WHERE name = ?1"),
            speakers: Interner::new("SELECT id FROM speaker WHERE name = ?1"),
            publishers: Interner::new("SELECT id FROM publisher WHERE name = ?1"),
            region_aliases: Aliases::new(
                "INSERT OR IGNORE INTO region_alias (region_id, name) VALUES (?1, ?2)",
            ),
            project_aliases: Aliases::new(
                "INSERT OR IGNORE INTO project_alias (project_id, name) VALUES (?1, ?2)",
            ),
        }
    }

    /// Digest of the rules and tables that readings are made by.
    pub const fn extractor(&self) -> &'static str {
        self.reference.extractor
    }

    /// Forgets every id.
    pub fn forget(&mut self) {
        for interner in [
            &mut self.rules,
            &mut self.units,
            &mut self.regions,
            &mut self.periods,
            &mut self.indicators,
            &mut self.measures,
            &mut self.projects,
            &mut self.speakers,
            &mut self.publishers,
        ] {
            interner.forget();
        }
        self.region_aliases.written.clear();
        self.project_aliases.written.clear();
    }

    /// A name by which an article calls the region of row `id`.
    pub fn region_alias(&mut self, conn: &Connection, id: i64, name: &str) -> rusqlite::Result<()> {
        self.region_aliases.write(conn, id, name)
    }

    /// A name by which an article calls the project of row `id`.
    pub fn project_alias(
        &mut self,
        conn: &Connection,
        id: i64,
        name: &str,
    ) -> rusqlite::Result<()> {
        self.project_aliases.write(conn, id, name)
    }

    /// The rule or reason.
    pub fn rule(&mut self, conn: &Connection, rule: RuleId) -> rusqlite::Result<i64> {
        let does = self.reference.rule;
        self.rules.id(conn, rule.0, |c| {
            let sql = "INSERT INTO rule (name, does) VALUES (?1, ?2)";
            insert(c, sql, params![rule.0, does(rule.0)])
        })
    }

    /// Writes what is known of rules and regions now over what was known when they were first met.
    ///
    /// # Errors
    /// What the database says.
    pub fn renew(&mut self, conn: &Connection) -> rusqlite::Result<()> {
        let names = |sql: &str| -> rusqlite::Result<Vec<String>> {
            let mut rows = conn.prepare(sql)?;
            rows.query_map([], |r| r.get(0))?.collect()
        };
        for name in names("SELECT name FROM rule")? {
            let sql = "UPDATE rule SET does = ?2 WHERE name = ?1 AND does IS NOT ?2";
            conn.prepare_cached(sql)?
                .execute(params![name, (self.reference.rule)(&name)])?;
        }
        for code in names("SELECT code FROM region")? {
            if let Some(place) = (self.reference.region)(&code) {
                self.renew_region(conn, &place)?;
            }
        }
        Ok(())
    }

    fn renew_region(&mut self, conn: &Connection, place: &Place) -> rusqlite::Result<()> {
        let sql = "UPDATE region SET name = ?2, level = ?3, within = ?4, parent_id = NULL WHERE code = ?1";
        let level = place.level.as_str();
        conn.prepare_cached(sql)?
            .execute(params![place.id, place.name, level, place.within])?;
        let id = self.region(conn, place)?;
        conn.prepare_cached("DELETE FROM region_part WHERE whole_id = ?1")?
            .execute([id])?;
        self.kin(conn, id, place, DEPTH)
    }

    /// The unit.
    pub fn unit(&mut self, conn: &Connection, code: &str) -> rusqlite::Result<i64> {
        self.units
            .id(conn, code, |c| insert_unit(c, &unit::describe(code)))
    }

    /// The region, its parents before it.
    pub fn region(&mut self, conn: &Connection, place: &Place) -> rusqlite::Result<i64> {
        self.region_below(conn, place, DEPTH)
    }

    fn region_below(
        &mut self,
        conn: &Connection,
        place: &Place,
        depth: u8,
    ) -> rusqlite::Result<i64> {
        let mut made = false;
        let id = self.regions.id(conn, &place.id, |c| {
            made = true;
            let sql = "INSERT INTO region (code, name, level, within) VALUES (?1, ?2, ?3, ?4)";
            insert(
                c,
                sql,
                params![place.id, place.name, place.level.as_str(), place.within],
            )
        })?;
        if made && depth > 0 {
            self.kin(conn, id, place, depth)?;
        }
        Ok(id)
    }

    /// The region that the one of row `id` lies in, and its parts.
    fn kin(
        &mut self,
        conn: &Connection,
        id: i64,
        place: &Place,
        depth: u8,
    ) -> rusqlite::Result<()> {
        let reference = self.reference;
        if let Some(parent) = (reference.parent)(&place.id) {
            let parent = self.region_below(conn, &parent, depth - 1)?;
            conn.prepare_cached("UPDATE region SET parent_id = ?2 WHERE id = ?1 AND id <> ?2")?
                .execute([id, parent])?;
        }
        for part in (reference.parts)(&place.id) {
            let part = self.region_below(conn, &part, depth - 1)?;
            conn.prepare_cached(
                "INSERT OR IGNORE INTO region_part (whole_id, part_id) VALUES (?1, ?2)",
            )?
            .execute([id, part])?;
        }
        Ok(())
    }

    /// The period with its days.
    pub fn period(&mut self, conn: &Connection, edtf: &Edtf) -> rusqlite::Result<i64> {
        self.periods.id(conn, edtf.as_str(), |c| {
            let days = edtf.interval();
            let (begin, end) = (
                days.begin.map(|d| d.to_string()),
                days.end_before.map(|d| d.to_string()),
            );
            let sql = "INSERT INTO period (edtf, begin_day, end_before) VALUES (?1, ?2, ?3)";
            insert(c, sql, params![edtf.as_str(), begin, end])
        })
    }

    /// The indicator that has this name in the vocabulary; an article's phrase that was the same becomes it.
    pub fn measure(&mut self, conn: &Connection, name: &str) -> rusqlite::Result<i64> {
        self.measures.id(conn, name, |c| {
            let sql = "INSERT INTO indicator (name, known) VALUES (?1, 1) \
                       ON CONFLICT (name) DO UPDATE SET known = 1 RETURNING id";
            c.prepare_cached(sql)?.query_row([name], |r| r.get(0))
        })
    }

    /// The indicator of which only an article's phrase is there.
    pub fn phrase(&mut self, conn: &Connection, name: &str) -> rusqlite::Result<i64> {
        let sql = "INSERT INTO indicator (name, known) VALUES (?1, 0)";
        self.indicators.id(conn, name, |c| insert(c, sql, [name]))
    }

    /// Takes the rank of a known indicator from names that the vocabulary has no more.
    pub fn demote(&self, conn: &Connection) -> rusqlite::Result<()> {
        let mut known = conn.prepare("SELECT id, name FROM indicator WHERE known = 1")?;
        let names = known.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let names: Vec<(i64, String)> = names.collect::<rusqlite::Result<_>>()?;
        let mut lost = conn.prepare("UPDATE indicator SET known = 0 WHERE id = ?1")?;
        for (id, _) in names.iter().filter(|(_, n)| !(self.reference.measure)(n)) {
            lost.execute([id])?;
        }
        Ok(())
    }

    /// The project; its kind where the text names it.
    pub fn project(
        &mut self,
        conn: &Connection,
        name: &str,
        kind: Option<&str>,
    ) -> rusqlite::Result<i64> {
        self.projects.id(conn, name, |c| {
            let sql = "INSERT INTO project (name, kind) VALUES (?1, ?2)";
            insert(c, sql, params![name, kind])
        })
    }

    /// The one who states a figure.
    pub fn speaker(&mut self, conn: &Connection, name: &str) -> rusqlite::Result<i64> {
        let sql = "INSERT INTO speaker (name) VALUES (?1)";
        self.speakers.id(conn, name, |c| insert(c, sql, [name]))
    }

    /// The publisher.
    pub fn publisher(&mut self, conn: &Connection, name: &str) -> rusqlite::Result<i64> {
        let sql = "INSERT INTO publisher (name) VALUES (?1)";
        self.publishers.id(conn, name, |c| insert(c, sql, [name]))
    }
}

/// Names of rows: which were written already, so that most are not tried again.
#[derive(Debug)]
struct Aliases {
    insert: &'static str,
    written: BTreeSet<(i64, String)>,
}

impl Aliases {
    const fn new(insert: &'static str) -> Self {
        Self {
            insert,
            written: BTreeSet::new(),
        }
    }

    fn write(&mut self, conn: &Connection, id: i64, name: &str) -> rusqlite::Result<()> {
        let key = (id, name.to_owned());
        if self.written.contains(&key) {
            return Ok(());
        }
        conn.prepare_cached(self.insert)?
            .execute(params![id, name])?;
        if self.written.len() >= KEPT {
            self.written.clear();
        }
        self.written.insert(key);
        Ok(())
    }
}

/// Runs one INSERT, answers the new row's id.
pub fn insert(
    conn: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<i64> {
    conn.prepare_cached(sql)?.insert(values)
}
