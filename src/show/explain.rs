//! A reading explained to a person: each sentence with numbers, what each figure says and for which
//! reasons, which numbers belong to dates, and why the others are no figures.
//!
//! Knows no rule: what rules and reasons mean is asked of whoever knows them.

use crate::base::number::Value;
use crate::base::rule::RuleId;
use crate::base::vocabulary::{Comparator, Modality};
use crate::link::reading::{Figure, Reading};
use crate::recognise::mention::{DateMention, Rejection};
use std::fmt::Write as _;

/// What the rule or reason with this id means, in one line.
pub type Meaning = fn(&str) -> Option<&'static str>;

/// The document as text: its source, what is remarked of it, then every sentence that holds a figure,
/// a date in numbers or a rejected number.
pub fn text(reading: &Reading, source: &str, means: Meaning) -> String {
    let mut out = format!("# {}\n", heading(reading, source));
    for notice in &reading.notices {
        let _ = writeln!(out, "note: {}", one_line(&notice.message));
    }
    let mut told = 0;
    for (index, (span, _)) in reading.sentences.iter().enumerate() {
        let figures: Vec<&Figure> = reading
            .figures
            .iter()
            .filter(|f| f.mention.sentence == index)
            .collect();
        let rejected: Vec<&Rejection> = reading
            .rejections
            .iter()
            .filter(|r| span.contains(r.span))
            .collect();
        let dates: Vec<&DateMention> = reading
            .dates
            .iter()
            .filter(|d| d.sentence == index && numbered(d, &reading.article.text))
            .collect();
        if figures.is_empty() && rejected.is_empty() && dates.is_empty() {
            continue;
        }
        told += 1;
        let _ = writeln!(out, "\n{}", one_line(span.of(&reading.article.text)));
        for figure in figures {
            explain(&mut out, reading, figure, means);
        }
        for date in dates {
            let quote = one_line(date.span.of(&reading.article.text));
            let period = date
                .edtf
                .as_ref()
                .map_or("no year is known", |e| e.as_str());
            let _ = writeln!(
                out,
                "  date     {quote}: {period}; {}",
                meant(date.rule, means)
            );
        }
        for number in rejected {
            let quote = one_line(number.span.of(&reading.article.text));
            let _ = writeln!(out, "  not      {quote}: {}", number.reason);
        }
    }
    if told == 0 && reading.sentences.is_empty() && !reading.article.text.trim().is_empty() {
        out.push_str("\nnone of its text was read as an article\n");
    } else if told == 0 {
        out.push_str("\nno number stands in it\n");
    }
    out
}

/// An input that could not be read, in the place of its document.
pub fn failure(source: &str, problem: &str) -> String {
    format!("# {source}\n\nnot read: {}\n", one_line(problem))
}

/// Whether a date is written with a number, which a reader may take for a figure.
fn numbered(date: &DateMention, text: &str) -> bool {
    date.span.of(text).contains(|c: char| c.is_ascii_digit())
}

fn heading(reading: &Reading, source: &str) -> String {
    let title = reading.article.title.as_deref().map(one_line);
    match title.filter(|t| !t.is_empty()) {
        Some(title) => format!("{source}: {title}"),
        None => source.to_owned(),
    }
}

fn explain(out: &mut String, reading: &Reading, figure: &Figure, means: Meaning) {
    let quote = one_line(figure.mention.span.of(&reading.article.text));
    let _ = writeln!(out, "  figure   {quote}: {}", says(reading, figure));
    let mut line = |label: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {label:<8} {value}");
        }
    };
    line("about", about(figure));
    line("by", figure.attributed_to.clone().unwrap_or_default());
    line("rule", meant(figure.mention.rule, means));
    let mut given: Vec<RuleId> = Vec::new();
    for why in &figure.why {
        if !given.contains(why) {
            given.push(*why);
            line("because", meant(*why, means));
        }
    }
}

