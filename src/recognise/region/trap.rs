//! Traps: place names that are no mention, because they stand inside the name of something else or
//! are no place name here. Ordered; each is tried on what the name rules found.

use super::scene::{Found, Meaning, Scene};
use super::settle;
use super::words::{self, Classes};
use crate::base::rule::{Rule, RuleId};
use crate::lexicon::gazetteer;
use crate::lexicon::links::{Company, company};
use crate::lexicon::words::entry;
use crate::segment::token::{Case, TokenKind};

/// Whether the name is caught.
pub type Trap = fn(&Scene<'_, '_>, &Found) -> bool;

/// Every trap. `hits` give the place name that must not be found.
pub const TRAPS: &[Rule<Trap>] = &[
    Rule {
        id: RuleId("region-trap/address"),
        does: "part of a web address, an e-mail address, a hashtag, an era (\"200 B.C.\")",
        hits: &[
            ("Write to press@Paris.example today.", "Paris"),
            (
                "See https://news.example/world/France-says-no for more.",
                "France",
            ),
        ],
        misses: &["The office is in Paris."],
        apply: address,
    },
    Rule {
        id: RuleId("region-trap/other-word"),
        does: "a month, or a word for a people, that is also a place",
        hits: &[
            ("It opened in August.", "August"),
            ("The Somali coast is long.", "Somali"),
        ],
        misses: &["It opened in Augsburg."],
        apply: other_word,
    },
    Rule {
        id: RuleId("region-trap/currency"),
        does: "part of the name of a currency",
        hits: &[
            ("It cost 30 billion U.S. dollars.", "U.S."),
            ("They paid US$30 for it.", "US"),
        ],
        misses: &[
            "The U.S. dollar-pegged coin fell in Hong Kong.",
            "The US paid for it.",
        ],
        apply: currency,
    },
    Rule {
        id: RuleId("region-trap/route"),
        does: "two ends joined by a hyphen that name a railway, a road, a train",
        hits: &[
            ("A China-Europe freight train left.", "China"),
            (
                "The Beijing - Guangzhou high-speed line is busy.",
                "Guangzhou",
            ),
        ],
        misses: &["The China-US trade war goes on."],
        apply: route,
    },
    Rule {
        id: RuleId("region-trap/person"),
        does: "a person's name: after a first name, a title or a Chinese family name",
        hits: &[
            ("Coach Michael Jordan smiled.", "Jordan"),
            ("We asked Mr Houston about it.", "Houston"),
        ],
        misses: &["He flew to Jordan.", "They met in Houston."],
        apply: person,
    },
    Rule {
        id: RuleId("region-trap/called"),
        does: "the name of a paper, a ship or a band, behind the word for it",
        hits: &[
            ("The ferry Estonia sank in the storm.", "Estonia"),
            ("So wrote the newspaper Granma on Tuesday.", "Granma"),
        ],
        misses: &[
            "The newspaper in Estonia was sold.",
            "A ferry left Estonia.",
        ],
        apply: called,
    },
    Rule {
        id: RuleId("region-trap/longer-name"),
        does: "a capitalised word follows: the place begins the name of something else",
        hits: &[
            ("Shares of China Mobile fell.", "China"),
            ("The New York Times said so.", "New York"),
        ],
        misses: &[
            "Prices in China fell.",
            "The U.S. President arrived in Rome.",
        ],
        apply: longer_name,
    },
    Rule {
        id: RuleId("region-trap/hyphenated-name"),
        does: "one end of a hyphenated proper name",
        hits: &[
            ("The Shenzhen-Zhongshan Bridge opened.", "Shenzhen"),
            ("The Shenzhen-Zhongshan Bridge opened.", "Zhongshan"),
        ],
        misses: &["The Beijing-Shanghai rivalry goes on."],
        apply: hyphenated,
    },
    Rule {
        id: RuleId("region-trap/name-of"),
        does: "the place ends a name such as a bank's or a university's",
        hits: &[
            ("She left the Bank of China last year.", "China"),
            ("He studied at the University of Leeds then.", "Leeds"),
        ],
        misses: &["The streets of Leeds are wet."],
        apply: name_of,
    },
    Rule {
        id: RuleId("region-trap/left-name"),
        does: "a capitalised word stands directly before: the place ends the name of something else",
        hits: &[
            ("A flight of Air China landed.", "China"),
            ("They sailed on Lake Victoria.", "Victoria"),
        ],
        misses: &["The streets of Greater London are wet."],
        apply: left_name,
    },
];

