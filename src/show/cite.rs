//! A figure as a quotation with its source, in the forms that texts and reference managers take.

use crate::query::figure::{Found, Source};
use crate::show::fragment::{Parts, link};
use crate::show::mark::said;
use serde_json::{Map, Value as Json, json};
use std::fmt::Write as _;

/// A way to write citations.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What `--format` calls it.
    pub name: &'static str,
    write: fn(&[Found]) -> String,
}

/// Every way, the usual one first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "plain",
        write: |all| each(all, plain),
    },
    Format {
        name: "markdown",
        write: |all| each(all, markdown),
    },
    Format {
        name: "html",
        write: |all| each(all, html),
    },
    Format {
        name: "bibtex",
        write: |all| each(all, bibtex),
    },
    Format {
        name: "csl-json",
        write: csl,
    },
];

/// The figures, cited in this way.
pub fn cited(found: &[Found], format: &Format) -> String {
    (format.write)(found)
}

fn each(all: &[Found], one: fn(&Found) -> String) -> String {
    let all: Vec<String> = all.iter().map(one).collect();
    all.join("\n")
}

/// White space of any kind as single spaces: a sentence may run over lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day an instant lies in.
fn day(instant: &str) -> &str {
    instant.split('T').next().unwrap_or_default()
}

/// What names the source to a reader, without the address.
fn names(source: &Source) -> Vec<String> {
    let quoted = source
        .title
        .as_deref()
        .map(|t| format!("“{}”", one_line(t)));
    let parts = [
        source.author.clone(),
        quoted,
        source.publisher.clone(),
        source.published.clone(),
    ];
    parts.into_iter().flatten().map(|p| one_line(&p)).collect()
}

/// When and as what the text was received.
fn archive(found: &Found) -> String {
    let source = &found.source;
    format!(
        "received {} as {}, file sha256 {}, text sha256 {}, figure {}",
        day(&source.captured_at),
        source.path,
        source.raw_sha256,
        source.text_sha256,
        found.uid
    )
}

fn warning(found: &Found) -> Option<String> {
    let proof =
        (!found.proved).then(|| "NOT what the text says there; run `figtrace verify`".to_owned());
    let mark = found.mark.as_ref().map(|m| format!("marked {}", said(m)));
    proof.or(mark)
}

fn plain(found: &Found) -> String {
    let mut out = format!("“{}”\n", one_line(&found.sentence));
    let mut line = |text: &str| {
        let _ = writeln!(out, "   {text}");
    };
    line(&names(&found.source).join(", "));
    if let Some(link) = link(found) {
        line(&link);
    }
    line(&archive(found));
    if let Some(warning) = warning(found) {
        line(&warning);
    }
    out.replace("   \n", "")
}

