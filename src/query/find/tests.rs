//! Tests of finding: what each filter lets through, in which order, and how SQLite answers.

use super::search::Search;
use super::*;
use crate::base::edtf::Edtf;
use crate::link::reading::Reading;
use crate::query::plan::{bare, long_walks};
use crate::store::sample::{reading, received, writer};

/// Figures 5, 5000, 9, 9.2, 12 and 5.4, all of them in yuan unless edited.
fn library(edit: impl Fn(&mut Reading)) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.db");
    let mut read = reading("A 5 b 5000 c 9 d 9.2 e 12 f 5.4.");
    edit(&mut read);
    let mut w = writer(&path, "t");
    w.store(&[received("a", "raw", read)]).unwrap();
    w.finish().unwrap();
    let library = Library::open(&path).unwrap();
    (folder, library)
}

fn amount(low: f64, high: f64) -> Amount {
    Amount {
        low,
        above: false,
        high,
        below: false,
        middle: None,
        unit: Some("CNY".into()),
    }
}

fn of(amount: Amount) -> Filter {
    Filter {
        amount: Some(amount),
        ..Filter::default()
    }
}

const ALL: Part = Part {
    order: Order::Relevance,
    descending: false,
    skip: 0,
    limit: 100,
};

fn quotes(library: &Library, filter: &Filter, part: Part) -> Vec<String> {
    let page = library.find(filter, part).unwrap();
    page.shown.into_iter().map(|f| f.quote).collect()
}

#[test]
fn intervals_have_open_and_closed_ends() {
    let (_folder, library) = library(|r| {
        r.figures[2].mention.comparator = crate::base::vocabulary::Comparator::Over;
    });
    let found = |edit: fn(&mut Amount)| {
        let mut asked = amount(5.0, 9.0);
        edit(&mut asked);
        quotes(&library, &of(asked), ALL)
    };
    assert_eq!(found(|_| {}), ["5", "9", "5.4"]);
    assert_eq!(found(|a| a.above = true), ["9", "5.4"]);
    assert_eq!(found(|a| a.below = true), ["5", "5.4"]);
    // The text says "over 9": it is among what is over 9.
    assert_eq!(
        found(|a| (a.low, a.high, a.above) = (9.0, f64::INFINITY, true)),
        ["5000", "9", "9.2", "12"]
    );
    assert_eq!(found(|a| (a.low, a.high) = (f64::NEG_INFINITY, 5.2)), ["5"]);
    assert_eq!(found(|a| a.unit = Some("USD".into())), [""; 0]);
    assert_eq!(found(|a| a.unit = None), ["5", "9", "5.4"]);
}

#[test]
fn the_nearest_comes_first_and_pages_follow() {
    let (_folder, library) = library(|_| {});
    let mut near = amount(0.0, 100.0);
    near.middle = Some(9.1);
    let filter = of(near);
    assert_eq!(
        quotes(&library, &filter, ALL),
        ["9", "9.2", "12", "5.4", "5"]
    );
    let part = Part {
        skip: 1,
        limit: 2,
        ..ALL
    };
    assert_eq!(quotes(&library, &filter, part), ["9.2", "12"]);
    assert_eq!(library.find(&filter, part).unwrap().total, 5);
    let sorted = Part {
        order: Order::Value,
        descending: true,
        ..ALL
    };
    assert_eq!(
        quotes(&library, &filter, sorted),
        ["12", "9.2", "9", "5.4", "5"]
    );
    let far = Part { skip: 99, ..ALL };
    assert_eq!(quotes(&library, &filter, far), [""; 0]);
}

#[test]
fn units_convert_and_sort_in_their_base() {
    let (_folder, library) = library(|r| {
        r.figures[0].mention.unit = "km".into();
        r.figures[1].mention.unit = "m".into();
        r.figures[2].mention.unit = "har".into();
    });
    let mut asked = amount(4.9, 5.1);
    asked.unit = Some("km".into());
    assert_eq!(quotes(&library, &of(asked), ALL), ["5", "5000"]);
    let by_value = Part {
        order: Order::Value,
        ..ALL
    };
    let all = quotes(
        &library,
        &Filter {
            role: Some(Role::Level),
            ..Filter::default()
        },
        by_value,
    );
    assert_eq!(all.len(), 6);
    let place = |quote: &str| all.iter().position(|q| q == quote).unwrap();
    assert!(place("5.4") < place("9.2") && place("9.2") < place("12"));
}

