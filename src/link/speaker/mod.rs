//! Who states a figure, when the text says so.
//!
//! Owns "according to X", "X said", "said X" and quotations that a speaker closes or opens. Knows
//! nothing of what is said.

mod name;
mod quotation;
mod statement;
mod subject;
mod view;

use crate::base::rule::RuleId;
use crate::base::span::Span;
use crate::lexicon::shortened::{Class, abbreviation};
use crate::lexicon::speakers::{Voice, voice};
use quotation::quoted_block;
use statement::{ACCORDING, looking_back, statement};
use std::cell::OnceCell;
use std::ops::Range;
pub use view::View;

const POINTED: RuleId = RuleId("speaker/he-added");

/// Of each sentence, the statement it makes: looked for when first asked, and kept.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    kept: Vec<OnceCell<Option<Statement>>>,
}

impl Statements {
    /// Room for the statements of as many sentences.
    pub fn of(sentences: usize) -> Self {
        Self {
            kept: vec![OnceCell::new(); sentences],
        }
    }

    fn at(&self, view: &View<'_>, sentence: usize) -> Option<Statement> {
        let look = || statement(view, view.sentence_tokens(sentence));
        match self.kept.get(sentence) {
            Some(cell) => cell.get_or_init(look).clone(),
            None => look(),
        }
    }

    /// Those who speak in the sentences before this one by a name or a noun, with the sentence of each,
    /// the last first.
    fn before(&self, view: &View<'_>, sentence: usize) -> impl Iterator<Item = (Who, usize)> {
        (sentence.saturating_sub(MEMORY)..sentence)
            .rev()
            .filter_map(move |earlier| match self.at(view, earlier)?.who {
                Who::Pronoun(_) => None,
                who => Some((who, earlier)),
            })
    }

    /// The names among those of [`Self::before`].
    fn names(&self, view: &View<'_>, sentence: usize) -> impl Iterator<Item = String> {
        self.before(view, sentence)
            .filter_map(|(who, _)| match who {
                Who::Named(name) => Some(name),
                Who::Noun(_) | Who::Pronoun(_) => None,
            })
    }
}

/// A statement: who makes it, and why that is told.
#[derive(Clone, Debug)]
struct Statement {
    who: Who,
    reason: RuleId,
    /// Tokens of what is stated, where it is not all of the sentence.
    scope: Option<Range<usize>>,
}

impl Statement {
    /// A statement that the whole sentence makes.
    const fn whole(who: Who, reason: RuleId) -> Self {
        Self {
            who,
            reason,
            scope: None,
        }
    }
}

/// How a speaker is referred to.
#[derive(Clone, Debug)]
enum Who {
    /// By name: "Li Wei", "Ministry of Commerce".
    Named(String),
    /// By a noun with an article: "the survey", "the chief minister".
    Noun(String),
    /// By a pronoun.
    Pronoun(Pronoun),
}

/// A pronoun for a speaker named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    /// "he", "she": a person.
    One,
    /// "they", "its": persons or a body.
    Many,
}

/// Who states what stands in the sentence, with the reason.
pub fn speaker(
    view: &View<'_>,
    sentence: usize,
    at: Span,
    statements: &Statements,
) -> Option<(String, RuleId)> {
    let covers = |s: &Statement| {
        let token = view.token_at(at.start);
        s.scope
            .as_ref()
            .is_none_or(|tokens| tokens.contains(&token))
    };
    let found = statements
        .at(view, sentence)
        .filter(covers)
        .or_else(|| quoted_block(view, sentence, at, statements))
        .or_else(|| {
            let next = view.sentences.get(sentence + 1)?;
            let near = next.block <= view.sentences.get(sentence)?.block + 1;
            near.then(|| looking_back(view, view.sentence_tokens(sentence + 1)))?
        })?;
    match found.who {
        Who::Named(name) => Some((name, found.reason)),
        Who::Pronoun(pronoun) => {
            let anywhere = found.reason == ACCORDING;
            pointed(view, sentence, pronoun, anywhere, statements).map(|n| (n, POINTED))
        }
        Who::Noun(noun) => {
            let name = picked_up(&noun, statements.names(view, sentence));
            Some((name.unwrap_or(noun), POINTED))
        }
    }
}

