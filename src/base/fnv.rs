//! The hash by which words are looked for in tables: FNV-1a, 32 bits.
//!
//! Source: <http://www.isthe.com/chongo/tech/comp/fnv/>. The build script reads this file too. Knows no
//! table.

/// FNV-1a, 32 bits, of a word in ASCII lower case, whatever its case here.
#[inline]
pub fn fnv_lower(word: &[u8]) -> u32 {
    word.iter().fold(BASIS, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME)
    })
}

/// FNV-1a, 32 bits, of a word as it is.
pub fn fnv(word: &[u8]) -> u32 {
    word.iter().fold(BASIS, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(PRIME)
    })
}

const BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv(b""), 0x811c_9dc5);
        assert_eq!(fnv(b"a"), 0xe40c_292c);
        assert_eq!(fnv(b"foobar"), 0xbf9c_f968);
        assert_eq!(fnv_lower("FooBÄr".as_bytes()), fnv("foobÄr".as_bytes()));
    }
}