#[test]
fn every_filter_narrows() {
    let (_folder, library) = library(|r| {
        r.figures[2].period = Edtf::parse("2024-05");
        r.figures[3].measure = Some("forest".into());
        r.figures[4].role = Role::Share;
        r.figures[5].modality = Modality::Planned;
        r.figures[1].regions.clear();
    });
    let found = |edit: fn(&Library, &mut Filter)| {
        let mut filter = Filter::default();
        edit(&library, &mut filter);
        assert!(!filter.is_empty());
        quotes(&library, &filter, ALL)
    };
    let days = |begin: &str, end: &str| {
        Some(Days {
            begin: Some(begin.into()),
            end_before: Some(end.into()),
        })
    };
    assert_eq!(found(|_, f| f.role = Some(Role::Share)), ["12"]);
    assert_eq!(found(|_, f| f.modality = Some(Modality::Planned)), ["5.4"]);
    assert_eq!(
        found(|_, f| (f.role, f.modality) = (Some(Role::Share), Some(Modality::Planned))),
        [""; 0]
    );
    assert_eq!(
        found(|l, f| f.indicators = l.indicator_named("forest").unwrap().map(|i| vec![i.0])),
        ["9.2"]
    );
    assert_eq!(
        found(|l, f| f.regions = Some(vec![l.regions_called("Yunnan").unwrap()[0].id])).len(),
        5
    );
    assert_eq!(found(|_, f| f.projects = Some(vec![1])).len(), 6);
    assert_eq!(found(|_, f| f.publishers = Some(vec![])), [""; 0]);
    assert_eq!(
        found(|_, f| f.words = vec!["b".into(), "e".into()]).len(),
        6
    );
    assert_eq!(found(|_, f| f.words = vec!["b e".into()]), [""; 0]);
    assert_eq!(
        found(|_, f| f.words = vec!["\"".into(), "OR".into()]),
        [""; 0]
    );
    let mut filter = Filter {
        days: days("2024-05-31", "2025-01-01"),
        ..Filter::default()
    };
    assert_eq!(quotes(&library, &filter, ALL), ["9"]);
    filter.days = days("2024-06-01", "2025-01-01");
    assert_eq!(quotes(&library, &filter, ALL), [""; 0]);
    filter.days = Some(Days {
        begin: None,
        end_before: Some("2024-05-02".into()),
    });
    filter.role = Some(Role::Level);
    filter.words = vec!["a".into()];
    filter.regions = Some(vec![library.regions_called("Yunnan").unwrap()[0].id]);
    assert_eq!(quotes(&library, &filter, ALL), ["9"], "all at once");
    assert_eq!(library.figure_rows(&filter).unwrap(), [3]);
}

#[test]
fn what_is_counted_narrows_beside_a_value() {
    let (_folder, library) = library(|r| {
        let c = r.article.text.find('c').unwrap();
        r.figures[2].mention.counted = Some(crate::base::span::Span::new(c, c + 1));
    });
    let mut filter = of(amount(0.0, 100.0));
    filter.counted = vec!["c".into()];
    assert_eq!(quotes(&library, &filter, ALL), ["9"]);
    filter.counted = vec!["%".into()];
    assert_eq!(quotes(&library, &filter, ALL), [""; 0]);
}

#[test]
fn orders_put_figures_without_the_key_last() {
    let (_folder, library) = library(|r| {
        r.figures[3].period = Edtf::parse("2020");
        r.figures[4].period = Edtf::parse("../2019");
        r.figures[0].regions.clear();
    });
    let all = Filter {
        role: Some(Role::Level),
        ..Filter::default()
    };
    let first = |order, descending| {
        let part = Part {
            order,
            descending,
            ..ALL
        };
        quotes(&library, &all, part)
    };
    assert_eq!(first(Order::Period, false)[..2], ["12", "9.2"]);
    assert_eq!(first(Order::Period, true)[..2], ["9.2", "12"]);
    assert_eq!(first(Order::Region, true).last().unwrap(), "5");
    assert_eq!(first(Order::Date, false).len(), 6);
    assert_eq!(first(Order::Relevance, true)[0], "5.4");
}

/// Every question a filter can be, alone and in pairs.
fn filters() -> Vec<Filter> {
    let single: Vec<fn(&mut Filter)> = vec![
        |f| f.amount = Some(amount(1.0, 2.0)),
        |f| {
            f.amount = Some(Amount {
                unit: None,
                above: true,
                below: true,
                ..amount(1.0, 2.0)
            });
        },
        |f| f.projects = Some(vec![1]),
        |f| f.indicators = Some(vec![1]),
        |f| f.words = vec!["a".into()],
        |f| f.regions = Some(vec![1, 2]),
        |f| f.publishers = Some(vec![1]),
        |f| f.unit = Some(1),
        |f| {
            f.days = Some(Days {
                begin: Some("2024".into()),
                end_before: None,
            });
        },
        |f| f.role = Some(Role::Level),
        |f| f.modality = Some(Modality::Planned),
    ];
    let mut out = Vec::new();
    for one in &single {
        for other in &single {
            let mut filter = Filter::default();
            one(&mut filter);
            other(&mut filter);
            out.push(filter);
        }
    }
    out
}

#[test]
fn no_question_walks_over_all_figures() {
    let conn = bare();
    let orders = [
        Order::Relevance,
        Order::Value,
        Order::Period,
        Order::Region,
        Order::Date,
    ];
    for filter in filters() {
        let mut all = vec![Search::counting(&filter), Search::rows(&filter)];
        all.extend(orders.map(|order| Search::listing(&filter, Part { order, ..ALL }, true)));
        for search in all {
            let walks = long_walks(&conn, search.sql());
            assert!(walks.is_empty(), "{walks:?}\n{}", search.sql());
        }
    }
    let everything = Search::rows(&Filter::default());
    assert_eq!(
        long_walks(&conn, everything.sql()).len(),
        1,
        "the test can fail"
    );
}
