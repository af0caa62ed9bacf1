//! A time series as a picture (SVG): a point a value, error bars for what its bounds allow, the
//! articles below. The numbers stand in the picture's description too, for those who cannot see it.

use crate::query::series::{Period, Series, Stated};
use crate::show::series::{Heading, Scale, number, remarks, stated, title, told};
use jiff::civil::Date;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::fmt::Write as _;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PlotError(String);

type Drawn<T> = Result<T, PlotError>;
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

const WIDTH: u32 = 900;
const HEIGHT: u32 = 600;
/// Rows of articles under the plot; the table has all of them.
const SOURCES: usize = 5;
/// Characters of a row of small print.
const ROW: usize = 150;

// Colours that are told apart by those who see no red or green (Okabe and Ito).
const FACT: RGBColor = RGBColor(0, 114, 178);
const PLAN: RGBColor = RGBColor(213, 94, 0);
const INK: RGBColor = RGBColor(40, 40, 40);
const PALE: RGBColor = RGBColor(222, 222, 222);

/// The plot of a series.
///
/// # Errors
/// Should the drawing library refuse, what it says.
pub fn svg(heading: &Heading, series: &Series) -> Drawn<String> {
    let mut out = String::new();
    {
        let root = SVGBackend::with_string(&mut out, (WIDTH, HEIGHT)).into_drawing_area();
        root.fill(&WHITE).map_err(said)?;
        let small = small_print(series);
        let below = 16 * i32::try_from(small.len()).unwrap_or_default() + 14;
        let (top, rest) = root.split_vertically(56);
        let (plot, bottom) =
            rest.split_vertically(i32::try_from(HEIGHT).unwrap_or_default() - 56 - below);
        headline(&top, heading, series)?;
        points(&plot, series)?;
        for (n, line) in small.iter().enumerate() {
            let y = 16 * i32::try_from(n).unwrap_or_default();
            write(&bottom, line, (24, y), 11, INK)?;
        }
        root.present().map_err(said)?;
    }
    Ok(described(&out, heading, series))
}

#[allow(clippy::needless_pass_by_value, reason = "the form map_err takes")]
fn said(error: impl std::fmt::Display) -> PlotError {
    PlotError(error.to_string())
}

fn write(area: &Area<'_>, text: &str, at: (i32, i32), size: i32, color: RGBColor) -> Drawn<()> {
    let style = TextStyle::from(("sans-serif", size).into_font()).color(&color);
    let style = style.pos(Pos::new(HPos::Left, VPos::Top));
    area.draw(&Text::new(text.to_owned(), at, style))
        .map_err(said)
}

/// The title, and what the signs mean, of those that are drawn.
fn headline(area: &Area<'_>, heading: &Heading, series: &Series) -> Drawn<()> {
    write(
        area,
        &clipped(&title(heading, series), 88),
        (24, 10),
        19,
        INK,
    )?;
    let values = || series.periods.iter().flat_map(|p| &p.values);
    let mut x = 32;
    let signs = [
        (values().any(|v| !v.planned), false, "stated as a fact"),
        (values().any(|v| v.planned), true, "planned or forecast"),
    ];
    for (_, planned, meaning) in signs.iter().filter(|s| s.0) {
        area.draw(&Circle::new((x, 44), 4, dot(*planned)))
            .map_err(said)?;
        write(area, meaning, (x + 10, 38), 12, INK)?;
        x += 150;
    }
    let bar = "upright: what rounding and words such as \"over\" allow (an arrow: no bound); flat: the days of the period";
    write(area, bar, (x, 38), 12, INK)
}

fn dot(planned: bool) -> ShapeStyle {
    if planned {
        PLAN.stroke_width(2)
    } else {
        FACT.filled()
    }
}

fn points(area: &Area<'_>, series: &Series) -> Drawn<()> {
    let scale = Scale::of(series);
    let places: Vec<(Place, &Period)> = series
        .periods
        .iter()
        .filter_map(|p| Some((Place::of(p)?, p)))
        .collect();
    let (x, y) = (span_of_time(&places), span_of_values(series, scale));
    let mut chart = ChartBuilder::on(area)
        .margin_right(24)
        .margin_left(12)
        .x_label_area_size(40)
        .y_label_area_size(70)
        .build_cartesian_2d(x.0..x.1, y.0..y.1)
        .map_err(said)?;
    let months = x.1 - x.0 < 2.5;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(PALE)
        .axis_style(INK)
        .label_style(("sans-serif", 12))
        .axis_desc_style(("sans-serif", 13))
        .x_labels(12)
        .y_labels(8)
        .x_label_formatter(&|x| tick(*x, months))
        .y_label_formatter(&|y| number((y * 1e9).round() / 1e9))
        .x_desc("period")
        .y_desc(scale.unit(series))
        .draw()
        .map_err(said)?;
    joined(&mut chart, &places, scale)?;
    for (place, period) in &places {
        for value in &period.values {
            bars(&mut chart, *place, value, scale, (x, y))?;
        }
    }
    for (place, period) in &places {
        let circles = period
            .values
            .iter()
            .map(|v| Circle::new((place.middle, v.value / scale.by), 4, dot(v.planned)));
        chart.draw_series(circles).map_err(said)?;
    }
    Ok(())
}

