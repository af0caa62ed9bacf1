//! Constructions of clauses: what is said without "that", values that go on with the one before, gaps to
//! a yardstick, asides, datelines; run by `constructions.rs`.

use super::Construction;

/// Each with at least two texts, and where it is easily overdone one in which it must not be read.
pub const CONSTRUCTIONS: &[Construction] = &[
    (
        "What is said without \"that\" has a subject of its own",
        &[
            (
                "The bureau said exports rose 5 percent in 2024.",
                "5 percent",
                &[
                    ("indicator", "exports"),
                    ("role", "increase"),
                    ("attributed_to", "bureau"),
                ],
            ),
            (
                "The ministry reported output fell 3 percent.",
                "3 percent",
                &[("indicator", "output"), ("role", "decrease")],
            ),
            (
                "The company reported net profit of 3.2 billion euros.",
                "3.2 billion euros",
                &[("indicator", "net profit")],
            ),
        ],
    ),
    (
        "A former value goes on with what the value before says",
        &[
            (
                "Cotton sales reached 90 million dollars in 2023, up from 80 million dollars in 2022, the agency said.",
                "80 million dollars",
                &[
                    ("indicator", "cotton sales"),
                    ("role", "level"),
                    ("period", "2022"),
                ],
            ),
            (
                "About 14 percent of homes in Haiti have piped water, against 80 percent in Jamaica.",
                "80 percent",
                &[
                    ("regions", "Jamaica"),
                    ("role", "share"),
                    ("indicator", "homes"),
                ],
            ),
            (
                "Growth was 7.5 percent in 2024 after 7.2 percent.",
                "7.2 percent",
                &[("role", "increase")],
            ),
        ],
    ),
    (
        "A comparison with an earlier time in figures",
        &[
            (
                "Wheat exports were 12 percent less than a year earlier.",
                "12 percent",
                &[
                    ("role", "decrease"),
                    ("base_period", "yoy"),
                    ("indicator", "wheat exports"),
                ],
            ),
            (
                "In 2024 the mills took in 90,000 tonnes more than a year earlier.",
                "90,000 tonnes",
                &[
                    ("role", "increase"),
                    ("base_period", "yoy"),
                    ("period", "2024"),
                ],
            ),
            (
                "A factory that opened more than five years ago has 90 workers.",
                "90",
                &[("role", "level"), ("base_period", "")],
            ),
        ],
    ),
    (
        "Only a definite noun points back",
        &[
            (
                "Hunan lies north of Guangdong. Hunan grew. The province has 14 ports.",
                "14",
                &[("regions", "Hunan")],
            ),
            (
                "Chile and Peru signed. No country spends 4 percent of its income on roads.",
                "4 percent",
                &[("indicator", "country share of income on roads")],
            ),
        ],
    ),
    (
        "A verb of change with a bound says where it led",
        &[
            (
                "Inflation fell below 3 percent in 2024.",
                "3 percent",
                &[("role", "level"), ("period", "2024")],
            ),
            (
                "Deposits rose above 600 billion yuan.",
                "600 billion yuan",
                &[("role", "level")],
            ),
            (
                "Deposits rose over 5 percent in 2024.",
                "5 percent",
                &[("role", "increase")],
            ),
            (
                "Fees fell by below 3 percent.",
                "3 percent",
                &[("role", "decrease")],
            ),
        ],
    ),
    (
        "A change that ends in a part of a whole",
        &[
            (
                "The deficit widened to 6.2 percent of GDP in 2024.",
                "6.2 percent",
                &[("role", "share"), ("indicator", "deficit share of gdp")],
            ),
            (
                "Debt climbed to 60 percent of income.",
                "60 percent",
                &[("role", "share"), ("indicator", "debt share of income")],
            ),
            (
                "The government expects the deficit to narrow to 2.8 percent of GDP.",
                "2.8 percent",
                &[("indicator", "deficit share of gdp")],
            ),
        ],
    ),
    (
        "A gap to a yardstick has the period of its clause",
        &[
            (
                "Rainfall was 25 percent below average in May 2024.",
                "25 percent",
                &[
                    ("role", "difference"),
                    ("period", "2024-05"),
                    ("indicator", "rainfall"),
                    ("base_period", ""),
                ],
            ),
            (
                "Revenue came in 3 billion dollars above target in 2023.",
                "3 billion dollars",
                &[
                    ("role", "difference"),
                    ("period", "2023"),
                    ("indicator", "revenue"),
                ],
            ),
            (
                "Unemployment was 1.2 points above the national average in 2024.",
                "1.2",
                &[
                    ("role", "difference"),
                    ("indicator", "unemployment"),
                    ("period", "2024"),
                ],
            ),
            (
                "Output was 7 percent above the 2019 level.",
                "7 percent",
                &[("role", "increase"), ("base_period", "2019")],
            ),
        ],
    ),
    (
        "A place behind \"in\" with its change",
        &[
            (
                "Wages in Lyon were down 4 percent, in Nantes up 1 percent.",
                "1 percent",
                &[("regions", "Nantes"), ("role", "increase")],
            ),
            (
                "Wages in Lyon were down 4 percent, in Nantes up 1 percent.",
                "4 percent",
                &[("regions", "Lyon")],
            ),
        ],
    ),
    (
        "A likeness in time is a base",
        &[
            (
                "In 2024 the port handled twice as many boxes as in 2020, or 30 million tonnes.",
                "30 million tonnes",
                &[("period", "2024")],
            ),
            (
                "In 2024 the port handled twice as many boxes as in 2020.",
                "twice",
                &[("period", "2024"), ("base_period", "2020")],
            ),
        ],
    ),
    (
        "A member without a verb goes on with the role of the one before",
        &[
            (
                "Denmark spends 3 percent of GDP on research, Sweden 3.4 percent.",
                "3.4 percent",
                &[("role", "share"), ("regions", "Sweden")],
            ),
            (
                "Wages rose 3.8 percent in the private sector and 5.1 percent in the public sector.",
                "5.1 percent",
                &[("role", "increase")],
            ),
            (
                "Wages rose 3.8 percent in 2024 and the rate was 5.1 percent.",
                "5.1 percent",
                &[("role", "level")],
            ),
        ],
    ),
    (
        "A holder that is no known place has not the place of the one before",
        &[
            (
                "Poland held 26 tonnes of gold, Stadtwerke Nord 12 tonnes.",
                "12 tonnes",
                &[("regions", ""), ("indicator", "gold")],
            ),
            (
                "Poland held 26 tonnes of gold, Spain 12 tonnes.",
                "12 tonnes",
                &[("regions", "Spain"), ("indicator", "gold")],
            ),
        ],
    ),
    (
        "A whole named behind its own number",
        &[
            (
                "Half of the 1.2 million residents have moved.",
                "Half",
                &[("indicator", "residents moved"), ("role", "share")],
            ),
            (
                "A third of the more than 3,000 firms came from the coast.",
                "A third",
                &[("indicator", "firms")],
            ),
            (
                "About 40 percent of the city's 3.5 million residents live in flats.",
                "40 percent",
                &[("indicator", "residents")],
            ),
        ],
    ),
    (
        "A gerund opens the subject",
        &[
            (
                "Spending on roads rose 5 percent in 2024.",
                "5 percent",
                &[("indicator", "spending on roads")],
            ),
            (
                "Lending to farmers fell 3 percent.",
                "3 percent",
                &[("indicator", "lending to farmers")],
            ),
            (
                "Excluding food, prices rose 3 percent.",
                "3 percent",
                &[("indicator", "prices")],
            ),
        ],
    ),
    (
        "A noun in -s behind a verb of the past is no verb",
        &[
            (
                "Exports were 20 billion yuan and imports 10 billion yuan, bringing total foreign trade to 35 billion yuan.",
                "10 billion yuan",
                &[("indicator", "imports")],
            ),
            (
                "Exports were 20 billion yuan and imports 10 billion yuan, bringing total foreign trade to 35 billion yuan.",
                "35 billion yuan",
                &[("indicator", "total foreign trade")],
            ),
            (
                "Trade reached 5 trillion yuan, of which exports were 3.9 trillion yuan.",
                "3.9 trillion yuan",
                &[("indicator", "exports")],
            ),
        ],
    ),
    (
        "What something is as large as is not where it is",
        &[
            (
                "The park covers 609 square kilometers, about seven times the size of Manhattan.",
                "609 square kilometers",
                &[("regions", "")],
            ),
            (
                "The size of the harvest in Malta was 90 tonnes.",
                "90 tonnes",
                &[("regions", "Malta")],
            ),
        ],
    ),
    (
        "A dateline in small letters",
        &[
            (
                "Berlin, 3 January 2025 - Renewables covered 55 percent of Germany's power demand.",
                "55 percent",
                &[("regions", "Germany")],
            ),
            (
                "London | 5 May 2025\n\nBritain's exports rose 4 percent.",
                "4 percent",
                &[("regions", "United Kingdom")],
            ),
            (
                "Hunan, a province (with 90 towns), sold 40 trains.",
                "40",
                &[("regions", "Hunan")],
            ),
        ],
    ),
    (
        "A verb of making names what is measured of the stuff",
        &[
            (
                "Hebei produced 38 million tonnes of grain in 2024.",
                "38 million tonnes",
                &[("indicator", "grain output")],
            ),
            (
                "China's mills made 1 billion tonnes of steel last year.",
                "1 billion tonnes",
                &[("indicator", "steel output")],
            ),
            (
                "Some 2 million tonnes of rice were exported.",
                "2 million tonnes",
                &[("indicator", "rice exports")],
            ),
            (
                "The road has 2 million tonnes of sand.",
                "2 million tonnes",
                &[("indicator", "sand")],
            ),
        ],
    ),
    (
        "An aside between the subject and its verb",
        &[
            (
                "Kunshan, in Jiangsu Province, ranked 1st in 2024.",
                "1st",
                &[("regions", "Kunshan")],
            ),
            (
                "The park, on a plateau, covers 609 square kilometers.",
                "609 square kilometers",
                &[("indicator", "area of park")],
            ),
        ],
    ),
    (
        "Data have the source they are from",
        &[
            (
                "Inflation eased to 23 percent, data from the National Bureau of Statistics showed on Thursday.",
                "23 percent",
                &[("attributed_to", "National Bureau of Statistics")],
            ),
            (
                "Inflation eased to 23 percent, a survey by Gallup shows.",
                "23 percent",
                &[("attributed_to", "Gallup")],
            ),
            (
                "Inflation eased to 23 percent, data showed.",
                "23 percent",
                &[("attributed_to", "")],
            ),
        ],
    ),
    (
        "A rise over an earlier year has it as base",
        &[
            (
                "Investment was 36 billion dollars in 2024, a 2.3 percent rise over the previous year.",
                "2.3 percent",
                &[("base_period", "yoy"), ("period", "2024")],
            ),
            (
                "Investment grew 5 percent over the past decade.",
                "5 percent",
                &[("role", "increase")],
            ),
        ],
    ),
    (
        "A number with only a participle behind it counts what was counted before",
        &[
            (
                "Some 1,300 people were killed and 4,000 injured in the flood.",
                "4,000",
                &[("indicator", "people injured")],
            ),
            (
                "Some 30 houses were built and 12 sold.",
                "12",
                &[("indicator", "houses sold")],
            ),
        ],
    ),
];