fn address(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let start = found.tokens.start;
    let end = found.tokens.end;
    if in_address(scene, found) {
        return true;
    }
    if scene
        .before(start)
        .is_some_and(|b| scene.segments.kind(b) == TokenKind::Numeral)
        && scene.segments.is_mark(end - 1, '.')
    {
        return true;
    }
    let glued_mark = scene.segments.glued(start)
        && (!scene.is_capital(start) || !scene.segments.is_mark(start.saturating_sub(1), '.'))
        && start
            .checked_sub(1)
            .is_some_and(|b| matches!(scene.segments.word(b), "@" | "#" | "." | "_" | "&"));
    let goes_on = scene.segments.glued(end)
        && (matches!(scene.segments.word(end), "@" | "_" | "&")
            || scene.segments.is_mark(end, '.')
                && scene.segments.glued(end + 1)
                && scene.segments.kind(end + 1) == TokenKind::Word
                && !scene.is_capital(end + 1)
            || scene.segments.kind(end) == TokenKind::Numeral);
    glued_mark || goes_on
}

/// Whether the run of characters without white space around the name is a web address.
fn in_address(scene: &Scene<'_, '_>, found: &Found) -> bool {
    if !scene.segments.glued(found.tokens.start) {
        return false;
    }
    let at = scene.span(&found.tokens).start;
    let text = scene.segments.text;
    let before = crate::base::span::Span::new(0, at).of(text);
    let run = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    run.contains("://") || run.contains("www.") || run.contains(".com/")
}

/// Whether the caught name is a person's, so that its bare name later is the same person.
pub fn names_person(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let end = found.tokens.end;
    let surname = continues(scene, end)
        && !scene.is_loud(end)
        && !scene.is_upper(end)
        && scene.classes(end) == Classes::default();
    // "Georgia Reid, 14, skates": a well known place needs more than a surname.
    let told = scene.segments.is_mark(end + 1, ',')
        && scene.segments.kind(end + 2) == TokenKind::Numeral
        || matches!(
            scene.segments.lower(end + 1),
            "said" | "says" | "told" | "added"
        );
    let given = found.tokens.len() == 1 && found.suffix.is_none() && surname;
    person(scene, found) && !is_country(found)
        || given
            && (told
                || is_modest(found) && scene.classes(found.name.start).any(Classes::FIRST_NAME))
}

/// Sentences in which a report says what it is about: headline, lead, one more.
const LEAD: usize = 3;

/// Whether the caught name begins a company's: "Columbia Steel Corp."; its bare name later is the same company.
pub fn names_company(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let end = found.tokens.end;
    // A report on a company names it whole at its beginning.
    let sentence = scene.segments.sentence_at(scene.span(&found.tokens).start);
    let lead = !scene.chinese && !is_country(found) && sentence.is_some_and(|s| s < LEAD);
    let named = (is_modest(found) || lead) && found.suffix.is_none();
    named
        && (end..end + 4)
            .take_while(|t| continues(scene, *t))
            .any(|t| company(scene.segments.lower(t)) == Some(Company::Name))
}

/// "Boston rents": the name before a common noun is the place's, whatever else bears it.
pub fn describes(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let end = found.tokens.end;
    let lower = scene
        .segments
        .token(end)
        .is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower && !t.glued);
    let known = entry(scene.segments.key(end));
    lower && known.function.is_none() && known.verb.is_none_or(|v| v.noun_too)
}

fn called(scene: &Scene<'_, '_>, found: &Found) -> bool {
    scene
        .before(found.tokens.start)
        .is_some_and(|b| !scene.is_capital(b) && scene.classes(b).any(Classes::CALLED))
        && found.suffix.is_none()
}

/// Small words inside names of persons and in names of other languages.
const PARTICLES: &[&str] = &[
    "al", "ben", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la",
    "van", "von",
];

fn person(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let start = found.tokens.start;
    let Some(mut before) = scene.before(start) else {
        return false;
    };
    // "Mr. Houston", "J. Paris".
    if scene.segments.is_mark(before, '.') && scene.segments.glued(before) {
        let Some(word) = scene.before(before) else {
            return false;
        };
        let initial = scene.segments.word(word).len() == 1 && !scene.segments.glued(word);
        if initial && scene.is_capital(word) {
            return true;
        }
        before = word;
    }
    if PARTICLES.contains(&scene.segments.word(before)) {
        return true;
    }
    if !scene.is_capital(before) {
        return false;
    }
    let classes = scene.classes(before);
    if classes.any(Classes::PERSON_TITLE.or(Classes::FIRST_NAME)) {
        // "Santa Maria, San Jose" are in the gazetteer whole; here the word before is a person's.
        return !scene.is_upper(start) || scene.is_upper(before);
    }
    classes.any(Classes::SURNAME) && found.tokens.len() == 1 && !scene.is_loud(start)
}

/// Whether the token continues a proper name that stands directly before it.
fn continues(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.after(at).is_some()
        && !scene.segments.glued(at)
        && scene.segments.kind(at) == TokenKind::Word
        && scene.is_capital(at)
}

