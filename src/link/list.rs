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
    let before = scene.frames.iter().rev().find(|f| f.item < frame.item)?;
    let alike = scene.mention(before).unit == scene.mention(frame).unit;
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
const FAR: usize = 12;

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
    let alike = scene.mention(before).unit == scene.mention(frame).unit
        && scene.mention(frame).counted.is_none();
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
        figure: before.figure,
        placed: name.clone().any(placed),
    })
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
