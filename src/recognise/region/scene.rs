//! The article as the region rules see it: words, their neighbours, their classes, and the names
//! that stand in it. Knows the gazetteer's index, no rule.

use super::words::{self, Classes};
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::Level;
use crate::lexicon::gazetteer::{Candidate, RegionIndex, Walk, demonym, fold, may_open};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::cell::RefCell;
use std::ops::Range;

/// What a found name may mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// One of these.
    Named(Vec<Candidate>),
    /// This one, by the construction itself.
    Region(RegionIndex),
    /// A place the gazetteer does not hold.
    Unknown(Level),
}

/// A place name in the text, before it is settled what it means.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The tokens of the name itself, without its suffix.
    pub name: Range<usize>,
    /// What it may mean.
    pub meaning: Meaning,
    /// The level its suffix says, with the levels that fit.
    pub suffix: Option<&'static words::Suffix>,
    /// The rule that found it.
    pub rule: RuleId,
    /// The construction itself proves a place.
    pub proven: bool,
}

/// The segments with what the rules ask about words.
pub struct Scene<'s, 't> {
    /// The segments.
    pub segments: &'s Segments<'t>,
    /// Whether the article is about China, by its words.
    pub chinese: bool,
    /// Of each sentence: whether it is a headline.
    loud: Vec<bool>,
    /// Of each token: whether it opens a sentence.
    opens: Vec<bool>,
    /// Of each capitalised token: its classes.
    classes: Vec<Classes>,
    /// Where the gazetteer's names stand behind a first word: an article names the same places again
    /// and again.
    begun: RefCell<Vec<Begun<'t>>>,
}

/// A first word, and the walk behind it.
type Begun<'t> = Option<(&'t str, Walk)>;

/// How many first words are kept; a power of two.
const KEPT: usize = 128;

/// The most tokens a name may have, marks counted.
const LONGEST: usize = 20;

impl<'s, 't> Scene<'s, 't> {
    /// Looks the article over.
    pub fn of(segments: &'s Segments<'t>) -> Self {
        let mut out = Self {
            segments,
            chinese: names_china_twice(segments.text),
            loud: (0..segments.sentences.len())
                .map(|i| is_loud(segments, i))
                .collect(),
            opens: vec![false; segments.tokens.len()],
            classes: Vec::with_capacity(segments.tokens.len()),
            begun: RefCell::new(vec![None; KEPT]),
        };
        for sentence in &segments.sentences {
            if let Some(slot) = out.opens.get_mut(sentence.tokens.start) {
                *slot = true;
            }
        }
        for i in 0..segments.tokens.len() {
            let classes = if out.is_capital(i) {
                out.classes_of_capital(i)
            } else {
                Classes::default()
            };
            out.classes.push(classes);
        }
        out
    }

    /// Whether the token begins with a capital letter.
    pub fn is_capital(&self, i: usize) -> bool {
        match self.segments.token(i).map(|t| t.case) {
            Some(Case::Capital | Case::Upper) => true,
            Some(Case::Mixed) => self.segments.word(i).starts_with(char::is_uppercase),
            _ => false,
        }
    }

    /// Whether the token is written in capitals only, two letters or more.
    pub fn is_upper(&self, i: usize) -> bool {
        self.segments
            .token(i)
            .is_some_and(|t| t.case == Case::Upper)
    }

    /// Classes of the token as written; of a word in capitals, those of its capitalised form.
    pub fn classes(&self, i: usize) -> Classes {
        if self.is_capital(i) {
            self.classes.get(i).copied().unwrap_or_default()
        } else {
            words::classes(self.segments.word(i))
        }
    }

    fn classes_of_capital(&self, i: usize) -> Classes {
        let mut found = words::classes(self.segments.word(i));
        if found == Classes::default() && self.is_upper(i) {
            let mut chars = self.segments.lower(i).chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            found = words::classes(&first.into_iter().chain(chars).collect::<String>());
        }
        if demonym::is_one(self.segments.lower(i)) {
            found = found.or(Classes::DEMONYM);
        }
        found
    }

    /// Whether the sentence of the token is a headline: most words capitalised.
    pub fn is_loud(&self, i: usize) -> bool {
        self.segments
            .sentence_at(self.segments.span(i).start)
            .and_then(|s| self.loud.get(s).copied())
            .unwrap_or(false)
    }

    /// The token before `i` in the same sentence.
    pub fn before(&self, i: usize) -> Option<usize> {
        let inside = self.opens.get(i).is_some_and(|opens| !opens);
        i.checked_sub(1).filter(|_| inside)
    }

    /// The token `i` when it stands in the same sentence as the one before it.
    pub fn after(&self, i: usize) -> Option<usize> {
        self.segments.token(i)?;
        self.before(i).map(|_| i)
    }

    /// Whether the token is an apostrophe.
    pub fn is_apostrophe(&self, i: usize) -> bool {
        matches!(self.segments.word(i), "'" | "’" | "‘")
    }

    /// Whether a possessive ending stands at `i`: `'s`, or an apostrophe after an s.
    pub fn is_possessive(&self, i: usize) -> bool {
        self.is_apostrophe(i)
            && self.segments.glued(i)
            && (self.segments.glued(i + 1) && self.segments.lower(i + 1) == "s"
                || i.checked_sub(1)
                    .is_some_and(|b| self.segments.lower(b).ends_with('s'))
                    && !self.segments.glued(i + 1))
    }

