//! What two stated numbers allow, compared. Knows no words and no units.
//!
//! A claim is held to what it says: "over 9" is everything above 9. A source is read as people write:
//! who reports "over 9 million" would have said 10 million had it been more, and of "over 600,000", 610,000.

use crate::base::vocabulary::Comparator;
use rust_decimal::Decimal;

/// A stated number, in base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The number, or the lower end of a range.
    pub low: Decimal,
    /// The number, or the upper end of a range.
    pub high: Decimal,
    /// How it bounds the truth.
    pub comparator: Comparator,
    /// What rounding may hide on either side.
    pub half: Decimal,
}

/// How a source's number stands to a claim's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// What the source says makes the claim true.
    Entails,
    /// Both can be true, but the source's number is not the claim's.
    Overlaps,
    /// Both cannot be true.
    Excludes,
}

/// One end of an interval: the value, and whether it belongs to it. `None` is unbounded.
type End = Option<(Decimal, bool)>;

impl Stated {
    /// The step to the next number of the same roundness: 9 million has 1 million, 1,250 has 10.
    fn step(self) -> Decimal {
        let number = self.low.abs().normalize();
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

    /// What lies between this number and the next that a writer would have named: one digit finer
    /// than the step, or the last written place.
    fn finer(self) -> Decimal {
        let digit = self.step().checked_div(Decimal::TEN).unwrap_or_default();
        let place = self.half.saturating_mul(Decimal::TWO);
        digit.max(place).min(self.step())
    }

    /// What "about" and "nearly" leave open: a step, but no more than a tenth of the number.
    fn slack(self) -> Decimal {
        let tenth = self.low.abs().checked_div(Decimal::TEN);
        let step = tenth.map_or(self.step(), |t| self.step().min(t));
        step.max(self.half.saturating_mul(Decimal::TWO))
    }

    fn asked(self) -> (End, End) {
        let (low, high, slack) = (self.low, self.high, self.slack());
        match self.comparator {
            Comparator::Exact => closed(
                low.saturating_sub(self.half),
                high.saturating_add(self.half),
            ),
            Comparator::About => closed(low.saturating_sub(slack), high.saturating_add(slack)),
            Comparator::Nearly => closed(low.saturating_sub(slack), high),
            Comparator::Over => (Some((low, false)), None),
            Comparator::AtLeast => (Some((low, true)), None),
            Comparator::Under => (None, Some((high, false))),
            Comparator::AtMost => (None, Some((high, true))),
        }
    }

    fn told(self) -> (End, End) {
        let step = self.finer();
        match self.comparator {
            Comparator::Exact => closed(self.low, self.high),
            Comparator::Over | Comparator::AtLeast => (
                Some((self.low, self.comparator == Comparator::AtLeast)),
                Some((self.high.saturating_add(step), false)),
            ),
            Comparator::Under | Comparator::AtMost => (
                Some((self.low.saturating_sub(step), false)),
                Some((self.high, self.comparator == Comparator::AtMost)),
            ),
            Comparator::About | Comparator::Nearly => self.asked(),
        }
    }
}

const fn closed(low: Decimal, high: Decimal) -> (End, End) {
    (Some((low, true)), Some((high, true)))
}

/// How `source` stands to `claim`.
pub fn fit(claim: Stated, source: Stated) -> Fit {
    if claim == source {
        return Fit::Entails;
    }
    let (asked, told) = (claim.asked(), source.told());
    if apart(asked, told) || apart(told, asked) {
        return coarse(claim, source);
    }
    if inside(told, asked) && !far(claim, source) {
        Fit::Entails
    } else {
        Fit::Overlaps
    }
}

/// A source that is rounded more than the claim does not exclude it.
fn coarse(claim: Stated, source: Stated) -> Fit {
    let exact = |s: Stated| s.comparator == Comparator::Exact;
    let hidden = source.low.saturating_sub(source.half) <= claim.low
        && claim.high <= source.high.saturating_add(source.half);
    if exact(claim) && exact(source) && hidden {
        Fit::Overlaps
    } else {
        Fit::Excludes
    }
}

/// Whether the first ends below where the second begins.
fn apart(first: (End, End), second: (End, End)) -> bool {
    match (first.1, second.0) {
        (Some((end, has_end)), Some((begin, has_begin))) => {
            end < begin || end == begin && !(has_end && has_begin)
        }
        _ => false,
    }
}

fn inside(inner: (End, End), outer: (End, End)) -> bool {
    let low = match (inner.0, outer.0) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((i, has_i)), Some((o, has_o))) => i > o || i == o && (has_o || !has_i),
    };
    let high = match (inner.1, outer.1) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((i, has_i)), Some((o, has_o))) => i < o || i == o && (has_o || !has_i),
    };
    low && high
}

