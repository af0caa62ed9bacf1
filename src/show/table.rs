//! Comma-separated values as RFC 4180 has them: cells with commas, quotes or line breaks are quoted.

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use std::io::Write;

/// A writer of comma-separated values to `out`.
pub fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(out)
}

/// A table as text; every row has as many cells as `names`.
pub fn table(names: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = writer(Vec::new());
    // Writing to memory cannot fail, and the rows are of one length.
    let _ = out.write_record(names);
    for row in rows {
        let _ = out.write_record(&row);
    }
    let bytes = out.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_need_it_are_quoted() {
        let rows = [
            vec!["a,b".to_owned(), "say \"x\"\nand go".to_owned()],
            vec!["=1+1".into(), String::new()],
        ];
        let text = table(&["one", "two"], rows.into_iter());
        assert_eq!(text, "one,two\n\"a,b\",\"say \"\"x\"\"\nand go\"\n=1+1,\n");
        let mut back = csv::Reader::from_reader(text.as_bytes());
        let cells: Vec<String> = back
            .records()
            .next()
            .unwrap()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        assert_eq!(cells, ["a,b", "say \"x\"\nand go"]);
    }
}
