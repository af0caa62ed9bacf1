//! The words that can narrow a figure: those of its clause, without who says it and without names.

use crate::base::edtf::Edtf;
use crate::base::span::Span;
use crate::lexicon::relate::{Cue, Qualifier, places, qualifiers};
use crate::link::reading::{Base, Figure, Reading};

/// The stretch of a sentence that belongs to one figure.
#[derive(Debug)]
pub struct Around<'r> {
    reading: &'r Reading,
    sentence: usize,
    /// Where it stands in the text.
    span: Span,
    /// Its text, letters of ASCII in lower case, dots for what says nothing about the figure.
    lower: String,
}

/// Stands for characters that are left out: ends words, and phrases.
const LEFT_OUT: char = '.';

impl<'r> Around<'r> {
    /// That of the figure with index `at`: from the figure before to the one after, as far as its clause goes.
    pub fn of(reading: &'r Reading, at: usize) -> Option<Self> {
        let figure = reading.figures.get(at)?;
        let index = figure.mention.sentence;
        let sentence = reading.sentences.get(index)?.0;
        let figures = &reading.figures;
        let before = at.checked_sub(1).and_then(|b| figures.get(b));
        let from = before.map_or(0, |f| f.mention.span.end);
        let to = figures
            .get(at + 1)
            .map_or(sentence.end, |f| f.mention.span.start);
        let whole = Span::new(from.max(sentence.start), to.min(sentence.end));
        let mut out = Self {
            reading,
            sentence: index,
            span: clause(reading, whole, figure.mention.span),
            lower: String::new(),
        };
        let text = out.span.of(&reading.article.text);
        out.lower = text.to_ascii_lowercase();
        let mut mute = out.names(sentence);
        mute.extend(out.mentions(figure));
        let own = out.within(figure.mention.span);
        mute.extend(speech(&out.lower, own));
        out.leave_out(&mute);
        Some(out)
    }

    /// The phrases that narrow the figure.
    pub fn qualifiers(&self) -> impl Iterator<Item = Qualifier> {
        qualifiers(&self.lower)
    }

    /// Ids of the regions on the other side: "exports to Vietnam", "trade with Laos".
    pub fn partners(&self, figure: &Figure) -> Vec<&'r str> {
        let mut out: Vec<&str> = self
            .regions()
            .filter(|(span, _)| self.is_led(*span))
            .map(|(_, id)| id)
            .filter(|id| figure.regions.iter().all(|r| r.id != *id))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The regions that are named here, by their places in the stretch.
    fn regions(&self) -> impl Iterator<Item = (Span, &'r str)> {
        let all = &self.reading.regions;
        let from = all.partition_point(|r| r.span.start < self.span.start);
        let here = all.get(from..).unwrap_or_default().iter();
        let here = here.take_while(|r| r.span.end <= self.span.end);
        here.map(|r| (self.within(r.span), r.place.id.as_ref()))
    }

    /// A span of the text as one of the stretch.
    fn within(&self, span: Span) -> Span {
        let base = self.span.start;
        Span::new(
            span.start.saturating_sub(base),
            span.end.saturating_sub(base),
        )
    }

    /// Whether a word stands before that makes a region the other side.
    fn is_led(&self, region: Span) -> bool {
        let before = self.lower.get(..region.start).unwrap_or_default();
        let before = before.trim_end();
        let before = before.strip_suffix(" the").unwrap_or(before);
        places(before, Cue::Partner)
            .last()
            .is_some_and(|p| p.end == before.len())
    }

    /// Places, undertakings and the figure's own time, whose words are theirs.
    fn mentions(&self, figure: &Figure) -> Vec<Span> {
        let own = |edtf: &Option<Edtf>| {
            edtf.is_some() && (*edtf == figure.period || base(figure) == edtf.as_ref())
        };
        let here =
            |sentence: usize, span: Span| sentence == self.sentence && self.span.contains(span);
        let dates = self.reading.dates.iter().filter(|d| own(&d.edtf));
        let dates = dates.map(|d| (d.sentence, d.span));
        let projects = self.reading.projects.iter().map(|p| (p.sentence, p.span));
        let all = dates.chain(projects).filter(|(s, span)| here(*s, *span));
        let all = all.map(|(_, span)| self.within(span));
        all.chain(self.regions().map(|(span, _)| span)).collect()
    }

    /// Runs of capital words, which are names: "the Private Enterprise Daily". The first word of a sentence
    /// has its capital for nothing, and where most words have one it says nothing.
    fn names(&self, sentence: Span) -> Vec<Span> {
        let text = self.span.of(&self.reading.article.text);
        let words: Vec<Span> = words(text).collect();
        let capital = |w: &Span| w.of(text).starts_with(|c: char| c.is_ascii_uppercase());
        if words.iter().filter(|w| capital(w)).count() * 2 > words.len() {
            return Vec::new();
        }
        let first = |w: &Span| self.span.start + w.start == sentence.start;
        let joined = |a: &Span, b: &Span| {
            let between = Span::new(a.end, b.start).of(text);
            capital(a) && capital(b) && !first(a) && matches!(between, " " | "-")
        };
        let runs = words.chunk_by(joined).filter(|run| run.len() > 1);
        runs.filter_map(|run| Some(run.first()?.cover(*run.last()?)))
            .collect()
    }

