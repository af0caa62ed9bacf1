//! Versions and stories, as a person sees them in the database.

use crate::place::Place;

const STORY: &str = "The port of Lirra moved 383 ships in May, 12 more than in April. \
    Officials said the new quay cost 9.2 billion yuan and took four years to build. \
    It is 1,400 metres long, and the largest carriers can moor at it side by side. \
    The harbour master expects 450 ships a month when the railway reaches the town next year.";

fn line(text: &str, url: &str) -> String {
    serde_json::json!({ "text": text, "url": url }).to_string() + "\n"
}

fn ingest(place: &Place, file: &str, day: u8) -> String {
    let when = format!("2025-06-0{day}T00:00:00Z");
    let arguments = ["ingest", file, "--db", "k.db", "--captured-at", &when];
    let (status, text) = place.answer(&arguments);
    assert_eq!(status, 0, "{text}");
    text
}

#[test]
fn a_changed_text_under_one_address_is_a_version_and_one_story() {
    let changed = STORY.replace("383 ships", "391 ships");
    let place = Place::new()
        .with(
            "1.jsonl",
            line(STORY, "https://www.a.example/quay/?utm_source=x"),
        )
        .with("2.jsonl", line(&changed, "http://a.example/quay#top"))
        .with(
            "3.jsonl",
            line(&STORY.replace("12 more", "13 more"), "https://b.example/9"),
        );
    assert!(!ingest(&place, "1.jsonl", 2).contains("among them"));
    assert!(ingest(&place, "2.jsonl", 1).contains("among them: 1 new version\n"));
    assert!(ingest(&place, "3.jsonl", 3).contains("among them: 1 near-duplicate\n"));
    ingest(&place, "1.jsonl", 4);
    let second = "SELECT count(*) FROM version v JOIN document d ON d.id = v.document_id \
                  WHERE address = 'a.example/quay' AND number = 2 AND captures = 2 AND d.text LIKE '%383%'";
    assert_eq!(
        place.number(second),
        1,
        "the one received first is version 1, whatever came in first"
    );
    assert_eq!(place.number("SELECT documents FROM story"), 3);
    let once = "SELECT count(DISTINCT story) FROM facts WHERE value = '9200000000'";
    assert_eq!(
        (
            place.number(once),
            place.number("SELECT count(*) FROM facts WHERE value = '9200000000'")
        ),
        (1, 3)
    );
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success();
}

#[test]
fn stories_do_not_depend_on_the_order_of_arrival() {
    let cut = STORY.rsplit_once(". ").unwrap().0.to_owned() + ".";
    let other = "The bakery of Okava sold 400 loaves on its first day. ".repeat(3)
        + "Its owner, who learned the trade in the capital, hopes for 600 loaves a day by the end of summer.";
    let texts = [STORY, &cut, &other, &STORY.replace("Officials", "Builders")];
    let partition = |order: &[usize]| {
        let lines: String = order.iter().map(|n| line(texts[*n], "")).collect();
        let place = Place::new().with("n.jsonl", lines);
        ingest(&place, "n.jsonl", 1);
        let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
        let sql = "SELECT group_concat(h, ' ') FROM (SELECT s.story_id, substr(d.text_sha256, 1, 8) AS h \
                   FROM document_story s JOIN document d ON d.id = s.document_id ORDER BY 2) GROUP BY story_id ORDER BY 1";
        let mut rows = conn.prepare(sql).unwrap();
        let groups: Vec<String> = rows
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        groups
    };
    let first = partition(&[0, 1, 2, 3]);
    assert_eq!(first.len(), 2, "{first:?}");
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(partition(&order), first, "{order:?}");
    }
}
