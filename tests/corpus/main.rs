//! The quality gate: the crate's own corpus, read with the whole pipeline and held against its gold.
//!
//! `corpus/README.md` says how to add an article, a case or a trap and how the floors are moved.

#[cfg(test)]
mod agree;
#[cfg(test)]
#[path = "../../benches/articles/mod.rs"]
mod articles;
#[cfg(test)]
mod case;
#[cfg(test)]
mod floors;
#[cfg(test)]
mod gold;
#[cfg(test)]
mod score;
#[cfg(test)]
mod tests;
