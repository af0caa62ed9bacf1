//! What an ingest did, for a person.

use crate::store::writer::{Counts, Outcome};
use std::fmt::Write as _;

/// Sums over the inputs of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// New documents.
    pub new: usize,
    /// New documents that are another version of an article.
    pub versions: usize,
    /// New documents that tell the story of another one, under another address or none.
    pub retold: usize,
    /// Inputs whose text was there before.
    pub unchanged: usize,
    /// Inputs that gave no document.
    pub failed: usize,
    /// Parts of containers that are no articles.
    pub skipped: u64,
    /// What the new documents say.
    pub counts: Counts,
}

impl Summary {
    fn place<'a>(&self, database: &'a str, dry: bool) -> &'a str {
        match (dry, self.new + self.unchanged) {
            (true, _) => "dry run, nothing stored",
            (false, 0) => "nothing stored",
            (false, _) => database,
        }
    }

    /// Counts one more input.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::New(counts, kin) => {
                self.new += 1;
                self.versions += usize::from(kin.version);
                self.retold += usize::from(!kin.version && kin.story.is_some());
                self.counts += *counts;
            }
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Skipped(number, _) => self.skipped += number,
        }
    }

    /// The summary, and commands to try next when there is a database to try them on; the first asks for
    /// `example`, a figure it holds, if it holds one.
    pub fn text(&self, database: &str, dry: bool, example: Option<&str>) -> String {
        let Counts {
            figures,
            dates,
            regions,
            projects,
            unread,
        } = self.counts;
        let mut out = format!(
            "{}: {} new, {} unchanged, {} failed\n",
            self.place(database, dry),
            counted(self.new, "article"),
            self.unchanged,
            self.failed,
        );
        if self.skipped > 0 {
            let _ = writeln!(
                out,
                "passed over: {} of containers that are no articles",
                counted(usize::try_from(self.skipped).unwrap_or(usize::MAX), "part"),
            );
        }
        if self.new > 0 {
            let found = [
                counted(figures, "figure"),
                counted(dates, "date"),
                counted(regions, "region"),
                counted(projects, "project"),
            ];
            let _ = writeln!(out, "found in the new: {}", found.join(", "));
        }
        let kin = [
            (self.versions, "new version"),
            (self.retold, "near-duplicate"),
        ];
        let kin: Vec<String> = kin
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| counted(*n, what))
            .collect();
        if !kin.is_empty() {
            let _ = writeln!(out, "among them: {}", kin.join(", "));
        }
        if unread > 0 {
            let _ = writeln!(
                out,
                "without running text, so without figures: {}; the table `notice` tells which",
                counted(unread, "article"),
            );
        }
        if !dry && self.new + self.unchanged > 0 {
            let at = if database == "figtrace.db" {
                String::new()
            } else {
                format!(" --db {}", quoted(database))
            };
            let file = quoted(database);
            let trace = example.map(|e| format!("  figtrace trace {}{at}\n", quoted(e)));
            let _ = write!(
                out,
                "try next:\n{}  figtrace verify{at}\n  \
                 sqlite3 {file} 'SELECT quote, indicator, regions, period FROM facts LIMIT 20'\n",
                trace.unwrap_or_default()
            );
        }
        out
    }
}

fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ':');
    if !path.is_empty() && path.chars().all(plain) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::writer::Kin;

    #[test]
    fn the_summary_counts_and_advises() {
        let mut summary = Summary::default();
        let counts = Counts {
            figures: 3,
            dates: 1,
            regions: 0,
            projects: 2,
            unread: 1,
        };
        summary.add(&Outcome::New(counts, Kin::default()));
        summary.add(&Outcome::Unchanged);
        summary.add(&Outcome::Failed("x".into()));
        summary.add(&Outcome::Skipped(4, "pictures".into()));
        let text = summary.text("my db", false, Some("9 trillion yuan"));
        assert!(
            text.starts_with("my db: 1 article new, 1 unchanged, 1 failed\n"),
            "{text}"
        );
        assert!(
            text.contains("3 figures, 1 date, 0 regions, 2 projects"),
            "{text}"
        );
        assert!(text.contains("\npassed over: 4 parts of"), "{text}");
        assert!(
            text.contains("\nwithout running text, so without figures: 1 article;"),
            "{text}"
        );
        assert!(text.contains("verify --db 'my db'"), "{text}");
        assert!(text.contains("trace '9 trillion yuan' --db"), "{text}");
        let none = summary.text("my db", false, None);
        assert!(!none.contains("figtrace trace"), "{none}");
        assert!(none.contains("verify --db 'my db'"), "{none}");
    }

    #[test]
    fn versions_and_near_duplicates_are_told() {
        let mut summary = Summary::default();
        for (version, story) in [(true, Some(1)), (false, Some(1)), (false, None)] {
            summary.add(&Outcome::New(Counts::default(), Kin { version, story }));
        }
        let text = summary.text("a.db", false, None);
        let told = "among them: 1 new version, 1 near-duplicate\n";
        assert!(text.contains(told), "{text}");
    }

    #[test]
    fn nothing_stored_means_nothing_to_try() {
        let mut summary = Summary::default();
        summary.add(&Outcome::Failed("x".into()));
        assert!(!summary.text("a.db", false, None).contains("try next"));
        summary.add(&Outcome::New(Counts::default(), Kin::default()));
        assert!(!summary.text("a.db", true, None).contains("try next"));
    }

    #[test]
    fn paths_are_quoted_for_the_shell() {
        assert_eq!(quoted("a/b.db"), "a/b.db");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
