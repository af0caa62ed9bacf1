//! Changes and the levels they lead between: rates of growth, percentages, amounts, multiples.

use super::{Apply, Found, as_part, verdict};
use crate::base::edtf::Edtf;
use crate::base::rule::{Rule, RuleId};
use crate::base::vocabulary::{Part, RelationKind, RelationVerdict, Role};
use crate::lexicon::relate::{Cue, is_priced, says};
use crate::recognise::mention::Form;
use crate::relate::interval::{Interval, Stated, root};
use crate::relate::scene::{Item, Scene, is_single, same_indicator, same_regions};
use rust_decimal::Decimal;

/// An average yearly rate.
pub const GROWTH: Rule<Apply> = Rule {
    id: RuleId("relate/average-growth"),
    does: "an average yearly rate and the levels at both ends of its years",
    hits: &[
        (
            "From 2018 to 2024, output of the zone rose from 4 million tonnes to 16 million tonnes, an average annual growth of 26 percent.",
            "agrees: (16 million tonnes / 4 million tonnes)^(1/6) - 1",
        ),
        (
            "From 2015 to 2020, the number of visitors rose from 200,000 to 400,000, growing 25 percent a year.",
            "off by: (400,000 / 200,000)^(1/5) - 1",
        ),
    ],
    misses: &[
        "From 2018 to 2024, output rose from 4 million tonnes to 16 million tonnes.",
        "Output was 4 million tonnes, and prices rose 26 percent a year.",
    ],
    apply: growth,
};

/// A percentage and its two ends.
pub const PERCENT: Rule<Apply> = Rule {
    id: RuleId("relate/percent-change"),
    does: "a percentage of change and the levels before and after",
    hits: &[
        (
            "The number of visitors rose 50 percent, from 200,000 to 300,000.",
            "agrees: 300,000 / 200,000 - 1",
        ),
        (
            "The number of visitors fell 30 percent, from 200,000 to 100,000.",
            "off by: 1 - 100,000 / 200,000",
        ),
        (
            "Income was 20,000 yuan then and has gone up 41 percent to 28,200 yuan.",
            "agrees: 28,200 yuan / 20,000 yuan - 1",
        ),
        (
            "Steel output rose 15 percent, from 100 tonnes to 125 tonnes.",
            "off by: 125 tonnes / 100 tonnes - 1",
        ),
        (
            "In the first quarter of 2024 visitors came to 20,000. In June 2024 visitors came to 30,000, an increase of 50 percent in visitors.",
            "agrees: 30,000 / 20,000 - 1",
        ),
    ],
    misses: &[
        "The number of visitors rose 50 percent, and 200,000 of them came from 30 cities.",
        "GDP grew 5 percent at constant prices, from 200 billion yuan to 260 billion yuan.",
    ],
    apply: percent,
};

/// An amount of change with its percentage.
pub const AMOUNT: Rule<Apply> = Rule {
    id: RuleId("relate/amount-and-percent"),
    does: "an amount of change, the same as a percentage, and the level it led to",
    hits: &[
        (
            "The town grew by 1,500 people, or 2.5 percent, to 61,500 people.",
            "agrees: 1,500 / (61,500 - 1,500)",
        ),
        (
            "Output fell by 40 tonnes (20 percent) to 160 tonnes.",
            "agrees: 40 tonnes / (160 tonnes + 40 tonnes)",
        ),
    ],
    misses: &["The town has 1,500 people, 2.5 percent of them farmers, and 300 farms."],
    apply: amount,
};

/// A multiple and its two ends.
pub const MULTIPLE: Rule<Apply> = Rule {
    id: RuleId("relate/multiple"),
    does: "a multiple and the levels before and after",
    hits: &[
        (
            "The number of visitors more than doubled from 40,000 to 90,000.",
            "agrees: 90,000 / 40,000",
        ),
        (
            "The number of visitors tripled from 40,000 to 60,000.",
            "off by: 60,000 / 40,000",
        ),
    ],
    misses: &["The number of visitors doubled, and 90,000 stayed for 3 days."],
    apply: multiple,
};

/// The levels before and after a change.
struct Ends<'s, 'r> {
    begin: &'s Item<'r>,
    end: &'s Item<'r>,
    /// "from A to B" in the sentence of the change, and no other level in it.
    plain: bool,
}

