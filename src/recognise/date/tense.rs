//! Whether the clause around an expression speaks of the past or of the future.
//!
//! A rough sense from the verbs near it, enough to choose between last and next Tuesday.

use super::view::View;

/// Where a clause lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Before the article's date.
    Past,
    /// After it.
    Future,
    /// Nothing says.
    Unknown,
}

const FUTURE: &[&str] = &[
    "will",
    "shall",
    "ll",
    "won",
    "scheduled",
    "plans",
    "expects",
    "expected",
    "due",
    "upcoming",
    "planned",
    "intends",
    "slated",
    "set",
];

const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "fell", "rose", "came", "went", "began", "took", "made",
    "told", "met", "held", "won", "lost", "hit", "saw", "left", "sold", "bought", "grew", "ran",
    "gave", "got", "led", "paid", "became", "stood", "set", "spoke", "wrote", "built", "sent",
];

/// The tense of the clause in which the tokens `start..end` stand: of the nearest verb before them,
/// else of the nearest behind.
pub fn tense(view: &View<'_, '_>, start: usize, end: usize) -> Tense {
    let tokens = view.tokens();
    let before = (tokens.start..start)
        .rev()
        .take(15)
        .find_map(|i| verb(view, i));
    before
        .or_else(|| (end..tokens.end).take(15).find_map(|i| verb(view, i)))
        .unwrap_or(Tense::Unknown)
}

fn verb(view: &View<'_, '_>, i: usize) -> Option<Tense> {
    let word = view.lower(i);
    if word == "would" || word == "could" {
        return None;
    }
    if FUTURE.contains(&word) && word != "set" {
        return Some(Tense::Future);
    }
    let past = PAST.contains(&word) || word.len() > 3 && word.ends_with("ed");
    past.then_some(Tense::Past)
}
