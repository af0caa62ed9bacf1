//! Units of measure and money, from `lexicon/units/`.
//!
//! Owns codes, dimensions, factors and surfaces; which unit a text means is the recogniser's business.

use super::table::{Row, rows};
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// A unit with a constant meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Canonical code: UCUM, ISO 4217 or this project's own (`%`, `pp`, `mu`).
    pub code: Box<str>,
    /// What it measures, such as "length"; units of one dimension convert by their factors.
    pub dimension: &'static str,
    /// Factor to the base unit of the dimension, exact to 28 digits; `None` where there is none.
    pub factor: Option<Decimal>,
}

/// A way to write a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// As written; names in lower case.
    pub text: Box<str>,
    /// Whether case matters (symbols).
    pub exact: bool,
    /// Whether it counts only when glued to its number.
    pub glued: bool,
    /// Whether it stands only before its number (signs of money).
    pub before: bool,
    /// Whether it is a word of other meaning too ("won"), so that only a large amount is money.
    pub doubtful: bool,
    /// Index in [`units`].
    pub unit: usize,
}

/// A country that uses a name of money several countries share.
#[derive(Clone, Copy, Debug)]
pub struct Home {
    /// The shared noun: "dollar".
    pub noun: &'static str,
    /// The currency meant there.
    pub code: &'static str,
    row: Row,
}

impl Home {
    /// The noun's surfaces (only on its default line).
    pub fn surfaces(self) -> impl Iterator<Item = &'static str> {
        self.row.list(2)
    }

    /// Words of an article that speak for this home, lower case.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        self.row.list(3)
    }

    /// How often the words must occur before this home is believed.
    pub fn least(self) -> usize {
        self.row.cell(4).parse().unwrap_or(1)
    }

    /// How many times as often as those of the default its words must occur.
    pub fn odds(self) -> usize {
        self.row.cell(5).parse().unwrap_or(1)
    }

    /// Words that keep the article at the default (only on its line).
    pub fn keeps(self) -> impl Iterator<Item = &'static str> {
        self.row.list(6)
    }

    /// Words for the country behind an amount under the noun's sign: "$75 Canadian".
    pub fn behind(self) -> impl Iterator<Item = &'static str> {
        self.row.list(8)
    }

    /// The surfaces that are words of other meaning too (only on its line).
    pub fn doubtful(self) -> impl Iterator<Item = &'static str> {
        self.row.list(7)
    }
}

#[derive(Debug, Default)]
struct Catalogue {
    units: Vec<Unit>,
    surfaces: Vec<Surface>,
}

const TABLES: &[&str] = &[
    include_str!("../../lexicon/units/pure.tsv"),
    include_str!("../../lexicon/units/metric.tsv"),
    include_str!("../../lexicon/units/calendar.tsv"),
    include_str!("../../lexicon/units/data.tsv"),
    include_str!("../../lexicon/units/chinese.tsv"),
    include_str!("../../lexicon/units/imperial.tsv"),
    include_str!("../../lexicon/units/currencies.tsv"),
];

/// Metric prefixes: symbol, name, UCUM code, power of ten.
const PREFIXES: &[(&str, &str, &str, i32)] = &[
    ("Y", "yotta", "Y", 24),
    ("Z", "zetta", "Z", 21),
    ("E", "exa", "E", 18),
    ("P", "peta", "P", 15),
    ("T", "tera", "T", 12),
    ("G", "giga", "G", 9),
    ("M", "mega", "M", 6),
    ("k", "kilo", "k", 3),
    ("h", "hecto", "h", 2),
    ("d", "deci", "d", -1),
    ("c", "centi", "c", -2),
    ("m", "milli", "m", -3),
    ("u", "micro", "u", -6),
    ("n", "nano", "n", -9),
    ("p", "pico", "p", -12),
    ("f", "femto", "f", -15),
    ("a", "atto", "a", -18),
];

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut out = Catalogue::default();
    for table in TABLES {
        for row in rows(table) {
            out.add(row);
        }
    }
    out
});

/// Every unit the tables define, prefixed, square and cubic ones included.
pub fn units() -> &'static [Unit] {
    &CATALOGUE.units
}

/// Every way to write one.
pub fn surfaces() -> &'static [Surface] {
    &CATALOGUE.surfaces
}

/// The unit with this code.
pub fn by_code(code: &str) -> Option<&'static Unit> {
    units().iter().find(|u| u.code.as_ref() == code)
}

/// What a code measures, and its factor to the base units: units of the tables and quotients of them
/// (`CNY/kW.h` is "money/energy"). `None` for a code with a part the tables do not know.
pub fn measure(code: &str) -> Option<(String, Option<Decimal>)> {
    let mut parts = code.split('/');
    let first = by_code(parts.next()?)?;
    let mut dimension = first.dimension.to_owned();
    let mut factor = first.factor;
    for part in parts {
        let (name, below) = match by_code(part) {
            Some(unit) => (unit.dimension, unit.factor),
            None if part == "person" || part.starts_with('{') => (part, Some(Decimal::ONE)),
            None => return None,
        };
        dimension.push('/');
        dimension.push_str(name);
        factor = factor.zip(below).and_then(|(a, b)| a.checked_div(b));
    }
    Some((dimension, factor))
}

