//! Finds region mentions in one article.
//!
//! Name rules propose, traps dispose, what is left is settled with the help of the whole article.
//! Owns what counts as a mention of a place; knows no figure and no other article.

mod direction;
mod name;
mod scene;
mod settle;
mod trap;
mod words;

use crate::base::rule::{Rule, RuleId};
use crate::recognise::mention::RegionMention;
use crate::segment::Segments;
use crate::segment::token::TokenKind;
use scene::{Found, Meaning, Scene};
use settle::Known;
use std::collections::BTreeSet;
use trap::TRAPS;

/// Finds a name that begins at a token.
pub type Apply = fn(&Scene<'_, '_>, &Memory, usize, RuleId) -> Option<Found>;

/// What the article has said so far.
#[derive(Debug, Default)]
pub struct Memory {
    short_forms: Vec<(String, Meaning)>,
    last_words: Vec<(String, Meaning)>,
    /// Names that are also those of persons and companies.
    holders: BTreeSet<String>,
}

/// Every rule that proposes a name. At one token the longest proposal wins, then the order here.
pub const RULES: &[Rule<Apply>] = &[
    Rule {
        id: RuleId("region/part-of-china"),
        does: "a direction directly before China",
        hits: &[
            ("Output in eastern China rose.", "eastern China"),
            ("It grows in North China's fields.", "North China"),
        ],
        misses: &[
            "Output in eastern Germany rose.",
            "The South China Morning Post reported it.",
        ],
        apply: direction::of_china,
    },
    Rule {
        id: RuleId("region/direction-in-list"),
        does: "directions in a list that China or its regions end",
        hits: &[
            (
                "China helps its central and western regions. China gains.",
                "central",
            ),
            (
                "Rain fell in eastern, central and northern China.",
                "eastern",
            ),
        ],
        misses: &[
            "Rain fell in eastern and central Poland.",
            "The eastern gate is closed.",
        ],
        apply: direction::in_list,
    },
    Rule {
        id: RuleId("region/direction-alone"),
        does: "the Northeast and its like, in an article on China",
        hits: &[
            (
                "China moves. In the Northeast, China builds ships.",
                "Northeast",
            ),
            ("China and the Southwest grow; China gains.", "Southwest"),
        ],
        misses: &["Trains stop in the Northeast."],
        apply: direction::alone,
    },
    Rule {
        id: RuleId("region/introduced-short-form"),
        does: "an abbreviation the article introduced in brackets after a region",
        hits: &[
            (
                "The Beibu Gulf Economic Zone (BGEZ) grows. The BGEZ exports more.",
                "BGEZ",
            ),
            (
                "The North Coast District (NCD) of Ghana grew. Trade of the NCD fell.",
                "NCD",
            ),
        ],
        misses: &[
            "The Beibu Gulf Economic Zone grows. The BGEZ exports more.",
            "The Beibu Gulf Economic Zone (PDF) grows. The PDF is long.",
        ],
        apply: name::introduced,
    },
    Rule {
        id: RuleId("region/last-word"),
        does: "\"the Delta\" and its like, after the whole name",
        hits: &[
            (
                "The Yangtze River Delta grows. Firms in the Delta export more.",
                "Delta",
            ),
            (
                "The Yangtze River Economic Belt grows. Firms in the Belt export more.",
                "Belt",
            ),
        ],
        misses: &["Firms in the Delta export more."],
        apply: name::last_word,
    },
    Rule {
        id: RuleId("region/name"),
        does: "a name of the gazetteer, with the suffix that follows it",
        hits: &[
            ("Trade of Hebei Province grew.", "Hebei Province"),
            ("BERLIN, May 3 - Prices rose in Xi’an.", "Xi’an"),
        ],
        misses: &["She was reading a nice book.", "He likes turkey."],
        apply: name::known,
    },
    Rule {
        id: RuleId("region/unknown-with-suffix"),
        does: "a name not in the gazetteer, with a suffix that makes it a place",
        hits: &[
            (
                "Farmers in Qwertang Town, Anhui Province, sell tea.",
                "Qwertang Town",
            ),
            (
                "The road to Blorfield County is closed.",
                "Blorfield County",
            ),
        ],
        misses: &["The town is old.", "The Blorfield County Council met."],
        apply: name::with_suffix,
    },
    Rule {
        id: RuleId("region/of-kind"),
        does: "a name not in the gazetteer after \"the village of\" and its like",
        hits: &[
            ("They live in the village of Blorfield now.", "Blorfield"),
            ("The town of Qwertang was flooded.", "Qwertang"),
        ],
        misses: &["A sense of Blorfield remained."],
        apply: name::of_kind,
    },
    Rule {
        id: RuleId("region/before-kind"),
        does: "a name not in the gazetteer, before a lower-case word that says what it is",
        hits: &[
            (
                "Farmers of the Blorfield district sell tea.",
                "Blorfield district",
            ),
            (
                "Rain fell in Qwertang province in Peru.",
                "Qwertang province",
            ),
        ],
        misses: &[
            "The Chinese province is rich.",
            "A new province was founded.",
        ],
        apply: name::before_kind,
    },
    Rule {
        id: RuleId("region/before-parent"),
        does: "a name not in the gazetteer, after a preposition and before a comma and a country or state",
        hits: &[
            ("A plant in Qwertang, Japan, makes pumps.", "Qwertang"),
            ("It was built near Blorfield, Texas, in May.", "Blorfield"),
        ],
        misses: &[
            "He met Blorfield, Japan and others.",
            "Prices in Qwertang rose.",
        ],
        apply: name::before_parent,
    },
];

