//! Traps seen from the characters alone: addresses, names with digits, telephone numbers, ordinals.

use super::Trap;
use crate::base::span::Span;
use crate::lexicon::cues::{Cue, cue};
use crate::lexicon::numbers::{number, scale};
use crate::lexicon::words::entry;
use crate::recognise::figure::Scene;
use crate::recognise::figure::count::counted;
use crate::recognise::figure::quantity;
use crate::recognise::figure::rules::rank::rank_before;
use crate::recognise::figure::rules::single::pointed;
use crate::recognise::number::{digits, unread};
use crate::recognise::phrase::{Line, is_hyphen};
use crate::recognise::unit::{self, Class};
use crate::segment::token::{Case, TokenKind};

/// Bytes looked at on either side of a number for the marks of an address.
const REACH: usize = 300;

/// The unspaced run of characters around the number holds the marks of an address.
pub fn address(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) == TokenKind::Mark || !(line.segments.glued(at) || line.glued(at + 1)) {
        return None;
    }
    let text = line.segments.text;
    let span = line.span(at, at + 1);
    let floor =
        (span.start.saturating_sub(REACH)..=span.start).find(|i| text.is_char_boundary(*i))?;
    let head = Span::new(floor, span.start).of(text);
    let roof = (span.end..=span.end + REACH)
        .rev()
        .find(|i| text.is_char_boundary(*i))?;
    let tail = Span::new(span.end, roof).of(text);
    let head = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = tail.split(char::is_whitespace).next().unwrap_or_default();
    let marks =
        |s: &str| s.contains("://") || s.contains("www.") || s.contains('@') || s.contains(".com");
    if !(marks(head) || marks(tail)) {
        return None;
    }
    Some((at + 1, "web address"))
}

/// `PM2.5`, `COVID-19`, `5G`
pub fn grown_together(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if line.kind(at) != TokenKind::Numeral {
        return None;
    }
    let Some(before) = at.checked_sub(1) else {
        return letters_after(scene, at);
    };
    // "COP27", "PLX-R18": a code of money too, but no amount of it.
    let amount = || unit::before(line, before, scene.homes).is_some();
    // "3x4 metres"
    let side = matches!(line.lower(before), "x" | "×")
        && line.glued(before)
        && line.kind(before.wrapping_sub(1)) == TokenKind::Numeral
        && unit::plain(line, at + 1, scene.homes).is_some_and(|u| u.class == Class::Measure);
    let letters = line.glued(at)
        && line.kind(before) == TokenKind::Word
        && !side
        && !(amount() && quantity::at(scene, before).is_some());
    let hyphened = line.tight_hyphen(before)
        && at >= line.first + 2
        && line.kind(at - 2) == TokenKind::Word
        && !matches!(
            line.lower(at - 2),
            "to" | "a" | "an" | "of" | "and" | "minus" | "negative" | "plus" | "sub" | "now" | "by"
        );
    // "an A-5 permit"
    let hyphened =
        hyphened || line.tight_hyphen(before) && at >= line.first + 3 && line.word(at - 2) == "A";
    // "BA.2"
    let pointed = line.word(before) == "."
        && line.glued(at)
        && line.glued(before)
        && before > line.first
        && matches!(line.case(before - 1), Case::Upper | Case::Mixed);
    // "COVID -19"
    let broken = is_hyphen(line.word(before))
        && line.glued(at)
        && at >= line.first + 2
        && matches!(line.case(at - 2), Case::Upper | Case::Mixed);
    if letters || hyphened || broken || pointed {
        let mut end = past_word(line, at + 1);
        // "A320-200"
        while letters && line.tight_hyphen(end) && line.kind(end + 1) == TokenKind::Numeral {
            end = past_word(line, end + 2);
        }
        return Some((end, "part of a name"));
    }
    if line.tight_hyphen(at + 1) && matches!(line.lower(at + 2), "something" | "somethings" | "ish")
    {
        return Some((at + 3, "vague"));
    }
    if let Some(end) = compound_name(scene, at) {
        return Some((end, "part of a name"));
    }
    // "ran a 10K"
    let run = matches!(line.lower_before(at), "a" | "the")
        && line.lower(at + 1) == "k"
        && line.glued(at + 1)
        && counted(line, at + 2).is_none();
    if run {
        return Some((at + 2, "part of a name"));
    }
    if lettered_section(line, at + 1) {
        return Some((at + 4, "part of a name"));
    }
    letters_after(scene, at)
}

