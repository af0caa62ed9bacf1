//! Who states a figure, when the text says so.
//!
//! Owns "according to X", "X said", "said X" and quotations that a speaker closes or opens. Knows
//! nothing of what is said.

use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::lexicon::words::{Form, Function, Sense, entry};
use crate::segment::Segments;
use crate::segment::token::{Case, TokenKind};
use std::cell::OnceCell;
use std::ops::Range;

const ACCORDING: RuleId = RuleId("speaker/according-to");
const SAYS: RuleId = RuleId("speaker/verb-of-saying");
const QUOTED: RuleId = RuleId("speaker/quotation");
const POINTED: RuleId = RuleId("speaker/he-added");

/// Of each sentence, the statement it makes: looked for when first asked, and kept.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    kept: Vec<OnceCell<Option<Statement>>>,
}

impl Statements {
    /// Room for the statements of as many sentences.
    pub fn of(sentences: usize) -> Self {
        Self {
            kept: vec![OnceCell::new(); sentences],
        }
    }

    fn at(&self, segments: &Segments<'_>, sentence: usize) -> Option<Statement> {
        let look = || statement(segments, segments.sentence_tokens(sentence));
        match self.kept.get(sentence) {
            Some(cell) => cell.get_or_init(look).clone(),
            None => look(),
        }
    }

    /// Those named as speakers in the sentences before this one, with the block of each, the last
    /// first.
    fn before(
        &self,
        segments: &Segments<'_>,
        sentence: usize,
    ) -> impl Iterator<Item = (String, usize)> {
        (sentence.saturating_sub(MEMORY)..sentence)
            .rev()
            .filter_map(move |earlier| {
                let block = segments.sentences.get(earlier)?.block;
                match self.at(segments, earlier)?.who {
                    Who::Named(name) => Some((name, block)),
                    Who::Noun(_) | Who::Pronoun => None,
                }
            })
    }
}

/// A statement: who makes it, and why that is told.
#[derive(Clone, Debug)]
struct Statement {
    who: Who,
    reason: RuleId,
}

/// How a speaker is referred to.
#[derive(Clone, Debug)]
enum Who {
    /// By name: "Li Wei", "Ministry of Commerce".
    Named(String),
    /// By a noun with an article: "the survey", "the chief minister".
    Noun(String),
    /// By "he", "she", "they".
    Pronoun,
}

/// Who states what stands in the sentence, with the reason.
pub fn speaker(
    segments: &Segments<'_>,
    sentence: usize,
    at: Span,
    statements: &Statements,
) -> Option<(String, RuleId)> {
    let found = statements
        .at(segments, sentence)
        .or_else(|| quoted_block(segments, sentence, at, statements))?;
    let here = segments.sentences.get(sentence)?.block;
    let mut before = statements.before(segments, sentence);
    match found.who {
        Who::Named(name) => Some((name, found.reason)),
        Who::Pronoun => before
            .next()
            .filter(|(_, b)| *b + 1 >= here)
            .map(|(n, _)| (n, POINTED)),
        Who::Noun(noun) => Some((picked_up(&noun, before).unwrap_or(noun), POINTED)),
    }
}

/// The speaker named before that "the survey" or "the ministry" picks up.
fn picked_up(noun: &str, mut before: impl Iterator<Item = (String, usize)>) -> Option<String> {
    let head = noun.rsplit(' ').next()?.to_ascii_lowercase();
    before
        .find(|(name, _)| name.to_ascii_lowercase().contains(&head))
        .map(|(name, _)| name)
}

fn statement(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    according(segments, tokens.clone()).or_else(|| saying(segments, tokens))
}

/// "according to the Ministry of Commerce", "data from X show" is another construction.
fn according(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    let at = tokens
        .clone()
        .find(|i| segments.reads(*i, &["according", "to"]))?;
    let mut from = at + 2;
    // "according to data from X", "according to figures which X gave": the source behind the data.
    let limit = (from + 6).min(tokens.end);
    if matches!(
        segments.lower(from),
        "data" | "figures" | "statistics" | "information" | "numbers" | "estimates"
    ) && let Some(source) = (from..limit).find(|i| {
        matches!(
            segments.lower(*i),
            "from" | "by" | "of" | "which" | "released"
        )
    }) {
        from = source + 1;
        if segments.lower(from) == "by" {
            from += 1;
        }
    }
    let who = Who::Named(name_from(segments, from, tokens.end)?);
    Some(Statement {
        who,
        reason: ACCORDING,
    })
}

