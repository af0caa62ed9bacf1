//! Short forms that an article makes known: "the Lanhai Cooperation Zone (LCZ)", then "the LCZ".

use super::run::{is_dash, is_name};
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::lexicon::project::{PROJECTS, Part};
use crate::recognise::mention::ProjectMention;
use crate::segment::Segments;
use crate::segment::token::Case;

/// The id of mentions found by their short form.
pub const ABBREVIATION: RuleId = RuleId("project/abbreviation");

/// Adds every later mention of a short form that stands in brackets after a full name.
pub fn add(seg: &Segments<'_>, out: &mut Vec<ProjectMention>) {
    let known: Vec<(Vec<&str>, usize, ProjectMention)> =
        out.iter().filter_map(|m| introduced(seg, m)).collect();
    if known.is_empty() {
        return;
    }
    for at in 0..seg.tokens.len() {
        let hit = known.iter().find(|(form, from, _)| {
            at >= *from && form.iter().enumerate().all(|(i, t)| seg.word(at + i) == *t)
        });
        let Some((form, _, full)) = hit else { continue };
        let span = seg.span(at).cover(seg.span(at + form.len() - 1));
        let free = out.iter().all(|m| !m.span.overlaps(span));
        let Some(sentence) = seg.sentence_at(span.start).filter(|_| free) else {
            continue;
        };
        out.push(ProjectMention {
            span,
            sentence,
            rule: ABBREVIATION,
            ..full.clone()
        });
    }
    out.sort_by_key(|m| m.span);
}

/// The short form in brackets right after the mention, and the token it stands at.
fn introduced<'t>(
    seg: &Segments<'t>,
    mention: &ProjectMention,
) -> Option<(Vec<&'t str>, usize, ProjectMention)> {
    let open = seg.token_at(mention.span.end);
    let first = open + 1;
    if !seg.is_mark(open, '(') || !is_name(seg, first) {
        return None;
    }
    let close = (first..first + 6).find(|i| seg.is_mark(*i, ')'))?;
    let is_short = |i: usize| {
        is_dash(seg, i)
            || seg
                .token(i)
                .is_some_and(|t| matches!(t.case, Case::Upper | Case::Mixed))
    };
    let form: Vec<&str> = (first..close).map(|i| seg.word(i)).collect();
    let whole: String = form.concat();
    let short = (first..close).all(is_short) && whole.len() > 2;
    (short && !is_generic(seg, mention.span, &whole)).then(|| (form, first, mention.clone()))
}

/// Whether the short form is that of the name's generic words alone ("FTZ").
fn is_generic(seg: &Segments<'_>, name: Span, form: &str) -> bool {
    let tokens = seg.tokens_in(name);
    let tail = tokens.rev().take(form.len());
    let words: Vec<&str> = tail.map(|i| seg.lower(i)).collect();
    let fits = words.len() == form.len()
        && words
            .iter()
            .zip(form.to_ascii_lowercase().chars().rev())
            .all(|(w, c)| w.starts_with(c));
    fits && words
        .iter()
        .all(|w| PROJECTS.is(w, Part::Generic) || !PROJECTS.heads(w).is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::recognise;
    use super::*;
    use crate::clean::plain;

    fn short_forms(text: &str) -> Vec<(&str, String)> {
        let article = plain::article(text.into());
        let found = recognise(&Segments::of(&article), &[]);
        let short = found.into_iter().filter(|m| m.rule == ABBREVIATION);
        short.map(|m| (m.span.of(text), m.name)).collect()
    }

    #[test]
    fn a_form_in_brackets_is_known_from_there_on() {
        let text = "The Weihe-Lanhai Special Economic Zone (WL-SEZ) grew. Firms like the WL-SEZ.";
        let name = "Weihe-Lanhai Special Economic Zone".to_owned();
        assert_eq!(
            short_forms(text),
            [("WL-SEZ", name.clone()), ("WL-SEZ", name)]
        );
    }

    #[test]
    fn a_generic_form_names_nothing() {
        let text = "The Weihe Free Trade Zone (FTZ) is the first FTZ there.";
        assert_eq!(short_forms(text), []);
    }
}
