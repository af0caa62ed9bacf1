//! Names in capitals built on a head: "Weihe Industrial Park", "Port of Lanhai".

use super::run::{Run, is_dash, is_name};
use super::{Candidate, Construction, Scan, Trigger};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::ProjectKind;
use crate::lexicon::project::{Head, Needs, PROJECTS, Part};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};

/// A name in capitals that ends with a head.
pub const CAPITALISED_NAME: Rule<Construction> = Rule {
    id: RuleId("project/capitalised-name"),
    does: "words in capitals that end with a head such as Zone, Bridge or Programme",
    hits: &[
        ("Work on the Lanhai Bridge began.", "Lanhai Bridge"),
        (
            "The Weihe-Qinba Special Cooperation Zone grew.",
            "Weihe-Qinba Special Cooperation Zone",
        ),
        (
            "Phase 2 of the China (Qinba) Pilot Free Trade Zone opened.",
            "China (Qinba) Pilot Free Trade Zone",
        ),
        (
            "It signed the Joint Water Agreement for the Weihe Basin last year.",
            "Joint Water Agreement for the Weihe Basin",
        ),
    ],
    misses: &[
        "The Zone is new.",
        "Lanhai Port Group runs it.",
        "The Free Trade Zone is open.",
        "The 14th Five-Year Plan period ended.",
    ],
    apply: Construction {
        trigger: Trigger::Run,
        find: capitalised_name,
    },
};

/// A work named after its place.
pub const WORK_OF_PLACE: Rule<Construction> = Rule {
    id: RuleId("project/work-of-place"),
    does: "Port, Airport or Bridge followed by \"of\" and a name",
    hits: &[
        ("The Port of Lanhai handled more.", "Port of Lanhai"),
        ("Ships left the Port of New Weihe.", "Port of New Weihe"),
    ],
    misses: &["The port of Lanhai is old.", "The Minister of Ports spoke."],
    apply: Construction {
        trigger: Trigger::Run,
        find: work_of_place,
    },
};

/// A head that stands in a text: tokens, first and last included.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'h> {
    /// First token of the head.
    pub first: usize,
    /// Last token of the head.
    pub last: usize,
    /// The head.
    pub head: &'h Head,
}

/// The longest head that ends with the token `last`, begins not before `floor`, and passes `fits`.
pub fn head_ending(
    seg: &Segments<'_>,
    last: usize,
    floor: usize,
    fits: impl Fn(&Head) -> bool,
) -> Option<Placed<'static>> {
    let word = seg.lower(last);
    let single = word
        .strip_suffix('s')
        .filter(|w| !PROJECTS.heads(w).is_empty());
    let lexicon: &'static crate::lexicon::project::ProjectLexicon = &PROJECTS;
    let heads = lexicon.heads(word).iter();
    let plural = lexicon.heads(single.unwrap_or_default()).iter();
    heads.chain(plural).filter(|h| fits(h)).find_map(|head| {
        let first = match_back(seg, last, floor, &head.words)?;
        Some(Placed { first, last, head })
    })
}

/// The first token of `words` when they end with the token `last`, hyphens between them skipped.
fn match_back(seg: &Segments<'_>, last: usize, floor: usize, words: &[&str]) -> Option<usize> {
    let mut at = last;
    for (i, word) in words.iter().rev().enumerate() {
        if i > 0 {
            at = at.checked_sub(1)?;
            if is_dash(seg, at) {
                at = at.checked_sub(1)?;
            }
            if at < floor || seg.lower(at) != *word {
                return None;
            }
        }
    }
    Some(at)
}

fn capitalised_name(scan: &Scan<'_, '_>, index: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    let long = scan.runs.get(index).filter(|r| r.first < r.last);
    let Some(run) = long.map(|r| r.trimmed(seg)) else {
        return;
    };
    if run.first == run.last || is_headline(scan, run) {
        return;
    }
    let placed = (run.first + 1..=run.last).rev().find_map(|last| {
        (seg.token(last)?.case == Case::Capital)
            .then(|| head_ending(seg, last, run.first, |_| true))?
            .filter(|p| !is_plural(seg, p))
    });
    let Some(placed) = placed.filter(|p| p.first > run.first) else {
        return;
    };
    let before = Run {
        first: run.first,
        last: placed.first - 1,
    };
    let last = extended(scan, placed.last, placed.head.kind);
    // "Joint Water Agreement for the Weihe Basin": what it is for names it.
    let objective = last > placed.last + 1 && before.words(seg) > 0;
    if !(objective || supports(seg, before, placed.head))
        || !ends_name(seg, run, placed.last)
        || is_none(seg, placed.last, scan.tokens.start)
        || is_place(scan, run.first, &placed)
    {
        return;
    }
    out.push(scan.named(run.first, last, placed.head.kind));
}

