//! Marks as text and JSON.

use crate::query::mark::{Mark, Marked};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// "disputed (another source has 12), 2025-06-02T00:00:00Z".
pub fn said(mark: &Mark) -> String {
    let note = mark.note.as_ref().map(|n| format!(" ({n})"));
    format!("{}{}, {}", mark.kind, note.unwrap_or_default(), mark.at)
}

/// The marks, a figure each.
pub fn text(marks: &[Marked]) -> String {
    let mut out = String::new();
    for one in marks {
        let _ = writeln!(out, "{} {}", one.uid, said(&one.mark));
        let _ = match &one.figure {
            Some(found) => writeln!(out, "   {}: {}", found.quote, one_line(&found.sentence)),
            None => writeln!(out, "   no figure of this database has this uid"),
        };
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The marks as one JSON object.
pub fn json(marks: &[Marked]) -> Json {
    let each = |one: &Marked| {
        let figure = one.figure.as_ref();
        json!({
            "uid": one.uid,
            "mark": of(&one.mark),
            "quote": figure.map(|f| &f.quote),
            "sentence": figure.map(|f| &f.sentence),
            "title": figure.and_then(|f| f.source.title.as_ref()),
        })
    };
    json!({ "marks": marks.iter().map(each).collect::<Vec<_>>() })
}

/// A mark as JSON.
pub fn of(mark: &Mark) -> Json {
    json!({ "kind": mark.kind, "note": mark.note, "at": mark.at })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(note: Option<&str>) -> Marked {
        Marked {
            uid: "0123456789abcdef".into(),
            mark: Mark {
                kind: "wrong".into(),
                note: note.map(str::to_owned),
                at: "2025-06-02T00:00:00Z".into(),
            },
            figure: Some(crate::show::trace::tests::found(
                "It rose\n5.2% there.",
                "5.2%",
            )),
        }
    }

    #[test]
    fn a_mark_is_shown_with_its_figure_or_without() {
        let mut one = marked(Some("a slip"));
        assert_eq!(
            text(std::slice::from_ref(&one)),
            "0123456789abcdef wrong (a slip), 2025-06-02T00:00:00Z\n   5.2%: It rose 5.2% there.\n"
        );
        one.figure = None;
        assert!(text(std::slice::from_ref(&one)).contains("no figure of this database"));
        assert_eq!(json(&[one])["marks"][0]["mark"]["kind"], "wrong");
        assert!(!said(&marked(None).mark).contains('('));
    }
}
