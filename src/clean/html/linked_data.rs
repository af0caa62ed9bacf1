//! What a page says about itself in JSON-LD. Knows schema.org's names for articles.

use super::tree::Tree;
use html5ever::local_name;
use serde_json::Value;

/// Types of schema.org that are an article, best first; a plain page comes last.
const TYPES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "Article",
    "BlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "MedicalScholarlyArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "Review",
    "HowTo",
    "Recipe",
    "MedicalWebPage",
    "AboutPage",
    "WebPage",
];

/// How deep objects are searched for an article.
const DEPTH: usize = 6;

/// The page's fields in JSON-LD.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedData {
    /// Its headline.
    pub title: Option<String>,
    /// Its authors, joined by commas.
    pub author: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// When it was published, as written; several when several scripts speak of it.
    pub published: Vec<String>,
    /// When it was last changed, as written.
    pub modified: Option<String>,
    /// Its language.
    pub language: Option<String>,
}

/// The best article among the page's JSON-LD scripts. What others of its type and headline say of
/// the day of publication is said of it.
pub fn linked_data(tree: &Tree) -> LinkedData {
    let all: Vec<(usize, Value)> = scripts(tree).flat_map(articles).collect();
    let Some(rank) = all.iter().map(|(rank, _)| *rank).min() else {
        return LinkedData::default();
    };
    let mut best = all
        .iter()
        .filter(|(r, _)| *r == rank)
        .map(|(_, v)| fields(v, rank));
    let mut out = best.next().unwrap_or_default();
    for other in best {
        if out.title.is_some() && other.title == out.title {
            out.published.extend(other.published);
        }
    }
    out
}

fn scripts(tree: &Tree) -> impl Iterator<Item = Value> {
    let all = tree
        .elements()
        .filter(|(_, e)| *e.tag() == local_name!("script"));
    all.filter_map(|(id, script)| {
        let kind = script.value(&local_name!("type"))?.trim();
        let text = tree
            .first(id)
            .filter(|_| kind.eq_ignore_ascii_case("application/ld+json"))?;
        parse(&tree.pieces(text).map(|p| p.text).collect::<String>())
    })
}

/// Parses JSON as pages write it: raw line breaks stand in strings.
fn parse(text: &str) -> Option<Value> {
    let trimmed = text.trim().trim_end_matches(';');
    serde_json::from_str(trimmed).ok().or_else(|| {
        let clean: String = trimmed
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&clean).ok()
    })
}

/// Every object that is an article, with the rank of its type.
fn articles(value: Value) -> Vec<(usize, Value)> {
    let mut out = Vec::new();
    let mut left = vec![(value, 0)];
    while let Some((value, depth)) = left.pop() {
        match value {
            Value::Array(items) if depth < DEPTH => {
                left.extend(items.into_iter().rev().map(|i| (i, depth + 1)));
            }
            Value::Object(mut fields) if depth < DEPTH => {
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    left.extend(fields.remove(key).map(|v| (v, depth + 1)));
                }
                let value = Value::Object(fields);
                out.extend(rank(&value).map(|r| (r, value)));
            }
            _ => {}
        }
    }
    out
}

fn rank(value: &Value) -> Option<usize> {
    let named = |name: &Value| TYPES.iter().position(|t| name.as_str() == Some(t));
    match value.get("@type")? {
        Value::Array(several) => several.iter().filter_map(named).min(),
        name => named(name),
    }
}

fn fields(value: &Value, rank: usize) -> LinkedData {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    // The name of a mere page is its <title>, often with the site's name.
    let page = TYPES.get(rank) == Some(&"WebPage");
    LinkedData {
        title: text("headline").or_else(|| text("name").filter(|_| !page)),
        author: value.get("author").and_then(names),
        publisher: value.get("publisher").and_then(names),
        published: text("datePublished")
            .or_else(|| text("dateCreated"))
            .into_iter()
            .collect(),
        modified: text("dateModified"),
        language: text("inLanguage"),
    }
}

/// The names of a person, an organisation, or a list of them.
fn names(value: &Value) -> Option<String> {
    let one = |v: &Value| match v {
        Value::String(name) => Some(name.clone()),
        other => other.get("name").and_then(Value::as_str).map(str::to_owned),
    };
    let all: Vec<String> = match value {
        Value::Array(items) => items.iter().filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    };
    (!all.is_empty()).then(|| all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> LinkedData {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        linked_data(&super::super::parse::parse(&page).tree)
    }

    #[test]
    fn the_article_is_found_in_a_graph_before_the_page() {
        let found = of(
            r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},
            {"@type":["NewsArticle","Thing"],"headline":"Output rises","datePublished":"2025-05-29",
             "author":[{"name":"Li Na"},{"name":"Wu Di"}],"publisher":{"name":"Daily"}}]}"#,
        );
        assert_eq!(found.title.as_deref(), Some("Output rises"));
        assert_eq!(found.author.as_deref(), Some("Li Na, Wu Di"));
        assert_eq!(found.published, ["2025-05-29"]);
        assert_eq!(found.publisher.as_deref(), Some("Daily"));
    }

    #[test]
    fn two_scripts_on_one_article_are_both_heard() {
        let found = of(
            r#"[{"@type":"BlogPosting","headline":"A","datePublished":"2025-05-29"},
            {"@type":"BlogPosting","headline":"A","datePublished":"May 28, 2025"},
            {"@type":"BlogPosting","headline":"B","datePublished":"2024-01-01"},
            {"@type":"WebPage","headline":"A","datePublished":"2023-01-01"}]"#,
        );
        assert_eq!(found.published, ["2025-05-29", "May 28, 2025"]);
    }

    #[test]
    fn broken_scripts_are_left_alone_and_line_breaks_forgiven() {
        assert_eq!(of("{oops"), LinkedData::default());
        let found = of("{\"@type\":\"Article\",\"headline\":\"Output\nrises\"};");
        assert_eq!(found.title.as_deref(), Some("Output rises"));
        assert_eq!(
            of(r#"{"@type":"Product","name":"x"}"#),
            LinkedData::default()
        );
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(of(&deep), LinkedData::default());
    }
}
