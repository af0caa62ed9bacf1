//! The verdict: each figure of a claim finds its counterpart in the evidence, and the two are compared.

use crate::base::vocabulary::{Comparator, Role};
use crate::check::bounds::{Fit, Stated, fit};
use crate::check::rank::{likeness, order};
use crate::check::statement::{Kind, Quantity, Statement};
use crate::check::when::When;
use crate::check::words::common;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Pieces of evidence in which counterparts are looked for, best first.
const READ: usize = 8;

/// Likeness of figures: for each key of what is counted, of the indicator, of the words nearby.
const HEAD: f64 = 2.0;
const ABOUT: f64 = 1.0;
const NEAR: f64 = 1.0;

/// For each digit in which two numbers agree: of several figures on a thing, a claim most probably
/// speaks of the one it nearly repeats.
const DIGIT: f64 = 3.0;

/// Agreement beyond this relative difference counts no more: about two and a half digits.
const CLOSE: f64 = 0.003;

/// For standing in the best piece of evidence.
const PIECE: f64 = 4.0;

/// Against a figure that says something else about its indicator, or about another place.
const OTHER_ROLE: f64 = 2.0;
const OTHER_PLACE: f64 = 3.0;

/// Against a count of other things: stronger than any likeness of numbers.
const OTHER_THINGS: f64 = 9.0;

/// Against comparing a percentage with a score or fraction.
const OTHER_SCALE: f64 = 4.0;

/// A number of nothing in particular that is so many times another is no counterpart of it.
const TIMES: Decimal = Decimal::TEN;

/// Part of a claim's keys that a piece must share, to be about the same thing, when nobody said so.
const SHARED: f64 = 0.4;

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
    /// Another number: so many percent above (or below) the claim's.
    Differs(Option<Decimal>),
    /// One says it rose, the other that it fell.
    Direction,
    /// The counterpart is about other days.
    Period,
    /// The counterpart is about another place.
    Place,
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

/// Holds a claim against evidence.
pub fn judge(claim: &Statement, evidence: &[Statement], origin: Origin) -> Answer {
    let scores = likeness(claim, evidence);
    let mut ranked = order(&scores);
    if origin == Origin::Searched {
        ranked.retain(|i| evidence.get(*i).is_some_and(|e| shared(claim, e) >= SHARED));
    }
    let read = Evidence::of(claim, evidence, &ranked, &scores, origin);
    let findings = if claim.quantities.is_empty() {
        read.dates()
    } else {
        read.figures()
    };
    Answer {
        verdict: together(&findings),
        findings,
        ranked,
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

struct Evidence<'e> {
    claim: &'e Statement,
    origin: Origin,
    /// Index, the piece, and how like the claim it is, from 0 to 1; the best ones only.
    pieces: Vec<(usize, &'e Statement, f64)>,
}

/// A possible counterpart.
#[derive(Clone, Copy)]
struct Pair<'e> {
    score: f64,
    asked: usize,
    piece: usize,
    at: usize,
    told: &'e Quantity,
}

impl Pair<'_> {
    const fn place(&self) -> (usize, usize) {
        (self.piece, self.at)
    }
}

/// Lets two figures exchange their counterparts where both together gain: lists are told apart so.
fn exchange<'e>(chosen: &mut [Pair<'e>], pairs: &[Pair<'e>]) {
    let find = |asked: usize, like: &Pair<'e>| {
        let same = |p: &&Pair<'e>| p.asked == asked && p.place() == like.place();
        pairs.iter().find(same).copied()
    };
    for i in 0..chosen.len() {
        for j in i + 1..chosen.len() {
            let (Some(a), Some(b)) = (chosen.get(i).copied(), chosen.get(j).copied()) else {
                continue;
            };
            let (Some(c), Some(d)) = (find(a.asked, &b), find(b.asked, &a)) else {
                continue;
            };
            if c.score + d.score > a.score + b.score {
                for (at, pair) in [(i, c), (j, d)] {
                    if let Some(slot) = chosen.get_mut(at) {
                        *slot = pair;
                    }
                }
            }
        }
    }
}

impl<'e> Evidence<'e> {
    fn of(
        claim: &'e Statement,
        evidence: &'e [Statement],
        ranked: &[usize],
        scores: &[f64],
        origin: Origin,
    ) -> Self {
        let score = |i: usize| scores.get(i).copied().unwrap_or_default();
        let best = ranked.first().map_or(1.0, |i| score(*i)).max(f64::EPSILON);
        let piece = |i: &usize| Some((*i, evidence.get(*i)?, score(*i) / best));
        let pieces = ranked.iter().take(READ).filter_map(piece);
        Self {
            claim,
            origin,
            pieces: pieces.collect(),
        }
    }

