//! Who a sentence says is speaking: "according to X", "X said", "X was quoted as saying".

use super::name::{leads, name_from, named, run_back, run_from, text_of};
use super::subject::{Speaker, inverted, is_name, is_office, pointing, pronoun, speaker, subject};
use super::verb::{
    CLOSING, adds_words, at_end, class, counts_out, expects, has_clause, is_finite_here,
    measured_by, moved,
};
use super::view::View;
use super::{Pronoun, Statement, Who};
use crate::base::rule::RuleId;
use crate::lexicon::links::{Speech, is_data, speech};
use crate::lexicon::speakers::{Voice, voice};
use crate::lexicon::words::{Form, Function, Sense, Verb};
use crate::segment::token::TokenKind;
use std::ops::Range;

pub(super) const ACCORDING: RuleId = RuleId("speaker/according-to");
const SAID: RuleId = RuleId("speaker/sentence-after");
pub(super) const SAYS: RuleId = RuleId("speaker/verb-of-saying");

pub(super) fn statement(view: &View<'_>, tokens: Range<usize>) -> Option<Statement> {
    let cues = Cues::of(view, &tokens);
    looking_back(view, tokens.clone())
        .or_else(|| cues.according.then(|| according(view, tokens.clone()))?)
        .or_else(|| cues.account.then(|| account(view, tokens.clone()))?)
        .or_else(|| cues.cited.then(|| cited(view, tokens.clone()))?)
        .or_else(|| cues.heard.then(|| has_saying(view, tokens.clone()))?)
        .or_else(|| saying(view, tokens))
}

/// The constructions that a sentence has a word of: one look at its tokens for all.
#[derive(Debug, Default)]
struct Cues {
    according: bool,
    account: bool,
    cited: bool,
    heard: bool,
}

impl Cues {
    fn of(view: &View<'_>, tokens: &Range<usize>) -> Self {
        let mut out = Self::default();
        for token in tokens.clone() {
            match view.lower(token) {
                "according" => out.according = true,
                word if is_account(word) => out.account = true,
                "quoted" | "cited" => out.cited = true,
                "him" | "them" => out.heard = true,
                _ => {}
            }
        }
        out
    }
}

/// "By his account", "in her words": the one spoken of last.
fn account(view: &View<'_>, tokens: Range<usize>) -> Option<Statement> {
    let by = |i: usize| {
        matches!(view.lower(i), "by" | "in")
            && matches!(view.lower(i + 1), "his" | "her" | "their" | "its")
            && is_account(view.lower(i + 2))
    };
    tokens.into_iter().find(|i| by(*i))?;
    Some(Statement::whole(Who::Pronoun(Pronoun::Many), ACCORDING))
}

fn is_account(word: &str) -> bool {
    matches!(
        word,
        "account" | "words" | "reckoning" | "count" | "estimate" | "view"
    )
}

/// "So says the report.", "This was disclosed by Li Wei.": a sentence that only tells who stated what
/// stands in the one before.
pub(super) fn looking_back(view: &View<'_>, tokens: Range<usize>) -> Option<Statement> {
    let start = tokens.start;
    let says = |i: usize| view.entry(i).verb.is_some_and(|v| v.sense == Sense::Say);
    let from = match (view.lower(start), view.lower(start + 1)) {
        ("so", _) if says(start + 1) => start + 2,
        ("this" | "that" | "these" | "those", "was" | "were" | "is" | "are") => {
            let by = (start + 2..start + 6).find(|i| view.lower(*i) == "by")?;
            if !(start + 2..by).any(says) {
                return None;
            }
            by + 1
        }
        _ => return None,
    };
    let who = Who::Named(name_from(view, from, tokens.end)?);
    Some(Statement::whole(who, SAID))
}

