//! Plain text as an article: the text is kept to the byte, each paragraph is a block.

use super::{Article, Block};
use crate::base::span::Span;
use crate::base::vocabulary::BlockKind;

/// The article of a plain text: nothing removed or changed. A line is a paragraph, but lines that
/// an editor wrapped (no blank line between, the next one going on in lower case) are one.
pub fn article(text: String) -> Article {
    let blocks = blocks(&text);
    Article {
        text,
        blocks,
        ..Article::default()
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut after_gap = true;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let span = Span::new(start, start + body.len());
        at += line.len();
        if body.is_empty() {
            after_gap = true;
            continue;
        }
        match out.last_mut() {
            Some(last) if !after_gap && wrapped(last.span.of(text), body) => {
                last.span.end = span.end;
            }
            _ => out.push(Block {
                span,
                kind: BlockKind::Paragraph,
            }),
        }
        after_gap = false;
    }
    out
}

/// Whether `line` goes on with the sentence that `before` leaves open.
fn wrapped(before: &str, line: &str) -> bool {
    let open = !before.ends_with(['.', '!', '?', ':', '"', '”']);
    open && line.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(')
        && before.len() > 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_paragraph_unless_wrapped() {
        let text =
            "Title\n\nOutput of the whole province rose to a record\nlevel last year.\nSecond.\n";
        let found = article(text.into());
        let blocks: Vec<&str> = found.blocks.iter().map(|b| b.span.of(text)).collect();
        assert_eq!(
            blocks,
            [
                "Title",
                "Output of the whole province rose to a record\nlevel last year.",
                "Second."
            ]
        );
    }
}
