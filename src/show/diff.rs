//! What changed from version to version, as text and as JSON.

use crate::query::diff::align::Change;
use crate::query::diff::{Step, Version};
use crate::query::figure::Found;
use crate::show::figure;
use crate::show::trace::{about, one_line, says};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// The steps as text, one after the other.
pub fn text(steps: &[Step]) -> String {
    let mut out = String::new();
    for (n, step) in steps.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "from     {}", version(&step.from));
        let _ = writeln!(out, "to       {}", version(&step.to));
        headline(&mut out, step);
        for change in &step.changes {
            told(&mut out, step, change);
        }
        let same = step.changes.iter().filter(|c| unchanged(c)).count();
        let _ = match (same, step.changes.len()) {
            (_, 0) => writeln!(out, "neither has a figure"),
            (same, all) if same == all => writeln!(out, "no figure changed ({all})"),
            (same, _) => writeln!(out, "{same} unchanged"),
        };
    }
    out
}

fn unchanged(change: &Change) -> bool {
    matches!(change, Change::Same { moved: false, .. })
}

fn version(version: &Version) -> String {
    let capture = &version.capture;
    let title = capture.title.as_deref().unwrap_or("without a headline");
    let place = capture.url.as_deref().unwrap_or(&capture.path);
    let (title, id) = (one_line(title), capture.document);
    format!("{title}, {}, {place}, document {id}", capture.captured_at)
}

fn headline(out: &mut String, step: &Step) {
    for (what, then, now) in [
        ("headline", &step.from.capture.title, &step.to.capture.title),
        ("dated", &step.from.published, &step.to.published),
    ] {
        if then != now {
            let said = |s: &Option<String>| s.as_deref().map_or_else(|| "none".into(), one_line);
            let _ = writeln!(out, "{what:<8} {} -> {}", said(then), said(now));
        }
    }
}

fn told(out: &mut String, step: &Step, change: &Change) {
    let then = |index: usize| step.from.figures.get(index);
    let now = |index: usize| step.to.figures.get(index);
    match change {
        Change::Same { moved: false, .. } => {}
        Change::Same { to, .. } => single(out, "moved", now(*to)),
        Change::Added(to) => single(out, "added", now(*to)),
        Change::Removed(from) => single(out, "removed", then(*from)),
        Change::Changed { from, to, what } => {
            if let (Some(then), Some(now)) = (then(*from), now(*to)) {
                changed(out, then, now, what);
            }
        }
    }
}

fn single(out: &mut String, what: &str, found: Option<&Found>) {
    let Some(found) = found else { return };
    let _ = writeln!(out, "{what:<8} {}", says(found));
    line(out, "about", &about(found));
    line(out, "in", &found.sentence);
}

fn changed(out: &mut String, then: &Found, now: &Found, what: &[&str]) {
    let by = by_how_much(then, now).map_or_else(String::new, |by| format!(" ({by} %)"));
    let _ = writeln!(out, "{:<8} {} -> {}{by}", "changed", says(then), says(now));
    if what.iter().all(|w| matches!(*w, "period" | "regions")) {
        line(out, "about", &format!("{} -> {}", about(then), about(now)));
    } else {
        line(out, "about", &about(now));
    }
    if then.sentence == now.sentence {
        line(out, "in", &now.sentence);
    } else {
        line(out, "was", &then.sentence);
        line(out, "now", &now.sentence);
    }
}

fn line(out: &mut String, label: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "   {label:<5} {}", one_line(value));
    }
}

/// By how many percent a number in one unit changed, with its sign.
fn by_how_much(then: &Found, now: &Found) -> Option<String> {
    let number = |found: &Found| found.value.as_deref()?.parse::<Decimal>().ok();
    let (before, after) = (number(then)?, number(now)?);
    if then.unit != now.unit || before == after {
        return None;
    }
    let share = after.checked_sub(before)?.checked_div(before.abs())?;
    let percent = share
        .checked_mul(Decimal::ONE_HUNDRED)?
        .round_dp(1)
        .normalize();
    let sign = if percent.is_sign_negative() { "" } else { "+" };
    Some(format!("{sign}{percent}"))
}

/// The steps as one JSON object: `versions` in their order, `steps` from each to the next.
pub fn json(steps: &[Step]) -> Json {
    let first = steps.first().map(|s| &s.from);
    let versions = first.into_iter().chain(steps.iter().map(|s| &s.to));
    json!({
        "versions": versions.map(version_json).collect::<Vec<_>>(),
        "steps": steps.iter().map(step_json).collect::<Vec<_>>(),
    })
}

