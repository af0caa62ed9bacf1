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

/// The role of a figure, with its reason.
pub fn role(scene: &Scene<'_>, frame: &Frame) -> Reason {
    let mention = scene.mention(frame);
    surface(mention)
        .or_else(|| limit(scene, frame, mention))
        .or_else(|| compared(scene, frame, mention))
        .or_else(|| beside(scene, frame, mention))
        .or_else(|| part_of(scene, frame, mention))
        .or_else(|| by_verb(scene, frame, mention))
        .or_else(|| by_subject(scene, frame, mention))
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
    let relative = scene
        .parse
        .clause(frame.item)
        .is_some_and(|c| c.kind == Kind::Relative)
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
    let mut at = frame.right;
    while matches!(scene.tag(at), Tag::Adverb) && scene.comparison(at).is_none() {
        at += 1;
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
            if let Some(role) = head.and_then(|h| scene.noun(h)).and_then(change) {
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
