//! The verdict: each figure of a claim finds its counterpart in the evidence, and the two are compared.

use crate::base::vocabulary::{Comparator, Role};
use crate::check::bounds::{Fit, fit};
use crate::check::contrast::{Contrast, contrast};
use crate::check::event;
use crate::check::facet::{
    Time, apart, one_indicator, other_place, other_things, same, world_apart,
};
use crate::check::pairing::{Pair, Scene, counterparts, number, whole};
use crate::check::rank::{Pool, order};
use crate::check::stance::End;
use crate::check::statement::{Kind, Quantity, Statement};
use crate::check::words::common;
use rust_decimal::Decimal;

/// Pieces of evidence in which counterparts are looked for, best first.
const READ: usize = 8;
const READ_SEARCHED: usize = 32;

/// Part of a claim's keys that a piece must share, to be about the same thing, when nobody said so.
const SHARED: f64 = 0.4;

/// Other values of the same thing that are said at most.
const OTHERS: usize = 3;

/// What evidence says about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The evidence says so.
    Supported,
    /// Both can be true, but the evidence does not say quite so.
    Compatible,
    /// The evidence says nothing about it.
    NotCovered,
    /// Both cannot be true.
    Contradicted,
}

impl Verdict {
    /// The word that outputs use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Compatible => "compatible",
            Self::NotCovered => "not_covered",
            Self::Contradicted => "contradicted",
        }
    }
}

/// Where evidence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Given for this claim: it is about the same thing.
    Given,
    /// Found by searching: it may be about anything.
    Searched,
}

/// Why the verdict on one figure is what it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The evidence has the claim's number, or one inside its bounds.
    Agrees,
    /// The evidence's number is true of the claim's bound, or rounded otherwise, but not the same.
    Loosely,
    /// A sentence with the same words has the date; whether it tells the same is not compared.
    SameWords,
    /// The evidence has it as the number from which a change began.
    Start,
    /// The evidence has it as a plan or forecast.
    Planned,
    /// Another number: so many percent above (or below) the claim's.
    Differs(Option<Decimal>),
    /// One says it rose, the other that it fell.
    Direction,
    /// One says that it is not so.
    Denied,
    /// One says the contrary: a loss for a profit.
    Contrary,
    /// The counterpart is about other days.
    Period,
    /// The counterpart is about another place.
    Place,
    /// The claim names a place, and nothing tells that of the counterpart.
    Unplaced,
    /// The claim names a time, and nothing tells that of the counterpart, which is another number.
    Undated,
    /// The counterpart does not name what the claim names.
    Name,
    /// The counterpart is about another thing: imports for exports.
    OtherThing,
    /// The counterpart is older, and the number may have grown since.
    Older,
    /// The evidence has it in a unit that does not convert to the claim's.
    Unit,
    /// No figure of the evidence is about it.
    Nothing,
}

/// The verdict on one figure (or date) of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The claim's figure or date, as written.
    pub quote: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub why: Why,
    /// What else claim and counterpart have in common: `indicator`, `region`, `period`.
    pub same: Vec<&'static str>,
    /// The counterpart: index of the piece of evidence, and what it says there.
    pub counterpart: Option<(usize, String)>,
    /// The period of the counterpart.
    pub told_of: Option<String>,
    /// Other values of the same thing: index of the piece, and what it says there.
    pub others: Vec<(usize, String)>,
}

/// The answer to a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// On the whole claim.
    pub verdict: Verdict,
    /// For each of its figures; for its dates, when it has no figure.
    pub findings: Vec<Finding>,
    /// The pieces of evidence, best first; of searched ones only those that may be about it.
    pub ranked: Vec<usize>,
}

impl Answer {
    /// The pieces of evidence that the findings speak of.
    pub fn cited(&self) -> impl Iterator<Item = usize> {
        self.findings.iter().flat_map(|f| {
            let counterpart = f.counterpart.iter().map(|c| c.0);
            counterpart.chain(f.others.iter().map(|o| o.0))
        })
    }

    /// The pieces of evidence worth showing: those that the findings speak of, then the others, best first; `limit` at
    /// most.
    pub fn shown(&self, limit: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for at in self.cited().chain(self.ranked.iter().copied()) {
            if out.len() < limit && !out.contains(&at) {
                out.push(at);
            }
        }
        out
    }
}

