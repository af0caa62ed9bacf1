//! Numbers written in words: "one hundred and five", "two and a half", "half a million", "a dozen".

use super::{Numeral, Shape};
use crate::base::number::Number;
use crate::lexicon::numbers::{ScaleKind, WordKind, number, scale};
use crate::recognise::phrase::Line;
use crate::segment::token::TokenKind;
use rust_decimal::Decimal;

/// The number that begins with the word at `at`.
pub fn at(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    part_of_scale(line, at)
        .or_else(|| said(line, at))
        .or_else(|| leading_point(line, at))
        .or_else(|| cardinal(line, at))
}

/// "one twenty two", all of a sentence: hundreds said without their name.
fn said(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    let unit = |i: usize| number(line.key(i));
    let (Some((WordKind::Unit, hundreds @ 1..)), Some((WordKind::Ten, _))) =
        (unit(at), unit(at + 1))
    else {
        return None;
    };
    let rest = cardinal(line, at + 1).filter(|n| n.shape == Shape::Words && n.scale.is_none())?;
    let value = Decimal::from(hundreds * 100).checked_add(rest.value.to_decimal()?)?;
    line.is_all(at, rest.end).then_some(Numeral {
        value: Number::Decimal(value),
        ..rest
    })
}

/// "point five percent", "point 77" as all of a sentence: decimals said without the zero.
fn leading_point(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    if line.lower(at) != "point" {
        return None;
    }
    let whole = Number::Decimal(Decimal::ZERO);
    let (value, end) = point(line, at, whole).or_else(|| point_in_digits(line, at, whole))?;
    let led = line.kind(at.wrapping_sub(1)) != TokenKind::Word
        || matches!(
            line.lower_before(at),
            "of" | "by"
                | "about"
                | "around"
                | "nearly"
                | "than"
                | "minus"
                | "negative"
                | "over"
                | "under"
        );
    let percent = matches!(line.lower(end), "percent" | "%") || line.reads(end, &["per", "cent"]);
    (led && percent || line.is_all(at, end)).then_some(Numeral {
        end,
        value,
        half_place: None,
        shape: Shape::Digits,
        scale: None,
        places: 0,
    })
}

/// The decimals in digits behind "point", and the token after them.
pub fn point_in_digits(line: &Line<'_, '_>, at: usize, whole: Number) -> Option<(Number, usize)> {
    let digits = line.word(at + 1);
    let plain = digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    if line.word(at) != "point" || line.kind(at + 1) != TokenKind::Numeral || !plain {
        return None;
    }
    let places = u32::try_from(digits.len()).ok()?;
    let part = Decimal::try_new(digits.parse().ok()?, places).ok()?;
    let sum = whole.to_decimal()?.checked_add(part)?;
    Some((Number::Decimal(sum.normalize()), at + 2))
}

/// The cardinal that begins with the word at `at`, "a" and "an" before a scale included.
pub fn cardinal(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    let (first, article) = match line.lower(at) {
        "a" | "an" => (at + 1, true),
        _ => (at, false),
    };
    let mut sum = Sum::default();
    let mut next = first;
    while let Some(end) = sum.take(line, next) {
        next = end;
    }
    if next == first
        || (article && !sum.began_with_scale)
        || (!article && sum.began_with_scale && !headed(line, at))
    {
        return None;
    }
    let mut value = Number::Decimal(sum.value()?);
    let mut shape = Shape::Words;
    if let Some((v, end)) = point(line, next, value) {
        value = v;
        next = end;
        // So that scale words after it are applied: "two point five million".
        shape = Shape::Digits;
    } else if let Some((part, end)) =
        and_a_part(line, next).filter(|p| sum.last != Last::Scale || adds(line, next, *p))
    {
        let scaled = sum.last == Last::Scale;
        let own = scale_below(line, end, sum.scale).filter(|_| scaled);
        let whole = if scaled { sum.scale } else { Decimal::ONE };
        let (of, end) = own.unwrap_or((whole, end));
        value = plus(value, part, of)?;
        next = end;
        shape = if scaled { Shape::Words } else { Shape::Digits };
    }
    Some(Numeral {
        end: next,
        value,
        half_place: None,
        shape,
        scale: (sum.scale > Decimal::ONE).then_some(sum.scale),
        places: 0,
    })
}

/// Whether a bare "hundred" or "million" at the token stands for one of it.
fn headed(line: &Line<'_, '_>, at: usize) -> bool {
    line.lower(at) == "hundred"
}

/// "half a million", "quarter million", "a quarter of a million".
fn part_of_scale(line: &Line<'_, '_>, at: usize) -> Option<Numeral> {
    let (n, at) = match line.lower(at) {
        "a" => (1, at + 1),
        "three" => (3, at + 1),
        _ => (1, at),
    };
    let d = match line.lower(at) {
        "half" => 2,
        "quarter" | "quarters" => 4,
        _ => return None,
    };
    let at = if line.reads(at + 1, &["of", "a"]) {
        at + 3
    } else if line.lower(at + 1) == "a" || line.tight_hyphen(at + 1) {
        at + 2
    } else {
        at + 1
    };
    let factor = match line.lower(at) {
        "dozen" => Decimal::from(12),
        word => scale(word).filter(|s| s.0 == ScaleKind::Word)?.1,
    };
    Some(Numeral {
        end: at + 1,
        value: Number::Fraction(n, d).times(factor)?,
        half_place: None,
        shape: Shape::Words,
        scale: Some(factor),
        places: 0,
    })
}