    fn figures(&self) -> Vec<Finding> {
        let chosen = self.counterparts();
        let claimed = self.claim.quantities.iter().enumerate();
        claimed
            .map(|(at, asked)| match chosen.iter().find(|p| p.asked == at) {
                Some(pair) => self.compare(asked, pair),
                None => self.missing(asked),
            })
            .collect()
    }

    /// The likeliest pairs, each figure in one pair at most.
    fn counterparts(&self) -> Vec<Pair<'e>> {
        let mut pairs = self.pairs();
        pairs.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut out: Vec<Pair<'e>> = Vec::new();
        for pair in &pairs {
            let taken = |p: &Pair<'e>| p.asked == pair.asked || p.place() == pair.place();
            if !out.iter().any(taken) {
                out.push(*pair);
            }
        }
        exchange(&mut out, &pairs);
        out
    }

    fn pairs(&self) -> Vec<Pair<'e>> {
        let mut out = Vec::new();
        for (asked, claimed) in self.claim.quantities.iter().enumerate() {
            for (piece, statement, like) in &self.pieces {
                for (at, told) in statement.quantities.iter().enumerate() {
                    let Some(alike) = alike(claimed, told) else {
                        continue;
                    };
                    out.push(Pair {
                        score: alike + PIECE * like,
                        asked,
                        piece: *piece,
                        at,
                        told,
                    });
                }
            }
        }
        out
    }

    fn compare(&self, asked: &Quantity, pair: &Pair<'_>) -> Finding {
        let told = pair.told;
        let (verdict, why) = self.verdict(asked, pair);
        Finding {
            quote: asked.quote.clone(),
            verdict,
            why,
            same: same(asked, told),
            counterpart: Some((pair.piece, told.quote.clone())),
        }
    }

    fn verdict(&self, asked: &Quantity, pair: &Pair<'_>) -> (Verdict, Why) {
        let told = pair.told;
        let number = number(asked, told);
        let fit = fit(asked.stated, number);
        match self.same_time(asked, pair) {
            Time::Other => return (Verdict::NotCovered, Why::Period),
            Time::Older if fit == Fit::Excludes && !is_upper(asked.stated.comparator) => {
                return (Verdict::NotCovered, Why::Older);
            }
            _ => {}
        }
        if self.origin == Origin::Searched && other_place(asked, told) {
            return (Verdict::NotCovered, Why::Place);
        }
        let against = matches!(
            (asked.role, told.role),
            (Role::Increase, Role::Decrease) | (Role::Decrease, Role::Increase)
        );
        match fit {
            _ if against => (Verdict::Contradicted, Why::Direction),
            Fit::Entails => (Verdict::Supported, Why::Agrees),
            Fit::Overlaps => (Verdict::Compatible, Why::Loosely),
            Fit::Excludes => (
                Verdict::Contradicted,
                Why::Differs(percent(asked.stated.low, number.low)),
            ),
        }
    }

    fn same_time(&self, asked: &Quantity, pair: &Pair<'_>) -> Time {
        let statement = self.pieces.iter().find(|p| p.0 == pair.piece).map(|p| p.1);
        let own = pair.told.period.iter();
        let others = statement
            .iter()
            .flat_map(|s| s.dates.iter())
            .map(|d| &d.period);
        let told: Vec<_> = own.chain(others).collect();
        let whens = &self.claim.dates;
        let of_figure = |w: &&When| {
            asked
                .period
                .as_ref()
                .is_some_and(|p| p.without_open() == w.period)
        };
        let mut leanings: Vec<_> = whens.iter().filter(of_figure).collect();
        if leanings.is_empty() {
            leanings = whens.iter().collect();
        }
        if told.is_empty() {
            return Time::Same;
        }
        for when in leanings {
            if told.iter().all(|t| when.covers(t) == Some(false)) {
                return Time::Other;
            }
            if told.iter().all(|t| when.is_later_than(t)) {
                return Time::Older;
            }
        }
        Time::Same
    }

    fn missing(&self, asked: &Quantity) -> Finding {
        let about =
            |q: &&Quantity| common(&asked.about, &q.about) + common(&asked.heads, &q.heads) > 0;
        let of_kind = |q: &&Quantity| {
            matches!(
                (&asked.kind, &q.kind),
                (Kind::Money(_), Kind::Money(_)) | (Kind::Dimension(_), Kind::Dimension(_))
            )
        };
        let mut others = self.pieces.iter().filter_map(|(piece, statement, _)| {
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
        }
    }

    /// Verdicts on the dates of a claim that has no figure.
    fn dates(&self) -> Vec<Finding> {
        let about = |p: &&(usize, &Statement, f64)| {
            !p.1.dates.is_empty() && shared(self.claim, p.1) >= SHARED
        };
        let piece = self.pieces.iter().find(about);
        let of = |when: &When| {
            let told = piece.and_then(|(at, s, _)| {
                let covers = |d: &&When| when.covers(&d.period) == Some(true);
                let date = s.dates.iter().find(covers);
                Some((*at, date.is_some(), date.or(s.dates.first())?))
            });
            let (verdict, why) = match &told {
                Some((_, true, _)) => (Verdict::Supported, Why::Agrees),
                Some((_, false, _)) => (Verdict::Contradicted, Why::Differs(None)),
                None => (Verdict::NotCovered, Why::Nothing),
            };
            Finding {
                quote: when.period.to_string(),
                verdict,
                why,
                same: Vec::new(),
                counterpart: told.map(|(at, _, d)| (at, d.period.to_string())),
            }
        };
        self.claim.dates.iter().map(of).collect()
    }
}

