//! Names whose head is in lower case: after a name, after a quotation, before a name, of a subject.

use super::headed::{head_ending, object};
use super::run::{Run, is_dash, is_name};
use super::{Candidate, Construction, Scan, Trigger};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::ProjectKind;
use crate::lexicon::project::{Lower, Named, PROJECTS, Part};
use crate::segment::Segments;
use crate::segment::token::TokenKind;

/// A name followed by a head in lower case.
pub const NAME_WITH_LOWER_HEAD: Rule<Construction> = Rule {
    id: RuleId("project/name-with-lower-head"),
    does: "a name or a pair of names followed by a head in lower case; several before a plural",
    hits: &[
        (
            "The Lanhai-Weihe high-speed railway opened.",
            "Lanhai-Weihe high-speed railway",
        ),
        (
            "The Lanhai - Weihe and Lanhai - Qinba expressways meet.",
            "Lanhai - Weihe",
        ),
        (
            "The Qinba pilot free trade zone grew.",
            "Qinba pilot free trade zone",
        ),
    ],
    misses: &[
        "A Chinese industrial park grew.",
        "The railway is long.",
        "A Lanhai industrial park grew.",
    ],
    apply: Construction {
        trigger: Trigger::LowerHead,
        find: name_with_lower_head,
    },
};

/// A quotation followed by a head.
pub const QUOTED_NAME: Rule<Construction> = Rule {
    id: RuleId("project/quoted-name"),
    does: "a quotation, then a head in lower case, with describing words between at most",
    hits: &[
        (
            "It joined the \"clear rivers, green hills\" project in May.",
            "\"clear rivers, green hills\" project",
        ),
        (
            "The “five rings” national freight network is done.",
            "“five rings” national freight network",
        ),
    ],
    misses: &[
        "\"We wait,\" she said of the project.",
        "The project is \"done\".",
    ],
    apply: Construction {
        trigger: Trigger::LowerHead,
        find: quoted_name,
    },
};

/// A strategy named by its subject.
pub const STRATEGY_OF_SUBJECT: Rule<Construction> = Rule {
    id: RuleId("project/strategy-of-subject"),
    does: "a known subject before \"strategy\", or after \"strategy of\"",
    hits: &[
        (
            "It follows the rural revitalization strategy.",
            "rural revitalization strategy",
        ),
        (
            "A strategy of coordinated regional development was set.",
            "strategy of coordinated regional development",
        ),
    ],
    misses: &[
        "The marketing strategy failed.",
        "Rural revitalization goes on.",
    ],
    apply: Construction {
        trigger: Trigger::LowerHead,
        find: strategy_of_subject,
    },
};

/// A plan or agreement named by what it is for.
pub const PLAN_FOR_NAME: Rule<Construction> = Rule {
    id: RuleId("project/plan-for-name"),
    does: "a plan or agreement in lower case, definite, for a place named in capitals",
    hits: &[
        (
            "The national-level spatial plan for the Weihe Basin was passed.",
            "national-level spatial plan for the Weihe Basin",
        ),
        (
            "They signed the framework agreement on Lanhai Bay.",
            "framework agreement on Lanhai Bay",
        ),
    ],
    misses: &[
        "He wants a master plan for Lanhai.",
        "The plan for Lanhai is new.",
    ],
    apply: Construction {
        trigger: Trigger::LowerHead,
        find: plan_for_name,
    },
};

fn name_with_lower_head(scan: &Scan<'_, '_>, at: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    let fits = |l: Lower| matches!(l, Lower::Name | Lower::Pair);
    let Some(placed) = head_ending(seg, at, scan.tokens.start, |h| fits(h.lower)) else {
        return;
    };
    let Some(run) = run_before(scan, placed.first) else {
        return;
    };
    let plural = placed
        .head
        .words
        .last()
        .is_some_and(|w| *w != seg.lower(at));
    let pair = run.is_pair(seg);
    let named = match placed.head.lower {
        Lower::Name => !plural && run.names(seg) && is_definite(seg, run),
        _ => pair,
    };
    if !named {
        return;
    }
    let mut whole = scan.named(run.first, at, placed.head.kind);
    if plural {
        let one = |pair: Run, last: usize| {
            let mut one = scan.named(pair.first, pair.last, placed.head.kind);
            one.name = format!("{} {}", one.name, singular(scan, placed.first, at));
            Candidate { last, ..one }
        };
        out.extend(
            earlier_pairs(scan, run)
                .into_iter()
                .map(|pair| one(pair, pair.last)),
        );
        whole = one(run, at);
    }
    out.push(whole);
}

/// The head from the token `first` to the plural `last`, in the singular.
fn singular<'s>(scan: &'s Scan<'_, '_>, first: usize, last: usize) -> &'s str {
    let text = scan.text(first, last);
    text.strip_suffix('s').unwrap_or(text)
}

/// The run that ends before the token `head`, generic words in lower case between allowed.
fn run_before(scan: &Scan<'_, '_>, head: usize) -> Option<Run> {
    let mut last = head.checked_sub(1)?;
    for _ in 0..3 {
        if let Some(run) = scan.run_ending(last) {
            return Some(run.trimmed(scan.seg));
        }
        let generic = PROJECTS.is(scan.seg.lower(last), Part::Generic) || is_dash(scan.seg, last);
        last = if generic {
            last.checked_sub(1)?
        } else {
            return None;
        };
    }
    scan.run_ending(last).map(|run| run.trimmed(scan.seg))
}

