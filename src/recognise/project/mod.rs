//! Finds named undertakings: projects, programmes, strategies, plans, zones, works, facilities.
//!
//! Owns what the name of an undertaking looks like; the words stand in `lexicon/projects/`. Knows
//! nothing of figures and dates, and nothing of what was measured.

mod abbreviation;
mod headed;
mod known;
mod lower;
mod run;

use crate::base::rule::Rule;
use crate::base::span::Span;
use crate::base::vocabulary::ProjectKind;
use crate::lexicon::project::PROJECTS;
use crate::recognise::mention::{ProjectMention, RegionMention};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use run::Run;
use std::ops::Range;

/// One sentence while it is read.
pub struct Scan<'s, 't> {
    seg: &'s Segments<'t>,
    regions: &'s [RegionMention],
    tokens: Range<usize>,
    runs: Vec<Run>,
}

/// A name that a rule sees: tokens, first and last included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    first: usize,
    last: usize,
    name: String,
    kind: ProjectKind,
}

/// Where a rule is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trigger {
    /// At each run of capitalised words; the index is that of the run.
    Run,
    /// At each capitalised word and numeral.
    Name,
    /// At each lower-case word that is the last of a head.
    LowerHead,
}

/// A rule's function and where it is tried.
#[derive(Clone, Copy, Debug)]
pub struct Construction {
    trigger: Trigger,
    find: fn(&Scan<'_, '_>, usize, &mut Vec<Candidate>),
}

/// The constructions, in the order that settles ties.
pub const RULES: &[Rule<Construction>] = &[
    known::WELL_KNOWN,
    known::FIVE_YEAR_PLAN_ACTS,
    known::VISION_YEAR,
    headed::CAPITALISED_NAME,
    headed::WORK_OF_PLACE,
    lower::NAME_WITH_LOWER_HEAD,
    lower::QUOTED_NAME,
    lower::STRATEGY_OF_SUBJECT,
    lower::PLAN_FOR_NAME,
];

/// Every project mention of the article, in order.
pub fn recognise(segments: &Segments<'_>, regions: &[RegionMention]) -> Vec<ProjectMention> {
    let mut out = Vec::new();
    let mut scan = Scan {
        seg: segments,
        regions,
        tokens: 0..0,
        runs: Vec::with_capacity(32),
    };
    let mut candidates = Vec::new();
    for sentence in 0..segments.sentences.len() {
        scan.tokens = segments.sentence_tokens(sentence);
        scan.read(&mut candidates);
        settle(segments, sentence, &mut candidates, &mut out);
    }
    abbreviation::add(segments, &mut out);
    out
}

impl Scan<'_, '_> {
    /// Tries every rule where its trigger stands.
    fn read(&mut self, out: &mut Vec<(usize, Candidate)>) {
        self.runs.clear();
        let mut run_end = 0;
        for at in self.tokens.clone() {
            let Some(token) = self.seg.token(at) else {
                break;
            };
            match (token.kind, token.case) {
                (TokenKind::Word, Case::Lower) if PROJECTS.is_head(self.seg.key(at)) => {
                    self.apply(Trigger::LowerHead, at, out);
                }
                (TokenKind::Word, Case::Capital | Case::Upper | Case::Mixed) => {
                    self.apply(Trigger::Name, at, out);
                    if at >= run_end {
                        let run = Run::at(self.seg, at, self.tokens.end);
                        run_end = run.last + 1;
                        self.runs.push(run);
                        self.apply(Trigger::Run, self.runs.len() - 1, out);
                    }
                }
                (TokenKind::Numeral, _) => self.apply(Trigger::Name, at, out),
                _ => {}
            }
        }
    }

    fn apply(&self, trigger: Trigger, at: usize, out: &mut Vec<(usize, Candidate)>) {
        for (index, rule) in RULES.iter().enumerate() {
            if rule.apply.trigger == trigger {
                let mut found = Vec::new();
                (rule.apply.find)(self, at, &mut found);
                if found.is_empty() {
                    continue;
                }
                out.extend(found.into_iter().map(|c| (index, c)));
            }
        }
    }

