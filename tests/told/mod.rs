//! Constructions of what is told: abbreviations inside names, results and changes, stakes and shares, modals
//! that plan nothing; run by `constructions.rs`.

use super::Construction;

/// Each with at least two texts, and where it is easily overdone one in which it must not be read.
pub const CONSTRUCTIONS: &[Construction] = &[
    (
        "The dot of an abbreviation ends no name and no clause",
        &[
            (
                "Borg Mills Corp. said profit fell 4 percent.",
                "4 percent",
                &[
                    ("indicator", "profit"),
                    ("attributed_to", "Borg Mills Corp"),
                ],
            ),
            (
                "Mr. Lang said profit fell 4 percent.",
                "4 percent",
                &[("indicator", "profit"), ("attributed_to", "Lang")],
            ),
            (
                "Some 40 of the U.N. staff signed.",
                "40",
                &[("indicator", "u.n. staff")],
            ),
            (
                "It had 40,000 U.S. shops.",
                "40,000",
                &[("indicator", "u.s. shops")],
            ),
        ],
    ),
    (
        "A contraction is a verb, not a noun",
        &[
            (
                "We're getting 10 percent of the wool.",
                "10 percent",
                &[("indicator", "wool")],
            ),
            (
                "The mills don't need 40 tonnes of wool.",
                "40 tonnes",
                &[("indicator", "wool")],
            ),
        ],
    ),
    (
        "What is said behind an apposition is a clause of its own",
        &[
            (
                "Ana Ruiz, a broker, said rents fell 4 percent.",
                "4 percent",
                &[("indicator", "rents"), ("attributed_to", "Ana Ruiz")],
            ),
            (
                "The bureau said it sold 40 cars.",
                "40",
                &[("indicator", "cars"), ("attributed_to", "bureau")],
            ),
        ],
    ),
    (
        "A loss or gain of an amount of money is a result",
        &[
            (
                "The firm had a loss of 40 million dollars in 2023.",
                "40 million dollars",
                &[("role", "level"), ("indicator", "loss")],
            ),
            (
                "Borg made a pretax gain of $40 million.",
                "$40 million",
                &[("role", "level"), ("indicator", "pretax gain")],
            ),
            (
                "Borg posted a $3 million loss.",
                "$3 million",
                &[("role", "level"), ("indicator", "loss")],
            ),
            (
                "Its shares made a gain of 3 percent.",
                "3 percent",
                &[("role", "increase")],
            ),
            (
                "Copper closed with a loss of $4.",
                "$4",
                &[("role", "decrease")],
            ),
        ],
    ),
    (
        "A stake is a share",
        &[
            (
                "The fund holds a 7 percent stake in Borg.",
                "7 percent",
                &[("role", "share")],
            ),
            (
                "The fund raised its stake in Borg to 12 percent.",
                "12 percent",
                &[("role", "share")],
            ),
            (
                "It sold a 20 percent interest in the mine.",
                "20 percent",
                &[("role", "share")],
            ),
            (
                "It charged a 20 percent interest rate.",
                "20 percent",
                &[("role", "level")],
            ),
        ],
    ),
    (
        "\"By more than\" and an object keep the change of the verb",
        &[
            (
                "It cut costs by more than 12 percent.",
                "12 percent",
                &[("role", "decrease")],
            ),
            (
                "It cut costs by up to 12 percent.",
                "12 percent",
                &[("role", "decrease")],
            ),
            (
                "Borg boosted its fee 20 percent.",
                "20 percent",
                &[("role", "increase")],
            ),
            (
                "It cut its annual 5 percent bonus.",
                "5 percent",
                &[("role", "level")],
            ),
            (
                "Costs rose to more than 12 percent.",
                "12 percent",
                &[("role", "level")],
            ),
        ],
    ),
    (
        "A percentage alone in a bracket is a share of what stands before it",
        &[
            (
                "The crop suffers from drought (41%), pests (22%) and floods (9%).",
                "22%",
                &[("role", "share")],
            ),
            (
                "Girls were more likely than boys to report pain (27% vs. 14%).",
                "27%",
                &[("role", "share"), ("indicator", "girls report pain")],
            ),
            (
                "Girls were more likely than boys to report pain (27% vs. 14%).",
                "14%",
                &[("role", "share"), ("indicator", "boys report pain")],
            ),
            (
                "Prices rose with growth (4%) and inflation (2%).",
                "2%",
                &[("role", "level")],
            ),
        ],
    ),
    (
        "A modal of how things are plans nothing",
        &[
            (
                "There could be 900 caves.",
                "900",
                &[("modality", "actual")],
            ),
            (
                "The bridge might have cost $3 million.",
                "$3 million",
                &[("modality", "actual")],
            ),
            (
                "Her 11 children should now get the house.",
                "11",
                &[("modality", "actual")],
            ),
            (
                "The lake is considered deep, and there are 40 caves.",
                "40",
                &[("modality", "actual")],
            ),
            (
                "In the valley you will find 40 caves.",
                "40",
                &[("modality", "actual")],
            ),
            (
                "The town will dig 40 wells.",
                "40",
                &[("modality", "planned")],
            ),
            (
                "The canal could create 40 jobs.",
                "40",
                &[("modality", "planned")],
            ),
        ],
    ),
    (
        "A clause with a tense of its own is no part of the plan it hangs on",
        &[
            (
                "Borg wants to expand its arm, which currently runs 40 shops.",
                "40",
                &[("modality", "actual")],
            ),
            (
                "Some 32 percent of buyers expect a discount.",
                "32 percent",
                &[("modality", "actual")],
            ),
            (
                "Some 32 percent of the staff are expected to leave.",
                "32 percent",
                &[("modality", "planned")],
            ),
            (
                "The bank raised its forecast, which is now 4 percent.",
                "4 percent",
                &[("modality", "planned")],
            ),
            (
                "The bank sees growth of 4 percent.",
                "4 percent",
                &[("modality", "planned")],
            ),
        ],
    ),
    (
        "A direction behind a length makes it a distance",
        &[
            (
                "A camp 30 kilometres south of Rome was closed.",
                "30 kilometres",
                &[("indicator", "distance")],
            ),
            (
                "The mill lies 30 kilometres north of Rome.",
                "30 kilometres",
                &[("indicator", "distance of mill")],
            ),
        ],
    ),
    (
        "The share behind \"or\" says what is counted",
        &[
            (
                "Eighteen, or more than 70 percent of the troubled insurers, were closed.",
                "Eighteen",
                &[("indicator", "troubled insurers")],
            ),
            (
                "Twelve, or 40 percent of the wells, are dry.",
                "Twelve",
                &[("indicator", "wells")],
            ),
        ],
    ),
];
