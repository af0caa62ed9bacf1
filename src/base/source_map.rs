//! Where each character of a text stands in what the text was made from.
//!
//! A map is a list of runs that tile the text. Knows offsets and kinds, neither the text nor its
//! source: what a run of source stands for is read by `read::source`.

use super::span::Span;

/// How the source of a map writes characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Syntax {
    /// As they are.
    Text,
    /// As HTML does, with references such as `&amp;`.
    Html,
    /// As a JSON string does, with escapes such as `\\n`.
    Json,
    /// As HTML in a JSON string.
    JsonHtml,
}

impl Syntax {
    /// Every syntax.
    pub const ALL: [Self; 4] = [Self::Text, Self::Html, Self::Json, Self::JsonHtml];

    /// Its name in databases.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Json => "json",
            Self::JsonHtml => "json html",
        }
    }

    /// The syntax of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == name)
    }
}

/// Where a text comes from, character by character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// From the text to the bytes received, or to their text in UTF-8.
    pub map: SourceMap,
    /// How these write characters.
    pub syntax: Syntax,
    /// The encoding of the bytes received, a name of the WHATWG standard, when the places count the
    /// bytes of their text in UTF-8; nothing when they count the bytes received.
    pub encoding: Option<&'static str>,
}

/// How a run of the text came from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The same bytes as in the source.
    Copied,
    /// Characters that the source writes in another way: `&amp;`, `\n`, a line end of two bytes.
    Decoded,
    /// One space or line break for white space of the source.
    Folded,
    /// Made by figtrace, such as the blank line between two blocks: the source has nothing there.
    Made,
}

impl Kind {
    /// Every kind; its place is its code in a stored map.
    pub const ALL: [Self; 4] = [Self::Copied, Self::Decoded, Self::Folded, Self::Made];

    const fn code(self) -> u64 {
        match self {
            Self::Copied => 0,
            Self::Decoded => 1,
            Self::Folded => 2,
            Self::Made => 3,
        }
    }
}

/// A stretch of the text that came from one stretch of the source in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// How.
    pub kind: Kind,
    /// Bytes of the text; the run begins where the one before it ends.
    pub len: usize,
    /// Bytes of the source; empty for what was made.
    pub source: Span,
}

/// From every character of a text to its place in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
    len: usize,
}

/// Why stored bytes are no map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its bytes are no map")]
pub struct Malformed;

impl SourceMap {
    /// A text of `len` bytes that stands in the source as it is, from byte `start` on.
    pub fn verbatim(len: usize, start: usize) -> Self {
        let mut out = Self::default();
        out.push(Kind::Copied, len, Span::new(start, start + len));
        out
    }

    /// Bytes of the text that are mapped.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no text.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Its runs, in the order of the text.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The last run.
    pub fn last(&self) -> Option<Run> {
        self.runs.last().copied()
    }

    /// Adds `len` bytes at the end of the text, which stand at `source`. A copy that goes on where
    /// the last one ended makes it longer.
    pub fn push(&mut self, kind: Kind, len: usize, source: Span) {
        if len == 0 {
            return;
        }
        self.len += len;
        if let Some(last) = self.runs.last_mut() {
            let goes_on = kind == Kind::Copied && last.source.end == source.start;
            if last.kind == kind && (goes_on || kind == Kind::Made) {
                last.len += len;
                if goes_on {
                    last.source.end = source.end;
                }
                return;
            }
        }
        self.runs.push(Run { kind, len, source });
    }

    /// Adds `len` bytes that the source does not have, after the place of the last character.
    pub fn push_made(&mut self, len: usize) {
        let at = self.runs.last().map_or(0, |r| r.source.end);
        self.push(Kind::Made, len, Span::new(at, at));
    }

    /// Lets the last run, a folded one, stand for `source` as well when that follows it directly.
    pub fn fold_in(&mut self, source: Span) {
        if let Some(last) = self.runs.last_mut()
            && last.kind == Kind::Folded
            && last.source.end == source.start
        {
            last.source.end = source.end;
        }
    }

    /// Cuts the text off at `len` bytes.
    pub fn truncate(&mut self, len: usize) {
        while let Some(last) = self.runs.last_mut() {
            let over = self.len.saturating_sub(len);
            if over == 0 {
                return;
            }
            if over < last.len {
                last.len -= over;
                if last.kind == Kind::Copied {
                    last.source.end -= over;
                }
                self.len -= over;
                return;
            }
            self.len -= last.len;
            self.runs.pop();
        }
    }

    /// Moves every place of the source by `bytes` to the right.
    pub fn shift(&mut self, bytes: usize) {
        for run in &mut self.runs {
            run.source.start += bytes;
            run.source.end += bytes;
        }
    }

