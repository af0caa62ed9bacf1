//! Names of money that several countries use, and which one an article means.

use crate::base::span::Span;
use crate::lexicon::units::{Home, homes};
use crate::recognise::phrase::{Form, Line, PhraseIndex};
use crate::segment::Segments;
use crate::segment::token::Case;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// A shared name of money, by its place among the nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared(usize);

/// A shared noun with its default currency and the words that speak for each of its homes.
struct Noun {
    name: &'static str,
    homes: Vec<Home>,
}

static NOUNS: LazyLock<Vec<Noun>> = LazyLock::new(|| {
    let mut out: Vec<Noun> = Vec::new();
    for home in homes() {
        match out.iter_mut().find(|n| n.name == home.noun) {
            Some(noun) => noun.homes.push(home),
            None => out.push(Noun {
                name: home.noun,
                homes: vec![home],
            }),
        }
    }
    out
});

/// Every surface of a shared noun, plurals included, and whether it is a word of other meaning too.
pub fn shared_surfaces() -> impl Iterator<Item = (String, Shared, bool)> {
    NOUNS.iter().enumerate().flat_map(|(index, noun)| {
        let default = noun.homes.first();
        default.into_iter().flat_map(move |home| {
            home.surfaces().flat_map(move |s| {
                let doubtful = home.doubtful().any(|d| d == s);
                let plural = s.ends_with(char::is_alphabetic) && !s.ends_with('s');
                std::iter::once(s.to_owned())
                    .chain(plural.then(|| format!("{s}s")))
                    .map(move |text| (text, Shared(index), doubtful))
            })
        })
    })
}

/// The words for the countries of a dollar that may follow its amount: "$75 Canadian".
static COUNTRIES: LazyLock<PhraseIndex<&'static str>> = LazyLock::new(|| {
    let words = homes().flat_map(|home| home.behind().map(move |word| (word, home.code)));
    PhraseIndex::new(words.map(|(word, code)| (word, Form::default(), code)))
});

/// The currency of the country that the words at the token name, and the token after them.
pub fn country_after(line: &Line<'_, '_>, at: usize) -> Option<(&'static str, usize)> {
    let capital = matches!(line.case(at), Case::Capital | Case::Upper);
    capital.then(|| COUNTRIES.longest(line, at))?
}

/// Which currency each shared noun means in one article; looked up when first asked.
#[derive(Debug)]
pub struct Homes<'a> {
    lower: &'a str,
    codes: Vec<OnceCell<&'static str>>,
    spoken: Vec<OnceCell<bool>>,
}

impl<'a> Homes<'a> {
    /// For the article cut into `segments`.
    pub fn of(segments: &'a Segments<'_>) -> Self {
        Self {
            lower: segments.lower_of(Span::new(0, segments.text.len())),
            codes: NOUNS.iter().map(|_| OnceCell::new()).collect(),
            spoken: NOUNS.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The currency that the shared noun means here: the home spoken of most, ties to the default.
    pub fn code(&self, shared: Shared) -> &'static str {
        let decide = || NOUNS.get(shared.0).map_or("XXX", |noun| self.decide(noun));
        self.codes
            .get(shared.0)
            .map_or("XXX", |cell| cell.get_or_init(decide))
    }

    /// Whether the article speaks of the money whose sign is a single letter: the rand's "R".
    pub fn spells(&self, code: &str) -> bool {
        match code {
            "HRK" => self.speaks("kuna"),
            "ZAR" => self.speaks("rand"),
            "NGN" => self.speaks("naira"),
            "PHP" => self.speaks("philippine"),
            _ => true,
        }
    }

    /// Whether the article counts in rupees.
    pub fn rupees(&self) -> bool {
        self.speaks("rupee")
    }

    /// Whether the article speaks of sterling, so that its pounds are money.
    pub fn sterling(&self) -> bool {
        self.speaks("sterling")
    }

    /// Whether a word of the noun's homes occurs in the article.
    fn speaks(&self, noun: &str) -> bool {
        let place = NOUNS.iter().position(|n| n.name == noun);
        let said = |noun: &Noun| {
            let mut words = noun.homes.iter().flat_map(|h| h.words());
            words.any(|w| self.lower.contains(w))
        };
        place
            .and_then(|at| self.spoken.get(at).zip(NOUNS.get(at)))
            .is_some_and(|(cell, noun)| *cell.get_or_init(|| said(noun)))
    }

    fn decide(&self, noun: &Noun) -> &'static str {
        let count = |home: &Home| -> usize {
            let words = home.words();
            words.map(|w| self.lower.matches(w).count()).sum()
        };
        let Some((default, others)) = noun.homes.split_first() else {
            return "XXX";
        };
        let mut best = (default.code, count(default));
        if default.keeps().any(|w| self.lower.contains(w)) {
            return best.0;
        }
        for home in others {
            let said = count(home);
            if said >= home.least() && said > home.odds() * best.1 {
                best = (home.code, said);
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
    #[test]
    fn money_only_asked_for_has_no_surface() {
        let speaks = |text: &str| {
            let article = plain::article(text.to_owned());
            let segments = Segments::of(&article);
            let homes = Homes::of(&segments);
            (homes.spells("ZAR"), homes.rupees(), homes.sterling())
        };
        assert_eq!(speaks("Cape Town paid R5."), (true, false, false));
        assert_eq!(speaks("It cost Rs 5 and £3."), (false, true, true));
        assert!(shared_surfaces().all(|(text, ..)| text != "rand"));
    }
}
