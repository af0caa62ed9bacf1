//! Figures with all that a citation of them needs: quote and context, text, file, run.

use crate::query::Library;
use crate::query::find::Filter;
use crate::store::error::StoreError;
use rusqlite::Row;

/// A figure as others may cite it. Offsets are code points of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotation {
    /// Content-derived id.
    pub uid: String,
    /// The number and its unit as written.
    pub quote: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
    /// Where it begins.
    pub start: i64,
    /// Where it ends.
    pub end: i64,
    /// Its sentence.
    pub sentence: String,
    /// The exact number; `None` for a range.
    pub value: Option<String>,
    /// The ends of a range.
    pub range: Option<(String, String)>,
    /// The least the sentence allows.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: String,
    /// How the number bounds the truth.
    pub comparator: String,
    /// What it says about its indicator.
    pub role: String,
    /// Fact or intention.
    pub modality: String,
    /// What is measured, by its common name, else in the words of the text.
    pub indicator: Option<String>,
    /// EDTF.
    pub period: Option<String>,
    /// Who states it.
    pub speaker: Option<String>,
    /// Code and name of each region.
    pub regions: Vec<(String, String)>,
    /// Names of the projects.
    pub projects: Vec<String>,
    /// The rule that made it.
    pub rule: String,
    /// SHA-256 of the text.
    pub text_sha256: String,
    /// SHA-256 of the bytes it was first read from.
    pub raw_sha256: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Row of the run that read it.
    pub run: i64,
    /// Version of the program that read it.
    pub tool_version: String,
    /// When.
    pub captured_at: String,
}

const QUOTATION: &str = "SELECT f.uid, f.quote, f.start_char, f.end_char, s.text, f.value_exact, f.low_exact, f.high_exact, \
     f.low, f.high, u.code, u.name, f.comparator, f.role, f.modality, coalesce(i.name, f.indicator_text), p.edtf, k.name, \
     (SELECT json_group_array(json_array(code, name)) FROM (SELECT r.code, r.name FROM figure_region x \
      JOIN region r ON r.id = x.region_id WHERE x.figure_id = f.id ORDER BY x.ord)), \
     (SELECT json_group_array(name) FROM (SELECT j.name FROM figure_project x JOIN project j ON j.id = x.project_id \
      WHERE x.figure_id = f.id ORDER BY x.ord)), \
     l.name, d.text_sha256, (SELECT w.sha256 FROM capture c JOIN raw w ON w.id = c.raw_id WHERE c.document_id = d.id \
      ORDER BY c.id LIMIT 1), d.title, n.name, d.published, d.url, o.id, o.tool_version, o.captured_at, \
     substr(d.text, max(1, f.start_char - 31), min(32, f.start_char)), substr(d.text, f.end_char + 1, 32) \
     FROM figure f JOIN sentence s ON s.id = f.sentence_id JOIN document d ON d.id = f.document_id \
     JOIN unit u ON u.id = f.unit_id JOIN rule l ON l.id = f.rule_id JOIN run o ON o.id = d.run_id \
     LEFT JOIN publisher n ON n.id = d.publisher_id LEFT JOIN indicator i ON i.id = f.indicator_id \
     LEFT JOIN period p ON p.id = f.period_id LEFT JOIN speaker k ON k.id = f.speaker_id WHERE f.id = ?1";

impl Library {
    /// Calls `each` with every figure that passes `filter`, in the order of the database; `each` stops
    /// it with an error of its own. Answers how many there were.
    ///
    /// # Errors
    /// What the database says, or what `each` says.
    pub fn quotations<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(&Quotation) -> Result<(), E>,
    ) -> Result<usize, E> {
        let said = |e: rusqlite::Error| E::from(self.said(&e));
        let rows = self.figure_rows(filter)?;
        let mut one = self.conn.prepare(QUOTATION).map_err(said)?;
        for row in &rows {
            each(&one.query_row([row], quotation).map_err(said)?)?;
        }
        Ok(rows.len())
    }
}

fn quotation(r: &Row<'_>) -> rusqlite::Result<Quotation> {
    let range: (Option<String>, Option<String>) = (r.get(6)?, r.get(7)?);
    let list = |column| r.get::<_, String>(column);
    Ok(Quotation {
        uid: r.get(0)?,
        quote: r.get(1)?,
        start: r.get(2)?,
        end: r.get(3)?,
        sentence: r.get(4)?,
        value: r.get(5)?,
        range: range.0.zip(range.1),
        low: r.get(8)?,
        high: r.get(9)?,
        unit: r.get(10)?,
        unit_name: r.get(11)?,
        comparator: r.get(12)?,
        role: r.get(13)?,
        modality: r.get(14)?,
        indicator: r.get(15)?,
        period: r.get(16)?,
        speaker: r.get(17)?,
        // SQLite wrote the JSON, so it is sound.
        regions: serde_json::from_str(&list(18)?).unwrap_or_default(),
        projects: serde_json::from_str(&list(19)?).unwrap_or_default(),
        rule: r.get(20)?,
        text_sha256: r.get(21)?,
        raw_sha256: r.get(22)?,
        title: r.get(23)?,
        publisher: r.get(24)?,
        published: r.get(25)?,
        url: r.get(26)?,
        run: r.get(27)?,
        tool_version: r.get(28)?,
        captured_at: r.get(29)?,
        prefix: r.get(30)?,
        suffix: r.get(31)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::vocabulary::Role;
    use crate::query::plan::{bare, long_walks};
    use crate::store::sample::{incoming, writer};

    #[test]
    fn a_quotation_holds_what_finds_it_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let text = "Yunnan’s output was 3.14 units.\nIt cost 1,200.";
        let mut w = writer(&path, "2025-01-01T00:00:00Z");
        w.store(&[incoming("a.txt", text)]).unwrap();
        w.finish().unwrap();
        let library = Library::open(&path).unwrap();
        let mut all = Vec::new();
        let keep = |q: &Quotation| {
            all.push(q.clone());
            Ok::<(), StoreError>(())
        };
        assert_eq!(library.quotations(&Filter::default(), keep).unwrap(), 2);
        let chars: Vec<char> = text.chars().collect();
        for q in &all {
            let place = usize::try_from(q.start).unwrap()..usize::try_from(q.end).unwrap();
            assert_eq!(chars[place].iter().collect::<String>(), q.quote);
            assert!(
                text.contains(&format!("{}{}{}", q.prefix, q.quote, q.suffix)),
                "{q:?}"
            );
        }
        assert_eq!(all[0].regions[0].1, "Yunnan");
        assert_eq!(all[0].projects, ["Sky Bridge"]);
        let none = Filter {
            role: Some(Role::Rank),
            ..Filter::default()
        };
        assert_eq!(
            library
                .quotations(&none, |_| Ok::<(), StoreError>(()))
                .unwrap(),
            0
        );
    }

    #[test]
    fn one_quotation_walks_over_nothing() {
        assert_eq!(long_walks(&bare(), QUOTATION), Vec::<String>::new());
    }
}
