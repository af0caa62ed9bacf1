//! The constructions of figures, in the order in which they are tried.

use super::Scene;
use super::count::counted;
use super::draft::Draft;
use super::quantity::{self, Quantity, countable};
use crate::base::number::{Number, Value};
use crate::base::rule::{Rule, RuleId};
use crate::lexicon::numbers::{WordKind, number};
use crate::recognise::mention::Form;
use crate::recognise::number::Shape;
use crate::recognise::phrase::{Line, is_hyphen};
use crate::recognise::unit::Class;
use crate::segment::token::TokenKind;
use rust_decimal::Decimal;

/// A construction: the draft that begins at the token, if it stands there.
pub type Apply = fn(&Scene<'_, '_>, usize) -> Option<Draft>;

/// Every construction, the most particular first; the first that stands at a token wins.
pub static RULES: &[Rule<Apply>] = &[
    Rule {
        id: RuleId("figure/rank"),
        does: "a place in an order: ranked 3rd, No. 1, number four, came seventh",
        hits: &[
            ("The port ranked 3rd in the world.", "3rd"),
            ("Its growth ranked it seventh of all.", "seventh"),
            ("The airport is number four in China.", "four"),
            ("It came second.", "second"),
        ],
        misses: &["The third bridge opened.", "It won 3 prizes."],
        apply: rank,
    },
    Rule {
        id: RuleId("figure/multiple-word"),
        does: "a multiple in one word: doubled, halved, twice, threefold",
        hits: &[
            ("Output more than doubled.", "doubled"),
            ("It is twice as large.", "twice"),
            ("Prices halved.", "halved"),
            ("Sales will double.", "double"),
        ],
        misses: &["It grew at a double-digit pace.", "Double doors."],
        apply: multiple_word,
    },
    Rule {
        id: RuleId("figure/out-of"),
        does: "a share as two numbers: one in five, four out of ten, one in every eleven",
        hits: &[
            ("Here one in five owns a car.", "one in five"),
            ("Some four out of ten voted.", "four out of ten"),
            (
                "It reached one in every eleven people.",
                "one in every eleven",
            ),
        ],
        misses: &["He opened two in May.", "It sold 5 in 2024."],
        apply: out_of,
    },
    Rule {
        id: RuleId("figure/fraction"),
        does: "a fraction in words: one-ninth, two thirds, a quarter of, half",
        hits: &[
            ("It makes one-ninth of the total.", "one-ninth"),
            ("About two thirds left.", "two thirds"),
            ("More than a third of them stayed.", "a third"),
            ("Over half of the firms moved.", "half"),
        ],
        misses: &[
            "The first half was good.",
            "It was a third bridge.",
            "A quarter later it fell.",
        ],
        apply: fraction,
    },
    Rule {
        id: RuleId("figure/between"),
        does: "a range after between: between 4 and 6 percent",
        hits: &[
            ("It grows between 4% and 6% a year.", "4% and 6%"),
            (
                "It feeds between 713 and 757 million people.",
                "713 and 757 million",
            ),
        ],
        misses: &["The gap between 5 towns and 6 cities grew."],
        apply: between,
    },
    Rule {
        id: RuleId("figure/range"),
        does: "a range with a dash or to: 4-6 percent, 1- to 2-hour, 3 to 5 km",
        hits: &[
            ("They form a 1- to 2-hour circle.", "1- to 2-hour"),
            ("It grew 4-6 percent.", "4-6 percent"),
            ("The band of 4% to 6% holds.", "4% to 6%"),
        ],
        misses: &[
            "It rose 5 percent to 7 million yuan.",
            "It rose from 5 km to 7 km.",
        ],
        apply: range,
    },
    Rule {
        id: RuleId("figure/compound"),
        does: "one quantity in two units: 3h 47min, 7 feet 10 inches, 20 dollars 43 cents",
        hits: &[
            ("The ride took 3h 47min.", "3h 47min"),
            ("He stands 7 feet, 10 inches.", "7 feet, 10 inches"),
        ],
        misses: &["It runs 5 km, 3 hours a day."],
        apply: compound,
    },
    Rule {
        id: RuleId("figure/age"),
        does: "an age: 32-year-old, three weeks old, aged 65",
        hits: &[
            ("A 32-year-old woman won.", "32-year-old"),
            ("The wall is 500 years old.", "500 years old"),
        ],
        misses: &["It took 32 years."],
        apply: age,
    },
    Rule {
        id: RuleId("figure/measure"),
        does: "a number with its unit, money included: 9 trillion yuan, $5, 70 percent",
        hits: &[
            ("GDP was 9 trillion yuan.", "9 trillion yuan"),
            ("It cost $1.43 trillion.", "$1.43 trillion"),
            ("The 231.8-kilometer race began.", "231.8-kilometer"),
            (
                "It costs 0.36 yuan per kilowatt-hour.",
                "0.36 yuan per kilowatt-hour",
            ),
        ],
        misses: &["He has 5 sons."],
        apply: measure,
    },
    Rule {
        id: RuleId("figure/count"),
        does: "a number of things: 22 Fortune Global 500 companies",
        hits: &[
            ("It has 22 Fortune Global 500 companies.", "22"),
            ("Nine major projects began.", "Nine"),
        ],
        misses: &["It cost 9 yuan.", "The 5G network grew."],
        apply: count,
    },
    Rule {
        id: RuleId("figure/bare"),
        does: "a number with nothing beside it",
        hits: &[
            ("The total rose to 34,108,800.", "34,108,800"),
            ("The index stood at 51.2.", "51.2"),
        ],
        misses: &["It happened in 2019.", "He has 5 sons."],
        apply: bare,
    },
];

