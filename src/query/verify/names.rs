//! What comes from figtrace's own tables and from the mentions: regions and what they lie in, the names
//! articles call them by, what rules mean.

use super::Proof;
use crate::query::figure::column;
use crate::store::writer::Reference;
use rusqlite::Connection;

/// Names that no mention has, and mentions whose names are not kept: of regions, then of projects.
const ALIASES: &[&str] = &[
    "SELECT 'region ' || r.code, a.name FROM region_alias a JOIN region r ON r.id = a.region_id WHERE NOT EXISTS \
     (SELECT 1 FROM region_mention m WHERE m.region_id = a.region_id AND m.quote = a.name) ORDER BY a.id",
    "SELECT DISTINCT 'region ' || r.code, m.quote FROM region_mention m JOIN region r ON r.id = m.region_id WHERE NOT EXISTS \
     (SELECT 1 FROM region_alias a WHERE a.region_id = m.region_id AND a.name = m.quote) ORDER BY 1, 2",
    "SELECT 'project ' || p.name, a.name FROM project_alias a JOIN project p ON p.id = a.project_id WHERE NOT EXISTS \
     (SELECT 1 FROM project_mention m WHERE m.project_id = a.project_id AND m.quote = a.name) ORDER BY a.id",
    "SELECT DISTINCT 'project ' || p.name, m.quote FROM project_mention m JOIN project p ON p.id = m.project_id WHERE NOT EXISTS \
     (SELECT 1 FROM project_alias a WHERE a.project_id = m.project_id AND a.name = m.quote) ORDER BY 1, 2",
];

/// Holds names against the mentions, and what `reference` knows against the tables it comes from. Rows that
/// another figtrace wrote may rightly say something else, and are named as not checked.
pub fn check(conn: &Connection, reference: &Reference, proof: &mut Proof) {
    for sql in ALIASES {
        proof.rows(
            conn,
            "names of regions and projects",
            sql,
            [],
            |proof, row| {
                let (what, name): (String, String) = (row.get(0)?, row.get(1)?);
                proof.fault(
                    what,
                    format!("the articles do not agree that it is called {name:?}"),
                );
                Ok(())
            },
        );
    }
    let mut others = 0_i64;
    let count = "SELECT count(*) FROM extraction WHERE rules <> ?1";
    proof.rows(
        conn,
        "table extraction",
        count,
        [reference.extractor],
        |_, row| {
            others = row.get(0)?;
            Ok(())
        },
    );
    if others > 0 {
        proof.unchecked.push(format!(
            "regions and what rules mean, as another figtrace read {others} of the documents; `figtrace reextract` reads them again"
        ));
        return;
    }
    rules(conn, reference, proof);
    regions(conn, reference, proof);
}

fn rules(conn: &Connection, reference: &Reference, proof: &mut Proof) {
    let sql = "SELECT name, does FROM rule ORDER BY id";
    proof.rows(conn, "table rule", sql, [], |proof, row| {
        let (name, does): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        if does.as_deref() != (reference.rule)(&name) {
            proof.fault(
                format!("rule {name}"),
                "it does not say what the rule means",
            );
        }
        Ok(())
    });
}

fn regions(conn: &Connection, reference: &Reference, proof: &mut Proof) {
    let sql = "SELECT r.id, r.code, r.name, r.level, r.within, p.code FROM region r LEFT JOIN region p ON p.id = r.parent_id \
               ORDER BY r.id";
    proof.rows(conn, "table region", sql, [], |proof, row| {
        let code: String = row.get(1)?;
        // A region that only the text knows is in no table.
        let Some(place) = (reference.region)(&code) else {
            return Ok(());
        };
        let told: (String, String, Option<String>, Option<String>) =
            (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
        let parent = (reference.parent)(&code).map(|p| p.id.into_owned());
        let meant = (
            place.name.into_owned(),
            place.level.as_str().to_owned(),
            place.within.map(Into::into),
            parent.filter(|p| *p != code),
        );
        if told != meant {
            proof.fault(format!("region {code}"), "it is not what its code means");
        }
        let parts = (reference.parts)(&code).into_iter();
        let mut parts: Vec<String> = parts.map(|p| p.id.into_owned()).collect();
        parts.sort_unstable();
        if parts != members(conn, row.get(0)?)? {
            proof.fault(
                format!("region {code}"),
                "its parts are not those of its code",
            );
        }
        Ok(())
    });
}

fn members(conn: &Connection, whole: i64) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT r.code FROM region_part x JOIN region r ON r.id = x.part_id WHERE x.whole_id = ?1 ORDER BY r.code";
    column(conn, sql, whole)
}
