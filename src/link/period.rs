//! Which period a figure is about, and what a change is compared with.
//!
//! A date beside the figure wins over one that opens the clause, that over the clause it hangs on,
//! that over the period that governs the paragraph. Dates behind "compared with" are bases.

use super::item::Tag;
use super::memory::Memory;
use super::reading::{Base, Figure};
use super::scene::{Frame, Scene};
use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::lexicon::words::Form;
use crate::recognise::mention::DateSense;

const RESTATED: RuleId = RuleId("period/restated-figure");
const BESIDE: RuleId = RuleId("period/beside-figure");
const ENDS: RuleId = RuleId("period/end-of-a-span");
const CLAUSE: RuleId = RuleId("period/clause");
const SENTENCE: RuleId = RuleId("period/sentence");
const GOVERNING: RuleId = RuleId("period/governs-paragraph");

/// The period of the figure with its reason.
pub fn period(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    memory: &Memory,
    done: &[Figure],
) -> Option<(Edtf, RuleId)> {
    restated(scene, frame, done)
        .or_else(|| beside(scene, frame, role))
        .or_else(|| in_clauses(scene, frame, role))
        .or_else(|| in_sentence(scene, frame, role, done))
        .or_else(|| governing(scene, frame, role, memory))
}

fn restated(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<(Edtf, RuleId)> {
    let original = done.get(scene.mention(frame).equivalent_to?)?;
    original.period.clone().map(|p| (p, RESTATED))
}

/// What the date at an item gives a figure: a level said "by 2024" is of 2024.
fn given(scene: &Scene<'_>, frame: &Frame, role: Role, index: usize) -> Option<Edtf> {
    let date = scene.date(index)?;
    if date.sense == DateSense::Vague {
        return None;
    }
    let edtf = date.edtf.clone()?;
    let changed = matches!(role, Role::Increase | Role::Decrease | Role::Multiple);
    Some(match end_of_span(scene, frame, index) {
        Some(true) => edtf.at_begin(),
        Some(false) => edtf.at_end(),
        None if date.sense == DateSense::Since && changed => edtf,
        None if date.sense == DateSense::Since => edtf,
        None => edtf.without_open(),
    })
}

/// In "from A to B" over a span, whether the figure is the first end; `None` when it is neither.
fn end_of_span(scene: &Scene<'_>, frame: &Frame, index: usize) -> Option<bool> {
    let edtf = scene.date(index)?.edtf.as_ref()?;
    if !edtf.as_str().contains('/') || edtf.as_str().contains("..") {
        return None;
    }
    let from = |i: usize| scene.lower(i) == "from";
    let at = scene.frames.iter().position(|f| f.item == frame.item)?;
    let left = |f: &Frame| f.left.unwrap_or(0);
    let next_is_to = scene
        .frames
        .get(at + 1)
        .is_some_and(|f| scene.tag(left(f)) == Tag::To);
    let before_is_from = at
        .checked_sub(1)
        .and_then(|p| scene.frames.get(p))
        .is_some_and(|f| from(left(f)));
    if from(left(frame)) && next_is_to {
        Some(true)
    } else if scene.tag(left(frame)) == Tag::To && before_is_from {
        Some(false)
    } else {
        None
    }
}

/// Whether the date at `index` is what something is compared with.
pub fn is_base(scene: &Scene<'_>, index: usize) -> bool {
    let back = |n: usize| index.checked_sub(n).map_or("", |i| scene.lower(i));
    let before = (1..=4).map(back).collect::<Vec<_>>();
    let linked = |words: &[&str]| before.iter().take(3).any(|w| words.contains(w));
    let compared = linked(&[
        "than", "compared", "against", "versus", "vs", "over", "above", "below",
    ]);
    let figure = scene.lower(index + 1) == "figure"
        || scene.lower(index + 1) == "level"
        || scene.lower(index + 1) == "levels";
    let from = before.first() == Some(&"from")
        && scene
            .date(index)
            .is_some_and(|d| d.sense == DateSense::Plain || d.sense == DateSense::Pointer)
        && scene.tag(index + 1) != Tag::To
        && index > 1
        && matches!(scene.tag(index - 2), Tag::Figure | Tag::Noun | Tag::Adverb);
    let on = before.first() == Some(&"on")
        && scene
            .date(index)
            .is_some_and(|d| d.sense == DateSense::Pointer);
    (compared && before.first() != Some(&"over")) || figure || from || on
}

fn usable(scene: &Scene<'_>, index: usize) -> bool {
    scene.tag(index) == Tag::Date && !is_base(scene, index)
}

/// A date that follows the figure's phrase before the next figure: "120 in 2017", "CNY 11.5 trillion
/// in 2024", "projects signed in 2024".
fn beside(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<(Edtf, RuleId)> {
    let stop = scene
        .frames
        .iter()
        .map(|f| f.item)
        .find(|i| *i > frame.item)
        .unwrap_or(usize::MAX);
    let date = (frame.right..frame.right + 12)
        .take_while(|j| {
            *j < stop
                && !matches!(
                    scene.tag(*j),
                    Tag::Comma
                        | Tag::Semicolon
                        | Tag::Dash
                        | Tag::Subordinator
                        | Tag::Relative
                        | Tag::Open
                        | Tag::Conjunction
                )
        })
        .find(|j| usable(scene, *j))?;
    let near = date - frame.right <= 2;
    if !near && opening(scene, frame).is_some() {
        return None;
    }
    given(scene, frame, role, date).map(|e| (e, BESIDE))
}

/// The date that opens the figure's clause, before its verb.
fn opening(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    scene
        .clause_items(frame.clause)
        .take_while(|i| *i < frame.item)
        .find(|i| usable(scene, *i))
}

/// Dates of the clause, nearest before the figure first, then after; then those of the clauses it
/// hangs on.
fn in_clauses(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<(Edtf, RuleId)> {
    for clause in scene.chain(frame.clause) {
        let dates: Vec<usize> = scene
            .clause_items(clause)
            .filter(|i| usable(scene, *i))
            .collect();
        let before = dates.iter().rev().copied().filter(|i| *i < frame.item);
        let free = before.clone().find(|i| !owned(scene, *i, frame));
        let after = dates.iter().copied().find(|i| *i > frame.item);
        let last = before.clone().next();
        let found = free
            .or(after)
            .or(last)
            .and_then(|i| given(scene, frame, role, i));
        if let Some(edtf) = found {
            return Some((
                edtf,
                if end_of_any(scene, frame, &dates) {
                    ENDS
                } else {
                    CLAUSE
                },
            ));
        }
    }
    None
}

fn end_of_any(scene: &Scene<'_>, frame: &Frame, dates: &[usize]) -> bool {
    dates
        .iter()
        .any(|i| end_of_span(scene, frame, *i).is_some())
}

/// Whether another figure stands right before the date and so has it for itself.
fn owned(scene: &Scene<'_>, date: usize, frame: &Frame) -> bool {
    scene
        .frames
        .iter()
        .any(|f| f.item != frame.item && f.item < date && date - f.item <= 2)
}

/// A date of another clause of the sentence: the nearest before, else one that opens the sentence.
fn in_sentence(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<(Edtf, RuleId)> {
    let before = done.last().filter(|f| f.mention.sentence == scene.sentence);
    if let Some(period) = before.and_then(|f| f.period.clone()) {
        return Some((period, SENTENCE));
    }
    let date = (0..frame.item).rev().find(|i| usable(scene, *i))?;
    given(scene, frame, role, date).map(|e| (e, SENTENCE))
}

/// The period of an earlier sentence of the paragraph, for statements that need one.
fn governing(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    memory: &Memory,
) -> Option<(Edtf, RuleId)> {
    let (period, block) = memory.period.as_ref()?;
    let here = scene.segments.sentences.get(scene.sentence)?.block;
    let mention = scene.mention(frame);
    let timeless = mention.unit == "count" && present(scene, frame) || role == Role::Threshold;
    (*block == here && !timeless).then(|| (period.clone(), GOVERNING))
}

/// The clause speaks of now: a present verb, "now", "currently".
fn present(scene: &Scene<'_>, frame: &Frame) -> bool {
    let verb = scene.parse.clauses.get(frame.clause).and_then(|c| c.verb);
    let form = verb
        .and_then(|v| scene.item(v))
        .and_then(|i| i.entry.verb)
        .map(|v| v.form);
    let be = verb.is_some_and(|v| matches!(scene.lower(v), "is" | "are" | "has" | "have"));
    be || matches!(form, Some(Form::Base | Form::Third))
}

/// What a change, multiple or difference is compared with.
pub fn base(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    period: Option<&Edtf>,
    done: &[Figure],
) -> Option<(Base, RuleId)> {
    if !matches!(
        role,
        Role::Increase | Role::Decrease | Role::Multiple | Role::Difference
    ) {
        return None;
    }
    let end = scene
        .frames
        .iter()
        .map(|f| f.item)
        .find(|i| *i > frame.item)
        .unwrap_or(scene.parse.items.len());
    near(scene, frame.right, end, period)
        .or_else(|| near(scene, frame.item.saturating_sub(4), frame.item, period))
        .or_else(|| whole_clause(scene, frame, period))
        .map(|b| (b, RuleId("base/compared-with")))
        .or_else(|| shared(scene, done))
}

/// A base said between two items.
fn near(scene: &Scene<'_>, from: usize, end: usize, period: Option<&Edtf>) -> Option<Base> {
    (from..end).find_map(|i| word_base(scene, i, period).or_else(|| date_base(scene, i, period)))
}

fn word_base(scene: &Scene<'_>, i: usize, period: Option<&Edtf>) -> Option<Base> {
    let reads = |words: &[&str]| scene.reads(i, words);
    match scene.lower(i) {
        "year-on-year" | "y-o-y" | "yoy" | "year-over-year" => Some(Base::YearOnYear),
        "year"
            if reads(&["year", "on", "year"])
                || reads(&["year", "over", "year"])
                || reads(&["year", "before"])
                || reads(&["year", "earlier"])
                || reads(&["year", "ago"]) =>
        {
            Some(Base::YearOnYear)
        }
        "month-on-month" | "m-o-m" | "mom" | "month-over-month" => {
            Some(previous(period, Base::MonthOnMonth))
        }
        "month" if reads(&["month", "on", "month"]) => Some(previous(period, Base::MonthOnMonth)),
        "quarter-on-quarter" | "q-o-q" | "qoq" => Some(previous(period, Base::QuarterOnQuarter)),
        "quarter" if reads(&["quarter", "on", "quarter"]) => {
            Some(previous(period, Base::QuarterOnQuarter))
        }
        _ => None,
    }
}

fn previous(period: Option<&Edtf>, otherwise: Base) -> Base {
    period
        .and_then(Edtf::previous)
        .map_or(otherwise, Base::Period)
}

fn date_base(scene: &Scene<'_>, i: usize, period: Option<&Edtf>) -> Option<Base> {
    let date = scene.date(i)?;
    let text = scene.lower(i);
    let yearly = [
        "a year earlier",
        "a year ago",
        "a year before",
        "same period last year",
        "same period of last year",
        "the previous year",
        "previous year",
        "last year",
        "the year before",
        "same period of the previous year",
        "corresponding period",
    ];
    if !is_base(scene, i)
        && !text.contains("same period")
        && !text.contains("year earlier")
        && !text.contains("year before")
    {
        return None;
    }
    let base = date.edtf.clone().map(|e| e.without_open());
    let plain_year = period.is_none_or(|p| {
        p.as_str().len() == 4
            || !p.as_str().contains('/')
            || p.as_str().get(..4) == p.as_str().get(8..12)
    });
    if yearly.iter().any(|y| text.contains(y)) && plain_year {
        return Some(Base::YearOnYear);
    }
    base.filter(|b| Some(b) != period)
        .map(Base::Period)
        .or(Some(Base::YearOnYear).filter(|_| text.contains("year")))
}

fn whole_clause(scene: &Scene<'_>, frame: &Frame, period: Option<&Edtf>) -> Option<Base> {
    scene.chain(frame.clause).into_iter().find_map(|c| {
        scene.clause_items(c).find_map(|i| {
            date_base(scene, i, period)
                .or_else(|| word_base(scene, i, period).filter(|_| i > frame.item))
        })
    })
}

/// The base of another change of the same sentence.
fn shared(scene: &Scene<'_>, done: &[Figure]) -> Option<(Base, RuleId)> {
    done.iter()
        .rev()
        .take_while(|f| f.mention.sentence == scene.sentence)
        .find_map(|f| f.base_period.clone())
        .map(|b| (b, RuleId("base/shared-in-sentence")))
}
