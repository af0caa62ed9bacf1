//! Dates of a claim against dates of a source. Knows no figures.

use crate::base::edtf::Edtf;
use crate::base::span::Span;
use crate::lexicon::check::{Leaning, leaning_of};
use crate::recognise::mention::{DateMention, DateSense};
use jiff::civil::Date;

/// A date that a text names, and how the text leans on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The period, without an open end.
    pub period: Edtf,
    /// How it is meant.
    pub leaning: Leaning,
}

impl When {
    /// What `date` of `text` says; `None` for one that names no period ("now").
    pub fn of(date: &DateMention, text: &str) -> Option<Self> {
        let period = match &date.edtf {
            Some(edtf) => edtf.clone(),
            // "9 am on 7 March": the day.
            None => Edtf::parse(date.timex_value.split('T').next()?)?,
        };
        let before = last_words(Span::new(0, date.span.start).of(text));
        let leaning = match (leaning_of(&before), date.sense) {
            (Leaning::In, DateSense::Until) => Leaning::By,
            (Leaning::In, DateSense::Since) => Leaning::Since,
            (leaning, _) => leaning,
        };
        Some(Self {
            period: period.without_open(),
            leaning,
        })
    }

    /// Whether a source that speaks of `period` speaks of what the claim speaks of; `None` when they
    /// cannot be compared.
    pub fn covers(&self, period: &Edtf) -> Option<bool> {
        let (claim, source) = ends(&self.period, period)?;
        Some(match self.leaning {
            Leaning::Before => source.1 <= claim.0,
            Leaning::After => source.0 >= claim.1,
            Leaning::By => source.0 < claim.1,
            Leaning::Since => source.1 > claim.0,
            Leaning::In => source.0 < claim.1 && claim.0 < source.1,
        })
    }

    /// Whether `period` ends before the claim's begins: what it tells of then may have grown since.
    pub fn is_later_than(&self, period: &Edtf) -> bool {
        ends(&self.period, period).is_some_and(|(claim, source)| source.1 <= claim.0)
    }
}

/// Characters before a date that may say how it is meant: more than the longest phrase has.
const PHRASE: usize = 48;

/// The last words of `before`, in lower case.
fn last_words(before: &str) -> String {
    let last = before.char_indices().rev().take(PHRASE).last();
    let from = last.map_or(before.len(), |(at, _)| at);
    let tail = before.get(from..).unwrap_or_default();
    tail.to_lowercase()
}

type Ends = (Date, Date);

/// First day and day after the last of both; without their years if one has none.
fn ends(a: &Edtf, b: &Edtf) -> Option<(Ends, Ends)> {
    let days = |e: &Edtf| {
        let interval = e.without_open().interval();
        interval.begin.zip(interval.end_before)
    };
    if let (Some(a), Some(b)) = (days(a), days(b)) {
        return Some((a, b));
    }
    let (a, b) = (in_leap_year(a)?, in_leap_year(b)?);
    days(&a).zip(days(&b))
}

/// The same day or month in a year that has them all; `None` for a period that is neither.
fn in_leap_year(period: &Edtf) -> Option<Edtf> {
    let (_, day) = period.as_str().split_at_checked(4)?;
    Edtf::parse(&format!("2000{day}")).filter(|_| day.starts_with('-') && !day.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(leaning: Leaning, claim: &str, source: &str) -> Option<bool> {
        let when = When {
            period: Edtf::parse(claim).unwrap(),
            leaning,
        };
        when.covers(&Edtf::parse(source).unwrap())
    }

    #[test]
    fn each_leaning_has_its_side() {
        use Leaning::{After, Before, By, In, Since};
        for (leaning, source, expected) in [
            (Before, "2020-03-19", true),
            (Before, "2020-03-20", false),
            (After, "2020-03-20", false),
            (After, "2020-04", true),
            (By, "2020-03-20", true),
            (By, "2020-03-21", false),
            (Since, "2020-03-19", false),
            (Since, "2021", true),
            (In, "2020-03", true),
            (In, "2020-03-21", false),
        ] {
            let found = covers(leaning, "2020-03-20", source);
            assert_eq!(found, Some(expected), "{leaning:?} {source}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_compared_by_month_and_day() {
        assert_eq!(
            covers(Leaning::Before, "XXXX-03-20", "2020-03-19"),
            Some(true)
        );
        assert_eq!(covers(Leaning::In, "XXXX-03-20", "XXXX-03"), Some(true));
        assert_eq!(covers(Leaning::In, "XXXX-03-20", "2020"), None);
        assert_eq!(covers(Leaning::In, "2020", "2020/.."), Some(true));
    }

    #[test]
    fn what_was_told_earlier_may_have_grown() {
        let when = When {
            period: Edtf::parse("2020-04-10").unwrap(),
            leaning: Leaning::By,
        };
        assert!(when.is_later_than(&Edtf::parse("2020-04-07").unwrap()));
        assert!(!when.is_later_than(&Edtf::parse("2020-04").unwrap()));
    }
}
