//! Finds date mentions in one article.
//!
//! Rules read tokens into an [`Expr`](expr::Expr); the longest reading at a place wins, then the
//! earlier rule. Expressions are then placed on the calendar in the order of the text, so that
//! "the same year" finds what was said before. Knows figures and places not at all.

mod calendar;
mod clock;
mod compose;
mod expr;
mod meaning;
mod period;
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
use view::View;

/// Every date mention of the article, in order.
pub fn recognise(segments: &Segments<'_>, published: Option<Date>) -> Vec<DateMention> {
    let words = view::words(segments);
    let mut calendar = Calendar::new(published, rules::fiscal_start(segments));
    let mut out = Vec::new();
    for (index, sentence) in segments.sentences.iter().enumerate() {
        let view = View::new(segments, &words, &sentence.tokens);
        calendar.sentence = index;
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            match starts(&view, i).then(|| rules::longest(&view, i)).flatten() {
                Some((rule, draft)) => {
                    i = draft.end;
                    out.push(mention(&view, &mut calendar, rule, &draft));
                }
                None => i += 1,
            }
        }
    }
    out
}

/// Whether an expression can begin at the token: a cheap look before the rules are tried.
fn starts(view: &View<'_, '_>, i: usize) -> bool {
    match view.word(i) {
        Word::Other => {
            matches!(view.text(i), "'" | "’" | "‘")
                || view.glued(i + 1) && matches!(view.text(i), "Q" | "H" | "FY" | "q" | "h")
                || view.lower(i) == "fy"
                || rules::phrase_starts(view.lower(i))
        }
        Word::The => view.word(i + 1) != Word::Other || rules::phrase_starts("the"),
        Word::A => view.word(i + 1) != Word::Other,
        _ => true,
    }
}

fn mention(
    view: &View<'_, '_>,
    calendar: &mut Calendar,
    rule: RuleId,
    draft: &Draft,
) -> DateMention {
    let tense = tense::tense(view, draft.start, draft.end);
    let period = calendar.place(&draft.expr, tense);
    let (timex_type, timex_value) = meaning::timex(&draft.expr, period, calendar, tense);
    if let Some(period) = period {
        calendar.remember(&draft.expr, period);
    }
    let sense = sense(view, draft);
    let edtf = period
        .and_then(period::Period::edtf)
        .and_then(|e| match sense {
            DateSense::Until => until(&draft.expr, &e),
            DateSense::Since => Edtf::since(&e),
            _ => Some(e),
        });
    let days = edtf.as_ref().map(Edtf::interval).unwrap_or_default();
    DateMention {
        span: view.span(draft.start, draft.end),
        sentence: calendar.sentence,
        rule,
        edtf,
        begin: days.begin,
        end_before: days.end_before,
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
        Expr::Plan(..) => return DateSense::Plan,
        Expr::SamePeriod(_) => return DateSense::Pointer,
        Expr::Shifted(shift, _) if points(*shift) => return DateSense::Pointer,
        Expr::Length(..) | Expr::Range(..) | Expr::Recurring(_) => return DateSense::Plain,
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