enum Time {
    Same,
    Other,
    Older,
}

const fn is_upper(comparator: Comparator) -> bool {
    matches!(comparator, Comparator::Under | Comparator::AtMost)
}

/// The evidence's number as the claim's kind: of "15 out of 28", the 15 when the claim counts.
fn number(asked: &Quantity, told: &Quantity) -> Stated {
    match (&asked.kind, told.counted_part) {
        (Kind::Count { .. }, Some(n)) if told.kind == Kind::Part => Stated {
            low: n,
            high: n,
            ..told.stated
        },
        _ => told.stated,
    }
}

/// How alike two figures are; `None` when their kinds do not compare.
fn alike(asked: &Quantity, told: &Quantity) -> Option<f64> {
    let counted = matches!(asked.kind, Kind::Count { .. }) && told.counted_part.is_some();
    let apart = match asked.kind.apart(&told.kind) {
        None if counted => Some(1.0),
        other => other,
    }?;
    let bare = |q: &Quantity| q.kind == Kind::Count { bare: true };
    if bare(asked) && bare(told) && times_apart(asked.stated.low, told.stated.low) {
        return None;
    }
    let mut words = told.heads.clone();
    words.extend(told.about.iter().cloned());
    words.extend(told.near.iter().cloned());
    let mut score = HEAD * f64::from(common(&asked.heads, &words));
    score += ABOUT * f64::from(common(&asked.about, &words));
    score += NEAR * f64::from(common(&asked.near, &told.near));
    score += DIGIT * digits(asked.stated.low, number(asked, told).low);
    if (asked.unit == "%") != (told.unit == "%") {
        score -= OTHER_SCALE;
    }
    if other_things(asked, told) {
        score -= OTHER_THINGS;
    }
    if change(asked.role) != change(told.role) {
        score -= OTHER_ROLE;
    }
    if other_place(asked, told) {
        score -= OTHER_PLACE;
    }
    Some(score - apart)
}

const fn change(role: Role) -> bool {
    matches!(role, Role::Increase | Role::Decrease)
}

fn other_place(asked: &Quantity, told: &Quantity) -> bool {
    let named = !asked.regions.is_empty() && !told.regions.is_empty();
    named && !asked.regions.iter().any(|r| told.regions.contains(r))
}

fn same(asked: &Quantity, told: &Quantity) -> Vec<&'static str> {
    let of = |keys: &[String]| common(&asked.about, keys) + common(&asked.heads, keys) > 0;
    let region = asked.regions.iter().any(|r| told.regions.contains(r));
    let period = asked.period.is_some() && asked.period == told.period;
    let facts = [
        ("indicator", of(&told.about) || of(&told.heads)),
        ("region", region),
        ("period", period),
    ];
    facts.into_iter().filter(|f| f.1).map(|f| f.0).collect()
}

/// Whether both name what they count, and name it differently.
fn other_things(asked: &Quantity, told: &Quantity) -> bool {
    let named = |q: &Quantity| q.kind == Kind::Count { bare: false } && !q.heads.is_empty();
    named(asked) && named(told) && common(&asked.heads, &told.heads) == 0
}

fn times_apart(a: Decimal, b: Decimal) -> bool {
    let (small, large) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    large > small.saturating_mul(TIMES)
}

/// In about how many leading digits two numbers agree.
fn digits(a: Decimal, b: Decimal) -> f64 {
    let apart = a.saturating_sub(b).abs().to_f64().unwrap_or(f64::MAX);
    let size = a.abs().max(b.abs()).to_f64().unwrap_or(1.0);
    let relative = if size > 0.0 { apart / size } else { 0.0 };
    -(relative + CLOSE).log10()
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
        judge(&statement(claim), &evidence, origin)
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
