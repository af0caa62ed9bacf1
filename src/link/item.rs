//! A sentence as a row of items: words with their class in this place, mentions as one item each.
//!
//! Owns the decision whether "increase" is a noun or a verb here. Knows nothing of figures' meaning.

use crate::base::span::Span;
use crate::lexicon::words::{Entry, Form, Function, entry};
use crate::recognise::mention::{DateMention, FigureMention, ProjectMention, RegionMention};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::ops::Range;

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
    /// Whether it can stand inside a noun phrase.
    pub fn nounish(&self) -> bool {
        matches!(self.tag, Tag::Noun)
    }

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
        let item = mention(segments, at, tokens.end, mentions, &mut next)
            .unwrap_or_else(|| word(segments, at, tokens.start, tokens.end));
        at = item.tokens.end.max(at + 1);
        out.push(item);
    }
    settle(segments, &mut out);
    promote(&mut out);
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

/// The item of a plain word or mark; hyphened words are one.
fn word(segments: &Segments<'_>, at: usize, first: usize, end: usize) -> Item {
    let mut last = at + 1;
    let rate = matches!(segments.lower(at + 1), "on" | "over")
        && matches!(segments.lower(at), "year" | "month" | "quarter" | "week")
        && segments.lower(at) == segments.lower(at + 2);
    let plain = |tag, tokens: Range<usize>, entry| {
        let span = segments
            .span(tokens.start)
            .cover(segments.span(tokens.end - 1));
        Item {
            tag,
            span,
            tokens,
            entry,
            figure: None,
            date: None,
            region: None,
            project: None,
        }
    };
    if rate && at + 3 <= end {
        return plain(Tag::Adverb, at..at + 3, Entry::default());
    }
    if segments.kind(at) == TokenKind::Mark {
        let (tag, width) = mark(segments, at);
        return plain(tag, at..at + width, Entry::default());
    }
    if segments.lower(at) == "per"
        && matches!(
            segments.lower(last),
            "capita" | "head" | "person" | "unit" | "mu" | "hectare"
        )
    {
        return plain(Tag::Noun, at..last + 1, Entry::default());
    }
    while last + 1 < end
        && segments.is_mark(last, '-')
        && segments.glued(last)
        && segments.glued(last + 1)
        && segments.kind(last + 1) != TokenKind::Mark
    {
        last += 2;
    }
    if last > at + 1 {
        let lower = segments.lower_of(segments.span(at).cover(segments.span(last - 1)));
        let adverb = is_rate_adverb(lower);
        return plain(
            if adverb { Tag::Adverb } else { Tag::Noun },
            at..last,
            Entry::default(),
        );
    }
    let known = entry(segments.lower(at));
    let named = segments.token(at).is_some_and(|t| {
        matches!(t.case, Case::Upper | Case::Mixed)
            && t.span.len() > 1
            && !known_loud(segments, t.span)
            || t.case == Case::Capital && at > first && known.function.is_none()
    });
    let tag = if named { Tag::Noun } else { class(known) };
    plain(
        tag,
        at..last,
        if named {
            Entry {
                verb: None,
                ..known
            }
        } else {
            known
        },
    )
}

/// "year-on-year" and its kind: what a rate of change is counted against.
pub fn is_rate_adverb(lower: &str) -> bool {
    matches!(
        lower,
        "year-on-year"
            | "month-on-month"
            | "quarter-on-quarter"
            | "week-on-week"
            | "year-over-year"
            | "month-over-month"
            | "quarter-over-quarter"
            | "year on year"
            | "month on month"
            | "quarter on quarter"
            | "week on week"
            | "year over year"
            | "month over month"
            | "quarter over quarter"
            | "y-o-y"
            | "m-o-m"
            | "q-o-q"
            | "y-on-y"
            | "year-to-year"
    )
}

/// Whether a word in capitals stands in a line of capitals, where case tells nothing.
fn known_loud(segments: &Segments<'_>, span: Span) -> bool {
    segments
        .sentence_at(span.start)
        .and_then(|i| segments.sentences.get(i))
        .is_some_and(|s| !s.span.of(segments.text).chars().any(char::is_lowercase))
}

