//! From byte offsets, which the pipeline speaks, to code points, which SQL speaks.

use crate::base::span::Span;

/// Bytes of one step of the table: small enough to count in a few instructions.
const STEP: usize = 64;

/// Counts code points before any byte of one text.
#[derive(Debug)]
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    /// Code points before each step; empty for ASCII, where both offsets are the same.
    before: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Reads `text` once.
    pub fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for step in bytes.chunks(STEP) {
                before.push(seen);
                seen += count(step);
            }
            before.push(seen);
        }
        Self { bytes, before }
    }

    /// Code points before the byte `at`; for an offset past the end, those of the whole text.
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.bytes.len());
        let Some(before) = self.before.get(at / STEP) else {
            return at;
        };
        let step = at - at % STEP;
        before + self.bytes.get(step..at).map_or(0, count)
    }

    /// Start and end of `span` in code points, as SQL takes them.
    pub fn span(&self, span: Span) -> (i64, i64) {
        (to_sql(self.at(span.start)), to_sql(self.at(span.end)))
    }
}

fn count(bytes: &[u8]) -> usize {
    // Every byte but a continuation byte (10xxxxxx) begins a character.
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

/// A count as SQL's integer.
pub fn to_sql(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ascii_needs_no_table() {
        let points = CodePoints::of("nine cities");
        assert!(points.before.is_empty());
        assert_eq!((points.at(4), points.at(99)), (4, 11));
    }

    #[test]
    fn wide_characters_count_once() {
        let text = "é".repeat(200);
        let points = CodePoints::of(&text);
        assert_eq!(points.at(400), 200);
        assert_eq!(points.span(Span::new(128, 130)), (64, 65));
    }

    proptest! {
        #[test]
        fn every_boundary_counts_as_chars_do(text in "\\PC{0,300}") {
            let points = CodePoints::of(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(at), n);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
        }
    }
}
