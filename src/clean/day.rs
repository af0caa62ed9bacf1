//! Reads the day that a page's metadata, address or dateline states. Knows the customary ways to
//! write a full date; anything that can be read in two ways is none.

use jiff::civil::Date;

/// Years outside are misprints or template placeholders.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// English month names by their first three letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The first full date in `text`, if it can be read in one way only.
pub fn day(text: &str) -> Option<Date> {
    let parts = parts(text);
    (0..parts.len()).find_map(|at| day_at(parts.get(at..)?))
}

/// The full date with which `text` begins, a weekday before it allowed.
pub fn leading_day(text: &str) -> Option<Date> {
    let parts = parts(text);
    let weekday = parts.first().is_some_and(|p| is_weekday(p.text));
    day_at(parts.get(usize::from(weekday)..)?)
}

fn is_weekday(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let start = lower.get(..3).unwrap_or_default();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(&start) && lower.len() <= 9
}

/// The day in a path such as `/2025/05/29/title` or `/20250529/`.
pub fn day_of_path(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts = parts(path);
    (0..parts.len()).find_map(|at| year_first(parts.get(at..)?))
}

/// A number or a word of a text, with the mark before it.
#[derive(Clone, Copy, Debug)]
struct Part<'t> {
    text: &'t str,
    mark: char,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut mark = ' ';
    let mut start = None;
    let mut digits = false;
    let ends = [(text.len(), ' ')];
    for (at, c) in text.char_indices().chain(ends) {
        let same = c.is_alphanumeric()
            && at < text.len()
            && (start.is_none() || c.is_ascii_digit() == digits);
        if let Some(from) = start.filter(|_| !same) {
            out.push(Part {
                text: text.get(from..at).unwrap_or_default(),
                mark,
            });
            start = None;
            mark = c;
            if c.is_alphanumeric() && at < text.len() {
                mark = '\0';
            }
        }
        if c.is_alphanumeric() && at < text.len() {
            if start.is_none() {
                start = Some(at);
                digits = c.is_ascii_digit();
            }
        } else if !out.is_empty() && !c.is_whitespace() {
            mark = c;
        }
        if out.len() > 60 {
            break;
        }
    }
    out
}

fn day_at(parts: &[Part]) -> Option<Date> {
    year_first(parts)
        .or_else(|| month_first(parts))
        .or_else(|| day_first(parts))
}

/// `2025-05-29`, `2025/5/29`, `2025.05.29`, `20250529`, `2025年5月29日`.
fn year_first(parts: &[Part]) -> Option<Date> {
    let first = parts.first()?;
    if first.text.len() == 8 {
        let year = number(first.text.get(..4)?)?;
        return date(
            year,
            number(first.text.get(4..6)?)?,
            number(first.text.get(6..)?)?,
        );
    }
    let year = number(first.text).filter(|_| first.text.len() == 4)?;
    let mut numbers = parts.iter().skip(1);
    let month = numbers.next()?;
    if matches!(month.text, "年") {
        let month = number(numbers.next()?.text)?;
        numbers.next().filter(|p| p.text == "月")?;
        return date(year, month, number(numbers.next()?.text)?);
    }
    let day = numbers.next()?;
    let marked = matches!(month.mark, '-' | '/' | '.' | '_') && day.mark == month.mark;
    let month = number(month.text).or_else(|| named_month(month.text))?;
    marked
        .then(|| date(year, month, number(day.text)?))
        .flatten()
}

/// `May 29, 2025`, `Nov. 20th, 2019`.
fn month_first(parts: &[Part]) -> Option<Date> {
    let month = named_month(parts.first()?.text)?;
    let day = number(parts.get(1)?.text)?;
    let year = skip_ordinal(parts, 2)?;
    date(year, month, day)
}

/// `29 May 2025`, `29th of May, 2025`, `29.05.2025`, and slashes when only one reading is a date.
fn day_first(parts: &[Part]) -> Option<Date> {
    let day = number(parts.first()?.text).filter(|d| *d <= 31)?;
    let filler = |p: &&Part| matches!(p.text, "st" | "nd" | "rd" | "th" | "of");
    let at = 1 + parts.iter().skip(1).take(2).take_while(filler).count();
    let month = parts.get(at)?;
    let year_part = parts.get(at + 1)?;
    let year = number(year_part.text).filter(|_| year_part.text.len() == 4)?;
    if let Some(month) = named_month(month.text) {
        return date(year, month, day);
    }
    let other = number(month.text)?;
    match (month.mark, year_part.mark) {
        ('.', '.') if parts.get(at + 2).is_none_or(|p| p.mark != '.') => date(year, other, day),
        ('/', '/') | ('-', '-') if other > 12 => date(year, day, other),
        ('/', '/') | ('-', '-') if day > 12 || day == other => date(year, other, day),
        _ => None,
    }
}

fn skip_ordinal(parts: &[Part], at: usize) -> Option<i16> {
    let part = parts.get(at)?;
    let part = if matches!(part.text, "st" | "nd" | "rd" | "th") {
        parts.get(at + 1)?
    } else {
        part
    };
    number(part.text).filter(|_| part.text.len() == 4)
}

/// The month whose English name or abbreviation `word` is.
fn named_month(word: &str) -> Option<i16> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let known = |i: &usize| {
        lower == "sept" && *i == 8
            || MONTHS.get(*i) == Some(&lower.as_str())
            || FULL.get(*i) == Some(&lower.as_str())
    };
    (0..12).find(known).and_then(|i| i16::try_from(i + 1).ok())
}

fn number(text: &str) -> Option<i16> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let found = Date::new(year, month, day).ok()?;
    YEARS.contains(&year).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_dates_are_read_as_written() {
        for text in [
            "2025-05-29",
            "2025-05-29T23:30:00-05:00",
            "20250529",
            "2025/5/29 08:00",
            "May 29, 2025",
            "Published: May 29th, 2025 4:29 AM",
            "Thursday 29 May 2025",
            "29th of May 2025",
            "29.05.2025",
            "29/05/2025",
            "05/29/2025",
            "2025年5月29日",
            "29-May-2025",
        ] {
            assert_eq!(day(text), Some(jiff::civil::date(2025, 5, 29)), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_no_date() {
        for text in [
            "05/06/2025",
            "May 2025",
            "2025",
            "0001-01-01",
            "2025-13-01",
            "1.2.2025.7",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_hold_dates_in_their_path_only() {
        let found = Some(jiff::civil::date(2025, 5, 29));
        assert_eq!(day_of_path("https://a.cn/news/2025/05/29/title"), found);
        assert_eq!(day_of_path("https://a.cn/20250529/c_1.html"), found);
        assert_eq!(day_of_path("https://a.cn/n?d=2025/05/29"), None);
        assert_eq!(day_of_path("https://a.cn/2025/05/title"), None);
    }
}
