//! What neighbours say about a figure: its bound, the unit it shares, the figure it restates.

use super::Scene;
use super::draft::Draft;
use super::rules::single::aged;
use crate::base::number::Value;
use crate::base::vocabulary::Comparator;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::qualifiers::qualifiers;
use crate::lexicon::units::by_code;
use crate::recognise::mention::Form as Surface;
use crate::recognise::number::plus_inside;
use crate::recognise::phrase::{Form, Line, PhraseIndex};
use crate::recognise::unit::Class;
use crate::segment::token::{Case, TokenKind};
use rust_decimal::Decimal;
use std::sync::LazyLock;

static BEFORE: LazyLock<PhraseIndex<Comparator>> = LazyLock::new(|| {
    PhraseIndex::backwards(
        qualifiers()
            .filter(|q| q.before)
            .map(|q| (q.phrase, Form::default(), q.comparator)),
    )
});

static AFTER: LazyLock<PhraseIndex<Comparator>> = LazyLock::new(|| {
    PhraseIndex::new(
        qualifiers()
            .filter(|q| !q.before)
            .map(|q| (q.phrase, Form::default(), q.comparator)),
    )
});

/// Settles the drafts of one sentence, in order.
pub fn settle(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    drop_repeats(&scene.line, drafts);
    suspended(&scene.line, drafts);
    share_age(&scene.line, drafts);
    share_units(scene, drafts);
    points(&scene.line, drafts);
    for draft in drafts.iter_mut() {
        if draft.bound.is_none() && draft.form != Surface::Rank {
            draft.bound = bound(&scene.line, draft);
        }
    }
    listed_bounds(&scene.line, drafts);
    restate(&scene.line, drafts);
    enclose(&scene.line, drafts);
}

/// "more than 10 but less than 40": two bounds that enclose one number.
fn enclose(line: &Line<'_, '_>, drafts: &mut Vec<Draft>) {
    if drafts.iter().any(|d| d.restates.is_some()) {
        return;
    }
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut merged = false;
    for draft in drafts.drain(..) {
        // One that was made of two takes in no third.
        let whole = out.last().filter(|_| !merged);
        let joined = whole.and_then(|last| enclosed(line, last, &draft));
        merged = joined.is_some();
        if merged {
            out.pop();
        }
        out.push(joined.unwrap_or(draft));
    }
    *drafts = out;
}

/// "more than 30, 40 and 50 reviews, respectively", "over 20x20 ft": the bound before the first of a list or
/// product is every member's.
fn listed_bounds(line: &Line<'_, '_>, drafts: &mut [Draft]) {
    let mut from = 0;
    while from < drafts.len() {
        let joins = |pair: &[Draft]| match pair {
            [a, b] => {
                b.bound.is_none()
                    && a.end < b.first
                    && (a.end..b.first).all(|i| matches!(line.lower(i), "," | "and" | "x" | "×"))
            }
            _ => false,
        };
        let multiplies = |d: &Draft| matches!(line.lower(d.end), "x" | "×");
        let rest = drafts.get(from..).unwrap_or_default();
        let more = rest.windows(2).take_while(|pair| joins(pair)).count();
        let last = rest.get(more).map_or(0, |d| d.end);
        let bound = rest.first().and_then(|d| d.bound);
        let all = rest.first().is_some_and(multiplies) || told_apart(line, last);
        if let Some((comparator, _)) = bound.filter(|_| more > 0 && all) {
            for draft in drafts.iter_mut().skip(from + 1).take(more) {
                draft.bound = Some((comparator, None));
            }
        }
        from += more + 1;
    }
}

/// Whether the list that ends at the token is closed by "respectively", with no other clause between.
fn told_apart(line: &Line<'_, '_>, at: usize) -> bool {
    (at..at + RESPECTIVELY)
        .take_while(|i| {
            let closes = line.lower(i + 1) == "respectively";
            line.kind(*i) == TokenKind::Word || line.word(*i) == "," && closes
        })
        .any(|i| line.lower(i) == "respectively" || line.lower(i + 1) == "respectively")
}

/// Tokens behind a list in which "respectively" stands.
const RESPECTIVELY: usize = 8;