/// The one that a pronoun in the sentence stands for: the last speaker that it fits, in this block or the one
/// before.
fn pointed(
    view: &View<'_>,
    sentence: usize,
    pronoun: Pronoun,
    anywhere: bool,
    statements: &Statements,
) -> Option<String> {
    let here = view.sentences.get(sentence)?.block;
    let (who, at) = statements
        .before(view, sentence)
        .find(|(who, _)| pronoun == Pronoun::Many || is_person(who))?;
    let near = view.sentences.get(at)?.block + 1 >= here;
    match who {
        _ if !near && !anywhere => None,
        Who::Named(name) => Some(name),
        Who::Noun(noun) => picked_up(&noun, statements.names(view, at)).or(Some(noun)),
        Who::Pronoun(_) => None,
    }
}

/// Whether "he" or "she" can stand for the speaker: no body, survey or company.
fn is_person(who: &Who) -> bool {
    let (Who::Named(text) | Who::Noun(text)) = who else {
        return false;
    };
    let last = text.rsplit(' ').next().unwrap_or_default();
    // "al-Shams TV", "WHO"
    let acronym = last.len() > 1 && last.chars().all(char::is_uppercase);
    let last = last.trim_end_matches('.').to_ascii_lowercase();
    let firm = abbreviation(&last).is_some_and(|a| a.class == Class::Firm && last != "jr");
    !acronym && !firm && !matches!(voice(&last), Some(Voice::Body | Voice::Paper))
}

/// The speaker named before that "the survey" or "the ministry" picks up.
fn picked_up(noun: &str, mut before: impl Iterator<Item = String>) -> Option<String> {
    let noun = noun.to_ascii_lowercase();
    before.find(|name| {
        let name = name.to_ascii_lowercase();
        noun.split(' ').all(|word| name.contains(word))
    })
}

/// Sentences back in which a speaker is looked for.
const MEMORY: usize = 60;

#[cfg(test)]
mod tests {
    use super::quotation::inside_quotes;
    use super::*;
    use crate::clean::plain::article;
    use crate::link::item::Mentions;
    use crate::segment::Segments;

    /// Who states the figure with a 7, in a text without places.
    fn who(text: &str) -> Option<String> {
        let article = article(text.to_owned());
        let segments = Segments::of(&article);
        let dates = crate::recognise::date::recognise(&segments, None);
        let view = View {
            segments: &segments,
            mentions: Mentions {
                figures: &[],
                dates: &dates,
                regions: &[],
                projects: &[],
            },
        };
        let at = text.find('7').map(|i| Span::new(i, i + 1)).unwrap();
        let sentence = segments.sentence_at(at.start).unwrap();
        speaker(&view, sentence, at, &Statements::default()).map(|(n, _)| n)
    }

    fn told(cases: &[(&str, Option<&str>)]) {
        for (text, name) in cases {
            assert_eq!(who(text).as_deref(), *name, "{text}");
        }
    }

    #[test]
    fn what_is_told_behind_an_apposition_is_no_speaker() {
        told(&[
            (
                "Ana Ruiz, a broker, said rents fell 7 percent.",
                Some("Ana Ruiz"),
            ),
            (
                "The chain, based in a barn, reported sales of 7 million.",
                Some("chain"),
            ),
            (
                "Borg Foods Inc., an oat miller, said net income rose 7%.",
                Some("Borg Foods Inc"),
            ),
            (
                "Borg Foods, which runs mills, announced a plan to open 7 more.",
                Some("Borg Foods"),
            ),
            (
                "But Ivo Lang, the firm's president, said the loan costs 7%.",
                Some("Ivo Lang"),
            ),
            ("Rents fell 7%, said Ana Ruiz.", Some("Ana Ruiz")),
            (
                "Rents, a large cost, fell 7%, said the bureau.",
                Some("bureau"),
            ),
        ]);
    }

