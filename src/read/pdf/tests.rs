//! PDF documents, made here, well and broken.

use super::super::documents;
use super::*;
use std::fmt::Write as _;

/// A PDF document of these objects, numbered from 1; the first is the catalog.
pub fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(out, "{offset:010} 00000 n ");
    }
    let size = objects.len() + 1;
    let _ = write!(
        out,
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    out.into_bytes()
}

fn page(content: &str) -> Vec<u8> {
    let stream = format!(
        "<< /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    );
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> \
         /XObject << /X 6 0 R >> >> >>",
        &stream,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream",
    ])
}

fn found(bytes: &[u8]) -> Result<RawDocument, String> {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a.bin");
    std::fs::write(&path, bytes).unwrap();
    let found = documents(vec![path], None).next().unwrap();
    found
        .map(|f| f.document().unwrap())
        .map_err(|e| e.problem.to_string())
}

#[test]
fn the_text_of_a_page_is_read() {
    let bytes = page(
        "BT /F 11 Tf 72 700 Td (The port handled 1.2 million con-) Tj 0 -14 Td (tainers in April.) Tj ET",
    );
    let document = found(&bytes).unwrap();
    assert_eq!(
        document.content.as_str(),
        "The port handled 1.2 million containers in April.\n"
    );
    assert_eq!(
        (document.format, &*document.media_type),
        ("pdf", "application/pdf")
    );
    assert_eq!(document.bytes, bytes);
}

#[test]
fn a_page_without_text_is_a_scan() {
    assert!(
        found(&page("0 0 100 100 re f"))
            .unwrap_err()
            .contains("it is a scan")
    );
}

#[test]
fn damaged_ones_are_errors() {
    let whole = page("BT /F 11 Tf 72 700 Td (Text.) Tj ET");
    for cut in [9, 40, 200] {
        assert!(found(&whole[..cut]).is_err(), "{cut}");
    }
    let round = found(&page("/X Do")).unwrap_err();
    assert!(
        round.contains("scan"),
        "a form that draws itself ends: {round}"
    );
    let kids = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
    ]);
    assert!(found(&kids).is_err());
    let deep = format!("<< /Type /Catalog /Pages {} >>", "[".repeat(100_000));
    assert!(found(&pdf(&[&deep])).is_err());
}

#[test]
fn pages_behind_the_limit_are_counted() {
    let one = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
    let bytes = std::sync::Arc::new(pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>",
        one,
        one,
        one,
    ]));
    let read = |most| glyphs::first_pages(&bytes, most).unwrap();
    assert_eq!((read(2).marks.len(), read(2).left_out), (2, 1));
    assert_eq!((read(3).marks.len(), read(3).left_out), (3, 0));
}
