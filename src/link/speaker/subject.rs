//! The subject of a verb of saying: the noun phrase before it, over adverbs, days and appositions.
//!
//! Owns what can be a speaker and what cannot. Knows no verb.

use super::name::{
    ends_initials, leads, name_goes_on, named, raw_back, run_back, run_from, text_of,
};
use super::view::View;
use super::{Pronoun, Who};
use crate::lexicon::speakers::{Voice, voice};
use crate::lexicon::words::{Form, Function};
use crate::segment::token::TokenKind;
use std::ops::Range;

/// A speaker as the text names it.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    /// How it is referred to.
    pub who: Who,
    /// Which kind of speaker its head noun names, where it names one.
    pub voice: Option<Voice>,
    /// It ends in a capitalised word: "Li Wei", "Ministry of Commerce".
    pub proper: bool,
    /// It is more than one: "analysts", "Li Wei and Wang Hai".
    pub plural: bool,
    /// A determiner leads it: "the airline".
    pub led: bool,
    /// Its only capital opens the sentence, so that it may be any noun: "Unisys", "Tests".
    pub single: bool,
}

impl Speaker {
    /// Whether it may well state numbers of its own: a name, a body, an official, a survey.
    pub(super) fn reports(&self) -> bool {
        self.proper || self.voice.is_some_and(|v| v != Voice::Person)
    }

    /// Whether it is a speaker beside a verb that things have too: "data show", "this suggests".
    pub(super) fn speaks(&self) -> bool {
        self.proper || self.voice.is_some()
    }

    /// Whether it is a speaker before a verb that only speakers have.
    pub(super) fn says(&self) -> bool {
        self.led || self.speaks() || matches!(self.who, Who::Named(_))
    }

    /// Whether it is a speaker for certain.
    pub(super) fn certain(&self) -> bool {
        self.speaks() && !self.single
    }
}

/// The subject of the verb at `verb`, in the sentence that begins at `start`.
pub(super) fn subject(view: &View<'_>, verb: usize, start: usize) -> Option<Speaker> {
    let end = before_adverbs(view, verb, start);
    let last = end.checked_sub(1).filter(|l| *l >= start)?;
    if let Some(pronoun) = pronoun(view.lower(last)) {
        return Some(pointing(pronoun));
    }
    if matches!(view.lower(last), "i" | "we" | "you") {
        return None;
    }
    if view.is_mark(last, ',') {
        return past_apposition(view, last, start);
    }
    if view.is_mark(last, ')') {
        let open = (start..last).rev().find(|i| view.is_mark(*i, '('))?;
        return phrase(view, start, open);
    }
    if view.lower(last) == "who" {
        let comma = last.checked_sub(1).filter(|c| view.is_mark(*c, ','))?;
        return phrase(view, start, comma);
    }
    if view.function(last) == Some(Function::Conjunction) {
        return opening(view, start, last);
    }
    phrase(view, start, end)
}

/// "He", "she" or "they" as a speaker.
pub(super) fn pointing(pronoun: Pronoun) -> Speaker {
    Speaker {
        who: Who::Pronoun(pronoun),
        voice: None,
        proper: true,
        plural: true,
        led: false,
        single: false,
    }
}

/// The pronoun that a word is.
pub(super) fn pronoun(word: &str) -> Option<Pronoun> {
    match word {
        "he" | "she" | "him" | "her" => Some(Pronoun::One),
        "they" | "them" => Some(Pronoun::Many),
        _ => None,
    }
}

/// Past "also", "has", "on Tuesday", "earlier this week" before the verb.
fn before_adverbs(view: &View<'_>, verb: usize, start: usize) -> usize {
    let mut end = verb;
    while end > start {
        let last = end - 1;
        let adverb = view.is_lower(last)
            && (view.function(last) == Some(Function::Adverb)
                || matches!(view.lower(last), "has" | "have" | "had"));
        if adverb {
            end = last;
        } else if let Some(date) = view.date(last).filter(|d| d.start > start) {
            end = date.start;
            end -= usize::from(matches!(
                view.lower(end - 1),
                "on" | "in" | "late" | "early"
            ));
        } else {
            break;
        }
    }
    end
}

