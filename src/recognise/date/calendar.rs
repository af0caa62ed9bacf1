//! Years, months, week days and days of a month, with the year beside them.
//!
//! Knows no article date: what the text leaves out stays [`Year::Unsaid`].

use super::expr::{Draft, Expr, InYear, Year};
use super::view::View;
use super::years::glued_fiscal;
use crate::lexicon::dates::{Shift, Unit, Word};
use crate::segment::token::TokenKind;

/// Years that a bare number can name in running text.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// A year in four digits or in words: `2024`, "nineteen ninety-six", "two thousand five".
pub fn year(view: &View<'_, '_>, i: usize) -> Option<(usize, i16)> {
    if let Some(y) = view.digits(i, 4) {
        let fraction = view.mark(i + 1, '%') && view.glued(i + 1);
        return (YEARS.contains(&y) && !fraction).then_some((i + 1, i16::try_from(y).ok()?));
    }
    if matches!(view.text(i), "'" | "’" | "‘") && view.glued(i + 1) {
        let y = view.digits(i + 1, 2)?;
        return Some((i + 2, full_year(y)?));
    }
    spelt_year(view, i)
}

/// "nineteen ninety-six", "two thousand", "two thousand and five".
fn spelt_year(view: &View<'_, '_>, i: usize) -> Option<(usize, i16)> {
    let Word::Cardinal(first) = view.word(i) else {
        return None;
    };
    if first == 2 && view.lower(i + 1) == "thousand" {
        let (end, n) = view.cardinal(i)?;
        return (n < 2100).then_some((end, i16::try_from(n).ok()?));
    }
    let (end, rest) = view.below_hundred(i + 1)?;
    let in_century = (16..=20).contains(&first) && (10..100).contains(&rest);
    in_century.then_some((end, i16::try_from(u32::from(first) * 100 + rest).ok()?))
}

/// A year of two digits: those to come within this generation belong to 2000.
pub fn full_year(two: i32) -> Option<i16> {
    let century = if two < 50 { 2000 } else { 1900 };
    i16::try_from(century + two).ok()
}

/// "this year", "last year", "the same year", "the previous year" and the index behind them.
pub fn shifted_year(view: &View<'_, '_>, i: usize) -> Option<(usize, Shift)> {
    let j = view.after_the(i);
    let Word::Shift(shift) = view.word(j) else {
        return None;
    };
    let year = matches!(
        view.word(j + 1),
        Word::Unit {
            unit: Unit::Year,
            plural: false
        }
    );
    (year && shift != Shift::Recent).then_some((j + 2, shift))
}

/// The year behind a part of a year: ", 2024", "of 2024", "this year", "of the same year".
pub fn year_behind(view: &View<'_, '_>, i: usize) -> (usize, Year) {
    let connected = view.is(i, &["of", "in"]);
    let comma = view.mark(i, ',') && view.glued(i);
    let j = i + usize::from(connected || comma);
    if let Some((end, y)) = year(view, j)
        && !(view.lower(i) == "in" || comma && !plain_year(view, j))
    {
        return (end, Year::Said(y));
    }
    if !comma && view.reads(view.after_the(j), &["year"]) && connected {
        let end = view.after_the(j) + 1;
        if let Some((end, y)) = year(view, end) {
            return (end, Year::Said(y));
        }
    }
    if !comma && let Some((end, shift)) = shifted_year(view, j) {
        return (end, Year::Shifted(shift));
    }
    if let Some((end, y)) = glued_fiscal(view, i) {
        return (end, Year::Fiscal(y));
    }
    (i, Year::Unsaid)
}

/// The year behind a day: "21 June in 2024", but "on June 3 in 2020 dollars".
fn year_of_day(view: &View<'_, '_>, i: usize) -> (usize, Year) {
    let found = year_behind(view, i);
    let closed = view.kind(i + 2) != TokenKind::Word && !view.dash(i + 2);
    let said = view.lower(i) == "in" && closed && plain_year(view, i + 1);
    match (found.1, year(view, i + 1).filter(|_| said)) {
        (Year::Unsaid, Some((end, y))) => (end, Year::Said(y)),
        _ => found,
    }
}

/// A four-digit year that is not the begin of a larger number or of a count.
fn plain_year(view: &View<'_, '_>, i: usize) -> bool {
    view.digits(i, 4)
        .is_some_and(|y| (1500..=2100).contains(&y))
}

/// A month's name at `i`, with the dot of an abbreviation, and the index behind it.
pub fn month(view: &View<'_, '_>, i: usize) -> Option<(usize, i8)> {
    let Word::Month { number, short } = view.word(i) else {
        return None;
    };
    // "may" and "march" are verbs, "mar" and the like need more to be months.
    let verb = !short && matches!(number, 3 | 5);
    let of = view.before(i) == "of"
        && (matches!(view.word(i.wrapping_sub(2)), Word::Ordinal(_))
            || view.is(i.wrapping_sub(2), &["st", "nd", "rd", "th"]));
    // "Long March 5" is a rocket.
    let name = number == 3 && view.before(i) == "long" && view.capital(i.wrapping_sub(1));
    if name || verb && !view.capital(i) && !of && !view.is_note() {
        return None;
    }
    let dot = short && view.mark(i + 1, '.') && view.glued(i + 1);
    Some((i + 1 + usize::from(dot), number))
}