/// The draft of the first rule that stands at the token.
pub fn first(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    RULES.iter().find_map(|rule| {
        let draft = (rule.apply)(scene, at)?;
        Some(Draft {
            rule: rule.id,
            ..draft
        })
    })
}

/// Whether the words before the token state a rank.
pub fn rank_before(line: &Line<'_, '_>, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map_or("", |i| line.lower(i));
    let ranks = |w: &str| {
        matches!(
            w,
            "ranked" | "ranks" | "rank" | "ranking" | "came" | "comes" | "placed" | "finished"
        )
    };
    ranks(back(1))
        || (ranks(back(2))
            && matches!(
                back(1),
                "it" | "them" | "at" | "in" | "the" | "only" | "as" | "around" | "about" | "of"
            ))
        || (ranks(back(3)) && (back(2), back(1)) == ("in", "the"))
}

fn rank(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let dotted = line.lower_before(at) == ".";
    let sign = at
        .checked_sub(1 + usize::from(dotted))
        .map_or("", |i| line.lower(i));
    let numbered = matches!(sign, "no" | "number" | "nos")
        && (dotted || sign != "no" || line.word(at - 1) == "No");
    let (value, end) = match line.kind(at) {
        TokenKind::Numeral => {
            let value: i64 = line.word(at).parse().ok()?;
            let suffix =
                line.glued(at + 1) && matches!(line.lower(at + 1), "st" | "nd" | "rd" | "th");
            if !(numbered || suffix && rank_before(line, at)) {
                return None;
            }
            (value, at + 1 + usize::from(suffix))
        }
        _ => match number(line.lower(at))? {
            (WordKind::Part, d)
                if rank_before(line, at)
                    && d > 2
                    && !line.lower(at).ends_with('s')
                    && !matches!(line.lower(at), "quarter" | "half") =>
            {
                (d, at + 1)
            }
            (WordKind::Order, n) if rank_before(line, at) => (n, at + 1),
            (WordKind::Unit | WordKind::Teen, n) if numbered && sign == "number" => (n, at + 1),
            _ => return None,
        },
    };
    let mut out = Draft::new(at, end, Value::Exact(value.into())).with_unit("1", None);
    out.form = Form::Rank;
    Some(out)
}

