//! Whether things are held, as text and as JSON.

use crate::query::holds::{Held, How};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// One thing that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked, as it was typed; a part of a file by its own name.
    pub asked: String,
    /// As what it is held, nothing, or why that cannot be told.
    pub held: Result<Option<Held>, String>,
}

/// The longest piece of a text that is repeated in the answer, in characters.
const REPEATED: usize = 60;

/// The answers as text, a line each.
pub fn text(answers: &[Answer]) -> String {
    let mut out = String::new();
    for answer in answers {
        let asked = short(&answer.asked);
        let _ = match &answer.held {
            Ok(Some(held)) => writeln!(out, "held      {asked}: {}", said(held)),
            Ok(None) => writeln!(out, "not held  {asked}"),
            Err(why) => writeln!(out, "unknown   {asked}: {why}"),
        };
    }
    out
}

fn said(held: &Held) -> String {
    let first = &held.first;
    let how = match held.how {
        How::Bytes => "exact bytes".to_owned(),
        How::Text => "same text".to_owned(),
        How::Address if held.versions == 1 => "its address, with 1 text".to_owned(),
        How::Address => format!("its address, with {} texts", held.versions),
        How::NearDuplicate => "a near-duplicate".to_owned(),
        How::Passage => "a passage of another text".to_owned(),
    };
    let times = if held.captures == 1 {
        String::new()
    } else {
        format!(", received {} times", held.captures)
    };
    let place = first.url.as_deref().unwrap_or(&first.path);
    format!(
        "{how}, since {} as {place} (document {}, sha256 {}){times}",
        first.captured_at,
        first.document,
        first.raw_sha256.get(..12).unwrap_or(&first.raw_sha256)
    )
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(REPEATED) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}

/// The answers as one JSON object.
pub fn json(answers: &[Answer]) -> Json {
    json!({ "answers": answers.iter().map(answer).collect::<Vec<_>>() })
}

fn answer(answer: &Answer) -> Json {
    let held = answer.held.as_ref().ok().and_then(Option::as_ref);
    let first = held.map(|h| &h.first);
    json!({
        "asked": answer.asked,
        "held": answer.held.as_ref().ok().map(Option::is_some),
        "as": held.map(|h| h.how.as_str()),
        "since": first.map(|f| &f.captured_at),
        "document": first.map(|f| f.document),
        "path": first.map(|f| &f.path),
        "url": first.map(|f| &f.url),
        "raw_sha256": first.map(|f| &f.raw_sha256),
        "text_sha256": first.map(|f| &f.text_sha256),
        "captures": held.map(|h| h.captures),
        "versions": held.map(|h| h.versions).filter(|n| *n > 0),
        "error": answer.held.as_ref().err(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::named::Capture;

    fn held(how: How, versions: u64) -> Answer {
        let first = Capture {
            id: 1,
            document: 3,
            raw: 1,
            path: "a.html".into(),
            url: None,
            captured_at: "2025-06-01T00:00:00Z".into(),
            title: None,
            raw_sha256: "abcdef0123456789".into(),
            text_sha256: "t".into(),
        };
        Answer {
            asked: "a\nb".into(),
            held: Ok(Some(Held {
                how,
                first,
                captures: versions.max(1),
                versions,
            })),
        }
    }

    #[test]
    fn a_line_says_as_what_and_since_when() {
        let said = text(&[held(How::Bytes, 0), held(How::Address, 2)]);
        assert_eq!(
            said,
            "held      a b: exact bytes, since 2025-06-01T00:00:00Z as a.html (document 3, sha256 abcdef012345)\n\
             held      a b: its address, with 2 texts, since 2025-06-01T00:00:00Z as a.html (document 3, sha256 \
             abcdef012345), received 2 times\n"
        );
    }

    #[test]
    fn what_is_not_held_and_what_cannot_be_told_differ() {
        let not = |held| Answer {
            asked: "x".repeat(70),
            held,
        };
        let said = text(&[not(Ok(None)), not(Err("it is empty".into()))]);
        let short = "x".repeat(60);
        assert_eq!(
            said,
            format!("not held  {short}…\nunknown   {short}…: it is empty\n")
        );
        let json = json(&[
            not(Ok(None)),
            not(Err("it is empty".into())),
            held(How::Text, 0),
        ]);
        assert_eq!(json["answers"][0]["held"], false);
        assert!(json["answers"][1]["held"].is_null());
        assert_eq!(json["answers"][1]["error"], "it is empty");
        assert_eq!(json["answers"][2]["as"], "same text");
    }
}
