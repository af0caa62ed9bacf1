//! What a number says about its indicator: its value, a change, a share, a gap, a limit.
//!
//! Reads the frame of one figure. Knows nothing of regions and periods.

mod compared;
mod moved;

use crate::base::number::Number;
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Comparator, Role};
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::links::{is_result, takes_share};
use crate::lexicon::words::{self, Sense};
use crate::link::clause::Kind;
use crate::link::item::Tag;
use crate::link::scene::{Frame, Scene};
use crate::recognise::mention::{FigureMention, Form};
use compared::compared;
use moved::{arrives, beside, by_verb, last_preposition, light, undergone};
use rust_decimal::Decimal;

/// A role with the reason it was given.
pub type Reason = (Role, RuleId);

const SURFACE: RuleId = RuleId("role/surface");
const LIMIT: RuleId = RuleId("role/limit-of-what-is-counted");
const GAP: RuleId = RuleId("role/gap-to-another");
/// A verb of change holds the figure.
pub const CHANGE_VERB: RuleId = RuleId("role/verb-of-change");
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
    if mention.unit != "%" {
        return None;
    }
    let right = frame.right;
    let mut items = scene.clause_items(frame.clause);
    let against = words::rate(scene.lower(right)).is_some()
        || scene.reads(right, &["from", "a", "year"])
        || items.any(|i| scene.reads(i, &["as", "the", "base"]));
    against.then_some((Role::Increase, DIRECTION))
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

/// Whether the noun at `i` names the result that the amount of money is: "a loss of 40 million euros", "a gain
/// of 20 cents a share". Cents and dollars of a price stay changes.
pub fn results(scene: &Scene<'_>, i: usize, mention: &FigureMention) -> bool {
    let mut parts = mention.unit.split('/');
    let money = parts
        .next()
        .is_some_and(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase()));
    let share = parts.next().is_some_and(|per| per.contains("share"));
    let large = match mention.value.low() {
        Number::Decimal(amount) => money && amount >= Decimal::from(LARGE),
        Number::Fraction(..) => false,
    };
    (share || large) && is_result(scene.lower(i))
}

/// Items before a figure in which what was moved to it stands, where no verb is seen.
const NEAR: usize = 10;

/// The smallest sum that is the result of a firm, not the move of a price.
const LARGE: u32 = 1000;

