//! The article's text as sentences and tokens.
//!
//! Owns where a sentence and a token begin and end. Knows no vocabulary of figures, dates or places.
//! Two laws hold for every text: sentences are disjoint, in order, and nothing but white space
//! stands outside them within readable blocks; tokens are disjoint, in order, and likewise.

mod bound;
pub mod sentence;
pub mod token;

use crate::base::span::Span;
use crate::base::vocabulary::BlockKind;
use crate::clean::{Article, Block};
use crate::lexicon::hashed::Key;
use std::ops::Range;
use token::{Token, TokenKind};

/// One sentence: where it stands, in which block, and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without surrounding white space.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
}

/// A text cut into blocks, sentences and tokens: what every recogniser reads.
///
/// Tokens are addressed by index; every accessor is total: past either end it answers with the
/// empty string or [`TokenKind::Edge`], so that rules may look around without checking bounds.
#[derive(Debug)]
pub struct Segments<'t> {
    /// The text.
    pub text: &'t str,
    lower: String,
    /// The article's blocks.
    pub blocks: &'t [Block],
    /// Sentences of all blocks but boilerplate, in order.
    pub sentences: Vec<Sentence>,
    /// Tokens of all sentences, in order.
    pub tokens: Vec<Token>,
}

impl<'t> Segments<'t> {
    /// Cuts an article's readable blocks into sentences and tokens.
    pub fn of(article: &'t Article) -> Self {
        let text = article.text.as_str();
        let mut out = Self {
            text,
            lower: text.to_ascii_lowercase(),
            blocks: &article.blocks,
            sentences: Vec::with_capacity(text.len() / 100),
            tokens: Vec::with_capacity(text.len() / 5),
        };
        for (index, block) in article.blocks.iter().enumerate() {
            if block.kind == BlockKind::Boilerplate {
                continue;
            }
            for span in sentence::split(text, block.span) {
                let first = out.tokens.len();
                token::split(text, span, &mut out.tokens);
                out.sentences.push(Sentence {
                    span,
                    block: index,
                    tokens: first..out.tokens.len(),
                });
            }
        }
        out
    }

    /// The token at `index`, if there is one.
    #[inline]
    pub fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// Span of the token at `index`; empty past the end.
    #[inline]
    pub fn span(&self, index: usize) -> Span {
        self.tokens.get(index).map_or(Span::default(), |t| t.span)
    }

    /// The token as written; empty past the end.
    #[inline]
    pub fn word(&self, index: usize) -> &'t str {
        self.span(index).of(self.text)
    }

    /// The token in ASCII lower case; empty past the end.
    #[inline]
    pub fn lower(&self, index: usize) -> &str {
        self.span(index).of(&self.lower)
    }

    /// The token in ASCII lower case, to look for in tables; empty past the end.
    #[inline]
    pub fn key(&self, index: usize) -> Key<'_> {
        self.tokens.get(index).map_or_else(
            || Key::from(""),
            |token| Key::new(token.span.of(&self.lower), token.hash),
        )
    }

    /// Any stretch of the text in ASCII lower case.
    pub fn lower_of(&self, span: Span) -> &str {
        span.of(&self.lower)
    }

    /// Kind of the token at `index`; [`TokenKind::Edge`] past the end.
    #[inline]
    pub fn kind(&self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::Edge, |t| t.kind)
    }

    /// Whether the token follows the one before it without white space.
    #[inline]
    pub fn glued(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|t| t.glued)
    }

    /// Whether the token is the single mark `mark`.
    #[inline]
    pub fn is_mark(&self, index: usize, mark: char) -> bool {
        self.kind(index) == TokenKind::Mark && self.word(index).starts_with(mark)
    }

    /// Whether the lower-case tokens from `index` on are exactly `words`, all inside one sentence.
    pub fn reads(&self, index: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(i, w)| self.lower(index + i) == *w)
    }

    /// Index of the sentence that holds the byte `at`.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|s| s.span.start <= at);
        let index = next.checked_sub(1)?;
        self.sentences
            .get(index)
            .filter(|s| at < s.span.end)
            .map(|_| index)
    }

    /// Index of the first token that ends after the byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }

    /// Indices of the tokens that lie in `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.token_at(span.start);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        first..last.max(first)
    }

    /// The token range of the sentence at `sentence`; empty past the end.
    pub fn sentence_tokens(&self, sentence: usize) -> Range<usize> {
        self.sentences
            .get(sentence)
            .map_or(0..0, |s| s.tokens.clone())
    }
}
