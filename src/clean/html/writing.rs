//! Writes the text of a page, block after block, and beside it the map to the page's source.
//!
//! White space becomes one space or line break; every character gets its place. Knows no tags.

use super::fold::{Stretch, stretches};
use super::page::Text;
use super::tree::Piece;
use crate::base::source_map::{Kind, SourceMap};
use crate::base::span::Span;

/// Between two blocks.
const BLANK_LINE: &str = "\n\n";

/// The text written so far.
#[derive(Debug, Default)]
pub struct Writing {
    text: String,
    map: SourceMap,
    /// Where the open block begins; nothing until it has a character.
    block: Option<usize>,
    /// Whether a tag parts what comes from what is there.
    gap: bool,
}

impl Writing {
    /// Bytes written.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// What of the open block was written since there were `start` bytes.
    pub fn since(&self, start: usize) -> &str {
        let from = self.block.map_or(start, |block| block.max(start));
        self.text.get(from..).unwrap_or_default()
    }

    /// Writes a text, its white space folded.
    pub fn words(&mut self, text: Text) {
        for stretch in text.pieces().flat_map(stretches) {
            match stretch {
                Stretch::Words(piece) => {
                    if std::mem::take(&mut self.gap) && !self.after_space() {
                        self.made(" ");
                    }
                    self.push(piece);
                }
                Stretch::White(piece) => self.space(piece),
            }
        }
    }

    /// Writes a text as it is, but for white space at the start of a block.
    pub fn verbatim(&mut self, text: Text) {
        for mut piece in text.pieces() {
            if self.block.is_none() {
                let said = piece.text.trim_start();
                if piece.copied {
                    piece.source.start += piece.text.len() - said.len();
                }
                piece.text = said;
            }
            self.push(piece);
        }
    }

    /// Parts what comes from what is there by a space.
    pub fn gap(&mut self) {
        self.gap = self.block.is_some();
    }

    /// Begins a new line, if the block has one already.
    pub fn line_break(&mut self) {
        if self.block.is_some() {
            self.trim();
            self.made("\n");
        }
    }

    /// Ends a cell.
    pub fn separate(&mut self, mark: &str) {
        if self.block.is_some() {
            self.trim();
            self.made(mark);
        }
        self.gap = false;
    }

    /// Takes back the mark behind the last cell.
    pub fn drop_separator(&mut self, mark: &str) {
        if self.since(0).ends_with(mark) {
            self.cut_to(self.text.len() - mark.len());
        }
    }

    /// Ends the block; answers where it stands, if there is one.
    pub fn end_block(&mut self) -> Option<Span> {
        self.gap = false;
        let start = self.block?;
        self.trim();
        self.block = None;
        Some(Span::new(start, self.text.len()))
    }

    /// The text and its map.
    pub fn finish(self) -> (String, SourceMap) {
        (self.text, self.map)
    }

    /// Whether white space would be one too many here.
    fn after_space(&self) -> bool {
        self.block.is_none() || self.text.ends_with([' ', '\n'])
    }

    fn space(&mut self, piece: Piece<'_>) {
        if self.block.is_none() {
            return;
        }
        if self.after_space() {
            self.map.fold_in(piece.source);
        } else if piece.copied && piece.text == " " {
            self.push(piece);
        } else {
            self.text.push(' ');
            self.map.push(Kind::Folded, 1, piece.source);
        }
    }

    fn push(&mut self, piece: Piece<'_>) {
        if piece.text.is_empty() {
            return;
        }
        if self.block.is_none() {
            if !self.text.is_empty() {
                self.made(BLANK_LINE);
            }
            self.block = Some(self.text.len());
        }
        let kind = if piece.copied {
            Kind::Copied
        } else {
            Kind::Decoded
        };
        self.text.push_str(piece.text);
        self.map.push(kind, piece.text.len(), piece.source);
    }

    fn made(&mut self, what: &str) {
        self.text.push_str(what);
        self.map.push_made(what.len());
    }

    /// Takes white space off the end.
    fn trim(&mut self) {
        self.cut_to(self.text.trim_end().len());
    }

    fn cut_to(&mut self, len: usize) {
        self.text.truncate(len);
        self.map.truncate(len);
    }
}
