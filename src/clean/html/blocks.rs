//! The page's visible text cut into blocks: paragraphs, headings, list items, captions, table rows.
//!
//! Knows which tags break a line. Knows nothing of what belongs to the article.

use super::furniture::Part;
use super::page::{Kind, Page};
use crate::base::vocabulary::BlockKind;

/// A stretch of text between two line-breaking tags.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its text, white space collapsed.
    pub text: String,
    /// What its tags say it is.
    pub kind: BlockKind,
    /// Index of the innermost line-breaking element around it.
    pub element: usize,
    /// Index of its first node; blocks are in this order.
    pub at: usize,
    /// Level of a heading, 1 to 6; 0 for others.
    pub level: u8,
    /// Words of it.
    pub words: usize,
    /// Words of it that lie in links.
    pub link_words: usize,
}

/// Tags that stay within a line; every other tag breaks it.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt",
    "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
];

/// Rows with more words lay out a page rather than hold data.
const LONGEST_ROW: usize = 150;

/// Words of a text; two Chinese or Japanese characters count as one.
pub fn count_words(text: &str) -> usize {
    let mut ideographs = 0;
    let words = text.split_whitespace().filter(|word| {
        let before = ideographs;
        ideographs += word
            .chars()
            .filter(|c| ('\u{2E80}'..='\u{FFDC}').contains(c))
            .count();
        before == ideographs && word.contains(char::is_alphanumeric)
    });
    words.count() + ideographs.div_ceil(2)
}

/// The blocks of a page, in order. `parts` says what each node's names say it is.
pub fn blocks(page: &Page, parts: &[Part]) -> Vec<Block> {
    let mut builder = Builder {
        page,
        parts,
        at: None,
        out: Vec::new(),
        text: String::new(),
        links: 0,
        breaks: 0,
    };
    let mut open: Vec<usize> = Vec::new();
    let mut index = 0;
    while let Some(node) = page.node(index) {
        while let Some(top) = open.last().copied() {
            if page.subtree(top).end > index {
                break;
            }
            builder.flush(&open);
            open.pop();
        }
        match node.kind {
            Kind::Text(text) => builder.push(text, index, preformatted(page, &open)),
            Kind::Element(element) if element.name() == "br" => builder.line_break(&open),
            Kind::Element(element) if element.name() == "tr" && data_row(page, index) => {
                builder.flush(&open);
                builder.row(index);
                index = node.end;
                continue;
            }
            Kind::Element(element) => {
                let inline = INLINE.binary_search(&element.name()).is_ok();
                if !inline || apart(page, parts, index, &open) {
                    builder.flush(&open);
                    open.push(index);
                }
            }
        }
        index += 1;
    }
    builder.flush(&open);
    builder.out
}

fn preformatted(page: &Page, open: &[usize]) -> bool {
    open.last().is_some_and(|e| page.tag(*e) == "pre")
}

/// Whether an inline element must not join its neighbours.
fn apart(page: &Page, parts: &[Part], index: usize, open: &[usize]) -> bool {
    match parts.get(index) {
        Some(Part::Caption) => true,
        Some(Part::Weak | Part::Furniture | Part::Appendix) => !in_line_of_text(page, open),
        _ => false,
    }
}

/// Whether the innermost open element is one that holds running text.
fn in_line_of_text(page: &Page, open: &[usize]) -> bool {
    let tag = open.last().map_or("", |e| page.tag(*e));
    matches!(
        tag,
        "p" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "blockquote"
    )
}

/// Whether a row holds cells of data, not parts of a page.
fn data_row(page: &Page, row: usize) -> bool {
    let layout = page.subtree(row).skip(1).any(|i| {
        matches!(
            page.tag(i),
            "table" | "h1" | "h2" | "h3" | "article" | "section" | "form" | "ul" | "ol" | "figure"
        )
    });
    !layout && count_words(&page.text(row)) <= LONGEST_ROW
}

struct Builder<'p> {
    page: &'p Page<'p>,
    parts: &'p [Part],
    at: Option<usize>,
    out: Vec<Block>,
    text: String,
    links: usize,
    breaks: usize,
}

