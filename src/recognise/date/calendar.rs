//! Days, months, quarters, halves, seasons and the years beside them.
//!
//! Knows no article date: what the text leaves out stays [`Year::Unsaid`].

use super::expr::{Draft, Expr, InYear, Year};
use super::period::Period;
use super::view::View;
use crate::lexicon::dates::{Shift, Unit, Word};
use crate::segment::token::TokenKind;
use jiff::civil::Date;

/// Years that a bare number can name in running text.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

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

/// A four-digit year that is not the begin of a larger number or of a count.
fn plain_year(view: &View<'_, '_>, i: usize) -> bool {
    view.digits(i, 4)
        .is_some_and(|y| (1500..=2100).contains(&y))
}

/// "FY25", "FY 2025", "of fiscal 2025", "of FY 2024-25" behind a quarter or half: the year it ends in.
fn glued_fiscal(view: &View<'_, '_>, i: usize) -> Option<(usize, i16)> {
    let j = i + usize::from(view.lower(i) == "of");
    let (end, ends, _) = fiscal_label(view, view.after_the(j))?;
    Some((end, ends))
}

/// "FY25", "FY2024", "FY 2024-25", "fiscal 2024", "fiscal year 2024-25": the index behind, the year
/// it ends in, and whether both years are written.
pub fn fiscal_label(view: &View<'_, '_>, i: usize) -> Option<(usize, i16, bool)> {
    let mut j = i;
    if view.lower(j) == "fy" {
        j += 1;
        j += usize::from(matches!(view.text(j), "'" | "’"));
    } else if view.word(j) == Word::Fiscal {
        j += 1 + usize::from(view.lower(j + 1) == "year");
    } else {
        return None;
    }
    j += usize::from(view.dash(j));
    if let Some((end, first, last)) = split_year(view, j) {
        return (last == first + 1).then_some((end, last, true));
    }
    if let Some((end, y)) = year(view, j) {
        return Some((end, y, false));
    }
    let two = view.digits(j, 2)?;
    if view.dash(j + 1) && view.digits(j + 2, 2) == Some(two + 1) {
        return Some((j + 3, full_year(two + 1)?, true));
    }
    Some((j + 1, full_year(two)?, false))
}

/// "2024-25", "2024/25", "2023–2024": the index behind, the first and the last year.
pub fn split_year(view: &View<'_, '_>, i: usize) -> Option<(usize, i16, i16)> {
    let first = view.digits(i, 4).filter(|y| YEARS.contains(y))?;
    let slash = view.mark(i + 1, '/') && view.glued(i + 1);
    if !(view.dash(i + 1) || slash) || !view.glued(i + 2) {
        return None;
    }
    let last = match (view.digits(i + 2, 2), view.digits(i + 2, 4)) {
        (Some(two), _) => first - first % 100 + two,
        (_, Some(four)) => four,
        _ => return None,
    };
    let next_century = last == first - first % 100 && first % 100 == 99;
    let last = if next_century { last + 100 } else { last };
    let longer =
        (view.dash(i + 3) || view.mark(i + 3, '/')) && view.glued(i + 3) && view.glued(i + 4);
    let more = view.kind(i + 4) == TokenKind::Numeral && longer;
    (first < last && last <= *YEARS.end() && !more && !(slash && last != first + 1)).then_some((
        i + 3,
        i16::try_from(first).ok()?,
        i16::try_from(last).ok()?,
    ))
}

