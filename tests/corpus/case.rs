//! Cases and traps: a sentence, and what must or must not be found in it.
//!
//! The line format is told in `corpus/README.md`. Only stated fields are compared, but of each kind
//! that a case states, the number of findings must agree.

use super::agree::{self, fold, period, text};
use super::gold::files;
use super::score::items;
use figtrace::base::vocabulary::{Comparator, Modality, Role};
use figtrace::clean::plain;
use figtrace::pipeline::read_article;
use figtrace::show::record::record;
use serde_json::{Value as Json, json};
use std::path::Path;

/// The kinds of findings a case may state, each with its list in the record.
const KINDS: [(&str, &str); 4] = [
    ("figure", "figures"),
    ("date", "dates"),
    ("region", "regions"),
    ("project", "projects"),
];

/// What must be found in one sentence.
#[derive(Debug, Default)]
pub struct Case {
    /// File and line.
    pub place: String,
    pub sentence: String,
    pub date: Option<jiff::civil::Date>,
    /// What must be found: list of the record, and fields as in a gold item.
    pub expected: Vec<(&'static str, Json)>,
    /// Lists that must be empty.
    pub none: Vec<&'static str>,
}

/// Every case under `root`, or what is wrong with a line.
pub fn cases(root: &Path) -> Result<Vec<Case>, String> {
    read(root, "case", |_| Ok(Vec::new()))
}

/// Every trap under `root`: the folder names the kind that must not be found.
pub fn traps(root: &Path) -> Result<Vec<Case>, String> {
    read(root, "trap", |path| {
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
        Ok(vec![family(&folder.to_string_lossy())?])
    })
}

fn read(
    root: &Path,
    ext: &str,
    none: impl Fn(&Path) -> Result<Vec<&'static str>, String>,
) -> Result<Vec<Case>, String> {
    let mut out = Vec::new();
    for path in files(root, ext) {
        let name = path
            .strip_prefix(root)
            .unwrap_or(&path)
            .display()
            .to_string();
        let none = none(&path).map_err(|e| format!("{name}: {e}"))?;
        let content = std::fs::read_to_string(&path).map_err(|e| format!("{name}: {e}"))?;
        for mut case in parse(&name, &content)? {
            case.none.extend(&none);
            out.push(case);
        }
    }
    Ok(out)
}

fn family(kind: &str) -> Result<&'static str, String> {
    let known = KINDS.iter().find(|(k, _)| *k == kind);
    known
        .map(|(_, list)| *list)
        .ok_or_else(|| format!("unknown kind {kind:?}"))
}

/// The cases of one file.
fn parse(name: &str, content: &str) -> Result<Vec<Case>, String> {
    let mut out: Vec<Case> = Vec::new();
    let mut date = None;
    for (index, line) in content.lines().enumerate() {
        let line = line.trim();
        let place = format!("{name}:{}", index + 1);
        let told = |e: String| format!("{place}: {e}");
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(sentence) = line.strip_prefix("> ") {
            let sentence = sentence.to_owned();
            out.push(Case {
                place,
                sentence,
                date: date.take(),
                ..Case::default()
            });
        } else if let Some(day) = line.strip_prefix("on ") {
            date = Some(day.parse().map_err(|e| told(format!("{e}")))?);
        } else {
            let case = out
                .last_mut()
                .ok_or_else(|| told("no sentence before it".into()))?;
            match line.strip_prefix("no ") {
                Some(kind) => case.none.push(family(kind).map_err(told)?),
                None => case.expected.push(finding(line).map_err(told)?),
            }
        }
    }
    Ok(out)
}

