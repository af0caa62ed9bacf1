//! Which period a figure is about, and what a change is compared with.
//!
//! A date beside the figure wins over one that opens the clause, that over the clause it hangs on,
//! that over the period that governs the paragraph. Dates behind "compared with" are bases.

use super::Linking;
use super::item::Tag;
use super::memory::Memory;
use super::reading::{Base, Figure};
use super::scene::{Frame, Scene};
use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Role, TimexType};
use crate::lexicon::words::{Form, Sense};
use crate::recognise::mention::{DateSense, Form as Surface};

const BESIDE: RuleId = RuleId("period/beside-figure");
const ENDS: RuleId = RuleId("period/end-of-a-span");
const CLAUSE: RuleId = RuleId("period/clause");
const SENTENCE: RuleId = RuleId("period/sentence");
const GOVERNING: RuleId = RuleId("period/governs-paragraph");

/// The period of the figure with its reason.
pub fn period(
    scene: &Scene<'_>,
    frame: &Frame,
    now: &Linking<'_>,
    memory: &Memory,
    done: &[Figure],
) -> Option<(Edtf, RuleId)> {
    let role = now.role;
    beside(scene, frame, role, done)
        .or_else(|| in_clauses(scene, frame, role))
        .or_else(|| in_sentence(scene, frame, role, done))
        .or_else(|| carried(now, done))
        .or_else(|| governing(scene, frame, now, memory))
}

/// What the date at an item gives a figure: a level said "by 2024" is of 2024.
fn given(scene: &Scene<'_>, frame: &Frame, role: Role, index: usize) -> Option<Edtf> {
    let date = scene.date(index)?;
    if date.sense == DateSense::Vague {
        return None;
    }
    let edtf = date.edtf.clone()?;
    Some(match end_of_span(scene, frame, index) {
        Some(true) => edtf.at_begin(),
        Some(false) => edtf.at_end(),
        None if role == Role::Level && risen_to(scene, frame) && closed(&edtf) => edtf.at_end(),
        None if date.sense == DateSense::Since => edtf,
        None => edtf.without_open(),
    })
}

fn closed(edtf: &Edtf) -> bool {
    edtf.as_str().contains('/') && !edtf.as_str().contains("..")
}

/// "grew to FIG": the figure is where a change ended.
fn risen_to(scene: &Scene<'_>, frame: &Frame) -> bool {
    let verb = frame.verb.and_then(|v| scene.verb_sense(v));
    matches!(verb, Some(Sense::Up | Sense::Down))
        && frame.left.is_some_and(|l| scene.tag(l) == Tag::To)
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
    let span = scene
        .date(index)
        .and_then(|d| d.edtf.as_ref())
        .is_some_and(closed);
    let from = !span
        && before.first() == Some(&"from")
        && scene
            .date(index)
            .is_some_and(|d| d.sense == DateSense::Plain || d.sense == DateSense::Pointer)
        && scene.tag(index + 1) != Tag::To
        && index > 1
        && matches!(scene.tag(index - 2), Tag::Figure | Tag::Noun | Tag::Adverb);
    let more = scene.lower(index).starts_with("more than")
        && index > 0
        && scene.tag(index - 1) == Tag::Figure;
    let up_on = before.first() == Some(&"on")
        && matches!(
            before.get(1),
            Some(&("up" | "down" | "increase" | "rise" | "fall" | "drop"))
        );
    let on = more
        || up_on
        || before.first() == Some(&"on")
            && scene
                .date(index)
                .is_some_and(|d| d.sense == DateSense::Pointer);
    (compared && before.first() != Some(&"over")) || figure || from || on
}

fn usable(scene: &Scene<'_>, index: usize) -> bool {
    scene.tag(index) == Tag::Date
        && !is_base(scene, index)
        && !dateline(scene, index)
        && !day_of_speech(scene, index)
        && !passing(scene, index)
}

