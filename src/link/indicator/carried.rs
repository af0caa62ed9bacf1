//! What the figure before measured, when nothing in the clause names it.

use super::{Named, named};
use crate::base::rule::RuleId;
use crate::base::vocabulary::Role;
use crate::link::reading::Figure;
use crate::link::scene::{Frame, Scene};

/// Nothing in the clause names what is measured; the figure before does.
pub const CARRIED: RuleId = RuleId("indicator/carried-from-figure-before");

/// How many figures back an elliptical statement may pick up its indicator.
pub(super) const REACH: usize = 64;

/// The nearest figure before, of the same kind, in this sentence or the one before.
pub(super) fn earlier<'d>(
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

pub(super) fn carried(
    scene: &Scene<'_>,
    frame: &Frame,
    role: Role,
    done: &[Figure],
) -> Option<Named> {
    let last = || {
        done.last()
            .filter(|f| f.mention.sentence + 1 >= scene.sentence)
    };
    let from = earlier(scene, frame, role, done).or_else(last)?;
    named(from.indicator.clone(), CARRIED)
}
