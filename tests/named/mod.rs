//! Constructions of what a figure measures and of its role: verbs that have a noun, names, ages, durations,
//! sources in brackets; run by `constructions.rs`.

use super::Construction;

/// Each with at least two texts, and where it is easily overdone one in which it must not be read.
pub const CONSTRUCTIONS: &[Construction] = &[
    (
        "A verb with a noun of its own names the amount",
        &[
            (
                "A berth in the marina costs 900 euros a year.",
                "900 euros a year",
                &[("indicator", "cost of berth in marina")],
            ),
            (
                "The state sold notes that were priced to yield 4.5 percent.",
                "4.5 percent",
                &[("indicator", "yield of notes")],
            ),
            (
                "Dunmore, a brewer, is capitalised at 12 billion kronor.",
                "12 billion kronor",
                &[("indicator", "market value of dunmore")],
            ),
            (
                "Quill Foods closed at $18 on Tuesday.",
                "$18",
                &[("indicator", "price of quill foods")],
            ),
            (
                "The anchor weighs 45 kg.",
                "45 kg",
                &[("indicator", "weight of anchor")],
            ),
            (
                "The broker was sentenced to six years in prison.",
                "six years",
                &[("indicator", "sentence")],
            ),
            (
                "The smelter costs 300 jobs.",
                "300",
                &[("indicator", "jobs")],
            ),
            (
                "The court fined Quill Foods $2 million.",
                "$2 million",
                &[("indicator", "court fined quill foods")],
            ),
        ],
    ),
    (
        "Only the name of a company or person is nothing measured",
        &[
            (
                "Quill Foods eased 2 percent to $31.",
                "2 percent",
                &[("indicator", "price of quill foods"), ("role", "decrease")],
            ),
            (
                "Quill Foods eased 2 percent to $31.",
                "$31",
                &[("indicator", "price of quill foods"), ("role", "level")],
            ),
            (
                "Quill Foods was up 5 percent.",
                "5 percent",
                &[("indicator", "")],
            ),
            (
                "The Harmon Average eased 2 percent to 310 points.",
                "2 percent",
                &[("indicator", "harmon average")],
            ),
            (
                "Net Income rose 2 percent.",
                "2 percent",
                &[("indicator", "net income")],
            ),
        ],
    ),
    (
        "An age is that of somebody",
        &[
            (
                "Lena Quist, 54, a treasurer, was named chair.",
                "54",
                &[("indicator", "age of lena quist")],
            ),
            (
                "Mr. Quist, 52 years old, will leave the board.",
                "52 years old",
                &[("indicator", "age of quist")],
            ),
            (
                "Police found the 6-year-old girl in a barn.",
                "6-year-old",
                &[("indicator", "age of girl")],
            ),
            ("She was 93.", "93", &[("indicator", "age")]),
            (
                "The sequoia is 900 years old.",
                "900 years old",
                &[("indicator", "age of sequoia")],
            ),
            (
                "Life expectancy for men is about 73.",
                "73",
                &[("indicator", "life expectancy for men")],
            ),
        ],
    ),
    (
        "A time within which something happens is of what is done",
        &[
            (
                "The court will explain its ruling within six months.",
                "six months",
                &[("indicator", "explain ruling")],
            ),
            (
                "The plan may close some branches within 18 months.",
                "18 months",
                &[("indicator", "close branches")],
            ),
            (
                "The flight lasts 18 hours.",
                "18 hours",
                &[("indicator", "duration of flight")],
            ),
        ],
    ),
    (
        "What took so long is the deed, not who did it",
        &[
            (
                "Lena Quist has run the brewery for 12 years.",
                "12 years",
                &[("indicator", "run brewery")],
            ),
            (
                "The tanker and its crew stayed in port for three days.",
                "three days",
                &[("indicator", "tanker and crew stayed")],
            ),
            (
                "The firms had been close partners for 70 years.",
                "70 years",
                &[("indicator", "close partners")],
            ),
            (
                "Rent is free for 24 months.",
                "24 months",
                &[("indicator", "rent free")],
            ),
            (
                "He paid for 12 hours of work.",
                "12 hours",
                &[("indicator", "work")],
            ),
        ],
    ),
    (
        "A small number that closes the sentence in a bracket is a source",
        &[
            (
                "A study in 24 nurses found that walking helps them sleep (7).",
                "7",
                &[("indicator", "")],
            ),
            (
                "Trials in 24 nurses show that walking helps (10, 11).",
                "10",
                &[("indicator", "")],
            ),
            (
                "Deaths fell from 2017 (120 deaths) to 2022 (60).",
                "60",
                &[("indicator", "deaths")],
            ),
        ],
    ),
    (
        "A participle of saying behind a count is its verb",
        &[
            (
                "One trial in 24 nurses found that walking helps.",
                "24",
                &[("indicator", "nurses")],
            ),
            (
                "A study of 300 farms showed that rye grew best.",
                "300",
                &[("indicator", "farms")],
            ),
            (
                "Police counted 24 people killed there.",
                "24",
                &[("indicator", "people killed")],
            ),
        ],
    ),
    (
        "A figure goes on behind its bracket",
        &[
            (
                "The road has 8 miles (13 km) of new tunnels.",
                "8 miles",
                &[("indicator", "new tunnels")],
            ),
            (
                "Quill Foods has 7 billion pounds (8 billion dollars) in sales.",
                "7 billion pounds",
                &[("indicator", "sales")],
            ),
            (
                "The road runs 8 miles (13 km) along the lake.",
                "8 miles",
                &[("indicator", "road")],
            ),
        ],
    ),
    (
        "Figures before one noun describe it together",
        &[
            (
                "The museum had a five-year, $30 million renovation.",
                "five-year",
                &[("indicator", "renovation")],
            ),
            (
                "They agreed on a 12-month, 5 million euro loan.",
                "12-month",
                &[("indicator", "loan")],
            ),
            (
                "It ran a five-year, and 30 ships took part.",
                "30",
                &[("indicator", "ships")],
            ),
        ],
    ),
    (
        "What grew or fell is the field behind \"in\"",
        &[
            (
                "The law meant a reduction in household income of 5 percent.",
                "5 percent",
                &[("indicator", "household income"), ("role", "decrease")],
            ),
            (
                "The bank reported an increase in deposits of 8 percent.",
                "8 percent",
                &[("indicator", "deposits"), ("role", "increase")],
            ),
            (
                "There was growth in towns of 10,000 people.",
                "10,000",
                &[("role", "level")],
            ),
        ],
    ),
    (
        "A phrase keeps its tails",
        &[
            (
                "The fund has assets under management of $17 billion.",
                "$17 billion",
                &[("indicator", "assets under management")],
            ),
            (
                "They agreed on a tariff on imports of 5 percent.",
                "5 percent",
                &[("indicator", "tariff on imports")],
            ),
            (
                "Quill Foods made a profit on sales of $9 million.",
                "$9 million",
                &[("indicator", "sales")],
            ),
        ],
    ),
    (
        "A part follows \"including\"",
        &[
            (
                "The firm took charges last year, including $11 million for a mill.",
                "$11 million",
                &[("indicator", "charges")],
            ),
            (
                "Profit was hurt by fees, including $3 million for advice.",
                "$3 million",
                &[("indicator", "fees")],
            ),
            (
                "The firm took 40 trucks, including 11 vans.",
                "11",
                &[("indicator", "vans")],
            ),
        ],
    ),
    (
        "The object stands behind the figure",
        &[
            (
                "Two more raids took to eleven the number of suspects held.",
                "eleven",
                &[("indicator", "number of suspects")],
            ),
            (
                "That raised to 40 percent the share of women on the board.",
                "40 percent",
                &[("indicator", "share of women on board")],
            ),
            (
                "The fee went to nine the next day.",
                "nine",
                &[("indicator", "fee went")],
            ),
        ],
    ),
    (
        "The subject has no share of what the figure stands in",
        &[
            (
                "The drug stopped the pain in 81 percent of patients.",
                "81 percent",
                &[("indicator", "patients"), ("role", "share")],
            ),
            (
                "Dealers put it at 5 percent of trading volume.",
                "5 percent",
                &[("indicator", "trading volume")],
            ),
            (
                "In the survey, 45 percent of tenants said they own a car.",
                "45 percent",
                &[("indicator", "tenants")],
            ),
            (
                "The fund owns 45 percent of the mine.",
                "45 percent",
                &[("indicator", "fund share of mine")],
            ),
        ],
    ),
    (
        "Money raised is no rise",
        &[
            (
                "Quill Foods plans to raise $175 million through a sale of shares.",
                "$175 million",
                &[("role", "level")],
            ),
            (
                "The charity raised 20 million euros from visitors.",
                "20 million euros",
                &[("role", "level")],
            ),
            (
                "The firm raised its fee by $5.",
                "$5",
                &[("role", "increase"), ("indicator", "fee")],
            ),
        ],
    ),
    (
        "A percentage before its noun is no share of it",
        &[
            (
                "The offer represents a 24 percent premium over the last price.",
                "24 percent",
                &[("role", "level")],
            ),
            (
                "9 percent bonds are sold by the bank.",
                "9 percent",
                &[("role", "level")],
            ),
            (
                "It cut the number of calories consumed by 13 percent.",
                "13 percent",
                &[("role", "level")],
            ),
            (
                "Shops took 24 percent of the parcels.",
                "24 percent",
                &[("role", "share")],
            ),
        ],
    ),
    (
        "Comparisons that are none",
        &[
            ("Tours range from $40 upwards.", "$40", &[("role", "level")]),
            (
                "The 8-inch lower screen shows the map.",
                "8-inch",
                &[("role", "level")],
            ),
            (
                "Rates were 8 percent lower.",
                "8 percent",
                &[("role", "decrease")],
            ),
        ],
    ),
    (
        "People are left out behind the verb",
        &[
            (
                "The blasts wounded more than 5,000.",
                "5,000",
                &[("indicator", "blasts wounded")],
            ),
            ("Ten others were hurt.", "Ten", &[("indicator", "others")]),
            (
                "The population reached 5,000.",
                "5,000",
                &[("indicator", "population")],
            ),
        ],
    ),
    (
        "The second sum is of the same thing",
        &[
            (
                "The judge awarded $5,000 in damages to Lena Quist and $20,000 to the premier.",
                "$20,000",
                &[("indicator", "damages")],
            ),
            (
                "He has $5 million in debts to banks and $2 million to friends.",
                "$2 million",
                &[("indicator", "debts")],
            ),
            (
                "The firm paid $5 million for the land and $3 million for the ships.",
                "$3 million",
                &[("indicator", "firm paid for ships")],
            ),
        ],
    ),
    (
        "A name set beside another is what its value is of",
        &[
            (
                "The Nikkei fell 4 percent, compared with 3 percent for the Dax, 3.5 percent for the Dow and 2 percent for the Sensex.",
                "3 percent",
                &[("indicator", "dax"), ("role", "decrease")],
            ),
            (
                "The Nikkei fell 4 percent, compared with 3 percent for the Dax, 3.5 percent for the Dow and 2 percent for the Sensex.",
                "2 percent",
                &[("indicator", "sensex")],
            ),
            (
                "Joblessness was 5 percent for women, compared with 6 percent for men.",
                "6 percent",
                &[("indicator", "joblessness")],
            ),
        ],
    ),
    (
        "An adjective or adverb is nothing measured",
        &[
            (
                "The shares were last trading up 0.3 percent.",
                "0.3 percent",
                &[("indicator", "shares")],
            ),
            (
                "The economy grew by an annualised 2.1 percent.",
                "2.1 percent",
                &[("indicator", "economy"), ("role", "increase")],
            ),
        ],
    ),
    (
        "Who finds a share has none",
        &[
            (
                "The poll found 34 percent of voters backing him.",
                "34 percent",
                &[("indicator", "voters"), ("role", "share")],
            ),
            (
                "The ministry expects 12 percent of farms to close.",
                "12 percent",
                &[("indicator", "farms")],
            ),
            (
                "The club holds 12 percent of the farm.",
                "12 percent",
                &[("indicator", "club share of farm")],
            ),
        ],
    ),
    (
        "The noun of a gap keeps what the gap is in",
        &[
            (
                "The poll had a margin of error of 3 percentage points.",
                "3 percentage points",
                &[("indicator", "margin of error")],
            ),
            (
                "There is a difference in height of 4 metres.",
                "4 metres",
                &[("indicator", "difference in height")],
            ),
        ],
    ),
    (
        "What is bought or valued has the price",
        &[
            (
                "Quill Foods sold its mill for $3 million.",
                "$3 million",
                &[("indicator", "price of mill")],
            ),
            (
                "The deal valued Dunmore at $3 million.",
                "$3 million",
                &[("indicator", "value of dunmore")],
            ),
            (
                "Dunmore was valued at $3 million.",
                "$3 million",
                &[("indicator", "value of dunmore")],
            ),
        ],
    ),
    (
        "A noun of change before \"to\" hangs on what moved",
        &[
            (
                "The bank ended the term with an increase in the premium to $2.50.",
                "$2.50",
                &[("indicator", "premium")],
            ),
            (
                "Traders hope for a cut in rates to 5 percent.",
                "5 percent",
                &[("indicator", "rates")],
            ),
        ],
    ),
    (
        "Who gets a sum is nothing measured",
        &[
            (
                "The family lent to Quill Foods $500,000.",
                "$500,000",
                &[("indicator", "family lent")],
            ),
            (
                "The club lent $500,000.",
                "$500,000",
                &[("indicator", "club lent")],
            ),
        ],
    ),
    (
        "A past form before an infinitive is a verb of its own",
        &[
            (
                "The brewer agreed to pay $19 for each share.",
                "$19",
                &[("indicator", "brewer pay for share")],
            ),
            (
                "The brewer refused to spend $19 on ads.",
                "$19",
                &[("indicator", "brewer spend on ads")],
            ),
            (
                "The staff forced to leave got $19.",
                "$19",
                &[("indicator", "")],
            ),
        ],
    ),
    (
        "What moves where it is told stands before its verb",
        &[
            (
                "They own a dye plant, where profit soared to $155 million.",
                "$155 million",
                &[("indicator", "profit")],
            ),
            (
                "It was a year when exports fell to 40 million euros.",
                "40 million euros",
                &[("indicator", "exports")],
            ),
        ],
    ),
    (
        "A date may stand between a noun and its amount",
        &[
            (
                "Dunmore posted a loss for the second quarter of $84 million.",
                "$84 million",
                &[("indicator", "loss")],
            ),
            (
                "The club had revenue in 2024 of 40 million euros.",
                "40 million euros",
                &[("indicator", "revenue")],
            ),
        ],
    ),
    (
        "What is added to grows",
        &[
            (
                "Dunmore made an $11 million addition to its reserves.",
                "$11 million",
                &[("indicator", "reserves"), ("role", "increase")],
            ),
            (
                "The bank added $227 million to reserves.",
                "$227 million",
                &[("indicator", "reserves"), ("role", "increase")],
            ),
            (
                "The bank added $227 million.",
                "$227 million",
                &[("role", "increase")],
            ),
        ],
    ),
    (
        "What is bought has the price, and what money is paid for is named",
        &[
            (
                "Dunmore bought Quill, a brewer, from its owners for $28 million.",
                "$28 million",
                &[("indicator", "price of quill")],
            ),
            (
                "Dunmore acquired 3 million of its shares for $7 each.",
                "$7",
                &[("indicator", "price of shares")],
            ),
            (
                "Dunmore completed its takeover of Quill for $423 million.",
                "$423 million",
                &[("indicator", "takeover of quill")],
            ),
            (
                "Dunmore agreed to buying out its partner for $28 million.",
                "$28 million",
                &[("indicator", "price of partner")],
            ),
            (
                "Dunmore agreed to buy for $57 million.",
                "$57 million",
                &[("indicator", "price")],
            ),
            (
                "Dunmore agreed to sell three candy mills to Quill for $370 million.",
                "$370 million",
                &[("indicator", "price of candy mills")],
            ),
            (
                "The fee went up for $3 and more.",
                "$3",
                &[("role", "level")],
            ),
        ],
    ),
    (
        "An adverb of time before a noun describes it",
        &[
            (
                "The brewer boosted its quarterly dividend 20 percent to three cents.",
                "20 percent",
                &[("indicator", "quarterly dividend"), ("role", "increase")],
            ),
            (
                "The brewer cut its monthly fee 20 percent to three cents.",
                "three cents",
                &[("indicator", "monthly fee"), ("role", "level")],
            ),
            (
                "The brewer pays three cents quarterly.",
                "three cents",
                &[("role", "level")],
            ),
        ],
    ),
    (
        "What somebody has \"with\" an amount is the measure",
        &[
            (
                "Dunmore is a brewer with annual sales of $2 billion.",
                "$2 billion",
                &[("indicator", "annual sales")],
            ),
            (
                "The storm hit the port with winds of 85 km/h.",
                "85 km/h",
                &[("indicator", "winds")],
            ),
        ],
    ),
    (
        "A subject ends before its relative clause",
        &[
            (
                "Imports of watches that will be free of duty totalled $37 million.",
                "$37 million",
                &[("indicator", "imports of watches")],
            ),
            (
                "Sales of cars which must be scrapped rose to $37 million.",
                "$37 million",
                &[("indicator", "sales of cars")],
            ),
        ],
    ),
    (
        "An ampersand joins a name",
        &[
            (
                "The S&P 500 lost 1.2 percent.",
                "1.2 percent",
                &[("indicator", "s&p 500")],
            ),
            (
                "Spending on R&D rose 5 percent.",
                "5 percent",
                &[("indicator", "spending on r&d")],
            ),
        ],
    ),
    (
        "Stuff and time measure no unlike thing before",
        &[
            (
                "The bridge is 40 km long. That means 6 days.",
                "6 days",
                &[("indicator", "")],
            ),
            (
                "The van gives 414 horsepower of thrust. That means 40 litres.",
                "40 litres",
                &[("indicator", "")],
            ),
        ],
    ),
];