fn enclosed(line: &Line<'_, '_>, a: &Draft, b: &Draft) -> Option<Draft> {
    let (first, cue) = (a.bound?.0, b.bound?);
    let (second, span) = (cue.0, cue.1?);
    let joined = matches!(line.lower(a.end), "and" | "but")
        && line.span(a.end + 1, a.end + 2).start == span.start;
    let lower = |c| matches!(c, Comparator::Over | Comparator::AtLeast);
    let upper = |c| matches!(c, Comparator::Under | Comparator::AtMost);
    let (low, high) = match (first, second) {
        (x, y) if lower(x) && upper(y) => (a.value.low(), b.value.low()),
        (x, y) if upper(x) && lower(y) => (b.value.low(), a.value.low()),
        _ => return None,
    };
    let ordered = low.to_decimal()? < high.to_decimal()?;
    let alike = a.unit == b.unit || a.unit.is_none();
    (joined && ordered && alike).then(|| Draft {
        first: a.first,
        value: Value::Range(low, high),
        bound: None,
        ..b.clone()
    })
}

/// "four-, five- and six-door cars": members whose hyphen waits for the last one's noun count the same.
fn suspended(line: &Line<'_, '_>, drafts: &mut [Draft]) {
    let mut last: Option<(usize, Option<crate::base::span::Span>)> = None;
    for draft in drafts.iter_mut().rev() {
        let waits =
            crate::recognise::phrase::is_hyphen(line.word(draft.end)) && line.glued(draft.end);
        if let Some((first, noun)) = last
            && waits
            && draft.unit.is_none()
            && draft.counted.is_none()
            && (draft.end + 1..first).all(|i| matches!(line.lower(i), "," | "and" | "or" | "to"))
        {
            draft.counted = noun;
        }
        last = draft
            .counted
            .is_some()
            .then_some((draft.first, draft.counted));
    }
}

/// "aged 23, 25 and 31": bare members of a list whose first one is an age are ages.
fn share_age(line: &Line<'_, '_>, drafts: &mut [Draft]) {
    let mut aged_until = None;
    for draft in drafts {
        let lists = |end: usize| {
            (end..draft.first).all(|i| matches!(line.lower(i), "," | "and" | "or"))
                && draft.first - end <= 2
        };
        let bare = draft.unit.is_none() && draft.counted.is_none() && draft.scale.is_none();
        if bare && aged_until.is_some_and(|end| end < draft.first && lists(end)) {
            draft.unit = Some("a".into());
            draft.class = Some(Class::Time);
            draft.shared = true;
            aged_until = Some(draft.end);
        } else {
            let first = aged(line, draft.first) && draft.unit.as_deref() == Some("a");
            aged_until = first.then_some(draft.end);
        }
    }
}

/// "forty-five (45)": the same bare number again, in digits or in words.
fn drop_repeats(line: &Line<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut last: Option<(usize, Value)> = None;
    drafts.retain(|d| {
        let bracketed = line.word(d.first.saturating_sub(1)) == "(" && line.word(d.end) == ")";
        let again =
            d.unit.is_none() && bracketed && last == Some((d.first.saturating_sub(1), d.value));
        last = Some((d.end, d.value));
        !again
    });
}

/// The bound stated beside the figure.
fn bound(
    line: &Line<'_, '_>,
    draft: &Draft,
) -> Option<(Comparator, Option<crate::base::span::Span>)> {
    if let Some((comparator, end)) = after(line, draft.end) {
        let plus = matches!(line.lower(draft.end), "plus" | "+") && !line.glued(draft.end);
        // "70 percent and more than 8 shops"
        let joins = line.kind(end) == TokenKind::Numeral || line.lower(end) == "than";
        if !plus && !joins {
            return Some((comparator, Some(line.span(draft.end, end))));
        }
    }
    if let Some(found) = behind_counted(line, draft) {
        return Some(found);
    }
    if (draft.first..draft.end).any(|i| plus_inside(line, i)) {
        return Some((Comparator::AtLeast, None));
    }
    let mut last = draft.first.checked_sub(1)?;
    while matches!(
        line.lower(last),
        "a" | "an" | "just" | "only" | "-" | "between" | "from"
    ) && last > line.first
    {
        last -= 1;
    }
    let (comparator, first) = BEFORE.longest(line, last)?;
    let amount = draft.unit.is_some() || draft.scale.is_some();
    if matches!(line.lower(first), "passed" | "passing" | "crossed") && !amount {
        return None;
    }
    let worded = line.kind(draft.first) == TokenKind::Word || line.word(draft.first).len() < 2;
    let spatial = spatial(line.lower(first)) && worded;
    if !bounds(line, first, last) || spatial && few(draft) {
        return None;
    }
    Some((comparator, Some(line.span(first, last + 1))))
}

