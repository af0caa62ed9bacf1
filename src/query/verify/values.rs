//! What is not text: values, ids, links and groups, each made again from what it was made of.

use super::Proof;
use crate::base::edtf::Edtf;
use crate::base::hash::sha256_hex;
use crate::base::number::{Number, Value};
use crate::base::vocabulary::Comparator;
use crate::query::places::Places;
use crate::store::bounds::{Bounds, bounds};
use crate::store::unit::describe;
use crate::store::{seal, story};
use crate::story::Signature;
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;

/// Figures at one place at most; each has a uid of its own.
const AT_ONE_PLACE: usize = 64;

/// Holds the figures of a document against their uids and bounds, then all its rows against its seal.
/// A broken seal is told only when nothing more exact was.
pub fn document(conn: &Connection, id: i64, text_sha256: &str, named: usize, proof: &mut Proof) {
    figures(conn, id, text_sha256, proof);
    let what = format!("document {id}");
    let kept = "SELECT sha256 FROM document_seal WHERE document_id = ?1";
    let mut sealed = None;
    proof.rows(conn, "table document_seal", kept, [id], |_, row| {
        sealed = Some(row.get::<_, String>(0)?);
        Ok(())
    });
    match (sealed, seal::of_rows(conn, id)) {
        (None, _) => proof.fault(what, "it has no seal"),
        (_, Err(e)) => proof.fault(what, format!("its rows cannot be read ({e})")),
        (Some(sealed), Ok(found)) if sealed != found && proof.faults.len() == named => {
            proof.fault(what, "what is written about it is not what was written");
        }
        _ => {}
    }
}

fn figures(conn: &Connection, document: i64, text_sha256: &str, proof: &mut Proof) {
    let sql = "SELECT id, uid, start_char, end_char, value_exact, low_exact, high_exact, half_place, comparator, \
               value, low, high FROM figure WHERE document_id = ?1 ORDER BY id";
    proof.rows(conn, "figure", sql, [document], |proof, row| {
        let id: i64 = row.get(0)?;
        let what = || format!("figure {id} of document {document}");
        let (uid, start, end): (String, i64, i64) = (row.get(1)?, row.get(2)?, row.get(3)?);
        if !is_uid(&uid, &format!("{text_sha256}\n{start}\n{end}")) {
            proof.fault(what(), format!("its uid is not {uid}"));
        }
        let stored = Bounds {
            value: row.get(9)?,
            low: row.get(10)?,
            high: row.get(11)?,
        };
        if exact(row)? != Some(stored) {
            let why = "value, low and high are not those of its exact number";
            proof.fault(what(), why);
        }
        Ok(())
    });
}

/// Whether `uid` is made from this key, or one of those for several figures at one place.
fn is_uid(uid: &str, key: &str) -> bool {
    let mut key = key.to_owned();
    for _ in 0..AT_ONE_PLACE {
        if sha256_hex(key.as_bytes()).starts_with(uid) {
            return true;
        }
        key.push('\n');
    }
    false
}

/// The bounds of the exact number of a row.
fn exact(row: &Row<'_>) -> rusqlite::Result<Option<Bounds>> {
    let text = |column| row.get::<_, Option<String>>(column);
    let (value, low, high) = (text(4)?, text(5)?, text(6)?);
    let half = text(7)?.map(|h| h.parse().ok());
    let comparator = Comparator::parse(&row.get::<_, String>(8)?);
    let value = match (value.as_deref(), low.as_deref(), high.as_deref()) {
        (Some(one), None, None) => number(one).map(Value::Exact),
        (None, Some(low), Some(high)) => number(low)
            .zip(number(high))
            .map(|(l, h)| Value::Range(l, h)),
        _ => None,
    };
    let (Some(value), Some(comparator), false) = (value, comparator, half == Some(None)) else {
        return Ok(None);
    };
    Ok(Some(bounds(value, comparator, half.flatten())))
}

fn number(text: &str) -> Option<Number> {
    match text.split_once('/') {
        Some((over, under)) => Some(Number::Fraction(over.parse().ok()?, under.parse().ok()?)),
        None => text.parse().ok().map(Number::Decimal),
    }
}

