//! Claims against evidence, by what a reader would say of each pair.

use crate::check::judge::{Answer, Origin, Verdict, judge};
use crate::check::rank::Pool;
use crate::check::statement::Statement;
use crate::clean::plain;
use crate::pipeline::read_article;
use Verdict::{Compatible, Contradicted, NotCovered, Supported};

fn statement(text: &str) -> Statement {
    Statement::whole(&read_article(plain::article(text.to_owned())))
}

fn held(claim: &str, evidence: &[&str], origin: Origin) -> Answer {
    let evidence: Vec<Statement> = evidence.iter().map(|e| statement(e)).collect();
    judge(
        &statement(claim).without_names(),
        &Pool::of(&evidence),
        origin,
    )
}

fn given(cases: &[(&str, &str, Verdict)]) {
    for (claim, evidence, expected) in cases {
        let found = held(claim, &[evidence], Origin::Given);
        assert_eq!(
            found.verdict, *expected,
            "{claim} | {evidence}: {:?}",
            found.findings
        );
    }
}

fn searched(claim: &str, evidence: &[&str]) -> Answer {
    held(claim, evidence, Origin::Searched)
}

#[test]
fn a_number_of_another_year_is_no_support() {
    let told = "Tea output rose from 8,000 tonnes in 2019 to 14,000 tonnes in 2024.";
    given(&[
        ("Tea output was 8,000 tonnes in 2019.", told, Supported),
        ("Tea output rose to 14,000 tonnes in 2024.", told, Supported),
        ("Tea output was 8,000 tonnes in 2024.", told, Contradicted),
        (
            "Tea output fell from 14,000 tonnes in 2019 to 8,000 tonnes in 2024.",
            told,
            Contradicted,
        ),
    ]);
}

#[test]
fn the_direction_of_a_level_counts() {
    given(&[
        (
            "The mills fell from 80 to 40.",
            "The mills rose from 40 to 80.",
            Contradicted,
        ),
        (
            "The jobless rate fell to 6.0 percent.",
            "The jobless rate rose to 6.0 percent.",
            Contradicted,
        ),
        (
            "The jobless rate was 6.0 percent.",
            "The jobless rate rose to 6.0 percent.",
            Supported,
        ),
    ]);
}

#[test]
fn a_denial_turns_the_verdict() {
    given(&[
        (
            "It is not true that farm output grew 5 percent.",
            "Farm output grew 5 percent.",
            Contradicted,
        ),
        (
            "Farm output grew 5 percent.",
            "Contrary to a rumor, it is not true that farm output grew 5 percent.",
            Contradicted,
        ),
        (
            "Farm output did not grow 5 percent.",
            "Farm output grew 7 percent.",
            Compatible,
        ),
        (
            "Farm output did not grow 5 percent.",
            "Farm output did not grow 5 percent.",
            Supported,
        ),
        (
            "Farm output grew 5 percent.",
            "Farm output did not grow 7 percent.",
            NotCovered,
        ),
    ]);
}

#[test]
fn the_other_side_is_another_thing() {
    given(&[
        (
            "The firm made a loss of 5 million yuan.",
            "The firm made a profit of 5 million yuan.",
            Contradicted,
        ),
        (
            "The quota for men is 40 percent.",
            "The quota for women is 40 percent.",
            NotCovered,
        ),
        (
            "Urban incomes rose 5 percent.",
            "Rural incomes rose 5 percent.",
            NotCovered,
        ),
        (
            "Sales to France were 5 million yuan.",
            "Sales to Germany were 5 million yuan.",
            NotCovered,
        ),
        (
            "Hebei has 50 mills and Hunan has 40 mills.",
            "Hebei has 40 mills and Hunan has 50 mills.",
            Contradicted,
        ),
        (
            "The firm sold 90 boats outside Norway.",
            "The firm sold 90 boats in Norway.",
            NotCovered,
        ),
    ]);
}

