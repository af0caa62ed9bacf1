//! Finds region mentions in one article.

use crate::recognise::mention::RegionMention;
use crate::segment::Segments;

/// Every region mention of the article, in order.
pub fn recognise(_segments: &Segments<'_>) -> Vec<RegionMention> {
    Vec::new()
}
