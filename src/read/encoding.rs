//! From bytes to text: byte order mark, declared label, UTF-8, and a guess last.
//!
//! Owns what counts as binary. Never loses a byte silently: what does not decode leaves a notice.

use super::error::Problem;
use crate::base::notice::Notice;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How far a page's own label may stand from its start: the HTML standard asks for 1,024 bytes,
/// pages in the wild exceed it.
const LABEL_WINDOW: usize = 4096;

/// How many bytes decide whether an input is binary.
const BINARY_WINDOW: usize = 8192;

/// A page with no more NULs among so many bytes is a page: some programs write one where a character
/// was lost, and browsers pass over it.
const STRAY: usize = 200;

/// Marks of UTF-32, of which the first is also that of UTF-16 before a NUL.
const UTF_32_MARKS: [&[u8]; 2] = [b"\xFF\xFE\0\0", b"\0\0\xFE\xFF"];

/// Beginnings of files that are not text, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"RIFF", "a picture or a recording"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
];

/// Text with the name of the encoding it was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; a byte order mark is not part of it.
    pub text: String,
    /// The encoding's name in the WHATWG standard.
    pub encoding: &'static str,
    /// What a reader should know about it.
    pub notices: Vec<Notice>,
}

/// Decodes plain text, whose container may have `declared` an encoding.
///
/// # Errors
/// [`Problem::Binary`] when the bytes are no text, [`Problem::Encoding`] when they are none that is
/// read here: a NUL stands in no text, and SQL ends one at it.
pub fn decode_text(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, Problem> {
    let labels: Vec<_> = declared.and_then(labelled).into_iter().collect();
    let out = decode(bytes, &labels, 0)?;
    if out.text.contains('\0') {
        return Err(Problem::Encoding("it holds NUL characters"));
    }
    Ok(out)
}

/// Decodes a page, whose `<meta>` may name its encoding; what its container `declared` goes before,
/// as the HTML standard has it. A few NULs are left in: whoever reads the page leaves them out.
///
/// # Errors
/// [`Problem::Binary`] when the bytes are no text.
pub fn decode_html(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, Problem> {
    let labels = [declared.and_then(labelled), meta_label(bytes)];
    let labels: Vec<_> = labels.into_iter().flatten().collect();
    decode(bytes, &labels, bytes.len().min(BINARY_WINDOW) / STRAY)
}

fn labelled(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

/// The text by its mark, as UTF-8, by the first of `labels` that fits, or by a guess; bytes with more
/// than `nuls` NULs at their beginning are none.
fn decode(bytes: &[u8], labels: &[&'static Encoding], nuls: usize) -> Result<Decoded, Problem> {
    if UTF_32_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(Problem::Encoding("it is in UTF-32"));
    }
    let label = labels.first().copied();
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(replacing(encoding, bytes.get(mark..).unwrap_or_default()));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(replacing(encoding, bytes));
    }
    if own_database(bytes) {
        return Err(Problem::Database);
    }
    if let Some(what) = binary(bytes, nuls) {
        return Err(Problem::Binary(what));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(valid_utf8(text, label));
    }
    let declared = labels.iter().find_map(|e| exact(e, bytes));
    Ok(declared.unwrap_or_else(|| guessed(bytes, label)))
}

fn valid_utf8(text: &str, label: Option<&'static Encoding>) -> Decoded {
    let mut out = decoded(Cow::Borrowed(text), UTF_8);
    let wrong = label.filter(|l| *l != UTF_8 && !text.is_ascii());
    out.notices.extend(wrong.map(|l| overruled(l, UTF_8)));
    out
}

fn guessed(bytes: &[u8], label: Option<&'static Encoding>) -> Decoded {
    let encoding = if mostly_utf8(bytes) {
        UTF_8
    } else {
        guess(bytes)
    };
    let mut out = replacing(encoding, bytes);
    out.notices.insert(
        0,
        label.map_or_else(
            || {
                notice(
                    "encoding-guessed",
                    format!(
                        "the input names no encoding and was read as {}",
                        encoding.name()
                    ),
                )
            },
            |l| overruled(l, encoding),
        ),
    );
    out
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether nearly every byte beyond ASCII is part of well-formed UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut well, mut ill) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        well += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        ill += chunk.invalid().len();
    }
    well > 20 * ill
}

/// The text when every byte of it decodes.
fn exact(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // A C1 control code means that a single-byte label does not fit.
    let controls = text.chars().any(|c| ('\u{80}'..='\u{9F}').contains(&c));
    (!controls || encoding == WINDOWS_1252).then(|| decoded(text, encoding))
}

