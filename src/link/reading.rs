//! An article as read: mentions, and figures with their links. Plain data.

use crate::base::edtf::Edtf;
use crate::base::notice::Notice;
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::{Modality, Role};
use crate::clean::Article;
use crate::recognise::mention::{
    DateMention, FigureMention, Place, ProjectMention, RegionMention, Rejection,
};

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
    /// Numbers that are no figures, with the reason.
    pub rejections: Vec<Rejection>,
    /// Remarks.
    pub notices: Vec<Notice>,
}