/// Whether the source's number lies beyond what one would say the claim's bound of: "over 9" is true
/// of 11.5, but nobody who knows 11.5 says it.
fn far(claim: Stated, source: Stated) -> bool {
    let step = claim.step();
    match claim.comparator {
        Comparator::Over | Comparator::AtLeast => source.low > claim.low.saturating_add(step),
        Comparator::Under | Comparator::AtMost => source.high < claim.high.saturating_sub(step),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Comparator::{About, AtLeast, AtMost, Exact, Nearly, Over, Under};

    fn stated(comparator: Comparator, text: &str, half: &str) -> Stated {
        let number: Decimal = text.parse().unwrap();
        Stated {
            low: number,
            high: number,
            comparator,
            half: half.parse().unwrap(),
        }
    }

    fn of(claim: (Comparator, &str), source: (Comparator, &str)) -> Fit {
        fit(
            stated(claim.0, claim.1, "0.5"),
            stated(source.0, source.1, "0.5"),
        )
    }

    #[test]
    fn a_bound_is_held_to_what_it_says() {
        assert_eq!(of((Over, "422"), (Exact, "422")), Fit::Excludes);
        assert_eq!(of((AtLeast, "422"), (Exact, "422")), Fit::Entails);
        assert_eq!(of((Over, "420"), (Exact, "422")), Fit::Entails);
        assert_eq!(of((Under, "420"), (Exact, "422")), Fit::Excludes);
        assert_eq!(of((AtMost, "430"), (Exact, "422")), Fit::Entails);
    }

    #[test]
    fn what_is_true_but_far_away_is_only_compatible() {
        assert_eq!(of((Over, "9"), (Exact, "11.5")), Fit::Overlaps);
        assert_eq!(of((Over, "9"), (Exact, "9.2")), Fit::Entails);
        assert_eq!(of((Under, "900"), (Exact, "30")), Fit::Overlaps);
    }

    #[test]
    fn rounding_of_the_claim_is_allowed_and_of_the_source_seen() {
        assert_eq!(of((Exact, "9"), (Exact, "9.2")), Fit::Entails);
        assert_eq!(of((Exact, "9"), (Exact, "9.6")), Fit::Excludes);
        let fine = stated(Exact, "9.23", "0.005");
        assert_eq!(fit(fine, stated(Exact, "9", "0.5")), Fit::Overlaps);
        assert_eq!(fit(fine, stated(Exact, "8", "0.5")), Fit::Excludes);
    }

    #[test]
    fn a_source_that_says_over_means_less_than_the_next_round_number() {
        assert_eq!(of((Over, "91"), (Over, "89")), Fit::Excludes);
        assert_eq!(of((Over, "88"), (Over, "89")), Fit::Entails);
        assert_eq!(of((Over, "89"), (Over, "89")), Fit::Entails);
        assert_eq!(of((Over, "105"), (Over, "100")), Fit::Overlaps);
        assert_eq!(of((Over, "150"), (Over, "100")), Fit::Excludes);
        assert_eq!(of((Under, "400"), (Over, "382")), Fit::Entails);
    }

    #[test]
    fn about_and_nearly_have_a_slack() {
        assert_eq!(of((About, "600"), (Exact, "650")), Fit::Entails);
        assert_eq!(of((About, "600"), (Exact, "700")), Fit::Excludes);
        assert_eq!(of((Nearly, "43000"), (Exact, "42500")), Fit::Entails);
        assert_eq!(of((Nearly, "43000"), (Exact, "43500")), Fit::Excludes);
        assert_eq!(of((About, "0"), (Exact, "0")), Fit::Entails);
    }

    #[test]
    fn ranges_are_compared_by_their_ends() {
        let mut range = stated(Exact, "30", "0");
        range.high = Decimal::from(40);
        assert_eq!(fit(stated(Over, "29", "0"), range), Fit::Entails);
        assert_eq!(fit(stated(Over, "35", "0"), range), Fit::Overlaps);
        assert_eq!(fit(stated(Over, "40", "0"), range), Fit::Excludes);
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let huge = stated(Over, &Decimal::MAX.to_string(), "1");
        assert_eq!(fit(huge, stated(About, "-1", "0")), Fit::Excludes);
    }
}
