//! From lines to paragraphs: lines are joined, a word parted at a line's end is made whole.

use super::glyphs::Mark;
use super::lines::{Line, is_wide, lines};
use std::collections::BTreeSet;

/// Distance of lines, in type sizes, from which on a paragraph ends for certain.
const FAR: f64 = 2.2;

/// How much farther than the line before a line must stand to begin a paragraph.
const FARTHER: f64 = 1.25;

/// The text of a document: paragraphs apart by empty lines, page after page.
pub fn text(pages: &[Vec<Mark>]) -> String {
    let pages: Vec<Vec<Line>> = pages.iter().map(|page| lines(page)).collect();
    let words = words(&pages);
    let mut out = String::new();
    for page in &pages {
        for paragraph in paragraphs(page) {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            let from = out.len();
            for line in paragraph {
                join(&mut out, from, &line.text, &words);
            }
        }
    }
    out.push('\n');
    out
}

/// Words as they stand within lines, in lower case: what tells a compound from a parted word.
fn words(pages: &[Vec<Line>]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in pages.iter().flatten() {
        let parts: Vec<&str> = line
            .text
            .split(|c: char| !c.is_alphabetic() && c != '-')
            .collect();
        // The last may be parted itself.
        let inner = if line.text.ends_with('-') {
            parts.len().saturating_sub(2)
        } else {
            parts.len()
        };
        out.extend(
            parts
                .into_iter()
                .take(inner)
                .filter(|p| !p.is_empty())
                .map(str::to_lowercase),
        );
    }
    out
}

/// Lines that belong together.
fn paragraphs(page: &[Line]) -> Vec<&[Line]> {
    let leading = leading(page);
    page.chunk_by(|before, line| {
        // The first distance is unknown here, so only the page's own leading is asked.
        !begins(before, line, leading)
    })
    .collect()
}

/// The distance that most lines of a page have, in type sizes.
fn leading(page: &[Line]) -> f64 {
    let pairs = page.windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let distance = (b.level - a.level) / a.size.max(1.0);
        (0.5..FAR).contains(&distance).then_some(distance)
    });
    let mut all: Vec<f64> = pairs.collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(1.2)
}

/// Whether `line` begins a paragraph behind the line `before`.
fn begins(before: &Line, line: &Line, leading: f64) -> bool {
    let size = before.size.max(line.size).max(1.0);
    let distance = (line.level - before.level) / size;
    let ended = before
        .text
        .ends_with(['.', '!', '?', ':', '”', '"', '。', '！', '？', '：']);
    let resized = (before.size - line.size).abs() > 0.1 * size;
    let indented = line.start - before.start > 0.8 * size;
    let shorter = before.end < line.end - 3.0 * size;
    let moved = !(0.3..FAR).contains(&distance);
    let listed = line.text.starts_with(['•', '●', '■', '▪', '–', '—', '◦']);
    // A column's first line goes on with the sentence that the last one's foot leaves open.
    let column = moved && distance < 0.0 && !ended && line.text.starts_with(char::is_lowercase);
    before.angle != line.angle
        || resized
        || listed
        || (moved && !column)
        || (!moved && distance > leading * FARTHER)
        || (ended && (indented || shorter))
}

/// Puts a line behind the paragraph that begins at `from`.
fn join(out: &mut String, from: usize, line: &str, words: &BTreeSet<String>) {
    let paragraph = out.get(from..).unwrap_or_default();
    let Some(last) = paragraph.chars().next_back() else {
        out.push_str(line);
        return;
    };
    let first = line.chars().next().unwrap_or(' ');
    if last == '-' || last == '\u{2010}' {
        if parted(paragraph, line, words) {
            out.pop();
        }
    } else if !(is_wide(last) && is_wide(first)) && last != ' ' {
        out.push(' ');
    }
    out.push_str(line);
}

/// Whether the hyphen at the end of `paragraph` parts a word that `line` goes on with. A compound
/// keeps its hyphen: one that stands so elsewhere, or whose parts are digits or capitals.
fn parted(paragraph: &str, line: &str, words: &BTreeSet<String>) -> bool {
    let body = paragraph.trim_end_matches(['-', '\u{2010}']);
    let head = body
        .rsplit(|c: char| !c.is_alphabetic() && c != '-')
        .next()
        .unwrap_or_default();
    let tail = line
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .next()
        .unwrap_or_default();
    let letters = body.ends_with(char::is_lowercase) && line.starts_with(char::is_lowercase);
    let compound = format!("{head}-{tail}").to_lowercase();
    let whole = format!("{head}{tail}").to_lowercase();
    let has_hyphen = head.contains('-') || tail.contains('-');
    letters && !words.contains(&compound) && (words.contains(&whole) || !has_hyphen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, start: f64, level: f64, size: f64) -> Line {
        let width = f64::from(u32::try_from(text.chars().count()).unwrap()) * size / 2.0;
        Line {
            text: text.into(),
            start,
            end: start + width,
            level,
            size,
            angle: 0,
        }
    }

    fn joined(page: &[Line]) -> Vec<String> {
        let words = words(&[page.to_vec()]);
        let join_all = |lines: &[Line]| {
            let mut out = String::new();
            for line in lines {
                join(&mut out, 0, &line.text, &words);
            }
            out
        };
        paragraphs(page).into_iter().map(join_all).collect()
    }

    #[test]
    fn lines_are_joined_and_paragraphs_told_apart() {
        let page = [
            line("Harbour news", 0.0, 0.0, 18.0),
            line("The port handled more cargo in", 0.0, 30.0, 10.0),
            line("April than ever before.", 0.0, 42.0, 10.0),
            line("It was a good month for the", 12.0, 54.0, 10.0),
            line("whole coast.", 0.0, 66.0, 10.0),
            line("Another day came.", 0.0, 90.0, 10.0),
        ];
        assert_eq!(
            joined(&page),
            [
                "Harbour news",
                "The port handled more cargo in April than ever before.",
                "It was a good month for the whole coast.",
                "Another day came."
            ]
        );
    }

    #[test]
    fn parted_words_are_made_whole_and_compounds_are_kept() {
        let two = |a: &str, b: &str| {
            joined(&[line(a, 0.0, 0.0, 10.0), line(b, 0.0, 12.0, 10.0)]).concat()
        };
        assert_eq!(two("The har-", "bour grew"), "The harbour grew");
        assert_eq!(
            two("A long-term plan, a long-", "term plan"),
            "A long-term plan, a long-term plan"
        );
        assert_eq!(two("in 2024-", "25 and"), "in 2024-25 and");
        assert_eq!(
            two("the Beijing-", "Shanghai line"),
            "the Beijing-Shanghai line"
        );
        assert_eq!(two("state-of-the-", "art works"), "state-of-the-art works");
        assert_eq!(two("同比增", "长百分之五"), "同比增长百分之五");
        assert_eq!(two("grew by", "5 percent"), "grew by 5 percent");
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_column() {
        let page = [
            line("the figure was", 0.0, 700.0, 10.0),
            line("higher than ever.", 300.0, 50.0, 10.0),
        ];
        assert_eq!(joined(&page), ["the figure was higher than ever."]);
        let page = [
            line("That was all.", 0.0, 700.0, 10.0),
            line("higher than ever.", 300.0, 50.0, 10.0),
        ];
        assert_eq!(joined(&page).len(), 2);
    }
}
