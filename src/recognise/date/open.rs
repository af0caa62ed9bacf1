//! Times open to one side, or reaching up to now.
//!
//! Knows no article date.

use super::compose::{rank, through};
use super::expr::{Draft, Expr, InYear, Year};
use super::reader::Reader;
use super::view::View;
use crate::lexicon::dates::{Shift, Unit, Word};
use crate::segment::token::TokenKind;

/// "2012 or later", "2030 and beyond", "1990 or earlier".
pub fn open_ended(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let of = inner
        .read(view, i)
        .filter(|d| rank(&d.expr).is_some_and(|r| r < 6))?;
    let or = view.lower(of.end) == "or";
    if !or && view.lower(of.end) != "and" {
        return None;
    }
    let end = of.end + 2;
    let closed = view.kind(end) != TokenKind::Word;
    // "in 2024 or earlier this year"
    let bare = view.word(end) == Word::Other;
    let whole = Box::new(of.expr);
    let expr = match view.lower(of.end + 1) {
        "beyond" | "onward" | "onwards" => Expr::Since(whole),
        "later" if or && bare => Expr::Since(whole),
        "earlier" if or && bare => Expr::Until(whole),
        "after" if or && closed => Expr::Since(whole),
        "before" if or && closed => Expr::Until(whole),
        _ => return None,
    };
    Some(Draft::new(i, end, expr))
}

/// "2013 to now", "January 2020 to date", "2010-present", "between 2015 and today".
pub fn to_now(view: &View<'_, '_>, i: usize, inner: &Reader) -> Option<Draft> {
    let from = inner
        .from(view, i)
        .filter(|d| rank(&d.expr).is_some_and(|r| r < 6))?;
    let and = view.before(i) == "between" && view.lower(from.end) == "and";
    let j = match through(view, from.end) {
        Some((j, _)) => j,
        None if and => from.end + 1,
        None => return None,
    };
    let k = view.after_the(j);
    let closed = view.dash(from.end) || k > j || view.kind(k + 1) != TokenKind::Word;
    let now = match view.lower(k) {
        // "from 2010 to now-closed mines"
        "now" | "today" => k == j && !view.dash(k + 1),
        "date" => k == j && !and,
        // "to present the plan"
        "present" => closed,
        _ => false,
    };
    now.then(|| Draft::new(i, k + 1, Expr::Since(Box::new(from.expr))))
}

/// "the year to date", "year-to-date": from the first day of the year or month to the article's.
pub fn so_far(view: &View<'_, '_>, i: usize) -> Option<Draft> {
    let j = view.after_the(i);
    let first = match view.unit(j)? {
        Unit::Year => Expr::InYear(Year::Shifted(Shift::This), InYear::Day(1, 1)),
        unit @ Unit::Month => Expr::Nth(1, 0, Box::new(Expr::Shifted(Shift::This, unit))),
        _ => return None,
    };
    let dash = usize::from(view.dash(j + 1));
    let k = j + 1 + dash;
    let date = k + 1 + usize::from(view.dash(k + 1));
    let said = view.lower(k) == "to" && view.lower(date) == "date";
    let expr = Expr::Range(Box::new(first), Box::new(Expr::FromToday(0)));
    said.then(|| Draft::new(i, date + 1, expr))
}
