//! How a name is folded before it is looked up: the one key for every way to write it.
//!
//! `Xi'an`, `Xi’an` and `Xian` fold alike, and so do `São Paulo` and `Sao Paulo`, `U.S.` and `US`,
//! `Beijing-Tianjin-Hebei` and `Beijing Tianjin Hebei`. The build script reads this file too, so
//! that index and text are folded by the same code. Knows no table.

use unicode_normalization::UnicodeNormalization;

/// Marks that vanish: apostrophes, full stops, brackets.
pub const fn vanishes(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | 'ʿ' | '´' | '`' | '.' | '(' | ')'
    )
}

/// Marks that part the words of a name as a space does: hyphens and dashes.
pub const fn parts(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '/')
}

/// Feeds the folded bytes of the letters of one word to `eat`.
pub fn word(text: &str, eat: &mut impl FnMut(u8)) {
    if text.is_ascii() {
        for byte in text.bytes() {
            eat(byte.to_ascii_lowercase());
        }
        return;
    }
    for c in text.nfd().flat_map(char::to_lowercase) {
        if !unicode_normalization::char::is_combining_mark(c) {
            letter(c, eat);
        }
    }
}

fn letter(c: char, eat: &mut impl FnMut(u8)) {
    let plain = match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ə' => "a",
        _ => "",
    };
    if plain.is_empty() {
        let mut buffer = [0; 4];
        for byte in c.encode_utf8(&mut buffer).bytes() {
            eat(byte);
        }
    } else {
        for byte in plain.bytes() {
            eat(byte);
        }
    }
}

/// The key of a whole name.
pub fn key(name: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    for piece in name.split(|c: char| c.is_whitespace() || parts(c)) {
        let before = out.len();
        if before > 0 {
            out.push(b' ');
        }
        let start = out.len();
        for run in piece.split(vanishes) {
            word(run, &mut |byte| out.push(byte));
        }
        if out.len() == start {
            out.truncate(before);
        }
    }
    out
}
