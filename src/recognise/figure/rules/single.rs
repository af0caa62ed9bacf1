//! One number and what stands beside it: a second unit, an age, a unit, a thing counted, nothing.

use crate::base::number::{Number, Value};
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{number, scale};
use crate::lexicon::units::by_code;
use crate::lexicon::words::{Form as Verb, entry};
use crate::recognise::figure::Scene;
use crate::recognise::figure::count::{counted, one_counted};
use crate::recognise::figure::draft::Draft;
use crate::recognise::figure::money;
use crate::recognise::figure::quantity::{self, Quantity, countable, plural};
use crate::recognise::mention::Form;
use crate::recognise::number::{Shape, digits};
use crate::recognise::phrase::{Line, is_hyphen};
use crate::recognise::unit::{self, Class, UnitHit};
use crate::segment::token::{Case, TokenKind};
use rust_decimal::Decimal;

/// `35.8 ± 4.5 years`, `9.83 +/- 0.01 m`: a value with its tolerance.
pub fn tolerance(scene: &Scene<'_, '_>, _: usize, value: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    let next = match (line.word(value.end), line.word(value.end + 2)) {
        ("±", _) => value.end + 1,
        ("+", "-" | "−") if line.word(value.end + 1) == "/" => value.end + 3,
        _ => return None,
    };
    let play = quantity::at(scene, next).filter(|p| !p.negative)?;
    let alike = match (&value.unit, &play.unit) {
        (Some(a), Some(b)) => a.code == b.code,
        _ => true,
    };
    let mut out = value.draft();
    if let (None, Some(unit)) = (&value.unit, &play.unit) {
        if play.number.scale.is_some() && value.number.scale.is_none() {
            return None;
        }
        out = out.with_unit(unit.code.clone(), Some(unit.class));
    }
    out.end = play.end;
    alike.then_some(out)
}

/// `600.000 copies`, `£10.000`: a point between thousands, where nothing has three decimals.
pub fn pointed(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let sign = unit::before(line, at, scene.homes).filter(|s| s.class == Class::Money);
    let numeral = sign.as_ref().map_or(at, |s| s.end);
    let end = numeral + 1;
    // A part of a range, a price of one thing, a scaled number: there a point may part decimals.
    let goes_on = line.glued(end) && !matches!(line.word(end), "." | "," | ";" | ")")
        || scale(line.lower(end)).is_some()
        || money::mega_word(line.word(end)).is_some()
        || is_hyphen(line.word(end))
        || is_hyphen(line.lower_before(at))
        || matches!(
            line.lower(end),
            "per" | "a" | "an" | "to" | "and" | "or" | "from"
        );
    if line.kind(numeral) != TokenKind::Numeral || line.word(numeral).len() < 6 || goes_on {
        return None;
    }
    let value = Value::Exact(Number::Decimal(digits::thousands(line.word(numeral))?));
    if let Some(sign) = sign {
        return Some(Draft::new(at, end, value).with_unit(sign.code, Some(sign.class)));
    }
    let things = counted(line, end)?;
    let head = line.segments.tokens_in(things).end - 1;
    let counts = unit::after(line, end, scene.homes).is_none()
        && plural(line.lower(head))
        && !matches!(line.lower(head), "points" | "averages")
        && line.lower(head + 1) != "per";
    counts.then(|| Draft {
        counted: Some(things),
        ..Draft::new(at, end, value)
    })
}

/// "a couple", "a pair of" as all of a sentence: elsewhere they are vague, or people.
pub fn pair(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    if !(line.lower(at) == "a" && cue(line.key(at + 1), Cue::Pair)) {
        return None;
    }
    let end = at + 2 + usize::from(line.lower(at + 2) == "of");
    line.is_all(at, end)
        .then(|| Draft::new(at, end, Value::Exact(2.into())))
}

