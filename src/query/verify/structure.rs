//! The file's own structure: every table, index, view and trigger of schema.sql is there, as it says.

use super::Proof;
use crate::store::schema::SCHEMA;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The definitions of a database by sort and name, without comments and with single spaces.
type Definitions = BTreeMap<(String, String), String>;

/// Holds the structure against schema.sql. What a person added is left alone, but not a trigger: it
/// changes what is stored.
pub fn check(conn: &Connection, proof: &mut Proof) {
    match (expected(), definitions(conn)) {
        (Ok(expected), Ok(found)) => compare(&expected, &found, proof),
        (Err(e), _) | (_, Err(e)) => proof.fault("schema", format!("it cannot be read ({e})")),
    }
}

fn compare(expected: &Definitions, found: &Definitions, proof: &mut Proof) {
    for ((sort, name), definition) in expected {
        let what = format!("{sort} {name}");
        match found.get(&(sort.clone(), name.clone())) {
            None => proof.fault(what, "it is not there; `figtrace` reads wrongly without it"),
            Some(other) if other != definition => {
                proof.fault(what, "it is not the one of the schema");
            }
            Some(_) => {}
        }
    }
    for (sort, name) in found.keys().filter(|key| !expected.contains_key(*key)) {
        if sort == "trigger" {
            let why = "the schema has no such trigger; it may change what is stored";
            proof.fault(format!("{sort} {name}"), why);
        }
    }
}

fn expected() -> rusqlite::Result<Definitions> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(SCHEMA)?;
    definitions(&conn)
}

fn definitions(conn: &Connection) -> rusqlite::Result<Definitions> {
    let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut rows = conn.prepare(sql)?;
    let found = rows.query_map([], |r| {
        let definition: String = r.get(2)?;
        Ok(((r.get(0)?, r.get(1)?), plain(&definition)))
    })?;
    found.collect()
}

/// A definition without what means nothing.
fn plain(definition: &str) -> String {
    let lines = definition
        .lines()
        .map(|l| l.split_once("--").map_or(l, |(code, _)| code));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said after `sql` ran on an empty database.
    fn faults(sql: &str) -> Vec<String> {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        conn.execute_batch(sql).unwrap();
        let mut proof = Proof::default();
        check(&conn, &mut proof);
        proof.faults.into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(faults(""), [""; 0]);
        assert_eq!(faults("DROP VIEW facts"), ["view facts"]);
        assert_eq!(
            faults("DROP TABLE notice"),
            ["index notice_document", "table notice"]
        );
        assert_eq!(faults("DROP INDEX figure_value"), ["index figure_value"]);
        assert_eq!(
            faults("DROP TRIGGER sentence_deleted"),
            ["trigger sentence_deleted"]
        );
    }

    #[test]
    fn what_is_another_thing_now_is_named() {
        let other = "DROP VIEW provenance; CREATE VIEW provenance AS SELECT 1 AS quote_ok";
        assert_eq!(faults(other), ["view provenance"]);
        assert_eq!(
            faults("ALTER TABLE notice ADD COLUMN x TEXT"),
            ["table notice"]
        );
    }

    #[test]
    fn what_a_person_added_is_left_alone_but_a_trigger() {
        let own = "CREATE TABLE my_notes (x); CREATE VIEW my_view AS SELECT 1; CREATE INDEX my_index ON figure(role)";
        assert_eq!(faults(own), [""; 0]);
        let sly = "CREATE TRIGGER sly AFTER INSERT ON figure BEGIN UPDATE figure SET low = 0; END";
        assert_eq!(faults(sly), ["trigger sly"]);
    }

    #[test]
    fn comments_and_spaces_mean_nothing() {
        assert_eq!(
            plain("CREATE TABLE a (  -- what\n  x TEXT -- why\n)"),
            "CREATE TABLE a ( x TEXT )"
        );
    }
}
