//! What a text is about, as keys of words. Knows no figures.

use crate::lexicon::check::{is_common, same};
use crate::lexicon::words::{Form, entry};

/// Endings that differ between forms of a word, the longest first.
const ENDINGS: &[&str] = &["ments", "ment", "ings", "ing", "ed", "es", "s"];

/// A word cut below this many bytes would no longer tell words apart.
const SHORTEST_STEM: usize = 4;

/// The keys of `text` in order, common words left out: stems of words, digits of numbers.
pub fn keys(text: &str) -> Vec<String> {
    each(text, |lower| same(lower).filter(|s| is_number(s)))
}

/// The keys that are words, numbers left out; words that mean the same have the same key.
pub fn word_keys(text: &str) -> Vec<String> {
    let mut out = each(text, same);
    out.retain(|k| !is_number(k));
    out
}

/// The keys of the words that tell what was done: verbs in the past, which are no nouns.
pub fn deeds(text: &str) -> Vec<String> {
    let past = |w: &&str| {
        let verb = entry(w.to_lowercase().as_str()).verb;
        verb.is_some_and(|v| matches!(v.form, Form::Past | Form::PastOrParticiple))
    };
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(past).flat_map(word_keys).collect()
}

fn each(text: &str, same: impl Fn(&str) -> Option<&'static str>) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(char::is_alphanumeric) {
        let (_, from) = rest.split_at(at);
        let end = if from.starts_with(|c: char| c.is_ascii_digit()) {
            number_end(from)
        } else {
            let stop = |c: char| !c.is_alphabetic();
            from.find(stop).unwrap_or(from.len()).max(1)
        };
        let Some((word, after)) = from.split_at_checked(end) else {
            // A digit of another script: one character by itself.
            let mut chars = from.chars();
            chars.next();
            rest = chars.as_str();
            continue;
        };
        out.extend(key(word, &same));
        rest = after;
    }
    out
}

/// Whether a key is a number.
pub fn is_number(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_digit())
}

/// End of the digits at the start of `text`, with the commas and points between them.
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut i = 0;
    while digit(i) || (matches!(bytes.get(i), Some(b',' | b'.')) && digit(i + 1)) {
        i += 1;
    }
    i
}

fn key(word: &str, same: &impl Fn(&str) -> Option<&'static str>) -> Option<String> {
    if is_number(word) {
        return Some(word.replace(',', ""));
    }
    let lower = word.to_lowercase();
    if is_common(&lower) {
        return None;
    }
    Some(same(&lower).map_or_else(|| stem(&lower).to_owned(), |s| stem(s).to_owned()))
}

fn stem(lower: &str) -> &str {
    let cut = |ending: &&str| {
        lower
            .strip_suffix(*ending)
            .filter(|s| s.len() >= SHORTEST_STEM)
    };
    ENDINGS.iter().find_map(cut).unwrap_or(lower)
}

/// How many of `a` stand in `b`; each key counts once.
pub fn common(a: &[String], b: &[String]) -> u32 {
    let mut seen: Vec<&String> = a.iter().filter(|k| b.contains(k)).collect();
    seen.sort_unstable();
    seen.dedup();
    u32::try_from(seen.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_stems_and_numbers_without_common_words() {
        assert_eq!(
            keys("The port's 1,200.5 ships, reported in 2024."),
            ["port", "1200.5", "ship", "report", "2024"]
        );
        assert_eq!(keys("seven"), ["7"]);
        assert_eq!(word_keys("fatalities"), word_keys("died"));
        assert_eq!(keys("٣ ½ 广东 x"), ["广东", "x"]);
        assert!(keys("").is_empty());
    }

    #[test]
    fn short_words_keep_their_ending() {
        assert_eq!(keys("bus red"), ["bus", "red"]);
    }

    #[test]
    fn numbers_are_no_words() {
        assert_eq!(word_keys("12 ships"), ["ship"]);
    }

    #[test]
    fn keys_in_common_count_once() {
        let of = |text: &str| keys(text);
        assert_eq!(common(&of("ship ship port"), &of("ships sea")), 1);
    }
}
