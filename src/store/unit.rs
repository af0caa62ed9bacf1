//! Unit codes: what each measures and how it converts, from `lexicon/unit_factors.tsv`; compound
//! codes (`CNY/kW.h`, `kg/mu`) are worked out from their parts.

use crate::lexicon::table::{Row, rows};

const TABLE: &str = include_str!("../../lexicon/unit_factors.tsv");

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

/// Every unit the table lists, in its order.
pub fn seeds() -> impl Iterator<Item = Unit> {
    rows(TABLE).filter_map(unit_of)
}

/// What `code` means. Total: a code nobody knows is a unit of its own, comparable with itself only.
pub fn describe(code: &str) -> Unit {
    listed(code)
        .or_else(|| currency(code))
        .or_else(|| compound(code))
        .unwrap_or_else(|| alone(code, "other"))
}

/// The base of `unit`, which is its own base; of a compound, in the compound's dimension.
pub fn describe_base(unit: &Unit) -> Unit {
    Unit {
        dimension: unit.dimension.clone(),
        ..listed(&unit.base)
            .or_else(|| compound(&unit.base))
            .unwrap_or_else(|| alone(&unit.base, &unit.dimension))
    }
}

fn listed(code: &str) -> Option<Unit> {
    rows(TABLE).find(|r| r.cell(0) == code).and_then(unit_of)
}

fn unit_of(row: Row) -> Option<Unit> {
    Some(Unit {
        code: row.cell(0).to_owned(),
        name: row.cell(1).to_owned(),
        dimension: row.cell(2).to_owned(),
        base: row.cell(3).to_owned(),
        factor: Ratio::parse(row.cell(4))?,
    })
}

/// Three capitals are an ISO 4217 code.
fn currency(code: &str) -> Option<Unit> {
    (code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())).then(|| alone(code, "money"))
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
    let part = |code: &str| listed(code).or_else(|| currency(code));
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
        assert_eq!(describe("CNY/a").dimension, "money per time");
    }

    #[test]
    fn unknown_codes_stand_alone() {
        assert_eq!(factor("furlong"), ("furlong".into(), "1".into()));
        assert_eq!(describe("THB").dimension, "money");
        assert_eq!(describe("kg/furlong").base, "kg/furlong");
    }

    #[test]
    fn every_seed_reads_and_its_base_is_a_base() {
        let all: Vec<Unit> = seeds().collect();
        assert_eq!(all.len(), rows(TABLE).count());
        for unit in &all {
            let base = describe(&unit.base);
            assert_eq!(
                (base.base, base.factor),
                (unit.base.clone(), Ratio::ONE),
                "{}",
                unit.code
            );
            assert_eq!(
                all.iter().filter(|u| u.code == unit.code).count(),
                1,
                "{}",
                unit.code
            );
        }
    }

    #[test]
    fn definitions_hold() {
        assert_eq!(
            describe("mu").factor,
            describe("har")
                .factor
                .over(Ratio::parse("15").unwrap())
                .unwrap()
        );
        assert_eq!(factor("[acr_us]").1, "62726400000/15499969");
        assert!(
            (describe("[smi_us]").factor.real() / describe("[acr_us]").factor.real() - 640.0).abs()
                < 1e-9
        );
    }
}
