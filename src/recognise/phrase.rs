//! One sentence's tokens, and vocabularies of phrases looked up at a token.
//!
//! Knows no vocabulary itself. A word that begins no phrase costs one hash.

use crate::base::span::Span;
use crate::lexicon::hashed::Key;
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};

/// The tokens of one sentence; accessors are total and never see past its ends.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a, 't> {
    /// The whole text.
    pub segments: &'a Segments<'t>,
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
}

impl<'a, 't> Line<'a, 't> {
    /// Whether the token lies in the sentence.
    pub fn has(&self, index: usize) -> bool {
        self.first <= index && index < self.end
    }

    /// The token in lower case; empty outside.
    pub fn lower(&self, index: usize) -> &'a str {
        if self.has(index) {
            self.segments.lower(index)
        } else {
            ""
        }
    }

    /// The token in lower case, to look for in tables; empty outside.
    #[inline]
    pub fn key(&self, index: usize) -> Key<'a> {
        if self.has(index) {
            self.segments.key(index)
        } else {
            Key::from("")
        }
    }

    /// The token before `index` in lower case; empty at the start.
    pub fn lower_before(&self, index: usize) -> &'a str {
        index.checked_sub(1).map_or("", |i| self.lower(i))
    }

    /// The token as written; empty outside.
    pub fn word(&self, index: usize) -> &'t str {
        if self.has(index) {
            self.segments.word(index)
        } else {
            ""
        }
    }

    /// The token's kind; [`TokenKind::Edge`] outside.
    pub fn kind(&self, index: usize) -> TokenKind {
        if self.has(index) {
            self.segments.kind(index)
        } else {
            TokenKind::Edge
        }
    }

    /// How the token is cased.
    pub fn case(&self, index: usize) -> Case {
        self.segments
            .token(index)
            .filter(|_| self.has(index))
            .map_or(Case::None, |t| t.case)
    }

    /// Whether the token directly follows the one before it in this sentence.
    pub fn glued(&self, index: usize) -> bool {
        index > self.first && self.has(index) && self.segments.glued(index)
    }

    /// Bytes from the token `first` to the end of the token before `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        let last = self.segments.span(end.saturating_sub(1));
        Span::new(self.segments.span(first).start, last.end)
    }

    /// Whether the token is a hyphen with no space on either side.
    pub fn tight_hyphen(&self, index: usize) -> bool {
        is_hyphen(self.lower(index)) && self.glued(index) && self.glued(index + 1)
    }

    /// Whether the sentence is nothing but the tokens from `first` to `end`, its last mark aside.
    pub fn is_all(&self, first: usize, end: usize) -> bool {
        let closes = |i: usize| matches!(self.word(i), "." | "!" | "?");
        first == self.first && (end == self.end || closes(end) && end + 1 == self.end)
    }

    /// Whether the lower-case tokens from `index` on are `words`.
    pub fn reads(&self, index: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(i, w)| self.lower(index + i) == *w)
    }
}

/// Whether the mark joins words or the ends of a range.
pub fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑" | "–" | "—")
}

/// A bit for each hash of a word: one that fails begins no phrase of the vocabulary.
#[derive(Clone, Debug)]
pub struct Filter([u64; 512]);

impl Default for Filter {
    fn default() -> Self {
        Self([0; 512])
    }
}

impl Filter {
    /// The word's hash, folded to 15 bits.
    fn hash(word: Key<'_>) -> usize {
        let hash = word.hash();
        usize::try_from((hash ^ (hash >> 15)) & 0x7fff).unwrap_or_default()
    }

    /// Where the word's bit lies.
    fn place(word: Key<'_>) -> (usize, u64) {
        let key = Self::hash(word);
        (key >> 6, 1 << (key & 63))
    }

    /// Lets the word pass from now on.
    pub fn add(&mut self, word: &str) {
        let (slot, bit) = Self::place(word.into());
        if let Some(bits) = self.0.get_mut(slot) {
            *bits |= bit;
        }
    }

