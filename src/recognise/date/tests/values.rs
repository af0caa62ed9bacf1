//! Expressions and what they must mean: EDTF, TIMEX3 value, sense.
//!
//! The articles of these tests appeared on Tuesday, 15 July 2025, unless one says otherwise.

use super::check;

#[test]
fn days() {
    check(&[
        (
            "Signed on June 21, 2024 in Oslo.",
            "June 21, 2024",
            "2024-06-21",
            "2024-06-21",
        ),
        (
            "Signed on 21 June 2024 in Oslo.",
            "21 June 2024",
            "2024-06-21",
            "2024-06-21",
        ),
        (
            "Signed on the 21st of June 2024.",
            "the 21st of June 2024",
            "2024-06-21",
            "2024-06-21",
        ),
        (
            "Signed on 2024-06-21 in Oslo.",
            "2024-06-21",
            "2024-06-21",
            "2024-06-21",
        ),
        (
            "Updated 06/21/2024 by staff",
            "06/21/2024",
            "2024-06-21",
            "2024-06-21",
        ),
        (
            "Updated 21/06/2024 by staff",
            "21/06/2024",
            "2024-06-21",
            "2024-06-21",
        ),
        (
            "Bonn, 21.6.2024 - The",
            "21.6.2024",
            "2024-06-21",
            "2024-06-21",
        ),
        (
            "Opened Sept. 5, 2023, in Turin.",
            "Sept. 5, 2023",
            "2023-09-05",
            "2023-09-05",
        ),
        (
            "Opened Mar 8,2019 in Turin.",
            "Mar 8,2019",
            "2019-03-08",
            "2019-03-08",
        ),
        (
            "On Friday, Oct. 23, 1998, it",
            "Friday, Oct. 23, 1998",
            "1998-10-23",
            "1998-10-23",
        ),
        (
            "Held May 3-5, 2024 in Turin.",
            "May 3-5, 2024",
            "2024-05-03/2024-05-05",
            "2024-05-03/2024-05-05",
        ),
        (
            "On March 5, the mayor spoke.",
            "March 5",
            "2025-03-05",
            "2025-03-05",
        ),
        (
            "On May 2 this year it opened.",
            "May 2 this year",
            "2025-05-02",
            "2025-05-02",
        ),
        (
            "It was sold on Nov. 20.",
            "Nov. 20",
            "2024-11-20",
            "2024-11-20",
        ),
        (
            "It will be sold on Nov. 20.",
            "Nov. 20",
            "2025-11-20",
            "2025-11-20",
        ),
    ]);
}

#[test]
fn months_and_seasons() {
    check(&[
        (
            "In June 2024 output rose.",
            "June 2024",
            "2024-06",
            "2024-06",
        ),
        (
            "In August of 2019, work began.",
            "August of 2019",
            "2019-08",
            "2019-08",
        ),
        ("In June, output rose.", "June", "2025-06", "2025-06"),
        ("In October, output rose.", "October", "2024-10", "2024-10"),
        (
            "The port will open in October.",
            "October",
            "2025-10",
            "2025-10",
        ),
        (
            "In August last year rates fell.",
            "August last year",
            "2024-08",
            "2024-08",
        ),
        (
            "It was signed last May in Rome.",
            "last May",
            "2025-05",
            "2025-05",
        ),
        (
            "It was signed last November.",
            "last November",
            "2024-11",
            "2024-11",
        ),
        (
            "It is due this September.",
            "this September",
            "2025-09",
            "2025-09",
        ),
        (
            "In early December 2025 it opens.",
            "early December 2025",
            "2025-12",
            "2025-12",
        ),
        (
            "Since mid-November 2024 it",
            "mid-November 2024",
            "2024-11/..",
            "2024-11",
        ),
        (
            "In the winter of 1994 it froze.",
            "the winter of 1994",
            "1994-24",
            "1994-WI",
        ),
        (
            "It was built last summer.",
            "last summer",
            "2024-22",
            "2024-SU",
        ),
        (
            "Built in spring 2023, it",
            "spring 2023",
            "2023-21",
            "2023-SP",
        ),
    ]);
}