#[test]
fn kinds_of_numbers_are_kept_apart() {
    given(&[
        ("Sales rose tenfold.", "Sales were 2,000 boxes.", NotCovered),
        (
            "The share rose by 2 percentage points.",
            "The share rose by 2 percent.",
            NotCovered,
        ),
        (
            "The film was watched 40,000 times.",
            "The film had 40,000 views.",
            Supported,
        ),
        (
            "The shop has a rating of 7.",
            "The shop has a rating of 7/10.",
            Supported,
        ),
        (
            "Phase 2 cost 90 million yuan.",
            "The road cost 90 million yuan.",
            Supported,
        ),
    ]);
}

#[test]
fn a_plan_is_no_fact() {
    let told = "The port plans a throughput of 9 million tonnes in 2030.";
    let claim = "The port had a throughput of 9 million tonnes in 2030.";
    given(&[(claim, told, Compatible)]);
}

#[test]
fn the_year_and_place_go_before_the_likeness_of_numbers() {
    let found = searched(
        "Tea output of Yunnan was 8,000 tonnes in 2024.",
        &[
            "Tea output of Yunnan was 8,000 tonnes in 2019.",
            "In 2024, tea output of Yunnan was 14,000 tonnes.",
            "The tea output of Hunan was 8,000 tonnes in 2024.",
        ],
    );
    assert_eq!(found.verdict, Contradicted);
    let told = found.findings[0].counterpart.clone().unwrap();
    assert_eq!(told, (1, "14,000 tonnes".to_owned()));
}

#[test]
fn what_others_state_of_the_same_is_said() {
    let told = [
        "Exports of Hebei rose 5.0 percent in 2024.",
        "In 2024, exports of Hebei rose 2.8 percent.",
        "Exports of Hebei rose 3.1 percent in 2023.",
    ];
    let found = searched(told[0], &told);
    assert_eq!(found.verdict, Supported);
    assert_eq!(found.findings[0].others, [(1, "2.8 percent".to_owned())]);
    assert_eq!(found.shown(2), [0, 1]);
}

#[test]
fn a_date_in_common_says_nothing() {
    let filed = "ZHENGZHOU, Jan. 5, 2024 (Xinhua) -- Henan opened a fair.";
    for (claim, told) in [
        ("Martians landed in Henan in 2024.", filed),
        (
            "Germany left the pact in 2024.",
            "Germany signed the pact in 2024.",
        ),
        (
            "Nobody died in Henan in 2024.",
            "Five people died in Henan in 2024.",
        ),
        (
            "The Luoyang museum was demolished in 1998.",
            "The Luoyang museum opened in June 1998.",
        ),
        (
            "The Luoyang museum opened in 2003.",
            "The Luoyang museum opened in June 1998.",
        ),
    ] {
        let found = searched(claim, &[told]);
        assert_eq!(found.verdict, NotCovered, "{claim}: {:?}", found.findings);
    }
    let same = searched(
        "The Luoyang museum opened in 1998.",
        &["The Luoyang museum opened in June 1998."],
    );
    assert_eq!(same.verdict, Compatible);
}

#[test]
fn an_event_is_no_other_event() {
    let told = "The museum opened to visitors in June 1998.";
    given(&[
        ("The museum opened in 1998.", told, Supported),
        ("The museum was demolished in 1998.", told, Contradicted),
        ("The museum did not open in 1998.", told, Contradicted),
    ]);
}

#[test]
fn a_name_that_the_evidence_lacks_is_not_supported() {
    let told = ["Exports of Hebei rose 5.0 percent in 2024."];
    for (claim, expected) in [
        ("Exports of Hebei rose 5.0 percent in 2024.", Supported),
        ("Exports of Atlantis rose 5.0 percent in 2024.", NotCovered),
        (
            "Exports of Hebei by Boatworks rose 5.0 percent in 2024.",
            Compatible,
        ),
        (
            "Chinese exports of Hebei rose 5.0 percent in 2024.",
            Supported,
        ),
    ] {
        let found = searched(claim, &told);
        assert_eq!(found.verdict, expected, "{claim}: {:?}", found.findings);
    }
}

