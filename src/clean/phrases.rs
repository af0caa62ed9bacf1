//! Customary phrases and line shapes of page furniture: "Advertisement", "Share this", lines of dates, credits.
//!
//! The words stand in `lexicon/pages/phrases.tsv`. Knows single lines, not their surroundings.

use crate::lexicon::table;
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut out = Phrases::default();
    for row in table::rows(include_str!("../../lexicon/pages/phrases.tsv")) {
        match row.cell(1) {
            "line" => out.lines.insert(row.cell(0)),
            "start" => out.starts.insert(row.cell(0)),
            "date" => out.dates.insert(row.cell(0)),
            "credit" => out.credits.insert(row.cell(0)),
            "notice" => out.notices.insert(row.cell(0)),
            "stamp" => out.stamps.insert(row.cell(0)),
            "label" => out.labels.insert(row.cell(0)),
            _ => out.sections.insert(row.cell(0)),
        };
    }
    out
});

/// Phrases of page furniture, by how much of a line they must fill.
#[derive(Debug, Default)]
struct Phrases {
    lines: BTreeSet<&'static str>,
    starts: BTreeSet<&'static str>,
    sections: BTreeSet<&'static str>,
    dates: BTreeSet<&'static str>,
    credits: BTreeSet<&'static str>,
    labels: BTreeSet<&'static str>,
    notices: BTreeSet<&'static str>,
    stamps: BTreeSet<&'static str>,
}

/// The longest word of each notice: most lines hold none of them and need no closer look.
static NOTICE_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let longest = |phrase: &&'static str| phrase.split(' ').max_by_key(|w| w.len());
    let words: BTreeSet<&str> = PHRASES.notices.iter().filter_map(longest).collect();
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(words)
        .ok()
});

/// Longest sentence, in bytes, that can be a notice to visitors.
const LONGEST_NOTICE: usize = 400;

/// Longest line, in bytes, that can be a line of dates or a credit.
const SHORT_LINE: usize = 80;

/// Whether a whole short line is a customary piece of furniture: "Advertisement", "Read more".
pub fn is_furniture_line(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let folded = fold(line);
    PHRASES.lines.contains(folded.as_str())
        || line.len() <= SHORT_LINE && is_credit(line, &folded)
        || line.len() <= SHORT_LINE && !line.ends_with('.') && has_start(&PHRASES.starts, &folded)
}

/// Whether a sentence tells the site's visitors something: about cookies, licences, hotlines.
pub fn is_notice(line: &str) -> bool {
    if line.len() > LONGEST_NOTICE {
        return false;
    }
    if !NOTICE_WORDS
        .as_ref()
        .is_none_or(|words| words.is_match(line))
    {
        return false;
    }
    let folded = fold(line);
    PHRASES.notices.iter().any(|phrase| folded.contains(phrase))
}

/// The rest of a line after a word that announces the article's date: "Published:", "date".
pub fn after_stamp(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let ends = line
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | ':' | '：'));
    // The longest label counts: "Published on" before "Published".
    let labels = ends.take(4).filter_map(|(at, _)| {
        let (label, rest) = line.split_at_checked(at)?;
        let known = PHRASES.stamps.contains(fold(label).as_str());
        known.then(|| rest.trim_start_matches([' ', ':', '：']))
    });
    labels.last()
}

/// Whether a line consists of dates and times only: "Published Nov 20, 2019 4:29 AM".
pub fn is_date_line(line: &str) -> bool {
    if line.len() > SHORT_LINE {
        return false;
    }
    let folded = fold(line);
    let word = |word: &str| {
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        letters.is_empty() && digits || PHRASES.dates.contains(letters)
    };
    folded.contains(|c: char| c.is_ascii_digit())
        && folded.contains(|c: char| c.is_ascii_alphabetic())
        && folded.split(' ').all(word)
}

/// Whether a line names who made a picture and nothing else.
fn is_credit(line: &str, folded: &str) -> bool {
    let label = line.split_once(':').map(|(label, _)| fold(label));
    let labelled = label.is_some_and(|l| PHRASES.labels.contains(l.as_str()));
    (labelled || has_start(&PHRASES.credits, folded)) && folded.split(' ').count() <= 7
}

/// Whether a heading opens a part that follows the article: "Related articles", "Comments".
pub fn opens_furniture(heading: &str) -> bool {
    if heading.len() > 80 {
        return false;
    }
    let folded = fold(heading);
    PHRASES.sections.contains(folded.as_str())
}

/// Whether a heading begins like one that opens a list of other articles: "Related coverage from".
pub fn may_open_furniture(heading: &str) -> bool {
    heading.len() <= SHORT_LINE && has_start(&PHRASES.sections, &fold(heading))
}

/// Whether the first words of `folded` are one of `starts`.
fn has_start(starts: &BTreeSet<&'static str>, folded: &str) -> bool {
    folded
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([folded.len()])
        .any(|end| {
            folded
                .get(..end)
                .is_some_and(|start| starts.contains(start))
        })
}

/// Letters and digits in lower case, words one space apart.
pub fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_found_by_its_longest_word() {
        for phrase in &PHRASES.notices {
            assert!(
                is_notice(&format!("Here: {}!", phrase.to_uppercase())),
                "{phrase}"
            );
        }
        assert!(!is_notice("Output rose by 5 percent."));
    }

    #[test]
    fn customary_phrases_fill_a_line() {
        assert!(is_furniture_line("Advertisement"));
        assert!(is_furniture_line("ADVERTISEMENT:"));
        assert!(!is_furniture_line("Advertisement income rose by 5 percent"));
        assert!(opens_furniture("Related Articles"));
        assert!(!opens_furniture("Related articles of the law"));
    }
}
