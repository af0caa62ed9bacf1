//! Where Unicode's rules (UAX #29, sentence boundaries) part a stretch of text. Knows no words.
//!
//! Plain text in Latin letters, which is nearly all there is, is read here by the same rules at
//! several times the speed; any other character hands the whole stretch to the crate.

use unicode_segmentation::UnicodeSegmentation;

/// The classes of UAX #29 that the characters known here are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Ends a line: `ParaSep`.
    Line,
    /// White space within a line.
    Space,
    Lower,
    Upper,
    Numeric,
    /// A full stop.
    Stop,
    /// An exclamation or question mark.
    Mark,
    /// Goes on after a full stop: comma, colon, dashes.
    Continue,
    /// Brackets and quotation marks.
    Close,
    Other,
}

/// The class of a character; `None` for those left to the crate.
const fn class(c: char) -> Option<Class> {
    Some(match c {
        '\n' | '\r' => Class::Line,
        ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{a0}' => Class::Space,
        'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' => Class::Lower,
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => Class::Upper,
        '0'..='9' => Class::Numeric,
        '.' => Class::Stop,
        '!' | '?' => Class::Mark,
        ',' | '-' | ':' | ';' | '–' | '—' => Class::Continue,
        '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '‘' | '’' | '“' | '”' => {
            Class::Close
        }
        '\0'..='\u{7f}' | '£' | '¥' | '€' | '°' | '·' | '×' => Class::Other,
        _ => return None,
    })
}

/// The byte at which each piece but the first begins, and the length of the text.
pub fn ends(text: &str) -> Vec<usize> {
    if text.is_ascii() || text.chars().all(|c| class(c).is_some()) {
        return plain(text);
    }
    text.split_sentence_bound_indices()
        .map(|(start, piece)| start + piece.len())
        .collect()
}

/// [`ends`] of a text in which every character has a class.
fn plain(text: &str) -> Vec<usize> {
    let mut out = Vec::with_capacity(text.len() / 100 + 1);
    let mut at = 0;
    while let Some(next) = next_stop(text, at) {
        let (to, parts) = past(text, next);
        if parts && to < text.len() {
            out.push(to);
        }
        at = to;
    }
    if !text.is_empty() {
        out.push(text.len());
    }
    out
}

/// The next byte from `at` on that can bring a boundary.
fn next_stop(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    rest.iter()
        .position(|b| matches!(b, b'.' | b'!' | b'?' | b'\n' | b'\r'))
        .map(|i| at + i)
}

/// Where to go on after the line end or mark at `at`, and whether a boundary stands there.
fn past(text: &str, at: usize) -> (usize, bool) {
    match class_at(text, at) {
        Some(Class::Line) => (past_line(text, at), true),
        Some(stop) => past_mark(text, at + 1, stop == Class::Stop, at),
        None => (text.len(), false),
    }
}

/// A line end; a carriage return takes its line feed along.
fn past_line(text: &str, at: usize) -> usize {
    let pair = text.get(at..).is_some_and(|r| r.starts_with("\r\n"));
    at + if pair { 2 } else { 1 }
}

/// Behind a mark: rules SB6 to SB11.
fn past_mark(text: &str, behind: usize, stop: bool, mark: usize) -> (usize, bool) {
    let next = class_at(text, behind);
    let letter = || {
        let before = text.get(..mark).and_then(|t| t.chars().next_back());
        matches!(before.and_then(class), Some(Class::Upper | Class::Lower))
    };
    if stop && (next == Some(Class::Numeric) || next == Some(Class::Upper) && letter()) {
        return (behind, false);
    }
    let closed = skip(text, behind, Class::Close);
    let spaced = skip(text, closed, Class::Space);
    match class_at(text, spaced) {
        Some(Class::Line) => (past_line(text, spaced), true),
        Some(Class::Continue | Class::Stop | Class::Mark) => (spaced, false),
        _ => (spaced, !(stop && goes_on(text, spaced))),
    }
}

/// Whether the first letter, line end or mark from `at` on is a lower-case letter (rule SB8).
fn goes_on(text: &str, at: usize) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().chars().map(class);
    let first = rest.find(|c| {
        !matches!(
            c,
            Some(Class::Space | Class::Numeric | Class::Continue | Class::Close | Class::Other)
        )
    });
    first == Some(Some(Class::Lower))
}

fn class_at(text: &str, at: usize) -> Option<Class> {
    class(text.get(at..)?.chars().next()?)
}

fn skip(text: &str, at: usize, over: Class) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.find(|c| class(c) != Some(over)).unwrap_or(rest.len());
    at + len
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the crate says.
    fn by_the_crate(text: &str) -> Vec<usize> {
        text.split_sentence_bound_indices()
            .map(|(start, piece)| start + piece.len())
            .collect()
    }

    #[test]
    fn every_known_character_has_the_class_of_unicode() {
        let known = ('\0'..='\u{2fff}').filter(|c| class(*c).is_some());
        for c in known {
            for text in [
                format!("A. {c} b"),
                format!("A{c} B"),
                format!("a{c}b. B"),
                format!("It.{c}B"),
                format!("It. {c}B"),
                format!("It! {c}B"),
                format!("It. {c}b"),
                format!("{c}.B c"),
                format!("It.{c}"),
                format!("It.{c} {c}B"),
            ] {
                assert_eq!(ends(&text), by_the_crate(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn lines_and_marks_part() {
        assert_eq!(ends("It rose. It fell!\r\nNo."), [9, 19, 22]);
        assert_eq!(ends("It rose 4.5 percent in the U.S. and fell."), [41]);
        assert_eq!(ends("“It rose.” He left."), [15, 23]);
        assert!(ends("").is_empty());
    }

    proptest! {
        #[test]
        fn texts_are_parted_as_by_the_crate(text in "[aBé0 .!?,:'”(\n\r\t$–-]{0,40}") {
            prop_assert_eq!(ends(&text), by_the_crate(&text));
        }

        #[test]
        fn other_scripts_are_left_to_the_crate(text in "[a。B.中 \u{301}\u{2028}…]{0,20}") {
            prop_assert_eq!(ends(&text), by_the_crate(&text));
        }
    }
}
