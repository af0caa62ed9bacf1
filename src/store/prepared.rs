//! What the rows of a document need beside its reading: worked out on the threads that read, so that
//! the one writer only writes.
//!
//! Owns the check that a reading agrees with itself: what is prepared can be stored. Knows no SQL.

use crate::base::hash::sha256_hex;
use crate::base::number::Value;
use crate::base::span::Span;
use crate::link::reading::{Figure, Reading};
use crate::recognise::mention::FigureMention;
use crate::store::bounds::{Bounds, bounds, exact};
use crate::store::code_points::CodePoints;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Start and end in code points.
pub type Chars = (i64, i64);

/// Beside each list of a reading, one entry for each of its members.
#[derive(Debug)]
pub struct Prepared {
    /// Where the blocks are.
    pub blocks: Vec<Chars>,
    /// Where the sentences are.
    pub sentences: Vec<Chars>,
    /// Where the dates are.
    pub dates: Vec<Chars>,
    /// Where the regions are.
    pub regions: Vec<Chars>,
    /// Where the projects are.
    pub projects: Vec<Chars>,
    /// Where the rejected numbers are.
    pub rejections: Vec<Chars>,
    /// Where the places are that notices are about.
    pub notices: Vec<Option<Chars>>,
    /// The figures.
    pub figures: Vec<Quantity>,
}

/// A figure's place and number as its row has them.
#[derive(Debug)]
pub struct Quantity {
    /// Where it is.
    pub chars: Chars,
    /// 16 digits of a hash over the text and the place in it; what rules make of the place and the ids
    /// of rows play no part.
    pub uid: String,
    /// The number, unless it is a range.
    pub value: Option<String>,
    /// The lower end of a range.
    pub low: Option<String>,
    /// Its upper end.
    pub high: Option<String>,
    /// What rounding may hide on either side.
    pub half_place: Option<String>,
    /// What the number allows.
    pub real: Bounds,
}

impl Prepared {
    /// Prepares `reading`, whose text has the hash `text_sha256`.
    ///
    /// # Errors
    /// How the reading contradicts itself: a span outside its text, a sentence that is not there.
    pub fn of(reading: &Reading, text_sha256: &str) -> Result<Self, String> {
        let text = &reading.article.text;
        // SQL's substr ends at a NUL, so no span behind it could be proved.
        if text.contains('\0') {
            return Err("its text holds a NUL character".to_owned());
        }
        let related = reading.relations.iter().flat_map(|r| &r.figures);
        if let Some((_, lost)) = related
            .into_iter()
            .find(|(_, f)| *f >= reading.figures.len())
        {
            return Err(format!("it has no figure {lost}"));
        }
        let place = Placing {
            reading,
            points: CodePoints::of(text),
        };
        let mut uids = BTreeSet::new();
        let notice = |span: Option<Span>| span.map(|s| place.points.span(s));
        Ok(Self {
            blocks: list(&reading.article.blocks, |b| Ok(place.points.span(b.span)))?,
            sentences: list(&reading.sentences, |s| place.sentence(s.0, s.1))?,
            dates: list(&reading.dates, |d| place.mention(d.span, d.sentence))?,
            regions: list(&reading.regions, |r| place.mention(r.span, r.sentence))?,
            projects: list(&reading.projects, |p| place.mention(p.span, p.sentence))?,
            rejections: list(&reading.rejections, |r| place.chars(r.span))?,
            notices: reading.notices.iter().map(|n| notice(n.span)).collect(),
            figures: list(&reading.figures, |f| {
                place.quantity(f, text_sha256, &mut uids)
            })?,
        })
    }
}

fn list<T, P>(
    members: &[T],
    prepare: impl FnMut(&T) -> Result<P, String>,
) -> Result<Vec<P>, String> {
    members.iter().map(prepare).collect()
}

struct Placing<'a> {
    reading: &'a Reading,
    points: CodePoints<'a>,
}