/// "according to the Ministry of Commerce", "data from X show" is another construction.
fn according(view: &View<'_>, tokens: Range<usize>) -> Option<Statement> {
    let at = tokens
        .clone()
        .find(|i| view.reads(*i, &["according", "to"]))?;
    let from = at + 2;
    let who = match pronoun(view.lower(from)).filter(|_| !view.is_capital(from)) {
        _ if view.lower(from) == "it" && view.is_lower(from) => Who::Pronoun(Pronoun::Many),
        Some(pronoun) if !owns(view, from, tokens.end) => Who::Pronoun(pronoun),
        _ => behind_data(view, from, tokens.end)?,
    };
    Some(Statement::whole(who, ACCORDING))
}

/// Whether "her" at `i` has a noun: "her estimate".
fn owns(view: &View<'_>, i: usize, end: usize) -> bool {
    view.lower(i) == "her" && i + 1 < end && view.kind(i + 1) == TokenKind::Word
}

/// "data from X", "an estimate by X", "figures which X gave": the source behind the data; without one, the
/// survey or report itself, and for mere figures nobody.
fn behind_data(view: &View<'_>, from: usize, end: usize) -> Option<Who> {
    let run = run_from(view, from, end)?;
    // "an estimate of the bureau": the run goes on over "of".
    let data = run.clone().find(|i| {
        view.is_lower(*i)
            && (is_data(view.lower(*i)) || voice(view.lower(*i)) == Some(Voice::Paper))
    });
    let name = || name_from(view, from, end).map(Who::Named);
    if let Some(holder) = office_holder(view, &run, end) {
        return Some(holder);
    }
    let Some(data) = data else {
        return name().filter(|_| may_speak(view, run));
    };
    let limit = (data + SOURCES).min(end);
    let behind =
        || (data + 1..limit).take_while(|i| !matches!(view.word(*i), "," | ";" | "." | "\"" | "“"));
    let source = behind()
        .find(|i| matches!(view.lower(*i), "from" | "by" | "which"))
        .or_else(|| behind().find(|i| view.lower(*i) == "of"))
        .map(|i| i + 1 + usize::from(view.lower(i + 1) == "by"));
    let named = source
        .and_then(|s| name_from(view, s, end))
        .filter(|n| n.chars().any(char::is_uppercase));
    if let Some(named) = named {
        return Some(Who::Named(named));
    }
    let capital = run.clone().any(|i| view.is_capital(i));
    let mere = run.len() == 1 || !capital && data + 1 == run.end;
    if mere && is_mere(view.lower(data)) {
        return None;
    }
    name()
}

/// "its president, Juan Ruiz,": the name behind the comma holds the office.
fn office_holder(view: &View<'_>, run: &Range<usize>, end: usize) -> Option<Who> {
    let comma = run.end;
    if !view.is_mark(comma, ',') || !is_office(view, run) {
        return None;
    }
    let part = |i: &usize| view.names(*i);
    let stop = (comma + 1..end).find(|i| !part(i)).unwrap_or(end);
    let closed = stop >= end || matches!(view.word(stop), "," | ".");
    let name = comma + 1..stop;
    (closed && is_name(view, &name)).then(|| Who::Named(text_of(view, name)))
}

/// Whether who stands behind "according to" has a name or is called as those are who speak: no "filing date".
fn may_speak(view: &View<'_>, run: Range<usize>) -> bool {
    const AGENTS: &[&str] = &[
        "er", "or", "ist", "ian", "ant", "ers", "ors", "ists", "ians", "ants",
    ];
    let owner = |i: usize| matches!(view.word(i + 1), "'" | "’");
    let speaks = |i: usize| {
        let word = view.lower(i);
        voice(word).is_some() || AGENTS.iter().any(|e| word.ends_with(e))
    };
    run.into_iter()
        .any(|i| view.is_capital(i) || speaks(i) && !owner(i))
}

/// Tokens behind data in which their source stands.
const SOURCES: usize = 7;

/// Whether a noun of evidence names no work that could be cited.
fn is_mere(word: &str) -> bool {
    is_data(word) && voice(word) != Some(Voice::Paper) || voice(word).is_none()
}