fn replacing(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let mut out = decoded(text, encoding);
    if malformed {
        out.notices.push(notice(
            "encoding-errors",
            format!(
                "some bytes are no {}; each stands as U+FFFD in the text",
                encoding.name()
            ),
        ));
    }
    out
}

fn decoded(text: Cow<'_, str>, encoding: &'static Encoding) -> Decoded {
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        notices: Vec::new(),
    }
}

fn overruled(label: &'static Encoding, used: &'static Encoding) -> Notice {
    notice(
        "encoding-label-overruled",
        format!(
            "the page says it is {} but reads as {}",
            label.name(),
            used.name()
        ),
    )
}

fn notice(code: &'static str, message: String) -> Notice {
    Notice {
        code,
        message,
        span: None,
    }
}

/// UTF-16 text of mostly Latin script has a NUL in every other byte, and only there.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let nuls = |parity: usize| {
        let every_other = window.iter().skip(parity).step_by(2);
        every_other.filter(|b| **b == 0).count()
    };
    let (even, odd) = (nuls(0), nuls(1));
    let many = window.len() / 4;
    match (even, odd) {
        _ if window.len() < 8 => None,
        (0, n) if n > many => Some(UTF_16LE),
        (n, 0) if n > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are a database that figtrace made: its id stands at byte 68 of the header.
fn own_database(bytes: &[u8]) -> bool {
    bytes.starts_with(b"SQLite format 3\0") && bytes.get(68..72) == Some(b"FGTR")
}

/// What the bytes look like, if they are no text; one with more than `nuls` NULs is none.
fn binary(bytes: &[u8], nuls: usize) -> Option<&'static str> {
    let magic = MAGIC.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, what)) = magic {
        return Some(what);
    }
    let window = bytes
        .get(..bytes.len().min(BINARY_WINDOW))
        .unwrap_or_default();
    (memchr::memchr_iter(0, window).count() > nuls).then_some("binary data")
}

/// The encoding that a page names in `<meta charset=...>`, `content="...; charset=..."` or `<?xml encoding=...?>`.
fn meta_label(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..bytes.len().min(LABEL_WINDOW))?;
    let lower = window.to_ascii_lowercase();
    ["charset", "encoding"]
        .iter()
        .flat_map(|key| memchr::memmem::find_iter(&lower, key).map(move |at| at + key.len()))
        .find_map(|at| label_at(lower.get(at..)?))
        .map(browser_reading)
}

/// The label after `charset` or `encoding`: `="gb2312"`, `=gb2312`.
fn label_at(after: &[u8]) -> Option<&'static Encoding> {
    let value = after.trim_ascii_start().strip_prefix(b"=")?;
    let value = value.trim_ascii_start();
    let value = value
        .strip_prefix(b"\"")
        .or(value.strip_prefix(b"'"))
        .unwrap_or(value);
    let end = value
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'-' | b'_' | b':' | b'.'))
        .unwrap_or(value.len());
    Encoding::for_label(value.get(..end)?)
}

