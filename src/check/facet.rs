//! What two figures have in common besides their numbers: place, time, thing, role. Knows no verdicts.

use crate::base::vocabulary::{Level, Role};
use crate::check::statement::{Kind, Quantity, Statement, lies_in};
use crate::check::when::When;
use crate::check::words::common;
use crate::lexicon::check::{Extent, is_anybody};
use crate::lexicon::gazetteer;

/// How the time of a source stands to that of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// It covers it, or one of them tells none.
    Same,
    /// It is another.
    Other,
    /// It is an earlier one, of what may have grown since.
    Older,
}

/// How the time of `told`, which stands in `piece`, stands to that of `asked`, which stands in `claim`. The
/// figure's own period decides, else the date nearest to it, else any date of the piece.
pub fn time(claim: &Statement, asked: &Quantity, piece: &Statement, told: &Quantity) -> Time {
    let own: Vec<_> = told.period.iter().chain(&told.dated).take(1).collect();
    let told = if own.is_empty() {
        piece.dates.iter().map(|d| &d.period).collect()
    } else {
        own
    };
    if told.is_empty() {
        return Time::Same;
    }
    let own = asked
        .period
        .as_ref()
        .map(crate::base::edtf::Edtf::without_open);
    let of_figure = |w: &&When| own.as_ref() == Some(&w.period);
    let mut leanings: Vec<&When> = claim.dates.iter().filter(of_figure).collect();
    if leanings.is_empty() {
        leanings = claim.dates.iter().collect();
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

/// Whether both are about places, and about none in common.
pub fn other_place(asked: &Quantity, told: &Quantity) -> bool {
    let named = !asked.places.is_empty() && !told.places.is_empty();
    match (asked.outside, told.outside) {
        (true, false) => named && lie_in(&told.places, &asked.places),
        (false, true) => named && lie_in(&asked.places, &told.places),
        _ => named && !one_place(asked, told),
    }
}

/// Whether the words beside the figures name places that lie apart: none of one in one of the other, and
/// none that may be the other under a longer name.
pub fn apart(asked: &Quantity, told: &Quantity) -> bool {
    let near = |a: &String| told.places.iter().any(|b| !lie_apart(a, b));
    let other = told.placed && other_place(asked, told);
    other && (asked.outside != told.outside || !asked.places.iter().any(near))
}

/// Whether one of these regions, by their codes, is one of those or lies in one.
fn lie_in(inner: &[String], outer: &[String]) -> bool {
    let within = |a: &String| outer.iter().any(|b| a == b || lies_in(a, b));
    inner.iter().any(within)
}

/// Whether two regions, by their codes, are known to have nothing in common.
fn lie_apart(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (gazetteer::by_id(a), gazetteer::by_id(b)) else {
        return false;
    };
    let vague = |r: &gazetteer::Region| matches!(r.level, Level::Macro | Level::Cluster);
    let first = |r: &gazetteer::Region| r.name.split(' ').next();
    !vague(&a)
        && !vague(&b)
        && first(&a) != first(&b)
        && !gazetteer::is_part_of(a.index, b.index)
        && !gazetteer::is_part_of(b.index, a.index)
}

/// How far a number reaches, as far as the words beside it say.
pub fn extent(quantity: &Quantity) -> Option<Extent> {
    let home = (quantity.placed && !quantity.outside).then_some(Extent::Home);
    quantity.extent.or(home)
}

/// Whether they have a place in common.
pub fn one_place(asked: &Quantity, told: &Quantity) -> bool {
    asked.places.iter().any(|place| told.places.contains(place))
}

/// Whether one number is of the whole world and the other of a region.
pub fn world_apart(asked: &Quantity, told: &Quantity) -> bool {
    !one_place(asked, told)
        && matches!(
            (extent(asked), extent(told)),
            (Some(Extent::Home), Some(Extent::World)) | (Some(Extent::World), Some(Extent::Home))
        )
}

/// Whether a number says how something changed.
pub const fn is_change(role: Role) -> bool {
    matches!(role, Role::Increase | Role::Decrease)
}

/// Whether both name what they count, and name it differently: neither name stands beside the other figure.
pub fn other_things(asked: &Quantity, told: &Quantity) -> bool {
    let counts = |q: &Quantity| {
        q.kind == Kind::Count { bare: false } || q.counted_part.is_some() && q.kind == Kind::Part
    };
    let nobody = |q: &Quantity| q.heads.iter().all(|head| is_anybody(head));
    let named = |q: &Quantity| counts(q) && !q.heads.is_empty();
    let of = |a: &Quantity, b: &Quantity| common(&a.heads, &b.heads) + common(&a.heads, &b.beside);
    let of_persons = nobody(asked) && nobody(told) && common(&asked.beside, &told.beside) > 0;
    named(asked) && named(told) && !of_persons && of(asked, told) + of(told, asked) == 0
}

/// Whether they share a word for what is measured or counted, or are known to be about one thing.
pub fn one_indicator(asked: &Quantity, told: &Quantity) -> bool {
    let of = |keys: &[String]| common(&asked.about, keys) + common(&asked.heads, keys) > 0;
    of(&told.about) || of(&told.heads) || one_thing(asked, told)
}

/// Whether they have one key of what they are about.
pub fn one_thing(asked: &Quantity, told: &Quantity) -> bool {
    asked.thing.is_some() && asked.thing == told.thing
}

/// Whether a word for what is measured or counted stands in the other or near it; also when the claim
/// names nothing.
pub fn may_be_one(asked: &Quantity, told: &Quantity) -> bool {
    let of = |keys: &[String]| common(&asked.about, keys) + common(&asked.heads, keys) > 0;
    let names_nothing = asked.about.is_empty() && asked.heads.is_empty();
    names_nothing || one_indicator(asked, told) || of(&told.near)
}

/// What both have in common: `indicator`, `region`, `period`.
pub fn same(asked: &Quantity, told: &Quantity) -> Vec<&'static str> {
    let region = one_place(asked, told);
    let period = asked.period.is_some() && asked.period == told.period;
    let facts = [
        ("indicator", one_indicator(asked, told)),
        ("region", region),
        ("period", period),
    ];
    facts.into_iter().filter(|f| f.1).map(|f| f.0).collect()
}
