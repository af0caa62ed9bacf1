//! Figures that stand together: a figure said twice, and members of one list.
//!
//! "15,500, or 0.34%" and "600 (0.40%)" are one statement in two measures; "5.2, 5.1 and 5.4
//! percent" are members of a list and share their role. Makes no other link.

use super::clause::Kind;
use super::item::Tag;
use super::scene::{Frame, Scene};

/// The figure (its index among the article's) that this one says again: a bracketed equivalent, a
/// bracket that holds nothing else, or what follows "or".
pub fn twin(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let mention = scene.mention(frame);
    mention
        .equivalent_to
        .or_else(|| after_or(scene, frame))
        .or_else(|| alone_in_bracket(scene, frame))
}

fn after_or(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let or = frame.left.filter(|l| scene.lower(*l) == "or")?;
    // "cancelled 180 flights, or 40 percent of its schedule"
    let last = scene.frames.iter().rev().find(|f| f.item < or)?;
    let counted = scene.mention(last).counted.filter(|_| {
        let pause = scene.tag(or - 1) == Tag::Comma;
        pause && scene.mention(frame).unit != "count"
    });
    let end = counted.map(|c| c.end);
    if or > 1 && end.is_some() && end == scene.item(or - 2).map(|x| x.span.end) {
        return Some(last.figure);
    }
    // "61,400 in the year to September, or 0.5 percent"
    let before = (or.saturating_sub(5)..or).rev().find(|i| {
        !matches!(
            scene.tag(*i),
            Tag::Comma | Tag::Dash | Tag::Close | Tag::Date | Tag::Preposition
        )
    })?;
    let figure = scene.item(before)?.figure?;
    let other = scene.mentions.figures.get(figure)?;
    (other.unit != scene.mention(frame).unit).then_some(figure)
}

fn alone_in_bracket(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let open = frame.left.filter(|l| scene.tag(*l) == Tag::Open)?;
    let clause = scene
        .parse
        .clauses
        .get(frame.clause)
        .filter(|c| c.kind == Kind::Bracket)?;
    let closed = scene.tag(frame.right) == Tag::Close;
    let figure = scene.item(open.checked_sub(1)?)?.figure?;
    (closed && clause.start == open).then_some(figure)
}

/// The member before this one in a list of figures: only commas, "and", adverbs and an opening
/// bracket stand between them.
pub fn list_mate(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let joint = frame.left?;
    if !matches!(scene.tag(joint), Tag::Comma | Tag::Conjunction) {
        return None;
    }
    let before = (joint.saturating_sub(4)..joint)
        .rev()
        .find(|i| !matches!(scene.tag(*i), Tag::Comma | Tag::Adverb | Tag::Quote))?;
    let figure = scene.item(before)?.figure?;
    let mate = scene.mentions.figures.get(figure)?;
    (mate.unit == scene.mention(frame).unit).then_some(figure)
}

/// The figure before that this one is the former or other value of: "up from 80 million", "against 80
/// percent in Jamaica", "compared with 82 percent", "after 7.2 percent".
pub fn former(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let left = frame.left?;
    let earlier = || scene.frames.iter().rev().filter(|f| f.item < frame.item);
    let alike = |f: &&Frame| scene.mention(f).unit == scene.mention(frame).unit;
    // "96 percent of 1,017 sections were good, compared with 82 percent": past the number of the whole; "to 5
    // million, or 20 cents a share, from 4 million": past what says a figure again.
    let skips =
        |f: &&Frame| f.left.is_some_and(|l| scene.lower(l) == "of") || twin(scene, f).is_some();
    let before = earlier().find(|f| alike(f) || !skips(f))?;
    let alike = alike(&before);
    let apart = left.checked_sub(before.item)?;
    let word = |n: usize| left.checked_sub(n).map_or("", |i| scene.lower(i));
    let set_beside = match scene.lower(left) {
        "against" | "versus" | "vs" => apart <= FAR,
        "with" | "to" => word(1) == "compared" && apart <= FAR,
        // "slower than the 1.6 percent of the whole country"
        "than" => scene.tag(left + 1) == Tag::Determiner && apart <= FAR,
        "after" => apart <= NEAR,
        "from" => {
            let turned = left > 0 && scene.direction(left - 1).is_some();
            apart <= if turned { FAR } else { NEAR } && scene.mention(frame).counted.is_none()
        }
        _ => false,
    };
    (alike && set_beside).then_some(before.figure)
}

/// Items between a value and the former one.
const NEAR: usize = 5;

/// Items between a value and the one it is expressly compared with.
const FAR: usize = 18;

/// A member that leaves out its verb: "Bavaria had 26 GW of solar capacity, Hesse 12 GW".
#[derive(Clone, Copy, Debug)]
pub struct Elliptic {
    /// The figure whose statement it goes on with.
    pub figure: usize,
    /// Its holder is a place that is known.
    pub placed: bool,
}

