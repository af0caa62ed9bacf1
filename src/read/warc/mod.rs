//! Web archives (WARC, ISO 28500): every page that was received is a document.
//!
//! One record is in memory at a time. A broken record is an error and the next one is read. Owns
//! which records are articles; knows nothing of what stands in them.

mod records;

use super::error::{Problem, ReadError};
use super::fields::{Fields, MediaType};
use super::http::Answer;
use super::opened::Opened;
use super::{Content, DOCUMENT_LIMIT, Documents, Found, Held, Item, RawDocument, Revisit, Skipped};
use super::{encoding, html};
use jiff::Timestamp;
use records::{Record, Records, Trouble};
use std::collections::{BTreeMap, VecDeque};

/// Beginnings of media types that are no articles, and what to call them.
const NO_ARTICLES: &[(&str, &str)] = &[
    ("image/", "pictures"),
    ("video/", "recordings"),
    ("audio/", "recordings"),
    ("font/", "fonts"),
    ("application/font", "fonts"),
    ("application/vnd.ms-fontobject", "fonts"),
    ("application/x-font", "fonts"),
    ("text/css", "styles and scripts"),
    ("text/javascript", "styles and scripts"),
    ("text/ecmascript", "styles and scripts"),
    ("application/javascript", "styles and scripts"),
    ("application/x-javascript", "styles and scripts"),
    ("application/rss+xml", "feeds"),
    ("application/atom+xml", "feeds"),
    ("application/feed+json", "feeds"),
    ("application/json", "data"),
    ("application/ld+json", "data"),
    ("application/xml", "data"),
    ("text/xml", "data"),
    ("text/csv", "data"),
];

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Html,
    Text,
    Pdf,
}

pub(super) fn read(opened: Opened) -> Documents {
    Box::new(Warc {
        records: Records::new(opened),
        ready: VecDeque::new(),
        skipped: BTreeMap::new(),
        done: false,
    })
}

/// Whether the first record begins here.
pub(super) fn sniff(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

struct Warc {
    records: Records,
    ready: VecDeque<Item>,
    skipped: BTreeMap<String, u64>,
    done: bool,
}

impl Iterator for Warc {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.done {
                return None;
            }
            match self.records.next_record() {
                Ok(Some(record)) => self.look(record),
                Ok(None) => self.end(),
                Err(trouble) => self.ready.push_back(Err(trouble.told(&self.records))),
            }
        }
    }
}

impl Warc {
    /// Behind the last record: what was passed over.
    fn end(&mut self) {
        self.done = true;
        let opened = &self.records.opened;
        if opened.changed() {
            self.ready.push_back(Err(opened.error(Problem::Changed)));
        }
        for (reason, number) in std::mem::take(&mut self.skipped) {
            let place = opened.place.name.clone();
            self.ready.push_back(Ok(Found::Skipped(Skipped {
                place,
                number,
                reason,
            })));
        }
    }

    fn skip(&mut self, reason: impl Into<String>) {
        *self.skipped.entry(reason.into()).or_default() += 1;
    }

    fn look(&mut self, record: Record) {
        let offset = record.offset;
        match record.kind.as_str() {
            "response" | "resource" | "conversion" => match self.document(record) {
                Ok(Some(document)) => self.ready.push_back(Ok(Found::Document(document))),
                Ok(None) => {}
                Err(problem) => {
                    let error = self.records.error(offset, problem);
                    self.ready.push_back(Err(error));
                }
            },
            "revisit" => self.revisit(&record),
            _ => self.skip("requests and notes of the crawler"),
        }
    }

    /// The document of a record; none when it is no article, which is then counted.
    fn document(&mut self, mut record: Record) -> Result<Option<Box<RawDocument>>, Problem> {
        let url = address(&record.fields);
        if let Some(why) = record.fields.get("warc-truncated") {
            let what = format!("the crawler cut this record off ({why})");
            return Err(Problem::Part(what));
        }
        let declared = MediaType::parse(record.fields.get("content-type").unwrap_or_default());
        let block = std::mem::take(&mut record.block);
        let (declared, payload) = if block.starts_with(b"HTTP/") {
            let answer = Answer::parse(block).map_err(Problem::Part)?;
            if let Some(reason) = no_page(answer.status) {
                self.skip(reason);
                return Ok(None);
            }
            let declared = MediaType::parse(answer.fields.get("content-type").unwrap_or_default());
            if let Some(reason) = no_article(&declared, url.as_deref()) {
                self.skip(reason);
                return Ok(None);
            }
            (
                declared,
                answer.payload(DOCUMENT_LIMIT).map_err(Problem::Part)?,
            )
        } else {
            (declared, block)
        };
        if let Some(reason) = no_article(&declared, url.as_deref()) {
            self.skip(reason);
            return Ok(None);
        }
        if payload.len() > DOCUMENT_LIMIT {
            return Err(Problem::TooLong {
                limit: DOCUMENT_LIMIT,
            });
        }
        if payload.trim_ascii().is_empty() {
            self.skip("empty pages");
            return Ok(None);
        }
        let Some(kind) = kind(&declared, &payload) else {
            self.skip("files of other types");
            return Ok(None);
        };
        let mut out = self.decoded(&record, kind, &declared, payload)?;
        out.url = url;
        Ok(Some(Box::new(out)))
    }

