//! Who states a figure, when the text says so.
//!
//! Owns "according to X", "X said", "said X" and quotations that a speaker closes or opens. Knows
//! nothing of what is said.

mod name;
mod quotation;
mod statement;

use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::segment::Segments;
use quotation::quoted_block;
use statement::{ACCORDING, looking_back, statement};
use std::cell::OnceCell;

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
        .or_else(|| quoted_block(segments, sentence, at, statements))
        .or_else(|| {
            let next = segments.sentences.get(sentence + 1)?;
            let near = next.block <= segments.sentences.get(sentence)?.block + 1;
            near.then(|| looking_back(segments, segments.sentence_tokens(sentence + 1)))?
        })?;
    let here = segments.sentences.get(sentence)?.block;
    let mut before = statements.before(segments, sentence);
    match found.who {
        Who::Named(name) => Some((name, found.reason)),
        Who::Pronoun => before
            .next()
            .filter(|(_, b)| *b + 1 >= here || found.reason == ACCORDING)
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

/// Sentences back in which a speaker is looked for.
const MEMORY: usize = 60;

#[cfg(test)]
mod tests {
    use super::quotation::inside_quotes;
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