/// A line such as `figure "9 trillion yuan" 9000000000000 CNY over | period=2024`.
fn finding(line: &str) -> Result<(&'static str, Json), String> {
    let (kind, rest) = line.split_once(" \"").ok_or("no quote")?;
    let (quote, rest) = rest.split_once('"').ok_or("the quote is not closed")?;
    let list = family(kind)?;
    let mut item = json!({ "quote": quote });
    let mut parts = rest.split('|').map(str::trim);
    let head = parts.next().unwrap_or_default();
    match kind {
        "figure" => figure_head(&mut item, head)?,
        "date" if !head.is_empty() => item["edtf"] = head.into(),
        "region" | "project" if !head.is_empty() => item["name"] = head.into(),
        _ => {}
    }
    for part in parts {
        let (key, value) = part
            .split_once('=')
            .ok_or_else(|| format!("no = in {part:?}"))?;
        let known = [
            "indicator",
            "regions",
            "period",
            "base",
            "by",
            "projects",
            "counted",
            "kind",
            "level",
            "in",
            "restates",
        ];
        if !known.contains(&key) {
            return Err(format!("unknown field {key:?}"));
        }
        item[key] = value.into();
    }
    Ok((list, item))
}

/// Value, unit and words of the closed vocabularies.
fn figure_head(item: &mut Json, head: &str) -> Result<(), String> {
    let mut words = head.split(' ').filter(|w| !w.is_empty());
    let value = words.next().ok_or("no value")?;
    match value.split_once("..") {
        Some((low, high)) => {
            item["low"] = low.into();
            item["high"] = high.into();
        }
        None => item["value"] = value.into(),
    }
    item["unit"] = words.next().ok_or("no unit")?.into();
    for word in words {
        let key = if Comparator::parse(word).is_some() {
            "comparator"
        } else if Role::parse(word).is_some() {
            "role"
        } else if Modality::parse(word).is_some() {
            "modality"
        } else {
            return Err(format!("unknown word {word:?}"));
        };
        item[key] = word.into();
    }
    Ok(())
}

impl Case {
    /// What is wrong with the findings of the pipeline; empty when all is as stated.
    pub fn differences(&self) -> Vec<String> {
        let mut article = plain::article(self.sentence.clone());
        article.published = self.date;
        self.compare(&record(&read_article(article), "case", ""))
    }

    fn compare(&self, found: &Json) -> Vec<String> {
        let mut out = Vec::new();
        for (_, list) in KINDS {
            let expected: Vec<&Json> = self
                .expected
                .iter()
                .filter(|(l, _)| *l == list)
                .map(|(_, item)| item)
                .collect();
            if expected.is_empty() && !self.none.contains(&list) {
                continue;
            }
            let found = items(found, list);
            if found.len() != expected.len() {
                out.push(format!(
                    "{} {list} expected, {} found",
                    expected.len(),
                    found.len()
                ));
            }
            out.extend(unmet(&expected, found));
            if !out.is_empty() {
                out.extend(found.iter().map(|f| format!("found {}", brief(list, f))));
            }
        }
        out
    }
}

/// The expected items that no finding meets, each finding used once.
fn unmet(expected: &[&Json], found: &[Json]) -> Vec<String> {
    let mut left: Vec<&Json> = found.iter().collect();
    let mut out = Vec::new();
    for item in expected {
        if let Some(index) = left.iter().position(|f| wrong_fields(item, f).is_empty()) {
            left.remove(index);
            continue;
        }
        let near = found.iter().find(|f| f["quote"] == item["quote"]);
        let wrong = near
            .map(|f| wrong_fields(item, f).join(", "))
            .unwrap_or_default();
        out.push(format!("expected {item} {wrong}").trim_end().to_owned());
    }
    out
}

/// The stated fields that the finding does not meet.
fn wrong_fields(item: &Json, found: &Json) -> Vec<String> {
    let stated = item.as_object().into_iter().flatten();
    stated
        .map(|(key, value)| (key, value.as_str().unwrap_or_default()))
        .filter(|(key, value)| !value.split(" or ").any(|v| meets(key, v, item, found)))
        .map(|(key, value)| format!("[{key}: not {value}]"))
        .collect()
}

