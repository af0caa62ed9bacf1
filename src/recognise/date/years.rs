//! Bare years, spans of years, fiscal years and Five-Year Plans.

use super::calendar::{YEARS, full_year, year};
use super::expr::{Amount, Draft, Expr, InYear, Year};
use super::period::Period;
use super::view::View;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::dates::{Shift, Unit, Word, YearCue, plan_years, year_cue};
use crate::segment::token::TokenKind;

/// A bare year in a context that shows it is one.
pub fn bare(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, named) = named_year(view, i);
    let (end, y) = year(view, j)?;
    let part = i > 0 && view.glued(i) && glued_to(view, i - 1) || continues(view, end);
    // The tail of a telephone number: 010-6612-2025.
    let tail = i > 1 && view.dash(i - 1) && view.glued(i) && view.kind(i - 2) == TokenKind::Numeral;
    let part = part || tail;
    let sound = named && !view.dash(end) || !part && in_context(view, i, end, y);
    sound.then(|| Draft::new(i, end, Expr::InYear(Year::Said(y), InYear::Whole)))
}

/// "the year 2000", "full-year 2024": the index of the number.
fn named_year(view: &View<'_, '_>, i: usize) -> (usize, bool) {
    let j = view.after_the(i);
    let j = j + usize::from(view.is(j, &["calendar"]));
    let year = matches!(
        view.word(j),
        Word::Unit {
            unit: Unit::Year,
            plural: false
        }
    );
    if year { (j + 1, true) } else { (i, false) }
}

/// Whether the token before a number makes it a part of something else: `$2024`, `#2024`, `x2024`.
fn glued_to(view: &View<'_, '_>, i: usize) -> bool {
    match view.kind(i) {
        TokenKind::Mark => !matches!(
            view.text(i),
            "(" | "["
                | "\""
                | "“"
                | "‘"
                | "—"
                | "–"
                | "-"
                | "/"
                | ","
                | "'"
                | "’"
                | ":"
                | ";"
                | ">"
        ),
        TokenKind::Word | TokenKind::Numeral => true,
        TokenKind::Edge => false,
    }
}

/// Whether the number goes on: `2024%`, `2024:`digits, `2024/5`, `2024kg`.
fn continues(view: &View<'_, '_>, end: usize) -> bool {
    if !view.glued(end) {
        return view.mark(end, '%') || matches!(view.text(end), "$" | "€" | "£" | "¥");
    }
    match view.kind(end) {
        TokenKind::Word | TokenKind::Numeral => true,
        TokenKind::Mark => {
            view.mark(end, '%')
                || (matches!(view.text(end), ":" | "/" | "." | "°" | "-")
                    && view.glued(end + 1)
                    && view.kind(end + 1) == TokenKind::Numeral)
        }
        TokenKind::Edge => false,
    }
}

fn in_context(view: &View<'_, '_>, i: usize, end: usize, y: i16) -> bool {
    let quoted = i > 0 && matches!(view.text(i - 1), "\"" | "“" | "‘");
    if quoted && view.capital(end) {
        // The first word of a title: "2025 Research on ...".
        return false;
    }
    if year_cue(view.lower(end), YearCue::Counted) || view.before(i) == "$" {
        return false;
    }
    if (i.checked_sub(1)).is_some_and(|p| {
        view.capital(p) && !view.is_first(p) && !year_cue(view.lower(p), YearCue::Before)
    }) {
        // The last word of a name: "Nature Index Cities 2025".
        let fiscal = view.word(i - 1) != Word::Other;
        return fiscal;
    }
    let said = year_cue(view.before(i), YearCue::Before);
    let counted = year_cue(view.before(i), YearCue::BeforeCount)
        && !view.reads(i.wrapping_sub(2), &["compared", "than"]);
    let plural = view.lower(end).len() > 3 && view.lower(end).ends_with('s') && !view.capital(end);
    let modern = (1900..=2060).contains(&y);
    let round = y % 100 == 0;
    if !modern {
        let close = [
            "in", "since", "until", "by", "from", "before", "after", "of", "around", "during",
        ];
        // "from 1861 to 1883"
        let joint = view.is(i.wrapping_sub(1), &["to", "until", "and", "through"]);
        let risen = cue(view.lower(i.wrapping_sub(4)), Cue::Change);
        let paired =
            joint && !risen && year(view, i.wrapping_sub(2)).is_some_and(|(_, from)| from < y);
        let many = |j: usize| view.lower(j).ends_with('s') || view.lower(j) == "people";
        // "between 1884 and 1924", not "between 1500 and 1700 people"
        let spanned = view.before(i) == "between"
            && view.lower(end) == "and"
            && year(view, end + 1).is_some_and(|(behind, to)| to > y && !many(behind));
        // "The Threshers (1886)"
        let titled = view.capital(i.wrapping_sub(2)) && !view.is_first(i.wrapping_sub(2));
        let bracketed = titled && view.mark(i.wrapping_sub(1), '(') && view.mark(end, ')');
        let placed = view.is(i.wrapping_sub(1), &close) || paired || bracketed || spanned;
        return placed && !plural && y >= 1400;
    }
    // "around 2000 ships", not "in around 2000"
    if view.before(i) == "around" && plural {
        return false;
    }
    if counted && view.before(i) != "than" {
        return false;
    }
    said || !round
}