/// "X said", "said X", "X told reporters".
fn saying(view: &View<'_>, tokens: Range<usize>) -> Option<Statement> {
    last_word(view, &tokens)
        .into_iter()
        .chain(tokens.clone())
        .find_map(|i| said_at(view, i, &tokens))
        .or_else(|| closes_quotation(view, &tokens).map(|who| Statement::whole(who, SAYS)))
        .or_else(|| goes_on(view, &tokens).map(|who| Statement::whole(who, SAYS)))
}

/// "In this step, he continued, they get 6.": between commas whoever spoke goes on.
fn goes_on(view: &View<'_>, tokens: &Range<usize>) -> Option<Who> {
    let on = |i: &usize| {
        matches!(view.lower(*i), "continued" | "continues")
            && *i > tokens.start + 1
            && view.is_mark(*i - 2, ',')
            && at_end(view, *i, tokens)
    };
    let verb = tokens.clone().find(on)?;
    match pronoun(view.lower(verb - 1)) {
        Some(one) => Some(Who::Pronoun(one)),
        None => named(view, verb - 1..verb).map(Who::Named),
    }
}

/// "“...,” Lang marvelled.": whatever the verb, the name behind a closed quotation and before a verb that ends
/// its clause has said it.
fn closes_quotation(view: &View<'_>, tokens: &Range<usize>) -> Option<Who> {
    let closed = |i: &usize| {
        matches!(view.word(*i), "\"" | "”" | "»")
            && *i > tokens.start
            && matches!(view.word(*i - 1), "," | "." | "?" | "!")
    };
    let from = tokens.clone().find(|i| closed(i) && *i + 2 < tokens.end)? + 1;
    let part = |i: &usize| view.names(*i);
    let verb = (from..tokens.end).find(|i| !part(i))?;
    let word = view.lower(verb);
    let tells = word.ends_with("ed") || word.ends_with('s') && view.entry(verb).verb.is_some();
    if !tells || !view.is_lower(verb) || !at_end(view, verb, tokens) {
        return None;
    }
    if let Some(one) = pronoun(view.lower(from)).filter(|_| from + 1 == verb) {
        return Some(Who::Pronoun(one));
    }
    named(view, from..verb).map(Who::Named)
}

/// The verb that closes its sentence behind a comma or quotation, "..., the department said on Friday.": what
/// stands before is all said by its subject.
fn last_word(view: &View<'_>, tokens: &Range<usize>) -> Option<usize> {
    let stop = tokens.end.checked_sub(1)?;
    let mut last = stop - usize::from(view.is_mark(stop, '.') && stop > tokens.start);
    if let Some(date) = view.date(last).filter(|d| d.start > tokens.start) {
        last = date.start - 1;
        last -= usize::from(view.lower(last) == "on" && last > tokens.start);
    }
    let says = |v: Verb| v.sense == Sense::Say && !v.noun_too;
    let speaks = view.is_lower(last) && view.entry(last).verb.is_some_and(says);
    let from = last.saturating_sub(CLOSING).max(tokens.start);
    let apart = (from..last).any(|i| matches!(view.word(i), "," | "\"" | "”" | "»"));
    (speaks && apart).then_some(last)
}

/// The tokens that the statement by the verb at `verb` covers, where a clause of its own holds it: "after
/// critics said ...", "..., but critics have said ...", "analysts had expected ..., and ...".
fn scope(
    view: &View<'_>,
    verb: usize,
    tokens: &Range<usize>,
    class: Option<Speech>,
) -> Option<Range<usize>> {
    if at_end(view, verb, tokens) {
        return None;
    }
    let joint = |i: usize| {
        let apart = i > tokens.start && matches!(view.word(i - 1), "," | ";");
        matches!(view.function(i), Some(Function::Subordinator))
            || matches!(view.lower(i), "after" | "before") && view.is_plain(i)
            || apart && matches!(view.lower(i), "and" | "but")
    };
    let opening = (tokens.start..verb)
        .rev()
        .take_while(|i| !matches!(view.word(*i), "," | ";" | ":"))
        .find(|i| joint(*i));
    let expects = class == Some(Speech::Expects);
    // "expects 50 jobs in May, and 60 in June": without a subject and verb of its own it goes on.
    let own = |j: usize| {
        let rest = (j + 2..tokens.end).take_while(|k| !matches!(view.word(*k), "," | ";"));
        let mut finite = rest.filter(|k| view.is_finite(*k));
        !view.reads(j, &["as", "well"]) && !view.is_finite(j + 1) && finite.next().is_some()
    };
    let closing = (verb..tokens.end)
        .filter(|_| expects)
        .find(|i| view.is_mark(*i, ';') || view.is_mark(*i, ',') && joint(*i + 1) && own(*i + 1));
    let end = closing.unwrap_or(tokens.end);
    match opening.filter(|o| *o > tokens.start) {
        Some(opening) => Some(opening..end),
        None => closing.map(|_| tokens.start..end),
    }
}

