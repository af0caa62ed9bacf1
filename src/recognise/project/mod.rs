//! Finds project mentions in one article.

use crate::recognise::mention::{ProjectMention, RegionMention};
use crate::segment::Segments;

/// Every project mention of the article, in order.
pub fn recognise(_segments: &Segments<'_>, _regions: &[RegionMention]) -> Vec<ProjectMention> {
    Vec::new()
}
