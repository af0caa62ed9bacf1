//! What a date in a sentence is good for: a period, a base, the day something was said.

use crate::base::edtf::Edtf;
use crate::base::vocabulary::{Role, TimexType};
use crate::lexicon::links::{Speech, is_deadline, speech};
use crate::lexicon::words::Sense;
use crate::link::item::Tag;
use crate::link::scene::{Frame, Scene};
use crate::recognise::mention::{DateSense, Form as Surface, MONTHS_TO};

/// What the date at an item gives a figure: a level said "by 2024" is of 2024.
pub(super) fn given(scene: &Scene<'_>, frame: &Frame, role: Role, index: usize) -> Option<Edtf> {
    let date = scene.date(index)?;
    if date.sense == DateSense::Vague {
        return None;
    }
    let edtf = date.edtf.clone()?;
    // "has doubled since 2002 to 46 million": the level is of now.
    if date.sense == DateSense::Since && role == Role::Level && risen_to(scene, frame) {
        return None;
    }
    Some(match end_of_span(scene, frame, index) {
        Some(true) => edtf.at_begin(),
        Some(false) => edtf.at_end(),
        None if role == Role::Level && risen_to(scene, frame) && over_years(&edtf) => edtf.at_end(),
        None if date.sense == DateSense::Since => edtf,
        None => edtf.without_open(),
    })
}

/// A span of several years: what changed over it has a value at its end; "January to May" is one period.
pub(super) fn over_years(edtf: &Edtf) -> bool {
    closed(edtf) && edtf.year_of_begin() != edtf.year_of_end()
}

pub(super) fn closed(edtf: &Edtf) -> bool {
    edtf.as_str().contains('/') && !edtf.as_str().contains("..")
}

/// "grew to FIG", "fell below FIG", "tripled to FIG": the figure is where a change ended.
pub(super) fn risen_to(scene: &Scene<'_>, frame: &Frame) -> bool {
    let verb = frame.verb.and_then(|v| scene.verb_sense(v));
    let moved = matches!(verb, Some(Sense::Up | Sense::Down));
    let before = scene.frames.iter().rev().find(|f| f.item < frame.item);
    let multiplied = || {
        before.is_some_and(|f| {
            matches!(scene.mention(f).form, Surface::Grew | Surface::Shrank)
                && scene.mention(f).unit == "x"
        })
    };
    let bound = frame.item.checked_sub(1).map_or("", |i| scene.lower(i));
    let to = frame.left.is_some_and(|l| scene.tag(l) == Tag::To);
    to && (moved || multiplied()) || moved && matches!(bound, "above" | "below")
}

/// In "from A to B" over a span, whether the figure is the first end; `None` when it is neither.
pub(super) fn end_of_span(scene: &Scene<'_>, frame: &Frame, index: usize) -> Option<bool> {
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
    // "rose over 5 percent in 2024", "below average in May": what bounds a figure, or is measured
    // against a yardstick, compares no date; "above the average of 2019" does.
    let when = matches!(before.first(), Some(&("in" | "during" | "on")));
    let bounded = (1..=3).find(|n| {
        index.checked_sub(*n).is_some_and(|i| {
            scene.tag(i) == Tag::Figure
                || scene.noun(i) == Some(Sense::Plan)
                || when && scene.yardstick(i)
        })
    });
    let reach = bounded.map_or(3, |n| n - 1);
    let linked = |words: &[&str]| before.iter().take(reach).any(|w| words.contains(w));
    // "as many as in 2020", "the same as last year"
    let as_in = usize::from(matches!(before.first(), Some(&("in" | "at"))));
    let likened = before.get(as_in) == Some(&"as")
        && index > 2 + as_in
        && before.get(as_in + 1) != Some(&"such");
    // "that of the same period last year", "the number of the previous year", "that of 2020"
    let that = before.first() == Some(&"of") && matches!(before.get(1), Some(&("that" | "those")));
    let of_that = that
        || before.first() == Some(&"of")
            && before.get(1).is_some_and(|w| {
                matches!(
                    *w,
                    "that" | "those" | "number" | "level" | "figure" | "total" | "value"
                )
            })
            && scene
                .date(index)
                .is_some_and(|d| d.sense == DateSense::Pointer || is_previous(scene.lower(index)));
    let compared = linked(&[
        "than", "compared", "against", "versus", "vs", "over", "above", "below",
    ]);
    // "with 2020 as the base"
    let named =
        scene.reads(index + 1, &["as", "the", "base"]) || scene.reads(index + 1, &["as", "base"]);
    let figure = named
        || scene.lower(index + 1) == "figure"
        || scene.lower(index + 1) == "level"
        || scene.lower(index + 1) == "levels";
    let span = scene
        .date(index)
        .and_then(|d| d.edtf.as_ref())
        .is_some_and(closed);
    let modal = || {
        let clause = scene
            .parse
            .clause_of
            .get(index)
            .copied()
            .unwrap_or_default();
        let mut items = scene.clause_items(clause);
        items.any(|i| scene.tag(i) == Tag::Modal)
    };
    // "will rise to 5.5 percent of GDP from 2026" begins then.
    let pointer = is_previous(scene.lower(index))
        || scene
            .date(index)
            .is_some_and(|d| d.sense == DateSense::Pointer);
    let from = (!span || pointer)
        && !modal()
        && before.first() == Some(&"from")
        && scene
            .date(index)
            .is_some_and(|d| d.sense == DateSense::Plain || d.sense == DateSense::Pointer)
        && !(scene.tag(index + 1) == Tag::To && scene.tag(index + 2) == Tag::Date)
        && index > 1
        && matches!(scene.tag(index - 2), Tag::Figure | Tag::Noun | Tag::Adverb)
        || pointer
            && scene.tag(index.wrapping_sub(2)) == Tag::Date
            && before.first() == Some(&"from");
    // "a rise over the previous year", "12 percent over last year"
    let over = before.first() == Some(&"over")
        && index.checked_sub(2).is_some_and(|i| {
            let change = matches!(scene.noun(i), Some(Sense::Up | Sense::Down));
            (change || scene.tag(i) == Tag::Figure) && is_previous(scene.lower(index))
        });
    let on_at = usize::from(before.first() == Some(&"the"));
    let up_on = before.get(on_at) == Some(&"on")
        && matches!(
            before.get(on_at + 1),
            Some(&("up" | "down" | "increase" | "rise" | "fall" | "drop"))
        );
    let on = up_on
        || before.first() == Some(&"on")
            && scene
                .date(index)
                .is_some_and(|d| d.sense == DateSense::Pointer);
    (compared && before.first() != Some(&"over"))
        || figure
        || from
        || on
        || of_that
        || likened
        || over
}

