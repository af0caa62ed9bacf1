//! The README as a person uses it: its commands run, its queries answer, nothing is left out of it.

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};
    use std::sync::LazyLock;

    const README: &str = include_str!("../README.md");

    /// A folder with the corpus' articles and the database that the README's first command makes.
    static PLACE: LazyLock<PathBuf> = LazyLock::new(|| {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
        let articles = place.join("corpus/articles");
        if place.exists() {
            std::fs::remove_dir_all(&place).unwrap();
        }
        std::fs::create_dir_all(&articles).unwrap();
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
        for entry in std::fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, articles.join(path.file_name().unwrap())).unwrap();
        }
        let line = "{\"id\": \"a\", \"text\": \"The port moved 3 million tonnes in 2024.\"}\n";
        std::fs::write(place.join("articles.jsonl"), line).unwrap();
        let done = run(&place, commands()[0]);
        assert!(done.status.success(), "{}", said(&done.stderr));
        place
    });

    /// The blocks of code in LANGUAGE.
    fn blocks(language: &str) -> Vec<&'static str> {
        let fence = format!("```{language}\n");
        let after = README.split(fence.as_str()).skip(1);
        after.map(|b| b.split("```").next().unwrap()).collect()
    }

    /// Every line of the shell blocks.
    fn commands() -> Vec<&'static str> {
        blocks("sh").iter().flat_map(|b| b.lines()).collect()
    }

    fn program() -> PathBuf {
        PathBuf::from(env!("CARGO_BIN_EXE_figtrace"))
    }

    /// Runs a line of shell with `figtrace` on the path; it is built already, so cargo is left out.
    fn run(folder: &Path, line: &str) -> Output {
        let found = std::env::var_os("PATH").unwrap();
        let mut path = vec![program().parent().unwrap().to_owned()];
        path.extend(std::env::split_paths(&found));
        Command::new("sh")
            .args(["-c", &line.replace("cargo run --release --", "figtrace")])
            .current_dir(folder)
            .env("PATH", std::env::join_paths(path).unwrap())
            .output()
            .unwrap()
    }

    fn said(bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    fn help(arguments: &[&str]) -> String {
        let output = Command::new(program()).args(arguments).output().unwrap();
        assert!(output.status.success());
        said(&output.stdout)
    }

    /// The commands that `figtrace --help` lists.
    fn listed() -> Vec<String> {
        let text = help(&["--help"]);
        let list = text.split("Commands:\n").nth(1).unwrap();
        let lines = list.lines().take_while(|l| !l.is_empty());
        // What goes on from the line before stands further in.
        lines
            .filter(|l| !l.starts_with("   "))
            .filter_map(|l| l.split_whitespace().next().map(str::to_owned))
            .collect()
    }

    #[test]
    fn the_first_two_commands_are_the_main_one_and_the_tests() {
        let first: Vec<&str> = commands().into_iter().take(2).collect();
        assert_eq!(
            first,
            [
                "cargo run --release -- ingest corpus/articles",
                "cargo test"
            ]
        );
    }

    #[test]
    fn articles_are_ingested_and_nothing_else_is() {
        let database = Connection::open(PLACE.join("figtrace.db")).unwrap();
        let count = |sql: &str| -> i64 { database.query_row(sql, [], |r| r.get(0)).unwrap() };
        let folder = std::fs::read_dir(PLACE.join("corpus/articles")).unwrap();
        let texts = folder
            .filter(|e| {
                let path = e.as_ref().unwrap().path();
                path.extension().is_some_and(|e| e == "txt")
            })
            .count();
        let texts = i64::try_from(texts).unwrap();
        assert!(texts >= 10);
        assert_eq!(count("SELECT count(*) FROM document"), texts);
        assert_eq!(count("SELECT count(*) FROM failure"), 0);
        assert!(count("SELECT count(*) FROM figure") > 10 * texts);
    }

    #[test]
    fn every_command_runs() {
        let lines = commands();
        assert!(lines.len() > 10);
        for line in lines.into_iter().filter(|l| *l != "cargo test") {
            let known = ["figtrace ", "cargo run ", "echo "];
            assert!(known.iter().any(|k| line.starts_with(k)), "{line}");
            let output = run(&PLACE, line);
            assert!(
                output.status.success(),
                "{line}\n{}{}",
                said(&output.stdout),
                said(&output.stderr)
            );
        }
    }

    #[test]
    fn the_five_queries_answer() {
        let queries = blocks("sql");
        assert_eq!(queries.len(), 5);
        let database = Connection::open(PLACE.join("figtrace.db")).unwrap();
        for sql in queries {
            let mut query = database.prepare(sql).unwrap();
            let mut rows = query.query([]).unwrap();
            assert!(rows.next().unwrap().is_some(), "no rows:\n{sql}");
        }
    }

    /// The rule and the reasons may change as rules improve; what the article says may not.
    #[test]
    fn the_example_is_what_figtrace_prints() {
        let example = blocks("console")[0];
        let (command, expected) = example.split_once('\n').unwrap();
        let output = run(&PLACE, command.strip_prefix("$ ").unwrap());
        let printed = said(&output.stdout);
        let kept = [
            "1. ",
            "   says ",
            "   article ",
            "   file ",
            "   place ",
            "   figure ",
        ];
        for line in expected.lines() {
            if kept.iter().any(|k| line.starts_with(k)) {
                assert!(printed.contains(line), "{line}\nis not in\n{printed}");
            }
        }
    }

    #[test]
    fn every_command_and_option_is_told() {
        let commands = listed();
        assert!(commands.len() >= 5);
        for command in commands {
            let told = README.contains(&format!("`figtrace {command}"));
            assert!(told, "figtrace {command} is not in the README");
            let text = help(&["help", &command]);
            let words = text.split(|c: char| c.is_whitespace() || c == ',');
            for option in words.filter(|w| w.starts_with("--") && w.len() > 2) {
                let option = option.trim_end_matches(|c: char| !c.is_ascii_lowercase());
                let known = matches!(option, "--help" | "--version");
                let told = README.contains(option);
                assert!(known || told, "{option} of {command} is not in the README");
            }
        }
    }

    #[test]
    fn every_field_of_a_record_is_told() {
        let output = run(&PLACE, "figtrace extract corpus/articles/delta-ports.txt");
        let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let fields = record.as_object().unwrap();
        let mut names: Vec<&String> = fields.keys().collect();
        for list in fields.values().filter_map(|v| v.as_array()) {
            names.extend(
                list.iter()
                    .flat_map(|item| item.as_object().unwrap().keys()),
            );
        }
        assert!(names.len() > 100);
        for name in names {
            let told = README.contains(&format!("`{name}`"));
            assert!(told, "the field {name} is not in the README");
        }
    }

    #[test]
    fn every_table_is_told() {
        let database = Connection::open(PLACE.join("figtrace.db")).unwrap();
        let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') \
                   AND name NOT LIKE 'sentence\\_fts\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        let mut query = database.prepare(sql).unwrap();
        let names = query.query_map([], |r| r.get::<_, String>(0)).unwrap();
        for name in names {
            let name = name.unwrap();
            assert!(README.contains(&format!("`{name}`")), "{name}");
        }
    }

    #[test]
    fn links_lead_to_files() {
        let links = README.split("](").skip(1);
        let targets = links.map(|l| l.split(')').next().unwrap());
        for target in targets.filter(|t| !t.starts_with("http")) {
            if let Some(anchor) = target.strip_prefix('#') {
                let slug = |l: &str| {
                    l.trim_start_matches(['#', ' '])
                        .to_lowercase()
                        .replace(' ', "-")
                };
                let headings = README.lines().filter(|l| l.starts_with('#'));
                assert!(headings.map(slug).any(|s| s == anchor), "{target}");
                continue;
            }
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
            assert!(path.exists(), "{target}");
        }
    }
}
