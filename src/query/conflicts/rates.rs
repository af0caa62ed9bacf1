//! Exchange rates that sums in two currencies imply, where those of one year lie far apart.

use super::{Asked, Statement, Thing, detail, narrow};
use crate::query::trace::Search;
use rusqlite::{Connection, params_from_iter};

/// Rates between two currencies in one year further apart than this are not of one market.
const RATES: f64 = 1.1;

const RATES_OF: &str = "SELECT u.code, coalesce(substr(p.begin_day, 1, 4), substr(d.published, 1, 4)) AS year, r.stated, r.computation, f.uid, f.id \
     FROM relation r JOIN unit u ON u.id = r.unit_id JOIN document d ON d.id = r.document_id \
     JOIN relation_figure x ON x.relation_id = r.id AND x.ord = 0 JOIN figure f ON f.id = x.figure_id \
     LEFT JOIN mark m ON m.uid = f.uid LEFT JOIN period p ON p.id = f.period_id WHERE year IS NOT NULL AND r.kind = 'equivalent' AND u.code LIKE '___/___' AND m.kind IS NOT 'wrong'";

/// Rates between two currencies that the articles of one year imply, where they lie far apart.
pub(super) fn far_apart(conn: &Connection, asked: &Asked) -> rusqlite::Result<Vec<Thing>> {
    let mut search = Search::begin(RATES_OF, Vec::new());
    narrow(&mut search, asked);
    search.sql.push_str(" ORDER BY 1, 2, f.id");
    let mut rows = conn.prepare(&search.sql)?;
    let mut rows = rows.query(params_from_iter(&search.values))?;
    let mut groups: Vec<Thing> = Vec::new();
    while let Some(r) = rows.next()? {
        let (unit, year): (String, Option<String>) = (r.get(0)?, r.get(1)?);
        let year = year.unwrap_or_default();
        let stated: String = r.get(2)?;
        let mut one = detail(conn, r.get(5)?)?;
        one.quote = r.get(3)?;
        one.comparator = "exact".into();
        one.uid = r.get(4)?;
        one.value = stated.parse().ok();
        (one.stories, one.articles) = (1, 1);
        match groups
            .last_mut()
            .filter(|g| g.unit == unit && g.period == year)
        {
            Some(group) => group.statements.push(one),
            None => groups.push(Thing {
                indicator: "implied exchange rate".into(),
                regions: Vec::new(),
                period: year,
                unit,
                role: "level".into(),
                base_period: None,
                impossible: true,
                statements: vec![one],
            }),
        }
    }
    for group in &mut groups {
        keep_outliers(&mut group.statements);
    }
    groups.retain(|g| g.statements.len() > 1);
    Ok(groups)
}

/// Keeps the rates that lie far from the middle one, and the one in the middle to hold them against.
fn keep_outliers(statements: &mut Vec<Statement>) {
    let mut values: Vec<f64> = statements.iter().filter_map(|s| s.value).collect();
    values.sort_by(f64::total_cmp);
    let Some(middle) = values.get(values.len() / 2).copied() else {
        return;
    };
    let is_far = |s: &Statement| {
        s.value
            .is_some_and(|v| v > 0.0 && v.max(middle) / v.min(middle) > RATES)
    };
    let mut held = false;
    statements.retain(|s| {
        let is_middle = !held && s.value == Some(middle);
        held |= is_middle;
        is_middle || is_far(s)
    });
    statements.sort_by(|a, b| b.published.cmp(&a.published).then(b.figure.cmp(&a.figure)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_one_year_are_held_against_the_middle_one() {
        let of = |value: f64| Statement {
            value: Some(value),
            ..Statement::default()
        };
        let mut all = vec![of(7.0), of(7.1), of(7.2), of(9.0)];
        keep_outliers(&mut all);
        let values: Vec<f64> = all.iter().filter_map(|s| s.value).collect();
        assert_eq!(values, [7.2, 9.0]);
        let mut all = vec![of(7.0), of(7.1)];
        keep_outliers(&mut all);
        assert_eq!(all.len(), 1);
    }
}
