//! Who states a figure, when the text says so.
//!
//! Owns "according to X", "X said", "said X" and quotations that a speaker closes or opens. Knows
//! nothing of what is said.

mod name;
mod quotation;
mod statement;
mod subject;
mod verb;
mod view;

use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::lexicon::shortened::{Class, abbreviation};
use crate::lexicon::speakers::{Voice, voice};
use quotation::quoted_block;
use statement::{ACCORDING, looking_back, statement};
use std::cell::OnceCell;
use std::ops::Range;
pub use view::View;

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

    fn at(&self, view: &View<'_>, sentence: usize) -> Option<Statement> {
        let look = || statement(view, view.sentence_tokens(sentence));
        match self.kept.get(sentence) {
            Some(cell) => cell.get_or_init(look).clone(),
            None => look(),
        }
    }

    /// Those who speak in the sentences before this one by a name or a noun, with the sentence of each,
    /// the last first.
    fn before(&self, view: &View<'_>, sentence: usize) -> impl Iterator<Item = (Who, usize)> {
        (sentence.saturating_sub(MEMORY)..sentence)
            .rev()
            .filter_map(move |earlier| match self.at(view, earlier)?.who {
                Who::Pronoun(_) => None,
                who => Some((who, earlier)),
            })
    }

    /// The names among those of [`Self::before`].
    fn names(&self, view: &View<'_>, sentence: usize) -> impl Iterator<Item = String> {
        self.before(view, sentence)
            .filter_map(|(who, _)| match who {
                Who::Named(name) => Some(name),
                Who::Noun(_) | Who::Pronoun(_) => None,
            })
    }
}

/// A statement: who makes it, and why that is told.
#[derive(Clone, Debug)]
struct Statement {
    who: Who,
    reason: RuleId,
    /// Tokens of what is stated, where it is not all of the sentence.
    scope: Option<Range<usize>>,
}

impl Statement {
    /// A statement that the whole sentence makes.
    const fn whole(who: Who, reason: RuleId) -> Self {
        Self {
            who,
            reason,
            scope: None,
        }
    }
}

/// How a speaker is referred to.
#[derive(Clone, Debug)]
enum Who {
    /// By name: "Li Wei", "Ministry of Commerce".
    Named(String),
    /// By a noun with an article: "the survey", "the chief minister".
    Noun(String),
    /// By a pronoun.
    Pronoun(Pronoun),
}

/// A pronoun for a speaker named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    /// "he", "she": a person.
    One,
    /// "they", "its": persons or a body.
    Many,
}

/// Who states what stands in the sentence, with the reason.
pub fn speaker(
    view: &View<'_>,
    sentence: usize,
    at: Span,
    statements: &Statements,
) -> Option<(String, RuleId)> {
    let covers = |s: &Statement| {
        let token = view.token_at(at.start);
        s.scope
            .as_ref()
            .is_none_or(|tokens| tokens.contains(&token))
    };
    let found = statements
        .at(view, sentence)
        .filter(covers)
        .or_else(|| quoted_block(view, sentence, at, statements))
        .or_else(|| {
            let next = view.sentences.get(sentence + 1)?;
            let near = next.block <= view.sentences.get(sentence)?.block + 1;
            near.then(|| looking_back(view, view.sentence_tokens(sentence + 1)))?
        })?;
    match found.who {
        Who::Named(name) => Some((name, found.reason)),
        Who::Pronoun(pronoun) => {
            let anywhere = found.reason == ACCORDING;
            pointed(view, sentence, pronoun, anywhere, statements).map(|n| (n, POINTED))
        }
        Who::Noun(noun) => {
            let name = picked_up(&noun, statements.names(view, sentence));
            Some((name.unwrap_or(noun), POINTED))
        }
    }
}

/// The one that a pronoun in the sentence stands for: the last speaker that it fits, in this block or the one
/// before.
fn pointed(
    view: &View<'_>,
    sentence: usize,
    pronoun: Pronoun,
    anywhere: bool,
    statements: &Statements,
) -> Option<String> {
    let mut here = view.sentences.get(sentence)?.block;
    let mut brought: Option<String> = None;
    for at in (sentence.saturating_sub(MEMORY)..sentence).rev() {
        let block = view.sentences.get(at)?.block;
        let near = block + 1 >= here;
        let Some(said) = statements.at(view, at) else {
            let told = pronoun == Pronoun::One && near && at + 1 == sentence;
            if let Some(name) = told.then(|| introduced(view, at)).flatten() {
                return Some(name);
            }
            let name = || titled(view, at).or_else(|| again(view, at, statements));
            brought = brought.or_else(|| told.then(name).flatten());
            continue;
        };
        match said.who {
            // "he said", paragraph after paragraph, stays with the one it began with.
            Who::Pronoun(other) if other == pronoun && near => here = block,
            Who::Pronoun(_) => {}
            ref who if pronoun == Pronoun::One && !is_person(who) => {}
            _ if !near && !anywhere => return brought,
            // "he" is one of two.
            Who::Named(name) if pronoun == Pronoun::One && name.contains(" and ") => return None,
            Who::Named(name) => return one_of_two(brought, name),
            Who::Noun(_) if brought.is_some() => return brought,
            Who::Noun(noun) => return picked_up(&noun, statements.names(view, at)).or(Some(noun)),
        }
    }
    brought
}

