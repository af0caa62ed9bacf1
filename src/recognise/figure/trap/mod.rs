//! Numbers that are no figures, each with its reason.
//!
//! A trap is asked before any rule of figures; the first that holds a number rejects it.

mod calendar;
mod naming;
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
        ],
        misses: &["Two hundred came."],
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
        ],
        misses: &["It ran 5km and paid RM5."],
        apply: shape::grown_together,
    },
    Rule {
        id: RuleId("trap/day"),
        does: "a day of a month: June 21, 5 January, Oct. 7-9",
        hits: &[
            ("It came on June 21.", "21"),
            ("On 5 January it left.", "5"),
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
            ("Dated 10.3.2020 here.", "10.3.2020"),
        ],
        misses: &["It grew 3-5 percent."],
        apply: shape::digits,
    },
    Rule {
        id: RuleId("trap/score"),
        does: "two bare numbers joined by a dash, the first not the smaller or a contest told: a score",
        hits: &[
            ("The visitors lost 2-3 at home.", "2-3"),
            ("They won 3-1 there.", "3-1"),
            ("It ended 2-2 again.", "2-2"),
        ],
        misses: &["It grew 3-5 percent.", "They won 2-3 medals."],
        apply: shape::score,
    },
    Rule {
        id: RuleId("trap/ordinal"),
        does: "ordinals that only order: 14th, 21st",
        hits: &[
            ("The 14th meeting began.", "14th"),
            ("On its 21st birthday.", "21st"),
        ],
        misses: &["It ranked 3rd."],
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
            ("It began in 2019.", "2019"),
            ("In fiscal 2024-25 it grew.", "2024-25"),
            ("It was 2018s best film.", "2018s"),
        ],
        misses: &["More than 2000 ships came.", "It covers 2019 km."],
        apply: calendar::year,
    },
    Rule {
        id: RuleId("trap/period"),
        does: "a length of time that places: the past ten years, two months later, a five-year plan",
        hits: &[
            ("In the past ten years it grew.", "ten years"),
            ("Two months later it fell.", "Two months"),
        ],
        misses: &["The ride takes two hours."],
        apply: calendar::period,
    },
    Rule {
        id: RuleId("trap/name-noun"),
        does: "a noun that takes a number as its name: Highway 107, Article 5",
        hits: &[
            ("Take Highway 107 north.", "107"),
            ("See Article 5 there.", "5"),
        ],
        misses: &["It has 107 highways."],
        apply: naming::name_noun,
    },
    Rule {
        id: RuleId("trap/name-end"),
        does: "a numeral at the end of a capitalised name: Fortune Global 500",
        hits: &[
            ("It is on the Fortune Global 500 again.", "500"),
            ("The new Falcon 9 flew.", "9"),
        ],
        misses: &["Tencent 500 yuan.", "Then Li met 500 people."],
        apply: naming::name_end,
    },
    Rule {
        id: RuleId("trap/name-start"),
        does: "a numeral at the start of a capitalised name: 22 Park Avenue, 787 Dreamliner",
        hits: &[
            ("It moved to 16-18 Harbour Road in May.", "16-18"),
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
        id: RuleId("trap/lone-one"),
        does: "one as pronoun or article",
        hits: &[
            ("That is the one he took.", "one"),
            ("It has one goal.", "one"),
        ],
        misses: &[
            "It took one day.",
            "One in five came.",
            "It cost one million yuan.",
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
        let last = std::cell::RefCell::new(None);
        let scene = Scene {
            line,
            homes: &homes,
            millions: false,
            last: &last,
        };
        let hit =
            |at: usize| trap(&scene, at).map(|(end, _)| line.span(at, end).of(text).to_owned());
        (0..line.end).filter_map(hit).collect()
    }

    #[test]
    fn every_trap_hits_and_misses_its_examples() {
        for rule in RULES {
            assert!(
                rule.hits.len() >= 2 && !rule.misses.is_empty(),
                "{}",
                rule.id
            );
            for (text, quote) in rule.hits {
                let quotes = rejected(rule.apply, text);
                assert!(
                    quotes.iter().any(|q| q == quote),
                    "{}: {text} {quotes:?}",
                    rule.id
                );
            }
            for text in rule.misses {
                assert_eq!(rejected(rule.apply, text), [""; 0], "{}: {text}", rule.id);
            }
        }
    }
}
