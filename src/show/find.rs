//! Found figures as text, JSON and comma-separated values.

use crate::query::figure::Found;
use crate::query::find::{Page, Part};
use crate::show::fragment::Parts;
use crate::show::mark;
use crate::show::table::table;
use crate::show::trace::{Marks, about, article, figure, one_line, says};
use serde_json::{Value as Json, json as object};
use std::fmt::Write as _;

/// A page as text.
pub fn text(page: &Page, part: Part, marks: Marks) -> String {
    let mut out = String::new();
    for (n, found) in page.shown.iter().enumerate() {
        hit(&mut out, part.skip + n + 1, found, marks);
    }
    let last = part.skip + page.shown.len();
    let noun = if page.total == 1 { "figure" } else { "figures" };
    let _ = write!(out, "\n{} {noun}", page.total);
    if page.shown.len() < page.total {
        let _ = write!(out, ", {} to {last} shown", part.skip + 1);
    }
    if last < page.total && part.limit > 0 {
        let _ = write!(out, "; --page {} shows more", last / part.limit + 1);
    }
    out.push('\n');
    out
}

fn hit(out: &mut String, n: usize, found: &Found, marks: Marks) {
    let Parts {
        before,
        quote,
        after,
    } = Parts::of(found);
    let (open, close) = marks.pair();
    let _ = writeln!(
        out,
        "{n}. {}",
        one_line(&format!("{before}{open}{quote}{close}{after}"))
    );
    let parts = [says(found), about(found)];
    let told: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    let _ = writeln!(out, "   {}", one_line(&told.join("; ")));
    let article = one_line(&article(found));
    let place = if article.is_empty() {
        found.source.path.as_str()
    } else {
        &article
    };
    let _ = writeln!(out, "   {place} (figure {})", found.uid);
    if let Some(mark) = &found.mark {
        let _ = writeln!(out, "   marked {}", one_line(&mark::said(mark)));
    }
}

/// A page as one JSON object: how many figures there are in all, where the page begins (from 1), what
/// was remarked, and every field of each figure. Offsets are code points of the text.
pub fn json(page: &Page, part: Part, notes: &[String]) -> Json {
    object!({
        "total": page.total,
        "first": part.skip + 1,
        "notes": notes,
        "hits": page.shown.iter().map(figure).collect::<Vec<_>>(),
    })
}

const NAMES: &[&str] = &[
    "uid",
    "quote",
    "value",
    "low",
    "high",
    "unit",
    "counted",
    "comparator",
    "role",
    "modality",
    "indicator",
    "measure",
    "regions",
    "period",
    "base_period",
    "projects",
    "speaker",
    "sentence",
    "title",
    "publisher",
    "published",
    "url",
    "path",
    "mark",
    "note",
];

/// A page as comma-separated values.
pub fn csv(page: &Page) -> String {
    table(NAMES, page.shown.iter().map(row))
}

fn row(f: &Found) -> Vec<String> {
    let or = |text: &Option<String>| text.clone().unwrap_or_default();
    let (low, high) = f.range.clone().unwrap_or_default();
    vec![
        f.uid.clone(),
        f.quote.clone(),
        or(&f.value),
        low,
        high,
        f.unit.clone(),
        or(&f.counted),
        f.comparator.clone(),
        f.role.clone(),
        f.modality.clone(),
        or(&f.indicator),
        or(&f.measure),
        f.regions.join("; "),
        or(&f.period),
        or(&f.base_period),
        f.projects.join("; "),
        or(&f.speaker),
        f.sentence.clone(),
        or(&f.source.title),
        or(&f.source.publisher),
        or(&f.source.published),
        or(&f.source.url),
        f.source.path.clone(),
        f.mark.as_ref().map(|m| m.kind.clone()).unwrap_or_default(),
        f.mark.as_ref().map(|m| or(&m.note)).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::trace::tests::found;

    fn page(total: usize) -> Page {
        Page {
            shown: vec![found("Output rose 5.2%, they say.", "5.2%")],
            total,
        }
    }

    fn part(skip: usize) -> Part {
        Part {
            skip,
            limit: 1,
            ..Part::default()
        }
    }

    #[test]
    fn a_page_says_what_is_on_others() {
        let text = text(&page(3), part(1), Marks::Plain);
        assert!(
            text.starts_with("2. Output rose »5.2%«, they say.\n"),
            "{text}"
        );
        assert!(
            text.ends_with("\n3 figures, 2 to 2 shown; --page 3 shows more\n"),
            "{text}"
        );
        let last = super::text(&page(1), part(0), Marks::Plain);
        assert!(last.ends_with("\n1 figure\n"), "{last}");
    }

    #[test]
    fn machines_get_every_field() {
        let json = json(&page(1), part(0), &["note".to_owned()]);
        assert_eq!((&json["total"], &json["first"]), (&1.into(), &1.into()));
        assert_eq!(json["hits"][0]["quote"], "5.2%");
        let csv = csv(&page(1));
        assert_eq!(csv.lines().count(), 2);
        assert!(csv.contains("\"Output rose 5.2%, they say.\""), "{csv}");
        assert_eq!(NAMES.len(), row(&page(1).shown[0]).len());
    }
}
