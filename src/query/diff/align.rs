//! Pairs the figures of two texts: which one became which. Pure; knows no database.

use crate::query::figure::Found;
use crate::store::unit::describe;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a figure. Indices are of the figures before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It says the same, in the same sentence or another.
    Same {
        /// Before.
        from: usize,
        /// After.
        to: usize,
        /// It stands elsewhere: before or behind figures that it did not.
        moved: bool,
    },
    /// It says something else.
    Changed {
        /// Before.
        from: usize,
        /// After.
        to: usize,
        /// What of it: `value`, `unit`, `comparator`, `role`, `modality`, `period`, `regions`.
        what: Vec<&'static str>,
    },
    /// It was not there before.
    Added(usize),
    /// It is not there any more.
    Removed(usize),
}

/// Words before and behind a figure that tell it from its neighbours.
const AROUND: usize = 2;

/// Least likeness of two figures that are one. A sentence like the other one is enough, or half so
/// like and about the same thing; neighbours alone are not.
const ALIKE: f64 = 0.6;

/// How much each agreement counts; the likeness of the sentences counts 1.
const CONTEXT: f64 = 0.8;
const VALUE: f64 = 0.2;
const MEASURE: f64 = 0.2;
const PERIOD: f64 = 0.1;
const REGIONS: f64 = 0.1;

/// Pairs the figures of two texts. Changes stand in the order of the text after; what was removed
/// stands before what followed it.
pub fn align(before: &[Found], after: &[Found]) -> Vec<Change> {
    let pairs = pairs(before, after);
    let moved = out_of_order(&pairs);
    let mut out = Vec::with_capacity(before.len() + after.len());
    let mut removed = (0..before.len())
        .filter(|i| !pairs.values().any(|from| from == i))
        .peekable();
    for (to, now) in after.iter().enumerate() {
        let Some((from, then)) = pairs.get(&to).and_then(|i| Some((*i, before.get(*i)?))) else {
            out.push(Change::Added(to));
            continue;
        };
        let moved = moved.contains(&to);
        while let Some(gone) = removed.next_if(|gone| !moved && *gone < from) {
            out.push(Change::Removed(gone));
        }
        let what = differences(then, now);
        out.push(if what.is_empty() {
            Change::Same { from, to, moved }
        } else {
            Change::Changed { from, to, what }
        });
    }
    out.extend(removed.map(Change::Removed));
    out
}

/// What two figures that are one say differently.
fn differences(then: &Found, now: &Found) -> Vec<&'static str> {
    let mut then_regions: Vec<&String> = then.regions.iter().collect();
    let mut now_regions: Vec<&String> = now.regions.iter().collect();
    then_regions.sort();
    now_regions.sort();
    [
        ("value", then.value != now.value || then.range != now.range),
        ("unit", then.unit != now.unit),
        ("comparator", then.comparator != now.comparator),
        ("role", then.role != now.role),
        ("modality", then.modality != now.modality),
        ("period", then.period != now.period),
        ("regions", then_regions != now_regions),
    ]
    .into_iter()
    .filter_map(|(what, differs)| differs.then_some(what))
    .collect()
}

/// The figure before, for each figure after that has one: the likest pairs first.
fn pairs(before: &[Found], after: &[Found]) -> BTreeMap<usize, usize> {
    let (then, now) = (profiles(before), profiles(after));
    let mut scored = Vec::new();
    for (from, a) in then.iter().enumerate() {
        for (to, b) in now.iter().enumerate() {
            if let Some(score) = likeness(a, b) {
                scored.push((score, from.abs_diff(to), from, to));
            }
        }
    }
    // Of equals, the ones that keep their place in the order.
    scored.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3)))
    });
    let mut taken = BTreeSet::new();
    let mut out = BTreeMap::new();
    for (_, _, from, to) in scored {
        if !out.contains_key(&to) && taken.insert(from) {
            out.insert(to, from);
        }
    }
    out
}

/// What of a figure is compared.
struct Profile<'f> {
    found: &'f Found,
    base: String,
    sentence: Vec<String>,
    context: Vec<String>,
}

fn profiles(figures: &[Found]) -> Vec<Profile<'_>> {
    let profile = |found| Profile {
        found,
        base: describe(&found.unit).base,
        sentence: words(&found.sentence),
        context: context(found),
    };
    figures.iter().map(profile).collect()
}

