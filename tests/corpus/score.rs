//! Precision, recall and accuracies of found items against gold, family by family.

use super::agree::{self, fold, list, names, period, text};
use super::gold::Gold;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Right, found and expected items of one family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub right: u32,
    pub found: u32,
    pub expected: u32,
}

impl Tally {
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.expected)
    }

    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.expected)
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// The scores of a corpus.
#[derive(Default)]
pub struct Scores {
    pub families: BTreeMap<&'static str, Tally>,
    /// Figures with the right value whose field is right, of those that have it.
    pub fields: BTreeMap<&'static str, (u32, u32)>,
    /// One line for each difference.
    pub differences: Vec<String>,
}

impl Scores {
    fn family(&mut self, name: &'static str) -> &mut Tally {
        self.families.entry(name).or_default()
    }

    /// Adds one article: its gold and its record.
    pub fn add(&mut self, gold: &Gold, record: &Json) {
        self.figures(gold, record);
        let settled = |x: &Json, y: &Json| {
            let any = agree::accepted(x, "edtf", "edtf_any", period);
            any.contains(&period(text(y, "edtf")))
        };
        self.mentions(gold, record, "dates", "date.value", &settled);
        let resolved = |x: &Json, y: &Json| {
            agree::accepted(x, "name", "name_any", fold).contains(&fold(text(y, "name")))
        };
        self.mentions(gold, record, "regions", "region.resolved", &resolved);
        self.mentions(gold, record, "projects", "project.span", &|_, _| true);
    }

    fn mentions(
        &mut self,
        gold: &Gold,
        record: &Json,
        family: &str,
        score: &'static str,
        right: &dyn Fn(&Json, &Json) -> bool,
    ) {
        let (expected, found) = (items(&gold.items, family), items(record, family));
        let aligned = Alignment::of(expected, found);
        self.count(gold, family, &aligned, &[score]);
        for (x, y) in aligned.required() {
            if right(x, y) {
                self.family(score).right += 1;
            } else {
                self.differences
                    .push(difference(gold, &format!("wrong {score}"), x, Some(y)));
            }
        }
    }

