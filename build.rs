//! Packs the tables of `lexicon/regions/` into the gazetteer's index and records, so that the
//! program starts without parsing anything: an FST from folded names to postings, fixed-width
//! records, and one pool of strings. `src/lexicon/gazetteer/pack.rs` reads what is written here.
//!
//! It also computes the digest of the code and tables that make a reading out of a text, which a database
//! keeps for each document.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/base/fnv.rs"]
#[allow(
    dead_code,
    reason = "the library uses more of the shared file than this script does"
)]
mod fnv;

#[path = "src/lexicon/gazetteer/fold.rs"]
#[allow(
    dead_code,
    reason = "the library uses more of the shared file than this script does"
)]
mod fold;

#[path = "src/lexicon/gazetteer/layout.rs"]
#[allow(
    dead_code,
    reason = "the library uses more of the shared file than this script does"
)]
mod layout;

use layout::{ABBREVIATION, COMMA_ONLY, EVERYDAY, NONE};

/// The tables of regions, each with the rank its rows have (see `rank`).
const TABLES: &[&str] = &[
    "china",
    "cities",
    "clusters",
    "counties",
    "countries",
    "provinces",
    "towns",
];

/// Levels in the order of their packed number: that of `Level`'s declaration.
const LEVELS: &[&str] = &[
    "country",
    "province",
    "prefecture",
    "county",
    "town",
    "zone",
    "cluster",
    "macro",
];

/// One row of a table of regions.
struct Row {
    table: &'static str,
    cells: Vec<String>,
}

impl Row {
    fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }

    fn list(&self, index: usize) -> impl Iterator<Item = &str> {
        self.cell(index).split('|').filter(|p| !p.is_empty())
    }
}

/// What makes a reading out of a text, in the order of the stages.
const EXTRACTOR: &[&str] = &[
    "lexicon",
    "src/base",
    "src/lexicon",
    "src/link",
    "src/pipeline.rs",
    "src/recognise",
    "src/relate",
    "src/segment",
];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    for part in EXTRACTOR {
        println!("cargo:rerun-if-changed={part}");
    }
    println!("cargo:rustc-env=FIGTRACE_EXTRACTOR={:016x}", digest()?);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if is_packed(&out)? {
        return Ok(());
    }
    pack(&out)
}

/// FNV-1a over the names and contents of all files, in the order of names.
fn digest() -> io::Result<u64> {
    let mut files = Vec::new();
    for part in EXTRACTOR {
        walk(Path::new(part), &mut files)?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain(fs::read(&file)?) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}

fn walk(path: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            walk(&entry?.path(), out)?;
        }
    } else {
        out.push(path.to_path_buf());
    }
    Ok(())
}

/// Whether the packed gazetteer is newer than everything it is packed from, and this program: packing
/// takes longer than the digest, which every change of a rule asks for.
fn is_packed(out: &Path) -> io::Result<bool> {
    // The file that is written last.
    let Ok(made) = fs::metadata(out.join("regions.postings")).and_then(|m| m.modified()) else {
        return Ok(false);
    };
    let mut from = vec![
        env::current_exe()?,
        PathBuf::from("src/base/fnv.rs"),
        PathBuf::from("src/lexicon/gazetteer/fold.rs"),
        PathBuf::from("src/lexicon/gazetteer/layout.rs"),
    ];
    walk(Path::new("lexicon/regions"), &mut from)?;
    for file in from {
        if fs::metadata(file)?.modified()? > made {
            return Ok(false);
        }
    }
    Ok(true)
}

fn pack(out: &Path) -> io::Result<()> {
    let folder = Path::new("lexicon/regions");
    let mut rows = Vec::new();
    for table in TABLES {
        for cells in read(&folder.join(format!("{table}.tsv")))? {
            rows.push(Row { table, cells });
        }
    }
    rows.sort_by(|a, b| a.cell(0).cmp(b.cell(0)));
    let index: BTreeMap<String, u32> = (0u32..)
        .zip(&rows)
        .map(|(i, row)| (row.cell(0).to_owned(), i))
        .collect();
    write_records(out, &rows, &index)?;
    write_surfaces(out, folder, &rows, &index)
}

/// The rows of a table as cells, comments and heading left out.
fn read(path: &Path) -> io::Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path)?;
    Ok(text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect())
}

fn write_records(out: &Path, rows: &[Row], index: &BTreeMap<String, u32>) -> io::Result<()> {
    let (mut records, mut strings, mut parts) = (Vec::new(), String::new(), Vec::<u8>::new());
    for row in rows {
        let (id, name) = (row.cell(0), row.cell(1));
        let id_at = strings.len();
        strings.push_str(id);
        let name_at = strings.len();
        strings.push_str(name);
        let parts_at = parts.len() / 4;
        for part in row.list(8) {
            if let Some(member) = index.get(part.trim_start_matches('~')) {
                parts.extend(member.to_le_bytes());
            }
        }
        let level = LEVELS
            .iter()
            .position(|l| *l == row.cell(2))
            .ok_or_else(|| bad(row, "level"))?;
        let parent = match row.cell(3) {
            "" => NONE,
            parent => *index.get(parent).ok_or_else(|| bad(row, "parent"))?,
        };
        let population: u32 = row.cell(4).parse().unwrap_or_default();
        for number in [
            narrow(id_at)?,
            narrow(name_at)?,
            parent,
            population,
            narrow(parts_at)?,
            narrow(parts.len() / 4 - parts_at)?,
        ] {
            records.extend(number.to_le_bytes());
        }
        let rank = rank(row.table, row.cell(0), population);
        for number in [id.len(), name.len(), level, rank] {
            records.push(u8::try_from(number).map_err(io::Error::other)?);
        }
    }
    fs::write(out.join("regions.records"), records)?;
    fs::write(out.join("regions.parts"), parts)?;
    fs::write(out.join("regions.strings"), strings)
}