/// A line through facts of periods of the commonest length: one for each, where articles agree.
fn joined(chart: &mut Chart<'_, '_>, places: &[(Place, &Period)], scale: Scale) -> Drawn<()> {
    let lengths: Vec<i64> = places.iter().filter_map(|(p, _)| p.days).collect();
    let alike = |a: i64, b: i64| (a - b).abs() * 10 <= a.max(b);
    let Some(common) = lengths
        .iter()
        .max_by_key(|a| lengths.iter().filter(|b| alike(**a, **b)).count())
    else {
        return Ok(());
    };
    let fact = |p: &Period| {
        let one = p.values.first().filter(|v| !v.planned && !p.conflicts())?;
        Some(one.value / scale.by)
    };
    let regular = places
        .iter()
        .filter(|(p, _)| p.days.is_some_and(|d| alike(d, *common)));
    let line: Vec<(f64, f64)> = regular
        .filter_map(|(at, p)| Some((at.middle, fact(p)?)))
        .collect();
    let style = FACT.mix(0.35).stroke_width(1);
    chart
        .draw_series(std::iter::once(PathElement::new(line, style)))
        .map(|_| ())
        .map_err(said)
}

/// The bounds of a value and the days of its period.
fn bars(
    chart: &mut Chart<'_, '_>,
    place: Place,
    value: &Stated,
    scale: Scale,
    (x, y): ((f64, f64), (f64, f64)),
) -> Drawn<()> {
    let style = if value.planned {
        PLAN.mix(0.8)
    } else {
        FACT.mix(0.8)
    }
    .stroke_width(1);
    let (cap, head) = ((x.1 - x.0) * 0.005, (y.1 - y.0) * 0.015);
    let (at, middle) = (value.value / scale.by, place.middle);
    let mut lines = vec![vec![(place.begin, at), (place.end, at)]];
    for (end, way) in [(value.low, -1.0), (value.high, 1.0)] {
        let Some(end) = end.map(|e| e / scale.by) else {
            let tip = at + way * head * 4.0;
            lines.push(vec![(middle, at), (middle, tip)]);
            lines.push(vec![
                (middle - cap, tip - way * head),
                (middle, tip),
                (middle + cap, tip - way * head),
            ]);
            continue;
        };
        lines.push(vec![(middle, at), (middle, end)]);
        if (end - at).abs() > head / 4.0 {
            lines.push(vec![(middle - cap, end), (middle + cap, end)]);
        }
    }
    let paths = lines.into_iter().map(|l| PathElement::new(l, style));
    chart.draw_series(paths).map(|_| ()).map_err(said)
}

/// Where a period stands, in years.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    begin: f64,
    end: f64,
    middle: f64,
    /// Its length; `None` for one that is open.
    days: Option<i64>,
}

impl Place {
    /// `None` for a period without days. One that is open stands at the end it has.
    fn of(period: &Period) -> Option<Self> {
        let day = |text: &Option<String>| text.as_ref()?.parse::<Date>().ok();
        let (begin, end) = (day(&period.begin), day(&period.end_before));
        let days = begin
            .zip(end)
            .and_then(|(b, e)| b.until(e).ok())
            .map(|span| i64::from(span.get_days()));
        let (first, last) = (begin.or(end)?, end.or(begin)?);
        let (begin, end) = (years(first), years(last));
        Some(Self {
            begin,
            end,
            middle: f64::midpoint(begin, end),
            days,
        })
    }
}

/// 1 July 2024 is 2024.5, nearly.
fn years(day: Date) -> f64 {
    let whole = f64::from(day.year());
    whole + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

fn tick(x: f64, months: bool) -> String {
    if !months {
        let near = (x - x.round()).abs() < 1e-6;
        return if near {
            format!("{x:.0}")
        } else {
            String::new()
        };
    }
    let month = ((x - x.floor()) * 12.0).round() + 1.0;
    if month > 12.0 {
        format!("{:.0}-01", x.floor() + 1.0)
    } else {
        format!("{:.0}-{month:02.0}", x.floor())
    }
}

fn span_of_time(places: &[(Place, &Period)]) -> (f64, f64) {
    let begin = places
        .iter()
        .map(|(p, _)| p.begin)
        .fold(f64::INFINITY, f64::min);
    let end = places
        .iter()
        .map(|(p, _)| p.end)
        .fold(f64::NEG_INFINITY, f64::max);
    if !(begin.is_finite() && end.is_finite()) {
        return (0.0, 1.0);
    }
    let air = ((end - begin) * 0.04).max(0.08);
    (begin - air, end + air)
}

fn span_of_values(series: &Series, scale: Scale) -> (f64, f64) {
    let values = || series.periods.iter().flat_map(|p| &p.values);
    let ends = || {
        values()
            .flat_map(|v| [Some(v.value), v.low, v.high])
            .flatten()
            .map(|v| v / scale.by)
    };
    let low = ends().fold(f64::INFINITY, f64::min);
    let high = ends().fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) {
        return (0.0, 1.0);
    }
    let air = ((high - low) * 0.1)
        .max(high.abs().max(low.abs()) * 0.02)
        .max(1e-9);
    // Near zero the axis begins there, so that lengths can be compared.
    let from = if low >= 0.0 && low < high * 0.4 {
        0.0
    } else {
        low - air
    };
    (from, high + air)
}