impl Builder<'_> {
    fn push(&mut self, text: &str, index: usize, preformatted: bool) {
        if !text.trim().is_empty() {
            self.at.get_or_insert(index);
        }
        if preformatted {
            self.text.push_str(text);
            return;
        }
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for (at, word) in text.split_whitespace().enumerate() {
            if at > 0 {
                self.space();
            }
            self.breaks = 0;
            self.text.push_str(word);
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
        if self.in_link(index) {
            self.links += count_words(text);
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn in_link(&self, index: usize) -> bool {
        let inline = self.page.ancestors(index).take(6);
        inline.into_iter().any(|i| self.page.tag(i) == "a")
    }

    /// One `<br>` is a new line, two end the block.
    fn line_break(&mut self, open: &[usize]) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush(open);
        } else if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
    }

    fn row(&mut self, row: usize) {
        let mut cells = Vec::new();
        let mut index = row + 1;
        let end = self.page.subtree(row).end;
        while index < end {
            let text = self.page.text(index);
            if !text.is_empty() {
                cells.push(text);
            }
            for inner in self.page.subtree(index) {
                if self.page.tag(inner).is_empty() && self.in_link(inner) {
                    self.links += count_words(&self.page.text(inner));
                }
            }
            index = self.page.subtree(index).end.max(index + 1);
        }
        self.text = cells.join(" | ");
        self.at = Some(row);
        self.finish(row, BlockKind::Table, 0);
    }

    fn flush(&mut self, open: &[usize]) {
        let element = open.last().copied().unwrap_or_default();
        let (kind, level) = kind(self.page, self.parts, open);
        self.finish(element, kind, level);
    }

    fn finish(&mut self, element: usize, kind: BlockKind, level: u8) {
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        let at = self.at.take().unwrap_or(element);
        self.breaks = 0;
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.out.push(Block {
            text: text.to_owned(),
            kind,
            element,
            at,
            level,
            words: count_words(text),
            link_words: links,
        });
    }
}

/// The kind that the open elements give a text, the innermost first, and the level of a heading.
fn kind(page: &Page, parts: &[Part], open: &[usize]) -> (BlockKind, u8) {
    for index in open.iter().rev().take(4) {
        if parts.get(*index) == Some(&Part::Caption) {
            return (BlockKind::Caption, 0);
        }
        let kind = match page.tag(*index) {
            "h1" => return (BlockKind::Heading, 1),
            "h2" => return (BlockKind::Heading, 2),
            "h3" => return (BlockKind::Heading, 3),
            "h4" => return (BlockKind::Heading, 4),
            "h5" => return (BlockKind::Heading, 5),
            "h6" => return (BlockKind::Heading, 6),
            "li" | "dt" | "dd" => BlockKind::ListItem,
            "figcaption" | "caption" => BlockKind::Caption,
            "blockquote" => BlockKind::Quote,
            "article" | "section" | "body" => break,
            _ => continue,
        };
        return (kind, 0);
    }
    (BlockKind::Paragraph, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn cut(source: &str) -> Vec<(String, BlockKind, usize, usize)> {
        let html = Html::parse_document(source);
        let page = Page::of(&html, |_| false);
        blocks(&page, &[])
            .into_iter()
            .map(|b| (b.text, b.kind, b.words, b.link_words))
            .collect()
    }

    fn texts(source: &str) -> Vec<String> {
        cut(source).into_iter().map(|b| b.0).collect()
    }

    #[test]
    fn inline_tags_join_and_others_part() {
        assert_eq!(
            texts("<div>Out<b>put</b>\n rose <a href=x>by 5%</a>.<p>Second</p>tail</div>"),
            ["Output rose by 5%.", "Second", "tail"]
        );
    }

    #[test]
    fn one_break_is_a_line_and_two_are_a_paragraph() {
        assert_eq!(texts("a<br>b<br> <br>c"), ["a\nb", "c"]);
    }

    #[test]
    fn tags_give_the_kind_and_links_are_counted() {
        let found = cut(
            "<h2>Head</h2><ul><li><p>one <a>two three</a></ul><blockquote><p>said</blockquote>",
        );
        assert_eq!(found[0].1, BlockKind::Heading);
        assert_eq!(
            (found[1].1, found[1].2, found[1].3),
            (BlockKind::ListItem, 3, 2)
        );
        assert_eq!(found[2].1, BlockKind::Quote);
    }

    #[test]
    fn a_row_of_data_is_one_block_and_a_row_of_layout_none() {
        assert_eq!(
            texts("<table><tr><td>Wuxi<td>1.6<td></tr></table>"),
            ["Wuxi | 1.6"]
        );
        assert_eq!(texts("<table><tr><td><h2>a</h2><td>b</table>"), ["a", "b"]);
    }

    #[test]
    fn ideographs_count_half_a_word() {
        assert_eq!(count_words("昆明市 rose 5.1 %"), 4);
    }

    #[test]
    fn inline_tags_are_sorted() {
        assert!(INLINE.is_sorted());
    }
}
