//! Constructions of links: for each at least two texts in which it must be read, and where it is easily
//! overdone, one in which it must not.

#[cfg(test)]
mod clauses;
#[cfg(test)]
mod linked;
#[cfg(test)]
mod named;
#[cfg(test)]
mod placed;
#[cfg(test)]
mod told;

/// Text, quote of the figure, and fields with their values.
#[cfg(test)]
type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// What a construction is, and the texts in which it must, or must not, be read.
#[cfg(test)]
type Construction = (&'static str, &'static [Case]);

#[cfg(test)]
mod tests {
    use super::linked::{field, figure};
    use super::{Construction, clauses, named, placed, told};

    const CONSTRUCTIONS: &[Construction] = &[
        (
            "A list from X to Y, and both places pointed at",
            &[
                (
                    "Trains need 62 minutes for the 299 km between Chengdu and Chongqing. Both cities accept 355 services.",
                    "355",
                    &[("regions", "Chengdu, Chongqing")],
                ),
                (
                    "Hunan lies north of Guangdong. The two provinces share 14 ports.",
                    "14",
                    &[("regions", "Hunan, Guangdong")],
                ),
                (
                    "Hunan lies north of Guangdong. The two biggest firms run 14 ports.",
                    "14",
                    &[("regions", "Hunan")],
                ),
            ],
        ),
        (
            "A place before a bracket owns the number in it",
            &[
                (
                    "Inner Mongolia led with 10.2 gigawatts, ahead of Xinjiang (8.6 gigawatts) and Shandong (7.2 gigawatts).",
                    "8.6 gigawatts",
                    &[("regions", "Xinjiang")],
                ),
                (
                    "Next came Hebei (5.4 percent) and Tianjin (5.1 percent).",
                    "5.1 percent",
                    &[("regions", "Tianjin")],
                ),
            ],
        ),
        (
            "A filing place is no region of a figure",
            &[
                (
                    "KUNMING, June 28 -- A train with 300 tonnes of beans left Pu'er on Monday.",
                    "300 tonnes",
                    &[("regions", "Pu'er")],
                ),
                (
                    "NANNING -- Lorries brought 900 tonnes of fruit to Hanoi.",
                    "900 tonnes",
                    &[("regions", "Hanoi")],
                ),
            ],
        ),
        (
            "A place that something is measured against, unless nothing exceeds it",
            &[
                (
                    "Nowhere was the gain larger than in Manitoba: just over 7,200.",
                    "7,200",
                    &[("regions", "Manitoba"), ("role", "increase")],
                ),
                (
                    "No province added more people than Ontario: 24,000.",
                    "24,000",
                    &[("regions", "Ontario")],
                ),
                (
                    "Hebei grew faster than Jiangsu, by 5.4 percent.",
                    "5.4 percent",
                    &[("regions", "Hebei")],
                ),
            ],
        ),
        (
            "How far back a record reaches is no period",
            &[
                (
                    "Trade reached 5 billion yuan, the most since 2019.",
                    "5 billion yuan",
                    &[("period", "")],
                ),
                (
                    "For the first time since 1971, output rose to 4,400 tonnes.",
                    "4,400 tonnes",
                    &[("period", "")],
                ),
                (
                    "Since 2019, output has risen 12 percent.",
                    "12 percent",
                    &[("base_period", "2019")],
                ),
            ],
        ),
        (
            "The former value has no part in the period of the sentence",
            &[
                (
                    "Growth was 7.5 percent in 2024 after 7.2 percent.",
                    "7.2 percent",
                    &[("period", ""), ("role", "increase")],
                ),
                (
                    "By 2045 the city is seen at 11 million people, up from 3.7 million.",
                    "3.7 million",
                    &[("period", "")],
                ),
                (
                    "Prices went from 120 yuan in 2017 to 380 yuan.",
                    "380 yuan",
                    &[("period", "")],
                ),
                (
                    "In 2024 sales fell to 142 tonnes from 155 tonnes in 2021.",
                    "155 tonnes",
                    &[("period", "2021")],
                ),
            ],
        ),
        (
            "The year before as base, not as period",
            &[
                (
                    "In 2014 wages rose by 3,100 yuan from the previous year to 48,000 yuan.",
                    "3,100 yuan",
                    &[("period", "2014"), ("base_period", "yoy")],
                ),
                (
                    "In 2014 wages rose by 3,100 yuan from the previous year to 48,000 yuan.",
                    "48,000 yuan",
                    &[("period", "2014")],
                ),
                (
                    "Rents will be 5.4 percent and 6.2 percent up on the previous year, respectively.",
                    "5.4 percent",
                    &[("role", "increase"), ("base_period", "yoy")],
                ),
                (
                    "Coal sales outdid those of the same quarter last year by 45 percent.",
                    "45 percent",
                    &[("role", "increase"), ("period", "")],
                ),
            ],
        ),
        (
            "Members of a list and brackets share the comparison behind them",
            &[
                (
                    "The town had 600 (0.4 percent) more than at the beginning.",
                    "600",
                    &[("role", "increase")],
                ),
                (
                    "Output was 40 million tonnes or 7 percent above the level a year before.",
                    "40 million tonnes",
                    &[("role", "increase")],
                ),
                (
                    "The estate has 3,500 hectares under coffee.",
                    "3,500 hectares",
                    &[("role", "level")],
                ),
                (
                    "Prices were 5 percent under the level of 2019.",
                    "5 percent",
                    &[("role", "decrease")],
                ),
            ],
        ),
        (
            "A clause that adds, and one that selects",
            &[
                (
                    "The river, which covers over 6,300 kilometers, is busy.",
                    "6,300 kilometers",
                    &[("role", "level")],
                ),
                (
                    "Firms that earn over 6 million yuan pay more.",
                    "6 million yuan",
                    &[("role", "level")],
                ),
            ],
        ),
        (
            "The rest of a whole is a share",
            &[
                (
                    "Banks will come up with the other 80 percent.",
                    "80 percent",
                    &[("role", "share"), ("indicator", "banks")],
                ),
                (
                    "Flow batteries hold the remaining 3.6 percent.",
                    "3.6 percent",
                    &[("role", "share"), ("indicator", "flow batteries")],
                ),
            ],
        ),
        (
            "What an agent moves is the indicator",
            &[
                (
                    "The bank put up its key rate by 30 basis points, to 4.5 percent.",
                    "30 basis points",
                    &[("indicator", "key rate"), ("role", "increase")],
                ),
                (
                    "The bank put up its key rate by 30 basis points, to 4.5 percent.",
                    "4.5 percent",
                    &[("indicator", "key rate"), ("role", "level")],
                ),
                (
                    "The team reckons with growth of between 3 percent and 5 percent.",
                    "3 percent and 5 percent",
                    &[("indicator", "growth"), ("modality", "planned")],
                ),
            ],
        ),
        (
            "Like is set beside like",
            &[
                (
                    "Manitoba's population went up to 1,235,400. Migration brought in 4,400. Saskatchewan had 1,045,600.",
                    "1,045,600",
                    &[("indicator", "population")],
                ),
                (
                    "Yunnan's output stood at 8,000,000. Imports came to 90,000. Guizhou had 6,500,000.",
                    "6,500,000",
                    &[("indicator", "output")],
                ),
            ],
        ),
        (
            "Adjectives keep their phrase together",
            &[
                (
                    "The mill has an annual processing capacity of 5 million tonnes.",
                    "5 million tonnes",
                    &[("indicator", "annual processing capacity")],
                ),
                (
                    "The firm had a value added of 90 million yuan.",
                    "90 million yuan",
                    &[("role", "level"), ("indicator", "value added")],
                ),
                (
                    "The hall stands 500 meters above sea level.",
                    "500 meters",
                    &[("indicator", "height of hall")],
                ),
            ],
        ),
        (
            "What is there already is no plan",
            &[
                (
                    "The grant will help the 3,600 members of the guild.",
                    "3,600",
                    &[("modality", "actual")],
                ),
                (
                    "The firm will build the 3,600 houses of the village.",
                    "3,600",
                    &[("modality", "planned")],
                ),
                (
                    "The rise would lift pay above the current inflation rate of about 8%.",
                    "8%",
                    &[("modality", "actual")],
                ),
                (
                    "The rise would lift pay to a growth rate of about 8%.",
                    "8%",
                    &[("modality", "planned")],
                ),
            ],
        ),
        (
            "A forecast by a verb with its preposition",
            &[
                (
                    "The bank counts on the rate being lowered by 25 basis points.",
                    "25 basis points",
                    &[("modality", "planned")],
                ),
                (
                    "The city is seen at 11 million people.",
                    "11 million",
                    &[("modality", "planned")],
                ),
                (
                    "The clerk counted 40 ships.",
                    "40",
                    &[("modality", "actual")],
                ),
            ],
        ),
        (
            "Those who count, find and pass on",
            &[
                (
                    "The Harbour Association counts over 40 ships.",
                    "40",
                    &[("attributed_to", "Harbour Association")],
                ),
                (
                    "The Tea Board finds that 30 percent of the leaves are lost.",
                    "30 percent",
                    &[("attributed_to", "Tea Board")],
                ),
                (
                    "Li Wei runs the mill. Li Wei said 5 firms came. By his account they hired 2,156 people.",
                    "2,156",
                    &[("attributed_to", "Li Wei")],
                ),
                (
                    "The British Chamber added 15,500 members.",
                    "15,500",
                    &[("attributed_to", "")],
                ),
            ],
        ),
        (
            "Works pointed at by a noun",
            &[
                (
                    "The China-Laos Railway opened in 2021.\n\nThe route carries 4 million tonnes.",
                    "4 million tonnes",
                    &[("projects", "China-Laos Railway")],
                ),
                (
                    "The China-Laos Railway opened in 2021.\n\nThe structure is 1,035 km long.",
                    "1,035 km",
                    &[("projects", "China-Laos Railway"), ("period", "")],
                ),
                (
                    "The China-Laos Railway opened in 2021. Hainan grew 40 tonnes of rice.",
                    "40 tonnes",
                    &[("projects", "")],
                ),
            ],
        ),
        (
            "A pronoun goes on with the subject of the sentence before",
            &[
                (
                    "The number of visitors has hardly moved. For 2023 it is put at 757,000.",
                    "757,000",
                    &[("indicator", "number of visitors")],
                ),
                (
                    "Steel output of the mill is falling. This was 40 million tonnes in 2023.",
                    "40 million tonnes",
                    &[("indicator", "steel output of mill")],
                ),
                (
                    "Safety checks closed many mines. Coal output fell 3 percent. It was 11.8 percent higher in 2023.",
                    "11.8 percent",
                    &[("indicator", "coal output")],
                ),
            ],
        ),
        (
            "What the counted ones are",
            &[
                (
                    "Of the workers, 8.2 million were working staff of private firms.",
                    "8.2 million",
                    &[("indicator", "working staff of private firms")],
                ),
                (
                    "Some 300 were managers of northern mines.",
                    "300",
                    &[("indicator", "managers of northern mines")],
                ),
            ],
        ),
        (
            "People, whom the number leaves out",
            &[
                (
                    "The plant brings work for more than 1,200.",
                    "1,200",
                    &[("indicator", "work")],
                ),
                (
                    "The ship has beds for 300.",
                    "300",
                    &[("indicator", "beds")],
                ),
            ],
        ),
        (
            "The level of an earlier period is the base of what follows",
            &[
                (
                    "Income per head was 1,400 yuan in 2023, and should go up 9 percent in 2024.",
                    "9 percent",
                    &[("base_period", "2023"), ("period", "2024")],
                ),
                (
                    "Output stood at 90 tonnes in 2021, and rose 4 percent in 2022.",
                    "4 percent",
                    &[("base_period", "2021")],
                ),
            ],
        ),
    ];

    #[test]
    fn every_construction_is_read_in_all_its_cases() {
        let mut faults = Vec::new();
        let all = CONSTRUCTIONS
            .iter()
            .chain(clauses::CONSTRUCTIONS)
            .chain(named::CONSTRUCTIONS)
            .chain(placed::CONSTRUCTIONS)
            .chain(told::CONSTRUCTIONS);
        for (name, cases) in all {
            assert!(cases.len() > 1, "{name}: one case is no construction");
            for (text, quote, fields) in *cases {
                let figure = figure(text, quote);
                for (key, value) in *fields {
                    let got = field(&figure, key);
                    if got != *value {
                        let why: Vec<&str> = figure.why.iter().map(|r| r.0).collect();
                        faults.push(format!(
                            "{name}: {text:?}: {key} of {quote:?} is {got:?}, not {value:?} ({why:?})"
                        ));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
