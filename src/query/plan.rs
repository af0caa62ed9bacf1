//! How SQLite would answer a question: for tests that no question reads all figures.

use rusqlite::Connection;
use rusqlite::types::Value as Sql;

/// The steps of the plan for `sql`, every parameter bound to 1.
pub(super) fn plan_of(conn: &Connection, sql: &str) -> Vec<String> {
    let mut rows = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let values = vec![Sql::Integer(1); rows.parameter_count()];
    let steps = rows
        .query_map(rusqlite::params_from_iter(values), |r| {
            r.get::<_, String>(3)
        })
        .unwrap();
    steps.map(Result::unwrap).collect()
}

/// A database without rows and statistics, as for a file of any size.
pub(super) fn bare() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../../schema.sql"))
        .unwrap();
    conn
}

/// Steps of the plan that walk a whole table of many rows: figures by `figures` aliases, sentences,
/// documents. A step through an index alone ("COVERING") of a vocabulary is none.
pub(super) fn long_walks(conn: &Connection, sql: &str) -> Vec<String> {
    let walk = |step: &String| {
        let table = step.strip_prefix("SCAN ").and_then(|s| s.split(' ').next());
        table.is_some_and(|t| {
            matches!(
                t,
                "f" | "g" | "s" | "d" | "x" | "figure" | "sentence" | "document" | "figure_region"
            )
        })
    };
    plan_of(conn, sql).into_iter().filter(walk).collect()
}
