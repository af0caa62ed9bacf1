//! When a found value and an expected one are the same. Knows no files.

use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// A decimal or a fraction `n/d`; separators allowed.
pub fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '_')).collect();
    match plain.split_once('/') {
        Some((n, d)) => {
            let (n, d): (Decimal, Decimal) = (n.parse().ok()?, d.parse().ok()?);
            n.checked_div(d)
        }
        None => plain.parse().ok(),
    }
}

/// Equal but for the last digits of a division.
fn same(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            let larger = a.abs().max(b.abs());
            a == b || (a - b).abs() <= larger * Decimal::new(1, 9)
        }
        (None, None) => true,
        _ => false,
    }
}

/// The words of a string field; empty when it is absent or null.
pub fn text<'j>(item: &'j Json, key: &str) -> &'j str {
    item.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// The strings of a list field.
pub fn list<'j>(item: &'j Json, key: &str) -> Vec<&'j str> {
    let items = item.get(key).and_then(Json::as_array);
    items
        .into_iter()
        .flatten()
        .map(|v| v.as_str().unwrap_or_default())
        .collect()
}

fn end(item: &Json, key: &str) -> Option<Decimal> {
    item.get(key).and_then(Json::as_str).and_then(number)
}

/// Whether both state the same number, or the same range.
pub fn value(expected: &Json, found: &Json) -> bool {
    if expected.get("value").is_some() {
        return same(end(expected, "value"), end(found, "value"));
    }
    same(end(expected, "low"), end(found, "low"))
        && same(end(expected, "high"), end(found, "high"))
        && found.get("low").is_some()
}

/// Lower-case ASCII letters and digits only.
pub fn fold(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// A period without marks of approximation.
pub fn period(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '~' | ' ')).collect()
}

/// The words of a phrase, without a plural s.
pub fn words(text: &str) -> BTreeSet<String> {
    text.to_ascii_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| match w.strip_suffix('s') {
            Some(stem) if w.len() > 3 && !stem.ends_with('s') => stem.to_owned(),
            _ => w.to_owned(),
        })
        .collect()
}

/// The expected value under `key` and every accepted one under `alternatives`, each through `norm`.
pub fn accepted(
    item: &Json,
    key: &str,
    alternatives: &str,
    norm: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut out = vec![norm(text(item, key))];
    out.extend(list(item, alternatives).into_iter().map(&norm));
    out
}

/// Whether the found indicator holds every word of one accepted set.
pub fn indicator(expected: &Json, found: &Json) -> bool {
    let mut said = words(text(found, "indicator"));
    said.extend(words(text(found, "counted")));
    let any = list(expected, "indicator_any");
    let any = if any.is_empty() {
        vec![text(expected, "indicator")]
    } else {
        any
    };
    any.iter().any(|set| words(set).is_subset(&said))
}

/// The folded names of a list field.
pub fn names(item: &Json, key: &str) -> BTreeSet<String> {
    list(item, key).into_iter().map(fold).collect()
}

/// Every accepted set of regions.
pub fn region_sets(item: &Json) -> Vec<BTreeSet<String>> {
    let mut out = vec![names(item, "regions")];
    let more = item.get("regions_any").and_then(Json::as_array);
    for set in more.into_iter().flatten() {
        let set = set.as_array().into_iter().flatten();
        out.push(set.filter_map(Json::as_str).map(fold).collect());
    }
    out
}

#[test]
fn numbers_are_compared_as_numbers() {
    assert_eq!(number("1/2"), number("0.50"));
    assert_eq!(number("1,200"), number("1200.0"));
    assert_eq!(number("1/0"), None);
    assert!(same(number("1/3"), number("0.3333333333333")));
    assert!(!same(number("1"), None));
    let exact = serde_json::json!({"value": "2"});
    let range = serde_json::json!({"low": "1", "high": "2"});
    assert!(!value(&exact, &range) && !value(&range, &exact) && value(&range, &range));
}

#[test]
fn an_indicator_needs_every_word_of_one_set() {
    let expected = serde_json::json!({"indicator_any": ["import export", "foreign trade"]});
    let found = |i: &str| serde_json::json!({ "indicator": i });
    assert!(indicator(&expected, &found("total imports and exports")));
    assert!(indicator(&expected, &found("foreign trade")));
    assert!(!indicator(&expected, &found("imports")));
}
