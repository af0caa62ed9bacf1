//! Stories: which of the documents before it a new one tells again.
//!
//! Keeps the table `document_story` true as documents come, one at a time and in any order. What is
//! alike is [`crate::story`]'s to say.

use crate::store::code_points::to_sql;
use crate::store::vocabulary::insert;
use crate::story::signature::packed;
use crate::story::{Signature, same_story};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Documents compared for one key: its first holders. A paragraph that a site prints under every article
/// gives all of them one key, and comparing each with each would take the square of their number; of a
/// story that so many tell, the first are as good as all. The first and not the last, so that whoever asks
/// later sees what the writer saw.
const HOLDERS: i64 = 64;

/// Places a new document in its story, joining stories that it brings together. Answers the story,
/// when others tell it too.
///
/// # Errors
/// What `SQLite` says.
pub fn place(
    conn: &Connection,
    document: i64,
    signature: &Signature,
) -> rusqlite::Result<Option<i64>> {
    let told = same(conn, signature, Some(document))?;
    let story = told.first().copied().unwrap_or(document).min(document);
    for other in told.iter().filter(|s| **s != story) {
        conn.prepare_cached("UPDATE document_story SET story_id = ?2 WHERE story_id = ?1")?
            .execute([*other, story])?;
    }
    insert(
        conn,
        "INSERT INTO document_story (document_id, story_id) VALUES (?1, ?2)",
        [document, story],
    )?;
    keep(conn, document, signature)?;
    Ok(told.first().map(|_| story))
}

/// The stories, by id, of stored documents that tell the same as `signature`, `but` one document.
///
/// # Errors
/// What `SQLite` says.
pub fn same(
    conn: &Connection,
    signature: &Signature,
    but: Option<i64>,
) -> rusqlite::Result<BTreeSet<i64>> {
    let mut told = BTreeSet::new();
    for (document, story) in candidates(conn, signature)? {
        // One member that is alike is enough to know that the story is.
        if Some(document) == but || told.contains(&story) {
            continue;
        }
        if stored(conn, document)?.is_some_and(|other| same_story(signature, &other)) {
            told.insert(story);
        }
    }
    Ok(told)
}

/// The first documents that share a key, with their stories.
fn candidates(conn: &Connection, signature: &Signature) -> rusqlite::Result<BTreeMap<i64, i64>> {
    let mut out = BTreeMap::new();
    let mut rows = conn.prepare_cached(
        "SELECT s.document_id, s.story_id FROM \
         (SELECT document_id FROM story_key WHERE key = ?1 ORDER BY document_id LIMIT ?2) k \
         CROSS JOIN document_story s ON s.document_id = k.document_id",
    )?;
    for key in &signature.keys {
        let mut found = rows.query([*key, HOLDERS])?;
        while let Some(row) = found.next()? {
            out.insert(row.get(0)?, row.get(1)?);
        }
    }
    Ok(out)
}