fn is_percent(item: &Item<'_>) -> bool {
    item.unit() == "%"
        && is_single(item)
        && matches!(item.figure.role, Role::Increase | Role::Decrease)
}

/// A figure that can be a level: an amount, not itself a restatement.
fn is_level(item: &Item<'_>) -> bool {
    item.is_amount()
        && is_single(item)
        && item.number() > Decimal::ZERO
        && item.figure.role != Role::Threshold
        && item.figure.mention.equivalent_to.is_none()
}

/// "from A to B" of one unit in a sentence, when there is one such pair only.
fn from_to<'s, 'r>(scene: &Scene<'r>, sentence: &'s [Item<'r>]) -> Option<Ends<'s, 'r>> {
    let levels: Vec<&Item<'r>> = sentence.iter().filter(|i| is_level(i)).collect();
    let mut found = levels.windows(2).filter_map(|pair| match pair {
        [a, b] if a.unit() == b.unit() => {
            let forth = scene.is_led_by(a, "from") && scene.is_led_by(b, "to");
            let back = scene.is_led_by(a, "to") && scene.is_led_by(b, "from");
            match (forth, back) {
                (true, _) => Some((*a, *b)),
                (_, true) => Some((*b, *a)),
                _ => None,
            }
        }
        _ => None,
    });
    let (begin, end) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let of_unit = levels.iter().filter(|i| i.unit() == begin.unit()).count();
    Some(Ends {
        begin,
        end,
        plain: of_unit == 2,
    })
}

/// The ends of a change where nothing says "from": levels of two periods, or the one it rose "to" and the
/// only other of its unit and indicator before it.
fn loose_ends<'s, 'r>(
    scene: &Scene<'r>,
    change: &Item<'r>,
    near: &[&'s Item<'r>],
) -> Option<Ends<'s, 'r>> {
    let alike = |a: &Item<'_>, b: &Item<'_>| {
        a.unit() == b.unit()
            && same_indicator(a.figure, b.figure)
            && same_regions(a.figure, b.figure)
    };
    let of_change = |i: &&&Item<'_>| {
        same_indicator(i.figure, change.figure) && same_regions(i.figure, change.figure)
    };
    let levels: Vec<&'s Item<'r>> = near.iter().filter(of_change).copied().collect();
    let [a, b] = levels.as_slice() else {
        return None;
    };
    let (begin, end) = match (&a.figure.period, &b.figure.period) {
        (Some(x), Some(y)) if is_over(x, y) => (*a, *b),
        (Some(x), Some(y)) if is_over(y, x) => (*b, *a),
        _ if scene.is_led_by(b, "to") && a.at < change.at => (*a, *b),
        _ => return None,
    };
    alike(begin, end).then_some(Ends {
        begin,
        end,
        plain: false,
    })
}

/// Whether `one` ends before `other` begins; periods that share a day have no order.
fn is_over(one: &Edtf, other: &Edtf) -> bool {
    let (one, other) = (one.interval(), other.interval());
    matches!((one.end_before, other.begin), (Some(end), Some(begin)) if end <= begin)
}

fn ends<'s, 'r>(
    scene: &'s Scene<'r>,
    sentence: &'s [Item<'r>],
    change: &Item<'r>,
) -> Option<Ends<'s, 'r>> {
    from_to(scene, sentence).or_else(|| {
        let here = sentence.iter().filter(|i| is_level(i));
        let before = scene.sentence_before(change).iter().filter(|i| is_level(i));
        let here: Vec<&Item<'r>> = here.collect();
        loose_ends(scene, change, &here).or_else(|| {
            let all: Vec<&Item<'r>> = before.chain(here).collect();
            loose_ends(scene, change, &all)
        })
    })
}

