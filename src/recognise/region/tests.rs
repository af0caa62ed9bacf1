//! Constructions, each with what must be found in it: `quote=name`.

use super::*;
use crate::base::rule::prove;
use crate::base::vocabulary::Level;
use crate::clean::plain;

fn mentions(text: &str) -> Vec<(String, RegionMention)> {
    let article = plain::article(text.to_owned());
    let segments = Segments::of(&article);
    recognise(&segments)
        .into_iter()
        .map(|m| (m.span.of(text).to_owned(), m))
        .collect()
}

/// What is found in each text, as `quote=name`, must be the list.
fn check(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        let found: Vec<String> = mentions(text)
            .into_iter()
            .map(|(quote, m)| format!("{quote}={}", m.place.name))
            .collect();
        assert_eq!(found, *wanted, "{text}");
    }
}

/// Level and `within` of the first mention.
fn first(text: &str) -> (String, Level, Option<String>) {
    let (_, mention) = mentions(text).swap_remove(0);
    let place = mention.place;
    (
        place.id.into_owned(),
        place.level,
        place.within.map(std::borrow::Cow::into_owned),
    )
}

#[test]
fn every_rule_finds_its_hits_and_spares_its_misses() {
    prove(RULES, |rule, text| {
        let found = mentions(text).into_iter();
        found
            .filter(|(_, m)| m.rule == rule.id)
            .map(|(quote, _)| quote)
            .collect()
    });
}

#[test]
fn every_trap_catches_its_hits_and_spares_its_misses() {
    for rule in TRAPS {
        assert!(
            rule.hits.len() >= 2 && !rule.misses.is_empty(),
            "{}",
            rule.id
        );
        for (text, quote) in rule.hits {
            let found = mentions(text);
            assert!(
                found.iter().all(|(q, _)| q != quote),
                "{}: {text}: {found:?}",
                rule.id
            );
        }
        for text in rule.misses {
            assert!(!mentions(text).is_empty(), "{}: {text}", rule.id);
        }
    }
}

#[test]
fn every_trap_is_needed() {
    for rule in TRAPS {
        let caught = rule.hits.iter().any(|(text, _)| {
            let article = plain::article((*text).to_owned());
            let segments = Segments::of(&article);
            let scene = Scene::of(&segments);
            (0..segments.tokens.len())
                .filter_map(|i| best_at(&scene, &Memory::default(), i))
                .any(|found| (rule.apply)(&scene, &found))
        });
        assert!(caught, "{} catches none of its own hits", rule.id);
    }
}