/// `4.5/5`: the mark given as a part of the best one.
pub fn rating(scene: &Scene<'_, '_>, _: usize, q: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    let out_of = line.reads(q.end, &["out", "of"]);
    let last = q.end + if out_of { 2 } else { 1 };
    let best = line.word(last);
    let slash = out_of || line.word(q.end) == "/" && line.glued(q.end) && line.glued(q.end + 1);
    let scale: Decimal = matches!(best, "5" | "10" | "20" | "100")
        .then(|| best.parse().ok())
        .flatten()?;
    let given = q.value().to_decimal()?;
    let marked = q.unit.is_none() && q.number.places > 0 && given <= scale;
    let part = |n: Decimal| Some(n.checked_div(scale)?.normalize());
    let out = Draft {
        end: last + 1,
        value: Value::Exact(Number::Decimal(part(given)?)),
        half_place: q.number.half_place.and_then(part),
        ..q.draft()
    };
    (slash && marked && unit::after(line, last + 1, scene.homes).is_none())
        .then(|| out.with_unit("1", None))
}

/// "3h 47min", "20 dollars and 43 cents", "15 dollars 50"
pub fn compound(scene: &Scene<'_, '_>, _: usize, big: &Quantity) -> Option<Draft> {
    let mut unit = big.unit.clone()?;
    let mut sum = whole_part(big)?;
    let mut end = big.end;
    if let Some((minutes, after)) = bare_minutes(scene, end, &unit) {
        let value = sum.checked_mul(Decimal::from(60))?.checked_add(minutes)?;
        let value = Value::Exact(Number::Decimal(value.normalize()));
        return Some(Draft::new(big.first, after, value).with_unit("min", Some(Class::Time)));
    }
    if let Some((part, after)) = part_behind(scene, big) {
        let value = Value::Exact(Number::Decimal(sum.checked_add(part)?.normalize()));
        return Some(Draft::new(big.first, after, value).with_unit(unit.code, Some(unit.class)));
    }
    if let Some((inches, after)) = bare_inches(scene, end, &unit) {
        let value = sum.checked_mul(Decimal::from(12))?.checked_add(inches)?;
        let value = Value::Exact(Number::Decimal(value.normalize()));
        return Some(Draft::new(big.first, after, value).with_unit("[in_i]", Some(Class::Measure)));
    }
    while let Some((small, ratio, money)) = smaller(scene, end, &unit) {
        let whole = sum.checked_mul(ratio)?;
        sum = whole.checked_add(small.value().to_decimal()?)?;
        end = small.end;
        if money {
            sum = sum.checked_div(ratio)?;
            break;
        }
        unit = small.unit?;
    }
    if end == big.end {
        let next = past_joint(scene, end);
        return bare_cents(scene, big, &quantity::at(scene, next)?);
    }
    let value = Value::Exact(Number::Decimal(sum.normalize()));
    Some(Draft::new(big.first, end, value).with_unit(unit.code, Some(unit.class)))
}

/// "two hours and a half", "an hour and a quarter": the part behind the unit.
fn part_behind(scene: &Scene<'_, '_>, big: &Quantity) -> Option<(Decimal, usize)> {
    let line = &scene.line;
    let measures = |u: &UnitHit| matches!(u.class, Class::Time | Class::Measure | Class::Money);
    let worded = line.kind(big.end - 1) == TokenKind::Word && big.number.end < big.end;
    let behind = worded && big.unit.as_ref().is_some_and(measures);
    let end = behind.then(|| quantity::half_behind(line, big.end))??;
    let part = if line.lower(end - 1) == "half" {
        50
    } else {
        25
    };
    Some((Decimal::new(part, 2), end))
}

