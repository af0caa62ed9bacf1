//! Single figures as the whole pipeline reads them, for tests of links.

use figtrace::clean::plain::article;
use figtrace::link::reading::Figure;
use figtrace::pipeline::read_article;

/// The figure of `text` whose quote is `quote`, read as an article of June 1, 2025.
pub fn figure(text: &str, quote: &str) -> Figure {
    let mut article = article(text.to_owned());
    article.published = "2025-06-01".parse().ok();
    let reading = read_article(article);
    let found = reading
        .figures
        .into_iter()
        .find(|f| f.mention.span.of(text) == quote);
    found.unwrap_or_else(|| panic!("no figure {quote:?} in {text:?}"))
}

/// A field of a figure as text; empty where the figure has none.
pub fn field(figure: &Figure, name: &str) -> String {
    let regions = || {
        figure
            .regions
            .iter()
            .map(|r| r.name.as_ref())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match name {
        "role" => figure.role.as_str().to_owned(),
        "modality" => figure.modality.as_str().to_owned(),
        "comparator" => figure.mention.comparator.as_str().to_owned(),
        "indicator" => figure.indicator.clone().unwrap_or_default(),
        "regions" => regions(),
        "period" => figure
            .period
            .as_ref()
            .map(|p| p.as_str().to_owned())
            .unwrap_or_default(),
        "base_period" => figure
            .base_period
            .as_ref()
            .map(|b| b.as_str().to_owned())
            .unwrap_or_default(),
        "projects" => figure.projects.join(", "),
        "attributed_to" => figure.attributed_to.clone().unwrap_or_default(),
        other => panic!("no field {other}"),
    }
}