/// "two point five"
fn point(line: &Line<'_, '_>, at: usize, whole: Number) -> Option<(Number, usize)> {
    if line.lower(at) != "point" {
        return None;
    }
    let mut digits = 0_i64;
    let mut places = 0;
    let mut next = at + 1;
    while let Some((WordKind::Unit, n)) = number(line.key(next)) {
        digits = digits.checked_mul(10)?.checked_add(n)?;
        places += 1;
        next += 1;
    }
    // "point seventy-one"
    if places == 0
        && matches!(
            number(line.key(next)),
            Some((WordKind::Teen | WordKind::Ten, _))
        )
    {
        let two = cardinal(line, next)?;
        digits = i64::try_from(two.value.to_decimal()?)
            .ok()
            .filter(|n| *n < 100)?;
        places = 2;
        next = two.end;
    }
    let part = Decimal::try_new(digits, places)
        .ok()
        .filter(|_| places > 0)?;
    Some((
        Number::Decimal(whole.to_decimal()?.checked_add(part)?.normalize()),
        next,
    ))
}

/// "one billion and a half million": the scale of the part, where one smaller than `above` follows it.
fn scale_below(line: &Line<'_, '_>, at: usize, above: Decimal) -> Option<(Decimal, usize)> {
    let (_, factor) = scale(line.key(at)).filter(|s| s.0 == ScaleKind::Word)?;
    (factor < above).then_some((factor, at + 1))
}

/// Whether the part behind "and" belongs to the scale before it: "and a half", not "and a third bridge".
pub fn adds(line: &Line<'_, '_>, at: usize, (part, end): (Decimal, usize)) -> bool {
    (part == Decimal::new(5, 1) || line.lower(at + 1) != "a") && line.lower(end) != "of"
}

/// The sum of a number and a part of its scale.
fn plus(whole: Number, part: Decimal, scale: Decimal) -> Option<Number> {
    let sum = whole.to_decimal()?.checked_add(part.checked_mul(scale)?)?;
    Some(Number::Decimal(sum.normalize()))
}

/// "and a half", "and two thirds", "-and-a-half": the part, and the token after it.
pub fn and_a_part(line: &Line<'_, '_>, at: usize) -> Option<(Decimal, usize)> {
    let past_hyphen = |i: usize| i + usize::from(line.tight_hyphen(i));
    let and = past_hyphen(at);
    if line.lower(and) != "and" {
        return None;
    }
    let count = past_hyphen(and + 1);
    let n = match line.lower(count) {
        "a" => 1,
        word => number(word).filter(|w| w.0 == WordKind::Unit)?.1,
    };
    let part = past_hyphen(count + 1);
    let (WordKind::Part, d) = number(line.key(part))? else {
        return None;
    };
    // "and three-quarter"
    let joined = n > 1 && part > count + 1;
    if n < 1 || n >= d || (n > 1) != line.lower(part).ends_with('s') && !joined {
        return None;
    }
    Some((Number::Fraction(n, d).to_decimal()?, part + 1))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Low,
    Ten,
    Hundred,
    Scale,
}

/// A number being read word by word.
#[derive(Debug)]
struct Sum {
    total: Decimal,
    current: Decimal,
    scale: Decimal,
    last: Last,
    began_with_scale: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: Decimal::ZERO,
            current: Decimal::ZERO,
            scale: Decimal::ONE,
            last: Last::Nothing,
            began_with_scale: false,
        }
    }
}

