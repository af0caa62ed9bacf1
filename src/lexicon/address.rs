//! Web addresses in canonical form: what different spellings of one page's address share.
//!
//! Owns the table of parameters that say how a reader came. Knows no page.

use crate::lexicon::table::rows;
use std::fmt::Write as _;

const TRACKING: &str = include_str!("../../lexicon/pages/tracking.tsv");

/// The canonical form of `url`, or nothing when it is no web address.
///
/// Left out: scheme, user, `www.`, the scheme's own port, fragment, tracking parameters, a trailing
/// slash. Parameters are sorted; escapes are written as RFC 3986, section 6.2.2, has them.
///
/// ```
/// use figtrace::lexicon::address::canonical;
/// assert_eq!(
///     canonical("https://www.News.example/a/?utm_source=x&b=2&a=1#top").as_deref(),
///     Some("news.example/a?a=1&b=2")
/// );
/// ```
pub fn canonical(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let rest = rest.split('#').next()?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut out = host(authority, port)?;
    unescape(&mut out, path.trim_end_matches('/'));
    let plain = |parameter: &str| {
        let mut text = String::with_capacity(parameter.len());
        unescape(&mut text, parameter);
        text
    };
    let mut kept: Vec<String> = query
        .split('&')
        .map(plain)
        .filter(|p| means_page(p))
        .collect();
    kept.sort_unstable();
    for (n, parameter) in kept.iter().enumerate() {
        out.push(if n == 0 { '?' } else { '&' });
        out.push_str(parameter);
    }
    Some(out)
}

/// The host in lower case, with a port that is not the scheme's own.
fn host(authority: &str, port: &str) -> Option<String> {
    let host = authority.rsplit('@').next()?.to_lowercase();
    let host = host.strip_suffix(port).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let host = host.trim_end_matches('.');
    let fair = !host.is_empty() && !host.contains(char::is_whitespace);
    fair.then(|| host.to_owned())
}

/// Whether a parameter can say which page is meant.
fn means_page(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let tracks = |known: &str| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == known,
    };
    !name.is_empty() && !rows(TRACKING).any(|row| tracks(row.cell(0)))
}

/// Appends `text` with escapes of plain characters resolved and all others written in one way.
fn unescape(out: &mut String, text: &str) {
    let mut pieces = text.split('%');
    ascii(out, pieces.next().unwrap_or_default());
    for piece in pieces {
        let digits = piece
            .get(..2)
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
        let (Some(code), Some(rest)) = (code, piece.get(2..)) else {
            // A percent sign that begins no escape means itself.
            escape(out, b'%');
            ascii(out, piece);
            continue;
        };
        if code.is_ascii_alphanumeric() || matches!(code, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(code));
        } else {
            escape(out, code);
        }
        ascii(out, rest);
    }
}

/// Appends `text` with letters that are no ASCII as escapes.
fn ascii(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii() {
            out.push(char::from(byte));
        } else {
            escape(out, byte);
        }
    }
}

fn escape(out: &mut String, byte: u8) {
    // Writing to a String cannot fail.
    let _ = write!(out, "%{byte:02X}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(urls: &[&str], form: &str) {
        for url in urls {
            assert_eq!(canonical(url).as_deref(), Some(form), "{url}");
        }
    }

    #[test]
    fn spellings_of_one_address_have_one_form() {
        all(
            &[
                "https://news.example/2025/ports",
                "http://news.example/2025/ports/",
                "HTTPS://WWW.News.Example:443/2025/ports",
                "https://news.example/2025/ports#comments",
                "https://news.example/2025/ports?utm_source=mail&utm_medium=x&fbclid=Iw",
                "https://me:secret@news.example./2025/p%6Frts/?",
                " https://news.example/2025/ports?UTM_Campaign=y ",
            ],
            "news.example/2025/ports",
        );
        all(
            &["https://a.example", "http://www.a.example/?gclid=1#x"],
            "a.example",
        );
    }

    #[test]
    fn what_names_the_page_stays() {
        all(
            &[
                "https://a.example/x?id=7&page=2",
                "https://a.example/x?page=2&mc_cid=1&id=7",
            ],
            "a.example/x?id=7&page=2",
        );
        all(
            &["http://a.example:8080/X%2fy%C3%a9"],
            "a.example:8080/X%2Fy%C3%A9",
        );
        let different = [
            "https://a.example/x?id=7",
            "https://a.example/x?id=8",
            "https://a.example/X?id=7",
            "https://b.example/x?id=7",
            "https://a.example/x?refid=7",
        ];
        let mut forms: Vec<_> = different.iter().map(|u| canonical(u).unwrap()).collect();
        forms.sort();
        forms.dedup();
        assert_eq!(forms.len(), different.len());
    }

    #[test]
    fn what_is_no_web_address_has_none() {
        for other in [
            "",
            "news.example/a",
            "ftp://a.example/x",
            "https://",
            "a: //b",
            "https:// /x",
        ] {
            assert_eq!(canonical(other), None, "{other}");
        }
    }

    #[test]
    fn escapes_are_written_in_one_way() {
        all(
            &["https://a.example/100%", "https://a.example/100%25"],
            "a.example/100%25",
        );
        all(
            &["https://a.example/é", "https://a.example/%c3%a9"],
            "a.example/%C3%A9",
        );
        all(&["https://a.example/%4%31"], "a.example/%2541");
        all(&["https://a.example/%+4"], "a.example/%25+4");
        all(&["https://a.example/?%30&."], "a.example?.&0");
    }

    proptest! {
        #[test]
        fn a_canonical_form_is_its_own(path in "[a-zA-Z0-9%/?&=#é.]{0,40}") {
            let once = canonical(&format!("https://a.example/{path}")).unwrap();
            prop_assert_eq!(canonical(&format!("http://{once}")), Some(once.clone()));
        }
    }
}