/// A day of a month as digits or ordinal: `21`, `21st`, "eighth".
fn day_number(view: &View<'_, '_>, i: usize) -> Option<(usize, i8)> {
    let (end, n) = match view.ordinal(i) {
        Some((end, n)) => (end, i32::from(n)),
        None => (i + 1, view.int(i).filter(|_| view.text(i).len() <= 2)?),
    };
    (1..=31)
        .contains(&n)
        .then_some((end, i8::try_from(n).ok()?))
}

/// Words that make the number before them an amount, not a day.
const AMOUNTS: &[&str] = &["percent", "per", "million", "billion", "trillion", "points"];

fn is_amount(view: &View<'_, '_>, end: usize) -> bool {
    view.mark(end, '%') || view.is(end, AMOUNTS)
}

/// A day, or days, of a month with or without year: "June 21", "June 21-23, 2024", "21 June".
pub fn day(view: &View<'_, '_>, i: usize) -> Option<(usize, Year, InYear)> {
    month_first(view, i).or_else(|| day_first(view, i))
}

fn month_first(view: &View<'_, '_>, i: usize) -> Option<(usize, Year, InYear)> {
    let (j, month) = month(view, i)?;
    if let Some(found) = glued_day_year(view, j, month) {
        return Some(found);
    }
    let (end, day) = day_number(view, view.after_the(j))?;
    if is_amount(view, end) {
        return None;
    }
    if let Some((end, last)) = days_through(view, end, view.before(i) == "between")
        && day < last
    {
        let (end, year) = year_behind(view, end);
        return Some((end, year, InYear::Days((month, day), (month, last))));
    }
    let (end, year) = stamped_year(view, end).unwrap_or_else(|| year_of_day(view, end));
    Some((end, year, InYear::Day(month, day)))
}

/// The year behind the clock in a stamp: "Oct 26 11:00:09 UTC 2023".
fn stamped_year(view: &View<'_, '_>, i: usize) -> Option<(usize, Year)> {
    let part = |k: usize| view.digits(k, 2).is_some() && view.mark(k + 1, ':') && view.glued(k + 1);
    let clock = part(i) && part(i + 2) && view.digits(i + 4, 2).is_some();
    let j = i + 5 + usize::from(view.capital(i + 5));
    let year = view.digits(j, 4).filter(|y| clock && YEARS.contains(y))?;
    Some((j + 1, Year::Said(i16::try_from(year).ok()?)))
}

/// "8,2019": day and year in one numeral, for want of a space.
fn glued_day_year(view: &View<'_, '_>, i: usize, month: i8) -> Option<(usize, Year, InYear)> {
    let (day, year) = view.text(i).split_once(',')?;
    let day: i8 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    Some((i + 1, Year::Said(year), InYear::Day(month, day)))
}

/// Whether a word or dash leads from the first of several days to the last; "and" only behind "between".
fn leads_on(view: &View<'_, '_>, i: usize, between: bool) -> bool {
    view.dash(i)
        || view.is(i, &["to", "through", "thru", "until", "till"])
        || between && view.lower(i) == "and"
}

/// "-23" behind the first of several days.
fn days_through(view: &View<'_, '_>, i: usize, between: bool) -> Option<(usize, i8)> {
    let led = leads_on(view, i, between);
    let (end, last) = day_number(view, i + 1).filter(|_| led)?;
    (!is_amount(view, end)
        && view.word(end)
            != Word::Month {
                number: 0,
                short: false,
            }
        && month(view, end).is_none())
    .then_some((end, last))
}

fn day_first(view: &View<'_, '_>, i: usize) -> Option<(usize, Year, InYear)> {
    let (mut j, first) = day_number(view, view.after_the(i))?;
    let mut last = None;
    if leads_on(view, j, view.before(i) == "between")
        && let Some((end, n)) = day_number(view, view.after_the(j + 1))
    {
        (j, last) = (end, Some(n));
    }
    let of = usize::from(view.lower(j) == "of");
    let dash = usize::from(view.dash(j) && view.glued(j + 1));
    let (end, month) = month(view, j + of + dash)?;
    let glued = dash == 1 && view.dash(end) && view.glued(end + 1);
    let end = end + usize::from(glued);
    let (end, year) = match view.digits(end, 2).filter(|_| glued) {
        Some(two) => (end + 1, Year::Said(full_year(two)?)),
        None => year_of_day(view, end),
    };
    Some((
        end,
        year,
        match last {
            Some(last) if last > first => InYear::Days((month, first), (month, last)),
            _ => InYear::Day(month, first),
        },
    ))
}

/// The most words of shifting that one expression has: "this coming".
pub(super) const SHIFTS: usize = 3;

