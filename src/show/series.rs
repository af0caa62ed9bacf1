//! A time series as text with a chart, as JSON and as comma-separated values.

use crate::query::series::{LeftOut, Period, Series, Source, Stated};
use crate::show::table::table;
use serde_json::{Value as Json, json as object};
use std::fmt::Write as _;

/// What a series is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The indicator.
    pub indicator: String,
    /// The region, with the one it lies in.
    pub region: String,
    /// Its code.
    pub code: String,
    /// What the numbers say.
    pub role: String,
}

/// Where a chart is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Canvas {
    /// Columns of the terminal or page.
    pub width: usize,
    /// Whether lines and circles of Unicode can be shown.
    pub unicode: bool,
}

/// Large numbers are shown in thousands of thousands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// What a shown number is multiplied with.
    pub by: f64,
    /// Its word.
    pub word: &'static str,
}

const SCALES: &[Scale] = &[
    Scale {
        by: 1e12,
        word: "trillion",
    },
    Scale {
        by: 1e9,
        word: "billion",
    },
    Scale {
        by: 1e6,
        word: "million",
    },
];

impl Scale {
    /// The scale in which the largest value of `series` has the fewest digits before its point.
    pub fn of(series: &Series) -> Self {
        let values = series.periods.iter().flat_map(|p| &p.values);
        let largest = values.map(|v| v.value.abs()).fold(0.0, f64::max);
        let fits = SCALES.iter().find(|s| largest >= s.by);
        fits.copied().unwrap_or(Self { by: 1.0, word: "" })
    }

    /// "trillion CNY (yuan)".
    pub fn unit(self, series: &Series) -> String {
        let unit = match series.unit.as_str() {
            "1" | "count" => "",
            code => code,
        };
        let name = if unit.is_empty() || unit == series.unit_name {
            String::new()
        } else {
            format!("({})", series.unit_name)
        };
        let parts = [self.word, unit, &name];
        parts
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// At most twelve significant digits, no trailing zeros: what unit conversion leaves of a number.
pub fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".to_owned();
    }
    // More than 300 digits before the point do not happen: REAL ends there.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a logarithm of a REAL is small"
    )]
    let magnitude = value.abs().log10().floor() as i32;
    let places = usize::try_from((11 - magnitude).clamp(0, 20)).unwrap_or_default();
    let text = format!("{value:.places$}");
    let Some((whole, part)) = text.split_once('.') else {
        return text;
    };
    let part = part.trim_end_matches('0');
    if part.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    }
}

/// "over 9.2", "4 to 6", "5 (planned)".
pub fn stated(value: &Stated, scale: Scale) -> String {
    let shown = |v: f64| number(v / scale.by);
    let ends = value.range;
    let mut out = match (value.comparator.as_str(), ends) {
        ("exact", None) => shown(value.value),
        ("exact", Some((low, high))) => format!("{} to {}", shown(low), shown(high)),
        (word, None) => format!("{} {}", word.replace('_', " "), shown(value.value)),
        (word, Some((low, high))) => format!(
            "{} {} to {}",
            word.replace('_', " "),
            shown(low),
            shown(high)
        ),
    };
    if let Some(base) = &value.base {
        let _ = write!(out, " against {base}");
    }
    if value.planned {
        out.push_str(" (planned)");
    }
    out
}

/// "gdp, Guangdong, China, level, in trillion CNY (yuan)".
pub fn title(heading: &Heading, series: &Series) -> String {
    let unit = Scale::of(series).unit(series);
    let Heading {
        indicator,
        region,
        role,
        ..
    } = heading;
    if unit.is_empty() {
        format!("{indicator}, {region}, {role}")
    } else {
        format!("{indicator}, {region}, {role}, in {unit}")
    }
}

/// The series as text: a row a value with its place on a common scale, then the articles.
pub fn text(heading: &Heading, series: &Series, canvas: Canvas) -> String {
    let scale = Scale::of(series);
    let mut out = format!("{}\n\n", title(heading, series));
    let lines = lines(series, scale);
    let wide = |of: fn(&Line<'_>) -> usize| lines.iter().map(of).max().unwrap_or_default();
    let period = wide(|l| l.period.chars().count());
    let value = wide(|l| l.value.chars().count());
    let notes = wide(|l| l.note.chars().count());
    let left = canvas.width.saturating_sub(period + value + notes + 8);
    let chart = Chart::of(series, left.min(60), canvas.unicode);
    for line in &lines {
        let mark = if line.conflict { '!' } else { ' ' };
        let row = format!(
            "{:<period$} {mark} {:>value$}  {}  {}",
            line.period,
            line.value,
            chart.row(line.stated),
            line.note
        );
        let _ = writeln!(out, "{}", row.trim_end());
    }
    if lines.iter().any(|l| l.conflict) {
        out.push_str("\n! not all of these can be true\n");
    }
    for note in remarks(&series.left_out) {
        let _ = writeln!(out, "\nleft out: {note}");
    }
    out.push('\n');
    for (n, source) in sources(series).into_iter().enumerate() {
        let _ = writeln!(out, "[{}] {}", n + 1, told(source));
    }
    out
}

/// A row of the text.
struct Line<'a> {
    period: String,
    value: String,
    note: String,
    conflict: bool,
    stated: &'a Stated,
}

