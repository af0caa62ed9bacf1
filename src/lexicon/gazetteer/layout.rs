//! The packed form the build script writes and the gazetteer reads: flags, ranks, levels.
//!
//! Both sides include this file, so that they cannot disagree. Knows no text.

/// No region: the parent of a country.
pub const NONE: u32 = u32::MAX;

/// Bytes of one record: six 32-bit numbers, four bytes.
pub const RECORD: usize = 28;

/// A posting's region stands below this bit, its flags from it on.
pub const FLAG_SHIFT: u32 = 24;

/// The surface names the region only in capitals ("US", "GBA").
pub const ABBREVIATION: u32 = 1;

/// The surface names the region only after a place and a comma ("Austin, Tex.").
pub const COMMA_ONLY: u32 = 2;

/// The surface is also an everyday word or a person's name ("Reading", "Victoria").
pub const EVERYDAY: u32 = 4;

/// Bits of the set of first words, a power of two: two words of three that begin no name meet an
/// empty one. The bit of a word is the rest of its hash.
pub const FIRST_WORDS: u32 = 1 << 18;

/// Rank of a region whose bare name needs support from its surroundings; above it, none.
pub const MINOR: usize = 4;
