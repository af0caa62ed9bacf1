//! How well stories are told apart: families of made-up rewrites, and texts that only look alike.

#[cfg(test)]
mod tests {
    use figtrace::clean::plain;
    use figtrace::story::{Signature, same_story};
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    /// A generator that gives the same numbers everywhere (`SplitMix64`).
    struct Dice(u64);

    impl Dice {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut x = self.0;
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            x ^ (x >> 31)
        }

        fn below(&mut self, end: usize) -> usize {
            usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
        }

        fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
            words[self.below(words.len())]
        }

        fn shuffle<T>(&mut self, items: &mut [T]) {
            for end in (1..items.len()).rev() {
                items.swap(end, self.below(end + 1));
            }
        }
    }

    const PLACES: &[&str] = &[
        "Lirra", "Okava", "Tessim", "Borvale", "Mirn", "Dunholt", "Carsa", "Ulme",
    ];
    const THINGS: &[&str] = &[
        "steel", "grain", "cement", "copper", "timber", "fish", "fruit", "cotton", "salt", "paper",
    ];
    const PEOPLE: &[&str] = &[
        "the harbour master",
        "the ministry",
        "the mayor",
        "the bureau",
        "the company",
        "farmers",
    ];
    const VERBS: &[&str] = &[
        "moved", "sold", "shipped", "made", "stored", "bought", "lost", "ordered",
    ];
    const WHERES: &[&str] = &[
        "through the old port",
        "by rail to the coast",
        "across the border",
        "to the new market",
        "up the river",
    ];

    /// A sentence of news; one in four has no number.
    fn sentence(dice: &mut Dice) -> String {
        let (place, thing, who) = (dice.of(PLACES), dice.of(THINGS), dice.of(PEOPLE));
        let (verb, how) = (dice.of(VERBS), dice.of(WHERES));
        let (n, m) = (dice.below(9000) + 11, dice.below(90) + 2);
        match dice.below(8) {
            0 => format!("{place} {verb} {n} tonnes of {thing} {how} in {m} days, {who} said."),
            1 => format!(
                "Output of {thing} in {place} rose {m}.{} percent to {n} tonnes {how}.",
                m % 10
            ),
            2 => format!(
                "In {place}, {who} {verb} {thing} worth {n} million yuan {how}, {m} percent more than before."
            ),
            3 => format!(
                "Some {n} people in {place} live on {thing}, and {who} wants {m} more yards {how}."
            ),
            4 => format!(
                "The {thing} trade {how} gave {place} {n} new jobs within {m} months, according to {who}."
            ),
            5 => format!(
                "For {who}, {m} of every 100 boats with {thing} {verb} {how} come from {place}."
            ),
            6 => format!(
                "{who} hopes that {thing} from {place} will go {how} again once the {} is mended.",
                dice.of(&["bridge", "lock", "road", "quay", "gate"])
            ),
            _ => format!(
                "Nobody in {place} remembers a year when so much {thing} was {verb} {how}, says {who} of {}.",
                dice.of(PLACES)
            ),
        }
    }

    /// An article: a headline and paragraphs of sentences.
    #[derive(Clone)]
    struct Text {
        headline: String,
        paragraphs: Vec<Vec<String>>,
    }

    impl Text {
        fn made(dice: &mut Dice, paragraphs: usize) -> Self {
            let headline = format!(
                "{} and the {} of {}",
                dice.of(PLACES),
                dice.of(THINGS),
                dice.of(PLACES)
            );
            let body = |dice: &mut Dice| (0..2 + dice.below(2)).map(|_| sentence(dice)).collect();
            Self {
                headline,
                paragraphs: (0..paragraphs).map(|_| body(dice)).collect(),
            }
        }

        fn read(text: &str) -> Self {
            let (headline, body) = text.split_once("\n\n").unwrap();
            let paragraph = |p: &str| {
                p.split_inclusive(". ")
                    .map(|s| s.trim().to_owned())
                    .collect()
            };
            Self {
                headline: headline.to_owned(),
                paragraphs: body.split("\n\n").map(paragraph).collect(),
            }
        }

        fn written(&self) -> String {
            let body: Vec<String> = self.paragraphs.iter().map(|p| p.join(" ")).collect();
            format!("{}\n\n{}\n", self.headline, body.join("\n\n"))
        }

        fn words(&self) -> usize {
            self.written().split_whitespace().count()
        }

        /// Without its last sentences, until `percent` of the words are left.
        fn cut(&self, percent: usize) -> Self {
            let wanted = self.words() * percent / 100;
            let mut out = self.clone();
            while out.words() > wanted && out.paragraphs.len() > 1 {
                let last = out.paragraphs.last_mut().unwrap();
                last.pop();
                if last.is_empty() {
                    out.paragraphs.pop();
                }
            }
            out
        }

        /// Without sentences taken out anywhere.
        fn thinned(&self, dice: &mut Dice, percent: usize) -> Self {
            let wanted = self.words() * percent / 100;
            let mut out = self.clone();
            while out.words() > wanted && out.paragraphs.len() > 1 {
                let at = dice.below(out.paragraphs.len());
                let length = out.paragraphs[at].len();
                out.paragraphs[at].remove(dice.below(length));
                if out.paragraphs[at].is_empty() {
                    out.paragraphs.remove(at);
                }
            }
            out
        }

        fn shuffled(&self, dice: &mut Dice) -> Self {
            let mut out = self.clone();
            dice.shuffle(&mut out.paragraphs);
            out
        }

        fn renamed(&self, dice: &mut Dice) -> Self {
            let mut out = self.clone();
            out.headline = format!("What {} means for {}", dice.of(THINGS), dice.of(PLACES));
            out
        }

        fn with_agency(&self, dice: &mut Dice) -> Self {
            let mut out = self.clone();
            let line = format!(
                "{}, June {} (Northern News Agency) --",
                dice.of(PLACES).to_uppercase(),
                dice.below(28) + 1
            );
            out.paragraphs[0].insert(0, line);
            let end = "(Reporting by our own staff; editing by the desk.)".to_owned();
            out.paragraphs.push(vec![end]);
            out
        }

        /// With an opening in other words.
        fn opened_anew(&self, dice: &mut Dice) -> Self {
            let mut out = self.renamed(dice);
            let new = format!(
                "It is a season to remember for {}, where {} has become the talk of the town and every yard is full.",
                dice.of(PLACES),
                dice.of(THINGS)
            );
            out.paragraphs[0] = vec![new];
            out
        }

        /// With one numeral in `every` changed.
        fn updated(&self, dice: &mut Dice, every: usize) -> Self {
            let mut out = self.clone();
            for sentence in out.paragraphs.iter_mut().flatten() {
                let words: Vec<String> = sentence
                    .split(' ')
                    .map(|w| {
                        let numeral = w.starts_with(|c: char| c.is_ascii_digit());
                        if numeral && dice.below(every) == 0 {
                            changed(w, dice)
                        } else {
                            w.to_owned()
                        }
                    })
                    .collect();
                *sentence = words.join(" ");
            }
            out
        }

        /// As a desk with another house style prints it.
        fn edited(&self) -> Self {
            let style = [
                (" percent", "%"),
                ("said", "told reporters"),
                ("according to", "says"),
                ("Some ", "About "),
                (" rose ", " climbed "),
                (",", ""),
            ];
            let mut out = self.clone();
            for sentence in out.paragraphs.iter_mut().flatten() {
                for (from, to) in style {
                    *sentence = sentence.replace(from, to);
                }
            }
            out
        }
    }

    /// Another numeral of about the same size.
    fn changed(word: &str, dice: &mut Dice) -> String {
        let by = u32::try_from(dice.below(8) + 1).unwrap();
        let other = |c: char| {
            c.to_digit(10)
                .map(|d| char::from_digit((d + by) % 9 + 1, 10).unwrap())
        };
        word.chars().map(|c| other(c).unwrap_or(c)).collect()
    }

    /// The same story in other papers.
    fn family(base: &Text, dice: &mut Dice) -> Vec<(&'static str, Text)> {
        let mut out = vec![
            ("original", base.clone()),
            ("cut to 60 %", base.cut(60)),
            ("thinned to 70 %", base.thinned(dice, 70)),
            ("paragraphs moved", base.shuffled(dice)),
            ("another headline", base.renamed(dice)),
            ("agency lines", base.with_agency(dice)),
            ("another opening", base.opened_anew(dice)),
            ("a fifth of the numbers changed", base.updated(dice, 5)),
            ("house style", base.edited()),
            (
                "cut, moved, agency lines",
                base.cut(70).shuffled(dice).with_agency(dice),
            ),
            ("another opening, cut", base.opened_anew(dice).cut(75)),
        ];
        dice.shuffle(&mut out);
        out
    }

    /// Every text with its family and how it was made.
    fn texts() -> Vec<(String, &'static str, Text)> {
        let mut dice = Dice(7);
        let mut out = Vec::new();
        let mut add = |name: String, members: Vec<(&'static str, Text)>| {
            out.extend(
                members
                    .into_iter()
                    .map(|(how, text)| (name.clone(), how, text)),
            );
        };
        for (n, base) in corpus().into_iter().enumerate() {
            add(format!("corpus {n}"), family(&base, &mut dice));
        }
        let mut made = Vec::new();
        for n in 0..40 {
            let base = Text::made(&mut dice, 3 + n % 8);
            add(format!("made {n}"), family(&base, &mut dice));
            made.push(base);
        }
        // A report every month on one template: all numbers are others.
        for series in 0..6 {
            let template = Text::made(&mut dice, 4 + series);
            for month in 0..12 {
                let report = template.updated(&mut dice, 1);
                add(
                    format!("report {series}, month {month}"),
                    vec![("template", report)],
                );
            }
        }
        // A later article with two paragraphs of background from an earlier one.
        for (n, earlier) in made.iter().enumerate().filter(|(n, _)| n % 8 >= 4) {
            let mut later = Text::made(&mut dice, earlier.paragraphs.len() - 1);
            let background = earlier.paragraphs.iter().rev().take(2).cloned();
            later.paragraphs.extend(background);
            add(format!("later {n}"), vec![("follow-up", later)]);
        }
        // A round-up with a paragraph from each of many.
        let mut round_up = Text::made(&mut dice, 1);
        round_up
            .paragraphs
            .extend(made.iter().map(|t| t.paragraphs[0].clone()));
        add("round-up".to_owned(), vec![("round-up", round_up)]);
        out
    }

    fn corpus() -> Vec<Text> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "txt"))
            .collect();
        paths.sort();
        let read = |p: &std::path::PathBuf| Text::read(&std::fs::read_to_string(p).unwrap());
        paths.iter().map(read).collect()
    }

    fn signature(text: &str) -> Signature {
        Signature::of(plain::article(text.to_owned()).readable())
    }

    /// The group of each signature: components of those that share a key and are alike.
    fn groups(signatures: &[Signature]) -> Vec<usize> {
        let mut buckets: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (n, signature) in signatures.iter().enumerate() {
            for key in &signature.keys {
                buckets.entry(*key).or_default().push(n);
            }
        }
        let mut group: Vec<usize> = (0..signatures.len()).collect();
        for bucket in buckets.values() {
            for (at, a) in bucket.iter().enumerate() {
                for b in &bucket[at + 1..] {
                    if group[*a] != group[*b] && same_story(&signatures[*a], &signatures[*b]) {
                        let (keep, drop) = (group[*a].min(group[*b]), group[*a].max(group[*b]));
                        group
                            .iter_mut()
                            .filter(|g| **g == drop)
                            .for_each(|g| *g = keep);
                    }
                }
            }
        }
        group
    }

    #[test]
    fn rewrites_are_found_and_nothing_else_is() {
        let texts = texts();
        let signatures: Vec<Signature> = texts.iter().map(|t| signature(&t.2.written())).collect();
        let groups = groups(&signatures);
        let (mut right, mut wrong, mut missed) = (0_u32, 0_u32, 0_u32);
        let (mut mixed, mut lost) = (BTreeSet::new(), BTreeMap::new());
        for (a, left) in texts.iter().enumerate() {
            for (b, other) in texts.iter().enumerate().skip(a + 1) {
                match (left.0 == other.0, groups[a] == groups[b]) {
                    (true, true) => right += 1,
                    (true, false) => {
                        missed += 1;
                        for how in [left.1, other.1] {
                            *lost.entry(how).or_insert(0) += 1;
                        }
                    }
                    (false, true) => {
                        wrong += 1;
                        mixed.insert((left.1, other.1));
                    }
                    (false, false) => {}
                }
            }
        }
        let precision = f64::from(right) / f64::from(right + wrong);
        let recall = f64::from(right) / f64::from(right + missed);
        println!(
            "{} texts: precision {precision:.4}, recall {recall:.4}",
            texts.len()
        );
        println!("missed {missed} {lost:?}\nmixed {wrong} {mixed:?}");
        assert!(texts.len() > 500);
        assert!(wrong == 0, "precision {precision}: {mixed:?}");
        assert!(recall >= 0.95, "recall {recall}: {lost:?}");
    }

    /// A pair without others between: the harder case, that each rewrite is found by itself.
    #[test]
    fn each_sort_of_rewrite_is_found_from_the_original_alone() {
        let mut dice = Dice(11);
        let mut found: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        let mut bases = corpus();
        bases.extend((0..60).map(|n| Text::made(&mut dice, 3 + n % 8)));
        for base in &bases {
            let original = signature(&base.written());
            for (how, text) in family(base, &mut dice) {
                let other = signature(&text.written());
                let key = original.keys.iter().any(|k| other.keys.contains(k));
                let counted = found.entry(how).or_default();
                counted.0 += u32::from(key && same_story(&original, &other));
                counted.1 += 1;
            }
        }
        println!("{found:?}");
        let (hit, all) = found.values().fold((0, 0), |s, f| (s.0 + f.0, s.1 + f.1));
        let recall = f64::from(hit) / f64::from(all);
        assert!(recall >= 0.95, "recall {recall}: {found:?}");
    }
}