fn lines(series: &Series, scale: Scale) -> Vec<Line<'_>> {
    let all = sources(series);
    let mut out = Vec::new();
    for period in &series.periods {
        for (n, value) in period.values.iter().enumerate() {
            let places = value
                .sources
                .iter()
                .filter_map(|s| all.iter().position(|a| a.document == s.document));
            let mut places: Vec<String> = places.map(|p| (p + 1).to_string()).collect();
            places.dedup();
            out.push(Line {
                period: if n == 0 {
                    period.edtf.clone()
                } else {
                    String::new()
                },
                value: stated(value, scale),
                note: format!("[{}]", places.join(", ")),
                conflict: period.conflicts() && !value.planned,
                stated: value,
            });
        }
    }
    out
}

/// One figure of each article, in the order of the rows.
fn sources(series: &Series) -> Vec<&Source> {
    let mut out: Vec<&Source> = Vec::new();
    let values = series.periods.iter().flat_map(|p| &p.values);
    for source in values.flat_map(|v| &v.sources) {
        if !out.iter().any(|s| s.document == source.document) {
            out.push(source);
        }
    }
    out
}

/// "headline, publisher, day (file)".
pub fn told(source: &Source) -> String {
    let parts = [&source.title, &source.publisher, &source.published];
    let told: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let told = told
        .join(", ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if told.is_empty() {
        source.path.clone()
    } else {
        format!("{told} ({})", source.path)
    }
}

/// What is not in the series, a sentence each.
pub fn remarks(left: &LeftOut) -> Vec<String> {
    let figures = |n: usize| {
        if n == 1 {
            "1 figure".to_owned()
        } else {
            format!("{n} figures")
        }
    };
    let mut out = Vec::new();
    let mut note = |n: usize, why: &str| {
        if n > 0 {
            out.push(format!("{} {why}", figures(n)));
        }
    };
    note(left.undated, "without a period");
    note(left.shared, "about several regions together");
    note(left.wrong, "marked as wrong");
    for (unit, n) in &left.units {
        note(
            *n,
            &format!("in {unit}, which does not convert (--unit {unit} shows them)"),
        );
    }
    out
}

/// One line for each value on a common scale: a dot, and a line over what its bounds allow.
struct Chart {
    low: f64,
    high: f64,
    width: usize,
    unicode: bool,
}

/// Narrower than this a chart says nothing.
const NARROWEST: usize = 12;

impl Chart {
    fn of(series: &Series, width: usize, unicode: bool) -> Self {
        let values = || series.periods.iter().flat_map(|p| &p.values);
        let ends = || {
            values()
                .flat_map(|v| [Some(v.value), v.low, v.high])
                .flatten()
        };
        Self {
            low: ends().fold(f64::INFINITY, f64::min),
            high: ends().fold(f64::NEG_INFINITY, f64::max),
            width: if width < NARROWEST { 0 } else { width },
            unicode,
        }
    }

    fn column(&self, value: f64) -> usize {
        let share = (value - self.low) / (self.high - self.low);
        // Two columns on either side are kept for the arrows of what has no bound.
        let last = self.width.saturating_sub(5);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of a terminal's width"
        )]
        let column = if share.is_finite() {
            (share * last as f64).round() as usize
        } else {
            0
        };
        column.min(last) + 2
    }

    fn row(&self, value: &Stated) -> String {
        if self.width == 0 {
            return String::new();
        }
        let [line, dot, plan, back, forth] = if self.unicode {
            ['─', '●', '○', '←', '→']
        } else {
            ['-', '*', 'o', '<', '>']
        };
        let at = self.column(value.value);
        let from = value.low.map_or(at.saturating_sub(2), |v| self.column(v));
        let to = value
            .high
            .map_or((at + 2).min(self.width - 1), |v| self.column(v));
        let cell = |n: usize| match n {
            n if n == at => {
                if value.planned {
                    plan
                } else {
                    dot
                }
            }
            n if n == to && value.high.is_none() => forth,
            n if n == from && value.low.is_none() => back,
            n if (from..=to).contains(&n) => line,
            _ => ' ',
        };
        (0..self.width).map(cell).collect()
    }
}

