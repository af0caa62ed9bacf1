//! Proves a database: every span against its text, every text and every input against its hash, every
//! value against what it was made of, and the file's own structure.

mod names;
mod structure;
mod values;

use crate::base::hash::sha256_hex;
use crate::query::Library;
use crate::query::places::Places;
use crate::query::source::Mapped;
use crate::read::source::refuted;
use crate::store::writer::Reference;
use rusqlite::{Connection, OpenFlags, Row};
use std::path::Path;

/// What was checked and what failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Texts whose hash was computed.
    pub texts: u64,
    /// Spans held against their text.
    pub spans: u64,
    /// Inputs unpacked and hashed.
    pub inputs: u64,
    /// Bytes of texts proved to be what their input says at their place.
    pub mapped: u64,
    /// What failed, in the order of checking.
    pub faults: Vec<Fault>,
    /// What could not be checked, and why; no fault by itself.
    pub unchecked: Vec<String>,
    /// What a person should know; no fault.
    pub remarks: Vec<String>,
}

/// One thing that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is about: `document 3 (sha256 ...)`, `figure 12 (uid ...)`, `file`.
    pub what: String,
    /// What is wrong with it.
    pub why: String,
}

/// Faults named at most for one check: a broken page may break thousands of rows.
const NAMED: usize = 100;

/// Every table with a span: what names a row, and its columns. `quote` repeats the characters.
const SPANS: &[(&str, &str)] = &[
    (
        "sentence",
        "SELECT id, start_char, end_char, text, NULL, NULL FROM sentence WHERE document_id = ?1",
    ),
    (
        "figure",
        "SELECT f.id, f.start_char, f.end_char, f.quote, s.start_char, s.end_char FROM figure f \
         LEFT JOIN sentence s ON s.id = f.sentence_id AND s.document_id = f.document_id WHERE f.document_id = ?1",
    ),
    (
        "date mention",
        "SELECT f.id, f.start_char, f.end_char, f.quote, s.start_char, s.end_char FROM date_mention f \
         LEFT JOIN sentence s ON s.id = f.sentence_id AND s.document_id = f.document_id WHERE f.document_id = ?1",
    ),
    (
        "region mention",
        "SELECT f.id, f.start_char, f.end_char, f.quote, s.start_char, s.end_char FROM region_mention f \
         LEFT JOIN sentence s ON s.id = f.sentence_id AND s.document_id = f.document_id WHERE f.document_id = ?1",
    ),
    (
        "project mention",
        "SELECT f.id, f.start_char, f.end_char, f.quote, s.start_char, s.end_char FROM project_mention f \
         LEFT JOIN sentence s ON s.id = f.sentence_id AND s.document_id = f.document_id WHERE f.document_id = ?1",
    ),
    (
        "rejection",
        "SELECT id, start_char, end_char, quote, NULL, NULL FROM rejection WHERE document_id = ?1",
    ),
];

/// Tables whose spans must lie inside a sentence of their own document.
const IN_SENTENCE: &[&str] = &[
    "figure",
    "date mention",
    "region mention",
    "project mention",
];

impl Library {
    /// Checks everything; regions and rules against what `reference` knows of them. Never fails: what the
    /// database cannot answer is a fault.
    pub fn verify(&self, reference: &Reference) -> Proof {
        let mut proof = Proof::default();
        file(&self.conn, &mut proof);
        structure::check(&self.conn, &mut proof);
        full_text(&self.conn, &self.path, &mut proof);
        texts(&self.conn, &mut proof);
        values::vocabularies(&self.conn, &mut proof);
        names::check(&self.conn, reference, &mut proof);
        values::stories(&self.conn, &mut proof);
        inputs(&self.conn, &mut proof);
        maps(&self.conn, &mut proof);
        marks(&self.conn, &mut proof);
        proof
    }
}

impl Proof {
    /// That of a file which cannot even be opened.
    pub fn of_damage(reason: String) -> Self {
        let mut out = Self::default();
        out.fault("file", reason);
        out
    }

    fn fault(&mut self, what: impl Into<String>, why: impl Into<String>) {
        let fault = Fault {
            what: what.into(),
            why: why.into(),
        };
        self.faults.push(fault);
    }