    fn decoded(
        &self,
        record: &Record,
        kind: Kind,
        declared: &MediaType,
        payload: Vec<u8>,
    ) -> Result<RawDocument, Problem> {
        let charset = declared.charset.as_deref();
        let place = &self.records.opened.place;
        let mut out = match kind {
            Kind::Pdf => super::pdf::document(place, payload)?,
            Kind::Html | Kind::Text => {
                let (decoded, of): (_, fn(String) -> Content) = if kind == Kind::Html {
                    (html::page(&payload, charset)?, Content::Html)
                } else {
                    (encoding::decode_text(&payload, charset)?, Content::Text)
                };
                let mut out = RawDocument::of(place, payload, of(decoded.text));
                out.media_type = declared.label(out.content.media_type()).into();
                out.encoding = decoded.encoding;
                out.notices = decoded.notices;
                out
            }
        };
        out.place = self.records.place(record.offset);
        out.source.clone_from(&out.place);
        out.format = "warc";
        out.held = self.held(record);
        Ok(out)
    }

    fn held(&self, record: &Record) -> Held {
        Held {
            member: self.records.opened.place.member.clone(),
            record_id: record.fields.get("warc-record-id").map(str::to_owned),
            offset: Some(record.offset),
            captured_at: instant(&record.fields, "warc-date"),
        }
    }

    fn revisit(&mut self, record: &Record) {
        let url = address(&record.fields);
        let again = Answer::parse(record.block.clone()).ok();
        let declared = again.and_then(|a| a.fields.get("content-type").map(MediaType::parse));
        if let Some(reason) = declared.and_then(|d| no_article(&d, url.as_deref())) {
            self.skip(reason);
            return;
        }
        let fields = &record.fields;
        let first = fields.get("warc-refers-to-target-uri").map(bare);
        let at = instant(fields, "warc-refers-to-date");
        let found = Found::Revisit(Box::new(Revisit {
            place: self.records.place(record.offset),
            path: self.records.opened.place.path.clone(),
            held: self.held(record),
            of_record: fields.get("warc-refers-to").map(str::to_owned),
            of_capture: first.or(url.clone()).zip(at),
            url,
        }));
        self.ready.push_back(Ok(found));
    }
}

impl Trouble {
    fn told(self, records: &Records) -> ReadError {
        records.error(self.offset, self.problem)
    }
}

/// The address a record is about.
fn address(fields: &Fields) -> Option<String> {
    fields.get("warc-target-uri").map(bare)
}

/// An address without the angle brackets that old writers put around it.
fn bare(address: &str) -> String {
    address.trim_matches(['<', '>']).to_owned()
}

fn instant(fields: &Fields, name: &str) -> Option<Timestamp> {
    fields.get(name)?.parse().ok()
}

/// Why an answer of this status is no page.
fn no_page(status: u16) -> Option<String> {
    match status {
        200 | 203 => None,
        300..400 => Some("redirects".to_owned()),
        404 | 410 => Some("pages that were not found".to_owned()),
        _ => Some(format!("answers of HTTP status {status}")),
    }
}

/// Why bytes of this type from this address are no article.
fn no_article(declared: &MediaType, url: Option<&str>) -> Option<&'static str> {
    let scheme = url.and_then(|u| u.split_once(':')).map_or("", |(s, _)| s);
    if matches!(scheme, "dns" | "urn" | "whois" | "metadata" | "filedesc") {
        return Some("requests and notes of the crawler");
    }
    if url.is_some_and(|u| u.ends_with("/robots.txt")) {
        return Some("robots.txt");
    }
    let mut reasons = NO_ARTICLES.iter();
    let found = reasons.find(|(start, _)| declared.essence.starts_with(start));
    found.map(|(_, reason)| *reason)
}

fn kind(declared: &MediaType, payload: &[u8]) -> Option<Kind> {
    let unsaid = matches!(declared.essence.as_str(), "" | "application/octet-stream");
    match declared.essence.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Kind::Html),
        "application/pdf" => Some(Kind::Pdf),
        // Where little or nothing is said the bytes decide.
        "text/plain" | "" | "application/octet-stream" if html::sniff(payload) => Some(Kind::Html),
        "text/plain" => Some(Kind::Text),
        _ if unsaid && payload.starts_with(b"%PDF-") => Some(Kind::Pdf),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