/// Whether a name and no description: not "a Chinese park", not "the Chinese park".
fn is_definite(seg: &Segments<'_>, run: Run) -> bool {
    let before = run
        .first
        .checked_sub(1)
        .map(|i| seg.lower(i))
        .unwrap_or_default();
    !PROJECTS.is(before, Part::Indefinite) && !PROJECTS.is(seg.lower(run.last), Part::Demonym)
}

/// Pairs of names listed before `run`: "A - B, C - D and E - F lines".
fn earlier_pairs(scan: &Scan<'_, '_>, run: Run) -> Vec<Run> {
    let mut out = Vec::new();
    let mut first = run.first;
    for earlier in scan.runs.iter().rev().filter(|r| r.last < run.first) {
        let earlier = earlier.trimmed(scan.seg);
        let joined = (earlier.last + 1..first)
            .all(|i| matches!(scan.seg.lower(i), "and" | "," | "the" | "or"));
        if !joined || !earlier.is_pair(scan.seg) {
            break;
        }
        first = earlier.first;
        out.push(earlier);
    }
    out
}

fn quoted_name(scan: &Scan<'_, '_>, at: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    let Some(placed) = head_ending(seg, at, scan.tokens.start, |_| true) else {
        return;
    };
    if placed.head.kind == ProjectKind::Agreement && placed.head.words.len() > 1 {
        return;
    }
    let floor = scan.tokens.start;
    let Some(close) = closing_quote(seg, placed.last, floor) else {
        return;
    };
    let Some(open) = opening_quote(seg, close, floor) else {
        return;
    };
    let mut found = scan.named(open, at, placed.head.kind);
    // The quotation alone is the name when nothing but the head follows it.
    if close + 1 == at {
        found.name = scan.named(open + 1, close - 1, placed.head.kind).name;
    }
    out.push(found);
}

/// The closing quotation mark before the head, describing words between at most.
fn closing_quote(seg: &Segments<'_>, head: usize, floor: usize) -> Option<usize> {
    (head.saturating_sub(7).max(floor)..head)
        .rev()
        .find_map(|i| {
            let describing = seg.kind(i) == TokenKind::Word
                && !PROJECTS.is(seg.lower(i), Part::Lead)
                && !PROJECTS.is(seg.lower(i), Part::Acts);
            match seg.word(i) {
                "\"" | "”" => Some(Some(i)),
                _ if describing || is_dash(seg, i) => None,
                _ => Some(None),
            }
        })?
}

/// The opening mark of the quotation that `close` ends, not far before.
fn opening_quote(seg: &Segments<'_>, close: usize, floor: usize) -> Option<usize> {
    let from = close.saturating_sub(16).max(floor);
    let open = (from..close)
        .rev()
        .find(|i| matches!(seg.word(*i), "\"" | "“"))?;
    // A quotation that ends with its own comma or full stop is speech.
    let speech = matches!(seg.word(close - 1), "," | "." | "!" | "?");
    (!speech && open + 1 < close).then_some(open)
}

fn strategy_of_subject(scan: &Scan<'_, '_>, at: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    if !matches!(seg.lower(at), "strategy" | "initiative" | "campaign") {
        return;
    }
    for subject in PROJECTS.subjects() {
        let length = subject.tokens.len();
        let before = at.checked_sub(length).filter(|f| *f >= scan.tokens.start);
        if let Some(first) = before.filter(|f| reads(seg, *f, subject)) {
            out.push(subject_candidate(first, at, subject));
            return;
        }
        let after = at + 2 + usize::from(seg.lower(at + 2) == "the");
        if matches!(seg.lower(at + 1), "of" | "for") && reads(seg, after, subject) {
            out.push(subject_candidate(at, after + length - 1, subject));
            return;
        }
    }
}

fn subject_candidate(first: usize, last: usize, subject: &Named) -> Candidate {
    Candidate {
        first,
        last,
        name: subject.name.to_owned(),
        kind: subject.kind,
    }
}

fn reads(seg: &Segments<'_>, first: usize, subject: &Named) -> bool {
    subject
        .tokens
        .iter()
        .enumerate()
        .all(|(i, t)| seg.lower(first + i) == *t)
}

fn plan_for_name(scan: &Scan<'_, '_>, at: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    let fits = |l: Lower| l == Lower::Of;
    let Some(placed) = head_ending(seg, at, scan.tokens.start, |h| fits(h.lower)) else {
        return;
    };
    let Some(last) = object(scan, at) else { return };
    let mut first = placed.first;
    while let Some(before) = first.checked_sub(1).filter(|b| *b >= scan.tokens.start) {
        let level = is_dash(seg, before) && seg.lower(first) == "level";
        let word = seg.lower(before);
        if level || word == "level" || PROJECTS.is(word, Part::Qualifier) {
            first = before;
        } else {
            break;
        }
    }
    let indefinite = first.checked_sub(1).is_some_and(|b| {
        PROJECTS.is(seg.lower(b), Part::Indefinite) || is_name(seg, b) && seg.lower(b) != "the"
    });
    if !indefinite {
        out.push(scan.named(first, last, placed.head.kind));
    }
}