/// `5-FU`: a number and capitals behind a hyphen, which qualify nothing: no "10-CD set".
fn compound_name(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let line = &scene.line;
    let end = at + 3;
    let capitals = line.tight_hyphen(at + 1)
        && line.case(at + 2) == Case::Upper
        && matches!(line.word(at + 2).len(), 2..=4)
        && !matches!(line.lower_before(at), "a" | "an" | "the");
    let qualifies = line.kind(end) == TokenKind::Word && entry(line.key(end)).function.is_none()
        || is_hyphen(line.word(end));
    let known = || {
        unit::plain(line, at + 2, scene.homes).is_some()
            || scale(line.key(at + 2)).is_some()
            || unit::before(line, at + 2, scene.homes).is_some()
    };
    (capitals && !qualifies && !known()).then_some(end)
}

/// `401(k)`: a letter in brackets grown onto a number.
fn lettered_section(line: &Line<'_, '_>, at: usize) -> bool {
    line.word(at) == "("
        && line.word(at + 2) == ")"
        && line.kind(at + 1) == TokenKind::Word
        && line.word(at + 1).len() == 1
        && (at..at + 3).all(|i| line.glued(i))
}

/// `5G`, `777F`: letters that are no unit and no scale.
fn letters_after(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if !line.glued(at + 1) || line.kind(at + 1) != TokenKind::Word {
        return None;
    }
    let word = line.lower(at + 1);
    if matches!(word, "st" | "nd" | "rd" | "th" | "yo" | "pm" | "am") {
        return None;
    }
    // "24703m212", "5m30s"
    let goes_on = line.glued(at + 2)
        && line.kind(at + 2) == TokenKind::Numeral
        && line.word(at + 2).len() > 1
        && !matches!(word, "e" | "h" | "ft" | "x");
    // "(3H, s)": protons in a spectrum.
    let protons = line.word(at + 1) == "H"
        && line.word(at).len() == 1
        && matches!(line.word(at.wrapping_sub(1)), "(" | ",")
        && matches!(line.word(at + 2), "," | ")");
    if goes_on || protons {
        return Some((past_word(line, at + 1), "part of a name"));
    }
    let exponent = word == "e" && line.glued(at + 2) && line.kind(at + 2) != TokenKind::Word;
    let known = unit::plain(line, at + 1, scene.homes).is_some()
        || scale(word).is_some()
        || exponent
        || word == "x";
    let generation = line.word(at).len() == 1 && matches!(line.word(at + 1), "G" | "K" | "D");
    (!known || generation).then(|| (past_word(line, at + 1), "part of a name"))
}

/// The token after the letters and digits grown onto the token before `at`.
pub fn past_word(line: &Line<'_, '_>, at: usize) -> usize {
    let mut at = at;
    while line.glued(at) && matches!(line.kind(at), TokenKind::Word | TokenKind::Numeral) {
        at += 1;
    }
    at
}

/// `10^400`, `1e400`, `1/0`, "5 trillion trillion trillion": a number that cannot be read whole.
pub fn unread(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let next = line.word(at + 1);
    let may = match line.kind(at) {
        TokenKind::Numeral => {
            matches!(next, "^" | "⁄" | "/" | "," | "×" | "*" | "·")
                || line.kind(at + 1) == TokenKind::Word
        }
        TokenKind::Word => number(line.key(at)).is_some(),
        _ => false,
    };
    let end = may.then(|| unread::beyond(line, at))??;
    Some((end, "number that cannot be read"))
}

