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
    let before = (or.saturating_sub(3)..or)
        .rev()
        .find(|i| !matches!(scene.tag(*i), Tag::Comma | Tag::Dash | Tag::Close))?;
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