/// "6-foot-2", "6 feet 2", `6'2 tall`: the inches without their name.
fn bare_inches(scene: &Scene<'_, '_>, at: usize, unit: &UnitHit) -> Option<(Decimal, usize)> {
    let line = &scene.line;
    if unit.code != "[ft_i]" {
        return None;
    }
    let joined = line.tight_hyphen(at) && line.tight_hyphen(at.saturating_sub(2));
    // `6'2`
    let sign = matches!(line.word(at - 1), "'" | "’") && line.glued(at);
    // "he is 6 feet 2": the height ends there, or its clause does.
    let grown = line.glued(at) && line.lower(at - 1) == "ft";
    let apart = !joined && (grown || matches!(line.lower(at - 1), "foot" | "feet"));
    let next = at + usize::from(joined);
    let inches: u32 = (joined || apart || sign).then(|| line.word(next).parse().ok())??;
    let named = line.tight_hyphen(next + 1)
        || line.glued(next + 1) && line.kind(next + 1) == TokenKind::Word
        || unit::after(line, next + 1, scene.homes).is_some();
    let ends = joined
        || sign
        || line.lower(next + 1) == "tall"
        || line.kind(next + 1) != TokenKind::Word
            && !matches!(line.word(next + 1), "/" | ":" | "%")
        || matches!(line.lower(next + 1), "and" | "in" | "with" | "at");
    (inches < 12 && !named && ends).then_some((Decimal::from(inches), next + 1))
}

/// `2h30`: the minutes without their name, two digits grown onto the hours.
fn bare_minutes(scene: &Scene<'_, '_>, at: usize, unit: &UnitHit) -> Option<(Decimal, usize)> {
    let line = &scene.line;
    let grown = unit.code == "h" && line.glued(at) && line.word(at).len() == 2;
    let minutes: u32 = grown.then(|| line.word(at).parse().ok())??;
    let letter = line.glued(at + 1) && matches!(line.lower(at + 1), "m" | "mn" | "min");
    let end = at + 1 + usize::from(letter);
    let ends = !line.glued(end) || line.kind(end) == TokenKind::Mark;
    (minutes < 60 && ends).then_some((Decimal::from(minutes), end))
}

/// The quantity that goes on in a smaller unit, how many of that make the larger, and whether it is
/// money, which stays in the larger one.
fn smaller(scene: &Scene<'_, '_>, at: usize, unit: &UnitHit) -> Option<(Quantity, Decimal, bool)> {
    let next = past_joint(scene, at);
    let small = quantity::at(scene, next).filter(|q| q.number.scale.is_none())?;
    let below = small.unit.as_ref()?;
    let (ratio, money) = ratio(&unit.code, &below.code)?;
    let limit = if unit.code == "[yd_i]" {
        Decimal::TEN
    } else {
        ratio
    };
    let part = small.value().to_decimal()?;
    (part < limit).then_some((small, ratio, money))
}

fn past_joint(scene: &Scene<'_, '_>, at: usize) -> usize {
    let line = &scene.line;
    match (line.lower(at), line.lower(at + 1)) {
        (",", "and") => at + 2,
        ("," | "and", _) => at + 1,
        _ => at,
    }
}

fn whole_part(big: &Quantity) -> Option<Decimal> {
    big.value()
        .to_decimal()
        .filter(|w| w.fract().is_zero() && big.number.scale.is_none())
}

/// "15 dollars 50": the cents without their name, two digits at the end of a phrase.
fn bare_cents(scene: &Scene<'_, '_>, big: &Quantity, small: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    let unit = big
        .unit
        .as_ref()
        .filter(|u| u.class == Class::Money && u.code.len() == 3)?;
    let cents = small
        .value()
        .to_decimal()
        .filter(|c| c.fract().is_zero() && *c < Decimal::ONE_HUNDRED)?;
    let ends = small.unit.is_none()
        && matches!(line.lower(small.end), "" | "." | "," | "more" | ")" | ";");
    let named = big.number.end < big.end && line.kind(big.end - 1) == TokenKind::Word;
    // "$12 45"
    let digits = small.first == big.end && line.word(small.first).len() == 2;
    let told = (named || digits) && cents >= Decimal::TEN || line.is_all(big.first, small.end);
    if !ends || !told {
        return None;
    }
    let sum = whole_part(big)?.checked_add(cents.checked_div(Decimal::ONE_HUNDRED)?)?;
    let value = Value::Exact(Number::Decimal(sum.normalize()));
    Some(Draft::new(big.first, small.end, value).with_unit(unit.code.clone(), Some(Class::Money)))
}

