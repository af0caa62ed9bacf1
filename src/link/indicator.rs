//! What a figure measures.
//!
//! Tries the constructions in order, from the tightest (a counted noun, "volume of FIG") to the
//! loosest (what the figure before measured); each has its reason. Knows no vocabulary of indicators.

use super::clause::Kind;
use super::item::Tag;
use super::reading::Figure;
use super::scene::{Frame, Scene};
use super::wording::wording;
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::Role;
use crate::lexicon::words::Sense;
use crate::recognise::mention::Form;
use std::ops::Range;

/// An indicator with its reason.
pub type Named = (String, RuleId);

const COUNTED: RuleId = RuleId("indicator/what-is-counted");
const WHOLE: RuleId = RuleId("indicator/of-what");
const HEAD: RuleId = RuleId("indicator/noun-before-of");
const MODIFIED: RuleId = RuleId("indicator/noun-it-modifies");
const MEASURE: RuleId = RuleId("indicator/adjective-of-measure");
const SUBJECT: RuleId = RuleId("indicator/subject-of-verb");
const DEED: RuleId = RuleId("indicator/verb-with-object");
const OBJECT: RuleId = RuleId("indicator/object-of-verb");
const FIELD: RuleId = RuleId("indicator/field-of-change");
const APPOSED: RuleId = RuleId("indicator/noun-it-stands-beside");
const LABEL: RuleId = RuleId("indicator/label-before-colon");
const RESTATED: RuleId = RuleId("indicator/figure-before-bracket");
/// Nothing in the clause names what is measured; the figure before does.
pub const CARRIED: RuleId = RuleId("indicator/carried-from-figure-before");

/// Adjectives that stand after a measure, with the noun of what they measure.
const MEASURES: &[(&str, &str)] = &[
    ("long", "length"),
    ("wide", "width"),
    ("across", "width"),
    ("tall", "height"),
    ("high", "height"),
    ("deep", "depth"),
    ("thick", "thickness"),
    ("apart", "distance"),
    ("away", "distance"),
    ("old", "age"),
    ("from", "distance"),
];

/// Nouns that name no indicator of their own: "a total of", "an average of".
const EMPTY_HEADS: &[&str] = &[
    "total",
    "average",
    "record",
    "level",
    "figure",
    "high",
    "low",
    "maximum",
    "minimum",
    "rate",
    "pace",
    "one",
    "amount",
    "number",
    "result",
    "peak",
    "sum",
    "equivalent",
    "that",
];

/// How many figures back an elliptical statement may pick up its indicator.
const REACH: usize = 64;

/// What the figure measures, given the figures already linked.
pub fn indicator(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let mention = scene.mention(frame);
    if mention.form == Form::Rank {
        return Some(rank(scene, frame));
    }
    listed_label(scene, frame)
        .or_else(|| apposed_change(scene, frame, role, done))
        .or_else(|| bracketed(scene, frame, done))
        .or_else(|| counted(scene, frame))
        .or_else(|| measure(scene, frame))
        .or_else(|| whole(scene, frame, role))
        .or_else(|| object(scene, frame))
        .or_else(|| head(scene, frame, role, done))
        .or_else(|| apposed(scene, frame))
        .or_else(|| modified(scene, frame, role, done))
        .or_else(|| label(scene, frame))
        .or_else(|| age(scene, frame))
        .or_else(|| spent(scene, frame))
        .or_else(|| field(scene, frame, role))
        .or_else(|| subject(scene, frame, role, done))
        .or_else(|| carried(scene, frame, role, done))
}

fn named(text: Option<String>, reason: RuleId) -> Option<Named> {
    text.map(|t| (t, reason))
}

fn rank(scene: &Scene<'_>, frame: &Frame) -> Named {
    let subject = scene
        .parse
        .subject(frame.clause)
        .and_then(|s| wording(scene, s));
    (
        subject.map_or_else(|| "rank".to_owned(), |s| format!("rank of {s}")),
        SUBJECT,
    )
}