fn multiple_word(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let (kind, n) = number(line.lower(at))?;
    let form = match kind {
        WordKind::Grew => Form::Grew,
        WordKind::Shrank => Form::Shrank,
        WordKind::Times if !(line.lower(at) == "twice" && frequency(line, at + 1)) => {
            Form::Multiple
        }
        WordKind::Grow => {
            let verb = matches!(
                line.lower_before(at),
                "than"
                    | "to"
                    | "nearly"
                    | "almost"
                    | "will"
                    | "would"
                    | "could"
                    | "may"
                    | "might"
                    | "can"
                    | "about"
            );
            let multiple = matches!(
                line.lower(at + 1),
                "the" | "that" | "its" | "their" | "what"
            ) && !verb;
            if multiple {
                Form::Multiple
            } else if verb && !line.tight_hyphen(at + 1) {
                Form::Grew
            } else {
                return None;
            }
        }
        _ => return None,
    };
    let value = if kind == WordKind::Shrank {
        Number::Fraction(1, n)
    } else {
        n.into()
    };
    let mut out = Draft::new(at, at + 1, Value::Exact(value)).with_unit("x", Some(Class::Multiple));
    out.form = form;
    Some(out)
}

/// "twice a week"
fn frequency(line: &Line<'_, '_>, at: usize) -> bool {
    matches!(
        line.lower(at),
        "a" | "per" | "each" | "every" | "daily" | "weekly" | "in"
    )
}

fn out_of(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let part = quantity::at(scene, at).filter(|q| q.unit.is_none() && q.number.scale.is_none())?;
    let next = match (
        line.lower(part.end),
        line.lower(part.end + 1),
        line.lower(part.end + 2),
    ) {
        ("out", "of", "every") => part.end + 3,
        ("in", "every", _) | ("out", "of", _) => part.end + 2,
        ("in", _, _) => part.end + 1,
        _ => return None,
    };
    let whole =
        quantity::at(scene, next).filter(|q| q.unit.is_none() && q.number.scale.is_none())?;
    let (n, d) = (small(&part)?, small(&whole)?);
    let round = line.lower(part.end) != "in"
        || matches!(d, 2..=20 | 25 | 30 | 40 | 50 | 100 | 1000 | 10000);
    if n >= d || d > 10_000 || !round {
        return None;
    }
    let mut out =
        Draft::new(at, whole.end, Value::Exact(Number::Fraction(n, d))).with_unit("1", None);
    out.form = Form::Fraction;
    Some(out)
}

fn small(q: &Quantity) -> Option<i64> {
    let Number::Decimal(d) = q.number.value else {
        return None;
    };
    d.fract().is_zero().then(|| i64::try_from(d).ok()).flatten()
}

fn fraction(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let (n, next) = match line.lower(at) {
        "a" | "an" => (1, at + 1),
        "half" => return half(scene, at, at),
        _ => match number(line.lower(at))? {
            (WordKind::Unit | WordKind::Teen, n) if n > 0 => (n, at + 1),
            _ => return None,
        },
    };
    let hyphen = line.tight_hyphen(next);
    let next = next + usize::from(hyphen);
    let word = line.lower(next);
    if word == "half" && line.lower(at) == "a" {
        return half(scene, at, next);
    }
    let (WordKind::Part, d) = number(word)? else {
        return None;
    };
    let bare = word == "quarter" || !word.ends_with('s');
    if n == 1 && word.ends_with('s') || n > 1 && bare && !hyphen {
        return None;
    }
    let end = next + 1;
    let article = matches!(line.lower(at), "a" | "an");
    if (article || word.starts_with("quarter")) && !hyphen && !goes_on_as_share(line, end) {
        return None;
    }
    let mut out = Draft::new(at, end, Value::Exact(Number::Fraction(n, d))).with_unit("1", None);
    out.form = Form::Fraction;
    Some(out)
}

