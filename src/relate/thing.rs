//! What a figure is about, as a key: figures of different articles with the same key can be held against
//! each other. Where anything is in doubt there is no key, or a key of its own.

use crate::base::span::Span;
use crate::base::vocabulary::Role;
use crate::lexicon::relate::{holds, qualifiers};
use crate::lexicon::units::measure;
use crate::link::reading::{Base, Figure, Reading};

/// Words of the article's own that an indicator needs to be told from others ("value" is anything).
const WORDS: usize = 2;

/// The key of each figure of an article, in order.
pub fn things(reading: &Reading) -> Vec<Option<String>> {
    let lower = reading.article.text.to_ascii_lowercase();
    let spans: Vec<Span> = reading.figures.iter().map(|f| f.mention.span).collect();
    let each = reading.figures.iter().enumerate().map(|(at, figure)| {
        let before = at.checked_sub(1).and_then(|b| spans.get(b));
        let sentence = reading.sentences.get(figure.mention.sentence)?.0;
        let from = before.map_or(sentence.start, |b| b.end.max(sentence.start));
        let to = spans
            .get(at + 1)
            .map_or(sentence.end, |n| n.start.min(sentence.end));
        key(figure, Span::new(from, to).of(&lower))
    });
    each.collect()
}

/// The key of a figure with the words around it, in lower case.
fn key(figure: &Figure, around: &str) -> Option<String> {
    let role = match figure.role {
        Role::Level | Role::Increase | Role::Decrease | Role::Share => figure.role.as_str(),
        Role::Multiple | Role::Difference | Role::Rank | Role::Threshold => return None,
    };
    let period = figure.period.as_ref()?;
    let days = period.interval();
    if days.begin.is_none() || days.end_before.is_none() || figure.regions.is_empty() {
        return None;
    }
    let mut regions: Vec<&str> = figure.regions.iter().map(|p| p.id.as_ref()).collect();
    regions.sort_unstable();
    let base = figure.base_period.as_ref().map_or("", Base::as_str);
    let words = figure.indicator.as_deref().unwrap_or_default();
    let narrowed = narrowed(figure, around, words);
    Some(
        [
            indicator(figure)?,
            &narrowed,
            &regions.join("+"),
            period.as_str(),
            &dimension(&figure.mention.unit),
            role,
            base,
            figure.modality.as_str(),
        ]
        .join("|"),
    )
}

/// The words that narrow it; those in the words of a known indicator are what it is called by.
fn narrowed(figure: &Figure, around: &str, words: &str) -> String {
    let own = |phrase: &str| figure.measure.is_some() && holds(words, phrase);
    let found = qualifiers([around, words]).filter(|(phrase, how)| *how || !own(phrase));
    let found: Vec<&str> = found.map(|(phrase, _)| phrase).collect();
    found.join(",")
}

/// The common name, else the article's words when they are enough to tell it from others.
fn indicator(figure: &Figure) -> Option<&str> {
    if let Some(measure) = &figure.measure {
        return Some(measure);
    }
    let words = figure.indicator.as_deref()?;
    let plain = !words.contains(|c: char| c.is_ascii_digit() || c == '|');
    (plain && words.split_whitespace().count() >= WORDS).then_some(words)
}

/// What is comparable: a currency, a dimension, or the unit alone.
fn dimension(code: &str) -> String {
    // The common ones without looking.
    if code == "%" {
        return "fraction".to_owned();
    }
    if code == "count" || (code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())) {
        return code.to_owned();
    }
    match measure(code) {
        Some((dimension, Some(_))) if dimension != "money" => dimension,
        _ => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::pipeline::read_article;

    fn keys(text: &str) -> Vec<Option<String>> {
        things(&read_article(plain::article(text.to_owned())))
    }

    #[test]
    fn one_thing_has_one_key_in_every_wording() {
        let one = keys("In 2024, the GDP of Hebei was 4.75 trillion yuan.");
        let other = keys("Hebei’s gross domestic product came to 4,752.7 billion yuan in 2024.");
        assert!(one[0].is_some());
        assert_eq!(one, other);
    }

    #[test]
    fn other_times_places_and_qualifiers_are_other_things() {
        let of = |text: &str| keys(text)[0].clone();
        let one = of("In 2024, the GDP of Hebei was 4.75 trillion yuan.");
        for other in [
            "In 2023, the GDP of Hebei was 4.75 trillion yuan.",
            "In 2024, the GDP of Hunan was 4.75 trillion yuan.",
            "In 2024, the rural GDP of Hebei was 4.75 trillion yuan.",
            "In 2024, the GDP of Hebei was 0.66 trillion dollars.",
            "In 2024, the GDP of Hebei rose by 4.75 trillion yuan.",
        ] {
            assert_ne!(of(other), one, "{other}");
        }
    }

    #[test]
    fn a_figure_of_which_too_little_is_known_has_none() {
        assert_eq!(keys("The GDP was 4.75 trillion yuan."), [None]);
        assert_eq!(
            keys("In 2024, Hebei was 3rd in GDP, and 5 times as large.")
                .iter()
                .flatten()
                .count(),
            0
        );
    }
}
