//! The laws of the house that no compiler checks: module heads, sizes, tables of words, ids of rules.

#[cfg(test)]
mod source;

#[cfg(test)]
mod tests {
    use super::source::{below, files, root, sources};
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::PathBuf;

    /// Longest file of code in lines.
    const LINES: usize = 800;

    /// What must not stand in code outside of tests.
    const UNFINISHED: &[&str] = &[".unwrap()", ".expect(", "todo!", "unimplemented!", "dbg!"];

    /// Beginnings of paths on somebody's machine.
    const FOREIGN: &[&str] = &["/home/", "/root/"];

    /// Tables whose order means something: units from the base unit up, classes in the order of their
    /// use. All others are sorted by their first column.
    const IN_OWN_ORDER: &[&str] = &[
        "dates/plans.tsv",
        "nominal_stops.tsv",
        "pages/meta.tsv",
        "projects/words.tsv",
        "regions/contexts.tsv",
        "units/calendar.tsv",
        "units/chinese.tsv",
        "units/currencies.tsv",
        "units/data.tsv",
        "units/imperial.tsv",
        "units/metric.tsv",
        "units/money_homes.tsv",
        "units/pure.tsv",
    ];

    /// Tables in which a row is known by two columns.
    const TWO_KEYS: &[&str] = &[
        "SOURCES.tsv",
        "pages/phrases.tsv",
        "projects/words.tsv",
        "qualifiers.tsv",
        "units/money_homes.tsv",
    ];

    /// A table of `lexicon/`.
    struct Table {
        path: String,
        heading: String,
        rows: Vec<String>,
    }

    impl Table {
        /// What a row is known by.
        fn keys(&self) -> Vec<Vec<&str>> {
            let columns = 1 + usize::from(TWO_KEYS.contains(&self.path.as_str()));
            self.rows
                .iter()
                .map(|row| row.split('\t').take(columns).collect())
                .collect()
        }
    }

