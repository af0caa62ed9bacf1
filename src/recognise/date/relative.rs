//! Expressions that lean on the article's date or on a time said before.
//!
//! Knows no article date.

use super::calendar::{SHIFTS, possessive};
use super::expr::{Amount, Draft, Expr, Side};
use super::view::View;
use crate::lexicon::dates::{Shift, Unit, Word, vague_phrases};
use crate::lexicon::words::{Form, entry};
use crate::segment::token::TokenKind;

/// "last week", "the previous year", "this month", "that day", "the year-earlier period".
pub fn shifted(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let Word::Shift(shift) = view.word(j) else {
        return None;
    };
    let mut k = j + 1;
    let filled = view.is(k, &["full", "whole", "very", "calendar"]);
    if view.word(k) == Word::Shift(Shift::Same) || filled {
        k += 1;
    }
    let Word::Unit {
        unit,
        plural: false,
    } = view.word(k)
    else {
        return None;
    };
    let fortnight = unit == Unit::Fortnight;
    let side = match shift {
        Shift::Past => Some(Side::Past),
        Shift::Coming => Some(Side::Next),
        Shift::Last if fortnight => Some(Side::Past),
        Shift::Next if fortnight => Some(Side::Next),
        _ => None,
    };
    let expr = match (unit, side) {
        (Unit::Second | Unit::Minute | Unit::Hour, _) => return None,
        (Unit::Fortnight, side) => Expr::Length(side?, Amount::Count(2), Unit::Week),
        (unit, Some(side)) => Expr::Length(side, Amount::Count(1), unit),
        (unit, None) => Expr::Shifted(shift, unit),
    };
    // "This Week" in quotation marks and capitals is the name of a programme.
    let opened = matches!(view.text(i.wrapping_sub(1)), "\"" | "“" | "‘" | "'" | "`");
    let title = opened && view.capital(i) && view.capital(k);
    let so = usize::from(view.reads(k + 1, &["or", "so"])) * 2;
    (shift != Shift::Recent && !title).then(|| Draft::new(i, k + 1 + so, expr))
}

/// "yesterday", "today", "tomorrow", "the day before yesterday".
pub fn day(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    if let Word::Day(by) = view.word(i) {
        return Some(Draft::new(i, i + 1, Expr::FromToday(by.into())));
    }
    let j = view.after_the(i);
    let expr = if view.reads(j, &["day", "before", "yesterday"]) {
        Expr::FromToday(-2)
    } else if view.reads(j, &["day", "after", "tomorrow"]) {
        Expr::FromToday(2)
    } else {
        return None;
    };
    Some(Draft::new(i, j + 3, expr))
}

/// A week day: "Tuesday", "last Friday", "next Monday", "this coming Sunday".
pub fn weekday(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let mut j = view.after_the(i);
    let mut shift = None;
    while let Word::Shift(s) = view.word(j)
        && j < i + SHIFTS
    {
        shift = Some(s);
        j += 1;
    }
    let Word::Weekday { short, .. } = view.word(j) else {
        return None;
    };
    let (end, number) = super::calendar::weekday(view, j)?;
    // "that Sun" may be a company.
    let loose = matches!(shift, None | Some(Shift::That));
    let doubtful = short && loose && !view.mark(j + 1, '.') && !view.is_note();
    let article = j > i && shift.is_none();
    (!doubtful && !article).then(|| Draft::new(i, end, Expr::Weekday(number, shift)))
}

/// "three months ago", "a year earlier", "two weeks later", "a decade before", "year-earlier", "10 days from now".
pub fn ago(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (mut j, amount, unit) = length(view, i)?;
    j += usize::from(view.reads(j, &["or", "so"])) * 2;
    let (end, sign, now) = direction(view, j)?;
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return None;
    }
    Some(Draft::new(
        i,
        end,
        Expr::Away {
            amount,
            unit,
            sign,
            now,
        },
    ))
}

/// The first token of the words before `i` that qualify a distance: "nearly", "more than".
pub fn qualified_from(view: &View<'_, '_>, i: usize) -> usize {
    let one = [
        "nearly",
        "almost",
        "about",
        "around",
        "roughly",
        "approximately",
    ];
    if view.is(i.wrapping_sub(1), &one) {
        return i - 1;
    }
    let than = view.before(i) == "than" && view.is(i.wrapping_sub(2), &["more", "less"]);
    if than && !measured(view, i - 2) {
        i - 2
    } else {
        i
    }
}

