//! Archives: ZIP files of articles, web archives in WACZ. Their members are read like a folder's files.
//!
//! Owns which members are articles. What is in a member is for the reader of its own format.

pub(super) mod archive;

use super::error::Problem;
use super::opened::Opened;
use super::{Documents, FORMATS, Found, Item, Skipped, single, walk};
use archive::Archive;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Archives in archives at most, the outermost counted.
const DEPTH: u8 = 3;

/// What the members of an archive make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Articles,
    Wacz,
    Epub,
    Office,
}

/// Whether an archive begins here.
pub(super) fn sniff(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The name of the format that an archive is by its members; nothing when it cannot be read as one.
pub(super) fn closer(opened: &mut Opened) -> Option<&'static str> {
    let archive = Archive::open(opened).ok()?;
    match kind(&archive) {
        Kind::Epub => Some("epub"),
        Kind::Wacz => Some("wacz"),
        Kind::Articles | Kind::Office => Some("zip"),
    }
}

fn kind(archive: &Archive) -> Kind {
    let has = |name: &str| archive.index(name).is_some();
    if has("META-INF/container.xml") {
        Kind::Epub
    } else if has("datapackage.json") && archive.names().any(is_web_archive) {
        Kind::Wacz
    } else if has("[Content_Types].xml") || (has("mimetype") && has("content.xml")) {
        Kind::Office
    } else {
        Kind::Articles
    }
}

/// Whether a member of a WACZ holds records.
fn is_web_archive(name: &str) -> bool {
    name.strip_prefix("archive/").is_some_and(|n| {
        [".warc", ".warc.gz", ".warc.zst"]
            .iter()
            .any(|end| n.ends_with(end))
    })
}

/// Reads every member that is no asset.
pub(super) fn read(opened: Opened) -> Documents {
    members(opened, false)
}

/// Reads the web archives of a WACZ; pages' texts, indexes and logs in it repeat what they hold.
pub(super) fn read_wacz(opened: Opened) -> Documents {
    members(opened, true)
}

fn members(mut opened: Opened, wacz: bool) -> Documents {
    if opened.place.depth >= DEPTH {
        let problem = Problem::Archive("archives lie in archives in archives");
        return single(Err(opened.error(problem)));
    }
    let archive = match Archive::open(&mut opened) {
        Ok(archive) => archive,
        Err(problem) => return single(Err(opened.error(problem))),
    };
    if !wacz && kind(&archive) == Kind::Office {
        return single(Err(opened.error(Problem::Binary("an office document"))));
    }
    let mut names: Vec<String> = archive.names().map(str::to_owned).collect();
    names.sort();
    let mut skipped = BTreeMap::new();
    if wacz {
        names.retain(|n| is_web_archive(n));
    } else {
        leave_out(&mut names, &mut skipped);
    }
    Box::new(Members {
        found_none: names.is_empty() && skipped.is_empty(),
        names: names.into(),
        opened,
        archive,
        current: None,
        skipped,
        done: false,
    })
}

/// Leaves out what is no article by its name, as in a folder; counts what a person may ask about.
fn leave_out(names: &mut Vec<String>, skipped: &mut BTreeMap<&'static str, u64>) {
    let lower: BTreeSet<String> = names.iter().map(|n| n.to_lowercase()).collect();
    names.retain(|name| {
        let parts: Vec<&str> = name.split('/').collect();
        let hidden = |p: &&str| p.starts_with('.') && !matches!(*p, "." | "..");
        if name.ends_with('/') || parts.iter().any(|p| hidden(p) || *p == "__MACOSX") {
            return false;
        }
        let name = name.to_lowercase();
        if with_a_page(&name, &lower) || (walk::is_beside(&name) && !walk::may_be_feed(&name)) {
            *skipped
                .entry("pictures, styles, scripts and data")
                .or_default() += 1;
            return false;
        }
        true
    });
}

/// Whether a member lies in a folder that a browser saved with a page.
fn with_a_page(name: &str, all: &BTreeSet<String>) -> bool {
    name.match_indices('/').any(|(at, _)| {
        let folder = name.get(..at).unwrap_or_default();
        walk::saved_with_page(folder, |page| all.contains(page))
    })
}

struct Members {
    opened: Opened,
    archive: Archive,
    names: VecDeque<String>,
    current: Option<Documents>,
    skipped: BTreeMap<&'static str, u64>,
    found_none: bool,
    done: bool,
}

impl Iterator for Members {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = match self.names.pop_front() {
                Some(name) => Some(self.member(&name)),
                None if self.done => return None,
                None => {
                    self.done = true;
                    Some(self.end())
                }
            };
        }
    }
}

impl Members {
    fn member(&mut self, name: &str) -> Documents {
        let place = self
            .opened
            .place
            .member(&name.replace(char::is_control, "?"));
        let stream = match self.archive.member(name) {
            Ok(stream) => stream,
            Err(problem) => return single(Err(place.error(problem))),
        };
        let opened = match Opened::of(place, stream) {
            Ok(opened) => opened,
            Err(error) => return single(Err(error)),
        };
        // Among the members of an archive data is data, unless it is a feed.
        if walk::may_be_feed(&name.to_lowercase()) {
            let feed = FORMATS.iter().find(|f| f.beside && (f.sniff)(&opened.head));
            if let Some(format) = feed {
                return (format.read)(opened);
            }
            *self
                .skipped
                .entry("pictures, styles, scripts and data")
                .or_default() += 1;
            return Box::new(std::iter::empty());
        }
        super::read(opened, None)
    }

    /// Behind the last member: what was passed over, and whether all of it can be believed.
    fn end(&mut self) -> Documents {
        let mut out: Vec<Item> = Vec::new();
        if self.opened.changed() {
            out.push(Err(self.opened.error(Problem::Changed)));
        }
        if self.archive.has_namesakes() {
            let what = "a member has the name of another one".to_owned();
            out.push(Err(self.opened.error(Problem::Part(what))));
        }
        if self.found_none {
            let problem = Problem::Archive("the archive holds nothing to read");
            out.push(Err(self.opened.error(problem)));
        }
        for (reason, number) in std::mem::take(&mut self.skipped) {
            out.push(Ok(Found::Skipped(Skipped {
                place: self.opened.place.name.clone(),
                number,
                reason: reason.to_owned(),
            })));
        }
        Box::new(out.into_iter())
    }
}

#[cfg(test)]
mod tests;