    #[test]
    fn abbreviations_stay_in_their_name() {
        told(&[
            (
                "Borg Foods Corp. said it has 7 mills.",
                Some("Borg Foods Corp"),
            ),
            ("Mr. Lang said it has 7 mills.", Some("Lang")),
            ("It has 7 mills, according to Mr. Lang.", Some("Lang")),
            ("Mary E. Borg said it has 7 mills.", Some("Mary E. Borg")),
            ("According to WHO, it has 7 offices.", Some("WHO")),
        ]);
    }

    #[test]
    fn the_head_speaks_not_its_tail() {
        told(&[
            (
                "Sources in Lima said it has 7 mills.",
                Some("Sources in Lima"),
            ),
            (
                "A spokesman for Borg said it has 7 mills.",
                Some("spokesman for Borg"),
            ),
            ("Ana Ruiz at Borg said it has 7 mills.", Some("Ana Ruiz")),
            (
                "Last week Borg Foods reported sales of 7 million.",
                Some("Borg Foods"),
            ),
            (
                "Borg Foods on Tuesday announced 7 sales.",
                Some("Borg Foods"),
            ),
            ("Borg cut its staff and said it has 7 mills.", Some("Borg")),
            (
                "The in-home care provider said it has 7 mills.",
                Some("in-home care provider"),
            ),
            (
                "The firm's president, Ivo Lang, said it has 7 mills.",
                Some("Ivo Lang"),
            ),
            (
                "The ministry of health confirmed 7 cases.",
                Some("ministry of health"),
            ),
            (
                "A source familiar with the matter said it has 7 mills.",
                Some("source familiar with the matter"),
            ),
            (
                "Economists polled by Borg had expected a rise of 7%.",
                Some("Economists polled by Borg"),
            ),
            (
                "Analysts at Borg expect a rise of 7%.",
                Some("Analysts at Borg"),
            ),
            (
                "In a statement on its website the firm said it has 7 mills.",
                Some("firm"),
            ),
            (
                "It has 7 mills, residents of the town say.",
                Some("residents of the town"),
            ),
            (
                "Officials who watch Lima affairs said it has 7 mills.",
                Some("Officials who watch Lima affairs"),
            ),
            (
                "The Lima oil and gas concern said it has 7 mills.",
                Some("Lima oil and gas concern"),
            ),
            (
                "The Borg foreign office said it has 7 mills.",
                Some("Borg foreign office"),
            ),
        ]);
    }

    #[test]
    fn things_and_those_counted_do_not_speak() {
        told(&[
            ("Ninety percent of pupils reported pain in 7 towns.", None),
            ("Six of the nine plants reported losses of 7 percent.", None),
            ("Higher shares of women reported 7 symptoms.", None),
            ("Pupils reported 7 symptoms.", None),
            ("Police found 7 cars.", None),
            ("Borg writes policies for 7 towns.", None),
            ("There are an estimated 7 towns.", None),
            ("The land claimed by Borg is 7 km wide.", None),
            ("According to data, it has 7 towns.", None),
            ("According to preliminary estimates, it has 7 towns.", None),
            (
                "It reported net income of 7 million, which was in line with Borg estimates.",
                None,
            ),
        ]);
    }

    #[test]
    fn the_source_stands_behind_its_data() {
        told(&[
            (
                "According to an estimate by Borg Foods, rents fell 7%.",
                Some("Borg Foods"),
            ),
            (
                "According to the latest data by Borg Foods, rents fell 7%.",
                Some("Borg Foods"),
            ),
            ("It has 7 towns, according to the survey.", Some("survey")),
            (
                "Figures from Borg Foods show that rents fell 7%.",
                Some("Borg Foods"),
            ),
            (
                "According to a poll of 900 buyers by Borg Foods, rents fell 7%.",
                Some("Borg Foods"),
            ),
            (
                "Data from Borg Foods showed a fall of 7%.",
                Some("Borg Foods"),
            ),
        ]);
    }