/// "X, head of Y, said", "Harlow Corp., Ohio, said": the name stands before what is said of it.
fn past_apposition(view: &View<'_>, comma: usize, start: usize) -> Option<Speaker> {
    let mut end = comma;
    let mut last: Option<Range<usize>> = None;
    for _ in 0..PIECES {
        let before = (start..end)
            .rev()
            .find(|i| matches!(view.word(*i), "," | ";" | ":" | "\"" | "”" | "—" | "–"));
        let piece = before.map_or(start, |b| b + 1)..end;
        if let Some(aside) = last.take() {
            // "Harlow Corp., Salem, Ore.,": a state stands behind its town.
            let state =
                aside.len() <= 2 && view.is_mark(aside.end - 1, '.') && !is_firm(view, &aside);
            if !state && holds_subject(view, piece.clone(), start) {
                let found = phrase(view, piece.start, piece.end);
                // "The firm's president, Ivo Lang, said": the name stands second.
                let second = || is_name(view, &aside).then(|| phrase(view, aside.start, aside.end));
                // "The minister of trade, Ivo Lang, said"
                let titled = is_office(view, &piece);
                return match found {
                    Some(found) if found.proper && !titled => Some(found),
                    found => second().flatten().or(found),
                };
            }
            if opens_adverbially(view, &piece) {
                return phrase(view, aside.start, aside.end);
            }
        }
        let stated = piece.clone().any(|i| view.is_finite(i)) && !is_relative(view, piece.start);
        let before = before.filter(|b| view.is_mark(*b, ',') && !stated)?;
        end = before;
        last = Some(piece);
    }
    None
}

/// Pieces between commas through which a name is looked for.
const PIECES: usize = 6;

/// Whether a piece between commas is a name of several words and no place.
pub(super) fn is_name(view: &View<'_>, piece: &Range<usize>) -> bool {
    piece.len() > 1
        && piece.clone().all(|i| view.names(i))
        && piece
            .clone()
            .all(|i| view.place(i).is_none() && view.date(i).is_none())
}

/// Whether a piece between commas names an office, not who holds it: "UN Chief of Relief", "the minister of
/// trade".
pub(super) fn is_office(view: &View<'_>, piece: &Range<usize>) -> bool {
    let official = |i: usize| voice(view.lower(i)) == Some(Voice::Official);
    let of = (piece.start..piece.end)
        .find(|i| matches!(view.lower(*i), "of" | "for") && view.is_lower(*i));
    of.map_or(piece.end, |i| i)
        .checked_sub(1)
        .is_some_and(|head| head >= piece.start && official(head))
}

fn is_firm(view: &View<'_>, piece: &Range<usize>) -> bool {
    use crate::lexicon::shortened::{Class, abbreviation};
    abbreviation(view.word(piece.start)).is_some_and(|a| a.class == Class::Firm)
}

fn is_relative(view: &View<'_>, i: usize) -> bool {
    matches!(view.lower(i), "who" | "which" | "whose" | "whom" | "where")
}

/// Whether what stands between two commas can be the subject: it begins the sentence, or with a name
/// or "the", and is more than a place.
fn holds_subject(view: &View<'_>, piece: Range<usize>, start: usize) -> bool {
    let mut first = piece.start;
    while first < piece.end
        && matches!(
            view.function(first),
            Some(Function::Conjunction | Function::Subordinator)
        )
    {
        first += 1;
    }
    if opens_adverbially(view, &(first..piece.end)) || is_relative(view, first) {
        return false;
    }
    let place = view.place(first).is_some_and(|p| {
        let rest = (p.end..piece.end).all(|i| view.kind(i) == TokenKind::Mark);
        rest && p.start <= first
    });
    let begins = view.is_capital(first) && !place || view.lower(first) == "the";
    begins || piece.start == start && !place
}

/// "In Paris", "Last week", "However": what opens a sentence before its subject.
fn opens_adverbially(view: &View<'_>, piece: &Range<usize>) -> bool {
    let first = piece.start;
    piece.is_empty()
        || matches!(
            view.function(first),
            Some(Function::Preposition | Function::With | Function::Adverb | Function::To)
        )
        || view.is_number(first)
        || view.date(first).is_some()
        || view.is_plain(first)
            && piece.len() > 1
            && view.entry(first).verb.is_some_and(|v| {
                matches!(
                    v.form,
                    Form::Gerund | Form::PastOrParticiple | Form::Participle
                )
            })
}

