//! Header fields as web archives and HTTP write them: `Name: value`, a line each.

/// The fields of one header, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a header. A line that is no field belongs to the one before it, if it is indented, and
    /// is left alone otherwise: old crawlers write such lines.
    pub fn parse(header: &[u8]) -> Self {
        let mut out: Vec<(String, String)> = Vec::new();
        for line in header.split(|b| *b == b'\n') {
            let line = String::from_utf8_lossy(line);
            let line = line.trim_end();
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = out.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                out.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(out)
    }

    /// The first value of the field `name`, which is written in lower case; empty ones count as none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(n, _)| n == name)?;
        Some(found.1.as_str()).filter(|v| !v.is_empty())
    }
}

/// A media type in lower case, and the encoding it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaType {
    /// `text/html`
    pub essence: String,
    /// `gbk`
    pub charset: Option<String>,
}

impl MediaType {
    /// Reads the value of a `Content-Type`.
    pub fn parse(value: &str) -> Self {
        let lower = value.to_ascii_lowercase();
        let mut parts = lower.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default().to_owned();
        let charset = parts.find_map(|p| {
            let (name, value) = p.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim() == "charset" && !value.is_empty()).then(|| value.to_owned())
        });
        Self { essence, charset }
    }

    /// `essence` with this encoding: how bytes that need it to be read are labelled.
    pub fn label(&self, essence: &str) -> String {
        self.charset.as_ref().map_or_else(
            || essence.to_owned(),
            |charset| format!("{essence}; charset={charset}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_in_any_case_and_over_two_lines() {
        let fields = Fields::parse(b"WARC-Type: response\r\nX: a\r\n  b\r\nno field\r\nEmpty:\r\n");
        assert_eq!(fields.get("warc-type"), Some("response"));
        assert_eq!(fields.get("x"), Some("a b"));
        assert_eq!((fields.get("empty"), fields.get("no field")), (None, None));
    }

    #[test]
    fn a_media_type_may_name_an_encoding() {
        let found = MediaType::parse("Text/HTML; boundary=x; Charset=\"GBK\"");
        assert_eq!(found.essence, "text/html");
        assert_eq!(found.label("text/html"), "text/html; charset=gbk");
        assert_eq!(
            MediaType::parse("text/plain; charset=").label("text/plain"),
            "text/plain"
        );
    }
}