/// "(up 4 percent)", "(plus 4.6 percent)": the figure before the bracket.
fn bracketed(scene: &Scene<'_>, frame: &Frame, done: &[Figure]) -> Option<Named> {
    let clause = scene.parse.clauses.get(frame.clause)?;
    if clause.kind != Kind::Bracket || scene.mention(frame).counted.is_some() {
        return None;
    }
    let worded = (clause.start + 1..frame.item).any(|i| {
        scene.tag(i) == Tag::Noun
            && scene.item(i).is_some_and(|x| x.region.is_none())
            && scene.noun(i).is_none()
    });
    let before = (0..clause.start)
        .rev()
        .find_map(|i| scene.item(i)?.figure)?;
    (!worded)
        .then(|| done.get(before))
        .flatten()
        .and_then(|f| named(f.indicator.clone(), RESTATED))
}

/// "22 companies", "172 projects were signed", "40 kinds of products".
fn counted(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let mention = scene.mention(frame);
    let span = mention.counted?;
    if mention.unit != "count" {
        return None;
    }
    let first = (frame.right..scene.parse.items.len())
        .find(|i| scene.item(*i).is_some_and(|x| x.span.start >= span.start))?;
    let phrase = scene.phrase_with_tails(first);
    let counted_end = (first..scene.parse.items.len())
        .take_while(|i| scene.item(*i).is_some_and(|x| x.span.end <= span.end))
        .last()
        .map_or(first, |i| i + 1);
    let range = first..phrase.end.max(counted_end);
    let base = wording(scene, range.clone()).or_else(|| demonym(scene, span))?;
    let done = passive(scene, range.end, frame);
    Some((
        done.map_or(base.clone(), |v| format!("{base} {v}")),
        COUNTED,
    ))
}

/// A counted noun that is a name: "70,000 Kiwis".
fn demonym(scene: &Scene<'_>, span: Span) -> Option<String> {
    let text = span.of(scene.segments.text);
    text.starts_with(char::is_uppercase)
        .then(|| text.to_lowercase())
}

/// "were signed", "turned away", "signed last year" after the counted noun.
fn passive<'s>(scene: &'s Scene<'_>, from: usize, frame: &Frame) -> Option<&'s str> {
    let verb = (from..from + 5)
        .take_while(|i| {
            matches!(
                scene.tag(*i),
                Tag::Auxiliary | Tag::Adverb | Tag::Verb | Tag::Participle
            )
        })
        .find(|i| {
            scene
                .item(*i)
                .is_some_and(|x| x.entry.verb.is_some() && x.tag != Tag::Auxiliary)
        })?;
    let participle = scene.item(verb)?.entry.verb.is_some_and(|v| {
        matches!(
            v.form,
            crate::lexicon::words::Form::Participle | crate::lexicon::words::Form::PastOrParticiple
        )
    });
    let auxiliary = verb > from && scene.tag(from) == Tag::Auxiliary;
    let reduced = verb == from && scene.tag(verb) == Tag::Participle && !frame.in_subject;
    (participle && (auxiliary || reduced)).then(|| scene.lower(verb))
}

/// "570 kilometers long", "100 kilometers apart", "a height of 100 meters" is another rule's.
fn measure(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    if scene.mention(frame).unit == "count" || scene.mention(frame).unit == "%" {
        return None;
    }
    let word = scene.lower(frame.right);
    if !fits(word, &scene.mention(frame).unit) {
        return None;
    }
    let to_place = scene
        .item(frame.right + 1)
        .is_some_and(|i| i.region.is_some());
    if word == "from" && !to_place {
        return None;
    }
    let (_, noun) = MEASURES.iter().find(|(adjective, _)| *adjective == word)?;
    let subject = scene
        .parse
        .subject(frame.clause)
        .or_else(|| {
            frame
                .left
                .and_then(|l| (scene.tag(l) == Tag::Comma).then(|| scene.phrase_left(l)))
        })
        .and_then(|s| wording(scene, s));
    Some((
        subject.map_or_else(|| (*noun).to_owned(), |s| format!("{noun} of {s}")),
        MEASURE,
    ))
}

