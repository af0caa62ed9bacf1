//! Units as texts write them, before and after a number, with their denominators.
//!
//! Owns which code stands at a token. Knows no numbers and no rules of figures.

pub mod money;

use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::units::{surfaces, units};
use crate::recognise::phrase::{Form, Line, PhraseIndex, is_hyphen};
use crate::segment::token::{Case, TokenKind};
use money::{Homes, Shared};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What kind of thing a unit measures, as far as the rules of figures care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Percent, points, parts.
    Percent,
    /// "times", "-fold".
    Multiple,
    /// Money.
    Money,
    /// A length of time.
    Time,
    /// A temperature.
    Temperature,
    /// Any other measure.
    Measure,
}

/// A unit at some token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitHit {
    /// Token after it.
    pub end: usize,
    /// Canonical code.
    pub code: Cow<'static, str>,
    /// What it measures.
    pub class: Class,
    /// Whether the words mean other things too, so that only a large amount is money.
    pub doubtful: bool,
}

/// What a surface means: a unit of the tables, or a name of money that countries share.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    Unit(usize),
    Shared(Shared),
}

/// A meaning, and whether the surface is a word of other meaning too.
type Reading = (Meaning, bool);

static AFTER: LazyLock<PhraseIndex<Reading>> = LazyLock::new(|| {
    let known = surfaces().iter().filter(|s| !s.before).map(|s| {
        let form = Form {
            exact: s.exact,
            glued: s.glued,
        };
        (
            s.text.to_string(),
            form,
            (Meaning::Unit(s.unit), s.doubtful),
        )
    });
    let shared = money::shared_surfaces()
        .map(|(text, shared, also)| (text, Form::default(), (Meaning::Shared(shared), also)));
    PhraseIndex::new(known.chain(shared))
});

static BEFORE: LazyLock<PhraseIndex<Reading>> = LazyLock::new(|| {
    let known = surfaces()
        .iter()
        .filter(|s| s.exact && units().get(s.unit).is_some_and(|u| u.dimension == "money"))
        .map(|s| {
            let form = Form {
                exact: true,
                glued: false,
            };
            (
                s.text.to_string(),
                form,
                (Meaning::Unit(s.unit), s.doubtful),
            )
        });
    let shared = money::shared_surfaces()
        // A sign, or an abbreviation of wire reports: "dlrs 50 million".
        .filter(|(text, ..)| !text.contains(['a', 'e', 'i', 'o', 'u', 'y']))
        .map(|(text, shared, also)| (text, Form::default(), (Meaning::Shared(shared), also)));
    PhraseIndex::new(known.chain(shared))
});

/// The signs and codes of money that may stand before a number, for filters.
pub fn before_filter() -> &'static crate::recognise::phrase::Filter {
    BEFORE.filter()
}

/// The first words of names of money, for filters.
pub fn money_words() -> impl Iterator<Item = String> {
    let money = |s: &&crate::lexicon::units::Surface| {
        !s.exact
            && units()
                .get(s.unit)
                .is_some_and(|u| class_of(u.dimension) == Class::Money)
    };
    let known = surfaces().iter().filter(money).map(|s| s.text.to_string());
    let shared = money::shared_surfaces().map(|(text, ..)| text);
    known
        .chain(shared)
        .filter_map(|text| text.split(' ').next().map(str::to_owned))
}

/// Whether a sign or code of money that stands before its number begins at the token.
pub fn opens_amount(line: &Line<'_, '_>, at: usize) -> bool {
    BEFORE.longest(line, at).is_some()
}

/// Whether a unit's name begins at the token with a numeral behind it.
pub fn names_amount(line: &Line<'_, '_>, at: usize) -> bool {
    AFTER
        .longest(line, at)
        .is_some_and(|(_, end)| line.kind(end) == TokenKind::Numeral)
}

/// Whether a unit's name begins at the token.
pub fn begins(line: &Line<'_, '_>, at: usize) -> bool {
    AFTER.longest(line, at).is_some()
}

/// Whether a name of money begins at the token.
pub fn names_money(line: &Line<'_, '_>, at: usize) -> bool {
    let money = |index: usize| {
        let unit = units().get(index);
        unit.is_some_and(|u| class_of(u.dimension) == Class::Money)
    };
    match AFTER.longest(line, at) {
        Some(((Meaning::Shared(_), _), _)) => true,
        Some(((Meaning::Unit(index), _), _)) => money(index),
        None => false,
    }
}

