//! A folder of its own for each test, and the program run in it.

use figtrace::base::number::Number;
use figtrace::base::rule::RuleId;
use figtrace::base::span::Span;
use figtrace::base::vocabulary::{Comparator, Level, Modality, Role};
use figtrace::clean::plain;
use figtrace::link::reading::{Base, Figure, Reading};
use figtrace::read::Held;
use figtrace::recognise::mention::{FigureMention, Place as Region, RegionMention};
use figtrace::segment::Segments;
use figtrace::store::incoming::{Content, Incoming, Received};
use figtrace::store::writer::{Reference, Run, Writer};
use serde_json::Value;
use snapbox::cmd::{Command, cargo_bin};
use std::path::PathBuf;
use tempfile::TempDir;

/// The folder.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With the file `name` that holds `content`.
    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.path(name), content).unwrap();
        self
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// figtrace with these arguments, about to run there.
    pub fn figtrace(&self, arguments: &[&str]) -> Command {
        Command::new(cargo_bin!("figtrace"))
            .current_dir(self.folder.path())
            .env_remove("RUST_BACKTRACE")
            .args(arguments)
    }

    /// What figtrace with these arguments answers: exit status, and all of its standard output.
    pub fn answer(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.figtrace(arguments).output().unwrap();
        let status = output.status.code().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (status, text)
    }

    /// The same as JSON; what is none, or an error, fails the test with what was said.
    pub fn json(&self, arguments: &[&str]) -> (i32, Value) {
        let output = self.figtrace(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let json = serde_json::from_slice(&output.stdout);
        let json = json.unwrap_or_else(|e| panic!("{arguments:?}: {e}\n{said}"));
        (output.status.code().unwrap(), json)
    }

    /// figtrace behind shell commands: `$FIGTRACE` is the program.
    pub fn shell(&self, script: &str) -> Command {
        Command::new("sh")
            .current_dir(self.folder.path())
            .env("FIGTRACE", cargo_bin!("figtrace"))
            .args(["-c", script])
    }

    /// The same as a child that goes on by itself.
    pub fn start(&self, arguments: &[&str]) -> std::process::Child {
        let mut command = self.command(arguments);
        command.stdin(std::process::Stdio::piped()).spawn().unwrap()
    }

    /// The same, about to go on by itself, with nothing to read and nobody to listen.
    pub fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(cargo_bin!("figtrace"));
        command
            .current_dir(self.folder.path())
            .args(arguments)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .stdin(std::process::Stdio::null());
        command
    }

    /// One number from the database `k.db`.
    pub fn number(&self, sql: &str) -> i64 {
        let conn = rusqlite::Connection::open(self.path("k.db")).unwrap();
        conn.query_row(sql, [], |r| r.get(0)).unwrap()
    }

    /// Every row of the database `name` as text, run by run of the same rows.
    pub fn dump(&self, name: &str) -> String {
        let conn = rusqlite::Connection::open(self.path(name)).unwrap();
        let mut tables = conn
            // SQLite's own tables hold statistics and the catalogue: how it works, not what is stored.
            .prepare(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') \
                 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1",
            )
            .unwrap();
        let tables: Vec<String> = tables
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut out = String::new();
        for table in tables {
            // How the index is cut into segments follows the transactions; what it finds does not.
            if table.starts_with("sentence_fts_") && table != "sentence_fts_docsize" {
                continue;
            }
            let mut rows = conn
                .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
                .unwrap();
            let width = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells: Vec<String> =
                    (0..width).map(|i| cell(row.get_ref(i).unwrap())).collect();
                out.extend([table.as_str(), ": ", &cells.join(" | "), "\n"]);
            }
        }
        out
    }

    /// With the database `k.db` about three figures, whatever the recognisers do.
    pub fn with_figures(self) -> Self {
        let text = "Ningbo’s port handled 383 ships in May.\n\
                    Trade grew to 9.2 trillion yuan, half of it by sea, officials say.";
        let run = Run {
            tool_version: "0.0.0".into(),
            options: "{}".into(),
            captured_at: "2025-06-02T00:00:00Z".into(),
        };
        let received = Received::new(text.as_bytes(), reading(text)).unwrap();
        let incoming = Incoming {
            path: "port.txt".into(),
            source: "port.txt".into(),
            media_type: "text/plain".into(),
            held: Held::default(),
            content: Ok(Content::Read(Box::new(received))),
        };
        let reference = Reference {
            rule: |id| (id == "figure/count").then_some("a number and a noun"),
            ..Reference::NONE
        };
        let mut writer = Writer::open(&self.path("k.db"), run, reference).unwrap();
        writer.store(&[incoming]).unwrap();
        writer.finish().unwrap();
        self
    }
}

