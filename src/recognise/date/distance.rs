//! Days by their distance from another day, days by their number alone, and lengths that lie nowhere.
//!
//! Knows no article date.

use super::expr::{Amount, Draft, Expr, Side};
use super::reader::Reader;
use super::tense::{Tense, tense};
use super::view::View;
use crate::lexicon::dates::{Unit, Word};
use crate::segment::token::TokenKind;

/// A count of units of the calendar at `i`: the index behind it, how many, of what.
fn count(view: &View<'_, '_>, i: usize) -> Option<(usize, u32, Unit)> {
    let (j, amount) = view.amount(i)?;
    let unit = view.unit(j)?;
    let calendar = matches!(
        unit,
        Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Fortnight
    );
    match amount {
        Amount::Count(n) if calendar => Some((j + 1, n, unit)),
        _ => None,
    }
}

/// "three days after June 4", "two weeks from tomorrow", "the day before Christmas".
pub fn from_a_day(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let (j, n, unit) = count(view, i).or_else(|| {
        let day = view.after_the(i) > i && view.lower(i + 1) == "day";
        day.then_some((i + 2, 1, Unit::Day))
    })?;
    let sign = match view.lower(j) {
        "after" | "from" => 1,
        "before" => -1,
        _ => return None,
    };
    let of = inner.read(view, j + 1).filter(|d| is_day(&d.expr))?;
    let range = view.is(of.end, &["to", "through", "until", "till", "and"]) || view.dash(of.end);
    if range && view.lower(j) == "from" {
        return None;
    }
    let (n, unit) = match unit {
        Unit::Fortnight => (i32::try_from(n).ok()? * 2, Unit::Week),
        unit => (i32::try_from(n).ok()?, unit),
    };
    let expr = Expr::From(sign * n, unit, Box::new(of.expr));
    Some(Draft::new(i, of.end, expr))
}

const fn is_day(expr: &Expr) -> bool {
    matches!(expr, Expr::Holiday(..)) || super::daypart::is_day(expr)
}

/// "in two weeks", "in three days' time", where the clause speaks of what is to come.
pub fn ahead(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, n, unit) = (view.before(i) == "in").then(|| count(view, i))??;
    let time = super::calendar::possessive(view, j).filter(|k| view.lower(*k) == "time");
    let open = time.is_some() || !goes_on(view, j);
    let coming = tense(view, i, j) == Tense::Future || time.is_some() || view.is_note();
    let expr = Expr::Away {
        amount: Amount::Count(n),
        unit,
        sign: 1,
        now: true,
    };
    (open && coming).then(|| Draft::new(i, time.map_or(j, |k| k + 1), expr))
}

/// Whether the phrase goes on with a noun or with what the length is of.
pub(super) fn goes_on(view: &View<'_, '_>, i: usize) -> bool {
    const CLOSING: &[&str] = &[
        "and", "but", "when", "while", "as", "if", "at", "to", "by", "with", "because", "after",
        "for", "unless", "or", "so", "that", "the", "a", "it", "he", "she", "they", "we", "i",
        "will", "was", "were", "is", "are", "has", "had", "in", "on", "please",
    ];
    view.dash(i) || view.kind(i) == TokenKind::Word && !view.is(i, CLOSING)
}

/// "on the 18th", "Tuesday the 18th", "Tuesday 18th": a day of a month that is left out.
pub fn of_month(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let weekday = super::calendar::weekday(view, i);
    let j = weekday.map_or(i, |(end, _)| end + usize::from(view.mark(end, ',')));
    let k = view.after_the(j);
    let ordinal = matches!(view.word(k), Word::Ordinal(_) | Word::Cardinal(20 | 30));
    let word = weekday.is_some() && k > j && ordinal;
    if !word && view.word(k) != Word::Numeral || view.lower(k + 2) == "of" {
        return None;
    }
    let (end, n) = view.ordinal(k)?;
    let day = i8::try_from(n).ok().filter(|n| (1..=31).contains(n))?;
    let placed = view.is(i.wrapping_sub(1), &["on", "until", "since", "by"]) && k > i;
    let sound = weekday.is_some() || placed || view.is_note();
    let expr = Expr::OfMonth(day, weekday.map(|(_, n)| n));
    (sound && !goes_on(view, end)).then(|| Draft::new(i, end, expr))
}

