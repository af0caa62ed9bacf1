//! The pinned floors: read, held against what was measured, and moved on demand.
//!
//! `FIGTRACE_FLOORS=overwrite` writes what was measured and refuses to lower a floor;
//! `FIGTRACE_FLOORS=allow-lower` lowers too.

use super::gold::{files, folder};
use super::score::Scores;
use figtrace::base::hash::sha256_hex;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Floors by name, such as `figure.fact f1`, and the digest of the corpus they were measured on.
#[derive(Debug, Default, PartialEq)]
pub struct Floors {
    pub digest: String,
    pub values: BTreeMap<String, f64>,
}

const HEAD: &str = "\
# Floors of quality on the crate's own corpus. A test fails when a measured value is lower, or when
# the corpus has another digest. Written by the test itself: see corpus/README.md, \"Floors\".
";

/// SHA-256 over the names and contents of all articles, gold files, cases and traps.
pub fn digest() -> String {
    let mut all = Vec::new();
    for (part, ext) in [
        ("articles", "txt"),
        ("articles", "json"),
        ("cases", "case"),
        ("traps", "trap"),
    ] {
        let root = folder(part);
        for path in files(&root, ext) {
            let name = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            all.extend(format!("{part}/{name}\n").into_bytes());
            all.extend(std::fs::read(&path).unwrap());
        }
    }
    sha256_hex(&all)
}

/// Four decimals, rounded down, so that a floor is never above what it was measured from.
fn down(value: f64) -> f64 {
    (value * 10_000.0 + 1e-6).floor() / 10_000.0
}

impl Floors {
    /// What was measured, in the form of floors.
    pub fn measured(scores: &Scores, cases: usize, traps: usize) -> Self {
        let mut values = BTreeMap::new();
        for (family, tally) in &scores.families {
            values.insert(format!("{family} precision"), down(tally.precision()));
            values.insert(format!("{family} recall"), down(tally.recall()));
            values.insert(format!("{family} f1"), down(tally.f1()));
        }
        for (field, (right, of)) in &scores.fields {
            let accuracy = f64::from(*right) / f64::from(*of);
            values.insert(format!("figure.{field} accuracy"), down(accuracy));
        }
        for (name, passed) in [("cases passed", cases), ("traps passed", traps)] {
            values.insert(name.into(), f64::from(u32::try_from(passed).unwrap()));
        }
        Self {
            digest: digest(),
            values,
        }
    }

    /// Reads the file's text.
    pub fn parse(text: &str) -> Self {
        let table: toml::Table = text.parse().unwrap();
        let mut out = Self::default();
        for (section, rows) in &table {
            for (key, value) in rows.as_table().unwrap() {
                match (value.as_str(), value.as_float()) {
                    (Some(digest), _) => digest.clone_into(&mut out.digest),
                    (None, Some(number)) => {
                        out.values.insert(format!("{section} {key}"), number);
                    }
                    (None, None) => {
                        let whole = u32::try_from(value.as_integer().unwrap()).unwrap();
                        out.values
                            .insert(format!("{section} {key}"), f64::from(whole));
                    }
                }
            }
        }
        out
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let mut out = format!("{HEAD}\n[corpus]\nsha256 = \"{}\"\n", self.digest);
        let mut open = "";
        for (name, value) in &self.values {
            let (section, key) = name.split_once(' ').unwrap();
            if section != open {
                let _ = write!(out, "\n[\"{section}\"]\n");
                open = section;
            }
            let _ = match key {
                "passed" => writeln!(out, "{key} = {value}"),
                _ => writeln!(out, "{key} = {value:.4}"),
            };
        }
        out
    }

    /// The floors that `measured` falls below.
    pub fn fallen(&self, measured: &Self) -> Vec<String> {
        let got = |name: &str| measured.values.get(name).copied().unwrap_or_default();
        let low = self
            .values
            .iter()
            .filter(|(name, floor)| got(name) < **floor - 1e-9);
        low.map(|(name, floor)| format!("{name}: floor {floor}, measured {}", got(name)))
            .collect()
    }
}

/// What is to be done with the floors file, after the variable `FIGTRACE_FLOORS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Hold,
    Raise,
    AllowLower,
}

impl Order {
    pub fn of(variable: Option<&str>) -> Self {
        match variable {
            None | Some("") => Self::Hold,
            Some("overwrite") => Self::Raise,
            Some("allow-lower") => Self::AllowLower,
            Some(other) => panic!("FIGTRACE_FLOORS is {other:?}: say overwrite or allow-lower"),
        }
    }

    /// The floors to write, if any; or why the measured state is not accepted.
    pub fn settle(self, floors: &Floors, measured: &Floors) -> Result<Option<String>, Vec<String>> {
        let mut faults = floors.fallen(measured);
        match self {
            Self::AllowLower => return Ok(Some(measured.to_toml())),
            Self::Raise if faults.is_empty() => return Ok(Some(measured.to_toml())),
            Self::Raise => faults.push("to lower a floor: FIGTRACE_FLOORS=allow-lower".into()),
            Self::Hold if floors.digest != measured.digest => faults.push(
                "the corpus changed: FIGTRACE_FLOORS=overwrite cargo test --test corpus".into(),
            ),
            Self::Hold => {}
        }
        if faults.is_empty() {
            Ok(None)
        } else {
            Err(faults)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floors(digest: &str, value: f64) -> Floors {
        let values = [
            ("date.value f1".to_owned(), value),
            ("cases passed".to_owned(), 3.0),
        ];
        Floors {
            digest: digest.into(),
            values: values.into(),
        }
    }

    #[test]
    fn floors_round_trip() {
        let all = floors("d", 0.8125);
        assert_eq!(Floors::parse(&all.to_toml()), all);
        assert!((down(2.0 / 3.0) - 0.6666).abs() < 1e-9);
    }

    #[test]
    fn a_fallen_value_or_another_corpus_is_refused() {
        let pinned = floors("d", 0.8);
        assert_eq!(Order::Hold.settle(&pinned, &floors("d", 0.8)), Ok(None));
        assert_eq!(
            Order::Hold
                .settle(&pinned, &floors("d", 0.79))
                .unwrap_err()
                .len(),
            1
        );
        assert_eq!(
            Order::Hold
                .settle(&pinned, &floors("e", 0.9))
                .unwrap_err()
                .len(),
            1
        );
    }

    #[test]
    fn only_an_explicit_order_lowers_a_floor() {
        let (pinned, lower) = (floors("d", 0.8), floors("e", 0.7));
        assert!(Order::Raise.settle(&pinned, &lower).is_err());
        assert!(
            Order::Raise
                .settle(&pinned, &floors("e", 0.9))
                .unwrap()
                .is_some()
        );
        assert!(
            Order::AllowLower
                .settle(&pinned, &lower)
                .unwrap()
                .unwrap()
                .contains("0.7000")
        );
        assert_eq!(Order::of(None), Order::Hold);
    }
}
