//! How the rules of date expressions are tried: at a token the longest reading, then the earlier rule.

use super::expr::Draft;
use super::first::First;
use super::rules::Construction::{Composed, Simple};
use super::rules::RULES;
use super::view::View;
use crate::base::rule::RuleId;
use crate::lexicon::dates::{Word, fiscal_month};
use crate::segment::Segments;

/// The longest reading at `i`, with its rule.
pub fn longest(view: &View<'_, '_>, i: usize) -> Option<(RuleId, Draft)> {
    let first = First::at(view, i);
    let mut best = simple(view, i, first);
    let reader = Reader {
        at: i,
        here: best.as_ref().map(|(_, draft)| draft.clone()),
    };
    for rule in RULES.iter().filter(|r| r.apply.first.meets(first)) {
        if let Composed(read) = rule.apply.read {
            keep(&mut best, rule.id, read(view, i, &reader));
        }
    }
    best
}

/// The longest reading at `i`, where the words `first` stand, that is not composed.
fn simple(view: &View<'_, '_>, i: usize, first: First) -> Option<(RuleId, Draft)> {
    let mut best = None;
    for rule in RULES.iter().filter(|r| r.apply.first.meets(first)) {
        if let Simple(read) = rule.apply.read {
            keep(&mut best, rule.id, read(view, i));
        }
    }
    best
}

/// Reads simple expressions for the composed ones; what stands where they begin is read once.
#[derive(Debug)]
pub struct Reader {
    at: usize,
    here: Option<Draft>,
}

impl Reader {
    /// One that has read nothing yet.
    #[cfg(test)]
    pub const fn afresh() -> Self {
        Self {
            at: usize::MAX,
            here: None,
        }
    }

    /// The longest simple reading at `i`.
    pub fn read(&self, view: &View<'_, '_>, i: usize) -> Option<Draft> {
        if i == self.at {
            return self.here.clone();
        }
        (view.word(i) != Word::Other || view.apostrophe(i))
            .then(|| simple(view, i, First::at(view, i)).map(|(_, draft)| draft))?
    }
}

fn keep(best: &mut Option<(RuleId, Draft)>, id: RuleId, draft: Option<Draft>) {
    let longer = |d: &Draft| best.as_ref().is_none_or(|(_, b)| d.end > b.end);
    if let Some(draft) = draft.filter(longer) {
        *best = Some((id, draft));
    }
}

/// Whether the reading is an adjective ("third-quarter", "year-earlier") before its noun, to
/// which the article belongs.
pub fn is_adjective(view: &View<'_, '_>, draft: &Draft) -> bool {
    let hyphen = view.dash(draft.end.wrapping_sub(2)) && view.glued(draft.end.wrapping_sub(1));
    let whole = draft.end - view.after_article(draft.start) == 3;
    hyphen
        && whole
        && view.unit(draft.end - 1).is_some() | view.is(draft.end - 1, &["half", "earlier", "ago"])
}

/// First month of the fiscal year of the country an article speaks of most; looked up only once an
/// article uses a fiscal year.
pub fn fiscal_start(segments: &Segments<'_>) -> Option<i8> {
    let mut votes = std::collections::BTreeMap::new();
    for i in 0..segments.tokens.len() {
        if let Some(month) = fiscal_month(segments.lower(i)) {
            *votes.entry(month).or_insert(0_usize) += 1;
        }
    }
    votes
        .into_iter()
        .max_by_key(|(_, n)| *n)
        .map(|(month, _)| month)
}
