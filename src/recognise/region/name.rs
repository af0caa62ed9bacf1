//! Rules that find names: of the gazetteer, with or without a suffix, and unknown ones that their
//! surroundings prove. Knows no traps and settles no meaning.

use super::Memory;
use super::scene::{Found, Meaning, Scene};
use super::words::{self, Classes, Suffix};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Level;
use crate::lexicon::gazetteer::{self, Candidate, RegionIndex};
use crate::segment::token::TokenKind;
use std::ops::Range;

/// A name of the gazetteer, with the suffix that directly follows it.
pub fn known(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    if !scene.is_capital(i) {
        return None;
    }
    let (end, candidates) = longest(scene, i)?;
    let suffix = suffix_at(scene, end).filter(|(_, s)| fits(&candidates, s));
    let stop = suffix.as_ref().map_or(end, |(stop, _)| *stop);
    Some(Found {
        tokens: i..with_last_stop(
            scene,
            i,
            stop,
            candidates.iter().any(|c| c.only_after_comma()),
        ),
        name: i..end,
        meaning: Meaning::Named(candidates),
        suffix: suffix
            .map(|(_, s)| s)
            .or_else(|| suffix_inside(scene, i, end)),
        rule,
        proven: false,
    })
}

/// The suffix with which the name itself ends: `Nanhai District` is a surface of its own.
fn suffix_inside(scene: &Scene<'_, '_>, start: usize, end: usize) -> Option<&'static Suffix> {
    (start + 1..end).find_map(|t| {
        suffix_at(scene, t)
            .filter(|(stop, _)| *stop == end)
            .map(|(_, s)| s)
    })
}

/// The longest name at `i` that may be meant there.
fn longest(scene: &Scene<'_, '_>, i: usize) -> Option<(usize, Vec<Candidate>)> {
    let mut names = scene.names_at(i);
    while let Some((end, mut candidates)) = names.pop() {
        let upper = (i..end).all(|t| {
            scene.segments.kind(t) != TokenKind::Word
                || scene.is_upper(t)
                || scene.segments.word(t).len() == 1 && scene.is_capital(t)
        });
        let short = scene.span(&(i..end)).len() <= 3 && upper && !scene.is_loud(i);
        candidates.retain(|c| {
            (upper || !c.only_in_capitals())
                && (!short || c.only_in_capitals() || c.only_after_comma())
                && (!c.only_after_comma() || follows_town(scene, i, c.region))
        });
        let last = end - 1;
        let small = scene.segments.kind(last) == TokenKind::Word && !scene.is_capital(last);
        if small && !scene.segments.glued(last) {
            let empty = last == i + 1 && scene.classes(i).any(Classes::FUNCTION);
            candidates.retain(|c| {
                !empty
                    && gazetteer::region(c.region).is_some_and(|r| {
                        matches!(r.level, Level::Cluster | Level::Zone | Level::Macro)
                            || suffix_at(scene, end - 1).is_some()
                            || suffix_at(scene, end.saturating_sub(2)).is_some()
                    })
            });
        }
        if !candidates.is_empty() {
            return Some((end, candidates));
        }
    }
    None
}

/// Whether a comma stands before `i` and before that what may be a town of the state: a place known
/// to lie there, or an unknown name after a preposition or in the capitals of a dateline.
fn follows_town(scene: &Scene<'_, '_>, i: usize, state: RegionIndex) -> bool {
    if !comma_before(scene, i) {
        return false;
    }
    let comma = i - 1;
    let known = (comma.saturating_sub(6)..comma)
        .filter(|from| scene.is_capital(*from))
        .find_map(|from| {
            scene
                .names_at(from)
                .into_iter()
                .find(|(stop, _)| *stop == comma)
        });
    if let Some((_, towns)) = known {
        return towns.iter().any(|t| gazetteer::is_part_of(t.region, state));
    }
    let mut first = comma - 1;
    while scene.before(first).is_some_and(|b| scene.is_capital(b)) {
        first -= 1;
    }
    match scene.before(first) {
        Some(before) => scene.classes(before).any(Classes::LOCATIVE),
        None => scene.is_upper(first),
    }
}

/// Whether a comma stands before `i`, with a capitalised word before that.
pub fn comma_before(scene: &Scene<'_, '_>, i: usize) -> bool {
    scene.before(i).is_some_and(|c| {
        scene.segments.is_mark(c, ',') && scene.before(c).is_some_and(|w| scene.is_capital(w))
    })
}