/// "2014-2024", "2024-25": spans of years by a dash, and fiscal years written by both.
pub fn split(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (end, first, last) = split_year(view, i).or_else(|| spaced_split(view, i))?;
    let before = i
        .checked_sub(1)
        .is_some_and(|p| view.glued(i) && glued_to(view, p));
    if before || year_cue(view.lower(end), YearCue::Counted) || first < 1400 {
        return None;
    }
    let expr = if last == first + 1 {
        Expr::Fiscal {
            ends: last,
            both: true,
        }
    } else {
        Expr::Known(Period::Years(first, last))
    };
    Some(Draft::new(i, end, expr))
}

/// "2024 -25": the same with a stray space before the dash.
fn spaced_split(view: &View<'_, '_>, i: usize) -> Option<(usize, i16, i16)> {
    let (j, first) = year(view, i)?;
    let next = i32::from(first % 100) + 1;
    let close = view.dash(j) && view.glued(j + 1) && !view.glued(j + 2);
    (close && view.digits(j + 1, 2) == Some(next)).then_some((j + 2, first, first + 1))
}

/// "FY 2024-25", "FY25", "fiscal 2024", "the fiscal year 2024".
pub fn fiscal(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let (end, ends, both) = fiscal_label(view, j)?;
    Some(Draft::new(i, end, Expr::Fiscal { ends, both }))
}

/// "the current fiscal year", "the last financial year", "the ongoing fiscal".
pub fn fiscal_shifted(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let Word::Shift(shift) = view.word(j) else {
        return None;
    };
    let end = j + 2 + usize::from(view.lower(j + 2) == "year");
    // "fiscal" stands for the year only where no noun follows it.
    let noun = view.lower(j + 2) == "year" || view.kind(j + 2) != TokenKind::Word;
    (view.word(j + 1) == Word::Fiscal && noun)
        .then(|| Draft::new(i, end, Expr::FiscalShifted(shift)))
}

/// "the 14th Five-Year Plan", "the 14th Five-Year Plan period", "... (2021-2025)".
pub fn plan(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, number) = view.ordinal(view.after_the(i))?;
    let five = view.is(j, &["five", "5"]);
    let j = j + 1 + usize::from(view.dash(j + 1));
    if !(five && view.lower(j) == "year" && view.lower(j + 1) == "plan") {
        return None;
    }
    let end = j + 2;
    let (end, years) = bracketed(view, end).unwrap_or((end, None));
    let end = end + usize::from(view.lower(end) == "period");
    let (first, last) = years.or_else(|| plan_years(number))?;
    Some(Draft::new(i, end, Expr::Plan(first, last)))
}

/// "(2021-2025)" behind a plan.
fn bracketed(view: &View<'_, '_>, i: usize) -> Option<(usize, Option<(i16, i16)>)> {
    let (end, first, last) = view.mark(i, '(').then(|| split_year(view, i + 1))??;
    view.mark(end, ')')
        .then_some((end + 1, Some((first, last))))
}

