//! Every rule's own examples, and tables of expressions with what they must mean.

mod first;
mod lists;
mod near;
mod reach;
mod relative;
mod traps;
mod values;

use super::*;
use crate::base::rule::prove;
use crate::clean::plain;
use jiff::civil::date;

/// The article's day: a Tuesday.
const TODAY: Option<Date> = Some(date(2025, 7, 15));

/// The mentions of a text.
fn mentions(text: &str, published: Option<Date>) -> Vec<DateMention> {
    let article = plain::article(text.to_owned());
    recognise(&Segments::of(&article), published)
}

fn quotes(text: &str) -> Vec<(String, &'static str)> {
    mentions(text, TODAY)
        .into_iter()
        .map(|m| (m.span.of(text).to_owned(), m.rule.0))
        .collect()
}

/// A text, the expression in it, its EDTF (empty for none) and its TIMEX3 value.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (text, quote, edtf, timex) in cases {
        let found = mentions(text, TODAY);
        let got: Vec<(&str, String, &str)> = found
            .iter()
            .map(|m| {
                let edtf = m.edtf.as_ref().map(ToString::to_string);
                (
                    m.span.of(text),
                    edtf.unwrap_or_default(),
                    m.timex_value.as_str(),
                )
            })
            .collect();
        let want = (*quote, (*edtf).to_owned(), *timex);
        if !got.contains(&want) {
            wrong.push(format!("{text:?}: want {want:?}, got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_find_their_examples() {
    prove(RULES, |rule, text| {
        let found = quotes(text).into_iter();
        found
            .filter(|(_, id)| *id == rule.id.0)
            .map(|(quote, _)| quote)
            .collect()
    });
}