/// A day with the week day that may stand before or after it: "Friday, Oct. 23, 1998".
pub fn full_day(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let shifts = |i: &usize| {
        matches!(
            view.word(*i),
            Word::Shift(Shift::This | Shift::Coming | Shift::Next | Shift::Last)
        )
    };
    let named = i + (i..i + SHIFTS).take_while(shifts).count();
    let on = weekday(view, named);
    let j = on.map_or(i, |(end, _)| end + usize::from(view.mark(end, ',')));
    let (end, year, part) = day(view, j)?;
    let year = match (year, part, on) {
        (Year::Unsaid, InYear::Day(..), Some((_, on))) => Year::On(on),
        (year, ..) => year,
    };
    Some(Draft::new(i, end, Expr::InYear(year, part)))
}

/// A week day's name with the dot of an abbreviation.
pub fn weekday(view: &View<'_, '_>, i: usize) -> Option<(usize, i8)> {
    let Word::Weekday { number, short } = view.word(i) else {
        return None;
    };
    if !short {
        return Some((i + 1, number));
    }
    let dot = view.mark(i + 1, '.') && view.glued(i + 1);
    (view.capital(i) || view.is_note()).then_some((i + 1 + usize::from(dot), number))
}

/// Words before a month that show it is one, for the months that are also verbs or names.
const BEFORE_MONTH: &[&str] = &[
    "in", "of", "since", "by", "from", "until", "till", "to", "through", "during", "for", "last",
    "next", "this", "early", "late", "mid", "between", "and", "before", "after", "around", "on",
    "-", "–", "each", "every", "ended", "ending", "than", "or", ",",
];

/// "last May", "this September", "next June".
pub fn month_shifted(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let Word::Shift(
        shift @ (Shift::Last | Shift::This | Shift::Next | Shift::Past | Shift::Coming),
    ) = view.word(i)
    else {
        return None;
    };
    let j = i + 1 + usize::from(view.word(i + 1) == Word::Shift(Shift::Past));
    let (end, number) = month(view, j)?;
    let day = day(view, j).is_some_and(|(e, ..)| e > end);
    (!day).then(|| Draft::new(i, end, Expr::LastMonth(shift, number)))
}

/// The year by a dash behind a month: "Dec-2018".
fn dashed_year(view: &View<'_, '_>, i: usize) -> Option<(usize, Year)> {
    let glued = view.dash(i) && view.glued(i) && view.glued(i + 1);
    let more = view.dash(i + 2) && view.kind(i + 3) == TokenKind::Numeral && view.glued(i + 3);
    let year = view.digits(i + 1, 4).filter(|y| YEARS.contains(y));
    let year = year.filter(|_| glued && !more)?;
    Some((i + 2, Year::Said(i16::try_from(year).ok()?)))
}

/// The short name of a month that only what stands beside it shows to be one: "from Sep to Nov".
pub fn short_month(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (end, number) = month(view, i).filter(|_| view.capital(i))?;
    let expr = Expr::InYear(Year::Unsaid, InYear::Month(number));
    Some(Draft::new(i, end, expr))
}

/// A month with or without year: "June", "June 2024", "Sept. 2024", "Sep-2024", "January this year".
pub fn month_alone(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, number) = month(view, i)?;
    let (end, year) = dashed_year(view, j).unwrap_or_else(|| year_behind(view, j));
    let Word::Month { short, .. } = view.word(i) else {
        return None;
    };
    let bare = end == j;
    let doubtful = if short {
        // "Mar" or "Dec" alone is a name as often as a month.
        !(view.mark(i + 1, '.') || view.dash(i + 1) || view.dash(i.wrapping_sub(1)))
            || !view.capital(i)
    } else {
        let placed = view.is(i.wrapping_sub(1), BEFORE_MONTH) || of_that_month(view, i);
        matches!(number, 3 | 5 | 4 | 6 | 8) && !placed && {
            // A girl's name, a verb, an adjective.
            matches!(number, 3 | 5) || view.capital(i + 1)
        }
    };
    let named = view.capital(j) && matches!(number, 3 | 5) && view.word(j) == Word::Other;
    (!bare || !(doubtful || named))
        .then(|| Draft::new(i, end, Expr::InYear(year, InYear::Month(number))))
}

/// Nouns before which a month's name is a person's: "the May government".
const HOLDERS: &[&str] = &[
    "administration",
    "cabinet",
    "campaign",
    "era",
    "family",
    "government",
    "ministry",
];

/// Whether a month stands between "the" and a noun: "the March vote".
fn of_that_month(view: &View<'_, '_>, i: usize) -> bool {
    let noun = super::distance::goes_on(view, i + 1) && !view.capital(i + 1);
    // "the May plan" may be Mrs May's.
    view.before(i) == "the"
        && noun
        && view.lower(i) != "may"
        && !view.dash(i + 1)
        && !view.is(i + 1, &["of", "against"])
        && !view.is(i + 1, HOLDERS)
}

/// The possessive mark behind a noun: "year's", "years'".
pub fn possessive(view: &View<'_, '_>, i: usize) -> Option<usize> {
    let mark = matches!(view.text(i), "'" | "’") && view.glued(i);
    let s = view.glued(i + 1) && view.lower(i + 1) == "s";
    mark.then_some(i + 1 + usize::from(s))
}
