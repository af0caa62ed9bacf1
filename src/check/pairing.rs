//! Which figure of the evidence a figure of a claim is held against. Knows no verdicts.

use crate::check::bounds::Stated;
use crate::check::contrast::contrast;
use crate::check::facet::{
    self, Time, is_change, may_be_one, one_thing, other_place, other_things, time,
};
use crate::check::judge::Origin;
use crate::check::statement::{Kind, Quantity, Statement};
use crate::check::words::common;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Likeness of figures: for each key of what is counted, of the indicator, of the words nearby.
const HEAD: f64 = 2.0;
const ABOUT: f64 = 1.0;
const NEAR: f64 = 0.5;

/// For each digit in which two numbers agree. Of several figures of given evidence, a claim most probably
/// speaks of the one it nearly repeats; searched evidence is first of all to be about the same.
const DIGIT: f64 = 4.0;
const DIGIT_SEARCHED: f64 = 1.0;

/// Agreement beyond this relative difference counts no more: about two and a half digits.
const CLOSE: f64 = 0.003;

/// For standing in the best piece of evidence.
const PIECE: f64 = 4.0;

/// For having the same key of what it is about.
const THING: f64 = 8.0;

/// For one place, for one period.
const SAME_PLACE: f64 = 2.0;
const SAME_PERIOD: f64 = 2.0;

/// For one side of a pair of opposites.
const SAME_SIDE: f64 = 3.0;

/// Against a figure that says something else about its indicator.
const OTHER_ROLE: f64 = 2.0;

/// Against a figure of which a place is known that may be the claim's under another name.
const OTHER_PLACE: f64 = 3.0;

/// Against a figure of another place or time, on the other side of a pair of opposites, or at the other end
/// of a change: stronger than any likeness of numbers.
const APART: f64 = 9.0;
const OTHER_TIME: f64 = 9.0;
const OTHER_SIDE: f64 = 9.0;
const OTHER_END: f64 = 9.0;

/// Against a count of other things.
const OTHER_THINGS: f64 = 9.0;

/// Against comparing a percentage with a score or fraction.
const OTHER_SCALE: f64 = 8.0;

/// A number of nothing in particular that is so many times another is no counterpart of it.
const TIMES: Decimal = Decimal::TEN;

/// A claim with the pieces of evidence in which counterparts are looked for.
pub struct Scene<'e> {
    /// The claim.
    pub claim: &'e Statement,
    /// Where the evidence comes from.
    pub origin: Origin,
    /// Index, the piece, and how like the claim it is, from 0 to 1; the best ones only.
    pub pieces: Vec<(usize, &'e Statement, f64)>,
}

/// A possible counterpart.
#[derive(Clone, Copy)]
pub struct Pair<'e> {
    /// How probable it is.
    pub score: f64,
    /// Index of the claim's figure.
    pub asked: usize,
    /// Index of the piece of evidence.
    pub piece: usize,
    /// Index of its figure.
    pub at: usize,
    /// That figure.
    pub told: &'e Quantity,
    /// How its time stands to the claim's.
    pub time: Time,
}

impl Pair<'_> {
    /// Where the figure stands.
    pub const fn place(&self) -> (usize, usize) {
        (self.piece, self.at)
    }
}

impl<'e> Scene<'e> {
    /// Every pair of figures that compare, the likeliest first.
    pub fn pairs(&self) -> Vec<Pair<'e>> {
        let mut out = Vec::new();
        for (asked, claimed) in self.claim.quantities.iter().enumerate() {
            for (piece, statement, like) in &self.pieces {
                for (at, told) in statement.quantities.iter().enumerate() {
                    let time = time(self.claim, claimed, statement, told);
                    let Some(alike) = self.alike(claimed, told, time) else {
                        continue;
                    };
                    out.push(Pair {
                        score: alike + PIECE * like,
                        asked,
                        piece: *piece,
                        at,
                        told,
                        time,
                    });
                }
            }
        }
        out.sort_by(|a, b| b.score.total_cmp(&a.score));
        out
    }

    /// How alike two figures are; `None` when their kinds do not compare, or they have nothing to do
    /// with each other.
    fn alike(&self, asked: &Quantity, told: &Quantity, time: Time) -> Option<f64> {
        let things = asked.kind == Kind::Count { bare: false };
        let counted = matches!(asked.kind, Kind::Count { .. })
            && told.counted_part.is_some()
            && !(things && told.is_score());
        let apart = match asked.kind.apart(&told.kind) {
            None if counted => Some(1.0),
            other => other,
        }?;
        let bare = |q: &Quantity| q.kind == Kind::Count { bare: true };
        let vague = bare(asked) || bare(told);
        if vague && times_apart(asked.stated.low, number(asked, told).low) {
            return None;
        }
        let searched = self.origin == Origin::Searched;
        if searched && !may_be_one(asked, told) {
            return None;
        }
        let digit = if searched { DIGIT_SEARCHED } else { DIGIT };
        let number = digit * digits(asked.stated.low, number(asked, told).low);
        let place = match () {
            () if facet::apart(asked, told) || searched && other_place(asked, told) => APART,
            () if other_place(asked, told) => OTHER_PLACE,
            () => 0.0,
        };
        Some(words(asked, told) + number + facets(asked, told, time) - place - apart)
    }
}