fn markdown(found: &Found) -> String {
    let parts = Parts::of(found);
    let mark = |text: &str| {
        escaped(
            &text
                .split_inclusive(char::is_whitespace)
                .map(flat)
                .collect::<String>(),
            MARKDOWN,
        )
    };
    let mut out = format!(
        "> {}**{}**{}\n>\n> — ",
        mark(parts.before).trim_start(),
        mark(parts.quote),
        mark(parts.after).trim_end()
    );
    let source = &found.source;
    let title = source
        .title
        .as_deref()
        .map_or_else(|| source.path.clone(), one_line);
    let title = match link(found) {
        Some(link) => format!("[{}]({link})", escaped(&title, MARKDOWN)),
        None => format!("*{}*", escaped(&title, MARKDOWN)),
    };
    let parts = [
        source
            .author
            .as_deref()
            .map(|a| escaped(&one_line(a), MARKDOWN)),
        Some(title),
        source
            .publisher
            .as_deref()
            .map(|p| escaped(&one_line(p), MARKDOWN)),
        source.published.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let _ = writeln!(
        out,
        "{} ({})",
        parts.join(", "),
        escaped(&archive(found), MARKDOWN)
    );
    if let Some(warning) = warning(found) {
        let _ = writeln!(out, ">\n> {}", escaped(&warning, MARKDOWN));
    }
    out
}

/// A line break as a space.
fn flat(piece: &str) -> String {
    piece.replace(['\n', '\r', '\t'], " ")
}

fn html(found: &Found) -> String {
    let parts = Parts::of(found);
    let source = &found.source;
    let link = link(found);
    let text = |t: &str| escaped(t, HTML);
    let cite = link.as_deref().map(|l| format!(" cite=\"{}\"", text(l)));
    let title = source
        .title
        .as_deref()
        .map_or_else(|| source.path.clone(), one_line);
    let title = format!("<cite>{}</cite>", text(&title));
    let title = match &link {
        Some(link) => format!("<a href=\"{}\">{title}</a>", text(link)),
        None => title,
    };
    let time = |d: &str| format!("<time datetime=\"{0}\">{0}</time>", text(d));
    let names = [
        source.author.as_deref().map(text),
        Some(title),
        source.publisher.as_deref().map(text),
        source.published.as_deref().map(time),
    ];
    let names: Vec<String> = names.into_iter().flatten().collect();
    let warning = warning(found).map(|w| format!(" <strong>{}</strong>", text(&w)));
    format!(
        "<p><q{}>{}<mark>{}</mark>{}</q> {} <small>({})</small>{}</p>\n",
        cite.unwrap_or_default(),
        text(parts.before),
        text(parts.quote),
        text(parts.after),
        names.join(", "),
        text(&archive(found)),
        warning.unwrap_or_default(),
    )
}

fn bibtex(found: &Found) -> String {
    let source = &found.source;
    let tex = |t: &str| escaped(&one_line(t), TEX);
    let mut out = format!("@misc{{figtrace:{},\n", found.uid);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name} = {{{value}}},");
        }
    };
    // Braces around a title keep its capitals, around an author its words in order.
    field(
        "author",
        source.author.as_deref().map(|a| format!("{{{}}}", tex(a))),
    );
    let title = source.title.as_deref().unwrap_or(&source.path);
    field("title", Some(format!("{{{}}}", tex(title))));
    field("publisher", source.publisher.as_deref().map(tex));
    let mut date = source.published.as_deref().unwrap_or_default().split('-');
    field(
        "year",
        date.next().filter(|y| !y.is_empty()).map(str::to_owned),
    );
    field("month", date.next().map(str::to_owned));
    field("day", date.next().map(str::to_owned));
    // Programs read an address as it stands; only braces would end the field.
    let plain = |l: String| l.replace('{', "%7B").replace('}', "%7D");
    field("url", link(found).map(plain));
    field("urldate", Some(day(&source.captured_at).to_owned()));
    let mut note = format!("``{}''; {}", tex(&found.sentence), tex(&archive(found)));
    if let Some(warning) = warning(found) {
        let _ = write!(note, "; {}", tex(&warning));
    }
    field("note", Some(note));
    out.push_str("}\n");
    out
}

/// Citation Style Language, as reference managers read it.
fn csl(all: &[Found]) -> String {
    let items: Vec<Json> = all.iter().map(csl_item).collect();
    format!("{:#}\n", Json::Array(items))
}

fn csl_item(found: &Found) -> Json {
    let source = &found.source;
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Json>| {
        if let Some(value) = value {
            item.insert(name.into(), value);
        }
    };
    put("id", Some(format!("figtrace:{}", found.uid).into()));
    let kind = if source.url.is_some() {
        "webpage"
    } else {
        "article"
    };
    put("type", Some(kind.into()));
    let title = source.title.as_deref().unwrap_or(&source.path);
    put("title", Some(one_line(title).into()));
    let author = source.author.as_deref().map(one_line);
    put("author", author.map(|a| json!([{ "literal": a }])));
    let publisher = source.publisher.as_deref().map(one_line);
    put("container-title", publisher.clone().map(Json::from));
    put("publisher", publisher.map(Json::from));
    put("issued", source.published.as_deref().and_then(date_parts));
    put("accessed", date_parts(day(&source.captured_at)));
    put("URL", link(found).map(Json::from));
    put("abstract", Some(one_line(&found.sentence).into()));
    let mut note = archive(found);
    if let Some(warning) = warning(found) {
        let _ = write!(note, "; {warning}");
    }
    put("note", Some(note.into()));
    Json::Object(item)
}

/// An ISO day as CSL has it; `None` for what is none.
fn date_parts(day: &str) -> Option<Json> {
    let parts: Option<Vec<u16>> = day.split('-').map(|p| p.parse().ok()).collect();
    parts.map(|parts| json!({ "date-parts": [parts] }))
}

type Escapes = &'static [(char, &'static str)];

const HTML: Escapes = &[
    ('&', "&amp;"),
    ('<', "&lt;"),
    ('>', "&gt;"),
    ('"', "&quot;"),
];

const MARKDOWN: Escapes = &[
    ('\\', "\\\\"),
    ('*', "\\*"),
    ('_', "\\_"),
    ('[', "\\["),
    (']', "\\]"),
    ('<', "\\<"),
    ('`', "\\`"),
];

/// The ten special characters of TeX, and the two quotes that BibTeX programs read as braces would be.
const TEX: Escapes = &[
    ('\\', "\\textbackslash{}"),
    ('{', "\\{"),
    ('}', "\\}"),
    ('$', "\\$"),
    ('&', "\\&"),
    ('#', "\\#"),
    ('%', "\\%"),
    ('_', "\\_"),
    ('~', "\\textasciitilde{}"),
    ('^', "\\textasciicircum{}"),
];

