//! What a text says of its own figures: that one is not so, and which way it moved. Knows texts and the
//! spans of figures; compares nothing.

use crate::base::span::Span;
use crate::base::vocabulary::Role;
use crate::lexicon::check::{Reach, Turn, denials, turn};
use crate::lexicon::words::{Sense, entry};

/// Words between a denial and the figure it denies at most.
const DENIED: usize = 8;

/// Words between a change and the "to" or "from" of its ends at most.
const CHANGE: usize = 9;

/// Words between two figures of which the second continues the first at most: "5 percent in May to 8 tonnes".
const CONTINUED: usize = 5;

/// Which way a number went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// "rose"
    Up,
    /// "fell"
    Down,
}

/// Which end of a change a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// "from 40"
    From,
    /// "to 80"
    To,
}

/// A number as an end of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Which end.
    pub end: End,
    /// Which way.
    pub way: Way,
}

/// Whether the text denies the figure at `figure`; `left` is where the figure before it ends. `lower` is
/// in lower case.
pub fn is_denied(lower: &str, figure: Span, left: usize) -> bool {
    let before = Span::new(0, figure.start).of(lower);
    let sentence = sentence_start(before);
    let after = Span::new(figure.end, lower.len()).of(lower);
    let after = after.split_once(". ").map_or(after, |(head, _)| head);
    denials().iter().any(|(phrase, reach)| match reach {
        Reach::After => whole(after, phrase).next().is_some(),
        Reach::Open | Reach::Nobody => false,
        _ => {
            let from = if matches!(reach, Reach::Clause | Reach::Next) {
                sentence.max(left)
            } else {
                sentence
            };
            let scope = Span::new(from.min(figure.start), figure.start).of(lower);
            whole(scope, phrase).last().is_some_and(|at| {
                let (head, rest) = scope.split_at_checked(at).unwrap_or_default();
                let between = rest.strip_prefix(phrase.as_str()).unwrap_or_default();
                !is_open(rest) && !narrows(head) && reaches(*reach, between)
            })
        }
    })
}

/// The words beside a figure that speak of no other: between `left` and `right`, where the figures before and
/// after it end and begin, as far as the next comma, conjunction or "with".
pub fn beside(lower: &str, figure: Span, left: usize, right: usize) -> Span {
    let before = Span::new(left.min(figure.start), figure.start).of(lower);
    let sentence = sentence_start(before);
    let from = if left == 0 || sentence > 0 {
        sentence
    } else {
        cuts(before).last().map_or(0, |cut| cut.end)
    };
    let after = Span::new(figure.end, right.max(figure.end)).of(lower);
    let sentence = after.find(". ").unwrap_or(after.len());
    let to = cuts(after)
        .next()
        .map_or(sentence, |cut| cut.start.min(sentence));
    Span::new(left.min(figure.start) + from, figure.end + to)
}

/// Commas and words at which a phrase ends.
fn cuts(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_alphabetic())
        .filter_map(move |piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
            let start = at;
            at += piece.len();
            let ends = matches!(turn(word), Some(Turn::Clause | Turn::Turn | Turn::Aside));
            if piece.ends_with([',', ';', ':', '(', ')']) {
                Some(Span::new(start + word.len(), at))
            } else {
                ends.then(|| Span::new(start, start + word.len()))
            }
        })
}

/// Whether a text without figures denies what it tells: "nobody came".
pub fn denies(lower: &str) -> bool {
    let denial = |(phrase, reach): &(String, Reach)| {
        !matches!(reach, Reach::Open | Reach::Next)
            && whole(lower, phrase)
                .next()
                .is_some_and(|at| !is_open(lower.get(at..).unwrap_or_default()))
    };
    denials().iter().any(denial)
}

/// Where the sentence that `before` breaks off in begins.
pub fn sentence_start(before: &str) -> usize {
    [". ", "\n", "; ", "? "]
        .iter()
        .filter_map(|mark| Some(before.rfind(mark)? + mark.len()))
        .max()
        .unwrap_or_default()
}

/// Where `phrase` stands in `text` as whole words.
pub fn whole<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = usize> {
    text.match_indices(phrase).filter_map(move |(at, _)| {
        let before = text.get(..at)?;
        let after = text.get(at + phrase.len()..)?;
        let inside =
            before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        (!inside).then_some(at)
    })
}

