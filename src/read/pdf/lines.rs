//! From characters on a page to lines: spaces where there is room, raised digits as such.

use super::glyphs::Mark;

/// Room that is a space, as a share of the type size: words stand a quarter apart, letters a tenth.
const SPACE: f64 = 0.15;

/// Room between wide letters (Chinese) that is a space.
const WIDE_SPACE: f64 = 0.8;

/// Room that parts columns.
const COLUMN: f64 = 4.0;

/// A line of one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Where it begins.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
    /// How high it stands; higher is less.
    pub level: f64,
    /// The type size of most of it.
    pub size: f64,
    /// Its direction in degrees.
    pub angle: i32,
}

/// The lines of a page in the order of drawing.
pub fn lines(marks: &[Mark]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut before: Option<&Mark> = None;
    for mark in marks {
        match (out.last_mut(), before) {
            (Some(line), Some(last)) if goes_on(line, mark) => {
                let doubled =
                    last.text == mark.text && (last.start - mark.start).abs() < 0.1 * mark.size;
                if !doubled {
                    extend(line, mark);
                }
            }
            _ => {
                if mark.text.trim().is_empty() {
                    continue;
                }
                out.push(Line {
                    text: mark.text.clone(),
                    start: mark.start,
                    end: mark.end,
                    level: mark.level,
                    size: mark.size,
                    angle: mark.angle,
                });
            }
        }
        before = Some(mark);
    }
    for line in &mut out {
        line.text.truncate(line.text.trim_end().len());
    }
    out
}

fn goes_on(line: &Line, mark: &Mark) -> bool {
    let size = line.size.max(mark.size);
    let gap = mark.start - line.end;
    line.angle == mark.angle
        && (mark.level - line.level).abs() < 0.6 * size
        && gap > -0.6 * size
        && gap < COLUMN * size
}

fn extend(line: &mut Line, mark: &Mark) {
    let small = mark.size < 0.8 * line.size;
    let raised = line.level - mark.level > 0.15 * line.size;
    let text = if small && raised {
        superscript(&mark.text)
    } else {
        mark.text.clone()
    };
    let gap = mark.start - line.end;
    let ends_wide = line.text.chars().next_back().is_some_and(is_wide);
    let wide = ends_wide && text.chars().next().is_some_and(is_wide);
    let room = if wide { WIDE_SPACE } else { SPACE } * line.size.min(mark.size);
    if gap > room && !line.text.ends_with(' ') && !text.starts_with(' ') {
        line.text.push(' ');
    }
    if !(text == " " && line.text.ends_with(' ')) {
        line.text.push_str(&text);
    }
    line.end = line.end.max(mark.end);
    // A line that begins with a raised or small character is as large as what follows.
    if mark.size > line.size && !text.trim().is_empty() {
        (line.size, line.level) = (mark.size, mark.level);
    }
}

/// Letters that are set without spaces between.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Digits as raised digits, so that a note's number is no part of the number before it.
fn superscript(text: &str) -> String {
    let raised = |c: char| match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    };
    text.chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters half a size wide, one behind the other, from `start`.
    fn marks(text: &str, start: f64, level: f64, size: f64) -> Vec<Mark> {
        let place = |(i, c): (usize, char)| {
            let at = start + f64::from(u32::try_from(i).unwrap()) * size / 2.0;
            Mark {
                text: c.to_string(),
                start: at,
                end: at + size / 2.0,
                level,
                size,
                angle: 0,
            }
        };
        text.chars().enumerate().map(place).collect()
    }

    fn said(marks: &[Vec<Mark>]) -> Vec<String> {
        lines(&marks.concat()).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn room_between_letters_is_a_space_and_much_room_another_column() {
        assert_eq!(
            said(&[
                marks("Output", 0.0, 0.0, 10.0),
                marks("rose", 33.0, 0.0, 10.0)
            ]),
            ["Output rose"]
        );
        assert_eq!(
            said(&[marks("Out", 0.0, 0.0, 10.0), marks("put", 15.5, 0.0, 10.0)]),
            ["Output"]
        );
        assert_eq!(
            said(&[marks("a", 0.0, 0.0, 10.0), marks("b", 60.0, 0.0, 10.0)]),
            ["a", "b"]
        );
        assert_eq!(
            said(&[marks("增长", 0.0, 0.0, 10.0), marks("率", 13.0, 0.0, 10.0)]),
            ["增长率"]
        );
    }

    #[test]
    fn lines_end_where_the_level_changes_or_the_pen_goes_back() {
        assert_eq!(
            said(&[marks("one", 0.0, 0.0, 10.0), marks("two", 0.0, 12.0, 10.0)]),
            ["one", "two"]
        );
        assert_eq!(
            said(&[marks("one", 50.0, 0.0, 10.0), marks("two", 0.0, 0.0, 10.0)]),
            ["one", "two"]
        );
    }

    #[test]
    fn a_raised_digit_is_no_part_of_the_number_before_it() {
        let found = said(&[
            marks("45", 0.0, 0.0, 10.0),
            marks("1", 10.0, -4.0, 6.0),
            marks(" km", 13.0, 0.0, 10.0),
        ]);
        assert_eq!(found, ["45¹ km"]);
    }

    #[test]
    fn a_letter_drawn_twice_for_weight_is_one_letter() {
        let twice: Vec<Vec<Mark>> = "bold"
            .chars()
            .enumerate()
            .flat_map(|(i, c)| {
                let at = f64::from(u32::try_from(i).unwrap()) * 5.0;
                let one = marks(&c.to_string(), at, 0.0, 10.0);
                let two = marks(&c.to_string(), at + 0.2, 0.0, 10.0);
                [one, two]
            })
            .collect();
        assert_eq!(said(&twice), ["bold"]);
    }
}