#[test]
fn rule_ids_are_unique() {
    let mut ids: Vec<&str> = RULES
        .iter()
        .map(|r| r.id.0)
        .chain(TRAPS.iter().map(|r| r.id.0))
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn suffixes_belong_to_the_quote() {
    check(&[
        ("Output of Anhui province rose.", &["Anhui province=Anhui"]),
        (
            "In Foshan City, Nanhai District grew.",
            &["Foshan City=Foshan", "Nanhai District=Nanhai"],
        ),
        (
            "He said Wanzhou District grew.",
            &["Wanzhou District=Wanzhou"],
        ),
        (
            "Work in Chongqing Municipality began.",
            &["Chongqing Municipality=Chongqing"],
        ),
        (
            "The Ningxia Hui Autonomous Region exports wine.",
            &["Ningxia Hui Autonomous Region=Ningxia"],
        ),
        (
            "Xiongan New Area is young.",
            &["Xiongan New Area=Xiong'an New Area"],
        ),
        (
            "The road from Nanjing to Zhenjiang cities is long.",
            &["Nanjing=Nanjing", "Zhenjiang=Zhenjiang"],
        ),
        ("The Hebei region is dry.", &["Hebei=Hebei"]),
        (
            "Qiandongnan Miao and Dong Autonomous Prefecture grew.",
            &["Qiandongnan Miao and Dong Autonomous Prefecture=Qiandongnan"],
        ),
    ]);
}

#[test]
fn names_are_read_however_they_are_written() {
    check(&[
        ("Trade of Xi’an grew.", &["Xi’an=Xi'an"]),
        ("Trade of Xian grew.", &["Xian=Xi'an"]),
        ("Coffee of Pu'er sells well.", &["Pu'er=Pu'er"]),
        ("The U.S. said so.", &["U.S.=United States"]),
        ("US exports fell, and us too.", &["US=United States"]),
        ("Prices in Sao Paulo fell.", &["Sao Paulo=Sao Paulo"]),
        ("Prices in São Paulo fell.", &["São Paulo=Sao Paulo"]),
        (
            "Jing-Jin-Ji is a cluster.",
            &["Jing-Jin-Ji=Beijing-Tianjin-Hebei"],
        ),
        (
            "The Guangdong–Hong Kong–Macao Greater Bay Area grew.",
            &[
                "Guangdong–Hong Kong–Macao Greater Bay Area=Guangdong-Hong Kong-Macao Greater Bay Area",
            ],
        ),
        ("It lies in southern Guangdong.", &["Guangdong=Guangdong"]),
        ("They filmed in Tibet.", &["Tibet=Xizang"]),
    ]);
}

#[test]
fn datelines_are_mentions() {
    check(&[
        (
            "BEIJING, Nov. 21 (Xinhua) -- The economy grew.",
            &["BEIJING=Beijing"],
        ),
        ("NEW DELHI: Prices rose.", &["NEW DELHI=New Delhi"]),
        ("QWERTANG, Mo. - A house burnt.", &["Mo.=Missouri"]),
    ]);
}

#[test]
fn parts_of_china_are_regions_and_of_others_not() {
    check(&[
        (
            "Rain fell in eastern, central, western and northeastern China.",
            &[
                "eastern=Eastern China",
                "central=Central China",
                "western=Western China",
                "northeastern China=Northeastern China",
            ],
        ),
        (
            "East China's Anhui Province grew.",
            &["East China=Eastern China", "Anhui Province=Anhui"],
        ),
        ("It flows through southern Japan.", &["Japan=Japan"]),
        (
            "China's Northeast is cold. China helps.",
            &["China=China", "Northeast=Northeastern China", "China=China"],
        ),
        ("The South China Sea is deep.", &[]),
        ("The western region of Ghana is green.", &["Ghana=Ghana"]),
    ]);
}

#[test]
fn longer_names_hide_the_places_in_them() {
    check(&[
        (
            "Shares of China Mobile and Air China fell in Hong Kong.",
            &["Hong Kong=Hong Kong"],
        ),
        ("The Beijing Municipal Bureau of Statistics said so.", &[]),
        (
            "The Washington Post and the New York Times wrote about it.",
            &[],
        ),
        ("Wuhan University and the University of Leeds agreed.", &[]),
        ("The Shenzhen-Zhongshan Bridge opened.", &[]),
        (
            "The Hangzhou Asian Games were held in Zhejiang.",
            &["Zhejiang=Zhejiang"],
        ),
        ("The Paris Agreement was signed in Paris.", &["Paris=Paris"]),
        ("The Qatar 2022 World Cup was hot.", &[]),
        ("A China-Europe freight train left Xi'an.", &["Xi'an=Xi'an"]),
        ("Photo by Li Min/Visual China)", &[]),
        (
            "Lake Victoria borders Kenya, and so does Mount Elgon.",
            &["Kenya=Kenya"],
        ),
        ("It cost 30 million U.S. dollars, or HK$230 million.", &[]),
        (
            "The US-China trade war hit U.S. exports.",
            &["US=United States", "China=China", "U.S.=United States"],
        ),
        ("Brussels-based officials met.", &["Brussels=Brussels"]),
        ("UK Prime Minister Smith spoke.", &["UK=United Kingdom"]),
    ]);
}

#[test]
fn persons_are_no_places() {
    check(&[
        ("Jordan Smith and Michael Jordan met Mr Houston.", &[]),
        (
            "Xi Jinping visited Jinping County in Yunnan Province.",
            &["Jinping County=Jinping", "Yunnan Province=Yunnan"],
        ),
        (
            "Georgia Reid, 14, skates. Georgia likes it. Her coach is from Calgary.",
            &["Calgary=Calgary"],
        ),
        ("Sheikh Salem bin Ahmed al Sabah met them.", &[]),
        ("We asked J. Paris about it.", &[]),
    ]);
}

#[test]
fn everyday_words_need_a_place_beside_them() {
    check(&[
        (
            "Nice weather is rare in Nice, France.",
            &["Nice=Nice", "France=France"],
        ),
        ("Reading is fun.", &[]),
        (
            "The mayor of Mobile, Alabama, spoke.",
            &["Mobile=Mobile", "Alabama=Alabama"],
        ),
        ("It opened in August. Many came in March.", &[]),
        ("Turkish people eat turkey in Turkey.", &["Turkey=Turkey"]),
        ("Chinese cities and Indian towns grew.", &[]),
    ]);
}

#[test]
fn little_known_places_need_support() {
    check(&[
        ("They saw Danzhai.", &[]),
        (
            "Of Guizhou's counties Danzhai, Leishan and Rongjiang were poor.",
            &[
                "Guizhou=Guizhou",
                "Danzhai=Danzhai",
                "Leishan=Leishan",
                "Rongjiang=Rongjiang",
            ],
        ),
        (
            "She lives in Annapolis, Md., with him.",
            &["Annapolis=Annapolis", "Md.=Maryland"],
        ),
        ("Dr. Ann Low, M.D., came.", &[]),
        (
            "Pots from 200 B.C. were found near Victoria, B.C., in May.",
            &["Victoria=Victoria", "B.C.=British Columbia"],
        ),
    ]);
}

#[test]
fn namesakes_are_settled_by_what_stands_beside_them() {
    let within = |text: &str| {
        mentions(text)
            .first()
            .and_then(|(_, m)| m.place.within.clone())
    };
    for (text, wanted) in [
        ("Suzhou in Anhui is smaller.", "Anhui"),
        ("Suzhou is a city of canals.", "Jiangsu"),
        (
            "Yulin, a city in northwest China's Shaanxi Province, grew.",
            "Shaanxi",
        ),
        ("Yulin, Guangxi, grew.", "Guangxi"),
        ("Springfield, Ill., is flat.", "Illinois"),
        ("Springfield, Missouri, is flat.", "Missouri"),
        ("Jilin City is cold.", "Jilin"),
        ("Cook County is large.", "Illinois"),
        ("Victoria's Melbourne is large.", "Australia"),
        ("Jilin Province is cold.", "China"),
    ] {
        assert_eq!(within(text).as_deref(), Some(wanted), "{text}");
    }
    let (_, changsha) = mentions("Wuhan of Hubei and Changsha of Hunan grew.").swap_remove(2);
    assert_eq!(
        changsha.place.level,
        Level::Prefecture,
        "the city before its county"
    );
    let levels: Vec<Level> = mentions("He came from Atlanta, Georgia.")
        .iter()
        .map(|(_, m)| m.place.level)
        .collect();
    assert_eq!(levels, [Level::Prefecture, Level::Province]);
    assert_eq!(
        first("Tbilisi is the capital of Georgia.").2.as_deref(),
        Some("Tbilisi")
    );
}

#[test]
fn unknown_places_come_from_the_text() {
    assert_eq!(
        first("Qwertang Town, Anhui Province, sells tea."),
        (
            "text:qwertang".to_owned(),
            Level::Town,
            Some("Anhui".to_owned())
        )
    );
    assert_eq!(
        first("A plant in Blorfield, Japan, makes pumps."),
        (
            "text:blorfield".to_owned(),
            Level::Town,
            Some("Japan".to_owned())
        )
    );
    check(&[
        ("The town is old. The County Council met.", &[]),
        ("According to Blorfield, Japan grew.", &["Japan=Japan"]),
        ("The Central Business District is full.", &[]),
    ]);
}

#[test]
fn short_forms_resolve() {
    check(&[
        (
            "The Greater Bay Area (GBA) grew. The GBA exports more.",
            &[
                "Greater Bay Area=Guangdong-Hong Kong-Macao Greater Bay Area",
                "GBA=Guangdong-Hong Kong-Macao Greater Bay Area",
                "GBA=Guangdong-Hong Kong-Macao Greater Bay Area",
            ],
        ),
        (
            "The Yangtze River Delta grew. Firms of the Delta export.",
            &[
                "Yangtze River Delta=Yangtze River Delta",
                "Delta=Yangtze River Delta",
            ],
        ),
        (
            "The Shanghai Free Trade Zone (FTZ) opened. Each FTZ is new.",
            &["Shanghai Free Trade Zone=China (Shanghai) Pilot Free Trade Zone"],
        ),
    ]);
}

#[test]
fn an_abbreviation_has_the_capitals_of_its_name() {
    assert!(abbreviates(
        "GBA",
        "Guangdong-Hong Kong-Macao Greater Bay Area"
    ));
    assert!(abbreviates("EU", "European Union"));
    assert!(!abbreviates("IAD", "Washington DC"));
    assert!(!abbreviates("EUR", "European Union"));
}

#[test]
fn headlines_and_capitals_are_read() {
    check(&[
        (
            "China Says Output Grew as Beijing Eases Rules",
            &["China=China", "Beijing=Beijing"],
        ),
        (
            "CHINA GREW 5 PERCENT, BEIJING SAYS",
            &["CHINA=China", "BEIJING=Beijing"],
        ),
        ("New Bank of Nova Scotia Branch Opens Doors", &[]),
    ]);
}

#[test]
fn a_company_named_for_a_place_is_no_place_where_its_name_comes_again() {
    check(&[
        (
            "Columbia Steel Corp. bought ships. Columbia paid for them in May.",
            &[],
        ),
        (
            "Boston Mills Inc. has a plant in Boston. Boston will sell it.",
            &["Boston=Boston"],
        ),
        (
            "Boston has mills. Boston will sell them.",
            &["Boston=Boston", "Boston=Boston"],
        ),
    ]);
}

#[test]
fn a_governor_has_a_state_and_a_person_lives_in_a_town() {
    check(&[
        ("New York Gov. Ann Roe signed it.", &["New York=New York"]),
        (
            "Police said Ann Roe of Austin, Texas, was there.",
            &["Austin=Austin", "Texas=Texas"],
        ),
        (
            "Police met the Bank of China, Hebei, there.",
            &["Hebei=Hebei"],
        ),
    ]);
}

#[test]
fn any_text_is_survived() {
    for text in [
        "",
        "'s",
        "China’",
        "-China-",
        "U.S",
        "(China",
        "’s ’s",
        "Xi'",
        "in , Ohio",
        "A & B",
        "中国 China 国",
    ] {
        for (quote, mention) in mentions(text) {
            assert!(!quote.is_empty());
            assert!(mention.span.end <= text.len());
        }
    }
}

#[test]
fn mentions_are_in_order_and_apart() {
    let text = "China, U.S., Xi’an, Beijing-Tianjin-Hebei, Hebei Province and Rongjiang in Guizhou; eastern and western China";
    let found = mentions(text);
    assert!(found.len() >= 8);
    assert!(found.is_sorted_by(|(_, a), (_, b)| a.span.end <= b.span.start));
}
