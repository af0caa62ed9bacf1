//! `figtrace find`.

use crate::place::{Place, articles};
use serde_json::Value;
use snapbox::str;

#[test]
fn a_figure_is_shown_with_sentence_meaning_and_article() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["find", "over 300 ships", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(str![[r"
1. Ningbo’s port handled »383« ships in May.
   383 ships, level; ships handled; Ningbo; 2025-05
   A busy May, Harbour News, 2025-06-01 (figure [..])

1 figure

"]])
        .stderr_eq("");
}

/// Quotes of what is found, and the exit status.
fn found(place: &Place, arguments: &[&str]) -> (i32, Vec<String>) {
    let all = [&["find", "--db", "k.db", "--json"], arguments].concat();
    let (status, json) = place.json(&all);
    let hits = json["hits"].as_array().unwrap().iter();
    let quote = |hit: &Value| hit["quote"].as_str().unwrap().to_owned();
    (status, hits.map(quote).collect())
}

#[test]
fn every_option_finds_what_it_says() {
    let place = Place::new().with_figures();
    let trade = "9.2 trillion yuan";
    for (arguments, quotes) in [
        (&["over 9 trillion yuan"][..], &[trade][..]),
        (&["between 9 and 10 trillion yuan"], &[trade]),
        (&["--value", "9.2 trillion yuan"], &[trade]),
        (
            &["--min", "9 trillion yuan", "--max", "9.5 trillion yuan"],
            &[trade],
        ),
        (&["--min", "40%", "--max", "60%"], &["half"]),
        (&["--indicator", "Imports and exports"], &[trade]),
        (&["--indicator", "ship"], &["383"]),
        (&["--region", "ningbo", "--role", "share"], &["half"]),
        (&["--within", "Ningbo", "--unit", "yuan"], &[trade]),
        (&["--within", "Zhejiang", "--unit", "CNY"], &[trade]),
        (&["--period", "2025-05-31"], &["383"]),
        (&["--from", "2025", "--to", "2026"], &["383"]),
        (&["--publisher", "harbour", "--role", "share"], &["half"]),
        (&["port ships"], &["383"]),
        (
            &["--words", "\"half of it\"", "--sort", "value"],
            &["half", trade],
        ),
        (
            &["--modality", "actual", "--limit", "1", "--page", "3"],
            &["half"],
        ),
    ] {
        assert_eq!(
            found(&place, arguments),
            (0, quotes.iter().map(|q| (*q).to_owned()).collect()),
            "{arguments:?}"
        );
    }
}

#[test]
fn what_is_not_there_ends_with_one_sentence_and_status_1() {
    let place = Place::new().with_figures();
    for (arguments, said) in [
        (
            &["under 300 ships"][..],
            "k.db: no figure is so; leave an option out to see more\n",
        ),
        (
            &["--region", "Hebei"],
            "k.db: no figure is so; leave an option out to see more\n",
        ),
        (
            &["--role", "share", "--page", "7"],
            "there is no page 7; the last one is --page 1\n",
        ),
        (
            &["7 hectars"],
            "k.db: no figure is so; leave an option out to see more; near to it: hectare, [..]\n",
        ),
    ] {
        let all = [&["find", "--db", "k.db"], arguments].concat();
        place.figtrace(&all).assert().code(1).stdout_eq(said);
    }
    assert_eq!(found(&place, &["--region", "Hebei"]), (1, vec![]));
}

#[test]
fn what_cannot_be_understood_is_said_with_what_is_near() {
    let place = Place::new().with_figures();
    for (arguments, said) in [
        (
            &[][..],
            "figtrace: say what to find: a figure, words, or an option such as --region or --indicator\n",
        ),
        (
            &["--region", "Nimbo"],
            "figtrace: no region is called \"Nimbo\"; near to it: Ningbo\n",
        ),
        (
            &["--indicator", "ships handeled"],
            "figtrace: no indicator holds the words \"ships handeled\"; near to it: ships handled\n",
        ),
        (
            &["--unit", "hectars"],
            "figtrace: no unit is called \"hectars\"; name one by code or name, as CNY, %, km or hectares; near to it: hectares, [..]\n",
        ),
        (
            &["--publisher", "Harbor News"],
            "figtrace: no publisher has a name with \"Harbor News\"; near to it: Harbour News\n",
        ),
        (
            &["--project", "Belt"],
            "figtrace: no project has a name with \"Belt\"\n",
        ),
        (
            &["--min", "10", "--max", "5"],
            "figtrace: --min is more than --max; exchange the two\n",
        ),
        (
            &["--min", "1 km", "--max", "5 kg"],
            "figtrace: kilometre and kilogram do not convert to each other\n",
        ),
        (
            &["--value", "5 km", "--unit", "yuan"],
            "figtrace: kilometre and yuan do not convert to each other\n",
        ),
        (
            &["--value", "many"],
            "figtrace: --value \"many\" is not read as a quantity; write one as '9 trillion yuan', '34.4%' or 383[..]\n",
        ),
        (
            &["--period", "May"],
            "figtrace: --period \"May\" is no EDTF; write it as 2024, 2024-05 or 2016/2020\n",
        ),
        (
            &["--period", "2024/2020"],
            "figtrace: --period \"2024/2020\" is no EDTF; write it as 2024, 2024-05 or 2016/2020\n",
        ),
        (
            &["--from", "2024", "--to", "2020"],
            "figtrace: --from begins on 2024-01-01, after --to has ended; exchange the two\n",
        ),
        (
            &["\" - \""],
            "figtrace: \"/\" - /\"\" holds neither a figure nor a word to search for\n",
        ),
    ] {
        let all = [&["find", "--db", "k.db"], arguments].concat();
        place
            .figtrace(&all)
            .assert()
            .code(2)
            .stdout_eq("")
            .stderr_eq(said);
    }
}

#[test]
fn a_namesake_is_said_and_can_be_taken_by_its_id() {
    let place = Place::new().with_figures();
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    conn.execute_batch(
        "INSERT INTO region (id, code, name, level, within) VALUES (91, '999901', 'Ningbo', 'town', 'Nowhere'); \
         INSERT INTO figure_region VALUES (1, 7, 91)",
    )
    .unwrap();
    drop(conn);
    place
        .figtrace(&["find", "--region", "Ningbo", "--db", "k.db"])
        .assert()
        .success()
        .stderr_eq("figtrace: --region Ningbo is taken for Ningbo, Zhejiang (330200); there is also Ningbo, Nowhere (--region 999901)\n");
    assert_eq!(
        found(&place, &["--region", "999901"]),
        (0, vec!["383".to_owned()])
    );
}

#[test]
fn a_whole_that_no_article_names_finds_its_parts() {
    let place = Place::new().with(
        "a.txt",
        "Trade\n\nExports of Zhejiang reached 5 billion yuan in 2024.",
    );
    place
        .figtrace(&["ingest", "-q", "--db", "k.db", "a.txt"])
        .assert()
        .success();
    assert_eq!(
        found(&place, &["--within", "Yangtze River Delta"]),
        (0, vec!["5 billion yuan".to_owned()])
    );
    assert_eq!(
        found(&place, &["--within", "China"]),
        (0, vec!["5 billion yuan".to_owned()])
    );
    assert_eq!(found(&place, &["--region", "Yangtze River Delta"]).0, 1);
    assert_eq!(found(&place, &["--within", "Pearl River Delta"]).0, 1);
}

#[test]
fn lists_for_machines_are_whole() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["find", "ships", "--db", "k.db", "--csv"])
        .assert()
        .success()
        .stdout_eq(str![[r"
uid,quote,value,low,high,unit,counted,comparator,role,modality,indicator,measure,regions,period,base_period,projects,speaker,sentence,title,publisher,published,url,path,mark,note
[..],383,383,,,count,ships,exact,level,actual,ships handled,ships handled,Ningbo,2025-05,,,,Ningbo’s port handled 383 ships in May.,A busy May,Harbour News,2025-06-01,https://news.example/may?x=1#top,port.txt,,

"]]);
}

#[test]
fn pages_lead_through_many() {
    let place = Place::new().with("a.jsonl", articles(30));
    place
        .figtrace(&["ingest", "-q", "--db", "k.db", "a.jsonl"])
        .assert()
        .success();
    let page = |n: &str| found(&place, &["--role", "level", "--limit", "7", "--page", n]).1;
    let total =
        usize::try_from(place.number("SELECT count(*) FROM figure WHERE role = 'level'")).unwrap();
    let pages: Vec<Vec<String>> = (1..=total)
        .map(|n: usize| page(&n.to_string()))
        .take_while(|p| !p.is_empty())
        .collect();
    assert_eq!(pages.concat().len(), total);
    assert!(total > 30);
    place
        .shell("\"$FIGTRACE\" find --role level --limit 1000 --db k.db | head -1")
        .assert()
        .success()
        .stderr_eq("");
}

#[test]
fn an_empty_database_and_one_being_written_answer() {
    let place = Place::new().with("a.txt", "Nothing is said here.");
    place
        .figtrace(&["ingest", "-q", "--db", "k.db", "a.txt"])
        .assert()
        .success();
    place
        .figtrace(&["find", "5", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq("k.db: it holds no figures yet; read articles with `figtrace ingest`\n");
    let place = Place::new().with_figures();
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    conn.execute_batch("BEGIN IMMEDIATE; INSERT INTO speaker (name) VALUES ('X')")
        .unwrap();
    assert_eq!(found(&place, &["ships"]).0, 0);
    drop(conn);
    place
        .figtrace(&["find", "5", "--db", "none.db"])
        .assert()
        .code(2)
        .stderr_eq("figtrace: there is no database at none.db; make one with `figtrace ingest PATH --db none.db`\n");
}