/// How many of the smaller unit make the larger one, where the two are written together.
fn ratio(big: &str, small: &str) -> Option<(Decimal, bool)> {
    let n = match (big, small) {
        ("a", "mo") | ("[ft_i]", "[in_i]") => 12,
        ("wk", "d") => 7,
        ("[mi_i]", "[yd_i]") => 1760,
        ("[mi_i]", "[ft_i]") => 5280,
        ("[yd_i]", "[in_i]") => 36,
        ("[stone_av]", "[lb_av]") => 14,
        ("cm", "mm") => 10,
        ("d", "h") => 24,
        ("h", "min") | ("min", "s") => 60,
        ("[yd_i]", "[ft_i]") => 3,
        ("[lb_av]", "[oz_av]") => 16,
        ("km", "m") | ("kg", "g") | ("m", "mm") => 1000,
        ("m", "cm") => 100,
        (money, part) if money.len() == 3 && money_part(part) => {
            return Some((Decimal::ONE_HUNDRED, true));
        }
        _ => return None,
    };
    Some((Decimal::from(n), false))
}

/// Whether the code is the hundredth of some currency.
fn money_part(code: &str) -> bool {
    by_code(code).is_some_and(|u| u.dimension == "money part")
}

/// "15.3 per 100,000 people": UCUM's powers of ten.
pub fn per_number(scene: &Scene<'_, '_>, _: usize, q: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    if q.unit.is_some() || line.lower(q.end) != "per" {
        return None;
    }
    let base = quantity::at(scene, q.end + 1).filter(|b| b.unit.is_none())?;
    let code = match base.value().to_decimal()?.normalize().to_string().as_str() {
        "100" => "%",
        "1000" => "10*-3",
        "10000" => "10*-4",
        "100000" => "10*-5",
        "1000000" => "10*-6",
        _ => return None,
    };
    let noun = counted(line, base.end).map(|s| line.segments.tokens_in(s).end);
    let mut out = q.draft();
    out.end = noun.unwrap_or(base.end);
    Some(out.with_unit(code, Some(Class::Measure)))
}

/// "32-year-old"
pub fn age(scene: &Scene<'_, '_>, at: usize, q: &Quantity) -> Option<Draft> {
    let line = &scene.line;
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
        None if aged(line, at) || of_persons(line, at, q) => q.end,
        None if apposed(line, at, q) || reached(line, at, q) => q.end,
        _ => return None,
    };
    let mut out = q.draft();
    out.end = end;
    if out.unit.is_none() {
        out = out.with_unit("a", Some(Class::Time));
    }
    Some(out)
}

/// "aged 65", "the age of 21"
pub fn aged(line: &Line<'_, '_>, at: usize) -> bool {
    match line.lower_before(at) {
        "aged" | "age" | "ages" => true,
        "of" => matches!(line.lower(at.saturating_sub(2)), "age" | "ages"),
        _ => false,
    }
}

/// Whether the number is of years that somebody may have lived: whole, without unit or scale.
fn years_lived(q: &Quantity) -> bool {
    let lived = |v: Decimal| v.fract().is_zero() && v > Decimal::TEN && v < Decimal::from(110);
    q.number.scale.is_none() && q.value().to_decimal().is_some_and(lived)
}

