//! Traced figures as text and as JSON.

use crate::query::figure::{Found, Reason};
use crate::query::source::Written;
use crate::query::trace::Hits;
use crate::show::figure::told;
use crate::show::fragment::{Parts, link};
use crate::show::mark;
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// Characters shown of either end of a long stretch of source.
const LONGEST_END: usize = 60;

/// How text marks the figure in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// `»5.2%«`
    Plain,
    /// Bold, for terminals.
    Terminal,
}

impl Marks {
    /// What stands before and after the figure.
    pub(super) const fn pair(self) -> (&'static str, &'static str) {
        match self {
            Self::Plain => ("»", "«"),
            Self::Terminal => ("\u{1b}[1;7m", "\u{1b}[0m"),
        }
    }
}

/// The hits as text, nearest first.
pub fn text(hits: &Hits, marks: Marks, explain: bool) -> String {
    let mut out = String::new();
    for (n, found) in hits.shown.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        hit(&mut out, n + 1, found, marks, explain);
    }
    let hidden = hits.total - hits.shown.len().min(hits.total);
    if hidden > 0 {
        let more = if hits.shown.is_empty() {
            format!("{hidden} found")
        } else {
            format!("\n{hidden} more")
        };
        let _ = writeln!(out, "{more}; --limit {} shows all of them", hits.total);
    }
    out
}

fn hit(out: &mut String, n: usize, found: &Found, marks: Marks, explain: bool) {
    let Parts {
        before,
        quote,
        after,
    } = Parts::of(found);
    let (open, close) = marks.pair();
    let sentence = format!("{before}{open}{quote}{close}{after}");
    let _ = writeln!(out, "{n}. {}", one_line(&sentence));
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "   {label:<8} {}", one_line(value));
        }
    };
    line("says", &says(found));
    line("about", &about(found));
    line(
        "marked",
        &found.mark.as_ref().map(mark::said).unwrap_or_default(),
    );
    line("by", found.speaker.as_deref().unwrap_or_default());
    line("article", &article(found));
    line("link", &link(found).unwrap_or_default());
    line(
        "file",
        &format!("{} (sha256 {})", found.source.path, found.source.raw_sha256),
    );
    let proof = if found.proved {
        ""
    } else {
        "; NOT what the text says there, run `figtrace verify`"
    };
    line(
        "place",
        &format!(
            "characters {}-{} of text sha256 {}{proof}",
            found.start, found.end, found.source.text_sha256
        ),
    );
    if let Some(written) = &found.written {
        let label = if written.syntax.ends_with("html") {
            "page"
        } else {
            "input"
        };
        line(label, &place_in_bytes(written));
    }
    line("figure", &found.uid);
    line(
        "restates",
        found.equivalent_to.as_deref().unwrap_or_default(),
    );
    line("rule", &reason(&found.rule, explain));
    for why in &found.reasons {
        line("because", &reason(why, explain));
    }
    if explain {
        for (quote, why) in &found.rejected {
            line("not", &format!("{quote}: {why}"));
        }
    }
}

/// "bytes 10234-10251 of sha256 ...: `9.1&nbsp;trillion`".
fn place_in_bytes(written: &Written) -> String {
    let places: Vec<String> = written
        .places
        .iter()
        .map(|(start, end)| format!("{start}-{end}"))
        .collect();
    let mut out = format!(
        "bytes {} of sha256 {}",
        places.join(", "),
        written.raw_sha256
    );
    if let Some(encoding) = &written.encoding {
        let _ = write!(out, " decoded from {encoding}");
    }
    match (&written.written, written.proved) {
        (Some(said), Some(true)) => {
            let _ = write!(out, ": `{}`", shortened(said));
        }
        (Some(_), _) => out.push_str("; NOT what is written there, run `figtrace verify`"),
        (None, _) => out.push_str(", which was not kept"),
    }
    out
}

/// What is written, its middle left out when a figure runs through much markup.
fn shortened(written: &str) -> String {
    let chars: Vec<char> = written.chars().collect();
    let ends = chars
        .first_chunk::<LONGEST_END>()
        .zip(chars.last_chunk::<LONGEST_END>());
    match ends.filter(|_| chars.len() > 3 * LONGEST_END) {
        Some((first, last)) => {
            let text = |part: &[char]| part.iter().collect::<String>();
            format!("{} … {}", text(first), text(last))
        }
        None => written.to_owned(),
    }
}