/// The series as one JSON object; values and bounds in `unit`, `null` where unbounded.
pub fn json(heading: &Heading, series: &Series, notes: &[String]) -> Json {
    let left = &series.left_out;
    object!({
        "indicator": heading.indicator,
        "region": heading.region,
        "region_code": heading.code,
        "role": heading.role,
        "unit": series.unit,
        "unit_name": series.unit_name,
        "notes": notes,
        "periods": series.periods.iter().map(period).collect::<Vec<_>>(),
        "left_out": {
            "undated": left.undated,
            "several_regions": left.shared,
            "marked_wrong": left.wrong,
            "other_units": left.units,
        },
    })
}

fn period(period: &Period) -> Json {
    object!({
        "period": period.edtf,
        "begin": period.begin,
        "end_before": period.end_before,
        "conflict": period.conflicts(),
        "values": period.values.iter().map(value).collect::<Vec<_>>(),
    })
}

fn value(value: &Stated) -> Json {
    object!({
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "comparator": value.comparator,
        "modality": modality(value),
        "base_period": value.base,
        "articles": value.articles(),
        "stories": value.stories(),
        "figures": value.sources.iter().map(source).collect::<Vec<_>>(),
    })
}

fn source(source: &Source) -> Json {
    object!({
        "uid": source.uid,
        "quote": source.quote,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "path": source.path,
    })
}

const fn modality(value: &Stated) -> &'static str {
    if value.planned { "planned" } else { "actual" }
}

const NAMES: &[&str] = &[
    "period",
    "begin",
    "end_before",
    "value",
    "low",
    "high",
    "unit",
    "comparator",
    "modality",
    "base_period",
    "conflict",
    "articles",
    "stories",
    "quotes",
    "sources",
    "uids",
];

/// The series as comma-separated values, a row for each value of each period.
pub fn csv(series: &Series) -> String {
    let rows = series
        .periods
        .iter()
        .flat_map(|p| p.values.iter().map(move |v| (p, v)));
    table(NAMES, rows.map(|(p, v)| row(p, v, &series.unit)))
}

