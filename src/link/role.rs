//! What a number says about its indicator: its value, a change, a share, a gap, a limit.
//!
//! Reads the frame of one figure. Knows nothing of regions and periods.

use super::clause::Kind;
use super::item::{Tag, is_rate_adverb};
use super::scene::{Frame, Scene};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::lexicon::words::Sense;
use crate::recognise::mention::{FigureMention, Form};

/// A role with the reason it was given.
pub type Reason = (Role, RuleId);

const SURFACE: RuleId = RuleId("role/surface");
const LIMIT: RuleId = RuleId("role/limit-of-what-is-counted");
const GAP: RuleId = RuleId("role/gap-to-another");
const CHANGE_VERB: RuleId = RuleId("role/verb-of-change");
const CHANGE_NOUN: RuleId = RuleId("role/noun-of-change");
const DIRECTION: RuleId = RuleId("role/up-or-down");
const SHARE: RuleId = RuleId("role/part-of-whole");
/// The figure stands where a share stands, without a word that says so.
pub const SHARE_BY_PLACE: RuleId = RuleId("role/share-by-place");
const PLAIN: RuleId = RuleId("role/plain-value");

/// A percentage of what is itself a growth or decline.
pub const OF_GROWTH: RuleId = RuleId("role/indicator-is-a-change");

/// The role once the indicator is known: a percentage whose indicator is "growth" is a growth,
/// whichever way the sentence says it. The flag tells whether that changed it.
pub fn of_growth(
    role: Role,
    reason: RuleId,
    mention: &FigureMention,
    indicator: Option<&str>,
) -> (Role, bool) {
    let open = role == Role::Level || reason == SHARE_BY_PLACE;
    let head = indicator.and_then(|i| i.split(" of ").next()?.rsplit(' ').next());
    let named = head.and_then(|h| crate::lexicon::words::entry(h).noun);
    match named.and_then(change) {
        Some(new) if open && mention.unit == "%" => (new, true),
        _ => (role, false),
    }
}

/// The role of a figure, with its reason.
pub fn role(scene: &Scene<'_>, frame: &Frame) -> Reason {
    let mention = scene.mention(frame);
    surface(mention)
        .or_else(|| limit(scene, frame, mention))
        .or_else(|| compared(scene, frame, mention))
        .or_else(|| beside(scene, frame, mention))
        .or_else(|| part_of(scene, frame, mention))
        .or_else(|| undergone(scene, frame, mention))
        .or_else(|| by_verb(scene, frame, mention))
        .or_else(|| by_subject(scene, frame, mention))
        .or_else(|| labelled(scene, frame))
        .or_else(|| rate(scene, frame, mention))
        .unwrap_or((Role::Level, PLAIN))
}

/// "10% y-o-y", "5 percent year on year": a rate against an earlier time is a rise unless said
/// otherwise.
fn rate(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    let right = frame.right;
    let against = is_rate_adverb(scene.lower(right))
        || scene.reads(right, &["year", "on", "year"])
        || scene.reads(right, &["year", "over", "year"])
        || scene.reads(right, &["from", "a", "year"]);
    (mention.unit == "%" && against).then_some((Role::Increase, DIRECTION))
}

fn change(sense: Sense) -> Option<Role> {
    match sense {
        Sense::Up => Some(Role::Increase),
        Sense::Down => Some(Role::Decrease),
        _ => None,
    }
}

fn surface(mention: &FigureMention) -> Option<Reason> {
    let role = match mention.form {
        Form::Rank => Role::Rank,
        Form::Multiple => Role::Multiple,
        Form::Grew | Form::Shrank if mention.unit == "x" => Role::Multiple,
        // A sign before the number: "-5 percent", "+3 percent".
        Form::Grew => Role::Increase,
        Form::Shrank => Role::Decrease,
        Form::Plain | Form::Fraction => return None,
    };
    Some((role, SURFACE))
}

fn ratio(mention: &FigureMention) -> bool {
    matches!(mention.unit.as_ref(), "%" | "pp" | "bp") || mention.form == Form::Fraction
}

