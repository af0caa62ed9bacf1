//! Who is found to state the figure with a 7, construction by construction.

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
fn he_stays_the_same_from_paragraph_to_paragraph() {
    told(&[
        (
            "Ana Ruiz said it is late.\n\nIt has a wall, she said.\n\nIt needs 7 guards, she said.",
            Some("Ana Ruiz"),
        ),
        (
            "Ana Ruiz said it is late.\n\nIt has a wall.\n\nIt rained.\n\nIt needs 7 guards, she said.",
            None,
        ),
        (
            "Ivo Lang said it is late. Ana Ruiz, 45, runs a mill. She said it has 7 rooms.",
            Some("Ana Ruiz"),
        ),
        (
            "Ivo Lang said it is late. Ana Ruiz, a broker, left. She said it has 7 rooms.",
            Some("Ana Ruiz"),
        ),
        (
            "Ivo Lang said it is late. Borg Foods, a mill, closed. He said it has 7 rooms.",
            Some("Ivo Lang"),
        ),
    ]);
}

#[test]
fn a_quotation_left_open_has_the_speaker_of_the_next_block() {
    told(&[
        (
            "“Only 7 mills pay.\n\n“They should,” Ana Ruiz said.",
            Some("Ana Ruiz"),
        ),
        ("“Only 7 mills pay.\n\nThey should, Ana Ruiz said.", None),
        ("«It has 7 mills. They pay,» said the firm.", Some("firm")),
    ]);
}

#[test]
fn any_verb_closes_a_quotation() {
    told(&[
        ("“It has 7 mills,” Ana Ruiz marvelled.", Some("Ana Ruiz")),
        ("“It has 7 mills,” Lang regretted.", Some("Lang")),
        ("The “7 mills,” Lang visited were old.", None),
        ("As Lang revealed: “We have 7 mills.”", Some("Lang")),
    ]);
}

#[test]
fn whoever_only_might_say_it_is_no_speaker() {
    told(&[
        (
            "If the government declares that 7 mills close, we lose.",
            None,
        ),
        (
            "It made 7 percent of what the state projected for May.",
            None,
        ),
        ("I said it is late. It has 7 mills, she says.", None),
        (
            "It is 7 percent, according to the payer's declaration date.",
            None,
        ),
        (
            "The state had informed its leaders, Ana Ruiz said after 7 left.",
            Some("Ana Ruiz"),
        ),
    ]);
}

#[test]
fn names_run_over_commas_and_titles_stand_before_them() {
    told(&[
        (
            "The Ministry of Mills, Grain and Trade stated that it has 7 mills.",
            Some("Ministry of Mills, Grain and Trade"),
        ),
        (
            "“It has 7 mills,” said Borg chief grain, mills and trade officer Ana Ruiz.",
            Some("Ana Ruiz"),
        ),
        (
            "The spokesman for the Guild of Lima, Ivo Lang, said it has 7 mills.",
            Some("Ivo Lang"),
        ),
    ]);
}

#[test]
fn names_keep_their_small_words_and_stand_behind_brackets() {
    told(&[
        ("It has 7 mills, de Jong said.", Some("de Jong")),
        (
            "“It has 7 mills,” said World Mill Guild (WMG) Lima envoy Ana Ruiz.",
            Some("Lima envoy Ana Ruiz"),
        ),
        (
            "Guild Chief of Mills and Grain, Ivo Lang, says it has 7 mills.",
            Some("Ivo Lang"),
        ),
        (
            "The Institute of Mills in Lima reported that 7 mills closed.",
            Some("Institute of Mills"),
        ),
        (
            "A local miller was quoted as saying that 7 mills closed.",
            None,
        ),
        (
            "A local official was quoted as saying that 7 mills closed.",
            Some("local official"),
        ),
        ("The UN say 7 mills closed.", Some("UN")),
        ("Borg reports the 7 mills have closed.", Some("Borg")),
    ]);
}

#[test]
fn the_holder_of_an_office_is_named_behind_it() {
    told(&[
        (
            "According to its president, Ana Ruiz, it has 7 mills.",
            Some("Ana Ruiz"),
        ),
        (
            "According to the director of Borg Foods, Ana Ruiz, it has 7 mills.",
            Some("Ana Ruiz"),
        ),
        (
            "According to the Guild’s and the state’s figures, it has 7 mills.",
            Some("Guild"),
        ),
        (
            "Researchers at Borg and Lima found that 7 mills closed.",
            Some("Researchers at Borg and Lima"),
        ),
        ("A resident found her and gave it 7 mills.", None),
        ("A resident found a map and gave it 7 lines.", None),
        (
            "Ana Ruiz pointed out that 7 mills closed.",
            Some("Ana Ruiz"),
        ),
    ]);
}

#[test]
fn hyphens_ages_and_titles_belong_to_the_person() {
    told(&[
        (
            "Dr Ana Mei-ling from the Guild for Mills (GM) said 7 mills closed.",
            Some("Ana Mei-ling"),
        ),
        (
            "According to a local doctor, Jean-Luc Borg, 7 mills closed.",
            Some("Jean-Luc Borg"),
        ),
        (
            "Ana Ruiz, 54, of Lima said 7 mills closed.",
            Some("Ana Ruiz"),
        ),
        (
            "Secretary for Mills Ana Ruiz praised them. It has 7 mills, she said.",
            Some("Secretary for Mills Ana Ruiz"),
        ),
        (
            "The Board of Lima praised them. It has 7 mills, she said.",
            None,
        ),
    ]);
}

#[test]
fn whoever_continues_between_commas_speaks() {
    told(&[
        (
            "Ana Ruiz said it is late. In this step, she continued, 7 mills get corn.",
            Some("Ana Ruiz"),
        ),
        (
            "In this step, Lang continued, 7 mills get corn.",
            Some("Lang"),
        ),
        ("In May, the rain continued, and 7 mills closed.", None),
    ]);
}

#[test]
fn a_block_that_is_a_quotation_goes_on_with_the_speaker() {
    told(&[
        (
            "It has a wall, Ana Ruiz said.\n\n\"We need 7 more.\"",
            Some("Ana Ruiz"),
        ),
        ("It has a wall, Ana Ruiz said.\n\nIt needs 7 more.", None),
        (
            "Ana Ruiz said it is late. It rained.\n\n\"We need 7 more.\"",
            None,
        ),
    ]);
}

#[test]
fn one_of_two_is_nobody_and_one_named_again_goes_on() {
    told(&[
        (
            "Ana Ruiz and Ivo Lang said it is late. It has 7 mills, he said.",
            None,
        ),
        (
            "Ana Ruiz said it is late.\n\nIt rained.\n\nRuiz also toured it.\n\nIt has 7 mills, she said.",
            Some("Ana Ruiz"),
        ),
    ]);
}

#[test]
fn a_mark_that_opens_ends_what_was_left_open() {
    let text = r#"He said "no place. "Borg is" here. It has 7 mills."#;
    assert!(inside_quotes(text, text.find('7').unwrap()).is_none());
    assert!(inside_quotes(r#"It is closed" and 7 left."#, 18).is_none());
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
