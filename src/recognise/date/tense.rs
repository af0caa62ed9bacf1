//! Whether the clause around an expression speaks of the past or of the future.
//!
//! A rough sense from the verbs near it, enough to choose between last and next Tuesday.

use super::view::View;
use crate::segment::token::TokenKind;

/// Where a clause lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Before the article's date.
    Past,
    /// After it.
    Future,
    /// Perhaps after it: an infinitive.
    Ahead,
    /// Nothing says.
    Unknown,
}

/// Words that point ahead, whatever stands around them.
const AHEAD: &[&str] = &[
    "will",
    "would",
    "shall",
    "ll",
    "scheduled",
    "plans",
    "expects",
    "expected",
    "upcoming",
    "planned",
    "intends",
    "slated",
    "effective",
    "payable",
    "expire",
    "expires",
    "expiring",
    "deadline",
    "begins",
    "starts",
    "opens",
    "takes",
    "hopes",
];

/// Verbs of saying: they tell when something was said, not when it happens.
const SAYING: &[&str] = &[
    "said",
    "told",
    "announced",
    "reported",
    "added",
    "stated",
    "noted",
    "disclosed",
    "asked",
];

/// Irregular verbs in the past.
const PAST: &[&str] = &[
    "was", "were", "had", "did", "fell", "rose", "came", "went", "began", "took", "made", "met",
    "held", "won", "lost", "hit", "saw", "left", "sold", "bought", "grew", "ran", "gave", "got",
    "led", "paid", "became", "stood", "spoke", "wrote", "built", "sent", "shot", "found", "flew",
];

/// How far a verb may stand from the expression, in tokens.
const REACH: usize = 15;

/// The tense of the clause in which the tokens `start..end` stand: of the nearest verb before them,
/// else of the nearest behind.
pub fn tense(view: &View<'_, '_>, start: usize, end: usize) -> Tense {
    let tokens = view.tokens();
    let until = view.is(start.wrapping_sub(1), &["until", "till"]);
    let soon =
        start > 2 && view.reads(start - 3, &["as"]) && view.is(start - 2, &["early", "soon"]);
    if until || soon {
        return Tense::Future;
    }
    if super::calendar::possessive(view, end).is_some() {
        return Tense::Past;
    }
    let before = (tokens.start..start)
        .rev()
        .take(REACH)
        .find_map(|i| verb(view, i, start));
    before
        .or_else(|| {
            (end..tokens.end)
                .take(REACH)
                .find_map(|i| verb(view, i, i + 1))
        })
        .unwrap_or(Tense::Unknown)
}

/// What the token at `i` says of the tense of the expression at `start`.
fn verb(view: &View<'_, '_>, i: usize, start: usize) -> Option<Tense> {
    let word = view.lower(i);
    if SAYING.contains(&word) {
        return (i + 2 >= start).then_some(Tense::Past);
    }
    // "due to" gives a reason; "set to" a plan.
    let to = view.lower(i + 1) == "to";
    if AHEAD.contains(&word) || word == "due" && (!to || infinitive(view, i + 2)) {
        return Some(Tense::Future);
    }
    if word == "to" && i + 1 < start {
        let bound = view.is(i.wrapping_sub(1), &["is", "are", "set", "due"]);
        let tense = if bound { Tense::Future } else { Tense::Ahead };
        return infinitive(view, i + 1).then_some(tense);
    }
    let regular = word.len() > 3 && word.ends_with("ed") && !view.capital(i);
    let passive = regular && view.is(i.wrapping_sub(1), &["be", "is", "are"]);
    (PAST.contains(&word) || regular && !passive).then_some(Tense::Past)
}

/// Whether the word behind "to" is a verb.
fn infinitive(view: &View<'_, '_>, i: usize) -> bool {
    const NOUNS: &[&str] = &[
        "the", "a", "an", "its", "his", "her", "their", "about", "this", "that",
    ];
    view.kind(i) == TokenKind::Word && !view.capital(i) && !view.is(i, NOUNS)
}

#[cfg(test)]
mod tests {
    use super::super::view;
    use super::*;
    use crate::clean::plain;
    use crate::segment::Segments;

    fn of(text: &str, word: &str) -> Tense {
        let article = plain::article(text.to_owned());
        let segments = Segments::of(&article);
        let words = view::words(&segments);
        let view = View::new(&segments, &words, &(0..segments.tokens.len()));
        let i = (0..segments.tokens.len())
            .find(|i| view.text(*i) == word)
            .unwrap();
        tense(&view, i, i + 1)
    }

    #[test]
    fn the_nearest_verb_decides() {
        assert_eq!(
            of("The board will meet on Tuesday.", "Tuesday"),
            Tense::Future
        );
        assert_eq!(of("The board met on Tuesday.", "Tuesday"), Tense::Past);
        assert_eq!(
            of("On Tuesday, the board will meet.", "Tuesday"),
            Tense::Future
        );
        assert_eq!(
            of("The board is to meet Tuesday.", "Tuesday"),
            Tense::Future
        );
        assert_eq!(of("Board, Tuesday", "Tuesday"), Tense::Unknown);
    }

    #[test]
    fn saying_counts_only_beside_the_date() {
        assert_eq!(
            of("The board will meet, he said Tuesday.", "Tuesday"),
            Tense::Past
        );
        assert_eq!(
            of("He said the vote is due in June.", "June"),
            Tense::Future
        );
    }

    #[test]
    fn due_to_is_no_future() {
        assert_eq!(
            of("Sales fell due to the rain in June.", "June"),
            Tense::Past
        );
    }
}