impl Placing<'_> {
    fn chars(&self, span: Span) -> Result<Chars, String> {
        if span.of(&self.reading.article.text).is_empty() {
            let (start, end) = (span.start, span.end);
            return Err(format!("bytes {start} to {end} are no stretch of its text"));
        }
        Ok(self.points.span(span))
    }

    fn sentence(&self, span: Span, block: usize) -> Result<Chars, String> {
        match self.reading.article.blocks.get(block) {
            Some(_) => self.chars(span),
            None => Err(format!("it has no block {block}")),
        }
    }

    fn mention(&self, span: Span, sentence: usize) -> Result<Chars, String> {
        match self.reading.sentences.get(sentence) {
            Some(_) => self.chars(span),
            None => Err(format!("it has no sentence {sentence}")),
        }
    }

    fn quantity(
        &self,
        figure: &Figure,
        text_sha256: &str,
        taken: &mut BTreeSet<String>,
    ) -> Result<Quantity, String> {
        let mention = &figure.mention;
        if let Some(other) = mention.equivalent_to
            && self.reading.figures.get(other).is_none()
        {
            return Err(format!("it has no figure {other}"));
        }
        let chars = self.mention(mention.span, mention.sentence)?;
        let half = rounding(mention);
        let (value, low, high) = match mention.value {
            Value::Exact(n) => (Some(exact(n)), None, None),
            Value::Range(l, h) => (None, Some(exact(l)), Some(exact(h))),
        };
        Ok(Quantity {
            chars,
            uid: uid(text_sha256, chars, taken),
            value,
            low,
            high,
            half_place: half.map(|h| h.normalize().to_string()),
            real: bounds(mention.value, mention.comparator, half),
        })
    }
}

fn uid(text_sha256: &str, (start, end): Chars, taken: &mut BTreeSet<String>) -> String {
    let mut key = format!("{text_sha256}\n{start}\n{end}");
    loop {
        let mut uid = sha256_hex(key.as_bytes());
        uid.truncate(16);
        if taken.insert(uid.clone()) {
            return uid;
        }
        key.push('\n');
    }
}

/// What rounding may hide; nothing in whole things counted one by one ("5 cities").
pub(super) fn rounding(mention: &FigureMention) -> Option<Decimal> {
    let one_by_one = |half: &Decimal| mention.unit == "count" && *half == Decimal::new(5, 1);
    mention.half_place.filter(|half| !one_by_one(half))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::reading;

    fn fault(change: impl FnOnce(&mut Reading)) -> String {
        let mut read = reading("Yunnan sold 5 cars.\nThe Sky Bridge cost 9 — 5G came.");
        change(&mut read);
        Prepared::of(&read, "t").unwrap_err()
    }

    #[test]
    fn every_member_of_a_reading_is_prepared() {
        let read = reading("Yunnan’s cars: 5.\nThe Sky Bridge cost 9 — 5G came.");
        let prepared = Prepared::of(&read, "t").unwrap();
        assert_eq!(prepared.sentences.len(), read.sentences.len());
        assert_eq!(prepared.figures.len(), read.figures.len());
        assert_eq!(prepared.regions, [(0, 6)]);
        // After a character of three bytes.
        assert_eq!(prepared.figures[0].chars, (15, 16));
        assert_eq!(prepared.rejections.len(), 1);
    }

    #[test]
    fn a_reading_that_contradicts_itself_is_refused_with_the_place() {
        assert!(fault(|r| r.figures[0].mention.span = Span::new(900, 901)).contains("900"));
        assert!(fault(|r| r.figures[0].mention.sentence = 77).contains("sentence 77"));
        assert!(fault(|r| r.figures[0].mention.equivalent_to = Some(9)).contains("figure 9"));
        assert!(fault(|r| r.sentences[0].1 = 5).contains("block 5"));
        assert!(fault(|r| r.regions[0].span = Span::new(3, 3)).contains("3 to 3"));
        assert!(fault(|r| r.rejections[0].span.end = 999).contains("999"));
        assert!(fault(|r| r.article.text.push('\0')).contains("NUL"));
    }

    #[test]
    fn two_figures_at_one_place_have_two_uids() {
        let mut read = reading("It sold 5 cars.");
        read.figures.push(read.figures[0].clone());
        let prepared = Prepared::of(&read, "t").unwrap();
        assert_ne!(prepared.figures[0].uid, prepared.figures[1].uid);
        assert_eq!(prepared.figures[0].uid.len(), 16);
    }
}
