//! Unit codes: what each measures and how it converts, from the tables of `lexicon/units/`; compound
//! codes (`CNY/kW.h`, `kg/mu`) are worked out from their parts.

use crate::lexicon::units;

/// A unit as the database stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The code itself.
    pub code: String,
    /// For people.
    pub name: String,
    /// What it measures.
    pub dimension: String,
    /// Code of the unit it converts to; units with the same base can be compared.
    pub base: String,
    /// Value in base = value × factor.
    pub factor: Ratio,
}

/// Units every database has from the start: what news counts and measures most, so that a database
/// reads the same whatever was stored first. Others join when they are met.
const SEEDS: &[&str] = &[
    "1", "%", "pp", "bp", "x", "count", "m", "km", "cm", "mm", "li", "[ft_i]", "[in_i]", "[mi_i]",
    "[nmi_i]", "m2", "km2", "har", "mu", "[acr_us]", "[sft_i]", "[smi_us]", "m3", "L", "[bbl_us]",
    "kg", "g", "mg", "ug", "t", "jin", "[lb_av]", "[oz_av]", "s", "min", "h", "d", "wk", "mo", "a",
    "J", "W.h", "kW.h", "MW.h", "GW.h", "TW.h", "W", "kW", "MW", "GW", "km/h", "m/s", "[mi_i]/h",
    "Cel", "bit", "By", "GBy", "TBy", "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "INR", "KRW",
];

/// Factors that no decimal holds: mu is a fifteenth of a hectare, survey measures follow 1 ft = 1200/3937 m.
const FRACTIONS: &[(&str, &str)] = &[
    ("mu", "2000/3"),
    ("km/h", "5/18"),
    ("[kn_i]", "463/900"),
    ("[acr_us]", "62726400000/15499969"),
];

/// Square miles are survey measures too, not squares of the table's international mile.
const SURVEY: &[(&str, &str)] = &[("[smi_us]", "40144896000000/15499969")];

/// What figtrace itself adds to the tables: code, name, dimension, base, factor.
const OWN: &[(&str, &str, &str, &str, &str)] = &[
    ("1", "number", "fraction", "1", "1"),
    ("%", "percent", "fraction", "1", "0.01"),
    ("pp", "percentage point", "fraction difference", "pp", "1"),
    ("bp", "basis point", "fraction difference", "pp", "0.01"),
    ("[ppth]", "per mille", "fraction", "1", "0.001"),
    ("x", "times", "multiple", "x", "1"),
    ("count", "count", "count", "count", "1"),
];

/// The units of `SEEDS`.
pub fn seeds() -> impl Iterator<Item = Unit> {
    SEEDS.iter().map(|code| describe(code))
}

/// What `code` means. Total: a code nobody knows is a unit of its own, comparable with itself only.
pub fn describe(code: &str) -> Unit {
    own(code)
        .or_else(|| listed(code))
        .or_else(|| compound(code))
        .unwrap_or_else(|| alone(code, if is_currency(code) { "money" } else { "other" }))
}

/// The base of `unit`, which is its own base; of a compound, in the compound's dimension.
pub fn describe_base(unit: &Unit) -> Unit {
    Unit {
        dimension: unit.dimension.clone(),
        ..describe(&unit.base)
    }
}

fn own(code: &str) -> Option<Unit> {
    let (code, name, dimension, base, factor) = *OWN.iter().find(|u| u.0 == code)?;
    Some(Unit {
        code: code.to_owned(),
        name: name.to_owned(),
        dimension: dimension.to_owned(),
        base: base.to_owned(),
        factor: Ratio::parse(factor)?,
    })
}

fn listed(code: &str) -> Option<Unit> {
    let unit = units::by_code(code)?;
    let mut out = alone(code, unit.dimension);
    if let Some(name) = name_of(code) {
        name.clone_into(&mut out.name);
    }
    let fraction = FRACTIONS.iter().chain(SURVEY).find(|f| f.0 == code);
    let factor = match fraction {
        Some((_, ratio)) => Ratio::parse(ratio),
        None => unit
            .factor
            .and_then(|f| Ratio::parse(&f.normalize().to_string())),
    };
    // Without a factor, or where no unit of the dimension is its base, a unit stands alone.
    if let (Some(factor), Some(base)) = (factor, base_of(unit.dimension)) {
        base.clone_into(&mut out.base);
        out.factor = factor;
    }
    Some(out)
}

/// The first unit of a dimension with the factor one.
fn base_of(dimension: &str) -> Option<&'static str> {
    let one = |u: &&units::Unit| {
        u.dimension == dimension && u.factor.is_some_and(|f| f == rust_decimal::Decimal::ONE)
    };
    units::units().iter().find(one).map(|u| u.code.as_ref())
}

/// The first name the tables give a unit.
fn name_of(code: &str) -> Option<&'static str> {
    let unit = units::units()
        .iter()
        .position(|u| u.code.as_ref() == code)?;
    let mut surfaces = units::surfaces().iter().filter(|s| s.unit == unit);
    surfaces.find(|s| !s.exact).map(|s| s.text.as_ref())
}

/// Three capitals are an ISO 4217 code.
fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

fn alone(code: &str, dimension: &str) -> Unit {
    Unit {
        code: code.to_owned(),
        name: code.to_owned(),
        dimension: dimension.to_owned(),
        base: code.to_owned(),
        factor: Ratio::ONE,
    }
}