/// Likeness by words.
fn words(asked: &Quantity, told: &Quantity) -> f64 {
    let mut words = told.heads.clone();
    words.extend(told.about.iter().cloned());
    words.extend(told.near.iter().cloned());
    HEAD * f64::from(common(&asked.heads, &words))
        + ABOUT * f64::from(common(&asked.about, &words))
        + NEAR * f64::from(common(&asked.near, &told.near))
}

/// Likeness by what they are about.
fn facets(asked: &Quantity, told: &Quantity, time: Time) -> f64 {
    let place = facet::one_place(asked, told);
    let period = asked.period.is_some() && asked.period == told.period;
    let ends = asked.course.zip(told.course);
    let all = [
        (one_thing(asked, told), THING),
        (place, SAME_PLACE),
        (period, SAME_PERIOD),
        (in_hundred(asked) != in_hundred(told), -OTHER_SCALE),
        (other_things(asked, told), -OTHER_THINGS),
        (is_change(asked.role) != is_change(told.role), -OTHER_ROLE),
        (time == Time::Other, -OTHER_TIME),
        (
            asked.sides.iter().any(|s| told.sides.contains(s)),
            SAME_SIDE,
        ),
        (
            contrast(&asked.sides, &told.sides).is_some() || other_extent(asked, told),
            -OTHER_SIDE,
        ),
        (ends.is_some_and(|(a, b)| a.end != b.end), -OTHER_END),
    ];
    all.iter().filter(|f| f.0).map(|f| f.1).sum()
}

/// Whether both say how far they reach, and differently.
fn other_extent(asked: &Quantity, told: &Quantity) -> bool {
    let both = facet::extent(asked).zip(facet::extent(told));
    both.is_some_and(|(a, b)| a != b) && !facet::one_place(asked, told)
}

/// Whether a part is told in hundredths: percent, or points out of a hundred.
fn in_hundred(part: &Quantity) -> bool {
    let whole = part
        .counted_part
        .and_then(|points| points.checked_div(part.stated.low));
    part.unit == "%" || whole.is_some_and(|w| w.round_dp(6) == Decimal::ONE_HUNDRED)
}

/// The likeliest of `pairs`, each figure in one at most.
pub fn counterparts<'e>(pairs: &[Pair<'e>]) -> Vec<Pair<'e>> {
    let mut out: Vec<Pair<'e>> = Vec::new();
    for pair in pairs {
        let taken = |p: &Pair<'e>| p.asked == pair.asked || p.place() == pair.place();
        if !out.iter().any(taken) {
            out.push(*pair);
        }
    }
    exchange(&mut out, pairs);
    out
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

/// The evidence's number as the claim's kind: of "15 out of 28", the 15 when the claim counts, or the 28, where
/// that is nearer.
pub fn number(asked: &Quantity, told: &Quantity) -> Stated {
    let counted = match (&asked.kind, told.counted_part) {
        (Kind::Count { .. }, Some(part)) if told.kind == Kind::Part => part,
        _ => return told.stated,
    };
    let n = whole(asked, told).unwrap_or(counted);
    Stated {
        low: n,
        high: n,
        ..told.stated
    }
}

/// The 28 of "15 out of 28", where a claim that counts is nearer to it: it may be about all of them.
pub fn whole(asked: &Quantity, told: &Quantity) -> Option<Decimal> {
    let part = told
        .counted_part
        .filter(|_| matches!(asked.kind, Kind::Count { .. }) && told.kind == Kind::Part)?;
    let whole = part.checked_div(told.stated.low)?.round_dp(6);
    let far = |n: Decimal| asked.stated.low.saturating_sub(n).abs();
    (!told.is_score() && far(whole) < far(part)).then_some(whole)
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