/// Whether what stands here only looks like a denial: "did not exceed".
fn is_open(rest: &str) -> bool {
    let short = rest.split(' ').take(4).collect::<Vec<_>>().join(" ");
    let mut open = denials().iter().filter(|d| d.1 == Reach::Open);
    open.any(|(phrase, _)| whole(&short, phrase).next().is_some())
}

/// Whether the denial belongs to a noun: "those who were not vaccinated".
fn narrows(head: &str) -> bool {
    words(head).last().and_then(turn) == Some(Turn::Relative)
}

fn reaches(reach: Reach, between: &str) -> bool {
    let has = |ends: &[Turn]| words(between).filter_map(turn).any(|t| ends.contains(&t));
    match reach {
        Reach::Sentence => !has(&[Turn::Turn]),
        Reach::Comma => !between.contains(", ") && !has(&[Turn::Turn]),
        Reach::Clause => {
            !between.contains([',', ':', '(', '—', '–'])
                && words(between).count() <= DENIED
                && !has(&[Turn::Turn, Turn::Clause, Turn::Relative])
        }
        Reach::Next => words(between).all(|w| turn(w) == Some(Turn::Step)),
        Reach::After | Reach::Open | Reach::Nobody => false,
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
}

/// Of which change each figure is an end. `figures` are in order, with what each says of its indicator.
pub fn courses(lower: &str, figures: &[(Span, Role)]) -> Vec<Option<Course>> {
    let mut out: Vec<Option<Course>> = vec![None; figures.len()];
    for (at, (span, _)) in figures.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| figures.get(b));
        let sentence = sentence_start(Span::new(0, span.start).of(lower));
        let left = before.map_or(0, |f| f.0.end).min(span.start);
        let gap = Span::new(left.max(sentence), span.start).of(lower);
        let joined = before.filter(|_| left >= sentence);
        let Some(end) = end_of(gap) else { continue };
        let last = at
            .checked_sub(1)
            .and_then(|b| out.get(b))
            .copied()
            .flatten();
        let near = words(gap).count() <= CONTINUED;
        let way = way_of(gap).or_else(|| {
            let continued = last.filter(|c| c.end == End::From && end == End::To);
            let by = joined.filter(|_| near).and_then(|f| way_by(f.1));
            continued.map(|c| c.way).or(by)
        });
        let Some(way) = way else { continue };
        if end == End::From
            && near
            && joined.is_some()
            && last.is_none()
            && let Some(slot) = at.checked_sub(1).and_then(|b| out.get_mut(b))
        {
            // "14,000, up from 8,000": the first is where it went.
            *slot = Some(Course { end: End::To, way });
        }
        if let Some(slot) = out.get_mut(at) {
            *slot = Some(Course { end, way });
        }
    }
    out
}

const fn way_by(role: Role) -> Option<Way> {
    match role {
        Role::Increase => Some(Way::Up),
        Role::Decrease => Some(Way::Down),
        _ => None,
    }
}

/// The end that the words right before a figure make it.
fn end_of(gap: &str) -> Option<End> {
    if gap.trim_end().ends_with([',', ';', ':', '(']) {
        return None;
    }
    let mut back = words(gap).rev().skip_while(|w| turn(w) == Some(Turn::Step));
    match back.next()? {
        // "up to 80" is a bound.
        "to" if back.next() != Some("up") => Some(End::To),
        "from" => Some(End::From),
        _ => None,
    }
}

/// The direction told last before the "to" or "from" that ends `gap`.
fn way_of(gap: &str) -> Option<Way> {
    let of = |word: &str| {
        let entry = entry(word);
        let verb = entry.verb.and_then(|v| way(v.sense));
        match turn(word) {
            Some(Turn::Up) => Some(Way::Up),
            Some(Turn::Down) => Some(Way::Down),
            _ => verb.or_else(|| entry.noun.and_then(way)),
        }
    };
    words(gap).rev().take(CHANGE).find_map(of)
}