/// Whether the words right before `i` hold a number: "12 percent less than a year earlier" compares two
/// quantities and says nothing of how long ago.
fn measured(view: &View<'_, '_>, i: usize) -> bool {
    (i.saturating_sub(3)..i).any(|j| view.kind(j) == TokenKind::Numeral || view.mark(j, '%'))
}

/// The words that make a length a distance: how many tokens, which way, whether from now.
pub(super) fn direction(view: &View<'_, '_>, j: usize) -> Option<(usize, i32, bool)> {
    let dash = usize::from(view.dash(j) && view.glued(j));
    let k = j + dash;
    match view.lower(k) {
        "ago" => Some((k + 1, -1, true)),
        "earlier" | "previously" => Some((k + 1, -1, false)),
        "before" | "prior" if ends_clause(view, k + 1) => Some((k + 1, -1, false)),
        "later" | "afterwards" | "afterward" => Some((k + 1, 1, false)),
        "hence" => Some((k + 1, 1, true)),
        "from" if view.is(k + 1, &["now", "today"]) => Some((k + 2, 1, true)),
        _ => None,
    }
}

/// Whether nothing follows that "before" could belong to.
fn ends_clause(view: &View<'_, '_>, i: usize) -> bool {
    view.text(i).is_empty()
        || matches!(
            view.text(i),
            "." | "," | ";" | ":" | ")" | "—" | "–" | "?" | "!"
        )
        || view.is(
            i,
            &["and", "but", "while", "when", "as", "with", "to", "by"],
        )
}

/// "five years", "a year", "a few months", "year" (in "year-earlier"): the index behind, how many, of what.
fn length(view: &View<'_, '_>, i: usize) -> Option<(usize, Amount, Unit)> {
    if let Some((j, amount)) = view.amount(i) {
        let j = j + usize::from(view.dash(j) || view.lower(j) == "more");
        return Some((j + 1, amount, view.unit(j)?));
    }
    let j = view.after_the(i);
    let adjective = view.unit(j)?;
    let hyphen = view.dash(j + 1) && view.is(j + 2, &["earlier", "ago"]);
    hyphen.then_some((j + 1, Amount::Count(1), adjective))
}

/// "the year-ago quarter", "the year-earlier period", "the same period last year",
/// "the corresponding period a year earlier", "a year earlier": the period said before, a year back.
pub fn same_period(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    year_ago_period(view, i, j)
        .or_else(|| same_last_year(view, i, j))
        .or_else(|| period_away(view, i, j))
}

/// Periods shorter than a year that are called so, not by their number.
const NAMED: &[&str] = &["quarter", "period", "half"];

/// "the quarter a year ago", "last year's quarter".
fn period_away(view: &View<'_, '_>, i: usize, j: usize) -> Option<Draft> {
    if let Some((end, Shift::Last)) = super::calendar::shifted_year(view, i) {
        let end = possessive(view, end).filter(|k| view.is(*k, NAMED))?;
        return Some(Draft::new(i, end + 1, Expr::SameLastYear));
    }
    let named = j > i && view.is(j, NAMED);
    let (end, years) = named.then(|| years_back(view, j + 1))??;
    Some(Draft::new(i, end, Expr::SamePeriod(-years)))
}

/// "a year ago", "two years earlier": the index behind it and how many.
fn years_back(view: &View<'_, '_>, i: usize) -> Option<(usize, i32)> {
    let draft = ago(view, i)?;
    match draft.expr {
        Expr::Away {
            amount: Amount::Count(n),
            unit: Unit::Year,
            sign: -1,
            ..
        } => Some((draft.end, i32::try_from(n).ok()?)),
        _ => None,
    }
}

const PERIODS: &[&str] = &[
    "period", "quarter", "month", "months", "half", "time", "week", "day", "stretch",
];

/// "the year-earlier quarter", "the comparable year-ago period".
fn year_ago_period(view: &View<'_, '_>, i: usize, j: usize) -> Option<Draft> {
    let j = j + usize::from(matches!(view.word(j), Word::Shift(Shift::Same)));
    let year_ago =
        view.lower(j) == "year" && view.dash(j + 1) && view.is(j + 2, &["ago", "earlier"]);
    let mut k = j + 3;
    k += usize::from(view.word(k) != Word::Other && view.is(k + 1, PERIODS));
    (year_ago && view.is(k, PERIODS)).then(|| Draft::new(i, k + 1, Expr::SamePeriod(-1)))
}

