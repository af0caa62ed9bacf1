//! What to say of the places of a claim: namesakes, and names that may be slips of the pen.

use crate::app::narrow::offered;
use figtrace::check::judge::Verdict;
use figtrace::lexicon::check::is_common;
use figtrace::query::Library;
use figtrace::query::names::{Kind, Region};
use figtrace::recognise::mention::Place;

/// A name shorter than this is too like others to be a slip of one.
const SHORTEST: usize = 4;

/// In a name this long two letters may be wrong, in a shorter one only one.
const LONG: usize = 8;

/// Sentences on the places of a claim.
///
/// # Errors
/// What the database says.
pub fn notes(
    library: &Library,
    claim: &str,
    places: &[Place],
    verdict: Verdict,
) -> anyhow::Result<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    for place in places {
        let note = namesakes(place, &library.regions_called(&place.name)?);
        out.extend(note.filter(|n| !out.contains(n)));
    }
    if verdict == Verdict::NotCovered {
        for word in names(claim, places) {
            let mut near = library.near(Kind::Region, word)?;
            near.retain(|name| is_slip(word, name));
            if !near.is_empty() {
                let offer = offered(&near);
                out.push(format!("no article here tells of {word}{offer}"));
            }
        }
    }
    Ok(out)
}

/// "Suzhou is taken for Suzhou, Jiangsu; there is also Suzhou, Anhui", when articles tell of more than one.
fn namesakes(place: &Place, called: &[Region]) -> Option<String> {
    let same = |r: &&Region| r.code != place.id && r.name.eq_ignore_ascii_case(&place.name);
    let others: Vec<String> = called
        .iter()
        .filter(same)
        .map(super::super::place::told)
        .collect();
    let taken = match &place.within {
        Some(within) => format!("{}, {within}", place.name),
        None => place.name.to_string(),
    };
    (!others.is_empty()).then(|| {
        format!(
            "{} is taken for {taken}; there is also {}: write it so to mean it",
            place.name,
            others.join(" and ")
        )
    })
}

/// Words with a capital letter that belong to none of the places.
fn names<'c>(claim: &'c str, places: &[Place]) -> Vec<&'c str> {
    let known = |w: &str| places.iter().any(|p| p.name.contains(w));
    let words = claim.split(|c: char| !c.is_alphanumeric() && c != '-');
    words
        .filter(|w| w.starts_with(char::is_uppercase) && w.len() >= SHORTEST)
        .filter(|w| !is_common(&w.to_lowercase()) && !known(w))
        .collect()
}

fn is_slip(word: &str, name: &str) -> bool {
    let wrong = strsim::osa_distance(&word.to_lowercase(), &name.to_lowercase());
    (1..=if name.len() < LONG { 1 } else { 2 }).contains(&wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use figtrace::base::vocabulary::Level;

    fn suzhou() -> Place {
        Place {
            id: "320500".into(),
            name: "Suzhou".into(),
            level: Level::Prefecture,
            within: Some("Jiangsu".into()),
        }
    }

    fn region(code: &str, within: &str) -> Region {
        Region {
            id: 1,
            code: code.into(),
            name: "Suzhou".into(),
            level: "prefecture".into(),
            within: Some(within.into()),
            figures: 3,
        }
    }

    #[test]
    fn namesakes_are_told_apart() {
        let both = [region("341300", "Anhui"), region("320500", "Jiangsu")];
        assert_eq!(
            namesakes(&suzhou(), &both).unwrap(),
            "Suzhou is taken for Suzhou, Jiangsu; there is also Suzhou, Anhui: write it so to mean it"
        );
        assert_eq!(namesakes(&suzhou(), &both[1..]), None);
    }

    #[test]
    fn names_outside_the_places_may_be_slips() {
        assert_eq!(
            names("The Hennan mill near Suzhou", &[suzhou()]),
            ["Hennan"]
        );
        assert!(is_slip("Hennan", "Henan") && is_slip("Heilonjiang", "Heilongjiang"));
        assert!(!is_slip("Henan", "Henan") && !is_slip("Hubei", "Hebei Bay"));
    }
}