    fn count(&mut self, gold: &Gold, family: &str, aligned: &Alignment, scores: &[&'static str]) {
        for score in scores {
            let tally = self.family(score);
            tally.expected += aligned.expected;
            tally.found += aligned.counted;
        }
        for x in &aligned.missed {
            self.differences
                .push(difference(gold, &format!("missed in {family}"), x, None));
        }
        for y in &aligned.false_ones {
            self.differences
                .push(difference(gold, &format!("false in {family}"), y, None));
        }
    }

    fn figures(&mut self, gold: &Gold, record: &Json) {
        let (expected, found) = (items(&gold.items, "figures"), items(record, "figures"));
        let aligned = Alignment::of(expected, found);
        self.count(
            gold,
            "figures",
            &aligned,
            &["figure.value+unit", "figure.fact"],
        );
        for (x, y) in aligned.required() {
            if !agree::value(x, y) {
                self.differences
                    .push(difference(gold, "wrong value", x, Some(y)));
                continue;
            }
            let unit = agree::accepted(x, "unit", "unit_any", str::to_owned);
            let unit = unit.iter().any(|u| u == text(y, "unit"));
            self.family("figure.value+unit").right += u32::from(unit);
            if !unit {
                self.differences
                    .push(difference(gold, "wrong unit", x, Some(y)));
            }
            let checks = checks(gold, x, y);
            let fact = unit
                && checks.iter().all(|(field, ok)| {
                    *ok || !matches!(*field, "indicator" | "regions" | "period")
                });
            self.family("figure.fact").right += u32::from(fact);
            for (field, ok) in checks {
                let entry = self.fields.entry(field).or_default();
                entry.0 += u32::from(ok);
                entry.1 += 1;
                if !ok {
                    self.differences
                        .push(difference(gold, &format!("wrong {field}"), x, Some(y)));
                }
            }
        }
    }
}

/// The fields of a figure that are scored: each with whether it is right.
fn checks(gold: &Gold, x: &Json, y: &Json) -> Vec<(&'static str, bool)> {
    let one_of = |key: &str, any: &str, norm: fn(&str) -> String| {
        agree::accepted(x, key, any, norm).contains(&norm(text(y, key)))
    };
    let mut out = vec![
        ("comparator", text(x, "comparator") == text(y, "comparator")),
        ("role", one_of("role", "role_any", str::to_owned)),
        (
            "modality",
            one_of("modality", "modality_any", str::to_owned),
        ),
        ("indicator", agree::indicator(x, y)),
        ("regions", regions(gold, x, y)),
        ("period", one_of("period", "period_any", period)),
    ];
    if !text(x, "base_period").is_empty() {
        out.push(("base_period", one_of("base_period", "base_any", period)));
    }
    if !text(x, "attributed_to").is_empty() {
        let got = fold(text(y, "attributed_to"));
        let any = agree::accepted(x, "attributed_to", "attributed_any", fold);
        let said = |w: &String| got.contains(w.as_str()) || w.contains(&got);
        out.push(("attributed_to", !got.is_empty() && any.iter().any(said)));
    }
    if !list(x, "projects").is_empty() {
        out.push(("projects", projects(gold, x, y)));
    }
    out
}

/// Whether a set of regions that is accepted was found; a parent of one of them may be added.
fn regions(gold: &Gold, x: &Json, y: &Json) -> bool {
    let got = names(y, "regions");
    agree::region_sets(x).iter().any(|want| {
        let parents: BTreeSet<String> = want.iter().flat_map(|name| parents(gold, name)).collect();
        got == *want
            || (!want.is_empty()
                && want.is_subset(&got)
                && got.difference(want).all(|n| parents.contains(n)))
    })
}

/// The regions that hold the region of this folded name, as far as the gold tells.
fn parents(gold: &Gold, name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = name.to_owned();
    loop {
        let region = items(&gold.items, "regions")
            .iter()
            .find(|r| fold(text(r, "name")) == at);
        let up = region.map(|r| fold(text(r, "in"))).unwrap_or_default();
        if up.is_empty() || out.contains(&up) {
            return out;
        }
        out.push(up.clone());
        at = up;
    }
}

/// Whether each expected project is there under one of its names.
fn projects(gold: &Gold, x: &Json, y: &Json) -> bool {
    let got = names(y, "projects");
    names(x, "projects").iter().all(|want| {
        let named = |p: &&Json| fold(text(p, "name")) == *want;
        let mut others = items(&gold.items, "projects").iter().filter(named);
        got.contains(want)
            || others.any(|p| {
                let also = list(p, "name_any").into_iter().map(fold);
                also.chain([fold(text(p, "quote"))])
                    .any(|n| got.contains(&n))
            })
    })
}

/// The items of one family.
pub fn items<'j>(record: &'j Json, family: &str) -> &'j [Json] {
    record
        .get(family)
        .and_then(Json::as_array)
        .map_or(&[], Vec::as_slice)
}

fn offset(item: &Json, key: &str) -> u64 {
    item[key].as_u64().unwrap_or_default()
}

fn overlap(a: &Json, b: &Json) -> u64 {
    let end = offset(a, "end").min(offset(b, "end"));
    end.saturating_sub(offset(a, "start").max(offset(b, "start")))
}

fn optional(item: &Json) -> bool {
    item["optional"] == Json::Bool(true)
}

/// Expected and found items, paired one to one; optional ones count neither way.
struct Alignment<'j> {
    pairs: Vec<(&'j Json, &'j Json)>,
    missed: Vec<&'j Json>,
    false_ones: Vec<&'j Json>,
    expected: u32,
    counted: u32,
}

