//! From a page's source to its tree, by html5ever and the HTML standard, each text with its place.

use super::positions::Positions;
use super::shallow::Shallow;
use super::sink::Sink;
use super::tree::Tree;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

/// A page's tree.
#[derive(Debug)]
pub struct Parsed<'s> {
    /// The tree.
    pub tree: Tree<'s>,
    /// Whether the page asked for more elements than a page may have, and lost some tags.
    pub overfull: bool,
}

/// The tree of a page.
pub fn parse(source: &str) -> Parsed<'_> {
    let builder = TreeBuilder::new(Sink::new(source), TreeBuilderOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(source));
    let sink = Positions::new(Shallow::new(builder, source.len()), source, &queue);
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    loop {
        tokenizer.sink.before_feed();
        if matches!(tokenizer.feed(&queue), TokenizerResult::Done) {
            break;
        }
    }
    tokenizer.sink.before_end();
    tokenizer.end();
    let (tree, overfull) = tokenizer.sink.finish();
    Parsed { tree, overfull }
}

#[cfg(test)]
mod tests {
    use super::super::shallow::DEEPEST;
    use super::super::tree::{Id, ROOT, Value};
    use super::*;
    use crate::read::source::html_text;
    use proptest::prelude::*;
    use scraper::{Html, Node};
    use std::fmt::Write as _;

    /// The nodes of our tree: name and attributes, or text.
    fn ours(source: &str) -> String {
        let tree = parse(source).tree;
        let mut out = String::new();
        let mut open = vec![(ROOT, 0)];
        while let Some((id, depth)) = open.pop() {
            let said = match tree.value(id) {
                Value::Root => "root".to_owned(),
                Value::Unseen => "unseen".to_owned(),
                Value::Text(..) => {
                    let text: String = tree.pieces(id).map(|p| p.text).collect();
                    format!("{text:?}")
                }
                Value::Element(e) => {
                    let attributes = e.attributes.iter().map(|a| (&a.name, &*a.value));
                    element(&e.name, attributes)
                }
            };
            let _ = writeln!(out, "{depth} {said}");
            let children: Vec<Id> =
                std::iter::successors(tree.first(id), |c| tree.after(*c)).collect();
            open.extend(children.into_iter().rev().map(|c| (c, depth + 1)));
        }
        out
    }

    /// The same of the tree that html5ever and scraper make by themselves.
    fn theirs(source: &str) -> String {
        let html = Html::parse_document(source);
        let mut out = String::new();
        let mut open = vec![(html.tree.root(), 0)];
        while let Some((node, depth)) = open.pop() {
            let said = match node.value() {
                Node::Document | Node::Fragment => "root".to_owned(),
                Node::Text(t) => format!("{:?}", &**t),
                Node::Element(e) => element(&e.name, e.attrs.iter().map(|(n, v)| (n, &**v))),
                _ => "unseen".to_owned(),
            };
            let _ = writeln!(out, "{depth} {said}");
            let children: Vec<_> = node.children().collect();
            open.extend(children.into_iter().rev().map(|c| (c, depth + 1)));
        }
        out
    }

