//! A sentence as a row of items: words with their class in this place, mentions as one item each.
//!
//! Owns the decision whether "increase" is a noun or a verb here. Knows nothing of figures' meaning.

mod settle;
mod word;

use crate::base::span::Span;
use crate::lexicon::words::Entry;
use crate::recognise::mention::{DateMention, FigureMention, ProjectMention, RegionMention};
use crate::segment::Segments;
use settle::{promote, settle};
use std::ops::Range;
use word::word;

/// What an item is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// "the", "its"
    Determiner,
    /// "it", "they"
    Pronoun,
    /// The mark of the genitive: 's
    Possessive,
    /// "of", "in"
    Preposition,
    /// "and", "or"
    Conjunction,
    /// "while", "but"
    Subordinator,
    /// "which", "who", "that" after a noun
    Relative,
    /// "is", "has" before another verb
    Auxiliary,
    /// "will", "should"
    Modal,
    /// "to"
    To,
    /// "not"
    Not,
    /// "respectively", "now"
    Adverb,
    /// "higher", "more"
    Comparative,
    /// A noun, an adjective, a name: what noun phrases are made of.
    Noun,
    /// A finite verb, or a participle that its auxiliary makes one.
    Verb,
    /// A participle that may be finite or stand after its noun ("projects signed").
    Participle,
    /// A form in -ing that governs something.
    Gerund,
    /// A figure with its unit.
    Figure,
    /// A date or period.
    Date,
    /// ","
    Comma,
    /// ";"
    Semicolon,
    /// ":"
    Colon,
    /// A dash between clauses.
    Dash,
    /// "(" or "["
    Open,
    /// ")" or "]"
    Close,
    /// Any quotation mark.
    Quote,
    /// Anything else.
    Other,
}

impl Tag {
    /// Whether a clause may end, or another begin, at such an item, whatever stands around it.
    pub const fn pauses(self) -> bool {
        matches!(
            self,
            Self::Comma | Self::Semicolon | Self::Dash | Self::Subordinator | Self::Relative
        )
    }
}

/// One item of a sentence.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is here.
    pub tag: Tag,
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What the tables say of the word.
    pub entry: Entry,
    /// Index of the figure it is.
    pub figure: Option<usize>,
    /// Index of the date it is.
    pub date: Option<usize>,
    /// Index of the region it is.
    pub region: Option<usize>,
    /// Index of the project it is.
    pub project: Option<usize>,
}

impl Item {
    /// Whether it carries its clause: a verb, an auxiliary, a modal.
    pub fn verbal(&self) -> bool {
        matches!(self.tag, Tag::Verb | Tag::Auxiliary | Tag::Modal)
    }
}

/// The mentions of one article, as the linker sees them.
#[derive(Clone, Copy, Debug)]
pub struct Mentions<'m> {
    /// Figures, in order.
    pub figures: &'m [FigureMention],
    /// Dates, in order.
    pub dates: &'m [DateMention],
    /// Regions, in order.
    pub regions: &'m [RegionMention],
    /// Projects, in order.
    pub projects: &'m [ProjectMention],
}

/// The items of the sentence whose tokens are `tokens`.
pub fn items(segments: &Segments<'_>, tokens: Range<usize>, mentions: &Mentions<'_>) -> Vec<Item> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = tokens.start;
    let mut next = Next::at(mentions, segments.span(at).start);
    while at < tokens.end {
        let item = mention(segments, at, tokens.end, mentions, &mut next).unwrap_or_else(|| {
            let whole = word(segments, at, tokens.start, tokens.end);
            // "sub-7 km": a word takes in no mention.
            match next.within(mentions, whole.span) {
                Some(start) if whole.tokens.len() > 1 => {
                    let end = segments.tokens_in(Span::new(whole.span.start, start)).end;
                    word(segments, at, tokens.start, end.max(at + 1))
                }
                _ => whole,
            }
        });
        at = item.tokens.end.max(at + 1);
        out.push(item);
    }
    settle(segments, &mut out);
    promote(segments, &mut out);
    out
}

/// The mention of each list that comes next, by index: the lists are in order, and so is the walk.
struct Next {
    figure: usize,
    date: usize,
    region: usize,
    project: usize,
}

impl Next {
    fn at(mentions: &Mentions<'_>, start: usize) -> Self {
        Self {
            figure: mentions.figures.partition_point(|m| m.span.start < start),
            date: mentions.dates.partition_point(|m| m.span.start < start),
            region: mentions.regions.partition_point(|m| m.span.start < start),
            project: mentions.projects.partition_point(|m| m.span.start < start),
        }
    }
}

