//! Whole views, row by row, as SQLite gives them.

use crate::query::Library;
use crate::query::figure::column;
use crate::query::find::Filter;
use crate::store::error::StoreError;
use rusqlite::types::ValueRef;
use serde_json::json;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A whole number.
    Whole(i64),
    /// A binary number.
    Real(f64),
    /// A text.
    Text(String),
}

/// What all cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Whole numbers.
    Whole,
    /// Whole or binary numbers.
    Real,
    /// Texts, or not all the same.
    Text,
}

/// A column of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds; a column of nothing holds texts.
    pub holds: Type,
}

/// A view and the figures wanted of it.
#[derive(Clone, Debug)]
pub struct Extent {
    sql: String,
    figures: Option<String>,
    /// The view's columns.
    pub columns: Vec<Column>,
}

impl Library {
    /// The views of the database.
    ///
    /// # Errors
    /// What the database says.
    pub fn views(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = ?1 ORDER BY name";
        column(&self.conn, sql, "view").map_err(|e| self.said(&e))
    }

    /// The view `view`, or those of its rows whose figure passes `filter`; `None` when a filter is
    /// given and the view has no column `figure_id`.
    ///
    /// # Errors
    /// What the database says.
    pub fn extent(&self, view: &str, filter: &Filter) -> Result<Option<Extent>, StoreError> {
        let said = |e| self.said(&e);
        let quoted = format!("\"{}\"", view.replace('"', "\"\""));
        let names = "SELECT name FROM pragma_table_info(?1)";
        let names = column::<String>(&self.conn, names, view).map_err(said)?;
        let has = |name: &str| names.iter().any(|n| n == name);
        let (mut sql, mut figures) = (format!("FROM {quoted}"), None);
        if !filter.is_empty() {
            // The id comes out of `figure` itself, so that the rows lead and no view is walked over.
            sql.push_str(match (has("figure_id"), has("uid")) {
                (true, _) => " WHERE figure_id IN (SELECT value FROM json_each(?1))",
                (_, true) => {
                    " WHERE uid IN (SELECT uid FROM figure WHERE id IN (SELECT value FROM json_each(?1)))"
                }
                _ => return Ok(None),
            });
            figures = Some(json!(self.figure_rows(filter)?).to_string());
        }
        let mut out = Extent {
            sql,
            figures,
            columns: Vec::new(),
        };
        out.columns = self.columns(&out, names).map_err(said)?;
        Ok(Some(out))
    }

    fn columns(&self, extent: &Extent, names: Vec<String>) -> rusqlite::Result<Vec<Column>> {
        // 0 nothing, 1 whole, 2 binary, 3 text: the largest is what holds them all.
        let rank = |name: &String| {
            let quoted = name.replace('"', "\"\"");
            format!(
                "max(CASE typeof(\"{quoted}\") WHEN 'null' THEN 0 WHEN 'integer' THEN 1 WHEN 'real' THEN 2 ELSE 3 END)"
            )
        };
        let ranks: Vec<String> = names.iter().map(rank).collect();
        let sql = format!("SELECT {} {}", ranks.join(", "), extent.sql);
        self.conn
            .query_row(&sql, rusqlite::params_from_iter(&extent.figures), |r| {
                let column = |(n, name): (usize, String)| {
                    let holds = match r.get::<_, Option<i64>>(n)? {
                        Some(1) => Type::Whole,
                        Some(2) => Type::Real,
                        _ => Type::Text,
                    };
                    Ok(Column { name, holds })
                };
                names.into_iter().enumerate().map(column).collect()
            })
    }

    /// Calls `each` with every row of `extent`, in the order of the database. Answers how many there
    /// were; `each` stops it with an error of its own.
    ///
    /// # Errors
    /// What the database says, or what `each` says.
    pub fn rows<E: From<StoreError>>(
        &self,
        extent: &Extent,
        mut each: impl FnMut(&[Cell]) -> Result<(), E>,
    ) -> Result<usize, E> {
        let said = |e: rusqlite::Error| E::from(self.said(&e));
        let mut query = self
            .conn
            .prepare(&format!("SELECT * {}", extent.sql))
            .map_err(said)?;
        let mut rows = query
            .query(rusqlite::params_from_iter(&extent.figures))
            .map_err(said)?;
        let mut cells = Vec::new();
        let mut count = 0;
        while let Some(row) = rows.next().map_err(said)? {
            cells.clear();
            for n in 0..extent.columns.len() {
                cells.push(cell(row.get_ref(n).map_err(said)?));
            }
            each(&cells)?;
            count += 1;
        }
        Ok(count)
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Empty,
        ValueRef::Integer(n) => Cell::Whole(n),
        ValueRef::Real(n) => Cell::Real(n),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            Cell::Text(String::from_utf8_lossy(text).into_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::vocabulary::Role;
    use crate::store::sample::{incoming, writer};

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        w.store(&[incoming(
            "a.txt",
            "Yunnan’s output was 3.14 units.\nIt cost 1,200.",
        )])
        .unwrap();
        w.finish().unwrap();
        let library = Library::open(&path).unwrap();
        (folder, library)
    }

    fn count(library: &Library, view: &str, filter: &Filter) -> usize {
        let extent = library.extent(view, filter).unwrap().unwrap();
        library.rows(&extent, |_| Ok::<(), StoreError>(())).unwrap()
    }

    #[test]
    fn every_view_comes_out_with_its_types() {
        let (_folder, library) = library();
        let views = library.views().unwrap();
        assert!(views.contains(&"facts".to_owned()) && views.contains(&"series".to_owned()));
        for view in &views {
            assert!(
                library.extent(view, &Filter::default()).unwrap().is_some(),
                "{view}"
            );
        }
        let extent = library
            .extent("facts", &Filter::default())
            .unwrap()
            .unwrap();
        let holds = |name: &str| {
            extent
                .columns
                .iter()
                .find(|c| c.name == name)
                .unwrap()
                .holds
        };
        assert_eq!(holds("value_real"), Type::Real);
        assert_eq!(holds("figure_id"), Type::Whole);
        assert_eq!((holds("value"), holds("url")), (Type::Text, Type::Text));
        assert_eq!(count(&library, "facts", &Filter::default()), 2);
    }

    #[test]
    fn a_filter_narrows_views_of_figures_only() {
        let (_folder, library) = library();
        let none = Filter {
            role: Some(Role::Rank),
            ..Filter::default()
        };
        let all = Filter {
            role: Some(Role::Level),
            ..Filter::default()
        };
        for view in ["facts", "provenance"] {
            assert_eq!(
                (count(&library, view, &none), count(&library, view, &all)),
                (0, 2),
                "{view}"
            );
        }
        assert!(library.extent("region_tree", &all).unwrap().is_none());
    }

    #[test]
    fn whoever_reads_may_stop() {
        let (_folder, library) = library();
        let extent = library
            .extent("facts", &Filter::default())
            .unwrap()
            .unwrap();
        let stop = |_: &[Cell]| Err(StoreError::Missing("enough".into()));
        assert!(library.rows(&extent, stop).is_err());
    }
}