/// "over 9000000000000 CNY, planned level".
fn says(reading: &Reading, figure: &Figure) -> String {
    let mention = &figure.mention;
    let number = match mention.value {
        Value::Exact(n) => n.to_string(),
        Value::Range(low, high) => format!("{low} to {high}"),
    };
    let bound = match mention.comparator {
        Comparator::Exact => String::new(),
        other => format!("{} ", other.as_str().replace('_', " ")),
    };
    let counted = mention
        .counted
        .filter(|_| mention.unit == "count")
        .map(|span| one_line(span.of(&reading.article.text)));
    let unit = match (counted, mention.unit.as_ref()) {
        (Some(counted), _) => format!(" {counted}"),
        (None, "1" | "count") => String::new(),
        (None, unit) => format!(" {unit}"),
    };
    let planned = match figure.modality {
        Modality::Planned => "planned ",
        Modality::Actual => "",
    };
    format!("{bound}{number}{unit}, {planned}{}", figure.role.as_str())
}

/// "exports; Hebei; 2024, against 2023; project China-Laos Railway".
fn about(figure: &Figure) -> String {
    let mut parts: Vec<String> = figure.indicator.iter().cloned().collect();
    if !figure.regions.is_empty() {
        let names: Vec<&str> = figure.regions.iter().map(|r| r.name.as_ref()).collect();
        parts.push(names.join(", "));
    }
    let period = figure.period.as_ref().map(|p| p.as_str().to_owned());
    let base = figure
        .base_period
        .as_ref()
        .map(|b| format!("against {}", b.as_str()));
    let when: Vec<String> = period.into_iter().chain(base).collect();
    if !when.is_empty() {
        parts.push(when.join(", "));
    }
    if !figure.projects.is_empty() {
        parts.push(format!("project {}", figure.projects.join(", ")));
    }
    parts.join("; ")
}

fn meant(id: RuleId, means: Meaning) -> String {
    match means(id.0) {
        Some(does) => format!("{} ({does})", id.0),
        None => id.0.to_owned(),
    }
}

/// White space of any kind as single spaces: a sentence may run over lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::plain::article;
    use crate::meaning::of_rule;
    use crate::pipeline::read_article;

    fn told(input: &str) -> String {
        text(&read_article(article(input.to_owned())), "a.txt", of_rule)
    }

    #[test]
    fn figures_come_with_what_they_say_and_why() {
        let out = told("Exports of Hebei rose over 5.2 percent in 2024.");
        assert!(out.starts_with("# a.txt"), "{out}");
        assert!(
            out.contains("  figure   5.2 percent: over 5.2 %, increase\n"),
            "{out}"
        );
        assert!(out.contains("  about    exports; Hebei; 2024\n"), "{out}");
        assert!(
            out.contains("  because  role/verb-of-change (") && out.contains("  rule     figure/"),
            "{out}"
        );
    }

    #[test]
    fn rejected_numbers_come_with_their_reason() {
        let out = told("The 5G network has 22 masts.");
        assert!(out.contains("  figure   22: 22 masts, level"), "{out}");
        assert!(out.contains("  not      5G: part of a name"), "{out}");
    }

    #[test]
    fn numbers_of_dates_are_told_apart() {
        let out = told("The line opened on May 3, 2024.");
        assert!(
            out.contains("  date     May 3, 2024: 2024-05-03; date/"),
            "{out}"
        );
    }

    #[test]
    fn sentences_without_numbers_are_passed_over() {
        let out = told("Nobody came. The hall has 90 seats.");
        assert!(!out.contains("Nobody") && out.contains("The hall"), "{out}");
        assert!(told("Nobody came.").contains("no number stands in it"));
    }

    #[test]
    fn a_page_without_an_article_is_not_said_to_hold_no_number() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.html");
        std::fs::write(&path, "<title>Rents</title><p>Rents rose 5 percent.</p>").unwrap();
        let found = crate::read::documents(vec![path], None).next().unwrap();
        let raw = found.unwrap().document().unwrap();
        let out = text(&read_article(crate::clean::article(&raw)), "a", of_rule);
        assert!(
            out.contains("\nnote: the page holds no running text"),
            "{out}"
        );
        assert!(out.contains("none of its text was read"), "{out}");
        assert!(!out.contains("no number"), "{out}");
    }

    #[test]
    fn an_unread_input_is_named_with_its_problem() {
        assert_eq!(
            failure("b.txt", "it is\nempty"),
            "# b.txt\n\nnot read: it is empty\n"
        );
    }
}