    #[test]
    fn whoever_reveals_or_projects_with_a_clause_speaks() {
        told(&[
            (
                "Mayor Ana Ruiz revealed that 7 nurses left.",
                Some("Mayor Ana Ruiz"),
            ),
            ("Figures revealed that 7 nurses left.", None),
            (
                "The Tide Office projects that rents will rise 7%.",
                Some("Tide Office"),
            ),
            ("Its website notes that 7 nurses left.", Some("website")),
            ("The court found that 7 nurses left.", Some("court")),
        ]);
    }

    #[test]
    fn a_pronoun_takes_the_last_speaker_it_fits() {
        told(&[
            (
                "The minister said it is late. \"It also needs 7 guards,\" he said.",
                Some("minister"),
            ),
            (
                "Ana Ruiz said it is late. The ministry said it is not. It has 7 guards, she added.",
                Some("Ana Ruiz"),
            ),
            (
                "Ivo Lang said it is late. The agency had him predicting 7 more.",
                Some("Ivo Lang"),
            ),
            ("He said it has 7 guards.", None),
            (
                "Coast officials said it is late. Town officials say it has 7 guards.",
                Some("Town officials"),
            ),
        ]);
    }

    #[test]
    fn a_statement_in_a_clause_covers_no_other() {
        told(&[
            (
                "Borg paid 7 million after another firm said it would bid.",
                None,
            ),
            ("Rents fell 7%, but critics have said it is too late.", None),
            ("Analysts had expected a rise, and rents fell 7%.", None),
            (
                "Critics have said rents fell 7%, and that it is too late.",
                Some("Critics"),
            ),
            (
                "Borg had told them rents fell 7%, the department said.",
                Some("department"),
            ),
            (
                "It sold at 7%, a higher price than analysts had expected.",
                None,
            ),
            (
                "After critics said rents fell 7%, Borg left.",
                Some("critics"),
            ),
        ]);
    }

    #[test]
    fn sources_are_named_before_and_after() {
        assert_eq!(
            who("It grew 7 percent, according to the Ministry of Commerce.").as_deref(),
            Some("Ministry of Commerce")
        );
        assert_eq!(
            who("Output rose 7 percent, Li Wei said.").as_deref(),
            Some("Li Wei")
        );
        assert_eq!(
            who("\"We built 7 bridges,\" said Wang Hai, head of the bureau.").as_deref(),
            Some("Wang Hai")
        );
        assert_eq!(
            who("Wang Hai, head of the bureau, said it has 7 bridges.").as_deref(),
            Some("Wang Hai")
        );
        assert_eq!(who("The city has 7 bridges."), None);
    }

    #[test]
    fn a_quotation_of_several_sentences_has_one_speaker() {
        let text = "\"We began early. We built 7 bridges. It was hard,\" said Wang Hai.";
        assert_eq!(who(text).as_deref(), Some("Wang Hai"));
    }

    #[test]
    fn a_quotation_goes_on_behind_its_speaker() {
        told(&[
            (
                "\"We began early,\" said Wang Hai. \"We built 7 bridges.\"",
                Some("Wang Hai"),
            ),
            (
                "Wang Hai said: “We began early.\n\n“We built 7 bridges.”",
                Some("Wang Hai"),
            ),
            (
                "\"We began early,\" said Wang Hai. The town has 7 bridges.",
                None,
            ),
        ]);
    }

    #[test]
    fn quotations_end_where_they_are_closed() {
        assert_eq!(inside_quotes("a “b 7” c", 6), Some(Span::new(2, 8)));
        assert_eq!(inside_quotes("a “b” 7", 10), None);
    }
}