/// Holds a claim against evidence.
pub fn judge(claim: &Statement, evidence: &Pool<'_>, origin: Origin) -> Answer {
    let scores = evidence.likeness(claim);
    let mut ranked = order(&scores);
    if origin == Origin::Searched {
        let about = |i: &usize| {
            let piece = evidence.get(*i).filter(|_| scores.get(*i) > Some(&0.0));
            piece.is_some_and(|e| shared(claim, e) >= SHARED)
        };
        ranked.retain(about);
    }
    let scene = scene(claim, evidence, &ranked, &scores, origin);
    let findings = if claim.quantities.is_empty() {
        event::dates(&scene)
    } else {
        figures(&scene)
    };
    Answer {
        verdict: together(&findings),
        findings,
        ranked,
    }
}

fn scene<'e>(
    claim: &'e Statement,
    evidence: &Pool<'e>,
    ranked: &[usize],
    scores: &[f64],
    origin: Origin,
) -> Scene<'e> {
    let score = |i: usize| scores.get(i).copied().unwrap_or_default();
    let best = ranked.first().map_or(1.0, |i| score(*i)).max(f64::EPSILON);
    let piece = |i: &usize| Some((*i, evidence.get(*i)?, score(*i) / best));
    let read = match origin {
        Origin::Given => READ,
        Origin::Searched => READ_SEARCHED,
    };
    Scene {
        claim,
        origin,
        pieces: ranked.iter().take(read).filter_map(piece).collect(),
    }
}

/// One contradiction contradicts a claim; a claim of which only a part is covered is not supported.
fn together(findings: &[Finding]) -> Verdict {
    let has = |v: Verdict| findings.iter().any(|f| f.verdict == v);
    if has(Verdict::Contradicted) {
        Verdict::Contradicted
    } else if !has(Verdict::Supported) && !has(Verdict::Compatible) {
        Verdict::NotCovered
    } else if has(Verdict::NotCovered) || has(Verdict::Compatible) {
        Verdict::Compatible
    } else {
        Verdict::Supported
    }
}

fn figures(scene: &Scene<'_>) -> Vec<Finding> {
    let pairs = scene.pairs();
    let chosen = counterparts(&pairs);
    let claimed = scene.claim.quantities.iter().enumerate();
    claimed
        .map(|(at, asked)| match chosen.iter().find(|p| p.asked == at) {
            Some(pair) => compare(scene, asked, pair, &pairs),
            None => missing(scene, asked),
        })
        .collect()
}

fn compare(scene: &Scene<'_>, asked: &Quantity, pair: &Pair<'_>, pairs: &[Pair<'_>]) -> Finding {
    let told = pair.told;
    let verdict = placed(
        scene.origin,
        asked,
        told,
        verdict(scene.origin, asked, pair),
    );
    let verdict = dated(scene, asked, pair, verdict);
    let (verdict, why) = named(scene, asked, pair, verdict);
    let period = told.period.as_ref().map(ToString::to_string);
    Finding {
        quote: asked.quote.clone(),
        others: if scene.origin == Origin::Searched && verdict != Verdict::NotCovered {
            others(asked, pair, pairs)
        } else {
            Vec::new()
        },
        told_of: period.filter(|_| matches!(why, Why::Period | Why::Older)),
        verdict,
        why,
        same: same(asked, told),
        counterpart: Some((pair.piece, told.quote.clone())),
    }
}

/// What other pieces say of the same thing, place and time, where it is not what the chosen one says.
fn others(asked: &Quantity, chosen: &Pair<'_>, pairs: &[Pair<'_>]) -> Vec<(usize, String)> {
    let same_kind = |told: &Quantity| {
        told.role == chosen.told.role
            && told.kind == chosen.told.kind
            && told.planned == chosen.told.planned
            && told.denied == chosen.told.denied
            && one_indicator(asked, told)
            && one_indicator(chosen.told, told)
    };
    let same_facets = |told: &Quantity| {
        told.period == chosen.told.period
            && told.places == chosen.told.places
            && contrast(&chosen.told.sides, &told.sides).is_none()
            && !other_things(chosen.told, told)
    };
    let mut out: Vec<(usize, String)> = Vec::new();
    for pair in pairs.iter().filter(|p| p.asked == chosen.asked) {
        let other = pair.piece != chosen.piece
            && same_kind(pair.told)
            && same_facets(pair.told)
            && fit(chosen.told.stated, pair.told.stated) == Fit::Excludes;
        if other && out.len() < OTHERS && !out.iter().any(|o| o.1 == pair.told.quote) {
            out.push((pair.piece, pair.told.quote.clone()));
        }
    }
    out
}