/// Units and periods against what their codes mean.
pub fn vocabularies(conn: &Connection, proof: &mut Proof) {
    let units = "SELECT u.code, u.name, u.dimension, b.code, u.factor, u.factor_real FROM unit u \
                 JOIN unit b ON b.id = u.base_id ORDER BY u.id";
    proof.rows(conn, "table unit", units, [], |proof, row| {
        let unit = describe(&row.get::<_, String>(0)?);
        let told: (String, String, String, String) =
            (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        let factor: f64 = row.get(5)?;
        let meant = (
            unit.name,
            unit.dimension,
            unit.base,
            unit.factor.to_string(),
        );
        if told != meant || factor.to_bits() != unit.factor.real().to_bits() {
            proof.fault(
                format!("unit {}", unit.code),
                "it is not what its code means",
            );
        }
        Ok(())
    });
    let periods = "SELECT edtf, begin_day, end_before FROM period ORDER BY id";
    proof.rows(conn, "table period", periods, [], |proof, row| {
        let edtf: String = row.get(0)?;
        let told: (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
        let meant = Edtf::parse(&edtf).map(|e| e.interval());
        if meant.map(|days| (day(days.begin), day(days.end_before))) != Some(told) {
            proof.fault(
                format!("period {edtf}"),
                "its days are not those of its EDTF",
            );
        }
        Ok(())
    });
}

/// Stories: every document in one, signatures made again, whoever is alike together.
pub fn stories(conn: &Connection, proof: &mut Proof) {
    let lone = "SELECT d.id FROM document d LEFT JOIN document_story s ON s.document_id = d.id \
                WHERE s.document_id IS NULL OR s.story_id > d.id OR s.story_id <> \
                (SELECT min(o.document_id) FROM document_story o WHERE o.story_id = s.story_id) ORDER BY d.id";
    proof.rows(conn, "table document_story", lone, [], |proof, row| {
        let id: i64 = row.get(0)?;
        proof.fault(
            format!("document {id}"),
            "it is in no story, or its story has another id",
        );
        Ok(())
    });
    let all = "SELECT d.id, s.story_id, EXISTS (SELECT 1 FROM document_story o WHERE o.story_id = s.story_id \
               AND o.document_id <> d.id) FROM document d JOIN document_story s ON s.document_id = d.id ORDER BY d.id";
    proof.rows(conn, "table document_signature", all, [], |proof, row| {
        let (id, own, shared): (i64, i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let signature = signature(conn, id)?;
        let what = format!("document {id}");
        if !is_kept(conn, id, &signature)? {
            proof.fault(what, "its signature is not that of its text");
            return Ok(());
        }
        let told = story::same(conn, &signature, Some(id))?;
        if told.iter().any(|s| *s != own) {
            proof.fault(what, "an article that tells the same is in another story");
        } else if shared && told.is_empty() && !story::crowded(conn, &signature)? {
            proof.fault(what, "no other article of its story tells the same");
        }
        Ok(())
    });
}

/// What the text of a document is compared by, made from its blocks, which every reading leaves as they are.
fn signature(conn: &Connection, document: i64) -> rusqlite::Result<Signature> {
    let mut text = conn.prepare_cached("SELECT text FROM document WHERE id = ?1")?;
    let text: String = text.query_row([document], |r| r.get(0))?;
    let places = Places::of(&text);
    let mut rows = conn.prepare_cached(
        "SELECT start_char, end_char FROM block WHERE document_id = ?1 AND kind <> 'boilerplate' ORDER BY ord",
    )?;
    let blocks = rows.query_map([document], |r| Ok(places.quote(r.get(0)?, r.get(1)?)))?;
    let blocks: Vec<Option<&str>> = blocks.collect::<rusqlite::Result<_>>()?;
    Ok(Signature::of(blocks.into_iter().flatten()))
}

/// Whether the signature and its keys are stored.
fn is_kept(conn: &Connection, document: i64, signature: &Signature) -> rusqlite::Result<bool> {
    let Some(stored) = story::stored(conn, document)? else {
        return Ok(signature.keys.is_empty());
    };
    let mut key =
        conn.prepare_cached("SELECT 1 FROM story_key WHERE key = ?1 AND document_id = ?2")?;
    for wanted in signature.keys.iter().collect::<BTreeSet<_>>() {
        if !key.exists([*wanted, document])? {
            return Ok(false);
        }
    }
    Ok(stored.shingles == signature.shingles
        && stored.sample == signature.sample
        && stored.numbers == signature.numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(number("1/9"), Some(Number::Fraction(1, 9)));
        assert_eq!(number("34.4"), "34.4".parse().ok().map(Number::Decimal));
        assert_eq!(number("x"), None);
    }

    #[test]
    fn uids_of_one_place_differ_and_hold() {
        let uid = |key: &str| sha256_hex(key.as_bytes()).get(..16).unwrap().to_owned();
        assert!(is_uid(&uid("a\n1\n2"), "a\n1\n2"));
        assert!(is_uid(&uid("a\n1\n2\n\n"), "a\n1\n2"));
        assert!(!is_uid(&uid("a\n1\n3"), "a\n1\n2"));
    }
}