impl<'j> Alignment<'j> {
    /// Pairs by equal value, then by largest overlap, then by nearest start.
    fn of(expected: &'j [Json], found: &'j [Json]) -> Self {
        let mut candidates = Vec::new();
        for (i, x) in expected.iter().enumerate() {
            for (j, y) in found.iter().enumerate().filter(|(_, y)| overlap(x, y) > 0) {
                let value = x.get("value").is_some() && agree::value(x, y);
                let apart = offset(x, "start").abs_diff(offset(y, "start"));
                candidates.push((!value, u64::MAX - overlap(x, y), apart, i, j));
            }
        }
        candidates.sort_unstable();
        let (mut taken_x, mut taken_y) = (BTreeSet::new(), BTreeSet::new());
        let mut pairs = Vec::new();
        for (.., i, j) in candidates {
            if !taken_x.contains(&i) && !taken_y.contains(&j) {
                taken_x.insert(i);
                taken_y.insert(j);
                pairs.push((&expected[i], &found[j]));
            }
        }
        let missed = (0..expected.len())
            .filter(|i| !taken_x.contains(i))
            .map(|i| &expected[i]);
        let extra = (0..found.len())
            .filter(|j| !taken_y.contains(j))
            .map(|j| &found[j]);
        let excused = |y: &&Json| expected.iter().any(|x| optional(x) && overlap(x, y) > 0);
        let missed: Vec<&Json> = missed.filter(|x| !optional(x)).collect();
        let false_ones: Vec<&Json> = extra.filter(|y| !excused(y)).collect();
        let required = pairs.iter().filter(|(x, _)| !optional(x)).count();
        let count = |n: usize| u32::try_from(n).unwrap();
        Self {
            expected: count(required + missed.len()),
            counted: count(required + false_ones.len()),
            pairs,
            missed,
            false_ones,
        }
    }

    fn required(&self) -> impl Iterator<Item = (&'j Json, &'j Json)> {
        self.pairs.iter().copied().filter(|(x, _)| !optional(x))
    }
}

fn difference(gold: &Gold, what: &str, x: &Json, y: Option<&Json>) -> String {
    let field = what.strip_prefix("wrong ").unwrap_or_default();
    let field = match field {
        "date.value" => "edtf",
        "region.resolved" => "name",
        other => other,
    };
    let context = x
        .get("context")
        .map(|c| format!(" in {c}"))
        .unwrap_or_default();
    let got = y
        .map(|y| format!(": expected {}, got {}", x[field], y[field]))
        .unwrap_or_default();
    format!("{}: {what}: {}{context}{got}", gold.name, x["quote"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn gold(items: Json) -> Gold {
        Gold {
            name: "t".into(),
            text: String::new(),
            date: None,
            items,
            faults: Vec::new(),
        }
    }

    #[test]
    fn optional_items_count_neither_way() {
        let items = json!({"dates": [
            {"quote": "a", "start": 0, "end": 4, "edtf": "2024"},
            {"quote": "b", "start": 10, "end": 14, "edtf": null, "optional": true},
            {"quote": "c", "start": 20, "end": 24, "edtf": "2020"},
        ]});
        let record = json!({"dates": [
            {"start": 0, "end": 4, "edtf": "2024~"},
            {"start": 10, "end": 12, "edtf": "2023"},
            {"start": 30, "end": 34, "edtf": "2019"},
        ]});
        let mut scores = Scores::default();
        scores.add(&gold(items), &record);
        let tally = scores.families["date.value"];
        assert_eq!(
            tally,
            Tally {
                right: 1,
                found: 2,
                expected: 2
            }
        );
        assert!((tally.f1() - 0.5).abs() < 1e-9);
        assert_eq!(scores.differences.len(), 2);
    }

    #[test]
    fn a_fact_needs_value_unit_indicator_regions_and_period() {
        let figure = |period: &str, regions: &[&str]| {
            json!({"quote": "9", "start": 0, "end": 1, "value": "9", "unit": "CNY",
                "comparator": "exact", "role": "level", "modality": "actual", "indicator": "gdp",
                "indicator_any": ["gdp"], "regions": regions, "period": period})
        };
        let gold = gold(json!({"figures": [figure("2024", &["Hebei"])],
            "regions": [{"name": "Hebei", "in": "China", "start": 5, "end": 9}]}));
        let score = |f: Json| {
            let mut scores = Scores::default();
            scores.add(&gold, &json!({"figures": [f]}));
            (
                scores.families["figure.value+unit"].right,
                scores.families["figure.fact"].right,
            )
        };
        assert_eq!(score(figure("2024", &["Hebei"])), (1, 1));
        assert_eq!(score(figure("2024", &["Hebei", "China"])), (1, 1));
        assert_eq!(score(figure("2024", &["Hebei", "Tianjin"])), (1, 0));
        assert_eq!(score(figure("2023", &["Hebei"])), (1, 0));
    }
}
