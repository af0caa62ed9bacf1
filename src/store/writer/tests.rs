//! What the writer keeps, refuses and repeats.

use super::*;
use crate::base::span::Span;
use crate::read::{Held, Revisit};
use crate::store::open::for_reading;
use crate::store::sample::{dump, incoming, reading, received, writer};

const TEXT: &str = "Yunnan’s output was 3.14 units.\nThe Sky Bridge cost 1,200 — 5G came later.";

fn count(path: &Path, sql: &str) -> i64 {
    for_reading(path)
        .unwrap()
        .query_row(sql, [], |r| r.get(0))
        .unwrap()
}

fn temporary() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.db");
    (folder, path)
}

#[test]
fn a_document_is_stored_with_its_proofs() {
    let (_folder, path) = temporary();
    let mut w = writer(&path, "t1");
    let outcomes = w.store(&[incoming("a.txt", TEXT)]).unwrap();
    w.finish().unwrap();
    let counts = Counts {
        figures: 3,
        dates: 0,
        regions: 1,
        projects: 1,
        unread: 0,
    };
    assert_eq!(outcomes, [Outcome::New(counts, Kin::default())]);
    assert_eq!(
        count(&path, "SELECT count(*) FROM provenance WHERE quote_ok = 1"),
        3
    );
    assert_eq!(
        count(
            &path,
            "SELECT count(*) FROM facts WHERE regions = 'Yunnan' AND projects = 'Sky Bridge' AND measure = 'gdp'"
        ),
        3
    );
    assert_eq!(
        count(
            &path,
            "SELECT count(*) FROM sentence_fts WHERE sentence_fts MATCH 'cost'"
        ),
        1
    );
    assert_eq!(
        count(
            &path,
            "SELECT count(*) FROM rejection r JOIN document d WHERE substr(d.text, r.start_char + 1, r.end_char - r.start_char) = r.quote"
        ),
        1
    );
    assert_eq!(count(&path, "SELECT count(*) FROM figure_reason"), 6);
}

#[test]
fn the_same_content_again_adds_a_capture_and_no_document() {
    let (_folder, path) = temporary();
    writer(&path, "t1")
        .store(&[incoming("a.txt", TEXT)])
        .unwrap();
    let outcomes = writer(&path, "t2")
        .store(&[incoming("a.txt", TEXT)])
        .unwrap();
    assert_eq!(outcomes, [Outcome::Unchanged]);
    assert_eq!(count(&path, "SELECT count(*) FROM capture"), 2);
    assert_eq!(count(&path, "SELECT count(*) FROM raw"), 1);
    assert_eq!(count(&path, "SELECT count(*) FROM document"), 1);
    let before = dump(&path);
    writer(&path, "t2")
        .store(&[incoming("a.txt", TEXT)])
        .unwrap();
    assert_eq!(dump(&path), before, "the same run again changes nothing");
}

#[test]
fn known_bytes_add_a_capture_without_being_read() {
    let (_folder, path) = temporary();
    writer(&path, "t1")
        .store(&[incoming("a.txt", TEXT)])
        .unwrap();
    let mut again = incoming("b.txt", TEXT);
    again.content = Ok(Content::Known {
        raw: 1,
        document: 1,
        url: None,
    });
    let outcomes = writer(&path, "t2").store(&[again]).unwrap();
    assert_eq!(outcomes, [Outcome::Unchanged]);
    assert_eq!(
        count(
            &path,
            "SELECT count(*) FROM capture WHERE path = 'b.txt' AND raw_id = 1"
        ),
        1
    );
}

#[test]
fn one_bad_reading_does_not_hurt_its_neighbours() {
    let (_folder, path) = temporary();
    let mut bad = reading("Sales rose 5 points.");
    bad.figures[0].mention.span = Span::new(900, 901);
    let mut lost = reading("Sales rose 6 points.");
    lost.figures[0].mention.sentence = 7;
    let batch = [
        incoming("a", TEXT),
        received("b", "x", bad),
        received("c", "y", lost),
        received("d", "z", reading("Nul\0 9")),
        incoming("e", "Yunnan sold 7."),
    ];
    let outcomes = writer(&path, "t").store(&batch).unwrap();
    let failed: Vec<bool> = outcomes
        .iter()
        .map(|o| matches!(o, Outcome::Failed(_)))
        .collect();
    assert_eq!(failed, [false, true, true, true, false]);
    assert_eq!(count(&path, "SELECT count(*) FROM document"), 2);
    assert_eq!(count(&path, "SELECT count(*) FROM failure"), 3);
    assert_eq!(
        count(&path, "SELECT count(*) FROM pragma_foreign_key_check"),
        0
    );
    assert_eq!(
        count(&path, "SELECT count(*) FROM provenance WHERE NOT quote_ok"),
        0
    );
}

#[test]
fn batches_do_not_change_rows() {
    let texts: Vec<String> = (0..40)
        .map(|n| format!("Yunnan sold {n} and {n}.5 cars."))
        .collect();
    let all: Vec<Incoming> = texts.iter().map(|t| incoming(t, t)).collect();
    let (_folder, one) = temporary();
    writer(&one, "t").store(&all).unwrap();
    let (_other, many) = temporary();
    let mut w = writer(&many, "t");
    for batch in all.chunks(3) {
        w.store(batch).unwrap();
    }
    drop(w);
    assert_eq!(dump(&one), dump(&many));
}

