//! Cuts the text of a page into words and white space, each with its place in the source.
//!
//! Knows Unicode's white space; knows no tags.

use super::tree::Piece;
use crate::base::span::Span;

/// A stretch of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch<'t> {
    /// Words, one plain space between any two.
    Words(Piece<'t>),
    /// White space.
    White(Piece<'t>),
}

/// The stretches of `piece`, in order. Of one that the source writes otherwise (`&nbsp;`) each has
/// the place of the whole.
pub fn stretches(piece: Piece<'_>) -> impl Iterator<Item = Stretch<'_>> {
    let mut rest = piece.text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let at = piece.text.len() - rest.len();
        let words = words_at_head(rest);
        let len = if words > 0 {
            words
        } else {
            white_at_head(rest)
        };
        let (text, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        rest = after;
        let source = if piece.copied {
            Span::new(
                piece.source.start + at,
                piece.source.start + at + text.len(),
            )
        } else {
            piece.source
        };
        let copied = piece.copied;
        let cut = Piece {
            text,
            source,
            copied,
        };
        Some(if words > 0 {
            Stretch::Words(cut)
        } else {
            Stretch::White(cut)
        })
    })
}

/// Bytes of the words with which `text` begins, up to white space that is more than one plain space
/// between two words.
fn words_at_head(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' if at == end && at > 0 => at += 1,
            b'\t'..=b'\r' | b' ' => break,
            0..0x80 => {
                at += 1;
                end = at;
            }
            _ => {
                let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
                    break;
                };
                if c.is_whitespace() {
                    break;
                }
                at += c.len_utf8();
                end = at;
            }
        }
    }
    end
}

fn white_at_head(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn copied(text: &str) -> Piece<'_> {
        Piece {
            text,
            source: Span::new(10, 10 + text.len()),
            copied: true,
        }
    }

    #[test]
    fn single_spaces_stay_among_words() {
        let found: Vec<_> = stretches(copied(" a bc  d\n"))
            .map(|s| match s {
                Stretch::Words(p) => (p.text, p.source.start),
                Stretch::White(p) => ("", p.source.start),
            })
            .collect();
        assert_eq!(
            found,
            [("", 10), ("a bc", 11), ("", 15), ("d", 17), ("", 18)]
        );
    }

    #[test]
    fn a_reference_keeps_its_place() {
        let nbsp = Piece {
            text: "\u{a0}",
            source: Span::new(3, 9),
            copied: false,
        };
        assert_eq!(stretches(nbsp).collect::<Vec<_>>(), [Stretch::White(nbsp)]);
    }

    proptest! {
        #[test]
        fn words_are_those_that_white_space_parts(text in "[ a\u{a0}é\n\u{3000}\u{2028}\u{1c}中.]{0,20}") {
            let mut at = 10;
            let mut said = String::new();
            for stretch in stretches(copied(&text)) {
                let span = match stretch {
                    Stretch::Words(piece) => {
                        said.push_str(piece.text);
                        piece.source
                    }
                    Stretch::White(piece) => {
                        said.push(' ');
                        piece.source
                    }
                };
                prop_assert_eq!(span.start, at);
                at = span.end;
            }
            prop_assert_eq!(at, 10 + text.len());
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(said.trim(), words.join(" "));
        }
    }
}