    fn leave_out(&mut self, spans: &[Span]) {
        let left_out = |at: usize| spans.iter().any(|s| (s.start..s.end).contains(&at));
        let mut kept = String::with_capacity(self.lower.len());
        for (at, c) in self.lower.char_indices() {
            if left_out(at) {
                // As many bytes as it had: places stay what they are.
                kept.extend(std::iter::repeat_n(LEFT_OUT, c.len_utf8()));
            } else {
                kept.push(c);
            }
        }
        self.lower = kept;
    }
}

fn base(figure: &Figure) -> Option<&Edtf> {
    match &figure.base_period {
        Some(Base::Period(edtf)) => Some(edtf),
        _ => None,
    }
}

/// The part of `whole` that is the clause of the figure at `own`.
fn clause(reading: &Reading, whole: Span, own: Span) -> Span {
    let lower = whole.of(&reading.article.text).to_ascii_lowercase();
    let mut out = whole;
    for span in ends(&lower) {
        let (start, end) = (whole.start + span.start, whole.start + span.end);
        if end <= own.start {
            out.start = out.start.max(end);
        } else if start >= own.end {
            out.end = out.end.min(start);
        }
    }
    out
}

/// Where clauses end: semicolons, and words such as "while" after a comma.
fn ends(lower: &str) -> impl Iterator<Item = Span> {
    let marks = lower
        .match_indices(';')
        .map(|(at, _)| Span::new(at, at + 1));
    let words = places(lower, Cue::Clause).filter(|w| {
        let before = lower.get(..w.start).unwrap_or_default();
        before.trim_end().ends_with(',')
    });
    marks.chain(words)
}

/// Who says so: "Officials said", ", officials said", ", said officials", "according to officials".
/// What stands on the other side of the figure's own place is never left out with it.
fn speech(lower: &str, own: Span) -> Vec<Span> {
    let comma = |text: &str| text.rfind([',', ';', ':', '"', '”', '“']);
    let until = |at: usize| {
        let rest = lower.get(at..).unwrap_or_default();
        at + rest.find([',', ';']).unwrap_or(rest.len())
    };
    let said = places(lower, Cue::Said).map(|verb| {
        let before = lower.get(..verb.start).unwrap_or_default();
        let behind = if verb.start >= own.end { own.end } else { 0 };
        let start = comma(before).unwrap_or_default().max(behind);
        let alone = before.get(start..).unwrap_or_default();
        if start > 0 && !alone.contains(char::is_alphanumeric) {
            Span::new(verb.start, until(verb.end))
        } else {
            Span::new(start, verb.end)
        }
    });
    let by = places(lower, Cue::SaidBy).map(|cue| Span::new(cue.start, until(cue.end)));
    said.chain(by).collect()
}

/// The words of a text, those joined by a hyphen each for itself.
fn words(text: &str) -> impl Iterator<Item = Span> {
    let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.');
    let mut at = 0;
    text.split(ends).filter_map(move |word| {
        let start = at;
        let end = start + word.len();
        let behind = text.get(end..).and_then(|rest| rest.chars().next());
        at = end + behind.map_or(0, char::len_utf8);
        word.contains(char::is_alphabetic)
            .then(|| Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places() {
        let text = "The “New” two-year plan’s 5 (five)";
        let found: Vec<&str> = words(text).map(|w| w.of(text)).collect();
        assert_eq!(found, ["The", "New", "two", "year", "plan’s", "five"]);
    }

    #[test]
    fn who_speaks_is_found_at_either_end() {
        let of = |text: &str| {
            let found = speech(text, Span::default())
                .first()
                .map(|s| s.of(text).to_owned());
            found.unwrap_or_default()
        };
        assert_eq!(of("rural officials said it rose"), "rural officials said");
        assert_eq!(
            of("it rose, rural officials said."),
            ", rural officials said"
        );
        assert_eq!(
            of("it rose, said rural officials, by much"),
            "said rural officials"
        );
        assert_eq!(
            of("according to new data, it rose"),
            "according to new data"
        );
        assert_eq!(of("rural incomes rose"), "");
        let text = "rural incomes rose 5% officials said";
        let found = speech(text, Span::new(19, 21));
        assert_eq!(found.first().map(|s| s.of(text)), Some(" officials said"));
    }

    #[test]
    fn clauses_end_where_another_begins() {
        let text = "new roads came, while rural ones stayed; old ones went";
        let found: Vec<&str> = ends(text).map(|s| s.of(text)).collect();
        assert_eq!(found, [";", "while"]);
    }
}
