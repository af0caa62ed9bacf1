//! HTTP answers as web archives keep them: status, fields, and the body out of its transfer.
//!
//! Knows nothing of networks or archives. Many archives keep the body decoded under the fields of
//! the encoded one, so a body that is plainly not encoded is taken as it is.

use super::fields::Fields;
use super::unpack::{Gauge, Guarded};
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// Longest header in bytes.
const HEADER_LIMIT: usize = 256 * 1024;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status, such as 200.
    pub status: u16,
    /// Its fields.
    pub fields: Fields,
    /// Its body as transferred.
    body: Vec<u8>,
}

impl Answer {
    /// Reads a record's block.
    ///
    /// # Errors
    /// What is wrong with it, in words that fit behind the record's place.
    pub fn parse(mut block: Vec<u8>) -> Result<Self, String> {
        let (header, body) = split(&block).ok_or("the record's HTTP header has no end")?;
        let line = block.split(|b| *b == b'\n').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        let status = line.split_whitespace().nth(1).and_then(|s| s.parse().ok());
        let status = status.filter(|_| line.starts_with("HTTP/"));
        let fields = Fields::parse(block.get(..header).unwrap_or_default());
        Ok(Self {
            status: status.ok_or("the record does not begin with an HTTP status")?,
            fields,
            body: block.split_off(body),
        })
    }

    /// The body out of its transfer and content encodings, at most `limit` bytes and one. What unpacks
    /// out of all proportion is stopped early.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn payload(self, limit: usize) -> Result<Vec<u8>, String> {
        let chunked = self.fields.get("transfer-encoding");
        let chunked = chunked.is_some_and(|v| v.to_ascii_lowercase().contains("chunked"));
        let mut body = if chunked && !self.body.trim_ascii_start().starts_with(b"<") {
            unchunked(&self.body)?
        } else {
            whole(self.body, self.fields.get("content-length"))?
        };
        let encodings = self.fields.get("content-encoding").unwrap_or_default();
        let gauge = Gauge::default();
        gauge.of_archive(u64::try_from(body.len()).unwrap_or(u64::MAX));
        for encoding in encodings.split(',').rev() {
            body = decoded(encoding.trim(), body, limit, &gauge)?;
        }
        Ok(body)
    }
}

/// Where the header ends and where the body begins.
fn split(block: &[u8]) -> Option<(usize, usize)> {
    let window = block.get(..block.len().min(HEADER_LIMIT))?;
    let crlf = memchr::memmem::find(window, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(window, b"\n\n").map(|at| (at, at + 2));
    [crlf, lf].into_iter().flatten().min()
}

/// The body, unless it is shorter than the answer said.
fn whole(body: Vec<u8>, length: Option<&str>) -> Result<Vec<u8>, String> {
    match length.and_then(|l| l.parse::<usize>().ok()) {
        // Kept decoded, text is longer than it was; shorter it is only when it was cut.
        Some(length) if body.len() < length => Err(format!(
            "its body is cut off: {} of {length} bytes are there",
            body.len()
        )),
        _ => Ok(body),
    }
}

/// The body without the lengths of its chunks between.
fn unchunked(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    let wrong = |at: usize| format!("its chunks break off at byte {at} of the body");
    loop {
        let rest = body.get(at..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).ok_or_else(|| wrong(at))?;
        let line = rest.get(..end).unwrap_or_default();
        let digits = line.split(|b| *b == b';').next().unwrap_or_default();
        let digits = std::str::from_utf8(digits.trim_ascii()).unwrap_or_default();
        let length = usize::from_str_radix(digits, 16).map_err(|_| wrong(at))?;
        if length == 0 {
            return Ok(out);
        }
        let from = at + end + 1;
        let chunk = from.checked_add(length).and_then(|to| body.get(from..to));
        out.extend_from_slice(chunk.ok_or_else(|| wrong(at))?);
        at = from + length;
        let rest = body.get(at..).unwrap_or_default();
        at += match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n', ..] => 1,
            _ => return Err(wrong(at)),
        };
    }
}

/// The body out of one content encoding.
fn decoded(encoding: &str, body: Vec<u8>, limit: usize, gauge: &Gauge) -> Result<Vec<u8>, String> {
    let encoding = encoding.to_ascii_lowercase();
    let read = |stream: &mut dyn Read| read(Guarded::new(stream, gauge.clone()), limit);
    let found = match encoding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            read(&mut MultiGzDecoder::new(body.as_slice()))
        }
        "deflate" if !plain(&body) => read(&mut ZlibDecoder::new(body.as_slice()))
            .or_else(|()| read(&mut DeflateDecoder::new(body.as_slice()))),
        "br" if !plain(&body) => read(&mut Decompressor::new(body.as_slice(), 4096)),
        "zstd" if !plain(&body) => zstd::stream::read::Decoder::new(body.as_slice())
            .map_err(drop)
            .and_then(|mut d| read(&mut d)),
        "" | "identity" | "utf-8" | "none" | "gzip" | "x-gzip" | "deflate" | "br" | "zstd" => {
            return Ok(body);
        }
        _ => {
            return Err(format!(
                "its body is encoded as `{encoding}`, which figtrace does not know"
            ));
        }
    };
    found.map_err(|()| {
        format!("its {encoding} encoding is damaged, cut off or out of all proportion")
    })
}