/// Tag of a mark and the number of tokens it takes.
fn mark(segments: &Segments<'_>, at: usize) -> (Tag, usize) {
    let apostrophe = segments.is_mark(at, '\'') || segments.is_mark(at, '’');
    if apostrophe && segments.glued(at) {
        if segments.glued(at + 1) && segments.lower(at + 1) == "s" {
            return (Tag::Possessive, 2);
        }
        if segments.lower(at.wrapping_sub(1)).ends_with('s') && !segments.glued(at + 1) {
            return (Tag::Possessive, 1);
        }
    }
    let tag = match segments.word(at) {
        "," => Tag::Comma,
        ";" => Tag::Semicolon,
        ":" => Tag::Colon,
        "—" | "–" => Tag::Dash,
        "-" if !segments.glued(at) || !segments.glued(at + 1) => Tag::Dash,
        "(" | "[" | "（" => Tag::Open,
        ")" | "]" | "）" => Tag::Close,
        "\"" | "“" | "”" | "'" | "‘" | "’" => Tag::Quote,
        _ => Tag::Other,
    };
    (tag, 1)
}

/// The tag a word has by itself; verbs that may be nouns are settled by their neighbours.
fn class(entry: Entry) -> Tag {
    match entry.function {
        Some(Function::Determiner) => Tag::Determiner,
        Some(Function::Pronoun) => Tag::Pronoun,
        Some(Function::Preposition) => Tag::Preposition,
        Some(Function::Conjunction) => Tag::Conjunction,
        Some(Function::Subordinator) => Tag::Subordinator,
        Some(Function::Relative) => Tag::Relative,
        Some(Function::Auxiliary) => Tag::Auxiliary,
        Some(Function::Modal) => Tag::Modal,
        Some(Function::To) => Tag::To,
        Some(Function::Not) => Tag::Not,
        Some(Function::Adverb) => Tag::Adverb,
        Some(Function::Comparative) => Tag::Comparative,
        Some(Function::Adjective) => Tag::Noun,
        None => match entry.verb.map(|v| v.form) {
            Some(Form::Gerund) => Tag::Gerund,
            Some(Form::Participle | Form::PastOrParticiple) => Tag::Participle,
            Some(_) => Tag::Verb,
            None => Tag::Noun,
        },
    }
}

/// Decides by neighbours what each ambiguous word is here, left to right.
fn settle(segments: &Segments<'_>, items: &mut [Item]) {
    for i in 0..items.len() {
        let before = i
            .checked_sub(1)
            .and_then(|j| items.get(j))
            .map_or(Tag::Other, |x| x.tag);
        let after = items.get(i + 1).map_or(Tag::Other, ahead);
        let governed = governor(items, i);
        let Some(item) = items.get_mut(i) else {
            continue;
        };
        item.tag = match item.tag {
            Tag::Verb => verb_or_noun(item, before, after, governed),
            Tag::Participle => participle(before, after, governed),
            Tag::Gerund => gerund(item, before, after),
            Tag::Auxiliary => auxiliary(segments, item, after),
            Tag::Relative => relative(segments, item, before, after),
            tag => tag,
        };
    }
}

/// A stretch between pauses without any verb holds one after all: the first word after a noun that
/// can be one and has a preposition or adverb behind it ("the belt now turns out twice as much").
fn promote(items: &mut [Item]) {
    let mut from = 0;
    while from < items.len() {
        let rest = items.get(from..).unwrap_or_default();
        let len = rest
            .iter()
            .position(|x| {
                matches!(
                    x.tag,
                    Tag::Comma
                        | Tag::Semicolon
                        | Tag::Dash
                        | Tag::Colon
                        | Tag::Subordinator
                        | Tag::Relative
                )
            })
            .unwrap_or(rest.len());
        let end = from + len;
        let verbless = !rest
            .iter()
            .take(len)
            .any(|x| x.verbal() || x.tag == Tag::Participle);
        let candidate = (from + 1..end.saturating_sub(1)).find(|i| could_be_verb(items, *i));
        if let Some(item) = candidate
            .filter(|_| verbless && from == 0)
            .and_then(|i| items.get_mut(i))
        {
            item.tag = Tag::Verb;
        }
        from = end + 1;
    }
}

fn could_be_verb(items: &[Item], i: usize) -> bool {
    let tag = |j: usize| items.get(j).map_or(Tag::Other, |x| x.tag);
    let form = items.get(i).and_then(|x| x.entry.verb).map(|v| v.form);
    matches!(form, Some(Form::Third | Form::Base))
        && tag(i) == Tag::Noun
        && matches!(tag(i - 1), Tag::Noun | Tag::Adverb | Tag::Date)
        && matches!(
            tag(i + 1),
            Tag::Preposition | Tag::Adverb | Tag::To | Tag::Figure | Tag::Determiner
        )
}