/// Whether the adjective measures what the unit does: lengths are long, years are old.
fn fits(word: &str, unit: &str) -> bool {
    let length = matches!(
        unit,
        "m" | "km" | "cm" | "mm" | "[ft_i]" | "[mi_i]" | "[in_i]" | "[yd_i]" | "[nmi_i]" | "li"
    );
    if word == "old" {
        matches!(unit, "a" | "mo" | "wk" | "d")
    } else {
        length
    }
}

/// "20.1 percent of the total", "36 billion kilowatt hours of electricity".
fn whole(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<Named> {
    let mut of = frame.right;
    while scene.tag(of) == Tag::Adverb || scene.lower(of) == "worth" {
        of += 1;
    }
    if scene.lower(of) != "of" {
        return opening_of(scene, frame, role);
    }
    if matches!(
        scene.lower(of + 1),
        "them" | "it" | "these" | "those" | "which" | "whom"
    ) {
        return of_pronoun(scene, frame, of + 2);
    }
    let range = scene.phrase_with_tails(of + 1);
    let whole = wording(scene, range.clone());
    if role != Role::Share {
        return named(whole, WHOLE);
    }
    let part = holder(scene, frame);
    let deed = if frame.in_subject {
        passive(scene, range.end, frame)
    } else {
        None
    };
    let text = match (part, whole) {
        (Some(part), Some(whole)) if !frame.in_subject => format!("{part} share of {whole}"),
        (_, Some(whole)) => deed.map_or(whole.clone(), |d| format!("{whole} {d}")),
        (Some(part), None) => part,
        (None, None) => return None,
    };
    Some((text, WHOLE))
}

/// "over 300 tonnes of them", "1.3 million of them have been moved": what stands before the comma,
/// or what the verb says.
fn of_pronoun(scene: &Scene<'_>, frame: &Frame, after: usize) -> Option<Named> {
    let comma = frame.left.filter(|l| scene.tag(*l) == Tag::Comma);
    let before = comma.and_then(|c| wording(scene, tails_left(scene, c)));
    named(
        before.or_else(|| passive(scene, after, frame).map(str::to_owned)),
        WHOLE,
    )
}

/// "Of the firms set up in 2013, 40.7 percent were ...": the whole opens the clause.
fn opening_of(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<Named> {
    let opening = |clause: usize| {
        let light = |i: &usize| {
            matches!(
                scene.tag(*i),
                Tag::Conjunction | Tag::Comma | Tag::Semicolon
            )
        };
        scene.clause_items(clause).find(|i| !light(i))
    };
    // A participle of the opening ("the firms set up in 2013") may make it a clause of its own.
    let own = opening(frame.clause).filter(|i| scene.lower(*i) == "of");
    let first = own.or_else(|| opening(frame.clause.checked_sub(1)?))?;
    let opened = role == Role::Share && frame.in_subject && scene.lower(first) == "of";
    let whole = if opened {
        wording(scene, scene.phrase_with_tails(first + 1))
    } else {
        None
    };
    named(whole, WHOLE)
}

/// What holds the share: the subject, unless it is a region or pronoun.
fn holder(scene: &Scene<'_>, frame: &Frame) -> Option<String> {
    if frame.in_subject {
        return None;
    }
    wording(scene, scene.parse.subject(frame.clause)?)
}

/// "cut emissions by FIG", "put the total at FIG", "raised its target to FIG".
fn object(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let verb = frame.verb?;
    let link = frame
        .left
        .filter(|l| matches!(scene.lower(*l), "by" | "to" | "at" | "from"))?;
    let mut from = verb + 1;
    while scene.tag(from) == Tag::Adverb && from < link {
        from += 1;
    }
    let phrase = scene.phrase_with_tails(from);
    let inside = phrase.end <= link && scene.tag(from) != Tag::Pronoun && !phrase.is_empty();
    let held = inside
        && phrase.clone().any(|i| {
            scene.tag(i) == Tag::Noun && scene.item(i).is_some_and(|x| x.figure.is_none())
        });
    let empty = change_or_empty(scene, head_range(scene, phrase.clone()));
    (held && !empty)
        .then(|| named(wording(scene, phrase), OBJECT))
        .flatten()
}

/// "put on 0.36% in population", "2.3 percent up in value": the field of a change whose subject is
/// only a region.
fn field(scene: &Scene<'_>, frame: &Frame, role: Role) -> Option<Named> {
    let change = matches!(role, Role::Increase | Role::Decrease);
    let bare = scene
        .parse
        .subject(frame.clause)
        .and_then(|s| wording(scene, s))
        .is_none();
    let money =
        role == Role::Level && is_money(&scene.mention(frame).unit) && !invests(scene, frame);
    if !(change && bare || money) || scene.lower(frame.right) != "in" {
        return None;
    }
    named(
        wording(scene, scene.phrase_with_tails(frame.right + 1)),
        FIELD,
    )
}

/// "98.8 billion yuan is invested in the project": money as the subject of a passive deed.
fn spent(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    if !frame.in_subject || !is_money(&scene.mention(frame).unit) {
        return None;
    }
    let verb = passive(scene, frame.right, frame)?;
    let at = (frame.right..frame.right + 5).find(|i| scene.lower(*i) == verb)?;
    let tail = (scene.tag(at + 1) == Tag::Preposition)
        .then(|| wording(scene, scene.phrase_with_tails(at + 2)))
        .flatten();
    Some((
        tail.map_or_else(
            || verb.to_owned(),
            |t| format!("{verb} {} {t}", scene.lower(at + 1)),
        ),
        DEED,
    ))
}

/// "farmer Gao Ming, 58,", "a 32-year-old": whose age it is.
fn age(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let unit = &scene.mention(frame).unit;
    let comma = frame
        .left
        .filter(|l| scene.tag(*l) == Tag::Comma && unit == "a")?;
    let name = wording(scene, scene.phrase_left(comma))?;
    Some((format!("age of {name}"), APPOSED))
}

fn is_money(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// "invested FIG in companies": what follows "in" is where it went, not what it is.
fn invests(scene: &Scene<'_>, frame: &Frame) -> bool {
    frame.verb.is_some_and(|v| {
        ["invest", "put", "sink", "sank", "plough", "pour"]
            .iter()
            .any(|s| scene.lower(v).starts_with(s))
    })
}

/// "High-income jobs: 400,000 new ones": an item of a list begins with its label.
fn listed_label(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let left = frame.left.filter(|l| scene.tag(*l) == Tag::Colon)?;
    let verbless = (0..left).all(|i| !scene.item(i).is_some_and(super::item::Item::verbal));
    if !verbless || left > 8 {
        return None;
    }
    named(wording(scene, 0..left), LABEL)
}

/// "GDP was 9 trillion, a 4.4 percent increase", "..., up 5 percent", "... – 1.9 points higher": a
/// change that stands beside a level is a change of that level.
fn apposed_change(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    if !matches!(role, Role::Increase | Role::Decrease | Role::Difference) {
        return None;
    }
    let start = (0..frame.item).rev().find(|i| {
        matches!(
            scene.tag(*i),
            Tag::Comma | Tag::Dash | Tag::Semicolon | Tag::Figure | Tag::Subordinator
        )
    })?;
    let fragment = matches!(scene.tag(start), Tag::Comma | Tag::Dash);
    let verbless = (start..frame.item).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Gerund | Tag::Participle
        )
    });
    let own = (start..frame.item).any(|i| {
        scene.tag(i) == Tag::Noun && scene.noun(i).is_none() && scene.direction(i).is_none()
    });
    let level = done
        .iter()
        .rev()
        .take_while(|f| f.mention.sentence == scene.sentence)
        .find(|f| {
            f.role == Role::Level
                && (f.mention.unit != "count" || scene.mention(frame).unit == "count")
        });
    let modified = scene
        .phrase_with_tails(frame.right)
        .any(|i| scene.lower(i) == "in");
    (fragment && verbless && !own && !modified)
        .then_some(())
        .and_then(|()| named(level?.indicator.clone(), CARRIED))
}

