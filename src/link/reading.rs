//! An article as read: mentions, and figures with their links. Plain data.

use crate::base::edtf::Edtf;
use crate::base::notice::Notice;
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::{Modality, Part, RelationKind, RelationVerdict, Role};
use crate::clean::Article;
use crate::recognise::mention::{
    DateMention, FigureMention, Place, ProjectMention, RegionMention, Rejection,
};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What a change or multiple is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// A named period.
    Period(Edtf),
    /// The same period a year before (`yoy`).
    YearOnYear,
    /// The quarter before (`qoq`).
    QuarterOnQuarter,
    /// The month before (`mom`).
    MonthOnMonth,
}

impl Base {
    /// The word records and database use.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Period(p) => p.as_str(),
            Self::YearOnYear => "yoy",
            Self::QuarterOnQuarter => "qoq",
            Self::MonthOnMonth => "mom",
        }
    }
}

/// A figure and what is true about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number and its unit.
    pub mention: FigureMention,
    /// What the number says about its indicator.
    pub role: Role,
    /// Fact or intention.
    pub modality: Modality,
    /// What is measured: a short noun phrase in lower case, close to the text.
    pub indicator: Option<String>,
    /// The vocabulary's name of the indicator, which joins across articles ("gdp").
    pub measure: Option<String>,
    /// The regions it is about.
    pub regions: Vec<Place>,
    /// The period it is about.
    pub period: Option<Edtf>,
    /// What it is compared with.
    pub base_period: Option<Base>,
    /// Names of the projects it belongs to.
    pub projects: Vec<String>,
    /// Who states it.
    pub attributed_to: Option<String>,
    /// Ids of the reasons of its links, in the order they were made.
    pub why: Vec<RuleId>,
}

/// A statement that can be computed from figures of the same article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The rule that found it.
    pub rule: RuleId,
    /// What kind of computation it is.
    pub kind: RelationKind,
    /// What it says.
    pub verdict: RelationVerdict,
    /// What each figure is in it, with its index.
    pub figures: Vec<(Part, usize)>,
    /// The computation in the article's own numbers: `(24.2 billion yuan / 3.9 billion yuan)^(1/6) - 1`.
    pub computation: String,
    /// Unit of the three numbers below.
    pub unit: Cow<'static, str>,
    /// What the computation gives, to eight digits; `None` when nothing was there to compute it from.
    pub expected: Option<Decimal>,
    /// The least and the most it may give, rounding and comparators of its figures applied.
    pub bounds: (Option<Decimal>, Option<Decimal>),
    /// What the article states.
    pub stated: Decimal,
}

impl Relation {
    /// By how much the stated number is above what was expected.
    pub fn deviation(&self) -> Option<Decimal> {
        self.stated.checked_sub(self.expected?)
    }
}

/// Everything one article says, ready to be stored or shown.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Sentences: span, and index of the block.
    pub sentences: Vec<(Span, usize)>,
    /// Figures, in order.
    pub figures: Vec<Figure>,
    /// Dates, in order.
    pub dates: Vec<DateMention>,
    /// Regions, in order.
    pub regions: Vec<RegionMention>,
    /// Projects, in order.
    pub projects: Vec<ProjectMention>,
    /// What each figure is about, as a key that is the same in every article; `None` when too little is known
    /// to hold the figure against others.
    pub things: Vec<Option<String>>,
    /// What can be computed from its figures.
    pub relations: Vec<Relation>,
    /// Numbers that are no figures, with the reason.
    pub rejections: Vec<Rejection>,
    /// Remarks.
    pub notices: Vec<Notice>,
}
