//! Names of money that several countries use, and which one an article means.

use crate::base::span::Span;
use crate::lexicon::units::homes;
use crate::segment::Segments;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// A shared name of money, by its place among the nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared(usize);

/// A shared noun with its default currency and the words that speak for each of its homes.
struct Noun {
    name: &'static str,
    homes: Vec<(&'static str, Vec<&'static str>)>,
    surfaces: Vec<&'static str>,
}

static NOUNS: LazyLock<Vec<Noun>> = LazyLock::new(|| {
    let mut out: Vec<Noun> = Vec::new();
    for home in homes() {
        let entry = (home.code, home.words().collect());
        match out.iter_mut().find(|n| n.name == home.noun) {
            Some(noun) => noun.homes.push(entry),
            None => out.push(Noun {
                name: home.noun,
                homes: vec![entry],
                surfaces: home.surfaces().collect(),
            }),
        }
    }
    out
});

/// Every surface of a shared noun, plurals included.
pub fn shared_surfaces() -> impl Iterator<Item = (String, Shared)> {
    NOUNS.iter().enumerate().flat_map(|(index, noun)| {
        noun.surfaces.iter().flat_map(move |s| {
            let plural = s.ends_with(char::is_alphabetic) && !s.ends_with('s');
            std::iter::once((*s).to_owned())
                .chain(plural.then(|| format!("{s}s")))
                .map(move |text| (text, Shared(index)))
        })
    })
}

/// Which currency each shared noun means in one article; looked up when first asked.
#[derive(Debug)]
pub struct Homes<'a> {
    lower: &'a str,
    codes: Vec<OnceCell<&'static str>>,
}

impl<'a> Homes<'a> {
    /// For the article cut into `segments`.
    pub fn of(segments: &'a Segments<'_>) -> Self {
        Self {
            lower: segments.lower_of(Span::new(0, segments.text.len())),
            codes: NOUNS.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The currency that the shared noun means here: the home spoken of most, ties to the default.
    pub fn code(&self, shared: Shared) -> &'static str {
        let decide = || NOUNS.get(shared.0).map_or("XXX", |noun| self.decide(noun));
        self.codes
            .get(shared.0)
            .map_or("XXX", |cell| cell.get_or_init(decide))
    }

    /// Whether the article is about South Africa, whose rand is written "R".
    pub fn rand(&self) -> bool {
        ["south africa", "johannesburg", "cape town", " rand "]
            .iter()
            .any(|w| self.lower.contains(w))
    }

    /// Whether the article counts in rupees.
    pub fn rupees(&self) -> bool {
        ["₹", "rs ", "rs. ", "rupee", "inr "]
            .iter()
            .any(|w| self.lower.contains(w))
    }

    /// Whether the article speaks of sterling, so that its pounds are money.
    pub fn sterling(&self) -> bool {
        self.lower.contains('£') || self.lower.contains("sterling") || self.lower.contains("pence")
    }

    fn decide(&self, noun: &Noun) -> &'static str {
        let mut best = ("XXX", 0);
        for (index, (code, words)) in noun.homes.iter().enumerate() {
            let count: usize = words.iter().map(|w| self.lower.matches(w).count()).sum();
            // A dollar is an American one unless another country fills the article.
            let wins = if noun.name == "dollar" && index > 0 {
                count > 2 && count > 2 * best.1 && !self.lower.contains("china")
            } else {
                count > best.1
            };
            if index == 0 || wins {
                best = (code, count);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;

    fn code(text: &str, name: &str) -> &'static str {
        let article = plain::article(text.to_owned());
        let segments = Segments::of(&article);
        let index = NOUNS.iter().position(|n| n.name == name).unwrap();
        Homes::of(&segments).code(Shared(index))
    }

    #[test]
    fn the_country_spoken_of_decides() {
        assert_eq!(code("The Philippine peso fell in Manila.", "peso"), "PHP");
        assert_eq!(code("The peso fell.", "peso"), "MXN");
        assert_eq!(code("China paid ¥5.", "yen-sign"), "CNY");
        assert_eq!(code("One dollar in China and Hong Kong.", "dollar"), "USD");
        assert_eq!(
            code(
                "Auckland, Wellington and the rest of New Zealand.",
                "dollar"
            ),
            "NZD"
        );
    }
}