fn row(period: &Period, value: &Stated, unit: &str) -> Vec<String> {
    let or = |text: &Option<String>| text.clone().unwrap_or_default();
    let end = |v: Option<f64>| v.map(number).unwrap_or_default();
    let all =
        |of: fn(&Source) -> String| value.sources.iter().map(of).collect::<Vec<_>>().join(" | ");
    vec![
        period.edtf.clone(),
        or(&period.begin),
        or(&period.end_before),
        number(value.value),
        end(value.low),
        end(value.high),
        unit.to_owned(),
        value.comparator.clone(),
        modality(value).to_owned(),
        or(&value.base),
        u8::from(period.conflicts() && !value.planned).to_string(),
        value.articles().to_string(),
        value.stories().to_string(),
        all(|s| s.quote.clone()),
        all(told),
        all(|s| s.uid.clone()),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::collections::BTreeMap;

    pub fn heading() -> Heading {
        Heading {
            indicator: "gdp".into(),
            region: "Hebei, China".into(),
            code: "CN-HE".into(),
            role: "level".into(),
        }
    }

    pub fn at(
        value: f64,
        bounds: (Option<f64>, Option<f64>),
        comparator: &str,
        document: i64,
    ) -> Stated {
        Stated {
            value,
            low: bounds.0,
            high: bounds.1,
            range: None,
            comparator: comparator.into(),
            planned: false,
            base: None,
            sources: vec![Source {
                uid: format!("{document:016}"),
                quote: "a, quote".into(),
                document,
                title: Some(format!("Article {document}")),
                publisher: Some("News".into()),
                published: Some("2024-02-01".into()),
                url: None,
                path: format!("{document}.txt"),
                story: document,
            }],
        }
    }

    pub fn year(year: &str, values: Vec<Stated>) -> Period {
        let next: i32 = year.parse::<i32>().unwrap() + 1;
        Period {
            edtf: year.into(),
            begin: Some(format!("{year}-01-01")),
            end_before: Some(format!("{next}-01-01")),
            values,
        }
    }

    /// Three years: a rounded value, two that differ, and a plan without an upper end.
    pub fn series() -> Series {
        let mut plan = at(6e12, (Some(6e12), None), "over", 3);
        plan.planned = true;
        Series {
            unit: "CNY".into(),
            unit_name: "yuan".into(),
            periods: vec![
                year(
                    "2021",
                    vec![at(4e12, (Some(3.9e12), Some(4.1e12)), "exact", 1)],
                ),
                year(
                    "2022",
                    vec![
                        at(4.5e12, (Some(4.45e12), Some(4.55e12)), "exact", 1),
                        at(5e12, (Some(4.9e12), Some(5.1e12)), "exact", 2),
                    ],
                ),
                year("2025", vec![plan]),
            ],
            left_out: LeftOut {
                undated: 1,
                units: BTreeMap::from([("USD".to_owned(), 2)]),
                ..LeftOut::default()
            },
        }
    }

    #[test]
    fn text_has_a_row_a_value_a_chart_and_the_articles() {
        let canvas = Canvas {
            width: 70,
            unicode: false,
        };
        let text = text(&heading(), &series(), canvas);
        let rows: Vec<&str> = text.lines().filter(|l| l.contains("  [")).collect();
        assert_eq!(rows.len(), 4, "{text}");
        // The dots stand where the numbers are: 4, 4.5, 5 and over 6.
        let dots: Vec<usize> = rows.iter().map(|r| r.rfind(['*', 'o']).unwrap()).collect();
        assert!(
            dots.is_sorted() && dots[0] < dots[1] && dots[2] < dots[3],
            "{text}"
        );
        assert!(
            rows[0].contains("-*-") && rows[2].starts_with("     ! "),
            "{text}"
        );
        assert!(
            text.starts_with("gdp, Hebei, China, level, in trillion CNY (yuan)\n\n2021"),
            "{text}"
        );
        assert!(
            text.contains("over 6 (planned)") && text.contains("! not all of these can be true"),
            "{text}"
        );
        assert!(
            text.contains("left out: 2 figures in USD, which does not convert"),
            "{text}"
        );
        assert!(
            text.contains("\n[2] Article 2, News, 2024-02-01 (2.txt)\n"),
            "{text}"
        );
        assert!(text.is_ascii(), "{text}");
        assert!(
            text.lines()
                .all(|l| l.chars().count() <= 70 || l.starts_with("left")),
            "{text}"
        );
    }

    #[test]
    fn the_chart_follows_the_width_and_shows_open_ends() {
        let wide = text(
            &heading(),
            &series(),
            Canvas {
                width: 100,
                unicode: true,
            },
        );
        assert!(
            wide.contains('●') && wide.contains('○') && wide.contains('─'),
            "{wide}"
        );
        let narrow = text(
            &heading(),
            &series(),
            Canvas {
                width: 30,
                unicode: true,
            },
        );
        assert!(!narrow.contains('●'), "{narrow}");
        let chart = Chart {
            low: 0.0,
            high: 10.0,
            width: 21,
            unicode: false,
        };
        assert_eq!(
            chart.row(&at(5.0, (Some(5.0), None), "over", 1)).trim_end(),
            "          *->"
        );
        assert_eq!(
            chart
                .row(&at(5.0, (None, Some(6.0)), "under", 1))
                .trim_end(),
            "        <-*--"
        );
    }

    #[test]
    fn machines_get_bounds_conflicts_and_uids() {
        let json = json(&heading(), &series(), &[]);
        assert_eq!(json["periods"][1]["conflict"], true);
        assert_eq!(json["periods"][2]["values"][0]["high"], Json::Null);
        assert_eq!(json["left_out"]["other_units"]["USD"], 2);
        let csv = csv(&series());
        let mut lines = csv.lines();
        assert!(
            lines
                .next()
                .unwrap()
                .starts_with("period,begin,end_before,value,low,high")
        );
        assert_eq!(
            lines.next().unwrap(),
            "2021,2021-01-01,2022-01-01,4000000000000,3900000000000,4100000000000,CNY,exact,actual,,0,1,1,\"a, quote\",\
             \"Article 1, News, 2024-02-01 (1.txt)\",0000000000000001"
        );
        assert_eq!(lines.count(), 3);
    }

    #[test]
    fn numbers_have_no_noise() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (4e12, "4000000000000"),
            (0.0, "0"),
            (-1.5, "-1.5"),
            (1.0 / 3.0, "0.333333333333"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn nothing_is_an_empty_chart() {
        let text = text(
            &heading(),
            &Series::default(),
            Canvas {
                width: 80,
                unicode: true,
            },
        );
        assert_eq!(text, "gdp, Hebei, China, level\n\n\n");
    }
}