    /// Whether the token is a hyphen or dash that touches both neighbours.
    pub fn is_joint(&self, i: usize) -> bool {
        self.segments.glued(i)
            && self.segments.glued(i + 1)
            && self.segments.word(i).chars().all(fold::parts)
    }

    /// The text of the tokens.
    pub fn text(&self, tokens: &Range<usize>) -> &'t str {
        self.span(tokens).of(self.segments.text)
    }

    /// The span of the tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        self.segments
            .span(tokens.start)
            .cover(self.segments.span(last))
    }

    /// Every whole name of the gazetteer that begins at the token `i`: the token after its last,
    /// and its candidates; the longest last.
    pub fn names_at(&self, i: usize) -> Vec<(usize, Vec<Candidate>)> {
        let mut out = Vec::new();
        if self.segments.kind(i) != TokenKind::Word || !self.may_open(i) {
            return out;
        }
        let mut walk = self.begin(self.segments.word(i));
        for j in i..i + LONGEST {
            if j > i && (self.after(j).is_none() || !self.bridge(&mut walk, j)) {
                break;
            }
            if self.segments.kind(j) != TokenKind::Mark {
                if j > i {
                    take(&mut walk, self.segments.word(j));
                }
                if !walk.is_open() {
                    break;
                }
                if !self.is_open_ended(j) {
                    let candidates: Vec<Candidate> = walk.candidates().collect();
                    if !candidates.is_empty() {
                        out.push((j + 1, candidates));
                    }
                }
            }
        }
        out
    }

    /// Whether a name may begin with the token: a cheap look before the walk. Of a word that goes on
    /// without a space ("O'Higgins") nothing is known.
    fn may_open(&self, i: usize) -> bool {
        let next = self.segments.word(i + 1).chars().next();
        let goes_on = self.segments.glued(i + 1)
            && (self.segments.kind(i + 1) != TokenKind::Mark || next.is_some_and(fold::vanishes));
        goes_on || !self.segments.word(i).is_ascii() || may_open(self.segments.key(i).hash())
    }

    /// The walk behind the first word of a name.
    fn begin(&self, word: &'t str) -> Walk {
        let key = word.bytes().fold(0_usize, |key, byte| {
            key.wrapping_mul(31).wrapping_add(usize::from(byte))
        });
        let mut begun = self.begun.borrow_mut();
        let slot = begun.get_mut(key % KEPT);
        if let Some(Some((_, walk))) = slot
            .as_ref()
            .filter(|s| matches!(s, Some((w, _)) if *w == word))
        {
            return walk.clone();
        }
        let mut walk = Walk::start();
        take(&mut walk, word);
        if let Some(slot) = slot {
            *slot = Some((word, walk.clone()));
        }
        walk
    }

    /// Takes what stands between the token `j` and the one before it; whether a name may go on.
    fn bridge(&self, walk: &mut Walk, j: usize) -> bool {
        let word = self.segments.word(j);
        if self.segments.kind(j) == TokenKind::Mark {
            let Some(mark) = word.chars().next() else {
                return false;
            };
            if fold::parts(mark) {
                return self.is_joint(j) && walk.step(b' ');
            }
            return fold::vanishes(mark)
                && !self.is_possessive(j)
                && (self.segments.glued(j) && mark != '(' || mark == '(' && walk.step(b' '));
        }
        let last = j.checked_sub(1).map_or("", |b| self.segments.word(b));
        self.segments.glued(j) || last == "(" || walk.step(b' ')
    }

    /// Whether the letters at `j` go on after an apostrophe ("Xi’an"): not the end of a name.
    fn is_open_ended(&self, j: usize) -> bool {
        self.is_apostrophe(j + 1)
            && self.segments.glued(j + 1)
            && self.segments.glued(j + 2)
            && self.segments.kind(j + 2) == TokenKind::Word
            && self.segments.lower(j + 2) != "s"
    }
}

/// Walks on over a word as names are folded.
fn take(walk: &mut Walk, word: &str) {
    fold::word(word, &mut |byte| {
        walk.step(byte);
    });
}

/// Whether the text names China or its people twice or more.
fn names_china_twice(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), "Chin")
        .map(|at| Span::new(at, text.len()).of(text))
        .filter(|rest| rest.starts_with("China") || rest.starts_with("Chinese"))
        .nth(1)
        .is_some()
}

/// Whether the sentence is a headline: no full stop, and its longer words capitalised but for a
/// few; or all in capitals.
fn is_loud(segments: &Segments<'_>, sentence: usize) -> bool {
    let (mut small, mut upper, mut all) = (0, 0, 0);
    let tokens = segments.sentence_tokens(sentence);
    for token in segments.tokens.get(tokens.clone()).unwrap_or_default() {
        if token.kind == TokenKind::Word && token.span.len() >= 4 {
            all += 1;
            small += usize::from(token.case == Case::Lower);
            upper += usize::from(token.case == Case::Upper);
        }
    }
    let stopped = segments.is_mark(tokens.end.saturating_sub(1), '.');
    all >= 3 && (small * 15 <= all && !stopped || upper * 5 >= all * 4)
}