/// "the same period last year", "the same period of the previous year", "the same quarter a year earlier".
fn same_last_year(view: &View<'_, '_>, i: usize, j: usize) -> Option<Draft> {
    if view.word(j) != Word::Shift(Shift::Same) || !view.is(j + 1, PERIODS) {
        return None;
    }
    let mut k = j + 2;
    k += usize::from(view.is(k, &["of", "in", "from"]));
    if let Some((end, shift)) = super::calendar::shifted_year(view, k) {
        let back = matches!(shift, Shift::Last | Shift::Previous | Shift::Past);
        let expr = if shift == Shift::Last {
            Expr::SameLastYear
        } else {
            Expr::SamePeriod(-1)
        };
        return back.then(|| Draft::new(i, end, expr));
    }
    if let Some((end, y)) = super::calendar::year(view, k) {
        let year = super::expr::Year::Said(y);
        return Some(Draft::new(
            i,
            end,
            Expr::InYear(year, super::expr::InYear::Whole),
        ));
    }
    let (end, years) = years_back(view, k)?;
    Some(Draft::new(i, end, Expr::SamePeriod(-years)))
}

/// "the quarter", "the latest period", "the weekend", "the nine months", "the full year", "the 1988 period":
/// a period said before; all but "the latest period" only behind a preposition.
pub fn the_unit(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    const BEFORE: &[&str] = &[
        "in", "for", "of", "during", "over", "from", "on", "at", "through",
    ];
    let j = view.after_the(i);
    if j > i && view.reads(j, &["latest", "period"]) {
        let latest = Expr::Shifted(Shift::Latest, Unit::Quarter);
        return Some(Draft::new(i, j + 2, latest));
    }
    if j == i || !view.is(i.wrapping_sub(1), BEFORE) {
        return None;
    }
    if let Some((end, y)) = super::calendar::year(view, j) {
        let period = view.is(end, &["period", "quarter"]);
        return period.then(|| Draft::new(i, end + 1, Expr::SamePeriodIn(y)));
    }
    if let Some((end, Amount::Count(n))) = view.amount(j) {
        let months = matches!(
            view.word(end),
            Word::Unit {
                unit: Unit::Month,
                plural: true
            }
        );
        let n = i8::try_from(n).ok().filter(|n| matches!(n, 2..=18))?;
        let open = !view.is(end + 1, &["since", "of", "before", "after", "ago"]);
        return (months && open).then(|| Draft::new(i, end + 1, Expr::TheMonths(n)));
    }
    let full = view.is(j, &["full", "whole"]);
    let k = j + usize::from(full);
    let unit = view.unit(k)?;
    let before = view.before(i);
    let expr = match unit {
        Unit::Year if full => Expr::Shifted(Shift::This, Unit::Year),
        Unit::Quarter if view.lower(k + 1) != "of" => Expr::TheUnit(Unit::Quarter),
        Unit::Weekend => Expr::TheUnit(Unit::Weekend),
        Unit::Decade if matches!(before, "over" | "during") => {
            Expr::Length(Side::Past, Amount::Count(1), Unit::Decade)
        }
        _ => return None,
    };
    let plural = matches!(view.word(k), Word::Unit { plural: true, .. });
    (!plural).then(|| Draft::new(i, k + 1, expr))
}

/// "Wednesday of next week", "Friday next week", "next week on Tuesday", "last week's Sunday".
pub fn weekday_of_week(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let week = |i: usize| match (view.word(i), view.unit(i + 1)) {
        (Word::Shift(shift), Some(Unit::Week)) => Some((i + 2, shift)),
        _ => None,
    };
    if let Some((end, day)) = super::calendar::weekday(view, i) {
        let led = usize::from(view.is(end, &["of", "in", "from"]));
        let (end, shift) = week(view.after_the(end + led))?;
        return Some(Draft::new(i, end, Expr::InWeek(day, shift)));
    }
    let (end, shift) = week(view.after_the(i))?;
    let end = possessive(view, end).unwrap_or(end + usize::from(view.lower(end) == "on"));
    let (end, day) = super::calendar::weekday(view, end)?;
    Some(Draft::new(i, end, Expr::InWeek(day, shift)))
}

