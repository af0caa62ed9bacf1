//! Contradictions as text, JSON and CSV.

use crate::query::conflicts::{Computed, Conflicts, Statement, Thing};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// Contradictions between articles, then computations, `limit` at most of each.
pub fn text(conflicts: &Conflicts, computed: &[Computed], limit: usize) -> String {
    let mut out = String::new();
    for one in conflicts.things.iter().take(limit) {
        thing(&mut out, one);
    }
    more(&mut out, conflicts.things.len(), limit, "things");
    for one in computed.iter().take(limit) {
        computation(&mut out, one);
    }
    more(&mut out, computed.len(), limit, "computations");
    if conflicts.settled > 0 {
        let _ = writeln!(
            out,
            "{} settled by a figure marked preferred; --all shows them",
            conflicts.settled
        );
    }
    out
}

fn more(out: &mut String, total: usize, limit: usize, what: &str) {
    let hidden = total.saturating_sub(limit);
    if hidden > 0 {
        let _ = writeln!(
            out,
            "{hidden} more {what}; --limit {total} shows all of them\n"
        );
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "gdp; Hebei; 2024; increase against yoy".
fn about(thing: &Thing) -> String {
    let mut parts = vec![thing.indicator.clone()];
    if !thing.regions.is_empty() {
        parts.push(thing.regions.join(", "));
    }
    if !thing.period.is_empty() {
        parts.push(thing.period.clone());
    }
    parts.push(match &thing.base_period {
        Some(base) => format!("{} against {base}", thing.role),
        None => thing.role.clone(),
    });
    parts.join("; ")
}

const fn verdict(thing: &Thing) -> &'static str {
    if thing.impossible {
        "cannot all be true"
    } else {
        "far apart, though all can be true"
    }
}

fn thing(out: &mut String, thing: &Thing) {
    let _ = writeln!(out, "{}: {}", about(thing), verdict(thing));
    for one in &thing.statements {
        let comparator = match one.comparator.as_str() {
            "exact" => String::new(),
            word => format!("{} ", word.replace('_', " ")),
        };
        let value = thing.unit.contains('/').then_some(one.value).flatten();
        let value = value.map(|v| format!(" = {v:.4}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "   {comparator}{}{value}{}",
            one_line(&one.quote),
            counts(one)
        );
        let _ = writeln!(out, "      {}", one_line(&one.sentence));
        let _ = writeln!(out, "      {}, figure {}", source(one), one.uid);
    }
    out.push('\n');
}

fn counts(one: &Statement) -> String {
    let articles = match (one.articles, one.stories) {
        (0 | 1, _) => String::new(),
        (articles, stories) if stories == articles => format!(", {articles} articles"),
        (articles, 1) => format!(", {articles} articles of one story"),
        (articles, stories) => format!(", {articles} articles of {stories} stories"),
    };
    let mark = one.mark.as_ref().map(|m| format!(", marked {m}"));
    articles + &mark.unwrap_or_default()
}

fn source(one: &Statement) -> String {
    let parts = [
        one.title.as_deref(),
        one.publisher.as_deref(),
        one.published.as_deref(),
        one.url.as_deref().or(Some(one.path.as_str())),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().map(one_line).collect();
    parts.join(", ")
}

/// "14.2" for what the computation gives, to the digits that matter.
fn short(number: &str) -> String {
    let value: Option<f64> = number.parse().ok();
    match value {
        Some(v) if v.abs() >= 1000.0 => grouped(v),
        Some(v) => {
            let text = format!("{v:.4}");
            let text = text.trim_end_matches('0').trim_end_matches('.');
            text.to_owned()
        }
        None => number.to_owned(),
    }
}

/// A large number in words of its scale.
fn grouped(value: f64) -> String {
    let scales = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];
    let scale = scales.iter().find(|(by, _)| value.abs() >= *by);
    match scale {
        Some((by, name)) => format!("{} {name}", short(&(value / by).to_string())),
        None => format!("{value:.0}"),
    }
}

fn computation(out: &mut String, one: &Computed) {
    let expected = match (&one.expected, &one.bounds) {
        (Some(_), (None, Some(high))) => format!("; at most {}", short(high)),
        (Some(expected), _) => format!(" = {}", short(expected)),
        (None, _) => String::new(),
    };
    let unit = match one.unit.as_str() {
        "1" | "count" => String::new(),
        code => format!(" {code}"),
    };
    let stated = short(&one.stated);
    let verdict = match (one.verdict.as_str(), &one.deviation) {
        ("off by", Some(by)) => format!("off by {}{unit}", short(by)),
        (verdict, _) => verdict.to_owned(),
    };
    let _ = writeln!(
        out,
        "{verdict} ({}): {}{expected}; stated {stated}{unit}",
        one.kind, one.computation
    );
    for sentence in &one.sentences {
        let _ = writeln!(out, "   {}", one_line(sentence));
    }
    let figures: Vec<String> = one
        .figures
        .iter()
        .map(|(part, uid, quote)| format!("{part} {} {uid}", one_line(quote)))
        .collect();
    let _ = writeln!(out, "   {}", figures.join("; "));
    let parts = [
        one.title.as_deref(),
        one.published.as_deref(),
        Some(one.path.as_str()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().map(one_line).collect();
    let _ = writeln!(out, "   {}\n", parts.join(", "));
}

/// Everything as one JSON object.
pub fn json(conflicts: &Conflicts, computed: &[Computed]) -> Json {
    json!({
        "things": conflicts.things.iter().map(thing_json).collect::<Vec<_>>(),
        "settled": conflicts.settled,
        "computations": computed.iter().map(computed_json).collect::<Vec<_>>(),
    })
}

fn thing_json(thing: &Thing) -> Json {
    let statement = |s: &Statement| {
        json!({
            "uid": s.uid, "quote": s.quote, "comparator": s.comparator,
            "value": s.value, "low": s.low, "high": s.high,
            "articles": s.articles, "stories": s.stories, "mark": s.mark,
            "sentence": s.sentence, "title": s.title, "publisher": s.publisher,
            "published": s.published, "url": s.url, "path": s.path,
        })
    };
    json!({
        "indicator": thing.indicator,
        "regions": thing.regions,
        "period": thing.period,
        "unit": thing.unit,
        "role": thing.role,
        "base_period": thing.base_period,
        "verdict": if thing.impossible { "impossible" } else { "far apart" },
        "statements": thing.statements.iter().map(statement).collect::<Vec<_>>(),
    })
}

fn computed_json(one: &Computed) -> Json {
    let figure = |(part, uid, quote): &(String, String, String)| json!({ "part": part, "uid": uid, "quote": quote });
    json!({
        "kind": one.kind,
        "verdict": one.verdict,
        "computation": one.computation,
        "unit": one.unit,
        "expected": one.expected,
        "expected_low": one.bounds.0,
        "expected_high": one.bounds.1,
        "stated": one.stated,
        "deviation": one.deviation,
        "figures": one.figures.iter().map(figure).collect::<Vec<_>>(),
        "sentences": one.sentences,
        "title": one.title,
        "published": one.published,
        "path": one.path,
    })
}

/// Heading of the CSV.
const COLUMNS: &[&str] = &[
    "verdict",
    "indicator",
    "regions",
    "period",
    "role",
    "unit",
    "quote",
    "value",
    "expected",
    "articles",
    "mark",
    "sentence",
    "title",
    "publisher",
    "published",
    "url",
    "path",
    "uid",
];

/// A line for each statement and each computation (RFC 4180).
pub fn csv(conflicts: &Conflicts, computed: &[Computed]) -> String {
    let mut out = row(&COLUMNS.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>());
    for thing in &conflicts.things {
        for s in &thing.statements {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            out.push_str(&row(&[
                if thing.impossible {
                    "impossible"
                } else {
                    "far apart"
                }
                .to_owned(),
                thing.indicator.clone(),
                thing.regions.join("; "),
                thing.period.clone(),
                thing.role.clone(),
                thing.unit.clone(),
                s.quote.clone(),
                s.value.map(|v| v.to_string()).unwrap_or_default(),
                String::new(),
                s.articles.to_string(),
                text(&s.mark),
                s.sentence.clone(),
                text(&s.title),
                text(&s.publisher),
                text(&s.published),
                text(&s.url),
                s.path.clone(),
                s.uid.clone(),
            ]));
        }
    }
    for one in computed {
        let mut cells = vec![String::new(); COLUMNS.len()];
        let uids: Vec<&str> = one.figures.iter().map(|f| f.1.as_str()).collect();
        let mut put = |name: &str, value: String| {
            let at = COLUMNS.iter().position(|c| *c == name);
            if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                *cell = value;
            }
        };
        put("verdict", one.verdict.clone());
        put("indicator", one.kind.clone());
        put("unit", one.unit.clone());
        put("quote", one.computation.clone());
        put("value", one.stated.clone());
        put("expected", one.expected.clone().unwrap_or_default());
        put("sentence", one.sentences.join(" "));
        put("title", one.title.clone().unwrap_or_default());
        put("published", one.published.clone().unwrap_or_default());
        put("path", one.path.clone());
        put("uid", uids.join("; "));
        out.push_str(&row(&cells));
    }
    out
}

fn row(cells: &[String]) -> String {
    let cell = |c: &String| {
        if c.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", c.replace('"', "\"\""))
        } else {
            c.clone()
        }
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflicts() -> Conflicts {
        let statement = |quote: &str, articles| Statement {
            uid: "0123456789abcdef".into(),
            quote: quote.into(),
            comparator: "over".into(),
            value: Some(9e12),
            articles,
            stories: 1,
            sentence: "It was, \"they\"\nsay, so.".into(),
            title: Some("A busy May".into()),
            published: Some("2025-01-02".into()),
            path: "a.txt".into(),
            ..Statement::default()
        };
        Conflicts {
            things: vec![Thing {
                indicator: "gdp".into(),
                regions: vec!["Hebei".into()],
                period: "2024".into(),
                unit: "CNY".into(),
                role: "level".into(),
                base_period: None,
                impossible: true,
                statements: vec![
                    statement("9 trillion yuan", 3),
                    statement("8 trillion yuan", 1),
                ],
            }],
            settled: 1,
        }
    }

    fn computed() -> Computed {
        Computed {
            kind: "sum".into(),
            verdict: "off by".into(),
            computation: "1,230 + 840 + 950".into(),
            expected: Some("3020".into()),
            bounds: (Some("3020".into()), Some("3020".into())),
            stated: "3220".into(),
            deviation: Some("200".into()),
            unit: "count".into(),
            figures: vec![("whole".into(), "aa".into(), "3,220".into())],
            sentences: vec!["In all 3,220.".into()],
            title: None,
            published: None,
            path: "b.txt".into(),
        }
    }

    #[test]
    fn text_has_things_then_computations() {
        assert_eq!(
            text(&conflicts(), &[computed()], 9),
            "gdp; Hebei; 2024; level: cannot all be true\n   over 9 trillion yuan, 3 articles of one story\n      \
             It was, \"they\" say, so.\n      A busy May, 2025-01-02, a.txt, figure 0123456789abcdef\n   over 8 trillion yuan\n      \
             It was, \"they\" say, so.\n      A busy May, 2025-01-02, a.txt, figure 0123456789abcdef\n\n\
             off by 200 (sum): 1,230 + 840 + 950 = 3020; stated 3220\n   In all 3,220.\n   whole 3,220 aa\n   b.txt\n\n\
             1 settled by a figure marked preferred; --all shows them\n"
        );
        assert!(text(&conflicts(), &[], 0).starts_with("1 more things; --limit 1 shows"));
    }

    #[test]
    fn csv_quotes_what_must_be_and_has_one_width() {
        let csv = csv(&conflicts(), &[computed()]);
        assert!(csv.contains("\"It was, \"\"they\"\"\nsay, so.\""), "{csv}");
        assert!(csv.ends_with("b.txt,aa\r\n"), "{csv}");
        assert_eq!(csv.matches("\r\n").count(), 4);
    }

    #[test]
    fn json_has_both() {
        let json = json(&conflicts(), &[computed()]);
        assert_eq!(json["things"][0]["statements"][0]["articles"], 3);
        assert_eq!(json["computations"][0]["deviation"], "200");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(short("35.557992"), "35.558");
        assert_eq!(short("3440000000000"), "3.44 trillion");
        assert_eq!(short("21"), "21");
        assert_eq!(short("12345"), "12345");
    }
}