fn verdict(origin: Origin, asked: &Quantity, pair: &Pair<'_>) -> (Verdict, Why) {
    let told = pair.told;
    let number = number(asked, told);
    let fit = fit(asked.stated, number);
    if let Some(other) = about_other(origin, asked, pair, fit) {
        return other;
    }
    if asked.denied || told.denied {
        return denied(asked, told, fit);
    }
    if against(asked, told) {
        return (Verdict::Contradicted, Why::Direction);
    }
    let began = told.course.is_some_and(|c| c.end == End::From) && asked.course.is_none();
    match fit {
        Fit::Entails if began && asked.period.is_none() => (Verdict::Compatible, Why::Start),
        Fit::Entails | Fit::Overlaps if told.planned && !asked.planned => {
            (Verdict::Compatible, Why::Planned)
        }
        Fit::Entails if whole(asked, told).is_some() => (Verdict::Compatible, Why::Loosely),
        Fit::Entails => (Verdict::Supported, Why::Agrees),
        Fit::Overlaps => (Verdict::Compatible, Why::Loosely),
        Fit::Excludes if origin == Origin::Searched && told.planned && !asked.planned => {
            (Verdict::NotCovered, Why::Planned)
        }
        Fit::Excludes => (
            Verdict::Contradicted,
            Why::Differs(percent(asked.stated.low, number.low)),
        ),
    }
}

/// The verdict when the claim names a place and nothing tells that of searched evidence: it may be about another.
fn placed(
    origin: Origin,
    asked: &Quantity,
    told: &Quantity,
    verdict: (Verdict, Why),
) -> (Verdict, Why) {
    let unplaced = !asked.places.is_empty() && told.places.is_empty() && told.extent.is_none();
    if origin == Origin::Given || !unplaced {
        return verdict;
    }
    match verdict.0 {
        Verdict::NotCovered => verdict,
        Verdict::Contradicted => (Verdict::NotCovered, Why::Unplaced),
        Verdict::Supported | Verdict::Compatible => (Verdict::Compatible, Why::Unplaced),
    }
}

/// The verdict when the claim names a time and nothing tells that of another number in searched evidence.
fn dated(
    scene: &Scene<'_>,
    asked: &Quantity,
    pair: &Pair<'_>,
    verdict: (Verdict, Why),
) -> (Verdict, Why) {
    let told = pair.told;
    let piece = scene.pieces.iter().find(|p| p.0 == pair.piece);
    let dated = told.period.is_some() || piece.is_some_and(|(_, p, _)| !p.dates.is_empty());
    let other = scene.origin == Origin::Searched && verdict.0 == Verdict::Contradicted;
    if other && asked.period.is_some() && !dated {
        (Verdict::NotCovered, Why::Undated)
    } else {
        verdict
    }
}

/// The verdict when searched evidence does not name what the claim names, and may be about another.
fn named(
    scene: &Scene<'_>,
    asked: &Quantity,
    pair: &Pair<'_>,
    verdict: (Verdict, Why),
) -> (Verdict, Why) {
    let piece = scene.pieces.iter().find(|p| p.0 == pair.piece);
    let lacks = |name: &String| {
        piece.is_some_and(|(_, p, _)| !p.keys.contains(name) && !p.headline.contains(name))
    };
    if scene.origin == Origin::Given || !scene.claim.names.iter().any(lacks) {
        return verdict;
    }
    let elsewhere = asked.places.is_empty() && !pair.told.places.is_empty();
    match verdict.0 {
        Verdict::Supported | Verdict::Compatible if !elsewhere => (Verdict::Compatible, Why::Name),
        Verdict::NotCovered => verdict,
        _ => (Verdict::NotCovered, Why::Name),
    }
}

/// The verdict on a counterpart that is about another time, place or thing.
fn about_other(
    origin: Origin,
    asked: &Quantity,
    pair: &Pair<'_>,
    fit: Fit,
) -> Option<(Verdict, Why)> {
    let told = pair.told;
    let grown = fit == Fit::Excludes && !is_upper(asked.stated.comparator);
    let place = match origin {
        Origin::Given => apart(asked, told),
        Origin::Searched => other_place(asked, told),
    };
    let why = match contrast(&asked.sides, &told.sides) {
        _ if pair.time == Time::Other => Why::Period,
        _ if pair.time == Time::Older && grown => Why::Older,
        _ if place || world_apart(asked, told) => Why::Place,
        Some(Contrast::Contrary) => return Some((Verdict::Contradicted, Why::Contrary)),
        Some(Contrast::Other) => Why::OtherThing,
        None if origin == Origin::Searched && other_things(asked, told) => Why::OtherThing,
        None => return None,
    };
    Some((Verdict::NotCovered, why))
}