/// "volume of FIG", "growth of FIG", "an investment of over FIG".
fn head(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let left = frame.left?;
    let modifies = scene.tag(frame.right) == Tag::Noun && scene.mention(frame).unit != "count";
    if modifies
        || !matches!(scene.lower(left), "of" | "at" | "worth") && scene.tag(left) != Tag::Noun
    {
        return None;
    }
    let end = if scene.tag(left) == Tag::Noun {
        left + 1
    } else {
        left
    };
    let phrase = tails_left(scene, end);
    let last = phrase.clone().rev().find(|i| scene.tag(*i) == Tag::Noun)?;
    if scene.item(last)?.region.is_some()
        || scene.tag(left) == Tag::Noun && scene.item(left)?.region.is_some()
    {
        return None;
    }
    let heads = head_range(scene, phrase.clone());
    if change_or_empty(scene, heads.clone()) {
        let rest = without_head(scene, heads);
        return named(rest, HEAD)
            .or_else(|| subject(scene, frame, role, done))
            .or_else(|| carried(scene, frame, role, done));
    }
    named(wording(scene, phrase), HEAD)
}

/// The phrase that ends at `end`, with the noun phrases its "of" and "for" tails hang on.
fn tails_left(scene: &Scene<'_>, end: usize) -> Range<usize> {
    let mut phrase = scene.phrase_left(end);
    while phrase.start > 1
        && matches!(
            scene.lower(phrase.start - 1),
            "of" | "in" | "for" | "from" | "per" | "with"
        )
    {
        let before = scene.phrase_left(phrase.start - 1);
        if before.is_empty() || before.clone().all(|i| scene.tag(i) == Tag::Determiner) {
            break;
        }
        phrase = before.start..phrase.end;
    }
    phrase
}

