//! What a stated number allows: its comparator and its rounding as an interval.

use crate::base::number::{Number, Value};
use crate::base::vocabulary::Comparator;
use rust_decimal::Decimal;

/// The REAL columns of a figure: for sorting and ranges, never the truth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The number, or the middle of a range.
    pub value: Option<f64>,
    /// The least the sentence allows; `None` is unbounded.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
}

/// The bounds of `value` under `comparator`, where rounding may hide `half_place` on either side.
///
/// "about" doubles what rounding hides; "nearly" reaches one written place down; "over" and
/// "at least" are open above, "under" and "at most" below.
pub fn bounds(value: Value, comparator: Comparator, half_place: Option<Decimal>) -> Bounds {
    let half = half_place.unwrap_or_default();
    let (low, high) = (value.low().to_decimal(), value.high().to_decimal());
    let place = half.saturating_mul(Decimal::TWO);
    let down = |by: Decimal| low.map(|l| l.saturating_sub(by));
    let up = |by: Decimal| high.map(|h| h.saturating_add(by));
    let (low, high) = match comparator {
        Comparator::Exact => (down(half), up(half)),
        Comparator::About => (down(place), up(place)),
        Comparator::Over | Comparator::AtLeast => (low, None),
        Comparator::Under | Comparator::AtMost => (None, high),
        Comparator::Nearly => (down(place), high),
    };
    Bounds {
        value: middle(value),
        low: low.and_then(real),
        high: high.and_then(real),
    }
}

fn middle(value: Value) -> Option<f64> {
    let (low, high) = (value.low().to_decimal()?, value.high().to_decimal()?);
    match value {
        Value::Exact(_) => real(low),
        // Half of each, so that two large ends do not overflow.
        Value::Range(..) => real((low / Decimal::TWO).saturating_add(high / Decimal::TWO)),
    }
}

/// The nearest binary number: through text, which rounds once.
pub fn real(decimal: Decimal) -> Option<f64> {
    decimal.to_string().parse().ok()
}

/// A number as the database writes it: no trailing zeros, so that equal values are equal text.
pub fn exact(number: Number) -> String {
    match number {
        Number::Decimal(d) => d.normalize().to_string(),
        Number::Fraction(..) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn of(value: &str, comparator: Comparator, half: &str) -> (Option<f64>, Option<f64>) {
        let number = Value::Exact(Number::Decimal(decimal(value)));
        let found = bounds(number, comparator, Some(decimal(half)));
        (found.low, found.high)
    }

    #[test]
    fn comparators_open_and_widen() {
        assert_eq!(of("9", Comparator::Exact, "0.5"), (Some(8.5), Some(9.5)));
        assert_eq!(of("9", Comparator::About, "0.5"), (Some(8.0), Some(10.0)));
        assert_eq!(of("9", Comparator::Over, "0.5"), (Some(9.0), None));
        assert_eq!(of("9", Comparator::AtMost, "0.5"), (None, Some(9.0)));
        assert_eq!(of("9", Comparator::Nearly, "0.5"), (Some(8.0), Some(9.0)));
    }

    #[test]
    fn a_range_has_a_middle() {
        let range = Value::Range(1.into(), 2.into());
        let found = bounds(range, Comparator::Exact, None);
        assert_eq!(
            (found.value, found.low, found.high),
            (Some(1.5), Some(1.0), Some(2.0))
        );
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let huge = Value::Range(Number::Decimal(Decimal::MAX), Number::Decimal(Decimal::MAX));
        let found = bounds(huge, Comparator::About, Some(Decimal::MAX));
        assert!(found.high.unwrap() > 1e28 && found.value.unwrap() > 1e28);
    }

    #[test]
    fn a_fraction_over_zero_has_no_bounds() {
        let odd = Value::Exact(Number::Fraction(1, 0));
        assert_eq!(bounds(odd, Comparator::Exact, None).value, None);
    }

    #[test]
    fn equal_values_are_equal_text() {
        assert_eq!(exact(Number::Decimal(decimal("9.00"))), "9");
        assert_eq!(exact(Number::Decimal(decimal("900"))), "900");
        assert_eq!(exact(Number::Fraction(2, 4)), "2/4");
    }
}
