//! Holidays by name and the days on which they fall, from `lexicon/dates/holidays.tsv`.
//!
//! Knows no grammar and no article.

use super::hashed::Hashed;
use super::table;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table itself: name, and when it falls.
pub(super) const HOLIDAYS: &str = include_str!("../../lexicon/dates/holidays.tsv");

/// A holiday's name as lower-case tokens, and its place in the table.
pub type HolidayName = (Vec<&'static str>, usize);

struct Holidays {
    names: Hashed<Vec<HolidayName>>,
    rules: Vec<&'static str>,
}

static HOLIDAY_TABLE: LazyLock<Holidays> = LazyLock::new(|| {
    let mut names: BTreeMap<&str, Vec<HolidayName>> = BTreeMap::new();
    let mut rules = Vec::new();
    for (index, row) in table::rows(HOLIDAYS).enumerate() {
        for name in row.list(0) {
            let words = name_tokens(name);
            if let Some(first) = words.first() {
                names.entry(first).or_default().push((words, index));
            }
        }
        rules.push(row.cell(1));
    }
    for list in names.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    Holidays {
        names: Hashed::by_word(names),
        rules,
    }
});

/// A name cut as the segmenter cuts it: apostrophes, dots and hyphens stand alone.
fn name_tokens(name: &'static str) -> Vec<&'static str> {
    let mut out = Vec::new();
    for part in name.split(' ') {
        let mut rest = part;
        while let Some(at) = rest.find(['\'', '.', '-']) {
            let (word, tail) = rest.split_at(at);
            let (mark, tail) = tail.split_at(1);
            out.extend([word, mark].into_iter().filter(|w| !w.is_empty()));
            rest = tail;
        }
        out.extend(Some(rest).filter(|w| !w.is_empty()));
    }
    out
}

/// The holidays whose name begins with the word `first` (in lower case), longest first.
pub fn holidays(first: &str) -> &'static [HolidayName] {
    HOLIDAY_TABLE.names.get(first).map_or(&[], Vec::as_slice)
}

/// The first and the last day of the holiday at `index` of the table in `year`.
pub fn holiday_in(index: usize, year: i16) -> Option<(Date, Date)> {
    let rule = HOLIDAY_TABLE.rules.get(index)?;
    let (rule, length) = rule.split_once('x').unwrap_or((rule, "1"));
    if rule.contains('|') {
        return listed(rule, length, year);
    }
    let first = falls(rule, year)?;
    Some((first, after(first, length)?))
}

/// The day that ends so many days.
fn after(first: Date, length: &str) -> Option<Date> {
    let more = length.parse::<i32>().ok()?.checked_sub(1)?;
    first.checked_add(more.days()).ok()
}

/// The days in `year` of a holiday whose days are listed, each with its own length where it has one.
fn listed(days: &str, length: &str, year: i16) -> Option<(Date, Date)> {
    let day = |text: &str| {
        let (first, length) = text.split_once('+').unwrap_or((text, length));
        let first = first.parse::<Date>().ok()?;
        Some((first, after(first, length)?))
    };
    days.split('|')
        .filter_map(day)
        .find(|(first, _)| first.year() == year)
}

/// The day of `year` that a rule of the table names.
fn falls(rule: &str, year: i16) -> Option<Date> {
    let moved = |day: Date, by: &str| day.checked_add(by.parse::<i32>().ok()?.days()).ok();
    if let Some(days) = rule.strip_prefix('E') {
        return moved(easter(year)?, days);
    }
    if let Some(days) = rule.strip_prefix('O') {
        return moved(orthodox_easter(year)?, days);
    }
    if let Some((month, rest)) = rule.split_once('#') {
        let (rest, more) = rest.split_once('+').unwrap_or((rest, "0"));
        let (n, day) = rest.split_once('-')?;
        let first = Date::new(year, month.parse().ok()?, 1).ok()?;
        let n: i8 = n.parse().ok()?;
        let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
        return first
            .nth_weekday_of_month(if n == 0 { -1 } else { n }, weekday)
            .ok()?
            .checked_add(more.parse::<i32>().ok()?.days())
            .ok();
    }
    let (month, day) = rule.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Easter Sunday of the Julian calendar as a day of the Gregorian (Meeus, Astronomical Algorithms,
/// chapter 8); 13 days lie between the two from 1900 to 2099.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let moon = (19 * (y % 19) + 15) % 30;
    let shift = (2 * (y % 4) + 4 * (y % 7) - moon + 34) % 7;
    let n = moon + shift + 114;
    let julian = Date::new(
        year,
        i8::try_from(n / 31).ok()?,
        i8::try_from(n % 31 + 1).ok()?,
    );
    let between = (1900..2100).contains(&year).then_some(13)?;
    julian.ok()?.checked_add(between.days()).ok()
}

/// Easter Sunday of the Gregorian calendar, after the anonymous algorithm (Meeus, Astronomical
/// Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y % 19;
    let (century, rest) = (y / 100, y % 100);
    let skipped = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + skipped + 15) % 30;
    let shift = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * shift) / 451;
    let n = moon + shift - 7 * late + 114;
    Date::new(
        year,
        i8::try_from(n / 31).ok()?,
        i8::try_from(n % 31 + 1).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(name: &str, year: i16) -> String {
        let lower = name.to_ascii_lowercase();
        let first = lower.split([' ', '\'', '.']).next().unwrap();
        let (_, index) = holidays(first)
            .iter()
            .find(|(words, _)| words.concat() == lower.replace(' ', ""))
            .unwrap();
        let (first, last) = holiday_in(*index, year).unwrap();
        if first == last {
            first.to_string()
        } else {
            format!("{first}/{last}")
        }
    }

    #[test]
    fn holidays_fall_where_the_calendar_says() {
        for (name, day) in [
            ("Easter", "2024-03-31"),
            ("Easter Monday", "2025-04-21"),
            ("Black Friday", "2024-11-29"),
            ("Election Day", "2016-11-08"),
            ("Maundy Thursday", "2024-03-28"),
            ("Good Friday", "2000-04-21"),
            ("Thanksgiving Day", "1999-11-25"),
            ("Memorial Day", "2024-05-27"),
            ("Labor Day", "2025-09-01"),
            ("Christmas Eve", "2023-12-24"),
            ("New Year's Day", "2024-01-01"),
            ("St. Patrick's Day", "2024-03-17"),
            ("Chinese New Year", "2025-01-29"),
            ("Orthodox Easter", "2024-05-05"),
            ("Orthodox Good Friday", "2020-04-17"),
            ("Eid al-Fitr", "2018-06-15"),
            ("Diwali", "2019-10-27"),
            ("Yom Kippur", "2024-10-12"),
            ("Kwanzaa", "2024-12-26/2025-01-01"),
            ("Hanukkah", "2018-12-03/2018-12-10"),
            ("Ramadan", "2018-05-16/2018-06-14"),
            ("Xmas", "2019-12-25"),
        ] {
            assert_eq!(
                on(name, day.split('-').next().unwrap().parse().unwrap()),
                day,
                "{name}"
            );
        }
        assert_eq!(holiday_in(usize::MAX, 2024), None);
    }

    #[test]
    fn every_holiday_has_a_day() {
        for index in 0..HOLIDAY_TABLE.rules.len() {
            assert!(holiday_in(index, 2024).is_some(), "{index}");
        }
    }
}