/// "the year ended March", "the three months to June 30, 2025", "the quarter ended 30 September",
/// "the March 2025 year", "the previous March year".
pub fn months_to(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let shift = match view.word(j) {
        Word::Shift(shift @ (Shift::Previous | Shift::Last | Shift::Same)) => Some(shift),
        _ => None,
    };
    let k = j + usize::from(shift.is_some());
    if let Some((end, month)) = super::calendar::month(view, k) {
        let (end, year) = match year(view, end) {
            Some((end, y)) => (end, Year::Said(y)),
            None => (end, shift.map_or(Year::Unsaid, Year::Shifted)),
        };
        return (view.lower(end) == "year")
            .then(|| Draft::new(i, end + 1, Expr::InYear(year, InYear::MonthsTo(12, month))));
    }
    let (behind, length) = reported(view, j)?;
    let year_long = length == InYear::MonthsTo(12, 0);
    let linked = view.is(behind, &["ended", "ending", "to"])
        || !year_long && view.lower(behind) == "through";
    let last = linked.then(|| last_month(view, view.after_the(behind + 1)))??;
    let (end, year) = super::calendar::year_behind(view, last.end);
    let length = match length {
        InYear::MonthsTo(n, _) => InYear::MonthsTo(n, last.month),
        InYear::QuarterTo(_, called) => InYear::QuarterTo(last.month, called),
        other => other,
    };
    // A day is a date of its own.
    let end = if last.by_day { behind } else { end };
    Some(Draft::new(i, end, Expr::InYear(year, length)))
}

/// The longest time reported on, in months.
const REPORTED: std::ops::RangeInclusive<u32> = 2..=24;

/// A length of time that reports are about, the month it ends with left open: the index behind it.
fn reported(view: &View<'_, '_>, i: usize) -> Option<(usize, InYear)> {
    if let Some((j, Amount::Count(n))) = view.amount(i).filter(|(j, _)| *j > i) {
        let j = j + usize::from(view.dash(j));
        let months = i8::try_from(n).ok().filter(|_| REPORTED.contains(&n))?;
        let end = j + 1 + usize::from(view.lower(j + 1) == "period");
        return (view.unit(j) == Some(Unit::Month)).then_some((end, InYear::MonthsTo(months, 0)));
    }
    // "the fiscal first quarter", "the latest quarter", "its third quarter"
    let j = i + usize::from(matches!(view.word(i), Word::Shift(_)));
    let j = j + usize::from(view.word(j) == Word::Fiscal);
    let j = j + usize::from(view.dash(j));
    let (j, called) = view.ordinal(j).unwrap_or((j, 0));
    let year = usize::from(view.dash(j + 1));
    Some(match view.word(j) {
        Word::Unit {
            unit: Unit::Year,
            plural: false,
        } => (j + 1, InYear::MonthsTo(12, 0)),
        Word::Unit {
            unit: Unit::Quarter,
            plural: false,
        } if called < 5 => (j + 1, InYear::QuarterTo(0, called)),
        Word::Half if view.lower(j + 1 + year) == "year" => (j + 2 + year, InYear::MonthsTo(6, 0)),
        Word::Half => (j + 1, InYear::MonthsTo(6, 0)),
        _ => return None,
    })
}

/// The days of a month that are as good as its end: reports of shops close on a weekend.
const CLOSING: std::ops::RangeInclusive<i32> = 25..=31;

/// The month at whose end a report closes.
struct LastMonth {
    end: usize,
    month: i8,
    by_day: bool,
}

/// "March", "June 30", "30 September": the month at whose end a report closes. A day soon after it
/// closes the month before.
fn last_month(view: &View<'_, '_>, i: usize) -> Option<LastMonth> {
    let day = |at: usize| view.int(at).filter(|d| (1..=31).contains(d));
    let i = if view.reads(i, &["end", "of"]) {
        i + 2
    } else {
        i
    };
    let before = day(i);
    let (end, month) = super::calendar::month(view, i + usize::from(before.is_some()))?;
    let behind = day(end).filter(|_| before.is_none() && view.text(end).len() < 3);
    let month = match before.or(behind) {
        Some(d) if d <= SOON => month.checked_sub(1).filter(|m| *m > 0)?,
        Some(d) if !CLOSING.contains(&d) => return None,
        _ => month,
    };
    Some(LastMonth {
        end: end + usize::from(behind.is_some()),
        month,
        by_day: before.or(behind).is_some(),
    })
}

/// The last day of a month that still closes the month before.
const SOON: i32 = 5;

/// "FY25", "FY 2025", "of fiscal 2025", "of FY 2024-25" behind a quarter or half: the year it ends in.
pub fn glued_fiscal(view: &View<'_, '_>, i: usize) -> Option<(usize, i16)> {
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
    let wave = matches!(view.text(i + 1), "~" | "～") && view.glued(i + 1);
    if !(view.dash(i + 1) || slash || wave) || !view.glued(i + 2) {
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