fn escaped(text: &str, escapes: Escapes) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match escapes.iter().find(|(from, _)| *from == c) {
            Some((_, to)) => out.push_str(to),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::mark::Mark;
    use crate::show::trace::tests::found;

    fn by(name: &str, found: Found) -> String {
        let format = FORMATS.iter().find(|f| f.name == name).unwrap();
        cited(&[found], format)
    }

    fn figure() -> Found {
        let mut found = found("Sales_of “A&B”\nrose 5.2% {net}.", "5.2%");
        found.source.title = Some("50% <more> & {so} on_".into());
        found.source.author = Some("Li Wei".into());
        found.source.publisher = Some("News & Co".into());
        found.source.captured_at = "2025-06-02T08:00:00Z".into();
        found
    }

    #[test]
    fn plain_text_quotes_and_names_the_source() {
        let text = by("plain", figure());
        for part in [
            "“Sales_of “A&B” rose 5.2% {net}.”\n",
            "   Li Wei, “50% <more> & {so} on_”, News & Co, 2025-01-02\n",
            "   https://example.com/a?b=1#:~:text=",
            "   received 2025-06-02 as a.txt, file sha256 rrr",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn markup_is_escaped_in_every_form() {
        let html = by("html", figure());
        assert!(
            html.starts_with("<p><q cite=\"https://example.com/a?b=1#:~:text="),
            "{html}"
        );
        assert!(
            html.contains("A&amp;B") && html.contains("<mark>5.2%</mark>"),
            "{html}"
        );
        assert!(
            html.contains("<cite>50% &lt;more&gt; &amp; {so} on_</cite>"),
            "{html}"
        );
        let tex = by("bibtex", figure());
        assert!(
            tex.contains("title = {{50\\% <more> \\& \\{so\\} on\\_}},"),
            "{tex}"
        );
        assert!(
            tex.contains("year = {2025},\n  month = {01},\n  day = {02},"),
            "{tex}"
        );
        assert!(tex.contains("rose 5.2\\% \\{net\\}."), "{tex}");
        assert!(tex.contains("urldate = {2025-06-02},"), "{tex}");
        assert_eq!(braces(&tex), 0, "{tex}");
        let markdown = by("markdown", figure());
        assert!(
            markdown.starts_with(
                "> Sales\\_of “A&B” rose **5.2%** {net}.\n>\n> — Li Wei, [50% \\<more>"
            ),
            "{markdown}"
        );
    }

    /// Braces opened and not closed, escaped ones left out.
    fn braces(tex: &str) -> i32 {
        let plain = tex.replace("\\{", "").replace("\\}", "");
        plain.chars().fold(0, |n, c| match c {
            '{' => n + 1,
            '}' => n - 1,
            _ => n,
        })
    }

    #[test]
    fn csl_json_has_what_its_schema_requires() {
        let json: Json = serde_json::from_str(&by("csl-json", figure())).unwrap();
        let item = &json[0];
        assert!(item["id"].is_string());
        assert_eq!(item["type"], "webpage");
        assert_eq!(item["issued"]["date-parts"][0], json!([2025, 1, 2]));
        assert_eq!(item["accessed"]["date-parts"][0], json!([2025, 6, 2]));
        assert_eq!(item["author"][0]["literal"], "Li Wei");
        assert!(item["URL"].as_str().unwrap().contains("#:~:text="));
    }

    #[test]
    fn marks_and_broken_proofs_are_not_hidden() {
        let mut one = figure();
        one.mark = Some(Mark {
            kind: "wrong".into(),
            note: Some("a slip".into()),
            at: "2025-06-03".into(),
        });
        for format in FORMATS {
            let text = cited(std::slice::from_ref(&one), format);
            assert!(
                text.contains("marked wrong (a slip)"),
                "{}: {text}",
                format.name
            );
        }
        one.proved = false;
        assert!(by("plain", one).contains("NOT what the text says"));
    }

    #[test]
    fn a_source_without_anything_is_its_file() {
        let mut bare = figure();
        bare.source = Source {
            path: "a.txt".into(),
            captured_at: "2025-06-02T08:00:00Z".into(),
            ..Source::default()
        };
        assert!(by("html", bare.clone()).contains("<cite>a.txt</cite>"));
        let json: Json = serde_json::from_str(&by("csl-json", bare.clone())).unwrap();
        assert_eq!(
            (&json[0]["type"], &json[0]["title"]),
            (&json!("article"), &json!("a.txt"))
        );
        assert!(!by("plain", bare).contains("   \n"));
    }
}
