//! What narrows a search: the options that `find` and `export` share, read into a filter.

use crate::app::place::{self, Asked};
use crate::app::quantity::{Typed, typed};
use anyhow::{anyhow, bail};
use clap::builder::PossibleValuesParser;
use figtrace::base::edtf::Edtf;
use figtrace::base::number::Value;
use figtrace::base::vocabulary::{Comparator, Modality, Role};
use figtrace::lexicon::indicators::common_name;
use figtrace::lexicon::units;
use figtrace::query::Library;
use figtrace::query::find::{Amount, Days, Filter};
use figtrace::query::names::{Kind, nearest};
use figtrace::store::bounds::{bounds, real};
use figtrace::store::unit::describe;

/// The options.
#[derive(Debug, Default, clap::Args)]
pub struct Narrow {
    /// Only figures of this value, as an article would write it: '1000 hectares', 'over 9 trillion yuan'
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true)]
    pub value: Option<String>,

    /// Only figures of at least this value
    #[arg(
        long,
        value_name = "QUANTITY",
        allow_hyphen_values = true,
        conflicts_with = "value"
    )]
    min: Option<String>,

    /// Only figures of at most this value
    #[arg(
        long,
        value_name = "QUANTITY",
        allow_hyphen_values = true,
        conflicts_with = "value"
    )]
    max: Option<String>,

    /// Only figures written in this unit (a code or a name: CNY, %, km, hectares)
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,

    /// Only figures of this indicator, by its common name or by words of it
    #[arg(long, value_name = "WORDS")]
    indicator: Option<String>,

    /// Only figures about this region (a name, or an id such as CN-YN)
    #[arg(long, value_name = "NAME")]
    region: Option<String>,

    /// Only figures about this region, a region in it, or a member of it
    #[arg(long, value_name = "NAME", conflicts_with = "region")]
    within: Option<String>,

    /// Only figures about a period that overlaps this one (EDTF: 2024, 2024-05, 2016/2020)
    #[arg(long, value_name = "EDTF")]
    period: Option<String>,

    /// Only figures about a period that does not end before this one begins
    #[arg(long, value_name = "EDTF", conflicts_with = "period")]
    from: Option<String>,

    /// Only figures about a period that does not begin after this one ends
    #[arg(long, value_name = "EDTF", conflicts_with = "period")]
    to: Option<String>,

    /// Only figures that belong to a project whose name holds these words
    #[arg(long, value_name = "WORDS")]
    project: Option<String>,

    /// Only figures in articles of a publisher whose name holds these words
    #[arg(long, value_name = "WORDS")]
    publisher: Option<String>,

    /// Only figures that say this about their indicator
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.iter().map(|r| r.as_str())))]
    role: Option<String>,

    /// Only facts, or only plans, targets and forecasts
    #[arg(long, value_parser = PossibleValuesParser::new(Modality::ALL.iter().map(|m| m.as_str())))]
    modality: Option<String>,

    /// Only figures whose sentence holds these words; "in double quotes" one after the other
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
}

/// A filter, and what a person should know about how it was read.
#[derive(Debug, Default)]
pub struct Narrowed {
    /// The filter.
    pub filter: Filter,
    /// Sentences: which of two regions was taken, what nothing is known of.
    pub notes: Vec<String>,
}

