//! Which texts tell the same story: one report in several papers, cut, moved about, partly rewritten.
//!
//! Owns how a text is reduced to a signature and how two signatures are compared. Pure functions of
//! texts; knows no database and no rules of extraction.
//!
//! # Method
//!
//! A text is the set of its *shingles*, runs of four words between marks that end sentences, so
//! that moved paragraphs and another headline change little (Broder 1997, "On the resemblance and
//! containment of documents"). The marks alone decide, no rule of segmentation: a program that tells
//! sentences apart in another way finds the same story. Reports on one template ("prices rose X percent in May") share most shingles and no
//! story, so numerals with the words around them form a second set, and both have to agree.
//!
//! Of each set the smallest hashes are kept: from two such samples the resemblance of the sets can be
//! told. To find the few texts worth comparing, a signature has keys: minima of a one-permutation
//! `MinHash` (Li, Owen, Zhang 2012) over both sets, numerals weighing more, two minima a key.
//!
//! Whether two texts tell one story depends on these two alone; groups are the connected components of
//! that relation, hence the same in whatever order texts come. One bound: of a key that very many texts
//! have, the store compares with the first 64 holders only.

pub mod alike;
pub mod signature;
mod words;

pub use alike::same_story;
pub use signature::Signature;