/// Marks that make no number, groups joined by hyphens, long runs of digits, a leading zero.
pub fn digits(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if let Some(end) = dialled(line, at) {
        return Some((end, "telephone number"));
    }
    if apart(line, at) {
        return Some((at + 2, "thousands or two numbers"));
    }
    // "3-1/2" is a number.
    if line.kind(at) != TokenKind::Numeral || digits::hyphened(line, at).is_some() {
        return None;
    }
    let mut end = at + 1;
    let mut groups = 1;
    while joined(line, end) && line.kind(end + 1) == TokenKind::Numeral {
        end += 2;
        groups += 1;
    }
    let word = line.word(at);
    let whole = word.bytes().all(|b| b.is_ascii_digit());
    if groups > 2 || (groups > 1 && word.starts_with('0') && whole && word.len() > 1) {
        return Some((end, "telephone number or date"));
    }
    if digits::parse(word).is_none() && pointed(scene, at).is_none() {
        return Some((at + 1, unreadable(word)));
    }
    if whole && word.len() > 1 && word.starts_with('0') {
        return Some((at + 1, "code number"));
    }
    if line.word(at + 1) == "+"
        && line.glued(at + 1)
        && line.glued(at + 2)
        && line.kind(at + 2) == TokenKind::Numeral
    {
        return Some((at + 3, "formula"));
    }
    let code = matches!(
        line.lower_before(at),
        "code" | "number" | "id" | "account" | "licence" | "license"
    );
    let function = || entry(line.key(at + 1)).function.is_some();
    let ends = line.kind(at + 1) != TokenKind::Word || code && function();
    let alone = ends && unit::after(line, at + 1, scene.homes).is_none();
    (whole && word.len() >= 9 && alone).then_some((end, "registration number"))
}

/// `0800 555 1234`, `(202) 555-0143`, `+44 20 7946 0958`: groups of digits as they are dialled, the
/// first with a leading zero, in brackets, or behind a plus sign; or `555-0143`.
fn dialled(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let open = line.lower_before(at) == "(";
    let bracket = open && line.word(at + 1) == ")";
    let plus = line.lower_before(at) == "+" && line.glued(at);
    let group = |i: usize| {
        let word = line.word(i);
        matches!(word.len(), 2..=5) && word.bytes().all(|b| b.is_ascii_digit())
    };
    // "(254-2) 751-613": the country's number, and the town's of one or two digits
    let abroad = open && line.tight_hyphen(at + 1) && line.word(at + 3) == ")";
    if abroad && group(at) && group(at + 4) && line.tight_hyphen(at + 5) && group(at + 6) {
        return Some(at + 7);
    }
    let zero = line.word(at).starts_with('0') && group(at);
    let short = line.word(at).len() < 4 && line.kind(at) == TokenKind::Numeral;
    if !(bracket && line.word(at).len() == 3 && group(at) || plus && short || zero) {
        let local = line.word(at).len() == 3
            && group(at)
            && line.tight_hyphen(at + 1)
            && line.word(at + 2).len() == 4
            && line.word(at + 2).starts_with('0');
        return local.then_some(at + 3);
    }
    let mut end = at + 1 + usize::from(bracket);
    let mut groups = 0;
    loop {
        let hyphen = usize::from(line.tight_hyphen(end));
        if !group(end + hyphen) {
            break;
        }
        end += 1 + hyphen;
        groups += 1;
    }
    (groups > 1).then_some(end)
}

/// `45 678 cases`: two groups of digits that may be one number. A month before the first makes it a day.
fn apart(line: &Line<'_, '_>, at: usize) -> bool {
    let digits = |i: usize| line.word(i).bytes().all(|b| b.is_ascii_digit());
    let gap = || line.span(at, at + 1).end + 1 == line.span(at + 1, at + 2).start;
    line.kind(at) == TokenKind::Numeral
        && line.kind(at + 1) == TokenKind::Numeral
        && line.word(at).len() < 4
        && line.word(at + 1).len() == 3
        && line.word(at + 1) != "000"
        && digits(at)
        && digits(at + 1)
        && gap()
        && line.kind(at + 2) == TokenKind::Word
        && digits::at(line, at).is_some_and(|n| n.end == at + 1)
}

/// Why a numeral has no value.
fn unreadable(word: &str) -> &'static str {
    let points = word.matches('.').count();
    if word.len() > digits::LONGEST {
        "number that cannot be read"
    } else if points == 1 && word.ends_with(".000") {
        "thousands or decimals"
    } else {
        "date or version number"
    }
}

fn joined(line: &Line<'_, '_>, at: usize) -> bool {
    line.tight_hyphen(at) || (line.word(at) == "/" && line.glued(at) && line.glued(at + 1))
}

/// `5/1`, `120/80`: two numbers with a slash that are no part of one.
pub fn ratio(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let numeral = |i: usize| line.kind(i) == TokenKind::Numeral;
    let slash = |i: usize| line.word(i) == "/" && line.glued(i) && line.glued(i + 1);
    if !numeral(at) {
        return None;
    }
    if !slash(at + 1) || !numeral(at + 2) || slash(at + 3) {
        return None;
    }
    let (n, d): (u32, u32) = (line.word(at).parse().ok()?, line.word(at + 2).parse().ok()?);
    let free = unit::after(line, at + 3, scene.homes).is_none() && line.lower(at + 3) != "of";
    (n >= d && d > 0 && free).then_some((at + 3, "ratio"))
}