/// The sign or code of money that begins at the token.
pub fn before(line: &Line<'_, '_>, at: usize, homes: &Homes) -> Option<UnitHit> {
    let (meaning, end) = BEFORE.longest(line, at)?;
    Some(hit(meaning, end, homes))
}

/// The unit that begins at the token, its denominator included.
pub fn after(line: &Line<'_, '_>, at: usize, homes: &Homes) -> Option<UnitHit> {
    let unit = plain(line, at, homes)?;
    Some(denominated(line, unit, homes))
}

/// The unit that begins at the token, without a denominator.
pub fn plain(line: &Line<'_, '_>, at: usize, homes: &Homes) -> Option<UnitHit> {
    let (meaning, end) = AFTER
        .longest(line, at)
        .or_else(|| inches(line, at))
        .or_else(|| feet(line, at))?;
    let sign = line.kind(at) == TokenKind::Mark
        && end == at + 1
        && line.glued(end)
        && !matches!(line.word(at), "'" | "’");
    let capital = line.word(at).len() == 1 && line.case(at) == Case::Capital;
    let letter = end == at + 1 && capital && line.tight_hyphen(end);
    let next = if letter { end + 1 } else { end };
    // "4 x 6 m": a sign between two sides, no multiple.
    let between = end == at + 1 && matches!(line.word(at), "x" | "×" | "X");
    if (sign || letter || between) && line.kind(next) == TokenKind::Numeral {
        return None;
    }
    // "km2" is written "km" and "2"; a numeral glued to any other symbol makes another word of it, but
    // "2h30" is a time.
    if line.kind(end) == TokenKind::Numeral
        && line.glued(end)
        && line.kind(end - 1) == TokenKind::Word
        && !goes_on_smaller(line, end)
    {
        return None;
    }
    Some(hit(meaning, end, homes))
}

/// `2h30`, `2h30m`, `6ft2`, `6ft2in`: the number at the token goes on in the smaller unit, and nothing
/// more is grown onto it.
fn goes_on_smaller(line: &Line<'_, '_>, at: usize) -> bool {
    let digits = line.word(at).len();
    let (fits, smaller) = match line.lower(at - 1) {
        "h" => (
            digits == 2,
            matches!(line.lower(at + 1), "m" | "mn" | "min"),
        ),
        "ft" => (
            digits < 3 && line.word(at) != "2",
            matches!(line.lower(at + 1), "in" | "ins"),
        ),
        _ => return false,
    };
    let end = at + 1 + usize::from(smaller && line.glued(at + 1));
    fits && (!line.glued(end) || line.kind(end) == TokenKind::Mark)
}

/// `5"`, "5 in thick": signs and a word that mean inches only right here.
fn inches(line: &Line<'_, '_>, at: usize) -> Option<(Reading, usize)> {
    let end = match line.word(at) {
        "\"" if (line.glued(at) || cue(line.key(at + 1), Cue::Length)) && lone_quote(line, at) => {
            at + 1
        }
        "'" | "’" if line.glued(at) && line.glued(at + 1) && line.word(at) == line.word(at + 1) => {
            at + 2
        }
        "in" if matches!(
            line.lower(at + 1),
            "" | "thick" | "long" | "wide" | "tall" | "high" | "deep" | "x"
        ) =>
        {
            at + 1
        }
        "in" if line.word(at + 1) == "." && !line.has(at + 2) => at + 1,
        // "6ft 5in"
        "in" if line.glued(at) && line.kind(at + 1) != TokenKind::Numeral => at + 1,
        _ => return None,
    };
    let inch = units().iter().position(|u| u.code.as_ref() == "[in_i]")?;
    Some(((Meaning::Unit(inch), false), end))
}

/// `6'2"`, `6'2 tall`, `7'`: the apostrophe means feet before inches, and at the end of a phrase.
fn feet(line: &Line<'_, '_>, at: usize) -> Option<(Reading, usize)> {
    let glued = matches!(line.word(at), "'" | "’") && line.glued(at);
    let inches = line.kind(at + 1) == TokenKind::Numeral
        && line.word(at + 1).len() < 3
        && matches!(
            line.lower(at + 2),
            "\"" | "''" | "”" | "″" | "'" | "’" | "tall"
        );
    let opens = |i: usize| matches!(line.word(i), "'" | "’");
    let last = !line.has(at + 1) && !(at.saturating_sub(QUOTE_REACH)..at).any(opens);
    if !glued || !(inches || last) || line.kind(at.checked_sub(1)?) != TokenKind::Numeral {
        return None;
    }
    let foot = units().iter().position(|u| u.code.as_ref() == "[ft_i]")?;
    Some(((Meaning::Unit(foot), false), at + 1))
}