/// A month's name at `i`, with the dot of an abbreviation, and the index behind it.
pub fn month(view: &View<'_, '_>, i: usize) -> Option<(usize, i8)> {
    let Word::Month { number, short } = view.word(i) else {
        return None;
    };
    // "may" and "march" are verbs, "mar" and the like need more to be months.
    let verb = !short && matches!(number, 3 | 5);
    if verb && !view.capital(i) {
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
    if let Some((end, last)) = days_through(view, end)
        && day < last
    {
        let (end, year) = year_behind(view, end);
        return Some((end, year, InYear::Days((month, day), (month, last))));
    }
    let (end, year) = year_behind(view, end);
    Some((end, year, InYear::Day(month, day)))
}

/// "8,2019": day and year in one numeral, for want of a space.
fn glued_day_year(view: &View<'_, '_>, i: usize, month: i8) -> Option<(usize, Year, InYear)> {
    let (day, year) = view.text(i).split_once(',')?;
    let day: i8 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    Some((i + 1, Year::Said(year), InYear::Day(month, day)))
}

/// "-23" behind the first of several days.
fn days_through(view: &View<'_, '_>, i: usize) -> Option<(usize, i8)> {
    let dash = view.dash(i);
    let word = view.is(i, &["to", "through"]);
    let (end, last) = day_number(view, i + 1).filter(|_| dash || word)?;
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
    if (view.dash(j) || view.is(j, &["to"]))
        && let Some((end, n)) = day_number(view, j + 1)
    {
        (j, last) = (end, Some(n));
    }
    let of = usize::from(view.lower(j) == "of");
    let dash = usize::from(view.dash(j) && view.glued(j + 1));
    let (end, month) = month(view, j + of + dash)?;
    let end = end + usize::from(dash == 1 && view.dash(end) && view.glued(end + 1));
    let (end, year) = year_behind(view, end);
    Some((
        end,
        year,
        match last {
            Some(last) if last > first => InYear::Days((month, first), (month, last)),
            _ => InYear::Day(month, first),
        },
    ))
}

/// A day with the week day that may stand before or after it: "Friday, Oct. 23, 1998".
pub fn full_day(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let mut named = i;
    while matches!(
        view.word(named),
        Word::Shift(Shift::This | Shift::Coming | Shift::Next | Shift::Last)
    ) {
        named += 1;
    }
    let j = match weekday(view, named) {
        Some((end, _)) => end + usize::from(view.mark(end, ',')),
        None => i,
    };
    let (end, year, part) = day(view, j)?;
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
    view.capital(i)
        .then_some((i + 1 + usize::from(dot), number))
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

/// A month with or without year: "June", "June 2024", "Sept. 2024", "January this year".
pub fn month_alone(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, number) = month(view, i)?;
    let (end, year) = year_behind(view, j);
    let Word::Month { short, .. } = view.word(i) else {
        return None;
    };
    let bare = end == j;
    let doubtful = if short {
        // "Mar" or "Dec" alone is a name as often as a month.
        !(view.mark(i + 1, '.') || view.dash(i + 1) || view.dash(i.wrapping_sub(1)))
            || !view.capital(i)
    } else {
        matches!(number, 3 | 5 | 4 | 6 | 8) && !view.is(i.wrapping_sub(1), BEFORE_MONTH) && {
            // A girl's name, a verb, an adjective.
            matches!(number, 3 | 5) || view.capital(i + 1)
        }
    };
    let named = view.capital(j) && matches!(number, 3 | 5) && view.word(j) == Word::Other;
    (!bare || !(doubtful || named))
        .then(|| Draft::new(i, end, Expr::InYear(year, InYear::Month(number))))
}

/// A quarter or half at `i`: "third quarter", "second-quarter", "first half", "Q3", "H1", "3Q".
fn division(view: &View<'_, '_>, i: usize) -> Option<(usize, InYear)> {
    let last = matches!(view.word(i), Word::Shift(Shift::Last)) || view.is(i, &["latter", "final"]);
    if let Some((j, n)) = view.ordinal(i).or(last.then_some((i + 1, 0))) {
        let j = j + usize::from(view.dash(j) && view.glued(j));
        return match view.word(j) {
            Word::Unit {
                unit: Unit::Quarter,
                plural: false,
            } if (1..=4).contains(&n) => Some((j + 1, InYear::Quarter(n))),
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
    if !view.glued(i + 1) {
        return None;
    }
    let n = u8::try_from(number).ok()?;
    match letter {
        "Q" | "q" if (1..=4).contains(&n) => Some((end, InYear::Quarter(n))),
        "H" | "h" if (1..=2).contains(&n) => Some((end, InYear::Half(n))),
        _ => None,
    }
}

/// "first five months", "last three months", "first nine months": months counted from an end of the year.
fn counted_months(view: &View<'_, '_>, i: usize) -> Option<(usize, InYear)> {
    if view.word(i) != Word::Ordinal(1) {
        return None;
    }
    let (j, amount) = view.amount(i + 1)?;
    let super::expr::Amount::Count(n) = amount else {
        return None;
    };
    let n = i8::try_from(n).ok()?;
    match view.unit(j)? {
        Unit::Month if (1..=12).contains(&n) => Some((j + 1, InYear::Counted(1, n))),
        Unit::Quarter if (1..=4).contains(&n) => Some((j + 1, InYear::Counted(1, n * 3))),
        _ => None,
    }
}

/// The possessive mark behind a noun: "year's", "years'".
pub fn possessive(view: &View<'_, '_>, i: usize) -> Option<usize> {
    let mark = matches!(view.text(i), "'" | "’") && view.glued(i);
    let s = view.glued(i + 1) && view.lower(i + 1) == "s";
    mark.then_some(i + 1 + usize::from(s))
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
    let year = match year {
        Year::Unsaid if fiscal => Year::FiscalUnsaid,
        Year::Said(y) if fiscal => Year::Fiscal(y),
        year => year,
    };
    Some(Draft::new(i, end, Expr::InYear(year, part)))
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

/// An ISO date: `2024-06-21`, `2024/06/21`.
pub fn iso(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let y = i16::try_from(view.digits(i, 4)?).ok()?;
    let same = view.text(i + 1) == view.text(i + 3);
    let sign = matches!(view.text(i + 1), "-" | "/" | "‑");
    let glued = (i + 1..i + 5).all(|k| view.glued(k));
    let (m, d) = (view.int(i + 2)?, view.int(i + 4)?);
    let date = Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()?;
    (same && sign && glued).then(|| Draft::new(i, i + 5, Expr::Known(Period::Day(date))))
}

/// A date in digits with slashes or dots: `06/21/2024` (the month first unless it cannot be),
/// `10.3.2020` (the day first).
pub fn digits(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    if let Some(date) = dotted(view.text(i)) {
        return Some(Draft::new(i, i + 1, Expr::Known(Period::Day(date))));
    }
    let sign = view.text(i + 1);
    let glued = (i + 1..i + 5).all(|k| view.glued(k)) && sign == view.text(i + 3);
    if !glued || !matches!(sign, "/" | "-") {
        return None;
    }
    let (a, b) = (view.int(i)?, view.int(i + 2)?);
    let y = match (view.digits(i + 4, 4), view.digits(i + 4, 2)) {
        (Some(four), _) => i16::try_from(four).ok()?,
        (_, Some(two)) => full_year(two)?,
        _ => return None,
    };
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    let date = Date::new(y, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Draft::new(i, i + 5, Expr::Known(Period::Day(date))))
}

fn dotted(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    let short = parts.next().is_none() && d.len() <= 2 && m.len() <= 2 && y.len() == 4;
    short.then(|| Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok())?
}

/// A decade: "the 1990s", "the '80s", "the nineties", "the 1990's".
pub fn decade(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    if let Word::Decade(n) = view.word(j) {
        let first = full_year(n.into())?;
        return (j > i).then(|| Draft::new(i, j + 1, Expr::Known(Period::Decade(first))));
    }
    let apostrophe = matches!(view.text(j), "'" | "’" | "‘");
    let k = j + usize::from(apostrophe);
    let first = match (view.digits(k, 4), view.digits(k, 2)) {
        (Some(y), _) if YEARS.contains(&y) => i16::try_from(y).ok()?,
        (_, Some(y)) if apostrophe => full_year(y)?,
        _ => return None,
    };
    let bare = view.glued(k + 1) && view.lower(k + 1) == "s";
    let end = if bare {
        Some(k + 2)
    } else {
        possessive(view, k + 1).filter(|e| *e == k + 3)
    }?;
    let plain = first % 10 == 0 && (bare || view.word(i) == Word::The);
    plain.then(|| Draft::new(i, end, Expr::Known(Period::Decade(first))))
}

/// A century: "the 20th century", "21st century".
pub fn century(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, n) = view.ordinal(view.after_the(i))?;
    let j = j + usize::from(view.dash(j));
    let first = (i16::from(n) - 1) * 100;
    (view.unit(j) == Some(Unit::Century) && n > 5)
        .then(|| Draft::new(i, j + 1, Expr::Known(Period::Century(first))))
}
