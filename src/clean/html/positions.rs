//! Tells where in the source each text stands that html5ever's tokenizer reads.
//!
//! The tokenizer gives no places. But between two tags it hands on everything it reads, in order: as
//! it stands, or one character for a reference (`&amp;`), for a line end of two bytes, for a NUL. So
//! each text begins where the one before it ended; where a tag or a reference ended is seen from
//! what the tokenizer has left in its queue. The tree is html5ever's own, by construction.

use super::shallow::Shallow;
use super::sink::{Sink, Stretch};
use super::tree::Tree;
use crate::base::span::Span;
use crate::read::source::html_text;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use std::cell::Cell;

/// What the tokenizer is inside of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// Ordinary text, with references and tags.
    Text,
    /// A title or text area: with references, without tags.
    Title,
    /// A script or style: as it stands.
    Script,
    /// A CDATA section of a picture or formula: as it stands.
    Cdata,
}

/// Passes tokens on to the tree builder and tells its sink the place of each text.
pub struct Positions<'s, 'q> {
    /// The tree builder, kept from nesting too deeply.
    inner: Shallow<TreeBuilder<u32, Sink<'s>>>,
    source: &'s str,
    /// What the tokenizer has not read yet.
    queue: &'q BufferQueue,
    /// End of what was read of the source.
    at: Cell<usize>,
    inside: Cell<Inside>,
    /// A reference that was read, for it may stand for two characters.
    reference: Cell<Option<Span>>,
    /// Whether all of the source was fed, so that what the tokenizer holds back shows nothing.
    ending: Cell<bool>,
}

impl<'s, 'q> Positions<'s, 'q> {
    /// Before a tree builder that is given the page `source` from `queue`.
    pub fn new(
        inner: Shallow<TreeBuilder<u32, Sink<'s>>>,
        source: &'s str,
        queue: &'q BufferQueue,
    ) -> Self {
        Self {
            inner,
            source,
            queue,
            at: Cell::new(0),
            inside: Cell::new(Inside::Text),
            reference: Cell::new(None),
            ending: Cell::new(false),
        }
    }