/// The name that begins at `from`: up to a comma, a verb or the end; capitalised names keep their
/// "of" tails.
fn name_from(segments: &Segments<'_>, from: usize, end: usize) -> Option<String> {
    let mut first = from;
    while first < end && matches!(segments.lower(first), "the" | "a" | "an" | "its") {
        first += 1;
    }
    if matches!(
        segments.lower(first),
        "he" | "she" | "him" | "her" | "them" | "it" | "they"
    ) {
        return None;
    }
    let mut last = first;
    while last < end && name_goes_on(segments, last) {
        last += 1;
    }
    // A capitalised name inside a description wins: "general manager Li Wei" -> "Li Wei".
    let whole = first..last;
    let text = text_of(segments, whole.clone());
    (!text.is_empty()).then(|| proper(segments, whole).unwrap_or(text))
}

fn name_goes_on(segments: &Segments<'_>, i: usize) -> bool {
    match segments.kind(i) {
        TokenKind::Word => {
            let word = segments.lower(i);
            let known = entry(word);
            let lower = segments.token(i).is_some_and(|t| t.case == Case::Lower);
            let finite = lower
                && known
                    .verb
                    .is_some_and(|v| !v.noun_too && v.form != Form::Gerund);
            !finite
                && !matches!(
                    word,
                    "who"
                        | "which"
                        | "that"
                        | "in"
                        | "on"
                        | "at"
                        | "as"
                        | "when"
                        | "while"
                        | "with"
                        | "to"
                        | "from"
                        | "by"
                        | "is"
                        | "was"
                        | "has"
                        | "after"
                        | "during"
                        | "about"
                )
        }
        TokenKind::Numeral => segments.glued(i),
        TokenKind::Mark => {
            segments.is_mark(i, '-')
                || segments.is_mark(i, '\'')
                || segments.is_mark(i, '’')
                || segments.is_mark(i, '&')
                || (segments.is_mark(i, '.') && segments.glued(i) && segments.glued(i + 1))
        }
        TokenKind::Edge => false,
    }
}

fn text_of(segments: &Segments<'_>, tokens: Range<usize>) -> String {
    if tokens.is_empty() {
        return String::new();
    }
    segments
        .span(tokens.start)
        .cover(segments.span(tokens.end - 1))
        .of(segments.text)
        .to_owned()
}

/// The last run of capitalised words ("Li Wei"), joined over "of", "and", "for" inside an institution's
/// name; `None` when there is none.
fn proper(segments: &Segments<'_>, tokens: Range<usize>) -> Option<String> {
    let capital = |i: usize| {
        segments
            .token(i)
            .is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper | Case::Mixed))
    };
    let first = tokens.clone().find(|i| capital(*i))?;
    let last = tokens.clone().rev().find(|i| capital(*i))?;
    let whole = first..last + 1;
    let broken = whole.clone().any(|i| {
        segments.token(i).is_some_and(|t| t.case == Case::Lower)
            && !matches!(
                segments.lower(i),
                "of" | "and" | "for" | "the" | "on" | "s" | "de" | "al" | "bin"
            )
    });
    (!broken).then(|| text_of(segments, whole))
}

/// "X said", "said X", "X told reporters".
fn saying(segments: &Segments<'_>, tokens: Range<usize>) -> Option<Statement> {
    cited(segments, tokens.clone()).or_else(|| {
        tokens.clone().find_map(|i| {
            if segments.token(i)?.case != Case::Lower {
                return None;
            }
            let verb = entry(segments.lower(i)).verb?;
            let finite = !matches!(verb.form, Form::Gerund | Form::Participle | Form::Base);
            let says = verb.sense == Sense::Say
                || segments.lower(i) == "added"
                || expects(segments, i, verb.sense);
            if !says
                || !finite
                || verb.noun_too && verb.form == Form::Third && !after_quote(segments, i)
            {
                return None;
            }
            let passive = i > tokens.start
                && matches!(
                    segments.lower(i - 1),
                    "was" | "were" | "is" | "been" | "be" | "are"
                );
            if passive {
                return None;
            }
            let name = after(segments, i, tokens.end)
                .or_else(|| told(segments, i, tokens.start))
                .or_else(|| before(segments, i, tokens.start));
            let spoken = expects(segments, i, verb.sense) || !shows(segments.lower(i));
            let who = match name {
                Some(name) if spoken => Who::Named(name),
                None if spoken && pronoun_beside(segments, i) => Who::Pronoun,
                None if spoken => Who::Noun(noun_before(segments, i, tokens.start)?),
                Some(_) | None => return None,
            };
            Some(Statement { who, reason: SAYS })
        })
    })
}