/// The statement by the verb at `i`.
fn said_at(view: &View<'_>, i: usize, tokens: &Range<usize>) -> Option<Statement> {
    let (who, class) = sayer(view, i, tokens)?;
    Some(Statement {
        who,
        reason: SAYS,
        scope: scope(view, i, tokens, class),
    })
}

/// The one who speaks by the verb at `i`, with how it takes what is said.
fn sayer(view: &View<'_>, i: usize, tokens: &Range<usize>) -> Option<(Who, Option<Speech>)> {
    if !view.is_lower(i) {
        return None;
    }
    let verb = view.entry(i).verb?;
    let says = verb.sense == Sense::Say
        || view.lower(i) == "added" && adds_words(view, i)
        || counts_out(view, i)
        || view.lower(i + 1) == "that" && speech(view.lower(i)) == Some(Speech::Claims)
        || expects(view, i, verb.sense);
    if !says || !is_finite_here(view, i, verb, tokens) {
        return None;
    }
    let class = class(view, i, verb);
    if let Some(name) = inversion(view, i, tokens, class) {
        return Some((name.who, class));
    }
    if class == Some(Speech::Shows)
        && let Some(name) = source(view, i, tokens.start)
    {
        return Some((Who::Named(name), class));
    }
    // "at a higher price than analysts had expected"
    let held_against = class == Some(Speech::Expects)
        && (i.saturating_sub(CLOSING).max(tokens.start)..i)
            .rev()
            .take_while(|j| !view.is_mark(*j, ','))
            .any(|j| view.lower(j) == "than");
    if held_against {
        return None;
    }
    let found = subject(view, i, tokens.start)?;
    if supposed(view, i, tokens.start) {
        return None;
    }
    // "Analysts say": a base form needs a plural before it.
    // "The UN say": a body's members.
    let members = view.lower(i) == "say" && found.proper && found.led;
    if verb.form == Form::Base && !found.plural && !members {
        return None;
    }
    let clause = has_clause(view, i, tokens);
    let opens = view.is_mark(i + 1, ':');
    let fits = match class {
        Some(Speech::Shows) => {
            // "pointed out that"
            let out = usize::from(view.lower(i + 1) == "out");
            let that = view.lower(i + 1 + out) == "that" && (clause || out > 0);
            found.certain() && (opens || that)
        }
        Some(Speech::Expects) => found.speaks() && !measured_by(view, i, tokens.start),
        Some(Speech::Reports) => found.reports() || clause && found.says(),
        Some(Speech::Claims) => clause && found.says() || at_end(view, i, tokens) && found.speaks(),
        Some(Speech::Publishes) | None => found.says(),
    };
    fits.then_some((found.who, class))
}

/// "if the government declares that ...": nobody has said it yet.
fn supposed(view: &View<'_>, verb: usize, start: usize) -> bool {
    (verb.saturating_sub(CLOSING).max(start)..verb)
        .rev()
        .take_while(|j| !view.is_mark(*j, ',') && !view.is_finite(*j))
        .any(|j| matches!(view.lower(j), "if" | "unless") && view.is_plain(j))
}