/// The first plain noun phrase of a phrase with tails.
fn head_range(scene: &Scene<'_>, phrase: Range<usize>) -> Range<usize> {
    let end = phrase
        .clone()
        .find(|i| scene.tag(*i) == Tag::Preposition)
        .unwrap_or(phrase.end);
    phrase.start..end
}

fn change_or_empty(scene: &Scene<'_>, heads: Range<usize>) -> bool {
    heads
        .rev()
        .find(|i| scene.tag(*i) == Tag::Noun)
        .is_some_and(|i| {
            matches!(scene.noun(i), Some(Sense::Up | Sense::Down | Sense::Gap))
                || EMPTY_HEADS.contains(&scene.lower(i))
        })
}

/// "annual GDP growth" without "growth" and its adjectives of time: "gdp".
fn without_head(scene: &Scene<'_>, heads: Range<usize>) -> Option<String> {
    let end = heads.clone().rev().find(|i| scene.tag(*i) == Tag::Noun)?;
    let text = wording(scene, heads.start..end)?;
    let bare = text.split(' ').all(|w| {
        matches!(
            w,
            "average"
                | "annual"
                | "year-on-year"
                | "yearly"
                | "total"
                | "new"
                | "record"
                | "real"
                | "further"
                | "slight"
                | "sharp"
                | "net"
                | "combined"
                | "nominal"
                | "additional"
                | "same"
                | "strong"
                | "high"
                | "rapid"
                | "steady"
                | "cumulative"
                | "monthly"
                | "quarterly"
                | "compound"
                | "overall"
                | "healthy"
                | "robust"
                | "modest"
                | "faster"
                | "highest"
                | "growth"
                | "increase"
        ) || w.contains("-on-")
            || w.contains("-digit")
    });
    (!bare).then_some(text)
}

