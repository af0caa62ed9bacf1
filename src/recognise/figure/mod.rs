//! Finds figure mentions in one article.

use crate::base::span::Span;
use crate::recognise::mention::FigureMention;
use crate::segment::Segments;

/// Every figure mention of the article, in order.
pub fn recognise(_segments: &Segments<'_>, _taken: &[Span]) -> Vec<FigureMention> {
    Vec::new()
}
