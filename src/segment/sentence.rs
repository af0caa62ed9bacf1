//! Where sentences begin and end inside a block. Knows abbreviations and the words that open a sentence, no
//! other vocabulary.

use super::bound;
use crate::base::span::Span;
use crate::lexicon::shortened::{self, abbreviation, opens_sentences};

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
            part(text, Span::new(from, end), &mut out);
        }
    }
    if let Some(from) = open {
        part(text, Span::new(from, within.end), &mut out);
    }
    out
}

/// Takes in a stretch as one sentence, or as several where a number opens the next: "Prices fell. 71% of
/// buyers waited", which Unicode's rules take for one.
fn part(text: &str, within: Span, out: &mut Vec<Span>) {
    let piece = within.of(text);
    let mut from = 0;
    for stop in memchr::memchr_iter(b'.', piece.as_bytes()) {
        if number_opens(piece, from, stop) {
            out.extend(trim(
                text,
                Span::new(within.start + from, within.start + stop + 1),
            ));
            from = stop + 1;
        }
    }
    out.extend(trim(text, Span::new(within.start + from, within.end)));
}

/// Whether the full stop at `stop` ends a sentence and a number begins the next: a plain word, a per cent
/// sign or a year stands before it.
fn number_opens(piece: &str, from: usize, stop: usize) -> bool {
    let mut behind = piece.bytes().skip(stop + 1);
    let number = behind.next() == Some(b' ') && behind.next().is_some_and(|b| b.is_ascii_digit());
    if !number {
        return false;
    }
    let before = piece.get(from..stop).unwrap_or_default();
    let last = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '/' | '-' | '.'))
        .next()
        .unwrap_or(before);
    let year = last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit());
    let open = before.matches('(').count() > before.matches(')').count();
    let word = !open
        && last.chars().count() >= SHORTEST
        && last.chars().all(char::is_alphabetic)
        && last.chars().skip(1).all(char::is_lowercase)
        && abbreviation(last).is_none();
    year || word || last.ends_with('%')
}

/// Letters of the shortest word behind which a full stop before a number is taken for the end of a sentence:
/// shorter ones may be abbreviations that no table knows.
const SHORTEST: usize = 5;

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
    if last.len() > shortened::LONGEST {
        return false;
    }
    let after = after.trim_start();
    let next = after
        .find(|c: char| !c.is_alphabetic())
        .map_or(after, |end| Span::new(0, end).of(after));
    let opener = || opens_sentences(next);
    // "at 10:35 a.m. (0735 GMT) on Friday"
    let aside = after
        .strip_prefix('(')
        .is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase()));
    if let Some(known) = abbreviation(last) {
        return !(known.may_end && (next.is_empty() && !aside || opener()));
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
    fn a_number_in_brackets_does_not() {
        let text = "It struck at 9 a.m. (0700 GMT) on Friday. It fell.";
        assert_eq!(sentences(text).len(), 2);
        let text = "It struck at 9 a.m. (It was late.)";
        assert_eq!(sentences(text).len(), 2);
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
    fn a_letter_behind_a_hyphen_is_no_initial() {
        assert_eq!(
            sentences("It was 11.8% higher y-o-y. Elsewhere it fell.").len(),
            2
        );
    }

    #[test]
    fn a_number_may_open_a_sentence() {
        assert_eq!(
            sentences("Trust is needed for trade. 64% of sellers lost money. 12 towns joined."),
            [
                "Trust is needed for trade.",
                "64% of sellers lost money.",
                "12 towns joined."
            ]
        );
        assert_eq!(sentences("It rose 4%. 30 of the firms left.").len(), 2);
        assert_eq!(sentences("It fell in 2019. 40 of them left.").len(), 2);
        assert_eq!(
            sentences("See pp. 5 of it, vs. 3 there, approx. 5 now.").len(),
            1
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