/// The suffix that begins at the token `at`, and the token after it.
pub fn suffix_at(scene: &Scene<'_, '_>, at: usize) -> Option<(usize, &'static Suffix)> {
    scene.after(at)?;
    if scene.segments.glued(at) || scene.segments.kind(at) != TokenKind::Word {
        return None;
    }
    words::suffixes_from(scene.segments.key(at))
        .iter()
        .find(|s| scene.segments.reads(at, &s.words))
        .map(|s| (at + s.words.len(), *s))
}

fn fits(candidates: &[Candidate], suffix: &Suffix) -> bool {
    candidates
        .iter()
        .filter_map(|c| gazetteer::region(c.region))
        .any(|r| suffix.after.contains(&r.level))
}

/// Takes in the last full stop of an abbreviation: `U.S.`, `Tex.`.
fn with_last_stop(scene: &Scene<'_, '_>, start: usize, end: usize, short: bool) -> usize {
    let dotted = (start..end).any(|t| scene.segments.is_mark(t, '.'));
    let stop =
        scene.segments.is_mark(end, '.') && scene.segments.glued(end) && scene.after(end).is_some();
    let single = scene.segments.word(end - 1).len() == 1;
    if stop && (short || dotted && single) {
        end + 1
    } else {
        end
    }
}

/// A short form the article introduced in brackets: `Greater Bay Area (GBA)`.
pub fn introduced(scene: &Scene<'_, '_>, memory: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    if !scene.is_upper(i) {
        return None;
    }
    let word = scene.segments.word(i);
    let (_, meaning) = memory.short_forms.iter().find(|(form, _)| form == word)?;
    Some(Found {
        tokens: i..i + 1,
        name: i..i + 1,
        meaning: meaning.clone(),
        suffix: None,
        rule,
        proven: true,
    })
}

/// Last words by which a cluster is named again with "the".
pub const LAST_WORDS: &[&str] = &[
    "Basin",
    "Belt",
    "Circle",
    "Delta",
    "Peninsula",
    "Rim",
    "Strip",
];

/// The last word of a name said before, after "the": `the Delta`.
pub fn last_word(scene: &Scene<'_, '_>, memory: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let word = scene.segments.word(i);
    let (_, meaning) = memory.last_words.iter().rfind(|(last, _)| last == word)?;
    let the = scene.before(i)?;
    let alone = scene.segments.lower(the) == "the" && !goes_on(scene, i + 1);
    alone.then(|| Found {
        tokens: i..i + 1,
        name: i..i + 1,
        meaning: meaning.clone(),
        suffix: None,
        rule,
        proven: true,
    })
}

/// An unknown name with a suffix that makes it a place: `Liuxiang Town`.
pub fn with_suffix(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let name = proper_words(scene, i, 3)?;
    for end in (name.start + 1..=name.end).rev() {
        let Some((stop, suffix)) = suffix_at(scene, end) else {
            continue;
        };
        let capital = scene.is_capital(end);
        let small = matches!(suffix.words.as_slice(), ["village" | "township" | "county"]);
        let own = (name.start..end).any(|t| is_own(scene, t));
        if suffix.makes && own && (capital || small && scene.chinese) && !goes_on(scene, stop) {
            return Some(unknown(i..stop, i..end, suffix.level, Some(suffix), rule));
        }
    }
    None
}

/// Whether the word says something of its own: no direction, no head of names, no family name alone.
fn is_own(scene: &Scene<'_, '_>, t: usize) -> bool {
    let general = Classes::PART_WORD
        .or(Classes::NAME_HEAD)
        .or(Classes::FEATURE);
    scene.segments.kind(t) == TokenKind::Word && !scene.classes(t).any(general)
}

/// Whether a capitalised word follows directly, so that the suffix is the middle of a longer name.
fn goes_on(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.after(at).is_some()
        && !scene.segments.glued(at)
        && scene.is_capital(at)
        && !scene.is_loud(at)
        && !scene.classes(at).any(Classes::OFFICE.or(Classes::MONTH))
}

