//! Plain text as an article: the text is kept to the byte, each paragraph is a block.
//!
//! Texts copied from web pages bring furniture along. Only lines that cannot hold a fact are marked
//! as such, because marked lines are not read for figures.

use super::{Article, Block, day, phrases};
use crate::base::span::Span;
use crate::base::vocabulary::BlockKind;
use jiff::civil::Date;

/// Longest headline or heading, in words.
const LONGEST_HEADING: usize = 20;

/// Shortest line, in bytes, that is running text and so can stand under a heading.
const SHORTEST_PARAGRAPH: usize = 120;

/// Blocks at the head of a text among which its headline and date are looked for.
const HEAD: usize = 8;

/// Longest place before a dateline's date, in bytes.
const LONGEST_PLACE: usize = 60;

/// The article of a plain text: nothing removed or changed. A line is a paragraph, but lines that
/// an editor wrapped (no blank line between, the next one going on in lower case) are one.
pub fn article(text: String) -> Article {
    let mut out = Article {
        blocks: blocks(&text),
        text,
        ..Article::default()
    };
    mark_furniture(&out.text, &mut out.blocks);
    mark_headings(&out.text, &mut out.blocks);
    mark_headline(&out.text, &mut out.blocks);
    out.title = headline(&out.text, &out.blocks);
    let stamps = stamps(&out.text, &out.blocks);
    let first = |of_change: bool| stamps.iter().find(|s| s.of_change == of_change);
    out.published = first(false).map(|s| s.day);
    out.modified = first(true).map(|s| s.day);
    out
}

fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut after_gap = true;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let span = Span::new(start, start + body.len());
        at += line.len();
        if body.is_empty() {
            after_gap = true;
            continue;
        }
        match out.last_mut() {
            Some(last) if !after_gap && wrapped(last.span.of(text), body) => {
                last.span.end = span.end;
            }
            _ => out.push(Block {
                span,
                kind: BlockKind::Paragraph,
            }),
        }
        after_gap = false;
    }
    out
}

/// Whether `line` goes on with the sentence that `before` leaves open.
fn wrapped(before: &str, line: &str) -> bool {
    let open = !before.ends_with(['.', '!', '?', ':', '"', '”']);
    open && line.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(')
        && before.len() > 40
}

/// Marks the lines that are furniture of the page the text was copied from. A text of one line is never furniture.
fn mark_furniture(text: &str, blocks: &mut [Block]) {
    if blocks.len() < 2 {
        return;
    }
    for block in blocks {
        if is_furniture(block.span.of(text)) {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// Whether a line is furniture for certain: a customary phrase without any number, or a notice to visitors.
fn is_furniture(line: &str) -> bool {
    let numbers = line.contains(|c: char| c.is_ascii_digit());
    if numbers {
        return phrases::is_notice(line)
            && !line.contains(['%', '$', '¥', '€'])
            && sentences(line) <= 1;
    }
    // "Source: Bureau of Statistics" says who states the figures.
    let source = line
        .get(..6)
        .is_some_and(|l| l.eq_ignore_ascii_case("source"));
    (phrases::is_furniture_line(line) && !source) || phrases::is_notice(line)
}

/// How many full stops inside the line end a sentence.
fn sentences(line: &str) -> usize {
    line.matches(". ").count() + 1
}

/// Marks short lines above running text as headings.
fn mark_headings(text: &str, blocks: &mut [Block]) {
    let mut below: Option<Span> = None;
    for block in blocks.iter_mut().rev() {
        if block.kind == BlockKind::Boilerplate {
            continue;
        }
        let line = block.span.of(text);
        let over_text =
            below.is_some_and(|b| b.len() >= SHORTEST_PARAGRAPH && b.len() > 2 * line.len());
        if over_text && reads_as_heading(line) {
            block.kind = BlockKind::Heading;
        }
        below = Some(block.span);
    }
}

/// Marks the first line as heading when it reads like one and running text comes soon after.
fn mark_headline(text: &str, blocks: &mut [Block]) {
    let mut readable = blocks
        .iter_mut()
        .filter(|b| b.kind != BlockKind::Boilerplate);
    let Some(first) = readable.next() else { return };
    let text_follows = readable.take(3).any(|b| b.span.len() >= SHORTEST_PARAGRAPH);
    if text_follows && reads_as_heading(first.span.of(text)) {
        first.kind = BlockKind::Heading;
    }
}

/// Whether a line is short, begins like a title and does not end like a sentence.
fn reads_as_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let begins = line.starts_with(|c: char| {
        c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '\'' | '‘')
    });
    let ends = line.ends_with([
        '.', ',', ';', ':', '!', '-', '–', '—', '。', '，', '；', '：', ')',
    ]);
    let spoken = line.ends_with(['"', '”']) && line.contains([',', '.']);
    (2..=LONGEST_HEADING).contains(&words) && begins && !ends && !spoken && !line.contains('\n')
}

/// The heading above all running text.
fn headline(text: &str, blocks: &[Block]) -> Option<String> {
    let mut readable = blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate);
    let first = readable.next().filter(|b| b.kind == BlockKind::Heading)?;
    Some(first.span.of(text).to_owned())
}

/// A date that a text states about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    day: Date,
    /// Whether it is the day of a change.
    of_change: bool,
}