/// "The firm cut 300 jobs and said": the subject stands before the first verb of the sentence.
fn opening(view: &View<'_>, start: usize, conjunction: usize) -> Option<Speaker> {
    // "cut its staff": a verb that may be a noun has an object behind it.
    let governs = |i: usize| {
        view.is_lower(i)
            && view.entry(i).verb.is_some()
            && view.function(i).is_none()
            && matches!(
                view.function(i + 1),
                Some(Function::Determiner | Function::Indefinite)
            )
    };
    let verb = (start..conjunction).find(|i| view.is_finite(*i) || governs(*i))?;
    let end = before_adverbs(view, verb, start);
    let last = end.checked_sub(1).filter(|l| *l >= start)?;
    match pronoun(view.lower(last)) {
        Some(pronoun) => Some(pointing(pronoun)),
        None => phrase(view, start, end),
    }
}

/// The noun phrase that ends right before `end`, with the head before its "in", "at", "for".
fn phrase(view: &View<'_>, start: usize, end: usize) -> Option<Speaker> {
    let raw = raw_back(view, end, start);
    // "Ana Ruiz, 54, of Lima said"
    let tail = view.is_lower(raw) && matches!(view.lower(raw), "of" | "from");
    if let Some(comma) = raw.checked_sub(1).filter(|c| tail && view.is_mark(*c, ',')) {
        return past_apposition(view, comma, start);
    }
    let mut run = past_opening(view, raw, end, start);
    let mut head = run_back(view, end, run);
    let end = head.end;
    if let Some(whole) = over_commas(view, &head, start) {
        return speaker(view, whole, end);
    }
    while let Some(before) = head_before(view, run, start) {
        run = before.start;
        head = before;
    }
    (!governed(view, run, start)).then(|| speaker(view, head, end))?
}

/// "Ministry of Mills, Grain and Trade": the whole of a name whose last words are `head`.
fn over_commas(view: &View<'_>, head: &Range<usize>, start: usize) -> Option<Range<usize>> {
    let and = head.clone().find(|i| view.lower(*i) == "and")?;
    let capital = |i: usize| view.is_capital(i) && !view.opens(i);
    if !(head.clone().all(|i| i == and || capital(i)) && and > head.start) {
        return None;
    }
    let comma = head
        .start
        .checked_sub(1)
        .filter(|c| view.is_mark(*c, ','))?;
    let run = run_back(view, comma, raw_back(view, comma, start));
    let of = run
        .clone()
        .find(|i| matches!(view.lower(*i), "of" | "for") && view.is_lower(*i))?;
    let named = of > run.start && view.is_capital(of - 1) && of + 1 < comma;
    (named && (of + 1..comma).all(capital)).then_some(run.start..head.end)
}

/// "A poll sent to 400 nurses reported", "an attack on police": a preposition governs the run, which is no subject.
fn governed(view: &View<'_>, run: usize, start: usize) -> bool {
    let mut at = run;
    while at > start && (view.is_number(at - 1) || leads(view, at - 1)) {
        at -= 1;
    }
    let led = at < run || leads(view, run);
    let preposition = |i: usize| {
        view.is_lower(i)
            && (view.function(i) == Some(Function::Preposition) || view.lower(i) == "to")
    };
    at > start + 1 && preposition(at - 1) && (led || at == run)
}

/// Past a date or, behind a preposition, a place at the beginning of a run: "Last week Harlow Mills", "In
/// Japan officials".
fn past_opening(view: &View<'_>, first: usize, end: usize, start: usize) -> usize {
    // "researchers in Uganda and Kenya": only what opens a clause is no tail.
    let placed = first.checked_sub(1).is_some_and(|p| {
        let opens = p == start || p > start && view.kind(p - 1) == TokenKind::Mark;
        opens && view.function(p) == Some(Function::Preposition)
    });
    let opening = view
        .date(first)
        .or_else(|| view.place(first).filter(|_| placed));
    opening
        .map(|r| r.end)
        .filter(|behind| *behind < end && name_goes_on(view, *behind))
        .filter(|behind| !view.is_mark(*behind, '\'') && !view.is_mark(*behind, '’'))
        .unwrap_or(first)
}