    /// The run that ends with the token `last`.
    fn run_ending(&self, last: usize) -> Option<Run> {
        self.runs.iter().rev().copied().find(|run| run.last == last)
    }

    /// The text from the first token to the last.
    fn text(&self, first: usize, last: usize) -> &str {
        self.seg
            .span(first)
            .cover(self.seg.span(last))
            .of(self.seg.text)
    }

    /// A candidate whose name is its text, white space made even.
    fn named(&self, first: usize, last: usize, kind: ProjectKind) -> Candidate {
        let words: Vec<&str> = self.text(first, last).split_whitespace().collect();
        Candidate {
            first,
            last,
            name: words.join(" "),
            kind,
        }
    }

    /// Whether the regions found in the text hold exactly these tokens.
    fn is_region(&self, first: usize, last: usize) -> bool {
        let span = self.seg.span(first).cover(self.seg.span(last));
        let near = self.regions.partition_point(|r| r.span.start < span.start);
        self.regions.get(near).is_some_and(|r| r.span == span)
    }
}

/// Keeps the longest of overlapping candidates of one sentence, then the first rule's.
fn settle(
    seg: &Segments<'_>,
    sentence: usize,
    candidates: &mut Vec<(usize, Candidate)>,
    out: &mut Vec<ProjectMention>,
) {
    candidates.sort_by_key(|(rule, c)| (std::cmp::Reverse(c.last - c.first), *rule, c.first));
    let before = out.len();
    for (rule, candidate) in candidates.drain(..) {
        let span = seg.span(candidate.first).cover(seg.span(candidate.last));
        let free = out
            .get(before..)
            .is_some_and(|o| o.iter().all(|m| !m.span.overlaps(span)));
        let Some(rule) = RULES.get(rule).filter(|_| free && span != Span::default()) else {
            continue;
        };
        let Candidate { name, kind, .. } = candidate;
        out.push(ProjectMention {
            span,
            sentence,
            rule: rule.id,
            name,
            kind,
        });
    }
    if let Some(new) = out.get_mut(before..) {
        new.sort_by_key(|m| m.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule::prove;
    use crate::clean::plain;

    fn mentions(text: &str) -> Vec<ProjectMention> {
        let article = plain::article(text.into());
        recognise(&Segments::of(&article), &[])
    }

    fn quotes(text: &str) -> Vec<&str> {
        mentions(text).iter().map(|m| m.span.of(text)).collect()
    }

    #[test]
    fn every_rule_hits_and_misses_its_examples() {
        prove(RULES, |rule, text| {
            let found = mentions(text).into_iter();
            found
                .filter(|m| m.rule == rule.id)
                .map(|m| m.span.of(text).to_owned())
                .collect()
        });
        assert!(RULES.iter().all(|r| r.id.0.starts_with("project/")));
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(
            quotes("The Belt and Road Initiative Cooperation Zone opened."),
            ["Belt and Road Initiative Cooperation Zone"]
        );
    }

    #[test]
    fn mentions_are_in_order_and_disjoint() {
        let text = "The Pinglu Canal, the Weihe Industrial Park and the rural revitalization strategy \
                    met in the Lanhai Bridge plan.";
        let found = mentions(text);
        assert!(found.len() >= 3);
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    }

    #[test]
    fn names_listed_before_a_plural_are_named_in_the_singular() {
        let found = mentions("The Lanhai - Weihe and Lanhai - Qinba high-speed lines meet.");
        let names: Vec<&str> = found.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Lanhai - Weihe high-speed line",
                "Lanhai - Qinba high-speed line"
            ]
        );
    }

    #[test]
    fn bodies_companies_and_laws_are_no_undertakings() {
        for text in [
            "The Lanhai Port Group bought two cranes.",
            "The Weihe Industrial Park Management Committee met.",
            "The World Food Programme delivered rice.",
            "Shares of China Railway fell.",
        ] {
            assert_eq!(quotes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
