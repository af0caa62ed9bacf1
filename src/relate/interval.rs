//! What a stated number allows, and arithmetic with it. Knows no words and no units.

use crate::base::number::Value;
use crate::base::vocabulary::Comparator;
use rust_decimal::Decimal;

/// A closed stretch of numbers; an end that is `None` is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: Option<Decimal>,
    /// The most.
    pub high: Option<Decimal>,
}

impl Interval {
    /// From `low` to `high`.
    pub const fn new(low: Decimal, high: Decimal) -> Self {
        Self {
            low: Some(low),
            high: Some(high),
        }
    }

    /// One number.
    pub const fn point(number: Decimal) -> Self {
        Self::new(number, number)
    }

    /// Whether the two share a number.
    pub fn meets(self, other: Self) -> bool {
        let below = |high: Option<Decimal>, low: Option<Decimal>| matches!((high, low), (Some(h), Some(l)) if h < l);
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// Whether every number here is above every number there.
    pub fn is_above(self, other: Self) -> bool {
        matches!((self.low, other.high), (Some(l), Some(h)) if l > h)
    }

    /// Sums of a number here and a number there.
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: both(self.low, other.low, Decimal::checked_add),
            high: both(self.high, other.high, Decimal::checked_add),
        }
    }

    /// Differences of a number here and a number there.
    pub fn minus(self, other: Self) -> Self {
        Self {
            low: both(self.low, other.high, Decimal::checked_sub),
            high: both(self.high, other.low, Decimal::checked_sub),
        }
    }

    /// Quotients of numbers that are not negative.
    pub fn over(self, other: Self) -> Self {
        Self {
            low: both(self.low, other.high, Decimal::checked_div),
            high: both(self.high, other.low, Decimal::checked_div),
        }
    }

    /// Every number times a factor above zero.
    pub fn times(self, factor: Decimal) -> Self {
        let each = |d: Option<Decimal>| d.and_then(|d| d.checked_mul(factor));
        Self {
            low: each(self.low),
            high: each(self.high),
        }
    }

    /// Every number through a function that never falls.
    pub fn map(self, each: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        Self {
            low: self.low.and_then(&each),
            high: self.high.and_then(&each),
        }
    }

    /// From the most to the least, as a part of `of`; `None` when unbounded.
    pub fn width(self, of: Decimal) -> Option<Decimal> {
        self.high?.checked_sub(self.low?)?.checked_div(of.abs())
    }
}

fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    of: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    of(a?, b?)
}

/// What a stated number allows, read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The number; the middle of a range.
    pub number: Decimal,
    /// What who writes so means: "over 9 million" is less than 10 million. Agreement is judged by it.
    pub told: Interval,
    /// What the words allow: "over 9 million" is anything above. Contradiction is judged by it.
    pub open: Interval,
}

impl Stated {
    /// What `value` allows under `comparator`, where rounding hides `half` on either side.
    pub fn of(value: Value, comparator: Comparator, half: Decimal) -> Option<Self> {
        let (low, high) = (value.low().to_decimal()?, value.high().to_decimal()?);
        let number = low.checked_add(high)?.checked_div(Decimal::TWO)?;
        let slack = slack(number, half);
        let (down, up) = (low.checked_sub(half)?, high.checked_add(half)?);
        let (below, above) = (low.checked_sub(slack)?, high.checked_add(slack)?);
        let twice = slack.checked_mul(Decimal::TWO)?;
        let (told, open) = match comparator {
            Comparator::Exact => (Interval::new(down, up), Interval::new(down, up)),
            Comparator::About => (
                Interval::new(below, above),
                Interval::new(low.checked_sub(twice)?, high.checked_add(twice)?),
            ),
            Comparator::Nearly => (
                Interval::new(below, high),
                Interval::new(low.checked_sub(twice)?, up),
            ),
            Comparator::Over | Comparator::AtLeast => (
                Interval::new(low, above),
                Interval {
                    low: Some(low),
                    high: None,
                },
            ),
            Comparator::Under | Comparator::AtMost => (
                Interval::new(below, high),
                Interval {
                    low: None,
                    high: Some(high),
                },
            ),
        };
        Some(Self { number, told, open })
    }

    /// The number times a factor above zero.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self {
            number: self.number.checked_mul(factor)?,
            told: self.told.times(factor),
            open: self.open.times(factor),
        })
    }

    /// A part of one as percent.
    pub fn percent(self) -> Option<Self> {
        self.times(Decimal::ONE_HUNDRED)
    }

    /// The sum of the two.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            number: self.number.checked_add(other.number)?,
            told: self.told.plus(other.told),
            open: self.open.plus(other.open),
        })
    }

    /// The first less the second.
    pub fn minus(self, other: Self) -> Option<Self> {
        Some(Self {
            number: self.number.checked_sub(other.number)?,
            told: self.told.minus(other.told),
            open: self.open.minus(other.open),
        })
    }

    /// The first over the second, both above zero.
    pub fn over(self, other: Self) -> Option<Self> {
        Some(Self {
            number: self.number.checked_div(other.number)?,
            told: self.told.over(other.told),
            open: self.open.over(other.open),
        })
    }

    /// The change from the second to the first, in percent of the second.
    pub fn percent_above(self, other: Self) -> Option<Self> {
        self.over(other)?
            .plus(Self::point(-Decimal::ONE))?
            .percent()
    }

    /// One exact number.
    pub const fn point(number: Decimal) -> Self {
        Self {
            number,
            told: Interval::point(number),
            open: Interval::point(number),
        }
    }

    /// The same through a function that never falls.
    pub fn map(self, each: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(Self {
            number: each(self.number)?,
            told: self.told.map(&each),
            open: self.open.map(&each),
        })
    }

    /// How sharply it is stated: the width of what is meant, as a part of the number.
    pub fn width(self) -> Decimal {
        let width = self.told.width(self.number);
        width.unwrap_or(Decimal::MAX)
    }
}

