//! Quarters, halves, counts of months and seasons, with the year before or behind them.

use super::calendar::{full_year, possessive, shifted_year, year, year_behind};
use super::expr::{Amount, Draft, Expr, InYear, Year};
use super::view::View;
use crate::lexicon::dates::{Shift, Unit, Word};
use crate::segment::token::TokenKind;

/// A quarter or half at `i`: "third quarter", "second-quarter", "first half", "Q3", "H1", "3Q".
fn division(view: &View<'_, '_>, i: usize) -> Option<(usize, InYear)> {
    let last = matches!(view.word(i), Word::Shift(Shift::Last)) || view.is(i, &["latter", "final"]);
    if let Some((j, n)) = view.ordinal(i).or(last.then_some((i + 1, 0))) {
        let j = j + usize::from(view.dash(j) && view.glued(j));
        return match view.word(j) {
            Word::Unit {
                unit: Unit::Quarter,
                plural,
            } if (1..=4).contains(&n) && (!plural || listed(view, i)) => {
                Some((j + 1, InYear::Quarter(n)))
            }
            Word::Unit {
                unit: Unit::Quarter,
                plural: false,
            } if n == 0 && of_a_year(view, j + 1) => Some((j + 1, InYear::Quarter(4))),
            Word::Half if (1..=2).contains(&n) => Some((j + 1, InYear::Half(n))),
            Word::Half if n == 0 => Some((j + 1, InYear::Half(2))),
            _ => None,
        };
    }
    let (letter, number, end) = match view.kind(i) {
        TokenKind::Word => (view.text(i), view.digits(i + 1, 1)?, i + 2),
        // In lower case a number with "h" counts hours.
        TokenKind::Numeral if view.capital(i + 1) => (view.text(i + 1), view.digits(i, 1)?, i + 2),
        _ => return None,
    };
    // "H1N1", but "Q4FY25"
    let word = view.kind(end) == TokenKind::Word && view.word(end) == Word::Other;
    let goes_on = view.glued(end) && word;
    if !view.glued(i + 1) || goes_on {
        return None;
    }
    let n = u8::try_from(number).ok()?;
    match letter {
        "Q" | "q" if (1..=4).contains(&n) => Some((end, InYear::Quarter(n))),
        "H" | "h" if (1..=2).contains(&n) => Some((end, InYear::Half(n))),
        _ => None,
    }
}

/// Whether another ordinal and "and" stand before the one at `i`: "the first and third quarters".
fn listed(view: &View<'_, '_>, i: usize) -> bool {
    let the = usize::from(view.before(i) == "the");
    let and = i.wrapping_sub(1 + the);
    let ordinal = matches!(view.word(and.wrapping_sub(1)), Word::Ordinal(_));
    view.is(and, &["and", "or"]) && ordinal
}

/// Whether a year stands behind "of": only then "the final quarter" is one of the calendar.
fn of_a_year(view: &View<'_, '_>, i: usize) -> bool {
    let year = || shifted_year(view, i + 1).is_some() || year(view, i + 1).is_some();
    view.is(i, &["of", "in"]) && year()
}

/// "the first" in "the first and third quarters of 2024".
pub fn division_beside(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (end, first) = view.ordinal(view.after_the(i))?;
    let end = end + usize::from(view.dash(end) && !view.glued(end + 1));
    if !view.is(end, &["and", "or"]) {
        return None;
    }
    let last = division_of_year(view, end + 1)?;
    let Expr::InYear(year, part) = last.expr else {
        return None;
    };
    let here = match part {
        InYear::Quarter(last) if first < last => InYear::Quarter(first),
        InYear::Half(2) if first == 1 => InYear::Half(1),
        _ => return None,
    };
    Some(Draft::new(i, end, Expr::InYear(year, here)))
}

/// "first five months", "last three months", "first nine months": months counted from an end of the year.
fn counted_months(view: &View<'_, '_>, i: usize) -> Option<(usize, InYear)> {
    let last = matches!(view.word(i), Word::Shift(Shift::Last)) || view.lower(i) == "final";
    if view.word(i) != Word::Ordinal(1) && !last {
        return None;
    }
    let (j, amount) = view.amount(i + 1)?;
    let Amount::Count(n) = amount else {
        return None;
    };
    let n = i8::try_from(n).ok()?;
    match view.unit(j)? {
        Unit::Month if last && (1..12).contains(&n) => Some((j + 1, InYear::Months(13 - n, 12))),
        Unit::Quarter if last && (1..4).contains(&n) => {
            Some((j + 1, InYear::Months(13 - n * 3, 12)))
        }
        Unit::Month if (1..=12).contains(&n) => Some((j + 1, InYear::Counted(1, n))),
        Unit::Quarter if (1..=4).contains(&n) => Some((j + 1, InYear::Counted(1, n * 3))),
        _ => None,
    }
}

