//! Names told by a table or by their own form: well-known ones, plans that act, visions of a year.

use super::{Candidate, Construction, Scan, Trigger};
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::ProjectKind;
use crate::lexicon::project::{PROJECTS, Part};
use crate::segment::token::{Case, TokenKind};

/// A name of the table.
pub const WELL_KNOWN: Rule<Construction> = Rule {
    id: RuleId("project/well-known"),
    does: "a well-known undertaking under any of its written forms",
    hits: &[
        ("Trade along the Belt and Road grew.", "Belt and Road"),
        (
            "Under the 21st Century Maritime Silk Road, ports grew.",
            "21st Century Maritime Silk Road",
        ),
        (
            "It passed the West-East Gas Pipeline.",
            "West-East Gas Pipeline",
        ),
    ],
    misses: &[
        "The belt and the road were closed.",
        "The Line was long.",
        "The Belt and Road Forum met.",
    ],
    apply: Construction {
        trigger: Trigger::Name,
        find: well_known,
    },
};

/// A Five-Year Plan that is the subject of a verb.
pub const FIVE_YEAR_PLAN_ACTS: Rule<Construction> = Rule {
    id: RuleId("project/five-year-plan-acts"),
    does: "a numbered Five-Year Plan, when the plan itself proposes, sets or requires",
    hits: &[
        (
            "The 12th Five-Year Plan proposed more rail.",
            "12th Five-Year Plan",
        ),
        (
            "Its 11th Five-Year Plan calls for it.",
            "11th Five-Year Plan",
        ),
    ],
    misses: &[
        "Over the 12th Five-Year Plan period it grew.",
        "A five-year plan was set.",
    ],
    apply: Construction {
        trigger: Trigger::Name,
        find: five_year_plan_acts,
    },
};

/// A vision or agenda with its year.
pub const VISION_YEAR: Rule<Construction> = Rule {
    id: RuleId("project/vision-year"),
    does: "a name with a year that ends with Vision or the like, or stands before agenda or the like",
    hits: &[
        ("It follows Qinba Vision 2040 closely.", "Qinba Vision 2040"),
        ("The Bright Weihe 2030 agenda was set.", "Bright Weihe 2030"),
        ("The Weihe Strategy 2035 was passed.", "Weihe Strategy 2035"),
    ],
    misses: &["The vision 2040 is far.", "Lanhai Expo 2030 will open."],
    apply: Construction {
        trigger: Trigger::Run,
        find: vision_year,
    },
};

fn well_known(scan: &Scan<'_, '_>, at: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    let found = PROJECTS.known(seg.word(at)).iter().find(|named| {
        let fits = at + named.tokens.len() <= scan.tokens.end;
        fits && named
            .tokens
            .iter()
            .enumerate()
            .all(|(i, t)| seg.word(at + i) == *t)
            && (named.with.is_empty() || seg.text.contains(named.with))
    });
    let Some(named) = found else { return };
    let last = at + named.tokens.len() - 1;
    let next = seg.token(last + 1).map_or(Case::None, |t| t.case);
    let body = next == Case::Capital && PROJECTS.is(seg.lower(last + 1), Part::Organisation);
    if !body {
        out.push(Candidate {
            first: at,
            last,
            name: named.name.to_owned(),
            kind: named.kind,
        });
    }
}

fn five_year_plan_acts(scan: &Scan<'_, '_>, at: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    if seg.kind(at) != TokenKind::Numeral || !seg.glued(at + 1) {
        return;
    }
    let dash = usize::from(matches!(seg.word(at + 3), "-" | "‑"));
    let plan = at + 4 + dash;
    let is_plan = seg.lower(at + 2) == "five"
        && seg.lower(at + 3 + dash) == "year"
        && seg.word(plan) == "Plan";
    let mut verb = plan + 1;
    // An explanation in brackets may stand between: "(2021-2025)".
    if seg.is_mark(verb, '(') {
        let close = (verb..verb + 6).find(|i| seg.is_mark(*i, ')'));
        verb = close.map_or(verb, |i| i + 1);
    }
    if is_plan && verb < scan.tokens.end && PROJECTS.is(seg.lower(verb), Part::Acts) {
        out.push(scan.named(at, plan, ProjectKind::Plan));
    }
}

fn vision_year(scan: &Scan<'_, '_>, index: usize, out: &mut Vec<Candidate>) {
    let seg = scan.seg;
    let numbered = scan
        .runs
        .get(index)
        .filter(|r| seg.kind(r.last + 1) == TokenKind::Numeral);
    let Some(run) = numbered.map(|r| r.trimmed(seg)) else {
        return;
    };
    let year = run.last + 1;
    let is_year =
        year < scan.tokens.end && seg.word(year).len() == 4 && seg.word(year).starts_with("20");
    let own = matches!(
        seg.word(run.last),
        "Vision" | "Agenda" | "Mission" | "Strategy" | "Plan"
    );
    let next = seg.lower(year + 1);
    let told = year + 1 < scan.tokens.end
        && PROJECTS.heads(next).iter().any(|h| {
            matches!(
                h.kind,
                ProjectKind::Strategy | ProjectKind::Plan | ProjectKind::Programme
            )
        });
    if is_year && run.first < run.last && (own || told) {
        out.push(scan.named(run.first, year, ProjectKind::Strategy));
    }
}