    fn tables() -> Vec<Table> {
        let folder = root().join("lexicon");
        let read = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).unwrap();
            let (heading, rows): (Vec<&str>, Vec<&str>) = text
                .lines()
                .filter(|l| !l.is_empty())
                .partition(|l| l.starts_with('#'));
            Table {
                path: below(&folder, path),
                heading: heading.join("\n").to_lowercase(),
                rows: rows.into_iter().skip(1).map(str::to_owned).collect(),
            }
        };
        files(&folder, "tsv").iter().map(read).collect()
    }

    /// Every file of code: the crate, its tests and benches.
    fn code_files() -> Vec<PathBuf> {
        let folders = ["src", "tests", "benches"];
        let mut out: Vec<PathBuf> = folders
            .iter()
            .flat_map(|f| files(&root().join(f), "rs"))
            .collect();
        out.push(root().join("build.rs"));
        out
    }

    fn none(faults: &[String]) {
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    #[test]
    fn every_module_says_what_it_owns_and_stays_short() {
        let mut faults = Vec::new();
        for path in code_files() {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = below(&root(), &path);
            if !text.starts_with("//! ") {
                faults.push(format!("{name} does not begin with //!"));
            }
            if text.lines().count() > LINES {
                faults.push(format!("{name} is longer than {LINES} lines; divide it"));
            }
            if text.contains(concat!("#[", "ignore")) {
                faults.push(format!("{name} holds a test that is not run"));
            }
        }
        none(&faults);
    }

    #[test]
    fn nothing_is_unfinished() {
        let mut faults = Vec::new();
        for source in sources() {
            let found = UNFINISHED.iter().filter(|word| source.code.contains(*word));
            faults.extend(found.map(|word| format!("src/{} holds {word}", source.path)));
        }
        none(&faults);
    }

    #[test]
    fn nobodys_folders_are_named() {
        let mut paths = code_files();
        paths.retain(|p| !p.ends_with("tests/tidy.rs"));
        for extension in ["md", "tsv", "toml", "case", "trap", "sql"] {
            paths.extend(files(&root().join("corpus"), extension));
            paths.extend(files(&root().join("lexicon"), extension));
        }
        for entry in std::fs::read_dir(root()).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "md" || e == "toml") {
                paths.push(path);
            }
        }
        let mut faults = Vec::new();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            for word in FOREIGN.iter().filter(|word| text.contains(*word)) {
                faults.push(format!("{} names {word}", below(&root(), &path)));
            }
        }
        none(&faults);
    }

    #[test]
    fn tables_name_their_source_and_licence() {
        let mut faults = Vec::new();
        for table in tables().iter().filter(|t| t.path != "SOURCES.tsv") {
            for word in ["source", "licence"] {
                if !table.heading.contains(word) {
                    faults.push(format!(
                        "lexicon/{}: its heading names no {word}",
                        table.path
                    ));
                }
            }
        }
        none(&faults);
    }

    #[test]
    fn tables_are_sorted_and_say_nothing_twice() {
        let mut faults = Vec::new();
        for table in tables() {
            let keys = table.keys();
            let mut seen = BTreeSet::new();
            for key in &keys {
                if !seen.insert(key) {
                    faults.push(format!(
                        "lexicon/{}: {} stands twice",
                        table.path,
                        key.join(" ")
                    ));
                }
            }
            let firsts: Vec<&str> = keys.iter().map(|k| k[0]).collect();
            let next = firsts.iter().skip(1);
            let fallen = firsts.iter().zip(next).find(|(a, b)| a > b);
            if let (false, Some((a, b))) = (IN_OWN_ORDER.contains(&table.path.as_str()), fallen) {
                faults.push(format!("lexicon/{}: {a} stands before {b}", table.path));
            }
        }
        none(&faults);
    }

    #[test]
    fn sources_lists_every_table_and_no_other() {
        let tables = tables();
        let sources = tables.iter().find(|t| t.path == "SOURCES.tsv").unwrap();
        let listed: BTreeSet<&str> = sources.keys().iter().map(|k| k[0]).collect();
        let there: BTreeSet<&str> = tables.iter().map(|t| t.path.as_str()).collect();
        let expected: BTreeSet<&str> = there.into_iter().filter(|t| *t != "SOURCES.tsv").collect();
        assert_eq!(listed, expected);
        let licensed = |row: &String| row.split('\t').nth(2).is_some_and(|l| !l.is_empty());
        assert!(sources.rows.iter().all(licensed));
    }

    /// Ids of rules, wherever a rule is written as a value: `id: RuleId("...")` or `rule("...")`.
    #[test]
    fn ids_of_rules_are_kebab_names_and_unique() {
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        let mut faults = Vec::new();
        for source in sources()
            .iter()
            .filter(|s| s.path.starts_with("recognise/"))
        {
            let dense: String = source.code.split_whitespace().collect();
            for start in ["id:RuleId(\"", "rule(\""] {
                for after in dense.split(start).skip(1) {
                    let id = after.split('"').next().unwrap().to_owned();
                    if !is_id(&id) {
                        faults.push(format!("src/{}: {id:?} is no id", source.path));
                    }
                    if let Some(first) = ids.insert(id.clone(), source.path.clone()) {
                        faults.push(format!("{id} stands in {first} and {}", source.path));
                    }
                }
            }
        }
        none(&faults);
        let families: BTreeSet<&str> = ids.keys().map(|id| id.split('/').next().unwrap()).collect();
        for family in ["date", "figure", "project", "region"] {
            assert!(families.contains(family), "no rule of {family} was found");
        }
    }

    /// Whether `id` is `family/kebab-name`.
    fn is_id(id: &str) -> bool {
        let kebab = |part: &str| {
            let mut words = part.split('-');
            words.all(|w| {
                !w.is_empty()
                    && w.chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            })
        };
        id.split_once('/')
            .is_some_and(|(family, name)| kebab(family) && kebab(name))
    }

    #[test]
    fn ids_are_told_from_other_words() {
        assert!(is_id("figure/out-of"));
        assert!(is_id("region-trap/address"));
        for other in [
            "figure",
            "figure/Out",
            "figure/out_of",
            "figure/-of",
            "a/b/c",
        ] {
            assert!(!is_id(other), "{other}");
        }
    }
}
