//! Articles of three kilobytes with as many figures as asked for, the same for the same seed.
//!
//! Sentences of the corpus' articles are drawn in turn; the digits of their numbers change, years left
//! alone, and made-up people are quoted, so that no two articles are equal and the vocabulary grows
//! with their number as it does in news.

use figtrace::base::span::Span;
use figtrace::clean::plain;
use figtrace::pipeline::read_article;
use std::path::Path;

/// Bytes of an article, about.
const BYTES: usize = 3_000;

/// Bytes of a sentence at least: headings and datelines are shorter.
const SENTENCE: usize = 60;

/// Sentences of a paragraph.
const PARAGRAPH: usize = 4;

/// Syllables of made-up names.
const SYLLABLES: [&str; 16] = [
    "ba", "chen", "do", "fi", "gu", "han", "jo", "ka", "li", "mo", "nu", "pe", "ro", "sha", "tu",
    "wei",
];

/// A source of articles.
pub struct Generator {
    headlines: Vec<String>,
    /// Sentences, each with its number of figures: first those without.
    sentences: Vec<(String, usize)>,
    /// How many have none.
    plain: usize,
    /// Figures of an article, about.
    figures: usize,
    state: u64,
}

impl Generator {
    /// Reads the sentences of every article of the corpus, for articles of so many figures.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or there is no article.
    pub fn new(articles: &Path, seed: u64, figures: usize) -> std::io::Result<Self> {
        let mut paths: Vec<_> = std::fs::read_dir(articles)?
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        paths.sort();
        let (mut headlines, mut sentences) = (Vec::new(), Vec::new());
        for path in paths {
            let reading = read_article(plain::article(std::fs::read_to_string(path)?));
            headlines.extend(reading.article.title.clone());
            for (index, (span, _)) in reading.sentences.iter().enumerate() {
                let here = |f: &&figtrace::link::reading::Figure| f.mention.sentence == index;
                let figures = reading.figures.iter().filter(here).count();
                let sentence = words(*span, &reading.article.text);
                if sentence.len() >= SENTENCE {
                    sentences.push((sentence, figures));
                }
            }
        }
        sentences.sort_by_key(|(_, figures)| *figures > 0);
        let plain = sentences
            .iter()
            .filter(|(_, figures)| *figures == 0)
            .count();
        if plain == 0 || plain == sentences.len() || headlines.is_empty() {
            return Err(std::io::Error::other("there is no article to draw from"));
        }
        Ok(Self {
            headlines,
            sentences,
            plain,
            figures,
            state: seed,
        })
    }

    /// The next article.
    pub fn article(&mut self) -> String {
        let headline = self.draw(self.headlines.len());
        let mut out = String::with_capacity(BYTES + 500);
        out.push_str(self.headlines.get(headline).map_or("", String::as_str));
        out.push_str(": ");
        self.name(&mut out);
        let (mut figures, mut written) = (0, 0);
        while out.len() < BYTES {
            out.push_str(if written % PARAGRAPH == 0 {
                "\n\n"
            } else {
                " "
            });
            written += 1;
            if figures * BYTES < out.len() * self.figures {
                figures += self.sentence(self.plain, self.sentences.len(), &mut out);
            } else {
                self.sentence(0, self.plain, &mut out);
                if self.draw(4) == 0 {
                    out.push_str(" \u{201c}It was a good year,\u{201d} said ");
                    self.name(&mut out);
                    out.push('.');
                }
            }
        }
        out.push('\n');
        out
    }

    /// Appends one of the sentences `from` to `to`; answers how many figures it has.
    fn sentence(&mut self, from: usize, to: usize, out: &mut String) -> usize {
        let index = from + self.draw(to - from);
        let (sentence, figures) = self.sentences.get(index).cloned().unwrap_or_default();
        self.vary(&sentence, out);
        figures
    }

    /// Appends a made-up name of two words.
    fn name(&mut self, out: &mut String) {
        for word in 0..2 {
            if word > 0 {
                out.push(' ');
            }
            let start = out.len();
            for _ in 0..2 + self.draw(2) {
                let syllable = self.draw(SYLLABLES.len());
                out.push_str(SYLLABLES.get(syllable).copied().unwrap_or_default());
            }
            if let Some(first) = out.get_mut(start..=start) {
                first.make_ascii_uppercase();
            }
        }
    }

    /// Appends the sentence with other digits in its numbers.
    fn vary(&mut self, sentence: &str, out: &mut String) {
        let mut rest = sentence;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(at);
            let end = from
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(from.len());
            let (digits, after) = from.split_at(end);
            out.push_str(before);
            if digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) {
                out.push_str(digits);
            } else {
                self.digits(digits.len(), out);
            }
            rest = after;
        }
        out.push_str(rest);
    }

    /// Appends so many digits; the first is never zero.
    fn digits(&mut self, count: usize, out: &mut String) {
        for place in 0..count {
            let lowest = usize::from(place == 0);
            let digit = u32::try_from(lowest + self.draw(10 - lowest)).unwrap_or(1);
            out.push(char::from_digit(digit, 10).unwrap_or('1'));
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

/// The words of a sentence on one line.
fn words(span: Span, text: &str) -> String {
    span.of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