/// A page whose label could be read cannot be UTF-16: the standard reads such a label as UTF-8.
fn browser_reading(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str = "昆明2024年地区生产总值为8275.2亿元，同比增长百分之四点一。";

    fn bytes_in(label: &str, text: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        encoding.encode(text).0.into_owned()
    }

    fn codes(found: &Decoded) -> Vec<&'static str> {
        found.notices.iter().map(|n| n.code).collect()
    }

    #[test]
    fn utf_8_is_taken_as_it_is() {
        let found = decode_text(CHINESE.as_bytes(), None).unwrap();
        assert_eq!((found.text.as_str(), found.encoding), (CHINESE, "UTF-8"));
        assert!(found.notices.is_empty());
        let marked = [b"\xEF\xBB\xBF", CHINESE.as_bytes()].concat();
        assert_eq!(decode_text(&marked, None).unwrap().text, CHINESE);
    }

    #[test]
    fn old_encodings_are_guessed_with_a_notice() {
        for (label, text) in [
            ("gb18030", CHINESE.repeat(3)),
            (
                "big5",
                "臺北市去年的經濟成長率為百分之三點一二，比前年高。".repeat(3),
            ),
            (
                "shift_jis",
                "東京都の人口は千四百万人を超えたと発表した。".repeat(3),
            ),
            (
                "windows-1251",
                "Население города выросло до миллиона человек.".into(),
            ),
            (
                "windows-1252",
                "Der Umsatz stieg für das Jahr auf 5,3 Millionen Schwäne, größer als früher."
                    .into(),
            ),
        ] {
            let found = decode_text(&bytes_in(label, &text), None).unwrap();
            assert_eq!(found.text, text, "{label}");
            assert_eq!(codes(&found), ["encoding-guessed"], "{label}");
        }
    }

    #[test]
    fn a_label_that_fits_is_followed_and_one_that_does_not_is_overruled() {
        let page = format!("<meta charset=gb2312><p>{CHINESE}");
        let found = decode_html(&bytes_in("gb18030", &page), None).unwrap();
        assert_eq!(
            (found.text.as_str(), found.encoding),
            (page.as_str(), "GBK")
        );
        let found = decode_html(page.as_bytes(), None).unwrap();
        assert_eq!(
            (found.text.as_str(), found.encoding),
            (page.as_str(), "UTF-8")
        );
        assert_eq!(codes(&found), ["encoding-label-overruled"]);
        let page = format!(
            "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>{}",
            CHINESE.repeat(3)
        );
        let found = decode_html(&bytes_in("gb18030", &page), None).unwrap();
        assert_eq!(found.text, page);
        assert_eq!(codes(&found), ["encoding-label-overruled"]);
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let little: Vec<u8> = "Output rose."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "Output rose."
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode_text(&little, None).unwrap().text, "Output rose.");
        assert_eq!(decode_text(&big, None).unwrap().text, "Output rose.");
        let marked = [&b"\xFF\xFE"[..], &little].concat();
        assert_eq!(decode_text(&marked, None).unwrap().text, "Output rose.");
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_encoding() {
        let mut bytes = CHINESE.repeat(9).into_bytes();
        bytes.insert(3, 0xFF);
        let found = decode_text(&bytes, None).unwrap();
        assert_eq!(found.encoding, "UTF-8");
        assert!(found.text.starts_with("昆\u{FFFD}明"));
        assert!(codes(&found).contains(&"encoding-errors"));
    }

    #[test]
    fn binary_data_is_refused_by_name() {
        for (bytes, what) in [
            (&b"%PDF-1.7 ..."[..], "PDF"),
            (b"PK\x03\x04....", "ZIP"),
            (b"text\0with a NUL in it", "binary"),
        ] {
            let problem = decode_text(bytes, None).unwrap_err().to_string();
            assert!(problem.contains(what), "{problem}");
        }
    }

    #[test]
    fn a_nul_is_in_no_text_and_left_out_of_pages() {
        let said = |b: &[u8]| decode_text(b, None).unwrap_err().to_string();
        let far = [&[b'x'; BINARY_WINDOW][..], b"\0"].concat();
        assert!(said(&far).starts_with("it holds NUL characters; convert"));
        let utf_32 = |to: fn(char) -> [u8; 4]| "\u{FEFF}It rose.".chars().flat_map(to).collect();
        let little: Vec<u8> = utf_32(|c| u32::from(c).to_le_bytes());
        let big: Vec<u8> = utf_32(|c| u32::from(c).to_be_bytes());
        for bytes in [little, big] {
            assert!(said(&bytes).starts_with("it is in UTF-32; convert"));
        }
        let page = format!("<p>It \0rose.{}", "<p>And again.".repeat(30));
        assert!(said(page.as_bytes()).contains("binary data"));
        assert!(
            decode_html(page.as_bytes(), None)
                .unwrap()
                .text
                .contains('\0')
        );
        assert!(decode_html(b"<p>\0\0\0\0 x", None).is_err());
    }

    #[test]
    fn what_the_container_declares_goes_before_the_page_and_yields_to_the_bytes() {
        let page = format!("<meta charset=big5><p>{CHINESE}");
        let found = decode_html(&bytes_in("gb18030", &page), Some("GB2312")).unwrap();
        assert_eq!(
            (found.text.as_str(), found.encoding),
            (page.as_str(), "GBK")
        );
        assert!(found.notices.is_empty());
        let found = decode_html(page.as_bytes(), Some("gbk")).unwrap();
        assert_eq!(
            (found.encoding, codes(&found)),
            ("UTF-8", vec!["encoding-label-overruled"])
        );
        let text = "Größe und Menge";
        let found = decode_text(&bytes_in("windows-1252", text), Some("iso-8859-1")).unwrap();
        assert_eq!((found.text.as_str(), found.notices.len()), (text, 0));
    }

    #[test]
    fn a_database_of_figtrace_is_known() {
        let mut bytes = b"SQLite format 3\0".to_vec();
        bytes.resize(100, 0);
        let said = |b: &[u8]| decode_text(b, None).unwrap_err().to_string();
        assert!(said(&bytes).contains("a SQLite database"));
        bytes.splice(68..72, *b"FGTR");
        assert!(said(&bytes).contains("--db"));
    }
}
