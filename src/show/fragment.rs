//! Links that open a page at the quote: W3C text fragments (`#:~:text=prefix-,quote,-suffix`).

use crate::query::figure::Found;
use std::fmt::Write as _;

/// Words of context on either side: enough to tell one "half" from another.
const WORDS: usize = 3;

/// The article's address with a text fragment that marks the figure; `None` without an address.
pub fn link(found: &Found) -> Option<String> {
    let url = found.source.url.as_deref()?;
    let page = url.split_once('#').map_or(url, |(page, _)| page);
    let Parts {
        before,
        quote,
        after,
    } = Parts::of(found);
    let mut out = format!("{page}#:~:text=");
    if let Some(prefix) = last_words(before) {
        escape(&mut out, prefix);
        out.push_str("-,");
    }
    escape(&mut out, quote);
    if let Some(suffix) = first_words(after) {
        out.push_str(",-");
        escape(&mut out, suffix);
    }
    Some(out)
}

/// A sentence around its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Before the figure.
    pub before: &'a str,
    /// The figure.
    pub quote: &'a str,
    /// After the figure.
    pub after: &'a str,
}

impl<'a> Parts<'a> {
    /// Cuts the sentence at the figure; everything is `before` should the offsets lie outside.
    pub fn of(found: &'a Found) -> Self {
        let sentence = found.sentence.as_str();
        let byte = |code_point: u32| {
            let within = code_point.saturating_sub(found.sentence_start) as usize;
            let mut starts = sentence.char_indices().map(|(at, _)| at);
            starts.nth(within).unwrap_or(sentence.len())
        };
        let (start, end) = (byte(found.start), byte(found.end));
        Self {
            before: sentence.get(..start).unwrap_or(sentence),
            quote: sentence.get(start..end).unwrap_or_default(),
            after: sentence.get(end..).unwrap_or_default(),
        }
    }
}

/// The last few whole words. A fragment matches whole words only, so one that the quote cuts (the
/// sign before "5") gives no context at all.
fn last_words(text: &str) -> Option<&str> {
    let trimmed = text.trim_end();
    if trimmed.len() == text.len() {
        return None;
    }
    let start = trimmed
        .char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace())
        .nth(WORDS - 1)
        .map_or(0, |(at, c)| at + c.len_utf8());
    trimmed.get(start..).filter(|words| !words.is_empty())
}

fn first_words(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    if trimmed.len() == text.len() {
        return None;
    }
    let mut gaps = trimmed.char_indices().filter(|(_, c)| c.is_whitespace());
    let end = gaps.nth(WORDS - 1).map_or(trimmed.len(), |(at, _)| at);
    trimmed.get(..end).filter(|words| !words.is_empty())
}

/// Percent-encodes all but letters, digits, `.`, `_` and `~`: `-` and `,` are the fragment's own.
fn escape(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::trace::tests::found;

    #[test]
    fn the_fragment_holds_the_quote_and_whole_words_around() {
        let hit = found("In all the city’s output rose 5.2%, to 3 trillion.", "5.2%");
        assert_eq!(
            link(&hit).unwrap(),
            "https://example.com/a?b=1#:~:text=city%E2%80%99s%20output%20rose-,5.2%25"
        );
        let hit = found("Half of it", "Half");
        assert_eq!(
            link(&hit).unwrap(),
            "https://example.com/a?b=1#:~:text=Half,-of%20it"
        );
    }

    #[test]
    fn an_old_fragment_is_replaced_and_no_address_gives_no_link() {
        let mut hit = found("up 5-6 points", "5-6");
        hit.source.url = Some("https://example.com/x#top".into());
        assert_eq!(
            link(&hit).unwrap(),
            "https://example.com/x#:~:text=up-,5%2D6,-points"
        );
        hit.source.url = None;
        assert_eq!(link(&hit), None);
    }

    #[test]
    fn parts_count_characters() {
        let mut hit = found("é 5 ü", "5");
        let parts = Parts::of(&hit);
        assert_eq!((parts.before, parts.quote, parts.after), ("é ", "5", " ü"));
        hit.start = 90;
        hit.end = 91;
        assert_eq!(Parts::of(&hit).before, "é 5 ü");
    }
}
