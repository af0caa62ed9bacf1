//! Places in an order.

use crate::base::number::Value;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{WordKind, number};
use crate::recognise::figure::Scene;
use crate::recognise::figure::draft::Draft;
use crate::recognise::mention::Form;
use crate::recognise::phrase::Line;
use crate::segment::token::TokenKind;

/// Whether the words before the token state a rank.
pub fn rank_before(line: &Line<'_, '_>, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map_or("", |i| line.lower(i));
    let ranks = |w: &str| cue(w, Cue::Rank);
    ranks(back(1))
        || (ranks(back(2))
            && matches!(
                back(1),
                "it" | "them" | "at" | "in" | "the" | "only" | "as" | "around" | "about" | "of"
            ))
        || (ranks(back(3)) && (back(2), back(1)) == ("in", "the"))
}

/// "ranked 3rd", "No. 1", "number four"
pub fn rank(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let line = &scene.line;
    let dotted = line.lower_before(at) == ".";
    let sign = at
        .checked_sub(1 + usize::from(dotted))
        .map_or("", |i| line.lower(i));
    let numbered = matches!(sign, "no" | "number" | "nos")
        && (dotted || sign != "no" || line.word(at - 1) == "No");
    let (value, end) = match line.kind(at) {
        TokenKind::Numeral => {
            let value: i64 = line.word(at).parse().ok()?;
            let suffix =
                line.glued(at + 1) && matches!(line.lower(at + 1), "st" | "nd" | "rd" | "th");
            let numbered = numbered || (line.lower_before(at) == "#" && line.glued(at));
            if !(numbered || suffix && rank_before(line, at)) {
                return None;
            }
            (value, at + 1 + usize::from(suffix))
        }
        _ => match number(line.key(at))? {
            (WordKind::Part, d)
                if rank_before(line, at)
                    && d > 2
                    && !line.lower(at).ends_with('s')
                    && !matches!(line.lower(at), "quarter" | "half") =>
            {
                (d, at + 1)
            }
            (WordKind::Order, n) if rank_before(line, at) => (n, at + 1),
            (WordKind::Unit | WordKind::Teen, n) if numbered && sign == "number" => (n, at + 1),
            _ => return None,
        },
    };
    let mut out = Draft::new(at, end, Value::Exact(value.into())).with_unit("1", None);
    out.form = Form::Rank;
    Some(out)
}
