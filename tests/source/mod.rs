//! The crate's own source as the house tests read it: each file of `src/` without tests and comments.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One file of `src/`.
pub struct Source {
    /// Its place under `src/`, with `/` between folders: `link/place.rs`.
    pub path: String,
    /// What is compiled outside of tests, comments left out. Tests only: empty.
    pub code: String,
}

/// The crate's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder` that ends in `.EXTENSION`, in the order of names.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// A path below `folder`, with `/` between its parts.
pub fn below(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap().iter();
    parts
        .map(|p| p.to_str().unwrap())
        .collect::<Vec<_>>()
        .join("/")
}

/// Every file of `src/`.
pub fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let read: Vec<(String, String)> = files(&folder, "rs")
        .iter()
        .map(|p| (below(&folder, p), std::fs::read_to_string(p).unwrap()))
        .collect();
    let tests: BTreeSet<String> = read
        .iter()
        .flat_map(|(path, text)| test_modules(path, text))
        .collect();
    let is_test = |path: &str| {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        tests
            .iter()
            .any(|t| module == t || module.starts_with(&format!("{t}/")))
    };
    read.into_iter()
        .map(|(path, text)| Source {
            code: if is_test(&path) {
                String::new()
            } else {
                compiled(&text)
            },
            path,
        })
        .collect()
}

/// The modules in files of their own that `path` declares for tests only.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let module = path.trim_end_matches(".rs");
    let folder = module.strip_suffix("/mod").unwrap_or(module);
    let after = text.split("#[cfg(test)]\n").skip(1);
    after
        .filter_map(|rest| {
            let line = rest.lines().find(|l| !l.trim_start().starts_with("#["))?;
            let name = line.trim().rsplit_once("mod ")?.1.strip_suffix(';')?;
            Some(format!("{folder}/{name}"))
        })
        .collect()
}

/// `text` without comment lines and without items under `#[cfg(test)]`; rustfmt's indentation shows
/// where such an item ends.
fn compiled(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            let mut item = lines.next().unwrap();
            while item.trim_start().starts_with("#[") {
                item = lines.next().unwrap();
            }
            let (indent, _) = item.split_at(item.len() - item.trim_start().len());
            let end = format!("{indent}}}");
            if !item.ends_with(';') && !item.ends_with('}') {
                lines.by_ref().find(|l| *l == end).unwrap();
            }
        } else if !line.trim_start().starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_comments_are_no_code() {
        let text = "//! A.\nuse a;\n#[cfg(test)]\nmod sample;\n// b\n#[cfg(test)]\nmod tests {\n    fn c() {}\n}\nfn d() {}\n";
        assert_eq!(compiled(text), "use a;\nfn d() {}\n");
        assert_eq!(test_modules("x/mod.rs", text), ["x/sample"]);
        assert_eq!(test_modules("x.rs", text), ["x/sample"]);
    }

    #[test]
    fn files_of_tests_hold_no_code() {
        let code = |path: &str| {
            let all = sources();
            all.into_iter().find(|s| s.path == path).unwrap().code
        };
        assert_eq!(code("base/edtf/tests.rs"), "");
        assert!(code("base/edtf.rs").contains("pub fn"));
    }
}
