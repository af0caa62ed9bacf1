//! What a figure says, as JSON: the fields that every answer shows.

use crate::query::figure::Found;
use serde_json::{Map, Value as Json, json};

/// What `found` says, what it is about, and where it stands. Offsets are code points of the text.
pub fn told(found: &Found) -> Map<String, Json> {
    let range = found.range.as_ref();
    let fields = [
        ("uid", json!(found.uid)),
        ("quote", json!(found.quote)),
        ("value", json!(found.value)),
        ("low", json!(range.map(|r| &r.0))),
        ("high", json!(range.map(|r| &r.1))),
        ("unit", json!(found.unit)),
        ("comparator", json!(found.comparator)),
        ("role", json!(found.role)),
        ("modality", json!(found.modality)),
        ("indicator", json!(found.indicator)),
        ("measure", json!(found.measure)),
        ("regions", json!(found.regions)),
        ("period", json!(found.period)),
        ("sentence", json!(found.sentence)),
        ("start_char", json!(found.start)),
        ("end_char", json!(found.end)),
    ];
    fields
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::trace::tests::found;

    #[test]
    fn a_range_has_two_ends_and_no_value() {
        let mut one = found("Output rose 5.2%, they say.", "5.2%");
        let plain = told(&one);
        assert_eq!(
            (&plain["value"], &plain["low"]),
            (&"5.2".into(), &Json::Null)
        );
        one.value = None;
        one.range = Some(("4".into(), "6".into()));
        let range = told(&one);
        assert_eq!(
            (&range["value"], &range["high"]),
            (&Json::Null, &"6".into())
        );
        assert_eq!(range["start_char"], 22);
    }
}
