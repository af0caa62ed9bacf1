//! Endless articles made of the corpus' own paragraphs, the same for the same seed.
//!
//! Paragraphs are drawn in turn and the digits of their numbers varied, years left alone, so that no
//! two articles are equal and all of them read like news. Knows nothing of what is found in them.

use std::path::Path;

/// Paragraphs an article has, the headline not counted.
const PARAGRAPHS: usize = 7;

/// A source of articles.
pub struct Generator {
    headlines: Vec<String>,
    paragraphs: Vec<String>,
    state: u64,
}

impl Generator {
    /// Reads the paragraphs of every article of the corpus.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or there is no article.
    pub fn new(articles: &Path, seed: u64) -> std::io::Result<Self> {
        let mut paths: Vec<_> = std::fs::read_dir(articles)?
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        paths.sort();
        let (mut headlines, mut paragraphs) = (Vec::new(), Vec::new());
        for path in paths {
            let text = std::fs::read_to_string(path)?;
            let mut lines = text
                .lines()
                .filter(|l| !l.trim().is_empty())
                .map(str::to_owned);
            headlines.extend(lines.next());
            paragraphs.extend(lines);
        }
        if paragraphs.is_empty() {
            return Err(std::io::Error::other("there is no article to draw from"));
        }
        Ok(Self {
            headlines,
            paragraphs,
            state: seed,
        })
    }

    /// The next article.
    pub fn article(&mut self) -> String {
        let mut out = String::with_capacity(2_048);
        let headline = self.draw(self.headlines.len());
        out.push_str(self.headlines.get(headline).map_or("", String::as_str));
        for _ in 0..PARAGRAPHS {
            let index = self.draw(self.paragraphs.len());
            let paragraph = self.paragraphs.get(index).cloned().unwrap_or_default();
            out.push_str("\n\n");
            self.vary(&paragraph, &mut out);
        }
        out.push('\n');
        out
    }

    /// Appends the paragraph with other digits in its numbers.
    fn vary(&mut self, paragraph: &str, out: &mut String) {
        let mut rest = paragraph;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(at);
            let end = from
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(from.len());
            let (digits, after) = from.split_at(end);
            out.push_str(before);
            if is_year(digits) {
                out.push_str(digits);
            } else {
                self.digits(digits, out);
            }
            rest = after;
        }
        out.push_str(rest);
    }

    /// As many digits; the first is never zero.
    fn digits(&mut self, digits: &str, out: &mut String) {
        const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
        for place in 0..digits.len() {
            let lowest = usize::from(place == 0);
            let digit = lowest + self.draw(10 - lowest);
            out.push(DIGITS.get(digit).copied().unwrap_or('1'));
        }
    }

    /// A number below `limit`: splitmix64 (Steele, Lea and Flood, 2014).
    fn draw(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        let limit = u64::try_from(limit).unwrap_or(1).max(1);
        usize::try_from(z % limit).unwrap_or(0)
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