/// "won 3-1", "lost 2-3", "6-3, 4-6, 7-6", "voted 218-210", "went 3-for-5"
pub fn score(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    if let Some(end) = tries(line, at) {
        return Some((end, "score"));
    }
    let (a, b) = pair(line, at)?;
    let bare = unit::after(line, at + 3, scene.homes).is_none()
        && scale(line.key(at + 3)).is_none()
        && !is_hyphen(line.word(at + 3))
        && line.word(at + 3) != "/";
    let money = at > line.first && unit::before(line, at - 1, scene.homes).is_some();
    let told = || {
        (1..=3).any(|back| at >= line.first + back && cue(line.key(at - back), Cue::Contest))
            && counted(line, at + 3).is_none()
    };
    let small = a < 200 && (a >= b || told()) || among_sets(line, at);
    ((small || voted(line, at)) && bare && !money).then_some((at + 3, "score"))
}

/// The two numbers joined by a dash at the token.
fn pair(line: &Line<'_, '_>, at: usize) -> Option<(u32, u32)> {
    let joined = line.tight_hyphen(at + 1) && line.kind(at + 2) == TokenKind::Numeral;
    let ends = joined.then(|| (line.word(at).parse().ok(), line.word(at + 2).parse().ok()))?;
    ends.0.zip(ends.1)
}

/// `8-for-14`: so many times of so many tries.
fn tries(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let whole = |i: usize| line.word(i).len() < 3 && line.kind(i) == TokenKind::Numeral;
    let joined = line.tight_hyphen(at + 1) && line.tight_hyphen(at + 3);
    (joined && line.lower(at + 2) == "for" && whole(at) && whole(at + 4)).then_some(at + 5)
}

/// The most sets of a match that are listed.
const SETS: usize = 5;

/// Whether the pair stands in a list of pairs of which one falls: the sets of a match.
fn among_sets(line: &Line<'_, '_>, at: usize) -> bool {
    let falls = |i: usize| pair(line, i).is_some_and(|(a, b)| a > b && a < 100);
    let comma = |i: usize| usize::from(line.word(i) == ",");
    let back = |i: &usize| {
        let end = i.checked_sub(1)?;
        let from = end.checked_sub(3 - 1 + comma(end))?;
        (from >= line.first && pair(line, from).is_some()).then_some(from)
    };
    let ahead = |i: &usize| {
        let from = i + 3 + comma(i + 3);
        pair(line, from).is_some().then_some(from)
    };
    let walk = |step: &dyn Fn(&usize) -> Option<usize>| {
        std::iter::successors(step(&at), step).take(SETS).any(falls)
    };
    walk(&back) || walk(&ahead)
}

/// Whether a vote is told beside the pair: "passed 218-210", "a 52-48 vote".
fn voted(line: &Line<'_, '_>, at: usize) -> bool {
    let near = |i: usize| cue(line.key(i), Cue::Vote);
    let before = || (at.saturating_sub(3)..at).any(near) && counted(line, at + 3).is_none();
    near(at + 3) || before()
}

/// "14th", unless a rank is stated.
pub fn ordinal(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    // "12st" is a weight.
    let first = line.word(at).ends_with('1') && !line.word(at).ends_with("11");
    let suffix = line.glued(at + 1)
        && match line.lower(at + 1) {
            "nd" | "rd" | "th" => true,
            "st" => first,
            _ => false,
        };
    let ordinal = line.kind(at) == TokenKind::Numeral && suffix && !rank_before(line, at);
    ordinal.then_some((at + 2, "ordinal"))
}

/// `1.`, `(2)`, `3)` at the start of a block.
pub fn list_number(scene: &Scene<'_, '_>, at: usize) -> Option<Trap> {
    let line = &scene.line;
    let bracket = at == line.first + 1 && matches!(line.word(line.first), "(" | "[");
    if line.kind(at) != TokenKind::Numeral
        || !(at == line.first || bracket)
        || line.word(at).len() > 2
    {
        return None;
    }
    let closes = matches!(line.word(at + 1), "." | ")" | "]" | "、")
        && line.glued(at + 1)
        && line.kind(at + 2) != TokenKind::Numeral;
    closes.then_some((at + 1, "list number"))
}