/// "40 boats or so": the bound behind what is counted.
fn behind_counted(
    line: &Line<'_, '_>,
    draft: &Draft,
) -> Option<(Comparator, Option<crate::base::span::Span>)> {
    let at = line.segments.tokens_in(draft.counted?).end;
    if line.lower(at) != "or" {
        return None;
    }
    let (comparator, end) = AFTER.longest(line, at)?;
    Some((comparator, Some(line.span(at, end))))
}

/// The bound that follows, directly or behind "of the ...": "67% of the average at most".
fn after(line: &Line<'_, '_>, at: usize) -> Option<(Comparator, usize)> {
    if let Some(found) = AFTER.longest(line, at) {
        return Some(found);
    }
    if line.lower(at) != "of" {
        return None;
    }
    (at + 2..at + 6).find_map(|i| {
        let bound = matches!((line.lower(i), line.lower(i + 1)), ("at", "most" | "least"));
        AFTER
            .longest(line, i)
            .filter(|(_, end)| bound && matches!(line.lower(*end), "" | "." | "," | ";"))
    })
}

/// A count of a handful of things.
fn few(draft: &Draft) -> bool {
    draft.counted.is_some()
        && draft
            .value
            .high()
            .to_decimal()
            .is_some_and(|v| v < Decimal::from(20))
}

/// Whether the word before a handful of things may say where, not how many: "under five ministries". It bounds
/// two digits: "under 15 reviews".
fn spatial(word: &str) -> bool {
    matches!(
        word,
        "under" | "below" | "above" | "within" | "beyond" | "past" | "top"
    )
}

/// Whether a qualifying phrase qualifies here: "went up to 5" moves, "over the 5" does not bound.
fn bounds(line: &Line<'_, '_>, first: usize, last: usize) -> bool {
    let before = line.lower_before(first);
    match line.lower(first) {
        "up" => !cue(before, Cue::Motion),
        // "averaged over 12 stations"
        "over" if cue(before, Cue::Spanning) => false,
        // "the top 20 centimetres"
        "top" if matches!(before, "the" | "s") => false,
        "some" | "within" | "over" | "top" | "past" => {
            line.lower(last + 1) != "the" || line.lower(first) == "within"
        }
        "minimum" | "maximum" => first == last,
        _ => true,
    }
}

/// Bare members of a list or pair take their neighbour's unit.
fn share_units(scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
    let line = &scene.line;
    for index in (0..drafts.len()).rev() {
        let (Some(this), next) = (drafts.get(index).cloned(), drafts.get(index + 1).cloned())
        else {
            continue;
        };
        if this.unit.is_some() || this.counted.is_some() || on_own_scale(line, this.first) {
            continue;
        }
        let ahead = next
            .filter(|n| listed(line, this.end, n) && n.unit.is_some() && n.form == Surface::Plain);
        let unit = ahead.or_else(|| behind(line, drafts.get(..index).unwrap_or_default(), &this));
        let Some(unit) = unit else {
            if let Some(draft) = drafts.get_mut(index).filter(|d| crores(scene, d)) {
                draft.unit = Some("INR".into());
                draft.class = Some(Class::Money);
            }
            continue;
        };
        if let Some(draft) = drafts.get_mut(index) {
            if draft.scale.is_none() && unit.scale.is_some() && unit.first > draft.first {
                scale_alike(draft, &unit);
            }
            draft.unit = unit.unit;
            draft.class = unit.class;
            draft.shared = true;
        }
    }
}

