//! Fact or intention: targets, plans, forecasts, expectations.
//!
//! Reads the clause of one figure and what it hangs on.

use super::clause::Kind;
use super::item::Tag;
use super::period::falls_due;
use super::scene::{Frame, Scene};
use crate::base::number::Value;
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Modality, TimexType};
use crate::lexicon::links::{is_making, is_stative};
use crate::lexicon::words::{Form, Sense, entry};
use crate::recognise::mention::DateSense;
use crate::segment::Segments;
use jiff::civil::{Date, DateTime};

const MODAL: RuleId = RuleId("modality/will-or-would");
const INTENT: RuleId = RuleId("modality/verb-of-intent");
const TARGET: RuleId = RuleId("modality/noun-of-intent");
const LISTED: RuleId = RuleId("modality/list-of-intentions");
const FUTURE: RuleId = RuleId("modality/future-period");

/// Whether a sentence announces targets, plans or forecasts for the list that follows it: it names them, or
/// leads into the list with "will".
pub fn announces(segments: &Segments<'_>, sentence: usize) -> bool {
    let tokens = segments.sentence_tokens(sentence);
    let leads = tokens
        .end
        .checked_sub(1)
        .is_some_and(|l| segments.is_mark(l, ':'));
    tokens.clone().any(|i| {
        let entry = entry(segments.key(i));
        let firm = matches!(segments.lower(i), "will" | "would" | "shall");
        let intends = entry
            .verb
            .is_some_and(|v| v.sense == Sense::Plan && !v.noun_too);
        let considers = segments.lower(i).starts_with("consider");
        entry.noun == Some(Sense::Plan) || leads && firm || intends && !considers
    })
}

/// Whether the figure is a fact or an intention, with the reason for an intention. `listed`: it is
/// an item of a list that was announced as one of intentions.
pub fn modality(
    scene: &Scene<'_>,
    frame: &Frame,
    published: Option<Date>,
    listed: bool,
) -> (Modality, Option<RuleId>) {
    let mut found = None;
    for clause in scene.chain(frame.clause) {
        found = intent(scene, frame, clause);
        if found.is_some() || tells_itself(scene, clause) {
            break;
        }
    }
    let found = found
        .filter(|_| !exists(scene, frame))
        .or_else(|| future(scene, frame, published))
        .or_else(|| limit(scene, frame))
        .or_else(|| listed.then_some(LISTED))
        .filter(|_| !past_beside(scene, frame, published));
    (
        if found.is_some() {
            Modality::Planned
        } else {
            Modality::Actual
        },
        found,
    )
}

/// Whether a clause that hangs on another says in a tense of its own how things are: "plans to expand its arm,
/// which now has 40 shops", "is thought small, and there are 40 shops".
fn tells_itself(scene: &Scene<'_>, clause: usize) -> bool {
    let Some(clause) = scene.parse.clauses.get(clause) else {
        return false;
    };
    let own = matches!(clause.kind, Kind::Relative | Kind::Coordinate);
    // "its forecast, which is now 4 percent"
    let planned = clause.kind == Kind::Relative
        && clause
            .subject
            .clone()
            .is_some_and(|mut s| s.any(|i| scene.noun(i) == Some(Sense::Plan)));
    let finite = |i: usize| {
        let word = scene.lower(i);
        let be = matches!(word, "is" | "are" | "was" | "were" | "has" | "had");
        let plain = scene
            .item(i)
            .and_then(|x| x.entry.verb)
            .is_some_and(|v| match v.form {
                Form::Past | Form::Third => true,
                Form::PastOrParticiple => clause.kind == Kind::Relative,
                _ => false,
            });
        be || plain
    };
    own && !planned && clause.verb.is_some_and(finite)
}

/// "her 11 children", "the state's eight ports", "1,850 of 9,300 jobs": what is counted under a possessive, or
/// as the whole of a part, is there already.
fn exists(scene: &Scene<'_>, frame: &Frame) -> bool {
    let mention = scene.mention(frame);
    let things = mention.counted.is_some() || scene.tag(frame.right) == Tag::Noun;
    let counted = mention.unit == "count" && things;
    let Some(before) = frame.item.checked_sub(1).filter(|_| counted) else {
        return false;
    };
    // "the 300 jobs will be created": not there yet.
    if scene
        .clause_items(frame.clause)
        .any(|i| is_making(scene.lower(i)))
    {
        return false;
    }
    let owned = scene.tag(before) == Tag::Possessive
        || matches!(
            scene.lower(before),
            "her" | "his" | "its" | "their" | "our" | "my"
        )
        || (frame.in_subject || scene.lower(frame.right + 1) == "of")
            && matches!(scene.lower(before), "the" | "these" | "those");
    let part = scene.lower(before) == "of"
        && before
            .checked_sub(1)
            .is_some_and(|i| scene.tag(i) == Tag::Figure);
    owned || part
}

