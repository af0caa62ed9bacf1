//! A figure while its sentence is being read.

use crate::base::number::Value;
use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::base::vocabulary::Comparator;
use crate::recognise::mention::{FigureMention, Form};
use crate::recognise::phrase::Line;
use crate::recognise::unit::Class;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A figure not yet settled: token places instead of bytes, a unit that may still be missing.
#[derive(Clone, Debug)]
pub struct Draft {
    /// First token of the quote.
    pub first: usize,
    /// Token after the quote.
    pub end: usize,
    /// The rule that made it.
    pub rule: RuleId,
    /// The number.
    pub value: Value,
    /// The unit's code; `None` for a bare number.
    pub unit: Option<Cow<'static, str>>,
    /// What the unit measures.
    pub class: Option<Class>,
    /// What the surface says about the role.
    pub form: Form,
    /// Half a unit of the last place.
    pub half_place: Option<Decimal>,
    /// The scale applied.
    pub scale: Option<Decimal>,
    /// Decimal places written.
    pub places: u32,
    /// What is counted, right of the number.
    pub counted: Option<Span>,
    /// The bound, with its words.
    pub bound: Option<(Comparator, Option<Span>)>,
    /// Whether the unit is a neighbour's.
    pub shared: bool,
    /// Place, among the sentence's figures, of the one this restates.
    pub restates: Option<usize>,
}

impl Draft {
    /// A plain draft; the engine fills in the rule.
    pub fn new(first: usize, end: usize, value: Value) -> Self {
        Self {
            first,
            end,
            rule: RuleId(""),
            value,
            unit: None,
            class: None,
            form: Form::Plain,
            half_place: None,
            scale: None,
            places: 0,
            counted: None,
            bound: None,
            shared: false,
            restates: None,
        }
    }

    /// The same with a unit.
    #[must_use]
    pub fn with_unit(self, unit: impl Into<Cow<'static, str>>, class: Option<Class>) -> Self {
        Self {
            unit: Some(unit.into()),
            class,
            ..self
        }
    }

    /// The mention, once settled; `offset` is the number of figures in earlier sentences.
    pub fn mention(self, line: &Line<'_, '_>, sentence: usize, offset: usize) -> FigureMention {
        let whole = self.places == 0 || self.scale.is_some();
        let unit = match self.unit {
            Some(unit) => unit,
            None if self.counted.is_some() || whole => Cow::Borrowed("count"),
            None => Cow::Borrowed("1"),
        };
        let (comparator, cue) = self
            .bound
            .map_or((Comparator::Exact, None), |(c, s)| (c, s));
        FigureMention {
            span: line.span(self.first, self.end),
            sentence,
            rule: self.rule,
            value: self.value,
            unit,
            counted: self.counted,
            comparator,
            cue,
            form: self.form,
            equivalent_to: self.restates.map(|i| i + offset),
            half_place: self.half_place,
        }
    }
}