#[test]
fn a_number_without_place_or_time_is_not_held_against_a_claim_with_one() {
    let told = ["Exports of lamps jumped 60 percent to 70.7 billion yuan."];
    let at_home = searched("Exports of Zhejiang reached 5 billion yuan.", &told);
    assert_eq!(at_home.verdict, NotCovered);
    let same = searched("Exports of Zhejiang reached 70.7 billion yuan.", &told);
    assert_eq!(same.verdict, Compatible);
    let dated = searched("Exports of lamps reached 5 billion yuan in 2023.", &told);
    assert_eq!(dated.verdict, NotCovered);
    let anywhere = searched("Exports of lamps reached 5 billion yuan.", &told);
    assert_eq!(anywhere.verdict, Contradicted);
}

#[test]
fn a_count_of_other_things_is_not_supported() {
    let told = ["The port of Ningbo handled 383 ships."];
    let of = |claim: &str| searched(claim, &told).verdict;
    assert_eq!(of("The port of Ningbo handled 383 ships."), Supported);
    assert_eq!(of("The port of Ningbo handled 383 balloons."), NotCovered);
}

#[test]
fn the_world_a_country_and_the_rest_are_apart() {
    let told = "The opera took $40 million in France and $9 million in other countries, and so $49 million \
                worldwide.";
    given(&[
        (
            "The opera took over $48 million worldwide.",
            told,
            Supported,
        ),
        (
            "The opera took over $45 million globally.",
            told,
            Compatible,
        ),
        (
            "The opera took less than $38 million worldwide.",
            told,
            Contradicted,
        ),
        (
            "The opera took more than $8 million outside France.",
            told,
            Supported,
        ),
        (
            "The opera took over $30 million worldwide.",
            "The opera took $12 million in France.",
            NotCovered,
        ),
    ]);
}

#[test]
fn the_world_is_nothing_else_where_the_place_is_the_same() {
    given(&[
        (
            "China sold 5 million cars.",
            "China sold 5 million cars around the world.",
            Supported,
        ),
        (
            "Gross domestic product reached 100 trillion dollars worldwide.",
            "Gross domestic product of the world reached 100 trillion dollars.",
            Supported,
        ),
    ]);
    let war = searched(
        "The war killed 5 million people worldwide, 400,000 of them in Brazil.",
        &["The war killed 400,000 people in Brazil and 5 million worldwide."],
    );
    assert_eq!(war.verdict, Supported, "{:?}", war.findings);
}

#[test]
fn the_smaller_place_is_the_figures() {
    given(&[(
        "France had less than 30 cases in Brittany.",
        "There were 70 cases in France, of which 28 were in Brittany.",
        Supported,
    )]);
}

#[test]
fn who_made_it_is_no_place() {
    given(&[
        (
            "Zambia's arena seats more than 60,000 people.",
            "There is a 70,000 seat arena that is being built by China.",
            Supported,
        ),
        (
            "The bridge built by Spain cost 5 million euros.",
            "The bridge in Italy built by Spain cost 5 million euros.",
            Supported,
        ),
        (
            "Steel imported by Germany reached 5 million tons.",
            "Steel imported by France reached 5 million tons.",
            NotCovered,
        ),
        (
            "More than 9 African ports, one in Mali among them, were shut.",
            "These ten African ports were shut: Algiers, Tunis, Durban.",
            Supported,
        ),
    ]);
}

#[test]
fn persons_are_counted_as_cases_or_people() {
    given(&[
        (
            "Less than 110 people have recovered.",
            "The total now registered is 640, of which 105 cases have recovered so far.",
            Supported,
        ),
        (
            "More than 110 people have recovered.",
            "The total now registered is 640, of which 105 cases have recovered so far.",
            Contradicted,
        ),
    ]);
}

#[test]
fn of_a_part_the_claim_may_mean_the_whole() {
    given(&[
        (
            "There are more than 310 open shops.",
            "The town said that 120 out of 312 open shops sell shoes.",
            Compatible,
        ),
        (
            "Some 28 members voted for the law.",
            "Some 15 out of 28 members voted for the law.",
            Compatible,
        ),
        ("There are 5 guests.", "The guests gave it 4/5.", NotCovered),
        (
            "More than 7 guests rated it.",
            "The hotel was rated 9.1/10.",
            NotCovered,
        ),
    ]);
}