/// Whether the sentence leaves no doubt that the percentage is one of these two levels in money of the day.
fn is_plain(
    scene: &Scene<'_>,
    sentence: &[Item<'_>],
    change: &Item<'_>,
    ends: &Ends<'_, '_>,
) -> bool {
    let alone = sentence
        .iter()
        .filter(|i| i.unit() == change.unit())
        .count()
        == 1;
    let words = [&change.figure.indicator, &ends.end.figure.indicator];
    let priced = || {
        words.into_iter().flatten().any(|w| is_priced(w))
            || says(scene.sentence(change), Cue::Prices)
    };
    // Prices play into sums of money; a tonne is a tonne.
    ends.plain && alone && !(ends.end.is_money() && priced())
}

/// Whether there are two levels near it: looking for its words costs more.
fn has_ends(scene: &Scene<'_>, sentence: &[Item<'_>], change: &Item<'_>) -> bool {
    let before = scene.sentence_before(change).iter();
    let mut levels = sentence.iter().chain(before).filter(|i| is_level(i));
    levels.nth(1).is_some()
}

/// Whether the percentage is one a year: the words beside it say so.
fn is_average(scene: &Scene<'_>, item: &Item<'_>) -> bool {
    scene.says(item, Cue::Average)
}

fn growth(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let rates = sentence.iter().filter(|i| is_percent(i));
        for rate in rates.filter(|i| has_ends(scene, sentence, i) && is_average(scene, i)) {
            out.extend(average(scene, sentence, rate));
        }
    }
}

fn average(scene: &Scene<'_>, sentence: &[Item<'_>], rate: &Item<'_>) -> Option<Found> {
    let ends = ends(scene, sentence, rate)?;
    let years = years(&ends, rate).filter(|n| (2..=60).contains(n))?;
    let ratio = ends.end.stated.over(ends.begin.stated)?;
    let less_one = |d: Decimal| d.checked_sub(Decimal::ONE);
    let mut expected = ratio
        .map(|d| root(d, years).and_then(less_one))?
        .percent()?;
    if rate.figure.role == Role::Decrease {
        expected = Stated::point(Decimal::ZERO).minus(expected)?;
    }
    let plain = is_plain(scene, sentence, rate, &ends);
    let (end, begin) = (scene.quote(ends.end), scene.quote(ends.begin));
    let computation = match rate.figure.role {
        Role::Decrease => format!("1 - ({end} / {begin})^(1/{years})"),
        _ => format!("({end} / {begin})^(1/{years}) - 1"),
    };
    Some(Found {
        kind: RelationKind::Growth,
        verdict: verdict(expected, rate.stated, plain)?,
        figures: vec![
            as_part(Part::Begin, ends.begin),
            as_part(Part::End, ends.end),
            as_part(Part::Change, rate),
        ],
        computation,
        unit: "%".into(),
        expected: Some(expected),
        stated: rate.number(),
    })
}

/// Years from one end to the other: by the periods of the levels, else by that of the rate.
fn years(ends: &Ends<'_, '_>, rate: &Item<'_>) -> Option<u32> {
    let of = |i: &Item<'_>| i.figure.period.as_ref()?.year_of_end();
    let between = of(ends.end).zip(of(ends.begin)).map(|(b, a)| b - a);
    let own = rate.figure.period.as_ref().and_then(|p| {
        let (b, a) = (p.year_of_end()?, p.year_of_begin()?);
        Some(b - a)
    });
    let found = between.filter(|n| *n > 0).or(own)?;
    u32::try_from(found).ok()
}

fn percent(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let changes = sentence.iter().filter(|i| is_percent(i));
        for change in changes.filter(|i| has_ends(scene, sentence, i) && !is_average(scene, i)) {
            out.extend(one_percent(scene, sentence, change));
        }
    }
}

fn one_percent(scene: &Scene<'_>, sentence: &[Item<'_>], change: &Item<'_>) -> Option<Found> {
    let ends = ends(scene, sentence, change)?;
    let (begin, end) = (scene.quote(ends.begin), scene.quote(ends.end));
    let rise = ends.end.stated.percent_above(ends.begin.stated)?;
    let (expected, computation) = if change.figure.role == Role::Decrease {
        let fall = Stated::point(Decimal::ZERO).minus(rise)?;
        (fall, format!("1 - {end} / {begin}"))
    } else {
        (rise, format!("{end} / {begin} - 1"))
    };
    let plain = is_plain(scene, sentence, change, &ends);
    Some(Found {
        kind: RelationKind::Change,
        verdict: verdict(expected, change.stated, plain)?,
        figures: vec![
            as_part(Part::Begin, ends.begin),
            as_part(Part::End, ends.end),
            as_part(Part::Change, change),
        ],
        computation,
        unit: "%".into(),
        expected: Some(expected),
        stated: change.number(),
    })
}