/// `A/B/C`: each part known, so that base, dimension and factor follow.
fn compound(code: &str) -> Option<Unit> {
    let mut parts = code.split('/');
    let part = |code: &str| {
        own(code)
            .or_else(|| listed(code))
            .or_else(|| is_currency(code).then(|| alone(code, "money")))
    };
    let mut unit = part(parts.next()?)?;
    let mut divided = false;
    for below in parts {
        let below = part(below)?;
        unit.name = format!("{} per {}", unit.name, below.name);
        unit.dimension = format!("{} per {}", unit.dimension, below.dimension);
        unit.base = format!("{}/{}", unit.base, below.base);
        unit.factor = unit.factor.over(below.factor)?;
        divided = true;
    }
    code.clone_into(&mut unit.code);
    divided.then_some(unit)
}

/// An exact positive ratio of two integers, reduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    above: i128,
    below: i128,
}

impl Ratio {
    /// One.
    pub const ONE: Self = Self { above: 1, below: 1 };

    /// Reads a decimal or `n/d`; `None` for anything else, and for what is not positive.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((above, below)) = text.split_once('/') {
            return Self::reduced(above.parse().ok()?, below.parse().ok()?);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let places = u32::try_from(part.len()).ok()?;
        let digits = format!("{whole}{part}").parse().ok()?;
        Self::reduced(digits, 10_i128.checked_pow(places)?)
    }

    fn reduced(above: i128, below: i128) -> Option<Self> {
        if above <= 0 || below <= 0 {
            return None;
        }
        let (mut a, mut b) = (above, below);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Some(Self {
            above: above / a,
            below: below / a,
        })
    }

    /// This ratio divided by `other`; `None` when it no longer fits.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::reduced(
            self.above.checked_mul(other.below)?,
            self.below.checked_mul(other.above)?,
        )
    }

    /// The nearest binary number.
    #[allow(
        clippy::cast_precision_loss,
        reason = "REAL columns are approximate by contract"
    )]
    pub fn real(self) -> f64 {
        self.above as f64 / self.below as f64
    }
}

impl std::fmt::Display for Ratio {
    /// A decimal where it ends, else `n/d`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for places in 0..=24_u32 {
            let Some(scaled) = 10_i128
                .checked_pow(places)
                .and_then(|p| self.above.checked_mul(p))
            else {
                break;
            };
            if scaled % self.below == 0 {
                return write_decimal(f, scaled / self.below, places as usize);
            }
        }
        write!(f, "{}/{}", self.above, self.below)
    }
}

fn write_decimal(f: &mut std::fmt::Formatter<'_>, digits: i128, places: usize) -> std::fmt::Result {
    if places == 0 {
        return write!(f, "{digits}");
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = padded.split_at(padded.len() - places);
    write!(f, "{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(code: &str) -> (String, String) {
        let unit = describe(code);
        (unit.base, unit.factor.to_string())
    }

    #[test]
    fn ratios_print_as_they_are_written() {
        for text in ["1", "0.01", "1609.344", "2000/3", "0.000000001", "5/18"] {
            assert_eq!(Ratio::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "0", "-1", "1/0", "x", "1/2/3"] {
            assert_eq!(Ratio::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn compounds_convert_through_their_parts() {
        assert_eq!(factor("kg/har"), ("kg/m2".into(), "0.0001".into()));
        assert_eq!(factor("kg/mu"), ("kg/m2".into(), "0.0015".into()));
        assert_eq!(factor("CNY/kW.h"), ("CNY/J".into(), "1/3600000".into()));
        assert_eq!(describe("CNY/d").dimension, "money per time");
        assert_eq!(describe("count/d").name, "count per day");
    }

    #[test]
    fn unknown_codes_stand_alone() {
        assert_eq!(factor("furlong"), ("furlong".into(), "1".into()));
        assert_eq!(describe("XXX").dimension, "money");
        assert_eq!(describe("kg/furlong").base, "kg/furlong");
    }

    #[test]
    fn every_unit_of_the_tables_converts_to_a_base() {
        for unit in units::units() {
            let found = describe(&unit.code);
            assert_ne!(found.dimension, "other", "{}", unit.code);
            let base = describe_base(&found);
            assert_eq!(
                (&base.base, base.factor),
                (&found.base, Ratio::ONE),
                "{}",
                unit.code
            );
        }
    }

    #[test]
    fn seeds_are_known_and_unique() {
        let all: Vec<Unit> = seeds().collect();
        for unit in &all {
            assert_ne!(unit.dimension, "other", "{}", unit.code);
            assert_eq!(
                all.iter().filter(|u| u.code == unit.code).count(),
                1,
                "{}",
                unit.code
            );
        }
    }

    #[test]
    fn fractions_are_what_the_tables_round() {
        for (code, ratio) in FRACTIONS {
            let rounded =
                Ratio::parse(&units::by_code(code).unwrap().factor.unwrap().to_string()).unwrap();
            let exact = Ratio::parse(ratio).unwrap();
            assert!(
                (rounded.real() / exact.real() - 1.0).abs() < 1e-12,
                "{code}"
            );
        }
    }

    #[test]
    fn definitions_hold() {
        let fifteenth = describe("har")
            .factor
            .over(Ratio::parse("15").unwrap())
            .unwrap();
        assert_eq!(describe("mu").factor, fifteenth);
        let acres = describe("[smi_us]")
            .factor
            .over(describe("[acr_us]").factor)
            .unwrap();
        assert_eq!(acres.to_string(), "640");
        for (code, base, name) in [
            ("km", "m", "kilometre"),
            ("t", "kg", "tonne"),
            ("a", "mo", "year"),
            ("%", "1", "percent"),
            ("GBy", "bit", "gigabyte"),
        ] {
            let unit = describe(code);
            assert_eq!(
                (unit.base.as_str(), unit.name.as_str()),
                (base, name),
                "{code}"
            );
        }
    }
}
