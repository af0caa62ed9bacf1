//! Rows of what figures say about each other, and of what each is about.

use crate::base::number::Number;
use crate::link::reading::Relation;
use crate::store::bounds::exact;
use crate::store::code_points::to_sql;
use crate::store::document::{Refusal, Rows, Stored};
use crate::store::vocabulary::insert;
use rusqlite::params;
use rust_decimal::Decimal;

impl Rows<'_> {
    /// The keys of what figures are about, and the article's relations; `ids` are the rows of its figures.
    pub(super) fn meanings(&mut self, ids: &[i64]) -> Stored<()> {
        let reading = self.reading;
        for (key, id) in reading.things.iter().zip(ids) {
            if let Some(key) = key {
                let sql = "INSERT INTO same_thing (key, figure_id) VALUES (?1, ?2)";
                self.conn.prepare_cached(sql)?.execute(params![key, id])?;
            }
        }
        for relation in &reading.relations {
            self.relation(relation, ids)?;
        }
        Ok(())
    }

    fn relation(&mut self, relation: &Relation, ids: &[i64]) -> Stored<()> {
        let text = |d: Option<Decimal>| d.map(|d| exact(Number::Decimal(d)));
        let rule = self.vocabulary.rule(self.conn, relation.rule)?;
        let unit = self.vocabulary.unit(self.conn, &relation.unit)?;
        let id = insert(
            self.conn,
            "INSERT INTO relation (document_id, rule_id, kind, verdict, computation, unit_id, expected, \
             expected_low, expected_high, stated, deviation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                self.document,
                rule,
                relation.kind.as_str(),
                relation.verdict.as_str(),
                relation.computation,
                unit,
                text(relation.expected),
                text(relation.bounds.0),
                text(relation.bounds.1),
                text(Some(relation.stated)),
                text(relation.deviation()),
            ],
        )?;
        for (ord, (part, figure)) in relation.figures.iter().enumerate() {
            let missing = || Refusal::Defect(format!("it has no figure {figure}"));
            let figure = ids.get(*figure).ok_or_else(missing)?;
            let sql = "INSERT INTO relation_figure (relation_id, ord, figure_id, part) VALUES (?1, ?2, ?3, ?4)";
            self.conn.prepare_cached(sql)?.execute(params![
                id,
                to_sql(ord),
                figure,
                part.as_str()
            ])?;
        }
        Ok(())
    }
}