impl Narrow {
    /// Reads the options with the names `library` knows.
    ///
    /// # Errors
    /// A sentence that names what was not understood and what is near to it.
    pub fn read(&self, library: &Library) -> anyhow::Result<Narrowed> {
        let mut out = Narrowed::default();
        self.amounts(&mut out)?;
        if let Some(unit) = &self.unit {
            let (_, row) = known_unit(library, unit)?;
            out.filter.unit = Some(row.unwrap_or(NO_ROW));
            convertible(&out.filter, unit)?;
        }
        if let Some(words) = &self.indicator {
            out.filter.indicators = Some(indicators(library, words, &mut out.notes)?);
        }
        let asked = |(name, option, whole)| Asked {
            name,
            option,
            whole,
        };
        let region = self
            .region
            .as_deref()
            .map(|n| asked((n, "--region", false)));
        let within = self.within.as_deref().map(|n| asked((n, "--within", true)));
        if let Some(asked) = region.or(within) {
            out.filter.regions = Some(place::rows(library, &asked, &mut out.notes)?);
        }
        out.filter.days = self.days()?;
        if let Some(words) = &self.project {
            out.filter.projects = Some(named(library, Kind::Project, "project", words)?);
        }
        if let Some(words) = &self.publisher {
            out.filter.publishers = Some(named(library, Kind::Publisher, "publisher", words)?);
        }
        out.filter.role = self.role.as_deref().and_then(Role::parse);
        out.filter.modality = self.modality.as_deref().and_then(Modality::parse);
        if let Some(words) = &self.words {
            out.filter.words = phrases(words);
            if out.filter.words.is_empty() {
                bail!("--words {words:?} holds no word to search for");
            }
        }
        Ok(out)
    }

    fn amounts(&self, out: &mut Narrowed) -> anyhow::Result<()> {
        if let Some(value) = &self.value {
            let typed = whole("--value", value)?;
            (out.filter.amount, out.filter.counted) = (Some(amount(&typed)), typed.counted);
        } else if self.min.is_some() || self.max.is_some() {
            let end =
                |option, text: &Option<String>| text.as_ref().map(|t| whole(option, t)).transpose();
            let (min, max) = (end("--min", &self.min)?, end("--max", &self.max)?);
            out.filter.amount = Some(between(min.as_ref(), max.as_ref())?);
            let counted = min.into_iter().chain(max).map(|t| t.counted);
            out.filter.counted = counted
                .into_iter()
                .find(|c| !c.is_empty())
                .unwrap_or_default();
        }
        Ok(())
    }

    fn days(&self) -> anyhow::Result<Option<Days>> {
        if let Some(text) = &self.period {
            let interval = edtf("--period", text)?.interval();
            if interval.begin.is_none() && interval.end_before.is_none() {
                bail!("--period {text:?} names no days; write it with a year, as 2024 or 2024-05");
            }
            return Ok(Some(days(interval.begin, interval.end_before)));
        }
        let read =
            |option, text: &Option<String>| text.as_ref().map(|t| edtf(option, t)).transpose();
        let (from, to) = (read("--from", &self.from)?, read("--to", &self.to)?);
        if from.is_none() && to.is_none() {
            return Ok(None);
        }
        let begin = from.and_then(|e| e.interval().begin);
        let end = to.and_then(|e| e.interval().end_before);
        if let (Some(begin), Some(end)) = (begin, end)
            && begin >= end
        {
            bail!("--from begins on {begin}, after --to has ended; exchange the two");
        }
        Ok(Some(days(begin, end)))
    }
}

fn days(begin: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>) -> Days {
    Days {
        begin: begin.map(|d| d.to_string()),
        end_before: end.map(|d| d.to_string()),
    }
}

fn edtf(option: &str, text: &str) -> anyhow::Result<Edtf> {
    let sorry = || anyhow!("{option} {text:?} is no EDTF; write it as 2024, 2024-05 or 2016/2020");
    Edtf::parse(text).ok_or_else(sorry)
}

/// A quantity and nothing else.
fn whole(option: &str, text: &str) -> anyhow::Result<Typed> {
    let read = typed(text).filter(|t| t.whole);
    read.ok_or_else(|| {
        let word = text.split_whitespace().last().unwrap_or(text);
        anyhow!(
            "{option} {text:?} is not read as a quantity; write one as '9 trillion yuan', '34.4%' or 383{}",
            offered(&near_units(word))
        )
    })
}

/// The values that a typed quantity means: what rounding hides, what "over" and "between" say.
pub fn amount(typed: &Typed) -> Amount {
    let range = matches!(typed.value, Value::Range(..));
    let half = typed.half_place.filter(|_| !range);
    let found = bounds(typed.value, typed.comparator, half);
    let ends = (
        found.low.unwrap_or(f64::NEG_INFINITY),
        found.high.unwrap_or(f64::INFINITY),
    );
    Amount {
        low: ends.0,
        above: typed.comparator == Comparator::Over,
        high: ends.1,
        below: typed.comparator == Comparator::Under,
        middle: found.value,
        unit: unit_of(typed),
    }
}

