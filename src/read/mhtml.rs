//! Pages saved with all they show (MHTML, RFC 2557): one file is one document, its first page.
//!
//! Knows parts and their encodings, not what is in a page.

use super::error::Problem;
use super::fields::MediaType;
use super::opened::Opened;
use super::{Content, DOCUMENT_LIMIT, Documents, Found, RawDocument, html, single};
use crate::base::notice::Notice;
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

/// Whether a mail header begins here that announces parts that belong together.
pub(super) fn sniff(head: &[u8]) -> bool {
    let window = head.get(..head.len().min(4096)).unwrap_or_default();
    let lower = window.to_ascii_lowercase();
    let first = lower.split(|b| *b == b'\n').next().unwrap_or_default();
    let name = first.split(|b| *b == b':').next().unwrap_or_default();
    let header = name.len() < first.len()
        && !name.is_empty()
        && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    header && memchr::memmem::find(&lower, b"multipart/related").is_some()
}

pub(super) fn read(mut opened: Opened) -> Documents {
    single(match document(&mut opened) {
        Ok(document) => Ok(Found::Document(Box::new(document))),
        Err(problem) => Err(opened.error(problem)),
    })
}

fn document(opened: &mut Opened) -> Result<RawDocument, Problem> {
    let bytes = opened.bytes(DOCUMENT_LIMIT)?;
    let broken = |what: &str| Problem::Malformed(what.to_owned());
    let mail =
        parse_mail(&bytes).map_err(|_| broken("the saved page's parts do not fit together"))?;
    let part = page(&mail).ok_or_else(|| broken("the saved page holds no HTML"))?;
    let payload = part.get_body_raw();
    let payload = payload.map_err(|_| broken("the page among the parts is damaged or cut off"))?;
    if payload.trim_ascii().is_empty() {
        return Err(broken("the page among the parts is empty"));
    }
    let declared = MediaType::parse(
        &part
            .get_headers()
            .get_first_value("content-type")
            .unwrap_or_default(),
    );
    let decoded = html::page(&payload, declared.charset.as_deref())?;
    let said = |mail: &ParsedMail<'_>, name: &str| mail.get_headers().get_first_value(name);
    let address = said(part, "content-location");
    let url = said(&mail, "snapshot-content-location").or_else(|| address.clone());
    let mut out = RawDocument::of(&opened.place, payload, Content::Html(decoded.text));
    out.media_type = declared.label("text/html").into();
    out.format = "mhtml";
    out.encoding = decoded.encoding;
    out.notices = decoded.notices;
    out.url = url.filter(|u| u.starts_with("http"));
    out.held.record_id = said(part, "content-id");
    let when = said(&mail, "date").and_then(|d| jiff::fmt::rfc2822::parse(&d).ok());
    out.held.captured_at = when.map(|w| w.timestamp());
    if !ended(&bytes, &mail) {
        out.notices.push(Notice {
            code: "cut-off",
            message: "the saved page is cut off: its last part has no end".to_owned(),
            span: None,
        });
    }
    Ok(out)
}

/// The part the file says it begins with, else the first page in it.
fn page<'a>(mail: &'a ParsedMail<'a>) -> Option<&'a ParsedMail<'a>> {
    let start = mail.ctype.params.get("start").map(|s| s.trim());
    let is_page = |p: &&ParsedMail<'_>| {
        matches!(
            p.ctype.mimetype.as_str(),
            "text/html" | "application/xhtml+xml"
        )
    };
    let named = |p: &&ParsedMail<'_>| {
        start.is_some()
            && p.get_headers()
                .get_first_value("content-id")
                .as_deref()
                .map(str::trim)
                == start
    };
    let found = mail.parts().filter(is_page).find(named);
    found.or_else(|| mail.parts().find(is_page))
}

/// Whether the last boundary stands at the end.
fn ended(bytes: &[u8], mail: &ParsedMail<'_>) -> bool {
    mail.ctype.params.get("boundary").is_none_or(|boundary| {
        memchr::memmem::rfind(bytes, format!("--{boundary}--").as_bytes()).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::super::documents;
    use super::*;

    fn saved(part: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://h.example/a\r\nSubject: Cargo\r\n\
             Date: Mon, 12 May 2025 08:00:00 +0800\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"--b1\"\r\n\r\n\r\n----b1\r\n{part}"
        )
    }

    fn read_one(source: &[u8]) -> Result<RawDocument, String> {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.bin");
        std::fs::write(&path, source).unwrap();
        let found = documents(vec![path], None).next().unwrap();
        found
            .map(|f| f.document().unwrap())
            .map_err(|e| e.problem.to_string())
    }

    #[test]
    fn the_page_is_taken_out_of_its_parts() {
        let part = "Content-Type: text/html; charset=gbk\r\nContent-ID: <f@mhtml.blink>\r\n\
                    Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://h.example/a\r\n\r\n\
                    <p class=3D\"x\">=B8=DB=BF=DA 5%</p>\r\n----b1\r\nContent-Type: image/png\r\n\
                    Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b1--\r\n";
        let found = read_one(saved(part).as_bytes()).unwrap();
        assert!(
            found
                .content
                .as_str()
                .starts_with("<p class=\"x\">港口 5%</p>")
        );
        assert_eq!(
            (found.format, &*found.media_type),
            ("mhtml", "text/html; charset=gbk")
        );
        assert_eq!(found.url.as_deref(), Some("http://h.example/a"));
        assert_eq!(
            found.held.captured_at.unwrap().to_string(),
            "2025-05-12T00:00:00Z"
        );
        assert!(found.notices.is_empty());
    }

    #[test]
    fn broken_ones_say_so() {
        let part = "Content-Type: text/html\r\n\r\n<p>Output rose";
        assert_eq!(
            read_one(saved(part).as_bytes()).unwrap().notices[0].code,
            "cut-off"
        );
        let picture = saved("Content-Type: image/png\r\n\r\nx\r\n----b1--\r\n");
        assert!(
            read_one(picture.as_bytes())
                .unwrap_err()
                .contains("holds no HTML")
        );
        assert!(
            read_one(saved("").as_bytes())
                .unwrap_err()
                .contains("holds no HTML")
        );
        assert!(!sniff(b"A text about multipart/related messages"));
    }
}