#[test]
fn years_and_longer() {
    check(&[
        ("In 2014, it was founded.", "2014", "2014", "2014"),
        ("The 2013 figure was low.", "2013", "2013", "2013"),
        (
            "It was founded in nineteen ninety-six.",
            "nineteen ninety-six",
            "1996",
            "1996",
        ),
        (
            "In the year two thousand it",
            "the year two thousand",
            "2000",
            "2000",
        ),
        ("It grew in the 1990s.", "the 1990s", "1990/1999", "199"),
        ("It grew in the '80s too.", "the '80s", "1980/1989", "198"),
        (
            "Born in the 19th century, it",
            "the 19th century",
            "1800/1899",
            "18",
        ),
        (
            "It rose in 2014-2024 as a whole.",
            "2014-2024",
            "2014/2024",
            "2014/2024",
        ),
        (
            "It rose from 2013 to 2023.",
            "2013 to 2023",
            "2013/2023",
            "2013/2023",
        ),
        (
            "It fell between 1989 and 1995.",
            "1989 and 1995",
            "1989/1995",
            "1989/1995",
        ),
        (
            "In the year to March 2025 it",
            "the year to March 2025",
            "2024-04/2025-03",
            "P1Y",
        ),
    ]);
}

#[test]
fn parts_of_years() {
    check(&[
        (
            "In the first quarter of 2025, it",
            "the first quarter of 2025",
            "2025-33",
            "2025-Q1",
        ),
        (
            "Sales in Q3 2024 were flat.",
            "Q3 2024",
            "2024-35",
            "2024-Q3",
        ),
        ("Sales in 3Q24 were flat.", "3Q24", "2024-35", "2024-Q3"),
        ("Sales in H1 2025 rose.", "H1 2025", "2025-40", "2025-H1"),
        (
            "In the first half of this year it",
            "the first half of this year",
            "2025-40",
            "2025-H1",
        ),
        (
            "Last year's second half was good.",
            "Last year's second half",
            "2024-41",
            "2024-H2",
        ),
        (
            "A second-quarter rise came.",
            "second-quarter",
            "2025-34",
            "2025-Q2",
        ),
        (
            "In the first five months of 2025 it",
            "the first five months of 2025",
            "2025-01/2025-05",
            "P5M",
        ),
        (
            "From January to May 2025, trade",
            "January to May 2025",
            "2025-01/2025-05",
            "2025-01/2025-05",
        ),
        (
            "Output over Jan.-June was flat.",
            "Jan.-June",
            "2025-01/2025-06",
            "2025-01/2025-06",
        ),
        (
            "From November 2023 to March 2024 it",
            "November 2023 to March 2024",
            "2023-11/2024-03",
            "2023-11/2024-03",
        ),
        (
            "From November to March 2024 it",
            "November to March 2024",
            "2023-11/2024-03",
            "2023-11/2024-03",
        ),
        (
            "Trains ran June 3 to July 5.",
            "June 3 to July 5",
            "2025-06-03/2025-07-05",
            "2025-06-03/2025-07-05",
        ),
    ]);
}

#[test]
fn fiscal_years_follow_the_country() {
    check(&[
        (
            "India grew fast in FY 2024-25.",
            "FY 2024-25",
            "2024-04/2025-03",
            "2024-04/2025-03",
        ),
        (
            "India's exports in 2023-24 fell.",
            "2023-24",
            "2023-04/2024-03",
            "2023-04/2024-03",
        ),
        (
            "Australia's 2023-24 budget fell.",
            "2023-24",
            "2023-07/2024-06",
            "2023-07/2024-06",
        ),
        (
            "Indian profit in Q4FY25 doubled.",
            "Q4FY25",
            "2025-01/2025-03",
            "2025-Q4",
        ),
        (
            "In the ongoing fiscal, India grew.",
            "the ongoing fiscal",
            "2025-04/2026-03",
            "2025-04/2026-03",
        ),
        (
            "The firm lost money in fiscal 2024.",
            "fiscal 2024",
            "2024",
            "2024",
        ),
        (
            "The season 2023-24 was dry.",
            "2023-24",
            "2023/2024",
            "2023/2024",
        ),
    ]);
}

#[test]
fn plans() {
    check(&[
        (
            "During the 14th Five-Year Plan (2021-2025) it",
            "the 14th Five-Year Plan (2021-2025)",
            "2021/2025",
            "2021/2025",
        ),
        (
            "In the 13th Five-Year Plan period it",
            "the 13th Five-Year Plan period",
            "2016/2020",
            "2016/2020",
        ),
        (
            "The 15th Five-Year Plan said",
            "The 15th Five-Year Plan",
            "2026/2030",
            "2026/2030",
        ),
    ]);
}