/// The dates at the head of a text: lines as "Published: 2025-05-29", and the dateline of a news agency,
/// "BEIJING, May 29, 2025 (Xinhua) --".
fn stamps(text: &str, blocks: &[Block]) -> Vec<Stamp> {
    let lines = blocks.iter().take(HEAD).map(|b| b.span.of(text));
    lines
        .filter_map(|l| stamp_line(l).or_else(|| dateline(l)))
        .collect()
}

/// The date of a line that begins with a word announcing it.
fn stamp_line(line: &str) -> Option<Stamp> {
    let rest = phrases::after_stamp(line)?;
    let head: String = rest.chars().take(30).collect();
    let day = day::leading_day(&head)?;
    let of_change = line
        .get(..7)
        .is_some_and(|l| l.eq_ignore_ascii_case("updated"))
        || line
            .get(..4)
            .is_some_and(|l| l.eq_ignore_ascii_case("last"));
    Some(Stamp { day, of_change })
}

/// The date of a dateline: a place, the full date, and an agency in brackets, a dash or a bar: "BEIJING,
/// May 29, 2025 (Xinhua) --", "Berlin, 3 January 2025 -", "London | 5 May 2025".
fn dateline(line: &str) -> Option<Stamp> {
    let comma = line.find(", ");
    let bar = line.find(" | ").filter(|b| comma.is_none_or(|c| *b < c));
    let place = line.get(..bar.or(comma)?)?;
    let rest = line.get(place.len() + if bar.is_some() { 3 } else { 2 }..)?;
    let named =
        place.len() <= LONGEST_PLACE && place.split(' ').all(|w| w.starts_with(char::is_uppercase));
    if !named {
        return None;
    }
    let marks = [")", "–", "—", "--", " - ", " | "];
    let mark = marks.iter().filter_map(|m| rest.find(m)).min();
    let mark = mark.or(bar.map(|_| rest.len()))?;
    let head = rest.get(..mark).filter(|h| h.len() <= LONGEST_PLACE)?;
    let date = head.split('(').next()?;
    let plain = date.split_whitespace().count() <= WORDS_OF_A_DAY;
    let day = day::leading_day(date).filter(|_| plain)?;
    Some(Stamp {
        day,
        of_change: false,
    })
}