/// What follows "a third" when it is a share, not an ordinal.
fn goes_on_as_share(line: &Line<'_, '_>, at: usize) -> bool {
    matches!(
        line.lower(at),
        "of" | ""
            | "."
            | ","
            | ";"
            | ")"
            | ":"
            | "more"
            | "less"
            | "higher"
            | "lower"
            | "to"
            | "as"
            | "from"
            | "in"
            | "since"
            | "compared"
            | "the"
            | "—"
            | "–"
    ) && !(line.lower(at) == "," && line.lower(at + 1) == "fourth")
}

fn half(scene: &Scene<'_, '_>, at: usize, word: usize) -> Option<Draft> {
    let line = &scene.line;
    let end = word + 1;
    // "half an hour"
    let measured = scene_half_measure(scene, at, word);
    if measured.is_some() {
        return measured;
    }
    let before = line.lower_before(at);
    let bounded = matches!(
        before,
        "over"
            | "than"
            | "about"
            | "nearly"
            | "almost"
            | "around"
            | "roughly"
            | "by"
            | "approximately"
            | "exactly"
            | "only"
            | "just"
            | "under"
            | "least"
            | "some"
            | "to"
    );
    let whole = line.lower(end) == "of"
        || (matches!(
            line.lower(end),
            "the" | "its" | "their" | "that" | "all" | "his" | "her" | "our"
        ) && before != "the");
    let blocked = matches!(
        before,
        "first" | "second" | "latter" | "other" | "the" | "this" | "last" | "each"
    );
    if blocked || !(bounded || whole) || line.tight_hyphen(end) {
        return None;
    }
    let mut out = Draft::new(at, end, Value::Exact(Number::Fraction(1, 2))).with_unit("1", None);
    out.form = Form::Fraction;
    Some(out)
}

fn scene_half_measure(scene: &Scene<'_, '_>, at: usize, word: usize) -> Option<Draft> {
    let line = &scene.line;
    let article = matches!(line.lower(word + 1), "a" | "an");
    let from = if article || line.tight_hyphen(word + 1) {
        word + 2
    } else {
        return None;
    };
    let unit = crate::recognise::unit::after(line, from, scene.homes).filter(|u| {
        !matches!(line.lower(from), "year" | "time") || (article && u.class == Class::Time)
    })?;
    Some(
        Draft::new(at, unit.end, Value::Exact(Number::Fraction(1, 2)))
            .with_unit(unit.code, Some(unit.class)),
    )
}

fn between(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    if line.lower_before(at) != "between" {
        return None;
    }
    let low = quantity::at(scene, at)?;
    let joint = matches!(line.lower(low.end), "and" | "to" | "-" | "–");
    let high = quantity::at(scene, low.end + 1).filter(|_| joint)?;
    join(&low, &high)
}

/// One range of two quantities; a missing unit or scale is the other's.
fn join(low: &Quantity, high: &Quantity) -> Option<Draft> {
    let unit = match (&low.unit, &high.unit) {
        (Some(a), Some(b)) if a.code != b.code => return None,
        (Some(a), None) => Some(a),
        (_, b) => b.as_ref(),
    };
    let mut bottom = low.value();
    let top = high.value();
    if low.number.scale.is_none()
        && let Some(scale) = high.number.scale
    {
        let stated = bottom.to_decimal()?;
        let unscaled = top.to_decimal()?.checked_div(scale)?;
        if stated <= unscaled.max(Decimal::ONE_HUNDRED * Decimal::TEN)
            && stated < top.to_decimal()?
            && stated <= unscaled * Decimal::TEN
        {
            bottom = bottom.times(scale)?;
        }
    }
    if bottom.to_decimal()? > top.to_decimal()? {
        return None;
    }
    let mut out = Draft::new(low.first, high.end, Value::Range(bottom, top));
    out.half_place = high.number.half_place;
    out.scale = high.number.scale;
    out.places = low.number.places.max(high.number.places);
    Some(match unit {
        Some(unit) => out.with_unit(unit.code.clone(), Some(unit.class)),
        None => out,
    })
}