/// What an item not yet settled most likely is: a word that can be a noun is one.
fn ahead(item: &Item) -> Tag {
    match item.tag {
        Tag::Verb if item.entry.verb.is_some_and(|v| v.noun_too) => Tag::Noun,
        tag => tag,
    }
}

/// The nearest auxiliary, modal or "to" left of `i`, over adverbs and "not".
fn governor(items: &[Item], i: usize) -> Option<Tag> {
    let rest = items.get(..i)?;
    rest.iter()
        .rev()
        .find(|x| !matches!(x.tag, Tag::Adverb | Tag::Not))
        .map(|x| x.tag)
        .filter(|t| matches!(t, Tag::Auxiliary | Tag::Modal | Tag::To))
}

fn verb_or_noun(item: &Item, before: Tag, after: Tag, governed: Option<Tag>) -> Tag {
    let Some(verb) = item.entry.verb else {
        return Tag::Noun;
    };
    if matches!(governed, Some(Tag::Modal | Tag::To)) {
        return Tag::Verb;
    }
    match verb.form {
        Form::Past => Tag::Verb,
        _ if matches!(
            before,
            Tag::Determiner | Tag::Possessive | Tag::Preposition | Tag::Figure | Tag::Comparative
        ) =>
        {
            Tag::Noun
        }
        _ if matches!(before, Tag::Pronoun | Tag::Relative) => Tag::Verb,
        // "an increasingly open economy", "clean and open": the base form is an adjective here.
        Form::Base
            if matches!(
                before,
                Tag::Adverb | Tag::Conjunction | Tag::Comma | Tag::Other
            ) && after == Tag::Noun =>
        {
            Tag::Noun
        }
        _ if !verb.noun_too => Tag::Verb,
        _ if matches!(before, Tag::Conjunction | Tag::Comma) && after == Tag::Figure => Tag::Verb,
        _ if matches!(before, Tag::Noun | Tag::Close | Tag::Adverb | Tag::Date)
            && matches!(after, Tag::Figure | Tag::Determiner | Tag::To | Tag::Adverb) =>
        {
            Tag::Verb
        }
        _ => Tag::Noun,
    }
}

fn participle(before: Tag, after: Tag, governed: Option<Tag>) -> Tag {
    if governed == Some(Tag::Auxiliary) && before != Tag::Determiner {
        return Tag::Verb;
    }
    let attributive = matches!(
        before,
        Tag::Determiner
            | Tag::Possessive
            | Tag::Preposition
            | Tag::Adverb
            | Tag::Figure
            | Tag::Comma
            | Tag::Conjunction
            | Tag::Other
    );
    match after {
        Tag::Noun if attributive => Tag::Noun,
        Tag::Participle | Tag::Gerund if matches!(before, Tag::Determiner) => Tag::Noun,
        _ => Tag::Participle,
    }
}

fn gerund(item: &Item, before: Tag, after: Tag) -> Tag {
    let bound = matches!(before, Tag::Determiner | Tag::Possessive | Tag::Figure);
    let joined = matches!(before, Tag::Noun | Tag::Preposition | Tag::Conjunction);
    let object = matches!(after, Tag::Figure | Tag::Determiner | Tag::Adverb | Tag::To);
    let plain = item.entry.verb.is_some_and(|v| v.noun_too);
    if bound || (joined && plain && !object) {
        Tag::Noun
    } else {
        Tag::Gerund
    }
}

/// "has" and "is" without another verb after them are verbs themselves.
fn auxiliary(segments: &Segments<'_>, item: &Item, after: Tag) -> Tag {
    let helps = matches!(
        after,
        Tag::Participle | Tag::Gerund | Tag::Auxiliary | Tag::Not | Tag::Adverb | Tag::Verb
    );
    let be = !matches!(
        segments.lower_of(item.span),
        "has" | "have" | "had" | "having"
    );
    if helps || (be && after == Tag::To) {
        Tag::Auxiliary
    } else {
        Tag::Verb
    }
}

fn relative(segments: &Segments<'_>, item: &Item, before: Tag, after: Tag) -> Tag {
    let that = segments.lower_of(item.span) == "that";
    if that
        && after == Tag::Noun
        && !matches!(before, Tag::Noun | Tag::Verb | Tag::Participle | Tag::Comma)
    {
        return Tag::Determiner;
    }
    if that && after == Tag::Preposition && matches!(before, Tag::Preposition | Tag::Subordinator) {
        return Tag::Pronoun;
    }
    Tag::Relative
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain::article;

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