    /// Where `text` stands in the source: the stretches from its first to its last character, in
    /// the order of the text. There is more than one when the page moves text about. Of a run that
    /// was not copied the whole place counts; what was made stands nowhere.
    pub fn places(&self, text: Span) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for source in self.within(text) {
            match out.last_mut() {
                Some(last) if last.end <= source.start => last.end = source.end,
                Some(last) if *last == source => {}
                _ => out.push(source),
            }
        }
        out
    }

    /// The place of each run of which a part lies in `text`, made ones left out.
    fn within(&self, text: Span) -> impl Iterator<Item = Span> {
        self.spans()
            .filter(move |(at, run)| at.overlaps(text) && run.kind != Kind::Made)
            .map(move |(at, run)| {
                if run.kind != Kind::Copied {
                    return run.source;
                }
                let before = text.start.saturating_sub(at.start);
                let after = at.end.saturating_sub(text.end);
                Span::new(run.source.start + before, run.source.end - after)
            })
    }

    /// Each run with its place in the text.
    pub fn spans(&self) -> impl Iterator<Item = (Span, Run)> {
        let mut at = 0;
        self.runs.iter().map(move |run| {
            let span = Span::new(at, at + run.len);
            at = span.end;
            (span, *run)
        })
    }

    /// The map from this one's text to the source of `under`, whose text is this one's source.
    #[must_use]
    pub fn through(&self, under: &Self) -> Self {
        let starts = under.starts();
        let mut out = Self::default();
        for run in &self.runs {
            match run.kind {
                Kind::Made => out.push_made(run.len),
                Kind::Copied => under.copy_through(&starts, run.source, &mut out),
                kind => match under.cover(&starts, run.source) {
                    Some(source) => out.push(kind, run.len, source),
                    None => out.push_made(run.len),
                },
            }
        }
        out
    }

    /// Where each run begins in the text.
    fn starts(&self) -> Vec<usize> {
        self.spans().map(|(at, _)| at.start).collect()
    }

    /// The runs that overlap `text`, with their places in the text.
    fn overlapping(&self, starts: &[usize], text: Span) -> impl Iterator<Item = (Span, Run)> {
        let first = starts
            .partition_point(|s| *s <= text.start)
            .saturating_sub(1);
        let here = starts.iter().zip(&self.runs).skip(first);
        here.map(|(start, run)| (Span::new(*start, start + run.len), *run))
            .take_while(move |(at, _)| at.start < text.end)
    }

    fn copy_through(&self, starts: &[usize], text: Span, out: &mut Self) {
        for (at, run) in self.overlapping(starts, text) {
            let (from, to) = (at.start.max(text.start), at.end.min(text.end));
            let source = match run.kind {
                Kind::Copied => Span::new(
                    run.source.start + (from - at.start),
                    run.source.end - (at.end - to),
                ),
                _ => run.source,
            };
            out.push(run.kind, to - from, source);
        }
    }

    fn cover(&self, starts: &[usize], text: Span) -> Option<Span> {
        let mut out = Self::default();
        self.copy_through(starts, text, &mut out);
        let all = out.runs.iter().map(|r| r.source);
        all.reduce(Span::cover)
    }

    /// The map as it is stored. For each run: its length times four plus the code of its kind
    /// (0 copied, 1 decoded, 2 folded, 3 made); but for made ones, the distance from the end of the
    /// source so far to its place, negative when that lies before it, folded to `2n` or `-2n-1`; for
    /// decoded and folded ones the bytes of the source. All are LEB128: seven bits a byte, the
    /// lowest first, the high bit set on all but the last byte.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.runs.len() * 4);
        let mut end = 0;
        for run in &self.runs {
            write(&mut out, wide(run.len) << 2 | run.kind.code());
            if run.kind == Kind::Made {
                continue;
            }
            let back = run.source.start < end;
            let distance = wide(run.source.start.abs_diff(end));
            write(&mut out, if back { 2 * distance - 1 } else { 2 * distance });
            if run.kind != Kind::Copied {
                write(&mut out, wide(run.source.len()));
            }
            end = run.source.end;
        }
        out
    }

    /// The map that [`encode`](Self::encode) made these bytes of.
    ///
    /// # Errors
    /// When the bytes are no map.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut out = Self::default();
        let mut rest = bytes;
        let mut end = 0_usize;
        while !rest.is_empty() {
            let head = read(&mut rest)?;
            let kind = Kind::ALL.get(narrow(head & 3)?).ok_or(Malformed)?;
            let len = narrow(head >> 2)?;
            let mut source = Span::new(end, end);
            if *kind != Kind::Made {
                let distance = read(&mut rest)?;
                let start = match distance % 2 {
                    0 => end.checked_add(narrow(distance / 2)?),
                    _ => end.checked_sub(narrow(distance / 2 + 1)?),
                };
                source.start = start.ok_or(Malformed)?;
                let bytes = match kind {
                    Kind::Copied => len,
                    _ => narrow(read(&mut rest)?)?,
                };
                source.end = source.start.checked_add(bytes).ok_or(Malformed)?;
                end = source.end;
            }
            out.len = out.len.checked_add(len).ok_or(Malformed)?;
            out.runs.push(Run {
                kind: *kind,
                len,
                source,
            });
        }
        Ok(out)
    }
}