fn read(stream: impl Read, limit: usize) -> Result<Vec<u8>, ()> {
    let mut out = Vec::new();
    let limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    match stream.take(limit).read_to_end(&mut out) {
        Ok(_) => Ok(out),
        Err(_) => Err(()),
    }
}

/// Whether a body is markup already.
fn plain(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    body.is_empty() || body.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use std::io::Write;

    const PAGE: &[u8] = b"<p>Output rose by 5 percent.</p>";

    fn payload(header: &str, body: &[u8]) -> Result<Vec<u8>, String> {
        let block = [b"HTTP/1.1 200 OK\r\n", header.as_bytes(), b"\r\n", body].concat();
        Answer::parse(block)?.payload(1000)
    }

    #[test]
    fn every_encoding_of_the_web_is_undone() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(PAGE).unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(PAGE).unwrap();
        let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(PAGE).unwrap();
        // One stored block, as RFC 7932 has it: window bits, length less one, the bytes, an empty last block.
        let mut brotli = Vec::new();
        let length = u32::try_from(PAGE.len() - 1).unwrap();
        let bits = length << 4 | 1 << 20;
        brotli.extend(&bits.to_le_bytes()[..3]);
        brotli.extend(PAGE);
        brotli.push(3);
        for (encoding, body) in [
            ("gzip", gzip.finish().unwrap()),
            ("deflate", zlib.finish().unwrap()),
            ("deflate", raw.finish().unwrap()),
            ("br", brotli),
            ("zstd", zstd::encode_all(PAGE, 3).unwrap()),
            ("identity", PAGE.to_vec()),
            ("gzip", PAGE.to_vec()),
            ("br", PAGE.to_vec()),
        ] {
            let found = payload(&format!("Content-Encoding: {encoding}\r\n"), &body);
            assert_eq!(found.unwrap(), PAGE, "{encoding}");
        }
        assert!(payload("Content-Encoding: gzip\r\n", b"\x1f\x8b\x08 torn").is_err());
        assert!(
            payload("Content-Encoding: xpress\r\n", PAGE)
                .unwrap_err()
                .contains("xpress")
        );
    }

    #[test]
    fn a_bomb_is_stopped_early() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&vec![b' '; 80 << 20]).unwrap();
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
        let block = [&block[..], &gzip.finish().unwrap()].concat();
        let found = Answer::parse(block).unwrap().payload(1 << 30);
        let told = found.map(|body| body.len()).unwrap_err();
        assert!(told.contains("out of all proportion"), "{told}");
    }

    #[test]
    fn chunks_are_joined_and_broken_ones_told() {
        let chunked = |body: &[u8]| payload("Transfer-Encoding: chunked\r\n", body);
        assert_eq!(
            chunked(b"4;x=1\r\nOutp\r\n2\r\nut\r\n0\r\n\r\n").unwrap(),
            b"Output"
        );
        assert_eq!(chunked(PAGE).unwrap(), PAGE, "kept decoded");
        for broken in [
            &b"4\r\nOu"[..],
            b"4\r\nOutput\r\n0\r\n",
            b"zz\r\nOutput",
            b"4\r\nOutp\r\n",
            b"ffffffffffffffff\r\nO",
        ] {
            assert!(
                chunked(broken).unwrap_err().contains("chunks break off"),
                "{broken:?}"
            );
        }
    }

    #[test]
    fn a_body_that_was_cut_is_told_from_one_kept_decoded() {
        assert!(
            payload("Content-Length: 99\r\n", PAGE)
                .unwrap_err()
                .contains("32 of 99")
        );
        assert_eq!(payload("Content-Length: 9\r\n", PAGE).unwrap(), PAGE);
    }

    #[test]
    fn what_is_no_answer_is_told() {
        assert!(Answer::parse(b"HTTP/1.1 200 OK\r\nA: b".to_vec()).is_err());
        assert!(Answer::parse(b"<html>\n\n</html>".to_vec()).is_err());
        let answer = Answer::parse(b"HTTP/2 404\nA: b\n\nbody".to_vec()).unwrap();
        assert_eq!((answer.status, answer.fields.get("a")), (404, Some("b")));
    }
}