/// The figure whose verb and thing this one shares, when a name of its own stands right before it
/// behind a comma or "and".
pub fn elliptic(scene: &Scene<'_>, frame: &Frame) -> Option<Elliptic> {
    let last = frame.left.filter(|l| scene.tag(*l) == Tag::Noun)?;
    let name = scene.phrase_left(last + 1);
    let joint = name.start.checked_sub(1)?;
    let mark = matches!(
        scene.tag(joint),
        Tag::Comma | Tag::Conjunction | Tag::Semicolon
    );
    let placed = |i: usize| scene.item(i).is_some_and(|x| x.region.is_some());
    let own = |i: usize| {
        let capital = scene.item(i).is_some_and(|x| {
            let text = x.span.of(scene.segments.text);
            text.starts_with(char::is_uppercase)
        });
        capital || scene.tag(i) == Tag::Determiner || scene.tag(i) == Tag::Possessive
    };
    let before = scene.frames.iter().rev().find(|f| f.item < joint)?;
    let unit = |f: &Frame| scene.mention(f).unit == scene.mention(frame).unit;
    // "Lyon took in 5 percent more, for a total of 9 million, and Nantes 3 percent": as the first of its kind.
    let first = scene.frames.iter().find(|f| {
        let verb = f.verb.is_some() && f.verb == before.verb && f.clause == before.clause;
        let from = f.left.is_some_and(|l| scene.lower(l) == "from");
        verb && f.item <= before.item && unit(f) && !from
    });
    let model = first.or(Some(before).filter(|f| unit(f)))?;
    let alike = scene.mention(frame).counted.is_none();
    let verbless = (before.item..frame.item).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb
                | Tag::Auxiliary
                | Tag::Modal
                | Tag::Gerund
                | Tag::Participle
                | Tag::Open
                | Tag::Relative
        )
    });
    (mark && alike && verbless && name.clone().all(own)).then(|| Elliptic {
        figure: model.figure,
        placed: name.clone().any(placed),
    })
}

/// The figure right before, in a member without a verb: "and imports 3 percent to 2 trillion yuan", ", Nantes
/// 4 tonnes or 8 percent, for 60 tonnes".
pub fn member(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let link = frame
        .left
        .filter(|l| matches!(scene.lower(*l), "to" | "for"))?;
    let before = scene.frames.iter().rev().find(|f| f.item < link)?;
    let pause = link
        .checked_sub(1)
        .is_some_and(|i| scene.tag(i) == Tag::Comma);
    let close = link - before.item <= 1 + usize::from(pause && scene.lower(link) == "for");
    // Its first number stands right behind its name, and that behind the joint.
    let head = scene
        .frames
        .iter()
        .rev()
        .find(|f| f.item <= before.item && f.left.is_some_and(|l| scene.tag(l) == Tag::Noun))?;
    let name = scene.phrase_left(head.left? + 1);
    let joint = name.start.checked_sub(1)?;
    let opened = matches!(
        scene.tag(joint),
        Tag::Comma | Tag::Conjunction | Tag::Semicolon
    ) && joint > 0;
    let verbless = (joint..link).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Gerund | Tag::Participle
        )
    });
    (close && opened && verbless && scene.mention(before).counted.is_none())
        .then_some(before.figure)
}

/// The count that a bare number goes on with: no verb and no other thing counted stands between them, only
/// "including" or a joint.
pub fn count_before(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let mention = scene.mention(frame);
    if mention.unit != "count" || mention.counted.is_some() {
        return None;
    }
    let left = frame.left?;
    let joined = matches!(
        scene.tag(left),
        Tag::Comma | Tag::Conjunction | Tag::Semicolon
    ) || scene.lower(left) == "including";
    let ends = scene.lower(frame.right) != "of"
        && !matches!(
            scene.tag(frame.right),
            Tag::Noun | Tag::Gerund | Tag::Participle
        );
    let counts = |f: &&Frame| {
        let m = scene.mention(f);
        m.unit == "count" && (m.counted.is_some() || count_before(scene, f).is_some())
    };
    let before = scene.frames.iter().rev().find(|f| f.item < frame.item)?;
    let quiet = (before.item..frame.item).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Relative | Tag::Subordinator
        ) && (scene.tag(i) != Tag::Gerund || scene.lower(i) == "including")
    });
    (joined && ends && quiet && counts(&before)).then_some(before.figure)
}

/// "rose 3.8 percent in the private sector and 5.1 percent in the public sector", "exports rose 5 percent
/// and imports 3 percent": the percentage before, when this one has no verb of its own behind the joint.
pub fn shares_verb(scene: &Scene<'_>, frame: &Frame) -> Option<usize> {
    let left = frame.left?;
    let joint = match scene.tag(left) {
        Tag::Noun => scene.phrase_left(left + 1).start.checked_sub(1)?,
        _ => left,
    };
    let own = scene.mention(frame);
    let ratio = matches!(own.unit.as_ref(), "%" | "pp" | "bp");
    let mark = matches!(scene.tag(joint), Tag::Conjunction | Tag::Semicolon)
        || scene.tag(joint) == Tag::Comma && joint < left;
    let before = scene.frames.iter().rev().find(|f| f.item < joint)?;
    let quiet = (before.item..frame.item).all(|i| {
        !matches!(
            scene.tag(i),
            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Gerund | Tag::Participle | Tag::Open
        )
    });
    (ratio && mark && quiet && scene.mention(before).unit == own.unit).then_some(before.figure)
}
