//! Answers to claims as text and as JSON.

use crate::check::judge::{Answer, Finding, Verdict, Why};
use serde_json::{Value as Json, json};
use std::borrow::Cow;
use std::fmt::Write as _;

/// A piece of evidence as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The sentence.
    pub sentence: String,
    /// Headline of its article.
    pub title: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The file it was read from.
    pub path: String,
    /// Ids of its figures, in a database.
    pub figures: Vec<String>,
    /// What people say of its figures: the number, the mark, the note.
    pub marks: Vec<(String, String, Option<String>)>,
}

/// Why a claim has no verdict by figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Neither a figure nor a date stands in it.
    NoNumber,
    /// It has numbers or letters of which nothing was recognised.
    Unread,
    /// There is nothing to hold it against.
    NoEvidence,
    /// No sentence is about it.
    NothingAlike,
}

/// A claim with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked<'s> {
    /// The claim.
    pub claim: String,
    /// The answer; its indices are those of `sources`.
    pub answer: Answer,
    /// Why there is no more to say.
    pub remark: Option<Remark>,
    /// What else to say: of namesakes among its places, for example.
    pub notes: Vec<String>,
    /// The evidence that was looked at.
    pub sources: Cow<'s, [Source]>,
}

/// What a remark says.
pub const fn remark(remark: Remark) -> &'static str {
    match remark {
        Remark::NoNumber => {
            "the claim has no number and no date to compare; the nearest sentences follow, if any"
        }
        Remark::Unread => "no figure or date was recognised in the claim; figtrace reads English",
        Remark::NoEvidence => "there is no evidence: no figure was read in it",
        Remark::NothingAlike => "no sentence of the evidence is about it",
    }
}

/// The reasons of a verdict in words.
pub fn reason(answer: &Answer, said: Option<Remark>) -> String {
    if let Some(said) = said {
        return remark(said).to_owned();
    }
    let all: Vec<String> = answer.findings.iter().map(because).collect();
    all.join("; ")
}

fn because(finding: &Finding) -> String {
    let told = finding
        .counterpart
        .as_ref()
        .map(|(_, quote)| one_line(quote))
        .unwrap_or_default();
    let quote = one_line(&finding.quote);
    let says = says(finding, &told);
    let mut out = if finding.same.is_empty() {
        format!("{quote}: {says}")
    } else {
        format!("{quote}: same {}; {says}", finding.same.join(" and "))
    };
    if !finding.others.is_empty() {
        let others: Vec<String> = finding.others.iter().map(|o| one_line(&o.1)).collect();
        let _ = write!(out, "; also stated: {}", others.join(", "));
    }
    out
}

fn says(finding: &Finding, told: &str) -> String {
    let of = |time: &str| match &finding.told_of {
        Some(period) => format!("for {time} ({period})"),
        None => format!("for {time}"),
    };
    match &finding.why {
        Why::Agrees | Why::Differs(None) => format!("the evidence says {told}"),
        Why::Loosely => format!("the evidence says {told}, which allows it but is not the same"),
        Why::SameWords => format!("a sentence with the same words says {told}"),
        Why::Start => format!("the evidence says {told}, where a change began"),
        Why::Planned => format!("the evidence says {told}, as a plan or forecast"),
        Why::Differs(Some(by)) if by.is_zero() => {
            format!("the evidence says {told}, which the claim's bound leaves out")
        }
        Why::Differs(Some(by)) if by.is_sign_negative() => {
            format!("the evidence says {told}, {} % lower", by.abs())
        }
        Why::Differs(Some(by)) => format!("the evidence says {told}, {by} % higher"),
        Why::Direction => format!("the evidence says {told}, in the other direction"),
        Why::Denied => {
            format!("the evidence has {told}, and one of the two says that it is not so")
        }
        Why::Contrary => format!("the evidence has {told}, of the contrary"),
        Why::Period => format!("the evidence has {told}, {}", of("another time")),
        Why::Place => format!("the evidence has {told}, for another place"),
        Why::Unplaced => format!("the evidence has {told}, and does not say where"),
        Why::Undated => format!("the evidence has {told}, and does not say when"),
        Why::Name => format!("the evidence has {told}, and does not name what the claim names"),
        Why::OtherThing => format!("the evidence has {told}, of another thing"),
        Why::Older => {
            let when = of("an earlier time");
            format!("the evidence has {told}, {when}; it may have grown since")
        }
        Why::Unit => format!("the evidence has {told}, in a unit that does not convert"),
        Why::Nothing => "no figure of the evidence is about it".to_owned(),
    }
}

