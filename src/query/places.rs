//! From code points, in which the database counts, to bytes of a text. Knows no table.

/// Finds code points in a text: every 64th is noted.
pub(super) struct Places<'t> {
    text: &'t str,
    /// Byte of each 64th code point; empty for ASCII.
    marks: Vec<usize>,
}

/// Code points from one mark to the next.
const STEP: usize = 64;

impl<'t> Places<'t> {
    /// Reads `text` once.
    pub fn of(text: &'t str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STEP)
                .map(|(at, _)| at)
                .collect()
        };
        Self { text, marks }
    }

    /// The characters from code point `start` to `end`; nothing outside the text.
    pub fn quote(&self, start: i64, end: i64) -> Option<&'t str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// The byte at which a code point begins.
    pub fn byte(&self, code_point: i64) -> Option<usize> {
        let at = usize::try_from(code_point).ok()?;
        if self.marks.is_empty() {
            return (at <= self.text.len()).then_some(at);
        }
        let mark = *self.marks.get(at / STEP).or_else(|| self.marks.last())?;
        let beyond = at - (at / STEP).min(self.marks.len() - 1) * STEP;
        let rest = self.text.get(mark..)?;
        let ends = std::iter::once(rest.len());
        rest.char_indices()
            .map(|(i, _)| i)
            .chain(ends)
            .nth(beyond)
            .map(|i| mark + i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_agree_with_chars(text in "\\PC{0,200}") {
            let places = Places::of(&text);
            let chars: Vec<char> = text.chars().collect();
            for start in 0..=chars.len() {
                let expected: String = chars[start..].iter().collect();
                let found = places.quote(i64::try_from(start).unwrap(), i64::try_from(chars.len()).unwrap());
                prop_assert_eq!(found, Some(expected.as_str()));
            }
            prop_assert_eq!(places.quote(0, i64::try_from(chars.len() + 1).unwrap()), None);
            prop_assert_eq!(places.quote(-1, 0), None);
        }
    }
}
