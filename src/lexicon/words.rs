//! Word classes of English: function words, verbs with all their forms, nouns of change and share.
//!
//! Owns what a word can be by itself; what it is in its sentence is decided where it is used.

use super::hashed::{Hashed, Key};
use super::table::rows;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Classes of words that bind others together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// "the", "its"
    Determiner,
    /// "a", "another", "no": determiners that make nothing known.
    Indefinite,
    /// "it", "they"
    Pronoun,
    /// "of", "in"
    Preposition,
    /// "with", which brings a clause with a subject of its own.
    With,
    /// "and", "or"
    Conjunction,
    /// "while", "but"
    Subordinator,
    /// "which", "that"
    Relative,
    /// "is", "has"
    Auxiliary,
    /// "will", "should"
    Modal,
    /// "to"
    To,
    /// "not"
    Not,
    /// "respectively", "now"
    Adverb,
    /// "higher", "more", "fewer"
    Comparative,
    /// Adjectives that would otherwise be taken for other classes.
    Adjective,
}

/// What a verb does to a number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// "rose", "increased"
    Up,
    /// "fell", "declined"
    Down,
    /// "reached", "exceeded", "totaled"
    Reach,
    /// "accounted for"
    Share,
    /// "said", "announced"
    Say,
    /// "plans", "expected"
    Plan,
    /// "has", "built", "handled"
    Hold,
    /// The gap to something else (nouns only): "gap", "margin".
    Gap,
    /// What something is held against (nouns only): "average", "norm".
    Yardstick,
    /// None of these.
    Other,
}

/// The form a verb stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "rise"
    Base,
    /// "rises"
    Third,
    /// "rose"
    Past,
    /// "risen"
    Participle,
    /// "increased": past and participle alike.
    PastOrParticiple,
    /// "rising"
    Gerund,
}

/// A word as a verb form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// What it does to a number.
    pub sense: Sense,
    /// The form.
    pub form: Form,
    /// The same letters are a common noun too ("rise", "exports").
    pub noun_too: bool,
    /// Past and participle are written like the base: "cut", "forecast".
    pub unchanging: bool,
}

/// Everything the tables say of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its class among the function words and adverbs.
    pub function: Option<Function>,
    /// What verb form it can be.
    pub verb: Option<Verb>,
    /// What noun of change, share, plan or gap it is.
    pub noun: Option<Sense>,
}

static WORDS: LazyLock<Hashed<Entry>> = LazyLock::new(load);

/// What the tables say of `word`, which is in lower case; empty for unknown words.
///
/// ```
/// use figtrace::lexicon::words::{Sense, entry};
/// assert_eq!(entry("rose").verb.map(|v| v.sense), Some(Sense::Up));
/// assert_eq!(entry("growth").noun, Some(Sense::Up));
/// ```
pub fn entry<'w>(word: impl Into<Key<'w>>) -> Entry {
    let key = word.into();
    WORDS.get(key).copied().unwrap_or_else(|| guess(key.word()))
}

/// The step of time over which a rate of change is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// "year-on-year"
    Year,
    /// "quarter-on-quarter"
    Quarter,
    /// "month-on-month"
    Month,
    /// "week-on-week"
    Week,
}

static RATES: LazyLock<Hashed<Step>> = LazyLock::new(|| {
    let table = rows(include_str!("../../lexicon/words/rates.tsv"));
    let steps = table.filter_map(|row| Some((Cow::Borrowed(row.cell(0)), step(row.cell(1))?)));
    Hashed::of(steps.collect())
});

fn step(word: &str) -> Option<Step> {
    Some(match word {
        "year" => Step::Year,
        "quarter" => Step::Quarter,
        "month" => Step::Month,
        "week" => Step::Week,
        _ => return None,
    })
}

/// The step of a word or phrase that says what a rate is counted against; the phrase is in lower case.
///
/// ```
/// use figtrace::lexicon::words::{Step, rate};
/// assert_eq!(rate("month-on-month"), Some(Step::Month));
/// assert_eq!(rate("year"), None);
/// ```
pub fn rate(phrase: &str) -> Option<Step> {
    RATES.get(phrase).copied()
}

/// What the ending of a word outside the tables tells.
fn guess(word: &str) -> Entry {
    let other = |form| {
        Some(Verb {
            sense: Sense::Other,
            form,
            noun_too: true,
            unchanging: false,
        })
    };
    if word.len() > 4 && word.ends_with("ly") && !word.ends_with("family") {
        return Entry {
            function: Some(Function::Adverb),
            ..Entry::default()
        };
    }
    if word.len() > 5 && word.ends_with("ed") {
        return Entry {
            verb: other(Form::PastOrParticiple),
            ..Entry::default()
        };
    }
    if word.len() > 6 && word.ends_with("ing") {
        return Entry {
            verb: other(Form::Gerund),
            ..Entry::default()
        };
    }
    Entry::default()
}