impl Next {
    /// Where the first mention begins that begins within the span.
    fn within(&self, mentions: &Mentions<'_>, span: Span) -> Option<usize> {
        let starts = [
            mentions.figures.get(self.figure).map(|m| m.span.start),
            mentions.dates.get(self.date).map(|m| m.span.start),
            mentions.regions.get(self.region).map(|m| m.span.start),
            mentions.projects.get(self.project).map(|m| m.span.start),
        ];
        let inside = |start: &usize| (span.start + 1..span.end).contains(start);
        starts.into_iter().flatten().filter(inside).min()
    }
}

fn starting<T>(
    list: &[T],
    span: impl Fn(&T) -> Span,
    at: usize,
    next: &mut usize,
) -> Option<(usize, Span)> {
    loop {
        let found = span(list.get(*next)?);
        if found.start >= at {
            return (found.start == at).then_some((*next, found));
        }
        *next += 1;
    }
}

/// The mention that begins at the token, the longest one where several do.
fn mention(
    segments: &Segments<'_>,
    at: usize,
    end: usize,
    mentions: &Mentions<'_>,
    next: &mut Next,
) -> Option<Item> {
    let start = segments.span(at).start;
    let figure = starting(mentions.figures, |m| m.span, start, &mut next.figure);
    let date = starting(mentions.dates, |m| m.span, start, &mut next.date);
    let region = starting(mentions.regions, |m| m.span, start, &mut next.region);
    let project = starting(mentions.projects, |m| m.span, start, &mut next.project);
    let longest = [figure, date, region, project]
        .into_iter()
        .flatten()
        .map(|(_, s)| s.end)
        .max()?;
    let is = |m: Option<(usize, Span)>| m.filter(|(_, s)| s.end == longest).map(|(i, _)| i);
    let last = (at..end)
        .take_while(|t| segments.span(*t).start < longest)
        .last()?
        + 1;
    let (figure, date, region, project) = (is(figure), is(date), is(region), is(project));
    let tag = match (figure, date) {
        (Some(_), _) => Tag::Figure,
        (None, Some(_)) => Tag::Date,
        _ => Tag::Noun,
    };
    let span = Span::new(start, longest);
    Some(Item {
        tag,
        span,
        tokens: at..last,
        entry: Entry::default(),
        figure,
        date,
        region,
        project,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain::article;

    #[test]
    fn a_word_takes_in_no_mention() {
        let text = "A sub-7 km road.";
        let article = article(text.to_owned());
        let segments = Segments::of(&article);
        let (figures, _) = crate::recognise::figure::recognise(&segments, &[]);
        let mentions = Mentions {
            figures: &figures,
            dates: &[],
            regions: &[],
            projects: &[],
        };
        let found = items(&segments, segments.sentence_tokens(0), &mentions);
        let figure = found.iter().find(|i| i.tag == Tag::Figure);
        assert_eq!(figure.map(|i| i.span.of(text)), Some("7 km"));
    }

    fn tags(text: &str) -> Vec<(String, Tag)> {
        let article = article(text.to_owned());
        let segments = Segments::of(&article);
        let none = Mentions {
            figures: &[],
            dates: &[],
            regions: &[],
            projects: &[],
        };
        items(&segments, segments.sentence_tokens(0), &none)
            .into_iter()
            .map(|i| (i.span.of(text).to_owned(), i.tag))
            .collect()
    }

    fn tag(text: &str, word: &str) -> Tag {
        tags(text)
            .into_iter()
            .find(|(w, _)| w == word)
            .map(|(_, t)| t)
            .unwrap()
    }

    #[test]
    fn the_neighbours_tell_noun_from_verb() {
        assert_eq!(tag("The increase was small.", "increase"), Tag::Noun);
        assert_eq!(tag("Exports will increase again.", "increase"), Tag::Verb);
        assert_eq!(tag("Exports of steel rose again.", "Exports"), Tag::Noun);
        assert_eq!(tag("The city plans to build it.", "plans"), Tag::Verb);
        assert_eq!(
            tag("It registered a combined output.", "combined"),
            Tag::Noun
        );
    }

    #[test]
    fn participles_are_verbs_after_an_auxiliary() {
        assert_eq!(tag("Projects were signed there.", "signed"), Tag::Verb);
        assert_eq!(
            tag("Projects signed there were few.", "signed"),
            Tag::Participle
        );
        assert_eq!(tag("The newly signed projects grew.", "signed"), Tag::Noun);
        assert_eq!(tag("It has also grown.", "has"), Tag::Auxiliary);
        assert_eq!(tag("It has a port.", "has"), Tag::Verb);
    }

    #[test]
    fn genitives_and_hyphened_words_are_one_item() {
        let found = tags("The city's high-tech output rose year-on-year.");
        assert!(found.contains(&("'s".into(), Tag::Possessive)));
        assert!(found.contains(&("high-tech".into(), Tag::Noun)));
        assert!(found.contains(&("year-on-year".into(), Tag::Adverb)));
    }
}