/// The speaker behind the verb: the statement, or its quotation mark, stands before it.
fn inversion(
    view: &View<'_>,
    verb: usize,
    tokens: &Range<usize>,
    class: Option<Speech>,
) -> Option<Speaker> {
    let before = verb.checked_sub(1).filter(|b| *b >= tokens.start)?;
    let quote = matches!(view.word(before), "\"" | "”" | "’" | "'" | "»");
    let comma = view.is_mark(before, ',') && stated(view, tokens.start..before);
    if !quote && !comma || view.lower(verb) == "told" {
        return None;
    }
    if let Some(one) = pronoun(view.lower(verb + 1)).filter(|_| view.lower(verb + 1) != "her") {
        return Some(pointing(one));
    }
    let found = inverted(view, verb, tokens.end)?;
    let object = leads(view, verb + 1) && !view.reads(verb + 1, &["the"]);
    let fits = match class {
        None | Some(Speech::Claims) => found.speaks() || quote,
        Some(_) => found.reports() && !object && (quote || found.proper || found.voice.is_some()),
    };
    fits.then_some(found)
}

/// Whether a statement stands in the tokens: a finite verb outside of ", who ...," and ", which ...,".
fn stated(view: &View<'_>, tokens: Range<usize>) -> bool {
    let mut aside = false;
    for i in tokens {
        if view.is_mark(i, ',') {
            aside = matches!(
                view.lower(i + 1),
                "who" | "which" | "whose" | "where" | "whom"
            );
        } else if !aside
            && (view.is_finite(i) || view.entry(i).verb.is_some_and(|v| moved(view, i, v)))
        {
            return true;
        }
    }
    false
}

/// "data from the National Bureau of Statistics showed": the source of the data behind a verb of showing.
fn source(view: &View<'_>, verb: usize, start: usize) -> Option<String> {
    let from = verb.saturating_sub(SOURCE).max(start);
    let by = (from..verb)
        .filter(|i| is_data(view.lower(*i)))
        .find_map(|data| {
            (data + 1..verb.min(data + 4)).find(|i| matches!(view.lower(*i), "from" | "by" | "of"))
        })?;
    let name = name_from(view, by + 1, verb)?;
    name.chars().any(char::is_uppercase).then_some(name)
}

/// Tokens before a verb of showing in which the data and their source stand.
const SOURCE: usize = 16;

/// "Reuters quoted the prince as saying", "Uribe was cited as saying": the one quoted speaks.
fn cited(view: &View<'_>, tokens: Range<usize>) -> Option<Statement> {
    quoted(view, tokens).map(|who| Statement::whole(who, SAYS))
}

fn quoted(view: &View<'_>, mut tokens: Range<usize>) -> Option<Who> {
    let start = tokens.start;
    let at = tokens.find(|i| matches!(view.lower(*i), "quoted" | "cited"))?;
    let end = (at + 1..at + 14).find(|i| view.lower(*i) == "as")?;
    let passive = at > 0 && matches!(view.lower(at - 1), "was" | "were" | "been");
    if passive {
        let name = || named(view, run_back(view, at - 1, start)).map(Who::Named);
        return name().or_else(|| {
            let found = subject(view, at - 1, start)?;
            found.speaks().then_some(found.who)
        });
    }
    if let Some(one) = pronoun(view.lower(at + 1)).filter(|_| at + 2 == end) {
        return Some(Who::Pronoun(one));
    }
    let run = run_from(view, at + 1, end)?;
    let found = speaker(view, run.clone(), run.end)?;
    found.speaks().then_some(found.who)
}

/// "The agency had him saying", "heard her predict": the one spoken of last.
fn has_saying(view: &View<'_>, tokens: Range<usize>) -> Option<Statement> {
    let says = |i: usize| {
        view.entry(i).verb.is_some_and(|v| {
            v.form == Form::Gerund
                && (v.sense == Sense::Say || speech(view.lower(i)) == Some(Speech::Expects))
        })
    };
    let at = tokens
        .into_iter()
        .find(|i| matches!(view.lower(*i), "him" | "them") && says(i + 1))?;
    let one = pronoun(view.lower(at))?;
    Some(Statement::whole(Who::Pronoun(one), ACCORDING))
}
