//! The region a person names: the database's own, else the gazetteer's; of namesakes the one that
//! most figures are about, and the others said.

use crate::app::narrow::offered;
use anyhow::bail;
use figtrace::lexicon::gazetteer;
use figtrace::query::Library;
use figtrace::query::names::{Kind, Region};

/// A region as typed.
pub struct Asked<'a> {
    /// The name or id.
    pub name: &'a str,
    /// The option it was typed with.
    pub option: &'a str,
    /// With all that lies in it.
    pub whole: bool,
}

/// Rows of the region asked for. Empty when the region is known and no article names it.
///
/// # Errors
/// A sentence with near names for a name that nobody knows.
pub fn rows(
    library: &Library,
    asked: &Asked<'_>,
    notes: &mut Vec<String>,
) -> anyhow::Result<Vec<i64>> {
    if let Some(region) = one(library, asked, notes)? {
        let own = vec![region.id];
        return Ok(if asked.whole {
            library.inside(&own)?
        } else {
            own
        });
    }
    if !asked.whole {
        notes.push(format!("no article here names {}", asked.name));
        return Ok(Vec::new());
    }
    let inner = members(library, asked.name)?;
    if inner.is_empty() {
        notes.push(format!(
            "no article here names {} or a region in it",
            asked.name
        ));
    }
    Ok(inner)
}

/// The region asked for; `None` when only the gazetteer knows it.
///
/// # Errors
/// A sentence with near names for a name that nobody knows.
pub fn one(
    library: &Library,
    asked: &Asked<'_>,
    notes: &mut Vec<String>,
) -> anyhow::Result<Option<Region>> {
    let Asked { name, option, .. } = asked;
    let mut found = library.regions_called(name)?;
    let listed = gazetteer::candidates(name);
    if found.is_empty() {
        let ids = listed
            .iter()
            .filter_map(|c| gazetteer::region(c.region))
            .map(|r| r.id);
        found = library.regions_with_codes(&ids.collect::<Vec<_>>())?;
    }
    let Some((taken, others)) = found.split_first() else {
        if listed.is_empty() && gazetteer::by_id(name).is_none() {
            let near = library.near(Kind::Region, name)?;
            bail!("no region is called {name:?}{}", offered(&near));
        }
        return Ok(None);
    };
    if !others.is_empty() {
        let other = |r: &Region| format!("{} ({option} {})", told(r), r.code);
        notes.push(format!(
            "{option} {name} is taken for {} ({}); there is also {}",
            told(taken),
            taken.code,
            others.iter().map(other).collect::<Vec<_>>().join(", ")
        ));
    }
    Ok(Some(taken.clone()))
}

/// "Suzhou, Jiangsu".
pub fn told(region: &Region) -> String {
    match &region.within {
        Some(within) => format!("{}, {within}", region.name),
        None => region.name.clone(),
    }
}

/// Rows of regions in the one that only the gazetteer knows as `name`.
fn members(library: &Library, name: &str) -> anyhow::Result<Vec<i64>> {
    let best = gazetteer::candidates(name).first().map(|c| c.region);
    let Some(whole) = best.or_else(|| gazetteer::by_id(name).map(|r| r.index)) else {
        return Ok(Vec::new());
    };
    let codes = library.region_codes()?;
    let inside = |code: &&String| {
        gazetteer::by_id(code).is_some_and(|r| gazetteer::is_part_of(r.index, whole))
    };
    let codes: Vec<&str> = codes.iter().filter(inside).map(String::as_str).collect();
    Ok(library
        .regions_with_codes(&codes)?
        .into_iter()
        .map(|r| r.id)
        .collect())
}