/// The noun before the preposition at which a run begins: "sources in Nairobi", "Ann Roe at Harlow Mills".
fn head_before(view: &View<'_>, first: usize, start: usize) -> Option<Range<usize>> {
    let at = first.checked_sub(1).filter(|p| *p > start)?;
    // "officials who watch Lima affairs"
    let verb = view.entry(at).verb.is_some() && at > start + 1;
    let who = [at, at - 1]
        .into_iter()
        .find(|i| matches!(view.lower(*i), "who" | "which") && (*i == at || verb));
    if let Some(who) = who {
        let head = run_back(view, who, raw_back(view, who, start));
        return (!head.is_empty()).then_some(head);
    }
    let joins = view.is_lower(at)
        && matches!(
            view.lower(at),
            "in" | "at" | "near" | "from" | "with" | "to" | "by" | "on" | "across" | "within"
        );
    if !joins {
        return None;
    }
    // "economists polled by Reuters"
    let done = view
        .entry(at - 1)
        .verb
        .is_some_and(|v| v.form == Form::PastOrParticiple);
    let end = at - usize::from(done && view.is_lower(at - 1) && at > start + 1);
    let head = run_back(view, end, raw_back(view, end, start));
    let last = head.end.checked_sub(1).filter(|l| *l >= head.start)?;
    // "a source familiar with the matter"
    let described = last > head.start && voice(view.lower(last - 1)).is_some();
    let last = last - usize::from(described && view.is_lower(last));
    let person = head.len() > 1
        && head.clone().all(|i| view.names(i))
        && view.date(last).is_none()
        && view.place(last).is_none();
    // "The Institute of Health in Lima"
    let body = view.is_capital(last)
        && head.clone().any(|i| {
            let kind =
                voice(view.lower(i)).filter(|_| view.is_capital(i) && view.lower(i + 1) == "of");
            kind == Some(Voice::Body)
        });
    (voice(view.lower(last)).is_some() || person || body).then_some(head.start..last + 1)
}

/// Tokens of the longest description that is kept with its tail.
const TOLD: usize = 9;

/// The speaker that `head` names, with what hangs on it up to `end`; none where it cannot be one.
pub(super) fn speaker(view: &View<'_>, head: Range<usize>, end: usize) -> Option<Speaker> {
    let dot = head.len() > 1 && view.is_mark(head.end - 1, '.') && !ends_initials(view, head.end);
    let head = head.start..head.end - usize::from(dot);
    let last = head.end.checked_sub(1).filter(|l| *l >= head.start)?;
    if counts(view, head.clone()) || head.clone().all(|i| view.date(i).is_some()) {
        return None;
    }
    let genitive = view.lower(last) == "s" && last > 0 && view.glued(last)
        || view.is_mark(last, '\'')
        || view.is_mark(last, '’');
    if genitive {
        return None;
    }
    // "a spokesman for Harlow Mills", "the head of the bureau": who speaks stands before "for" and "of".
    let titled = (head.start + 1..last).find(|i| {
        matches!(view.lower(*i), "for" | "of") && view.is_lower(*i) && view.is_plain(*i - 1)
    });
    let many = |i: usize| {
        let word = view.lower(i);
        voice(word).is_some() && word.ends_with('s')
            || matches!(
                word,
                "police" | "people" | "men" | "women" | "spokesmen" | "media"
            )
    };
    let plural =
        many(titled.map_or(last, |i| i - 1)) || head.clone().any(|i| view.lower(i) == "and");
    let titled = titled.and_then(|i| voice(view.lower(i - 1)));
    let own = voice(view.lower(last)).filter(|_| view.is_plain(last));
    let kind = titled.or(own);
    let led = head
        .start
        .checked_sub(1)
        .is_some_and(|i| super::name::leads(view, i));
    let tail = head.end < end;
    let short = end - head.start <= TOLD;
    let whole = head.start..if tail && short { end } else { head.end };
    let capital = head.clone().any(|i| view.is_capital(i) && !view.opens(i));
    let single = head.len() == 1 && view.opens(last) && kind.is_none() && unknown(view, last);
    let opened = view.opens(head.start)
        && unknown(view, head.start)
        && kind.is_none()
        && head.len() > 1
        && capital;
    // "Leung Chi-chiu"
    let joined = last > 1 && view.is_mark(last - 1, '-') && view.glued(last);
    let cased = view.is_capital(last) || joined && view.is_capital(last - 2);
    let proper = cased && (capital || single || opened);
    if capital || single {
        let text = if titled.is_some() || tail && kind.is_some() {
            text_of(view, whole)
        } else {
            named(view, head)?
        };
        return Some(Speaker {
            who: Who::Named(text),
            voice: kind,
            proper,
            plural,
            led,
            single,
        });
    }
    let hyphened = |i: usize| view.is_mark(i + 1, '-') && view.glued(i + 1) && view.glued(i + 2);
    let plain = head.clone().all(|i| {
        view.kind(i) == TokenKind::Word && view.function(i).is_none_or(|f| f == Function::Adjective)
            || ['-', '\'', '’'].iter().any(|m| view.is_mark(i, *m))
            || hyphened(i)
            || view.lower(i) == "s" && view.glued(i)
            || titled.is_some() && matches!(view.lower(i), "of" | "for" | "the")
    });
    let text = plain.then(|| text_of(view, whole))?;
    Some(Speaker {
        who: Who::Noun(text),
        voice: kind,
        proper: false,
        plural,
        led,
        single: false,
    })
}