/// "a pH of 7.4 and 12 mg": what is measured on a scale of its own takes no neighbour's unit.
fn on_own_scale(line: &Line<'_, '_>, first: usize) -> bool {
    let joint = usize::from(matches!(
        line.lower_before(first),
        "of" | "is" | "was" | "=" | ":" | "at"
    ));
    cue(
        line.lower_before(first.saturating_sub(joint)),
        Cue::OwnScale,
    )
}

/// "the 3,06,712 crore of FY 2024": an Indian amount without its sign, in an article about rupees.
fn crores(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let line = &scene.line;
    let indian = matches!(
        line.lower(draft.end - 1),
        "crore" | "crores" | "cr" | "lakh" | "lakhs"
    );
    let counts = line.lower(draft.end) == "of"
        && line.kind(draft.end + 1) != TokenKind::Numeral
        && line.case(draft.end + 1) == Case::Lower;
    indian && !counts && scene.homes.rupees()
}

/// "5.2, 5.1 and 5.4 million": the members before the last take its scale too.
fn scale_alike(draft: &mut Draft, unit: &Draft) {
    let Some(scale) = unit.scale else { return };
    if let Value::Exact(n) = draft.value
        && let Some(product) = n.times(scale)
    {
        draft.value = Value::Exact(product);
        draft.half_place = draft.half_place.and_then(|h| h.checked_mul(scale));
        draft.scale = Some(scale);
    }
}

/// "was 5.7 percent, 1.2 points worse": points compared with a percentage are percentage points.
fn points(line: &Line<'_, '_>, drafts: &mut [Draft]) {
    let mut percent = false;
    for draft in drafts {
        let compared = matches!(
            line.lower(draft.end + 1),
            "worse" | "better" | "higher" | "lower" | "more" | "less" | "above" | "below"
        );
        let small = draft
            .value
            .high()
            .to_decimal()
            .is_some_and(|v| v < Decimal::from(20));
        let points = draft.unit.is_none() && matches!(line.lower(draft.end), "point" | "points");
        if percent && points && compared && small && line.lower_before(draft.first) != "or" {
            draft.unit = Some("pp".into());
            draft.class = Some(Class::Percent);
            draft.counted = None;
            draft.end += 1;
        }
        percent |= draft.class == Some(Class::Percent);
    }
}

/// Whether only a comma or a joining word stands between the two, or "of the": "280 of the 500 km".
fn listed(line: &Line<'_, '_>, from: usize, next: &Draft) -> bool {
    let to = next.first;
    // A comma alone lists only what goes on to an "and".
    if line.lower(from) == "," && to == from + 1 && !next.shared {
        return false;
    }
    let joins = |i: usize| {
        matches!(
            line.lower(i),
            "," | "and" | "or" | "to" | "/" | "-" | "–" | "versus" | "vs"
        )
    };
    let list = to > from && to - from <= 2 && (from..to).all(joins);
    // "2-by-3-metre", "4 x 6 km"
    let sides = matches!(next.class, Some(Class::Measure))
        && matches!(
            (
                to.saturating_sub(from),
                line.lower(from),
                line.lower(from + 1)
            ),
            (1, "by" | "x" | "×", _) | (3, "-", "by")
        );
    // ", or 0.34%" restates, it does not list.
    let restates = line.lower(from) == "," && line.lower(from + 1) == "or";
    let part = to == from + 2 && line.reads(from, &["of", "the"]);
    (list && !restates) || part || sides
}

/// "$1.38 million barrels from 1.28 million": a bare number after one with a unit, compared with it;
/// or a change "by" so much after one in percent; or an amount under the same scale word as an
/// earlier one of the sentence.
fn behind(line: &Line<'_, '_>, before: &[Draft], this: &Draft) -> Option<Draft> {
    let last = before.last()?;
    let measured = matches!(
        last.class,
        Some(Class::Money | Class::Measure | Class::Percent | Class::Temperature)
    );
    let joins = |i: usize| {
        matches!(
            line.lower(i),
            "from" | "to" | "versus" | "vs" | "against" | "after"
        )
    };
    let near = this.first.saturating_sub(last.end) <= 3 && (last.end..this.first).any(joins);
    let pair = joins_from(line, last) || !(last.end..this.first).any(|i| line.lower(i) == "to");
    if measured
        && near
        && pair
        && this.scale.is_some() == last.scale.is_some()
        && comparable(last, this)
    {
        return Some(last.clone());
    }
    let changes = |d: &Draft| line.lower_before(d.first) == "by";
    if last.class == Some(Class::Percent)
        && changes(last)
        && changes(this)
        && matches!(line.lower(this.end), "" | "." | "," | ";")
    {
        return Some(last.clone());
    }
    let restated = matches!(line.lower(this.end), "(" | "of");
    let alike =
        |d: &&Draft| d.class == Some(Class::Money) && d.scale.is_some() && d.scale == this.scale;
    let near = before.iter().rev().take(LOOK_BACK);
    near.filter(|_| !restated && this.scale.is_some())
        .find(alike)
        .cloned()
}

