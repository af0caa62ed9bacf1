//! Tokens: runs of letters, numerals, single marks. Knows no vocabulary.

use crate::base::fnv::fnv_lower;
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
    /// Hash of the token in ASCII lower case, by which tables are asked.
    pub hash: u32,
}

/// Cuts the stretch `within` of `text` into tokens, appending them to `out`.
pub fn split(text: &str, within: Span, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let limit = within.end.min(bytes.len());
    let mut at = within.start;
    let mut last_end = usize::MAX;
    while let Some(first) = bytes.get(at..limit).and_then(|b| b.first()) {
        if matches!(first, b' ' | b'\t'..=b'\r') {
            at += 1;
            continue;
        }
        let Some((kind, case, end)) = plain_run(bytes, at, limit).or_else(|| run(text, at, limit))
        else {
            at += Span::new(at, limit)
                .of(text)
                .chars()
                .next()
                .map_or(1, char::len_utf8);
            continue;
        };
        out.push(Token {
            span: Span::new(at, end),
            kind,
            case,
            glued: at == last_end,
            hash: fnv_lower(bytes.get(at..end).unwrap_or_default()),
        });
        last_end = end;
        at = end;
    }
}

/// Kind, case and end of the token at `at`, where ASCII tells them: nearly everywhere.
fn plain_run(bytes: &[u8], at: usize, limit: usize) -> Option<(TokenKind, Case, usize)> {
    let first = *bytes.get(at)?;
    if first.is_ascii_digit() {
        return Some((
            TokenKind::Numeral,
            Case::None,
            numeral_end(bytes, at, limit),
        ));
    }
    if !first.is_ascii_alphabetic() {
        return first
            .is_ascii()
            .then_some((TokenKind::Mark, Case::None, at + 1));
    }
    let (mut upper, mut lower) = (false, false);
    let mut end = at + 1;
    for byte in bytes.get(end..limit)? {
        match byte {
            b'a'..=b'z' => lower = true,
            b'A'..=b'Z' => upper = true,
            128.. => return None,
            _ => break,
        }
        end += 1;
    }
    Some((
        TokenKind::Word,
        case_from(
            (first.is_ascii_uppercase(), first.is_ascii_lowercase()),
            (upper, lower),
        ),
        end,
    ))
}

/// Kind, case and end of the token that begins at `at`; none where white space stands.
fn run(text: &str, at: usize, limit: usize) -> Option<(TokenKind, Case, usize)> {
    let rest = Span::new(at, limit).of(text);
    let c = rest.chars().next().filter(|c| !c.is_whitespace())?;
    if !is_letter(c) {
        return Some((TokenKind::Mark, Case::None, at + c.len_utf8()));
    }
    let len = rest
        .find(|c: char| !is_letter(c) && !is_combining(c))
        .unwrap_or(rest.len());
    let end = at + len;
    Some((TokenKind::Word, case_of(Span::new(at, end).of(text)), end))
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
    case_from((first.is_uppercase(), first.is_lowercase()), (upper, lower))
}

/// The case of a word by its first letter, a capital or a small one, and by whether capitals and
/// small letters come after it.
const fn case_from(first: (bool, bool), rest: (bool, bool)) -> Case {
    match (first.0, first.1, rest.0, rest.1) {
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
    use crate::lexicon::hashed::Key;
    use proptest::prelude::*;

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
    fn white_space_of_any_script_parts() {
        assert_eq!(words("a\u{a0}b\u{3000}c\u{85}d").len(), 4);
        assert!(words("a\u{a0}b").iter().all(|(_, _, glued)| !glued));
    }

    proptest! {
        #[test]
        fn ascii_is_read_as_all_letters_are(text in "[aBZ09 .,’é中\u{301}\t\u{a0}º$-]{0,24}") {
            let limit = text.len();
            let bytes = text.as_bytes();
            for at in text.char_indices().map(|(at, _)| at) {
                if let Some((kind, case, end)) = plain_run(bytes, at, limit)
                    && !matches!(kind, TokenKind::Numeral)
                    && !bytes[at].is_ascii_whitespace()
                {
                    prop_assert_eq!(run(&text, at, limit), Some((kind, case, end)));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_hash_is_that_of_the_lower_form(text in "[a-zA-Z09 .,’éÉ中$-]{0,24}") {
            let lower = text.to_ascii_lowercase();
            let mut out = Vec::new();
            split(&text, Span::new(0, text.len()), &mut out);
            for token in out {
                let word = token.span.of(&lower);
                prop_assert_eq!(Key::new(word, token.hash), Key::from(word));
            }
        }
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
