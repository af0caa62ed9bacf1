//! Places that something is measured against or likened to, which are not where it is.

use super::finder::Finder;
use crate::link::item::Tag;
use crate::recognise::mention::Form;

impl Finder<'_, '_> {
    /// "than Jiangsu", "compared with Japan", "seven times the size of Manhattan": what something is
    /// measured against; but "nowhere more than in Jiangsu" is about Jiangsu, and "against 80 percent in
    /// Jamaica" gives 80 percent to Jamaica.
    pub(super) fn compared(&self, index: usize) -> bool {
        // "compared with 18 percent in Uganda": past the figure of the other side.
        let near = index.saturating_sub(3);
        let figure = (near..index).any(|j| self.scene.tag(j) == Tag::Figure);
        let from = if figure { near.saturating_sub(2) } else { near };
        let against = (from..index)
            .rev()
            .take_while(|j| *j != self.frame.item)
            .any(|j| {
                matches!(
                    self.scene.lower(j),
                    "than" | "compared" | "versus" | "against" | "unlike"
                )
            });
        if !against {
            return self.multiplied(index) || self.likened(index) || self.birthplace(index);
        }
        let none = |j: usize| matches!(self.scene.lower(j), "nowhere" | "no" | "none" | "never");
        !(0..index).any(none)
    }

    /// "seven times the size of Manhattan", "twice that of Japan", "three times Japan's": the holder of
    /// what a multiple is a multiple of.
    fn multiplied(&self, index: usize) -> bool {
        let scene = self.scene;
        let figure = (index.saturating_sub(6)..index)
            .rev()
            .take_while(|j| {
                matches!(
                    scene.tag(*j),
                    Tag::Noun
                        | Tag::Determiner
                        | Tag::Preposition
                        | Tag::Relative
                        | Tag::Pronoun
                        | Tag::Figure
                )
            })
            .find(|j| scene.tag(*j) == Tag::Figure);
        let Some(figure) = figure else {
            return false;
        };
        let times = scene
            .item(figure)
            .and_then(|x| x.figure)
            .and_then(|f| scene.mentions.figures.get(f))
            .is_some_and(|m| m.form == Form::Multiple);
        let the = usize::from(index > 0 && scene.tag(index - 1) == Tag::Determiner);
        let behind = index.checked_sub(1 + the);
        let of = behind.is_some_and(|j| scene.lower(j) == "of");
        times && (of || behind == Some(figure) || scene.tag(index + 1) == Tag::Possessive)
    }

    /// "as big as Malta", "an area the size of Belgium": what something is likened to.
    fn likened(&self, index: usize) -> bool {
        let scene = self.scene;
        let word = |n: usize| index.checked_sub(n).map_or("", |j| scene.lower(j));
        let as_as = word(1) == "as" && !matches!(word(2), "well" | "far" | "such")
            || word(1) == "in" && word(2) == "as";
        let first = || (3..=6).any(|n| word(n) == "as");
        let size = word(1) == "of" && word(2) == "size" && word(3) == "the";
        let apposed = || {
            index.checked_sub(4).is_some_and(|j| {
                matches!(scene.tag(j), Tag::Noun | Tag::Figure | Tag::Adverb)
                    && scene.tag(index + 1) != Tag::Possessive
            })
        };
        as_as && first() || size && apposed()
    }
}
