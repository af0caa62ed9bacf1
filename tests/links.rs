//! Every reason of a link with a text in which it must be given, and what the figure then says.

#[cfg(test)]
mod linked;

#[cfg(test)]
mod tests {
    use super::linked::{field, figure};
    use figtrace::clean::plain::article;
    use figtrace::pipeline::read_article;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Reason, text, quote of the figure, and fields with their values.
    type Example = (
        &'static str,
        &'static str,
        &'static str,
        &'static [(&'static str, &'static str)],
    );

    const EXAMPLES: &[Example] = &[
        (
            "role/verb-of-change",
            "Exports of Hebei rose 5.2 percent in 2024.",
            "5.2 percent",
            &[
                ("role", "increase"),
                ("indicator", "exports"),
                ("regions", "Hebei"),
                ("period", "2024"),
            ],
        ),
        (
            "role/plain-value",
            "Exports of Hebei rose to 90 billion yuan in 2024.",
            "90 billion yuan",
            &[("role", "level"), ("indicator", "exports")],
        ),
        (
            "role/noun-of-change",
            "Output grew, with an increase of 7 percent in the east.",
            "7 percent",
            &[("role", "increase"), ("indicator", "output")],
        ),
        (
            "role/up-or-down",
            "Trade reached 300 billion yuan, up 4.8 percent year on year.",
            "4.8 percent",
            &[
                ("role", "increase"),
                ("indicator", "trade"),
                ("base_period", "yoy"),
            ],
        ),
        (
            "role/gap-to-another",
            "Its growth was 1.4 percentage points higher than the national average.",
            "1.4 percentage points",
            &[("role", "difference")],
        ),
        (
            "role/part-of-whole",
            "Private firms accounted for 62 percent of all exports.",
            "62 percent",
            &[
                ("role", "share"),
                ("indicator", "private firms share of exports"),
            ],
        ),
        (
            "role/limit-of-what-is-counted",
            "The number of towns with a revenue exceeding 100 million yuan rose to 54.",
            "100 million yuan",
            &[("role", "threshold")],
        ),
        (
            "period/value-before",
            "Output rose to 5 million tonnes in 2024 against 4 million tonnes a year earlier.",
            "4 million tonnes",
            &[("period", "2023")],
        ),
        (
            "role/surface",
            "Output doubled between 2018 and 2024.",
            "doubled",
            &[
                ("role", "multiple"),
                ("period", "2018/2024"),
                ("base_period", "2018"),
            ],
        ),
        (
            "role/share-by-place",
            "Of the firms registered in 2024, 40 percent were foreign.",
            "40 percent",
            &[
                ("role", "share"),
                ("indicator", "firms"),
                ("period", "2024"),
            ],
        ),
        (
            "role/as-the-figure-it-goes-on-from",
            "About 14 percent of homes in Haiti have piped water, against 80 percent in Jamaica.",
            "80 percent",
            &[("role", "share"), ("regions", "Jamaica")],
        ),
        (
            "indicator/what-is-counted",
            "The province has built 22 freight terminals.",
            "22",
            &[("indicator", "freight terminals")],
        ),
        (
            "indicator/noun-before-of",
            "The port handled a cargo volume of 9 million tonnes.",
            "9 million tonnes",
            &[("indicator", "cargo volume")],
        ),
        (
            "indicator/noun-it-modifies",
            "The firms shared a 10 billion yuan research fund.",
            "10 billion yuan",
            &[("indicator", "research fund")],
        ),
        (
            "indicator/subject-of-verb",
            "Freight traffic reached 12 million tonnes.",
            "12 million tonnes",
            &[("indicator", "freight traffic")],
        ),
        (
            "indicator/object-of-verb",
            "The plant cut its emissions by 30 percent.",
            "30 percent",
            &[("role", "decrease"), ("indicator", "emissions")],
        ),
        (
            "indicator/of-what",
            "The mill sold 36,000 tonnes of paper.",
            "36,000 tonnes",
            &[("indicator", "paper sales")],
        ),
        (
            "indicator/adjective-of-measure",
            "The tunnel is 27 kilometers long.",
            "27 kilometers",
            &[("indicator", "length of tunnel")],
        ),
        (
            "indicator/label-before-colon",
            "Household income: 13,000 yuan",
            "13,000 yuan",
            &[("indicator", "household income")],
        ),
        (
            "indicator/noun-it-stands-beside",
            "Its coal output, 74 million tonnes, was lower than in May.",
            "74 million tonnes",
            &[("indicator", "coal output")],
        ),
        (
            "indicator/verb-with-object",
            "The group invested 5 billion yuan in rail links.",
            "5 billion yuan",
            &[("indicator", "group invested in rail links")],
        ),
        (
            "indicator/field-of-change",
            "Sichuan put on 3 percent in tourist numbers.",
            "3 percent",
            &[("indicator", "tourist numbers"), ("regions", "Sichuan")],
        ),
        (
            "indicator/figure-before-bracket",
            "The farm value was 239 billion yuan (plus 4.6 percent).",
            "4.6 percent",
            &[("role", "increase"), ("indicator", "farm value")],
        ),
        (
            "indicator/carried-from-figure-before",
            "Trade reached 300 billion yuan, up 4.8 percent year on year.",
            "4.8 percent",
            &[("indicator", "trade")],
        ),
        (
            "list/member-of-list",
            "There was a rise of 5 percent, 6 percent and 9 percent.",
            "9 percent",
            &[("role", "increase")],
        ),
        (
            "list/restates-figure-before",
            "The population grew by 15,500, or 0.3 percent, in 2024.",
            "0.3 percent",
            &[
                ("role", "increase"),
                ("indicator", "population"),
                ("period", "2024"),
            ],
        ),
        (
            "pairing/respectively",
            "Imports and exports grew 3 percent and 8 percent, respectively.",
            "8 percent",
            &[("indicator", "exports")],
        ),
        (
            "modality/will-or-would",
            "The line will carry 20 million passengers a year.",
            "20 million",
            &[("modality", "planned")],
        ),
        (
            "modality/verb-of-intent",
            "The city plans to build 300 schools.",
            "300",
            &[("modality", "planned"), ("indicator", "schools")],
        ),
        (
            "modality/noun-of-intent",
            "The target is 5 percent.",
            "5 percent",
            &[("modality", "planned")],
        ),
        (
            "modality/future-period",
            "Output: 9 million tonnes in 2030.",
            "9 million tonnes",
            &[("modality", "planned"), ("period", "2030")],
        ),
        (
            "place/genitive",
            "Output rose, to Tianjin's 1.8 trillion yuan.",
            "1.8 trillion yuan",
            &[("regions", "Tianjin")],
        ),
        (
            "place/subject",
            "Guangdong exported 3 million cars in 2024.",
            "3 million",
            &[("regions", "Guangdong")],
        ),
        (
            "place/people",
            "Japanese car exports rose 3 percent.",
            "3 percent",
            &[("regions", "Japan")],
        ),
        (
            "place/clause",
            "In Yunnan, 172 projects were signed.",
            "172",
            &[("regions", "Yunnan"), ("indicator", "projects signed")],
        ),
        (
            "place/in-its-phrase",
            "The group runs 40 branches in Gansu and Qinghai.",
            "40",
            &[("regions", "Gansu, Qinghai")],
        ),
        (
            "place/beside-figure",
            "Growth ran from 3 percent in Liaoning to 8 percent in Hunan.",
            "8 percent",
            &[("regions", "Hunan")],
        ),
        (
            "place/pointer",
            "Zhejiang is rich. The province has 90 ports.",
            "90",
            &[("regions", "Zhejiang")],
        ),
        (
            "place/topic",
            "Zhejiang is rich. Its people are proud. Some 90 ports lie along the coast.",
            "90",
            &[("regions", "Zhejiang"), ("comparator", "about")],
        ),
        (
            "place/name-of-project",
            "The Gansu-Zhejiang Transmission Project, rated at 8 gigawatts, opened.",
            "8 gigawatts",
            &[("regions", "Gansu, Zhejiang")],
        ),
        (
            "period/beside-figure",
            "Sales rose from 120 units in 2017 to 380 units in 2021.",
            "120",
            &[("period", "2017")],
        ),
        (
            "period/clause",
            "In 2023, the zone produced 40 billion yuan of goods.",
            "40 billion yuan",
            &[("period", "2023")],
        ),
        (
            "period/sentence",
            "Trade reached 3 trillion yuan in 2023, while investment stood at 1 trillion yuan.",
            "1 trillion yuan",
            &[("period", "2023"), ("indicator", "investment")],
        ),
        (
            "period/end-of-a-span",
            "From 2015 to 2023, revenue grew from 6 billion yuan to 31 billion yuan.",
            "31 billion yuan",
            &[("period", "2023"), ("role", "level")],
        ),
        (
            "period/governs-paragraph",
            "Trade reached 3 trillion yuan in 2023. Exports grew 4 percent.",
            "4 percent",
            &[("period", "2023")],
        ),
        (
            "base/compared-with",
            "Grain output increased by 12 percent compared with 2019.",
            "12 percent",
            &[("base_period", "2019")],
        ),
        (
            "base/since",
            "Rents have climbed 31 percent since 2020.",
            "31 percent",
            &[("period", "2020/.."), ("base_period", "2020")],
        ),
        (
            "base/begin-of-span",
            "Its output grew 90 percent from 2013 to 2023.",
            "90 percent",
            &[("period", "2013/2023"), ("base_period", "2013")],
        ),
        (
            "base/other-end",
            "Spending in 2025 is 10 billion yuan more than the 40 billion yuan of 2024.",
            "10 billion yuan",
            &[("period", "2025"), ("base_period", "2024")],
        ),
        (
            "base/shared-in-sentence",
            "Exports rose 5 percent year on year, while imports fell 2 percent.",
            "2 percent",
            &[("base_period", "yoy"), ("role", "decrease")],
        ),
        (
            "speaker/according-to",
            "Output rose 4 percent, according to the Ministry of Commerce.",
            "4 percent",
            &[("attributed_to", "Ministry of Commerce")],
        ),
        (
            "speaker/verb-of-saying",
            "Output rose 4 percent, Li Wei said.",
            "4 percent",
            &[("attributed_to", "Li Wei")],
        ),
        (
            "speaker/he-added",
            "Li Wei spoke first. \"We grew,\" Li Wei said. Costs fell 4 percent, he added.",
            "4 percent",
            &[("attributed_to", "Li Wei")],
        ),
        (
            "speaker/quotation",
            "\"We built 7 bridges. It was hard,\" said Wang Hai.",
            "7",
            &[("attributed_to", "Wang Hai")],
        ),
        (
            "project/in-its-clause",
            "The Gansu-Zhejiang Transmission Project, rated at 8 gigawatts, opened.",
            "8 gigawatts",
            &[("projects", "Gansu-Zhejiang Transmission Project")],
        ),
        (
            "project/pointer",
            "The Gansu-Zhejiang Transmission Project opened in May. The project cost 3 billion yuan.",
            "3 billion yuan",
            &[("projects", "Gansu-Zhejiang Transmission Project")],
        ),
        (
            "place/figure-before",
            "The two mills of Hebei ship 49 tonnes; 40 tonnes remain.",
            "40 tonnes",
            &[("regions", "Hebei")],
        ),
        (
            "place/article",
            "Hainan is an island.\n\nHainan has beaches.\n\nVisitors love it.\n\nThe sea is warm.\n\nSome 90 hotels opened.",
            "90",
            &[("regions", "Hainan")],
        ),
        (
            "place/sentence",
            "With 280 fine days a year, Zhongwei suits data centres.",
            "280",
            &[("regions", "Zhongwei")],
        ),
        (
            "place/whole-world",
            "Some 733 million people worldwide went hungry in 2023.",
            "733 million",
            &[("regions", ""), ("period", "2023")],
        ),
        (
            "role/indicator-is-a-change",
            "Growth of output slowed. It was 7.5 percent.",
            "7.5 percent",
            &[("role", "increase")],
        ),
        (
            "indicator/subject-without-verb",
            "Wages rose by 3,100 yuan, and rent per head by 2,400 yuan.",
            "2,400 yuan",
            &[("indicator", "rent per head"), ("role", "increase")],
        ),
        (
            "period/same-indicator",
            "The population of Ottawa reached 1,100,000 in 2010.\n\nRain fell all summer.\n\nThe population of Hull rose to 70,000.",
            "70,000",
            &[("period", "2010")],
        ),
        (
            "modality/list-of-intentions",
            "The targets are these:\n\n- Output: 26 billion yuan\n- Jobs: 400,000 new ones",
            "400,000",
            &[("modality", "planned"), ("indicator", "jobs")],
        ),
        (
            "project/its-territory",
            "The Shenzhen-Shanwei Special Cooperation Zone grew. The zone's output reached 4 billion yuan, while exports totaled 8 billion yuan.",
            "8 billion yuan",
            &[("projects", "Shenzhen-Shanwei Special Cooperation Zone")],
        ),
        (
            "project/shared-in-sentence",
            "The China-Laos Railway carried 4 million tonnes, while fares brought in 90 million yuan.",
            "90 million yuan",
            &[("projects", "China-Laos Railway")],
        ),
        (
            "project/paragraph",
            "The China-Laos Railway opened in 2021. Rent is free for 24 months.",
            "24 months",
            &[("projects", "China-Laos Railway")],
        ),
        (
            "speaker/sentence-after",
            "Hunger touched 733 million people in 2023. So says the State of Food report.",
            "733 million",
            &[("attributed_to", "State of Food report")],
        ),
        (
            "indicator/subject-of-sentence-before",
            "The number of visitors has hardly moved. For 2023 it is put at 757,000.",
            "757,000",
            &[("indicator", "number of visitors")],
        ),
        (
            "indicator/spoken-of-before",
            "Regional GDP per capita differs widely. They run from 30% in Mayotte upwards.",
            "30%",
            &[("indicator", "gdp per capita")],
        ),
        (
            "base/level-before",
            "Income per head was 1,400 yuan in 2023, and should go up 9 percent in 2024.",
            "9 percent",
            &[("base_period", "2023")],
        ),
    ];