/// How far a quotation mark is looked for, in tokens: a long sentence has some forty.
const QUOTE_REACH: usize = 100;

/// Whether the quotation mark opens or closes nothing: an even number stands before and behind it.
fn lone_quote(line: &Line<'_, '_>, at: usize) -> bool {
    let marks = |from: usize, to: usize| (from..to).filter(|i| line.word(*i) == "\"").count();
    marks(at.saturating_sub(QUOTE_REACH), at) % 2 == 0 && marks(at + 1, at + QUOTE_REACH) % 2 == 0
}

fn hit((meaning, doubtful): Reading, end: usize, homes: &Homes) -> UnitHit {
    match meaning {
        Meaning::Shared(shared) => UnitHit {
            end,
            code: Cow::Borrowed(homes.code(shared)),
            class: Class::Money,
            doubtful,
        },
        Meaning::Unit(index) => {
            let unit = units().get(index);
            UnitHit {
                end,
                code: Cow::Borrowed(unit.map_or("1", |u| u.code.as_ref())),
                class: class_of(unit.map_or("", |u| u.dimension)),
                doubtful,
            }
        }
    }
}

fn class_of(dimension: &str) -> Class {
    match dimension {
        "fraction" | "fraction difference" => Class::Percent,
        "ratio" => Class::Multiple,
        "money" | "money part" => Class::Money,
        "time" | "calendar" => Class::Time,
        "temperature" => Class::Temperature,
        _ => Class::Measure,
    }
}

/// The unit with what it is counted per: `/kW.h`, "per capita", "a month".
pub fn denominated(line: &Line<'_, '_>, unit: UnitHit, homes: &Homes) -> UnitHit {
    if let Some(end) = own_power(line, &unit) {
        return UnitHit {
            end,
            code: Cow::Owned(format!("1/{}", unit.code)),
            class: Class::Measure,
            ..unit
        };
    }
    let Some((below, end)) =
        denominator(line, &unit, homes).or_else(|| inverse(line, &unit, homes))
    else {
        return unit;
    };
    // "four times per week": how often, no multiple.
    let often = unit.class == Class::Multiple;
    let code = if often { "1" } else { unit.code.as_ref() };
    UnitHit {
        end,
        code: Cow::Owned(format!("{code}/{below}")),
        class: if often { Class::Measure } else { unit.class },
        ..unit
    }
}

fn denominator(
    line: &Line<'_, '_>,
    unit: &UnitHit,
    homes: &Homes,
) -> Option<(Cow<'static, str>, usize)> {
    if matches!(unit.class, Class::Percent | Class::Temperature)
        || (unit.class == Class::Multiple && !line.lower(unit.end - 1).starts_with("time"))
    {
        return None;
    }
    // "$70-a-share", in texts cut into words "$ 70 - a - share".
    let apart = line.reads(unit.end, &["-", "a", "-"]);
    let at = if apart || line.tight_hyphen(unit.end) {
        unit.end + 1
    } else {
        unit.end
    };
    let often = unit.class == Class::Multiple;
    match line.lower(at) {
        _ if often => match line.lower(at) {
            "per" | "a" | "an" | "each" | "every" => {
                time_below(line, at + 1, homes).filter(|(_, end)| !placed(line, *end))
            }
            _ => None,
        },
        "/" if line.glued(at + 1) => below(line, at + 1, homes),
        "per" => {
            let at = if line.tight_hyphen(at + 1) {
                at + 2
            } else {
                at + 1
            };
            below(line, at, homes).or_else(|| noun_below(line, at))
        }
        "a" | "an" | "each" | "every" if unit.class != Class::Time => {
            let at = if apart || line.tight_hyphen(at + 1) {
                at + 1
            } else {
                at
            };
            below(line, at + 1, homes)
                .filter(|(_, end)| !placed(line, *end))
                .or_else(|| {
                    let share = matches!(line.lower(at + 1), "share" | "head" | "person" | "piece");
                    (share && unit.class == Class::Money).then(|| noun_below(line, at + 1))?
                })
        }
        _ => None,
    }
}

