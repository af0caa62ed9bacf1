//! Multiples in one word.

use crate::base::number::{Number, Value};
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{WordKind, number};
use crate::recognise::figure::Scene;
use crate::recognise::figure::draft::Draft;
use crate::recognise::mention::Form;
use crate::recognise::phrase::Line;
use crate::recognise::unit::Class;
use crate::segment::token::{Case, TokenKind};

/// "doubled", "twice", "halved"
pub fn multiple_word(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let (kind, n) = number(line.key(at))?;
    let form = match kind {
        WordKind::Grew => Form::Grew,
        WordKind::Shrank => Form::Shrank,
        WordKind::Times if !(line.lower(at) == "twice" && frequency(line, at + 1)) => {
            Form::Multiple
        }
        WordKind::Grow => {
            let verb = cue(line.lower_before(at), Cue::GrowVerb);
            let multiple = matches!(
                line.lower(at + 1),
                "the" | "that" | "its" | "their" | "what"
            ) && !verb;
            if multiple {
                Form::Multiple
            } else if verb && !line.tight_hyphen(at + 1) {
                Form::Grew
            } else {
                return None;
            }
        }
        _ => return None,
    };
    let value = if kind == WordKind::Shrank {
        Number::Fraction(1, n)
    } else {
        n.into()
    };
    let mut out = Draft::new(at, at + 1, Value::Exact(value)).with_unit("x", Some(Class::Multiple));
    out.form = form;
    Some(out)
}

/// "twice a week", "he scored twice as they won": how often, not how much.
fn frequency(line: &Line<'_, '_>, at: usize) -> bool {
    let clause = line.lower(at) == "as" && line.case(at + 1) != Case::Lower;
    let bare = line.kind(at) != TokenKind::Word
        && !line.tight_hyphen(at)
        && !matches!(
            line.lower_before(at - 1),
            "than" | "by" | "nearly" | "almost" | "to" | "about"
        );
    clause
        || bare
        || matches!(
            line.lower(at),
            "a" | "per"
                | "each"
                | "every"
                | "daily"
                | "weekly"
                | "in"
                | "before"
                | "since"
                | "during"
                | "when"
                | "while"
                | "this"
                | "last"
                | "for"
                | "on"
                | "and"
        )
}