/// "counties with a GDP exceeding FIG reached ...", "enterprises above FIG": a limit inside the noun
/// phrase of something counted.
fn limit(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    let cue = mention.cue?;
    let bound = cue.start < mention.span.start;
    let gerund = frame
        .verb
        .is_some_and(|v| scene.tag(v) == Tag::Gerund && reaches(scene, v) && frame.item - v <= 3);
    let selecting_clause = |c: &super::clause::Clause| {
        let verb = frame.verb.unwrap_or(c.start);
        let after_comma = c.start > 0 && scene.tag(c.start - 1) == Tag::Comma;
        let own = matches!(scene.lower(c.start), "where" | "whose");
        let other_subject = (c.start + 1..verb)
            .any(|i| scene.tag(i) == Tag::Comma || scene.tag(i) == Tag::Noun && !own);
        c.kind == Kind::Relative && !after_comma && !other_subject
    };
    let relative = scene.parse.clause(frame.item).is_some_and(selecting_clause)
        && frame.verb.is_some_and(|v| {
            reaches(scene, v)
                && !scene
                    .segments
                    .lower_of(scene.item(v).map(|i| i.span).unwrap_or_default())
                    .ends_with("ed")
        });
    let left = frame.left?;
    let hung = matches!(
        scene.lower(left),
        "of" | "with" | "than" | "above" | "over" | "below" | "under"
    );
    let counted = with_before(scene, frame);
    let inside = frame.in_subject && (gerund || (hung && counted));
    let selecting = gerund && counted;
    (bound && (inside || relative || selecting)).then_some((Role::Threshold, LIMIT))
}

fn reaches(scene: &Scene<'_>, verb: usize) -> bool {
    scene.verb_sense(verb) == Some(Sense::Reach)
}

/// "counties with GDP ...": the figure hangs on "with" behind a noun in the same phrase.
fn with_before(scene: &Scene<'_>, frame: &Frame) -> bool {
    (0..frame.item)
        .rev()
        .take_while(|j| {
            !matches!(
                scene.tag(*j),
                Tag::Comma | Tag::Semicolon | Tag::Verb | Tag::Auxiliary
            )
        })
        .any(|j| scene.lower(j) == "with" && j > 0 && scene.tag(j - 1) == Tag::Noun)
}

/// "1.9 points higher than the national average", "7.6% above the level a year before".
fn compared(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    let mut at = past_equals(scene, frame);
    while matches!(scene.tag(at), Tag::Adverb) && scene.comparison(at).is_none() {
        at += 1;
    }
    // "3,500 hectares under forest" is no comparison, "under the level of 2019" is one.
    let level = |j: usize| {
        scene.tag(j) == Tag::Date
            || matches!(
                scene.lower(j),
                "level" | "levels" | "figure" | "average" | "peak" | "target" | "year"
            )
    };
    if scene.lower(at) == "under" && !(at + 1..at + 6).any(level) {
        return None;
    }
    if mention.unit == "count" && scene.tag(at) == Tag::Noun {
        return None;
    }
    let sense = scene.comparison(at)?;
    let than = at + 1 + usize::from(scene.tag(at + 1) == Tag::Noun);
    let against = if scene.lower(than) == "than" {
        than + 1
    } else {
        at + 1
    };
    let same_thing = against_time(scene, against);
    let gap = scene.lower(than) == "than"
        || matches!(
            scene.lower(at),
            "above" | "below" | "ahead" | "behind" | "short"
        );
    let height = scene.lower(at + 1) == "sea" || scene.lower(at + 1) == "ground";
    if height {
        return None;
    }
    let role = if gap && !same_thing {
        Some(Role::Difference)
    } else {
        change(sense)
    };
    role.map(|r| {
        (
            r,
            if r == Role::Difference {
                GAP
            } else {
                DIRECTION
            },
        )
    })
}