/// "residents over 60", "workers are under 30"
fn of_persons(line: &Line<'_, '_>, at: usize, q: &Quantity) -> bool {
    // "children under-five"
    let hyphen = usize::from(at > line.first + 2 && line.tight_hyphen(at - 1));
    let bound = matches!(
        line.lower_before(at - hyphen),
        "over" | "under" | "above" | "below"
    );
    let copula = at >= line.first + 3 && matches!(line.lower(at - 2), "are" | "were");
    let holder = at.checked_sub(if copula { 3 } else { 2 + hyphen });
    let word = holder.map_or("", |i| line.lower(i));
    // "a dozen are under 30": people left out.
    let elided =
        copula && (matches!(word, "most" | "many" | "some" | "all") || number(word).is_some());
    let alone = line.kind(q.end) != TokenKind::Word || counted(line, q.end).is_none();
    let young = cue(word, Cue::Young)
        && q.number.scale.is_none()
        && q.value()
            .to_decimal()
            .is_some_and(|v| v.fract().is_zero() && v < Decimal::TEN);
    (young || years_lived(q))
        && bound
        && (elided || cue(word, Cue::Persons))
        && alone
        && !matches!(line.word(q.end), "%" | "-")
}

/// "he will be 35 by June", "she turned 40", "life expectancy is around 73": an age as a predicate.
fn reached(line: &Line<'_, '_>, at: usize, q: &Quantity) -> bool {
    let turned = matches!(
        line.lower_before(at),
        "turn" | "turns" | "turned" | "turning"
    );
    let plain = !matches!(line.word(q.end), "%" | "-" | "–" | "." if line.glued(q.end + 1));
    let lives = years_lived(q) && (turned || is_of_someone(line, at));
    plain && (lives && ends_an_age(line, q.end) || expected(line, at, q))
}

/// Whether what follows goes on as it does behind an age: a mark, or when that age is reached.
fn ends_an_age(line: &Line<'_, '_>, at: usize) -> bool {
    let next = line.lower(at + 1);
    match line.lower(at) {
        "by" | "when" | "while" | "before" | "next" | "this" | "and" | "or" | "but" => true,
        // "at the time", "at his death", "in March", "on Friday"
        "at" => matches!(next, "the" | "his" | "her") && cue(line.key(at + 2), Cue::LifeMoment),
        "in" | "on" => {
            line.kind(at + 1) == TokenKind::Numeral || line.case(at + 1) == Case::Capital
        }
        _ => line.kind(at) != TokenKind::Word,
    }
}

/// "life expectancy rose to 78.4": years with or without decimals.
fn expected(line: &Line<'_, '_>, at: usize, q: &Quantity) -> bool {
    let years = q
        .value()
        .to_decimal()
        .is_some_and(|v| v > Decimal::TEN && v < Decimal::from(110));
    let from = at.saturating_sub(EXPECTANCY_REACH).max(line.first);
    let next = entry(line.key(q.end));
    let gerund = next.verb.is_some_and(|v| v.form == Verb::Gerund);
    let open = line.kind(q.end) != TokenKind::Word || next.function.is_some() || gerund;
    years
        && open
        && (from..at).any(|i| line.reads(i, &["life", "expectancy"]))
        && !(from..at).any(|i| cue(line.key(i), Cue::Rank))
}

/// How far before an age "life expectancy" may stand, in tokens.
const EXPECTANCY_REACH: usize = 10;

/// Whether a person's pronoun and a form of "to be" stand before the token.
fn is_of_someone(line: &Line<'_, '_>, at: usize) -> bool {
    let mut i = at;
    let mut copula = false;
    while i > line.first
        && matches!(
            line.lower(i - 1),
            "will" | "be" | "is" | "was" | "would" | "only"
        )
    {
        copula |= line.lower(i - 1) != "only";
        i -= 1;
    }
    copula && i > line.first && matches!(line.lower(i - 1), "he" | "she" | "who")
}