/// The shared nouns of money, each with its homes, the default first.
pub fn homes() -> impl Iterator<Item = Home> {
    rows(include_str!("../../lexicon/units/money_homes.tsv")).map(|row| Home {
        noun: row.cell(0),
        code: row.cell(1),
        row,
    })
}

impl Catalogue {
    fn add(&mut self, row: Row) {
        let factor: Option<Decimal> = row.cell(2).parse().ok();
        let known = self.surfaces.len();
        self.add_scaled(row, row.cell(0), factor, ("", ""));
        if row.cell(1) == "money" {
            let unit = self.units.len().saturating_sub(1);
            self.surface(row.cell(0), true, false, unit);
            // "CAD$", "mxn$": the code before the sign.
            if row
                .list(3)
                .any(|n| n.contains("dollar") || n.contains("peso"))
            {
                self.surface(&format!("{}$", row.cell(0)), true, false, unit);
                self.surface(
                    &format!("{}$", row.cell(0).to_lowercase()),
                    true,
                    false,
                    unit,
                );
            }
        }
        for surface in self.surfaces.iter_mut().skip(known) {
            let text = surface.text.as_ref();
            surface.before = row.list(7).any(|s| s == text);
            surface.doubtful = row.list(8).any(|s| s == text || is_plural(text, s));
        }
        for prefix in row.cell(5).split(' ').filter(|p| !p.is_empty()) {
            let Some((symbol, name, code, power)) = PREFIXES.iter().find(|p| p.0 == prefix) else {
                continue;
            };
            let factor = factor.and_then(|f| f.checked_mul(ten_to(*power)?));
            self.add_scaled(
                row,
                &format!("{code}{}", row.cell(0)),
                factor,
                (symbol, name),
            );
        }
    }

    /// The unit of `row` under one prefix (symbol, name), and its square and cube for lengths.
    fn add_scaled(
        &mut self,
        row: Row,
        code: &str,
        factor: Option<Decimal>,
        (symbol, name): (&str, &str),
    ) {
        if row.cell(1) == "length" {
            self.powers(row, code, factor, (symbol, name));
        }
        let unit = self.unit(code, row.cell(1), factor);
        for surface in row.list(3) {
            self.name(&format!("{name}{surface}"), unit);
        }
        let glued = row.cell(6);
        for written in row.list(4) {
            for text in micro(symbol, written) {
                let must_glue = symbol.is_empty() && written == glued;
                self.surface(&text, true, must_glue, unit);
            }
        }
    }

    fn powers(
        &mut self,
        row: Row,
        code: &str,
        factor: Option<Decimal>,
        (symbol, name): (&str, &str),
    ) {
        for (power, dimension, words, behind, marks) in [
            (
                2_u32,
                "area",
                ["square", "sq", "sq."],
                "squared",
                ["2", "²", "^2"],
            ),
            (
                3,
                "volume",
                ["cubic", "cu", "cu."],
                "cubed",
                ["3", "³", "^3"],
            ),
        ] {
            let factor =
                factor.and_then(|f| (1..power).try_fold(f, |product, _| product.checked_mul(f)));
            let unit = self.unit(&powered(code, power), dimension, factor);
            for word in words {
                for surface in row.list(3) {
                    self.name(&format!("{word} {name}{surface}"), unit);
                }
                for written in row.list(4) {
                    self.name(&format!("{word} {symbol}{written}").to_lowercase(), unit);
                }
            }
            // "4 km squared", "3 metres cubed"
            for surface in row.list(3) {
                self.surface(&format!("{name}{surface} {behind}"), false, false, unit);
                self.surface(&format!("{name}{surface}s {behind}"), false, false, unit);
            }
            for written in row.list(4) {
                let text = format!("{symbol}{written} {behind}").to_lowercase();
                self.surface(&text, false, false, unit);
            }
            for mark in marks {
                for written in row.list(4).chain(row.list(3).filter(|s| s.len() < 3)) {
                    for text in micro(symbol, written) {
                        self.surface(&format!("{text}{mark}"), true, false, unit);
                    }
                }
            }
        }
    }

    /// Place of the unit with this code, added if it is new: a second line of a table adds names.
    fn unit(&mut self, code: &str, dimension: &'static str, factor: Option<Decimal>) -> usize {
        if let Some(known) = self.units.iter().position(|u| u.code.as_ref() == code) {
            return known;
        }
        self.units.push(Unit {
            code: code.into(),
            dimension,
            factor,
        });
        self.units.len() - 1
    }

