//! Which period a figure is about, and what a change is compared with.
//!
//! A date beside the figure wins over one that opens the clause, that over the clause it hangs on,
//! that over the period that governs the paragraph. Dates behind "compared with" are bases.

mod base;
mod date;

pub use base::base;
pub use date::{falls_due, is_aside};

use crate::base::edtf::{Edtf, Precision};
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Role, TimexType};
use crate::lexicon::links::{Company, company, is_time};
use crate::lexicon::units::is_money;
use crate::lexicon::words::Form;
use crate::link::Linking;
use crate::link::clause::{Clause, Kind};
use crate::link::dimension::is_time_unit;
use crate::link::item::{Item, Tag};
use crate::link::list::{former, twin};
use crate::link::memory::Memory;
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};
use crate::recognise::mention::{DateMention, DateSense};
use date::{
    closed, end_of_span, given, of_multiple, of_participle, over_years, owned, risen_to, theirs,
    usable,
};

const BESIDE: RuleId = RuleId("period/beside-figure");
const ENDS: RuleId = RuleId("period/end-of-a-span");
const CLAUSE: RuleId = RuleId("period/clause");
const SENTENCE: RuleId = RuleId("period/sentence");
const SAME: RuleId = RuleId("period/same-indicator");
/// The value that was before the one it is set beside.
pub const BEFORE: RuleId = RuleId("period/value-before");
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
    // The value that was before has no part in the period of the sentence.
    let near = beside(scene, frame, role, done);
    let timeless = now.attribute && !dated(scene, frame);
    let end = latter_of_two(scene, frame) || former_of_two(scene, frame);
    if near.is_some() || earlier_value(scene, frame) || end || timeless {
        return near;
    }
    let found = in_clauses(scene, frame, role);
    // "Last year it fell to 4 billion", in a text without a date: no other period is meant.
    if found.is_none() && unresolved(scene, frame) {
        return None;
    }
    found
        .or_else(|| in_sentence(scene, frame, role, done))
        .or_else(|| carried(now, done).filter(|_| !elsewhere(scene, frame)))
        .or_else(|| governing(scene, frame, now, memory))
        .or_else(|| said_of_the_same(scene, frame, now, done))
}