/// "Reuters quoted the prince as saying", "Uribe was cited as saying": the one quoted speaks.
fn cited(segments: &Segments<'_>, mut tokens: Range<usize>) -> Option<Statement> {
    let at = tokens.find(|i| matches!(segments.lower(*i), "quoted" | "cited"))?;
    let end = (at + 1..at + 14).find(|i| segments.lower(*i) == "as")?;
    let passive = at > 0 && matches!(segments.lower(at - 1), "was" | "were" | "been");
    let run = if passive {
        run_back(segments, at - 1, at.saturating_sub(12))
    } else {
        at + 1..end
    };
    let who = Who::Named(named(segments, run)?);
    Some(Statement { who, reason: SAYS })
}

/// Verbs of saying whose subject is mostly a thing: "data show", "this suggests".
fn shows(verb: &str) -> bool {
    [
        "show",
        "suggest",
        "indicat",
        "point",
        "put",
        "describ",
        "think",
        "thought",
        "believ",
        "suspect",
        "reveal",
        "rul",
        "tweet",
        "post",
        "cit",
        "quot",
        "highlight",
    ]
    .iter()
    .any(|stem| verb.starts_with(stem))
}

/// "the bureau also said", "the chief minister said": the noun phrase before the verb.
fn noun_before(segments: &Segments<'_>, verb: usize, start: usize) -> Option<String> {
    let mut end = verb;
    while end > start && entry(segments.lower(end - 1)).function == Some(Function::Adverb) {
        end -= 1;
    }
    let the = (end.saturating_sub(4)..end)
        .rev()
        .find(|i| *i >= start && matches!(segments.lower(*i), "the" | "its" | "his" | "her"))?;
    let words = the + 1..end;
    let plain = words.clone().all(|i| {
        segments.kind(i) == TokenKind::Word && entry(segments.lower(i)).function.is_none()
    });
    (plain && !words.is_empty()).then(|| text_of(segments, words))
}

/// "The IMF expects growth of 3 percent": a forecast has the one who makes it.
fn expects(segments: &Segments<'_>, i: usize, sense: Sense) -> bool {
    sense == Sense::Plan
        && [
            "expect",
            "forecast",
            "predict",
            "anticipat",
            "project",
            "estimat",
        ]
        .iter()
        .any(|stem| segments.lower(i).starts_with(stem))
        && !segments.lower(i).ends_with("ing")
        && segments.lower(i + 1) != "to"
}

/// "X, who told the assembly": the one whom "who" picks up.
fn told(segments: &Segments<'_>, verb: usize, start: usize) -> Option<String> {
    let who = verb
        .checked_sub(1)
        .filter(|w| segments.lower(*w) == "who")?;
    let comma = who.checked_sub(1).filter(|c| segments.is_mark(*c, ','))?;
    named(segments, run_back(segments, comma, start))
}

fn after_quote(segments: &Segments<'_>, i: usize) -> bool {
    i > 0 && matches!(segments.word(i - 1), "\"" | "”" | ",")
}

fn pronoun_beside(segments: &Segments<'_>, verb: usize) -> bool {
    let beside = |i: usize| matches!(segments.lower(i), "he" | "she" | "they");
    (1..=2).any(|n| verb.checked_sub(n).is_some_and(beside)) || beside(verb + 1)
}

/// The name that ends right before the verb at `verb`.
fn before(segments: &Segments<'_>, verb: usize, start: usize) -> Option<String> {
    let mut end = verb;
    while end > start && entry(segments.lower(end - 1)).function == Some(Function::Adverb) {
        end -= 1;
    }
    // "X, head of Y, said": the name stands before the apposition.
    if end > start && segments.is_mark(end - 1, ',') {
        let comma = (start..end - 1).rev().find(|i| segments.is_mark(*i, ','))?;
        let name = run_back(segments, comma, start);
        return named(segments, name);
    }
    let run = run_back(segments, end, start);
    named(segments, run)
}

fn run_back(segments: &Segments<'_>, end: usize, start: usize) -> Range<usize> {
    let mut first = end;
    while first > start && name_goes_on(segments, first - 1) && !segments.is_mark(first - 1, ',') {
        first -= 1;
    }
    while first < end && matches!(segments.lower(first), "the" | "a" | "an" | "and" | "but") {
        first += 1;
    }
    first..end
}