/// How far a rough number may be from the true one: a step of its roundness (of 600, 100), but no more
/// than a tenth of it and no less than its last written place.
fn slack(number: Decimal, half: Decimal) -> Decimal {
    let tenth = number.abs().checked_div(Decimal::TEN).unwrap_or_default();
    step(number)
        .min(tenth)
        .max(half.saturating_mul(Decimal::TWO))
}

/// The place of the last digit that is not zero: 100 of 600, 0.1 of 2.5.
fn step(number: Decimal) -> Decimal {
    let number = number.abs().normalize();
    if number.is_zero() {
        return Decimal::ONE;
    }
    let mut step = Decimal::new(1, number.scale());
    let mut mantissa = number.mantissa();
    while number.scale() == 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        step = step.saturating_mul(Decimal::TEN);
    }
    step
}

/// The `n`-th root of a number above zero, by Newton's method: the same digits on every machine.
pub fn root(number: Decimal, n: u32) -> Option<Decimal> {
    if number <= Decimal::ZERO || n == 0 {
        return None;
    }
    let degree = Decimal::from(n);
    let mut guess = Decimal::ONE;
    for _ in 0..200 {
        let power = (1..n).try_fold(Decimal::ONE, |p, _| p.checked_mul(guess))?;
        let next = degree
            .checked_sub(Decimal::ONE)?
            .checked_mul(guess)?
            .checked_add(number.checked_div(power)?)?
            .checked_div(degree)?;
        if next.checked_sub(guess)?.abs() < Decimal::new(1, 12) {
            return Some(next);
        }
        guess = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::number::Number;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn stated(text: &str, comparator: Comparator, half: &str) -> Stated {
        let value = Value::Exact(Number::Decimal(decimal(text)));
        Stated::of(value, comparator, decimal(half)).unwrap()
    }

    fn ends(interval: Interval) -> (String, String) {
        let end = |d: Option<Decimal>| d.map_or("..".into(), |d| d.normalize().to_string());
        (end(interval.low), end(interval.high))
    }

    #[test]
    fn a_bound_means_less_than_the_next_round_number_and_allows_anything_beyond() {
        let over = stated("900", Comparator::Over, "0.5");
        assert_eq!(ends(over.told), ("900".into(), "990".into()));
        assert_eq!(ends(over.open), ("900".into(), "..".into()));
        let nearly = stated("140000", Comparator::Nearly, "0.5");
        assert_eq!(ends(nearly.told), ("130000".into(), "140000".into()));
        let under = stated("60000", Comparator::Under, "0.5");
        assert_eq!(ends(under.told), ("54000".into(), "60000".into()));
        assert_eq!(ends(under.open), ("..".into(), "60000".into()));
        let about = stated("1.6", Comparator::About, "0.05");
        assert_eq!(ends(about.told), ("1.5".into(), "1.7".into()));
    }

    #[test]
    fn arithmetic_keeps_what_is_possible() {
        let a = Interval::new(decimal("9"), decimal("11"));
        let b = Interval::new(decimal("2"), decimal("4"));
        assert_eq!(ends(a.plus(b)), ("11".into(), "15".into()));
        assert_eq!(ends(a.minus(b)), ("5".into(), "9".into()));
        assert_eq!(ends(a.over(b)), ("2.25".into(), "5.5".into()));
        assert!(a.is_above(b) && !a.meets(b) && a.meets(a));
        let open = Interval { low: None, ..b };
        assert_eq!(a.over(open).high, None);
        assert_eq!(a.over(Interval::point(Decimal::ZERO)).low, None);
    }

    #[test]
    fn roots_are_exact_to_twelve_places() {
        let found = root(decimal("6.2051282051"), 6).unwrap();
        assert_eq!(found.round_dp(4), decimal("1.3556"));
        assert_eq!(
            root(decimal("8"), 3).unwrap().round_dp(10),
            decimal("2.0000000000")
        );
        assert_eq!(root(Decimal::ZERO, 2), None);
        assert!(root(Decimal::MAX, 2).is_none_or(|r| r > Decimal::ONE));
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let huge = Value::Exact(Number::Decimal(Decimal::MAX));
        assert_eq!(Stated::of(huge, Comparator::About, Decimal::ONE), None);
    }
}
