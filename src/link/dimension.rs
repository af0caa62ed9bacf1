//! What a unit measures, as far as links ask: money, time, length, area, mass, energy.
//!
//! Knows no sentence.

use crate::lexicon::units::is_money;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Seconds to centuries.
    Time,
    /// Millimetres to kilometres, and their like.
    Length,
    /// Square metres to hectares, and their like.
    Area,
    /// Milligrams to tonnes, and their like.
    Mass,
    /// Power and energy.
    Energy,
    /// Anything else that has a unit.
    Other,
}

impl Dimension {
    /// What the unit with this code measures; none for money, counts and ratios.
    ///
    /// ```
    /// use figtrace::link::dimension::Dimension;
    /// assert_eq!(Dimension::of("har"), Some(Dimension::Area));
    /// assert_eq!(Dimension::of("EUR/t"), None);
    /// ```
    pub fn of(unit: &str) -> Option<Self> {
        Some(match unit {
            "%" | "pp" | "bp" | "x" | "1" | "count" => return None,
            _ if is_sum(unit) => return None,
            "ms" => Self::Time,
            _ if is_time_unit(unit) => Self::Time,
            "km" | "m" | "cm" | "mm" | "[mi_i]" | "[ft_i]" | "[in_i]" | "[yd_i]" => Self::Length,
            "km2" | "m2" | "har" | "mu" | "[acr_us]" | "[sft_i]" | "[smi_us]" => Self::Area,
            "t" | "kg" | "g" | "mg" | "[lb_av]" | "[oz_av]" => Self::Mass,
            "W" | "kW" | "MW" | "GW" | "TW" | "kW.h" | "MW.h" | "GW.h" | "TW.h" => Self::Energy,
            _ => Self::Other,
        })
    }
}

/// Money in a currency or its coins, by itself or for each share or barrel.
pub fn is_sum(unit: &str) -> bool {
    let own = unit.split('/').next().unwrap_or_default();
    is_money(own) || matches!(own, "[cent]" | "[penny]" | "[sen]")
}

/// Whether the unit is one of time, a second or longer.
pub fn is_time_unit(unit: &str) -> bool {
    matches!(
        unit,
        "s" | "min" | "h" | "d" | "wk" | "mo" | "a" | "10.a" | "100.a"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_one_dimension_or_none() {
        for (unit, dimension) in [
            ("a", Some(Dimension::Time)),
            ("ms", Some(Dimension::Time)),
            ("[mi_i]", Some(Dimension::Length)),
            ("[acr_us]", Some(Dimension::Area)),
            ("t", Some(Dimension::Mass)),
            ("GW.h", Some(Dimension::Energy)),
            ("Cel", Some(Dimension::Other)),
            ("%", None),
            ("count", None),
            ("USD/{share}", None),
            ("[penny]", None),
        ] {
            assert_eq!(Dimension::of(unit), dimension, "{unit}");
        }
    }
}
