//! One sentence on the table: its parse, its mentions, and how each figure stands in it.
//!
//! Owns the small questions every link asks ("what stands left of this figure?"). Makes no link.

use super::clause::Parse;
use super::item::{Item, Mentions, Tag, items};
use crate::base::span::Span;
use crate::lexicon::links::comparison;
use crate::lexicon::words::Sense;
use crate::recognise::mention::{DateMention, FigureMention};
use crate::segment::Segments;
use std::ops::Range;

/// One sentence with what the linker needs of it.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The article's tokens.
    pub segments: &'a Segments<'a>,
    /// The article's mentions.
    pub mentions: Mentions<'a>,
    /// Index of the sentence.
    pub sentence: usize,
    /// Items and clauses.
    pub parse: Parse,
    /// The sentence's figures, in order: index of the figure, how it stands.
    pub frames: Vec<Frame>,
    members: Members,
}

/// The items of each clause, in order.
#[derive(Debug, Default)]
struct Members {
    /// Items, those of the first clause first.
    items: Vec<usize>,
    /// For each clause, the place behind its last item.
    ends: Vec<usize>,
}

impl Members {
    fn of(parse: &Parse) -> Self {
        let mut ends = vec![0; parse.clauses.len()];
        for clause in &parse.clause_of {
            if let Some(count) = ends.get_mut(*clause) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut items: Vec<usize> = (0..parse.clause_of.len()).collect();
        items.sort_by_key(|i| parse.clause_of.get(*i));
        Self { items, ends }
    }

    fn at(&self, clause: usize) -> &[usize] {
        let start = clause.checked_sub(1).and_then(|c| self.ends.get(c));
        let end = self.ends.get(clause).copied().unwrap_or_default();
        self.items
            .get(start.copied().unwrap_or_default()..end)
            .unwrap_or_default()
    }
}

/// How a figure stands in its sentence.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Index of the figure among the article's.
    pub figure: usize,
    /// Its item.
    pub item: usize,
    /// Its clause.
    pub clause: usize,
    /// The first telling item to the left: past the words of comparison, adverbs, articles.
    pub left: Option<usize>,
    /// The item to the right.
    pub right: usize,
    /// The verb, participle or gerund that governs it, in its own clause and left of it.
    pub verb: Option<usize>,
    /// It stands in the subject of its clause.
    pub in_subject: bool,
}

impl<'a> Scene<'a> {
    /// Sets the sentence on the table; `None` when it holds no figure.
    pub fn of(segments: &'a Segments<'a>, mentions: Mentions<'a>, sentence: usize) -> Option<Self> {
        let first = mentions.figures.partition_point(|f| f.sentence < sentence);
        let last = mentions.figures.partition_point(|f| f.sentence <= sentence);
        if first >= last {
            return None;
        }
        let mut scene = Self::any(segments, mentions, sentence);
        scene.frames = (first..last).filter_map(|f| scene.frame(f)).collect();
        Some(scene)
    }

    /// Sets any sentence on the table, without frames for its figures.
    pub fn any(segments: &'a Segments<'a>, mentions: Mentions<'a>, sentence: usize) -> Self {
        let parse = Parse::of(items(
            segments,
            segments.sentence_tokens(sentence),
            &mentions,
        ));
        Self {
            segments,
            mentions,
            sentence,
            members: Members::of(&parse),
            parse,
            frames: Vec::new(),
        }
    }

    fn frame(&self, figure: usize) -> Option<Frame> {
        let span = self.mentions.figures.get(figure)?.span;
        let item = self
            .parse
            .items
            .iter()
            .position(|i| i.figure == Some(figure) || i.span.contains(span))?;
        let clause = *self.parse.clause_of.get(item)?;
        let left = self.telling_left(item, self.mentions.figures.get(figure)?.cue);
        let verb = self.governing(item, clause);
        let in_subject = self.parse.clauses.get(clause).is_some_and(|c| {
            c.verb.is_some_and(|v| v > item) && c.subject.as_ref().is_none_or(|s| s.contains(&item))
        });
        Some(Frame {
            figure,
            item,
            clause,
            left,
            right: item + 1,
            verb,
            in_subject,
        })
    }