const fn way(sense: Sense) -> Option<Way> {
    match sense {
        Sense::Up => Some(Way::Up),
        Sense::Down => Some(Way::Down),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spans of the digits of `text`.
    fn figures(text: &str) -> Vec<(Span, Role)> {
        let mut out = Vec::new();
        let mut at = 0;
        for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
            let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
            if !digits.is_empty() {
                out.push((Span::new(at, at + digits.len()), Role::Level));
            }
            at += piece.len();
        }
        out
    }

    fn denied(text: &str) -> Vec<bool> {
        let lower = text.to_ascii_lowercase();
        let all = figures(&lower);
        let left = |i: usize| if i == 0 { 0 } else { all[i - 1].0.end };
        (0..all.len())
            .map(|i| is_denied(&lower, all[i].0, left(i)))
            .collect()
    }

    #[test]
    fn a_denial_reaches_the_figures_of_its_clause() {
        for (text, expected) in [
            ("The mill did not grind 50 tonnes.", vec![true]),
            ("The mill didn't grind 50 tonnes.", vec![true]),
            ("The mill didn’t grind 50 tonnes.", vec![true]),
            ("It is not true that the mill ground 50 tonnes.", vec![true]),
            (
                "Contrary to a rumor that 50 died, 3 died.",
                vec![true, false],
            ),
            ("The talk of 50 tonnes is false.", vec![true]),
            ("It ground 40 tonnes, not 50.", vec![false, true]),
            ("It was not 50 but 40 tonnes.", vec![true, false]),
            ("The mill failed to reach 50 tonnes.", vec![true]),
        ] {
            assert_eq!(denied(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_denial_denies_nothing() {
        for text in [
            "The mill ground not only 50 tonnes.",
            "Losses did not exceed 50 tonnes.",
            "It rained not at all, and the mill ground 50 tonnes.",
            "Those who were not asked made up 50 of them.",
            "It did not rain. The mill ground 50 tonnes.",
            "It did not rain while the mill ground 50 tonnes.",
            "The knot was 50 long.",
        ] {
            assert_eq!(denied(text), [false], "{text}");
        }
    }

    #[test]
    fn an_event_is_denied_by_nobody_too() {
        assert!(denies("nobody came to the fair"));
        assert!(denies("the fair did not open"));
        assert!(!denies("the fair opened, not least for children"));
        assert!(!denies("the nobodyish fair opened"));
    }

    #[test]
    fn words_beside_a_figure_speak_of_no_other() {
        let text =
            "Hebei has 50 mills in the hills and Hunan, which is wet, has 40 against 30 farms.";
        let lower = text.to_ascii_lowercase();
        let all = figures(&lower);
        let end = |i: usize| all.get(i).map_or(lower.len(), |f| f.0.start);
        let of = |i: usize| {
            let left = if i == 0 { 0 } else { all[i - 1].0.end };
            beside(&lower, all[i].0, left, end(i + 1)).of(text)
        };
        assert_eq!(of(0), "Hebei has 50 mills in the hills ");
        assert_eq!(of(1), " has 40 ");
        assert_eq!(of(2), " 30 farms.");
    }

    fn ends(text: &str) -> Vec<Option<(End, Way)>> {
        let lower = text.to_ascii_lowercase();
        let found = courses(&lower, &figures(&lower));
        found
            .into_iter()
            .map(|c| c.map(|c| (c.end, c.way)))
            .collect()
    }

    #[test]
    fn ends_of_a_change_have_its_direction() {
        use End::{From, To};
        use Way::{Down, Up};
        for (text, expected) in [
            (
                "Output rose from 40 to 80.",
                vec![Some((From, Up)), Some((To, Up))],
            ),
            (
                "Output fell from about 80 tonnes in May to just 40.",
                vec![Some((From, Down)), Some((To, Down))],
            ),
            (
                "Output was 80, up from 40.",
                vec![Some((To, Up)), Some((From, Up))],
            ),
            (
                "The rate dropped to a record 6 percent.",
                vec![Some((To, Down))],
            ),
            ("The rate was 6 percent.", vec![None]),
            ("A rise of up to 6 percent.", vec![None]),
            ("They came from 40 villages.", vec![None]),
            ("It rose. They came from 40 villages.", vec![None]),
        ] {
            assert_eq!(ends(text), expected, "{text}");
        }
    }

    #[test]
    fn a_change_told_as_a_number_gives_the_end_its_direction() {
        let text = "output rose 5 percent to 80 tonnes";
        let all = figures(text);
        let roles = [(all[0].0, Role::Increase), (all[1].0, Role::Level)];
        let found = courses(text, &roles);
        assert_eq!(found[1].map(|c| c.way), Some(Way::Up));
    }
}