/// Whether the modal at `i` tells of an intention or forecast: not "you will find", "may have cost", "there
/// could be".
fn looks_ahead(scene: &Scene<'_>, i: usize) -> bool {
    let verb = (i + 1..i + 4).find(|j| !matches!(scene.tag(*j), Tag::Adverb | Tag::Not));
    let next = verb.map_or("", |v| scene.lower(v));
    let past = next == "have"
        && verb.is_some_and(|v| {
            matches!(scene.tag(v + 1), Tag::Participle | Tag::Verb | Tag::Adverb)
                || matches!(scene.lower(v + 1), "been" | "had")
        });
    let told = i > 0 && scene.lower(i - 1) == "you";
    match scene.lower(i) {
        "can" | "cannot" | "must" => false,
        "may" | "might" | "could" => {
            let stays = next == "be"
                && verb.is_some_and(|v| {
                    let done = scene.lower(v + 1).ends_with("ed");
                    !done && !matches!(scene.tag(v + 1), Tag::Participle | Tag::Verb | Tag::Gerund)
                });
            !(past || told || stays || is_stative(next))
        }
        "would" | "should" => !past,
        _ => !told,
    }
}

fn intent(scene: &Scene<'_>, frame: &Frame, clause: usize) -> Option<RuleId> {
    let mut reason = None;
    for i in scene.clause_items(clause) {
        // What stands after the figure governs it only when the figure is the subject.
        if i > frame.item && !frame.in_subject {
            break;
        }
        match scene.tag(i) {
            Tag::Modal if looks_ahead(scene, i) => reason = Some(MODAL),
            // "32 percent of customers expect a reply": those counted are there.
            Tag::Verb | Tag::Participle | Tag::Gerund
                if plans(scene, i) && !(i > frame.item && is_active(scene, i)) =>
            {
                reason = Some(INTENT);
            }
            Tag::Verb | Tag::Noun if foresees(scene, i, frame) => reason = Some(INTENT),
            // "The bank counts on the rate being cut."
            Tag::Noun if reckons(scene, i) && scene.tag(i + 2) == Tag::Determiner => {
                reason = Some(INTENT);
            }
            Tag::Auxiliary | Tag::Verb if scene.tag(i + 1) == Tag::To && be(scene.lower(i)) => {
                reason = Some(INTENT);
            }
            Tag::Noun if scene.noun(i) == Some(Sense::Plan) && governs(scene, i, frame) => {
                reason = Some(TARGET);
            }
            // A past tense that follows reports what came of it.
            Tag::Verb if reached(scene, i) => reason = None,
            _ => {}
        }
    }
    reason
}

fn be(word: &str) -> bool {
    matches!(word, "is" | "are" | "be" | "was" | "were")
}

fn plans(scene: &Scene<'_>, i: usize) -> bool {
    let held = scene.lower(i) == "considered"
        && i > 0
        && scene.tag(i - 1) == Tag::Auxiliary
        && scene.lower(i - 1) != "being";
    scene.verb_sense(i) == Some(Sense::Plan) && !held || reckons(scene, i)
}

/// Whether the verb is one that its subject does: "expect", not "are expected".
fn is_active(scene: &Scene<'_>, i: usize) -> bool {
    let form = scene.item(i).and_then(|x| x.entry.verb).map(|v| v.form);
    let helped = (i.saturating_sub(2)..i).any(|j| scene.tag(j) == Tag::Auxiliary);
    matches!(form, Some(Form::Base | Form::Third)) && !helped
}

/// "sees growth of 2 percent", "see the gap shrinking by 3 points": a change that is yet to come.
fn foresees(scene: &Scene<'_>, i: usize, frame: &Frame) -> bool {
    let sees = matches!(scene.lower(i), "see" | "sees") && i < frame.item;
    sees && (i + 1..frame.item).any(|j| {
        let changes = |s: Option<Sense>| matches!(s, Some(Sense::Up | Sense::Down));
        changes(scene.noun(j)) || scene.tag(j) == Tag::Gerund && changes(scene.verb_sense(j))
    })
}

/// "counts on", "reckons with", "is seen at": verbs that look ahead with their preposition.
fn reckons(scene: &Scene<'_>, i: usize) -> bool {
    let next = scene.lower(i + 1);
    match scene.lower(i) {
        "count" | "counts" | "counted" | "counting" | "bet" | "bets" | "banks" => next == "on",
        "reckon" | "reckons" | "reckoned" | "reckoning" => next == "with",
        "seen" | "tipped" => {
            matches!(next, "at" | "rising" | "growing" | "reaching" | "falling")
                && i > 0
                && scene.tag(i - 1) == Tag::Auxiliary
        }
        _ => false,
    }
}