/// A time of day, or "today": when something is told, not what period it is about.
fn passing(scene: &Scene<'_>, index: usize) -> bool {
    let clock = scene
        .date(index)
        .is_some_and(|d| d.timex_type == TimexType::Time);
    clock || matches!(scene.lower(index), "today" | "now" | "tonight")
}

/// The date belongs to a participle of its own: "launched last spring", "established in 2019".
fn of_participle(scene: &Scene<'_>, index: usize, frame: &Frame) -> bool {
    let verb = (index.saturating_sub(5)..index)
        .rev()
        .take_while(|i| !matches!(scene.tag(*i), Tag::Comma | Tag::Figure | Tag::Semicolon))
        .find(|i| matches!(scene.tag(*i), Tag::Participle | Tag::Verb | Tag::Gerund));
    verb.is_some_and(|v| {
        let own = scene.parse.clauses.get(frame.clause).and_then(|c| c.verb);
        scene.tag(v) == Tag::Participle
            && Some(v) != frame.verb
            && Some(v) != own
            && index < frame.item
    })
}

/// The date at the head of a report: "RAIPUR, Feb 28 (PTI)", "10.3.2020 –".
fn dateline(scene: &Scene<'_>, index: usize) -> bool {
    let head = index <= 6
        && (0..index).all(|i| {
            !matches!(
                scene.tag(i),
                Tag::Preposition | Tag::Verb | Tag::Auxiliary | Tag::Determiner | Tag::Figure
            )
        });
    head && matches!(
        scene.tag(index + 1),
        Tag::Dash | Tag::Open | Tag::Colon | Tag::Other
    ) && day(scene, index)
}

fn day(scene: &Scene<'_>, index: usize) -> bool {
    scene
        .date(index)
        .and_then(|d| d.edtf.as_ref())
        .is_some_and(|e| e.as_str().len() == 10 && !e.as_str().contains('/'))
}

/// The day on which something was said or published, not on which it was so.
fn day_of_speech(scene: &Scene<'_>, index: usize) -> bool {
    if !day(scene, index) {
        return false;
    }
    let near = |i: &usize| scene.parse.clause_of.get(*i) == scene.parse.clause_of.get(index);
    (index.saturating_sub(9)..index + 4).filter(near).any(|i| {
        let verb = scene.verb_sense(i).is_some();
        let word = scene.lower(i);
        scene.verb_sense(i) == Some(Sense::Say)
            || verb
                && [
                    "publish",
                    "releas",
                    "plac",
                    "issu",
                    "unveil",
                    "tabl",
                    "submit",
                    "brief",
                    "speak",
                    "interview",
                ]
                .iter()
                .any(|stem| word.starts_with(stem))
    })
}

