//! What must be true of the reading of any bytes at all: shared by the test of mutants and by fuzzing.

use figtrace::base::rule::RuleId;
use figtrace::base::span::Span;
use figtrace::base::vocabulary::BlockKind;
use figtrace::clean;
use figtrace::lexicon::gazetteer;
use figtrace::link::reading::Reading;
use figtrace::meaning;
use figtrace::pipeline::read_article;
use figtrace::read::{self, Found};
use figtrace::recognise::mention::Place;
use figtrace::show::record;
use figtrace::store::incoming::Received;
use std::path::Path;

/// Reads the file as `format`, or as what it seems to be, to the end; holds every document to the
/// laws and answers how many there are.
///
/// # Panics
/// When a law is broken.
pub fn hold(file: &Path, format: Option<&str>) -> usize {
    let format = format.map(|name| read::format_named(name).expect("a format of this name"));
    let mut documents = 0;
    for item in read::documents(vec![file.to_path_buf()], format) {
        match item {
            Ok(Found::Document(raw)) => {
                documents += 1;
                let reading = read_article(clean::article(&raw));
                let line = record::line(&reading, &raw.source, &raw.sha256).expect("a record");
                let json: serde_json::Value = serde_json::from_str(&line).expect("JSON");
                assert_eq!(json["text"].as_str(), Some(reading.article.text.as_str()));
                laws(&reading);
                Received::new(&raw.bytes, reading).expect("a reading that can be stored");
            }
            Ok(Found::Revisit(_) | Found::Skipped(_)) => {}
            Err(error) => assert!(error.to_string().len() > 10),
        }
    }
    documents
}

/// Holds a reading to the laws.
///
/// # Panics
/// When one is broken.
pub fn laws(reading: &Reading) {
    tiles(reading);
    for date in &reading.dates {
        mention(reading, date.span, date.sentence, date.rule);
    }
    for region in &reading.regions {
        mention(reading, region.span, region.sentence, region.rule);
        place(&region.place);
    }
    for project in &reading.projects {
        mention(reading, project.span, project.sentence, project.rule);
        assert!(!project.name.is_empty());
    }
    for figure in &reading.figures {
        let figure_mention = &figure.mention;
        let (span, rule) = (figure_mention.span, figure_mention.rule);
        mention(reading, span, figure_mention.sentence, rule);
        let other = figure_mention.equivalent_to;
        assert!(other.is_none_or(|o| o < reading.figures.len()));
        assert!(
            figure_mention
                .counted
                .is_none_or(|c| !c.of(&reading.article.text).is_empty())
        );
        assert!(!figure_mention.unit.is_empty());
        figure.why.iter().for_each(|reason| known(*reason));
        figure.regions.iter().for_each(place);
    }
    for rejection in &reading.rejections {
        assert!(!rejection.span.of(&reading.article.text).is_empty());
    }
}

/// Blocks are disjoint and in order; sentences too, and within readable blocks nothing but white
/// space stands outside of them.
fn tiles(reading: &Reading) {
    let text = &reading.article.text;
    let mut end = 0;
    for block in &reading.article.blocks {
        assert!(block.span.start >= end && block.span.end <= text.len());
        assert!(block.span.is_empty() || !block.span.of(text).is_empty());
        end = block.span.end;
    }
    for (index, block) in reading.article.blocks.iter().enumerate() {
        let mut at = block.span.start;
        let sentences = reading.sentences.iter().filter(|(_, b)| *b == index);
        for (span, _) in sentences {
            assert!(span.start >= at && span.end <= block.span.end);
            assert!(!span.of(text).trim().is_empty());
            assert_eq!(Span::new(at, span.start).of(text).trim(), "");
            at = span.end;
        }
        if block.kind != BlockKind::Boilerplate {
            assert_eq!(Span::new(at, block.span.end).of(text).trim(), "");
        }
    }
}

fn mention(reading: &Reading, span: Span, sentence: usize, rule: RuleId) {
    assert!(
        !span.of(&reading.article.text).is_empty(),
        "{span:?} of {}",
        rule.0
    );
    let (sentence, _) = reading.sentences[sentence];
    assert!(
        sentence.start <= span.start && span.end <= sentence.end,
        "{span:?} of {}",
        rule.0
    );
    known(rule);
}

fn known(id: RuleId) {
    assert!(
        meaning::of_rule(id.0).is_some(),
        "nobody says what {} means",
        id.0
    );
}

fn place(place: &Place) {
    let named = ["text:", "project:"]
        .iter()
        .any(|p| place.id.starts_with(p));
    let known = named || gazetteer::by_id(&place.id).is_some();
    assert!(known && !place.name.is_empty(), "{place:?}");
}