fn version_json(version: &Version) -> Json {
    let capture = &version.capture;
    json!({
        "document": capture.document,
        "title": capture.title,
        "published": version.published,
        "captured_at": capture.captured_at,
        "url": capture.url,
        "path": capture.path,
        "text_sha256": capture.text_sha256,
        "raw_sha256": capture.raw_sha256,
        "figures": version.figures.len(),
    })
}

fn step_json(step: &Step) -> Json {
    let then = |index: &usize| step.from.figures.get(*index).map(figure);
    let now = |index: &usize| step.to.figures.get(*index).map(figure);
    let change = |change: &Change| match change {
        Change::Same { from, to, moved } => {
            let what = if *moved { "moved" } else { "same" };
            json!({ "change": what, "from": then(from), "to": now(to) })
        }
        Change::Changed { from, to, what } => {
            json!({ "change": "changed", "what": what, "from": then(from), "to": now(to) })
        }
        Change::Added(to) => json!({ "change": "added", "from": null, "to": now(to) }),
        Change::Removed(from) => json!({ "change": "removed", "from": then(from), "to": null }),
    };
    json!({
        "from": step.from.capture.document,
        "to": step.to.capture.document,
        "changes": step.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn figure(found: &Found) -> Json {
    Json::Object(figure::told(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::diff::align::align;
    use crate::query::figure::sample;
    use crate::query::named::Capture;

    fn version_of(document: i64, sentences: &[&str], quotes: &[&str]) -> Version {
        let figures = sentences
            .iter()
            .zip(quotes)
            .map(|(sentence, quote)| sample(sentence, 0, sentence.find(quote).unwrap(), quote));
        Version {
            capture: Capture {
                id: document,
                document,
                raw: document,
                path: "a.html".into(),
                url: Some("https://news.example/a".into()),
                captured_at: format!("2025-06-0{document}T00:00:00Z"),
                title: Some("The flood".into()),
                raw_sha256: "r".into(),
                text_sha256: "t".into(),
            },
            published: Some("2025-06-01".into()),
            figures: figures.collect(),
        }
    }

    fn step() -> Step {
        let from = version_of(
            1,
            &[
                "The flood killed 12 people.",
                "It took 3 days.",
                "Aid of 7 tonnes came.",
            ],
            &["12", "3", "7"],
        );
        let mut to = version_of(
            2,
            &[
                "The flood killed 15 people.",
                "Aid of 7 tonnes came.",
                "Schools lost 4 roofs.",
            ],
            &["15", "7", "4"],
        );
        to.capture.title = Some("The great flood".into());
        Step {
            changes: align(&from.figures, &to.figures),
            from,
            to,
        }
    }

    #[test]
    fn every_change_is_told() {
        let text = text(&[step()]);
        for wanted in [
            "from     The flood, 2025-06-01T00:00:00Z, https://news.example/a, document 1\n",
            "headline The flood -> The great flood\n",
            "changed  12 CNY (yuan), level -> 15 CNY (yuan), level (+25 %)\n",
            "   was   The flood killed 12 people.\n   now   The flood killed 15 people.\n",
            "removed  3 CNY (yuan), level\n",
            "added    4 CNY (yuan), level\n",
            "1 unchanged\n",
        ] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
        assert!(!text.contains("dated"), "{text}");
    }

    #[test]
    fn json_has_every_figure_of_both() {
        let json = json(&[step()]);
        assert_eq!(json["versions"][1]["title"], "The great flood");
        let changes = json["steps"][0]["changes"].as_array().unwrap();
        let said: Vec<&str> = changes
            .iter()
            .map(|c| c["change"].as_str().unwrap())
            .collect();
        assert_eq!(said, ["changed", "removed", "same", "added"]);
        assert_eq!(changes[0]["to"]["value"], "15");
        assert_eq!(changes[0]["what"][0], "value");
    }

    #[test]
    fn nothing_changed_is_said_too() {
        let same = version_of(1, &["It took 3 days."], &["3"]);
        let step = |from: Version, to: Version| Step {
            changes: align(&from.figures, &to.figures),
            from,
            to,
        };
        let said = text(&[step(same.clone(), same)]);
        assert!(said.ends_with("no figure changed (1)\n"), "{said}");
        let none = version_of(1, &[], &[]);
        assert!(text(&[step(none.clone(), none)]).ends_with("neither has a figure\n"));
    }
}