/// A number of things named is a count; a bare one may be of anything.
fn unit_of(typed: &Typed) -> Option<String> {
    let count = (!typed.counted.is_empty()).then(|| "count".to_owned());
    typed.unit.clone().or(count)
}

/// From the least to the most; a unit typed once is meant for both.
fn between(min: Option<&Typed>, max: Option<&Typed>) -> anyhow::Result<Amount> {
    let unit = |t: Option<&Typed>| t.and_then(unit_of);
    let unit = unit(max).or(unit(min));
    let end = |typed: Option<&Typed>, open: f64| -> anyhow::Result<f64> {
        let Some(typed) = typed else { return Ok(open) };
        let number = typed.value.low().to_decimal().and_then(real);
        let number = number.ok_or_else(|| anyhow!("a fraction over zero is no value"))?;
        match (unit_of(typed), &unit) {
            (Some(own), Some(unit)) => Ok(number * ratio(&own, unit)?),
            _ => Ok(number),
        }
    };
    let (low, high) = (end(min, f64::NEG_INFINITY)?, end(max, f64::INFINITY)?);
    if low > high {
        bail!("--min is more than --max; exchange the two");
    }
    Ok(Amount {
        low,
        above: false,
        high,
        below: false,
        middle: None,
        unit,
    })
}

/// What to multiply a number of `from` with for one of `to`.
fn ratio(from: &str, to: &str) -> anyhow::Result<f64> {
    let (a, b) = (describe(from), describe(to));
    if a.base != b.base {
        bail!("{} and {} do not convert to each other", a.name, b.name);
    }
    Ok(if from == to {
        1.0
    } else {
        a.factor.real() / b.factor.real()
    })
}

fn convertible(filter: &Filter, unit: &str) -> anyhow::Result<()> {
    let typed = filter.amount.as_ref().and_then(|a| a.unit.as_deref());
    typed.map_or(Ok(()), |typed| ratio(typed, &unit_code(unit)).map(|_| ()))
}

/// The code of a unit given by code or name; the text itself when no table knows it.
pub fn unit_code(text: &str) -> String {
    if units::by_code(text).is_some() {
        return text.to_owned();
    }
    let lower = text.to_lowercase();
    let is = |s: &&units::Surface| s.text.as_ref() == if s.exact { text } else { lower.as_str() };
    let found = units::surfaces()
        .iter()
        .find(is)
        .and_then(|s| units::units().get(s.unit));
    found.map_or_else(|| text.to_owned(), |u| u.code.to_string())
}

/// No row has it: a known unit in which nothing is written finds nothing.
const NO_ROW: i64 = 0;

/// The code of the unit that `text` names, and its row when something is written in it.
///
/// # Errors
/// A sentence that names the units near to it, when neither the tables nor `library` have it.
pub fn known_unit(library: &Library, text: &str) -> anyhow::Result<(String, Option<i64>)> {
    let code = unit_code(text);
    let row = library
        .names_with(Kind::Unit, &[&code])?
        .first()
        .map(|(id, _)| *id);
    if row.is_none() && units::measure(&code).is_none() {
        bail!(
            "no unit is called {text:?}; name one by code or name, as CNY, %, km or hectares{}",
            offered(&near_units(text))
        );
    }
    Ok((code, row))
}

/// Names of units that look like `text`.
pub fn near_units(text: &str) -> Vec<String> {
    let names = units::surfaces()
        .iter()
        .filter(|s| !s.exact && !s.text.contains(' '));
    nearest(text, names.map(|s| s.text.as_ref()))
}

/// "; near to it: A, B", or nothing.
pub fn offered(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    format!("; near to it: {}", names.join(", "))
}

