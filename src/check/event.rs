//! Claims that have dates and no figure: "the museum opened in 1998". Words say what happened; dates are
//! compared. A date in common with a sentence about something else says nothing.

use crate::check::contrast::{Contrast, contrast, sides};
use crate::check::judge::{Finding, Origin, Verdict, Why};
use crate::check::pairing::Scene;
use crate::check::statement::Statement;
use crate::check::when::When;
use crate::check::words::{common, deeds};

/// Part of a claim's words, dates and places left out, that given evidence must have to support it.
const GIVEN: f64 = 0.4;

/// The same of searched evidence, to be about it at all.
const SEARCHED: f64 = 0.67;

/// Verdicts on the dates of a claim that has no figure.
pub fn dates(scene: &Scene<'_>) -> Vec<Finding> {
    let about = |p: &&(usize, &Statement, f64)| !p.1.dates.is_empty() && is_about(scene, p.1);
    let found = scene.pieces.iter().find(about);
    let piece = found.map(|(at, statement, _)| (*at, *statement));
    let dates = scene.claim.dates.iter();
    dates.map(|when| finding(scene, when, piece)).collect()
}

fn is_about(scene: &Scene<'_>, piece: &Statement) -> bool {
    match scene.origin {
        Origin::Given => true,
        Origin::Searched => {
            part(scene.claim, piece) >= SEARCHED
                && deeds(&scene.claim.text)
                    .iter()
                    .all(|deed| piece.keys.contains(deed))
        }
    }
}

/// The part of the claim's words, dates and places left out, that a piece has.
fn part(claim: &Statement, piece: &Statement) -> f64 {
    let of = |keys: &[String]| f64::from(common(&claim.content, keys));
    let all = of(&claim.content);
    if all > 0.0 {
        of(&piece.keys) / all
    } else {
        0.0
    }
}

fn finding(scene: &Scene<'_>, when: &When, piece: Option<(usize, &Statement)>) -> Finding {
    let told = piece.and_then(|(at, statement)| {
        let covers = |d: &&When| when.covers(&d.period) == Some(true);
        let date = statement.dates.iter().find(covers);
        Some((at, statement, date, date.or(statement.dates.first())?))
    });
    let (verdict, why) = told.map_or((Verdict::NotCovered, Why::Nothing), |(_, s, date, _)| {
        verdict(scene, s, date.is_some())
    });
    Finding {
        quote: when.period.to_string(),
        verdict,
        why,
        same: Vec::new(),
        counterpart: told.map(|(at, _, _, d)| (at, d.period.to_string())),
        told_of: None,
        others: Vec::new(),
    }
}

fn verdict(scene: &Scene<'_>, piece: &Statement, covered: bool) -> (Verdict, Why) {
    let given = scene.origin == Origin::Given;
    if scene.claim.denied != piece.denied {
        return match (given && covered, piece.denied) {
            (true, _) => (Verdict::Contradicted, Why::Denied),
            _ => (Verdict::NotCovered, Why::Denied),
        };
    }
    let side = |s: &Statement| sides(&[&s.keys]);
    match contrast(&side(scene.claim), &side(piece)) {
        Some(Contrast::Contrary) if given => return (Verdict::Contradicted, Why::Contrary),
        Some(_) => return (Verdict::NotCovered, Why::OtherThing),
        None => {}
    }
    match (given, covered) {
        (true, true) if part(scene.claim, piece) >= GIVEN => (Verdict::Supported, Why::Agrees),
        (_, true) => (Verdict::Compatible, Why::SameWords),
        (true, false) => (Verdict::Contradicted, Why::Differs(None)),
        (false, false) => (Verdict::NotCovered, Why::Period),
    }
}