fn cell(value: rusqlite::types::ValueRef<'_>) -> String {
    match value.as_str() {
        Ok(text) => text.to_owned(),
        Err(_) => format!("{value:?}"),
    }
}

fn reading(text: &str) -> Reading {
    let mut article = plain::article(text.to_owned());
    article.title = Some("A busy May".into());
    article.publisher = Some("Harbour News".into());
    article.published = Some("2025-06-01".parse().unwrap());
    article.url = Some("https://news.example/may?x=1#top".into());
    let segments = Segments::of(&article);
    let span = |quote: &str| {
        let at = text.find(quote).unwrap();
        Span::new(at, at + quote.len())
    };
    let ningbo = Region {
        id: "330200".into(),
        name: "Ningbo".into(),
        level: Level::Prefecture,
        within: Some("Zhejiang".into()),
    };
    let figure = |quote: &str, value: Number, unit: &'static str, rule: &'static str| Figure {
        mention: FigureMention {
            span: span(quote),
            sentence: segments.sentence_at(span(quote).start).unwrap(),
            rule: RuleId(rule),
            value: figtrace::base::number::Value::Exact(value),
            unit: unit.into(),
            ..FigureMention::none()
        },
        role: Role::Level,
        modality: Modality::Actual,
        indicator: None,
        measure: None,
        regions: vec![ningbo.clone()],
        period: None,
        base_period: None,
        projects: Vec::new(),
        attributed_to: None,
        why: vec![RuleId("place/subject")],
    };
    let mut ships = figure("383", 383.into(), "count", "figure/count");
    ships.mention.counted = Some(span("ships"));
    ships.indicator = Some("ships handled".into());
    ships.period = figtrace::base::edtf::Edtf::parse("2025-05");
    let mut trade = figure(
        "9.2 trillion yuan",
        9_200_000_000_000.into(),
        "CNY",
        "figure/money",
    );
    trade.mention.comparator = Comparator::About;
    trade.mention.half_place = Some(50_000_000_000_i64.into());
    trade.indicator = Some("trade".into());
    trade.measure = Some("foreign trade".into());
    trade.base_period = Some(Base::YearOnYear);
    trade.attributed_to = Some("officials".into());
    let mut half = figure("half", Number::Fraction(1, 2), "1", "figure/fraction");
    half.role = Role::Share;
    Reading {
        sentences: segments
            .sentences
            .iter()
            .map(|s| (s.span, s.block))
            .collect(),
        regions: vec![RegionMention {
            span: span("Ningbo"),
            sentence: 0,
            rule: RuleId("region/name"),
            place: ningbo.clone(),
        }],
        figures: vec![ships, trade, half],
        dates: Vec::new(),
        projects: Vec::new(),
        things: Vec::new(),
        relations: Vec::new(),
        rejections: Vec::new(),
        notices: Vec::new(),
        article,
    }
}

/// Some articles, each different, as JSON Lines.
pub fn articles(count: usize) -> String {
    let mut out = String::new();
    for n in 0..count {
        let text = format!(
            "Town {n} reports. Output in Hebei rose {}.{}% to {} million yuan in 2024.\\n\
             The “Green Belt” project — begun in 2019 — planted {} trees on {n} hectares.",
            n % 30,
            n % 10,
            n * 7 + 3,
            n * 100 + 1,
        );
        out.extend([
            "{\"id\":\"a",
            &n.to_string(),
            "\",\"date\":\"2025-01-05\",\"text\":\"",
            &text,
            "\"}\n",
        ]);
    }
    out
}