/// The verdict where one or both say that it is not so.
fn denied(asked: &Quantity, told: &Quantity, fit: Fit) -> (Verdict, Why) {
    let verdict = match (asked.denied, told.denied, fit) {
        (true, true, Fit::Entails) => return (Verdict::Supported, Why::Agrees),
        (true, false, Fit::Entails) | (false, true, Fit::Entails) => Verdict::Contradicted,
        (true, false, _) => Verdict::Compatible,
        _ => Verdict::NotCovered,
    };
    (verdict, Why::Denied)
}

/// Whether one says that it rose and the other that it fell.
fn against(asked: &Quantity, told: &Quantity) -> bool {
    let ends = asked.course.zip(told.course);
    let roles = (asked.role, told.role);
    ends.is_some_and(|(a, b)| a.end == b.end && a.way != b.way)
        || matches!(
            roles,
            (Role::Increase, Role::Decrease) | (Role::Decrease, Role::Increase)
        )
}

fn missing(scene: &Scene<'_>, asked: &Quantity) -> Finding {
    let about = |q: &&Quantity| common(&asked.about, &q.about) + common(&asked.heads, &q.heads) > 0;
    let of_kind = |q: &&Quantity| {
        matches!(
            (&asked.kind, &q.kind),
            (Kind::Money(_), Kind::Money(_)) | (Kind::Dimension(_), Kind::Dimension(_))
        )
    };
    let mut others = scene.pieces.iter().filter_map(|(piece, statement, _)| {
        let other = statement.quantities.iter().filter(of_kind).find(about)?;
        Some((*piece, other.quote.clone()))
    });
    let counterpart = others
        .next()
        .filter(|_| !matches!(asked.kind, Kind::Count { .. }));
    Finding {
        quote: asked.quote.clone(),
        verdict: Verdict::NotCovered,
        why: if counterpart.is_some() {
            Why::Unit
        } else {
            Why::Nothing
        },
        same: Vec::new(),
        counterpart,
        told_of: None,
        others: Vec::new(),
    }
}

const fn is_upper(comparator: Comparator) -> bool {
    matches!(comparator, Comparator::Under | Comparator::AtMost)
}

/// By how many percent `told` is above `asked`.
fn percent(asked: Decimal, told: Decimal) -> Option<Decimal> {
    let ratio = told.checked_sub(asked)?.checked_div(asked.abs())?;
    Some(
        ratio
            .checked_mul(Decimal::ONE_HUNDRED)?
            .round_dp(1)
            .normalize(),
    )
}

