//! The only place that knows the order of the stages.

use crate::base::span::Span;
use crate::clean::Article;
use crate::link::item::Mentions;
use crate::link::link;
use crate::link::reading::Reading;
use crate::recognise;
use crate::relate::{relate, things};
use crate::segment::Segments;

/// Reads one article: segments, recognises, links, relates. Never fails.
pub fn read_article(article: Article) -> Reading {
    let segments = Segments::of(&article);
    let dates = recognise::date::recognise(&segments, article.published);
    let regions = recognise::region::recognise(&segments);
    let projects = recognise::project::recognise(&segments, &regions);
    let (numbers, rejections) = recognise::figure::recognise(&segments, &taken(&dates, &projects));
    let mentions = Mentions {
        figures: &numbers,
        dates: &dates,
        regions: &regions,
        projects: &projects,
    };
    let figures = link(&segments, mentions, article.published);
    let sentences = segments
        .sentences
        .iter()
        .map(|s| (s.span, s.block))
        .collect();
    let mut reading = Reading {
        sentences,
        figures,
        dates,
        regions,
        projects,
        things: Vec::new(),
        relations: Vec::new(),
        rejections,
        notices: article.notices.clone(),
        article,
    };
    reading.things = things(&reading);
    reading.relations = relate(&reading);
    reading
}

/// Spans in which a number is no figure: dates, and names of projects.
fn taken(
    dates: &[recognise::mention::DateMention],
    projects: &[recognise::mention::ProjectMention],
) -> Vec<Span> {
    let mut out: Vec<Span> = dates.iter().map(|d| d.span).collect();
    out.extend(projects.iter().map(|p| p.span));
    out.sort_unstable();
    out
}