fn load() -> Hashed<Entry> {
    let mut all: Vec<(String, Entry)> = Vec::with_capacity(3000);
    for row in rows(include_str!("../../lexicon/words/function.tsv")) {
        let entry = Entry {
            function: function(row.cell(1)),
            ..Entry::default()
        };
        all.push((row.cell(0).to_owned(), entry));
    }
    for row in rows(include_str!("../../lexicon/words/nouns.tsv")) {
        for word in [row.cell(0).to_owned(), plural(row.cell(0))] {
            all.push((
                word,
                Entry {
                    noun: sense(row.cell(1)),
                    ..Entry::default()
                },
            ));
        }
    }
    for row in rows(include_str!("../../lexicon/words/verbs.tsv")) {
        let noun_too = row.cell(3).contains('n');
        let doubles = row.cell(3).contains('2');
        let regular = !row.cell(3).contains('i');
        let sense = sense(row.cell(4)).unwrap_or(Sense::Other);
        let all_forms = forms(row.cell(0), row.cell(1), row.cell(2), doubles);
        // "bed" is no form of "be".
        let kept = |form: &Form| regular || *form != Form::PastOrParticiple;
        for (word, form) in all_forms.into_iter().filter(|(_, form)| kept(form)) {
            let nouns = matches!(form, Form::Base | Form::Third) && noun_too;
            let verb = Verb {
                sense,
                form,
                noun_too: nouns,
                unchanging: row.cell(0) == row.cell(2),
            };
            all.push((
                word,
                Entry {
                    verb: Some(verb),
                    ..Entry::default()
                },
            ));
        }
    }
    let entries = merge(all).into_iter();
    Hashed::of(
        entries
            .map(|(word, entry)| (Cow::Owned(word), entry))
            .collect(),
    )
}

/// Sorts by word and joins what several tables say of the same word.
fn merge(mut all: Vec<(String, Entry)>) -> Vec<(String, Entry)> {
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out: Vec<(String, Entry)> = Vec::with_capacity(all.len());
    for (word, entry) in all {
        match out.last_mut() {
            Some((last, kept)) if *last == word => {
                kept.function = kept.function.or(entry.function);
                kept.verb = kept.verb.or(entry.verb);
                kept.noun = kept.noun.or(entry.noun);
            }
            _ => out.push((word, entry)),
        }
    }
    out
}

fn function(word: &str) -> Option<Function> {
    Some(match word {
        "det" => Function::Determiner,
        "indef" => Function::Indefinite,
        "pron" => Function::Pronoun,
        "prep" => Function::Preposition,
        "with" => Function::With,
        "conj" => Function::Conjunction,
        "sub" => Function::Subordinator,
        "rel" => Function::Relative,
        "aux" => Function::Auxiliary,
        "modal" => Function::Modal,
        "to" => Function::To,
        "not" => Function::Not,
        "adv" => Function::Adverb,
        "comp" => Function::Comparative,
        "adj" => Function::Adjective,
        _ => return None,
    })
}

fn sense(word: &str) -> Option<Sense> {
    Some(match word {
        "up" => Sense::Up,
        "down" => Sense::Down,
        "reach" => Sense::Reach,
        "share" => Sense::Share,
        "say" => Sense::Say,
        "plan" => Sense::Plan,
        "hold" => Sense::Hold,
        "gap" => Sense::Gap,
        "yardstick" => Sense::Yardstick,
        "other" => Sense::Other,
        _ => return None,
    })
}

/// The regular plural of a noun.
pub(super) fn plural(noun: &str) -> String {
    third(noun)
}

/// Every form of a verb, each with its name.
fn forms(lemma: &str, past: &str, participle: &str, doubles: bool) -> Vec<(String, Form)> {
    let regular = regular_past(lemma, doubles);
    let mut out = vec![
        (lemma.to_owned(), Form::Base),
        (third(lemma), Form::Third),
        (gerund(lemma, doubles), Form::Gerund),
    ];
    // "totalled" beside "totaled"
    let british = past.is_empty() && !doubles;
    if british && ["al", "el"].iter().any(|end| lemma.ends_with(end)) {
        out.push((format!("{lemma}led"), Form::PastOrParticiple));
        out.push((format!("{lemma}ling"), Form::Gerund));
    }
    if past.is_empty() {
        out.push((regular, Form::PastOrParticiple));
    } else if past == participle {
        out.push((past.to_owned(), Form::PastOrParticiple));
    } else {
        out.push((past.to_owned(), Form::Past));
        out.push((participle.to_owned(), Form::Participle));
    }
    out
}

