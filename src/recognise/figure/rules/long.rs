//! Fractions whose numerator or denominator is more than one word: "three twenty-firsts", "thirty-five
//! hundredths", "two and five hundredths".
//!
//! Owns which words are the numerator and which the denominator. Knows no units.

use crate::base::number::Number;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{WordKind, number};
use crate::recognise::number::{Shape, words};
use crate::recognise::phrase::Line;
use rust_decimal::Decimal;

/// The fraction that begins at the token, and the token after it.
pub fn read(line: &Line<'_, '_>, at: usize) -> Option<(Number, usize)> {
    let (n, next) = numerator(line, at)?;
    let part = past_hyphen(line, next);
    if matches!(line.lower(part), "half" | "halves" | "quarter" | "quarters") {
        return None;
    }
    if let Some((WordKind::Part, d)) = number(line.key(part)) {
        // One word over one word is no long fraction.
        let long = next > at + 1 || matches!(number(line.key(at)), Some((WordKind::Ten, _)));
        return long
            .then(|| over_one_word(line, at, (n, next), (d, part)))
            .flatten();
    }
    let (d, last) = denominator(line, next)?;
    agree(line, n, last).then_some((Number::Fraction(n, d), last + 1))
}

/// The whole number at the token, "a" for one included, and the token after it.
fn numerator(line: &Line<'_, '_>, at: usize) -> Option<(i64, usize)> {
    if let Some(upper) = whole(line, at) {
        return Some(upper);
    }
    matches!(line.lower(at), "a" | "an").then_some((1, at + 1))
}

/// The whole number in words at the token.
fn whole(line: &Line<'_, '_>, at: usize) -> Option<(i64, usize)> {
    let begins = matches!(line.lower(at), "a" | "an")
        || matches!(
            number(line.key(at)),
            Some((
                WordKind::Unit | WordKind::Teen | WordKind::Ten | WordKind::Hundred,
                _
            ))
        );
    let read = begins.then(|| words::cardinal(line, at))??;
    let value = read.value.to_decimal().filter(|v| v.fract().is_zero())?;
    let value = i64::try_from(value).ok().filter(|n| *n > 0)?;
    (read.shape == Shape::Words).then_some((value, read.end))
}

fn past_hyphen(line: &Line<'_, '_>, at: usize) -> usize {
    at + usize::from(line.tight_hyphen(at))
}

/// "one hundred thirty-two fifths", "one hundred thirty fifths": a numerator before one word; a ten
/// apart before a low ordinal belongs to the denominator.
fn over_one_word(
    line: &Line<'_, '_>,
    at: usize,
    (n, next): (i64, usize),
    (d, part): (i64, usize),
) -> Option<(Number, usize)> {
    let end = part + 1;
    if let Some((WordKind::Ten, ten)) = number(line.key(next - 1))
        && (3..10).contains(&d)
    {
        let rest = n - ten;
        let apart = !line.tight_hyphen(next.saturating_sub(2)) && rest > 0;
        return (apart && agree(line, rest, part))
            .then_some((Number::Fraction(rest, ten + d), end));
    }
    if !agree(line, n, part) {
        return None;
    }
    let decimals = matches!(d, 100 | 1000 | 1_000_000);
    let and = (at + 1..next).rev().find(|i| line.lower(*i) == "and");
    if let Some((m, _)) = and.filter(|_| decimals).and_then(|i| whole(line, i + 1)) {
        // "two hundred and fifty-four hundredths": the "and" stands for the point.
        let tail = Decimal::from(m).checked_div(Decimal::from(d))?;
        let sum = Decimal::from(n - m).checked_add(tail)?;
        return (m < d && n > m).then_some((Number::Decimal(sum.normalize()), end));
    }
    Some((Number::Fraction(n, d), end))
}

/// "twenty-fifths", "one hundred fifth": a denominator of a whole number and an ordinal; its value and
/// its last token.
fn denominator(line: &Line<'_, '_>, at: usize) -> Option<(i64, usize)> {
    let (head, next) = whole(line, at)?;
    let last = past_hyphen(line, next);
    let low = match number(line.key(last))? {
        (WordKind::Part, d) => d,
        (WordKind::Order, 1) => 1,
        _ => return None,
    };
    let room = if head % 100 == 0 { 100 } else { 10 };
    (head % 10 == 0
        && low < room
        && !matches!(line.lower(last), "half" | "halves" | "quarter" | "quarters"))
    .then_some((head + low, last))
}

/// Whether numerator and ordinal agree in number, and what follows a single part is a share's.
fn agree(line: &Line<'_, '_>, n: i64, last: usize) -> bool {
    let plural = line.lower(last).ends_with('s');
    let next = line.lower(last + 1);
    if n == 1 {
        return !plural && (next.is_empty() || cue(next, Cue::Share));
    }
    plural
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::phrase::read_whole;

    fn fraction(text: &str) -> Option<String> {
        read_whole(text, |line| {
            read(line, 0).map(|(value, _)| value.to_string())
        })
    }

    #[test]
    fn numerator_and_denominator_are_told_apart() {
        for (text, value) in [
            ("five twenty-firsts", "5/21"),
            ("a thirty-first", "1/31"),
            ("thirty thirty fifths", "30/35"),
            ("three hundred forty sixths", "300/46"),
            ("three hundred forty-two sevenths", "342/7"),
            ("one one hundred seventh", "1/107"),
            ("thirty-five thousandths", "35/1000"),
            ("a hundred thousand trillionths", "100000/1000000000000"),
            ("six hundred and seven hundredths", "600.07"),
        ] {
            assert_eq!(fraction(text).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn ordinals_are_no_fractions() {
        for text in [
            "a twenty-first century museum",
            "two third graders",
            "two thirds",
            "one hundred third graders",
            "fifty fifth graders",
            "a second",
            "twenty seconds",
            "two hundred quarters",
        ] {
            assert_eq!(fraction(text), None, "{text}");
        }
    }
}