/// An unknown name after a word that says what it is: `the village of Xinmin`.
pub fn of_kind(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let of = scene
        .before(i)
        .filter(|of| scene.segments.lower(*of) == "of")?;
    let kind = scene.before(of)?;
    if scene.is_capital(kind) || !scene.classes(kind).any(Classes::KIND) {
        return None;
    }
    let name = proper_words(scene, i, 3)?;
    let level = words::suffixes()
        .iter()
        .find(|s| s.words == [scene.segments.lower(kind)])
        .map_or(Level::Town, |s| s.level);
    Some(unknown(name.clone(), name, level, None, rule))
}

/// An unknown name before a lower-case word that says what it is: `the Blorfield district`.
pub fn before_kind(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let first = scene.before(i)?;
    if !matches!(
        scene.segments.lower(first),
        "the" | "in" | "and" | "from" | "of" | "across"
    ) {
        return None;
    }
    let name = proper_words(scene, i, 2)?;
    let kind = name.end;
    scene.after(kind)?;
    let level = match scene.segments.word(kind) {
        "province" | "provinces" | "state" | "governorate" => Level::Province,
        "district" | "districts" | "county" | "counties" | "municipality" | "region" => {
            Level::County
        }
        "prefecture" => Level::Prefecture,
        "village" | "villages" | "township" => Level::Town,
        _ => return None,
    };
    let suffix = suffix_at(scene, kind).filter(|_| scene.segments.word(kind) != "state");
    let stop = suffix.map_or(kind, |(stop, _)| stop);
    let upper = scene.is_upper(i);
    (!upper).then(|| unknown(i..stop, name, level, suffix.map(|(_, s)| s), rule))
}

/// An unknown name before a comma and a country or state: `in Kyotango, Japan`.
pub fn before_parent(scene: &Scene<'_, '_>, _: &Memory, i: usize, rule: RuleId) -> Option<Found> {
    let locative = scene.is_capital(i)
        && scene.before(i).is_some_and(|b| {
            matches!(
                scene.segments.lower(b),
                "in" | "at" | "near" | "from" | "of" | "outside" | "around"
            )
        });
    if !locative {
        return None;
    }
    let name = proper_words(scene, i, 3)?;
    let head = scene.classes(name.end - 1).any(Classes::NAME_HEAD);
    if head || !scene.segments.is_mark(name.end, ',') {
        return None;
    }
    let (_, parents) = longest(scene, name.end + 1).filter(|_| scene.is_capital(name.end + 1))?;
    let large = parents
        .iter()
        .filter_map(|c| gazetteer::region(c.region))
        .any(|r| matches!(r.level, Level::Country | Level::Province) && r.rank >= 8);
    large.then(|| unknown(name.clone(), name, Level::Town, None, rule))
}

/// Up to `most` capitalised words that could be a name, from `i` on, joints included.
fn proper_words(scene: &Scene<'_, '_>, i: usize, most: usize) -> Option<Range<usize>> {
    let fit = |t: usize| {
        scene.segments.kind(t) == TokenKind::Word
            && scene.is_capital(t)
            && !scene.classes(t).any(NO_NAME)
            && !scene.classes(t).any(Classes::DEMONYM)
    };
    if !fit(i)
        || scene
            .before(i)
            .is_some_and(|b| scene.is_capital(b) && !scene.classes(b).any(NO_NAME))
    {
        return None;
    }
    let mut end = i + 1;
    let mut count = 1;
    while count < most && scene.after(end).is_some() {
        if (scene.is_joint(end)
            || scene.is_apostrophe(end)
                && !scene.is_possessive(end)
                && scene.segments.glued(end + 1))
            && scene.segments.kind(end + 1) == TokenKind::Word
        {
            end += 2;
        } else if fit(end) && !scene.segments.glued(end) && suffix_at(scene, end).is_none() {
            end += 1;
        } else {
            break;
        }
        count += 1;
    }
    Some(i..end)
}

/// Words that begin no unknown name.
const NO_NAME: Classes = Classes::FUNCTION
    .or(Classes::MONTH)
    .or(Classes::OFFICE)
    .or(Classes::PERSON_TITLE)
    .or(Classes::FIRST_NAME)
    .or(Classes::NAME_OF)
    .or(Classes::MEASURE);

fn unknown(
    tokens: Range<usize>,
    name: Range<usize>,
    level: Level,
    suffix: Option<&'static Suffix>,
    rule: RuleId,
) -> Found {
    Found {
        tokens,
        name,
        meaning: Meaning::Unknown(level),
        suffix,
        rule,
        proven: true,
    }
}