    /// A name and its plural.
    fn name(&mut self, text: &str, unit: usize) {
        self.surface(text, false, false, unit);
        if let Some(rest) = text.strip_prefix("degree ") {
            self.surface(&format!("degrees {rest}"), false, false, unit);
        }
        if let Some((head, rest)) = text.split_once(" per ").or_else(|| text.split_once(" of ")) {
            let joint = if text.contains(" per ") { "per" } else { "of" };
            self.surface(&format!("{head}s {joint} {rest}"), false, false, unit);
        } else if text.ends_with(char::is_alphabetic) && !text.ends_with('s') {
            self.surface(&format!("{text}s"), false, false, unit);
        }
    }

    fn surface(&mut self, text: &str, exact: bool, glued: bool, unit: usize) {
        self.surfaces.push(Surface {
            text: text.into(),
            exact,
            glued,
            before: false,
            doubtful: false,
            unit,
        });
    }
}

/// Whether the first word is the second with a plural -s.
fn is_plural(word: &str, noun: &str) -> bool {
    word.strip_suffix('s') == Some(noun)
}

/// UCUM's own codes for the squares of two customary lengths, else the power as written there.
fn powered(code: &str, power: u32) -> String {
    match (code, power) {
        ("[ft_i]", 2) => "[sft_i]".into(),
        ("[mi_i]", 2) => "[smi_us]".into(),
        _ => format!("{code}{power}"),
    }
}

/// A prefixed symbol; micro is written in three ways.
fn micro(symbol: &str, written: &str) -> Vec<String> {
    if symbol == "u" {
        ["u", "µ", "μ"]
            .iter()
            .map(|u| format!("{u}{written}"))
            .collect()
    } else {
        vec![format!("{symbol}{written}")]
    }
}

fn ten_to(power: i32) -> Option<Decimal> {
    let steps = power.unsigned_abs();
    let step = if power < 0 {
        Decimal::new(1, 1)
    } else {
        Decimal::TEN
    };
    (0..steps).try_fold(Decimal::ONE, |product, _| product.checked_mul(step))
}

/// Whether the code is that of a currency: three capitals, as ISO 4217 has them.
pub fn is_money(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn code_of(text: &str) -> Option<&'static str> {
        let surface = surfaces().iter().find(|s| s.text.as_ref() == text)?;
        Some(units()[surface.unit].code.as_ref())
    }

    #[test]
    fn codes_are_unique() {
        let mut seen = BTreeSet::new();
        for unit in units() {
            assert!(seen.insert(&unit.code), "{} twice", unit.code);
        }
    }

    #[test]
    fn surfaces_are_built_with_prefixes_powers_and_plurals() {
        for (text, code) in [
            ("kilometres", "km"),
            ("km", "km"),
            ("km2", "km2"),
            ("square kilometers", "km2"),
            ("sq km", "km2"),
            ("square feet", "[sft_i]"),
            ("µg", "ug"),
            ("kilowatt hours", "kW.h"),
            ("GWh", "GW.h"),
            ("hong kong dollars", "HKD"),
            ("CNY", "CNY"),
            ("barrels per day", "[bbl_us]/d"),
        ] {
            assert_eq!(code_of(text), Some(code), "{text}");
        }
    }

    #[test]
    fn factors_are_exact() {
        let factor = |code| by_code(code).and_then(|u| u.factor).unwrap().normalize();
        assert_eq!(factor("km").to_string(), "1000");
        assert_eq!(factor("km2").to_string(), "1000000");
        assert_eq!(factor("ug").to_string(), "0.000000001");
        assert_eq!(factor("[sft_i]").to_string(), "0.09290304");
        assert_eq!(factor("jin").to_string(), "0.5");
        assert!(by_code("CNY").unwrap().factor.is_none());
    }

    #[test]
    fn quotients_are_measured_by_their_parts() {
        assert_eq!(measure("CNY/kW.h").unwrap().0, "money/energy");
        let (dimension, factor) = measure("kg/mu").unwrap();
        assert_eq!(dimension, "mass/area");
        assert_eq!(factor.unwrap().round_dp(6).to_string(), "0.001500");
        assert_eq!(measure("USD/{share}").unwrap().0, "money/{share}");
        assert!(measure("furlong").is_none());
    }

    #[test]
    fn every_shared_noun_begins_with_its_default() {
        let mut seen = BTreeSet::new();
        for home in homes() {
            if seen.insert(home.noun) {
                let asked = homes().filter(|h| h.noun == home.noun).count() == 1;
                assert!(asked || home.surfaces().count() > 0, "{}", home.noun);
                assert!(home.doubtful().all(|d| home.surfaces().any(|s| s == d)));
            } else {
                assert_eq!(home.surfaces().chain(home.keeps()).count(), 0);
            }
        }
    }

    #[test]
    fn surfaces_know_where_they_stand_and_what_else_they_mean() {
        let known = |text: &str| {
            let of = |s: &&Surface| s.text.as_ref() == text;
            surfaces().iter().find(of).map(|s| (s.before, s.doubtful))
        };
        assert_eq!(known("PS"), Some((true, false)));
        assert_eq!(known("won"), Some((false, true)));
        assert_eq!(known("COP"), Some((false, true)));
        assert_eq!(known("yuan"), Some((false, false)));
        assert_eq!(known("$ US"), None);
    }
}