/// Words of a full date with its day of the week: "Friday, 3 January 2025".
const WORDS_OF_A_DAY: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Output of the whole province rose to a record level last year, the statistics office said on \
        Monday, and its ports handled more freight than ever before in their history.";

    fn kinds(text: &str) -> Vec<BlockKind> {
        article(text.into()).blocks.iter().map(|b| b.kind).collect()
    }

    #[test]
    fn each_line_is_a_paragraph_unless_wrapped() {
        let text =
            "Title\n\nOutput of the whole province rose to a record\nlevel last year.\nSecond.\n";
        let found = article(text.into());
        let blocks: Vec<&str> = found.blocks.iter().map(|b| b.span.of(text)).collect();
        assert_eq!(
            blocks,
            [
                "Title",
                "Output of the whole province rose to a record\nlevel last year.",
                "Second."
            ]
        );
    }

    #[test]
    fn copied_furniture_is_marked_and_kept() {
        use BlockKind::{Boilerplate, Heading, Paragraph};
        let text = format!(
            "We use cookies on this site.\nCHOOSE YOUR LANGUAGE\nReport hotline: 010-12345678\nFreight is growing\n{LONG}\nRead more:\nShare\n"
        );
        let found = article(text.clone());
        assert_eq!(
            kinds(&text),
            [
                Boilerplate,
                Boilerplate,
                Boilerplate,
                Heading,
                Paragraph,
                Boilerplate,
                Boilerplate
            ]
        );
        assert_eq!(found.text, text);
        assert_eq!(found.title.as_deref(), Some("Freight is growing"));
    }

    #[test]
    fn a_line_that_may_hold_a_fact_is_never_furniture() {
        for line in [
            "Share of renewable power rises to 40%",
            "Advertisement income rose by 5 percent. All rights reserved.",
            "Read more than 300 books",
            "Related sales reached 5 million yuan",
            "Copyright fees of 3 million yuan were paid",
            "We use cookies worth $5",
            "Source: Bureau of Statistics",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
        assert_eq!(kinds("Advertisement"), [BlockKind::Paragraph]);
    }

    #[test]
    fn headings_stand_over_running_text() {
        use BlockKind::{Heading, Paragraph};
        assert_eq!(
            kinds(&format!(
                "Ports of the river\n{LONG}\n\nWhat is next?\n\n{LONG}"
            )),
            [Heading, Paragraph, Heading, Paragraph]
        );
        assert_eq!(
            kinds(&format!(
                "It was so.\n{LONG}\n\"I agree,\" he said, \"yes\"\n{LONG}"
            )),
            [Paragraph; 4]
        );
    }

    #[test]
    fn datelines_and_stamps_give_the_date() {
        let day = Some(jiff::civil::date(2025, 5, 29));
        for head in [
            "BEIJING, May 29, 2025 (Xinhua) -- Output rose.",
            "NEW YORK, May 29, 2025 — Output rose.",
            "Published on May 29, 2025 10:30",
            " date 2025-05-29 Output rises",
            "发布时间：2025年5月29日",
        ] {
            assert_eq!(article(format!("{head}\n{LONG}")).published, day, "{head}");
        }
        let both = article(format!(
            "Updated: 2025-05-30\nPublished: 2025-05-29\n{LONG}"
        ));
        assert_eq!((both.published, both.notices.len()), (day, 0));
        assert_eq!(both.modified, Some(jiff::civil::date(2025, 5, 30)));
        let changed = article(format!("Updated: 2025-05-29\n{LONG}"));
        assert_eq!((changed.published, changed.modified), (None, day));
        assert_eq!((changed.day(), changed.notices.len()), (day, 0));
    }

    #[test]
    fn other_dates_are_not_the_texts_own() {
        for head in [
            "In May 29, 2025, output rose.",
            "Raipur, May 29 (PTI) Output rose.",
            "Updated figures of 2025-05-29 show a rise.",
            "The date 2025-05-29 was chosen.",
            "Beijing, May 29, 2025 was a sunny day in the (city).",
        ] {
            assert_eq!(article(format!("{head}\n{LONG}")).published, None, "{head}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_text_is_kept_and_blocks_are_in_order(text in "[A-Za-z0-9 .,:()\n\r\té中—]{0,200}") {
            let found = article(text.clone());
            proptest::prop_assert_eq!(&found.text, &text);
            proptest::prop_assert!(found.blocks.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        }
    }
}
