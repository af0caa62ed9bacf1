//! How the rules of date expressions are tried: at a token the longest reading, then the earlier rule.

use super::compose::end_of_range;
use super::expr::Draft;
use super::first::First;
use super::rules::Construction::{Composed, Simple};
use super::rules::{RULES, ReadComposed, ReadSimple};
use super::view::View;
use crate::base::rule::RuleId;
use crate::lexicon::dates::{Word, fiscal_month};
use crate::segment::Segments;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// The longest reading at `i`, with its rule.
pub fn longest(view: &View<'_, '_>, i: usize) -> Option<(RuleId, Draft)> {
    let first = First::at(view, i);
    let mut best = simple(view, i, first);
    // Nothing is made of a phrase that is none.
    if best.is_none() && first == First::PHRASE {
        return None;
    }
    let reader = Reader {
        at: i,
        here: best.as_ref().map(|(_, draft)| draft.clone()),
        from: OnceCell::new(),
    };
    for (id, read) in BY_FIRST.of(first, |lists| &lists.composed) {
        keep(&mut best, *id, read(view, i, &reader));
    }
    best
}

/// The longest reading at `i`, where the words `first` stand, that is not composed.
fn simple(view: &View<'_, '_>, i: usize, first: First) -> Option<(RuleId, Draft)> {
    let mut best = None;
    for (id, read) in BY_FIRST.of(first, |lists| &lists.simple) {
        keep(&mut best, *id, read(view, i));
    }
    best
}

/// The rules that may begin with words of one kind, in their order.
#[derive(Debug, Default)]
struct Lists {
    simple: Vec<(RuleId, ReadSimple)>,
    composed: Vec<(RuleId, ReadComposed)>,
}

impl Lists {
    fn of(first: First) -> Self {
        let mut out = Self::default();
        for rule in RULES.iter().filter(|r| r.apply.first.meets(first)) {
            match rule.apply.read {
                Simple(read) => out.simple.push((rule.id, read)),
                Composed(read) => out.composed.push((rule.id, read)),
            }
        }
        out
    }
}

/// The rules by the kind of word they may begin with, so that at a token no other is looked at.
struct ByFirst {
    kinds: Vec<Lists>,
    any: Lists,
}

static BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| ByFirst {
    kinds: First::kinds().map(Lists::of).collect(),
    any: Lists::of(First::ANY),
});

impl ByFirst {
    fn of<T>(&self, first: First, list: impl Fn(&Lists) -> &Vec<T>) -> &[T] {
        let lists = first.kind().and_then(|kind| self.kinds.get(kind));
        list(lists.unwrap_or(&self.any))
    }
}

/// Reads simple expressions for the composed ones; what stands where they begin is read once.
#[derive(Debug)]
pub struct Reader {
    at: usize,
    here: Option<Draft>,
    /// What may begin a range there; every rule of ranges asks.
    from: OnceCell<Option<Draft>>,
}

impl Reader {
    /// One that has read nothing yet.
    #[cfg(test)]
    pub const fn afresh() -> Self {
        Self {
            at: usize::MAX,
            here: None,
            from: OnceCell::new(),
        }
    }

    /// What a range from `i` begins with.
    pub fn from(&self, view: &View<'_, '_>, i: usize) -> Option<Draft> {
        if i == self.at {
            let from = self.from.get_or_init(|| end_of_range(view, i, self));
            return from.clone();
        }
        end_of_range(view, i, self)
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
