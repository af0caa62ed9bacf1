//! When two stated numbers cannot both be true.

/// REALs that differ by less, relatively, are the same number: converting units rounds them.
const SAME: f64 = 1e-9;

/// The least and the most that a sentence allows; an end that is `None` is open.
pub type Ends = (Option<f64>, Option<f64>);

/// Whether no number lies between the ends of both.
pub fn apart(a: Ends, b: Ends) -> bool {
    let above = |low: Option<f64>, high: Option<f64>| matches!((low, high), (Some(l), Some(h)) if l > h + h.abs() * SAME);
    above(a.0, b.1) || above(b.0, a.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meets_is_not_apart_and_rounding_is_no_gap() {
        let ends = |low, high| (Some(low), Some(high));
        assert!(apart(ends(1.0, 2.0), ends(2.5, 3.0)));
        assert!(apart(ends(2.5, 3.0), ends(1.0, 2.0)));
        assert!(!apart(ends(1.0, 2.0), ends(2.0, 3.0)));
        // 0.1 + 0.2 is a little more than 0.3.
        assert!(!apart(ends(0.1 + 0.2, 0.4), ends(0.2, 0.3)));
        assert!(!apart((None, Some(2.0)), ends(1.0, 3.0)));
        assert!(!apart((Some(9.0), None), (Some(1.0), None)));
    }
}