/// "counties with a GDP exceeding FIG reached ...", "enterprises above FIG": a limit inside the noun
/// phrase of something counted.
fn limit(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    let cue = mention.cue?;
    let bound = cue.start < mention.span.start
        && !matches!(mention.comparator, Comparator::About | Comparator::Nearly);
    let gerund = frame
        .verb
        .is_some_and(|v| scene.tag(v) == Tag::Gerund && reaches(scene, v) && frame.item - v <= 3);
    let selecting_clause = |c: &crate::link::clause::Clause| {
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
    let bounds = |i: usize| {
        matches!(
            scene.lower(i),
            "than" | "above" | "over" | "below" | "under"
        )
    };
    // "twelve teams with over 2,400 officials": the officials are counted, not the teams selected.
    let held = scene.lower(left) == "with" && mention.counted.is_some();
    let hung = bounds(left)
        || scene.lower(left) == "of"
        || scene.lower(left) == "with" && !held
        || !held && bounds(frame.item - 1);
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
    // "widened to 6.2 percent of GDP": what it moved to is a level of the share.
    let moving = frame
        .verb
        .filter(|v| !arrives(last_preposition(scene, mention, *v, frame.item)))
        .and_then(|v| scene.verb_sense(v))
        .and_then(change)
        .is_some();
    // "represents a 24 percent premium" is no part of anything.
    let noun = scene.phrase_right(frame.right);
    let led = frame
        .item
        .checked_sub(1)
        .is_some_and(|i| scene.tag(i) == Tag::Determiner);
    // "some 24 percent households have no water"
    let people = || noun.clone().any(|i| cue(scene.lower(i), Cue::Persons));
    let modifies = !noun.is_empty() && scene.lower(noun.end) != "of" && (led || !people());
    let share_verb = !modifies
        && frame
            .verb
            .is_some_and(|v| scene.verb_sense(v) == Some(Sense::Share));
    let share_noun = frame.left.is_some_and(|l| {
        scene.lower(l) == "of"
            && head_left(scene, l).is_some_and(|h| scene.noun(h) == Some(Sense::Share))
    });
    let share_noun = share_noun || held_share(scene, frame);
    let said =
        (of && !moving) || share_verb || share_noun || (mention.form == Form::Fraction && !moving);
    let rest = frame
        .left
        .is_some_and(|l| matches!(scene.lower(l), "other" | "remaining"));
    let said = said || rest;
    let taken = frame.verb.is_some_and(|v| {
        takes_share(scene.lower(v))
            && (v + 1..frame.item)
                .all(|j| light(scene, mention, j) && !matches!(scene.lower(j), "by" | "of"))
    });
    let placed = (frame.in_subject && !modifies
        || taken
        || among(scene, frame)
        || listed_shares(scene, frame))
        && !moving;
    match (said, placed) {
        (true, _) => Some((Role::Share, SHARE)),
        (false, true) => Some((Role::Share, SHARE_BY_PLACE)),
        (false, false) => None,
    }
}

/// "a 7 percent stake", "a 20% interest in the mine", "raised its stake to 12 percent": the noun of the share
/// stands behind the figure, or is what was moved to it.
fn held_share(scene: &Scene<'_>, frame: &Frame) -> bool {
    let right = scene.phrase_right(frame.right);
    let head = right
        .clone()
        .rev()
        .find(|i| scene.tag(*i) == Tag::Noun && right.contains(i));
    let behind = head.is_some_and(|h| {
        scene.noun(h) == Some(Sense::Share)
            || matches!(scene.lower(h), "interest" | "holding") && scene.lower(right.end) == "in"
    });
    let arrived = frame
        .left
        .is_some_and(|l| matches!(scene.lower(l), "to" | "from"));
    let moved = || {
        let first = frame
            .verb
            .map_or(frame.item.saturating_sub(NEAR), |v| v + 1);
        let mut object = first..frame.item;
        object.any(|i| {
            let owned = i > 0 && scene.tag(i - 1) == Tag::Determiner;
            scene.noun(i) == Some(Sense::Share)
                || owned && matches!(scene.lower(i), "holding" | "interest")
        })
    };
    behind || arrived && moved()
}

/// "from drought (41%), pests (22%)", "were likelier to move (27% vs. 14%)": percentages that stand alone
/// in brackets behind what they are the shares of.
fn listed_shares(scene: &Scene<'_>, frame: &Frame) -> bool {
    let own = |f: &Frame| {
        let Some(noun) = f.item.checked_sub(2) else {
            return false;
        };
        let alone = scene.tag(noun + 1) == Tag::Open && scene.tag(f.right) == Tag::Close;
        let change = |i: usize| {
            scene.noun(i).is_some() || matches!(scene.lower(i), "inflation" | "rate" | "rates")
        };
        alone && scene.mention(f).unit == "%" && scene.tag(noun) == Tag::Noun && !change(noun)
    };
    let several = own(frame) && scene.frames.iter().filter(|f| own(f)).count() > 1;
    several || set_against(scene, frame)
}

/// "more likely than boys to report pain (27% vs. 14%)": the first of two percentages in a bracket.
fn set_against(scene: &Scene<'_>, frame: &Frame) -> bool {
    let opens = frame.left.is_some_and(|l| scene.tag(l) == Tag::Open);
    let against = matches!(scene.lower(frame.right), "vs" | "versus" | "against")
        || scene.reads(frame.right, &["compared", "with"]);
    let likely = || (0..frame.item).any(|i| matches!(scene.lower(i), "likely" | "likelier"));
    opens && against && likely()
}

/// "30 plants were opened, some 40 percent in the north": a percentage right behind the
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
