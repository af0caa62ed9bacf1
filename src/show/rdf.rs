//! Figures as linked data: what is claimed (schema.org), where it is quoted from and how that is found
//! again (Web Annotation), and what it was derived from (PROV-O). As Turtle or JSON-LD.
//!
//! Every figure is `urn:figtrace:figure:UID`, every text `urn:figtrace:text:SHA256`, so that files of
//! several databases join. There are no blank nodes: the same figures give the same file.

use crate::query::quotation::Quotation;
use oxjsonld::{JsonLdSerializer, WriterJsonLdSerializer};
use oxrdf::{GraphNameRef, LiteralRef, NamedNode, NamedNodeRef, QuadRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

/// The notations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Turtle.
    Turtle,
    /// JSON-LD.
    JsonLd,
}

const PREFIXES: &[(&str, &str)] = &[
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("schema", "https://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Writes figures one by one.
pub struct Graph<W: Write> {
    out: Out<W>,
    /// Texts, runs and regions that were described.
    told: BTreeSet<String>,
}

enum Out<W: Write> {
    Turtle(WriterTurtleSerializer<W>),
    JsonLd(WriterJsonLdSerializer<W>),
}

/// What a statement says of its subject.
enum Object<'a> {
    Node(&'a str),
    Text(&'a str),
    Typed(&'a str, &'a str),
}

use Object::{Node, Text, Typed};

impl<W: Write> Graph<W> {
    /// To `out`.
    ///
    /// # Errors
    /// Should a prefix be no IRI.
    pub fn new(out: W, notation: Notation) -> io::Result<Self> {
        let out = match notation {
            Notation::Turtle => {
                let mut writer = TurtleSerializer::new();
                for (name, iri) in PREFIXES {
                    writer = writer.with_prefix(*name, *iri).map_err(io::Error::other)?;
                }
                Out::Turtle(writer.for_writer(out))
            }
            Notation::JsonLd => {
                let mut writer = JsonLdSerializer::new();
                for (name, iri) in PREFIXES {
                    writer = writer.with_prefix(*name, *iri).map_err(io::Error::other)?;
                }
                Out::JsonLd(writer.for_writer(out))
            }
        };
        Ok(Self {
            out,
            told: BTreeSet::new(),
        })
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What writing says.
    pub fn finish(self) -> io::Result<W> {
        match self.out {
            Out::Turtle(writer) => writer.finish(),
            Out::JsonLd(writer) => writer.finish(),
        }
    }

    /// Writes one figure, and what it refers to when that is met for the first time.
    ///
    /// # Errors
    /// What writing says.
    pub fn figure(&mut self, q: &Quotation) -> io::Result<()> {
        let figure = format!("urn:figtrace:figure:{}", q.uid);
        let text = format!("urn:figtrace:text:{}", q.text_sha256);
        let run = format!("urn:figtrace:run:{}:{}", q.tool_version, q.captured_at);
        self.text(&text, q)?;
        self.run(&run, q)?;
        self.say(&figure, "rdf:type", &Node("schema:Claim"))?;
        self.say(&figure, "rdf:type", &Node("prov:Entity"))?;
        self.say(&figure, "schema:text", &Text(&q.sentence))?;
        if let Some(about) = &q.indicator {
            self.say(&figure, "schema:about", &Text(about))?;
        }
        if let Some(period) = &q.period {
            self.say(&figure, "schema:temporalCoverage", &Text(period))?;
        }
        if let Some(speaker) = &q.speaker {
            self.say(&figure, "schema:creditText", &Text(speaker))?;
        }
        for project in &q.projects {
            self.say(&figure, "schema:keywords", &Text(project))?;
        }
        self.say(
            &figure,
            "schema:additionalType",
            &Text(&format!("{}, {}", q.role, q.modality)),
        )?;
        self.say(&figure, "prov:wasQuotedFrom", &Node(&text))?;
        self.say(&figure, "prov:wasDerivedFrom", &Node(&text))?;
        self.say(&figure, "prov:wasGeneratedBy", &Node(&run))?;
        for (code, name) in &q.regions {
            let region = format!("urn:figtrace:region:{}", segment(code));
            self.say(&figure, "schema:spatialCoverage", &Node(&region))?;
            if self.told.insert(region.clone()) {
                self.say(&region, "rdf:type", &Node("schema:Place"))?;
                self.say(&region, "schema:name", &Text(name))?;
                self.say(&region, "schema:identifier", &Text(code))?;
            }
        }
        self.value(&figure, q)?;
        self.annotation(&figure, &text, q)
    }

    fn value(&mut self, figure: &str, q: &Quotation) -> io::Result<()> {
        let value = format!("{figure}:value");
        self.say(figure, "schema:object", &Node(&value))?;
        self.say(&value, "rdf:type", &Node("schema:QuantitativeValue"))?;
        self.say(&value, "schema:unitCode", &Text(&q.unit))?;
        self.say(&value, "schema:unitText", &Text(&q.unit_name))?;
        if q.comparator != "exact" {
            self.say(&value, "schema:valueReference", &Text(&q.comparator))?;
        }
        if let Some(exact) = &q.value {
            // A fraction as written is no decimal.
            let is_decimal = !exact.contains('/');
            let object = if is_decimal {
                Typed(exact, "xsd:decimal")
            } else {
                Text(exact)
            };
            self.say(&value, "schema:value", &object)?;
        }
        let ends = q.range.clone().map_or_else(
            || {
                (
                    q.low.map(|v| v.to_string()),
                    q.high.map(|v| v.to_string()),
                    "xsd:double",
                )
            },
            |(low, high)| (Some(low), Some(high), "xsd:decimal"),
        );
        for (name, end) in [("schema:minValue", ends.0), ("schema:maxValue", ends.1)] {
            for end in end.iter().filter(|e| !e.contains('/')) {
                self.say(&value, name, &Typed(end, ends.2))?;
            }
        }
        Ok(())
    }

    fn annotation(&mut self, figure: &str, text: &str, q: &Quotation) -> io::Result<()> {
        let of = |part: &str| format!("{figure}:{part}");
        let (annotation, target) = (of("annotation"), of("target"));
        let (quote, position) = (of("quote"), of("position"));
        for (subject, predicate, object) in [
            (&annotation, "rdf:type", Node("oa:Annotation")),
            (&annotation, "oa:motivatedBy", Node("oa:identifying")),
            (&annotation, "oa:hasBody", Node(figure)),
            (&annotation, "oa:hasTarget", Node(&target)),
            (&target, "rdf:type", Node("oa:SpecificResource")),
            (&target, "oa:hasSource", Node(text)),
            (&target, "oa:hasSelector", Node(&quote)),
            (&target, "oa:hasSelector", Node(&position)),
            (&quote, "rdf:type", Node("oa:TextQuoteSelector")),
            (&quote, "oa:exact", Text(&q.quote)),
            (&quote, "oa:prefix", Text(&q.prefix)),
            (&quote, "oa:suffix", Text(&q.suffix)),
            (&position, "rdf:type", Node("oa:TextPositionSelector")),
            (
                &position,
                "oa:start",
                Typed(&q.start.to_string(), "xsd:nonNegativeInteger"),
            ),
            (
                &position,
                "oa:end",
                Typed(&q.end.to_string(), "xsd:nonNegativeInteger"),
            ),
        ] {
            self.say(subject, predicate, &object)?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str, q: &Quotation) -> io::Result<()> {
        if !self.told.insert(text.to_owned()) {
            return Ok(());
        }
        self.say(text, "rdf:type", &Node("schema:NewsArticle"))?;
        self.say(text, "rdf:type", &Node("prov:Entity"))?;
        for (predicate, object) in [
            ("schema:headline", &q.title),
            ("schema:sourceOrganization", &q.publisher),
        ] {
            if let Some(object) = object {
                self.say(text, predicate, &Text(object))?;
            }
        }
        if let Some(day) = &q.published {
            self.say(text, "schema:datePublished", &Typed(day, "xsd:date"))?;
        }
        if let Some(url) = &q.url {
            self.say(text, "schema:url", &Text(url))?;
        }
        if let Some(raw) = &q.raw_sha256 {
            let raw = format!("urn:figtrace:bytes:{raw}");
            self.say(text, "prov:wasDerivedFrom", &Node(&raw))?;
            self.say(&raw, "rdf:type", &Node("prov:Entity"))?;
        }
        Ok(())
    }

    fn run(&mut self, run: &str, q: &Quotation) -> io::Result<()> {
        if !self.told.insert(run.to_owned()) {
            return Ok(());
        }
        let agent = format!("urn:figtrace:program:{}", q.tool_version);
        self.say(run, "rdf:type", &Node("prov:Activity"))?;
        self.say(
            run,
            "prov:endedAtTime",
            &Typed(&q.captured_at, "xsd:dateTime"),
        )?;
        self.say(run, "prov:wasAssociatedWith", &Node(&agent))?;
        if self.told.insert(agent.clone()) {
            self.say(&agent, "rdf:type", &Node("prov:SoftwareAgent"))?;
            self.say(&agent, "schema:name", &Text("figtrace"))?;
            self.say(&agent, "schema:softwareVersion", &Text(&q.tool_version))?;
        }
        Ok(())
    }

    fn say(&mut self, subject: &str, predicate: &str, object: &Object<'_>) -> io::Result<()> {
        let (subject, predicate) = (node(subject)?, node(predicate)?);
        let (named, kind);
        let object: TermRef<'_> = match object {
            Node(iri) => {
                named = node(iri)?;
                named.as_ref().into()
            }
            Text(text) => LiteralRef::new_simple_literal(text).into(),
            Typed(text, name) => {
                kind = node(name)?;
                LiteralRef::new_typed_literal(text, kind.as_ref()).into()
            }
        };
        self.write(subject.as_ref(), predicate.as_ref(), object)
    }

    fn write(
        &mut self,
        s: NamedNodeRef<'_>,
        p: NamedNodeRef<'_>,
        o: TermRef<'_>,
    ) -> io::Result<()> {
        match &mut self.out {
            Out::Turtle(writer) => writer.serialize_triple(TripleRef::new(s, p, o)),
            Out::JsonLd(writer) => {
                writer.serialize_quad(QuadRef::new(s, p, o, GraphNameRef::DefaultGraph))
            }
        }
    }
}

/// An IRI, or a name with one of the prefixes.
fn node(name: &str) -> io::Result<NamedNode> {
    let known = name.split_once(':').and_then(|(prefix, local)| {
        let all = PREFIXES
            .iter()
            .chain([&("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")]);
        all.into_iter()
            .find(|p| p.0 == prefix)
            .map(|(_, iri)| format!("{iri}{local}"))
    });
    NamedNode::new(known.unwrap_or_else(|| name.to_owned())).map_err(io::Error::other)
}

/// Any text as a part of a URN: what is no letter, digit, `-`, `.` or `_` percent-encoded.
fn segment(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxjsonld::JsonLdParser;
    use oxttl::TurtleParser;

    fn quotation() -> Quotation {
        Quotation {
            uid: "00ff00ff00ff00ff".into(),
            quote: "9 \"trillion\" yuan".into(),
            prefix: "was ".into(),
            suffix: " in 2024.\n".into(),
            start: 4,
            end: 18,
            sentence: "GDP was 9 \"trillion\" yuan in 2024.".into(),
            value: Some("9000000000000".into()),
            low: Some(8.5e12),
            unit: "CNY".into(),
            unit_name: "yuan".into(),
            comparator: "about".into(),
            regions: vec![("text:New Town".into(), "New Town".into())],
            text_sha256: "ab".into(),
            raw_sha256: Some("cd".into()),
            title: Some("A <title>".into()),
            published: Some("2024-05-01".into()),
            tool_version: "0.1.0".into(),
            captured_at: "2025-01-01T00:00:00Z".into(),
            ..Quotation::default()
        }
    }

    fn written(notation: Notation) -> Vec<u8> {
        let mut graph = Graph::new(Vec::new(), notation).unwrap();
        graph.figure(&quotation()).unwrap();
        let mut other = quotation();
        other.uid = "11".into();
        (other.value, other.range) = (None, Some(("4".into(), "6.5".into())));
        graph.figure(&other).unwrap();
        graph.finish().unwrap()
    }

    /// Every triple, in order.
    fn triples(notation: Notation) -> Vec<String> {
        let bytes = written(notation);
        let mut out: Vec<String> = match notation {
            Notation::Turtle => {
                let all = TurtleParser::new().for_slice(&bytes);
                all.map(|t| t.unwrap().to_string()).collect()
            }
            Notation::JsonLd => {
                let all = JsonLdParser::new().for_slice(&bytes);
                all.map(|q| {
                    let q = q.unwrap();
                    format!("{} {} {}", q.subject, q.predicate, q.object)
                })
                .collect()
            }
        };
        out.sort();
        out
    }

    #[test]
    fn both_notations_say_the_same() {
        let turtle = triples(Notation::Turtle);
        assert_eq!(turtle, triples(Notation::JsonLd));
        assert!(turtle.len() > 60, "{}", turtle.len());
        let said = |what: &str| turtle.iter().any(|t| t.contains(what));
        assert!(said("prov#wasQuotedFrom> <urn:figtrace:text:ab>"));
        assert!(said(
            r#"schema.org/value> "9000000000000"^^<http://www.w3.org/2001/XMLSchema#decimal>"#
        ));
        assert!(said(r#"schema.org/maxValue> "6.5"^^"#));
        assert!(said(r#"oa#exact> "9 \"trillion\" yuan""#));
        assert!(said("urn:figtrace:region:text%3ANew%20Town"));
        let texts = turtle
            .iter()
            .filter(|t| t.contains("schema.org/headline"))
            .count();
        assert_eq!(texts, 1, "an article is described once");
    }

    #[test]
    fn the_same_figures_give_the_same_bytes() {
        assert_eq!(written(Notation::Turtle), written(Notation::Turtle));
        let text = String::from_utf8(written(Notation::Turtle)).unwrap();
        assert!(
            text.contains("@prefix schema: <https://schema.org/>"),
            "{text}"
        );
    }
}