/// "the previous year", "the year before", "last year".
fn is_previous(text: &str) -> bool {
    ["previous", "before", "earlier", "ago", "last year"]
        .iter()
        .any(|w| text.contains(w))
}

/// "for the first time since 1971", "the least since 2022", "than in any year since 2019": how far
/// back a record reaches, not what period it is about.
pub(super) fn record_reach(scene: &Scene<'_>, index: usize) -> bool {
    let open = scene
        .date(index)
        .is_some_and(|d| d.sense == DateSense::Since);
    let since = (index.saturating_sub(3)..index).any(|i| scene.lower(i) == "since");
    let record = |i: usize| {
        let word = scene.lower(i);
        word.len() > 4 && word.ends_with("est") && scene.tag(i) != Tag::Verb
            || matches!(
                word,
                "least" | "most" | "first" | "not" | "never" | "any" | "best" | "worst" | "record"
            )
    };
    (open || since) && (index.saturating_sub(9)..index).any(record)
}

pub(super) fn usable(scene: &Scene<'_>, index: usize) -> bool {
    scene.tag(index) == Tag::Date
        && !is_base(scene, index)
        && !dateline(scene, index)
        && !day_of_speech(scene, index)
        && !passing(scene, index)
        && !record_reach(scene, index)
        && !closing(scene, index)
        && !falls_due(scene, index)
        && !recalled(scene, index)
}

/// "bonds due March 2030", "would extend its bid to June 6": a day by which something is to happen.
pub fn falls_due(scene: &Scene<'_>, index: usize) -> bool {
    (index.saturating_sub(DUE)..index)
        .rev()
        .take_while(|i| {
            !matches!(
                scene.tag(*i),
                Tag::Comma | Tag::Semicolon | Tag::Figure | Tag::Date | Tag::Conjunction
            )
        })
        .any(|i| is_deadline(scene.lower(i)))
}

/// Items before a date in which a word of a deadline governs it.
const DUE: usize = 5;

/// "In 2022, 21 percent had moved in the past year": the span that people were asked about, in a sentence
/// whose own period is named.
fn recalled(scene: &Scene<'_>, index: usize) -> bool {
    let named = |i: usize| {
        scene
            .date(i)
            .is_some_and(|d| d.sense == DateSense::Plain && d.edtf.is_some())
    };
    scene.lower(index).contains("past ") && (0..index).any(named)
}

/// Whether a date only says what was before, or how far people looked back: it governs nothing that follows.
pub fn is_aside(text: &str) -> bool {
    let back = ["earlier", "before", "ago"];
    back.iter().any(|w| text.ends_with(w))
        || [
            "past ",
            "previous",
            "year-ago",
            "year-earlier",
            "same period",
            "same quarter",
        ]
        .iter()
        .any(|w| text.contains(w))
}

