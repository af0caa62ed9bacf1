//! Finds date mentions in one article.

use crate::recognise::mention::DateMention;
use crate::segment::Segments;
use jiff::civil::Date;

/// Every date mention of the article, in order.
pub fn recognise(_segments: &Segments<'_>, _published: Option<Date>) -> Vec<DateMention> {
    Vec::new()
}