/// Rows under the plot: who states it, and what is not shown.
fn small_print(series: &Series) -> Vec<String> {
    let mut articles: Vec<(i64, String)> = Vec::new();
    let values = series.periods.iter().flat_map(|p| &p.values);
    for source in values.flat_map(|v| &v.sources) {
        if !articles.iter().any(|(d, _)| *d == source.document) {
            articles.push((source.document, told(source)));
        }
    }
    let more = articles.len().saturating_sub(SOURCES);
    let shown = articles.iter().take(SOURCES);
    let mut out: Vec<String> = shown
        .map(|(_, a)| clipped(&format!("Source: {a}"), ROW))
        .collect();
    if more > 0 {
        out.push(format!(
            "and {more} more, named in the table beside this file"
        ));
    }
    let left = remarks(&series.left_out);
    if !left.is_empty() {
        out.push(clipped(&format!("Left out: {}", left.join(", ")), ROW));
    }
    out.push(
        "Values as articles state them, found by figtrace; nothing is averaged or filled in."
            .to_owned(),
    );
    out
}

fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{kept}…")
}

/// The picture with a title and a description that holds its numbers.
fn described(picture: &str, heading: &Heading, series: &Series) -> String {
    let scale = Scale::of(series);
    let mut table = String::new();
    for period in &series.periods {
        let values: Vec<String> = period.values.iter().map(|v| stated(v, scale)).collect();
        let _ = writeln!(table, "{}: {}", period.edtf, values.join(" or "));
    }
    let names = format!(
        "<title id=\"title\">{}</title>\n<desc id=\"numbers\">{}</desc>\n",
        escaped(&title(heading, series)),
        escaped(&table)
    );
    let marked = picture.replacen(
        "<svg ",
        "<svg role=\"img\" aria-labelledby=\"title numbers\" ",
        1,
    );
    match marked.split_once(">\n") {
        Some((open, rest)) => format!("{open}>\n{names}{rest}"),
        None => marked,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::series::tests::{at, heading, series, year};

    #[test]
    fn a_picture_has_points_bars_axes_sources_and_a_description() {
        let picture = svg(&heading(), &series()).unwrap();
        assert!(
            picture.starts_with("<svg role=\"img\" aria-labelledby=\"title numbers\" "),
            "{picture}"
        );
        assert!(picture.contains(
            "<desc id=\"numbers\">2021: 4\n2022: 4.5 or 5\n2025: over 6 (planned)\n</desc>"
        ));
        assert_eq!(
            picture.matches("<circle").count(),
            4 + 2,
            "points, and one of each in the legend"
        );
        for text in [
            "trillion CNY (yuan)",
            "Source: Article 1, News",
            "2022",
            "planned or forecast",
            "Left out: 1 figure",
        ] {
            assert!(picture.contains(text), "{text}");
        }
        assert_eq!(
            picture,
            svg(&heading(), &series()).unwrap(),
            "the same every time"
        );
    }

    #[test]
    fn words_of_articles_are_no_markup() {
        let mut odd = series();
        odd.periods[0].values[0].sources[0].title = Some("<b>Profit & loss</b>".into());
        let mut title = heading();
        title.indicator = "a<b".into();
        let picture = svg(&title, &odd).unwrap();
        assert!(
            !picture.contains("<b>") && picture.contains("&lt;b&gt;Profit &amp; loss"),
            "{picture}"
        );
        assert!(picture.contains("a&lt;b, Hebei"));
    }

    #[test]
    fn one_value_and_none_can_be_drawn() {
        let mut one = series();
        one.periods = vec![year("2020", vec![at(5.0, (None, None), "exact", 1)])];
        assert!(svg(&heading(), &one).unwrap().contains("2020"));
        assert!(svg(&heading(), &Series::default()).is_ok());
    }

    #[test]
    fn periods_stand_where_their_days_are() {
        let place = Place::of(&year("2024", vec![])).unwrap();
        assert_eq!(
            (place.begin, place.end, place.days),
            (2024.0, 2025.0, Some(366))
        );
        let mut open = year("2024", vec![]);
        open.begin = None;
        assert!((Place::of(&open).unwrap().middle - 2025.0).abs() < 1e-9);
        assert_eq!(
            (tick(2024.0, false), tick(2024.5, false)),
            ("2024".into(), String::new())
        );
        assert_eq!(
            (tick(2024.5, true), tick(2024.99, true)),
            ("2024-07".into(), "2025-01".into())
        );
    }
}
