//! The constructions of figures, in the order in which they are tried.

pub mod fraction;
pub mod long;
pub mod multiple;
pub mod range;
pub mod rank;
pub mod single;

use super::Scene;
use super::draft::Draft;
use super::quantity::{self, Quantity};
use crate::base::rule::{Rule, RuleId};

/// A construction: the draft that begins at the token, if it stands there.
#[derive(Clone, Copy, Debug)]
pub enum Apply {
    /// Seen from the words themselves.
    Words(fn(&Scene<'_, '_>, usize) -> Option<Draft>),
    /// Begins with a number, which is read once for all of these.
    Number(fn(&Scene<'_, '_>, usize, &Quantity) -> Option<Draft>),
}

use Apply::{Number, Words};

/// Every construction, the most particular first; the first that stands at a token wins.
pub static RULES: &[Rule<Apply>] = &[
    Rule {
        id: RuleId("figure/rank"),
        does: "a place in an order: ranked 3rd, No. 1, number four, came seventh",
        hits: &[
            ("The port ranked 3rd in the world.", "3rd"),
            ("Its growth ranked it seventh of all.", "seventh"),
            ("The airport is number four in China.", "four"),
            ("It came second.", "second"),
        ],
        misses: &["The third bridge opened.", "It won 3 prizes."],
        apply: Words(rank::rank),
    },
    Rule {
        id: RuleId("figure/pointed-thousands"),
        does: "a point between thousands, where nothing has three decimals: 600.000 copies, £10.000",
        hits: &[
            ("It sold 600.000 copies.", "600.000"),
            ("The horse cost £10.000 then.", "£10.000"),
        ],
        misses: &[
            "Baia sold 600.000 tons.",
            "The dose was 10.000 then.",
            "The euro rose to $1.000 there.",
            "It cost £10.000 million.",
            "It cost £10.000-20.000 then.",
            "It pays $14.000 per gallon.",
            "She scored 10.000 points.",
            "It has 12.000 deaths per birth.",
        ],
        apply: Words(single::pointed),
    },
    Rule {
        id: RuleId("figure/multiple-word"),
        does: "a multiple in one word: doubled, halved, twice, threefold",
        hits: &[
            ("Output more than doubled.", "doubled"),
            ("It is twice as large.", "twice"),
            ("Prices halved.", "halved"),
            ("Sales will double.", "double"),
        ],
        misses: &[
            "It grew at a double-digit pace.",
            "Double doors.",
            "Lee scored twice as Leeds won.",
            "They met twice.",
        ],
        apply: Words(multiple::multiple_word),
    },
    Rule {
        id: RuleId("figure/out-of"),
        does: "a share as two numbers: one in five, four out of ten, one in every eleven",
        hits: &[
            ("Here one in five owns a car.", "one in five"),
            ("Some four out of ten voted.", "four out of ten"),
            ("He made 8-of-14 throws.", "8-of-14"),
            (
                "It reached one in every eleven people.",
                "one in every eleven",
            ),
            ("One over seven.", "One over seven"),
            ("About 1 in 6,500 calves has it.", "1 in 6,500"),
        ],
        misses: &[
            "There was 1 in 1950.",
            "It took 1 in 6,513.",
            "He opened two in May.",
            "It sold 5 in 2024.",
            "130 over 85.",
            "They won 5 over 3 years.",
        ],
        apply: Number(fraction::out_of),
    },
    Rule {
        id: RuleId("figure/pair"),
        does: "two of something as all of an answer: a couple, a pair of",
        hits: &[("A couple.", "A couple"), ("a pair of", "a pair of")],
        misses: &["A couple of boats sank.", "The pair left."],
        apply: Words(single::pair),
    },
    Rule {
        id: RuleId("figure/rating"),
        does: "so many of the most that can be given: 4.5/5",
        hits: &[
            ("Users gave it 3.5/5 there.", "3.5/5"),
            ("It holds 8.7/10 now.", "8.7/10"),
            ("It got 4.5 out of 5 stars.", "4.5 out of 5"),
        ],
        misses: &["It is 5/8 done.", "It costs 7.5/kg."],
        apply: Number(single::rating),
    },
    Rule {
        id: RuleId("figure/fraction"),
        does: "a fraction in words: one-ninth, two thirds, a quarter of, half",
        hits: &[
            ("It makes one-ninth of the total.", "one-ninth"),
            ("About two thirds left.", "two thirds"),
            ("More than a third of them stayed.", "a third"),
            ("Over half of the firms moved.", "half"),
            ("It cut rates by a quarter point.", "a quarter point"),
            (
                "It rose by a tenth of a percentage point.",
                "a tenth of a percentage point",
            ),
            ("It lost five twenty-firsts of it.", "five twenty-firsts"),
            (
                "It moved by thirty-five thousandths of an inch.",
                "thirty-five thousandths of an inch",
            ),
            ("It lies a half mile from here.", "a half mile"),
            ("It is a quarter mile long.", "a quarter mile"),
            ("It took a quarter of an hour.", "a quarter of an hour"),
            ("A half.", "A half"),
            ("Minus two thirds.", "Minus two thirds"),
        ],
        misses: &[
            "A twenty-first century museum opened.",
            "A half year passed.",
            "The first half was good.",
            "It was a third bridge.",
            "A quarter later it fell.",
        ],
        apply: Words(fraction::fraction),
    },
    Rule {
        id: RuleId("figure/between"),
        does: "a range after between: between 4 and 6 percent",
        hits: &[
            ("It grows between 4% and 6% a year.", "4% and 6%"),
            ("It lost between 9 and 6 percent.", "9 and 6 percent"),
            (
                "It feeds between 713 and 757 million people.",
                "713 and 757 million",
            ),
        ],
        misses: &["The gap between 5 towns and 6 cities grew."],
        apply: Number(range::between),
    },
    Rule {
        id: RuleId("figure/range"),
        does: "a range with a dash or to: 4-6 percent, 1- to 2-hour, 3 to 5 km",
        hits: &[
            ("They form a 1- to 2-hour circle.", "1- to 2-hour"),
            ("A 300 to-400 year-old oak fell.", "300 to-400 year-old"),
            ("It raised $3-5m there.", "$3-5m"),
            ("It grew 4-6 percent.", "4-6 percent"),
            ("The band of 4% to 6% holds.", "4% to 6%"),
            ("Sales rose at rates ranging from 4% to 6%.", "4% to 6%"),
        ],
        misses: &[
            "It rose 5 percent to 7 million yuan.",
            "It rose from 5 km to 7 km.",
            "Its reach grew in the first months of the plan from 5 km to 7 km.",
        ],
        apply: Number(range::range),
    },
    Rule {
        id: RuleId("figure/tolerance"),
        does: "a value with its tolerance: 35.8 ± 4.5 years, 9.83 +/- 0.01 m",
        hits: &[
            ("The men were 61.2 ± 3.4 years old.", "61.2 ± 3.4 years"),
            ("It weighs 7.2 kg ± 0.3 kg.", "7.2 kg ± 0.3 kg"),
            ("It fell by 5.1 +/- 0.2 m.", "5.1 +/- 0.2 m"),
        ],
        misses: &["The ± 800 kV line opened.", "It lost 5 km ± 3 kg."],
        apply: Number(single::tolerance),
    },
    Rule {
        id: RuleId("figure/compound"),
        does: "one quantity in two units: 3h 47min, 7 feet 10 inches, 20 dollars 43 cents",
        hits: &[
            ("The ride took 3h 47min.", "3h 47min"),
            ("He stands 7 feet, 10 inches.", "7 feet, 10 inches"),
            ("She weighs 9st 4lb now.", "9st 4lb"),
            ("He stands 6 feet 2.", "6 feet 2"),
            ("He is 5ft10 tall.", "5ft10"),
            ("He ran it in 2h30m.", "2h30m"),
            ("It took an hour and a half.", "an hour and a half"),
            ("It lasted two days and a half.", "two days and a half"),
            ("They ran 26 miles and 385 yards.", "26 miles and 385 yards"),
            ("It cost $17 45.", "$17 45"),
            ("US$4 and twelve.", "US$4 and twelve"),
            ("It costs a dollar and 42 cents.", "a dollar and 42 cents"),
            ("The 6-foot-2 guard left.", "6-foot-2"),
        ],
        misses: &[
            "It runs 5 km, 3 hours a day.",
            "They paid $4 and twelve men left.",
            "It sold for $17 45 years ago.",
            "It dropped 6 feet 2 times.",
            "A year and a half ago it fell.",
            "A minute and a half later it ended.",
            "They had two years and a third child.",
        ],
        apply: Number(single::compound),
    },
    Rule {
        id: RuleId("figure/per-number"),
        does: "a rate in so many: 15.3 per 100,000 people, five per thousand",
        hits: &[
            (
                "The rate was 15.3 per 100,000 people.",
                "15.3 per 100,000 people",
            ),
            ("It fell to 7.2 per 1,000 births.", "7.2 per 1,000 births"),
        ],
        misses: &["It takes 5 kg per mu.", "It earns 7 yuan per head."],
        apply: Number(single::per_number),
    },
    Rule {
        id: RuleId("figure/age"),
        does: "an age: 32-year-old, three weeks old, aged 65",
        hits: &[
            ("A 32-year-old woman won.", "32-year-old"),
            ("The wall is 500 years old.", "500 years old"),
            ("Only workers under 30 stayed.", "30"),
            ("Its teachers are old, and a dozen are over 60.", "60"),
            ("He will be 41 by Friday.", "41"),
            ("Life expectancy there is about 78.", "78"),
            ("The queen turned 90 in April.", "90"),
            ("He was 81 at the time.", "81"),
            ("Life expectancy rose to 78.4.", "78.4"),
            ("Life expectancy is 73 raising hopes.", "73"),
            ("A fruit seller, 22, was hurt.", "22"),
            ("Ana Ruiz, who was 38, left it.", "38"),
            ("What happens when I turn 18 while abroad?", "18"),
            ("Children under five eat free.", "five"),
            ("It is free for children under-five.", "five"),
        ],
        misses: &[
            "It took 32 years.",
            "It will be 41 by then.",
            "It turned 90 heads.",
            "It hired people over 30 weeks.",
            "She was 56.4, he said.",
            "He was 45 at lunch.",
            "She is 12 in the ranking.",
            "Life expectancy ranked 20 there.",
            "A truck, 22, was hit.",
            "Prices under five fell.",
        ],
        apply: Number(single::age),
    },
    Rule {
        id: RuleId("figure/measure"),
        does: "a number with its unit, money included: 9 trillion yuan, $5, 70 percent",
        hits: &[
            ("GDP was 9 trillion yuan.", "9 trillion yuan"),
            ("He ran for 312 rushing yards.", "312 rushing yards"),
            ("Warming beyond 1.5 C is near.", "1.5 C"),
            ("Sales rose to 75 MSEK.", "75 MSEK"),
            ("They meet four times a week.", "four times a week"),
            ("It covers 4 km squared.", "4 km squared"),
            ("The town earned PS3.4m in cash.", "PS3.4m"),
            ("Sales rose to MSEK 75.", "MSEK 75"),
            ("It pays $75 Canadian.", "$75 Canadian"),
            ("It lost Rs 1.5L there.", "Rs 1.5L"),
            ("It paid N5 billion in tax.", "N5 billion"),
            ("In Cape Town it cost R5.", "R5"),
            ("It cost 3 M€ then.", "3 M€"),
            ("It was 25 degrees below zero.", "25 degrees below zero"),
            (
                "It rose 0.25 of a percentage point.",
                "0.25 of a percentage point",
            ),
            ("It burns 6.5 litres per 100 km.", "6.5 litres per 100 km"),
            (
                "It falls 5 metres per second squared.",
                "5 metres per second squared",
            ),
            ("It grew by a factor of three.", "three"),
            ("Oil cost $75 U.S. per barrel.", "$75 U.S. per barrel"),
            ("They live on less than a dollar a day.", "a dollar a day"),
            ("It took 13 and a half years.", "13 and a half years"),
            ("It costs about a euro.", "a euro"),
            (
                "It served 40 previous years' worth of tales.",
                "40 previous years",
            ),
            ("It beats at 600 h−1 there.", "600 h−1"),
            ("It falls at 9.8 m/s2 here.", "9.8 m/s2"),
            ("It needs 5 mM of salt.", "5 mM"),
            ("It cost 3 crore 12 lakh rupees.", "3 crore 12 lakh rupees"),
            ("It cost $1.43 trillion.", "$1.43 trillion"),
            ("The 231.8-kilometer race began.", "231.8-kilometer"),
            (
                "It costs 0.36 yuan per kilowatt-hour.",
                "0.36 yuan per kilowatt-hour",
            ),
        ],
        misses: &[
            "He has 5 sons.",
            "He bought the PS5.",
            "It is a dollar store.",
            "The N95 mask sold well.",
            "He did not ask for a penny.",
            "A euro crisis began.",
            "The team won 300,000.",
            "The two K groups met.",
        ],
        apply: Words(single::measure),
    },
    Rule {
        id: RuleId("figure/count"),
        does: "a number of things: 22 Fortune Global 500 companies",
        hits: &[
            ("It has 22 Fortune Global 500 companies.", "22"),
            ("Nine major projects began.", "Nine"),
            ("A five-member panel met.", "five"),
            ("Only one town has it.", "one"),
            ("He scored one goal and two tries.", "one"),
            ("She admitted one count of theft.", "one"),
            ("A four-bed ward and a three-hospital group.", "three"),
            ("A two-family home burnt.", "two"),
            ("Of the 12 teams, 7 won.", "12"),
            ("Only 3 won seats.", "3"),
        ],
        misses: &[
            "It cost 9 yuan.",
            "The 5G network grew.",
            "A four-legged robot ran.",
            "A two-dimensional map.",
            "They won five-nil.",
            "It paid 30,000 won for it.",
        ],
        apply: Number(single::count),
    },
    Rule {
        id: RuleId("figure/bare"),
        does: "a number with nothing beside it",
        hits: &[
            ("The total rose to 34,108,800.", "34,108,800"),
            ("The index stood at 51.2.", "51.2"),
        ],
        misses: &["It happened in 2019.", "He has 5 sons."],
        apply: Number(single::bare),
    },
];

/// The draft of the first rule that stands at the token.
pub fn first(scene: &Scene<'_, '_>, at: usize) -> Option<Draft> {
    let number = quantity::at(scene, at);
    RULES.iter().find_map(|rule| {
        let draft = match rule.apply {
            Words(read) => read(scene, at),
            Number(read) => read(scene, at, number.as_ref()?),
        }?;
        Some(Draft {
            rule: rule.id,
            ..draft
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule::prove;
    use crate::clean::plain;
    use crate::recognise::figure::recognise;
    use crate::segment::Segments;

    /// Quotes of the figures that the rule makes in the text.
    fn found(id: RuleId, text: &str) -> Vec<String> {
        let article = plain::article(text.to_owned());
        let segments = Segments::of(&article);
        let (figures, _) = recognise(&segments, &[]);
        figures
            .iter()
            .filter(|f| f.rule == id)
            .map(|f| f.span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn every_rule_hits_and_misses_its_examples() {
        prove(RULES, |rule, text| found(rule.id, text));
    }
}