fn amount(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        for pair in sentence.windows(2) {
            let [a, b] = pair else { continue };
            let twins = match (a.unit(), b.unit()) {
                ("%", _) if is_level(b) => Some((b, a)),
                (_, "%") if is_level(a) => Some((a, b)),
                _ => None,
            };
            if let Some((amount, rate)) = twins.filter(|_| is_or(scene.between(a, b))) {
                out.extend(of_level(scene, sentence, amount, rate));
            }
        }
    }
}

/// Words between an amount and its percentage at most: the noun counted, and "or".
const OR: usize = 5;

/// Whether the words between two figures say that the second is the first again.
fn is_or(between: &str) -> bool {
    let words: Vec<&str> = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    match words.as_slice() {
        [] => between.contains(['(', '/']),
        [.., "or"] | [.., "or", _] => words.len() <= OR,
        _ => false,
    }
}

/// The level that an amount and its percentage belong to: the nearest that agrees, after them first.
fn of_level(
    scene: &Scene<'_>,
    sentence: &[Item<'_>],
    amount: &Item<'_>,
    rate: &Item<'_>,
) -> Option<Found> {
    let fits = |i: &&Item<'_>| is_level(i) && i.unit() == amount.unit() && i.at != amount.at;
    let after = sentence.iter().filter(fits).filter(|i| i.at > amount.at);
    let before = sentence
        .iter()
        .rev()
        .filter(fits)
        .filter(|i| i.at < amount.at);
    let mut levels = after.chain(before);
    levels.find_map(|level| {
        let fell = amount.figure.role == Role::Decrease || rate.figure.role == Role::Decrease;
        let (base, sign) = if fell {
            (level.stated.plus(amount.stated)?, '+')
        } else {
            (level.stated.minus(amount.stated)?, '-')
        };
        if base.told.low? <= Decimal::ZERO {
            return None;
        }
        let expected = amount.stated.over(base)?.percent()?;
        let (a, l) = (scene.quote(amount), scene.quote(level));
        Some(Found {
            kind: RelationKind::Change,
            verdict: verdict(expected, rate.stated, false)?,
            figures: vec![
                as_part(Part::End, level),
                as_part(Part::Amount, amount),
                as_part(Part::Change, rate),
            ],
            computation: format!("{a} / ({l} {sign} {a})"),
            unit: "%".into(),
            expected: Some(expected),
            stated: rate.number(),
        })
    })
}

/// How far "doubled" may be from twice, when nothing is said of more or less.
const LOOSE: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

fn multiple(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for sentence in scene.by_sentence() {
        let times = |i: &&Item<'_>| i.unit() == "x" && is_single(i) && i.figure.role != Role::Rank;
        let mut all = sentence.iter().filter(times);
        let (Some(times), None) = (all.next(), all.next()) else {
            continue;
        };
        out.extend(one_multiple(scene, sentence, times));
    }
}

fn one_multiple(scene: &Scene<'_>, sentence: &[Item<'_>], times: &Item<'_>) -> Option<Found> {
    let ends = from_to(scene, sentence)?;
    let shrank = times.figure.mention.form == Form::Shrank;
    let (over, under) = if shrank {
        (ends.begin, ends.end)
    } else {
        (ends.end, ends.begin)
    };
    let expected = over.stated.over(under.stated)?;
    let mut stated = times.stated;
    if !scene.quote(times).contains(|c: char| c.is_ascii_digit()) {
        let slack = Interval::new(-LOOSE, LOOSE);
        stated.told = stated.told.plus(slack);
        stated.open = stated.open.plus(slack).plus(slack);
    }
    let verdict: RelationVerdict = verdict(expected, stated, ends.plain)?;
    Some(Found {
        kind: RelationKind::Multiple,
        verdict,
        figures: vec![
            as_part(Part::Begin, ends.begin),
            as_part(Part::End, ends.end),
            as_part(Part::Change, times),
        ],
        computation: format!("{} / {}", scene.quote(over), scene.quote(under)),
        unit: "x".into(),
        expected: Some(expected),
        stated: times.number(),
    })
}