/// A date that follows the figure's phrase before the next figure: "120 in 2017", "CNY 11.5 trillion
/// in 2024", "projects signed in 2024".
fn beside(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<(Edtf, RuleId)> {
    if let Some(period) = before_bracket(scene, frame) {
        return Some((period, BESIDE));
    }
    let from = past_restated(scene, frame);
    let stop = scene
        .frames
        .iter()
        .map(|f| f.item)
        .find(|i| *i >= from)
        .unwrap_or(usize::MAX);
    let date = (from..from + 12)
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
        .find(|j| {
            let own = scene.tag(*j) == Tag::Date && *j - from <= 1 && earlier_value(scene, frame);
            usable(scene, *j) && of_multiple(scene, frame, role) != Some(*j) || own
        })?;
    if let Some(period) = year_before(scene, date, done) {
        return Some((period, BEFORE));
    }
    let near = date - from <= 2;
    if !near && opening(scene, frame).is_some() {
        return None;
    }
    given(scene, frame, role, date).map(|e| (e, BESIDE))
}

/// "from 4 million, or 16 cents a share, a year earlier", "33 billion yuan ($5 billion) in May": the item behind
/// what only says the figure again.
fn past_restated(scene: &Scene<'_>, frame: &Frame) -> usize {
    let next = scene.frames.iter().find(|f| f.item > frame.item);
    let Some(next) = next.filter(|f| twin(scene, f) == Some(frame.figure)) else {
        return frame.right;
    };
    let close = matches!(scene.tag(next.right), Tag::Comma | Tag::Close);
    next.right + usize::from(close)
}

/// "doubled from 2017 (120 deaths) to 2022 (260 deaths)": a bracket right behind a date holds its value.
fn before_bracket(scene: &Scene<'_>, frame: &Frame) -> Option<Edtf> {
    let open = frame.left.filter(|l| scene.tag(*l) == Tag::Open)?;
    let date = scene.date(open.checked_sub(1)?)?;
    date.edtf.clone().filter(|_| date.sense != DateSense::Vague)
}

/// "against 3.1 percent a year before": a year before the period of the figure it is set beside.
fn year_before(scene: &Scene<'_>, date: usize, done: &[Figure]) -> Option<Edtf> {
    let text = scene.lower(date);
    let back = ["year before", "year earlier", "year ago"]
        .iter()
        .any(|w| text.ends_with(w))
        && text.starts_with('a');
    // Of several values before, the latest is the one it is set beside.
    let here = done
        .iter()
        .rev()
        .take_while(|f| back && f.mention.sentence == scene.sentence);
    let latest = here
        .filter_map(|f| f.period.as_ref())
        .max_by(|a, b| a.as_str().cmp(b.as_str()))?;
    latest.minus_years(1)
}

/// "A plant that opened last month cost 5 million": the sentence has a date, but it is of another deed; what was
/// said of before does not go on.
fn elsewhere(scene: &Scene<'_>, frame: &Frame) -> bool {
    (0..frame.item).any(|i| usable(scene, i) && of_participle(scene, i, frame))
}

/// "For the nine months it earned 14 million": a span that is not told opens the clause.
fn untold_span(scene: &Scene<'_>, frame: &Frame) -> bool {
    let opening = scene.clause_items(frame.clause).take(6);
    let mut before =
        opening.take_while(|i| *i < frame.item && !scene.item(*i).is_some_and(Item::verbal));
    let first = before.next();
    let opens = first.is_some_and(|i| matches!(scene.lower(i), "for" | "over" | "in" | "during"));
    let untold = |i: usize| {
        scene.date(i).is_some_and(|d| d.edtf.is_none())
            || scene.tag(i) == Tag::Noun && scene.lower(i).strip_suffix('s').is_some_and(is_time)
    };
    opens && before.any(untold)
}

/// The clause of the figure has a date of its own that cannot be told.
fn unresolved(scene: &Scene<'_>, frame: &Frame) -> bool {
    scene.clause_items(frame.clause).any(|i| {
        usable(scene, i)
            && scene.date(i).is_some_and(|d| {
                let calendar = matches!(d.timex_type, TimexType::Date);
                let plain = matches!(d.sense, DateSense::Plain | DateSense::Pointer);
                let now = d.sense == DateSense::Vague;
                d.edtf.is_none() && (calendar && plain || now)
            })
    })
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
        // "The population, 1.3 million in 2010, has grown to 2.1 million"
        let last = before.clone().next().filter(|_| !risen_to(scene, frame));
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
    // "In 2021 and 2022, 26 percent"
    let years = |(a, b): &(&Edtf, &Edtf)| {
        let year = |e: &Edtf| (e.as_str().len() == 4).then(|| e.year_of_end()).flatten();
        year(a).zip(year(b)).is_some_and(|(a, b)| b == a + 1)
    };
    let both = *second == first + 2 && scene.tag(first + 1) == Tag::Conjunction;
    let both = both && ends.as_ref().is_some_and(years);
    ends.filter(|_| plain && from && to || both)
        .and_then(|(a, b)| Edtf::span(a, &b.without_open()))
}

fn end_of_any(scene: &Scene<'_>, frame: &Frame, dates: &[usize]) -> bool {
    dates
        .iter()
        .any(|i| end_of_span(scene, frame, *i).is_some())
}

/// A date of another clause of the sentence: the nearest before, else one that opens the sentence.
fn in_sentence(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<(Edtf, RuleId)> {
    if now_beside(scene, frame) {
        return None;
    }
    let own = |f: &&Figure| {
        f.why.contains(&BESIDE)
            && f.role == Role::Level
            && f.mention.unit == scene.mention(frame).unit
            && risen_to(scene, frame)
    };
    let before = done.last().filter(|f| f.mention.sentence == scene.sentence);
    if before.is_some_and(|f| own(&f)) {
        return None;
    }
    if let Some(period) = before.and_then(|f| f.period.clone()) {
        let ended = role == Role::Level && risen_to(scene, frame) && over_years(&period);
        return Some((if ended { period.at_end() } else { period }, SENTENCE));
    }
    let date = (0..frame.item).rev().find(|i| {
        usable(scene, *i) && !of_participle(scene, *i, frame) && !of_relative(scene, *i, frame)
    })?;
    given(scene, frame, role, date).map(|e| (e, SENTENCE))
}

/// "The issue, which is due in 1999, was priced at FIG": a date of a relative clause that the figure does not
/// stand in.
fn of_relative(scene: &Scene<'_>, date: usize, frame: &Frame) -> bool {
    let Some(clause) = scene.parse.clause_of.get(date) else {
        return false;
    };
    let relative = |c: &Clause| c.kind == Kind::Relative;
    scene.parse.clauses.get(*clause).is_some_and(relative)
        && !scene.chain(frame.clause).any(|c| c == *clause)
}

/// "7.5 percent after 7.2 percent", "up from 3.7 million": the value that was before; a value of another
/// place is of the same time.
fn earlier_value(scene: &Scene<'_>, frame: &Frame) -> bool {
    let other = matches!(
        frame.left.map_or("", |l| scene.lower(l)),
        "with" | "to" | "than"
    );
    !other && former(scene, frame).is_some()
}

/// "is now 260 yuan", "52 percent today": a value of the present beside one of another time.
fn now_beside(scene: &Scene<'_>, frame: &Frame) -> bool {
    let near = (frame.item.saturating_sub(3)..frame.item).chain(std::iter::once(frame.right));
    near.into_iter()
        .any(|i| matches!(scene.lower(i), "now" | "today" | "currently"))
}

/// The period of the figure whose indicator was carried over: an elliptical statement goes on with
/// it whole.
fn carried(now: &Linking<'_>, done: &[Figure]) -> Option<(Edtf, RuleId)> {
    let before = done.last().filter(|_| now.carried)?;
    before.period.clone().map(|p| (p, GOVERNING))
}

/// "By the end of 2023, the network was 900 km long": a clause that says by when it was so.
fn dated(scene: &Scene<'_>, frame: &Frame) -> bool {
    let until = |d: &DateMention| d.sense == DateSense::Until;
    let mut items = scene.clause_items(frame.clause);
    items.any(|i| scene.date(i).is_some_and(until))
}

/// "from 120 in 2017 to 380": the date belongs to the first end, the second has none.
fn latter_of_two(scene: &Scene<'_>, frame: &Frame) -> bool {
    let Some(to) = frame.left.filter(|l| scene.tag(*l) == Tag::To) else {
        return false;
    };
    let other = scene.frames.iter().rev().find(|f| f.item < frame.item);
    other.is_some_and(|f| {
        let from = f.left.is_some_and(|l| scene.lower(l) == "from");
        let dated = (f.right..to).any(|i| usable(scene, i));
        from && dated && to - f.right <= 4
    })
}

/// "from 10 percent to 25 percent in May 2023": the date belongs to the second end, the first has none.
fn former_of_two(scene: &Scene<'_>, frame: &Frame) -> bool {
    let from = frame.left.is_some_and(|l| scene.lower(l) == "from");
    let Some(other) = scene.frames.iter().find(|f| f.item > frame.item) else {
        return false;
    };
    let to = other.left.is_some_and(|l| scene.tag(l) == Tag::To) && other.item - frame.right <= 3;
    let date = (other.right..other.right + 2).find(|i| usable(scene, *i));
    let single = |i: usize| {
        scene
            .date(i)
            .and_then(|d| d.edtf.as_ref())
            .is_some_and(|e| !e.as_str().contains('/'))
    };
    from && to && date.is_some_and(single)
}

/// A statement without a date goes on with the period in which the same thing was said before: one
/// release speaks of one period.
fn said_of_the_same(
    scene: &Scene<'_>,
    frame: &Frame,
    now: &Linking<'_>,
    done: &[Figure],
) -> Option<(Edtf, RuleId)> {
    if present(scene, frame) || now.role == Role::Threshold {
        return None;
    }
    let indicator = now.indicator?;
    // The day of one value, and the time of the value before it, are not that of the next one.
    let own = |f: &Figure| f.why.contains(&BEFORE) || f.period.as_ref().is_some_and(Edtf::is_day);
    let same = |f: &&Figure| f.indicator.as_deref() == Some(indicator) && !own(f);
    let told = done.iter().rev().take(REACH).filter(same);
    let period = told.into_iter().find_map(|f| f.period.clone())?;
    Some((period, SAME))
}

/// Figures back in which the same indicator is looked for.
const REACH: usize = 40;

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
    // A company's quarter goes on over its results.
    let results = memory.corporate
        && now.regions.is_empty()
        && governing.regions.is_empty()
        && is_term(&governing.period)
        && is_result(scene, frame);
    let near = governing.block == here
        || governing.block + 1 == here
            && (same_place || results)
            && scene.mention(frame).unit != "count";
    let unit = scene.mention(frame).unit.as_ref();
    let timeless = present(scene, frame)
        // Of what lasts, or of how old somebody is.
        || is_time_unit(unit)
        || over_years(&governing.period)
        || now.role == Role::Threshold
        || elsewhere(scene, frame)
        || untold_span(scene, frame);
    (near && !timeless).then(|| (governing.period.clone(), GOVERNING))
}

/// A quarter, a half, some months: what companies report on.
fn is_term(period: &Edtf) -> bool {
    closed(period) && !over_years(period)
        || matches!(period.precision(), Precision::Quarter | Precision::Half)
}

/// An amount or rate of which no share price is told in its clause.
fn is_result(scene: &Scene<'_>, frame: &Frame) -> bool {
    let unit = scene.mention(frame).unit.as_ref();
    let code = unit.split('/').next().is_some_and(is_money);
    let money = unit == "%" || code || unit.ends_with("/{share}");
    let mut items = scene.clause_items(frame.clause);
    money && items.all(|i| company(scene.lower(i)) != Some(Company::Stock))
}

/// The clause speaks of now: a present verb, "now", "currently".
fn present(scene: &Scene<'_>, frame: &Frame) -> bool {
    // "more than 20,000 marks (11,000 dollars)": a bracket has the verb of what it hangs on.
    let verb = scene
        .chain(frame.clause)
        .find_map(|c| scene.parse.clauses.get(c).and_then(|c| c.verb));
    let form = verb
        .and_then(|v| scene.item(v))
        .and_then(|i| i.entry.verb)
        .map(|v| v.form);
    let be = verb.is_some_and(|v| matches!(scene.lower(v), "is" | "are" | "has" | "have"));
    be || matches!(form, Some(Form::Base | Form::Third))
}