/// "10 times the spending in 2013", "2.1 times the 2013 figure": what a multiple is a multiple of.
fn of_multiple(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<usize> {
    let stop = scene
        .frames
        .iter()
        .map(|f| f.item)
        .find(|i| *i > frame.item)
        .unwrap_or(usize::MAX);
    let verb = matches!(scene.mention(frame).form, Surface::Grew | Surface::Shrank);
    let times = role == Role::Multiple && !verb && scene.lower(frame.right) != "in";
    (frame.right..frame.right + 12)
        .take_while(|j| {
            *j < stop
                && !matches!(
                    scene.tag(*j),
                    Tag::Comma | Tag::Semicolon | Tag::Dash | Tag::Open | Tag::To
                )
        })
        .find(|j| scene.tag(*j) == Tag::Date && times && j - frame.right > 0)
}

/// A date that follows the figure's phrase before the next figure: "120 in 2017", "CNY 11.5 trillion
/// in 2024", "projects signed in 2024".
fn beside(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<(Edtf, RuleId)> {
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
        .find(|j| usable(scene, *j) && of_multiple(scene, frame, role) != Some(*j))?;
    if let Some(period) = year_before(scene, date, done) {
        return Some((period, BESIDE));
    }
    let near = date - frame.right <= 2;
    if !near && opening(scene, frame).is_some() {
        return None;
    }
    given(scene, frame, role, date).map(|e| (e, BESIDE))
}

/// "against 3.1 percent a year before": a year before the period of the figure it is set beside.
fn year_before(scene: &Scene<'_>, date: usize, done: &[Figure]) -> Option<Edtf> {
    let text = scene.lower(date);
    let back = ["year before", "year earlier", "year ago"]
        .iter()
        .any(|w| text.ends_with(w))
        && text.starts_with('a');
    let other = done
        .last()
        .filter(|f| back && f.mention.sentence == scene.sentence)?;
    other.period.as_ref()?.minus_years(1)
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
        let multiple = of_multiple(scene, frame, role);
        let dates: Vec<usize> = scene
            .clause_items(clause)
            .filter(|i| {
                usable(scene, *i) && multiple != Some(*i) && !of_participle(scene, *i, frame)
            })
            .collect();
        if let Some(span) =
            joined(scene, &dates).filter(|_| role != Role::Level || !risen_to(scene, frame))
        {
            return Some((span, CLAUSE));
        }
        let before = dates.iter().rev().copied().filter(|i| *i < frame.item);
        let free = before.clone().find(|i| !owned(scene, *i, frame));
        let after = dates
            .iter()
            .copied()
            .find(|i| *i > frame.item && !theirs(scene, *i, frame));
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

/// "from the first run in 2013 to August 2024": two dates that are the ends of one span.
fn joined(scene: &Scene<'_>, dates: &[usize]) -> Option<Edtf> {
    let [first, second] = dates else { return None };
    let plain = (*first + 1..*second)
        .all(|i| !matches!(scene.tag(i), Tag::Figure | Tag::Verb | Tag::Comma));
    let from = (first.saturating_sub(9)..*first).any(|i| scene.lower(i) == "from");
    let to = second
        .checked_sub(1)
        .is_some_and(|i| scene.tag(i) == Tag::To || scene.lower(i) == "until");
    let ends = scene
        .date(*first)?
        .edtf
        .as_ref()
        .zip(scene.date(*second)?.edtf.as_ref());
    ends.filter(|_| plain && from && to)
        .and_then(|(a, b)| Edtf::span(a, &b.without_open()))
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

/// Whether a later figure, the other end of a comparison, has the date for itself.
fn theirs(scene: &Scene<'_>, date: usize, frame: &Frame) -> bool {
    let later = scene
        .frames
        .iter()
        .find(|f| f.item > frame.item && f.item < date);
    later.is_some_and(|f| {
        (frame.item + 1..f.item).any(|i| {
            matches!(
                scene.lower(i),
                "than" | "above" | "below" | "after" | "from" | "against"
            )
        })
    })
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

/// The period of the figure whose indicator was carried over: an elliptical statement goes on with
/// it whole.
fn carried(now: &Linking<'_>, done: &[Figure]) -> Option<(Edtf, RuleId)> {
    let before = done.last().filter(|_| now.carried)?;
    before.period.clone().map(|p| (p, GOVERNING))
}

/// The period of an earlier statement: of the same paragraph, or of the one before about the same
/// regions. Statements about the present and limits take none.
fn governing(
    scene: &Scene<'_>,
    frame: &Frame,
    now: &Linking<'_>,
    memory: &Memory,
) -> Option<(Edtf, RuleId)> {
    let governing = memory.period.as_ref()?;
    let here = scene.segments.sentences.get(scene.sentence)?.block;
    let same_place = now
        .regions
        .iter()
        .any(|r| governing.regions.iter().any(|g| g.id == r.id));
    let near = governing.block == here
        || governing.block + 1 == here && same_place && scene.mention(frame).unit != "count";
    let timeless = present(scene, frame) || now.role == Role::Threshold;
    (near && !timeless).then(|| (governing.period.clone(), GOVERNING))
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
    let multiple = of_multiple(scene, frame, role).and_then(|i| scene.date(i)?.edtf.clone());
    let multiple = multiple.filter(|e| Some(e) != period).map(Base::Period);
    multiple
        .or_else(|| near(scene, frame.right, end, period))
        .or_else(|| near(scene, frame.item.saturating_sub(4), frame.item, period))
        .or_else(|| whole_clause(scene, frame, period))
        .map(|b| (b, RuleId("base/compared-with")))
        .or_else(|| other_end(scene, frame).or_else(|| span_begin(scene, frame, role, period)))
        .or_else(|| shared(scene, done))
}

/// "above the 3 trillion of 2023", "more than the 5 trillion estimated for 2023": the period of the
/// figure that this one is compared with.
fn other_end(scene: &Scene<'_>, frame: &Frame) -> Option<(Base, RuleId)> {
    let other = scene.frames.iter().find(|f| f.item > frame.item)?;
    let date = (other.item..other.item + 8)
        .take_while(|i| {
            *i == other.item || !matches!(scene.tag(*i), Tag::Figure | Tag::Comma | Tag::Semicolon)
        })
        .find(|i| scene.tag(*i) == Tag::Date)?;
    if !theirs(scene, date, frame) {
        return None;
    }
    let base = scene.date(date)?.edtf.clone()?;
    Some((Base::Period(base), RuleId("base/other-end")))
}

/// "grew 90 percent from 2013 to 2023": the change runs from the beginning of its span.
fn span_begin(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    period: Option<&Edtf>,
) -> Option<(Base, RuleId)> {
    let since = span_since(role, period);
    if since.is_some() {
        return since;
    }
    let yearly = scene.clause_items(frame.clause).any(|i| {
        matches!(
            scene.lower(i),
            "annual" | "annually" | "average" | "yearly" | "compound"
        )
    });
    let span = period.filter(|p| closed(p) && p.year_of_begin() != p.year_of_end())?;
    let fiscal = span.as_str().get(4..5) == Some("-");
    let whole =
        matches!(role, Role::Increase | Role::Decrease | Role::Multiple) && !yearly && !fiscal;
    whole.then(|| (Base::Period(span.at_begin()), RuleId("base/begin-of-span")))
}

/// "has climbed 31 percent since 2020": the change runs from there.
fn span_since(role: Role, period: Option<&Edtf>) -> Option<(Base, RuleId)> {
    let open = period.filter(|p| p.as_str().ends_with("/.."))?;
    let change = matches!(role, Role::Increase | Role::Decrease | Role::Multiple);
    change.then(|| (Base::Period(open.without_open()), RuleId("base/since")))
}

/// A base said between two items.
fn near(scene: &Scene<'_>, from: usize, end: usize, period: Option<&Edtf>) -> Option<Base> {
    (from..end).find_map(|i| word_base(scene, i, period).or_else(|| date_base(scene, i, period)))
}

fn word_base(scene: &Scene<'_>, i: usize, period: Option<&Edtf>) -> Option<Base> {
    let reads = |words: &[&str]| scene.reads(i, words);
    match scene.lower(i) {
        "year-on-year" | "y-o-y" | "yoy" | "year-over-year" | "year on year" | "year over year" => {
            Some(Base::YearOnYear)
        }
        "year"
            if reads(&["year", "on", "year"])
                || reads(&["year", "over", "year"])
                || reads(&["year", "before"])
                || reads(&["year", "earlier"])
                || reads(&["year", "ago"]) =>
        {
            Some(Base::YearOnYear)
        }
        "month-on-month" | "m-o-m" | "mom" | "month-over-month" | "month on month" => {
            Some(previous(period, Base::MonthOnMonth))
        }
        "month" if reads(&["month", "on", "month"]) => Some(previous(period, Base::MonthOnMonth)),
        "quarter-on-quarter" | "q-o-q" | "qoq" | "quarter on quarter" => {
            Some(previous(period, Base::QuarterOnQuarter))
        }
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