/// The item behind the figure, past a bracket that holds only a figure and past the other members
/// of its list: "600 (0.4 percent) more than", "5.4 and 6.2 percent up on".
fn past_equals(scene: &Scene<'_>, frame: &Frame) -> usize {
    let mut at = frame.right;
    for _ in 0..8 {
        let joint = matches!(scene.tag(at), Tag::Conjunction | Tag::Comma);
        let next = at + 1 + usize::from(joint && scene.tag(at + 1) == Tag::Conjunction);
        let mate = joint && scene.tag(next) == Tag::Figure && level_with(scene, frame, next);
        if mate {
            at = next + 1;
        } else if scene.tag(at) == Tag::Open
            && scene.tag(at + 1) == Tag::Figure
            && scene.tag(at + 2) == Tag::Close
        {
            at += 3;
        } else {
            break;
        }
    }
    at
}

/// Whether the figure at `item` says something of the same kind: it has the same unit, or stands
/// behind "or" in another measure.
fn level_with(scene: &Scene<'_>, frame: &Frame, item: usize) -> bool {
    let own = scene.mention(frame);
    let other = scene
        .item(item)
        .and_then(|i| i.figure)
        .and_then(|f| scene.mentions.figures.get(f));
    other.is_some_and(|o| {
        let or = scene.lower(item - 1) == "or";
        o.counted.is_none()
            && (o.unit == own.unit && own.unit != "count" || or && o.unit != own.unit)
    })
}

/// Whether the words from `from` name an earlier time of the same thing: "in 2019", "a year before",
/// "the previous year", "the 2023 figure", "last year".
fn against_time(scene: &Scene<'_>, from: usize) -> bool {
    (from..from + 6)
        .take_while(|j| {
            !matches!(
                scene.tag(*j),
                Tag::Comma | Tag::Semicolon | Tag::Close | Tag::Other | Tag::Conjunction
            )
        })
        .any(|j| {
            scene.tag(j) == Tag::Date
                || matches!(
                    scene.lower(j),
                    "year"
                        | "earlier"
                        | "before"
                        | "previous"
                        | "quarter"
                        | "month"
                        | "year-on-year"
                        | "figure"
                        | "start"
                        | "beginning"
                        | "outset"
                        | "y-o-y"
                )
                || scene
                    .item(j)
                    .is_some_and(|i| i.figure.is_some() && scene.noun(j).is_none())
        })
}

/// "a 4.4 percent increase", "up 4.8 percent", "growth of 5.94 percent", "(plus 4.6 percent)".
fn beside(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    if let Some(left) = frame.left {
        if let Some(role) = scene
            .direction(left)
            .filter(|_| !particle(scene, left))
            .and_then(change)
        {
            return Some((role, DIRECTION));
        }
        if matches!(scene.lower(left), "of" | "by" | "at") {
            let head = head_left(scene, left);
            let moved = |h: usize| scene.noun(h).or_else(|| scene.direction(h));
            let sign = left.checked_sub(1).and_then(|h| scene.direction(h));
            if let Some(role) = head.and_then(moved).or(sign).and_then(change) {
                return Some((role, CHANGE_NOUN));
            }
        }
        if let Some(role) = scene.noun(left).and_then(change).filter(|_| ratio(mention)) {
            return Some((role, CHANGE_NOUN));
        }
    }
    if mention.unit == "count" {
        return None;
    }
    let phrase = scene.phrase_right(skip_rate_words(scene, frame.right));
    let head = phrase
        .clone()
        .rev()
        .find_map(|i| scene.noun(i))
        .and_then(change);
    if let Some(role) = head.filter(|_| ratio(mention) || phrase.len() <= 3) {
        return Some((role, CHANGE_NOUN));
    }
    let after = scene
        .direction(frame.right)
        .filter(|_| scene.tag(frame.right) == Tag::Adverb);
    after.and_then(change).map(|r| (r, DIRECTION))
}

/// "set up 10,000 branches", "made up 4.8 percent", "added up to": "up" belongs to its verb.
fn particle(scene: &Scene<'_>, at: usize) -> bool {
    let Some(verb) = at.checked_sub(1) else {
        return false;
    };
    let going = [
        "go", "goes", "going", "went", "gone", "move", "moved", "was", "were", "is", "are", "been",
        "edged", "came",
    ];
    match scene.verb_sense(verb) {
        Some(Sense::Up | Sense::Down | Sense::Reach) | None => false,
        Some(_) => !going.contains(&scene.lower(verb)),
    }
}

