//! Numbers of sources in brackets: `[12]`, `(8, 9)`, `(14–17)`.
//!
//! In square brackets they are sources by themselves; in round ones only where the whole article writes
//! sources so, because ages, scores and values stand in round brackets too. Knows no other trap.

use super::Trap;
use crate::recognise::figure::Scene;
use crate::recognise::figure::count::counted;
use crate::recognise::phrase::Line;
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};

/// Bracketed numbers from which on an article may be one that writes sources so.
const ENOUGH: usize = 3;

/// The number with which, or before which, the sources of an article begin.
const FIRST: u32 = 3;

/// The numbers between a pair of brackets.
struct Group {
    /// The closing bracket.
    close: usize,
    /// The first number.
    first: u32,
    /// Several numbers stand there, no range by a hyphen.
    listed: bool,
}

/// "aids memory (7)", "in mice [12]": the numbers of sources.
pub fn source(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let open = at.checked_sub(1).filter(|open| *open > line.first)?;
    let square = line.word(open) == "[";
    let round = scene.sources && line.word(open) == "(";
    if !(square || round) {
        return None;
    }
    let group = group(line, open)?;
    // "[12] ships came": a number that an editor put in.
    let put_in = square && counted(line, group.close + 1).is_some();
    (!put_in).then_some((group.close, "number of a source"))
}

/// Whether the article numbers its sources in round brackets: several brackets behind words in lower case hold
/// nothing but whole numbers, in several sentences, and they are listed two and more at once or go up from one
/// of the first.
pub fn numbers_sources(segments: &Segments<'_>) -> bool {
    let line = Line {
        segments,
        first: 0,
        end: segments.tokens.len(),
    };
    let brackets = memchr::memchr_iter(b'(', segments.text.as_bytes());
    let groups: Vec<Group> = brackets
        .map(|at| segments.token_at(at))
        // Behind a name stands an age or a score.
        .filter(|open| {
            open.checked_sub(1)
                .is_some_and(|b| line.case(b) == Case::Lower)
        })
        .filter_map(|open| group(&line, open))
        .collect();
    let listed = groups.iter().any(|g| g.listed);
    let upwards = groups.is_sorted_by_key(|g| g.first);
    let early = groups.first().is_some_and(|g| g.first <= FIRST);
    let mut sentences: Vec<usize> = groups
        .iter()
        .filter_map(|g| segments.sentence_at(segments.span(g.close).start))
        .collect();
    sentences.dedup();
    // "in nurses (2), doctors (15) and drivers (120)": a list of one sentence tells how many.
    let spread = sentences.len() > 1 && sentences.len() * 2 >= groups.len();
    groups.len() >= ENOUGH && spread && (listed || upwards && early)
}

/// The numbers of at most three digits that fill the brackets which open behind a word.
fn group(line: &Line<'_, '_>, open: usize) -> Option<Group> {
    let behind = open.checked_sub(1)?;
    if line.kind(behind) != TokenKind::Word {
        return None;
    }
    let closing = if line.word(open) == "[" { "]" } else { ")" };
    let first = whole(line, open + 1)?;
    let mut listed = false;
    let mut at = open + 2;
    while matches!(line.word(at), "," | "-" | "–") {
        whole(line, at + 1)?;
        listed |= line.word(at) != "-";
        at += 2;
    }
    (line.word(at) == closing).then_some(Group {
        close: at,
        first,
        listed,
    })
}

fn whole(line: &Line<'_, '_>, at: usize) -> Option<u32> {
    let word = line.word(at);
    let plain = line.kind(at) == TokenKind::Numeral && word.len() <= 3 && !word.starts_with('0');
    plain.then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::recognise::figure::recognise;

    fn figures(text: &str) -> Vec<String> {
        let article = plain::article(text.to_owned());
        let segments = Segments::of(&article);
        let (found, _) = recognise(&segments, &[]);
        found.iter().map(|f| f.span.of(text).to_owned()).collect()
    }

    #[test]
    fn the_sources_of_a_paper_are_no_figures() {
        let text =
            "Sleep aids memory (1). Mice sleep less (2), and rats too (5). It took 60 nights (7).";
        assert_eq!(figures(text), ["60"]);
        let text = "Sleep aids memory (40). Mice sleep less (12, 13). It took 60 nights (14–17).";
        assert_eq!(figures(text), ["60"]);
    }

    #[test]
    fn ages_and_values_in_brackets_stay_figures() {
        let text = "Cable is most used (44), then fibre (31), then copper (9).";
        assert_eq!(figures(text), ["44", "31", "9"]);
        let text = "It has three sons: Abel (2), Bo (9) and Cy (12).";
        assert_eq!(figures(text), ["three", "2", "9", "12"]);
        assert_eq!(figures("Sleep aids memory (1)."), ["1"]);
        let text = "It was found in nurses (2), doctors (15) and drivers (20). All left.";
        assert_eq!(figures(text), ["2", "15", "20"]);
    }
}