/// Every region mention of the article, in order.
pub fn recognise(segments: &Segments<'_>) -> Vec<RegionMention> {
    let scene = Scene::of(segments);
    let found = propose(&scene);
    let mut known = Known::default();
    for name in found.iter().filter(|f| settle::is_plain(&scene, f)) {
        if let Some(region) = settle::choose(&scene, name, &known) {
            known.note(region);
        }
    }
    let counts = settle::counting(&scene, &found, &known);
    found
        .iter()
        .zip(counts)
        .filter(|(_, counts)| *counts)
        .filter_map(|(f, _)| mention(&scene, f, &known))
        .collect()
}

/// What the name rules find and no trap catches, in order, without overlaps.
fn propose(scene: &Scene<'_, '_>) -> Vec<Found> {
    let mut memory = Memory::default();
    let mut out = Vec::new();
    let mut i = 0;
    while i < scene.segments.tokens.len() {
        let Some(found) = best_at(scene, &memory, i) else {
            i += 1;
            continue;
        };
        i = found.tokens.end.max(i + 1);
        if TRAPS.iter().any(|trap| (trap.apply)(scene, &found)) {
            if trap::names_person(scene, &found) || trap::names_company(scene, &found) {
                memory.holders.insert(scene.text(&found.name).to_owned());
            }
            continue;
        }
        remember(scene, &mut memory, &found);
        out.push(found);
    }
    out.retain(|f| {
        !memory.holders.contains(scene.text(&f.name))
            || settle::is_located(scene, f)
            || trap::describes(scene, f)
    });
    out
}

/// The longest proposal at the token, of equal ones the first rule's.
fn best_at(scene: &Scene<'_, '_>, memory: &Memory, i: usize) -> Option<Found> {
    let starts = scene.is_capital(i) || direction::is_direction(scene, i);
    if !starts || scene.segments.kind(i) != TokenKind::Word {
        return None;
    }
    let mut best: Option<Found> = None;
    for rule in RULES {
        let Some(found) = (rule.apply)(scene, memory, i, rule.id) else {
            continue;
        };
        if best
            .as_ref()
            .is_none_or(|b| found.tokens.len() > b.tokens.len())
        {
            best = Some(found);
        }
    }
    best
}

/// Notes the short forms a name makes known: the abbreviation in brackets after it, its last word.
fn remember(scene: &Scene<'_, '_>, memory: &mut Memory, found: &Found) {
    let end = found.tokens.end;
    let last = scene.segments.word(found.name.end.saturating_sub(1));
    if name::LAST_WORDS.contains(&last) {
        memory
            .last_words
            .push((last.to_owned(), found.meaning.clone()));
    }
    let bracketed = scene.segments.is_mark(end, '(')
        && scene.is_upper(end + 1)
        && scene.segments.is_mark(end + 2, ')');
    let form = scene.segments.word(end + 1);
    if bracketed
        && !settle::is_zone(found)
        && found.tokens.len() > 1
        && abbreviates(form, scene.text(&found.tokens))
    {
        memory
            .short_forms
            .push((form.to_owned(), found.meaning.clone()));
    }
}

/// Whether the letters of `form` are capitals of `name`, in order, up to its last word's.
fn abbreviates(form: &str, name: &str) -> bool {
    let mut capitals = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase());
    form.chars().all(|wanted| capitals.any(|c| c == wanted)) && capitals.next().is_none()
}

fn mention(scene: &Scene<'_, '_>, found: &Found, known: &Known) -> Option<RegionMention> {
    let place = match &found.meaning {
        Meaning::Unknown(level) => settle::unknown_place(scene, found, *level),
        _ => settle::place(settle::choose(scene, found, known)?)?,
    };
    let span = scene.span(&found.tokens);
    Some(RegionMention {
        span,
        sentence: scene.segments.sentence_at(span.start)?,
        rule: found.rule,
        place,
    })
}

#[cfg(test)]
mod tests;