/// Whether a key of `signature` has more holders than are compared: another may then tell the same without
/// being found.
///
/// # Errors
/// What `SQLite` says.
pub fn crowded(conn: &Connection, signature: &Signature) -> rusqlite::Result<bool> {
    let mut beyond = conn.prepare_cached(
        "SELECT 1 FROM story_key WHERE key = ?1 ORDER BY document_id LIMIT 1 OFFSET ?2",
    )?;
    for key in &signature.keys {
        if beyond.exists([*key, HOLDERS])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The signature of a stored document, without its keys.
///
/// # Errors
/// What `SQLite` says.
pub fn stored(conn: &Connection, document: i64) -> rusqlite::Result<Option<Signature>> {
    conn.prepare_cached(
        "SELECT shingles, sample, numbers FROM document_signature WHERE document_id = ?1",
    )?
    .query_row([document], |r| {
        let shingles: u32 = r.get(0)?;
        let (sample, numbers) = (r.get_ref(1)?.as_blob()?, r.get_ref(2)?.as_blob()?);
        let shingles = usize::try_from(shingles).unwrap_or(usize::MAX);
        Ok(Signature::stored(shingles, sample, numbers))
    })
    .optional()
}

fn keep(conn: &Connection, document: i64, signature: &Signature) -> rusqlite::Result<()> {
    if signature.keys.is_empty() {
        return Ok(());
    }
    insert(
        conn,
        "INSERT INTO document_signature (document_id, shingles, sample, numbers) VALUES (?1, ?2, ?3, ?4)",
        params![
            document,
            to_sql(signature.shingles),
            packed(&signature.sample),
            packed(&signature.numbers),
        ],
    )?;
    let mut row =
        conn.prepare_cached("INSERT OR IGNORE INTO story_key (key, document_id) VALUES (?1, ?2)")?;
    for key in &signature.keys {
        row.execute([*key, document])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::store::sample::{incoming, writer};
    use crate::store::writer::Outcome;
    use crate::story::Signature;
    use rusqlite::Connection;
    use std::path::Path;

    /// A text of sentences that no other text has, but for the ones of the same numbers.
    fn text(sentences: impl Iterator<Item = usize>) -> String {
        let one =
            |n| format!("Ward w{n} of Yunnan counted {n} boats near pier p{n} and street s{n}.");
        sentences.map(one).collect::<Vec<_>>().join("\n")
    }

    fn stories(path: &Path) -> Vec<Vec<String>> {
        let conn = Connection::open(path).unwrap();
        let sql = "SELECT group_concat(path, ' ') FROM (SELECT s.story_id, c.path FROM document_story s \
                   JOIN capture c ON c.document_id = s.document_id ORDER BY c.path) GROUP BY story_id ORDER BY 1";
        let mut rows = conn.prepare(sql).unwrap();
        rows.query_map([], |r| r.get::<_, String>(0))
            .unwrap()
            .map(|r| r.unwrap().split(' ').map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn stories_are_the_same_in_any_order_of_arrival() {
        // b and c are alike only through a; e through nothing.
        let mut texts = vec![
            ("a", text(0..40)),
            ("b", text(0..22)),
            ("c", text(18..40)),
            ("d", text(100..120)),
            ("e", text(38..60)),
            ("f", text(101..121)),
        ];
        let wanted = [vec!["a", "b", "c"], vec!["d", "f"], vec!["e"]];
        for turn in 0..texts.len() * 2 {
            texts.rotate_left(1);
            if turn % 2 == 1 {
                texts.reverse();
            }
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("k.db");
            let mut w = writer(&path, "t");
            for (name, text) in &texts {
                w.store(&[incoming(name, text)]).unwrap();
            }
            drop(w);
            assert_eq!(stories(&path), wanted, "turn {turn}");
            let conn = Connection::open(&path).unwrap();
            let least = "SELECT count(*) FROM document_story s WHERE story_id <> \
                         (SELECT min(document_id) FROM document_story o WHERE o.story_id = s.story_id)";
            let wrong: i64 = conn.query_row(least, [], |r| r.get(0)).unwrap();
            assert_eq!(wrong, 0, "a story has the id of its first document");
        }
    }

    #[test]
    fn the_writer_says_whose_near_duplicate_a_document_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        let batch = [
            incoming("a", &text(0..20)),
            incoming("b", "Yunnan sold 7."),
            incoming("c", &text(2..20)),
        ];
        let near: Vec<Option<i64>> = w
            .store(&batch)
            .unwrap()
            .into_iter()
            .map(|o| match o {
                Outcome::New(_, kin) => kin.story,
                _ => None,
            })
            .collect();
        assert_eq!(near, [None, None, Some(1)]);
    }

    #[test]
    fn facts_of_one_story_share_its_number() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        w.store(&[incoming("a", &text(0..20)), incoming("b", &text(0..15))])
            .unwrap();
        drop(w);
        let conn = Connection::open(&path).unwrap();
        let count = |sql: &str| -> i64 { conn.query_row(sql, [], |r| r.get(0)).unwrap() };
        assert_eq!(count("SELECT count(DISTINCT story) FROM facts"), 1);
        assert_eq!(count("SELECT count(DISTINCT document_id) FROM facts"), 2);
        assert_eq!(count("SELECT documents FROM story"), 2);
    }

    /// Articles of their own under one long paragraph that all of them carry.
    fn carrying(n: usize) -> String {
        let own =
            (0..2).map(|k| format!("Ship s{n}x{k} of Yunnan took {n}{k} crates to quay q{n}x{k}."));
        format!(
            "{}\n\n{}",
            own.collect::<Vec<_>>().join(" "),
            text(900..904)
        )
    }

    #[test]
    fn of_a_crowded_key_the_first_holders_are_compared() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer(&path, "t");
        // The same story a hundred times: more than are compared, and one story all the same.
        let told: Vec<_> = (0..100)
            .map(|n| {
                incoming(
                    &format!("t{n}"),
                    &format!("{}\nEnd e{n} of it.", text(0..20)),
                )
            })
            .collect();
        w.store(&told).unwrap();
        let others: Vec<_> = (0..100)
            .map(|n| incoming(&format!("o{n}"), &carrying(n)))
            .collect();
        w.store(&others).unwrap();
        w.finish().unwrap();
        assert_eq!(stories(&path)[0].len(), 100);
        let conn = Connection::open(&path).unwrap();
        let most = "SELECT max(n) FROM (SELECT count(*) AS n FROM story_key GROUP BY key)";
        let most: i64 = conn.query_row(most, [], |r| r.get(0)).unwrap();
        assert!(most > super::HOLDERS, "{most}");
        let signature = Signature::of([text(0..20).as_str()].into_iter());
        let candidates = super::candidates(&conn, &signature).unwrap();
        let most = signature.keys.len() * usize::try_from(super::HOLDERS).unwrap();
        assert!(candidates.len() <= most, "{}", candidates.len());
        assert!(super::crowded(&conn, &signature).unwrap());
        assert!(!super::crowded(&conn, &Signature::default()).unwrap());
        let proof = crate::query::Library::open(&path)
            .unwrap()
            .verify(&crate::store::vocabulary::Reference::NONE);
        assert_eq!(proof.faults, []);
    }
}