    #[test]
    fn every_example_gets_its_links_for_its_reason() {
        let mut faults = Vec::new();
        for (reason, text, quote, fields) in EXAMPLES {
            let figure = figure(text, quote);
            if !figure.why.iter().any(|r| r.0 == *reason) {
                let why: Vec<&str> = figure.why.iter().map(|r| r.0).collect();
                faults.push(format!(
                    "{text:?}: {quote:?} is not given {reason}, but {why:?}"
                ));
            }
            for (name, value) in *fields {
                let got = field(&figure, name);
                if got != *value {
                    faults.push(format!(
                        "{text:?}: {name} of {quote:?} is {got:?}, not {value:?}"
                    ));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Ids written in the source of this folder.
    fn declared(folder: &Path, out: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                declared(&path, out);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let ids = source
                .split("RuleId(\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next());
            out.extend(ids.map(str::to_owned));
        }
    }

    #[test]
    fn a_stretch_without_sentences_is_linked_to_nothing() {
        let text = format!("Hebei: {}", "5 km; ".repeat(400));
        let reading = read_article(article(text));
        assert!(reading.figures.len() > 300);
        assert!(
            reading
                .figures
                .iter()
                .all(|f| f.why[0].0 == "role/no-structure" && f.regions.is_empty())
        );
    }

    #[test]
    fn a_sign_is_a_direction() {
        assert_eq!(
            field(&figure("Growth was -5% in 2024.", "5%"), "role"),
            "decrease"
        );
    }

    #[test]
    fn every_reason_has_an_example() {
        let mut ids = BTreeSet::new();
        declared(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/link"),
            &mut ids,
        );
        let mut shown: BTreeSet<String> = EXAMPLES.iter().map(|e| e.0.to_owned()).collect();
        shown.insert("role/no-structure".to_owned());
        let missing: Vec<&String> = ids.difference(&shown).collect();
        assert!(
            ids.len() > 40 && missing.is_empty(),
            "without an example: {missing:?}"
        );
    }

    #[test]
    fn a_bracketed_equivalent_says_what_the_figure_before_it_says() {
        let text = "Trade of Hebei reached 72 billion yuan ($10 billion) in 2024.";
        let (stated, again) = (figure(text, "72 billion yuan"), figure(text, "$10 billion"));
        assert_eq!(again.why[0].0, "list/restates-figure-before");
        for name in ["role", "indicator", "regions", "period", "modality"] {
            assert_eq!(field(&stated, name), field(&again, name), "{name}");
        }
        assert_eq!(field(&again, "regions"), "Hebei");
    }

    #[test]
    fn nothing_is_guessed_where_nothing_is_said() {
        let lonely = figure("Some 40 percent agreed.", "40 percent");
        assert_eq!(
            (lonely.regions.len(), lonely.period, lonely.attributed_to),
            (0, None, None)
        );
    }

    #[test]
    fn an_appended_paragraph_changes_no_earlier_link() {
        let first = "Trade of Hebei reached 72 billion yuan in 2024, up 4 percent.\n\nThe province has 3 ports.";
        let longer = format!("{first}\n\nIn May the line carried 9 million tonnes of coal.");
        let read = |text: &str| read_article(article(text.to_owned())).figures;
        let (short, long) = (read(first), read(&longer));
        assert_eq!(short.as_slice(), &long[..short.len()]);
    }
}