/// Figures of a sentence looked back on for one under the same scale word.
const LOOK_BACK: usize = 32;

/// Whether "from" stands before the figure: "from 208 pounds to 193".
fn joins_from(line: &Line<'_, '_>, draft: &Draft) -> bool {
    let before = line.lower_before(draft.first);
    before == "from" || cue(before, Cue::HalfBound) && line.lower_before(draft.first - 1) == "from"
}

/// Whether the two numbers are within a factor of a hundred.
fn comparable(a: &Draft, b: &Draft) -> bool {
    let value = |d: &Draft| d.value.high().to_decimal().map(|v| v.abs());
    let Some((a, b)) = value(a).zip(value(b)) else {
        return false;
    };
    let times = |v: Decimal| v.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX);
    a <= times(b) && b <= times(a)
}

/// `10.4 trillion yuan ($1.43 trillion)`, "10 km, or 6 miles": an amount in brackets or after "or"
/// restates the one before it in other units.
fn restate(line: &Line<'_, '_>, drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        let (Some(last), Some(this)) = (drafts.get(index - 1), drafts.get(index)) else {
            continue;
        };
        let again = same_dimension(last, this) && beside(line, last.end, this);
        if let Some(this) = drafts.get_mut(index).filter(|_| again) {
            this.restates = Some(index - 1);
        }
    }
}

/// Whether the two measure the same in different units.
fn same_dimension(a: &Draft, b: &Draft) -> bool {
    let dimension = |d: &Draft| d.unit.as_deref().and_then(by_code).map(|u| u.dimension);
    let alike = match (a.class, b.class) {
        (Some(Class::Money), Some(Class::Money))
        | (Some(Class::Temperature), Some(Class::Temperature)) => true,
        (Some(Class::Measure), Some(Class::Measure)) => {
            dimension(a).is_some() && dimension(a) == dimension(b)
        }
        _ => false,
    };
    alike && a.unit != b.unit
}

/// Whether only a bracket or "or", and words that bound, stand between the token and the figure.
fn beside(line: &Line<'_, '_>, from: usize, this: &Draft) -> bool {
    let comma = usize::from(line.word(from) == ",");
    let bracket = (from..from + 2).find(|i| line.word(*i) == "(");
    let opened = match bracket {
        Some(open) => (this.end..this.end + 4)
            .any(|i| line.word(i) == ")")
            .then_some(open + 1),
        None => (line.lower(from + comma) == "or").then_some(from + comma + 1),
    };
    opened.is_some_and(|open| {
        this.first >= open
            && this.first - open <= 3
            && (open..this.first).all(|i| cue(line.key(i), Cue::Restating))
    })
}

#[cfg(test)]
mod tests {
    use crate::base::vocabulary::Comparator;
    use crate::clean::plain;
    use crate::recognise::figure::recognise;
    use crate::recognise::mention::FigureMention;
    use crate::segment::Segments;

    fn figures(text: &str) -> Vec<FigureMention> {
        let article = plain::article(text.to_owned());
        recognise(&Segments::of(&article), &[]).0
    }

    /// The figures as "value unit" (a range as "low..high unit").
    fn read(text: &str) -> Vec<String> {
        let show = |f: &FigureMention| match f.value {
            crate::base::number::Value::Exact(n) => format!("{n} {}", f.unit),
            crate::base::number::Value::Range(a, b) => format!("{a}..{b} {}", f.unit),
        };
        figures(text).iter().map(show).collect()
    }

