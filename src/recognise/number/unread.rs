//! What goes on with a number and cannot be read: `^400`, `e400`, `/0`, `,,000`, scales beyond all.
//!
//! Owns where such writing ends. Gives no value.

use super::{Letters, begun};
use crate::lexicon::numbers::{ScaleKind, scale};
use crate::recognise::phrase::Line;
use crate::segment::token::TokenKind;

/// The token after the whole number at `at`, where only its first part can be read.
pub fn beyond(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    end(line, begun(line, at, Letters::Metres)?.end)
}

/// The token after what goes on at `from` with the number before it, where something does.
pub fn end(line: &Line<'_, '_>, from: usize) -> Option<usize> {
    let mut end = next(line, from)?;
    while let Some(more) = next(line, end) {
        end = more;
    }
    Some(end)
}

fn next(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    if let Some(end) = power_of_ten(line, at) {
        return Some(end);
    }
    match line.kind(at) {
        TokenKind::Mark if line.glued(at) => mark(line, at),
        TokenKind::Word if line.glued(at) && line.lower(at) == "e" => signed(line, at + 1),
        TokenKind::Word if is_scale(line.lower(at)) && !line.tight_hyphen(at + 1) => Some(at + 1),
        _ => None,
    }
}

/// `×10−30`, `× 10^-31`: a power of ten that is not applied.
fn power_of_ten(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let times = matches!(line.lower(at), "x" | "×" | "*" | "·");
    if !times || line.word(at + 1) != "10" {
        return None;
    }
    let raised = usize::from(line.word(at + 2) == "^" && line.glued(at + 2));
    let sign = matches!(line.word(at + 2 + raised), "−" | "-" | "–");
    let whole = line.glued(at + 2 + raised) && (raised == 1 || line.glued(at + 1));
    (whole && (raised == 1 || sign)).then(|| signed(line, at + 2 + raised))?
}

fn mark(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    match line.word(at) {
        "^" => signed(line, at + 1),
        "⁄" => glued_numeral(line, at + 1),
        "/" => glued_numeral(line, at + 1).filter(|_| line.word(at + 1).bytes().all(|b| b == b'0')),
        "," if line.word(at + 1) == "," && line.glued(at + 1) => glued_numeral(line, at + 2),
        _ => None,
    }
}

/// The token after a numeral with or without its sign.
fn signed(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let sign = matches!(line.word(at), "-" | "−" | "–" | "+") && line.glued(at);
    glued_numeral(line, at + usize::from(sign))
}

fn glued_numeral(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    (line.kind(at) == TokenKind::Numeral && line.glued(at)).then_some(at + 1)
}

/// Whether the word is a scale, of the table or of its kind: "quattuordecillion".
fn is_scale(word: &str) -> bool {
    word.ends_with("illion")
        || word.ends_with("illions")
        || matches!(scale(word), Some((ScaleKind::Word, _)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::number::number_at;
    use crate::recognise::phrase::read_whole;

    /// What the whole number covers, and whether it has a value.
    fn read(text: &str) -> (Option<String>, bool) {
        read_whole(text, |line| {
            let whole = beyond(line, 0).map(|end| line.span(0, end).of(text).to_owned());
            (whole, number_at(line, 0, Letters::Metres).is_some())
        })
    }

    #[test]
    fn numbers_beyond_reading_are_seen_whole() {
        for number in [
            "10^400",
            "10^-400",
            "1.99×10−31",
            "2 × 10^-31",
            "1e400",
            "3E+99",
            "1/0",
            "1⁄0",
            "1,,000",
            "5 quattuordecillion",
            "5 trillion trillion trillion",
            "seven trillion trillion trillion",
        ] {
            let text = format!("{number} tons moved.");
            assert_eq!(read(&text), (Some(number.to_owned()), false));
        }
    }

    #[test]
    fn numbers_that_can_be_read_are_left_alone() {
        for text in [
            "10^6 tons",
            "2 × 10^5 tons",
            "4 × 10 m",
            "1e3 yuan",
            "1/2 of it",
            "1⁄2 of it",
            "1,000 men",
            "5, 6 and 7",
            "5 trillion yuan",
            "six trillion-yuan marks",
            "6/21",
        ] {
            assert_eq!(read(text), (None, true), "{text}");
        }
    }
}
