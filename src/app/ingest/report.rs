//! `--report`: a line of JSON for each input, written once what it says is on the disk.

use anyhow::Context as _;
use figtrace::store::incoming::{Content, Incoming};
use figtrace::store::writer::Outcome;
use serde_json::{Value as Json, json};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Where the lines go.
pub struct Report {
    file: BufWriter<File>,
    path: PathBuf,
    dry: bool,
}

/// What of an input stands in its line; taken before the writer takes the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The file, or its part.
    pub path: String,
    source: String,
    member: Option<String>,
    bytes: Option<usize>,
    raw_sha256: Option<String>,
    text_sha256: Option<String>,
    notices: Vec<&'static str>,
    known: bool,
}

impl Entry {
    /// Of one input.
    pub fn of(incoming: &Incoming) -> Self {
        let mut out = Self {
            path: incoming.path.clone(),
            source: incoming.source.clone(),
            member: incoming.held.member.clone(),
            known: matches!(
                incoming.content,
                Ok(Content::Known { .. } | Content::Revisit(_))
            ),
            ..Self::default()
        };
        if let Ok(Content::Read(received)) = &incoming.content {
            out.bytes = Some(received.raw.size);
            out.raw_sha256 = Some(received.raw.sha256.clone());
            out.text_sha256 = Some(received.text_sha256.clone());
            out.notices = received.reading.notices.iter().map(|n| n.code).collect();
        }
        out
    }

    /// The line: what became of the input, and why.
    fn line(&self, outcome: &Outcome, dry: bool) -> Json {
        let (word, reason) = match outcome {
            Outcome::New(_, kin) if kin.version => {
                ("new version", Some("its address gave another text before"))
            }
            Outcome::New(_, kin) if kin.story.is_some() => (
                "near-duplicate",
                Some("another article tells the same story"),
            ),
            Outcome::New(..) => ("new", None),
            Outcome::Unchanged if self.known => {
                ("unchanged", Some("its bytes were received before"))
            }
            Outcome::Unchanged => ("unchanged", Some("its text was received before")),
            Outcome::Failed(reason) => ("failed", Some(reason.as_str())),
            Outcome::Skipped(_, reason) => ("skipped", Some(reason.as_str())),
        };
        let (figures, story) = match outcome {
            Outcome::New(counts, kin) => (Some(counts.figures), kin.story),
            _ => (None, None),
        };
        let number = match outcome {
            Outcome::Skipped(number, _) => *number,
            _ => 1,
        };
        json!({
            "path": self.path,
            "source": self.source,
            "member": self.member,
            "outcome": word,
            "reason": reason,
            "number": number,
            "bytes": self.bytes,
            "figures": figures,
            "story": story,
            "notices": self.notices,
            "raw_sha256": self.raw_sha256,
            "text_sha256": self.text_sha256,
            "dry_run": dry,
        })
    }
}

impl Report {
    /// An empty one at `path`; what was there is overwritten.
    pub fn create(path: &Path, dry: bool) -> anyhow::Result<Self> {
        let file = File::create(path).with_context(|| {
            let path = path.display();
            format!("the report {path} cannot be written; name another place with --report")
        })?;
        Ok(Self {
            file: BufWriter::new(file),
            path: path.to_owned(),
            dry,
        })
    }

    /// Writes the lines of a batch that is stored.
    pub fn add(&mut self, outcomes: &[(Entry, Outcome)]) -> anyhow::Result<()> {
        let write = |file: &mut BufWriter<File>, dry| {
            for (entry, outcome) in outcomes {
                writeln!(file, "{}", entry.line(outcome, dry))?;
            }
            file.flush()
        };
        write(&mut self.file, self.dry).with_context(|| {
            let path = self.path.display();
            format!("the report {path} cannot be written any further; what was stored is safe, free some space and run the same command again")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use figtrace::store::writer::{Counts, Kin};

    #[test]
    fn a_line_says_what_became_of_an_input_and_why() {
        let entry = Entry {
            path: "a.txt".into(),
            bytes: Some(7),
            notices: vec!["no-article"],
            ..Entry::default()
        };
        let known = Entry {
            known: true,
            ..entry.clone()
        };
        let counts = Counts {
            figures: 3,
            ..Counts::default()
        };
        let kin = |version, story| Outcome::New(counts, Kin { version, story });
        for (entry, outcome, word, reason) in [
            (&entry, kin(false, None), "new", None),
            (
                &entry,
                kin(true, Some(1)),
                "new version",
                Some("its address gave another text before"),
            ),
            (
                &entry,
                kin(false, Some(1)),
                "near-duplicate",
                Some("another article tells the same story"),
            ),
            (
                &entry,
                Outcome::Unchanged,
                "unchanged",
                Some("its text was received before"),
            ),
            (
                &known,
                Outcome::Unchanged,
                "unchanged",
                Some("its bytes were received before"),
            ),
            (
                &entry,
                Outcome::Failed("it is empty".into()),
                "failed",
                Some("it is empty"),
            ),
            (
                &entry,
                Outcome::Skipped(4, "pictures".into()),
                "skipped",
                Some("pictures"),
            ),
        ] {
            let line = entry.line(&outcome, false);
            assert_eq!(
                (line["outcome"].as_str(), line["reason"].as_str()),
                (Some(word), reason)
            );
        }
        let line = entry.line(&kin(false, Some(5)), true);
        assert_eq!(
            (&line["figures"], &line["story"], &line["bytes"]),
            (&3.into(), &5.into(), &7.into())
        );
        assert_eq!(line["notices"], serde_json::json!(["no-article"]));
        assert_eq!(
            entry.line(&Outcome::Skipped(4, String::new()), true)["number"],
            4
        );
    }
}
