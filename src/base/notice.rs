//! Remarks a stage leaves about an article instead of failing. Knows no stage.

use super::span::Span;

/// A remark on a document: what a stage saw and could not use, or what a reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Stable kebab-case code, such as `number-too-large`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: String,
    /// The bytes of the text it is about, if it is about a place.
    pub span: Option<Span>,
}
