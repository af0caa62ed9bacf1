//! Where sentences begin and end inside a block. Knows abbreviations, no other vocabulary.

use super::bound;
use crate::base::span::Span;

/// Abbreviations that do not end a sentence when more follows (lower case, without the last dot).
const ABBREVIATIONS: &[&str] = &[
    "a.m", "adm", "apr", "art", "assoc", "aug", "ave", "bros", "c", "ca", "capt", "cf", "cmdr",
    "co", "col", "corp", "cpl", "dec", "dept", "dr", "e.g", "ed", "est", "etc", "feb", "fig",
    "figs", "fri", "ft", "gen", "gov", "hon", "i.e", "inc", "jan", "jr", "jul", "jun", "lt", "ltd",
    "maj", "mar", "messrs", "min", "mln", "bln", "mon", "mr", "mrs", "ms", "mt", "no", "nos",
    "nov", "oct", "p", "p.m", "ph.d", "pp", "pres", "prof", "pvt", "rep", "reps", "rev", "rs",
    "sat", "sec", "sen", "sens", "sep", "sept", "sgt", "sq", "sr", "st", "sun", "supt", "thu",
    "thur", "thurs", "tue", "tues", "u.k", "u.n", "u.s", "vol", "vs", "wed", "approx",
];

/// Bytes of the longest abbreviation.
const LONGEST: usize = 6;

/// Abbreviations after which a capital letter does begin a new sentence.
const MAY_END: &[&str] = &[
    "a.m", "p.m", "u.s", "u.k", "u.n", "etc", "inc", "ltd", "co", "corp", "jr", "sr",
];

/// Words with which a sentence often begins, for the abbreviations that may end one.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "by",
    "it",
    "its",
    "he",
    "she",
    "they",
    "we",
    "this",
    "that",
    "these",
    "those",
    "but",
    "and",
    "for",
    "from",
    "as",
    "if",
    "when",
    "while",
    "with",
    "of",
    "however",
    "there",
    "last",
    "since",
    "after",
    "before",
    "under",
    "some",
    "more",
    "about",
    "over",
    "i",
    "you",
    "his",
    "her",
    "their",
    "our",
    "to",
    "according",
    "such",
    "both",
    "all",
    "many",
    "most",
    "meanwhile",
    "so",
    "what",
];

/// The sentences of the block `within`, without surrounding white space, in order.
pub fn split(text: &str, within: Span) -> Vec<Span> {
    let block = within.of(text);
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    let mut start = within.start;
    for offset in bound::ends(block) {
        let end = within.start + offset;
        let from = open.unwrap_or(start);
        start = end;
        if end < within.end
            && joins(
                Span::new(from, end).of(text),
                Span::new(end, within.end).of(text),
            )
        {
            open = Some(from);
        } else {
            open = None;
            out.extend(trim(text, Span::new(from, end)));
        }
    }
    out.extend(open.and_then(|from| trim(text, Span::new(from, within.end))));
    out
}

/// Whether the sentence boundary that Unicode's rules see between `before` and `after` is none.
fn joins(before: &str, after: &str) -> bool {
    let said = before.trim_end();
    if before.ends_with('\n') && !said.ends_with('.') {
        return after
            .trim_start()
            .starts_with(|c: char| c.is_lowercase() || c == ',');
    }
    let Some(body) = said.strip_suffix('.') else {
        return false;
    };
    let last = body
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '/' | '-'))
        .next()
        .unwrap_or(body);
    if last.len() > LONGEST {
        return false;
    }
    let after = after.trim_start();
    let next = after
        .find(|c: char| !c.is_alphabetic())
        .map_or(after, |end| Span::new(0, end).of(after));
    let among = |words: &[&str], word: &str| words.iter().any(|w| w.eq_ignore_ascii_case(word));
    let opener = || among(OPENERS, next);
    if among(ABBREVIATIONS, last) {
        return !(among(MAY_END, last) && (next.is_empty() || opener()));
    }
    let hyphenated = body.len() > last.len()
        && body
            .get(..body.len() - last.len())
            .is_some_and(|b| b.ends_with('-'));
    let initial = !hyphenated
        && last.chars().count() == 1
        && last.chars().all(char::is_alphabetic)
        && !last.eq_ignore_ascii_case("i");
    initial && next.chars().next().is_some_and(char::is_uppercase) && !opener()
}

fn trim(text: &str, span: Span) -> Option<Span> {
    let piece = span.of(text);
    let start = span.start + (piece.len() - piece.trim_start().len());
    let end = span.start + piece.trim_end().len();
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text, Span::new(0, text.len()))
            .into_iter()
            .map(|s| s.of(text))
            .collect()
    }

    #[test]
    fn full_stops_end_sentences() {
        assert_eq!(
            sentences("Output rose. Prices fell. "),
            ["Output rose.", "Prices fell."]
        );
        assert_eq!(sentences("“It rose.” He left."), ["“It rose.”", "He left."]);
    }

    #[test]
    fn abbreviations_and_initials_do_not() {
        assert_eq!(
            sentences("Mr. Li of Foo Co. Ltd. paid Rs. 500 crore.").len(),
            1
        );
        assert_eq!(sentences("J. P. Morgan met Dr. Wu in St. Louis.").len(), 1);
        assert_eq!(sentences("He works in the U.S. Treasury.").len(), 1);
        assert_eq!(sentences("He lives in the U.S. The dollar rose.").len(), 2);
    }

    #[test]
    fn no_abbreviation_is_longer_than_the_longest() {
        let longest = ABBREVIATIONS.iter().map(|a| a.len()).max();
        assert_eq!(longest, Some(LONGEST));
    }

    #[test]
    fn a_letter_behind_a_hyphen_is_no_initial() {
        assert_eq!(
            sentences("It was 11.8% higher y-o-y. Elsewhere it fell.").len(),
            2
        );
    }

    #[test]
    fn decimals_stay_whole() {
        assert_eq!(
            sentences("It grew 4.5 percent. Then it fell 0.3 percent.").len(),
            2
        );
    }
}
