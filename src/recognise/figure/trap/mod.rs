//! Numbers that are no figures, each with its reason.
//!
//! A trap is asked before any rule of figures; the first that holds a number rejects it.

mod calendar;
pub use calendar::places_after;
mod naming;
mod reference;
pub use reference::numbers_sources;
mod shape;

use super::Scene;
use crate::base::rule::{Rule, RuleId};

/// A trapped number: the token after it, and why it is no figure.
pub type Trap = (usize, &'static str);

/// A construction in which a number is no figure.
pub type Test = fn(&Scene<'_, '_>, usize) -> Option<Trap>;

/// Every trap; the quotes of its hits are the rejected stretches.
pub static RULES: &[Rule<Test>] = &[
    Rule {
        id: RuleId("trap/phrase"),
        does: "fixed phrases: one of, hundreds of, half-time",
        hits: &[
            ("It is one of the best.", "one of"),
            ("Hundreds of ships came.", "Hundreds of"),
        ],
        misses: &["Six ships came."],
        apply: naming::phrase,
    },
    Rule {
        id: RuleId("trap/vague"),
        does: "a scale word with a vague head: several hundred, a few thousand",
        hits: &[
            ("It took several hundred years.", "hundred"),
            ("A few thousand came.", "thousand"),
            ("It took a month or two.", "two"),
        ],
        misses: &["Two hundred came.", "It took a month or two weeks."],
        apply: naming::vague,
    },
    Rule {
        id: RuleId("trap/address"),
        does: "numbers in web and mail addresses",
        hits: &[
            ("See www.site12.com/a now.", "12"),
            ("Write to li88@site.cn today.", "88"),
        ],
        misses: &["It has 12 sites."],
        apply: shape::address,
    },
    Rule {
        id: RuleId("trap/unread"),
        does: "a number that cannot be read whole: 10^400, 1e400, 1/0, five trillion trillion trillion",
        hits: &[
            ("It holds 10^400 grains.", "10^400"),
            ("The code gave 1e400 yuan.", "1e400"),
            ("It printed 1,,000 there.", "1,,000"),
        ],
        misses: &["It holds 10^6 grains.", "It holds 5 trillion grains."],
        apply: shape::unread,
    },
    Rule {
        id: RuleId("trap/grown-together"),
        does: "letters and digits grown together: PM2.5, COVID-19, SU7, 5G, 777F",
        hits: &[
            ("Its PM2.5 level fell.", "2.5"),
            ("The 5G network grew.", "5G"),
            ("5G reaches the hills.", "5G"),
            ("They met at COP27 there.", "27"),
            ("Her 401(k) plan grew.", "401(k)"),
            ("She ran a 10K there.", "10K"),
            ("The A320-200 jet left.", "320-200"),
            ("They gave it 5-FU.", "5-FU"),
            ("The code 24703m212 failed.", "24703m212"),
            ("The lap took 5m30s there.", "5m30s"),
            ("It shows 1.2 (3H, s) there.", "3H"),
            ("She holds an A-5 permit.", "5"),
        ],
        misses: &[
            "It ran 5km and paid RM5.",
            "A 10-CD set came.",
            "A 3x4 metre room.",
            "It took 3H there.",
        ],
        apply: shape::grown_together,
    },
    Rule {
        id: RuleId("trap/source"),
        does: "the number of a source in brackets: [12], (8, 9)",
        hits: &[
            ("It was seen in mice [12].", "12"),
            (
                "Mice sleep less (1). Rats do too (2, 3). Cats sleep more (9).",
                "1",
            ),
            (
                "Mice sleep less (1). Rats do too (2, 3). Cats sleep more (9).",
                "2, 3",
            ),
            (
                "Mice sleep less (1). Rats do too (2, 3). Cats sleep more (9).",
                "9",
            ),
        ],
        misses: &[
            "He saw [12] ships.",
            "Ana Ruiz (54) left.",
            "Cable (44), fibre (31) and copper (9) led.",
        ],
        apply: reference::source,
    },
    Rule {
        id: RuleId("trap/day"),
        does: "a day of a month: June 21, 5 January, Oct. 7-9",
        hits: &[
            ("It came on June 21.", "21"),
            ("On 5 January it left.", "5"),
            ("It is due on June 21 or 22.", "22"),
        ],
        misses: &["In June, 21 ships came."],
        apply: calendar::day,
    },
    Rule {
        id: RuleId("trap/clock"),
        does: "a time of day or a ratio: 10:27, 6 pm, 9 o'clock",
        hits: &[("It left at 10:27.", "10:27"), ("It left at 6 pm.", "6 pm")],
        misses: &["It left 6 boxes."],
        apply: calendar::clock,
    },
    Rule {
        id: RuleId("trap/digits"),
        does: "digits that make no number: dotted dates, telephone and registration numbers",
        hits: &[
            ("Call 555-010-4477 now.", "555-010-4477"),
            ("Ring 0700 555 4477 now.", "0700 555 4477"),
            ("Ring (301) 555-0177 now.", "301) 555-0177"),
            ("Ring +47 20 55 44 77 now.", "47 20 55 44 77"),
            ("Ring 555-0177 now.", "555-0177"),
            ("It saw 45 678 cases.", "45 678"),
            ("Dated 10.3.2020 here.", "10.3.2020"),
            ("Ring (254-2) 555-013 now.", "254-2) 555-013"),
            ("It bears the code 110456879 and a date.", "110456879"),
        ],
        misses: &[
            "It grew 3-5 percent.",
            "Rates of 3-1/2 percent.",
            "The 12 500-bed wards.",
        ],
        apply: shape::digits,
    },
    Rule {
        id: RuleId("trap/score"),
        does: "two bare numbers joined by a dash, the first not the smaller or a contest or vote told: a score",
        hits: &[
            ("The visitors lost 2-3 at home.", "2-3"),
            ("They won 3-1 there.", "3-1"),
            ("It ended 2-2 again.", "2-2"),
            ("He took it 6-2, 3-6, 6-4 there.", "3-6"),
            ("The law passed 231-204 there.", "231-204"),
            ("A 48-51 vote sank it.", "48-51"),
            ("She went 2-for-5 there.", "2-for-5"),
        ],
        misses: &[
            "It grew 3-5 percent.",
            "They won 2-3 medals.",
            "It takes 2-3, 4-6 or 7-9 days.",
            "A 3-1/2 percent rate.",
        ],
        apply: shape::score,
    },
    Rule {
        id: RuleId("trap/ordinal"),
        does: "ordinals that only order: 14th, 21st",
        hits: &[
            ("The 14th meeting began.", "14th"),
            ("On its 21st birthday.", "21st"),
        ],
        misses: &["It ranked 3rd.", "She weighs 9st now."],
        apply: shape::ordinal,
    },
    Rule {
        id: RuleId("trap/list-number"),
        does: "numbering at the start of a block: 1. 2) (3)",
        hits: &[("2) Build more roads.", "2"), ("(3) Plant trees.", "3")],
        misses: &["2 roads were built."],
        apply: shape::list_number,
    },
    Rule {
        id: RuleId("trap/year"),
        does: "a bare numeral that is a year: in 2019, 2024-25, 1990s",
        hits: &[
            ("It fell in 200 B.C. to them.", "200 B.C."),
            ("It rose about 10,000 BCE there.", "10,000 BCE"),
            ("It began in 2019.", "2019"),
            ("In fiscal 2024-25 it grew.", "2024-25"),
            ("It was 2018s best film.", "2018s"),
        ],
        misses: &["More than 2000 ships came.", "It covers 2019 km."],
        apply: calendar::year,
    },
    Rule {
        id: RuleId("trap/ratio"),
        does: "two numbers with a slash that are no fraction: odds, pressures",
        hits: &[
            ("Odds were 5/1 on it.", "5/1"),
            ("It read 130/85 then.", "130/85"),
        ],
        misses: &[
            "It lost 1/3 of it.",
            "It is 5/4 inch thick.",
            "Some 3/2 of it.",
        ],
        apply: shape::ratio,
    },
    Rule {
        id: RuleId("trap/period"),
        does: "a length of time that places: the past ten years, two months later, a five-year plan",
        hits: &[
            ("In the past ten years it grew.", "ten years"),
            ("Two months later it fell.", "Two months"),
            ("A three-year growth forecast came.", "three-year"),
            ("Its five-year $6 million plan ended.", "five-year"),
            ("In its two previous years it fell.", "two previous years"),
        ],
        misses: &[
            "The ride takes two hours.",
            "It holds 40 previous years' worth of songs.",
            "A three-year drought hit the plan.",
            "He got a three-year prison term.",
        ],
        apply: calendar::period,
    },
    Rule {
        id: RuleId("trap/name-noun"),
        does: "a noun that takes a number as its name: Highway 107, Article 5",
        hits: &[
            ("Take Highway 107 north.", "107"),
            ("See Article 5 there.", "5"),
            ("Section 20-40 holds.", "20-40"),
            ("Articles 5, 6 and 7 hold.", "5, 6 and 7"),
            ("It lies near the lake (exit 436).", "436"),
        ],
        misses: &["It has 107 highways.", "They exit 436 mines."],
        apply: naming::name_noun,
    },
    Rule {
        id: RuleId("trap/numbered-thing"),
        does: "the number of a thing: Decree No. 12, Bus No. 7, No. 20-123",
        hits: &[
            ("Under Decree No. 12 it ended.", "12"),
            ("Bus No. 7 stopped.", "7"),
            ("He read file No. 20-123 then.", "20-123"),
        ],
        misses: &[
            "It is No. 1 in the world.",
            "The world No. 2 lost.",
            "The No. 3 economy grew.",
            "The French No. 1 won.",
        ],
        apply: naming::numbered_thing,
    },
    Rule {
        id: RuleId("trap/name-end"),
        does: "a numeral at the end of a capitalised name: Fortune Global 500",
        hits: &[
            ("It is on the Fortune Global 500 again.", "500"),
            ("The new Falcon 9 flew.", "9"),
            ("It was five (95% CI 20-40).", "20-40"),
            ("The star HD 230409 A shines.", "230409"),
            ("The S&P 500 fell again.", "500"),
        ],
        misses: &["Tencent 500 yuan.", "Then Li met 500 people."],
        apply: naming::name_end,
    },
    Rule {
        id: RuleId("trap/name-start"),
        does: "a numeral at the start of a capitalised name: 22 Park Avenue, 787 Dreamliner",
        hits: &[
            ("It moved to 16-18 Harbour Road in May.", "16-18"),
            ("It stands at 9 E 41st Street.", "9"),
            ("The 787 Dreamliner flew again.", "787"),
            ("It ordered two new 737 Max jets.", "737"),
            ("It stands at 22 Park Avenue now.", "22"),
            ("He lives at 9 Elm Street.", "9"),
        ],
        misses: &[
            "It has 22 Fortune companies.",
            "They met 120 Chinese there.",
        ],
        apply: naming::name_start,
    },
    Rule {
        id: RuleId("trap/name-model"),
        does: "a bare numeral that is the name of a model: the 747 is, a 5500 chip",
        hits: &[
            ("The 747 is the largest.", "747"),
            ("It took a 5500 chip.", "5500"),
        ],
        misses: &[
            "The 747 were sold.",
            "It sold 5500 chips.",
            "Half of the 747 was lost.",
            "It ordered 450 engine parts.",
            "He needed 270 votes, and the 270 was reached.",
        ],
        apply: naming::name_model,
    },
    Rule {
        id: RuleId("trap/name-event"),
        does: "a bare numeral before one event: the 618 shopping festival",
        hits: &[
            ("The 618 shopping festival began.", "618"),
            ("It opened at the 315 gala.", "315"),
        ],
        misses: &[
            "It held 618 shopping festivals.",
            "The 3 km campaign began.",
        ],
        apply: naming::name_event,
    },
    Rule {
        id: RuleId("trap/how-often"),
        does: "how often somebody held something: a seven-time champion, a 3-time winner",
        hits: &[
            ("The four-time winner lost.", "four-time"),
            ("A 3-time champion came.", "3-time"),
        ],
        misses: &[
            "It won 3 times.",
            "A 3-time increase came.",
            "It is 5 times larger.",
        ],
        apply: naming::how_often,
    },
    Rule {
        id: RuleId("trap/top"),
        does: "places from an end of what is left out: the top 10, the bottom three",
        hits: &[
            ("It is in the top 10 again.", "10"),
            ("They left the bottom three.", "three"),
        ],
        misses: &[
            "The top 10 firms grew.",
            "The top 5% pay it.",
            "The top 20-30 cm froze.",
            "They top 30 now.",
        ],
        apply: naming::top,
    },
    Rule {
        id: RuleId("trap/lone-one"),
        does: "one as pronoun or article",
        hits: &[
            ("That is the one he took.", "one"),
            ("It has one goal.", "one"),
        ],
        misses: &[
            "It took one day.",
            "It took one to six days.",
            "One in five came.",
            "It cost one million yuan.",
            "Only one town has it.",
            "At least one man died.",
            "One.",
        ],
        apply: naming::lone_one,
    },
];

/// The first trap that holds the number at the token.
pub fn at(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    RULES.iter().find_map(|rule| (rule.apply)(scene, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule::prove;
    use crate::clean::plain;
    use crate::recognise::phrase::Line;
    use crate::recognise::unit::money::Homes;
    use crate::segment::Segments;

    /// Stretches that the trap alone rejects.
    fn rejected(trap: Test, article: &str) -> Vec<String> {
        let text = article;
        let article = plain::article(text.to_owned());
        let segments = Segments::of(&article);
        let homes = Homes::of(&segments);
        let line = Line {
            segments: &segments,
            first: 0,
            end: segments.tokens.len(),
        };
        let memory = crate::recognise::figure::Memory::default();
        let scene = Scene {
            line,
            homes: &homes,
            millions: false,
            sources: numbers_sources(&segments),
            memory: &memory,
        };
        let hit =
            |at: usize| trap(&scene, at).map(|(end, _)| line.span(at, end).of(text).to_owned());
        (0..line.end).filter_map(hit).collect()
    }

    #[test]
    fn every_trap_hits_and_misses_its_examples() {
        prove(RULES, |rule, text| rejected(rule.apply, text));
    }
}
