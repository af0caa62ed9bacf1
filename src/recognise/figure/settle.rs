//! What neighbours say about a figure: its bound, the unit it shares, the figure it restates.

use super::Scene;
use super::draft::Draft;
use crate::base::number::Value;
use crate::base::vocabulary::Comparator;
use crate::lexicon::qualifiers::qualifiers;
use crate::recognise::mention::Form as Surface;
use crate::recognise::phrase::{Form, Line, PhraseIndex};
use crate::recognise::unit::Class;
use std::sync::LazyLock;

static BEFORE: LazyLock<PhraseIndex<Comparator>> = LazyLock::new(|| {
    PhraseIndex::backwards(
        qualifiers()
            .filter(|q| q.before)
            .map(|q| (q.phrase, Form::default(), q.comparator)),
    )
});

static AFTER: LazyLock<PhraseIndex<Comparator>> = LazyLock::new(|| {
    PhraseIndex::new(
        qualifiers()
            .filter(|q| !q.before)
            .map(|q| (q.phrase, Form::default(), q.comparator)),
    )
});

/// Settles the drafts of one sentence, in order.
pub fn settle(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    share_units(scene, drafts);
    for draft in drafts.iter_mut() {
        if draft.bound.is_none() && draft.form != Surface::Rank {
            draft.bound = bound(&scene.line, draft);
        }
    }
    restate(&scene.line, drafts);
}

/// The bound stated beside the figure.
fn bound(
    line: &Line<'_, '_>,
    draft: &Draft,
) -> Option<(Comparator, Option<crate::base::span::Span>)> {
    if let Some((comparator, end)) = AFTER.longest(line, draft.end) {
        let plus = matches!(line.lower(draft.end), "plus" | "+") && !line.glued(draft.end);
        if !plus {
            return Some((comparator, Some(line.span(draft.end, end))));
        }
    }
    let mut last = draft.first.checked_sub(1)?;
    while matches!(
        line.lower(last),
        "a" | "an" | "just" | "only" | "the" | "-" | "between" | "from"
    ) && last > line.first
    {
        last -= 1;
    }
    let (comparator, first) = BEFORE.longest(line, last)?;
    if !bounds(line, first, last) {
        return None;
    }
    Some((comparator, Some(line.span(first, last + 1))))
}

/// Whether a qualifying phrase qualifies here: "went up to 5" moves, "over the 5" does not bound.
fn bounds(line: &Line<'_, '_>, first: usize, last: usize) -> bool {
    let before = line.lower_before(first);
    match line.lower(first) {
        "up" => !matches!(
            before,
            "went"
                | "go"
                | "goes"
                | "going"
                | "gone"
                | "rose"
                | "moved"
                | "jumped"
                | "climbed"
                | "pushed"
                | "shot"
                | "was"
                | "were"
                | "brought"
                | "edged"
                | "ticked"
        ),
        "some" | "within" | "over" | "top" | "past" => {
            line.lower(last + 1) != "the" || line.lower(first) == "within"
        }
        "minimum" | "maximum" => first == last,
        _ => true,
    }
}

/// Bare members of a list or pair take their neighbour's unit.
fn share_units(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let line = &scene.line;
    for index in (0..drafts.len()).rev() {
        let (Some(this), next) = (drafts.get(index).cloned(), drafts.get(index + 1).cloned())
        else {
            continue;
        };
        if this.unit.is_some() || this.counted.is_some() {
            continue;
        }
        let ahead = next.filter(|n| {
            listed(line, this.end, n.first) && n.unit.is_some() && n.form == Surface::Plain
        });
        let unit = ahead.or_else(|| behind(line, drafts.get(..index).unwrap_or_default(), &this));
        let Some(unit) = unit else { continue };
        if let Some(draft) = drafts.get_mut(index) {
            if draft.scale.is_none() && unit.scale.is_some() && unit.first > draft.first {
                scale_alike(draft, &unit);
            }
            draft.unit = unit.unit;
            draft.class = unit.class;
        }
    }
}

/// "5.2, 5.1 and 5.4 million": the members before the last take its scale too.
fn scale_alike(draft: &mut Draft, unit: &Draft) {
    let Some(scale) = unit.scale else { return };
    if let Value::Exact(n) = draft.value
        && let Some(product) = n.times(scale)
    {
        draft.value = Value::Exact(product);
        draft.half_place = draft.half_place.and_then(|h| h.checked_mul(scale));
        draft.scale = Some(scale);
    }
}

/// Whether only a comma or a joining word stands between the two.
fn listed(line: &Line<'_, '_>, from: usize, to: usize) -> bool {
    (from..to).all(|i| {
        matches!(
            line.lower(i),
            "," | "and" | "or" | "to" | "/" | "-" | "–" | "versus" | "vs" | "."
        )
    }) && to - from <= 2
        && to > from
}

/// "$1.38 million barrels from 1.28 million": a bare number after one with a unit, compared with it.
fn behind(line: &Line<'_, '_>, before: &[Draft], this: &Draft) -> Option<Draft> {
    let last = before.last()?;
    let measured = matches!(
        last.class,
        Some(Class::Money | Class::Measure | Class::Percent | Class::Temperature)
    );
    let near = this.first.saturating_sub(last.end) <= 3
        && (last.end..this.first).any(|i| {
            matches!(
                line.lower(i),
                "from" | "to" | "versus" | "vs" | "against" | "after"
            )
        });
    let scaled = before
        .iter()
        .rev()
        .find(|d| d.class == Some(Class::Money) && d.scale.is_some());
    if measured && near && this.scale.is_some() == last.scale.is_some() {
        return Some(last.clone());
    }
    scaled.filter(|d| d.scale == this.scale).cloned()
}

/// `10.4 trillion yuan ($1.43 trillion)`: an amount in brackets restates the one before them.
fn restate(line: &Line<'_, '_>, drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        let (Some(last), Some(this)) = (drafts.get(index - 1), drafts.get(index)) else {
            continue;
        };
        let opens = (last.end..this.first).take(4).any(|i| line.word(i) == "(")
            && this.first - last.end <= 5;
        let closes = (this.end..this.end + 3).any(|i| line.word(i) == ")");
        let alike = matches!(
            (last.class, this.class),
            (Some(Class::Money), Some(Class::Money))
                | (Some(Class::Measure), Some(Class::Measure))
                | (Some(Class::Temperature), Some(Class::Temperature))
        );
        let glued = line.word(last.end) == "(" || line.word(last.end + 1) == "(";
        if opens
            && closes
            && alike
            && glued
            && last.unit != this.unit
            && let Some(this) = drafts.get_mut(index)
        {
            this.restates = Some(index - 1);
        }
    }
}
