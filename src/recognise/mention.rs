//! The mentions that recognisers return. Plain data; knows no rules.

use crate::base::edtf::Edtf;
use crate::base::number::{Number, Value};
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::{Comparator, Level, ProjectKind, TimexType};
use jiff::civil::DateTime;
use std::borrow::Cow;

/// What the surface of a number says about its role, before any linking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A plain number with or without a unit.
    Plain,
    /// "times", "-fold", "doubled", "twice".
    Multiple,
    /// "one-ninth", "half", "two out of three".
    Fraction,
    /// "ranked 3rd", "No. 1".
    Rank,
    /// A verb that holds its number and says it rose: "doubled", "tripled".
    Grew,
    /// A verb that holds its number and says it fell: "halved".
    Shrank,
}

/// A number in the text with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureMention {
    /// From the first character of the number (or its currency sign) to the last of its unit.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The rule that made it.
    pub rule: RuleId,
    /// The number, scale applied.
    pub value: Value,
    /// Canonical code: UCUM, ISO 4217, `%`, `pp`, `x`, `1`, `count`.
    pub unit: Cow<'static, str>,
    /// For a count: the noun phrase counted, right of the number.
    pub counted: Option<Span>,
    /// How the number bounds the truth.
    pub comparator: Comparator,
    /// The words that say so.
    pub cue: Option<Span>,
    /// What the surface says about the role.
    pub form: Form,
    /// Index of the figure this one restates in other units (a bracketed equivalent).
    pub equivalent_to: Option<usize>,
    /// Half a unit of the last written place, scale applied: what rounding may hide.
    pub half_place: Option<rust_decimal::Decimal>,
}

impl FigureMention {
    /// A mention of nothing: zero, at the beginning of the text.
    pub const fn none() -> Self {
        Self {
            span: Span::new(0, 0),
            sentence: 0,
            rule: RuleId("figure/none"),
            value: Value::Exact(Number::Decimal(rust_decimal::Decimal::ZERO)),
            unit: Cow::Borrowed("1"),
            counted: None,
            comparator: Comparator::Exact,
            cue: None,
            form: Form::Plain,
            equivalent_to: None,
            half_place: None,
        }
    }
}

/// A number that is no figure, and why: kept for explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The number.
    pub span: Span,
    /// Why it is none, such as "telephone number" or "part of a name".
    pub reason: &'static str,
}

/// How a date expression places its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSense {
    /// A date or period as such: `2024`, `January to May 2025`.
    Plain,
    /// Up to a date: "by 2024", "by the end of June".
    Until,
    /// From a date on: "since 2014".
    Since,
    /// A named plan period: "the 14th Five-Year Plan (2021-2025)".
    Plan,
    /// Points at a period said before: "the same year", "the same period last year".
    Pointer,
    /// "now", "recently", "at present".
    Vague,
}

/// The rule of periods told by the day or month they end with: the linker passes over that day.
pub const MONTHS_TO: RuleId = RuleId("date/year-to-month");

/// An expression that names a calendar date or period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The expression, without the preposition before it.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The rule that made it.
    pub rule: RuleId,
    /// The period; `None` when the article gives no anchor.
    pub edtf: Option<Edtf>,
    /// First moment, if bounded: midnight unless the expression tells a time by the clock.
    pub begin: Option<DateTime>,
    /// The moment after the last, if bounded.
    pub end_before: Option<DateTime>,
    /// TIMEX3 type.
    pub timex_type: TimexType,
    /// TIMEX3 value.
    pub timex_value: String,
    /// How it places its period.
    pub sense: DateSense,
}

/// A region as the gazetteer, or the text itself ("Liuxiang Town"), knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Gazetteer id (`CN-53`, `530600`, `cluster:jing-jin-ji`), or `text:<name>` for one the text makes known.
    pub id: Cow<'static, str>,
    /// Canonical English name.
    pub name: Cow<'static, str>,
    /// Its rung.
    pub level: Level,
    /// Canonical name of the province or country it lies in.
    pub within: Option<Cow<'static, str>>,
}

/// A place named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionMention {
    /// The name, with the suffix that directly follows it.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The rule that made it.
    pub rule: RuleId,
    /// What it names.
    pub place: Place,
}

/// A named undertaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectMention {
    /// The name, without a leading article.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The rule that made it.
    pub rule: RuleId,
    /// Canonical name.
    pub name: String,
    /// What kind of undertaking.
    pub kind: ProjectKind,
}