/// "a 10 billion yuan industrial cluster", "a 4-hour drive", "a 4.4 percent increase".
fn modified(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let mut from = frame.right;
    while scene.tag(from) == Tag::Adverb && scene.direction(from).is_none() {
        from += 1;
    }
    if scene.tag(from) == Tag::Open {
        let close = (from..from + 8).find(|j| scene.tag(*j) == Tag::Close)?;
        from = close + 1;
    }
    let phrase = scene.phrase_right(from);
    if scene.comparison(from).is_some()
        && scene.tag(from + 1) == Tag::Noun
        && scene.mention(frame).unit != "count"
    {
        return named(wording(scene, scene.phrase_with_tails(from + 1)), MODIFIED);
    }
    if phrase.is_empty() || scene.tag(from) != Tag::Noun {
        return None;
    }
    if change_or_empty(scene, phrase.clone()) || scene.comparison(from).is_some() {
        let own = scene.phrase_with_tails(from);
        let tail = (own.start..own.end)
            .find(|i| matches!(scene.lower(*i), "in" | "of"))
            .and_then(|i| wording(scene, i + 1..own.end));
        return named(tail.or_else(|| without_head(scene, phrase)), MODIFIED)
            .or_else(|| subject(scene, frame, role, done))
            .or_else(|| carried(scene, frame, role, done));
    }
    let gapped = scene.item(from).is_some_and(|i| i.region.is_some()) && phrase.len() == 1;
    if gapped {
        return None;
    }
    named(wording(scene, scene.phrase_with_tails(from)), MODIFIED)
}

/// "whose August production, 74.4m tonnes, was lower": the noun that the figure stands beside
/// between commas.
fn apposed(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let comma = frame.left.filter(|l| scene.tag(*l) == Tag::Comma)?;
    let after = (frame.right..frame.right + 9).find(|i| {
        !matches!(scene.tag(*i), Tag::Adverb | Tag::Date | Tag::Preposition)
            && !in_bracket(scene, *i)
    })?;
    let verb = scene.parse.clauses.get(frame.clause)?.verb?;
    if scene.tag(after) != Tag::Comma || verb < frame.item {
        return None;
    }
    named(wording(scene, tails_left(scene, comma)), APPOSED)
}

fn in_bracket(scene: &Scene<'_>, i: usize) -> bool {
    scene.tag(i) == Tag::Close
        || scene
            .parse
            .clause(i)
            .is_some_and(|c| c.kind == Kind::Bracket)
}

/// "Household income: RM13,000", "GDP (2024): 5 trillion".
fn label(scene: &Scene<'_>, frame: &Frame) -> Option<Named> {
    let left = frame.left.filter(|l| scene.tag(*l) == Tag::Colon)?;
    named(wording(scene, tails_left(scene, left)), LABEL)
}

/// The subject of the verb that governs the figure; for a deed done to the figure, the deed.
fn subject(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let clause = scene.parse.clauses.get(frame.clause)?;
    let governed = frame.verb.is_some() || frame.in_subject;
    if !governed && clause.kind == Kind::Bracket {
        return None;
    }
    let local = local_subject(scene, frame);
    let range = local.or_else(|| scene.parse.subject(frame.clause))?;
    if range.contains(&frame.item) && frame.verb.is_none() {
        return named(wording(scene, range.start..frame.item), SUBJECT);
    }
    let text = named(subject_wording(scene, frame, range.clone()), SUBJECT);
    let deed = frame.verb.and_then(|v| deed(scene, v, frame));
    match (text, deed) {
        (Some((text, _)), Some(deed)) => Some((format!("{text} {deed}"), DEED)),
        (None, Some(deed)) if earlier(scene, frame, role, done).is_none() => Some((deed, DEED)),
        (text, _) => text,
    }
}