/// White space of any kind as single spaces: a sentence may run over lines.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "over 9000000000000 CNY (yuan), planned level".
pub(super) fn says(found: &Found) -> String {
    let number = match (&found.value, &found.range) {
        (Some(value), _) => value.clone(),
        (None, Some((low, high))) => format!("{low} to {high}"),
        (None, None) => String::new(),
    };
    let comparator = match found.comparator.as_str() {
        "exact" => String::new(),
        word => format!("{} ", word.replace('_', " ")),
    };
    let unit = match (&found.counted, found.unit.as_str()) {
        (Some(counted), "count") => counted.clone(),
        (_, "1") => String::new(),
        (_, code) if code == found.unit_name => code.to_owned(),
        (_, code) => format!("{code} ({})", found.unit_name),
    };
    let modality = if found.modality == "actual" {
        ""
    } else {
        "planned "
    };
    let measured = format!("{comparator}{number} {unit}");
    format!("{}, {modality}{}", measured.trim_end(), found.role)
}

/// "combined gdp [gdp]; Beijing, Hebei; 2024, against 2014; project ...".
pub(super) fn about(found: &Found) -> String {
    let mut parts = Vec::new();
    match (&found.indicator, &found.measure) {
        (Some(text), Some(name)) if text != name => parts.push(format!("{text} [{name}]")),
        (Some(name), _) | (None, Some(name)) => parts.push(name.clone()),
        (None, None) => {}
    }
    if !found.regions.is_empty() {
        parts.push(found.regions.join(", "));
    }
    match (&found.period, &found.base_period) {
        (Some(period), Some(base)) => parts.push(format!("{period}, against {base}")),
        (Some(period), None) => parts.push(period.clone()),
        (None, Some(base)) => parts.push(format!("against {base}")),
        (None, None) => {}
    }
    if !found.projects.is_empty() {
        parts.push(found.projects.join(", "));
    }
    parts.join("; ")
}

pub(super) fn article(found: &Found) -> String {
    let source = &found.source;
    let parts = [
        &source.title,
        &source.author,
        &source.publisher,
        &source.published,
    ];
    parts
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join(", ")
}

fn reason(reason: &Reason, explain: bool) -> String {
    match &reason.does {
        Some(does) if explain => format!("{}: {does}", reason.name),
        _ => reason.name.clone(),
    }
}

/// The hits as one JSON object: `total`, and `hits` with every field of a figure. Offsets are code
/// points of the text.
pub fn json(hits: &Hits) -> Json {
    json!({
        "total": hits.total,
        "hits": hits.shown.iter().map(figure).collect::<Vec<_>>(),
    })
}

/// Every field of a figure. Offsets are code points of the text.
pub(super) fn figure(found: &Found) -> Json {
    let source = &found.source;
    let why = |r: &Reason| json!({ "id": r.name, "does": r.does });
    let mut out = told(found);
    let more = [
        ("counted", json!(found.counted)),
        ("base_period", json!(found.base_period)),
        ("projects", json!(found.projects)),
        ("attributed_to", json!(found.speaker)),
        ("equivalent_to", json!(found.equivalent_to)),
        ("sentence_start_char", json!(found.sentence_start)),
        ("quote_ok", json!(found.proved)),
        ("mark", json!(found.mark.as_ref().map(mark::of))),
        ("title", json!(source.title)),
        ("author", json!(source.author)),
        ("publisher", json!(source.publisher)),
        ("published", json!(source.published)),
        ("url", json!(source.url)),
        ("link", json!(link(found))),
        ("path", json!(source.path)),
        ("text_sha256", json!(source.text_sha256)),
        ("raw_sha256", json!(source.raw_sha256)),
        ("written", json!(found.written.as_ref().map(written))),
        ("rule", why(&found.rule)),
        ("why", found.reasons.iter().map(why).collect()),
    ];
    out.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Json::Object(out)
}

