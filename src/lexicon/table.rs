//! Reads the tab-separated tables of `lexicon/`. Knows no column's meaning.
//!
//! A table is UTF-8; lines that begin with `#` are comments; the first other line names the columns;
//! no quoting. A missing cell is empty.

/// The rows of a table, each as its cells, the heading left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .skip(1)
        .map(Row)
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row(&'static str);

impl Row {
    /// The cell of column `index` (0-based); empty when the row is shorter.
    pub fn cell(self, index: usize) -> &'static str {
        self.0.split('\t').nth(index).unwrap_or_default()
    }

    /// The parts of a cell that holds a `|`-separated list.
    pub fn list(self, index: usize) -> impl Iterator<Item = &'static str> {
        self.cell(index).split('|').filter(|part| !part.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_heading_are_no_rows() {
        let table = "# source: none\ncode\tnames\nkm\tkilometre|kilometer\nm\n";
        let found: Vec<(&str, usize)> = rows(table)
            .map(|r| (r.cell(0), r.list(1).count()))
            .collect();
        assert_eq!(found, [("km", 2), ("m", 0)]);
    }
}