fn range(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let low = quantity::at(scene, at)?;
    let (next, to) = joint(line, &low)?;
    let high = quantity::at(scene, next)?;
    let first_bare = low.unit.is_none();
    if high.unit.is_none()
        && low
            .unit
            .as_ref()
            .is_some_and(|u| line.lower(u.end - 1) != "$" && to)
        && !matches!(low.unit.as_ref().map(|u| u.class), Some(Class::Money))
    {
        return None;
    }
    if to && !first_bare && after_change(line, at) {
        return None;
    }
    if to
        && first_bare
        && high.unit.is_none()
        && (counted(line, high.end).is_none() || after_change(line, at))
        && line.lower_before(at) != "from"
    {
        return None;
    }
    if to && line.lower_before(at) == "from" && after_change(line, at) {
        return None;
    }
    let out = join(&low, &high)?;
    let hyphen_old = line.tight_hyphen(high.end) && line.lower(high.end + 1) == "old";
    let end = if hyphen_old { high.end + 2 } else { high.end };
    let mut out = Draft { end, ..out };
    if out.unit.is_none() {
        out.counted = counted(line, high.end);
    }
    Some(out)
}

/// The token where the upper end begins, and whether "to" joins.
fn joint(line: &Line<'_, '_>, low: &Quantity) -> Option<(usize, bool)> {
    let end = low.end;
    let word = line.lower(end);
    let digits = low.number.shape != Shape::Words || low.unit.is_some();
    if (is_hyphen(word) || word == "~") && digits && line.kind(end + 1) != TokenKind::Word {
        // "1- to 2-hour"
        return Some((end + 1, false));
    }
    if is_hyphen(word) && line.glued(end) && line.lower(end + 1) == "to" {
        let next = if line.tight_hyphen(end + 2) {
            end + 3
        } else {
            end + 2
        };
        return Some((next, false));
    }
    matches!(word, "to" | "through").then_some((end + 1, true))
}

const CHANGES: &[&str] = &[
    "rose",
    "rise",
    "rises",
    "rising",
    "risen",
    "grew",
    "grow",
    "grown",
    "growing",
    "growth",
    "increased",
    "increase",
    "increases",
    "increasing",
    "up",
    "fell",
    "fall",
    "fallen",
    "falling",
    "down",
    "dropped",
    "drop",
    "declined",
    "decline",
    "declining",
    "jumped",
    "climbed",
    "surged",
    "soared",
    "expanded",
    "expanding",
    "widened",
    "narrowed",
    "cut",
    "lowered",
    "raised",
    "raise",
    "went",
    "gone",
    "moved",
    "slowed",
    "shrank",
    "slipped",
    "edged",
    "decreased",
    "decreasing",
    "reduced",
    "reducing",
    "boosted",
    "improved",
    "doubled",
    "tripled",
    "advanced",
    "lifted",
    "gained",
    "lost",
    "by",
    "hiked",
    "trimmed",
    "upgraded",
    "swelled",
    "accelerated",
    "eased",
    "leapt",
    "jump",
    "climb",
    "soaring",
];

/// Whether a verb of change stands a few words before the token: its two ends are two figures.
fn after_change(line: &Line<'_, '_>, at: usize) -> bool {
    (1..=5).any(|back| {
        at.checked_sub(back)
            .is_some_and(|i| CHANGES.contains(&line.lower(i)))
    })
}

fn compound(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let big = quantity::at(scene, at)?;
    let unit = big.unit.as_ref()?;
    let next = match line.lower(big.end) {
        "," | "and" => big.end + 1,
        _ => big.end,
    };
    let small = quantity::at(scene, next).filter(|q| q.number.scale.is_none())?;
    let below = small.unit.as_ref()?;
    let (ratio, code) = ratio(&unit.code, &below.code)?;
    let whole = big.value().to_decimal()?.checked_mul(ratio)?;
    let part = small.value().to_decimal()?;
    if part >= ratio || !big.value().to_decimal()?.fract().is_zero() {
        return None;
    }
    let sum = whole.checked_add(part)?;
    let value = if code == "money" {
        sum.checked_div(ratio)?
    } else {
        sum
    };
    let unit = if code == "money" {
        unit.code.clone()
    } else {
        below.code.clone()
    };
    Some(
        Draft::new(
            big.first,
            small.end,
            Value::Exact(Number::Decimal(value.normalize())),
        )
        .with_unit(unit, Some(below.class)),
    )
}

