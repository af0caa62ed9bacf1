//! Runs of capitalised words: the raw material of names. Knows no heads.

use crate::base::vocabulary::ProjectKind;
use crate::lexicon::project::{PROJECTS, Part};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};

/// Tokens of one sentence that may be one name: first and last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
}

/// Whether the token is a word that a name may begin with.
pub fn is_name(seg: &Segments<'_>, index: usize) -> bool {
    seg.token(index).is_some_and(|t| {
        t.kind == TokenKind::Word && matches!(t.case, Case::Capital | Case::Upper | Case::Mixed)
    })
}

/// Whether the token is a hyphen or an en dash.
pub fn is_dash(seg: &Segments<'_>, index: usize) -> bool {
    matches!(seg.word(index), "-" | "–" | "‑")
}

/// Whether the token is an apostrophe.
fn is_apostrophe(seg: &Segments<'_>, index: usize) -> bool {
    matches!(seg.word(index), "'" | "’")
}

impl Run {
    /// The longest run that begins with the name word at `first` and ends before `end`.
    pub fn at(seg: &Segments<'_>, first: usize, end: usize) -> Self {
        let mut last = first;
        while let Some(next) = step(seg, last, end) {
            last = next;
        }
        Self { first, last }
    }

    /// Without the words that are capitalised only because they begin a sentence.
    pub fn trimmed(self, seg: &Segments<'_>) -> Self {
        let mut first = self.first;
        while first < self.last
            && PROJECTS.is(seg.lower(first), Part::Lead)
            && seg.kind(first + 1) == TokenKind::Word
            && (seg.lower(first) == "the" || !is_lower(seg, first.wrapping_sub(1)))
        {
            first += 1;
        }
        Self { first, ..self }
    }

    /// Whether a word of it is a name of its own, and not of the kind heads are made of.
    pub fn names(self, seg: &Segments<'_>) -> bool {
        (self.first..=self.last).any(|i| is_proper(seg, i))
    }

    /// How many words it has.
    pub fn words(self, seg: &Segments<'_>) -> usize {
        (self.first..=self.last)
            .filter(|i| seg.kind(*i) == TokenKind::Word)
            .count()
    }

    /// Whether a hyphen or dash joins two names in it.
    pub fn is_pair(self, seg: &Segments<'_>) -> bool {
        (self.first + 1..self.last).any(|i| {
            is_dash(seg, i) && is_proper(seg, i - 1) && (is_proper(seg, i + 1) || is_to(seg, i))
        })
    }
}

/// Whether "-to-" follows: "South-to-North".
fn is_to(seg: &Segments<'_>, dash: usize) -> bool {
    seg.lower(dash + 1) == "to" && is_dash(seg, dash + 2)
}

fn is_proper(seg: &Segments<'_>, index: usize) -> bool {
    let lower = seg.lower(index);
    // The part after an apostrophe ("an" of "Xi'an") is proper as the whole is.
    (is_name(seg, index) || is_apostrophe(seg, index.wrapping_sub(1)))
        && lower.len() > 1
        && !PROJECTS.is(lower, Part::Generic)
        && !PROJECTS.is(lower, Part::Lead)
}

/// Whether the token is a word in lower case.
fn is_lower(seg: &Segments<'_>, index: usize) -> bool {
    seg.token(index).is_some_and(|t| t.case == Case::Lower)
}

/// Whether the word alone ends the name of a work: "Lanhai Port and ...".
fn is_work(seg: &Segments<'_>, index: usize) -> bool {
    let heads = PROJECTS.heads(seg.lower(index)).iter();
    heads
        .into_iter()
        .any(|h| h.words.len() == 1 && h.kind == ProjectKind::Infrastructure)
}