/// `km s−1`, `W m-2`: the denominator as a negative power.
fn inverse(
    line: &Line<'_, '_>,
    unit: &UnitHit,
    homes: &Homes,
) -> Option<(Cow<'static, str>, usize)> {
    if unit.class != Class::Measure || line.kind(unit.end) != TokenKind::Word {
        return None;
    }
    let (meaning, end) = AFTER.longest(line, unit.end)?;
    let power = line.word(end + 1);
    let negative = matches!(line.word(end), "−" | "-" | "–") && line.glued(end + 1);
    if !negative || !matches!(power, "1" | "2" | "3") {
        return None;
    }
    let code = hit(meaning, end, homes).code;
    let below = if power == "1" {
        code
    } else {
        Cow::Owned(format!("{code}{power}"))
    };
    Some((below, end + 2))
}

/// `600 h−1`, `1648 cm-1`: the unit itself as a power of minus one; the token after it. A plain hyphen
/// counts only behind a short symbol.
fn own_power(line: &Line<'_, '_>, unit: &UnitHit) -> Option<usize> {
    let at = unit.end;
    if line.word(at + 1) != "1" || !line.glued(at + 1) {
        return None;
    }
    let minus = match line.word(at) {
        "−" => true,
        "-" | "–" => {
            line.glued(at) && line.word(at - 1).len() <= 3 && line.case(at - 1) != Case::None
        }
        _ => false,
    };
    let measures = matches!(unit.class, Class::Measure | Class::Time);
    let ends = !line.glued(at + 2)
        || line.kind(at + 2) == TokenKind::Mark && !is_hyphen(line.word(at + 2));
    (minus && measures && ends).then_some(at + 2)
}

/// "$5 billion a year earlier": the length places in time.
fn placed(line: &Line<'_, '_>, at: usize) -> bool {
    matches!(
        line.lower(at),
        "earlier" | "ago" | "later" | "before" | "after" | "since" | "prior"
    )
}

fn below(line: &Line<'_, '_>, at: usize, homes: &Homes) -> Option<(Cow<'static, str>, usize)> {
    let fits = |u: &UnitHit| !matches!(u.class, Class::Percent | Class::Money);
    if let Some(found) = per_round(line, at, homes) {
        return Some(found);
    }
    if let Some(unit) = plain(line, at, homes).filter(fits) {
        return Some((unit.code, unit.end));
    }
    // `/s2`, `/s^2`
    let (meaning, end) = AFTER.longest(line, at)?;
    let raised = usize::from(line.word(end) == "^" && line.glued(end));
    let power = line.word(end + raised);
    let unit = hit(meaning, end, homes);
    let glued = matches!(power, "2" | "3") && line.glued(end + raised) && fits(&unit);
    glued.then(|| {
        (
            Cow::Owned(format!("{}{power}", unit.code)),
            end + raised + 1,
        )
    })
}

/// "per 100 kilometres", `/100 km`: a round number of a unit as denominator.
fn per_round(line: &Line<'_, '_>, at: usize, homes: &Homes) -> Option<(Cow<'static, str>, usize)> {
    let number = match line.word(at) {
        "100" => "100",
        "1000" | "1,000" => "1000",
        _ => return None,
    };
    let unit = plain(line, at + 1, homes).filter(|u| u.class == Class::Measure)?;
    Some((Cow::Owned(format!("({number}.{})", unit.code)), unit.end))
}

/// A length of time as denominator.
fn time_below(line: &Line<'_, '_>, at: usize, homes: &Homes) -> Option<(Cow<'static, str>, usize)> {
    let unit = plain(line, at, homes).filter(|u| u.class == Class::Time)?;
    Some((unit.code, unit.end))
}

/// A counted noun as denominator: UCUM writes it in braces.
fn noun_below(line: &Line<'_, '_>, at: usize) -> Option<(Cow<'static, str>, usize)> {
    if line.kind(at) != TokenKind::Word {
        return None;
    }
    let noun = line.lower(at);
    match noun {
        "capita" | "person" | "head" | "people" => Some((Cow::Borrowed("person"), at + 1)),
        _ => Some((Cow::Owned(format!("{{{noun}}}")), at + 1)),
    }
}