/// "exceeded", "surpassed" after a target: the target was met, the number is a fact.
fn reached(scene: &Scene<'_>, i: usize) -> bool {
    scene
        .item(i)
        .and_then(|x| x.entry.verb)
        .is_some_and(|v| v.sense == Sense::Reach && v.form == Form::Past)
}

/// "a target of 5 percent", "the target is 5 percent", "forecast: 5 percent".
fn governs(scene: &Scene<'_>, noun: usize, frame: &Frame) -> bool {
    let near = noun < frame.item && frame.item - noun <= 8;
    // "Its plans for the new park show ...": the plan is the subject.
    let subject = scene.parse.clauses.get(frame.clause).is_some_and(|c| {
        c.subject.as_ref().is_some_and(|s| {
            let head = s
                .clone()
                .take_while(|i| scene.tag(*i) != Tag::Preposition)
                .filter(|i| scene.tag(*i) == Tag::Noun)
                .last();
            head == Some(noun)
        })
    });
    // "The same 4 percent is the aim."
    let predicate = noun > frame.item
        && frame.in_subject
        && scene
            .parse
            .clauses
            .get(frame.clause)
            .and_then(|c| c.verb)
            .is_some_and(|v| be(scene.lower(v)) && noun > v && noun - v <= 3);
    let near = near || subject && noun < frame.item || predicate;
    let met = (noun..frame.item).any(|j| {
        matches!(
            scene.lower(j),
            "met" | "exceeded" | "surpassed" | "beat" | "beating"
        )
    });
    near && !met
}

/// "and 38,000 km by 2025": a limit in time beside a figure that no verb reports.
fn limit(scene: &Scene<'_>, frame: &Frame) -> Option<RuleId> {
    let date = (frame.right..frame.right + 2).find_map(|i| scene.date(i))?;
    let verbless = frame.verb.is_none() && !frame.in_subject;
    (verbless
        && date.sense == DateSense::Until
        && frame.left.is_some_and(|l| scene.tag(l) == Tag::Conjunction))
    .then_some(FUTURE)
}

/// The period of the clause lies wholly after the article's date.
fn future(scene: &Scene<'_>, frame: &Frame, published: Option<Date>) -> Option<RuleId> {
    let published = published?;
    let later = |i: usize| {
        scene
            .date(i)
            .and_then(|d| d.begin)
            .is_some_and(|b| b.date() > published)
    };
    // An hour of the day and "a year earlier" place no figure in the future.
    let calendar = |i: &usize| {
        let hour = scene
            .date(*i)
            .is_some_and(|d| d.timex_type == TimexType::Time);
        let back = ["earlier", "before", "ago"]
            .iter()
            .any(|w| scene.lower(*i).ends_with(w));
        scene.tag(*i) == Tag::Date && !hour && !back && !falls_due(scene, *i)
    };
    let mut dates = scene.clause_items(frame.clause).filter(calendar);
    dates.any(later).then_some(FUTURE)
}

/// The figure has a period of its own that is over: the past end of a comparison.
fn past_beside(scene: &Scene<'_>, frame: &Frame, published: Option<Date>) -> bool {
    let near = (frame.right..frame.right + 3).find(|i| scene.tag(*i) == Tag::Date);
    let end = near.and_then(|i| scene.date(i)).and_then(|d| d.end_before);
    let from = frame.left.is_some_and(|l| scene.lower(l) == "from");
    let over = |end: Option<DateTime>| {
        end.zip(published)
            .is_some_and(|(end, day)| end <= day.at(0, 0, 0, 0))
    };
    let one = matches!(scene.mention(frame).value, Value::Exact(_));
    from || over(end) || one && measured(scene, frame).is_some_and(|i| is_there(scene, i, over))
}

/// The item before the nouns whose value the figure is: "2019" in "its 2019 growth rate of about 7 percent".
fn measured(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let of = (frame.item.saturating_sub(2)..frame.item)
        .rev()
        .find(|i| scene.lower(*i) == "of")?;
    let noun = |i: &usize| scene.tag(*i) == Tag::Noun && scene.lower(*i) != "current";
    let nouns = (0..of).rev().take(MEASURES).take_while(noun).count();
    of.checked_sub(nouns + 1).filter(|_| nouns > 0)
}

/// Whether the item says that what it stands before is no plan: a period that is over, "the current rate".
fn is_there(scene: &Scene<'_>, i: usize, over: impl Fn(Option<DateTime>) -> bool) -> bool {
    let past = over(scene.date(i).and_then(|d| d.end_before));
    past || matches!(scene.lower(i), "current" | "existing" | "present")
}

/// Nouns between a year and "of": "its 2019 growth rate of".
const MEASURES: usize = 3;
