//! The only place that knows the order of the stages.

use crate::clean::Article;
use crate::link::reading::Reading;
use crate::recognise;
use crate::segment::Segments;

/// Reads one article: segments, recognises, links. Never fails.
pub fn read_article(article: Article) -> Reading {
    let segments = Segments::of(&article);
    let dates = recognise::date::recognise(&segments, article.published);
    let regions = recognise::region::recognise(&segments);
    let projects = recognise::project::recognise(&segments, &regions);
    let sentences = segments
        .sentences
        .iter()
        .map(|s| (s.span, s.block))
        .collect();
    Reading {
        sentences,
        figures: Vec::new(),
        dates,
        regions,
        projects,
        rejections: Vec::new(),
        notices: article.notices.clone(),
        article,
    }
}
