//! Finds date mentions in one article.
//!
//! Rules read tokens into an `Expr`; the longest reading at a place wins, then the
//! earlier rule. Expressions are then placed on the calendar in the order of the text, so that
//! "the same year" finds what was said before. Knows figures and places not at all.

mod calendar;
mod clock;
mod compose;
mod counted;
mod daypart;
mod distance;
mod division;
mod expr;
mod feast;
mod first;
mod lists;
mod meaning;
mod numeric;
mod open;
mod period;
mod reader;
mod relative;
mod resolve;
mod rules;
mod tense;
mod view;
mod years;

pub use rules::RULES;

use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::lexicon::dates::Word;
use crate::recognise::mention::{DateMention, DateSense};
use crate::segment::Segments;
use expr::{Draft, Expr};
use jiff::civil::Date;
use resolve::Calendar;
use tense::Tense;
use view::View;

/// A reading with its rule and the sentence it stands in.
struct Found {
    rule: RuleId,
    draft: Draft,
    sentence: usize,
}

/// Every date mention of the article, in order.
pub fn recognise(segments: &Segments<'_>, published: Option<Date>) -> Vec<DateMention> {
    let words = view::words(segments);
    let view_of = |index: usize| View::new(segments, &words, &segments.sentence_tokens(index));
    let mut found = Vec::new();
    for index in 0..segments.sentences.len() {
        let before = found.len();
        read(&view_of(index), index, &mut found);
        if let Some(listed) = found.get_mut(before..).filter(|f| f.len() > 1) {
            lists::share_years(&view_of(index), listed);
        }
    }
    let fiscal = found.iter().any(|f| is_fiscal(&f.draft.expr));
    let mut calendar = Calendar::new(
        published,
        fiscal.then(|| reader::fiscal_start(segments)).flatten(),
    );
    calendar.note = segments.sentences.len() == 1 && view_of(0).is_note();
    calendar.reporting = found.iter().find_map(|f| reporting_year(&f.draft.expr));
    found
        .iter()
        .map(|f| mention(&view_of(f.sentence), &mut calendar, f))
        .collect()
}

/// Reads one sentence: at each token the longest expression, then on behind it.
fn read(view: &View<'_, '_>, sentence: usize, found: &mut Vec<Found>) {
    let tokens = view.tokens();
    let mut i = tokens.start;
    let mut last_end = usize::MAX;
    while i < tokens.end {
        let reading = starts(view, i).then(|| reader::longest(view, i)).flatten();
        let Some((rule, draft)) = reading else {
            i += 1;
            continue;
        };
        // The clock beside a date is the stamp of the page, not of what it tells.
        let stamp = i == last_end && matches!(draft.expr, Expr::Time(_, None));
        i = draft.end;
        last_end = i;
        if !stamp {
            found.push(Found {
                rule,
                draft,
                sentence,
            });
        }
    }
}

fn is_fiscal(expr: &Expr) -> bool {
    use expr::Year;
    matches!(
        expr,
        Expr::Fiscal { .. }
            | Expr::FiscalShifted(_)
            | Expr::InYear(Year::Fiscal(_) | Year::FiscalUnsaid, _)
    )
}

/// The last month and the year of "the year to March 2025".
fn reporting_year(expr: &Expr) -> Option<(i8, i16)> {
    match expr {
        Expr::InYear(expr::Year::Said(y), expr::InYear::MonthsTo(12, month)) => Some((*month, *y)),
        _ => None,
    }
}

/// Whether an expression can begin at the token: a cheap look before the rules are tried.
fn starts(view: &View<'_, '_>, i: usize) -> bool {
    match view.word(i) {
        Word::Other => view.apostrophe(i),
        Word::The | Word::A => view.word(i + 1) != Word::Other || view.apostrophe(i + 1),
        _ => true,
    }
}

fn mention(view: &View<'_, '_>, calendar: &mut Calendar, found: &Found) -> DateMention {
    let Found {
        rule,
        draft,
        sentence,
    } = found;
    calendar.sentence = *sentence;
    let start = match draft.expr {
        _ if reader::is_adjective(view, draft) => view.after_article(draft.start),
        Expr::Away { .. } => relative::qualified_from(view, draft.start),
        _ => draft.start,
    };
    let tense = match tense::tense(view, draft.start, draft.end) {
        Tense::Unknown if calendar.note => Tense::Future,
        tense => tense,
    };
    let period = calendar.place(&draft.expr, tense);
    let (timex_type, timex_value) = meaning::timex(&draft.expr, period, calendar, tense);
    if let Some(period) = period {
        calendar.remember(&draft.expr, period);
    }
    let sense = sense(view, draft);
    let edtf = period
        .filter(|p| !matches!(p, period::Period::Yearless(..)))
        .and_then(period::Period::edtf)
        .and_then(|e| match sense {
            DateSense::Until => until(&draft.expr, &e),
            DateSense::Since => Edtf::since(&e),
            _ => Some(e),
        });
    let (begin, end_before) = meaning::moments(&draft.expr, edtf.as_ref());
    DateMention {
        span: view.span(start, draft.end),
        sentence: calendar.sentence,
        rule: *rule,
        edtf,
        begin,
        end_before,
        timex_type,
        timex_value,
        sense,
    }
}

/// Up to a period; up to the end of a year is up to the year.
fn until(expr: &Expr, edtf: &Edtf) -> Option<Edtf> {
    match (expr, edtf.enclosing_year()) {
        (Expr::Part(crate::lexicon::dates::Part::End, of), Some(year)) if is_year(of) => {
            Edtf::until(&year)
        }
        _ => Edtf::until(edtf),
    }
}

fn is_year(expr: &Expr) -> bool {
    use crate::lexicon::dates::Unit;
    matches!(
        expr,
        Expr::InYear(_, expr::InYear::Whole) | Expr::Shifted(_, Unit::Year)
    )
}

/// How the expression places its period, by what it is and by the word before it.
fn sense(view: &View<'_, '_>, draft: &Draft) -> DateSense {
    match &draft.expr {
        Expr::Vague(_) => return DateSense::Vague,
        Expr::Since(_) => return DateSense::Since,
        Expr::Until(_) => return DateSense::Until,
        Expr::Plan(..) => return DateSense::Plan,
        Expr::SamePeriod(_) | Expr::SameLastYear => return DateSense::Pointer,
        Expr::Shifted(shift, _) if points(*shift) => return DateSense::Pointer,
        Expr::Length(..) | Expr::Workdays(..) | Expr::Range(..) | Expr::Recurring(_) => {
            return DateSense::Plain;
        }
        _ => {}
    }
    let end = matches!(&draft.expr, Expr::Part(crate::lexicon::dates::Part::End, _));
    match view.before(draft.start) {
        "by" | "until" | "till" => DateSense::Until,
        "before" if end => DateSense::Until,
        "since" => DateSense::Since,
        "from" if view.is(draft.end, &["on", "onward", "onwards"]) => DateSense::Since,
        _ => DateSense::Plain,
    }
}

const fn points(shift: crate::lexicon::dates::Shift) -> bool {
    use crate::lexicon::dates::Shift;
    matches!(
        shift,
        Shift::Same | Shift::That | Shift::Previous | Shift::Following
    )
}

#[cfg(test)]
mod tests;