    /// Runs `sql` and hands each row to `each`; an error on the way is a fault.
    fn rows(
        &mut self,
        conn: &Connection,
        what: &str,
        sql: &str,
        parameters: impl rusqlite::Params,
        mut each: impl FnMut(&mut Self, &Row<'_>) -> rusqlite::Result<()>,
    ) {
        let walk = || {
            let mut rows = conn.prepare_cached(sql)?;
            let mut rows = rows.query(parameters)?;
            while let Some(row) = rows.next()? {
                each(self, row)?;
            }
            Ok::<(), rusqlite::Error>(())
        };
        if let Err(e) = walk() {
            self.fault(what, format!("it cannot be read ({e})"));
        }
    }
}

/// Pages, b-trees, constraints and foreign keys, as `SQLite` checks them.
fn file(conn: &Connection, proof: &mut Proof) {
    let check = format!("PRAGMA integrity_check({NAMED})");
    proof.rows(conn, "file", &check, [], |proof, row| {
        let said: String = row.get(0)?;
        if said != "ok" {
            proof.fault("file", said);
        }
        Ok(())
    });
    proof.rows(
        conn,
        "file",
        "PRAGMA foreign_key_check",
        [],
        |proof, row| {
            let (table, id, parent): (String, Option<i64>, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let id = id.map_or_else(String::new, |id| format!(" {id}"));
            proof.fault(
                format!("{table}{id}"),
                format!("it refers to a row of {parent} that is not there"),
            );
            Ok(())
        },
    );
}

/// The full-text index against the sentences. `SQLite` offers this check as an INSERT, which a
/// connection for reading cannot run; nothing is changed by it.
fn full_text(conn: &Connection, path: &Path, proof: &mut Proof) {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let check = "INSERT INTO sentence_fts(sentence_fts, rank) VALUES ('integrity-check', 1)";
    let other = Connection::open_with_flags(path, flags).and_then(|c| c.execute_batch(check));
    match other {
        Ok(()) => {}
        Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            proof.fault("full-text index", "it does not agree with the sentences");
        }
        Err(e) => proof
            .unchecked
            .push(format!("the full-text index against the sentences ({e})")),
    }
    let count =
        "SELECT (SELECT count(*) FROM sentence), (SELECT count(*) FROM sentence_fts_docsize)";
    proof.rows(conn, "full-text index", count, [], |proof, row| {
        let (sentences, indexed): (i64, i64) = (row.get(0)?, row.get(1)?);
        if sentences != indexed {
            let why = format!("it holds {indexed} sentences, the database {sentences}");
            proof.fault("full-text index", why);
        }
        Ok(())
    });
}

fn texts(conn: &Connection, proof: &mut Proof) {
    let sql = "SELECT id, text_sha256, text FROM document ORDER BY id";
    proof.rows(conn, "table document", sql, [], |proof, row| {
        let id: i64 = row.get(0)?;
        let name = format!("document {id}");
        let (hash, bytes) = (row.get_ref(1)?.as_bytes()?, row.get_ref(2)?.as_bytes()?);
        let named = proof.faults.len();
        proof.texts += 1;
        if sha256_hex(bytes).as_bytes() != hash {
            proof.fault(
                &name,
                format!(
                    "its text is not the text with sha256 {}",
                    String::from_utf8_lossy(hash)
                ),
            );
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => spans(conn, id, &Places::of(text), proof),
            Err(e) => proof.fault(&name, format!("its text is not UTF-8 ({e})")),
        }
        values::document(conn, id, &String::from_utf8_lossy(hash), named, proof);
        Ok(())
    });
}

fn spans(conn: &Connection, document: i64, places: &Places<'_>, proof: &mut Proof) {
    for (table, sql) in SPANS {
        proof.rows(conn, table, sql, [document], |proof, row| {
            let (id, start, end): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let quote = row.get_ref(3)?.as_bytes()?;
            let sentence: Option<(i64, i64)> = row.get::<_, Option<i64>>(4)?.zip(row.get(5)?);
            proof.spans += 1;
            let what = || format!("{table} {id} of document {document}");
            if places.quote(start, end).map(str::as_bytes) != Some(quote) {
                let why = format!(
                    "characters {start} to {end} are not {:?}",
                    String::from_utf8_lossy(quote)
                );
                proof.fault(what(), why);
            }
            let inside = sentence.is_some_and(|(from, to)| from <= start && end <= to);
            if IN_SENTENCE.contains(table) && !inside {
                proof.fault(what(), "it does not lie in its sentence");
            }
            Ok(())
        });
    }
    let blocks = "SELECT id, start_char, end_char FROM block WHERE document_id = ?1";
    proof.rows(conn, "block", blocks, [document], |proof, row| {
        let (id, start, end): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        proof.spans += 1;
        if places.quote(start, end).is_none() {
            proof.fault(
                format!("block {id} of document {document}"),
                "it lies outside the text",
            );
        }
        Ok(())
    });
}

fn inputs(conn: &Connection, proof: &mut Proof) {
    let sql = "SELECT id, sha256, size, content FROM raw ORDER BY id";
    let mut not_kept = 0_u64;
    proof.rows(conn, "table raw", sql, [], |proof, row| {
        let (id, size): (i64, i64) = (row.get(0)?, row.get(2)?);
        let Some(frame) = row.get_ref(3)?.as_bytes_or_null()? else {
            not_kept += 1;
            return Ok(());
        };
        let hash = row.get_ref(1)?.as_bytes()?;
        proof.inputs += 1;
        let why = match zstd::bulk::decompress(frame, usize::try_from(size).unwrap_or_default()) {
            Ok(bytes) if sha256_hex(&bytes).as_bytes() == hash => return Ok(()),
            Ok(_) => format!(
                "its bytes are not those with sha256 {}",
                String::from_utf8_lossy(hash)
            ),
            Err(e) => format!("its bytes cannot be unpacked ({e})"),
        };
        proof.fault(format!("input {id}"), why);
        Ok(())
    });
    if not_kept > 0 {
        proof.unchecked.push(format!(
            "{not_kept} inputs against their hash: their bytes were not kept (`ingest --no-keep`)"
        ));
    }
    let orphans = "SELECT id FROM document WHERE id NOT IN (SELECT document_id FROM capture)";
    proof.rows(conn, "table capture", orphans, [], |proof, row| {
        let id: i64 = row.get(0)?;
        proof.fault(
            format!("document {id}"),
            "no capture says where it comes from",
        );
        Ok(())
    });
}

/// Marks whose figure is not there: its text was never stored here, or other rules read the place otherwise.
fn marks(conn: &Connection, proof: &mut Proof) {
    let lost =
        "SELECT uid, kind, note FROM mark WHERE uid NOT IN (SELECT uid FROM figure) ORDER BY uid";
    proof.rows(conn, "table mark", lost, [], |proof, row| {
        let (uid, kind): (String, String) = (row.get(0)?, row.get(1)?);
        let note = row.get::<_, Option<String>>(2)?.map(|n| format!(" ({n})"));
        let note = note.unwrap_or_default();
        proof.remarks.push(format!(
            "no figure has the uid {uid}, which is marked {kind}{note}"
        ));
        Ok(())
    });
}

/// Every text against the inputs it was read from, character by character, without reading them anew.
fn maps(conn: &Connection, proof: &mut Proof) {
    let mut not_kept = 0_u64;
    let sql = "SELECT document_id, raw_id FROM source_map ORDER BY document_id, raw_id";
    proof.rows(conn, "table source_map", sql, [], |proof, row| {
        let (document, raw): (i64, i64) = (row.get(0)?, row.get(1)?);
        let fault = |proof: &mut Proof, why: String| {
            proof.fault(
                format!("source map of document {document} (input {raw})"),
                why,
            );
        };
        match Mapped::read(conn, document, raw) {
            Ok(Some(mapped)) => match &mapped.source {
                None => not_kept += 1,
                Some(source) => {
                    proof.mapped += u64::try_from(mapped.text.len()).unwrap_or(u64::MAX);
                    let wrong = refuted(&mapped.map, mapped.syntax, source, &mapped.text);
                    if let Some(at) = wrong {
                        let (start, end) = (at.start, at.end);
                        fault(
                            proof,
                            format!("bytes {start} to {end} of the text are not what it says"),
                        );
                    }
                }
            },
            Ok(None) => fault(proof, "it leads from no text to no input".to_owned()),
            Err(e) => fault(proof, format!("it cannot be read ({e})")),
        }
        Ok(())
    });
    if not_kept > 0 {
        let what = format!("the maps of {not_kept} texts whose inputs were not kept");
        proof.unchecked.push(what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule::RuleId;
    use crate::base::vocabulary::{Level, Part, RelationKind, RelationVerdict};
    use crate::link::reading::Relation;
    use crate::recognise::mention::Place;
    use crate::store::sample::{incoming, reading, received, writer_with, yunnan};
    use std::path::PathBuf;

    /// Knows a country, a province in it, and one rule.
    const REFERENCE: Reference = Reference {
        rule: |id| (id == "figure/plain").then_some("a number"),
        region: |id| match id {
            "CN" => Some(china()),
            "CN-YN" => Some(yunnan()),
            _ => None,
        },
        parent: |id| (id == "CN-YN").then(china),
        ..Reference::NONE
    };

    fn china() -> Place {
        Place {
            id: "CN".into(),
            name: "China".into(),
            level: Level::Country,
            within: None,
        }
    }

    const TEXT: &str =
        "Yunnan’s output was 3.14 units.\nThe Sky Bridge cost 1,200 — 5G came later.";

    fn database() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut w = writer_with(&path, "t", REFERENCE);
        w.store(&[
            incoming("a.txt", TEXT),
            incoming("b.txt", "Sales: 5 (five)."),
        ])
        .unwrap();
        w.finish().unwrap();
        (folder, path)
    }

    /// What verify names after `sql` ran on a sound database.
    fn faults_after(sql: &str) -> Vec<String> {
        let (_folder, path) = database();
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(sql).unwrap();
        drop(conn);
        let proof = Library::open(&path).unwrap().verify(&REFERENCE);
        assert_eq!(proof.unchecked, Vec::<String>::new());
        proof.faults.into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn a_sound_database_has_no_faults() {
        let (_folder, path) = database();
        let proof = Library::open(&path).unwrap().verify(&REFERENCE);
        assert_eq!(proof.faults, []);
        assert_eq!((proof.texts, proof.inputs), (2, 2));
        let bytes = TEXT.len() + "Sales: 5 (five).".len();
        assert_eq!(proof.mapped, u64::try_from(bytes).unwrap());
        assert!(proof.spans > 8, "{proof:?}");
    }

    #[test]
    fn a_mark_without_its_figure_is_a_remark_and_no_fault() {
        let (_folder, path) = database();
        let conn = Connection::open(&path).unwrap();
        let mark = "INSERT INTO mark SELECT uid, 'wrong', NULL, 't' FROM figure WHERE id = 1;
                    INSERT INTO mark VALUES ('00000000000000ff', 'disputed', 'old', 't')";
        conn.execute_batch(mark).unwrap();
        drop(conn);
        let proof = Library::open(&path).unwrap().verify(&REFERENCE);
        assert_eq!(proof.faults, []);
        assert_eq!(
            proof.remarks,
            ["no figure has the uid 00000000000000ff, which is marked disputed (old)"]
        );
    }

    #[test]
    fn one_changed_character_is_named() {
        let changed =
            faults_after("UPDATE document SET text = replace(text, '3.14', '3.15') WHERE id = 1");
        assert_eq!(
            changed,
            [
                "document 1",
                "sentence 1 of document 1",
                "figure 1 of document 1",
                "source map of document 1 (input 1)"
            ]
        );
    }

    #[test]
    fn shifted_spans_are_named() {
        let shifted =
            "UPDATE figure SET start_char = start_char + 1, end_char = end_char + 1 WHERE id = 2";
        let both = ["figure 2 of document 1", "figure 2 of document 1"];
        assert_eq!(faults_after(shifted), both, "the quote and the uid");
        let beyond = "UPDATE block SET end_char = 9999 WHERE id = 3";
        assert_eq!(faults_after(beyond), ["block 3 of document 2"]);
        let swapped = "UPDATE region_mention SET sentence_id = 2 WHERE id = 1";
        assert_eq!(faults_after(swapped), ["region mention 1 of document 1"]);
    }

    #[test]
    fn changed_inputs_are_named() {
        let map = "source map of document 1 (input 1)";
        assert_eq!(
            faults_after("UPDATE raw SET content = x'00' WHERE id = 1"),
            ["input 1", map]
        );
        let other = "UPDATE raw SET content = (SELECT content FROM raw WHERE id = 2), size = 16 WHERE id = 1";
        assert_eq!(faults_after(other), ["input 1", map]);
        assert_eq!(
            faults_after("PRAGMA foreign_keys = OFF; DELETE FROM capture WHERE document_id = 2"),
            ["document 2"]
        );
    }

    #[test]
    fn broken_references_and_a_stale_index_are_named() {
        let lost = "PRAGMA foreign_keys = OFF; UPDATE figure SET unit_id = 9999 WHERE id = 1";
        assert_eq!(faults_after(lost), ["figure 1", "document 1"]);
        let stale = "UPDATE sentence SET text = replace(text, 'cost', 'coat') WHERE id = 2";
        assert_eq!(
            faults_after(stale),
            ["full-text index", "sentence 2 of document 1"]
        );
        let missing = "INSERT INTO sentence_fts(sentence_fts) VALUES ('delete-all')";
        assert!(faults_after(missing).contains(&"full-text index".to_owned()));
    }

    #[test]
    fn changed_values_are_named() {
        let value = "UPDATE figure SET value_exact = '3.15' WHERE id = 1";
        assert_eq!(faults_after(value), ["figure 1 of document 1"]);
        let all = "UPDATE figure SET value_exact = '3.15', value = 3.15, low = 2.65, high = 3.65 WHERE id = 1";
        assert_eq!(faults_after(all), ["document 1"], "the seal knows");
        let real = "UPDATE figure SET high = high + 1 WHERE id = 2";
        assert_eq!(faults_after(real), ["figure 2 of document 1"]);
        let uid = "UPDATE figure SET uid = '0123456789abcdef' WHERE id = 4";
        assert_eq!(faults_after(uid), ["figure 4 of document 2"]);
        let role = "UPDATE figure SET role = 'share' WHERE id = 2";
        assert_eq!(faults_after(role), ["document 1"]);
        let place = "PRAGMA foreign_keys = OFF; DELETE FROM figure_region WHERE figure_id = 1";
        assert_eq!(faults_after(place), ["document 1"]);
        let unit = "UPDATE unit SET factor_real = 2, factor = '2' WHERE code = 'km'";
        assert_eq!(faults_after(unit), ["unit km"]);
        let date = "UPDATE document SET published = '2020-01-01' WHERE id = 2";
        assert_eq!(faults_after(date), ["document 2"]);
        let seal = "DELETE FROM document_seal WHERE document_id = 1";
        assert_eq!(faults_after(seal), ["document 1"]);
    }

    #[test]
    fn changed_names_and_meanings_are_named() {
        let name = "UPDATE region SET name = 'Yunan' WHERE code = 'CN-YN'";
        assert_eq!(faults_after(name), ["region CN-YN"]);
        let level = "UPDATE region SET level = 'town' WHERE code = 'CN'";
        assert_eq!(faults_after(level), ["region CN"]);
        let parent = "UPDATE region SET parent_id = NULL WHERE code = 'CN-YN'";
        assert_eq!(faults_after(parent), ["region CN-YN"]);
        let part = "INSERT INTO region_part SELECT a.id, b.id FROM region a, region b WHERE a.code = 'CN' AND b.code = 'CN-YN'";
        assert_eq!(faults_after(part), ["region CN"]);
        let alias = "INSERT INTO region_alias (region_id, name) SELECT id, 'Utopia' FROM region WHERE code = 'CN'";
        assert_eq!(faults_after(alias), ["region CN"]);
        assert_eq!(faults_after("DELETE FROM region_alias"), ["region CN-YN"]);
        let project = "UPDATE project_alias SET name = 'the Low Bridge'";
        assert_eq!(faults_after(project).len(), 2);
        let rule = "UPDATE rule SET does = 'nothing' WHERE name LIKE 'figure/%'";
        assert!(!faults_after(rule).is_empty());
    }

    #[test]
    fn what_another_figtrace_read_may_say_otherwise() {
        let (_folder, path) = database();
        let conn = Connection::open(&path).unwrap();
        let older = "UPDATE extraction SET rules = 'older' WHERE document_id = 1; UPDATE rule SET does = 'as it was'";
        conn.execute_batch(older).unwrap();
        drop(conn);
        let proof = Library::open(&path).unwrap().verify(&REFERENCE);
        assert_eq!(proof.faults, []);
        let said = &proof.unchecked[0];
        assert!(
            said.contains("another figtrace read 1 of the documents"),
            "{said}"
        );
    }

    #[test]
    fn changed_relations_and_keys_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.db");
        let mut read = reading("The old port has 5 piers, the new port 7.");
        read.things = vec![Some("piers|CN-YN".into()), None];
        read.relations.push(Relation {
            rule: RuleId("relate/sum"),
            kind: RelationKind::Sum,
            verdict: RelationVerdict::Agrees,
            figures: vec![(Part::Whole, 1), (Part::Part, 0)],
            computation: "5".into(),
            unit: "count".into(),
            expected: Some(5.into()),
            bounds: (None, None),
            stated: 7.into(),
        });
        let mut w = writer_with(&path, "t", REFERENCE);
        w.store(&[received("a.txt", "raw", read)]).unwrap();
        w.finish().unwrap();
        let changes = [
            "UPDATE relation SET verdict = 'off by'",
            "UPDATE relation_figure SET part = 'whole' WHERE ord = 1",
            "UPDATE same_thing SET key = 'x' || key",
            "DELETE FROM relation_figure",
        ];
        for sql in changes {
            let conn = Connection::open(&path).unwrap();
            conn.execute_batch("SAVEPOINT s").unwrap();
            assert!(conn.execute(sql, []).unwrap() > 0, "{sql}");
            let mut proof = Proof::default();
            texts(&conn, &mut proof);
            let named: Vec<String> = proof.faults.into_iter().map(|f| f.what).collect();
            assert_eq!(named, ["document 1"], "{sql}");
        }
    }

    #[test]
    fn changed_stories_and_periods_are_named() {
        let together = "UPDATE document_story SET story_id = 1 WHERE document_id = 2";
        assert_eq!(faults_after(together), ["document 1", "document 2"]);
        let other = "UPDATE document_story SET story_id = 2 WHERE document_id = 1";
        assert!(faults_after(other).contains(&"document 1".to_owned()));
        let none = "DELETE FROM document_story WHERE document_id = 2";
        assert_eq!(faults_after(none), ["document 2"]);
        let period = "INSERT INTO period (edtf, begin_day, end_before) VALUES ('2024', '2024-01-01', '2024-12-31')";
        assert_eq!(faults_after(period), ["period 2024"]);
    }

    #[test]
    fn bytes_that_were_not_kept_are_no_fault() {
        let (_folder, path) = database();
        let conn = Connection::open(&path).unwrap();
        conn.execute("UPDATE raw SET content = NULL WHERE id = 2", [])
            .unwrap();
        drop(conn);
        let proof = Library::open(&path).unwrap().verify(&REFERENCE);
        assert_eq!((proof.faults.len(), proof.inputs), (0, 1));
        assert!(
            proof.unchecked[0].starts_with("1 inputs"),
            "{:?}",
            proof.unchecked
        );
    }

    #[test]
    fn one_flipped_byte_in_the_pages_is_caught_wherever_a_text_lies() {
        let (_folder, path) = database();
        let sound = std::fs::read(&path).unwrap();
        let needle = b"The Sky Bridge cost";
        let places: Vec<usize> = (0..sound.len() - needle.len())
            .filter(|at| sound[*at..].starts_with(needle))
            .collect();
        assert!(places.len() >= 2, "the text and the sentence");
        for at in places {
            let mut changed = sound.clone();
            changed[at + 2] ^= 1;
            std::fs::write(&path, &changed).unwrap();
            let proof = Library::open(&path).unwrap().verify(&REFERENCE);
            assert!(!proof.faults.is_empty(), "byte {at}");
        }
    }

    #[test]
    fn a_map_that_leads_astray_is_named() {
        let map = ["source map of document 1 (input 1)"];
        assert_eq!(
            faults_after("UPDATE source_map SET runs = x'0400' WHERE document_id = 1"),
            map
        );
        assert_eq!(
            faults_after("UPDATE source_map SET runs = x'80' WHERE document_id = 1"),
            map
        );
        let off = "UPDATE source_map SET runs = (SELECT runs FROM source_map WHERE document_id = 2) WHERE document_id = 1";
        assert_eq!(faults_after(off), map);
    }
}