fn longer_name(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let end = found.tokens.end;
    if scene.segments.is_mark(end, '&') {
        return continues(scene, end + 1);
    }
    if scene.segments.kind(end) == TokenKind::Numeral && scene.segments.word(end).len() == 4 {
        return continues(scene, end + 1) && !scene.is_loud(end);
    }
    if !continues(scene, end) {
        return false;
    }
    let classes = scene.classes(end);
    let heads = Classes::NAME_HEAD.or(Classes::FEATURE);
    if scene.is_loud(end) {
        return classes.any(heads);
    }
    if classes.any(Classes::OFFICE.or(Classes::DEMONYM)) {
        return continues(scene, end + 1) && scene.classes(end + 1).any(heads);
    }
    if classes.any(Classes::MONTH.or(Classes::MEASURE)) || scene.classes(end).any(Classes::DEMONYM)
    {
        return false;
    }
    // A dateline without a mark: "BEIJING China said".
    let dateline = scene.is_upper(found.name.start)
        && !scene.is_upper(end)
        && scene.before(found.tokens.start).is_none();
    !dateline || classes.any(heads)
}

fn hyphenated(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let (start, end) = (found.tokens.start, found.tokens.end);
    let left = start.checked_sub(1).filter(|b| scene.is_joint(*b));
    let right = Some(end).filter(|e| scene.is_joint(*e));
    let neighbour = left.and_then(|b| b.checked_sub(1));
    if neighbour.is_some_and(|word| scene.is_capital(word) && !is_place(scene, word)) {
        return true;
    }
    let Some(joint) = right else {
        return left.is_some() && continues(scene, end) && !scene.is_loud(end);
    };
    let next = joint + 1;
    if scene.is_capital(next)
        && !is_place(scene, next)
        && !scene.is_upper(next)
        && !scene.is_loud(next)
    {
        return true;
    }
    let mut at = next + 1;
    while scene.is_joint(at)
        || scene.is_joint(at.saturating_sub(1)) && scene.segments.kind(at) == TokenKind::Word
    {
        at += 1;
    }
    let last = scene
        .names_at(next)
        .pop()
        .map_or(at, |(stop, _)| stop.max(at));
    scene.is_capital(next) && continues(scene, last) && !scene.is_loud(last)
}

fn other_word(scene: &Scene<'_, '_>, found: &Found) -> bool {
    found.tokens.len() == 1
        && (scene
            .classes(found.name.start)
            .any(Classes::MONTH.or(Classes::FEATURE))
            || scene.classes(found.name.start).any(Classes::DEMONYM) && !is_country(found))
}

/// Words by which a hyphenated pair names a way or a vehicle.
const WAYS: &[&str] = &[
    "bridge",
    "canal",
    "corridor",
    "express",
    "expressway",
    "freight",
    "highway",
    "intercity",
    "line",
    "lines",
    "link",
    "metro",
    "motorway",
    "pipeline",
    "rail",
    "railroad",
    "railway",
    "railways",
    "road",
    "route",
    "train",
    "trains",
    "tunnel",
];

/// Whether the name can mean a country.
fn is_country(found: &Found) -> bool {
    match &found.meaning {
        Meaning::Named(candidates) => candidates.iter().any(|c| gazetteer::weight(c.region).0 > 8),
        Meaning::Region(_) | Meaning::Unknown(_) => false,
    }
}

/// Whether the name is known at best as a city of middling size.
fn is_modest(found: &Found) -> bool {
    match &found.meaning {
        Meaning::Named(candidates) => candidates.iter().all(|c| gazetteer::weight(c.region).0 < 8),
        Meaning::Region(_) | Meaning::Unknown(_) => false,
    }
}

fn currency(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let (start, end) = (found.tokens.start, found.tokens.end);
    let sign = |t: usize| matches!(scene.segments.word(t), "$" | "€" | "£");
    let word = matches!(
        scene.segments.lower(end),
        "dollar" | "dollars" | "cent" | "cents"
    );
    word && scene.after(end).is_some()
        || (scene.segments.glued(end) || scene.is_upper(start)) && sign(end)
        || scene.segments.glued(start) && start.checked_sub(1).is_some_and(sign)
}

fn route(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let joint = |t: usize| {
        scene.segments.kind(t) == TokenKind::Mark
            && scene.segments.word(t).chars().all(gazetteer::fold::parts)
    };
    let (start, end) = (found.tokens.start, found.tokens.end);
    if !(joint(end) && scene.is_capital(end + 1)
        || scene
            .before(start)
            .is_some_and(|b| joint(b) && scene.before(b).is_some_and(|w| scene.is_capital(w))))
    {
        return false;
    }
    let mut at = end;
    while (joint(at) || scene.segments.lower(at) == "and") && scene.is_capital(at + 1) {
        at = scene
            .names_at(at + 1)
            .pop()
            .map_or(at + 2, |(stop, _)| stop);
    }
    (at..at + 5)
        .take_while(|t| {
            scene.after(*t).is_some()
                && (scene.segments.kind(*t) == TokenKind::Word && !scene.is_capital(*t)
                    || joint(*t))
        })
        .any(|t| WAYS.contains(&scene.segments.lower(t)))
}