    fn sink(&self) -> &Sink<'s> {
        &self.inner.inner.sink
    }

    /// The tree that was built, and whether tags were dropped because there were too many.
    pub fn finish(self) -> (Tree<'s>, bool) {
        let overfull = self.inner.overfull.get();
        (self.inner.inner.sink.finish(), overfull)
    }

    /// To be called before the tokenizer is fed: it skips a byte order mark then.
    pub fn before_feed(&self) {
        let at = self.read_so_far();
        let mark = self.after(at).starts_with('\u{feff}');
        self.at
            .set(if mark { at + '\u{feff}'.len_utf8() } else { at });
    }

    /// To be called before the tokenizer is told that no more comes.
    pub fn before_end(&self) {
        self.ending.set(true);
    }

    /// How far the tokenizer has read.
    fn read_so_far(&self) -> usize {
        self.source.len().saturating_sub(left_in(self.queue))
    }

    fn after(&self, at: usize) -> &'s str {
        self.source.get(at..).unwrap_or_default()
    }

    /// Steps over what the tokenizer reads without a token: `</>`, and the marks of a CDATA section.
    fn step_over_marks(&self) {
        loop {
            let rest = self.after(self.at.get()).as_bytes();
            let (mark, inside): (&[u8], _) = match self.inside.get() {
                Inside::Text if rest.starts_with(b"</>") => (b"</>", Inside::Text),
                Inside::Text if rest.starts_with(b"<![CDATA[") => (b"<![CDATA[", Inside::Cdata),
                Inside::Cdata if rest.starts_with(b"]]>") => (b"]]>", Inside::Text),
                _ => return,
            };
            self.at.set(self.at.get() + mark.len());
            self.inside.set(inside);
        }
    }

    /// Finds the place of a text and tells it the sink.
    fn text(&self, text: &StrTendril) {
        if let Some(reference) = self.reference.take()
            && self.read_so_far() == self.at.get()
        {
            self.tell(text, reference, false);
            return;
        }
        self.step_over_marks();
        let at = self.at.get();
        let rest = self.after(at);
        if rest.starts_with('&')
            && let Some(end) = self.end_of_reference(text)
        {
            let reference = Span::new(at, end);
            self.at.set(end);
            self.reference.set(Some(reference));
            self.tell(text, reference, false);
        } else if rest.starts_with(&**text) {
            self.at.set(at + text.len());
            self.tell(text, Span::new(at, at + text.len()), true);
        } else {
            self.changed_text(text);
        }
    }

    fn tell(&self, text: &StrTendril, source: Span, copied: bool) {
        let stretch = Stretch {
            len: text.len(),
            source,
            copied,
        };
        self.sink().announce(text.clone(), stretch, Vec::new());
    }

    /// The end of the reference here, if `text` is what one stands for and not a mere `&`.
    fn end_of_reference(&self, text: &str) -> Option<usize> {
        let known = matches!(self.inside.get(), Inside::Text | Inside::Title);
        if !known || text.chars().nth(1).is_some() {
            return None;
        }
        let at = self.at.get();
        let end = if self.ending.get() {
            at + last_reference(self.after(at), text)
        } else {
            self.read_so_far()
        };
        (end > at + 1).then_some(end)
    }

    /// A text with characters that the source has otherwise: line ends, and NULs as U+FFFD.
    fn changed_text(&self, text: &StrTendril) {
        let mut stretches: Vec<Stretch> = Vec::new();
        for c in text.chars() {
            let stretch = self.character(c);
            match stretches.last_mut() {
                Some(last) if last.copied && stretch.copied => {
                    last.len += stretch.len;
                    last.source.end = stretch.source.end;
                }
                _ => stretches.push(stretch),
            }
        }
        let mut all = stretches.into_iter();
        if let Some(first) = all.next() {
            self.sink().announce(text.clone(), first, all.collect());
        }
    }

    fn character(&self, c: char) -> Stretch {
        let at = self.at.get();
        let rest = self.after(at);
        let (bytes, copied) = match c {
            _ if rest.starts_with(c) => (c.len_utf8(), true),
            '\n' if rest.starts_with("\r\n") => (2, false),
            '\n' if rest.starts_with('\r') => (1, false),
            '\u{fffd}' if rest.starts_with('\0') => (1, false),
            _ => (0, false),
        };
        self.at.set(at + bytes);
        Stretch {
            len: c.len_utf8(),
            source: Span::new(at, at + bytes),
            copied,
        }
    }

    /// A NUL, which stands in a picture or formula as U+FFFD and is left out elsewhere.
    fn nul(&self) {
        self.reference.set(None);
        self.step_over_marks();
        let stretch = self.character('\u{fffd}');
        self.sink()
            .announce(StrTendril::from_char('\u{fffd}'), stretch, Vec::new());
    }

    /// A tag, comment or document type, just read to its end.
    fn other(&self) {
        self.reference.set(None);
        self.inside.set(Inside::Text);
        self.at.set(self.read_so_far());
    }
}

impl TokenSink for Positions<'_, '_> {
    type Handle = u32;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<u32> {
        // The builder forgets at a fault that it was to pass over a line's end.
        if matches!(token, Token::ParseError(_)) {
            return self.inner.process_token(token, line);
        }
        let text = match &token {
            Token::CharacterTokens(text) => {
                self.text(text);
                true
            }
            Token::NullCharacterToken => {
                self.nul();
                true
            }
            _ => {
                self.other();
                false
            }
        };
        let result = self.inner.process_token(token, line);
        match &result {
            TokenSinkResult::RawData(RawKind::Rcdata) => self.inside.set(Inside::Title),
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext => {
                self.inside.set(Inside::Script);
            }
            _ => {}
        }
        if text {
            self.sink().after_text();
        } else {
            self.sink().after_other();
        }
        result
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Bytes that stand in the queue: one long piece, before it a few that were put back.
fn left_in(queue: &BufferQueue) -> usize {
    let Some(piece) = queue.pop_front() else {
        return 0;
    };
    let left = piece.len() + left_in(queue);
    queue.push_front(piece);
    left
}

/// Bytes of the reference with which `rest`, the end of a page, begins, when it stands for `said`;
/// 1 when `rest` begins with a mere `&`. What follows it in `rest` are letters and digits that stand
/// for themselves.
fn last_reference(rest: &str, said: &str) -> usize {
    let all = html_text(rest);
    match all.strip_prefix(said) {
        Some(tail) if said != "&" || all.as_ref() != rest => match rest.strip_suffix(tail) {
            Some(reference) if reference.len() > 1 => reference.len(),
            _ => rest.len(),
        },
        _ => 1,
    }
}
