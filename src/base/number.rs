//! Exact numbers as texts state them: decimals and fractions, never binary floats.

use rust_decimal::Decimal;
use std::fmt;

/// One number, exactly as stated, scale words applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A decimal, exact to 28 digits.
    Decimal(Decimal),
    /// A fraction that the text writes as one ("one-ninth", "3/8"); never reduced.
    Fraction(i64, i64),
}

impl Number {
    /// Nearest decimal (28 digits); `None` for a fraction over zero.
    pub fn to_decimal(self) -> Option<Decimal> {
        match self {
            Self::Decimal(d) => Some(d),
            Self::Fraction(n, d) => Decimal::from(n).checked_div(Decimal::from(d)),
        }
    }

    /// The number times `factor`; `None` when it no longer fits 28 digits. A fraction times an
    /// integer stays exact where it can ("half a million" is 500000).
    pub fn times(self, factor: Decimal) -> Option<Self> {
        match self {
            Self::Decimal(d) => d.checked_mul(factor).map(|v| Self::Decimal(v.normalize())),
            Self::Fraction(n, d) => {
                let product = Decimal::from(n)
                    .checked_mul(factor)?
                    .checked_div(Decimal::from(d))?;
                Some(Self::Decimal(product.normalize()))
            }
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::Decimal(Decimal::from(value))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal(d) => write!(f, "{d}"),
            Self::Fraction(n, d) => write!(f, "{n}/{d}"),
        }
    }
}

/// What a figure states: one number, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One number.
    Exact(Number),
    /// A range with both ends ("between 4% and 6%").
    Range(Number, Number),
}

impl Value {
    /// The number itself, or the lower end of a range.
    pub const fn low(self) -> Number {
        match self {
            Self::Exact(n) | Self::Range(n, _) => n,
        }
    }

    /// The number itself, or the upper end of a range.
    pub const fn high(self) -> Number {
        match self {
            Self::Exact(n) | Self::Range(_, n) => n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaling_keeps_exactness() {
        let n = Number::Decimal("4984.31".parse().unwrap());
        assert_eq!(
            n.times(Decimal::from(1_000_000_000)).unwrap().to_string(),
            "4984310000000"
        );
        assert_eq!(
            Number::Fraction(1, 2)
                .times(Decimal::from(1_000_000))
                .unwrap()
                .to_string(),
            "500000"
        );
        assert_eq!(Number::Fraction(1, 9).to_string(), "1/9");
    }

    #[test]
    fn too_large_is_none_not_a_panic() {
        assert!(
            Number::Decimal(Decimal::MAX)
                .times(Decimal::from(10))
                .is_none()
        );
        assert!(Number::Fraction(1, 0).to_decimal().is_none());
    }

    #[test]
    fn a_value_has_two_ends() {
        let range = Value::Range(1.into(), 2.into());
        assert_eq!((range.low(), range.high()), (1.into(), 2.into()));
        let exact = Value::Exact(5.into());
        assert_eq!(exact.low(), exact.high());
    }
}