    fn telling_left(&self, item: usize, cue: Option<Span>) -> Option<usize> {
        (0..item).rev().find(|j| {
            let Some(x) = self.parse.items.get(*j) else {
                return false;
            };
            let cued = cue.is_some_and(|c| {
                c.contains(x.span) && !matches!(x.tag, Tag::Verb | Tag::Participle | Tag::Gerund)
            });
            // "growth of between 3 and 5 percent": the range is the figure.
            let between = *j + 1 == item && self.lower(*j) == "between";
            // "at an impressive 22 percent": only an adjective stands between "a" and a number.
            let praised = *j + 1 == item
                && x.tag == Tag::Noun
                && matches!(self.lower(j.wrapping_sub(1)), "a" | "an");
            let light = between
                || praised
                || matches!(x.tag, Tag::Determiner | Tag::Quote)
                || (x.tag == Tag::Adverb && self.direction(*j).is_none());
            !cued && !light
        })
    }

    /// The verb, participle or gerund nearest to the left within the clause, or the one the clause
    /// hangs on.
    fn governing(&self, item: usize, clause: usize) -> Option<usize> {
        (0..item).rev().find(|j| {
            self.parse.clause_of.get(*j) == Some(&clause)
                && matches!(
                    self.parse.tag(*j),
                    Tag::Verb | Tag::Participle | Tag::Gerund
                )
        })
    }

    /// The item at `index`.
    pub fn item(&self, index: usize) -> Option<&Item> {
        self.parse.items.get(index)
    }

    /// Tag of the item at `index`.
    pub fn tag(&self, index: usize) -> Tag {
        self.parse.tag(index)
    }

    /// The item in lower case.
    pub fn lower(&self, index: usize) -> &str {
        self.item(index)
            .map_or("", |i| self.segments.lower_of(i.span))
    }

