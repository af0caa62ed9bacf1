//! The closed vocabularies of a figure and of what stands around it.
//!
//! Each has the word used for it in records and in the database. Knows no surface forms.

/// Declares an enum whose variants each have one written word.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word records and database use.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value written as `word`.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }
    };
}

vocabulary! {
    /// How the stated number bounds the true one.
    Comparator {
        /// Nothing said: the number itself.
        Exact = "exact",
        /// "about", "around", "some", "or so".
        About = "about",
        /// "more than", "exceeded", "above".
        Over = "over",
        /// "at least", "or more".
        AtLeast = "at_least",
        /// "less than", "below".
        Under = "under",
        /// "up to", "within", "no more than".
        AtMost = "at_most",
        /// "nearly", "almost", "close to".
        Nearly = "nearly",
    }
}

vocabulary! {
    /// What the number says about its indicator.
    Role {
        /// The indicator's value.
        Level = "level",
        /// An amount or rate it rose by.
        Increase = "increase",
        /// An amount or rate it fell by.
        Decrease = "decrease",
        /// A part of a whole.
        Share = "share",
        /// Times another value.
        Multiple = "multiple",
        /// The gap to something else.
        Difference = "difference",
        /// A place in an order.
        Rank = "rank",
        /// A limit that selects what is counted.
        Threshold = "threshold",
    }
}

vocabulary! {
    /// Whether the number is a fact or an intention.
    Modality {
        /// Stated as a fact.
        Actual = "actual",
        /// A target, plan, forecast or expectation.
        Planned = "planned",
    }
}

vocabulary! {
    /// What a block of an article is.
    BlockKind {
        /// A heading.
        Heading = "heading",
        /// Running text.
        Paragraph = "paragraph",
        /// An item of a list.
        ListItem = "list_item",
        /// The caption of a picture or table.
        Caption = "caption",
        /// A row of a table.
        Table = "table",
        /// A quotation set apart.
        Quote = "quote",
        /// Furniture of the page: kept, never read for facts.
        Boilerplate = "boilerplate",
    }
}

vocabulary! {
    /// The rung of a region in its hierarchy.
    Level {
        /// A country or a territory counted as one.
        Country = "country",
        /// A first-level division.
        Province = "province",
        /// A city, or a second-level division.
        Prefecture = "prefecture",
        /// A county, district or county-level city.
        County = "county",
        /// A town, township or village.
        Town = "town",
        /// A new area, development or free-trade zone.
        Zone = "zone",
        /// A named group of cities or provinces.
        Cluster = "cluster",
        /// A large part of a country or of the world.
        Macro = "macro",
    }
}

vocabulary! {
    /// What kind of undertaking a named project is.
    ProjectKind {
        /// A strategy.
        Strategy = "strategy",
        /// A plan.
        Plan = "plan",
        /// A programme, campaign or initiative.
        Programme = "programme",
        /// A project.
        Project = "project",
        /// A work of infrastructure.
        Infrastructure = "infrastructure",
        /// A facility.
        Facility = "facility",
        /// A zone, park or base set up as an undertaking.
        Zone = "zone",
        /// An agreement.
        Agreement = "agreement",
    }
}

vocabulary! {
    /// TIMEX3's types of time expression.
    TimexType {
        /// A calendar date or period.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
}

vocabulary! {
    /// What figures of one article are to each other in a computation.
    RelationKind {
        /// An average yearly rate and the two levels it leads between.
        Growth = "growth",
        /// A percentage of change and the levels or the amount it belongs to.
        Change = "change",
        /// A multiple and its two ends.
        Multiple = "multiple",
        /// A gap and the two values it lies between.
        Difference = "difference",
        /// Parts and their sum.
        Sum = "sum",
        /// Parts of a whole that is larger.
        Part = "part",
        /// A share, the part and the whole.
        Share = "share",
        /// One quantity in two units, or two currencies.
        Equivalent = "equivalent",
        /// Counts over two limits, one of which is stricter.
        Nesting = "nesting",
        /// A place among so many.
        Rank = "rank",
        /// A value and the range it is said to lie in.
        Range = "range",
    }
}

vocabulary! {
    /// What a computation says of the figures in it.
    RelationVerdict {
        /// The stated number follows from the others, rounding allowed.
        Agrees = "agrees",
        /// It does not follow.
        OffBy = "off by",
        /// The numbers cannot be true together.
        Impossible = "impossible",
    }
}

vocabulary! {
    /// What a figure is in a computation.
    Part {
        /// The value at the beginning.
        Begin = "begin",
        /// The value at the end.
        End = "end",
        /// A change, rate, multiple or gap.
        Change = "change",
        /// An amount of change.
        Amount = "amount",
        /// The whole.
        Whole = "whole",
        /// A part of it.
        Part = "part",
        /// A share of it.
        Share = "share",
        /// A quantity in the unit it was measured in.
        Original = "original",
        /// The same in another.
        Equivalent = "equivalent",
        /// A limit.
        Limit = "limit",
        /// How many lie beyond it.
        Count = "count",
        /// A place in an order.
        Rank = "rank",
        /// A value.
        Value = "value",
        /// The range it lies in.
        Range = "range",
    }
}

vocabulary! {
    /// What a person says about a figure.
    MarkKind {
        /// The one to take where several differ.
        Preferred = "preferred",
        /// To be looked at twice.
        Disputed = "disputed",
        /// Not to be used.
        Wrong = "wrong",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(*role));
        }
        for comparator in Comparator::ALL {
            assert_eq!(Comparator::parse(comparator.as_str()), Some(*comparator));
        }
        assert_eq!(Level::parse("galaxy"), None);
    }
}