/// No function word, verb or noun of the tables: a name at the beginning of a sentence.
fn unknown(view: &View<'_>, i: usize) -> bool {
    let entry = view.entry(i);
    entry.function.is_none() && entry.verb.is_none_or(|v| v.noun_too) && entry.noun.is_none()
}

/// "Six of the eight studies", "ninety percent of pupils": those counted are no speaker.
fn counts(view: &View<'_>, head: Range<usize>) -> bool {
    let number = view.is_number(head.start);
    number
        && head
            .clone()
            .any(|i| matches!(view.lower(i), "of" | "percent" | "cent"))
        || head
            .clone()
            .all(|i| view.is_number(i) || view.kind(i) == TokenKind::Mark)
}

/// The name at the end of a title with commas in it: "Borg chief people, mills and trade officer Ana Ruiz".
fn behind_title(view: &View<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let word = |i: &usize| {
        view.kind(*i) == TokenKind::Word && !view.is_finite(*i) || view.is_mark(*i, ',')
    };
    let stop = (from..end.min(from + TITLE)).take_while(word).last()? + 1;
    let first = (from..stop)
        .rev()
        .take_while(|i| view.is_capital(*i))
        .last()?;
    let office = first
        .checked_sub(1)
        .filter(|o| *o > from && view.is_lower(*o))?;
    let official = voice(view.lower(office)) == Some(Voice::Official);
    // "and" behind the comma shows that the title goes on over it.
    let comma = (from..office).find(|i| view.is_mark(*i, ','))?;
    let and = (comma..office).any(|i| view.lower(i) == "and");
    let open = view.is_lower(comma - 1) && voice(view.lower(comma - 1)).is_none();
    (official && and && open && stop - first > 1).then_some(first..stop)
}

/// "said the World Health Organization (WHO) representative Ana Ruiz": the name behind a short form in brackets.
fn behind_brackets(view: &View<'_>, open: usize, end: usize) -> Option<Range<usize>> {
    let short = view.is_mark(open, '(') && view.is_mark(open + 2, ')') && view.is_capital(open + 1);
    let run = short.then(|| run_from(view, open + 3, end))??;
    let last = run.end.checked_sub(1)?;
    let named = run.len() > 1 && view.is_capital(last) && view.is_capital(last - 1);
    (named && run.start == open + 3).then_some(run)
}

/// Tokens of the longest title before a name.
const TITLE: usize = 18;

/// The name behind an inverted verb of saying: "..., said Li Wei.", "..., says the ministry."
pub(super) fn inverted(view: &View<'_>, verb: usize, end: usize) -> Option<Speaker> {
    let raw = verb + 1;
    if let Some(name) = behind_title(view, raw, end) {
        return speaker(view, name.clone(), name.end);
    }
    let mut run = run_from(view, raw, end)?;
    if let Some(name) = behind_brackets(view, run.end, end) {
        run = name;
    }
    let behind = run.end;
    let closed = behind >= end
        || matches!(
            view.word(behind),
            "." | "," | ";" | ":" | "—" | "–" | "-" | "\"" | "”" | "(" | "!" | "?"
        )
        || view.is_lower(behind)
            && matches!(
                view.function(behind),
                Some(
                    Function::Preposition
                        | Function::With
                        | Function::Relative
                        | Function::Subordinator
                        | Function::To
                        | Function::Adverb
                )
            )
            && view.lower(behind) != "that"
        || view.date(behind).is_some();
    // "says the Survey Report placed before the assembly"
    let hung = view
        .entry(behind)
        .verb
        .is_some_and(|v| v.form == Form::PastOrParticiple)
        && view.is_lower(behind);
    let numbered = run
        .clone()
        .any(|i| view.is_number(i) && view.kind(i) == TokenKind::Numeral);
    let fixed = |s: &Speaker| closed || hung && s.speaks();
    if !closed && !hung || numbered || run.clone().any(|i| view.date(i).is_some()) {
        return None;
    }
    speaker(view, run, behind).filter(fixed)
}