/// The subject in words; where it is only "the rate", "its share", with the field that opens the
/// clause: "For services, the rate is ...", "In the gross domestic product, its share was ...".
fn subject_wording(scene: &Scene<'_>, frame: &Frame, range: Range<usize>) -> Option<String> {
    let text = wording(scene, range)?;
    let empty = EMPTY_HEADS.contains(&text.as_str()) || text == "share" || text == "growth";
    if !empty {
        return Some(text);
    }
    let first = scene.clause_items(frame.clause).next()?;
    let opens = matches!(scene.lower(first), "for" | "in" | "of" | "among");
    let field = opens
        .then(|| scene.phrase_with_tails(first + 1))
        .filter(|r| r.end < frame.item);
    match field.and_then(|r| wording(scene, r)) {
        Some(field) => Some(format!("{text} {} {field}", scene.lower(first))),
        None => Some(text),
    }
}

/// The noun phrase right before a participle or gerund that governs the figure inside its clause:
/// "with contracts growing FIG", "enterprises exceeding FIG".
fn local_subject(scene: &Scene<'_>, frame: &Frame) -> Option<Range<usize>> {
    let verb = frame.verb?;
    let clause = scene.parse.clauses.get(frame.clause)?;
    if clause.verb == Some(verb) {
        return None;
    }
    let nominal = matches!(scene.tag(verb), Tag::Gerund | Tag::Participle | Tag::Verb);
    let phrase = scene.parse.phrase_left(clause.start, verb)?;
    let noun = phrase.clone().any(|i| scene.tag(i) == Tag::Noun);
    (nominal && noun).then_some(phrase)
}

/// "invested FIG in companies": a transitive verb names what is measured.
fn deed(scene: &Scene<'_>, verb: usize, frame: &Frame) -> Option<String> {
    let mention = scene.mention(frame);
    let sense = scene.verb_sense(verb)?;
    let transitive = sense == Sense::Hold;
    let word = scene.lower(verb);
    let empty = matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "became"
            | "become"
            | "saw"
            | "see"
            | "remained"
            | "lies"
            | "lie"
            | "recorded"
            | "posted"
            | "received"
            | "put"
            | "set"
            | "expected"
            | "projected"
            | "estimated"
    );
    if !transitive || empty || mention.unit == "%" || mention.unit == "x" {
        return None;
    }
    let tail = (scene.tag(frame.right) == Tag::Preposition)
        .then(|| scene.phrase_with_tails(frame.right + 1))
        .and_then(|r| wording(scene, r));
    Some(tail.map_or_else(
        || word.to_owned(),
        |t| format!("{word} {} {t}", scene.lower(frame.right)),
    ))
}

/// The nearest figure before, of the same kind, in this sentence or the one before.
fn earlier<'d>(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &'d [Figure],
) -> Option<&'d Figure> {
    let mention = scene.mention(frame);
    let near = |f: &&Figure| {
        f.mention.sentence + 1 >= scene.sentence && f.indicator.is_some() && f.role != Role::Rank
    };
    let change = |r: Role| {
        matches!(
            r,
            Role::Increase | Role::Decrease | Role::Difference | Role::Multiple
        )
    };
    let alike = |f: &&Figure| f.mention.unit == mention.unit && f.role == role;
    let here = |f: &&Figure| f.mention.sentence == scene.sentence;
    // Four sentences and a handful of figures back nothing is meant any more.
    let recent = || {
        done.iter()
            .rev()
            .take(REACH)
            .take_while(|f| f.mention.sentence + 4 >= scene.sentence)
    };
    let before = || recent().filter(near);
    if change(role) {
        return before()
            .filter(here)
            .find(|f| f.role == Role::Level || change(f.role))
            .or_else(|| before().find(alike))
            .or_else(|| before().next());
    }
    let far = |f: &&Figure| f.indicator.is_some() && f.mention.counted.is_none();
    before()
        .find(alike)
        .or_else(|| before().find(|f| f.mention.unit == mention.unit))
        .or_else(|| recent().filter(far).find(alike))
}

fn carried(scene: &Scene<'_>, frame: &Frame, role: Role, done: &[Figure]) -> Option<Named> {
    let last = || {
        done.last()
            .filter(|f| f.mention.sentence + 1 >= scene.sentence)
    };
    let from = earlier(scene, frame, role, done).or_else(last)?;
    named(from.indicator.clone(), CARRIED)
}