/// The words of a text, sorted, without its numerals.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.contains(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect();
    out.sort_unstable();
    out
}

/// The nearest words on either side of a figure; those before are told from those behind.
fn context(found: &Found) -> Vec<String> {
    let start = (found.start.saturating_sub(found.sentence_start)) as usize;
    let end = (found.end.saturating_sub(found.sentence_start)) as usize;
    let chars: Vec<char> = found.sentence.chars().collect();
    let side = |chars: &[char]| -> Vec<String> {
        let text: String = chars.iter().collect();
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|w| w.contains(char::is_alphabetic))
            .map(str::to_lowercase)
            .collect()
    };
    let before = side(chars.get(..start).unwrap_or_default());
    let behind = side(chars.get(end..).unwrap_or_default());
    let near = before.iter().rev().take(AROUND).map(|w| format!("{w}<"));
    let mut out: Vec<String> = near
        .chain(behind.iter().take(AROUND).map(|w| format!(">{w}")))
        .collect();
    out.sort_unstable();
    out
}

/// How like two figures are; nothing when they cannot be one.
fn likeness(a: &Profile<'_>, b: &Profile<'_>) -> Option<f64> {
    if a.base != b.base {
        return None;
    }
    let (then, now) = (a.found, b.found);
    let both = |x: &Option<String>, y: &Option<String>| x.is_some() && x == y;
    let named = both(&then.measure, &now.measure) || both(&then.indicator, &now.indicator);
    let sentence = dice(&a.sentence, &b.sentence);
    let subject = if named { MEASURE } else { 0.0 }
        + if both(&then.period, &now.period) {
            PERIOD
        } else {
            0.0
        }
        + if !then.regions.is_empty() && then.regions == now.regions {
            REGIONS
        } else {
            0.0
        };
    if sentence + subject < ALIKE {
        return None;
    }
    let same = then.value == now.value && then.range == now.range && then.unit == now.unit;
    let value = if same { VALUE } else { 0.0 };
    Some(sentence + subject + value + CONTEXT * dice(&a.context, &b.context))
}

/// Twice the words that two sorted lists share, by all of them (Dice 1945).
fn dice(a: &[String], b: &[String]) -> f64 {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0_u32;
    while let (Some(l), Some(r)) = (left.peek(), right.peek()) {
        match l.cmp(r) {
            std::cmp::Ordering::Less => left.next(),
            std::cmp::Ordering::Greater => right.next(),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next()
            }
        };
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    if all == 0 {
        return 0.0;
    }
    f64::from(2 * shared) / f64::from(all)
}