/// The claims as text: verdict, reason, and the best sentences, `limit` at most.
pub fn text(checked: &[Checked<'_>], limit: usize) -> String {
    let mut out = String::new();
    for (n, one) in checked.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let verdict = one.answer.verdict.as_str().replace('_', " ");
        let _ = writeln!(out, "{verdict}: {}", one_line(&one.claim));
        match one.remark {
            Some(said) => {
                let _ = writeln!(out, "   {}", remark(said));
            }
            None => {
                for finding in &one.answer.findings {
                    let _ = writeln!(out, "   {}", because(finding));
                }
            }
        }
        for note in &one.notes {
            let _ = writeln!(out, "   note: {note}");
        }
        for (place, source) in shown(one, limit).enumerate() {
            let _ = writeln!(out, "{}. {}", place + 1, one_line(&source.sentence));
            let _ = writeln!(out, "   {}", origin(source));
            for (quote, kind, note) in &source.marks {
                let note = note.as_ref().map(|n| format!(" ({n})"));
                let left_out = if kind == "wrong" { ", left out" } else { "" };
                let note = note.unwrap_or_default();
                let _ = writeln!(
                    out,
                    "   {} is marked {kind}{note}{left_out}",
                    one_line(quote)
                );
            }
        }
    }
    out
}

/// The sentences to show: those that findings speak of, then the best of the others.
fn shown<'c>(one: &'c Checked<'_>, limit: usize) -> impl Iterator<Item = &'c Source> {
    let order = one.answer.shown(limit).into_iter();
    order.filter_map(|at| one.sources.get(at))
}