/// A length that lies somewhere: "the past five years", "the next two weeks", "recent years",
/// "the ten years since", "the last decade".
pub fn stretch(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let side = match view.word(j) {
        Word::Shift(
            Shift::Last | Shift::Past | Shift::Latest | Shift::Recent | Shift::Previous,
        ) => Side::Past,
        Word::Shift(Shift::Next | Shift::Coming | Shift::Following) => Side::Next,
        _ => return since(view, i),
    };
    let recent = view.word(j) == Word::Shift(Shift::Recent);
    let (k, amount) = view.amount(j + 1).unwrap_or((j + 1, Amount::Some));
    if let (Amount::Count(n), true, Some(Unit::Day)) = (
        amount,
        view.is(k, &["business", "working", "trading"]),
        view.unit(k + 1),
    ) {
        return Some(Draft::new(i, k + 2, Expr::Workdays(side, n)));
    }
    let Word::Unit { unit, plural } = view.word(k) else {
        return None;
    };
    let counted = k > j + 1;
    let decade = matches!(unit, Unit::Decade | Unit::Century) && !counted && !plural;
    let amount = if decade { Amount::Count(1) } else { amount };
    if plural && !counted {
        let vague = match side {
            Side::Past if recent => some(unit),
            Side::Past if view.lower(j) == "past" => "PAST_REF",
            Side::Next if view.lower(j) == "coming" => "FUTURE_REF",
            _ => return None,
        };
        return Some(Draft::new(i, k + 1, Expr::Vague(vague)));
    }
    let so = usize::from(counted && view.reads(k + 1, &["or", "so"])) * 2;
    (counted || decade).then(|| Draft::new(i, k + 1 + so, Expr::Length(side, amount, unit)))
}

/// The TIMEX3 value of "recent months": of weeks and months a length, as `TimeBank` writes it, else
/// the past.
const fn some(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "PXW",
        Unit::Month | Unit::Quarter => "PXM",
        _ => "PAST_REF",
    }
}

/// "the ten years since", "the decade since".
fn since(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let (k, amount) = view.amount(j).unwrap_or((j, Amount::Count(1)));
    let unit = view.unit(k)?;
    (j > i && view.lower(k + 1) == "since")
        .then(|| Draft::new(i, k + 2, Expr::Length(Side::Since, amount, unit)))
}

/// "the five-year transition period", "a three-year period": a length that is a period of its own.
pub fn period_of_years(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_article(i);
    let (k, amount) = view.amount(j)?;
    let unit = view.unit(k + 1).filter(|_| view.dash(k))?;
    let end = (k + 2..k + 5).find(|e| view.lower(*e) == "period")?;
    // "a two-year trial period" measures; "over a two-year period" only places.
    let named = view.word(i) == Word::The || end == k + 2;
    let side = match view
        .reads(i.wrapping_sub(2), &["year", "of"])
        .then(|| view.lower(i.wrapping_sub(3)))
    {
        Some("final" | "last") => Side::EndingWith,
        Some("first" | "opening") => Side::BeginningWith,
        _ => Side::Within,
    };
    named.then(|| Draft::new(i, end + 1, Expr::Length(side, amount, unit)))
}

/// Words before a verb that "one day" may part from it.
const MODALS: &[&str] = &[
    "will", "would", "could", "may", "might", "should", "can", "shall", "ll", "to",
];

/// "now", "recently", "at present", "so far": no calendar, only before, at or after now.
pub fn vague(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (words, value) = vague_phrases(view.lower(i))
        .iter()
        .find(|(words, _)| view.reads(i, words))?;
    let end = i + words.len();
    // "will one day be", but "took one day".
    let deed = view.is(end, &["be", "have"])
        || entry(view.lower(end))
            .verb
            .is_some_and(|v| v.form == Form::Base);
    if view.word(i) == Word::Cardinal(1) && !(deed && view.is(i.wrapping_sub(1), MODALS)) {
        return None;
    }
    let bare = !(words.len() == 2 && words.first() == Some(&"the"))
        || view.text(end).is_empty()
        || view.kind(end) == crate::segment::token::TokenKind::Mark
            && possessive(view, end).is_none()
        || view.is(i.wrapping_sub(1), &["in", "into"])
            && view.lower(end) != "of"
            && !super::distance::goes_on(view, end);
    bare.then(|| Draft::new(i, end, Expr::Vague(value)))
}
