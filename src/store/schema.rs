//! The schema's version, and the way from every older one to it.

use crate::store::unit;
use rusqlite::{Connection, params};

/// The schema itself: the text of schema.sql.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// `PRAGMA application_id` of every figtrace database: "FGTR".
pub const APPLICATION_ID: i64 = 0x4647_5452;

/// The version schema.sql describes.
pub const VERSION: i64 = 1;

/// One step from a version to the next.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The version it starts from.
    pub from: i64,
    /// SQL that makes it the next one, without the version itself.
    pub sql: &'static str,
}

/// Every step, oldest first. From the first release on, a change of schema.sql raises [`VERSION`] and adds one here.
pub const MIGRATIONS: &[Migration] = &[];

/// Makes an empty file a figtrace database.
///
/// # Errors
/// What `SQLite` says; the file is then as before.
pub fn create(conn: &mut Connection) -> rusqlite::Result<()> {
    let tx = conn.transaction()?;
    tx.execute_batch(SCHEMA)?;
    for unit in unit::seeds() {
        insert_unit(&tx, &unit)?;
    }
    tx.commit()
}

/// Brings a database of version `from` up to the last step, all steps or none.
///
/// # Errors
/// What `SQLite` says; the file is then as before.
pub fn migrate(conn: &mut Connection, from: i64, steps: &[Migration]) -> rusqlite::Result<()> {
    let tx = conn.transaction()?;
    for step in steps.iter().filter(|s| s.from >= from) {
        tx.execute_batch(step.sql)?;
        tx.pragma_update(None, "user_version", step.from + 1)?;
    }
    tx.commit()
}

/// Adds a unit, and its base before it; answers its id.
///
/// # Errors
/// What `SQLite` says.
pub fn insert_unit(conn: &Connection, unit: &unit::Unit) -> rusqlite::Result<i64> {
    let known = conn
        .prepare_cached("SELECT id FROM unit WHERE code = ?1")?
        .query_row([&unit.code], |r| r.get(0));
    if let Ok(id) = known {
        return Ok(id);
    }
    let base = if unit.base == unit.code {
        None
    } else {
        Some(insert_unit(conn, &unit::describe_base(unit))?)
    };
    // A base unit refers to itself, so its id has to be known before.
    let id: i64 = conn
        .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM unit")?
        .query_row([], |r| r.get(0))?;
    conn.prepare_cached(
        "INSERT INTO unit (id, code, name, dimension, base_id, factor, factor_real) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id,
        unit.code,
        unit.name,
        unit.dimension,
        base.unwrap_or(id),
        unit.factor.to_string(),
        unit.factor.real(),
    ])?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pragma(conn: &Connection, name: &str) -> i64 {
        conn.pragma_query_value(None, name, |r| r.get(0)).unwrap()
    }

    #[test]
    fn schema_and_constants_agree() {
        let mut conn = Connection::open_in_memory().unwrap();
        create(&mut conn).unwrap();
        assert_eq!(pragma(&conn, "application_id"), APPLICATION_ID);
        assert_eq!(pragma(&conn, "user_version"), VERSION);
    }

    #[test]
    fn the_steps_lead_from_the_first_version_to_the_last() {
        let reached = MIGRATIONS.iter().fold(1, |at, step| {
            assert_eq!(step.from, at);
            at + 1
        });
        assert_eq!(reached, VERSION);
    }

    #[test]
    fn every_table_is_strict_and_every_foreign_key_indexed() {
        let mut conn = Connection::open_in_memory().unwrap();
        create(&mut conn).unwrap();
        let loose: i64 = conn
            .query_row(
                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
                 AND NOT strict AND name NOT LIKE 'sqlite_%'",
                [],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(loose, 0);
        let mut bare = conn
            .prepare(
                "SELECT m.name || '.' || k.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) k \
                 WHERE m.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) x, \
                 pragma_index_info(x.name) c WHERE c.seqno = 0 AND c.name = k.\"from\") \
                 AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) t WHERE t.name = k.\"from\" AND t.pk = 1 \
                 AND t.type = 'INTEGER')",
            )
            .unwrap();
        let bare: Vec<String> = bare
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(bare, Vec::<String>::new());
    }

    #[test]
    fn closed_vocabularies_are_the_ones_of_the_code() {
        use crate::base::source_map::Syntax;
        use crate::base::vocabulary::{
            BlockKind, Comparator, Level, MarkKind, Modality, Part, ProjectKind, RelationKind,
            RelationVerdict, Role, TimexType,
        };
        let list = |words: Vec<&str>| format!("('{}')", words.join("','"));
        for words in [
            list(BlockKind::ALL.iter().map(|v| v.as_str()).collect()),
            list(Comparator::ALL.iter().map(|v| v.as_str()).collect()),
            list(Level::ALL.iter().map(|v| v.as_str()).collect()),
            list(MarkKind::ALL.iter().map(|v| v.as_str()).collect()),
            list(Modality::ALL.iter().map(|v| v.as_str()).collect()),
            list(ProjectKind::ALL.iter().map(|v| v.as_str()).collect()),
            list(Part::ALL.iter().map(|v| v.as_str()).collect()),
            list(RelationKind::ALL.iter().map(|v| v.as_str()).collect()),
            list(RelationVerdict::ALL.iter().map(|v| v.as_str()).collect()),
            list(Role::ALL.iter().map(|v| v.as_str()).collect()),
            list(Syntax::ALL.iter().map(|v| v.as_str()).collect()),
            list(TimexType::ALL.iter().map(|v| v.as_str()).collect()),
        ] {
            assert!(SCHEMA.contains(&words), "{words}");
        }
    }

    #[test]
    fn an_older_file_is_brought_up_to_date_or_left_alone() {
        let mut conn = Connection::open_in_memory().unwrap();
        create(&mut conn).unwrap();
        let steps = [
            Migration {
                from: 1,
                sql: "ALTER TABLE document ADD COLUMN place TEXT;",
            },
            Migration {
                from: 2,
                sql: "UPDATE document SET place = 'x';",
            },
        ];
        migrate(&mut conn, 1, &steps).unwrap();
        assert_eq!(pragma(&conn, "user_version"), 3);
        let bad = [
            Migration {
                from: 3,
                sql: "ALTER TABLE document ADD COLUMN other TEXT;",
            },
            Migration {
                from: 4,
                sql: "not SQL",
            },
        ];
        assert!(migrate(&mut conn, 3, &bad).is_err());
        assert_eq!(pragma(&conn, "user_version"), 3);
        assert!(conn.prepare("SELECT other FROM document").is_err());
    }
}