    fn comparators(text: &str) -> Vec<&'static str> {
        figures(text)
            .iter()
            .map(|f| f.comparator.as_str())
            .collect()
    }

    #[test]
    fn a_number_is_read_whole_or_not_at_all() {
        for text in [
            "The yard held 10^400 grains.",
            "The list gave 1e400 yuan.",
            "It cost $5 trillion trillion trillion.",
            "It cost 5 quattuordecillion yuan.",
            "The share was 1/0 then.",
            "The share was 1⁄0 then.",
            "Baia sold 600.000 tons.",
            "The 737-800 jets flew.",
            "She won the 4x100m relay.",
            "Then the sp 500 fell.",
            "The Long March 5 rocket flew.",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
        assert_eq!(read("It cost $2.3 M then."), ["2300000 USD"]);
        assert_eq!(read("It cost $5 M Street firms."), ["5 USD"]);
        assert_eq!(read("It reached 402, 41% more."), ["402 count", "41 %"]);
        assert_eq!(read("It held 10^6 tons."), ["1000000 t"]);
    }

    #[test]
    fn bounds_stand_before_and_after() {
        for (text, word) in [
            ("It has more than 70 towns.", "over"),
            ("It took six or more hours.", "at_least"),
            ("Some 300 families moved.", "about"),
            ("It costs no more than 5 yuan.", "at_most"),
            ("Supplies arrive within a 4-hour drive.", "at_most"),
            ("Nearly 140,000 people live there.", "nearly"),
            ("Fewer than 20 towns have one.", "under"),
            ("They reach 67% of the mean at most.", "at_most"),
            ("It has 70 towns.", "exact"),
            ("It is averaged over 12 towns.", "exact"),
            ("Output went up to 30 tonnes.", "exact"),
            ("It grew more than the 30 percent of before.", "exact"),
            (
                "Heat of 8 degrees Celsius and over 280 days of sun.",
                "exact",
            ),
        ] {
            assert_eq!(comparators(text).first(), Some(&word), "{text}");
        }
    }

    #[test]
    fn lists_and_pairs_share_a_unit() {
        for (text, values) in [
            (
                "They rose 5.2, 5.1 and 5.4 percent.",
                vec!["5.2 %", "5.1 %", "5.4 %"],
            ),
            (
                "It sold $1.3 million a day from 1.2 million.",
                vec!["1300000 USD/d", "1200000 USD/d"],
            ),
            ("Rates rose from 3.5% to 3.75.", vec!["3.5 %", "3.75 %"]),
            ("Rice rose by 4 percent and maize by 3.", vec!["4 %", "3 %"]),
            ("It added 15,500, or 0.34%.", vec!["15500 count", "0.34 %"]),
            (
                "It bought 4 million of its shares for $3 million.",
                vec!["4000000 count", "3000000 USD"],
            ),
            (
                "Rs 329 crore against the 306 crore of 2023.",
                vec!["3290000000 INR", "3060000000 INR"],
            ),
        ] {
            let got = read(text);
            assert!(
                values.iter().zip(&got).all(|(a, b)| a == b),
                "{text} {got:?}"
            );
        }
    }

    #[test]
    fn a_waiting_hyphen_shares_what_is_counted() {
        let counted = |text: &'static str| -> Vec<_> {
            let found = figures(text);
            found
                .iter()
                .map(|f| f.counted.map(|s| s.of(text)))
                .collect()
        };
        assert_eq!(
            counted("They build two-, three- and four-room flats."),
            [Some("room"), Some("room"), Some("room")]
        );
        assert_eq!(
            counted("They met 40 to 50 times, and 12 teams won."),
            [None, Some("teams")]
        );
    }

    #[test]
    fn members_of_a_list_of_ages_are_ages() {
        assert_eq!(
            read("The sons, aged 23, 25 and 31, left."),
            ["23 a", "25 a", "31 a"]
        );
        assert_eq!(read("He, aged 23, saw 25 cars."), ["23 a", "25 count"]);
    }

    #[test]
    fn what_has_its_own_scale_takes_no_unit() {
        assert_eq!(
            read("It had a pH of 7.4 and 12 mg of it."),
            ["7.4 1", "12 mg"]
        );
    }

    #[test]
    fn a_minus_before_degrees_is_cold() {
        assert_eq!(read("It was -5 degrees in Oslo."), ["-5 deg"]);
        assert_eq!(read("It changed by -5 percent."), ["5 %"]);
    }

    #[test]
    fn pounds_are_weighed_or_paid() {
        for (text, read_as) in [
            ("It gives 8.8 million pounds of thrust.", "8800000 [lb_av]"),
            ("The boat weighs 3.5 million pounds.", "3500000 [lb_av]"),
            ("The house cost 3.5 million pounds.", "3500000 GBP"),
        ] {
            assert_eq!(read(text), [read_as]);
        }
    }

    #[test]
    fn money_named_by_a_word_of_other_meaning_is_large() {
        assert_eq!(read("Of the 12 teams, 7 won."), ["12 count", "7 count"]);
        assert_eq!(read("It has 5 real friends."), ["5 count"]);
        assert_eq!(read("It paid 30,000 won for it."), ["30000 KRW"]);
        assert_eq!(read("It cost 5 million won."), ["5000000 KRW"]);
        assert_eq!(read("It paid COP 27 million."), ["27000000 COP"]);
    }

    #[test]
    fn digits_are_grouped_by_many_marks() {
        assert_eq!(read("It cost CHF 2’100 then."), ["2100 CHF"]);
        assert_eq!(read("It saw 1 234 567 cases."), ["1234567 count"]);
        assert_eq!(read("It rose 3-1/2 percent."), ["3.5 %"]);
        assert_eq!(
            read("One-and-a-half million people came."),
            ["1500000 count"]
        );
        assert_eq!(read("The 6ft 5in guard left."), ["77 [in_i]"]);
    }

    #[test]
    fn a_bracket_restates_what_stands_before_it() {
        let found = figures("It cost 10 billion yuan ($1.4 billion) and 5 km (3 miles).");
        let restated: Vec<_> = found.iter().map(|f| f.equivalent_to).collect();
        assert_eq!(restated, [None, Some(0), None, Some(2)]);
        let or = figures("It runs 10 km, or about 6 miles, a day.");
        assert_eq!(or.last().unwrap().equivalent_to, Some(0));
        let apart = figures("It cost 10 yuan (in 2020, with 5 dollars more).");
        assert!(apart.iter().all(|f| f.equivalent_to.is_none()));
    }

    #[test]
    fn two_bounds_enclose_one_number() {
        assert_eq!(
            read("It has more than 10 but less than 40 towns."),
            ["10..40 count"]
        );
        assert_eq!(read("Forty-five (45) towns."), ["45 count"]);
    }

    #[test]
    fn sides_share_their_unit() {
        assert_eq!(read("A 2-by-3-meter wall."), ["2 m", "3 m"]);
        assert_eq!(read("It is 4 by 6 km large."), ["4 km", "6 km"]);
        assert_eq!(read("He is 6'2\" tall."), ["74 [in_i]"]);
    }

    #[test]
    fn a_bound_may_stand_behind_what_is_counted() {
        let bound = |text: &str| figures(text).first().map(|f| f.comparator);
        assert_eq!(bound("It built 60 ships or so."), Some(Comparator::About));
        assert_eq!(
            bound("It built 60 ships or more."),
            Some(Comparator::AtLeast)
        );
        assert_eq!(bound("The top 30 metres froze."), Some(Comparator::Exact));
        assert_eq!(bound("They top 30 metres."), Some(Comparator::Over));
        assert_eq!(
            bound("Sales passed 3 million yuan."),
            Some(Comparator::Over)
        );
        assert_eq!(bound("It passed 30 laws."), Some(Comparator::Exact));
    }

    #[test]
    fn points_compared_with_a_percentage_are_its_points() {
        assert_eq!(
            read("The rate was 4.1 percent, 0.8 points lower than before."),
            ["4.1 %", "0.8 pp"]
        );
        assert_eq!(
            read("It rose 0.8 percent, or 9.5 points higher."),
            ["0.8 %", "9.5 1"]
        );
    }
}