/// Words before a length that lies nowhere: "for a year", "more than a decade".
const BEFORE_LENGTH: &[&str] = &[
    "for", "in", "within", "than", "about", "over", "nearly", "least", "almost", "after",
];

/// "for a year", "several months": a length of time that no number measures.
pub fn unmeasured(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let article =
        view.word(i) == Word::A && matches!(view.word(i + 1), Word::Unit { plural: false, .. });
    let few = matches!(view.word(i), Word::Vague(0)) && !view.is(i, &["some", "many"]);
    let couple = view.word(i) == Word::A && matches!(view.word(i + 1), Word::Vague(0 | 2));
    let vague = few || couple;
    let (j, amount) = view.amount(i).filter(|_| article || vague)?;
    let j = j + usize::from(vague && view.lower(j) == "more");
    let unit = view.unit(j)?;
    let long = view.before(i) == "as" && view.lower(i.wrapping_sub(2)) == "long";
    let named = vague || long || view.is(i.wrapping_sub(1), BEFORE_LENGTH);
    let away =
        view.is(j + 1, &["ago", "earlier", "later", "before", "of", "old"]) || view.dash(j + 1);
    (named && !away).then(|| Draft::new(i, j + 1, Expr::Length(Side::Within, amount, unit)))
}

/// "90 days after it was signed", "a month before the vote": a length that lies beside what happened.
pub fn beside(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let (j, amount) = view.amount(i)?;
    let unit = view.unit(j)?;
    let placed = view.is(j + 1, &["after", "before"]);
    placed.then(|| Draft::new(i, j + 1, Expr::Length(Side::Within, amount, unit)))
}

/// "for weeks", "within months", "for the first time in years", "months ago", "in the weeks before it
/// closed", "the years ahead": units without a number.
pub fn uncounted(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let Word::Unit { unit, plural: true } = view.word(j) else {
        return None;
    };
    let end = if j > i {
        come(view, j + 1)?
    } else if view.lower(i + 1) == "ago" && !numbered(view, i) {
        i + 2
    } else if lasts(view, i) || in_those(view, i) {
        i + 1
    } else {
        return None;
    };
    let length = Expr::Length(Side::Within, Amount::Some, unit);
    Some(Draft::new(i, end, length))
}

/// Whether a number stands before the units at `i`: "66 million years ago".
fn numbered(view: &View<'_, '_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    let scale = view.is(before, &["million", "billion", "thousands", "millions"]);
    scale
        || matches!(
            view.word(before),
            Word::Numeral | Word::Cardinal(_) | Word::Scale(_)
        )
}

/// Whether the units at `i` are said of how long: "for weeks".
fn lasts(view: &View<'_, '_>, i: usize) -> bool {
    let first = view.reads(i.wrapping_sub(3), &["first", "time", "in"]);
    let lasting = view.is(i.wrapping_sub(1), &["for", "within"]) || first;
    lasting && !goes_on(view, i + 1) && !view.is(i + 1, &["of", "after", "before"])
}

/// Whether the units at `i` lie beside what happened: "in the weeks before", "just days after".
fn in_those(view: &View<'_, '_>, i: usize) -> bool {
    let told = view.before(i) == "the" && view.is(i.wrapping_sub(2), &["in", "during", "over"]);
    let placed = told || view.is(i.wrapping_sub(1), &["just", "only"]);
    let followed = view.reads(i + 1, &["that", "followed"]);
    placed && (view.is(i + 1, &["before", "after", "since", "following"]) || followed)
}

/// The index behind "ahead" or "to come".
fn come(view: &View<'_, '_>, i: usize) -> Option<usize> {
    if view.lower(i) == "ahead" {
        return (view.lower(i + 1) != "of").then_some(i + 1);
    }
    view.reads(i, &["to", "come"]).then_some(i + 2)
}