/// A year before a part of it: "this year's", "1989's", "the 1988", "2025".
fn year_before(view: &View<'_, '_>, i: usize) -> Option<(usize, Year)> {
    let j = view.after_the(i);
    if let Some((end, shift)) = shifted_year(view, i) {
        return Some((possessive(view, end).unwrap_or(end), Year::Shifted(shift)));
    }
    let (end, y) = year(view, j)?;
    Some((possessive(view, end).unwrap_or(end), Year::Said(y)))
}

/// A quarter, half or count of months of a year: "the third quarter of 2024", "Q3 2024",
/// "this year's first half", "the first nine months", "fiscal first quarter".
pub fn division_of_year(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    if let Some((j, year)) = year_before(view, i) {
        // "2017-Q1"
        let glued =
            matches!(year, Year::Said(_)) && view.dash(j) && view.glued(j) && view.glued(j + 1);
        let j = j + usize::from(glued);
        let (end, part) = division(view, j).or_else(|| counted_months(view, j))?;
        return Some(Draft::new(i, end, Expr::InYear(year, part)));
    }
    let mut j = view.after_the(i);
    let fiscal = view.word(j) == Word::Fiscal;
    j += usize::from(fiscal);
    j += usize::from(fiscal && view.dash(j));
    let (end, part) = division(view, j).or_else(|| counted_months(view, j))?;
    let glued_year = view.glued(end) && view.dash(end);
    let (end, year) = match two_digits(view, end) {
        Some((end, y)) => (end, Year::Said(y)),
        None => year_behind(
            view,
            end + usize::from(glued_year && year(view, end + 1).is_some()),
        ),
    };
    // "the last three months" alone end now, not with a year.
    if year == Year::Unsaid && matches!(part, InYear::Months(..)) {
        return None;
    }
    // "in the first and third quarters": two members without a year may fall in two.
    let several = matches!(view.word(end - 1), Word::Unit { plural: true, .. })
        && matches!(part, InYear::Quarter(_));
    if year == Year::Unsaid && (several || of_something_else(view, end)) {
        return None;
    }
    let year = match year {
        Year::Unsaid if fiscal => Year::FiscalUnsaid,
        Year::Said(y) if fiscal => Year::Fiscal(y),
        year => year,
    };
    Some(Draft::new(i, end, Expr::InYear(year, part)))
}

/// Whether a half or quarter is of a thing, not of a year: "the first half of the field".
fn of_something_else(view: &View<'_, '_>, i: usize) -> bool {
    let j = view.after_the(i + 1);
    let year = view.unit(j) == Some(Unit::Year) || view.word(j) == Word::Fiscal;
    // "a loss for the third quarter of $3 million"
    let sum = matches!(view.text(j), "$" | "€" | "£" | "¥");
    view.lower(i) == "of" && !year && !sum
}

/// "3Q24", "Q3'24": a year of two digits glued behind a quarter's sign.
fn two_digits(view: &View<'_, '_>, i: usize) -> Option<(usize, i16)> {
    let glued = view.glued(i).then(|| view.digits(i, 2))??;
    Some((i + 1, full_year(glued)?))
}

/// A season with its year: "spring 2024", "the winter of 1994", "this summer", "last fall".
pub fn season(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let mut j = view.after_the(i);
    let shift = match view.word(j) {
        Word::Shift(shift) => Some(shift),
        _ => None,
    };
    j += usize::from(shift.is_some());
    j += usize::from(shift == Some(Shift::This) && view.word(j) == Word::Shift(Shift::Past));
    let Word::Season {
        number,
        plural: false,
    } = view.word(j)
    else {
        return None;
    };
    let (end, year) = year_behind(view, j + 1);
    let bare =
        j > i && view.is(i.wrapping_sub(1), &["in", "during", "over"]) && view.lower(j + 1) != "of";
    let year = match (shift, year) {
        (Some(shift), Year::Unsaid) => Year::Shifted(shift),
        (_, Year::Unsaid) if !bare => return None,
        (_, year) => year,
    };
    Some(Draft::new(
        i,
        end,
        Expr::InYear(year, InYear::Season(number)),
    ))
}