/// The last speaker, or the person brought up since, where they are one.
fn one_of_two(brought: Option<String>, spoke: String) -> Option<String> {
    match brought {
        None => Some(spoke),
        Some(name) => (name.contains(&spoke) || spoke.contains(&name)).then_some(name),
    }
}

/// The person with whom a sentence that states nothing begins, by an age or a description: "Ana Ruiz, 45, runs a
/// mill.", "Ana Ruiz, a miller, left."
fn introduced(view: &View<'_>, sentence: usize) -> Option<String> {
    let tokens = view.sentence_tokens(sentence);
    let end = tokens.clone().find(|i| !view.names(*i))?;
    let last = end.checked_sub(1).filter(|l| *l >= tokens.start)?;
    if last == tokens.start {
        return None;
    }
    if !view.is_mark(end, ',') || view.place(last).is_some() || view.date(last).is_some() {
        return None;
    }
    let aside = (end + 1..tokens.end.min(end + ASIDE)).take_while(|i| !view.is_mark(*i, ','));
    let mut aged = aside.clone();
    let age = aged.next().is_some_and(|i| view.is_number(i)) && aged.next().is_none();
    let person = |i: usize| {
        let kind = voice(view.lower(i)).filter(|_| view.is_lower(i));
        matches!(kind, Some(Voice::Official | Voice::Person))
    };
    let described = name::leads(view, end + 1) && aside.clone().any(person);
    let who = view.lower(end + 1) == "who";
    let name = name::text_of(view, name::untitled(view, tokens.start..end));
    (age || described || who).then_some(name)
}

/// The title and name that a sentence begins with, before its verb: "Secretary for Mills Ana Ruiz praised them."
fn titled(view: &View<'_>, sentence: usize) -> Option<String> {
    let tokens = view.sentence_tokens(sentence);
    let bound = |i: usize| view.is_lower(i) && matches!(view.lower(i), "of" | "for");
    let end = tokens
        .clone()
        .find(|i| !view.names(*i) && !bound(*i))
        .filter(|end| view.is_lower(*end) && view.entry(*end).verb.is_some())?;
    let office = |i: &usize| voice(view.lower(*i)) == Some(Voice::Official);
    let from = (tokens.start..end).rev().find(|i| bound(*i) || office(i))?;
    let name = (tokens.start..end).any(|i| office(&i)) && end > from + 2;
    let person = view.place(end - 1).is_none() && voice(view.lower(end - 1)).is_none();
    (name && person).then(|| name::text_of(view, tokens.start..end))
}

/// The speaker of before with whose family name a sentence begins that states nothing: "Lang also praised it."
fn again(view: &View<'_>, sentence: usize, statements: &Statements) -> Option<String> {
    let tokens = view.sentence_tokens(sentence);
    let end = tokens.clone().find(|i| !view.names(*i))?;
    let last = end.checked_sub(1).filter(|l| *l >= tokens.start)?;
    let word = view.word(last);
    let same = |name: &String| name.rsplit(' ').next() == Some(word);
    statements
        .before(view, sentence)
        .filter(|(who, _)| is_person(who))
        .find_map(|(who, _)| match who {
            Who::Named(name) => Some(name).filter(same),
            Who::Noun(_) | Who::Pronoun(_) => None,
        })
}

/// Tokens of the longest description of a person between commas.
const ASIDE: usize = 12;

/// Whether "he" or "she" can stand for the speaker: no body, survey or company.
fn is_person(who: &Who) -> bool {
    let (Who::Named(text) | Who::Noun(text)) = who else {
        return false;
    };
    let last = text.rsplit(' ').next().unwrap_or_default();
    // "al-Shams TV", "WHO"
    let acronym = last.len() > 1 && last.chars().all(char::is_uppercase);
    let last = last.trim_end_matches('.').to_ascii_lowercase();
    let firm = abbreviation(&last).is_some_and(|a| a.class == Class::Firm && last != "jr");
    !acronym && !firm && !matches!(voice(&last), Some(Voice::Body | Voice::Paper))
}

/// The speaker named before that "the survey" or "the ministry" picks up.
fn picked_up(noun: &str, mut before: impl Iterator<Item = String>) -> Option<String> {
    let noun = noun.to_ascii_lowercase();
    before.find(|name| {
        let name = name.to_ascii_lowercase();
        noun.split(' ').all(|word| name.contains(word))
    })
}

/// Sentences back in which a speaker is looked for.
const MEMORY: usize = 60;

#[cfg(test)]
mod tests;
