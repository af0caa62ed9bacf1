//! What a text mentions: figures, dates, regions, projects, each with its span and its rule.
//!
//! Recognisers read one article's [`Segments`](crate::segment::Segments) and return mentions; they
//! never fail, never see another article and never see SQL. What belongs together is decided in
//! [`link`](crate::link).

pub mod date;
pub mod figure;
pub mod mention;
pub mod number;
pub mod phrase;
pub mod project;
pub mod region;
pub mod unit;