fn skip_rate_words(scene: &Scene<'_>, from: usize) -> usize {
    (from..from + 3)
        .find(|j| {
            !(scene.tag(*j) == Tag::Adverb
                && (scene.lower(*j).contains("-on-") || scene.lower(*j).ends_with("ly")))
        })
        .unwrap_or(from)
}

/// The head of the noun phrase before the preposition at `at`, over its own tails.
fn head_left(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let phrase = scene.phrase_left(at);
    phrase.rev().find(|i| scene.tag(*i) == Tag::Noun)
}

/// "20.1 percent of the total", "accounting for 20.1 percent", "a share of 5 percent".
fn part_of(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    if !ratio(mention) || mention.unit != "%" && mention.form != Form::Fraction {
        return None;
    }
    let of = scene.lower(frame.right) == "of";
    let moving = frame
        .verb
        .and_then(|v| scene.verb_sense(v))
        .and_then(change)
        .is_some();
    let share_verb = frame
        .verb
        .is_some_and(|v| scene.verb_sense(v) == Some(Sense::Share));
    let share_noun = frame.left.is_some_and(|l| {
        scene.lower(l) == "of"
            && head_left(scene, l).is_some_and(|h| scene.noun(h) == Some(Sense::Share))
    });
    let said =
        (of && !moving) || share_verb || share_noun || (mention.form == Form::Fraction && !moving);
    let rest = frame
        .left
        .is_some_and(|l| matches!(scene.lower(l), "other" | "remaining"));
    let said = said || rest;
    let placed = (frame.in_subject || among(scene, frame)) && !moving;
    match (said, placed) {
        (true, _) => Some((Role::Share, SHARE)),
        (false, true) => Some((Role::Share, SHARE_BY_PLACE)),
        (false, false) => None,
    }
}

/// "172 projects were signed, nearly 70 percent in new industries": a percentage right behind the
/// clause of a count, followed by "in", "from", "by".
fn among(scene: &Scene<'_>, frame: &Frame) -> bool {
    let comma = frame.left.is_some_and(|l| scene.tag(l) == Tag::Comma);
    let tail = matches!(scene.lower(frame.right), "in" | "from" | "by" | "among");
    let count = scene
        .frames
        .iter()
        .rev()
        .find(|f| f.item < frame.item)
        .is_some_and(|f| scene.mention(f).unit == "count");
    comma && tail && count
}

/// "rose 5 percent", "cut costs by 300 million", but "rose to 9 trillion" is a level.
fn by_verb(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    let verb = frame.verb?;
    let role = change(moving(scene, verb)?)?;
    let link = last_preposition(scene, verb, frame.item);
    let direct = (verb + 1..frame.item).all(|j| light(scene, mention, j));
    let listed = (verb + 1..frame.item).all(|j| {
        matches!(
            scene.tag(j),
            Tag::Figure | Tag::Comma | Tag::Conjunction | Tag::Adverb
        ) || scene.lower(j) == "by"
    });
    let moved = link == "by" || direct || listed;
    let kept = matches!(link, "to" | "from" | "at" | "in") || scene.lower(frame.right) == "into";
    let object = mention.unit == "count" && mention.counted.is_some() && link != "by";
    let handled = object && !gains_and_losses(scene.lower(verb));
    (moved && !kept && !handled).then_some((role, CHANGE_VERB))
}

/// "up to 3 points of growth have been lost": points that are the subject of a loss or gain.
fn undergone(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    let points = matches!(mention.unit.as_ref(), "pp" | "bp");
    let clause = scene.parse.clauses.get(frame.clause)?;
    let verb = (clause.verb?..scene.parse.items.len())
        .take_while(|i| {
            matches!(
                scene.tag(*i),
                Tag::Auxiliary | Tag::Verb | Tag::Participle | Tag::Adverb
            )
        })
        .find(|i| gains_and_losses(scene.lower(*i)))?;
    let word = scene.lower(verb);
    let up = word.starts_with("add") || word.starts_with("gain");
    let role = if up { Role::Increase } else { Role::Decrease };
    (points && verb > frame.item).then_some((role, CHANGE_VERB))
}