fn origin(source: &Source) -> String {
    let parts = [
        source.title.as_deref(),
        source.published.as_deref(),
        source.url.as_deref(),
        Some(source.path.as_str()),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|p| !p.is_empty())
        .map(one_line)
        .collect();
    parts.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The claims as one JSON object, the best sentences of each, `limit` at most.
pub fn json(checked: &[Checked<'_>], limit: usize) -> Json {
    let claim = |one: &Checked<'_>| {
        json!({
            "claim": one.claim,
            "verdict": one.answer.verdict.as_str(),
            "reason": reason(&one.answer, one.remark),
            "notes": one.notes,
            "figures": one.answer.findings.iter().map(|f| finding(f, &one.sources)).collect::<Vec<_>>(),
            "sentences": shown(one, limit).map(source).collect::<Vec<_>>(),
        })
    };
    json!({ "claims": checked.iter().map(claim).collect::<Vec<_>>() })
}

fn finding(finding: &Finding, sources: &[Source]) -> Json {
    let cited = finding.counterpart.as_ref();
    json!({
        "quote": finding.quote,
        "verdict": finding.verdict.as_str(),
        "reason": because(finding),
        "evidence": cited.map(|c| &c.1),
        "sentence": cited.and_then(|c| sources.get(c.0)).map(|s| &s.sentence),
        "also_stated": finding.others.iter().map(|(at, quote)| json!({
            "quote": quote, "sentence": sources.get(*at).map(|s| &s.sentence),
        })).collect::<Vec<_>>(),
    })
}

fn source(source: &Source) -> Json {
    json!({
        "sentence": source.sentence,
        "title": source.title,
        "published": source.published,
        "url": source.url,
        "path": source.path,
        "figures": source.figures,
        "marks": source.marks.iter().map(|(quote, kind, note)| json!({
            "quote": quote, "kind": kind, "note": note,
        })).collect::<Vec<_>>(),
    })
}

/// The answer to a claim that came with its evidence, as one line of JSON.
pub fn pair(id: &Json, answer: &Answer, said: Option<Remark>) -> Json {
    let figure = |f: &Finding| {
        json!({
            "quote": f.quote,
            "verdict": f.verdict.as_str(),
            "evidence": f.counterpart.as_ref().map(|c| &c.1),
            "at": f.counterpart.as_ref().map(|c| c.0),
        })
    };
    json!({
        "id": id,
        "verdict": answer.verdict.as_str(),
        "ranked": answer.ranked,
        "reason": reason(answer, said),
        "figures": answer.findings.iter().map(figure).collect::<Vec<_>>(),
    })
}

/// The line for a pair that could not be read.
pub fn unreadable(line: usize, why: &str) -> Json {
    json!({ "id": null, "verdict": null, "ranked": [], "line": line, "error": why })
}

/// Whether every claim is supported.
pub fn all_supported(checked: &[Checked<'_>]) -> bool {
    checked
        .iter()
        .all(|c| c.answer.verdict == Verdict::Supported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn found(why: Why, same: Vec<&'static str>) -> Finding {
        Finding {
            quote: "9\ntrillion".into(),
            verdict: Verdict::Contradicted,
            why,
            same,
            counterpart: Some((1, "11.5 trillion".into())),
            told_of: Some("2019".into()),
            others: Vec::new(),
        }
    }

    fn checked(findings: Vec<Finding>, remark: Option<Remark>) -> Checked<'static> {
        let source = |sentence: &str| Source {
            sentence: sentence.into(),
            title: Some("Growth".into()),
            path: "a.txt".into(),
            ..Source::default()
        };
        Checked {
            claim: "It was 9 trillion.".into(),
            answer: Answer {
                verdict: Verdict::Contradicted,
                findings,
                ranked: vec![0, 1],
            },
            remark,
            notes: vec!["mind".into()],
            sources: vec![source("First."), source("Second.")].into(),
        }
    }

    #[test]
    fn reasons_say_what_is_the_same_and_how_far_apart() {
        let above = found(
            Why::Differs(Some(Decimal::from(28))),
            vec!["indicator", "region"],
        );
        assert_eq!(
            because(&above),
            "9 trillion: same indicator and region; the evidence says 11.5 trillion, 28 % higher"
        );
        let below = found(Why::Differs(Some(Decimal::new(-5, 1))), vec![]);
        assert!(because(&below).ends_with("11.5 trillion, 0.5 % lower"));
        assert!(because(&found(Why::Period, vec![])).contains("for another time (2019)"));
        let mut more = found(Why::Agrees, vec![]);
        more.others = vec![(0, "12\ntrillion".into()), (2, "13 trillion".into())];
        assert!(because(&more).ends_with("; also stated: 12 trillion, 13 trillion"));
    }

    #[test]
    fn the_sentence_that_decides_comes_first() {
        let said = text(&[checked(vec![found(Why::Agrees, vec![])], None)], 1);
        assert_eq!(
            said,
            "contradicted: It was 9 trillion.\n   9 trillion: the evidence says 11.5 trillion\n   note: mind\n1. Second.\n   Growth, a.txt\n"
        );
    }

    #[test]
    fn a_remark_stands_for_findings() {
        let said = text(&[checked(vec![], Some(Remark::Unread))], 0);
        assert!(said.contains("figtrace reads English"), "{said}");
    }

    #[test]
    fn json_holds_verdict_reason_and_sentences() {
        let json = json(&[checked(vec![found(Why::Agrees, vec![])], None)], 5);
        let claim = &json["claims"][0];
        assert_eq!(claim["verdict"], "contradicted");
        assert_eq!(claim["sentences"][0]["sentence"], "Second.");
        assert_eq!(claim["figures"][0]["sentence"], "Second.");
        assert_eq!(unreadable(3, "x")["line"], 3);
    }
}