fn wide(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn narrow(n: u64) -> Result<usize, Malformed> {
    usize::try_from(n).map_err(|_| Malformed)
}

fn write(out: &mut Vec<u8>, mut n: u64) {
    loop {
        let low = u8::try_from(n & 0x7f).unwrap_or_default();
        n >>= 7;
        if n == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

fn read(rest: &mut &[u8]) -> Result<u64, Malformed> {
    let mut out = 0_u64;
    for shift in (0..56).step_by(7) {
        let (first, after) = rest.split_first().ok_or(Malformed)?;
        *rest = after;
        out |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Ok(out);
        }
    }
    Err(Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end)
    }

    /// `a &amp;  b` made `a & b`, then a blank line, then `c` from before.
    fn sample() -> SourceMap {
        let mut map = SourceMap::default();
        map.push(Kind::Copied, 1, span(10, 11));
        map.push(Kind::Copied, 1, span(11, 12));
        map.push(Kind::Decoded, 1, span(12, 17));
        map.push(Kind::Folded, 1, span(17, 18));
        map.fold_in(span(18, 19));
        map.push(Kind::Copied, 1, span(19, 20));
        map.push_made(2);
        map.push(Kind::Copied, 1, span(3, 4));
        map
    }

    #[test]
    fn copies_that_go_on_are_one_run() {
        let map = sample();
        assert_eq!((map.len(), map.runs().len()), (8, 6));
        assert_eq!(map.runs()[0].source, span(10, 12));
        assert_eq!(map.runs()[2].source, span(17, 19));
        assert_eq!(map.runs()[4].source, span(20, 20));
    }

    #[test]
    fn places_are_exact_in_copies_and_whole_elsewhere() {
        let map = sample();
        assert_eq!(map.places(span(1, 5)), [span(11, 20)]);
        assert_eq!(map.places(span(2, 3)), [span(12, 17)]);
        assert_eq!(map.places(span(5, 7)), []);
        assert_eq!(map.places(span(4, 8)), [span(19, 20), span(3, 4)]);
    }

    #[test]
    fn a_cut_text_has_a_cut_map() {
        let mut map = sample();
        map.truncate(6);
        assert_eq!((map.len(), map.last().unwrap().len), (6, 1));
        map.truncate(1);
        assert_eq!(map.runs(), SourceMap::verbatim(1, 10).runs());
        map.truncate(0);
        assert!(map.is_empty());
    }

    #[test]
    fn maps_go_through_one_another() {
        // A page in a JSON string: its quotation mark stands as two bytes.
        let mut under = SourceMap::default();
        under.push(Kind::Copied, 12, span(100, 112));
        under.push(Kind::Decoded, 1, span(112, 114));
        under.push(Kind::Copied, 20, span(114, 134));
        let over = sample().through(&under);
        assert_eq!(over.len(), 8);
        assert_eq!(over.places(span(0, 2)), [span(110, 112)]);
        assert_eq!(over.places(span(2, 3)), [span(112, 118)]);
        assert_eq!(over.places(span(4, 5)), [span(120, 121)]);
        let mut across = SourceMap::verbatim(4, 11);
        across.shift(0);
        assert_eq!(across.through(&under).places(span(0, 4)), [span(111, 116)]);
    }

    #[test]
    fn bytes_that_are_no_map_are_refused() {
        for bytes in [&b"\x80"[..], b"\x04", b"\x05\x00", b"\x04\x01", &[0xff; 12]] {
            assert_eq!(SourceMap::decode(bytes), Err(Malformed), "{bytes:?}");
        }
        assert_eq!(SourceMap::decode(b""), Ok(SourceMap::default()));
    }

    proptest! {
        #[test]
        fn a_stored_map_comes_back(runs in proptest::collection::vec((0usize..4, 1usize..300, 0usize..100_000, 0usize..9), 0..40)) {
            let mut map = SourceMap::default();
            for (kind, len, start, more) in runs {
                match Kind::ALL[kind] {
                    Kind::Made => map.push_made(len),
                    Kind::Copied => map.push(Kind::Copied, len, span(start, start + len)),
                    other => map.push(other, len, span(start, start + more)),
                }
            }
            let stored = SourceMap::decode(&map.encode()).unwrap();
            prop_assert_eq!(&stored, &map);
            let all: usize = stored.spans().map(|(at, _)| at.len()).sum();
            prop_assert_eq!(all, map.len());
        }

        #[test]
        fn any_bytes_are_a_map_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(map) = SourceMap::decode(&bytes) {
                prop_assert_eq!(map.spans().last().map_or(0, |(at, _)| at.end), map.len());
            }
        }
    }
}
