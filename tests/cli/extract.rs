//! `figtrace extract --explain`: what was read and why, for people.

use crate::place::Place;
use snapbox::str;

#[test]
fn an_explanation_gives_figures_reasons_and_rejected_numbers() {
    let place = Place::new().with(
        "a.txt",
        "Exports of Hebei rose 5.2 percent in 2024. The 5G network grew. Nobody minded.\n",
    );
    place
        .figtrace(&["extract", "--explain", "a.txt"])
        .assert()
        .success()
        .stdout_eq(str![[r"
# a.txt

Exports of Hebei rose 5.2 percent in 2024.
  figure   5.2 percent: 5.2 %, increase
  about    exports; Hebei; 2024
  rule     figure/[..] ([..])
  because  role/verb-of-change ([..])
  because  indicator/subject-of-verb ([..])
  because  place/subject ([..])
  because  period/beside-figure ([..])
  date     2024: 2024; date/[..] ([..])

The 5G network grew.
  not      5G: part of a name

"]]);
}

#[test]
fn documents_are_kept_apart_and_unread_ones_named() {
    let place = Place::new().with(
        "a.jsonl",
        "{\"id\": \"one\", \"text\": \"The hall has 90 seats.\"}\n{\"id\": \n{\"id\": \"two\", \"text\": \"Nobody came.\"}\n",
    );
    place
        .figtrace(&["extract", "--explain", "--format", "jsonl", "a.jsonl"])
        .assert()
        .code(3)
        .stdout_eq(str![[r"
# one

The hall has 90 seats.
  figure   90: 90 seats, level
  about    seats
  rule     figure/[..] ([..])
  because  role/plain-value ([..])
  because  indicator/what-is-counted ([..])

# a.jsonl#2

not read: [..]

# two

no number stands in it

"]]);
}
