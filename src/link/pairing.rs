//! "respectively": which member of one list belongs to which member of another.
//!
//! Owns the pairing of a run of figures with as many conjuncts or as many figures before. Makes no
//! other link.

use super::clause::Kind;
use super::item::Tag;
use super::scene::Scene;
use super::wording::wording;
use std::ops::Range;

/// What a figure of a paired list takes its links from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Partner {
    /// The figure (its index among the article's) in the same place of the list before.
    Figure(usize),
    /// The items of the conjunct in the same place, and the indicator they name.
    Phrase(Range<usize>, Option<String>),
}

/// For each figure of the sentence that "respectively" pairs, its partner.
pub fn partners(scene: &Scene<'_>) -> Vec<(usize, Partner)> {
    let mut out = Vec::new();
    for at in 0..scene.parse.items.len() {
        if scene.lower(at) == "respectively" {
            out.extend(pair(scene, at));
        }
    }
    out
}

fn pair(scene: &Scene<'_>, at: usize) -> Vec<(usize, Partner)> {
    let run = run_before(scene, at).or_else(|| run_after(scene, at));
    let Some(run) = run.filter(|r| r.len() > 1) else {
        return Vec::new();
    };
    let first = run.first().copied().unwrap_or(0);
    let figures: Vec<usize> = run.iter().filter_map(|i| scene.item(*i)?.figure).collect();
    let partners = conjuncts_before(scene, first, run.len())
        .or_else(|| figures_before(scene, first, run.len()))
        .unwrap_or_default();
    figures.into_iter().zip(partners).collect()
}

/// Items of the coordinated figures that end at or shortly before `at`.
fn run_before(scene: &Scene<'_>, at: usize) -> Option<Vec<usize>> {
    let last = (at.saturating_sub(10)..at)
        .rev()
        .find(|i| scene.tag(*i) == Tag::Figure)?;
    let mut run = vec![last];
    let mut i = last;
    while let Some(before) = previous_in_list(scene, i) {
        run.push(before);
        i = before;
    }
    run.reverse();
    Some(run)
}

fn run_after(scene: &Scene<'_>, at: usize) -> Option<Vec<usize>> {
    let first = (at..at + 6).find(|i| scene.tag(*i) == Tag::Figure)?;
    let mut run = vec![first];
    let mut i = first;
    while let Some(next) = (i + 1..i + 8)
        .find(|j| scene.tag(*j) == Tag::Figure && previous_in_list(scene, *j) == Some(i))
    {
        run.push(next);
        i = next;
    }
    Some(run)
}

/// The figure coordinated with the one at `i`: only commas, "and", prepositions of change, a
/// counted noun or a bracket between them.
fn previous_in_list(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let mut joined = false;
    for j in (i.saturating_sub(9)..i).rev() {
        match scene.tag(j) {
            Tag::Figure if joined => return Some(j),
            Tag::Comma | Tag::Conjunction => joined = true,
            Tag::Noun
            | Tag::Adverb
            | Tag::Preposition
            | Tag::Determiner
            | Tag::To
            | Tag::Quote
            | Tag::Figure => {}
            _ => return None,
        }
    }
    None
}

fn figures_before(scene: &Scene<'_>, first: usize, count: usize) -> Option<Vec<Partner>> {
    let before: Vec<usize> = (0..first).filter_map(|i| scene.item(i)?.figure).collect();
    let from = before.len().checked_sub(count)?;
    Some(
        before
            .iter()
            .skip(from)
            .map(|f| Partner::Figure(*f))
            .collect(),
    )
}

/// The nearest list of exactly `count` conjuncts left of `first`.
fn conjuncts_before(scene: &Scene<'_>, first: usize, count: usize) -> Option<Vec<Partner>> {
    (1..first)
        .rev()
        .filter(|i| scene.tag(*i) == Tag::Conjunction && !bracketed(scene, *i))
        .find_map(|and| {
            let parts = conjuncts(scene, and, count)?;
            let holds_figure = parts
                .iter()
                .flat_map(Clone::clone)
                .any(|i| scene.tag(i) == Tag::Figure);
            (!holds_figure).then(|| partners_of(scene, parts))
        })
}

fn bracketed(scene: &Scene<'_>, i: usize) -> bool {
    scene
        .parse
        .clause(i)
        .is_some_and(|c| c.kind == Kind::Bracket)
}

/// The conjuncts that the "and" at `and` closes, when there are exactly `count`.
fn conjuncts(scene: &Scene<'_>, and: usize, count: usize) -> Option<Vec<Range<usize>>> {
    let last = scene.phrase_with_tails(and + 1);
    let end = last.end;
    if last.is_empty() {
        return None;
    }
    let mut parts = vec![last];
    let mut stop = if scene.tag(and - 1) == Tag::Comma {
        and - 1
    } else {
        and
    };
    while parts.len() < count {
        let part = left_conjunct(scene, stop)?;
        let start = part.start;
        parts.push(part);
        if parts.len() < count {
            if start == 0 || scene.tag(start - 1) != Tag::Comma {
                return None;
            }
            stop = start - 1;
        }
    }
    parts.reverse();
    (end > and + 1).then_some(parts)
}

/// The noun phrase, over a bracket and its own tails, that ends at `stop`.
fn left_conjunct(scene: &Scene<'_>, stop: usize) -> Option<Range<usize>> {
    let mut end = stop;
    if end > 0 && scene.tag(end - 1) == Tag::Close {
        end = (0..end).rev().find(|j| scene.tag(*j) == Tag::Open)?;
    }
    let mut phrase = scene.phrase_left(end);
    // A conjunction inside the phrase belongs to the list itself.
    if let Some(joint) = phrase
        .clone()
        .rev()
        .find(|i| scene.tag(*i) == Tag::Conjunction)
    {
        phrase = joint + 1..phrase.end;
    }
    while phrase.start > 1
        && matches!(scene.lower(phrase.start - 1), "of" | "with" | "in")
        && !scene.phrase_left(phrase.start - 1).is_empty()
    {
        phrase = scene.phrase_left(phrase.start - 1).start..phrase.end;
    }
    (!phrase.is_empty()).then_some(phrase)
}

/// The partners, each with the words that the list shares: "scale and density of fish",
/// "trade with Kazakhstan and Kyrgyzstan".
fn partners_of(scene: &Scene<'_>, parts: Vec<Range<usize>>) -> Vec<Partner> {
    let tail = parts.last().and_then(|p| shared_tail(scene, p.clone()));
    let head = parts.first().and_then(|p| shared_head(scene, p.clone()));
    let last = parts.len().saturating_sub(1);
    parts
        .into_iter()
        .enumerate()
        .map(|(n, part)| {
            let own = wording(scene, part.clone());
            let tailed = if n < last { tail.as_deref() } else { None };
            let text = match (own, &head) {
                (Some(own), _) => Some(tailed.map_or(own.clone(), |t| format!("{own} {t}"))),
                (None, Some(head)) => Some(head.clone()),
                (None, None) => None,
            };
            Partner::Phrase(part, text)
        })
        .collect()
}

fn shared_tail(scene: &Scene<'_>, last: Range<usize>) -> Option<String> {
    let of = last.clone().find(|i| scene.lower(*i) == "of")?;
    wording(scene, of + 1..last.end).map(|w| format!("of {w}"))
}

/// "trade" of "trade with Kazakhstan": what a first conjunct with a tail says before its place.
fn shared_head(scene: &Scene<'_>, first: Range<usize>) -> Option<String> {
    wording(scene, first)
}