    /// Lets pass what `other` does.
    pub fn add_all(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// Whether the word may be in the vocabulary.
    pub fn may_hold<'w>(&self, word: impl Into<Key<'w>>) -> bool {
        let (slot, bit) = Self::place(word.into());
        self.0.get(slot).is_some_and(|bits| bits & bit != 0)
    }
}

/// Where a phrase must stand, and how it must be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Case matters.
    pub exact: bool,
    /// The first token must be glued to the one before.
    pub glued: bool,
}

/// Buckets of an index; a power of two.
const BUCKETS: usize = 2048;

/// All phrases with one first word, the longest first.
#[derive(Debug)]
struct Entry<V> {
    first: Box<str>,
    rows: Vec<Row<V>>,
}

#[derive(Debug)]
struct Row<V> {
    rest: Vec<Box<str>>,
    written: Option<Vec<Box<str>>>,
    glued: bool,
    /// Whether its pieces are written apart.
    apart: bool,
    value: V,
}

/// A vocabulary of phrases, found by their first word (or, read backwards, by their last).
#[derive(Debug)]
pub struct PhraseIndex<V> {
    filter: Filter,
    /// Entries by hash of their first word.
    buckets: Vec<Vec<Entry<V>>>,
    backwards: bool,
}

impl<V: Copy> PhraseIndex<V> {
    /// An index read from left to right.
    pub fn new<S: AsRef<str>>(phrases: impl IntoIterator<Item = (S, Form, V)>) -> Self {
        Self::build(phrases, false)
    }

    /// An index read from the last word to the first.
    pub fn backwards<S: AsRef<str>>(phrases: impl IntoIterator<Item = (S, Form, V)>) -> Self {
        Self::build(phrases, true)
    }

    fn build<S: AsRef<str>>(
        phrases: impl IntoIterator<Item = (S, Form, V)>,
        backwards: bool,
    ) -> Self {
        let mut out = Self {
            filter: Filter::default(),
            buckets: std::iter::repeat_with(Vec::new).take(BUCKETS).collect(),
            backwards,
        };
        for (text, form, value) in phrases {
            out.add(text.as_ref(), form, value);
        }
        for entry in out.buckets.iter_mut().flatten() {
            entry
                .rows
                .sort_by_key(|r| std::cmp::Reverse((r.rest.len(), r.written.is_some())));
        }
        out
    }

    fn add(&mut self, text: &str, form: Form, value: V) {
        let mut written = pieces(text);
        if self.backwards {
            written.reverse();
        }
        let mut lower: Vec<Box<str>> = written
            .iter()
            .map(|p| p.to_ascii_lowercase().into_boxed_str())
            .collect();
        if lower.is_empty() {
            return;
        }
        let first = lower.remove(0);
        self.filter.add(&first);
        let row = Row {
            rest: lower,
            written: form.exact.then_some(written),
            glued: form.glued,
            apart: text.contains(' '),
            value,
        };
        let Some(bucket) = self
            .buckets
            .get_mut(Filter::hash(first.as_ref().into()) & (BUCKETS - 1))
        else {
            return;
        };
        match bucket.iter_mut().find(|e| e.first == first) {
            Some(entry) => entry.rows.push(row),
            None => bucket.push(Entry {
                first,
                rows: vec![row],
            }),
        }
    }

    /// The first words of all phrases.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The longest phrase that begins at the token `at` (ends there, for a backwards index): its
    /// value, and the token after it (its first token, for a backwards index).
    pub fn longest(&self, line: &Line<'_, '_>, at: usize) -> Option<(V, usize)> {
        let word = line.key(at);
        if word.word().is_empty() || !self.filter.may_hold(word) {
            return None;
        }
        let bucket = self.buckets.get(Filter::hash(word) & (BUCKETS - 1))?;
        let rows = &bucket
            .iter()
            .find(|e| e.first.as_ref() == word.word())?
            .rows;
        rows.iter()
            .find_map(|row| self.matches(row, line, at).map(|end| (row.value, end)))
    }