/// Whether the finding's field is as stated; `-` states that there is none.
fn meets(key: &str, value: &str, item: &Json, found: &Json) -> bool {
    let value = if value == "-" { "" } else { value };
    let listed = |key: &str| {
        let want: Vec<String> = value
            .split(',')
            .map(fold)
            .filter(|n| !n.is_empty())
            .collect();
        let mut got: Vec<String> = agree::names(found, key).into_iter().collect();
        got.sort();
        let mut want = want;
        want.sort();
        got == want
    };
    match key {
        "value" | "low" | "high" => agree::value(item, found),
        "indicator" => agree::words(value).is_subset(&agree::words(text(found, "indicator"))),
        "regions" | "projects" => listed(key),
        "period" => period(text(found, "period")) == period(value),
        "edtf" => period(text(found, "edtf")) == period(value),
        "base" => period(text(found, "base_period")) == period(value),
        "by" => fold(text(found, "attributed_to")) == fold(value),
        "name" => fold(text(found, "name")) == fold(value),
        "restates" => found["equivalent_to"].is_null() == value.is_empty(),
        _ => text(found, key) == value,
    }
}

/// The fields of a finding that a case may state.
fn brief(list: &str, found: &Json) -> String {
    let keys: &[&str] = match list {
        "figures" => &[
            "quote",
            "value",
            "low",
            "high",
            "unit",
            "comparator",
            "role",
            "modality",
            "counted",
            "indicator",
            "regions",
            "period",
            "base_period",
            "attributed_to",
            "projects",
            "rule",
        ],
        "dates" => &["quote", "edtf", "rule"],
        "regions" => &["quote", "name", "level", "in", "rule"],
        _ => &["quote", "name", "kind", "rule"],
    };
    let said = keys.iter().filter(|k| !found[**k].is_null());
    said.map(|k| format!("{k}={}", found[*k]))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# two cases
on 2025-03-01
> Output rose by 4 to 5 percent last year.
figure \"4 to 5 percent\" 4..5 % increase | indicator=output | regions=-
date \"last year\" 2024

> Nothing here.
no figure
";

    #[test]
    fn a_file_is_read_line_by_line() {
        let cases = parse("x.case", FILE).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].place, "x.case:3");
        assert_eq!(cases[0].date.unwrap().to_string(), "2025-03-01");
        assert_eq!(cases[0].expected[0].1["high"], "5");
        assert!(cases[1].date.is_none());
        assert_eq!(cases[1].none, ["figures"]);
    }

    #[test]
    fn a_faulty_line_is_told_with_its_place() {
        for (file, fault) in [
            ("figure \"2\" 2 count", "no sentence"),
            ("> a\nfigure \"2\" 2", "no value or unit"),
            ("> a\nfigure \"2\" 2 count overly", "unknown word"),
            ("> a\nplace \"2\"", "unknown kind"),
            ("> a\ndate \"2\" 2024 | when=2", "unknown field"),
            ("on yesterday", "no date"),
        ] {
            let told = parse("x.case", file).unwrap_err();
            assert!(told.starts_with("x.case:"), "{fault}: {told}");
        }
    }

    #[test]
    fn stated_fields_and_the_number_of_findings_are_compared() {
        let case = &parse("x.case", FILE).unwrap()[0];
        let figure = json!({"quote": "4 to 5 percent", "low": "4", "high": "5.0", "unit": "%",
            "role": "increase", "indicator": "industrial output", "regions": []});
        let date = json!({"quote": "last year", "edtf": "2024"});
        let right = json!({"figures": [figure], "dates": [date]});
        assert_eq!(case.compare(&right), Vec::<String>::new());
        let twice = json!({"figures": [figure, figure], "dates": [date]});
        assert!(case.compare(&twice)[0].contains("1 figures expected, 2 found"));
        let mut wrong = right.clone();
        wrong["figures"][0]["regions"] = json!(["Hebei"]);
        assert!(case.compare(&wrong)[0].contains("[regions: not -]"));
    }
}