impl Sum {
    fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.current)
    }

    /// Takes the word at `at` if it goes on with the number; the token after it.
    fn take(&mut self, line: &Line<'_, '_>, at: usize) -> Option<usize> {
        let begun = self.last != Last::Nothing;
        if begun && line.tight_hyphen(at) && self.take_word(line.lower(at + 1)) {
            return Some(at + 2);
        }
        // "twenty - five" in a text cut into words
        let cut = self.last == Last::Ten && line.word(at) == "-" && !line.glued(at);
        if cut
            && !line.glued(at + 1)
            && matches!(number(line.key(at + 1)), Some((WordKind::Unit, 1..)))
        {
            return self.take_word(line.lower(at + 1)).then_some(at + 2);
        }
        if matches!(line.lower(at), "and" | "&") && matches!(self.last, Last::Hundred | Last::Scale)
        {
            // "two million and three fifths" goes on with a fraction.
            let part = at + 2 + usize::from(line.tight_hyphen(at + 2));
            let joins = matches!(
                number(line.key(at + 1)),
                Some((WordKind::Unit | WordKind::Teen | WordKind::Ten, _))
            ) && !matches!(number(line.key(part)), Some((WordKind::Part, d)) if d < 100);
            return (joins && self.take_word(line.lower(at + 1))).then_some(at + 2);
        }
        let comma = line.lower(at) == "," && self.last == Last::Scale;
        if comma && self.goes_on_after_comma(line, at + 1) && self.take_word(line.lower(at + 1)) {
            return Some(at + 2);
        }
        // "six trillion-yuan marks" are six.
        let apart = begun
            && line.tight_hyphen(at + 1)
            && self.scale <= Decimal::ONE
            && scale(line.key(at)).is_some();
        (!apart && self.take_word(line.lower(at))).then_some(at + 1)
    }

    /// "three million, two hundred and forty": after the comma the hundreds follow.
    fn goes_on_after_comma(&self, line: &Line<'_, '_>, at: usize) -> bool {
        self.scale >= Decimal::ONE_THOUSAND && line.lower(at + 1) == "hundred"
    }

    fn take_word(&mut self, word: &str) -> bool {
        match number(word) {
            Some((WordKind::Unit, n)) if !matches!(self.last, Last::Low) => self.low(n, Last::Low),
            Some((WordKind::Teen, n)) if !matches!(self.last, Last::Low | Last::Ten) => {
                self.low(n, Last::Low)
            }
            Some((WordKind::Ten, n)) if !matches!(self.last, Last::Low | Last::Ten) => {
                self.low(n, Last::Ten)
            }
            Some((WordKind::Hundred, n)) => self.times(n, Last::Hundred),
            Some((WordKind::Dozen, n)) if self.last != Last::Scale => self.times(n, Last::Scale),
            Some(_) => false,
            None => self.scale_word(word),
        }
    }

    fn low(&mut self, n: i64, last: Last) -> bool {
        self.current += Decimal::from(n);
        self.last = last;
        true
    }

    fn times(&mut self, n: i64, last: Last) -> bool {
        self.began_with_scale |= self.last == Last::Nothing;
        let base = if self.current.is_zero() {
            Decimal::ONE
        } else {
            self.current
        };
        let Some(product) = base.checked_mul(Decimal::from(n)) else {
            return false;
        };
        self.current = product;
        self.last = last;
        true
    }

    fn scale_word(&mut self, word: &str) -> bool {
        let Some((kind, factor)) = scale(word) else {
            return false;
        };
        let begun = self.last != Last::Nothing;
        let fits = match kind {
            ScaleKind::Word => true,
            ScaleKind::Plural | ScaleKind::Short => begun,
            ScaleKind::Letter | ScaleKind::Money => false,
        };
        if !fits {
            return false;
        }
        self.began_with_scale |= self.last == Last::Nothing;
        let whole = self.last == Last::Scale && self.current.is_zero();
        let base = if whole {
            self.total
        } else if self.current.is_zero() {
            Decimal::ONE
        } else {
            self.current
        };
        let Some(product) = base.checked_mul(factor) else {
            return false;
        };
        self.total = if whole { product } else { self.total + product };
        self.current = Decimal::ZERO;
        self.scale = factor.max(self.scale);
        self.last = Last::Scale;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::phrase::read_whole;

    fn read(text: &str) -> Option<(String, String)> {
        read_whole(text, |line| {
            let found = at(line, 0)?;
            Some((
                found.value.to_string(),
                line.span(0, found.end).of(text).to_owned(),
            ))
        })
    }

    #[test]
    fn words_add_up() {
        for (text, value) in [
            ("nine", "9"),
            ("twenty-five", "25"),
            ("one hundred and five", "105"),
            ("two hundred thousand", "200000"),
            ("a dozen", "12"),
            ("half a million", "500000"),
            ("a half million", "500000"),
            ("a half-million", "500000"),
            ("two and a half", "2.5"),
            ("two-and-a-half", "2.5"),
            ("two point five", "2.5"),
            ("three million, two hundred and forty", "3000240"),
            ("three crore twelve lakh", "31200000"),
            ("a hundred", "100"),
            ("two million and three fifths", "2600000"),
            ("six billion and a half", "6500000000"),
            ("nought point five", "0.5"),
            ("two hundred point seventy-one", "200.71"),
            ("six billion and a half million", "6000500000"),
            ("three forty six", "346"),
            ("point twenty-five", "0.25"),
            ("point 38", "0.38"),
            ("five doz", "60"),
            ("sixty - five", "65"),
            ("four and three-quarter", "4.75"),
            ("two hundred krores", "2000000000"),
        ] {
            let (got, quote) = read(text).expect(text);
            assert_eq!((got.as_str(), quote.as_str()), (value, text));
        }
    }

    #[test]
    fn what_is_no_number_stays_none() {
        for text in [
            "a city",
            "million",
            "and five",
            "second",
            "half",
            "point 5 was lost",
            "point five of the list",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("five six").unwrap().0, "5");
        assert_eq!(read("three forty came").unwrap().0, "3");
        assert_eq!(read("point five percent").unwrap().0, "0.5");
    }
}