#[test]
fn uids_survive_a_rebuild_in_another_order() {
    let uids = |texts: &[&str]| {
        let (_folder, path) = temporary();
        let batch: Vec<Incoming> = texts.iter().map(|t| incoming(t, t)).collect();
        writer(&path, "t").store(&batch).unwrap();
        let conn = for_reading(&path).unwrap();
        let mut all = conn.prepare("SELECT uid FROM figure ORDER BY uid").unwrap();
        let all: Vec<String> = all
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        all
    };
    let forth = uids(&["It sold 5.", "It sold 6."]);
    assert_eq!(forth, uids(&["It sold 6.", "It sold 5."]));
    assert_eq!((forth.len(), forth[0].len()), (2, 16));
}

#[test]
fn a_figure_read_twice_at_one_place_keeps_both() {
    let (_folder, path) = temporary();
    let mut twice = reading("It sold 5 cars.");
    twice.figures.push(twice.figures[0].clone());
    twice.figures[1].mention.equivalent_to = Some(0);
    writer(&path, "t")
        .store(&[received("a", "x", twice)])
        .unwrap();
    assert_eq!(count(&path, "SELECT count(DISTINCT uid) FROM figure"), 2);
    assert_eq!(
        count(&path, "SELECT equivalent_to_id FROM figure WHERE id = 2"),
        1
    );
}

#[test]
fn rounding_hides_nothing_in_things_counted_one_by_one() {
    let (_folder, path) = temporary();
    let mut read = reading("It sold 5 cars and 7 yuan and 9 people.");
    read.figures[0].mention.unit = "count".into();
    read.figures[2].mention.unit = "count".into();
    read.figures[2].mention.half_place = Some("500".parse().unwrap());
    writer(&path, "t")
        .store(&[received("a", "x", read)])
        .unwrap();
    let widths = "SELECT group_concat(CAST(high - low AS INTEGER)) = '0,1,1000' FROM figure";
    assert_eq!(count(&path, widths), 1);
}

#[test]
fn raw_bytes_come_back() {
    let (_folder, path) = temporary();
    writer(&path, "t").store(&[incoming("a", TEXT)]).unwrap();
    let conn = for_reading(&path).unwrap();
    let (frame, size): (Vec<u8>, i64) = conn
        .query_row("SELECT content, size FROM raw", [], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .unwrap();
    assert_eq!(
        zstd::bulk::decompress(&frame, usize::try_from(size).unwrap()).unwrap(),
        TEXT.as_bytes()
    );
}

fn again_at(path: &str, of_record: Option<&str>, of_capture: Option<(&str, &str)>) -> Incoming {
    let revisit = Revisit {
        place: path.into(),
        path: None,
        held: Held::default(),
        url: Some("http://a.example/".into()),
        of_record: of_record.map(str::to_owned),
        of_capture: of_capture.map(|(url, at)| (url.to_owned(), at.parse().unwrap())),
    };
    let content = Ok(Content::Revisit(Box::new(revisit)));
    Incoming {
        content,
        ..incoming(path, "")
    }
}

#[test]
fn a_page_received_again_is_a_capture_of_the_bytes_received_first() {
    let (_folder, path) = temporary();
    let mut first = incoming("a.warc#0", TEXT);
    first.held = Held {
        member: None,
        record_id: Some("<urn:uuid:1>".into()),
        offset: Some(0),
        captured_at: Some("2025-05-12T08:00:00Z".parse().unwrap()),
    };
    let mut writer = writer(&path, "2025-06-01T00:00:00Z");
    let outcomes = writer
        .store(&[
            first,
            again_at("b.warc#7", Some("<urn:uuid:1>"), None),
            again_at("b.warc#9", Some("<urn:uuid:2>"), None),
            again_at(
                "b.warc#11",
                None,
                Some(("http://a.example/", "2025-05-12T08:00:00Z")),
            ),
        ])
        .unwrap();
    writer.finish().unwrap();
    assert_eq!(outcomes[1], Outcome::Unchanged);
    assert_eq!(outcomes[2], Outcome::of_unknown_revisit());
    // The first capture names no address, so address and time alone do not find it.
    assert_eq!(outcomes[3], Outcome::of_unknown_revisit());
    assert_eq!(count(&path, "SELECT count(*) FROM capture"), 2);
    assert_eq!(
        count(&path, "SELECT count(DISTINCT raw_id) FROM capture"),
        1
    );
    assert_eq!(count(&path, "SELECT sum(number) FROM skipped"), 2);
    let when = "SELECT captured_at = '2025-05-12T08:00:00Z' FROM capture WHERE record_offset = 0";
    assert_eq!(count(&path, when), 1);
}

#[test]
fn a_document_that_the_database_refuses_leaves_its_neighbours_as_they_are() {
    let refused = || {
        let mut backwards = reading("It sold 5 cars in Yunnan.");
        backwards.article.blocks[0].span = Span { start: 5, end: 2 };
        received("b", "x", backwards)
    };
    let (_folder, path) = temporary();
    let batch = [
        incoming("a", TEXT),
        refused(),
        incoming("c", "Yunnan sold 7."),
    ];
    let outcomes = writer(&path, "t").store(&batch).unwrap();
    let [Outcome::New(..), Outcome::Failed(reason), Outcome::New(..)] = &outcomes[..] else {
        panic!("{outcomes:?}");
    };
    assert!(reason.contains("breaks a rule of the database"), "{reason}");
    assert_eq!(count(&path, "SELECT count(*) FROM failure"), 1);
    // As if it had come alone, after the others.
    let (_other, apart) = temporary();
    let mut w = writer(&apart, "t");
    w.store(&[incoming("a", TEXT)]).unwrap();
    w.store(&[incoming("c", "Yunnan sold 7.")]).unwrap();
    w.store(&[refused()]).unwrap();
    drop(w);
    assert_eq!(dump(&path), dump(&apart));
}
