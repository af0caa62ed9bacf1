//! The page's visible text cut into blocks: paragraphs, headings, list items, captions, table rows.
//!
//! Knows which tags break a line. Knows nothing of what belongs to the article.

use super::furniture::Part;
use super::page::{Kind, Page, Text};
use super::writing::Writing;
use crate::base::source_map::SourceMap;
use crate::base::span::Span;
use crate::base::vocabulary::BlockKind;
use html5ever::{LocalName, local_name};

/// A stretch of text between two line-breaking tags.
#[derive(Clone, Debug)]
pub struct Block<'t> {
    /// Its text, white space collapsed.
    pub text: &'t str,
    /// The rest.
    pub shape: Shape,
}

impl std::ops::Deref for Block<'_> {
    type Target = Shape;

    fn deref(&self) -> &Shape {
        &self.shape
    }
}

/// What is known of a block beside its text.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Where it stands in the text of the page.
    pub span: Span,
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

/// The text of a page, cut into blocks.
#[derive(Debug, Default)]
pub struct Cut {
    /// The text: the blocks, blank lines between them.
    pub text: String,
    /// Where its characters stand in the source.
    pub map: SourceMap,
    shapes: Vec<Shape>,
}

impl Cut {
    /// The blocks, in order.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let block = |shape: &Shape| Block {
            text: shape.span.of(&self.text),
            shape: shape.clone(),
        };
        self.shapes.iter().map(block).collect()
    }
}

/// Rows with more words lay out a page rather than hold data.
const LONGEST_ROW: usize = 150;

/// Between the cells of a row.
const CELL: &str = " | ";

/// Elements around a text among which a link is looked for.
const NEAR: usize = 6;

/// Words of a text; two Chinese or Japanese characters count as one.
pub fn count_words(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text.as_bytes());
    }
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

/// Stretches without white space in which a letter or digit stands.
fn ascii_words(text: &[u8]) -> usize {
    let mut words = 0;
    let mut counted = false;
    for byte in text {
        if byte.is_ascii_alphanumeric() {
            words += usize::from(!counted);
            counted = true;
        } else if matches!(byte, b'\t'..=b'\r' | b' ') {
            counted = false;
        }
    }
    words
}

/// The page's text in blocks. `parts` says what each node's names say it is.
pub fn cut(page: &Page, parts: &[Part]) -> Cut {
    let mut builder = Builder {
        page,
        parts,
        at: None,
        out: Writing::default(),
        shapes: Vec::new(),
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
            Kind::Text(text) => builder.text(text, index, preformatted(page, &open)),
            Kind::Element(element) => match *element.tag() {
                local_name!("br") => builder.line_break(&open),
                local_name!("tr") if data_row(page, index) => {
                    builder.flush(&open);
                    builder.row(index);
                    index = node.end;
                    continue;
                }
                _ if is_inline(element.tag()) && !apart(page, parts, index, &open) => {}
                _ => {
                    builder.flush(&open);
                    open.push(index);
                }
            },
        }
        index += 1;
    }
    builder.flush(&open);
    let (text, map) = builder.out.finish();
    Cut {
        text,
        map,
        shapes: builder.shapes,
    }
}

/// Tags that stay within a line; every other tag breaks it.
fn is_inline(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("a")
            | local_name!("abbr")
            | local_name!("acronym")
            | local_name!("b")
            | local_name!("bdi")
            | local_name!("bdo")
            | local_name!("big")
            | local_name!("cite")
            | local_name!("code")
            | local_name!("data")
            | local_name!("del")
            | local_name!("dfn")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("img")
            | local_name!("input")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("label")
            | local_name!("mark")
            | local_name!("nobr")
            | local_name!("picture")
            | local_name!("q")
            | local_name!("rp")
            | local_name!("rt")
            | local_name!("ruby")
            | local_name!("s")
            | local_name!("samp")
            | local_name!("small")
            | local_name!("source")
            | local_name!("span")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("time")
            | local_name!("tt")
            | local_name!("u")
            | local_name!("var")
            | local_name!("wbr")
    )
}

fn preformatted(page: &Page, open: &[usize]) -> bool {
    open.last()
        .is_some_and(|e| page.tag(*e) == local_name!("pre"))
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
    let tag = open.last().map(|e| page.tag(*e));
    matches!(
        tag,
        Some(
            local_name!("p")
                | local_name!("li")
                | local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("h4")
                | local_name!("h5")
                | local_name!("h6")
                | local_name!("td")
                | local_name!("blockquote")
        )
    )
}

/// Whether a row holds cells of data, not parts of a page.
fn data_row(page: &Page, row: usize) -> bool {
    let layout = page.subtree(row).skip(1).any(|i| {
        matches!(
            page.tag(i),
            local_name!("table")
                | local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("article")
                | local_name!("section")
                | local_name!("form")
                | local_name!("ul")
                | local_name!("ol")
                | local_name!("figure")
        )
    });
    let pieces = || page.texts(row).flat_map(Text::pieces);
    !layout && pieces().map(|p| count_words(p.text)).sum::<usize>() <= LONGEST_ROW
}

