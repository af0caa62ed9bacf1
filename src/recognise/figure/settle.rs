//! What neighbours say about a figure: its bound, the unit it shares, the figure it restates.

use super::Scene;
use super::draft::Draft;
use crate::base::number::Value;
use crate::base::vocabulary::Comparator;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::qualifiers::qualifiers;
use crate::recognise::mention::Form as Surface;
use crate::recognise::phrase::{Form, Line, PhraseIndex};
use crate::recognise::unit::Class;
use crate::segment::token::{Case, TokenKind};
use rust_decimal::Decimal;
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
pub fn settle(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    drop_repeats(&scene.line, drafts);
    share_units(scene, drafts);
    for draft in drafts.iter_mut() {
        if draft.bound.is_none() && draft.form != Surface::Rank {
            draft.bound = bound(&scene.line, draft);
        }
    }
    restate(&scene.line, drafts);
}

/// "forty-five (45)": the same bare number again, in digits or in words.
fn drop_repeats(line: &Line<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut last: Option<(usize, Value)> = None;
    drafts.retain(|d| {
        let bracketed = line.word(d.first.saturating_sub(1)) == "(" && line.word(d.end) == ")";
        let again =
            d.unit.is_none() && bracketed && last == Some((d.first.saturating_sub(1), d.value));
        last = Some((d.end, d.value));
        !again
    });
}

/// The bound stated beside the figure.
fn bound(
    line: &Line<'_, '_>,
    draft: &Draft,
) -> Option<(Comparator, Option<crate::base::span::Span>)> {
    if let Some((comparator, end)) = after(line, draft.end) {
        let plus = matches!(line.lower(draft.end), "plus" | "+") && !line.glued(draft.end);
        let joins = line.kind(end) == TokenKind::Numeral;
        if !plus && !joins {
            return Some((comparator, Some(line.span(draft.end, end))));
        }
    }
    let mut last = draft.first.checked_sub(1)?;
    while matches!(
        line.lower(last),
        "a" | "an" | "just" | "only" | "-" | "between" | "from"
    ) && last > line.first
    {
        last -= 1;
    }
    let (comparator, first) = BEFORE.longest(line, last)?;
    if !bounds(line, first, last) || (few(draft) && spatial(line.lower(first))) {
        return None;
    }
    Some((comparator, Some(line.span(first, last + 1))))
}

/// The bound that follows, directly or behind "of the ...": "67% of the average at most".
fn after(line: &Line<'_, '_>, at: usize) -> Option<(Comparator, usize)> {
    if let Some(found) = AFTER.longest(line, at) {
        return Some(found);
    }
    if line.lower(at) != "of" {
        return None;
    }
    (at + 2..at + 6).find_map(|i| {
        let bound = matches!((line.lower(i), line.lower(i + 1)), ("at", "most" | "least"));
        AFTER
            .longest(line, i)
            .filter(|(_, end)| bound && matches!(line.lower(*end), "" | "." | "," | ";"))
    })
}

/// A count of a handful of things.
fn few(draft: &Draft) -> bool {
    draft.counted.is_some()
        && draft
            .value
            .high()
            .to_decimal()
            .is_some_and(|v| v < Decimal::from(20))
}

/// Whether the word before a handful of things says where, not how many: "under five ministries".
fn spatial(word: &str) -> bool {
    matches!(
        word,
        "under" | "below" | "above" | "within" | "beyond" | "past" | "top"
    )
}

/// Whether a qualifying phrase qualifies here: "went up to 5" moves, "over the 5" does not bound.
fn bounds(line: &Line<'_, '_>, first: usize, last: usize) -> bool {
    let before = line.lower_before(first);
    match line.lower(first) {
        "up" => !cue(before, Cue::Motion),
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
        let Some(unit) = unit else {
            if let Some(draft) = drafts.get_mut(index).filter(|d| crores(scene, d)) {
                draft.unit = Some("INR".into());
                draft.class = Some(Class::Money);
            }
            continue;
        };
        if let Some(draft) = drafts.get_mut(index) {
            if draft.scale.is_none() && unit.scale.is_some() && unit.first > draft.first {
                scale_alike(draft, &unit);
            }
            draft.unit = unit.unit;
            draft.class = unit.class;
        }
    }
}

/// "the 3,06,712 crore of FY 2024": an Indian amount without its sign, in an article about rupees.
fn crores(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let line = &scene.line;
    let indian = matches!(
        line.lower(draft.end - 1),
        "crore" | "crores" | "cr" | "lakh" | "lakhs"
    );
    let counts = line.lower(draft.end) == "of"
        && line.kind(draft.end + 1) != TokenKind::Numeral
        && line.case(draft.end + 1) == Case::Lower;
    indian && !counts && scene.homes.rupees()
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

/// Whether only a comma or a joining word stands between the two, or "of the": "280 of the 500 km".
fn listed(line: &Line<'_, '_>, from: usize, to: usize) -> bool {
    let joins = |i: usize| {
        matches!(
            line.lower(i),
            "," | "and" | "or" | "to" | "/" | "-" | "–" | "versus" | "vs"
        )
    };
    let list = to > from && to - from <= 2 && (from..to).all(joins);
    // ", or 0.34%" restates, it does not list.
    let restates = line.lower(from) == "," && line.lower(from + 1) == "or";
    let part = to == from + 2 && line.reads(from, &["of", "the"]);
    (list && !restates) || part
}

/// "$1.38 million barrels from 1.28 million": a bare number after one with a unit, compared with it;
/// or an amount under the same scale word as an earlier one of the sentence.
fn behind(line: &Line<'_, '_>, before: &[Draft], this: &Draft) -> Option<Draft> {
    let last = before.last()?;
    let measured = matches!(
        last.class,
        Some(Class::Money | Class::Measure | Class::Percent | Class::Temperature)
    );
    let joins = |i: usize| {
        matches!(
            line.lower(i),
            "from" | "to" | "versus" | "vs" | "against" | "after"
        )
    };
    let near = this.first.saturating_sub(last.end) <= 3 && (last.end..this.first).any(joins);
    let pair = joins_from(line, last) || !(last.end..this.first).any(|i| line.lower(i) == "to");
    if measured
        && near
        && pair
        && this.scale.is_some() == last.scale.is_some()
        && comparable(last, this)
    {
        return Some(last.clone());
    }
    let restated = matches!(line.lower(this.end), "(" | "of");
    let alike =
        |d: &&Draft| d.class == Some(Class::Money) && d.scale.is_some() && d.scale == this.scale;
    before
        .iter()
        .rev()
        .find(alike)
        .filter(|_| !restated)
        .cloned()
}

/// Whether "from" stands before the figure: "from 208 pounds to 193".
fn joins_from(line: &Line<'_, '_>, draft: &Draft) -> bool {
    line.lower_before(draft.first) == "from"
}

/// Whether the two numbers are within a factor of a hundred.
fn comparable(a: &Draft, b: &Draft) -> bool {
    let value = |d: &Draft| d.value.high().to_decimal().map(|v| v.abs());
    let Some((a, b)) = value(a).zip(value(b)) else {
        return false;
    };
    let times = |v: Decimal| v.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX);
    a <= times(b) && b <= times(a)
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
