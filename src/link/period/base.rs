//! What a change, multiple or gap is compared with.

use super::date::{closed, is_base, of_multiple, theirs};
use crate::base::edtf::Edtf;
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::lexicon::words::{Step, rate};
use crate::link::item::Tag;
use crate::link::reading::{Base, Figure};
use crate::link::scene::{Frame, Scene};

const COMPARED: RuleId = RuleId("base/compared-with");

/// What a change, multiple or difference is compared with.
pub fn base(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    indicator: Option<&str>,
    period: Option<&Edtf>,
    done: &[Figure],
) -> Option<(Base, RuleId)> {
    let multiple = of_multiple(scene, frame, role).and_then(|i| scene.date(i)?.edtf.clone());
    let multiple = multiple.filter(|e| Some(e) != period).map(Base::Period);
    if !matches!(
        role,
        Role::Increase | Role::Decrease | Role::Multiple | Role::Difference
    ) {
        return multiple.map(|b| (b, COMPARED));
    }
    let end = scene
        .frames
        .iter()
        .map(|f| f.item)
        .find(|i| *i > frame.item)
        .unwrap_or(scene.parse.items.len());
    multiple
        .or_else(|| near(scene, frame.right, end, period))
        .or_else(|| near(scene, frame.item.saturating_sub(4), frame.item, period))
        .or_else(|| whole_clause(scene, frame, period))
        .map(|b| (b, COMPARED))
        .or_else(|| other_end(scene, frame).or_else(|| span_begin(scene, frame, role, period)))
        .or_else(|| level_before(scene, indicator, period, done))
        .or_else(|| shared(scene, done).filter(|(base, _)| !is_own(base, period)))
}

/// Whether the base is the period of the figure itself.
fn is_own(base: &Base, period: Option<&Edtf>) -> bool {
    matches!(base, Base::Period(edtf) if Some(edtf) == period)
}

/// "was 148,922 rupees last year, and should go up 9.4 percent in 2025": the level that the sentence
/// gave for an earlier period.
fn level_before(
    scene: &Scene<'_>,
    indicator: Option<&str>,
    period: Option<&Edtf>,
    done: &[Figure],
) -> Option<(Base, RuleId)> {
    let period = period?;
    let before = done.last().filter(|f| {
        f.mention.sentence == scene.sentence
            && f.role == Role::Level
            && f.indicator.as_deref() == indicator
    })?;
    let earlier = before
        .period
        .clone()
        .filter(|p| p.year_of_end() < period.year_of_end())?;
    indicator?;
    Some((Base::Period(earlier), RuleId("base/level-before")))
}

/// "above the 3 trillion of 2023", "more than the 5 trillion estimated for 2023": the period of the
/// figure that this one is compared with.
pub(super) fn other_end(scene: &Scene<'_>, frame: &Frame) -> Option<(Base, RuleId)> {
    let other = scene.frames.iter().find(|f| f.item > frame.item)?;
    let date = (other.item..other.item + 8)
        .take_while(|i| {
            *i == other.item || !matches!(scene.tag(*i), Tag::Figure | Tag::Comma | Tag::Semicolon)
        })
        .find(|i| scene.tag(*i) == Tag::Date)?;
    // "fell 1.4 percent in April, after rising 2.3 percent in March" are two changes.
    let apart = (frame.item..other.item).any(|i| scene.tag(i) == Tag::Gerund);
    if apart || !theirs(scene, date, frame) {
        return None;
    }
    let base = scene.date(date)?.edtf.clone()?;
    Some((Base::Period(base), RuleId("base/other-end")))
}

/// "grew 90 percent from 2013 to 2023": the change runs from the beginning of its span.
pub(super) fn span_begin(
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
pub(super) fn span_since(role: Role, period: Option<&Edtf>) -> Option<(Base, RuleId)> {
    let open = period.filter(|p| p.as_str().ends_with("/.."))?;
    let change = matches!(role, Role::Increase | Role::Decrease | Role::Multiple);
    change.then(|| (Base::Period(open.without_open()), RuleId("base/since")))
}

/// A base said between two items.
pub(super) fn near(
    scene: &Scene<'_>,
    from: usize,
    end: usize,
    period: Option<&Edtf>,
) -> Option<Base> {
    (from..end).find_map(|i| word_base(scene, i, period).or_else(|| date_base(scene, i, period)))
}

pub(super) fn word_base(scene: &Scene<'_>, i: usize, period: Option<&Edtf>) -> Option<Base> {
    let year =
        scene.lower(i) == "year" && matches!(scene.lower(i + 1), "before" | "earlier" | "ago");
    match rate(scene.lower(i)) {
        Some(Step::Year) => Some(Base::YearOnYear),
        Some(Step::Month) => Some(previous(period, Base::MonthOnMonth)),
        Some(Step::Quarter) => Some(previous(period, Base::QuarterOnQuarter)),
        Some(Step::Week) => None,
        None => year.then_some(Base::YearOnYear),
    }
}

pub(super) fn previous(period: Option<&Edtf>, otherwise: Base) -> Base {
    period
        .and_then(Edtf::previous)
        .map_or(otherwise, Base::Period)
}

pub(super) fn date_base(scene: &Scene<'_>, i: usize, period: Option<&Edtf>) -> Option<Base> {
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

pub(super) fn whole_clause(
    scene: &Scene<'_>,
    frame: &Frame,
    period: Option<&Edtf>,
) -> Option<Base> {
    scene.chain(frame.clause).find_map(|c| {
        scene.clause_items(c).find_map(|i| {
            date_base(scene, i, period)
                .or_else(|| word_base(scene, i, period).filter(|_| i > frame.item))
        })
    })
}

/// The base of another change of the same sentence.
pub(super) fn shared(scene: &Scene<'_>, done: &[Figure]) -> Option<(Base, RuleId)> {
    done.iter()
        .rev()
        .take_while(|f| f.mention.sentence == scene.sentence)
        .find_map(|f| f.base_period.clone())
        .map(|b| (b, RuleId("base/shared-in-sentence")))
}
