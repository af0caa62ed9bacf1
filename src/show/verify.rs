//! A proof of a database, for a person.

use crate::query::verify::Proof;
use std::fmt::Write as _;

/// Faults listed at most; the rest is counted.
const LISTED: usize = 50;

/// What was checked, what failed.
pub fn text(proof: &Proof, database: &str) -> String {
    let mut out = String::new();
    for fault in proof.faults.iter().take(LISTED) {
        let _ = writeln!(out, "{}: {}", fault.what, fault.why);
    }
    let more = proof.faults.len().saturating_sub(LISTED);
    if more > 0 {
        let _ = writeln!(out, "and {more} more");
    }
    for what in &proof.unchecked {
        let _ = writeln!(out, "not checked: {what}");
    }
    for what in &proof.remarks {
        let _ = writeln!(out, "remark: {what}");
    }
    let verdict = match proof.faults.len() {
        0 => "sound".to_owned(),
        1 => "1 fault".to_owned(),
        n => format!("{n} faults"),
    };
    let Proof {
        texts,
        spans,
        inputs,
        mapped,
        ..
    } = proof;
    let _ = write!(
        out,
        "{database}: {verdict}; checked {texts} texts, {spans} spans, {inputs} inputs"
    );
    if *mapped > 0 {
        let _ = write!(out, ", {mapped} bytes of text at their place in the input");
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::verify::Fault;

    #[test]
    fn faults_are_listed_and_counted() {
        let fault = Fault {
            what: "figure 1".into(),
            why: "x".into(),
        };
        let mut proof = Proof {
            texts: 2,
            spans: 9,
            inputs: 1,
            mapped: 7,
            ..Proof::default()
        };
        assert_eq!(
            text(&proof, "a.db"),
            "a.db: sound; checked 2 texts, 9 spans, 1 inputs, 7 bytes of text at their place in the input\n"
        );
        proof.faults = vec![fault; 60];
        proof.unchecked = vec!["the index (busy)".into()];
        proof.remarks = vec!["a mark".into()];
        let said = text(&proof, "a.db");
        assert_eq!(said.lines().count(), 50 + 4);
        assert!(
            said.contains(
                "and 10 more\nnot checked: the index (busy)\nremark: a mark\na.db: 60 faults;"
            ),
            "{said}"
        );
    }
}
