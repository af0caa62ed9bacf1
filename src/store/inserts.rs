//! The statements that write a document, prepared once for a batch.

use rusqlite::{CachedStatement, Connection};

/// Puts the words of all sentences behind one into the full-text index, in one statement at the end of a
/// transaction: every savepoint, and every statement that sets one by itself, as REPLACE does, would make the
/// index write out what it has, and twice the work of it.
pub const WORDS_SINCE: &str = "INSERT INTO sentence_fts (rowid, text) SELECT id, text FROM sentence WHERE id > ?1 ORDER BY id";

/// The same for the sentences of one document.
pub const WORDS_OF: &str = "INSERT INTO sentence_fts (rowid, text) \
     SELECT id, text FROM sentence WHERE document_id = ?1 ORDER BY ord";

/// One INSERT for each table a document has rows in.
pub struct Inserts<'c> {
    /// Its text and what is known of it.
    pub document: CachedStatement<'c>,
    /// A block.
    pub block: CachedStatement<'c>,
    /// A sentence.
    pub sentence: CachedStatement<'c>,
    /// A date.
    pub date: CachedStatement<'c>,
    /// A region.
    pub region: CachedStatement<'c>,
    /// A project.
    pub project: CachedStatement<'c>,
    /// A figure.
    pub figure: CachedStatement<'c>,
    /// The figure that a figure restates, when it comes later: an UPDATE.
    pub equivalent: CachedStatement<'c>,
    /// A region a figure is about.
    pub figure_region: CachedStatement<'c>,
    /// A project a figure belongs to.
    pub figure_project: CachedStatement<'c>,
    /// Why a link of a figure was made.
    pub figure_reason: CachedStatement<'c>,
    /// A number that is no figure.
    pub rejection: CachedStatement<'c>,
    /// A remark.
    pub notice: CachedStatement<'c>,
    /// What a figure is about, as a key.
    pub same_thing: CachedStatement<'c>,
    /// What figures say about each other.
    pub relation: CachedStatement<'c>,
    /// A figure in it.
    pub relation_figure: CachedStatement<'c>,
    /// Which rules the rows come from.
    pub extraction: CachedStatement<'c>,
}

impl<'c> Inserts<'c> {
    /// Prepares them, or takes them from the connection's cache.
    pub fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        let insert = |table, columns| prepared(conn, table, columns);
        Ok(Self {
            document: insert(
                "document",
                "text_sha256, title, author, publisher_id, url, language, published, modified, run_id, text",
            )?,
            block: insert("block", "document_id, ord, kind, start_char, end_char")?,
            sentence: insert(
                "sentence",
                "document_id, block_id, ord, start_char, end_char, text",
            )?,
            date: insert(
                "date_mention",
                "document_id, sentence_id, start_char, end_char, quote, period_id, timex_type, \
                 timex_value, rule_id",
            )?,
            region: insert(
                "region_mention",
                "document_id, sentence_id, start_char, end_char, quote, region_id, rule_id",
            )?,
            project: insert(
                "project_mention",
                "document_id, sentence_id, start_char, end_char, quote, project_id, rule_id",
            )?,
            figure: insert(
                "figure",
                "uid, document_id, sentence_id, start_char, end_char, quote, value_exact, low_exact, \
                 high_exact, half_place, comparator, unit_id, counted, value, low, high, role, modality, \
                 indicator_id, indicator_text, period_id, base_period_id, base_relative, speaker_id, \
                 rule_id, equivalent_to_id",
            )?,
            equivalent: conn
                .prepare_cached("UPDATE figure SET equivalent_to_id = ?2 WHERE id = ?1")?,
            figure_region: insert("figure_region", "figure_id, ord, region_id")?,
            figure_project: insert("figure_project", "figure_id, ord, project_id")?,
            figure_reason: insert("figure_reason", "figure_id, ord, rule_id")?,
            rejection: insert(
                "rejection",
                "document_id, start_char, end_char, quote, reason",
            )?,
            notice: insert("notice", "document_id, code, message, start_char, end_char")?,
            same_thing: insert("same_thing", "key, figure_id")?,
            relation: insert(
                "relation",
                "document_id, rule_id, kind, verdict, computation, unit_id, expected, expected_low, \
                 expected_high, stated, deviation",
            )?,
            relation_figure: insert("relation_figure", "relation_id, ord, figure_id, part")?,
            extraction: insert("extraction", "document_id, rules")?,
        })
    }
}

/// `INSERT INTO table (columns)`, a parameter for each column.
fn prepared<'c>(
    conn: &'c Connection,
    table: &str,
    columns: &str,
) -> rusqlite::Result<CachedStatement<'c>> {
    let marks = vec!["?"; columns.split(',').count()].join(", ");
    conn.prepare_cached(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema::create;

    #[test]
    fn every_statement_fits_the_schema() {
        let mut conn = Connection::open_in_memory().unwrap();
        create(&mut conn).unwrap();
        let inserts = Inserts::of(&conn).unwrap();
        assert_eq!(inserts.figure.parameter_count(), 26);
        assert_eq!(inserts.figure_reason.parameter_count(), 3);
    }
}