/// "the quarter ended June 30": the day that closes a period told before it, which knows it already.
pub(super) fn closing(scene: &Scene<'_>, index: usize) -> bool {
    let ends = |i: usize| matches!(scene.lower(i), "ended" | "ending" | "to" | "through");
    index >= 2
        && ends(index - 1)
        && scene
            .date(index - 2)
            .is_some_and(|d| d.rule == MONTHS_TO && d.edtf.is_some())
}

/// A time of day, or "today": when something is told, not what period it is about.
pub(super) fn passing(scene: &Scene<'_>, index: usize) -> bool {
    let clock = scene
        .date(index)
        .is_some_and(|d| d.timex_type == TimexType::Time);
    clock || matches!(scene.lower(index), "today" | "now" | "tonight")
}

/// The date belongs to a participle of its own: "launched last spring", "established in 2019"; not where it says of
/// what a share is: "of the firms registered in 2024, 40 percent".
pub(super) fn of_participle(scene: &Scene<'_>, index: usize, frame: &Frame) -> bool {
    let verb = (index.saturating_sub(5)..index)
        .rev()
        .take_while(|i| !matches!(scene.tag(*i), Tag::Comma | Tag::Figure | Tag::Semicolon))
        .find(|i| matches!(scene.tag(*i), Tag::Participle | Tag::Verb | Tag::Gerund));
    verb.is_some_and(|v| {
        let own = scene.parse.clauses.get(frame.clause).and_then(|c| c.verb);
        scene.tag(v) == Tag::Participle
            && scene.lower(0) != "of"
            && scene.verb_sense(v) != Some(Sense::Say)
            && Some(v) != frame.verb
            && Some(v) != own
            && index < frame.item
    })
}

/// The date at the head of a report: "RAIPUR, Feb 28 (PTI)", "10.3.2020 –".
pub(super) fn dateline(scene: &Scene<'_>, index: usize) -> bool {
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

pub(super) fn day(scene: &Scene<'_>, index: usize) -> bool {
    scene
        .date(index)
        .and_then(|d| d.edtf.as_ref())
        .is_some_and(Edtf::is_day)
}

/// The day on which something was said or published, not on which it was so.
pub(super) fn day_of_speech(scene: &Scene<'_>, index: usize) -> bool {
    if foretold(scene, index) {
        return true;
    }
    if !day(scene, index) {
        return false;
    }
    let near = |i: &usize| scene.parse.clause_of.get(*i) == scene.parse.clause_of.get(index);
    (index.saturating_sub(9)..index + 4).filter(near).any(|i| {
        let verb = scene.verb_sense(i).is_some();
        let word = scene.lower(i);
        scene.verb_sense(i) == Some(Sense::Say) || verb && speech(word) == Some(Speech::Publishes)
    })
}

/// "The institute projected in May that": when it was said, not what it is about.
fn foretold(scene: &Scene<'_>, index: usize) -> bool {
    let on = usize::from(index > 0 && scene.tag(index - 1) == Tag::Preposition);
    let verb = index.checked_sub(1 + on).and_then(|v| scene.verb_sense(v));
    matches!(verb, Some(Sense::Say | Sense::Plan)) && scene.lower(index + 1) == "that"
}

/// "10 times the spending in 2013", "2.1 times the 2013 figure": what a multiple is a multiple of.
pub(super) fn of_multiple(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<usize> {
    let stop = scene
        .frames
        .iter()
        .map(|f| f.item)
        .find(|i| *i > frame.item)
        .unwrap_or(usize::MAX);
    let verb = matches!(scene.mention(frame).form, Surface::Grew | Surface::Shrank);
    let times = role == Role::Multiple && !verb && scene.lower(frame.right) != "in";
    // "a quarter of what the year before had brought", "half of that in 2019"
    let of_what = role == Role::Share
        && scene.lower(frame.right) == "of"
        && matches!(scene.lower(frame.right + 1), "what" | "that" | "those");
    let times = times || of_what;
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

/// Whether another figure stands right before the date and so has it for itself.
pub(super) fn owned(scene: &Scene<'_>, date: usize, frame: &Frame) -> bool {
    scene
        .frames
        .iter()
        .any(|f| f.item != frame.item && f.item < date && date - f.item <= 2)
}

/// Whether a later figure, the other end of a comparison, has the date for itself.
pub(super) fn theirs(scene: &Scene<'_>, date: usize, frame: &Frame) -> bool {
    let mut later = scene
        .frames
        .iter()
        .filter(|f| f.item > frame.item && f.item < date);
    later.any(|f| {
        (frame.item + 1..f.item).any(|i| {
            matches!(
                scene.lower(i),
                "than" | "above" | "below" | "after" | "from" | "against" | "compared"
            )
        })
    })
}
