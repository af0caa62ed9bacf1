//! What a figure is about, as a key: figures of different articles with the same key can be held against
//! each other. Where anything is in doubt there is no key, or a key of its own.

mod around;

use crate::base::edtf::Edtf;
use crate::base::vocabulary::Role;
use crate::lexicon::relate::{Qualifier, holds, in_order, qualifiers};
use crate::lexicon::units::measure;
use crate::link::reading::{Base, Figure, Reading};
use around::Around;

/// Words of the article's own that an indicator needs to be told from others ("value" is anything).
const WORDS: usize = 2;

/// The key of each figure of an article, in order.
pub fn things(reading: &Reading) -> Vec<Option<String>> {
    let figures = reading.figures.iter().enumerate();
    figures
        .map(|(at, figure)| key(reading, at, figure))
        .collect()
}

/// The key of the figure with index `at`.
fn key(reading: &Reading, at: usize, figure: &Figure) -> Option<String> {
    let role = match figure.role {
        Role::Level | Role::Increase | Role::Decrease | Role::Share => figure.role.as_str(),
        Role::Multiple | Role::Difference | Role::Rank | Role::Threshold => return None,
    };
    let indicator = indicator(figure)?;
    let period = figure.period.as_ref()?;
    let days = period.interval();
    if days.begin.is_none() || days.end_before.is_none() || figure.regions.is_empty() {
        return None;
    }
    let mut regions: Vec<&str> = figure.regions.iter().map(|p| p.id.as_ref()).collect();
    regions.sort_unstable();
    let around = Around::of(reading, at)?;
    Some(
        [
            indicator,
            &narrowed(figure, &around),
            &regions.join("+"),
            period.as_str(),
            &dimension(&figure.mention.unit),
            role,
            base(figure, period),
            figure.modality.as_str(),
        ]
        .join("|"),
    )
}

/// What narrows it: words beside it, those in the words of a known indicator left out, which are what it is
/// called by; places on the other side ("exports to Vietnam"); its projects.
fn narrowed(figure: &Figure, around: &Around<'_>) -> String {
    let words = figure.indicator.as_deref().unwrap_or_default();
    let own = |q: &Qualifier| !q.how && figure.measure.is_some() && holds(words, q.phrase);
    let found = around.qualifiers().chain(qualifiers(words));
    let phrases = in_order(found.filter(|q| !own(q)).collect());
    let mut all: Vec<&str> = phrases;
    all.extend(around.partners(figure));
    // A zone is an undertaking and a place.
    let place = |name: &&str| figure.regions.iter().any(|r| r.name == **name);
    let projects = figure.projects.iter().map(String::as_str);
    all.extend(projects.filter(|name| !place(name)));
    all.join(",")
}

/// What a change is compared with. A rate of change in a year of which nothing else is said is one on the year before.
fn base<'f>(figure: &'f Figure, period: &Edtf) -> &'f str {
    let told = figure.base_period.as_ref().map_or("", Base::as_str);
    let change =
        matches!(figure.role, Role::Increase | Role::Decrease) && figure.mention.unit == "%";
    let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if !change || !year(period.as_str()) {
        return told;
    }
    let before = period.year_of_begin().map(|y| y - 1);
    let yearly = told.is_empty() || year(told) && told.parse().ok() == before;
    if yearly {
        Base::YearOnYear.as_str()
    } else {
        told
    }
}

/// The common name, else the article's words when they are enough to tell it from others.
fn indicator(figure: &Figure) -> Option<&str> {
    if let Some(measure) = &figure.measure {
        return Some(measure);
    }
    let words = figure.indicator.as_deref()?;
    let plain = !words.contains(|c: char| c.is_ascii_digit() || c == '|');
    (plain && words.split_whitespace().nth(WORDS - 1).is_some()).then_some(words)
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

    /// The keys of the first figures of two texts.
    fn firsts(a: &str, b: &str) -> (String, String) {
        let of = |text: &str| keys(text).into_iter().flatten().next().unwrap_or_default();
        (of(a), of(b))
    }

    #[test]
    fn who_says_it_and_from_where_is_not_what_it_is_about() {
        let plain = "In 2024, the GDP of Hebei grew by 5 percent.";
        for other in [
            "NEW YORK (Kite News) - The GDP of Hebei grew by 6 percent in 2024.",
            "In 2024, the GDP of Hebei grew by 6 percent, provincial officials said.",
            "According to retail analysts, the GDP of Hebei grew by 6 percent in 2024.",
            "In 2024, the GDP of Hebei grew by 6 percent, the Private Enterprise Daily wrote.",
            "Hebei, the first to build such a line, saw its GDP grow by 6 percent in 2024.",
            "Rural roads were paved, while in 2024 the GDP of Hebei grew by 6 percent.",
        ] {
            let (one, two) = firsts(plain, other);
            assert!(!one.is_empty());
            assert_eq!(one, two, "{other}");
        }
    }

    #[test]
    fn the_words_of_its_own_clause_narrow_it() {
        let plain = "In 2024, the exports of Guangxi rose by 7.1 percent.";
        for other in [
            "In 2024, the exports of Guangxi rose by 5.9 percent in dollar terms.",
            "In 2024, the exports of Guangxi to Vietnam rose by 5.9 percent.",
            "In 2024, the new exports of Guangxi rose by 5.9 percent.",
            "New exports of Guangxi rose by 5.9 percent in 2024.",
            "In 2024, the exports of Guangxi rose by 5.9 percent among women.",
        ] {
            let (one, two) = firsts(plain, other);
            assert!(!one.is_empty() && !two.is_empty(), "{other}");
            assert_ne!(one, two, "{other}");
        }
    }

    #[test]
    fn a_yearly_change_is_one_on_the_year_before_whether_it_says_so_or_not() {
        let (one, two) = firsts(
            "In 2024, the GDP of Hebei grew by 5 percent.",
            "In 2024, the GDP of Hebei grew by 6 percent year on year.",
        );
        assert_eq!(one, two);
        let (one, two) = firsts(
            "In 2024, the GDP of Hebei grew by 5 percent.",
            "In 2024, the GDP of Hebei grew by 60 percent from 2014.",
        );
        assert_ne!(one, two);
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
