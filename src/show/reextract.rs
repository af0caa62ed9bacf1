//! What reading again has changed, as text and JSON.

use crate::store::reextract::{Change, FigureChange, What};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// Counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents in the database.
    pub documents: usize,
    /// Documents read again.
    pub read: usize,
    /// Documents that changed.
    pub changed: usize,
    /// Documents that could not be stored.
    pub refused: usize,
    /// Figures added.
    pub added: usize,
    /// Figures removed.
    pub removed: usize,
    /// Figures with other fields.
    pub altered: usize,
    /// Marked figures that were removed.
    pub lost_marks: usize,
}

impl Tally {
    /// Counts one document.
    pub fn add(&mut self, change: &Change) {
        self.read += 1;
        self.changed += usize::from(change.differs());
        self.refused += usize::from(change.refused.is_some());
        for figure in &change.figures {
            match figure.what {
                What::Added => self.added += 1,
                What::Removed => {
                    self.removed += 1;
                    self.lost_marks += usize::from(figure.mark.is_some());
                }
                What::Changed(_) => self.altered += 1,
            }
        }
    }

    /// The counts in words.
    pub fn text(&self, database: &str, dry: bool) -> String {
        if self.read == 0 {
            return format!(
                "{database}: the rows of all {} documents come from the present rules; --all reads them again\n",
                self.documents
            );
        }
        let would = if dry { " would be" } else { "" };
        let mut out = format!(
            "{database}: {} of {} documents read again, {}{would} changed; figures{would}: {} added, {} removed, {} changed\n",
            self.read, self.documents, self.changed, self.added, self.removed, self.altered
        );
        if self.lost_marks > 0 {
            let _ = writeln!(
                out,
                "marks on {} removed figures stay and lead nowhere; `figtrace verify` names them",
                self.lost_marks
            );
        }
        if self.refused > 0 {
            let _ = writeln!(
                out,
                "{} documents could not be stored and stay as they were",
                self.refused
            );
        }
        out
    }
}

/// The changes of one document, a line for each figure; nothing when there are none.
pub fn text(change: &Change) -> String {
    let mut out = String::new();
    if let Some(why) = &change.refused {
        let _ = writeln!(out, "{}: {why}", name(change));
    }
    if !change.differs() {
        return out;
    }
    let _ = writeln!(out, "{}", name(change));
    for figure in &change.figures {
        let _ = writeln!(out, "   {}", line(figure));
    }
    if change.others > 0 {
        let _ = writeln!(
            out,
            "   {} other rows (sentences, mentions, relations)",
            change.others
        );
    }
    out
}

fn name(change: &Change) -> String {
    let title = change.title.as_deref().map(one_line);
    let title = title.map(|t| format!(" ({t})"));
    format!("document {}{}", change.document, title.unwrap_or_default())
}

fn line(figure: &FigureChange) -> String {
    let quote = one_line(&figure.quote);
    let mark = figure.mark.as_ref().map(|m| format!(" [marked {m}]"));
    let mark = mark.unwrap_or_default();
    let uid = &figure.uid;
    match &figure.what {
        What::Added => format!("+ {uid} {quote}{mark}"),
        What::Removed => format!("- {uid} {quote}{mark}"),
        What::Changed(fields) => {
            let none = |text: &str| {
                if text.is_empty() {
                    "none".to_owned()
                } else {
                    one_line(text)
                }
            };
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, was, now)| format!("{name} {} -> {}", none(was), none(now)))
                .collect();
            format!("~ {uid} {quote}{mark}: {}", fields.join("; "))
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The changes of one document as JSON.
pub fn json(change: &Change) -> Json {
    let figure = |f: &FigureChange| {
        let (what, fields) = match &f.what {
            What::Added => ("added", None),
            What::Removed => ("removed", None),
            What::Changed(fields) => ("changed", Some(fields)),
        };
        let fields = fields.map(|all| {
            let each = all
                .iter()
                .map(|(name, was, now)| json!({ "field": name, "was": was, "now": now }));
            each.collect::<Vec<_>>()
        });
        json!({ "uid": f.uid, "quote": f.quote, "mark": f.mark, "what": what, "fields": fields })
    };
    json!({
        "document": change.document,
        "title": change.title,
        "figures": change.figures.iter().map(figure).collect::<Vec<_>>(),
        "other_rows": change.others,
        "refused": change.refused,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(what: What, mark: Option<&str>) -> FigureChange {
        FigureChange {
            uid: "0123456789abcdef".into(),
            quote: "9\nyuan".into(),
            mark: mark.map(str::to_owned),
            what,
        }
    }

    fn change() -> Change {
        Change {
            document: 3,
            title: Some("A busy May".into()),
            figures: vec![
                figure(What::Removed, Some("wrong")),
                figure(What::Added, None),
                figure(
                    What::Changed(vec![("role", "level".into(), String::new())]),
                    None,
                ),
            ],
            others: 2,
            refused: None,
        }
    }

    #[test]
    fn each_figure_has_a_line() {
        assert_eq!(
            text(&change()),
            "document 3 (A busy May)\n   - 0123456789abcdef 9 yuan [marked wrong]\n   + 0123456789abcdef 9 yuan\n   \
             ~ 0123456789abcdef 9 yuan: role level -> none\n   2 other rows (sentences, mentions, relations)\n"
        );
        assert_eq!(text(&Change::default()), "");
        assert_eq!(json(&change())["figures"][2]["fields"][0]["was"], "level");
    }

    #[test]
    fn counts_are_told() {
        let mut tally = Tally {
            documents: 5,
            ..Tally::default()
        };
        assert!(
            tally
                .text("k.db", false)
                .contains("all 5 documents come from the present rules")
        );
        tally.add(&change());
        tally.add(&Change {
            refused: Some("x".into()),
            ..Change::default()
        });
        let said = tally.text("k.db", true);
        assert!(said.starts_with("k.db: 2 of 5 documents read again, 1 would be changed; figures would be: 1 added, 1 removed, 1 changed\n"), "{said}");
        assert!(
            said.contains("marks on 1 removed") && said.contains("1 documents could not"),
            "{said}"
        );
    }
}
