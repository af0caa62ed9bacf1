//! Tokens: runs of letters, numerals, single marks. Knows no vocabulary.

use crate::base::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters (and combining marks): `yuan`, `GDP`, `é`, `万亿`.
    Word,
    /// ASCII digits with `,` or `.` between digits: `4,984.31`, `2024`, `10.3.2020`.
    Numeral,
    /// Any other single character: `-`, `%`, `$`, `’`, `—`, `½`.
    Mark,
    /// What stands past the ends of the text.
    Edge,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No cased letter: numerals, marks, Chinese.
    None,
    /// `yuan`
    Lower,
    /// `Yuan`, and a single capital `A`
    Capital,
    /// `GDP`
    Upper,
    /// `GWh`, `iPhone`
    Mixed,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is cased.
    pub case: Case,
    /// No white space stands before it (false for the first token of a sentence).
    pub glued: bool,
}

/// Cuts the stretch `within` of `text` into tokens, appending them to `out`.
pub fn split(text: &str, within: Span, out: &mut Vec<Token>) {
    let mut at = within.start;
    let mut last_end = usize::MAX;
    while let Some(c) = Span::new(at, within.end).of(text).chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (kind, end) = run(text, at, within.end, c);
        let span = Span::new(at, end);
        let case = if kind == TokenKind::Word {
            case_of(span.of(text))
        } else {
            Case::None
        };
        out.push(Token {
            span,
            kind,
            case,
            glued: at == last_end,
        });
        last_end = end;
        at = end;
    }
}

/// Kind and end of the token that begins at `at` with the character `c`.
fn run(text: &str, at: usize, limit: usize, c: char) -> (TokenKind, usize) {
    if c.is_ascii_digit() {
        return (TokenKind::Numeral, numeral_end(text.as_bytes(), at, limit));
    }
    if is_letter(c) {
        let rest = Span::new(at, limit).of(text);
        let len = rest
            .find(|c: char| !is_letter(c) && !is_combining(c))
            .unwrap_or(rest.len());
        return (TokenKind::Word, at + len);
    }
    (TokenKind::Mark, at + c.len_utf8())
}

fn numeral_end(bytes: &[u8], at: usize, limit: usize) -> usize {
    let digit = |i: usize| i < limit && bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut i = at;
    loop {
        while digit(i) {
            i += 1;
        }
        if i < limit && matches!(bytes.get(i), Some(b',' | b'.')) && digit(i + 1) {
            i += 1;
        } else {
            return i;
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic() && !matches!(c, 'º' | 'ª'))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn case_of(word: &str) -> Case {
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return Case::None;
    };
    let (mut upper, mut lower) = (false, false);
    for c in chars {
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
    }
    match (first.is_uppercase(), first.is_lowercase(), upper, lower) {
        (true, _, true, false) => Case::Upper,
        (true, _, false, _) => Case::Capital,
        (_, true, false, _) => Case::Lower,
        (false, false, false, false) => Case::None,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, TokenKind, bool)> {
        let mut out = Vec::new();
        split(text, Span::new(0, text.len()), &mut out);
        out.iter()
            .map(|t| (t.span.of(text), t.kind, t.glued))
            .collect()
    }

    #[test]
    fn numerals_keep_their_separators_and_nothing_after_them() {
        use TokenKind::{Mark, Numeral, Word};
        assert_eq!(
            words("CNY4,984.31bn, 5G."),
            [
                ("CNY", Word, false),
                ("4,984.31", Numeral, true),
                ("bn", Word, true),
                (",", Mark, true),
                ("5", Numeral, false),
                ("G", Word, true),
                (".", Mark, true)
            ]
        );
    }

    #[test]
    fn marks_stand_alone() {
        assert_eq!(words("Xi’an—1/9").len(), 7);
        assert_eq!(words("10.3.2020").len(), 1);
        assert_eq!(words("  \n").len(), 0);
    }

    #[test]
    fn case_is_read_from_the_letters() {
        for (word, case) in [
            ("yuan", Case::Lower),
            ("Yuan", Case::Capital),
            ("A", Case::Capital),
            ("GDP", Case::Upper),
            ("GWh", Case::Mixed),
            ("iPhone", Case::Mixed),
            ("万亿", Case::None),
        ] {
            assert_eq!(case_of(word), case, "{word}");
        }
    }
}
