//! Constructions of places and periods: what a company, a person or a filing place lends to nothing, whose goods
//! go where, values that an earlier period does not cover; run by `constructions.rs`.

use super::Construction;

/// Each with at least two texts, and where it is easily overdone one in which it must not be read.
pub const CONSTRUCTIONS: &[Construction] = &[
    (
        "The town and state in which a report was filed are no topic",
        &[
            (
                "Denver, CO -- The survey of readers was wide. About 40 percent of readers buy online.",
                "40 percent",
                &[("regions", "")],
            ),
            (
                "Austin, TX – A new study looks at ads. Some 30 percent of users skip them.",
                "30 percent",
                &[("regions", "")],
            ),
            (
                "Denver, Colorado, is a city on a plain. About 40 percent of homes there are new.",
                "40 percent",
                &[("regions", "Denver")],
            ),
        ],
    ),
    (
        "A company's paper and results take no place spoken of before",
        &[
            (
                "A judge in Utah heard the case. The shares closed at $28, up 30 cents.",
                "$28",
                &[("regions", "")],
            ),
            (
                "Halden Corp. met in Oslo. The retailer earned $5 million in May.",
                "$5 million",
                &[("regions", "")],
            ),
            (
                "A court in Maine heard it. Norlund Inc. has 400 vans.",
                "400",
                &[("regions", "")],
            ),
            (
                "Zhejiang is rich. Some 400 vans bring fruit to market.",
                "400",
                &[("regions", "Zhejiang")],
            ),
        ],
    ),
    (
        "One person takes no place spoken of before",
        &[
            (
                "A road in Peru was closed. He was 71.",
                "71",
                &[("regions", "")],
            ),
            (
                "The prize was handed over in Vienna. She wrote 14 novels.",
                "14",
                &[("regions", "")],
            ),
        ],
    ),
    (
        "Where goods go is not whose they are",
        &[
            (
                "German car exports to Egypt fell 4 percent.",
                "4 percent",
                &[("regions", "Germany")],
            ),
            (
                "Japanese shipments of steel to Peru and Chile rose 6 percent.",
                "6 percent",
                &[("regions", "Japan")],
            ),
            (
                "Norway's exports to Egypt fell 4 percent.",
                "4 percent",
                &[("regions", "Norway, Egypt")],
            ),
        ],
    ),
    (
        "A word for a people before what a whole country has",
        &[
            (
                "The Dutch economy grew 2 percent in 2023.",
                "2 percent",
                &[("regions", "Netherlands")],
            ),
            (
                "Last year Italian wine output fell 9 percent.",
                "9 percent",
                &[("regions", "Italy")],
            ),
            (
                "The Dutch chemist wrote 14 books.",
                "14",
                &[("regions", "")],
            ),
        ],
    ),
    (
        "Whose something is gives way to where it stands",
        &[
            (
                "Bombs at U.S. embassies in Kenya killed 250 people.",
                "250",
                &[("regions", "Kenya")],
            ),
            (
                "Some 14 U.S. bases in Japan were shut.",
                "14",
                &[("regions", "Japan")],
            ),
            (
                "China's 40 banks lend to farmers.",
                "40",
                &[("regions", "China")],
            ),
        ],
    ),
    (
        "A place before a dash or colon has the number behind it",
        &[
            (
                "The dead by country: Peru - about 28,000, Chile - more than 7,000.",
                "28,000",
                &[("regions", "Peru")],
            ),
            (
                "The dead by country: Peru - about 28,000, Chile - more than 7,000.",
                "7,000",
                &[("regions", "Chile")],
            ),
        ],
    ),
    (
        "A governor has a state, not the city of its name",
        &[
            (
                "New York Gov. Ann Roe signed 14 bills.",
                "14",
                &[("regions", "New York")],
            ),
            (
                "New York's governor signed 14 bills.",
                "14",
                &[("regions", "New York")],
            ),
        ],
    ),
    (
        "What is so now, lasts or is past does not go on with the period before",
        &[
            (
                "The group sold 40 ships in 2010. It currently has 300 ships.",
                "300",
                &[("period", "")],
            ),
            (
                "The group hopes to have 5 percent of the market by 1992; currently it holds 2 percent.",
                "2 percent",
                &[("period", "")],
            ),
            (
                "He was mayor for 12 years, from 1983 to 1995. They raised five children.",
                "five",
                &[("period", "")],
            ),
            (
                "The fund, which was opened in 1999, was worth 40 million euros.",
                "40 million euros",
                &[("period", "")],
            ),
        ],
    ),
    (
        "A year earlier is the time of the value that was before",
        &[
            (
                "The group posted net income of $6 million, compared with $18 million in 2020.",
                "$6 million",
                &[("period", "")],
            ),
            (
                "Turnover was 840 million shares, up from 440 million on Thursday. Later turnover was 300 million shares.",
                "300 million",
                &[("period", "")],
            ),
        ],
    ),
];
