//! The only place that knows the order of the stages.

use crate::base::span::Span;
use crate::base::vocabulary::{Modality, Role};
use crate::clean::Article;
use crate::link::reading::{Figure, Reading};
use crate::recognise;
use crate::recognise::mention::{FigureMention, Form};
use crate::segment::Segments;

/// Reads one article: segments, recognises, links. Never fails.
pub fn read_article(article: Article) -> Reading {
    let segments = Segments::of(&article);
    let dates = recognise::date::recognise(&segments, article.published);
    let regions = recognise::region::recognise(&segments);
    let projects = recognise::project::recognise(&segments, &regions);
    let taken: Vec<Span> = dates.iter().map(|d| d.span).collect();
    let (mentions, rejections) = recognise::figure::recognise(&segments, &taken);
    let sentences = segments
        .sentences
        .iter()
        .map(|s| (s.span, s.block))
        .collect();
    Reading {
        sentences,
        figures: mentions.into_iter().map(unlinked).collect(),
        dates,
        regions,
        projects,
        rejections,
        notices: article.notices.clone(),
        article,
    }
}

/// A figure with nothing but what its own surface says.
fn unlinked(mention: FigureMention) -> Figure {
    let role = match mention.form {
        Form::Plain => Role::Level,
        Form::Multiple => Role::Multiple,
        Form::Fraction => Role::Share,
        Form::Rank => Role::Rank,
        Form::Grew => Role::Increase,
        Form::Shrank => Role::Decrease,
    };
    Figure {
        mention,
        role,
        modality: Modality::Actual,
        indicator: None,
        measure: None,
        regions: Vec::new(),
        period: None,
        base_period: None,
        projects: Vec::new(),
        attributed_to: None,
        why: Vec::new(),
    }
}
