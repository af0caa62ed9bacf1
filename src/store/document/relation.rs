//! Rows of what figures say about each other, and of what each is about.

use crate::base::number::Number;
use crate::link::reading::Relation;
use crate::store::bounds::exact;
use crate::store::code_points::to_sql;
use crate::store::document::Rows;
use rusqlite::params;
use rust_decimal::Decimal;

impl Rows<'_, '_> {
    /// The keys of what figures are about, and the article's relations; `ids` are the rows of its figures.
    pub(super) fn meanings(&mut self, ids: &[i64]) -> rusqlite::Result<()> {
        let reading = self.reading;
        for (key, id) in reading.things.iter().zip(ids) {
            if let Some(key) = key {
                self.inserts.same_thing.execute(params![key, id])?;
            }
        }
        for relation in &reading.relations {
            self.relation(relation, ids)?;
        }
        Ok(())
    }

    fn relation(&mut self, relation: &Relation, ids: &[i64]) -> rusqlite::Result<()> {
        let text = |d: Option<Decimal>| d.map(|d| exact(Number::Decimal(d)));
        let rule = self.vocabulary.rule(self.conn, relation.rule)?;
        let unit = self.vocabulary.unit(self.conn, &relation.unit)?;
        let id = self.inserts.relation.insert(params![
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
        ])?;
        for (ord, (part, figure)) in relation.figures.iter().enumerate() {
            let row = params![id, to_sql(ord), ids.get(*figure), part.as_str()];
            self.inserts.relation_figure.execute(row)?;
        }
        Ok(())
    }
}
