//! Changes said by a verb or noun of change, or by "up" and "down" beside the figure.

use super::{CHANGE_NOUN, CHANGE_VERB, DIRECTION, Reason, change, head_left, ratio, results};
use crate::base::vocabulary::{Comparator, Role};
use crate::lexicon::units::is_money;
use crate::lexicon::words::Sense;
use crate::link::item::Tag;
use crate::link::scene::{Frame, Scene};
use crate::recognise::mention::FigureMention;

/// "a 4.4 percent increase", "up 4.8 percent", "growth of 5.94 percent", "(plus 4.6 percent)".
pub(super) fn beside(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
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
            if head.is_some_and(|h| results(scene, h, mention)) {
                return None;
            }
            let moved = |h: usize| scene.noun(h).or_else(|| scene.direction(h));
            let sign = left.checked_sub(1).and_then(|h| scene.direction(h));
            let field = || changed_field(scene, left).filter(|h| !results(scene, *h, mention));
            let field = || {
                let plain = is_money(&mention.unit) && mention.comparator == Comparator::Exact;
                (ratio(mention) || plain)
                    .then(field)
                    .flatten()
                    .and_then(|h| scene.noun(h))
            };
            let head = head.and_then(moved).or(sign).and_then(change);
            if let Some(role) = head.or_else(|| field().and_then(change)) {
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
        .find(|i| scene.noun(*i).is_some())
        .filter(|i| !results(scene, *i, mention))
        .and_then(|i| scene.noun(i))
        .and_then(change);
    if let Some(role) = head.filter(|_| ratio(mention) || phrase.len() <= 3) {
        return Some((role, CHANGE_NOUN));
    }
    let after = scene
        .direction(frame.right)
        .filter(|_| scene.tag(frame.right) == Tag::Adverb)
        // "from 40 dollars upwards" is where it begins.
        .filter(|_| scene.lower(frame.right) != "upwards" || ratio(mention));
    after.and_then(change).map(|r| (r, DIRECTION))
}

/// "a reduction in household income of 5 percent": the noun of change that the phrase before "of" is the field of.
fn changed_field(scene: &Scene<'_>, of: usize) -> Option<usize> {
    let field = scene.phrase_left(of);
    let within = field.start.checked_sub(1)?;
    // "a cut in a tariff of 25 percent": the tariff is so high.
    let one = matches!(scene.lower(field.start), "a" | "an");
    (scene.lower(within) == "in" && scene.lower(of) == "of" && !one)
        .then(|| head_left(scene, within))
        .flatten()
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

/// "rose 5 percent", "cut costs by 300 million", but "rose to 9 trillion" is a level.
pub(super) fn by_verb(scene: &Scene<'_>, frame: &Frame, mention: &FigureMention) -> Option<Reason> {
    let verb = frame.verb?;
    let role = change(moving(scene, verb)?)?;
    let link = last_preposition(scene, mention, verb, frame.item);
    let direct = (verb + 1..frame.item).all(|j| light(scene, mention, j));
    let listed = (verb + 1..frame.item).all(|j| {
        matches!(
            scene.tag(j),
            Tag::Figure | Tag::Comma | Tag::Conjunction | Tag::Adverb
        ) || scene.lower(j) == "by"
    });
    let paced = mention.unit == "%" && paced(scene, verb, frame.item);
    let moved =
        link == "by" || direct || listed || paced || over_object(scene, frame, verb, mention);
    let by = paced || (verb + 1..frame.item).any(|j| scene.lower(j) == "by");
    let kept = arrives(link) && !by || scene.lower(frame.right) == "into";
    let object = mention.unit == "count" && mention.counted.is_some() && link != "by";
    let handled = object && !gains_and_losses(scene.lower(verb));
    // "raised 20 million euros from investors": what was raised, not by how much something rose.
    let funds =
        scene.lower(verb).starts_with("rais") && is_money(&mention.unit) && direct && !by && !paced;
    let handled = handled || funds;
    (moved && !kept && !handled).then_some((role, CHANGE_VERB))
}

/// "growing at an impressive 22 percent", "rose at an annual rate of 3 percent": how fast it moved.
fn paced(scene: &Scene<'_>, verb: usize, figure: usize) -> bool {
    let at = scene.lower(verb + 1) == "at";
    let fast = (verb + 2..figure).all(|j| {
        matches!(
            scene.tag(j),
            Tag::Determiner | Tag::Noun | Tag::Adverb | Tag::Comparative
        ) || scene.lower(j) == "of"
    });
    let rate = (verb + 2..figure).any(|j| matches!(scene.lower(j), "rate" | "pace" | "speed"));
    let described = verb + 2 < figure && (rate || scene.tag(verb + 2) == Tag::Determiner);
    at && fast && described
}

/// "boosted its fee 20 percent": the object stands between the verb and by how much it was moved.
fn over_object(scene: &Scene<'_>, frame: &Frame, verb: usize, mention: &FigureMention) -> bool {
    let object = scene.phrase_left(frame.item);
    let whole = object.start == verb + 1 && object.len() > 1;
    let led = matches!(scene.tag(object.start), Tag::Determiner)
        || scene.tag(object.start + 1) == Tag::Possessive;
    let free = !matches!(scene.tag(frame.right), Tag::Noun | Tag::Gerund);
    mention.unit == "%" && whole && led && free && scene.parse.finite(verb)
}

/// "rose to", "fell below", "climbed above": what follows is where the change led, not the change.
pub(super) fn arrives(link: &str) -> bool {
    matches!(
        link,
        "to" | "from" | "at" | "in" | "above" | "below" | "beyond"
    )
}

/// "up to 3 points of growth have been lost": points that are the subject of a loss or gain.
pub(super) fn undergone(
    scene: &Scene<'_>,
    frame: &Frame,
    mention: &FigureMention,
) -> Option<Reason> {
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

/// The preposition nearest before the figure, behind the verb, but the end of "more than", "up to"; empty
/// when a figure or a comma stands between.
pub(super) fn last_preposition<'s>(
    scene: &'s Scene<'_>,
    mention: &FigureMention,
    verb: usize,
    figure: usize,
) -> &'s str {
    let cued = |j: usize| {
        let item = scene.item(j);
        let bounds = matches!(scene.lower(j), "than" | "to");
        bounds
            && mention
                .cue
                .is_some_and(|c| item.is_some_and(|i| c.contains(i.span)))
    };
    (verb + 1..figure)
        .rev()
        .take_while(|j| !matches!(scene.tag(*j), Tag::Figure | Tag::Comma))
        .filter(|j| !cued(*j))
        .find(|j| matches!(scene.tag(*j), Tag::Preposition | Tag::To) && scene.lower(*j) != "on")
        .map_or("", |j| scene.lower(j))
}

/// Words that may stand between a verb and its number.
pub(super) fn light(scene: &Scene<'_>, mention: &FigureMention, j: usize) -> bool {
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
