//! Numbers written with digits: `1,62,870`, `4,984.31`, `.75`, `1/9`, `10 1/2`, `½`, `9.8e-3`.

use super::words::{adds, and_a_part, point_in_digits};
use super::{Numeral, Shape};
use crate::base::number::Number;
use crate::base::span::Span;
use crate::recognise::phrase::Line;
use crate::segment::token::TokenKind;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The number of digits that begins at the token, no scale applied.
pub fn at(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    if line.kind(at) == TokenKind::Mark {
        return match vulgar(line.word(at)) {
            Some((n, d)) => Some(fraction(at + 1, n, d)),
            None if line.word(at) == "." && line.glued(at + 1) && !line.glued(at) => {
                leading_point(line, at + 1)
            }
            None => None,
        };
    }
    if let Some(found) = written_fraction(line, at) {
        return Some(found);
    }
    if let Some(found) = spaced(line, at).or_else(|| hyphened(line, at)) {
        return Some(found);
    }
    let (value, places) = parse(line.word(at))?;
    // A decimal comma is believed only where a unit or scale follows.
    let comma = places > 0 && line.word(at).contains(',') && !line.word(at).contains('.');
    if comma
        && !matches!(line.word(at + 1), "%" | "€" | "°")
        && line.kind(at + 1) != TokenKind::Word
    {
        return None;
    }
    let plain = decimal(at + 1, value, places);
    Some(
        said_point(line, plain)
            .or_else(|| and_a_half(line, plain))
            .or_else(|| mixed(line, plain))
            .or_else(|| power(line, plain))
            .unwrap_or(plain),
    )
}

/// `3 point 7`: the decimals behind a point that is a word.
fn said_point(line: &Line<'_, '_>, whole: Numeral) -> Option<Numeral> {
    let (value, end) = point_in_digits(line, whole.end, whole.value)?;
    let places = u32::try_from(line.word(end - 1).len()).ok()?;
    (whole.places == 0).then(|| decimal(end, value.to_decimal().unwrap_or_default(), places))
}

/// "13 and a half": a whole number and its part in words.
fn and_a_half(line: &Line<'_, '_>, whole: Numeral) -> Option<Numeral> {
    let and = whole.end + usize::from(line.tight_hyphen(whole.end));
    if line.lower(and) != "and" || whole.places > 0 || line.word(whole.end - 1).len() > 3 {
        return None;
    }
    // No eighth: "$19 and one-eighth share".
    let found = and_a_part(line, whole.end).filter(|f| matches!(f.0.scale(), 1 | 2))?;
    let sum = whole.value.to_decimal()?.checked_add(found.0)?;
    adds(line, whole.end, found).then_some(Numeral {
        end: found.1,
        value: Number::Decimal(sum.normalize()),
        half_place: None,
        ..whole
    })
}

fn decimal(end: usize, value: Decimal, places: u32) -> Numeral {
    Numeral {
        end,
        value: Number::Decimal(value),
        half_place: Decimal::try_new(5, places + 1).ok(),
        shape: Shape::Digits,
        scale: None,
        places,
    }
}

fn fraction(end: usize, n: i64, d: i64) -> Numeral {
    Numeral {
        end,
        value: Number::Fraction(n, d),
        half_place: None,
        shape: Shape::Fraction,
        scale: None,
        places: 0,
    }
}

/// `40 000`, `2’100`, `1 234 567`: groups of three apart by spaces or apostrophes. An ordinary space
/// counts only before a group of zeros, and where there are two of them.
fn spaced(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    let whole = |i: usize| line.word(i).bytes().all(|b| b.is_ascii_digit());
    if line.word(at).len() > 3 || !whole(at) || line.word(at).starts_with('0') {
        return None;
    }
    if let Some(found) = apostrophes(line, at) {
        return Some(found);
    }
    let group =
        |i: usize| line.kind(i) == TokenKind::Numeral && line.word(i).len() == 3 && whole(i);
    let apart = |i: usize| line.span(i - 1, i).end + 1 == line.span(i, i + 1).start;
    // Neither a part of a longer row of numerals nor a decimal behind.
    let row = line.kind(at + 3) == TokenKind::Numeral && !group(at + 3)
        || at > line.first && line.kind(at - 1) == TokenKind::Numeral;
    let plain = group(at + 1) && group(at + 2) && apart(at + 1) && apart(at + 2) && !row;
    let mut digits = Cow::Borrowed(line.word(at));
    let mut end = at + 1;
    while line.kind(end) == TokenKind::Numeral && line.word(end).len() == 3 && whole(end) {
        let gap = Span::new(line.span(end - 1, end).end, line.span(end, end + 1).start);
        let narrow = matches!(
            gap.of(line.segments.text),
            "\u{a0}" | "\u{202f}" | "\u{2009}"
        );
        let zeros = gap.len() == 1 && line.word(end) == "000";
        let grouped = narrow || zeros || plain && gap.len() == 1;
        if !grouped {
            break;
        }
        digits.to_mut().push_str(line.word(end));
        end += 1;
    }
    // "80, 000": no number begins with three zeros.
    while line.word(end) == "," && line.glued(end) && line.word(end + 1) == "000" {
        digits.to_mut().push_str("000");
        end += 2;
    }
    (end > at + 1)
        .then(|| Some(decimal(end, digits.parse().ok()?, 0)))
        .flatten()
}

