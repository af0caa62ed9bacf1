//! `figtrace series`.

use crate::place::Place;
use serde_json::Value;
use snapbox::str;

/// Four years of one indicator, told by three articles, two of which differ.
fn place() -> Place {
    let place = Place::new()
        .with("a.txt", "Ports grow\n\nExports of Zhejiang reached 3.1 trillion yuan in 2021. Exports of Zhejiang reached 3.4 trillion yuan in 2022.")
        .with("b.txt", "Trade grows\n\nExports of Zhejiang reached 3.9 trillion yuan in 2022. Exports of Zhejiang reached 3.6 trillion yuan in 2023.")
        .with("c.txt", "More ports\n\nExports of Zhejiang reached 3.1 trillion yuan in 2021. Exports of Zhejiang exceeded 4 trillion yuan in 2024.");
    place
        .figtrace(&["ingest", "-q", "--db", "k.db", "a.txt", "b.txt", "c.txt"])
        .assert()
        .success();
    place
}

#[test]
fn values_stand_period_by_period_with_their_articles() {
    place()
        .figtrace(&["series", "exports", "--region", "Zhejiang", "--db", "k.db"])
        .assert()
        .success()
        .stdout_eq(str![[r"
exports, Zhejiang, China, level, in trillion CNY (yuan)

2021      3.1  [..]---*---[..]  [1, 2]
2022 !    3.4  [..]---*---[..]  [1]
     !    3.9  [..]---*---[..]  [3]
2023      3.6  [..]---*---[..]  [3]
2024   over 4  [..]*->  [2]

! not all of these can be true

[1] a.txt
[2] c.txt
[3] b.txt

"]])
        .stderr_eq("");
}

#[test]
fn machines_get_the_same() {
    let place = place();
    let ask = |form| {
        [
            "series", "exports", "--region", "Zhejiang", "--db", "k.db", form,
        ]
    };
    let (status, json) = place.json(&ask("--json"));
    assert_eq!(status, 0);
    assert_eq!(json["periods"].as_array().unwrap().len(), 4);
    assert_eq!(json["periods"][0]["values"][0]["articles"], 2);
    assert_eq!(json["periods"][1]["conflict"], true);
    assert_eq!(json["periods"][3]["values"][0]["high"], Value::Null);
    let (_, csv) = place.answer(&ask("--csv"));
    assert_eq!(csv.lines().count(), 6);
    assert!(
        csv.lines()
            .nth(1)
            .unwrap()
            .starts_with("2021,2021-01-01,2022-01-01,3100000000000,"),
        "{csv}"
    );
}

#[test]
fn a_plot_has_a_table_beside_it() {
    let place = place();
    let plot = [
        "series", "exports", "--region", "Zhejiang", "--db", "k.db", "--svg", "plot.svg",
    ];
    place.figtrace(&plot).assert().success();
    let svg = std::fs::read_to_string(place.path("plot.svg")).unwrap();
    assert!(
        svg.starts_with("<svg role=\"img\"")
            && svg.contains("<title id=\"title\">exports, Zhejiang"),
        "{svg}"
    );
    let csv = std::fs::read_to_string(place.path("plot.csv")).unwrap();
    assert_eq!(csv.lines().count(), 6);
    place
        .figtrace(&[
            "series", "exports", "--region", "Zhejiang", "--db", "k.db", "--svg", "x.csv",
        ])
        .assert()
        .code(2)
        .stderr_eq("figtrace: --svg x.csv would be overwritten by its own table; name it .svg\n");
    place
        .figtrace(&[
            "series", "exports", "--region", "Zhejiang", "--db", "k.db", "--svg", "no/x.svg",
        ])
        .assert()
        .code(2)
        .stderr_eq("figtrace: no/x.svg cannot be written; name another place with --svg: [..]\n");
}

#[test]
fn a_plot_never_replaces_the_database() {
    let place = place();
    std::fs::copy(place.path("k.db"), place.path("all.csv")).unwrap();
    for (database, plot) in [("k.db", "k.db"), ("all.csv", "all.svg")] {
        let before = std::fs::read(place.path(database)).unwrap();
        place
            .figtrace(&[
                "series", "exports", "--region", "Zhejiang", "--db", database, "--svg", plot,
            ])
            .assert()
            .code(2)
            .stdout_eq("")
            .stderr_eq(format!(
                "figtrace: {database} is the database itself; name another file with --svg\n"
            ));
        assert!(std::fs::read(place.path(database)).unwrap() == before);
    }
    assert!(!place.path("all.svg").exists());
}

#[test]
fn a_figure_marked_wrong_is_in_no_series() {
    let place = place();
    let series = [
        "series", "exports", "--region", "Zhejiang", "--db", "k.db", "--json",
    ];
    let (_, before) = place.json(&series);
    let uid = before["periods"][1]["values"][1]["figures"][0]["uid"]
        .as_str()
        .unwrap();
    place
        .figtrace(&["mark", uid, "wrong", "--db", "k.db"])
        .assert()
        .success();
    let (_, after) = place.json(&series);
    assert_eq!(before["periods"][1]["conflict"], true);
    assert_eq!(after["periods"][1]["conflict"], false);
    assert_eq!(after["left_out"]["marked_wrong"], 1, "{after:#}");
}

#[test]
fn what_has_no_series_is_told() {
    let place = place();
    for (arguments, status, said) in [
        (
            &["exports", "--region", "Jiangsu"][..],
            1,
            "k.db: no level of exports with a period is stated for Jiangsu\n",
        ),
        (
            &["exports", "--region", "Zhejiang", "--role", "share"],
            1,
            "k.db: no share of exports with a period is stated for Zhejiang, China; there is something with --role level\n",
        ),
        (
            &["exports", "--region", "Zhejiang", "--unit", "USD"],
            1,
            "k.db: no level of exports with a period is stated for Zhejiang, China; left out: 6 figures in CNY, which does not convert (--unit CNY shows them)\n",
        ),
        (
            &["gdp", "--region", "Zhejiang"],
            1,
            "k.db: no level of gdp with a period is stated for Zhejiang, China\n",
        ),
    ] {
        let all = [&["series", "--db", "k.db"], arguments].concat();
        place.figtrace(&all).assert().code(status).stdout_eq(said);
    }
    for (arguments, said) in [
        (
            &["exprots", "--region", "Zhejiang"][..],
            "figtrace: no indicator holds the words \"exprots\"; near to it: exports\n",
        ),
        (
            &["exports", "--region", "Zhejang"],
            "figtrace: no region is called \"Zhejang\"; near to it: Zhejiang\n",
        ),
        (
            &["exports", "--region", "Zhejiang", "--unit", "hectars"],
            "figtrace: no unit is called \"hectars\"; name one by code or name, as CNY, %, km or hectares; near to it: hectares, [..]\n",
        ),
    ] {
        let all = [&["series", "--db", "k.db"], arguments].concat();
        place.figtrace(&all).assert().code(2).stderr_eq(said);
    }
}