struct Builder<'p> {
    page: &'p Page<'p>,
    parts: &'p [Part],
    at: Option<usize>,
    out: Writing,
    shapes: Vec<Shape>,
    links: usize,
    breaks: usize,
}

impl Builder<'_> {
    fn text(&mut self, text: Text, index: usize, preformatted: bool) {
        let start = self.out.len();
        if preformatted {
            self.out.verbatim(text);
        } else {
            self.out.words(text);
        }
        let written = self.out.since(start);
        if written.trim_start().is_empty() {
            return;
        }
        self.at.get_or_insert(index);
        self.breaks = 0;
        if !preformatted && self.in_link(index) {
            self.links += count_words(written);
        }
    }

    fn in_link(&self, index: usize) -> bool {
        let mut near = self.page.ancestors(index).take(NEAR);
        near.any(|i| self.page.tag(i) == local_name!("a"))
    }

    /// One `<br>` is a new line, two end the block.
    fn line_break(&mut self, open: &[usize]) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush(open);
        } else {
            self.out.line_break();
        }
    }

    /// A row of data: its cells in one line.
    fn row(&mut self, row: usize) {
        let mut cell = row + 1;
        let end = self.page.subtree(row).end;
        while cell < end {
            let inside = self.page.subtree(cell);
            cell = inside.end.max(cell + 1);
            let start = self.out.len();
            for index in inside {
                match self.page.node(index).map(|n| n.kind) {
                    Some(Kind::Text(text)) => self.cell_text(text, index),
                    Some(Kind::Element(e)) if !is_inline(e.tag()) => self.out.gap(),
                    _ => {}
                }
            }
            if self.out.len() > start {
                self.out.separate(CELL);
            }
        }
        self.out.drop_separator(CELL);
        self.at = Some(row);
        self.finish(row, BlockKind::Table, 0);
    }

    fn cell_text(&mut self, text: Text, index: usize) {
        let start = self.out.len();
        self.out.words(text);
        if self.in_link(index) {
            self.links += count_words(self.out.since(start));
        }
    }

    fn flush(&mut self, open: &[usize]) {
        let element = open.last().copied().unwrap_or_default();
        let (kind, level) = kind(self.page, self.parts, open);
        self.finish(element, kind, level);
    }

    fn finish(&mut self, element: usize, kind: BlockKind, level: u8) {
        let link_words = std::mem::take(&mut self.links);
        let at = self.at.take().unwrap_or(element);
        self.breaks = 0;
        let Some(span) = self.out.end_block() else {
            return;
        };
        self.shapes.push(Shape {
            span,
            kind,
            element,
            at,
            level,
            words: count_words(self.out.since(span.start)),
            link_words,
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
            local_name!("h1") => return (BlockKind::Heading, 1),
            local_name!("h2") => return (BlockKind::Heading, 2),
            local_name!("h3") => return (BlockKind::Heading, 3),
            local_name!("h4") => return (BlockKind::Heading, 4),
            local_name!("h5") => return (BlockKind::Heading, 5),
            local_name!("h6") => return (BlockKind::Heading, 6),
            local_name!("li") | local_name!("dt") | local_name!("dd") => BlockKind::ListItem,
            local_name!("figcaption") | local_name!("caption") => BlockKind::Caption,
            local_name!("blockquote") => BlockKind::Quote,
            local_name!("article") | local_name!("section") | local_name!("body") => break,
            _ => continue,
        };
        return (kind, 0);
    }
    (BlockKind::Paragraph, 0)
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn found(source: &str) -> Vec<(String, BlockKind, usize, usize)> {
        let parsed = parse(source);
        let page = Page::of(&parsed.tree, |_| false);
        let cut = cut(&page, &[]);
        assert_eq!(cut.map.len(), cut.text.len());
        cut.blocks()
            .into_iter()
            .map(|b| (b.text.to_owned(), b.kind, b.words, b.link_words))
            .collect()
    }

    fn texts(source: &str) -> Vec<String> {
        found(source).into_iter().map(|b| b.0).collect()
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
        let found = found(
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
        assert_eq!(count_words("It rose by 5.1 % -- twice."), 5);
    }

    #[test]
    fn a_cell_is_written_as_a_line_is() {
        assert_eq!(
            texts(
                "<table><tr><td>1.<b>6</b> m<sup>2</sup><br>in<p>all</p><td> <td>x &amp; y</tr></table>"
            ),
            ["1.6 m2 in all | x & y"]
        );
    }

    #[test]
    fn text_in_pre_stands_as_it_is() {
        assert_eq!(
            texts("<pre>\n  a\n\tb &lt; c \n</pre><p>d"),
            ["a\n\tb < c", "d"]
        );
    }
}
