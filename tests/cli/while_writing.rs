//! While one figtrace writes, others read: what they see is whole.

use crate::place::{Place, articles};

const INGEST: &[&str] = &["ingest", "-q", "n.jsonl", "--db", "k.db", "--batch", "16"];

#[test]
fn readers_see_whole_documents_and_never_less_than_before() {
    let place = Place::new().with("n.jsonl", articles(3000));
    std::fs::write(place.path("first.jsonl"), articles(1)).unwrap();
    place
        .figtrace(&["ingest", "-q", "first.jsonl", "--db", "k.db"])
        .assert()
        .success();
    let mut writing = place.command(INGEST).spawn().unwrap();
    let (mut looks, mut before) = (0, 0);
    while writing.try_wait().unwrap().is_none() {
        let broken = "SELECT (SELECT count(*) FROM provenance WHERE NOT quote_ok) \
                      + (SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM capture)) \
                      + (SELECT count(*) FROM sentence) - (SELECT count(*) FROM sentence_fts_docsize)";
        assert_eq!(place.number(broken), 0);
        let now = place.number("SELECT count(*) FROM document");
        assert!(now >= before, "{now} after {before}");
        before = now;
        looks += 1;
        if looks % 10 == 2 {
            for command in [
                &["verify"][..],
                &["trace", "0.0%"],
                &["trace", "3 million yuan"],
            ] {
                let arguments = [command, &["--db", "k.db"]].concat();
                let out = place.figtrace(&arguments).output().unwrap();
                assert_eq!(out.status.code(), Some(0), "{command:?}: {out:?}");
            }
        }
    }
    assert!(looks > 1, "nobody looked while it wrote");
    assert!(writing.wait().unwrap().success());
    assert_eq!(place.number("SELECT count(*) FROM document"), 3000);
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}