/// The part of the claim's keys that a piece has.
fn shared(claim: &Statement, piece: &Statement) -> f64 {
    let of = |keys: &[String]| f64::from(common(&claim.keys, keys));
    of(&piece.keys) / of(&claim.keys).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::pipeline::read_article;

    fn statement(text: &str) -> Statement {
        Statement::whole(&read_article(plain::article(text.to_owned())))
    }

    fn answer(claim: &str, evidence: &[&str], origin: Origin) -> Answer {
        let evidence: Vec<Statement> = evidence.iter().map(|e| statement(e)).collect();
        judge(&statement(claim), &Pool::of(&evidence), origin)
    }

    fn held(claim: &str, evidence: &str) -> (Verdict, Why) {
        let mut found = answer(claim, &[evidence], Origin::Given);
        (found.verdict, found.findings.remove(0).why)
    }

    #[test]
    fn numbers_decide_when_the_thing_is_the_same() {
        let told = "The port of Ningbo handled 383 ships in May 2025.";
        let of = |claim: &str| held(claim, told).0;
        assert_eq!(
            of("Ningbo's port handled 383 ships in May 2025."),
            Verdict::Supported
        );
        assert_eq!(
            of("Ningbo's port handled over 380 ships."),
            Verdict::Supported
        );
        assert_eq!(
            of("Ningbo's port handled over 200 ships."),
            Verdict::Compatible
        );
        assert_eq!(
            of("Ningbo's port handled fewer than 380 ships."),
            Verdict::Contradicted
        );
    }

    #[test]
    fn how_far_apart_is_said() {
        let (verdict, why) = held(
            "The dam cost 10 million yuan.",
            "The dam cost 15 million yuan.",
        );
        assert_eq!(verdict, Verdict::Contradicted);
        assert_eq!(why, Why::Differs(Some(Decimal::from(50))));
    }

    #[test]
    fn units_convert_or_are_said_not_to() {
        let told = "The canal is 12 km long.";
        assert_eq!(
            held("The canal is 12,000 metres long.", told).0,
            Verdict::Supported
        );
        let (verdict, why) = held(
            "The dam cost 15 million euros.",
            "The dam cost 15 million yuan.",
        );
        assert_eq!((verdict, why), (Verdict::NotCovered, Why::Unit));
    }

    #[test]
    fn another_time_is_not_covered() {
        let told = "As of 10 March 2021, the clinic had treated 340 patients.";
        let of = |claim: &str| held(claim, told);
        let after = of("After March 10, 2021, the clinic had treated more than 500 patients.");
        assert_eq!(after, (Verdict::NotCovered, Why::Period));
        let later = of("By March 20, 2021, the clinic had treated more than 500 patients.");
        assert_eq!(later, (Verdict::NotCovered, Why::Older));
        let before = of("Before April 2021, the clinic had treated more than 300 patients.");
        assert_eq!(before.0, Verdict::Supported);
    }

    #[test]
    fn dates_are_compared_when_there_is_no_figure() {
        let told = "The museum opened to visitors in June 1998.";
        let of = |claim: &str| held(claim, told).0;
        assert_eq!(of("The museum opened in 1998."), Verdict::Supported);
        assert_eq!(of("The museum opened before 1990."), Verdict::Contradicted);
        assert_eq!(of("The museum opened after 1990."), Verdict::Supported);
    }

    #[test]
    fn each_figure_finds_its_own_counterpart() {
        let told = "The town counted 412 farms, 97 shops and 31 mills.";
        let found = answer("It had 97 shops and 31 mills.", &[told], Origin::Given);
        assert_eq!(found.verdict, Verdict::Supported);
        let found = answer("It had 31 shops and 97 mills.", &[told], Origin::Given);
        assert_eq!(found.verdict, Verdict::Contradicted);
    }

    #[test]
    fn a_claim_that_is_covered_in_part_is_compatible() {
        let told = "The town counted 412 farms.";
        let found = answer("It had 412 farms on 90 km of road.", &[told], Origin::Given);
        let verdicts: Vec<Verdict> = found.findings.iter().map(|f| f.verdict).collect();
        assert_eq!(verdicts, [Verdict::Supported, Verdict::NotCovered]);
        assert_eq!(found.verdict, Verdict::Compatible);
    }

    #[test]
    fn searched_evidence_must_be_about_the_claim() {
        let told = "The bakery in Oslo sold 412 loaves.";
        let claim = "Farmers near the lake planted 412 pines.";
        assert_eq!(
            answer(claim, &[told], Origin::Searched).verdict,
            Verdict::NotCovered
        );
        assert!(answer(claim, &[told], Origin::Searched).ranked.is_empty());
    }

    #[test]
    fn another_place_is_not_covered_when_searched() {
        let told = "Exports of Yunnan rose 5 percent in 2024.";
        let claim = "Exports of Hunan rose 5 percent in 2024.";
        let found = answer(claim, &[told], Origin::Searched);
        assert_eq!(
            (found.verdict, &found.findings[0].why),
            (Verdict::NotCovered, &Why::Place)
        );
    }

    #[test]
    fn a_rise_is_no_fall() {
        let (verdict, why) = held(
            "Exports fell 5 percent in 2024.",
            "Exports rose 5 percent in 2024.",
        );
        assert_eq!((verdict, why), (Verdict::Contradicted, Why::Direction));
    }

    #[test]
    fn without_evidence_nothing_is_covered() {
        let found = answer("It had 412 farms.", &[], Origin::Given);
        assert_eq!(found.verdict, Verdict::NotCovered);
        assert_eq!(found.findings[0].why, Why::Nothing);
        let found = answer("It had farms.", &["It had 412 farms."], Origin::Given);
        assert_eq!(
            (found.verdict, found.findings.len()),
            (Verdict::NotCovered, 0)
        );
    }
}