/// `2’100`
fn apostrophes(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    let group = |i: usize| {
        matches!(line.word(i), "'" | "’")
            && line.glued(i)
            && line.glued(i + 1)
            && line.word(i + 1).len() == 3
            && line.word(i + 1).bytes().all(|b| b.is_ascii_digit())
    };
    let mut digits = Cow::Borrowed(line.word(at));
    let mut end = at + 1;
    while group(end) {
        digits.to_mut().push_str(line.word(end + 1));
        end += 2;
    }
    (end > at + 1).then(|| Some(decimal(end, digits.parse().ok()?, 0)))?
}

/// `3-1/2`: a whole number with its fraction behind a hyphen.
pub fn hyphened(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    let whole = small(line.word(at)).filter(|_| line.tight_hyphen(at + 1))?;
    let part = written_fraction(line, at + 2)?;
    let Number::Fraction(n, d) = part.value else {
        return None;
    };
    let inch = matches!(d, 2 | 3 | 4 | 5 | 8 | 16 | 32 | 64);
    let sum = Decimal::from(whole).checked_add(part.value.to_decimal()?)?;
    let free = line.kind(at.wrapping_sub(1)) != TokenKind::Numeral && line.word(part.end) != "-";
    (n < d && inch && free).then_some(Numeral {
        end: part.end,
        value: Number::Decimal(sum.normalize()),
        half_place: None,
        ..decimal(at + 1, Decimal::from(whole), 0)
    })
}

/// `.75`
fn leading_point(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    let digits = line.word(at);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let places = u32::try_from(digits.len()).ok()?;
    let value = Decimal::try_new(digits.parse().ok()?, places).ok()?;
    Some(decimal(at + 1, value, places))
}

/// `1/9`: two small whole numbers with a slash between.
fn written_fraction(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    if !matches!(line.word(at + 1), "/" | "⁄") || !line.glued(at + 1) || !line.glued(at + 2) {
        return None;
    }
    let (n, d) = (small(line.word(at))?, small(line.word(at + 2))?);
    let more = matches!(line.word(at + 3), "/" | "⁄") && line.glued(at + 3);
    (d > 1 && !more).then(|| fraction(at + 3, n, d))
}