fn bad(row: &Row, what: &str) -> io::Error {
    io::Error::other(format!(
        "lexicon/regions/{}.tsv: {}: unknown {what}",
        row.table,
        row.cell(0)
    ))
}

fn narrow(number: usize) -> io::Result<u32> {
    u32::try_from(number).map_err(io::Error::other)
}

fn write_surfaces(
    out: &Path,
    folder: &Path,
    rows: &[Row],
    index: &BTreeMap<String, u32>,
) -> io::Result<()> {
    let mut surfaces: BTreeMap<Vec<u8>, BTreeMap<u32, u32>> = BTreeMap::new();
    let mut add = |name: &str, region: u32, flags: u32| {
        let key = fold::key(name);
        if !key.is_empty() {
            let entry = surfaces
                .entry(key)
                .or_default()
                .entry(region)
                .or_insert(flags);
            // What one column lets stand alone stands alone; capitals stay capitals.
            *entry = (*entry & flags) | ((*entry | flags) & ABBREVIATION);
        }
    };
    for (i, row) in (0u32..).zip(rows) {
        add(row.cell(1), i, 0);
        for name in row.list(5) {
            add(name, i, 0);
        }
        for name in row.list(6) {
            add(name, i, ABBREVIATION);
        }
    }
    for cells in read(&folder.join("postal.tsv"))? {
        let [id, code, short] = cells.as_slice() else {
            continue;
        };
        if let Some(region) = index.get(id) {
            add(code, *region, COMMA_ONLY);
            add(short, *region, COMMA_ONLY);
        }
    }
    for cells in read(&folder.join("everyday.tsv"))? {
        let key = fold::key(cells.first().map_or("", String::as_str));
        if let Some(postings) = surfaces.get_mut(&key) {
            for flags in postings
                .values_mut()
                .filter(|f| **f & (ABBREVIATION | COMMA_ONLY) == 0)
            {
                *flags |= EVERYDAY;
            }
        }
    }
    write_fst(out, &surfaces)
}

fn write_fst(out: &Path, surfaces: &BTreeMap<Vec<u8>, BTreeMap<u32, u32>>) -> io::Result<()> {
    let mut builder = fst::MapBuilder::memory();
    let mut postings = Vec::<u8>::new();
    let mut firsts = vec![0_u8; (layout::FIRST_WORDS / 8) as usize];
    for (key, regions) in surfaces {
        let bit =
            fnv::fnv(key.split(|b| *b == b' ').next().unwrap_or_default()) % layout::FIRST_WORDS;
        if let Some(byte) = firsts.get_mut((bit / 8) as usize) {
            *byte |= 1 << (bit % 8);
        }
        let at = narrow(postings.len() / 4)?;
        let count = narrow(regions.len().min(255))?;
        for (region, flags) in regions.iter().take(255) {
            postings.extend((region | flags << layout::FLAG_SHIFT).to_le_bytes());
        }
        builder
            .insert(key, u64::from(at) << 8 | u64::from(count))
            .map_err(io::Error::other)?;
    }
    let map = builder.into_inner().map_err(io::Error::other)?;
    fs::write(out.join("regions.fst"), map)?;
    fs::write(out.join("regions.firsts"), firsts)?;
    fs::write(out.join("regions.postings"), postings)
}

/// Countries whose first-level divisions are no larger than towns elsewhere.
const SMALL: &[&str] = &[
    "AD-", "AG-", "AZ-", "BB-", "DM-", "GD-", "KN-", "LC-", "LI-", "LT-", "LV-", "MD-", "MK-",
    "MT-", "MU-", "MV-", "NR-", "PW-", "SC-", "SI-", "SM-", "TT-", "VC-",
];

/// How widely a region is known, 0 to 9, from its table, its id and its population: settles ties
/// between namesakes before population does.
fn rank(table: &str, id: &str, population: u32) -> usize {
    match table {
        "countries" => 9,
        "provinces" if SMALL.iter().any(|c| id.starts_with(c)) => 3,
        "provinces" | "clusters" => 8,
        "china" if id.starts_with("CN-") => 8,
        "china" if id.ends_with("00") => 7,
        "cities" if population >= 600_000 => 8,
        "cities" => 6,
        // A county of the United States is listed with its suffix, which makes it plain.
        "counties" if id.starts_with("fips") => 5,
        "china" => 4,
        "counties" => 3,
        _ => 2,
    }
}