/// Whether the word at `at` is, or ends, a place's name or is a word for its people.
fn is_place(scene: &Scene<'_, '_>, at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| {
        scene.is_capital(from)
            && scene
                .names_at(from)
                .iter()
                .any(|(stop, candidates)| *stop > at && candidates.iter().any(|c| is_known(*c)))
    }) || scene.classes(at).any(Classes::DEMONYM)
        || matches!(
            scene.segments.word(at),
            "Sino"
                | "Anglo"
                | "Franco"
                | "Indo"
                | "Russo"
                | "Euro"
                | "Afro"
                | "Based"
                | "Led"
                | "Backed"
        )
}

/// Classes of capitalised words that "of" and a place follow without making one name.
const NOT_OF: Classes = Classes::OFFICE
    .or(Classes::MONTH)
    .or(Classes::PART_WORD)
    .or(Classes::PERSON_TITLE)
    .or(Classes::FEATURE)
    .or(Classes::FUNCTION)
    .or(Classes::MEASURE);

/// Whether the candidate is a well known place under a name of its own.
fn is_known(candidate: gazetteer::Candidate) -> bool {
    !candidate.is_everyday()
        && !candidate.only_after_comma()
        && usize::from(gazetteer::weight(candidate.region).0) > gazetteer::MINOR
}

fn name_of(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let mut of = scene.before(found.tokens.start);
    while of.is_some_and(|t| {
        scene.segments.lower(t) == "the" || scene.classes(t).any(Classes::PART_WORD)
    }) {
        of = of.and_then(|t| scene.before(t));
    }
    let Some(of) = of.filter(|t| matches!(scene.segments.lower(*t), "of" | "for")) else {
        return false;
    };
    if scene.is_possessive(found.tokens.end) {
        return false;
    }
    let Some(head) = scene
        .before(of)
        .filter(|h| scene.is_capital(*h) && !scene.is_loud(*h))
    else {
        return false;
    };
    let classes = scene.classes(head);
    if classes.any(Classes::NAME_OF) {
        return true;
    }
    let kind = words::classes(scene.segments.lower(head)).any(Classes::KIND);
    // "Ann Roe of London, Arkansas" says where she lives.
    if settle::beside(scene, found).is_some_and(|parents| lies_in_one(found, &parents)) {
        return false;
    }
    scene.before(head).is_some()
        && scene.segments.lower(of) == "of"
        && !kind
        && !is_place(scene, head)
        && !classes.any(NOT_OF)
}

/// Whether the name can mean a place in one of the others.
fn lies_in_one(found: &Found, parents: &[gazetteer::Candidate]) -> bool {
    let inside = |c: &gazetteer::Candidate| {
        parents
            .iter()
            .any(|p| p.region != c.region && gazetteer::is_part_of(c.region, p.region))
    };
    matches!(&found.meaning, Meaning::Named(candidates) if candidates.iter().any(inside))
}

fn left_name(scene: &Scene<'_, '_>, found: &Found) -> bool {
    let start = found.tokens.start;
    let Some(before) = scene
        .before(start)
        .filter(|b| scene.segments.kind(*b) == TokenKind::Word)
    else {
        return false;
    };
    if !scene.is_capital(before) || scene.segments.glued(start) {
        return false;
    }
    let classes = scene.classes(before);
    let credit = scene.segments.is_mark(found.tokens.end, ')')
        || scene.segments.is_mark(before.saturating_sub(1), '/');
    if classes.any(Classes::FEATURE) || credit && !classes.any(Classes::PART_WORD) {
        return true;
    }
    if classes.any(
        Classes::FUNCTION
            .or(Classes::PART_WORD)
            .or(Classes::MONTH)
            .or(Classes::LOCATIVE),
    ) || scene.is_loud(start)
        || scene.segments.glued(before)
            && before
                .checked_sub(1)
                .is_some_and(|b| scene.is_joint(b) && !scene.segments.is_mark(b, '/'))
        || matches!(found.meaning, Meaning::Unknown(_))
        || scene.classes(before).any(Classes::DEMONYM)
    {
        return false;
    }
    let unknown = classes == Classes::default() && is_modest(found) && found.suffix.is_none();
    scene.before(before).is_some()
        || unknown
        || classes.any(Classes::NAME_HEAD.or(Classes::NAME_OF))
}
