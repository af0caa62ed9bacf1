//! The only place that knows the order of the stages.

use crate::base::span::Span;
use crate::clean::Article;
use crate::link::item::Mentions;
use crate::link::link;
use crate::link::reading::Reading;
use crate::recognise;
use crate::relate::{relate, things};
use crate::segment::Segments;
use std::convert::Infallible;

/// Reads one article: segments, recognises, links, relates. Never fails.
pub fn read_article(article: Article) -> Reading {
    match read_article_while(article, || Ok::<(), Infallible>(())) {
        Ok(reading) => reading,
        Err(never) => match never {},
    }
}

/// The same as long as `go_on` lets it, which is asked at the end of each stage. It may stop a
/// reading, never change one.
///
/// # Errors
/// What `go_on` answers.
pub fn read_article_while<E>(
    article: Article,
    go_on: impl Fn() -> Result<(), E>,
) -> Result<Reading, E> {
    let segments = Segments::of(&article);
    go_on()?;
    let dates = recognise::date::recognise(&segments, article.published);
    go_on()?;
    let regions = recognise::region::recognise(&segments);
    go_on()?;
    let projects = recognise::project::recognise(&segments, &regions);
    go_on()?;
    let (numbers, rejections) = recognise::figure::recognise(&segments, &taken(&dates, &projects));
    go_on()?;
    let mentions = Mentions {
        figures: &numbers,
        dates: &dates,
        regions: &regions,
        projects: &projects,
    };
    let figures = link(&segments, mentions, article.published);
    go_on()?;
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
    go_on()?;
    Ok(reading)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain;
    use std::cell::Cell;

    #[test]
    fn a_reading_can_be_stopped_after_any_stage_and_is_the_same_when_it_is_not() {
        let article = || plain::article("Yunnan sold 7 cars in 2024.".to_owned());
        let asked = Cell::new(0);
        let count = || {
            asked.set(asked.get() + 1);
            Ok::<(), ()>(())
        };
        let whole = read_article_while(article(), count).unwrap();
        assert_eq!(whole.figures, read_article(article()).figures);
        let stages = asked.get();
        assert!(stages > 4, "{stages}");
        for last in 0..stages {
            asked.set(0);
            let until = || {
                asked.set(asked.get() + 1);
                if asked.get() > last {
                    Err(last)
                } else {
                    Ok(())
                }
            };
            assert_eq!(read_article_while(article(), until).unwrap_err(), last);
        }
    }
}
