//! `figtrace verify`: nothing that changed goes unnoticed.

use crate::place::Place;
use snapbox::str;

#[test]
fn a_sound_database_is_called_so() {
    let place = Place::new().with_figures();
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("not checked: [..]another figtrace[..]\nk.db: sound; checked 1 texts, 8 spans, 1 inputs\n")
        .stderr_eq("");
}

#[test]
fn what_the_tables_and_other_articles_say_is_proved_too() {
    let place = Place::new().with(
        "a.txt",
        "Steel output of Hebei rose 25 percent in 2024, from 100 tonnes in 2023 to 125 tonnes.",
    );
    place
        .figtrace(&["ingest", "-q", "a.txt", "--db", "k.db"])
        .assert()
        .success();
    let sound = std::fs::read(place.path("k.db")).unwrap();
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq("k.db: sound; [..]\n");
    for (change, named) in [
        (
            "UPDATE region SET name = 'Henan' WHERE code = 'CN-HE'",
            "region CN-HE: ",
        ),
        (
            "UPDATE region SET parent_id = NULL WHERE code = 'CN-HE'",
            "region CN-HE: ",
        ),
        ("UPDATE region_alias SET name = 'Hubei'", "region CN-HE: "),
        ("UPDATE rule SET does = 'a guess' WHERE id = 1", "rule "),
        ("UPDATE relation SET verdict = 'impossible'", "document 1: "),
        ("UPDATE same_thing SET key = 'another'", "document 1: "),
    ] {
        std::fs::write(place.path("k.db"), &sound).unwrap();
        let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
        assert!(conn.execute(change, []).unwrap() > 0, "{change}");
        drop(conn);
        let (status, said) = place.answer(&["verify", "--db", "k.db"]);
        assert_eq!(status, 1, "{change}");
        assert!(said.starts_with(named), "{change}: {said}");
    }
}

#[test]
fn one_changed_byte_of_a_text_is_named() {
    let place = Place::new().with_figures();
    let conn = rusqlite::Connection::open(place.path("k.db")).unwrap();
    conn.execute("UPDATE document SET text = replace(text, '383', '388')", [])
        .unwrap();
    drop(conn);
    place
        .figtrace(&["verify", "--db", "k.db"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
document 1: its text is not the text with sha256 [..]
sentence 1 of document 1: characters 0 to 39 are not "Ningbo’s port handled 383 ships in May."
figure 1 of document 1: characters 22 to 25 are not "383"
document 1: its signature is not that of its text
not checked: [..]another figtrace[..]
k.db: 4 faults; checked 1 texts, 8 spans, 1 inputs

"#]]);
}

#[test]
fn one_flipped_byte_anywhere_in_the_pages_never_passes_for_a_changed_text() {
    let place = Place::new().with_figures();
    let sound = std::fs::read(place.path("k.db")).unwrap();
    let needle = "handled 383 ships".as_bytes();
    let at: Vec<usize> = (0..sound.len() - needle.len())
        .filter(|i| sound[*i..].starts_with(needle))
        .collect();
    assert_eq!(at.len(), 2, "the text of the document and of its sentence");
    for at in at {
        let mut changed = sound.clone();
        changed[at + 9] ^= 1;
        std::fs::write(place.path("k.db"), changed).unwrap();
        place.figtrace(&["verify", "--db", "k.db"]).assert().code(1);
    }
}

#[test]
fn a_file_cut_off_is_named_and_not_a_panic() {
    let place = Place::new().with_figures();
    let sound = std::fs::read(place.path("k.db")).unwrap();
    for keep in [10, 100, 5000, sound.len() / 2, sound.len() - 4096] {
        std::fs::write(place.path("k.db"), &sound[..keep]).unwrap();
        let out = place
            .figtrace(&["verify", "--db", "k.db"])
            .output()
            .unwrap();
        let code = out.status.code();
        assert!(matches!(code, Some(1 | 2)), "{keep}: {out:?}");
        let said = [out.stdout, out.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(!said.is_empty() && !said.contains("panicked"));
        // Who asks verify what fails is not sent to verify.
        assert!(!said.contains("figtrace verify"), "{keep}: {said}");
    }
}

#[test]
fn a_page_of_noise_is_named_wherever_it_lies() {
    const PAGE: usize = 4096;
    let place = Place::new()
        .with("b.txt", "Output rose 5 percent.")
        .with_figures();
    let sound = std::fs::read(place.path("k.db")).unwrap();
    let (mut noise, mut named) = (20_254_u64, 0);
    for page in 0..sound.len() / PAGE {
        let mut changed = sound.clone();
        for byte in &mut changed[page * PAGE..(page + 1) * PAGE] {
            noise = noise
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *byte = noise.to_be_bytes()[0];
        }
        std::fs::write(place.path("k.db"), &changed).unwrap();
        let out = place
            .figtrace(&["verify", "--db", "k.db"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned();
        let code = out.status.code();
        assert!(matches!(code, Some(1 | 2)), "page {page}: {code:?} {said}");
        assert!(
            said.contains("k.db") && !said.contains("panicked"),
            "page {page}: {said}"
        );
        named += 1;
        // Nor does a further ingest break down over it, or call it well.
        if page % 9 == 0 {
            let out = place
                .figtrace(&["ingest", "-q", "b.txt", "--db", "k.db"])
                .output()
                .unwrap();
            assert!(
                !String::from_utf8_lossy(&out.stderr).contains("panicked"),
                "{out:?}"
            );
        }
        for left in ["k.db-wal", "k.db-shm", "k.db-journal"] {
            let _ = std::fs::remove_file(place.path(left));
        }
    }
    assert!(named > 20, "{named}");
}