/// How many of the smaller unit make the larger one, where the two are written together.
fn ratio(big: &str, small: &str) -> Option<(Decimal, &'static str)> {
    let n = match (big, small) {
        ("a", "mo") | ("[ft_i]", "[in_i]") => 12,
        ("wk", "d") => 7,
        ("d", "h") => 24,
        ("h", "min") | ("min", "s") => 60,
        ("[yd_i]", "[ft_i]") => 3,
        ("[lb_av]", "[oz_av]") => 16,
        ("km", "m") | ("kg", "g") | ("m", "mm") => 1000,
        ("m", "cm") => 100,
        (money, "[cent]") if money.len() == 3 => return Some((Decimal::ONE_HUNDRED, "money")),
        ("GBP", "[penny]") | ("MYR", "[sen]") => return Some((Decimal::ONE_HUNDRED, "money")),
        _ => return None,
    };
    Some((Decimal::from(n), "measure"))
}

fn age(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let q = quantity::at(scene, at)?;
    let end = match &q.unit {
        Some(unit) if unit.class == Class::Time => {
            let hyphen = usize::from(line.tight_hyphen(unit.end));
            let old = matches!(line.lower(unit.end + hyphen), "old" | "olds");
            if old {
                unit.end + hyphen + 1
            } else if line.reads(unit.end, &["of", "age"]) {
                unit.end + 2
            } else {
                return None;
            }
        }
        None if line.lower(q.end) == "yo" => q.end + 1,
        None if line.lower_before(at) == "aged" || line.lower_before(at) == "age" => q.end,
        _ => return None,
    };
    let mut out = q.draft();
    out.end = end;
    if out.unit.is_none() {
        out = out.with_unit("a", Some(Class::Time));
    }
    Some(out)
}

fn measure(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let q = quantity::at(scene, at).filter(|q| q.unit.is_some())?;
    Some(q.draft())
}

fn count(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let q = quantity::at(scene, at).filter(|q| q.unit.is_none())?;
    if q.number.shape == Shape::Fraction || !countable(q.value()) {
        return None;
    }
    let hyphen = line.tight_hyphen(q.end);
    if hyphen && q.number.shape == Shape::Words {
        return None;
    }
    let mut out = q.draft();
    out.counted = Some(counted(line, q.end)?);
    Some(out)
}

fn bare(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let q = quantity::at(scene, at).filter(|q| q.unit.is_none())?;
    if q.number.shape == Shape::Words && !countable(q.value()) {
        return None;
    }
    if q.number.shape == Shape::Words && line.tight_hyphen(q.end) {
        return None;
    }
    let mut out = q.draft();
    if q.number.shape == Shape::Fraction {
        out.form = Form::Fraction;
        out = out.with_unit("1", None);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use crate::recognise::figure::recognise;
    use crate::segment::Segments;

    /// Quotes of the figures that the rule makes in the text.
    fn found(id: RuleId, text: &str) -> Vec<String> {
        let article = plain::article(text.to_owned());
        let segments = Segments::of(&article);
        let (figures, _) = recognise(&segments, &[]);
        figures
            .iter()
            .filter(|f| f.rule == id)
            .map(|f| f.span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn every_rule_hits_and_misses_its_examples() {
        for rule in RULES {
            assert!(
                rule.hits.len() >= 2 && !rule.misses.is_empty(),
                "{}",
                rule.id
            );
            for (text, quote) in rule.hits {
                let quotes = found(rule.id, text);
                assert!(
                    quotes.iter().any(|q| q == quote),
                    "{}: {text} {quotes:?}",
                    rule.id
                );
            }
            for text in rule.misses {
                assert_eq!(found(rule.id, text), [""; 0], "{}: {text}", rule.id);
            }
        }
    }
}
