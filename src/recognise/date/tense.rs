//! Whether the clause around an expression speaks of the past or of the future.
//!
//! A rough sense from the verbs near it, enough to choose between last and next Tuesday.

use super::view::View;
use crate::lexicon::tenses::Bearing;
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

/// How far a verb may stand from the expression, in tokens.
const REACH: usize = 15;

/// The tense of the clause in which the tokens `start..end` stand: of the nearest verb before them,
/// else of the nearest behind.
pub fn tense(view: &View<'_, '_>, start: usize, end: usize) -> Tense {
    let tokens = view.tokens();
    if view.before(start) == "since" {
        return Tense::Past;
    }
    let until =
        view.is(start.wrapping_sub(1), &["until", "till"]) && start.wrapping_sub(1) != tokens.start;
    let soon =
        start > 2 && view.reads(start - 3, &["as"]) && view.is(start - 2, &["early", "soon"]);
    if until || soon {
        return Tense::Future;
    }
    if super::calendar::possessive(view, end).is_some() {
        return Tense::Past;
    }
    let before = strongest(
        (tokens.start..start)
            .rev()
            .take(REACH)
            .map(|i| verb(view, i, start)),
    );
    let behind = || {
        let from = end..tokens.end;
        strongest(from.take(REACH).map(|i| verb(view, i, i + 1)))
    };
    before.or_else(behind).unwrap_or(Tense::Unknown)
}

/// The nearest tense; an infinitive only where no other verb stands.
fn strongest(nearest_first: impl Iterator<Item = Option<Tense>>) -> Option<Tense> {
    let mut ahead = None;
    for tense in nearest_first.flatten() {
        match tense {
            Tense::Ahead => ahead = Some(Tense::Ahead),
            tense => return Some(tense),
        }
    }
    ahead
}

/// What the token at `i` says of the tense of the expression at `start`.
fn verb(view: &View<'_, '_>, i: usize, start: usize) -> Option<Tense> {
    let word = view.lower(i);
    let here = view.bearing(i);
    if here == Bearing::default() && !word.ends_with("ed") && !matches!(word, "to" | "due") {
        return None;
    }
    if here.is(Bearing::SAYING) {
        return (i + 2 >= start).then_some(Tense::Past);
    }
    let before = view.bearing(i.wrapping_sub(1));
    let present = before.is(Bearing::BEING);
    // "due to" gives a reason; "due to open" a plan.
    let due = word == "due" && (view.lower(i + 1) != "to" || infinitive(view, i + 2));
    let bound = here.is(Bearing::BOUND) && view.lower(i + 1) == "to" && infinitive(view, i + 2);
    if here.is(Bearing::AHEAD) || due || bound || present && here.is(Bearing::MEANT) {
        // "had been due to expire": what was to come is past.
        let at = if view.before(i) == "to" {
            i.wrapping_sub(2)
        } else {
            i
        };
        let over = view.reads(at.wrapping_sub(2), &["had", "been"]);
        return Some(if over { Tense::Past } else { Tense::Future });
    }
    if word == "to" && i + 1 < start && infinitive(view, i + 1) {
        let bound = before.is(Bearing::BOUND);
        return Some(if bound { Tense::Future } else { Tense::Ahead });
    }
    if here.is(Bearing::PROPOSED) && !before.is(Bearing::UNDONE) {
        return Some(Tense::Future);
    }
    let regular = regular(word, here) && !view.capital(i);
    (!present && (here.is(Bearing::PAST) || regular)).then_some(Tense::Past)
}

/// Whether a word has the form of a regular verb in the past.
fn regular(word: &str, bearing: Bearing) -> bool {
    let form = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed");
    form && !bearing.is(Bearing::UNVERBAL)
}

/// Whether the word behind "to" is a verb.
fn infinitive(view: &View<'_, '_>, i: usize) -> bool {
    let noun = || view.bearing(i).is(Bearing::NOUN);
    view.kind(i) == TokenKind::Word && !view.capital(i) && !noun()
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
    fn what_was_to_come_is_past() {
        assert_eq!(
            of("The bid had been due to expire on Friday.", "Friday"),
            Tense::Past
        );
        assert_eq!(
            of("On Friday the league plans to vote.", "Friday"),
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