/// Where a figure stands in the bytes of the input, and what is written there.
fn written(written: &Written) -> Json {
    json!({
        "raw_sha256": written.raw_sha256,
        "syntax": written.syntax,
        "encoding": written.encoding,
        "places": written.places.iter().map(|(start, end)| json!([start, end])).collect::<Vec<_>>(),
        "text": written.written,
        "proved": written.proved,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::query::figure::Source;

    /// A figure that stands at the first `quote` of `sentence`, 10 characters into its text.
    pub(crate) fn found(sentence: &str, quote: &str) -> Found {
        let chars = |text: &str| u32::try_from(text.chars().count()).unwrap();
        let start = 10 + chars(sentence.split_once(quote).unwrap().0);
        Found {
            uid: "0123456789abcdef".into(),
            quote: quote.into(),
            value: Some("5.2".into()),
            range: None,
            half_place: Some("0.05".into()),
            unit: "%".into(),
            unit_name: "percent".into(),
            counted: None,
            comparator: "at_least".into(),
            role: "increase".into(),
            modality: "planned".into(),
            indicator: Some("regional gdp".into()),
            measure: Some("gdp".into()),
            regions: vec!["Beijing".into(), "Hebei".into()],
            period: Some("2024".into()),
            base_period: Some("yoy".into()),
            projects: vec!["Sky Bridge".into()],
            speaker: Some("Li Wei".into()),
            equivalent_to: None,
            sentence: sentence.into(),
            sentence_start: 10,
            start,
            end: start + chars(quote),
            proved: true,
            mark: None,
            source: Source {
                title: Some("Growth".into()),
                published: Some("2025-01-02".into()),
                url: Some("https://example.com/a?b=1".into()),
                path: "a.txt".into(),
                text_sha256: "t".repeat(64),
                raw_sha256: "r".repeat(64),
                ..Source::default()
            },
            written: None,
            rule: Reason {
                name: "figure/percent".into(),
                does: Some("a number and %".into()),
            },
            reasons: vec![Reason {
                name: "place/same-clause".into(),
                does: None,
            }],
            rejected: vec![("5G".into(), "part of a name".into())],
        }
    }

    fn hits(found: Vec<Found>, total: usize) -> Hits {
        Hits {
            shown: found,
            total,
        }
    }

    #[test]
    fn text_shows_sentence_meaning_source_and_proof() {
        let hits = hits(vec![found("Output\nrose 5.2% there.", "5.2%")], 3);
        let text = text(&hits, Marks::Plain, false);
        for line in [
            "1. Output rose »5.2%« there.\n",
            "   says     at least 5.2 % (percent), planned increase\n",
            "   about    regional gdp [gdp]; Beijing, Hebei; 2024, against yoy; Sky Bridge\n",
            "   by       Li Wei\n",
            "   article  Growth, 2025-01-02\n",
            "   link     https://example.com/a?b=1#:~:text=",
            "   place    characters 22-26 of text sha256 tttt",
            "   rule     figure/percent\n",
            "   because  place/same-clause\n",
            "2 more; --limit 3 shows all of them\n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(!text.contains("5G"));
    }

    #[test]
    fn a_limit_of_nothing_still_counts() {
        let said = text(&hits(Vec::new(), 3), Marks::Plain, false);
        assert_eq!(said, "3 found; --limit 3 shows all of them\n");
    }

    #[test]
    fn explaining_adds_what_rules_mean_and_what_was_no_figure() {
        let text = text(&hits(vec![found("5.2%", "5.2%")], 1), Marks::Terminal, true);
        assert!(text.contains("figure/percent: a number and %"), "{text}");
        assert!(text.contains("5G: part of a name"), "{text}");
        assert!(text.contains("\u{1b}[1;7m5.2%\u{1b}[0m"), "{text}");
    }

    #[test]
    fn a_broken_proof_is_not_hidden() {
        let mut broken = found("5.2%", "5.2%");
        broken.proved = false;
        assert!(
            text(&hits(vec![broken], 1), Marks::Plain, false).contains("NOT what the text says")
        );
    }

    #[test]
    fn the_bytes_of_the_page_are_shown() {
        let mut on_page = found("5.2%", "5.2%");
        on_page.written = Some(Written {
            raw_sha256: "abc".into(),
            syntax: "html".into(),
            encoding: None,
            places: vec![(10, 20)],
            written: Some("5.2&#37;\n%".into()),
            proved: Some(true),
        });
        let shown = |found: &Found| text(&hits(vec![found.clone()], 1), Marks::Plain, false);
        let line = "   page     bytes 10-20 of sha256 abc: `5.2&#37; %`\n";
        assert!(shown(&on_page).contains(line), "{}", shown(&on_page));
        let json = json(&hits(vec![on_page.clone()], 1));
        assert_eq!(json["hits"][0]["written"]["places"][0][1], 20);
        let written = on_page.written.as_mut().unwrap();
        (written.encoding, written.syntax) = (Some("GBK".into()), "text".into());
        written.proved = Some(false);
        let line = "   input    bytes 10-20 of sha256 abc decoded from GBK; NOT what";
        assert!(shown(&on_page).contains(line), "{}", shown(&on_page));
        on_page.written.as_mut().unwrap().written = None;
        assert!(shown(&on_page).contains("GBK, which was not kept"));
        assert_eq!(shortened(&"x".repeat(200)).chars().count(), 123);
    }

    #[test]
    fn counts_name_what_is_counted() {
        let mut count = found("5 cities", "5");
        count.value = None;
        count.range = Some(("5".into(), "6".into()));
        count.unit = "count".into();
        count.counted = Some("cities".into());
        count.comparator = "exact".into();
        count.modality = "actual".into();
        assert_eq!(says(&count), "5 to 6 cities, increase");
    }

    #[test]
    fn json_holds_every_field() {
        let json = json(&hits(vec![found("5.2%", "5.2%")], 1));
        assert_eq!(json["total"], 1);
        let hit = &json["hits"][0];
        assert_eq!(hit["value"], "5.2");
        assert_eq!(hit["why"][0]["id"], "place/same-clause");
        assert_eq!(hit["quote_ok"], true);
    }
}