/// The direction of a verb of change, or of a verb with "up", "down", "on" behind it.
fn moving(scene: &Scene<'_>, verb: usize) -> Option<Sense> {
    let sense = scene.verb_sense(verb)?;
    if change(sense).is_some() {
        return Some(sense);
    }
    match (scene.lower(verb), scene.lower(verb + 1)) {
        ("put", "on") => Some(Sense::Up),
        (_, "up") if scene.tag(verb + 1) == Tag::Adverb && sense != Sense::Hold => Some(Sense::Up),
        (_, "down") if scene.tag(verb + 1) == Tag::Adverb && sense != Sense::Hold => {
            Some(Sense::Down)
        }
        _ => None,
    }
}

/// The preposition nearest before the figure, behind the verb; empty when a figure or a comma
/// stands between.
fn last_preposition<'s>(scene: &'s Scene<'_>, verb: usize, figure: usize) -> &'s str {
    (verb + 1..figure)
        .rev()
        .take_while(|j| !matches!(scene.tag(*j), Tag::Figure | Tag::Comma))
        .find(|j| matches!(scene.tag(*j), Tag::Preposition | Tag::To) && scene.lower(*j) != "on")
        .map_or("", |j| scene.lower(j))
}

/// Words that may stand between a verb and its number.
fn light(scene: &Scene<'_>, mention: &FigureMention, j: usize) -> bool {
    let cued = mention
        .cue
        .is_some_and(|c| scene.item(j).is_some_and(|i| c.contains(i.span)));
    matches!(
        scene.tag(j),
        Tag::Adverb | Tag::Determiner | Tag::Comparative | Tag::Quote
    ) || cued
        || matches!(
            scene.lower(j),
            "by" | "an" | "average" | "of" | "over" | "more" | "than" | "about" | "around" | "on"
        )
}

/// Verbs whose counted object is itself the change: "added 500 jobs".
fn gains_and_losses(verb: &str) -> bool {
    ["add", "gain", "lose", "losing", "lost", "shed", "cut"]
        .iter()
        .any(|stem| verb.starts_with(stem))
}

/// "Nowhere was the increase bigger than in Jilin: 18,500": a noun of change before a colon says what
/// follows.
fn labelled(scene: &Scene<'_>, frame: &Frame) -> Option<Reason> {
    let colon = frame.left.filter(|l| scene.tag(*l) == Tag::Colon)?;
    let clause = (0..colon).rev().take_while(|i| {
        !matches!(
            scene.tag(*i),
            Tag::Semicolon | Tag::Figure | Tag::Colon | Tag::Subordinator
        )
    });
    if scene.mention(frame).counted.is_some() {
        return None;
    }
    let mut nouns = clause.filter_map(|i| scene.noun(i)).filter_map(change);
    nouns.next().map(|role| (role, CHANGE_NOUN))
}

/// "growth was 7.5 percent", "the share stood at 42 percent".
fn by_subject(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    if mention.unit != "%" {
        return None;
    }
    let clause = scene.parse.clauses.get(frame.clause)?;
    let own =
        clause.kind == Kind::Main || clause.kind == Kind::With || clause.kind == Kind::Coordinate;
    let subject = own.then(|| scene.parse.subject(frame.clause)).flatten()?;
    let cut = subject
        .clone()
        .find(|i| scene.tag(*i) == Tag::Preposition)
        .unwrap_or(subject.end);
    let heads = || (subject.start..cut).rev();
    if heads().any(|i| scene.noun(i) == Some(Sense::Share)) {
        return Some((Role::Share, SHARE));
    }
    let head = heads().find_map(|i| scene.noun(i)).and_then(change)?;
    Some((head, CHANGE_NOUN))
}