    /// The figure of a frame.
    pub fn mention(&self, frame: &Frame) -> &'a FigureMention {
        static NONE: std::sync::LazyLock<FigureMention> =
            std::sync::LazyLock::new(FigureMention::none);
        self.mentions.figures.get(frame.figure).unwrap_or(&NONE)
    }

    /// The date that the item is.
    pub fn date(&self, index: usize) -> Option<&'a DateMention> {
        self.item(index)?
            .date
            .and_then(|d| self.mentions.dates.get(d))
    }

    /// What noun of change, share, plan or gap the item is.
    pub fn noun(&self, index: usize) -> Option<Sense> {
        let item = self.item(index)?;
        item.entry.noun.filter(|_| item.tag == Tag::Noun)
    }

    /// Whether the item is an average, norm, target or forecast: what a value is held against.
    pub fn yardstick(&self, index: usize) -> bool {
        matches!(self.noun(index), Some(Sense::Yardstick | Sense::Plan))
    }

    /// "points" without "percentage": what they measure stands elsewhere.
    pub fn points(&self, index: usize) -> bool {
        self.tag(index) == Tag::Noun && matches!(self.lower(index), "point" | "points")
    }

    /// What the verb, participle or gerund at `index` does to a number.
    pub fn verb_sense(&self, index: usize) -> Option<Sense> {
        let item = self.item(index)?;
        let verbal = matches!(item.tag, Tag::Verb | Tag::Participle | Tag::Gerund);
        item.entry.verb.filter(|_| verbal).map(|v| v.sense)
    }

    /// "up" and "down" beside a figure.
    pub fn direction(&self, index: usize) -> Option<Sense> {
        match self.lower(index) {
            "up" | "plus" | "upwards" => Some(Sense::Up),
            "down" | "minus" | "off" => Some(Sense::Down),
            _ => None,
        }
    }

    /// "higher", "more" / "lower", "less": the direction of a comparison.
    pub fn comparison(&self, index: usize) -> Option<Sense> {
        comparison(self.lower(index))
    }

    /// The plain noun phrase that begins at `from`: determiners, nouns, genitives, "and" between
    /// nouns; no prepositional tail.
    pub fn phrase_right(&self, from: usize) -> Range<usize> {
        let mut end = from;
        loop {
            let here = self.tag(end);
            let goes_on = match here {
                Tag::Noun | Tag::Possessive => true,
                Tag::Determiner | Tag::Comparative | Tag::Pronoun => end == from,
                Tag::Quote => {
                    matches!(self.tag(end + 1), Tag::Noun)
                        || (end > from
                            && self.tag(end - 1) == Tag::Noun
                            && self.tag(end + 1) == Tag::Noun)
                }
                Tag::Conjunction => {
                    self.tag(end + 1) == Tag::Noun
                        && end > from
                        && !self.begins_figure(end + 1)
                        && self.parse.clause_of.get(end) == self.parse.clause_of.get(end - 1)
                }
                Tag::Adverb => matches!(self.tag(end + 1), Tag::Noun) && self.lower(end).len() > 2,
                Tag::Gerund => {
                    let governed = from > 0 && self.tag(from - 1) == Tag::Preposition;
                    let object = matches!(
                        self.tag(end + 1),
                        Tag::Determiner | Tag::Figure | Tag::Pronoun
                    );
                    end == from && (self.tag(end + 1) == Tag::Noun || governed && !object)
                }
                Tag::Participle => self.tag(end + 1) == Tag::Noun,
                // "a decline in third-quarter earnings"
                Tag::Date => {
                    end == from && self.tag(end + 1) == Tag::Noun && self.lower(end).contains('-')
                }
                _ => false,
            };
            if !goes_on {
                return from..end;
            }
            end += 1;
        }
    }

    fn begins_figure(&self, index: usize) -> bool {
        self.tag(index) == Tag::Figure
    }

    /// The noun phrase with its "of", "in", "for" tails that begins at `from`, up to the next verb,
    /// pause or figure.
    pub fn phrase_with_tails(&self, from: usize) -> Range<usize> {
        let mut end = self.phrase_right(from).end;
        while end > from
            && matches!(self.tag(end), Tag::Preposition)
            && !matches!(self.lower(end), "by" | "to" | "since" | "until" | "from")
        {
            let tail = self.phrase_right(end + 1);
            if tail.is_empty() {
                break;
            }
            end = tail.end;
        }
        from..end
    }

    /// The plain noun phrase that ends right before `end`.
    pub fn phrase_left(&self, end: usize) -> Range<usize> {
        let mut start = end;
        while start > 0 {
            let i = start - 1;
            let joined = matches!(self.tag(i), Tag::Noun | Tag::Possessive)
                || (self.tag(i) == Tag::Conjunction
                    && start < end
                    && i > 0
                    && self.tag(i - 1) == Tag::Noun)
                || (matches!(self.tag(i), Tag::Gerund)
                    && start < end
                    && i > 0
                    && self.tag(i - 1) != Tag::Noun);
            // "power installed capacity", but not "the company reported net profit".
            let finite = || {
                let sense = self.verb_sense(i);
                matches!(
                    sense,
                    Some(Sense::Say | Sense::Reach | Sense::Up | Sense::Down)
                ) && self.parse.finite(i)
            };
            let between = self.tag(i) == Tag::Participle
                && !finite()
                && start < end
                && i > 0
                && self.tag(i - 1) == Tag::Noun;
            if !joined && !between {
                break;
            }
            start = i;
        }
        if start > 0 && start < end && self.tag(start - 1) == Tag::Determiner {
            start -= 1;
        }
        start..end
    }

    /// Whether the words of the items from `index` on are `words`.
    pub fn reads(&self, index: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(i, w)| self.lower(index + i) == *w)
    }

    /// Indices of the items of one clause.
    pub fn clause_items(
        &self,
        clause: usize,
    ) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.members.at(clause).iter().copied()
    }

    /// The clause and those it hangs on, innermost first: each began before the one that hangs on it.
    pub fn chain(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(clause), |at| {
            self.parse.clauses.get(*at)?.parent.filter(|p| p < at)
        })
    }
}