    fn element<'a>(
        name: &html5ever::QualName,
        attributes: impl Iterator<Item = (&'a html5ever::QualName, &'a str)>,
    ) -> String {
        let mut all: Vec<_> = attributes.map(|(n, v)| (format!("{n:?}"), v)).collect();
        all.sort();
        format!("{name:?} {all:?}")
    }

    /// Every piece of every text says what its place in the source says; answers the bytes of text.
    fn prove(source: &str) -> usize {
        let tree = parse(source).tree;
        let ids = 0..u32::try_from(tree.len()).unwrap();
        let mut bytes = 0;
        for piece in ids.flat_map(|id| tree.pieces(id)) {
            let written = piece.source.of(source);
            bytes += piece.text.len();
            if piece.copied {
                assert_eq!(written, piece.text, "{source:?}");
            } else {
                assert!(!piece.source.is_empty(), "{piece:?} in {source:?}");
                assert_eq!(html_text(written), piece.text, "{source:?}");
            }
        }
        assert_eq!(tree.unplaced, 0, "{source:?}");
        bytes
    }

    /// Pages that put each way of reading to the test.
    const PAGES: &[&str] = &[
        "<!DOCTYPE html><title>a &amp; b</title><script>x<b></script><p>a<b>b<p>c</b><table><tr><td>d<svg><path/></svg><textarea><p></textarea>",
        "a&b &amp;&lt;p&gt; &nbsp;&#8364;&#x20ac;&#128;&notit;&noti;&foo;&NotEqualTilde;x&ampere &#; &#x; &#xg &#0;",
        "a\r\nb\rc\n\r\n\r\r\n<pre>\r\n\r\nx\r\n</pre><pre>\n\ny</pre><textarea>\nz</textarea><textarea>\r\nz&lt;\r</textarea>",
        "\0a\0<b>\0</b><svg>\0a<![CDATA[x\0y]]></svg><script>\0</script><title>\0t</title><table>\0a\0<td>\0",
        "<svg><![CDATA[a]]b]]]>c<![CDATA[]]><![CDATA[&amp;\r\n<b>]]>]]></svg><![CDATA[no]]>x",
        "<table>a<tr>b <td>c</td> d\r\n</tr>&amp;<p>e</table>f<table> <caption> g</caption>h i</table>",
        "<table><pre>\nx</pre> &lt; y <!-- z -->\n</table>",
        "< 5 and <5 </ x> </> y </>z<p</p>w<<<b>&</b>& <3",
        "<b><p>a</b>b</p><a href=1>c<a href=2>d</a><div>e</a>f",
        "\u{feff}a\u{feff}<script>1</script>\u{feff}b<meta charset=x>\u{feff}c",
        "\u{feff}\u{feff}a",
        " \n <html> \n <head> \n <title> x </title> y <body>\n z </body> \n</html> w \n",
        "<frameset> a b\n c<frame> </frameset> d\n e<noframes>&amp;</noframes>",
        "<plaintext>&amp;</plaintext>\r\n\0</>",
        "<noscript>&amp;<b></noscript><style>a<b</style><xmp>&lt;</xmp><iframe>&lt;<p></iframe><noembed>x</noembed>",
        "<script><!--<script></script>a</script>b--></script><script></scr</script>",
        "<title>a</titl>&lt;</title><textarea>&notit; </textare</textarea>",
        "<math><mi>x<mtext><p>a&lt;b</mtext><annotation-xml encoding=text/html><p>c\0</math>",
        "<template>a<td>b</td> c</template><select>d<option>e<b>f</select><col> <colgroup> g <col>",
        "<!-- a --!> b <!-> c <!--> d <? e ?> f <!x> g </1> h",
        "<div a=1 a=2 b=&amp; c='&lt' d=\"\r\n\">x</div a=1>",
        "<body a=1>x<body a=2 b=3><html lang=en>y",
        "中文&nbsp;９.１<b>兆</b>\u{2003}\u{a0}é",
        "",
        "&",
        "<pre></>\n",
    ];

    #[test]
    fn the_tree_is_html5evers_own() {
        for page in PAGES {
            assert_eq!(ours(page), theirs(page), "{page:?}");
        }
    }

    #[test]
    fn every_character_has_its_place() {
        for page in PAGES {
            prove(page);
        }
        assert_eq!(prove("<title>&lt;</title>a&amp;\r\nb"), 5);
    }

    /// The end of a page may cut anything off, a reference for one.
    #[test]
    fn pages_cut_off_anywhere_are_mapped_all_the_same() {
        for page in PAGES {
            for (at, _) in page.char_indices() {
                let cut = page.get(..at).unwrap();
                prove(cut);
                assert_eq!(ours(cut), theirs(cut), "{cut:?}");
            }
        }
    }

    #[test]
    fn the_pages_of_the_format_corpus_are_mapped() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/formats");
        for entry in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let source = String::from_utf8_lossy(&bytes);
            assert_eq!(ours(&source), theirs(&source));
            prove(&source);
        }
    }

    #[test]
    fn nesting_ends_where_browsers_end_it_and_text_is_kept() {
        let page = format!("{}deep{}after", "<div>".repeat(600), "</div>".repeat(600));
        let tree = parse(&page).tree;
        let texts: Vec<Id> = (0..u32::try_from(tree.len()).unwrap())
            .filter(|id| matches!(tree.value(*id), Value::Text(..)))
            .collect();
        let said = |id: &Id| -> String { tree.pieces(*id).map(|p| p.text).collect() };
        let depth = |id: &Id| std::iter::successors(tree.parent(*id), |p| tree.parent(*p)).count();
        assert_eq!(
            (said(&texts[0]), depth(&texts[0])),
            ("deep".into(), DEEPEST + 3)
        );
        assert_eq!((said(&texts[1]), depth(&texts[1])), ("after".into(), 3));
    }

    #[test]
    fn items_and_paragraphs_left_open_do_not_count() {
        let page = "<ul>".to_owned() + &"<li>a<p>b".repeat(2000) + "</ul><div>c</div>";
        assert_eq!(ours(&page), theirs(&page));
    }

    /// Each paragraph opens the five hundred `<b>` again.
    #[test]
    fn a_page_cannot_ask_for_more_elements_than_it_pays_for() {
        let opened: Vec<String> = (0..500).map(|n| format!("<b id={n}>")).collect();
        let opened = opened.concat();
        let page = format!("<p>{opened}{}", "<p>x".repeat(20_000));
        let parsed = parse(&page);
        assert!(parsed.overfull);
        assert!(parsed.tree.len() < 400_000);
        prove(&page);
        assert!(!parse(&"<p>x".repeat(200_000)).overfull);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn any_page_has_html5evers_tree_and_a_whole_map(
            source in "(</?(p|b|i|a|div|table|tr|td|pre|svg|math|mi|title|textarea|script|style|select|option|template|caption|col|frameset|body|html|head|font|svg)( a=1)?/?>|<!\\[CDATA\\[|]]>|&(amp|lt;|not|noti|nbsp;|#38;|#x26|#0|NotEqualTilde;|foo)|</>|<!--|-->|[ \r\n\0&<>a-c;é\u{feff}]{1,4}){0,24}"
        ) {
            prop_assert_eq!(ours(&source), theirs(&source));
            prove(&source);
        }
    }
}