fn small(word: &str) -> Option<i64> {
    let digits = word.len() <= 5 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

/// `10 1/2`, `2½`
fn mixed(line: &Line<'_, '_>, whole: Numeral) -> Option<Numeral> {
    if whole.places > 0 {
        return None;
    }
    let part = match line.kind(whole.end) {
        TokenKind::Mark => vulgar(line.word(whole.end)).map(|(n, d)| fraction(whole.end + 1, n, d)),
        TokenKind::Numeral if !line.glued(whole.end) => written_fraction(line, whole.end),
        _ => None,
    }?;
    let Number::Fraction(n, d) = part.value else {
        return None;
    };
    let sum = whole
        .value
        .to_decimal()?
        .checked_add(part.value.to_decimal()?)?;
    (n < d).then_some(Numeral {
        end: part.end,
        value: Number::Decimal(sum.normalize()),
        half_place: None,
        ..whole
    })
}

/// `9.8e-3`, `1.3x10^6`, `2 × 10^5`, `2^10`
fn power(line: &Line<'_, '_>, base: Numeral) -> Option<Numeral> {
    let (exponent, end) = if line.lower(base.end) == "e" && line.glued(base.end) {
        exponent(line, base.end + 1)?
    } else if matches!(line.lower(base.end), "x" | "×" | "*" | "·")
        && line.word(base.end + 1) == "10"
        && line.word(base.end + 2) == "^"
    {
        exponent(line, base.end + 3)?
    } else if matches!(line.lower(base.end), "x" | "×")
        && line.word(base.end + 1) == "10"
        && matches!(line.word(base.end + 2), "-" | "−" | "–")
        && line.glued(base.end + 3)
    {
        // "1.99×10−5": the power's raised place is lost, its sign is not.
        exponent(line, base.end + 2).filter(|e| e.0 < 0)?
    } else {
        return raised(line, base);
    };
    let step = if exponent < 0 {
        Decimal::new(1, 1)
    } else {
        Decimal::TEN
    };
    let factor = (0..exponent.unsigned_abs())
        .try_fold(Decimal::ONE, |product, _| product.checked_mul(step))?;
    Some(Numeral {
        end,
        value: base.value.times(factor)?,
        half_place: base.half_place.and_then(|h| h.checked_mul(factor)),
        ..base
    })
}

/// `2^10`, `1.1^-3`
fn raised(line: &Line<'_, '_>, base: Numeral) -> Option<Numeral> {
    if line.word(base.end) != "^" || !line.glued(base.end) {
        return None;
    }
    let (power, end) = exponent(line, base.end + 1)?;
    let step = base.value.to_decimal()?;
    let product =
        (0..power.unsigned_abs()).try_fold(Decimal::ONE, |product, _| product.checked_mul(step))?;
    let value = if power < 0 {
        Decimal::ONE.checked_div(product)?
    } else {
        product
    };
    Some(Numeral {
        end,
        value: Number::Decimal(value.normalize()),
        half_place: None,
        ..base
    })
}

fn exponent(line: &Line<'_, '_>, at: usize) -> Option<(i32, usize)> {
    let (sign, at) = match line.word(at) {
        "-" | "−" | "–" if line.glued(at) => (-1, at + 1),
        "+" if line.glued(at) => (1, at + 1),
        _ => (1, at),
    };
    let power: i32 = line.word(at).parse().ok()?;
    (power <= 24 && line.glued(at)).then_some((sign * power, at + 1))
}

/// The most characters of a numeral whose value is kept exactly.
pub const LONGEST: usize = 26;

/// The value of one numeral token and its decimal places; `None` when its marks make no number.
pub fn parse(token: &str) -> Option<(Decimal, u32)> {
    if token.len() > LONGEST {
        return None;
    }
    let (whole, part) = split_point(token)?;
    if !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Most numbers are a few digits and nothing else.
    if part.is_empty()
        && token.len() <= 9
        && let Ok(value) = token.parse::<u32>()
    {
        return Some((value.into(), 0));
    }
    let mut digits = String::with_capacity(token.len());
    digits.extend(whole.chars().filter(char::is_ascii_digit));
    if !part.is_empty() {
        digits.push('.');
        digits.push_str(part);
    }
    Some((digits.parse().ok()?, u32::try_from(part.len()).ok()?))
}

/// The whole part, checked for its grouping, and the decimals.
fn split_point(token: &str) -> Option<(&str, &str)> {
    let points = token.matches('.').count();
    let commas = token.matches(',').count();
    match (points, commas) {
        (0, 0) => Some((token, "")),
        (1, _) => {
            let (whole, part) = token.split_once('.')?;
            (grouped(whole, ',') && !ambiguous(whole, part)).then_some((whole, part))
        }
        (0, _) if grouped(token, ',') => Some((token, "")),
        // A decimal comma: one comma, no group of three after it.
        (0, 1) => token
            .split_once(',')
            .filter(|(w, p)| w.len() <= 3 && (1..=2).contains(&p.len())),
        (_, 0) if grouped(token, '.') => Some((token, "")),
        _ => None,
    }
}

/// `600.000`: thousands in one country, three empty decimals in another.
fn ambiguous(whole: &str, part: &str) -> bool {
    part == "000" && whole.len() <= 3 && !whole.starts_with('0')
}

/// What `600.000` is where its point can only stand between thousands.
pub fn thousands(token: &str) -> Option<Decimal> {
    let (whole, part) = token.split_once('.')?;
    let digits = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    (digits && ambiguous(whole, part)).then(|| {
        whole
            .parse::<Decimal>()
            .ok()?
            .checked_mul(Decimal::ONE_THOUSAND)
    })?
}

/// Groups of three, or the Indian ones of two before a last one of three.
fn grouped(whole: &str, mark: char) -> bool {
    let groups: Vec<usize> = whole.split(mark).map(str::len).collect();
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return false;
    };
    if groups.len() == 1 {
        return true;
    }
    let middle = || groups.iter().skip(1).take(groups.len() - 2);
    let western = (1..=3).contains(first) && middle().all(|g| *g == 3);
    let indian = (1..=2).contains(first) && middle().all(|g| *g == 2);
    *last == 3 && (western || indian)
}

/// The fraction that one character writes.
pub fn vulgar(mark: &str) -> Option<(i64, i64)> {
    Some(match mark {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅐" => (1, 7),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping_decides_what_a_numeral_is() {
        for (token, value) in [
            ("4,984.31", "4984.31"),
            ("1,62,870", "162870"),
            ("3,29,752", "329752"),
            ("1.234.567", "1234567"),
            ("3,5", "3.5"),
            ("0033", "33"),
        ] {
            assert_eq!(parse(token).unwrap().0.to_string(), value, "{token}");
        }
        for token in ["600.000", "1.000"] {
            assert!(parse(token).is_none(), "{token}");
        }
        assert_eq!(parse("0.000").unwrap().1, 3);
        assert_eq!(parse("1,600.000").unwrap().1, 3);
        for token in ["1,2,3", "10.3.2020", "12,34", "1,234,56"] {
            let read = parse(token).map(|p| p.0.to_string());
            assert!(read.is_none() || token == "12,34", "{token} {read:?}");
        }
    }
}
