//! Two thousand damaged inputs: bits flipped, ends cut off, stretches doubled, moved, mixed with
//! others. Reading never panics, and what it finds obeys the laws.

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use super::laws;
    use std::path::{Path, PathBuf};

    /// Where the row of mutants starts: any number does, as long as it stays. `FIGTRACE_MUTANTS=7` tries
    /// another row, and a longer search is a loop over numbers.
    const SEED: u64 = 20_255;

    const MUTANTS: usize = 2_000;

    /// Bytes of a file that is worth mutating this often.
    const LONGEST: usize = 64 * 1024;

    /// Numbers from a seed: splitmix64.
    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let limit = u64::try_from(limit.max(1)).unwrap();
            usize::try_from((z ^ (z >> 31)) % limit).unwrap()
        }

        /// Two places in so many bytes, in order.
        fn stretch(&mut self, length: usize) -> (usize, usize) {
            let start = self.below(length);
            (start, (start + self.below(200)).min(length))
        }
    }

    /// A few changes to `bytes`; `other` is there to take from.
    fn mutant(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..=random.below(4) {
            let (start, end) = random.stretch(out.len());
            match random.below(7) {
                0 => (0..=random.below(8)).for_each(|_| {
                    let at = random.below(out.len());
                    if let Some(byte) = out.get_mut(at) {
                        *byte ^= 1 << random.below(8);
                    }
                }),
                1 => out.truncate(start),
                2 => drop(out.drain(start..end)),
                3 => {
                    let piece = out[start..end].to_vec();
                    let times = 1 + random.below(20);
                    out.splice(end..end, piece.repeat(times));
                }
                4 => {
                    let (from, to) = random.stretch(other.len());
                    out.splice(start..end, other[from..to].to_vec());
                }
                5 => {
                    const ODD: [&[u8]; 9] = [
                        b"\0",
                        b"\xff\xfe",
                        b"\xe2\x80",
                        b"\xe2\x80\xae",
                        b"<",
                        b"&#x110000;",
                        b"\r",
                        b"9999999999999999999999999999999",
                        "\u{300}\u{ad}\u{feff}".as_bytes(),
                    ];
                    out.splice(start..start, ODD[random.below(ODD.len())].to_vec());
                }
                _ => out.rotate_left(start),
            }
        }
        out
    }

    /// The files of a folder of the corpus, in order.
    fn files(folder: &str) -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(folder);
        let mut out: Vec<PathBuf> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                path.is_file() && path.extension().is_none_or(|e| e != "tsv" && e != "json")
            })
            .collect();
        out.sort();
        out
    }

    #[test]
    fn every_reader_has_a_target_to_be_fuzzed_by() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
        let targets = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        for format in figtrace::read::FORMATS {
            let name = format.name;
            let target = folder.join(format!("fuzz_targets/{name}.rs"));
            let source = std::fs::read_to_string(&target).unwrap();
            assert!(
                source.contains(&format!("figtrace_fuzz::read({name:?}")),
                "{name}"
            );
            assert!(targets.contains(&format!("\nname = {name:?}\n")), "{name}");
        }
    }

    #[test]
    fn damaged_inputs_break_no_law() {
        let originals: Vec<(PathBuf, Vec<u8>)> = [files("formats"), files("articles")]
            .concat()
            .into_iter()
            .map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .filter(|(_, bytes)| bytes.len() < LONGEST)
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let asked = std::env::var("FIGTRACE_MUTANTS").ok();
        let mut random = Random(asked.map_or(SEED, |seed| seed.parse().unwrap()));
        let (mut documents, mut refused) = (0, 0);
        for round in 0..MUTANTS {
            let (path, bytes) = &originals[round % originals.len()];
            let (_, other) = &originals[random.below(originals.len())];
            let mutant = mutant(bytes, other, &mut random);
            let file = folder.path().join(path.file_name().unwrap());
            std::fs::write(&file, &mutant).unwrap();
            let read = std::panic::catch_unwind(|| laws::hold(&file, None));
            let Ok(found) = read else {
                panic!(
                    "mutant {round} of {}: {:?}",
                    path.display(),
                    String::from_utf8_lossy(&mutant)
                );
            };
            documents += found;
            refused += usize::from(found == 0);
        }
        assert!(
            documents > MUTANTS / 2,
            "most can still be read: {documents}"
        );
        assert!(refused > MUTANTS / 50, "some cannot: {refused}");
    }
}