    fn matches(&self, row: &Row<V>, line: &Line<'_, '_>, at: usize) -> Option<usize> {
        if row.glued && !line.glued(at) {
            return None;
        }
        let tight = row.written.is_some() && !row.apart;
        let mut at = at;
        let mut wanted = row.written.iter().flatten();
        if wanted.next().is_some_and(|w| w.as_ref() != line.word(at)) {
            return None;
        }
        for piece in &row.rest {
            at = self.step(line, at, piece)?;
            if wanted.next().is_some_and(|w| w.as_ref() != line.word(at)) {
                return None;
            }
            let numbered = piece.starts_with(|c: char| c.is_ascii_digit());
            if tight
                && !self.backwards
                && !line.glued(at)
                && (numbered || line.word(at - 1).len() < 2)
            {
                return None;
            }
        }
        if self.backwards {
            Some(at)
        } else {
            Some(at + 1)
        }
    }

    /// The next token that reads `piece`, a joining hyphen between allowed.
    fn step(&self, line: &Line<'_, '_>, at: usize, piece: &str) -> Option<usize> {
        let next = self.next(at)?;
        if line.lower(next) == piece {
            return Some(next);
        }
        let beyond = self.next(next)?;
        (line.tight_hyphen(next) && line.lower(beyond) == piece).then_some(beyond)
    }

    fn next(&self, at: usize) -> Option<usize> {
        if self.backwards {
            at.checked_sub(1)
        } else {
            Some(at + 1)
        }
    }
}

/// A phrase cut as the tokens of a text are: runs of letters, numerals, single marks.
fn pieces(text: &str) -> Vec<Box<str>> {
    let mut tokens = Vec::new();
    crate::segment::token::split(text, Span::new(0, text.len()), &mut tokens);
    tokens.iter().map(|t| t.span.of(text).into()).collect()
}

/// What `read` makes of the whole text as one line.
#[cfg(test)]
pub(super) fn read_whole<T>(text: &str, read: impl FnOnce(&Line<'_, '_>) -> T) -> T {
    let article = crate::clean::plain::article(text.to_owned());
    let segments = Segments::of(&article);
    read(&Line {
        segments: &segments,
        first: 0,
        end: segments.tokens.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_hyphens_join() {
        let index = PhraseIndex::new([
            ("per cent", Form::default(), 1),
            ("kilowatt hour", Form::default(), 2),
            ("kilowatt", Form::default(), 3),
        ]);
        read_whole("kilowatt-hour kilowatt x", |line| {
            assert_eq!(index.longest(line, 0), Some((2, 3)));
            assert_eq!(index.longest(line, 3), Some((3, 4)));
            assert_eq!(index.longest(line, 4), None);
        });
    }

    #[test]
    fn exact_phrases_mind_case_and_glue() {
        let exact = Form {
            exact: true,
            glued: false,
        };
        let index = PhraseIndex::new([("A$", exact, 1), ("US$", exact, 2)]);
        let apart = PhraseIndex::new([("c $", exact, 3)]);
        read_whole("c $ 5", |line| {
            assert_eq!(apart.longest(line, 0), Some((3, 2)));
        });
        read_whole("a $5 A$5 US $5", |line| {
            assert_eq!(index.longest(line, 0), None);
            assert_eq!(index.longest(line, 3), Some((1, 5)));
            assert_eq!(index.longest(line, 6), Some((2, 8)));
        });
    }

    #[test]
    fn a_sentence_may_be_nothing_but_a_stretch() {
        read_whole("Zero.", |line| assert!(line.is_all(0, 1)));
        read_whole("a pair", |line| assert!(line.is_all(0, 2)));
        read_whole("Zero came.", |line| assert!(!line.is_all(0, 1)));
        read_whole("It is zero", |line| assert!(!line.is_all(2, 3)));
    }

    #[test]
    fn a_backwards_index_ends_at_the_token() {
        let index = PhraseIndex::backwards([("more than", Form::default(), 1)]);
        read_whole("rose more than 5", |line| {
            assert_eq!(index.longest(line, 2), Some((1, 1)));
            assert_eq!(index.longest(line, 1), None);
        });
    }
}
