//! Values of options, each refused with a sentence that shows how to write it.

use clap::builder::PossibleValuesParser;
use figtrace::clean::Selector;
use figtrace::read::FORMATS;
use jiff::Timestamp;
use jiff::civil::Date;

/// A day.
pub fn day(written: &str) -> Result<Date, &'static str> {
    written.parse().map_err(|_| "write a day as 2025-05-29")
}

/// An instant.
pub fn instant(written: &str) -> Result<Timestamp, &'static str> {
    written
        .parse()
        .map_err(|_| "write an instant as 2025-05-29T08:00:00Z")
}

/// A number of threads.
pub fn threads(written: &str) -> Result<u16, &'static str> {
    let number = written.parse().ok().filter(|n| *n > 0);
    number.ok_or("write a number of threads, 1 or more")
}

/// A CSS selector.
pub fn selector(written: &str) -> Result<Selector, String> {
    Selector::parse(written)
        .map_err(|fault| format!("write a CSS selector, such as `div.story` ({fault})"))
}

/// The name of an input format, or `auto`.
pub fn format() -> PossibleValuesParser {
    let names = FORMATS.iter().map(|f| f.name);
    PossibleValuesParser::new(std::iter::once("auto").chain(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_or_refused_in_plain_words() {
        assert_eq!(day("2025-05-29"), Ok(jiff::civil::date(2025, 5, 29)));
        assert!(day("29 May").unwrap_err().contains("2025-05-29"));
        assert!(instant("2025-05-29T08:00:00+08:00").is_ok() && instant("noon").is_err());
        assert_eq!((threads("4"), threads("0").is_err()), (Ok(4), true));
        assert_eq!(selector("div.a > p").unwrap().as_str(), "div.a > p");
        assert!(selector("p[").unwrap_err().contains("div.story"));
        assert!(threads("-1").is_err() && threads("99999").is_err());
    }
}
