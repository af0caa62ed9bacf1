//! A text as stretches of hashed words, numerals told from words. Knows nothing of sets.

/// A word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Of its letters in lower case, or its digits without separators.
    pub hash: u64,
    /// A numeral that states something: no year, no `5G`.
    pub number: bool,
}

/// Where FNV-1a begins, and its prime (Fowler, Noll, Vo).
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Four digits from here to there, written without a separator, are a year.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;

/// From this character on, each stands for a word: scripts written without spaces.
const UNSPACED: char = '\u{2e80}';

/// The stretches of a block: what stands between marks that end sentences. No more than that, so that what
/// a text is compared by hangs on the text alone and not on how well sentences are told apart.
pub fn stretches(block: &str) -> impl Iterator<Item = &str> {
    let mut rest = block;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (stretch, behind) = rest.split_at(end_of_stretch(rest));
        rest = behind;
        Some(stretch)
    })
}

/// The byte behind the first mark that ends a sentence; a full stop inside a number or an address does not.
fn end_of_stretch(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => chars.peek().is_none_or(|(_, next)| !next.is_alphanumeric()),
            _ => false,
        };
        if ends {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Appends the words of a stretch to `out`.
pub fn split(sentence: &str, out: &mut Vec<Word>) {
    let mut open = Open::new();
    let mut chars = sentence.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '0'..='9' => open.digit(c),
            // A separator inside a numeral; an apostrophe inside a word.
            ',' if open.numeric() && chars.peek().is_some_and(char::is_ascii_digit) => {
                open.parted = true;
            }
            '.' if open.numeric() && chars.peek().is_some_and(char::is_ascii_digit) => {
                open.parted = true;
                open.add('.');
            }
            '\'' | '’' if !open.empty() => {}
            '%' => {
                open.close(out);
                out.push(PERCENT);
            }
            c if c >= UNSPACED && c.is_alphanumeric() => {
                open.close(out);
                open.letter(c);
                open.close(out);
            }
            c if c.is_alphanumeric() => open.letter(c),
            _ => open.close(out),
        }
    }
    open.close(out);
}

/// What "%", "percent" and "per cent" become.
const PERCENT: Word = Word {
    hash: 0x25,
    number: false,
};

/// A word that is being read.
struct Open {
    hash: u64,
    length: u32,
    digits: u32,
    value: u32,
    parted: bool,
}

impl Open {
    const fn new() -> Self {
        Self {
            hash: OFFSET,
            length: 0,
            digits: 0,
            value: 0,
            parted: false,
        }
    }

    const fn empty(&self) -> bool {
        self.length == 0
    }

    /// Whether it has digits only, so far.
    const fn numeric(&self) -> bool {
        self.length > 0 && self.digits == self.length
    }

    fn add(&mut self, c: char) {
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }

    fn digit(&mut self, c: char) {
        self.add(c);
        self.length += 1;
        self.digits += 1;
        let value = self.value.saturating_mul(10);
        self.value = value.saturating_add(c.to_digit(10).unwrap_or_default());
    }

    fn letter(&mut self, c: char) {
        self.length += 1;
        if c.is_ascii() {
            self.add(c.to_ascii_lowercase());
        } else {
            for lower in c.to_lowercase() {
                self.add(lower);
            }
        }
    }

    fn close(&mut self, out: &mut Vec<Word>) {
        if self.empty() {
            return;
        }
        let year = self.digits == 4 && !self.parted && YEARS.contains(&self.value);
        let word = Word {
            hash: self.hash,
            number: self.numeric() && !year,
        };
        match word.hash {
            PERCENT_WORD => out.push(PERCENT),
            CENT if out.last().is_some_and(|w| w.hash == PER) => {
                out.pop();
                out.push(PERCENT);
            }
            _ => out.push(word),
        }
        *self = Self::new();
    }
}

const PERCENT_WORD: u64 = of(b"percent");
const PER: u64 = of(b"per");
const CENT: u64 = of(b"cent");

/// FNV-1a of a word known beforehand.
const fn of(word: &[u8]) -> u64 {
    let mut hash = OFFSET;
    let mut rest = word;
    while let [first, others @ ..] = rest {
        hash = (hash ^ *first as u64).wrapping_mul(PRIME);
        rest = others;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        let mut out = Vec::new();
        split(text, &mut out);
        out
    }

    #[test]
    fn a_stretch_ends_at_a_mark_and_not_inside_a_number() {
        let of = |text| stretches(text).collect::<Vec<_>>();
        assert_eq!(
            of("It rose 5.2 percent. Why?"),
            ["It rose 5.2 percent.", " Why?"]
        );
        assert_eq!(
            of("“It did.” See a.example"),
            ["“It did.", "” See a.example"]
        );
        assert_eq!(of("增长5.2%。下降"), ["增长5.2%。", "下降"]);
        assert_eq!(of("no mark"), ["no mark"]);
        assert_eq!(of(""), [""; 0]);
    }

    #[test]
    fn case_marks_and_separators_make_no_difference() {
        assert_eq!(words("It’s 1,200 Cars."), words("its — “1200 cars"));
        assert_eq!(words("5.2%"), words("5.2 per cent"));
        assert_eq!(words("5.2 percent"), words("5.2 %"));
        assert_ne!(words("5.2"), words("52"));
        assert_eq!(words("ÉTÉ"), words("été"));
    }

    #[test]
    fn numerals_are_told_from_years_and_names() {
        let numbers: Vec<bool> = words("5 cars 2024 2,024 5G 14th 3.5")
            .iter()
            .map(|w| w.number)
            .collect();
        assert_eq!(numbers, [true, false, false, true, false, false, true]);
    }

    #[test]
    fn a_script_without_spaces_has_a_word_a_character() {
        assert_eq!(words("增长5.2%万亿").len(), 6);
        assert_eq!(words(" .. ").len(), 0);
        assert_eq!(words("1, 2").len(), 2);
        assert_eq!(words("the end.").len(), 2);
    }
}