/// "Senna, 34, won": a number between commas after a name.
fn apposed(line: &Line<'_, '_>, at: usize, q: &Quantity) -> bool {
    let digits = line.kind(at) == TokenKind::Numeral && q.end == at + 1;
    let commas = line.lower_before(at) == "," && line.lower(q.end) == ",";
    let capital = |back: usize| {
        at >= line.first + back
            && line.case(at - back) == Case::Capital
            && line.kind(at - back) == TokenKind::Word
    };
    let dotted = at > 3 && line.word(at - 2) == "." && capital(3);
    // "a fruit seller, 22, was"
    let noun = at >= line.first + 3
        && cue(line.key(at - 2), Cue::Person)
        && (1..4).any(|back| {
            matches!(
                line.lower((at - 2).saturating_sub(back)),
                "a" | "an" | "the" | "his" | "her"
            )
        });
    let name = dotted || noun || capital(2) || (at > 3 && line.tight_hyphen(at - 3) && capital(4));
    let listed = line.kind(q.end + 1) == TokenKind::Numeral;
    digits && commas && years_lived(q) && name && !listed
}

/// "9 trillion yuan"
pub fn measure(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let q = quantity::at(scene, at).or_else(|| money::named_money(scene, at))?;
    if q.unit.is_none() && factor(&scene.line, at) && q.value().to_decimal()? > Decimal::ONE {
        let mut out = q.draft().with_unit("x", Some(Class::Multiple));
        out.form = Form::Multiple;
        return Some(out);
    }
    q.unit.is_some().then(|| q.draft())
}

/// "by a factor of three": a multiple, whatever follows.
fn factor(line: &Line<'_, '_>, at: usize) -> bool {
    line.reads(at.saturating_sub(2), &["factor", "of"]) && at >= line.first + 2
}

/// "22 companies"
pub fn count(scene: &Scene<'_, '_>, at: usize, q: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    if q.unit.is_none()
        && q.end == at + 1
        && let Some(noun) = one_counted(line, at)
    {
        let mut out = q.draft();
        out.counted = Some(noun);
        return Some(out);
    }
    if q.unit.is_some() || q.number.shape == Shape::Fraction || !countable(q.value()) {
        return None;
    }
    let hyphen = line.tight_hyphen(q.end);
    if hyphen && q.number.shape == Shape::Words && !heads_a_compound(line, q.end + 1) {
        return None;
    }
    let mut out = q.draft();
    out.counted = Some(counted(line, q.end)?);
    Some(out)
}

/// "five-member", not "five-legged": the word behind a number's hyphen is a noun.
fn heads_a_compound(line: &Line<'_, '_>, at: usize) -> bool {
    let word = line.lower(at);
    if matches!(word, "odd" | "plus" | "strong") {
        return true;
    }
    let known = entry(word);
    let past = known.verb.is_some_and(|v| {
        matches!(
            v.form,
            Verb::Past | Verb::Participle | Verb::PastOrParticiple
        )
    });
    line.case(at) == Case::Lower
        && word.len() > 2
        && number(word).is_none()
        && known.function.is_none()
        && !past
        && !cue(word, Cue::BehindNumber)
}

/// "34,108,800"
pub fn bare(scene: &Scene<'_, '_>, at: usize, q: &Quantity) -> Option<Draft> {
    let line = &scene.line;
    if q.unit.is_some() {
        return None;
    }
    let all = line.is_all(at, q.end);
    if q.number.shape == Shape::Words && !countable(q.value()) && !q.negative && !all {
        return None;
    }
    let points_back = matches!(line.lower_before(at), "the" | "these" | "those");
    let joined = line.tight_hyphen(q.end) && line.lower(q.end + 1) != ",";
    if q.number.shape == Shape::Words && (joined || points_back && q.number.scale.is_none()) {
        return None;
    }
    let mut out = q.draft();
    if q.number.shape == Shape::Fraction {
        out.form = Form::Fraction;
        out = out.with_unit("1", None);
    }
    Some(out)
}