/// Rows of the indicators that `words` mean: those of the vocabulary's common name, else those whose
/// name holds the words.
pub fn indicators(
    library: &Library,
    words: &str,
    notes: &mut Vec<String>,
) -> anyhow::Result<Vec<i64>> {
    let lower = words.trim().to_lowercase();
    if let Some(name) = common_name(&lower) {
        let row = library.indicator_named(name)?;
        if row.is_none() {
            notes.push(format!("no article here gives a number for {name}"));
        }
        return Ok(row.into_iter().map(|(id, _)| id).collect());
    }
    let split: Vec<&str> = lower.split_whitespace().collect();
    let all = library.names_with(Kind::Indicator, &split)?;
    let held = |name: &str| split.iter().all(|w| holds(name, w));
    let found: Vec<i64> = all
        .iter()
        .filter(|(_, n)| held(n))
        .map(|(id, _)| *id)
        .collect();
    if found.is_empty() {
        let near = library.near(Kind::Indicator, &lower)?;
        bail!("no indicator holds the words {words:?}{}", offered(&near));
    }
    Ok(found)
}

/// Whether one of the words of `name` is `word`, plural or not: "price" does not hold "rice".
fn holds(name: &str, word: &str) -> bool {
    let stem = |w: &str| w.strip_suffix('s').unwrap_or(w).to_lowercase();
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|w| stem(w) == stem(word))
        || (word.contains('-') && name.to_lowercase().contains(word))
}

fn named(library: &Library, kind: Kind, what: &str, words: &str) -> anyhow::Result<Vec<i64>> {
    let split: Vec<&str> = words.split_whitespace().collect();
    let found = library.names_with(kind, &split)?;
    if found.is_empty() {
        let near = library.near(kind, words)?;
        bail!("no {what} has a name with {words:?}{}", offered(&near));
    }
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

/// Words, and phrases in double quotes; what holds no letter or digit is nothing to search for.
pub fn phrases(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (n, part) in text.split('"').enumerate() {
        if n % 2 == 1 {
            out.push(part.to_owned());
        } else {
            out.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    out.retain(|w| w.contains(char::is_alphanumeric));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Amount {
        amount(&typed(text).unwrap())
    }

    #[test]
    fn typed_quantities_are_intervals() {
        let over = read("over 9 trillion yuan");
        assert_eq!(
            (over.low, over.high, over.above),
            (9e12, f64::INFINITY, true)
        );
        let range = read("between 4% and 6%");
        assert_eq!((range.low, range.high, range.middle), (4.0, 6.0, Some(5.0)));
        let plain = read("9 trillion yuan");
        assert_eq!((plain.low, plain.high), (8.5e12, 9.5e12));
        assert_eq!(read("under 300 ships").unit.as_deref(), Some("count"));
        assert_eq!(read("300").unit, None);
    }

    #[test]
    fn ends_share_a_unit_and_stand_in_order() {
        let of =
            |min: &str, max: &str| between(Some(&typed(min).unwrap()), Some(&typed(max).unwrap()));
        let metres = of("1 km", "1500 m").unwrap();
        assert_eq!(
            (metres.low, metres.high, metres.unit.as_deref()),
            (1000.0, 1500.0, Some("m"))
        );
        let shared = of("1", "5 km").unwrap();
        assert_eq!((shared.low, shared.high), (1.0, 5.0));
        assert!(of("5", "1").unwrap_err().to_string().contains("exchange"));
        let apart = of("1 km", "5 tonnes").unwrap_err().to_string();
        assert_eq!(apart, "kilometre and tonne do not convert to each other");
    }

    #[test]
    fn words_are_searched_as_words() {
        assert_eq!(
            phrases("forest \"coverage rate\" - OR"),
            ["forest", "coverage rate", "OR"]
        );
        assert!(phrases("\" - \"").is_empty());
        assert!(holds("output of rice", "rice"));
        assert!(!holds("house price", "rice"));
        assert!(holds("fixed-asset investments", "investment"));
    }

    #[test]
    fn units_go_by_code_and_name() {
        assert_eq!(unit_code("hectares"), "har");
        assert_eq!(unit_code("CNY"), "CNY");
        assert_eq!(unit_code("Yuan"), "CNY");
        assert_eq!(unit_code("blorps"), "blorps");
        assert_eq!(near_units("hectars")[0], "hectares");
    }
}
