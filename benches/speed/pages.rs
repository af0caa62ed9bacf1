//! How fast web pages become articles: main text with its map to the bytes, beside the bare parse.
//!
//! Pages are made of generated articles and of furniture like that of news sites, or read from a
//! folder of one's own. Knows nothing of what is found in them.

use crate::articles::Generator;
use figtrace::clean;
use figtrace::read::{Content, Found, RawDocument, documents};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// Links of a made page's menus, and teasers of other articles below it.
const LINKS: usize = 60;

/// Lines of script of a made page.
const SCRIPT_LINES: usize = 120;

/// The pages in a folder; what is no page is left out.
pub fn read(folder: &Path) -> Vec<RawDocument> {
    let found = documents(vec![folder.to_path_buf()], None).filter_map(Result::ok);
    let page = |d: &RawDocument| matches!(d.content, Content::Html(_));
    found.filter_map(Found::document).filter(page).collect()
}

/// Made pages until `megabytes` are full.
///
/// # Errors
/// When they cannot be written to a folder, to be read from there as any pages are.
pub fn made(generator: &mut Generator, megabytes: usize) -> std::io::Result<Vec<RawDocument>> {
    let folder = tempfile::tempdir()?;
    let mut bytes = 0;
    for number in 0.. {
        if bytes >= megabytes * 1_000_000 {
            break;
        }
        let page = page(&generator.article());
        bytes += page.len();
        std::fs::write(folder.path().join(format!("{number:06}.html")), page)?;
    }
    Ok(read(folder.path()))
}

/// An article as a news site would show it.
fn page(article: &str) -> String {
    let mut lines = article.lines().filter(|l| !l.is_empty());
    let headline = lines.next().unwrap_or_default();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{headline} - The Daily</title>\n\
         <meta property=\"og:title\" content=\"{headline}\">\n<link rel=\"stylesheet\" href=\"/a.css\">\n<script>\n"
    );
    for line in 0..SCRIPT_LINES {
        let _ = writeln!(
            out,
            "  window.a{line} = function (b, c) {{ if (b < c && c > {line}) return b[c]; }};"
        );
    }
    out.push_str(
        "</script>\n</head>\n<body class=\"page article-page\">\n<nav class=\"menu\"><ul>\n",
    );
    for link in 0..LINKS {
        let _ = writeln!(
            out,
            "<li class=\"menu-item menu-item-{link}\"><a href=\"/section/{link}\" data-track=\"menu|{link}\">Section {link}</a></li>"
        );
    }
    let _ = write!(
        out,
        "</ul></nav>\n<main><article class=\"story\"><h1 class=\"story-title\">{headline}</h1>\n\
         <time datetime=\"2025-06-12\">12 June 2025</time>\n<div class=\"story-body\">\n"
    );
    for line in lines {
        let _ = writeln!(
            out,
            "<p class=\"story-text\">{}</p>",
            line.replace('&', "&amp;")
        );
    }
    out.push_str("</div></article>\n<aside class=\"related\">\n");
    for link in 0..LINKS {
        let _ = writeln!(
            out,
            "<div class=\"teaser\"><a href=\"/{link}.html\"><img src=\"/{link}.jpg\" alt=\"\">\
             <span class=\"teaser-title\">Another thing that happened &amp; its number {link}</span></a></div>"
        );
    }
    out.push_str(
        "</aside></main>\n<footer>Copyright &copy; 2025 The Daily</footer>\n</body>\n</html>\n",
    );
    out
}

/// Each stage with its time.
pub fn stages(
    pages: &[RawDocument],
    median: fn(&mut dyn FnMut()) -> Duration,
) -> Vec<(&'static str, Duration)> {
    let parse = median(&mut || {
        for page in pages {
            drop(black_box(scraper::Html::parse_document(
                page.content.as_str(),
            )));
        }
    });
    let clean = median(&mut || {
        for page in pages {
            drop(black_box(clean::article(page)));
        }
    });
    vec![("parse", parse), ("page", clean)]
}
