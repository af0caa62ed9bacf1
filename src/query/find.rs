//! Figures by value, unit, indicator, region, period, project, publisher, role and words: sorted, in pages.

mod search;

use crate::base::vocabulary::{Modality, Role};
use crate::query::Library;
use crate::query::figure::{Found, found};
use crate::store::error::StoreError;
use search::Search;

/// An interval of values. Ends are in `unit`; infinite where open.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The least.
    pub low: f64,
    /// Whether the least itself is too little ("over 9"): then only figures that say "over 9" too.
    pub above: bool,
    /// The most.
    pub high: f64,
    /// Whether the most itself is too much ("under 9").
    pub below: bool,
    /// What was typed: the nearest to it comes first; `None` for a mere interval.
    pub middle: Option<f64>,
    /// Code of the unit; `None` when only numbers were given, which then are of any unit as it stands.
    pub unit: Option<String>,
}

/// Days, half-open, as ISO text; an end that is `None` is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub begin: Option<String>,
    /// Day after the last.
    pub end_before: Option<String>,
}

/// What is looked for: all that is said must hold. Rows are those of the vocabularies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The value lies here; a range that shares a value with it is found too.
    pub amount: Option<Amount>,
    /// What is counted holds each of these words.
    pub counted: Vec<String>,
    /// Written in this unit (a row).
    pub unit: Option<i64>,
    /// About one of these indicators (rows).
    pub indicators: Option<Vec<i64>>,
    /// About one of these regions (rows).
    pub regions: Option<Vec<i64>>,
    /// About a period that shares a day with these.
    pub days: Option<Days>,
    /// Belongs to one of these projects (rows).
    pub projects: Option<Vec<i64>>,
    /// In an article of one of these publishers (rows).
    pub publishers: Option<Vec<i64>>,
    /// What the number says.
    pub role: Option<Role>,
    /// Fact or intention.
    pub modality: Option<Modality>,
    /// Its sentence holds each of these words or phrases.
    pub words: Vec<String>,
}

impl Filter {
    /// Whether nothing is asked, so that every figure is meant.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The order of the answer. Figures without the key come last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nearest to the asked value, else best for the asked words, else as in the database.
    #[default]
    Relevance,
    /// By value, in base units, kind by kind.
    Value,
    /// By the first day of the period.
    Period,
    /// By the name of the first region.
    Region,
    /// By the day of the article.
    Date,
}

/// Which part of the answer is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The order.
    pub order: Order,
    /// The other way round.
    pub descending: bool,
    /// Figures passed over.
    pub skip: usize,
    /// At most so many.
    pub limit: usize,
}

/// A part of the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The figures.
    pub shown: Vec<Found>,
    /// How many there are in all.
    pub total: usize,
}

/// Figures up to which sentences are ranked by how well the words fit; of more, ranking takes longer
/// than a person waits, and common words tell little.
const RANKED: i64 = 20_000;

impl Library {
    /// The figures that pass `filter`: one part of them, and how many they are.
    ///
    /// # Errors
    /// What the database says.
    pub fn find(&self, filter: &Filter, part: Part) -> Result<Page, StoreError> {
        let search = || {
            let total: i64 = Search::counting(filter).first(&self.conn)?;
            let ids = Search::listing(filter, part, total <= RANKED).run(&self.conn)?;
            let shown = ids.into_iter().map(|id| found(&self.conn, id));
            Ok(Page {
                shown: shown.collect::<rusqlite::Result<_>>()?,
                total: usize::try_from(total).unwrap_or_default(),
            })
        };
        search().map_err(|e| self.said(&e))
    }

    /// Rows of all figures that pass `filter`, in the order of the database.
    ///
    /// # Errors
    /// What the database says.
    pub fn figure_rows(&self, filter: &Filter) -> Result<Vec<i64>, StoreError> {
        let all = Search::rows(filter).run(&self.conn);
        all.map_err(|e| self.said(&e))
    }
}

#[cfg(test)]
mod tests;