fn is_plural(seg: &Segments<'_>, placed: &Placed<'_>) -> bool {
    placed
        .head
        .words
        .last()
        .is_some_and(|w| *w != seg.lower(placed.last))
}

/// Whether the regions hold the same tokens, as for a town called after its port. A zone is both.
fn is_place(scan: &Scan<'_, '_>, first: usize, placed: &Placed<'_>) -> bool {
    placed.head.kind != ProjectKind::Zone && scan.is_region(first, placed.last)
}

/// Whether the run is a whole sentence of capitals, such as a headline.
fn is_headline(scan: &Scan<'_, '_>, run: Run) -> bool {
    let whole = run.first <= scan.tokens.start + 1 && run.last + 1 >= scan.tokens.end;
    run.words(scan.seg) > if whole { 6 } else { 12 }
}

/// Whether the words before the head make it a name.
fn supports(seg: &Segments<'_>, before: Run, head: &Head) -> bool {
    let proper = before.names(seg);
    match head.needs {
        Needs::Any if proper => true,
        // "the National Trade Center": a long head and an article do for a name.
        Needs::Any => {
            head.words.len() > 1
                && before.first > 0
                && seg.lower(before.first - 1) == "the"
                && before.words(seg) > 0
        }
        Needs::Two => proper && before.words(seg) > 1,
        Needs::Pair => before.is_pair(seg),
        Needs::Quote => false,
    }
}

/// Whether the name ends with the token `last` of the run: more capitals make it another name.
fn ends_name(seg: &Segments<'_>, run: Run, last: usize) -> bool {
    let next = last + 1;
    let body = PROJECTS.is(seg.lower(next), Part::Organisation) && is_name(seg, next);
    let phase = seg.lower(next) == "phase";
    let bracket = seg.is_mark(next, '(') || is_dash(seg, next) && !seg.glued(next);
    !body && (last == run.last || phase || bracket)
}

/// Whether the tokens up to `last` end with a name that only looks like an undertaking.
fn is_none(seg: &Segments<'_>, last: usize, floor: usize) -> bool {
    PROJECTS.none().iter().any(|tokens| {
        let Some(first) = (last + 1).checked_sub(tokens.len()).filter(|f| *f >= floor) else {
            return false;
        };
        tokens
            .iter()
            .enumerate()
            .all(|(i, t)| seg.word(first + i) == *t)
    })
}

/// The last token of a name that goes on after its head: "Line 3", "Agreement for the Weihe Basin".
fn extended(scan: &Scan<'_, '_>, last: usize, kind: ProjectKind) -> usize {
    let seg = scan.seg;
    let next = last + 1;
    if next >= scan.tokens.end {
        return last;
    }
    let numbered = seg.kind(next) == TokenKind::Numeral && seg.word(next).len() <= 2;
    if numbered && matches!(seg.lower(last), "line" | "phase" | "terminal") {
        return next;
    }
    if matches!(
        kind,
        ProjectKind::Plan | ProjectKind::Agreement | ProjectKind::Strategy
    ) {
        return object(scan, last).unwrap_or(last);
    }
    last
}

/// The last token of "for the NAME (NAME)" after the token `last`.
pub fn object(scan: &Scan<'_, '_>, last: usize) -> Option<usize> {
    let seg = scan.seg;
    let mut at = last + 1;
    if !matches!(seg.lower(at), "for" | "of" | "on") {
        return None;
    }
    at += 1 + usize::from(seg.lower(at + 1) == "the");
    if at >= scan.tokens.end || !is_name(seg, at) {
        return None;
    }
    let run = Run::at(seg, at, scan.tokens.end);
    let end = run.last + usize::from(seg.lower(run.last + 1) == "region");
    if !seg.is_mark(end + 1, '(') || !is_name(seg, end + 2) {
        return Some(end);
    }
    let inner = Run::at(seg, end + 2, scan.tokens.end);
    let abbreviation = inner.first == inner.last;
    let closed = seg.is_mark(inner.last + 1, ')') && !abbreviation;
    Some(if closed { inner.last + 1 } else { end })
}

fn work_of_place(scan: &Scan<'_, '_>, index: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    let work = scan
        .runs
        .get(index)
        .filter(|r| matches!(seg.word(r.last), "Port" | "Airport" | "Bridge"));
    let Some(run) = work.map(|r| r.trimmed(seg)) else {
        return;
    };
    let place = run.last + 2;
    if run.first != run.last || seg.lower(run.last + 1) != "of" {
        return;
    }
    if place < scan.tokens.end && is_name(seg, place) {
        let name = Run::at(seg, place, scan.tokens.end);
        if !PROJECTS.is(seg.lower(name.last), Part::Organisation) {
            out.push(scan.named(run.last, name.last, ProjectKind::Infrastructure));
        }
    }
}