fn named(segments: &Segments<'_>, run: Range<usize>) -> Option<String> {
    let capital = run.clone().any(|i| {
        segments
            .token(i)
            .is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper | Case::Mixed))
    });
    let text = text_of(segments, run.clone());
    let pointer = matches!(
        text.to_ascii_lowercase().as_str(),
        "he" | "she" | "it" | "they" | ""
    );
    (capital && !pointer && run.len() <= 14).then(|| proper(segments, run).unwrap_or(text))
}

/// "said Zheng Shanjie, head of ...": the name right after the verb.
fn after(segments: &Segments<'_>, verb: usize, end: usize) -> Option<String> {
    let closed = verb > 0 && matches!(segments.word(verb - 1), "\"" | "”" | "," | "’" | "'");
    if !closed || segments.lower(verb) == "told" {
        return None;
    }
    name_from(segments, verb + 1, end)
}

/// Sentences back in which a speaker is looked for.
const MEMORY: usize = 60;

/// Bytes before and after a figure in which the marks of its quotation are looked for.
const WINDOW: usize = 6000;

/// The figure stands inside a quotation of its block; the speaker named beside the quotation.
fn quoted_block(
    segments: &Segments<'_>,
    sentence: usize,
    at: Span,
    statements: &Statements,
) -> Option<Statement> {
    let block = segments.sentences.get(sentence)?.block;
    let span = segments.blocks.get(block)?.span;
    let text = span.of(segments.text);
    let place = at.start.checked_sub(span.start)?;
    let boundary = |i: &usize| text.is_char_boundary(*i);
    let from = (0..=place.saturating_sub(WINDOW)).rev().find(boundary)?;
    let to = (text.len().min(place + WINDOW)..=text.len()).find(boundary)?;
    let inside = inside_quotes(Span::new(from, to).of(text), place - from)?;
    let start = span.start + from;
    let quote = Span::new(start + inside.start, start + inside.end);
    let first = segments
        .sentences
        .partition_point(|s| s.span.end <= quote.start);
    let last = segments
        .sentences
        .partition_point(|s| s.span.start <= quote.end);
    (first..last.max(sentence + 1))
        .rev()
        .filter(|s| segments.sentences.get(*s).is_some_and(|x| x.block == block))
        .find_map(|s| statements.at(segments, s))
        .map(|s| Statement {
            reason: QUOTED,
            ..s
        })
}

/// The quotation of `text` that holds the byte `at`, its marks left out; a quotation that the block
/// does not close runs to its end.
fn inside_quotes(text: &str, at: usize) -> Option<Span> {
    let mut open: Option<usize> = None;
    for (i, c) in text.char_indices() {
        if i > at && open.is_none_or(|o| o >= at) {
            return None;
        }
        match c {
            '“' => open = Some(i),
            '”' => {
                if open.is_some_and(|o| o < at && at < i) {
                    return open.map(|o| Span::new(o, i));
                }
                open = None;
            }
            '"' => match open {
                Some(o) if o < at && at < i => return Some(Span::new(o, i)),
                Some(_) => open = None,
                None => open = Some(i),
            },
            _ => {}
        }
    }
    open.filter(|o| *o < at).map(|o| Span::new(o, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain::article;

    fn who(text: &str) -> Option<String> {
        let article = article(text.to_owned());
        let segments = Segments::of(&article);
        let at = text.find('7').map(|i| Span::new(i, i + 1)).unwrap();
        let sentence = segments.sentence_at(at.start).unwrap();
        speaker(&segments, sentence, at, &Statements::default()).map(|(n, _)| n)
    }

    #[test]
    fn sources_are_named_before_and_after() {
        assert_eq!(
            who("It grew 7 percent, according to the Ministry of Commerce.").as_deref(),
            Some("Ministry of Commerce")
        );
        assert_eq!(
            who("Output rose 7 percent, Li Wei said.").as_deref(),
            Some("Li Wei")
        );
        assert_eq!(
            who("\"We built 7 bridges,\" said Wang Hai, head of the bureau.").as_deref(),
            Some("Wang Hai")
        );
        assert_eq!(
            who("Wang Hai, head of the bureau, said it has 7 bridges.").as_deref(),
            Some("Wang Hai")
        );
        assert_eq!(who("The city has 7 bridges."), None);
    }

    #[test]
    fn a_quotation_of_several_sentences_has_one_speaker() {
        let text = "\"We began early. We built 7 bridges. It was hard,\" said Wang Hai.";
        assert_eq!(who(text).as_deref(), Some("Wang Hai"));
    }

    #[test]
    fn quotations_end_where_they_are_closed() {
        assert_eq!(inside_quotes("a “b 7” c", 6), Some(Span::new(2, 8)));
        assert_eq!(inside_quotes("a “b” 7", 10), None);
    }
}