fn consonant_y(lemma: &str) -> Option<&str> {
    let stem = lemma.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

fn third(lemma: &str) -> String {
    if let Some(stem) = consonant_y(lemma) {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh", "go", "do"]
        .iter()
        .any(|e| lemma.ends_with(e));
    format!("{lemma}{}", if hissing { "es" } else { "s" })
}

fn regular_past(lemma: &str, doubles: bool) -> String {
    if let Some(stem) = consonant_y(lemma) {
        return format!("{stem}ied");
    }
    if lemma.ends_with('e') {
        return format!("{lemma}d");
    }
    format!("{}ed", doubled(lemma, doubles))
}

fn gerund(lemma: &str, doubles: bool) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match lemma.strip_suffix('e') {
        Some(stem) if !lemma.ends_with("ee") && lemma != "be" => format!("{stem}ing"),
        _ => format!("{}ing", doubled(lemma, doubles || short_irregular(lemma))),
    }
}

/// Irregular one-syllable verbs that double before -ing although they have no -ed form.
fn short_irregular(lemma: &str) -> bool {
    matches!(
        lemma,
        "run"
            | "cut"
            | "hit"
            | "set"
            | "put"
            | "let"
            | "shed"
            | "get"
            | "win"
            | "begin"
            | "sit"
            | "bid"
            | "split"
    )
}

fn doubled(lemma: &str, doubles: bool) -> String {
    match lemma.chars().last() {
        Some(last) if doubles => format!("{lemma}{last}"),
        _ => lemma.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verb(word: &str) -> (Sense, Form) {
        let v = entry(word)
            .verb
            .unwrap_or_else(|| panic!("{word} is no verb"));
        (v.sense, v.form)
    }

    #[test]
    fn verbs_are_known_in_every_form() {
        assert_eq!(verb("rises"), (Sense::Up, Form::Third));
        assert_eq!(verb("risen"), (Sense::Up, Form::Participle));
        assert_eq!(verb("dropped"), (Sense::Down, Form::PastOrParticiple));
        assert_eq!(verb("dropping"), (Sense::Down, Form::Gerund));
        assert_eq!(verb("totaled"), (Sense::Reach, Form::PastOrParticiple));
        assert_eq!(verb("totalled"), (Sense::Reach, Form::PastOrParticiple));
        assert_eq!(verb("supplied"), (Sense::Hold, Form::PastOrParticiple));
        assert_eq!(verb("lying"), (Sense::Other, Form::Gerund));
        assert_eq!(verb("seeing"), (Sense::Hold, Form::Gerund));
        assert_eq!(verb("running"), (Sense::Reach, Form::Gerund));
    }

    #[test]
    fn a_word_can_be_noun_and_verb() {
        assert!(entry("exports").verb.is_some_and(|v| v.noun_too));
        assert_eq!(entry("increase").noun, Some(Sense::Up));
        assert!(entry("reached").verb.is_some_and(|v| !v.noun_too));
    }

    #[test]
    fn endings_tell_of_unknown_words() {
        assert_eq!(entry("provisionally").function, Some(Function::Adverb));
        assert_eq!(verb("electrified").1, Form::PastOrParticiple);
        assert_eq!(entry("yuan"), Entry::default());
        assert_eq!(entry("bed"), Entry::default());
    }

    #[test]
    fn tables_are_sorted_and_every_class_is_known() {
        for table in [
            include_str!("../../lexicon/words/function.tsv"),
            include_str!("../../lexicon/words/nouns.tsv"),
            include_str!("../../lexicon/words/rates.tsv"),
            include_str!("../../lexicon/words/verbs.tsv"),
        ] {
            let keys: Vec<&str> = rows(table).map(|r| r.cell(0)).collect();
            assert!(keys.windows(2).all(|w| w[0] < w[1]), "unsorted or doubled");
        }
        assert!(
            rows(include_str!("../../lexicon/words/function.tsv"))
                .all(|r| function(r.cell(1)).is_some())
        );
        assert!(
            rows(include_str!("../../lexicon/words/rates.tsv")).all(|r| step(r.cell(1)).is_some())
        );
        assert!(
            rows(include_str!("../../lexicon/words/verbs.tsv")).all(|r| sense(r.cell(4)).is_some())
        );
    }
}