/// The last token after the run that ends with `last` has taken in one more piece.
fn step(seg: &Segments<'_>, last: usize, end: usize) -> Option<usize> {
    let next = last + 1;
    if next >= end {
        return None;
    }
    let inside = |i: usize| i < end;
    match seg.kind(next) {
        TokenKind::Word if is_name(seg, next) => Some(next),
        TokenKind::Word if seg.lower(next) == "and" => {
            let joins = PROJECTS.is(seg.lower(last), Part::Generic) && !is_work(seg, last);
            (joins && inside(next + 1) && is_name(seg, next + 1)).then_some(next + 1)
        }
        TokenKind::Numeral if seg.glued(next) => Some(next),
        TokenKind::Mark => mark(seg, next, end),
        _ => None,
    }
}

/// Goes on over a mark: a hyphen, a spaced dash, an apostrophe, a bracketed name.
fn mark(seg: &Segments<'_>, at: usize, end: usize) -> Option<usize> {
    let after = at + 1;
    if after >= end {
        return None;
    }
    let word = seg.kind(after) == TokenKind::Word;
    if is_dash(seg, at) {
        let tight = seg.glued(at) && seg.glued(after) && word;
        let spaced = !seg.glued(at)
            && !seg.glued(after)
            && is_name(seg, after)
            && !PROJECTS.is(seg.lower(after), Part::Lead);
        return (tight || spaced).then_some(after);
    }
    if is_apostrophe(seg, at) {
        let tight = seg.glued(at) && seg.glued(after) && word && seg.lower(after) != "s";
        return tight.then_some(after);
    }
    if seg.is_mark(at, '&') && is_name(seg, after) {
        return Some(after);
    }
    if seg.is_mark(at, '(') && is_name(seg, after) {
        let close = (after + 1..end.min(after + 4)).find(|i| seg.is_mark(*i, ')'))?;
        let names = (after..close).all(|i| is_name(seg, i) || is_dash(seg, i));
        return (names && close + 1 < end && is_name(seg, close + 1)).then_some(close + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;

    /// The runs of a text, each as its words.
    fn runs(text: &str) -> Vec<String> {
        let article = plain::article(text.into());
        let seg = Segments::of(&article);
        let mut out = Vec::new();
        let mut at = 0;
        while at < seg.tokens.len() {
            if is_name(&seg, at) {
                let run = Run::at(&seg, at, seg.tokens.len());
                out.push(
                    seg.span(run.first)
                        .cover(seg.span(run.last))
                        .of(text)
                        .to_owned(),
                );
                at = run.last;
            }
            at += 1;
        }
        out
    }

    #[test]
    fn hyphens_brackets_and_apostrophes_join() {
        assert_eq!(runs("the Xi'an-Yan'an Railway"), ["Xi'an-Yan'an Railway"]);
        assert_eq!(
            runs("the China (Hainan) Pilot Zone"),
            ["China (Hainan) Pilot Zone"]
        );
        assert_eq!(runs("the Jinan - Laiwu line"), ["Jinan - Laiwu"]);
        assert_eq!(
            runs("a G60 Innovation Corridor"),
            ["G60 Innovation Corridor"]
        );
    }

    #[test]
    fn possessives_commas_and_free_words_part() {
        assert_eq!(runs("Wuhan's Optics Valley"), ["Wuhan", "Optics Valley"]);
        assert_eq!(
            runs("Beijing, Tianjin and Hebei"),
            ["Beijing", "Tianjin", "Hebei"]
        );
        assert_eq!(runs("Beijing (see Map)"), ["Beijing", "Map"]);
    }

    #[test]
    fn generic_words_are_joined_by_and() {
        assert_eq!(
            runs("Wuhu Economic and Technological Development Zone"),
            ["Wuhu Economic and Technological Development Zone"]
        );
        assert_eq!(
            runs("the Lanhai Port and Weihe Port"),
            ["Lanhai Port", "Weihe Port"]
        );
    }

    #[test]
    fn a_pair_joins_two_names() {
        let article = plain::article("Jinan-Laiwu High-Speed Railway".into());
        let seg = Segments::of(&article);
        assert!(Run { first: 0, last: 2 }.is_pair(&seg));
        assert!(!Run { first: 2, last: 6 }.is_pair(&seg));
    }
}
