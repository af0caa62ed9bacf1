//! Whether the clause around an expression speaks of the past or of the future.
//!
//! A rough sense from the verbs near it, enough to choose between last and next Tuesday.

use super::view::View;
use crate::lexicon::dates::Word;
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
    // "decided to close it in June", but "decided to close it on Friday" and "in June decided to"
    let resolved = here.is(Bearing::RESOLVED)
        && view.lower(i + 1) == "to"
        && infinitive(view, i + 2)
        && i + 2 < start
        && !matches!(view.word(start), Word::Weekday { .. });
    if here.is(Bearing::AHEAD) || due || bound || resolved || present && here.is(Bearing::MEANT) {
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
    let regular = regular(word, here) && !view.capital(i);
    if regular && describes(view, i) {
        return None;
    }
    if here.is(Bearing::PROPOSED) {
        let over = before.is(Bearing::UNDONE) || called_off(view, start);
        return Some(if over { Tense::Past } else { Tense::Future });
    }
    (!present && (here.is(Bearing::PAST) || regular)).then_some(Tense::Past)
}

/// Whether what was planned for the expression at `start` did not come about: "planned for Saturday was
/// canceled".
fn called_off(view: &View<'_, '_>, start: usize) -> bool {
    let dropped = ["canceled", "cancelled", "postponed", "dropped", "scrapped"];
    view.is(start + 1, &["was", "were"]) && view.is(start + 2, &dropped)
}

/// Whether the participle at `i` belongs to the noun behind it: "the planned merger", "a still unspecified
/// date".
fn describes(view: &View<'_, '_>, i: usize) -> bool {
    const BEFORE: &[&str] = &["its", "their", "his", "her", "our", "my", "any", "no"];
    let article = |j: usize| matches!(view.word(j), Word::The | Word::A) || view.is(j, BEFORE);
    let adverb = view.is(
        i.wrapping_sub(1),
        &["still", "newly", "recently", "long", "now", "most"],
    ) || view.before(i).ends_with("ly");
    let from = i.wrapping_sub(1 + usize::from(adverb));
    article(from) && view.kind(i + 1) == TokenKind::Word
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
    fn a_participle_before_its_noun_is_no_verb() {
        assert_eq!(
            of(
                "It will pay on a still unspecified date in January.",
                "January"
            ),
            Tense::Future
        );
        assert_eq!(
            of("On Friday he left the hastily planned camp.", "Friday"),
            Tense::Past
        );
    }

    #[test]
    fn what_was_called_off_is_past() {
        assert_eq!(
            of("A fair planned for Saturday was canceled.", "Saturday"),
            Tense::Past
        );
        assert_eq!(
            of("A fair is planned for Saturday.", "Saturday"),
            Tense::Future
        );
        assert_eq!(
            of("The council decided to close it in June.", "June"),
            Tense::Future
        );
        assert_eq!(
            of("The council decided to close it on Friday.", "Friday"),
            Tense::Past
        );
        assert_eq!(
            of("In January the mayor promised to hire 3 men.", "January"),
            Tense::Past
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