/// The figures after whose place among the others changed: those outside the longest run of pairs
/// that stand in the same order in both texts.
fn out_of_order(pairs: &BTreeMap<usize, usize>) -> BTreeSet<usize> {
    let sequence: Vec<(usize, usize)> = pairs.iter().map(|(to, from)| (*to, *from)).collect();
    // ends[n] is the index of the least end of a run of n + 1 pairs (patience sorting).
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(sequence.len());
    let from = |index: usize| sequence.get(index).map(|p| p.1);
    for (index, pair) in sequence.iter().enumerate() {
        let length = ends.partition_point(|end| from(*end) < Some(pair.1));
        previous.push(length.checked_sub(1).and_then(|l| ends.get(l)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut kept = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept.insert(index);
        at = previous.get(index).copied().flatten();
    }
    sequence
        .iter()
        .enumerate()
        .filter(|(index, _)| !kept.contains(index))
        .map(|(_, (to, _))| *to)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::figure::sample;
    use proptest::prelude::*;

    /// The numerals of a text as figures in yuan, a sentence a line.
    fn figures(text: &str) -> Vec<Found> {
        let mut out = Vec::new();
        let mut start = 0;
        for sentence in text.lines() {
            let mut at = 0;
            for word in sentence.split(' ') {
                let bare = word.trim_end_matches(['.', ',', '%']);
                if bare.starts_with(|c: char| c.is_ascii_digit()) {
                    out.push(sample(sentence, start, at, bare));
                }
                at += word.len() + 1;
            }
            start += sentence.len() + 1;
        }
        out
    }

    /// What became of the figures, in words.
    fn told(before: &str, after: &str) -> Vec<String> {
        let (then, now) = (figures(before), figures(after));
        let changes = align(&then, &now);
        changes
            .iter()
            .filter_map(|c| match c {
                Change::Same { moved: false, .. } => None,
                Change::Same { to, .. } => Some(format!("{} moved", now[*to].quote)),
                Change::Changed { from, to, .. } => {
                    Some(format!("{} to {}", then[*from].quote, now[*to].quote))
                }
                Change::Added(to) => Some(format!("+{}", now[*to].quote)),
                Change::Removed(from) => Some(format!("-{}", then[*from].quote)),
            })
            .collect()
    }

    const STORY: &str = "The flood killed 12 people and hurt 40.\nDamage came to 9 million yuan in two towns.\nThe river fell to 3 metres by noon.";

    #[test]
    fn a_corrected_number_is_a_change() {
        assert_eq!(told(STORY, &STORY.replace("12", "15")), ["12 to 15"]);
        let both = STORY.replace("12", "15").replace("40", "52");
        assert_eq!(told(STORY, &both), ["12 to 15", "40 to 52"]);
        let reworded = STORY.replace(
            "The flood killed 12 people",
            "The flood has killed at least 15 people",
        );
        assert_eq!(told(STORY, &reworded), ["12 to 15"]);
        assert_eq!(told(STORY, STORY), [""; 0]);
    }

    #[test]
    fn sentences_that_come_and_go_add_and_remove() {
        let longer = format!("{STORY}\nAid of 70 tonnes arrived overnight by train.");
        assert_eq!(told(STORY, &longer), ["+70"]);
        assert_eq!(told(&longer, STORY), ["-70"]);
        let other = STORY.replace(
            "The river fell to 3 metres by noon.",
            "Schools opened again after 6 days of rain.",
        );
        assert_eq!(told(STORY, &other), ["+6", "-3"]);
    }

    #[test]
    fn a_sentence_that_moved_is_told() {
        let lines: Vec<&str> = STORY.lines().collect();
        let moved = [lines[2], lines[0], lines[1]].join("\n");
        assert_eq!(told(STORY, &moved), ["3 moved"]);
    }

    #[test]
    fn two_numbers_of_a_sentence_keep_their_places() {
        let before = "Output rose from 5 to 7 in May.";
        assert_eq!(
            told(before, "Output rose from 7 to 9 in May."),
            ["5 to 7", "7 to 9"]
        );
        assert_eq!(told(before, "Output rose from 5 to 9 in May."), ["7 to 9"]);
    }

    #[test]
    fn other_units_are_other_figures() {
        let (then, mut now) = (figures("It sold 5 things."), figures("It sold 6 things."));
        now[0].unit = "km".into();
        assert_eq!(align(&then, &now), [Change::Added(0), Change::Removed(0)]);
    }

    #[test]
    fn what_a_figure_is_about_may_change_too() {
        let (then, mut now) = (figures("It sold 5 things."), figures("It sold 5 things."));
        now[0].period = Some("2025".into());
        now[0].comparator = "about".into();
        let Change::Changed { what, .. } = &align(&then, &now)[0] else {
            panic!("it changed")
        };
        assert_eq!(*what, ["comparator", "period"]);
    }

    proptest! {
        #[test]
        fn every_figure_is_told_once(a in proptest::collection::vec("[a-c]{1,3} [0-9]{1,2} [a-c]{1,3}", 0..8),
                                     b in proptest::collection::vec("[a-c]{1,3} [0-9]{1,2} [a-c]{1,3}", 0..8)) {
            let (then, now) = (figures(&a.join("\n")), figures(&b.join("\n")));
            let (mut before, mut after) = (Vec::new(), Vec::new());
            for change in align(&then, &now) {
                match change {
                    Change::Same { from, to, .. } | Change::Changed { from, to, .. } => {
                        before.push(from);
                        after.push(to);
                    }
                    Change::Added(to) => after.push(to),
                    Change::Removed(from) => before.push(from),
                }
            }
            before.sort_unstable();
            prop_assert_eq!(before, (0..then.len()).collect::<Vec<_>>());
            prop_assert_eq!(after, (0..now.len()).collect::<Vec<_>>());
        }
    }
}
