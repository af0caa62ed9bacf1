//! What every rule and reason means, and what the gazetteer knows: for the database and its readers.
//!
//! The one list of all families. Knows no article; the stages do not know it.

use crate::lexicon::gazetteer::{self, Region};
use crate::lexicon::indicators::is_name;
use crate::lexicon::table::rows;
use crate::recognise::mention::Place;
use crate::recognise::{date, figure, project, region};
use crate::relate;
use crate::store::writer::Reference;

const REASONS: &str = include_str!("../lexicon/reasons.tsv");

/// Digest of the code and the tables that make a reading out of a text: two programs with the same one read
/// every text in the same way.
pub const EXTRACTOR: &str = env!("FIGTRACE_EXTRACTOR");

/// What the writer looks up when it first meets a rule or a region.
pub const REFERENCE: Reference = Reference {
    rule: of_rule,
    region,
    parent,
    parts,
    measure: is_name,
    extractor: EXTRACTOR,
};

/// What the rule or reason `id` means, in one line.
pub fn of_rule(id: &str) -> Option<&'static str> {
    rules()
        .find(|(known, _)| *known == id)
        .map(|(_, does)| does)
        .or_else(|| rows(REASONS).find(|r| r.cell(0) == id).map(|r| r.cell(1)))
}

fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let figures = figure::rules::RULES.iter().map(|r| (r.id.0, r.does));
    let dates = date::RULES.iter().map(|r| (r.id.0, r.does));
    let regions = region::RULES.iter().map(|r| (r.id.0, r.does));
    let projects = project::RULES.iter().map(|r| (r.id.0, r.does));
    let relations = relate::RULES.iter().map(|r| (r.id.0, r.does));
    figures
        .chain(dates)
        .chain(regions)
        .chain(projects)
        .chain(relations)
}

fn region(id: &str) -> Option<Place> {
    gazetteer::by_id(id).map(place)
}

fn parent(id: &str) -> Option<Place> {
    let parent = gazetteer::by_id(id)?.parent?;
    gazetteer::region(parent).map(place)
}

fn parts(id: &str) -> Vec<Place> {
    let Some(whole) = gazetteer::by_id(id) else {
        return Vec::new();
    };
    let members = gazetteer::parts(whole.index).into_iter();
    members.filter_map(gazetteer::region).map(place).collect()
}

fn place(region: Region) -> Place {
    Place {
        id: region.id.into(),
        name: region.name.into(),
        level: region.level,
        within: gazetteer::within(region.index).map(Into::into),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_every_family_are_explained() {
        for id in [
            "figure/measure",
            "date/iso",
            "region/name",
            "project/well-known",
            "place/subject",
            "relate/sum",
        ] {
            assert!(of_rule(id).is_some_and(|does| does.len() > 5), "{id}");
        }
        assert_eq!(of_rule("figure/gone"), None);
    }

    /// Reads the linker's own source, so that a reason cannot be added without its meaning.
    #[test]
    fn every_reason_of_the_linker_is_explained_and_no_other() {
        let mut used = std::collections::BTreeSet::new();
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/link")];
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(folder)
                .unwrap()
                .map(|f| f.unwrap().path())
            {
                if file.is_dir() {
                    folders.push(file);
                    continue;
                }
                let source = std::fs::read_to_string(file).unwrap();
                let written = source.split("mod tests {").next().unwrap();
                for after in written.split("RuleId(\"").skip(1) {
                    used.insert(after.split('"').next().unwrap().to_owned());
                }
            }
        }
        let explained: std::collections::BTreeSet<String> =
            rows(REASONS).map(|r| r.cell(0).to_owned()).collect();
        assert_eq!(used, explained);
    }

    #[test]
    fn regions_know_their_parents_and_parts() {
        assert_eq!(region("530600").unwrap().name, "Zhaotong");
        assert_eq!(region("text:Nowhere"), None);
        assert_eq!(parent("530600").unwrap().name, "Yunnan");
        assert_eq!(parent("CN-YN").unwrap().name, "China");
        assert_eq!(parent("text:Nowhere"), None);
        let names: Vec<String> = parts("cluster:jing-jin-ji")
            .iter()
            .map(|p| p.name.to_string())
            .collect();
        assert!(names.contains(&"Hebei".to_owned()), "{names:?}");
    }
}
